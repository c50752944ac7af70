"""Withdrawn records: what replaces one is another, living record, so that no matter leaves the register by its paper."""

from __future__ import annotations

from collections.abc import Iterator

from generator.domain.withdrawal import heir
from generator.examine.checks import Hit, check
from generator.model import Corpus

MATTER = ("category", "findings", "finding", "task", "tasks", "clause", "period")
"""What a record is about, beside what its schema calls its identity."""


@check("replaced-by-withdrawn")
def replaced_by_withdrawn(corpus: Corpus) -> Iterator[Hit]:
    """A withdrawn record is replaced by itself, in a circle, or by one that was withdrawn without a replacement."""
    for record in corpus.withdrawn.values():
        if heir(corpus.withdrawn, record) == "":
            yield Hit(record, ("withdrawn", "replaced_by"), {"other": record["withdrawn"]["replaced_by"]})


@check("replaced-by-other")
def replaced_by_other(corpus: Corpus) -> Iterator[Hit]:
    """A withdrawn record is replaced by one on another matter: of another agency, inspection, category or duty."""
    for record in corpus.withdrawn.values():
        other = corpus.records.get(heir(corpus.withdrawn, record) or "")
        if other is None or other.kind != record.kind:
            continue
        fields = corpus.schemas.shapes[record.kind].fields
        names = [name for name in fields if name in MATTER or _policy(corpus, record.kind, name) == "identity"]
        differs = [name for name in names if name in record.data and not _same(record[name], other.get(name))]
        if differs:
            label = corpus.schemas.label(record.kind, (differs[0],))
            yield Hit(record, ("withdrawn", "replaced_by"), {"other": other.id, "field": label})


def _same(was: object, now: object) -> bool:
    """Whether two values agree; lists, if they have something in common."""
    return bool(set(was) & set(now)) if isinstance(was, list) and isinstance(now, list) else was == now


def _policy(corpus: Corpus, kind: str, name: str) -> str:
    return str((corpus.schemas.at(kind, (name,)) or {}).get("x-change", ""))
