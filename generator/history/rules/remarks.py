"""What readers should know of a change that is allowed: what is late, what reaches back, what no document stands behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from generator.catalog import problem
from generator.domain import dates
from generator.domain.dates import LATE, is_full_date
from generator.domain.differences import ABSENT, FieldChange
from generator.domain.text import vi_date
from generator.history.rules.versions import Versions
from generator.model import Field, Problem, Record, Text, spell
from generator.schema import Schemas

MATTERS = frozenset(
    (
        "task",
        "rollout",
        "finding",
        "recommendation",
        "remediation",
        "coordination",
        "feedback",
        "obstacle",
        "accountability",
    )
)
"""Kinds of what somebody still has to do, until it is settled."""
PAPERS = ("document", "sanction")
"""Kinds of which a record may be withdrawn without a word: nothing is judged by it alone."""
DECISIONS = ("gia-han", "tam-dung", "huy", "chuyen", "mo-lai")
"""Events by which an authority ends or moves a duty, or says who has it: as an extension, they need their paper."""
REACHES = ("from", "to", "on", "date", "first", "last", "year", "not_before", "not_after")
"""Names of fields from, or up to, which something holds."""
SINCE_EVER = {
    "group": ("members", "rule"), "following": ("of", "bodies", "earlier"), "agency": ("successors", "parent"),
    "feedback": ("answerer",), "obstacle": ("to",),
}  # fmt: skip
"""What holds of all time where it names no day, by kind."""
FAVOURS = {
    "finding": ("cause", "count", "sums", "on", "period"), "recommendation": ("received",),
    "inspection": ("stated", "reached", "unnamed"), "feedback": ("verified", "handled"), "coordination": ("answers",), "obstacle": ("decision",),
    "accountability": ("extended",), "remediation": ("due",), "task": ("condition", "due", "part_of"),
}  # fmt: skip
"""What speaks for a body, or changes or ends what is asked of it, by kind."""
AGAINST = ("chu-quan", "dung")
"""Values of these that speak against it: nobody makes them up."""
HOLDS_BACK = ("calendar", "framework", "following")
"""Kinds of which a new record changes what was, if it begins in the past."""
DONE = ("nop", "xac-nhan", "bao-cao")
"""Events that end lateness: what is known of them without a day, or a confirmation by nobody, rests on its paper alone."""
FREE = frozenset(
    ("corrections", "withdrawn", "acknowledge", "note", "internal_note", "visibility", "url", "codes", "publication")
)
"""Fields that are the editors' own, or declared in a way of their own."""


def marks(schemas: Schemas, pair: Versions, day: date, referred: Mapping[str, Record]) -> Iterator[Problem]:
    """Yield the marks of one record; ``day`` is that on which the change enters the register.

    ``referred``: what it refers to, as far as that is known: the text of a task, the inspection of a recommendation.
    """
    before, after = pair.before, pair.after
    if after is None:
        return
    yield from _replacing(pair, after, day, referred)
    yield from _vague(pair, after)
    yield from _added_deadline(pair, after, referred)
    for at, told in _new_days(schemas, pair):
        if (days := _days(told, day)) > LATE:
            yield _mark("recorded-late", after, at, date=told, days=days)
    yield from _undecided(pair, after)
    yield from _reaching_back(schemas, pair, after, day)
    if before is None:
        return
    for index in pair.new_events:
        event = after["events"][index]
        if event.get("type") == "gia-han" and "old_due" in event and (days := _days(event["old_due"], day)) > 0:
            at = ("events", index, "new_due")
            yield _mark("due-moved-after-passing", after, at, old=event["old_due"], new=event["new_due"], days=days)
    yield from _favourable(schemas, pair, after)
    yield from _reworded(schemas, pair, after)
    yield from _declared(after, before, day)
    if _newly_withdrawn(pair):
        if _unsettled(schemas, before, after):
            yield _mark("withdrawn-unsettled", after, ("withdrawn",))
        elif before.kind not in (*MATTERS, *PAPERS):
            yield _mark("withdrawn-judgement", after, ("withdrawn",))


def entered_again(pairs: Sequence[Versions], schemas: Schemas, published: Mapping[str, Record]) -> Iterator[Problem]:
    """Yield the withdrawn records in whose place one with a later deadline, or none, came with the change or before it.

    ``published``: the records by which something is replaced, that the change does not touch.
    """
    held = {**published} | {pair.id: pair.after for pair in pairs if pair.after is not None}
    new = [pair.after for pair in pairs if pair.before is None and pair.after is not None]
    for pair in pairs:
        gone, after = pair.before, pair.after
        if gone is None or after is None or not _newly_withdrawn(pair) or (was := _due(gone)) is None:
            continue
        fields = schemas.shapes[gone.kind].fields
        names = [name for name in fields if _policy(schemas, gone.kind, (name,)) == "identity"]
        named = held.get(str(after["withdrawn"].get("replaced_by", "")))
        for record in {one.id: one for one in (named, *new) if one is not None and one.kind == gone.kind}.values():
            if not names or any(record.get(name) != gone.get(name) for name in names):
                continue
            now = _due(record)
            if now is None or was < now:
                told = vi_date(now) if now else "—"
                yield _mark("entered-again", after, ("withdrawn",), other=record.id, was=vi_date(was), now=told)


def _newly_withdrawn(pair: Versions) -> bool:
    before, after = pair.before, pair.after
    return before is not None and after is not None and "withdrawn" in after.data and "withdrawn" not in before.data


def _due(record: Record) -> date | None:
    due = record.get("due")
    if isinstance(due, Mapping):
        return dates.last_day(due) if due.keys() & {"by", "before"} else None
    return dates.day(due) if isinstance(due, str) and is_full_date(due) else None


def _policy(schemas: Schemas, kind: str, at: Field) -> str:
    return str((schemas.at(kind, at) or {}).get("x-change", ""))


def _undecided(pair: Versions, after: Record) -> Iterator[Problem]:
    """Yield the new decisions on a duty, or on a finding, behind which no document stands."""
    for index in pair.new_events:
        event = after["events"][index]
        decides = event.get("type") in DECISIONS or "new_due" in event  # whatever the event: it moves a deadline
        if decides and not _papers(event.get("source")):
            yield _mark("decided-without-document", after, ("events", index, "source"))
    if (
        after.kind == "verification"
        and pair.before is None
        and "new_due" in after.data
        and "document" not in after.data
    ):
        yield _mark("decided-without-document", after, ("new_due",))


def _replacing(pair: Versions, after: Record, day: date, referred: Mapping[str, Record]) -> Iterator[Problem]:
    """Yield the duties that a task or a directive takes the place of from a day in the past: their lateness goes with them."""
    text = after if after.kind == "directive" else referred.get(str(after.get("directive", "")))
    if after.kind not in ("task", "directive") or not any(change.at[0] == "replaces" for change in pair.changes):
        return
    validity = text.get("validity") if text is not None else None
    since = (validity.get("from") if isinstance(validity, Mapping) else None) or (text.get("date") if text else None)
    if not isinstance(since, str | int) or dates.parse(since) is None:
        yield _mark("past-changed", after, ("replaces",), since=EVER)
    elif _days(since, day) > LATE:
        yield _mark("past-changed", after, ("replaces",), since=_since(dates.days(since).last))


def _added_deadline(pair: Versions, after: Record, referred: Mapping[str, Record]) -> Iterator[Problem]:
    """Yield a recommendation that came later, or to another finding: the latest deadline of a finding counts."""
    if after.kind == "recommendation" and "due" in after.data and str(after.get("inspection")) in referred:
        widened = any(change.at[0] == "findings" and change.was is ABSENT for change in pair.changes)
        if widened and (pair.before is None or "findings" in pair.before.data):
            yield _mark("deadline-added", after, ("findings",))


def _vague(pair: Versions, after: Record) -> Iterator[Problem]:
    """Yield what ends lateness, and for which neither a paper stands nor a day, or somebody who confirms it."""
    came = after.kind == "submission" and pair.before is None and "received" not in after.data
    if came and "document" not in after.data and not _papers(after.get("source")):
        yield _mark("done-without-evidence", after, ("known_on" if "known_on" in after.data else "received_in",))
    for index in pair.new_events:
        event = after["events"][index]
        if event.get("type") not in DONE or "evidence" in event or _papers(event.get("source")):
            continue
        if not is_full_date(str(event.get("date", ""))) or (event["type"] == "xac-nhan" and "by" not in event):
            yield _mark("done-without-evidence", after, ("events", index))


def _papers(source: object) -> bool:
    """Whether a source names something that others can read."""
    return isinstance(source, Mapping) and bool(source.keys() & {"document", "url"})


def _reaching_back(schemas: Schemas, pair: Versions, after: Record, day: date) -> Iterator[Problem]:
    """Yield what was filled in or added and holds from a day in the past, once per field: it changes what was, in silence."""
    told: set[str] = set()
    for change in pair.changes:
        since = reaches_back(schemas, after.kind, change, day, came=pair.before is None)
        if since is not None and str(change.at[0]) not in told:
            told.add(str(change.at[0]))
            yield _mark("past-changed", after, change.at, since=since)


def reaches_back(schemas: Schemas, kind: str, change: FieldChange, day: date, *, came: bool = False) -> Text | None:
    """Return since when something that is filled in holds, if that is in the past; ``came``: with its record, on the day."""
    if (came and kind not in HOLDS_BACK) or change.was is not ABSENT or change.at[0] in (*FREE, "id"):
        return None
    events = schemas.events.get(kind, {})
    held = [
        dates.days(value)
        for at, value in _leaves(change.at, change.now)
        if at[-1] in REACHES
        and _general(at) not in events
        and isinstance(value, str | int)
        and dates.parse(value) is not None
    ]
    ever = not came and not held and change.at[0] in SINCE_EVER.get(kind, ())
    first = min((span.last for span in held), default=None)
    # A beginning that is filled in ends all that was before it, and an end of what is followed or asked what came since.
    leaves = [at for at, _ in _leaves(change.at, change.now) if not any(isinstance(part, int) for part in at)]
    whole = not came and bool(leaves)
    begins = whole and any(at[-1] == "from" for at in leaves)
    ends = whole and kind in ("following", "task") and first is not None and first < day
    late = first is not None and (day - first).days > LATE
    if not (ever or begins or ends or late):
        return None
    return EVER if first is None else _since(first)


EVER = Text("mọi lúc, vì không nêu ngày", "of all time, since no day is named")


def _since(day: date) -> Text:
    return Text(f"từ ngày {vi_date(day)}", f"from {day} on")


def _favourable(schemas: Schemas, pair: Versions, after: Record) -> Iterator[Problem]:
    """Yield once what was filled in later, speaks for a body, and rests on no document."""
    for change in pair.changes:
        name = str(change.at[0])
        if change.was is not ABSENT or name not in FAVOURS.get(after.kind, ()):
            continue
        if _policy(schemas, after.kind, (name,)) == "deadline" and len(change.at) > 1:
            continue  # another deadline is told as such
        held: Any = after[name]
        held = held[int(change.at[1])] if isinstance(held, list) and len(change.at) > 1 else held
        values = held.values() if isinstance(held, Mapping) else ()
        papers = (after.get("source"), held)
        if not any(map(_papers, papers)) and not {*AGAINST} & {*map(str, values)}:
            yield _mark("filled-in-without-document", after, (name,))
            return


def _reworded(schemas: Schemas, pair: Versions, after: Record) -> Iterator[Problem]:
    """Yield once what a published statement says in other words than before, or more, or less."""
    known = pair.before.data if pair.before is not None else {}
    closed = any(name in known for name in schemas.by_kind[after.kind].get("x-closed", ()))  # then it is refused
    for change in pair.changes:
        policy = _policy(schemas, after.kind, change.at[:1])
        free = policy == "words" or (not policy and not closed and change.at[0] not in (*FREE, "source"))
        said = free or change.at[0] == "source" or (policy == "deadline" and change.at[-1] == "as_written")
        if change.at[0] in known and said and (free or ABSENT not in (change.was, change.now)):
            yield _mark("reworded", after, change.at)
            return


def _new_days(schemas: Schemas, pair: Versions) -> Iterator[tuple[Field, str]]:
    """Yield the days of events that came with the change."""
    after = pair.after
    if after is None:
        return
    paths = schemas.events.get(after.kind, {})
    for change in pair.changes:
        if change.was is ABSENT:
            for at, value in _leaves(change.at, change.now):
                if _general(at) in paths:
                    yield at, str(value)


def _general(at: Field) -> Field:
    return tuple("*" if isinstance(part, int) else part for part in at)


def _leaves(at: Field, value: object) -> Iterator[tuple[Field, object]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves((*at, name), inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves((*at, index), inner)
    else:
        yield at, value


def _declared(after: Record, before: Record, day: date) -> Iterator[Problem]:
    """Yield the corrections and withdrawals that are not of these days."""
    entries = [
        (("corrections", i), e)
        for i, e in enumerate(after.get("corrections", ()))
        if e not in before.get("corrections", ())
    ]
    if "withdrawn" in after.data and "withdrawn" not in before.data:
        entries.append((("withdrawn",), after["withdrawn"]))  # type: ignore[arg-type]
    for at, entry in entries:
        if abs(_days(entry["on"], day)) > LATE or _days(entry["on"], day) < 0:
            yield _mark("declared-on-another-day", after, (*at, "on"), date=entry["on"], today=day.isoformat())


def _unsettled(schemas: Schemas, before: Record, after: Record) -> bool:
    """Whether a withdrawn record was a matter without an end, and none takes its place."""
    closed = any(name in before.data for name in schemas.by_kind[before.kind].get("x-closed", ()))
    return before.kind in MATTERS and not closed and "replaced_by" not in after["withdrawn"]


def _mark(code: str, record: Record, at: Field, **values: Any) -> Problem:
    return problem(code, record.document.position(at), record=record.id, at=spell(at, record.data), **values)


def _days(since: str | int, day: date) -> int:
    """Return the days from the last day that a date leaves open to the day."""
    span = dates.parse(since)
    return (day - span.last).days if span is not None else 0
