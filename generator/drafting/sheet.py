"""The review sheet as a value: what was read, cell by cell; what is open, why, from which words, with what is offered.

A cell that is open stays empty until somebody fills it: with a value, with «=» for what is offered, with «-» for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

SAME, NONE = "=", "-"
"""Answers: what is offered; nothing of the kind."""
NEW = "mới"
"""Answer: a record is to be made of it."""
BODIES = "co-quan"
"""The table in which each spelling of a body is asked once."""


@dataclass(frozen=True, slots=True)
class OpenCell:
    """Why a cell is open, and what is offered for it."""

    why: str
    offered: str = ""
    needed: bool = True
    """Whether nothing is written before it is answered."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of the sheet: its name for programs, its head, how wide it is, whether it is the clerk's to fill."""

    name: str
    head: str
    width: int = 16
    given: bool = False
    """Whether it shows what was read and is not to be changed."""
    choices: tuple[str, ...] = ()


@dataclass(slots=True)
class SheetLine:
    """A row: what it is called, its cells by column, and which of them are open."""

    key: str
    cells: dict[str, str]
    asked: dict[str, OpenCell] = field(default_factory=dict)
    kind: str = ""


@dataclass(slots=True)
class SheetTable:
    """One of the tables of a sheet."""

    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    lines: list[SheetLine] = field(default_factory=list)

    def line(self, key: str) -> SheetLine | None:
        """Return a row."""
        return next((line for line in self.lines if line.key == key), None)


@dataclass(slots=True)
class ReviewSheet:
    """All tables of a draft, in the order in which they are to be gone through."""

    tables: dict[str, SheetTable] = field(default_factory=dict)

    def open(self) -> Iterator[tuple[SheetTable, SheetLine, SheetColumn, OpenCell]]:
        """Yield every cell that is still to be answered, in the order of the sheet."""
        for table in self.tables.values():
            for line in table.lines:
                if line.cells.get("record", "") == LEFT_OUT:
                    continue
                for column in table.columns:
                    asked = line.asked.get(column.name)
                    text = line.cells.get(column.name, "").strip()
                    if asked and ((asked.needed and not text) or (text == SAME and not asked.offered)):
                        yield table, line, column, asked

    def answers(self) -> dict[str, dict[str, dict[str, str]]]:
        """Return the cells with what is offered put in for «=» and nothing for «-»: by table and row."""
        return {
            name: {line.key: dict(_answered(table, line)) for line in table.lines}
            for name, table in self.tables.items()
        }


LEFT_OUT = "bỏ"
RECORDED = "ghi"


def _answered(table: SheetTable, line: SheetLine) -> Iterator[tuple[str, str]]:
    for name in (column.name for column in table.columns):
        text = line.cells.get(name, "").strip()
        if text == SAME:
            text = line.asked[name].offered if name in line.asked else ""
        yield name, "" if text == NONE else text


def filled(sheet: ReviewSheet, cells: Mapping[tuple[str, str, str], str]) -> None:
    """Put cells into a sheet: by table, row and column."""
    for (table, key, column), text in cells.items():
        line = sheet.tables[table].line(key) if table in sheet.tables else None
        if line is not None:
            line.cells[column] = text
