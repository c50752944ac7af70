"""Whether a text is in force on the day, and what replaced or amended it: said at its top and wherever it is cited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.domain import dates, documents
from generator.domain.dates import Interval
from generator.domain.documents import in_force
from generator.domain.text import vi_date, vi_interval
from generator.model import Field, Record
from generator.publish.inline import Line, line, noted
from generator.publish.register import Register

_RELATIONS: Mapping[str, tuple[str, Field]] = {
    "replaces": ("replaces", (0,)),
    "replaces_part.document": ("replaces_part", (0, "document")),
    "amends": ("amends", (0,)),
}
"""What one text does to another: names of links, with their field and the place in it."""


def force(register: Register, document: Record) -> str:
    """Say whether a document is in force on the day, as far as the register knows; nothing of what has no term."""
    corpus = register.corpus
    for other in corpus.linked_from(document.id, "replaces"):
        start = _effect(register, other)
        if start != dates.EVER and start.last <= register.as_of:
            return f"đã được thay thế từ {vi_interval(start).removeprefix('từ ')}"
    if parts := list(_parts(register, document)):
        return "; ".join(parts)
    validity = document.get("validity", {})
    span = dates.validity(validity)
    if "to" in validity and span.last < register.as_of:
        return f"hết hiệu lực sau ngày {vi_date(span.last)}"
    if "from" in validity:
        return (
            f"có hiệu lực từ {vi_interval(dates.days(validity['from']))}"
            if span.first <= register.as_of
            else "chưa có hiệu lực"
        )
    return "sổ không có thông tin" if document.get("type") in documents.LASTING else ""


def _parts(register: Register, document: Record) -> Iterator[str]:
    """Yield which parts of a document have been replaced by the day."""
    for other in register.corpus.linked_from(document.id, "replaces_part.document"):
        start = _effect(register, other)
        if start != dates.EVER and start.last <= register.as_of:
            for entry in _entries(other, "replaces_part.document", document.id):
                yield f"một phần đã được thay thế từ {vi_interval(start).removeprefix('từ ')}: {entry['of']}"


def fates(register: Register, document: Record) -> list[Line]:
    """Return what other texts did to a document or directive, and what it does to others."""
    corpus, found = register.corpus, []
    for name, (field, at) in _RELATIONS.items():
        for other in corpus.linked_from(document.id, name):
            start = in_force(other)
            since = f", có hiệu lực từ {vi_interval(start)}" if start != dates.EVER else ""
            label = register.wording.inverse(other.kind, (field, *at))
            found += [
                line(label, ": ", register.ref(other), since, _part(entry))
                for entry in _entries(other, name, document.id)
            ]
        label = register.wording.label(document.kind, field)
        found += [
            line(label, ": ", register.ref(old), _part(entry))
            for entry in document.get(field, ())
            if (old := corpus.document(_target(entry))) is not None
        ]
    return [*found, *_of_tasks(register, document)]


def _of_tasks(register: Register, directive: Record) -> Iterator[Line]:
    """Yield which tasks of a directive take the place of others, and which others take the place of its own."""
    corpus, wording = register.corpus, register.wording
    for task in register.tasks_of.get(directive.id, ()):
        replaced = (old for own in task.get("replaces", ()) if (old := corpus.get(own, "task")) is not None)
        pairs = [(wording.label("task", "replaces"), old) for old in replaced]
        pairs += [(wording.inverse("task", ("replaces", 0)), new) for new in corpus.linked_from(task.id, "replaces")]
        for label, other in pairs:
            given = corpus.get(other["directive"], "directive")
            where = noted(register.ref(given)) if given is not None else None
            yield line(register.ref(task), f": {label[0].lower()}{label[1:]} ", register.ref(other), where)


def _effect(register: Register, other: Record) -> Interval:
    """Return the day from which a text takes the place of others; an order does so when issued, if it names no day."""
    issued = other.kind == "directive" and in_force(other) == dates.EVER
    return documents.dating(register.corpus, other).days if issued else in_force(other)


def _entries(other: Record, name: str, target: str) -> list[Any]:
    return [entry for entry in other.get(_RELATIONS[name][0], ()) if _target(entry) == target]


def _target(entry: Any) -> str:
    return str(entry["document"] if isinstance(entry, Mapping) else entry)


def _part(entry: Any) -> Line | None:
    return noted(entry["of"]) if isinstance(entry, Mapping) else None
