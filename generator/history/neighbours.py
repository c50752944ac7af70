"""The checks of what changed, judged beside all that it rests on, near or far; nothing else of the register is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from generator.examine import examine
from generator.examine.partly import ALWAYS
from generator.history.repository import Repository
from generator.history.rules import records_of, references
from generator.history.tree import DISK, LINK, FileChange
from generator.model import Problem, Record
from generator.read.source import Reader, collect, nothing, on_disk, place, record_id
from generator.schema import Schemas


def checked(
    repository: Repository, schemas: Schemas, start: str, changes: Sequence[FileChange], day: date
) -> Iterator[Problem]:
    """Yield what the checks say of the files that changed since a commit, on a day of the clock."""
    tree = {path: blob for path, _, blob in repository.files(start)}
    for change in changes:
        tree[change.path] = change.after
    tree = {path: blob for path, blob in tree.items() if blob and path.endswith(".yaml")}
    changed = [change.path for change in changes if change.after]
    if not changed:
        return
    always = [path for path in tree if path.split("/")[1:2] and path.split("/")[1] in ALWAYS]
    near = _neighbours(repository, schemas, tree, [*changed, *always])
    elsewhere = frozenset(record_id(path) for path in tree.keys() - near.keys())
    own = {place(repository.shown, path) for path in changed}
    found = examine(collect(repository.shown, near.items()), schemas, elsewhere, day).problems
    yield from (problem for problem in found if problem.where.path in own)


def reader(repository: Repository, path: str, blob: str, contents: Mapping[str, bytes]) -> Reader:
    """Return how to read one file: from the folder, or from what git gave."""
    if blob == DISK:
        return on_disk(repository.records, path)
    return nothing if blob == LINK else lambda: contents.get(blob)


def _neighbours(
    repository: Repository, schemas: Schemas, tree: Mapping[str, str], paths: list[str]
) -> dict[str, Reader]:
    """Return how to read some files, and all that they refer to."""
    places = {record_id(path): path for path in tree}
    found: dict[str, Reader] = {}
    while paths:
        contents = repository.contents(tree[path] for path in paths if tree[path] not in (DISK, LINK))
        fresh = {path: reader(repository, path, tree[path], contents) for path in paths}
        found |= fresh
        records, _ = records_of(schemas, collect(repository.shown, fresh.items()))
        targets = {places[t] for r in records.values() for t in _targets(schemas, r) if t in places}
        paths = sorted(targets - found.keys())
    return found


def _targets(schemas: Schemas, record: Record) -> Iterator[str]:
    yield from references(schemas, record)
    replaced = record.get("withdrawn", {})
    if isinstance(replaced, dict) and isinstance(replaced.get("replaced_by"), str):
        yield replaced["replaced_by"]
