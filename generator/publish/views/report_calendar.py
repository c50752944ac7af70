"""The calendar of recurring reports: who reports what to whom, then agency by period where that is followed."""

from __future__ import annotations

from typing import Any

from generator.domain.text import collation_key
from generator.publish.derive.standing import LABELS, Duty, State
from generator.publish.register import Page, Ref, Register

MARKS = {
    State.DONE_ON_TIME: "Đ",
    State.DONE_LATE: "M",
    State.OPEN_IN_TIME: "C",
    State.DUE_SOON: "S",
    State.OPEN_OVERDUE: "Q",
    State.NO_DEADLINE: "K",
    State.PAUSED: "T",
    State.CANCELLED: "H",
    State.NO_INFORMATION: "?",
}
"""One letter per state for the narrow cells of the calendar, with a legend above and the words for screen readers."""


def calendar(register: Register) -> tuple[dict[str, Any], Page]:
    """Return the card and page of recurring reports: who reports what to whom, then agency by period where followed."""
    tables = []
    expected = 0
    for directive in register.corpus.of("directive"):
        for task in register.tasks_of.get(directive.id, ()):
            if "recurrence" not in task.data:
                continue
            own = [d for d in register.duties[task.id] if d.period is not None]
            expected += len(own)
            tables.append(
                {
                    **register.row(task),
                    **_grid(register, own),
                    "anchor": task.id,
                    "to": register.parties(task.get("route", {}).get("to", ())),
                    "via": register.parties(task.get("route", {}).get("via", ())),
                    "every": register.coded(task, "recurrence", "every"),
                    "text_only": directive["coverage"] == "chi-van-ban",
                }
            )
    lead = "Ai phải báo cáo hoặc làm việc gì theo chu kỳ, và báo cáo cho ai."
    shown = tables[:400]
    page = Page(
        "theo-doi/bao-cao-dinh-ky/index.md",
        "board_calendar.md.jinja",
        "Báo cáo định kỳ",
        {
            "title": "Báo cáo định kỳ",
            "lead": lead,
            "tables": shown,
            "total": len(tables),
            "marks": MARKS,
            "legend": [{"state": s, "mark": m, "label": LABELS[s]} for s, m in MARKS.items()] if expected else [],
            "crumbs": [Ref("Trang chủ", ""), Ref("Theo dõi", "theo-doi/")],
        },
        "Bảng theo dõi",
    )
    card = {"ref": Ref("Báo cáo định kỳ", "theo-doi/bao-cao-dinh-ky/"), "lead": lead, "count": len(tables)}
    return card, page


def _grid(register: Register, own: list[Duty]) -> dict[str, Any]:
    """Return the newest twelve periods as columns and the bodies as rows of states."""
    periods = {d.period.id: d.period for d in own if d.period}
    columns = sorted(periods.values(), key=lambda p: p.days.last)[-12:]
    rows: dict[str, dict[str, Any]] = {}
    for duty in own:
        if duty.body is not None and duty.period is not None:
            row = rows.setdefault(duty.body.id, {"ref": register.ref(duty.body), "cells": {}})
            row["cells"][duty.period.id] = register.chip(duty)
    ordered = sorted(rows.values(), key=lambda r: collation_key(r["ref"].label))
    return {
        "columns": [{"id": p.id, "label": p.label} for p in columns],
        "grid": ordered[:200],
        "more": max(0, len(ordered) - 200),
    }
