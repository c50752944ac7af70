"""Tables: a column says once what stands over it and in it; the macro ``table`` prints head, rows and totals."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from generator.domain.text import vi_date, vi_number
from generator.model import Record
from generator.publish.inline import Line, Ref, Said, line, noted, tidy
from generator.publish.register import Register

_STANDS_FOR: ContextVar[Callable[[Any], str]] = ContextVar("stands for a row", default=lambda _: "")
FAR = 1000
"""The span of a cell in which a row stands in short."""
LONG = 8
"""Rows up to which a table needs no filter."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, what a row shows in it, and how it is filtered, aligned and sorted."""

    title: str
    said: Callable[[Any], Said]
    facet: bool = False
    """Readers can choose rows by its values."""
    number: bool = False
    long: bool = False
    heads: bool = False
    """Its cells name their rows."""
    sort: Callable[[Any], object] | None = None
    """What it is sorted by, where that is not what it shows."""


class Cell(NamedTuple):
    """What stands in a cell, as the macro prints it: a plain text, or parts of a line."""

    said: str | Line
    number: bool
    heads: bool = False
    sort: str | None = None
    span: int = 0


class Row(NamedTuple):
    """One row; ``id``: where links to it lead; ``depth``: how far it is set in."""

    cells: list[Cell]
    id: str = ""
    depth: str = ""


class Filled(NamedTuple):
    """What of a table is printed."""

    columns: Sequence[Column]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Total:
    """A row that adds up others: what it is called, over how many columns, and what stands in the other columns."""

    label: str
    values: Sequence[Said]
    span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table; what stands in its cells is made when it is printed."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Any]
    filter: bool = False
    scroll: bool = False
    wide: bool = False
    official: bool = False
    """Its columns are those of a form, so they are printed empty too."""
    foot: Total | None = None
    id: Callable[[Any], str] | None = None
    depth: Callable[[Any], str] | None = None
    rest: Sequence[str] = ()
    """Addresses, below the root, of the files that have its further rows."""
    kept: Callable[[], Sequence[Column]] | None = None
    """Of a piece of a table, which columns the whole has something to show in."""
    whole: int = 0
    """Of a piece, how many rows there are of the whole."""
    following: Ref | None = None
    """Of a piece, the page of the next one."""

    def __len__(self) -> int:
        return self.whole or len(self.rows)

    @property
    def printed(self) -> Filled:
        """The columns that have something to show in a row, and the rows as they are printed."""
        if self.kept:
            return replace(self, columns=self.kept(), kept=None, official=True).printed
        rows = _gathered(map(self._row, self.rows))
        if not rows or self.foot or self.official or any(isinstance(row, Total) for row in self.rows):
            return Filled(self.columns, rows)
        whole = [row for row in rows if len(row.cells) == len(self.columns)]
        kept = [i for i, column in enumerate(self.columns) if any(row.cells[i].said for row in whole)]
        columns = [self.columns[i] for i in kept]
        full = len(self.columns)
        said = (row._replace(cells=[row.cells[i] for i in kept]) if len(row.cells) == full else row for row in rows)
        return Filled(columns, list(said))

    @property
    def totals(self) -> list[Cell]:
        """The cells of the row below all others."""
        return self._total(self.foot).cells if self.foot else []

    def _row(self, row: Any) -> Row:
        if isinstance(row, Total):
            return self._total(row)
        if short := _STANDS_FOR.get()(row):
            return Row([Cell(short, number=False, span=FAR)], self.id(row) if self.id else "")
        cells = [Cell(_cell(c.said(row)), c.number, c.heads, c.sort and _plain(c.sort(row))) for c in self.columns]
        return Row(cells, self.id(row) if self.id else "", self.depth(row) if self.depth else "")

    def _total(self, total: Total) -> Row:
        columns = self.columns[total.span :]
        own = [Cell(_cell(value), c.number) for c, value in zip(columns, total.values, strict=True)]
        return Row([Cell(total.label, number=False, heads=True, span=total.span), *own])


@contextmanager
def shortened(stands_for: Callable[[Any], str]) -> Iterator[None]:
    """Print in the place of a row what ``stands_for`` it, if that is anything: for pages that are compared, not read."""
    known = _STANDS_FOR.set(stands_for)
    try:
        yield
    finally:
        _STANDS_FOR.reset(known)


def _gathered(rows: Iterable[Row]) -> list[Row]:
    """Return rows with those of which something stands in short together in one: it is enough that none of it differs."""
    found: list[Row] = []
    for short, own in groupby(rows, lambda row: row.cells[0].span == FAR if row.cells else False):
        if short:
            said = hashlib.sha256("\n".join(f"{row.id} {row.cells[0].said}" for row in own).encode()).hexdigest()
            found.append(Row([Cell(said, number=False, span=FAR)]))
        else:
            found += own
    return found


def _plain(value: object) -> str | None:
    return None if value is None else str(value)


def _cell(said: Said) -> str | Line:
    if isinstance(said, str):
        return tidy(said)
    return vi_number(said) if isinstance(said, int) else line(said)


class Section(NamedTuple):
    """Tables under a heading; ``id``: its anchor."""

    title: str
    id: str
    tables: list[Table]


def sections(*every: Section) -> list[Section]:
    """Return the sections that have something to show, without their empty tables."""
    shown = (section._replace(tables=[one for one in section.tables if one]) for section in every)
    return [section for section in shown if section.tables]


def table(caption: str, rows: Iterable[Any], *columns: Column | None, **shape: Any) -> Table:
    """Return a table with the columns that are there; a long one has a filter, unless ``filter`` says otherwise.

    ``shape``: the other fields of ``Table``.
    """
    own = list(rows)
    shape.setdefault("filter", len(own) > LONG)
    return Table(caption, [column for column in columns if column is not None], own, **shape)


def facet(title: str, said: Callable[[Any], Said], **shape: Any) -> Column:
    """Return a column by whose values readers choose rows."""
    return Column(title, said, facet=True, **shape)


def number(title: str, said: Callable[[Any], Said], **shape: Any) -> Column:
    """Return a column of numbers."""
    return Column(title, said, number=True, **shape)


def numbers(titles: Iterable[Any], counts: Callable[[Any], Sequence[Said]]) -> list[Column]:
    """Return a column of numbers for each title; ``counts`` returns those of a row in the same order."""
    return [number(str(title), lambda row, i=i: counts(row)[i]) for i, title in enumerate(titles)]  # type: ignore[misc]


def day(title: str, on: Callable[[Any], date | None], said: Callable[[Any], Said] | None = None) -> Column:
    """Return a column of days; ``said``: what stands there instead of the day alone."""
    return Column(title, said or (lambda row: vi_day(on(row))), sort=lambda row: iso(on(row)))


def vi_day(on: date | None) -> str:
    """Return a day as people write it; nothing for none."""
    return vi_date(on) if on else ""


def iso(on: date | None) -> str:
    """Return a day so that texts sort as days do."""
    return on.isoformat() if on else ""


def named(register: Register, record: Record, *words: Said, ref: Ref | None = None) -> Line:
    """Return a link to a record, marked where it is invented, with further words."""
    return line(ref or register.ref(record), sample(register, record), words)


def sample(register: Register, record: Record) -> Line:
    """Return the mark of what belongs to an invented province."""
    return noted("giả định") if register.is_sample(record) else ()


def home(register: Register, record: Record) -> Ref | None:
    """Return a link to the province of a record."""
    province = register.corpus.get(record.province, "province")
    return register.ref(province) if province else None


def home_column(register: Register, record: Callable[[Any], Record] = lambda row: row) -> Column:
    """Return the column of the provinces."""
    return facet("Tỉnh, thành phố", lambda row: home(register, record(row)))


def sums(rows: Iterable[Sequence[int]]) -> list[int]:
    """Add up counts column by column."""
    return [sum(column) for column in zip(*rows, strict=True)]
