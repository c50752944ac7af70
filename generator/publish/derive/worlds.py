"""What is true on whichever day each thing happened of which a source names no day, or only a month or a year.

A register in which every such day is set is one world. What a body is charged with it must be charged with in each of
them. So one rule holds for all that may have come before or after a deadline, a hand-in or a hand-over, and the order in
which a clerk entered what has no day decides nothing.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from generator.domain import dates
from generator.domain.dates import Interval
from generator.domain.events import Event, Happened, happened, stated
from generator.model import Record
from generator.publish.derive.evidence import Evidence
from generator.publish.derive.holders import Line
from generator.publish.derive.judge import ONE_DAY

MOST = 1500
"""How many worlds are looked at; where there are more, nothing is certain."""
ANSWERED = {"tra-lai": "nop", "xac-nhan": "nop", "mo-lai": "xac-nhan", "tiep-tuc": "tam-dung"}
"""What can only have come after something else."""
OVER = {"tra-lai": ("nop",), "mo-lai": ("nop", "xac-nhan"), "tiep-tuc": ("tam-dung",)}
"""What is so no longer once something else has happened."""

World = tuple[Evidence, Record]


Place = tuple[str, int]
"""An event: its record, and where it stands in that."""


def undated(evidence: Evidence, task: Record, lines: Sequence[Line]) -> dict[Place, Happened]:
    """Return what had happened along some lines by the day, on a day that is not known.

    A duty was passed on no later than its receiver is known to have had it (``Holders``).
    """
    taken = {(h.body.id, h.taken.first): h.taken for line in lines for h in line}
    found = {}
    for record in evidence.holders.concerning(task, lines):
        for i, event in enumerate(happened(record.get("events", ()))):
            if not event.when.exact and event.when.last <= evidence.as_of:
                had = taken.get((event.data.get("to", ""), event.when.first), event.when)
                found[record.id, i] = replace(event, when=event.when.within(had))
    return found


def worlds(
    evidence: Evidence, task: Record, lines: Sequence[Line], issued: Interval, due: date | None
) -> list[World] | None:
    """Return the evidence, and the task, of each world of some lines; None if there are too many of them.

    The days that count are those on which something else happened, or a deadline passed, and those beside them.
    """
    open_, records = undated(evidence, task, lines), evidence.holders.concerning(task, lines)
    pivots = _pivots(records, due)
    free: dict[Any, Interval] = {}
    for at, event in open_.items():
        key = _at_once(at, event)
        free[key] = free.get(key, event.when).within(event.when)
    choices = [_days(when, issued, pivots) for when in free.values()]
    if math.prod(map(len, choices)) > MOST:
        return None
    found = []
    for chosen in itertools.product(*choices):
        days = dict(zip(free, chosen, strict=True))
        changed = [
            replace(record, data={**record.data, "events": [
                _on(event, days[_at_once((record.id, i), open_[record.id, i])]) if (record.id, i) in open_ else event
                for i, event in enumerate(record.get("events", ()))
            ]})
            for record in records
        ]  # fmt: skip
        if _sound(evidence, task, changed, open_):
            own = changed[0]
            found.append((evidence.supposing(own, changed), own))
    return found


def _at_once(at: Place, event: Happened) -> tuple[Any, ...]:
    """Return what tells the day of an event from others: what one passed on to several went to all on one day."""
    return (at[0], event.type, event.when.first) if event.type == "chuyen" else at


def _on(event: Event, day: date) -> Event:
    return {**{k: v for k, v in event.items() if k not in ("known_on", "date_state")}, "date": day.isoformat()}


def _pivots(records: Sequence[Record], due: date | None) -> set[date]:
    """Return the days on which something of some records happened, or may have first or last, and those of deadlines."""
    found: set[date] = {due} if due is not None else set()
    for event in (event for record in records for event in record.get("events", ())):
        when = stated(event)
        found |= {when.first, when.last, *(dates.day(event[name]) for name in ("old_due", "new_due") if name in event)}
    return found - {date.min}


def _days(when: Interval, issued: Interval, pivots: set[date]) -> list[date]:
    first = when.first
    if first == date.min:
        first = min(
            [issued.first if issued != dates.EVER else when.last, when.last, *(day - ONE_DAY for day in pivots)]
        )
    near = {day + step for day in pivots for step in (-ONE_DAY, 0 * ONE_DAY, ONE_DAY)}
    return sorted({first, when.last, *(day for day in near if first <= day <= when.last)})


def _sound(evidence: Evidence, task: Record, records: Sequence[Record], open_: Mapping[Place, Happened]) -> bool:
    """Whether what has no day comes after what it answers, and each hand-over after the one by which that body had it.

    The events of a record stand in the order of time (``domain.events.happened``).
    """
    found = [
        (day, (record.id, i), event["type"], record.get("addressee"), event.get("to"))
        for record in records
        for i, event in enumerate(record.get("events", ()))
        if (day := stated(event).last) <= evidence.as_of
    ]
    for (day, at, *_), (later, after, *_) in itertools.combinations(found, 2):
        bound = after not in open_ or open_[after].dated
        if at[0] == after[0] and day > later and bound and (at in open_ or after in open_):
            return False
    came = {to: min(day for day, *_, other in found if other == to) for *_, to in found if to}
    types, now = {kind for _, _, kind, _, _ in found}, set[str]()
    for day, at, kind, whose, to in sorted(found, key=lambda one: one[0]):
        needs = ANSWERED.get(kind)
        if at in open_ and needs in types and needs not in now:
            return False
        if to and whose not in evidence.holders.tasked(task) and came.get(whose, day) > day:
            return False
        now = (now | {kind}) - set(OVER.get(kind, ()))
    return True
