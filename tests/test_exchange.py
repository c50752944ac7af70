"""Records go out as a workbook and come back: only edited cells count, each lands in its place, nothing is lost."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import ONE_PROVINCE, REGISTER, lay, read_files

from generator.build import schemas
from generator.cli import OK, main
from generator.domain import periods
from generator.domain.differences import canonical
from generator.edit.revise import StiffError, revise
from generator.examine import Examined, examine
from generator.examine.parse import parse
from generator.exchange.book import BASE, FIRST, KEYS, workbook
from generator.exchange.edited import ImportScope, Result, edited
from generator.exchange.exported import WantedRecords, content
from generator.model import Source, SourceFile
from generator.read.source import read
from generator.read.tables import GivenTable, place
from generator.read.tables import read as read_table

DAY = date(2024, 12, 1)
TASK, FINDING = "tinh-mau-20-ubnd-nc-2024-1b-t1", "tinh-mau-kt-2024-01-f1"


class Book:
    """A workbook in memory, to be edited by sheet, record and key as a person would by row and column."""

    def __init__(self, tables: tuple[GivenTable, ...]) -> None:
        self.tables = {table.name: [list(row) for row in table.rows] for table in tables}
        self._of = {
            str(rows[KEYS][0]).partition(":")[0]: name
            for name, rows in self.tables.items()
            if ":" in str(rows[KEYS][0])
        }

    def names(self) -> list[str]:
        return list(self._of)

    def keys(self, sheet: str) -> list[str]:
        return [str(cell).partition(":")[2] for cell in self.tables[self._of[sheet]][KEYS] if cell]

    def rows(self, sheet: str) -> list[list[Any]]:
        return self.tables[self._of[sheet]][FIRST:]

    def put(self, sheet: str, row: int, key: str, value: Any) -> str:
        """Type into a cell (row: of the records, from 0); return what it is called."""
        rows = self.tables[self._of[sheet]]
        column = self.keys(sheet).index(key)
        while len(rows) <= FIRST + row:
            rows.append([None] * len(rows[KEYS]))
        rows[FIRST + row].extend([None] * (column + 1 - len(rows[FIRST + row])))
        rows[FIRST + row][column] = value
        return f"{self._of[sheet]}!{place(FIRST + row, column)}"

    def row(self, sheet: str, record: str, number: int | None = None) -> int:
        names, at = self.keys(sheet), self.rows(sheet)
        column = names.index("id")
        return next(
            i for i, row in enumerate(at)
            if row[column] == record and (number is None or row[names.index("#")] == number)
        )  # fmt: skip

    def edit(self, sheet: str, record: str, key: str, value: Any, number: int | None = None) -> str:
        return self.put(sheet, self.row(sheet, record, number), key, value)

    def new(self, sheet: str, **values: Any) -> int:
        row = len(self.rows(sheet))
        for key, value in values.items():
            self.put(sheet, row, key.replace("__", "."), value)
        return row

    def read(self) -> list[GivenTable]:
        return [GivenTable(name, tuple(map(tuple, rows))) for name, rows in self.tables.items()]


class Register:
    def __init__(self, source: Source, examined: Examined) -> None:
        self.source, self.examined = source, examined
        made = workbook(content(examined.corpus, WantedRecords(), DAY, {TASK: "quá hạn"}))
        self.data = made
        self.tables = tuple(read_table("so.xlsx", made))

    def book(self) -> Book:
        return Book(self.tables)

    def take(self, book: Book, source: Source | None = None) -> Result:
        source, examined = source or self.source, self.examined
        if source is not self.source:
            examined = examine(source, schemas())
        return edited(book.read(), source, examined, schemas(), ImportScope(frozenset(), DAY.isoformat()))

    def changed(self, path: str, old: str, new: str) -> Source:
        files = (
            replace(file, data=file.data.replace(old.encode(), new.encode())) if file.path == path else file
            for file in self.source.files
        )
        return replace(self.source, files=tuple(files))


@pytest.fixture(scope="module")
def register() -> Register:
    source = read(REGISTER)
    files = tuple(file for file in source.files if file.path.split("/")[0] in ONE_PROVINCE)
    source = replace(source, files=files)
    return Register(source, examine(source, schemas()))


# ---------------------------------------------------------------------------------- nothing edited


def test_every_kind_comes_back_unchanged(register: Register) -> None:
    book = register.book()
    assert {name.partition(".")[0] for name in book.names()} == {
        record.kind for record in register.examined.corpus.records.values()
    }
    assert register.take(book) == Result()
    again = workbook(content(register.examined.corpus, WantedRecords(), DAY, {TASK: "quá hạn"}))
    assert again == register.data


def test_a_workbook_saved_by_another_program_says_the_same(register: Register) -> None:
    some = workbook(content(register.examined.corpus, WantedRecords(("task", "finding")), DAY, {}))
    loaded = openpyxl.load_workbook(io.BytesIO(some))
    assert loaded["Nhiệm vụ"].protection.sheet
    assert loaded[BASE].sheet_state == "veryHidden"
    assert loaded["Nhiệm vụ"].data_validations.count > 20
    cells = {cell.value: cell for cell in loaded["Nhiệm vụ"][KEYS + 1]}
    assert loaded["Nhiệm vụ"].cell(FIRST + 1, cells["task:id"].column).protection.locked
    assert not loaded["Nhiệm vụ"].cell(FIRST + 1, cells["task:title"].column).protection.locked
    out = io.BytesIO()
    loaded.save(out)
    assert register.take(Book(tuple(read_table("so.xlsx", out.getvalue())))) == Result()


# ---------------------------------------------------------------------------------- edits

OTHER: Mapping[str, Callable[[Any], Any]] = {
    "date": lambda was: date(2023, 5, 6) if was != date(2023, 5, 6) else date(2023, 5, 7),
    "int": lambda was: was + 1,
    "float": lambda was: was + 1,
    "str": lambda was: f"{was} thêm chữ",
    "period": lambda was: "2023-05" if was != "2023-05" else "2023-06",
}


PERIODS = ("period", "first", "last")


def test_an_edit_of_every_column_of_every_sheet_is_told_at_its_cell(register: Register) -> None:
    """Whatever a column holds, one cell of it is edited; what the cell now says is what the record would say."""
    book, wanted, kinds = register.book(), {}, set()
    for sheet in book.names():
        keys = book.keys(sheet)
        for column, key in enumerate(keys):
            if key in ("id", "#", "~", "="):
                continue
            rows = [i for i, row in enumerate(book.rows(sheet)) if column < len(row) and row[column] is not None]
            if not rows:
                continue
            was = book.rows(sheet)[rows[-1]][column]
            kind = schemas().shapes[sheet.partition(".")[0]]
            path = tuple(
                int(part) if part.isdigit() else part
                for part in (
                    *filter(None, [sheet.partition(".")[2]]),
                    *(["0"] if "." in sheet else []),
                    *key.split("."),
                )
            )
            shape = kind.at(path).inner
            if shape.options:
                value: Any = next((title for _, title, _ in shape.options if title != was), None)
            elif shape.refers:
                others = (r.id for r in register.examined.corpus.of(*shape.refers) if r.id not in str(was))
                value = next(others, None)
            elif shape.type == "boolean":
                value = "không" if was == "có" else "có"
            elif shape.date:
                value = OTHER["date"](was)
            else:
                value = OTHER["period" if key.rpartition(".")[2] in PERIODS else type(was).__name__](was)
            if value is not None:
                record = book.rows(sheet)[rows[-1]][keys.index("id")]
                wanted[book.put(sheet, rows[-1], key, value)] = record
                kinds.add((type(value).__name__, bool(shape.options), bool(shape.refers), shape.date))
    told = {edit.where: edit.record for edit in register.take(book).edits}
    assert told == wanted
    assert len(wanted) > 400
    assert len(kinds) == 6


def test_edits_change_the_lines_that_they_are_about(register: Register, expected: Callable[[Path, str], None]) -> None:
    book = register.book()
    book.edit("task", TASK, "title", "Cắt giảm thủ tục nội bộ")
    book.edit("task", TASK, "note", "Ghi chú: có dấu # và hai chấm")
    book.edit("task", TASK, "target.value", 35.5)
    book.edit("finding", FINDING, "count.of", 30)
    book.edit("finding", FINDING, "seriousness", "Nghiêm trọng")
    book.edit("finding", FINDING, "clause", None)
    book.new("agency.aliases", id="tinh-mau-so-noi-vu", name="Sở NV", **{"from": 2024})
    book.edit("remediation", f"{FINDING}-kp", "due", date(2024, 4, 1))
    book.edit("agency", "tinh-mau-thanh-tra", "note", "Dài hơn một dòng thì được gấp lại, " + "chữ nối chữ " * 12)
    result = register.take(book)
    assert not [told for told in result.told if told.wrong]
    before = {file.path: file.data.decode() for file in register.source.files}
    expected(Path(__file__).parent / "cases" / "exchange.txt", "".join(_diff(before, result.texts)))


def _diff(before: Mapping[str, str], texts: Mapping[str, str]) -> Iterator[str]:
    import difflib

    for path, text in sorted(texts.items()):
        yield f"== {path}\n"
        was = before.get(path, "").splitlines(keepends=True)
        yield from (line for line in difflib.ndiff(was, text.splitlines(keepends=True)) if line[0] in "+-")


def _leaves(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    for part in value if isinstance(value, dict) else range(len(value)):
        if isinstance(value[part], (dict, list)):
            yield (*at, part)
            yield from _leaves(value[part], (*at, part))
        else:
            yield (*at, part)


def test_a_file_says_something_else_in_one_place_and_keeps_the_rest(register: Register) -> None:
    """Of every kind: each value changed, each field taken out, each list given one more entry; the comments stay."""
    tried = 0
    for kind in sorted({record.kind for record in register.examined.corpus.records.values()}):
        record = max(register.examined.corpus.of(kind), key=lambda record: len(record.document.text))
        text = re.sub(r"^(\s*(?:- )?[a-z_]+: [a-z0-9-]+)$", r"\1  # lời chú", record.document.text, flags=re.MULTILINE)
        document, _ = parse(record.document.path, text.encode())
        lines = set(text.splitlines())
        for at in list(_leaves(document.data))[::3]:
            for what in ("change", "remove", "add"):
                data = deepcopy(dict(document.data))
                above: Any = data
                for part in at[:-1]:
                    above = above[part]
                value = above[at[-1]]
                if what == "change" and not isinstance(value, (dict, list)):
                    above[at[-1]] = "chữ khác: # một"
                elif what == "remove" and len(above) > 1:
                    del above[at[-1]]
                elif what == "add" and isinstance(value, list):
                    value.append(deepcopy(value[0]))
                else:
                    continue
                now = revise(document, data, schemas().shapes[kind])
                assert canonical(parse("", now.encode())[0].data) == canonical(data)
                assert now.count("# lời chú") == text.count("# lời chú")
                if what == "change":
                    assert len(lines - set(now.splitlines())) <= 1 + text.count(">-") * 12
                tried += 1
    assert tried > 250


def test_a_file_in_no_usual_layout_is_left_alone() -> None:
    for text in ("a:   1\nb: 2\n", "{a: 1, b: 2}\n", "a: 1\n\n\nb: [1,\n  2]\n"):
        document, _ = parse("x", text.encode())
        try:
            now = revise(document, {**document.data, "a": 3}, schemas().shapes["task"])
        except StiffError:
            continue
        assert parse("", now.encode())[0].data["a"] == 3


# ---------------------------------------------------------------------------------- new rows


def test_new_rows_become_records_that_refer_to_each_other(register: Register) -> None:
    book = register.book()
    book.new("finding", id="mới 1", inspection="tinh-mau-kt-2024-01", agency="tinh-mau-so-xay-dung", category="tinh-mau-niem-yet",
             title="Hai thủ tục chưa niêm yết", seen="Hai thủ tục chưa niêm yết.", count__found=2, count__of=48.0,
             count__unit="thủ tục", seriousness="Ít nghiêm trọng")  # fmt: skip
    book.new("remediation", finding="mới 1", agency="Sở Xây dựng", due=date(2024, 10, 1))
    book.new("task", id="mới 2", directive="tinh-mau-20-ubnd-nc-2024", clause="1b", title="Rà lại", content="Rà lại thủ tục.",
             shape="Làm một lần", due__by=date(2024, 12, 31), due__as_written="31/12/2024", leads__0__body="Sở Nội vụ")  # fmt: skip
    book.new("task.events", id="mới 2", type="Nộp kết quả", date=date(2024, 11, 5), source__note="Sổ công văn đến.")
    result = register.take(book)
    assert not [told for told in result.told if told.wrong], result.told
    texts = dict(result.texts)
    finding = next(path for path in texts if "/finding/" in path)
    assert "count:\n  found: 2\n  of: 48\n  unit: thủ tục\n" in texts[finding]
    remedy = next(path for path in texts if "/remediation/" in path)
    assert f"finding: {Path(finding).stem}\n" in texts[remedy]
    task = next(path for path in texts if "/task/" in path)
    assert "leads:\n  - body: tinh-mau-so-noi-vu\n" in texts[task]
    assert "events:\n  - type: " in texts[task]
    assert len(result.new) == 3


def test_a_period_is_read_as_lists_word_it_or_told_at_its_cell(register: Register) -> None:
    book = register.book()
    page = next(iter(register.examined.corpus.of("submission")))
    cell = book.edit("submission", page.id, "period", "kỳ 1")
    result = register.take(book)
    assert [told.where for told in result.told if "không phải là một kỳ" in told.said] == [cell]
    meant = {
        "Tháng 9/2026": "2026-09",
        "quý III năm 2026": "2026-Q3",
        "III/2026": "",
        "tháng 13/2026": "",
        "9/2026": "2026-09",
    }
    assert {text: periods.worded(text) for text in meant} == meant
    for own in ("2024-03", "2024-Q4", "2024-H1", "2024-W05", "2024"):
        assert periods.worded(periods.parse(own, "lich").label) == own


# ---------------------------------------------------------------------------------- mistakes


def test_every_mistake_is_told_at_its_cell(register: Register) -> None:
    book = register.book()
    wrong = {}

    def bad(sheet: str, record: str, key: str, value: Any, said: str) -> None:
        wrong[book.edit(sheet, record, key, value)] = said

    bad("task", TASK, "shape", "Việc lạ", "không có trong danh mục")
    bad("task", TASK, "directive", "Công văn không có", "không tìm thấy")
    bad("task", TASK, "title", date(2024, 1, 2), "ô này là chữ")
    bad("task", TASK, "content", 1.5, "ô này là chữ")
    bad("task", TASK, "due.by", "31/02/2024", "không phải là ngày")
    bad("task", TASK, "target.value", "hai mươi", "không phải là một số")
    bad("task", TASK, "leads.0.body", "Sở Xây dựng · tinh-mau-so-noi-vu", "không phải của bản ghi")
    bad("task", TASK, "start.from", "12/25/2024", "không phải là ngày, tháng")
    bad("task", TASK, "start.open_ended", "chắc là có", "phải là “có” hoặc “không”")
    bad("task", TASK, "note", "#?", "công thức")
    bad("finding", FINDING, "count.found", 2.5, "số nguyên")
    bad("finding", FINDING, "count.of", date(2024, 1, 1), "không phải là một số")
    bad("finding", FINDING, "agency", 12, "tên hoặc mã")
    bad("finding", FINDING, "category", "mới 9", "không có dòng mới nào")
    bad("finding", FINDING, "seriousness", "nặng", "không có trong danh mục")
    bad("remediation", f"{FINDING}-kp", "due", "tháng 5", "không phải là ngày")
    bad("agency", "tinh-mau-so-noi-vu", "level", "cấp trên", "không có trong danh mục")
    bad("agency", "tinh-mau-so-noi-vu", "parent", "xyz", "không tìm thấy")
    wrong[book.put("agency", book.row("agency", "tinh-mau-thanh-tra"), "id", "tinh-mau-thanh-tra-moi")] = (
        "không có trong bảng đã xuất"
    )
    wrong[book.put("task", book.row("task", TASK) + 1, "id", TASK)] = "đã có ở dòng khác"
    row = book.new("agency.aliases", id="tinh-mau-khong-co", name="x")
    wrong[book.put("agency.aliases", row, "id", "tinh-mau-khong-co")] = "không phải của bản ghi nào"
    row = book.new("agency.aliases", id="tinh-mau-so-noi-vu", name="x")
    wrong[book.put("agency.aliases", row, "#", 9)] = "không có mục số 9"
    wrong[book.put("finding", book.row("finding", "tinh-mau-kt-2024-02-f1"), "id", None)] = "ô mã bị xóa"
    result = register.take(book)
    told = {told.where: told.said for told in result.told if told.wrong}
    assert told.keys() == wrong.keys()
    assert {where: said for where, said in wrong.items() if said not in told[where]} == {}
    assert result.texts == {}


def test_nonsense_in_every_column_that_is_more_than_text_is_told_at_its_cell(register: Register) -> None:
    book, wrong = register.book(), set()
    for sheet in book.names():
        kind = schemas().shapes[sheet.partition(".")[0]]
        for column, key in enumerate(book.keys(sheet)):
            rows = [i for i, row in enumerate(book.rows(sheet)) if column < len(row) and row[column] is not None]
            if key in ("id", "#", "~", "=") or not rows:
                continue
            above = [sheet.partition(".")[2], "0"] if "." in sheet else []
            shape = kind.at(tuple(int(part) if part.isdigit() else part for part in (*above, *key.split(".")))).inner
            if shape.options or shape.refers or shape.date or shape.type in ("boolean", "integer", "number"):
                wrong.add(book.put(sheet, rows[0], key, "điều không có thật"))
    told = {told.where for told in register.take(book).told if told.wrong}
    assert told == wrong
    assert len(wrong) > 200


def test_what_the_check_says_is_told_at_the_cell(register: Register) -> None:
    book = register.book()
    wrong = {
        book.edit("task", TASK, "title", None): "field-missing",
        book.edit("finding", FINDING, "title", "hai\ndòng"): "field-pattern",
        book.edit("finding", FINDING, "count.found", 99999): "",
        book.edit("task", TASK, "clause", "99"): "clause-unknown",
    }
    result = register.take(book)
    told = {told.where for told in result.told}
    assert told >= {where for where, code in wrong.items() if code != "field-missing"}
    assert any("field-missing" in told.said and told.where.startswith("Nhiệm vụ!") for told in result.told)
    assert result.texts == {}


def test_rules_are_told_together_with_cells_that_cannot_be_read(register: Register) -> None:
    """All at once; only a new row with such a cell waits, and that is told."""
    book = register.book()
    cells = {book.edit("task", TASK, "shape", "Việc lạ"), book.edit("finding", FINDING, "count.of", "hai mươi")}
    rules = {book.edit("task", TASK, "clause", "99"), book.edit("finding", FINDING, "count.found", 99999)}
    row = book.new("finding", inspection="tinh-mau-kt-2024-01", title="Việc mới", count__found="mười")
    cells.add(book.put("finding", row, "count.found", "mười"))
    result = register.take(book)
    assert {told.where for told in result.told if told.wrong} == cells | rules
    waits = [told for told in result.told if "mới soát được" in told.said]
    assert [told.where for told in waits] == [
        book.put("finding", row, "id", None).rpartition("!")[0] + f"!{FIRST + row + 1}"
    ]
    assert result.texts == {}


@pytest.mark.parametrize(
    "text", ["Gửi bản mềm qua số 0912345678 trước giờ họp.", "Hỏi nguyen.mau@gmail.com.", "Số CCCD 001099012345."]
)
def test_free_text_takes_nobodys_number(register: Register, text: str) -> None:
    book = register.book()
    wrong = {book.edit("task", TASK, "content", text), book.edit("finding", FINDING, "seen", text)}
    row = book.new("task.events", id=TASK, type="Nộp kết quả", date=date(2024, 11, 5))
    wrong.add(book.put("task.events", row, "source.note", text))
    result = register.take(book)
    assert {told.where for told in result.told if told.wrong} == wrong
    assert not any(text in told.said for told in result.told)
    assert not any(text in edit.now for edit in result.edits)


def test_what_is_typed_where_the_machine_writes_is_told(register: Register) -> None:
    book = register.book()
    where = book.edit("task", TASK, "=", "Hoàn thành đúng hạn")
    result = register.take(book)
    assert [(told.where, told.wrong) for told in result.told] == [(where, False)]
    assert "“quá hạn”" in result.told[0].said
    assert result.texts == {}


def test_a_preview_says_what_the_cells_show(register: Register) -> None:
    book = register.book()
    book.edit("finding", FINDING, "seriousness", "nghiem-trong")
    row = book.new("task.events", id=TASK, type="nop", date=date(2024, 11, 5), source__note="Sổ công văn đến.")
    assert row
    seriousness, event = sorted(register.take(book).edits, key=lambda edit: edit.title != "Mức độ")
    assert "nghiem-trong" not in (seriousness.was + seriousness.now + event.now)
    assert "nop;" not in event.now
    assert "05/11/2024" in event.now


def test_a_workbook_that_comes_twice_makes_nothing_twice(register: Register) -> None:
    book = register.book()
    book.new("finding", id="mới 1", inspection="tinh-mau-kt-2024-01", agency="tinh-mau-so-xay-dung", category="tinh-mau-niem-yet",
             title="Hai thủ tục chưa niêm yết", seen="Hai thủ tục chưa niêm yết.", seriousness="Ít nghiêm trọng")  # fmt: skip
    book.new("remediation", finding="mới 1", agency="Sở Xây dựng", due=date(2024, 10, 1))
    book.new("task.events", id=TASK, type="Nộp kết quả", date=date(2024, 11, 5), source__note="Sổ công văn đến.")
    first = register.take(book)
    assert len(first.new) == 2
    files = {file.path: file for file in register.source.files}
    files |= {path: SourceFile(path, text.encode()) for path, text in first.texts.items()}
    source = replace(register.source, files=tuple(sorted(files.values(), key=lambda file: file.path)))
    again = register.take(book, source)
    assert (again.texts, again.new, again.edits) == ({}, (), ())
    assert sum("lần nhập trước" in told.said for told in again.told) == 3
    assert not again.failed


def test_rows_that_are_gone_are_told_and_nothing_is_deleted(register: Register) -> None:
    book = register.book()
    rows = book.tables["Phát hiện"]
    gone = rows.pop(FIRST)
    result = register.take(book)
    assert [(told.where, told.wrong) for told in result.told] == [("Phát hiện", False)]
    assert gone[0] in result.told[0].said
    assert result.texts == {}


# ---------------------------------------------------------------------------------- the register moved on


def test_a_stale_row_shows_both_values_and_loses_nothing(register: Register) -> None:
    book = register.book()
    here = book.edit("finding", FINDING, "title", "Tên của người dùng bảng")
    book.edit("finding", FINDING, "clause", "Mục III")
    path = f"tinh-mau/finding/{FINDING}.yaml"
    title = register.examined.corpus.records[FINDING]["title"]
    result = register.take(book, register.changed(path, f"title: {title}", "title: Tên sổ mới ghi"))
    stale = [told for told in result.told if told.where == here]
    assert len(stale) == 1
    assert not stale[0].wrong
    assert all(text in stale[0].said for text in (title, "Tên của người dùng bảng", "Tên sổ mới ghi"))
    assert "title: Tên sổ mới ghi\n" in result.texts[path]
    assert "clause: Mục III\n" in result.texts[path]


# ---------------------------------------------------------------------------------- the commands


def test_export_edit_import_undo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(tmp_path / "records")
    monkeypatch.chdir(tmp_path)
    before = read_files(Path("records"))
    day = ("--as-of", "2024-12-01")
    assert main(["export", "--xlsx", "so.xlsx", "--kind", "finding", "--province", "tinh-mau", *day]) == OK
    assert main(["import", "so.xlsx", *day]) == OK
    loaded = openpyxl.load_workbook("so.xlsx")
    sheet = loaded["Phát hiện"]
    keys = {cell.value: cell.column for cell in sheet[KEYS + 1]}
    assert sheet.cell(FIRST + 1, keys["finding:="]).value
    sheet.cell(FIRST + 1, keys["finding:clause"]).value = "Mục V"
    loaded.save("so.xlsx")
    assert main(["import", "so.xlsx", *day]) == OK
    assert read_files(Path("records")) == before
    assert main(["import", "so.xlsx", "--apply", *day]) == OK
    after = read_files(Path("records"))
    changed = [path for path in after if after[path] != before[path]]
    assert len(changed) == 1
    assert b"clause: M\xe1\xbb\xa5c V\n" in after[changed[0]]
    assert main(["fix", "--check"]) == OK
    assert main(["import", "--undo"]) == OK
    assert read_files(Path("records")) == before
    assert "Chưa ghi gì" in capsys.readouterr().out
