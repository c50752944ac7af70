"""What was written, whatever it was written with: paragraphs and tables in their order, one text each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table as rows of cells; a merged cell stands in each row that it spans, and in the first of its columns."""

    rows: tuple[tuple[str, ...], ...]


Block = str | PaperTable


@dataclass(frozen=True, slots=True)
class Writing:
    """A document as it was handed in."""

    name: str
    sha256: str
    blocks: tuple[Block, ...]


class Segment(NamedTuple):
    """Words that stand together on one line, with where they begin and end."""

    x: float
    end: float
    text: str


@dataclass(slots=True)
class PageLine:
    """One line of a page."""

    segments: list[Segment]
    after_gap: bool = False
    """Whether more than the usual space is above it."""
    joins: bool | None = None
    """Whether it goes on the line before, where the page tells (no indent, the line before is full)."""

    @property
    def text(self) -> str:
        """The line as one text."""
        return " ".join(segment.text for segment in self.segments)


LABEL = re.compile(
    r"(?:(?:Phần|PHẦN|Mục|MỤC)\s+(?:[IVXL]+|[0-9]+|thứ\s+\w+)\s*[.:)]?|[IVXL]{1,5}\s*(?:[.)/]|[-–—](?=\s))|[A-HĐ]\.|Điều\s+[0-9]+\s*[.:–—-]|[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}\s*(?:[.)](?=\s|[^\W\d])|[-–—/](?=\s))"
    r"|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?=\s)|[a-zđ]{1,2}(?:\.[0-9]{1,2})?\s*[.)](?=\s)|[a-zđ]\s*[-–—/](?=\s)|\([ivx]{1,4}\)\s*[.:]?(?=\s)|[-–—+•*▪●○](?=\s*\S)|Nơi nhận\s*:|Kính gửi\s*:)\s*"
)
"""With what a clause, a bullet or a part of the frame begins."""
_ENDS = re.compile(r"[.;:!?…/][\s”\")\]]*$")
_OPEN_END = re.compile(r"(?:,|(?<!\w)(?:của|và|các|cho|về|tại|theo|với|đến|là|do|từ|trong|số|ngày))$", re.IGNORECASE)
_PART = re.compile(
    r"(?:Nơi nhận|NƠI NHẬN|Kính gửi|KÍNH GỬI)\s*:|(?:NGHỊ QUYẾT|QUYẾT ĐỊNH|CHỈ THỊ|THÔNG BÁO|KẾT LUẬN|KẾ HOẠCH|CÔNG ĐIỆN|HƯỚNG DẪN|CHƯƠNG TRÌNH|ĐỀ ÁN)$"
)
"""With what another part of the frame begins."""
DATED = re.compile(
    r"(?P<place>[^\d,]{2,60}),\s*ngày\s*(?P<day>[0-9]{1,2}|[.…_]*)\s*(?:(?P<mark>[/.-])\s*(?=[0-9]{1,2}\s*(?P=mark))|tháng)\s*(?P<month>[0-9]{1,2}|[.…_]*)"
    r"\s*(?:[/.-]\s*(?=[0-9]{4}\s*\.?$)|năm)\s*(?P<year>[0-9]{4}|[.…_]*)\s*\.?$"
)
"""Place and day of a document, in words or with marks («ngày 2/11/2026»); the blanks of a draft are read as blanks."""
SUBJECT = re.compile(r"^(?:V/v|V/V|Về việc)\s*:?\s*", re.IGNORECASE)
"""With what a letter names its subject, in a column of its own below the number."""
_PAGE_NUMBER = re.compile(r"[-–\s]*(?:Trang\s+)?[0-9]{1,3}(?:\s*/\s*[0-9]{1,3})?[-–\s]*|[^\W\d_]")
"""Also a letter that stands alone on a line: what is left of a sign laid over a page."""


_MISTAKEN = str.maketrans({"\u00ad": "", "\u200b": "", "\u01a3": "ư", "\u01a2": "Ư"})
"""What is no letter of a text, and the two letters of another script for which some fonts hand out Ư."""


def tidy(text: str) -> str:
    """Return a text as the register writes texts: composed, one space between words."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_MISTAKEN)).split())


def joined(before: str, after: str) -> str:
    """Return two pieces of a sentence as one; a symbol that was cut at its hyphen («QĐ- / UBND») is whole again."""
    whole = re.search(r"[^\W\d_]-$", before) and after[:1].isupper()
    return f"{before}{after}" if whole else f"{before} {after}"


def flow(rows: Sequence[PageLine]) -> Iterator[str]:
    """Yield the lines of a page as paragraphs: two columns one after the other, what the page cut joined again."""
    at = 0
    pending: list[PageLine] = []
    while at < len(rows):
        if len(rows[at].segments) > 1:
            gutter = rows[at].segments[1].x
            begin = len(pending)
            while begin and _beside(pending[begin - 1], gutter):
                begin -= 1
            region, pending = pending[begin:], pending[:begin]
            yield from _paragraphs(pending)
            pending = []
            while at < len(rows) and (len(rows[at].segments) > 1 or _beside(rows[at], gutter)):
                right = rows[at].segments[1:] or [own for own in rows[at].segments if own.x >= gutter - 25]
                gutter = min([gutter, *(segment.x for segment in right)])
                region.append(rows[at])
                at += 1
                if at < len(rows) and _PART.match(rows[at].text):
                    break
            yield from _columns(region, gutter)
        else:
            pending.append(rows[at])
            at += 1
    yield from _paragraphs(pending)


def _beside(row: PageLine, gutter: float) -> bool:
    """Whether a line lies wholly in one of two columns."""
    return len(row.segments) == 1 and (row.segments[0].x >= gutter - 25 or row.segments[0].end <= gutter - 5)


def _columns(region: Iterable[PageLine], gutter: float) -> Iterator[str]:
    rows = list(region)
    for left in (True, False):
        text = ""
        for row in rows:
            own = " ".join(segment.text for segment in row.segments if (segment.x < gutter - 25) == left)
            goes_on = own[:1].islower() and not _ENDS.search(text) and not text.isupper() and not LABEL.match(own)
            if text and own and (goes_on or (SUBJECT.match(text) and not own.isupper() and not _PART.match(own))):
                text = f"{text} {own}"
            elif own:
                if text:
                    yield tidy(text)
                text = own
        if text:
            yield tidy(text)


def _paragraphs(rows: Iterable[PageLine]) -> Iterator[str]:
    text = ""
    lengths = [len(row.text) for row in rows]
    width = sorted(lengths)[int(0.9 * len(lengths))] if lengths else 0
    full = width if 45 <= width <= 130 else 0
    before = 0
    for row in rows:
        own = row.text.strip()
        if text and _goes_on(text, own, row, full=before > 0.82 * full if full else None):
            text = joined(text, own)
        else:
            if text:
                yield tidy(text)
            text = own
        before = len(own)
    if text:
        yield tidy(text)


def _goes_on(before: str, own: str, row: PageLine, *, full: bool | None) -> bool:
    """Whether a line goes on the text before it; ``full`` tells, where it is known, whether that fills its last line."""
    if LABEL.match(own) or _PAGE_NUMBER.fullmatch(own) or row.after_gap or before.isupper() != own.isupper():
        return False
    if row.joins is not None:
        return row.joins and not (full is False and _ENDS.search(before))
    return bool(full) or bool(_OPEN_END.search(before)) or (own[:1].islower() and not _ENDS.search(before))


def mended(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks without page numbers, sentences that a page cut joined, tables that go on made one."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, PaperTable):
            if found and isinstance(found[-1], PaperTable) and _same_table(found[-1], block):
                found[-1] = _one_table(found[-1], block)
            else:
                found.append(block)
        elif block and not _PAGE_NUMBER.fullmatch(block):
            before = found[-1] if found else None
            if isinstance(before, str) and _cut(before, block):
                found[-1] = joined(before, block)
            else:
                found.append(block)
    return found


def _cut(before: str, own: str) -> bool:
    if LABEL.match(own) or _ENDS.search(before) or len(before) < 60 or before.isupper() or DATED.fullmatch(own):
        return False
    return own[:1].islower() or bool(_OPEN_END.search(before))


def _same_table(before: PaperTable, after: PaperTable) -> bool:
    return len(before.rows[0]) == len(after.rows[0])


def _one_table(before: PaperTable, after: PaperTable) -> PaperTable:
    rows = list(before.rows)
    fresh = [row for row in after.rows if row != before.rows[0]]
    if fresh and not fresh[0][0].strip() and rows[-1][0].strip() and any(fresh[0]):
        cut = fresh.pop(0)
        rows[-1] = tuple(tidy(f"{old} {new}") if new != old else old for old, new in zip(rows[-1], cut, strict=True))
    return PaperTable((*rows, *fresh))


@dataclass(slots=True)
class Numbering:
    """How often each level of each list of a word processor has been used."""

    counts: dict[str, list[int]] = field(default_factory=dict)
