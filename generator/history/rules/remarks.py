"""What readers should know of a change that is allowed: late records, late extensions, follow_ups withdrawn unsettled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.catalog import problem
from generator.domain.dates import LATE, is_full_date
from generator.domain.differences import ABSENT
from generator.history.rules.versions import Versions
from generator.model import Field, Problem, Record, spell
from generator.schema import Schemas

MATTERS = frozenset(
    (
        "task",
        "rollout",
        "finding",
        "recommendation",
        "remediation",
        "coordination",
        "feedback",
        "obstacle",
        "accountability",
    )
)
"""Kinds of what somebody still has to do, until it is settled."""


def marks(schemas: Schemas, pair: Versions, day: date) -> Iterator[Problem]:
    """Yield the marks of one record; ``day`` is that on which the change enters the register."""
    before, after = pair.before, pair.after
    if after is None:
        return
    for at, told in _new_days(schemas, pair):
        if (days := _days(told, day)) > LATE:
            yield _mark("recorded-late", after, at, date=told, days=days)
    if before is None:
        return
    for index in pair.new_events:
        event = after["events"][index]
        if event.get("type") == "gia-han" and (days := _days(event["old_due"], day)) > 0:
            at = ("events", index, "new_due")
            yield _mark("due-moved-after-passing", after, at, old=event["old_due"], new=event["new_due"], days=days)
    yield from _declared(after, before, day)
    if "withdrawn" in after.data and "withdrawn" not in before.data and _unsettled(schemas, before, after):
        yield _mark("withdrawn-unsettled", after, ("withdrawn",))


def _new_days(schemas: Schemas, pair: Versions) -> Iterator[tuple[Field, str]]:
    """Yield the days of events that came with the change."""
    after = pair.after
    if after is None:
        return
    paths = schemas.events.get(after.kind, {})
    for change in pair.changes:
        if change.was is ABSENT:
            for at, value in _leaves(change.at, change.now):
                if tuple("*" if isinstance(part, int) else part for part in at) in paths:
                    yield at, str(value)


def _leaves(at: Field, value: object) -> Iterator[tuple[Field, object]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves((*at, name), inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves((*at, index), inner)
    else:
        yield at, value


def _declared(after: Record, before: Record, day: date) -> Iterator[Problem]:
    """Yield the corrections and withdrawals that are not of these days."""
    entries = [
        (("corrections", i), e)
        for i, e in enumerate(after.get("corrections", ()))
        if e not in before.get("corrections", ())
    ]
    if "withdrawn" in after.data and "withdrawn" not in before.data:
        entries.append((("withdrawn",), after["withdrawn"]))  # type: ignore[arg-type]
    for at, entry in entries:
        if abs(_days(entry["on"], day)) > LATE or _days(entry["on"], day) < 0:
            yield _mark("declared-on-another-day", after, (*at, "on"), date=entry["on"], today=day.isoformat())


def _unsettled(schemas: Schemas, before: Record, after: Record) -> bool:
    """Whether a withdrawn record was a matter without an end, and none takes its place."""
    closed = any(name in before.data for name in schemas.by_kind[before.kind].get("x-closed", ()))
    return before.kind in MATTERS and not closed and "replaced_by" not in after["withdrawn"]


def _mark(code: str, record: Record, at: Field, **values: Any) -> Problem:
    return problem(code, record.document.position(at), record=record.id, at=spell(at, record.data), **values)


def _days(since: str, day: date) -> int:
    """Return the days from a full date to the day; 0 for a date that is only a month or year."""
    return (day - date.fromisoformat(since)).days if is_full_date(since) else 0
