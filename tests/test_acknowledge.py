"""What a record has accepted, with a reason, is kept but no longer reported; and nothing else is held back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from conftest import Files, splice

from generator.examine import Examined
from generator.model import Severity

TASK = "tinh-mau/task/tinh-mau-20-ubnd-nc-2024-2-t1.yaml"
OLD_NAME = """
leads:
  - body: tinh-mau-so-noi-vu
    as_written: Ban Tổ chức chính quyền
"""
BECAUSE = "because: Tên gọi trước đây của Sở."


@pytest.fixture
def task(judge: Callable[[Files], Examined], example: Files) -> Callable[..., Examined]:
    """Examine the example register with fields of one task replaced, and perhaps other files."""

    def with_fields(fragment: str, **more: str) -> Examined:
        files = {**example, TASK: splice(example[TASK].decode(), fragment).encode()}
        return judge({**files, **{path: text.encode() for path, text in more.items()}})

    return with_fields


def granting(*entries: str) -> str:
    return OLD_NAME + "acknowledge:\n" + "".join(f"  - {{{entry}, {BECAUSE}}}\n" for entry in entries)


def told(examined: Examined) -> list[tuple[str, int]]:
    return [(p.code, p.where.line) for p in examined.problems if p.where.path.endswith(TASK)]


def test_a_warning_that_nobody_accepted_is_reported(task: Any) -> None:
    examined = task(OLD_NAME)
    assert told(examined) == [("name-unknown", 9)]
    assert not examined.failed


def test_an_accepted_warning_is_kept_with_its_reason(task: Any) -> None:
    examined = task(granting("check: name-unknown, at: leads.0.as_written"))
    assert told(examined) == []
    (kept,) = (p for p in examined.acknowledged if p.code == "name-unknown")
    assert kept.acknowledged == "Tên gọi trước đây của Sở."
    assert (kept.record, kept.at, kept.where.line) == ("tinh-mau-20-ubnd-nc-2024-2-t1", "leads.0.as_written", 9)


@pytest.mark.parametrize(
    "entry",
    [
        "check: name-unknown, at: leads.1.as_written",
        "check: name-unknown, at: leads.0.body",
        "check: name-unknown, at: as_written",
        "check: body-ended, at: leads.0.as_written",
        "check: tasked-not-addressed, at: leads.0.as_written",
    ],
)
def test_only_that_warning_at_that_place_is_held_back(entry: str, task: Any) -> None:
    examined = task(granting(entry))
    assert ("name-unknown", 9) in told(examined)
    assert "name-unknown" not in {p.code for p in examined.acknowledged}
    assert len(told(examined)) == 2


def test_a_warning_is_accepted_only_by_its_own_record(task: Any, example: Files) -> None:
    other = TASK.replace("2-t1", "2-t2")
    grant = granting("check: name-unknown, at: leads.0.as_written").removeprefix(OLD_NAME)
    examined = task(OLD_NAME, **{other: example[other].decode() + grant})
    assert told(examined) == [("name-unknown", 9)]
    assert [p.code for p in examined.problems if p.where.path.endswith(other)] == ["acknowledge-unused"]


def test_a_note_can_be_accepted(task: Any) -> None:
    examined = task(
        "recurrence: {every: thang, as_written: hằng tháng}\n"
        f"acknowledge: [{{check: due-unverifiable, at: recurrence, {BECAUSE}}}]"
    )
    assert told(examined) == []
    assert {p.severity for p in examined.acknowledged} == {Severity.INFO, Severity.WARNING}


def test_an_error_cannot_be_accepted(task: Any) -> None:
    due = "due: {by: 2023-05-05, as_written: năm 2023}\nshape: mot-lan\nrecurrence: {every: thang, days_after: 1, as_written: x}\n"
    examined = task(due + f"acknowledge: [{{check: due-before-issued, at: due, {BECAUSE}}}]")
    assert {code for code, _ in told(examined)} >= {"due-before-issued", "acknowledge-error"}
    assert examined.failed


def test_an_unknown_check_cannot_be_accepted(task: Any) -> None:
    examined = task(granting("check: name-unknow, at: leads.0.as_written"))
    assert [code for code, _ in told(examined)] == ["name-unknown", "acknowledge-unknown"]


def test_an_acknowledgement_without_its_warning_is_told_at_its_place(task: Any, example: Files) -> None:
    unused = "check: tasked-not-addressed, at: leads.0.body"
    fragment = granting("check: name-unknown, at: leads.0.as_written", unused)
    (found,) = (p for p in task(fragment).problems if p.where.path.endswith(TASK))
    assert (found.code, found.severity) == ("acknowledge-unused", Severity.WARNING)
    assert "leads.0.body" in found.message.vi
    assert unused in splice(example[TASK].decode(), fragment).split("\n")[found.where.line - 1]


def test_accepting_twice_is_once_too_often(task: Any) -> None:
    entry = "check: name-unknown, at: leads.0.as_written"
    examined = task(granting(entry, entry))
    assert [code for code, _ in told(examined)] == ["acknowledge-unused"]
    assert [p.code for p in examined.acknowledged].count("name-unknown") == 1


def test_the_report_of_an_unused_one_cannot_be_accepted_itself(task: Any) -> None:
    entry = "check: acknowledge-unused, at: acknowledge.0"
    examined = task(granting("check: name-unknown, at: leads.0.as_written", entry))
    assert [code for code, _ in told(examined)] == ["acknowledge-unused"]


@pytest.mark.parametrize("broken", ["id: [", "id: tinh-mau-bao\n"], ids=["unreadable", "invalid"])
def test_while_another_file_is_broken_nothing_is_called_unused(broken: str, task: Any) -> None:
    unused = "check: tasked-not-addressed, at: leads.0.body"
    fragment = granting("check: name-unknown, at: leads.0.as_written", unused)
    examined = task(fragment, **{"tinh-mau/agency/tinh-mau-bao.yaml": broken})
    assert told(examined) == []
    assert examined.failed


def test_while_a_check_finds_an_error_nothing_is_called_unused(task: Any) -> None:
    unused = "check: tasked-not-addressed, at: leads.0.body"
    fragment = granting("check: name-unknown, at: leads.0.as_written", unused) + "clause: '9'\n"
    assert [code for code, _ in told(task(fragment))] == ["clause-unknown"]
