"""The review sheet as a workbook: written to be filled in by a clerk, and read back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook  # type: ignore[import-untyped]
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # type: ignore[import-untyped]
from openpyxl.comments import Comment  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Font, PatternFill, Protection  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]
from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped]
from openpyxl.worksheet.datavalidation import DataValidation  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from generator.catalog.refused import RefusedError
from generator.drafting.sheet import OpenCell, ReviewSheet, SheetColumn, SheetLine, SheetTable
from generator.model import Text

_OPEN, _GIVEN, _CLAUSE = (PatternFill("solid", start_color=colour) for colour in ("FFF2B2", "F1F1F1", "DCE6F2"))
_WRAP = Alignment(wrap_text=True, vertical="top")
_MARK, _HELP, _CHOICES = "ho-so", "Cách điền", "danh-muc"
_MORE_LINES = 200
"""Rows that may be added below, in which the lists are offered, too."""
_LONGEST = 32_000
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
    book = Workbook()
    first = book.active
    first.title = _HELP
    first.column_dimensions["A"].width = 120
    for text in (f"Phiếu đọc {name}", *_TEXT):
        first.append([text])
    for row in first.iter_rows():
        row[0].alignment = _WRAP
    first["A1"].font = Font(bold=True, size=14)
    choices = book.create_sheet(_CHOICES)
    choices.sheet_state = "hidden"
    for table in sheet.tables.values():
        _write_table(book.create_sheet(table.title), choices, table)
    mark = book.create_sheet(_MARK)
    mark.append([name, sha256])
    mark.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_table(page: Worksheet, choices: Worksheet, table: SheetTable) -> None:
    page.append(["khoá", *(column.head for column in table.columns)])
    page.column_dimensions["A"].hidden = True
    for at, column in enumerate(table.columns, 2):
        page.column_dimensions[get_column_letter(at)].width = column.width
        head = page.cell(1, at)
        head.font, head.alignment = Font(bold=True), _WRAP
        if column.choices:
            _offer(page, choices, column, at, len(table.lines))
    for number, line in enumerate(table.lines, 2):
        page.cell(number, 1, line.key)
        for at, column in enumerate(table.columns, 2):
            _write_cell(page, number, at, column, line)
    page.freeze_panes = "D2" if table.name in ("muc", "dan") else "B2"
    page.auto_filter.ref = page.dimensions


def _write_cell(page: Worksheet, row: int, at: int, column: SheetColumn, line: SheetLine) -> None:
    cell = page.cell(row, at)
    text = ILLEGAL_CHARACTERS_RE.sub("", line.cells.get(column.name, ""))[:_LONGEST]
    cell.number_format = "@"
    if text:
        cell.value = text
        cell.data_type = "s"
    cell.alignment = _WRAP
    cell.protection = Protection(locked=column.given)
    asked = line.asked.get(column.name)
    if asked and not text:
        cell.fill = _OPEN
        told = asked.why + (f"\nĐề xuất (gõ “=” để nhận): {asked.offered}" if asked.offered else "")
        cell.comment = Comment(told, "generator", width=320, height=120)
    elif column.given:
        cell.fill = _GIVEN
    elif line.kind == "clause":
        cell.fill = _CLAUSE


def _offer(page: Worksheet, choices: Worksheet, column: SheetColumn, at: int, lines: int) -> None:
    """Let a column be chosen from its list, which stands on a hidden page: items may hold commas there."""
    place = choices.max_column + 1
    for row, choice in enumerate(column.choices, 1):
        choices.cell(row, place, choice)
    source = get_column_letter(place)
    listed = f"'{_CHOICES}'!${source}$1:${source}${len(column.choices)}"
    rule = DataValidation(type="list", formula1=listed, allow_blank=True, showErrorMessage=False)
    letter = get_column_letter(at)
    rule.add(f"{letter}2:{letter}{lines + _MORE_LINES}")
    page.add_data_validation(rule)


def read_book(name: str, data: bytes, sheet: ReviewSheet, sha256: str) -> ReviewSheet:
    """Return a sheet with the cells of its workbook; raise RefusedError of a workbook that is another document's."""
    try:
        book = load_workbook(io.BytesIO(data), data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as error:
        raise RefusedError("sheet-unread", name=name, why=Text("không phải tệp .xlsx", "no .xlsx file")) from error
    if _MARK not in book.sheetnames or book[_MARK]["B1"].value != sha256:
        raise RefusedError(
            "sheet-unread",
            name=name,
            why=Text("phiếu của văn bản khác, hoặc văn bản đã đổi", "it is of another document, or that has changed"),
        )
    read = ReviewSheet()
    for key, table in sheet.tables.items():
        read.tables[key] = SheetTable(name, table.title, table.columns)
        if table.title in book.sheetnames:
            read.tables[key].lines += _lines(book[table.title], table)
        missing = {line.key for line in table.lines} - {line.key for line in read.tables[key].lines}
        if missing and key != "chua-doc":
            rows = ", ".join(sorted(missing)[:9])
            why = Text(f"trang “{table.title}” mất các dòng {rows}", f"the sheet “{table.title}” lacks the rows {rows}")
            raise RefusedError("sheet-unread", name=name, why=why)
    return read


def _lines(page: Worksheet, table: SheetTable) -> Iterator[SheetLine]:
    heads = [str(cell.value or "") for cell in page[1]]
    places = {column.name: heads.index(column.head) for column in table.columns if column.head in heads}
    seen: dict[str, int] = {}
    for row in page.iter_rows(min_row=2):
        values = [_text(cell.value) for cell in row]
        if not any(values):
            continue
        key = values[0]
        cells = {name: values[at] for name, at in places.items()}
        before = table.line(key)
        if before is None:
            before = SheetLine("", {}, {"title": OpenCell("Việc gì, bằng lời của mình.")}, kind="duty")
            key = f"{cells.get('clause', '')} thêm"
            cells["what"] = "việc thêm"
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            key = f"{key} ({seen[key]})"
        yield SheetLine(key, cells, before.asked, before.kind)


def _text(value: object) -> str:
    if value is None:
        return ""
    if hasattr(value, "strftime"):
        return f"{value:%d/%m/%Y}"
    return str(value).strip()
