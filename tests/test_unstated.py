"""Nothing is derived from what a source does not state: no made-up day, seriousness or reason."""

from __future__ import annotations

import pytest
from follow_up_cases import Register, day
from standing_cases import DECISION, SAMPLE
from standing_cases import Register as Duties

from generator.domain import findings
from generator.domain.dates import Interval
from generator.domain.recurrence import recurrences
from generator.domain.text import vi_date
from generator.publish.derive.finding_judge import again

SPAN = {"end": "2024-02-24"}


def seen_in(register: Register, own: str = "tinh-mau-kt-2024-01-f1") -> Interval:
    return findings.seen_in(register.corpus, register.corpus.records[own])


@pytest.mark.parametrize(
    ("inspection", "finding", "first", "last", "counts"),
    [
        (SPAN, {}, "2024-02-10", "2024-02-24", "2024-02-24"),
        (SPAN, {"on": "2024-02-13"}, "2024-02-13", "2024-02-13", "2024-02-13"),
        ({"end": "2024-02-10"}, {}, "2024-02-10", "2024-02-10", "2024-02-10"),
        ({"end": None}, {}, "2024-02-10", "9999-12-31", "2024-02-10"),  # it has not ended
        (
            {**SPAN, "agencies": [{"body": "tinh-mau-so-mot", "on": "2024-02-12"}]},
            {}, "2024-02-12", "2024-02-12", "2024-02-12",
        ),
    ],
)  # fmt: skip
def test_the_days_on_which_it_can_have_been_seen(inspection, finding, first, last, counts) -> None:
    register = Register().calendars(2024).inspection("01", "2024-02-10").finding(**finding)
    record = register.files["tinh-mau/inspection/tinh-mau-kt-2024-01.yaml"]
    record.update(inspection)
    for name in [name for name, value in record.items() if value is None]:
        del record[name]
    assert seen_in(register) == Interval(day(first), day(last))
    own = register.corpus.records["tinh-mau-kt-2024-01-f1"]
    assert findings.seen_on(register.corpus, own) == day(counts)


def test_a_deadline_from_a_day_that_is_not_known_is_not_known() -> None:
    within = {"within": {"days": 30, "of": "phat-sinh"}}
    register = Register().calendars(2024).inspection("01", "2024-02-10", **SPAN).finding().recommend(within)
    found = register.follow_up("2024-12-31")
    assert (found.due, found.overdue) == (None, False)
    assert "hạn tính từ ngày phát hiện, sổ chưa ghi đúng ngày phát hiện" in found.because
    exact = Register().calendars(2024).inspection("01", "2024-02-10", **SPAN).finding(on="2024-02-13")
    assert exact.recommend(within).follow_up("2024-12-31").due == day("2024-03-14")


@pytest.mark.parametrize(
    ("start", "end", "repeats"),
    [
        ("2025-02-10", "2025-02-10", True),  # twelve months after the first day
        ("2025-02-09", "2025-02-11", False),  # perhaps after them
        ("2024-02-24", "2024-02-28", False),  # perhaps on the same day
        ("2024-02-25", "2024-02-28", True),
    ],
)
def test_a_recurrence_is_certain_or_none(start: str, end: str, repeats: bool) -> None:
    register = Register(months=12).calendars(2024, 2025).inspection("01", "2024-02-10", **SPAN).finding()
    register.inspection("02", start, end=end).finding(f"{start[:4]}-02")
    own = f"tinh-mau-kt-{start[:4]}-02-f1"
    assert any(r.recurrent for r in recurrences(register.corpus).get(own, ())) is repeats


def test_the_interval_is_told() -> None:
    assert again(None, Interval(day("2024-02-10"), day("2024-02-24")), more=0, elsewhere="") == (
        "lặp lại: từ 10/02/2024 đến 24/02/2024 lại thấy tồn tại cùng loại"
    )


def test_seriousness_may_be_unstated_and_asks_for_no_recommendation() -> None:
    register = Register().calendars(2024).inspection().finding()
    register.files["tinh-mau/finding/tinh-mau-kt-2024-01-f1.yaml"]["seriousness"] = "khong-neu"
    assert [p.code for p in register.examined().problems if p.record == "tinh-mau-kt-2024-01-f1"] == []


def test_a_reason_may_be_unstated() -> None:
    pause = {"type": "tam-dung", "date": "2024-02-01", "reason_state": "khong-neu", "source": SAMPLE}
    register = Duties().task(due={"by": "2024-05-31"}).rollout("so-mot", pause)
    assert register.said("2024-03-01") == ("paused", "tạm dừng từ ngày 01/02/2024: nguồn không nêu lý do")
    extended = {"type": "gia-han", "date": "2024-02-01", "old_due": "2024-05-31", "new_due": "2024-06-28",
                "reason_state": "khong-neu", "source": DECISION}  # fmt: skip
    assert Duties().task(due={"by": "2024-05-31"}).rollout("so-mot", extended).state("2024-06-01") == "open-in-time"


@pytest.mark.parametrize("given", [{}, {"reason": "Bão.", "reason_state": "khong-neu"}])
def test_but_one_of_the_two_is_said(given: dict) -> None:
    pause = {"type": "tam-dung", "date": "2024-02-01", "source": SAMPLE, **given}
    register = Duties().task(due={"by": "2024-05-31"}).rollout("so-mot", pause)
    assert [p.record for p in register.examined().problems if p.severity == "error"] == ["tinh-mau-5-ubnd-t1-so-mot"]


@pytest.mark.parametrize(
    ("signer", "sound"),
    [
        ({"post": "Chủ tịch", "capacity": "khong-neu"}, True),
        ({"post_state": "khong-neu", "capacity": "khong-neu"}, True),
        ({"capacity": "TM"}, False),
    ],
)
def test_a_signers_post_and_capacity_may_be_unstated(signer: dict, sound: bool) -> None:
    register = Duties()
    register.files["tinh-mau/directive/tinh-mau-5-ubnd.yaml"]["signer"] = signer
    errors = [p for p in register.examined().problems if p.severity == "error"]
    assert (errors == []) is sound


OPEN = {"open": {"why": "khong-neu-ngay"}, "as_written": "đúng hạn quy định"}
EXTENDED = {"type": "gia-han", "date": "2024-02-10", "new_due": "2024-03-29", "reason": "Bão.", "source": DECISION}
UNSAID = {**EXTENDED, "old_due_state": "khong-neu"}


@pytest.mark.parametrize(
    ("task", "event", "told"),
    [
        ({"due": OPEN}, UNSAID, []),
        ({}, UNSAID, []),
        ({"due": {"within": {"days": 5, "of": "nhan"}, "as_written": "5 ngày từ khi nhận"}}, UNSAID, []),
        ({"due": OPEN}, EXTENDED, ["field-missing"]),
        ({"due": OPEN}, {**UNSAID, "old_due": "2024-02-29"}, ["field-unfit"]),
        ({"due": {"by": "2024-02-29", "as_written": "29/02/2024"}}, UNSAID, ["extension-old-unsaid"]),
        ({"shape": "co-dieu-kien", "condition": "Có đơn", "events": [UNSAID]}, None, ["extension-old-unsaid"]),
    ],
)
def test_the_old_deadline_of_an_extension_may_be_unknown(task: dict, event: dict | None, told: list[str]) -> None:
    register = Duties().task(**task).rollout("so-mot", *filter(None, [event]))
    assert [p.code for p in register.examined().problems if p.severity == "error"] == told


def test_from_such_an_extension_on_the_new_deadline_counts() -> None:
    register = Duties().calendars(2024).task(due=OPEN).rollout("so-mot", UNSAID)
    assert [register.state(f"2024-{d}") for d in ("02-09", "02-10", "03-29", "03-30")] == [
        "no-deadline", "open-in-time", "due-soon", "open-overdue",
    ]  # fmt: skip


IN_FORCE = {"within": {"days": 30, "of": "hieu-luc"}, "as_written": "trong 30 ngày kể từ ngày có hiệu lực"}


@pytest.mark.parametrize(
    ("directive", "decision", "other", "due"),
    [
        ("2024-02-01", None, False, "2024-03-04"),  # 02/3/2024 is a Saturday
        (None, None, False, None),
        ("2024-02", None, False, None),
        ("2024-02-01", "2024-03-01", True, "2024-04-01"),
        ("2024-02-01", None, True, None),
    ],
)
def test_a_deadline_counts_from_the_day_on_which_a_text_comes_into_force(
    directive: str | None, decision: str | None, other: bool, due: str | None
) -> None:
    within = {**IN_FORCE["within"], **({"document": "tinh-mau-77-qd-2024"} if other else {})}
    register = Duties().calendars(2024).task(due={**IN_FORCE, "within": within}).rollout("so-mot")
    for path, start in (("directive/tinh-mau-5-ubnd", directive), ("document/tinh-mau-77-qd-2024", decision)):
        if start:
            register.files[f"tinh-mau/{path}.yaml"]["validity"] = {"from": start}
    told = register.said("2024-02-15")
    if due is None:
        because = "chưa hoàn thành; hạn tính từ ngày văn bản có hiệu lực, sổ không biết đúng ngày nào"
        assert told == ("no-information", because)
    else:
        assert (told[0], vi_date(day(due)) in told[1]) == ("open-in-time", True)


def test_which_text_is_named_only_where_the_deadline_counts_from_its_force() -> None:
    within = {"days": 30, "of": "nhan", "document": "tinh-mau-77-qd-2024"}
    register = Duties().task(due={**IN_FORCE, "within": within})
    assert [p.severity for p in register.examined().problems if p.record == "tinh-mau-5-ubnd-t1"] == ["error"]


@pytest.mark.parametrize(
    ("entry", "sound"),
    [
        ({"date_state": "khong-neu", "known_on": "2024-02-05"}, True),
        ({"date_state": "khong-neu"}, False),
        ({"date": "2024-02-01", "known_on": "2024-02-05"}, False),
        ({}, False),
    ],
)
def test_progress_may_be_reported_of_no_known_day(entry: dict, sound: bool) -> None:
    progress = {"type": "tien-do", "stage": "dang-lam", "source": SAMPLE, **entry}
    register = Duties().follow(full=False).task(due={"by": "2024-01-15"}, progress=[progress])
    assert ([p for p in register.examined().problems if p.severity == "error"] == []) is sound
    if sound:
        assert register.said("2024-02-06")[1].endswith(
            "sổ chưa có tin về kết quả; hạn là 15/01/2024; "
            "tin tiến độ gần nhất không rõ ngày, biết từ 05/02/2024: đang thực hiện"
        )
        assert "tin tiến độ" not in register.said("2024-02-04")[1]


WORK = {"date": "2024-02-05", "type": "tien-do", "stage": "dang-lam", "percent": 60, "source": SAMPLE}
BY_TWO = {**WORK, "by": {"body": "tinh-mau-so-hai"}}
HEARD = "tin tiến độ gần nhất ngày 05/02/2024{}: đang thực hiện; 60%"


def news(who: str = "") -> str:
    return HEARD.format(f", theo báo cáo của {who}" if who else "")


@pytest.mark.parametrize(
    ("leads", "task", "told"),
    [
        (["so-mot"], {"due": {"by": "2024-01-31"}, "progress": [WORK]}, {"so-mot": news()}),
        (["so-mot"], {"progress": [BY_TWO]}, {"so-mot": news("Sở Hai")}),  # who urges reports of it
        (["so-mot", "so-hai"], {"progress": [BY_TWO]}, {"so-mot": "", "so-hai": news("Sở Hai")}),
        (["so-mot", "so-hai"], {"progress": [WORK]}, {"so-mot": news(), "so-hai": news()}),
        (
            ["so-mot"],
            {"shape": "chi-tieu", "target": {"indicator": "Tỷ lệ", "operator": "ge", "value": 90, "unit": "%"},
             "due": {"by": "2024-01-31"}, "progress": [WORK]},
            {"so-mot": news()},
        ),
        (
            ["so-mot"],
            {"shape": "dinh-ky", "recurrence": {"every": "thang", "first": "2024-01", "days_after": 5}, "progress": [WORK]},
            {"so-mot": news()},
        ),
    ],
)  # fmt: skip
def test_progress_is_told_beside_no_information_of_whom_and_when_it_was_reported(
    leads: list[str], task: dict, told: dict[str, str]
) -> None:
    register = Duties().follow(full=False).task(*leads, **task)
    without = Duties().follow(full=False).task(*leads, **{k: v for k, v in task.items() if k != "progress"})
    on = "2024-03-20"
    assert set(register.table(on).values()) == set(without.table(on).values()) == {"no-information"}
    heard = {}
    for duty in register.duties(on):
        key = " ".join(filter(None, (duty.body.id.removeprefix("tinh-mau-"), duty.period.id if duty.period else "")))
        heard[key] = duty.standing.because.partition("tin tiến độ")
    assert {key: before[1] + before[2] for key, before in heard.items() if key in told} == told
    assert not any("tin tiến độ" in duty.standing.because for duty in register.duties("2024-02-04"))


def test_progress_is_told_of_what_nobody_has() -> None:
    register = Duties().task(progress=[WORK]).of_nobody()
    state, said = register.said("2024-03-20")
    assert (state, said.endswith(f"; {news()}")) == ("no-information", True)
