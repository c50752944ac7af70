"""Word files: paragraphs with the numbers that Word makes, tables with merged cells, the frame that is a table too."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from generator.domain.text import CAPITALS
from generator.drafting.paper import Block, Numbering, PageLine, PaperTable, Segment, flow, tidy
from generator.drafting.plain import segments

_FRAME = re.compile(r"CỘNG\s+H[ÒO][ÀA]|Độc lập|Nơi nhận|Kính gửi", re.IGNORECASE)
_SHORT = 24
"""Words of a line with two columns at most."""
_BESIDE = re.compile(rf"CỘNG\s+H|Độc lập|,\s*ngày|^(?:[{CAPITALS}][^\W\d_]*\s*){{2,5}}$")
"""What stands in the right one of two columns: the motto, the day, who signed."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def read_word(data: bytes) -> list[Block]:
    """Return the blocks of a .docx file."""
    document = Document(io.BytesIO(data))
    return list(_blocks(document, _Numbers(document)))


def _blocks(document: WordDocument, numbers: _Numbers) -> Iterator[Block]:
    rows: list[PageLine] = []
    for item in document.iter_inner_content():
        if isinstance(item, Paragraph):
            rows += (PageLine(_columns(line), after_gap=True, joins=False) for line in _lines(item, numbers))
        else:
            yield from flow(rows)
            rows = []
            yield from _table(item, numbers)
    yield from flow(rows)


def _columns(line: str) -> list[Segment]:
    """Return a line as two columns, where spaces set those of a letterhead or of its end apart."""
    parts = list(segments(line))
    beside = (
        len(parts) == 2 and len(line.split()) < _SHORT and (_BESIDE.search(parts[1].text) or parts[1].text.isupper())
    )
    return parts if beside else [Segment(0, len(line) * 6, line)]


def _lines(paragraph: Paragraph, numbers: _Numbers) -> Iterator[str]:
    label = numbers.label(paragraph)
    for line in paragraph.text.split("\n"):
        text = f"{label} {line}" if label else line.rstrip()
        label = ""
        if text.strip():
            yield text


def _table(table: Table, numbers: _Numbers) -> Iterator[Block]:
    rows = [list(row.cells) for row in table.rows]
    text = " ".join(cell.text for row in rows[:3] for cell in row)
    if _FRAME.search(text) or max(map(len, rows), default=0) < 3:
        seen: set[Any] = set()
        for column in range(max(map(len, rows), default=0)):
            for row in rows:
                if column < len(row) and _own(row[column]) not in seen:
                    seen.add(_own(row[column]))
                    for paragraph in row[column].paragraphs:
                        yield from map(tidy, _lines(paragraph, numbers))
        return
    width = max(map(len, rows))
    grid = []
    for row in rows:
        cells: list[str] = []
        for at, cell in enumerate(row):
            across = at > 0 and _own(cell) is _own(row[at - 1])
            lines = (line for paragraph in cell.paragraphs for line in _lines(paragraph, numbers))
            cells.append("" if across else "\n".join(map(tidy, lines)))
        grid.append(tuple(cells + [""] * (width - len(cells))))
    yield PaperTable(tuple(grid))


def _own(cell: Any) -> Any:
    """Return the element of a cell: one for all places that a merged cell covers."""
    return cell._tc  # noqa: SLF001 - what the library tells by nothing else


def _numbered(paragraph: Paragraph) -> Any:
    """Return how a paragraph is numbered: by itself, or by its style."""
    path = f"{qn('w:pPr')}/{qn('w:numPr')}"
    found = paragraph._p.find(path)  # noqa: SLF001 - no part of the library's interface
    style: Any = paragraph.style
    while found is None and style is not None:
        found, style = style.element.find(path), style.base_style
    return found


class _Numbers:
    """The labels that Word prints before paragraphs and no text holds."""

    def __init__(self, document: WordDocument) -> None:
        self._formats: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._used = Numbering()
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {own.get(qn("w:abstractNumId")): own for own in root.findall(qn("w:abstractNum"))}
        for number in root.findall(qn("w:num")):
            link = number.find(qn("w:abstractNumId"))
            levels = abstract.get(link.get(qn("w:val"))) if link is not None else None
            if levels is not None:
                self._formats[number.get(qn("w:numId"))] = dict(_levels(levels))

    def label(self, paragraph: Paragraph) -> str:
        """Return the label of a paragraph, empty if it has none."""
        found = _numbered(paragraph)
        if found is None:
            return ""
        number, level = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
        which = number.get(qn("w:val")) if number is not None else ""
        depth = int(level.get(qn("w:val"))) if level is not None else 0
        formats = self._formats.get(which, {})
        if depth not in formats:
            return ""
        counts = self._used.counts.setdefault(which, [])
        while len(counts) <= depth:
            counts.append(formats[len(counts)][2] - 1 if len(counts) in formats else 0)
        counts[depth] += 1
        del counts[depth + 1 :]
        kind, pattern, _ = formats[depth]
        if kind == "bullet":
            return "-"
        return _filled(pattern, counts, formats)


def _levels(levels: Any) -> Iterator[tuple[int, tuple[str, str, int]]]:
    for level in levels.findall(qn("w:lvl")):
        values = {name: level.find(qn(f"w:{name}")) for name in ("numFmt", "lvlText", "start")}
        kind, text, start = (
            own.get(qn("w:val")) if own is not None else default
            for own, default in zip(values.values(), ("decimal", "", "1"), strict=True)
        )
        yield int(level.get(qn("w:ilvl"))), (kind, text, int(start))


def _filled(pattern: str, counts: list[int], formats: Mapping[int, tuple[str, str, int]]) -> str:
    return re.sub(
        "%([1-9])",
        lambda found: (
            _counted(counts[int(found[1]) - 1], formats[int(found[1]) - 1][0]) if int(found[1]) <= len(counts) else ""
        ),
        pattern,
    )


def _counted(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        letter = _LETTERS[(number - 1) % len(_LETTERS)]
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman"):
        text = ""
        for value, sign in _ROMAN:
            while number >= value:
                text, number = text + sign, number - value
        return text.lower() if kind == "lowerRoman" else text
    return str(number)
