"""How the records came to be what they are: from the steps of a branch to the life of each record.

What is told of the past is only what two versions of a file say: the day on which a version entered the branch, and
which fields differ. A version that cannot be read as a record is passed over and counted. What was worked out of two
versions once is kept by their object ids, so that only new versions are ever parsed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from generator.domain.differences import ABSENT, FieldChange, changes
from generator.examine.parse import parse
from generator.history.files import RecordFile, RecordFiles
from generator.history.git import Flaw
from generator.history.memory import Make
from generator.history.repository import Timeline
from generator.model import Field, Source
from generator.read.source import record_id

Contents = Callable[[Iterable[str]], dict[str, bytes]]
Remember = Callable[[str, Iterable[str], Make], dict[str, Any]]
Unit = Field
"""A top-level field, or one entry of a top-level list: what is shown or left out as a whole."""

_SPACE = "edits-1"
_PARSED_AT_ONCE = 1000
_SHA256 = 64
"""Digits of an object id in a repository of the newer kind."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Edit:
    """One later version of a record: in which step it came, and what differs from the version before."""

    step: int
    changes: tuple[FieldChange, ...]
    named: Mapping[tuple[bool, Unit], frozenset[str]]
    """What looks like an id, by version (whether the later one) and unit: of every changed unit and every plain field."""
    moved_from: str = ""
    """The earlier workspace (province folder), when the file came from another one."""


@dataclass(frozen=True, slots=True)
class Life:
    """What became of a record: numbers of steps, the first version first."""

    entered: int
    opening: bool
    """Whether its workspace was opened in the very step in which it came."""
    edits: tuple[Edit, ...] = ()
    gone: tuple[tuple[int, int], ...] = ()
    """From which step to which step (of its return) it was not there."""


@dataclass(frozen=True, slots=True)
class History:
    """The lives of the records of a branch; without a repository that can tell, there are none."""

    days: tuple[date, ...] = ()
    """The day of each step."""
    commits: tuple[str, ...] = ()
    """The commit of each step."""
    lives: Mapping[str, Life] = field(default_factory=dict)
    """By id, of what is there at the end."""
    ever: frozenset[str] = frozenset()
    """Every id that any step knew."""
    unread: int = 0
    """Versions that could not be read as a record."""
    uncommitted: frozenset[str] = frozenset()
    """Records of which the folder holds another version than the last step."""
    known: bool = False
    """Whether there is a history to tell of."""
    flaws: tuple[Flaw, ...] = ()

    @property
    def beginning(self) -> int:
        """The first step of which the day is known to be that of an entry: a shallow copy begins with a heap."""
        return 1 if Flaw.SHALLOW in self.flaws else 0


UNKNOWN = History()


def history(timeline: Timeline, contents: Contents, remember: Remember, on_disk: Source | None = None) -> History:
    """Return the lives of the records at the end of a timeline; linear in the number of changes.

    ``contents`` gives the bytes of blobs, ``remember`` what was worked out before (`read.memory`); ``on_disk``: the
    files, if they may differ from the last step. A grafted history tells no day that could be relied on, so none.
    """
    if Flaw.GRAFTED in timeline.flaws:
        return History(flaws=timeline.flaws)
    book = RecordFiles()
    for number, step in enumerate(timeline.steps):
        book.enter(number, step.changes)
    files = {path: file for path, file in book.files.items() if not file.away}
    told, unread = _told(files.values(), contents, remember)
    lives = {
        record_id(path): Life(file.versions[0].step, file.opening, tuple(_edits(file, told)), tuple(file.gone))
        for path, file in files.items()
    }
    return History(
        days=tuple(step.on for step in timeline.steps),
        commits=tuple(step.id for step in timeline.steps),
        lives=lives,
        ever=frozenset(book.ever),
        unread=unread,
        uncommitted=frozenset(_differing(files, on_disk)) if on_disk is not None else frozenset(),
        known=True,
        flaws=timeline.flaws,
    )


# what the folder holds


def _differing(files: Mapping[str, RecordFile], source: Source) -> Iterator[str]:
    """Yield the ids of which the folder holds a version that no step has brought."""
    for file in source.files:
        known = files.get(file.path)
        blob = known.versions[-1].blob if known is not None else ""
        if _object_id(file.data, len(blob)) != blob:
            yield record_id(file.path)


def _object_id(data: bytes, length: int) -> str:
    """Return the name that git gives to a content (SHA-256 repositories have longer ones)."""
    whole = b"blob %d\0" % len(data) + data
    return hashlib.new("sha256" if length == _SHA256 else "sha1", whole, usedforsecurity=False).hexdigest()


# what differs between versions

Told = Mapping[str, Any]


def _told(files: Iterable[RecordFile], contents: Contents, remember: Remember) -> tuple[Told, int]:
    """Return what is told of each pair of neighbouring versions, and how many versions cannot be read."""
    chains = [[version.blob for version in file.versions] for file in files if len(file.versions) > 1]
    pairs = [f"{before} {after}" for chain in chains for before, after in pairwise(chain) if before != after]

    def make(keys: list[str]) -> Iterator[tuple[str, Any]]:
        for start in range(0, len(keys), _PARSED_AT_ONCE):
            yield from _compare(keys[start : start + _PARSED_AT_ONCE], contents)

    told = remember(_SPACE, pairs, make)
    bad = {blob for key, (fine, _, _) in told.items() for blob, ok in zip(key.split(), fine, strict=True) if not ok}
    if bad:  # what stands on both sides of such a version is compared instead
        over = [
            f"{before} {after}"
            for chain in chains
            for before, after in pairwise(blob for blob in chain if blob not in bad)
            if before != after
        ]
        told |= remember(_SPACE, [key for key in over if key not in told], make)
    return told, len(bad)


def _compare(keys: list[str], contents: Contents) -> Iterator[tuple[str, Any]]:
    """Yield for each pair of blobs: which of them can be read, what differs, and which ids are named there."""
    found = contents(blob for key in keys for blob in key.split())
    parsed = {blob: _data(data) for blob, data in found.items()}
    for key in keys:
        before, after = (parsed.get(blob) for blob in key.split())
        fine = [before is not None, after is not None]
        if before is None or after is None:
            yield key, [fine, [], []]
            continue
        differing = changes(before, after)
        rows = [
            [list(c.at), list(c.before_at), *([] if v is ABSENT else [v] for v in (c.was, c.now))] for c in differing
        ]
        yield key, [fine, rows, list(_named(differing, before, after))]


def _data(data: bytes) -> Mapping[str, Any] | None:
    document, _ = parse("", data)
    return document.data if document is not None else None


def _named(differing: Iterable[FieldChange], before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Any]:
    """Yield (later, unit, ids) for every changed unit and every plain field of both versions."""
    units = [(unit(c.before_at), unit(c.at)) for c in differing]
    for later, data in ((False, before), (True, after)):
        own = dict.fromkeys(pair[later] for pair in units)
        own |= dict.fromkeys((name,) for name, value in data.items() if isinstance(value, str))
        for at in own:
            ids = sorted(set(_ID.findall(json.dumps(_at(data, at), ensure_ascii=False))))
            if ids:
                yield [later, list(at), ids]


def unit(at: Field) -> Unit:
    """Return the unit in which a field stands.

    >>> unit(("events", 2, "by", "body")), unit(("due", "by")), unit(("basis", 0))
    (('events', 2), ('due',), ('basis', 0))
    """
    return at[:2] if len(at) > 1 and isinstance(at[1], int) else at[:1]


def _at(data: Any, at: Unit) -> Any:
    try:
        for part in at:
            data = data[part]
    except (KeyError, IndexError, TypeError):
        return None
    return data


def _edits(file: RecordFile, told: Told) -> Iterator[Edit]:
    last = file.versions[0].blob
    for version in file.versions[1:]:
        rows: list[Any] = []
        named: list[Any] = []
        if version.blob != last:
            direct = told.get(f"{last} {version.blob}", [[False, True], [], []])
            fine, rows, named = direct
            if fine[1]:
                last = version.blob
        if rows or version.moved_from:
            yield Edit(
                version.step,
                tuple(_change(*row) for row in rows),
                {(bool(later), tuple(at)): frozenset(ids) for later, at, ids in named},
                version.moved_from,
            )


def _change(at: list[Any], before_at: list[Any], was: list[Any], now: list[Any]) -> FieldChange:
    return FieldChange(tuple(at), was[0] if was else ABSENT, now[0] if now else ABSENT, tuple(before_at))
