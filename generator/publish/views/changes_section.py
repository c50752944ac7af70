"""The section «Thay đổi trong sổ» at the end of every page that shows records: since when, and what changed later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.domain.differences import ABSENT, FieldChange
from generator.domain.text import vi_date, vi_number
from generator.history.rules.remarks import reaches_back
from generator.model import Field, Record
from generator.publish.derive.recording_delay import Recording, Since, recordings_of
from generator.publish.history import Seen
from generator.publish.inline import Line, joined, line, noted, remark
from generator.publish.register import Register
from generator.publish.views.moved_deadlines import mark, moved, recorded_moves
from generator.publish.views.table import Column, Table, day, facet, table
from generator.publish.wording import LONGEST, cut

ROWS = 20
"""Changes shown on one page, the newest ones."""
NOTES = 20
"""Marks shown beside the table."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One change of a field: on which day, of which record, and what is to be noted about it."""

    on: date
    record: Record
    change: FieldChange
    marks: list[str]


Late = dict[str, dict[Field, Recording]]
"""Events recorded late, by id of the record and field."""


def section(register: Register, url: str) -> dict[str, Any] | None:
    """Return what the section of a page shows; None where there is nothing to tell."""
    every = register.within.get(url, []) if register.past.known else []
    own = [record for record in every if record.id not in register.untold]
    if not own:
        return None
    changes, late = changed(register, own)
    notes = [*_notes(register, late, single=len(own) == 1), *_moves(register, own), *_past_of(register, own)]
    return {
        "since": list(_entered(register, own)),
        "away": _away(register, own),
        "changes": _table(register, changes[:ROWS], single=len(own) == 1),
        "total": len(changes),
        "notes": notes[:NOTES],
        "noted": len(notes),
        "unsaid": len(notes[NOTES:]),
    }


def changed(register: Register, own: Iterable[Record]) -> tuple[list[Changed], Late]:
    """Return what changed in records after they came, the newest first, and the late events that came with them."""
    own = list(own)
    late = _late(register, own)
    rows = sorted(_edits(register, own), key=lambda pair: (pair[0].on, pair[0].step), reverse=True)
    return [row for seen, record in rows for row in _changes(register, record, seen, late)], late


def _entered(register: Register, own: list[Record]) -> Iterator[str]:
    """Yield how many records of the page entered when: one sentence per day."""
    counts: dict[Since, int] = {}
    for record in own:
        since = register.past.since_of(record)
        counts[since] = counts.get(since, 0) + 1
    for since in sorted(counts, key=lambda s: (s.on or date.max, s.opening, s.only_public)):
        yield f"{'Nội dung trang này' if len(own) == 1 else f'{counts[since]} mục trên trang'} {since_words(since)}."


def since_words(since: Since) -> str:
    """Say since when something is in the register."""
    if since.uncommitted:
        return "chưa vào lịch sử của sổ"
    if since.on is None:
        return "không rõ ngày vào sổ"
    if since.only_public:
        return f"công khai trong sổ từ ngày {vi_date(since.on)}"
    return f"vào sổ ngày {vi_date(since.on)}" + (", khi mở sổ" if since.opening else "")


def _away(register: Register, own: Sequence[Record]) -> list[Line]:
    """Say what of a page the register did not hold for a while: one sentence for what was away together."""
    found: dict[tuple[date, date], list[Record]] = {}
    for record in own:
        for times in register.past.away.get(record.id, ()):
            found.setdefault(times, []).append(record)
    alone = len(own) == 1
    return [
        line(
            _gone(*times),
            "nội dung trang này" if alone else joined({ref.label: ref for ref in register.refs(records)}.values()),
            ".",
        )
        for times, records in sorted(found.items())
        if times[0] != times[1]
    ]


def _gone(first: date, back: date) -> str:
    return f"Không có trong sổ từ ngày {vi_date(first)} đến ngày {vi_date(back)}: "


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


def _changes(register: Register, record: Record, seen: Seen, late: Late) -> Iterator[Changed]:
    for change in seen.changes:
        marks = []
        move = moved(record, change, seen.on)
        if move is not None and (told_late := mark(register, move)):
            marks.append(told_late)
        own = late[record.id]
        told = [at for at in own if at[: len(change.at)] == change.at and own[at].recorded == seen.on]
        marks += [late_words(own.pop(at)) for at in told]
        marks += past_words(register, record, change, seen.on)
        yield Changed(seen.on, record, change, marks)


def past_words(register: Register, record: Record, change: FieldChange, on: date) -> Iterator[str]:
    """Yield the mark of what was filled in and holds from a day before it entered the register."""
    since = reaches_back(register.corpus.schemas, record.kind, change, on)
    if since is not None:
        yield f"bổ sung cho cả thời gian trước ({since.vi})"


def _table(register: Register, changes: list[Changed], *, single: bool) -> Table:
    words = register.wording

    def which(c: Changed) -> Line:
        ref, kind = register.ref(c.record), words.label(c.record.kind)
        return line(ref, None if ref.label.startswith(kind) else noted(kind.lower()))

    return table(
        "Thay đổi trong sổ",
        changes,
        day("Ngày", lambda c: c.on),
        None if single else facet("Mục", which),
        facet("Chỗ sửa", lambda c: words.field(c.record.kind, c.change.at)),
        Column("Trước", lambda c: _apart(register, c)[0]),
        Column("Sau", lambda c: _apart(register, c)[1]),
        Column("Lưu ý", lambda c: joined(map(remark, c.marks))),
    )


def _apart(register: Register, changed: Changed) -> tuple[str, str]:
    """Say a value before and after; where long ones begin alike, from shortly before they differ."""
    words, kind, change = register.wording.within(changed.record), changed.record.kind, changed.change
    was = words.brief(kind, change.before_at, change.was, most=None)
    now = words.brief(kind, change.at, change.now, most=None)
    alike = next((i for i, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
    start = was.rfind(" ", 0, max(alike - NEAR, 0)) + 1 if max(len(was), len(now)) > LONGEST and was and now else 0
    before, after = "(chưa có)" if change.was is ABSENT else cut(was, start), cut(now, start)
    return before, "(đã bỏ)" if change.now is ABSENT else after


NEAR = 60
"""Letters of what is the same that stand before what differs."""


def _notes(register: Register, late: Late, *, single: bool) -> Iterator[Line]:
    """Yield the late records that no row of the table tells of: those that came with the record itself."""
    for found in (found for own in late.values() for found in own.values()):
        words = register.wording.field(found.record.kind, found.at)
        text = f"{words} {vi_date(found.on)}, vào sổ ngày {vi_date(found.recorded)}"
        yield _note(register, found.record, text, late_words(found), single=single)


def _moves(register: Register, own: Iterable[Record]) -> Iterator[Line]:
    """Yield the deadlines moved late, each with its record: none stands alone on a page."""
    moves = ((move, mark(register, move)) for record in own for move in recorded_moves(record))
    for move, late in sorted((m for m in moves if m[1]), key=lambda m: (m[0].on, m[0].record.id)):
        yield _note(register, move.record, move.words, late, single=False)


def _past_of(register: Register, own: Iterable[Record]) -> Iterator[Line]:
    """Yield what changes the past of the bodies on a page, and is recorded elsewhere: at their duties, or their groups."""
    duties = [duty for record in own for duty in register.by_body.get(record.id, ())]
    named = [record for duty in duties for record in (duty.task, duty.record) if record is not None]
    groups = (register.corpus.records.get(party["body"]) for task in named for party in task.get("leads", ()))
    for record in {r.id: r for r in (*named, *groups) if r is not None and r not in own}.values():
        for seen in register.past.edits.get(record.id, ()):
            for change in seen.changes:
                for said in past_words(register, record, change, seen.on):
                    field = register.wording.field(record.kind, change.at)
                    yield _note(register, record, f"{field}, sửa ngày {vi_date(seen.on)}", said, single=False)


def _note(register: Register, record: Record, text: str, mark: str, *, single: bool) -> Line:
    return line(None if single else (register.ref(record), ": "), text, noted(mark))


def late_words(found: Recording) -> str:
    """Say how late an event was recorded."""
    return f"ghi sổ muộn {vi_number(found.days)} ngày"
