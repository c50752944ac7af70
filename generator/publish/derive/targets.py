"""Targets: whether measured values show that one is reached. What is not measured is not known.

A target is reached when the last value measured by the deadline meets it; missed when one measured on the deadline or
later does not. A value says nothing of the days after it, so that nothing grows late between two of them.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from generator.domain.dates import Interval
from generator.domain.text import vi_date
from generator.domain.workdays import Workdays
from generator.model import Record
from generator.publish.derive.judge import SOON, Course
from generator.publish.derive.standing import Standing, State

MEETS = {"ge": operator.ge, "gt": operator.gt, "le": operator.le, "lt": operator.lt, "eq": operator.eq}
MEETS |= dict.fromkeys(("cut-ge", "rise-ge"), operator.ge)  # what is recorded is the cut or the rise itself
"""How a measured value meets a target; of a cut or a rise the record does not say whether the value is a difference."""


@dataclass(frozen=True, slots=True)
class Value:
    """A measured value: when, and whether it meets the target."""

    at: date
    met: bool


def values(task: Record, measurements: list[Record]) -> list[Value]:
    """Return measurements by date, held to the target of their task; a day whose values disagree says nothing."""
    meets, wanted = MEETS[task["target"]["operator"]], Decimal(str(task["target"]["value"]))
    found: dict[date, set[bool]] = {}
    for m in measurements:
        found.setdefault(date.fromisoformat(m["at"]), set()).add(meets(Decimal(str(m["value"])), wanted))
    return [Value(at, *met) for at, met in sorted(found.items()) if len(met) == 1]


def reached(course: Course, measured: list[Value], as_of: date, workdays: Workdays) -> Standing:
    """Return how a target stands that nobody confirmed or stopped."""
    due = course.due.day
    if due is None:
        unset = course.due.because or "văn bản không ấn định hạn"
        none = course.due.left_open or not course.due.because
        state = State.NO_DEADLINE if measured and none else State.NO_INFORMATION
        return Standing(state, f"{_last(measured)}; {unset}")
    return _before(due, measured, as_of) if as_of <= due else _after(due, course.due.rests, measured, workdays)


def _before(due: date, measured: list[Value], as_of: date) -> Standing:
    left = (due - as_of).days
    if not measured:
        return Standing(State.NO_INFORMATION, f"chưa có số đo nào; hạn là {vi_date(due)}", due)
    state = State.DUE_SOON if left <= SOON else State.OPEN_IN_TIME
    rest = f"còn {left} ngày" if left else "đến hạn trong ngày"
    return Standing(state, f"{_last(measured)}; hạn là {vi_date(due)}, {rest}", due)


def _after(due: date, rests: tuple[Interval, ...], measured: list[Value], workdays: Workdays) -> Standing:
    early = [value for value in measured if value.at <= due]
    if early and early[-1].met:
        text = f"đạt chỉ tiêu ở lần đo gần nhất trước hạn {vi_date(due)} (ngày {vi_date(early[-1].at)})"
        return Standing(State.DONE_ON_TIME, text, due, _on(early[-1].at), due + timedelta(days=1))
    hit = next((value.at for value in measured if value.at > due and value.met), None)
    missed = [value.at for value in measured if value.at >= due and not value.met and (hit is None or value.at < hit)]
    if hit is not None and not missed:
        text = f"đạt chỉ tiêu ở lần đo ngày {vi_date(hit)}; không rõ đạt trước hay sau hạn {vi_date(due)}"
        return Standing(State.DONE_UNASSESSED, text, due, _on(hit), hit)
    if hit is not None:
        late = workdays.lateness(due, missed[-1] + timedelta(days=1), rests)
        text = f"đạt chỉ tiêu ở lần đo ngày {vi_date(hit)}, chậm ít nhất {late.words} so với hạn {vi_date(due)}"
        return Standing(State.DONE_LATE, text, due, _on(hit), hit, late.days, late.working)
    if not missed:
        since = f"; chưa có số đo từ khi đến hạn {vi_date(due)}" if measured else f"; hạn là {vi_date(due)}"
        return Standing(State.NO_INFORMATION, _last(measured) + since, due)
    late = workdays.lateness(due, missed[-1], rests)
    text = f"chưa đạt chỉ tiêu ở lần đo ngày {vi_date(missed[-1])}, hạn là {vi_date(due)}, đã quá {late.words}"
    if not late.days:
        text = f"đến hết hạn {vi_date(due)} chưa đạt chỉ tiêu, theo lần đo ngày ấy; sau đó sổ chưa có số đo"
    return Standing(State.OPEN_OVERDUE, text, due, days_late=late.days, working_days_late=late.working)


def _on(day: date) -> Interval:
    return Interval(day, day)


def _last(measured: list[Value]) -> str:
    if not measured:
        return "chưa có số đo nào"
    last = measured[-1]
    return f"{'đã đạt' if last.met else 'chưa đạt'} chỉ tiêu ở lần đo gần nhất (ngày {vi_date(last.at)})"
