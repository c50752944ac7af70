"""Reports: each figure is that of the data files, and the page is laid out as Decree 30/2020/NĐ-CP wants it."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from generator.build import check, office
from generator.cli import OK, PROBLEMS, USAGE, main
from generator.domain.periods import parse
from generator.domain.text import vi_date
from generator.model import content
from generator.office import pdf
from generator.publish import publish, registers
from generator.publish.exports import export
from generator.publish.exports.export import Snapshot
from generator.publish.exports.letter import FONT, MOTTO, NATION
from generator.publish.exports.reporting import FORMS, NAMES, Inquiry, asked, beside
from generator.publish.register import Register
from generator.publish.reports import REPORTS, SAMPLE, SILENT, tasks
from tests.conftest import REGISTER

AS_OF = date(2024, 12, 1)
COMMIT = "0123456789abcdef0123456789abcdef01234567"
SITE = "https://so.example/"
HOME = "mau-nam"
MONTH = "2024-11"
UNITS = ("2024-W45", MONTH, "2024-Q4", "2024-H2", "2024")
HEADED = {"commit": COMMIT, "uncommitted_changes": False, "audience": "public"}


@cache
def examined() -> Any:
    return check(REGISTER)


@cache
def register(audience: str = "public", as_of: date = AS_OF) -> Register:
    names = office(REGISTER, examined())[0]
    assert names is not None
    return registers(examined(), as_of, audience, office=names)[0]


@cache
def data(as_of: date = AS_OF) -> dict[str, list[dict[str, Any]]]:
    """The rows of the data files, by file."""
    site = publish(examined(), as_of, "public", {}, {"commit": None, "uncommitted_changes": None})
    names = ("duties", "findings", "requests", "summaries")
    return {name: json.loads(content(site[f"du-lieu/{name}.json"]))[name] for name in names}


@cache
def made(kind: str, about: str, period: str = "", rule: str = "lich", agency: str = "") -> tuple[bytes, bytes]:
    files = asked(register(), Inquiry(kind, about, period, rule, agency), HEADED)
    (letter,) = (own for name, own in files.items() if name.endswith(".docx"))
    (book,) = (own for name, own in files.items() if name.endswith(".xlsx"))
    return letter, book


def opened(letter: bytes) -> Any:
    return docx.Document(io.BytesIO(letter))


def tables(letter: bytes) -> Iterator[list[list[str]]]:
    """The tables with borders, row by row; not those in whose cells a letter begins and ends."""
    for table in opened(letter).tables:
        if table._tbl.tblPr.find(qn("w:tblBorders")) is not None:
            yield [[cell.text for cell in row.cells] for row in table.rows]


def sheets(book: bytes) -> dict[str, list[list[Any]]]:
    read = openpyxl.load_workbook(io.BytesIO(book))
    return {own.title: [[cell.value for cell in row] for row in own.iter_rows()] for own in read}


def said(letter: bytes) -> str:
    own = opened(letter)
    cells = (p for table in own.tables for row in table.rows for cell in row.cells for p in cell.paragraphs)
    return "\n".join(p.text for p in (*own.paragraphs, *cells))


EVERY = [
    ("period", HOME, MONTH, "lich", ""),
    ("period", HOME, MONTH, "nd-09-2019", ""),
    ("period", f"{HOME}-so-tai-chinh", "2024-Q4", "lich", ""),
    ("overdue", HOME, "", "lich", ""),
    ("overdue", f"{HOME}-so-tai-chinh", "", "lich", ""),
    ("remediation", HOME, "2024", "lich", ""),
    ("inspection", "mau-nam-tt-2024-01", "", "lich", ""),
    ("inspection", "mau-nam-tt-2024-01", "", "lich", f"{HOME}-so-tai-chinh"),
]


# ------------------------------------------------------------------------------------------------------- figures


@pytest.mark.parametrize("summary", [s.record.id for s in register().summaries.values()])
def test_a_recorded_report_has_the_figures_of_the_data_file(summary: str) -> None:
    own = register().summaries[summary]
    (row,) = (row for row in data()["summaries"] if row["record"] == summary)
    record = own.record
    snapshot = Snapshot(register(), {**HEADED, "as_of": AS_OF.isoformat()}, ())
    letter, book = (
        content(export.made(make, snapshot))
        for form in FORMS
        for make in beside("period", form)(register(), {"x/": record}).values()
    )
    found = row["findings"]
    moved = [len(found[name]) for name in ("brought_forward", "new", "reopened", "closed", "carried_forward")]
    states = [duty["state"] for duty in row["duties"]]
    four = [
        len(states),
        states.count("done-on-time"),
        states.count("done-late"),
        states.count("open-in-time") + states.count("due-soon"),
        states.count("open-overdue"),
    ]
    first, second = list(tables(letter))[:2]
    assert (first[1][1:], second[1][1:]) == ([str(n) for n in four], [str(n) for n in moved])
    shown = sheets(book)
    assert (shown["Nhiệm vụ"][1][1:], shown["Phát hiện"][1][1:]) == (four, moved)
    late = [state for state in states if state in ("open-overdue", "done-late")]
    assert len(shown["Quá hạn"]) - 1 == len(late)
    assert sum(len(rows) - 1 for name, rows in shown.items() if name.startswith("Khắc phục")) == sum(moved[:3])
    assert ("Phạm vi: các cuộc do đơn vị lập báo cáo tiến hành." in said(letter)) is (
        record.get("scope") == "don-vi-lap"
    )
    named = {row["task"] for row in row["duties"]}
    assert {line[-2] for line in shown["Danh mục kết luận"][1:]} == named


@pytest.mark.parametrize("period", UNITS)
def test_a_period_of_which_there_is_no_record_is_counted_by_the_same_rule(period: str) -> None:
    """Held to the data files of the last day of the period, or of the day of the register."""
    days = parse(period, "lich").days
    on = min(days.last, AS_OF)
    rows = [
        row
        for row in data(on)["duties"]
        if row["province"] == HOME and row["due"] and row["state"] in ("open-in-time", "due-soon", "open-overdue")
    ]
    shown = sheets(made("period", HOME, period)[1])
    total, _, _, running, late = shown["Nhiệm vụ"][1][1:]
    assert running == sum(row["state"] != "open-overdue" for row in rows)
    assert late == sum(row["state"] == "open-overdue" for row in rows)
    assert total == sum(shown["Nhiệm vụ"][1][2:])
    found = [row for row in data(on)["findings"] if row["province"] == HOME]
    opened = [row for row in found if row["closed"] is None and row["state"] != "no-information"]
    closed = [row for row in found if row["closed"] and days.first.isoformat() <= row["closed"] <= on.isoformat()]
    before, new, again, done, carried = shown["Phát hiện"][1][1:]
    assert before + new + again == done + carried
    assert (carried, done) == (len(opened), len(closed))


def test_the_reports_of_agencies_add_up_to_that_of_their_province() -> None:
    period = "2024-Q4"
    whole = sheets(made("period", HOME, period)[1])
    rows = whole["Báo cáo tháng của đơn vị"]
    column = rows[0].index("Đơn vị chủ trì")
    named = {line[column] for line in rows[1:]}
    own = [a for a in register().corpus.of("agency") if a.province == HOME and register().label(a) in named]
    parts = [sheets(made("period", a.id, period)[1]) for a in own]
    for agency, part in zip(own, parts, strict=True):
        mine = [row for row in data()["findings"] if row["holder"] == agency.id]
        left = [row for row in mine if row["closed"] is None and row["state"] != "no-information"]
        assert part["Phát hiện"][1][-1] == len(left), agency.id
        shown = part["Kiểm tra"]
        at = shown[0].index("Đối tượng kiểm tra, thanh tra") if len(shown) > 1 else 0
        assert all(register().label(agency) in line[at] for line in shown[1:])
    assert any(part["Phát hiện"][1][-1] for part in parts)
    alone = sum(line[column] is None for line in rows[1:])
    assert sum(part["Nhiệm vụ"][1][1] for part in parts if "Nhiệm vụ" in part) + alone == whole["Nhiệm vụ"][1][1]


def test_what_is_overdue_is_what_the_data_files_call_overdue() -> None:
    letter, book = made("overdue", HOME)
    late = [
        (row.get("task") or row.get("finding") or row["record"], row["days_late"])
        for name in ("duties", "findings", "requests")
        for row in data()[name]
        if row["province"] == HOME and (row.get("overdue") or row["state"] == "open-overdue")
    ]
    head, *rows = sheets(book)["Việc quá hạn"]
    days = head.index("Quá hạn (ngày)")
    told = [row[days] for row in rows]
    assert told == sorted((number or None for _, number in late), key=lambda number: -(number or 0))
    *_, listed = tables(letter)
    assert [row[0] for row in listed[1:]] == [str(number) for number in range(1, len(late) + 1)]
    assert f"Có {len(late)} việc quá hạn" in said(letter)
    for name in ("Theo loại", "Theo cơ quan"):
        if name in sheets(book):
            assert sum(row[1] for row in sheets(book)[name][1:]) == len(late)


def test_an_extract_of_an_inspection_has_its_findings_and_that_of_a_body_its_own() -> None:
    inspection = "mau-nam-tt-2024-01"
    own = [row for row in data()["findings"] if row["inspection"] == inspection]
    assert len(sheets(made("inspection", inspection)[1])["Phát hiện"]) - 1 == len(own) > 1
    agency = f"{HOME}-so-tai-chinh"
    less = [row for row in own if agency in (row["agency"], row["holder"])]
    assert len(sheets(made("inspection", inspection, agency=agency)[1])["Phát hiện"]) - 1 == len(less) < len(own)


def test_of_what_is_not_followed_nothing_is_counted() -> None:
    silent = [
        p.id for p in register().corpus.of("province") if p.id not in register().followed_in and p.id != "trung-uong"
    ]
    for province in silent:
        for kind, period in (("period", MONTH), ("overdue", "")):
            letter, book = made(kind, province, period)
            assert SILENT in said(letter)
            assert list(tables(letter)) == []
            assert list(sheets(book)) == ["Giải thích"]


# ------------------------------------------------------------------------------------------------ layout (NĐ 30)


def runs(own: Any) -> Iterator[Any]:
    for paragraph in paragraphs(own):
        yield from paragraph.runs


def paragraphs(own: Any) -> Iterator[Any]:
    yield from own.paragraphs
    for table in own.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


@pytest.mark.parametrize("asked_for", EVERY, ids=lambda own: "-".join(filter(None, own)))
def test_every_page_is_a4_with_the_margins_and_numbers_of_the_decree(asked_for: tuple[str, ...]) -> None:
    own = opened(made(*asked_for)[0])
    for place, section in enumerate(own.sections):
        wide = asked_for[0] == "remediation" or place > 0
        assert section.orientation == (WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT)
        sides = (section.page_height, section.page_width) if wide else (section.page_width, section.page_height)
        assert [round(side.mm, 1) for side in sides] == [210, 297]
        assert all(20 <= round(edge.mm, 1) <= 25 for edge in (section.top_margin, section.bottom_margin))
        assert 30 <= round(section.left_margin.mm, 1) <= 35
        assert 15 <= round(section.right_margin.mm, 1) <= 20
        assert section.different_first_page_header_footer
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert section.header_distance < section.top_margin
        (number,) = section.header.paragraphs
        assert number.alignment is WD_ALIGN_PARAGRAPH.CENTER
        assert [run._r.findtext(qn("w:instrText")) for run in number.runs] == [None, "PAGE", None]
        assert {run.font.size for run in number.runs} == {Pt(14)}
        assert section.first_page_header.paragraphs[0].text == ""
        for foot in (section.footer, section.first_page_footer):
            assert COMMIT in foot.paragraphs[0].text
            assert vi_date(AS_OF) in foot.paragraphs[0].text


@pytest.mark.parametrize("asked_for", EVERY, ids=lambda own: "-".join(filter(None, own)))
def test_every_word_is_in_times_new_roman_and_black(asked_for: tuple[str, ...]) -> None:
    letter = made(*asked_for)[0]
    own = opened(letter)
    scripts = [qn(f"w:{script}") for script in ("ascii", "hAnsi", "eastAsia", "cs")]
    used = {paragraph.style.name for paragraph in paragraphs(own)} | {"Header", "Footer"}
    defaults = own.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:rFonts')}")
    styled = [own.styles[name].element.rPr.rFonts for name in used]
    for fonts in (defaults, *styled):
        assert [fonts.get(script) for script in scripts] == [FONT] * 4
        assert set(fonts.attrib) == set(scripts)  # none of a theme, which would win
    for name in used:
        assert own.styles[name].font.color.rgb is None
    assert all(run.font.name is None and run.font.color.rgb is None for run in runs(own))
    with zipfile.ZipFile(io.BytesIO(letter)) as archive:
        assert b"vi-VN" in archive.read("word/styles.xml")


@pytest.mark.parametrize(
    "asked_for", [own for own in EVERY if own[0] != "remediation"], ids=lambda own: "-".join(filter(None, own))
)
def test_a_letter_has_its_parts_in_their_order_and_sizes(asked_for: tuple[str, ...]) -> None:
    own = opened(made(*asked_for)[0])
    above, *_, below = [t for t in own.tables if t._tbl.tblPr.find(qn("w:tblBorders")) is None]
    left, right = above.rows[0].cells
    sender = [p for p in left.paragraphs if p.text]
    assert all(p.text.isupper() and p.runs[0].font.size == Pt(13) for p in sender[:-1])
    assert [p.runs[0].bold for p in sender[:-1]] == [False] * (len(sender) - 2) + [True]
    assert sender[-1].text.startswith("Số:")
    assert sender[-1].text.strip().endswith("/BC-…")
    nation, motto, dated = [p for p in right.paragraphs if p.text]
    assert (nation.text, nation.runs[0].bold, nation.runs[0].font.size) == (NATION, True, Pt(13))
    assert (motto.text, motto.runs[0].bold, motto.runs[0].font.size) == (MOTTO, True, Pt(14))
    assert dated.text.endswith(", ngày      tháng      năm 20…")
    assert (dated.runs[0].italic, dated.runs[0].font.size) == (True, Pt(14))
    for cell, length in ((left, (22, 34)), (right, (59, 62))):  # a third to a half of the left column, all of the motto
        (rule,) = [p for p in cell.paragraphs if p._p.find(f".//{qn('w:pBdr')}") is not None]
        width = cell.width - rule.paragraph_format.left_indent - rule.paragraph_format.right_indent
        assert Mm(length[0]) <= width <= Mm(length[1])
    body = [p for p in own.paragraphs if p.text]
    kind, title = body[:2]
    assert (kind.text, kind.runs[0].bold, title.runs[0].bold) == ("BÁO CÁO", True, True)
    assert kind.alignment is title.alignment is WD_ALIGN_PARAGRAPH.CENTER
    text = [p for p in body if p.alignment is WD_ALIGN_PARAGRAPH.JUSTIFY]
    assert text
    for paragraph in text:
        assert paragraph.runs[0].font.size == Pt(14)
        assert Mm(10) <= paragraph.paragraph_format.first_line_indent <= Mm(12.71)
        assert paragraph.paragraph_format.space_before >= Pt(6)
        assert (paragraph.paragraph_format.line_spacing or paragraph.style.paragraph_format.line_spacing) == 1.0
    receive, sign = below.rows[0].cells
    lead, *listed = receive.paragraphs
    assert (lead.text, lead.runs[0].bold, lead.runs[0].italic, lead.runs[0].font.size) == (
        "Nơi nhận:",
        True,
        True,
        Pt(12),
    )
    assert [p.text for p in listed] == ["- Lưu: VT."]
    assert {p.runs[0].font.size for p in listed} == {Pt(11)}
    assert sign.paragraphs[0].text == "THỦ TRƯỞNG CƠ QUAN"
    assert (sign.paragraphs[0].runs[0].bold, sign.paragraphs[0].runs[0].font.size) == (True, Pt(14))
    order = [el.tag for el in own.element.body if el.tag in (qn("w:tbl"), qn("w:p"))]
    assert order[0] == qn("w:tbl")


@pytest.mark.parametrize("asked_for", EVERY, ids=lambda own: "-".join(filter(None, own)))
def test_appendices_are_numbered_and_lead_to_the_letter(asked_for: tuple[str, ...]) -> None:
    own = opened(made(*asked_for)[0])
    heads = [i for i, p in enumerate(own.paragraphs) if p.text.startswith("Phụ lục") and p.style.name == "Heading 1"]
    names = [own.paragraphs[i].text for i in heads]
    assert names == (["Phụ lục"] if len(names) == 1 else ["Phụ lục I", "Phụ lục II"][: len(names)])
    assert len(own.sections) == len(names) + (asked_for[0] != "remediation")
    for i in heads:
        title, with_what = own.paragraphs[i + 1 : i + 3]
        assert title.text.isupper()
        assert with_what.text.startswith("(Kèm theo Báo cáo số")
        assert [p.alignment for p in own.paragraphs[i : i + 3]] == [WD_ALIGN_PARAGRAPH.CENTER] * 3
        assert own.paragraphs[i].runs[0].font.size == Pt(14)
        assert (title.runs[0].bold, with_what.runs[0].italic) == (True, True)


@pytest.mark.parametrize("asked_for", EVERY, ids=lambda own: "-".join(filter(None, own)))
def test_a_table_is_as_wide_as_the_text_and_its_head_comes_again(asked_for: tuple[str, ...]) -> None:
    own = opened(made(*asked_for)[0])
    section = 0
    sections = list(own.sections)
    for element in own.element.body:
        if element.find(f".//{qn('w:sectPr')}") is not None:
            section += 1
        if element.tag == qn("w:tbl") and element.tblPr.find(qn("w:tblBorders")) is not None:
            at = sections[min(section, len(sections) - 1)]
            room = at.page_width - at.left_margin - at.right_margin
            grid = [int(col.get(qn("w:w"))) for col in element.tblGrid]
            assert abs(sum(grid) - room / 635) < 20
            first, *rest = element.tr_lst
            assert first.trPr.find(qn("w:tblHeader")) is not None
            assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (first, *rest))
            assert {len(row.tc_lst) for row in (first, *rest)} == {len(grid)}


# ------------------------------------------------------------------------------------------------ what it is made of


@pytest.mark.parametrize("asked_for", EVERY, ids=lambda own: "-".join(filter(None, own)))
def test_the_same_report_is_the_same_bytes(asked_for: tuple[str, ...]) -> None:
    kind, about, *rest = asked_for
    again = asked(register.__wrapped__(), Inquiry(kind, about, *rest), HEADED)
    assert set(again.values()) == set(made(*asked_for))
    for own in made(*asked_for):
        with zipfile.ZipFile(io.BytesIO(own)) as archive:
            assert {entry.date_time[0] for entry in archive.infolist()} == {1980}  # the least that an archive can hold
            assert archive.testzip() is None


def test_a_report_says_of_what_it_was_made_and_that_it_is_invented() -> None:
    letter, book = made("overdue", HOME)
    core = opened(letter).core_properties
    assert (core.author, core.version) == ("Sổ theo dõi tỉnh Mẫu", COMMIT)
    assert core.created.date() == core.modified.date() == AS_OF
    assert core.subject == SAMPLE
    assert SAMPLE in said(letter)
    assert any(SAMPLE in str(cell) for row in sheets(book)["Giải thích"] for cell in row)
    assert COMMIT in openpyxl.load_workbook(io.BytesIO(book)).properties.description


def test_a_hidden_record_is_in_no_public_report_and_the_internal_one_says_that_it_is() -> None:
    hidden = set(register("internal").corpus.records) - set(register().corpus.records)
    titles = {register("internal").corpus.records[own].get("title", "") for own in hidden} - {"", None}
    shown = {own.get("title") for own in register().corpus.records.values()}
    for asked_for in EVERY:
        letter, book = made(*asked_for)
        text = said(letter) + json.dumps(sheets(book), default=str, ensure_ascii=False)
        assert [title for title in titles - shown if title in text] == []
    files = asked(register("internal"), Inquiry("overdue", HOME), {**HEADED, "audience": "internal"})
    own = opened(next(iter(files.values())))
    assert "BẢN NỘI BỘ" in own.sections[0].footer.paragraphs[0].text


def test_the_site_has_reports_beside_their_tables() -> None:
    site = publish(examined(), AS_OF, "public", {}, {"commit": COMMIT, "uncommitted_changes": False})
    corpus = register().corpus
    wanted = {
        f"{place}/{own.id}/{NAMES[kind]}.{form}"
        for kind, place, of in (("overdue", "tinh", "province"), ("period", "ky-bao-cao", "summary"))
        for own in corpus.of(of)
        for form in FORMS
    }
    assert {path for path in site if path.endswith((".docx", ".xlsx")) and not path.startswith("du-lieu/")} >= wanted
    for path in (f"tinh/{HOME}/qua-han/index.md", *(f"ky-bao-cao/{own.id}/index.md" for own in corpus.of("summary"))):
        text = content(site[path]).decode()
        assert text.count("Tải về: ") == 1
        assert text.count(".docx") == text.count(".xlsx") == 1
    for path in wanted:
        assert len(content(site[path])) > 1000
    assert content(site[f"tinh/{HOME}/{NAMES['overdue']}.docx"])[:2] == b"PK"


# ------------------------------------------------------------------------------------------- the words of an office


def test_the_engine_names_every_field_that_a_column_can_hold() -> None:
    schema = json.loads(
        (Path(__file__).parents[1] / "schemas/register/reports.schema.json").read_text(encoding="utf-8")
    )
    column = schema["properties"]["columns"]["items"]["properties"]["columns"]
    allowed = column["items"]["pattern"].partition(" = (")[2].partition(")")[0].split("|")
    assert allowed == sorted({*tasks.FIELDS, "number"})
    assert ", ".join(allowed) in column["description"]
    kinds = schema["properties"].keys() - {"head", "columns"}
    assert kinds == REPORTS.keys()


OWN = """\
[head]
superior = "Tỉnh ủy Mẫu"
issuer = "Văn phòng Mẫu"
place = "Mẫu Thành"
signer = ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]

[overdue]
symbol = "BC-VP"
to = ["Chủ tịch Ủy ban nhân dân tỉnh"]
opening = ["Văn phòng báo cáo {about}, đến {day}."]
proposals = ["Đề nghị kiểm điểm."]
recipients = ["Như trên", "Lưu: VT, TH"]

[[columns]]
sheet = "Mẫu của Văn phòng"
columns = ["Việc = task", "Người theo dõi", "TT = number"]
"""


@pytest.fixture
def records(tmp_path: Path) -> Path:
    shutil.copy(REGISTER.with_name("register.toml"), tmp_path)
    return shutil.copytree(REGISTER, tmp_path / "records")


def test_an_office_says_it_in_its_own_words(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records.with_name("reports.toml").write_text(OWN, encoding="utf-8")
    out = records.with_name("out")
    call = ["report", "overdue", HOME, "--records", str(records), "--as-of", "2024-12-01", "--out", str(out)]
    assert main(call) == OK
    first, second = capsys.readouterr().out.splitlines()
    assert first.endswith("out/overdue-mau-nam-den-2024-12-01.docx")
    text = said(Path(first).read_bytes())
    for own in (
        "TỈNH ỦY MẪU\nVĂN PHÒNG MẪU", "Mẫu Thành, ngày", "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", "/BC-VP",
        "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh", "Văn phòng báo cáo thành phố Mẫu Nam, đến 01/12/2024.",
        "3. Kiến nghị, đề xuất\nĐề nghị kiểm điểm.", "- Như trên;\n- Lưu: VT, TH.",
    ):  # fmt: skip
        assert own in text.replace("\n\n", "\n"), own
    shown = sheets(Path(second).read_bytes())
    assert shown["Mẫu của Văn phòng"][0] == ["Việc", "Người theo dõi", "TT"]
    assert {row[1] for row in shown["Mẫu của Văn phòng"][1:]} == {None}
    assert "Danh mục kết luận" not in shown
    assert main(call) == OK  # the same again is no second file
    Path(first).write_bytes(b"edited")
    capsys.readouterr()
    assert main(call) == USAGE
    assert "[report-taken]" in capsys.readouterr().err
    assert Path(first).read_bytes() == b"edited"


def test_a_letter_as_pdf(records: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    out = records.with_name("out")
    call = ["report", "overdue", HOME, "--pdf", "--records", str(records), "--as-of", "2024-12-01", "--out", str(out)]
    if any(map(shutil.which, pdf.PROGRAMS)):
        assert main(call) == OK
        paths = [Path(line) for line in capsys.readouterr().out.splitlines()]
        assert [path.suffix for path in paths] == [".docx", ".xlsx", ".pdf"]
        words = "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(paths[2]).pages)
        assert "CỘNGHÒAXÃHỘICHỦNGHĨAVIỆTNAM" in words
        assert "Có55việcquáhạn" in words
        assert main(call) == OK  # the same again is no second file
        shutil.rmtree(out)
    monkeypatch.setenv("PATH", "")
    capsys.readouterr()
    assert main(call) == USAGE
    assert "[pdf-no-program]" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("{day}", "{ngay}", "10:11"),
        ("[overdue]", "[qua-han]", "7:"),
        ("= task", "= viec", "16:11"),
        ("place =", "plase =", "4:1"),
        ('to = ["', 'to = ["<b>', "9:6"),
        ("[head]", "[head", "1:"),
        ("{about}", "{period}", "10:11"),
    ],
)
def test_a_slip_in_its_words_is_told_where_it_stands(records: Path, old: str, new: str, place: str) -> None:
    assert OWN.count(old) == 1
    path = records.with_name("reports.toml")
    path.write_text(OWN.replace(old, new), encoding="utf-8")
    problems = office(records, check(records))[1]
    assert [p.where.path for p in problems] == [path.as_posix()] * len(problems)
    assert any(f"{p.where.line}:{p.where.column}".startswith(place) for p in problems), [
        (str(p.where), p.message.vi) for p in problems
    ]
    out = records.with_name("out")
    assert main(["report", "overdue", HOME, "--records", str(records), "--out", str(out)]) == PROBLEMS
    assert not out.exists()


def test_a_report_of_a_broken_register_is_none(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (records / HOME / "province" / f"{HOME}.yaml").write_text("id: [\n", encoding="utf-8")
    assert main(["report", "overdue", HOME, "--records", str(records), "--out", str(records / "out")]) == PROBLEMS
    assert "Chưa ghi gì" in capsys.readouterr().err
    assert not (records / "out").exists()


def test_texts_that_no_archive_can_hold_are_left_out(records: Path) -> None:
    """What XML cannot hold, and what would be mark-up, is text like any other."""
    from generator.publish.exports.letter import letter
    from generator.publish.exports.workbook import papers
    from generator.publish.reports.paper import Annex, Paper, Phrases, Sheet

    own = Sheet("A & B", ("<i>", "x" * 40), (("=1+1\x0b", 3), ("]]>", date(2024, 1, 2))), "a/b:c*?[]'")
    paper = Paper(
        Phrases('T & "t" <b>', type="Báo cáo"),
        "o<",
        dict.fromkeys(("title", "author", "comments"), "&\x00"),
        AS_OF,
        "",
        annexes=[Annex("x", ["<y>"], [own])],
        sheets=[own, own],
    )
    assert list(tables(letter(paper))) == [[["<i>", "x" * 40], ["=1+1", "3"], ["]]>", "02/01/2024"]]]
    assert [name for name in sheets(papers(paper)) if name != "Giải thích"] == ["a b c", "a b c (1)"]
