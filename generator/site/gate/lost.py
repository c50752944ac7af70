"""What a published data file may not lose: columns, fields and their types, ids, the promises of its schema."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from generator.catalog import problem
from generator.model import Position, Problem, Text

VERSION = "schema_version"
Excused = Callable[[str], bool]
"""Whether what is told of a record may go."""

_TYPES: tuple[tuple[type, Text], ...] = (
    (bool, Text("đúng/sai", "true or false")), (int, Text("số nguyên", "an integer")), (float, Text("số", "a number")),
    (str, Text("chữ", "text")), (list, Text("danh sách", "a list")), (dict, Text("nhóm trường", "an object")),
)  # fmt: skip
_NOTHING = Text("trống", "empty")


def columns_lost(at: Position, was: Iterable[str], now: Iterable[str]) -> Iterator[Problem]:
    """Tell the columns of a CSV file that are gone."""
    here = set(now)
    yield from (problem("field-lost", at, field=column) for column in was if column not in here)


def rows_lost(
    at: Position, was: Mapping[str, Any], now: Mapping[str, Any], column: str, excused: Excused
) -> Iterator[Problem]:
    """Tell the fields and ids that a table lost; fields may change when its version rises, ids (of a column) never."""
    yield from _version_back(at, VERSION, was, now)
    if was.get(VERSION, 0) >= now.get(VERSION, 0):
        before, after = _Shape(), _Shape()
        before.add("", [was])
        after.add("", [now])
        yield from before.lost(at, after)
    if column:
        table = PurePosixPath(at.path).stem
        yield from _ids_lost(at, _ids(was, table, column), set(_ids(now, table, column)), excused)


def records_lost(at: Position, was: Mapping[str, Any], now: Mapping[str, Any], excused: Excused) -> Iterator[Problem]:
    """Tell the records that are gone or of another kind. Records are sparse: their schemas say what they may lose."""
    yield from _version_back(at, VERSION, was, now)
    if was.get(VERSION, 0) >= now.get(VERSION, 0):
        yield from columns_lost(at, was, now)
    before, after = _kinds(was), _kinds(now)
    yield from _ids_lost(at, before, after.keys(), excused)
    for found, kind in before.items():
        if found in after and after[found] != kind:
            yield problem("id-kind-changed", at, record=found, id=found, was=kind, now=after[found])


def schema_broken(at: Position, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Problem]:
    """Tell promises of a schema that are gone while its version stays."""
    yield from _version_back(at, "x-version", was, now)
    if now.get("x-version", 0) > was.get("x-version", 0):
        return
    before, after = _table(was), _table(now)
    for field, types in before.items():
        if field not in after:
            yield problem("field-lost", at, at=field, field=field)
        elif types and not after[field] <= types:
            fresh = ", ".join(sorted(after[field] - types))
            yield problem("field-retyped", at, at=field, field=field, was=", ".join(sorted(types)), now=fresh)


def _version_back(at: Position, field: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Problem]:
    if was.get(field, 0) > now.get(field, 0):
        yield problem("version-back", at, at=field, field=field, was=was[field], now=now.get(field, 0))


class _Shape:
    """What fields the objects of lists have, by path: always or sometimes, and of which types."""

    def __init__(self) -> None:
        self.objects: dict[str, int] = {}
        self.present: dict[tuple[str, str], int] = {}
        self.types: dict[tuple[str, str], set[Text]] = {}

    def add(self, path: str, items: Iterable[Any]) -> None:
        """Count the fields of some objects, and of the objects in their lists."""
        for item in items:
            if not isinstance(item, dict):
                continue
            self.objects[path] = self.objects.get(path, 0) + 1
            for field, value in item.items():
                at = (path, field)
                self.present[at] = self.present.get(at, 0) + 1
                if value is not None:
                    self.types.setdefault(at, set()).add(_kind(value))
                if isinstance(value, list):
                    self.add(f"{path}{field}[].", value)

    def lost(self, where: Position, now: _Shape) -> Iterator[Problem]:
        """Tell fields that every object had and not every one has any more, and those of another type."""
        for (path, field), count in self.present.items():
            at, named = (path, field), path + field
            every = not path or count == self.objects[path]
            if every and now.objects.get(path, 0) > now.present.get(at, 0):
                yield problem("field-lost", where, at=named, field=named)
            fresh = now.types.get(at, set()) - self.types.get(at, set())
            if self.types.get(at) and fresh:
                yield problem(
                    "field-retyped", where, at=named, field=named, was=_listed(self.types[at]), now=_listed(fresh)
                )


def _kind(value: Any) -> Text:
    return next((word for known, word in _TYPES if isinstance(value, known)), _NOTHING)


def _listed(types: Iterable[Text]) -> Text:
    own = sorted(types, key=lambda word: word.vi)
    return Text(", ".join(word.vi for word in own), ", ".join(word.en for word in own))


def _ids(table: Mapping[str, Any], name: str, column: str) -> list[str]:
    rows = table.get(name)
    own = (str(row.get(column)) for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()
    return list(dict.fromkeys(own))


def _ids_lost(at: Position, was: Iterable[str], now: Iterable[str], excused: Excused) -> Iterator[Problem]:
    here = set(now)
    for found in was:
        if found not in here and not excused(found):
            yield problem("id-lost", at, record=found, id=found)


def _kinds(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the kind of every record of a file of records, by id."""
    return {str(record["id"]): kind for kind, own in data["records"].items() for record in own}


def _table(schema: Any) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for at, types in _promises(schema):
        found[at] = found.get(at, frozenset()) | types
    return found


def _promises(node: Any, at: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    """Yield every field of a schema with its types, and every coded value, by its place."""
    if isinstance(node, list):
        for item in node:
            yield from _promises(item, at)
    if not isinstance(node, dict):
        return
    for field, value in node.get("properties", {}).items():
        here = f"{at}.{field}" if at else field
        types: Any = value.get("type", value.get("$ref", [])) if isinstance(value, dict) else []
        yield here, frozenset([types] if isinstance(types, str) else types)
        yield from _promises(value, here)
    if "const" in node:
        yield f"{at}={node['const']}", frozenset()
    for key, value in node.items():
        if key == "$defs":
            for name, part in value.items():
                yield from _promises(part, f"{at}#{name}")
        elif key not in ("properties", "const"):
            yield from _promises(value, at)
