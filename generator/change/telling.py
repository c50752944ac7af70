"""What a reviewer must see first: what the rules say, then for whom what got worse or better.

There is one list of what happens. What a rule points at is told in the line of the rule, all else in the line of the body
that it concerns; what has no room is left out whole and counted by its direction, never cut. Codes of rules stand last,
for programs and for who looks them up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.change.facts import NAME, NAMED, WIDTH, cut, facts
from generator.change.happening import Happening, Turn, happenings
from generator.change.headline import ACTIONS
from generator.change.model import Difference, Mark, Run, Runs
from generator.change.words import joined
from generator.domain.text import lower
from generator.model import Severity

ROW = 300
"""Letters of what is told of a body one by one."""
LINES = 9
"""Lines below the first sentence; as many codes as half of them have a line each."""
HEADS = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cảnh báo", Severity.INFO: "Đáng xem"}
"""How marks are introduced."""
BESIDE = "Ngoài ra"
"""The line of records by which nobody stands better or worse."""


def telling(found: Difference) -> Iterator[Runs]:
    """Yield the lines: what rules say, the gravest first, then a line for each body, the worst first."""
    every = happenings(found)
    rules = _Rules(found, every)
    lines = [line for severity in HEADS for line in rules.lines(severity)]
    left = [one for place, one in enumerate(every) if place not in rules.told]
    bodies = [(row.head, str(row)) for row in rows(left, LINES - len(lines))]
    codes = {mark.code for mark in found.marks}
    for head, text in (*lines, *bodies):
        yield Run(f"{head}: ", "strong"), *_runs(text, codes)


def _runs(text: str, codes: set[str]) -> Runs:
    """Set the codes of rules apart from what is told."""
    parts = re.split(rf"\[({'|'.join(map(re.escape, sorted(codes)))})\](?=; |$)", text) if codes else [text]
    return tuple(Run(part, "rule" if place % 2 else "plain") for place, part in enumerate(parts) if part)


# lines


@dataclass(frozen=True, slots=True)
class Concern:
    """The line of a body: what is told in it, things that are alike in one, and what is only counted."""

    head: str
    shown: tuple[tuple[Happening, ...], ...]
    left: tuple[Happening, ...] = ()

    def __str__(self) -> str:
        said: list[str] = []
        turn = Turn.OTHER if self.head == BESIDE else None
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
    for body in [body for body, own in table.items() if not any(h.before or h.turn is not Turn.OTHER for h in own)]:
        table.setdefault(BESIDE, []).extend(map(_with_body, table.pop(body)))
    order = sorted(table, key=lambda body: (body == BESIDE, [-sum(h.turn is t for h in table[body]) for t in Turn]))
    shown = order if len(order) <= room else order[: max(room - 1, 0)]
    left = tuple(one for body in order[len(shown) :] for one in table[body])
    told = [_row(body or "Chung", table[body]) for body in shown]
    return [*told, Concern(f"{len(order) - len(shown)} nơi khác", (), left)] if left else told


def _with_body(one: Happening) -> Happening:
    return one if not one.body or one.body in one.title else replace(one, title=f"{one.title}, {one.body}")


def _row(head: str, own: Sequence[Happening]) -> Concern:
    """Tell by direction the first thing of each that is better or worse, and as many more as have room."""
    items = [tuple(alike) for turn in Turn for alike in _alike(one for one in own if one.turn is turn)]
    firsts = {one.turn: place for place, (one, *_) in reversed(list(enumerate(items)))}
    must = {0, *(place for turn, place in firsts.items() if turn is not Turn.OTHER)}
    room = ROW - sum(len(_said(items[place], brief=place > 0)) for place in must)
    told = []
    for place, item in enumerate(items):
        if place not in must and room > 0:
            room -= len(_said(item, brief=True))
        if place in must or room > 0:
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
    turn = (" " if first.before == "vẫn" else " → ").join(part for part in (first.before, first.after) if part)
    if len(own) == 1:
        named = lower(first.title).startswith(first.what.split(",")[0].split()[0])
        title = first.title if first.before or named else f"{first.what} {first.title}"
        because = "" if brief and len(first.because) > NAME else cut(first.because, ROW // 2)
        return f"{joined((title, first.where))}: {turn}{f' ({because})' if because else ''}"
    named_by: dict[str, list[str]] = {}
    for one in own:
        named_by.setdefault(one.title, []).append(one.where)
    return f"{len(own)} {first.what}: {turn} ({_few([_at(*one) for one in named_by.items()])})"


def _at(label: str, whose: list[str]) -> str:
    said = _few([one for one in whose if one])
    return f"{label}: {said}" if said else label


def _few(labels: list[str]) -> str:
    """Name the first of many; where one more would be left out, it is as short to name it."""
    every = list(dict.fromkeys(labels))
    named = every if len(every) <= NAMED + 1 else every[:NAMED]
    return "; ".join(named) + (f" và {len(every) - len(named)} nữa" if len(every) > len(named) else "")


# rules


class _Rules:
    """What the rules say of what happens; ``told``: what is told with that, by its place in the list."""

    def __init__(self, found: Difference, every: Sequence[Happening]) -> None:
        self.told: set[int] = set()
        self._found = found
        self._changes = {change.id: change for change in found.records}
        self._facts: dict[str, list[str]] = {}
        self._own: dict[str, list[tuple[int, Happening]]] = {}
        for place, one in enumerate(every):
            for record in one.records:
                self._own.setdefault(record, []).append((place, one))

    def lines(self, severity: Severity) -> list[tuple[str, str]]:
        """Return a line for each rule, or one for all if they are many."""
        table: dict[str, list[Mark]] = {}
        for mark in self._found.marks:
            if mark.severity is severity:
                table.setdefault(mark.code, []).append(mark)
        apart = len({mark.code for mark in self._found.marks}) <= LINES // 2
        said = [
            self._rule(own, WIDTH // (1 if apart else len(table)), NAMED + 1 if apart else 1) for own in table.values()
        ]
        return [(HEADS[severity], text) for text in (said if apart or not said else ["; ".join(said)])]

    def _rule(self, own: Sequence[Mark], room: int, named: int) -> str:
        """Say what a rule says, of what, and the fact that it points at; as many records as have room, and how many more."""
        places: dict[str, set[str]] = {}
        first = {mark.record or mark.label: mark for mark in reversed(own)}
        for mark in own:
            places.setdefault(mark.record or mark.label, set()).add(mark.at)
        order = sorted(places, key=self._gain)
        share = room // min(len(order), named)
        said: list[str] = []
        last = ""
        for record in order:
            name, text = self._of(record, first[record].label, places[record], share)
            text = text if name == last and text else ": ".join(part for part in (name, text) if part)
            if len(said) >= named and sum(map(len, said)) + len(text) > room:
                break
            last = name
            said.append(text)
        more = len(order) - len(said)
        text = "; ".join(part for part in said if part) + (f" và {more} nơi nữa" if more else "")
        return f"{own[0].title}{f': {text}' if text else ''} [{own[0].code}]"

    def _gain(self, record: str) -> int:
        """Order what a rule points at: what somebody gains by it first."""
        order = (Turn.GONE, Turn.BETTER, Turn.WORSE, Turn.OTHER)
        return min((order.index(one.turn) for _, one in self._own.get(record, ())), default=len(order))

    def _of(self, record: str, label: str, places: set[str], room: int) -> tuple[str, str]:
        """Name a record and say what was done to it, and how that moves what it is about; what was told is not said again."""
        change = self._changes.get(record)
        if change is None:
            return label, ""
        named = not change.bodies or any(body in label for body in change.bodies)
        name = label if named else f"{label}, {change.bodies[0]}"
        said = facts(change, room, places) or [ACTIONS[change.action]]
        known = self._facts.get(record)
        new = said if known is None else [fact for fact in said if fact not in known]
        self._facts[record] = [*(known or ()), *said]
        own = self._own.get(record, ())
        if known is None and len(own) == 1 and own[0][0] not in self.told:
            place, one = own[0]
            self.told.add(place)
            moved = " → ".join(part for part in (one.before, one.after) if part)
            whose = f" cho {one.body}" if one.body not in name else ""
            title = "" if one.title in name else joined((one.title, one.where)) + ": "
            new += [f"{one.turn}{whose}: {title}{moved}"] if one.before else [one.turn] * (one.turn is not Turn.OTHER)
        return name, "; ".join(new) or "như trên"
