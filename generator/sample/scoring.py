"""Scorecards, yearly ratings of agencies and period reports; what they count is left to the generator."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from generator.sample.days import LAST, Data, month_end
from generator.sample.world import CENTRE, SAMPLE, Province

# fmt: off

INDEX = (
    ("1", "Tiến độ nhiệm vụ được giao", 40, (
        ("1-1", "Nhiệm vụ hoàn thành đúng hạn", 20, "nhiem-vu-dung-han"), ("1-2", "Báo cáo định kỳ đúng hạn", 10, "bao-cao-dung-han"),
        ("1-3", "Tiến độ, trừ 25% mỗi lần chậm", 10, "tien-do-tru-25"),
    )),
    ("2", "Khắc phục sau thanh tra, kiểm tra", 25, (
        ("2-1", "Khắc phục đúng hạn", 15, "khac-phuc-dung-han"), ("2-2", "Đã được xác minh", 10, "khac-phuc-xac-minh"),
    )),
    ("3", "Giải quyết thủ tục hành chính", 20, (
        ("3-1", "Hồ sơ rút mẫu đúng hạn", 10, "ho-so-dung-han"), ("3-2", "Xin lỗi khi trễ hạn", 5, "ho-so-xin-loi"),
        ("3-3", "Công khai, niêm yết", 5, ""),
    )),
    ("4", "Phối hợp và phản ánh", 15, (
        ("4-1", "Trả lời lấy ý kiến đúng hạn", 5, "phoi-hop-dung-han"), ("4-2", "Ý kiến rõ quan điểm", 5, "phoi-hop-ro-rang"),
        ("4-3", "Phản ánh xử lý đúng hạn", 5, "phan-anh-dung-han"),
    )),
)
RESULTS = (
    ("chung", "Tiêu chí chung", 30, ()),
    ("ket-qua", "Kết quả thực hiện nhiệm vụ", 70, (
        ("so-luong", "Số lượng, chất lượng", 30, ""), ("tien-do", "Tiến độ", 40, "tien-do-tru-25"),
    )),
)
ADJUSTED = (
    ("cong-1", "Được biểu dương, có mô hình tốt", 1, 3, "so-bieu-duong"), ("tru-1", "Bị nhắc nhở, phê bình", -1, 5, "so-nhac-nho"),
    ("tru-2", "Tái phạm", -2, 6, "so-tai-pham"),
)
BANDS = (("xuat-sac", "Xuất sắc", 90), ("tot", "Tốt", 70), ("hoan-thanh", "Hoàn thành", 50), ("khong", "Không hoàn thành", 0))


def frameworks(p: Province) -> None:
    """Write the framework of the centre (once) or that of a province."""
    centre = p.id == CENTRE
    title = "Bộ chỉ số phục vụ và kỷ luật công vụ (mẫu)" if centre else "Khung đánh giá kết quả thực thi công vụ (mẫu)"
    p.write("framework", {
        "id": p.a("khung-2023"), "title": title, "version": "2023", "valid": {"from": "2023-01-01"},
        "issuer": p.a("chinh-phu" if centre else "ubnd"), "recurrence_months": 24,
        "criteria": [_criterion(*row) for row in (INDEX if centre else RESULTS)],
        "adjustments": [
            {"id": own, "title": name, "points_each": each, "limit": limit, "measure": measure}
            for own, name, each, limit, measure in ADJUSTED
        ],
        "bands": [{"id": own, "title": name, "from": least} for own, name, least in BANDS],
        "source": {"note": SAMPLE},
    })


def _criterion(own: str, title: str, points: int, below: Any) -> Data:
    data: Data = {"id": own, "title": title, "max": points}
    if isinstance(below, str):
        return data | ({"measure": below} if below else {"entered": True})
    return data | ({"criteria": [_criterion(*row) for row in below]} if below else {"entered": True})


def ratings(p: Province, count: int) -> None:
    """Rate so many agencies, year by year; both frameworks in turn."""
    pairs = [(year, agency) for year in (2025, 2024, 2023) for agency in [*p.offices, *p.communes[:60]]][:count]
    for i, (year, agency) in enumerate(pairs):
        framework, entered = ((CENTRE, ("3-3",)), (p.id, ("chung", "so-luong")))[i % 2]
        most = {"3-3": 5, "chung": 30, "so-luong": 30}
        scores: list[Data] = []
        for number, criterion in enumerate(entered):
            own = p.chance.upto(most[criterion] * 7 // 10, most[criterion])
            score: Data = {"criterion": criterion, "self": own}
            if i % 9 == 8 and number:
                score = {"criterion": criterion, "not_applicable": "Cơ quan không có chỉ tiêu số lượng trong năm."}
            elif i % 5 != 4:
                score["verified"] = p.chance.upto(own * 4 // 5, own)
                if score["verified"] != own:
                    score["because"] = p.remark()
            if "self" in score:
                score["evidence"] = [{"document": p.proof(date(year, 12, 20))}]
            scores.append(score)
        by = "van-phong" if agency == p.a("so-noi-vu") else "so-noi-vu"
        p.leaf("rating", {
            "id": p.a(f"diem-{year}-{agency.removeprefix(p.id + '-')}"), "framework": f"{framework}-khung-2023", "agency": agency,
            "year": year, "scores": scores, "verified_by": p.a(by), "source": {"note": SAMPLE},
        })


def summaries(p: Province, count: int) -> None:
    """Write reports of quarters, months, half-years and years."""
    found: list[tuple[str, str, str, date]] = []
    for year in (2025, 2024, 2026, 2023):
        found += [(f"{year}-Q{q}", "lich", f"quý {q} năm {year}", month_end(year * 12 + 3 * q - 1)) for q in (1, 2, 3, 4)]
        found.append((f"{year}", "lich", f"năm {year}", date(year, 12, 31)))
        found.append((f"{year}-H1", "lich", f"6 tháng đầu năm {year}", date(year, 6, 30)))
        found += [(f"{year}-{m:02d}", "nd-09-2019", f"tháng {m} năm {year}", date(year, m, 14)) for m in (3, 9)]
    past = [one for one in found if one[3] < LAST - timedelta(days=10)]
    for period, rule, name, end in past[:count]:
        signed = p.chance.after(end, 2, 9)
        p.leaf("summary", {
            "id": p.a(f"th-{period.lower()}"), "title": f"Báo cáo kết quả kiểm tra công vụ {name}", "by": p.a("so-noi-vu"),
            "to": [{"body": p.a("ubnd"), "post": "Chủ tịch"}], "period": period, **({"periods": rule} if rule != "lich" else {}),
            **({"scope": "don-vi-lap"} if p.chance.odds(0.1) else {}), "narrative": p.text(), "signed": f"{signed}",
            "signed_by": {"body": p.a("so-noi-vu"), "post": "Giám đốc"}, "source": {"note": SAMPLE},
        })
