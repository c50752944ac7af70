"""Reading what is published as its readers do: of a page tables by caption, facts by term, cards by words, links by place."""

from __future__ import annotations

import io
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser

import duckdb


def text(path: str, data: bytes) -> str:
    """What a program reads in a file: of a workbook and a letter their parts, of a database its statements, of a calendar whole lines."""
    if path.endswith((".xlsx", ".docx")):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return "\n".join(parts.read(name).decode() for name in sorted(parts.namelist()))
    if path.endswith(".sqlite"):
        with closing(sqlite3.connect(":memory:")) as base:
            base.deserialize(data)
            return "\n".join(base.iterdump())
    if path.endswith(".parquet"):
        return "\n".join(map(str, parquet(data)))
    return data.decode().replace("\r\n ", "") if path.endswith(".ics") else data.decode()


def parquet(data: bytes) -> list[tuple[object, ...]]:
    """The titles and rows of a Parquet file, as DuckDB reads them, and what it says of itself."""
    base = _engine()
    with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
        file.write(data)
        file.flush()
        found = base.execute("SELECT * FROM read_parquet(?)", [file.name])
        titles = tuple(column[0] for column in found.description)
        rows = found.fetchall()
        (about,) = base.execute("SELECT decode(value) FROM parquet_kv_metadata(?)", [file.name]).fetchall()
        return [titles, *rows, about]


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    """One for all files: to begin one takes longer than to read a file."""
    return duckdb.connect(config={"threads": 1})


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, and where its links lead."""

    text: str
    links: tuple[str, ...] = ()

    @property
    def ids(self) -> list[str]:
        """The records (or pages) that the links lead to: the anchor, else the last part of the address."""
        return [link.rpartition("#")[2] if "#" in link else link.rstrip("/").rpartition("/")[2] for link in self.links]

    @property
    def id(self) -> str:
        return self.ids[0]

    @property
    def number(self) -> int:
        """The number at the beginning; an empty cell is none at all, which is 0."""
        return int(self.text.split()[0].translate({ord("−"): "-", ord("."): None})) if self.text else 0


Table = list[dict[str, Cell]]


class Reader(HTMLParser):
    """The tables, facts (of all definition lists) and cards of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tables: dict[str, Table] = {}
        self.totals: dict[str, dict[str, Cell]] = {}
        """What the last row of a table adds up, by the heads of its columns (from the right: the first cell may span)."""
        self.facts: dict[str, list[Cell]] = {}
        self.cards: dict[str, str] = {}
        self._heads: list[str] = []
        self._row: list[Cell] = []
        self._open: list[str] = []
        self._caption = self._term = self._figure = ""
        self._words: list[str] = []
        self._links: list[str] = []
        self._ends: dict[str, Callable[[Cell], None]] = {
            "caption": self._end_caption, "th": self._end_head, "td": self._end_cell, "tr": self._end_row,
            "dt": self._end_term, "dd": self._end_fact, "b": self._end_figure, "span": self._end_words,
        }  # fmt: skip
        self.feed(text)

    # The names of the methods are those of HTMLParser.

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)
        if tag == "a":
            self._links.append(dict(attrs).get("href") or "")
        if tag in ("caption", "td", "th", "dt", "dd", "b", "span") and not {"td", "dd"} & set(self._open[:-1]):
            self._words = []
            if tag not in ("b", "span"):
                self._links = []
        if tag == "tr":
            self._row = []
        if tag == "caption":
            self._heads = []

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if {"td", "dd"} & set(self._open):
            return
        if ended := self._ends.get(tag):
            text = " ".join("".join(self._words).split())
            ended(Cell(text, tuple(self._links)))

    def _end_caption(self, cell: Cell) -> None:
        assert cell.text not in self.tables, f"two tables of one caption: {cell.text}"
        self._caption = cell.text
        self.tables[cell.text] = []

    def _end_head(self, cell: Cell) -> None:
        if "thead" in self._open:
            self._heads.append(cell.text)
        else:
            self._end_cell(cell)

    def _end_cell(self, cell: Cell) -> None:
        self._row.append(cell)

    def _end_row(self, _: Cell) -> None:
        if "tbody" in self._open:
            self.tables[self._caption].append(dict(zip(self._heads, self._row, strict=True)))
        elif "tfoot" in self._open:
            self.totals[self._caption] = dict(zip(self._heads[::-1], self._row[:0:-1], strict=False))

    def _end_term(self, cell: Cell) -> None:
        self._term = cell.text

    def _end_fact(self, cell: Cell) -> None:
        self.facts.setdefault(self._term, []).append(cell)

    def _end_figure(self, cell: Cell) -> None:
        self._figure = cell.text

    def _end_words(self, cell: Cell) -> None:
        if self._figure:
            self.cards[cell.text] = self._figure
            self._figure = ""

    def handle_data(self, data: str) -> None:
        self._words.append(data)


def explained(told: Mapping[str, str]) -> str:
    """The rate that the lines of a count explain: each line, by what it is called, is taken for what it says."""

    def number(label: str) -> int:
        return sum(int(text.replace(".", "")) for line, text in told.items() if line.startswith(label))

    stopped = number("Tạm dừng, hủy, thay thế, chuyển giao khi đã quá hạn")
    moved = number("Trong số chưa hoàn thành, trong hạn: đã quá hạn khi được gia hạn")
    late = number("Hoàn thành quá hạn") + number("Chưa hoàn thành, quá hạn") + stopped + moved
    late -= number("Trong số chưa xong hoặc xong chậm: việc tiếp nhận khi đã quá hạn")
    in_time = number("Hoàn thành đúng hạn") - number("Trong số hoàn thành đúng hạn: việc tiếp nhận khi đã quá hạn")
    before = number("Trong số hoàn thành đúng hạn: đã quá hạn trước đó")
    return f"{late + before}/{late + in_time} " if late + in_time else "chưa có việc nào"
