"""The page of a task: what is to be done by whom, how it stands at each body, and what happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from generator.domain import bodies, dates
from generator.domain.events import stated
from generator.domain.text import capital, lower, sentences, vi_date, vi_moved, vi_on, with_unit
from generator.model import Record
from generator.publish.derive.standing import Duty
from generator.publish.inline import Line, joined, line, noted
from generator.publish.register import Page, Register
from generator.publish.views import grids
from generator.publish.views.common import DIRECTIVES, head
from generator.publish.views.consequences import of_task
from generator.publish.views.facts import origin, sourced
from generator.publish.views.finding_entry import evidence
from generator.publish.views.tables import doubt, duty_table
from generator.publish.views.task_facts import decimal, progress, task_facts


def pages(register: Register) -> Iterator[Page]:
    """Yield a page per task."""
    for own in register.tasks_of.values():
        for task in own:
            path = f"{register.place(task)}index.md"
            yield Page(path, "task.md.jinja", task["title"], partial(_view, register, task), "Nhiệm vụ")


def _view(register: Register, task: Record) -> dict[str, Any]:
    own = register.duties[task.id]
    many = grids.many(register, task)
    turns = grids.turns(own) if many else []
    apart = not many and (len(own) > 1 or (bool(own) and own[0].record is not None))
    caption = f"Tình trạng tại từng cơ quan: {task['title']}"
    measured = (m for m in register.corpus.linked_from(task.id, "task") if m.kind == "measurement")
    chips = register.chips(own)
    return {
        **head(register, task, DIRECTIVES, register.ref(register.corpus.records[task["directive"]])),
        "content": task["content"] if task["content"].rstrip(".") != task["title"].rstrip(".") else "",
        "said": grids.newest(register.as_of, turns) if many else "",
        "chips": chips,
        "because": sentences(chips[0].because),
        "doubt": _doubt(register, task, () if apart and len(own) > 1 else own),
        "facts": task_facts(register, task),
        "periods": grids.by_period(task, turns) if many else None,
        "grid": grids.of_task(register, task) if many else None,
        "duties": duty_table(register, caption, own if apart else (), task=False),
        "histories": [] if many else histories(register, own),
        "events": events(register, task),
        "progress": progress(register, task),
        "measurements": [_measured(register, m) for m in measured],
        "followed": of_task(register, task),
    }


def _doubt(register: Register, task: Record, own: Sequence[Duty]) -> Line:
    """Return what bodies ask to be corrected in a state that stands for them, each by name where they are several."""
    told = [(duty.body, doubt(register, duty.body, task, duty.record)) for duty in own]
    if len(own) == 1:
        return noted(told[0][1])
    named = dict.fromkeys(f"{bodies.short(body)}: {said}" for body, said in told if body is not None and said)
    return noted(joined(named))


def histories(register: Register, own: Iterable[Duty], *, task: bool = False) -> list[dict[str, Any]]:
    """Return what happened to duties at each body, where something is recorded; ``task``: named by their tasks."""
    return [
        {
            "of": line(
                register.ref(duty.task if task else duty.body), f", {duty.period.within}" if duty.period else None
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
    moved = vi_moved(event)
    return line(
        f"{capital(vi_on(stated(event)))}: {lower(register.coded(record, 'events', i, 'type'))}{moved}{', nguồn không nêu kỳ nào' if 'period_state' in event else ''}",
        (", là ", register.ref(heir)) if heir else None,
        (", ", register.party(event["by"])) if "by" in event else None,
        f": {event['reason']}" if "reason" in event else None,
        (", nơi nhận: ", register.ref(receiver)) if receiver else None,
        sourced(register, event["source"]),
        ("; minh chứng: ", joined(shown)) if (shown := evidence(register, event.get("evidence", ()))) else None,
        "; chưa có minh chứng" if event.get("unproved") else None,
    )
