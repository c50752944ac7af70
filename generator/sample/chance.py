"""Chance that falls the same way everywhere: only the one method whose values Python promises to keep."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Chance:
    """Choices from one random source."""

    def __init__(self, seed: str) -> None:
        self._next = Random(seed).random  # noqa: S311 - invented data, no secret

    def odds(self, share: float) -> bool:
        """Return True in a share of the cases."""
        return self._next() < share

    def one(self, items: Sequence[T]) -> T:
        """Return one of the items."""
        return items[int(self._next() * len(items))]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """Return so many different items (all there are, if fewer), in random order."""
        pool = list(items)
        count = min(count, len(pool))
        for i in range(count):
            j = i + int(self._next() * (len(pool) - i))
            pool[i], pool[j] = pool[j], pool[i]
        return pool[:count]

    def upto(self, least: int, most: int) -> int:
        """Return a whole number between two, both included."""
        return least + int(self._next() * (most - least + 1))

    def after(self, day: date, least: int, most: int) -> date:
        """Return a day so many days later."""
        return day + timedelta(days=self.upto(least, most))

    def workday(self, first: date, last: date) -> date:
        """Return a day from Monday to Friday between two days (up to two days before the first)."""
        day = self.after(first, 0, (last - first).days)
        return day - timedelta(days=max(0, day.weekday() - 4))


class Deck(Generic[T]):
    """Deals cards in a shuffled order and starts anew: every card is met even in a small register."""

    def __init__(self, chance: Chance, cards: Sequence[T]) -> None:
        self._chance, self._cards = chance, cards
        self._left: list[T] = []

    def deal(self) -> T:
        """Return the next card."""
        if not self._left:
            self._left = self._chance.some(self._cards, len(self._cards))
        return self._left.pop()
