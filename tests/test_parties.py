"""Whom a duty is given to: members less exceptions; and nobody is late to itself."""

from __future__ import annotations

import pytest
from standing_cases import Register

from generator.domain import tasks

REPORT = {"shape": "dinh-ky", "recurrence": {"every": "thang", "days_after": 5}}
TO_TWO = {"to": [{"body": "tinh-mau-so-hai"}]}
VIA_TWO = {"to": [{"body": "tinh-mau-ubnd"}], "via": [{"body": "tinh-mau-so-hai"}]}


def who(register: Register, on: str = "2024-03-10") -> set[str]:
    return {duty.body.id.removeprefix("tinh-mau-") for duty in register.duties(on) if duty.body is not None}


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("nhom-so", {"so-mot", "so-hai", "so-ba"}),
        (("nhom-so", "so-hai"), {"so-mot", "so-ba"}),
        (("nhom-so", "so-hai", "so-ba"), {"so-mot"}),
    ],
)
@pytest.mark.parametrize("shape", [{"due": {"by": "2024-02-29"}}, REPORT])
def test_an_exception_is_not_given_the_duty(lead: str | tuple[str, ...], expected: set[str], shape: dict) -> None:
    register = Register().task(lead, **shape)
    task = register.corpus.records["tinh-mau-5-ubnd-t1"]
    assert set(tasks.tasked(register.corpus, task)) == {f"tinh-mau-{name}" for name in expected}
    assert who(register) == expected


def test_what_is_recorded_for_an_exception_is_told() -> None:
    register = Register().task(("nhom-so", "so-hai"), due={"by": "2024-02-29"}).rollout("so-hai")
    assert register.flagged("rollout-not-tasked") == [("rollout-not-tasked", "tinh-mau-5-ubnd-t1-so-hai", "addressee")]


@pytest.mark.parametrize(
    ("lead", "hit"),
    [
        (("nhom-so", "so-hai"), False),
        (("nhom-so", "ubnd"), True),
        (("so-mot", "so-hai"), True),  # no group: nothing to leave out
        (("so-mot", "so-mot"), True),
    ],
)
def test_an_exception_is_a_member(lead: tuple[str, ...], hit: bool) -> None:
    register = Register().task(lead, due={"by": "2024-02-29"})
    where = [("exception-no-member", "tinh-mau-5-ubnd-t1", "leads.0.except.0")]
    assert register.flagged("exception-no-member") == (where if hit else [])


def test_one_that_left_the_group_before_is_no_member() -> None:
    register = Register().ended("so-hai", "Sở Hai", "2024-01-10").task(("nhom-so", "so-hai"), due={"by": "2024-02-29"})
    assert len(register.flagged("exception-no-member")) == 1


@pytest.mark.parametrize("route", [TO_TWO, VIA_TWO])
def test_the_receiver_never_reports_to_itself(route: dict) -> None:
    assert Register().calendars(2024).task("nhom-so", **REPORT, route=route).table("2024-03-10") == {
        "so-mot 2024-01": "open-overdue",
        "so-mot 2024-02": "open-overdue",
        "so-ba 2024-01": "open-overdue",
        "so-ba 2024-02": "open-overdue",
    }


def test_nor_does_its_successor() -> None:
    register = Register().agency("so-moi", "Sở Mới").task("nhom-so", **REPORT, route=TO_TWO)
    for name, spoken in (("so-hai", "Sở Hai"), ("so-ba", "Sở Ba")):
        register.ended(name, spoken, "2024-01-31", "so-moi")
    assert who(register) == {"so-mot"}


def test_a_report_that_it_made_all_the_same_is_told() -> None:
    register = Register().task("nhom-so", **REPORT, route=TO_TWO).report("so-hai", "2024-01", "2024-02-03")
    assert register.flagged("rollout-not-tasked") == []
    assert register.table("2024-02-10")["so-hai 2024-01"] == "done-on-time"


def test_one_named_as_lead_itself_was_given_the_duty_unless_the_result_goes_to_it() -> None:
    assert who(Register().task("so-mot", "so-hai", **REPORT, route=TO_TWO)) == {"so-mot"}
    assert who(Register().task("so-mot", "so-hai", **REPORT, route=VIA_TWO)) == {"so-mot", "so-hai"}


def test_the_heir_of_a_receiver_is_one_since_it_took_over() -> None:
    register = Register().task("so-mot", **REPORT, route=TO_TWO).ended("so-hai", "Sở Hai", "2024-04-10", "so-mot")
    assert who(register, "2024-03-10") == {"so-mot"}
    assert who(register, "2024-05-10") == set()


def test_one_of_several_receivers_reports_to_the_others() -> None:
    two = {"to": [{"body": "tinh-mau-so-mot"}, {"body": "tinh-mau-ubnd"}]}
    assert who(Register().task("so-mot", **REPORT, route=two)) == {"so-mot"}
