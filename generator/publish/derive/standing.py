"""Standings: what a duty's state on a day is called, and how states are counted.

The four official states are those of the national count (completed: in time / late; not completed: within its
deadline / overdue; Decision 42/2014/QĐ-TTg and its reports). What can never be "done", has no deadline, is paused or
cancelled, or is not known to this register is kept apart and never enters a rate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.domain.periods import Period
from generator.model import Record


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


STANDING_LABELS = {"cam": "Điều không được làm", "co-dieu-kien": "Khi có điều kiện"}


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

    @property
    def label(self) -> str:
        """The state in words; a duty that never counts as done or late is called by what it is."""
        state = self.standing.state
        return STANDING_LABELS.get(self.task["shape"], LABELS[state]) if state is State.STANDING else LABELS[state]


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
    def followed(self) -> int:
        """Duties whose carrying out the register follows: not only known as a text, and not merely standing."""
        return self.total - self[State.NO_INFORMATION] - self[State.STANDING]


def count(duties: Iterable[Duty]) -> Count:
    """Count duties by state."""
    table: dict[State, int] = {}
    for duty in duties:
        table[duty.standing.state] = table.get(duty.standing.state, 0) + 1
    return Count(table)
