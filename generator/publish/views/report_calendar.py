"""The calendar of recurring reports: who reports what to whom, then agency by period where that is followed."""

from __future__ import annotations

from typing import Any

from generator.domain import inferred
from generator.domain.text import collation_key
from generator.model import Record
from generator.publish.derive.standing import LABELS, State
from generator.publish.inline import Ref, line, noted
from generator.publish.register import Page, Register
from generator.publish.views.common import BOARDS, HOME
from generator.publish.views.table import Column, Table, facet, table
from generator.publish.views.tables import task_ref

MARKS = {
    State.DONE_ON_TIME: "Đ",
    State.DONE_LATE: "M",
    State.DONE_UNASSESSED: "X",
    State.AWAITING: "N",
    State.AWAITING_LATE: "L",
    State.OPEN_IN_TIME: "C",
    State.DUE_SOON: "S",
    State.OPEN_OVERDUE: "Q",
    State.NO_DEADLINE: "K",
    State.PAUSED: "T",
    State.CANCELLED: "H",
    State.REPLACED: "R",
    State.NO_INFORMATION: "?",
}
"""One letter per state for the narrow cells of the calendar, with a legend above and the words for screen readers."""


SHOWN, PERIODS, BODIES = 400, 12, 200
"""Tasks on the page; periods and bodies of the grid of one task."""


def calendar(register: Register) -> tuple[dict[str, Any], Page]:
    """Return the card and page of recurring reports: who reports what to whom, then agency by period where followed."""
    every = [
        task
        for directive in register.corpus.of("directive")
        for task in register.tasks_of.get(directive.id, ())
        if "recurrence" in task.data
    ]
    expected = any(duty.period is not None for task in every for duty in register.duties[task.id])
    lead = "Ai phải báo cáo hoặc làm việc gì theo chu kỳ, và báo cáo cho ai."
    shown = every[:SHOWN]
    page = Page(
        "theo-doi/bao-cao-dinh-ky/index.md",
        "board_calendar.md.jinja",
        "Báo cáo định kỳ",
        {
            "title": "Báo cáo định kỳ",
            "lead": lead,
            "reports": _table(register, shown),
            "grids": [_grid(register, task) for task in shown if _followed(register, task)],
            "total": len(every),
            "marks": MARKS,
            "legend": [{"state": s, "mark": m, "label": LABELS[s]} for s, m in MARKS.items()] if expected else [],
            "crumbs": [HOME, BOARDS],
        },
        "Bảng theo dõi",
    )
    return {"ref": Ref("Báo cáo định kỳ", "theo-doi/bao-cao-dinh-ky/"), "lead": lead, "count": len(every)}, page


def _followed(register: Register, task: Record) -> bool:
    return bool(register.corpus.records[task["directive"]]["coverage"] != "chi-van-ban")


def _table(register: Register, tasks: list[Record]) -> Table:
    title = register.wording.label
    return table(
        "Ai báo cáo gì, cho ai",
        tasks,
        Column("Việc", lambda t: task_ref(register.row(t))),
        Column("Đơn vị chủ trì", lambda t: register.row(t)["leads"]),
        facet(
            title("task", "recurrence"),
            lambda t: inferred.marked(register.coded(t, "recurrence", "every"), t, "recurrence"),
        ),
        Column(title("task", "route.to"), lambda t: register.parties_of(t, "route.to")),
        Column(title("task", "route.via"), lambda t: register.parties_of(t, "route.via")),
        facet("Văn bản", lambda t: register.row(t)["directive"]),
    )


def _grid(register: Register, task: Record) -> dict[str, Any]:
    """Return the newest periods as columns and the bodies as rows of states."""
    own = [duty for duty in register.duties[task.id] if duty.period is not None]
    periods = {d.period.id: d.period for d in own if d.period}
    columns = sorted(periods.values(), key=lambda p: p.days.last)[-PERIODS:]
    rows: dict[str, dict[str, Any]] = {}
    for duty in own:
        if duty.body is not None and duty.period is not None:
            row = rows.setdefault(duty.body.id, {"ref": register.ref(duty.body), "cells": {}})
            row["cells"][duty.period.id] = register.chip(duty)
    ordered = sorted(rows.values(), key=lambda r: collation_key(r["ref"].label))
    seen = register.row(task)
    mark = noted("giả định") if seen["sample"] else ()
    return {
        "title": seen["ref"].label,
        "id": task.id,
        "about": line(
            seen["directive"], mark, f", {seen['clause']}. {seen['when']}. Chủ trì: ", seen["leads"], ". ", seen["ref"]
        ),
        "mark": mark,
        "columns": [{"id": p.id, "label": p.label} for p in columns],
        "rows": ordered[:BODIES],
        "more": len(ordered[BODIES:]),
    }
