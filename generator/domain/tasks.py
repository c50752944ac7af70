"""Tasks: their parties, deadlines and the order in which things may happen to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from generator.domain import dates
from generator.domain.documents import dating
from generator.domain.dates import Interval
from generator.model import Corpus, Field, Record

PARTY_FIELDS = ("leads", "cooperators")
ROUTE_FIELDS = ("to", "via", "cc")


def parties(task: Record) -> Iterator[tuple[Field, Mapping[str, Any]]]:
    """Yield every party of a task with its field: leads, cooperators, and the route of the result."""
    for name in PARTY_FIELDS:
        for i, party in enumerate(task.get(name, ())):
            yield (name, i), party
    route = task.get("route", {})
    for name in ROUTE_FIELDS:
        for i, party in enumerate(route.get(name, ())):
            yield ("route", name, i), party


def issued(corpus: Corpus, task: Record) -> Interval:
    """Return the provable days of issue of the directive that gives the task; all of time if it is unknown."""
    directive = corpus.get(task["directive"], "directive")
    return dating(corpus, directive).days if directive else dates.EVER


def due(task: Record, events: tuple[Mapping[str, Any], ...] = (), on: date | None = None) -> date | None:
    """Return the last day in time as it stands on a day: the deadline, moved by the extensions decided until then.

    A deadline moves only by an extension (or a resumption) that says so, with its decision.
    """
    current = dates.last_day(task["due"]) if "due" in task.data else None
    for event in events:
        if on is not None and dates.days(event["date"]).first > on:
            break
        if "new_due" in event:
            current = dates.day(event["new_due"])
    return current
