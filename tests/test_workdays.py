"""Working days in Việt Nam over Tết, substitute days and swapped days, and what is not known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from standing_cases import Register, confirmed, day, submitted

from generator.domain.workdays import NO_CALENDAR, workdays


def known(*years):
    return workdays(Register().calendars(*years).corpus)


@pytest.mark.parametrize(
    ("after", "until", "count"),
    [
        ("2024-03-01", "2024-03-01", 0),
        ("2024-03-04", "2024-03-01", 0),
        ("2024-03-01", "2024-03-03", 0),
        ("2024-03-01", "2024-03-08", 5),
        ("2024-02-07", "2024-02-14", 0),
        ("2024-02-07", "2024-02-15", 1),
        ("2024-04-26", "2024-05-01", 0),
        ("2024-04-26", "2024-05-04", 3),
        ("2025-01-24", "2025-02-02", 0),
        ("2025-01-24", "2025-02-03", 1),
        ("2025-04-25", "2025-04-26", 1),
        ("2025-04-25", "2025-05-05", 4),
        ("2025-12-31", "2026-01-05", 1),
        ("2026-01-09", "2026-01-10", 1),
        ("2026-02-13", "2026-02-23", 1),
        ("2023-12-31", "2024-01-02", 1),
        ("2023-12-31", "2024-12-31", 251),
        ("2024-12-31", "2025-12-31", 250),
        ("2025-12-31", "2026-12-31", 250),
        ("2023-12-31", "2026-12-31", 751),
    ],
)
def test_working_days_from_the_day_after_to_a_day(after, until, count):
    assert known(2024, 2025, 2026).between(day(after), day(until)) == count


@pytest.mark.parametrize(
    ("years", "after", "until", "count"),
    [
        ((2024,), "2023-12-30", "2024-01-02", None),
        ((2024,), "2024-12-31", "2025-01-02", None),
        ((2024, 2026), "2024-12-31", "2026-01-05", None),
        ((2024, 2026), "2025-12-31", "2026-01-05", 1),
        ((2024, 2026), "2024-12-30", "2024-12-31", 1),
        ((), "2024-12-30", "2024-12-31", None),
        ((), "2024-12-31", "2024-12-31", 0),
    ],
)
def test_a_year_without_a_calendar_is_not_counted(years, after, until, count):
    assert known(*years).between(day(after), day(until)) == count


@pytest.mark.parametrize(
    ("start", "count", "last"),
    [
        ("2024-03-01", 0, "2024-03-01"), ("2024-03-02", 0, "2024-03-02"), ("2024-03-01", 1, "2024-03-04"),
        ("2024-03-02", 1, "2024-03-04"), ("2024-02-07", 1, "2024-02-15"), ("2024-04-26", 3, "2024-05-04"),
        ("2025-01-24", 2, "2025-02-04"), ("2025-04-25", 1, "2025-04-26"), ("2025-12-31", 1, "2026-01-05"),
        ("2026-12-30", 1, "2026-12-31"), ("2026-12-31", 1, None), ("2023-12-29", 1, None), ("2023-12-31", 1, "2024-01-02"),
    ],
)  # fmt: skip
def test_the_day_after_so_many_working_days(start, count, last):
    assert known(2024, 2025, 2026).add(day(start), count) == (last and day(last))


def test_adding_and_counting_agree():
    days = known(2024, 2025, 2026)
    start = date(2024, 12, 20)
    for count in range(60):
        last = days.add(start, count)
        assert days.between(start, last) == count
        assert count == 0 or days.between(start, last - timedelta(days=1)) == count - 1


def test_the_last_day_off_of_every_holiday():
    assert [d.isoformat() for d in known(2024, 2025, 2026).returns] == [
        "2024-01-01", "2024-02-14", "2024-04-18", "2024-05-01", "2024-09-03",
        "2025-01-01", "2025-02-02", "2025-04-07", "2025-05-04", "2025-09-02",
        "2026-01-04", "2026-02-22", "2026-04-27", "2026-05-03", "2026-09-02",
    ]  # fmt: skip
    assert known().returns == ()


def test_a_holiday_at_the_end_of_what_is_known_has_no_known_return():
    register = Register().add(
        "trung-uong-lich-2024", "calendar", year=2024, source={"note": "Dữ liệu mẫu"},
        days_off=[{"date": "2024-12-31", "name": "Nghỉ", "holiday": "khac", "kind": "le"}],
    )  # fmt: skip
    assert workdays(register.corpus).returns == ()


def test_only_the_national_calendar_says_which_days_are_worked():
    register = Register().calendars(2024).meetings(2025, "01-10")
    assert workdays(register.corpus).years == {2024}
    assert workdays(register.corpus) is workdays(register.corpus)


@pytest.mark.parametrize(("due", "years", "on", "expected"), [
    ("2023-01-24", (2025, 2026), "2023-01-24", ("due-soon", 0)),
    ("2023-01-24", (2025, 2026), "2023-01-25", ("no-information", 0)),
    ("2023-01-24", (2025, 2026), "2023-06-01", ("no-information", 0)),
    ("2026-02-18", (2026,), "2026-02-24", ("open-overdue", 1)),
    ("2023-03-06", (2025, 2026), "2023-03-07", ("open-overdue", 1)),
    ("2027-04-16", (2026,), "2027-04-20", ("no-information", 0)),
    ("2027-05-01", (2026,), "2027-05-04", ("no-information", 0)),
    ("2027-09-03", (2026,), "2027-09-06", ("no-information", 0)),
    ("2027-12-31", (2026,), "2028-01-06", ("no-information", 0)),
    ("2027-01-03", (2026,), "2027-01-06", ("no-information", 0)),
])  # fmt: skip
def test_a_deadline_that_may_be_a_holiday_is_not_judged_without_the_calendar_of_its_year(
    due: str, years: tuple[int, ...], on: str, expected: tuple[str, int]
) -> None:
    register = Register(issued="2022-06-01").calendars(*years).task(due={"by": due})
    (duty,) = register.duties(on)
    assert (str(duty.standing.state), duty.standing.days_late) == expected
    assert (NO_CALENDAR in duty.standing.because) == (expected[0] == "no-information")


def test_what_is_in_time_by_the_named_day_is_so_without_a_calendar() -> None:
    register = Register(issued="2022-06-01").calendars(2026).task(due={"by": "2023-01-24"})
    for handed_in, state in (("2023-01-20", "done-on-time"), ("2023-01-27", "done-unassessed")):
        register.rollout("so-mot", submitted(handed_in), confirmed("2023-02-10"))
        assert register.table("2023-06-01") == {"so-mot": state}
