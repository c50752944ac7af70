"""What inspections, findings and their consequences say of a body or a task, for the pages of those."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.domain import dates
from generator.domain.events import stated
from generator.domain.text import collation_key, lower, sentences, vi_amount
from generator.model import Record
from generator.publish.derive.follow_ups import FollowUp
from generator.publish.derive.requests import Request
from generator.publish.derive.scores import Score
from generator.publish.inline import Chip, Line, line, noted
from generator.publish.register import Register
from generator.publish.views import chain, costs, responses
from generator.publish.views.facts import Fact, fact
from generator.publish.views.table import Column, Section, Table, day, facet, named, number, table
from generator.publish.views.tables import follow_up_chip, follow_up_table

ORDER = ("plan", "inspection", "finding", "accountability", "notice", "coordination", "obstacle")
"""Kinds of records that name the tasks they are about, in the order in which a task lists them."""


def of_task(register: Register, task: Record) -> list[Fact]:
    """Return what was done and found for a task: plans, inspections, findings with their states, cases, notices, points."""
    found: dict[str, list[Record]] = {}
    for record in register.corpus.linked_from(task.id, "tasks"):
        if record.kind in ORDER and chain.known(register, record):
            found.setdefault(record.kind, []).append(record)
    named = found.setdefault("finding", [])
    for inspection in found.get("inspection", ()):  # what it found rests on the tasks that it names, too
        of_it = register.corpus.linked_from(inspection.id, "inspection")
        named += [r for r in of_it if r.kind == "finding" and r not in named and chain.known(register, r)]
    shown = []
    for kind in ORDER:
        own = sorted(found.get(kind, ()), key=lambda r: collation_key(r.id), reverse=True)  # newest first
        label = register.wording.inverse(kind, ("tasks", 0))
        shown.append(fact(label, *(_item(register, r) for r in own[: chain.MANY]), _others(own[chain.MANY :])))
    cost = register.costs.get(task.id, [])
    rows = (line(costs.criterion(register, c), noted(costs.worth(c))) for c in cost[: costs.MOST])
    shown.append(fact(costs.LABEL, *rows, _others(cost[costs.MOST :])))
    return [one for one in shown if one.values]


def _others(more: list[Any]) -> str:
    return f"và {len(more)} mục khác" if more else ""


def _item(register: Register, record: Record) -> Line:
    ref = register.ref(record)
    match record.kind:
        case "inspection":
            return line(ref, noted(f"{register.coded(record, 'regime')}, {lower(chain.when(register, record))}"))
        case "finding":
            agency = register.label(register.corpus.records[record["agency"]])
            return line(ref, " ", follow_up_chip(register.follow_ups[record.id]), noted(agency))
        case "accountability":
            return line(ref, noted(chain.outcome(register, record)))
    return (ref,)


def of_body(register: Register, body: Record) -> list[Section]:
    """Return the inspections, findings, requests, ratings and notices of an agency or team."""
    own = _sorted(register.follow_ups_of.get(body.id, ()))
    taken_over = any(follow_up.finding["agency"] != body.id for follow_up in own)
    found = follow_up_table(register, "Phát hiện và tình hình khắc phục", own, agency=taken_over)
    inspected = _inspections(register, "Các cuộc kiểm tra, thanh tra tại cơ quan", body, "agencies.body")
    made = _inspections(register, "Các cuộc đã tiến hành", body, "by")
    return [
        Section("Kiểm tra, thanh tra tại cơ quan", "kiem-tra", [found, inspected, _missed(register, body)]),
        Section("Đã tiến hành kiểm tra, xác minh", "da-kiem-tra", [made, _verified(register, body)]),
        Section("Xếp loại", "xep-loai", [_ratings(register, body)]),
        Section("Nhắc nhở, phê bình, biểu dương", "nhac-nho", [_notices(register, body)]),
        Section("Việc phải trả lời, giải quyết", "phai-tra-loi", [_requests(register, body)]),
        Section("Xem xét, xử lý trách nhiệm", "trach-nhiem", [_cases(register, body)]),
        Section("Giải trình, ý kiến", "giai-trinh", [_responses(register, body)]),
    ]


def _sorted(own: Iterable[FollowUp]) -> list[FollowUp]:
    """Return findings that are open first, by deadline; then the others, newest first."""
    left = sorted(own, key=lambda m: collation_key(m.finding.id))
    left.sort(key=lambda m: m.seen, reverse=True)
    left.sort(key=lambda m: (not m.open, m.open and m.due is None, m.due.toordinal() if m.open and m.due else 0))
    return left


def _linked(register: Register, body: Record, field: str, kind: str, on: str) -> list[Record]:
    """Return the records of a kind that name a body in a field, known by the day, the newest first."""
    linked = (r for r in register.corpus.linked_from(body.id, field) if r.kind == kind)
    return sorted(linked, key=lambda r: (stated(r.data, on).last, r.id), reverse=True)


def _when_column(register: Register) -> Column:
    return Column("Thời gian", lambda i: chain.when(register, i), sort=lambda i: i["start"])


def _inspections(register: Register, caption: str, body: Record, field: str) -> Table:
    """Return the inspections of a body (or, as ``by``, those that it made)."""
    by = register.corpus.records
    return table(
        caption,
        _linked(register, body, field, "inspection", "start"),
        Column("Cuộc", lambda i: named(register, i)),
        facet(register.wording.label("inspection", "regime"), lambda i: register.coded(i, "regime")),
        _when_column(register),
        None
        if field == "by"
        else facet(register.wording.label("inspection", "by"), lambda i: register.ref(by[i["by"]])),
    )


def _missed(register: Register, body: Record) -> Table:
    return table(
        "Có trong kế hoạch nhưng chưa kiểm tra được",
        _linked(register, body, "not_reached.body", "inspection", "start"),
        Column("Cuộc", lambda i: named(register, i)),
        _when_column(register),
        Column("Vì sao", lambda i: next(e["because"] for e in i["not_reached"] if e["body"] == body.id)),
        filter=False,
    )


def _verified(register: Register, body: Record) -> Table:
    """Return the verifications that a body made."""
    return table(
        "Các lần xác minh khắc phục",
        _linked(register, body, "by", "verification", "on"),
        Column("Xác minh", register.ref, sort=lambda v: stated(v.data, "on").last.isoformat()),
        facet(register.wording.label("verification", "verdict"), lambda v: chain.verdict(register, v)),
    )


def _requests(register: Register, body: Record) -> Table:
    """Return the requests that a body has to answer."""
    return table(
        "Việc phải trả lời, giải quyết",
        register.requests_of.get(body.id, ()),
        Column("Việc", lambda r: named(register, r.record)),
        facet("Loại", lambda r: register.wording.label(r.record.kind)),
        day("Hạn", lambda r: r.standing.due),
        facet("Tình trạng", request_chip),
        Column("Giải thích", lambda r: sentences(r.standing.because)),
    )


def _cases(register: Register, body: Record) -> Table:
    """Return the accountability cases at a body; who decides on them is another matter."""
    label = register.wording.label
    return table(
        "Xem xét, xử lý trách nhiệm tại cơ quan",
        _linked(register, body, "agency", "accountability", "opened"),
        Column("Việc", lambda c: named(register, c)),
        day(label("accountability", "opened"), lambda c: dates.day(c["opened"])),
        Column("Kết quả", lambda c: chain.outcome(register, c)),
    )


def request_chip(request: Request) -> Chip:
    """Return the state of a request in words that fit its kind, and the explaining sentence."""
    return Chip(str(request.standing.state), request.label, request.standing.because)


def _notices(register: Register, body: Record) -> Table:
    return table(
        "Nhắc nhở, phê bình, biểu dương",
        _linked(register, body, "agencies", "notice", "on"),
        Column("Việc", lambda n: named(register, n), sort=lambda n: n["on"]),
        facet(register.wording.label("notice", "type"), lambda n: register.coded(n, "type")),
        Column(register.wording.label("notice", "because"), lambda n: n["because"]),
    )


def _responses(register: Register, body: Record) -> Table:
    """Return what a body answered to what the register says of it."""
    label = register.wording.label
    return table(
        f"{label('response')} của cơ quan",
        _linked(register, body, "by", "response", "on"),
        facet(label("response", "type"), lambda r: register.coded(r, "type")),
        day(label("response", "on"), lambda r: dates.day(r["on"])),
        Column(label("response", "about"), lambda r: named(register, register.corpus.records[r["about"]])),
        Column(label("response", "says"), lambda r: r["says"]),
        Column(label("response", "outcome"), lambda r: responses.state(register, r)),
    )


def _ratings(register: Register, body: Record) -> Table:
    linked = (r for r in register.corpus.linked_from(body.id, "agency") if r.kind == "rating")
    scores = [register.scores.get(r.id) for r in sorted(linked, key=lambda r: (-r["year"], r.id))]

    def points(score: Score) -> str:
        return "—" if score.total is None else f"{score.points}/{vi_amount(score.maximum)}"

    return table(
        "Xếp loại qua các năm",
        [score for score in scores if score is not None],
        Column("Xếp loại", lambda s: register.ref(s.rating)),
        number("Năm", lambda s: str(s.year)),
        Column("Khung chấm điểm", lambda s: register.ref(s.framework)),
        number("Điểm", points),
        facet("Mức", lambda s: s.band_title),
    )
