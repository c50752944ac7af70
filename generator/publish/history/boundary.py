"""Since when a record was never internal, nor its workspace, nor anything that it hung on."""

from __future__ import annotations

from collections.abc import Iterator

from generator.history.lives import History, Life, unit
from generator.model import Corpus, Record

NEVER = -1
"""No step: the record was internal in none."""
_CASE = frozenset(("subject", "publication"))
"""What decides whether an accountability case may be published."""


def internal_until(history: History, seen: Corpus) -> dict[str, int]:
    """Return for each record that was internal, or hung on what was, the step from which on it never was."""
    until: dict[str, int] = {}
    hangs: dict[str, list[tuple[str, int]]] = {}
    for record in seen.records.values():
        life = history.lives.get(record.id)
        if life is not None and life.edits:
            own = max(_own_until(record, life, history, seen, hangs), default=NEVER)
            if own > NEVER:
                until[record.id] = own
        hangs.setdefault(record.province, []).append((record.id, len(history.days)))
        for link in seen.out_links.get(record.id, ()):
            if link.name in seen.schemas.hangs[record.kind]:
                hangs.setdefault(link.target, []).append((record.id, len(history.days)))
    pending = list(until)
    while pending:
        owner = pending.pop()
        for dependent, left in hangs.get(owner, ()):
            step = min(until[owner], left)
            if step > until.get(dependent, NEVER):
                until[dependent] = step
                pending.append(dependent)
    return until


def _own_until(
    record: Record, life: Life, history: History, seen: Corpus, hangs: dict[str, list[tuple[str, int]]]
) -> Iterator[int]:
    """Yield the steps before which something of the record itself was not public; note what it hung on then."""
    owners = {name.partition(".")[0] for name in seen.schemas.hangs[record.kind]}
    for edit in life.edits:
        named: set[str] = {edit.moved_from} if edit.moved_from else set()
        for change in edit.changes:
            head = change.at[0]
            if head == "visibility" and change.was == "noi-bo":
                yield edit.step
            if record.kind == "accountability" and head in _CASE:
                yield edit.step
            if head in owners:
                named |= edit.named.get((False, unit(change.before_at)), frozenset())
        for name in sorted(named):
            if name in seen.records:
                hangs.setdefault(name, []).append((record.id, edit.step))
            elif name in history.ever:
                yield edit.step
