"""A long table becomes one page per province, and several where a province alone has too many rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from generator.publish.register import Register

T = TypeVar("T")
ROWS = 1500
"""Rows on one page; beyond that a table loads and filters too slowly on a phone."""


def by_province(register: Register, rows: Iterable[tuple[str, T]]) -> Iterator[tuple[str, str, list[T]]]:
    """Yield provinces with what they are called and their rows; ``rows``: each with the id of its province."""
    table: dict[str, list[T]] = {}
    for province, row in rows:
        table.setdefault(province, []).append(row)
    for province, own in sorted(table.items()):
        yield province, register.label(register.corpus.records[province]), own


def pieces(rows: Sequence[T], size: int = ROWS) -> list[Sequence[T]]:
    """Return rows in pieces of some size."""
    return [rows[i : i + size] for i in range(0, len(rows), size)]
