"""Standings: what a duty's state on a day is called, and how states are counted.

The four official states are those of the national count (completed: in time / late; not completed: within its
deadline / overdue; Decision 42/2014/QĐ-TTg and its reports). What waits for confirmation, can never be "done", has no
deadline, is done on a day that nobody states, is paused or cancelled, or is not known to this register is kept apart
and never enters a rate; but for what had been late when it was stopped or passed on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from generator.domain.dates import Interval
from generator.domain.periods import Period
from generator.domain.text import vi_number
from generator.model import Record


class State(StrEnum):
    """The states of a duty. Values are part of the published data."""

    DONE_ON_TIME = "done-on-time"
    DONE_LATE = "done-late"
    DONE_UNASSESSED = "done-unassessed"
    AWAITING = "awaiting"
    AWAITING_LATE = "awaiting-late"
    OPEN_IN_TIME = "open-in-time"
    OPEN_OVERDUE = "open-overdue"
    DUE_SOON = "due-soon"
    NO_DEADLINE = "no-deadline"
    PASSED_ON = "passed-on"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    REPLACED = "replaced"
    STANDING = "standing"
    NO_INFORMATION = "no-information"


UNTOLD = (State.STANDING, State.NO_INFORMATION)
"""States in which nothing is known of a duty but that it was given."""
LABELS: dict[State, str] = {
    State.DONE_ON_TIME: "Hoàn thành đúng hạn",
    State.DONE_LATE: "Hoàn thành quá hạn",
    State.DONE_UNASSESSED: "Hoàn thành, không xét thời hạn",
    State.AWAITING: "Đã nộp, chờ xác nhận",
    State.AWAITING_LATE: "Đã nộp chậm, chờ xác nhận",
    State.OPEN_IN_TIME: "Chưa hoàn thành, trong hạn",
    State.OPEN_OVERDUE: "Chưa hoàn thành, quá hạn",
    State.DUE_SOON: "Sắp đến hạn",
    State.NO_DEADLINE: "Không xác định thời hạn",
    State.PASSED_ON: "Đã chuyển giao",
    State.PAUSED: "Tạm dừng",
    State.CANCELLED: "Đã hủy",
    State.REPLACED: "Đã được thay thế",
    State.STANDING: "Nhiệm vụ thường xuyên",
    State.NO_INFORMATION: "Không có thông tin",
}


STANDING_LABELS = {"cam": "Điều cấm", "co-dieu-kien": "Khi phát sinh"}


class Proof(StrEnum):
    """What a completion rests on. Values are part of the published data; empty: not done, or shown by a document."""

    GIVEN = ""
    NONE = "khong-minh-chung"
    OWN = "tu-bao-cao"


@dataclass(frozen=True, slots=True)
class Standing:
    """A derived state and the sentence that explains it; days late are calendar days, working days where known."""

    state: State
    because: str
    due: date | None = None
    done: Interval | None = None
    """The days on one of which it was done; None: it is not, or its source names none."""
    settled: date | None = None
    """Since when it counts as done: that of its confirmation; of a target, when its deadline had passed."""
    days_late: int = 0
    working_days_late: int | None = None
    extensions: int = 0
    overdue_from: date | None = field(default=None, compare=False)
    """The day from which it is overdue at its body, if it is."""
    was_late: int = 0
    """Days by which it was late before its deadline was moved, or it was paused, cancelled or handed over."""
    waiting: int = 0
    """Days for which what was handed in has waited for confirmation."""
    waits: str = field(default="", compare=False)
    """The part of the sentence that says that it waits."""
    proof: Proof = Proof.GIVEN
    inherited: bool = False
    """Whether it was overdue already when the body took it over: that counts at the one before."""
    moved_late: tuple[Mapping[str, Any], ...] = field(default=(), compare=False, repr=False)
    """The events, as recorded, that moved its deadline when it was late."""
    kept: bool = field(default=False, compare=False)
    """Whether what waits for confirmation is said to have been handed in in time."""
    mild: str = field(default="", compare=False, repr=False)
    """The sentence without what it says of having been late before."""
    bare: tuple[str, str] = field(default=("", ""), compare=False, repr=False)
    """What was done, and what else is told, with nothing of its time."""
    named: date | None = field(default=None, compare=False)
    """The last day as papers name it, where ``due`` is the working day after it."""

    def framed(self, before: Iterable[str], after: Iterable[str]) -> Standing:
        """Return it with more told before and after its sentence."""
        head, tail, (what, facts) = [*before], [*after], self.bare

        def joined(*parts: str) -> str:
            return "; ".join(part for part in parts if part)

        return replace(
            self, because=joined(*head, self.because, *tail), mild=joined(*head, self.mild, *tail),
            bare=(joined(*head, what), joined(facts, *tail)),
        )  # fmt: skip

    @property
    def fell_due(self) -> bool:
        """Whether it enters a rate: done and known to be in time or late, open and overdue, or extended, stopped, passed on when already late."""
        known = self.state in FELL_DUE or (self.state in (*STOPPED, *MOVED) and self.was_late > 0)
        return known and not self.inherited

    @property
    def late(self) -> bool:
        """Whether it fell due and is, or for a while was, late: what a moved deadline covers stays counted."""
        return self.fell_due and (self.state is not State.DONE_ON_TIME or self.was_late > 0)


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to be judged: a task at one body, for one period if it recurs."""

    task: Record
    body: Record | None
    period: Period | None
    standing: Standing
    record: Record | None = None
    """The rollout or submission that says what happened, if there is one."""

    @property
    def because(self) -> str:
        """The sentence of its state."""
        return self.standing.because

    @property
    def records(self) -> tuple[Record | None, ...]:
        """The records on which it rests: the task, and what was recorded of its being done."""
        return self.task, self.record

    @property
    def label(self) -> str:
        """The state in words; a duty that never counts as done or late is called by what it is."""
        state = self.standing.state
        return STANDING_LABELS.get(self.task["shape"], LABELS[state]) if state is State.STANDING else LABELS[state]


DONE = (State.DONE_ON_TIME, State.DONE_LATE, State.DONE_UNASSESSED)
FELL_DUE = (State.DONE_ON_TIME, State.DONE_LATE, State.OPEN_OVERDUE)
"""What enters a rate, unless it was overdue when it was taken over."""
STOPPED = (State.PASSED_ON, State.PAUSED, State.CANCELLED, State.REPLACED)
"""What nobody has to do any more, or for now: it enters a rate only if it had been late."""
MOVED = (State.OPEN_IN_TIME, State.DUE_SOON)
"""What has time left: it enters a rate only if its deadline was moved when it had been late."""


TOLD: dict[str, tuple[State, ...]] = {
    "Hoàn thành đúng hạn": (State.DONE_ON_TIME,),
    "Hoàn thành quá hạn": (State.DONE_LATE,),
    "Hoàn thành, không xét thời hạn": (State.DONE_UNASSESSED,),
    "Đã nộp, chờ xác nhận": (State.AWAITING, State.AWAITING_LATE),
    "Trong đó nộp chậm": (State.AWAITING_LATE,),
    "Chưa hoàn thành, trong hạn": (State.OPEN_IN_TIME, State.DUE_SOON),
    "Trong đó sắp đến hạn": (State.DUE_SOON,),
    "Chưa hoàn thành, quá hạn": (State.OPEN_OVERDUE,),
    "Không có thông tin, không tính vào tỷ lệ": (State.NO_INFORMATION,),
}
INHERITED: dict[str, tuple[State, ...]] = {
    "Trong số hoàn thành đúng hạn: việc tiếp nhận khi đã quá hạn, không tính vào tỷ lệ": (State.DONE_ON_TIME,),
    "Trong số chưa xong hoặc xong chậm: việc tiếp nhận khi đã quá hạn, không tính vào tỷ lệ": (
        State.OPEN_OVERDUE, State.DONE_LATE,
    ),
}  # fmt: skip
"""What would enter the rates and does not: it counts at the body before."""
OUTSIDE = (
    State.NO_DEADLINE, State.PAUSED, State.CANCELLED, State.REPLACED, State.PASSED_ON, State.STANDING,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """Duties by state. Rates are over what fell due: done and known to be in time or late, open and overdue, extended or stopped when late."""

    by_state: Mapping[State, int]
    late: int = 0
    """Those that are late, or were before their deadline was moved, among those that fell due."""
    fell_due: int = 0
    """The denominator of the rates."""
    outside: Mapping[State, int] = field(default_factory=dict)
    """Those that do not enter the rates, by state."""
    unproved: int = 0
    """Those that are done without evidence, or by the body's own word."""
    inherited: Mapping[State, int] = field(default_factory=dict)
    """Those that do not enter the rates since they were overdue already when the body took them over, by state."""
    recovered: int = 0
    """Those done by a deadline that was moved when they were late: they fell due, and count as late."""

    def __getitem__(self, state: State) -> int:
        return self.by_state.get(state, 0)

    @property
    def total(self) -> int:
        """All duties."""
        return sum(self.by_state.values())

    @property
    def rows(self) -> list[tuple[str, str]]:
        """What is told of the counts, in words: each number once, with what the rate is over."""
        many = {label: sum(self[state] for state in states) for label, states in TOLD.items()}
        told = [(label, str(number)) for label, number in many.items()]
        if self.unproved:
            told.append(
                ("Trong số đã hoàn thành: chưa có minh chứng, hoặc theo cơ quan tự báo cáo", str(self.unproved))
            )
        stopped = sum(self[state] - self.outside.get(state, 0) for state in STOPPED)
        if stopped:
            told.append(("Tạm dừng, hủy, thay thế, chuyển giao khi đã quá hạn", str(stopped)))
        moved = sum(self[state] - self.outside.get(state, 0) for state in MOVED)
        if moved:
            told.append(("Trong số chưa hoàn thành, trong hạn: đã quá hạn khi được gia hạn", str(moved)))
        if self.recovered:
            told.append(("Trong số hoàn thành đúng hạn: đã quá hạn trước đó, tính là quá hạn", str(self.recovered)))
        for label, states in INHERITED.items():
            taken = sum(self.inherited.get(state, 0) for state in states)
            if taken:
                told.append((label, str(taken)))
        rate = (
            f"{vi_number(self.late)}/{vi_number(self.fell_due)} việc đã đến hạn (tử số gồm cả việc đã hoàn thành quá hạn; "
            "mẫu số chỉ gồm việc chưa xong và việc biết đúng hạn hay không)"
        )
        told.append(("Tỷ lệ quá hạn", rate if self.fell_due else "chưa có việc nào được theo dõi mà đã đến hạn"))
        rest = "; ".join(
            f"{LABELS[state].lower()}: {self.outside[state]}" for state in OUTSIDE if self.outside.get(state)
        )
        return [*told, *([("Không tính vào tỷ lệ", rest)] if rest else [])]

    @property
    def followed(self) -> int:
        """Duties of which the register has news: not only known as a text, and not merely standing."""
        return self.total - self[State.NO_INFORMATION] - self[State.STANDING]


def count(duties: Iterable[Duty]) -> Count:
    """Count duties by state."""
    table, outside, inherited = Counter[State](), Counter[State](), Counter[State]()
    late = fell_due = unproved = recovered = 0
    for standing in (duty.standing for duty in duties):
        table[standing.state] += 1
        late += standing.late
        fell_due += standing.fell_due
        inherited[standing.state] += standing.inherited
        recovered += standing.late and standing.state is State.DONE_ON_TIME
        outside[standing.state] += not standing.fell_due
        unproved += standing.proof is not Proof.GIVEN
    return Count(table, late, fell_due, outside, unproved, inherited, recovered)
