"""Duties: every task at every body that answers for it, for every period of a recurring one, judged as of a day."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from generator.domain import bodies, dates, inferred, tasks
from generator.domain.alike import alike
from generator.domain.bodies import Holder
from generator.domain.dates import Deadline, Interval
from generator.domain.events import Happened, extends, until
from generator.domain.once import Lazily, once
from generator.domain.periods import Period
from generator.domain.text import lower, vi_date, vi_interval, vi_on
from generator.model import Corpus, Record
from generator.publish.derive import targets
from generator.publish.derive.evidence import TELLING, Evidence
from generator.publish.derive.holders import Line
from generator.publish.derive.judge import (
    ENDED,
    ONE_DAY,
    UNHEARD,
    Certain,
    Course,
    Whose,
    eve,
    follow,
    least,
    passed,
    passed_to,
    said_when,
    unsure,
)
from generator.publish.derive.periodic import cancelled, periodic
from generator.publish.derive.standing import Duty, Standing, State
from generator.publish.derive.worlds import proven

_SILENCE = re.compile("không có (?:thông )?tin về việc thực hiện")
TEXT_ONLY = "chỉ có nội dung văn bản chỉ đạo"
LATE = {State.DONE_LATE: State.DONE_UNASSESSED, State.AWAITING_LATE: State.AWAITING}
RESTS = ("tam-dung", "tiep-tuc")
MOVES = ("gia-han", *RESTS)
OPENS = ("phat-sinh",)
ENDS = ("nop", "xac-nhan")
WORST = (State.OPEN_OVERDUE, State.AWAITING_LATE, State.DUE_SOON, State.OPEN_IN_TIME, State.AWAITING)
"""Of duties that came together at one body, the one that is told: what is most pressing first."""


@once
def duties(corpus: Corpus, as_of: date) -> Mapping[str, list[Duty]]:
    """Return the duties of every task by task id, as of a day, in the order of the documents; judged when asked for."""
    like = alike(corpus)
    found = _Duties(Evidence(corpus, as_of))

    def of(task: str) -> list[Duty]:
        if like is not None and like.other is not None and task not in like.near:
            return duties(like.other, as_of)[task]
        return list(found.of(corpus.records[task]))

    return Lazily((task.id for task in tasks.in_order(corpus)), of)


class _Duties:
    """Judges the tasks of one corpus as of one day."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.corpus = evidence.corpus
        self.as_of = evidence.as_of

    def of(self, task: Record) -> Iterator[Duty]:
        directive = self.corpus.get(task["directive"], "directive")
        issued = tasks.issued(self.corpus, task)
        if directive is not None and issued.first > self.as_of:
            text = f"văn bản giao việc đến {vi_interval(issued).removeprefix('từ ')} mới ban hành"
            found = [_unknown(task, text)]
        elif task["shape"] in tasks.NEVER_DONE:
            found = list(self._never_done(task, issued))
        elif self.evidence.silent(task):
            found = [Duty(task, None, None, self._unheard(task, issued))]
        elif "leads" not in task.data and not self.evidence.holders.given(task):
            found = [Duty(task, None, None, self._of_nobody(task, issued))]
        elif "recurrence" in task.data:
            found = list(periodic(self.evidence, task, issued))
        else:
            found = list(self._once(task, issued))
        yield from map(self._with_progress, found or [Duty(task, None, None, self._of_nobody(task, issued))])

    def _with_progress(self, duty: Duty) -> Duty:
        """Tell beside a standing of which nothing is known what was last reported of it: it changes no state."""
        if duty.standing.state is not State.NO_INFORMATION:
            return duty
        within = duty.period.days if duty.period is not None else dates.EVER
        told = self.evidence.holders.reported(duty.task, duty.body, within)
        text = _SILENCE.sub("chưa có tin về kết quả", duty.standing.because)
        return replace(duty, standing=replace(duty.standing, because=f"{text}; {told}")) if told else duty

    def _unheard(self, task: Record, issued: Interval) -> Standing:
        """Return the standing of a task that is known as a text: what was decided of it since, nothing of its being done."""
        decided = until(self.as_of, task.get("events", ()), tasks.replaced(self.corpus).get(task.id, ()))
        deadline = self.evidence.deadline(task, issued, decided)
        course = follow(deadline, decided, self.evidence.judge.workdays, lambda *_: None)
        if course.halted is not None or course.extensions:
            return self.evidence.judge.standing(course, seen=None)
        directive = self.corpus.get(task["directive"], "directive")
        text_only = directive is not None and directive["coverage"] == "chi-van-ban"
        known = "chỉ biết việc này qua nguồn khác" if tasks.secondhand(self.corpus, task) else TEXT_ONLY
        text = f"sổ {known}, không có thông tin về việc thực hiện" if text_only else UNHEARD
        return Standing(State.NO_INFORMATION, text, course.due.day)

    # duties that are never done

    def _never_done(self, task: Record, issued: Interval) -> Iterator[Duty]:
        """Yield the duty as such, and every occurrence of it that a record tells of."""
        yield Duty(task, None, None, self._standing(task))
        if self.evidence.silent(task):
            return
        if "recurrence" in task.data:
            yield from periodic(self.evidence, task, issued, only_recorded=True)
        now: dict[tuple[str, date], Duty] = {}
        left: dict[tuple[str, date], Duty] = {}
        for first in self.evidence.holders.tasked(task) or ("",):
            lines = list(self.evidence.holders.lines(task, lambda _: False, first))

            def judge(evidence: Evidence, own: Record, first: str = first) -> list[Duty]:
                return list(_Duties(evidence).occurring(own, issued, first))

            records = self.evidence.holders.concerning(task, lines)
            found = list(self.occurring(task, issued, first))
            for duty in proven(self.evidence, task, records, found, judge, issued=issued, lines=lines):
                at = (duty.body.id, duty.period.days.last) if duty and duty.body and duty.period else None
                if duty is not None and at is not None:
                    (left if duty.standing.state is State.PASSED_ON else now).setdefault(at, duty)
        yield from (duty for at, duty in left.items() if at not in now)
        yield from (_back(left.get(at), duty) for at, duty in now.items())

    def occurring(self, task: Record, issued: Interval, first: str) -> Iterator[Duty]:
        """Yield the occurrences of a duty that is never done, along the lines of one tasked body."""
        receivers = tasks.receivers(self.corpus, task, self.as_of)
        for line in self.evidence.holders.lines(task, lambda _: False, first):
            every = self.evidence.events(task, line)
            found = occurrences(every)
            for own, doubtful in zip(found, _doubtful(found), strict=True):
                arose = own[0].when
                due = self.evidence.deadline(task, issued, own)
                if due.day is not None and due.day < arose.last:
                    due = Deadline(None, f"hạn {vi_date(due.day)} đã qua trước khi việc phát sinh")
                moved = self._with_moves(own, every, due)
                certain = self._occurring(task, line, own)
                course = follow(due, moved, self.evidence.judge.workdays, certain)
                way = line[: self._worked(task, course, line)]
                body = way[-1].body
                if body.id in receivers and not _answered(course):
                    continue
                begun = self.evidence.begun(task, way)
                seen = self._occurring_until(task, way, own, course.due.day, self.as_of)
                end = self.evidence.holders.end(body)
                standing = self.evidence.judge.standing(
                    course,
                    seen=seen,
                    body=body.id,
                    held=self.evidence.tenure(task, way, course.due.day) if arose.last < way[-1].since else None,
                    ended=end,
                    unsure=unsure(begun),
                )
                if doubtful:
                    standing = Standing(State.NO_INFORMATION, f"phát sinh {vi_on(arose)}; {DOUBTFUL}")
                period = Period(arose.known, arose)
                yield Duty(task, body, period, standing, self.evidence.holders.files(task, way)[-1])

                def by(
                    at: Line, day: date, moved: list[Happened] = moved, due: Deadline = due, certain: Certain = certain
                ) -> tuple[Course, date]:
                    so_far = [event for event in moved if event.when.last <= day]
                    known = follow(due, so_far, self.evidence.judge.workdays, certain)
                    return known, self._occurring_until(task, at, so_far, known.due.day, day)

                had = max((i for i, holder in enumerate(way) if holder.since <= arose.last), default=0)
                for left in () if doubtful else self._left_late(task, way, by, course, had):
                    yield replace(left, period=period)

    def _occurring(self, task: Record, line: Line, own: list[Happened]) -> Certain:
        """Return up to which day it is certain, as far as is known by another, that an occurrence was not dealt with."""

        def certain(due: date, by: date) -> date:
            way = tuple(holder for holder in line if holder.since <= by)
            so_far = [event for event in own if event.when.last <= by]
            return self._occurring_until(task, way, so_far, due, by) if way else date.min

        return certain

    def _occurring_until(self, task: Record, way: Line, own: list[Happened], due: date | None, by: date) -> date:
        """Return up to which day it is certain that an occurrence was not dealt with, as far as is known by a day.

        That is as full lists tell, or what is recorded of it; that it was received, or passed on, does not say so.
        """
        told = [event.when.last for event in own if event.type in TELLING]
        seen = max((self.evidence.listed_along(task, way, due or by) or date.min, *told[-1:]))
        begun = self.evidence.begun(task, way, by)
        return seen if begun is None else min(seen, eve(begun.when))

    def _with_moves(self, own: list[Happened], every: Iterable[Happened], due: Deadline) -> list[Happened]:
        """Return the events of an occurrence with what moved or stopped it since it began: an extension of its deadline only.

        A pause that was in force when it arose is one of it from then on.
        """
        found, arose = list(own), own[0].when
        before = [event for event in every if event.type in RESTS and event.when.last < arose.first]
        if before and before[-1].type == "tam-dung":
            found.insert(1, replace(before[-1], when=arose))
        for event in every:
            if event.type not in (*MOVES, *ENDED) or event.when.last < own[0].when.first:
                continue
            if event.type == "gia-han":
                now = follow(due, found, self.evidence.judge.workdays, _certain).due
                if not extends(event, now):
                    continue
            found = sorted([*found, event], key=lambda one: one.when.last)
        return found

    def _standing(self, task: Record) -> Standing:
        stopped = cancelled(self.evidence, task)
        if stopped is not None:
            return stopped
        condition = task.get("condition", "").strip().rstrip(".")
        when = lower(condition)
        reason = {
            "cam": "điều cấm, phải luôn tuân thủ",
            "co-dieu-kien": f"chỉ phải làm {when if when.startswith('khi ') else f'khi {when}'}",
        }.get(task["shape"], "không có lúc phải xong")
        start = task.get("start", {})
        first, last = dates.days(start.get("from")).first, dates.days(start.get("to")).last
        if "from" in start and first > self.as_of:
            reason += f", từ {vi_date(first)}"
        elif "to" in start and last < self.as_of:
            reason = inferred.marked(f"thời gian thực hiện đã hết ngày {vi_date(last)}", task, "start")
        return Standing(State.STANDING, f"{reason}; không tính hoàn thành hay quá hạn")

    # duties that are done once

    def _once(self, task: Record, issued: Interval) -> Iterator[Duty]:
        """Yield one duty per body: what came together at one is told once; and what was late when it was passed on."""
        together: dict[str, list[tuple[bool, Duty]]] = {}
        left: dict[str, Duty] = {}
        for first in self.evidence.holders.tasked(task) or ("",):
            for found in self._proven(task, issued, first):
                own = found.duty.body.id if found.duty.body else ""
                if not found.left:
                    together.setdefault(own, []).append((found.taken, found.duty))
                elif own not in left or left[own].standing.was_late < found.duty.standing.was_late:
                    left[own] = found.duty
        yield from (duty for own, duty in left.items() if own not in together)
        for own, several in together.items():
            yield _back(left.get(own), _together(several))
        whole = self.evidence.measurements.get((task.id, ""))
        if whole and len(self.evidence.holders.tasked(task)) > 1:  # it says nothing of each of several bodies
            course = self._course(task, issued, ())
            stopped = course.done or course.halted is not None
            standing = self.evidence.judge.standing(course) if stopped else self._target(task, course, whole)
            yield Duty(task, None, None, standing)

    def along(self, task: Record, issued: Interval, first: str) -> Iterator[_Found]:
        """Yield the duties along the lines of one tasked body (empty: of whom it was given to)."""
        receivers = tasks.receivers(self.corpus, task, self.as_of)
        for line in self.evidence.holders.lines(task, self._closed(task, issued), first):
            course = self._course(task, issued, line)
            way = line[: self._worked(task, course, line)]
            if way[-1].body.id not in receivers or _answered(course):  # silence is no lateness to itself
                yield _Found(self._at(task, issued, line, way, course), taken=len(line) > 1 or not _answered(course))

            def by(way: Line, day: date) -> tuple[Course, date]:
                so_far = self._course(task, issued, way, day)
                return so_far, self._seen_undone(task, so_far, way, day)

            for duty in self._left_late(task, way, by, course):
                yield _Found(duty, left=True)

    def _proven(self, task: Record, issued: Interval, first: str) -> list[_Found]:
        """Return the duties along the lines of one tasked body, with what is said of time as far as it is certain.

        That is what is so on whichever day each thing happened of which no day is known (``worlds``).
        """
        found = list(self.along(task, issued, first))
        lines = list(self.evidence.holders.lines(task, lambda _: False, first))

        def judge(evidence: Evidence, own: Record) -> list[Duty]:
            return [one.duty for one in _Duties(evidence).along(own, issued, first)]

        told = proven(
            self.evidence, task, self.evidence.holders.concerning(task, lines), [one.duty for one in found], judge,
            issued=issued, lines=lines,
        )  # fmt: skip
        known = [one._replace(duty=duty) for one, duty in zip(found, told, strict=False) if duty is not None]
        return [*known, *(_Found(duty, taken=True) for duty in told[len(found) :] if duty is not None)]

    def _of_nobody(self, task: Record, issued: Interval) -> Standing:
        """Say where a duty stands that is given to nobody known: what is recorded of it is told, and nobody is late."""
        source = "nguồn" if tasks.secondhand(self.corpus, task) else "văn bản"
        text = f"{source} không nêu cơ quan chủ trì, nên sổ không tính cho cơ quan nào"
        if "other_leads" in task.data:
            named = ", ".join(f"“{words}”" for words in task["other_leads"])
            why = "có thể ghi nhầm" if "leads_state" in task.data else "là nơi không có trong sổ"
            text = f"{source} giao cho {named}, {why}, nên sổ không tính cho cơ quan nào"
        elif task.get("leads_state", "khong-neu") != "khong-neu":
            why = lower(self.corpus.schemas.coded("task", ("leads_state",), task["leads_state"]))
            text = f"cơ quan chủ trì: {why}, nên sổ không tính cho cơ quan nào"
        if "leads" in task.data:
            text = "sổ chưa biết chắc cơ quan nào được giao việc này"
            if self.evidence.holders.tasked(task):
                text = "nơi giữ việc cũng là nơi nhận kết quả, không tự báo cáo cho mình"
        if "recurrence" in task.data:
            return cancelled(self.evidence, task) or Standing(State.NO_INFORMATION, text)
        course = self._course(task, issued, ())
        if course.done or course.halted is not None:
            return self.evidence.judge.standing(course, body="")
        return Standing(State.NO_INFORMATION, text, course.due.day, extensions=course.extensions)

    def _at(self, task: Record, issued: Interval, line: Line, way: Line, course: Course) -> Duty:
        """Judge a duty at the body that did it, else at the one that has it now; ``way``: the line up to that body."""
        holder, body = way[-1], way[-1].body
        end = self.evidence.holders.end(body)
        begun = self.evidence.begun(task, way)
        if "target" in task.data and not course.done and course.halted is None:
            standing = self._target(task, course, self._measured(task, holder), holder)
        else:
            standing = self.evidence.judge.standing(
                course,
                seen=self.evidence.seen(task, way, course.due.day),
                body=body.id,
                held=self.evidence.tenure(task, way, course.due.day),
                ended=end,
                heir=begun is not None and begun.type == "ke-thua",
                given=issued.first if issued.exact else None,
                unsure=unsure(begun),
                whose=self._whose(task, way),
                at=", ".join(bodies.short(to) for to in self._receiving(task)),
            )
            standing = self._of_each(task, way, course, standing)
        files = self.evidence.holders.files(task, line)
        return Duty(task, body, None, _taken_over(standing, line, way), files[-1] if len(files) > 1 else None)

    def _worked(self, task: Record, course: Course, line: Line) -> int:
        """Return how many holders of a line there were when the duty was done, or handed in: of what is open, all.

        That is the one whose record says so, if it may have had it then: on the day on which it passed it on, too, where
        that stands after it.
        """
        event = course.submitted or (course.confirmed if course.done else None)
        if event is None:
            return len(line)
        for record in self.evidence.holders.concerning(task, (line,)):
            events = record.get("events", ())
            at = next((i for i, own in enumerate(events) if own is event.data), None)
            for i, (holder, after) in enumerate(itertools.zip_longest(line, line[1:]), 1):
                if at is None or record.get("addressee") != holder.body.id:
                    continue
                on = {"type": "chuyen", "to": after.body.id} if after is not None else {}
                same = any(on.items() <= own.items() for own in events[at:]) if on else False
                last = after.since - (0 if same else 1) * ONE_DAY if after is not None else date.max
                if Interval(holder.taken.first, last).meets(event.when):
                    return i
        return max(sum(holder.since <= event.when.last for holder in line), 1)

    def _whose(self, task: Record, way: Line) -> Whose:
        """Return who of a line did something: whose record tells of it."""
        records = self.evidence.holders.concerning(task, (way,))
        own = {id(event): record.get("addressee") for record in records for event in record.get("events", ())}

        def name(event: Happened) -> str | None:
            named = event.data.get("by", {}).get("body") if event.type == "tu-choi" else None
            body = self.corpus.body(own.get(id(event.data)) or named)
            if body is None:
                return None if len(way) > 1 else ""
            return "" if body.id == way[-1].body.id else bodies.short(body)

        return name

    def _of_each(self, task: Record, way: Line, course: Course, standing: Standing) -> Standing:
        """Say nothing of the lateness of each of several bodies by a hand-in of the task as such that names none of them."""
        event, due, late = course.submitted or course.confirmed, course.due.day, LATE.get(standing.state)
        if event is None or late is None or due is None or len(self.evidence.holders.tasked(task)) == 1:
            return standing
        if event.data.get("by", {}).get("body") == way[-1].body.id:
            return standing
        if not any(own is event.data for own in task.get("events", ())):
            return standing
        text = f"{said_when(event)} ghi chung cho cả việc, nguồn không nêu cơ quan này nộp ngày nào"
        return Standing(late, text, due, waiting=standing.waiting, proof=standing.proof)

    def _left_late(
        self, task: Record, line: Line, by: Callable[[Line, date], tuple[Course, date]], now: Course, since: int = 0
    ) -> Iterator[Duty]:
        """Yield what was late at a body when it was passed on, or had been before its deadline moved: it stays told.

        ``by``: how far it had come at a body by a day, and up to which it is certain that it was not done; ``now``: how
        far it has come. What was handed in late and is returned where it went to, had not been handed in. ``since``:
        which holder of the line had it first.
        """
        found: dict[str, Duty] = {}
        for i, (holder, after) in enumerate(itertools.pairwise(line), 1):
            if after.taken.first == date.min or i <= since:  # whose it was, and when, nobody can say
                continue
            way, end = line[:i], self.evidence.holders.end(holder.body)
            day = min(eve(after.taken), holder.until(after, end).last)
            course, seen = by(way, day)
            if now.done and now.submitted is None:
                course = course.unproven
            due, was, inherited = course.due.day, course.was_late(holder.since), False
            told = [
                past.of(holder.since, holder.taken)
                for past in course.past
                if past.days and past.event.when.first >= holder.since
            ]
            handed_in = course.submitted
            undone = (
                not (now.done and now.submitted is None)
                if handed_in is None
                else any(own.data is handed_in.data for own, _ in now.returned)
            )
            late_too = handed_in is None or due is None or handed_in.when.first > due
            open_ = not course.closed and undone and late_too and course.halted is None
            if due is not None and open_:
                late = self.evidence.judge.workdays.lateness(
                    max(due, holder.since - ONE_DAY) if holder.since > date.min else due,
                    min(day, seen) if handed_in is None else handed_in.when.first,
                    course.due.rests,
                )
                how = "đã quá hạn" if handed_in is None else "đã nộp chậm"
                ended = least(end) if end.first <= after.since else ""
                bound = least(after.taken) or least(holder.taken) or ended
                if late.days > 0:
                    inherited = not was and passed(course.due, holder.since)
                    was, told = max(was, late.days), [*told, f"khi ấy {how} {bound}{late.words}"]
            if not was:
                was = course.taken_late(holder.since)
                inherited = bool(was)
            if was:
                text = f"đã chuyển cho {bodies.short(after.body)} {_within(after.taken)}; {'; '.join(told)}"
                moved = course.moved_late(holder.since)
                standing = Standing(
                    State.PASSED_ON, text, due, was_late=was, inherited=inherited, moved_late=moved,
                    bare=(text.partition("; ")[0], ""),
                )  # fmt: skip
                duty, own = Duty(task, holder.body, None, standing), holder.body.id
                found[own] = _again(found[own], duty) if own in found else duty
        yield from found.values()

    def _seen_undone(self, task: Record, course: Course, way: Line, day: date) -> date:
        """Return up to which day it is certain that the last of a line had not done it by a day; a target: as last measured."""
        if "target" not in task.data:
            return self.evidence.seen(task, way, course.due.day, day) or date.min
        measured = [m for m in self._measured(task, way[-1]) if dates.day(m["at"]) <= day]
        found = targets.reached(course, targets.values(task, measured), day, self.evidence.judge.workdays)
        if found.state is not State.OPEN_OVERDUE or found.due is None:
            return date.min
        return found.due + timedelta(days=found.days_late)

    def _course(self, task: Record, issued: Interval, line: Line, by: date | None = None) -> Course:
        events = self.evidence.events(task, line, by)
        due = self.evidence.deadline(task, issued, events)

        def certain(due: date, day: date) -> date | None:
            way = tuple(holder for holder in line if holder.since <= day)
            return self._seen_undone(task, Course(Deadline(due)), way, day) if way else None

        return follow(due, events, self.evidence.judge.workdays, certain)

    def _closed(self, task: Record, issued: Interval) -> Callable[[Line], bool]:
        """Return whether a duty was over at the last body of a line while that existed: what ended it later is of its heir."""

        def closed(line: Line) -> bool:
            course = self._course(task, issued, line)
            event = course.submitted or course.confirmed or course.halted
            return (
                course.closed and event is not None and event.when.last <= self.evidence.holders.end(line[-1].body).last
            )

        return closed

    def _receiving(self, task: Record) -> list[Record]:
        """Return those to whom the result goes, as the directive names them."""
        named = (self.corpus.body(party["body"]) for party in task.get("route", {}).get("to", ()))
        return [body for body in named if body is not None]

    def _measured(self, task: Record, holder: Holder) -> list[Record]:
        """Return the measurements at a body since it has a duty; those of the whole where the task is of one body alone."""
        of = ("", holder.body.id) if len(self.evidence.holders.tasked(task)) == 1 else (holder.body.id,)
        found = [own for body in of for own in self.evidence.measurements.get((task.id, body), ())]
        return [measurement for measurement in found if dates.day(measurement["at"]) >= holder.since]

    def _target(self, task: Record, course: Course, measured: list[Record], holder: Holder | None = None) -> Standing:
        since, values, own = holder.since if holder is not None else date.min, targets.values(task, measured), course
        if course.due.day is not None and since > course.due.day + ONE_DAY:  # it has it since then
            own = replace(course, due=replace(course.due, day=since - ONE_DAY))
        found = targets.reached(course, values, self.as_of, self.evidence.judge.workdays)
        if found.days_late:
            late = targets.reached(own, values, self.as_of, self.evidence.judge.workdays)
            text = found.because
            if own is not course and late.state is State.OPEN_OVERDUE:
                days = f"{least(holder.taken) if holder is not None else ''}{late.because.rpartition(', đã quá ')[2]}"
                text = f"{text.partition(', đã quá ')[0]}, đã quá {days} từ khi tiếp nhận"
            found = replace(found, because=text, days_late=late.days_late, working_days_late=late.working_days_late)
        handed_in = [f"đã nộp {said_when(course.submitted)}"] if course.submitted is not None else []
        told = [*self.evidence.judge.told(course, None)]
        facts = [*handed_in, *(words for words, days in told if not days)]
        bare = found.because.partition(", đã quá ")[0].partition(", chậm ít nhất ")[0]
        past = found.state in (State.OPEN_OVERDUE, State.DONE_LATE)
        return replace(
            found, because="; ".join((found.because, *handed_in, *(words for words, _ in told))),
            mild="; ".join((found.because, *facts)), bare=("", "; ".join((bare, *facts))), extensions=course.extensions, was_late=course.was_late(since),
            inherited=past and passed(course.due, since), moved_late=course.moved_late(since),
            overdue_from=course.overdue_from(since),
        )  # fmt: skip


class _Found(NamedTuple):
    """A duty of a line."""

    duty: Duty
    taken: bool = False
    """Whether its body has it from another, or nothing is known to have been done about it."""
    left: bool = False
    """Whether it was passed on late."""


def _answered(course: Course) -> bool:
    """Whether something is recorded that was done about a duty, or that stopped it."""
    return course.done or course.submitted is not None or course.halted is not None


def occurrences(events: Iterable[Happened]) -> list[list[Happened]]:
    """Split what happened to a duty that is never done into its occurrences: each begins when something arises.

    What is handed in or confirmed without such a beginning is an occurrence of its own. What moves or stops the duty is
    of none of them alone.
    """
    found: list[list[Happened]] = [[]]
    for event in itertools.takewhile(lambda event: event.type not in ENDED, events):
        if event.type in MOVES:
            continue
        over = any(known.type == "xac-nhan" for known in found[-1]) and event.type != "mo-lai"
        if found[-1] and (event.type in OPENS or over):
            found.append([])
        found[-1].append(event)
    return [own for own in found if any(event.type in OPENS or event.type in ENDS for event in own)]


def _certain(_: date, day: date) -> date:
    """What is recorded of an occurrence is certain."""
    return day


DOUBTFUL = "có nhiều lần phát sinh khi chưa có kết quả, nguồn không nêu kết quả nộp là của lần nào"


def _doubtful(found: list[list[Happened]]) -> list[bool]:
    """Return of which occurrences nobody can say whether what was handed in was theirs: several were open then."""
    answered = [any(event.type in ENDS for event in events) for events in found]
    doubtful = [any(answered[i + 1 :]) if not answered[i] else i > 0 and not answered[i - 1] for i in range(len(found))]
    for i, events in enumerate(found[1:], 1):  # what is confirmed and was not handed in may be the one before
        before = {event.type for event in found[i - 1]}
        if {event.type for event in events} & {*ENDS} == {"xac-nhan"} and "nop" in before and "xac-nhan" not in before:
            doubtful[i - 1] = doubtful[i] = True
    return doubtful


def _together(own: list[tuple[bool, Duty]]) -> Duty:
    """Return the one duty of several that came together at a body, with what is said of the rest.

    That is what is overdue; else what it did by its own task (else: was taken over). Else the most pressing. Overdue when
    it was taken over, it counts at the one before: of its own, what it was late by counts at the body.
    """

    def order(one: tuple[bool, Duty]) -> tuple[bool, bool, int, int]:
        standing = one[1].standing
        overdue = standing.state is State.OPEN_OVERDUE
        return (not overdue, one[0], _rank(standing.state), -standing.days_late)

    every = sorted(own, key=order)
    first, *rest = (duty.standing for _, duty in every)
    late = max((max(other.days_late, other.was_late) for other in rest if other.late), default=0)
    texts = dict.fromkeys(standing.because for standing in (first, *rest))
    moved = tuple(event for standing in (first, *rest) for event in standing.moved_late)
    told = replace(first, because="; ngoài ra: ".join(texts), moved_late=moved)
    if first.inherited and late:
        told = replace(told, inherited=False, was_late=max(first.was_late, late))
    return replace(every[0][1], standing=told)


def _again(before: Duty, now: Duty) -> Duty:
    """Return the one duty of a body that passed on late what it had passed on late before: by one deadline its days add up."""
    was, standing = before.standing, now.standing
    told = _back(before, now)
    if was.due != standing.due or (was.inherited and not standing.inherited):
        return told
    return replace(told, standing=replace(told.standing, was_late=was.was_late + standing.was_late))


def _back(before: Duty | None, now: Duty) -> Duty:
    """Return the one duty of a body that has what it had passed on late: as it stands, and that it had been late then."""
    if before is None:
        return now
    was, standing = before.standing, now.standing
    inherited = was.inherited and standing.inherited
    days = standing.was_late if was.inherited and not inherited else max(was.was_late, standing.was_late)
    told = replace(standing, because=f"{was.because}; {standing.because}", was_late=days, inherited=inherited)
    told = replace(told, moved_late=(*was.moved_late, *standing.moved_late))
    return replace(now, standing=told)


def _rank(state: State) -> int:
    return WORST.index(state) if state in WORST else len(WORST)


def _unknown(task: Record, because: str) -> Duty:
    return Duty(task, None, None, Standing(State.NO_INFORMATION, because))


def _taken_over(standing: Standing, line: Line, way: Line) -> Standing:
    """Say from whom a body took a duty over, and who has it since that body did it."""
    holder = way[-1]
    source = f" từ {bodies.short(holder.before)}" if holder.before else ""
    before = [f"tiếp nhận nhiệm vụ{source} {_within(holder.taken)}"] if holder.since > date.min else []
    after = [passed_to(then) for then in line[len(way) :]]
    return standing.framed(before, after)


def _within(span: Interval) -> str:
    """Say when a duty was passed on: days that are no month or year are told apart from the name before them."""
    text = vi_on(span)
    return f"trong khoảng {text}" if text.startswith("từ ") else text
