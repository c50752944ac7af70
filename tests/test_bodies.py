"""Bodies in time: what they are called, how long they exist, who belongs to a group, who comes after whom."""

from __future__ import annotations

import pytest
from standing_cases import Register, day

from generator.domain import bodies
from generator.domain.dates import EVER, Interval
from generator.publish.views.body_names import heir

NAMES = [
    {"name": "Sở Kế hoạch và Đầu tư tỉnh Mẫu", "short": "Sở KH&ĐT", "to": "2025-02-28"},
    {"name": "Sở Tài chính tỉnh Mẫu", "short": "Sở Tài chính", "from": "2025-03-01"},
]


def body(register, name):
    return register.corpus.body(f"tinh-mau-{name}")


def ids(records):
    return [record.id.removeprefix("tinh-mau-") for record in records]


@pytest.fixture(scope="module")
def renamed():
    register = Register()
    aliases = [{"name": "Đầu mối đầu tư", "from": 2020, "to": 2021}, {"name": "Cơ quan tài chính"}]
    register.add("tinh-mau-tai-chinh", "agency", names=NAMES, aliases=aliases, kind="so", level="tinh")
    return body(register, "tai-chinh")


@pytest.mark.parametrize(
    ("on", "name"),
    [("2025-02-28", 0), ("2025-03-01", 1), ("1990-01-01", 0), ("2090-01-01", 1), (None, 1)],
)
def test_the_name_on_a_day(renamed, on, name):
    assert bodies.name(renamed, on and day(on)) == NAMES[name]["name"]


def test_without_a_name_for_the_day_it_is_called_by_its_first():
    later = Register().add("tinh-mau-sau", "agency", names=[{"name": "Tên Sau", "from": 2025}], kind="so", level="tinh")
    assert bodies.name(body(later, "sau"), day("2024-01-01")) == "Tên Sau"


def test_the_short_name_is_the_latest_or_the_name():
    register = Register().add("tinh-mau-dai", "agency", names=[{"name": "Tên Dài"}], kind="khac", level="tinh")
    assert bodies.short(body(register, "dai")) == "Tên Dài"
    assert bodies.short(body(register, "so-mot")) == "Sở Một"


def test_every_name_of_a_time(renamed):
    assert bodies.called(renamed, Interval(day("2021-12-31"), day("2021-12-31"))) == [
        "Sở Kế hoạch và Đầu tư tỉnh Mẫu", "Sở KH&ĐT", "Đầu mối đầu tư", "Cơ quan tài chính",
    ]  # fmt: skip
    assert bodies.called(renamed, Interval(day("2026-01-01"), day("2026-01-01"))) == [
        "Sở Tài chính tỉnh Mẫu", "Sở Tài chính", "Cơ quan tài chính",
    ]  # fmt: skip
    assert len(bodies.called(renamed)) == 6


@pytest.mark.parametrize(
    ("as_written", "on", "known"),
    [
        ("Giám đốc Sở Tài chính", "2026-01-01", True),
        ("GIÁM ĐỐC SỞ TÀI CHÍNH", "2026-01-01", True),
        ("Giám đốc Sở Tài chính", "2024-01-01", False),
        ("các Sở KH & ĐT", "2024-01-01", True),
        ("Sở Tài chínhh", "2026-01-01", False),
        ("Cơ quan tài chính", "1980-01-01", True),
    ],
)
def test_a_wording_contains_a_name_of_its_day(renamed, as_written, on, known):
    assert bodies.is_called(renamed, as_written, Interval(day(on), day(on))) is known


@pytest.mark.parametrize(
    ("as_written", "known"),
    [
        ("Chi cục Tràm", True),
        ("CHI CỤC TRÀM", True),
        ("Chi cục trưởng Chi cục Tràm", True),
        ("chi cuc tram", True),  # people type so
        ("Giám đốc chi cuc tram", True),
        ("Chi cục Trám", False),
        ("Chi cục Trạm", False),
        ("Chi cuc Trạm", False),
        ("Chi cục Trám và Chi cục Tràm", True),
        ("UBND thị trấn Hòa Mẫu", True),
        ("Uỷ ban nhân dân thị trấn Hoà Mẫu", True),
        ("UBND thi tran Hoa Mau", True),
        ("UBND thị trấn Hóa Mẫu", False),
        ("UBND thị trấn Hòa Mậu", False),
        ("Đội Đá", True),
        ("Đội Da", False),
        ("Ban Điều phối", True),  # recorded without diacritics
        ("Tổ điều phối", False),
        ("UBND các thị trấn: Trám, Hòa Mẫu", True),  # what all in a list are is said once
        ("UBND các thị trấn Hòa Mẫu, Trám", True),
        ("Kính gửi: UBND các xã, thị trấn Trám và Hòa Mẫu", True),
        ("UBND các thị trấn: Trám, Hóa Mẫu", False),
        ("các thị trấn: Trám, Hòa Mẫu", False),
        ("UBND các xã: Trám, Hòa Mẫu", False),
        ("UBND các xã, thị trấn, trừ UBND thị trấn Hòa Mẫu", False),
        ("các đơn vị (ngoại trừ UBND thị trấn Hòa Mẫu)", False),
        ("UBND thị trấn Hòa Mẫu, trừ các phòng", True),
    ],
)
def test_a_wording_with_other_diacritics_is_another_name(as_written, known):
    names = [{"name": "Chi cục Tràm"}, {"name": "UBND thị trấn Hòa Mẫu"}]
    aliases = [{"name": "Đội Đá"}, {"name": "Ban dieu phoi"}]
    register = Register().add("tinh-mau-tram", "agency", names=names, aliases=aliases, kind="khac", level="tinh")
    assert bodies.is_spelt(body(register, "tram"), as_written, EVER) is known


def test_the_life_of_a_body():
    register = Register().ended("so-mot", "Sở Một", "2024-04-30").agency("so-bon", "Sở Bốn", valid={"from": "2024-03"})
    assert bodies.life(body(register, "so-mot")) == Interval(EVER.first, day("2024-04-30"))
    assert bodies.life(body(register, "so-bon")) == Interval(day("2024-03-01"), EVER.last)
    assert bodies.life(body(register, "so-hai")) == EVER


def test_a_rule_takes_in_what_existed_on_the_day():
    register = Register().ended("so-mot", "Sở Một", "2024-04-30").agency("so-bon", "Sở Bốn", valid={"from": "2024-03"})
    register.agency("phong", "Phòng Một", kind="phong").agency("so-xa", "Sở lạ", level="xa")
    group = body(register, "nhom-so")
    assert [ids(bodies.expand(register.corpus, group, day(on))) for on in ("2024-02-29", "2024-04-30", "2024-05-01")] == [
        ["so-ba", "so-hai", "so-mot"], ["so-ba", "so-bon", "so-hai", "so-mot"], ["so-ba", "so-bon", "so-hai"],
    ]  # fmt: skip


def test_a_rule_may_ask_for_the_parent():
    register = Register().agency("so-bon", "Sở Bốn", parent="tinh-mau-ubnd")
    register.group("nhom-con", rule={"kinds": ["so", "van-phong"], "levels": ["tinh"], "parent": "tinh-mau-ubnd"})
    assert ids(bodies.expand(register.corpus, body(register, "nhom-con"), day("2024-01-01"))) == ["so-bon"]


def test_a_rule_takes_in_its_own_province_only():
    register = Register().add("trung-uong-so-la", "agency", names=[{"name": "Sở lạ"}], kind="so", level="tinh")
    assert ids(bodies.expand(register.corpus, body(register, "nhom-so"), day("2024-01-01"))) == [
        "so-ba",
        "so-hai",
        "so-mot",
    ]


def test_listed_members_come_and_go_and_end():
    register = Register().ended("so-ba", "Sở Ba", "2024-06-30")
    members = [
        {"body": "tinh-mau-so-mot", "to": "2024-02"},
        {"body": "tinh-mau-so-hai", "from": "2024-03", "note": "bổ sung"},
        {"body": "tinh-mau-so-ba"},
    ]
    register.group("nhom", members=members)
    group = body(register, "nhom")
    assert [ids(bodies.expand(register.corpus, group, day(on))) for on in ("2024-02-29", "2024-03-01", "2024-07-01")] == [
        ["so-ba", "so-mot"], ["so-ba", "so-hai"], ["so-hai"],
    ]  # fmt: skip
    found = bodies.members(register.corpus, group, day("2024-03-01"))
    assert [(record.id, entry) for record, entry in found] == [(m["body"], m) for m in members[1:]]


def test_groups_inside_groups_are_laid_flat():
    register = Register().group(
        "nhom-mot", members=[{"body": "tinh-mau-nhom-so"}, {"body": "tinh-mau-ubnd"}, {"body": "tinh-mau-so-mot"}]
    )
    register.group("nhom-hai", members=[{"body": "tinh-mau-nhom-mot"}, {"body": "tinh-mau-nhom-so"}])
    found = bodies.expand(register.corpus, body(register, "nhom-hai"), day("2024-01-01"))
    assert ids(found) == ["so-ba", "so-hai", "so-mot", "ubnd"]
    assert bodies.expand(register.corpus, body(register, "nhom-hai"), day("2024-01-01")) is found


def test_what_is_no_group_stands_for_itself():
    register = Register()
    mine = body(register, "so-mot")
    assert bodies.expand(register.corpus, mine, day("1900-01-01")) == [mine]


def test_everything_that_a_body_is_part_of():
    register = (
        Register()
        .agency("so-mot", "Sở Một", parent="tinh-mau-ubnd")
        .agency("phong", "Phòng Một", kind="phong", parent="tinh-mau-so-mot")
    )
    register.add("tinh-mau-to", "team", names=[{"name": "Tổ công tác"}], kind="to-cong-tac", host="tinh-mau-phong")
    assert ids(bodies.above(register.corpus, body(register, "to"))) == ["to", "phong", "so-mot", "ubnd"]
    assert ids(bodies.above(register.corpus, body(register, "ubnd"))) == ["ubnd"]


def test_successors_with_what_is_recorded_of_them():
    register = Register().agency("so-moi", "Sở Mới").ended("so-mot", "Sở Một", "2024-04-30", "so-moi", "so-hai")
    found = bodies.successors(register.corpus, body(register, "so-mot"))
    assert [(record.id, entry["on"]) for record, entry in found] == [
        ("tinh-mau-so-moi", "2024-05-01"), ("tinh-mau-so-hai", "2024-05-01"),
    ]  # fmt: skip
    assert bodies.successors(register.corpus, body(register, "so-hai")) == []


TWICE = {
    "names": [
        {"name": "Sở Hai tỉnh Mẫu", "from": "2025-07-01", "to": "2026-04-29"},
        {"name": "Sở Hai thành phố Mẫu", "from": "2026-04-30"},
    ]
}


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"on": "2025-07-01"}, "Sở Hai tỉnh Mẫu (từ 01/7/2025; nay là Sở Hai thành phố Mẫu)"),
        ({"on": "2026-05-01"}, "Sở Hai thành phố Mẫu (từ 01/5/2026)"),
        ({}, "Sở Hai thành phố Mẫu"),
    ],
)
def test_an_heir_is_called_as_on_the_day_when_it_took_over(entry, said) -> None:
    class Names:
        ref = staticmethod(lambda body, label="": label or body["names"][-1]["name"])

    assert heir(Names(), TWICE, entry) == said
