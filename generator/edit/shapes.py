"""What the schema says of one place in a record, resolved once per kind and asked for many times."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from generator.schema import Schemas


class Shape:
    """The schema of a value: what it is called, what may stand in it. Parts are resolved when first asked for."""

    def __init__(self, schemas: Schemas, kind: str, schema: Mapping[str, Any]) -> None:
        self._schemas = schemas
        self._kind = kind
        self.schema = schemas.resolve(kind, schema)
        self._fields: dict[str, Shape | None] = {}

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each field, as the schema lists them."""
        return {name: place for place, name in enumerate(self.schema.get("properties", {}))}

    def field(self, name: str) -> Shape | None:
        """Return the shape of a field of an object, None if it has no such field."""
        if name not in self._fields:
            below = self.schema.get("properties", {}).get(name)
            known = isinstance(below, Mapping)
            self._fields[name] = Shape(self._schemas, self._kind, below) if known else None
        return self._fields[name]

    @cached_property
    def item(self) -> Shape | None:
        """The shape of what stands in a list, None if this is no list."""
        below = self.schema.get("items")
        return Shape(self._schemas, self._kind, below) if isinstance(below, Mapping) else None

    @cached_property
    def title(self) -> str:
        """What people call it (Vietnamese)."""
        return str(self.schema.get("title", ""))

    @cached_property
    def description(self) -> str:
        """What belongs there (Vietnamese), empty if the schema says nothing."""
        return str(self.schema.get("description", ""))

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The fields that an object must have, in the order of the schema."""
        needed = self.schema.get("required", ())
        return tuple(name for name in self.schema.get("properties", {}) if name in needed)

    @cached_property
    def choices(self) -> tuple[tuple[str, ...], ...]:
        """Groups of fields of which an object must have one (``oneOf`` or ``anyOf`` of ``required``)."""
        options = self.schema.get("oneOf") or self.schema.get("anyOf") or ()
        if not self.order or not all("required" in option for option in options):
            return ()
        return tuple(tuple(option["required"]) for option in options)

    @cached_property
    def depends(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Fields, each with those that must stand beside it."""
        return tuple((name, tuple(others)) for name, others in self.schema.get("dependentRequired", {}).items())

    @cached_property
    def options(self) -> tuple[tuple[str, str, str], ...]:
        """The coded values with label and explanation (Vietnamese)."""
        coded = (option for option in self.schema.get("oneOf", ()) if "const" in option)
        listed = ((str(value), str(value), "") for value in self.schema.get("enum", ()))
        return (*((str(o["const"]), str(o["title"]), str(o.get("description", ""))) for o in coded), *listed)

    @cached_property
    def refers(self) -> tuple[str, ...]:
        """The kinds of record that the value may name."""
        return tuple(self.schema.get("x-ref", ()))

    @cached_property
    def date(self) -> str:
        """``full-date`` or ``partial-date`` where a date stands, else empty."""
        formats = [self.schema.get("format"), *(option.get("format") for option in self.schema.get("anyOf", ()))]
        return next((str(name) for name in formats if name in ("full-date", "partial-date")), "")

    @cached_property
    def type(self) -> str:
        """``object``, ``array``, ``boolean``, ``integer``, ``number`` or ``string``."""
        if self.order:
            return "object"
        types = [self.schema.get("type"), *(option.get("type") for option in self.schema.get("anyOf", ()))]
        return next((str(name) for name in types if isinstance(name, str)), "string")


def shape(schemas: Schemas, kind: str) -> Shape:
    """Return the shape of a whole record of a kind."""
    return Shape(schemas, kind, schemas.by_kind[kind])
