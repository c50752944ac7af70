"""Reporting periods: calendar months, quarters, half-years and years, or those with the cut-off on the 14th.

Decree 09/2019/NĐ-CP art. 8 (periodic reports): a month runs from the 15th of the month before to the 14th, a quarter
likewise; half-years from 15/12 to 14/6 and 15/6 to 14/12; the year from 15/12 of the year before to 14/12.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.domain.dates import Interval

_FORM = re.compile(r"([0-9]{4})(?:-(?:Q([1-4])|H([12])|([0-9]{2})(?:-([0-9]{2}))?))?", re.ASCII)
_MONTHS = {"thang": 1, "quy": 3, "6-thang": 6, "nam": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """One period: its id (2024-03, 2024-Q1, 2024-H1, 2024, or the day of an event) and its days."""

    id: str
    days: Interval

    @property
    def label(self) -> str:
        """Name the period as a person would: tháng 3/2024, quý I/2024, 6 tháng đầu năm 2024, năm 2024."""
        match = _FORM.fullmatch(self.id)
        if match is None or match[5]:
            day = self.days.last
            return f"{day.day:02d}/{day.month:02d}/{day.year}"
        if match[2]:
            return f"quý {('I', 'II', 'III', 'IV')[int(match[2]) - 1]}/{match[1]}"
        if match[3]:
            return f"6 tháng {'đầu' if match[3] == '1' else 'cuối'} năm {match[1]}"
        return f"tháng {int(match[4])}/{match[1]}" if match[4] else f"năm {match[1]}"


def unit(period: str) -> str:
    """Return the cadence that a period id belongs to: thang, quy, 6-thang, nam or su-kien; '' if it is none."""
    match = _FORM.fullmatch(period)
    if match is None:
        return ""
    if match[5]:
        return "su-kien"
    return "quy" if match[2] else "6-thang" if match[3] else "thang" if match[4] else "nam"


def parse(period: str, rule: str) -> Period | None:
    """Return the period of an id under a rule (``lich`` or ``nd-09-2019``); None if there is no such period."""
    match = _FORM.fullmatch(period)
    if match is None:
        return None
    year = int(match[1])
    try:
        if match[5]:
            day = date(year, int(match[4]), int(match[5]))
            return Period(period, Interval(day, day))
        length = _MONTHS[unit(period)]
        last = int(match[2]) * 3 if match[2] else int(match[3]) * 6 if match[3] else int(match[4] or 12)
        return Period(period, _days(year, last, length, rule))
    except ValueError:
        return None


def _days(year: int, last_month: int, length: int, rule: str) -> Interval:
    start = year * 12 + last_month - length  # months since year 0 of the first month of the period
    end = start + length
    if rule == "nd-09-2019":
        first = _month(start - 1).replace(day=15)
        return Interval(first, _month(end - 1).replace(day=14))
    return Interval(_month(start), _month(end) - timedelta(days=1))


def _month(count: int) -> date:
    return date(count // 12, count % 12 + 1, 1)


def following(every: str, rule: str, first: date, until: date) -> Iterator[Period]:
    """Yield the periods of a cadence that end on or after ``first`` and begin on or before ``until``."""
    length = _MONTHS[every]
    count = (first.year * 12 + first.month - 1) // length * length
    while True:
        last = count + length  # the month after the period
        year, month = (last - 1) // 12, (last - 1) % 12 + 1
        days = _days(year, month, length, rule)
        if days.first > until:
            return
        if days.last >= first:
            yield Period(_id(every, year, month), days)
        count += length


def _id(every: str, year: int, month: int) -> str:
    match every:
        case "thang":
            return f"{year}-{month:02d}"
        case "quy":
            return f"{year}-Q{month // 3}"
        case "6-thang":
            return f"{year}-H{month // 6}"
        case _:
            return str(year)
