"""Rules over time: what may become of a record once it is published.

A register that can be rewritten quietly proves nothing. So ids stay, events are only added, facts and deadlines change
only in the open (a correction, an extension), and what closed a matter keeps it closed. Each schema declares how its
fields may change (``x-change``), which state may follow which (``x-moves``) and what closes a record (``x-closed``).
All is pure: two versions of the records that differ, and what git says of the commits between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date

from generator.catalog import problem
from generator.history.rules.fields import field_changes
from generator.history.rules.ids import kept_ids
from generator.history.rules.moves import moved
from generator.history.rules.remarks import (
    DOES,
    added_late,
    decides,
    marks,
    new_proofs,
    references,
    reused,
    unfollowed,
    withdrawn,
)  # fmt: skip
from generator.history.rules.series import honest_dates, own_verification
from generator.history.rules.versions import Claim, Versions, opened, records_of
from generator.model import Position, Problem, Record
from generator.schema import Schemas

__all__ = [
    "DOES",
    "Change",
    "Claim",
    "Published",
    "Versions",
    "decides",
    "judge",
    "new_proofs",
    "paired",
    "records_of",
    "references",
]


@dataclass(frozen=True, slots=True)
class Published:
    """What is known of the register beside the records that change."""

    used: Mapping[str, str] = field(default_factory=dict)
    """Ids that stood in the register at some time, with the file; those that stand at the base are among them."""
    closed: AbstractSet[str] = frozenset()
    """Remediations, and findings, of which a verification said before that they are remedied."""
    referred: Mapping[str, Record] = field(default_factory=dict)
    """Records that bear on the change and that it does not touch: by which it replaces others, whose text it takes, the
    groups of an agency that comes, the lists beside one that ends."""
    reporters: Mapping[str, str] = field(default_factory=dict)
    """By remediation, who last changed it; of those that the change verifies."""
    proofs: Mapping[str, AbstractSet[str]] = field(default_factory=dict)
    """By checksum of a file, what it is said to prove done; if the change brings any."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the register: what becomes of records, when, and by which commits."""

    pairs: tuple[Versions, ...]
    day: date
    """The day on which it enters the register."""
    started: date = date.min
    """The day which the commit claims that it stands on."""
    claims: tuple[Claim, ...] = ()
    """The commits of the series, in order."""
    unread: Mapping[str, Position] = field(default_factory=dict)
    """Where the records stand of which the change leaves nothing that a rule could judge."""


def judge(schemas: Schemas, change: Change, published: Published) -> list[Problem]:
    """Return what is wrong with a change of the register, and what readers should know of it."""
    pairs = change.pairs
    problems = [problem("record-unreadable", where, record=own, id=own) for own, where in change.unread.items()]
    problems += kept_ids(pairs, published.used)
    replaced = {
        pair.id: str(pair.after["withdrawn"]["replaced_by"])
        for pair in pairs
        if pair.after is not None and "replaced_by" in pair.after.get("withdrawn", {})
    }
    for pair in pairs:
        legal, found = moved(schemas, pair)
        problems += found
        problems += field_changes(schemas, pair, legal, replaced, change.day, settled=pair.id in published.closed)
    new = opened(pairs)
    referred = {**published.referred, **{pair.id: pair.after for pair in pairs if pair.after and _may_be_meant(pair)}}
    for pair in pairs:
        if pair.after is not None and not (
            pair.after.province in new and _at_home(schemas, pair.after, published.used)
        ):
            problems += marks(schemas, pair, change.day, referred)
    problems += withdrawn(pairs, schemas, published.referred)
    problems += added_late(
        [p for p in pairs if not (p.after and p.after.province in new)], published.referred, change.day
    )
    problems += unfollowed(pairs, schemas, published.referred, change.day)
    problems += reused(pairs, published.proofs, new)
    problems += own_verification(pairs, change.claims, published.reporters)
    problems += honest_dates(change.claims, change.started, change.day)
    return problems


HOME = ("agency", "document", "sanction", "category")
"""Kinds that a record of another province may refer to and do nothing to: whom it names, what it cites."""


def _at_home(schemas: Schemas, record: Record, used: Mapping[str, str]) -> bool:
    """Whether a record of a province that is opened refers to nothing published that it could change."""
    return all(used[own].split("/")[-2] in HOME for own in references(schemas, record) if own in used)


def _may_be_meant(pair: Versions) -> bool:
    """Whether what a record says can be of use beside another one: texts, and what was published before."""
    return pair.before is not None or (pair.after is not None and pair.after.kind in ("directive", "document"))


def paired(before: Mapping[str, Record], after: Mapping[str, Record], unread: Iterable[str]) -> tuple[Versions, ...]:
    """Put the two versions of each record beside each other, in order of id; without what could not be read."""
    ids = sorted((before.keys() | after.keys()) - set(unread))
    return tuple(Versions(i, before.get(i), after.get(i)) for i in ids)
