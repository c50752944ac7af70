"""What a wrong value made the register say of a body: judged with it and without, on the last day on which it stood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from typing import Any

from generator.domain import dates
from generator.domain.alike import alike, differing
from generator.domain.once import once
from generator.examine.link import link
from generator.model import Corpus, Field, Link, Record, place
from generator.publish.derive.withheld import Withheld
from generator.publish.inline import Line, line
from generator.publish.redact import Redacted
from generator.publish.register import Register
from generator.publish.views.facts import quoted

APART = frozenset(
    (
        "task", "rollout", "submission", "measurement", "finding", "recommendation", "remediation", "verification",
        "coordination", "feedback", "obstacle", "accountability",
    )
)  # fmt: skip
"""Kinds of which there are many: of them only what hangs together with a record can make it judged otherwise."""
WIDE = frozenset(("following", "agency", "team", "group", "directive", "calendar"))
"""Kinds that many records are judged by."""
MOST = 12
"""How many states are told one by one."""
Key = tuple[str, str, str]
Said = dict[Key, tuple[Record | None, str]]
"""By record, body and period: the body and the state."""


def misjudged(register: Register, record: Record, entry: Mapping[str, Any]) -> list[Line]:
    """Return which states, and days late, differ by a corrected value, on the day before it was put right; as the rules are today.

    Nothing where it cannot be judged again: the old value is no value of the field, or what is left of the register
    for it does not say today what the whole register says.
    """
    day = dates.day(entry["on"]) - timedelta(days=1)
    change = (record.id, str(entry["at"]), str(entry["was"]))
    if record.kind not in APART | WIDE or _with(register.corpus, *change) is None:
        return []
    near, withheld = _near(register.corpus, record), register.withheld
    known, now = _whole(register.corpus, register), _stands(register.corpus, withheld, near, register.as_of)
    before, after = (_stands(register.corpus, withheld, near, day, *own) for own in (change, ()))
    found = [
        line(*(register.ref(body, register.called(body)), ": ") if body else (), quoted(state), ", đúng ra ", quoted(right))
        for key, (body, state) in before.items()
        if (right := after.get(key, (None, "không có gì phải làm"))[1]) != state and now.get(key) == known.get(key)
    ]  # fmt: skip
    return [*found[:MOST], *([line(f"và {len(found) - MOST} chỗ khác")] if len(found) > MOST else [])]


def said(register: Register) -> Said:
    """Return every state that a register tells of a body, with the days late."""
    duties = (
        ((duty.task.id, duty.period.id if duty.period else ""), duty.body, duty.label, duty.standing.days_late)
        for duty in register.all_duties()
    )
    findings = (((own.finding.id, ""), own.holder, own.label, own.days_late) for own in register.follow_ups.values())
    asked = (
        ((own.record.id, ""), own.body, own.label, own.standing.days_late)
        for own in chain.from_iterable(register.requests.values())
    )
    return {
        (record, body.id if body else "", period): (body, f"{label} ({late} ngày)" if late else label)
        for (record, period), body, label, late in chain(duties, findings, asked)
    }


@once
def _whole(corpus: Corpus, register: Register) -> Said:  # noqa: ARG001 - kept with the corpus
    return said(register)


@once
def _stands(corpus: Corpus, withheld: Withheld, near: frozenset[str], day: date, *wrong: str) -> Said:
    """Return what is said as of a day of what hangs together, one record perhaps as it wrongly was; many corrections ask alike.

    Of two corpora that differ in nothing of it, and in nothing that is common to all, the other one has the same answer.
    """
    other = _unlike(corpus)
    if other is not None and near.isdisjoint(other[1]):
        return _stands(other[0], withheld, near, day, *wrong)
    records = {own: r for own, r in corpus.records.items() if r.kind not in APART or own in near}
    known = dict(_common(corpus))
    for own in {*near, *(one.source for at in near for one in corpus.in_links.get(at, ()))} & records.keys():
        known[own] = [one for one in corpus.out_links.get(own, ()) if one.target in records]
    if wrong and (record := _with(corpus, *wrong)) is not None:
        records[record.id] = record
        del known[record.id]
    linked, _ = link(records, frozenset(corpus.records), corpus.schemas, known)
    return said(Register(Redacted(linked, [], [], withheld), day))


@once
def _unlike(corpus: Corpus) -> tuple[Corpus, frozenset[str]] | None:
    """Return the corpus that this one is compared with, if they differ in records of many alone, and the ids of these."""
    like = alike(corpus)
    records = list(differing(corpus, like.other)) if like is not None and like.other is not None else []
    if like is None or like.other is None or any(record.kind not in APART for record in records):
        return None
    return like.other, frozenset(record.id for record in records)


@once
def _common(corpus: Corpus) -> dict[str, list[Link]]:
    """Return the links between the records of the kinds of which there are few."""
    records = {own for own, record in corpus.records.items() if record.kind not in APART}
    return {own: [one for one in corpus.out_links.get(own, ()) if one.target in records] for own in records}


def _near(corpus: Corpus, record: Record) -> frozenset[str]:
    """Return what hangs together with a record, of the kinds of which there are many; all of them, where many are judged by it."""
    if record.kind in WIDE:
        return frozenset(own for own, other in corpus.records.items() if other.kind in APART)
    own, pending = {record.id}, [record.id]
    while pending:
        found = pending.pop()
        links = (*corpus.out_links.get(found, ()), *corpus.in_links.get(found, ()))
        for other in {end for one in links for end in (one.source, one.target)} - own:
            if corpus.records[other].kind in APART:
                own.add(other)
                pending.append(other)
    return frozenset(own)


@once
def _with(corpus: Corpus, own: str, at: str, was: str) -> Record | None:
    """Return a record with the value that it wrongly had; None where that makes no record."""
    record = corpus.records[own]
    for value in _read(was):
        data = _put(record.data, place(at), value)
        if data is not None and corpus.schemas.validator(record.kind).is_valid(data):
            return replace(record, data=data)
    return None


def _read(was: str) -> Iterator[str | int]:
    """Yield what a value can have been that is kept as text."""
    if was.isdecimal():
        yield int(was)
    yield was


def _put(data: Any, at: Field, value: str | int) -> Any:
    """Return data with another value at a place; None if there is no such place."""
    if not at:
        return value
    part, *rest = at
    if isinstance(data, list) and isinstance(part, int) and part < len(data):
        below = _put(data[part], tuple(rest), value)
        return None if below is None else [*data[:part], below, *data[part + 1 :]]
    if isinstance(data, Mapping) and isinstance(part, str) and (part in data or not rest):
        below = _put(data.get(part), tuple(rest), value)
        return None if below is None else {**data, part: below}
    return None
