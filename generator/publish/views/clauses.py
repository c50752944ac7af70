"""A directive clause by clause: what each says, whom it cites, and its tasks with how they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.domain import dates
from generator.domain.events import stated
from generator.domain.text import capital, lower, vi_date, vi_on, with_unit
from generator.model import Record
from generator.publish.derive.standing import Duty
from generator.publish.inline import Line, Ref, joined, line, noted
from generator.publish.register import Register
from generator.publish.views import grids
from generator.publish.views.citations import role
from generator.publish.views.consequences import of_task
from generator.publish.views.facts import origin, quoted, sourced
from generator.publish.views.finding_entry import evidence
from generator.publish.views.tables import duty_table
from generator.publish.views.task_facts import decimal, progress, task_facts

UNRESOLVED = {"khong-so": "nguồn không nêu số, ngày", "chua-xac-dinh": "chưa xác định được văn bản"}


def clauses(register: Register, directive: Record, tasks: Iterable[Record]) -> list[dict[str, Any]]:
    """Return the clauses of a directive, each with those below it; ``tasks``: those of the directive."""
    by_clause: dict[str, list[Record]] = {}
    for task in tasks:
        by_clause.setdefault(task["clause"], []).append(task)
    return [_clause(register, directive, clause, by_clause) for clause in directive["clauses"]]


def _clause(
    register: Register, directive: Record, clause: Mapping[str, Any], by_clause: Mapping[str, list[Record]]
) -> dict[str, Any]:
    name = register.clause(directive, clause["id"])
    below = [_clause(register, directive, c, by_clause) for c in clause.get("clauses", ())]
    tasks = [_task(register, task) for task in by_clause.get(clause["id"], ())]
    held = _held(clause, by_clause)
    return {
        "id": clause["id"],
        "name": name,
        "heading": name[0].upper() + name[1:],
        "label": clause.get("label", ""),
        "summary": clause["summary"],
        "addressees": joined((quoted(clause.get("addressees_as_written")), joined(_addressed(register, clause))), ": "),
        "citations": [_citation(register, citation) for citation in clause.get("citations", ())],
        "tasks": tasks,
        "clauses": below,
        "within": f"{held} nhiệm vụ và cách thực hiện" if held else "chi tiết" if below else "",
    }


def _addressed(register: Register, clause: Mapping[str, Any]) -> Iterator[Line]:
    """Yield those to whom a clause is addressed: each as worded, where the source does not word them together."""
    for party in clause.get("addressees", ()):
        yield register.party({**party, "as_written": ""} if "addressees_as_written" in clause else party)


def _held(clause: Mapping[str, Any], by_clause: Mapping[str, list[Record]]) -> int:
    """Return how many tasks a clause has, with those below it."""
    below = sum(_held(own, by_clause) for own in clause.get("clauses", ()))
    return len(by_clause.get(clause["id"], ())) + below


def _citation(register: Register, citation: Mapping[str, Any]) -> Line:
    cited = register.corpus.document(citation.get("document"))
    unresolved = UNRESOLVED.get(citation.get("resolution", ""))
    return line(
        f"{role(register, citation)}: “{citation['as_written']}”",
        (" → ", register.ref(cited)) if cited else f" ({unresolved})" if unresolved else None,
        f". {citation['because']}" if "because" in citation else None,
    )


def _task(register: Register, task: Record) -> dict[str, Any]:
    own = register.duties[task.id]
    apart = len(own) > 1 or (bool(own) and own[0].record is not None)
    many = grids.apart(register, task)
    caption = f"Tình trạng tại từng cơ quan: {task['title']}"
    measured = (m for m in register.corpus.linked_from(task.id, "task") if m.kind == "measurement")
    return {
        "id": task.id,
        "title": task["title"],
        "content": task["content"],
        "chips": register.chips(own),
        "apart": {"said": grids.newest(register, task), "ref": Ref("Từng cơ quan, từng kỳ", grids.place(task))}
        if many
        else {},
        "histories": [] if many else histories(register, own),
        "facts": task_facts(register, task),
        "events": events(register, task),
        "progress": progress(register, task),
        "followed": of_task(register, task),
        "duties": duty_table(register, caption, own if apart and not many else (), task=False),
        "measurements": [_measured(register, m) for m in measured if dates.day(m["at"]) <= register.as_of],
    }


def histories(register: Register, own: Iterable[Duty], *, task: bool = False) -> list[dict[str, Any]]:
    """Return what happened to duties at each body, where something is recorded; ``task``: named by their tasks."""
    return [
        {
            "of": line(
                register.ref(duty.task if task else duty.body), f", {duty.period.label}" if duty.period else None
            ),
            "events": happened,
        }
        for duty in own
        if duty.record is not None
        and duty.body is not None
        and (
            happened := [
                *events(register, duty.record),
                *progress(register, duty.record),
                *origin(register, duty.record),
            ]
        )
    ]


def _measured(register: Register, measurement: Record) -> Line:
    body = register.corpus.body(measurement.get("body"))
    of = f" ({register.label(body)})" if body else ""
    task = register.corpus.records[measurement["task"]]
    unit = task.get("target", {}).get("unit", "")
    value = with_unit(decimal(measurement["value"]), unit).strip()
    behind = sourced(register, measurement["source"]), noted(joined(origin(register, measurement, source=False)))
    return line(f"Ngày {vi_date(dates.day(measurement['at']))}: {value}{of}", *behind)


def events(register: Register, record: Record) -> list[Line]:
    """Return the dated events of a record up to the day, each with its source."""
    return [
        _event(register, record, i)
        for i, event in enumerate(record.get("events", ()))
        if stated(event).last <= register.as_of
    ]


def _event(register: Register, record: Record, i: int) -> Line:
    event = record["events"][i]
    receiver, heir = (register.corpus.body(event.get(name)) for name in ("received_by", "to"))
    moved = f", hạn mới {vi_date(dates.day(event['new_due']))}" if "new_due" in event else ""
    if "old_due" in event and "new_due" in event:
        moved = f", hạn cũ {vi_date(dates.day(event['old_due']))}, hạn mới {vi_date(dates.day(event['new_due']))}"
    return line(
        f"{capital(vi_on(stated(event)))}: {lower(register.coded(record, 'events', i, 'type'))}{moved}{', nguồn không nêu kỳ nào' if 'period_state' in event else ''}",
        (": ", register.ref(heir)) if heir else None,
        (", ", register.party(event["by"])) if "by" in event else None,
        f": {event['reason']}" if "reason" in event else None,
        (", nơi nhận: ", register.ref(receiver)) if receiver else None,
        sourced(register, event["source"]),
        ("; minh chứng: ", joined(shown)) if (shown := evidence(register, event.get("evidence", ()))) else None,
        "; chưa có minh chứng" if event.get("unproved") else None,
    )
