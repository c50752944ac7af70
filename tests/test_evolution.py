"""How records came to be what they are, told from real repositories."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.domain.differences import ABSENT, changes
from generator.history.git import Flaw
from generator.history.lives import Edit, History, Life, history
from generator.history.repository import opened
from generator.publish.history.entries import entry_steps
from generator.read.source import read
from tests.gitted import Repo

A, B = "tinh-a/agency/a-so.yaml", "tinh-a/agency/b-so.yaml"


def told(repo: Repo, *, on_disk: bool = False) -> History:
    with opened(repo.records) as repository:
        source = read(repo.records) if on_disk else None
        return history(repository.walk(), repository.contents, repository.memory.of, source)


def days(found: History, name: str) -> list[tuple[date, list[tuple[Any, Any, Any]]]]:
    """When a record entered, and each later version: its day, and each field with both values."""
    life = found.lives[name]
    later = [(found.days[e.step], [(c.at, c.was, c.now) for c in e.changes]) for e in life.edits]
    return [(found.days[life.entered], []), *later]


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "repo")


def test_versions_of_a_record(repo: Repo) -> None:
    repo.commit("2024-01-01", {A: {"id": "a-so", "note": "một", "basis": ["x-1", "x-2"]}})
    repo.commit("2024-02-01", {B: {"id": "b-so"}})
    repo.commit("2024-03-05", {A: {"id": "a-so", "note": "hai", "basis": ["x-2"], "kind": "so"}})
    found = told(repo)
    assert days(found, "a-so") == [
        (date(2024, 1, 1), []),
        (date(2024, 3, 5), [(("note",), "một", "hai"), (("basis", 0), "x-1", ABSENT), (("kind",), ABSENT, "so")]),
    ]
    assert days(found, "b-so") == [(date(2024, 2, 1), [])]
    assert found.lives["a-so"].opening
    assert not found.lives["b-so"].opening
    assert found.commits == tuple(repo.git("rev-list", "--reverse", "HEAD").split())


def test_what_was_only_added_is_never_read(repo: Repo) -> None:
    repo.commit("2024-01-01", {A: {"id": "a-so"}, B: {"id": "b-so"}})

    def nothing(blobs: Iterable[str]) -> dict[str, bytes]:
        raise AssertionError(list(blobs))

    with opened(repo.records) as repository:
        found = history(repository.walk(), nothing, repository.memory.of)
    assert set(found.lives) == {"a-so", "b-so"}


def test_what_was_compared_once_is_remembered(repo: Repo) -> None:
    for day, note in (("2024-01-01", "một"), ("2024-01-02", "hai"), ("2024-01-03", "ba")):
        repo.commit(day, {A: {"id": "a-so", "note": note}})
    first = told(repo)
    read_again: list[str] = []
    with opened(repo.records) as repository:
        contents = repository.contents
        again = history(repository.walk(), lambda b: read_again.extend(b) or contents(b), repository.memory.of)
        assert read_again == []
        assert again == first
    repo.commit("2024-01-04", {A: {"id": "a-so", "note": "bốn"}})
    with opened(repo.records) as repository:
        history(repository.walk(), lambda b: contents(read_again.extend(b := list(b)) or b), repository.memory.of)
    assert len(read_again) == 2


def test_a_moved_file_is_the_same_record_and_one_under_another_id_is_not(repo: Repo) -> None:
    text = {"id": "a-so", "note": "một lời ghi chú đủ dài để nhận ra là cùng một tệp, dù mã đã đổi"}
    repo.commit("2024-01-01", {A: text})
    repo.git("mv", "records/tinh-a/agency/a-so.yaml", "records/tinh-a/agency/c-so.yaml")
    repo.commit("2024-02-01", {"tinh-a/agency/c-so.yaml": {**text, "id": "c-so"}})
    repo.put("tinh-b/agency/b-so.yaml", {"id": "b-so"})
    repo.git("mv", "records/tinh-a/agency/c-so.yaml", "records/tinh-b/agency/c-so.yaml")
    repo.commit("2024-03-01")
    found = told(repo)
    assert set(found.lives) == {"b-so", "c-so"}
    assert days(found, "c-so") == [(date(2024, 2, 1), []), (date(2024, 3, 1), [])]
    assert found.lives["c-so"].edits[-1].moved_from == "tinh-a"
    assert found.ever == {"a-so", "b-so", "c-so"}


def test_a_record_that_went_and_came_back(repo: Repo) -> None:
    repo.commit("2024-01-01", {A: {"id": "a-so", "note": "một"}, B: {"id": "b-so"}})
    repo.commit("2024-02-01", {A: None})
    assert set(told(repo).lives) == {"b-so"}
    repo.commit("2024-03-01", {B: {"id": "b-so", "note": "khác"}})
    repo.commit("2024-04-01", {A: {"id": "a-so", "note": "hai"}})
    found = told(repo)
    assert days(found, "a-so") == [(date(2024, 1, 1), []), (date(2024, 4, 1), [(("note",), "một", "hai")])]
    assert [(found.days[a], found.days[b]) for a, b in found.lives["a-so"].gone] == [
        (date(2024, 2, 1), date(2024, 4, 1))
    ]


def test_a_merge_is_one_step(repo: Repo) -> None:
    """What was written on a branch entered on the day of the merge; its own steps are none of the register's."""
    repo.commit("2024-01-01", {A: {"id": "a-so", "note": "một"}})
    repo.git("switch", "--quiet", "-c", "sua")
    repo.commit("2024-01-10", {A: {"id": "a-so", "note": "nháp"}})
    repo.commit("2024-01-11", {A: {"id": "a-so", "note": "xong"}, B: {"id": "b-so"}})
    repo.git("switch", "--quiet", "main")
    repo.commit("2024-01-20", {"tinh-a/agency/c-so.yaml": {"id": "c-so"}})
    when = "2024-02-01T12:00:00+07:00"
    repo.git("merge", "--quiet", "--no-ff", "-m", "x", "sua", GIT_COMMITTER_DATE=when, GIT_AUTHOR_DATE=when)
    found = told(repo)
    assert len(found.days) == 3
    assert days(found, "a-so") == [(date(2024, 1, 1), []), (date(2024, 2, 1), [(("note",), "một", "xong")])]
    assert days(found, "b-so") == [(date(2024, 2, 1), [])]


def test_a_version_that_cannot_be_read_is_passed_over_and_counted(repo: Repo) -> None:
    repo.commit("2024-01-01", {A: {"id": "a-so", "note": "một"}})
    repo.commit("2024-02-01", {A: b"id: a-so\nid: a-so\n"})
    repo.commit("2024-03-01", {A: {"id": "a-so", "note": "hai"}})
    repo.commit("2024-04-01", {B: b"- x\n"})
    repo.commit("2024-05-01", {B: {"id": "b-so"}})
    for _ in range(2):  # the second time from what is remembered
        found = told(repo)
        assert found.unread == 2
        assert days(found, "a-so") == [(date(2024, 1, 1), []), (date(2024, 3, 1), [(("note",), "một", "hai")])]
        assert days(found, "b-so") == [(date(2024, 4, 1), [])]


def test_a_shallow_copy_knows_no_first_day(repo: Repo, tmp_path: Path) -> None:
    repo.commit("2024-01-01", {A: {"id": "a-so", "note": "một"}})
    repo.commit("2024-02-01", {B: {"id": "b-so"}})
    repo.commit("2024-03-01", {A: {"id": "a-so", "note": "hai"}})
    shallow = told(repo.clone(tmp_path / "shallow", "--depth=2"))
    assert shallow.flaws == (Flaw.SHALLOW,)
    assert shallow.beginning == 1
    assert {name: life.entered for name, life in shallow.lives.items()} == {"a-so": 0, "b-so": 0}
    assert days(shallow, "a-so")[1:] == days(told(repo), "a-so")[1:]
    assert told(repo.clone(tmp_path / "whole")) == told(repo)


def test_a_grafted_history_tells_nothing(repo: Repo) -> None:
    first = repo.commit("2024-01-01", {A: {"id": "a-so", "note": "một"}})
    repo.commit("2024-02-01", {B: {"id": "b-so"}})
    last = repo.commit("2024-03-01", {A: {"id": "a-so", "note": "hai"}})
    info = repo.root / ".git" / "info"
    info.mkdir(exist_ok=True)
    (info / "grafts").write_text(f"{last} {first}\n")
    found = told(repo)
    assert found.flaws == (Flaw.GRAFTED,)
    assert not found.known
    assert found.lives == {}


def test_replaced_objects_are_not_looked_at(repo: Repo) -> None:
    repo.commit("2024-01-01", {A: {"id": "a-so", "note": "một"}})
    tip = repo.commit("2024-03-01", {A: {"id": "a-so", "note": "hai"}})
    before = told(repo)
    repo.git("switch", "--quiet", "--orphan", "other")
    other = repo.commit("2020-01-01", {A: {"id": "a-so", "note": "hai"}})
    repo.git("switch", "--quiet", "main")
    repo.git("replace", tip, other)
    found = told(repo)
    assert found.flaws == (Flaw.REPLACED,)
    assert (found.days, found.lives) == (before.days, before.lives)


def test_what_the_folder_holds_beyond_the_last_step(repo: Repo) -> None:
    repo.commit("2024-01-01", {A: {"id": "a-so"}, B: {"id": "b-so"}})
    repo.put(B, {"id": "b-so", "note": "chưa ghi"})
    repo.put("tinh-a/agency/c-so.yaml", {"id": "c-so"})
    found = told(repo, on_disk=True)
    assert found.uncommitted == {"b-so", "c-so"}
    assert set(found.lives) == {"a-so", "b-so"}


# ------------------------------------------------------------------------------------------------- entries of lists

LISTS = st.lists(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2)), max_size=6, unique_by=lambda e: e[0]),
    min_size=1,
    max_size=6,
)


@settings(max_examples=300, deadline=None)
@given(LISTS, st.booleans())
def test_since_when_an_entry_is_there(versions: list[list[tuple[int, int]]], named: bool) -> None:
    """An entry is since the version in which it came; one that is altered is the same one still.

    Entries with ids keep theirs; of others an added one at the end is told from those that stood before it.
    """
    data = [{"events": [_entry(*entry, named=named) for entry in sorted(v)]} for v in versions]
    edits = [
        Edit(step, tuple(found), {})
        for step, (a, b) in enumerate(itertools.pairwise(data), 1)
        if (found := changes(a, b))
    ]
    steps = entry_steps(Life(0, opening=True, edits=tuple(edits)), "events", len(data[-1]["events"]))
    assert len(steps) == len(data[-1]["events"])
    if named:
        assert steps == [_since(versions, number) for number, _ in sorted(versions[-1])]
    for step, entry in zip(steps, data[-1]["events"], strict=True):
        came = next(i for i in range(len(data) - 1, -1, -1) if i == 0 or entry not in data[i - 1]["events"])
        assert step <= came


def _entry(number: int, value: int, *, named: bool) -> dict[str, Any]:
    return {"id": f"e{number}", "value": value} if named else {"number": number, "value": value}


def _since(versions: list[list[tuple[int, int]]], number: int) -> int:
    """The version after the last one that lacked the entry."""
    lacking = [i for i, version in enumerate(versions) if number not in dict(version)]
    return max(lacking, default=-1) + 1


def test_entries_that_are_added_at_the_end() -> None:
    growing = [{"events": [{"n": i} for i in range(n)]} for n in (1, 1, 3, 4)]
    edits = [Edit(i, tuple(changes(a, b)), {}) for i, (a, b) in enumerate(itertools.pairwise(growing), 1)]
    assert entry_steps(Life(0, opening=True, edits=tuple(edits)), "events", 4) == [0, 2, 2, 3]


def test_a_shallow_copy_that_is_completed_forgets_what_it_believed(repo: Repo, tmp_path: Path) -> None:
    repo.commit("2024-01-01", {A: {"id": "a-so", "note": "một"}})
    repo.commit("2024-02-01", {B: {"id": "b-so"}})
    copy = repo.clone(tmp_path / "shallow", "--depth=1")
    assert days(told(copy), "a-so") == [(date(2024, 2, 1), [])]
    copy.git("fetch", "--quiet", "--unshallow")
    assert told(copy) == told(repo)
