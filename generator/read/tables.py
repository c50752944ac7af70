"""A file of a spreadsheet as plain sheets: .xlsx, .ods and .csv, each cell as what it is. Nothing in it is run."""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import PurePath
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from generator.catalog.refused import RefusedError

MOST_BYTES, MOST_CELLS = 32 * 1024 * 1024, 4_000_000
UNPACKED = 512 * 1024 * 1024
FAILED = re.compile(r"#(?:REF|DIV/0|N/A|NAME|VALUE|NUM|NULL)[!?]?|Err:[0-9]{3}")
_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]+[0-9]+)"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
_ERROR = re.compile(rb'\bt="e"')
_WORKED_OUT = re.compile(rb"<v(?:\s[^>]*)?>[^<]")
BROKEN = "#?"
"""Stands for a cell whose formula gave no value."""
KINDS = (".xlsx", ".ods", ".csv")

Typed = str | int | float | bool | date | None
"""What a cell holds; a date may bear a time of day."""


@dataclass(frozen=True, slots=True)
class GivenTable:
    """One sheet: its rows, from the first one on, and which cells are one."""

    name: str
    rows: tuple[tuple[Typed, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = field(default=())
    """First row and column, last row and column; from 0."""
    since_1904: bool = False
    """Whether the workbook counts days from 1904."""
    typed: bool = True
    """Whether its cells are more than text: then it says itself from when it counts days."""

    def at(self, row: int, column: int) -> Typed:
        """Return a cell, None outside."""
        line = self.rows[row] if row < len(self.rows) else ()
        return line[column] if column < len(line) else None


def read(name: str, data: bytes) -> Sequence[GivenTable]:
    """Return the sheets of a file; raise RefusedError if it is none."""
    kind = PurePath(name).suffix.lower()
    if kind not in KINDS:
        raise RefusedError("table-kind", path=name)
    if len(data) > MOST_BYTES:
        raise RefusedError("table-unread", path=name)
    return [_csv(name, data)] if kind == ".csv" else _book(name, data)


def place(row: int, column: int) -> str:
    """Return a cell as spreadsheets name it.

    >>> place(11, 27)
    'AB12'
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _book(name: str, data: bytes) -> list[GivenTable]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > UNPACKED:
                raise RefusedError("table-unread", path=name)
            early = bool(re.search(rb'\bdate1904="(?:1|true)"', _part(packed, "xl/workbook.xml")))
            broken = dict(_broken(packed))
        book = CalamineWorkbook.from_object(io.BytesIO(data))
        return [
            _sheet(book.get_sheet_by_name(title), title, broken.get(title, frozenset()), since_1904=early)
            for title in book.sheet_names
        ]
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError) as error:
        raise RefusedError("table-unread", path=name) from error


def _part(packed: zipfile.ZipFile, name: str) -> bytes:
    return packed.read(name) if name in packed.namelist() else b""


def _broken(packed: zipfile.ZipFile) -> Iterator[tuple[str, frozenset[tuple[int, int]]]]:
    """Yield the cells of each sheet whose formula has failed or was never worked out: a reader gives them as empty."""
    links = dict(_pairs(_part(packed, "xl/_rels/workbook.xml.rels"), b"Relationship", b"Id", b"Target"))
    for title, link in _pairs(_part(packed, "xl/workbook.xml"), b"sheet", b"name", b"r:id"):
        path = links.get(link, "")
        text = _part(packed, path.removeprefix("/") if path.startswith("/") else f"xl/{path}")
        cells = (
            found[1]
            for found in _CELL.finditer(text)
            if _ERROR.search(found[0][: found[0].index(b">")])
            or (b"<f" in found[0] and not _WORKED_OUT.search(found[0]))
        )
        yield html.unescape(title), frozenset(_numbered(cell.decode()) for cell in cells)


def _pairs(text: bytes, tag: bytes, first: bytes, second: bytes) -> Iterator[tuple[str, str]]:
    """Yield two attributes of every element of a name."""
    for found in re.finditer(rb"<(?:\w+:)?" + tag + rb"\s[^>]*>", text):
        one, two = (re.search(rb"\s" + name + rb'="([^"]*)"', found[0]) for name in (first, second))
        yield (one[1].decode() if one else "", two[1].decode() if two else "")


def _numbered(cell: str) -> tuple[int, int]:
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    return int(cell[len(letters) :]) - 1, column - 1


def _sheet(sheet: Any, title: str, broken: frozenset[tuple[int, int]], *, since_1904: bool) -> GivenTable:
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise RefusedError("table-unread", path=title)
    rows = tuple(
        tuple(BROKEN if (row, column) in broken else _typed(cell) for column, cell in enumerate(line))
        for row, line in enumerate(sheet.to_python(skip_empty_area=False))
    )
    merged = tuple((top, left, low, right) for (top, left), (low, right) in sheet.merged_cell_ranges or ())
    return GivenTable(title, rows, merged, since_1904)


def _typed(value: Any) -> Typed:
    """Return a cell as a value of ours: no empty text, no length of time."""
    if isinstance(value, (time, timedelta)):
        return str(value)
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if value == "":
        return None
    if isinstance(value, str) and FAILED.fullmatch(value):
        return BROKEN
    return value if isinstance(value, (str, int, float, bool, date)) or value is None else str(value)


def _csv(name: str, data: bytes) -> GivenTable:
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError("table-encoding", path=name) from error
    head = text[:20_000]
    between = max(";,\t", key=lambda mark: _steady(head, mark))
    try:
        rows = tuple(
            tuple(cell or None for cell in row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=between)
        )
    except csv.Error as error:
        raise RefusedError("table-unread", path=name) from error
    return GivenTable(PurePath(name).stem, rows, typed=False)


def _steady(text: str, mark: str) -> int:
    """Return how many rows of a beginning have as many cells as most of them, if the mark stands between cells."""
    counted: dict[int, int] = {}
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
        counted[len(row)] = counted.get(len(row), 0) + 1
    return max((count * min(width, 40) for width, count in counted.items() if width > 1), default=0)
