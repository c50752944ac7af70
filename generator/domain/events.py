"""Events of a duty in time: on which days each can have happened, and from which day on the register may tell of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from generator.domain import dates
from generator.domain.dates import Deadline, Interval
from generator.domain.text import lower
from generator.model import Record

Event = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Happened:
    """An event with the days on which it can have happened.

    It counts from the last of them: a month proves nothing before it is over, and of what is done on a day that
    nobody names, only the day of the source that says so is certain.
    """

    data: Event
    when: Interval

    @property
    def type(self) -> str:
        """What happened, as the schema codes it."""
        return str(self.data["type"])

    @property
    def dated(self) -> bool:
        """Whether the source names the day, month or year; else only a day is known by which it had happened."""
        return "date" in self.data

    @property
    def known(self) -> date | None:
        """The day of the source that calls it done and names no day."""
        return dates.day(self.data["known_on"]) if "known_on" in self.data else None


def stated(event: Event, name: str = "date") -> Interval:
    """Return the days that a record leaves open of what it dates by a field, or knows (``known_on``) to be done."""
    return dates.days(event[name]) if name in event else Interval(date.min, dates.days(event.get("known_on")).last)


def dating(event: Event, name: str = "date") -> str:
    """Return the field that says when something happened."""
    return name if name in event else "known_on"


def done_on(entry: Event, kind: str = "nop") -> Happened | None:
    """Return as an event what an entry says was done ``on`` a day, or is known to be done; None: nothing."""
    field = dating(entry, "on")
    if field not in entry:
        return None
    return Happened({"type": kind, "date" if field == "on" else field: entry[field]}, stated(entry, "on"))


def unplaced(event: Happened | None, on: date) -> bool:
    """Whether a later source than a day calls something done and names no day: nobody can say how it stood then."""
    return event is not None and event.known is not None and on < event.known


def progressed(schemas: Any, kind: str, entry: Event) -> str:
    """Say in words how far a duty has come as an entry of its progress has it (Vietnamese); empty if it only names its type."""
    stage = lower(schemas.coded(kind, ("progress", 0, "stage"), entry["stage"])) if "stage" in entry else ""
    share = f"{str(entry['percent']).replace('.', ',')}%" if "percent" in entry else ""
    return "; ".join(part for part in (stage, share, entry.get("what", "").rstrip(".")) if part)


def extends(extension: Happened, due: Deadline) -> bool:
    """Whether an extension is one of a deadline, which it names as the old one."""
    return extension.data.get("old_due") in {str(day) for day in (due.day, due.named)}


ANSWERED = {"tra-lai": "nop", "xac-nhan": "nop", "mo-lai": "xac-nhan", "tiep-tuc": "tam-dung"}
"""What can only have come after something else."""
UNDOES = ("tra-lai", "mo-lai", "tiep-tuc")
"""What is an answer to one of several alike, wherever it stands among them."""


def happened(events: Iterable[Event], by: date = date.max) -> list[Happened]:
    """Return the events of one record. Those that are dated stand in the order of time, so that each bounds its neighbours.

    Where one stands that is known without its day says nothing: it bounds none, and none bounds it; but what something
    dated undoes was there before that. ``by``: what begins after that day bounds none as having come before.
    """
    found = list(events)
    spans = [_undone(event, stated(event), found) for event in found]
    first, last = date.min, date.max
    firsts, lasts = [], []
    for event, span in zip(found, spans, strict=True):
        first = max(first, span.first) if "date" in event and span.first <= by else first
        firsts.append(max(first, span.first) if "date" in event else span.first)
    for event, span in zip(reversed(found), reversed(spans), strict=True):
        last = min(last, span.last) if "date" in event else last
        lasts.append(last if "date" in event else span.last)
    return [
        Happened(event, tight if not (tight := Interval(a, b)).empty else span)
        for event, span, a, b in zip(found, spans, firsts, reversed(lasts), strict=True)
    ]


def _undone(event: Event, span: Interval, events: list[Event]) -> Interval:
    """Return on which days something can have been that is known without its day: the only one that another one undoes."""
    alike = [other for other in events if other["type"] == event["type"]]
    if "date" in event or len(alike) > 1:
        return span
    undoes = (
        stated(other).last
        for other in events
        if other["type"] in UNDOES and "date" in other and ANSWERED[other["type"]] == event["type"]
    )
    last = min((day - timedelta(days=1) for day in undoes), default=span.last)
    return Interval(span.first, min(span.last, last))


DECISIONS = ("gia-han", "tam-dung", "huy")
"""What is decided of a duty counts from the day of its paper, and not before what it comes after (``_follows``)."""
ON_THE_WAY = timedelta(days=dates.LATE)
"""How much later than its paper a decision may be recorded as received, and still counts from the day of the paper."""


def counts_from(event: Event, when: Interval, paper: date | None) -> date:
    """Return the day from which something counts: a decision from the day of its paper, else the last on which it was.

    One that was received long after its paper, or of which the very day is not known, counts from its own day.
    """
    late = paper is not None and event["type"] in DECISIONS and when.exact and timedelta(0) < when.last - paper
    return paper if late and paper is not None and when.last - paper <= ON_THE_WAY else when.last


def decided(events: Iterable[Happened], paper: Callable[[Event], date | None]) -> list[Happened]:
    """Return events, which stand in the order of time, in that in which they count (``counts_from``)."""
    found: list[Happened] = []
    for event in events:
        at, on = len(found), counts_from(event.data, event.when, paper(event.data))
        if on < event.when.last:
            at = max((i for i, one in enumerate(found, 1) if one.when.last < on or _follows(event, one)), default=0)
            day = max([on, *(one.when.last for one in found[:at])])
            event = Happened(event.data, Interval(day, day))  # noqa: PLW2901 - as it counts
        found.insert(at, event)
    return found


def _follows(decision: Happened, other: Happened) -> bool:
    """Whether a decision is one of how it stood after something else: a deadline that was set, a pause that was over."""
    match decision.type:
        case "gia-han":
            return "new_due" in other.data
        case "tam-dung":
            return other.type == "tiep-tuc"
    return other.type == "xac-nhan"


def dated_by(submission: Record) -> str:
    """Return the field that says when a periodic report was handed in: the day, the month or year, or by when it had been."""
    return next(name for name in ("received", "received_in", "known_on") if name in submission.data)


def of_report(submission: Record) -> list[Event]:
    """Return the events of the record of a periodic report: that it was handed in, and what became of it."""
    paper = {"document": submission["document"]} if "document" in submission.data else submission["source"]
    field = dated_by(submission)
    when = {"known_on" if field == "known_on" else "date": submission[field]}
    return [{"type": "nop", **when, "source": paper}, *submission.get("events", ())]


def until(day: date, *files: Iterable[Event]) -> list[Happened]:
    """Return the events of several records that are certain by a day, by date; those of one record as they stand."""
    found = [event for events in files for event in happened(events) if event.when.last <= day]
    return sorted(found, key=in_order)


FLOW = (
    "phat-sinh",
    "nhan",
    "gia-han",
    "tam-dung",
    "tiep-tuc",
    "nop",
    "bao-cao",
    "tra-lai",
    "xac-nhan",
    "mo-lai",
    "chuyen",
)
"""In which order things go that are known without a day, of several by one source."""


def in_order(event: Happened) -> tuple[date, bool, int, str]:
    """Return the place of an event in time; of what has no day, the place in the file says nothing."""
    if event.dated:
        return event.when.last, False, 0, ""
    rank = FLOW.index(event.type) if event.type in FLOW else len(FLOW)
    return event.when.last, True, rank, json.dumps(event.data, sort_keys=True, default=str)
