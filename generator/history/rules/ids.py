"""Ids are addresses for ever: none vanishes, none is used twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.catalog import problem
from generator.history.rules.versions import Versions
from generator.model import Position, Problem, Record

ALIKE = 0.6
"""From which share of the same text on a new record is taken for one that vanished, under another name."""


def kept_ids(pairs: Sequence[Versions], used: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the records that vanished (or took another name), and the ids that stand for something else than before."""
    new = [pair.after for pair in pairs if pair.before is None and pair.after is not None]
    for pair in pairs:
        before, after = pair.before, pair.after
        if after is None and before is not None:
            where = Position(before.document.path)
            now = _renamed(before, new)
            if now is not None:
                yield problem("record-renamed", where, record=pair.id, id=pair.id, now=now.id)
            else:
                yield problem("record-vanished", where, record=pair.id, id=pair.id)
        elif after is not None and before is None and pair.id in used:
            yield _reused(after, used[pair.id])
        elif (
            after is not None and before is not None and (before.kind, before.province) != (after.kind, after.province)
        ):
            yield _reused(after, before.document.path)


def _reused(record: Record, was: str) -> Problem:
    where = record.document.position(("id",))
    return problem("id-reused", where, record=record.id, at="id", id=record.id, was=was)


def _renamed(gone: Record, new: Sequence[Record]) -> Record | None:
    """Return the new record of the same kind that says most of what a vanished one said."""
    import difflib  # noqa: PLC0415 - only when a record vanished

    best, found = ALIKE, None
    for record in new:
        if record.kind == gone.kind:
            share = difflib.SequenceMatcher(None, gone.document.text, record.document.text).ratio()
            best, found = (share, record) if share >= best else (best, found)
    return found
