"""What became of one duty by a day: its events folded into a standing, with the sentence that explains it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from generator.domain import dates
from generator.domain.dates import Deadline, Interval
from generator.domain.text import vi_date, vi_on
from generator.domain.workdays import Workdays
from generator.publish.derive.standing import Standing, State

SOON = 7
"""Days before a deadline from which it is "due soon" (the first of the customary reminders 7, 3, 1)."""
MEASURED = "so-do"
"""A measurement among the events: ``met`` says whether the value reaches the target."""

Event = Mapping[str, Any]


def until(day: date, *files: Iterable[Event]) -> list[Event]:
    """Return the events of several records up to a day, by date; those of one record in the order in which they stand.

    An event known only by its month or year counts from the first day on which it can have been.
    """
    dated: list[tuple[date, Event]] = []
    for events in files:
        reached = date.min
        for event in events:
            reached = max(reached, dates.days(event["date"]).first)
            dated.append((reached, event))
    dated.sort(key=lambda pair: pair[0])
    return [event for at, event in dated if at <= day]


@dataclass(frozen=True, slots=True)
class Course:
    """How far a duty has come."""

    due: Deadline
    extensions: int = 0
    resumed: bool = False
    """Whether the deadline was moved when the duty was resumed."""
    submitted: Interval | None = None
    returned: Event | None = None
    reached: Interval | None = None
    """Since when the measured values meet the target."""
    done: Interval | None = None
    by: str = "hoàn thành"
    """What completed it, as the sentence says it."""
    halted: Event | None = None
    """The pause in force, or the cancellation."""

    @property
    def closed(self) -> bool:
        """Whether nothing can happen to it any more."""
        return self.done is not None or (self.halted is not None and self.halted["type"] == "huy")


def follow(due: Deadline, events: Iterable[Event], *, accepted: bool = False) -> Course:
    """Fold events in order. A returned submission is not done; what is done or cancelled changes no more.

    ``accepted``: a submission completes the duty unless it is returned (periodic reports).
    A target is reached when the last value measured by the deadline meets it, else by the first that does afterwards.
    """
    course = Course(due)
    for event in events:
        last = course.due.day
        if course.reached is not None and last is not None and dates.days(event["date"]).first > last:
            break
        course = _after(course, event)
        if course.closed:
            break
    if course.done is not None:
        return course
    if course.reached is not None:
        return replace(course, done=course.reached, by="đạt chỉ tiêu")
    if accepted and course.submitted is not None and not course.closed:
        return replace(course, done=course.submitted, by="đã nộp báo cáo")
    return course


def _after(course: Course, event: Event) -> Course:
    when = dates.days(event["date"])
    new: dict[str, Any] = {}
    match event["type"]:
        case "gia-han":
            new = {"due": Deadline(dates.day(event["new_due"])), "extensions": course.extensions + 1}
        case "tam-dung" | "huy":
            new = {"halted": event}
        case "tiep-tuc":
            new = {"halted": None}
            if "new_due" in event:
                new |= {"due": Deadline(dates.day(event["new_due"])), "resumed": True}
        case "nop":
            new = {"submitted": when, "returned": None}
        case "tra-lai":
            new = {"submitted": None, "returned": event}
        case "xac-nhan":
            new = {"done": course.submitted or when}
        case "so-do":
            new = {"reached": (course.reached or when) if event["met"] else None}
    return replace(course, **new)


@dataclass(frozen=True, slots=True)
class Judge:
    """Says of a course how it stands as of a day."""

    as_of: date
    workdays: Workdays

    def standing(
        self, course: Course, *, ended: date | None = None, heir: bool = False, missing: str = "chưa hoàn thành"
    ) -> Standing:
        """Return the state and its sentence.

        ``ended``: the last day of a body that ended without passing this duty on.
        ``heir``: whether somebody took over what came later.
        ``missing``: what is said of a duty that is not done.
        """
        if course.done is not None:
            found = self._done(course, course.done)
        elif course.halted is not None:
            found = self._halted(course.halted)
        elif course.submitted is not None:
            found = self._submitted(course, course.submitted)
        elif ended is not None:
            found = self._left(course, ended, missing, heir=heir)
        else:
            found = self._open(course, missing)
        return replace(found, due=course.due.day, extensions=course.extensions)

    def _done(self, course: Course, done: Interval) -> Standing:
        what = f"{course.by} {vi_on(done)}"
        due = course.due.day
        if due is None and course.due.because:
            return Standing(State.NO_INFORMATION, f"{what}; {course.due.because}", done=done.last)
        if due is None:
            text = f"{what}; văn bản không ấn định hạn nên không tính đúng hạn hay quá hạn"
            return Standing(State.NO_DEADLINE, text, done=done.last)
        if done.last <= due:
            return Standing(State.DONE_ON_TIME, f"{what}, trong hạn {_due(course)}", done=done.last)
        if done.first <= due:
            return Standing(State.NO_INFORMATION, f"{what}, không rõ trước hay sau hạn {_due(course)}", done=done.last)
        late, words = self._late(due, done.first)
        text = f"{what}, chậm {_least(done)}{words} so với hạn {_due(course)}"
        return replace(late, state=State.DONE_LATE, because=text, done=done.first)

    @staticmethod
    def _halted(event: Event) -> Standing:
        when = vi_on(dates.days(event["date"]))
        if event["type"] == "huy":
            return Standing(State.CANCELLED, f"đã hủy {when}: {said(event['reason'])}")
        return Standing(State.PAUSED, f"tạm dừng từ {when.removeprefix('trong ')}: {said(event['reason'])}")

    def _submitted(self, course: Course, submitted: Interval) -> Standing:
        """Judge what was handed in and waits for confirmation: lateness does not grow while others must act."""
        what = f"đã nộp {vi_on(submitted)}"
        due = course.due.day
        if due is None and course.due.because:
            return Standing(State.NO_INFORMATION, f"{what}, đang chờ xác nhận; {course.due.because}")
        if due is None:
            return Standing(State.NO_DEADLINE, f"{what}, đang chờ xác nhận; văn bản không ấn định hạn")
        if submitted.last <= due:
            return Standing(State.OPEN_IN_TIME, f"{what}, trong hạn {_due(course)}, đang chờ xác nhận")
        if submitted.first <= due:
            text = f"{what}, không rõ trước hay sau hạn {_due(course)}, đang chờ xác nhận"
            return Standing(State.NO_INFORMATION, text)
        late, words = self._late(due, submitted.first)
        text = f"{what}, chậm {_least(submitted)}{words} so với hạn {_due(course)}, đang chờ xác nhận"
        return replace(late, because=text)

    def _open(self, course: Course, missing: str) -> Standing:
        due = course.due.day
        tail = _returned(course)
        if due is None and course.due.because:
            return Standing(State.NO_INFORMATION, f"{missing}; {course.due.because}{tail}")
        if due is None:
            return Standing(State.NO_DEADLINE, f"{missing}; văn bản không ấn định hạn{tail}")
        if due < self.as_of:
            late, words = self._late(due, self.as_of)
            return replace(late, because=f"{missing}; hạn là {_due(course)}, đã quá {words}{tail}")
        left = (due - self.as_of).days
        rest = f"còn {left} ngày" if left else "chỉ còn trong ngày"
        state = State.DUE_SOON if left <= SOON else State.OPEN_IN_TIME
        return Standing(state, f"{missing}; hạn là {_due(course)}, {rest}{tail}")

    def _left(self, course: Course, ended: date, missing: str, *, heir: bool) -> Standing:
        """Judge a duty that a body left behind when it ended: it gets no later than that."""
        due = course.due.day
        end = f"nơi được giao kết thúc hoạt động ngày {vi_date(ended)}"
        end += "" if heir else ", sổ chưa ghi nơi tiếp nhận"
        if due is None:
            found = self._open(course, missing)
            return replace(found, because=f"{found.because}; {end}")
        if due >= ended:
            return Standing(State.NO_INFORMATION, f"{missing}; hạn là {_due(course)}, nhưng {end}{_returned(course)}")
        late, words = self._late(due, ended)
        text = f"{missing}; hạn là {_due(course)}, đã quá {words} khi {end}{_returned(course)}"
        return replace(late, because=text)

    def _late(self, due: date, day: date) -> tuple[Standing, str]:
        """Return an overdue standing with its days, and the days in words."""
        late = self.workdays.lateness(due, day)
        return Standing(State.OPEN_OVERDUE, "", days_late=late.days, working_days_late=late.working), late.words


def said(reason: str) -> str:
    """Return a recorded reason as part of a sentence: without its full stop."""
    return reason.strip().rstrip(".")


def _due(course: Course) -> str:
    day = course.due.day
    moved: Sequence[str] = (
        *([f"đã gia hạn {course.extensions} lần"] if course.extensions else []),
        *(["được lùi khi tiếp tục sau tạm dừng"] if course.resumed else []),
    )
    return (vi_date(day) if day else "") + (f" ({', '.join(moved)})" if moved else "")


def _least(when: Interval) -> str:
    return "" if when.exact else "ít nhất "


def _returned(course: Course) -> str:
    if course.returned is None:
        return ""
    when = vi_on(dates.days(course.returned["date"]))
    return f"; kết quả đã nộp bị trả lại {when}: {said(course.returned['reason'])}"
