"""Which sheets and columns the records of a kind have in a workbook: one column for each value, from the schema.

A list of values is one cell, a line each. A list whose entries need no more than a reference (leads, recipients) has columns
for each entry; any other list of the record itself (what happened, clauses) is a sheet of its own, a row for each entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.model import Field
from generator.schema import Shape

MOST = 8
"""So many entries of a list stand beside each other; longer ones are a sheet."""


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """A value: where it stands in the record (or entry), the titles above it, what may stand there."""

    at: Field
    titles: tuple[str, ...]
    shape: Shape
    needed: bool
    used: bool
    """Whether one of the records has it."""

    @property
    def key(self) -> str:
        """The place as text, for the hidden row above the titles."""
        return ".".join(map(str, self.at))

    @property
    def many(self) -> bool:
        """Whether it is a list of values, a line each."""
        return self.shape.item is not None

    @property
    def leaf(self) -> Shape:
        """What may stand in it, or in each line of it."""
        return self.shape.inner


@dataclass(frozen=True, slots=True)
class KindSheet:
    """The columns of a kind, or of the entries of one of its lists."""

    kind: str
    of: str
    """The list whose entries these are; empty for the records themselves."""
    title: str
    columns: tuple[FieldColumn, ...]

    @property
    def name(self) -> str:
        """The name by which the workbook knows it."""
        return f"{self.kind}.{self.of}" if self.of else self.kind


def sheets(kind: str, shape: Shape, records: Sequence[Mapping[str, Any]]) -> Iterator[KindSheet]:
    """Yield the sheets of a kind: that of the records first."""
    apart = [name for name, below in shape.fields.items() if _apart(name, below, records)]
    own = _Columns(frozenset(apart))
    yield KindSheet(kind, "", shape.title, tuple(own.object(shape, records, (), ())))
    for name in apart:
        below = shape.fields[name]
        entries = [entry for record in records for entry in record.get(name, ())]
        if below.item is not None:
            columns = tuple(_Columns().object(below.item, entries, (), ()))
            yield KindSheet(kind, name, f"{shape.title} - {below.title}", columns)


def _apart(name: str, shape: Shape, records: Sequence[Mapping[str, Any]]) -> bool:
    entry = shape.item
    if entry is None or entry.type != "object":
        return False
    longest = max((len(record.get(name, ())) for record in records), default=0)
    needed = entry.required
    alone = len(needed) == 1 and bool(entry.fields[needed[0]].refers)
    return not alone or longest > MOST


class _Columns:
    """Goes through a schema, and what the records have of it, down to single values."""

    def __init__(self, apart: frozenset[str] = frozenset()) -> None:
        self._apart = apart

    def object(
        self, shape: Shape, values: Sequence[Any], at: Field, titles: tuple[str, ...], inside: tuple[str, ...] = ()
    ) -> Iterator[FieldColumn]:
        """Yield the columns of an object: of every field that it may have."""
        for name, below in shape.fields.items():
            if not at and name in self._apart:
                continue
            have = [value[name] for value in values if isinstance(value, Mapping) and name in value]
            if below.refers_to and below.refers_to in inside and not have:
                continue
            yield from self.value(
                below, have, (*at, name), (*titles, below.title or name), inside, name in shape.required
            )

    def value(  # noqa: PLR0913, PLR0917 - what it is, and where in what
        self,
        shape: Shape,
        values: Sequence[Any],
        at: Field,
        titles: tuple[str, ...],
        inside: tuple[str, ...],
        needed: bool,
    ) -> Iterator[FieldColumn]:
        """Yield the columns of one field."""
        within = (*inside, shape.refers_to) if shape.refers_to else inside
        if shape.type == "object":
            yield from self.object(shape, values, at, titles, within)
        elif shape.item is not None and shape.item.type == "object":
            if shape.item.refers_to in inside and not values:
                return
            within = (*within, shape.item.refers_to) if shape.item.refers_to else within
            longest = max((len(value) for value in values), default=0)
            spare = 1 if len(at) == 1 or not longest else 0
            for place in range(longest + spare):
                have = [value[place] for value in values if place < len(value)]
                told = (*titles[:-1], f"{titles[-1]} {place + 1}")
                yield from self.object(shape.item, have, (*at, place), told, within)
        else:
            yield FieldColumn(at, titles, shape, needed, bool(values))


def value_at(data: Any, at: Field) -> Any:
    """Return what stands at a place, None if nothing does."""
    for part in at:
        if isinstance(part, int):
            data = data[part] if isinstance(data, list) and part < len(data) else None
        else:
            data = data.get(part) if isinstance(data, Mapping) else None
    return data
