"""``generator fix``: the house layout for one file. Everything else stays: values, comments, what it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.domain.dates import iso
from generator.edit.characters import UnsureError, clean
from generator.edit.layout import Block, Node, UnusualError, put_together, take_apart
from generator.edit.scalars import split, unquoted
from generator.examine.parse import parse
from generator.model import Document, Field, Problem
from generator.schema import Shape

_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Fixed:
    """One file: what to write (None: leave it), what is different about it, or why it is left alone (Vietnamese)."""

    path: str
    before: bytes
    after: bytes | None = None
    done: tuple[str, ...] = ()
    left: str = ""
    problems: tuple[Problem, ...] = ()


def fix(path: str, data: bytes, shape: Shape) -> Fixed:
    """Lay out one record file; ``shape`` is that of its kind.

    The result, parsed, is held against the original, parsed: whatever differs besides dates and invisible characters
    means that nothing is written.
    """
    try:
        text = clean(data)
        document, problems = parse(path, text.encode())
        if document is None:
            return Fixed(path, data, left="tệp có lỗi", problems=tuple(problems))
        laid_out, done = _lay_out(document, shape)
    except UnsureError as error:
        return Fixed(path, data, left=str(error))
    after = laid_out.encode()
    if after == data:
        return Fixed(path, data)
    if text.encode() != data:
        done = ("ký tự", *done)
    return Fixed(path, data, after, done)


def _lay_out(document: Document, shape: Shape) -> tuple[str, tuple[str, ...]]:
    """Return the text in the house layout, and what is different."""
    try:
        page = take_apart(document)
    except UnusualError:
        return document.text, ()
    plain = put_together(page)
    arranged = _Arranger(document.data)
    arranged.block(page.top, shape)
    text = put_together(page)
    if text == document.text:
        return text, ()
    _hold(document, text, arranged.dates)
    done = [*(f"ngày {old} → {new}" for old, new in arranged.told), *(["thứ tự trường"] if arranged.moved else [])]
    return text, (*done, *(["dấu nháy"] if arranged.quotes else []), *(["trình bày"] if plain != document.text else []))


def _hold(document: Document, text: str, dates: Mapping[Field, str]) -> None:
    """Raise unless the new text says what the old one said, but for the dates, with all its comments."""
    now, _ = parse(document.path, text.encode())
    if now is None or not _same(document.data, now.data, (), dates):
        raise UnsureError("cách viết lạ, máy không chắc giữ đúng nội dung nên không sửa")
    if Counter(_COMMENT.findall(document.text)) != Counter(_COMMENT.findall(text)):
        raise UnsureError("máy không chắc giữ đủ lời chú nên không sửa")


def _same(then: Any, now: Any, at: Field, dates: Mapping[Field, str]) -> bool:
    if isinstance(then, dict):
        known = isinstance(now, dict) and then.keys() == now.keys()
        return known and all(_same(value, now[name], (*at, name), dates) for name, value in then.items())
    if isinstance(then, list):
        known = isinstance(now, list) and len(then) == len(now)
        return known and all(_same(a, b, (*at, i), dates) for i, (a, b) in enumerate(zip(then, now, strict=True)))
    return bool(dates.get(at, then) == now) and type(dates.get(at, then)) is type(now)


class _Arranger:
    """Puts fields in the order of the schema, dates into their form, and quotes where they are needed."""

    def __init__(self, data: Any) -> None:
        self._data = data
        self.dates: dict[Field, str] = {}
        self.told: list[tuple[str, str]] = []
        self.moved = self.quotes = False

    def block(self, block: Block, shape: Shape | None, data: Any = None) -> None:
        """Arrange a block and everything in it."""
        data = self._data if data is None else data
        if isinstance(data, Mapping) and shape is not None:
            self._order(block, shape)
        for entry in block.entries:
            value = data[entry.at[-1]]
            below = shape and (shape.field(entry.name) if entry.name else shape.item)
            if entry.below is not None:
                self.block(entry.below, below, value)
            elif isinstance(value, str) and entry.rest and not entry.body and not entry.rest.startswith("#"):
                self._scalar(entry, value, below)

    def _order(self, block: Block, shape: Shape) -> None:
        """Sort the fields as the schema lists them; one that it does not know stays behind the one above it."""
        ranks: list[int] = []
        for entry in block.entries:
            ranks.append(shape.order.get(entry.name, ranks[-1] if ranks else -1))
        if ranks != sorted(ranks):
            self.moved = True
            pairs = sorted(zip(ranks, range(len(ranks)), block.entries, strict=True), key=lambda pair: pair[:2])
            block.entries = [entry for _, _, entry in pairs]

    def _scalar(self, entry: Node, value: str, shape: Shape | None) -> None:
        written = split(entry.rest)
        if written.value[0] in "|>[{":
            return
        date = iso(value, shape.date) if shape is not None and shape.date else None
        if date is not None and date != value:
            self.dates[entry.at] = date
            self.told.append((value, date))
            entry.rest = date + written.after
            return
        typed = unquoted(written.value, value)
        if typed != written.value:
            self.quotes = True
            entry.rest = typed + written.after
