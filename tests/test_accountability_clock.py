"""The clock of 90 or 150 days: only for whom and what Decree 172/2025/NĐ-CP covers; else no deadline is stated."""

from __future__ import annotations

import pytest
from follow_up_cases import Register, day, inspected

from generator.publish.derive.requests import Request, requests

LATE = "2026-06-30"


def case(
    kind: str, opened: str, form: str = "ky-luat", named: str | None = "proposed", on: str = "", **more: object
) -> Register:
    register = inspected({"by": "2024-05-31"}).calendars(2025, 2026)
    register.add("tinh-mau-ht", "sanction", title="Hình thức", form=form,
                 applies_to=["tap-the", "can-bo", "cong-chuc", "vien-chuc", "khac"])  # fmt: skip
    measure = {named: {"sanction": "tinh-mau-ht", "on": on or opened}} if named else {}
    return register.add(
        "tinh-mau-xl", "accountability", agency="tinh-mau-so-mot", subject={"kind": kind, **({} if kind == "tap-the" else {"role": "thua-hanh"})}, opened=opened,
        findings=["tinh-mau-kt-2024-01-f1"], **measure, **more,
    )  # fmt: skip


def told(register: Register, on: str = LATE) -> Request:
    (request,) = requests(register.unchecked().corpus, day(on))["accountability"]
    return request


def late_by_check(register: Register) -> int:
    return sum(problem.code == "accountability-late" for problem in register.examined().problems)


@pytest.mark.parametrize(
    ("kind", "opened", "form", "named", "why"),
    [
        ("cong-chuc", "2025-07-01", "ky-luat", "proposed", ""),
        ("can-bo", "2025-07-01", "ky-luat", "proposed", ""),
        ("cong-chuc", "2025-06-30", "ky-luat", "proposed", "bắt đầu xem xét trước khi"),
        ("tap-the", "2025-07-01", "ky-luat", "proposed", "cho tập thể"),
        ("vien-chuc", "2025-07-01", "ky-luat", "proposed", "chỉ áp dụng với cán bộ, công chức"),
        ("khac", "2025-07-01", "ky-luat", "proposed", "chỉ áp dụng với cán bộ, công chức"),
        ("cong-chuc", "2025-07-01", "ngoai-ky-luat", "proposed", "không phải là kỷ luật"),
        ("cong-chuc", "2025-07-01", "ky-luat", None, "chưa biết có xử lý kỷ luật không"),
    ],
)
def test_whom_the_clock_is_set_on(kind: str, opened: str, form: str, named: str | None, why: str) -> None:
    standing = told(case(kind, opened, form, named)).standing
    assert (str(standing.state), standing.due is None) == (("no-deadline", True) if why else ("open-overdue", False)), (
        standing.because
    )
    assert why in standing.because


@pytest.mark.parametrize(
    ("kind", "form", "state"),
    [("cong-chuc", "ky-luat", "done-late"), ("tap-the", "ky-luat", "done-unassessed"),
     ("vien-chuc", "ky-luat", "done-unassessed"), ("cong-chuc", "ngoai-ky-luat", "done-unassessed")],
)  # fmt: skip
def test_what_was_decided_after_a_year_is_late_only_by_the_law(kind: str, form: str, state: str) -> None:
    register = case(kind, "2025-07-01", form, "decided", "2026-06-01")
    assert str(told(register).standing.state) == state
    assert (late_by_check(register) > 0) is (state == "done-late")


def test_a_late_extension_does_not_wipe_lateness_out() -> None:
    """Day 90 of 01/7/2025 is 29/9/2025, day 150 is 28/11/2025."""
    extended = {"on": "2025-10-09", "because": "Nhiều tình tiết."}
    register = case("cong-chuc", "2025-07-01", "ky-luat", "decided", "2025-11-20", extended=extended)
    request = told(register)
    assert (request.standing.was_late, request.label) == (10, "Đã kết luận đúng hạn, từng quá hạn")
    assert "đã quá hạn 10 ngày (trong đó 8 ngày làm việc) khi được kéo dài ngày 09/10/2025" in request.standing.because
    assert late_by_check(register) == 1
    extended["on"] = "2025-09-29"
    in_time = case("cong-chuc", "2025-07-01", "ky-luat", "decided", "2025-11-20", extended=extended)
    assert (told(in_time).standing.was_late, late_by_check(in_time)) == (0, 0)


def test_the_measure_counts_from_the_day_on_which_it_was_named() -> None:
    register = case("cong-chuc", "2025-07-01", "ky-luat", "proposed", "2025-11-01")
    assert str(told(register, "2025-10-31").standing.state) == "no-deadline"
    assert str(told(register, "2025-11-01").standing.state) == "open-overdue"
