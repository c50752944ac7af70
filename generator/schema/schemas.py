"""The schemas of all kinds. Loaded once, bundled, compiled; they reach no network."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import jsonschema_rs

from generator.kinds import KINDS, Kind
from generator.model import Field, Text
from generator.schema.shape import Shape
from generator.schema.vocabulary import FORMATS
from generator.schema.walk import Step, Walker, compiled

_COMMON = "common.schema.json#/$defs/"


@dataclass(frozen=True, slots=True)
class Hangs:
    """On which references a record hangs, by the name of the link (``agencies.body``)."""

    any: frozenset[str]
    """It is hidden with what any of them points to."""
    all: frozenset[str]
    """Lists of references: it is hidden when nothing of one is left."""

    def __iter__(self) -> Iterator[str]:
        yield from (*self.any, *self.all)


class Schemas:
    """The schema of each kind, self-contained (shared definitions bundled in)."""

    def __init__(self, raw: dict[str, dict[str, Any]], kinds: Iterable[Kind] = KINDS) -> None:
        self.common: dict[str, Any] = raw["common.schema.json"]["$defs"]
        self.raw: dict[str, dict[str, Any]] = raw
        self.by_kind: dict[str, dict[str, Any]] = {
            kind.name: self._bundle(raw[f"{kind.name}.schema.json"]) for kind in kinds
        }
        self.shapes = {kind: Shape(schema["$defs"], schema) for kind, schema in self.by_kind.items()}
        self._validators: dict[str, Any] = {}
        self._walkers: dict[tuple[str, str], Walker] = {}

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

    def at(self, kind: str, field: Field) -> Mapping[str, Any] | None:
        """Return the schema of the field at a path of a record, None if there is none."""
        found = self.shapes[kind].at(field)
        return found.schema if found is not None else None

    def title(self, kind: str, path: str = "") -> str:
        """Return what people call a field: ``a.b``, lists passed through (Vietnamese); KeyError if there is none.

        ``title("task")`` is what people call the kind.
        """
        return self.shapes[kind].named(path).title

    def label(self, kind: str, field: Field) -> Text:
        """Return the label of a field, its own name if the schema gives none."""
        found = self.shapes[kind].at(field)
        name = str(field[-1]) if field else kind
        return Text(found.label.vi or name, found.label.en or name) if found is not None else Text(name, name)

    def option(self, kind: str, field: Field, value: object) -> Text:
        """Return the label of a coded value at a field (list indexes may be any number)."""
        found = self.shapes[kind].at(field)
        option = found.coded.get(str(value)) if found is not None else None
        return Text(option["title"], option["x-en"]) if option else Text(str(value), str(value))

    def coded(self, kind: str, field: Field, value: object) -> str:
        """Return the Vietnamese label of a coded value at a field."""
        return self.option(kind, field, value).vi

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """Coded values of the shared definitions: {"shape": {"cam": "Điều cấm…"}}."""
        table: dict[str, dict[str, str]] = {}
        for name, schema in self.common.items():
            if "oneOf" in schema and "const" in schema["oneOf"][0]:
                table[name] = {option["const"]: option["title"] for option in schema["oneOf"]}
        return table

    def walk(self, kind: str, keyword: str, data: Any) -> Iterator[Step]:
        """Yield (field, value, schema) of every value in a record whose schema has the keyword."""
        key = (kind, keyword)
        if key not in self._walkers:
            self._walkers[key] = compiled(self.by_kind[kind], keyword)
        return self._walkers[key](data, ())

    @cached_property
    def days(self) -> dict[str, str]:
        """The field with the day of a record, by kind; a kind without one is not there."""
        return {
            kind: name
            for kind, shape in self.shapes.items()
            for name, below in shape.fields.items()
            if below.schema.get("x-day")
        }

    @cached_property
    def events(self) -> dict[str, dict[tuple[str, ...], tuple[str, ...]]]:
        """The days of what happened, by kind and path (``*``: every entry of a list), with the bodies to ask, in order.

        Not the days that a document is valid or a deadline falls. A body is named by its path: ``*`` is the entry of
        the event, ``x/y`` the field y of the record at x.
        """
        table: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {}
        for kind, shape in self.shapes.items():
            for path, below, _ in shape.every():
                who = below.schema.get("x-event")
                if who:
                    table.setdefault(kind, {})[path] = tuple(shape.schema["x-event"] if who is True else who)
        return table

    @cached_property
    def logs(self) -> frozenset[tuple[str, str]]:
        """Kinds and their lists of which every entry has a day of its own, and enters on a day of its own."""
        return frozenset((kind, path[0]) for kind, paths in self.events.items() for path in paths if "*" in path)

    @cached_property
    def hangs(self) -> dict[str, Hangs]:
        """The references without which a record means nothing: it is hidden with what they point to, by kind."""
        return {kind: _hangs(shape) for kind, shape in self.shapes.items()}


def _hangs(shape: Shape) -> Hangs:
    kinds: dict[bool, set[str]] = {True: set(), False: set()}
    for path, below, must in shape.every():
        if below.refers and (must if below.hangs is None else below.hangs):
            kinds[below.hangs is True or "*" not in path].add(".".join(part for part in path if part != "*"))
    return Hangs(frozenset(kinds[True]), frozenset(kinds[False]))
