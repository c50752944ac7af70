"""Rules over time: what may become of a record once it is published.

A register that can be rewritten quietly proves nothing. So ids stay, events are only added, facts and deadlines change
only in the open (a correction, an extension), and what closed a matter keeps it closed. Each schema declares how its
fields may change (``x-change``), which state may follow which (``x-moves``) and what closes a record (``x-closed``).
All is pure: two versions of the records that differ, and what git says of the commits between them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date

from generator.examine.parse import parse
from generator.examine.validate import place
from generator.history.rules.fields import field_changes
from generator.history.rules.ids import kept_ids
from generator.history.rules.moves import moved
from generator.history.rules.remarks import marks
from generator.history.rules.series import honest_dates, own_verification
from generator.history.rules.versions import Claim, Versions, opened
from generator.model import Problem, Record, Source
from generator.schema import Schemas

__all__ = ["Claim", "Context", "Versions", "closed_by", "judge", "paired", "records_of"]


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the register beside the records that changed."""

    day: date
    """The day on which the change enters the register."""
    started: date = date.min
    """The day which the commit claims that it stands on."""
    used: Mapping[str, str] = field(default_factory=dict)
    """Ids that stood in the register at some time, with the file; those that stand at the base are among them."""
    closed: AbstractSet[str] = frozenset()
    """Remediations, and findings, of which a verification said before that they are remedied."""
    claims: tuple[Claim, ...] = ()
    """The commits of the series, in order."""


def judge(schemas: Schemas, versions: Iterable[Versions], past: Context) -> list[Problem]:
    """Return what is wrong with a change of the register, and what readers should know of it; in order of place."""
    pairs = list(versions)
    problems = list(kept_ids(pairs, past.used))
    for pair in pairs:
        legal, found = moved(schemas, pair)
        problems += found
        problems += field_changes(schemas, pair, legal, settled=pair.id in past.closed)
    new = opened(pairs)
    for pair in pairs:
        if pair.after is not None and pair.after.province not in new:
            problems += marks(schemas, pair, past.day)
    problems += own_verification(pairs, past.claims)
    problems += honest_dates(past.claims, past.started, past.day)
    return sorted(problems, key=lambda p: (p.where.path, p.where.line, p.where.column, p.code))


def records_of(source: Source) -> tuple[dict[str, Record], set[str]]:
    """Parse the files of a source as they are, whatever their schema says: it may have been another one then.

    Returned: the records that could be read, and the ids of the files that could not.
    """
    records: dict[str, Record] = {}
    unread: set[str] = set()
    for file in source.files:
        placed, _ = place(source.root, file.path)
        if placed is None:
            continue
        province, kind, file_id = placed
        document, _ = parse(source.shown(file.path), file.data)
        if document is None:
            unread.add(file_id)
        else:
            records[file_id] = Record(kind, file_id, province, document.data, document)
    return records, unread


def paired(before: Mapping[str, Record], after: Mapping[str, Record], unread: Collection[str]) -> list[Versions]:
    """Put the two versions of each record beside each other, in order of id; without what could not be read."""
    ids = sorted((before.keys() | after.keys()) - set(unread))
    return [Versions(i, before.get(i), after.get(i)) for i in ids]


def closed_by(verifications: Iterable[Record]) -> set[str]:
    """Return the ids of the remediations that were verified as remedied."""
    return {v.get("remediation", "") for v in verifications if v.get("verdict") == "da-khac-phuc"}
