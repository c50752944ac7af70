"""PDF files that hold text: lines by where they stand, tables by the rules around their cells. Scans hold none."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import StreamObject

from generator.catalog.refused import RefusedError
from generator.drafting.paper import Block, PageLine, PaperTable, Segment, flow, tidy
from generator.model import Text

if TYPE_CHECKING:
    from pypdf.generic import EncodedStreamObject

_NEAR, _INDENT, _COLUMN = 3.0, 12.0, 14.0
"""Points: on one line; a first line's indent at least; between two columns at least."""
_ERROR = 0.08
"""Of how long words seem, what they may be longer."""
_PAGE_WIDE, _PAGE_HIGH = 580, 20
_STAMP = 20
"""Characters of a number or a day in a stamp at most."""
_THIN, _STRAIGHT = 3.0, 1.5
"""Points across a rectangle that is a rule; one that is thicker and only filled is the ground of a text."""
_FILLS = frozenset((b"f", b"F", b"f*"))
_PAINTS = _FILLS | {b"S", b"s", b"B", b"B*", b"b", b"b*"}
_FOREIGN = 0.02
"""Of the letters of a page, how many may be of no Latin script: more tell of a font whose letters are not what they seem."""
_SMALL = 0.8
"""Of the size of most letters of a page: smaller are notes at its foot, and the figures that lead to them."""
_WIDTHS = {
    **dict.fromkeys("ijlt/:;", 0.278), **dict.fromkeys("fr-(I)!", 0.333), **dict.fromkeys(" .,", 0.25), **dict.fromkeys("acez", 0.444),
    **dict.fromkeys("sJ", 0.389), **dict.fromkeys("mM", 0.83), **dict.fromkeys("wW", 0.83), **dict.fromkeys("ABCDGHKNOQRUVXY", 0.71),
    **dict.fromkeys("EFLPSTZ", 0.6),
}  # fmt: skip
"""Of the size of a letter, its width in Times New Roman, in which Decree 30/2020 has documents written; of others a half."""


class _Bit(NamedTuple):
    x: float
    y: float
    size: float
    text: str
    runs_on: bool = False
    """Whether only spaces are between it and the bit before, however many: they make no column."""


@dataclass(slots=True)
class _Page:
    bits: list[_Bit] = field(default_factory=list)
    across: list[tuple[float, float, float]] = field(default_factory=list)
    """Rules from left to right: y, from x, to x."""
    down: list[tuple[float, float, float]] = field(default_factory=list)
    """Rules from top to bottom: x, from y, to y."""
    notes: list[str] = field(default_factory=list)
    """What stands in small letters at its foot."""


def read_pdf(name: str, data: bytes) -> list[Block]:
    """Return the blocks of a PDF file; raise RefusedError of one that holds no text."""
    try:
        pages = [_page(page) for page in PdfReader(io.BytesIO(data)).pages]
    except (PyPdfError, ValueError, KeyError, OSError) as error:
        raise RefusedError(
            "paper-unread", name=name, why=Text("tệp PDF hỏng hoặc khóa", "a broken or locked PDF")
        ) from error
    if not any(page.bits for page in pages):
        raise RefusedError(
            "paper-unread", name=name, why=Text("tệp PDF không có chữ (bản chụp)", "the PDF holds no text (a scan)")
        )
    letters = [char for page in pages for bit in page.bits for char in bit.text if char.isalpha()]
    if sum(not unicodedata.name(char, "").startswith("LATIN") for char in letters) > _FOREIGN * len(letters):
        raise RefusedError(
            "paper-unread",
            name=name,
            why=Text(
                "chữ trong PDF không phải chữ như nhìn thấy (bảng mã hỏng)",
                "the text of the PDF is not what it shows (a broken encoding)",
            ),
        )
    return [
        *(block for page in pages for block in _blocks(page)),
        *(f"Chú thích cuối trang: {note}" for page in pages for note in page.notes),
    ]


def _page(page: PageObject) -> _Page:
    found = _Page()
    paths: list[list[tuple[float, float]]] = []
    before = (0.0, 0.0, 0.0)  # where the bit before was said to begin, and where it ends

    def word(text: str, cm: Sequence[float], tm: Sequence[float], _font: Any, size: float) -> None:
        nonlocal before
        x, y = _moved(cm, tm[4], tm[5])
        height = size * (abs(tm[3] * cm[3]) or 1.0)
        for at, line in enumerate(text.rstrip("\n").split("\n")):
            own = y - at * height * 1.2
            on = before[:2] == (x, own)
            begin = before[2] if on else x
            found.bits.extend(_spaced(line, begin, own, height, on=on))
            before = (x, own, begin + height * _width(line))

    def draw(operator: bytes, operands: Sequence[Any], cm: Sequence[float], _tm: Any) -> None:
        if operator in (b"m", b"l", b"re"):
            x, y, *sides = map(float, operands)
            if operator == b"m" or sides or not paths:
                paths.append([])
            wide, high = sides or (0.0, 0.0)
            corners = [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y)] if sides else [(x, y)]
            paths[-1].extend(_moved(cm, *corner) for corner in corners)
        elif operator in _PAINTS or operator == b"n":  # what only clips is seen by nobody
            for path in paths if operator in _PAINTS else ():
                _rules(found, path, filled=operator in _FILLS)
            paths.clear()

    page.extract_text(visitor_text=word, visitor_operand_before=draw)
    found.bits += _stamps(page, found.bits)
    _take_notes(found)
    return found


def _take_notes(page: _Page) -> None:
    """Take the notes at the foot of a page out of its text, and with them the small figures that lead to them."""
    sizes = Counter[float]()
    for bit in page.bits:
        sizes[bit.size] += len(bit.text)
    small = sizes.most_common(1)[0][0] * _SMALL if sizes else 0.0
    marks = [bit for bit in page.bits if bit.size < small and bit.text.strip().isdigit()]
    tops = [mark.y for mark in marks if all(bit.size < small for bit in page.bits if bit.y <= mark.y)]
    if tops:
        foot = [bit for bit in page.bits if bit.y <= max(tops)]
        numbers = {bit.text.strip() for bit in foot if bit in marks}
        page.bits = [bit for bit in page.bits if bit not in foot and not (bit in marks and bit.text.strip() in numbers)]
        page.notes = list(flow(list(_rows(foot))))


def _spaced(line: str, x: float, y: float, size: float, *, on: bool) -> Iterator[_Bit]:
    """Yield the words of a line that single spaces part, each from where it begins."""
    for part in re.finditer(r"\S+(?: \S+)*", line):
        yield _Bit(x + size * _width(line[: part.start()]), y, size, part[0], runs_on=on)
        on = True


def _stamps(page: PageObject, bits: Sequence[_Bit]) -> Iterator[_Bit]:
    """Yield the texts of stamps and signatures laid over a page, such as its number and day, on the line they stand on."""
    for entry in page.get("/Annots") or ():
        note = entry.get_object()
        shown = note.get("/AP", {}).get("/N")
        form = shown.get_object() if shown is not None else None
        if not isinstance(form, StreamObject) or "/Rect" not in note:
            continue
        text = tidy(page.extract_xform_text(cast("EncodedStreamObject", form)))
        left, low, right, high = map(float, note["/Rect"])
        line = next((bit for bit in bits if low - _NEAR <= bit.y <= high and bit.x < right + _PAGE_WIDE / 2), None)
        if text and line and len(text) < _STAMP:
            yield _Bit(left, line.y, line.size, f" {text} ")


def _rules(page: _Page, path: Sequence[tuple[float, float]], *, filled: bool) -> None:
    """Take what was drawn as rules: its sides unless it is the page itself; if it is filled alone, a thin area."""
    (left, right), (low, high) = ((min(own), max(own)) for own in zip(*path, strict=True))
    if filled:
        path = [(left, low), (right, high)] if min(right - left, high - low) < _THIN else []
    elif right - left >= _PAGE_WIDE and high - low >= _PAGE_HIGH:
        return
    for one, other in pairwise(path):
        _rule(page, one, other, _THIN if filled else _STRAIGHT)


def _moved(cm: Sequence[float], x: float, y: float) -> tuple[float, float]:
    return cm[0] * x + cm[2] * y + cm[4], cm[1] * x + cm[3] * y + cm[5]


def _rule(page: _Page, one: tuple[float, float], other: tuple[float, float], slack: float) -> None:
    (x1, y1), (x2, y2) = one, other
    if abs(y1 - y2) < slack and abs(x1 - x2) > 12:
        page.across.append((y1, min(x1, x2), max(x1, x2)))
    elif abs(x1 - x2) < slack and abs(y1 - y2) > 6:
        page.down.append((x1, min(y1, y2), max(y1, y2)))


def _clustered(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _blocks(page: _Page) -> Iterator[Block]:
    columns = _clustered(x for x, _, _ in page.down)
    if len(columns) < 4:
        yield from flow(list(_rows(page.bits)))
        return
    top, bottom = max(y for _, _, y in page.down), min(y for _, y, _ in page.down)
    inside = [bit for bit in page.bits if bottom <= bit.y <= top and columns[0] - 2 <= bit.x <= columns[-1]]
    yield from flow(list(_rows(bit for bit in page.bits if bit.y > top)))
    yield _table(page, inside, columns, top, bottom)
    yield from flow(list(_rows(bit for bit in page.bits if bit.y < bottom)))


def _table(page: _Page, bits: Sequence[_Bit], columns: Sequence[float], top: float, bottom: float) -> PaperTable:
    edges = _clustered([bottom, *(y for y, _, _ in page.across if bottom <= y <= top), top])[::-1]
    bands = list(pairwise(edges))
    cells = [["" for _ in columns[1:]] for _ in bands]
    for column, (left, right) in enumerate(pairwise(columns)):
        middle = (left + right) / 2
        ends = [y for y in edges if y in (edges[0], edges[-1]) or _is_ruled(page, y, middle)]
        for high, low in pairwise(ends):
            own = [bit for bit in bits if low - 1 <= bit.y < high and left - 2 <= bit.x < right - 2]
            text = tidy(" ".join(row.text for row in _rows(own)))
            for at, (upper, under) in enumerate(bands):
                if under >= low - _NEAR and upper <= high + _NEAR:
                    cells[at][column] = text
    return PaperTable(tuple(tuple(row) for row in cells if any(row)))


def _is_ruled(page: _Page, y: float, x: float) -> bool:
    return any(abs(own - y) <= _NEAR and left <= x <= right for own, left, right in page.across)


def _rows(bits: Iterable[_Bit]) -> Iterator[PageLine]:
    """Yield the lines of a page from top to bottom, with what their places say of paragraphs."""
    lines: list[list[_Bit]] = []
    for bit in sorted(bits, key=lambda bit: (-bit.y, bit.x)):
        if lines and abs(lines[-1][0].y - bit.y) <= _NEAR:
            lines[-1].append(bit)
        else:
            lines.append([bit])
    gaps = sorted(above[0].y - below[0].y for above, below in pairwise(lines))
    usual = gaps[len(gaps) // 3] if gaps else 0.0
    margin = min((min(bit.x for bit in line) for line in lines), default=0.0)
    before: list[_Bit] = []
    for line in lines:
        segments = list(_segments(sorted(line, key=lambda bit: bit.x)))
        indented = segments[0].x - margin > _INDENT
        gap = bool(before) and before[0].y - line[0].y > 1.75 * max(usual, line[0].size)
        yield PageLine(segments, after_gap=gap, joins=not indented and not gap)
        before = line


def _segments(line: Sequence[_Bit]) -> Iterator[Segment]:
    begin, end, text = line[0].x, line[0].x, ""
    for bit in line:
        if text and bit.x - end > _COLUMN + _ERROR * (end - begin) and not bit.runs_on:
            yield Segment(begin, end, tidy(text))
            begin, text = bit.x, ""
        apart = bool(text) and bit.x - end > 0.12 * bit.size and not text.endswith(" ")
        text += f" {bit.text}" if apart else bit.text
        end = bit.x + bit.size * _width(bit.text)
    yield Segment(begin, end, tidy(text))


def _width(text: str) -> float:
    """Return how wide a text is, in sizes of its letters."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return sum(_WIDTHS.get(char, 0.5) for char in plain if not unicodedata.combining(char))
