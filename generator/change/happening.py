"""What happens by a change, once: what stands otherwise, for whom it is better or worse, and the records beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from generator.change.facts import facts
from generator.change.fields import later
from generator.change.headline import ACTIONS
from generator.change.model import Difference, RecordChange, Stand, StandingChange
from generator.change.words import joined
from generator.domain.text import lower, vi_date

COUNTED = {"duty": "việc", "finding": "phát hiện", "request": "yêu cầu", "rating": "xếp loại", "summary": "số liệu kỳ"}


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
_DONE = 4


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happens to a body by the change: what it is, which way it goes, what was and is there."""

    turn: Turn
    body: str
    """Whose it is; empty: of nobody alone."""
    title: str
    before: str
    """How it stood; empty: a record by which nothing stands otherwise."""
    after: str
    because: str = ""
    where: str = ""
    """The period of a duty, the figure of a report, from whom it comes."""
    what: str = "mục"
    """As what many of them are counted."""
    records: tuple[str, ...] = ()
    """The record that it is of, and those that do nothing else than this."""

    @property
    def alike(self) -> tuple[str, ...]:
        """What it has in common with those that are told in one with it."""
        return self.what, self.before, self.after


def happenings(found: Difference) -> list[Happening]:
    """Return all that happens, each once: what stands otherwise now, then, and the records by which nothing does."""
    whose = {change.id: change.bodies[0] for change in found.records if change.bodies}
    told = [_moved(move, whose, note) for move, note in _moves(found)]
    places: dict[str, list[int]] = {}
    for place, (move, _) in enumerate(_moves(found)):
        for name in {move.record, move.page}:
            places.setdefault(name, []).append(place)
    for change in found.records:
        came = _came(change)
        own = places.get(change.id, [])
        served = own or places.get(change.page) or places.get(change.page.partition("#")[0], [])
        turns = {told[one].turn for one in served}
        if not served or not (came.turn in {Turn.OTHER, *turns} or (own and turns == {Turn.OTHER})):
            told.append(came)
        elif own or len(served) == 1:
            for one in served:
                said = came.because if len(served) == 1 else ""  # of many things it is said beside none of them
                told[one] = _by(told[one], change, replace(came, because=said) if own else None)
    return told


def _moves(found: Difference) -> list[tuple[StandingChange, str]]:
    """Return what stands otherwise, with the day in the past on which it stands otherwise too."""
    now, then = (_numbered(_handed(moves)) for moves in (found.moves, found.past))
    day = f" (đổi cả điều đã qua, ngày {vi_date(found.past_day)})" if found.past_day else ""
    apart = {
        own for own, move in then.items()
        if own not in now or _way(move) in {Turn.GONE, Turn.WORSE} - {_way(now[own])}
    }  # fmt: skip
    told = [(move, day if own in then and own not in apart else "") for own, move in now.items()]
    return told + [(move, day) for own, move in then.items() if own in apart]


def _numbered(moves: Iterable[StandingChange]) -> dict[tuple[object, ...], StandingChange]:
    """Return what moved by what it is; a body may have to do a thing twice."""
    times: Counter[tuple[str, ...]] = Counter()
    table: dict[tuple[object, ...], StandingChange] = {}
    for move in moves:
        own = (move.subject, move.record, move.body, move.detail)
        times[own] += 1
        table[*own, times[own]] = move
    return table


def _handed(moves: Sequence[StandingChange]) -> Iterator[StandingChange]:
    """Yield what moved; what leaves one body and comes to another is one thing, of who has it now.

    Figures of reports only follow others, unless the signed one now says otherwise.
    """
    given: dict[tuple[str, ...], StandingChange] = {}
    for move in moves:
        if move.before and (move.after is None or move.after.state == "passed-on"):
            given[move.subject, move.record, move.detail] = move
    come = {(move.subject, move.record, move.detail) for move in moves if move.before is None and move.body}
    for move in moves:
        own = (move.subject, move.record, move.detail)
        if own in given and own in come and move.before is None:
            detail = joined((move.detail, f"nhận từ {given[own].body_label}"))
            yield replace(move, before=given[own].before, detail=detail)
        elif (
            not (own in come and move is given.get(own)) and move.change != "wording"
            and (move.subject != "summary" or any(one and one.because for one in (move.before, move.after)))
        ):  # fmt: skip
            yield move


def _moved(move: StandingChange, whose: Mapping[str, str], day: str) -> Happening:
    was = move.before.label if move.before else "mới"
    now = move.after.label if move.after else "không còn trong sổ"
    because = move.after.because if move.after else ""
    if move.due_moved:
        days = [stand.due if stand else None for stand in (move.before, move.after)]
        said = " → ".join(vi_date(one) if one else "không có" for one in days)
        because = f"hạn {joined((said, later(*days)))}"
    if was == now:
        was, now, because = ("vẫn", lower(now), because) if not move.due_moved else (f"{because}{day}", "", "")
    body = move.body_label or whose.get(move.record, "")
    what = COUNTED.get(move.subject, "mục")
    return Happening(
        _way(move), body, move.label, was, now and f"{now}{day}", because, move.detail, what, (move.record,)
    )


def _way(move: StandingChange) -> Turn:
    was, now = move.before, move.after
    old, new = (_RANKS.get(stand.state) if stand else None for stand in (was, now))
    if _late(was) and not _late(now) and not (now and move.subject == "finding" and new == _DONE):
        return Turn.GONE
    if _late(now) and (not _late(was) or (move.change == "new" and new != _DONE)):
        return Turn.WORSE
    if was is None or now is None:
        return Turn.OTHER if move.subject != "finding" else Turn.WORSE if was is None else Turn.BETTER
    if old is not None and new is not None and old != new:
        return Turn.BETTER if new > old else Turn.WORSE
    if was.due and now.due and was.due != now.due:
        return Turn.BETTER if now.due > was.due else Turn.WORSE
    return Turn.BETTER if was.state == "no-information" and (new or 0) > 1 else Turn.OTHER


def _late(stand: Stand | None) -> bool:
    return stand is not None and any(word in lower(stand.label) for word in ("quá hạn", "chậm"))


def _by(moved: Happening, change: RecordChange, came: Happening | None) -> Happening:
    """Return what moved by a record: of its own one it also says what was done to it, if that is more than an event."""
    records = (*moved.records, *({change.id} - {*moved.records}))
    more = change.action != "added" and any(line.what != "event" for line in change.lines)
    turned = came is not None and moved.turn is Turn.OTHER is not came.turn
    away = change.action not in ("added", "changed")
    if came is None or not (more or turned or away):
        return replace(moved, records=records)
    after = moved.after.replace("không còn trong sổ", came.after) if away else moved.after
    turn = came.turn if turned else moved.turn
    return replace(moved, turn=turn, after=after, because=came.because or moved.because, records=records)


def _came(change: RecordChange) -> Happening:
    """Tell of what was done to a record."""
    body = change.bodies[0] if change.bodies else ""
    relieves = any(line.at.startswith("replaces") and line.note for line in change.lines)
    turn = Turn.GONE if relieves else _TURNS.get(change.turn, Turn.OTHER)
    kind = lower(change.kind_label)
    fields = dict.fromkeys(line.label.partition(" › ")[0] for line in change.lines if line.what != "event")
    how = f" {' và '.join(filter(None, fields))}" if change.action == "changed" and 0 < len(fields) <= 2 else ""
    said = "; ".join(facts(change))
    return Happening(turn, body, change.label, "", f"{ACTIONS[change.action]}{how}", said, "", kind, (change.id,))
