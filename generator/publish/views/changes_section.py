"""The section «Thay đổi trong sổ» at the end of every page that shows records: since when, and what changed later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from generator.domain.text import vi_date
from generator.model import Field, Record
from generator.publish.derive.recording_delay import Recording, Since, recordings_of
from generator.publish.history import Seen
from generator.publish.register import Register
from generator.publish.views.moved_deadlines import MOVED_LATE, Move, moved, recorded_moves

ROWS = 100
"""Changes shown on one page, the newest ones."""
NOTES = 20
"""Marks shown beside the table."""
Late = dict[str, dict[Field, Recording]]
"""Events recorded late, by id of the record and field."""


def section(register: Register, url: str) -> dict[str, Any] | None:
    """Return what the section of a page shows; None where there is nothing to tell."""
    own = register.by_page.get(url, []) if register.past.known else []
    if not own:
        return None
    late = _late(register, own)
    rows = sorted(_edits(register, own), key=lambda pair: (pair[0].on, pair[0].step), reverse=True)
    table = [row for seen, record in rows for row in _rows(register, record, seen, late)]
    notes = [*_notes(register, late), *_moves(register, own)]
    lines = _entered(register, own)
    return {
        "single": len(own) == 1,
        "lines": lines,
        "away": list(_away(register, own)),
        "rows": table[:ROWS],
        "total": len(table),
        "notes": notes[:NOTES],
        "noted": len(notes),
        "unsaid": len(notes[NOTES:]),
    }


def _entered(register: Register, own: list[Record]) -> list[dict[str, Any]]:
    """Return how many records of the page entered when: one line per day."""
    counts: dict[Since, int] = {}
    for record in own:
        since = register.past.since_of(record)
        counts[since] = counts.get(since, 0) + 1
    ordered = sorted(counts.items(), key=lambda pair: (pair[0].on or date.max, pair[0].opening, pair[0].only_public))
    return [{"said": since_words(since), "count": count} for since, count in ordered]


def since_words(since: Since) -> str:
    """Say since when something is in the register."""
    if since.uncommitted:
        return "chưa vào lịch sử của sổ"
    if since.on is None:
        return "không rõ ngày vào sổ"
    if since.only_public:
        return f"công khai trong sổ từ ngày {vi_date(since.on)}"
    return f"vào sổ ngày {vi_date(since.on)}" + (", khi mở sổ" if since.opening else "")


def _away(register: Register, own: Iterable[Record]) -> Iterator[dict[str, Any]]:
    for record in own:
        for first, back in register.past.away.get(record.id, ()):
            yield {"ref": register.ref(record), "first": vi_date(first), "back": vi_date(back)}


def _edits(register: Register, own: Iterable[Record]) -> Iterator[tuple[Seen, Record]]:
    for record in own:
        for seen in register.past.edits.get(record.id, ()):
            yield seen, record


def _late(register: Register, own: Iterable[Record]) -> Late:
    return {
        record.id: {
            found.at: found for found in recordings_of(register.corpus, record, register.past.since_of) if found.late
        }
        for record in own
    }


def _rows(register: Register, record: Record, seen: Seen, late: Late) -> Iterator[dict[str, Any]]:
    for change in seen.changes:
        marks = []
        move = moved(record, change, seen.on)
        if move is not None and move.late:
            marks.append(MOVED_LATE)
        own = late[record.id]
        told = [at for at in own if at[: len(change.at)] == change.at and own[at].recorded == seen.on]
        marks += [_late_words(own.pop(at)) for at in told]
        yield {
            "on": vi_date(seen.on),
            "sort": seen.on.isoformat(),
            "ref": register.ref(record),
            "kind": str(register.corpus.schemas.by_kind[record.kind]["title"]).lower(),
            "field": register.wording.field(record.kind, change.at),
            "was": register.wording.brief(record.kind, change.before_at, change.was),
            "now": register.wording.brief(record.kind, change.at, change.now),
            "marks": marks,
        }


def _notes(register: Register, late: Late) -> Iterator[dict[str, Any]]:
    """Yield the late records that no row of the table tells of: those that came with the record itself."""
    for found in (found for own in late.values() for found in own.values()):
        words = register.wording.field(found.record.kind, found.at)
        yield {
            "ref": register.ref(found.record),
            "text": f"{words} {vi_date(found.on)}, vào sổ ngày {vi_date(found.recorded)}",
            "mark": _late_words(found),
        }


def _moves(register: Register, own: Iterable[Record]) -> Iterator[dict[str, Any]]:
    moves: list[Move] = [move for record in own for move in recorded_moves(record) if move.late]
    for move in sorted(moves, key=lambda m: (m.on, m.record.id)):
        yield {"ref": register.ref(move.record), "text": move.words, "mark": MOVED_LATE}


def _late_words(found: Recording) -> str:
    return f"ghi sổ muộn {found.days} ngày"
