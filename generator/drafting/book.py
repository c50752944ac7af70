"""The review sheet as a workbook: written to be filled in by a clerk, and read back."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from generator.catalog.refused import RefusedError
from generator.domain.text import vi_date
from generator.drafting.sheet import BODIES, NEW, SAME, OpenCell, ReviewSheet, SheetColumn, SheetLine, SheetTable
from generator.model import Text
from generator.read.tables import GivenTable, read

_LOOKS = {"open": "#FFF2B2", "given": "#F1F1F1", "clause": "#DCE6F2", "read": ""}
"""The colour of a cell: to be answered, not to be changed, of a clause, read for certain."""
_MARK, _HELP, _CHOICES = "ho-so", "Cách điền", "danh-muc"
_LONGEST = 32_000
_MORE = 200
"""So many rows below the last one have lists to choose from."""
_TEXT = (
    "Ô vàng là ô còn ngỏ hoặc chờ lời của bạn; chưa điền hết thì chưa ghi được gì.",
    "Điền giá trị; gõ “=” để nhận đề xuất (ghi ở cột “Còn ngỏ” và ghi chú của ô); gõ “-” nếu không có.",
    "Ô xám chỉ để đọc. Ô trắng là điều đã đọc chắc; sai thì sửa thẳng vào ô.",
    "Nội dung không chép nguyên văn: tiêu đề, tóm tắt viết bằng lời của mình, lời văn nằm ngay bên cạnh.",
    "Một câu giao nhiều việc: chép cả dòng “việc” xuống dưới rồi điền mỗi dòng một việc. Không phải nhiệm vụ: cột “Ghi hay bỏ” chọn “bỏ”.",
    "Nhiều cơ quan trong một ô: mỗi dòng một nơi, viết đúng như ở trang “Cơ quan được gọi tên”, hoặc ghi mã.",
    "Cơ quan, văn bản sổ chưa có: ghi mã của bản ghi bạn vừa lập, hoặc “mới” để lập luôn từ phiếu này.",
    "Hạn ghi bằng lời: “trước ngày 15/3/2026”, “đến hết quý II/2026”, “trong 5 ngày làm việc kể từ ngày nhận”, “không nêu ngày”.",
    "Xong thì lưu lại và chạy: generator draft TỆP --accept PHIẾU.xlsx",
)


def write_book(sheet: ReviewSheet, name: str, sha256: str) -> bytes:
    """Return a review sheet as a workbook."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    looks = {
        look: book.add_format(
            {"num_format": "@", "text_wrap": True, "valign": "top", "locked": look == "given"}
            | ({"bg_color": colour} if colour else {})
        )
        for look, colour in _LOOKS.items()
    }
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    first = book.add_worksheet(_HELP)
    first.set_column(0, 0, 120)
    first.write_string(0, 0, f"Phiếu đọc {name}", book.add_format({"bold": True, "font_size": 14}))
    for row, text in enumerate(_TEXT, 1):
        first.write_string(row, 0, text, looks["read"])
    listed = book.add_worksheet(_CHOICES)
    listed.hide()
    lists: list[tuple[str, ...]] = []
    for table in sheet.tables.values():
        _write_table(book.add_worksheet(table.title), table, bold, looks, lists)
    for at, choices in enumerate(lists):
        listed.write_column(0, at, choices)
    mark = book.add_worksheet(_MARK)
    mark.write_row(0, 0, [name, sha256])
    mark.hide()
    book.close()
    return out.getvalue()


def _write_table(
    page: Worksheet, table: SheetTable, bold: Format, looks: Mapping[str, Format], lists: list[tuple[str, ...]]
) -> None:
    """Write a table; ``lists``: what can be chosen, which stands on a hidden page, since items may hold commas there."""
    page.set_column(0, 0, None, None, {"hidden": True})
    page.write_string(0, 0, "khoá")
    for at, column in enumerate(table.columns, 1):
        page.set_column(at, at, column.width)
        page.write_string(0, at, column.head, bold)
        if column.choices:
            place = xl_col_to_name(len(lists), col_abs=True)
            lists.append(column.choices)
            source = f"='{_CHOICES}'!{place}$1:{place}${len(column.choices)}"
            rule = {"validate": "list", "source": source, "show_error": False}
            page.data_validation(1, at, len(table.lines) + _MORE, at, rule)
    for row, line in enumerate(table.lines, 1):
        page.write_string(row, 0, line.key)
        for at, column in enumerate(table.columns, 1):
            _write_cell(page, row, at, column, line, looks)
    page.freeze_panes(1, 3 if table.name in ("muc", "dan") else 1)
    page.autofilter(0, 0, len(table.lines), len(table.columns))


def _write_cell(  # noqa: PLR0913, PLR0917 - a cell: where, of what, and how it looks
    page: Worksheet, row: int, at: int, column: SheetColumn, line: SheetLine, looks: Mapping[str, Format]
) -> None:
    text = line.cells.get(column.name, "")[:_LONGEST]
    asked = line.asked.get(column.name)
    is_open = asked is not None and not text
    look = "open" if is_open else "given" if column.given else "clause" if line.kind == "clause" else "read"
    if text:
        page.write_string(row, at, text, looks[look])
    else:
        page.write_blank(row, at, None, looks[look])
    if asked is not None and is_open:
        told = asked.why + (f"\nĐề xuất (gõ “=” để nhận): {asked.offered}" if asked.offered else "")
        page.write_comment(row, at, told, {"author": "generator", "width": 320, "height": 120})


def read_book(name: str, data: bytes, sheet: ReviewSheet, sha256: str) -> ReviewSheet:
    """Return a sheet with the cells of its workbook; raise RefusedError of a workbook that is another document's."""
    try:
        pages = {page.name: page for page in read(name, data)}
    except RefusedError as error:
        raise RefusedError("sheet-unread", name=name, why=Text("không phải tệp .xlsx", "no .xlsx file")) from error
    if _MARK not in pages or pages[_MARK].at(0, 1) != sha256:
        raise RefusedError(
            "sheet-unread",
            name=name,
            why=Text("phiếu của văn bản khác, hoặc văn bản đã đổi", "it is of another document, or that has changed"),
        )
    found = ReviewSheet()
    for key, table in sheet.tables.items():
        found.tables[key] = SheetTable(name, table.title, table.columns)
        if table.title in pages:
            found.tables[key].lines += _lines(pages[table.title], table)
        there = {line.key for line in found.tables[key].lines}
        missing = [line for line in table.lines if line.key not in there]
        if key == BODIES:  # the register got a body since: what is called so is read in other words now
            found.tables[key].lines += missing
        elif missing and key != "chua-doc":
            rows = ", ".join(sorted(line.key for line in missing)[:9])
            why = Text(
                f"trang “{table.title}” không có các dòng {rows}: đã bị xóa, hoặc sổ đã đổi từ lúc lập phiếu nên văn bản được đọc khác",
                f"the sheet “{table.title}” lacks the rows {rows}: deleted, or the register has changed and reads the text otherwise",
            )
            raise RefusedError("sheet-unread", name=name, why=why)
    return found


def _lines(page: GivenTable, table: SheetTable) -> Iterator[SheetLine]:
    head, *rows = ([_text(cell) for cell in row] for row in page.rows) if page.rows else [[]]
    places = {column.name: head.index(column.head) for column in table.columns if column.head in head}
    seen: dict[str, int] = {}
    for values in rows:
        if not any(values):
            continue
        key = values[0]
        cells = {name: values[at] for name, at in places.items()}
        before = table.line(key)
        if before is None and table.name == BODIES:
            before = SheetLine(key, {}, {"body": OpenCell("Là cơ quan nào?")})
        elif before is None:
            before = SheetLine("", {}, {"title": OpenCell("Việc gì, bằng lời của mình.")}, kind="duty")
            key = f"{cells.get('clause', '')} thêm"
            cells["what"] = "việc thêm"
        cells |= {
            name: before.cells.get(name, "")
            for name, cell in cells.items()
            if name not in before.asked and cell in (SAME, NEW if table.name == BODIES else SAME)
        }
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            key = f"{key} ({seen[key]})"
        yield SheetLine(key, cells, before.asked, before.kind)


def _text(value: object) -> str:
    """Return a cell as text; a spreadsheet may have made a day, or a number, of what was typed."""
    if value is None:
        return ""
    if isinstance(value, date):
        return vi_date(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
