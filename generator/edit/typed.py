"""What a person typed, as the record keeps it: a coded value, a reference, a day, yes or no, a number. The schema says which."""

from __future__ import annotations

import re
from typing import Any

from generator.domain import dates, periods
from generator.domain.dates import iso
from generator.domain.text import fold
from generator.edit.search import MOST, Index
from generator.schema import Shape

YES, NO = "có", "không"
BETWEEN = " · "
"""Stands between the name of a record and its id."""
_YES, _NO = ("c", "co", "true", "y", "yes"), ("k", "khong", "false", "n", "no")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,6})?")
_YEAR = re.compile("[0-9]{4}")
_PERIODS = ("2024", "2024-03", "2024-Q1", "2024-H1")
"""What a field of periods takes."""


class TypedError(Exception):
    """What was typed cannot be taken; the text says why (Vietnamese)."""


def read(shape: Shape, text: str, index: Index) -> Any:
    """Return the value that a tidy text means where the schema has this shape; raise TypedError."""
    if shape.options:
        return _coded(shape, text)
    if shape.refers:
        return reference(shape, text, index)
    if shape.date:
        return _day(shape.date, text)
    if shape.type == "boolean":
        return _truth(text)
    return _number(shape, text) if shape.type in ("integer", "number") else worded(shape, text)


def worded(shape: Shape, text: str) -> str:
    """Return a text; a period as people word it («Tháng 9/2026») as records write it. Raise TypedError of what is none.

    Of it ids are made: what is told of the cell would otherwise be told of a file that cannot be.
    """
    form = shape.schema.get("pattern", "")
    if re.search(form, text) or not all(re.search(form, own) for own in _PERIODS) or re.search(form, "x"):
        return text
    meant = periods.worded(text)
    if not meant:
        raise TypedError(f"“{text}” không phải là một kỳ; ghi như 2026-09, 2026-Q3, 2026-H1, 2026, hoặc “tháng 9/2026”")
    return meant


def reference(shape: Shape, text: str, index: Index) -> str:
    """Return the id of the one record that an id or a name means; raise TypedError."""
    if index.has(text, shape.refers):
        return text
    meant = index.one(text, shape.refers)
    if meant is not None:
        return meant.id
    found = index.find(text, shape.refers)
    if not found:
        raise TypedError(f"không tìm thấy “{text}” trong sổ: thử tên khác, hoặc thêm bản ghi cho nó trước")
    listed = "; ".join(f"{hit.name}{BETWEEN}{hit.id}" for hit in found[:MOST])
    raise TypedError(f"“{text}” có thể là nhiều bản ghi: {listed}{'; …' if len(found) > MOST else ''}")


def _coded(shape: Shape, text: str) -> Any:
    """Read a code, or its title with or without marks."""
    for code, title, _ in shape.options:
        if fold(text) in (fold(code), fold(title)):
            consts = [*(option["const"] for option in shape.schema.get("oneOf", ())), *shape.schema.get("enum", ())]
            return next(const for const in consts if str(const) == code)
    raise TypedError(f"“{text}” không có trong danh mục: {', '.join(title for _, title, _ in shape.options)}")


def _day(form: str, text: str) -> str | int:
    """Read a date as Vietnamese people type it; a bare year is a number, as records have it."""
    if form == "partial-date" and _YEAR.fullmatch(text) and dates.parse(text):
        return int(text)
    known = iso(text, form)
    if known is None:
        wanted = "ngày, tháng hoặc năm" if form == "partial-date" else "ngày"
        raise TypedError(f"“{text}” không phải là {wanted} có thật; ghi như 5/12/2024")
    return known


def _truth(text: str) -> bool:
    if fold(text) not in (fold(YES), fold(NO), *_YES, *_NO):
        raise TypedError(f"“{text}” phải là “{YES}” hoặc “{NO}” (c, k)")
    return fold(text) in (fold(YES), *_YES)


def _number(shape: Shape, text: str) -> int | str:
    """Read a number with a comma or a point; decimals stay text, as records have them."""
    if not _NUMBER.fullmatch(text):
        raise TypedError(f"“{text}” không phải là một số (phần lẻ sau dấu phẩy, không có dấu chấm ngăn nghìn)")
    whole, _, part = text.replace(",", ".").partition(".")
    part = part.rstrip("0")
    if part and shape.type == "integer":
        raise TypedError(f"“{text}” phải là số nguyên")
    return f"{whole}.{part}" if part else int(whole)
