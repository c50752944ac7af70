"""On whose head lateness falls: silence, pauses, mergers, hand-overs and unfinished months, each case on one day.

Of every duty: the body, the state, for how many days it is late, and for how many it had been before something moved.
The plain cases are told whole in `tests/stories/`; here are those at the edges.
"""

from __future__ import annotations

from typing import Any

import pytest
from standing_cases import (
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
    submitted,
)

from generator.publish.redact import redact
from generator.publish.register import Register as Published
from generator.publish.stood import stood

DUE = {"by": "2026-05-15"}
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


def one(*events: dict[str, Any], due: Any = DUE, **more: Any) -> Register:
    register = listed().task(due=due, **more)
    return register.rollout("so-mot", *events) if events else register


def both(*events: dict[str, Any]) -> Register:
    """A task of two, of one of which the register has news; what happened to it as such."""
    return news().task("so-mot", "so-hai", due=DUE, events=list(events)).rollout("so-mot", *PROMPT)


def by(body: str, what: dict[str, Any]) -> dict[str, Any]:
    return {**what, "by": {"body": f"tinh-mau-{body}"}}


UNDATED = {"type": "xac-nhan", "date_state": "khong-neu", "known_on": "2026-08-28", "source": {"note": "Danh sách."}}
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
        ("so-hai", "passed-on", 0, 10), ("so-ba", "paused", 0, 0)]),
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
        "2026-07-01", [("so-ba", "done-unassessed", 0, 0)]),
    # what is recorded is neither ignored nor made more of
    "a month that is not over": (one(confirmed("2026-11"), due={"by": "2026-11-13"}), "2026-11-29", [
        ("so-mot", "no-information", 0, 0)]),
    "a month that is over": (one(confirmed("2026-11"), due={"by": "2026-11-13"}), "2026-12-01", [
        ("so-mot", "done-unassessed", 0, 0)]),
    "a month after the deadline, not over": (one(confirmed("2026-11"), due={"by": "2026-10-13"}), "2026-11-29", [
        ("so-mot", "open-overdue", 18, 0)]),
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
        "2026-07-10", [("so-ba", "open-overdue", 10, 0)]),
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
        "2026-06-10", [("-", "standing", 0, 0), ("so-hai", "open-overdue", 18, 0)]),
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
        ("so-hai", "done-late", 20, 0), ("so-hai", "open-overdue", 19, 0)]),
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
        "2026-06-20", [("so-ba", "done-late", 4, 0)]),
    "late, paused, resumed": (one(paused("2026-05-25"), resumed("2026-06-05")), "2026-06-05", [
        ("so-mot", "open-overdue", 10, 0)]),
    "a pause that spans a merger": (
        merged(listed()).rollout("so-hai", paused("2026-05-25")).rollout("so-ba", resumed("2026-07-10")), "2026-07-20", [
        ("so-hai", "passed-on", 0, 10), ("so-ba", "open-overdue", 10, 0)]),
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
    "handed in by one that was left out": (
        listed().task(("nhom-so", "so-ba"), due=DUE, events=[by("so-ba", submitted("2026-05-10"))]), "2026-06-01", [
        ("so-hai", "open-overdue", 17, 0), ("so-mot", "open-overdue", 17, 0)]),
    "passed on as such by all": (
        listed().task("nhom-so", due=DUE, events=[passed_on("2026-05-25", "ubnd")]), "2026-06-10", [
        ("so-ba", "passed-on", 0, 9), ("so-hai", "passed-on", 0, 9), ("so-mot", "passed-on", 0, 9),
        ("ubnd", "open-overdue", 17, 0)]),
    "an occurrence, passed on as such by all": (
        listed().task("nhom-so", **ARISES, events=[event("phat-sinh", "2026-05-04"), passed_on("2026-05-24", "ubnd")]),
        "2026-06-10", [("-", "standing", 0, 0), ("ubnd", "open-overdue", 18, 0)]),
    "a report that was returned, and handed over": (
        listed().task(shape="dinh-ky", recurrence={"every": "quy", "days_after": 5, "first": "2026-Q1", "last": "2026-Q1"})
        .report("so-mot", "2026-Q1", "2026-04-03", event("tra-lai", "2026-04-20", reason="Thiếu."))
        .rollout("so-mot", passed_on("2026-05-01", "so-hai")), "2026-05-20", [
        ("so-mot", "open-overdue", 24, 0), ("so-hai", "no-deadline", 0, 0)]),
    "the heir had handed in its own before": (
        news().ended("so-hai", "Sở Hai", "2026-06-30", "so-ba").task("nhom-so", due=DUE)
        .rollout("so-ba", submitted("2026-05-20"), confirmed("2026-05-22")), "2026-08-01", [
        ("so-ba", "done-late", 5, 0), ("so-mot", "no-information", 0, 0)]),
    "the heir had handed in its own before, listed": (
        listed().ended("so-hai", "Sở Hai", "2026-06-30", "so-ba").task("so-hai", "so-ba", due=DUE)
        .rollout("so-ba", submitted("2026-05-10"), confirmed("2026-05-12")), "2026-08-01", [
        ("so-hai", "passed-on", 0, 46), ("so-ba", "done-on-time", 0, 0)]),
    "done on a day that nobody names, before its source": (one(UNDATED), "2026-06-30", [("so-mot", "no-information", 0, 0)]),
    "done on a day that nobody names, then merged": (
        merged(listed()).rollout("so-hai", UNDATED), "2026-09-10", [("so-ba", "done-unassessed", 0, 0)]),
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
        ("so-mot", "open-overdue", 10, 0), ("so-hai", "awaiting", 0, 0)]),
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
        ("so-mot", "open-in-time", 0, 10)]),
    "the heir of who was late is the receiver": (
        merged(listed()).task("so-hai", due=DUE, route={"to": [{"body": "tinh-mau-so-ba"}]}), "2026-08-01", [
        ("so-hai", "passed-on", 0, 46)]),
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


def test_what_was_late_when_it_was_taken_over_counts_once() -> None:
    """In the rate, and in the scores, at the one who let it grow late."""
    duties = CASES["handed over late"][0].duties("2026-07-01")
    assert [(d.standing.fell_due, d.standing.late, d.standing.inherited) for d in duties] == [
        (True, True, False),
        (False, False, True),
    ]


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_the_page_of_a_day_does_not_call_undone_what_a_later_source_calls_done(audience: str) -> None:
    """The source of 28/8 names no day: nobody can say how it stood on 30/6, and on that page nothing is of after it."""
    on = day("2026-06-30")
    register = Published(redact(stood(one(UNDATED).examined(), on), audience, on), on)
    assert [str(duty.standing.state) for duty in register.all_duties()] == ["no-information"]
