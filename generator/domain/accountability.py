"""Accountability cases: whom they are about, and the clock of 90 or 150 days (Decree 172/2025/NĐ-CP).

The clock starts on the day on which a case was opened, which is not counted itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from generator.domain import dates
from generator.model import Record

LIMIT, EXTENDED = 90, 150
"""Days for a case, and for one whose time was extended."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The time for a case as it stands on a day: its calendar days, and the last day in time."""

    opened: date
    days: int
    last: date
    extended: bool


def clock(case: Record, on: date) -> Clock:
    """Return the clock of a case as of a day: 150 days from the day on which the extension was decided, else 90."""
    opened = dates.day(case["opened"])
    extended = happened(case, "extended", on) is not None
    days = EXTENDED if extended else LIMIT
    return Clock(opened, days, opened + timedelta(days=days), extended)


def happened(record: Record, name: str, on: date) -> date | None:
    """Return the day of a dated part of a record (``decided``, ``handled`` …), if it had happened by a day."""
    part = record.get(name)
    day = dates.day(part["on"]) if part is not None else None
    return day if day is not None and day <= on else None


def of_person(case: Record) -> bool:
    """Whether a case is about a person (by role), not about a collective."""
    return bool(case["subject"]["kind"] != "tap-the")
