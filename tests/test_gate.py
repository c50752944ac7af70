"""The gate before publication, on real builds of a register in a real repository: what others keep must not vanish."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.build import build
from generator.catalog import entries
from generator.cli import OK, PROBLEMS, USAGE, main
from generator.publish.exports import RECORDS
from generator.publish.exports.addresses import ADDRESSES, address
from generator.publish.exports.export import CHAIN, CHECKSUMS, SINCE, WEEKS
from generator.site.chain import Earlier, Known, Publication, read, seal
from generator.site.gate import gate
from tests.conftest import lay

DAY = date(2026, 6, 30)
NOTICE = "tinh-mau-nn-2024-01"
WHO = {
    "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.invalid", "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.invalid", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull,
}  # fmt: skip


def git(repo: Path, *arguments: str, when: str = "2026-06-01T09:00:00+0700") -> str:
    environment = {**os.environ, **WHO, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    ran = subprocess.run(["git", "-C", repo, *arguments], env=environment, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repo")
    lay(folder / "records")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    return folder


def built(records: Path, out: Path, published: Path | None = None) -> Path:
    """A site that is sealed, after the published one, though its pages are not printed."""
    assert not build(records, out, DAY, "public").examined.failed
    seal(out, Earlier(chain(published), (published / SINCE).read_text("utf-8")) if published else Earlier(), Known())
    return out


@pytest.fixture(scope="module")
def published(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(repo / "records", tmp_path_factory.mktemp("out") / "site")


@pytest.fixture
def sites(published: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The published site, and a copy of it to be spoilt."""
    shutil.copytree(published, tmp_path / "new", copy_function=os.link)
    shutil.rmtree(tmp_path / "new" / "du-lieu")  # the only files that are written into
    shutil.copytree(published / "du-lieu", tmp_path / "new" / "du-lieu")
    return tmp_path / "new", published


def chain(site: Path) -> str:
    return (site / CHAIN).read_text(encoding="utf-8")


def judged(new: Path, old: Path) -> list[str]:
    """What the gate says, with the file below the new site (or the old one) and the code."""
    told = []
    for problem in gate(new, old, lambda older, newer: older == newer):
        path = problem.where.path.removeprefix(f"{new}/").removeprefix(f"{old}/")
        told.append(f"{path}: {problem.message.vi} [{problem.code}]")
    return told


def change(path: Path, edit: Callable[[Any], Any]) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    edit(data)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def give_up(new: Path, *entries: Any) -> None:
    (new / "du-lieu" / "gone.json").write_text(json.dumps({"gone": list(entries)}), encoding="utf-8")


def test_the_same_site_passes(sites: tuple[Path, Path]) -> None:
    assert judged(*sites) == []


def test_the_published_list_names_every_page_and_data_file_and_nothing_that_pages_load(published: Path) -> None:
    listed = json.loads((published / ADDRESSES).read_text(encoding="utf-8"))["addresses"]
    files = [path.relative_to(published).as_posix() for path in published.rglob("*") if path.is_file()]
    assert listed == sorted(found for path in files if (found := address(path)) is not None)
    assert {"", "du-lieu/records.json", "du-lieu/duties.csv", ADDRESSES, f"r/{NOTICE}/"} <= set(listed)
    assert not [entry for entry in listed if entry.startswith(("assets/", "pagefind/", ".")) or "index" in entry]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.md", ""), ("index.html", ""), ("chi-dao/x/index.html", "chi-dao/x/"), ("chi-dao/x.md", "chi-dao/x/"),
        ("r/tra-cuu-index/index.md", "r/tra-cuu-index/"), ("r/index-x.md", "r/index-x/"), ("du-lieu/x.csv", "du-lieu/x.csv"),
        ("404.html", None), ("sitemap.xml.gz", None), (".generator", None), ("a/.x", None), ("pagefind/x.js", None),
        ("tinh/x/qua-han/17/index.html", None), ("co-quan/x/bang-2/3/index.md", None), ("ke-hoach/2/x/index.md", "ke-hoach/2/x/"),
    ],
)  # fmt: skip
def test_addresses(path: str, expected: str | None) -> None:
    assert address(path) == expected


# ---------------------------------------------------------------------------------------------------------- addresses


def test_a_dead_address_is_told(sites: tuple[Path, Path]) -> None:
    new, _ = sites
    shutil.rmtree(new / "r" / NOTICE)
    (new / "du-lieu" / "findings.csv").unlink()
    assert judged(*sites) == [
        "du-lieu/findings.csv: Địa chỉ mất: “du-lieu/findings.csv”. [address-dead]",
        f"r/{NOTICE}/: Địa chỉ mất: “r/{NOTICE}/”. [address-dead]",
    ]


def test_a_piece_of_a_table_may_go_also_from_a_list_of_before(sites: tuple[Path, Path], tmp_path: Path) -> None:
    old = shutil.copytree(sites[1], tmp_path / "old")
    listed = old / ADDRESSES
    data = json.loads(listed.read_text(encoding="utf-8"))
    listed.write_text(json.dumps({"addresses": [*data["addresses"], "tinh/tinh-mau/qua-han/2/"]}), encoding="utf-8")
    assert judged(sites[0], old) == []


def test_a_page_that_leads_elsewhere_keeps_its_address(sites: tuple[Path, Path]) -> None:
    new, _ = sites
    page = new / "theo-doi" / "qua-han"
    (page / "index.md").unlink()
    (page / "index.html").write_text('<meta http-equiv="refresh" content="0; url=../">')
    assert judged(*sites) == []


def test_an_address_is_given_up_only_with_day_and_reason(sites: tuple[Path, Path]) -> None:
    new, _ = sites
    shutil.rmtree(new / "theo-doi" / "qua-han")
    entry = {"address": "theo-doi/qua-han/", "on": "2026-07-01", "because": "Gộp vào trang theo dõi."}
    give_up(new, entry)
    assert judged(*sites) == []
    give_up(new, {**entry, "address": "theo-doi/*"})
    assert judged(*sites) == []
    for wrong in ({**entry, "because": " "}, {**entry, "on": "1/7/2026"}, {**entry, "address": "*"}, {}, "x", None):
        give_up(new, wrong)
        assert judged(*sites) == [
            f"du-lieu/gone.json: Mỗi mục phải có address, on (ngày) và because; ở đây là {wrong}. [gone-unsound]"
        ]
    give_up(new, entry, {**entry, "address": "chi-dao/"})
    assert judged(*sites) == ["du-lieu/gone.json: “chi-dao/” ghi là đã bỏ nhưng trang mới vẫn có. [gone-alive]"]


def test_a_site_that_lost_everything_is_told_of_every_address(sites: tuple[Path, Path]) -> None:
    new, old = sites
    listed = json.loads((old / ADDRESSES).read_text(encoding="utf-8"))["addresses"]
    for path in list(new.iterdir()):
        if path.name not in ("du-lieu", "index.md"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    lost = [own for own in listed if own and not own.startswith("du-lieu/")]
    assert judged(new, old) == [f"{own}: Địa chỉ mất: “{own}”. [address-dead]" for own in lost]


def test_without_the_published_list_nothing_passes(sites: tuple[Path, Path], tmp_path: Path) -> None:
    new, _ = sites
    (tmp_path / "empty").mkdir()
    told = f"{ADDRESSES}: Không đọc được tệp này, hoặc tệp không có hình dạng của nó. [data-unreadable]"
    assert judged(new, tmp_path / "empty") == [told]
    (tmp_path / "empty" / "du-lieu").mkdir()
    for broken in ("[1]", "{", "{}", '{"addresses": 1}', '{"addresses": [1]}'):
        (tmp_path / "empty" / ADDRESSES).write_text(broken)
        assert judged(new, tmp_path / "empty") == [told]


def test_the_new_site_must_list_its_addresses_for_the_next_time(sites: tuple[Path, Path]) -> None:
    new, _ = sites
    (new / ADDRESSES).unlink()
    told = f"{ADDRESSES}: Địa chỉ mất: “{ADDRESSES}”. [address-dead]"
    assert judged(*sites) == [told]
    give_up(new, {"address": ADDRESSES, "on": "2026-07-01", "because": "Không cần nữa."})
    assert judged(*sites) == [told]


# --------------------------------------------------------------------------------------------------------------- data


def rows(edit: Callable[[dict[str, Any]], Any], name: str) -> Callable[[Any], None]:
    def each(data: Any) -> None:
        for row in data[name]:
            edit(row)

    return each


@pytest.mark.parametrize(
    ("name", "edit", "told"),
    [
        ("duties", rows(lambda row: row.pop("because"), "duties"), "Mất trường hoặc cột duties[].because. [field-lost]"),
        ("duties", rows(lambda row: row.update(days_late="0"), "duties"), "duties[].days_late vốn là số nguyên, nay có chữ. [field-retyped]"),
        ("duties", lambda data: data["duties"][0].update(sample=0), "duties[].sample vốn là đúng/sai, nay có số nguyên. [field-retyped]"),
        ("findings", lambda data: data["findings"][-1].pop("seen"), "Mất trường hoặc cột findings[].seen. [field-lost]"),
        ("findings", lambda data: data.pop("as_of"), "Mất trường hoặc cột as_of. [field-lost]"),
        ("ratings", lambda data: [c.pop("points") for r in data["ratings"] for c in r["criteria"]], "Mất trường hoặc cột ratings[].criteria[].points. [field-lost]"),
        ("requests", lambda data: data.update(requests={}), "requests vốn là danh sách, nay có nhóm trường. [field-retyped]"),
    ],
)  # fmt: skip
def test_a_field_that_goes_or_changes_its_type_is_told(
    sites: tuple[Path, Path], name: str, edit: Callable[[Any], Any], told: str
) -> None:
    new, _ = sites
    change(new / "du-lieu" / f"{name}.json", edit)
    assert f"du-lieu/{name}.json: {told}" in judged(*sites)


def test_a_file_of_another_shape_is_told(sites: tuple[Path, Path]) -> None:
    new, _ = sites
    broken = {"duties": "{", "problems": "[]", "records": '{"records": {"notice": [1]}, "withdrawn": []}', "gone": "[]"}
    for name, text in broken.items():
        (new / "du-lieu" / f"{name}.json").write_text(text)
    told = "Không đọc được tệp này, hoặc tệp không có hình dạng của nó. [data-unreadable]"
    assert sorted(judged(*sites)) == [f"du-lieu/{name}.json: {told}" for name in sorted(broken)]


def test_fields_may_go_when_the_version_rises_ids_never(sites: tuple[Path, Path]) -> None:
    new, _ = sites
    path = new / "du-lieu" / "findings.json"
    change(path, lambda data: data.update(schema_version=2))
    change(path, rows(lambda row: row.pop("because"), "findings"))
    assert judged(*sites) == []
    lost = []
    change(path, lambda data: lost.append(data["findings"].pop(0)["finding"]))
    assert judged(*sites) == [f"du-lieu/findings.json: Mất mã “{lost[0]}”. [id-lost]"]


def test_a_new_field_a_new_row_and_an_empty_value_are_fine(sites: tuple[Path, Path]) -> None:
    new, _ = sites
    change(new / "du-lieu" / "duties.json", rows(lambda row: row.update(more=1, due=None), "duties"))
    change(new / "du-lieu" / "duties.json", lambda data: data["duties"].append({**data["duties"][0], "task": "x"}))
    change(new / "du-lieu" / "findings.json", lambda data: data.update(more=[]))
    assert judged(*sites) == []


def test_a_column_that_goes_is_told(sites: tuple[Path, Path]) -> None:
    new, _ = sites
    path = new / "du-lieu" / "duties.csv"
    text = path.read_text(encoding="utf-8-sig")
    path.write_text("\ufeffmore," + text.replace(",state_label,", ",label,", 1), encoding="utf-8")
    assert judged(*sites) == ["du-lieu/duties.csv: Mất trường hoặc cột state_label. [field-lost]"]


def test_a_record_stays_and_keeps_its_kind(sites: tuple[Path, Path]) -> None:
    new, _ = sites
    path = new / "du-lieu" / "records.json"
    change(path, lambda data: data["records"]["notice"].clear())
    assert f"du-lieu/records.json: Mất mã “{NOTICE}”. [id-lost]" in judged(*sites)
    change(path, lambda data: data["records"]["feedback"].append({"id": NOTICE}))
    told = f"Mã “{NOTICE}” vốn là notice, nay là feedback: mã không được dùng lại. [id-kind-changed]"
    assert f"du-lieu/records.json: {told}" in judged(*sites)


def test_a_record_may_be_withdrawn(repo: Path, published: Path, tmp_path: Path) -> None:
    """For real: it is marked in its file, and the site says so at its permanent address."""
    copy = tmp_path / "repo"
    git(tmp_path, "clone", "-q", str(repo), str(copy))
    (submission, *_) = sorted((copy / "records" / "tinh-mau" / "submission").glob("*.yaml"))
    text = submission.read_text(encoding="utf-8")
    submission.write_text(f"{text}withdrawn:\n  on: 2026-06-02\n  because: Ghi nhầm cơ quan.\n", encoding="utf-8")
    git(copy, "commit", "-qam", "withdrawn", when="2026-06-02T09:00:00+0700")
    built(copy / "records", tmp_path / "new", published)
    assert main(["gate", str(tmp_path / "new"), str(published), "--records", str(copy / "records")]) == OK


def test_rows_of_a_withdrawn_record_may_go(sites: tuple[Path, Path]) -> None:
    new, _ = sites
    lost = []
    change(new / "du-lieu" / "findings.json", lambda data: lost.append(data["findings"].pop(0)["finding"]))
    assert len(judged(*sites)) == 1
    change(new / "du-lieu" / "records.json", lambda data: data["withdrawn"].append({"id": lost[0], "kind": "finding"}))
    assert judged(*sites) == []


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (lambda s: s["properties"].pop("title"), "Mất trường hoặc cột title. [field-lost]"),
        (lambda s: s["properties"]["title"].update(type="integer"), "title vốn là common.schema.json#/$defs/line, nay có integer. [field-retyped]"),
        (lambda s: s.update({"x-version": 0}), "x-version lùi từ 1 về 0. [version-back]"),
    ],
)  # fmt: skip
def test_a_schema_keeps_its_promises_or_its_version_rises(
    sites: tuple[Path, Path], edit: Callable[[Any], Any], told: str
) -> None:
    new, _ = sites
    name = "du-lieu/schemas/finding.schema.json"
    change(new / name, edit)
    assert judged(*sites) == [f"{name}: {told}"]
    change(new / name, lambda schema: schema.update({"x-version": 2}))
    assert judged(*sites) == []


def test_a_coded_value_that_goes_is_told(sites: tuple[Path, Path]) -> None:
    new, _ = sites
    name = "du-lieu/schemas/finding.schema.json"
    text = (new / name).read_text(encoding="utf-8")
    (new / name).write_text(text.replace('"const": "it-nghiem-trong"', '"const": "nhe"'), encoding="utf-8")
    assert judged(*sites) == [f"{name}: Mất trường hoặc cột seriousness=it-nghiem-trong. [field-lost]"]


# --------------------------------------------------------------------------------------------------------- the heads


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ({"audience": "internal"}, "Trang mới không dựng cho công chúng (audience: internal). [site-not-public]"),
        ({"as_of": "2026-06-29"}, "Trang mới tính đến ngày 2026-06-29, trước ngày 2026-06-30 của trang đang công bố. [day-back]"),
        ({"uncommitted_changes": True}, "Trang mới dựng từ tệp chưa được ghi vào kho, nên không ai dựng lại được. [build-uncommitted]"),
        ({"commit": None}, "Trang mới dựng từ tệp chưa được ghi vào kho, nên không ai dựng lại được. [build-uncommitted]"),
    ],
)  # fmt: skip
def test_what_a_site_says_of_itself(sites: tuple[Path, Path], head: dict[str, Any], told: str) -> None:
    new, _ = sites
    change(new / "du-lieu" / "records.json", lambda data: data.update(head))
    assert judged(*sites) == [f"{RECORDS}: {told}"]


# --------------------------------------------------------------------------------------------------------- the chain


def seals(folder: Path, *days: str) -> str:
    """A chain of sites that were published on some days."""
    before = ""
    for day in days:
        (folder / RECORDS).parent.mkdir(parents=True, exist_ok=True)
        (folder / RECORDS).write_text(json.dumps({"as_of": day, "commit": "a" * 40, "uncommitted_changes": False}))
        seal(folder, Earlier(before), Known(lambda commit: commit.replace("a", "b")))
        before = chain(folder)
    return before


def test_a_chain_is_checked_with_sha256sum_alone(tmp_path: Path) -> None:
    made = seals(tmp_path, "2026-06-01", "2026-06-02", "2026-06-03")
    subprocess.run(["sha256sum", "--check", "--quiet", CHECKSUMS], cwd=tmp_path, check=True)
    lines = [line.split(" ") for line in made.splitlines()]
    assert [line[:4] for line in lines] == [[str(n), f"2026-06-0{n}", "a" * 40, "b" * 40] for n in (1, 2, 3)]
    for number in (1, 2):
        command = f"sed -n {number}p {CHAIN} | sha256sum"
        ran = subprocess.run(["sh", "-c", command], cwd=tmp_path, check=True, capture_output=True, text=True)
        assert ran.stdout.split()[0] == lines[number][5]
    ran = subprocess.run(["sha256sum", CHECKSUMS], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert ran.stdout.split()[0] == lines[-1][4]
    assert lines[0][5] == "0" * 64
    assert "".join(map(str, read(made)[0])) == made


def test_a_week_that_is_over_is_one_hash_that_can_be_printed(tmp_path: Path) -> None:
    """Of 2026-W22 (till 31 May) and W23; W24 has begun and is not over."""
    made = seals(tmp_path, "2026-05-30", "2026-05-31", "2026-06-03", "2026-06-08")
    last = [hashlib.sha256(line.encode()).hexdigest() for line in made.splitlines(keepends=True)]
    short = ["-".join(h[at : at + 4] for at in (0, 4, 8, 12, 16)) for h in last]
    assert (tmp_path / WEEKS).read_text("utf-8").splitlines() == [
        f"2026-W22 1-2 {last[1]} {short[1]}", f"2026-W23 3-3 {last[2]} {short[2]}",
    ]  # fmt: skip
    ran = subprocess.run(
        ["sh", "-c", f"sed -n 2p {CHAIN} | sha256sum"], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert ran.stdout.startswith(last[1])


def test_the_same_site_published_again_adds_no_line(tmp_path: Path) -> None:
    made = seals(tmp_path, "2026-06-01", "2026-06-02")
    assert seals(tmp_path, "2026-06-01", "2026-06-02", "2026-06-02") == made


def test_what_no_commit_has_names_none(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("x")
    assert seal(tmp_path, Earlier(), Known(lambda _: "never asked")) == Publication(
        1, "-", "-", "-", hashlib.sha256((tmp_path / CHECKSUMS).read_bytes()).hexdigest(), "0" * 64
    )
    (tmp_path / RECORDS).write_text(
        json.dumps({"as_of": "2026-06-01", "commit": "a" * 40, "uncommitted_changes": True})
    )
    assert seal(tmp_path, Earlier(), Known(lambda _: "never asked")).commit == "-"


def seals_of(*days: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        return seals(Path(folder), *days).splitlines()


KNOWN = seals_of("2026-06-01", "2026-06-02")
CONTINUED: dict[str, tuple[list[str], str]] = {
    "one is gone": (KNOWN[:1], "lần công bố số 2 mất hoặc khác đi"),
    "begun again": (seals_of("2026-06-03"), "lần công bố số 1 mất hoặc khác đi"),
    "another past": (seals_of("2026-06-01", "2026-06-09", "2026-06-10"), "lần công bố số 2 mất hoặc khác đi"),
    "two more": (seals_of("2026-06-01", "2026-06-02", "2026-06-03", "2026-06-04"), "thêm quá một lần công bố"),
    "another order": (KNOWN[::-1], "dòng 1 không nối tiếp dòng trước"),
    "another day": ([KNOWN[0].replace("06-01", "06-02"), KNOWN[1]], "dòng 2 không nối tiếp dòng trước"),
    "no publication": ([*KNOWN, "3"], "dòng 3 không có dạng của một lần công bố"),
    "an empty line": ([*KNOWN, ""], "dòng 3 không có dạng của một lần công bố"),
    "one more": (seals_of("2026-06-01", "2026-06-02", "2026-06-03"), ""),
    "no more": (KNOWN, ""),
}


@pytest.mark.parametrize("name", CONTINUED)
def test_a_chain_goes_on_from_the_published_one(sites: tuple[Path, Path], name: str) -> None:
    (new, old), (lines, why) = sites, CONTINUED[name]
    kept = chain(old)
    (new / CHAIN).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    try:
        (old / CHAIN).write_text("".join(f"{line}\n" for line in KNOWN), encoding="utf-8")
        told = [f"{CHAIN}: Chuỗi công bố không nối tiếp chuỗi đang công bố: {why}. [chain-broken]"] if why else []
        assert judged(new, old) == told
    finally:
        (old / CHAIN).write_text(kept, encoding="utf-8")


def test_what_was_found_at_a_publication_stays(sites: tuple[Path, Path]) -> None:
    new, old = sites
    (new / SINCE).write_text("1 2026-06-30 - - 0\n", encoding="utf-8")
    why = "một dòng đã công bố mất hoặc khác đi"
    assert judged(new, old) == [f"{SINCE}: Chuỗi công bố không nối tiếp chuỗi đang công bố: {why}. [chain-broken]"]
    (new / SINCE).write_text((old / SINCE).read_text(encoding="utf-8") + "2 x\n", encoding="utf-8")
    assert judged(new, old) == []


def test_the_chain_itself_may_not_be_left_out(sites: tuple[Path, Path]) -> None:
    (sites[0] / CHAIN).unlink()
    assert judged(*sites) == [f"{CHAIN}: Địa chỉ mất: “{CHAIN}”. [address-dead]"]


# ------------------------------------------------------------------------------------------------- through the program


def test_the_program_on_two_commits(
    repo: Path, published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "repo"
    git(tmp_path, "clone", "-q", str(repo), str(copy))
    notice = copy / "records" / "tinh-mau" / "notice" / f"{NOTICE}.yaml"
    notice.write_text(notice.read_text(encoding="utf-8") + "# xem lại\n", encoding="utf-8")
    git(copy, "commit", "-qam", "second", when="2026-06-02T09:00:00+0700")
    records = str(copy / "records")
    built(copy / "records", tmp_path / "second", published)
    assert main(["gate", str(tmp_path / "second"), str(published), "--records", records]) == OK
    assert capsys.readouterr().out == "0 lỗi, 0 cảnh báo, 0 ghi chú\n"
    # Backwards, from a history written anew, and without git: the published commit is in none of them.
    assert main(["gate", str(published), str(tmp_path / "second"), "--records", records]) == PROBLEMS
    assert "không phải là phiên bản trước của" in capsys.readouterr().out
    git(copy, "commit", "-q", "--amend", "-m", "anew", when="2026-06-03T09:00:00+0700")
    built(copy / "records", tmp_path / "anew", tmp_path / "second")
    fresh = tmp_path / "fresh"  # in which the published commit is not even known
    git(tmp_path, "clone", "-q", "--no-local", str(copy), str(fresh))
    for known in (records, str(fresh / "records")):
        assert main(["gate", str(tmp_path / "anew"), str(tmp_path / "second"), "--records", known]) == PROBLEMS
        assert "lịch sử của kho đã bị viết lại" in capsys.readouterr().out
    git(copy, "rm", "-q", str(notice))
    git(copy, "commit", "-qm", "third", when="2026-06-04T09:00:00+0700")
    built(copy / "records", tmp_path / "third", published)
    assert main(["gate", str(tmp_path / "third"), str(published), "--records", records]) == PROBLEMS
    told = capsys.readouterr().out
    assert f"Địa chỉ mất: “r/{NOTICE}/”." in told
    assert f"du-lieu/records.json:1:1: lỗi: Mất mã “{NOTICE}”. [id-lost]" in told
    assert (
        main(
            ["gate", str(tmp_path / "third"), str(published), "--records", records, "--format", "json", "--lang", "en"]
        )
        == PROBLEMS
    )
    codes = {problem["code"] for problem in json.loads(capsys.readouterr().out)}
    assert codes == {"address-dead", "id-lost"}


def test_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gate", str(tmp_path), str(tmp_path / "nowhere")]) == USAGE
    assert "generator gate --help" in capsys.readouterr().err


# ------------------------------------------------------------------------------------------ examples of the catalogue

BASE = {
    RECORDS: {
        "as_of": "2026-06-30", "audience": "public", "commit": "7d793037", "uncommitted_changes": False, "records": {},
        "withdrawn": [],
    },
    "du-lieu/duties.json": {"duties": []},
    "du-lieu/gone.json": {"gone": []},
}  # fmt: skip
EXAMPLES = {code: entry for code, entry in entries().items() if entry.topic == "gate"}


def small(folder: Path, path: str, text: str) -> Path:
    """A site of a few files, one of them as an example has it: top-level fields that replace those of the file."""
    site = {name: json.dumps(data) for name, data in BASE.items()}
    site |= dict.fromkeys(("index.html", "chi-dao/index.html"), "")
    site |= {path: ""} if path not in site else {}
    example = text.strip()
    if example.startswith("("):  # told in words: the file is gone
        del site[path]
    elif path in BASE and example.endswith("}"):
        site[path] = json.dumps({**BASE[path], **json.loads(example)})
    elif example:
        site[path] = example
    site[ADDRESSES] = json.dumps(
        {"addresses": [own for name in (*site, ADDRESSES) if (own := address(name)) is not None]}
    )
    for name, content in site.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_examples_of_the_catalogue_do_what_they_say(code: str, tmp_path: Path) -> None:
    entry = EXAMPLES[code]
    old = small(tmp_path / "old", entry.file, entry.before)
    for name, example, expected in (("bad", entry.bad, [(code, entry.severity)]), ("good", entry.good, [])):
        new = small(tmp_path / name, entry.file, example)
        told = gate(new, old, lambda older, newer: older == newer)
        assert [(problem.code, problem.severity) for problem in told] == expected
