"""A change of the register held against what is published: the rules over time, and the checks of what changed.

The work depends on what changed, not on the size of the register: only records that differ are read, and of the others
those that they refer to. The whole register is judged by ``check``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from generator.catalog import problem
from generator.examine import examine
from generator.history.git import DISK, LINK, Change, Made, Repository, Step, day_of
from generator.history.migration import migrations, proof
from generator.history.rules import Claim, Context, closed_by, judge, paired, records_of
from generator.model import Position, Problem, Record
from generator.read.source import Reader, collect, nothing, on_disk, record_id
from generator.schema import Schemas

ALWAYS = ("calendar", "province")
"""Kinds that give other records their meaning without being referred to: read with every change."""
AT_ONCE = 500
"""Steps of a long history whose records are held in memory together."""


def against(repository: Repository, schemas: Schemas, base: str, at: str, day: date) -> list[Problem]:
    """Return what is wrong with a change: from the last state shared with ``base`` to ``at``, or to the files on disk.

    ``day`` is that on which the change enters the register. Raises HistoryError when git cannot tell.
    """
    tip = repository.resolve(at or "HEAD")
    start = repository.common(repository.resolve(base), tip)
    problems = list(_incomplete(repository))
    declared = list(migrations(repository, start, tip))
    for migration in declared:
        problems += proof(repository, migration, day)
        problems += _Change(repository, schemas, start, migration.parent).problems(day)
        start = migration.commit
    problems += _Change(repository, schemas, start, tip if at else "").problems(day)
    return _ordered(problems)


def since(repository: Repository, schemas: Schemas, start: str) -> list[Problem]:
    """Return what the rules over time say of every state published after ``start`` (a revision or a day), one by one.

    Each state is judged as of the day on which it entered the branch; declared migrations are taken as proved then.
    """
    older, newer = repository.parted(start)
    first = older[-1].id if older else ""
    shown = repository.shown
    problems = list(_incomplete(repository))
    used = _used(older, shown)
    verified = closed_by(_of_kind(repository, first, "verification")) if first else set()
    exempt = {migration.commit for migration in migrations(repository, first, repository.resolve("HEAD"))}
    last = older[-1].on if older else date.min
    for number in range(0, len(newer), AT_ONCE):
        steps = newer[number : number + AT_ONCE]
        contents = repository.contents(b for s in steps for c in s.changes for b in (c.before, c.after) if b)
        for step in steps:
            before, after, unread = _versions(shown, step.changes, contents)
            if step.id not in exempt:
                claims = tuple(_claims(repository.brought(step), shown))
                past = Context(step.on, last, used, verified, claims)
                problems += judge(schemas, paired(before, after, unread), past)
            used |= _used([step], shown)
            verified |= closed_by(after.values())
            last = step.on
    return _ordered(problems)


def _ordered(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda p: (p.where.path, p.where.line, p.where.column, p.code))


class _Change:
    """What happened between two states: two commits, or a commit and the files on disk (``end`` empty)."""

    def __init__(self, repository: Repository, schemas: Schemas, start: str, end: str) -> None:
        self._repository = repository
        self._shown = repository.shown
        self._disk = None if end else repository.records
        self._schemas = schemas
        self._start = start
        self._series = repository.between(start, end or repository.resolve("HEAD"))
        found = repository.compare(start, end) if end else repository.compare_disk(start)
        self._changes = [change for change in found if change.path.endswith(".yaml")]
        self._contents = repository.contents(
            b for c in self._changes for b in (c.before, c.after) if b not in ("", DISK, LINK)
        )

    def problems(self, day: date) -> list[Problem]:
        """Return what the rules over time say of the change, and what the checks say of the records that changed."""
        before, after, unread = _versions(self._shown, self._changes, self._contents, self._disk)
        used = _used(self._repository.walk(self._start).steps, self._shown)
        started = day_of(self._repository.made(self._start).committed)
        claims = tuple(_claims(self._series, self._shown))
        past = Context(day, started, used, self._closed(before.values()), claims)
        return [*judge(self._schemas, paired(before, after, unread), past), *self._checked()]

    def _closed(self, before: Iterable[Record]) -> set[str]:
        """Return the remediations that were verified as remedied at the start, and their findings."""
        if not any(record.kind in ("finding", "remediation") for record in before):
            return set()
        verified = closed_by(_of_kind(self._repository, self._start, "verification"))
        remediations = _of_kind(self._repository, self._start, "remediation") if verified else []
        return verified | {r.get("finding", "") for r in remediations if r.id in verified}

    def _checked(self) -> Iterator[Problem]:
        """Yield what the checks say of the files that changed, judged beside all that they rest on."""
        tree = {path: blob for path, _, blob in self._repository.files(self._start)}
        for change in self._changes:
            tree[change.path] = change.after
        tree = {path: blob for path, blob in tree.items() if blob and path.endswith(".yaml")}
        changed = [change.path for change in self._changes if change.after]
        always = [path for path in tree if path.split("/")[1:2] and path.split("/")[1] in ALWAYS]
        near = self._neighbours(tree, [*changed, *always]) if changed else {}
        files = collect(self._shown, near.items())
        elsewhere = frozenset(record_id(path) for path in tree.keys() - near.keys())
        own = {f"{self._shown}/{path}" for path in changed}
        found = examine(files, self._schemas, elsewhere).problems if changed else ()
        yield from (problem for problem in found if problem.where.path in own)

    def _neighbours(self, tree: Mapping[str, str], paths: list[str]) -> dict[str, Reader]:
        """Return how to read some files, and all that they refer to, near or far."""
        places = {record_id(path): path for path in tree}
        found: dict[str, Reader] = {}
        while paths:
            contents = self._repository.contents(tree[p] for p in paths if tree[p] not in (DISK, LINK))
            fresh = {path: _reader(path, tree[path], contents, self._disk) for path in paths}
            found |= fresh
            records, _ = records_of(collect(self._shown, fresh.items()))
            targets = {places[t] for r in records.values() for t in _targets(self._schemas, r) if t in places}
            paths = sorted(targets - found.keys())
        return found


def _targets(schemas: Schemas, record: Record) -> Iterator[str]:
    if schemas.validator(record.kind).is_valid(record.data):
        yield from (value for _, value, _ in schemas.walk(record.kind, "x-ref", record.data))


def _versions(
    shown: str, changes: Sequence[Change], contents: Mapping[str, bytes], disk: Path | None = None
) -> tuple[dict[str, Record], dict[str, Record], set[str]]:
    """Return the records of a change before and after it, and the ids of the files that cannot be read."""
    old = ((change.path, _reader(change.path, change.before, contents, disk)) for change in changes if change.before)
    new = ((change.path, _reader(change.path, change.after, contents, disk)) for change in changes if change.after)
    before, lost = records_of(collect(shown, old))
    after, broken = records_of(collect(shown, new))
    return before, after, lost | broken


def _reader(path: str, blob: str, contents: Mapping[str, bytes], disk: Path | None) -> Reader:
    if blob == DISK and disk is not None:
        return on_disk(disk, path)
    return nothing if blob == LINK else lambda: contents.get(blob)


def _of_kind(repository: Repository, commit: str, kind: str) -> list[Record]:
    """Return every record of a kind that stood at a commit."""
    places = {path: blob for path, _, blob in repository.files(commit) if path.split("/")[1:2] == [kind]}
    contents = repository.contents(places.values())
    entries = ((path, _reader(path, blob, contents, None)) for path, blob in places.items())
    return list(records_of(collect(repository.shown, entries))[0].values())


def _used(steps: Iterable[Step], shown: str) -> dict[str, str]:
    return {record_id(change.path): f"{shown}/{change.path}" for step in steps for change in step.changes}


def _claims(series: Iterable[Made], shown: str) -> Iterator[Claim]:
    for made in series:
        touched = () if made.merge else made.changes
        ids = tuple(record_id(path) for change in touched for path in (change.path, change.was) if path)
        path = f"{shown}/{touched[0].path}" if touched else shown
        yield Claim(made.id, day_of(made.committed), day_of(made.authored), made.author, ids, path)


def _incomplete(repository: Repository) -> Iterator[Problem]:
    for flaw in repository.flaws():
        yield problem(f"history-{flaw}", Position(repository.shown))
