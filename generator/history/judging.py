"""A change of the register held against what is published: the rules over time, and the checks of what changed.

There is one judgement of a change (``_Published.judge``): for a proposal, and for each step of a branch. The work
depends on what changed, not on the size of the register. The whole register is judged by ``check``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from generator.catalog import problem
from generator.domain.dates import is_full_date
from generator.domain.text import vi_date
from generator.examine.validate import place, validate
from generator.history.loosened import RULES, loosened, with_records
from generator.history.migration import alone, migrations, proof
from generator.history.neighbours import checked, reader
from generator.history.repository import Made, Repository, Step, Timeline, day_of
from generator.history.rules import (
    DOES,
    Change,
    Claim,
    Published,
    Versions,
    decides,
    judge,
    new_proofs,
    paired,
    records_of,
    references,
)
from generator.history.tree import DISK, LINK, FileChange
from generator.kinds import KINDS
from generator.model import Position, Problem, Record, Severity, Source, Text
from generator.read.source import collect, passed_over, record_id
from generator.read.source import place as shown_at
from generator.schema import Schemas

AT_ONCE = 500
"""Steps of a long history whose records are held in memory together."""
BESIDE = {"agency": ("group",), "following": ("following",)}
"""Kinds of the records that bear on one of a kind without being named by it."""
OF = {"finding": ("inspection",), "task": ("directive",)}
"""What bears on a record through one that it names."""
GRAFTED = "history-grafted"
REMEDIED, RECEIVED = "da-khac-phuc", "nhan"
_SHA256 = re.compile(rb"(?m)sha256: *['\"]?([0-9a-f]{64})")


def against(repository: Repository, schemas: Schemas, base: str, at: str, day: date) -> list[Problem]:
    """Return what is wrong with a change: from the last state shared with ``base`` to ``at``, or to the files on disk.

    ``day`` is that on which the change enters the register. Raises HistoryError when git cannot tell.
    """
    tip = repository.resolve(at or "HEAD")
    start = repository.common(repository.resolve(base), tip)
    problems = list(_incomplete(repository))
    for migration in migrations(repository, start, tip):
        problems += proof(repository, migration, day)
        problems += loosened(repository.rules(migration.parent, RULES), repository.rules(migration.commit, RULES))
        problems += _between(repository, schemas, start, migration.parent, day)
        start = migration.commit
    problems += _between(repository, schemas, start, tip if at else "", day)
    return _ordered(problems)


def since(repository: Repository, schemas: Schemas, start: str) -> list[Problem]:
    """Return what the rules over time say of every state published after ``start`` (a revision or a day), one by one.

    Each state is judged as of the day on which it entered the branch. That a declared migration changes nothing for
    readers was proved then, by the code that read both forms; that it did nothing else is seen again.
    """
    older, newer = repository.parted(start)
    first = older[-1].id if older else ""
    published = _Published(repository, schemas, first)
    declared = {migration.commit: migration for migration in migrations(repository, first, repository.resolve("HEAD"))}
    problems = [  # of a history put together on this machine nothing was judged that was to be
        replace(flaw, severity=Severity.ERROR) if flaw.code == GRAFTED else flaw for flaw in _incomplete(repository)
    ]
    then: dict[str, Schemas] = {"": schemas}
    for number in range(0, len(newer), AT_ONCE):
        steps = newer[number : number + AT_ONCE]
        contents = repository.contents(b for s in steps for c in s.changes for b in (c.before, c.after) if b)
        for step, tree in zip(steps, repository.schema_trees(step.id for step in steps), strict=True):
            read = published.read(step.changes, contents)
            if step.id in declared:
                migration = declared[step.id]
                found = list(alone(repository, migration))
                found += loosened(repository.rules(migration.parent, RULES), repository.rules(step.id, RULES))
            else:
                found = published.judge(read, repository.brought(step), step.below, step.on)
            if tree not in then:
                then[tree] = _of_then(repository.schemas(step.id), schemas)
            found += [*_strays(repository, step.changes), *_refused(then[tree], read)]
            problems += (_dated(problem, step.id, step.on) for problem in found)
            published.enter(step, read)
    begun = first if is_full_date(start) else repository.resolve(start)  # which may have touched no record
    for commit, parent in repository.commits_on(begun, repository.resolve("HEAD")):
        if commit not in declared:
            on = day_of(repository.made(commit).committed)
            problems += (_dated(problem, commit, on) for problem in _of_rules(repository, parent, commit))
    return _ordered(problems)


def _between(repository: Repository, schemas: Schemas, start: str, end: str, day: date) -> list[Problem]:
    """Judge what happened between two commits, or a commit and the files on disk (``end`` empty)."""
    series = repository.between(start, end or repository.resolve("HEAD"))
    found = repository.compare(start, end) if end else repository.compare_disk(start)
    changes = [change for change in found if change.path.endswith(".yaml")]
    contents = repository.contents(b for c in changes for b in (c.before, c.after) if b not in ("", DISK, LINK))
    published = _Published(repository, schemas, start)
    read = published.read(changes, contents)
    problems = published.judge(read, series, published.last, day)
    problems += _strays(repository, found)
    problems += _of_rules(repository, start, end or repository.resolve("HEAD"))
    return [*problems, *checked(repository, schemas, start, changes, day)]


def _of_rules(repository: Repository, start: str, end: str) -> Iterator[Problem]:
    """Yield what a change does to the rules themselves."""
    touched = repository.touched(start, end) if start != end else []
    yield from with_records(touched, repository.inside, repository.beside)
    if any(path.removeprefix(repository.beside).startswith(RULES) for path in touched):
        yield from loosened(repository.rules(start, RULES), repository.rules(end, RULES))


def _strays(repository: Repository, found: Iterable[FileChange]) -> Iterator[Problem]:
    """Yield what changed in the folder of the records and is none, also where a checkout would not show it."""
    for change in found:
        *folders, name = change.path.split("/")
        where = Position(shown_at(repository.shown, change.path))
        hidden = any(passed_over(folder, folder=True) for folder in folders)
        if hidden or passed_over(name, folder=False):
            yield problem("outside-changed", where, paths=where.path)
        elif change.after and not name.endswith(".yaml"):
            yield problem("file-unknown", where, id=name)
        if change.program:
            yield problem("file-mode", where, id=name)


def _of_then(raw: Mapping[str, bytes], now: Schemas) -> Schemas:
    """Return the schemas that stood beside the records, for the kinds that there were; those of today if they were broken."""
    try:
        found = {name: json.loads(data) for name, data in raw.items()}
        kinds = [kind for kind in KINDS if f"{kind.name}.schema.json" in found]
        return now if found == now.raw else Schemas(found, kinds)
    except (ValueError, KeyError, TypeError, AttributeError):  # told as a rule that is loosened
        return now


def _refused(schemas: Schemas, read: _Read) -> Iterator[Problem]:
    """Yield what was wrong with each file of a state by itself, once: its place, or what the schema of its time refused."""
    yield from read.misplaced
    for own, record in read.after.items():
        if record.kind in schemas.by_kind:
            yield from validate(schemas, record.province, record.kind, own, record.document)[:1]


@dataclass(frozen=True, slots=True)
class _Read:
    """The records of a change, before and after it, and where those stand that cannot be read, by id."""

    before: Mapping[str, Record]
    after: Mapping[str, Record]
    lost: Mapping[str, Position]
    unread: Mapping[str, Position]
    misplaced: tuple[Problem, ...]
    """Files of the later state that can be no record, for what they are called or are."""


class _Published:
    """What is published at a commit of the branch (empty: nothing yet), moved on from step to step."""

    def __init__(self, repository: Repository, schemas: Schemas, commit: str) -> None:
        self._repository = repository
        self._schemas = schemas
        self._commit = commit
        timeline = repository.walk(commit) if commit else Timeline((), ())
        self._steps = list(timeline.steps)
        self.last = timeline.last
        """The day of the commit."""
        self._used: dict[str, str] = {}
        self._versions: dict[str, list[tuple[str, str]]] = {}
        """By id: file and blob of each version, the oldest first; an id may stand in several files of one commit."""
        self._of_kind: dict[str, dict[str, None]] = {}
        """The ids that stood in the folders of a kind."""
        self._readable: dict[str, Record | None] = {}
        """By id: the last version that could be read, once it was asked for."""
        for step in self._steps:
            self._note(step.changes)

    def _note(self, changes: Iterable[FileChange]) -> None:
        for change in changes:
            own = record_id(change.path)
            self._used[own] = f"{self._repository.shown}/{change.path}"
            if change.after:
                self._versions.setdefault(own, []).append((change.path, change.after))
                self._of_kind.setdefault("".join(change.path.split("/")[1:2]), {})[own] = None
                self._readable.pop(own, None)

    def read(self, changes: Sequence[FileChange], contents: Mapping[str, bytes]) -> _Read:
        """Return the records of a change; one that cannot be read before it is the last version that could be."""
        before, lost = self._records(((c.path, c.before) for c in changes if c.before), contents)
        source = self._source(((c.path, c.after) for c in changes if c.after and c.path.endswith(".yaml")), contents)
        after, unread = records_of(self._schemas, source)
        misplaced = [*source.problems, *(found for file in source.files for found in place(source.root, file.path)[1])]
        known = ((own, self._last_readable(own)) for own in lost)
        return _Read(
            before | {own: record for own, record in known if record is not None}, after, lost, unread, tuple(misplaced)
        )

    def judge(self, read: _Read, series: Iterable[Made], started: date, day: date) -> list[Problem]:
        """Return what the rules over time say of a change."""
        never_read = read.lost.keys() - read.before.keys()
        used = {own: path for own, path in self._used.items() if own not in never_read} if never_read else self._used
        pairs = paired(read.before, read.after, read.unread)
        change = Change(pairs, day, started, tuple(_claims(series, self._repository.shown)), read.unread)
        proving = any(True for pair in pairs for _ in new_proofs(pair))
        published = Published(
            used, self._closed(read.before.values()), dict(self._referred(pairs)), dict(self._reporters(pairs)),
            self._proofs if proving else {},
        )  # fmt: skip
        return judge(self._schemas, change, published)

    def _referred(self, pairs: Iterable[Versions]) -> Iterator[tuple[str, Record]]:
        """Yield the published records that a change names in the place of others, whose text it takes, or that take it in."""
        held = {pair.id for pair in pairs}
        named = {own for pair in pairs if pair.after is not None for own in _named(self._schemas, pair, pair.after)}
        kinds = {beside for pair in pairs if pair.after is not None for beside in BESIDE.get(pair.after.kind, ())}
        for kind in kinds:
            named |= {
                own for own in self._of_kind.get(kind, ()) if self._versions[own][-1][0].split("/")[1:2] == [kind]
            }
        pending = named - held - {""}
        while pending:
            if (found := self._last_readable(own := pending.pop())) is not None:
                yield own, found
                pending |= {str(found.get(name, "")) for name in OF.get(found.kind, ())} - named - held - {""}
                named |= pending

    def _reporters(self, pairs: Iterable[Versions]) -> Iterator[tuple[str, str]]:
        """Yield who last changed the remediations that new verifications judge."""
        new = [pair.after for pair in pairs if pair.before is None and pair.after is not None]
        wanted = {r.get("remediation", "") for r in new if r.kind == "verification"}
        for step in self._steps if wanted else ():
            yield from ((own, step.author) for change in step.changes if (own := record_id(change.path)) in wanted)

    def enter(self, step: Step, read: _Read) -> None:
        """Take a step as published."""
        self._steps.append(step)
        self._note(step.changes)
        self._commit = step.id
        if "_verified" in self.__dict__:
            for own in read.before.keys() - read.after.keys() - read.unread.keys():
                self._verified.pop(own, None)
            self._verified.update(_remedied(read.after.values()))
        if "_proofs" in self.__dict__:
            for record in read.after.values():
                if record.kind in DOES:
                    _prove(self._proofs, record.id, record.document.text.encode())

    def _closed(self, before: Iterable[Record]) -> set[str]:
        """Return the remediations that were verified as remedied before, and their findings."""
        kinds = {record.kind for record in before}
        if kinds.isdisjoint(("finding", "remediation")):
            return set()
        closed = {own for own in self._verified.values() if own}
        return closed | {self._finding(own) for own in closed} if "finding" in kinds else closed

    def _finding(self, remediation: str) -> str:
        found = self._last_readable(remediation)
        return found.get("finding", "") if found is not None else ""

    @cached_property
    def _verified(self) -> dict[str, str]:
        """By verification: the remediation that is remedied, empty if it does not say so."""
        every = self._repository.files(self._commit) if self._commit else ()
        files = [(path, blob) for path, _, blob in every if "/verification/" in path]
        records, lost = self._records(files, self._repository.contents(blob for _, blob in files))
        return _remedied([*records.values(), *filter(None, map(self._last_readable, lost))])

    @cached_property
    def _proofs(self) -> dict[str, set[str]]:
        """By checksum of a file: what it is said to prove done."""
        known: dict[str, set[str]] = {}
        every = self._repository.files(self._commit) if self._commit else ()
        files = {blob: path for path, _, blob in every if "".join(path.split("/")[1:2]) in DOES}
        for blob, data in self._repository.contents(files).items():
            _prove(known, record_id(files[blob]), data)
        return known

    def _last_readable(self, own: str) -> Record | None:
        """Return the last published version of a record that could be read."""
        if own not in self._readable:
            self._readable[own] = self._looked_up(own)
        return self._readable[own]

    def _looked_up(self, own: str) -> Record | None:
        for path, blob in reversed(self._versions.get(own, ())):
            contents = self._repository.contents([blob] if blob != LINK else [])
            record = self._records([(path, blob)], contents)[0].get(own)
            if record is not None:
                return record
        return None

    def _records(
        self, files: Iterable[tuple[str, str]], contents: Mapping[str, bytes]
    ) -> tuple[dict[str, Record], dict[str, Position]]:
        return records_of(self._schemas, self._source(files, contents))

    def _source(self, files: Iterable[tuple[str, str]], contents: Mapping[str, bytes]) -> Source:
        entries = [(path, reader(self._repository, path, blob, contents)) for path, blob in files]
        return collect(self._repository.shown, entries) if entries else Source(self._repository.shown, ())


def _remedied(records: Iterable[Record]) -> dict[str, str]:
    """Return by verification the remediation of which it says that it is remedied, empty if it does not."""
    return {
        record.id: record.get("remediation", "") if record.get("verdict") == REMEDIED else ""
        for record in records
        if record.kind == "verification"
    }


def _prove(known: dict[str, set[str]], own: str, data: bytes) -> None:
    """Note which files a record names."""
    for found in _SHA256.findall(data):
        known.setdefault(found.decode(), set()).add(own)


def _claims(series: Iterable[Made], shown: str) -> Iterator[Claim]:
    for made in series:
        touched = () if made.merge else made.changes
        ids = tuple(record_id(change.path) for change in touched)
        path = shown_at(shown, touched[0].path) if touched else shown
        yield Claim(made.id, day_of(made.committed), day_of(made.authored), made.author, ids, path)


def _dated(found: Problem, commit: str, on: date) -> Problem:
    """Name the commit of a problem, and the day on which it entered the register."""
    said, commit = found.message, commit[:10]
    entered = Text(f"(commit {commit}, vào sổ ngày {vi_date(on)})", f"(commit {commit}, entered on {on})")
    return replace(found, message=Text(f"{said.vi} {entered.vi}", f"{said.en} {entered.en}"))


def _incomplete(repository: Repository) -> Iterator[Problem]:
    for flaw in repository.flaws:
        yield problem(f"history-{flaw}", Position(repository.shown))


def _ordered(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda p: (p.where.path, p.where.line, p.where.column, p.code))


def _named(schemas: Schemas, pair: Versions, after: Record) -> Iterator[str]:
    """Yield the ids of the records without which a change of one cannot be judged."""
    withdrawn = after.get("withdrawn", {})
    if isinstance(withdrawn, Mapping):
        yield str(withdrawn.get("replaced_by", ""))
    if after.kind == "task" and (pair.before is None or any(change.at[0] == "replaces" for change in pair.changes)):
        yield str(after.get("directive", ""))
        yield from map(str, after["replaces"] if isinstance(after.get("replaces"), list) else ())
    relieves = any(decides(after["events"][index]) for index in pair.new_events) or "new_due" in after.data
    hidden = pair.before is None and ("visibility" in after.data or after.kind in DOES)
    if relieves or hidden or (after.kind == "document" and any(c.at[0] == "replaces" for c in pair.changes)):
        yield from references(schemas, after)
    said = pair.before is None and after.kind in ("response", "measurement", "verification")
    if said or (after.kind == "coordination" and any(change.at[0] == "answers" for change in pair.changes)):
        yield from references(schemas, after)
    if any("evidence" in (event := after["events"][i]) or event.get("type") == RECEIVED for i in pair.new_events):
        yield from references(schemas, after)
    if pair.before is not None and any(change.at[0] == "corrections" for change in pair.changes):
        yield from references(schemas, after)
    if after.kind == "task" and "withdrawn" in after.data:
        yield str(after.get("directive", ""))
    if after.kind == "recommendation":
        yield str(after.get("inspection", ""))
