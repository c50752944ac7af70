"""Two corpora that differ in little: what is derived of records with nothing changed near them is derived once for both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.domain import findings
from generator.model import Corpus, Record

STEPS = 3
"""Links from a record to what its standing rests on: from a task to its rollout, to the paper of an event, to what replaces it."""
HUBS = frozenset(("province", "agency", "group", "team", "category", "sanction", "framework", "calendar", "following"))
"""Kinds on which more rests than what is linked to them: where one of these differs, nothing is shared."""
GROUNDS = frozenset(("document", "directive", "inspection", "plan"))
"""Kinds on which others rest, and which tell how nothing else stands but what they take the place of: what refers to one says nothing of it."""


class Alike(NamedTuple):
    """Two corpora that are compared, and the records whose standings may differ in them."""

    near: frozenset[str]
    provinces: frozenset[str]
    """The workspaces of these."""
    findings: frozenset[str]
    """The findings of which what is told may differ: one tells of others at its agency without a link."""
    other: Corpus | None
    """From which all else is taken; None: this is that one."""


def relate(corpus: Corpus, other: Corpus) -> None:
    """Let what is derived of a corpus take from another one what must be the same there."""
    for one in (corpus, other):
        one.memo.pop("alike", None)
    if corpus is other:
        return
    touched = near(corpus, other)
    if touched is None:
        return
    every = [one.records[name] for one in (corpus, other) for name in touched if name in one.records]
    provinces = frozenset(record.province for record in every if record.kind not in HUBS)
    first = Alike(touched, provinces, _beside(corpus, touched) | _beside(other, touched), None)
    other.memo["alike"] = first
    corpus.memo["alike"] = first._replace(other=other)


def _beside(corpus: Corpus, touched: Iterable[str]) -> frozenset[str]:
    """Return the findings at the agencies that had, or have, one of those touched, and at those before and after them."""
    at = {finding.id: _lineages(corpus, finding) for finding in corpus.of("finding")}
    known = frozenset(name for own in touched if own in at for name in at[own])
    return frozenset(own for own, names in at.items() if not known.isdisjoint(names))


def _lineages(corpus: Corpus, finding: Record) -> frozenset[str]:
    bodies = [finding["agency"], *(target.id for _, target in findings.hand_overs(corpus, finding))]
    return frozenset(name for body in bodies for name in findings.lineage(corpus, body))


def near(corpus: Corpus, other: Corpus) -> frozenset[str] | None:
    """Return the records whose standing may differ in two corpora; None: that of any."""
    records = list(differing(corpus, other))
    if corpus.today != other.today or not HUBS.isdisjoint(record.kind for record in records):
        return None
    found = {record.id for record in records}
    fresh = found
    for _ in range(STEPS):
        fresh = {name for one in (corpus, other) for name in _linked(one, fresh)} - found
        found |= fresh
    return frozenset(found)


def differing(corpus: Corpus, other: Corpus) -> Iterator[Record]:
    """Yield the records that are not the same in two corpora, or not in both."""
    for record in corpus.records.values():
        if _differs(record, other.records.get(record.id)):
            yield record
    yield from (record for name, record in other.records.items() if name not in corpus.records)


def alike(corpus: Corpus) -> Alike | None:
    """Return the corpus from which things may be taken, if there is one."""
    found: Alike | None = corpus.memo.get("alike")
    return found


def _differs(one: Record, other: Record | None) -> bool:
    return one is not other and (other is None or one.province != other.province or one.data != other.data)


def _linked(corpus: Corpus, names: Iterable[str]) -> Iterable[str]:
    """Yield what rests on records, one link away: what refers to them, and of what they tell themselves.

    Not what is only of the same body or category, or refers to the same paper.
    """
    records: Mapping[str, Record] = corpus.records
    for name in names:
        if name in records and records[name].kind not in HUBS:
            links = corpus.out_links.get(name, ())
            yield from (one.target for one in links if records[one.target].kind not in GROUNDS or "replaces" in one.at)
            yield from (link.source for link in corpus.in_links.get(name, ()))
