"""Goes through the data of a record to the places where a keyword stands; compiled once per kind and keyword."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.model import Field
from generator.schema.shape import Raw, resolve

Step = tuple[Field, Any, Raw]
Walker = Callable[[Any, Field], Iterator[Step]]


def compiled(schema: Raw, keyword: str) -> Walker:
    """Return the walk over the values of a record whose schema has a keyword; a keyword at its very top is no field's."""
    top = {key: value for key, value in schema.items() if key != keyword}
    return _compile(schema["$defs"], keyword, top, {}) or _nowhere


def _nowhere(_data: Any, _at: Field) -> Iterator[Step]:
    return iter(())


def _compile(
    definitions: Mapping[str, Raw], keyword: str, schema: Raw, known: dict[str, list[Walker | None]]
) -> Walker | None:
    """Compile a part; None where the keyword cannot stand, so that records are visited only where it can."""
    reference = schema.get("$ref", "")
    if reference and keyword not in schema:
        if reference in known:
            cell = known[reference]
            return lambda data, at: cell[0](data, at) if cell[0] else iter(())
        cell = known[reference] = [None]
        cell[0] = _compile(definitions, keyword, definitions[reference.removeprefix("#/$defs/")], known)
        del known[reference]  # a later use compiles anew; only true recursion goes through the cell
        return cell[0]
    if keyword in schema:
        full = resolve(definitions, schema)
        return lambda data, at: iter(((at, data, full),))
    if "properties" in schema:
        parts = [
            (name, walker)
            for name, below in schema["properties"].items()
            if (walker := _compile(definitions, keyword, below, known)) is not None
        ]
        return _object_walker(parts) if parts else None
    if isinstance(schema.get("items"), Mapping):
        inner = _compile(definitions, keyword, schema["items"], known)
        return _list_walker(inner) if inner else None
    return None


def _object_walker(parts: list[tuple[str, Walker]]) -> Walker:
    def walk(data: Any, at: Field) -> Iterator[Step]:
        there = data.keys()  # of a record of which only a part is sound: what is not is passed over
        for name, walker in parts:
            if name in there:
                yield from walker(data[name], (*at, name))

    return walk


def _list_walker(inner: Walker) -> Walker:
    def walk(data: Any, at: Field) -> Iterator[Step]:
        for index, item in enumerate(data):
            yield from inner(item, (*at, index))

    return walk
