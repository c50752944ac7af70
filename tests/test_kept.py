"""A page that an earlier run printed is taken over only where printing it anew would give the same bytes."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.model import NAMELESS
from generator.resources import ROOT
from generator.site.kept import NAME, Kept
from generator.site.printing import configure, run_printer

MENU = [line.split(": ")[1] for line in (ROOT / "mkdocs.yml").read_text(encoding="utf-8").splitlines() if ".md" in line]
DAY = date(2024, 12, 1)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder with the pages of the menu, three more, and the printer's configuration."""
    shutil.copytree(ROOT / "docs" / "assets", tmp_path / "docs" / "assets")
    for number, name in enumerate([*MENU, "co-quan/a.md", "co-quan/b/index.md", "c.md"]):
        write(tmp_path / "docs" / name, f'---\ntitle: "Trang {number}"\n---\n\n# Trang {number}\n\n## Mục\n\nLời.\n')
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def prints(work: Path, day: date = DAY, title: str = "") -> int:
    """Print into ``work``/site as the program does; return how many pages were printed."""
    names = replace(NAMELESS, title=title or NAMELESS.title)
    fresh, out = work / "site.new", work / "site"
    config = configure(work, names, "https://so.example/", fresh.name)
    kept = Kept(work, work / "docs", out, fresh, config)
    assert run_printer(config, day, os.environ) == ()
    listing = kept.listing()
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)
    kept.remember(listing)
    return kept.missing


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def anew(work: Path, day: date = DAY, title: str = "") -> dict[str, bytes]:
    """Return the site that is printed from nothing."""
    other = work.with_name(f"{work.name}-anew")
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(work / "docs", other / "docs")
    prints(other, day, title)
    return files(other / "site")


def test_only_what_changed_is_printed(work: Path) -> None:
    """Edited, new, gone, renamed, a day later, and another title: always the site that is made from nothing."""
    docs = work / "docs"
    assert prints(work) == 12
    assert prints(work) == 0
    write(docs / "c.md", "# Khác\n")
    write(
        docs / "moi" / "index.md",
        '# Mới\n\n<a href="../co-quan/a/">a</a>\n',
    )
    (docs / "co-quan/b/index.md").rename(docs / "co-quan/d.md")
    assert prints(work) == 3
    assert files(work / "site") == anew(work)
    (docs / "co-quan/a.md").unlink()
    assert prints(work, date(2024, 12, 2)) == 0
    assert files(work / "site") == anew(work, date(2024, 12, 2))
    assert prints(work, title="Sổ khác") == 12
    assert files(work / "site") == anew(work, title="Sổ khác")


def test_what_is_kept_is_not_believed(work: Path) -> None:
    """A list or a page that is torn, truncated, foreign or changed by hand: what is printed is the same."""
    prints(work)
    right, listing = files(work / "site"), (work / NAME).read_bytes()
    by, pages = json.loads(listing).values()
    dice = random.Random(7)
    lists = [
        b"", b"{", b"[]", b"null", b'{"by": 1}', b"\xff" * 9, b"[" * 100_000, listing[: len(listing) // 2],
        json.dumps({"by": "another", "pages": pages}).encode(),
        json.dumps({"by": by, "pages": [1]}).encode(), json.dumps({"by": by, "pages": {"c/index.html": 5}}).encode(),
        json.dumps({"by": by, "pages": {name: list(reversed(pair)) for name, pair in pages.items()}}).encode(),
    ]  # fmt: skip
    for told in lists:
        (work / NAME).write_bytes(told)
        assert Kept(work, work / "docs", work / "site", work / "site.new", work / "mkdocs.yml").missing == 12, told[:40]
    (work / NAME).write_bytes(listing)
    spoilt = dice.sample(sorted(pages), 6)
    for number, name in enumerate(spoilt):
        page = work / "site" / name
        data = page.read_bytes()
        page.unlink()
        if number == 0:
            page.mkdir()
        elif number > 1:
            page.write_bytes(
                (data[: dice.randrange(len(data))], data + b" ", data.replace(b"Trang", b"Xin", 1), b"")[number % 4]
            )
    assert prints(work) == 6
    assert files(work / "site") == right == anew(work)


@pytest.mark.parametrize(
    ("repository", "contact", "leads"),
    [
        ("https://github.com/so/so", "so@tinh.example", "https://github.com/so/so/issues/new?template=1-sai-sot.yml&place=/c/"),
        ("https://git.tinh.example/so", "so@tinh.example", "mailto:so@tinh.example?subject=B%C3%A1o%20sai%20s%C3%B3t%2C%20gi%E1%BA%A3i%20tr%C3%ACnh%3A%20/c/"),
        ("", "Phòng Cải cách hành chính, điện thoại trực", "../gioi-thieu/#bao-sai-sot"),
    ],
)  # fmt: skip
def test_a_page_says_where_its_mistakes_are_told(work: Path, repository: str, contact: str, leads: str) -> None:
    """With its own address, where the host or a letter takes one; the place of the form is a field that it has."""
    config = configure(work, replace(NAMELESS, repository=repository, contact=contact), "https://so.example/", "site")
    assert run_printer(config, DAY, os.environ) == ()
    found = re.search(r'<a href="([^"]*)" rel="nofollow">', (work / "site/c/index.html").read_text(encoding="utf-8"))
    assert found
    assert found[1] == leads
    form = (ROOT / ".github/ISSUE_TEMPLATE/1-sai-sot.yml").read_text(encoding="utf-8")
    assert "id: place" in form
