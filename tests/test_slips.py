"""A slip of the one who types is told at its place, with what was meant, and makes nothing else wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from conftest import Files, splice

from generator.examine import Examined, examine
from generator.model import Problem, Severity
from generator.read.source import collect
from generator.schema import Schemas

TASK = "tinh-mau/task/tinh-mau-20-ubnd-nc-2024-1a-t1.yaml"
FINDING = "tinh-mau/finding/tinh-mau-kt-2024-01-f1.yaml"
Judge = Callable[[Files], Examined]


def told(judge: Judge, example: Files, changed: Files) -> list[Problem]:
    """Return the problems that a register has with these files, and not without them."""
    before = {(p.code, str(p.where)) for p in judge(example).problems}
    return [p for p in judge({**example, **changed}).problems if (p.code, str(p.where)) not in before]


@pytest.mark.parametrize(
    ("path", "typed", "meant"),
    [
        (TASK, "leads:\n  - body: TINH-MAU-SO-NOI-VU\n", "“tinh-mau-so-noi-vu”"),
        (TASK, "leads:\n  - body: tinh_mau_sở_nội_vụ\n", "“tinh-mau-so-noi-vu”"),
        (TASK, "leads:\n  - body: Giám đốc Sở Nội vụ\n", "“tinh-mau-so-noi-vu”"),
        (TASK, "basis:\n  - Quyết định số 45/QĐ-UBND\n", "“tinh-mau-45-qd-ubnd-2023”"),
        (TASK, "clause: điểm a, khoản 1\n", "“1a”"),
        (TASK, "clause: khoản 2\n", "“2”"),
        (TASK, "clause: 1.a\n", "“1a”"),
        (TASK, "clause: 2,1\n", "“2-1”"),
        (TASK, "clause: a) 1\n", "“1a”"),
        (TASK, "due:\n  by: quý I/2024\n", "“2024-03”"),
        (TASK, "due:\n  by: đến hết quý II năm 2024\n", "“2024-06”"),
        (TASK, "recurrence:\n  every: Hàng tháng\n", "“thang”"),
        (TASK, "due:\n  by: Chủ nhật, 31/3/2024\n", "“2024-03-31”"),
        (TASK, "due:\n  by: 17 giờ ngày 31/3/2024\n", "“2024-03-31”"),
        (TASK, "due:\n  by: 45382\n", "“2024-03-31”"),
        (TASK, "due:\n  by: ngày 31 tháng ba năm 2024.\n", "“2024-03-31”"),
        (TASK, "due:\n  by: 2204-03-31\n", "1900–2199"),
        (TASK, "leads:\n  - body: SNV\n", "“tinh-mau-so-noi-vu”"),
        (TASK, "leads:\n  - body: tinh-mau-so-noi-vu,\n", "“tinh-mau-so-noi-vu”"),
        (TASK, "leads:\n  - body: Sở Nội vụ và Sở Xây dựng\n", "Mỗi mã ghi một dòng"),
        (TASK, "basis:\n  • tinh-mau-45-qd-ubnd-2023\n", "“basis: ⏎   - tinh-mau-45-qd-ubnd-2023”"),
        (TASK, "recurrence:\n  every: quy\n  first: quý I/2024\n", "Ghi 2024-Q1."),
        (TASK, "due:\n  by: 2024-03-31\n  as_written: trong quý I\n  product: Báo cáo\n", "thuộc bản ghi"),
        (TASK, "areas:\n  - Giải quyết hồ sơ trễ hạn\n", "“tinh-mau-tre-han”"),
        (TASK, "han_hoan_thanh: 2024-03-31\n", "«Hạn» (due)"),
        (TASK, "due:\n  by: 2O24-O3-31\n", "“2024-03-31”"),
        (TASK, "target:\n  indicator: Tỷ lệ\n  operator: ge\n  value: 97,5\n  unit: '%'\n", "Ghi 97.5."),
        (TASK, "urgency: HT\n", "“hoa-toc”"),
        (TASK, "basis:\n  - tinh-mau-45-qd-ubnd-2023; tinh-mau-45-qd-ubnd-2023\n", "Mỗi mã ghi một dòng"),
        (FINDING, "sums:\n  - kind: thu-hoi\n    amount: 1.200.000\n    unit: dong\n", "Ghi 1200000."),
        (FINDING, "sums:\n  - kind: thu-hoi\n    amount: 1,2 triệu\n    unit: dong\n", "Ghi 1.2, và unit: trieu-dong."),
        (FINDING, "sums:\n  - kind: thu-hoi\n    amount: 1 200 000đ\n    unit: dong\n", "Ghi 1200000, và unit: dong."),
        (FINDING, "count:\n  found: 12 hồ sơ\n  of: 40\n  unit: hồ sơ\n", "Ghi 12, và unit: hồ sơ."),
        (FINDING, "count:\n  found: 1.200\n  of: 4000\n  unit: hồ sơ\n", "“found: 1200”"),
    ],
)  # fmt: skip
def test_what_was_meant_is_proposed(path: str, typed: str, meant: str, judge: Judge, example: Files) -> None:
    found = told(judge, example, {path: splice(example[path].decode(), typed).encode()})
    assert [p.code for p in found if p.hint is not None and meant in p.hint.vi] != []


@pytest.mark.parametrize(
    ("number", "symbol", "kept"),
    [
        ("Số 77", "UBND-NC", "number: '77' và symbol: UBND-NC"),
        ("77/", "UBND-NC", "number: '77' và symbol: UBND-NC"),
        ("'77'", "/UBND-NC", "number: '77' và symbol: UBND-NC"),
        ("77/UBND-NC", "UBND-NC", "number: '77' và symbol: UBND-NC"),
        ("UBND-NC", "'77'", "number: '77' và symbol: UBND-NC"),
        ("77-CV", "/TU", "number: '77' và symbol: -CV/TU"),
        ("'77'", "UBND-NC", ""),
        ("77a", "-CV/TU", ""),
    ],
)
def test_number_and_symbol_stand_apart(number: str, symbol: str, kept: str, judge: Judge, example: Files) -> None:
    path = "tinh-mau/document/tinh-mau-77-ubnd-nc-2024.yaml"
    text = splice(example[path].decode(), f"number: {number}\nsymbol: {symbol}\n")
    found = [p for p in told(judge, example, {path: text.encode()}) if p.code == "number-holds-symbol"]
    assert [p.hint.vi for p in found if p.hint] == ([f"Ghi {kept}."] if kept else [])


def test_a_field_that_slid_out_of_its_group_is_led_back(judge: Judge, example: Files) -> None:
    text = splice(example[TASK].decode(), "due:\n  by: 2024-03-31\n  as_written: trong quý I\n")
    found = told(judge, example, {TASK: text.replace("\n  as_written: trong", "\nas_written: trong").encode()})
    assert [p.code for p in found if p.hint and "thuộc «Hạn» (due)" in p.hint.vi] == ["field-unknown"]


@pytest.mark.parametrize(
    ("amount", "unit", "told_of"),
    [
        ("1.200", "trieu-dong", True),
        ("85.485", "trieu-dong", False),
        ("85.485", "dong", True),
        ("12.5", "ty-dong", False),
    ],
)
def test_a_sum_that_may_be_thousands_is_asked_about(
    amount: str, unit: str, told_of: bool, judge: Judge, example: Files
) -> None:
    typed = f"sums:\n  - kind: thu-hoi\n    amount: {amount}\n    unit: {unit}\n"
    found = told(judge, example, {FINDING: splice(example[FINDING].decode(), typed).encode()})
    assert ("number-grouped" in [p.code for p in found]) is told_of


def test_an_item_without_its_dash_is_told_once(judge: Judge, example: Files) -> None:
    body = "    as_written: Sở Nội vụ\n"
    typed = f"leads:\n  - body: tinh-mau-so-noi-vu\n{body}    body: tinh-mau-so-xay-dung\n{body}"
    text = splice(example[TASK].decode(), typed)
    line = text.split("\n").index("    body: tinh-mau-so-xay-dung") + 1
    assert [(p.code, p.where.line) for p in told(judge, example, {TASK: text.encode()})] == [
        ("yaml-duplicate-key", line)
    ]


@pytest.mark.parametrize("name", ["TINH-MAU-20.yaml", "tinh-mau-báo-cáo.yaml", "2024/tinh-mau-20.yaml"])
def test_what_refers_to_a_file_of_a_wrong_name_is_not_told_as_well(name: str, judge: Judge, example: Files) -> None:
    renamed = {path: data for path, data in example.items() if path != TASK}
    renamed[f"tinh-mau/task/{name}"] = example[TASK]
    found = [p for p in judge(renamed).problems if p.severity is Severity.ERROR]
    assert [p.where.path.endswith(name) for p in found] == [True]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Báo cáo gửi Sở Nội vụ, ç là chữ Pháp, naïve", ""),
        ("B¸o c¸o kÕt qu¶ kiÓm tra", "text-legacy"),
        ("Baùo caùo keát quaû", "text-legacy"),
        ("Coâng vaên veà vieäc kieåm tra coâng vuï", "text-legacy"),
        ("Quy định về mật khẩu: tối thiểu 8 ký tự, đổi 90 ngày một lần", ""),
        ("Mật khẩu vào phần mềm là Tinhmau@2024", "contact-in-text"),
    ],
)
def test_what_a_note_may_not_hold(written: str, code: str, judge: Judge, example: Files) -> None:
    text = splice(example[TASK].decode(), f"note: '{written}'\n")
    assert [p.code for p in told(judge, example, {TASK: text.encode()})] == ([code] if code else [])


def test_a_dash_without_its_space_is_told_where_it_stands(judge: Judge, example: Files) -> None:
    text = splice(example[TASK].decode(), "leads:\n  -body: tinh-mau-so-noi-vu\n    as_written: Sở Nội vụ\n")
    line = next(n for n, own in enumerate(text.split("\n"), 1) if "-body" in own)
    found = told(judge, example, {TASK: text.encode()})
    assert [(p.code, p.where.line, p.where.column) for p in found] == [("yaml-dash", line, 3)]


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("leads:\n  - tinh-mau-so-noi-vu\n    as_written: Sở Nội vụ\n", (1, 5)),
        ("due:\n  by:2024-03-31\n  as_written: trong quý I\n", (1, 3)),
    ],
)
def test_a_name_or_blank_that_is_missing_is_told_on_its_own_line(
    typed: str, at: tuple[int, int], judge: Judge, example: Files
) -> None:
    text = splice(example[TASK].decode(), typed)
    line = text.split("\n").index(typed.partition("\n")[0]) + 1
    found = told(judge, example, {TASK: text.encode()})
    assert [(p.code, p.where.line - line, p.where.column) for p in found] == [("syntax-no-colon", *at)]


def test_a_list_where_one_value_stands_is_shown_in_words(judge: Judge, example: Files) -> None:
    (found,) = told(judge, example, {TASK: splice(example[TASK].decode(), "urgency: [khan]\n").encode()})
    assert ("một danh sách" in found.message.vi, "['" in found.message.vi) == (True, False)


def test_what_refers_to_a_file_of_another_ending_is_not_told_as_well(example: Files, schemas: Schemas) -> None:
    renamed = {f"{path.removesuffix('.yaml')}{_ENDINGS.get(path, '.yaml')}": data for path, data in example.items()}
    found = examine(collect("records", ((path, partial(bytes, data)) for path, data in renamed.items())), schemas)
    assert sorted(p.where.path for p in found.problems if p.code == "file-unknown") == sorted(
        f"records/{path.removesuffix('.yaml')}{ending}" for path, ending in _ENDINGS.items()
    )
    assert [str(p) for p in found.problems if p.code == "ref-unknown"] == []


_ENDINGS = {TASK: ".yml", FINDING: ".yaml.txt", "tinh-mau/agency/tinh-mau-so-noi-vu.yaml": ".YAML"}
