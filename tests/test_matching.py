"""Whom the words of a document or a cell mean: bodies by name, alias, initials, without marks; and where that is open."""

from __future__ import annotations

import pytest
from standing_cases import Register, day

from generator.domain.dates import Interval
from generator.domain.matching import match, split

OLD, NEW = Interval(day("2024-06-01"), day("2024-06-01")), Interval(day("2025-06-01"), day("2025-06-01"))


@pytest.fixture(scope="module")
def corpus():
    register = Register()

    def agency(name, called, kind="so", level="tinh", **more):
        register.add(f"tinh-mau-{name}", "agency", names=[{"name": called}], kind=kind, level=level, **more)

    agency("so-noi-vu", "Sở Nội vụ tỉnh Mẫu")
    agency("so-tai-chinh", "Sở Tài chính tỉnh Mẫu")
    agency("so-khdt", "Sở Kế hoạch và Đầu tư tỉnh Mẫu", valid={"to": "2025-02-28"})
    agency("so-van-hoa", "Sở Văn hóa, Thể thao và Du lịch tỉnh Mẫu")
    agency("van-phong-ubnd", "Văn phòng Ủy ban nhân dân tỉnh Mẫu", "van-phong")
    agency("thanh-tra-tinh", "Thanh tra tỉnh Mẫu", "thanh-tra")
    agency("ban-quan-ly", "Ban Quản lý các khu kinh tế tỉnh Mẫu", "don-vi-truc-thuoc")
    agency("tram", "Chi cục Trám", "don-vi-truc-thuoc")
    agency("ben-do", "Ủy ban nhân dân phường Bến Đò", "ubnd", "xa")
    agency("ben-cau", "Ủy ban nhân dân phường Bến Cầu", "ubnd", "xa")
    register.add(
        "tinh-mau-nhom-so", "group", names=[{"name": "Các sở, ban, ngành thuộc UBND tỉnh Mẫu"}], complete=False
    )
    register.add("tinh-mau-nhom-xa", "group", names=[{"name": "UBND các xã, phường thuộc tỉnh Mẫu"}], complete=False)
    register.add(
        "tinh-mau-to-cong-tac",
        "team",
        names=[{"name": "Tổ công tác của Chủ tịch UBND tỉnh"}],
        kind="to-cong-tac",
        host="tinh-mau-ubnd",
    )
    return register.corpus


@pytest.mark.parametrize(
    ("words", "body", "post"),
    [
        ("Sở Nội vụ", "so-noi-vu", ""),
        ("so noi vu", "so-noi-vu", ""),
        ("- SỞ NỘI VỤ TỈNH MẪU;", "so-noi-vu", ""),
        ("Giám đốc Sở Nội vụ", "so-noi-vu", "Giám đốc"),
        ("Sở KH&ĐT", "so-khdt", ""),
        ("Sở KHĐT", "so-khdt", ""),
        ("Sở VHTTDL", "so-van-hoa", ""),
        ("VP UBND tỉnh", "van-phong-ubnd", ""),
        ("Chánh Văn phòng UBND tỉnh", "van-phong-ubnd", "Chánh Văn phòng"),
        ("Chánh Thanh tra tỉnh", "thanh-tra-tinh", "Chánh Thanh tra"),
        ("Trưởng Ban Quản lý các khu kinh tế", None, ""),
        ("Trưởng Ban Quản lý các khu kinh tế tỉnh", "ban-quan-ly", "Trưởng Ban"),
        ("BQL các khu kinh tế tỉnh", "ban-quan-ly", ""),
        ("CT UBND tỉnh", "ubnd", "Chủ tịch"),
        ("CT, các PCT UBND tỉnh", "ubnd", "Chủ tịch, các Phó Chủ tịch"),
        ("GĐ Sở Nội vụ", "so-noi-vu", "Giám đốc"),
        ("PGĐ Sở Nội vụ", "so-noi-vu", "Phó Giám đốc"),
        ("Thủ trưởng các sở, ban, ngành thuộc UBND tỉnh", "nhom-so", "Thủ trưởng"),
        ("Chủ tịch Ủy ban nhân dân các xã, phường", "nhom-xa", "Chủ tịch"),
        ("Thành viên Tổ công tác của Chủ tịch UBND tỉnh", "to-cong-tac", "Thành viên"),
        ("Chi cục Trám", "tram", ""),
        ("chi cuc tram", "tram", ""),
        ("Chi cục Tràm", None, ""),  # another name: offered, not taken
        ("UBND", None, ""),  # of which level?
        ("Thanh tra", None, ""),
        ("Sở Nội", None, ""),
        ("Sở Ngoại vụ", None, ""),
        ("Công an tỉnh", None, ""),
        ("các đơn vị liên quan", None, ""),
    ],
)
def test_one_body(corpus, words, body, post):
    sure = [found for found in match(corpus, "tinh-mau", words, OLD) if found.certain]
    assert [(found.body.id, found.post) for found in sure] == ([(f"tinh-mau-{body}", post)] if body else [])


def test_a_body_that_is_not_there_then_is_not_meant(corpus):
    assert match(corpus, "tinh-mau", "Sở Kế hoạch và Đầu tư", OLD)[0].certain
    assert not any(found.certain for found in match(corpus, "tinh-mau", "Sở Kế hoạch và Đầu tư", NEW))


def test_what_is_only_like_a_name_is_offered(corpus):
    assert [found.body.id for found in match(corpus, "tinh-mau", "Sở Tài chánh", OLD)] == ["tinh-mau-so-tai-chinh"]
    assert [found.body.id for found in match(corpus, "tinh-mau", "Chi cục Tràm", OLD)] == ["tinh-mau-tram"]


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("Sở Nội vụ; Sở Tài chính", ["so-noi-vu", "so-tai-chinh"]),
        ("- Sở Nội vụ\n- Sở Tài chính", ["so-noi-vu", "so-tai-chinh"]),
        ("Sở Nội vụ, Sở Văn hóa, Thể thao và Du lịch và Thanh tra tỉnh", ["so-noi-vu", "so-van-hoa", "thanh-tra-tinh"]),
        ("Các Sở: Nội vụ, Kế hoạch và Đầu tư, Tài chính", ["so-noi-vu", "so-khdt", "so-tai-chinh"]),
        ("Sở Nội vụ, Tài chính", ["so-noi-vu", "so-tai-chinh"]),
        ("UBND các phường: Bến Đò, Bến Cầu", ["ben-do", "ben-cau"]),
        ("Thủ trưởng các sở, ban, ngành thuộc UBND tỉnh, Chủ tịch UBND các xã, phường", ["nhom-so", "nhom-xa"]),
        ("Sở Nội vụ, Công an tỉnh, Sở Tài chính", ["so-noi-vu", "Công an tỉnh", "so-tai-chinh"]),
        ("Công an tỉnh, Bộ Chỉ huy quân sự tỉnh và các đơn vị liên quan",
         ["Công an tỉnh", "Bộ Chỉ huy quân sự tỉnh", "các đơn vị liên quan"]),
        ("Đài Khí tượng, Thủy văn và Môi trường", ["Đài Khí tượng, Thủy văn và Môi trường"]),
    ],
)  # fmt: skip
def test_several_bodies(corpus, cell, parts):
    found = split(corpus, "tinh-mau", cell, OLD)
    assert [part.sure.body.id.removeprefix("tinh-mau-") if part.sure else part.words for part in found] == parts
