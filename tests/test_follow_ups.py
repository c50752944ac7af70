"""What became of a finding, played through day by day in an invented province."""

from __future__ import annotations

from dataclasses import fields

import pytest
from follow_up_cases import DECIDED, Register, day, days, did, inspected, obsolete, planned, progressed, reported
from hypothesis import given, settings
from hypothesis import strategies as st
from standing_cases import extended, passed_on, paused, resumed, returned

from generator.domain import findings
from generator.domain.dates import Interval
from generator.domain.dates import days as whole
from generator.domain.recurrence import MARKED, recurrences
from generator.publish.derive.follow_ups import LABELS, FollowUpState, withhold_follow_ups
from generator.publish.derive.withheld import UNTOLD, Withheld
from generator.publish.stood import stood

MARCH = {"by": "2024-03-29"}
NOTHING_DONE = "chưa có kế hoạch hay báo cáo khắc phục"


def moved(on, old, new):
    return extended(on, old, new) | {"source": DECIDED}


# -- a deadline


def test_the_days_around_a_deadline_as_people_read_them():
    assert inspected(MARCH).telling("2024-03-21", "2024-04-01") == [
        ("2024-03-21", "Chưa khắc phục, trong hạn", f"{NOTHING_DONE}; hạn là 29/3/2024, còn 8 ngày"),
        ("2024-03-22", "Chưa khắc phục, trong hạn", f"{NOTHING_DONE}; hạn là 29/3/2024, còn 7 ngày"),
        ("2024-03-23", "Chưa khắc phục, trong hạn", f"{NOTHING_DONE}; hạn là 29/3/2024, còn 6 ngày"),
        ("2024-03-24", "Chưa khắc phục, trong hạn", f"{NOTHING_DONE}; hạn là 29/3/2024, còn 5 ngày"),
        ("2024-03-25", "Chưa khắc phục, trong hạn", f"{NOTHING_DONE}; hạn là 29/3/2024, còn 4 ngày"),
        ("2024-03-26", "Chưa khắc phục, trong hạn", f"{NOTHING_DONE}; hạn là 29/3/2024, còn 3 ngày"),
        ("2024-03-27", "Chưa khắc phục, trong hạn", f"{NOTHING_DONE}; hạn là 29/3/2024, còn 2 ngày"),
        ("2024-03-28", "Chưa khắc phục, trong hạn", f"{NOTHING_DONE}; hạn là 29/3/2024, còn 1 ngày"),
        ("2024-03-29", "Chưa khắc phục, trong hạn", f"{NOTHING_DONE}; hạn là 29/3/2024, đến hạn trong ngày"),
        ("2024-03-30", "Chưa khắc phục, quá hạn", f"{NOTHING_DONE}; hạn là 29/3/2024, đã quá 1 ngày (là ngày nghỉ)"),
        ("2024-03-31", "Chưa khắc phục, quá hạn", f"{NOTHING_DONE}; hạn là 29/3/2024, đã quá 2 ngày (đều là ngày nghỉ)"),
        (
            "2024-04-01", "Chưa khắc phục, quá hạn",
            f"{NOTHING_DONE}; hạn là 29/3/2024, đã quá 3 ngày (trong đó 1 ngày làm việc)",
        ),
    ]  # fmt: skip


def test_a_finding_is_known_from_the_day_it_was_seen_and_due_from_the_day_of_the_conclusion():
    register = inspected(MARCH)
    assert register.changes("2024-02-15", "2024-04-02") == [
        ("2024-02-15", "-"),
        ("2024-02-20", "open"),
        ("2024-03-22", "open soon"),
        ("2024-03-30", "open overdue"),
    ]
    before, after = register.follow_up("2024-03-10"), register.follow_up("2024-03-11")
    assert (before.due, before.recommendations, before.because) == (
        None, (), f"{NOTHING_DONE}; chưa có kiến nghị ấn định hạn",
    )  # fmt: skip
    assert (after.due, [r.id for r in after.recommendations]) == (day("2024-03-29"), ["tinh-mau-kt-2024-01-r1"])


def test_what_is_not_seen_yet_is_nowhere():
    """Nor is it on a day of the inspection on which it may or may not have been seen."""
    register = Register().inspection("01", "2024-02-20", end="2024-02-24").finding()
    known = [on for on in days("2024-02-18", "2024-02-26") if [*stood(register.examined(), on).corpus.of("finding")]]
    assert known == list(days("2024-02-24", "2024-02-26"))


def test_a_conclusion_after_the_deadline_it_sets_counts_from_its_own_day():
    assert inspected(MARCH, concluded="2024-04-03").unchecked().changes("2024-03-25", "2024-04-05") == [
        ("2024-03-25", "open"),
        ("2024-04-03", "open overdue"),
    ]


@pytest.mark.parametrize(
    ("inspection", "finding", "seen"),
    [
        ({}, {}, "2024-02-20"),
        ({"end": "2024-02-23"}, {}, "2024-02-23"),
        ({"end": "2024-02-23", "agencies": [{"body": "tinh-mau-so-mot", "on": "2024-02-21"}]}, {}, "2024-02-21"),
        ({"end": "2024-02-23", "agencies": [{"body": "tinh-mau-so-mot", "on": "2024-02-21"}]}, {"on": "2024-02-22"},
         "2024-02-22"),
        (
            {"end": "2024-02-23", "agencies": [
                {"body": "tinh-mau-so-hai", "on": "2024-02-21"}, {"body": "tinh-mau-so-mot"}]},
            {}, "2024-02-23",
        ),
    ],
)  # fmt: skip
def test_the_day_on_which_it_was_seen(inspection, finding, seen):
    register = Register().inspection().finding(**finding)
    register.files["tinh-mau/inspection/tinh-mau-kt-2024-01.yaml"] |= inspection
    assert register.follow_up("2024-12-31").seen == day(seen)


@pytest.mark.parametrize(
    ("within", "due"),
    [
        ({"days": 10, "of": "ban-hanh"}, "2024-03-21"),
        ({"working_days": 10, "of": "ban-hanh"}, "2024-03-25"),
        ({"working_days": 0, "of": "ban-hanh"}, "2024-03-11"),
        ({"days": 30, "of": "nhan"}, "2024-04-12"),
        ({"months": 1, "of": "nhan"}, "2024-04-15"),  # the 13th is a Saturday
        ({"working_days": 25, "of": "nhan"}, "2024-04-17"),
        ({"working_days": 26, "of": "nhan"}, "2024-04-19"),
        ({"days": 30, "of": "phat-sinh"}, "2024-03-21"),
        ({"working_days": 30, "of": "phat-sinh"}, "2024-04-02"),
    ],
)
def test_deadlines_counted_from_a_day(within, due):
    register = Register().calendars(2024).inspection().finding().recommend({"within": within}, received="2024-03-13")
    assert register.follow_up("2024-03-13").due == day(due)


def test_working_days_span_tet():
    """Ten working days after 05/02/2024: Tết and its days in lieu (08/02 to 14/02) do not count."""
    register = Register(concluded="2024-02-05").calendars(2024).inspection("01", "2024-01-30").finding()
    register.recommend({"within": {"working_days": 10, "of": "ban-hanh"}})
    assert register.changes("2024-02-01", "2024-02-29") == [
        ("2024-02-01", "open"),
        ("2024-02-19", "open soon"),
        ("2024-02-27", "open overdue"),
    ]
    assert register.follow_up("2024-02-05").due == day("2024-02-26")
    late = register.follow_up("2024-02-29")
    assert (late.days_late, late.working_days_late) == (3, 3)


def test_lateness_across_tet_in_days_and_working_days():
    register = Register(concluded="2024-01-10").calendars(2024).inspection("01", "2024-01-03").finding()
    register.recommend({"by": "2024-02-07"})
    found = [(on, register.follow_up(on)) for on in ("2024-02-07", "2024-02-14", "2024-02-15")]
    assert [(on, m.overdue, m.days_late, m.working_days_late) for on, m in found] == [
        ("2024-02-07", False, 0, None),
        ("2024-02-14", True, 7, 0),
        ("2024-02-15", True, 8, 1),
    ]


@pytest.mark.parametrize(
    ("register", "text"),
    [
        (
            lambda: Register().inspection().finding().recommend({"within": {"working_days": 5, "of": "ban-hanh"}}),
            "không tính được hạn vì sổ thiếu lịch làm việc của thời gian đó",
        ),
        (lambda: inspected({"within": {"days": 5, "of": "ban-hanh"}}, concluded="2024-03"),
         "hạn tính từ ngày ban hành, sổ không biết đúng ngày nào"),
        (lambda: Register().inspection(result=None).finding().recommend({"within": {"days": 5, "of": "ban-hanh"}}),
         "hạn tính từ ngày ban hành, sổ chưa ghi văn bản kiến nghị"),
        (lambda: inspected({"within": {"days": 5, "of": "nhan"}}), "hạn tính từ ngày nhận, sổ chưa ghi ngày nhận"),
        (inspected, "kiến nghị không ấn định hạn"),
        (lambda: Register().inspection().finding(), "chưa có kiến nghị ấn định hạn"),
    ],
)  # fmt: skip
def test_a_deadline_that_cannot_be_told_blames_nobody(register, text):
    assert register().unchecked().told("2026-12-31") == ("Chưa khắc phục", f"{NOTHING_DONE}; {text}")


def test_a_receipt_that_lies_ahead_is_not_known_yet():
    register = Register().inspection().finding().recommend({"within": {"days": 5, "of": "nhan"}}, received="2024-03-20")
    assert [(on, register.follow_up(on).due) for on in ("2024-03-19", "2024-03-20")] == [
        ("2024-03-19", None),
        ("2024-03-20", day("2024-03-25")),
    ]


def test_of_several_deadlines_the_latest_counts_if_it_is_the_agency_s_or_of_one_above_it():
    register = (
        inspected(MARCH).recommend({"by": "2024-04-10"}, "r2", "ubnd").recommend({"by": "2024-06-30"}, "r3", "so-hai")
    )
    assert register.unchecked().follow_up("2024-04-01").due == day("2024-03-29")
    register.files["tinh-mau/agency/tinh-mau-so-mot.yaml"]["parent"] = "tinh-mau-ubnd"
    register.__dict__.pop("corpus")
    assert register.follow_up("2024-04-01").due == day("2024-04-10")
    register.recommend({"within": {"days": 5, "of": "nhan"}}, "r4")  # one that is not known could be the latest
    assert register.told("2024-04-01")[1] == f"{NOTHING_DONE}; hạn tính từ ngày nhận, sổ chưa ghi ngày nhận"


def test_the_agency_s_own_deadline_counts_where_no_recommendation_sets_one():
    plan = {"measures": "Trực ban.", "on": "2024-03-15"}
    own = inspected().remedied(plan=plan, due="2024-04-30")
    assert [(on, own.follow_up(on).due) for on in ("2024-03-14", "2024-03-15")] == [
        ("2024-03-14", None),
        ("2024-03-15", day("2024-05-02")),  # 30/4 and 1/5 are holidays
    ]
    both = inspected(MARCH).remedied(plan=plan, due="2024-03-20")
    assert both.follow_up("2024-03-20").due == day("2024-03-29")


def test_the_last_day_is_the_next_working_day_unless_the_document_says_the_very_day():
    """16/3/2024 is a Saturday."""
    rolled = inspected({"by": "2024-03-16"}, reported("2024-03-18")).follow_up("2024-03-18")
    assert (rolled.due, rolled.days_late) == (day("2024-03-18"), 0)
    assert rolled.because == (
        "đã báo cáo khắc phục ngày 18/3/2024, trong hạn 18/3/2024 (ngày 16/3/2024 là ngày nghỉ); đang chờ xác minh"
    )
    exact = inspected({"by": "2024-03-16", "exact": True}, reported("2024-03-18")).follow_up("2024-03-18")
    assert (exact.due, exact.days_late, exact.working_days_late) == (day("2024-03-16"), 2, 1)


# -- silence


def test_without_a_full_list_silence_is_not_lateness():
    """Of what no record says, nothing is said; what a record says is told up to its day."""
    silent = inspected(MARCH).unlisted()
    text = "sổ không có tin về việc khắc phục; hạn là 29/3/2024"
    assert silent.changes("2024-03-11", "2024-12-31") == [("2024-03-11", "no-information")]
    assert silent.told("2024-12-31") == ("Không có thông tin", text)
    single = inspected(MARCH, did("2024-03-20")).unlisted()
    assert single.changes("2024-03-19", "2024-12-31") == [
        ("2024-03-19", "no-information"),
        ("2024-03-20", "in-progress"),
        ("2024-03-22", "in-progress soon"),
        ("2024-03-30", "no-information"),
    ]
    assert single.told("2024-12-31")[1] == (
        "đang khắc phục, gần nhất ngày 20/3/2024: Phân công người trực; chưa báo cáo kết quả; hạn là 29/3/2024; "
        "tin gần nhất là ngày 20/3/2024, sau đó sổ không theo dõi đủ nên không biết đã xong chưa"
    )
    after = inspected(MARCH, did("2024-04-02")).unlisted()
    assert [(on, after.follow_up(on).state, after.follow_up(on).days_late) for on in ("2024-04-01", "2024-12-31")] == [
        ("2024-04-01", FollowUpState.NO_INFORMATION, 0),
        ("2024-12-31", FollowUpState.NO_INFORMATION, 0),
    ]
    found_wanting = inspected(MARCH, reported("2024-03-26")).verified("2024-04-10", "khong-dat").unlisted()
    assert found_wanting.told("2024-04-12") == (
        "Không đạt, phải làm lại",
        "Sở Nội vụ xác minh ngày 10/4/2024: không đạt, phải làm lại; đã báo cáo trong hạn, xác minh sau hạn mà chưa ấn định hạn làm lại",
    )


ENDS_IN = {
    "in its last month": ("2024-04", "2024-05", "2024-04-20", "so-mot", 3, "ít nhất 3 ngày"),
    "the heir has begun by now": ("2024-04", "2024-05", "2024-06-20", "so-hai", 21, "ít nhất 21 ngày"),
    "the heir in the month of its beginning": ("2024-04", "2024-05", "2024-05-20", "so-mot", 3, "ít nhất 3 ngày"),
    "nobody says since when": ("2024-04", None, "2024-05-20", "so-hai", 20, "ít nhất 20 ngày"),
    "on days": ("2024-04-10", None, "2024-04-20", "so-hai", 10, "đã quá 10 ngày"),
}


@pytest.mark.parametrize("case", ENDS_IN.values(), ids=ENDS_IN)
def test_who_had_a_finding_on_whichever_day_an_agency_ended_is_charged(case):
    to, since, on, whose, late, says = case
    found = inspected(MARCH).succeeded("so-mot", "Sở Một", to, "so-hai", since).follow_up(on)
    assert (found.holder.id, found.days_late) == (f"tinh-mau-{whose}", late)
    assert says in found.because


def test_the_days_of_one_between_two_mergers_are_its_own():
    register = inspected(MARCH).ended("so-mot", "Sở Một", "2024-04-10", "so-hai")
    told = register.ended("so-hai", "Sở Hai", "2024-04-20", "so-ba").told("2024-05-01")[1]
    assert "trước khi tiếp nhận đã quá 22 ngày" in told
    assert "12 ngày khi việc ở Sở Một, 10 ngày khi việc ở Sở Hai" in told


EXTENDED_LATER = extended("2024-04-08", "2024-03-29", "2024-04-26")
LATER = {
    "reported late": (
        (reported("2024-04-05"), EXTENDED_LATER), "2024-04-10",
        ("đã báo cáo khắc phục ngày 05/4/2024, chậm 7 ngày (trong đó 5 ngày làm việc) so với hạn 29/3/2024; "
         "đang chờ xác minh 5 ngày")),
    "reported in time": (
        (reported("2024-03-26"), EXTENDED_LATER), "2024-04-10",
        "đã báo cáo khắc phục ngày 26/3/2024, trong hạn 29/3/2024; đang chờ xác minh 15 ngày"),
    "reported late, returned": (
        (reported("2024-04-05"), EXTENDED_LATER, returned("2024-04-12")), "2024-04-13",
        ("chưa có báo cáo khắc phục được chấp nhận; hạn là 26/4/2024 (đã gia hạn 1 lần), còn 13 ngày; "
         "báo cáo bị trả lại ngày 12/4/2024: Thiếu số liệu; "
         "đã báo cáo chậm 7 ngày (trong đó 5 ngày làm việc) khi được gia hạn ngày 08/4/2024")),
}  # fmt: skip


@pytest.mark.parametrize(("events", "on", "says"), LATER.values(), ids=LATER)
def test_a_report_is_judged_by_the_deadline_that_it_had(events, on, says):
    assert inspected(MARCH, *events).told(on)[1] == says


@pytest.mark.parametrize(
    ("list_of", "state", "late"),
    [
        ({}, "open", True),
        ({"things": ["tinh-mau-kt-2024-01"]}, "open", True),
        ({"first": "2024-02-20"}, "open", True),
        ({"first": "2024-03-29"}, "no-information", False),
        ({"first": "2024-03-29", "earlier": True}, "open", True),
        ({"first": "2024-03-30"}, "no-information", False),
        ({"to": "2024-03-29"}, "no-information", False),
        ({"to": "2024-04-10"}, "open", True),
        ({"bodies": ["tinh-mau-so-mot"]}, "open", True),
        ({"bodies": ["tinh-mau-so-hai"]}, "no-information", False),
        ({"things": ["tinh-mau-5-ubnd"]}, "no-information", False),
    ],
)
def test_how_far_a_full_list_reaches(list_of, state, late):
    given = dict(list_of)
    follow_up = inspected(MARCH).listed(*given.pop("things", ()), **given).follow_up("2024-12-31")
    assert (follow_up.state, follow_up.overdue) == (state, late)


# -- extension, pause


@pytest.mark.parametrize(
    ("decided", "changes"),
    [
        ("2024-03-20", [("2024-03-20", "open"), ("2024-04-08", "open soon"), ("2024-04-16", "open overdue")]),
        (
            "2024-03-29",
            [("2024-03-20", "open"), ("2024-03-22", "open soon"), ("2024-03-29", "open"), ("2024-04-08", "open soon"),
             ("2024-04-16", "open overdue")],
        ),
        (
            "2024-04-02",
            [("2024-03-20", "open"), ("2024-03-22", "open soon"), ("2024-03-30", "open overdue"), ("2024-04-02", "open"),
             ("2024-04-08", "open soon"), ("2024-04-16", "open overdue")],
        ),
    ],
)  # fmt: skip
def test_an_extension_holds_from_the_day_of_its_decision(decided, changes):
    register = inspected(MARCH, moved(decided, "2024-03-29", "2024-04-15"))
    assert register.changes("2024-03-20", "2024-04-18") == changes


def test_extensions_are_counted_and_said():
    register = inspected(
        MARCH, moved("2024-03-20", "2024-03-29", "2024-04-15"), moved("2024-04-10", "2024-04-15", "2024-04-25")
    )
    assert [(on, register.follow_up(on).extensions, register.told(on)[1]) for on in ("2024-03-19", "2024-03-20", "2024-05-16")] == [
        ("2024-03-19", 0, f"{NOTHING_DONE}; hạn là 29/3/2024, còn 10 ngày"),
        ("2024-03-20", 1, f"{NOTHING_DONE}; hạn là 15/4/2024 (đã gia hạn 1 lần), còn 26 ngày"),
        (
            "2024-05-16", 2,
            f"{NOTHING_DONE}; hạn là 25/4/2024 (đã gia hạn 2 lần), đã quá 21 ngày (trong đó 13 ngày làm việc)",
        ),
    ]  # fmt: skip


def test_a_pause_rests_and_the_deadline_moves_by_its_days():
    register = inspected(MARCH, planned("2024-03-15"), paused("2024-03-20"), resumed("2024-04-10"))
    assert register.changes("2024-03-10", "2024-04-22") == [
        ("2024-03-10", "open"),
        ("2024-03-15", "in-progress"),
        ("2024-03-20", "remediation-paused"),
        ("2024-04-10", "in-progress"),
        ("2024-04-12", "in-progress soon"),
        ("2024-04-20", "in-progress overdue"),
    ]
    assert register.told("2024-04-09") == (
        "Tạm dừng khắc phục",
        "tạm dừng khắc phục từ ngày 20/3/2024: Chờ hướng dẫn của bộ",
    )
    late = register.follow_up("2024-04-09")
    assert (late.days_late, late.working_days_late, late.due) == (0, None, day("2024-03-29"))
    text = (
        "đã có kế hoạch khắc phục ngày 15/3/2024; chưa báo cáo kết quả; "
        "hạn là 19/4/2024 (được lùi khi tiếp tục sau tạm dừng), còn 9 ngày"
    )
    assert register.told("2024-04-10") == ("Đang khắc phục, trong hạn", text)


def test_what_was_late_when_it_was_paused_or_extended_stays_told():
    register = inspected(MARCH, paused("2024-04-02"), resumed("2024-04-10"))
    late = register.follow_up("2024-04-05")
    assert (late.days_late, late.was_late) == (0, 3)
    assert late.because.endswith("; đã quá hạn 3 ngày (trong đó 1 ngày làm việc) khi tạm dừng ngày 02/4/2024")
    assert register.follow_up("2024-04-01").was_late == 0
    moved = inspected(MARCH, did("2024-03-20"), extended("2024-04-08", "2024-03-29", "2024-04-26"))
    late = moved.follow_up("2024-04-08")
    assert (late.days_late, late.was_late, late.overdue) == (0, 10, False)
    assert late.because.endswith("; đã quá hạn 10 ngày (trong đó 6 ngày làm việc) khi được gia hạn ngày 08/4/2024")


def test_a_resumption_can_bring_a_new_deadline():
    register = inspected(MARCH, paused("2024-03-20"), resumed("2024-04-10", "2024-04-30"))
    assert register.changes("2024-03-10", "2024-05-04") == [
        ("2024-03-10", "open"),
        ("2024-03-20", "remediation-paused"),
        ("2024-04-10", "open"),
        ("2024-04-25", "open soon"),
        ("2024-05-03", "open overdue"),
    ]
    moved_to = "02/5/2024 (ngày 30/4/2024 là ngày nghỉ, được lùi khi tiếp tục sau tạm dừng)"
    text = f"{NOTHING_DONE}; hạn là {moved_to}, còn 22 ngày"
    assert register.told("2024-04-10")[1] == text


# -- work, report, return


def test_from_plan_to_verification_as_people_read_it():
    register = inspected(
        MARCH, planned("2024-03-13"), did("2024-03-15"), progressed("2024-03-20"), reported("2024-03-29")
    ).verified("2024-04-12")
    turns = ("2024-03-12", "2024-03-13", "2024-03-15", "2024-03-20", "2024-03-29", "2024-04-12")
    assert [(on, *register.told(on)) for on in turns] == [
        ("2024-03-12", "Chưa khắc phục, trong hạn", f"{NOTHING_DONE}; hạn là 29/3/2024, còn 17 ngày"),
        (
            "2024-03-13", "Đang khắc phục, trong hạn",
            "đã có kế hoạch khắc phục ngày 13/3/2024; chưa báo cáo kết quả; hạn là 29/3/2024, còn 16 ngày",
        ),
        (
            "2024-03-15", "Đang khắc phục, trong hạn",
            ("đang khắc phục, gần nhất ngày 15/3/2024: Phân công người trực; chưa báo cáo kết quả; "
            "hạn là 29/3/2024, còn 14 ngày"),
        ),
        (
            "2024-03-20", "Đang khắc phục, trong hạn",
            "đã báo cáo tiến độ ngày 20/3/2024: Xong 3 trên 5 việc; chưa báo cáo kết quả; hạn là 29/3/2024, còn 9 ngày",
        ),
        (
            "2024-03-29", "Đã báo cáo, chờ xác minh",
            "đã báo cáo khắc phục ngày 29/3/2024, trong hạn 29/3/2024; đang chờ xác minh",
        ),
        (
            "2024-04-12", "Đã khắc phục (đã xác minh)",
            "đã báo cáo khắc phục ngày 29/3/2024, trong hạn 29/3/2024; Sở Nội vụ xác minh ngày 12/4/2024: đã khắc phục",
        ),
    ]  # fmt: skip
    done = register.follow_up("2025-12-31")
    assert (done.reported, done.closed, done.days_late, done.working_days_late, done.open, done.overdue) == (
        whole("2024-03-29"), day("2024-04-12"), 0, None, False, False,
    )  # fmt: skip
    assert [v.id for v in done.verifications] == ["tinh-mau-kt-2024-01-f1-xm-2024-04-12"]
    assert register.follow_up("2024-04-11").verifications == ()


@pytest.mark.parametrize(
    ("plan", "since", "text"),
    [
        ({"on": "2024-03-15"}, "2024-03-15", "đã có kế hoạch khắc phục ngày 15/3/2024"),
        ({"document": "tinh-mau-9-kl-2024"}, "2024-03-11", "đã có kế hoạch khắc phục ngày 11/3/2024"),
        ({}, "2024-02-20", "đã có kế hoạch khắc phục"),
    ],
)
def test_a_plan_is_work_from_its_day(plan, since, text):
    register = inspected().remedied(plan={"measures": "Trực ban.", **plan})
    assert register.changes("2024-02-20", "2024-03-20")[-1] == (since, "in-progress")
    assert register.told("2024-03-20")[1] == f"{text}; chưa báo cáo kết quả; kiến nghị không ấn định hạn"


def test_a_late_report_stays_as_late_as_it_was():
    register = inspected(MARCH, reported("2024-04-05")).verified("2024-07-01")
    assert register.changes("2024-03-25", "2024-07-05") == [
        ("2024-03-25", "open soon"),
        ("2024-03-30", "open overdue"),
        ("2024-04-05", "reported"),
        ("2024-07-01", "verified"),
    ]
    for on in ("2024-04-05", "2024-06-30", "2024-07-01", "2025-12-31"):
        late = register.follow_up(on)
        assert (late.days_late, late.working_days_late, late.overdue) == (7, 5, False)
    text = "đã báo cáo khắc phục ngày 05/4/2024, chậm 7 ngày (trong đó 5 ngày làm việc) so với hạn 29/3/2024"
    assert register.told("2024-06-30")[1] == f"{text}; đang chờ xác minh 86 ngày"
    assert register.told("2024-07-01")[1] == f"{text}; Sở Nội vụ xác minh ngày 01/7/2024: đã khắc phục"


def test_verified_without_a_report_is_not_assessed_after_the_deadline():
    register = inspected(MARCH, did("2024-03-20")).verified("2024-04-02").unchecked()
    late = register.follow_up("2024-12-31")
    assert (late.state, late.days_late, late.working_days_late, late.reported, late.closed) == (
        FollowUpState.VERIFIED, 0, None, None, day("2024-04-02"),
    )  # fmt: skip
    text = (
        "Sở Nội vụ xác minh ngày 02/4/2024: đã khắc phục; "
        "sổ không có ngày cơ quan báo cáo, nên không xét thời hạn 29/3/2024"
    )
    assert late.because == text


def test_a_returned_report_is_no_report():
    register = inspected(
        MARCH, reported("2024-03-26"), returned("2024-04-03"), reported("2024-04-09")
    ).verified("2024-04-15")  # fmt: skip
    assert register.changes("2024-03-20", "2024-04-20") == [
        ("2024-03-20", "open"),
        ("2024-03-22", "open soon"),
        ("2024-03-26", "reported"),
        ("2024-04-03", "in-progress overdue"),
        ("2024-04-09", "reported"),
        ("2024-04-15", "verified"),
    ]
    assert register.told("2024-04-03") == (
        "Đang khắc phục, quá hạn",
        (
            "chưa có báo cáo khắc phục được chấp nhận; hạn là 29/3/2024 (không tính 4 ngày kết quả đang ở nơi nhận), "
            "đã quá 1 ngày (trong đó 1 ngày làm việc); báo cáo bị trả lại ngày 03/4/2024: Thiếu số liệu"
        ),
    )
    assert [(on, register.follow_up(on).reported, register.follow_up(on).days_late) for on in ("2024-04-02", "2024-04-03", "2024-04-15")] == [
        ("2024-04-02", whole("2024-03-26"), 0),
        ("2024-04-03", None, 1),
        ("2024-04-15", whole("2024-04-09"), 7),
    ]  # fmt: skip


# -- verdicts


def test_partly_then_remedied():
    register = inspected(MARCH, reported("2024-03-28"), reported("2024-04-20"))
    register.verified("2024-04-05", "mot-phan", new_due="2024-04-30").verified("2024-05-06")
    assert register.changes("2024-03-27", "2024-05-10") == [
        ("2024-03-27", "open soon"),
        ("2024-03-28", "reported"),
        ("2024-04-05", "partial"),
        ("2024-04-20", "reported"),
        ("2024-05-06", "verified"),
    ]
    assert [(on, *register.told(on)) for on in ("2024-04-05", "2024-05-06")] == [
        (
            "2024-04-05", "Khắc phục một phần, trong hạn",
            "Sở Nội vụ xác minh ngày 05/4/2024: khắc phục một phần; hạn là 02/5/2024 (ngày 30/4/2024 là ngày nghỉ, hạn làm lại), còn 27 ngày",
        ),
        (
            "2024-05-06", "Đã khắc phục (đã xác minh)",
            ("đã báo cáo khắc phục ngày 20/4/2024, trong hạn 02/5/2024 (ngày 30/4/2024 là ngày nghỉ, hạn làm lại); "
            "Sở Nội vụ xác minh ngày 06/5/2024: đã khắc phục"),
        ),
    ]  # fmt: skip
    assert [v["verdict"] for v in register.follow_up("2024-05-06").verifications] == ["mot-phan", "da-khac-phuc"]


def test_failed_then_redone_after_the_new_deadline():
    register = inspected(MARCH, reported("2024-03-28"), reported("2024-04-25"))
    register.verified("2024-04-05", "khong-dat", new_due="2024-04-19").verified("2024-05-06")
    assert register.changes("2024-03-28", "2024-05-10") == [
        ("2024-03-28", "reported"),
        ("2024-04-05", "failed"),
        ("2024-04-12", "failed soon"),
        ("2024-04-20", "failed overdue"),
        ("2024-04-25", "reported"),
        ("2024-05-06", "verified"),
    ]
    assert register.told("2024-04-22") == (
        "Không đạt, phải làm lại, quá hạn",
        (
            "Sở Nội vụ xác minh ngày 05/4/2024: không đạt, phải làm lại; "
            "hạn là 19/4/2024 (hạn làm lại), đã quá 3 ngày (trong đó 1 ngày làm việc)"
        ),
    )
    assert register.follow_up("2024-04-22").reported is None
    assert register.follow_up("2024-05-06").days_late == 6


def test_failed_without_a_new_deadline_is_late_only_as_it_was_reported_late():
    """What the verifier took is not the agency's."""
    register = inspected(MARCH, reported("2024-03-28")).verified("2024-04-05", "khong-dat")
    assert register.changes("2024-03-28", "2024-04-08") == [("2024-03-28", "reported"), ("2024-04-05", "failed")]
    register = inspected(MARCH, reported("2024-04-02")).verified("2024-04-05", "khong-dat")
    assert register.changes("2024-04-02", "2024-04-08") == [
        ("2024-04-02", "reported"),
        ("2024-04-05", "failed overdue"),
    ]


def test_a_report_returned_after_a_verdict_brings_the_verdict_back():
    register = inspected(MARCH, reported("2024-03-28"), reported("2024-04-10"), returned("2024-04-12"))
    register.verified("2024-04-05", "mot-phan", new_due="2024-06-30")
    assert register.changes("2024-04-05", "2024-04-15") == [
        ("2024-04-05", "partial"),
        ("2024-04-10", "reported"),
        ("2024-04-12", "partial"),
    ]


def test_what_is_no_longer_applicable_is_closed_and_how_late_it_was_stays_told():
    register = inspected(MARCH, obsolete("2024-04-10"))
    assert register.changes("2024-03-28", "2024-06-30") == [
        ("2024-03-28", "open soon"),
        ("2024-03-30", "open overdue"),
        ("2024-04-10", "not-applicable"),
    ]
    assert register.told("2024-04-10") == (
        "Không còn áp dụng",
        "không còn áp dụng từ ngày 10/4/2024: Thủ tục đã bãi bỏ; đã quá hạn 12 ngày (trong đó 8 ngày làm việc) khi không còn áp dụng ngày 10/4/2024",
    )
    gone = register.follow_up("2024-06-30")
    assert (gone.closed, gone.open, gone.days_late, gone.was_late) == (day("2024-04-10"), False, 0, 12)


def test_the_verdict_that_it_came_back():
    register = inspected(MARCH, reported("2024-03-28")).verified("2024-04-05").verified("2024-10-01", "tai-pham")
    assert register.changes("2024-04-04", "2024-10-05") == [
        ("2024-04-04", "reported"),
        ("2024-04-05", "verified"),
        ("2024-10-01", "recurred"),
    ]
    back = register.follow_up("2024-10-01")
    assert (back.closed, back.open, back.overdue, back.due) == (None, True, False, None)
    assert back.reopenings == (Interval(day("2024-04-05"), day("2024-10-01")),)
    assert back.because == (
        "Sở Nội vụ xác minh ngày 01/10/2024: tái phạm; chưa ấn định hạn làm lại từ khi mở lại; "
        "đã kết thúc ngày 05/4/2024, mở lại ngày 01/10/2024"
    )


def test_what_is_reopened_is_late_by_the_deadline_that_is_set_anew():
    register = inspected(MARCH, reported("2024-03-28")).verified("2024-04-05")
    register.verified("2024-10-01", "tai-pham", new_due="2024-10-31")
    assert register.changes("2024-09-30", "2024-11-05") == [
        ("2024-09-30", "verified"),
        ("2024-10-01", "recurred"),
        ("2024-10-24", "recurred soon"),
        ("2024-11-01", "recurred overdue"),
    ]


def test_what_is_reopened_is_open_until_it_is_verified_again():
    """A period that counted it as closed stays as it was; a later one counts it as reopened."""
    register = inspected(MARCH, reported("2024-03-28"), reported("2024-11-12"))
    register.verified("2024-04-05").verified("2024-10-01", "tai-pham").verified("2024-12-01", "khong-dat")
    assert register.changes("2024-04-05", "2024-12-15") == [
        ("2024-04-05", "verified"),
        ("2024-10-01", "recurred"),
        ("2024-11-12", "reported"),
        ("2024-12-01", "failed"),
    ]
    found = [register.follow_up(on) for on in ("2024-09-30", "2024-10-01", "2024-11-12", "2024-12-15")]
    assert [(follow_up.closed, follow_up.reported) for follow_up in found] == [
        (day("2024-04-05"), whole("2024-03-28")),
        (None, None),
        (None, whole("2024-11-12")),
        (None, None),
    ]


def test_what_is_settled_changes_no_more():
    register = inspected(
        MARCH, reported("2024-04-02"), extended("2024-04-10", "2024-03-29", "2024-05-31"), reported("2024-04-20"),
        paused("2024-04-25"), obsolete("2024-04-30"),
    ).verified("2024-04-05", new_due="2024-06-30").unchecked()  # fmt: skip
    found = [register.follow_up(on) for on in ("2024-04-05", "2024-06-15")]
    assert [(m.state, m.closed, m.reported, m.due, m.days_late, m.extensions) for m in found] == [
        (FollowUpState.VERIFIED, day("2024-04-05"), whole("2024-04-02"), day("2024-03-29"), 4, 0)
    ] * 2
    assert found[0].because == found[1].because


def test_what_was_reported_late_stays_late_in_a_pause():
    register = inspected(MARCH, reported("2024-04-05"), paused("2024-04-08"))
    late = register.follow_up("2024-05-31")
    assert (late.state, late.days_late, late.working_days_late, late.overdue) == (FollowUpState.PAUSED, 7, 5, False)


# -- recurrence


def twice(*, marked=False, months=24, second="2025-02-20", at="so-mot", category="gio-giac", **more):
    """A finding of 20/02/2024 that was remedied by 05/4/2024, and another one at a later inspection."""
    register = inspected(MARCH, reported("2024-03-28"), months=months, **more).verified("2024-04-05")
    register.inspection("02", second, at)
    mark = {"repeats": ["2024-01-f1"]} if marked else {}
    return register.finding(f"{second[:4]}-02", at=at, category=category, **mark)


def table(register):
    return {
        own.removeprefix("tinh-mau-kt-"): [
            (r.earlier.id.removeprefix("tinh-mau-kt-"), r.marked, r.because) for r in repeats
        ]
        for own, repeats in recurrences(register.corpus).items()
    }


UNRULED = (
    "cùng loại “Giờ giấc làm việc”, cùng cơ quan, trong 24 tháng; chưa có quy định nào của tỉnh để gọi là tái phạm"
)
FOUND = "cùng loại “Giờ giấc làm việc”, cùng cơ quan, trong 24 tháng mà “Khung chấm điểm” quy định"


@pytest.mark.parametrize("marked", [True, False])
def test_what_is_seen_again_is_a_recurrence_whether_it_is_marked_or_not(marked):
    register = twice(marked=marked)
    assert table(register) == {"2025-02-f1": [("2024-01-f1", marked, FOUND)]}
    assert register.changes("2024-04-04", "2025-03-01") == [
        ("2024-04-04", "reported"),
        ("2024-04-05", "verified"),
    ]
    first, again = register.follow_up("2025-02-20"), register.follow_up("2025-02-20", "2025-02-f1")
    assert first.because == (
        "đã báo cáo khắc phục ngày 28/3/2024, trong hạn 29/3/2024; Sở Nội vụ xác minh ngày 05/4/2024: đã khắc phục; "
        "lặp lại: ngày 20/02/2025 cuộc kiểm tra “Kiểm tra công vụ đợt 02” lại thấy tồn tại cùng loại"
    )
    assert (first.closed, first.open, first.repeated_by, first.repeats) == (
        day("2024-04-05"), False, (again.finding,), (),
    )  # fmt: skip
    assert (again.state, again.repeats, again.repeated_by) == (FollowUpState.OPEN, (first.finding,), ())
    assert register.follow_up("2025-02-19").repeated_by == ()


def test_deleting_the_mark_changes_no_matter():
    def shown(register):
        return {
            own: [getattr(m, f.name) for f in fields(m) if f.name not in ("finding", "holder", "owed_by", "remediation")
                  and not isinstance(getattr(m, f.name), tuple)]
            + [[r.id for r in (*m.repeats, *m.repeated_by)]]
            for own, m in register.follow_ups("2025-06-30").items()
        }  # fmt: skip

    assert shown(twice(marked=True)) == shown(twice(marked=False))


def test_without_an_issued_rule_what_comes_back_is_no_recurrence_but_is_told():
    for register in (twice(months=None), twice(months=None).framework(24, issued=False)):
        assert table(register) == {"2025-02-f1": [("2024-01-f1", False, UNRULED)]}
        first, again = register.follow_up("2025-02-20"), register.follow_up("2025-02-20", "2025-02-f1")
        assert (first.state, again.state) == (FollowUpState.VERIFIED, FollowUpState.OPEN)
        assert (again.repeats, again.alike) == ((), (first.finding,))
        assert first.because.endswith(
            "; lặp lại: ngày 20/02/2025 cuộc kiểm tra “Kiểm tra công vụ đợt 02” lại thấy tồn tại cùng loại"
        )
    marked = twice(months=None, marked=True).follow_up("2025-02-20", "2025-02-f1")
    assert ([earlier.id for earlier in marked.repeats], marked.alike) == (["tinh-mau-kt-2024-01-f1"], ())


def test_what_comes_back_before_it_was_remedied_stays_open():
    register = inspected(MARCH, planned("2024-03-20"), months=24).inspection("02", "2024-06-03").finding("2024-02")
    assert register.changes("2024-03-30", "2024-06-05") == [
        ("2024-03-30", "in-progress overdue"),
    ]
    back = register.follow_up("2024-06-03")
    assert (back.open, back.days_late) == (True, 66)
    assert back.because == (
        "đã có kế hoạch khắc phục ngày 20/3/2024; chưa báo cáo kết quả; hạn là 29/3/2024, đã quá 66 ngày "
        "(trong đó 43 ngày làm việc); lặp lại: ngày 03/6/2024 cuộc kiểm tra “Kiểm tra công vụ đợt 02” lại thấy tồn tại "
        "cùng loại"
    )


@pytest.mark.parametrize(
    ("months", "second", "repeats"),
    [
        (12, "2025-02-20", "repeats"), (12, "2025-02-21", ""), (24, "2025-02-21", "repeats"),
        (None, "2024-06-03", "alike"), (None, "2026-02-20", "alike"), (None, "2026-02-21", ""),
    ],
)  # fmt: skip
def test_the_window_of_the_framework(months, second, repeats):
    register = twice(months=months, second=second)
    assert bool(table(register)) is bool(repeats)
    again = register.follow_up("2026-12-31", f"{second[:4]}-02-f1")
    assert [name for name in ("repeats", "alike") if getattr(again, name)] == ([repeats] if repeats else [])
    assert register.follow_up("2026-12-31").state == "verified"


def test_a_mark_counts_whatever_the_interval():
    register = twice(months=6, marked=True)
    assert table(register) == {"2025-02-f1": [("2024-01-f1", True, MARKED)]}
    assert [r.id for r in register.follow_up("2025-02-20", "2025-02-f1").repeats] == ["tinh-mau-kt-2024-01-f1"]


def test_the_framework_in_force_on_the_later_day_counts_the_province_s_own_first():
    register = twice(months=None).framework(6, "trung-uong-khung").framework(None, "tinh-mau-a-khung")
    assert table(register) == {}
    register.framework(24, "trung-uong-khung")
    assert list(table(register)) == ["2025-02-f1"]
    register.framework(6, "tinh-mau-b-khung", **{"from": "2025-02-20"})
    assert table(register) == {}
    register.framework(6, "tinh-mau-b-khung", **{"from": "2025-02-21"})
    assert list(table(register)) == ["2025-02-f1"]
    register.framework(6, "tinh-mau-b-khung", to="2025-02-19")
    assert list(table(register)) == ["2025-02-f1"]


def test_categories_above_and_below_are_the_same_kind_those_beside_are_not():
    def register(first, second):
        found = inspected(MARCH, reported("2024-03-28"), months=24).verified("2024-04-05")
        found.category("muon", "Đi muộn", "gio-giac").category("vang", "Vắng mặt", "gio-giac").category(
            "som", "S", "muon"
        )
        found.finding(category=first).inspection("02", "2024-06-03").finding("2024-02", category=second)
        return found

    pairs = {
        ("gio-giac", "muon"): True, ("muon", "gio-giac"): True, ("som", "gio-giac"): True, ("gio-giac", "som"): True,
        ("muon", "muon"): True, ("muon", "vang"): False, ("som", "vang"): False, ("muon", "tre-han"): False,
    }  # fmt: skip
    assert {pair: bool(table(register(*pair))) for pair in pairs} == pairs
    text = "“Đi muộn” và “Giờ giấc làm việc” thuộc cùng một loại, cùng cơ quan, trong 24 tháng mà “Khung chấm điểm” quy định"
    assert table(register("gio-giac", "muon")) == {"2024-02-f1": [("2024-01-f1", False, text)]}


def test_categories_within_each_other_in_a_circle_end():
    register = twice().category("gio-giac", "Giờ giấc", "muon").category("muon", "Đi muộn", "gio-giac").unchecked()
    assert list(table(register)) == ["2025-02-f1"]


def test_the_same_inspection_the_same_day_and_another_agency_are_no_recurrence():
    register = (
        inspected(MARCH, months=24).inspection(end="2024-02-21").inspection("02", "2024-02-20").finding("2024-02")
    )
    register.finding(name="f2", category="tre-han").finding(name="f3", category="tre-han", on="2024-02-21")
    register.inspection("03", "2024-06-03", "so-hai").finding("2024-03", at="so-hai")
    assert table(register) == {}


def test_all_earlier_ones_are_repeated_oldest_first():
    register = inspected(months=12)
    for name, on in (("02", "2024-12-02"), ("03", "2025-01-06"), ("04", "2025-03-03")):
        register.inspection(name, on).finding(f"{on[:4]}-{name}")
    assert {own: [earlier for earlier, _, _ in repeats] for own, repeats in table(register).items()} == {
        "2024-02-f1": ["2024-01-f1"],
        "2025-03-f1": ["2024-01-f1", "2024-02-f1"],
        "2025-04-f1": ["2024-02-f1", "2025-03-f1"],
    }
    text = f"{NOTHING_DONE}; kiến nghị không ấn định hạn; lặp lại: ngày 02/12/2024 cuộc kiểm tra “Kiểm tra công vụ đợt 02” "
    assert register.told("2024-12-31")[1] == f"{text}lại thấy tồn tại cùng loại"
    assert register.told("2025-12-31")[1] == f"{text}lại thấy tồn tại cùng loại, sau đó còn 1 lần"


# -- agencies that end


def test_an_open_finding_passes_to_the_one_successor():
    register = inspected({"by": "2024-05-10"}).ended("so-mot", "Sở Một", "2024-04-30", "so-hai")
    assert [(on, register.follow_up(on).holder.id, register.told(on)[1]) for on in ("2024-04-30", "2024-05-01", "2024-05-13")] == [
        ("2024-04-30", "tinh-mau-so-mot", f"{NOTHING_DONE}; hạn là 10/5/2024, còn 10 ngày"),
        (
            "2024-05-01", "tinh-mau-so-hai",
            f"{NOTHING_DONE}; hạn là 10/5/2024, còn 9 ngày; Sở Hai tiếp nhận việc khắc phục từ Sở Một ngày 01/5/2024",
        ),
        (
            "2024-05-13", "tinh-mau-so-hai",
            (f"{NOTHING_DONE}; hạn là 10/5/2024, đã quá 3 ngày (trong đó 1 ngày làm việc); "
            "Sở Hai tiếp nhận việc khắc phục từ Sở Một ngày 01/5/2024"),
        ),
    ]  # fmt: skip


def test_what_was_settled_stays_with_the_agency_that_ended():
    register = inspected(MARCH, reported("2024-03-28")).verified("2024-04-05")
    register.ended("so-mot", "Sở Một", "2024-04-30", "so-hai")
    assert register.follow_up("2025-12-31").holder.id == "tinh-mau-so-mot"


def test_days_between_the_end_of_an_agency_and_its_heir_are_nobodys() -> None:
    register = inspected(MARCH).succeeded("so-mot", "Sở Một", "2024-04-10", "so-hai", "2024-05-01").unchecked()
    found = register.follow_up("2024-05-20")
    assert "12 ngày khi việc ở Sở Một, 20 ngày khi chưa nơi nào giữ việc" in found.because
    assert found.days_late == 20
    assert ["đã quá hạn 12 ngày" in left.because for left in found.left] == [True]


@pytest.mark.parametrize(
    ("heirs", "events", "expected"),
    [
        (("so-hai", "so-ba"), [passed_on("2024-05-06", "so-ba")], {"2024-05-01": "so-mot", "2024-05-06": "so-ba"}),
        (("so-hai",), [passed_on("2024-05-06", "so-ba")], {"2024-05-01": "so-hai", "2024-05-06": "so-ba"}),
        (("so-hai", "so-ba"), [], {"2024-05-01": "so-mot", "2024-12-31": "so-mot"}),
        ((), [], {"2024-05-01": "so-mot", "2024-12-31": "so-mot"}),
        (("so-hai",), [passed_on("2024-04-15", "so-ba")], {"2024-04-14": "so-mot", "2024-04-15": "so-ba", "2024-05-01": "so-ba"}),
    ],
)  # fmt: skip
def test_who_answers_after_the_end_of_an_agency(heirs, events, expected):
    register = inspected(MARCH, *events).ended("so-mot", "Sở Một", "2024-04-30", *heirs).unchecked()
    assert {on: register.follow_up(on).holder.id.removeprefix("tinh-mau-") for on in expected} == expected


def test_of_several_successors_the_one_that_the_remediation_names():
    register = inspected(MARCH).remedied(did("2024-05-06"), by="so-ba").unchecked()
    register.ended("so-mot", "Sở Một", "2024-04-30", "so-hai", "so-ba")
    assert register.follow_up("2024-05-06").holder.id == "tinh-mau-so-ba"


def test_nobody_gets_later_after_the_end_of_an_agency_without_successor():
    register = inspected(MARCH).ended("so-mot", "Sở Một", "2024-04-03").unchecked()
    gone = "; Sở Một kết thúc hoạt động ngày 03/4/2024, sổ chưa ghi nơi tiếp nhận"
    late = register.follow_up("2024-12-31")
    assert (late.days_late, late.working_days_late, late.overdue) == (5, 3, True)
    assert late.because == (
        f"{NOTHING_DONE}; hạn là 29/3/2024, đã quá 5 ngày (trong đó 3 ngày làm việc) khi cơ quan kết thúc hoạt động{gone}"
    )
    register = inspected({"by": "2024-04-10"}).ended("so-mot", "Sở Một", "2024-04-03").unchecked()
    assert register.changes("2024-04-03", "2024-04-12") == [
        ("2024-04-03", "open soon"),
        ("2024-04-11", "no-information"),
    ]
    assert register.told("2024-04-11")[1] == f"{NOTHING_DONE}; hạn là 10/4/2024{gone}"


def test_agencies_that_succeed_each_other_in_a_circle_end():
    register = inspected(MARCH, months=24).unchecked()
    register.ended("so-mot", "Sở Một", "2024-04-30", "so-hai").ended("so-hai", "Sở Hai", "2024-05-31", "so-mot")
    assert register.follow_up("2024-06-30").holder.id == "tinh-mau-so-hai"
    assert findings.lineage(register.corpus, "tinh-mau-so-hai") == {"tinh-mau-so-mot", "tinh-mau-so-hai"}


def test_a_successor_repeats_what_was_seen_before_it():
    register = twice(at="so-hai").ended("so-mot", "Sở Một", "2024-12-31", "so-hai")
    text = "cùng loại “Giờ giấc làm việc”, cơ quan kế thừa, trong 24 tháng mà “Khung chấm điểm” quy định"
    assert table(register) == {"2025-02-f1": [("2024-01-f1", False, text)]}
    assert register.told("2025-02-20")[1].endswith(
        "; lặp lại: ngày 20/02/2025 cuộc kiểm tra “Kiểm tra công vụ đợt 02” lại thấy tồn tại cùng loại tại Sở Hai"
    )
    on_the_day = twice(at="so-hai", second="2025-01-01").ended("so-mot", "Sở Một", "2024-12-31", "so-hai")
    assert list(table(on_the_day)) == ["2025-02-f1"]
    assert table(twice(at="so-hai", second="2024-10-01").ended("so-mot", "Sở Một", "2024-12-31", "so-hai")) == {}


def test_a_successor_of_a_successor_repeats_too_but_nobody_repeats_what_came_after_it():
    def register(at, second):
        found = twice(at=at, second=second).ended("so-mot", "Sở Một", "2024-06-30", "so-hai")
        return found.ended("so-hai", "Sở Hai", "2024-12-31", "so-ba")

    assert list(table(register("so-ba", "2025-02-20"))) == ["2025-02-f1"]
    backward = inspected(MARCH, months=24).inspection("02", "2024-06-03", "so-hai").finding("2024-02", at="so-hai")
    assert table(backward.ended("so-hai", "Sở Hai", "2024-12-31", "so-mot")) == {}
    assert findings.lineage(register("so-ba", "2025-02-20").corpus, "tinh-mau-so-ba", day("2024-12-31")) == {
        "tinh-mau-so-ba"
    }


def test_who_was_handed_a_finding_repeats_it_from_that_day():
    def register(handed):
        found = inspected(MARCH, passed_on(handed, "so-ba"), months=24).inspection(
            "02", "2024-06-03", "so-ba", result=None
        )
        return found.finding("2024-02", at="so-ba").unchecked()

    assert list(table(register("2024-06-03"))) == ["2024-02-f1"]
    assert table(register("2024-06-04")) == {}


# -- what the public does not see


def test_of_what_is_withheld_nothing_is_told_and_nothing_counted():
    register = twice()
    found = register.follow_ups("2025-06-30")
    shown = withhold_follow_ups(found, Withheld(findings=frozenset({"2024-01-f1"})))
    hidden = shown["2024-01-f1"]
    assert (hidden.state, hidden.because, hidden.label) == (FollowUpState.NO_INFORMATION, UNTOLD, "Không có thông tin")
    assert (hidden.open, hidden.closed, hidden.overdue, hidden.due_soon, hidden.days_late, hidden.working_days_late) == (
        False, None, False, False, 0, None,
    )  # fmt: skip
    assert (hidden.due, hidden.reported, hidden.extensions, hidden.remediation, hidden.verifications) == (
        None,
        None,
        0,
        None,
        (),
    )
    assert shown["2025-02-f1"] is found["2025-02-f1"]


def test_every_state_has_a_label():
    assert set(LABELS) == set(FollowUpState)
    assert len(set(LABELS.values())) == len(LABELS)


# -- any course of events

WHEN = st.sampled_from([on.isoformat() for on in days("2024-02-20", "2024-05-20")])
LATER = st.sampled_from([on.isoformat() for on in days("2024-03-01", "2024-06-20")])
EVENT = st.one_of(
    st.builds(planned, WHEN),
    st.builds(did, WHEN),
    st.builds(progressed, WHEN),
    st.builds(reported, WHEN),
    st.builds(returned, WHEN),
    st.builds(paused, WHEN),
    st.builds(resumed, WHEN, st.one_of(st.none(), LATER)),
    st.builds(obsolete, WHEN),
    st.builds(moved, WHEN, LATER, LATER),
    st.builds(passed_on, WHEN, st.sampled_from(["so-mot", "so-hai", "so-ba"])),
)
VERDICT = st.tuples(
    WHEN,
    st.sampled_from(["da-khac-phuc", "mot-phan", "khong-dat", "tai-pham"]),
    st.one_of(st.just({}), st.builds(lambda on: {"new_due": on}, LATER)),
)
DUE = st.one_of(
    st.none(),
    st.builds(lambda on: {"by": on}, LATER),
    st.builds(lambda n, of: {"within": {"working_days": n, "of": of}}, st.integers(0, 30), st.sampled_from(["ban-hanh", "nhan", "phat-sinh"])),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    due=DUE,
    events=st.lists(EVENT, max_size=7),
    verdicts=st.lists(VERDICT, max_size=3, unique_by=lambda verdict: verdict[0]),
    again=st.one_of(st.none(), WHEN),
    ends=st.one_of(st.none(), WHEN),
)
def test_any_course_of_events_is_told_and_changes_only_on_its_days(due, events, verdicts, again, ends):
    register = inspected(due, months=24).remedied(*events).unchecked()
    for on, verdict, more in verdicts:
        register.verified(on, verdict, **more)
    if again:
        register.inspection("02", again).finding("2024-02")
    if ends:
        register.ended("so-mot", "Sở Một", ends, "so-hai")
    dated = {e["date"] for e in events} | {on for on, _, _ in verdicts} | {again, "2024-03-11"}
    turning = {e["date"] for e in events if e["type"] == "khong-ap-dung"} | {on for on, _, _ in verdicts} | {again}
    before = None
    for on in days("2024-02-20", "2024-06-25"):
        follow_up = register.follow_up(on)
        assert follow_up.because
        assert follow_up.because[-1] not in ". "
        assert "None" not in follow_up.because
        assert not (
            follow_up.overdue
            and (follow_up.due_soon or not follow_up.open or follow_up.due is None or follow_up.due >= on)
        )
        assert follow_up.days_late == 0 or follow_up.due is not None
        assert (follow_up.state is FollowUpState.NOT_APPLICABLE) <= (not follow_up.open)
        if before is not None and follow_up.state != before.state:
            assert on.isoformat() in dated
        if before is not None and follow_up.overdue and not before.overdue:
            assert on.isoformat() in dated or (before.due is not None and (on - before.due).days == 1)
        if before is not None and before.closed and not follow_up.closed:
            assert on.isoformat() in turning
        before = follow_up
