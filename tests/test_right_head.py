"""On whose head lateness falls: silence, pauses, mergers, hand-overs and unfinished months, each case on one day.

Of every duty: the body, the state, for how many days it is late, and for how many it had been before something moved.
The plain cases are told whole in `tests/stories/`; here are those at the edges.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import follow_up_cases
import pytest
from standing_cases import (
    DECISION,
    Register,
    cancelled,
    confirmed,
    day,
    event,
    extended,
    passed_on,
    paused,
    received,
    resumed,
    returned,
    submitted,
)
from test_scores import Card

from generator.build import schemas
from generator.domain.text import vi_date
from generator.examine import Examined
from generator.publish.derive.requests import requests as requests_on
from generator.publish.derive.withheld import UNCONFIRMED, UNPLACED
from generator.publish.redact import redact
from generator.publish.register import Register as Published
from generator.publish.stood import stood
from generator.publish.views.changes import items
from generator.publish.views.moved_deadlines import MOVED_LATE
from generator.publish.views.tables import follow_up_table

DUE = {"by": "2026-05-15"}
MONTH = {
    "shape": "dinh-ky",
    "recurrence": {"every": "thang", "days_after": 5, "first": "2026-02", "last": "2026-02"},
}
TARGET = {"value": 90, "operator": "ge", "unit": "%", "indicator": "Tỷ lệ"}
PROMPT = (submitted("2026-05-10"), confirmed("2026-05-12"))


def listed() -> Register:
    """A province of which a full list is kept."""
    return Register(issued="2026-01-05").calendars(2025, 2026).listed()


def news() -> Register:
    """A province of which there is single news."""
    return listed().unlisted().follow(full=False)


def merged(register: Register) -> Register:
    """Sở Hai ends with June; Sở Ba comes after it. The task is that of Sở Hai."""
    return register.ended("so-hai", "Sở Hai", "2026-06-30", "so-ba").task("so-hai", due=DUE)


def followed_by(to: str | int, on: str | int | None = None, due: str = "2026-05-15") -> Register:
    """A task of Sở Một, which ends; Sở Hai comes after it: each as exactly as it is known."""
    return listed().succeeded("so-mot", "Sở Một", to, "so-hai", on).task(due={"by": due})


def in_force(start: str, end: str = "") -> Register:
    """A province of which a full list is kept; its directive comes into force, and is it no longer, on a day or in a month."""
    register = listed()
    own = {"from": start, **({"to": end} if end else {})}
    register.files["tinh-mau/directive/tinh-mau-5-ubnd.yaml"]["validity"] = own
    return register


GAP = followed_by("2026-06-04", "2026-07-01")


def one(*events: dict[str, Any], due: Any = DUE, **more: Any) -> Register:
    register = listed().task(due=due, **more)
    return register.rollout("so-mot", *events) if events else register


def as_such(*events: dict[str, Any]) -> Register:
    """A task of one, with what happened to it as such."""
    return listed().task(due=DUE, events=list(events))


def both(*events: dict[str, Any]) -> Register:
    """A task of two, of one of which the register has news; what happened to it as such."""
    return news().task("so-mot", "so-hai", due=DUE, events=list(events)).rollout("so-mot", *PROMPT)


def of_nobody(*events: dict[str, Any]) -> Register:
    """A task whose directive names nobody who must do it."""
    return listed().task(due=DUE, events=list(events)).of_nobody()


def by(body: str, what: dict[str, Any]) -> dict[str, Any]:
    return {**what, "by": {"body": f"tinh-mau-{body}"}}


BACK = one(passed_on("2026-05-25", "so-hai")).rollout("so-hai", passed_on("2026-06-04", "so-mot"))
UNDATED = {"type": "xac-nhan", "date_state": "khong-neu", "known_on": "2026-08-28", "source": {"note": "Danh sách."}}


def by_then(kind: str, source: str) -> dict[str, Any]:
    """Something that a source of a day calls done, and of which it names no day."""
    return {**UNDATED, "type": kind, "known_on": source}


def by_decision(kind: str, source: str) -> dict[str, Any]:
    """What moves, stops or gives back a duty, as a source of a day tells it that does not say when."""
    what = {"old_due": "2026-05-15", "new_due": "2026-06-30", "source": DECISION} if kind == "gia-han" else {}
    return {**by_then(kind, source), "reason": "Bảng theo dõi.", **what}


IN_TIME = {"source": {"document": "tinh-mau-78-qd-2026"}}
PAPER = {
    "type": "quyet-dinh", "number": "78", "symbol": "QĐ-UBND",
    "date": "2026-05-10", "issuer": "tinh-mau-ubnd", "title": "Tạm dừng",
}  # fmt: skip


def by_paper(*events: dict[str, Any], task: dict[str, Any] | None = None) -> Register:
    """What is decided (extension, pause, cancellation) rests on a paper of 10/5/2026."""
    moved = [
        {**e, **IN_TIME} if e["type"] in ("gia-han", "tam-dung", "huy") and e["date"] > "2026-05-10" else e
        for e in events
    ]
    more = {"events": [{**task, **IN_TIME}]} if task else {}
    return one(*moved, **more).add("tinh-mau-78-qd-2026", "document", **PAPER)


LATER = one(passed_on("2026-06-01", "so-hai")).rollout("so-hai", submitted("2026-05-14"), confirmed("2026-05-25"))
HEIR = merged(listed()).rollout("so-ba", submitted("2026-05-20"), confirmed("2026-05-25"))
BESIDE = (
    listed().task("so-mot", "so-ba", due=DUE).rollout("so-mot", passed_on("2026-06-01", "so-hai"))
    .rollout("so-hai", submitted("2026-05-14"), confirmed("2026-05-25"))
)  # fmt: skip
RECEIVED = {"within": {"days": 10, "of": "nhan"}}
GIVEN_BACK = event("tra-lai", "2026-07-08", reason="Thiếu số liệu")
ARISES = {"shape": "co-dieu-kien", "condition": "có việc", "due": {"within": {"days": 10, "of": "phat-sinh"}}}
QUARTERS = {"every": "quy", "days_after": 5, "first": "2026-Q1", "last": "2026-Q2"}
CASES = {
    # silence stays silence, whatever happens to the task as such
    "cancelled as such": (both(cancelled("2026-06-20")), "2026-07-01", [
        ("so-mot", "done-on-time", 0, 0), ("so-hai", "cancelled", 0, 0)]),
    "extended as such": (both(extended("2026-06-01", "2026-05-15", "2026-07-15")), "2026-07-01", [
        ("so-mot", "done-on-time", 0, 0), ("so-hai", "no-information", 0, 0)]),
    "a target that nobody measured, extended": (
        one(shape="chi-tieu", target=TARGET, events=[extended("2026-05-25", "2026-05-15", "2026-07-15")]), "2026-07-01",
        [("so-mot", "no-information", 0, 0)]),
    "known as a text only": (
        Register(coverage="chi-van-ban", issued="2026-01-05").calendars(2026).listed().task(due=DUE), "2026-07-01",
        [("-", "no-information", 0, 0)]),
    # each body has its own days
    "paused in time, then merged": (merged(listed()).rollout("so-hai", paused("2026-05-10")), "2026-08-01", [
        ("so-ba", "paused", 0, 0)]),
    "paused late, then merged": (merged(listed()).rollout("so-hai", paused("2026-05-25")), "2026-08-01", [
        ("so-hai", "passed-on", 0, 9), ("so-ba", "paused", 0, 0)]),
    "handed in late, merged, confirmed": (
        merged(listed()).rollout("so-hai", submitted("2026-05-20")).rollout("so-ba", confirmed("2026-07-21")),
        "2026-08-01", [("so-hai", "done-late", 5, 0)]),
    "extended late, merged, done in time": (
        merged(listed()).rollout("so-hai", extended("2026-05-25", "2026-05-15", "2026-07-31"))
        .rollout("so-ba", submitted("2026-07-20"), confirmed("2026-07-21")),
        "2026-08-01", [("so-hai", "passed-on", 0, 10), ("so-ba", "done-on-time", 0, 0)]),
    "handed over late": (
        one(passed_on("2026-06-10", "so-hai")).rollout("so-hai", submitted("2026-06-12"), confirmed("2026-06-12")),
        "2026-07-01", [("so-mot", "passed-on", 0, 25), ("so-hai", "done-late", 3, 0)]),
    "the successor alone is followed": (merged(news().follow("so-ba")), "2026-08-01", [
        ("so-ba", "no-information", 0, 0)]),
    "the one before alone is followed": (merged(news().follow("so-hai")), "2026-08-01", [
        ("so-hai", "passed-on", 0, 46), ("so-ba", "no-information", 0, 0)]),
    "a target measured before a merger": (
        listed().ended("so-hai", "Sở Hai", "2026-06-15", "so-ba")
        .task("so-hai", due=DUE, shape="chi-tieu", target=TARGET).measured("2026-05-20", "60", "so-hai")
        .measured("2026-06-20", "95", "so-ba"),
        "2026-07-01", [("so-hai", "passed-on", 0, 5), ("so-ba", "done-unassessed", 0, 0)]),
    # what is recorded is neither ignored nor made more of
    "a month that is not over": (one(confirmed("2026-11"), due={"by": "2026-11-13"}), "2026-11-29", [
        ("so-mot", "no-information", 0, 0)]),
    "a month that is over": (one(confirmed("2026-11"), due={"by": "2026-11-13"}), "2026-12-01", [
        ("so-mot", "done-unassessed", 0, 0)]),
    "a month after the deadline, not over": (one(submitted("2026-11"), due={"by": "2026-10-13"}), "2026-11-29", [
        ("so-mot", "no-information", 0, 18)]),
    "confirmed in a month after the deadline, not over": (one(confirmed("2026-11"), due={"by": "2026-10-13"}), "2026-11-29", [
        ("so-mot", "no-information", 0, 0)]),
    "extended in a month after the deadline, not over": (
        one(extended("2026-11-10", "2026-10-13", "2026-12-31") | {"date": "2026-11"}, due={"by": "2026-10-13"}), "2026-11-29", [
        ("so-mot", "no-information", 0, 18)]),
    "passed on in a month after the deadline, not over": (
        one(passed_on("2026-11", "so-hai"), due={"by": "2026-10-13"}), "2026-11-29", [("so-mot", "no-information", 0, 18)]),
    "a report in a month that is not over": (
        listed().task(shape="dinh-ky", recurrence=QUARTERS).report("so-mot", "2026-Q1", "2026-04"), "2026-04-20", [
        ("so-mot", "no-information", 0, 0)]),
    "a report after the deadline, in a month": (
        listed().task(shape="dinh-ky", recurrence=QUARTERS).report("so-mot", "2026-Q1", "2026-05"), "2026-06-20", [
        ("so-mot", "done-late", 25, 0)]),
    "handed in twice": (one(submitted("2026-05-10"), submitted("2026-05-20")), "2026-06-01", [
        ("so-mot", "awaiting", 0, 0)]),
    "to one of those tasked": (
        listed().task("nhom-so", due=DUE, route={"to": [{"body": "tinh-mau-so-ba"}]}), "2026-06-01", [
        ("so-hai", "open-overdue", 17, 0), ("so-mot", "open-overdue", 17, 0)]),
    "two occurrences, one hand-in": (
        listed().task(**ARISES)
        .rollout("so-mot", event("phat-sinh", "2026-05-04"), event("phat-sinh", "2026-05-10"), submitted("2026-05-12")),
        "2026-06-01", [("-", "standing", 0, 0), *[("so-mot", "no-information", 0, 0)] * 2]),
    "a recurring duty, cancelled": (
        listed().task(shape="dinh-ky", recurrence=QUARTERS, events=[cancelled("2026-06-10")]), "2026-08-01", [
        ("so-mot", "cancelled", 0, 65), ("so-mot", "cancelled", 0, 0)]),
    "a recurring duty, paused and resumed": (
        listed().task(shape="dinh-ky", recurrence=QUARTERS, events=[paused("2026-03-01"), resumed("2026-04-10")]),
        "2026-05-20", [("so-mot", "open-overdue", 5, 0)]),
    "paused in time, handed in while paused": (one(paused("2026-05-05"), submitted("2026-06-03")), "2026-06-10", [
        ("so-mot", "awaiting", 0, 0)]),
    "done, merged, reopened there": (
        merged(listed()).rollout("so-hai", *PROMPT).rollout("so-ba", event("mo-lai", "2026-07-05", reason="Nhầm.")),
        "2026-07-10", [("so-ba", "open-overdue", 6, 0)]),
    # nothing is late before it was ordered, or by what is of another body, another occurrence, another period
    "monthly, ordered after its day": (
        Register(issued="2026-03-25").calendars(2026).listed()
        .task(shape="dinh-ky", recurrence={"every": "thang", "due_day": 19}), "2026-03-26", [
        ("so-mot", "open-in-time", 0, 0)]),
    "a report for a month before the order": (
        Register(issued="2026-03-25").calendars(2026).listed()
        .task(shape="dinh-ky", recurrence={"every": "thang", "days_after": 5}).report("so-mot", "2026-01", "2026-04-01"),
        "2026-04-03", [("so-mot", "done-unassessed", 0, 0)]),
    "handed in by one of two": (
        news().task("so-mot", "so-hai", due=DUE, events=[by("so-mot", submitted("2026-05-20"))]), "2026-06-01", [
        ("so-mot", "awaiting-late", 5, 0), ("so-hai", "no-information", 0, 0)]),
    "handed in by nobody knows whom of two": (
        news().task("so-mot", "so-hai", due=DUE, events=[submitted("2026-05-20"), confirmed("2026-05-21")]), "2026-06-01",
        [("so-mot", "done-unassessed", 0, 0), ("so-hai", "done-unassessed", 0, 0)]),
    "refused by one of two": (
        listed().task("so-mot", "so-hai", due=DUE, events=[by("so-mot", paused("2026-05-10"))]), "2026-06-01", [
        ("so-mot", "paused", 0, 0), ("so-hai", "open-overdue", 17, 0)]),
    "passed on by one of two": (
        listed().task("so-mot", "so-hai", due=DUE, events=[by("so-mot", passed_on("2026-05-25", "so-ba"))]), "2026-06-10", [
        ("so-mot", "passed-on", 0, 9), ("so-ba", "open-overdue", 17, 0), ("so-hai", "open-overdue", 26, 0)]),
    "passed on as such, one done before": (
        listed().task("so-mot", "so-hai", due=DUE, events=[passed_on("2026-05-25", "so-ba")]).rollout("so-mot", *PROMPT),
        "2026-06-10", [
        ("so-hai", "passed-on", 0, 9), ("so-mot", "done-on-time", 0, 0), ("so-ba", "open-overdue", 17, 0)]),
    "an occurrence, cancelled in time": (
        listed().task(**ARISES, events=[cancelled("2026-05-12")]).rollout("so-mot", event("phat-sinh", "2026-05-04")),
        "2026-06-10", [("-", "cancelled", 0, 0), ("so-mot", "cancelled", 0, 0)]),
    "one occurrence of two, extended": (
        listed().task(**ARISES).rollout(
            "so-mot", event("phat-sinh", "2026-05-04"), event("phat-sinh", "2026-05-10"),
            extended("2026-05-12", "2026-05-14", "2026-06-30")),
        "2026-06-01", [("-", "standing", 0, 0), ("so-mot", "open-in-time", 0, 0), ("so-mot", "open-overdue", 12, 0)]),
    "an occurrence, handed over late": (
        listed().task(**ARISES).rollout("so-mot", event("phat-sinh", "2026-05-04"), passed_on("2026-05-24", "so-hai")),
        "2026-06-10", [("-", "standing", 0, 0), ("so-mot", "passed-on", 0, 9), ("so-hai", "open-overdue", 18, 0)]),
    "an occurrence, merged late": (
        listed().ended("so-mot", "Sở Một", "2026-05-23", "so-hai").task(**ARISES)
        .rollout("so-mot", event("phat-sinh", "2026-05-04")),
        "2026-06-10", [("-", "standing", 0, 0), ("so-mot", "passed-on", 0, 9), ("so-hai", "open-overdue", 18, 0)]),
    "an occurrence, handed over late, and back": (
        listed().task(**ARISES).rollout("so-mot", event("phat-sinh", "2026-05-04"), passed_on("2026-05-24", "so-hai"))
        .rollout("so-hai", passed_on("2026-06-04", "so-mot")),
        "2026-06-10", [("-", "standing", 0, 0), ("so-hai", "passed-on", 0, 11), ("so-mot", "open-overdue", 7, 9)]),
    "an occurrence, handed over late, of which nothing more is known": (
        news().task(**ARISES).rollout("so-mot", event("phat-sinh", "2026-05-04"), passed_on("2026-05-24", "so-hai")),
        "2026-06-10", [("-", "standing", 0, 0), ("so-hai", "no-information", 0, 0)]),
    "it arose after it was handed over": (
        listed().task(**ARISES).rollout("so-mot", passed_on("2026-05-02", "so-hai"))
        .rollout("so-hai", event("phat-sinh", "2026-05-04"), passed_on("2026-05-24", "so-ba")),
        "2026-06-10", [("-", "standing", 0, 0), ("so-hai", "passed-on", 0, 9), ("so-ba", "open-overdue", 18, 0)]),
    # what was handed in and is returned where it went to had not been handed in; in time, it makes no other late
    "handed in late, handed over, returned there": (
        one(submitted("2026-05-27"), passed_on("2026-06-17", "so-hai")).rollout("so-hai", GIVEN_BACK), "2026-07-10", [
        ("so-mot", "passed-on", 0, 12), ("so-hai", "open-overdue", 3, 0)]),
    "the same, before it is returned": (
        one(submitted("2026-05-27"), passed_on("2026-06-17", "so-hai")).rollout("so-hai", GIVEN_BACK), "2026-07-07", [
        ("so-mot", "awaiting-late", 12, 0)]),
    "handed in in time, handed over, returned there": (
        one(submitted("2026-05-04"), passed_on("2026-06-17", "so-hai")).rollout("so-hai", GIVEN_BACK), "2026-07-10", [
        ("so-hai", "open-overdue", 3, 0)]),
    "handed in in time, handed over twice, returned there": (
        one(submitted("2026-05-04"), passed_on("2026-06-01", "so-ba")).rollout("so-ba", passed_on("2026-06-17", "so-hai"))
        .rollout("so-hai", GIVEN_BACK), "2026-07-10", [("so-hai", "open-overdue", 3, 0)]),
    "handed in late, handed over, returned, of which there is single news": (
        news().task(due=DUE).rollout("so-mot", submitted("2026-05-27"), passed_on("2026-06-17", "so-hai"))
        .rollout("so-hai", GIVEN_BACK), "2026-07-10", [
        ("so-mot", "passed-on", 0, 12), ("so-hai", "open-overdue", 1, 0)]),
    # what names none of several makes none of them late, nor does what one has recorded of itself
    "received as such by two": (
        listed().task("so-mot", "so-hai", due=RECEIVED, events=[received("2026-05-04")]), "2026-06-01", [
        ("so-mot", "no-information", 0, 0), ("so-hai", "no-information", 0, 0)]),
    "received by one of two, who is named": (
        listed().task("so-mot", "so-hai", due=RECEIVED, events=[by("so-mot", received("2026-05-04"))]), "2026-06-01", [
        ("so-mot", "open-overdue", 18, 0), ("so-hai", "no-information", 0, 0)]),
    "received as such by one": (
        listed().task(due=RECEIVED, events=[received("2026-05-04")]), "2026-06-01", [("so-mot", "open-overdue", 18, 0)]),
    "an occurrence that names none of two": (
        listed().task("so-mot", "so-hai", **ARISES, events=[event("phat-sinh", "2026-05-04")]), "2026-06-01", [
        ("-", "standing", 0, 0), ("so-mot", "no-information", 0, 0), ("so-hai", "no-information", 0, 0)]),
    "confirmed as such, one of two handed in": (
        listed().task("so-mot", "so-hai", due=DUE, events=[confirmed("2026-05-20")])
        .rollout("so-mot", submitted("2026-05-14")), "2026-06-10", [
        ("so-mot", "done-on-time", 0, 0), ("so-hai", "done-unassessed", 0, 0)]),
    "confirmed when two occurrences are open": (
        listed().task(**ARISES).rollout(
            "so-mot", event("phat-sinh", "2026-05-04"), submitted("2026-05-06"), event("phat-sinh", "2026-05-20"),
            confirmed("2026-05-25")),
        "2026-07-10", [("-", "standing", 0, 0), *[("so-mot", "no-information", 0, 0)] * 2]),
    "extended for all to a day before its own": (
        listed().task("so-mot", due=DUE, events=[extended("2026-05-12", "2026-05-15", "2026-05-25")])
        .rollout("so-mot", extended("2026-05-10", "2026-05-15", "2026-06-15")), "2026-06-10", [
        ("so-mot", "due-soon", 0, 0)]),
    "cancelled in a month that is not over": (one(cancelled("2026-11"), due={"by": "2026-11-13"}), "2026-11-29", [
        ("so-mot", "no-information", 0, 0)]),
    "handed over in a month": (one(passed_on("2026-06", "so-hai")), "2026-07-10", [
        ("so-mot", "passed-on", 0, 16), ("so-hai", "open-overdue", 11, 0)]),
    "a receiver that got it": (
        listed().task("nhom-so", due=DUE, route={"to": [{"body": "tinh-mau-so-ba"}]}).rollout("so-ba", received("2026-01-08")),
        "2026-06-01", [("so-hai", "open-overdue", 17, 0), ("so-mot", "open-overdue", 17, 0)]),
    "a report, late, and then merged": (
        listed().ended("so-mot", "Sở Một", "2026-06-30", "so-hai").task(shape="dinh-ky", recurrence=QUARTERS)
        .report("so-hai", "2026-Q1", "2026-07-20"), "2026-07-25", [
        ("so-hai", "done-late", 20, 0), ("so-mot", "passed-on", 0, 85), ("so-hai", "open-overdue", 19, 0)]),
    "a report late at one that passes it back": (
        listed().task(shape="dinh-ky", recurrence={"every": "thang", "days_after": 5, "first": "2026-04", "last": "2026-04"})
        .rollout("so-mot", passed_on("2026-04-20", "so-hai")).rollout("so-hai", passed_on("2026-05-15", "so-mot"))
        .report("so-mot", "2026-04", "2026-05-20"),
        "2026-06-01", [("so-mot", "done-late", 6, 0), ("so-hai", "passed-on", 0, 9)]),
    "a report passed on in time": (
        listed().task(shape="dinh-ky", recurrence={"every": "thang", "days_after": 5, "first": "2026-04", "last": "2026-04"})
        .rollout("so-mot", passed_on("2026-05-04", "so-hai")).report("so-hai", "2026-04", "2026-05-20"),
        "2026-06-01", [("so-hai", "done-late", 15, 0)]),
    "a report of a month, passed on in it": (
        listed().task(shape="dinh-ky", recurrence={"every": "thang", "days_after": 5, "first": "2026-04", "last": "2026-04"})
        .rollout("so-mot", passed_on("2026-05-15", "so-hai")).report("so-hai", "2026-04", "2026-05"),
        "2026-06-20", [("so-hai", "done-unassessed", 0, 0)]),
    "the only value of a target of one body": (
        one(shape="chi-tieu", target=TARGET).measured("2026-05-14", "95").measured("2026-05-20", "75", "so-mot"),
        "2026-06-01", [("so-mot", "done-on-time", 0, 0)]),
    "a list that began later": (
        listed().unlisted().follow(first="2026-03-01").task(due=DUE), "2026-06-01", [("so-mot", "no-information", 0, 0)]),
    "a list that holds what came before it": (
        listed().unlisted().follow(first="2026-03-01", earlier=True).task(due=DUE), "2026-06-01", [
        ("so-mot", "open-overdue", 17, 0)]),
    "only a receipt after the deadline": (news().task(due=DUE).rollout("so-mot", received("2026-05-25")), "2026-06-01", [
        ("so-mot", "no-information", 0, 0)]),
    "a recurring duty, cancelled in a month that is not over": (
        listed().task(shape="dinh-ky", recurrence=QUARTERS, events=[cancelled("2026-04")]), "2026-04-20", [
        ("so-mot", "no-information", 0, 0)]),
    "cancelled after its body had ended": (
        merged(listed()).task("so-hai", due={"by": "2026-07-15"}, events=[cancelled("2026-08-20")]), "2026-09-01", [
        ("so-ba", "cancelled", 0, 36)]),
    "cancelled, of which nothing is known": (
        news().task(due=DUE, events=[cancelled("2026-06-20")]), "2026-07-01", [("so-mot", "cancelled", 0, 0)]),
    "an occurrence, paused, resumed, extended": (
        listed().task(**ARISES).rollout(
            "so-mot", event("phat-sinh", "2026-05-04"), paused("2026-05-08"), resumed("2026-05-16"),
            extended("2026-05-20", "2026-05-22", "2026-06-10")),
        "2026-06-01", [("-", "standing", 0, 0), ("so-mot", "open-in-time", 0, 0)]),
    "a target, cancelled in a month that is not over": (
        one(shape="chi-tieu", target=TARGET, events=[cancelled("2026-05")]).measured("2026-05-20", "70", "so-mot"),
        "2026-05-25", [("so-mot", "no-information", 0, 0)]),
    "handed over, and nothing more known": (
        news().task(due=DUE).rollout("so-mot", passed_on("2026-07-01", "so-hai")), "2026-07-12", [
        ("so-hai", "no-information", 0, 0)]),
    "a report that the heir hands in again": (
        listed().ended("so-hai", "Sở Hai", "2026-05-31", "so-ba")
        .task("so-hai", shape="dinh-ky", recurrence={"every": "thang", "days_after": 5, "first": "2026-04", "last": "2026-04"})
        .report("so-hai", "2026-04", "2026-05-04", event("tra-lai", "2026-05-20", reason="Thiếu."))
        .report("so-ba", "2026-04", "2026-06-04"),
        "2026-06-20", [("so-ba", "done-late", 4, 0), ("so-hai", "passed-on", 0, 12)]),
    "late, paused, resumed": (one(paused("2026-05-25"), resumed("2026-06-05")), "2026-06-05", [
        ("so-mot", "open-overdue", 10, 0)]),
    "a pause that spans a merger": (
        merged(listed()).rollout("so-hai", paused("2026-05-25")).rollout("so-ba", resumed("2026-07-10")), "2026-07-20", [
        ("so-hai", "passed-on", 0, 9), ("so-ba", "open-overdue", 11, 0)]),
    "a pause in time that spans a merger": (
        merged(listed()).rollout("so-hai", paused("2026-05-10")).rollout("so-ba", resumed("2026-07-10")), "2026-07-20", [
        ("so-ba", "open-overdue", 5, 0)]),
    "paused before it arose": (
        listed().task(**ARISES, events=[paused("2026-05-01")]).rollout("so-mot", event("phat-sinh", "2026-05-04")),
        "2026-06-10", [("-", "standing", 0, 0), ("so-mot", "paused", 0, 0)]),
    "paused before it arose, and resumed": (
        listed().task(**ARISES, events=[paused("2026-05-01"), resumed("2026-05-24")])
        .rollout("so-mot", event("phat-sinh", "2026-05-04")),
        "2026-06-10", [("-", "standing", 0, 0), ("so-mot", "open-overdue", 7, 0)]),
    "handed in by the heir of one of two": (
        listed().ended("so-hai", "Sở Hai", "2026-06-30", "so-ba")
        .task("so-mot", "so-hai", due=DUE, events=[by("so-ba", submitted("2026-07-05"))]), "2026-07-10", [
        ("so-hai", "passed-on", 0, 46), ("so-mot", "open-overdue", 56, 0), ("so-ba", "awaiting-late", 5, 0)]),
    "passed on by the heir of one of two": (
        listed().ended("so-hai", "Sở Hai", "2026-06-30", "so-ba")
        .task("so-mot", "so-hai", due=DUE, events=[by("so-ba", passed_on("2026-07-05", "ubnd"))]), "2026-07-10", [
        ("so-hai", "passed-on", 0, 46), ("so-ba", "passed-on", 0, 4), ("so-mot", "open-overdue", 56, 0),
        ("ubnd", "open-overdue", 6, 0)]),
    "a report in time, and another one of who has it since": (
        listed().task(**MONTH).rollout("so-mot", passed_on("2026-03-03", "so-hai"))
        .report("so-mot", "2026-02", "2026-03-02").report("so-hai", "2026-02", "2026-03-08"),
        "2026-03-10", [("so-mot", "done-on-time", 0, 0), ("so-hai", "no-deadline", 0, 0)]),
    "a report in time, and another one of the heir": (
        listed().ended("so-mot", "Sở Một", "2026-03-02", "so-hai").task(**MONTH)
        .report("so-mot", "2026-02", "2026-03-02").report("so-hai", "2026-02", "2026-03-08"),
        "2026-03-10", [("so-mot", "done-on-time", 0, 0), ("so-hai", "no-deadline", 0, 0)]),
    "a late report, and another one of who has it since": (
        listed().task(**MONTH).rollout("so-mot", passed_on("2026-03-10", "so-hai"))
        .report("so-mot", "2026-02", "2026-03-07").report("so-hai", "2026-02", "2026-03-12"),
        "2026-03-15", [("so-mot", "done-late", 2, 0), ("so-hai", "no-deadline", 0, 0)]),
    "passed on as such after a merger": (
        as_such(passed_on("2026-06-10", "so-ba")).ended("so-mot", "Sở Một", "2026-05-25", "so-hai"), "2026-06-20", [
        ("so-mot", "passed-on", 0, 10), ("so-hai", "passed-on", 0, 15), ("so-ba", "open-overdue", 11, 0)]),
    "passed on in its own record after it ended": (
        one(passed_on("2026-06-10", "so-ba")).ended("so-mot", "Sở Một", "2026-05-25", "so-hai"), "2026-06-20", [
        ("so-mot", "passed-on", 0, 10), ("so-hai", "passed-on", 0, 15), ("so-ba", "open-overdue", 11, 0)]),
    "handed in by the heir, passed on as such afterwards": (
        as_such(passed_on("2026-06-10", "so-ba")).ended("so-mot", "Sở Một", "2026-05-25", "so-hai")
        .rollout("so-hai", submitted("2026-06-01")), "2026-06-20", [
        ("so-mot", "passed-on", 0, 10), ("so-hai", "awaiting-late", 7, 0)]),
    # a text obliges while it is in force
    "due before its text is in force": (in_force("2026-06-01").task(due=DUE), "2026-05-20", [("so-mot", "no-information", 0, 0)]),
    "due in the month in which its text comes into force": (
        in_force("2026-05").task(due=DUE), "2026-06-20", [("so-mot", "no-information", 0, 0)]),
    "due when its text is in force no longer": (
        in_force("2026-01-05", "2026-04-30").task(due=DUE), "2026-07-10", [("so-mot", "no-information", 0, 0)]),
    "due when its text was still in force": (
        in_force("2026-01-05", "2026-05-15").task(due=DUE), "2026-07-10", [("so-mot", "open-overdue", 56, 0)]),
    "its text is in force until a day of the month in which it is due": (
        in_force("2026-01-05", "2026-05").task(due=DUE), "2026-05-20", [("so-mot", "no-information", 0, 0)]),
    "reports of periods after its text was in force": (
        in_force("2026-01-05", "2026-04-30").task(shape="dinh-ky", recurrence={"every": "thang", "days_after": 5, "first": "2026-03"}),
        "2026-07-10", [("so-mot", "open-overdue", 95, 0)]),
    "extended while it lay at the receiver, and returned after the new deadline": (
        one(submitted("2026-05-14"), extended("2026-05-18", "2026-05-15", "2026-05-22"), returned("2026-05-29")), "2026-05-31", [
        ("so-mot", "open-overdue", 3, 0)]),
    "what arises is due when its text is in force no longer": (
        in_force("2026-01-05", "2026-05-10").task(shape="co-dieu-kien", condition="có bão", due={"within": {"days": 10, "of": "phat-sinh"}})
        .rollout("so-mot", event("phat-sinh", "2026-05-04")), "2026-06-01", [
        ("-", "standing", 0, 0), ("so-mot", "no-information", 0, 0)]),
    "handed in by somebody, late, of two of whom a full list is kept": (
        listed().task("so-mot", "so-hai", due=DUE, events=[submitted("2026-05-20")]), "2026-06-01", [
        ("so-mot", "awaiting", 0, 0), ("so-hai", "awaiting", 0, 0)]),
    "handed in by one that has nothing to do with it": (
        listed().task("so-mot", "so-hai", due=DUE, events=[by("so-ba", submitted("2026-05-14"))]), "2026-06-01", [
        ("so-mot", "no-information", 0, 0), ("so-hai", "no-information", 0, 0)]),
    "confirmed and reopened as such, of one of which its hand-in is recorded": (
        news().task("so-mot", "so-hai", due=DUE, events=[
            confirmed("2026-05-14"), event("mo-lai", "2026-05-20", reason="Nhầm.")]).rollout("so-mot", submitted("2026-05-13")),
        "2026-05-25", [("so-mot", "no-information", 0, 0), ("so-hai", "no-information", 0, 0)]),
    "handed in by one that was left out": (
        listed().task(("nhom-so", "so-ba"), due=DUE, events=[by("so-ba", submitted("2026-05-10"))]), "2026-06-01", [
        ("so-hai", "open-overdue", 17, 0), ("so-mot", "open-overdue", 17, 0)]),
    "passed on as such by all": (
        listed().task("nhom-so", due=DUE, events=[passed_on("2026-05-25", "ubnd")]), "2026-06-10", [
        ("so-ba", "passed-on", 0, 9), ("so-hai", "passed-on", 0, 9), ("so-mot", "passed-on", 0, 9),
        ("ubnd", "open-overdue", 17, 0)]),
    "an occurrence, passed on as such by all": (
        listed().task("nhom-so", **ARISES, events=[event("phat-sinh", "2026-05-04"), passed_on("2026-05-24", "ubnd")]),
        "2026-06-10", [("-", "standing", 0, 0), ("ubnd", "no-information", 0, 0)]),
    "an occurrence at one of several, passed on as such by all": (
        listed().task("nhom-so", **ARISES, events=[
            by("so-mot", event("phat-sinh", "2026-05-04")), passed_on("2026-05-24", "ubnd")]),
        "2026-06-10", [("-", "standing", 0, 0), ("so-mot", "passed-on", 0, 9), ("ubnd", "open-overdue", 18, 0)]),
    "a report that was returned, and handed over": (
        listed().task(shape="dinh-ky", recurrence={"every": "quy", "days_after": 5, "first": "2026-Q1", "last": "2026-Q1"})
        .report("so-mot", "2026-Q1", "2026-04-03", event("tra-lai", "2026-04-20", reason="Thiếu."))
        .rollout("so-mot", passed_on("2026-05-01", "so-hai")), "2026-05-20", [
        ("so-mot", "open-overdue", 11, 0), ("so-hai", "no-deadline", 0, 0)]),
    "the heir had handed in its own before": (
        news().ended("so-hai", "Sở Hai", "2026-06-30", "so-ba").task("nhom-so", due=DUE)
        .rollout("so-ba", submitted("2026-05-20"), confirmed("2026-05-22")), "2026-08-01", [
        ("so-ba", "done-late", 5, 0), ("so-mot", "no-information", 0, 0)]),
    "the heir had handed in its own before, listed": (
        listed().ended("so-hai", "Sở Hai", "2026-06-30", "so-ba").task("so-hai", "so-ba", due=DUE)
        .rollout("so-ba", submitted("2026-05-10"), confirmed("2026-05-12")), "2026-08-01", [
        ("so-hai", "passed-on", 0, 46), ("so-ba", "open-overdue", 32, 0)]),
    "done on a day that nobody names, before its source": (one(UNDATED), "2026-06-30", [("so-mot", "no-information", 0, 0)]),
    "done on a day that nobody names, then merged": (
        merged(listed()).rollout("so-hai", UNDATED), "2026-09-10", [("so-hai", "done-unassessed", 0, 0)]),
    "handed in on a day that nobody names, entered after what was late": (
        one(extended("2026-05-25", "2026-05-15", "2026-05-29"), event("tu-choi", "2026-06-10", reason="Quá sức."),
            {**UNDATED, "type": "nop"}), "2026-09-10", [("so-mot", "awaiting", 0, 0)]),
    "extended by a decision in time that was received late": (
        one(extended("2026-05-18", "2026-05-15", "2026-06-30") | {"source": {"document": "tinh-mau-78-qd-2026"}})
        .add("tinh-mau-78-qd-2026", "document", type="quyet-dinh", number="78", symbol="QĐ-UBND", date="2026-05-12",
             issuer="tinh-mau-ubnd", title="Gia hạn"),
        "2026-06-01", [("so-mot", "open-in-time", 0, 0)]),
    "a period that was extended before it was reported": (
        listed().task(shape="dinh-ky", recurrence=QUARTERS).rollout("so-mot", extended("2026-04-03", "2026-04-06", "2026-04-20")),
        "2026-04-18", [("so-mot", "due-soon", 0, 0)]),
    "a target of a group, measured as a whole, extended": (
        listed().task("nhom-so", shape="chi-tieu", target=TARGET, due=DUE, events=[extended("2026-05-10", "2026-05-15", "2026-06-30")])
        .measured("2026-05-20", "60"), "2026-06-01", [
        *[(f"so-{n}", "no-information", 0, 0) for n in ("ba", "hai", "mot")], ("-", "open-in-time", 0, 0)]),
    "a second occurrence says nothing of the first": (
        news().task(**ARISES).rollout("so-mot", event("phat-sinh", "2026-05-04"), event("phat-sinh", "2026-05-25")),
        "2026-06-01", [("-", "standing", 0, 0), ("so-mot", "no-information", 0, 0), ("so-mot", "due-soon", 0, 0)]),
    "it arose after its fixed deadline": (
        listed().task(shape="co-dieu-kien", condition="có việc", due=DUE).rollout("so-mot", event("phat-sinh", "2026-06-01")),
        "2026-07-01", [("-", "standing", 0, 0), ("so-mot", "no-information", 0, 0)]),
    "what one handed in is returned": (
        listed().task("so-mot", "so-hai", due=DUE, events=[
            by("so-mot", submitted("2026-05-12")), by("ubnd", event("tra-lai", "2026-05-20", reason="Thiếu."))])
        .rollout("so-hai", submitted("2026-05-14")), "2026-05-25", [
        ("so-mot", "open-overdue", 6, 0), ("so-hai", "awaiting", 0, 0)]),
    "ordered in the last days of a period": (
        Register(issued="2026-03-30").calendars(2026).listed().task(shape="dinh-ky", recurrence={"every": "quy", "days_after": 5}),
        "2026-04-20", [("so-mot", "open-in-time", 0, 0)]),
    "ordered in the second half of a year, months before the deadline": (
        Register(issued="2026-08-10").calendars(2026, 2025).listed().task(shape="dinh-ky", recurrence={"every": "nam", "due_day": 15}),
        "2026-12-20", [("so-mot", "open-overdue", 5, 0)]),
    "ordered between two days of a year": (
        Register(issued="2026-03-20").calendars(2026).listed()
        .task(shape="dinh-ky", recurrence={"every": "ngay-co-dinh", "days": ["06-01", "11-15"]}), "2026-06-05", [
        ("so-mot", "open-overdue", 4, 0)]),
    "handed in late, paused, resumed": (
        one(submitted("2026-05-20"), paused("2026-05-22"), resumed("2026-06-11"), confirmed("2026-06-12")), "2026-07-01", [
        ("so-mot", "done-late", 5, 5)]),
    "extended while paused": (
        one(paused("2026-05-25"), extended("2026-06-01", "2026-05-15", "2026-07-31"), resumed("2026-06-20")), "2026-07-10", [
        ("so-mot", "open-in-time", 0, 9)]),
    # what a directive gives to nobody is of the one to whom a decision gives it, from then on
    "of nobody, not yet given": (of_nobody(passed_on("2026-05-20", "so-hai")), "2026-05-19", [("-", "no-information", 0, 0)]),
    "of nobody of the register": (
        listed().task(due=DUE).of_nobody("các đoàn thể"), "2026-06-10", [("-", "no-information", 0, 0)]),
    "of nobody of the register, done": (
        listed().task(due=DUE, events=[submitted("2026-05-10"), confirmed("2026-05-12")]).of_nobody("các đoàn thể"),
        "2026-06-10", [("-", "done-on-time", 0, 0)]),
    "of a body and of nobody of the register": (
        listed().task(due=DUE, other_leads=["các đoàn thể"]), "2026-05-22", [("so-mot", "open-overdue", 7, 0)]),
    "of nobody of the register, given to a body": (
        listed().task(due=DUE, events=[passed_on("2026-05-20", "so-hai")]).of_nobody("các đoàn thể"), "2026-05-22", [
        ("so-hai", "open-overdue", 3, 0)]),
    "reports of nobody of the register": (
        listed().task(shape="dinh-ky", recurrence=QUARTERS).of_nobody("các đoàn thể"), "2026-07-10", [("-", "no-information", 0, 0)]),
    "of nobody, given in time, handed in": (
        of_nobody(passed_on("2026-05-10", "so-hai")).rollout("so-hai", submitted("2026-05-12")), "2026-06-01", [
        ("so-hai", "awaiting", 0, 0)]),
    "of nobody, given when it was late": (
        of_nobody(passed_on("2026-05-20", "so-hai")), "2026-05-22", [("so-hai", "open-overdue", 3, 0)]),
    "of nobody, given, passed on": (
        of_nobody(passed_on("2026-05-20", "so-hai")).rollout("so-hai", passed_on("2026-06-01", "so-mot")), "2026-06-10", [
        ("so-hai", "passed-on", 0, 12), ("so-mot", "open-overdue", 10, 0)]),
    "of nobody, given, with no news": (
        news().task(due=DUE, events=[passed_on("2026-05-20", "so-hai")]).of_nobody(), "2026-06-10", [
        ("so-hai", "no-information", 0, 0)]),
    "of a group of which no member is recorded, done": (
        listed().group("nhom").task("nhom", due=DUE, events=[submitted("2026-05-10"), confirmed("2026-05-12")]), "2026-06-10", [
        ("-", "done-on-time", 0, 0)]),
    "of a group of which no member is recorded": (
        listed().group("nhom").task("nhom", due=DUE), "2026-06-10", [("-", "no-information", 0, 0)]),
    "of nobody, handed in before it was given": (
        of_nobody(submitted("2026-05-18"), passed_on("2026-05-20", "so-hai")), "2026-06-10", [
        ("-", "no-information", 0, 0)]),
    "reports of nobody, given": (
        listed().task(shape="dinh-ky", recurrence=QUARTERS, events=[passed_on("2026-05-20", "so-hai")]).of_nobody(),
        "2026-07-10", [("so-hai", "open-overdue", 4, 0)]),
    # what comes back to a body is its one duty, with its days before and after
    "handed over late, and back": (BACK, "2026-06-20", [("so-hai", "passed-on", 0, 10), ("so-mot", "open-overdue", 17, 9)]),
    "handed over late, and back, and done": (
        one(passed_on("2026-05-25", "so-hai"), submitted("2026-06-14"), confirmed("2026-06-16"))
        .rollout("so-hai", passed_on("2026-06-04", "so-mot")), "2026-06-20", [
        ("so-hai", "passed-on", 0, 10), ("so-mot", "done-late", 11, 9)]),
    "handed over in time, and back": (
        one(passed_on("2026-05-11", "so-hai")).rollout("so-hai", passed_on("2026-06-04", "so-mot")), "2026-06-20", [
        ("so-hai", "passed-on", 0, 19), ("so-mot", "open-overdue", 17, 0)]),
    "handed over late, and back, and over again": (
        one(passed_on("2026-05-25", "so-hai"), passed_on("2026-06-20", "so-hai"))
        .rollout("so-hai", passed_on("2026-06-04", "so-mot")), "2026-07-01", [
        ("so-mot", "passed-on", 0, 25), ("so-hai", "open-overdue", 12, 10)]),
    "handed over late, and back, extended, and over again when late": (
        one(passed_on("2026-05-25", "so-hai"), extended("2026-06-06", "2026-05-15", "2026-06-15"),
            passed_on("2026-06-20", "so-hai"))
        .rollout("so-hai", passed_on("2026-06-04", "so-mot")), "2026-07-01", [
        ("so-mot", "passed-on", 0, 9), ("so-hai", "open-overdue", 12, 10)]),
    "handed over, and back, of which nothing more is known": (
        news().task(due=DUE).rollout("so-mot", passed_on("2026-05-25", "so-hai"))
        .rollout("so-hai", passed_on("2026-06-04", "so-mot")), "2026-06-20", [("so-mot", "no-information", 0, 0)]),
    # what a later holder did before the hand-over counts from its day
    "handed in by who has it later": (LATER, "2026-05-20", [("so-mot", "awaiting", 0, 0)]),
    "handed in and confirmed by who has it later": (LATER, "2026-05-28", [("so-mot", "done-on-time", 0, 0)]),
    "handed in by who had it later": (LATER, "2026-06-10", [("so-mot", "done-on-time", 0, 0)]),
    "extended at who has it later": (
        one(passed_on("2026-06-01", "so-hai")).rollout("so-hai", extended("2026-05-10", "2026-05-15", "2026-06-30")),
        "2026-06-10", [("so-hai", "open-in-time", 0, 0)]),
    "handed in by the heir before the merger": (HEIR, "2026-05-28", [("so-hai", "done-late", 5, 0)]),
    "handed in by the heir before, merged": (HEIR, "2026-07-28", [("so-hai", "done-late", 5, 0)]),
    "handed in by who has the part of one of two later": (BESIDE, "2026-05-28", [
        ("so-mot", "no-information", 0, 0), ("so-ba", "no-information", 0, 0)]),
    "handed in by who had the part of one of two later": (BESIDE, "2026-06-10", [
        ("so-mot", "done-on-time", 0, 0), ("so-ba", "open-overdue", 26, 0)]),
    "in a month, by the heir before the merger": (
        merged(listed()).rollout("so-ba", submitted("2026-05")), "2026-05-28", [("so-hai", "no-information", 0, 0)]),
    # the day of a source that names none ends no pause on that day
    "paused in time, handed in on a day that nobody names, returned": (
        one(paused("2026-05-10"), by_then("nop", "2026-05-20"), event("tra-lai", "2026-05-25", reason="Thiếu.")),
        "2026-06-01", [("so-mot", "paused", 0, 0)]),
    "the same, and resumed": (
        one(paused("2026-05-10"), by_then("nop", "2026-05-20"), event("tra-lai", "2026-05-25", reason="Thiếu."),
            resumed("2026-06-01")),
        "2026-06-10", [("so-mot", "open-overdue", 2, 0)]),
    "paused in time, done on a day that nobody names": (
        one(paused("2026-05-10"), by_then("xac-nhan", "2026-05-20")), "2026-06-01", [("so-mot", "done-unassessed", 0, 0)]),
    "paused in time, handed in on a day that nobody names": (
        one(paused("2026-05-10"), by_then("nop", "2026-05-20")), "2026-06-01", [("so-mot", "awaiting", 0, 0)]),
    # what was done by a day that nobody names may have been done between the old deadline and the extension
    "extended late, done on a day that nobody names": (
        one(extended("2026-05-20", "2026-05-15", "2026-06-30"), by_then("nop", "2026-06-10"), confirmed("2026-06-12")),
        "2026-06-15", [("so-mot", "done-unassessed", 0, 0)]),
    "done on a day that nobody names, then extended late": (
        one(by_then("nop", "2026-05-18"), extended("2026-05-20", "2026-05-15", "2026-06-30"), confirmed("2026-06-12")),
        "2026-06-15", [("so-mot", "done-unassessed", 0, 0)]),
    "extended late, done by a source before the old deadline": (
        one(by_then("nop", "2026-05-14"), extended("2026-05-20", "2026-05-15", "2026-06-30"), confirmed("2026-06-12")),
        "2026-06-15", [("so-mot", "done-on-time", 0, 0)]),
    "extended late, then done in a month": (
        one(extended("2026-05-20", "2026-05-15", "2026-06-30"), submitted("2026-05"), confirmed("2026-06-12")),
        "2026-06-15", [("so-mot", "done-unassessed", 0, 0)]),
    "extended late, then confirmed in a month": (
        one(extended("2026-05-20", "2026-05-15", "2026-06-30"), confirmed("2026-05")),
        "2026-06-15", [("so-mot", "done-unassessed", 0, 0)]),
    "extended in time, done on a day that nobody names": (
        one(extended("2026-05-10", "2026-05-15", "2026-06-30"), by_then("nop", "2026-06-10"), confirmed("2026-06-12")),
        "2026-06-15", [("so-mot", "done-on-time", 0, 0)]),
    # a hand-over of which only the month or year is known is not later than the first act of the receiver
    "handed over in a month, handed in by the receiver": (
        one(passed_on("2026-05", "so-hai")).rollout("so-hai", submitted("2026-05-20"), confirmed("2026-05-25")),
        "2026-06-01", [("so-hai", "done-unassessed", 0, 0)]),
    "handed over in a month, handed in by the receiver, on a day of that month": (
        one(passed_on("2026-05", "so-hai")).rollout("so-hai", submitted("2026-05-20")), "2026-05-22", [
        ("so-hai", "awaiting", 0, 0)]),
    "handed over in a year, received in time, handed in late": (
        one(passed_on("2026", "so-hai"))
        .rollout("so-hai", received("2026-05-05"), submitted("2026-05-20"), confirmed("2026-05-25")),
        "2026-06-01", [("so-hai", "done-late", 5, 0)]),
    "handed over in a month, returned to the receiver before the deadline": (
        one(passed_on("2026-05", "so-hai"))
        .rollout("so-hai", submitted("2026-05-10"), event("tra-lai", "2026-05-12", reason="Thiếu.")), "2026-05-28", [
        ("so-hai", "open-overdue", 13, 0)]),
    "handed over to two in a month, of whom one has acted": (
        one(passed_on("2026-05", "so-hai"), passed_on("2026-05", "so-ba")).rollout("so-hai", submitted("2026-05-10")),
        "2026-06-05", [("so-hai", "awaiting", 0, 0), ("so-ba", "open-overdue", 6, 0)]),
    # who passed it on on one day is who is named, or whose record it is; else only the last surely has it
    "passed on, and on by the second on one day": (
        as_such(passed_on("2026-05-10", "so-hai"), by("so-hai", passed_on("2026-05-10", "so-ba"))), "2026-06-10", [
        ("so-ba", "open-overdue", 26, 0)]),
    "the same, entered the other way round": (
        as_such(by("so-hai", passed_on("2026-05-10", "so-ba")), passed_on("2026-05-10", "so-hai")), "2026-06-10", [
        ("so-ba", "open-overdue", 26, 0)]),
    "passed on twice on one day, nobody says by whom": (
        as_such(passed_on("2026-05-10", "so-hai"), passed_on("2026-05-10", "so-ba")), "2026-06-10", [
        ("so-ba", "open-overdue", 26, 0)]),
    "passed on and back on one day": (
        as_such(passed_on("2026-05-10", "so-hai"), passed_on("2026-05-10", "so-mot")), "2026-06-10", [
        ("so-mot", "open-overdue", 26, 0)]),
    "its own hand-over of a day, and one of the task as such": (
        as_such(passed_on("2026-05-10", "so-ba")).rollout("so-mot", passed_on("2026-05-10", "so-hai")), "2026-06-10", [
        ("so-ba", "open-overdue", 26, 0)]),
    "divided on one day by who had it": (
        one(passed_on("2026-05-10", "so-hai"), passed_on("2026-05-10", "so-ba")), "2026-06-10", [
        ("so-hai", "open-overdue", 26, 0), ("so-ba", "open-overdue", 26, 0)]),
    "divided on one day by one that is named": (
        as_such(*(by("ubnd", passed_on("2026-05-10", to)) for to in ("so-hai", "so-ba"))), "2026-06-10", [
        ("so-hai", "open-overdue", 26, 0), ("so-ba", "open-overdue", 26, 0)]),
    "passed on twice in one month, nobody says by whom": (
        as_such(passed_on("2026-05", "so-hai"), passed_on("2026-05", "so-ba")), "2026-06-10", [
        ("so-ba", "no-information", 0, 0)]),
    "passed on in a month, and on by the second": (
        as_such(by("so-hai", passed_on("2026-05", "so-ba")), passed_on("2026-05", "so-hai")), "2026-06-10", [
        ("so-ba", "open-overdue", 11, 0)]),
    "of nobody, given twice on one day, nobody says by whom": (
        of_nobody(passed_on("2026-05-10", "so-hai"), passed_on("2026-05-10", "so-ba")), "2026-06-10", [
        ("so-ba", "open-overdue", 26, 0)]),
    "passed on on the eve of its founding: it has it since then": (
        one(passed_on("2026-06-30", "so-hai")).agency("so-hai", "Sở Hai", valid={"from": "2026-07-01"}), "2026-07-10", [
        ("so-mot", "passed-on", 0, 46), ("so-hai", "open-overdue", 10, 0)]),
    "the heir of who was late is the receiver": (
        merged(listed()).task("so-hai", due=DUE, route={"to": [{"body": "tinh-mau-so-ba"}]}), "2026-08-01", [
        ("so-hai", "passed-on", 0, 46)]),
    # what a source tells without a day, or in a month, may have been on any: nobody is late who is not on each of them
    "passed on late, done there on a day that nobody names": (
        one(passed_on("2026-05-20", "so-hai")).rollout("so-hai", by_then("xac-nhan", "2026-05-25")), "2026-06-10", [
        ("so-hai", "done-unassessed", 0, 0)]),
    "passed on late, handed in there on a day that nobody names": (
        one(passed_on("2026-05-20", "so-hai")).rollout("so-hai", by_then("nop", "2026-05-25")), "2026-06-10", [
        ("so-hai", "awaiting", 0, 0)]),
    "passed on late, handed in there in a month": (
        one(passed_on("2026-05-20", "so-hai")).rollout("so-hai", submitted("2026-05")), "2026-06-10", [
        ("so-hai", "awaiting", 0, 0)]),
    "passed on late, handed in there in a later month": (
        one(passed_on("2026-05-20", "so-hai")).rollout("so-hai", submitted("2026-06")), "2026-07-10", [
        ("so-mot", "passed-on", 0, 4), ("so-hai", "awaiting-late", 13, 0)]),
    "merged late, done at the heir on a day that nobody names": (
        merged(listed()).rollout("so-ba", by_then("xac-nhan", "2026-07-10")), "2026-07-20", [
        ("so-ba", "done-unassessed", 0, 0)]),
    "passed on late, extended there on a day that nobody names": (
        one(passed_on("2026-05-20", "so-hai")).rollout("so-hai", by_decision("gia-han", "2026-05-25")), "2026-06-10", [
        ("so-hai", "open-in-time", 0, 0)]),
    "passed on late, cancelled there on a day that nobody names": (
        one(passed_on("2026-05-20", "so-hai")).rollout("so-hai", by_decision("huy", "2026-05-25")), "2026-06-10", [
        ("so-hai", "cancelled", 0, 0)]),
    "passed on, extended there on a day that nobody names, passed on when late again": (
        one(passed_on("2026-05-20", "so-hai"))
        .rollout("so-hai", by_decision("gia-han", "2026-05-25"), passed_on("2026-07-10", "so-ba")), "2026-07-20", [
        ("so-hai", "passed-on", 0, 9), ("so-ba", "open-overdue", 11, 0)]),
    "handed in twice in time, returned on a day that nobody names": (
        one(submitted("2026-05-12"), submitted("2026-05-14"), by_decision("tra-lai", "2026-05-25")), "2026-06-10", [
        ("so-mot", "no-information", 0, 0)]),
    "handed in, returned on a day that nobody names, and entered before what was handed in then": (
        one(submitted("2026-05-12"), by_decision("tra-lai", "2026-05-25"), submitted("2026-05-14")), "2026-06-10", [
        ("so-mot", "no-information", 0, 0)]),
    "handed in twice, returned by a source of before the second time": (
        one(submitted("2026-05-12"), by_decision("tra-lai", "2026-05-13"), submitted("2026-05-14")), "2026-06-10", [
        ("so-mot", "awaiting", 0, 0)]),
    "handed in, returned on a day that nobody names, handed in late": (
        one(submitted("2026-05-12"), by_decision("tra-lai", "2026-05-25"), submitted("2026-05-30")), "2026-06-10", [
        ("so-mot", "awaiting-late", 6, 0)]),
    "handed in late, passed on on a day that nobody names": (
        one(submitted("2026-05-20"), {**by_then("chuyen", "2026-05-25"), "to": "tinh-mau-so-hai"}), "2026-06-10", [
        ("so-mot", "awaiting-late", 5, 0)]),
    "handed in late, passed on in that month": (
        one(submitted("2026-05-20"), passed_on("2026-05", "so-hai")), "2026-06-10", [("so-mot", "awaiting-late", 5, 0)]),
    # told apart only as far as every day says the same
    "handed in twice, returned in that month": (
        one(submitted("2026-05-12"), submitted("2026-05-14"), event("tra-lai", "2026-05", reason="Thiếu.")), "2026-06-10", [
        ("so-mot", "no-information", 0, 0)]),
    "a report, paused late, resumed in a month, handed in in it": (
        listed().task(shape="dinh-ky", recurrence={"every": "thang", "days_after": 5, "first": "2026-04", "last": "2026-04"})
        .rollout("so-mot", paused("2026-05-18"), resumed("2026-05")).report("so-mot", "2026-04", "2026-05-27"), "2026-06-25", [
        ("so-mot", "done-late", 13, 0)]),
    "an occurrence, paused late, resumed in a month, handed in in it": (
        listed().task(**ARISES).rollout(
            "so-mot", event("phat-sinh", "2026-04-26"), paused("2026-05-24"), resumed("2026-06"), submitted("2026-06-07"),
            confirmed("2026-06-15")), "2026-07-20", [("-", "standing", 0, 0), ("so-mot", "done-late", 18, 0)]),
    "what comes after the day bounds nothing": (
        one(received("2026-05-18"), extended("2026-06-01", "2026-05-15", "2026-06-30") | {"date": "2026"}), "2026-05-17", [
        ("so-mot", "no-information", 0, 0)]),
    "passed on late, handed in at the receiver in that month": (
        one(passed_on("2026-06-20", "so-hai")).rollout("so-hai", submitted("2026-06")), "2026-08-10", [
        ("so-mot", "passed-on", 0, 17), ("so-hai", "awaiting", 0, 0)]),
    "confirmed by a source that names no day, reopened on one": (
        one(submitted("2026-05-14"), by_then("xac-nhan", "2026-07-16"), event("mo-lai", "2026-05-20", reason="Nhầm.")),
        "2026-09-30", [("so-mot", "open-overdue", 134, 0)]),
    "confirmed in time, reopened, passed on on a day that nobody names": (
        one(confirmed("2026-04-11"), event("mo-lai", "2026-04-12", reason="Nhầm."),
            {**by_then("chuyen", "2026-05-08"), "to": "tinh-mau-so-hai"}), "2026-04-11", [("so-mot", "done-on-time", 0, 0)]),
    # a pause moves the deadline by the days of which it is known that it lasted
    "paused in a month, resumed on a day": (one(paused("2026-04"), resumed("2026-05-04")), "2026-06-01", [
        ("so-mot", "no-information", 0, 0)]),
    "paused on a day, resumed in a month": (one(paused("2026-04-20"), resumed("2026-05")), "2026-06-01", [
        ("so-mot", "no-information", 0, 0)]),
    "paused in a month, resumed, handed in": (
        one(paused("2026-04"), resumed("2026-05-04"), submitted("2026-06-10"), confirmed("2026-06-12")), "2026-06-20", [
        ("so-mot", "done-unassessed", 0, 0)]),
    "paused in the month of the deadline, handed in": (
        one(paused("2026-05"), submitted("2026-06-20"), confirmed("2026-06-22")), "2026-07-01", [
        ("so-mot", "done-unassessed", 0, 0)]),
    "paused by a decision in time that was received late": (
        one(paused("2026-05-20") | IN_TIME, resumed("2026-05-25")).add("tinh-mau-78-qd-2026", "document", **PAPER), "2026-06-02", [
        ("so-mot", "open-overdue", 1, 0)]),
    "a report of a period that began after the decision of its pause": (
        listed().task(shape="dinh-ky", recurrence={"every": "thang", "days_after": 5, "first": "2026-04", "last": "2026-04"})
        .rollout("so-mot", paused("2026-04-20") | IN_TIME, resumed("2026-05-11"))
        .add("tinh-mau-78-qd-2026", "document", **PAPER | {"date": "2026-03-26"}), "2026-06-16", [
        ("so-mot", "open-overdue", 1, 0)]),
    "extended while paused in time, resumed": (
        one(paused("2026-05-10"), extended("2026-05-20", "2026-05-15", "2026-06-30"), resumed("2026-05-25")), "2026-07-10", [
        ("so-mot", "due-soon", 0, 0)]),
    "extended while paused in time, handed in": (
        one(paused("2026-05-10"), extended("2026-05-12", "2026-05-15", "2026-06-30"), submitted("2026-07-10")), "2026-07-12", [
        ("so-mot", "awaiting", 0, 0)]),
    "taken over while paused late, and resumed": (
        one(paused("2026-05-20"), passed_on("2026-05-25", "so-hai")).rollout("so-hai", resumed("2026-06-10")), "2026-06-10", [
        ("so-mot", "passed-on", 0, 4), ("so-hai", "open-overdue", 1, 0)]),
    "a deadline on days off, paused on the last of them": (
        one(paused("2026-05-02"), resumed("2026-05-06"), due={"by": "2026-04-30"}), "2026-05-08", [
        ("so-mot", "due-soon", 0, 0)]),
    "a deadline on a day off, paused on the day after": (
        one(paused("2026-05-18"), resumed("2026-05-20"), due={"by": "2026-05-16"}), "2026-05-21", [
        ("so-mot", "open-overdue", 1, 0)]),
    "a deadline on days off, passed on before the next working day": (
        one(passed_on("2026-05-02", "so-hai"), due={"by": "2026-04-30"}), "2026-05-05", [("so-hai", "open-overdue", 1, 0)]),
    # who passed it on is not charged while the receiver may have done it in time, nor the receiver while it may be back
    "passed on late, handed in there in the month that runs": (
        one(passed_on("2026-05-20", "so-hai")).rollout("so-hai", submitted("2026-05")), "2026-05-25", [
        ("so-hai", "no-information", 0, 0)]),
    "passed on late, handed in there by a later source": (
        one(passed_on("2026-05-20", "so-hai")).rollout("so-hai", by_then("nop", "2026-08-28")), "2026-06-15", [
        ("so-hai", "no-information", 0, 0)]),
    "handed back on a day that nobody names, before its source": (
        one(passed_on("2026-05-25", "so-hai"), submitted("2026-06-20"))
        .rollout("so-hai", {**by_then("chuyen", "2026-06-22"), "to": "tinh-mau-so-mot"}), "2026-06-20", [
        ("so-mot", "passed-on", 0, 9), ("so-hai", "awaiting", 0, 0)]),
    "handed in in a month, passed on on a day of it": (
        one(submitted("2026-04"), passed_on("2026-04-20", "so-hai")).rollout("so-hai", confirmed("2026-05-18")), "2026-06-01", [
        ("so-mot", "done-on-time", 0, 0)]),
    "confirmed, reopened, handed in on a day that nobody names": (
        one(confirmed("2026-04-18"), event("mo-lai", "2026-04-23", reason="Nhầm."), by_then("nop", "2026-05-01")), "2026-06-10",
        [("so-mot", "no-information", 0, 0)]),
    "done, reopened in the month that runs": (
        one(*PROMPT, event("mo-lai", "2026-05", reason="Nhầm.")), "2026-05-25", [("so-mot", "no-information", 0, 0)]),
    "extended in the month that runs, handed in in it": (
        one(extended("2026-05-20", "2026-05-15", "2026-09-30") | {"date": "2026-05"}, submitted("2026-05-20")), "2026-05-25", [
        ("so-mot", "awaiting", 0, 0)]),
    "the same, when the month is over, and entered after it": (
        one(submitted("2026-05-20"), extended("2026-05-20", "2026-05-15", "2026-09-30") | {"date": "2026-05"}), "2026-06-05", [
        ("so-mot", "awaiting", 0, 0)]),
    "extended by a source of before the hand-in": (
        one(by_decision("gia-han", "2026-05-18"), submitted("2026-05-20")), "2026-06-05", [("so-mot", "awaiting", 0, 0)]),
    "handed in late on a day, extended on a later one": (
        one(submitted("2026-05-18"), extended("2026-05-20", "2026-05-15", "2026-06-30"), confirmed("2026-05-25")), "2026-06-01", [
        ("so-mot", "done-late", 3, 3)]),
    # a pause of what is late moves no deadline: its days, from the first on, are not counted, and what was late stays late
    "paused on the day after the deadline": (one(paused("2026-05-16")), "2026-05-18", [("so-mot", "paused", 0, 0)]),
    "paused on the day after the deadline, resumed": (one(paused("2026-05-16"), resumed("2026-05-20")), "2026-05-20", [
        ("so-mot", "open-overdue", 1, 0)]),
    "paused late, resumed on the day to which days off would move it": (
        one(paused("2026-05-20"), resumed("2026-05-25"), due={"by": "2026-05-18"}), "2026-05-25", [
        ("so-mot", "open-overdue", 2, 0)]),
    "the same, handed in on that day": (
        one(paused("2026-05-20"), resumed("2026-05-25"), submitted("2026-05-25"), confirmed("2026-05-26"), due={"by": "2026-05-18"}),
        "2026-05-26", [("so-mot", "done-late", 2, 0)]),
    "due on a day off, passed on, paused there when late": (
        one(passed_on("2026-05-18", "so-hai"), due={"by": "2026-05-16"})
        .rollout("so-hai", paused("2026-05-20"), resumed("2026-05-25")), "2026-05-25", [("so-hai", "open-overdue", 2, 0)]),
    "due on a day off, paused late, passed on in the pause": (
        one(paused("2026-05-20"), passed_on("2026-05-22", "so-hai"), due={"by": "2026-05-16"})
        .rollout("so-hai", resumed("2026-05-25")), "2026-05-26", [
        ("so-mot", "passed-on", 0, 1), ("so-hai", "open-overdue", 2, 0)]),
    "a target, missed, paused on the day after the deadline, missed again": (
        one(paused("2026-05-16"), resumed("2026-05-20"), shape="chi-tieu", target=TARGET)
        .measured("2026-05-15", "60", "so-mot").measured("2026-05-21", "60", "so-mot"), "2026-06-01", [
        ("so-mot", "open-overdue", 2, 0)]),
    # a decision counts from its paper, whatever was done between that and the day on which it came
    "handed in between the paper of an extension and its receipt": (
        by_paper(submitted("2026-05-18"), extended("2026-05-20", "2026-05-15", "2026-06-30")), "2026-06-01", [
        ("so-mot", "awaiting", 0, 0)]),
    "confirmed between the paper of an extension and its receipt": (
        by_paper(submitted("2026-05-18"), confirmed("2026-05-19"), task=extended("2026-05-20", "2026-05-15", "2026-06-30")),
        "2026-06-01", [("so-mot", "done-on-time", 0, 0)]),
    "passed on between": (
        by_paper(passed_on("2026-05-18", "so-hai"), extended("2026-05-20", "2026-05-15", "2026-06-30")), "2026-06-01", [
        ("so-hai", "open-in-time", 0, 0)]),
    "passed on between, extended at the receiver": (
        by_paper(passed_on("2026-05-18", "so-hai")).rollout(
            "so-hai", extended("2026-05-20", "2026-05-15", "2026-06-30") | IN_TIME), "2026-06-01", [
        ("so-hai", "open-in-time", 0, 0)]),
    "paused between": (
        by_paper(paused("2026-05-18"), extended("2026-05-20", "2026-05-15", "2026-06-30")), "2026-06-01", [
        ("so-mot", "paused", 0, 0)]),
    "handed in between the paper of a pause and its receipt": (
        by_paper(submitted("2026-05-18"), paused("2026-05-20")), "2026-06-01", [("so-mot", "awaiting", 0, 0)]),
    "handed in between the paper of a cancellation and its receipt": (
        by_paper(submitted("2026-05-18"), cancelled("2026-05-20")), "2026-06-01", [("so-mot", "cancelled", 0, 0)]),
    "resumed between the paper of a second pause and its receipt": (
        by_paper(event("tam-dung", "2026-05-06", reason="x"), resumed("2026-05-13"), paused("2026-05-20")), "2026-06-01", [
        ("so-mot", "paused", 0, 0)]),
    "received more than thirty days after its paper": (
        by_paper(submitted("2026-06-10"), extended("2026-06-20", "2026-05-15", "2026-06-30")), "2026-06-25", [
        ("so-mot", "awaiting-late", 26, 26)]),
    # the days between the end of one and the beginning of its heir are nobody's
    "ended, its heir not begun": (GAP, "2026-06-30", [("so-mot", "open-overdue", 20, 0)]),
    "ended, its heir begun later": (GAP, "2026-07-10", [("so-mot", "passed-on", 0, 20), ("so-hai", "open-overdue", 10, 0)]),
    "due between the end of one and the beginning of its heir": (
        followed_by("2026-05-04", "2026-06-01"), "2026-06-10", [("so-hai", "open-overdue", 10, 0)]),
    "a report, its agency ended before its heir began": (
        listed().succeeded("so-mot", "Sở Một", "2026-06-04", "so-hai", "2026-07-01")
        .task(shape="dinh-ky", recurrence={"every": "thang", "days_after": 5, "first": "2026-04", "last": "2026-04"})
        .report("so-hai", "2026-04", "2026-07-10"), "2026-07-20", [("so-hai", "done-late", 10, 0), ("so-mot", "passed-on", 0, 30)]),
    # an end, and the beginning of an heir, of which only the month or year is known: as on whichever days that was
    "ended in the year that runs": (followed_by(2026, 2026), "2026-07-10", [("so-mot", "no-information", 0, 0)]),
    "ended in a year": (followed_by(2026, 2026), "2027-01-10", [("so-hai", "open-overdue", 11, 0)]),
    "ended in the month that runs": (followed_by("2026-05", "2026-06"), "2026-05-20", [("so-mot", "no-information", 0, 0)]),
    "ended in a month, its heir begins in that which runs": (
        followed_by("2026-05", "2026-06"), "2026-06-20", [("so-mot", "no-information", 0, 0)]),
    "ended in a month, its heir begun in the next": (
        followed_by("2026-05", "2026-06"), "2026-07-10", [("so-hai", "open-overdue", 11, 0)]),
    "ended in a month": (followed_by("2026-05"), "2026-06-10", [("so-hai", "open-overdue", 10, 0)]),
    "ended in a month, its heir begun on a day": (
        followed_by("2026-05", "2026-06-01"), "2026-06-10", [("so-hai", "open-overdue", 10, 0)]),
    "ended on a day, its heir begun in a month": (followed_by("2026-05-31", "2026-06"), "2026-07-10", [
        ("so-mot", "passed-on", 0, 16), ("so-hai", "open-overdue", 11, 0)]),
    "ended on a day, its heir begins in the month that runs": (
        followed_by("2026-05-31", "2026-06"), "2026-06-20", [("so-mot", "no-information", 0, 16)]),
    "late, then ended in the month that runs": (
        followed_by("2026-05", due="2026-04-15"), "2026-05-20", [("so-mot", "no-information", 0, 15)]),
    "late, then ended in a month": (followed_by("2026-05", due="2026-04-15"), "2026-06-10", [
        ("so-mot", "passed-on", 0, 15), ("so-hai", "open-overdue", 10, 0)]),
    "late, then ended in a month, with no heir": (
        listed().agency("so-mot", "Sở Một", valid={"to": "2026-05"}).task(due={"by": "2026-04-15"}), "2026-06-10", [
        ("so-mot", "open-overdue", 16, 0)]),
    "ended in the month of the deadline, handed in by its heir in it": (
        followed_by("2026-05").rollout("so-hai", submitted("2026-05-20")), "2026-06-10", [("so-hai", "awaiting", 0, 0)]),
    # a member of a group is who was one on whichever day it was
    **{f"of a group, {why}": (
        Register(issued=issued).calendars(2025, 2026).listed().agency("so-mot", "Sở Một", **valid).task("nhom-so", due=DUE),
        "2026-05-18", [(body, "open-overdue", 3, 0) for body in ("so-ba", "so-hai", *members)])
        for why, issued, valid, members in (
            ("founded in the month of the order", "2026-03-10", {"valid": {"from": "2026-03"}}, ()),
            ("founded in the year of the order", "2026-03-10", {"valid": {"from": 2026}}, ()),
            ("founded in the month before the order", "2026-03-10", {"valid": {"from": "2026-02"}}, ("so-mot",)),
            ("ended in the month of the order", "2026-03-10", {"valid": {"to": "2026-03"}}, ()),
            ("ended in the month of an order of no day", "2026-03", {"valid": {"to": "2026-03-20"}}, ()),
            ("founded in the month of an order of no day", "2026-03", {"valid": {"from": "2026-03-20"}}, ()),
        )},
    "of a group, listed as its member from a month on": (
        Register(issued="2026-03-10").calendars(2025, 2026).listed()
        .group("nhom-hai", members=[{"body": "tinh-mau-so-mot", "from": "2026-03"}, {"body": "tinh-mau-so-hai"}])
        .task("nhom-hai", due=DUE), "2026-05-18", [("so-hai", "open-overdue", 3, 0)]),
    "of a group, perhaps its member, of which a record tells": (
        Register(issued="2026-03-10").calendars(2025, 2026).listed()
        .agency("so-mot", "Sở Một", valid={"from": "2026-03"}).task("nhom-so", due=DUE).rollout("so-mot", submitted("2026-05-18")),
        "2026-05-18", [("so-ba", "open-overdue", 3, 0), ("so-hai", "open-overdue", 3, 0), ("so-mot", "awaiting-late", 3, 0)]),
    # a text that comes into force in a month does so on whichever day of it
    **{f"monthly, in force from {start} on": (
        in_force(start).task(shape="dinh-ky", recurrence={"every": "thang", "days_after": 5, "last": "2026-04"}), "2026-05-08",
        [("so-mot", "open-overdue", days, 0) for days in late])
        for start, late in (("2026-03-20", (3,)), ("2026-03", (3,)), ("2026-03-02", (32, 3)))},
    # who has it from the day after the deadline cannot have kept it
    "passed on on the day after the deadline": (one(passed_on("2026-05-16", "so-hai")), "2026-05-20", [
        ("so-hai", "open-overdue", 5, 0)]),
    "a report due when it was at the one before": (
        listed().task(shape="dinh-ky", recurrence={"every": "thang", "days_after": 5, "first": "2026-04", "last": "2026-04"})
        .rollout("so-mot", passed_on("2026-05-06", "so-hai")), "2026-05-20", [
        ("so-mot", "no-information", 0, 0), ("so-hai", "no-deadline", 0, 0)]),
    "a report due when it was at another, which passed it back": (
        listed().task(shape="dinh-ky", recurrence={"every": "thang", "days_after": 5, "first": "2026-04", "last": "2026-04"})
        .rollout("so-mot", passed_on("2026-05-04", "so-hai")).rollout("so-hai", passed_on("2026-05-06", "so-mot")), "2026-05-20", [
        ("so-hai", "no-information", 0, 0), ("so-mot", "no-deadline", 0, 0)]),
    "handed in by each of two, one of them returned": (
        listed().task("so-mot", "so-hai", due=DUE, events=[
            by("so-mot", submitted("2026-05-10")), by("so-hai", submitted("2026-05-12")),
            event("tra-lai", "2026-05-14", reason="Thiếu.")]), "2026-06-01", [
        ("so-mot", "awaiting", 0, 0), ("so-hai", "awaiting", 0, 0)]),
    "extended in the month of the deadline, done by the new one": (
        one(extended("2026-05-10", "2026-05-15", "2026-06-30") | {"date": "2026-05"}, submitted("2026-05-20"),
            confirmed("2026-05-25")), "2026-06-10", [("so-mot", "done-unassessed", 0, 0)]),
    "extended by a source of before the deadline, done by the new one": (
        one(by_decision("gia-han", "2026-05-12"), submitted("2026-06-20"), confirmed("2026-06-25")), "2026-07-10", [
        ("so-mot", "done-on-time", 0, 0)]),
    "a target that was missed, extended": (
        one(extended("2026-05-25", "2026-05-15", "2026-06-30"), shape="chi-tieu", target=TARGET)
        .measured("2026-05-20", "75", "so-mot"), "2026-06-01", [("so-mot", "open-in-time", 0, 5)]),
    "a target that was missed, cancelled": (
        one(cancelled("2026-05-25"), shape="chi-tieu", target=TARGET).measured("2026-05-20", "75", "so-mot"), "2026-06-01", [
        ("so-mot", "cancelled", 0, 5)]),
    "a target that was reached again, extended": (
        one(extended("2026-05-25", "2026-05-15", "2026-06-30"), shape="chi-tieu", target=TARGET)
        .measured("2026-05-12", "95", "so-mot").measured("2026-05-20", "75", "so-mot"), "2026-06-01", [
        ("so-mot", "open-in-time", 0, 0)]),
}  # fmt: skip


@pytest.mark.parametrize(("register", "on", "expected"), CASES.values(), ids=CASES)
def test_each_body_answers_for_what_is_its_own(register: Register, on: str, expected: list[Any]) -> None:
    found = [
        (
            duty.body.id.removeprefix("tinh-mau-") if duty.body else "-",
            str(duty.standing.state),
            duty.standing.days_late,
            duty.standing.was_late,
        )
        for duty in register.duties(on)
    ]
    assert found == expected


BOUNDS = {
    "paused late, resumed in a month": (CASES["a report, paused late, resumed in a month, handed in in it"][0], "2026-06-25",
        "chậm ít nhất 13 ngày"),
    "an occurrence": (CASES["an occurrence, paused late, resumed in a month, handed in in it"][0], "2026-07-20",
        "chậm ít nhất 18 ngày"),
    "passed on": (CASES["passed on late, handed in at the receiver in that month"][0], "2026-08-10", "đã quá hạn ít nhất 17 ngày"),
    "extended at who took it over in a month": (
        one(passed_on("2026-05", "so-hai")).rollout("so-hai", extended("2026-06-05", "2026-05-15", "2026-06-30")), "2026-06-10",
        "trong đó ít nhất 6 ngày từ khi tiếp nhận"),
    "returned in a month": (
        one(submitted("2026-05-14"), event("tra-lai", "2026-06", reason="Thiếu.")), "2026-07-03",
        "không tính những ngày kết quả đang ở nơi nhận"),
    "a target that was taken over on a day that nobody names": (
        listed().task(shape="chi-tieu", target=TARGET, due=DUE,
            events=[{**by_then("chuyen", "2026-06-12"), "to": "tinh-mau-so-hai"}]).measured("2026-07-18", "60", "so-hai"),
        "2026-07-20", "đã quá ít nhất 37 ngày"),
}  # fmt: skip


@pytest.mark.parametrize(("register", "on", "told"), BOUNDS.values(), ids=BOUNDS)
def test_what_is_the_least_of_several_numbers_is_told_as_the_least(register: Register, on: str, told: str) -> None:
    sentences = [duty.standing.because for duty in register.duties(on)]
    assert sum(told in text for text in sentences) == 1, sentences


def test_what_was_late_when_it_was_taken_over_counts_once() -> None:
    """In the rate, and in the scores, at the one who let it grow late; where it came back to that one, once there."""

    def counted(register: Register, on: str) -> list[tuple[bool, bool, bool]]:
        return [(d.standing.fell_due, d.standing.late, d.standing.inherited) for d in register.duties(on)]

    assert counted(CASES["handed over late"][0], "2026-07-01") == [(True, True, False), (False, False, True)]
    assert counted(BACK, "2026-06-20") == [(False, False, True), (True, True, False)]
    assert counted(CASES["the heir had handed in its own before, listed"][0], "2026-08-01") == [
        (True, True, False), (False, False, True)]  # fmt: skip


def test_who_handed_in_in_time_is_named_as_late_in_no_sentence() -> None:
    """Returned where it went to, it is late since then there; handed in late, what is named stands in a row of its own."""
    for case in (
        "handed in in time, handed over, returned there",
        "handed in in time, handed over twice, returned there",
    ):
        (duty,) = CASES[case][0].duties("2026-07-10")
        assert "khi việc ở" not in duty.standing.because
    late = CASES["handed in late, handed over, returned there"][0].duties("2026-07-10")
    assert [duty.standing.late for duty in late] == [True, False]
    assert "12 ngày khi việc ở Sở Một" in late[1].standing.because


TAKEN = passed_on("2026-05-25", "so-hai")
EXTENDED = extended("2026-06-05", "2026-05-15", "2026-06-30")
MOVED_ON = {
    "extended": ([EXTENDED], "2026-06-20", [("so-hai", "open-in-time", False, False)]),
    "extended, done in time": (
        [EXTENDED, submitted("2026-06-20"), confirmed("2026-06-22")], "2026-07-20", [("so-hai", "done-on-time", True, False)]),
    "extended, and late again": ([EXTENDED], "2026-07-20", [("so-hai", "open-overdue", True, True)]),
    "paused": ([paused("2026-06-05")], "2026-06-20", [("so-hai", "paused", False, False)]),
    "cancelled": ([cancelled("2026-06-05")], "2026-06-20", [("so-hai", "cancelled", False, False)]),
    "passed on": ([passed_on("2026-06-05", "so-ba")], "2026-06-20", [
        ("so-hai", "passed-on", False, False), ("so-ba", "open-overdue", False, False)]),
    "extended, passed on after the new deadline": (
        [EXTENDED, passed_on("2026-07-05", "so-ba")], "2026-07-20", [
        ("so-hai", "passed-on", True, True), ("so-ba", "open-overdue", False, False)]),
}  # fmt: skip
"""What the receiver of something overdue did with it: the state, whether it fell due, whether it is late."""


@pytest.mark.parametrize(("events", "on", "expected"), MOVED_ON.values(), ids=MOVED_ON)
def test_who_took_over_what_was_overdue_is_charged_when_its_own_deadline_has_passed(
    events: list[dict[str, Any]], on: str, expected: list[Any]
) -> None:
    """And the one who let it grow late stays charged, once."""
    found = [
        (d.body.id.removeprefix("tinh-mau-"), str(d.standing.state), d.standing.fell_due, d.standing.late)
        for d in one(TAKEN).rollout("so-hai", *events).duties(on)
        if d.body
    ]
    assert found == [("so-mot", "passed-on", True, True), *expected]


def told(kind: str, **more: Any) -> dict[str, Any]:
    """What the list of 28/8/2026 says happened, and not when."""
    what = {"old_due": "2026-05-15", "new_due": "2026-09-30", "source": DECISION} if kind == "gia-han" else {}
    why = {} if kind in ("chuyen", "tiep-tuc") else {"reason": "Bảng theo dõi."}
    return {**by_then(kind, "2026-08-28"), **what, **why, **more}


def as_such(event: dict[str, Any], *own: dict[str, Any]) -> Register:
    """A task with an event of its own, and what Sở Một did."""
    register = listed().task(due=DUE, events=[event])
    return register.rollout("so-mot", *own) if own else register


LATE = (submitted("2026-05-20"), confirmed("2026-05-25"))
TIMELY = (submitted("2026-05-10"), confirmed("2026-05-12"))
MONTH = {**extended("2026-05-20", "2026-05-15", "2026-09-30"), "date": "2026-05"}
STATES = ("2026-05-08", "2026-05-22", "2026-06-15", "2026-08-28", "2026-10-05")
UNSAID = {
    "extended": (one(told("gia-han")), ["due-soon", "no-information", "no-information", "open-in-time", "open-overdue 5"]),
    "paused": (one(told("tam-dung")), ["due-soon", "no-information", "no-information", "paused", "paused"]),
    "cancelled": (one(told("huy")), ["due-soon", "no-information", "no-information", "cancelled", "cancelled"]),
    "refused": (one(told("tu-choi")), [
        "due-soon", "open-overdue 7", "open-overdue 31", "open-overdue 105", "open-overdue 143"]),
    "passed on": (one(told("chuyen", to="tinh-mau-so-hai")), [
        "due-soon", "no-information", "no-information", "so-hai open-overdue 1", "so-hai open-overdue 39"]),
    "passed on to who did it": (
        one(told("chuyen", to="tinh-mau-so-hai")).rollout("so-hai", *LATE),
        ["due-soon", "so-hai awaiting", "so-hai done-unassessed", "so-hai done-unassessed", "so-hai done-unassessed"]),
    "given to nobody, then to one": (of_nobody(told("chuyen", to="tinh-mau-so-hai")), [
        "- no-information", "- no-information", "- no-information", "so-hai open-overdue 1", "so-hai open-overdue 39"]),
    "returned": (one(submitted("2026-05-10"), told("tra-lai")), [
        "due-soon", "no-information", "no-information", "open-overdue 1", "open-overdue 39"]),
    "reopened": (one(*TIMELY, told("mo-lai")), [
        "due-soon", "no-information", "no-information", "open-overdue 1", "open-overdue 39"]),
    "paused on a day, resumed on none": (one(paused("2026-05-10"), told("tiep-tuc")), [
        "due-soon", "paused", "paused", "no-information", "no-information"]),
    "paused on no day, resumed on one": (one(told("tam-dung"), resumed("2026-09-01")), [
        "due-soon", "no-information", "no-information", "paused", "no-information"]),
    # it may have been extended, paused or cancelled before it was handed in
    "handed in late, extended": (one(submitted("2026-05-20"), told("gia-han")), [
        "due-soon", "awaiting", "awaiting", "awaiting", "awaiting"]),
    "done late, the task extended": (as_such(told("gia-han"), *LATE), [
        "due-soon", "awaiting", "done-unassessed", "done-unassessed", "done-unassessed"]),
    "done late, the task paused": (as_such(told("tam-dung"), *LATE), [
        "due-soon", "awaiting", "done-unassessed", "done-unassessed", "done-unassessed"]),
    "done late, the task extended in a month": (as_such(MONTH, *LATE), [
        "due-soon", "awaiting", "done-unassessed", "done-unassessed", "done-unassessed"]),
    "paused late, the task extended": (as_such(told("gia-han"), paused("2026-05-25")), [
        "due-soon", "no-information", "paused", "paused", "paused"]),
    "done late by more than it may have been extended": (
        one({**told("gia-han"), "new_due": "2026-05-18"}, submitted("2026-05-20"), confirmed("2026-05-25")),
        ["due-soon", "awaiting-late 2", "done-late 2", "done-late 2", "done-late 2"]),
}  # fmt: skip


MONTHLY = {"every": "thang", "days_after": 5, "first": "2026-04", "last": "2026-05"}
ONE_OF_SEVERAL = {
    "a report handed in late, paused": (told("tam-dung"), ["done-unassessed", "no-information"], ["done-unassessed", "paused"]),
    "cancelled": (told("huy"), ["no-information", "no-information"], ["no-information", "cancelled"]),
    "extended": (
        told("gia-han", old_due="2026-05-05", new_due="2026-05-20"),
        ["done-unassessed", "no-information"], ["done-unassessed", "open-overdue"]),
}  # fmt: skip


@pytest.mark.parametrize(("event", "before", "after"), ONE_OF_SEVERAL.values(), ids=ONE_OF_SEVERAL)
def test_what_moves_a_recurring_duty_on_a_day_that_nobody_names(
    event: Any, before: list[str], after: list[str]
) -> None:
    register = (
        listed().task(shape="dinh-ky", recurrence=MONTHLY, events=[event]).report("so-mot", "2026-04", "2026-05-10")
    )
    for on, states in (("2026-06-15", before), ("2026-08-28", after)):
        assert [str(duty.standing.state) for duty in register.duties(on)] == states


OF_SOME_PERIOD = {**told("xac-nhan"), "period_state": "khong-neu"}
OF_NO_PERIOD = {
    "a list says done, and names no period": (OF_SOME_PERIOD, {
        "2026-06-15": "2026-05 no-information", "2026-08-28": "2026-07 no-information", "2026-10-20": "2026-09 open-overdue"}),
    "on a day": ({**submitted("2026-06-10"), "period_state": "khong-neu"}, {
        "2026-06-08": "2026-05 open-overdue", "2026-07-20": "2026-06 open-overdue", "2026-08-20": "2026-07 open-overdue"}),
}  # fmt: skip


@pytest.mark.parametrize(("event", "days"), OF_NO_PERIOD.values(), ids=OF_NO_PERIOD)
def test_what_is_done_for_a_period_that_nobody_names_is_proof_of_none(event: Any, days: dict[str, str]) -> None:
    """No period is said to be missing that it may have been for, from the day on which that can have been."""
    monthly = {"every": "thang", "days_after": 5, "first": "2026-04"}
    register = listed().task(shape="dinh-ky", recurrence=monthly).rollout("so-mot", event)
    register.report("so-mot", "2026-04", "2026-05-10")
    for on, last in days.items():
        every = [f"{duty.period.id} {duty.standing.state}" for duty in register.duties(on) if duty.period]
        assert (every[0], every[-1]) == ("2026-04 done-late", last)


def test_what_was_done_before_the_paper_is_told_by_a_check_that_can_be_answered() -> None:
    register = one(submitted("2026-01-02"), {**UNDATED, "known_on": "2026-01-03"})
    assert register.flagged("event-before-issued", "done-before-issued") == [
        ("done-before-issued", "tinh-mau-5-ubnd-t1-so-mot", "events.0.date")
    ]
    assert register.state("2026-06-01") == "done-on-time"
    assert [code for code, *_ in one(received("2026-01-02")).flagged("event-before-issued")] == ["event-before-issued"]


@pytest.mark.parametrize(
    ("when", "known"), [(event("phat-sinh", "2026-05"), "2026-05"), (told("phat-sinh"), "../2026-08-28")]
)
def test_an_occurrence_is_named_by_what_is_known_of_its_day(when: dict[str, Any], known: str) -> None:
    register = listed().task(**ARISES).rollout("so-mot", when, submitted("2026-09-10"))
    assert register.periods("2026-10-01") == [known]


def test_the_period_of_what_is_done_is_named_or_said_to_be_unknown() -> None:
    recurring = listed().task(shape="dinh-ky", recurrence=MONTHLY).rollout("so-mot", UNDATED, OF_SOME_PERIOD)
    assert recurring.flagged("event-of-a-period") == [
        ("event-of-a-period", "tinh-mau-5-ubnd-t1-so-mot", "events.0.type")
    ]
    once = one(OF_SOME_PERIOD)
    assert once.flagged("event-of-a-period") == [
        ("event-of-a-period", "tinh-mau-5-ubnd-t1-so-mot", "events.0.period_state")
    ]


@pytest.mark.parametrize("kind", [told("tam-dung"), told("gia-han", old_due="2026-05-11")], ids=["paused", "extended"])
def test_what_moves_an_occurrence_on_a_day_that_nobody_names(kind: dict[str, Any]) -> None:
    register = listed().task(**ARISES, events=[kind]).rollout("so-mot", event("phat-sinh", "2026-05-01"), *LATE)
    for on in ("2026-05-27", "2026-08-28"):
        assert [str(d.standing.state) for d in register.duties(on) if d.period] == ["done-unassessed"]


def test_a_value_of_the_field_that_does_not_fit_is_answered_with_no_other() -> None:
    """A remedy that goes on has a day: nobody meant that it was reported."""
    known = {**follow_up_cases.known("2024-08-28"), "type": "tam-dung", "reason": "Chờ."}
    said = [p.hint.vi for p in found(known).examined().problems if p.code == "field-coded" and p.hint is not None]
    assert said == ["Các giá trị: bao-cao (Báo cáo đã khắc phục)."]


@pytest.mark.parametrize(("register", "states"), UNSAID.values(), ids=UNSAID)
def test_what_moves_a_duty_on_a_day_that_nobody_names(register: Register, states: list[str]) -> None:
    """While it may have happened nobody is late without it, on the page of that day as little."""
    for on, state in zip(STATES, states, strict=True):
        duties = register.duties(on)
        whose, late = ("" if state[:2] not in ("so", "- ") else state.partition(" ")[0]), state.rpartition(" ")[2]
        (duty,) = duties
        body = duty.body.id.removeprefix("tinh-mau-") if duty.body else "-"
        said = f"{duty.standing.state}{f' {duty.standing.days_late}' if late.isdigit() else ''}"
        assert (on, body, said) == (on, whose or "so-mot", state.removeprefix(f"{whose} "))
        assert not duty.standing.was_late
        (page,) = shown(register, on, "public").duties["tinh-mau-5-ubnd-t1"]
        same = (page.standing.state, page.standing.because) == (duty.standing.state, duty.standing.because)
        assert same or (on < "2026-08-28" and not page.standing.late and page.standing.state != "open-overdue")


def monthly() -> Register:
    """A monthly report of Sở Một from March on, passed to Sở Hai on 10/5 and back on 10/6."""
    every = {"every": "thang", "days_after": 5, "first": "2026-03", "last": "2026-05"}
    return (
        listed().task(shape="dinh-ky", recurrence=every).rollout("so-mot", passed_on("2026-05-10", "so-hai"))
        .rollout("so-hai", passed_on("2026-06-10", "so-mot"))
        .report("so-mot", "2026-03", "2026-04-03").report("so-hai", "2026-05", "2026-06-03")
    )  # fmt: skip


def aimed() -> Register:
    """A target of Sở Một, passed to Sở Hai before the deadline, missed there, and passed back."""
    return (
        one(passed_on("2026-05-10", "so-hai"), shape="chi-tieu", target=TARGET)
        .rollout("so-hai", passed_on("2026-05-30", "so-mot")).measured("2026-05-20", "45", "so-hai")
        .measured("2026-06-10", "48", "so-mot")
    )  # fmt: skip


BETWEEN = {
    "a report that was late before it was passed on": (monthly().report("so-mot", "2026-04", "2026-05-08"), [
        ("so-mot", "done-on-time", 0, 0, False), ("so-mot", "done-late", 3, 0, False), ("so-hai", "done-on-time", 0, 0, False)]),
    "a report owed before it was passed on, handed in between": (monthly().report("so-mot", "2026-04", "2026-05-20"), [
        ("so-mot", "done-on-time", 0, 0, False), ("so-mot", "done-late", 15, 0, False), ("so-hai", "done-on-time", 0, 0, False)]),
    "a report owed before it was passed on, handed in after": (monthly().report("so-mot", "2026-04", "2026-06-15"), [
        ("so-mot", "done-on-time", 0, 0, False), ("so-mot", "done-late", 41, 0, False), ("so-hai", "done-on-time", 0, 0, False)]),
    "a report owed before it was passed on, and not handed in": (monthly(), [
        ("so-mot", "done-on-time", 0, 0, False), ("so-mot", "open-overdue", 4, 0, False), ("so-hai", "done-on-time", 0, 0, False)]),
    "taken over late, extended, and passed on before the new deadline": (
        one(passed_on("2026-05-20", "so-hai")).rollout("so-hai", extended("2026-05-25", "2026-05-15", "2026-06-30"), passed_on("2026-06-10", "so-ba")),
        [("so-mot", "passed-on", 0, 4, False), ("so-hai", "passed-on", 0, 6, True), ("so-ba", "due-soon", 0, 0, False)]),
    "taken over late, and paused": (one(passed_on("2026-05-20", "so-hai")).rollout("so-hai", paused("2026-06-01")), [
        ("so-mot", "passed-on", 0, 4, False), ("so-hai", "paused", 0, 12, True)]),
    "a target missed between": (aimed(), [
        ("so-hai", "passed-on", 0, 5, False), ("so-mot", "open-overdue", 12, 0, True)]),
}  # fmt: skip
"""What went to another and came back: days late, late before it was passed on, overdue when it was taken over."""


@pytest.mark.parametrize(("register", "expected"), BETWEEN.values(), ids=BETWEEN)
def test_what_was_missed_before_it_went_and_came_back_is_of_who_had_it_then(
    register: Register, expected: list[Any]
) -> None:
    found = [
        (d.body.id.removeprefix("tinh-mau-"), str(s.state), s.days_late, s.was_late, s.inherited)
        for d in register.duties("2026-06-25")
        if (s := d.standing) and d.body
    ]
    assert found == expected


def test_what_a_body_did_late_itself_is_counted_where_more_came_to_it_late() -> None:
    register = (
        listed().ended("so-hai", "Sở Hai", "2026-06-30", "so-ba").task("so-hai", "so-ba", due=DUE)
        .rollout("so-ba", submitted("2026-05-20"), confirmed("2026-05-22"))
    )  # fmt: skip
    own = register.duties("2026-08-01")[1].standing
    assert (str(own.state), own.days_late, own.was_late, own.fell_due, own.late) == ("open-overdue", 32, 5, True, True)


@pytest.mark.parametrize(("move", "says"), [
    (passed_on("2026-05", "so-hai"), "; từ tháng 5/2026 việc thuộc Sở Hai"),
    ({**by_then("chuyen", "2026-05-25"), "to": "tinh-mau-so-hai"}, "; việc thuộc Sở Hai, không rõ ngày, biết từ 25/5/2026"),
    (passed_on("2026-05-25", "so-hai"), "; từ ngày 25/5/2026 việc thuộc Sở Hai"),
])  # fmt: skip
def test_who_has_it_since_is_told_as_far_as_the_day_is_known(move: dict[str, Any], says: str) -> None:
    assert one(submitted("2026-05-10"), move).duties("2026-06-01")[0].standing.because.endswith(says)


def test_what_comes_back_is_told_in_the_order_of_time() -> None:
    assert BACK.duties("2026-06-20")[1].standing.because == (
        "đã chuyển cho Sở Hai ngày 25/5/2026; khi ấy đã quá hạn 9 ngày (trong đó 5 ngày làm việc); "
        "tiếp nhận nhiệm vụ từ Sở Hai ngày 04/6/2026; chưa hoàn thành; hạn là 15/5/2026, đã quá 36 ngày: "
        "9 ngày khi việc ở Sở Một, 10 ngày khi việc ở Sở Hai, 17 ngày (trong đó 12 ngày làm việc) từ khi tiếp nhận"
    )


VAGUE = {
    "in a month, and back": (one(passed_on("2026-05", "so-hai")).rollout("so-hai", passed_on("2026-06-01", "so-mot")), "2 ngày (trong đó"),
    "on no day, and back": (
        one({**by_then("chuyen", "2026-05-25"), "to": "tinh-mau-so-hai"}).rollout("so-hai", passed_on("2026-06-01", "so-mot")),
        "2 ngày (trong đó"),
    "on no day, and on": (
        one({**by_then("chuyen", "2026-05-25"), "to": "tinh-mau-so-hai"}).rollout("so-hai", passed_on("2026-06-01", "so-ba")),
        "2 ngày (trong đó"),
}  # fmt: skip
"""What went on before the last hand-over on a day that nobody names, or in a month."""


EARLIER = {
    "refused": (
        one(event("tu-choi", "2026-05-06", reason="Quá sức."), passed_on("2026-05-08", "so-hai")),
        "Sở Một từ chối thực hiện ngày 06/5/2026: Quá sức"),
    "refused as such": (
        listed().task(due=DUE, events=[event("tu-choi", "2026-05-06", reason="Quá sức.")])
        .rollout("so-mot", passed_on("2026-05-08", "so-hai")), "việc bị từ chối thực hiện ngày 06/5/2026: Quá sức"),
    "returned": (
        one(submitted("2026-05-05"), event("tra-lai", "2026-05-06", reason="Thiếu."), passed_on("2026-05-08", "so-hai")),
        "kết quả Sở Một đã nộp bị trả lại ngày 06/5/2026: Thiếu"),
    "refused by itself": (
        one(passed_on("2026-05-08", "so-hai")).rollout("so-hai", event("tu-choi", "2026-05-12", reason="Quá sức.")),
        "cơ quan từ chối thực hiện ngày 12/5/2026: Quá sức"),
}  # fmt: skip


@pytest.mark.parametrize(("register", "says"), EARLIER.values(), ids=EARLIER)
def test_what_another_did_before_is_told_as_its_own(register: Register, says: str) -> None:
    assert register.duties("2026-05-14")[-1].standing.because == (
        "tiếp nhận nhiệm vụ từ Sở Một ngày 08/5/2026; chưa hoàn thành; hạn là 15/5/2026, còn 1 ngày; " + says
    )


@pytest.mark.parametrize(("register", "own"), VAGUE.values(), ids=VAGUE)
def test_no_days_are_put_on_who_may_have_passed_it_on_by_then(register: Register, own: str) -> None:
    said = register.duties("2026-06-02")[-1].standing.because
    assert "ngày khi việc ở" not in said
    assert f"đã quá {own}" in said


@pytest.mark.parametrize("register", [LATER, HEIR])
@pytest.mark.parametrize("on", ["2026-05-20", "2026-05-28", "2026-06-10", "2026-07-28"])
def test_the_page_of_a_day_counts_what_was_done_by_who_has_it_later(register: Register, on: str) -> None:
    """The hand-over is not there yet."""
    page = shown(register.examined(), on, "public").all_duties()
    assert [d.standing for d in page] == [d.standing for d in register.duties(on)]
    assert {str(d.standing.state) for d in page} <= {"awaiting", "awaiting-late", "done-on-time", "done-late"}


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_the_page_of_a_day_does_not_call_undone_what_a_later_source_calls_done(audience: str) -> None:
    """The source of 28/8 names no day: nobody can say how it stood on 30/6, and on that page nothing is of after it."""
    on = day("2026-06-30")
    register = Published(redact(stood(one(UNDATED).examined(), on), audience, on), on)
    assert [str(duty.standing.state) for duty in register.all_duties()] == ["no-information"]


HANDED_IN = {
    "in time": ((submitted("2026-05-10"), UNDATED), "awaiting", 0, "đã nộp ngày 10/5/2026, trong hạn 15/5/2026, "),
    "late": ((submitted("2026-05-20"), UNDATED), "awaiting-late", 5,
        "đã nộp ngày 20/5/2026, chậm 5 ngày (trong đó 3 ngày làm việc) so với hạn 15/5/2026, "),
    "returned": ((submitted("2026-05-10"), event("tra-lai", "2026-06-10", reason="Thiếu."), {**UNDATED, "type": "nop"}),
        "no-information", 0, ""),
}  # fmt: skip


@pytest.mark.parametrize("audience", ["public", "internal"])
@pytest.mark.parametrize(("events", "state", "late", "says"), HANDED_IN.values(), ids=HANDED_IN)
def test_what_was_handed_in_stays_so_before_a_later_source_calls_it_done(
    events: tuple[dict[str, Any], ...], state: str, late: int, says: str, audience: str
) -> None:
    """Whether it had been confirmed by then is not known, and for how long it waited neither."""
    (duty,) = shown(one(*events), "2026-06-30", audience).all_duties()
    own = duty.standing
    text = says + UNCONFIRMED.format("xác nhận") if says else UNPLACED
    assert (str(own.state), own.days_late, own.waiting, own.because) == (state, late, 0, text)


def test_what_was_late_when_it_was_paused_stays_told_though_it_may_have_been_resumed() -> None:
    (duty,) = shown(one(paused("2026-05-25"), told("tiep-tuc")), "2026-06-15", "public").all_duties()
    assert (str(duty.standing.state), duty.standing.was_late) == ("no-information", 9)
    assert (
        "; đã quá hạn 9 ngày (trong đó 5 ngày làm việc) khi tạm dừng ngày 25/5/2026; nguồn có" in duty.standing.because
    )


PASSED = one(passed_on("2026-05-25", "so-hai"), UNDATED).rollout("so-hai", passed_on("2026-06-04", "so-mot"))
HEIRS = merged(listed()).rollout("so-hai", UNDATED)
OTHERS = merged(listed()).task("so-hai", "so-mot", due=DUE).rollout("so-hai", UNDATED)


@pytest.mark.parametrize(("register", "on", "expected"), [
    (PASSED, "2026-05-30", [("so-mot", "no-information", 0), ("so-hai", "no-information", 0)]),
    (HEIRS, "2026-07-10", [("so-hai", "no-information", 0), ("so-ba", "no-information", 0)]),
    (OTHERS, "2026-07-10", [
        ("so-hai", "no-information", 0), ("so-mot", "open-overdue", 56), ("so-ba", "no-information", 0)]),
])  # fmt: skip
def test_who_has_it_after_the_one_of_whom_a_later_source_tells_is_not_late(
    register: Register, on: str, expected: list[Any]
) -> None:
    """That one may have done it before it went on; who was tasked beside it has a duty of its own."""
    duties = Published(redact(stood(register.examined(), day(on)), "internal", day(on)), day(on)).all_duties()
    found = {
        d.body.id.removeprefix("tinh-mau-"): (str(d.standing.state), d.standing.days_late) for d in duties if d.body
    }
    assert found == {body: (state, late) for body, state, late in expected}


def test_a_deadline_on_a_day_off_is_moved_also_where_only_the_text_is_known() -> None:
    for events in ((), (cancelled("2026-06-20"),)):
        register = Register(coverage="chi-van-ban", issued="2026-01-05").calendars(2026).listed()
        (duty,) = register.task(due={"by": "2026-05-17"}, **({"events": [*events]} if events else {})).duties(
            "2026-07-01"
        )
        assert duty.standing.due == day("2026-05-18")


# -- a deadline moved late is called so of those who were late, on the page of changes as where they stand

LATER = extended("2026-05-25", "2026-05-15", "2026-07-31")
LATER_TOLD = "hạn 15/5/2026 chuyển sang 31/7/2026, ngày 25/5/2026"
SUNDAY = {"by": "2026-05-17"}
MOVED = {
    "late": (one(LATER), "25/5/2026", LATER_TOLD, MOVED_LATE),
    "the old deadline was a day off": (
        one(extended("2026-05-18", "2026-05-17", "2026-07-31"), due=SUNDAY), "18/5/2026",
        "hạn 17/5/2026 chuyển sang 31/7/2026, ngày 18/5/2026", ""),
    "handed in in time": (one(submitted("2026-05-10"), LATER), "25/5/2026", LATER_TOLD, ""),
    "handed in late": (one(submitted("2026-05-20"), LATER), "25/5/2026", LATER_TOLD, MOVED_LATE),
    "paused": (one(paused("2026-05-10"), LATER), "25/5/2026", LATER_TOLD, ""),
    "done on a day that nobody names": (
        one(LATER, {**UNDATED, "known_on": "2026-06-10"}), "25/5/2026", LATER_TOLD, ""),
    "of two, one of which handed in and the other is not heard of": (both(LATER), "25/5/2026", LATER_TOLD, ""),
    "of two, one of which handed in": (
        listed().task("so-mot", "so-hai", due=DUE, events=[LATER]).rollout("so-mot", *PROMPT), "25/5/2026", LATER_TOLD,
        f"{MOVED_LATE}: Sở Hai"),
    "of nobody": (of_nobody(LATER), "25/5/2026", LATER_TOLD, ""),
    "known as a text only": (
        Register(coverage="chi-van-ban", issued="2026-01-05").calendars(2026).listed().task(due=DUE, events=[LATER]),
        "25/5/2026", LATER_TOLD, ""),
    "in a month": (
        one(extended("2026-05", "2026-05-15", "2026-07-31")), "trong tháng 5/2026",
        "hạn 15/5/2026 chuyển sang 31/7/2026, trong tháng 5/2026", ""),
    "late, and handed over since": (
        one(LATER, passed_on("2026-06-05", "so-hai")), "25/5/2026", LATER_TOLD, MOVED_LATE),
}  # fmt: skip


@pytest.mark.parametrize(("register", "when", "said", "mark"), MOVED.values(), ids=MOVED)
def test_a_deadline_moved_late(register: Register, when: str, said: str, mark: str) -> None:
    on = "2026-06-15"
    moved = [item for item in items(shown(register, on, "public")) if item.kind == "moved"]
    assert [(item.vague or vi_date(item.on), item.said, item.mark) for item in moved] == [(when, said, mark)]
    assert not [item for item in items(shown(register, "2026-05-17", "public")) if item.kind == "moved"]


FOUNDED_LATER = {"valid": {"from": "2026-07-01"}}
THERE: dict[str, tuple[Any, list[str]]] = {
    "passed to one not founded yet": (
        one(passed_on("2026-05-10", "so-hai")).agency("so-hai", "Sở Hai", **FOUNDED_LATER), ["events.0.to"]),
    "passed to one on the eve of its first day": (
        one(passed_on("2026-06-30", "so-hai")).agency("so-hai", "Sở Hai", **FOUNDED_LATER), []),
    "passed to one on its first day": (
        one(passed_on("2026-07-01", "so-hai")).agency("so-hai", "Sở Hai", **FOUNDED_LATER), []),
    "passed to one that had ended": (
        one(passed_on("2026-05-10", "so-hai")).ended("so-hai", "Sở Hai", "2026-03-01", "so-ba"), ["events.0.to"]),
    "handed in by one that had ended": (one(submitted("2026-05-20")).ended("so-mot", "Sở Một", "2026-05-01"), ["addressee"]),
    "handed in on its last day": (one(submitted("2026-05-20")).ended("so-mot", "Sở Một", "2026-05-20"), []),
    "handed in by who came after it": (one(submitted("2026-05-20")).ended("so-mot", "Sở Một", "2026-05-01", "so-hai"), []),
    "handed in by whom it had been passed to": (
        one(passed_on("2026-04-20", "so-hai"), submitted("2026-05-20")).ended("so-mot", "Sở Một", "2026-05-01"), []),
    "a report of one that had ended": (
        listed().task(shape="dinh-ky", recurrence={"every": "thang", "days_after": 5, "first": "2026-04"})
        .report("so-mot", "2026-04", "2026-05-04").ended("so-mot", "Sở Một", "2026-05-01"), ["reporter"]),
    "a finding, reported by one that had ended": (
        follow_up_cases.inspected({"by": "2024-03-29"}, follow_up_cases.reported("2024-03-26"))
        .ended("so-mot", "Sở Một", "2024-03-20"), ["agency"]),
}  # fmt: skip


@pytest.mark.parametrize(("register", "told"), THERE.values(), ids=THERE)
def test_who_does_something_about_a_duty_is_there_on_that_day(register: Any, told: list[str]) -> None:
    assert [at for _, _, at in register.flagged("body-ended")] == told


OVERDUE_FROM: dict[str, tuple[Any, list[str]]] = {
    "nobody did it": (one(), ["2026-05-16 so-mot"]),
    "the last day is a day off": (listed().task(due={"by": "2026-05-16"}), ["2026-05-19 so-mot"]),
    "handed over when late": (one(passed_on("2026-06-11", "so-hai")), ["2026-05-16 so-mot", "2026-06-11 so-hai"]),
    "handed over in time": (one(passed_on("2026-05-11", "so-hai")), ["2026-05-16 so-hai"]),
    "went and came back": (
        one(passed_on("2026-05-20", "so-hai"), passed_on("2026-06-11", "so-mot")),
        ["2026-05-16 so-mot", "2026-05-20 so-hai", "2026-06-11 so-mot"],
    ),
    "came after a body that ended": (
        listed().ended("so-mot", "Sở Một", "2026-06-10", "so-hai").task(due=DUE),
        ["2026-05-16 so-mot", "2026-06-11 so-hai"],
    ),
    "reopened": (one(submitted("2026-05-12"), confirmed("2026-05-13"), event("mo-lai", "2026-06-18", reason="Sai.")),
        ["2026-06-18 so-mot"]),
    "returned": (one(submitted("2026-05-14"), event("tra-lai", "2026-06-15", reason="Thiếu.")), ["2026-06-15 so-mot"]),
    "returned before its last day": (one(submitted("2026-05-10"), event("tra-lai", "2026-05-12", reason="Thiếu.")),
        ["2026-05-16 so-mot"]),
    "resumed, late before": (one(paused("2026-05-20"), resumed("2026-06-15")), ["2026-05-16 so-mot", "2026-06-15 so-mot"]),
    "resumed, in time before": (one(paused("2026-05-10"), resumed("2026-06-01")), ["2026-06-09 so-mot"]),
    "resumed with a new last day": (one(paused("2026-05-10"), resumed("2026-06-01", "2026-06-12")), ["2026-06-13 so-mot"]),
    "extended when late": (one(extended("2026-05-20", "2026-05-15", "2026-06-12")),
        ["2026-05-16 so-mot", "2026-06-13 so-mot"]),
    "a report that was returned": (
        listed().task(shape="dinh-ky", recurrence={"every": "thang", "days_after": 5, "first": "2026-04", "last": "2026-04"})
        .report("so-mot", "2026-04", "2026-05-04", event("tra-lai", "2026-06-15", reason="Thiếu.")),
        ["2026-06-15 so-mot"],
    ),
    "a finding, returned": (
        follow_up_cases.inspected({"by": "2026-05-15"}, follow_up_cases.reported("2026-05-12"),
            event("tra-lai", "2026-06-15", reason="Thiếu.")).calendars(2026).listed(),
        ["2026-06-15 so-mot"],
    ),
    "a finding, nothing done": (
        follow_up_cases.inspected({"by": "2026-05-15"}).calendars(2026).listed(), ["2026-05-16 so-mot"],
    ),
    "a finding, resumed": (
        follow_up_cases.inspected({"by": "2026-05-15"}, paused("2026-05-20"), resumed("2026-06-15")).calendars(2026).listed(),
        ["2026-05-16 so-mot", "2026-06-15 so-mot"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("register", "expected"), OVERDUE_FROM.values(), ids=OVERDUE_FROM)
def test_what_became_overdue_did_so_on_the_same_day_whenever_it_is_told(register: Any, expected: list[str]) -> None:
    """That is the first day whose own site says that it is overdue there; its entry is one for readers of feeds."""
    told: dict[str, str] = {}
    firsts = [day(one[:10]) for one in expected]
    for on in sorted({*firsts, *(first - timedelta(days=1) for first in firsts), day("2026-06-24"), day("2026-07-20")}):
        for item in items(shown(register, on.isoformat(), "public")):
            if item.kind in ("duty", "matter"):
                told.setdefault(item.key, f"{on} {item.body.id.removeprefix('tinh-mau-') if item.body else '-'}")
                assert item.on == day(told[item.key][:10])
    assert sorted(told.values()) == expected


@pytest.mark.parametrize("event", [UNDATED, submitted("2026-05-10")], ids=["of no day", "dated"])
def test_only_an_extension_or_resumption_moves_a_deadline(event: dict[str, Any]) -> None:
    register = one({**event, "old_due": "2026-05-15", "new_due": "2026-07-31"})
    assert [at for _, _, at in register.flagged("event-field-unfit")] == ["events.0.old_due", "events.0.new_due"]


# -- done, and on which day nobody says: of findings and of what was asked

KEPT = {"by": "2024-03-29"}


def found(*events: dict[str, Any], verified: str = "", known_on: str = "") -> follow_up_cases.Register:
    """A finding to be remedied by Friday 29/3/2024, of which a full list is kept."""
    register = follow_up_cases.inspected(KEPT, *events)
    if verified:
        register.verified(verified)
    elif known_on:
        register.verified(known_on, dated=False)
    return register


def asked(**answer: str) -> follow_up_cases.Register:
    """A question, a complaint and an obstacle, each to be answered by Friday 22/3/2024, and answered."""
    return (
        follow_up_cases.Register().calendars(2024).task(due={"by": "2024-05-31"})
        .add("tinh-mau-ph-2024-01", "coordination", by="tinh-mau-so-ba", about="Góp ý", asked="2024-03-01",
             due="2024-03-22", answers=[{"agency": "tinh-mau-so-mot", **answer}, {"agency": "tinh-mau-so-hai"}])
        .add("tinh-mau-pa-2024-01", "feedback", channel="khac", sender="nguoi-dan", agency="tinh-mau-so-mot",
             answerer="tinh-mau-so-mot", received="2024-03-01", due="2024-03-22", about="Chờ lâu.",
             handled={**answer, "how": "Đã trả lời."})
        .add("tinh-mau-vm-2024-01", "obstacle", by="tinh-mau-so-hai", tasks=["tinh-mau-5-ubnd-t1"], raised="2024-03-01",
             due="2024-03-22", about="Thiếu người.", asks="Cho thêm người", to="tinh-mau-so-mot",
             decision={**answer, "what": "Đồng ý."})
    )  # fmt: skip


LISTED = "không rõ ngày, biết từ nguồn ngày 28/8/2024"
FOUND = {
    "reported by a day in time": (found(follow_up_cases.known("2024-03-28")), "2024-04-10", "reported", 0,
        "đã báo cáo khắc phục, không rõ ngày, biết từ nguồn ngày 28/3/2024, trong hạn 29/3/2024; đang chờ xác minh ít nhất 13 ngày"),
    "reported by a day after the deadline": (found(follow_up_cases.known("2024-08-28")), "2024-09-01", "reported", 0,
        f"đã báo cáo khắc phục, {LISTED}, không rõ trước hay sau hạn 29/3/2024; đang chờ xác minh ít nhất 4 ngày"),
    "before the source": (found(follow_up_cases.known("2024-08-28")), "2024-06-30", "no-information", 0, UNPLACED),
    "after what was done late": (found(follow_up_cases.did("2024-04-08"), follow_up_cases.known("2024-08-28")), "2024-09-01",
        "reported", 0, f"đã báo cáo khắc phục, {LISTED}, không rõ trước hay sau hạn 29/3/2024; đang chờ xác minh ít nhất 4 ngày"),
    "after it was returned late": (found(follow_up_cases.known("2024-03-20"), event("tra-lai", "2024-04-03", reason="Thiếu."),
        follow_up_cases.known("2024-08-28")), "2024-09-01", "reported", 0,
        f"đã báo cáo khắc phục, {LISTED}, không rõ trước hay sau hạn 29/3/2024 (không tính 4 ngày kết quả đang ở nơi nhận); đang chờ xác minh ít nhất 4 ngày"),
    "entered after an extension that came late": (found(
        extended("2024-04-10", "2024-03-29", "2024-04-30"), follow_up_cases.known("2024-08-28")), "2024-09-01", "reported", 0,
        f"đã báo cáo khắc phục, {LISTED}; không rõ đúng ngày nào nên không xét thời hạn; đang chờ xác minh ít nhất 4 ngày"),
    "settled by a day, then seen again": (found(
        follow_up_cases.did("2024-03-01"), known_on="2024-05-28").verified("2024-06-15", "tai-pham"), "2024-06-20", "recurred", 0,
        ("Sở Nội vụ xác minh ngày 15/6/2024: tái phạm; chưa ấn định hạn làm lại từ khi mở lại; "
        "đã kết thúc, không rõ ngày, biết từ nguồn ngày 28/5/2024, mở lại ngày 15/6/2024")),
    "before what was done late": (
        found(follow_up_cases.did("2024-04-08"), follow_up_cases.known("2024-08-28")), "2024-04-07", "no-information", 0, UNPLACED),
    "reported, then verified": (found(follow_up_cases.known("2024-08-28"), verified="2024-09-02"), "2024-09-03", "verified", 0,
        (f"đã báo cáo khắc phục, {LISTED}, không rõ trước hay sau hạn 29/3/2024; "
        "Sở Nội vụ xác minh ngày 02/9/2024: đã khắc phục")),
    "verified in time, reported by a later source": (found(follow_up_cases.known("2024-08-28"), verified="2024-03-27"), "2024-04-10",
        "verified", 0, "Sở Nội vụ xác minh ngày 27/3/2024: đã khắc phục, trong hạn 29/3/2024"),
    "verified by a day after the deadline": (found(follow_up_cases.did("2024-03-20"), known_on="2024-08-28"), "2024-09-01",
        "verified", 0, (f"Sở Nội vụ xác minh, {LISTED}: đã khắc phục; sổ không có ngày cơ quan báo cáo, "
        "nên không xét thời hạn 29/3/2024")),
    "verified by a day in time": (found(follow_up_cases.did("2024-03-20"), known_on="2024-03-28"), "2024-09-01", "verified", 0,
        "Sở Nội vụ xác minh, không rõ ngày, biết từ nguồn ngày 28/3/2024: đã khắc phục, trong hạn 29/3/2024"),
    "reported in time, verified by a day": (found(follow_up_cases.reported("2024-03-26"), known_on="2024-08-28"), "2024-09-01",
        "verified", 0, f"đã báo cáo khắc phục ngày 26/3/2024, trong hạn 29/3/2024; Sở Nội vụ xác minh, {LISTED}: đã khắc phục"),
    "before it is known to be verified": (found(follow_up_cases.reported("2024-03-26"), known_on="2024-08-28"), "2024-06-30",
        "reported", 0, f"đã báo cáo khắc phục ngày 26/3/2024, trong hạn 29/3/2024; {UNCONFIRMED.format('xác minh')}"),
    "reported late, before it is known to be verified": (
        found(follow_up_cases.reported("2024-04-02"), known_on="2024-08-28"), "2024-06-30", "reported", 4,
        ("đã báo cáo khắc phục ngày 02/4/2024, chậm 4 ngày (trong đó 2 ngày làm việc) so với hạn 29/3/2024; "
         + UNCONFIRMED.format("xác minh"))),
    "found wanting, before it is known to be verified": (
        found(follow_up_cases.reported("2024-03-26"), known_on="2024-08-28").verified("2024-04-02", "khong-dat"), "2024-06-30",
        "no-information", 0, UNPLACED),
    "returned before it was known": (found(
        follow_up_cases.known("2024-04-02"), event("tra-lai", "2024-04-03", reason="Thiếu.")), "2024-04-10", "in-progress", 8,
        ("chưa có báo cáo khắc phục được chấp nhận; hạn là 29/3/2024 (không tính 4 ngày kết quả đang ở nơi nhận), đã quá 8 ngày (trong đó 6 ngày làm việc); "
        "báo cáo bị trả lại ngày 03/4/2024: Thiếu")),
    "reported by a day after an extension that came late": (found(
        extended("2024-04-10", "2024-03-29", "2024-04-30"), follow_up_cases.known("2024-04-28")), "2024-06-01", "reported", 0,
        ("đã báo cáo khắc phục, không rõ ngày, biết từ nguồn ngày 28/4/2024; không rõ đúng ngày nào nên không xét thời hạn; "
        "đang chờ xác minh ít nhất 34 ngày")),
    "reported by a day in time, then extended late": (found(
        follow_up_cases.known("2024-03-28"), extended("2024-04-10", "2024-03-29", "2024-04-30")), "2024-06-01", "reported", 0,
        ("đã báo cáo khắc phục, không rõ ngày, biết từ nguồn ngày 28/3/2024, trong hạn 29/3/2024; "
        "đang chờ xác minh ít nhất 65 ngày")),
    "reported in a pause, returned": (found(
        paused("2024-03-20"), follow_up_cases.known("2024-04-02"), event("tra-lai", "2024-04-03", reason="Thiếu.")),
        "2024-09-01", "remediation-paused", 0, "tạm dừng khắc phục từ ngày 20/3/2024: Chờ hướng dẫn của bộ"),
    "reported late on a day, and on one that nobody names": (
        found(follow_up_cases.reported("2024-04-01"), follow_up_cases.known("2024-08-28")), "2024-09-01", "reported", 0,
        "đã báo cáo khắc phục ngày 01/4/2024; không rõ đúng ngày nào nên không xét thời hạn; đang chờ xác minh 153 ngày"),
    "reported in a pause": (found(paused("2024-03-20"), follow_up_cases.known("2024-08-28")), "2024-09-01", "reported", 0,
        f"đã báo cáo khắc phục, {LISTED}, không rõ trước hay sau hạn 29/3/2024; đang chờ xác minh ít nhất 4 ngày"),
}  # fmt: skip


def shown(register: Any, on: str, audience: str) -> Published:
    """What the page of a day is made of: nothing of after it is there."""
    return Published(redact(stood(Examined(register.corpus, (), ()), day(on)), audience, day(on)), day(on))


def test_a_finding_that_comes_back_keeps_the_days_of_each_who_had_it() -> None:
    register = found(
        follow_up_cases.did("2024-03-20"), passed_on("2024-04-08", "so-hai"), passed_on("2024-04-18", "so-mot")
    )
    own = register.follow_up("2024-05-06")
    assert (own.holder.id, own.days_late, own.was_late) == ("tinh-mau-so-mot", 19, 9)
    assert ": 9 ngày khi việc ở Sở Một, 10 ngày khi việc ở Sở Hai" in own.because
    assert "; đã quá hạn 9 ngày khi chuyển cho Sở Hai ngày 08/4/2024; " in own.because
    there = register.follow_up("2024-04-17")
    assert (there.holder.id, there.days_late, there.was_late) == ("tinh-mau-so-hai", 10, 0)
    unheard = found(passed_on("2024-04-08", "so-hai"), passed_on("2024-04-18", "so-mot")).unlisted().follow("so-hai")
    assert str(unheard.follow_up("2024-05-06").state) == "no-information"


def test_the_page_of_the_agency_of_a_finding_names_who_is_overdue_with_it() -> None:
    page = shown(found(follow_up_cases.did("2024-03-20"), passed_on("2024-04-08", "so-hai")), "2024-05-06", "public")
    (told,) = page.follow_ups_of["tinh-mau-so-mot"]
    (row,) = follow_up_table(page, "", [told]).printed.rows
    assert told.overdue
    said = str(row.cells[0].said)
    assert "nay thuộc" in said
    assert "Sở Hai" in said


PAUSED = {
    "on the last of two days off, after its deadline": (
        ({"by": "2024-03-30"}, paused("2024-03-31"), resumed("2024-04-02")), "2024-04-04", "2024-04-03", 1),
    "by a decision before the deadline, received after it": (
        ({"by": "2024-03-29"}, {**paused("2024-04-02"), "source": {"document": "tinh-mau-79-qd-2024"}}, resumed("2024-04-08")),
        "2024-04-13", "2024-04-12", 1),
    "and taken over on the day after the deadline": (
        ({"by": "2024-03-29"}, passed_on("2024-03-30", "so-hai")), "2024-04-02", "2024-03-29", 4),
    "from the day after its deadline on": (({"by": "2024-03-29"}, paused("2024-03-30")), "2024-04-02", "2024-03-29", 0),
    "late, to a day to which days off would move it": (
        ({"by": "2024-03-29"}, paused("2024-04-01"), resumed("2024-04-09")), "2024-04-09", "2024-03-29", 3),
    "at the one that has it from another, late": (
        ({"by": "2024-03-29"}, passed_on("2024-04-08", "so-hai"), paused("2024-04-10"), resumed("2024-04-20")),
        "2024-04-20", "2024-03-29", 3),
    "reported between the paper of an extension and its receipt": (
        ({"by": "2024-03-29"}, follow_up_cases.reported("2024-04-02"),
         {**extended("2024-04-05", "2024-03-29", "2024-04-30"), "source": {"document": "tinh-mau-79-qd-2024"}}),
        "2024-04-13", "2024-05-02", 0),
}  # fmt: skip


@pytest.mark.parametrize(("told", "on", "due", "late"), PAUSED.values(), ids=PAUSED)
def test_a_finding_is_due_later_by_the_days_of_its_pause(told: Any, on: str, due: str, late: int) -> None:
    limit, *events = told
    register = follow_up_cases.inspected(limit, *events).add(
        "tinh-mau-79-qd-2024", "document", **{**PAPER, "number": "79", "date": "2024-03-25"}
    )
    own = register.unchecked().follow_up(on)
    assert (own.due, own.days_late, own.was_late, " 0 ngày" in own.because) == (day(due), late, 0, False)


@pytest.mark.parametrize(("register", "on", "state", "late", "says"), FOUND.values(), ids=FOUND)
def test_remedied_on_a_day_that_nobody_names(register: Any, on: str, state: str, late: int, says: str) -> None:
    told = [register.follow_up(on)]
    told += [shown(register, on, audience).follow_ups["tinh-mau-kt-2024-01-f1"] for audience in ("public", "internal")]
    assert [(str(own.state), own.days_late, own.because) for own in told] == [(state, late, says)] * 3
    assert [own.overdue for own in told] == [state in ("open", "in-progress")] * 3


ASKED = {
    "known by a day in time": ("2024-03-20", "2024-04-10", "done-on-time", "trong hạn 22/3/2024"),
    "known by a day after the deadline": (
        "2024-08-28",
        "2024-09-01",
        "done-unassessed",
        "không rõ trước hay sau hạn 22/3/2024",
    ),
    "before the source": ("2024-08-28", "2024-04-10", "no-information", ""),
}
KINDS = {
    "coordination": "đã trả lời", "feedback": "đã xử lý, trả lời", "obstacle": "đã có ý kiến giải quyết",
}  # fmt: skip


@pytest.mark.parametrize(("source", "on", "state", "says"), ASKED.values(), ids=ASKED)
def test_answered_on_a_day_that_nobody_names(source: str, on: str, state: str, says: str) -> None:
    """Nobody is late for it; who was asked beside it, and is not known to have answered, stays so."""
    register = asked(known_on=source)
    when = f"không rõ ngày, biết từ nguồn ngày {day(source):%d/}{day(source).month}/2024"
    for requests in (requests_on(register.corpus, day(on)), shown(register, on, "public").requests):
        for kind, done in KINDS.items():
            first, *rest = requests[kind]
            assert (str(first.standing.state), first.standing.days_late, first.standing.done, first.vague) == (
                state,
                0,
                None,
                False,
            )
            assert first.standing.because == (f"{done}, {when}, {says}" if says else UNPLACED)
            assert first.done == bool(says)
            assert [str(other.standing.state) for other in rest] == ["open-overdue"] * (kind == "coordination")


@pytest.mark.parametrize("on", ["2024-03-05", "2024-03-22", "2024-03-25"])
def test_who_answered_after_the_day_of_a_page_is_asked_on_it(on: str) -> None:
    """It is shown as it stood, not left out until it answers."""
    register = (
        follow_up_cases.Register()
        .calendars(2024)
        .add(
            "tinh-mau-ph-2024-01",
            "coordination",
            by="tinh-mau-so-ba",
            about="Góp ý",
            asked="2024-03-01",
            due="2024-03-22",
            answers=[{"agency": "tinh-mau-so-mot", "on": "2024-03-26", "position": "chung-chung"}],
        )
    )
    told = [requests_on(register.corpus, day(on)), shown(register, on, "public").requests]
    first, second = ([(r.standing, r.vague) for r in requests["coordination"]] for requests in told)
    assert first == second
    assert len(first) == 1


def test_what_is_done_on_a_day_that_nobody_names_is_outside_every_rate() -> None:
    """The denominator is told without it; what is known to have been in time by its source is in it."""
    card = Card().calendars(2024).category().inspection("2024-01", "2024-03-04")
    for name in ("f1", "f2", "f3"):
        card.finding("2024-01", name, "2024-05-31")
    for name, source in (("f1", "2024-08-28"), ("f2", "2024-05-30")):
        key = f"tinh-mau-kt-2024-01-{name}"
        card.add(
            f"{key}-kp",
            "remediation",
            finding=key,
            agency="tinh-mau-so-mot",
            events=[{**follow_up_cases.known(source), "evidence": [{"document": "tinh-mau-77-qd-2024"}]}],
        )
        card.add(
            f"{key}-xm",
            "verification",
            remediation=f"{key}-kp",
            by="tinh-mau-ubnd",
            known_on="2024-08-30",
            method="ho-so",
            verdict="da-khac-phuc",
            because="Bảng theo dõi.",
        )
    timely = card.measured("khac-phuc-dung-han", "2024-09-30")
    verified = card.measured("khac-phuc-xac-minh", "2024-09-30")
    assert ([i.record.id[-2:] for i in timely.items], timely.numerator, timely.denominator) == (["f2", "f3"], 1, 2)
    assert ([i.record.id[-2:] for i in verified.items], verified.numerator, verified.denominator) == (
        ["f1", "f2", "f3"],
        2,
        3,
    )


VERIFIED = {
    "id": "a",
    "remediation": "b",
    "by": "c",
    "method": "ho-so",
    "verdict": "da-khac-phuc",
    "because": "Đã xem.",
}
TOLD = {
    "id": "a",
    "channel": "khac",
    "sender": "nguoi-dan",
    "agency": "b",
    "received": "2024-03-01",
    "about": "Chờ lâu.",
}
RAISED = {"id": "a", "by": "b", "raised": "2024-03-01", "about": "Thiếu.", "asks": "Thêm"}
QUESTION = {"id": "a", "by": "b", "about": "Góp ý", "asked": "2024-03-01", "due": "2024-03-22"}
DONE = {
    "remediation": lambda when: {"id": "a", "finding": "b", "agency": "c", "events": [
        {**when, "type": "bao-cao", "source": {"note": "Bảng."}}]},
    "verification": lambda when: {**VERIFIED, **when},
    "feedback": lambda when: {**TOLD, "handled": {**when, "how": "Đã trả lời."}},
    "obstacle": lambda when: {**RAISED, "decision": {**when, "what": "Đồng ý."}},
    "coordination": lambda when: {**QUESTION, "answers": [
        {"agency": "c", **when, **({"position": "ro-rang"} if "on" in when else {})}]},
}  # fmt: skip
"""What ends a matter, with when it did, by kind."""


@pytest.mark.parametrize("kind", DONE)
def test_what_ends_a_matter_has_a_day_or_the_day_of_its_source(kind: str) -> None:
    named = {"date" if kind == "remediation" else "on": "2024-03-20"}
    source = {"known_on": "2024-08-28"}
    fits = schemas().validator(kind).is_valid
    assert [fits(DONE[kind](when)) for when in (named, source, {**named, **source})] == [True, True, False]
    assert fits(DONE[kind]({})) == (kind == "coordination")  # asked, and not answered


def test_what_was_verified_on_paper_by_a_day_that_nobody_names_is_checked_too() -> None:
    register = follow_up_cases.inspected(KEPT, follow_up_cases.did("2024-03-20"))
    register.add("tinh-mau-kt-2024-01-f1-kp-xm", "verification", **{
        **VERIFIED, "id": "tinh-mau-kt-2024-01-f1-kp-xm", "remediation": "tinh-mau-kt-2024-01-f1-kp", "by": "tinh-mau-ubnd",
        "known_on": "2024-04-10"})  # fmt: skip
    assert [code for code, *_ in register.flagged("verified-unseen")] == ["verified-unseen"]


def test_what_goes_on_has_a_day() -> None:
    """A verdict after which more must be done, and work that is under way, are no end: their day counts for what follows."""
    fits = schemas().validator("verification").is_valid
    assert not fits({**VERIFIED, "verdict": "khong-dat", "known_on": "2024-08-28"})
    work = {**follow_up_cases.known("2024-08-28"), "type": "hanh-dong", "what": "Phân công người trực."}
    data = {"id": "a", "finding": "b", "agency": "c", "events": [work]}
    assert not schemas().validator("remediation").is_valid(data)
