"""A long table becomes one page per province, and several where a province alone has too many rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.publish.register import Register

ROWS = 1500
"""Rows on one page; beyond that a table loads and filters too slowly on a phone."""


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of a page: of which province, and which piece of how many."""

    province: str
    label: str
    number: int
    of: int
    """Rows of the province."""
    rows: list[Any]
    pieces: int
    """How many there are of the province."""

    @property
    def last(self) -> bool:
        """Whether no other piece follows."""
        return self.number == self.pieces


def by_province(register: Register, rows: Iterable[tuple[str, Any]], size: int = ROWS) -> Iterator[Part]:
    """Yield the pieces of a table by province; ``rows``: each with the id of its province."""
    table: dict[str, list[Any]] = {}
    for province, row in rows:
        table.setdefault(province, []).append(row)
    for province, own in sorted(table.items()):
        label = register.label(register.corpus.records[province])
        pieces = [own[i : i + size] for i in range(0, len(own), size)]
        for number, piece in enumerate(pieces, 1):
            yield Part(province, label, number, len(own), piece, len(pieces))
