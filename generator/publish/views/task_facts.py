"""The facts of a task: the "5 rõ" of lead, cooperators, time, product and route, its target and its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.domain import dates, tasks
from generator.domain.events import progressed, stated
from generator.domain.text import capital, lower, vi_interval, vi_on, with_unit
from generator.model import Record
from generator.publish.inline import Line, Said, line, noted
from generator.publish.register import Register
from generator.publish.views.facts import Fact, Row, cited, fact, facts, marks, quoted, sourced


def task_facts(register: Register, task: Record) -> list[Fact]:
    """Return what is to be read of a task."""
    directive = register.corpus.get(task["directive"], "directive")
    clause = register.clause(directive, task["clause"])
    return facts(
        register,
        task,
        ("clause", clause),
        ("also_in", [*_also(register, task)]),
        "part_of",
        fact(
            register.wording.inverse("task", ("part_of",)),
            *register.refs(register.corpus.linked_from(task.id, "part_of")),
        ),
        "areas shape leads",
        ("leads", _unled(register, task)),
        ("other_leads", [*map(quoted, task.get("other_leads", ()))]),
        "cooperators",
        ("other_cooperators", [*map(quoted, task.get("other_cooperators", ()))]),
        "condition",
        fact("Hạn, chu kỳ", tasks.when(register.corpus, task) + register.extended(task), *marks(task, *tasks.TIMES)),
        fact("Thời gian, mức độ, nguyên văn", *map(quoted, tasks.wording(task))),
        fact(
            "Trong “6 rõ”, văn bản nêu",
            ", ".join(tasks.clear(task)) if not tasks.secondhand(register.corpus, task) else "",
        ),
        *(_target(register, task["target"], task) if "target" in task.data else ()),
        "route.to route.via route.cc route.public",
        fact("Nơi nhận kết quả, nguyên văn", quoted(task.get("route", {}).get("as_written"))),
        "product decides urgency basis",
        ("codes", [f"{entry['code']} ({entry['of']})" for entry in task.get("codes", ())]),
        ("source", [*_given_in(register, directive, clause), *cited(register, task.get("source", {}))]),
        "note",
    )


def _unled(register: Register, task: Record) -> str:
    """Say why a task has no lead; another place that gives the same duty may well name one, so it is this one that does not."""
    if "leads_state" not in task.data:
        return ""
    said = register.coded(task, "leads_state")
    return said.replace("Nguồn", "Mục này", 1) if "also_in" in task.data else said


def _given_in(register: Register, directive: Record | None, clause: str) -> list[Said]:
    return [register.ref(directive, f"{register.label(directive)}, {clause}")] if directive else []


def _also(register: Register, task: Record) -> Iterator[Line]:
    """Yield where else the same duty is given: the document, its clause, and what is to be known of that."""
    for entry in task.get("also_in", ()):
        document = register.corpus.document(entry["document"])
        if document is not None:
            where = (", ", register.clause(document, entry["clause"])) if "clause" in entry else None
            yield line(register.ref(document), where, noted(entry.get("note", "")))


def progress(register: Register, record: Record) -> list[Line]:
    """Return what was reported of how far a duty has come, up to the day: no judgement of ours."""
    return [
        _reported(register, record, i)
        for i, entry in sorted(enumerate(record.get("progress", ())), key=lambda one: stated(one[1]).last)
        if stated(entry).last <= register.as_of
    ]


def _reported(register: Register, record: Record, i: int) -> Line:
    entry = record["progress"][i]
    said = progressed(register.corpus.schemas, record.kind, entry)
    return line(
        f"{capital(vi_on(stated(entry)))}: {lower(register.coded(record, 'progress', i, 'type'))}",
        (", ", register.party(entry["by"])) if "by" in entry else None,
        f": {said}" if said else None,
        sourced(register, entry["source"]),
    )


def _target(register: Register, goal: Mapping[str, Any], task: Record) -> list[Row]:
    return [
        ("target", tasks.target(register.corpus, task)),
        fact("Chỉ tiêu, nguyên văn", quoted(goal["as_written"])),
        (
            "target.baseline",
            [
                baseline(goal),
                quoted(goal["baseline"].get("as_written")),
                *cited(register, goal["baseline"].get("source", {})),
            ]
            if "baseline" in goal
            else None,
        ),
        fact("Nguồn không nêu", ", ".join(name.vi for name in tasks.lacking(goal))),
    ]


def baseline(goal: Mapping[str, Any]) -> str:
    """Say against what a change is measured: the value if it is known, and the time."""
    base = goal["baseline"]
    when = vi_interval(dates.days(base["at"]))
    return f"{with_unit(decimal(base['value']), goal['unit'])} ({when})" if "value" in base else when


def decimal(value: object) -> str:
    """Write a number as Vietnamese readers do."""
    return str(value).replace(".", ",")
