"""Standings: where each duty is on a day, derived from what was recorded, and explained in a sentence.

The four official states are those of the national count (completed: in time / late; not completed: within its
deadline / overdue; Decision 42/2014/QĐ-TTg and its reports). What can never be "done", has no deadline, is paused or
cancelled, or is not known to this register is kept apart and never enters a rate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from generator.domain import bodies, dates, periods, tasks
from generator.domain.periods import Period
from generator.domain.text import vi_date, vi_interval
from generator.domain.workdays import workdays
from generator.model import Corpus, Record

SOON = 7
"""Days before a deadline from which it is "due soon" (the first of the customary reminders 7, 3, 1)."""


class State(StrEnum):
    """The states of a duty. Values are part of the published data."""

    DONE_ON_TIME = "done-on-time"
    DONE_LATE = "done-late"
    OPEN_IN_TIME = "open-in-time"
    OPEN_OVERDUE = "open-overdue"
    DUE_SOON = "due-soon"
    NO_DEADLINE = "no-deadline"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    STANDING = "standing"
    NO_INFORMATION = "no-information"


LABELS: dict[State, str] = {
    State.DONE_ON_TIME: "Hoàn thành đúng hạn",
    State.DONE_LATE: "Hoàn thành quá hạn",
    State.OPEN_IN_TIME: "Chưa hoàn thành, trong hạn",
    State.OPEN_OVERDUE: "Chưa hoàn thành, quá hạn",
    State.DUE_SOON: "Sắp đến hạn",
    State.NO_DEADLINE: "Không hạn",
    State.PAUSED: "Tạm dừng",
    State.CANCELLED: "Đã hủy",
    State.STANDING: "Nghĩa vụ thường xuyên",
    State.NO_INFORMATION: "Không có thông tin",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A derived state and the sentence that explains it; days late are calendar days, working days where known."""

    state: State
    because: str
    due: date | None = None
    done: date | None = None
    days_late: int = 0
    working_days_late: int | None = None
    extensions: int = 0


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to be judged: a task at one body, for one period if it recurs."""

    task: Record
    body: Record | None
    period: Period | None
    standing: Standing
    record: Record | None = None
    """The rollout or submission that says what happened, if there is one."""


@dataclass(frozen=True, slots=True)
class Count:
    """Duties by state. Rates are over what fell due: everything done, and what is open and overdue."""

    by_state: Mapping[State, int]

    def __getitem__(self, state: State) -> int:
        return self.by_state.get(state, 0)

    @property
    def total(self) -> int:
        """All duties."""
        return sum(self.by_state.values())

    @property
    def fell_due(self) -> int:
        """The denominator of the rates."""
        return self[State.DONE_ON_TIME] + self[State.DONE_LATE] + self[State.OPEN_OVERDUE]

    @property
    def late(self) -> int:
        """Done late, or open and overdue."""
        return self[State.DONE_LATE] + self[State.OPEN_OVERDUE]

    @property
    def tracked(self) -> int:
        """Duties of which the register knows how they went."""
        return self.total - self[State.NO_INFORMATION]


def count(duties: Iterable[Duty]) -> Count:
    """Count duties by state."""
    table: dict[State, int] = {}
    for duty in duties:
        table[duty.standing.state] = table.get(duty.standing.state, 0) + 1
    return Count(table)


def duties(corpus: Corpus, as_of: date) -> dict[str, list[Duty]]:
    """Return the duties of every task by task id, as of a day."""
    judge = _Judge(corpus, as_of)
    return {task.id: list(judge.duties(task)) for task in corpus.of("task")}


class _Judge:
    """Judges tasks of one corpus as of one day; holds the tables that every judgement needs."""

    def __init__(self, corpus: Corpus, as_of: date) -> None:
        self.corpus = corpus
        self.as_of = as_of
        self.workdays = workdays(corpus)
        self.rollouts = {(r["task"], r["addressee"]): r for r in corpus.of("rollout")}
        self.submissions = {(s["task"], s["reporter"], s["period"]): s for s in corpus.of("submission")}
        self.measurements: dict[str, list[Record]] = {}
        for measurement in sorted(corpus.of("measurement"), key=lambda m: str(m["at"])):
            self.measurements.setdefault(measurement["task"], []).append(measurement)
        self.calendar_events = sorted(
            (dates.day(event["date"]), calendar.province, event["event"])
            for calendar in corpus.of("calendar")
            for event in calendar.get("events", ())
        )

    def duties(self, task: Record) -> Iterator[Duty]:
        directive = self.corpus.get(task["directive"], "directive")
        issued = tasks.issued(self.corpus, task)
        if directive is None or directive["coverage"] == "chi-van-ban":
            yield Duty(task, None, None, self._untracked(task))
            return
        if task["shape"] in ("thuong-xuyen", "cam", "co-dieu-kien") and "recurrence" not in task.data:
            yield Duty(task, None, None, self._standing_duty(task))
            return
        if issued.first > self.as_of:
            yield Duty(task, None, None, Standing(State.OPEN_IN_TIME, f"văn bản giao việc ban hành {vi_interval(issued)}"))
            return
        addressees = list(self._addressees(task, issued.first))
        if task["shape"] == "dinh-ky" or "recurrence" in task.data:
            expected = self._expected(task, issued)
            for body in addressees:
                if not expected:
                    yield Duty(task, body, None, Standing(State.NO_DEADLINE, "chưa đến kỳ nào hoặc không xác định được kỳ"))
                for period in expected:
                    yield self._instance(task, body, period)
            return
        for body in addressees:
            rollout = self.rollouts.get((task.id, body.id))
            yield Duty(task, body, None, self._once(task, rollout), rollout)

    def _addressees(self, task: Record, on: date) -> Iterator[Record]:
        """Yield who must act: the leads as of the directive, each followed by its successor once it has ended."""
        seen: set[str] = set()
        for party in task["leads"]:
            lead = self.corpus.body(party["body"])
            for body in bodies.expand(self.corpus, lead, on) if lead else ():
                for current in self._current(body):
                    if current.id not in seen:
                        seen.add(current.id)
                        yield current

    def _current(self, body: Record) -> list[Record]:
        """Return the body, or those that took over from it by the day (recorded states stay with the body)."""
        if bodies.life(body).last >= self.as_of or body.kind != "agency":
            return [body]
        heirs = bodies.successors(self.corpus, body)
        if len(heirs) != 1:
            return [body]
        return self._current(heirs[0][0]) if heirs[0][0].id != body.id else [body]

    def _untracked(self, task: Record) -> Standing:
        if task["shape"] in ("thuong-xuyen", "cam", "co-dieu-kien"):
            return self._standing_duty(task)
        return Standing(
            State.NO_INFORMATION,
            "sổ chỉ có nội dung văn bản chỉ đạo, không có thông tin về việc thực hiện",
            tasks.due(task),
        )

    def _standing_duty(self, task: Record) -> Standing:
        for event in task.get("events", ()):
            if event["type"] == "huy" and dates.days(event["date"]).first <= self.as_of:
                return self._cancelled(event)
        reason = {
            "cam": "điều cấm: phải giữ mãi, không tính hoàn thành hay quá hạn",
            "co-dieu-kien": f"chỉ phải làm khi: {task.get('condition', '')}",
        }.get(task["shape"], "nghĩa vụ thường xuyên: không tính hoàn thành hay quá hạn")
        return Standing(State.STANDING, reason)

    def _cancelled(self, event: Mapping[str, Any]) -> Standing:
        return Standing(State.CANCELLED, f"hủy {vi_interval(dates.days(event['date']))}: {event['reason']}")

    def _once(self, task: Record, rollout: Record | None) -> Standing:
        events = sorted(
            (*task.get("events", ()), *(rollout.get("events", ()) if rollout else ())),
            key=lambda event: dates.days(event["date"]).first,
        )
        measured = self._reached(task, rollout)
        return self._judge(tasks.due(task), events, measured)

    def _reached(self, task: Record, rollout: Record | None) -> date | None:
        """Return the day on which a measured value first met the target of the task."""
        target = task.get("target")
        if not target or target["operator"] == "cut-ge":
            return None
        wanted = Decimal(str(target["value"]))
        for measurement in self.measurements.get(task.id, ()):
            if rollout is not None and measurement.get("body") not in (None, rollout["addressee"]):
                continue
            value = Decimal(str(measurement["value"]))
            met = {"ge": value >= wanted, "le": value <= wanted, "eq": value == wanted}[target["operator"]]
            if met and dates.day(measurement["at"]) <= self.as_of:
                return dates.day(measurement["at"])
        return None

    def _judge(self, due: date | None, events: Iterable[Mapping[str, Any]], measured: date | None = None) -> Standing:
        """Fold the events up to the day into a state. A returned submission is not done."""
        submitted: dates.Interval | None = None
        confirmed: dates.Interval | None = None
        paused: Mapping[str, Any] | None = None
        returned = ""
        extensions = 0
        for event in events:
            when = dates.days(event["date"])
            if when.first > self.as_of:
                break
            match event["type"]:
                case "gia-han":
                    due, extensions = dates.day(event["new_due"]), extensions + 1
                case "tam-dung":
                    paused = event
                case "tiep-tuc":
                    paused = None
                    due = dates.day(event["new_due"]) if "new_due" in event else due
                case "nop":
                    submitted, returned = when, ""
                case "tra-lai":
                    submitted, returned = None, f"; kết quả bị trả lại {vi_interval(when)}: {event['reason']}"
                case "xac-nhan":
                    confirmed = submitted or when
                case "huy":
                    return self._cancelled(event)
        if confirmed is None and measured is not None:
            confirmed = dates.Interval(measured, measured)
        moved = f" (đã gia hạn {extensions} lần)" if extensions else ""
        if confirmed is not None:
            return self._done(due, confirmed, moved, extensions)
        if paused is not None:
            since = vi_interval(dates.days(paused["date"]))
            return Standing(State.PAUSED, f"tạm dừng từ {since}: {paused['reason']}", due, extensions=extensions)
        return self._open(due, submitted, returned, moved, extensions)

    def _done(self, due: date | None, done: dates.Interval, moved: str, extensions: int) -> Standing:
        when = vi_interval(done)
        if due is None:
            return Standing(State.NO_DEADLINE, f"đã hoàn thành {when}; không ấn định hạn nên không tính đúng hay quá hạn",
                            done=done.last, extensions=extensions)
        if done.last <= due:
            return Standing(State.DONE_ON_TIME, f"hoàn thành {when}, hạn {vi_date(due)}{moved}", due, done.last, extensions=extensions)
        if done.first > due:
            late = (done.first - due).days
            working = self.workdays.between(due, done.first)
            return Standing(State.DONE_LATE, f"hoàn thành {when}, quá hạn {vi_date(due)}{moved} {self._late(late, working)}",
                            due, done.first, late, working, extensions)
        return Standing(State.NO_INFORMATION, f"hoàn thành {when}, không rõ trước hay sau hạn {vi_date(due)}{moved}",
                        due, done.last, extensions=extensions)

    def _open(
        self, due: date | None, submitted: dates.Interval | None, returned: str, moved: str, extensions: int
    ) -> Standing:
        waiting = f"; đã nộp {vi_interval(submitted)}, chờ xác nhận" if submitted else returned
        if due is None:
            return Standing(State.NO_DEADLINE, f"chưa hoàn thành; chỉ đạo không ấn định hạn{waiting}", extensions=extensions)
        clock = submitted.first if submitted else self.as_of  # lateness does not grow while others must confirm
        if clock > due:
            late, working = (clock - due).days, self.workdays.between(due, clock)
            return Standing(State.OPEN_OVERDUE, f"hạn {vi_date(due)}{moved} đã qua {self._late(late, working)}{waiting}",
                            due, None, late, working, extensions)
        left = (due - self.as_of).days
        state = State.DUE_SOON if left <= SOON and submitted is None else State.OPEN_IN_TIME
        rest = "hạn là hôm nay" if left == 0 else f"còn {left} ngày" if left > 0 else "nộp trong hạn"
        return Standing(state, f"hạn {vi_date(due)}{moved}, {rest}{waiting}", due, extensions=extensions)

    @staticmethod
    def _late(days: int, working: int | None) -> str:
        return f"{days} ngày" + (f" ({working} ngày làm việc)" if working is not None else "")

    def _expected(self, task: Record, issued: dates.Interval) -> list[Period]:
        """Return the periods whose result is expected by the day: begun after the duty did, and ended."""
        recurrence = task["recurrence"]
        rule = recurrence.get("periods", "lich")
        start = task.get("start", {})
        first = max(issued.last, dates.days(start.get("from")).first if "from" in start else date.min)
        until = min(self.as_of, dates.days(start.get("to")).last)
        if recurrence["every"] == "su-kien":
            return [Period(day.isoformat(), dates.Interval(day, day)) for day in self._event_days(task, first, until)]
        if "first" in recurrence and (opening := periods.parse(recurrence["first"], rule)):
            first = opening.days.first
        if "last" in recurrence and (closing := periods.parse(recurrence["last"], rule)):
            until = min(until, closing.days.last)
        return [p for p in periods.following(recurrence["every"], rule, first, until) if p.days.last <= self.as_of]

    def _event_days(self, task: Record, first: date, until: date) -> list[date]:
        match task["recurrence"]["event"]:
            case "sau-le-tet":
                return [day for day in self.workdays.returns if first <= day <= until]
            case "giao-ban-thang":
                return [
                    day for day, province, event in self.calendar_events
                    if province == task.province and event == "giao-ban-thang" and first <= day <= until
                ]
            case _:
                return []

    def _due_of(self, task: Record, period: Period) -> date | None:
        recurrence = task["recurrence"]
        if "days_after" in recurrence:
            return period.days.last + timedelta(days=recurrence["days_after"])
        if "working_days_after" in recurrence:
            return self.workdays.add(period.days.last, recurrence["working_days_after"])
        return None

    def _instance(self, task: Record, body: Record, period: Period) -> Duty:
        """Judge one expected instance of a recurring duty; a missing one is late when its deadline has passed."""
        submission = self.submissions.get((task.id, body.id, period.id))
        due = self._due_of(task, period)
        if submission is None or dates.day(submission["received"]) > self.as_of:
            cancelled = next((e for e in task.get("events", ()) if e["type"] == "huy"), None)
            if cancelled and dates.days(cancelled["date"]).first <= period.days.last:
                return Duty(task, body, period, self._cancelled(cancelled))
            return Duty(task, body, period, self._open(due, None, "; chưa có báo cáo của kỳ này", "", 0))
        first = [{"type": "nop", "date": submission["received"]}]
        events = [*first, *submission.get("events", ())]
        # A periodic report is done when received, unless it was returned and not handed in again.
        judged = self._judge(due, events)
        last = max((e for e in events if dates.days(e["date"]).first <= self.as_of), key=lambda e: dates.days(e["date"]).first)
        if last["type"] == "nop":
            judged = self._done(due, dates.days(last["date"]), "", 0)
        return Duty(task, body, period, judged, submission)
