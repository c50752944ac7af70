"""What a reviewer must see first: marks of the rules with their facts, lateness that disappears, the past told anew.

Each line says of what, from what to what, whose it is and by which document, as far as the records say it; codes of rules
stand last, for programs and for who looks them up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from generator.change.fields import ADDED, later
from generator.change.headline import ACTIONS
from generator.change.model import Difference, Line, Mark, Op, RecordChange, Run, Runs, Stand, StandingChange
from generator.change.words import joined
from generator.domain.text import lower, vi_date
from generator.model import Severity

T = TypeVar("T")
WIDTH = 450
NAME = 100
FACTS = 240
"""Letters of what one mark or record is about."""
BRIEF = 40
"""Letters of a day, a number, a name: what is told before whole sentences."""
SHORT = 12
"""Letters of a name that still say something."""
NAMED = 3
"""Things named of many."""
LINES = 9
"""Lines below the first sentence; as many codes as half of them have a line each."""
HEADS = {Severity.ERROR: "Lỗi: ", Severity.WARNING: "Cảnh báo: ", Severity.INFO: "Đáng xem: "}
"""How marks are introduced."""
COUNTED = {"duty": "việc", "finding": "phát hiện", "request": "yêu cầu", "rating": "xếp loại", "summary": "số liệu kỳ"}
LATE = "quá hạn"


def telling(found: Difference) -> Iterator[Runs]:
    """Yield the lines: whom it concerns, then the gravest first; what is long is cut, but no code and no body."""
    lines = list(_lines(found))
    for head, text in (*lines, *_records(found, LINES - len(lines))):
        yield Run(head, "strong"), *_runs(text, {mark.code for mark in found.marks})


def _runs(text: str, codes: set[str]) -> Runs:
    """Set the codes of rules apart from what is told."""
    parts = re.split(rf"\[({'|'.join(map(re.escape, sorted(codes)))})\](?=; |$)", text) if codes else [text]
    return tuple(Run(part, "rule" if place % 2 else "plain") for place, part in enumerate(parts) if part)


def _cut(text: str, width: int) -> str:
    """Return a text, or as many whole words of it as there is room for: half a day or number is another one."""
    whole = text[: width + 1].rpartition(" ")[0] or text[:width]
    return text if len(text) <= width else f"{whole.rstrip(' ;,(')}…"


def _lines(found: Difference) -> Iterator[tuple[str, str]]:
    moved = [move for move in found.moves if move.change != "wording"]
    told: set[str] = set()
    if bodies := _bodies(found, moved):
        yield "Cơ quan liên quan: ", _few([_cut(name, NAME) for name in bodies], "cơ quan nữa", 2 * NAMED)
    yield from _told(found, Severity.ERROR, told)
    yield from _told(found, Severity.WARNING, told)
    gone = [move for move in moved if _late(move.before) and not _late(move.after)]
    newly = [move for move in moved if _late(move.after) and not _late(move.before)]
    day = vi_date(found.past_day) if found.past_day else ""
    for head, own in (
        ("Không còn quá hạn: ", gone), ("Nay quá hạn: ", newly),
        (f"Đổi điều đã qua (một tháng trước, ngày {day}, nay nói khác): ", found.past),
    ):  # fmt: skip
        if own:
            yield head, _cut(_moves(own), WIDTH)
    if later := [move for move in moved if move.due_moved]:
        yield f"Hạn dời, {_counted(later)}: ", _cut("; ".join(map(_due, later[: 2 * NAMED])), WIDTH)
    yield from _told(found, Severity.INFO, told)
    if found_now := [m for m in moved if m.change == "new" and m.subject == "finding" and m not in newly]:
        yield "Phát hiện mới: ", _cut("; ".join(_as_it_stands(move) for move in found_now[:NAMED]), WIDTH)
    shown = {_turn(move) for move in (*gone, *newly, *found.past)}
    others = [m for m in moved if m.change == "state" and m.subject in COUNTED and _turn(m) not in shown]
    if others:
        yield "Tình trạng: ", _cut(_moves(others), WIDTH)


def _turn(move: StandingChange) -> tuple[str, ...]:
    """Return what moved and between which states, on whatever day."""
    states = (stand.label if stand else "" for stand in (move.before, move.after))
    return (move.subject, move.record, move.body, move.detail, *states)


def _counted(own: Sequence[StandingChange]) -> str:
    numbers = Counter(move.subject for move in own)
    return ", ".join(f"{number} {COUNTED.get(subject, 'mục')}" for subject, number in numbers.items())


def _bodies(found: Difference, moved: Iterable[StandingChange]) -> list[str]:
    """Return the bodies concerned: those for whom something stands otherwise, those at whom a mark is, the others.

    Who is only named beside has the role that a record gives it.
    """
    stands = Counter(move.body_label for move in chain(moved, found.past) if move.body_label)
    marked = Counter(name for mark in found.marks for name in mark.bodies)
    named = Counter(name for record in found.records for name in record.bodies)
    whose = {*stands, *(name for record in found.records for name in record.bodies[:1])}
    role = {name: role for record in found.records for name, role in zip(record.bodies, record.roles, strict=False)}
    every = dict.fromkeys(name for own in (stands, marked, named) for name, _ in own.most_common())
    return [name if name in whose or not role.get(name) else f"{name} ({lower(role[name])})" for name in every]


# marks


def _told(found: Difference, severity: Severity, told: set[str]) -> Iterator[tuple[str, str]]:
    """Yield what the rules say: a line for each of them, or one for all if they are many; ``told``: what stands above."""
    table: dict[str, list[Mark]] = {}
    for mark in found.marks:
        if mark.severity is severity:
            table.setdefault(mark.code, []).append(mark)
    records = {change.id: change for change in found.records}
    apart = len({mark.code for mark in found.marks}) <= LINES // 2
    said = [_mark(own, records, WIDTH if apart else WIDTH // len(table), told) for own in table.values()]
    if said:
        yield from ((HEADS[severity], text) for text in (said if apart else ["; ".join(said)]))


def _mark(own: Sequence[Mark], records: dict[str, RecordChange], room: int, told: set[str]) -> str:
    """Say what a rule says, of what, and what was done there; the code is never cut away."""
    said = []
    labels = list(dict.fromkeys(mark.label for mark in own))
    for label in _first(labels):
        marks = [mark for mark in own if mark.label == label]
        change = records.get(marks[0].record)
        facts = _facts(change, {mark.at for mark in marks}) if change is not None else ""
        name = _with_body(label, change) if change is not None else label
        text = ": ".join(part for part in (name, facts) if part)
        said.append(f"{name}, như trên" if facts and text in told else text)
        told.add(text)
    more = len(labels) - len(said)
    room = max(room - len(own[0].title) - len(own[0].code), SHORT)
    text = _cut("; ".join(part for part in said if part), room) + (f" và {more} nơi nữa" if more > 0 else "")
    return f"{own[0].title}{f': {text}' if text else ''} [{own[0].code}]"


# records


def _records(found: Difference, room: int) -> Iterator[tuple[str, str]]:
    """Yield what was done to the records of which no mark told, a line for each kind of thing done."""
    told = {mark.record for mark in found.marks} if len({mark.code for mark in found.marks}) <= LINES // 2 else set()
    told |= {move.record for move in found.moves if (move.subject, move.change) == ("finding", "new")}
    table: dict[str, list[RecordChange]] = {}
    for change in found.records:
        if change.id not in told:
            table.setdefault(f"Bản ghi {ACTIONS[change.action]}, {lower(change.kind_label)}", []).append(change)
    for head, own in list(table.items())[: max(room, 0)]:
        number = f" ({len(own)})" if len(own) > 1 else ""
        labels = [_of_change(change) for change in _first(own)]
        more = f" và {len(own) - len(labels)} bản ghi nữa" if len(own) > len(labels) else ""
        yield f"{head}{number}: ", _cut("; ".join(labels), WIDTH) + more


def _of_change(change: RecordChange) -> str:
    return ": ".join(part for part in (_with_body(change.label, change), _facts(change, set())) if part)


def _with_body(label: str, change: RecordChange) -> str:
    """Name a record and the body whose matter it is, if its name says no body."""
    return (
        label if not change.bodies or any(body in label for body in change.bodies) else f"{label}, {change.bodies[0]}"
    )


def _facts(change: RecordChange, places: set[str]) -> str:
    """Say what was done to a record, first where a mark stands; what repeats whose it is, and of what, is left out."""
    known = " ".join((change.label, change.dossier_label, *change.bodies[:1]))
    lines = [line for line in change.lines if line.what != "field" or line.after.rpartition(": ")[2] not in known]
    first = [line for line in lines if any(_within(line.at, place) for place in places)]
    if any(line.what == "correction" for line in first):  # what it corrects stands before it
        first = lines
    rest = sorted((line for line in lines if line not in first), key=lambda line: len(line.after) > BRIEF)
    return _cut("; ".join(map(_fact, (*first, *rest))), FACTS)


def _within(at: str, place: str) -> bool:
    return bool(place) and (f"{at}.".startswith(f"{place}.") or f"{place}.".startswith(f"{at}."))


def _fact(line: Line) -> str:
    """Say one thing that was done to a record as part of a sentence: what was there → what is there."""
    note = f", {line.note}" if line.note and (line.before or line.after or line.pieces) else line.note
    named = " của ".join(reversed(line.label.split(" › ")))
    label = f"{named} " if named else ""
    if line.pieces:
        was, now = (_side(line, op) for op in (Op.OUT, Op.IN))
        return f"{label}{was} → {now}{note}"
    was, now = _cut(line.before, NAME), _cut(line.after, NAME)
    match line.what:
        case "field":
            return f"{'' if now.startswith(label) else label}{now}".rstrip(".")
        case "set":
            return f"ghi thêm vào mục “{named}”: {now}{note}"
        case "cleared":
            return f"bỏ khỏi mục “{named}”: {was}{note}"
        case _ if not was and not now:
            return f"{label}{note}".removeprefix(ADDED)
        case _:
            return f"{label}{f'{was} → ' if was else ''}{now}{note}"


def _side(line: Line, op: Op) -> str:
    """Return a text as it read before or after, with what stands next to what changed."""
    kept = [piece.text for piece in line.pieces if piece.op in (op, Op.SAME, Op.GAP)]
    return f"“{_cut(' '.join(kept), NAME)}”"


# what is derived


def _late(stand: Stand | None) -> bool:
    return stand is not None and (LATE in stand.label and not stand.label.startswith(("Hoàn thành", "Đã")))


def _due(move: StandingChange) -> str:
    days = [stand.due if stand else None for stand in (move.before, move.after)]
    was, now = (vi_date(day) if day else "không có" for day in days)
    return f"{_named(move)}: {joined((f'{was} → {now}', later(*days)))}"


def _named(move: StandingChange) -> str:
    return ", ".join(part for part in (move.label, _whose(move)) if part)


def _whose(move: StandingChange) -> str:
    """Return at whom something moved, and for which period; what its own name says already is not said again."""
    body = "" if move.body_label in move.label else move.body_label
    return ", ".join(part for part in (body, move.detail) if part)


def _as_it_stands(move: StandingChange) -> str:
    stand = move.after or Stand("", "")
    return f"{_named(move)}: {lower(stand.label)}{f' ({stand.because})' if stand.because else ''}"


def _moves(own: Iterable[StandingChange]) -> str:
    """Say what moved from which state to which and why; of what moved alike how many, with the first of them by name."""
    table: dict[tuple[str, str, str], list[StandingChange]] = {}
    for move in own:
        was = move.before.label if move.before else "mới"
        now = move.after.label if move.after else "không còn trong sổ"
        was, now = (was, now) if was != now else (f"{was}, hạn cũ", "hạn khác")
        if was.partition(", ")[2] == now.partition(", ")[2]:
            was = was.partition(", ")[0]
        table.setdefault((move.subject, was, now), []).append(move)
    return "; ".join(_alike(*turn, moved) for turn, moved in table.items())


def _alike(subject: str, was: str, now: str, moved: Sequence[StandingChange]) -> str:
    because = moved[0].after.because if moved[0].after else ""
    if len(moved) == 1:
        return f"{_named(moved[0])}: {was} → {now}{f' ({because})' if because else ''}"
    named: dict[str, list[str]] = {}
    for move in moved:
        named.setdefault(move.label, []).append(_whose(move))
    return f"{len(moved)} {COUNTED.get(subject, 'mục')}: {was} → {now} ({_few([_at(*one) for one in named.items()])})"


def _at(label: str, whose: list[str]) -> str:
    said = _few([one for one in whose if one])
    return f"{label}: {said}" if said else label


def _few(labels: list[str], others: str = "nữa", most: int = NAMED) -> str:
    every = list(dict.fromkeys(labels))
    named = _first(every, most)
    more = len(every) - len(named)
    return "; ".join(named) + (f" và {more} {others}" if more else "")


def _first(every: list[T], most: int = NAMED) -> list[T]:
    """Return the first of many; where one more would be left out, it is as short to name it."""
    return every if len(every) <= most + 1 else every[:most]
