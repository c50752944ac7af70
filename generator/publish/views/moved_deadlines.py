"""Deadlines that moved: by an event that says so, or by a change of the record itself.

That one was late then is judged where the duty is (``derive``); here it is only told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.domain import bodies, dates
from generator.domain.dates import Interval
from generator.domain.differences import ABSENT, FieldChange
from generator.domain.events import stated
from generator.domain.text import vi_date, vi_on
from generator.model import Field, Record
from generator.publish.register import Register

MOVING = ("gia-han", "tiep-tuc")
MOVED_LATE = "hạn dời sau khi đã quá hạn"
REWRITTEN = "sổ sửa hạn sau ngày hạn cũ"
"""Of a field that was changed: whether anything was late then is not known, since the record may have been wrong."""


@dataclass(frozen=True, slots=True)
class MovedDeadline:
    """A deadline that moved: when that was decided (or, of a changed field, entered the register)."""

    record: Record
    at: Field
    when: Interval
    old: date
    new: date

    @property
    def on(self) -> date:
        """The day from which it counts: of a month, the last."""
        return self.when.last

    @property
    def words(self) -> str:
        """The move in words."""
        return f"hạn {vi_date(self.old)} chuyển sang {vi_date(self.new)}, {vi_on(self.when)}"


def moved(record: Record, change: FieldChange, on: date) -> MovedDeadline | None:
    """Return the move of a deadline that a changed field is; ``on``: the day on which it entered the register."""
    if change.at[0] != "due" or change.was is ABSENT or change.now is ABSENT:
        return None
    old, new = (_last_day(change.at, value) for value in (change.was, change.now))
    return (
        MovedDeadline(record, change.at, Interval(on, on), old, new)
        if old is not None and new is not None and new != old
        else None
    )


def _last_day(at: Field, value: Any) -> date | None:
    entry = value if isinstance(value, Mapping) else {at[-1]: value}
    for name in ("by", "before", "due"):
        if name in entry and dates.parse(entry[name]) is not None:
            return dates.last_day({name.replace("due", "by"): entry[name]})
    return None


def recorded_moves(record: Record) -> Iterator[MovedDeadline]:
    """Yield the moves of deadlines that are recorded as events; what else names two days moves none."""
    for i, event in enumerate(record.get("events", ())):
        if event.get("type") in MOVING and "new_due" in event and "old_due" in event:
            old, new = dates.day(event["old_due"]), dates.day(event["new_due"])
            if new != old:
                yield MovedDeadline(record, ("events", i), stated(event), old, new)


def mark(register: Register, move: MovedDeadline) -> str:
    """Say that something was late when its deadline moved, and where if not everywhere; empty: nobody is known to have been."""
    record = move.record
    if move.at[0] != "events":
        return REWRITTEN if move.on > move.old else ""
    if record.kind == "remediation":
        follow_up = register.follow_ups.get(record["finding"])
        return MOVED_LATE if follow_up is not None and move.when.first in follow_up.moved_late else ""
    event = record["events"][move.at[1]]
    duties = [duty for duty in register.duties.get(record.data.get("task", record.id), ()) if duty.body is not None]
    late = [duty for duty in duties if any(own is event for own in duty.standing.moved_late)]
    if record.kind != "task" or len(late) == len(duties):
        return MOVED_LATE if late else ""
    return f"{MOVED_LATE}: {', '.join(dict.fromkeys(bodies.short(d.body) for d in late if d.body))}" if late else ""
