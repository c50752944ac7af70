"""What is known of duties as of a day: the tables that every judgement needs, and how far silence is certain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from generator.domain import dates, documents, tasks
from generator.domain.dates import Deadline, Interval
from generator.domain.events import Happened, until
from generator.domain.following import followed
from generator.domain.workdays import NO_CALENDAR, workdays
from generator.model import Corpus, Record
from generator.publish.derive.holders import Holders, Line
from generator.publish.derive.judge import Judge, last_day

UNKNOWN_START = {
    "ban-hanh": "hạn tính từ ngày ban hành, sổ không biết đúng ngày nào",
    "nhan": "hạn tính từ ngày nhận, sổ chưa ghi đúng ngày nhận",
    "phat-sinh": "hạn tính từ khi phát sinh việc, sổ chưa ghi đúng ngày phát sinh",
}
"""Why a deadline that counts from an event cannot be computed."""


class Evidence:
    """The records of one corpus that say what was done, as of one day."""

    def __init__(self, corpus: Corpus, as_of: date) -> None:
        self.corpus = corpus
        self.as_of = as_of
        self.followed = followed(corpus)
        self.judge = Judge(as_of, workdays(corpus), self._paper)
        self.holders = Holders(corpus, as_of)
        self.submissions: dict[tuple[str, str], dict[str, Record]] = {}
        for submission in corpus.of("submission"):
            if dates.day(submission["received"]) <= as_of:
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

    def silent(self, task: Record) -> bool:
        """Whether nothing is known of what was done about a task: no record says so, and nobody keeps a list of it."""
        return "events" not in task.data and task.id not in self._heard and not self.followed.named(_things(task))

    def events(self, task: Record, line: Line) -> list[Happened]:
        """Return what happened by the day along the line of a duty."""
        files = (record.get("events", ()) for record in self.holders.files(task, line))
        return until(self.as_of, *files, tasks.replaced(self.corpus).get(task.id, ()))

    def seen(self, task: Record, line: Line, due: date | None) -> date | None:
        """Return up to which day it is certain that what is not recorded of a duty was not done; None: it is not.

        That is so while an office keeps a full list of it, and else up to the last day on which a record of the very
        body says how it stands.
        """
        body = line[-1].body.id
        listed = self.followed.until(_things(task), body, due or self.as_of)
        own = [self.holders.rollouts.get((task.id, holder.body.id)) for holder in line]
        if len(self.holders.tasked(task)) == 1:
            own.append(task)
        told = [event.when.last for event in until(self.as_of, *(r.get("events", ()) for r in own if r is not None))]
        return max((day for day in (listed, *told[-1:]) if day is not None), default=None)

    def listed(self, task: Record, body: str, due: date) -> date | None:
        """Return up to which day a full list tells of what a body owes by a deadline; None if there is no such list."""
        return self.followed.until(_things(task), body, due)

    def deadline(self, task: Record, issued: Interval, events: Iterable[Happened]) -> Deadline:
        """Return the deadline of a duty that is done once, before any event moved it."""
        due = task.get("due", {})
        within = due.get("within")
        if "open" in due:
            return Deadline(None, tasks.left_open(self.corpus.schemas, "task", due), left_open=True)
        if within is None:
            day = tasks.due(task)
            return self.on(day, exact=due.get("exact", False)) if day is not None else Deadline()
        since = issued
        if within["of"] != "ban-hanh":
            since = next((event.when for event in events if event.type == within["of"]), dates.EVER)
        if not since.exact:
            return Deadline(None, UNKNOWN_START[within["of"]])
        if "days" in within:
            return self.on(since.first + timedelta(days=within["days"]), exact=due.get("exact", False))
        return self.working(since.first, within["working_days"])

    def on(self, day: date, *, exact: bool = False) -> Deadline:
        """Return the deadline that a day sets."""
        return last_day(day, self.judge.workdays, exact=exact)

    def working(self, day: date, count: int) -> Deadline:
        """Return the deadline so many working days after a day."""
        last = self.judge.workdays.add(day, count)
        return Deadline(last, "" if last else NO_CALENDAR)

    def _paper(self, event: Happened) -> date | None:
        document = self.corpus.document(event.data.get("source", {}).get("document"))
        stated = documents.stated(document) if document is not None else dates.EVER
        return stated.first if stated.exact else None


def _things(task: Record) -> tuple[str, ...]:
    """Return under which ids a task can be followed: itself, its directive, its province."""
    return (task.id, task["directive"], task.province)
