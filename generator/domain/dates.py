"""Dates that know how exact they are. A date is an interval of days; every comparison works on intervals."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)
_DAY = re.compile(
    r"(?:ngày\s*)?([0-9]{1,2})(?:\s*([/.-])\s*|\s*tháng\s*)([0-9]{1,2})(?:\s*\2\s*|\s*năm\s*)([0-9]{4})",
    re.ASCII | re.IGNORECASE,
)
_MONTH = re.compile(r"(?:tháng\s+)?([0-9]{1,2})(?:\s*[/.-]\s*|\s+năm\s+)([0-9]{4})", re.ASCII | re.IGNORECASE)
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """The days, both ends included, among which a date is known to lie."""

    first: date
    last: date

    @property
    def exact(self) -> bool:
        """Whether the interval is one day."""
        return self.first == self.last

    @property
    def empty(self) -> bool:
        """Whether no day is left: what is known contradicts itself."""
        return self.first > self.last

    @property
    def length(self) -> int:
        """How many days it has."""
        return max((self.last - self.first).days + 1, 0)

    def before(self, other: Interval) -> bool:
        """Whether every day of this interval is earlier than every day of the other (both have days)."""
        return self.last < other.first and not self.empty and not other.empty

    def meets(self, other: Interval) -> bool:
        """Whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def within(self, other: Interval) -> Interval:
        """Return the days that both hold (perhaps none: see ``empty``)."""
        return Interval(max(self.first, other.first), min(self.last, other.last))

    @property
    def known(self) -> str:
        """What is known of the day, no more exact than that: 2026-05-12, 2026-05, 2026; ../2026-05-12 is “by then”."""
        if self.first == date.min:
            return f"../{self.last.isoformat()}"
        first, last = self.first.isoformat().split("-"), self.last.isoformat().split("-")
        same = [a for i, a in enumerate(first) if first[: i + 1] == last[: i + 1]]
        return "-".join(same) or f"{self.first.isoformat()}/{self.last.isoformat()}"


LATE = 30
"""Days after which an event counts as recorded late: what is put in once a month is not."""
EVER = Interval(date.min, date.max)
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""A year outside is a slip of the keyboard; inside, a day before or after any date still is a date."""


@lru_cache(maxsize=65536)
def parse(value: str | int) -> Interval | None:
    """Read ``2024``, ``2024-12`` or ``2024-12-08`` as the interval of its days; None if it is not a date."""
    match = _PARTIAL.fullmatch(str(value))
    if not match:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        if match[3]:
            return Interval(date(year, month, day), date(year, month, day))
        if match[2]:
            return Interval(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
        return Interval(date(year, 1, 1), date(year, 12, 31))
    except (ValueError, IndexError):  # IllegalMonthError is a ValueError and, since 3.12, an IndexError
        return None


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day in time; None with a reason (Vietnamese) when there is a deadline that cannot be computed.

    None without a reason: there is no deadline.
    """

    day: date | None = None
    because: str = ""
    left_open: bool = False
    """Whether it is the source that names no day, and says why: then nothing is missing in the register."""
    moved: str = ""
    """What set the day last, if something moved it: ``gia-han``, ``tiep-tuc`` or ``xac-minh``."""
    extensions: int = 0
    named: date | None = None
    """The day off that the deadline names, when the last day in time is the next working day, or may be a later one."""
    exact: bool = False
    """Whether the document, or a law that counts calendar days, says that it ends on the very day, a day off or not."""
    rested: int = 0
    """Days by which pauses moved it."""
    rests: tuple[Interval, ...] = ()
    """Since it had passed: pauses, and times for which what was handed in lay where it was returned. None of these days is late."""
    kept: int = 0
    """How many of those days it lay there."""
    about: bool = False
    """Whether on some of these it need not have: when it was handed in, or returned, is not known to the day."""

    @property
    def sure(self) -> date | None:
        """The last day that is in time in any case."""
        return self.day or self.named

    def late(self, last: date, since: date = date.min) -> int:
        """Return for how many days up to a last one it had passed, from a day on; those of pauses are none."""
        if self.day is None:
            return 0
        span = Interval(max(self.day + timedelta(days=1), since), last)
        return max(span.length - sum(span.within(rest).length for rest in self.rests), 0)

    def rest(self, first: date, last: date, *, kept: bool = False, about: bool = False) -> Deadline:
        """Return it with days that are not late, as far as they come after it and are not so already."""
        if self.day is None:
            return self
        day, new = max(first, self.day + timedelta(days=1)), list[Interval]()
        for rest in sorted(self.rests):
            if rest.last >= day:
                new.append(Interval(day, min(last, rest.first - timedelta(days=1))))
                day = max(day, rest.last + timedelta(days=1))
        new = [span for span in (*new, Interval(day, last)) if not span.empty]
        days = sum(span.length for span in new) if kept else 0
        rests = tuple(sorted((*self.rests, *new)))
        return replace(self, rests=rests, kept=self.kept + days, about=self.about or (about and days > 0))


def days(value: str | int | None) -> Interval:
    """Return the interval of a checked date field; all of time when the field is absent."""
    return EVER if value is None else (parse(value) or EVER)


def months_after(day: date, months: int) -> date:
    """Return the same day of a later month, at most its last (Civil Code 2015, art. 148 clause 3)."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def counted(within: Mapping[str, Any], since: date) -> date | None:
    """Return the last day of a time that is counted from a day in days or months; None for working days."""
    if "months" in within:
        return months_after(since, within["months"])
    return since + timedelta(days=within["days"]) if "days" in within else None


LENGTHS = {"days": "ngày", "working_days": "ngày làm việc", "months": "tháng"}
"""The units in which a time is counted."""


def length(within: Mapping[str, Any]) -> str:
    """Say how long a time is that is counted from a day (Vietnamese)."""
    return next(f"{within[name]} {unit}" for name, unit in LENGTHS.items() if name in within)


def day(value: str) -> date:
    """Return the day of a checked full date."""
    return date.fromisoformat(value)


def validity(entry: Mapping[str, Any] | None) -> Interval:
    """Return the days from ``from`` to ``to`` of a validity; an end that is not known is open."""
    if not entry or not ("from" in entry or "to" in entry):
        return EVER
    return Interval(days(entry.get("from")).first, days(entry.get("to")).last)


def certainly(entry: Mapping[str, Any] | None) -> Interval:
    """Return the days on which something is valid whatever the days are that a validity leaves open; perhaps none."""
    own = entry or {}
    first, last = days(own.get("from")), days(own.get("to"))
    return Interval(first.last if "from" in own else date.min, last.first if "to" in own else date.max)


def last_day(due: Mapping[str, Any]) -> date | None:
    """Return the last day in time of a deadline: ``by`` 2023 and ``before`` 2024-01-01 are the same day.

    None where it names no day: it is counted from another one, or left open.
    """
    if "by" in due:
        return days(due["by"]).last
    return days(due["before"]).first - timedelta(days=1) if "before" in due else None


def written(text: str) -> date | None:
    """Return the first full date written in a Vietnamese text (16/10/2023, ngày 08 tháng 12 năm 2024), if any."""
    return next(iter(all_written(text)), None)


def all_written(text: str) -> list[date]:
    """Return every full date written in a Vietnamese text, in its order."""
    known = (parse(_ordered(found)) for found in _DAY.finditer(text))
    return [days.first for days in known if days is not None]


def _ordered(found: re.Match[str]) -> str:
    day, _, month, year = found.groups()
    return f"{year}-{month:0>2}-{day:0>2}"


def iso(text: str, form: str) -> str | None:
    """Return a date that people typed as records keep it; None for what is none, or could be read in two ways.

    Vietnamese practice (Nghị định 30/2020/NĐ-CP, phụ lục I) names the day, then the month, then the year; so
    5/12/2024 is 5 December, and 12/25/2024 is no date. ``form`` is ``full-date`` or ``partial-date``.

    >>> iso("5/12/2024", "full-date"), iso("12/2024", "partial-date"), iso("12/25/2024", "full-date")
    ('2024-12-05', '2024-12', None)
    """
    text = text.strip()
    if found := _DAY.fullmatch(text):
        typed = _ordered(found)
    elif found := _YEAR_FIRST.fullmatch(text):
        typed = "-".join([found[1], *(f"{part:0>2}" for part in found.groups()[1:] if part)])
    elif found := _MONTH.fullmatch(text):
        typed = f"{found[2]}-{found[1]:0>2}"
    else:
        typed = text
    return typed if parse(typed) is not None and (form == "partial-date" or is_full_date(typed)) else None


def exchanged(text: str) -> str | None:
    """Return a full date of which day and month were exchanged (2024-25-12) as records keep it, None if it is none."""
    found = _YEAR_FIRST.fullmatch(text)
    return iso(f"{found[1]}-{found[3]}-{found[2]}", "full-date") if found and found[3] else None


def is_full_date(value: object) -> bool:
    """Whether a text is a calendar date YYYY-MM-DD (the format ``full-date`` of the schemas)."""
    return not isinstance(value, str) or (len(value) == 10 and parse(value) is not None)


def is_partial_date(value: object) -> bool:
    """Whether a text is a date of any precision (the format ``partial-date`` of the schemas)."""
    return not isinstance(value, str) or parse(value) is not None
