"""What was done to a record, as parts of a sentence: what was there → what is there, quoted between words and clauses."""

from __future__ import annotations

from collections.abc import Iterable

from generator.change.fields import ADDED
from generator.change.model import Line, Op, RecordChange

WIDTH = 450
"""Letters of a line; what is told of one thing alone may be longer."""
NAME = 100
"""Letters of a text that is quoted."""
NAMED = 3
"""Things named of many."""
FIRST = (
    "replaces", "verdict", "type", "due", "period", "received", "on", "asked", "at", "value", "date", "about", "title",
    "because", "amends", "successors", "valid", "document", "source",
)  # fmt: skip
"""What is told of a record that comes: a judgement, days and numbers, then what it is about and by which paper."""


def facts(change: RecordChange, room: int = WIDTH, places: Iterable[str] = ()) -> list[str]:
    """Say what was done to a record: where a rule points, then the first facts; nothing that its name says already."""
    known = " ".join((change.label, change.dossier_label, *change.bodies[:1]))
    lines = [
        line for line in change.lines
        if "://" not in line.after
        and (line.what != "field" or line.at == "replaces" or line.after.rpartition(": ")[2] not in known)
    ]  # fmt: skip
    pointed = [line for line in lines if any(_within(line.at, place) for place in places)]
    if any(line.what == "correction" for line in pointed):  # what it corrects stands before it
        return [_fact(line, WIDTH) for line in lines]
    brief = [line for line in lines if line.what != "field" or line.at in FIRST]
    beside = sorted((line for line in brief if line not in pointed), key=_place)
    told = [_fact(line, WIDTH) for line in pointed]
    room = room if places and change.action == "changed" else room // 2
    for line in beside[:NAMED]:
        fact = _fact(line, room if places else NAME)
        if not told or sum(map(len, told)) + len(fact) <= room:
            told.append(fact)
    return told


def _place(line: Line) -> int:
    return FIRST.index(line.at) if line.what == "field" else 0


def _within(at: str, place: str) -> bool:
    return bool(place) and (f"{at}.".startswith(f"{place}.") or f"{place}.".startswith(f"{at}."))


def cut(text: str, width: int) -> str:
    """Return a text, or as many whole parts of it as there is room for: half a day, number or name is another one."""
    if len(text) <= width:
        return text
    ends = (text[: width + len(mark)].rpartition(mark)[0] for mark in ("; ", ", ", " "))
    whole = next(filter(None, ends), text[:width])
    return f"{whole}…{')' * (whole.count('(') - whole.count(')'))}"


def _fact(line: Line, width: int) -> str:
    """Say one thing that was done to a record as part of a sentence: what was there → what is there."""
    note = f", {line.note}" if line.note and (line.before or line.after or line.pieces) else line.note
    named = " của ".join(reversed(line.label.split(" › ")))
    label = f"{named} " if named else ""
    if line.pieces:
        return f"{label}{_side(line, Op.OUT)} → {_side(line, Op.IN)}{note}"
    was, now = cut(line.before, width), cut(line.after, width)
    match line.what:
        case "field":
            return f"{'' if now.startswith(label) else label}{now}".rstrip(".") + note
        case "set":
            return f"ghi thêm vào mục “{named}”: {now}{note}"
        case "cleared":
            return f"bỏ khỏi mục “{named}”: {was}{note}"
        case _ if not was and not now:
            return f"{label}{note}".removeprefix(ADDED)
        case _:
            return f"{label}{f'{was} → ' if was else ''}{now}{note}"


def _side(line: Line, op: Op) -> str:
    """Return a text as it read before or after: whole if it is short, else with what stands next to what changed."""
    whole = line.before if op is Op.OUT else line.after
    if len(whole) <= NAME:
        return f"“{whole}”"
    kept = [piece.text for piece in line.pieces if piece.op in (op, Op.SAME, Op.GAP)]
    return f"“{cut(' '.join(kept), 2 * NAME)}”"
