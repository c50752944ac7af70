"""A deadline between words and record: read whole or not at all, found in a text, written so that it reads back."""

from __future__ import annotations

import pytest

from generator.domain import dates
from generator.domain.deadlines import find, read, say

ISSUED = dates.parse("2026-02-14")


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("đến hết năm 2023", {"by": 2023}),
        ("năm 2017", {"by": 2017}),
        ("Tháng 3/2026", {"by": "2026-03"}),
        ("quý III/2025", {"by": "2025-09"}),
        ("Quý II - quý III/2026", {"by": "2026-09"}),
        ("24/9/2026", {"by": "2026-09-24"}),
        ("trước ngày 01/01/2024", {"before": "2024-01-01"}),
        ("trước tháng 6/2024", {"before": "2024-06-01"}),
        ("trước 16 giờ ngày 30/9/2025", {"by": "2025-09-30"}),
        ("chậm nhất ngày 30 tháng 6 năm 2026", {"by": "2026-06-30"}),
        ("trong 05 ngày làm việc kể từ ngày nhận được Kế hoạch này", {"within": {"working_days": 5, "of": "nhan"}}),
        ("10 ngày kể từ ngày ký ban hành", {"within": {"days": 10, "of": "ban-hanh"}}),
        ("trong 02 tháng kể từ ngày ký", {"within": {"months": 2, "of": "ban-hanh"}}),
        ("khi có yêu cầu", {"open": {"why": "khi-yeu-cau"}}),
        ("theo quy định", {"open": {"why": "khong-neu-ngay"}}),
    ],
)
def test_read_and_said_again(words, due):
    known = read(words, ISSUED)
    assert known
    assert known.certain
    assert known.due == {**due, "as_written": words}
    again = read(say(known.due), ISSUED)
    assert again
    assert again.due == {**due, "as_written": say(known.due)}


@pytest.mark.parametrize(
    "words",
    [
        "Thường xuyên",
        "01/01/1970",
        "31/02/2026",
        "sau 10 ngày kể từ ngày ký",
        "trong 03 ngày kể từ khi tiếp nhận",
        "trong 05 ngày kể từ ngày nhận được hồ sơ",
        "trong 05 ngày kể từ ngày ban hành giấy phép",
        "trong 10 ngày kể từ ngày Quyết định số 9/QĐ-UBND có hiệu lực",
        "10 ngày kể từ ngày 01/3/2026",
        "khẩn trương",
        "",
    ],
)
def test_what_is_not_read(words):
    assert read(words, ISSUED) is None


def test_a_year_that_is_not_worded_is_no_certainty():
    known = read("trước ngày 15/3", ISSUED)
    assert known
    assert (known.due["by"], known.certain) == ("2026-03-14", False)
    assert read("trước ngày 15/3") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bảo đảm đến hết năm 2023 phải công khai; đến hết năm 2024, cắt giảm", [("đến hết năm 2023", True), ("đến hết năm 2024", True)]),
        ("(trong đó trước ngày 01/01/2024: rà soát)", [("trước ngày 01/01/2024", True)]),
        ("(nơi không kiểm tra trong năm 2024) chỉ đạo rà soát", [("trong năm 2024", False)]),
        ("bố trí kinh phí trong quý II năm 2026.", [("trong quý II năm 2026", True)]),
        ("gửi về Sở Mẫu trong 05 ngày kể từ ngày nhận.", [("trong 05 ngày kể từ ngày nhận", True)]),
        ("hoàn thành trong năm 2026 việc rà soát", [("trong năm 2026", True)]),
        ("theo Kế hoạch năm 2026 của tỉnh", []),
        (
            "gửi trong 10 ngày kể từ khi kết thúc đợt kiểm tra trước ngày 30/6/2026; xong trước ngày 15/8/2026",
            [("trong 10 ngày kể từ khi kết thúc đợt kiểm tra trước ngày 30/6/2026", True), ("xong trước ngày 15/8/2026", True)],
        ),
    ],
)  # fmt: skip
def test_found_in_a_text(text, words):
    assert [(found.words, found.plain) for found in find(text)] == words
