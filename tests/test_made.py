"""After any edit a build is the one made from nothing; what an earlier one left beside it is believed only as it was written."""

from __future__ import annotations

import os
import random
import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.build import build
from generator.model import Composed
from generator.site import made
from generator.site.made import NOTHING_CHANGED, digest
from generator.site.output import MANIFEST, last, write
from tests.gitted import Repo
from tests.test_cli import SOUND
from tests.test_output import tree

INPUTS = {"records": {"a.yaml": "1"}, "day": {"": "2024-12-01"}}
LISTED = Path(".docs.kept") / made.LISTING


class Writer:
    """Writes a value as a file, and counts how often it does."""

    times = 0

    @classmethod
    def write(cls, value: object) -> bytes:
        cls.times += 1
        return repr(value).encode()


def site(value: object) -> dict[str, bytes | Composed]:
    return {"a/letter": Composed(lambda: value, Writer.write), "b": b"plain"}


def writes(out: Path, value: object) -> int:
    """Write a site with a file of this value; return how often the file was made, which is what it would be from nothing."""
    before = Writer.times
    write(site(value), out, INPUTS)
    assert tree(out) == {"a/letter": repr(value).encode(), "b": b"plain"}
    return Writer.times - before


def test_a_file_of_the_same_value_is_taken_over(tmp_path: Path) -> None:
    out = tmp_path / "docs"
    same = "một ".strip()
    assert writes(out, ("một", 1, date(2024, 12, 1), [same, same])) == 1
    assert writes(out, ("một", 1, date(2024, 12, 1), ["một", "một"])) == 0
    assert writes(out, ("một", 1, date(2024, 12, 1), ["một", "mốt"])) == 1
    assert writes(out, ("một", True, date(2024, 12, 1), ["một", "mốt"])) == 1
    assert last(out).stands(INPUTS) == 2
    assert last(out).stands({**INPUTS, "day": {"": "2024-12-02"}}) == 0


def test_values_that_differ_have_other_digests() -> None:
    """Also where a text or a number alone would not tell."""
    values = [
        1,
        True,
        1.0,
        "1",
        b"1",
        None,
        "",
        (),
        [],
        {},
        (1,),
        [1],
        ((1,),),
        {"a": 1},
        {"a": True},
        {"b": 1},
        date(2024, 1, 1),
    ]
    assert len({digest(value) for value in values}) == len(values)


def _spoil(data: bytes, choice: random.Random) -> bytes:
    """Return a list that is not as it was written: cut short, with another letter, more, or nothing of the kind."""
    place = choice.randrange(len(data))
    return choice.choice(
        [
            data[:place],
            data[:place] + bytes([data[place] ^ (1 << choice.randrange(7))]) + data[place + 1 :],
            data + b" ",
            data.partition(b"\n")[2],
            b"",
            b"[]",
            b"\n{}",
            choice.randbytes(place),
        ]
    )


def test_a_list_that_is_not_as_it_was_written_counts_for_nothing(tmp_path: Path) -> None:
    out, listed = tmp_path / "docs", tmp_path / LISTED
    choice = random.Random(20)
    writes(out, "x")
    whole = listed.read_bytes()
    for _ in range(200):
        spoiled = _spoil(whole, choice)
        assert spoiled != whole
        listed.write_bytes(spoiled)
        assert last(out).stands(INPUTS) == 0
        assert last(out).inputs == {}
    assert writes(out, "x") == 1
    assert listed.read_bytes() == whole


def test_a_list_that_cannot_be_written_fails_nothing(tmp_path: Path) -> None:
    out, listed = tmp_path / "docs", tmp_path / LISTED
    listed.mkdir(parents=True)
    assert writes(out, "x") == 1
    assert writes(out, "x") == 1
    listed.rmdir()
    assert write({os.fsdecode(b"\xff.md"): b"1"}, out, {"pages": {"\udcff.md": "1"}}) == (1, 0)
    assert last(out).stands({"pages": {"\udcff.md": "1"}}) == 1


def test_a_list_of_another_engine_counts_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "docs"
    monkeypatch.setattr(made, "engine", lambda: "another")
    writes(out, "x")
    monkeypatch.undo()
    assert last(out).stands(INPUTS) == 0
    assert last(out).why(INPUTS) == "chương trình đã khác"
    assert writes(out, "x") == 1


def test_a_file_that_is_not_as_it_was_written_is_made_anew(tmp_path: Path) -> None:
    out = tmp_path / "docs"
    for spoil in (
        lambda path: path.write_bytes(b"by hand"),
        lambda path: path.unlink(),
        lambda path: (path.unlink(), path.symlink_to("../b")),
    ):
        writes(out, "x")
        assert last(out).stands(INPUTS) == 2
        spoil(out / "a/letter")
        assert last(out).stands(INPUTS) == 0
        assert last(out).why(INPUTS) == "tệp đã dựng không còn như khi dựng"
        assert writes(out, "x") == 1


def test_the_tree_kept_aside_counts_for_nothing(tmp_path: Path) -> None:
    """Whatever is done to it: other content, links out, files for folders and folders for files."""
    out, outside = tmp_path / "docs", tmp_path / "outside"
    (outside / "a").mkdir(parents=True)
    (outside / "a" / "x").write_bytes(b"mine")
    choice = random.Random(20)
    names = ["a/x", "a/y/z", "b", "c/d"]
    for turn in range(120):
        wanted = {name: choice.choice([b"1", b"2"]) for name in names if choice.random() < 0.8}
        write(wanted, out)
        assert tree(out) == wanted
        assert {path.relative_to(outside).as_posix() for path in outside.rglob("*")} == {"a", "a/x"}
        assert (outside / "a" / "x").read_bytes() == b"mine"
        aside = tmp_path / ".docs.kept" / "tree"
        names_aside = ["a", "a/x", "a/y", "b", "c", "e", MANIFEST, "."] if turn else []
        for name in choice.sample(names_aside, min(2, len(names_aside))):
            if aside.is_symlink() or not aside.is_dir():
                break
            place = aside / name
            if place.parent.is_symlink() or not place.parent.is_dir():
                continue
            shutil.rmtree(place) if place.is_dir() and not place.is_symlink() else place.unlink(missing_ok=True)
            match choice.randrange(4):
                case 0:
                    place.write_bytes(b"2")
                case 1:
                    place.symlink_to(outside / "a")
                case 2:
                    place.mkdir()
                    (place / "x").write_bytes(b"1")
                case 3:
                    place.symlink_to(outside / "a" / "x")


TASK = "tinh-x/task/tinh-x-1-t1.yaml"


class Edits:
    """A register in a repository, and what may become of it."""

    def __init__(self, folder: Path) -> None:
        self.repo = Repo(folder)
        self.records = self.repo.records
        self.number = 0
        self.choice = random.Random(2020)
        self.day, self.audience = date(2024, 3, 1), "public"
        self.repo.commit("2024-02-01", {path: text.encode() for path, text in SOUND.items()})

    def _task(self) -> Path:
        return self.choice.choice(sorted(self.records.rglob("*/task/*.yaml")))

    def reword(self) -> None:
        path = self._task()
        path.write_text(re.sub("(?m)^title:.*", f"title: Việc lần {self.number}", path.read_text()))

    def add(self) -> None:
        own = f"tinh-x-1-t1-{self.number}"
        text = re.sub("(?m)^id:.*", f"id: {own}", (self.records / TASK).read_text())
        text = re.sub("(?m)^title:.*", f"title: Việc thêm {self.number}", text)
        (self.records / TASK).with_name(f"{own}.yaml").write_text(text)

    def delete(self) -> None:
        path = self._task()
        if path.name != Path(TASK).name:
            path.unlink()

    def name(self) -> None:
        path = self.repo.root / "register.toml"
        path.write_text(re.sub("(?m)^title = .*", f'title = "Sổ lần {self.number}"', path.read_text()))

    def page(self) -> None:
        path = self.repo.root / "docs" / f"trang-{self.number % 2}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# Trang {self.number}\n")

    def commit(self) -> None:
        self.repo.commit(self.day.isoformat())

    def later(self) -> None:
        self.day += timedelta(days=20)

    def reader(self) -> None:
        self.audience = "internal" if self.audience == "public" else "public"


@pytest.mark.slow
def test_after_any_edits_a_build_is_the_one_made_from_nothing(tmp_path: Path) -> None:
    """Also after commits, days that pass, other names and readers, pages by hand, and spoiled stores and files."""
    edits = Edits(tmp_path / "sổ")
    out, listed = tmp_path / "docs", tmp_path / LISTED

    def builds(into: Path) -> str:
        done = build(edits.records, into, edits.day, edits.audience, today=edits.day)
        assert not done.examined.failed
        return done.why

    every = ["add", "reword", "commit", "later", "delete", "name", "reader", "page"]
    for number, edit in enumerate([*every[:2], *edits.choice.sample(every, len(every))]):
        edits.number = number
        getattr(edits, edit)()
        if number % 3 == 1:
            listed.write_bytes(_spoil(listed.read_bytes(), edits.choice))
        if number % 4 == 1:
            files = [path for path in sorted(out.rglob("*")) if path.is_file() and path.name != MANIFEST]
            edits.choice.choice(files).write_bytes(b"x")
        why = builds(out)
        anew = tmp_path / "anew" / str(number) / "docs"
        builds(anew)
        assert tree(out) == tree(anew), (edit, why)
    assert builds(out) == NOTHING_CHANGED
