"""Scorecards: every measure counted from records, every point explained, and an independent reckoning of the total."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

import pytest
from hypothesis import given as given_any
from hypothesis import settings
from hypothesis import strategies as st
from standing_cases import DECISION, Register, confirmed, day, event, extended, returned, submitted

from generator.domain.text import vi_amount
from generator.model import Corpus, Document, Marks, Record
from generator.publish.derive.criteria import rounded
from generator.publish.derive.duties import duties
from generator.publish.derive.follow_ups import follow_ups
from generator.publish.derive.requests import requests
from generator.publish.derive.scores import Facts, Measured, Score, Scored, costs, scores
from generator.publish.stood import stood
from tests import example

SO_MOT = "tinh-mau-so-mot"
EVIDENCE = [{"document": "tinh-mau-77-qd-2024"}]
BANDS = [
    {"id": "xuat-sac", "title": "Xuất sắc", "from": 90},
    {"id": "tot", "title": "Tốt", "from": 70},
    {"id": "dat", "title": "Đạt", "from": 50},
    {"id": "chua-dat", "title": "Chưa đạt", "from": 0},
]


class Card(Register):
    """The small register with a framework, and ratings of its departments; a full list is kept of the province."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.listed()

    def framework(self, *criteria: dict[str, Any], **more: Any) -> Card:
        data = {"title": "Khung", "version": "1", "valid": {"from": 2020}, "bands": BANDS, **more}
        self.add("tinh-mau-khung", "framework", criteria=list(criteria), **data)
        return self

    def rating(self, *given: dict[str, Any], body: str = "so-mot", year: int = 2024, **more: Any) -> Card:
        points: dict[str, Any] = {"scores": list(given)} if given else {}
        if any("verified" in entry for entry in given):
            points["verified_by"] = "tinh-mau-ubnd" if body != "ubnd" else SO_MOT
        name = f"tinh-mau-diem-{year}-{body}"
        self.add(name, "rating", framework="tinh-mau-khung", agency=f"tinh-mau-{body}", year=year, **points, **more)
        return self

    def notice(self, name: str, kind: str, on: str, *bodies: str) -> Card:
        self.add(
            "tinh-mau-1-tb-2023", "document", type="thong-bao", number="1", symbol="TB-UBND", date="2023-12-01",
            issuer="tinh-mau-ubnd", title="Thông báo",
        )  # fmt: skip
        self.add(
            f"tinh-mau-nn-{name}", "notice", type=kind, agencies=[f"tinh-mau-{body}" for body in bodies or ("so-mot",)],
            on=on, because=f"Việc {name}.", document="tinh-mau-1-tb-2023",
        )  # fmt: skip
        return self

    def inspection(self, name: str, start: str, *dossiers: dict[str, Any], end: str | None = None) -> Card:
        own = {"dossiers": list(dossiers)} if dossiers else {}
        self.add(
            f"tinh-mau-kt-{name}", "inspection", title=f"Kiểm tra {name}", regime="kiem-tra", forms=["dot-xuat"],
            method="truc-tiep", by="tinh-mau-ubnd", start=start, end=end or start,
            agencies=[{"body": body} for body in dict.fromkeys([SO_MOT, *(d["agency"] for d in dossiers)])], **own,
        )  # fmt: skip
        return self

    def category(self) -> Card:
        self.add("tinh-mau-tre-han", "category", code="TRE-HAN", title="Trễ hạn", description="Hồ sơ trễ hạn.")
        return self

    def finding(self, inspection: str, name: str, due: str | None = None, **more: Any) -> Card:
        key, agency = f"tinh-mau-kt-{inspection}", more.pop("agency", SO_MOT)
        self.add(
            f"{key}-{name}", "finding", inspection=key, agency=agency, category="tinh-mau-tre-han",
            title=f"Tồn tại {name}", seen="Hồ sơ trễ hạn.", seriousness="it-nghiem-trong", **more,
        )  # fmt: skip
        if due:
            self.add(
                f"{key}-r-{name}", "recommendation", inspection=key, findings=[f"{key}-{name}"], addressee=agency,
                content="Khắc phục.", due={"by": due, "as_written": f"trước ngày {due}"},
            )  # fmt: skip
        return self

    def remedied(self, finding: str, reported: str, verified: str | None = None, verdict: str = "da-khac-phuc") -> Card:
        self.remediation(finding, event("bao-cao", reported, evidence=EVIDENCE))
        return self.verification(finding, verified, verdict) if verified else self

    def remediation(self, finding: str, *events: dict[str, Any]) -> Card:
        key = f"tinh-mau-kt-{finding}"
        self.add(f"{key}-kp", "remediation", finding=key, agency=SO_MOT, events=list(events))
        return self

    def verification(self, finding: str, on: str, verdict: str = "da-khac-phuc") -> Card:
        key = f"tinh-mau-kt-{finding}"
        self.add(
            f"{key}-xm1", "verification", remediation=f"{key}-kp", by="tinh-mau-ubnd", on=on,
            method="rut-mau", verdict=verdict, because="Đã xem hồ sơ.", evidence=EVIDENCE,
        )  # fmt: skip
        return self

    def asked(self, name: str, due: str, **answers: dict[str, Any]) -> Card:
        entries = [{"agency": f"tinh-mau-{body.replace('_', '-')}", **answer} for body, answer in answers.items()]
        self.add(
            f"tinh-mau-ph-{name}", "coordination", by="tinh-mau-ubnd", about=f"Góp ý {name}", asked="2024-01-20",
            due=due, answers=entries,
        )  # fmt: skip
        return self

    def feedback(self, name: str, due: str, handled: str | None = None) -> Card:
        done = {"handled": {"on": handled, "how": "Đã trả lời."}} if handled else {}
        self.add(
            f"tinh-mau-pa-{name}", "feedback", channel="cong-dvc", sender="doanh-nghiep", agency=SO_MOT,
            answerer=SO_MOT,
            received="2024-01-20", about="Hồ sơ chậm.", due=due, **done,
        )  # fmt: skip
        return self

    def scores(self, on: str = "2024-12-31") -> dict[str, Score]:
        as_of = day(on)
        facts = Facts(duties(self.corpus, as_of), follow_ups(self.corpus, as_of), requests(self.corpus, as_of))
        return scores(self.corpus, as_of, facts)

    def score(self, on: str = "2024-12-31", body: str = "so-mot", year: int = 2024) -> Score:
        return self.scores(on)[f"tinh-mau-diem-{year}-{body}"]

    def measured(self, measure: str, on: str = "2024-12-31", body: str = "so-mot", year: int = 2024) -> Measured:  # type: ignore[override]
        """A measure alone: the only criterion, or the only adjustment, of the framework."""
        if measure.startswith("so-"):
            adjusted = {"id": "a", "title": "Lần", "points_each": -1, "limit": 5, "measure": measure}
            self.framework(entered("1", 100), adjustments=[adjusted])
            found = self.rating(body=body, year=year).score(on, body, year).adjustments[0].measured
        else:
            found = (
                self.framework(computed("1", 100, measure))
                .rating(body=body, year=year)
                .score(on, body, year)
                .criteria[0]
                .measured
            )
        assert found is not None
        return found


def entered(name: str, most: Any, **more: Any) -> dict[str, Any]:
    return {"id": name, "title": f"Tiêu chí {name}", "max": most, "entered": True, **more}


def computed(name: str, most: Any, measure: str) -> dict[str, Any]:
    return {"id": name, "title": f"Tiêu chí {name}", "max": most, "measure": measure}


def group(name: str, most: Any, *parts: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "title": f"Tiêu chí {name}", "max": most, "criteria": list(parts)}


def dossier(
    name: str, due: str, back: str | None, *, chosen: str = "ngau-nhien", agency: str = SO_MOT, **more: Any
) -> dict[str, Any]:
    returned = {"returned": back} if back else {}
    return {
        "id": name,
        "agency": agency,
        "procedure": "Cấp phép",
        "chosen": chosen,
        "received": "2024-01-02",
        "due": due,
        **returned,
        **more,
    }


def counted(found: Measured) -> tuple[Decimal, int | None, list[tuple[str, bool, str, str, Decimal | None]]]:
    rows = [(i.record.id.removeprefix("tinh-mau-"), i.counted, i.period, i.because, i.value) for i in found.items]
    return found.numerator, found.denominator, rows


def tree(parts: tuple[Scored, ...]) -> list[tuple[Any, ...]]:
    return [(p.id, p.state, p.points, p.because, *([tree(p.criteria)] if p.criteria else [])) for p in parts]


# -- measures


def test_tasks_in_time_are_those_of_the_year_that_fell_due():
    card = Card().calendars(2024, 2025)
    due = {"t1": "2024-05-31", "t2": "2024-06-30", "t3": "2024-07-31", "t4": "2024-12-31", "t5": "2025-01-01"}
    for name, last in due.items():
        card.task(name=name, due={"by": last})
    card.task(name="t6").task(name="t7", shape="thuong-xuyen").task("so-hai", name="t8", due={"by": "2024-03-01"})
    card.rollout("so-mot", submitted("2024-05-31"), confirmed("2024-06-05"))
    card.rollout("so-mot", submitted("2024-07-02"), confirmed("2024-07-03"), name="t2")
    card.rollout("so-mot", submitted("2024-05-01"), confirmed("2024-05-02"), name="t5")
    first = "hoàn thành, nộp ngày 31/5/2024, được xác nhận ngày 05/6/2024, trong hạn 31/5/2024"
    second = (
        "hoàn thành, nộp ngày 02/7/2024, được xác nhận ngày 03/7/2024, chậm 1 ngày (trong đó 1 ngày làm việc) "
        "so với hạn 01/7/2024 (ngày 30/6/2024 là ngày nghỉ)"
    )
    third = "chưa hoàn thành; hạn là 31/7/2024, đã quá 153 ngày (trong đó 107 ngày làm việc)"
    assert counted(card.measured("nhiem-vu-dung-han")) == (
        Decimal(1),
        3,
        [
            ("5-ubnd-t1", True, "", first, None),
            ("5-ubnd-t2", False, "", second, None),
            ("5-ubnd-t3", False, "", third, None),
        ],
    )


def test_a_deadline_of_the_day_itself_has_not_passed():
    card = Card().calendars(2024).task(due={"by": "2024-05-31"})
    assert [card.measured("nhiem-vu-dung-han", on).denominator for on in ("2024-05-31", "2024-06-01")] == [0, 1]


def test_what_is_done_before_its_deadline_counts_when_that_has_come():
    card = Card().calendars(2024).task(due={"by": "2024-12-31"})
    card.rollout("so-mot", submitted("2024-03-01"), confirmed("2024-03-02"))
    assert [card.measured("nhiem-vu-dung-han", on).denominator for on in ("2024-12-30", "2024-12-31")] == [0, 1]


def test_periodic_reports_and_the_progress_of_each_task():
    card = Card().calendars(2024, 2025).task(shape="dinh-ky", recurrence={"every": "quy", "days_after": 5})
    card.report("so-mot", "2024-Q1", "2024-04-02").report("so-mot", "2024-Q2", "2024-07-09")
    card.task(name="t2", due={"by": "2024-03-01"}).rollout(
        "so-mot", submitted("2024-03-01"), confirmed("2024-03-01"), name="t2"
    )
    found = card.measured("bao-cao-dung-han")
    assert (found.numerator, found.denominator) == (Decimal(1), 3)
    assert [(i.record.id, i.counted, i.period) for i in found.items] == [
        ("tinh-mau-5-ubnd-t1", True, "quý I/2024"),
        ("tinh-mau-5-ubnd-t1", False, "quý II/2024"),
        ("tinh-mau-5-ubnd-t1", False, "quý III/2024"),
    ]
    assert counted(card.measured("tien-do-tru-25")) == (
        Decimal("1.50"),
        2,
        [
            (
                "5-ubnd-t1",
                False,
                "",
                "3 lần đến hạn trong năm, chậm 2 lần, trong đó 1 lần chưa nộp: phần chưa nộp không có điểm",
                Decimal("0.50"),
            ),
            ("5-ubnd-t2", True, "", "1 lần đến hạn trong năm, chậm 0 lần", Decimal(1)),
        ],
    )


def test_progress_does_not_go_below_nothing():
    card = Card().calendars(2024, 2025).task(shape="dinh-ky", recurrence={"every": "thang", "days_after": 5})
    found = card.measured("tien-do-tru-25")
    assert (found.numerator, found.denominator, found.items[0].because) == (
        Decimal(0), 1, "11 lần đến hạn trong năm, chậm 11 lần, trong đó 11 lần chưa nộp: phần chưa nộp không có điểm",
    )  # fmt: skip


def test_sampled_dossiers_and_apologies():
    card = Card().inspection(
        "2024-01",
        "2024-03-04",
        dossier("hs-01", "2024-02-01", "2024-02-01"),
        dossier("hs-02", "2024-02-01", "2024-02-02"),
        dossier("hs-03", "2024-02-01", None, apology="2024-02-01"),
        dossier("hs-04", "2024-03-05", None),
        dossier("hs-05", "2024-02-01", "2024-02-09", chosen="chu-dich"),
        dossier("hs-06", "2024-02-01", "2024-01-30", agency="tinh-mau-so-hai"),
        end="2024-03-05",
    )
    one = "hồ sơ 1 (Cấp phép): hẹn trả ngày 01/02/2024, trả ngày 01/02/2024"
    two = "hồ sơ 2 (Cấp phép): hẹn trả ngày 01/02/2024, trả ngày 02/02/2024"
    three = "hồ sơ 3 (Cấp phép): hẹn trả ngày 01/02/2024, đến ngày 05/3/2024 chưa trả"
    five = "hồ sơ 5 (Cấp phép): hẹn trả ngày 01/02/2024, trả ngày 09/02/2024"
    assert counted(card.measured("ho-so-dung-han")) == (
        Decimal(1),
        3,
        [
            ("kt-2024-01", True, "", one, None),
            ("kt-2024-01", False, "", two, None),
            ("kt-2024-01", False, "", three, None),
        ],
    )
    assert counted(card.measured("ho-so-xin-loi")) == (
        Decimal(1),
        3,
        [
            ("kt-2024-01", False, "", f"{two}; không có thư xin lỗi", None),
            ("kt-2024-01", True, "", f"{three}; xin lỗi ngày 01/02/2024", None),
            ("kt-2024-01", False, "", f"{five}; không có thư xin lỗi", None),
        ],
    )
    assert card.measured("ho-so-dung-han", "2024-03-03").denominator == 0


def test_findings_remedied_in_time_and_verified():
    card = Card().calendars(2024).category().inspection("2024-01", "2024-03-04")
    for name in ("f1", "f2", "f3", "f4", "f5"):  # f3 and f4 were reported in time, and wait for others
        card.finding("2024-01", name, "2024-05-31")
    card.finding("2024-01", "f6", "2025-05-31").finding("2024-01", "f7")
    card.remedied("2024-01-f1", "2024-05-31", "2024-06-10")
    card.remedied("2024-01-f2", "2024-06-03", "2024-06-10")
    card.remedied("2024-01-f3", "2024-05-20", "2024-06-10", "khong-dat")
    card.remedied("2024-01-f4", "2024-05-20")
    names = {f"tinh-mau-kt-2024-01-f{i}": f"f{i}" for i in range(1, 8)}
    in_time, verified = card.measured("khac-phuc-dung-han"), card.measured("khac-phuc-xac-minh")
    assert {names[i.record.id]: i.counted for i in in_time.items} == {
        "f1": True, "f2": False, "f5": False,
    }  # fmt: skip
    assert {names[i.record.id]: i.counted for i in verified.items} == {
        "f1": True, "f2": True, "f5": False,
    }  # fmt: skip
    assert (in_time.numerator, in_time.denominator, verified.numerator, verified.denominator) == (1, 3, 2, 3)
    assert card.measured("khac-phuc-xac-minh", "2024-06-09").denominator == 1  # f2 waits as well
    assert card.measured("khac-phuc-xac-minh", "2024-05-31").denominator == 0
    assert len(card.measured("so-phat-hien").items) == 7
    assert card.measured("so-tai-pham").items == ()


def test_a_recurrence_counts_without_a_mark():
    card = Card().calendars(2024).category().inspection("2024-01", "2024-03-04").inspection("2024-02", "2024-09-09")
    card.finding("2024-01", "f1").finding("2024-02", "f1")
    card.framework(
        entered("1", 100),
        recurrence_months=12,
        document="tinh-mau-77-qd-2024",
        adjustments=[{"id": "a", "title": "Tái phạm", "points_each": -2, "limit": 6, "measure": "so-tai-pham"}],
    )
    (adjusted,) = card.rating(given("1", 90)).score().adjustments
    assert counted(adjusted.measured) == (
        Decimal(1),
        None,
        [("kt-2024-02-f1", True, "", "phát hiện ngày 09/9/2024, lặp lại phát hiện trước: Tồn tại f1", None)],
    )


def test_notices_of_the_year_by_kind():
    card = Card()
    card.notice("1", "nhac-nho", "2024-01-01").notice("2", "phe-binh", "2024-12-31", "so-mot", "so-hai")
    card.notice("3", "nhac-nho", "2023-12-31").notice("4", "nhac-nho", "2024-06-01", "so-hai")
    card.notice("5", "bieu-duong", "2024-02-02").notice("6", "mo-hinh-tot", "2024-03-03")
    assert [i.because for i in card.measured("so-nhac-nho").items] == [
        "ngày 01/01/2024: Việc 1.",
        "ngày 31/12/2024: Việc 2.",
    ]
    assert len(card.measured("so-nhac-nho", "2024-12-30").items) == 1
    card.notice("7", "nhac-nho", "2024-09")
    assert [len(card.measured("so-nhac-nho", day).items) for day in ("2024-09-29", "2024-09-30")] == [1, 2]
    assert card.measured("so-nhac-nho", "2024-09-30").items[-1].because.startswith("trong tháng 9/2024: ")
    assert [i.because for i in card.measured("so-bieu-duong").items] == [
        "ngày 02/02/2024: Việc 5.",
        "ngày 03/3/2024: Việc 6.",
    ]


def test_what_was_asked_and_what_people_complained_of():
    clear, vague = {"position": "ro-rang"}, {"position": "chung-chung"}
    card = Card().calendars(2024, 2025)
    card.asked("1", "2024-05-02", so_mot={"on": "2024-05-02", **clear}, so_hai={"on": "2024-05-20", **vague})
    card.asked("2", "2024-05-02", so_mot={"on": "2024-05-03", **vague})
    card.asked("3", "2024-05-02", so_mot={})
    card.asked("4", "2025-01-02", so_mot={"on": "2024-06-02", **clear})
    card.feedback("1", "2024-05-02", "2024-05-02").feedback("2", "2024-05-02", "2024-05-03").feedback("3", "2024-05-02")
    card.feedback("4", "2024-12-31")
    late = "đã trả lời ngày 03/5/2024, chậm 1 ngày (trong đó 1 ngày làm việc) so với hạn 02/5/2024"
    assert counted(card.measured("phoi-hop-dung-han")) == (
        Decimal(1),
        3,
        [
            ("ph-1", True, "", "đã trả lời ngày 02/5/2024, trong hạn 02/5/2024", None),
            ("ph-2", False, "", f"{late}; trả lời chung chung, không rõ quan điểm", None),
            ("ph-3", False, "", "chưa trả lời; hạn là 02/5/2024, đã quá 243 ngày (trong đó 172 ngày làm việc)", None),
        ],
    )  # fmt: skip
    assert counted(card.measured("phoi-hop-ro-rang")) == (
        Decimal(1),
        2,
        [
            ("ph-1", True, "", "trả lời có quan điểm", None),
            ("ph-2", False, "", "trả lời chung chung, không nêu quan điểm", None),
        ],
    )
    found = card.measured("phan-anh-dung-han")
    assert (found.numerator, found.denominator, [i.counted for i in found.items]) == (1, 3, [True, False, False])


# -- whose it was


def merged(*heirs: str) -> Card:
    """Sở Cũ ended with June 2024; a task fell due before, one after; it was reminded in March."""
    card = Card().calendars(2024, 2025).ended("so-cu", "Sở Cũ", "2024-06-30", *heirs)
    card.add(
        "tinh-mau-so-moi", "agency", names=[{"name": "Sở Mới của tỉnh Mẫu"}], kind="so", level="tinh",
        valid={"from": "2024-07-01"},
    )  # fmt: skip
    card.task("so-cu", due={"by": "2024-05-31"}).task("so-cu", name="t2", due={"by": "2024-09-30"})
    card.notice("1", "nhac-nho", "2024-03-01", "so-cu")
    adjusted = {"id": "a", "title": "Nhắc nhở", "points_each": -1, "limit": 5, "measure": "so-nhac-nho"}
    card.framework(computed("1", 100, "nhiem-vu-dung-han"), adjustments=[adjusted])
    return card.rating(body="so-cu").rating(body="so-moi")


def shares(card: Card, on: str = "2024-12-31") -> dict[str, tuple[list[str], int]]:
    return {
        name.rpartition("2024-")[2]: (
            [i.record.id.rpartition("-")[2] for i in score.criteria[0].measured.items],
            len(score.adjustments[0].measured.items),
        )
        for name, score in card.scores(on).items()
        if score.criteria[0].measured
    }


def test_a_successor_is_not_scored_by_what_the_one_before_it_did():
    assert shares(merged("so-moi")) == {"so-cu": (["t1"], 1), "so-moi": (["t2"], 0)}


MARCH = {"by": "2024-03-29"}
LATER = (
    event("gia-han", "2024-04-20", old_due="2024-03-29", new_due="2024-05-30", reason="Bão", source=DECISION),
    submitted("2024-05-20"), confirmed("2024-05-22"),
)  # fmt: skip


@pytest.mark.parametrize(("done", "expected"), [((), (0, 0)), (LATER, (1, 1))], ids=["not done", "extended, in time"])
def test_what_one_that_ended_left_late_counts_there_alone_and_once(done, expected):
    card = Card().calendars(2024).ended("so-hai", "Sở Hai", "2024-04-10", "so-mot").task("so-hai", due=MARCH)
    if done:
        card.rollout("so-mot", *done)
    found = [card.measured("nhiem-vu-dung-han", body=body) for body in ("so-hai", "so-mot")]
    assert [(int(one.numerator), one.denominator) for one in found] == [(0, 1), expected]


def test_a_later_reorganisation_takes_nothing_from_the_year_before():
    card = merged("so-moi").rating(body="so-moi", year=2025)
    (rate,) = card.score("2025-12-31", "so-moi", 2025).criteria
    assert rate.measured is not None
    assert rate.measured.items == ()


def test_late_by_two_deadlines_is_late_twice():
    card = Card().calendars(2024).task(due=MARCH).task(name="t2", due=MARCH)
    card.rollout("so-mot", LATER[0], submitted("2024-06-05"), confirmed("2024-06-06"))
    card.rollout("so-mot", submitted("2024-03-20"), confirmed("2024-03-22"), name="t2")
    assert card.measured("tien-do-tru-25").numerator == Decimal("1.5")


def test_a_finding_stays_with_the_one_of_several_that_let_its_deadline_pass():
    card = Card().calendars(2024).category()
    for name in ("so-cu", "so-xua"):
        card.ended(name, name, "2024-06-30", "so-moi")
    card.agency("so-moi", "Sở Mới", valid={"from": "2024-07-01"})
    card.inspection("2024-01", "2024-03-04", dossier("hs-01", "2024-02-01", "2024-02-02", agency="tinh-mau-so-xua"))
    card.finding("2024-01", "f1", "2024-05-31", agency="tinh-mau-so-xua")
    card.finding("2024-01", "f2", "2024-09-30", agency="tinh-mau-so-xua")
    found = {
        body: [i.record["title"] for i in card.measured("khac-phuc-dung-han", body=body).items]
        for body in ("so-cu", "so-xua", "so-moi")
    }
    assert found == {"so-cu": [], "so-xua": ["Tồn tại f1"], "so-moi": ["Tồn tại f2"]}


REPORT = event("bao-cao", "2024-06-20", evidence=EVIDENCE)
TAKEN = event("chuyen", "2024-05-25", to="tinh-mau-so-hai")
MOVED = event("gia-han", "2024-06-05", old_due="2024-05-15", new_due="2024-06-28", reason="Bão", source=DECISION)
RESTS = event("tam-dung", "2024-06-05", reason="Chờ")
GONE = event("khong-ap-dung", "2024-06-05", reason="Bãi bỏ", source=DECISION)
BACK = event("chuyen", "2024-06-01", to="tinh-mau-so-mot")
TAKEN_LATE = {
    "not moved": ([TAKEN], False, ("2024-07-31", (0, 1), (0, 0))),
    "extended": ([TAKEN, MOVED], False, ("2024-06-20", (0, 1), (0, 0))),
    "extended, and late again": ([TAKEN, MOVED], False, ("2024-07-31", (0, 1), (0, 1))),
    "extended, reported in time": ([TAKEN, MOVED, REPORT], False, ("2024-06-25", (0, 0), (0, 0))),
    "extended, remedied in time": ([TAKEN, MOVED, REPORT], True, ("2024-07-31", (0, 1), (1, 1))),
    "paused": ([TAKEN, RESTS], False, ("2024-07-31", (0, 1), (0, 0))),
    "no longer applicable": ([TAKEN, GONE], False, ("2024-07-31", (0, 1), (0, 0))),
    "extended, and then taken over": ([MOVED | {"date": "2024-05-20"}, TAKEN, REPORT], True, ("2024-07-31", (0, 1), (1, 1))),
    "taken over in time": ([TAKEN | {"date": "2024-05-10"}, MOVED, REPORT], True, ("2024-07-31", (0, 0), (0, 1))),
    "back, extended, remedied in time": ([TAKEN, BACK, MOVED, REPORT], True, ("2024-07-31", (0, 1), (0, 0))),
}  # fmt: skip
"""What became of a finding due on 15/5/2024; then of how many it was in time at who had it first, and at the receiver."""


@pytest.mark.parametrize(("events", "verified", "expected"), TAKEN_LATE.values(), ids=TAKEN_LATE)
def test_a_finding_taken_over_late_counts_where_it_grew_late(events, verified, expected):
    on, *shares = expected

    def counted(body: str) -> tuple[int, int | None]:
        card = Card(issued="2024-01-15").calendars(2024, 2025).category().inspection("2024-01", "2024-03-04")
        card.finding("2024-01", "f1", "2024-05-15").remediation("2024-01-f1", *events)
        if verified:
            card.verification("2024-01-f1", "2024-07-01")
        found = card.measured("khac-phuc-dung-han", on, body)
        return int(found.numerator), found.denominator

    assert [counted(body) for body in ("so-mot", "so-hai")] == shares


def test_one_of_two_successors_does_not_take_what_was_not_its_own():
    assert shares(merged("so-moi", "so-hai")) == {"so-cu": (["t1"], 1), "so-moi": ([], 0)}


# -- points


def given(name: str, verified: Any = None, own: Any = None, **more: Any) -> dict[str, Any]:
    points = {key: value for key, value in (("verified", verified), ("self", own)) if value is not None}
    return {"criterion": name, **points, **more}


def test_a_whole_score_with_every_point_explained():
    card = Card().inspection(
        "2024-01", "2024-03-04", *(dossier(f"hs-{i}", "2024-02-01", f"2024-02-0{1 if i < 2 else 2}") for i in range(3))
    )
    card.notice("1", "nhac-nho", "2024-01-05").notice("2", "phe-binh", "2024-02-05").notice(
        "3", "bieu-duong", "2024-03-05"
    )
    card.framework(
        group(
            "1",
            60,
            group("1-1", 40, computed("1-1-a", 30, "ho-so-dung-han"), computed("1-1-b", 10, "ho-so-xin-loi")),
            group("1-2", 20, computed("1-2-a", 12, "phan-anh-dung-han"), entered("1-2-b", 8)),
        ),
        group("2", 30, entered("2-1", 10), entered("2-2", 20)),
        group("3", 10, computed("3-1", 5, "nhiem-vu-dung-han"), entered("3-2", 5)),
        adjustments=[
            {"id": "tru", "title": "Nhắc nhở", "points_each": "-1.5", "limit": "2.5", "measure": "so-nhac-nho"},
            {"id": "cong", "title": "Biểu dương", "points_each": 1, "limit": 3, "measure": "so-bieu-duong"},
        ],
    )
    card.rating(
        given("1-2-b", "6.5", 8, because="Thiếu một biên bản."),
        given("2-1", own=9),
        given("2-2", 15, 15),
        given("3-2", not_applicable="Cơ quan không có đơn vị sự nghiệp."),
    )
    score = card.score()
    shared = "điểm chia cho các tiêu chí còn lại trong nhóm"
    assert tree(score.criteria) == [
        ("1", "group", Decimal("36.25"), "20 + 16,25 = 36,25 điểm", [
            ("1-1", "group", Decimal("20.00"), "20 + 0 = 20 điểm", [
                ("1-1-a", "computed", Decimal("20.00"), "2/3 hồ sơ trả đúng hạn × 30 điểm tối đa = 20 điểm"),
                ("1-1-b", "computed", Decimal("0.00"), "0/1 hồ sơ trễ hạn có thư xin lỗi × 10 điểm tối đa = 0 điểm"),
            ]),
            ("1-2", "group", Decimal("16.25"),
             "6,5/8 điểm, quy về thang 20 = 16,25 điểm (điểm của 1-2-a chia cho các tiêu chí có điểm)", [
                ("1-2-a", "not-applicable", None, f"không có phản ánh nào đến hạn trong năm 2024: không áp dụng, {shared}"),
                ("1-2-b", "verified", Decimal("6.50"), "thẩm định 6,5 trên 8 điểm tối đa (tự chấm 8 điểm): Thiếu một biên bản"),
            ]),
        ]),
        ("2", "group", Decimal("22.50"),
         "15/20 điểm, quy về thang 30 = 22,5 điểm (điểm của 2-1 chia cho các tiêu chí có điểm)", [
            ("2-1", "pending", None, "tự chấm 9 điểm, chưa thẩm định; điểm tạm chia cho các tiêu chí còn lại trong nhóm"),
            ("2-2", "verified", Decimal("15.00"), "thẩm định 15 trên 20 điểm tối đa (tự chấm 15 điểm)"),
        ]),
        ("3", "not-applicable", None, "không tiêu chí thành phần nào áp dụng; điểm được chia cho các tiêu chí còn lại cùng cấp", [
            ("3-1", "not-applicable", None,
             f"không có nhiệm vụ có theo dõi nào đến hạn trong năm 2024: không áp dụng, {shared}"),
            ("3-2", "not-applicable", None, f"không áp dụng: Cơ quan không có đơn vị sự nghiệp; {shared}"),
        ]),
    ]  # fmt: skip
    assert [(a.id, a.points, a.because) for a in score.adjustments] == [
        ("tru", Decimal("-2.50"), "2 lần × −1,5 điểm = −3 điểm, tối đa 2,5 điểm nên tính −2,5 điểm"),
        ("cong", Decimal("1.00"), "1 lần × 1 điểm = 1 điểm"),
    ]
    assert (score.total, score.maximum, score.band, score.band_title, score.provisional, score.rank) == (
        None, Decimal(100), "", "Chưa đủ điểm để xếp loại", True, 0,
    )  # fmt: skip
    assert score.because == "còn tiêu chí chưa được thẩm định nên chưa nêu tổng điểm, chưa xếp mức và thứ hạng"
    # Criterion 3 does not apply: of the others, a point counts 100/90 in the total.
    assert [(i, c.criterion, c.points, c.in_total) for i, own in costs(card.scores()).items() for c in own] == [
        ("tinh-mau-kt-2024-01", "1-1-a", Decimal("-10.00"), Decimal("-11.11")),
        ("tinh-mau-kt-2024-01", "1-1-b", Decimal("-10.00"), Decimal("-11.11")),
        ("tinh-mau-nn-1", "tru", Decimal("-1.5"), Decimal("-1.5")),
        ("tinh-mau-nn-2", "tru", Decimal("-1.0"), Decimal("-1.0")),
        ("tinh-mau-nn-3", "cong", Decimal(1), Decimal(1)),
    ]


@pytest.mark.parametrize(
    ("most", "late", "of", "points"),
    [
        ("0.01", 1, 2, "0.01"),
        ("0.03", 1, 2, "0.02"),
        ("1", 1, 3, "0.67"),
        ("1", 2, 3, "0.33"),
        ("1", 1, 8, "0.88"),
        ("0.13", 1, 2, "0.07"),
    ],
)
def test_rounding_is_half_up_at_the_criterion(most, late, of, points):
    dossiers = [dossier(f"hs-{i}", "2024-02-01", f"2024-02-0{2 if i < late else 1}") for i in range(of)]
    card = Card().inspection("2024-01", "2024-03-04", *dossiers)
    rest = str(Decimal(100) - Decimal(most))
    score = card.framework(computed("1", most, "ho-so-dung-han"), entered("2", rest)).rating(given("2", 0)).score()
    assert (score.criteria[0].points, score.total) == (Decimal(points), Decimal(points))


def test_rounding_and_writing_of_numbers():
    halves = [
        Fraction(1, 200),
        Fraction(-1, 200),
        Fraction(149, 10000),
        Fraction(0),
        Decimal("2.675"),
        Decimal("-2.675"),
    ]
    assert [str(rounded(half)) for half in halves] == ["0.01", "-0.01", "0.01", "0.00", "2.68", "-2.68"]
    assert [vi_amount(Decimal(n)) for n in ("36.50", "-2.00", "0.00", "-0.00", "100", "1E+2")] == [
        "36,5",
        "−2",
        "0",
        "0",
        "100",
        "100",
    ]


@pytest.mark.parametrize(
    ("points", "band"),
    [
        ("100", "xuat-sac"),
        ("90", "xuat-sac"),
        ("89.99", "tot"),
        ("70", "tot"),
        ("69.99", "dat"),
        ("50", "dat"),
        ("49.99", "chua-dat"),
        ("0", "chua-dat"),
    ],
)
def test_bands_take_in_their_threshold(points, band):
    assert Card().framework(entered("1", 100)).rating(given("1", points)).score().band == band


@pytest.mark.parametrize(
    ("base", "adjusted", "kind", "sums"),
    [
        ("2", ("-3", 10), "nhac-nho", "2 − 6 = −4 điểm; không dưới 0 điểm; tổng điểm 0"),
        ("99", ("3", 10), "bieu-duong", "99 + 6 = 105 điểm; không quá 100 điểm; tổng điểm 100"),
        ("50", ("-3", 5), "nhac-nho", "50 − 5 = 45 điểm; tổng điểm 45"),
        ("50", ("-3", 6), "nhac-nho", "50 − 6 = 44 điểm; tổng điểm 44"),
        ("50", ("3", 10), "nhac-nho", "50 + 0 = 50 điểm; tổng điểm 50"),
    ],
)
def test_the_total_stays_on_the_scale(base, adjusted, kind, sums):
    measure = "so-nhac-nho" if adjusted[0] == "-3" else "so-bieu-duong"
    card = Card().notice("1", kind, "2024-01-05").notice("2", kind, "2024-02-05")
    entry = {"id": "a", "title": "Thêm bớt", "points_each": adjusted[0], "limit": adjusted[1], "measure": measure}
    score = card.framework(entered("1", 100), adjustments=[entry]).rating(given("1", base)).score()
    assert score.because == f"tổng các tiêu chí: {base} điểm; điểm cộng, điểm trừ: {sums}"
    assert score.points == sums.rpartition(" ")[2]


@pytest.mark.parametrize(("entries", "provisional"), [((), True), ((given("1", not_applicable="Không có."),), False)])
def test_without_any_points_there_is_no_band_and_no_rank(entries, provisional):
    score = Card().framework(entered("1", 100)).rating(*entries).score()
    assert (score.total, score.band, score.band_title, score.provisional, score.rank, score.because) == (
        None, "", "Chưa có điểm để xếp loại", provisional, 0,
        "không có tiêu chí nào có điểm: mọi tiêu chí không áp dụng hoặc chưa được thẩm định",
    )  # fmt: skip


def test_a_record_costs_nothing_more_beyond_the_limit():
    card = Card()
    for name in ("1", "2", "3"):
        card.notice(name, "nhac-nho", f"2024-01-0{name}")
    adjusted = {"id": "a", "title": "Nhắc nhở", "points_each": -2, "limit": 3, "measure": "so-nhac-nho"}
    card.framework(entered("1", 100), adjustments=[adjusted]).rating(given("1", 90))
    found = costs(card.scores())
    assert {name: [(c.criterion, c.points, c.because) for c in own] for name, own in found.items()} == {
        "tinh-mau-nn-1": [("a", Decimal(-2), "ngày 01/01/2024: Việc 1.")],
        "tinh-mau-nn-2": [("a", Decimal(-1), "ngày 02/01/2024: Việc 2.")],
        "tinh-mau-nn-3": [("a", Decimal(0), "ngày 03/01/2024: Việc 3.")],
    }


# -- an independent reckoning

POINTS = st.integers(1, 4000).map(lambda n: Fraction(n, 100))


def number(points: Fraction) -> str:
    return str(Decimal(points.numerator) / Decimal(points.denominator))


@st.composite
def nodes(draw: st.DrawFn, name: str = "1", depth: int = 0) -> dict[str, Any]:
    """A criterion: {id, max} and parts, or what was counted of how many, or verified points, or neither."""
    kind = draw(
        st.sampled_from(("rate", "late", "verified", "absent", "pending") + (("group",) * 3 if depth < 2 else ()))
    )
    if kind == "group":
        parts = [draw(nodes(f"{name}-{i}", depth + 1)) for i in range(draw(st.integers(1, 3)))]
        return {"id": name, "max": sum((part["max"] for part in parts), Fraction(0)), "kind": kind, "parts": parts}
    most = draw(POINTS)
    share = draw(st.integers(0, 100))
    return {"id": name, "max": most, "kind": kind, "verified": Fraction(floor(most * share), 100)}


def as_criterion(node: dict[str, Any]) -> dict[str, Any]:
    base = {"id": node["id"], "title": "Tiêu chí", "max": number(node["max"])}
    match node["kind"]:
        case "group":
            return {**base, "criteria": [as_criterion(part) for part in node["parts"]]}
        case "rate":
            return {**base, "measure": "ho-so-dung-han"}
        case "late":
            return {**base, "measure": "ho-so-xin-loi"}
        case _:
            return {**base, "entered": True}


def as_entries(node: dict[str, Any]) -> list[dict[str, Any]]:
    match node["kind"]:
        case "group":
            return [entry for part in node["parts"] for entry in as_entries(part)]
        case "verified":
            return [{"criterion": node["id"], "verified": number(node["verified"])}]
        case "absent":
            return [{"criterion": node["id"], "not_applicable": "Không có."}]
    return []


def cents(points: Fraction) -> Fraction:
    return Fraction(floor(points * 100 + Fraction(1, 2)), 100)


def reckon(node: dict[str, Any], late: int, of: int, sorry: int) -> Fraction | None:
    match node["kind"]:
        case "group":
            held = [(part["max"], p) for part in node["parts"] if (p := reckon(part, late, of, sorry)) is not None]
            return cents(node["max"] * sum(p for _, p in held) / sum(m for m, _ in held)) if held else None
        case "rate":
            return cents(node["max"] * Fraction(of - late, of)) if of else None
        case "late":
            return cents(node["max"] * Fraction(sorry, late)) if late else None
        case "verified":
            return cents(node["verified"])
    return None


def record(kind: str, name: str, **data: Any) -> Record:
    return Record(kind, name, "tinh-mau", {"id": name, **data}, Document(name, "", data, lambda _: Marks()))


@settings(max_examples=300, deadline=None)
@given_any(
    tops=st.integers(1, 4).flatmap(lambda n: st.tuples(*(nodes(str(i)) for i in range(n)))),
    of=st.integers(0, 7),
    data=st.data(),
    adjusting=st.tuples(
        st.integers(-500, 500).filter(bool).map(lambda n: Fraction(n, 100)),
        st.integers(1, 1000).map(lambda n: Fraction(n, 100)),
        st.integers(0, 4),
    ),
)
def test_every_point_is_what_an_independent_reckoning_gives(tops, of, data, adjusting):
    each, limit, times = adjusting
    late = data.draw(st.integers(0, of))
    sorry = data.draw(st.integers(0, late))
    dossiers = [
        dossier(
            f"hs-{i}",
            "2024-02-01",
            f"2024-02-0{2 if i < late else 1}",
            **({"apology": "2024-02-01"} if i < sorry else {}),
        )
        for i in range(of)
    ]
    adjusted = {"id": "a", "title": "", "points_each": number(each), "limit": number(limit), "measure": "so-nhac-nho"}
    records = [
        record("agency", SO_MOT, names=[{"name": "Sở Một"}]),
        record("framework", "khung", criteria=[as_criterion(t) for t in tops], bands=BANDS, adjustments=[adjusted]),
        record(
            "rating",
            "diem",
            framework="khung",
            agency=SO_MOT,
            year=2024,
            scores=[e for t in tops for e in as_entries(t)],
        ),
        record("inspection", "kt", start="2024-03-04", dossiers=dossiers),
        *(
            record("notice", f"nn-{i}", type="nhac-nho", agencies=[SO_MOT], on="2024-04-01", because="Chậm.")
            for i in range(times)
        ),
    ]
    corpus = Corpus({r.id: r for r in records}, None)
    score = scores(corpus, date(2024, 12, 31), Facts({}, {}, {}))["diem"]

    def same(found: tuple[Scored, ...], wanted: Any) -> None:
        for one, node in zip(found, wanted, strict=True):
            points = reckon(node, late, of, sorry)
            assert (one.id, one.points) == (node["id"], None if points is None else Decimal(number(points)))
            same(one.criteria, node.get("parts", ()))

    same(score.criteria, tops)
    whole = sum((t["max"] for t in tops), Fraction(0))
    base = reckon({"kind": "group", "max": whole, "parts": tops}, late, of, sorry)
    change = max(min(each * times, limit), -limit)
    if base is None or any(map(unscored, tops)):
        assert (score.total, score.band, score.rank) == (None, "", 0)
    else:
        assert score.total is not None
        assert 0 <= score.total <= score.maximum
        assert score.total == Decimal(
            number(min(max(base + cents(abs(change)) * (1 if change > 0 else -1), Fraction(0)), whole))
        )
        reached = next(band["id"] for band in BANDS if score.total >= band["from"])
        assert (score.band, score.rank) == (reached, 1)
    assert score.maximum == Decimal(number(whole))


def unscored(node: Any) -> bool:
    return node["kind"] == "pending" or any(map(unscored, node.get("parts", ())))


PROGRESS = {"id": "1", "title": "Tiến độ", "max": 25, "measure": "tien-do-tru-25"}


@pytest.mark.parametrize(
    ("done", "points"),
    [
        ((), "0.00"),  # the sole task, 60 days overdue
        ((submitted("2024-05-01"), confirmed("2024-05-02")), "18.75"),  # delivered late
        ((submitted("2024-03-01"), confirmed("2024-03-02")), "25.00"),
    ],
)
def test_what_was_not_delivered_earns_nothing(done, points):
    card = Card().calendars(2024, 2025).task(due={"by": "2024-03-01"})
    card.framework(PROGRESS, entered("2", 75)).rating(given("2", 75))
    if done:
        card.rollout("so-mot", *done)
    assert card.score().criteria[0].points == Decimal(points)


@pytest.mark.parametrize(("late", "missing", "value"), [(0, 1, "0.75"), (1, 1, "0.50"), (0, 3, "0.25"), (0, 4, "0")])
def test_progress_is_never_more_than_what_was_delivered(late, missing, value):
    card = (
        Card(issued="2023-10-02")
        .calendars(2024, 2025)
        .task(shape="dinh-ky", recurrence={"every": "quy", "days_after": 5, "first": "2023-Q4"})
    )
    quarters = [
        ("2023-Q4", "2024-01-03"),
        ("2024-Q1", "2024-04-03"),
        ("2024-Q2", "2024-07-03"),
        ("2024-Q3", "2024-10-03"),
    ]
    for i, (period, on) in enumerate(quarters[missing:]):
        card.report("so-mot", period, on if i >= late else f"{on[:8]}20")
    (item,) = card.measured("tien-do-tru-25").items
    assert item.value == Decimal(value)


def test_while_a_criterion_is_unscored_there_is_no_band_and_no_rank():
    card = Card().framework(entered("1", 70), entered("2", 30)).rating(given("1", 70))
    card.rating(given("1", 40), given("2", 20), body="so-hai")
    found = {score.agency.id: (score.band_title, score.rank) for score in card.scores().values()}
    assert found == {
        "tinh-mau-so-mot": ("Chưa đủ điểm để xếp loại", 0),
        "tinh-mau-so-hai": (found["tinh-mau-so-hai"][0], 1),
    }


def test_a_year_that_still_runs_has_points_but_neither_band_nor_rank():
    card = Card().framework(entered("1", 100)).rating(given("1", 90))
    told = [(s.provisional, s.points, s.band_title, s.rank) for s in map(card.score, ("2024-12-30", "2024-12-31"))]
    assert told == [(True, "90", "Chưa xếp loại: năm chưa kết thúc", 0), (False, "90", "Xuất sắc", 1)]


HANDED_IN = submitted("2024-04-02")
MOVED = extended("2024-04-02", "2024-03-29", "2024-04-10")
ONCE_LATE = {
    "handed in, then moved": (HANDED_IN, extended("2024-04-03", "2024-03-29", "2024-04-10")),
    "handed in, moved on the same day": (HANDED_IN, MOVED),
    "moved on the day, then handed in": (MOVED, HANDED_IN),
    "handed in, moved twice": (HANDED_IN, MOVED, extended("2024-04-16", "2024-04-10", "2024-04-30")),
    "returned, handed in by the new deadline": (HANDED_IN, MOVED, returned("2024-04-05"), submitted("2024-04-10")),
}
TWICE_LATE = {
    "moved, and again late": (MOVED, submitted("2024-04-11")),
    "returned, handed in after the new deadline": (HANDED_IN, MOVED, returned("2024-04-05"), submitted("2024-04-11")),
    "moved, handed in late, moved on the same day": (
        MOVED, submitted("2024-04-11"), extended("2024-04-11", "2024-04-10", "2024-04-30"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "late"), [*((name, 1) for name in ONCE_LATE), *((name, 2) for name in TWICE_LATE)])
@pytest.mark.parametrize("due", ["2024-03-29", "2024-03-30"])
def test_late_is_late_once_for_each_deadline_that_it_is_held_to(name: str, late: int, due: str) -> None:
    card = Card().calendars(2024).task(due={"by": due})
    events = [
        {**one, "old_due": due} if one.get("old_due") == "2024-03-29" else one for one in (ONCE_LATE | TWICE_LATE)[name]
    ]
    card.rollout("so-mot", *events, confirmed("2024-04-20"))
    assert card.measured("tien-do-tru-25").numerator == 1 - late * Decimal("0.25")


def test_a_rating_is_not_told_before_the_document_that_decides_it() -> None:
    name = "mau-nam-xl-2024-so-tai-chinh"
    told = {on: name in stood(example.examined(), date(2024, 11, on)).corpus.records for on in (19, 20)}
    assert told == {19: False, 20: True}
