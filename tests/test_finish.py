"""Finishing a printed site: it is indexed and every link is followed before it takes the place of the old one."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from generator.catalog import entries
from generator.catalog.refused import RefusedError
from generator.site import index as module
from generator.site.finish import broken_links, finish
from generator.site.output import MANIFEST
from generator.site.printing import run_printer

PAGE = '<!doctype html><html lang="vi"><head><title>x</title></head><body data-pagefind-body><h1 id="a">x</h1>{}</body></html>'


def site(folder: Path, **links: str) -> Path:
    """Make a site of an index, a page below and a file; ``links``: more of the index, or of other pages."""
    pages = {"index.html": "", "a/b/index.html": "", "404.html": "", **links}
    for path, text in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(PAGE.format(text), encoding="utf-8")
    (folder / "du-lieu").mkdir(exist_ok=True)
    (folder / "du-lieu" / "x.json").write_text("{}")
    return folder


def told(folder: Path) -> list[str]:
    """Every broken link: its page, the sentence, the code."""
    problems = broken_links(folder)
    return [f"{p.where.path.removeprefix(f'{folder}/')}: {p.message.vi} [{p.code}]" for p in problems]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="a/b/">', '<a href="a/b/#a">', '<a href="a/b">', '<a href="./a/b/index.html#a">', '<a href="#a">', '<a href="">',
        '<a href=".">', '<a href="./">', '<a href="du-lieu/x.json">', "<a href=du-lieu/x.json>", "<a href='a/b/'>",
        '<a class="x" href="a/b/?q=1#a">', '<a href="a/%62/">', '<a href="https://example.invalid/x">', '<a href="mailto:x@y.vn">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">', '<link rel="canonical" href="https://so.vn/a/">',
        '<link href="du-lieu/x.json" rel="x">',
    ],
)  # fmt: skip
def test_sound_links(tmp_path: Path, link: str) -> None:
    assert told(site(tmp_path, **{"index.html": link})) == []


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ('<a href="c/">', "index.html: Liên kết tới c/index.html, không có tệp này. [link-dead]"),
        ('<a href="du-lieu/y.json">', "index.html: Liên kết tới du-lieu/y.json, không có tệp này. [link-dead]"),
        ('<a href="a/b/#c">', "index.html: Liên kết tới a/b/index.html#c, trang có nhưng không có chỗ này. [anchor-dead]"),
        ('<a href="#c">', "index.html: Liên kết tới index.html#c, trang có nhưng không có chỗ này. [anchor-dead]"),
        ('<a href="../x">', "index.html: Liên kết tới ../x, không có tệp này. [link-dead]"),
        ('<img alt="" src="x.png">', "index.html: Liên kết tới x.png, không có tệp này. [link-dead]"),
        ('<script type="module" src="x.js"></script>', "index.html: Liên kết tới x.js, không có tệp này. [link-dead]"),
        ("<link rel=stylesheet href='x.css'>", "index.html: Liên kết tới x.css, không có tệp này. [link-dead]"),
        ('<a href="a/b/&#35;c">', "index.html: Liên kết tới a/b/index.html#c, trang có nhưng không có chỗ này. [anchor-dead]"),
        ('<script src="https://unpkg.com/x.js"></script>', "index.html: Trang tải https://unpkg.com/x.js từ máy chủ khác. [host-foreign]"),
        ('<img src="//x.vn/y.png">', "index.html: Trang tải //x.vn/y.png từ máy chủ khác. [host-foreign]"),
        ('<link rel="stylesheet" href="https://x.vn/y.css">', "index.html: Trang tải https://x.vn/y.css từ máy chủ khác. [host-foreign]"),
        ('<meta http-equiv="refresh" content="0; url=c/">', "index.html: Liên kết tới c/index.html, không có tệp này. [link-dead]"),
        ('<meta http-equiv="refresh" content="0; url=https://x.vn/">', "index.html: Trang tải https://x.vn/ từ máy chủ khác. [host-foreign]"),
    ],
)  # fmt: skip
def test_broken_links_are_told_with_their_page(tmp_path: Path, link: str, expected: str) -> None:
    assert told(site(tmp_path, **{"index.html": link})) == [expected]


def test_a_page_below_counts_from_where_it_is(tmp_path: Path) -> None:
    links = '<a href="../../"><a href="../../#a"><a href="../../du-lieu/x.json"><a href="../c/"><a href="../../../x/">'
    assert told(site(tmp_path, **{"a/b/index.html": links})) == [
        "a/b/index.html: Liên kết tới a/c/index.html, không có tệp này. [link-dead]",
        "a/b/index.html: Liên kết tới ../x/index.html, không có tệp này. [link-dead]",
    ]


def test_a_broken_link_is_told_with_its_line_and_column(tmp_path: Path) -> None:
    found = broken_links(site(tmp_path, **{"index.html": '<p>\n<a href="a/b/"></a>\n é <a href="x/"></a>'}))
    assert [str(problem.where) for problem in found] == [f"{tmp_path}/index.html:3:4"]


def test_every_broken_link_is_told_once_a_page(tmp_path: Path) -> None:
    links = '<a href="x/"><a href="x/"><a href="y/">'
    assert len(told(site(tmp_path, **{"index.html": links, "a/b/index.html": '<a href="../../x/">'}))) == 3


def test_the_page_for_unknown_addresses_may_stand_anywhere(tmp_path: Path) -> None:
    """It is shown at addresses of every depth, so its links are not relative to where it lies."""
    assert told(site(tmp_path, **{"404.html": '<a href="/x/y/"><script src="/x.js"></script>'})) == []


def test_text_that_looks_like_a_link_is_none(tmp_path: Path) -> None:
    assert told(site(tmp_path, **{"index.html": "&lt;a href=&quot;x&quot;&gt; &#60;img src=x&#62;"})) == []


def test_a_sound_site_is_indexed_and_takes_its_place(tmp_path: Path) -> None:
    fresh, out = site(tmp_path / "site.new"), tmp_path / "site"
    assert finish(fresh, out) == []
    assert not fresh.exists()
    assert (out / "pagefind" / "pagefind.js").is_file()
    assert (out / "a" / "b" / "index.html").is_file()
    assert finish(site(fresh), out) == []  # and may be replaced again
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


def test_with_a_broken_link_the_old_site_stays(tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert finish(site(tmp_path / "site.new"), out) == []
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    fresh = site(tmp_path / "site.new", **{"index.html": '<a href="x/">'})
    assert len(finish(fresh, out)) == 1
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert fresh.exists()  # to look at


def test_when_indexing_fails_the_old_site_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh, out = site(tmp_path / "site.new"), tmp_path / "site"
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\necho full disk >&2\nexit 4\n")
    monkeypatch.setattr(module.sys, "executable", str(program))
    program.chmod(0o755)
    (found,) = finish(fresh, out)
    assert (found.code, found.message.en) == ("search-failed", "The search index was not made: Pagefind: full disk")
    assert not out.exists()


def test_other_peoples_folders_are_neither_read_nor_replaced(tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    (work / "thesis.odt").write_text("years")
    fresh = site(tmp_path / "site.new")
    before = sorted(path for path in fresh.rglob("*"))
    for one, other in (
        (work, tmp_path / "site"),
        (fresh, work),
        (fresh, tmp_path),
        (fresh, fresh),
        (fresh, fresh / "x"),
    ):
        with pytest.raises(RefusedError):
            finish(one, other)
    assert (work / "thesis.odt").read_text() == "years"
    assert sorted(path.name for path in work.iterdir()) == ["thesis.odt"]
    assert sorted(path for path in fresh.rglob("*")) == before
    assert not (tmp_path / "site").exists()


def test_the_list_of_files_is_not_linked_or_indexed(tmp_path: Path) -> None:
    fresh, out = site(tmp_path / "site.new"), tmp_path / "site"
    finish(fresh, out)
    names = (out / MANIFEST).read_text(encoding="utf-8").split("\n")
    assert "index.html" in names
    assert MANIFEST not in names


EXAMPLES = {code: entry for code, entry in entries().items() if entry.topic == "printed"}
PRINTER = EXAMPLES.pop("print-failed")
PAGES = {"co-quan/index.html": '<h1 id="co-quan">Cơ quan</h1>', "assets/x.js": ""}


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_examples_of_the_catalogue_do_what_they_say(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = EXAMPLES[code]
    assert finish(site(tmp_path / "good", **PAGES, **{entry.file: entry.good}), tmp_path / "site") == []
    if entry.bad.strip().startswith("("):
        monkeypatch.setattr(module.sys, "executable", "false")
    found = finish(site(tmp_path / "bad", **PAGES, **{entry.file: entry.bad}), tmp_path / "site")
    assert [(problem.code, problem.severity) for problem in found] == [(code, entry.severity)]


@pytest.mark.parametrize(("text", "codes"), [(PRINTER.bad, ["print-failed"]), (PRINTER.good, [])], ids=["bad", "good"])
def test_what_the_printer_says_is_told(tmp_path: Path, text: str, codes: list[str]) -> None:
    for name, content in {"mkdocs.yml": "site_name: x", "docs/index.md": "# x", PRINTER.file: text}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    found = run_printer(tmp_path / "mkdocs.yml", date(2024, 6, 1), os.environ)
    assert [problem.code for problem in found] == codes
    assert all("khong-co.md" in problem.message.vi for problem in found)
