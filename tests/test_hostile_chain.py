"""The chain from inspection to scorecard, recorded by an adversary: rings, floods, impossible days, odd trees.

What contradicts itself is told, once and where it is; whatever is let through is built, on the first day of time as on
the last. Slips of a clerk: test_breakage. Payloads in a browser: browser/test_hostile.
"""

from __future__ import annotations

import copy
import functools
import itertools
import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import hostile
import pytest
from conftest import ONE_PROVINCE, REGISTER
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_breakage import other_values, replaced
from test_redact import PAPER

from generator.catalog import MASK
from generator.examine import Examined
from generator.examine.checks.logs import OWN_WORDS
from generator.model import Severity, content, spell
from generator.publish import publish
from generator.schema import Schemas
from generator.site.output import write

Register = hostile.Register
Change = Callable[[Register], None]

HERE = "tinh-mau"
WORKS, HOME = f"{HERE}-so-xay-dung", f"{HERE}-so-noi-vu"
FIRST, SECOND = f"{HERE}-kt-2024-01", f"{HERE}-kt-2024-02"
SETTLED = f"{FIRST}-f1"
"""A finding that was remedied, reported and verified."""
OPEN = f"{SECOND}-f1"
DROPPED = f"{SECOND}-f2"
SCALE, SCORE = f"{HERE}-khung-2024", f"{HERE}-xl-2024-so-xay-dung"
NOBODY_KNOWS = {"commit": None, "uncommitted_changes": None}
DAYS = ((date(1900, 1, 1), "public"), (date(2024, 6, 20), "internal"), (date(2199, 12, 31), "public"))
"""The first and the last day that a record may name, and one between its events."""
LATELY = (*DAYS[:2], (date(2026, 12, 31), "public"))
"""By the last day of time a monthly report has come to two thousand: that is built once."""
FULL_ID = f"{HERE}-{{}}{'x' * 86}".format
"""An id of 96 characters."""
CHAIN = {
    *("plan", "inspection", "finding", "recommendation", "remediation", "verification", "category", "sanction"),
    *("accountability", "notice", "coordination", "feedback", "obstacle", "framework", "rating", "summary"),
}


@functools.cache
def _example() -> str:
    return json.dumps({path: data for path, data in hostile.load(REGISTER).items() if path.startswith(ONE_PROVINCE)})


def example() -> Register:
    register: Register = json.loads(_example())
    return register


def get(register: Register, kind: str, own: str) -> Any:
    return register[f"{HERE}/{kind}/{own}.yaml"]


def add(register: Register, kind: str, own: str, /, **data: Any) -> None:
    register[f"{HERE}/{kind}/{own}.yaml"] = {"id": own, **data}


def changed(*changes: Change) -> Register:
    register = example()
    for change in changes:
        change(register)
    return register


def errors(register: Register) -> list[tuple[str, str, str]]:
    found: Examined = hostile.judged(register)
    return [(p.code, p.record, p.at) for p in found.problems if p.severity is Severity.ERROR]


def built(register: Register, days: tuple[tuple[date, str], ...] = DAYS) -> None:
    """Build every page and file of a register that holds."""
    examined = hostile.judged(register)
    assert errors(register) == []
    for day, audience in days:
        for path, made in publish(examined, day, audience, {}, NOBODY_KNOWS).items():
            if not path.startswith("gioi-thieu/") and not path.endswith(
                PAPER
            ):  # the same for every register; again the tables of pages
                assert content(made)


def event(kind: str, day: str, **more: Any) -> dict[str, Any]:
    """An event that rests on a notice of 30/5/2024, or on a note where it is earlier than that."""
    source = {"document": f"{HERE}-33-tb-ubnd-mh-2024"} if day >= "2024-05-30" else {"note": "Sổ công tác."}
    return {"type": kind, "date": day, "source": source, **more}


def inspect(register: Register, own: str, day: str) -> None:
    """Add an inspection of one day with one finding at the department of works, on site."""
    add(
        register, "inspection", own, title="Kiểm tra đột xuất", regime="kiem-tra", forms=["dot-xuat"], method="truc-tiep",
        by=HOME, agencies=[{"body": WORKS}], start=day, end=day,
    )  # fmt: skip
    add(
        register, "finding", f"{own}-f1", inspection=own, agency=WORKS, category=f"{HERE}-tre-han", title="Trễ hạn",
        seen="Hồ sơ trễ hạn.", seriousness="nghiem-trong",
    )  # fmt: skip


def report(day: str) -> dict[str, Any]:
    return event("bao-cao", day, evidence=[{"document": f"{HERE}-33-tb-ubnd-mh-2024"}])


def verify(register: Register, own: str, remediation: str, day: str, verdict: str) -> None:
    add(
        register, "verification", own, remediation=remediation, by=HOME, on=day, method="tai-cho", verdict=verdict,
        because="Đã xem tại chỗ.",
    )  # fmt: skip


def villages(register: Register, count: int) -> list[str]:
    ids = [f"{HERE}-xa-{n}" for n in range(count)]
    for own in ids:
        add(register, "agency", own, names=[{"name": f"Xã {own}"}], kind="khac", level="xa")
    return ids


def unscored(register: Register) -> None:
    """Take the points of the rating away: the framework becomes another one."""
    for name in ("scores", "stated", "verified_by"):
        get(register, "rating", SCORE).pop(name, None)


# What contradicts itself is told once


def repeats_itself(register: Register) -> None:
    get(register, "finding", SETTLED)["repeats"] = [SETTLED]


def repeats_in_a_ring(register: Register) -> None:
    get(register, "finding", OPEN)["category"] = get(register, "finding", SETTLED)["category"]
    get(register, "finding", SETTLED)["repeats"] = [OPEN]
    get(register, "finding", OPEN)["repeats"] = [SETTLED]


def categories_in_a_ring(register: Register) -> None:
    names = ["tre-han", "niem-yet", "niem-yet-cu"]
    for name, parent in zip(names, [*names[1:], names[0]], strict=True):
        get(register, "category", f"{HERE}-{name}")["parent"] = f"{HERE}-{parent}"


def category_of_itself(register: Register) -> None:
    get(register, "category", f"{HERE}-tre-han")["parent"] = f"{HERE}-tre-han"


def follow_each_other(register: Register) -> None:
    get(register, "inspection", FIRST)["follows"] = [SECOND]


def remedied_in_another_province(register: Register) -> None:
    other = "tinh-khac"
    register[f"{other}/province/{other}.yaml"] = {**get(register, "province", HERE), "id": other}
    register[f"{other}/agency/{other}-ubnd.yaml"] = {**get(register, "agency", f"{HERE}-ubnd"), "id": f"{other}-ubnd"}
    register[f"{other}/remediation/{other}-kp.yaml"] = {"id": f"{other}-kp", "finding": OPEN, "agency": f"{other}-ubnd"}


def verified_before_its_report(register: Register) -> None:
    get(register, "verification", f"{SETTLED}-xm1")["on"] = "2024-04-04"


def verified_when_returned(register: Register) -> None:
    get(register, "remediation", f"{SETTLED}-kp")["events"].append(event("tra-lai", "2024-04-12", reason="Thiếu."))


def reported_after_all_is_over(register: Register) -> None:
    get(register, "remediation", f"{SETTLED}-kp")["events"].append(report("2042-05-20"))


def events_backwards(register: Register) -> None:
    days = [(date(2024, 12, 31) - timedelta(days=n)).isoformat() for n in range(400)]
    get(register, "remediation", f"{SETTLED}-kp")["events"] = [event("tien-do", day, what="Một việc.") for day in days]
    del register[f"{HERE}/verification/{SETTLED}-xm1.yaml"]
    get(register, "remediation", f"{SETTLED}-kp")["events"][0]["date"] = "2024-12-31"


def paused_for_ever(register: Register) -> None:
    events = [event("tam-dung", "2024-06-20", reason="Chờ hướng dẫn.") for _ in range(400)]
    add(register, "remediation", f"{OPEN}-kp", finding=OPEN, agency=WORKS, events=events)


def hosted_where_it_inspects(register: Register) -> None:
    get(register, "team", f"{HERE}-doan-kiem-tra")["host"] = WORKS


def inspected_by_its_own_unit(register: Register) -> None:
    add(register, "agency", f"{WORKS}-p", names=[{"name": "Phòng"}], kind="phong", level="tinh", parent=WORKS)
    get(register, "inspection", SECOND)["by"] = f"{WORKS}-p"


def without_points(register: Register) -> None:
    get(register, "framework", SCALE)["criteria"][1]["max"] = 0


def below_nothing(register: Register) -> None:
    get(register, "framework", SCALE)["criteria"][0]["criteria"][0]["max"] = -40


def parts_of_more_than_the_whole(register: Register) -> None:
    get(register, "framework", SCALE)["criteria"][0]["criteria"][0]["max"] = "40.000001"


def criteria_twice(register: Register) -> None:
    criteria = get(register, "framework", SCALE)["criteria"]
    criteria.append(copy.deepcopy(criteria[0]))


def too_deep_a_tree(register: Register) -> None:
    criterion: dict[str, Any] = {"id": "x", "title": "x", "max": 100, "entered": True}
    for n in range(30):
        criterion = {"id": f"x{n}", "title": "x", "max": 100, "criteria": [criterion]}
    get(register, "framework", SCALE)["criteria"] = [criterion]


def a_plan_of_another_year(register: Register) -> None:
    get(register, "plan", f"{HERE}-kh-kt-2024")["year"] = 2042


def due_before_it_was_asked(register: Register) -> None:
    get(register, "recommendation", f"{FIRST}-r1")["due"] = {"by": "2024-01-05", "as_written": "ngày 05/01"}
    extension = event("gia-han", "2024-03-21", old_due="2024-04-05", new_due="2024-04-10", reason="Chờ hướng dẫn.")
    extension["source"] = {"document": f"{HERE}-20-ubnd-nc-2024"}
    get(register, "remediation", f"{SETTLED}-kp")["events"].insert(2, extension)


def answered_before_it_was_asked(register: Register) -> None:
    get(register, "recommendation", f"{FIRST}-r1")["acceptance"]["on"] = "1900-01-01"


def orphaned(register: Register) -> None:
    get(register, "agency", WORKS)["valid"] = {"to": "2025-01-31"}


def too_long_an_id(register: Register) -> None:
    add(
        register,
        "notice",
        FULL_ID("nn"),
        **{k: v for k, v in get(register, "notice", f"{HERE}-nn-2024-01").items() if k != "id"},
    )


def too_many_stages(register: Register) -> None:
    stage = {"step": "Thẩm định", "from": "2024-02-29", "to": "2024-02-29"}
    dossier = {"agency": WORKS, "procedure": "x", "chosen": "ngau-nhien", "received": "2024-02-29", "due": "2024-02-29"}
    get(register, "inspection", SECOND)["dossiers"] = [
        {"id": f"hs-{n}", **dossier, "stages": [stage] * 40} for n in range(400)
    ]


def thousands_of_unknown_fields(register: Register) -> None:
    """Each is compared with the fields that there are, to propose one: bounded, or it would take a minute."""
    get(register, "finding", SETTLED).update({f"inspectio{n:04}x": "x" for n in range(9_000)})


def before_time_began(register: Register) -> None:
    get(register, "inspection", SECOND)["start"] = "0001-01-01"


def after_time_ended(register: Register) -> None:
    get(register, "inspection", SECOND)["start"] = "9999-12-31"


REFUSED: dict[Change, list[tuple[str, str]]] = {
    repeats_itself: [("repeats-later", "repeats.0")],
    repeats_in_a_ring: [("repeats-later", "repeats.0")],
    categories_in_a_ring: [("category-circular", "parent")],
    category_of_itself: [("category-circular", "parent")],
    follow_each_other: [("follow-up-without-earlier", "follows.0")],
    remedied_in_another_province: [("remediation-agency-differs", "agency")],
    verified_before_its_report: [("verification-before-report", "verdict")],
    verified_when_returned: [("verification-before-report", "verdict")],
    reported_after_all_is_over: [("remediation-event-after-closing", "events.3.date")],
    events_backwards: [("remediation-event-order", "events.1.date")],
    paused_for_ever: [("remediation-event-sequence", "events.1.type")],
    hosted_where_it_inspects: [("inspects-itself", "agencies.0.body")],
    inspected_by_its_own_unit: [("inspects-itself", "agencies.0.body")],
    without_points: [("criterion-maximum", "criteria.2.max")],
    below_nothing: [("criterion-maximum", "criteria.1.criteria.1-1.max")],
    parts_of_more_than_the_whole: [("criteria-sum", "criteria.1.max")],
    criteria_twice: [("criterion-duplicate", "criteria.1.id")],
    too_deep_a_tree: [("yaml-too-deep", "")],
    a_plan_of_another_year: [("plan-year-differs", "items.1.period")],
    due_before_it_was_asked: [("recommendation-due-before-issued", "due")],
    answered_before_it_was_asked: [("recommendation-answer-early", "acceptance.on")],
    orphaned: [("matter-orphaned", "agency")],
    too_long_an_id: [("field-size", "id")],
    too_many_stages: [("yaml-too-many", "")],
    thousands_of_unknown_fields: [("field-unknown", f"inspectio{n:04}x") for n in range(25)],
    before_time_began: [("field-date", "start")],
    after_time_ended: [("field-date", "start")],
}


@pytest.mark.parametrize("change", REFUSED, ids=lambda change: change.__name__)
def test_a_contradiction_is_one_error_at_its_place(change: Change) -> None:
    assert [(code, at) for code, _, at in errors(changed(change))] == REFUSED[change]


# What holds is built


def same_day(register: Register) -> None:
    """Everything happens on a leap day: seen, planned, reported, returned, reported again, verified."""
    own = f"{HERE}-kt-2028-01"
    inspect(register, own, "2028-02-29")
    events = [event(kind, "2028-02-29", what="Một việc.") for kind in ("ke-hoach", "hanh-dong", "tien-do")]
    events += [report("2028-02-29"), event("tra-lai", "2028-02-29", reason="Thiếu."), report("2028-02-29")]
    add(register, "remediation", f"{own}-f1-kp", finding=f"{own}-f1", agency=WORKS, due="2028-02-29", events=events)
    verify(register, f"{own}-f1-xm1", f"{own}-f1-kp", "2028-02-29", "da-khac-phuc")


def ends_of_time(register: Register) -> None:
    """The first and the last day that a record may name, with deadlines that lie beyond."""
    for day in ("1900-01-01", "2199-12-31"):
        own = f"{HERE}-kt-{day[:4]}-99"
        inspect(register, own, day)
        for n, rule in enumerate(({"days": 999}, {"working_days": 999})):
            for since in ("phat-sinh", "nhan", "ban-hanh"):
                add(
                    register, "recommendation", f"{own}-r{n}-{since}", inspection=own, findings=[f"{own}-f1"],
                    addressee=WORKS, content="Khắc phục.", due={"within": {**rule, "of": since}, "as_written": "sau này"},
                )  # fmt: skip
        events = [event("tam-dung", day, reason="Chờ."), event("tiep-tuc", day, new_due=day)]
        add(register, "remediation", f"{own}-f1-kp", finding=f"{own}-f1", agency=WORKS, events=events)
        figures = dict.fromkeys(("brought_forward", "new", "closed", "carried_forward"), 10_000_000)
        for period in (day[:4], f"{day[:4]}-Q4", f"{day[:4]}-H1", day[:7]):
            for rule in ("lich", "nd-09-2019"):
                add(
                    register, "summary", f"{HERE}-th-{period.lower()}-{rule}", title="Báo cáo", by=HOME, period=period,
                    periods=rule, signed=day, stated={"findings": figures},
                )  # fmt: skip
        add(
            register,
            "accountability",
            f"{HERE}-xl-{day[:4]}",
            agency=WORKS,
            subject={"kind": "tap-the"},
            opened=day,
            findings=[f"{own}-f1"],
        )
        add(
            register,
            "coordination",
            f"{HERE}-ph-{day[:4]}",
            by=HOME,
            about="x",
            asked=day,
            due=day,
            answers=[{"agency": WORKS}],
        )
    get(register, "agency", HOME).pop("valid", None)


def floods(register: Register) -> None:
    """Lists as long as they may be."""
    ids = villages(register, 400)
    agencies = get(register, "inspection", FIRST)["agencies"]
    get(register, "inspection", FIRST)["agencies"] = agencies + [{"body": own} for own in ids[len(agencies) :]]
    get(register, "finding", SETTLED)["posts"] = [{"role": "thua-hanh", "count": 1}] * 400
    course = get(register, "remediation", f"{SETTLED}-kp")["events"]
    course[1:2] = [{**course[1], "what": f"Việc thứ {n}."} for n in range(398)]
    get(register, "coordination", f"{HERE}-ph-2024-01")["answers"] = [{"agency": own} for own in ids]
    get(register, "notice", f"{HERE}-nn-2024-01")["agencies"] += ids[:399]


def again_and_again(register: Register) -> None:
    """One thing is found every third day, so that each finding repeats all before it."""
    for n in range(60):
        inspect(register, f"{HERE}-kx-{n}", (date(2026, 1, 1) + timedelta(days=n * 3)).isoformat())
    for n in range(60):
        verify(
            register,
            f"{SETTLED}-xm-{n}",
            f"{SETTLED}-kp",
            (date(2026, 1, 1) + timedelta(days=n)).isoformat(),
            "tai-pham",
        )


def handed_round(register: Register) -> None:
    """A finding goes round in a ring of agencies."""
    ring = [HOME, f"{HERE}-van-phong-ubnd", WORKS]
    days = [(date(2024, 7, 1) + timedelta(days=n)).isoformat() for n in range(60)]
    events = [event("chuyen", day, to=ring[n % 3]) for n, day in enumerate(days)]
    add(register, "remediation", f"{OPEN}-kp", finding=OPEN, agency=WORKS, events=events)


def long_ids(register: Register) -> None:
    """Ids as long as they may be, in every kind that has an address or an anchor of its own."""
    inspection, finding, remediation = FULL_ID("kt")[:96], FULL_ID("ff")[:96], FULL_ID("kp")[:96]
    inspect(register, inspection, "2026-02-02")
    add(
        register,
        "finding",
        finding,
        **{k: v for k, v in get(register, "finding", f"{inspection}-f1").items() if k != "id"},
    )
    del register[f"{HERE}/finding/{inspection}-f1.yaml"]
    add(register, "remediation", remediation, finding=finding, agency=WORKS)
    verify(register, FULL_ID("xm")[:96], remediation, "2026-03-03", "khong-dat")
    for kind, old in (("plan", f"{HERE}-kh-kt-2024"), ("framework", SCALE), ("obstacle", f"{HERE}-vm-2024-01")):
        add(register, kind, FULL_ID(kind[:2])[:96], **{k: v for k, v in get(register, kind, old).items() if k != "id"})
    add(register, "rating", FULL_ID("di")[:96], framework=FULL_ID("fr")[:96], agency=WORKS, year=2025)


def leaf(own: str, points: int | str, **more: Any) -> dict[str, Any]:
    return {"id": own, "title": own, "max": points, **(more or {"entered": True})}


def trees(register: Register) -> None:
    """Frameworks at the edges: the least and the most points, the broadest tree, every measure with nothing to measure."""
    schemas = hostile.checkout_schemas()
    measures = [option["const"] for option in schemas.at("framework", ("criteria", 0, "measure"))["oneOf"]]
    counts = [option["const"] for option in schemas.at("framework", ("adjustments", 0, "measure"))["oneOf"]]
    broad = [leaf(f"{i}", 20, criteria=[leaf(f"{i}-{j}", 1) for j in range(20)]) for i in range(20)]
    least = [leaf("1", "0.000001"), leaf("2", "0.000001", measure="ho-so-dung-han")]
    most = [leaf("1", 999_999_999_999_999), leaf("2", "999999999999999.999999", measure="nhiem-vu-dung-han")]
    nothing = [leaf(f"m{n}", 3, measure=measure) for n, measure in enumerate(measures)]
    scores = {
        "rong": (broad, [{"criterion": f"{i}-{j}", "verified": "0.333333"} for i in range(20) for j in range(20)]),
        "it-nhat": (least, [{"criterion": "1", "verified": "0.000001", "self": 0, "because": "x"}]),
        "nhieu-nhat": (most, [{"criterion": "1", "verified": "999999999999998.999999"}]),
        "khong-co-gi": (nothing, []),
        "khong-ap-dung": (
            broad,
            [{"criterion": f"{i}-{j}", "not_applicable": "x"} for i in range(20) for j in range(20)],
        ),
    }
    adjustments = [
        {"id": f"c{n}", "title": "x", "points_each": sign * 999, "limit": "0.5", "measure": measure}
        for n, (measure, sign) in enumerate((measure, sign) for measure in counts for sign in (1, -1))
    ]
    for name, (criteria, points) in scores.items():
        add(
            register, "framework", f"{HERE}-khung-{name}", title=name, version="1", valid={"from": "1990", "to": "2199"},
            recurrence_months=120, criteria=criteria, adjustments=adjustments[:30],
            bands=[{"id": "dat", "title": "Đạt", "from": 0}],
        )  # fmt: skip
        for year in (1990, 2024, 2199):
            for agency in (WORKS, HOME):
                more = {"scores": points, "verified_by": f"{HERE}-thanh-tra"} if points else {}
                add(
                    register, "rating", f"{agency}-{name}-{year}", framework=f"{HERE}-khung-{name}", agency=agency,
                    year=year, **more,
                )  # fmt: skip


LAST = {"tuan": "2024-W52", "thang": "2024-12"}


def rhythms(register: Register) -> None:
    """Of the reports that never end, one a month goes on to the end of time, and one a week begins shortly before it."""
    known: set[str] = set()
    for path in sorted(register, reverse=True):
        rule = register[path].get("recurrence", {}) if "/task/" in path else {}
        if "every" in rule and "last" not in rule and rule["every"] in LAST:
            if rule["every"] in known:
                rule["last"] = LAST[rule["every"]]
            elif rule["every"] == "tuan":
                rule["first"] = "2195-W01"
            known.add(rule["every"])


ACCEPTED: tuple[Change, ...] = (rhythms, same_day, ends_of_time, floods, again_and_again, handed_round, long_ids, trees)


@pytest.mark.parametrize("change", ACCEPTED, ids=lambda change: change.__name__)
def test_what_holds_is_let_through(change: Change) -> None:
    assert errors(changed(change)) == []


def test_what_holds_is_built_on_every_day(tmp_path: Path) -> None:
    register = changed(*ACCEPTED)
    built(register, DAYS[:1])
    site = publish(hostile.judged(register), *DAYS[2], {}, NOBODY_KNOWS)
    several = [path for path in site if path.endswith(PAPER) and not path.startswith(f"tinh/{HERE}/")]
    assert len(several) > 1
    for path in several:  # letters of two thousand rows each: those of one place are written
        del site[path]
    assert write(site, tmp_path / "site") == (len(site), 0)


# Texts


def test_any_text_of_the_chain_is_printed_as_text() -> None:
    words, _ = hostile.words(hostile=True)
    register = hostile.plant(
        example(), lambda path, at, form: words(path, at, form) if path.split("/")[1] in CHAIN else None
    )
    register = hostile.accept(register, hostile.warned(register), lambda: "x")
    site = publish(hostile.judged(register), DAYS[1][0], "internal", {}, NOBODY_KNOWS)
    for path, made in site.items():
        if path.endswith(".md"):
            text = content(made).decode()
            assert "ran()" not in text, path  # every bracket is a numeric reference
            assert f"//{hostile.FOREIGN}" not in text, path
    assert errors(register) == []


def test_texts_of_the_greatest_length_are_built() -> None:
    longest = {"line": "chữ " * 149 + "chữ", "text": "\n\n".join(["chữ " * 100] * 12)}
    register = hostile.plant(
        example(), lambda path, at, form: longest[form] if path.split("/")[1] in CHAIN and at[-1] != "title" else None
    )
    register = hostile.accept(register, hostile.warned(register), lambda: "x")
    built(register, DAYS[1:2])


SECRETS = (
    "gọi 0912 345 678 không ai nghe",
    "gọi (+84) 912 345 678 không ai nghe",
    "thư gửi nguoi.nop@gmail.com bị trả lại",
    "CCCD 052199001234 bị chụp lại",
)


def at_once(slips: Iterator[tuple[str, Any]]) -> Iterator[dict[str, Any]]:
    """Put slips, each a path with the record in its place, into as few registers as hold them: one slip in a file."""
    waiting: dict[str, list[Any]] = {}
    for path, slip in slips:
        waiting.setdefault(path, []).append(slip)
    while waiting:
        yield {path: own.pop() for path, own in waiting.items()}
        waiting = {path: own for path, own in waiting.items() if own}


def test_personal_data_in_any_text_is_one_error(schemas: Schemas) -> None:
    register = example()
    secrets = itertools.cycle(SECRETS)
    expected: dict[str, list[tuple[str, str, str]]] = {}

    def slips() -> Iterator[tuple[str, Any]]:
        for path, data in register.items():
            kind = path.split("/")[1]
            for at, _, _ in hostile.fields(schemas, kind, data) if kind in OWN_WORDS else ():
                told_of = copy.deepcopy(data)
                hostile.place(told_of, at, f"Hồ sơ trễ hạn, {next(secrets)}.")
                if schemas.validator(kind).is_valid(told_of):  # not beside a field that excludes it
                    expected.setdefault(path, []).append(("personal-data", data["id"], spell(at, told_of)))
                    yield path, told_of

    for slipped in at_once(slips()):
        assert sorted(errors({**register, **slipped})) == sorted(expected[path].pop() for path in slipped)
    assert not any(expected.values())
    assert len(expected) > 30


def test_no_message_repeats_personal_data() -> None:
    """Wherever it stands: a reference, a day or a number is no text that is looked through, but it is quoted."""
    register = example()
    secrets = ("0912 345 678", "(0256) 3822 888", "+84 912.345.678", "nguoi.nop@gmail.com", "052199001234")
    values = itertools.cycle(secrets)
    slips = (
        (path, {**data, value if name == "ghi" else name: value if name != "id" else data["id"]})
        for path, data in register.items()
        if path.split("/")[1] in CHAIN
        for name, value in zip([*data, "ghi"], values, strict=False)
    )
    masked = 0
    for slipped in at_once(slips):
        for problem in hostile.judged({**register, **slipped}).problems:
            told = " ".join(sentence.vi + sentence.en for sentence in (problem.message, problem.hint) if sentence)
            assert [secret for secret in secrets if secret in told] == [], problem
            masked += MASK in told
    assert masked > 200


# Anything else


def moved(draw: Callable[[Any], Any], schemas: Schemas) -> Register:
    """Return a register with some fields of the chain changed to others that the schemas let through."""
    register = example()
    ids: dict[str, list[str]] = {}
    for path, record in register.items():
        ids.setdefault(path.split("/")[1], []).append(record["id"])
    chain = sorted(path for path in register if path.split("/")[1] in CHAIN)
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(chain))
        kind = path.split("/")[1]
        at, values = draw(st.sampled_from(list(other_values(schemas, kind, register[path], ids))))
        tried = replaced(register[path], at, draw(st.sampled_from(values))) if values else register[path]
        if schemas.validator(kind).is_valid(tried):
            register[path] = tried
    return register


@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_let_through_is_built(data: st.DataObject, schemas: Schemas) -> None:
    register = moved(data.draw, schemas)
    if not errors(register):
        built(register, (data.draw(st.sampled_from(LATELY)),))
