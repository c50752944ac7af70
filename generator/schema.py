"""The schemas: the single definition of every field. Loaded once, bundled, compiled; they reach no network."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import jsonschema_rs

from generator.domain import dates
from generator.kinds import KINDS, Kind
from generator.model import Field, Text

FORMATS: dict[str, Callable[[object], bool]] = {
    "full-date": dates.is_full_date,
    "partial-date": dates.is_partial_date,
    "https-url": lambda value: not isinstance(value, str) or _is_https(value),
}
"""Formats that the schemas use; calendar dates are checked as dates."""

VOCABULARY = frozenset(
    {"x-en", "x-ref", "x-inverse", "x-public", "x-version", "x-interval", "x-change", "x-moves", "x-closed"}
)
"""Our own keywords: the English label; what a reference may point to; its name from the other end;
``false`` = never in the public build; the version of the schema; an object with ``from`` and ``to``; how a field may
change once it is published (``identity``, ``fact``, ``deadline``, ``entries``), and which coded value may follow which;
the fields of which one closes a record. Anything else that begins with ``x-`` is a typo."""

Step = tuple[Field, Any, Mapping[str, Any]]
Walker = Callable[[Any, Field], Iterator[Step]]
_COMMON = "common.schema.json#/$defs/"


def _is_https(value: str) -> bool:
    from urllib.parse import urlsplit  # noqa: PLC0415 - only the few records with an address need it

    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
    except ValueError:
        return False
    clean = value.isascii() and value.isprintable() and " " not in value
    return clean and parts.scheme == "https" and "." in host and "@" not in parts.netloc


class Schemas:
    """The schema of each kind, self-contained (shared definitions bundled in)."""

    def __init__(self, raw: dict[str, dict[str, Any]], kinds: Iterable[Kind] = KINDS) -> None:
        self.common: dict[str, Any] = raw["common.schema.json"]["$defs"]
        self.raw: dict[str, dict[str, Any]] = raw
        self.by_kind: dict[str, dict[str, Any]] = {
            kind.name: self._bundle(raw[f"{kind.name}.schema.json"]) for kind in kinds
        }
        self._validators: dict[str, Any] = {}
        self._titles: dict[tuple[str, str], str] = {}
        self._walkers: dict[tuple[str, str], Walker | None] = {}

    @classmethod
    def load(cls, folder: Path) -> Schemas:
        """Return the schemas of a folder."""
        paths = sorted(folder.glob("*.schema.json"))
        return cls({path.name: json.loads(path.read_text(encoding="utf-8")) for path in paths})

    def beside(self, path: Path) -> Schemas:
        """Return the schema of a file that is no record, as that of a kind of its name."""
        raw = {**self.raw, path.name: json.loads(path.read_text(encoding="utf-8"))}
        return Schemas(raw, [Kind(path.name.removesuffix(".schema.json"))])

    def _bundle(self, schema: dict[str, Any]) -> dict[str, Any]:
        text = json.dumps({**schema, "$defs": {**self.common, **schema.get("$defs", {})}}, ensure_ascii=False)
        bundled: dict[str, Any] = json.loads(text.replace(f'"{_COMMON}', '"#/$defs/'))
        return bundled

    def validator(self, kind: str) -> Any:
        """Return the compiled validator of a kind."""
        if kind not in self._validators:
            self._validators[kind] = jsonschema_rs.Draft202012Validator(
                self.by_kind[kind], validate_formats=True, formats=FORMATS
            )
        return self._validators[kind]

    def resolve(self, kind: str, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """Follow a local ``$ref``; what stands beside it (labels, x-ref) wins over what it points to."""
        while "$ref" in schema:
            target = self.by_kind[kind]["$defs"][schema["$ref"].removeprefix("#/$defs/")]
            schema = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
        return schema

    def at(self, kind: str, field: Field) -> Mapping[str, Any] | None:
        """Return the schema of the field at a path of a record, None if there is none."""
        schema: Mapping[str, Any] = self.by_kind[kind]
        for part in field:
            schema = self.resolve(kind, schema)
            below = schema.get("items") if isinstance(part, int) else schema.get("properties", {}).get(part)
            if not isinstance(below, Mapping):
                return None
            schema = below
        return self.resolve(kind, schema)

    def label(self, kind: str, field: Field) -> Text:
        """Return the label of a field, its own name if the schema gives none."""
        schema = self.at(kind, field) or {}
        name = str(field[-1]) if field else kind
        return Text(schema.get("title", name), schema.get("x-en", name))

    def title(self, kind: str, path: str = "") -> str:
        """Return what people call a field: ``a.b``, lists passed through (Vietnamese); KeyError if there is none.

        ``title("task")`` is what people call the kind.
        """
        key = (kind, path)
        if key not in self._titles:
            schema: Mapping[str, Any] = self.by_kind[kind]
            for name in filter(None, path.split(".")):
                while isinstance(schema.get("items"), Mapping):
                    schema = self.resolve(kind, schema["items"])
                schema = self.resolve(kind, schema["properties"][name])
            self._titles[key] = str(schema["title"])
        return self._titles[key]

    def option(self, kind: str, field: Field, value: object) -> Text:
        """Return the label of a coded value at a field (list indexes may be any number)."""
        for option in (self.at(kind, field) or {}).get("oneOf", ()):
            if option.get("const") == value:
                return Text(option["title"], option["x-en"])
        return Text(str(value), str(value))

    def coded(self, kind: str, field: Field, value: object) -> str:
        """Return the Vietnamese label of a coded value at a field."""
        return self.option(kind, field, value).vi

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """Coded values of the shared definitions and of top-level fields: {"task.shape": {"cam": "Điều cấm…"}}."""
        table: dict[str, dict[str, str]] = {}
        for name, schema in self.common.items():
            if "oneOf" in schema and "const" in schema["oneOf"][0]:
                table[name] = {option["const"]: option["title"] for option in schema["oneOf"]}
        return table

    def walk(self, kind: str, keyword: str, data: Any) -> Iterator[Step]:
        """Yield (field, value, schema) of every value in a record whose schema has the keyword."""
        key = (kind, keyword)
        if key not in self._walkers:
            self._walkers[key] = self._compile(kind, keyword, self.by_kind[kind], {})
        walker = self._walkers[key]
        return walker(data, ()) if walker else iter(())

    def _compile(
        self, kind: str, keyword: str, schema: Mapping[str, Any], known: dict[str, list[Walker | None]]
    ) -> Walker | None:
        """Compile the walk once per schema, so that records are visited only where the keyword can stand."""
        reference = schema.get("$ref", "")
        if reference and keyword not in schema:
            if reference in known:
                cell = known[reference]
                return lambda data, at: cell[0](data, at) if cell[0] else iter(())
            cell = known[reference] = [None]
            target = self.by_kind[kind]["$defs"][reference.removeprefix("#/$defs/")]
            cell[0] = self._compile(kind, keyword, target, known)
            del known[reference]  # a later use compiles anew; only true recursion goes through the cell
            return cell[0]
        if keyword in schema:
            full = self.resolve(kind, schema)
            return lambda data, at: iter(((at, data, full),))
        if "properties" in schema:
            parts = [
                (name, walker)
                for name, below in schema["properties"].items()
                if (walker := self._compile(kind, keyword, below, known)) is not None
            ]
            return _object_walker(parts) if parts else None
        if isinstance(schema.get("items"), Mapping):
            inner = self._compile(kind, keyword, schema["items"], known)
            return _list_walker(inner) if inner else None
        return None


def _object_walker(parts: list[tuple[str, Walker]]) -> Walker:
    def walk(data: Any, at: Field) -> Iterator[Step]:
        for name, walker in parts:
            if name in data:
                yield from walker(data[name], (*at, name))

    return walk


def _list_walker(inner: Walker) -> Walker:
    def walk(data: Any, at: Field) -> Iterator[Step]:
        for index, item in enumerate(data):
            yield from inner(item, (*at, index))

    return walk
