"""Documents: what they are called, when they can have been issued, what they cite and where."""

from __future__ import annotations

import pytest
from conftest import splice
from standing_cases import Register, day

from generator.domain import documents
from generator.domain.dates import EVER, Interval

CLAUSES = [
    {
        "id": "intro", "kind": "mo-dau", "summary": "Mở đầu.",
        "citations": [{"document": "tinh-mau-77-qd-2024", "role": "xem-xet", "as_written": "Quyết định số 77/QĐ-UBND"}],
    },
    {
        "id": "1", "kind": "khoan", "label": "1.", "summary": "Khoản một.",
        "clauses": [
            {"id": "1a", "kind": "diem", "label": "a)", "summary": "Điểm a."},
            {
                "id": "1dd", "kind": "diem", "label": "đ)", "summary": "Điểm đ.",
                "clauses": [
                    {"id": "1dd-p2", "kind": "doan", "summary": "Đoạn hai."},
                    {
                        "id": "1dd-g1", "kind": "gach", "label": "-", "summary": "Gạch đầu dòng.",
                        "citations": [
                            {"role": "nhac-den", "as_written": "nhiều văn bản", "resolution": "khong-so"},
                            {"document": "tinh-mau-77-qd-2024", "role": "nhac-den", "as_written": "văn bản nêu trên"},
                        ],
                    },
                ],
            },
        ],
    },
    {"id": "2", "kind": "khoan", "label": "Khoản 2.", "summary": "Khoản hai."},
    {"id": "end", "kind": "ket", "summary": "Câu kết."},
]  # fmt: skip


def written(register, name="giay", **data):
    data = {"type": "bao-cao", "title": "Kết quả kiểm tra", "issuer": "tinh-mau-ubnd", **data}
    missing = {f"{field}_state": "khong-neu" for field in ("number", "date") if field not in data}
    return register.add(f"tinh-mau-{name}", "document", **data, **missing)


def paper(register, name="giay", **data):
    return written(register, name, **data).corpus.document(f"tinh-mau-{name}")


def directive(**data):
    register = Register()
    path = "tinh-mau/directive/tinh-mau-5-ubnd.yaml"
    made = {**register.files[path], **data}
    if made.get("date", ...) is None:
        del made["date"]
    register.files[path] = made
    return register


@pytest.fixture(scope="module")
def nested():
    register = directive(clauses=CLAUSES, date="2024-02-20")
    return register.corpus, register.corpus.document("tinh-mau-5-ubnd")


def test_clauses_come_in_reading_order_with_their_place_and_depth(nested):
    _, record = nested
    found = list(documents.clauses(record))
    assert [(clause["id"], depth) for _, clause, depth in found] == [
        ("intro", 0), ("1", 0), ("1a", 1), ("1dd", 1), ("1dd-p2", 2), ("1dd-g1", 2), ("2", 0), ("end", 0),
    ]  # fmt: skip
    for at, clause, _ in found:
        value = record.data
        for part in at:
            value = value[part]
        assert value is clause


def test_citations_come_with_their_clause(nested):
    _, record = nested
    assert [(c.clause, c.at, c.data["as_written"]) for c in documents.citations(record)] == [
        ("intro", ("clauses", 0, "citations", 0), "Quyết định số 77/QĐ-UBND"),
        ("1dd-g1", ("clauses", 1, "clauses", 1, "clauses", 1, "citations", 0), "nhiều văn bản"),
        ("1dd-g1", ("clauses", 1, "clauses", 1, "clauses", 1, "citations", 1), "văn bản nêu trên"),
    ]


def test_clauses_are_named_as_people_name_them(nested):
    assert documents.clause_names(*nested) == {
        "intro": "phần mở đầu",
        "1": "khoản 1",
        "1a": "điểm a khoản 1",
        "1dd": "điểm đ khoản 1",
        "1dd-p2": "đoạn 2 điểm đ khoản 1",
        "1dd-g1": "gạch đầu dòng thứ nhất điểm đ khoản 1",
        "2": "khoản 2",
        "end": "câu kết",
    }


@pytest.mark.parametrize(
    ("kind", "label", "name"),
    [
        ("phan", "Chương 2", "Chương 2"),
        ("phan", "Mục II.", "Mục II"),
        ("phan", "Phần thứ nhất", "Phần thứ nhất"),
        ("phu-luc", "PHỤ LỤC 01", "phụ lục 01"),
        ("phan", "II.", "Phần II"),
        ("phan", "Mục tiêu", "Phần Mục tiêu"),
        ("dieu", "Điều 6.", "Điều 6"),
        ("dong", "Biểu số 4", "biểu số 4"),
    ],
)
def test_a_label_that_says_what_it_is_says_it_once(kind, label, name):
    below = [{"id": "x", "kind": kind, "label": label, "summary": "Nội dung."}]
    assert documents._numbered(below[0], documents._NUMBERED[kind], 1) == name


def test_a_row_below_a_row_is_named_once():
    rows = [{"id": "pl-1-2", "kind": "dong", "label": "1.2"}, {"id": "pl-1-a", "kind": "dong", "label": "a"}]
    names: dict[str, str] = {}
    row = {"id": "pl-1", "kind": "dong", "label": "1", "clauses": rows}
    documents._name_clauses([{"id": "pl", "kind": "phu-luc", "clauses": [row]}], "", names)
    assert list(names.values()) == [
        "phụ lục",
        "phụ lục, dòng 1",
        "phụ lục, dòng 1.2",
        "phụ lục, dòng 1, dòng a",
    ]


@pytest.mark.parametrize(
    ("data", "days"),
    [
        ({"date": "2024-03-05"}, ("2024-03-05", "2024-03-05")),
        ({"date": "2024-03"}, ("2024-03-01", "2024-03-31")),
        ({"date": 2024}, ("2024-01-01", "2024-12-31")),
        ({"date": 2024, "date_bounds": {"not_before": "2024-12-08", "because": "x"}}, ("2024-12-08", "2024-12-31")),
        ({"date": 2024, "date_bounds": {"not_after": "2024-03-31", "because": "x"}}, ("2024-01-01", "2024-03-31")),
        (
            {"date_bounds": {"not_before": "2023-01-01", "not_after": "2024-03-31", "because": "x"}},
            ("2023-01-01", "2024-03-31"),
        ),
    ],
)
def test_the_days_that_a_record_states(data, days):
    assert documents.stated(paper(Register(), **data)) == Interval(*map(day, days))


def test_a_document_without_any_date_can_be_of_any_day():
    assert documents.stated(paper(Register())) == EVER


@pytest.mark.parametrize(
    ("date", "cited", "days", "because"),
    [
        (
            2024,
            "2024-12-08",
            ("2024-12-08", "2024-12-31"),
            "viện dẫn Báo cáo số 9/BC-SNV ngày 08/12/2024, ban hành ngày 08/12/2024",
        ),
        (
            2024,
            "2024-06",
            ("2024-06-01", "2024-12-31"),
            "viện dẫn Báo cáo số 9/BC-SNV tháng 6/2024, ban hành không sớm hơn ngày 01/6/2024",
        ),
        (2024, "2023-12-08", ("2024-01-01", "2024-12-31"), ""),
        (2024, 2024, ("2024-01-01", "2024-12-31"), ""),
        ("2024-12-20", "2024-12-08", ("2024-12-20", "2024-12-20"), ""),
    ],
)
def test_a_directive_is_no_older_than_what_it_cites(date, cited, days, because):
    citations = [{"document": "tinh-mau-giay", "role": "xem-xet", "as_written": "Báo cáo"}]
    register = directive(date=date, clauses=[{"id": "1", "kind": "khoan", "summary": "Một.", "citations": citations}])
    written(register, number="9", symbol="BC-SNV", date=cited)
    found = documents.dating(register.corpus, register.corpus.document("tinh-mau-5-ubnd"))
    assert found == documents.Dating(Interval(*map(day, days)), because)


def test_a_directive_that_cites_several_is_no_older_than_the_latest():
    citations = [{"document": f"tinh-mau-giay-{i}", "role": "xem-xet", "as_written": "Báo cáo"} for i in (1, 2, 3)]
    register = directive(date=2024, clauses=[{"id": "1", "kind": "khoan", "summary": "Một.", "citations": citations}])
    for i, date in ((1, "2024-03-01"), (2, "2024-09-01"), (3, "2024-05-01")):
        written(register, f"giay-{i}", number=str(i), symbol="BC-SNV", date=date)
    found = documents.dating(register.corpus, register.corpus.document("tinh-mau-5-ubnd"))
    assert found.days == Interval(day("2024-09-01"), day("2024-12-31"))


@pytest.mark.parametrize(
    ("data", "number", "name"),
    [
        ({"number": "9", "symbol": "BC-SNV", "date": "2024-03-05"}, "9/BC-SNV", "Báo cáo số 9/BC-SNV ngày 05/3/2024"),
        ({"number": "9", "symbol": "BC-SNV", "date": "2024-03"}, "9/BC-SNV", "Báo cáo số 9/BC-SNV tháng 3/2024"),
        ({"number": "9", "symbol": "BC-SNV", "date": 2024}, "9/BC-SNV", "Báo cáo số 9/BC-SNV năm 2024"),
        ({"number": "9", "symbol": "BC-SNV"}, "9/BC-SNV", "Báo cáo số 9/BC-SNV"),
        ({"symbol": "BC-SNV", "date": 2024}, "…/BC-SNV", "Báo cáo số …/BC-SNV năm 2024"),
        ({"number": "9"}, "9", "Báo cáo số 9"),
        ({}, "", "Kết quả kiểm tra"),
        (
            {"type": "chi-thi", "number": "05", "symbol": "-CT/TU", "date": 2024},
            "05-CT/TU",
            "Chỉ thị số 05-CT/TU năm 2024",
        ),
        ({"number": "12", "symbol": "TB/TU", "date": 2024}, "12-TB/TU", "Báo cáo số 12-TB/TU năm 2024"),
        ({"number": "9", "symbol": "2024/QĐ-UBND", "date": 2024}, "9/2024/QĐ-UBND", "Báo cáo số 9/2024/QĐ-UBND"),
    ],
)
def test_number_and_name(data, number, name):
    register = Register()
    found = paper(register, **data)
    assert (documents.number(found), documents.name(register.corpus, found)) == (number, name)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chỉ thị số 26/CT-TTg ngày 20/10/2023", ("26", "CT-TTg")),
        ("Công điện số 968/CĐ-TTg", ("968", "CĐ-TTg")),
        ("Công văn số 978 /UBND-HCTC", ("978", "UBND-HCTC")),
        ("Nghị định số 73/2023/NĐ-CP ngày 29/9/2023", ("73", "2023/NĐ-CP")),
        ("Nghị quyết 202/2025/QH15", ("202", "2025/QH15")),
        ("Chỉ thị 05-CT/TU", ("05", "-CT/TU")),
        ("Quyết định số 12a/QĐ-UBND", ("12a", "QĐ-UBND")),
        ("Chỉ thị 05A-CT/TU", ("05A", "-CT/TU")),
        ("Quyết định số 12 ngày 5/3/2024", None),
        ("Công văn số 12b/UBND-NC", ("12b", "UBND-NC")),
        ("ngày 20/10/2023", None),
        ("Luật Thanh tra năm 2022", None),
        ("nhiều văn bản chỉ đạo", None),
    ],
)
def test_number_and_symbol_in_a_citation(text, found):
    assert documents.written_number(text) == found


@pytest.mark.parametrize(
    ("number", "text", "wrong"),
    [
        ("12a", "Công văn số 12a/UBND-NC", False),
        ("12a", "Công văn số 12A/UBND-NC", False),
        ("12a", "Công văn số 12b/UBND-NC", True),
        ("12a", "Công văn số 12/UBND-NC", True),
        ("12", "Công văn số 12b/UBND-NC", True),
        ("5", "Công văn số 05/UBND-NC", False),
        ("12", "Quyết định số 9/QĐ-UBND và Công văn số 12/UBND-NC", False),
        ("12", "Quyết định số 9/QĐ-UBND và Công văn số 13/UBND-NC", True),
        ("12", "Công văn của Ủy ban nhân dân tỉnh", False),
    ],
)
def test_each_number_of_a_wording_is_held_against_what_is_cited(number, text, wrong, example, judge):
    cited = "tinh-mau/directive/tinh-mau-20-ubnd-nc-2024.yaml"
    citing = "tinh-mau/directive/tinh-mau-ubnd-kstt-2024.yaml"
    files = {
        **example,
        cited: splice(example[cited].decode(), f"number: {number!r}\n").encode(),
        citing: splice(
            example[citing].decode(),
            "clauses:\n  - id: '1'\n    kind: doan\n    summary: Giữ giờ.\n    citations:\n"
            f"      - document: tinh-mau-20-ubnd-nc-2024\n        role: nhac-den\n        as_written: {text}\n",
        ).encode(),
    }
    found = [p for p in judge(files).problems if p.code in ("citation-number-differs", "citation-symbol-differs")]
    assert bool([p for p in found if p.record == "tinh-mau-ubnd-kstt-2024"]) == wrong, found


@pytest.mark.parametrize(
    ("form", "sound"),
    [
        ("qua-nguon-khac", True),
        ("tai-hop", True),
        ("mieng", True),
        ("thu-dien-tu", True),
        ("van-ban", False),
        ("", False),
    ],
)
def test_who_directs_may_be_left_out_where_only_a_list_tells_of_it(form: str, sound: bool) -> None:
    register = Register()
    directive = register.files["tinh-mau/directive/tinh-mau-5-ubnd.yaml"]
    del directive["directing"]
    directive.update({"form": form} if form else {}, source={"note": "Danh sách của Văn phòng."})
    register.task(due={"by": "2024-02-29"})
    errors = [p.message.vi for p in register.examined().problems if p.severity == "error"]
    assert errors == ([] if sound else ["Bản ghi thiếu trường «Người có thẩm quyền chỉ đạo» (directing)."])


@pytest.mark.parametrize(
    ("type_", "source", "lacking"),
    [
        ("don-doc", True, ""),
        ("chat-van", True, ""),
        ("don-doc", False, "«Văn bản» (document)"),
        ("phe-binh", True, "«Văn bản» (document)"),
        ("bieu-duong", True, "«Văn bản» (document)"),
    ],
)
def test_only_a_step_of_urging_may_be_known_without_a_document(type_: str, source: bool, lacking: str) -> None:
    register = Register()
    more = {"source": {"note": "Danh sách."}} if source else {}
    register.add(
        "tinh-mau-nn-1",
        "notice",
        type=type_,
        agencies=["tinh-mau-so-mot"],
        on="2024-03-01",
        because="Chưa nộp.",
        **more,
    )
    errors = [p.message.vi for p in register.examined().problems if p.severity == "error"]
    assert errors == ([f"Bản ghi thiếu trường {lacking}."] if lacking else [])


def test_normative_documents_are_numbered_apart(judge, example):
    """A resolution 25/2026/NQ-CP of a later day than 97/NQ-CP is in order: each kind has a register of its own."""
    made = (
        "id: {id}\ntype: nghi-quyet\nnumber: '{number}'\nsymbol: {symbol}\ndate: {date}\nissuer: tinh-mau-ubnd\n"
        "title: Về một việc\nsource:\n  note: Công báo.\n"
    )
    for symbols, told in ((("NQ-CP", "2023/NQ-CP"), []), (("NQ-CP", "NQ-CP"), ["tinh-mau-b"])):
        files = {
            f"tinh-mau/document/tinh-mau-{name}.yaml": made.format(
                id=f"tinh-mau-{name}", number=number, symbol=symbol, date=day
            ).encode()
            for name, number, symbol, day in (
                ("a", 97, symbols[0], "2023-04-06"), ("b", 25, symbols[1], "2023-04-30"),
            )
        }  # fmt: skip
        found = judge({**example, **files}).problems
        assert [
            p.record for p in found if p.code == "register-order" and p.record in ("tinh-mau-a", "tinh-mau-b")
        ] == told
