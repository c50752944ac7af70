"""Working days in Việt Nam: Monday to Friday, less public holidays and substitute days, plus swapped working days.

The days come from the calendar records (Labour Code 2019 art. 111-112 and the yearly decisions on swaps); a year
without a calendar record cannot be counted, and is said not to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from generator.domain import dates
from generator.domain.dates import Deadline, Interval
from generator.domain.once import once
from generator.domain.text import vi_number
from generator.model import Corpus, Record

NATIONAL = "trung-uong"
"""The workspace whose calendars hold for the whole country."""
FIXED = frozenset(((1, 1), (4, 30), (5, 1), (9, 2)))
"""Days off of every year (Labour Code 2019 art. 112), also where no calendar is recorded; Tết and the day of the Hùng kings move with the moon."""
MAY_BE_OFF = (
    ((1, 1), (1, 5)),
    ((1, 18), (2, 28)),
    ((3, 28), (5, 6)),
    ((8, 29), (9, 6)),
    ((12, 29), (12, 31)),
)
"""Between which days of any year the holidays fall, with the days off in lieu of them, or swapped, around them."""
NO_CALENDAR = "không tính được hạn vì sổ thiếu lịch làm việc của thời gian đó"


@dataclass(frozen=True, slots=True)
class Lateness:
    """Days after a deadline, working days among them (None: no calendar), and both in words (Vietnamese)."""

    days: int = 0
    working: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Workdays:
    """The working days of the recorded years, and the blocks of days off after which people return to work."""

    start: date
    counted: Sequence[int]
    """Working days from ``start`` up to and including each day."""
    years: frozenset[int]
    returns: tuple[date, ...]
    """The last day off of every holiday."""

    def knows(self, first: date, last: date) -> bool:
        """Whether every year between two days has a calendar."""
        return all(year in self.years for year in range(first.year, last.year + 1))

    def between(self, after: date, until: date) -> int | None:
        """Count the working days after one day up to and including another; None if a calendar is missing."""
        if until <= after:
            return 0
        if not self.knows(after + timedelta(days=1), until):
            return None
        return self._upto(until) - self._upto(after)

    def add(self, day: date, count: int) -> date | None:
        """Return the day that is ``count`` working days after a day; None if a calendar is missing."""
        if count == 0:
            return day
        current = day
        while count:
            current += timedelta(days=1)
            if current.year not in self.years:
                return None
            count -= self._upto(current) - self._upto(current - timedelta(days=1))
        return current

    def on_or_after(self, day: date) -> date:
        """Return a day, or the first working day after it when it is a day off; without a calendar: a weekday."""
        while not self._works(day):
            day += timedelta(days=1)
        return day

    def ends(self, due: Deadline) -> Deadline:
        """Return a deadline with the last day in time: where the day that it names is off, that is the next working day.

        Where it may be a holiday, or one in lieu, and the calendar of its year is not recorded, nobody can say: up to the
        named day it is in time.

        Civil Code 2015 (91/2015/QH13) art. 148 clause 5: a time limit whose last day is a weekend or public holiday
        ends with the next working day.
        """
        if due.day is None or due.exact or due.named is not None:
            return due
        last = self.on_or_after(due.day)
        if last.year not in self.years and any(a <= (last.month, last.day) <= b for a, b in MAY_BE_OFF):
            return replace(due, day=None, because=NO_CALENDAR, named=due.day)
        return due if last == due.day else replace(due, day=last, named=due.day)

    def rested(self, due: Deadline, first: date, last: date) -> Deadline:
        """Return a deadline after a pause from a first day up to the day before the last.

        One that had not passed is later by the days of the pause, and days off come after that; one that had stays.
        """
        if due.day is None or last <= first:
            return due
        if first > due.day:
            return due.rest(first, last - timedelta(days=1))
        named = due.named if due.named is not None and first < due.named else due.day
        return self.ends(replace(due, day=named + (last - first), named=None, rested=due.rested + (last - first).days))

    def lateness(self, due: date, day: date, rests: Iterable[Interval] = ()) -> Lateness:
        """Return how late a day is against a deadline that it lies after; the days of some pauses are not counted."""
        over = Interval(due + timedelta(days=1), day)
        rested = [own for own in (over.within(rest) for rest in rests) if not own.empty]
        days, working = over.length - sum(own.length for own in rested), self.between(due, day)
        if working is not None:
            working -= sum(self.between(own.first - timedelta(days=1), own.last) or 0 for own in rested)
        off = "đều là ngày nghỉ" if days > 1 else "là ngày nghỉ"
        known = f" (trong đó {vi_number(working)} ngày làm việc)" if working else f" ({off})"
        return Lateness(days, working, f"{vi_number(days)} ngày{known if working is not None else ''}")

    def _works(self, day: date) -> bool:
        if day.year not in self.years:
            return day.weekday() < 5 and (day.month, day.day) not in FIXED
        return self._upto(day) > self._upto(day - timedelta(days=1))

    def _upto(self, day: date) -> int:
        index = (day - self.start).days
        return self.counted[index] if index >= 0 else 0


@once
def workdays(corpus: Corpus) -> Workdays:
    """Return the working days of the register's national calendars."""
    return _build([c for c in corpus.of("calendar") if c.province == NATIONAL])


def _build(calendars: Sequence[Record]) -> Workdays:
    years = frozenset(c["year"] for c in calendars)
    if not years:
        return Workdays(date(2000, 1, 1), (), years, ())
    off = {dates.day(d["date"]): d["holiday"] for c in calendars for d in c.get("days_off", ())}
    on = {dates.day(d["date"]) for c in calendars for d in c.get("working_days", ())}
    start, end = date(min(years), 1, 1), date(max(years), 12, 31)
    days = [start + timedelta(days=i) for i in range((end - start).days + 1)]
    works = [(day.weekday() < 5 and day not in off) or day in on for day in days]
    last_off = [
        day for day, following in zip(days, works[1:], strict=False) if following and _ends_holiday(day, off, on)
    ]
    return Workdays(start, tuple(accumulate(map(int, works))), years, tuple(last_off))


def _ends_holiday(day: date, off: dict[date, str], on: set[date]) -> bool:
    """Whether the unbroken days off that end with this day hold a public holiday."""
    current = day
    while current not in on and (current in off or current.weekday() >= 5):
        if current in off:
            return True
        current -= timedelta(days=1)
    return False
