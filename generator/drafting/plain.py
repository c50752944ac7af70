"""Text files: one paragraph a line, lines cut at a width, columns by spaces, Markdown marks and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.drafting.paper import Block, PageLine, PaperTable, Segment, flow, tidy

_ENCODINGS = ("utf-8-sig", "utf-16", "cp1258")
_GAP = re.compile(
    r"(?<=\S)(?<!Số:)(?<!ngày)(?<!tháng)(?<!năm)(?<!Số)(?:\t+|[ \u00a0]{6,})(?=[^\s/])|(?<=\S)\s*\|\s*(?=\S)"
)
_RULE = re.compile(r"[\s|:_=*.\-–—]+")
_CELLS = re.compile(r"\s*\|(.+)\|\s*$")


def read_plain(data: bytes) -> list[Block]:
    """Return the blocks of a text file."""
    lines = _decoded(data).replace("\f", "\n\n").splitlines()
    found: list[Block] = []
    rows: list[PageLine] = []
    table: list[tuple[str, ...]] = []
    gap = False
    for line in lines:
        cells = _CELLS.match(line)
        if cells and line.count("|") > 2:
            if not _RULE.fullmatch(line):
                table.append(tuple(tidy(_bare(cell)) for cell in cells[1].split("|")))
            continue
        if table:
            found += [*flow(rows), _grid(table)]
            rows, table = [], []
        if not line.strip() or _RULE.fullmatch(line):
            gap = True
        else:
            rows.append(PageLine(list(segments(_bare(line))), after_gap=gap))
            gap = False
    found += flow(rows)
    return [*found, _grid(table)] if table else found


def _decoded(data: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeError:
            continue
    return data.decode("latin-1")


def _bare(line: str) -> str:
    """Return a line without marks of Markdown."""
    line = re.sub(r"^\s{0,3}#{1,6}\s+", "", line)
    line = re.sub(r"\\([-+*.#_()])", r"\1", line)
    line = re.sub(r"\*\*|__|`", "", line)
    return re.sub(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])", r"\1", line).rstrip().removesuffix("|").rstrip()


def segments(line: str) -> Iterator[Segment]:
    """Yield the parts of a line that tabs or many spaces set apart."""
    begin = len(line) - len(line.lstrip())
    for gap in (*_GAP.finditer(line), None):
        end = gap.start() if gap else len(line)
        if line[begin:end].strip():
            yield Segment(begin * 6, end * 6, line[begin:end].strip())
        begin = gap.end() if gap else end


def _grid(rows: Iterable[tuple[str, ...]]) -> PaperTable:
    listed = list(rows)
    width = max(map(len, listed))
    return PaperTable(tuple(row + ("",) * (width - len(row)) for row in listed))
