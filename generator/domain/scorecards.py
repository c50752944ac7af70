"""The criteria tree of a scorecard framework: how it is walked, and how its numbers are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator.model import Field, Record

Criterion = Mapping[str, Any]


def decimal(value: object) -> Decimal:
    """Return an authored number (integer, or decimal text such as ``2.5``) exactly.

    Raises ``decimal.InvalidOperation`` for what the schema would not let through.

    >>> decimal("2.50") == decimal(2) + decimal("0.5")
    True
    """
    return Decimal(str(value))


def criteria(framework: Record) -> Iterator[tuple[Field, Criterion, int]]:
    """Yield every criterion with its place in the record and its depth (0 = top), each before its sub-criteria."""
    yield from _walk(framework["criteria"], ("criteria",), 0)


def _walk(level: Any, at: Field, depth: int) -> Iterator[tuple[Field, Criterion, int]]:
    for index, criterion in enumerate(level):
        here = (*at, index)
        yield here, criterion, depth
        if "criteria" in criterion:
            yield from _walk(criterion["criteria"], (*here, "criteria"), depth + 1)


def leaves(framework: Record) -> Iterator[tuple[Field, Criterion]]:
    """Yield the criteria that points are given for, in the order of the framework: computed (``measure``) or entered."""
    for at, criterion, _ in criteria(framework):
        if "criteria" not in criterion:
            yield at, criterion


def maximum(framework: Record) -> Decimal:
    """Return the scale of the framework: the sum of the maxima of its top criteria, in points."""
    return sum((decimal(criterion["max"]) for criterion in framework["criteria"]), Decimal(0))
