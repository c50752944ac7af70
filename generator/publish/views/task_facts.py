"""The facts of a task: the "5 rõ" of lead, cooperators, time, product and route, its target and its source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.domain import dates, tasks
from generator.domain.text import vi_interval
from generator.model import Record
from generator.publish.register import Register
from generator.publish.views.facts import Fact, Row, fact, facts, quoted


def task_facts(register: Register, task: Record) -> list[Fact]:
    """Return what is to be read of a task."""
    directive = register.corpus.get(task["directive"], "directive")
    clause = register.clause(directive, task["clause"])
    return facts(
        register,
        task,
        ("clause", clause),
        "shape leads cooperators condition",
        fact("Hạn, chu kỳ", tasks.when(register.corpus, task)),
        fact("Thời gian, mức độ, nguyên văn", *map(quoted, tasks.wording(task))),
        *(_target(register, task["target"], task) if "target" in task.data else ()),
        "route.to route.via route.cc route.public",
        fact("Nơi nhận kết quả, nguyên văn", quoted(task.get("route", {}).get("as_written"))),
        "product basis",
        ("source", register.ref(directive, f"{register.label(directive)}, {clause}") if directive else None),
        "note",
    )


def _target(register: Register, goal: Mapping[str, Any], task: Record) -> list[Row]:
    return [
        ("target", tasks.target(register.corpus, task)),
        fact("Chỉ tiêu, nguyên văn", quoted(goal["as_written"])),
        ("target.baseline", baseline(goal) if "baseline" in goal else None),
        fact("Nguồn không nêu", ", ".join(lacking(goal))),
    ]


def lacking(goal: Mapping[str, Any]) -> list[str]:
    """Return what the source does not say of a target: of what total, and for a change, against which baseline."""
    needs = [("tổng số để tính", "denominator")]
    if goal["operator"] in ("cut-ge", "rise-ge"):
        needs.append(("mốc so sánh", "baseline"))
    return [name for name, key in needs if key not in goal]


def baseline(goal: Mapping[str, Any]) -> str:
    """Say against what a change is measured: the value if it is known, and the time."""
    base = goal["baseline"]
    when = vi_interval(dates.days(base["at"]))
    return f"{decimal(base['value'])} {goal['unit']} ({when})" if "value" in base else when


def decimal(value: object) -> str:
    """Write a number as Vietnamese readers do."""
    return str(value).replace(".", ",")
