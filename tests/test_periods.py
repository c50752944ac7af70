"""Reporting periods: what they are called, which days they have, and that none is missed or doubled."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from standing_cases import day

from generator.domain import periods
from generator.domain.dates import Interval

CADENCES = ("tuan", "thang", "quy", "6-thang", "nam")
RULES = ("lich", "nd-09-2019")


def between(first, last):
    return Interval(day(first), day(last))


@pytest.mark.parametrize(
    ("name", "rule", "days", "label"),
    [
        ("2024-W01", "lich", ("2024-01-01", "2024-01-07"), "tuần 1/2024"),
        ("2024-W05", "nd-09-2019", ("2024-01-29", "2024-02-04"), "tuần 5/2024"),
        ("2020-W53", "lich", ("2020-12-28", "2021-01-03"), "tuần 53/2020"),
        ("2024-02", "lich", ("2024-02-01", "2024-02-29"), "tháng 02/2024"),
        ("2023-02", "lich", ("2023-02-01", "2023-02-28"), "tháng 02/2023"),
        ("2024-12", "lich", ("2024-12-01", "2024-12-31"), "tháng 12/2024"),
        ("2024-01", "nd-09-2019", ("2023-12-15", "2024-01-14"), "tháng 01/2024"),
        ("2024-03", "nd-09-2019", ("2024-02-15", "2024-03-14"), "tháng 3/2024"),
        ("2024-Q1", "lich", ("2024-01-01", "2024-03-31"), "quý I/2024"),
        ("2024-Q4", "lich", ("2024-10-01", "2024-12-31"), "quý IV/2024"),
        ("2024-Q1", "nd-09-2019", ("2023-12-15", "2024-03-14"), "quý I/2024"),
        ("2024-Q3", "nd-09-2019", ("2024-06-15", "2024-09-14"), "quý III/2024"),
        ("2024-H1", "lich", ("2024-01-01", "2024-06-30"), "6 tháng đầu năm 2024"),
        ("2024-H2", "lich", ("2024-07-01", "2024-12-31"), "6 tháng cuối năm 2024"),
        ("2024-H1", "nd-09-2019", ("2023-12-15", "2024-06-14"), "6 tháng đầu năm 2024"),
        ("2024-H2", "nd-09-2019", ("2024-06-15", "2024-12-14"), "6 tháng cuối năm 2024"),
        ("2024", "lich", ("2024-01-01", "2024-12-31"), "năm 2024"),
        ("2024", "nd-09-2019", ("2023-12-15", "2024-12-14"), "năm 2024"),
        ("2024-02-29", "lich", ("2024-02-29", "2024-02-29"), "29/02/2024"),
    ],
)
def test_the_days_and_the_name_of_a_period(name, rule, days, label):
    found = periods.parse(name, rule)
    assert found == periods.Period(name, between(*days))
    assert found.label == label


@pytest.mark.parametrize(
    "name",
    ["", "24-01", "2024-00", "2024-13", "2024-1", "2024-Q0", "2024-Q5", "2024-H3", "2024-W00", "2024-W53", "2024-W54",
     "2024-02-30", "2024-13-01", "2024-01-01-01", "2024-q1", " 2024", "2024\n", "٢٠٢٤", "0000", "1899-12", "2200-Q1", "9999-12", "9999-W52"],
)  # fmt: skip
def test_what_is_no_period(name):
    assert [periods.parse(name, rule) for rule in RULES] == [None, None]


@pytest.mark.parametrize(
    ("name", "unit"),
    [("2024-W05", "tuan"), ("2024-01", "thang"), ("2024-Q1", "quy"), ("2024-H1", "6-thang"), ("2024", "nam"),
     ("2024-01-31", "su-kien"), ("2024-Q5", ""), ("2024-13", ""), ("", "")],
)  # fmt: skip
def test_the_cadence_of_a_name(name, unit):
    assert periods.unit(name) == unit


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("every", CADENCES)
def test_periods_follow_one_another_without_gap_or_overlap(every, rule):
    found = list(periods.following(every, rule, date(2015, 3, 3), date(2028, 11, 30)))
    assert all(before.days.last + timedelta(days=1) == after.days.first for before, after in pairwise(found))
    assert found[0].days.first <= date(2015, 3, 3) <= found[0].days.last
    assert found[-1].days.last >= date(2028, 11, 14)
    assert len({period.id for period in found}) == len(found)
    assert [(periods.parse(p.id, rule), periods.unit(p.id)) for p in found] == [(p, every) for p in found]


@pytest.mark.parametrize(
    ("every", "rule", "first", "until", "names"),
    [
        ("tuan", "lich", "2024-12-29", "2025-01-06", ["2024-W52", "2025-W01", "2025-W02"]),
        ("thang", "lich", "2024-01-31", "2024-03-01", ["2024-01", "2024-02", "2024-03"]),
        ("thang", "lich", "2024-02-01", "2024-02-29", ["2024-02"]),
        ("thang", "nd-09-2019", "2024-01-14", "2024-02-14", ["2024-01", "2024-02"]),
        ("thang", "nd-09-2019", "2024-01-15", "2024-02-14", ["2024-02"]),
        ("thang", "nd-09-2019", "2024-02-01", "2024-06-30", ["2024-02", "2024-03", "2024-04", "2024-05", "2024-06"]),
        ("quy", "nd-09-2019", "2023-12-14", "2024-04-01", ["2023-Q4", "2024-Q1", "2024-Q2"]),
        ("quy", "nd-09-2019", "2023-12-15", "2024-03-31", ["2024-Q1"]),
        ("6-thang", "nd-09-2019", "2024-06-15", "2025-01-01", ["2024-H2", "2025-H1"]),
        ("nam", "nd-09-2019", "2023-12-15", "2024-12-31", ["2024"]),
        ("nam", "lich", "2023-12-31", "2024-01-01", ["2023", "2024"]),
        ("thang", "lich", "2024-03-01", "2024-02-29", []),
        ("tuan", "lich", "2024-03-01", "2024-02-29", []),
        ("nam", "lich", "2024-12-01", "2024-11-30", []),
    ],
)
def test_the_periods_from_one_day_to_another(every, rule, first, until, names):
    assert [p.id for p in periods.following(every, rule, day(first), day(until))] == names


def test_nothing_follows_when_it_is_not_known_when_a_duty_began():
    assert [
        list(periods.following(every, rule, date.max, date(2024, 1, 1))) for every in CADENCES for rule in RULES
    ] == [[]] * 10


@pytest.mark.parametrize(
    ("name", "rule", "number", "own", "after"),
    [
        ("2024-03", "lich", 19, "2024-03-19", "2024-04-19"),
        ("2024-03", "nd-09-2019", 19, "2024-03-19", "2024-04-19"),
        ("2024-01", "lich", 31, "2024-01-31", "2024-02-29"),
        ("2024-12", "lich", 5, "2024-12-05", "2025-01-05"),
        ("2024-Q1", "nd-09-2019", 20, "2024-03-20", "2024-04-20"),
        ("2024-H1", "lich", 20, "2024-06-20", "2024-07-20"),
        ("2024", "nd-09-2019", 25, "2024-12-25", "2025-01-25"),
        ("2024-02-14", "lich", 30, "2024-02-29", "2024-03-30"),
        ("2024-W05", "lich", 10, "2024-02-10", "2024-03-10"),
    ],
)
def test_a_day_of_the_last_month_and_of_the_month_after(name, rule, number, own, after):
    period = periods.parse(name, rule)
    assert (period.day_of(number), period.day_of(number, after=True)) == (day(own), day(after))
