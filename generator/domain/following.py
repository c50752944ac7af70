"""What the register is told everything of: only there does the absence of a record say that nothing was done.

A ``following`` record names directives, tasks, inspections, requests or a whole province, from and to which day an
office keeps a full list of them (``type: day-du``), and that office. Elsewhere the register holds single news, and of
what no record says it says nothing. The rule is the register's own; it is printed on the page of the rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from generator.domain import bodies, dates
from generator.domain.dates import Interval
from generator.domain.once import once
from generator.model import Corpus, Record

FULL = "day-du"


@dataclass(frozen=True, slots=True)
class Followed:
    """The full lists of one corpus, by what they are of."""

    lists: dict[str, list[tuple[Interval, frozenset[str] | None, Record]]]
    """Of each record that is followed: the days, the bodies (None: all), and the record that says so."""
    _spans: dict[tuple[str, ...], list[Interval]] = field(default_factory=dict)
    """The days on which all news of some things at a body is in reach, once they were asked for."""

    def named(self, things: Iterable[str]) -> bool:
        """Whether there is a full list of one of the things, at whichever body and time."""
        return any(thing in self.lists for thing in things)

    def of(self, things: Iterable[str], body: str = "") -> list[tuple[Interval, Record]]:
        """Return the days on which all news of one of the things at a body reaches the register, and by which list."""
        return [
            (days, record)
            for thing in things
            for days, whom, record in self.lists.get(thing, ())
            if whom is None or body in whom
        ]

    def until(self, things: Iterable[str], body: str, due: date, since: date) -> date | None:
        """Return up to which day it is certain that what is not recorded was not done; None: it is not certain at all.

        Whatever is handed in from ``since`` (it was asked for then) to ``due`` must have been in reach of the list: one
        that begins later may lack it, unless it is said to hold what had been handed in before (``earlier``).
        """
        asked = (*(thing for thing in things if thing in self.lists), body)
        spans = self._spans.get(asked)
        if spans is None:
            found = (
                Interval(date.min if record.get("earlier") else days.first, days.last)
                for days, record in self.of(asked[:-1], body)
            )
            spans = self._spans[asked] = sorted(found, key=lambda days: days.first)
        begun, end = min(since, due), date.min
        for days in spans:
            if days.first <= begun or days.first <= _after(end):
                end = max(end, days.last)
        return end if end >= due and spans else None


@once
def followed(corpus: Corpus) -> Followed:
    """Return the full lists of a corpus."""
    table: dict[str, list[tuple[Interval, frozenset[str] | None, Record]]] = {}
    for record in corpus.of("following"):
        if record["type"] == FULL:
            days, whom = dates.validity(record.data), _whom(corpus, record)
            for thing in record["of"]:
                table.setdefault(thing, []).append((days, whom, record))
    return Followed(table)


def goes_on(ended: Record, other: Record) -> bool:
    """Whether another full list takes up all that one is of, at all its bodies, on the day after its end at the latest."""
    whom = set(other.get("bodies", ()))
    return (
        other["type"] == FULL
        and set(ended["of"]) <= set(other["of"])
        and (not whom or ("bodies" in ended.data and set(ended["bodies"]) <= whom))
        and dates.day(other["from"]) <= dates.day(ended["to"]) + timedelta(days=1)
        and dates.validity(other.data).last > dates.validity(ended.data).last
    )


def _whom(corpus: Corpus, record: Record) -> frozenset[str] | None:
    if "bodies" not in record.data:
        return None
    named = [body for name in record["bodies"] if (body := corpus.body(name)) is not None]
    on = dates.day(record["from"])
    return frozenset(member.id for body in named for member in (body, *bodies.expand(corpus, body, on)))


def _after(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)
