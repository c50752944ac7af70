"""Reporting periods: calendar weeks, months, quarters, half-years and years, or those with the cut-off on the 14th.

Decree 09/2019/NĐ-CP art. 8 (periodic reports): a month runs from the 15th of the month before to the 14th, a quarter
likewise; half-years from 15/12 to 14/6 and 15/6 to 14/12; the year from 15/12 of the year before to 14/12. Weeks run
from Monday to Sunday (ISO 8601) under either rule.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from generator.domain.dates import FIRST_YEAR, LAST_YEAR, Interval
from generator.domain.text import vi_interval, vi_month

_FORM = re.compile(
    r"([0-9]{4})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])(?:-([0-9]{2}))?|W(0[1-9]|[1-4][0-9]|5[0-3])))?", re.ASCII
)
_WORDED = re.compile(
    r"(?:kỳ )?(?:(?:6|06|sáu) tháng (?P<half>đầu|cuối)(?: năm)?|(?P<unit>tháng|quý|tuần|năm)? ?(?P<number>[0-9]{1,2}(?![0-9])|I{1,3}|IV)?)"
    r"(?: ?[/-] ?| năm | )?(?P<year>[0-9]{4})",
    re.IGNORECASE,
)
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}
_MONTHS = {"thang": 1, "quy": 3, "6-thang": 6, "nam": 12}
CUT_OFF = 14
"""The day of its last month on which a period of the decree ends."""
_UNITS = {"2-tuan": "tuan", "ngay-co-dinh": "su-kien"}
"""Cadences whose periods are named like those of another one: the week, or the day, on which each ends."""


@dataclass(frozen=True, slots=True)
class Period:
    """One period: its id (2024-W05, 2024-03, 2024-Q1, 2024-H1, 2024, or the day of an event) and its days."""

    id: str
    days: Interval

    @property
    def label(self) -> str:
        """Name the period as a person would: tuần 5/2024, tháng 3/2024, quý I/2024, 6 tháng đầu năm 2024, năm 2024."""
        match = _FORM.fullmatch(self.id)
        if match is None or match[5]:
            return vi_interval(self.days)
        if match[2]:
            return f"quý {('I', 'II', 'III', 'IV')[int(match[2]) - 1]}/{match[1]}"
        if match[3]:
            return f"6 tháng {'đầu' if match[3] == '1' else 'cuối'} năm {match[1]}"
        if match[6]:
            return f"tuần {int(match[6])}/{match[1]}"
        return vi_month(date(int(match[1]), int(match[4]), 1)) if match[4] else f"năm {match[1]}"

    @property
    def within(self) -> str:
        """Name the period within a line of words, where a bare day would leave open what it is the day of."""
        return f"mốc {self.label}" if unit(self.id) == "su-kien" else self.label

    def day_of(self, day: int, *, after: bool = False) -> date:
        """Return a day of the last month that the period is named for, or of the month after; at most its last day."""
        match = _FORM.fullmatch(self.id)
        year, month = self.days.last.year, self.days.last.month
        if match is not None and not match[5] and not match[6]:
            year, month = int(match[1]), _last_month(match)
        first = _month(year * 12 + month - 1 + after)
        return first.replace(day=min(day, monthrange(first.year, first.month)[1]))


def worded(text: str) -> str:
    """Return the id of a period as people word it, with its year; empty if it is none.

    >>> [worded(text) for text in ("Tháng 9/2026", "quý III năm 2026", "6 tháng đầu năm 2026", "tuần 5/2026", "09/2026")]
    ['2026-09', '2026-Q3', '2026-H1', '2026-W05', '2026-09']
    """
    match = _WORDED.fullmatch(" ".join(text.split()))
    if match is None or ((match["number"] or "").isalpha() and (match["unit"] or "").lower() != "quý"):
        return ""
    number, year = _ROMAN.get((match["number"] or "").upper(), match["number"] or ""), match["year"]
    if match["half"]:
        made = f"{year}-H{1 if match['half'].lower() == 'đầu' else 2}"
    elif not number:
        made = year if not match["unit"] or match["unit"].lower() == "năm" else ""
    else:
        form = {"quý": "-Q{}", "tuần": "-W{:02d}", "năm": ""}.get((match["unit"] or "").lower(), "-{:02d}")
        made = f"{year}{form.format(int(number))}" if form else ""
    return made if parse(made, "lich") else ""


def unit(period: str) -> str:
    """Return the cadence that a period id belongs to: tuan, thang, quy, 6-thang, nam or su-kien; '' if it is none."""
    match = _FORM.fullmatch(period)
    if match is None:
        return ""
    if match[5]:
        return "su-kien"
    if match[6]:
        return "tuan"
    return "quy" if match[2] else "6-thang" if match[3] else "thang" if match[4] else "nam"


def fits(period: str, every: str) -> bool:
    """Whether a period id is one of a cadence."""
    return unit(period) == _UNITS.get(every, every)


def parse(period: str, rule: str) -> Period | None:
    """Return the period of an id under a rule (``lich`` or ``nd-09-2019``); None if there is no such period."""
    match = _FORM.fullmatch(period)
    if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return None
    year = int(match[1])
    try:
        if match[5]:
            day = date(year, int(match[4]), int(match[5]))
            return Period(period, Interval(day, day))
        if match[6]:
            monday = date.fromisocalendar(year, int(match[6]), 1)
            return Period(period, Interval(monday, monday + timedelta(days=6)))
        return Period(period, _days(year, _last_month(match), _MONTHS[unit(period)], rule))
    except ValueError:
        return None


def _last_month(match: re.Match[str]) -> int:
    return int(match[2]) * 3 if match[2] else int(match[3]) * 6 if match[3] else int(match[4] or 12)


def _days(year: int, last_month: int, length: int, rule: str) -> Interval:
    start = year * 12 + last_month - length  # months since year 0 of the first month of the period
    end = start + length
    if rule == "nd-09-2019":
        first = _month(start - 1).replace(day=CUT_OFF + 1)
        return Interval(first, _month(end - 1).replace(day=CUT_OFF))
    return Interval(_month(start), _month(end) - timedelta(days=1))


def _month(count: int) -> date:
    return date(count // 12, count % 12 + 1, 1)


def following(every: str, rule: str, first: date, until: date, fixed: Sequence[str] = ()) -> Iterator[Period]:
    """Yield the periods of a cadence that end on or after ``first`` and whose calendar period begins by ``until``.

    So of "February to June" the last month under the decree is that named June, which ends on the 14th. ``fixed``: the
    days of a year, MM-DD, on which the periods of ``ngay-co-dinh`` end. Fortnights end with the week of ``first``.
    """
    if every in ("tuan", "2-tuan"):
        yield from _weeks(first, until, 1 if every == "tuan" else 2)
        return
    if every == "ngay-co-dinh":
        yield from _between(fixed, first, until)
        return
    length = _MONTHS[every]
    count = (first.year * 12 + first.month - 1) // length * length
    while first <= until and _month(count) <= until:
        last = count + length  # the month after the period
        year, month = (last - 1) // 12, (last - 1) % 12 + 1
        days = _days(year, month, length, rule)
        if days.last >= first:
            yield Period(_id(every, year, month), days)
        count += length


def _weeks(first: date, until: date, length: int) -> Iterator[Period]:
    monday = first - timedelta(days=first.weekday()) if first <= until else first
    while monday <= until and first <= until:
        year, week, _ = monday.isocalendar()
        begun = monday - timedelta(days=7 * (length - 1))
        yield Period(f"{year}-W{week:02d}", Interval(begun, monday + timedelta(days=6)))
        monday += timedelta(days=7 * length)


def _between(fixed: Sequence[str], first: date, until: date) -> Iterator[Period]:
    """Yield the periods from one fixed day of a year to the next."""
    if first > until:
        return
    ends = [
        date.fromisoformat(f"{year}-{day}") for year in range(first.year - 1, until.year + 2) for day in sorted(fixed)
    ]
    for before, end in pairwise(ends):
        if first <= end and before < until:
            yield Period(end.isoformat(), Interval(before + timedelta(days=1), end))


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
