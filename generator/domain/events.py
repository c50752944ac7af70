"""Events of a duty in time: on which days each can have happened, and from which day on the register may tell of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
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


LAST = ("xac-nhan", "huy")
AGAIN = ("mo-lai", "phat-sinh")
"""After what is the last, nothing follows but that it is reopened, or arises again."""


def happened(events: Iterable[Event], by: date = date.max, every: Sequence[Event] | None = None) -> list[Happened]:
    """Return the events of one record with the days on which each can have been.

    Where one stands of which the very day is not known says nothing: it bounds none, and none bounds it; but what is
    answered was there before its answer (``_answered``). ``by``: what begins after that day bounds none.
    ``every``: the events of all records of the duty.
    """
    found = list(events)
    begun = [event for event in (found if every is None else every) if stated(event).first <= by]
    return [Happened(event, _answered(event, stated(event), begun)) for event in found]


def _answered(event: Event, span: Interval, events: list[Event]) -> Interval:
    """Return on which days something can have been, of which the very day is not known, beside what is dated.

    The only one that another one answers was before that, the answer to the only one came after it; what is said to have
    ended a duty in a month or year came after all that is told of it.
    """
    if span.exact:
        return span
    again = any(other["type"] in AGAIN for other in events)  # what is confirmed need not have been handed in
    answers = [e for e in events if "date" in e and answers_to(e, event) and not (again and e["type"] == "xac-nhan")]
    alone = [e for e in answers if sum(answers_to(e, other) for other in events) == 1]
    tight = Interval(span.first, min([span.last, *(stated(e).last for e in alone)]))
    span = span if tight.empty else tight
    before = [stated(e).first for e in events if answers_to(event, e)]
    first = max([span.first, *before]) if len(before) == 1 else span.first
    alone_last = event["type"] in LAST and sum(other["type"] in LAST for other in events) == 1
    if "date" in event and alone_last and not again:
        told = [stated(e).last + timedelta(days=1) for e in events if stated(e).exact]
        first = max([first, *(day for day in told if day <= span.last)])
    tight = Interval(first, span.last)
    return span if tight.empty else tight


def answers_to(event: Event, other: Event) -> bool:
    """Whether something can only have come after something else: an answer, or what extends the deadline that it set."""
    if event["type"] == "gia-han" == other["type"]:
        return "old_due" in event and bool(event["old_due"] == other["new_due"])
    return bool(ANSWERED.get(event["type"]) == other["type"])


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
    """Return the field that says when a periodic report was handed in: the day, the month or year, or by when it had been.

    Empty, if it was not yet: then something has been decided of its period.
    """
    return next((name for name in ("received", "received_in", "known_on") if name in submission.data), "")


def of_report(submission: Record) -> list[Event]:
    """Return the events of the record of a periodic report: that it was handed in, what became of it, and was decided."""
    paper = {"document": submission["document"]} if "document" in submission.data else submission["source"]
    field = dated_by(submission)
    if not field:
        return list(submission["events"])
    when = {"known_on" if field == "known_on" else "date": submission[field]}
    return [{"type": "nop", **when, "source": paper}, *submission.get("events", ())]


def until(day: date, *files: Iterable[Event]) -> list[Happened]:
    """Return the events of several records of a duty that are certain by a day, in the order of time."""
    told = [list(events) for events in files]
    every = [event for events in told for event in events]
    known = ([event for event in happened(events, day, every) if event.when.last <= day] for events in told)
    return together(*map(in_time, known))


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


def in_time(events: Iterable[Happened]) -> list[Happened]:
    """Return the events of one record in the order of time: those dated on one day as they stand.

    Of the rest the place in the file says nothing: they come before what answers or ends them on that day, else after
    all else.
    """
    every = list(events)
    found = sorted((event for event in every if stated(event.data).exact), key=lambda event: event.when.last)
    rest = [event for event in every if not stated(event.data).exact]
    for event in sorted(rest, key=lambda one: (one.when.last, *_flow(one))):
        at = len(found)
        while at and not _goes_on(found[at - 1], event):
            at -= 1
        found.insert(at, event)
    return found


def together(*files: Iterable[Happened]) -> list[Happened]:
    """Return the events of several records in the order of time, those of each as they stand: an answer after the rest."""
    found: list[Happened] = []
    for events in files:
        at = 0
        for event in events:
            while at < len(found) and _goes_on(found[at], event, found[:at]):
                at += 1
            found.insert(at, event)
    return found


def _goes_on(event: Happened, then: Happened, before: Iterable[Happened] = ()) -> bool:
    """Whether something stays before what is put in: it answers what stands before it, or nothing that is put in."""
    if event.when.last != then.when.last:
        return event.when.last < then.when.last
    return not _comes_before(then, event) or any(answers_to(event.data, one.data) for one in before)


def _comes_before(event: Happened, other: Happened) -> bool:
    """Whether something comes first of two of one day: what the other one answers, or ends."""
    return answers_to(other.data, event.data) or (other.type in LAST and event.type not in AGAIN)


def _flow(event: Happened) -> tuple[int, str]:
    rank = FLOW.index(event.type) if event.type in FLOW else len(FLOW)
    return rank, json.dumps(event.data, sort_keys=True, default=str)
