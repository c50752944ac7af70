"""Only legal moves between states: the coded values of a field, and the types of the events that follow each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.catalog import problem
from generator.domain.differences import ABSENT
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
    order = sorted(enumerate(after.get("events", [])), key=lambda entry: _day(entry[1]))
    places = {index: place for place, (index, _) in enumerate(order)}
    types = [event["type"] for _, event in order]
    last = max((_day(event) for event in before.get("events", [])), default="")
    for index in fresh:
        place = places[index]
        event = after["events"][index]
        was = types[place - 1] if place else ""
        following = types[place + 1 : place + 2]
        at: Field = ("events", index)
        if event["type"] not in known.get(was, ()) or any(f not in known.get(event["type"], ()) for f in following):
            yield _illegal(schemas, after, (*at, "type"), was, event["type"])
        elif _day(event) < last:
            yield problem(
                "event-before-published", after.document.position((*at, "date")), record=after.id,
                at=spell((*at, "date"), after.data), date=_day(event), last=last,
            )  # fmt: skip


def _day(event: Mapping[str, Any]) -> str:
    """Return the day of an event as it is written; of one without a day, by when it was known."""
    return str(event.get("date", event.get("known_on", "")))


def _illegal(schemas: Schemas, record: Record, at: Field, was: str, now: str) -> Problem:
    states = [schemas.option(record.kind, at, value) for value in (was, now)]
    return problem(
        "state-move-illegal", record.document.position(at), record=record.id, at=spell(at, record.data),
        was=states[0].vi if was else "chưa có gì", now=states[1].vi,
    )  # fmt: skip
