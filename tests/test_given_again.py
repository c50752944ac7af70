"""One duty under two directives, and one body on both sides of a duty: told once, unless the records say why."""

from __future__ import annotations

from typing import Any

import pytest
from standing_cases import Register

FIRST, SECOND = "tinh-mau-5-ubnd-t1", "tinh-mau-8-ubnd-t1"
AGAIN = [("task-given-again", SECOND, "due")]


def twice(first: dict[str, Any], second: dict[str, Any], *, issued: str = "2024-03-01", **directive: Any) -> Register:
    """A task, and one of a second directive: alike but for what is given."""
    register = Register().task(due={"by": "2024-03-31"}, **first)
    register.files["tinh-mau/directive/tinh-mau-8-ubnd.yaml"] = {
        **register.files["tinh-mau/directive/tinh-mau-5-ubnd.yaml"],
        "id": "tinh-mau-8-ubnd",
        "number": "8",
        "date": issued,
        **directive,
    }
    same = register.files[f"tinh-mau/task/{FIRST}.yaml"]
    due = {"by": "2024-06-30", "as_written": "theo văn bản"}
    return register.add(SECOND, "task", **{**same, "directive": "tinh-mau-8-ubnd", "due": due, **second, "id": SECOND})


@pytest.mark.parametrize(
    ("first", "second", "more"),
    [
        ({}, {}, {}),
        ({}, {"title": "VIỆC  T1.", "content": "Lời khác."}, {}),
        ({}, {"title": "Tiêu đề khác"}, {}),
        ({}, {"leads": [{"body": "tinh-mau-so-hai"}, {"body": "tinh-mau-so-mot"}]}, {}),
        ({}, {"due": {"before": "2024-03-31", "as_written": "theo văn bản"}}, {}),
        ({}, {}, {"issued": "2024-05-15"}),  # given again once it was overdue
        ({}, {"also_in": [{"document": "tinh-mau-77-qd-2024"}]}, {}),
    ],
)
def test_a_duty_with_two_deadlines_is_told_once(first: Any, second: Any, more: dict[str, str]) -> None:
    assert twice(first, second, **more).flagged("task-given-again") == AGAIN


@pytest.mark.parametrize(
    ("first", "second", "more"),
    [
        ({}, {"title": "Tiêu đề khác", "content": "Lời khác."}, {}),
        ({}, {"leads": [{"body": "tinh-mau-so-hai"}]}, {}),
        ({}, {"due": {"by": "2024-03-31", "as_written": "theo văn bản"}}, {}),
        ({}, {"due": {"before": "2024-04-01", "as_written": "theo văn bản"}}, {}),
        ({}, {"due": {"open": {"why": "khong-neu-ngay"}, "as_written": "theo văn bản"}}, {}),
        ({}, {"also_in": [{"document": "tinh-mau-5-ubnd"}]}, {}),
        ({"also_in": [{"document": "tinh-mau-8-ubnd"}]}, {}, {}),
        ({}, {"replaces": [FIRST]}, {}),
        ({"part_of": SECOND}, {}, {}),
        ({}, {}, {"replaces": ["tinh-mau-5-ubnd"]}),  # the whole directive
        ({}, {"due": {"by": "2025-03-31", "as_written": "theo văn bản"}}, {"issued": "2025-01-15"}),  # of the next year
    ],
)
def test_two_duties_and_one_that_says_so_are_left_alone(first: Any, second: Any, more: dict[str, Any]) -> None:
    assert twice(first, second, **more).flagged("task-given-again") == []


def test_what_one_directive_says_twice_is_told_as_such() -> None:
    register = Register().task(due={"by": "2024-03-31"}).task(name="t2", due={"by": "2024-06-30"})
    register.files["tinh-mau/task/tinh-mau-5-ubnd-t2.yaml"]["title"] = "Việc t1"
    assert register.flagged("task-given-again", "task-duplicate") == [("task-duplicate", "tinh-mau-5-ubnd-t2", "title")]


def test_one_report_by_two_cadences_is_two_duties() -> None:
    register = Register()
    for name, every in (("t1", "6-thang"), ("t2", "nam")):
        register.task(name=name, shape="dinh-ky", recurrence={"every": every, "as_written": "6 tháng, năm"})
        register.files[f"tinh-mau/task/tinh-mau-5-ubnd-{name}.yaml"]["title"] = "Báo cáo"
    assert register.flagged("task-duplicate") == []


@pytest.mark.parametrize(
    ("cooperators", "told"),
    [
        ([{"body": "tinh-mau-so-mot"}], ["cooperators.0"]),
        ([{"body": "tinh-mau-so-hai"}, {"body": "tinh-mau-so-mot"}, {"body": "tinh-mau-so-mot"}], ["cooperators.1"]),
        ([{"body": "tinh-mau-so-hai"}], []),
        ([{"body": "tinh-mau-nhom-so"}], []),  # the group that it is of
        ([{"body": "tinh-mau-nhom-so", "except": ["tinh-mau-so-mot"]}], []),
    ],
)
def test_a_lead_that_also_cooperates_is_told(cooperators: list[dict[str, Any]], told: list[str]) -> None:
    register = Register().task("so-mot", due={"by": "2024-03-31"}, cooperators=cooperators)
    assert register.flagged("lead-cooperates") == [("lead-cooperates", FIRST, at) for at in told]


def test_two_parts_of_a_group_are_two() -> None:
    parts = [{"body": "tinh-mau-nhom-so", "except": ["tinh-mau-so-mot", "tinh-mau-so-hai"]}]
    register = Register().task(("nhom-so", "so-ba"), due={"by": "2024-03-31"}, cooperators=parts)
    assert register.flagged("lead-cooperates") == []
