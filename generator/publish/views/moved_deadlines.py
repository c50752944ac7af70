"""Deadlines that moved: by an event that says so, or by a change of the record itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.domain import dates
from generator.domain.differences import ABSENT, FieldChange
from generator.domain.text import vi_date
from generator.model import Field, Record

MOVED_LATE = "hạn dời sau khi đã quá hạn"


@dataclass(frozen=True, slots=True)
class MovedDeadline:
    """A deadline that moved: on which day that was decided (or, of a changed field, entered the register)."""

    record: Record
    at: Field
    on: date
    old: date
    new: date

    @property
    def late(self) -> bool:
        """Whether the deadline had already passed."""
        return self.on > self.old

    @property
    def words(self) -> str:
        """The move in words."""
        return f"hạn {vi_date(self.old)} chuyển sang {vi_date(self.new)}, ngày {vi_date(self.on)}"


def moved(record: Record, change: FieldChange, on: date) -> MovedDeadline | None:
    """Return the move of a deadline that a changed field is; ``on``: the day on which it entered the register."""
    if change.at[0] != "due" or change.was is ABSENT or change.now is ABSENT:
        return None
    old, new = (_last_day(change.at, value) for value in (change.was, change.now))
    return (
        MovedDeadline(record, change.at, on, old, new) if old is not None and new is not None and new != old else None
    )


def _last_day(at: Field, value: Any) -> date | None:
    entry = value if isinstance(value, Mapping) else {at[-1]: value}
    for name in ("by", "before", "due"):
        if name in entry and dates.parse(entry[name]) is not None:
            return dates.last_day({name.replace("due", "by"): entry[name]})
    return None


def recorded_moves(record: Record) -> Iterator[MovedDeadline]:
    """Yield the moves of deadlines that are recorded as events, each on the day on which it was decided."""
    for i, event in enumerate(record.get("events", ())):
        if "new_due" in event and "old_due" in event:
            on, old, new = dates.days(event["date"]).first, dates.day(event["old_due"]), dates.day(event["new_due"])
            if new != old:
                yield MovedDeadline(record, ("events", i), on, old, new)
