"""An office's own list comes in: every row accounted for, no deadline other than worded, nobody's name, only changes again."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import ONE_PROVINCE, REGISTER, lay, read_files

from generator.build import schemas
from generator.catalog.refused import RefusedError
from generator.cli import OK, PROBLEMS, main
from generator.domain import names
from generator.domain.personal import contact
from generator.domain.worded import worded
from generator.examine import Examined, examine
from generator.examine.parse import parse
from generator.exchange import answers as kept_answers
from generator.exchange.answers import Answers, KeptAnswers
from generator.exchange.desk import Exchange, undo
from generator.exchange.edited import ImportScope
from generator.exchange.foreign import Import, Imported, Where, find, new_columns
from generator.exchange.heads import OUT, layout, role
from generator.exchange.listed import Fate
from generator.exchange.states import Stage, late, stage
from generator.exchange.telling import report
from generator.exchange.terms import term
from generator.model import Source
from generator.read.source import read
from generator.read.tables import GivenTable
from generator.read.tables import read as read_table

DAY = date(2024, 11, 30)
DIRECTIVE = "tinh-mau-20-ubnd-nc-2024"
HEAD = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn", "Lãnh đạo phụ trách", "Trạng thái")


def table(*rows: tuple[Any, ...], name: str = "viec", **more: Any) -> GivenTable:
    return GivenTable(name, tuple(rows), **more)


@pytest.fixture(scope="module")
def register() -> tuple[Source, Examined]:
    source = read(REGISTER)
    source = replace(source, files=tuple(file for file in source.files if file.path.split("/")[0] in ONE_PROVINCE))
    return source, examine(source, schemas())


def take(
    register: tuple[Source, Examined],
    own: GivenTable,
    answers: Answers | None = None,
    before: tuple[KeptAnswers, ...] = (),
) -> Imported:
    answers = answers or Answers()
    found_table, found = find([own], "")
    new_columns(answers, found)
    where = Where("viec", DIRECTIVE, "1a", DAY)
    return Import(*register, schemas(), ImportScope(frozenset(), DAY.isoformat()), where).run(
        found_table, found, answers, before
    )


def data(done: Imported) -> list[dict[str, Any]]:
    return [dict(parse(path, done.texts[path].encode())[0].data) for path in done.new]


# ---------------------------------------------------------------------------------- deadlines

WORDED = {
    "31/03/2017": "2017-03-31", "5/4/2017": "2017-04-05", "30/4/17": "2017-04-30", "tháng 3/17": "2017-03",
    "năm 2017": 2017, "Cả năm 2017": 2017, "Năm 2017 - 2018": 2018, "Từ năm 2017 đến năm 2020": 2020,
    "Quý I đến tháng 9/2017": "2017-09", "Quý 4/2017": "2017-12", "Tháng 5 /2018": "2018-05", "Tháng 3/ 2017": "2017-03",
    "15/12/2016-15/02/2017": "2017-02-15", "Từ tháng 5/2017-12/2017": "2017-12", "tháng 2 đến tháng 4/2017": "2017-04",
    "6 tháng đầu năm 2018": "2018-06", date(2017, 5, 1): "2017-05-01", 2017.0: 2017,
}  # fmt: skip
OPEN = (
    "12/25/2017", "31/02/2017", "20/01/201", "Trước 30/6", "Quý III", "đầu tháng 3/2018", "theo Kế hoạch", "trong tháng 3",
    "sau Đại hội", "2017/13/01", "30/2/17", "sớm nhất", "tháng 13/2017", "khoảng tháng 5/2017", "31/12/99", "tháng 4/88",
)  # fmt: skip
SEVERAL = (
    "31/3/2017 và 30/9/2017", "31/3/2017 30/9/2017", "31/3/17; 30/9/17", "tháng 6/2017, tháng 12/2017", "năm 2017 hoặc năm 2018",
)  # fmt: skip


@pytest.mark.parametrize("cell", WORDED, ids=str)
def test_a_deadline_is_as_worded(cell: Any) -> None:
    due = term(cell).fields["due"]
    assert due["by"] == WORDED[cell]
    if isinstance(cell, str) and (own := worded(cell)):
        assert str(own.span.last).startswith(str(due["by"]))


@pytest.mark.parametrize("cell", OPEN)
def test_what_cannot_be_read_stays_open(cell: str) -> None:
    read_so = term(cell, year=2017)
    why = "khong-neu-ngay" if cell in ("theo Kế hoạch", "sau Đại hội", "sớm nhất") else "khong-doc-duoc"
    assert read_so.fields["due"] == {"open": {"why": why}, "as_written": cell}
    assert read_so.open


@pytest.mark.parametrize("cell", SEVERAL)
def test_several_deadlines_in_a_cell_stay_open(cell: str) -> None:
    assert term(cell).open == "ô nêu nhiều hạn"
    assert term(cell).fields["due"] == {"open": {"why": "khong-doc-duoc"}, "as_written": cell}


def test_deadlines_of_spreadsheets() -> None:
    assert term("Trong Quý I và trước ngày 30/4/2017").fields["due"]["before"] == "2017-04-30"
    assert "1900" in term(42825).question
    assert term(42825, 1900).fields["due"]["by"] == "2017-03-31"
    assert term("42825", 1904).fields["due"]["by"] == "2021-04-01"
    for blank in (date(1970, 1, 1), "01/01/1970", 0, date(1900, 1, 1)):
        assert term(blank).fields == {}
    assert term("Thường xuyên").fields == {"shape": "thuong-xuyen", "urgency_as_written": "Thường xuyên"}
    standing = term("Từ tháng 3 năm 2017 và thường xuyên").fields
    assert (standing["shape"], standing["start"]["from"], standing["start"]["open_ended"]) == (
        "thuong-xuyen",
        "2017-03",
        True,
    )
    assert "due" not in term("Từ tháng 3 đến tháng 11/2017 và thường xuyên").fields
    assert "chu kỳ" in term("định kỳ").question
    assert "chu kỳ" in term("trước ngày 20 hằng tháng").question
    assert term("Hằng tháng").fields == {
        "shape": "dinh-ky",
        "recurrence": {"every": "thang", "as_written": "Hằng tháng"},
    }


def test_words_for_states() -> None:
    said = {
        "Đã hoàn thành (đúng hạn)": (Stage.DONE, False), "Hoàn thành quá hạn": (Stage.DONE, True), "Chưa hoàn thành": (Stage.NOT_DONE, None),
        "Đang thực hiện (quá hạn)": (Stage.UNDER_WAY, True), "Chưa thực hiện": (Stage.NOT_BEGUN, None), "mới": (Stage.NOT_BEGUN, None),
        "Trễ hạn": (Stage.NOT_DONE, True), "Tạm dừng": (Stage.DECIDED, None), "Cơ bản hoàn thành": (Stage.PARTLY, None),
        "Thường xuyên": (Stage.STANDING, None), "Sắp hết hạn": (Stage.NOT_DONE, None), "chờ xác nhận": (Stage.HANDED_IN, None),
        "Trước hạn": (Stage.DONE, False), "Sau hạn": (Stage.DONE, True), "Đã quá hạn 5 ngày": (Stage.NOT_DONE, True),
        "Đã đến hạn, chậm": (Stage.NOT_DONE, True), "Đã ban hành, trễ hạn": (None, True), "Đã trình (quá hạn)": (None, True),
        "Xem công văn": (None, None), "Không hoàn thành": (Stage.NOT_DONE, None), "Đã thực hiện xong": (Stage.DONE, None),
    }  # fmt: skip
    assert {words: (stage(words), late(words)) for words in said} == said


# ---------------------------------------------------------------------------------- where the table is


def test_titles_of_columns() -> None:
    said = {
        "STT": "code", "Nội dung kết luận": "title", "Cơ quan/đơn vị trình": "", "Chủ trì theo dõi": "person", "Hạn xử lý": "due",
        "Đơn vị thực hiện": "leads", "Cơ quan phối hợp": "cooperators", "Số điện thoại": "contact", "Tỷ lệ hoàn thành (%)": "percent",
        "Văn bản chứng minh": "evidence", "Văn bản giao - Số, ký hiệu": "source", "Văn bản giao - Ngày": "given",
        "Căn cứ - Ngày ban hành": "given", "Văn bản kết quả - Ngày": "told",
        "Sản phẩm": "product", "Ngày ban hành": "given", "Tiến độ": "state", "Người theo dõi": "person", "Số TB/KL": "source",
    }  # fmt: skip
    assert {title: role(title) for title in said} == said


LISTS = {
    "STT|Số TB/KL|Ngày ban hành|Chủ trì theo dõi|Ngành/lĩnh vực|Nội dung kết luận|Loại thời hạn|Hạn xử lý|Tiến độ|Kết quả, minh chứng|Mã nhiệm vụ":
        "told source given person area title due due state evidence code",
    "STT|Tên nhiệm vụ|Lãnh đạo chủ trì|Đơn vị chủ trì|Phối hợp|Ngày hoàn thành|Nguồn gốc|Trạng thái|Mức độ hoàn thành|Ngày hoàn thành thực tế|Gia hạn (số lần)|Người phê duyệt":
        "code title person leads cooperators due source state percent done told person",
    "STT|Số TBKL (số, ngày, lãnh đạo)|Trích yếu|Nội dung nhiệm vụ giao|Kết quả thực hiện của đơn vị|Trạng thái thực hiện":
        "code source source title report state",
    "TT|Nhiệm vụ|Đơn vị thực hiện|SĐT|Kết thúc|% hoàn thành|Tình trạng": "code title leads contact due percent state",
    "TT|Nhiệm vụ|Đơn vị thực hiện|Ngày hoàn thành": "code title leads left",
}  # fmt: skip


@pytest.mark.parametrize("titles", LISTS)
def test_the_columns_of_real_lists(titles: str) -> None:
    names = titles.split("|")
    found = layout(table(tuple(names), tuple("x" for _ in names)))
    assert found is not None
    roles = {head.title: head.role for head in found.heads}
    assert [roles[name] for name in names] == LISTS[titles].split()


def test_titles_in_two_rows_merged_cells_and_several_sheets() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Bìa"
    sheet = book.create_sheet("Phụ lục")
    for row in (
        ("PHỤ LỤC NHIỆM VỤ",), (),
        ("STT", "Nội dung nhiệm vụ", "Cơ quan", None, "Thời hạn"),
        (None, None, "Chủ trì", "Phối hợp", None),
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        ("I", "Nhóm một"),
        (1, "Việc thứ nhất", "Sở Nội vụ", "Thanh tra tỉnh", date(2024, 12, 31)),
        (2, "Việc thứ hai", "Sở Xây dựng", None, None),
    ):  # fmt: skip
        sheet.append(row)
    for cells in ("A3:A4", "B3:B4", "C3:D3", "E3:E4", "E7:E8"):
        sheet.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    own, found = find(read_table("a.xlsx", out.getvalue()), "")
    assert (own.name, found.first, found.last) == ("Phụ lục", 2, 3)
    assert {head.role: head.title for head in found.heads} == {
        "code": "STT", "title": "Nội dung nhiệm vụ", "leads": "Cơ quan - Chủ trì", "cooperators": "Cơ quan - Phối hợp", "due": "Thời hạn",
    }  # fmt: skip


def test_a_workbook_that_counts_from_1904() -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(("TT", "Nhiệm vụ", "Thời hạn"))
    book.active.append((1, "Việc", date(2024, 5, 6)))
    out = io.BytesIO()
    book.save(out)
    (own,) = read_table("a.xlsx", out.getvalue())
    assert own.since_1904
    assert term(own.at(1, 2), 1904).fields["due"]["by"] == "2024-05-06"


def test_values_beside_their_title() -> None:
    rows = (
        (1, "Việc một", "Sở Nội vụ", "x", "Đang thực hiện", None),
        (2, "Việc hai", "Sở Nội vụ", "y", "Đã hoàn thành", None),
    )
    found = layout(table(("TT", "Nhiệm vụ", "Chủ trì", "Kết quả", "Ý kiến", "Trạng thái"), *rows))
    assert found is not None
    (state,) = found.of("state")
    assert (state.title, state.column) == ("Trạng thái", 4)
    assert "bên trái" in state.why


@pytest.mark.parametrize("side", [-1, 1])
@pytest.mark.parametrize("title", ["Trạng thái", "Thời hạn"])
def test_values_on_either_side_of_their_title(side: int, title: str) -> None:
    own = "Đang làm" if title == "Trạng thái" else "31/12/2024"
    heads, cells = ["Ghi chú", title, "Ý kiến"], [None, None, None]
    cells[1 + side] = own
    rows = (("TT", "Nhiệm vụ", "Chủ trì", *heads), *((n, f"Việc {n}", "Sở Nội vụ", *cells) for n in range(3)))
    found = layout(table(*rows))
    assert found is not None
    (head,) = found.of("state" if title == "Trạng thái" else "due")
    assert (head.title, head.column) == (title, 4 + side)
    assert heads[1 + side] in head.why
    cells[1 - side] = own
    rows = (rows[0], *((n, f"Việc {n}", "Sở Nội vụ", *cells) for n in range(3)))
    found = layout(table(*rows))
    assert found is not None
    (head,) = found.of("state" if title == "Trạng thái" else "due")
    assert head.column == 4
    assert all(name in head.why for name in ("Ghi chú", "Ý kiến", "columns"))


def test_results_that_say_states_are_states(register: tuple[Source, Examined]) -> None:
    heads = ("TT", "Nhiệm vụ", "Chủ trì", "Kết quả thực hiện")
    said = {
        "Đã hoàn thành ngày 12/8/2024": "2024-08-12", "Đã xong 1.9.2024": "2024-09-01", "Đang dự thảo": None, "Hoàn thành 80%": None,
    }  # fmt: skip
    done = take(register, table(heads, *((n, f"Việc số {n}", "Sở Nội vụ", text) for n, text in enumerate(said))))
    assert [row.done for row in done.listing.rows] == list(said.values())
    assert [row.stage for row in done.listing.rows] == [Stage.DONE, Stage.DONE, Stage.UNDER_WAY, Stage.UNDER_WAY]


PARTIES: dict[str, tuple[list[str], list[str]] | str] = {
    "Sở Nội vụ chủ trì, phối hợp Thanh tra tỉnh": (["so-noi-vu"], ["thanh-tra"]),
    "Sở Nội vụ phối hợp với Thanh tra tỉnh": (["so-noi-vu"], ["thanh-tra"]),
    "Chủ trì: Sở Nội vụ\nPhối hợp: Thanh tra tỉnh, các đơn vị liên quan": (["so-noi-vu"], ["thanh-tra"]),
    "Sở Nội vụ + Thanh tra tỉnh": (["so-noi-vu", "thanh-tra"], []),
    "Đ/c Trần Văn Mẫu (Sở Nội vụ)": (["so-noi-vu"], []),
    "Ông Trần Văn Mẫu - Sở Nội vụ; Thanh tra tỉnh": (["so-noi-vu", "thanh-tra"], []),
    "Sở Nội vụ phối hợp Thanh tra tỉnh; Thanh tra tỉnh chủ trì": "ai chủ trì",
    "Sở Nội vụ, Thanh tra tỉnh phối hợp": "ai chủ trì",
    "Đ/c Trần Văn Mẫu (Sở Lạ)": "“Sở Lạ” là cơ quan nào?",
    "Sở Nội vụ (chủ trì), Thanh tra tỉnh (phối hợp)": (["so-noi-vu"], ["thanh-tra"]),
    "Thanh tra tỉnh (phối hợp);\nSở Xây dựng và Giao thông (chủ trì)": (["so-xay-dung"], ["thanh-tra"]),
    "Sở Nội vụ (chủ trì)": (["so-noi-vu"], []),
    "Sở Nội vụ (chủ trì), Thanh tra tỉnh": "ai chủ trì",
    "Sở Nội vụ, Thanh tra tỉnh (phối hợp)": "ai chủ trì",
}


@pytest.mark.parametrize("cell", PARTIES)
def test_who_leads_and_who_cooperates_in_one_cell(register: tuple[Source, Examined], cell: str) -> None:
    done = take(register, table(HEAD, (1, "Việc một", cell, None, None, None, None)))
    wanted = PARTIES[cell]
    if isinstance(wanted, str):
        assert [row.fate for row in done.listing.rows] == [Fate.QUESTION]
        assert any(wanted in why for why in done.listing.rows[0].why)
        return
    (only,) = data(done)
    found = [
        [party["body"].removeprefix("tinh-mau-") for party in only.get(name, ())] for name in ("leads", "cooperators")
    ]
    assert tuple(found) == wanted
    assert all(party.get("as_written", "Sở") in cell for party in only["leads"])
    assert "Văn Mẫu" not in "".join(done.texts.values())


def test_a_spelling_is_one_that_the_cell_has(register: tuple[Source, Examined]) -> None:
    """«Sở NV, XD và GT» is asked whole: nobody wrote «Sở GT»."""
    for cell in ("Sở Nội vụ, XD và GT", "Sở Nội vụ và GT"):
        answers = Answers()
        done = take(register, table(HEAD, (1, "Việc một", cell, None, None, None, None)), answers)
        written = [party["as_written"] for own in data(done) for party in own["leads"]]
        assert all(words in cell for words in (*answers.bodies, *written))


def test_a_list_without_leads_is_asked_once(register: tuple[Source, Examined]) -> None:
    rows = (
        ("TT", "Nhiệm vụ", "Đơn vị soạn", "Thời hạn"),
        *((n, f"Việc số {n}", "Sở Nội vụ", "31/12/2024") for n in (1, 2)),
    )
    done = take(register, table(*rows), answers := Answers())
    assert ([row.fate for row in done.listing.rows], answers.leadless) == ([Fate.QUESTION] * 2, "?")
    assert len({why for row in done.listing.rows for why in row.why}) == 1
    done = take(register, table(*rows), Answers(leadless="co"))
    assert [own["leads_state"] for own in data(done)] == ["khong-neu"] * 2
    done = take(register, table(*rows), Answers(columns=[{"title": "Đơn vị soạn", "is": "leads"}]))
    assert [own["leads"][0]["body"] for own in data(done)] == ["tinh-mau-so-noi-vu"] * 2


def test_a_table_without_titles_is_refused() -> None:
    with pytest.raises(RefusedError):
        find([table(("a", "b"), ("c", "d"))], "")


# ---------------------------------------------------------------------------------- rows

ROWS = (
    ("DANH SÁCH NHIỆM VỤ",), (), HEAD,
    ("A", "Lĩnh vực một"),
    (1, "Rà soát quy trình nội bộ", "Sở Nội vụ; Sở Xây dựng và Giao thông", "Thanh tra tỉnh và các đơn vị liên quan", "tháng 12/2024", "Nguyễn Văn Mẫu", "Đang thực hiện (trong hạn)"),
    (2, "Công khai thủ tục", "Sở Nội vụ", None, "tháng 9/2024", "LĐ2", "Đã hoàn thành (đúng hạn)"),
    (3, "Báo cáo số liệu", "Sở Lạ", None, "31/12/2024", None, "Chưa thực hiện"),
    (4, "Lập danh sách", "Sở Nội vụ", "Trần Thị Mẫu; Thanh tra tỉnh", "20/01/201", None, "Trễ hạn"),
    (4, "Lập danh sách", "Sở Nội vụ", "Trần Thị Mẫu; Thanh tra tỉnh", "20/01/201", None, "Trễ hạn"),
    (5, None, "Sở Nội vụ", None, "năm 2024", None, None),
    (6, None, None, None, None, None, None),
    (7, "Dừng một việc", "Sở Nội vụ", None, None, None, "Tạm dừng"),
    (8, "Việc không ai chủ trì", None, None, None, "LĐ1", "Quá hạn"),
    (9, "Việc lạ", "Sở Nội vụ", None, None, None, "chờ anh em"),
    (None, "Giao ông Nguyễn Văn Mẫu xem lại", "Sở Nội vụ", None, None, None, None),
    (),
)  # fmt: skip


def test_every_row_is_accounted_for(register: tuple[Source, Examined]) -> None:
    answers = Answers()
    done = take(register, table(*ROWS), answers)
    fates = {row.number: row.fate for row in done.listing.rows}
    assert fates == {
        4: Fate.NONE, 5: Fate.TASK, 6: Fate.TASK, 7: Fate.QUESTION, 8: Fate.TASK, 9: Fate.REFUSED, 10: Fate.REFUSED, 11: Fate.NONE,
        12: Fate.QUESTION, 13: Fate.TASK, 14: Fate.QUESTION, 15: Fate.QUESTION, 16: Fate.NONE,
    }  # fmt: skip
    assert len(done.listing.rows) == len(ROWS) - 3
    assert all(row.why for row in done.listing.rows if row.fate is not Fate.TASK)
    assert len(done.new) == list(fates.values()).count(Fate.TASK)
    assert answers.bodies == {"Sở Lạ": "?"}
    assert answers.states == {"chờ anh em": "?"}
    written = "".join(done.texts.values()) + kept_answers.keep(done.kept)
    assert not any(name in written for name in ("Mẫu xem", "Văn Mẫu", "Thị Mẫu", "LĐ2", "LĐ1"))
    assert done.listing.left_out["person"] == 4 + 1
    first = data(done)[0]
    assert [party["body"] for party in first["leads"]] == ["tinh-mau-so-noi-vu", "tinh-mau-so-xay-dung"]
    assert [party["body"] for party in first["cooperators"]] == ["tinh-mau-thanh-tra"]
    assert first["other_cooperators"] == ["các đơn vị liên quan"]
    assert first["due"] == {"by": "2024-12", "as_written": "tháng 12/2024"}
    second = data(done)[1]
    assert second["events"][0] | {"source": 0} == {
        "type": "xac-nhan", "date_state": "khong-neu", "known_on": "2024-11-30", "unproved": True, "source": 0,
    }  # fmt: skip
    assert not [told for told in done.told if told.wrong]


def test_what_is_alike_is_told_once_and_columns_left_out_by_name(register: tuple[Source, Examined]) -> None:
    head = (*HEAD, "Màu của tổ")
    rows = tuple((number, f"Việc số {'abcde'[number]}", "Sở Lạ", None, None, None, None, "x") for number in range(5))
    told = list(report(take(register, table(head, *rows, (9, "Việc khác", "Sở Quen", *[None] * 4, "y")))))
    assert [line.strip() for line in told if ": câu hỏi:" in line] == [
        "dòng 2-6: câu hỏi: “Sở Lạ” là cơ quan nào?",
        "dòng 7: câu hỏi: “Sở Quen” là cơ quan nào?",
    ]
    assert any("cột “Màu của tổ”: 6" in line for line in told)


def test_groups_bullets_and_titles_again_are_no_tasks(register: tuple[Source, Examined]) -> None:
    rows = (
        HEAD, ("1", "Về kỷ luật"), ("1.1", "Việc một", "Sở Nội vụ"), ("-", "Việc hai", "Sở Nội vụ"), ("-", "Việc ba", "Sở Nội vụ"),
        HEAD, ("2", "Việc bốn, không nêu gì thêm"), ("II", "Về cải cách"), ("III.", "Về tài chính"), (None, "Người lập biểu"),
    )  # fmt: skip
    done = take(register, table(*rows))
    assert [row.fate for row in done.listing.rows] == [
        Fate.NONE,
        Fate.TASK,
        Fate.TASK,
        Fate.TASK,
        Fate.NONE,
        Fate.TASK,
        Fate.NONE,
        Fate.NONE,
        Fate.NONE,
    ]


def test_sums_names_below_and_groups_beside_other_columns_are_no_tasks(register: tuple[Source, Examined]) -> None:
    rows = (
        ("(Cập nhật đến 30/11/2024)",), ("STT", "Số TB/KL", "Nội dung kết luận", "Cơ quan chủ trì", "Hạn xử lý", "Mã nhiệm vụ"),
        ("A", "KINH TẾ"), (1, "100-TB/TU", "Việc một", "Sở Nội vụ", None, "NV-001"), (2,), ("B", "VĂN HÓA"),
        (3, "101-TB/TU", "Việc hai", "Sở Nội vụ", None, "NV-002"), ("Cộng", "2 nhiệm vụ", None, 1, 1), ("Tổng cộng", None, "2"),
    )  # fmt: skip
    done = take(register, table(*rows, merged=((0, 0, 0, 5),)))
    assert (done.layout.first, done.layout.last) == (1, 1)
    assert [row.number for row in done.listing.rows if row.fate is Fate.TASK] == [4, 7]
    assert {row.fate for row in done.listing.rows if row.number not in (4, 7)} == {Fate.NONE}
    changed = [list(row) for row in rows]
    changed[3][2], changed[6][0] = "Đổi hẳn nội dung", 4
    again = take(later(register, done), table(*map(tuple, changed)), before=tuple(done.kept))
    assert ([edit.title for edit in again.edits], again.new) == (["Việc", "Nội dung"], [])


def test_what_waits_for_confirmation_was_handed_in_and_nothing_is_done_tomorrow(
    register: tuple[Source, Examined],
) -> None:
    head = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Trạng thái", "Ngày hoàn thành thực tế")
    rows = (
        head, (1, "Việc một", "Sở Nội vụ", "01/3/2024", "Chờ xác nhận", None), (2, "Việc hai", "Sở Nội vụ", "01/3/2024", "Hoàn thành", "01/12/2024"),
        (3, "Việc ba", "Sở Nội vụ", "01/3/2024", "Hoàn thành", "tháng 11/2024"), (4, "Việc bốn", "Sở Nội vụ", "01/3/2024", "Hoàn thành", date(2099, 6, 1)),
    )  # fmt: skip
    done = take(register, table(*rows))
    assert [row.fate is Fate.TASK for row in done.listing.rows] == [True, False, True, False]
    assert [event["type"] for own in data(done) for event in own["events"]] == ["nop", "xac-nhan"]
    assert next((state.listed, state.ours) for state in done.states) == ("Chờ xác nhận", "Đã nộp, chờ xác nhận")


GIVEN = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Văn bản giao", "Ngày giao")


@pytest.mark.parametrize(
    ("answer", "due", "inferred"),
    [
        ("?", None, False),
        ("khong", {"open": {"why": "khong-neu-ngay"}}, False),
        ("co", {"by": "2024-09-30"}, True),
    ],
)
def test_a_deadline_without_a_year_is_of_the_year_that_the_clerk_says(
    register: tuple[Source, Examined], answer: str, due: Any, inferred: bool
) -> None:
    rows = (GIVEN, (1, "Việc một", "Sở Nội vụ", "Quý I đến tháng 9", "TB 5", "20/02/2024"))
    done = take(register, table(*rows), answers := Answers(directive=DIRECTIVE, yearless=answer))
    assert answers.yearless == answer
    assert [row.fate for row in done.listing.rows] == [Fate.QUESTION if due is None else Fate.TASK]
    for own in data(done):
        assert own["due"] == {**due, "as_written": "Quý I đến tháng 9"}
        assert ("inferred" in own) is inferred


@pytest.mark.parametrize(
    ("source", "given", "counted"),
    [
        ("TB 5", "20/02/2024", False),
        ("TB 5", None, False),
        (None, None, False),
        ("Công văn 20/UBND-NC", None, True),
        ("Công văn 20/UBND-NC", "15/01/2024", True),
    ],
)
def test_days_are_counted_from_the_paper_of_the_row(
    register: tuple[Source, Examined], source: str | None, given: str | None, counted: bool
) -> None:
    rows = (GIVEN, (1, "Việc một", "Sở Nội vụ", "Trong 10 ngày kể từ ngày ký", source, given))
    (own,) = data(take(register, table(*rows), Answers(directive=DIRECTIVE)))
    assert ("within" in own["due"], "open" in own["due"]) == (counted, not counted)
    alone = (HEAD, (1, "Việc một", "Sở Nội vụ", None, "Trong 10 ngày kể từ ngày ký", None, None))
    (own,) = data(take(register, table(*alone), Answers(directive=DIRECTIVE)))
    assert own["due"]["within"] == {"days": 10, "of": "ban-hanh"}


def test_a_table_saved_as_unicode_text() -> None:
    (own,) = read_table("a.csv", "TT\tNhiệm vụ\tThời hạn\r\n1\tViệc\tnăm 2024\r\n".encode("utf-16"))
    assert own.rows[1] == ("1", "Việc", "năm 2024")


def test_states_that_differ_say_why(register: tuple[Source, Examined]) -> None:
    states = {state.listed: state for state in take(register, table(*ROWS)).states}
    assert states["Đang thực hiện (trong hạn)"].rows == 1
    assert all(state.because for state in states.values() if state.differs)
    assert sum(state.rows for state in states.values()) == 4
    assert states["Đã hoàn thành (đúng hạn)"].differs
    assert "không nêu ngày hoàn thành" in states["Đã hoàn thành (đúng hạn)"].because


def test_one_answer_for_each_spelling_becomes_an_alias(register: tuple[Source, Examined], tmp_path: Path) -> None:
    answers = Answers(bodies={"Sở Lạ": "tinh-mau-so-noi-vu"}, states={"chờ anh em": "dang-lam"})
    done = take(register, table(*ROWS), answers)
    assert Counter(row.fate for row in done.listing.rows)[Fate.TASK] == 6
    alias = done.texts["tinh-mau/agency/tinh-mau-so-noi-vu.yaml"]
    assert "aliases:\n" in alias
    assert "- name: Sở Lạ\n" in alias
    Path(tmp_path / "viec.yaml").write_text(answers.text(), encoding="utf-8")
    assert replace(kept_answers.read(tmp_path / "viec.yaml"), near=answers.near) == answers


def test_days_that_a_spreadsheet_of_another_country_has_read(register: tuple[Source, Examined]) -> None:
    """5/4/2017 became 4 May; 14/04/2017 stayed text, and tells so."""
    rows = (
        HEAD,
        (1, "Việc một", "Sở Nội vụ", None, date(2024, 5, 4), None, None),
        (2, "Việc hai", "Sở Nội vụ", None, "14/04/2024", None, None),
    )
    done = take(register, table(*rows), answers := Answers())
    assert [row.fate for row in done.listing.rows] == [Fate.QUESTION, Fate.TASK]
    assert answers.swapped == "?"
    for said, day in (("co", "2024-04-05"), ("khong", "2024-05-04")):
        done = take(register, table(*rows), Answers(swapped=said))
        assert [own["due"]["by"] for own in data(done)] == [day, "2024-04-14"]
    rows = (
        HEAD,
        *((number, f"Việc {number}", "Sở Nội vụ", None, date(2024, 5, number), None, None) for number in (4, 20)),
    )
    assert [row.fate for row in take(register, table(*rows)).listing.rows] == [Fate.TASK] * 2


@pytest.mark.parametrize("other", [date(2024, 3, 4), "03/04/2024", "3/4/24"], ids=str)
def test_words_that_can_be_month_first_only_make_the_others_doubtful(
    register: tuple[Source, Examined], other: Any
) -> None:
    rows = (
        HEAD,
        (1, "Việc một", "Sở Nội vụ", None, other, None, None),
        (2, "Việc hai", "Sở Nội vụ", None, "04/13/2024", None, None),
    )
    done = take(register, table(*rows), answers := Answers())
    assert ([row.fate for row in done.listing.rows], answers.swapped) == ([Fate.QUESTION, Fate.TASK], "?")
    read_so = date(2024, 4, 3) if isinstance(other, str) else other
    turned = date(read_so.year, read_so.day, read_so.month)
    for said, first, second in (("co", turned, "2024-04-13"), ("khong", read_so, None)):
        done = take(register, table(*rows), Answers(swapped=said))
        assert [own["due"].get("by") for own in data(done)] == [first.isoformat(), second]


def test_nobody_is_named_in_what_is_written(register: tuple[Source, Examined], tmp_path: Path) -> None:
    heads = ("TT", "Nhiệm vụ", "Chủ trì", "Nguồn chỉ đạo", "Sản phẩm", "Trạng thái", "Minh chứng")
    row = (
        1,
        "Rà soát hồ sơ",
        "Sở Nội vụ (đ/c Trần Văn Mẫu); Cụ Mẫu",
        "Email của ông Trần Văn Mẫu",
        "Giao bà Lê Thị Mẫu",
        "Đã xong - ông Trần Văn Mẫu",
        "Gọi 0912345678",
    )
    answers = Answers(bodies={"Cụ Mẫu": "nguoi"})
    done = take(register, table(heads, row), answers)
    (only,) = data(done)
    assert [party["body"] for party in only["leads"]] == ["tinh-mau-so-noi-vu"]
    written = "".join(done.texts.values()) + kept_answers.keep(done.kept) + answers.text()
    assert not any(name in written for name in ("Văn Mẫu", "Thị Mẫu", "Cụ Mẫu", "0912"))
    assert done.listing.left_out["person"] == 6
    (tmp_path / "a.yaml").write_text(answers.text(), encoding="utf-8")
    again = take(register, table(heads, row), kept_answers.read(tmp_path / "a.yaml"))
    assert [row.fate for row in again.listing.rows] == [Fate.TASK]


def test_a_list_of_findings(register: tuple[Source, Examined]) -> None:
    rows = (
        ("STT", "Cơ quan được kiểm tra", "Tồn tại, hạn chế", "Loại vi phạm", "Số trường hợp", "Mức độ vi phạm", "Cán bộ liên quan", "Thời hạn khắc phục"),
        (1, "Sở Xây dựng và Giao thông", "Chưa niêm yết đủ thủ tục", "Niêm yết, công khai thủ tục", "5/11 thủ tục", "Ít nghiêm trọng", "Trần Văn Mẫu", "31/12/2024"),
        (2, "Sở Xây dựng và Giao thông", "Không có sổ theo dõi", "Sổ sách", 2, "nặng", None, None),
        (3, "Sở Nội vụ; Thanh tra tỉnh", "Không có quy chế phối hợp", None, None, None, None, None),
    )  # fmt: skip
    where = Where("phat-hien", "", "", DAY, "tinh-mau-kt-2024-01")
    answers = Answers(inspection="tinh-mau-kt-2024-01", category="tinh-mau-tre-han")
    for _ in range(2):
        own, found = find([table(*rows)], "")
        done = Import(*register, schemas(), ImportScope(frozenset(), DAY.isoformat()), where).run(
            own, found, answers, ()
        )
        answers.categories = dict.fromkeys(answers.categories, "tinh-mau-niem-yet")
    assert [row.fate for row in done.listing.rows] == [Fate.TASK, Fate.TASK, Fate.QUESTION]
    first, second = data(done)
    assert first["count"] == {"found": 5, "of": 11, "unit": "thủ tục"}
    assert (first["seriousness"], second["seriousness"]) == ("it-nghiem-trong", "khong-neu")
    assert "31/12/2024" in first["source"]["note"]
    assert "nặng" in second["source"]["note"]
    assert second["count"] == {"found": 2, "unit": "trường hợp"}
    assert "Mẫu" not in "".join(done.texts.values())


# ---------------------------------------------------------------------------------- again


def later(register: tuple[Source, Examined], done: Imported) -> tuple[Source, Examined]:
    from generator.model import SourceFile

    files = {file.path: file for file in register[0].files} | {
        path: SourceFile(path, text.encode()) for path, text in done.texts.items()
    }
    source = replace(register[0], files=tuple(sorted(files.values(), key=lambda file: file.path)))
    return source, examine(source, schemas(), before=register[1])


def test_a_later_list_changes_only_what_changed(register: tuple[Source, Examined]) -> None:
    first = take(register, table(*ROWS))
    now = later(register, first)
    same = take(now, table(*ROWS), before=tuple(first.kept))
    assert (same.texts, same.new, same.edits, same.unchanged) == ({}, [], [], 4)
    changed = [list(row) for row in ROWS]
    changed[4][3] = "Thanh tra tỉnh"
    changed[4][6] = "Đã hoàn thành (đúng hạn)"
    changed[5][4] = "năm 2025"
    del changed[12]
    changed.append([10, "Việc mới thêm", "Sở Nội vụ", None, "tháng 1/2025", None, "Chưa thực hiện"])
    second = take(now, table(*map(tuple, changed)), before=tuple(first.kept))
    assert [edit.title for edit in second.edits] == ["Phối hợp khác, nguyên văn", "Tình trạng"]
    assert len(second.new) == 1
    assert len(second.texts) == 2
    told = [told.said for told in second.told if "cảnh báo" not in told.said]
    assert len(told) == 2
    assert any("không còn trong danh sách" in text for text in told)
    assert any("tháng 9/2024" in text and "năm 2025" in text and "gia hạn" in text for text in told)
    assert len(second.kept) == 5
    once_more = take(later(now, second), table(*map(tuple, changed)), before=tuple(second.kept))
    assert (once_more.texts, once_more.new) == ({}, [])


def test_a_lead_that_changes_while_the_numbers_move_is_no_second_task(register: tuple[Source, Examined]) -> None:
    """A task that is there once by its words, then and now, is the same whoever has it; with a namesake nobody can tell."""
    first = take(register, table(*ROWS))
    now = later(register, first)
    changed = [list(row) for row in ROWS]
    changed[5][0], changed[5][2] = 77, "Thanh tra tỉnh"
    second = take(now, table(*map(tuple, changed)), before=tuple(first.kept))
    assert second.new == []
    assert [edit.title for edit in second.edits] == ["Chủ trì"]
    assert "- body: tinh-mau-thanh-tra" in "".join(second.texts.values())
    assert not [told.said for told in second.told if "không còn trong danh sách" in told.said]
    twin = [*changed, [78, changed[5][1], "Sở Xây dựng và Giao thông", *changed[5][3:]]]
    third = take(now, table(*map(tuple, twin)), before=tuple(first.kept))
    assert len(third.new) == 2
    assert [told.said for told in third.told if "không còn trong danh sách" in told.said]


def test_what_the_register_has_changed_meanwhile_is_not_overwritten(register: tuple[Source, Examined]) -> None:
    first = take(register, table(*ROWS))
    path = next(path for path, text in first.texts.items() if "Công khai thủ tục" in text)
    first.texts[path] = first.texts[path].replace("title: Công khai thủ tục", "title: Công khai đủ thủ tục")
    now = later(register, first)
    changed = [list(row) for row in ROWS]
    changed[5][1] = "Công khai thủ tục mới"
    second = take(now, table(*map(tuple, changed)), before=tuple(first.kept))
    assert any("Công khai đủ thủ tục" in told.said and "Công khai thủ tục mới" in told.said for told in second.told)
    assert "title: Công khai đủ thủ tục\n" in second.texts[path]


# ---------------------------------------------------------------------------------- the command


def test_a_list_comes_in_and_goes_out_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(tmp_path / "records")
    monkeypatch.chdir(tmp_path)
    before = read_files(Path("records"))
    lines = [";".join(f'"{"" if cell is None else cell}"' for cell in (*row, *[None] * (7 - len(row)))) for row in ROWS]
    Path("thang-11.csv").write_text("\ufeff" + "\r\n".join(lines), encoding="utf-8")
    call = [
        "import",
        "thang-11.csv",
        "--name",
        "viec",
        "--directive",
        DIRECTIVE,
        "--clause",
        "1a",
        "--as-of",
        DAY.isoformat(),
    ]
    assert main(call) == PROBLEMS
    said = capsys.readouterr().out
    assert "13 hàng dưới tiêu đề = 4 bản ghi + 4 câu hỏi + 2 không nhận + 3 không phải dòng của danh sách" in said
    assert "“Sở Lạ” là cơ quan nào? (1 dòng)" in said
    assert read_files(Path("records")) == before
    assert main([*call, "--apply"]) == PROBLEMS
    assert len(read_files(Path("records"))) == len(before) + 4
    assert len(json.loads(Path("danh-sach/viec.json").read_text(encoding="utf-8"))) == 4
    assert main(["check"]) == OK
    assert main(["fix", "--check"]) == OK
    assert main(["import", "--undo"]) == OK
    assert read_files(Path("records")) == before
    assert not Path("danh-sach/viec.json").exists()


def test_every_import_can_be_taken_back_and_one_of_nothing_takes_none_away(tmp_path: Path) -> None:
    """A stack: however many imports write, or write nothing, undo gives back every state, then says that none is left."""
    lay(tmp_path / "records")
    records = tmp_path / "records"
    desk = Exchange(schemas(), records, DAY)
    states = [read_files(records)]
    for texts in ({"a.txt": "1"}, {}, {"a.txt": "2", "b.txt": "1"}, {}, {"b.txt": "2"}):
        desk.write(texts)
        if texts:
            states.append(read_files(records))
    for left, before in reversed(list(enumerate(states[:-1]))):
        done, changed, earlier = undo(records)
        assert (changed, earlier, read_files(records)) == ([], left, before)
        assert done
    with pytest.raises(RefusedError, match="mọi lần nhập đã được trả lại"):
        undo(records)


# ---------------------------------------------------------------------------------- whole

PARTY = [
    "STT",
    "Số hội nghị",
    "Số TB/KL",
    "Ngày ban hành",
    "Chủ trì theo dõi",
    "Ngành/lĩnh vực",
    "Cơ quan/đơn vị trình",
    "Lĩnh vực chi tiết",
    "Nội dung kết luận",
    "Loại thời hạn",
    "Hạn xử lý",
    "Tiến độ",
    "Kết quả, minh chứng",
    "Văn bản triển khai",
    "Mã nhiệm vụ",
    "Ngày cập nhật",
]
MONTHLY = [
    "STT",
    "Tên nhiệm vụ",
    "Lãnh đạo chủ trì",
    "Đơn vị chủ trì",
    "Phối hợp",
    "Đầu mối",
    "Ngày thực hiện",
    "Thời hạn",
    "Loại",
    "Nguồn gốc",
    "Trạng thái",
    "Kết quả",
    "Mức độ hoàn thành",
    "Khó khăn",
    "Đề xuất",
    "ID",
    "Người giao",
    "Lộ trình",
    "Ngày cập nhật",
    "Ngày hoàn thành thực tế",
    "Gia hạn (số lần, mốc cũ)",
    "Người phê duyệt",
    "Độ khẩn",
    "Ghi chú",
    "Điện thoại",
]
QUIRKS: dict[str, tuple[Any, ...]] = {
    "Số hội nghị": ("HN 12", "phiên họp thứ 3", 7, "HN 12; HN 14"),
    "Số TB/KL": ("12-TB/TU", "Nghị quyết số 44/2016/HĐ09 và Công văn số 404/VPUB-KGVX", "Email", "750/20-01", None),
    "Ngày ban hành": (date(2024, 3, 5), "5/3/2024", "20/01/201", None),
    "Chủ trì theo dõi": ("LĐ2", "Nguyễn Văn Mẫu", None),
    "Ngành/lĩnh vực": ("Giải quyết hồ sơ trễ hạn", "Nội chính", "Giải quyết hồ sơ trễ hạn; Kinh tế", None),
    "Lĩnh vực chi tiết": ("Đất đai", None, "Niêm yết, công khai chưa đúng"),
    "Cơ quan/đơn vị trình": ("Sở Nội vụ", "Sở NV; TTr tỉnh\n- Sở Xây dựng và Giao thông", "20", "Các sở, ban, ngành", "Sở Nội vụ, Nguyễn Văn Mẫu", None),
    "Loại thời hạn": ("có hạn cụ thể", "ký ban hành trong 10 ngày", "chờ quyết định", None),
    "Hạn xử lý": (*(cell for cell in WORDED if cell != "30/4/17"), *OPEN, *SEVERAL, "thường xuyên", "từ tháng 3 và thường xuyên", "khi có yêu cầu", "01/01/1970", 42825, "hằng quý", None),
    "Tiến độ": ("Đang thực hiện", "Đã hoàn thành", "Chưa thực hiện", "Quá hạn", None,
                "Đơn vị đang lấy ý kiến các xã về dự thảo lần hai, dự kiến trình trong tháng sau khi có đủ số liệu"),
    "Kết quả, minh chứng": ("Báo cáo số 15/BC-SNV ngày 12/8/2024", "đã họp, chờ góp ý", None),
    "Văn bản triển khai": ("Kế hoạch số 31/KH-SNV ngày 03/5/2024", "Công văn 12/SNV; Công văn 15/SNV ngày 10.6.2024", None),
    "Mã nhiệm vụ": (), "Nội dung kết luận": (), "Tên nhiệm vụ": (), "ID": (), "STT": (),
    "Ngày cập nhật": (date(2024, 11, 2), "15/10/2024", None, "tháng 10"),
    "Nguồn gốc": ("Công văn số 404/VPUB-KGVX", "Email của ông Trần Văn Mẫu", "họp giao ban", None),
    "Phối hợp": ("các đơn vị", "Thanh tra tỉnh và các đơn vị liên quan", "Lê Thị Mẫu; Sở NV", None),
    "Đầu mối": ("Văn phòng Ủy ban nhân dân tỉnh", "LĐ1", None),
    "Ngày thực hiện": ("5/2/2024", None), "Loại": ("thường kỳ", "đột xuất", None),
    "Kết quả": ("- 12/4/2024: đã trình dự thảo\n- 20/5/2024: họp lần hai, hạn mới 30/6/2024\n- đang sửa", "(máy ghi) giao lại", None, "Sự cố " * 110),
    "Mức độ hoàn thành": ("80%", 0.5, None), "Khó khăn": ("thiếu số liệu", None), "Đề xuất": ("cho lùi hạn; bổ sung kinh phí", None),
    "Lộ trình": ("quý I: khảo sát; quý II: trình", None), "Gia hạn (số lần, mốc cũ)": ("2 (31/3/2024; 30/6/2024)", None),
    "Ngày hoàn thành thực tế": (date(2024, 8, 12), None, "9/2024"), "Người phê duyệt": ("Trần Văn Mẫu", None),
    "Độ khẩn": ("Khẩn", "Hỏa tốc", "gấp lắm", None), "Ghi chú": ("Ghép với việc 12", "Liên hệ 0912345678", None), "Điện thoại": ("0912345678", None),
}  # fmt: skip
SAME = {"Đơn vị chủ trì": "Cơ quan/đơn vị trình", "Thời hạn": "Hạn xử lý", "Trạng thái": "Tiến độ"}
SAME |= {"Lãnh đạo chủ trì": "Chủ trì theo dõi", "Người giao": "Chủ trì theo dõi"}
CLERK = {"Sở NV": "tinh-mau-so-noi-vu", "TTr tỉnh": "tinh-mau-thanh-tra", "20": "bo-qua"}


def of_real_shape(heads: list[str]) -> list[tuple[Any, ...]]:
    """Return 60 rows below heads, with the quirks of real cells, each column going through its own at another pace."""
    rows: list[tuple[Any, ...]] = [("DANH SÁCH NHIỆM VỤ",), (), tuple(heads)]
    for number in range(1, 61):
        own = {"STT": number, "Mã nhiệm vụ": f"NV-{number:03}", "ID": 9000 + number}
        own |= dict.fromkeys(
            ("Nội dung kết luận", "Tên nhiệm vụ"), f"Rà soát, hoàn thiện nội dung thứ {number} của đề án"
        )
        ways = [QUIRKS.get(SAME.get(head, head), ()) for head in heads]
        rows.append(tuple(own.get(head) or way[number % len(way)] for head, way in zip(heads, ways, strict=True)))
    return rows


def pieces(cell: Any) -> list[str]:
    """Return the lines of a cell as words."""
    text = f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(int(cell) if cell == 2017.0 else cell)
    return [" ".join(line.split()).strip("- ") for line in text.split("\n") if line.strip("- ")]


def strings(value: Any) -> list[str]:
    """Return all that a record says, value by value."""
    if isinstance(value, dict):
        return [own for below in value.values() for own in strings(below)]
    return [own for below in value for own in strings(below)] if isinstance(value, list) else [str(value)]


@pytest.mark.parametrize(
    ("heads", "counted"),
    [(PARTY, (415, 306, 15, 50, 11)), (MONTHLY, (489, 329, 5, 260, 11))],
    ids=["party", "monthly"],
)
def test_a_table_of_real_shape_comes_in_whole(
    register: tuple[Source, Examined], heads: list[str], counted: tuple[int, ...]
) -> None:
    """Sixty rows are sixty tasks without an error; every cell is read back from its record, or left out for a reason."""
    rows = of_real_shape(heads)
    answers = Answers(bodies=dict(CLERK), count_from=1900, swapped="khong", yearless="khong")
    answers.columns = [{"title": "Cơ quan/đơn vị trình", "is": "leads"}]
    done = take(register, table(*rows), answers)
    assert [row.why for row in done.listing.rows if row.fate is not Fate.TASK] == []
    assert len(done.new) == 60
    assert not [told.said for told in done.told if told.wrong]
    assert not later(register, done)[1].failed
    roles = {head.title: head for head in done.layout.heads}
    fates: Counter[str] = Counter()
    lost = []
    for row, record in zip(rows[3:], data(done), strict=True):
        for head, cell in zip(heads, row, strict=True):
            for text in pieces(cell) if cell is not None else ():
                fate = where_it_is(head, text, record, answers.role(roles[head]) in OUT)
                fates[fate] += 1
                lost += [] if fate else [(head, text)]
    assert sorted(set(lost)) == []
    kinds = (
        "trường",
        "ghi chú",
        "ghi chú và trường",
        "không nhận: người, điện thoại, tỷ lệ",
        "không nhận: ô trống, sổ tự tính",
    )
    assert fates == dict(zip(kinds, counted, strict=True))


def where_it_is(head: str, text: str, record: dict[str, Any], reader_left: bool) -> str:
    """Return where the words of a cell are: in a field, in a note, or left out for what they are; empty: lost."""
    kept = {name: value for name, value in record.items() if name not in ("note", "source", "id")}
    source = " ".join([record.get("note", ""), record["source"]["note"]])
    if names.listed(text) or contact(text) is not None or reader_left or text.startswith("LĐ"):
        return "" if text in " ".join(strings(record)) else "không nhận: người, điện thoại, tỷ lệ"
    if text in ("01/01/1970", "Quá hạn"):
        return "không nhận: ô trống, sổ tự tính"
    if head == "Ngày cập nhật" and f"{text[6:]}-{text[3:5]}-{text[:2]}" in strings(
        kept.get("progress", kept.get("events", []))
    ):
        return "trường"
    categories = {"Giải quyết hồ sơ trễ hạn": "tinh-mau-tre-han", "Niêm yết, công khai chưa đúng": "tinh-mau-niem-yet"}
    coded = {"Khẩn": "khan", "Hỏa tốc": "hoa-toc", "42825": "31/03/2017"}
    whole = " ".join(entry.get("what", "") for entry in record.get("progress", ()))
    places = set()
    for part in [text] if head == "Kết quả" else re.split("; | và (?=các đơn vị)", text):
        want = categories.get(part, coded.get(part, part))
        if any(want == value or (len(want) > 4 and want in value) for value in (*strings(kept), whole)):
            places.add("trường")
        elif (part if len(part) > 4 else f"“{part}”") in source:
            places.add("ghi chú")
        else:
            return ""
    return " và ".join(sorted(places))
