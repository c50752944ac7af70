"""Documents of the invented province read into sheets, sheets filled in, records made: what is sure, what stays open."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject

from generator.catalog.refused import RefusedError
from generator.domain.cadence import cadence, recurrence
from generator.domain.dates import parse
from generator.drafting import pdf
from generator.drafting.accept import RUN, accept, same_run
from generator.drafting.book import read_book, write_book
from generator.drafting.citations import Citations
from generator.drafting.clauses import read_clauses, walk
from generator.drafting.doers import BodyReader, name_end
from generator.drafting.duties import read_duties
from generator.drafting.layout import lay_out
from generator.drafting.page import write_page
from generator.drafting.paper import PageLine, PaperTable, Segment, flow
from generator.drafting.proposal import read_draft, to_sheet
from generator.drafting.reading import read_writing
from generator.drafting.tables import columns_of, read_tables
from generator.drafting.tell import tell
from generator.edit.ids import IdScope, propose
from generator.edit.new import news
from generator.edit.writing import write
from generator.examine import examine
from generator.model import Severity, Source, SourceFile

HERE = Path(__file__).parent
DRAFTS = HERE / "drafts"
TODAY = "2024-12-01"


@pytest.fixture(scope="module")
def source():
    root = HERE / "register"
    files = sorted(root.rglob("*.yaml"))
    return Source("records", tuple(SourceFile(path.relative_to(root).as_posix(), path.read_bytes()) for path in files))


@pytest.fixture(scope="module")
def register(source, schemas):
    return examine(source, schemas)


@pytest.fixture
def read(register, schemas):
    def read(name, data=None):
        draft = read_draft(read_writing(name, data or (DRAFTS / name).read_bytes()), register.corpus)
        return draft, to_sheet(draft, register.corpus, schemas.shapes)

    return read


def fill(sheet, words="Làm phần việc thứ {} của mục"):
    """Answer every open cell: what is offered, own words, else nothing."""
    for number, (_, line, column, asked) in enumerate(list(sheet.open())):
        own = column.name in ("title", "indicator")
        line.cells[column.name] = words.format(number) if own else "=" if asked.offered else "-"


@pytest.mark.parametrize("name", ["cong-van.txt", "ket-luan.md", "ke-hoach.docx"])
def test_what_is_read_is_told_in_the_order_of_the_document(read, name, expected):
    _, sheet = read(name)
    expected(DRAFTS / f"{name}.told", "\n".join(tell(sheet)) + "\n")


def test_a_pdf_says_what_its_word_file_says(read):
    pdf, word = (read(f"ke-hoach.{ending}")[0] for ending in ("pdf", "docx"))
    assert [(own.id, own.kind, own.label, own.text) for own in walk(pdf.clauses) if own.kind != "phu-luc"] == [
        (own.id, own.kind, own.label, own.text) for own in walk(word.clauses) if own.kind != "phu-luc"
    ]
    assert [(own.clause, own.due_words, own.product, own.doubts) for own in pdf.duties] == [
        (own.clause, own.due_words, own.product, own.doubts) for own in word.duties
    ]
    assert (pdf.frame.recipients, pdf.frame.copies, pdf.frame.signature) == (
        word.frame.recipients, word.frame.copies, word.frame.signature,
    )  # fmt: skip


def test_a_printed_letter_says_what_its_text_says(read):
    """Two columns that nearly touch, a subject below the date beside it, recipients in a column of their own."""
    pdf, text = (read(f"cong-van.{ending}")[0] for ending in ("pdf", "txt"))
    assert [(own.id, own.text) for own in walk(pdf.clauses)] == [(own.id, own.text) for own in walk(text.clauses)]
    for name in ("issuer", "symbol", "iso", "place", "subject", "recipients", "signature", "unread"):
        assert getattr(pdf.frame, name) == getattr(text.frame, name), name
    assert [own.words for own in pdf.frame.copies] == [own.words for own in text.frame.copies]
    assert [(own.clause, own.due_words, own.doubts) for own in pdf.duties] == [
        (own.clause, own.due_words, own.doubts) for own in text.duties
    ]


def stamped():
    """Return a letter as Word writes it: words without spaces between, blanks for number and day, frames that only clip."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)

    def stream(text, **names):
        made = StreamObject()
        made.set_data(text)
        made.update({NameObject(f"/{name}"): value for name, value in names.items()})
        return writer._add_object(made)

    font = DictionaryObject({NameObject(f"/{name}"): NameObject(f"/{value}") for name, value in (("Type", "Font"), ("Subtype", "Type1"), ("BaseFont", "Times-Roman"))})  # fmt: skip
    resources = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F"): font})})
    page[NameObject("/Resources")] = resources
    frames = b" ".join(b"%d 700 %d 60 re W n" % (left, left + 90) for left in (50, 150, 250, 350))
    grounds = b" ".join(b"%d 596 m %d 596 l %d 612 l %d 612 l f*" % (x, x + 50, x + 50, x) for x in range(121, 521, 50))
    words = (
        b"BT /F 12 Tf 105 727 Td (So:) Tj (          /UBND-NC) Tj ET BT /F 12 Tf 305 727 Td (   Vi Du, ngay        thang 8 ) Tj (nam) Tj ( ) Tj (2024) Tj ET "
        b"BT /F 12 Tf 121 600 Td (Giao) Tj ( ) Tj (So) Tj ( ) Tj (Mau) Tj ( lam viec nay trong nam, khong de cham tre.) Tj ET "
        b"BT /F 12 Tf 121 560 Td (Nam hoc WWW) Tj 80.64 0 Td (WWW) Tj ( cua phuong) Tj ET"
    )
    page[NameObject("/Contents")] = stream(b" ".join([frames, grounds, words]))
    stamps = ArrayObject()
    for rect, text in (([126, 722, 160, 742], b"74"), ([376, 723, 400, 743], b"17"), ([300, 200, 400, 300], b"")):
        box = ArrayObject(map(NumberObject, rect))
        own = stream(b"BT /F 12 Tf 2 4 Td (%b) Tj ET" % text, Type=NameObject("/XObject"), Subtype=NameObject("/Form"), BBox=box, Resources=resources)  # fmt: skip
        shown = DictionaryObject({NameObject("/N"): own})
        stamps.append(DictionaryObject({NameObject("/Subtype"): NameObject("/Widget"), NameObject("/Rect"): box, NameObject("/AP"): shown}))  # fmt: skip
    page[NameObject("/Annots")] = stamps
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_word_that_a_pdf_shows_in_pieces_is_one():
    """Printers change the font within a word; what a piece is long is what its font says, whatever its letters."""
    assert "Nam hoc WWWWWW cua phuong" in read_writing("x.pdf", stamped()).blocks


def test_what_runs_at_the_head_of_pages_is_no_text_of_theirs():
    heads = ("CÔNG BÁO/Số 849 + 850/Ngày 12-10-2021 3", "4 CÔNG BÁO/Số 849 + 850/Ngày 12-10-2021")
    pages = [
        pdf._Page(
            [pdf._Bit(90, 800, 14, head), pdf._Bit(90, 700, 14, "1. Sở Mẫu báo cáo."), pdf._Bit(90, 90, 14, foot)]
        )
        for head, foot in zip(heads, ("năm trước", "năm nay"), strict=True)
    ]
    pdf._take_heads(pages)
    assert [[bit.text for bit in page.bits] for page in pages] == [
        ["1. Sở Mẫu báo cáo.", "năm trước"], ["1. Sở Mẫu báo cáo.", "năm nay"]
    ]  # fmt: skip


def test_a_pdf_whose_letters_are_not_what_they_show_is_refused(monkeypatch):
    """Some printers write a font without saying which letters its signs are: «ĈӝF OұS» for «Độc lập»."""
    bits = [pdf._Bit(50, 700, 12, "ĈӝF OұS - 7ӵ do - +ҥQK phúc")]
    monkeypatch.setattr(pdf, "_page", lambda _page: pdf._Page(bits))
    with pytest.raises(RefusedError, match="bảng mã hỏng"):
        read_writing("x.pdf", stamped())


def test_notes_at_the_foot_of_a_page_are_no_part_of_its_text():
    """Nor are the small figures that lead to them; a small figure that leads to none stays."""
    text = [
        (90, 700, 14, "Theo Luật số 42/2024/QH15"),
        (260, 703, 9, "1"),
        (90, 680, 14, "có 60 m"),
        (140, 683, 9, "2"),
    ]
    foot = [(90, 103, 6, "1"), (95, 100, 10, "Luật Quản lý vũ khí")]
    page = pdf._Page([pdf._Bit(*bit) for bit in (*text, *foot)])
    pdf._take_notes(page)
    assert ([bit.text for bit in page.bits], page.notes) == (
        ["Theo Luật số 42/2024/QH15", "có 60 m", "2"], ["1 Luật Quản lý vũ khí"]
    )  # fmt: skip


def test_number_and_day_stamped_on_a_page_stand_in_its_blanks():
    blocks = read_writing("x.pdf", stamped()).blocks
    assert blocks == (
        "So: 74 /UBND-NC",
        "Vi Du, ngay 17 thang 8 nam 2024",
        "Giao So Mau lam viec nay trong nam, khong de cham tre.",
        "Nam hoc WWWWWW cua phuong",
    )


def test_columns_that_spaces_make_in_a_word_file_are_columns():
    """As old files come back from another word processor; a label before a tab is no column."""
    gap = " " * 12
    lines = [f"ỦY BAN NHÂN DÂN{gap}CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", f"TỈNH MẪU{gap}Độc lập - Tự do - Hạnh phúc",
             f"Số: 07/CT-UBND{gap}Mẫu, ngày 03 tháng 9 năm 2024", "CHỈ THỊ", "Về việc tiếp công dân", "Thời gian qua còn chậm. Yêu cầu:",
             "1.\tSở Nội vụ tiếp công dân theo lịch đã công bố, không để ai phải chờ.", "2.\tThanh tra tỉnh kiểm tra.",
             f"Nơi nhận:{gap}TM. ỦY BAN NHÂN DÂN", f"- Thanh tra tỉnh;{gap}KT. CHỦ TỊCH", f"- Lưu: VT.{gap}PHÓ CHỦ TỊCH", "\t\tNguyễn Văn Thử"]  # fmt: skip
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    frame = lay_out(read_writing("x.docx", out.getvalue()))
    assert (frame.letterhead, frame.number, frame.symbol, frame.iso) == (
        "ỦY BAN NHÂN DÂN TỈNH MẪU",
        "07",
        "CT-UBND",
        "2024-09-03",
    )
    assert frame.signature == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    assert [own.words for own in frame.copies] == ["Thanh tra tỉnh", "Lưu: VT"]
    assert (frame.signed_name, frame.unread) == ("Nguyễn Văn Thử", [])
    assert [own.id for own in walk(read_clauses(frame.body))] == ["intro", "1", "2"]


def test_a_paragraph_after_a_short_line_that_ended_is_another():
    full = "Căn cứ kết quả kiểm tra công vụ của đoàn kiểm tra, UBND tỉnh có ý kiến như thế này"
    rows = [
        PageLine([Segment(0, 300, text)], joins=True)
        for text in (full, "là đúng.", "Xét đề nghị của Sở Nội vụ, " + full, full)
    ]
    assert [text[:8] for text in flow(rows)] == ["Căn cứ k", "Xét đề n"]


def test_a_person_in_a_subject_is_asked_and_the_letterhead_names_the_province(read):
    lines = ["UBND TỈNH MẪU", "SỞ NỘI VỤ", "Số: 5/TB-SNV", "THÔNG BÁO", "Kết luận của đồng chí Trần Văn Thử - Giám đốc Sở tại cuộc họp",
             "Căn cứ QCVN 77:2021/MAU và Luật Tiếp công dân;", "1. Rà soát."]  # fmt: skip
    draft, sheet = read("x.txt", "\n\n".join(lines).encode())
    asked = sheet.tables["van-ban"].line("title").asked["value"]
    assert "Thử" not in asked.offered
    assert draft.province == "tinh-mau"
    assert [own.number for own in draft.cited["intro"] if own.number] == []


def test_numbers_that_word_makes_are_labels():
    document = Document()
    for text, style in (("Mở đầu:", None), ("Một", "List Number"), ("Hai", "List Number"), ("Ba", "List Bullet")):
        document.add_paragraph(text, style)
    out = io.BytesIO()
    document.save(out)
    assert read_writing("x.docx", out.getvalue()).blocks == ("Mở đầu:", "1. Một", "2. Hai", "- Ba")


@pytest.mark.parametrize(
    ("texts", "ids"),
    [
        (["Mở đầu:", "1. A", "a) B", "đ) C", "e) D", "Đoạn.", "2. E", "Kết./."], ["intro", "1", "1a", "1dd", "1e", "1e-p2", "2", "2-p2"]),
        (["Một.", "Hai:", "I. A", "1. B", "- C", "+ D", "- E", "II. F", "1. G"],
         ["intro", "intro-p1", "intro-p2", "i", "i-1", "i-1-g1", "i-1-g1-g1", "i-1-g2", "ii", "ii-1"]),
        (["Mở đầu:", "1- Giao", "a- Làm", "b- Gửi", "2/ Rà soát", "a/ Nộp", "3 – Báo cáo"], ["intro", "1", "1a", "1b", "2", "2a", "3"]),
        (["I- Chung", "1/ A", "II – Riêng", "02 - 03 đơn vị", "12/3/2026 họp"], ["i", "i-1", "ii", "ii-p2", "ii-p3"]),
        (["Điều 1 - A", "1. B", "Điều 2: C"], ["dieu-1", "dieu-1-1", "dieu-2"]),
        (["Điều 1. A", "1. B", "a) C", "Điều 2. D"], ["dieu-1", "dieu-1-1", "dieu-1-1a", "dieu-2"]),
        (["Mở đầu:", "1. A", "1.1. B", "1.2. C", "2. D"], ["intro", "1", "1-1", "1-2", "2"]),
        (["Mở đầu:", "1. A", "2024. không phải số mục", "Yêu cầu các sở làm./."], ["intro", "1", "1-p2", "end"]),
        (["Nhận được đề nghị; có ý kiến như sau:", "Giao Sở A làm.", "Căn cứ ý kiến trên, thực hiện./."], ["intro", "p1", "end"]),
        (["Nhân dịp lễ, UBND tỉnh đề nghị các sở treo cờ.", "UBND các xã nhắc nhở./."], ["p1", "end"]),
        (["Đề nghị:", "1. A", "(i). B", "(ii) C", "2. D"], ["intro", "1", "1i", "1ii", "2"]),
        (["Thời gian qua còn chậm.", "Sở A yêu cầu các đơn vị nộp.", "Yêu cầu thực hiện./."], ["intro", "p1", "end"]),
        (["Đề nghị:", "1. A", "a) B", "b) C", "c) D", "d) E", "đ) F", "e) G", "f) H", "g) I"],
         ["intro", "1", "1a", "1b", "1c", "1d", "1dd", "1e", "1f", "1g"]),
        (["Đề nghị:", "1. Sở A báo cáo.", "2. Sở B báo cáo.", "Báo cáo gửi về trước 12/6.", "Căn cứ nội dung trên, thực hiện./."],
         ["intro", "1", "2", "end", "end-p1", "end-p2"]),
        (["Đề nghị:", "1. Sở A", "Làm.", "2. Sở B", "Làm.", "Việc này quan trọng.", "Trên đây là kết luận./."],
         ["intro", "1", "1-p2", "2", "2-p2", "end", "end-p1", "end-p2"]),
        (["Đề nghị:", "1. Sở A làm.", "Làm thêm.", "2. Sở B làm.", "Làm nữa.", "Sở C theo dõi./."], ["intro", "1", "1-p2", "2", "2-p2", "end"]),
        (["Yêu cầu:", "1. Sở A làm.", "2. Tổ chức thực hiện", "Thủ trưởng các sở làm./."], ["intro", "1", "2", "2-p2"]),
    ],
)  # fmt: skip
def test_clauses_and_their_ids(texts, ids):
    assert [clause.id for clause in walk(read_clauses(texts))] == ids


@pytest.mark.parametrize("name", ["cong-van.txt", "ket-luan.md", "ke-hoach.docx", "ke-hoach.pdf"])
def test_nothing_is_made_while_a_cell_is_open_and_all_is_sound_then(read, register, schemas, source, name):
    draft, sheet = read(name)
    waiting = len(list(sheet.open()))
    made = accept(draft, sheet, register.corpus, schemas.shapes, set(), TODAY)
    assert (len(made.faults), made.records) == (waiting, [])
    assert waiting
    fill(sheet)
    made = accept(draft, sheet, register.corpus, schemas.shapes, set(), TODAY)
    assert made.faults == []
    texts = {
        f"{home}/{kind}/{data['id']}.yaml": write(kind, data, schemas.shapes[kind]) for home, kind, data in made.records
    }
    found = news(texts, source, register, schemas)
    assert [(problem.where.path, problem.message.vi) for problem in found if problem.severity is Severity.ERROR] == []
    kinds = [kind for _, kind, _ in made.records]
    assert kinds.count("directive") == 1
    assert kinds.count("task") == len(
        [
            line
            for line in sheet.tables["muc"].lines
            if line.kind == "duty" and sheet.answers()["muc"][line.key]["record"] == "ghi"
        ]
    )


def test_own_words_are_not_the_words_of_the_document(read, register, schemas):
    draft, sheet = read("cong-van.txt")
    fill(sheet)
    line = max(
        (line for line in sheet.tables["muc"].lines if line.kind == "duty"), key=lambda line: len(line.cells["text"])
    )
    line.cells["content"] = " ".join(line.cells["text"].split()[:RUN])
    faults = accept(draft, sheet, register.corpus, schemas.shapes, set(), TODAY).faults
    where = f"Mục {line.cells['clause']}, {line.cells['what']}"
    assert faults == [f"{where}: có {RUN} từ liền nhau giống hệt văn bản; xin viết bằng lời của mình."]


def test_words_in_a_row():
    assert same_run("Rà soát quy chế làm việc", "phải rà soát, quy chế; làm việc") == 6
    assert same_run("khác hẳn", "phải rà soát") == 0


def test_a_workbook_comes_back_with_its_cells_and_further_rows(read, register, schemas):
    draft, sheet = read("cong-van.txt")
    book = load_workbook(io.BytesIO(write_book(sheet, "cong-van.txt", draft.writing.sha256)))
    page = book["Mục và nhiệm vụ"]
    heads = [cell.value for cell in page[1]]
    title = next(at for at, head in enumerate(heads, 1) if str(head).startswith("Tiêu đề"))
    row = next(row for row in page.iter_rows(min_row=2) if row[0].value == "1a 1")
    page.cell(row[0].row, title, "Niêm yết lịch")
    page.append(
        [*(cell.value for cell in row[: title - 1]), "Một việc nữa của câu ấy", *(cell.value for cell in row[title:])]
    )
    out = io.BytesIO()
    book.save(out)
    back = read_book("x.xlsx", out.getvalue(), sheet, draft.writing.sha256)
    duties = {
        line.key: line.cells["title"]
        for line in back.tables["muc"].lines
        if line.cells["clause"] == "1a" and line.kind == "duty"
    }
    assert duties["1a 1"] == "Niêm yết lịch"
    assert duties["1a 1 (2)"] == "Một việc nữa của câu ấy"
    fill(back)
    made = accept(draft, back, register.corpus, schemas.shapes, set(), TODAY)
    assert made.faults == []
    assert "Một việc nữa của câu ấy" in [data.get("title") for _, _, data in made.records]


def test_a_workbook_of_another_document_is_refused(read):
    draft, sheet = read("cong-van.txt")
    book = write_book(sheet, "cong-van.txt", "0" * 64)
    with pytest.raises(RefusedError, match="phiếu của văn bản khác"):
        read_book("x.xlsx", book, sheet, draft.writing.sha256)


def test_the_page_shows_what_is_open_and_fetches_nothing(read):
    _, sheet = read(
        "cong-van.txt", (DRAFTS / "cong-van.txt").read_bytes().replace("chờ quá".encode(), b"<script>x</script>")
    )
    page = write_page(sheet, "cong-van.txt")
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "http" not in page
    assert page.count('class="open"') == len(list(sheet.open()))


@pytest.mark.parametrize(
    ("name", "data"), [("x.pdf", b"%PDF-1.4 hong"), ("x.docx", b"khong phai zip"), ("x.doc", b"x"), ("x.odt", b"x")]
)
def test_what_cannot_be_read_is_refused(name, data):
    with pytest.raises(RefusedError):
        read_writing(name, data)


CUT = """ỦY BAN NHÂN DÂN
TỈNH MẪU
-------
|
CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
|
Số: 36/QĐ-UBND
|
Mẫu, ngày 21
tháng 11 năm 2024
|
QUYẾT
ĐỊNH
VỀ
VIỆC GIAO VIỆC
Căn cứ Luật Mẫu ngày 26 tháng 11 năm 2003;
QUYẾT ĐỊNH:
Điều 1. Giao việc./.
"""
ONE_LINE = """ỦY BAN NHÂN DÂN TỈNH MẪU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
Số: 24      /2024/QĐ-UBND      Mẫu, ngày 28 tháng 02 năm 2024
QUYẾT ĐỊNH
Về việc giao việc
Căn cứ Luật Mẫu;
Điều 1. Giao việc./.
"""
CLOSE = """THỦ TƯỚNG CHÍNH PHỦ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Độc lập - Tự do - Hạnh phúc

Số: 36/QĐ-TTg Mẫu, ngày 21 tháng 11 năm 2024

QUYẾT ĐỊNH

Giao việc

Điều 1. Giao việc./.
"""
PARTY = """TỈNH ỦY MẪU
Số 12-KL/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Mẫu, ngày 7 tháng 4 năm 2024

KẾT LUẬN
Về giao việc

Tại hội nghị, Thường trực Tỉnh ủy kết luận:

1. Giao việc.

T/L THƯỜNG TRỰC TỈNH ỦY
CHÁNH VĂN PHÒNG

Nơi nhận:
- Như trên,
- Lưu Văn phòng Tỉnh ủy.
"""


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        (CUT, ("36", "QĐ-UBND", "2024-11-21", "Mẫu", "quyet-dinh", "VỀ VIỆC GIAO VIỆC", "")),
        (ONE_LINE, ("24", "2024/QĐ-UBND", "2024-02-28", "Mẫu", "quyet-dinh", "Về việc giao việc", "")),
        (CLOSE, ("36", "QĐ-TTg", "2024-11-21", "Mẫu", "quyet-dinh", "Giao việc", "")),
        (PARTY, ("12", "-KL/TU", "2024-04-07", "Mẫu", "ket-luan", "Về giao việc", "TL")),
    ],
)
def test_frames_as_they_are_copied_from_pages(text, frame):
    own = lay_out(read_writing("x.txt", text.encode()))
    assert (own.number, own.symbol, own.iso, own.place, own.type, own.subject, own.capacity) == frame
    assert own.unread == []
    assert [copied.purpose for copied in own.copies] == (["nhu-tren", "luu"] if own.copies else [])


@pytest.mark.parametrize(
    ("clause", "leads", "cooperators", "open_fields"),
    [
        ("Giao Sở Nội vụ (chủ trì), Thanh tra tỉnh rà soát trước ngày 30/6/2024.", ["so-noi-vu"], ["thanh-tra"], set()),
        ("Sở Nội vụ báo cáo trong tuần 2 tháng 4/2024.", ["so-noi-vu"], [], {"due", "shape"}),
        ("Sở Nội vụ trình Ban Thường vụ Huyện ủy Mẫu đề án trước 30/6/2024.", ["so-noi-vu"], [], {"to"}),
        ("Sở Nội vụ, Hội Vẽ Tranh tỉnh rà soát trước 30/6/2024.", ["so-noi-vu", "?"], [], {"leads"}),
        ("Sở Nội vụ và Du lịch rà soát trước 30/6/2024.", ["so-noi-vu", "?"], [], {"leads"}),
        ("Sở Nội vụ phối hợp với Thanh tra tỉnh rà soát trước 30/6/2024.", ["so-noi-vu"], ["thanh-tra"], {"leads", "cooperators"}),
        ("Nếu có vi phạm thì Sở Nội vụ xử lý trước 30/6/2024 và 30/9/2024.", ["so-noi-vu"], [], {"leads", "due", "condition", "shape"}),
        ("Rà soát trước ngày 30/6/2024.", ["so-noi-vu"], [], {"leads"}),
        ("Ban hành kế hoạch trước ngày 30/6/2024.", ["so-noi-vu"], [], {"leads"}),
        ("Qua kiểm tra, trước ngày 30/6/2024, Sở Nội vụ rà soát.", ["so-noi-vu"], [], set()),
        ("Thanh tra tỉnh đã rà soát 12 hồ sơ.", ["thanh-tra"], [], {"duty", "shape"}),
        ("Các cơ sở đang rà soát 12 hồ sơ.", ["?"], [], {"duty", "leads", "shape"}),
        ("Thanh tra tỉnh.", ["thanh-tra"], [], {"duty", "shape"}),
        ("Thanh tra tỉnh nộp kết quả rà soát các hồ sơ về Hội Vẽ Tranh tỉnh trước ngày 30/6/2024.", ["thanh-tra"], [], {"to"}),
    ],
)  # fmt: skip
def test_who_and_when_and_what_stays_open(register, clause, leads, cooperators, open_fields):
    text = f"ỦY BAN NHÂN DÂN\nTỈNH MẪU\n\nSố: 1/UBND-NC\n\nMẫu, ngày 05 tháng 3 năm 2024\n\nKính gửi: Sở Nội vụ.\n\nYêu cầu:\n\n1. {clause}\n\n2. Hết.\n"
    duty = next(
        own for own in read_draft(read_writing("x.txt", text.encode()), register.corpus).duties if own.clause == "1"
    )

    def ids(named):
        return [one.sure.body.id.removeprefix("tinh-mau-") if one.sure else "?" for one in named]

    assert (ids(duty.leads), ids(duty.cooperators), set(duty.doubts)) == (leads, cooperators, open_fields)


def test_the_line_of_a_minister_is_no_title_and_a_symbol_has_no_spaces():
    lines = ["BỘ MẪU", "Số: 7/QĐ - BM", "Hà Nội, ngày 19 tháng 7 năm 2025", "QUYẾT ĐỊNH", f"Ban hành {'quy chế ' * 40}mẫu", "BỘ TRƯỞNG BỘ MẪU",
             "Căn cứ Luật Mẫu;", "Điều 1. Ban hành."]  # fmt: skip
    frame = lay_out(read_writing("x.txt", "\n\n".join(lines).encode()))
    assert (frame.symbol, frame.subject, frame.authority) == ("QĐ-BM", lines[4], lines[5])


def test_a_telegram_names_whom_it_is_for():
    """Ministries are listed like departments; a font that hands out Ƣ for Ư writes Ư all the same."""
    lines = ["THỦ TƢỚNG CHÍNH PHỦ", "Số: 9/CĐ-TTg", "Hà Nội, ngày 19 tháng 7 năm 2025", "CÔNG ĐIỆN", "Về việc cứu nạn", "THỦ TƯỚNG CHÍNH PHỦ điện:",
             "- Bộ trưởng các Bộ: Quốc phòng, Công an;", "- Chủ tịch UBND tỉnh Mẫu.", "Thủ tướng yêu cầu:", "1. Làm."]  # fmt: skip
    frame = lay_out(read_writing("x.txt", "\n\n".join(lines).encode()))
    assert (frame.issuer, frame.recipients) == (
        "THỦ TƯỚNG CHÍNH PHỦ",
        ["Bộ trưởng các Bộ: Quốc phòng, Công an", "Chủ tịch UBND tỉnh Mẫu"],
    )


def test_a_title_may_begin_like_a_ground():
    lines = ["SỞ NỘI VỤ", "Số:      /KH-SNV", "Mẫu, ngày    tháng 4 năm 2024", "KẾ HOẠCH", "Thực hiện Đề án số 61", "về tiếp công dân",
             "Căn cứ Luật Tiếp công dân;", "I. MỤC TIÊU", "1. Tiếp công dân."]  # fmt: skip
    frame = lay_out(read_writing("x.txt", "\n\n".join(lines).encode()))
    assert (frame.subject, frame.body[0]) == ("Thực hiện Đề án số 61 về tiếp công dân", lines[6])


def test_a_column_called_the_time_of_doing_holds_deadlines():
    head = ("TT", "Tên nhiệm vụ", "Đơn vị thực hiện", "Thời gian thực hiện", "Kết quả")
    assert columns_of(PaperTable((head, ("1", "A", "Sở B", "2024", "")))) == (
        {0: "number", 1: "content", 2: "leads", 3: "due", 4: "product"}, 1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "place", "iso"),
    [
        (["Mẫu, ngày … tháng 10 năm 2026"], "Mẫu", "2026-10"),
        (["Mẫu , ngày 2/11/2026"], "Mẫu", "2026-11-02"),
        (["Mẫu, ngày 02-11-2026"], "Mẫu", "2026-11-02"),
        (["Mẫu, ngày      tháng      năm 2026"], "Mẫu", "2026"),
        (["Bình", "Mẫu, ngày 11 tháng 3", "năm 2020"], "Bình Mẫu", "2020-03-11"),
    ],
)
def test_the_place_and_day_of_a_letter(lines, place, iso):
    letter = ["ỦY BAN NHÂN DÂN", "TỈNH MẪU", "Số: 5/UBND-NC", "V/v kiểm tra công vụ", *lines, "HỎA TỐC"]
    data = "\n\n".join([*letter, "Kính gửi: Sở Nội vụ.", "1. Báo cáo."]).encode()
    frame = lay_out(read_writing("x.txt", data))
    assert (frame.place, frame.iso, frame.subject) == (place, iso, "V/v kiểm tra công vụ")
    assert (frame.recipients, frame.unread) == (["Sở Nội vụ"], ["HỎA TỐC"])


@pytest.mark.parametrize("post", ["", "CHỦ TỊCH "])
def test_the_line_above_the_grounds_says_who_decides(post):
    """It is neither the end of the subject, nor a signature."""
    authority = f"{post}ỦY BAN NHÂN DÂN TỈNH MẪU"
    lines = [
        "ỦY BAN NHÂN DÂN",
        "TỈNH MẪU",
        "Số: 5/QĐ-UBND",
        "Mẫu, ngày 02 tháng 3 năm 2024",
        "QUYẾT ĐỊNH",
        "Về việc tiếp công dân",
    ]
    frame = lay_out(
        read_writing(
            "x.txt", "\n\n".join([*lines, authority, "Căn cứ Luật Tiếp công dân;", "Điều 1. Ban hành."]).encode()
        )
    )
    assert (frame.subject, frame.authority, frame.signature) == ("Về việc tiếp công dân", authority, [])
    assert frame.body == ["Căn cứ Luật Tiếp công dân;", "Điều 1. Ban hành."]


def test_a_record_of_another_day_is_told_but_not_proposed(register):
    known = next(own for own in register.corpus.of("directive") if own.province == "tinh-mau" and own.get("number"))
    text = f"Thực hiện Văn bản số {known['number']}/{known['symbol']} ngày 01/01/2001 và thay thế Văn bản số 3- Giao."
    (found,) = Citations(register.corpus, "tinh-mau").read(text)
    assert (found.document, found.offered, found.near) == ("", "", known.id)
    (ended,) = Citations(register.corpus, "tinh-mau").read(
        "Quyết định này thay thế Quyết định số 9/QĐ-UBND ngày 01/01/2001."
    )
    assert not ended.role_sure


def duties(register, *texts, above="UBND tỉnh yêu cầu:"):
    reader = BodyReader(register.corpus, "tinh-mau", parse("2024-03-05"))
    return list(read_duties(read_clauses([above, *texts]), {}, reader))


@pytest.mark.parametrize(
    "words",
    [
        "trong vòng 24 giờ", "ít nhất 02 ngày/tháng", "sau 05 ngày kể từ ngày nhận được hồ sơ", "trước ngày 05 của tháng cuối quý", "02 kỳ/tháng",
        "trong 03 ngày kể từ khi tiếp nhận", "định kỳ 02 tuần một lần", "chậm nhất 05 ngày làm việc trước ngày họp", "sau mỗi kỳ nghỉ lễ, tết",
        "sau 30 ngày kể từ ngày kết thúc kiểm tra", "trong tuần đầu tháng 4/2024", "trước ngày 10 tháng đầu của quý tiếp theo", "ngay sau khi có kết quả",
        "6 tháng, hằng năm", "hằng quý, năm", "hằng quý và cả năm", "trong 05 ngày kể từ ngày nhận", "vào cuối tháng", "chậm nhất khi bàn giao",
    ],
)  # fmt: skip
def test_no_word_of_time_is_left_unread_in_silence(register, words):
    """Whatever the words of time: the deadline or the cadence is open, and its question or its cell carries them."""
    (duty,) = duties(register, f"1. Sở Nội vụ rà soát, báo cáo kết quả {words}.")
    asked = set(duty.doubts) & {"due", "every"}
    assert asked
    assert words.split()[-1] in " ".join([duty.due_words, duty.every_words, *(duty.doubts[name] for name in asked)])


@pytest.mark.parametrize(
    "words",
    ["trước ngày 15/12 hằng năm", "trước 15/12 hàng năm", "định kỳ hằng quý", "trước ngày 20/4/2024", "trong năm 2024"],
)
def test_what_is_plain_of_time_is_not_asked(register, words):
    (duty,) = duties(register, f"1. Sở Nội vụ rà soát, báo cáo kết quả {words}.")
    assert not {"due", "every"} & set(duty.doubts)
    assert (duty.every_words or duty.due_words) == words


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Giao Thanh tra tỉnh kiểm tra trong năm 2024; giao Sở Nội vụ bố trí kinh phí.", [["thanh-tra"], ["so-noi-vu"]]),
        ("Sở Nội vụ tham mưu; Thanh tra tỉnh rà soát vụ việc; đôn đốc các nơi.", [["so-noi-vu"], ["thanh-tra"], ["thanh-tra"]]),
        ("Sở Nội vụ; Thanh tra tỉnh rà soát hồ sơ.", [["so-noi-vu", "thanh-tra"]]),
        ("Sở Nội vụ phối hợp với Thanh tra tỉnh rà soát; Thanh tra tỉnh chủ trì.", [None]),
        ("Sở Nội vụ có trách nhiệm rà soát; Thanh tra tỉnh phối hợp kiểm tra.", [None]),
        ("Quá hạn mà không báo cáo, Sở Nội vụ sẽ tham mưu phê bình.", [None]),
        ("Các sở, ban, ngành, địa phương rà soát hồ sơ.", [None]),
        ("UBND các huyện có làng nghề rà soát hồ sơ.", [None]),
        ("UBND các huyện liên quan rà soát hồ sơ.", [None]),
        ("Sở Nội vụ chủ trì rà soát; hoàn thành trước ngày 30/6/2024.", [["so-noi-vu"]]),
        ("Sở Nội vụ chủ trì rà soát; những khó khăn, vướng mắc và đề xuất.", [["so-noi-vu"]]),
        ("Nhất trí chủ trương rà soát; đồng thời Thanh tra tỉnh đề xuất cách làm.", [None, ["thanh-tra"]]),
        ("Căn cứ nội dung trên, Sở Nội vụ tổ chức thực hiện.", [["so-noi-vu"]]),
        ("Trong thời gian chờ, giao Thanh tra tỉnh theo dõi.", [["thanh-tra"]]),
        ("Định kỳ hằng quý, đầu năm, Sở Nội vụ tổ chức sơ kết.", [["so-noi-vu"]]),
        ("Chủ tịch UBND tỉnh Mẫu yêu cầu Sở Nội vụ và Thanh tra tỉnh rà soát hồ sơ.", [["so-noi-vu", "thanh-tra"]]),
        ("Văn phòng UBND tỉnh thông báo và đề nghị Sở Nội vụ thực hiện.", [["so-noi-vu"]]),
        ("Đề nghị Sở Nội vụ và các Sở: Xây dựng và Giao thông rà soát hồ sơ.", [["so-noi-vu", "so-xay-dung"]]),
        ("Giao đất, thuê đất, thiết kế phải bảo đảm đúng quy định.", [None]),
        ("Giao nhiệm vụ cho Sở Nội vụ rà soát hồ sơ.", [["so-noi-vu"]]),
        ("Thống nhất giao Sở Nội vụ rà soát hồ sơ.", [["so-noi-vu"]]),
        ("Về kinh phí: Sở Nội vụ bố trí theo phân cấp.", [["so-noi-vu"]]),
        ("Trường hợp phát sinh vướng mắc, Thanh tra tỉnh báo cáo UBND tỉnh.", [["thanh-tra"]]),
        ("Sở Nội vụ rà soát. Trên cơ sở đó, Thanh tra tỉnh kiểm tra.", [["so-noi-vu"], ["thanh-tra"]]),
        ("Sở Nội vụ rà soát; căn cứ kết quả, Thanh tra tỉnh kiểm tra.", [["so-noi-vu"], ["thanh-tra"]]),
        ("Sở Nội vụ chủ trì; các sở, ban, ngành phối hợp.", [None]),
        ("Chánh Văn phòng UBND tỉnh; Thanh tra tỉnh; Giám đốc Trung tâm Mẫu chịu trách nhiệm thi hành.", [None]),
        ("Chánh Văn phòng UBND tỉnh, Giám đốc các Sở: Nội vụ, Xây dựng và Giao thông; Thanh tra tỉnh chịu trách nhiệm thi hành.",
         [["van-phong-ubnd", "so-noi-vu", "so-xay-dung", "thanh-tra"]]),
    ],
)  # fmt: skip
def test_who_leads_each_part_of_a_sentence(register, text, told):
    """None: asked, because the words do not say it plainly."""
    found = duties(register, f"1. {text}")
    assert [
        None if "leads" in own.doubts or not all(one.sure for one in own.leads)
        else [one.sure.body.id.removeprefix("tinh-mau-") for one in own.leads]
        for own in found
    ] == told  # fmt: skip


@pytest.mark.parametrize(
    ("clause", "below", "leads"),
    [
        ("1. Sở Nội vụ", "- Chỉ đạo lực lượng kiểm tra tăng cường rà soát.", ["Sở Nội vụ"]),
        ("1. Sở Nội vụ", "- Yêu cầu các đơn vị hoạt động treo bảng giờ tiếp.", ["Sở Nội vụ"]),
        ("1. Sở Nội vụ", "- Chủ trì rà soát, yêu cầu các cơ sở này dừng hoạt động.", ["Sở Nội vụ"]),
        ("1. Sở Nội vụ", "- Đề nghị Thanh tra tỉnh rà soát hồ sơ.", None),
        ("1. Sở Nội vụ", "- Giao Thanh tra tỉnh rà soát hồ sơ.", ["Thanh tra tỉnh"]),
        ("1. Công ty Điện lực Mẫu", "- Khảo sát, xây dựng phương án cấp điện.", None),
        ("1. Các giải pháp thực hiện", "- Rà soát hồ sơ.", None),
    ],
)
def test_whom_a_heading_names_does_what_is_below_it(register, clause, below, leads):
    found = duties(register, clause, below)
    assert [None if "leads" in own.doubts else [one.words for one in own.leads] for own in found] == [leads]


@pytest.mark.parametrize(
    ("intro", "clause", "leads"),
    [
        ("UBND tỉnh yêu cầu Sở Nội vụ, Thanh tra tỉnh thực hiện các nội dung sau:", "Tăng cường kiểm tra.", ["Sở Nội vụ", "Thanh tra tỉnh"]),
        ("UBND tỉnh yêu cầu Sở Nội vụ thực hiện các nội dung sau:", "Thanh tra tỉnh tăng cường kiểm tra.", ["Thanh tra tỉnh"]),
        ("UBND tỉnh yêu cầu Sở Nội vụ thực hiện các nội dung sau:", "Đề nghị Thanh tra tỉnh kiểm tra.", ["Thanh tra tỉnh"]),
        ("UBND tỉnh yêu cầu Sở Nội vụ thực hiện các nội dung sau:", "Kinh phí thực hiện lấy từ ngân sách.", None),
        ("Xét đề nghị của Sở Nội vụ, UBND tỉnh có ý kiến như sau:", "Tăng cường kiểm tra.", None),
    ],
)  # fmt: skip
def test_whom_the_introduction_directs_does_what_names_nobody(register, intro, clause, leads):
    head = "ỦY BAN NHÂN DÂN\nTỈNH MẪU\n\nSố: 1/UBND-NC\n\nMẫu, ngày 05 tháng 3 năm 2024\n\nKính gửi: Sở Nội vụ.\n\n"
    (duty,) = read_draft(read_writing("x.txt", f"{head}{intro}\n\n1. {clause}\n".encode()), register.corpus).duties
    assert (None if "leads" in duty.doubts else [one.words for one in duty.leads]) == leads


def test_a_clause_that_ends_in_a_colon_leads_in_to_those_beside_it(register):
    """A paragraph does; of a numbered one that is asked."""
    below = duties(
        register, "1. Kiến nghị", "Đề nghị Sở Nội vụ:", "(i) Rà soát hồ sơ.", "(ii) Bố trí kinh phí.", "2. Hết."
    )
    assert [[one.words for one in own.leads] for own in below] == [["Sở Nội vụ"], ["Sở Nội vụ"], []]
    assert not any("leads" in own.doubts for own in below[:2])
    beside = duties(register, "1. Giao Sở Nội vụ làm các việc sau:", "2. Rà soát hồ sơ.")[0]
    assert ([one.words for one in beside.leads], "leads" in beside.doubts) == (["Sở Nội vụ"], True)


def test_a_heading_of_one_who_is_unknown_asks_for_him_alone(register):
    (duty,) = duties(register, "1. Công ty Điện lực Mẫu", "- Khảo sát, xây dựng phương án cấp điện.")
    assert [one.words for one in duty.leads] == ["Công ty Điện lực Mẫu"]
    (duty,) = duties(register, "1. Trách nhiệm của nhà đầu tư", "- Rà soát hồ sơ.")
    assert ([one.words for one in duty.leads], "leads" in duty.doubts) == (["nhà đầu tư"], True)
    (duty,) = duties(register, "1. Các giải pháp thực hiện", "- Rà soát hồ sơ.")
    assert duty.leads == ()


@pytest.mark.parametrize(
    "texts",
    [
        ("1. Sửa quy chế", "- Rà soát quy chế.", "Lãnh đạo phụ trách: Phó Giám đốc Trần Thử.", "Đơn vị chủ trì: Sở Nội vụ; Đơn vị phối hợp: Thanh tra tỉnh. Thời gian hoàn thành: Quý II/2024."),
        ("1. Rà soát quy chế. Cơ quan chủ trì: Sở Nội vụ. Cơ quan phối hợp: Thanh tra tỉnh. Thời gian thực hiện: Quý II/2024.",),
    ],
)  # fmt: skip
def test_labels_below_a_clause_say_who_does_it_and_until_when(register, texts):
    """They are no duties of their own, and the person in charge is nobody's lead."""
    (duty,) = duties(register, *texts, "2. Hết.")[:-1]
    assert duty.text == "Rà soát quy chế."
    assert [one.words for one in (*duty.leads, *duty.cooperators)] == ["Sở Nội vụ", "Thanh tra tỉnh"]
    assert (duty.due_words, "due" in duty.doubts) == ("Quý II/2024", False)
    assert not {"leads", "cooperators"} & set(duty.doubts)


def test_who_issued_gives_himself_no_duty_without_a_question(register):
    """Nor is praise a duty, nor what a plan looks to a deadline."""
    head = "ỦY BAN NHÂN DÂN\nTỈNH MẪU\n\nSố: 1/UBND-NC\n\nMẫu, ngày 05 tháng 3 năm 2024\n\nKính gửi: Sở Nội vụ.\n\nYêu cầu:\n\n"
    text = "1. UBND tỉnh tổ chức hội nghị.\n\n2. UBND tỉnh ghi nhận cố gắng của các sở.\n\n3. Sở Nội vụ rà soát quy hoạch thời kỳ 2021-2030, tầm nhìn đến năm 2050.\n"
    draft = read_draft(read_writing("x.txt", (head + text).encode()), register.corpus)
    own, praise, plan = draft.duties
    assert "leads" in own.doubts
    assert praise.tells
    assert (plan.due, plan.due_words) == (None, "")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ban Mẫu và Vận động Trung ương định hướng tuyên truyền", "Ban Mẫu và Vận động Trung ương"),
        ("Công an xã Đèo Mẫu Lớn mời báo cáo viên", "Công an xã Đèo Mẫu Lớn"),
        ("Bộ trưởng Bộ Lao động - Mẫu binh và Xã hội xem lại", "Bộ trưởng Bộ Lao động - Mẫu binh và Xã hội xem lại"),
        ("Sở Xây dựng, Thanh tra tỉnh, các đơn vị liên quan lập đoàn", "Sở Xây dựng, Thanh tra tỉnh, các đơn vị liên quan"),
        ("Văn phòng Mẫu (để tổng hợp)", "Văn phòng Mẫu"),
        ("Hội Người mẫu Thử trước ngày 05/5/2024", "Hội Người mẫu Thử"),
    ],
)  # fmt: skip
def test_a_name_ends_where_no_verb_of_ours_follows(text, name):
    """At a second small word behind a capital one, whatever it means; what is taken too much is asked as a body."""
    assert text[: name_end(text)].strip() == name


@pytest.mark.parametrize(
    ("text", "route", "open_fields"),
    [
        ("Sở Xây dựng báo cáo kết quả về Sở Nội vụ trước ngày 05/5/2024.", ["Sở Nội vụ", "", ""], ()),
        ("Sở Xây dựng báo cáo UBND tỉnh (qua Sở Nội vụ) trước ngày 05/5/2024.", ["UBND tỉnh", "Sở Nội vụ", ""], ()),
        ("Sở Xây dựng gửi danh sách về Ban Mẫu Thử để theo dõi, báo cáo UBND tỉnh.", ["Ban Mẫu Thử", "", ""], ("to",)),
        ("Sở Xây dựng kịp thời báo cáo và kiến nghị UBND tỉnh các biện pháp.", ["UBND tỉnh", "", ""], ()),
        ("Sở Xây dựng báo cáo UBND tỉnh, đồng thời gửi Sở Nội vụ.", ["UBND tỉnh", "", "Sở Nội vụ"], ()),
        ("Sở Xây dựng có ý kiến trước ngày 05/5/2024 để báo cáo UBND tỉnh.", ["UBND tỉnh", "", ""], ("to",)),
        ("Sở Xây dựng báo cáo kết quả với UBND tỉnh, phối hợp với Sở Nội vụ.", ["UBND tỉnh", "", ""], ()),
        ("Sở Xây dựng nhận hồ sơ qua Sở Nội vụ.", ["", "", ""], ()),
        ("Sở Xây dựng rà soát báo cáo của Sở Nội vụ.", ["", "", ""], ()),
        ("Sở Xây dựng báo cáo cấp có thẩm quyền xem xét.", ["cấp có thẩm quyền", "", ""], ("to",)),
    ],
)  # fmt: skip
def test_where_a_report_goes(register, text, route, open_fields):
    """Whoever receives it is offered in his own words even where no body is called so; then he is asked."""
    (duty,) = duties(register, f"1. {text}")
    named = ["; ".join(one.words for one in part) for part in (duty.to, duty.via, duty.copied)]
    assert (named, tuple(own for own in duty.doubts if own in ("to", "via", "copied"))) == (route, open_fields)


@pytest.mark.parametrize(
    ("text", "open_field", "told"),
    [
        ("Trước ngày 05/5/2024, nếu chậm, Sở Nội vụ báo cáo UBND tỉnh.", "condition", "chậm"),
        ("Sở Nội vụ nếu thiếu người thì mượn thêm.", "condition", "thiếu người"),
        ("Sở Nội vụ duy trì đường dây nóng đến hết năm 2026.", "due", ""),
        ("Sở Nội vụ phổ biến Chiến lược mẫu đến năm 2030, báo cáo UBND tỉnh.", "due", ""),
        ("Sở Nội vụ tổng kết việc làm trong tháng 4 năm 2004.", "due", ""),
    ],
)
def test_a_condition_is_not_lost_and_the_end_of_a_time_is_no_deadline(register, text, open_field, told):
    (duty,) = duties(register, f"1. {text}")
    assert (open_field in duty.doubts, duty.condition) == (True, told)


def test_whoever_one_works_with_is_named_by_that(register):
    (duty,) = duties(register, "1. Sở Nội vụ chủ trì, phối hợp với lực lượng tại chỗ, chính quyền cơ sở rà soát hồ sơ.")
    assert " ".join(one.words for one in duty.cooperators) == "lực lượng tại chỗ, chính quyền cơ sở"


def test_whoever_an_opening_names_is_not_taken_for_who_does_it(register):
    (duty,) = duties(
        register, "1. Đối với việc có chỉ đạo của UBND tỉnh, Thanh tra tỉnh, không phải chờ, Sở Nội vụ làm ngay."
    )
    assert "leads" in duty.doubts


def test_the_sentence_before_one_that_leads_in_is_a_duty_and_brackets_hold_together(register):
    own = duties(register, "1. Sở Nội vụ rà soát hồ sơ (gồm hồ sơ giấy; lập danh sách riêng). Cụ thể:", "a) Lập sổ.")
    assert [(duty.clause, duty.text) for duty in own] == [
        ("1", "Sở Nội vụ rà soát hồ sơ (gồm hồ sơ giấy; lập danh sách riêng)."), ("1a", "Lập sổ.")
    ]  # fmt: skip
    own = duties(register, "1. Sở Nội vụ rà soát hồ sơ; ngày 25 hằng tháng báo cáo UBND tỉnh.")
    assert [duty.every for duty in own] == ["", "thang"]


def test_what_the_receiver_is_to_do_with_it_is_no_second_place(register):
    (duty,) = duties(register, "1. Sở Xây dựng nộp hồ sơ về Sở Nội vụ để có cơ sở trình UBND tỉnh.", above="Như sau:")
    assert ([one.words for one in duty.to], "to" in duty.doubts) == (["Sở Nội vụ"], False)
    (duty,) = duties(
        register, "1. Để báo cáo UBND tỉnh, Sở Nội vụ đề nghị Thanh tra tỉnh rà soát hồ sơ.", above="Như sau:"
    )
    assert ([one.words for one in duty.to], "to" in duty.doubts) == ([], False)


def test_a_second_place_that_receives_a_report_is_asked(register):
    (duty,) = duties(register, "1. Sở Nội vụ tham mưu UBND tỉnh báo cáo Ban Thường vụ Huyện ủy kết quả.")
    assert "to" in duty.doubts


def test_an_office_is_called_by_whose_it_is_and_names_in_brackets_are_no_purpose(read):
    lines = ["UBND TỈNH MẪU", "VĂN PHÒNG", "Số: 5/TB-VP", "Mẫu, ngày 02 tháng 3 năm 2024", "Kính gửi: Sở Nội vụ.", "1. Rà soát.",
             "Nơi nhận:", "- PCT UBND tỉnh (N.T. Thử);", "- Chánh VP (Đ/c Mẫu);", "- Lưu: VT.", "CHÁNH VĂN PHÒNG"]  # fmt: skip
    draft, sheet = read("x.txt", "\n\n".join(lines).encode())
    assert sheet.tables["van-ban"].line("issuer").cells["value"] == "tinh-mau-van-phong-ubnd"
    assert not [own.key for own in sheet.tables["van-ban"].lines if own.key.startswith("copy-") and own.asked]
    assert [own.purpose for own in draft.frame.copies] == ["de-biet", "de-biet", "luu"]


def test_a_body_that_has_no_part_in_a_duty_is_told(register):
    (duty,) = duties(register, "1. Sở Nội vụ rà soát, mời Thanh tra tỉnh tham gia.")
    assert duty.notes == ["Câu còn nêu: Thanh tra tỉnh."]
    (duty,) = duties(register, "1. Sở Nội vụ báo cáo chậm nhất 17 giờ 00 ngày 15/4/2024.")
    assert "17 giờ 00" in duty.notes[0]
    (duty,) = duties(register, "1. Từ ngày 01/6/2024, Sở Nội vụ dừng tiếp nhận hồ sơ giấy.")
    assert (duty.start, duty.doubts.get("due")) == ("2024-06-01", None)
    (duty,) = duties(register, "1. Sở Nội vụ:", "a) Tuyệt đối không yêu cầu nộp thêm giấy tờ.")
    assert duty.shape == "cam"


def test_as_above_in_a_table_is_asked(register):
    rows = (
        ("STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm"),
        ("1", "Sửa quy chế tiếp công dân", "Sở Nội vụ", "Thanh tra tỉnh", "Tháng 12 hằng năm", "Báo cáo"),
        ("2", "Tập huấn tiếp công dân", "nt", "-nt-", "trước 30/6/2024", "nt"),
    )
    reader = BodyReader(register.corpus, "tinh-mau", parse("2024-03-05"))
    (listed,) = read_tables([PaperTable(rows)], reader)
    first, second = listed.duties
    assert {"due", "shape"} <= set(first.doubts)
    assert {"leads", "cooperators", "product"} <= set(second.doubts)
    assert ([one.words for one in second.leads], second.product) == (["Sở Nội vụ"], "Báo cáo")


def test_a_row_that_counts_the_columns_is_no_duty_and_a_form_to_fill_in_is_no_table_of_duties(register):
    head = ("TT", "Tên nhiệm vụ", "Sở, ngành chủ trì tham mưu", "Đơn vị phối hợp", "Thời gian thực hiện", "Ghi chú")
    row = ("1", "Rà soát việc tiếp công dân", "Sở Nội vụ", "Thanh tra tỉnh", "Xong trong Quý II/2024", "")
    form = PaperTable((("TT", "Tên nhiệm vụ", "Vai trò (Chủ trì/ Phối hợp)"), ("", "", ""), ("", "", "")))
    table = PaperTable((head, ("", "(1)", "(2)", "(3)", "(4)", "(5)"), row))
    reader = BodyReader(register.corpus, "tinh-mau", parse("2024-03-05"))
    left, listed = read_tables(["Biểu số 4", form, "Phụ lục", table], reader)
    assert left == " | ".join(form.rows[0])
    assert [(own.clause, own.due_words) for own in listed.duties] == [("pl-1", "Xong trong Quý II/2024")]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("thực hiện Đề án 61-ĐA/TU của Tỉnh ủy Mẫu ngày 14/11/2023 về tiếp công dân", "2023-11-14"),
        ("Ngày 12/5/2023, Bộ trưởng Bộ Nội vụ ban hành Quyết định số 903/QĐ-BNV về việc kiểm tra", "2023-05-12"),
        ("theo Quyết định số 903/QĐ-BNV của Bộ Nội vụ về kiểm tra, báo cáo trước ngày 05/3/2024", ""),
    ],
)
def test_a_day_may_stand_after_who_issued(register, text, date):
    (found,) = Citations(register.corpus, "tinh-mau").read(text)
    assert found.date == date


def test_a_plan_issued_with_a_decision_is_read_like_its_clauses(read):
    """Whoever the decision is for is offered in none of it; a form that stands there gives no duty."""
    lines = ["ỦY BAN NHÂN DÂN", "TỈNH MẪU", "Số: 6/QĐ-UBND", "Mẫu, ngày 02 tháng 3 năm 2024", "QUYẾT ĐỊNH", "Ban hành Kế hoạch trực",
             "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch trực.", "Điều 2. Sở Nội vụ thực hiện Quyết định này.", "Nơi nhận:", "- Sở Nội vụ;", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH",
             "Nguyễn Văn Thử", "ỦY BAN NHÂN DÂN TỈNH MẪU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "KẾ HOẠCH TRỰC", "(Kèm theo Quyết định số 6/QĐ-UBND)",
             "I. NHIỆM VỤ", "1. Sở Xây dựng lập lịch trực trước ngày 20/3/2024.", "2. Niêm yết lịch trực.", "PHỤ LỤC", "MẪU BÁO CÁO", "1. Họ và tên:", "2. Địa chỉ:"]  # fmt: skip
    draft, _ = read("x.txt", "\n\n".join(lines).encode())
    assert [own.id for own in walk(draft.clauses)][-5:] == ["dieu-2", "pl", "pl-i", "pl-i-1", "pl-i-2"]
    assert [(own.clause, [one.words for one in own.leads], own.due_words) for own in draft.duties[-2:]] == [
        ("pl-i-1", ["Sở Xây dựng"], "trước ngày 20/3/2024"), ("pl-i-2", [], "")
    ]  # fmt: skip
    assert (draft.frame.signature, draft.unread[-2:]) == (
        ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"],
        ["1. Họ và tên:", "2. Địa chỉ:"],
    )


def test_a_law_is_cited_by_its_name_and_its_id_keeps_its_number(register):
    """However its day is written, or not at all; today's is nobody's."""
    named, bare = (
        Citations(register.corpus, "tinh-mau").read(text)[0]
        for text in ("Căn cứ Luật Đầu tư số 143/2025/QH15 ngày 11/12/2025;", "theo Luật số 143/2025/QH15;")
    )
    assert (named.words, named.about) == ("Luật Đầu tư số 143/2025/QH15 ngày 11/12/2025", "Luật Đầu tư")
    assert bare.about == ""
    for own in (named, bare):
        data = {"number": own.number, "symbol": own.symbol, "date": own.date}
        assert (
            propose("document", data, IdScope(register.corpus, "trung-uong", set(), "2026-11-30")).id
            == "trung-uong-143-2025-qh15"
        )


def test_an_extension_is_told_and_a_clause_without_duties_asks_for_its_own_summary(read):
    data = "UBND TỈNH MẪU\n\nSố: 5/UBND-NC\n\nMẫu, ngày 02 tháng 3 năm 2024\n\nKính gửi: Sở Nội vụ.\n\nYêu cầu:\n\n1. Đồng ý gia hạn cho Sở Nội vụ đến ngày 30/6/2024.\n"
    draft, sheet = read("x.txt", data.encode())
    assert any("gia hạn" in note for note in draft.duties[0].notes)
    hints = [sheet.tables["muc"].line(key).asked["title"].why for key in ("intro", "1")]
    assert ["ghép tiêu đề" in hint for hint in hints] == [False, True]


def test_a_symbol_may_be_cut_before_its_hyphen(register):
    (found,) = Citations(register.corpus, "tinh-mau").read("theo Nghị định số 139/2025/NĐ -CP ngày 12/6/2025")
    assert (found.symbol, found.date) == ("2025/NĐ-CP", "2025-06-12")


def test_a_text_of_which_no_duty_was_read_is_asked_aloud(read):
    data = "UBND TỈNH MẪU\n\nSố: 5/UBND-NC\n\nMẫu, ngày 02 tháng 3 năm 2024\n\nKính gửi: Sở Nội vụ.\n\nSở Nội vụ được giao chủ trì rà soát."
    draft, sheet = read("x.txt", data.encode())
    assert not draft.duties
    assert sheet.tables["van-ban"].line("no-duty").asked["value"].needed


def test_units_that_keep_a_copy_are_no_bodies_and_no_ministry_is_a_department(read):
    text = (DRAFTS / "cong-van.txt").read_text(encoding="utf-8")
    data = text.replace("Kính gửi:", "Kính gửi: Bộ Xây dựng và Giao thông;").encode()
    _, sheet = read("cong-van.txt", data)
    bodies = sheet.tables["co-quan"].lines
    assert not {"VT", "NC"} & {line.key for line in bodies}
    assert [line.asked["body"].offered for line in bodies if line.key == "Bộ Xây dựng và Giao thông"] == ["mới"]


LETTER = """ỦY BAN NHÂN DÂN
TỈNH MỚI

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 73/UBND-NC
V/v chấn chỉnh kỷ cương

Mới, ngày 14 tháng 9 năm 2026

Kính gửi:

- Giám đốc, Thủ trưởng các sở, ban, ngành tỉnh;
- Chủ tịch UBND các xã, phường.

Thực hiện Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ ban hành Chương trình cải cách và Kế hoạch số 12/KH-UBND ngày 20/01/2026 của UBND tỉnh về cải cách hành chính, Chủ tịch UBND tỉnh yêu cầu:

1. UBND các xã, phường báo cáo kết quả về Sở Nội vụ định kỳ hằng tháng, trước ngày 20, để tổng hợp.

2. Sở Nội vụ báo cáo Chủ tịch UBND tỉnh trước ngày 15/12/2026.

3. Sở Nội vụ phấn đấu tỷ lệ hồ sơ đúng hạn đạt từ 98% trở lên.

4. Các sở, ban, ngành tỉnh:

a) Không yêu cầu người dân nộp thêm giấy tờ;

b) Báo cáo UBND tỉnh hằng quý, chậm nhất ngày 15.

Nơi nhận:
- Như trên;
- Lưu: VT, NC.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
"""


@pytest.fixture(scope="module")
def bare(schemas):
    """Return a register of a province of which it knows nobody yet, and the same with its committee."""
    province = "id: tinh-moi\nnames:\n  - name: Tỉnh Mới\n    short: Mới\ntypes:\n  - type: tinh\ntime_zone: Asia/Ho_Chi_Minh\n"
    agency = "id: tinh-moi-ubnd\nnames:\n  - name: Ủy ban nhân dân tỉnh Mới\naliases:\n  - name: UBND tỉnh\nkind: ubnd\nlevel: tinh\n"
    files = {"tinh-moi/province/tinh-moi.yaml": province}
    more = {**files, "tinh-moi/agency/tinh-moi-ubnd.yaml": agency}
    return [
        Source("records", tuple(SourceFile(path, text.encode()) for path, text in own.items())) for own in (files, more)
    ]


def drafted(source, schemas, data=LETTER):
    corpus = examine(source, schemas).corpus
    draft = read_draft(read_writing("van-ban.txt", data.encode()), corpus)
    return draft, to_sheet(draft, corpus, schemas.shapes), corpus


def test_a_register_without_any_agency_takes_a_directive_with_all_that_it_names(bare, schemas):
    draft, sheet, corpus = drafted(bare[0], schemas)
    lines = {line.key: line for line in sheet.tables["muc"].lines}
    assert lines["1 1"].cells["every"] == "định kỳ hằng tháng, trước ngày 20"
    assert "due" not in lines["1 1"].asked
    assert (lines["2 1"].cells["to"], "to" in lines["2 1"].asked) == (
        "Chủ tịch UBND tỉnh",
        False,
    )  # asked once, as a body
    assert lines["3 1"].asked["level"].offered == "ít nhất 98%"
    assert lines["4a 1"].asked["shape"].offered == "Điều cấm"
    assert "tháng nào" in lines["4b 1"].asked["every"].why
    assert [line.cells["title"] for line in sheet.tables["dan"].lines][:1] == ["ban hành Chương trình cải cách"]
    lines["2 1"].cells["to"] = "Chủ tịch UBND tỉnh"
    lines["4b 1"].cells["every"] = "hằng quý, chậm nhất ngày 15 tháng cuối quý"
    fill(sheet)
    for line in sheet.tables["dan"].lines:
        line.cells["record"] = "bỏ"  # the register of this test has no government
    made = accept(draft, sheet, corpus, schemas.shapes, set(), "2026-09-20")
    assert made.faults == []
    records = {(kind, data["id"]): data for _, kind, data in made.records}
    committee = next(data["id"] for (kind, _), data in records.items() if kind == "agency" and data["kind"] == "ubnd")
    assert records["agency", committee]["names"][0]["name"] == "Ủy ban nhân dân tỉnh Mới"
    rules = {data["names"][0]["name"]: data["rule"]["kinds"] for (kind, _), data in records.items() if kind == "group"}
    assert rules == {"Các sở, ban, ngành tỉnh": ["so", "van-phong", "thanh-tra"], "UBND các xã, phường": ["ubnd"]}
    given = records["directive", "tinh-moi-73-ubnd-nc-2026"]["recipients"]
    assert [own["post"] for own in given] == ["Giám đốc, Thủ trưởng", "Chủ tịch"]
    tasks = {data["clause"]: data for (kind, _), data in records.items() if kind == "task"}
    assert tasks["2"]["route"]["to"][0] == {
        "body": committee,
        "post": "Chủ tịch",
        "as_written": "Chủ tịch UBND tỉnh",
    }
    assert tasks["1"]["recurrence"]["due_day"] == 19
    assert (tasks["4b"]["recurrence"]["every"], tasks["4b"]["recurrence"]["due_day"]) == ("quy", 15)
    files = {
        f"{home}/{kind}/{data['id']}.yaml": write(kind, data, schemas.shapes[kind]) for home, kind, data in made.records
    }
    told = news(files, bare[0], examine(bare[0], schemas), schemas)
    assert [problem.code for problem in told if problem.severity is not Severity.INFO] == []


def test_a_filled_sheet_outlives_an_agency_that_the_register_got_since(bare, schemas):
    draft, sheet, _ = drafted(bare[0], schemas)
    book = load_workbook(io.BytesIO(write_book(sheet, "van-ban.txt", draft.writing.sha256)))
    page = book["Cơ quan được gọi tên"]
    for row in page.iter_rows(min_row=2):
        row[2].value = "mới"
    out = io.BytesIO()
    book.save(out)
    again, fresh, _ = drafted(bare[1], schemas)
    assert {line.key for line in fresh.tables["co-quan"].lines} >= {line.key for line in sheet.tables["co-quan"].lines}
    back = read_book("x.xlsx", out.getvalue(), fresh, again.writing.sha256)
    known = {line.key: line.cells["body"] for line in back.tables["co-quan"].lines}
    assert known["Chủ tịch UBND tỉnh"] == "tinh-moi-ubnd"  # and no second one is made
    assert known["UBND các xã, phường"] == "mới"


def test_an_equals_sign_takes_what_is_offered_or_what_was_read_and_never_nothing(bare, schemas):
    draft, sheet, corpus = drafted(bare[1], schemas)
    book = load_workbook(io.BytesIO(write_book(sheet, "van-ban.txt", draft.writing.sha256)))
    row = next(row for row in book["Cơ quan được gọi tên"].iter_rows(min_row=2) if row[0].value == "Chủ tịch UBND tỉnh")
    row[2].value = "="
    out = io.BytesIO()
    book.save(out)
    back = read_book("x.xlsx", out.getvalue(), sheet, draft.writing.sha256)
    assert back.tables["co-quan"].line("Chủ tịch UBND tỉnh").cells["body"] == "tinh-moi-ubnd"
    fill(back)
    back.tables["muc"].line("1 1").cells["title"] = "="
    faults = accept(draft, back, corpus, schemas.shapes, set(), "2026-09-20").faults
    assert [fault for fault in faults if "“=” nhưng không có đề xuất" in fault]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Hằng năm, trước ngày 30/11", {"every": "ngay-co-dinh", "days": ["11-29"]}),
        ("hằng quý, ngày 05 tháng sau", {"every": "quy", "due_day": 5, "due_month": "sau-ky"}),
        ("hằng tuần, vào thứ Sáu", {"every": "tuan", "due_weekday": "thu-sau"}),
        ("hằng quý, chậm nhất ngày 15", None),
        ("khi cần", None),
    ],
)
def test_a_cadence_comes_with_its_day_or_is_asked(words, meant):
    assert recurrence(cadence(words)) == meant
