"""A report that an office sends: a letter with appendices, as values. ``exports/letter.py`` and ``workbook.py`` write it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.domain.dates import is_full_date
from generator.domain.text import vi_date
from generator.publish.inline import Said, plain
from generator.publish.views.table import Column, Table

Value = str | int | date


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: what stands over it, over its columns and in its rows; ``short``: its name among the sheets of a workbook."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    short: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A numbered part of a letter: its heading, paragraphs, and a small table that stands among them."""

    heading: str
    paragraphs: Sequence[str]
    sheet: Sheet | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """An appendix: its title and its tables, with what is to be said above them."""

    title: str
    said: Sequence[str]
    sheets: Sequence[Sheet]


@dataclass(frozen=True, slots=True)
class Phrases:
    """The texts of a letter that an office chooses, with every placeholder filled."""

    title: str
    superior: str = ""
    issuer: str = ""
    symbol: str = ""
    place: str = ""
    type: str = ""
    to: Sequence[str] = ()
    opening: Sequence[str] = ()
    proposals: Sequence[str] = ()
    signer: Sequence[str] = ()
    recipients: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A report. Without ``letter`` it is an appendix alone, to be put behind a letter that the office has."""

    wording: Phrases
    origin: str
    """Of which register, day, commit and address it was made, in a sentence."""
    properties: dict[str, str]
    """The same for programs: title, author, address, commit."""
    day: date
    sample: str
    """That it tells of an invented province; empty for a real one."""
    letter: bool = True
    parts: Sequence[Passage] = ()
    annexes: Sequence[Annex] = ()
    sheets: Sequence[Sheet] = field(default=())
    """The tables of the workbook."""


def sheet(table: Table, short: str = "") -> Sheet:
    """Return a table of a page with the words, numbers and days that stand in it."""
    rows = tuple(tuple(_value(column, row) for column in table.columns) for row in table.rows)
    return Sheet(table.caption, tuple(column.title for column in table.columns), rows, short)


def _value(column: Column, row: Any) -> Value:
    said: Said = column.said(row)
    if isinstance(said, int):
        return said
    text = plain(said)
    order = column.sort(row) if column.sort is not None else None
    if isinstance(order, str) and is_full_date(order) and vi_date(date.fromisoformat(order)) == text:
        return date.fromisoformat(order)
    return text


def filled(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return tables without the columns that are empty in all of them that have the same ones."""
    used: dict[tuple[str, ...], set[int]] = {}
    for own in sheets:
        kept = used.setdefault(own.heads, set())
        kept.update(place for row in own.rows for place, value in enumerate(row) if value != "")
    return [_only(own, sorted(used[own.heads]) or range(len(own.heads))) for own in sheets]


def _only(own: Sheet, kept: Sequence[int]) -> Sheet:
    rows = tuple(tuple(row[place] for place in kept) for row in own.rows)
    return Sheet(own.title, tuple(own.heads[place] for place in kept), rows, own.short)
