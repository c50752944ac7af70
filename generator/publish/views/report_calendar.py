"""The calendar of recurring reports: who reports what to whom, then agency by period where that is followed."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from generator.domain import inferred
from generator.domain.tasks import repeated
from generator.domain.text import capital, sentences
from generator.model import Record
from generator.publish.inline import Line, Ref, line, noted
from generator.publish.register import Page, Register
from generator.publish.views import grids
from generator.publish.views.common import BOARDS, HOME
from generator.publish.views.table import Column, Table, facet, table
from generator.publish.views.tables import task_ref

SHOWN = 400
"""Tasks on the page."""


def calendar(register: Register) -> tuple[dict[str, Any], Page]:
    """Return the card and page of recurring reports: who reports what to whom, then agency by period where followed."""
    every = [
        task
        for directive in register.corpus.of("directive")
        for task in register.tasks_of.get(directive.id, ())
        if "recurrence" in task.data
    ]
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
            "directives": [
                {
                    "title": register.label(register.corpus.records[own]),
                    "id": own,
                    "grids": [*map(partial(_grid, register), tasks)],
                }
                for own, tasks in groupby((t for t in shown if _followed(register, t)), itemgetter("directive"))
            ],
            "total": len(every),
            "crumbs": [HOME, BOARDS],
        },
        "Bảng theo dõi",
        ("Chưa báo cáo", "Chậm báo cáo"),
    )
    return {
        "ref": Ref("Báo cáo định kỳ", "theo-doi/bao-cao-dinh-ky/"),
        "lead": lead,
        "count": len(every),
        "counted": "Báo cáo định kỳ",
    }, page


def _followed(register: Register, task: Record) -> bool:
    return bool(register.corpus.records[task["directive"]]["coverage"] != "chi-van-ban")


def _table(register: Register, tasks: list[Record]) -> Table:
    title = register.wording.label

    def route(task: Record) -> Line:
        via = register.parties_of(task, "route.via")
        return line(register.parties_of(task, "route.to") or "nguồn không nêu", (", qua ", via) if via else None)

    return table(
        "Ai báo cáo gì, cho ai",
        tasks,
        Column("Việc", lambda t: task_ref(register.row(t))),
        Column("Đơn vị chủ trì", lambda t: register.row(t)["leads"]),
        facet(
            title("task", "recurrence"),
            lambda t: inferred.marked(repeated(register.corpus.schemas, t["recurrence"]), t, "recurrence"),
        ),
        Column(title("task", "route.to"), route),
        facet("Văn bản", lambda t: register.row(t)["directive"]),
    )


def _grid(register: Register, task: Record) -> dict[str, Any]:
    """Return a task with the grid of its bodies, or the link to the page that has it."""
    seen = register.row(task)
    mark = noted("giả định") if seen["sample"] else ()
    many = grids.many(register, task)
    return {
        "title": seen["ref"].label,
        "id": task.id,
        "about": line(
            f"{seen['clause'][:1].upper()}{seen['clause'][1:]}",
            mark,
            f". {seen['when']}. Chủ trì: ",
            seen["leads"],
            ". ",
            register.ref(task, "Xem nhiệm vụ"),
        ),
        "said": grids.newest(register.as_of, grids.turns(register.duties[task.id])),
        "apart": register.ref(task, "Từng cơ quan, từng kỳ") if many else None,
        "own": None if many else grids.of_task(register, task),
        "none": [
            f"{capital(sentences(because))}."
            for because in dict.fromkeys(d.standing.because for d in register.duties[task.id])
        ],
    }
