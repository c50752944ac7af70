"""A value as a cell shows it, and what was typed into a cell as the record keeps it. The schema says which is which."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from generator.domain import dates
from generator.domain.dates import iso
from generator.domain.personal import contact
from generator.domain.text import fold
from generator.edit.characters import tidy
from generator.edit.search import MOST, Index
from generator.exchange.columns import FieldColumn
from generator.read.tables import BROKEN, Typed
from generator.schema import Shape

BETWEEN = " · "
"""Stands between the name of a record and its id."""
YES, NO = "có", "không"
FIRST_DAY = date(1900, 3, 1)
"""Before it spreadsheets count days differently."""
FRESH = re.compile(r"mới\s+\S.*", re.IGNORECASE)
"""How a new row is named that other rows refer to: «mới 1»."""
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,6})?")
_YEAR = re.compile("[0-9]{4}")


class CellError(Exception):
    """What stands in a cell cannot be taken; the text says why (Vietnamese)."""


def shown(column: FieldColumn, value: Any, names: Mapping[str, str]) -> Typed:
    """Return the cell of a value; ``names`` are those of records, by id."""
    if value is None:
        return None
    if column.many:
        return "\n".join(str(_one(column.leaf, item, names, alone=False)) for item in value)
    return _one(column.leaf, value, names, alone=True)


def _one(shape: Shape, value: Any, names: Mapping[str, str], *, alone: bool) -> Typed:  # noqa: PLR0911 - one per kind of value
    if isinstance(value, bool):
        return YES if value else NO
    if shape.options:
        return next((title for code, title, _ in shape.options if code == str(value)), str(value))
    if shape.refers:
        return f"{names[value]}{BETWEEN}{value}" if value in names else str(value)
    if shape.date and (known := dates.parse(value)) is not None:
        if dates.is_full_date(str(value)):
            return known.first if alone and known.first >= FIRST_DAY else f"{known.first:%d/%m/%Y}"
        return int(value) if _YEAR.fullmatch(str(value)) else "/".join(reversed(str(value).split("-")))
    if shape.type in ("integer", "number") and alone and (number := _decimal(value)) is not None:
        return int(number) if number == number.to_integral() else float(number)
    return str(value)


def told(column: FieldColumn, value: Any, names: Mapping[str, str]) -> str:
    """Return a value in a line, as its cell shows it.

    A record is told by its name and id, a code by its title, a day as people write it.
    """
    cell = shown(column, value, names)
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else "; ".join(str(cell).split("\n"))


def unaddressed(column: FieldColumn, value: Any) -> Any:
    """Return a value of free text that holds nobody's telephone number or address; raise CellError."""
    free = column.leaf.type == "string" and not (column.leaf.refers or column.leaf.options or column.leaf.date)
    for text in (value if isinstance(value, list) else [value]) if free else ():
        if isinstance(text, str) and contact(text) is not None:
            raise CellError(
                "ô này có số điện thoại, thư điện tử, số giấy tờ hoặc nơi ở của người; sổ không nhận, hãy bỏ đi"
            )
    return value


def meant(column: FieldColumn, value: Any) -> Any:
    """Return a value so that two of them are equal if a cell shows them alike."""
    if value is None:
        return None
    if column.many:
        return tuple(_alike(column.leaf, item) for item in value)
    return _alike(column.leaf, value)


def _alike(shape: Shape, value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if shape.type in ("integer", "number") and not shape.date and (number := _decimal(value)) is not None:
        return number.normalize()
    return tidy(str(value))


def _decimal(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


class CellReader:
    """Reads cells; knows the records of the register, new rows by what they are called, and what the workbook offered."""

    def __init__(self, index: Index, offered: Mapping[str, str], fresh: Mapping[str, str]) -> None:
        self._index, self._offered, self._fresh = index, offered, fresh

    def value(self, column: FieldColumn, typed: Typed) -> Any:
        """Return the value of a cell, None if it is empty; raise CellError."""
        if typed == BROKEN:
            raise CellError("công thức trong ô này không cho giá trị; hãy ghi giá trị")
        if typed is None or (isinstance(typed, str) and not tidy(typed)):
            return None
        if column.many:
            if not isinstance(typed, str):
                return [self._one(column.leaf, typed)]
            return [self._one(column.leaf, line) for line in tidy(typed).split("\n") if line]
        return self._one(column.leaf, typed)

    def _one(self, shape: Shape, typed: Typed) -> Any:
        if shape.options:
            return _coded(shape, typed)
        if shape.refers:
            return self._reference(shape, typed)
        if shape.date:
            return _day(shape.date, typed)
        if shape.type == "boolean":
            return _truth(typed)
        if shape.type in ("integer", "number"):
            return _number(shape, typed)
        return _text(typed)

    def _reference(self, shape: Shape, typed: Typed) -> str:
        if not isinstance(typed, str):
            raise CellError("ô này ghi tên hoặc mã của một bản ghi, không ghi số hay ngày")
        text = tidy(typed)
        if FRESH.fullmatch(text):
            if fold(text) not in self._fresh:
                raise CellError(f"không có dòng mới nào mang mã “{text}”")
            return self._fresh[fold(text)]
        name, _, last = text.rpartition(BETWEEN)
        if self._index.has(last, shape.refers):
            if name and self._offered.get(last) != text and fold(self._index.label(last)) != fold(name):
                raise CellError(f"tên “{name}” không phải của bản ghi {last}: chọn lại từ danh sách, hoặc chỉ ghi tên")
            return last
        found = self._index.one(text, shape.refers)
        if found is not None:
            return found.id
        near = self._index.find(text, shape.refers)
        if not near:
            raise CellError(f"không tìm thấy “{text}” trong sổ")
        listed = "; ".join(f"{hit.name}{BETWEEN}{hit.id}" for hit in near[:MOST])
        raise CellError(f"“{text}” có thể là nhiều bản ghi: {listed}{'; …' if len(near) > MOST else ''}")


def _coded(shape: Shape, typed: Typed) -> Any:
    text = _plain(typed)
    for code, title, _ in shape.options:
        if fold(text) in (fold(code), fold(title)):
            consts = [*(option["const"] for option in shape.schema.get("oneOf", ())), *shape.schema.get("enum", ())]
            return next(const for const in consts if str(const) == code)
    listed = ", ".join(title for _, title, _ in shape.options)
    raise CellError(f"“{text}” không có trong danh mục: {listed}")


def _day(form: str, typed: Typed) -> Any:
    if isinstance(typed, datetime):
        if typed.time() != time():
            raise CellError(f"“{typed:%d/%m/%Y %H:%M}” có cả giờ; chỉ ghi ngày")
        typed = typed.date()
    if isinstance(typed, date):
        return typed.isoformat()
    text = _plain(typed)
    if form == "partial-date" and _YEAR.fullmatch(text) and dates.parse(text):
        return int(text)
    known = iso(text, form)
    if known is None:
        wanted = "ngày, tháng hoặc năm" if form == "partial-date" else "ngày"
        raise CellError(f"“{text}” không phải là {wanted} có thật; ghi như 5/12/2024")
    return known


def _truth(typed: Typed) -> bool:
    text = fold(_plain(typed))
    if isinstance(typed, bool):
        return typed
    if text not in (fold(YES), fold(NO)):
        raise CellError(f"“{_plain(typed)}” phải là “{YES}” hoặc “{NO}”")
    return text == fold(YES)


def _number(shape: Shape, typed: Typed) -> Any:
    text = _plain(typed)
    if isinstance(typed, (bool, date)) or not _NUMBER.fullmatch(text):
        raise CellError(f"“{text}” không phải là một số (phần lẻ sau dấu phẩy, không có dấu chấm ngăn nghìn)")
    whole, _, part = text.replace(",", ".").partition(".")
    part = part.rstrip("0")
    if part and shape.type == "integer":
        raise CellError(f"“{text}” phải là số nguyên")
    return f"{whole}.{part}" if part else int(whole)


def _text(typed: Typed) -> str:
    if isinstance(typed, (bool, date)):
        raise CellError("ô này là chữ, bảng tính đã đổi thành giá trị khác; đặt định dạng Văn bản (Text) rồi gõ lại")
    if isinstance(typed, float) and not typed.is_integer():
        raise CellError("ô này là chữ, bảng tính đã đổi thành số lẻ; đặt định dạng Văn bản (Text) rồi gõ lại")
    return _plain(typed)


def _plain(typed: Typed) -> str:
    """Return what a cell holds as text."""
    if isinstance(typed, float):
        return str(int(typed)) if typed.is_integer() else f"{Decimal(repr(typed)):f}"
    if isinstance(typed, date):
        return f"{typed:%d/%m/%Y}"
    return tidy(str(typed))
