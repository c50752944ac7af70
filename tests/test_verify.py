"""What somebody saved of a site is told from what it is not: three publications of a small register, printed for real."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.catalog import entries
from generator.cli import OK, PROBLEMS, USAGE, main
from generator.publish.exports.export import CHAIN, CHECKSUMS, SINCE
from generator.site.chain import Earlier, sha256
from generator.site.printing import Printed, Wanted, site
from tests.gitted import Repo
from tests.test_cli import SOUND

DIRECTIVE = "tinh-x/directive/tinh-x-1.yaml"
PAGE = "chi-dao/tinh-x-1/index.html"
PUBLISHED = (("2024-02-01", "Làm một việc."), ("2024-03-01", "Làm hai việc."), ("2024-04-01", "Làm ba việc."))
"""On which day each publication came, with which words."""


@dataclass(frozen=True)
class World:
    """A repository, what was published from it (oldest first), and the last chain."""

    repo: Repo
    commits: tuple[str, ...]
    sites: tuple[Path, ...]

    @property
    def chain(self) -> Path:
        return self.sites[-1] / CHAIN


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("published")
    repo, commits, sites, known = Repo(folder / "repo"), [], [], Earlier()
    for path, text in SOUND.items():
        repo.put(path, text.encode())
    for number, (day, words) in enumerate(PUBLISHED):
        repo.put(DIRECTIVE, SOUND[DIRECTIVE].replace("Làm một việc.", words).encode())
        commits.append(repo.commit(day))
        printed, out = folder / "printed" / "site", folder / str(number) / "site"
        wanted = Wanted(repo.records, printed, date.fromisoformat(day), published=known)
        assert not site(wanted, os.environ, str).problems
        known = published(printed)
        shutil.copytree(printed, out)
        sites.append(out)
    return World(repo, tuple(commits), tuple(sites))


def published(site: Path) -> Earlier:
    return Earlier(*((site / name).read_text(encoding="utf-8") for name in (CHAIN, SINCE)))


Verify = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def printed_once(world: World, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Printed]:
    """Print the site of a commit and day when it is first asked for, over the last publication; then copy it."""
    kept: dict[tuple[str, date, str], tuple[Path, Printed]] = {}

    def once(wanted: Wanted, *how: Any) -> Printed:
        key = (wanted.at, wanted.as_of, wanted.site_url)
        if key not in kept:
            out = tmp_path_factory.mktemp("printed") / wanted.out.name
            shutil.copytree(world.sites[-1].parents[1] / "printed", out.parent, dirs_exist_ok=True)
            kept[key] = (out.parent, site(replace(wanted, out=out), *how))
        shutil.copytree(kept[key][0], wanted.out.parent, dirs_exist_ok=True)
        return kept[key][1]

    return once


@pytest.fixture
def verify(
    world: World,
    printed_once: Callable[..., Printed],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Verify:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1717200000")  # 1 June 2024
    monkeypatch.setattr("generator.site.verify.site", printed_once)

    def call(
        saved: Path, *more: str, records: Path = world.repo.records, chain: Path | None = world.chain
    ) -> tuple[int, str]:
        kept = ["--chain", str(chain)] if chain else []
        code = main(["verify", str(saved), "--records", str(records), *kept, *more])
        said = capsys.readouterr()
        return code, said.out + said.err

    return call


def packed(
    site: Path, out: Path, *, below: str = "", edit: Callable[[str, bytes], bytes] = lambda _, data: data
) -> Path:
    with zipfile.ZipFile(out, "w") as archive:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            name = path.relative_to(site).as_posix()
            archive.writestr(below + name, edit(name, path.read_bytes()))
    return out


def test_the_chain_names_the_three_publications(world: World) -> None:
    lines = [line.split(" ") for line in world.chain.read_text(encoding="utf-8").splitlines()]
    trees = [world.repo.git("rev-parse", f"{commit}^{{tree}}") for commit in world.commits]
    assert [line[:4] for line in lines] == [
        [str(number), day, commit, tree]
        for number, (day, _), commit, tree in zip((1, 2, 3), PUBLISHED, world.commits, trees, strict=True)
    ]


def test_whoever_goes_round_the_gate_leaves_a_mark(world: World, tmp_path: Path) -> None:
    """A record was deleted, which no proposal may; and the line stays when nothing more happens."""
    other = world.repo.clone(tmp_path / "other", "--no-tags")
    shutil.copy(world.repo.root / "register.toml", other.root)
    first, second, third = world.commits
    gone = other.commit("2024-05-01", {"tinh-x/task/tinh-x-1-t1.yaml": None})
    lines = [
        f"1 2024-02-01 - {first} - chưa có lần công bố trước để xét",
        f"2 2024-03-01 {first} {second} 0",
        f"3 2024-04-01 {second} {third} 0",
        f"4 2024-05-01 {third} {gone} 1 record-vanished ({entries()['record-vanished'].title.vi})",
        f"5 2024-05-02 {gone} {gone} 0",
    ]
    known = published(world.sites[2])
    assert known.since.splitlines() == lines[:3]
    for number, day in ((4, date(2024, 5, 1)), (5, date(2024, 5, 2))):
        out = tmp_path / str(number) / "site"
        assert not site(Wanted(other.records, out, day, published=known), os.environ, str).problems
        known = published(out)
        assert known.since.splitlines() == lines[:number]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_data_file_of_each_publication(world: World, verify: Verify, tmp_path: Path, number: int) -> None:
    """Under whatever name it was saved."""
    since = [
        "Từ đó đến nay, 1 bản ghi mà tệp nêu đã đổi:",
        "-- Tỉnh X (giả định) › Công văn số 1/UBND-NC ngày 15/01/2024",
        "* Văn bản chỉ đạo (đổi): Công văn số 1/UBND-NC ngày 15/01/2024 (chi-dao/tinh-x-1/)",
        f"    khoản 1 › tóm tắt: [-{PUBLISHED[number][1]}-] → {{+Làm ba việc.+}}",
    ]
    saved = tmp_path / "tải về (1).json"
    shutil.copy(world.sites[number] / "du-lieu" / "records.json", saved)
    short = sha256(f"{world.chain.read_text(encoding='utf-8').splitlines()[number]}\n".encode())[:16]
    day = ("01/02/2024", "01/3/2024", "01/4/2024")[number]
    assert verify(saved) == (
        OK,
        "\n".join(
            [
                "Đây là tệp du-lieu/records.json của trang.",
                f"Giống từng byte với trang dựng lại từ lần ghi {world.commits[number]}, tính đến ngày {day}.",
                f"Chuỗi công bố có bản ấy: lần công bố số {number + 1}, mã ngắn {short}.",
                "",
                *(since if number < 2 else ["Từ đó đến nay các bản ghi mà tệp nêu không đổi."]),
                "ĐÚNG",
                "",
            ]
        ),
    )


def test_without_a_chain_it_is_not_told_that_it_was_published(world: World, verify: Verify) -> None:
    code, said = verify(world.sites[0] / "du-lieu" / "records.json", chain=None)
    assert code == OK
    assert "nên không nói được bản này đã ở trên trang vào ngày ấy hay chưa" in said
    assert said.splitlines()[-1] == "ĐÚNG với kho của sổ; chưa đối chiếu với chuỗi công bố."
    for number, line in enumerate(world.chain.read_text(encoding="utf-8").splitlines(), 1):
        world.repo.git("tag", "-a", f"cong-bo/{number}", "-m", line)
    assert "lần công bố số 1" in verify(world.sites[0] / "du-lieu" / "records.json", chain=None)[1]


@pytest.mark.parametrize(
    ("name", "old", "new", "where"),
    [
        ("records.json", "Làm hai việc.", "Làm hai viec.", "records › directive › mục 1 (tinh-x-1) › clauses › mục 1 (1) › summary"),
        ("changes.csv", "2024-02-01", "2024-02-02", "dòng 3, cột known"),
    ],
)  # fmt: skip
def test_a_byte_of_a_data_file(  # noqa: PLR0913, PLR0917 - what is changed, and where
    world: World, verify: Verify, tmp_path: Path, name: str, old: str, new: str, where: str
) -> None:
    saved = tmp_path / name
    data = (world.sites[1] / "du-lieu" / name).read_bytes()
    saved.write_bytes(data.replace(old.encode(), new.encode(), 1))
    code, said = verify(saved)
    told = said.splitlines()
    assert told == [
        f"KHÁC với trang dựng lại từ lần ghi {world.commits[1]}, tính đến ngày 01/3/2024:",
        f"  du-lieu/{name}: {where}: tệp đã lưu ghi “{new}”, bản dựng lại ghi “{old}”",
        "  Từ đó đến nay, trong kho ngoài bản ghi không có gì đổi.",
        told[3],
        "KHÔNG ĐÚNG, hoặc không chắc: xem các dòng trên.",
    ]
    assert told[3].startswith("Chuỗi công bố có bản ấy: lần công bố số 2, mã ngắn ")
    assert code == PROBLEMS


def test_what_cannot_be_made_again_is_not_said_to_differ(
    world: World, verify: Verify, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock of the machine stands before what happened: the errors are named."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1672531200")  # 1 January 2023
    code, said = verify(world.sites[0] / "du-lieu" / "records.json", "--as-of", "2024-02-01")
    told = said.splitlines()
    assert code == PROBLEMS
    assert told[0] == (
        f"Chưa so được: chương trình hiện nay không dựng lại được trang của lần ghi {world.commits[0]}, "
        "tính đến ngày 01/02/2024, vì:"
    )
    assert told[1].endswith("[event-in-future]")


def test_a_page(world: World, verify: Verify, tmp_path: Path) -> None:
    """It says its day alone: the chain says of which commit it is. One that a browser wrote anew, and an altered one."""
    saved = tmp_path / "Công văn.html"
    shutil.copy(world.sites[1] / PAGE, saved)
    code, said = verify(saved)
    assert said.splitlines()[:3] == [
        f"Đây là tệp {PAGE} của trang.",
        f"Giống từng byte với trang dựng lại từ lần ghi {world.commits[1]}, tính đến ngày 01/3/2024.",
        said.splitlines()[2],
    ]
    assert code == OK
    text = saved.read_text(encoding="utf-8")
    saved.write_text(text.replace("<body", '<body data-saved=""', 1), encoding="utf-8")
    code, said = verify(saved)
    assert code == PROBLEMS
    assert f"{PAGE}: chữ đọc được trên trang giống hệt, chỉ khác mã của trang" in said
    saved.write_text(text.replace("Làm hai việc", "Làm hai viec", 1), encoding="utf-8")
    code, said = verify(saved)
    assert code == PROBLEMS
    assert f"{PAGE}: chữ trên trang: tệp đã lưu ghi “" in said


def test_an_archive(world: World, verify: Verify, tmp_path: Path) -> None:
    code, said = verify(packed(world.sites[1], tmp_path / "a.zip", below="tai-ve/so/"))
    assert said.splitlines()[0] == (
        f"Giống từng byte với trang dựng lại từ lần ghi {world.commits[1]}, tính đến ngày 01/3/2024."
    )
    assert "lần công bố số 2" in said
    assert code == OK

    def altered(name: str, data: bytes) -> bytes:
        return data.replace("Làm hai việc".encode(), "Làm hai viec".encode()) if name == PAGE else data

    code, said = verify(packed(world.sites[1], tmp_path / "b.zip", edit=altered))
    assert code == PROBLEMS
    assert [line for line in said.splitlines() if ".html" in line or ".json" in line] == [
        line for line in said.splitlines() if line.startswith(f"  {PAGE}: chữ trên trang: ")
    ]
    # With another chain: the archive's own, or the one that is held against it, was rewritten.
    other = tmp_path / CHECKSUMS
    other.parent.mkdir()
    lines = world.chain.read_text(encoding="utf-8").splitlines()
    other.write_text(f"{lines[0]}\n", encoding="utf-8")
    code, said = verify(tmp_path / "a.zip", chain=other)
    assert (code, "Chuỗi công bố không có lần nào của lần ghi và ngày ấy." in said) == (PROBLEMS, True)


def test_a_damaged_archive_and_a_file_that_says_nothing(world: World, verify: Verify, tmp_path: Path) -> None:
    whole = packed(world.sites[1] / "du-lieu", tmp_path / "a.zip", below="du-lieu/")
    data = whole.read_bytes()
    place = data.index("Làm hai việc".encode())
    whole.write_bytes(data[:place] + b"M" + data[place + 1 :])
    code, said = verify(whole)
    assert (code, "[saved-unreadable]" in said) == (USAGE, True)
    code, said = verify(world.sites[1] / "du-lieu" / "addresses.json")
    assert (code, "[saved-undated]" in said) == (USAGE, True)
    named = ("--at", world.commits[1], "--as-of", "2024-03-01")
    assert verify(world.sites[1] / "du-lieu" / "addresses.json", *named)[0] == OK


def test_a_rewritten_history(world: World, verify: Verify, tmp_path: Path) -> None:
    """The second commit was made anew: in the repository where it was done, and in a clone that never had it."""
    other = world.repo.clone(tmp_path / "other", "--no-tags")
    other.git("reset", "--quiet", "--hard", world.commits[0])
    shutil.copy(world.repo.root / "register.toml", other.root)
    other.commit("2024-03-02", {DIRECTIVE: SOUND[DIRECTIVE].replace("một việc", "việc khác").encode()})
    code, said = verify(world.sites[1] / "du-lieu" / "records.json", records=other.records)
    assert code == PROBLEMS
    assert f"Lần ghi {world.commits[1]} không còn trong lịch sử của nhánh này: lịch sử của sổ đã bị viết lại" in said
    assert "Giống từng byte với trang dựng lại" in said
    assert "lần công bố số 2" in said
    fresh = other.clone(tmp_path / "fresh", "--no-tags")
    code, said = verify(world.sites[1] / "du-lieu" / "records.json", records=fresh.records)
    assert code == PROBLEMS
    assert said.splitlines()[:2] == [
        f"Kho của sổ không có lần ghi {world.commits[1]}: bản sao này của kho chưa đủ, hoặc lịch sử của sổ đã bị viết lại.",
        said.splitlines()[1],
    ]
    assert "lần công bố số 2" in said
    assert verify(world.sites[0] / "du-lieu" / "records.json", records=fresh.records)[0] == OK


def test_a_chain_that_was_altered(world: World, verify: Verify, tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text(world.chain.read_text(encoding="utf-8").replace("2024-02-01", "2024-02-02"), encoding="utf-8")
    code, said = verify(world.sites[0] / "du-lieu" / "records.json", chain=kept)
    assert code == PROBLEMS
    assert "Chuỗi công bố để đối chiếu đã bị sửa: dòng 2 không nối tiếp dòng trước." in said
