"""What is owed: one definition of «quá hạn» and «sắp đến hạn» for every page, file and count.

A duty (a task at one body, a report for one period), the remedy of a finding, and whatever has to be answered or
decided: a request between bodies, a feedback, an obstacle, an accountability case. Each is overdue or due soon by its
own standing; nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.model import Record
from generator.publish.derive.follow_ups import FollowUp, FollowUpState
from generator.publish.derive.requests import Request
from generator.publish.derive.standing import Duty, State

SORTS = {
    "task": "Nhiệm vụ",
    "report": "Báo cáo, việc định kỳ",
    "finding": "Khắc phục phát hiện",
    "coordination": "Trả lời phối hợp",
    "feedback": "Xử lý phản ánh",
    "obstacle": "Giải quyết vướng mắc",
    "accountability": "Xem xét trách nhiệm",
}
"""What can be owed, in words, in the order in which it is counted."""
OCCASIONAL = "Việc khi phát sinh"


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that one body has yet to do, or that waits to be confirmed; days late are calendar days."""

    sort: str
    """A key of ``SORTS``."""
    record: Record
    """The task, finding or request."""
    body: Record | None
    due: date
    """``date.max``: it has no deadline."""
    overdue: bool
    soon: bool
    """Due within 7 days."""
    because: str
    of: Duty | FollowUp | Request
    """What was judged."""
    days_late: int = 0
    working_days_late: int | None = None
    overdue_from: date = date.max
    """The day from which it is overdue at its body, if it is."""

    @property
    def called(self) -> str:
        """What sort of thing it is, in words: what falls due on occasion is no periodic report."""
        return OCCASIONAL if self.sort == "report" and self.record["shape"] != "dinh-ky" else SORTS[self.sort]

    @property
    def records(self) -> tuple[Record | None, ...]:
        """The records on which it rests: what is owed, and what was recorded of its being done."""
        own = self.of
        done = own.record if isinstance(own, Duty) else own.remediation if isinstance(own, FollowUp) else None
        return self.record, done


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much is not done by the end of a day, and how much of that is what; fields are columns of the data."""

    left: int
    late_count: int
    due_3: int
    """Not overdue, not handed in, and due within so many days."""
    due_7: int
    due_30: int
    unconfirmed: int
    """Tasks and reports that wait to be confirmed."""
    findings_open: int


def backlog(own: Sequence[Owed], day: date) -> Backlog:
    """Count what was left by the end of a day."""
    days = [(one.due - day).days for one in own if not (one.overdue or _handed_in(one) or _paused(one))]
    three, seven, thirty = (sum(many <= most for many in days) for most in (3, 7, 30))
    return Backlog(
        len(own),
        sum(one.overdue for one in own),
        three,
        seven,
        thirty,
        sum(isinstance(one.of, Duty) and _handed_in(one) for one in own),
        sum(isinstance(one.of, FollowUp) for one in own),
    )


def _handed_in(one: Owed) -> bool:
    if isinstance(one.of, FollowUp):
        return one.of.state is FollowUpState.REPORTED
    return one.of.standing.state in (State.AWAITING, State.AWAITING_LATE)


def _paused(one: Owed) -> bool:
    return isinstance(one.of, FollowUp) and one.of.state is FollowUpState.PAUSED


LEFT = (
    State.OPEN_OVERDUE, State.DUE_SOON, State.OPEN_IN_TIME, State.NO_DEADLINE, State.AWAITING, State.AWAITING_LATE,
)  # fmt: skip
"""States of what is not settled."""


def left(duties: Iterable[Duty], follow_ups: Iterable[FollowUp], requests: Iterable[Request]) -> list[Owed]:
    """Return what is not done, or not confirmed, the earliest deadline first and what has none last."""
    found = [*_duties(duties), *_findings(follow_ups), *_requests(requests)]
    found.sort(key=lambda one: (one.due, list(SORTS).index(one.sort)))  # of one day: in the order of the documents
    return found


def _duties(duties: Iterable[Duty]) -> Iterator[Owed]:
    for duty in duties:
        yield from _judged("task" if duty.period is None else "report", duty.task, duty)


def _requests(requests: Iterable[Request]) -> Iterator[Owed]:
    for request in requests:
        yield from _judged(request.record.kind, request.record, request)


def _judged(sort: str, record: Record, of: Duty | Request) -> Iterator[Owed]:
    own = of.standing
    if own.state in LEFT:
        yield Owed(
            sort, record, of.body, own.due or date.max, own.state is State.OPEN_OVERDUE, own.state is State.DUE_SOON,
            own.because, of, own.days_late, own.working_days_late, own.overdue_from or date.max,
        )  # fmt: skip


def _findings(follow_ups: Iterable[FollowUp]) -> Iterator[Owed]:
    for own in follow_ups:
        if own.open:
            yield Owed(
                "finding", own.finding, own.holder, own.due or date.max, own.overdue, own.due_soon, own.because, own,
                own.days_late, own.working_days_late, own.overdue_from or date.max,
            )  # fmt: skip
