"""Rankings and the pages of scorecards: who stands where, never across provinces, and what readers see of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from standing_cases import SAMPLE, _yaml, day
from test_scores import BANDS, Card, computed, dossier, entered, given, group

from generator.build import schemas
from generator.examine import examine
from generator.model import Source, SourceFile
from generator.publish.derive.scores import costs
from generator.publish.redact import redact
from generator.publish.register import Page, Register
from generator.publish.views import scorecards
from generator.publish.views.costs import criterion, worth
from tests.cells import cells, links


def register(card: Card, on: str = "2025-01-31") -> Register:
    files = tuple(SourceFile(path, _yaml(card.files[path])) for path in sorted(card.files))
    return Register(redact(examine(Source("records", files), schemas()), "public", day(on)), day(on))


def pages(card: Card, on: str = "2025-01-31") -> dict[str, Page]:
    return {page.path: page for page in scorecards.pages(register(card, on))}


def ranked(*totals: Any) -> Card:
    """Departments rated for 2024 with these points."""
    card = Card().framework(entered("1", 100))
    for name, total in zip(("so-mot", "so-hai", "so-ba", "ubnd"), totals, strict=False):
        entries = [given("1", total)] if total is not None else []
        card.rating(*entries, body=name)
    return card


def places(card: Card) -> list[tuple[str, int]]:
    return [(score.agency.id.removeprefix("tinh-mau-"), score.rank) for score in card.scores().values()]


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        ((90, 80, 80, 70), [1, 2, 2, 4]),
        ((80, 90, 70, 90), [3, 1, 4, 1]),
        ((50, 50, 50, 50), [1, 1, 1, 1]),
        (("80.00", "80", "80.01", None), [2, 2, 1, 0]),
    ],
)
def test_equal_totals_share_a_rank(totals, expected):
    found = dict(places(ranked(*totals)))
    assert [found[name] for name in ("so-mot", "so-hai", "so-ba", "ubnd")] == expected


def test_years_frameworks_and_provinces_are_ranked_apart():
    card = ranked(90, 80)
    card.rating(given("1", 70), year=2023)
    card.add(
        "tinh-mau-khung-hai", "framework", title="Khung hai", version="2", valid={"from": 2020}, bands=BANDS,
        criteria=[entered("1", 100)],
    )  # fmt: skip
    score = {"scores": [given("1", 60)], "verified_by": "tinh-mau-ubnd"}
    card.add("tinh-mau-hai", "rating", framework="tinh-mau-khung-hai", agency="tinh-mau-so-hai", year=2024, **score)
    other = {
        "names": [{"name": "Tỉnh Kia"}],
        "types": [{"type": "tinh"}],
        "sample": True,
        "time_zone": "Asia/Ho_Chi_Minh",
    }
    card.files["tinh-kia/province/tinh-kia.yaml"] = {"id": "tinh-kia", **other}
    names = {"names": [{"name": "Sở Kia của tỉnh Kia"}], "kind": "so", "level": "tinh"}
    card.files["tinh-kia/agency/tinh-kia-so.yaml"] = {"id": "tinh-kia-so", **names}
    rating = {"framework": "tinh-mau-khung", "agency": "tinh-kia-so", "year": 2024, **score}
    card.files["tinh-kia/rating/tinh-kia-diem.yaml"] = {"id": "tinh-kia-diem", **rating}
    card.__dict__.pop("corpus", None)
    assert {name: score.rank for name, score in card.scores().items()} == {
        "tinh-kia-diem": 1,
        "tinh-mau-diem-2023-so-mot": 1,
        "tinh-mau-diem-2024-so-hai": 2,
        "tinh-mau-diem-2024-so-mot": 1,
        "tinh-mau-hai": 1,
    }
    made = pages(card)
    rows = {
        path: [row[1] for row in cells(page.view["ranking"])]
        for path, page in made.items()
        if page.template == "ranking.md.jinja"
    }
    assert rows == {
        "xep-loai/tinh-mau-khung-2023-tinh-mau/index.md": ["Sở Một của tỉnh Mẫu"],
        "xep-loai/tinh-mau-khung-2024-tinh-kia/index.md": ["Sở Kia của tỉnh Kia"],
        "xep-loai/tinh-mau-khung-2024-tinh-mau/index.md": ["Sở Một của tỉnh Mẫu", "Sở Hai của tỉnh Mẫu"],
        "xep-loai/tinh-mau-khung-hai-2024-tinh-mau/index.md": ["Sở Hai của tỉnh Mẫu"],
    }
    assert all(
        page.view["sample"] for page in made.values() if page.template in ("ranking.md.jinja", "rating.md.jinja")
    )
    assert cells(made["xep-loai/index.md"].view["rankings"]) == [
        ("Tỉnh Kia (giả định)", "2024", "Khung", "1"),
        ("Tỉnh Mẫu (giả định)", "2024", "Khung", "2"),
        ("Tỉnh Mẫu (giả định)", "2024", "Khung hai", "1"),
        ("Tỉnh Mẫu (giả định)", "2023", "Khung", "1"),
    ]


def test_a_ranking_as_it_is_read():
    card = ranked(90, 80, None, 80)
    page = pages(card)["xep-loai/tinh-mau-khung-2024-tinh-mau/index.md"]
    assert page.view["bands"] == [
        {"title": "Xuất sắc", "count": 1}, {"title": "Tốt", "count": 2}, {"title": "Đạt", "count": 0},
        {"title": "Chưa đạt", "count": 0},
    ]  # fmt: skip
    assert cells(page.view["ranking"]) == [
        ("1", "Sở Một của tỉnh Mẫu", "90", "Xuất sắc", "90", "0"),
        ("2", "Sở Hai của tỉnh Mẫu", "80", "Tốt", "80", "0"),
        ("2", "UBND tỉnh Mẫu của tỉnh Mẫu", "80", "Tốt", "80", "0"),
        ("—", "Sở Ba của tỉnh Mẫu", "— (tạm tính)", "Chưa có điểm để xếp loại", "—", "0"),
    ]
    assert (page.view["unfinished"], pages(card, "2024-12-30")[page.path].view["unfinished"]) == (False, True)


SAME = "Kết quả nêu trong văn bản khớp với kết quả sổ tự tính."


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"points": "89.5", "band": "tot"}, ("89,5", "Tốt",
            "Khác nhau: điểm nêu trong văn bản thấp hơn 0,5 điểm so với điểm sổ tự tính; mức nêu trong văn bản là “Tốt”, mức sổ tự tính là “Xuất sắc”.")),
        ({"points": "90.00", "band": "xuat-sac"}, ("90", "Xuất sắc", SAME)),
        ({"points": 92}, ("92", "không nêu",
            "Khác nhau: điểm nêu trong văn bản cao hơn 2 điểm so với điểm sổ tự tính.")),
        ({"band": "xuat-sac"}, ("không nêu", "Xuất sắc", SAME)),
    ],
)  # fmt: skip
def test_the_signed_result_beside_the_computed_one(stated, expected):
    card = Card().framework(entered("1", 100)).rating(given("1", 90), stated=stated)
    view = pages(card)["xep-loai/tinh-mau-diem-2024-so-mot/index.md"].view
    points, band, verdict = expected
    assert cells(view["stated"]) == [("Sổ tự tính", "90", "Xuất sắc"), ("Nêu trong văn bản", points, band)]
    assert view["verdict"] == verdict


def test_a_rating_as_it_is_read():
    card = Card().inspection("2024-01", "2024-03-04", dossier("hs-01", "2024-02-01", "2024-02-02"))
    card.notice("1", "nhac-nho", "2024-04-01")
    card.framework(
        group("1", 60, computed("1-1", 40, "ho-so-dung-han"), computed("1-2", 20, "phan-anh-dung-han")),
        group("2", 40, computed("2-1", 10, "nhiem-vu-dung-han"), entered("2-2", 30)),
        adjustments=[{"id": "tru", "title": "Nhắc nhở", "points_each": -1, "limit": 5, "measure": "so-nhac-nho"}],
    )
    evidence = [{"document": "tinh-mau-77-qd-2024", "note": "Biên bản"}]
    card.rating(given("2-2", 24, 30, because="Thiếu.", evidence=evidence))
    view = pages(card)["xep-loai/tinh-mau-diem-2024-so-mot/index.md"].view
    points = view["points"]
    assert [(row.id, row.depth) for row in points.printed.rows] == [
        ("tc-1", "0"), ("", "1"), ("tc-1-2", "1"), ("tc-2", "0"), ("tc-2-1", "1"), ("tc-2-2", "1"),
    ]  # fmt: skip
    assert [row[:1] + row[2:6] for row in cells(points)] == [
        ("1", "60", "", "0", "Nhóm"),
        ("1-1", "40", "", "0", "Sổ tự tính"),
        ("1-2", "20", "", "—", "Không áp dụng"),
        ("2", "40", "", "32", "Nhóm"),
        ("2-1", "10", "", "—", "Không áp dụng"),
        ("2-2", "30", "30", "24", "Đã thẩm định"),
    ]
    assert links(points)[-1] == "van-ban/tinh-mau-77-qd-2024/"
    assert cells(points)[-1][-1].endswith("; minh chứng: Quyết định số 77/QĐ-UBND ngày 01/02/2024 — Biên bản")
    assert [one.split()[0] for one in view["absent"]] == ["1-2", "2-1"]
    assert [(c["id"], links(c["items"]), [row[1] for row in cells(c["items"])]) for c in view["computed"]] == [
        ("1-1", ["kiem-tra/tinh-mau-kt-2024-01/"], ["không đạt"])
    ]
    assert [(a["id"], a["title"], links(a["items"])) for a in view["adjustments"]] == [
        ("tru", "Nhắc nhở: −1 điểm", ["nhac-nho-bieu-duong/tinh-mau-2024/#tinh-mau-nn-1"])
    ]
    assert (view["total"], view["maximum"], view["band"]) == ("31", "100", "Chưa đạt")


def test_the_bands_and_criteria_of_a_framework_as_they_are_read():
    basis = [{"document": "tinh-mau-77-qd-2024", "clause": "Điều 2"}]
    card = Card().framework(
        group("1", 60, computed("1-1", 40, "tien-do-tru-25"), entered("1-2", 20, note="Theo biên bản.")), entered("2", 40),
        recurrence_months=24, modelled_on=basis, source=SAMPLE,
    )  # fmt: skip
    view = pages(card)["khung-diem/tinh-mau-khung/index.md"].view
    assert [row.depth for row in view["criteria"].printed.rows] == ["0", "1", "1", "0"]
    assert cells(view["criteria"]) == [
        ("1", "Tiêu chí 1", "60", "Cộng các tiêu chí thành phần"),
        (
            "1-1",
            "Tiêu chí 1-1",
            "40",
            "Sổ tự tính: Điểm tiến độ (việc chậm lần nào trừ 25% điểm của việc ấy) × điểm tối đa",
        ),
        ("1-2", "Tiêu chí 1-2", "20", "Chấm có minh chứng: cơ quan tự chấm, cơ quan khác thẩm định. Theo biên bản."),
        ("2", "Tiêu chí 2", "40", "Chấm có minh chứng: cơ quan tự chấm, cơ quan khác thẩm định"),
    ]
    assert [(band["title"], band["points"]) for band in view["bands"]] == [
        ("Xuất sắc", "từ 90 đến 100 điểm"),
        ("Tốt", "từ 70 đến dưới 90 điểm"),
        ("Đạt", "từ 50 đến dưới 70 điểm"),
        ("Chưa đạt", "từ 0 đến dưới 50 điểm"),
    ]
    assert (view["model"], view["maximum"], cells(view["rankings"])) == (True, "100", [])


def test_what_a_record_cost_leads_to_the_criterion():
    card = (
        Card()
        .notice("1", "nhac-nho", "2024-04-01")
        .notice("2", "bieu-duong", "2024-05-01")
        .notice("3", "nhac-nho", "2024-06-01")
    )
    card.framework(
        entered("1", 100),
        adjustments=[
            {"id": "tru", "title": "Nhắc nhở", "points_each": "-1.5", "limit": "1.5", "measure": "so-nhac-nho"},
            {"id": "cong", "title": "Biểu dương", "points_each": 1, "limit": 3, "measure": "so-bieu-duong"},
        ],
    ).rating(given("1", 80))
    seen = register(card)
    found = costs(seen.scores)
    told = [cost for own in found.values() for cost in own]
    rows = [(criterion(seen, cost).label, criterion(seen, cost).url, worth(cost)) for cost in told]
    one = "Sở Một của tỉnh Mẫu, năm 2024"
    page = "xep-loai/tinh-mau-diem-2024-so-mot/#tc-"
    assert rows == [
        (f"{one}: Nhắc nhở", f"{page}tru", "trừ 1,5 điểm"),
        (f"{one}: Nhắc nhở", f"{page}tru", "không cộng, trừ thêm vì đã đến mức tối đa"),
        (f"{one}: Biểu dương", f"{page}cong", "cộng 1 điểm"),
    ]
    assert seen.scores["tinh-mau-diem-2024-so-mot"].total == Decimal("79.5")
