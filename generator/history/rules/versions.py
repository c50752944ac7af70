"""The nouns of the rules over time, and how versions of records are read for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from generator.domain import dates
from generator.domain.differences import ABSENT, FieldChange, changes
from generator.examine.parse import parse
from generator.examine.validate import place
from generator.model import Field, Position, Record, Source
from generator.schema import Schemas

ENTRY = len(("events", 0))
Author = str
"""Who made a commit, then those who made it along with them: of each what stands for the address, a colon, for the name."""


@dataclass(frozen=True)
class Versions:
    """One record before and after a change; None where it did not exist."""

    id: str
    before: Record | None
    after: Record | None

    @cached_property
    def changes(self) -> list[FieldChange]:
        """What differs; of a new record all that it says."""
        before, after = (record.data if record is not None else {} for record in (self.before, self.after))
        return changes(before, after)

    @cached_property
    def new_events(self) -> list[int]:
        """Which events of the later version came with the change: a corrected one is not new."""
        came = [change for change in self.changes if change.at[0] == "events" and change.was is ABSENT]
        whole = [index for change in came if len(change.at) == 1 for index in range(len(change.now))]
        return whole or [int(change.at[1]) for change in came if len(change.at) == ENTRY]


def opened(pairs: Iterable[Versions]) -> frozenset[str]:
    """Return the provinces whose register is opened with the change: they bring their past with them at once."""
    return frozenset(p.id for p in pairs if p.before is None and p.after is not None and p.after.kind == "province")


@dataclass(frozen=True, slots=True)
class Claim:
    """What one commit of a series says of itself."""

    id: str
    committed: date
    authored: date
    author: Author
    records: tuple[str, ...]
    """The ids of the records that it touches."""
    path: str
    """One of their files: where a problem with the commit is shown."""
    merge: bool = False


# reading

NEEDED = {"events": (), "corrections": ("on", "at", "was"), "withdrawn": ("on",)}
"""Texts without which nothing can be said of an entry; an event needs a day and, where it has one, its type as well."""
REFERENCES = ("remediation", "finding")


def records_of(schemas: Schemas, source: Source) -> tuple[dict[str, Record], dict[str, Position]]:
    """Read the files of a source as they are, whatever their schema says: it may have been another one then.

    Returned by id: the records, and where those stand of which no rule could say anything.
    """
    records: dict[str, Record] = {}
    unread: dict[str, Position] = {}
    for file in source.files:
        placed, _ = place(source.root, file.path)
        if placed is None:
            continue
        province, kind, file_id = placed
        document, _ = parse(source.shown(file.path), file.data)
        if document is None:
            unread[file_id] = Position(source.shown(file.path))
        elif (at := next(_malformed(schemas, kind, document.data), None)) is not None:
            unread[file_id] = document.position(at)
        else:
            records[file_id] = Record(kind, file_id, province, document.data, document)
    return records, unread


def _malformed(schemas: Schemas, kind: str, data: Mapping[str, Any]) -> Iterator[Field]:
    """Yield the fields in which a version lacks what the rules rest on."""
    typed = schemas.at(kind, ("events", 0, "type")) is not None
    for name, needed in NEEDED.items():
        held = data.get(name, [])
        if not isinstance(held, Mapping if name == "withdrawn" and name in data else list):
            yield (name,)
            continue
        entries = enumerate(held) if isinstance(held, list) else ((None, held),)
        for index, entry in entries:
            at: Field = (name,) if index is None else (name, index)
            if not isinstance(entry, Mapping):
                yield at
                continue
            wanted = needed
            if name == "events":
                dating = "known_on" if "known_on" in entry else "date"
                value = entry.get(dating)  # a year alone is a number
                if not isinstance(value, str | int) or dates.parse(value) is None:
                    yield (*at, dating)
                wanted = ("type",) if typed else ()
            if entry.get("type") == "gia-han":
                wanted += ("old_due", "new_due") if "old_due" in entry else ("new_due",)
            yield from ((*at, field) for field in wanted if not isinstance(entry.get(field), str))
    yield from ((name,) for name in REFERENCES if not isinstance(data.get(name, ""), str))
