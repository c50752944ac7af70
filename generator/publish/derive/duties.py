"""Duties: every task at every body that answers for it, for every period of a recurring one, judged as of a day."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from generator.domain import bodies, dates, tasks
from generator.domain.dates import Interval
from generator.domain.events import Happened
from generator.domain.once import once
from generator.domain.periods import Period
from generator.domain.text import vi_date, vi_interval
from generator.model import Corpus, Record
from generator.publish.derive import targets
from generator.publish.derive.evidence import Evidence
from generator.publish.derive.holders import Line
from generator.publish.derive.judge import ONE_DAY, Course, Tenure, follow
from generator.publish.derive.periodic import cancelled, periodic
from generator.publish.derive.standing import Duty, Standing, State

NEVER_DONE = ("thuong-xuyen", "cam", "co-dieu-kien")
"""Shapes of duties that are not completed once and for all."""
OPENS = ("phat-sinh",)
ENDS = ("nop", "xac-nhan")
WORST = (State.OPEN_OVERDUE, State.AWAITING_LATE, State.DUE_SOON, State.OPEN_IN_TIME, State.AWAITING)
"""Of duties that came together at one body, the one that is told: what is most pressing first."""


@once
def duties(corpus: Corpus, as_of: date) -> dict[str, list[Duty]]:
    """Return the duties of every task by task id, as of a day, in the order of the documents."""
    found = _Duties(Evidence(corpus, as_of))
    return {task.id: list(found.of(task)) for task in tasks.in_order(corpus)}


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
        elif task["shape"] in NEVER_DONE:
            found = list(self._never_done(task, issued))
        elif self.evidence.silent(task):
            text = "sổ chỉ có nội dung văn bản chỉ đạo, không có thông tin về việc thực hiện"
            found = [Duty(task, None, None, Standing(State.NO_INFORMATION, text, tasks.due(task)))]
        elif "leads" not in task.data:
            found = [_unknown(task, "văn bản không nêu cơ quan chủ trì, nên sổ không tính cho cơ quan nào")]
        elif "recurrence" in task.data:
            found = list(periodic(self.evidence, task, issued))
        else:
            found = list(self._once(task, issued))
        yield from found or [_unknown(task, "sổ chưa ghi cơ quan nào thuộc nơi được giao việc này")]

    # duties that are never done

    def _never_done(self, task: Record, issued: Interval) -> Iterator[Duty]:
        """Yield the duty as such, and every occurrence of it that a record tells of."""
        yield Duty(task, None, None, self._standing(task))
        if self.evidence.silent(task):
            return
        if "recurrence" in task.data:
            yield from periodic(self.evidence, task, issued, only_recorded=True)
        for line in self.evidence.holders.lines(task, lambda _: False):
            body = line[-1].body
            for events in occurrences(self.evidence.events(task, line)):
                first = events[0].when
                course = follow(self.evidence.deadline(task, issued, events), events, self.evidence.judge.workdays)
                seen = max(self.evidence.seen(task, line, course.due.day) or date.min, events[-1].when.last)
                standing = self.evidence.judge.standing(course, seen=seen, body=body.id)
                period = Period(first.last.isoformat(), first)
                yield Duty(task, body, period, standing, self.evidence.holders.files(task, line)[-1])

    def _standing(self, task: Record) -> Standing:
        stopped = cancelled(self.evidence, task)
        if stopped is not None:
            return stopped
        reason = {
            "cam": "điều cấm, phải luôn tuân thủ",
            "co-dieu-kien": f"chỉ phải làm khi có điều kiện sau: {task.get('condition', '').strip().rstrip('.')}",
        }.get(task["shape"], "nghĩa vụ thường xuyên")
        start = task.get("start", {})
        first, last = dates.days(start.get("from")).first, dates.days(start.get("to")).last
        if "from" in start and first > self.as_of:
            reason += f", từ {vi_date(first)}"
        elif "to" in start and last < self.as_of:
            reason += f", đến hết {vi_date(last)}"
        return Standing(State.STANDING, f"{reason}; không tính hoàn thành hay quá hạn")

    # duties that are done once

    def _once(self, task: Record, issued: Interval) -> Iterator[Duty]:
        """Yield one duty per body: what came together at one is told once; and what was late when it was passed on."""
        together: dict[str, list[Duty]] = {}
        for line in self.evidence.holders.lines(task, self._closed(task, issued)):
            duty = self._at(task, issued, line)
            together.setdefault(line[-1].body.id, []).append(duty)
            yield from self._left_late(task, issued, line)
        for own in together.values():
            yield _together(own)
        whole = self.evidence.measurements.get((task.id, ""))
        if whole and len(self.evidence.holders.tasked(task)) > 1:  # it says nothing of each of several bodies
            due = self.evidence.deadline(task, issued, ())
            yield Duty(task, None, None, self._target(task, Course(due), whole))

    def _at(self, task: Record, issued: Interval, line: Line) -> Duty:
        holder, body = line[-1], line[-1].body
        course = self._course(task, issued, line)
        end = bodies.life(body).last
        if "target" in task.data and not course.done and course.halted is None:
            standing = self._target(task, course, self._measured(task, line))
        else:
            held = Tenure(holder.since, bodies.short(holder.before)) if holder.before is not None else None
            standing = self.evidence.judge.standing(
                course,
                seen=self.evidence.seen(task, line, course.due.day),
                body=body.id,
                held=held,
                ended=end if end < self.as_of else None,
                given=issued.first if issued.exact else None,
            )
        files = self.evidence.holders.files(task, line)
        return Duty(task, body, None, _taken_over(standing, line), files[-1] if len(files) > 1 else None)

    def _left_late(self, task: Record, issued: Interval, line: Line) -> Iterator[Duty]:
        """Yield what was late at a body on the day on which it was passed on: it stays told there."""
        for i, (holder, after) in enumerate(itertools.pairwise(line)):
            before = line[: i + 1]
            day = after.since - ONE_DAY
            events = [event for event in self.evidence.events(task, before) if event.when.last <= day]
            course = follow(self.evidence.deadline(task, issued, events), events, self.evidence.judge.workdays)
            due, seen = course.due.day, self.evidence.seen(task, line, course.due.day)
            start = max(due or date.max, holder.since - ONE_DAY if i else date.min)
            if due is None or seen is None or course.closed or course.submitted or start >= min(day, seen):
                continue
            late = self.evidence.judge.workdays.lateness(start, min(day, seen))
            text = (
                f"đã chuyển cho {bodies.short(after.body)} ngày {vi_date(after.since)}; khi ấy đã quá hạn {late.words}"
            )
            yield Duty(task, holder.body, None, Standing(State.PASSED_ON, text, due, was_late=late.days))

    def _course(self, task: Record, issued: Interval, line: Line) -> Course:
        events = self.evidence.events(task, line)
        return follow(self.evidence.deadline(task, issued, events), events, self.evidence.judge.workdays)

    def _closed(self, task: Record, issued: Interval) -> Callable[[Line], bool]:
        return lambda line: self._course(task, issued, line).closed

    def _measured(self, task: Record, line: Line) -> list[Record]:
        """Return the measurements at the bodies of a line; one of the whole counts where there is only one body."""
        own = [m for holder in line for m in self.evidence.measurements.get((task.id, holder.body.id), ())]
        if own or len(self.evidence.holders.tasked(task)) > 1:
            return own
        return self.evidence.measurements.get((task.id, ""), [])

    def _target(self, task: Record, course: Course, measured: list[Record]) -> Standing:
        found = targets.reached(course, targets.values(task, measured), self.as_of, self.evidence.judge.workdays)
        return replace(
            found,
            because="; ".join((found.because, *course.past)),
            extensions=course.extensions,
            was_late=course.was_late,
        )


def occurrences(events: list[Happened]) -> Iterator[list[Happened]]:
    """Split what happened to a duty that is never done into its occurrences: each begins when something arises.

    What is handed in or confirmed without such a beginning is an occurrence of its own.
    """
    current: list[Happened] = []
    for event in events:
        if event.type == "huy":
            break
        over = any(known.type == "xac-nhan" for known in current) and event.type != "mo-lai"
        if current and (event.type in OPENS or over):
            yield current
            current = []
        current.append(event)
    if any(event.type in OPENS or event.type in ENDS for event in current):
        yield current


def _together(own: list[Duty]) -> Duty:
    """Return the one duty of several that came together at a body: the most pressing, with what is said of the rest."""
    first, *rest = sorted(own, key=lambda duty: (_rank(duty.standing.state), -duty.standing.days_late))
    texts = dict.fromkeys(duty.standing.because for duty in (first, *rest))
    return replace(first, standing=replace(first.standing, because="; ngoài ra: ".join(texts)))


def _rank(state: State) -> int:
    return WORST.index(state) if state in WORST else len(WORST)


def _unknown(task: Record, because: str) -> Duty:
    return Duty(task, None, None, Standing(State.NO_INFORMATION, because))


def _taken_over(standing: Standing, line: Line) -> Standing:
    holder = line[-1]
    if len(line) == 1:
        return standing
    source = f" từ {bodies.short(holder.before)}" if holder.before else ""
    return replace(standing, because=f"tiếp nhận nhiệm vụ{source} ngày {vi_date(holder.since)}; {standing.because}")
