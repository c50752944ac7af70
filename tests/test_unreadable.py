"""A version of which no rule can say anything is told, blinds nothing, and crashes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import Files
from test_cheats import DAY, R2, Repo, published, repo  # noqa: F401 - fixtures

from generator.build import check_change, check_history
from generator.catalog import entries
from generator.examine.parse import parse
from generator.history.rules import Change, Published, judge, paired, records_of
from generator.model import Marks, Severity, Source, SourceFile
from generator.schema import Schemas
from tests.hostile import encoded

UNREADABLE = {
    "no YAML": "{",
    "a key twice": "id: x\n",
    "a conflict": "<<<<<<< main\n",
    "an alias": "note: *x\n",
    "tab": "\tnote: x\n",
    "a text for the events": "events: mất\n",
    "an object for the events": "events:\n  type: tien-do\n",
    "a text for an event": "events:\n  - mất\n",
    "a list for an event": "events:\n  - - mất\n",
    "an event without a date": "events:\n  - type: tien-do\n",
    "an event with a number for a date": "events:\n  - date: 20240601\n",
    "an event with a list for a date": "events:\n  - date: []\n",
    "an extension without its deadlines": "events:\n  - type: gia-han\n    date: 2024-06-01\n",
    "an extension without the new one": "events:\n  - type: gia-han\n    date: 2024-06-01\n    old_due: 2024-06-15\n",
    "a text for the corrections": "corrections: mất\n",
    "a text for a correction": "corrections:\n  - mất\n",
    "a correction without a field": "corrections:\n  - on: 2024-06-01\n    was: x\n",
    "a correction without a day": "corrections:\n  - at: due.by\n    was: x\n",
    "a correction without what was": "corrections:\n  - at: due.by\n    on: 2024-06-01\n",
    "a text for the withdrawal": "withdrawn: rút\n",
    "a withdrawal without a day": "withdrawn:\n  because: x\n",
    "a list for a reference": "finding:\n  - x\n",
    "an object for a reference": "remediation:\n  id: x\n",
}
"""What is added at the end of a sound record."""
DUE = date(2024, 6, 15)
"""The deadline of that record."""


@dataclass(frozen=True)
class Breaks:
    """A record, broken in one commit and repaired with a later deadline in the next, again and again."""

    repo: Repo
    steps: dict[str, tuple[str, str, str]]
    """By name: the commit before, the one that breaks the record, the one that mends it."""
    told: list[tuple[str, str]]
    """What is said of the whole branch, with the first digits of the commit."""


@pytest.fixture(scope="module")
def breaks(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Breaks:  # noqa: F811
    own = Repo(tmp_path_factory.mktemp("breaks") / "kho")
    shutil.copytree(published, own.root)
    steps, known = {}, own.git("rev-parse", "HEAD")
    for place, (name, more) in enumerate(UNREADABLE.items()):
        sound = own.text(R2)
        own.end(R2, more)
        own.commit()
        broken = own.git("rev-parse", "HEAD")
        own.write(R2, sound)
        own.swap(R2, f"by: {DUE + timedelta(days=place)}", f"by: {DUE + timedelta(days=place + 1)}")
        own.commit()
        mended = own.git("rev-parse", "HEAD")
        steps[name] = (known, broken, mended)
        known = mended
    told = [(p.code, p.message.en.rpartition("commit ")[2][:10]) for p in check_history(own.records, "main")]
    return Breaks(own, steps, told)


@pytest.mark.parametrize("name", UNREADABLE)
def test_breaking_a_record_hides_nothing(name: str, breaks: Breaks) -> None:
    records, (known, broken, mended) = breaks.repo.records, breaks.steps[name]
    assert "record-unreadable" in {problem.code for problem in check_change(records, known, broken, DAY)}
    told = [(code, commit) for code, commit in breaks.told if commit in (broken[:10], mended[:10])]
    assert sorted(told) == sorted([
        ("record-unreadable", broken[:10]), ("due-moved-without-extension", mended[:10]),
    ])  # fmt: skip
    assert [p.code for p in check_change(records, broken, mended, DAY)] == ["due-moved-without-extension"]


def test_nothing_else_is_said_of_it(breaks: Breaks) -> None:
    assert len(breaks.told) == 2 * len(UNREADABLE)
    assert [p.code for p in check_change(breaks.repo.records, "main", "HEAD", DAY)] == ["due-moved-without-extension"]


def test_a_record_that_is_broken_on_disk_is_told(repo: Repo) -> None:  # noqa: F811
    repo.end(R2, "{")
    assert "record-unreadable" in {problem.code for problem in repo.problems()}


def test_an_unreadable_record_that_goes_is_one_that_vanished(repo: Repo) -> None:  # noqa: F811
    repo.end(R2, "{")
    repo.commit()
    repo.path(R2).unlink()
    repo.commit()
    for problems in (check_change(repo.records, "HEAD~1", "HEAD", DAY), check_history(repo.records, "HEAD~1")):
        assert [p.code for p in problems] == ["record-vanished"]


def test_what_could_never_be_read_is_new_when_it_can_be(repo: Repo) -> None:  # noqa: F811
    place = f"{R2[:-1]}9"
    text = repo.text(R2).replace(R2.rpartition("/")[2], place.rpartition("/")[2])
    repo.write(place, "{")
    repo.commit()
    repo.write(place, text)
    repo.commit()
    for problems in (check_history(repo.records, "HEAD~1"), check_change(repo.records, "HEAD~1", "HEAD", DAY)):
        assert [p.code for p in problems] == [
            "deadline-added"
        ]  # as of every new recommendation of a published inspection


STRANGE: tuple[Any, ...] = ("x", "2024-13-45", 7, True, [], ["x"], [["x"]], {}, {"x": "y"}, [{"x": "y"}])


def strange(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A record with something strange in the place of each field, and of each field one and two levels below."""
    for name, value in data.items():
        yield from ({**data, name: odd} for odd in STRANGE)
        if isinstance(value, dict):
            yield from ({**data, name: other} for other in strange(value))
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield from ({**data, name: [other, *value[1:]]} for other in strange(value[0]))


def test_each_version_that_its_schema_refuses_is_named(schemas: Schemas, example: Files, repo: Repo) -> None:  # noqa: F811
    """A history in which a record of each kind is strange in another way from commit to commit."""
    of_kind = {path.split("/")[1]: path for path in sorted(example, key=lambda p: len(example[p]))}
    versions = {}
    for path in of_kind.values():
        document, _ = parse(path, example[path])
        assert document is not None
        versions[path] = [
            v for v in strange(dict(document.data)) if not schemas.validator(path.split("/")[1]).is_valid(v)
        ]
    expected = set()
    for number in range(0, 240, 8):
        for path, own in versions.items():
            (repo.records / path).write_bytes(encoded(own[number % len(own)]))
        repo.commit()
        commit = repo.git("rev-parse", "HEAD")[:10]
        expected |= {
            (commit, path) for path in repo.git("diff-tree", "-r", "--name-only", "HEAD~1", "HEAD").split("\n")
        }
    found = check_history(repo.records, "main")
    told = {
        (p.message.en.rpartition("(commit ")[2][:10], p.where.path.removeprefix(f"{repo.root.as_posix()}/"))
        for p in found
        if entries()[p.code].topic != "history" or p.code == "record-unreadable"
    }
    assert len(expected) > 500
    assert expected - told == set()
    assert {p.severity for p in found if (entries()[p.code].topic != "history")} == {Severity.ERROR}


def test_no_version_crashes_the_rules(schemas: Schemas, example: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    """One record of each kind; each strange version of it as what was published, and as what is proposed.

    In which line anything stands is not looked up.
    """
    monkeypatch.setattr("generator.examine.parse._locate", lambda _: Marks())
    of_kind = {path.split("/")[1]: path for path in sorted(example, key=lambda p: len(example[p]))}
    tried = 0
    for path in of_kind.values():
        document, _ = parse(path, example[path])
        assert document is not None
        sound = records_of(schemas, Source("records", (SourceFile(path, example[path]),)))[0]
        for data in strange(dict(document.data)):
            odd, unread = records_of(schemas, Source("records", (SourceFile(path, encoded(data)),)))
            assert odd or unread
            for before, after in ((sound, odd), (odd, sound), ({}, odd)):
                judge(schemas, Change(paired(before, after, unread), DAY, date.min, (), unread), Published())
            tried += 1
    assert tried > 1000
