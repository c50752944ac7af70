"""The page «Cách tính» is true: every worked example of every rule is played through, and says what it says there."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import follow_up_cases
import pytest
from standing_cases import SAMPLE, Register, confirmed, day, encoded_event, extended, paused, resumed, submitted
from test_accountability_clock import case
from test_accountability_clock import told as case_told
from test_requests import asked
from test_scores import Card, computed

from generator.catalog import entries
from generator.publish.derive.follow_ups import FollowUpState
from generator.publish.derive.requests import requests
from generator.publish.derive.standing import State
from generator.rules import Worked, rules

SOURCE = Path(__file__).resolve().parents[1] / "generator" / "rules" / "rules.toml"
EXAMPLES = [(rule.id, example) for rule in rules() for example in rule.examples]
BY_CHECK = {35: "event-before-decision", 36: "extension-order", 37: "extension-without-decision",
            41: "part-after-whole", 43: "event-in-future"}  # fmt: skip
"""Boundary cases that are told to whoever records them, by a check; 39 is a record of its own (``response``)."""


def played(data: dict[str, Any]) -> Register:
    """The register of an example: a directive of the invented province, one task of Sở Một, and what is given."""
    followed = data.get("followed", True)
    register = Register(coverage="co-theo-doi", issued=data.get("issued", "2026-01-05")).calendars(2026)
    if followed is not True:
        register.follow(first=followed or "2022-01-01", full=bool(followed))
    more = {name: data[name] for name in ("due", "recurrence", "target", "condition", "shape") if name in data}
    events = [encoded_event(register, event) for event in data.get("events", ())]
    if data.get("leads") == "khong-neu":
        return register.task(**more, events=events).of_nobody()
    whole = {"events": [encoded_event(register, event) for event in data["whole"]]} if "whole" in data else {}
    register.task(*map(tuple, data.get("leads", ())), **more, **whole)
    if "in_force" in data:
        register.files["tinh-mau/directive/tinh-mau-5-ubnd.yaml"]["validity"] = {"from": data["in_force"]}
    if events or "progress" in data:
        progress = {"progress": [{**one, "source": SAMPLE} for one in data["progress"]]} if "progress" in data else {}
        register.rollout("so-mot", *events, **progress)
    if "receiver" in data:
        register.rollout("so-hai", *(encoded_event(register, event) for event in data["receiver"]))
    if "ended" in data:
        register.succeeded("so-mot", "Sở Một", data["ended"]["to"], "so-hai", data["ended"].get("on"))
    if "founded" in data:
        register.agency("so-mot", "Sở Một", valid={"from": data["founded"]})
    for on, value in data.get("measured", ()):
        register.measured(on, value)
    return register


DONE: dict[str, Callable[..., dict[str, Any]]] = {
    "ke-hoach": follow_up_cases.planned, "hanh-dong": follow_up_cases.did, "bao-cao": follow_up_cases.reported,
    "khong-ro-ngay": follow_up_cases.known,
    "gia-han": extended, "tam-dung": paused, "tiep-tuc": resumed,
}  # fmt: skip
"""What is done about a finding, by type of event."""


def of_finding(data: dict[str, Any], on: str) -> tuple[str, str]:
    """One finding of 20/02/2024 at Sở Một, a recommendation, what was done, and perhaps the same seen again."""
    events = [DONE[kind](*days) for kind, *days in data.get("events", ())]
    register = follow_up_cases.inspected(data.get("due"), *events, months=data.get("months"), span=data.get("seen"))
    for when, verdict, *new in data.get("verified", ()):
        register.verified(when, verdict, **({"new_due": new[0]} if new else {}))
    if "known_verified" in data:
        register.verified(data["known_verified"], dated=False)
    of = "2024-01-f1"
    if "again" in data:
        register.inspection("02", data["again"]).finding("2024-02")
        of = "2024-02-f1" if data.get("told") == "later" else of
    found = register.unchecked().follow_up(on, of)
    return str(found.state), found.because


def of_request(data: dict[str, Any], on: str) -> tuple[str, str]:
    """What Sở Một was asked on 11/3/2024, and how it is known to have answered."""
    due, answer = data["due"], {name: value for name, value in data.items() if name not in ("due", "ended")}
    register = asked(("cu" if "ended" in data else "so-mot", answer), due=due)
    if "ended" in data:
        register.ended("cu", "Sở Cũ", data["ended"], "so-hai")
    found = requests(register.corpus, day(on))["coordination"][0].standing
    return str(found.state), found.because


def of_case(data: dict[str, Any], on: str) -> tuple[str, str]:
    """An accountability case at Sở Một."""
    own = dict(data)
    found = case_told(case(own.pop("kind"), own.pop("opened"), own.pop("form", "ky-luat"), **own), on).standing
    return str(found.state), found.because


def of_score(data: dict[str, Any], on: str) -> tuple[str, str]:
    """One computed criterion of Sở Một: each task with its deadline and, if it was handed in and confirmed, the day."""
    card = Card().calendars(2024)
    for number, (due, *done) in enumerate(data["tasks"]):
        card.task(name=f"t{number}", due={"by": due})
        if done:
            card.rollout("so-mot", *(event(*done) for event in (submitted, confirmed)), name=f"t{number}")
    bands = [{"id": "dat", "title": "Đạt", "from": 0}]
    card.framework(computed("1", data["max"], data["measure"]), bands=bands).rating(year=int(on[:4]))
    return "", card.score(on, year=int(on[:4])).criteria[0].because


def told(example: Worked) -> tuple[str, str]:
    if "score" in example.data:
        return of_score(example.data["score"], example.on)
    if "finding" in example.data:
        return of_finding(example.data["finding"], example.on)
    if "asked" in example.data:
        return of_request(example.data["asked"], example.on)
    if "case" in example.data:
        return of_case(example.data["case"], example.on)
    found = played(example.data).duties(example.on)
    body = example.data.get("body")
    own = [duty for duty in found if duty.body is not None and duty.body.id == f"tinh-mau-{body}"] if body else found
    chosen = own[-1]
    return str(chosen.standing.state), chosen.standing.because


@pytest.mark.parametrize(
    ("rule", "example"), EXAMPLES, ids=[f"{rule}-{e.on}-{i}" for i, (rule, e) in enumerate(EXAMPLES)]
)
def test_an_example_says_what_the_page_says(rule: str, example: Worked) -> None:
    assert told(example) == (example.state, example.says)


def test_every_state_has_one_rule() -> None:
    known = [state for rule in rules() for state in rule.states]
    assert sorted(known) == sorted({str(state) for state in (*State, *FollowUpState)})


def test_the_boundary_cases_of_real_offices_are_all_there() -> None:
    cases = {case for _, example in EXAMPLES for case in example.data.get("cases", ())}
    assert cases | BY_CHECK.keys() | {39} == set(range(1, 46))
    assert set(BY_CHECK.values()) <= entries().keys()


def test_the_file_holds_nothing_else() -> None:
    data = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    assert set(data) == {"rule"}
    assert len({rule.id for rule in rules()}) == len(rules())
    assert all(day(example.on) for _, example in EXAMPLES)
