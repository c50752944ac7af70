"""Records as a workbook: what can be edited is unlocked, what can be chosen is a list, what was exported is kept beside it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from generator.edit.typed import NO, YES
from generator.exchange.cells import shown
from generator.exchange.columns import FieldColumn, KindSheet, value_at
from generator.model import Record

MARK, FORM = "so-theo-doi", 1
"""By which a workbook of ours is known, and the version of its layout."""
BASE, CHOICES, HELP = "goc", "Danh mục", "Hướng dẫn"
NUMBER, DERIVED, CALLED = "#", "=", "~"
"""Keys of columns that are no field: the number of an entry, what the machine says, what the record is called."""
KEYS, HEADS, FIRST = 0, 1, 2
"""The hidden row of keys, that of titles, and the first of records."""
CHUNK = 30_000
"""A cell holds 32,767 characters at most."""
ROOM = 500
"""So many rows below the last one have lists to choose from."""
_INLINE = 250
_WIDE, _NARROW = 46, 14


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """A sheet with its records."""

    sheet: KindSheet
    rows: tuple[tuple[Record, int, Mapping[str, Any]], ...]
    """The record, the number of the entry (0: the record itself), and the value."""


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into a workbook."""

    sheets: tuple[FilledSheet, ...]
    names: Mapping[str, str]
    """What records are called, by id: those that can be chosen."""
    kinds: Mapping[str, str]
    """The kind of each of them."""
    derived: Mapping[str, str]
    """What the machine says of a record, as of the day."""
    day: date
    hashes: Mapping[str, str]
    """Of the file of each record, by id."""


def workbook(content: Content) -> bytes:
    """Return the workbook; the same content gives the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"created": datetime(content.day.year, content.day.month, content.day.day, tzinfo=UTC)})
    writer = _BookWriter(book, content)
    writer.help()
    for filled in content.sheets:
        writer.fill(filled)
    writer.choices()
    writer.base()
    book.close()
    return out.getvalue()


class _BookWriter:
    def __init__(self, book: xlsxwriter.Workbook, content: Content) -> None:
        self._book, self._content = book, content
        make = book.add_format
        self._head = make({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF4", "border": 1})
        self._must = make({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#FBE9D0", "border": 1})
        self._locked = make({"text_wrap": True, "valign": "top", "font_color": "#555555", "bg_color": "#F2F2F2"})
        open_ = {"locked": False, "text_wrap": True, "valign": "top"}
        self._text = make({**open_, "num_format": "@"})
        self._plain = make(open_)
        self._day = make({**open_, "num_format": "dd/mm/yyyy"})
        self._lists: dict[tuple[str, ...], tuple[int, list[str]]] = {}
        self._names: set[str] = set()

    def help(self) -> None:
        """Write what each sheet and column is, and how to go on."""
        sheet = self._book.add_worksheet(HELP)
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 44)
        sheet.set_column(2, 2, 90)
        lines: list[tuple[str, str, str]] = [("", told, "") for told in _TOLD]
        lines += [("", "", ""), ("Trang", "Cột (* bắt buộc)", "Ghi gì")]
        for filled in self._content.sheets:
            for column in filled.sheet.columns:
                title = " › ".join(column.titles) + (" *" if column.needed and len(column.at) == 1 else "")
                lines.append((filled.sheet.title, title, column.shape.description or column.leaf.description))
        heads = len(_TOLD) + 1
        for row, (first, second, third) in enumerate(lines):
            look = self._head if row == heads else None
            if row < heads:
                sheet.write_string(row, 0, second)
                continue
            for place, text in enumerate((first, second, third)):
                sheet.write_string(row, place, text, look)
        sheet.protect("", {"format_columns": True, "select_locked_cells": True})

    def fill(self, filled: FilledSheet) -> None:
        """Write the sheet of a kind, or of a list of it."""
        own = filled.sheet
        sheet = self._book.add_worksheet(self._named(own.title))
        sheet.set_row(KEYS, None, None, {"hidden": True})
        sheet.set_row(HEADS, 48)
        sheet.freeze_panes(FIRST, 1)
        keys = list(_keys(own, any(record.id in self._content.derived for record, _, _ in filled.rows)))
        last = FIRST + len(filled.rows)
        for place, (key, title, column) in enumerate(keys):
            sheet.write_string(KEYS, place, f"{own.name}:{key}")
            sheet.write_string(HEADS, place, title, self._must if column and column.needed else self._head)
            look = self._look(column) if column or key == "id" else self._locked
            used = column is None or column.used or column.needed
            wide = _WIDE if column is None or column.shape.refers_to.endswith(("/text", "/line")) else _NARROW
            wide = 26 if column and column.leaf.refers else wide
            wide = 6 if key == NUMBER else wide
            sheet.set_column(place, place, wide, look, {} if used else {"hidden": True, "level": 1})
            if column is not None:
                self._choose(sheet, column, place, last)
        for row, (record, number, value) in enumerate(filled.rows, FIRST):
            for place, (key, _, column) in enumerate(keys):
                self._write(sheet, row, place, self._cell(key, column, record, number, value), column, key)
        sheet.autofilter(HEADS, 0, max(last - 1, FIRST), len(keys) - 1)
        sheet.protect("", _ALLOWED)
        if own.of and not filled.rows:
            sheet.hide()
        elif not own.of and not self._shown:
            sheet.activate()
            self._shown = True

    _shown = False

    def _cell(self, key: str, column: FieldColumn | None, record: Record, number: int, value: Mapping[str, Any]) -> Any:
        match key:
            case "id":
                return record.id
            case _ if key == CALLED:
                return self._content.names.get(record.id, record.id)
            case _ if key == NUMBER:
                return number
            case _ if key == DERIVED:
                return self._content.derived.get(record.id, "")
        return None if column is None else shown(column, value_at(value, column.at), self._content.names)

    def _write(self, sheet: Worksheet, row: int, place: int, value: Any, column: FieldColumn | None, key: str) -> None:  # noqa: PLR0913, PLR0917 - a cell
        look = self._locked if column is None or key == "id" else self._look(column)
        if value is None:
            return  # the column says how it looks
        if isinstance(value, date):
            sheet.write_datetime(row, place, value, self._day)
        elif isinstance(value, (int, float)):
            sheet.write_number(row, place, value, look if look is not self._text else self._plain)
        else:
            sheet.write_string(row, place, value, look)

    def _look(self, column: FieldColumn | None) -> Format:
        if column is None:
            return self._text
        shape = column.leaf
        if shape.date == "full-date" and not column.many:
            return self._day
        return self._plain if shape.type in ("integer", "number") or shape.date else self._text

    def _choose(self, sheet: Worksheet, column: FieldColumn, place: int, last: int) -> None:
        """Give a column its list, or the kind of value that it takes."""
        shape, rows = column.leaf, (FIRST, place, last + ROOM, place)
        if column.many and not shape.refers:
            return
        rule: dict[str, Any] = {"ignore_blank": True, "error_title": "Không nhận"}
        if shape.options or shape.type == "boolean":
            listed = [title for _, title, _ in shape.options] or [YES, NO]
            inline = len(",".join(listed)) <= _INLINE and not any("," in title for title in listed)
            rule |= {"validate": "list", "source": listed if inline else self._range(("=", *listed), listed)}
            rule["error_message"] = "Chọn một giá trị trong danh sách."
        elif shape.refers:
            known = [
                f"{name} · {record}" for record, name in self._content.names.items()
                if self._content.kinds[record] in shape.refers
            ]  # fmt: skip
            if not known:
                return
            rule |= {"validate": "list", "source": self._range(shape.refers, known), "error_type": "warning"}
            if column.many:
                return
            rule["error_message"] = "Không có trong danh sách. Vẫn nhận nếu sổ có bản ghi tên hoặc mã ấy."
        elif shape.date == "full-date":
            rule |= {"validate": "date", "criteria": ">=", "value": date(1900, 3, 1), "error_type": "warning"}
            rule["error_message"] = "Ghi một ngày, như 5/12/2024."
        else:
            return
        sheet.data_validation(*rows, rule)

    def _range(self, key: tuple[str, ...], listed: Sequence[str]) -> str:
        place, _ = self._lists.setdefault(key, (len(self._lists), list(listed)))
        letter = xl_col_to_name(place)
        return f"='{CHOICES}'!${letter}$1:${letter}${max(len(listed), 1)}"

    def choices(self) -> None:
        """Write what the lists offer."""
        sheet = self._book.add_worksheet(CHOICES)
        for place, listed in self._lists.values():
            sheet.set_column(place, place, _WIDE)
            for row, text in enumerate(listed):
                sheet.write_string(row, place, text)
        sheet.protect("", {"format_columns": True})

    def base(self) -> None:
        """Write what was exported, hidden: an edit is what differs from it."""
        sheet = self._book.add_worksheet(BASE)
        sheet.write_string(0, 0, MARK)
        sheet.write_number(0, 1, FORM)
        sheet.write_string(0, 2, self._content.day.isoformat())
        kept = {record.id: record for filled in self._content.sheets for record, _, _ in filled.rows}
        for row, record in enumerate(kept.values(), 1):
            said = self._content.derived.get(record.id)
            text = json.dumps(
                {**record.data, **({DERIVED: said} if said else {})}, ensure_ascii=True, separators=(",", ":")
            )
            pieces = [text[start : start + CHUNK] for start in range(0, len(text), CHUNK)]
            for place, piece in enumerate((record.id, self._content.hashes[record.id], *pieces)):
                sheet.write_string(row, place, piece)
        sheet.protect("")
        sheet.very_hidden()

    def _named(self, title: str) -> str:
        """Return a name that a sheet can have, and no other one has."""
        plain = "".join(char for char in title if char not in "[]:*?/\\")
        whole, _, part = plain.partition(" - ")
        short = f"{whole[: max(31 - len(part) - 3, 8)].strip()} - {part}" if part else whole
        name = short[:31].strip("' ")
        number = 1
        while name.lower() in self._names:
            number += 1
            name = f"{short[: 31 - len(str(number)) - 1].strip()} {number}"
        self._names.add(name.lower())
        return name


def _keys(own: KindSheet, derived: bool) -> Iterator[tuple[str, str, FieldColumn | None]]:
    """Yield the columns of a sheet: key, title, and the value, if it is one of the record."""
    if own.of:
        yield "id", "Mã bản ghi", None
        yield CALLED, "Bản ghi", None
        yield NUMBER, "Số", None
    for column in own.columns:
        yield column.key, " › ".join(column.titles), column
        if derived and column.key == "id":
            yield DERIVED, "Tình hình (máy tính, không sửa)", None


_ALLOWED = {
    "format_columns": True, "format_rows": True, "sort": True, "autofilter": True,
    "select_locked_cells": True, "select_unlocked_cells": True,
}  # fmt: skip
_TOLD = (
    "Sửa ô nào thì chỉ ô ấy đổi trong sổ. Ô nền xám (mã, tình hình máy tính) không sửa được.",
    "Bản ghi mới: ghi vào dòng trống đầu tiên dưới bảng, để trống ô Mã. Dòng khác cần nhắc đến nó thì ghi Mã là: mới 1, mới 2…",
    "Thêm một mục (diễn biến, tên gọi…) vào trang của mục ấy: ghi Mã bản ghi, để trống ô Số.",
    "Xóa dòng không xóa bản ghi: sổ giữ nguyên và máy nêu ra. Xóa hết các ô của một mục có Số thì mục ấy được bỏ.",
    "Bản ghi khác được nhắc đến: chọn trong danh sách, hoặc gõ tên, mã; nhiều giá trị trong một ô thì mỗi giá trị một dòng (Alt+Enter).",
    "Ngày ghi như 5/12/2024; chỉ biết tháng, năm thì 12/2024, 2024 nếu cột nhận. Số lẻ sau dấu phẩy.",
    "Cột và trang chưa ai dùng thì ẩn: chọn các cột hai bên, bấm chuột phải, Hiện (Unhide).",
    "Xong: lưu lại dạng .xlsx rồi chạy: generator import TỆP (xem trước), generator import TỆP --apply (ghi).",
    "Bảng này chứa cả phần nội bộ của bản ghi: đừng gửi cho người không được xem.",
)
