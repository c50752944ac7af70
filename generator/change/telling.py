"""What a reviewer must see first: marks of the rules with their facts, then for whom what got worse or better.

There is one list of what happens (:func:`happenings`); every line below the marks, and every rest that is only
counted, is made of it. What has no room is left out whole and counted by its direction, never cut. Codes of rules stand
last, for programs and for who looks them up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from generator.change.fields import ADDED, later
from generator.change.headline import ACTIONS
from generator.change.model import Difference, Line, Mark, Op, RecordChange, Run, Runs, Stand, StandingChange
from generator.change.words import joined
from generator.domain.text import lower, vi_date
from generator.model import Severity

T = TypeVar("T")
WIDTH = 450
ROW = 300
"""Letters of what is told of a body one by one."""
"""Letters of a line; what is told of one thing alone may be longer."""
NAME = 100
"""Letters of a text that is quoted."""
SHOWN = 3
"""Facts told of a record at which no rule points."""
NAMED = 3
"""Things named of many."""
LINES = 9
"""Lines below the first sentence; as many codes as half of them have a line each."""
HEADS = {Severity.ERROR: "Lỗi: ", Severity.WARNING: "Cảnh báo: ", Severity.INFO: "Đáng xem: "}
"""How marks are introduced."""
COUNTED = {"duty": "việc", "finding": "phát hiện", "request": "yêu cầu", "rating": "xếp loại", "summary": "số liệu kỳ"}
FIRST = (
    "replaces", "verdict", "type", "due", "period", "received", "on", "asked", "at", "value", "date", "about", "title",
    "because", "amends", "successors", "valid", "document", "source",
)  # fmt: skip
"""What is told of a record that comes: a judgement, days and numbers, then what it is about and by which paper."""


class Turn(StrEnum):
    """Which way something goes, for whom it concerns; in the order in which it is told."""

    GONE = "hết quá hạn"
    WORSE = "xấu đi"
    BETTER = "tốt lên"
    OTHER = "khác"


_TURNS = {"worse": Turn.WORSE, "better": Turn.BETTER}
_RANKS = {
    "done-on-time": 4, "done-late": 4, "done-unassessed": 4, "verified": 4, "not-applicable": 4,
    "awaiting": 3, "awaiting-late": 3, "reported": 3, "partial": 2, "in-progress": 2,
    "open-in-time": 1, "due-soon": 1, "open": 1, "no-deadline": 1, "failed": 0, "recurred": 0, "open-overdue": 0,
}  # fmt: skip
"""How far a thing has come, by its state; states that say nothing of that have no rank."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happens to a body by the change: what it is, which way it goes, what was and is there."""

    turn: Turn
    body: str
    """Whose it is; empty: of nobody alone."""
    title: str
    before: str
    after: str
    because: str = ""
    where: str = ""
    """The period of a duty, the figure of a report."""
    what: str = "mục"
    """As what many of them are counted."""

    @property
    def alike(self) -> tuple[str, ...]:
        """What it has in common with those that are told in one with it."""
        return (self.what, self.before, self.after) if self.before else (self.what, self.title, self.after)


def telling(found: Difference) -> Iterator[Runs]:
    """Yield the lines: what rules say, the gravest first, then a line for each body, the worst first."""
    above: set[str] = set()
    lines = [line for severity in HEADS for line in _told(found, severity, above)]
    bodies = [(f"{row.head}: ", str(row)) for row in rows(happenings(found), LINES - len(lines))]
    for head, text in (*lines, *bodies):
        yield Run(head, "strong"), *_runs(text, {mark.code for mark in found.marks})


def _runs(text: str, codes: set[str]) -> Runs:
    """Set the codes of rules apart from what is told."""
    parts = re.split(rf"\[({'|'.join(map(re.escape, sorted(codes)))})\](?=; |$)", text) if codes else [text]
    return tuple(Run(part, "rule" if place % 2 else "plain") for place, part in enumerate(parts) if part)


# what happens


def happenings(found: Difference) -> list[Happening]:
    """Return all that happens, each once: what stands otherwise now, then, and what came to the books."""
    moved = [move for move in found.moves if move.change != "wording" and _counts(move)]
    past = {_turned(move): move for move in found.past if _counts(move)}
    day = f" (đổi cả điều đã qua, ngày {vi_date(found.past_day)})" if found.past_day else ""
    whose = {change.id: change.bodies[0] for change in found.records if change.bodies}
    told = [_moved(move, whose, day if past.pop(_turned(move), None) else "") for move in moved]
    told += [_moved(move, whose, day) for move in past.values()]
    new = {move.record for move in moved if move.change == "new" and move.subject in ("finding", "duty")}
    states = {move.record for move in moved if move.change == "state"}
    marked = {mark.record for mark in found.marks}
    came = [change for change in found.records if change.id not in new and not _follows(change, states)]
    return told + [_came(change) for change in sorted(came, key=lambda change: change.id in marked)]


def _follows(change: RecordChange, states: set[str]) -> bool:
    """Whether all that was done to a record is what its state, that moved, is explained by."""
    return change.id in states and change.action == "changed" and all(line.what == "event" for line in change.lines)


def _counts(move: StandingChange) -> bool:
    """Whether a move is news: figures of reports only follow others, unless the signed one now says otherwise."""
    return move.subject != "summary" or any(stand and stand.because for stand in (move.before, move.after))


def _turned(move: StandingChange) -> tuple[str, ...]:
    """Return what moved and between which states, on whatever day."""
    states = (stand.label if stand else "" for stand in (move.before, move.after))
    return (move.subject, move.record, move.body, move.detail, *states)


def _moved(move: StandingChange, whose: Mapping[str, str], day: str) -> Happening:
    was = move.before.label if move.before else "mới"
    now = move.after.label if move.after else "không còn trong sổ"
    due = ""
    if move.due_moved:
        days = [stand.due if stand else None for stand in (move.before, move.after)]
        said = " → ".join(vi_date(one) if one else "không có" for one in days)
        due = f"hạn {joined((said, later(*days)))}"
    if was == now:
        was, now, due = due or was, "" if due else now, ""
    because = due or (move.after.because if move.after else "")
    what = COUNTED.get(move.subject, "mục")
    body = move.body_label or whose.get(move.record, "")
    return Happening(_way(move), body, move.label, was, f"{now}{day}", because, move.detail, what)


def _way(move: StandingChange) -> Turn:
    was, now = move.before, move.after
    if _late(was) and not _late(now) and not (now and move.subject == "finding" and _RANKS.get(now.state) == 4):
        return Turn.GONE
    if _late(now) and not _late(was):
        return Turn.WORSE
    if was is None:
        return Turn.WORSE if move.subject == "finding" else Turn.OTHER
    old, new = (_RANKS.get(stand.state) if stand else None for stand in (was, now))
    if old is not None and new is not None and old != new:
        return Turn.BETTER if new > old else Turn.WORSE
    return Turn.BETTER if was.state == "no-information" and (new or 0) > 1 else Turn.OTHER


def _late(stand: Stand | None) -> bool:
    return stand is not None and any(word in lower(stand.label) for word in ("quá hạn", "chậm"))


def _came(change: RecordChange) -> Happening:
    """Tell of what was done to a record."""
    body = change.bodies[0] if change.bodies else ""
    relieves = any(line.at.startswith("replaces") and line.note for line in change.lines)
    turn = Turn.GONE if relieves else _TURNS.get(change.turn, Turn.OTHER)
    kind = lower(change.kind_label)
    title = (
        change.label
        if lower(change.label).split()[:1] == kind.replace(",", "").split()[:1]
        else f"{kind} {change.label}"
    )
    facts = "; ".join(_telling(change))
    return Happening(turn, body, title, "", f"{ACTIONS[change.action]}{f', {facts}' if facts else ''}", what="bản ghi")


# lines


@dataclass(frozen=True, slots=True)
class Concern:
    """The line of a body: what is told in it, things that are alike in one, and what is only counted."""

    head: str
    shown: tuple[tuple[Happening, ...], ...]
    left: tuple[Happening, ...] = ()

    def __str__(self) -> str:
        said: list[str] = []
        turn = None
        for place, alike in enumerate(self.shown):
            text = _said(alike, brief=place > 0)
            said.append(text if alike[0].turn is turn else f"{alike[0].turn.capitalize()}: {text}")
            turn = alike[0].turn
        counted = [f"{'và ' if said else ''}{_rest(self.left)}"] if self.left else []
        return "; ".join((*said, *counted))


def rows(found: Sequence[Happening], room: int) -> list[Concern]:
    """Return a line for each body, for whom most goes wrong first; who has no line of its own is counted in the last."""
    table: dict[str, list[Happening]] = {}
    for one in found:
        table.setdefault(one.body, []).append(one)
    order = sorted(table, key=lambda body: (not body, [-sum(h.turn is t for h in table[body]) for t in Turn]))
    shown = order if len(order) <= room else order[: max(room - 1, 0)]
    left = tuple(one for body in order[len(shown) :] for one in table[body])
    told = [_row(body or "Chung", table[body]) for body in shown]
    return [*told, Concern(f"{len(order) - len(shown)} nơi khác", (), left)] if left else told


def _row(head: str, own: Sequence[Happening]) -> Concern:
    """Tell by direction the first thing of each that is better or worse, and as many more as have room."""
    items = [tuple(alike) for turn in Turn for alike in _alike(one for one in own if one.turn is turn)]
    firsts = {one.turn: place for place, (one, *_) in reversed(list(enumerate(items)))}
    must = {0, *(place for turn, place in firsts.items() if turn is not Turn.OTHER)}
    sizes = [len(_said(item, brief=place > 0)) for place, item in enumerate(items)]
    room = ROW - sum(sizes[place] for place in must)
    told = []
    for place, item in enumerate(items):
        if place not in must:
            room -= sizes[place]
        if place in must or room >= 0:
            told.append(item)
    left = (one for item in items if item not in told for one in item)
    return Concern(head, tuple(told), tuple(left))


def _rest(left: Sequence[Happening]) -> str:
    """Count what is not told: «4 điều nữa: 1 xấu đi, 3 tốt lên»."""
    numbers = Counter(one.turn for one in left)
    return f"{len(left)} điều nữa: {', '.join(f'{numbers[turn]} {turn}' for turn in Turn if numbers[turn])}"


def _alike(own: Iterable[Happening]) -> list[list[Happening]]:
    table: dict[tuple[str, ...], list[Happening]] = {}
    for one in own:
        table.setdefault(one.alike, []).append(one)
    return list(table.values())


def _said(own: Sequence[Happening], *, brief: bool) -> str:
    """Say what happened; of what happened alike how many, with the first of them by name."""
    first = own[0]
    turn = " → ".join(part for part in (first.before, first.after) if part)
    if len(own) == 1:
        because = f" ({first.because})" if first.because and not (brief and len(first.because) > NAME) else ""
        return f"{joined((first.title, first.where))}: {turn}{because}"
    named: dict[str, list[str]] = {}
    for one in own:
        named.setdefault(one.title, []).append(one.where)
    return f"{len(own)} {first.what}: {turn} ({_few([_at(*one) for one in named.items()])})"


def _at(label: str, whose: list[str]) -> str:
    said = _few([one for one in whose if one])
    return f"{label}: {said}" if said else label


def _few(labels: list[str]) -> str:
    every = list(dict.fromkeys(labels))
    named = _first(every)
    more = len(every) - len(named)
    return "; ".join(named) + (f" và {more} nữa" if more else "")


def _first(every: list[T], most: int = NAMED) -> list[T]:
    """Return the first of many; where one more would be left out, it is as short to name it."""
    return every if len(every) <= most + 1 else every[:most]


# marks


def _told(found: Difference, severity: Severity, above: set[str]) -> Iterator[tuple[str, str]]:
    """Yield what the rules say: a line for each of them, or one for all if they are many; ``above``: what is told."""
    table: dict[str, list[Mark]] = {}
    for mark in found.marks:
        if mark.severity is severity:
            table.setdefault(mark.code, []).append(mark)
    records = {change.id: change for change in found.records}
    apart = len({mark.code for mark in found.marks}) <= LINES // 2
    said = [_mark(own, records, WIDTH if apart else WIDTH // len(table), above) for own in table.values()]
    if said:
        yield from ((HEADS[severity], text) for text in (said if apart else ["; ".join(said)]))


def _mark(own: Sequence[Mark], records: dict[str, RecordChange], room: int, above: set[str]) -> str:
    """Say what a rule says, of what, and the fact that it points at; as many records as have room, and how many more."""
    places: dict[str, set[str]] = {}
    first = {mark.record or mark.label: mark for mark in reversed(own)}
    for mark in own:
        places.setdefault(mark.record or mark.label, set()).add(mark.at)
    said: list[str] = []
    before: set[str] = set()
    for record, at in places.items():
        change, label = records.get(record), first[record].label
        name = _with_body(label, change) if change is not None else label
        facts = [fact for fact in _telling(change, at) if fact not in before] if change is not None else []
        text = "; ".join(facts) if name in before else ": ".join(part for part in (name, "; ".join(facts)) if part)
        text = f"{name}, như trên" if facts and text in above else text
        if said and sum(map(len, said)) + len(text) > room:
            break
        before.update((name, *facts))
        above.add(text)
        said.append(text)
    more = len(places) - len(said)
    text = "; ".join(part for part in said if part) + (f" và {more} nơi nữa" if more else "")
    return f"{own[0].title}{f': {text}' if text else ''} [{own[0].code}]"


def _with_body(label: str, change: RecordChange) -> str:
    """Name a record and the body whose matter it is, if its name says no body."""
    return (
        label if not change.bodies or any(body in label for body in change.bodies) else f"{label}, {change.bodies[0]}"
    )


def _telling(change: RecordChange, places: Iterable[str] = ()) -> list[str]:
    """Say what was done to a record: where a rule points, else the first facts; nothing that its name says already."""
    known = " ".join((change.label, change.dossier_label, *change.bodies[:1]))
    lines = [
        line for line in change.lines
        if line.what != "field" or line.at == "replaces" or line.after.rpartition(": ")[2] not in known
    ]  # fmt: skip
    lines = [line for line in lines if "://" not in line.after]
    pointed = [line for line in lines if any(_within(line.at, place) for place in places)]
    if any(line.what == "correction" for line in pointed):  # what it corrects stands before it
        return [_fact(line, WIDTH) for line in lines]
    if not pointed or all(line.what == "field" for line in pointed):
        brief = [line for line in lines if line.what != "field" or line.at in FIRST]
        pointed += sorted((line for line in brief if line not in pointed), key=_place)[: SHOWN - len(pointed) + 1]
    return [_fact(line, WIDTH if places else NAME) for line in pointed]


def _place(line: Line) -> int:
    return FIRST.index(line.at) if line.what == "field" else 0


def _within(at: str, place: str) -> bool:
    return bool(place) and (f"{at}.".startswith(f"{place}.") or f"{place}.".startswith(f"{at}."))


def _cut(text: str, width: int) -> str:
    """Return a text, or as many whole words of it as there is room for: half a day or number is another one."""
    whole = text[: width + 1].rpartition(" ")[0] or text[:width]
    return text if len(text) <= width else f"{whole.rstrip(' ;,(')}…"


def _fact(line: Line, width: int) -> str:
    """Say one thing that was done to a record as part of a sentence: what was there → what is there."""
    note = f", {line.note}" if line.note and (line.before or line.after or line.pieces) else line.note
    named = " của ".join(reversed(line.label.split(" › ")))
    label = f"{named} " if named else ""
    if line.pieces:
        was, now = (_side(line, op) for op in (Op.OUT, Op.IN))
        return f"{label}{was} → {now}{note}"
    was, now = _cut(line.before, width), _cut(line.after, width)
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
    """Return a text as it read before or after, with what stands next to what changed."""
    kept = [piece.text for piece in line.pieces if piece.op in (op, Op.SAME, Op.GAP)]
    return f"“{_cut(' '.join(kept), NAME)}”"
