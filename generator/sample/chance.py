"""Chance that falls the same way everywhere: only the one method whose values Python promises to keep."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Choices from one random source."""

    def __init__(self, seed: str) -> None:
        self._next = Random(seed).random  # noqa: S311 - invented data, no secret

    def upto(self, least: int, most: int) -> int:
        """Return a whole number between two, both included."""
        return least + int(self._next() * (most - least + 1))

    def one(self, items: Sequence[T]) -> T:
        """Return one of the items."""
        return items[self.upto(0, len(items) - 1)]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """Return so many different items (all there are, if fewer), in random order."""
        pool = list(items)
        count = min(count, len(pool))
        for i in range(count):
            j = self.upto(i, len(pool) - 1)
            pool[i], pool[j] = pool[j], pool[i]
        return pool[:count]
