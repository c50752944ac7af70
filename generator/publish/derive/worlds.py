"""What is true on whichever day each thing happened of which a source names no day, or only a month or a year.

A register in which every such day is set is one world; one that may lie after the day of the page may not have happened
yet. What is said of a body must be so in each of them. So one rule holds for all that may have come before or after a
deadline, a hand-in or a hand-over, and the order in which a clerk entered what has no day decides nothing.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from generator.domain import bodies, dates, tasks
from generator.domain.dates import Interval
from generator.domain.events import (
    ANSWERED,
    Event,
    Happened,
    dated_by,
    happened,
    in_time,
    of_report,
    stated,
    together,
)  # fmt: skip
from generator.model import Record
from generator.publish.derive.evidence import Evidence
from generator.publish.derive.holders import ENDS, Line, Place, passer
from generator.publish.derive.judge import AT_LEAST, ONE_DAY, unplaced
from generator.publish.derive.standing import DONE, MOVED, Duty, Standing, State

LEAST = "chỉ nói số ngày chắc chắn"
MOST = 1500
"""How many worlds are looked at; where there are more, nothing is certain."""
OVER = {"tra-lai": ("nop",), "mo-lai": ("nop", "xac-nhan"), "tiep-tuc": ("tam-dung",)}
"""What is so no longer once something else has happened."""
ACTS = ("nhan", "nop")
"""What a body does itself: it is there."""
WAITS = (State.AWAITING, State.AWAITING_LATE)
UNTIMED = {**dict.fromkeys(DONE, State.DONE_UNASSESSED), **dict.fromkeys(WAITS, State.AWAITING)}
"""What is said of something done, or handed in, where nothing is said of its time."""
SILENT = (State.NO_INFORMATION, State.NO_DEADLINE, State.STANDING)
TIMED = (
    State.DONE_ON_TIME, State.OPEN_IN_TIME, State.DUE_SOON, State.DONE_LATE, State.OPEN_OVERDUE, State.AWAITING_LATE,
)  # fmt: skip
"""States that say something of a body's time: that it kept it, or did not."""

Key = tuple[str, str]
"""What tells the rows of a task apart: the body, and the period or which one of several it is."""
Rows = Callable[[Evidence, Record], Sequence[Duty]]


class _Entry(NamedTuple):
    """An event of some records; ``when``: on which days it can have been."""

    place: Place
    event: Happened
    when: Interval
    whose: str


def proven(  # noqa: PLR0913 - what a judgement rests on, by name
    evidence: Evidence, task: Record, records: Sequence[Record], found: Sequence[Duty], judge: Rows,
    *, issued: Interval, lines: Sequence[Line],
) -> list[Duty | None]:  # fmt: skip
    """Return the duties that some records tell of with what is so in all worlds; None: it is of nobody known.

    After them come those of who has it in every world. ``judge`` returns the duties of a world.
    """
    changes = list(_changes(evidence, records, lines))
    if not changes and not any(_open(record, evidence.as_of) for record in records):
        return list(found)
    entries = [*_entries(evidence, records, lines), *changes]
    vague = [entry for entry in entries if not entry.when.exact]
    if not vague or not any(_claims(duty.standing, len(vague)) for duty in found):
        return list(found)
    pivots = {day for duty in found for day in (duty.standing.due, duty.standing.named) if day is not None}
    pivots |= {holder.since for line in lines for holder in line if holder.since > date.min}
    each: list[Mapping[Key, Duty]] = []
    for days in _worlds(evidence, task, entries, issued, pivots):
        if len(each) == MOST:
            each = []
            break
        changed = [placed_on(record, days) for record in records]
        own = next((record for record in changed if record.id == task.id), task)
        each.append(_rows(judge(evidence.supposing(own, changed, days), own)))
    doubt = in_time(replace(entry.event, when=stated(entry.event.data)) for entry in vague)
    keyed = _rows(found)
    there = [key for key in (each[0] if each else ()) if key not in keyed and all(key in world for world in each)]
    more = [[world[key] for world in each] for key in there if each[0][key].standing.state is not State.PASSED_ON]
    told = (_certain(duty, key, each, doubt, elsewhere=bool(more)) for key, duty in keyed.items())
    return [*told, *(_elsewhere(duties, doubt) for duties in more)]


def _open(record: Record, as_of: date) -> bool:
    """Whether a record tells of something on a day that is not known."""
    return any(not (when := stated(event)).exact and when.first <= as_of for event in _events(record))


def _events(record: Record) -> Sequence[Event]:
    return of_report(record) if record.kind == "submission" else record.get("events", ())


def _entries(evidence: Evidence, records: Iterable[Record], lines: Sequence[Line]) -> Iterator[_Entry]:
    """Yield what had, or may have, happened by the day.

    A duty was passed on no later than its receiver is known to have had it (``Holders``).
    """
    taken = {(h.body.id, h.taken.first): h.taken for line in lines for h in line if h.since > date.min}
    of = {record.id: (record, _events(record)) for record in records}
    every = [event for _, events in of.values() for event in events]
    for record, events in of.values():
        whose = record.get("addressee", record.get("reporter", ""))
        alone = events if record.kind == "submission" else every
        for i, event in enumerate(happened(events, evidence.as_of, alone)):
            had = taken.get((event.data.get("to", ""), event.when.first), event.when)
            when = event.when.within(had) if not event.when.exact else event.when
            own = evidence.corpus.body(whose) if event.type == "nop" and not event.when.exact else None
            if own is not None and not when.within(bodies.life(own)).empty:
                when = when.within(bodies.life(own))
            if when.first <= evidence.as_of:
                yield _Entry(
                    (record.id, i), event, when, passer(record, event.data) if event.type == "chuyen" else whose
                )


def _changes(evidence: Evidence, records: Iterable[Record], lines: Sequence[Line]) -> Iterator[_Entry]:
    """Yield the ends of the bodies of some lines, and the beginnings of their heirs, of which the days are not known.

    A body had not ended when it acted, and its heir had begun when that one did.
    """
    acts: dict[str, list[date]] = {}
    for record in records:
        own = [stated(event) for event in _events(record) if event["type"] in ACTS]
        acts.setdefault(record.get("addressee", record.get("reporter", "")), []).extend(
            when.last for when in own if when.exact and when.last <= evidence.as_of
        )
    for body in {holder.body.id: holder.body for line in lines for holder in line}.values():
        for place, event in evidence.holders.changing(body):
            when = event.when
            if event.type == "ket-thuc":
                when = Interval(
                    max([when.first, *(day for day in acts.get(body.id, ()) if day <= when.last)]), when.last
                )
            else:
                later = [day for day in acts.get(event.data["to"], ()) if day >= when.first]
                when = Interval(when.first, min([when.last, *later]))
            if when.first <= evidence.as_of:
                yield _Entry(place, event, when, body.id)


def _claims(standing: Standing, vague: int) -> bool:
    """Whether something is said that need not be so on each day."""
    if standing.was_late or standing.state in (*TIMED, State.AWAITING):
        return True
    return standing.state not in SILENT and vague > 1


def _worlds(
    evidence: Evidence, task: Record, entries: Sequence[_Entry], issued: Interval, pivots: set[date]
) -> Iterator[Mapping[Place, date]]:
    """Yield the days of each world.

    Those that count are the days on which something else happened, or a deadline passed, and those beside them; one
    after the day of the page stands for all.
    """
    fixed = {entry.place: entry.when.last for entry in entries if entry.when.exact}
    for entry in entries:
        data = entry.event.data
        pivots |= {
            entry.when.first,
            entry.when.last,
            *(dates.day(data[n]) for n in ("old_due", "new_due") if n in data),
        }
    near = {day + step for day in pivots - {date.min} for step in (-ONE_DAY, 0 * ONE_DAY, ONE_DAY)}
    free: dict[Any, Interval] = {}
    for entry in entries:
        if not entry.when.exact:
            key = _at_once(entry)
            free[key] = free.get(key, entry.when).within(entry.when)
    choices = [days_that_count(when, issued, near, evidence.as_of) for when in free.values()]
    if math.prod(map(len, choices)) > MOST:
        return
    for chosen in itertools.product(*choices):
        set_ = dict(zip(free, chosen, strict=True))
        days = {**fixed, **{entry.place: set_[_at_once(entry)] for entry in entries if not entry.when.exact}}
        if _sound(evidence, task, entries, days):
            yield days


def _at_once(entry: _Entry) -> tuple[Any, ...]:
    """Return what tells the day of an event from others: what one passed on to several went to all on one day."""
    passed_on = entry.event.type == "chuyen" and entry.whose
    return (entry.place[0], entry.whose, entry.event.when.first) if passed_on else entry.place


def days_that_count(when: Interval, issued: Interval, near: set[date], as_of: date) -> list[date]:
    """Return the days of an interval that are looked at: its ends, those near others, and one that is still to come."""
    first, last = when.first, min(when.last, as_of)
    if first == date.min:
        first = min([issued.first if issued != dates.EVER else last, last, *near])
    later = {when.last} if when.last > as_of else set()
    return sorted({first, last, *(day for day in near if first <= day <= last), *later})


def _sound(evidence: Evidence, task: Record, entries: Sequence[_Entry], days: Mapping[Place, date]) -> bool:
    """Whether the checks would take a world, and each hand-over comes after the one by which that body had it."""
    ends = {entry.whose: days[entry.place] for entry in entries if entry.event.type == "ket-thuc"}
    begins = [(entry.whose, days[entry.place]) for entry in entries if entry.event.type == "ke-thua"]
    if any(day <= ends.get(body, date.min) for body, day in begins):
        return False
    entries = [entry for entry in entries if entry.place[1] > ENDS]
    acts = (entry for entry in entries if entry.whose in ends and entry.event.type in ACTS)
    if any(entry.when.first <= ends[entry.whose] < days[entry.place] for entry in acts):
        return False
    known = [entry for entry in entries if days[entry.place] <= evidence.as_of]
    came: dict[str, date] = {}
    for entry in known:
        if to := entry.event.data.get("to"):
            came[to] = min(came.get(to, date.max), days[entry.place])
    types, now = {entry.event.type for entry in known}, set[str]()
    vague = {entry.event.type for entry in known if not entry.when.exact}
    files: dict[str, list[Happened]] = {}
    of: dict[int, _Entry] = {}
    for entry in known:
        day = days[entry.place]
        own = files.setdefault(entry.place[0], [])
        own.append(Happened(entry.event.data, Interval(day, day)))
        of[id(own[-1])] = entry
    every = [in_time(own) for own in files.values()]
    if vague and not all(_moves(evidence, task, own) for own in every):
        return False
    ordered = [of[id(event)] for event in together(*every)]
    for entry in ordered:
        kind = entry.event.type
        needs = ANSWERED.get(kind)
        if needs in types and needs not in now and {kind, needs} & vague:
            return False
        had = entry.whose not in evidence.holders.tasked(task)
        if kind == "chuyen" and had and came.get(entry.whose, date.min) > days[entry.place]:
            return False
        now = (now | {kind}) - set(OVER.get(kind, ()))
    return _had(ordered)


def _moves(evidence: Evidence, task: Record, events: Sequence[Happened]) -> bool:
    """Whether each event of a record can follow the one before it."""
    moves = (evidence.corpus.schemas.at("rollout", ("events", 0, "type")) or {})["x-moves"]
    never = task["shape"] in tasks.NEVER_DONE
    return all(
        b.type in moves[a.type] or b.type == "tiep-tuc" or (never and a.type == "xac-nhan" and b.type in moves[""])
        for a, b in itertools.pairwise(events)
    )


def _had(entries: Iterable[_Entry]) -> bool:
    """Whether a body had the duty when its own record says that it was handed in or confirmed, if it may have had it then.

    ``entries``: in the order of time.
    """
    gone: dict[str, _Entry] = {}
    for entry in entries:
        left = gone.get(entry.whose)
        if left is not None and entry.event.type in ("nop", "xac-nhan"):
            may = entry.when.first <= left.when.last
            if may and not (left.when.exact and entry.when.exact):
                return False
        if to := entry.event.data.get("to"):
            gone.pop(to, None)
            if entry.whose:  # what a task records as such is of nobody's record
                gone[entry.whose] = entry
    return True


def placed_on(record: Record, days: Mapping[Place, date]) -> Record:
    """Return a record with the days of a world."""
    placed = [(event, days.get((record.id, i))) for i, event in enumerate(_events(record))]
    told = (Happened(event, Interval(day, day) if day else stated(event)) for event, day in placed)
    on = {id(event): day for event, day in placed}
    events = [_on(event.data, on[id(event.data)]) for event in in_time(told)]
    data = dict(record.data)
    if record.kind == "submission" and (field := dated_by(record)):
        first, *events = events
        exact = len(first.get("date", "")) == len("2026-01-01")
        del data[field]
        data["received" if exact else field] = first.get("date", first.get("known_on"))
    if events:
        data["events"] = events
    return replace(record, data=data)


def _on(event: Event, day: date | None) -> Event:
    if day is None or stated(event).exact:
        return event
    return {**{k: v for k, v in event.items() if k not in ("known_on", "date_state")}, "date": day.isoformat()}


def _rows(duties: Iterable[Duty]) -> dict[Key, Duty]:
    """Return duties by body, and period, or which one of several it is."""
    found: dict[Key, Duty] = {}
    for duty in duties:
        body, left = duty.body.id if duty.body is not None else "", duty.standing.state is State.PASSED_ON
        name = duty.period.id if duty.period is not None and "recurrence" in duty.task.data else ""
        name = f"{'left ' if left else ''}{name}"
        while (body, name) in found:
            name += "+"
        found[body, name] = duty
    return found


def _certain(
    duty: Duty, key: Key, worlds: Sequence[Mapping[Key, Duty]], vague: Sequence[Happened], *, elsewhere: bool
) -> Duty | None:
    """Return a duty with what is so in all worlds; None: that it was late need not be so, or it is of another in each.

    ``elsewhere``: somebody else has it in each world.
    """
    own, late = duty.standing, min((_late_at(duty, world) for world in worlds), default=0)
    there = [world[key].standing for world in worlds if key in world]
    bound = own.state is State.PASSED_ON and any(other.was_late > own.was_late for other in there)
    if own.state is State.PASSED_ON and (own.was_late > late or (bound and AT_LEAST not in own.because)):
        alike = all(other.inherited == own.inherited for world in worlds for other in _of_body(duty, world))
        return replace(duty, standing=_at_least(own, late, vague)) if late and alike else None
    if own.state in (State.PASSED_ON, State.NO_INFORMATION):
        return duty if own.was_late <= late else _doubted(duty, vague)
    if own.was_late > late:
        own = replace(own, because=own.mild, was_late=0, moved_late=())
    said = [world.get(key) for world in worlds]
    if worlds and not any(said) and (elsewhere or not any(_sort(own, world) for world in worlds)):
        return None
    others = [other.standing for other in said if other is not None]
    rested = any(event.type in ("tam-dung", "tiep-tuc") for event in vague)
    moved = rested and own.state is State.DONE_ON_TIME and any(other.due != own.due for other in others)
    if worlds and not moved and all(_agrees(own, other.standing if other is not None else None) for other in said):
        least = min((own, *others), key=lambda other: other.days_late)
        exact = all(other.days_late == least.days_late for other in others)
        told = exact or not own.days_late or f"{AT_LEAST}{own.days_late} ngày" in own.because
        if least.days_late == own.days_late and told:
            return replace(duty, standing=own)
        return replace(duty, standing=_at_least(own, least.days_late, vague, least.working_days_late))
    known = own.state in UNTIMED and all(_sort(own, world) for world in worlds)
    return _doubted(duty, vague, UNTIMED[own.state] if known else State.NO_INFORMATION)


def _elsewhere(duties: Sequence[Duty], vague: Sequence[Happened]) -> Duty:
    """Return what is so in all worlds of a duty that another body has in each of them: told without a day of any."""
    duty = min(duties, key=lambda one: one.standing.days_late)
    own, states = duty.standing, {one.standing.state for one in duties}
    sort = next((sort for sort in (DONE, WAITS) if states <= {*sort}), None)
    if sort is None:
        return _doubted(duty, vague)
    what = "hoàn thành" if sort is DONE else "đã nộp, chờ xác nhận"
    own = replace(own, bare=(what, own.bare[1]), waiting=0, waits="")
    if states <= {State.DONE_LATE, State.AWAITING_LATE} and len({one.standing.inherited for one in duties}) == 1:
        return replace(duty, standing=_at_least(own, own.days_late, vague, own.working_days_late))
    return _doubted(replace(duty, standing=own), vague, UNTIMED[own.state])


def _late_at(duty: Duty, world: Mapping[Key, Duty]) -> int:
    """Return by how many days the body of a duty is, or was, late in a world."""
    return max((max(standing.days_late, standing.was_late) for standing in _of_body(duty, world)), default=0)


def _of_body(duty: Duty, world: Mapping[Key, Duty]) -> list[Standing]:
    """Return how the body of a duty stands in a world, with what it passed on: in its period, if it recurs."""
    period = duty.period.id if duty.period is not None and "recurrence" in duty.task.data else None
    return [
        other.standing
        for other in world.values()
        if other.body is duty.body and (period is None or other.period is None or other.period.id == period)
    ]


def _sort(own: Standing, world: Mapping[Key, Duty]) -> bool:
    """Whether what is done, or handed in, is so in a world, whoever did it."""
    alike = next((sort for sort in (DONE, WAITS) if own.state in sort), ())
    return any(other.standing.state in alike or (alike is WAITS and _rests(other.standing)) for other in world.values())


def _rests(standing: Standing) -> bool:
    """Whether something was handed in and then paused."""
    return standing.state is State.PAUSED and standing.bare[0] != ""


def _agrees(own: Standing, other: Standing | None) -> bool:
    """Whether what is said is so where the days are those of a world; that nothing is late yet also where it is of nobody."""
    if other is None or own.state in MOVED:
        return own.state in MOVED and (other is None or not other.days_late)
    match own.state:
        case State.DONE_UNASSESSED:
            return other.state in DONE
        case State.AWAITING:
            return (other.state in WAITS or _rests(other)) and not (own.kept and (other.days_late or other.was_late))
        case State.DONE_ON_TIME:
            timely = own.was_late > 0 or not other.was_late
            return other.state is own.state and own.inherited == other.inherited and timely
        case State.DONE_LATE | State.AWAITING_LATE if own.inherited != other.inherited:
            return False
    return other.state is own.state and (not own.days_late or other.days_late > 0)


def _at_least(own: Standing, days: int, vague: Sequence[Happened], working: int | None = None) -> Standing:
    """Return a standing that is, or when it was passed on was, late in every world, by the fewest days of all."""
    what, facts = own.bare
    passed_on = own.state is State.PASSED_ON
    late = f"{'chậm' if what and not passed_on else 'đã quá hạn'} {AT_LEAST}{days} ngày"
    why = unplaced(vague, what, LEAST)
    parts = (what, late, why, facts) if passed_on else (f"{what}, {late}" if what else late, why, facts)
    text = "; ".join(part for part in parts if part)
    if passed_on:
        return replace(own, because=text, was_late=days, moved_late=())
    return replace(own, because=text, days_late=days, working_days_late=working)


def _doubted(duty: Duty, vague: Sequence[Happened], state: State = State.NO_INFORMATION) -> Duty:
    """Return a duty of which it is told why nothing is said of its time."""
    own = duty.standing
    what, facts = own.bare if state is not State.NO_INFORMATION else ("", own.bare[1])
    text = "; ".join(part for part in (what, unplaced(vague, what), facts) if part)
    standing = Standing(state, text, own.due, extensions=own.extensions, named=own.named)
    if state is State.AWAITING:
        standing = replace(standing, waiting=own.waiting, waits=own.waits)
    elif state is State.DONE_UNASSESSED:
        standing = replace(standing, proof=own.proof, settled=own.settled)
    return replace(duty, standing=standing)
