"""What is known of duties as of a day: the tables that every judgement needs, and how far silence is certain."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import wraps
from itertools import pairwise, zip_longest
from typing import Any, TypeVar

from generator.domain import bodies, dates, documents, tasks
from generator.domain.dates import Deadline, Interval
from generator.domain.events import Event, Happened, decided, happened, in_time, of_report, stated, until
from generator.domain.findings import NO_FORCE
from generator.domain.following import followed
from generator.domain.workdays import NO_CALENDAR, workdays
from generator.model import Corpus, Record
from generator.publish.derive.holders import Line, Place, holders
from generator.publish.derive.judge import BEGUN, ONE_DAY, Judge, Tenure, eve

T = TypeVar("T")

TELLING = ("phat-sinh", "nop", "tra-lai", "xac-nhan", "mo-lai")
"""Events that say how far a duty has come; what is decided of it, received or refused may be so of what was handed in."""
UNKNOWN_START = {
    "ban-hanh": "hạn tính từ ngày ban hành, sổ không biết đúng ngày nào",
    "nhan": "hạn tính từ ngày nhận, sổ chưa ghi đúng ngày nhận",
    "phat-sinh": "hạn tính từ khi phát sinh việc, sổ chưa ghi đúng ngày phát sinh",
    "hieu-luc": NO_FORCE,
}
"""Why a deadline that counts from an event cannot be computed."""
NOT_IN_FORCE = "hạn nằm ngoài thời gian văn bản giao việc có hiệu lực"
UNNAMED_START = {
    "nhan": "hạn tính từ ngày nhận, nguồn không nêu cơ quan nào nhận",
    "phat-sinh": "hạn tính từ khi phát sinh việc, nguồn không nêu phát sinh ở cơ quan nào",
}
"""The same, where the event names none of several bodies."""


def begun(files: Iterable[Iterable[Event]], by: date) -> Happened | None:
    """Return the first event that is said to have changed something in a month or year that is not over by a day.

    Of what was done on a day that nobody names, all days before the source that says so are such a time.
    """
    events = (event for file in files for event in happened(file) if event.type in BEGUN)
    open_ = in_time(event for event in events if event.when.first <= by < event.when.last)
    return min(open_, key=lambda event: event.when.first, default=None)


def _along(function: Callable[[Evidence, Record, Line, date], T]) -> Callable[..., T]:
    """Keep what is asked of a task along a line by a day (that of the evidence): every period of a duty asks the same.

    What it returns is shared by all who ask, and not to be changed.
    """

    @wraps(function)
    def answer(evidence: Evidence, task: Record, line: Line, by: date | None = None) -> T:
        asked = (function, task.id, *((holder.body.id, holder.since) for holder in line), by)
        known = evidence.known
        if asked not in known:
            known[asked] = function(evidence, task, line, by or evidence.as_of)
        found: T = known[asked]
        return found

    return answer


class Evidence:
    """The records of one corpus that say what was done, as of one day."""

    def __init__(self, corpus: Corpus, as_of: date) -> None:
        self.known: dict[tuple[Any, ...], Any] = {}
        self.corpus = corpus
        self.as_of = as_of
        self.supposed = False
        """Whether it is that of a possible world."""
        self.followed = followed(corpus)
        self.judge = Judge(as_of, workdays(corpus), holders(corpus, as_of).paper, self._named)
        self.holders = holders(corpus, as_of)
        self.submissions: dict[tuple[str, str], dict[str, Record]] = {}
        for submission in corpus.of("submission"):
            if self._tells(submission):
                own = self.submissions.setdefault((submission["task"], submission["reporter"]), {})
                own[submission["period"]] = submission
        self.measurements: dict[tuple[str, str], list[Record]] = {}
        for measurement in corpus.of("measurement"):
            if dates.day(measurement["at"]) <= as_of:
                self.measurements.setdefault((measurement["task"], measurement.get("body", "")), []).append(measurement)
        self.meetings: dict[tuple[str, str], set[date]] = {}
        for calendar in corpus.of("calendar"):
            for event in calendar.get("events", ()):
                self.meetings.setdefault((calendar.province, event["event"]), set()).add(dates.day(event["date"]))
        self._heard = {key[0] for table in (self.submissions, self.measurements) for key in table}
        self._heard |= {task for task, _ in self.holders.rollouts}

    def _named(self, body: str) -> str:
        found = self.corpus.body(body)
        return bodies.short(found) if found is not None else body

    def supposing(self, task: Record, records: Iterable[Record], days: Mapping[Place, date]) -> Evidence:
        """Return the evidence if some records of a task were as given, and bodies ended and began on some days."""
        found, every = copy.copy(self), list(records)
        found.supposed = True
        found.known, found.submissions = {}, dict(self.submissions)
        found.holders = self.holders.supposing(task, every, days)
        for record in every:
            if record.kind == "submission":
                own = (task.id, record["reporter"])
                rest = {name: r for name, r in found.submissions.get(own, {}).items() if name != record["period"]}
                found.submissions[own] = {**rest, **({record["period"]: record} if self._tells(record) else {})}
        return found

    def _tells(self, submission: Record) -> bool:
        """Whether the record of a period tells of something that was so by the day, or may have been."""
        return any("known_on" in event or stated(event).first <= self.as_of for event in of_report(submission))

    def silent(self, task: Record) -> bool:
        """Whether nothing is known of what was done about a task: no record says so, and nobody keeps a list of it."""
        directive = self.corpus.get(task["directive"], "directive")
        if directive is not None and directive.get("coverage") == "chi-van-ban":  # whatever else is followed
            return True
        return (
            not task.data.keys() & {"events", "progress"}
            and task.id not in self._heard
            and not self.followed.named(_things(task))
        )

    @_along
    def events(self, task: Record, line: Line, by: date) -> list[Happened]:
        """Return what happened along the line of a duty and counts by a day (that of the evidence)."""
        known = until(self.as_of, *self._files(task, line))
        return [event for event in decided(known, self.holders.paper) if event.when.last <= by]

    def _files(self, task: Record, line: Line) -> list[Sequence[Event]]:
        return [*self.holders.events(task, line), tasks.replaced(self.corpus).get(task.id, ())]

    def seen(self, task: Record, line: Line, due: date | None, by: date | None = None) -> date | None:
        """Return up to which day it is certain that what is not recorded of a duty was not done; None: it is not.

        That is so while offices keep full lists of it at every body that had it in turn, and else up to the last day on
        which a record of the very bodies says how it stands. A month that is said to have seen it done, and is not
        over, leaves its days open. ``by``: as far as was known by a day.
        """
        by = by or self.as_of
        files = self.holders.events(task, line)
        events = until(by, *(files if len(self.holders.tasked(task)) == 1 else files[1:]))
        # What else is recorded after the deadline does not say that it was not done.
        told = [e.when.first for e in events if e.type in TELLING or due is None or e.when.last <= due]
        known = max(
            (day for day in (self.listed_along(task, line, due or by), *told[-1:]) if day is not None), default=None
        )
        begun = self.begun(task, line, by)
        return known if known is None or begun is None else min(known, eve(begun.when))

    @_along
    def begun(self, task: Record, line: Line, by: date) -> Happened | None:
        """Return what is said to have changed a duty in a month or year that has begun by a day and is not over.

        That it was passed on along the line is known once the receiver acts. What another one handed in for one of several
        (``Holders.stray``) leaves open from then on whether it was done.
        """
        has = {holder.body.id for holder in line[1:] if holder.since <= by}
        files = self._files(task, line)
        found = begun(([e for e in file if e["type"] != "chuyen" or e["to"] not in has] for file in files), by)
        way = [holder for holder in line if holder.since <= by]
        change = [e for _, e in self.holders.changing(way[-1].body)] if way else []
        found = found or next((e for e in change if e.when.first <= by < e.when.last), None)
        return found or next(
            (replace(e, when=Interval(e.when.first, date.max)) for e in self.holders.stray(task, by)), None
        )

    def tenure(self, task: Record, way: Line, due: date | None) -> Tenure | None:
        """Return since when the last body of a line has a duty, and who had it before; None if nobody had."""
        if len(way) == 1:  # what its directive gave to nobody was nobody's until then
            return None if way[0].since == date.min else Tenure(way[0].since, (), False, way[0].taken)
        ends = [self.holders.end(holder.body) for holder in way]
        before = [
            (bodies.short(one.body), one.until(after, end))
            for (one, after), end in zip(pairwise(way), ends, strict=False)
        ]
        if way[-1].before is None:
            before = [("các cơ quan được giao", Interval(date.min, way[-1].since - ONE_DAY))]
        exact = all(holder.taken.exact for holder in way[1:]) and all(end.exact for end in ends[:-1])
        certain = due is None or way[-1].since - ONE_DAY <= due or (exact and self._sure(task, way, due))
        return Tenure(way[-1].since, tuple(before), certain, way[-1].taken)

    def _sure(self, task: Record, way: Line, due: date) -> bool:
        """Whether it is certain that a duty was not done at those before the last body of a line."""
        end = way[-1].since - ONE_DAY
        seen = self.seen(task, way[:-1], due, end)
        return seen is not None and seen >= end

    def listed_along(self, task: Record, line: Line, due: date, since: date = date.min) -> date | None:
        """Return up to which day full lists tell of a duty at each of its bodies in turn; None if not even of the first."""
        end: date | None = None
        for holder, after in zip_longest(line, line[1:]):
            last = after.since - ONE_DAY if after else date.max
            known = self.listed(task, holder.body.id, max(holder.since, min(due, last)), max(since, holder.since))
            if known is None:
                return end
            end = min(known, last)
            if end < last:
                return end
        return end

    def listed(self, task: Record, body: str, due: date, since: date = date.min) -> date | None:
        """Return up to which day a full list tells of what a body owes by a deadline; None if there is no such list.

        ``since``: the first day on which it can have been handed in, where that is later than the order.
        """
        return self.followed.until(_things(task), body, due, max(since, tasks.issued(self.corpus, task).first))

    def deadline(self, task: Record, issued: Interval, events: Iterable[Happened]) -> Deadline:
        """Return the deadline of a duty that is done once, before any event moved it."""
        due = task.get("due", {})
        within = due.get("within")
        if "open" in due:
            said = tasks.left_open(self.corpus.schemas, "task", due)
            asked = due["open"]["why"] == "khi-yeu-cau"
            return Deadline(None, f"chỉ phải làm {said}" if asked else said, left_open=True)
        if within is None:
            day = tasks.due(task)
            if day is not None:
                known = self.obliges(task, day)
                return self.on(day, exact=due.get("exact", False)) if known else Deadline(None, NOT_IN_FORCE)
            told = "nguồn không nêu hạn" if tasks.secondhand(self.corpus, task) else ""
            return Deadline(None, told, left_open=True)
        unknown = UNKNOWN_START
        match within["of"]:
            case "ban-hanh":
                since = issued
            case "hieu-luc":
                since = documents.in_force(self.corpus.document(within.get("document", task["directive"])))
            case event_type:
                starts = [event for event in events if event.type == event_type]
                own = [event for event in starts if not self.holders.of_all(task, event.data)]
                unknown = UNNAMED_START if starts and not own else UNKNOWN_START
                since = own[0].when if own else dates.EVER
        if not since.exact:
            return Deadline(None, unknown[within["of"]])
        counted = dates.counted(within, since.first)
        if counted is not None:
            found = self.on(counted, exact=due.get("exact", False))
        else:
            found = self.working(since.first, within["working_days"])
        return found if found.day is None or self.obliges(task, found.day) else Deadline(None, NOT_IN_FORCE)

    def obliges(self, task: Record, day: date) -> bool:
        """Whether the directive of a task is in force on a day, on whichever days it came and went."""
        force = self.in_force(task)
        return force.first <= day <= force.last

    def in_force(self, task: Record) -> Interval:
        """Return the days on which the directive of a task is in force, on whichever days it came and went."""
        directive = self.corpus.get(task["directive"], "directive")
        return dates.certainly(directive.get("validity") if directive is not None else None)

    def on(self, day: date, *, exact: bool = False) -> Deadline:
        """Return the deadline that a day sets."""
        return self.judge.workdays.ends(Deadline(day, exact=exact))

    def working(self, day: date, count: int) -> Deadline:
        """Return the deadline so many working days after a day."""
        last = self.judge.workdays.add(day, count)
        return Deadline(last, "" if last else NO_CALENDAR)


def _things(task: Record) -> tuple[str, ...]:
    """Return under which ids a task can be followed: itself, its directive, its province."""
    return (task.id, task["directive"], task.province)
