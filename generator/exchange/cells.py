"""A value as a cell shows it, and what was typed into a cell as the record keeps it. The schema says which is which."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from generator.domain import dates
from generator.domain.personal import contact
from generator.domain.text import fold
from generator.edit.characters import tidy
from generator.edit.search import Index
from generator.edit.typed import BETWEEN, NO, YES, TypedError, read, reference, worded
from generator.exchange.columns import FieldColumn
from generator.read.tables import BROKEN, Typed
from generator.schema import Shape

FIRST_DAY = date(1900, 3, 1)
"""Before it spreadsheets count days differently."""
FRESH = re.compile(r"mới\s+\S.*", re.IGNORECASE)
"""How a new row is named that other rows refer to: «mới 1»."""
_YEAR = re.compile("[0-9]{4}")


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
    """Return a value of free text that holds nobody's telephone number or address; raise TypedError."""
    free = column.leaf.type == "string" and not (column.leaf.refers or column.leaf.options or column.leaf.date)
    for text in (value if isinstance(value, list) else [value]) if free else ():
        if isinstance(text, str) and contact(text) is not None:
            raise TypedError(
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
        """Return the value of a cell, None if it is empty; raise TypedError."""
        if typed == BROKEN:
            raise TypedError("công thức trong ô này không cho giá trị; hãy ghi giá trị")
        if typed is None or (isinstance(typed, str) and not tidy(typed)):
            return None
        if column.many:
            if not isinstance(typed, str):
                return [self._one(column.leaf, typed)]
            return [self._one(column.leaf, line) for line in tidy(typed).split("\n") if line]
        return self._one(column.leaf, typed)

    def _one(self, shape: Shape, typed: Typed) -> Any:
        if shape.options or shape.date:
            return read(shape, _day(typed) if shape.date else _plain(typed), self._index)
        if shape.refers:
            return self._reference(shape, typed)
        if shape.type == "boolean":
            return typed if isinstance(typed, bool) else read(shape, _plain(typed), self._index)
        if shape.type in ("integer", "number"):
            return read(shape, str(typed) if isinstance(typed, bool) else _plain(typed), self._index)
        return worded(shape, _text(typed))

    def _reference(self, shape: Shape, typed: Typed) -> str:
        if not isinstance(typed, str):
            raise TypedError("ô này ghi tên hoặc mã của một bản ghi, không ghi số hay ngày")
        text = tidy(typed)
        if FRESH.fullmatch(text):
            if fold(text) not in self._fresh:
                raise TypedError(f"không có dòng mới nào mang mã “{text}”")
            return self._fresh[fold(text)]
        name, _, last = text.rpartition(BETWEEN)
        if self._index.has(last, shape.refers):
            if name and self._offered.get(last) != text and fold(self._index.label(last)) != fold(name):
                raise TypedError(f"tên “{name}” không phải của bản ghi {last}: chọn lại từ danh sách, hoặc chỉ ghi tên")
            return last
        return reference(shape, text, self._index)


def _day(typed: Typed) -> str:
    """Return the text of a day; a day as spreadsheets keep it has no hour."""
    if isinstance(typed, datetime):
        if typed.time() != time():
            raise TypedError(f"“{typed:%d/%m/%Y %H:%M}” có cả giờ; chỉ ghi ngày")
        typed = typed.date()
    return _plain(typed)


def _text(typed: Typed) -> str:
    if isinstance(typed, (bool, date)):
        raise TypedError("ô này là chữ, bảng tính đã đổi thành giá trị khác; đặt định dạng Văn bản (Text) rồi gõ lại")
    if isinstance(typed, float) and not typed.is_integer():
        raise TypedError("ô này là chữ, bảng tính đã đổi thành số lẻ; đặt định dạng Văn bản (Text) rồi gõ lại")
    return _plain(typed)


def _plain(typed: Typed) -> str:
    """Return what a cell holds as text."""
    if isinstance(typed, float):
        return str(int(typed)) if typed.is_integer() else f"{Decimal(repr(typed)):f}"
    if isinstance(typed, date):
        return f"{typed:%d/%m/%Y}"
    return tidy(str(typed))
