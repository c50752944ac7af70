"""The nouns of the rules over time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.domain.differences import ABSENT, changes
from generator.model import Record

ENTRY = len(("events", 0))
Author = str
"""The same for the same author; nothing can be read from it."""


@dataclass(frozen=True, slots=True)
class Versions:
    """One record before and after a change; None where it did not exist, or not in a form that can be read."""

    id: str
    before: Record | None
    after: Record | None

    @property
    def new_events(self) -> list[int]:
        """Which events of the later version came with the change: a corrected one is not new."""
        if self.after is None:
            return []
        old = self.before.get("events", []) if self.before else []
        found = changes({"events": old}, {"events": self.after.get("events", [])})
        return [int(change.at[1]) for change in found if change.was is ABSENT and len(change.at) == ENTRY]


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
