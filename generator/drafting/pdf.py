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
from pypdf._text_extraction import mult
from pypdf._text_extraction._layout_mode._fixed_width_page import recurse_to_target_op
from pypdf._text_extraction._layout_mode._text_state_manager import TextStateManager
from pypdf._text_extraction._layout_mode._text_state_params import TextStateParams
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, ContentStream, StreamObject
from pypdf.generic._font import Font

from generator.catalog.refused import RefusedError
from generator.drafting.paper import Block, PageLine, PaperTable, Segment, flow, tidy
from generator.model import Text

if TYPE_CHECKING:
    from pypdf.generic import EncodedStreamObject

_NEAR, _INDENT, _COLUMN = 3.0, 12.0, 14.0
"""Points: on one line; a first line's indent at least; between two columns at least."""
_STRETCH = 0.08
"""Of the text before it, what a space may be wider than that: a line that is drawn out to the margin."""
_TOUCHES, _SPACE, _WIDE_SPACE = 0.05, 0.12, 0.4
"""Of the size of a letter: two texts touch up to this; from this on there is a space between them; and where a page has
spaces of its own, only from this on."""
_SPACED = 0.1
"""Of the signs of a page, how many are spaces where it has its own."""
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


class _Bit(NamedTuple):
    x: float
    y: float
    size: float
    text: str
    end: float = 0.0
    runs_on: bool = False
    """Whether only spaces are between it and the bit before, however many: they make no column."""
    apart: float = 0.0
    """From how many points on there is a space before it."""


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
    _take_heads(pages)
    return [
        *(block for page in pages for block in _blocks(page)),
        *(f"Chú thích cuối trang: {note}" for page in pages for note in page.notes),
    ]


def _page(page: PageObject) -> _Page:
    found = _Page()
    fonts: dict[str, Font] = {}
    shown = _shown(page, fonts, found, (1, 0, 0, 1, 0, 0))
    _, strings = recurse_to_target_op(iter((*shown, ([], b"Q"))), TextStateManager(), b"Q", fonts, strip_rotated=False)
    strings = [own for own in strings if own.font.interpretable and own.text]
    for before, own in zip((None, *strings), strings, strict=False):
        beside = before if before and abs(own.ty - before.ty) < _NEAR else None
        on = beside is not None and abs(own.tx - beside.displaced_tx) < _TOUCHES * own.font_height
        found.bits.extend(_words(own, on=on, apart=beside is not None and beside.text.endswith(" ")))
    texts = "".join(own.text for own in strings)
    space = _WIDE_SPACE if texts.count(" ") > _SPACED * len(texts) else _SPACE
    found.bits = [bit._replace(apart=space * bit.size) for bit in found.bits]
    found.bits += _stamps(page, found.bits)
    _take_notes(found)
    return found


_Operation = tuple[list[Any], bytes]


def _shown(holder: Any, fonts: dict[str, Font], found: _Page, cm: Sequence[float]) -> Iterator[_Operation]:
    """Yield what a page or a form on it does, forms within in their place; take the rules that it draws, and its fonts."""
    resources = holder["/Resources"].get_object() if "/Resources" in holder else {}
    mark = f"{id(holder)}"
    for name, font in resources.get("/Font", {}).items():
        fonts[f"{mark}{name}"] = Font.from_font_resource(font.get_object())
    forms = resources.get("/XObject", {})
    stream = holder if isinstance(holder, StreamObject) else holder.get("/Contents", None)
    content = ContentStream(stream.get_object(), None, "bytes") if stream is not None else None
    paths: list[list[tuple[float, float]]] = []
    kept: list[Sequence[float]] = []
    for operands, operator in content.operations if content is not None else ():
        if operator == b"q":
            kept.append(cm)
        elif operator == b"Q" and kept:
            cm = kept.pop()
        elif operator == b"cm":
            cm = mult([float(own) for own in operands], list(cm))
        form = forms[operands[0]].get_object() if operator == b"Do" and operands[0] in forms else {}
        if operator == b"Tf":
            yield [f"{mark}{operands[0]}", *operands[1:]], operator
        elif operator in (b"Tj", b"TJ"):
            yield [_moving(operands[0])], b"TJ"
        elif form.get("/Subtype") == "/Form":
            matrix = [float(side) for side in form.get("/Matrix", (1, 0, 0, 1, 0, 0))]
            yield [], b"q"
            yield matrix, b"cm"
            yield from _shown(form, fonts, found, mult(matrix, list(cm)))
            yield [], b"Q"
        else:
            _draw(found, paths, operator, operands, cm)
            yield operands, operator


def _moving(shown: Any) -> ArrayObject:
    """Return what is shown as strings each with how far the next is moved, so that every string ends where it does."""
    found: list[Any] = []
    for item in shown if isinstance(shown, list) else [shown]:
        if isinstance(item, (str, bytes)):
            found += [item, 0.0]
        elif found:
            found[-1] += float(item)
        else:
            found += [b" "[:0], float(item)]
    return ArrayObject(found)


def _draw(
    page: _Page, paths: list[list[tuple[float, float]]], operator: bytes, operands: Sequence[Any], cm: Sequence[float]
) -> None:
    if operator in (b"m", b"l", b"re"):
        x, y, *sides = map(float, operands)
        if operator == b"m" or sides or not paths:
            paths.append([])
        wide, high = sides or (0.0, 0.0)
        corners = [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y)] if sides else [(x, y)]
        paths[-1].extend(_moved(cm, *corner) for corner in corners)
    elif operator in _PAINTS or operator == b"n":  # what only clips is seen by nobody
        for path in paths if operator in _PAINTS else ():
            _rules(page, path, filled=operator in _FILLS)
        paths.clear()


def _take_heads(pages: Sequence[_Page]) -> None:
    """Take out of pages what runs at the head or the foot of most of them, but for its numbers: the name of a gazette."""
    edges: list[tuple[_Page, str, list[_Bit]]] = []
    for page in pages:
        ruled = [y for _, low, high in page.down for y in (low, high)]
        lines = [line for line in _lines(page.bits) if not ruled or not min(ruled) <= line[0].y <= max(ruled)]
        for line in (*lines[:1], *lines[1:][-1:]):
            text = " ".join(re.findall(r"[^\W\d_]+", " ".join(bit.text for bit in line)))
            edges.append((page, " ".join(sorted(text.split())), line))
    often = Counter(text for _, text, _ in edges if text)
    for page, text, line in edges:
        if often[text] > max(1, len(pages) // 2):
            page.bits = [bit for bit in page.bits if bit not in line]


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


def _words(shown: TextStateParams, *, on: bool, apart: bool) -> Iterator[_Bit]:
    """Yield the words of a shown string that single spaces part, each from where it begins to where it ends."""
    line, wide = shown.text, shown.font.get_text_width
    scale = (shown.displaced_tx - shown.tx) / (wide(line) or 1)
    for part in re.finditer(r"\S+(?: \S+)*", line):
        left = shown.tx + scale * wide(line[: part.start()])
        words = f" {part[0]}" if part.start() or apart else part[0]
        yield _Bit(left, shown.ty, shown.font_height, words, left + scale * wide(part[0]), runs_on=on)
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
            yield _Bit(left, line.y, line.size, f" {text} ", right)


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


def _lines(bits: Iterable[_Bit]) -> list[list[_Bit]]:
    """Return what stands on each line of a page, from top to bottom."""
    lines: list[list[_Bit]] = []
    for bit in sorted(bits, key=lambda bit: (-bit.y, bit.x)):
        if lines and abs(lines[-1][0].y - bit.y) <= _NEAR:
            lines[-1].append(bit)
        else:
            lines.append([bit])
    return lines


def _rows(bits: Iterable[_Bit]) -> Iterator[PageLine]:
    """Yield the lines of a page from top to bottom, with what their places say of paragraphs."""
    lines = _lines(bits)
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
        if text and bit.x - end > _COLUMN + _STRETCH * (end - begin) and not bit.runs_on:
            yield Segment(begin, end, tidy(text))
            begin, text = bit.x, ""
        apart = bool(text) and bit.x - end > bit.apart
        text += f" {bit.text}" if apart else bit.text
        end = bit.end
    yield Segment(begin, end, tidy(text))
