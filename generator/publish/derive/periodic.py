"""Recurring duties: one duty per body and period, judged as of a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.domain import bodies, dates, periods, tasks
from generator.domain.dates import Deadline, Interval
from generator.domain.events import Event, Happened, dated_by, decided, extends, of_report, until
from generator.domain.periods import Period
from generator.domain.text import vi_on
from generator.model import Record
from generator.publish.derive.evidence import Evidence, begun
from generator.publish.derive.holders import Line
from generator.publish.derive.judge import (
    BEGUN,
    CERTAIN,
    ENDED,
    ONE_DAY,
    SOON,
    UNHEARD,
    Course,
    Doubt,
    eve,
    follow,
    least,
    passed_to,
    placed,
    unsure,
)
from generator.publish.derive.standing import Duty, Standing, State
from generator.publish.derive.worlds import proven

STANDS = ("nop", "tra-lai", "xac-nhan", "mo-lai")
"""What decides whether a report stands."""
GOOD_TIME = timedelta(days=90)
"""How long before its deadline a report must have been asked for, to be expected of a period that was half over."""


@dataclass(frozen=True, slots=True)
class _Expected:
    """A period for which something is due, and by when."""

    period: Period
    due: Deadline

    @property
    def by(self) -> date:
        """The day that decides who answers, and whether the duty rested."""
        return self.due.day or self.period.days.last


def periodic(evidence: Evidence, task: Record, issued: Interval, *, only_recorded: bool = False) -> Iterator[Duty]:
    """Yield one duty per body and period; one without period for a body of which nothing was due so far.

    ``only_recorded``: of a duty under a condition, only the periods of which a record says something.
    """
    if task["recurrence"]["every"] == "ngay":
        text = "việc phải làm hằng ngày; sổ không theo dõi từng ngày"
        yield Duty(task, None, None, cancelled(evidence, task) or Standing(State.STANDING, text))
        return
    judged, shown = _Periodic(evidence, task, issued), set[tuple[str, str]]()
    for first in evidence.holders.tasked(task) or ("",):
        for duty in judged.proven(first, only_recorded=only_recorded):
            at = (duty.body.id if duty.body is not None else "", duty.period.id if duty.period is not None else "")
            if at not in shown:
                shown.add(at)
                yield duty
    if not only_recorded:
        yield from judged.nothing_due({body for body, _ in shown})


def cancelled(evidence: Evidence, task: Record) -> Standing | None:
    """Return the standing of a task that was cancelled or replaced as such."""
    for event in until(evidence.as_of, task.get("events", ()), tasks.replaced(evidence.corpus).get(task.id, ())):
        if event.type in ENDED:
            return evidence.judge.standing(Course(Deadline(), halted=event))
    return None


class _Periodic:
    """Judges the periods of one task."""

    def __init__(self, evidence: Evidence, task: Record, issued: Interval) -> None:
        self.evidence = evidence
        self.task = task
        self.as_of = evidence.as_of
        self.recurrence = task["recurrence"]
        self.issued = issued
        self.receivers = tasks.receivers(evidence.corpus, task, self.as_of)

    def proven(self, first: str, *, only_recorded: bool) -> Iterator[Duty]:
        """Yield the duties along the lines of one tasked body, with what is so on whichever day each thing happened."""
        task, evidence = self.task, self.evidence
        lines = list(evidence.holders.lines(task, lambda _: False, first))
        own = evidence.holders.concerning(task, lines)
        bodies_of = {holder.body.id for line in lines for holder in line}
        periods_of: dict[str, list[Duty]] = {}
        for duty in self.along(first, only_recorded=only_recorded):
            periods_of.setdefault(duty.period.id if duty.period is not None else "", []).append(duty)
        for period, found in periods_of.items():

            def judge(other: Evidence, changed: Record, period: str = period) -> list[Duty]:
                again = _Periodic(other, changed, self.issued)
                return list(again.along(first, only_recorded=only_recorded, period=period))

            reports = (evidence.submissions.get((task.id, body), {}).get(period) for body in sorted(bodies_of))
            records = [*own, *(report for report in reports if report is not None)]
            told = proven(evidence, task, records, found, judge, issued=self.issued, lines=lines)
            yield from (duty for duty in told if duty is not None)

    def along(self, first: str, *, only_recorded: bool, period: str = "") -> Iterator[Duty]:
        """Yield the duties along the lines of one tasked body (of one period)."""
        expected = [] if only_recorded else self._expected()
        tasked, shown = self.evidence.holders.tasked(self.task), set[tuple[str, str]]()
        for line in self.evidence.holders.lines(self.task, lambda _: False, first):
            # A body that was tasked itself answers once: by its own reports.
            own = [holder.body for holder in line if holder is line[0] or holder.body.id not in tasked]
            for due in self._and_recorded(own, expected):
                for duty in self._instance(line, own, due) if period in ("", due.period.id) else ():
                    if duty.body is not None and (duty.body.id, due.period.id) not in shown:
                        shown.add((duty.body.id, due.period.id))
                        yield duty

    def nothing_due(self, busy: set[str]) -> Iterator[Duty]:
        """Yield a duty without a period for each body of which nothing was due so far."""
        lines, quiet = self.evidence.holders.lines(self.task, lambda _: False), busy | self.receivers
        for body in {line[-1].body.id: line[-1].body for line in lines if line[-1].body.id not in quiet}.values():
            yield Duty(self.task, body, None, self._nothing_due(body))

    def _instance(self, line: Line, own: list[Record], due: _Expected) -> Iterator[Duty]:
        """Judge one period at the body that answered when its deadline passed, if it is known to be due.

        Handed in by one that took it over later, it is judged there, and the days before at whoever had it.
        """
        task, period = self.task, due.period
        said = [of_report(found) for body in own if (found := self._submission(body, period)) is not None]
        unfinished = begun(said, self.as_of) or self.evidence.begun(task, line)
        report = self._report(own, period)
        if report is not None:
            body, events = report
            submission = self._submission(body, period)
            first = next((event.when for event in events if event.type == "nop"), events[0].when)
            way, handed_in = self._way(line, body, due, first.last), first.first
            halts = self._halts(line, due)
            rested = [e for e in halts if e.when.last <= handed_in]
            course = follow(due.due, [*rested, *events], self.evidence.judge.workdays, _sure, accepted=True)
            listed = self.evidence.listed(task, body.id, due.by, period.days.first)
            seen, why, gone = self._at(line, way, period, max(listed or date.min, events[-1].when.last), unfinished)
            standing = self.evidence.judge.standing(
                course,
                seen=seen,
                body=body.id,
                held=self.evidence.tenure(task, way, course.due.day),
                ended=self.evidence.holders.end(body),
                heir=len(way) < len(line),
                unsure=why,
                gone=gone,
            )
            yield Duty(task, body, period, standing, submission)
            yield from self._left_late(line, way, due, said)
            return
        if line[0].since > min(due.by, self.as_of):  # it was nobody's
            return
        halts = self._halts(line, due)
        moved = _Expected(period, follow(due.due, halts, self.evidence.judge.workdays, _sure).due)
        at = self._at_deadline(line, moved)
        body = line[at].body
        end = self.evidence.holders.end(body)
        way = line[: at + 1]
        listed = self.evidence.listed_along(task, way, moved.by, period.days.first)
        if body.id in self.receivers:  # silence is no lateness to itself
            return
        if (
            listed is None
            or body not in own
            or end.first < min(period.days.last, self.as_of)
            or _skipped(halts, period)
        ):
            return
        seen, why, gone = self._at(line, way, period, listed, unfinished)
        course = follow(due.due, halts, self.evidence.judge.workdays, lambda _, day: min(day, seen))
        standing = self.evidence.judge.standing(
            course,
            seen=seen,
            body=body.id,
            held=self.evidence.tenure(task, way, moved.due.day),
            unsure=why,
            gone=gone,
            ended=end,
            heir=at + 1 < len(line),
            missing="chưa có kết quả của kỳ này",
        )
        yield Duty(task, body, period, standing, self._submission(body, period))

    def _report(self, own: list[Record], period: Period) -> tuple[Record, list[Happened]] | None:
        """Return the report of a period that counts, and by whom: the first that stands; else that of who has it now."""
        found: list[tuple[Record, list[Happened]]] = []
        for body in reversed(own):
            submission = self._submission(body, period)
            known = until(self.as_of, of_report(submission)) if submission is not None else []
            events = decided(known, self.evidence.holders.paper)
            if events and (body is own[-1] or any(event.type in STANDS for event in events)):
                found.append((body, events))
        stand = [one for one in found if [e.type for e in one[1] if e.type in STANDS][-1:] in (["nop"], ["xac-nhan"])]
        first = min(stand, key=lambda one: next(e.when.last for e in one[1] if e.type in STANDS), default=None)
        return first or next(iter(found), None)

    def _left_late(self, line: Line, way: Line, expected: _Expected, said: list[list[Event]]) -> Iterator[Duty]:
        """Yield what was overdue at the one that had it at the deadline when that passed it on, not handed in until then."""
        at = self._at_deadline(line, expected)
        if at + 1 >= len(way):
            return
        holder, after = way[at], way[at + 1]
        last = min(eve(after.taken), holder.until(after, self.evidence.holders.end(holder.body)).last)
        halts = [event for event in self._halts(way[: at + 1], expected) if event.when.first <= last]
        course = follow(expected.due, [*halts, *until(last, *said)], self.evidence.judge.workdays, _sure)
        open_ = course.submitted is None and not course.closed and course.halted is None
        if not open_ or course.due.day is None or last <= course.due.day or holder.body.id in self.receivers:
            return
        late = self.evidence.judge.workdays.lateness(course.due.day, last, course.due.rests)
        text = f"đã chuyển cho {bodies.short(after.body)} {vi_on(after.taken)}; khi ấy đã quá hạn {least(after.taken)}{late.words}"
        standing = Standing(
            State.PASSED_ON, text, course.due.day, was_late=late.days, bare=(text.partition("; ")[0], "")
        )
        yield Duty(self.task, holder.body, expected.period, standing)

    def _of_some_period(self, line: Line, period: Period) -> Happened | None:
        """Return what is recorded as done for a period that nobody names, and may have been for one."""
        events, opens = self.evidence.events(self.task, line), tasks.opens(self.recurrence, period)
        return next((e for e in events if "period_state" in e.data and e.when.last >= opens), None)

    def _at_deadline(self, line: Line, due: _Expected) -> int:
        """Return which holder of a line had it on the day of a deadline; who came after one that ended then, owes it."""
        day = min(due.by, self.as_of)
        at = max((i for i, holder in enumerate(line) if holder.since <= day), default=0)
        ended = (
            at + 1 < len(line)
            and self.evidence.holders.end(line[at].body).last == day
            and line[at + 1].since <= self.as_of
        )
        return at + 1 if ended and line[at + 1].since == day + ONE_DAY else at

    def _way(self, line: Line, body: Record, due: _Expected, day: date) -> Line:
        """Return the line up to a body that reported on a day: it had it at the deadline, else when it reported.

        What it owed before it passed the duty on is its own, and not taken over when that comes back.
        """
        own = [i for i, holder in enumerate(line) if holder.body.id == body.id]
        at = self._at_deadline(line, due)
        had = [i for i in own if line[i].since <= day] or own[:1]
        return line[: 1 + (at if at in own else had[-1])]

    def _at(
        self, line: Line, way: Line, period: Period, seen: date, unfinished: Happened | None
    ) -> tuple[date, Doubt, str]:
        """Return up to which day it is certain at the last body of a way, and why no longer: it may be done, or has gone on.

        Handed over, who has it now is asked for what falls due since.
        """
        why = unsure(unfinished)
        if unfinished is not None:
            seen = min(seen, eve(unfinished.when))
        done = self._of_some_period(line, period)
        if done is not None and eve(done.when) <= seen:
            seen, why = (
                eve(done.when),
                Doubt(f"nguồn nêu {BEGUN[done.type]}{placed(done)}, không nêu kỳ nào", done=True),
            )
        gone = (
            line[len(way)]
            if len(way) < len(line) and self.evidence.holders.end(way[-1].body).last >= self.as_of
            else None
        )
        if gone is not None and gone.taken.first <= seen:
            return eve(gone.taken), CERTAIN, passed_to(gone)
        return seen, why, ""

    def _submission(self, body: Record, period: Period) -> Record | None:
        return self.evidence.submissions.get((self.task.id, body.id), {}).get(period.id)

    def _halts(self, line: Line, expected: _Expected) -> list[Happened]:
        """Return the pauses and what ended the duty, as far as they concern a period: one begun before it, from its first day.

        An extension is of the period whose deadline it names as the old one.
        """
        found: list[Happened] = []
        begun, due = expected.period.days.first, expected.due
        before = (self._submission(holder.body, expected.period) for holder in line[:-1])
        decided_of = [of_report(one) for one in before if one is not None and not dated_by(one)]
        told = [*self.evidence.events(self.task, line), *until(self.as_of, *decided_of)]
        for event in sorted(told, key=lambda one: one.when.last) if decided_of else told:
            if event.type == "gia-han" and extends(event, due):
                due = self.evidence.on(dates.day(event.data["new_due"]))
                found.append(event)
            elif event.type == "tiep-tuc" and event.when.last < begun:
                found = [known for known in found if known.type != "tam-dung"]
            elif event.type == "tam-dung":
                when = Interval(max(begun, event.when.first), max(begun, event.when.last))
                found.append(Happened(event.data, when))
            elif event.type in (*ENDED, "tiep-tuc"):
                found.append(event)
        return found

    def _nothing_due(self, body: Record) -> Standing:
        recurrence = self.recurrence
        stopped = cancelled(self.evidence, self.task)
        if stopped is not None:
            return stopped
        if self.evidence.listed(self.task, body.id, self.as_of) is None:
            return Standing(State.NO_INFORMATION, UNHEARD)
        if (end := self.evidence.holders.end(body)).last < self.as_of:
            text = f"nơi được giao kết thúc hoạt động {vi_on(end)}, trước khi phải nộp báo cáo nào"
            return Standing(State.NO_INFORMATION, text)
        if self._bounds()[1] < self.as_of:
            return Standing(State.NO_DEADLINE, "thời gian phải báo cáo đã hết, nơi này không phải nộp kỳ nào")
        if recurrence["every"] != "su-kien":
            state = State.OPEN_IN_TIME if tasks.dated(self.task) else State.NO_DEADLINE
            return Standing(state, "chưa hết kỳ đầu tiên, chưa phải nộp báo cáo nào")
        scheduled = recurrence["event"] in ("sau-le-tet", "giao-ban-thang")
        never = "lịch ghi trong sổ chưa có lần nào phải thực hiện" if scheduled else ""
        if recurrence["event"] == "khac":  # the words may well name a time: they are not said to name none
            never = f"làm theo “{recurrence['as_written']}”; sổ không theo dõi hạn này, chưa ghi lần nào"
        return Standing(State.NO_DEADLINE, never or "chỉ phải làm khi có việc; sổ chưa ghi lần nào")

    def _expected(self) -> list[_Expected]:
        """Return the periods for which something was due by the day, oldest first.

        The period in which the duty began counts if it began in good time, unless the record names a first one. What is due before its period
        ends is expected as soon as it is due soon.
        """
        recurrence = self.recurrence
        rule = recurrence.get("periods", "lich")
        first, last = self._bounds()
        last = min(self.as_of, last)
        if recurrence["every"] == "su-kien":
            found = [_event(day) for day in self._event_days() if first <= day <= last]
        else:
            found = list(periods.following(recurrence["every"], rule, first, last, recurrence.get("days", ())))
        named = str(self.task.get("start", {}).get("from", ""))
        told = "first" in recurrence or "days" in recurrence or (named and not dates.is_full_date(named))
        every = (_Expected(period, self._due_of(period)) for period in found)
        expected = (
            e for e in every if not self._not_owed(e.due) and self._ran_on(e.period) and (told or self._in_good_time(e))
        )
        return [e for e in expected if e.period.days.last <= self.as_of or _early(e, self.as_of)]

    def _bounds(self) -> tuple[date, date]:
        """Return from and to which day periods count: since it was ordered, or as the record names the first and last."""
        recurrence, start = self.recurrence, self.task.get("start", {})
        rule = recurrence.get("periods", "lich")
        first = max(self.issued.last, dates.days(start.get("from")).first)
        last = dates.days(start.get("to")).last
        if opening := periods.parse(recurrence.get("first", ""), rule):
            first = opening.days.first
        if closing := periods.parse(recurrence.get("last", ""), rule):
            last = min(last, closing.days.last)
        return first, last

    def _not_owed(self, due: Deadline) -> bool:
        """Whether a deadline had passed when the duty was ordered, or began, or comes when its document is in force no longer."""
        return due.day is not None and not self._begun <= due.day <= self.evidence.in_force(self.task).last

    def _in_good_time(self, expected: _Expected) -> bool:
        """Whether the duty began in the first half of a period, or before it, or long before its deadline.

        That is the register's own reading, printed on its rules: a source that asks for the period that is under way
        says so.
        """
        first, last = expected.period.days.first, expected.period.days.last
        half = (last - max(self._begun, first)).days * 2 >= (last - first).days
        return half or (expected.due.day is not None and expected.due.day - self._begun >= GOOD_TIME)

    def _ran_on(self, period: Period) -> bool:
        """Whether the duty went on for half of a period, where its last day is named and no last period."""
        until, (first, last) = str(self.task.get("start", {}).get("to", "")), (period.days.first, period.days.last)
        ends = dates.day(until) if dates.is_full_date(until) and "last" not in self.recurrence else last
        return (ends - first).days * 2 >= (last - first).days

    @property
    def _begun(self) -> date:
        """The day on which the duty was ordered, or began, or its document came into force."""
        force = self.evidence.in_force(self.task).first
        return max(self.issued.last, dates.days(self.task.get("start", {}).get("from")).first, force)

    def _event_days(self) -> list[date]:
        event = self.recurrence["event"]
        if event == "sau-le-tet":
            return list(self.evidence.judge.workdays.returns)
        return sorted(self.evidence.meetings.get((self.task.province, event), ()))

    def _due_of(self, period: Period) -> Deadline:
        recurrence, on = self.recurrence, self.evidence.on
        exact = recurrence.get("exact", False)
        if "days_after" in recurrence:
            return on(period.days.last + timedelta(days=recurrence["days_after"]), exact=exact)
        if "working_days_after" in recurrence:
            return self.evidence.working(period.days.last, recurrence["working_days_after"])
        if "due_weekday" in recurrence:
            weekday = tasks.WEEKDAYS[recurrence["due_weekday"]][0]
            return on(period.days.last + timedelta(days=weekday - 6), exact=exact)
        if "days" in recurrence:
            return on(period.days.last, exact=exact)
        if "due_day" in recurrence:
            day = period.day_of(recurrence["due_day"], after=recurrence.get("due_month") == "sau-ky")
            return on(day, exact=exact)
        return Deadline(
            None, f"nguồn ghi “{recurrence['as_written']}”, sổ không tính được hạn của từng kỳ", left_open=True
        )

    def _and_recorded(self, own: list[Record], expected: list[_Expected]) -> list[_Expected]:
        """Return what is expected, and the further periods for which one of the bodies reported."""
        known = {e.period.id for e in expected}
        rule = self.recurrence.get("periods", "lich")
        more = {
            period.id: _Expected(period, self._due_if_owed(period))
            for body in own
            for name in self.evidence.submissions.get((self.task.id, body.id), ())
            if name not in known and (period := periods.parse(name, rule)) is not None
        }
        return sorted([*expected, *more.values()], key=lambda e: e.period.days) if more else expected

    def _due_if_owed(self, period: Period) -> Deadline:
        """Return the deadline of a period; of one for which nothing was asked, none."""
        (first, last), due = self._bounds(), self._due_of(period)
        if period.days.last < first or period.days.first > last or self._not_owed(due):
            return Deadline(None, "kỳ này nằm ngoài thời gian phải báo cáo")
        return due


def _event(day: date) -> Period:
    return Period(day.isoformat(), Interval(day, day))


def _early(expected: _Expected, as_of: date) -> bool:
    due = expected.due.day
    named = expected.due.named or due
    return (
        due is not None
        and named is not None
        and named <= expected.period.days.last
        and due <= as_of + timedelta(days=SOON)
    )


def _skipped(halts: list[Happened], period: Period) -> bool:
    """Whether a period began after the duty was cancelled."""
    return any(event.type in ENDED and event.when.last < period.days.first for event in halts)


def _sure(_: date, day: date) -> date:
    """What is recorded of a period is certain."""
    return day
