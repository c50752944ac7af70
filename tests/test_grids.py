"""Grids of bodies by period: every duty of a task is counted once, and every state that a duty can be in has a letter."""

from __future__ import annotations

import pytest

from generator.domain.text import vi_date
from generator.publish.derive.standing import State
from generator.publish.redact import redact
from generator.publish.register import Register
from generator.publish.views import grids
from tests.example import AS_OF, examined


@pytest.fixture(scope="module")
def register() -> Register:
    return Register(redact(examined(), "internal", AS_OF), AS_OF)


def test_every_state_has_a_letter_of_its_own_but_that_which_is_never_one_of_a_body() -> None:
    assert set(grids.MARKS) == set(State) - {State.STANDING}
    assert len(set(grids.MARKS.values())) == len(grids.MARKS)


def test_the_lines_of_a_task_count_each_of_its_duties_once(register: Register) -> None:
    for task, own in register.duties.items():
        shown = grids.by_period(register.corpus.records[task], grids.turns(register.duties[task]))
        every = [{c.title: c.said(row) for c in shown.columns if c.number} for row in shown.rows]
        assert sum(row["Phải làm"] for row in every) == len(own), task
        assert all(sum(row.values()) == 2 * row["Phải làm"] for row in every), task


def test_a_cell_shows_what_a_reader_has_to_see_first_and_the_rows_begin_with_most_overdue(register: Register) -> None:
    for task, own in register.duties.items():
        grid = grids.of_task(register, register.corpus.records[task])
        states: dict[str, dict[str, list[State]]] = {}
        for duty in own:
            if duty.body is not None and duty.standing.state is not State.STANDING:
                due = duty.standing.due
                dateless = (
                    "không có hạn"
                    if duty.standing.state is not State.OPEN_IN_TIME or "recurrence" not in duty.task.data
                    else "kỳ đầu chưa hết"
                )
                label = duty.period.label if duty.period else f"hạn {vi_date(due)}" if due else dateless
                states.setdefault(register.ref(duty.body).url, {}).setdefault(label, []).append(duty.standing.state)
        shown = {name.url: dict(zip(grid.columns, row, strict=True)) for name, row in grid.rows}
        assert shown.keys() == states.keys(), task
        for url, row in shown.items():
            for label, state in row.items():
                of = states[url].get(label, [])
                assert state == min(of, key=list(grids.MARKS).index, default=None), (task, url, label)
        late = [sum(of.count(State.OPEN_OVERDUE) for of in states[name.url].values()) for name, _ in grid.rows]
        assert late == sorted(late, reverse=True), task
