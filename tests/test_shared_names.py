"""Two agencies of one name, and names that differ in their diacritics alone."""

from __future__ import annotations

from typing import Any

import pytest
from standing_cases import Register

TASK = "tinh-mau-5-ubnd-t1"
SHARED = [("name-shared", "tinh-mau-so-moi", "names.0.name")]


def coded(scheme: str, code: str) -> list[dict[str, str]]:
    return [{"scheme": scheme, "code": code}]


def named(*names: dict[str, Any], **more: Any) -> Register:
    """Three departments, and a fourth with names of its own."""
    return Register().add("tinh-mau-so-moi", "agency", names=list(names), kind="so", level="tinh", **more)


@pytest.mark.parametrize(
    "name",
    [
        {"name": "Sở Một của tỉnh Mẫu"},
        {"name": "SỞ MỘT CỦA TỈNH MẪU", "short": "Sở Một"},  # both: told once
        {"name": "Sở Một"},  # the short name of the other
        {"name": "Uỷ ban nhân dân tỉnh Mẫu"},  # «UBND tỉnh Mẫu»
        {"name": "Sở Một", "to": "2020-12-31"},
    ],
)
def test_two_agencies_of_one_name_are_told_once(name: dict[str, Any]) -> None:
    assert len(named(name).flagged("name-shared")) == 1


def test_a_short_name_is_a_name() -> None:
    found = named({"name": "Sở Mới của tỉnh Mẫu", "short": "Sở Một"}).flagged("name-shared")
    assert found == [("name-shared", "tinh-mau-so-mot", "names.0.short")]


def test_all_but_the_first_of_many_are_told() -> None:
    register = named({"name": "Sở Một"})
    for name in ("so-z1", "so-z2"):
        register.agency(name, "Sở Một")
    told = {record for _, record, _ in register.flagged("name-shared")}
    assert told == {"tinh-mau-so-mot", "tinh-mau-so-z1", "tinh-mau-so-z2"}


@pytest.mark.parametrize(
    ("register", "told"),
    [
        (named({"name": "Sở Mốt"}), []),  # other diacritics are another name
        (named({"name": "Sở Mới"}, {"name": "Sở Mới"}), []),  # both its own
        (named({"name": "Sở Một"}, valid={"from": "2024-05-01"}).ended("so-mot", "Sở Một", "2024-04-30"), []),
        (named({"name": "Sở Một"}, valid={"from": "2024-04-30"}).ended("so-mot", "Sở Một", "2024-04-30"), SHARED),
        (named({"name": "Sở Một"}).ended("so-mot", "Sở Một", "2024-04-30", "so-moi"), []),  # its successor
        (named({"name": "Sở Một", "from": "2024-05-01"}).ended("so-mot", "Sở Một", "2024-04-30"), []),
    ],
)
def test_names_of_other_times_spellings_and_successors_are_no_two(register: Register, told: list[Any]) -> None:
    assert register.flagged("name-shared") == told


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        (coded("dvhc-2004", "00002"), 0),
        (coded("dvhc-2004", "00001"), 1),
        (coded("dvhc-2025", "00002"), 1),  # of another kind: it may be the same body
    ],
)
def test_official_codes_tell_two_bodies_of_one_name_apart(codes: list[dict[str, str]], told: int) -> None:
    register = named({"name": "Sở Một"}, codes=codes)
    register.files["tinh-mau/agency/tinh-mau-so-mot.yaml"]["codes"] = coded("dvhc-2004", "00001")
    assert len(register.flagged("name-shared")) == told


def test_a_name_with_other_diacritics_is_told_of_a_party() -> None:
    register = Register().task(due={"by": "2024-03-31"})
    for name, known in (("Sở Một", True), ("so mot", True), ("Sở Mốt", False)):
        register.files[f"tinh-mau/task/{TASK}.yaml"]["leads"] = [{"body": "tinh-mau-so-mot", "as_written": name}]
        told = [("name-unknown", TASK, "leads.0.as_written")]
        assert register.flagged("name-unknown") == ([] if known else told)


AS_GROUP = (
    "Nguồn không nêu đích danh thì lập một nhóm (group) mang đúng cách gọi ấy, không ghi members, rule; việc khi ấy "
    "không tính cho cơ quan nào."
)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Sở Một", "Có phải là “tinh-mau-so-mot”?"),
        ("so mot", "Có phải là “tinh-mau-so-mot”?"),
        ("so-mot", "Có phải là “tinh-mau-so-mot”?"),  # the id without its province
        ("tinh-mau-so-mott", "Có phải là “tinh-mau-so-mot”?"),
        ("Thủ tướng", "Có phải là “trung-uong-thu-tuong”?"),  # none of the province is called so
        ("UBND", "Tên ấy có thể là “tinh-mau-ubnd”, “tinh-mau-ubnd-xa-a”, “tinh-mau-ubnd-xa-b”."),
        ("Sở", "Tên ấy có thể là “tinh-mau-so-ba”, “tinh-mau-so-hai”, “tinh-mau-so-mot”."),
        ("Sở Xa", ""),  # of another province
        ("các đơn vị liên quan", AS_GROUP),
        ("Các sở, ban, ngành", AS_GROUP),
        ("UBND cấp xã có liên quan", AS_GROUP),
        ("…", ""),
    ],
)
@pytest.mark.parametrize("broken", [False, True])
def test_who_may_have_been_meant(typed: str, asked: str, broken: bool) -> None:
    """Also where something else is wrong with the record: then that is told beside it."""
    register = Register().task(**({"shape": "vay"} if broken else {}))
    for name in ("xa-a", "xa-b"):
        register.agency(f"ubnd-{name}", f"UBND {name}", kind="ubnd", level="xa")
    register.add(
        "trung-uong-thu-tuong", "agency", names=[{"name": "Thủ tướng Chính phủ"}], kind="thu-tuong", level="trung-uong"
    )
    register.files[f"tinh-mau/task/{TASK}.yaml"]["leads"] = [{"body": typed}]
    told = {p.code: p for p in register.examined().problems if p.record == TASK and p.severity == "error"}
    assert told.keys() == {"ref-unknown", *(["field-coded"] if broken else [])}
    hint = told["ref-unknown"].hint
    assert hint is not None
    assert hint.vi == f"{asked} Chép mã từ tên tệp của bản ghi cần dẫn; chưa có thì lập bản ghi ấy trước.".strip()


def test_a_body_whose_names_are_wrong_is_not_meant() -> None:
    register = Register().task().agency("so-hong", "Sở Hồng")
    register.files["tinh-mau/agency/tinh-mau-so-hong.yaml"]["names"][0]["short"] = 7
    register.files[f"tinh-mau/task/{TASK}.yaml"] |= {"leads": [{"body": "Sở Hồng"}], "shape": "vay"}
    told = {(p.code, p.record) for p in register.examined().problems if p.severity == "error"}
    assert told == {("field-type", "tinh-mau-so-hong"), ("field-coded", TASK), ("ref-unknown", TASK)}


def test_a_task_is_no_part_of_itself() -> None:
    register = Register().task()
    register.files[f"tinh-mau/task/{TASK}.yaml"]["part_of"] = TASK
    assert ("cycle", TASK, "part_of") in [(p.code, p.record, p.at) for p in register.examined().problems]


def test_a_duty_of_nobody_named_is_of_a_group_without_members() -> None:
    """What the hint proposes passes, and nobody is charged with the duty."""
    register = Register().task(due={"by": "2024-03-31"})
    register.add("tinh-mau-nhom-lien-quan", "group", names=[{"name": "Các đơn vị liên quan tỉnh Mẫu"}], complete=False)
    register.files[f"tinh-mau/task/{TASK}.yaml"]["leads"] = [{"body": "tinh-mau-nhom-lien-quan"}]
    assert [p.code for p in register.examined().problems if p.record in (TASK, "tinh-mau-nhom-lien-quan")] == []
