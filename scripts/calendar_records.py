#!/usr/bin/env python3
"""Draft the calendar records of Viet Nam (days off and swapped working days of state offices), 2016-2027.

    python scripts/calendar_records.py 2025 2026          print the records
    python scripts/calendar_records.py --into FOLDER 2026 write trung-uong-lich-2026.yaml there
    python scripts/calendar_records.py --check FOLDER     compare the files there with what would be written

The dates come from the PyPI library `holidays` (written against 0.108; an earlier release lacks 24 November).
It knows no official decisions on which five days are Tet, so `REVIEWED` holds what was found in the decisions of
each year: how many of the five days precede New Year's Day of the lunar calendar, the swaps the library lacks, the
dates on which library and decision differ, and what was read where. A year without a review is refused, and so is
any difference between library and review that is not listed: a new release of the library cannot change a record
without somebody looking.

Lunar dates are checked against a second, independent computation (new moons after Meeus at UTC+7). Days in lieu
follow Labour Code 2019 art. 111(3) (before 2021 the Labour Code of 2012 said the same): a holiday on a weekly day off
is made up on the next working day. Deterministic: no clock, no network, the same bytes every time. Weekends are not
listed unless they are holidays or swapped. Exit codes: 0 done, 1 files differ or a review is contradicted, 2 usage.
"""

from __future__ import annotations

import argparse
import math
import sys
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

import holidays

LIBRARY = "0.108"
SATURDAY = 5
WIDTH = 112
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

# Name in the library -> (name in the record, code of the occasion).
NAMES = {
    "Tết Dương lịch": ("Tết Dương lịch", "tet-duong-lich"),
    "Ngày Giỗ Tổ Hùng Vương": ("Giỗ Tổ Hùng Vương (10/3 âm lịch)", "gio-to"),
    "Ngày Chiến thắng": ("Ngày Chiến thắng (30/4)", "30-4-1-5"),
    "Ngày Quốc tế Lao động": ("Ngày Quốc tế Lao động (01/5)", "30-4-1-5"),
    "Quốc khánh": ("Quốc khánh (02/9)", "quoc-khanh"),
    "Ngày Văn hóa Việt Nam": ("Ngày Văn hóa Việt Nam (24/11)", "van-hoa"),
}
NEW_YEAR = "Tết Nguyên Đán"  # the library's name of the first day of the lunar year
SWAP = "Ngày nghỉ (thay cho ngày "
LABOUR_CODE = "trung-uong-bo-luat-lao-dong-2019"


@dataclass(frozen=True, slots=True)
class Review:
    """What a person found about one year. Texts are in Vietnamese: they are published with the record."""

    before: int
    """How many of the five days of Tet precede the first day of the lunar year (the decision of that year)."""
    url: str
    checked: str
    """What was compared with what (source.note)."""
    note: str = ""
    swaps: tuple[tuple[str, str], ...] = ()
    """Swaps (day off, day worked) that the library lacks."""
    not_in_library: frozenset[str] = frozenset()
    only_in_library: frozenset[str] = frozenset()


REVIEWED: dict[int, Review] = {
    2016: Review(
        before=1,
        url="https://ngaynay.vn/lich-nghi-tet-nguyen-dan-binh-than-2016-gom-9-ngay-post13884.html",
        checked="Tết đối chiếu với báo dẫn Thông báo số 4659/TB-LĐTBXH ngày 13/11/2015: ngày lễ từ 07/02 đến "
        "11/02/2016, các ngày còn lại là nghỉ hằng tuần và nghỉ bù. Giỗ Tổ, 30/4, 01/5, 02/9 đối chiếu với "
        "báo dẫn Bộ Lao động - Thương binh và Xã hội.",
        note="Báo kienthuc.net.vn dẫn Bộ Lao động - Thương binh và Xã hội: nghỉ bù Giỗ Tổ ngày 18/4, nghỉ bù "
        "30/4 và 01/5 vào ngày 02/5 và 03/5, năm 2016 không hoán đổi ngày nghỉ.",
    ),
    2017: Review(
        before=2,
        url="https://e.vnexpress.net/news/news/vietnamese-pm-approves-7-day-lunar-new-year-break-3499498.html",
        checked="Tết (26/01 đến 01/02/2017), Tết Dương lịch, 30/4, 01/5 và 02/9 đối chiếu với báo VnExpress ngày "
        "15/11/2016 về ý kiến đồng ý của Thủ tướng Chính phủ; cách chia 02 ngày cuối năm và 03 ngày đầu năm"
        " theo trang lawnet.vn dẫn tờ trình của Bộ Lao động - Thương binh và Xã hội.",
        note="Khi báo đưa tin, phương án nghỉ thêm thứ Sáu 07/4/2017 dịp Giỗ Tổ chưa được quyết định; không tìm "
        "thấy văn bản nào hoán đổi ngày này nên bản ghi chỉ có ngày 06/4.",
    ),
    2018: Review(
        before=2,
        url="https://lawnet.vn/thong-tin-phap-luat/en/thong-bao-van-ban-moi/"
        "official-2018-lunar-new-year-holiday-schedule-for-officials-and-public-employees-159892.html",
        checked="Tết (14/02 đến 20/02/2018) và Quốc khánh (nghỉ bù 03/9) đối chiếu với bản tin về Thông báo số "
        "573/TB-VPCP ngày 14/12/2017; ngày nghỉ hoán đổi 31/12/2018 đối chiếu với Công văn số "
        "6519/VPCP-KGVX ngày 11/7/2018.",
        note="Ngày làm bù cho 31/12/2018 là thứ Bảy 05/01/2019, ghi ở lịch năm 2019. Đề xuất của Bộ Lao động - "
        "Thương binh và Xã hội (Công văn số 4092/LĐTBXH-ATLĐ) nêu các dịp khác trong năm không hoán đổi.",
    ),
    2019: Review(
        before=1,
        url="https://thuvienphapluat.vn/cong-van/EN/Lao-dong-Tien-luong/"
        "Official-Dispatch-6519-VPCP-KGVX-2018-national-holidays-for-public-sector-employees/387625/tieng-anh.aspx",
        checked="Đối chiếu với toàn văn Công văn số 6519/VPCP-KGVX ngày 11/7/2018: Tết nghỉ từ 04/02 đến hết "
        "08/02/2019; nghỉ 31/12/2018 làm bù 05/01/2019; nghỉ 29/4 làm bù 04/5/2019. Giỗ Tổ (nghỉ bù 15/4) "
        "đối chiếu với báo VietNamNet.",
        note="Công văn không nói ngày nào là ngày lễ, ngày nào là nghỉ bù; năm ngày ghi trong công văn được coi "
        "là năm ngày Tết. Báo Tiền phong viết là hai ngày trước, ba ngày sau Tết (khi đó 08/02 là nghỉ bù "
        "cho Chủ nhật 03/02): các ngày nghỉ không khác nhau.",
    ),
    2020: Review(
        before=2,
        url="https://vietnamnet.vn/en/seven-day-holiday-for-lunar-new-year-2020-approved-582674.html",
        checked="Tết (23/01 đến 29/01/2020, nghỉ bù 28 và 29/01) đối chiếu với báo VietNamNet và trang Sở Công "
        "Thương Đắk Lắk; Giỗ Tổ, 30/4, 01/5 và Quốc khánh (một ngày, 02/9) đối chiếu với bài của Vietnam "
        "Economic Times dẫn thông báo của Bộ Lao động - Thương binh và Xã hội.",
    ),
    2021: Review(
        before=2,
        url="https://thuvienphapluat.vn/cong-van/EN/Lao-dong-Tien-luong/"
        "Official-Dispatch-9895-VPCP-KGVX-2020-Lunar-New-Year-and-National-Day-holidays-of-officials/460294/"
        "tieng-anh.aspx",
        checked="Đối chiếu với toàn văn Công văn số 9895/VPCP-KGVX ngày 26/11/2020 (Tết 10/02 đến hết 16/02/2021; "
        "Quốc khánh 02/9 đến hết 05/9/2021) và bảng ngày nghỉ năm 2021 trên báo Sài Gòn Giải Phóng (21/4; "
        "30/4 đến 03/5).",
        note="Năm đầu tiên Quốc khánh được nghỉ 02 ngày (Bộ luật Lao động số 45/2019/QH14, Điều 112).",
    ),
    2022: Review(
        before=1,
        url="https://english.luatvietnam.vn/"
        "official-dispatch-no-245-vpcp-kgvx-dated-january-11-2022-of-the-government-office-215627-doc6.html",
        checked="Đối chiếu với bản dịch Công văn số 245/VPCP-KGVX ngày 11/01/2022 (Tết 31/01 đến hết 04/02/2022; "
        "Quốc khánh 01/9 đến hết 02/9/2022); Giỗ Tổ (nghỉ bù 11/4), 30/4 và 01/5 (nghỉ bù 02/5, 03/5) đối "
        "chiếu với báo Sài Gòn Giải Phóng.",
    ),
    2023: Review(
        before=2,
        url="https://www.sggpnews.org.vn/national/molisa-suggests-not-to-abuse-prolong-lunar-new-year-holiday-103831.html",
        checked="Tết (20/01 đến 26/01/2023, năm ngày lễ và hai ngày nghỉ bù) đối chiếu với báo Sài Gòn Giải Phóng; "
        "Giỗ Tổ, 30/4, 01/5 (nghỉ bù 02/5, 03/5) với VietnamPlus; Quốc khánh (01/9, 02/9, nghỉ bù 04/9) chỉ "
        "đối chiếu với một bảng tra cứu công khai dẫn Thông báo số 5034/TB-LĐTBXH.",
    ),
    2024: Review(
        before=2,
        url="https://th389.vn/thu-tuong-chinh-phu-pham-minh-chinh-dong-y-nghi-tet-nguyen-dan-2024-trong-7-ngay-a172920.html",
        checked="Tết (08/02 đến hết 14/02/2024, năm ngày lễ và hai ngày nghỉ bù) và Quốc khánh (02/9, 03/9) đối "
        "chiếu với bản tin về Công văn số 8662/VPCP-KGVX; nghỉ 29/4 làm bù 04/5/2024 đối chiếu với bản tin "
        "của Báo Tin tức về Công văn số 2450/VPCP-KGVX ngày 12/4/2024.",
        note="Ngày làm bù 04/5/2024 lấy theo lịch tính sẵn và các bản tin; bản trích của Báo Tin tức chỉ nói nghỉ 5 "
        "ngày liên tiếp.",
    ),
    2025: Review(
        before=2,
        url="https://lawnet.vn/thong-tin-phap-luat/en/chinh-sach-moi/"
        "announcement-of-schedule-for-lunar-new-year-holiday-in-binh-thuan-province-175602.html",
        checked="Đối chiếu với bản tin về Công văn số 8726/VPCP-KGVX ngày 26/11/2024 (Tết: 27/01 đến 31/01/2025, từ"
        " 28 tháng Chạp đến mùng 3) và Thông báo số 377/TB-UBND ngày 09/12/2024 của UBND tỉnh Bình Thuận "
        "(Quốc khánh 01/9, 02/9; nghỉ 02/5 làm bù 26/4). Giỗ Tổ (07/4) đối chiếu với Báo điện tử Chính phủ.",
        note="Lịch tính sẵn khác ở dịp Tết: coi mùng 4 (thứ Bảy 01/02/2025) là ngày lễ và gọi 27/01 là “29 Tết” nghỉ "
        "thay. Theo quyết định, năm ngày Tết là 27/01 đến 31/01 (hai ngày trước, ba ngày sau), không có "
        "nghỉ bù; 01/02/2025 chỉ là ngày nghỉ hằng tuần. Lịch trong sổ đã sửa theo quyết định.",
        only_in_library=frozenset({"2025-02-01"}),
    ),
    2026: Review(
        before=1,
        url="https://vietnamnews.vn/politics-laws/1727514/"
        "ministry-of-home-affairs-announces-2026-holiday-schedule-for-lunar-new-year-national-day.html",
        checked="Tết (16/02 đến 20/02) và Quốc khánh (01/9, 02/9; nghỉ 31/8 làm bù 22/8) đối chiếu với bản tin về "
        "thông báo của Bộ Nội vụ ngày 16/10/2025 (số 9441/TB-BNV); nghỉ 02/01 làm bù 10/01/2026 với bản tin"
        " về Công văn số 12729/VPCP-KGVX ngày 25/12/2025; ngày 24/11 với Nghị quyết số 28/2026/QH16; Giỗ Tổ"
        " (nghỉ bù 27/4), 30/4, 01/5 với báo chí.",
        note="Lịch tính sẵn thiếu ngày hoán đổi 02/01/2026 (làm bù thứ Bảy 10/01/2026); lịch trong sổ đã bổ sung. Ngày "
        "24/11/2026 nghỉ một ngày, không hoán đổi: phương án nghỉ 23/11 làm bù 28/11 chỉ là đề xuất; theo "
        "các nguồn công khai dẫn Công văn số 10065/VPCP-KGVX ngày 02/10/2026, lịch được duyệt là nghỉ 01 "
        "ngày (sổ chưa đọc được toàn văn công văn này).",
        swaps=(("2026-01-02", "2026-01-10"),),
        not_in_library=frozenset({"2026-01-02"}),
    ),
    2027: Review(
        before=2,
        url="https://xaydungchinhsach.chinhphu.vn/"
        "de-xuat-2-phuong-an-nghi-tet-nguyen-dan-2027-tet-dinh-mui-11926080513033257.htm",
        checked="Tết (04/02 đến 10/02/2027) và Quốc khánh (02/9 đến 05/9/2027) đối chiếu với nhiều nguồn công khai"
        " dẫn Công văn số 10065/VPCP-KGVX ngày 02/10/2026 và trang này của Cổng Thông tin điện tử Chính "
        "phủ; sổ chưa đọc được toàn văn công văn. Ngày âm lịch đối chiếu thêm với báo Bnews (29 tháng Chạp "
        "là 05/02, mùng 1 là 06/02/2027).",
        note="Lịch chưa trọn vẹn: đến ngày lập (tháng 11/2026) chưa tìm thấy quyết định hoặc thông báo về hoán đổi "
        "ngày làm việc cho Tết Dương lịch, Giỗ Tổ, 30/4, 01/5 và 24/11 năm 2027; các ngày này ghi theo luật "
        "(nghỉ bù 03/5 cho thứ Bảy 01/5). Ngày 04/02/2027 là 28 tháng Chạp. Cần "
        "xem lại khi có thông báo mới.",
    ),
}


@dataclass(slots=True)
class Calendar:
    """The days of one year, ready to print."""

    year: int
    off: list[tuple[date, str, str, str]] = field(default_factory=list)
    """(day, name, occasion, kind)"""
    worked: list[tuple[date, date]] = field(default_factory=list)
    """(day worked, day off instead)"""


# --- the moon ---------------------------------------------------------------------------------------------------------

_DELTA_T = 69 / 86400  # dynamical time minus universal time around 2016-2027, in days
_OFFICE = 7 / 24  # UTC+7


def _new_moon(k: int) -> date:
    """Return the day (UTC+7) of the k-th new moon after January 2000 (Meeus, Astronomical Algorithms, ch. 49)."""
    t = k / 1236.85
    e = 1 - 0.002516 * t
    sun = math.radians(2.5534 + 29.10535670 * k)
    moon = math.radians(201.5643 + 385.81693528 * k + 0.0107582 * t * t)
    f = math.radians(160.7108 + 390.67050284 * k - 0.0016118 * t * t)
    node = math.radians(124.7746 - 1.56375588 * k)
    terms = (
        (-0.40720, moon),
        (0.17241 * e, sun),
        (0.01608, 2 * moon),
        (0.01039, 2 * f),
        (0.00739 * e, moon - sun),
        (-0.00514 * e, moon + sun),
        (0.00208 * e * e, 2 * sun),
        (-0.00111, moon - 2 * f),
        (-0.00057, moon + 2 * f),
        (0.00056 * e, 2 * moon + sun),
        (-0.00042, 3 * moon),
        (0.00042 * e, sun + 2 * f),
        (0.00038 * e, sun - 2 * f),
        (-0.00024 * e, 2 * moon - sun),
        (-0.00017, node),
    )
    jd = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t + sum(c * math.sin(x) for c, x in terms)
    return date.fromordinal(math.floor(jd - _DELTA_T + 0.5 + _OFFICE) - 1721425)


def lunar_day(day: date) -> int:
    """Return the day of the lunar month (1..30): a month begins on the day of the new moon at UTC+7."""
    k = round((day.toordinal() - date(2000, 1, 6).toordinal()) / 29.530588861) + 1
    while _new_moon(k) > day:
        k -= 1
    return (day - _new_moon(k)).days + 1


# --- from the library to a record -------------------------------------------------------------------------------------


def _vi(day: date) -> str:
    """Write a day as Decree 30/2020/NĐ-CP does: 26/4/2025, 02/01/2026."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}" if day.month < 3 else f"{day.day:02d}/{day.month}/{day.year}"


def _library(year: int) -> dict[date, str]:
    return dict(sorted(holidays.country_holidays("VN", years=year, language="vi").items()))


def _swaps(year: int) -> Iterable[tuple[date, date]]:
    """Yield (day off, day worked) of the swaps whose day off lies in a year."""
    for day, name in _library(year).items():
        if name.startswith(SWAP):
            yield day, datetime.strptime(name[len(SWAP) : -1], "%d/%m/%Y").replace(tzinfo=UTC).date()
    if year in REVIEWED:
        for off, worked in REVIEWED[year].swaps:
            yield date.fromisoformat(off), date.fromisoformat(worked)


def _in_lieu(holiday: Iterable[tuple[date, str, str]], taken: set[date]) -> Iterable[tuple[date, str, str]]:
    """Yield a day in lieu for every holiday on a weekend: the next day that is neither weekend nor already off."""
    for day, name, occasion in holiday:
        if day.weekday() < SATURDAY or occasion == "van-hoa":  # art. 111(3) covers the days of art. 112(1) only
            continue
        other = day + timedelta(days=1)
        while other.weekday() >= SATURDAY or other in taken:
            other += timedelta(days=1)
        taken.add(other)
        bare = name.split(" (")[0].split(",")[0]
        yield other, f"Nghỉ bù {bare} (ngày lễ trùng {WEEKDAYS[day.weekday()]} {_vi(day)})", occasion


def _statutory(year: int, library: dict[date, str]) -> list[tuple[date, str, str]]:
    """Return (day, name, occasion) of the days that the law and the decision of the year call holidays."""
    first = next(day for day, name in library.items() if name == NEW_YEAR)
    if lunar_day(first) != 1:
        raise ValueError(f"{year}: {first} is not a day of new moon but day {lunar_day(first)} of a lunar month")
    result = []
    for offset in range(-REVIEWED[year].before, 5 - REVIEWED[year].before):
        day = first + timedelta(days=offset)
        label = f"{lunar_day(day)} tháng Chạp" if offset < 0 else f"mùng {lunar_day(day)} tháng Giêng"
        result.append((day, f"Tết Nguyên đán, {label}", "tet-nguyen-dan"))
    for day, name in library.items():
        if name not in NAMES:
            continue
        label, occasion = NAMES[name]
        if occasion == "gio-to" and lunar_day(day) != 10:
            raise ValueError(f"{year}: {day} is not the tenth but day {lunar_day(day)} of a lunar month")
        if occasion == "quoc-khanh" and day != date(year, 9, 2):
            label = "Quốc khánh, ngày liền kề"
        result.append((day, label, occasion))
    return sorted(result)


def compute(year: int) -> Calendar:
    """Return the reviewed calendar of a year; ValueError where library, review and moon disagree."""
    if year not in REVIEWED:
        raise ValueError(f"{year}: no review; add one to REVIEWED after reading the official decisions")
    review, library = REVIEWED[year], _library(year)
    statutory = _statutory(year, library)
    result = Calendar(year)
    result.off = [(*entry, "le") for entry in statutory]
    taken = {day for day, *_ in statutory}
    result.off += [(*entry, "nghi-bu") for entry in _in_lieu(statutory, taken)]
    nearby = [*statutory, (date(year + 1, 1, 1), "", "tet-duong-lich")]
    for off, worked in _swaps(year):
        occasion = min((abs(day - off), occasion) for day, _, occasion in nearby)[1]
        name = f"Nghỉ hoán đổi (làm bù {WEEKDAYS[worked.weekday()]} {_vi(worked)})"
        result.off.append((off, name, occasion, "hoan-doi"))
    result.off.sort()
    result.worked = sorted((w, off) for y in (year - 1, year, year + 1) for off, w in _swaps(y) if w.year == year)

    ours, theirs = {day.isoformat() for day, *_ in result.off}, {day.isoformat() for day in library}
    if ours - theirs != review.not_in_library or theirs - ours != review.only_in_library:
        raise ValueError(f"{year}: library and review differ: {sorted(ours - theirs)} / {sorted(theirs - ours)}")
    return result


def _folded(key: str, text: str, indent: str) -> list[str]:
    lines = textwrap.wrap(text, WIDTH - len(indent) - 2, break_long_words=False, break_on_hyphens=False)
    return [f"{indent}{key}: >-", *(f"{indent}  {line}" for line in lines)]


def render(calendar: Calendar) -> str:
    """Return the record of a year as YAML."""
    year, review = calendar.year, REVIEWED[calendar.year]
    lines = [
        "# yaml-language-server: $schema=../../../schemas/calendar.schema.json",
        f"id: trung-uong-lich-{year}",
        f"year: {year}",
        "days_off:",
    ]
    for day, name, occasion, kind in calendar.off:
        lines += [f"  - date: {day}", f"    name: {name}", f"    holiday: {occasion}", f"    kind: {kind}"]
    if calendar.worked:
        lines.append("working_days:")
    for worked, off in calendar.worked:
        lines += [
            f"  - date: {worked}",
            f"    instead_of: {off}",
            f"    name: Làm bù cho {WEEKDAYS[off.weekday()]} {_vi(off)}",
        ]
    lines.append("source:")
    if year >= 2021:
        lines += [f"  document: {LABOUR_CODE}", "  clause: Điều 111, Điều 112"]
    lines.append(f"  url: {review.url}")
    made = "Lập theo lịch nghỉ lễ, Tết đã công bố, có rà soát. "
    lines += _folded("note", made + review.checked, "  ")
    if review.note:
        lines += _folded("note", review.note, "")
    return "\n".join(lines) + "\n"


def main(argv: list[str] | None = None) -> int:
    """Print, write or compare the records; return the exit code."""
    parser = argparse.ArgumentParser(description="Draft the calendar records of Viet Nam.")
    parser.add_argument("years", nargs="*", type=int, metavar="YEAR", help="default: every reviewed year")
    parser.add_argument("--into", type=Path, metavar="FOLDER", help="write one file per year there")
    parser.add_argument("--check", type=Path, metavar="FOLDER", help="only compare with the files there")
    args = parser.parse_args(argv)
    if (installed := version("holidays")) != LIBRARY:
        print(f"note: reviewed with holidays {LIBRARY}, this is {installed}", file=sys.stderr)
    worst = 0
    for year in args.years or sorted(REVIEWED):
        try:
            text = render(compute(year))
        except ValueError as error:
            print(error, file=sys.stderr)
            worst = 1
            continue
        name = f"trung-uong-lich-{year}.yaml"
        if args.check:
            path = args.check / name
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                print(f"{path} differs", file=sys.stderr)
                worst = 1
        elif args.into:
            args.into.mkdir(parents=True, exist_ok=True)
            (args.into / name).write_text(text, encoding="utf-8", newline="\n")
        else:
            print(text)
    return worst


if __name__ == "__main__":
    sys.exit(main())
