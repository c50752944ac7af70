"""Where a duty stands on a day, played through day by day in an invented province."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from reading import explained
from standing_cases import (
    Register,
    cancelled,
    confirmed,
    day,
    days,
    event,
    extended,
    passed_on,
    paused,
    received,
    resumed,
    returned,
    submitted,
)

from generator.domain.dates import Interval
from generator.model import Document, Marks, Record
from generator.publish.derive.duties import duties
from generator.publish.derive.standing import LABELS, Count, Duty, Standing, State, count

MAY = {"by": "2024-05-31"}
MONTHLY = {"every": "thang", "days_after": 5}


def on(text):
    return Interval(day(text), day(text))


def once(*events, due=MAY, **more):
    """One task of Sở Một, due on 31/5/2024, and what happened to it there."""
    register = Register().calendars(2024).task(due=due, **more) if due else Register().task(**more)
    return register.rollout("so-mot", *events) if events else register


# -- a deadline


@pytest.mark.parametrize(
    "due", [{"by": 2023}, {"by": "2023-12"}, {"by": "2023-12-31"}, {"before": "2024-01-01"}, {"before": 2024}]
)
def test_every_wording_of_a_last_day_is_the_same_last_day(due):
    register = Register(issued="2023-10-20").calendars(2024).task(due=due)
    assert register.turns("2023-12-01", "2024-01-10") == [
        ("2023-12-01", "open-in-time"),
        ("2023-12-26", "due-soon"),  # 31/12/2023 is a Sunday, and 01/01 is off in every year: Tuesday is still in time
        ("2024-01-03", "open-overdue"),
    ]


def test_the_days_around_a_deadline_as_people_read_them():
    assert once().story("2024-05-23", "2024-06-04") == [
        ("2024-05-23", "open-in-time", "chưa hoàn thành; hạn là 31/5/2024, còn 8 ngày"),
        ("2024-05-24", "due-soon", "chưa hoàn thành; hạn là 31/5/2024, còn 7 ngày"),
        ("2024-05-25", "due-soon", "chưa hoàn thành; hạn là 31/5/2024, còn 6 ngày"),
        ("2024-05-26", "due-soon", "chưa hoàn thành; hạn là 31/5/2024, còn 5 ngày"),
        ("2024-05-27", "due-soon", "chưa hoàn thành; hạn là 31/5/2024, còn 4 ngày"),
        ("2024-05-28", "due-soon", "chưa hoàn thành; hạn là 31/5/2024, còn 3 ngày"),
        ("2024-05-29", "due-soon", "chưa hoàn thành; hạn là 31/5/2024, còn 2 ngày"),
        ("2024-05-30", "due-soon", "chưa hoàn thành; hạn là 31/5/2024, còn 1 ngày"),
        ("2024-05-31", "due-soon", "chưa hoàn thành; hạn là 31/5/2024, đến hạn trong ngày"),
        ("2024-06-01", "open-overdue", "chưa hoàn thành; hạn là 31/5/2024, đã quá 1 ngày (là ngày nghỉ)"),
        ("2024-06-02", "open-overdue", "chưa hoàn thành; hạn là 31/5/2024, đã quá 2 ngày (đều là ngày nghỉ)"),
        ("2024-06-03", "open-overdue", "chưa hoàn thành; hạn là 31/5/2024, đã quá 3 ngày (trong đó 1 ngày làm việc)"),
        ("2024-06-04", "open-overdue", "chưa hoàn thành; hạn là 31/5/2024, đã quá 4 ngày (trong đó 2 ngày làm việc)"),
    ]


SAID_DONE = {"type": "xac-nhan", "date_state": "khong-neu", "known_on": "2024-06-20", "source": {"note": "Danh sách."}}


@pytest.mark.parametrize(
    ("events", "due", "says"),
    [
        ([submitted("2024-05")], MAY, "nguồn nêu đã nộp trong tháng 5/2024, khoảng ấy chưa hết; hạn là 31/5/2024, còn 11 ngày"),
        ([confirmed("2024-05")], {"by": "2024-05-22"}, "nguồn nêu đã xong trong tháng 5/2024, khoảng ấy chưa hết; hạn là 22/5/2024, còn 2 ngày"),
        ([confirmed(2024)], MAY, "nguồn nêu đã xong trong năm 2024, khoảng ấy chưa hết; hạn là 31/5/2024, còn 11 ngày"),
        ([confirmed(2024)], None, "nguồn nêu đã xong trong năm 2024, khoảng ấy chưa hết; văn bản không ấn định hạn"),
        ([SAID_DONE], MAY, "nguồn nêu đã xong mà không nêu ngày; hạn là 31/5/2024, còn 11 ngày"),
    ],
)  # fmt: skip
def test_nothing_is_said_while_what_a_source_says_was_done_may_not_be_over(events, due, says):
    assert once(*events, due=due).said("2024-05-20") == ("no-information", says)


@pytest.mark.parametrize(
    ("by", "proof", "says"),
    [
        ("so-mot", {"source": {"note": "Danh sách"}}, "; theo cơ quan tự báo cáo, chưa có minh chứng"),
        ("so-mot", {}, "; theo cơ quan tự báo cáo"),
        ("ubnd", {"unproved": True}, "; theo xác nhận của UBND tỉnh Mẫu, chưa có minh chứng"),
        ("ubnd", {}, "trước 1 ngày"),
        ("", {"unproved": True}, "trước 1 ngày; chưa có minh chứng"),
    ],
)
def test_what_is_done_says_on_whose_word_and_whether_anything_shows_it(by, proof, says):
    who = {"by": {"body": f"tinh-mau-{by}"}} if by else {}
    state, because = once(event("xac-nhan", "2024-05-30", **who, **proof)).said("2024-06-10")
    assert (state, because.endswith(says)) == ("done-on-time", True), because


def test_before_its_directive_a_task_is_not_known():
    assert once().story("2024-01-13", "2024-01-16") == [
        ("2024-01-13", "no-information", "văn bản giao việc đến 15/01/2024 mới ban hành"),
        ("2024-01-14", "no-information", "văn bản giao việc đến 15/01/2024 mới ban hành"),
        ("2024-01-15", "open-in-time", "chưa hoàn thành; hạn là 31/5/2024, còn 137 ngày"),
        ("2024-01-16", "open-in-time", "chưa hoàn thành; hạn là 31/5/2024, còn 136 ngày"),
    ]


def test_a_directive_known_by_its_month_counts_from_the_first_day_it_can_have_been_issued():
    register = Register(issued="2024-02").task(due=MAY)
    assert register.said("2024-01-31") == ("no-information", "văn bản giao việc đến tháng 02/2024 mới ban hành")
    assert register.state("2024-02-01") == "open-in-time"


@pytest.mark.parametrize(
    ("within", "due"),
    [
        ({"days": 10, "of": "ban-hanh"}, "2024-01-25"),
        ({"working_days": 10, "of": "ban-hanh"}, "2024-01-29"),
        ({"days": 5, "of": "nhan"}, "2024-01-22"),
        ({"working_days": 18, "of": "nhan"}, "2024-02-19"),
        ({"working_days": 0, "of": "nhan"}, "2024-01-17"),
    ],
)
def test_a_deadline_counted_from_a_day_does_not_count_that_day(within, due):
    register = once(received("2024-01-17"), due={"within": within})
    (duty,) = register.duties("2024-01-17")
    assert duty.standing.due == day(due)


def test_a_deadline_counted_from_a_day_that_is_not_known_blames_nobody():
    unknown = {
        "nhan": "chưa hoàn thành; hạn tính từ ngày nhận, sổ chưa ghi đúng ngày nhận",
        "phat-sinh": "chưa hoàn thành; hạn tính từ khi phát sinh việc, sổ chưa ghi đúng ngày phát sinh",
    }
    for since, text in unknown.items():
        register = once(due={"within": {"days": 5, "of": since}})
        assert register.said("2024-12-31") == ("no-information", text)
    imprecise = Register(issued="2024-01").task(due={"within": {"days": 5, "of": "ban-hanh"}})
    text = "chưa hoàn thành; hạn tính từ ngày ban hành, sổ không biết đúng ngày nào"
    assert imprecise.said("2024-12-31") == ("no-information", text)
    without_calendar = Register().task(due={"within": {"working_days": 5, "of": "ban-hanh"}})
    text = "chưa hoàn thành; không tính được hạn vì sổ thiếu lịch làm việc của thời gian đó"
    assert without_calendar.said("2024-12-31") == ("no-information", text)


def test_a_deadline_counted_from_receipt_is_each_body_s_own():
    register = Register().calendars(2024).task("nhom-so", due={"within": {"days": 5, "of": "nhan"}})
    register.rollout("so-mot", received("2024-01-16")).rollout("so-hai", received("2024-01-18"))
    assert register.table("2024-01-22") == {"so-ba": "no-information", "so-hai": "due-soon", "so-mot": "due-soon"}


# -- extension, pause


@pytest.mark.parametrize(
    ("decided", "turns"),
    [
        ("2024-05-20", [("2024-05-15", "open-in-time"), ("2024-06-03", "due-soon"), ("2024-06-11", "open-overdue")]),
        (
            "2024-05-31",
            [("2024-05-15", "open-in-time"), ("2024-05-24", "due-soon"), ("2024-05-31", "open-in-time"),
             ("2024-06-03", "due-soon"), ("2024-06-11", "open-overdue")],
        ),
        (
            "2024-06-02",
            [("2024-05-15", "open-in-time"), ("2024-05-24", "due-soon"), ("2024-06-01", "open-overdue"),
             ("2024-06-02", "open-in-time"), ("2024-06-03", "due-soon"), ("2024-06-11", "open-overdue")],
        ),
    ],
)  # fmt: skip
def test_an_extension_holds_from_the_day_of_its_decision(decided, turns):
    register = once(extended(decided, "2024-05-31", "2024-06-10"))
    assert register.turns("2024-05-15", "2024-06-15") == turns


def test_extensions_are_counted_and_said():
    register = once(
        extended("2024-05-20", "2024-05-31", "2024-06-10"),
        extended("2024-06-08", "2024-06-10", "2024-06-20"),
        submitted("2024-06-18"),
        confirmed("2024-06-25"),
    )
    assert [
        (on, *register.said(on)) for on in ("2024-05-19", "2024-05-20", "2024-06-08", "2024-06-18", "2024-06-25")
    ] == [
        ("2024-05-19", "open-in-time", "chưa hoàn thành; hạn là 31/5/2024, còn 12 ngày"),
        ("2024-05-20", "open-in-time", "chưa hoàn thành; hạn là 10/6/2024 (đã gia hạn 1 lần), còn 21 ngày"),
        ("2024-06-08", "open-in-time", "chưa hoàn thành; hạn là 20/6/2024 (đã gia hạn 2 lần), còn 12 ngày"),
        ("2024-06-18", "awaiting", "đã nộp ngày 18/6/2024, trong hạn 20/6/2024 (đã gia hạn 2 lần), chờ xác nhận"),
        (
            "2024-06-25",
            "done-on-time",
            "hoàn thành, nộp ngày 18/6/2024, được xác nhận ngày 25/6/2024, trong hạn 20/6/2024 (đã gia hạn 2 lần), trước 2 ngày",
        ),
    ]
    (duty,) = register.duties("2024-06-25")
    assert (duty.standing.extensions, duty.standing.due) == (2, day("2024-06-20"))
    assert duty.standing.done is not None
    assert duty.standing.done.known == "2024-06-18"


def test_an_extension_of_the_task_as_such_holds_for_every_body():
    register = Register().task("nhom-so", due=MAY, events=[extended("2024-05-20", "2024-05-31", "2024-06-10")])
    register.rollout("so-hai", submitted("2024-06-05"), confirmed("2024-06-07"))
    assert register.table("2024-06-10") == {"so-mot": "due-soon", "so-hai": "done-on-time", "so-ba": "due-soon"}


def test_a_pause_rests_and_a_resumption_brings_the_old_deadline_back():
    register = once(paused("2024-05-20"), resumed("2024-06-10"))
    assert register.turns("2024-05-18", "2024-06-15") == [
        ("2024-05-18", "open-in-time"),
        ("2024-05-20", "paused"),
        ("2024-06-10", "open-in-time"),
        ("2024-06-14", "due-soon"),
    ]
    assert register.said("2024-06-09") == ("paused", "tạm dừng từ ngày 20/5/2024: Chờ hướng dẫn của bộ")
    assert register.said("2024-06-10") == (
        "open-in-time",
        "chưa hoàn thành; hạn là 21/6/2024 (đã lùi 21 ngày tạm dừng), còn 11 ngày",
    )


def test_a_resumption_can_bring_a_new_deadline():
    register = once(paused("2024-05"), resumed("2024-06-10", "2024-06-30"))
    assert register.turns("2024-04-28", "2024-07-02") == [
        ("2024-04-28", "open-in-time"),
        ("2024-05-24", "due-soon"),
        ("2024-05-31", "paused"),
        ("2024-06-10", "open-in-time"),
        ("2024-06-24", "due-soon"),
        ("2024-07-02", "open-overdue"),
    ]
    assert register.said("2024-06-09")[1] == "tạm dừng từ tháng 5/2024: Chờ hướng dẫn của bộ"
    assert (
        register.said("2024-06-10")[1]
        == "chưa hoàn thành; hạn là 01/7/2024 (ngày 30/6/2024 là ngày nghỉ, được lùi khi tiếp tục sau tạm dừng), còn 21 ngày"
    )


# -- handing in, returning, confirming


def test_what_is_handed_in_waits_and_gets_no_later_while_it_waits():
    register = once(received("2024-01-17"), submitted("2024-06-05"), confirmed("2024-07-20"))
    assert register.turns("2024-05-30", "2024-08-01") == [
        ("2024-05-30", "due-soon"),
        ("2024-06-01", "open-overdue"),
        ("2024-06-05", "awaiting-late"),
        ("2024-07-20", "done-late"),
    ]
    waiting = "đã nộp ngày 05/6/2024, chậm 5 ngày (trong đó 3 ngày làm việc) so với hạn 31/5/2024, chờ xác nhận"
    waits = ["", *(f" {n} ngày" for n in range(1, 45))]
    assert [text for _, _, text in register.story("2024-06-05", "2024-07-19")] == [waiting + more for more in waits]
    assert {text for _, _, text in register.story("2024-07-20", "2024-08-20")} == {
        "hoàn thành, nộp ngày 05/6/2024, được xác nhận ngày 20/7/2024, chậm 5 ngày (trong đó 3 ngày làm việc) so với hạn 31/5/2024"
    }
    late = {
        (d.standing.days_late, d.standing.working_days_late)
        for on in ("2024-06-05", "2024-07-20", "2024-12-31")
        for d in register.duties(on)
    }
    assert late == {(5, 3)}


def test_handed_in_in_time_stays_in_time_however_long_others_take():
    register = once(submitted("2024-05-31"), confirmed("2024-09-01"))
    assert register.turns("2024-05-30", "2024-09-05") == [
        ("2024-05-30", "due-soon"),
        ("2024-05-31", "awaiting"),
        ("2024-09-01", "done-on-time"),
    ]
    assert register.said("2024-08-31")[1] == "đã nộp ngày 31/5/2024, trong hạn 31/5/2024, chờ xác nhận 92 ngày"


def test_a_returned_result_is_not_done():
    register = once(submitted("2024-05-28"), returned("2024-06-04"), submitted("2024-06-10"), confirmed("2024-06-12"))
    assert register.turns("2024-05-20", "2024-06-20") == [
        ("2024-05-20", "open-in-time"),
        ("2024-05-24", "due-soon"),
        ("2024-05-28", "awaiting"),
        ("2024-06-04", "open-overdue"),
        ("2024-06-10", "awaiting-late"),
        ("2024-06-12", "done-late"),
    ]
    assert [register.said(on)[1] for on in ("2024-06-03", "2024-06-04", "2024-06-10", "2024-06-12")] == [
        "đã nộp ngày 28/5/2024, trong hạn 31/5/2024, chờ xác nhận 6 ngày",
        "chưa hoàn thành; hạn là 31/5/2024 (không tính 3 ngày kết quả đang ở nơi nhận), đã quá 1 ngày (trong đó 1 ngày làm việc); kết quả đã nộp ngày 28/5/2024, trong hạn, bị trả lại ngày 04/6/2024: Thiếu số liệu",
        "đã nộp ngày 10/6/2024, chậm 7 ngày (trong đó 5 ngày làm việc) so với hạn 31/5/2024 (không tính 3 ngày kết quả đang ở nơi nhận), chờ xác nhận; kết quả đã nộp ngày 28/5/2024, trong hạn, bị trả lại ngày 04/6/2024: Thiếu số liệu",
        "hoàn thành, nộp ngày 10/6/2024, được xác nhận ngày 12/6/2024, chậm 7 ngày (trong đó 5 ngày làm việc) so với hạn 31/5/2024 (không tính 3 ngày kết quả đang ở nơi nhận); kết quả đã nộp ngày 28/5/2024, trong hạn, bị trả lại ngày 04/6/2024: Thiếu số liệu",
    ]


def test_confirmed_without_a_recorded_submission_is_done_on_the_day_of_confirmation():
    register = once(confirmed("2024-05-31"))
    assert register.turns("2024-05-30", "2024-06-02") == [("2024-05-30", "due-soon"), ("2024-05-31", "done-on-time")]


def test_events_of_one_record_keep_their_order_when_one_is_known_only_by_its_month():
    register = once(submitted("2024-05-20"), confirmed("2024-05"))
    (duty,) = register.duties("2024-06-30")
    assert (duty.standing.state, duty.standing.done) == (State.DONE_ON_TIME, on("2024-05-20"))
    assert register.state("2024-05-19") == "open-in-time"


def test_a_cancellation_ends_it():
    register = once(cancelled("2024-06-03"))
    assert register.turns("2024-05-30", "2024-12-31") == [
        ("2024-05-30", "due-soon"),
        ("2024-06-01", "open-overdue"),
        ("2024-06-03", "cancelled"),
    ]
    assert (
        register.said("2024-06-03")[1]
        == "đã hủy ngày 03/6/2024: Đã có luật mới; đã quá hạn 3 ngày (trong đó 1 ngày làm việc) khi hủy ngày 03/6/2024"
    )


def test_a_cancelled_task_stays_done_where_it_was_done():
    register = Register().task("nhom-so", due=MAY, events=[cancelled("2024-05-10")])
    register.rollout("so-hai", submitted("2024-05-02"), confirmed("2024-05-05")).rollout(
        "so-ba", submitted("2024-05-02")
    )
    assert register.table("2024-06-10") == {"so-mot": "cancelled", "so-hai": "done-on-time", "so-ba": "cancelled"}


# -- what is known only by its month


@pytest.mark.parametrize(
    ("when", "state", "text"),
    [
        ("2024-05", "done-on-time", "hoàn thành trong tháng 5/2024, trong hạn 31/5/2024"),
        (
            "2024-06", "done-unassessed",
            "hoàn thành trong tháng 6/2024 sau hạn 31/5/2024; không rõ ngày cơ quan nộp nên không tính đúng hạn hay quá hạn",
        ),
        (2024, "done-unassessed", "hoàn thành trong năm 2024, không rõ trước hay sau hạn 31/5/2024"),
    ],
)  # fmt: skip
def test_completion_known_by_month_or_year(when, state, text):
    assert once(confirmed(when)).said("2024-12-31") == (state, text)


def test_handed_in_some_day_of_the_month_of_the_deadline():
    register = once(submitted("2024-05"), due={"by": "2024-05-15"})
    assert register.said("2024-06-30") == (
        "awaiting",
        "đã nộp trong tháng 5/2024, không rõ trước hay sau hạn 15/5/2024, chờ xác nhận ít nhất 30 ngày",
    )


# -- without a date


def test_undated_tasks_are_never_late():
    register = once(
        submitted("2024-06-05"), returned("2024-06-08"), submitted("2024-06-10"), confirmed("2024-06-12"), due=None
    )
    assert [(on, *register.said(on)) for on in ("2024-06-04", "2024-06-05", "2024-06-08", "2024-06-12", "2026-12-31")] == [("2024-06-04", "no-deadline", "chưa hoàn thành; văn bản không ấn định hạn; giao ngày 15/01/2024, đã 141 ngày"), ("2024-06-05", "awaiting", "đã nộp ngày 05/6/2024, chờ xác nhận; văn bản không ấn định hạn"), ("2024-06-08", "no-deadline", "chưa hoàn thành; văn bản không ấn định hạn; giao ngày 15/01/2024, đã 145 ngày; kết quả đã nộp bị trả lại ngày 08/6/2024: Thiếu số liệu"), ("2024-06-12", "done-unassessed", "hoàn thành, nộp ngày 10/6/2024, được xác nhận ngày 12/6/2024; văn bản không ấn định hạn nên không tính đúng hạn hay quá hạn; kết quả đã nộp bị trả lại ngày 08/6/2024: Thiếu số liệu"), ("2026-12-31", "done-unassessed", "hoàn thành, nộp ngày 10/6/2024, được xác nhận ngày 12/6/2024; văn bản không ấn định hạn nên không tính đúng hạn hay quá hạn; kết quả đã nộp bị trả lại ngày 08/6/2024: Thiếu số liệu")]  # fmt: skip
    (duty,) = register.duties("2024-06-12")
    assert duty.standing.done == on("2024-06-10")


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"shape": "thuong-xuyen"}, "không có lúc phải xong; không tính hoàn thành hay quá hạn"),
        ({"shape": "cam"}, "điều cấm, phải luôn tuân thủ; không tính hoàn thành hay quá hạn"),
        (
            {"shape": "co-dieu-kien", "condition": "Phát hiện vi phạm."},
            "chỉ phải làm khi phát hiện vi phạm; không tính hoàn thành hay quá hạn",
        ),
        (
            {"shape": "thuong-xuyen", "start": {"from": 2023, "to": "2024-06"}},
            "thời gian thực hiện đã hết ngày 30/6/2024; không tính hoàn thành hay quá hạn",
        ),
        (
            {"shape": "thuong-xuyen", "start": {"from": 2030, "open_ended": True}},
            "không có lúc phải xong, từ 01/01/2030; không tính hoàn thành hay quá hạn",
        ),
    ],
)
@pytest.mark.parametrize("coverage", ["co-theo-doi", "chi-van-ban"])
def test_what_is_never_done_is_never_late(coverage, more, text):
    register = Register(coverage=coverage).task("nhom-so", **more)
    assert register.turns("2024-01-15", "2024-03-01") == [("2024-01-15", "standing")]
    assert register.said("2026-12-31") == ("standing", text)


def test_a_standing_duty_can_be_cancelled():
    register = Register().task(shape="thuong-xuyen", events=[cancelled("2024-03-01")])
    assert register.turns("2024-02-20", "2024-03-05") == [("2024-02-20", "standing"), ("2024-03-01", "cancelled")]


@pytest.mark.parametrize(
    "more",
    [
        {"due": MAY},
        {},
        {"shape": "dinh-ky", "recurrence": MONTHLY},
        {"shape": "chi-tieu", "due": MAY, "target": {"indicator": "Tỷ lệ", "operator": "ge", "value": 80, "unit": "%"}},
    ],
)
def test_of_a_directive_known_only_as_a_text_nothing_is_ever_late(more):
    register = Register(coverage="chi-van-ban").calendars(2024, 2025, 2026).task("nhom-so", **more)
    assert register.turns("2024-01-15", "2024-08-01") == [("2024-01-15", "no-information")]
    text = "sổ chỉ có nội dung văn bản chỉ đạo, không có thông tin về việc thực hiện"
    assert register.said("2026-12-31") == ("no-information", text)


def test_a_conditional_duty_with_a_cadence_is_standing_where_only_the_text_is_known():
    recurrence = {"every": "su-kien", "event": "phat-sinh", "days_after": 3}
    more = {"shape": "co-dieu-kien", "condition": "Có khó khăn", "recurrence": recurrence}
    assert Register(coverage="chi-van-ban").task(**more).state("2026-01-01") == "standing"
    tracked = Register().task(**more).report("so-mot", "2024-03-04", "2024-03-08")
    assert tracked.table("2024-03-07") == {"-": "standing"}
    assert tracked.table("2024-03-08") == {"-": "standing", "so-mot 2024-03-04": "done-late"}


# -- targets


def target(operator, value, *measured, due=MAY, lead="so-mot"):
    goal = {
        "indicator": "Tỷ lệ hồ sơ",
        "operator": operator,
        "value": value,
        "unit": "%",
        "denominator": "tổng số hồ sơ",
    }
    register = Register().task(lead, shape="chi-tieu", target=goal, **({"due": due} if due else {}))
    for on, reading, *body in measured:
        register.measured(on, reading, *body)
    return register


@pytest.mark.parametrize(
    ("operator", "wanted", "value", "met"),
    [
        ("ge", "85.5", "85.50", True), ("ge", "85.5", "85.49", False), ("ge", 9, "10", True),
        ("gt", 20, "20.0", False), ("gt", 20, "20.01", True),
        ("le", "5.0", "5", True), ("le", "5.0", "5.1", False), ("lt", 5, "5", False), ("lt", 5, "4.9", True),
        ("eq", 100, "100.00", True), ("eq", 100, "99.9", False),
    ],
)  # fmt: skip
def test_a_value_is_compared_as_a_decimal_number(operator, wanted, value, met):
    register = target(operator, wanted, ("2024-05-31", value))
    assert register.turns("2024-05-30", "2024-06-30") == [
        ("2024-05-30", "no-information"),
        ("2024-05-31", "due-soon"),
        ("2024-06-01", "done-on-time" if met else "open-overdue"),
    ]


def test_a_target_is_said_to_be_reached():
    register = target("ge", 80, ("2024-03-01", "60"), ("2024-04-10", "82.5"), ("2024-05-20", "90"))
    assert register.said("2024-12-31") == (
        "done-on-time",
        "đạt chỉ tiêu ở lần đo gần nhất trước hạn 31/5/2024 (ngày 20/5/2024)",
    )


def test_a_target_counts_by_its_last_value_before_the_deadline():
    register = target("le", 5, ("2024-02-01", "3"), ("2024-04-10", "8"), ("2024-06-20", "4"), ("2024-07-01", "9"))
    assert register.turns("2024-01-20", "2024-12-31") == [
        ("2024-01-20", "no-information"),
        ("2024-02-01", "open-in-time"),
        ("2024-05-24", "due-soon"),
        ("2024-06-01", "no-information"),
        ("2024-06-20", "done-unassessed"),
    ]
    kept = target("le", 5, ("2024-05-30", "4"), ("2024-06-20", "8"))
    assert kept.turns("2024-05-29", "2024-12-31") == [
        ("2024-05-29", "no-information"),
        ("2024-05-30", "due-soon"),
        ("2024-06-01", "done-on-time"),
    ]


def test_a_value_of_one_body_says_nothing_of_another():
    register = target("ge", 80, ("2024-04-10", "90", "so-hai"), ("2024-04-10", "70", "so-mot"), lead="nhom-so")
    assert register.table("2024-06-01") == {
        "so-ba": "no-information",
        "so-hai": "done-on-time",
        "so-mot": "no-information",
    }
    whole = target("ge", 80, ("2024-04-10", "90"), ("2024-04-10", "70", "so-mot"), lead="nhom-so")
    assert whole.table("2024-06-01") == {
        "so-ba": "no-information",
        "so-hai": "no-information",
        "so-mot": "no-information",
        "-": "done-on-time",
    }


@pytest.mark.parametrize("operator", ["cut-ge", "rise-ge"])
def test_a_cut_or_a_rise_is_measured_as_the_change_itself(operator):
    register = target(operator, 20, ("2024-04-10", "15"), ("2024-05-10", "25"))
    assert register.said("2024-05-09")[1].startswith("chưa đạt chỉ tiêu ở lần đo gần nhất (ngày 10/4/2024)")
    assert register.said("2024-05-10")[1].startswith("đã đạt chỉ tiêu ở lần đo gần nhất (ngày 10/5/2024)")


def test_a_target_without_a_date_is_reached_without_being_on_time():
    assert target("ge", 80, ("2024-04-10", "90"), due=None).said("2024-12-31") == (
        "no-deadline",
        "đã đạt chỉ tiêu ở lần đo gần nhất (ngày 10/4/2024); văn bản không ấn định hạn",
    )
    assert target("ge", 80, due=None).said("2024-12-31") == (
        "no-information",
        "chưa có số đo nào; văn bản không ấn định hạn",
    )


def test_a_target_reached_before_its_task_was_cancelled_stays_reached():
    register = target("ge", 80, ("2024-04-10", "90")).rollout("so-mot", cancelled("2024-05-02"))
    assert register.turns("2024-04-09", "2024-06-30") == [
        ("2024-04-09", "no-information"),
        ("2024-04-10", "open-in-time"),
        ("2024-05-02", "cancelled"),
    ]


# -- recurring duties


def recurring(*leads, issued="2024-01-15", start=None, **recurrence):
    register = Register(issued=issued).calendars(2024, 2025, 2026)
    return register.task(*leads, shape="dinh-ky", recurrence=recurrence, **({"start": start} if start else {}))


@pytest.mark.parametrize(
    ("recurrence", "on", "periods"),
    [
        ({"every": "tuan"}, "2024-02-04", ["2024-W03", "2024-W04", "2024-W05"]),
        ({"every": "thang"}, "2024-04-29", ["2024-01", "2024-02", "2024-03"]),
        ({"every": "thang"}, "2024-04-30", ["2024-01", "2024-02", "2024-03", "2024-04"]),
        ({"every": "thang", "periods": "nd-09-2019"}, "2024-04-14", ["2024-02", "2024-03", "2024-04"]),
        ({"every": "thang", "periods": "nd-09-2019"}, "2024-04-13", ["2024-02", "2024-03"]),
        ({"every": "thang", "first": "2024-03"}, "2024-04-30", ["2024-03", "2024-04"]),
        ({"every": "thang", "last": "2024-02"}, "2024-12-31", ["2024-01", "2024-02"]),
        ({"every": "thang", "first": "2023-12", "last": "2024-01"}, "2024-12-31", ["2023-12", "2024-01"]),
        ({"every": "quy"}, "2024-09-30", ["2024-Q1", "2024-Q2", "2024-Q3"]),
        ({"every": "quy", "periods": "nd-09-2019"}, "2024-09-14", ["2024-Q1", "2024-Q2", "2024-Q3"]),
        ({"every": "quy", "periods": "nd-09-2019"}, "2024-09-13", ["2024-Q1", "2024-Q2"]),
        ({"every": "6-thang"}, "2025-06-30", ["2024-H1", "2024-H2", "2025-H1"]),
        ({"every": "6-thang", "periods": "nd-09-2019"}, "2024-12-14", ["2024-H1", "2024-H2"]),
        ({"every": "6-thang", "periods": "nd-09-2019", "first": "2024-H2"}, "2024-12-31", ["2024-H2"]),
        ({"every": "nam"}, "2025-12-31", ["2024", "2025"]),
        ({"every": "nam", "periods": "nd-09-2019"}, "2025-12-14", ["2024", "2025"]),
        ({"every": "nam", "periods": "nd-09-2019", "last": "2024"}, "2025-12-14", ["2024"]),
    ],
)
def test_the_periods_that_have_ended_by_a_day(recurrence, on, periods):
    assert recurring(**recurrence).periods(on) == periods


@pytest.mark.parametrize(
    ("start", "rule", "periods"),
    [
        ({"from": "2024-03"}, "lich", ["2024-03", "2024-04", "2024-05", "2024-06"]),
        ({"from": "2024-03-20"}, "lich", ["2024-04", "2024-05", "2024-06"]),
        ({"from": "2024-03", "to": "2024-05"}, "lich", ["2024-03", "2024-04", "2024-05"]),
        ({"from": "2024-03", "to": "2024-05-10"}, "lich", ["2024-03", "2024-04"]),
        ({"from": "2024-03-10", "to": "2024-05-20"}, "lich", ["2024-03", "2024-04", "2024-05"]),
        ({"from": "2024-03"}, "nd-09-2019", ["2024-03", "2024-04", "2024-05", "2024-06"]),
        ({"from": "2024-03-20"}, "nd-09-2019", ["2024-04", "2024-05", "2024-06"]),
        ({"from": "2024-03", "to": "2024-05"}, "nd-09-2019", ["2024-03", "2024-04", "2024-05"]),
        ({"from": 2023}, "lich", ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06"]),
    ],
)
def test_a_duty_has_its_periods_from_its_beginning_to_its_end(start, rule, periods):
    assert recurring(every="thang", periods=rule, start=start).periods("2024-06-30") == periods


def test_a_period_is_extended_before_anything_is_handed_in():
    """The decision stands from its day on, whether the report has come since or not."""
    moved = extended("2024-03-04", "2024-03-05", "2024-03-13")
    for handed_in in ("", "2024-03-12"):
        register = recurring(every="thang", days_after=5, first="2024-02", last="2024-02").listed()
        register.report("so-mot", "2024-02", handed_in, moved)
        told = {day: register.state(day) for day in ("2024-03-03", "2024-03-06", "2024-03-14")}
        assert told == {
            "2024-03-03": "due-soon",
            "2024-03-06": "due-soon",
            "2024-03-14": "done-on-time" if handed_in else "open-overdue",
        }


def test_a_period_that_was_extended_is_owed_by_whom_it_was_passed_on_to():
    moved = extended("2024-03-04", "2024-03-05", "2024-03-20")
    for where in ("period", "duty"):
        register = recurring(every="thang", days_after=5, first="2024-02", last="2024-02").listed()
        own = (moved,) if where == "duty" else ()
        register.rollout("so-mot", *own, passed_on("2024-03-10", "so-hai"))
        if where == "period":
            register.report("so-mot", "2024-02", "", moved)
        told = {
            duty.body.id.removeprefix("tinh-mau-"): str(duty.standing.state)
            for duty in register.duties("2024-03-22")
            if duty.period
        }
        assert told == {"so-hai": "open-overdue"}, where


def test_a_sole_lead_does_not_report_to_itself():
    register = recurring(every="thang", days_after=5, first="2024-02").listed()
    register.files["tinh-mau/task/tinh-mau-5-ubnd-t1.yaml"]["route"] = {"to": [{"body": "tinh-mau-so-mot"}]}
    assert register.said("2024-03-10")[1] == "nơi giữ việc cũng là nơi nhận kết quả, không tự báo cáo cho mình"


def test_what_arises_of_a_recurring_duty_is_a_period_of_its_own():
    register = recurring(every="su-kien", event="khac", days_after=5).listed()
    register.rollout("so-mot", event("phat-sinh", "2024-05-04"))
    assert [found[0] for found in register.flagged("event-of-a-period")] == ["event-of-a-period"]
    own = recurring(every="su-kien", event="khac", days_after=5).listed()
    own.report("so-mot", "2024-05-04", "", event("phat-sinh", "2024-05-04"))
    assert own.flagged("event-of-a-period") == []
    assert own.state("2024-05-20") == "open-overdue"


@pytest.mark.parametrize(
    ("events", "told"),
    [
        (
            (paused("2024-05-01"), event("phat-sinh", "2024-05-04")),
            "tạm dừng từ ngày 01/5/2024: Chờ hướng dẫn của bộ",
        ),
        (
            (paused("2024-05-01"), resumed("2024-05-02"), event("phat-sinh", "2024-05-04")),
            "chưa hoàn thành; hạn là 09/5/2024, đã quá 11 ngày (trong đó 7 ngày làm việc)",
        ),
        (
            (paused("2024-05-01"), event("phat-sinh", "2024-05-04"), resumed("2024-05-14")),
            "chưa hoàn thành; hạn là 20/5/2024 (ngày 19/5/2024 là ngày nghỉ, đã lùi 10 ngày tạm dừng), đến hạn trong ngày",
        ),
    ],
)
def test_an_occurrence_is_paused_with_its_duty_and_no_longer(events: tuple[dict[str, Any], ...], told: str) -> None:
    register = (
        Register()
        .calendars(2024)
        .listed()
        .task(shape="co-dieu-kien", condition="có bão", due={"within": {"days": 5, "of": "phat-sinh"}})
    )
    register.rollout("so-mot", *events)
    found = [duty.standing.because for duty in register.duties("2024-05-20") if duty.period is not None]
    assert found == [told]


def test_of_a_directive_without_its_day_only_later_periods_are_expected():
    assert recurring(every="thang", issued="2024-02").periods("2024-04-30") == ["2024-03", "2024-04"]
    assert recurring(every="quy", issued=2024).periods("2025-06-30") == ["2025-Q1", "2025-Q2"]


@pytest.mark.parametrize(
    ("recurrence", "due"),
    [
        ({"every": "thang", "days_after": 5}, "2024-04-05"),
        ({"every": "thang", "days_after": 0}, "2024-04-01"),
        ({"every": "thang", "working_days_after": 1}, "2024-04-01"),
        ({"every": "thang", "working_days_after": 14}, "2024-04-19"),
        ({"every": "thang", "periods": "nd-09-2019", "days_after": 6}, "2024-03-20"),
        ({"every": "thang", "periods": "nd-09-2019", "due_day": 19}, "2024-03-19"),
        ({"every": "thang", "due_day": 31, "due_month": "sau-ky"}, "2024-05-02"),
        ({"every": "thang", "due_day": 19}, "2024-03-19"),
    ],
)
def test_the_last_day_for_the_report_of_march(recurrence, due):
    register = recurring(**recurrence)
    found = [d.standing.due for d in register.duties("2024-03-31") if d.period and d.period.id == "2024-03"]
    assert found == [day(due)]


def test_a_missing_report_is_late_from_the_day_after_its_last_day():
    register = recurring(every="quy", days_after=10)
    assert register.table("2024-03-30") == {"so-mot": "open-in-time"}
    assert register.said("2024-03-30")[1] == "chưa hết kỳ đầu tiên, chưa phải nộp báo cáo nào"
    assert register.turns("2024-03-30", "2024-04-20") == [
        ("2024-03-30", "open-in-time"),
        ("2024-04-03", "due-soon"),
        ("2024-04-11", "open-overdue"),
    ]
    assert [text for _, _, text in register.story("2024-04-10", "2024-04-11")] == [
        "chưa có kết quả của kỳ này; hạn là 10/4/2024, đến hạn trong ngày",
        "chưa có kết quả của kỳ này; hạn là 10/4/2024, đã quá 1 ngày (trong đó 1 ngày làm việc)",
    ]


def test_a_report_due_before_its_period_ends_is_expected_when_it_is_due_soon():
    register = recurring(every="thang", due_day=19, start={"from": "2024-03"})
    assert register.table("2024-03-11") == {"so-mot": "open-in-time"}
    assert register.table("2024-03-12") == {"so-mot 2024-03": "due-soon"}
    assert register.table("2024-03-20") == {"so-mot 2024-03": "open-overdue"}


def test_a_report_is_done_when_it_is_received():
    register = recurring(**MONTHLY).report("so-mot", "2024-01", "2024-02-05").report("so-mot", "2024-02", "2024-03-07")
    assert register.table("2024-02-04") == {"so-mot 2024-01": "due-soon"}
    assert register.table("2024-04-06") == {
        "so-mot 2024-01": "done-on-time",
        "so-mot 2024-02": "done-late",
        "so-mot 2024-03": "open-overdue",
    }
    assert [duty.standing.because for duty in register.duties("2025-01-01")][:2] == [
        "đã nộp kết quả ngày 05/02/2024, trong hạn 05/02/2024",
        "đã nộp kết quả ngày 07/3/2024, chậm 2 ngày (trong đó 2 ngày làm việc) so với hạn 05/3/2024",
    ]


def test_a_returned_report_is_open_until_it_is_handed_in_again():
    register = recurring(every="thang", days_after=5, last="2024-01")
    register.report(
        "so-mot", "2024-01", "2024-02-03", returned("2024-02-03"), submitted("2024-02-19"), confirmed("2024-03-01")
    )
    assert register.turns("2024-01-31", "2024-03-05") == [
        ("2024-01-31", "due-soon"),
        ("2024-02-06", "open-overdue"),
        ("2024-02-19", "done-late"),
    ]
    assert [register.said(on)[1] for on in ("2024-02-03", "2024-02-19", "2024-03-01")] == [
        "chưa hoàn thành; hạn là 05/02/2024, còn 2 ngày; kết quả đã nộp bị trả lại ngày 03/02/2024: Thiếu số liệu",
        "đã nộp kết quả ngày 19/02/2024, chậm 14 ngày (trong đó 5 ngày làm việc) so với hạn 05/02/2024; kết quả đã nộp bị trả lại ngày 03/02/2024: Thiếu số liệu",
        "hoàn thành, nộp ngày 19/02/2024, được xác nhận ngày 01/3/2024, chậm 14 ngày (trong đó 5 ngày làm việc) so với hạn 05/02/2024; kết quả đã nộp bị trả lại ngày 03/02/2024: Thiếu số liệu",
    ]


def test_a_report_can_be_cancelled_after_it_was_received():
    register = recurring(every="thang", days_after=5, last="2024-01")
    register.report("so-mot", "2024-01", "2024-02-03", cancelled("2024-02-20", "Ghi nhầm báo cáo của đơn vị khác."))
    assert register.turns("2024-02-01", "2024-03-05") == [
        ("2024-02-01", "due-soon"),
        ("2024-02-03", "done-on-time"),
        ("2024-02-20", "cancelled"),
    ]


def test_an_extension_of_one_returned_report_holds_for_it():
    register = recurring(every="thang", days_after=5, last="2024-01")
    register.report(
        "so-mot",
        "2024-01",
        "2024-02-03",
        returned("2024-02-06"),
        extended("2024-02-07", "2024-02-05", "2024-02-20"),
        submitted("2024-02-19"),
    )
    assert register.said("2024-03-01") == (
        "done-on-time",
        "đã nộp kết quả ngày 19/02/2024, trong hạn 20/02/2024 (đã gia hạn 1 lần), trước 1 ngày; kết quả đã nộp bị trả lại ngày 06/02/2024: Thiếu số liệu",
    )


def test_without_a_last_day_a_missing_report_is_not_late():
    register = recurring(every="thang").report("so-mot", "2024-01", "2024-02-20")
    assert register.table("2024-03-31") == {"so-mot 2024-01": "done-unassessed", "so-mot 2024-02": "no-deadline", "so-mot 2024-03": "no-deadline"}  # fmt: skip
    assert [duty.standing.because for duty in register.duties("2024-02-29")] == [
        "đã nộp kết quả ngày 20/02/2024; nguồn ghi “theo văn bản”, sổ không tính được hạn của từng kỳ",
        "chưa có kết quả của kỳ này; nguồn ghi “theo văn bản”, sổ không tính được hạn của từng kỳ",
    ]


def test_without_the_calendar_of_the_year_a_last_day_in_working_days_is_not_known():
    register = Register().calendars(2024).task(shape="dinh-ky", recurrence={"every": "nam", "working_days_after": 3})
    text = "chưa có kết quả của kỳ này; không tính được hạn vì sổ thiếu lịch làm việc của thời gian đó"
    assert register.said("2025-06-30") == ("no-information", text)
    register.calendars(2025)
    assert register.said("2025-06-30")[0] == "open-overdue"


def test_a_report_before_the_first_expected_period_is_shown_too():
    register = recurring(**MONTHLY, first="2024-03").report("so-mot", "2024-02", "2024-03-02")
    assert register.table("2024-03-31") == {"so-mot 2024-02": "done-unassessed", "so-mot 2024-03": "due-soon"}


def test_a_recurring_duty_is_each_body_s_own():
    register = recurring("nhom-so", every="quy", days_after=10).report("so-hai", "2024-Q1", "2024-04-02")
    assert register.table("2024-04-11") == {
        "so-mot 2024-Q1": "open-overdue", "so-hai 2024-Q1": "done-on-time", "so-ba 2024-Q1": "open-overdue",
    }  # fmt: skip


def test_after_a_cancellation_no_further_period_is_expected():
    register = Register().calendars(2024)
    register.task(shape="dinh-ky", recurrence=MONTHLY, events=[cancelled("2024-04-03")])
    assert register.table("2024-12-31") == {
        "so-mot 2024-01": "cancelled",
        "so-mot 2024-02": "cancelled",
        "so-mot 2024-03": "cancelled",
        "so-mot 2024-04": "cancelled",
    }
    assert [duty.standing.was_late for duty in register.duties("2024-12-31")] == [58, 29, 0, 0]
    early = Register().task(shape="dinh-ky", recurrence={"every": "nam"}, events=[cancelled("2024-04-03")])
    assert early.said("2024-12-30") == ("cancelled", "đã hủy ngày 03/4/2024: Đã có luật mới")


def test_a_period_that_falls_due_during_a_pause_rests():
    register = recurring("nhom-so", **MONTHLY, last="2024-03")
    register.rollout("so-hai", paused("2024-03-01"), resumed("2024-04-01"))
    assert register.table("2024-12-31") == {
        "so-mot 2024-01": "open-overdue", "so-mot 2024-02": "open-overdue", "so-mot 2024-03": "open-overdue",
        "so-hai 2024-01": "open-overdue", "so-hai 2024-02": "open-overdue", "so-hai 2024-03": "open-overdue",
        "so-ba 2024-01": "open-overdue", "so-ba 2024-02": "open-overdue", "so-ba 2024-03": "open-overdue",
    }  # fmt: skip


def test_daily_work_is_not_followed_day_by_day():
    register = recurring("nhom-so", every="ngay")
    assert register.said("2024-06-01") == ("standing", "việc phải làm hằng ngày; sổ không theo dõi từng ngày")


def test_a_report_after_every_holiday():
    register = recurring(every="su-kien", event="sau-le-tet", days_after=5, issued="2024-12-20")
    assert register.said("2024-12-31") == ("no-deadline", "lịch ghi trong sổ chưa có lần nào phải thực hiện")
    assert register.periods("2026-12-31") == [
        "2025-01-01", "2025-02-02", "2025-04-07", "2025-05-04", "2025-09-02",
        "2026-01-04", "2026-02-22", "2026-04-27", "2026-05-03", "2026-09-02",
    ]  # fmt: skip
    assert register.table("2025-02-01") == {"so-mot 2025-01-01": "open-overdue"}
    assert register.table("2025-02-02") == {"so-mot 2025-01-01": "open-overdue", "so-mot 2025-02-02": "due-soon"}
    assert register.table("2025-02-08") == {"so-mot 2025-01-01": "open-overdue", "so-mot 2025-02-02": "open-overdue"}
    register.report("so-mot", "2025-02-02", "2025-02-07")
    assert register.table("2025-02-08") == {"so-mot 2025-01-01": "open-overdue", "so-mot 2025-02-02": "done-on-time"}


def test_a_report_at_every_monthly_meeting_of_the_own_province():
    register = recurring("nhom-so", every="su-kien", event="giao-ban-thang", working_days_after=0)
    register.meetings(2024, "03-07", "02-06", "04-04", "01-10").report("so-hai", "2024-02-06", "2024-02-06")
    assert register.table("2024-03-07") == {
        "so-mot 2024-02-06": "open-overdue", "so-mot 2024-03-07": "due-soon",
        "so-hai 2024-02-06": "done-on-time", "so-hai 2024-03-07": "due-soon",
        "so-ba 2024-02-06": "open-overdue", "so-ba 2024-03-07": "due-soon",
    }  # fmt: skip


def test_events_have_a_first_and_a_last_one_too():
    register = recurring(every="su-kien", event="giao-ban-thang", first="2024-02-06", last="2024-03-07")
    register.meetings(2024, "01-20", "02-06", "03-07", "04-04")
    assert register.periods("2024-12-31") == ["2024-02-06", "2024-03-07"]


def test_an_event_known_only_by_its_words_is_not_said_to_have_no_time():
    state, why = recurring(every="su-kien", event="khac").said("2024-06-01")
    assert (state, why) == ("no-deadline", "làm theo “theo văn bản”; sổ không theo dõi hạn này, chưa ghi lần nào")


@pytest.mark.parametrize("kind", ["sau-kiem-tra", "phat-sinh"])
def test_what_is_reported_as_it_happens_is_known_by_its_reports(kind):
    register = recurring(every="su-kien", event=kind, days_after=3)
    assert register.said("2024-06-01") == ("no-deadline", "chỉ phải làm khi có việc; sổ chưa ghi lần nào")
    register.report("so-mot", "2024-05-20", "2024-05-22").report("so-mot", "2024-05-02", "2024-05-08")
    assert register.table("2024-06-01") == {"so-mot 2024-05-02": "done-late", "so-mot 2024-05-20": "done-on-time"}


# -- who answers


def test_a_group_is_whoever_was_in_it_when_the_directive_was_issued():
    register = Register().agency("so-bon", "Sở Bốn", valid={"from": "2024-03-01"})
    register.agency("so-nam", "Sở Năm", valid={"to": "2024-01-15"}).task("nhom-so", "so-mot", due=MAY)
    assert list(register.table("2024-01-15")) == ["so-ba", "so-hai", "so-mot", "so-nam"]


def test_an_empty_group_is_said_to_be_empty():
    register = Register().group("nhom-vang", rule={"kinds": ["bao-chi"], "levels": ["tinh"]}).task("nhom-vang", due=MAY)
    assert register.said("2024-12-31") == ("no-information", "sổ chưa biết chắc cơ quan nào được giao việc này")


def test_a_rollout_is_the_state_at_one_body():
    register = Register().task("nhom-so", due=MAY)
    register.rollout("so-hai", submitted("2024-05-02"), confirmed("2024-05-05")).rollout(
        "so-ba", submitted("2024-06-05")
    )
    assert register.table("2024-06-10") == {
        "so-ba": "awaiting-late",
        "so-hai": "done-on-time",
        "so-mot": "open-overdue",
    }
    assert [duty.record.id if duty.record else None for duty in register.duties("2024-06-10")] == [
        "tinh-mau-5-ubnd-t1-so-ba", "tinh-mau-5-ubnd-t1-so-hai", None,
    ]  # fmt: skip


def test_a_successor_carries_on_what_was_open():
    register = Register().calendars(2024).agency("so-moi", "Sở Mới").ended("so-mot", "Sở Một", "2024-04-30", "so-moi")
    register.task(due=MAY).rollout("so-mot", received("2024-01-17"), extended("2024-04-20", "2024-05-31", "2024-06-15"))
    assert register.table("2024-04-30") == {"so-mot": "open-in-time"}
    assert register.table("2024-05-01") == {"so-moi": "open-in-time"}
    register.rollout("so-moi", submitted("2024-06-17"))
    assert [(on, *register.said(on)) for on in ("2024-04-30", "2024-05-01", "2024-06-16", "2024-06-17")] == [("2024-04-30", "open-in-time", "chưa hoàn thành; hạn là 17/6/2024 (ngày 15/6/2024 là ngày nghỉ, đã gia hạn 1 lần), còn 48 ngày"), ("2024-05-01", "open-in-time", "tiếp nhận nhiệm vụ từ Sở Một ngày 01/5/2024; chưa hoàn thành; hạn là 17/6/2024 (ngày 15/6/2024 là ngày nghỉ, đã gia hạn 1 lần), còn 47 ngày"), ("2024-06-16", "due-soon", "tiếp nhận nhiệm vụ từ Sở Một ngày 01/5/2024; chưa hoàn thành; hạn là 17/6/2024 (ngày 15/6/2024 là ngày nghỉ, đã gia hạn 1 lần), còn 1 ngày"), ("2024-06-17", "awaiting", "tiếp nhận nhiệm vụ từ Sở Một ngày 01/5/2024; đã nộp ngày 17/6/2024, trong hạn 17/6/2024 (ngày 15/6/2024 là ngày nghỉ, đã gia hạn 1 lần), chờ xác nhận")]  # fmt: skip


@pytest.mark.parametrize(
    ("heir", "first"),
    [
        ({"body": "tinh-mau-so-hai"}, "2024-05-01"),
        ({"body": "tinh-mau-so-hai", "on": "2024-05-01"}, "2024-05-01"),
        ({"body": "tinh-mau-so-hai", "on": "2024-05-10"}, "2024-05-10"),
        ({"body": "tinh-mau-so-hai", "on": "2024-06"}, "2024-06-30"),
    ],
)
def test_a_successor_answers_from_its_first_day(heir, first):
    register = Register().agency("so-mot", "Sở Một", valid={"to": "2024-04-30"}, successors=[heir]).task(due=MAY)
    found = [on for on in days("2024-04-25", "2024-07-10") if list(register.table(on)) == ["so-hai"]]
    assert found[0] == day(first)
    assert len(found) == (day("2024-07-10") - day(first)).days + 1


def test_what_was_done_before_a_body_ended_does_not_come_back_at_its_successor():
    register = Register().agency("so-moi", "Sở Mới").ended("so-mot", "Sở Một", "2024-04-30", "so-moi").task(due=MAY)
    register.rollout("so-mot", submitted("2024-04-10"), confirmed("2024-05-20"))
    assert register.table("2024-05-01") == {"so-mot": "awaiting"}
    assert register.said("2024-05-01")[1] == (
        "đã nộp ngày 10/4/2024, trong hạn 31/5/2024, chờ xác nhận 21 ngày; từ ngày 01/5/2024 việc thuộc Sở Mới"
    )
    assert register.table("2024-05-20") == register.table("2026-12-31") == {"so-mot": "done-on-time"}
    assert (
        register.said("2026-12-31")[1]
        == "hoàn thành, nộp ngày 10/4/2024, được xác nhận ngày 20/5/2024, trong hạn 31/5/2024, trước 51 ngày"
    )


def test_succession_is_followed_through_several_bodies():
    register = Register().agency("so-moi", "Sở Mới").ended("so-hai", "Sở Hai", "2024-04-30", "so-moi")
    register.ended("so-mot", "Sở Một", "2024-02-29", "so-hai").task(due=MAY)
    assert [register.table(on) for on in ("2024-02-29", "2024-03-01", "2024-05-01")] == [
        {"so-mot": "open-in-time"}, {"so-hai": "open-in-time"}, {"so-moi": "open-in-time"},
    ]  # fmt: skip


def test_two_bodies_merged_into_one_have_one_duty_from_then_on():
    register = Register().agency("so-moi", "Sở Mới").ended("so-mot", "Sở Một", "2024-04-30", "so-moi")
    register.ended("so-hai", "Sở Hai", "2024-04-30", "so-moi").task("so-mot", "so-hai", "so-ba", due=MAY)
    register.rollout("so-hai", submitted("2024-04-10"))
    assert [(d.body.id, str(d.standing.state), d.standing.because) for d in register.duties("2024-06-10")] == [("tinh-mau-so-moi", "open-overdue", "tiếp nhận nhiệm vụ từ Sở Một ngày 01/5/2024; chưa hoàn thành; hạn là 31/5/2024, đã quá 10 ngày"), ("tinh-mau-so-hai", "awaiting", "đã nộp ngày 10/4/2024, trong hạn 31/5/2024, chờ xác nhận 61 ngày; từ ngày 01/5/2024 việc thuộc Sở Mới"), ("tinh-mau-so-ba", "open-overdue", "chưa hoàn thành; hạn là 31/5/2024, đã quá 10 ngày")]  # fmt: skip


def test_a_body_that_ended_without_a_known_heir_gets_no_later():
    register = Register().calendars(2024).ended("so-mot", "Sở Một", "2024-06-30").task(due=MAY)
    frozen = (
        "open-overdue",
        (
            "chưa hoàn thành; hạn là 31/5/2024, đã quá 30 ngày (trong đó 20 ngày làm việc) "
            "khi nơi được giao kết thúc hoạt động ngày 30/6/2024, sổ chưa ghi nơi tiếp nhận"
        ),
    )
    assert register.said("2024-07-01") == register.said("2024-12-31") == frozen
    later = Register().ended("so-mot", "Sở Một", "2024-05-31").task(due=MAY)
    assert later.state("2024-12-31") == "no-information"
    later = Register().ended("so-mot", "Sở Một", "2024-05-30").task(due=MAY)
    assert later.turns("2024-05-29", "2024-12-31") == [("2024-05-29", "due-soon"), ("2024-05-31", "no-information")]
    text = "chưa hoàn thành; hạn là 31/5/2024, nhưng nơi được giao kết thúc hoạt động ngày 30/5/2024, sổ chưa ghi nơi tiếp nhận"
    assert later.said("2024-12-31")[1] == text


def test_of_several_heirs_those_that_acted_carry_on():
    register = (
        Register()
        .agency("xa-mot", "Xã Một", kind="ubnd", level="xa")
        .agency("xa-hai", "Xã Hai", kind="ubnd", level="xa")
    )
    register.ended("huyen", "Huyện Mẫu", "2024-04-30", "xa-mot", "xa-hai", kind="ubnd", level="huyen").task(
        "huyen", due=MAY
    )
    assert register.table("2024-05-01") == {"huyen": "no-information"}
    register.rollout("xa-hai", received("2024-05-02"))
    assert register.table("2024-06-01") == {"xa-hai": "open-overdue"}
    register.rollout("xa-mot", submitted("2024-05-20"), confirmed("2024-05-21"))
    assert register.table("2024-06-01") == {"xa-mot": "done-on-time", "xa-hai": "open-overdue"}


def test_a_duty_that_is_passed_on_is_answered_by_the_receiver():
    register = Register().task(due=MAY).rollout("so-mot", received("2024-01-17"), passed_on("2024-03-01", "so-hai"))
    assert register.table("2024-02-29") == {"so-mot": "open-in-time"}
    assert register.table("2024-03-01") == {"so-hai": "open-in-time"}
    assert register.said("2024-06-01") == (
        "open-overdue",
        "tiếp nhận nhiệm vụ từ Sở Một ngày 01/3/2024; chưa hoàn thành; hạn là 31/5/2024, đã quá 1 ngày",
    )


def test_what_happens_after_the_hand_over_may_stand_in_the_same_file():
    register = Register().task(due=MAY)
    register.rollout(
        "so-mot",
        passed_on("2024-03-01", "so-hai"),
        passed_on("2024-04-01", "so-ba"),
        submitted("2024-05-02"),
        confirmed("2024-05-03"),
    )
    assert [register.table(on) for on in ("2024-03-31", "2024-04-01", "2024-05-03")] == [
        {"so-hai": "open-in-time"}, {"so-ba": "open-in-time"}, {"so-ba": "done-on-time"},
    ]  # fmt: skip


def test_a_duty_can_be_divided_among_several():
    register = (
        Register().task(due=MAY).rollout("so-mot", passed_on("2024-03-01", "so-hai"), passed_on("2024-03-01", "so-ba"))
    )
    assert register.table("2024-03-02") == {"so-hai": "open-in-time", "so-ba": "open-in-time"}
    assert {duty.standing.because for duty in register.duties("2024-05-30")} == {
        "tiếp nhận nhiệm vụ từ Sở Một ngày 01/3/2024; chưa hoàn thành; hạn là 31/5/2024, còn 1 ngày"
    }


def test_a_duty_can_come_back():
    register = Register().task(due=MAY)
    register.rollout("so-mot", passed_on("2024-03-01", "so-hai"), passed_on("2024-04-01", "so-mot"))
    assert [list(register.table(on)) for on in ("2024-02-01", "2024-03-01", "2024-04-01")] == [
        ["so-mot"],
        ["so-hai"],
        ["so-mot"],
    ]


def test_a_task_that_is_handed_over_as_such_is_one_duty_from_then_on():
    register = (
        Register()
        .agency("so-moi", "Sở Mới", valid={"from": "2024-03-01"})
        .task("nhom-so", due=MAY, events=[passed_on("2024-03-01", "so-moi")])
    )
    register.rollout("so-moi", submitted("2024-05-02"), confirmed("2024-05-05"))
    assert list(register.table("2024-02-29")) == ["so-ba", "so-hai", "so-mot"]
    assert register.table("2024-03-01") == {"so-moi": "open-in-time"}
    assert register.said("2024-06-01") == (
        "done-on-time",
        "tiếp nhận nhiệm vụ ngày 01/3/2024; hoàn thành, nộp ngày 02/5/2024, được xác nhận ngày 05/5/2024, trong hạn 31/5/2024, trước 29 ngày",
    )
    part = Register().agency("so-moi", "Sở Mới", valid={"from": "2024-03-01"})
    part.task("nhom-so", due=MAY, events=[passed_on("2024-03-01", "so-moi", by={"body": "tinh-mau-so-hai"})])
    assert list(part.table("2024-03-01")) == ["so-ba", "so-moi", "so-mot"]


def test_a_successor_reports_for_the_periods_of_its_own_time():
    register = Register().calendars(2024).agency("so-moi", "Sở Mới").ended("so-mot", "Sở Một", "2024-03-31", "so-moi")
    register.task(shape="dinh-ky", recurrence=MONTHLY)
    register.report("so-mot", "2024-01", "2024-02-02").report("so-moi", "2024-03", "2024-04-02")
    assert register.table("2024-03-31") == {
        "so-mot 2024-01": "done-on-time", "so-mot 2024-02": "open-overdue", "so-mot 2024-03": "due-soon",
    }  # fmt: skip
    assert register.table("2024-05-06") == {
        "so-mot 2024-01": "done-on-time",
        "so-mot 2024-02": "open-overdue",
        "so-moi 2024-03": "done-on-time",
        "so-moi 2024-04": "due-soon",
    }
    frozen = "chưa có kết quả của kỳ này; hạn là 05/3/2024, đã quá 26 ngày (trong đó 18 ngày làm việc) khi nơi được giao kết thúc hoạt động ngày 31/3/2024"
    assert [d.standing.because for d in register.duties("2026-01-01") if d.period.id == "2024-02"] == [frozen]


def test_a_report_that_becomes_late_when_its_body_has_ended_is_owed_by_the_successor():
    register = Register().calendars(2024).agency("so-moi", "Sở Mới").ended("so-mot", "Sở Một", "2024-03-05", "so-moi")
    register.task(shape="dinh-ky", recurrence={**MONTHLY, "last": "2024-02"})
    assert register.table("2024-03-05") == {"so-mot 2024-01": "open-overdue", "so-mot 2024-02": "due-soon"}
    assert register.table("2024-03-06") == {"so-mot 2024-01": "open-overdue", "so-moi 2024-02": "open-overdue"}


def test_a_body_that_swallowed_another_reports_once():
    register = Register().calendars(2024).ended("so-mot", "Sở Một", "2024-03-31", "so-hai")
    register.task("so-mot", "so-hai", shape="dinh-ky", recurrence={**MONTHLY, "last": "2024-03"})
    register.report("so-hai", "2024-01", "2024-02-02").report("so-hai", "2024-03", "2024-04-02")
    assert register.table("2024-05-06") == {
        "so-mot 2024-01": "open-overdue", "so-mot 2024-02": "open-overdue",
        "so-hai 2024-01": "done-on-time", "so-hai 2024-02": "open-overdue", "so-hai 2024-03": "done-on-time",
    }  # fmt: skip


def test_nothing_more_is_expected_of_a_body_that_has_ended():
    register = Register().ended("so-mot", "Sở Một", "2024-03-15").task(shape="dinh-ky", recurrence=MONTHLY)
    assert register.periods("2024-12-31") == ["2024-01", "2024-02"]


# -- lateness in working days


@pytest.mark.parametrize(
    ("due", "on", "late"),
    [
        ("2025-01-24", "2025-02-02", (9, 0)), ("2025-01-24", "2025-02-03", (10, 1)),
        ("2025-04-25", "2025-04-26", (1, 1)), ("2025-04-25", "2025-04-27", (2, 1)), ("2025-04-25", "2025-05-05", (10, 4)),
        ("2026-02-13", "2026-02-22", (9, 0)), ("2026-02-13", "2026-02-23", (10, 1)),
        ("2024-12-31", "2025-01-02", (2, 1)), ("2026-12-30", "2026-12-31", (1, 1)),
        ("2026-12-31", "2027-01-01", (1, None)), ("2026-12-30", "2027-06-01", (153, None)),
    ],
)  # fmt: skip
def test_working_days_late(due, on, late):
    register = Register().calendars(2024, 2025, 2026).task(due={"by": due})
    (duty,) = register.duties(on)
    assert duty.standing.state == "open-overdue"
    assert (duty.standing.days_late, duty.standing.working_days_late) == late


def test_without_a_calendar_working_days_are_left_out_rather_than_wrong():
    text = "chưa hoàn thành; hạn là 31/5/2024, đã quá 3 ngày"
    assert Register().task(due=MAY).said("2024-06-03") == ("open-overdue", text)


# -- counting


def test_rates_are_over_what_fell_due():
    assert {state for state in State if Standing(state, "").fell_due} == {
        State.DONE_ON_TIME, State.DONE_LATE, State.OPEN_OVERDUE,
    }  # fmt: skip
    assert {state for state in State if Standing(state, "", was_late=1).fell_due} == {
        State.DONE_ON_TIME, State.DONE_LATE, State.OPEN_OVERDUE,
        State.PASSED_ON, State.PAUSED, State.CANCELLED, State.REPLACED, State.OPEN_IN_TIME, State.DUE_SOON,
    }  # fmt: skip
    assert not any(Standing(state, "", was_late=1, inherited=True).fell_due for state in State)
    assert {state for state in State if Standing(state, "").late} == {State.DONE_LATE, State.OPEN_OVERDUE}
    assert Standing(State.DONE_ON_TIME, "", was_late=1).late
    found = Count(dict.fromkeys(State, 1))
    assert (found.total, found.followed) == (len(State), len(State) - 2)
    assert (Count({}).total, Count({}).fell_due) == (0, 0)


TASK = Record("task", "t", "tinh-mau", {}, Document("x", "", {}, lambda _: Marks()))


def test_every_rate_is_explained_by_the_lines_above_it():
    every = [
        Duty(TASK, None, None, Standing(state, "", was_late=was, inherited=taken))
        for state, was, taken in itertools.product(State, (0, 3), (False, True))
    ]
    for some in (every, *([duty] for duty in every), *(every[:n] for n in range(len(every)))):
        rows = dict(count(some).rows)
        assert rows["Tỷ lệ quá hạn"].startswith(explained(rows)), some


def test_every_state_is_counted_by_its_name():
    register = Register().task("nhom-so", due=MAY)
    register.rollout("so-hai", confirmed("2024-05-05")).rollout("so-ba", paused("2024-05-05"))
    found = count(duties(register.corpus, day("2024-06-10"))["tinh-mau-5-ubnd-t1"])
    assert found.by_state == {State.OPEN_OVERDUE: 1, State.DONE_ON_TIME: 1, State.PAUSED: 1}
    assert (found.total, found.fell_due, found.late) == (3, 2, 1)
    assert set(LABELS) == set(State)


def test_the_same_day_gives_the_same_duties_and_every_task_has_some():
    register = Register().task("nhom-so", due=MAY).task(name="t2").task(name="t3", shape="cam")
    once_more = duties(register.corpus, day("2024-06-10"))
    assert duties(register.corpus, day("2024-06-10")) == once_more
    assert sorted((task, len(found)) for task, found in once_more.items()) == [
        ("tinh-mau-5-ubnd-t1", 3), ("tinh-mau-5-ubnd-t2", 1), ("tinh-mau-5-ubnd-t3", 1),
    ]  # fmt: skip


def test_an_event_of_no_consequence_changes_nothing():
    assert once(event("nhan", "2024-05-30")).story("2024-05-29", "2024-06-02") == once().story(
        "2024-05-29", "2024-06-02"
    )


# -- a duty that the text gives to nobody


@pytest.mark.parametrize(
    ("events", "state", "due"),
    [
        ((), "no-information", "2024-05-31"),
        ((extended("2024-04-01", "2024-05-31", "2024-06-28"),), "no-information", "2024-06-28"),
        ((cancelled("2024-04-01"),), "cancelled", None),
        ((confirmed("2024-05-20"),), "done-on-time", "2024-05-31"),
    ],
)
def test_what_happened_to_a_duty_of_nobody_is_told(events, state, due):
    register = Register().calendars(2024).task(due=MAY, **({"events": list(events)} if events else {}))
    (duty,) = register.of_nobody().duties("2024-07-15")
    assert (str(duty.standing.state), duty.body) == (state, None)
    assert due is None or duty.standing.due == day(due)
    assert duty.standing.extensions == (1 if events and events[0]["type"] == "gia-han" else 0)
