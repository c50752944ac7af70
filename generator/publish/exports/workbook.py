"""A table as a workbook for a spreadsheet: text stays text, days are days; a last sheet says what the columns are."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from itertools import chain, count, islice
from math import ceil
from typing import Any, NamedTuple

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from generator.domain.text import vi_date
from generator.publish.exports.export import Snapshot
from generator.publish.exports.tables import HEAD, DataColumn, FlatTable, Values, joint
from generator.publish.reports.paper import Paper, Sheet

ROWS = 1_000_000
"""Rows of one sheet, which takes 1,048,576; what is more goes on in the next one."""
LONGEST = 32_767
"""Characters of one cell."""
CUT = " […]"
LONGEST_NAME = 31
"""Characters of the name of a sheet."""
A4 = 9
LINE, HIGHEST = 15, 405
"""Points of a line of text, and of the highest row."""
_UNNAMEABLE = re.compile(r"[\[\]:*?/\\]")
_WIDTHS = {Values.DAY: 12, Values.TIME: 12, Values.NUMBER: 12, Values.FLAG: 12}
_WIDE = 28
_FIRST_DAY = date(1900, 3, 1)
"""Of earlier days spreadsheets do not agree."""


class Look(NamedTuple):
    """How cells look: titles, and, where there is more to say than what they hold, texts and numbers, and days."""

    bold: Any
    plain: Any = None
    day: Any = None


class Cells:
    """Rows that are made whenever they are gone through, so that no table is held whole; a pickle holds their list."""

    def __init__(self, make: Callable[[], Iterator[list[Any]]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[list[Any]]:
        return self._make()

    def __reduce__(self) -> tuple[object, ...]:
        return list, (), None, iter(self)


@dataclass(frozen=True, slots=True)
class Flat:
    """What a workbook of a table is made of."""

    title: str
    what: str
    columns: Sequence[DataColumn]
    office: str
    head: Mapping[str, Any]
    cells: Iterable[list[Any]]


def flat(shape: FlatTable, snapshot: Snapshot) -> Flat:
    """Return a table as a workbook has it."""
    cells = Cells(partial(_rows, shape, snapshot))
    office = snapshot.register.office.title
    return Flat(shape.title.vi, shape.what.vi, shape.columns, office, snapshot.head, cells)


def workbook(table: Flat) -> bytes:
    """Return a table as XLSX. A text that is too long for a cell is cut with a mark; the other formats have it whole."""
    day = date.fromisoformat(table.head["as_of"])
    out, book = _book(
        day,
        {
            "title": f"{table.office}: {table.title}",
            "author": table.office,
            "comments": f"Tính đến ngày {vi_date(day)}. Commit: {table.head.get('commit')}",
        },
        constant_memory=True,
    )
    look = Look(book.add_format({"bold": True, "text_wrap": True, "valign": "top"}))
    rows = iter(table.cells)
    for part in count(1):
        begun = list(islice(rows, 1))
        if part > 1 and not begun:
            break
        sheet = book.add_worksheet(table.title if part == 1 else f"{table.title} ({part})")
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, _WIDTHS.get(column.kind, _WIDE))
        sheet.freeze_panes(1, 0)
        last = _fill(sheet, chain(begun, islice(rows, ROWS - 1)), [column.title.vi for column in table.columns], look)
        sheet.autofilter(0, 0, last, len(table.columns) - 1)
    about = book.add_worksheet("Giải thích")
    about.set_column(0, 2, _WIDE)
    told = [[own.title.vi, table.head.get(name), own.title.en] for name, own in HEAD.items()]
    columns = [[column.title.vi, column.name, column.title.en] for column in table.columns]
    _fill(about, [*told, [], ["Cột", "Tên trong CSV, JSON", "English"], *columns], [table.what], look)
    book.close()
    return out.getvalue()


def papers(paper: Paper) -> bytes:
    """Return the tables of a report as XLSX, a sheet each; the last sheet says of what they were made."""
    known = ("title", "author", "comments")
    out, book = _book(paper.day, {name: paper.properties[name] for name in known}, in_memory=True)
    paged = {"font_name": "Times New Roman", "text_wrap": True, "valign": "top", "border": 1}
    look = Look(
        book.add_format({**paged, "bold": True}),
        book.add_format(paged),
        book.add_format({**paged, "num_format": "dd/mm/yyyy", "align": "left"}),
    )
    names: list[str] = []
    for own in paper.sheets:
        sheet = book.add_worksheet(_name(own, names))
        widths = [_width(own, place) for place in range(len(own.heads))]
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        for number, row in enumerate((own.heads, *own.rows)):
            lines = max((ceil(len(str(value)) / width) for value, width in zip(row, widths, strict=True)), default=1)
            sheet.set_row(number, min(LINE * max(lines, 1), HIGHEST))
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        last = _fill(sheet, map(list, own.rows), list(own.heads), look)
        sheet.autofilter(0, 0, last, len(own.heads) - 1)
    about = book.add_worksheet("Giải thích")
    about.set_column(0, 0, 4 * _WIDE)
    _fill(
        about, [[paper.wording.title], [paper.origin], *([[paper.sample]] if paper.sample else [])], ["Báo cáo"], look
    )
    book.close()
    return out.getvalue()


def _width(own: Sheet, place: int) -> int:
    """Return how wide a column is, in characters: as its longest value, within reason."""
    longest = max((len(str(row[place])) for row in own.rows), default=0)
    return min(max(longest, len(own.heads[place]) // 2, 6) + 2, _WIDE)


def _name(own: Sheet, names: list[str]) -> str:
    """Return a name that a sheet can have, and no other one has."""
    name = _UNNAMEABLE.sub(" ", own.short or own.title).strip("' ")[:LONGEST_NAME] or "Bảng"
    while name.lower() in names:
        name = f"{name[: LONGEST_NAME - 4]} ({len(names)})"
    names.append(name.lower())
    return name


def _book(day: date, properties: dict[str, str], **how: bool) -> tuple[io.BytesIO, xlsxwriter.Workbook]:
    """Return a workbook that bears the day of the register, and where its bytes will be."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {**how, "default_date_format": "dd/mm/yyyy"})
    book.set_properties({**properties, "created": datetime(day.year, day.month, day.day, tzinfo=UTC)})
    return out, book


def _rows(shape: FlatTable, snapshot: Snapshot) -> Iterator[list[Any]]:
    """Yield the cells of every row: days as days where a spreadsheet has them, lists as one text."""
    columns = [(column.name, column.kind, joint(column)) for column in shape.columns]
    for row in shape.rows(snapshot.register):
        yield [_value(row[name], kind, between) for name, kind, between in columns]


def _value(value: Any, kind: Values, between: str) -> Any:
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, list):
        return between.join(value)
    if kind is Values.DAY or (kind is Values.TIME and len(value) == len("2024-12-01")):
        day = date.fromisoformat(value)
        return day if day >= _FIRST_DAY else value
    return value


def _fill(sheet: Worksheet, rows: Iterable[list[Any]], head: list[str], look: Look) -> int:
    """Write a line of titles and rows, each value as what it is; return the last row."""
    for place, title in enumerate(head):
        sheet.write_string(0, place, title, look.bold)
    number = 0
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            if isinstance(value, bool):
                sheet.write_boolean(number, place, value, look.plain)
            elif isinstance(value, int):
                sheet.write_number(number, place, value, look.plain)
            elif isinstance(value, date):
                sheet.write_datetime(number, place, value, look.day)
            elif value:
                text = value if len(value) <= LONGEST else value[: LONGEST - len(CUT)] + CUT
                sheet.write_string(number, place, text, look.plain)
    return number
