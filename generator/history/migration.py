"""Declared migrations: a commit that raises the version of a schema and rewrites the records of that kind.

Such a commit is exempt from the rules over time, if it does nothing else, and if everything that is derived from the
register is the same before and after it. So it cannot hide a change of facts. The code must read both forms: a commit
before the migration prepares it, and a later one may drop the old form.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.catalog import problem
from generator.examine import examine
from generator.history.repository import Repository
from generator.model import Position, Problem, content
from generator.schema import Schemas

AUTHORED = ("du-lieu/records.json", "du-lieu/problems.json", "du-lieu/schemas/", "gioi-thieu/truong/")
"""What shows the records and schemas as they are written; all else is derived."""
BROKEN = "sổ có lỗi, không tính được gì"
TOLD = 5
"""Places named of those that differ."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One commit that raised the version of some schemas, and changed records of their kinds."""

    commit: str
    parent: str
    kinds: tuple[str, ...]


def migrations(repository: Repository, start: str, tip: str) -> Iterator[Migration]:
    """Yield the declared migrations of a branch after ``start``, oldest first."""
    for commit, parent in repository.commits_on(start, tip, "schemas/"):
        old, new = (_versions(repository.schemas(revision)) for revision in (parent, commit))
        raised = tuple(sorted(kind for kind, version in new.items() if kind in old and version > old[kind]))
        touched = {change.path.split("/")[1] for change in repository.compare(parent, commit) if "/" in change.path}
        if raised and touched & set(raised):
            yield Migration(commit, parent, raised)


def proof(repository: Repository, migration: Migration, day: date) -> Iterator[Problem]:
    """Yield what else a migration does than to rewrite records of its kinds, and what it changes for readers."""
    yield from alone(repository, migration)
    before, after = (_derived(repository, revision, day) for revision in (migration.parent, migration.commit))
    differing = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    if differing or not after:
        yield _problem("migration-changes-output", repository, migration, differing or [BROKEN])


def alone(repository: Repository, migration: Migration) -> Iterator[Problem]:
    """Yield what else a migration does than to rewrite records of its kinds."""
    touched = repository.touched(migration.parent, migration.commit)
    other = [path for path in touched if not _own(repository, migration, path)]
    if other:
        yield _problem("migration-not-alone", repository, migration, other)


def _problem(code: str, repository: Repository, migration: Migration, paths: list[str]) -> Problem:
    where = Position(f"{repository.beside}schemas/{migration.kinds[0]}.schema.json")
    kinds = ", ".join(migration.kinds)
    return problem(code, where, commit=migration.commit[:10], kinds=kinds, paths=_few(paths))


def _own(repository: Repository, migration: Migration, path: str) -> bool:
    """Whether a path of the repository is a schema, or a record of a kind that the migration declares."""
    parts = path.removeprefix(repository.inside).split("/")
    record = path.startswith(repository.inside) and len(parts) == 3 and parts[1] in migration.kinds
    own = {f"{repository.beside}schemas/{kind}.schema.json" for kind in (*migration.kinds, "common")}
    return record or path in own


def _versions(schemas: dict[str, bytes]) -> dict[str, int]:
    found = {name.removesuffix(".schema.json"): _read(data) for name, data in schemas.items()}
    return {kind: schema["x-version"] for kind, schema in found.items() if isinstance(schema.get("x-version"), int)}


def _read(data: bytes) -> dict[str, Any]:
    """Return a schema; nothing of one that cannot be read (which ``loosened`` tells)."""
    try:
        found = json.loads(data)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _derived(repository: Repository, commit: str, day: date) -> dict[str, bytes]:
    """Return all that is derived from the register at a commit, with the schemas that it has; nothing if it has errors."""
    from generator.publish import publish  # noqa: PLC0415 - most changes are no migration, and need no templates
    from generator.publish.exports.export import AGAIN  # noqa: PLC0415

    raw = {name: json.loads(data) for name, data in repository.schemas(commit).items()}
    examined = examine(repository.source(commit), Schemas(raw))
    if examined.failed:
        return {}
    site = publish(examined, day, "internal", {}, {})
    return {
        path: content(value)
        for path, value in site.items()
        if not path.startswith(AUTHORED) and not path.endswith(AGAIN)
    }


def _few(paths: list[str]) -> str:
    more = f" … ({len(paths)})" if len(paths) > TOLD else ""
    return ", ".join(paths[:TOLD]) + more
