"""What a published data file may not lose: columns, fields and their types, ids, the promises of its schema."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

IDS = {"duties": "task", "findings": "finding", "requests": "record", "ratings": "rating", "summaries": "record"}
"""The column of a table that holds the id of the record which a row is about."""
VERSION = "schema_version"
SHOWN = 20

_TYPES: tuple[tuple[type, str], ...] = (
    (bool, "đúng/sai"), (int, "số nguyên"), (float, "số"), (str, "chữ"), (list, "danh sách"), (dict, "nhóm trường"),
)  # fmt: skip


def columns_lost(name: str, was: Sequence[str], now: Sequence[str]) -> Iterator[str]:
    """Tell the columns of a CSV file that are gone."""
    for column in was:
        if column not in now:
            yield f"{name}: mất cột {column!a}"


def rows_lost(name: str, was: Any, now: Any, excused: Callable[[str], bool]) -> Iterator[str]:
    """Tell the fields and ids that a JSON file lost; fields may change when its schema_version rises, ids never."""
    if not isinstance(was, dict) or not isinstance(now, dict):
        if type(was) is not type(now):
            yield f"{name}: không còn là {_kind(was)} mà là {_kind(now)}"
        return
    if was.get(VERSION, 0) > now.get(VERSION, 0):
        yield f"{name}: {VERSION} lùi từ {was.get(VERSION)} về {now.get(VERSION)}"
    table = name.rpartition("/")[2].removesuffix(".json")
    if was.get(VERSION, 0) >= now.get(VERSION, 0):
        yield from _fields_lost(name, was, now, deep=table != "records")
    yield from (
        _records_lost(name, was, now, excused)
        if table == "records"
        else _ids_lost(name, _ids(was, table), _ids(now, table), excused)
    )


def _fields_lost(name: str, was: Mapping[str, Any], now: Mapping[str, Any], *, deep: bool) -> Iterator[str]:
    """Compare the head and the rows of a table. Records are sparse: their schemas say what they may lose."""
    for field in was:
        if field not in now:
            yield f"{name}: mất trường {field!a}"
    if deep:
        before, after = _Shape(), _Shape()
        before.add("", [was])
        after.add("", [now])
        yield from before.lost(name, after)


class _Shape:
    """What fields the objects of lists have, by path: always or sometimes, and of which types."""

    def __init__(self) -> None:
        self.objects: dict[str, int] = {}
        self.present: dict[tuple[str, str], int] = {}
        self.types: dict[tuple[str, str], set[str]] = {}

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

    def lost(self, name: str, now: _Shape) -> Iterator[str]:
        """Tell fields that every object had and not every one has any more, and those of another type."""
        for (path, field), count in self.present.items():
            at = (path, field)
            if path and count == self.objects[path] and now.objects.get(path, 0) > now.present.get(at, 0):
                yield f"{name}: mất trường {path + field!a}"
            fresh = sorted(now.types.get(at, set()) - self.types.get(at, set()))
            if self.types.get(at) and fresh:
                known = ", ".join(sorted(self.types[at]))
                yield f"{name}: trường {path + field!a} vốn là {known}, nay có {', '.join(fresh)}"


def _kind(value: Any) -> str:
    return next((word for known, word in _TYPES if isinstance(value, known)), "trống")


def _ids(table: Mapping[str, Any], name: str) -> list[str]:
    rows = table.get(name)
    column = IDS.get(name)
    return list(dict.fromkeys(str(row.get(column)) for row in rows)) if column and isinstance(rows, list) else []


def _ids_lost(name: str, was: Iterable[str], now: Iterable[str], excused: Callable[[str], bool]) -> Iterator[str]:
    here = set(now)
    lost = [found for found in was if found not in here and not excused(found)]
    for found in lost[:SHOWN]:
        yield f"{name}: mất mã {found!a}. Bản ghi không còn đúng thì ghi withdrawn kèm lý do, đừng xóa"
    if lost[SHOWN:]:
        yield f"{name}: … và {len(lost) - SHOWN} mã khác cũng mất"


def _records_lost(
    name: str, was: Mapping[str, Any], now: Mapping[str, Any], excused: Callable[[str], bool]
) -> Iterator[str]:
    before = {record["id"]: kind for kind, records in was["records"].items() for record in records}
    after = {record["id"]: kind for kind, records in now["records"].items() for record in records}
    yield from _ids_lost(name, before, after, excused)
    for found, kind in before.items():
        if found in after and after[found] != kind:
            yield f"{name}: mã {found!a} vốn là {kind}, nay là {after[found]}: mã không được dùng lại"


def schema_broken(name: str, was: Any, now: Any) -> Iterator[str]:
    """Tell promises of a schema that are gone while its version stays."""
    old, new = was.get("x-version", 0), now.get("x-version", 0)
    if new < old:
        yield f"{name}: x-version lùi từ {old} về {new}"
    if new > old:
        return
    before, after = _table(was), _table(now)
    for at, types in before.items():
        if at not in after:
            yield f"{name}: mất {at!a}, mà x-version không tăng"
        elif types and not after[at] <= types:
            yield f"{name}: {at!a} đổi kiểu ({', '.join(sorted(after[at]))}), mà x-version không tăng"


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
