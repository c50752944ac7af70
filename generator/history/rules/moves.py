"""Only legal moves between states: the coded values of a field, and the types of the events that follow each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from generator.catalog import problem
from generator.domain.differences import ABSENT
from generator.domain.events import dating, stated
from generator.history.rules.versions import Versions
from generator.model import Field, Problem, Record, spell
from generator.schema import Schemas


def moved(schemas: Schemas, pair: Versions) -> tuple[frozenset[Field], list[Problem]]:
    """Return the objects (or single fields) whose state made a legal move, and the moves that are none."""
    before, after = pair.before, pair.after
    if before is None or after is None:
        return frozenset(), []
    legal: set[Field] = set()
    problems: list[Problem] = []
    for change in pair.changes:
        known = (schemas.at(after.kind, change.at) or {}).get("x-moves")
        if known is None or change.now is ABSENT or _in_list(change.at):
            continue
        was = "" if change.was is ABSENT else change.was
        if isinstance(was, str) and change.now in known.get(was, ()):
            legal.add(change.at[:-1] or change.at)
        else:
            problems.append(_illegal(schemas, after, change.at, was, change.now))
    problems += _events(schemas, before, after, pair.new_events)
    return frozenset(legal), problems


def _in_list(at: Field) -> bool:
    return any(isinstance(part, int) for part in at)


def _events(schemas: Schemas, before: Record, after: Record, fresh: Iterable[int]) -> Iterator[Problem]:
    """Yield the new events (by index) that cannot stand where their date puts them."""
    known = (schemas.at(after.kind, ("events", 0, "type")) or {}).get("x-moves")
    if known is None:
        return
    events = after.get("events", [])  # in the order of their days, else a check refuses them
    types = [event["type"] for event in events]
    new = set(fresh)
    known_before = max((index for index in range(len(events)) if index not in new), default=-1)
    last = max((stated(event).first for event in before.get("events", [])), default=date.min)
    for index in sorted(new):
        event = events[index]
        was = types[index - 1] if index else ""
        following = types[index + 1 : index + 2]
        at: Field = ("events", index)
        if event["type"] not in known.get(was, ()) or any(f not in known.get(event["type"], ()) for f in following):
            yield _illegal(schemas, after, (*at, "type"), was, event["type"])
        elif index < known_before or stated(event).last < last:
            day = (*at, dating(event))
            yield problem(
                "event-before-published", after.document.position(day), record=after.id,
                at=spell(day, after.data), date=event[day[-1]], last=last.isoformat(),
            )  # fmt: skip


def _illegal(schemas: Schemas, record: Record, at: Field, was: str, now: str) -> Problem:
    states = [schemas.option(record.kind, at, value) for value in (was, now)]
    return problem(
        "state-move-illegal", record.document.position(at), record=record.id, at=spell(at, record.data),
        was=states[0].vi if was else "chưa có gì", now=states[1].vi,
    )  # fmt: skip
