"""Grids of bodies by period: one letter per state, those with most overdue first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.domain import bodies
from generator.domain.text import capital, collation_key, vi_date, vi_number
from generator.model import Record
from generator.publish.derive.standing import LABELS, Duty, State, count
from generator.publish.inline import Line, Ref, line
from generator.publish.register import Register
from generator.publish.views.table import Column, Table, day, iso, number, numbers, table

MARKS = {
    State.OPEN_OVERDUE: "Q",
    State.DONE_LATE: "M",
    State.AWAITING_LATE: "L",
    State.DUE_SOON: "S",
    State.OPEN_IN_TIME: "C",
    State.AWAITING: "N",
    State.DONE_ON_TIME: "Đ",
    State.DONE_UNASSESSED: "X",
    State.NO_DEADLINE: "K",
    State.PAUSED: "T",
    State.PASSED_ON: "G",
    State.CANCELLED: "H",
    State.REPLACED: "R",
    State.NO_INFORMATION: "?",
}
"""One letter per state for the narrow cells, what a reader has to see first first; a legend stands above."""
PERIODS = 12
"""Columns of a grid: the newest periods."""
OWED = "phai-lam"
"""The place on the page of a body that tells what it has yet to do."""
MANY = 30
"""Duties of a task up to which each has a line with its sentence on the page of the task."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of states: what stands over the columns, and for each row its name and its states in their order."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[tuple[Ref, Sequence[State | None]]]
    totals: Sequence[str] = ()
    """For each column how many bodies have something overdue in it, of how many that have anything."""
    whole: int = 0
    """Of a piece, how many rows there are of the whole."""
    following: Ref | None = None
    """Of a piece, the page of the next one."""
    before: str = ""
    """What is not in it, being older than its columns; nothing of nothing."""

    @property
    def lines(self) -> Iterator[tuple[Line, list[tuple[str, str, str]]]]:
        """The rows as they are printed: a name, and for each cell the state, its letter, and where that is told in whole."""
        for name, states in self.rows:
            told = f"{name.url}#{OWED}"
            yield (
                line(name),
                [
                    (str(state), MARKS[state], told if state is State.OPEN_OVERDUE else "")
                    if state
                    else ("none", "–", "")
                    for state in states
                ],
            )

    @property
    def legend(self) -> list[tuple[str, str, str]]:
        """The states of the cells: state, letter, words."""
        found = {state for _, states in self.rows for state in states}
        return [(str(state), mark, LABELS[state]) for state, mark in MARKS.items() if state in found]


def grid(
    caption: str, own: Iterable[Duty], column: Callable[[Duty], tuple[str, str]], name: Callable[[Record], Ref]
) -> Grid:
    """Return the duties of bodies by what ``column`` says of each: what it is sorted by, and its words.

    Of several duties in one cell the state is shown that stands first in ``MARKS``; what is in none is left out.
    """
    worst = {state: place for place, state in enumerate(MARKS)}
    cells: dict[str, dict[tuple[str, str], State]] = {}
    late: dict[str, Counter[tuple[str, str]]] = {}
    known: dict[str, Record] = {}
    for duty in own:
        state, body = duty.standing.state, duty.body
        if body is None or state not in worst:
            continue
        known[body.id] = body
        row, at = cells.setdefault(body.id, {}), column(duty)
        late.setdefault(body.id, Counter())[at] += state is State.OPEN_OVERDUE
        row[at] = min(row.get(at, state), state, key=worst.__getitem__)
    every = sorted({at for row in cells.values() for at in row})
    columns, older = every[-PERIODS:], every[:-PERIODS]
    names = {body.id: name(body) for body in known.values()}
    shown = (body for body, row in cells.items() if not row.keys().isdisjoint(columns))
    ordered = sorted(
        shown, key=lambda body: (-sum(late[body][at] for at in columns), collation_key(names[body].label), body)
    )
    left = sum(own[at] for own in late.values() for at in older)
    rows = [(names[body], [cells[body].get(at) for at in columns]) for body in ordered]
    before = f"; trước đó còn {vi_number(left)} việc quá hạn" if left else ""
    told = f"Bảng chỉ có {len(columns)} cột gần nhất{before}." if older else ""
    totals = [
        f"{sum(states[at] is State.OPEN_OVERDUE for _, states in rows)}/{sum(states[at] is not None for _, states in rows)}"
        for at in range(len(columns))
    ]
    return Grid(caption, [label for _, label in columns], rows, totals, before=told)


def of_task(register: Register, task: Record) -> Grid:
    """Return the bodies of a task by period; by deadline, where it is done once."""

    def column(duty: Duty) -> tuple[str, str]:
        if duty.period is not None:
            return iso(duty.period.days.last), duty.period.label
        due = duty.standing.due
        begins = duty.standing.state is State.OPEN_IN_TIME and "recurrence" in task.data
        return iso(due), f"hạn {vi_date(due)}" if due else "kỳ đầu chưa hết" if begins else "không có hạn"

    return grid(
        f"{task['title']}: các kỳ gần nhất",
        register.duties[task.id],
        column,
        lambda body: register.ref(body, bodies.short(body)),
    )


def many(register: Register, task: Record) -> bool:
    """Whether the duties of a task are too many for a line each: a grid tells more."""
    return len(register.duties[task.id]) > MANY


Turn = tuple[str, date | None, list[Duty]]
"""Duties of one task that are due together: their period, and by when."""


def turns(own: Iterable[Duty]) -> list[Turn]:
    """Return the duties of a task by period and deadline: the latest first, those without one last."""
    groups: dict[tuple[str, date | None], list[Duty]] = {}
    for duty in own:
        groups.setdefault((duty.period.label if duty.period else "", duty.standing.due), []).append(duty)
    found = [(label, due, of) for (label, due), of in groups.items()]
    return sorted(found, key=lambda turn: turn[1] or date.min, reverse=True)


def by_period(task: Record, own: Iterable[Turn]) -> Table:
    """Return how many duties of a task are in which state, a line per period and deadline."""
    rows = [(label, due, count(of)) for label, due, of in own]
    states = [state for state in (*MARKS, State.STANDING) if any(many[state] for _, _, many in rows)]
    return table(
        f"{task['title']}: số cơ quan theo tình trạng",
        rows,
        Column("Kỳ", lambda row: row[0], heads=True) if any(label for label, _, _ in rows) else None,
        day("Hạn", lambda row: row[1]),
        number("Phải làm", lambda row: row[2].total),
        *numbers([LABELS[state] for state in states], lambda row: [row[2][state] for state in states]),
        filter=False,
        scroll=True,
    )


def newest(on: date, own: Iterable[Turn]) -> str:
    """Say how the duties stand that fell due last before a day; empty where none did."""
    fallen = (turn for turn in own if turn[1] is not None and turn[1] < on)
    label, due, duties = next(fallen, ("", None, []))
    if due is None:
        return ""
    many = count(duties)
    told = [f"{many[state]} {LABELS[state].lower()}" for state in State if many[state]]
    return f"{capital(f'{label}, hạn' if label else 'Hạn')} {vi_date(due)}: {vi_number(len(duties))} cơ quan phải làm; {', '.join(told)}."
