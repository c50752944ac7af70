"""What changed in one record, line by line: fields in labels, events as sentences, long texts by their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from generator.change.model import Line, Op, Piece
from generator.change.words import Words, joined
from generator.domain import dates
from generator.domain.differences import ABSENT, FieldChange, canonical, changes
from generator.domain.events import stated
from generator.domain.text import lower, vi_date, vi_interval, vi_on
from generator.model import Field, Record, spell

Data = Mapping[str, Any]
_POINT = ("by", "before", "within")
"""Where a deadline says when; its wording is a field of its own."""
_ENTRIES = ("events", "corrections")
AROUND = 5
"""Words that are shown on either side of what changed."""
ADDED = "thêm sự kiện: "
LONG = 60
"""Characters from which a text is shown by its changes instead of twice."""
_WORDS = re.compile(r"\S+|\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions of a record, and how each side says its values."""

    before: Record
    after: Record
    was: Words
    now: Words


def lines(pair: Pair) -> tuple[Line, ...]:
    """Return what changed in a record, in the order of its fields; nothing when only the writing changed."""
    return tuple(_lines(pair))


def _lines(pair: Pair) -> Iterator[Line]:
    before, after = dict(pair.before.data), dict(pair.after.data)
    if pair.before.province != pair.after.province:
        names = pair.now.provinces
        yield Line(
            "moved", "", "sổ của", names.get(pair.before.province, ""), names.get(pair.after.province, "")
        )  # fmt: skip
    for name in _ENTRIES:
        if name in before or name in after:  # the first entry of a list is told as an entry
            before.setdefault(name, [])
            after.setdefault(name, [])
    yield from _deadline(pair, before, after)
    after, moved = _settled(pair, before, after)
    yield from moved
    for change in _unmoved(changes(before, after)):
        yield _line(pair, change)


def said_withdrawn(words: Words, entry: Data) -> str:
    """Say when and why a record was withdrawn, and what takes its place."""
    text = f"rút ngày {vi_date(dates.day(entry['on']))}: {' '.join(entry['because'].split()).rstrip('.')}"
    return text + (f"; thay bằng: {words.name(entry['replaced_by'])}" if "replaced_by" in entry else "")


def _deadline(pair: Pair, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Line]:
    """Yield what changed in the deadline as one line, and take it out of both versions; its wording is left."""
    old, new = before.get("due"), after.get("due")
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        return
    said_before = pair.was.deadline(pair.before.kind, ("due",), old)
    said_after = pair.now.deadline(pair.after.kind, ("due",), new)
    if {key: old.get(key) for key in _POINT} != {key: new.get(key) for key in _POINT}:
        same = said_before == said_after
        yield Line(
            "deadline",
            "due",
            "hạn",
            said_before,
            said_after,
            note="chỉ đổi cách ghi, hạn vẫn là một ngày" if same else later(dates.last_day(old), dates.last_day(new)),
        )
    before["due"] = {key: value for key, value in old.items() if key not in _POINT}
    after["due"] = {key: value for key, value in new.items() if key not in _POINT}


# order


def _settled(pair: Pair, before: Data, after: Data) -> tuple[dict[str, Any], list[Line]]:
    """Return the later version with the order of the earlier one wherever a list changed in nothing else."""
    found: list[Line] = []

    def settle(at: Field, was: Any, now: Any) -> Any:
        if isinstance(was, Mapping) and isinstance(now, Mapping):
            return {key: settle((*at, key), was[key], one) if key in was else one for key, one in now.items()}
        if not isinstance(was, list) or not isinstance(now, list) or was == now:
            return now
        named = _named(was), _named(now)
        if named[0] and named[1]:
            shared = [own for own in named[0] if own in named[1]]
            if shared != [own for own in named[1] if own in named[0]]:
                found.append(_order(pair, at))
            return [settle((*at, i), named[0].get(e["id"], e), e) for i, e in enumerate(now)]
        if sorted(map(canonical, was)) == sorted(map(canonical, now)):
            found.append(_order(pair, at))
            return was
        return now

    return settle((), before, after), found


def _named(entries: list[Any]) -> dict[str, Any]:
    """Return the entries of a list by their ids; nothing where one has none."""
    if all(isinstance(entry, Mapping) and isinstance(entry.get("id"), str) for entry in entries):
        return {entry["id"]: entry for entry in entries}
    return {}


def _order(pair: Pair, at: Field) -> Line:
    label = pair.now.path(pair.after, pair.after.kind, at)
    return Line("order", spell(at, pair.after.data), label, note="chỉ đổi thứ tự")


def _unmoved(found: list[FieldChange]) -> list[FieldChange]:
    """Leave out entries that went from one place of a list to another one of it, beside other changes."""
    gone: dict[tuple[Field, str], list[FieldChange]] = {}
    for change in found:
        if change.now is ABSENT and isinstance(change.at[-1], int):
            gone.setdefault((change.before_at[:-1], canonical(change.was)), []).append(change)
    moved: set[int] = set()
    for change in found:
        if change.was is ABSENT and isinstance(change.at[-1], int):
            twins = gone.get((change.before_at[:-1], canonical(change.now)))
            if twins:
                moved |= {id(change), id(twins.pop())}
    return [change for change in found if id(change) not in moved]


# fields


def _line(pair: Pair, change: FieldChange) -> Line:
    gone = change.now is ABSENT
    record, words = (pair.before, pair.was) if gone else (pair.after, pair.now)
    at = change.before_at if gone else change.at
    where = spell(at, record.data)
    kind = record.kind
    entry = isinstance(at[-1], int)
    value = change.was if gone else change.now
    if entry and isinstance(value, Mapping):
        if at[:-1] == ("corrections",):
            note = correction(words, kind, value)
            return Line("correction", where, "", note=note) if not gone else Line("cleared", where, "đính chính", note)
        if {"type", "source"} <= value.keys() and value.keys() & {"date", "known_on"} and change.was is ABSENT:
            return event_line(words, record, at, value)
    label = words.path(record, kind, at[:-1] if entry and (gone or change.was is ABSENT) else at)
    if change.was is ABSENT:
        return Line(
            "set", where, label, after=words.value(kind, at, change.now), note=words.late.get(str(change.now), "")
        )
    if gone:
        return Line("cleared", where, label, before=words.value(kind, at, change.was))
    return _changed(pair, change, where, label)


def _changed(pair: Pair, change: FieldChange, where: str, label: str) -> Line:
    was, now = change.was, change.now
    if isinstance(was, str) and isinstance(now, str) and max(len(was), len(now)) > LONG:
        return Line("wording", where, label, was, now, pieces=excerpt(was, now))
    before = pair.was.value(pair.before.kind, change.before_at, was)
    after = pair.now.value(pair.after.kind, change.at, now)
    note = "chỉ đổi khoảng trắng hay cách viết" if before == after else ""
    return Line("changed", where, label, before, after, note)


def event_line(words: Words, record: Record, at: Field, event: Data) -> Line:
    """Say an event that was added; an extension as the deadline that it moves, with which extension it is."""
    where = spell(at, record.data)
    if event["type"] != "gia-han" or "new_due" not in event:
        return Line("event", where, "", note=f"{ADDED}{words.event(record.kind, at, event, new=True)}")
    place = int(at[-1])
    before = sum(other["type"] == "gia-han" for other in record.data["events"][:place])
    old = vi_date(dates.day(event["old_due"])) if "old_due" in event else ""
    source = event.get("source", {})
    how = "theo " if "document" in source else "không có văn bản gia hạn, nguồn: "
    why = " ".join(event.get("reason", "").split()).rstrip(".")
    note = joined(
        (
            later(dates.day(event["old_due"]) if old else None, dates.day(event["new_due"])),
            f"gia hạn lần {before + 1} {vi_on(stated(event))} {how}{words.source(source)}",
            f"lý do: {lower(why)}" if why else "",
        )
    )
    return Line("event", where, "hạn", old, vi_date(dates.day(event["new_due"])), note)


def later(was: date | None, now: date | None) -> str:
    """Say by how many days a deadline moved; empty if it did not, or where one is not known."""
    more = (now - was).days if was and now else 0
    return f"{'muộn' if more > 0 else 'sớm'} hơn {abs(more)} ngày" if more else ""


def correction(words: Words, kind: str, entry: Data) -> str:
    """Say a correction: when, of which field, what was recorded wrongly, and why."""
    field = words.spelled(kind, entry["at"])
    day = dates.parse(entry["was"]) if len(entry["was"]) == len("2026-06-30") else None
    was = vi_interval(day) if day else words.name(" ".join(entry["was"].split()))
    text = f"đính chính ngày {vi_date(dates.day(entry['on']))}: {field} trước ghi là “{was}”"
    text += f"; lý do: {' '.join(entry['because'].split()).rstrip('.')}"
    return text + (f"; theo {words.paper(entry['document'])}" if "document" in entry else "; không nêu văn bản")


# long texts


def excerpt(was: str, now: str) -> tuple[Piece, ...]:
    """Return the pieces of a text that changed; a blank line counts as a word, other spaces do not count."""
    old, new = (_WORDS.findall(text) for text in (was, now))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    opcodes = matcher.get_opcodes()
    pieces: list[Piece] = []
    for place, (kind, start, end, new_start, new_end) in enumerate(opcodes):
        if kind == "equal":
            pieces += _kept(old[start:end], first=place == 0, last=place == len(opcodes) - 1)
            continue
        if end > start:
            pieces.append(Piece(Op.OUT, _joined(old[start:end])))
        if new_end > new_start:
            pieces.append(Piece(Op.IN, _joined(new[new_start:new_end])))
    return tuple(pieces)


def _kept(words: Sequence[str], *, first: bool, last: bool) -> Iterator[Piece]:
    """Yield what stayed: whole if it is short, else the words next to what changed."""
    head, tail = (0 if first else AROUND), (0 if last else AROUND)
    if len(words) <= head + tail + 1:
        yield Piece(Op.SAME, _joined(words))
        return
    if head:
        yield Piece(Op.SAME, _joined(words[:head]))
    yield Piece(Op.GAP, "…")
    if tail:
        yield Piece(Op.SAME, _joined(words[-tail:]))


def _joined(words: Sequence[str]) -> str:
    return " ".join(word if word.strip() else "¶" for word in words)
