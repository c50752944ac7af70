"""Pure: two examined registers become a Difference, what a change does; printers say it to people and programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from generator.catalog import entries
from generator.change import narrow, pages
from generator.change.model import Between, Difference, Mark, StandingChange
from generator.change.recomputed import computed
from generator.change.records import Records
from generator.change.standings import moves
from generator.change.suspects import Suspects
from generator.change.tallies import tallies
from generator.change.visible import Side, sides
from generator.domain.dates import LATE
from generator.examine import Examined
from generator.model import Problem, Record, Severity

TOLD_FIRST = ("history", "evidence", "withdrawal")
"""Topics of the catalogue that a reviewer must read of; of the others errors and warnings, the rest is told beside the file."""


def difference(  # noqa: PLR0913, PLR0917 - what is compared, for whom, and what the rules over time say of it
    before: Examined, after: Examined, between: Between, as_of: date, audience: str, said: Iterable[Problem] = ()
) -> Difference:
    """Return what differs for an audience, both sides judged as of the same day, and as of one a month before.

    Where a side has errors, only what its sound records say is compared: nothing can be derived from it.
    """
    old, new = sides(before, after, audience, as_of)
    compared = Records(old, new)
    records = compared.changes()
    known = sorted(own for own in new.unusable if own in old.seen.records or audience == "internal")
    suspects = Suspects(old, new)
    found = Difference(
        between=between,
        as_of=as_of,
        audience=audience,
        errors_before=old.errors,
        errors_after=new.errors,
        unreadable=tuple(known),
        more_unreadable=len(new.unusable) - len(known),
        records=records,
        hidden=compared.hidden(records),
        restyled=compared.restyled(),
        marks=tuple(sorted(_marks(old, new, said), key=lambda mark: entries()[mark.code].topic not in TOLD_FIRST)),
    )
    if old.redacted is None or new.redacted is None:
        return replace(found, suspects=suspects.found(()))
    if not records and not found.hidden and not compared.cases():
        return found  # the same records make the same site
    touched = {change.id for change in records}
    was, now = narrow.today(old.redacted, new.redacted, as_of)
    moved = moves(was, now)
    beside = {own for move in moved for own in (move.record, move.body)}
    paths = pages.compare(was, now, touched, beside)
    earlier = as_of - timedelta(days=LATE)
    return replace(
        found,
        past=tuple(_past(old, new, earlier)),
        past_day=earlier,
        moves=moved,
        tallies=tallies(was, now),
        pages=paths.pages,
        permanent=paths.permanent,
        data=paths.data,
        partly=pages.partly(now, touched),
        suspects=suspects.found(computed(was, now, touched)),
    )


def _past(old: Side, new: Side, day: date) -> Iterator[StandingChange]:
    """Yield what stood otherwise on a day in the past; what was not known before is new, and no change of it."""
    if old.redacted is None or new.redacted is None:
        return
    for move in moves(*narrow.earlier(old.redacted, new.redacted, day)):
        if move.change in ("state", "due", "gone") and move.subject != "accountability":
            yield move


def _marks(old: Side, new: Side, said: Iterable[Problem]) -> Iterator[Mark]:
    """Yield what the rules over time, and those of evidence, say of records that the audience may know."""
    for problem in said:
        entry = entries()[problem.code]
        side = new if problem.record in new.seen.records else old
        record = side.seen.records.get(problem.record) or new.withdrawn.get(problem.record)
        told = entry.topic in TOLD_FIRST or problem.severity is not Severity.INFO
        broken = entry.topic not in TOLD_FIRST and problem.severity is Severity.ERROR
        if not told or (problem.record and record is None and not broken):
            continue
        known = side.seen.records.get(problem.record)
        # What a rule says quotes fields that the audience may not see, and a path may be that of an internal record.
        path = "" if problem.where.path.endswith(".yaml") else problem.where.path
        named = old if problem.record in old.seen.records and known is not None else side
        label = (
            _labelled(named, named.seen.records[problem.record])
            if known is not None
            else (record and problem.record) or (path and _said(path, problem))
        )
        bodies = side.concerned(known) if known is not None else ()
        yield Mark(
            problem.code, problem.severity, entry.title.vi, label, problem.record, bodies, problem.at if known else ""
        )


def _said(path: str, problem: Problem) -> str:
    """Say of what is no record where it is, and what is wrong there."""
    said = problem.message.vi.rstrip(".")
    return said if path in said else f"{path}, {said}"


def _labelled(side: Side, record: Record) -> str:
    """Name a record, and the body whose matter it is, if its name does not."""
    label = side.names.label(record)
    named = [name for body in side.holders(record) if (name := side.names.label(body)) not in label]
    return ", ".join((label, *named[:1])) + (f" và {len(named) - 1} nơi khác" if len(named) > 1 else "")
