"""Duties in the offices' own order of columns: ``FIELDS`` are what a column can hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from generator.domain import documents, tasks
from generator.domain.events import stated
from generator.domain.text import sentences, vi_dates
from generator.model import Record
from generator.publish.derive.standing import Duty
from generator.publish.inline import plain
from generator.publish.register import Register
from generator.publish.reports.paper import Sheet, Value
from generator.publish.views.tables import doubt, issued, signed_by


def _directive(register: Register, duty: Duty) -> Record:
    return register.corpus.records[duty.task["directive"]]


def _issued(register: Register, duty: Duty) -> Value:
    days = documents.dating(register.corpus, _directive(register, duty)).days
    return days.first if days.first == days.last else issued(days)


def _document(register: Register, duty: Duty) -> str:
    own = _directive(register, duty)
    day = issued(documents.dating(register.corpus, own).days)
    return ", ".join(filter(None, (register.label(own), day, signed_by(own))))


def _evidence(register: Register, duty: Duty) -> str:
    events = duty.record.get("events", ()) if duty.record is not None else ()
    known = [e for event in events if stated(event).last <= register.as_of for e in event.get("evidence", ())]
    papers = (register.corpus.document(entry.get("document")) for entry in known)
    return "; ".join(dict.fromkeys(register.label(paper) for paper in papers if paper is not None))


def _obstacles(register: Register, duty: Duty) -> str:
    linked = register.corpus.linked_from(duty.task.id)
    return "; ".join(register.label(own) for own in linked if own.kind == "obstacle")


def _done(_: Register, duty: Duty) -> Value:
    done = duty.standing.done
    return "" if done is None else done.last if done.first == done.last else vi_dates(str(done.known))


def _because(register: Register, duty: Duty) -> str:
    said = doubt(register, duty.body, duty.task, duty.record)
    return f"{sentences(duty.standing.because)}{f' ({said})' if said else ''}"


def _due(_: Register, duty: Duty) -> Value:
    due = duty.standing.due
    return due if due is not None and due != date.max else ""


FIELDS: dict[str, Callable[[Register, Duty], Value]] = {
    "because": _because,
    "body": lambda register, d: register.label(d.body) if d.body is not None else "",
    "clause": lambda register, d: register.clause(_directive(register, d), d.task["clause"]),
    "cooperators": lambda register, d: plain(register.named(d.task, "cooperators")),
    "days": lambda _, d: d.standing.days_late or "",
    "directive": lambda register, d: register.label(_directive(register, d)),
    "document": _document,
    "done": _done,
    "due": _due,
    "evidence": _evidence,
    "extensions": lambda _, d: d.standing.extensions or "",
    "id": lambda _, d: d.task.id,
    "issued": _issued,
    "obstacles": _obstacles,
    "period": lambda _, d: d.period.label if d.period is not None else "",
    "product": lambda _, d: d.task.get("product", ""),
    "shape": lambda register, d: register.coded(d.task, "shape"),
    "signer": lambda register, d: signed_by(_directive(register, d)),
    "state": lambda _, d: d.label,
    "subject": lambda register, d: _directive(register, d)["title"],
    "task": lambda _, d: d.task["title"],
    "when": lambda register, d: tasks.when(register.corpus, d.task),
}
"""What a column of ``reports.toml`` can hold, besides ``number`` and nothing; the schema names them."""


def listed(register: Register, sheet: str, columns: Sequence[tuple[str, str]], own: Sequence[Duty]) -> Sheet:
    """Return duties as a table of an office's own."""

    def value(place: int, field: str, duty: Duty) -> Value:
        return place if field == "number" else FIELDS[field](register, duty) if field else ""

    rows = tuple(tuple(value(i, field, duty) for _, field in columns) for i, duty in enumerate(own, 1))
    return Sheet(sheet, tuple(title for title, _ in columns), rows, sheet)
