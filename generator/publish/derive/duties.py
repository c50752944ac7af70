"""Duties: every task at every body that answers for it, for every period of a recurring one, judged as of a day."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from generator.domain import bodies, dates, periods, tasks
from generator.domain.dates import Deadline, Interval
from generator.domain.once import once
from generator.domain.periods import Period
from generator.domain.text import vi_date, vi_interval
from generator.domain.workdays import NO_CALENDAR, workdays
from generator.model import Corpus, Record
from generator.publish.derive.holders import Holders, Line
from generator.publish.derive.judge import MEASURED, SOON, Course, Event, Judge, follow, until
from generator.publish.derive.standing import Duty, Standing, State

NEVER_DONE = ("thuong-xuyen", "cam", "co-dieu-kien")
"""Shapes of duties that are not completed once and for all."""
MEETS = {"ge": operator.ge, "gt": operator.gt, "le": operator.le, "lt": operator.lt, "eq": operator.eq}
MEETS |= dict.fromkeys(("cut-ge", "rise-ge"), operator.ge)  # what is recorded is the cut or the rise itself
"""How a measured value meets a target; of a cut or a rise the record does not say whether the value is a difference."""


@once
def duties(corpus: Corpus, as_of: date) -> dict[str, list[Duty]]:
    """Return the duties of every task by task id, as of a day."""
    found = _Duties(corpus, as_of)
    return {task.id: list(found.of(task)) for task in corpus.of("task")}


@dataclass(frozen=True, slots=True)
class _Expected:
    """A period for which something is due, and by when."""

    period: Period
    due: Deadline

    @property
    def by(self) -> date:
        """The day that decides who answers, and whether the duty rested."""
        return self.due.day or self.period.days.last


class _Duties:
    """Judges tasks of one corpus as of one day; holds the tables that every judgement needs."""

    def __init__(self, corpus: Corpus, as_of: date) -> None:
        self.corpus = corpus
        self.as_of = as_of
        self.judge = Judge(as_of, workdays(corpus))
        self.holders = Holders(corpus, as_of)
        self.submissions: dict[tuple[str, str], dict[str, Record]] = {}
        for submission in corpus.of("submission"):
            if dates.day(submission["received"]) <= as_of:
                own = self.submissions.setdefault((submission["task"], submission["reporter"]), {})
                own[submission["period"]] = submission
        self.measurements: dict[tuple[str, str], list[Record]] = {}
        for measurement in sorted(corpus.of("measurement"), key=lambda m: str(m["at"])):
            self.measurements.setdefault((measurement["task"], measurement.get("body", "")), []).append(measurement)
        self.meetings: dict[tuple[str, str], set[date]] = {}
        for calendar in corpus.of("calendar"):
            for event in calendar.get("events", ()):
                self.meetings.setdefault((calendar.province, event["event"]), set()).add(dates.day(event["date"]))

    def of(self, task: Record) -> Iterator[Duty]:
        directive = self.corpus.get(task["directive"], "directive")
        issued = tasks.issued(self.corpus, task)
        tracked = directive is not None and directive["coverage"] != "chi-van-ban"
        if directive is not None and issued.first > self.as_of:
            text = f"văn bản giao việc đến {vi_interval(issued).removeprefix('từ ')} mới ban hành"
            found = [Duty(task, None, None, Standing(State.NO_INFORMATION, text))]
        elif task["shape"] in NEVER_DONE and not (tracked and "recurrence" in task.data):
            found = [Duty(task, None, None, self._standing(task))]
        elif not tracked:
            text = "sổ chỉ có nội dung văn bản chỉ đạo, không có thông tin về việc thực hiện"
            found = [Duty(task, None, None, Standing(State.NO_INFORMATION, text, tasks.due(task)))]
        elif "recurrence" in task.data:
            found = list(self._recurring(task, issued))
        else:
            found = [self._once(task, issued, line) for line in self.holders.lines(task, self._closed(task, issued))]
        text = "sổ chưa ghi cơ quan nào thuộc nơi được giao việc này"
        yield from found or [Duty(task, None, None, Standing(State.NO_INFORMATION, text))]

    # duties that are never done

    def _standing(self, task: Record) -> Standing:
        cancelled = self._cancelled(task)
        if cancelled is not None:
            return cancelled
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

    def _cancelled(self, task: Record) -> Standing | None:
        for event in until(self.as_of, task.get("events", ())):
            if event["type"] == "huy":
                return self.judge.standing(Course(Deadline(), halted=event))
        return None

    # duties that are done once

    def _once(self, task: Record, issued: Interval, line: Line) -> Duty:
        body = line[-1].body
        end = bodies.life(body).last
        standing = self.judge.standing(self._course(task, issued, line), ended=end if end < self.as_of else None)
        files = self.holders.files(task, line)
        return Duty(task, body, None, _taken_over(standing, line), files[-1] if len(files) > 1 else None)

    def _course(self, task: Record, issued: Interval, line: Line) -> Course:
        files = [record.get("events", ()) for record in self.holders.files(task, line)]
        events = until(self.as_of, *files, self._measured(task, line))
        return follow(self._deadline(task, issued, events), events)

    def _closed(self, task: Record, issued: Interval) -> Callable[[Line], bool]:
        return lambda line: self._course(task, issued, line).closed

    def _measured(self, task: Record, line: Line) -> list[Event]:
        """Return the measurements of a target as events: those at the bodies of the line.

        One of the whole (without body) says nothing of each of several bodies; it counts where there is only one.
        """
        target = task.get("target", {})
        meets = MEETS.get(target.get("operator", ""))
        if meets is None:
            return []
        own = [m for holder in line for m in self.measurements.get((task.id, holder.body.id), ())]
        whole = self.measurements.get((task.id, ""), [])
        if whole and len(self.holders.tasked(task)) > 1:
            whole = []
        wanted = Decimal(str(target["value"]))
        return [
            {"type": MEASURED, "date": m["at"], "met": meets(Decimal(str(m["value"])), wanted)}
            for m in sorted(own or whole, key=lambda m: str(m["at"]))
        ]

    def _deadline(self, task: Record, issued: Interval, events: list[Event]) -> Deadline:
        within = task.get("due", {}).get("within")
        if within is None:
            return Deadline(tasks.due(task))
        match within["of"]:
            case "ban-hanh":
                since, unknown = issued, "hạn tính từ ngày ban hành, sổ không biết đúng ngày nào"
            case "nhan":
                received = (dates.days(event["date"]) for event in events if event["type"] == "nhan")
                since, unknown = next(received, dates.EVER), "hạn tính từ ngày nhận, sổ chưa ghi đúng ngày nhận"
            case _:
                arisen = (dates.days(event["date"]) for event in events if event["type"] == "phat-sinh")
                since, unknown = (
                    next(arisen, dates.EVER),
                    "hạn tính từ khi phát sinh việc, sổ chưa ghi đúng ngày phát sinh",
                )
        if not since.exact:
            return Deadline(None, unknown)
        if "days" in within:
            return Deadline(since.first + timedelta(days=within["days"]))
        return self._working(since.first, within["working_days"])

    def _working(self, day: date, count: int) -> Deadline:
        last = self.judge.workdays.add(day, count)
        return Deadline(last, "" if last else NO_CALENDAR)

    # recurring duties

    def _recurring(self, task: Record, issued: Interval) -> Iterator[Duty]:
        """Yield one duty per body and period; one without period for a body of which nothing was due so far."""
        if task["recurrence"]["every"] == "ngay":
            text = "việc phải làm hằng ngày; sổ không theo dõi từng ngày"
            yield Duty(task, None, None, self._cancelled(task) or Standing(State.STANDING, text))
            return
        expected = self._expected(task, issued)
        tasked = self.holders.tasked(task)
        shown: set[tuple[str, str]] = set()
        lines = list(self.holders.lines(task, lambda _: False))
        for line in lines:
            # A body that was tasked itself answers once: by its own reports.
            own = [holder.body for holder in line if holder is line[0] or holder.body.id not in tasked]
            for due in self._and_recorded(task, own, expected):
                duty = self._instance(task, line, own, due)
                if duty is not None and duty.body is not None and (duty.body.id, due.period.id) not in shown:
                    shown.add((duty.body.id, due.period.id))
                    yield duty
        busy = {body for body, _ in shown}
        for body in {line[-1].body.id: line[-1].body for line in lines if line[-1].body.id not in busy}.values():
            yield Duty(task, body, None, self._nothing_due(task))

    def _instance(self, task: Record, line: Line, own: list[Record], due: _Expected) -> Duty | None:
        """Judge one period at the body that answered when its deadline passed; None if nothing was due from it."""
        period = due.period
        for body in own:
            submission = self.submissions.get((task.id, body.id), {}).get(period.id)
            if submission is not None:
                received: Event = {"type": "nop", "date": submission["received"]}
                events = [received, *until(self.as_of, submission.get("events", ()))]
                standing = self.judge.standing(follow(due.due, events, accepted=True))
                return Duty(task, body, period, standing, submission)
        day = min(due.by + timedelta(days=1), self.as_of)
        at = max(i for i, holder in enumerate(line) if holder.since <= day)
        body = line[at].body
        end = bodies.life(body).last
        halted = self._rest(task, line, due.by)
        if body not in own or end < min(period.days.last, self.as_of) or _skipped(halted, period):
            return None
        course = Course(due.due, halted=halted)
        ended = end if end < self.as_of else None
        missing = "chưa có báo cáo của kỳ này"
        standing = self.judge.standing(course, ended=ended, heir=at + 1 < len(line), missing=missing)
        return Duty(task, body, period, standing)

    def _rest(self, task: Record, line: Line, day: date) -> Event | None:
        """Return the pause or cancellation in force on a day."""
        halted: Event | None = None
        files = (record.get("events", ()) for record in self.holders.files(task, line))
        for event in until(min(day, self.as_of), *files):
            match event["type"]:
                case "huy":
                    return event
                case "tam-dung":
                    halted = event
                case "tiep-tuc":
                    halted = None
        return halted

    def _nothing_due(self, task: Record) -> Standing:
        recurrence = task["recurrence"]
        cancelled = self._cancelled(task)
        if cancelled is not None:
            return cancelled
        if task["shape"] == "co-dieu-kien":
            return self._standing(task)
        if recurrence["every"] != "su-kien":
            timed = {"days_after", "working_days_after", "due_day", "due_weekday"} & recurrence.keys()
            state = State.OPEN_IN_TIME if timed else State.NO_DEADLINE
            return Standing(state, "chưa hết kỳ đầu tiên, chưa phải nộp báo cáo nào")
        if recurrence["event"] in ("sau-le-tet", "giao-ban-thang"):
            return Standing(State.NO_DEADLINE, "lịch ghi trong sổ chưa có lần nào phải thực hiện")
        return Standing(State.NO_DEADLINE, "chỉ phải làm khi có việc; sổ chưa ghi lần nào")

    def _expected(self, task: Record, issued: Interval) -> list[_Expected]:
        """Return the periods for which something was due by the day, oldest first.

        The period in which the duty began counts, unless the record names a first one. What is due before its period
        ends is expected as soon as it is due soon.
        """
        recurrence = task["recurrence"]
        rule = recurrence.get("periods", "lich")
        start = task.get("start", {})
        first = max(issued.last, dates.days(start.get("from")).first)
        last = min(self.as_of, dates.days(start.get("to")).last)
        if opening := periods.parse(recurrence.get("first", ""), rule):
            first = opening.days.first
        if closing := periods.parse(recurrence.get("last", ""), rule):
            last = min(last, closing.days.last)
        if recurrence["every"] == "su-kien":
            found = [_event(day) for day in self._event_days(task) if first <= day <= last]
        else:
            found = list(periods.following(recurrence["every"], rule, first, last))
        expected = (_Expected(period, self._due_of(task, period)) for period in found)
        return [e for e in expected if e.period.days.last <= self.as_of or _early(e, self.as_of)]

    def _event_days(self, task: Record) -> list[date]:
        event = task["recurrence"]["event"]
        if event == "sau-le-tet":
            return list(self.judge.workdays.returns)
        return sorted(self.meetings.get((task.province, event), ()))

    def _due_of(self, task: Record, period: Period) -> Deadline:
        recurrence = task["recurrence"]
        if "days_after" in recurrence:
            return Deadline(period.days.last + timedelta(days=recurrence["days_after"]))
        if "working_days_after" in recurrence:
            return self._working(period.days.last, recurrence["working_days_after"])
        if "due_weekday" in recurrence:
            return Deadline(period.days.first + timedelta(days=tasks.WEEKDAYS[recurrence["due_weekday"]][0]))
        if "due_day" in recurrence:
            return Deadline(period.day_of(recurrence["due_day"], after=recurrence.get("due_month") == "sau-ky"))
        return Deadline()

    def _and_recorded(self, task: Record, own: list[Record], expected: list[_Expected]) -> list[_Expected]:
        """Return what is expected, and the further periods for which one of the bodies reported."""
        known = {e.period.id for e in expected}
        rule = task["recurrence"].get("periods", "lich")
        more = {
            period.id: _Expected(period, self._due_of(task, period))
            for body in own
            for name in self.submissions.get((task.id, body.id), ())
            if name not in known and (period := periods.parse(name, rule)) is not None
        }
        return sorted([*expected, *more.values()], key=lambda e: e.period.days) if more else expected


def _event(day: date) -> Period:
    return Period(day.isoformat(), Interval(day, day))


def _early(expected: _Expected, as_of: date) -> bool:
    due = expected.due.day
    return due is not None and due < expected.period.days.last and due - timedelta(days=SOON) <= as_of


def _skipped(halted: Event | None, period: Period) -> bool:
    """Whether a period began after the duty was cancelled."""
    return halted is not None and halted["type"] == "huy" and dates.days(halted["date"]).first < period.days.first


def _taken_over(standing: Standing, line: Line) -> Standing:
    holder = line[-1]
    if len(line) == 1:
        return standing
    source = f" từ {bodies.short(holder.before)}" if holder.before else ""
    return replace(standing, because=f"{standing.because}; tiếp nhận nhiệm vụ{source} ngày {vi_date(holder.since)}")
