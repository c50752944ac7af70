"""Dates that know how exact they are, and Vietnamese text: compared, ordered and written as people do."""

from __future__ import annotations

import random
import unicodedata
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.domain import dates
from generator.domain.cadence import difference
from generator.domain.dates import EVER, Interval
from generator.domain.text import collation_key, fold, said, vi_date, vi_interval, vi_on, vi_span
from generator.domain.worded import worded

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
INTERVALS = st.tuples(DAYS, DAYS).map(lambda ends: Interval(min(ends), max(ends)))


def interval(first: str, last: str) -> Interval:
    return Interval(date.fromisoformat(first), date.fromisoformat(last))


# ---------------------------------------------------------------- reading


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        (1997, "1997-01-01", "1997-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("2100-02", "2100-02-01", "2100-02-28"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("1900", "1900-01-01", "1900-12-31"),
        ("2199-12", "2199-12-01", "2199-12-31"),
    ],
)
def test_a_date_of_any_precision_is_its_days(value: str | int, first: str, last: str) -> None:
    assert dates.parse(value) == interval(first, last)
    assert dates.is_partial_date(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "2024-13",
        "2024-00",
        "2024-1",
        "2024-02-30",
        "2023-02-29",
        "2024-04-31",
        "2024-01-32",
        "24-01-01",
        "2024/01/01",
        "08/12/2024",
        "2024-01-01T00:00:00",
        "2024-01-01 ",
        " 2024",
        "2024-",
        "٢٠٢٤",
        "2024-W01",
        "0000",
        "0001-01-01",
        "1899-12-31",
        "2200-01-01",
        "9999-12",
        "9999-12-31",
        "-2024",
        "2024-02-29\n",
        "năm 2024",
    ],
)
def test_what_is_no_date_is_none(value: str) -> None:
    assert dates.parse(value) is None
    assert not dates.is_partial_date(value)
    assert not dates.is_full_date(value)


def test_a_full_date_is_one_day() -> None:
    assert dates.is_full_date("2024-02-29")
    assert not dates.is_full_date("2024-02")
    assert not dates.is_full_date("2024")
    assert dates.day("2024-02-29") == date(2024, 2, 29)


def test_formats_leave_other_types_to_the_schema() -> None:
    assert dates.is_full_date(2024)
    assert dates.is_partial_date([])


def test_an_absent_date_is_all_of_time() -> None:
    assert dates.days(None) == EVER
    assert dates.validity(None) == dates.validity({}) == EVER
    assert dates.validity({"from": 2024}) == Interval(date(2024, 1, 1), date.max)
    assert dates.validity({"to": "2025-06"}) == Interval(date.min, date(2025, 6, 30))
    assert dates.validity({"from": "2024-03", "to": "2024-03"}) == interval("2024-03-01", "2024-03-31")


@pytest.mark.parametrize(
    ("due", "last"),
    [
        ({"by": "2023"}, "2023-12-31"),
        ({"before": "2024-01-01"}, "2023-12-31"),
        ({"before": 2024}, "2023-12-31"),
        ({"before": "2024-03"}, "2024-02-29"),
        ({"by": "2024-02"}, "2024-02-29"),
        ({"by": "2024-05-31"}, "2024-05-31"),
        ({"before": "1900-01-01"}, "1899-12-31"),
    ],
)
def test_a_deadline_has_a_last_day_in_time(due: dict[str, str], last: str) -> None:
    assert dates.last_day(due) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Công điện số 968/CĐ-TTg ngày 16/10/2023 của Thủ tướng Chính phủ", "2023-10-16"),
        ("ngày 08 tháng 12 năm 2024", "2024-12-08"),
        ("Ngày 8 Tháng 12 Năm 2024", "2024-12-08"),
        ("ngày 5-9-2016", "2016-09-05"),
        ("ngày 05.9.2016", "2016-09-05"),
        ("ngày 05 / 9 / 2016", "2016-09-05"),
        ("từ 01/01/2024 đến 31/3/2024", "2024-01-01"),
        ("8 tháng 12 năm 2024", "2024-12-08"),
    ],
)
def test_the_first_date_in_a_text_is_found(text: str, day: str) -> None:
    assert dates.written(text) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "năm 2024",
        "tháng 12 năm 2024",
        "ngày tháng năm 2024",
        "ngày … tháng 02 năm 2024",
        "ngày 31/02/2024",
        "2024-12-08",
        "Nghị định số 73/2023/NĐ-CP",
        "số 26/CT-TTg",
        "ngày 40/1/2024",
        "1/2024",
    ],
)
def test_a_text_without_a_whole_and_real_date_has_none(text: str) -> None:
    assert dates.written(text) is None


# ---------------------------------------------------------------- comparing


def test_intervals_compare_only_where_it_is_certain() -> None:
    year, december, january = (dates.days(value) for value in ("2024", "2024-12", "2025-01"))
    assert december.before(january)
    assert not january.before(december)
    assert not year.before(december)
    assert not december.before(year)
    assert year.meets(december)
    assert not december.meets(january)
    assert year.within(december) == december
    assert december.within(january).empty
    assert not december.exact
    assert dates.days("2024-12-08").exact


def test_what_has_no_days_is_before_nothing_and_after_nothing() -> None:
    empty = interval("2024-03-01", "2024-02-01")
    other = dates.days("2025")
    assert empty.empty
    assert not empty.before(other)
    assert not other.before(empty)


@given(INTERVALS, INTERVALS)
def test_two_intervals_meet_or_one_is_before_the_other(one: Interval, other: Interval) -> None:
    assert [one.before(other), other.before(one), one.meets(other)].count(True) == 1
    assert one.meets(other) == other.meets(one) == (not one.within(other).empty)


@given(INTERVALS, INTERVALS, INTERVALS)
def test_an_earlier_interval_stays_earlier(one: Interval, two: Interval, three: Interval) -> None:
    if one.before(two) and two.before(three):
        assert one.before(three)


@given(DAYS)
def test_the_three_precisions_of_a_day_nest(day: date) -> None:
    year, month, exact = (dates.days(day.isoformat()[:length]) for length in (4, 7, 10))
    assert exact == Interval(day, day)
    assert month.within(exact) == year.within(exact) == exact
    assert year.within(month) == month
    assert month.last + timedelta(1) == (month.first + timedelta(31)).replace(day=1)


# ---------------------------------------------------------------- writing


@pytest.mark.parametrize(
    ("entry", "vi"),
    [
        ({"from": "2024-01", "to": "2024-02"}, "từ tháng 01/2024 đến hết tháng 02/2024"),
        ({"from": "2023-05"}, "từ tháng 5/2023"),
        ({"from": 2022, "to": "2025-12-31"}, "từ năm 2022 đến 31/12/2025"),
        ({"to": "2024"}, "đến hết năm 2024"),
        ({"from": "2024-05", "to": "2024-05"}, "tháng 5/2024"),
        ({"from": "2025-07-01"}, "từ 01/7/2025"),
        ({"from": "2024-02-01", "to": "2024-02-29"}, "tháng 02/2024"),
        ({}, "không rõ ngày"),
        (None, "không rõ ngày"),
    ],
)
def test_a_span_is_as_exact_as_it_is_recorded(entry: dict[str, str | int] | None, vi: str) -> None:
    assert vi_span(entry) == vi


@pytest.mark.parametrize(
    ("days", "vi", "en", "on"),
    [
        (dates.days("2024-12-08"), "08/12/2024", "08/12/2024", "ngày 08/12/2024"),
        (dates.days("2024-02"), "tháng 02/2024", "02/2024", "trong tháng 02/2024"),
        (dates.days("2024"), "năm 2024", "2024", "trong năm 2024"),
        (interval("2024-12-08", "2024-12-31"), "từ 08/12/2024 đến 31/12/2024", "from 08/12/2024 to 31/12/2024", ""),
        (interval("2024-02-01", "2024-02-28"), "từ 01/02/2024 đến 28/02/2024", "from 01/02/2024 to 28/02/2024", ""),
        (interval("2023-01-01", "2024-12-31"), "từ 01/01/2023 đến 31/12/2024", "from 01/01/2023 to 31/12/2024", ""),
        (dates.validity({"to": "2025-06-30"}), "đến 30/6/2025", "until 30/6/2025", "không rõ ngày, biết từ 30/6/2025"),
        (dates.validity({"from": "2025-07-01"}), "từ 01/7/2025", "from 01/7/2025", ""),
        (EVER, "không rõ ngày", "on an unknown day", ""),
        (dates.days("2199-12"), "tháng 12/2199", "12/2199", "trong tháng 12/2199"),
        (Interval(date(9999, 12, 1), date.max), "tháng 12/9999", "12/9999", "trong tháng 12/9999"),
    ],
)
def test_an_interval_is_written_as_a_person_would(days: Interval, vi: str, en: str, on: str) -> None:
    assert vi_interval(days) == said(days).vi == vi
    assert said(days).en == en
    assert vi_on(days) == (on or vi)


@given(DAYS)
def test_a_written_day_is_read_again(day: date) -> None:
    assert dates.written(f"ngày {vi_date(day)}") == day
    assert dates.written(f"ngày {day.day} tháng {day.month} năm {day.year}") == day


# ---------------------------------------------------------------- text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND tỉnh Hòa Bình", "Ủy ban nhân dân tỉnh Hoà Bình"),
        ("TT HĐND tỉnh", "TT. Hội đồng nhân dân tỉnh"),
        ("ĐẮK LẮK", "đắk lắk"),
        ("Bộ phận TTHC", "bộ phận thủ tục hành chính"),
        ("các cơ quan TW", "các cơ quan trung ương"),
        ("Sở  Nội vụ,", "sở nội vụ"),
        ("Thủy", "Thuỷ"),
        ("Đồng", "dong"),
    ],
)
def test_folding_joins_what_people_take_for_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_folding_keeps_words_apart() -> None:
    assert fold("Tổ công tác") == "to cong tac"
    assert fold("1a.2-b") == "1a 2 b"
    assert fold("…") == ""


@given(st.text())
def test_folded_text_is_plain_and_stays(text: str) -> None:
    folded = fold(text)
    assert folded.isascii()
    assert fold(folded) == folded
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def ordered(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize(
    "order",
    [
        # the alphabet: ă and â after a, đ after d, ê after e, ô and ơ after o, ư after u
        ordered("an ăn ân ba ca da đa e ê gà hà im ka la ma na o ô ơ pa qua ra sa ta u ư va xa y"),
        # tones: level, grave, hook, tilde, acute, dot
        ordered("ma mà mả mã má mạ"),
        ordered("Đà Đả Đã Đá Đạ"),
        # the letter weighs more than the tone, the first word more than the second
        ordered("mạ man màn măn"),
        ["Sở Công Thương", "Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Sở Văn hóa", "Sở Xây dựng", "Sở Y tế"],
        ["An Bình", "An Đông", "Anh Sơn", "Ân Thi"],
        # numbers by value, before letters
        ["1", "2", "10", "010.5", "100", "9" * 5_000, "9" * 5_000 + " a"],
        ["khoản 2", "khoản 9", "khoản 10"],
        ["Tổ 1", "Tổ 2", "Tổ 10", "Tổ công tác"],
        # clause letters of legal texts
        ordered("a b c d đ e g h i k"),
    ],
    ids=lambda order: f"{order[0]} … {order[-1]:.9}",
)
def test_order_is_that_of_a_vietnamese_dictionary(order: list[str]) -> None:
    shuffled = random.Random(7).sample(order, len(order))
    assert sorted(shuffled, key=collation_key) == order


def test_case_does_not_matter_to_the_order() -> None:
    assert collation_key("Đồng Nai") == collation_key("ĐỒNG NAI")


@given(st.lists(st.text(), max_size=6))
@example(["m²", "m2", "½", "١"])
def test_any_texts_can_be_ordered(texts: list[str]) -> None:
    assert len(sorted(texts, key=collation_key)) == len(texts)


@pytest.mark.parametrize(
    ("text", "known", "last"),
    [
        ("năm 2017", "2017-12-01", "2017-12-31"),
        ("năm 2017", "2017-01-12", "2017-12-31"),
        ("năm 2017 - 2018", "2017-12-31", "2018-12-31"),
        ("giai đoạn 2016-2020", "2016-12-31", "2020-12-31"),
        ("tháng 12/2017", "2017-12-01", "2017-12-31"),
        ("trong tháng 02 năm 2024", "2024-02-01", "2024-02-29"),
        ("Quý I/2024", "2024-01-31", "2024-03-31"),
        ("trong quý IV năm 2026", "2026-10-31", "2026-12-31"),
        ("Quý 3-2026", "2026-07-31", "2026-09-30"),
        ("quý II", "2026-04-30", "2026-06-30"),
        ("Từ năm 2017 đến năm 2020", "2017-01-31", "2020-12-31"),
        ("15/12/2016-15/02/2017", "2016-12-15", "2017-02-15"),
        ("tháng 5/2017-12/2017", "2017-05-31", "2017-12-31"),
        ("tháng 4, 5/2017", "2017-04-30", "2017-05-31"),
        ("Quý I đến tháng 9/2017", "2017-03-31", "2017-09-30"),
        ("từ ngày 01/3/2024 đến hết ngày 30/6/2024", "2024-03-01", "2024-06-30"),
        ("Trước 30/11", "2017-11-30", "2017-11-29"),
        ("trước ngày 01 tháng 01", "2017-01-01", "2016-12-31"),
        ("Trước ngày 30/11/2017", "2017-11-30", "2017-11-29"),
        ("hoàn thành trước tháng 6/2024", "2024-06-30", "2024-05-31"),
        ("trước 16 giờ 00 ngày 30/9/2025", "2025-09-29", "2025-09-30"),
        ("6 tháng đầu năm 2024", "2024-01-31", "2024-06-30"),
        ("cuối năm 2024", "2024-12-01", "2024-12-31"),
        ("chậm nhất ngày 2024-08-15", "2024-08-16", "2024-08-15"),
        ("gửi báo cáo về Sở Nội vụ trước ngày 15/6/2024 để tổng hợp", "2024-06-15", "2024-06-14"),
        ("chậm nhất là ngày 08 tháng 12 năm 2024 phải xong", "2024-12-18", "2024-12-08"),
        ("hết tháng 9", "2026-08-31", "2026-09-30"),
        ("xong tháng 02", "2024-02-28", "2024-02-29"),
    ],
)
def test_the_last_day_of_a_deadline_is_the_last_of_its_wording(text: str, known: str, last: str) -> None:
    reading = worded(text)
    assert reading is not None
    assert reading.last(date.fromisoformat(known)) == date.fromisoformat(last)
    assert not reading.fits(date.fromisoformat(known))
    assert reading.fits(date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "thường xuyên",
        "khi có yêu cầu",
        "15 ngày kể từ ngày 20/3/2024",
        "chậm nhất 15 ngày trước ngày 20/3/2024",
        "10 ngày sau khi Công văn số 12/UBND ngày 20/3/2024 được ban hành",
        "theo Kế hoạch số 20/KH-UBND ngày 05/02/2024, xong trong quý II",
        "theo Kế hoạch số 20/KH-UBND năm 2024",
        "trước ngày khai mạc kỳ họp (10/7/2024)",
        "ngay sau ngày 20/3/2024",
        "từ tháng 3/2017",
        "Từ năm 2017 và thường xuyên",
        "từ ngày 01/3/2024 trở đi",
        "tháng 4, 5/2017 và thường xuyên",
        "tuần đầu tháng 6/2024",
        "đầu năm 2024",
        "trước ngày 30/11 hằng năm",
        "trước ngày 20 hằng tháng",
        "hằng năm đến 2030",
        "trong 10 ngày kể từ ngày ký",
        "12/25/2024",
        "30/6/2024, gia hạn đến 31/12/2024",
        "đến hết ngày 31/02/2024",
        "trước và trong ngày 02/9/2024",
        "tháng 13/2026, quý V/2026",
        "Nghị quyết 73/2023/NĐ-CP",
    ],
)
def test_a_wording_that_could_mean_more_than_one_day_is_left_alone(text: str) -> None:
    assert worded(text) is None


@pytest.mark.parametrize("text", ["trong tháng 6/2024, theo từng đợt", "trong năm 2024 theo lộ trình của Bộ"])
def test_of_a_span_in_words_not_all_understood_any_day_may_be_meant(text: str) -> None:
    reading = worded(text)
    assert reading is not None
    assert reading.fits(date(2024, 6, 10))
    assert not reading.fits(date(2025, 6, 10))


# ---------------------------------------------------------------- what the wording of a recurring duty says

FOUR = "trước ngày 15/3, 15/6, 15/9 và 05/12"


def fixed(*days: str) -> dict[str, object]:
    return {"every": "ngay-co-dinh", "days": list(days)}


@pytest.mark.parametrize(
    ("text", "recurrence", "field"),
    [
        (FOUR, fixed("03-14", "06-15", "09-14", "12-04"), "days"),  # one is off by a day
        (FOUR, fixed("03-15", "06-15", "09-15", "12-05"), "days"),
        (FOUR, fixed("03-14", "06-14", "09-14"), "days"),  # one is dropped
        (FOUR, {"every": "quy", "due_day": 14}, "due_day"),  # the last of them is another day
        ("chậm nhất ngày 01/6 và 15/11 hằng năm", fixed("05-31", "11-14"), "days"),
        ("trước ngày 01/6, trước ngày 15/11", fixed("06-01", "11-15"), "days"),
        ("ngày 15 các tháng 3, 6, 9 và 12", fixed("03-15", "06-15", "09-15", "11-15"), "days"),
        ("trước ngày 15 tháng 3, 15 tháng 9", fixed("03-14", "09-15"), "days"),
        ("trước ngày 01/3 hằng năm", fixed("03-01"), "days"),
        ("chậm nhất ngày 15/11 hằng năm", {"every": "nam", "due_day": 15}, "due_day"),  # that is 15/12
        ("thứ Sáu", {"every": "tuan", "due_weekday": "thu-bay"}, "due_weekday"),
        ("hằng tuần, vào thứ 6", {"every": "tuan", "due_weekday": "thu-bay"}, "due_weekday"),
        ("trước thứ Sáu hằng tuần", {"every": "tuan", "due_weekday": "thu-bay"}, "due_weekday"),
        ("trước 16 giờ thứ Sáu", {"every": "tuan", "due_weekday": "thu-nam"}, "due_weekday"),
        ("hai tuần một lần, Chủ nhật", {"every": "2-tuan", "due_weekday": "thu-hai"}, "due_weekday"),
        ("hằng tháng, quý", {"every": "nam"}, "every"),
        ("hằng quý, 6 tháng, năm", {"every": "thang"}, "every"),
        ("hằng quý và hằng năm", {"every": "thang"}, "every"),
        ("quý, 6 tháng, 9 tháng, năm", {"every": "quy"}, "every"),  # one of its parts is followed, three are lost
        ("định kỳ 6 tháng, năm", {"every": "6-thang"}, "every"),
        ("báo cáo tháng, quý, năm trước ngày 25 tháng cuối kỳ", {"every": "thang", "due_day": 24}, "every"),
        ("hằng tháng, trước ngày 20; hằng năm, trước ngày 15/12", {"every": "thang", "due_day": 19}, "every"),
        ("trước ngày 05 và 20 hằng tháng", {"every": "thang", "due_day": 4}, "every"),
        ("ngày 5, ngày 15 và ngày 25 hằng tháng", {"every": "thang", "due_day": 5}, "every"),
        ("ngày 05 và 20 hằng tháng", fixed("01-05", "01-20"), "every"),
        ("thứ Hai và thứ Năm hằng tuần", {"every": "tuan", "due_weekday": "thu-hai"}, "every"),
        ("mỗi tháng 2 lần", {"every": "tuan"}, "every"),
        ("mỗi năm ít nhất 02 lần", {"every": "nam"}, "every"),
        ("hai năm một lần", {"every": "nam"}, "every"),
        ("10 ngày một lần", {"every": "tuan"}, "every"),
        ("2 tháng một lần", {"every": "quy"}, "every"),
        ("hằng quý", {"every": "thang"}, "every"),
        ("hàng quý", {"every": "thang", "days_after": 5}, "every"),
        ("Mỗi quý", {"every": "nam"}, "every"),
        ("mỗi quý một lần", {"every": "6-thang"}, "every"),
        ("3 tháng/lần", {"every": "thang"}, "every"),
        ("1 lần/quý", {"every": "thang"}, "every"),
        ("định kỳ 6 tháng", {"every": "quy"}, "every"),
        ("hai tuần một lần", {"every": "tuan"}, "every"),
        ("định kỳ hằng quý và đột xuất khi có yêu cầu", {"every": "thang"}, "every"),
        ("Hằng quý, tổng hợp báo cáo của các địa phương", {"every": "thang"}, "every"),
        ("hằng quý", fixed("03-14", "06-14", "09-14"), "every"),
        ("trước ngày 20 hằng tháng", {"every": "thang", "due_day": 20}, "due_day"),
        ("trước ngày 20 hằng tháng", {"every": "thang", "due_day": 25}, "due_day"),
        ("trước ngày 20 hằng tháng", {"every": "quy", "due_day": 19}, "every"),
        ("trước 16 giờ ngày 20 hằng tháng", {"every": "thang", "due_day": 19}, "due_day"),
        ("chậm nhất ngày 05 tháng sau", {"every": "thang", "due_day": 5}, "due_day"),
        ("chậm nhất ngày 05 tháng sau", {"every": "thang", "days_after": 6}, "days_after"),
        ("ngày 25 tháng cuối quý", {"every": "quy", "due_day": 25, "due_month": "sau-ky"}, "due_day"),
        ("trước ngày 20", {"every": "thang", "periods": "nd-09-2019", "days_after": 6}, "days_after"),
        ("ngày 20 tháng sau", {"every": "thang", "periods": "nd-09-2019", "days_after": 6}, "days_after"),
        ("trước ngày 15/12 hằng năm", {"every": "nam", "periods": "nd-09-2019", "days_after": 1}, "days_after"),
        ("trước ngày 05/01 hằng năm", {"every": "nam", "days_after": 5}, "days_after"),
        ("thứ Sáu hằng tuần", {"every": "tuan", "days_after": 2}, "days_after"),
        (
            "hằng quý, trước ngày 10 tháng đầu quý sau",
            {"every": "quy", "due_day": 10, "due_month": "sau-ky"},
            "due_day",
        ),
    ],
)
def test_a_recurrence_is_held_against_its_wording(text: str, recurrence: dict[str, object], field: str) -> None:
    found = difference({**recurrence, "as_written": text})
    assert found is not None
    assert found.field == field


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("trước ngày 05 và 20 hằng tháng", {"every": "thang", "due_day": 4}, {"every": "thang", "due_day": 19}),
        ("6 tháng, năm", {"every": "6-thang"}, {"every": "nam"}),
        ("quý, 9 tháng", {"every": "quy"}, fixed("09-30")),
    ],
)
def test_several_recurrences_hold_together_what_one_wording_says(text: str, one: Any, other: Any) -> None:
    said = [{**own, "as_written": text} for own in (one, other)]
    assert difference(said[0], said) is difference(said[1], said) is None
    assert difference(said[0]) is not None


@pytest.mark.parametrize(
    ("text", "recurrence"),
    [
        # the guide's own ways to write it
        (FOUR, fixed("03-14", "06-14", "09-14", "12-04")),
        ("trước ngày 20 hằng tháng", {"every": "thang", "due_day": 19}),
        ("trước ngày 20 hằng tháng", {"every": "thang", "periods": "nd-09-2019", "days_after": 5}),
        ("trước ngày 16/12 hằng năm", {"every": "nam", "periods": "nd-09-2019", "days_after": 1}),
        ("trước ngày 05/01 hằng năm", {"every": "nam", "days_after": 4}),
        ("thứ Ba hằng tuần", {"every": "tuan", "days_after": 2}),
        ("Chủ nhật hằng tuần", {"every": "tuan", "days_after": 0}),
        ("chậm nhất ngày 05 tháng sau", {"every": "thang", "due_day": 5, "due_month": "sau-ky"}),
        ("chậm nhất ngày 05 tháng sau", {"every": "thang", "days_after": 5}),
        ("chậm nhất ngày 15/12 hằng năm", {"every": "nam", "due_day": 15}),
        ("hằng tuần, vào thứ Sáu", {"every": "tuan", "due_weekday": "thu-sau"}),
        ("hai tuần một lần", {"every": "2-tuan", "first": "2026-W12"}),
        ("trước ngày 01/6 và 15/11 hằng năm", fixed("05-31", "11-14")),
        ("hằng năm đến 2030", {"every": "nam", "last": "2030"}),
        ("hằng ngày, trước 16 giờ", {"every": "ngay"}),
        # the same in another way
        ("trước ngày 15/3, 15/6, 15/9 và 15/12", {"every": "quy", "due_day": 14}),
        ("chậm nhất ngày 31/3, 30/6, 30/9, 31/12", {"every": "quy", "due_day": 31}),
        ("hằng quý, ngày 25 tháng cuối quý", {"every": "quy", "due_day": 25}),
        ("ngày 25 tháng cuối quý hằng năm", {"every": "quy", "due_day": 25}),
        ("trước thứ Sáu hằng tuần", {"every": "tuan", "due_weekday": "thu-nam"}),
        ("trước thứ Sáu hằng tuần", {"every": "tuan", "due_weekday": "thu-sau"}),
        ("hằng quý", fixed("03-14", "06-14", "09-14", "12-04")),
        # what is said of only one of the two
        ("trước ngày 10 tháng sau", {"every": "thang", "periods": "nd-09-2019", "days_after": 25}),
        ("chậm nhất ngày 05 tháng sau", {"every": "thang", "working_days_after": 5}),
        ("trước ngày 20 hằng tháng", {"every": "thang", "due_day": 19, "due_month": "sau-ky"}),
        ("theo kỳ", {"every": "quy", "due_day": 5}),
        ("cuối năm", {"every": "quy"}),
        # what can be read in more than one way, or not at all
        ("mỗi năm ít nhất 02 lần", {"every": "6-thang"}),
        ("02 lần/năm", {"every": "6-thang"}),
        ("hai năm một lần", {"every": "su-kien", "event": "khac"}),
        ("quý, 6 tháng, 9 tháng, năm", fixed("03-31", "06-30", "09-30", "12-31")),
        ("ngày 05 và 20 hằng tháng", fixed(*(f"{month:02d}-{day:02d}" for month in range(1, 13) for day in (5, 20)))),
        ("hằng năm, tháng 6", {"every": "nam"}),
        ("hằng tháng, tuần cuối", {"every": "thang"}),
        ("hằng quý hoặc khi có yêu cầu", {"every": "quy"}),
        ("6 tháng đầu năm và 6 tháng cuối năm", {"every": "6-thang"}),
        ("ngày 20 của tháng cuối quý", {"every": "quy", "due_day": 20}),
        ("hằng tháng, một lần", {"every": "thang"}),
        ("trước ngày 01 và 15 hằng tháng", {"every": "thang", "due_day": 14}),
        ("2 lần/năm", {"every": "6-thang"}),
        ("tại hội nghị giao ban hằng tháng", {"every": "su-kien", "event": "giao-ban-thang"}),
        ("tại hội nghị giao ban hằng tháng", {"every": "quy"}),
        ("theo kế hoạch hằng năm", {"every": "quy"}),
        ("mặt hàng quý hiếm", {"every": "thang"}),
        ("hằng tháng, trong 5 ngày làm việc đầu của tháng sau", {"every": "thang", "due_day": 7}),
        ("hằng tháng, chốt ngày 14, gửi trước ngày 21", {"every": "thang", "due_day": 14}),
        ("trước ngày 01 tháng sau", {"every": "thang", "due_day": 31}),
        ("ngày 5-10 hằng tháng", {"every": "thang", "due_day": 10}),
        ("từ ngày 01/6 đến ngày 15/6 hằng năm", fixed("06-15")),
        ("ngày 01/6 đến ngày 15/6 hằng năm", fixed("06-15")),
        ("trước ngày 15/6 và chậm nhất 15/12", fixed("06-14", "12-14")),
        ("trước 16 giờ ngày 15/6 và 15/12", fixed("06-15", "12-14")),
        ("chậm nhất 5 ngày trước ngày 15/6", fixed("06-09")),
        ("trước kỳ họp ngày 15/6", fixed("06-01")),
        ("trước ngày 15/6/2026", fixed("06-01")),
        ("ngày 29/02 hằng năm", fixed("02-28")),
        ("ngày làm việc thứ hai của tuần", {"every": "tuan", "due_weekday": "thu-ba"}),
        ("thứ Hai và thứ Năm", {"every": "tuan", "due_weekday": "thu-hai"}),
        ("", {"every": "thang", "due_day": 5}),
    ],
)
def test_a_wording_that_fits_or_is_not_read_is_not_held_against_a_recurrence(
    text: str, recurrence: dict[str, object]
) -> None:
    assert difference({**recurrence, "as_written": text}) is None
