"""One side of a comparison, as an audience may see it: its records, their names, and what is derived from them.

A register with errors has no standings. Its sound records can still be compared: a file that cannot be used stands as
it stood before, and what leads nowhere even then is left out, so that nothing is shown of which it is not known
whether the audience may see it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from generator.domain.accountability import of_person
from generator.domain.alike import relate
from generator.examine import Examined, link
from generator.model import Corpus, Field, Record, Severity
from generator.publish.names import Names
from generator.publish.redact import Redacted, redact
from generator.publish.register import Register
from generator.publish.stood import stood

HOLDERS = ("agency", "addressee", "reporter")
"""Fields that name whose matter a record is."""
BODIES = ("agency", "group", "team", "province")
OF = ("remediation", "finding", "task", "about", "inspection")
"""Fields that name the matter of which a record tells, the nearest first: whose that is, it concerns too."""


@dataclass(frozen=True)
class Side:
    """A register before or after a change."""

    raw: Corpus
    """Every sound record, whoever may see it; what it says goes nowhere, only how many there are."""
    seen: Corpus
    internal: bool
    """Whether the audience may see everything."""
    names: Names
    register: Register | None
    """None: there are errors."""
    redacted: Redacted | None
    errors: int
    unusable: frozenset[str] = frozenset()
    """Ids whose files cannot be used, or that lead nowhere."""

    @cached_property
    def every(self) -> Mapping[str, Record]:
        """Every sound record, those that were withdrawn included."""
        return {**self.raw.records, **self.raw.withdrawn}

    @cached_property
    def withdrawn(self) -> Mapping[str, Record]:
        """The withdrawn records of which the audience may know."""
        known = self.seen.withdrawn
        return {own: record for own, record in known.items() if self.internal or not _internal(self, record)}

    def holders(self, record: Record) -> list[Record]:
        """Return the bodies whose matter a record is."""
        leads = (party.get("body") for party in record.get("leads", ()))
        known = self.seen.records
        return [known[own] for own in (*map(record.get, HOLDERS), *leads) if own in known]

    def concerned(self, record: Record) -> tuple[str, ...]:
        """Name the bodies that a record concerns: itself, whose matter it is, and all that it names."""
        found = [record] if record.kind in BODIES else []
        current: Record | None = record
        while current is not None:
            found += self.holders(current)
            nearer = (self.seen.records.get(str(current.get(name, ""))) for name in OF)
            current = next((one for one in nearer if one is not None), None)
        links = self.seen.out_links.get(record.id, ())
        named = [self.seen.records[link.target] for link in links if link.target in self.seen.records]
        found += [one for one in named if one.kind in BODIES]
        if not found:  # a category, a measure: those of whom it is said
            linked = (self.seen.records[link.source] for link in self.seen.in_links.get(record.id, ()))
            found += [body for one in linked for body in self.holders(one)]
        return tuple(dict.fromkeys(map(self.names.label, found)))

    def roles(self, record: Record) -> dict[str, str]:
        """Return as what a record names each body, by the names of the bodies: the first field that does."""
        known = self.seen.records
        links = [link for link in self.seen.out_links.get(record.id, ()) if link.target in known]
        named = [(self.names.label(known[link.target]), link.at) for link in links]
        return {name: self.seen.schemas.label(record.kind, _told_by(at)).vi for name, at in reversed(named)}


def _told_by(at: Field) -> Field:
    """Return the field that says as what a body is named: neither its place in a list nor that it is a body."""
    while len(at) > 1 and (isinstance(at[-1], int) or at[-1] == "body"):
        at = at[:-1]
    return at


def sides(before: Examined, after: Examined, audience: str, as_of: date) -> tuple[Side, Side]:
    """Return both sides of a comparison."""
    known = before.corpus.records
    if before.failed and not after.failed:
        last = _side(after, known, audience, as_of, None)
        return _side(before, {}, audience, as_of, last), last
    if not before.failed and not after.failed:
        relate(after.corpus, before.corpus)
    first = _side(before, {}, audience, as_of, None)
    return first, _side(after, known, audience, as_of, first)


def _side(examined: Examined, known: Mapping[str, Record], audience: str, as_of: date, other: Side | None) -> Side:
    errors = sum(problem.severity is Severity.ERROR for problem in examined.problems)
    if not errors:
        seen = redact(
            examined, audience, as_of, other.seen if other is not None and other.redacted is not None else None
        )
        then = stood(examined, as_of)
        until = seen
        if then.corpus.records is not examined.corpus.records:  # what is told of records is told whenever it happened
            until = redact(then, audience, as_of, other.redacted.corpus if other and other.redacted else None)
        own = Names(seen.corpus)
        return Side(examined.corpus, seen.corpus, audience == "internal", own, Register(until, as_of), until, 0)
    corpus = examined.corpus
    every = {**corpus.records, **corpus.withdrawn}
    stand_in = {own: known[own] for own in sorted(corpus.claimed) if own in known and own not in every}
    sound, adrift = _sound({**every, **stand_in}, corpus)
    usable = Examined(sound, (), ())
    shown = sound if audience == "internal" else redact(usable, audience, as_of).corpus
    if audience != "internal":
        shown = _acknowledged_as(shown, other)
    names, unusable = Names(shown), frozenset(corpus.claimed | adrift)
    return Side(corpus, shown, audience == "internal", names, None, None, errors, unusable)


def _acknowledged_as(shown: Corpus, other: Side | None) -> Corpus:
    """Return a corpus with those acknowledgements alone that are public on the other side.

    Which of them tell of what is hidden can only be said of a register without errors.
    """
    known = other.seen.records if other is not None and other.register is not None else {}
    records = dict(shown.records)
    for own, record in shown.records.items():
        if "acknowledge" in record.data:
            public = known[own].get("acknowledge", ()) if own in known else ()
            kept = [entry for entry in record["acknowledge"] if entry in public]
            data = {name: value for name, value in record.data.items() if name != "acknowledge" or kept}
            records[own] = replace(record, data={**data, "acknowledge": kept} if kept else data)
    return replace(shown, records=records)


def _internal(side: Side, record: Record) -> bool:
    """Whether a withdrawn record was internal, or a case of a person."""
    whole = side.raw.withdrawn.get(record.id, record)
    return bool(whole.get("visibility") == "noi-bo" or (whole.kind == "accountability" and of_person(whole)))


def _sound(records: Mapping[str, Record], corpus: Corpus) -> tuple[Corpus, set[str]]:
    """Return the records that lead to others only where these are, and the ids of those that do not."""
    wanted = {
        record.id: [value for _, value, _ in corpus.schemas.walk(record.kind, "x-ref", record.data)]
        for record in records.values()
        if "withdrawn" not in record.data
    }
    named = frozenset(value for values in wanted.values() for value in values)
    linked, _ = link.link(records, named, corpus.schemas)
    adrift = {
        record.id
        for record in linked.records.values()
        if record.province not in linked.records or len(wanted[record.id]) != len(linked.out_links.get(record.id, ()))
    }
    pending = list(adrift)
    while pending:
        for found in linked.in_links.get(pending.pop(), ()):
            if found.source not in adrift:
                adrift.add(found.source)
                pending.append(found.source)
    kept = {own: record for own, record in sorted(records.items()) if own not in adrift}
    return link.link(kept, frozenset(), corpus.schemas)[0], adrift
