"""What changed in a record, in words: which field, from what to what, and what is to be noted about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.domain import dates
from generator.domain.changes import ABSENT, FieldChange
from generator.domain.text import vi_date, vi_interval
from generator.model import Field, Record
from generator.publish.derive.recording import Recording
from generator.publish.register import Register

LONGEST = 280
"""Characters of a value that are shown; the whole text stands on the page, or in the history."""
DUE = ("due", "new_due", "by", "before")
MOVED_LATE = "hạn dời sau khi đã quá hạn"


@dataclass(frozen=True, slots=True)
class Move:
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
        return f"hạn {vi_date(self.old)} dời thành {vi_date(self.new)}, ngày {vi_date(self.on)}"


def field_words(register: Register, kind: str, at: Field) -> str:
    """Name a field by the labels of its schema; entries of lists are counted from 1."""
    schemas = register.corpus.schemas
    words: list[str] = []
    for end, part in enumerate(at, 1):
        if isinstance(part, int):
            words[-1] += f" {part + 1}"
        else:
            words.append(schemas.label(kind, at[:end]).vi)
    return " › ".join(words)


def value_words(register: Register, kind: str, at: Field, value: Any) -> str:
    """Write a value as readers know it: labels of codes, names of records, days; nothing for what is not there."""
    text = _words(register, kind, at, value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def _words(register: Register, kind: str, at: Field, value: Any) -> str:
    if isinstance(value, Mapping):
        label = register.corpus.schemas.label
        parts = [(label(kind, (*at, k)).vi, _words(register, kind, (*at, k), v)) for k, v in value.items()]
        return "; ".join(f"{name}: {text}" for name, text in parts if text)
    if isinstance(value, list):
        return "; ".join(filter(None, (_words(register, kind, (*at, i), v) for i, v in enumerate(value))))
    return "" if value is ABSENT or value is None else _word(register, kind, at, value)


def _word(register: Register, kind: str, at: Field, value: Any) -> str:
    """Write a plain value."""
    schemas = register.corpus.schemas
    if isinstance(value, bool):
        return "có" if value else "không"
    schema = schemas.at(kind, at) or {}
    if "x-ref" in schema:
        record = register.corpus.get(str(value))
        return register.label(record) if record is not None else str(value)
    if _is_date(schema):
        day = dates.parse(value)
        return vi_interval(day) if day is not None else str(value)
    return str(schemas.coded(kind, at, value))


def _is_date(schema: Mapping[str, Any]) -> bool:
    forms = {option.get("format") for option in (schema, *schema.get("anyOf", ()))}
    return bool(forms & {"full-date", "partial-date"})


def moved(record: Record, change: FieldChange, on: date) -> Move | None:
    """Return the move of a deadline that a changed field is; ``on``: the day on which it entered the register."""
    if change.at[0] != "due" or change.was is ABSENT or change.now is ABSENT:
        return None
    old, new = (_last_day(change.at, value) for value in (change.was, change.now))
    return Move(record, change.at, on, old, new) if old is not None and new is not None and new != old else None


def _last_day(at: Field, value: Any) -> date | None:
    entry = value if isinstance(value, Mapping) else {at[-1]: value}
    for name in ("by", "before", "due"):
        if name in entry and dates.parse(entry[name]) is not None:
            return dates.last_day({name.replace("due", "by"): entry[name]})
    return None


def recorded_moves(record: Record) -> Iterator[Move]:
    """Yield the moves of deadlines that are recorded as events, each on the day on which it was decided."""
    for i, event in enumerate(record.get("events", ())):
        if "new_due" in event and "old_due" in event:
            on, old, new = dates.days(event["date"]).first, dates.day(event["old_due"]), dates.day(event["new_due"])
            if new != old:
                yield Move(record, ("events", i), on, old, new)


def late_words(found: Recording) -> str:
    """Say that an event was recorded long after it happened."""
    return f"ghi sổ muộn {found.days} ngày"
