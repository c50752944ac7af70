"""What the schema says of one place in a record, resolved once per kind and asked for many times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from generator.model import Field, Text

Raw = Mapping[str, Any]


def resolve(definitions: Mapping[str, Raw], schema: Raw) -> Raw:
    """Follow a local ``$ref``; what stands beside it (labels, x-ref) wins over what it points to."""
    while "$ref" in schema:
        target = definitions[schema["$ref"].removeprefix("#/$defs/")]
        schema = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
    return schema


class Shape:
    """The schema of a value: what it is called, what may stand in it. Parts are resolved when first asked for."""

    def __init__(self, definitions: Mapping[str, Raw], schema: Raw, hangs: bool | None = None) -> None:
        self._definitions = definitions
        self._fields: dict[str, Shape | None] = {}
        self.refers_to = str(schema.get("$ref", ""))
        """The shared definition that it is one of, empty if it is none."""
        self.schema = resolve(definitions, schema)
        self.hangs: bool | None = self.schema.get("x-hangs", hangs)
        """What the schema says of the references in it: whether a record hangs on them (None: nothing)."""

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each field, as the schema lists them."""
        return {name: place for place, name in enumerate(self.schema.get("properties", {}))}

    def field(self, name: str) -> Shape | None:
        """Return the shape of a field of an object, None if it has no such field."""
        if name not in self._fields:
            below = self.schema.get("properties", {}).get(name)
            known = isinstance(below, Mapping)
            self._fields[name] = Shape(self._definitions, below, self.hangs) if known else None
        return self._fields[name]

    @cached_property
    def fields(self) -> dict[str, Shape]:
        """The fields of an object, as the schema lists them."""
        return {name: below for name in self.order if (below := self.field(name)) is not None}

    @cached_property
    def item(self) -> Shape | None:
        """The shape of what stands in a list, None if this is no list."""
        below = self.schema.get("items")
        return Shape(self._definitions, below, self.hangs) if isinstance(below, Mapping) else None

    @property
    def inner(self) -> Shape:
        """The shape of the entries of a list, of lists as well; the shape itself of anything else."""
        return self.item.inner if self.item is not None else self

    def at(self, field: Field) -> Shape | None:
        """Return the shape at a path of a record, None if there is none."""
        found: Shape | None = self
        for part in field:
            if found is None:
                return None
            found = found.item if isinstance(part, int) else found.field(part)
        return found

    def named(self, path: str) -> Shape:
        """Return the shape of a field by its name, ``a.b``, lists passed through; KeyError if there is none."""
        found = self
        for name in path.split(".") if path else ():
            found = found.inner.fields[name]
        return found

    def every(
        self, *, must: bool = True, inside: tuple[str, ...] = ()
    ) -> Iterator[tuple[tuple[str, ...], Shape, bool]]:
        """Yield every value below as (path, shape, whether each record has it); ``*`` stands for the entries of a list.

        A definition that holds itself is gone through once.
        """
        parts = [((name,), below, must and name in self.required) for name, below in self.fields.items()]
        if self.item is not None:
            parts = [(("*",), self.item, must)]
        for path, below, needed in parts:
            yield path, below, needed
            if not below.refers_to or below.refers_to not in inside:
                for further, shape, needs in below.every(must=needed, inside=(*inside, below.refers_to)):
                    yield (*path, *further), shape, needs

    @cached_property
    def title(self) -> str:
        """What people call it (Vietnamese)."""
        return str(self.schema.get("title", ""))

    @cached_property
    def label(self) -> Text:
        """What people call it, in both languages."""
        return Text(self.title, str(self.schema.get("x-en", "")))

    @cached_property
    def description(self) -> str:
        """What belongs there (Vietnamese), empty if the schema says nothing."""
        return str(self.schema.get("description", ""))

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The fields that an object must have, in the order of the schema."""
        needed = self.schema.get("required", ())
        return tuple(name for name in self.order if name in needed)

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
    def coded(self) -> dict[str, Raw]:
        """The coded values, each with its ``title``, ``x-en`` and perhaps ``description``."""
        return {str(option["const"]): option for option in self.schema.get("oneOf", ()) if "const" in option}

    @cached_property
    def options(self) -> tuple[tuple[str, str, str], ...]:
        """The values that can be chosen, with label and explanation (Vietnamese)."""
        listed = ((str(value), str(value), "") for value in self.schema.get("enum", ()))
        coded = self.coded.items()
        return (*((code, str(o["title"]), str(o.get("description", ""))) for code, o in coded), *listed)

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
    def happens(self) -> bool:
        """Whether it is the day of the record, or of something that happened."""
        return bool(self.schema.get("x-event") or self.schema.get("x-day"))

    @cached_property
    def type(self) -> str:
        """``object``, ``array``, ``boolean``, ``integer``, ``number`` or ``string``."""
        if self.order:
            return "object"
        types = [self.schema.get("type"), *(option.get("type") for option in self.schema.get("anyOf", ()))]
        return next((str(name) for name in types if isinstance(name, str)), "string")
