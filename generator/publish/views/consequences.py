"""What inspections, findings and their consequences say of a body or a task, for the pages of those."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.domain.text import collation_key, vi_date
from generator.model import Record
from generator.publish.derive.criteria import vi
from generator.publish.derive.follow_ups import FollowUp
from generator.publish.derive.requests import Request
from generator.publish.register import Register
from generator.publish.views import chain, costs
from generator.publish.views.citations import inverse
from generator.publish.views.common import follow_up_chip, follow_up_rows

ORDER = ("plan", "inspection", "finding", "accountability", "notice", "coordination", "obstacle")
"""Kinds of records that name the tasks they are about, in the order in which a task lists them."""


def of_task(register: Register, task: Record) -> list[dict[str, Any]]:
    """Return what was done and found for a task: plans, inspections, findings with their states, cases, notices, points."""
    linked = register.corpus.linked_from(task.id, "tasks")
    found: dict[str, list[Record]] = {}
    for record in linked:
        if record.kind in ORDER and chain.known(register, record):
            found.setdefault(record.kind, []).append(record)
    shown = [
        {
            "label": inverse(register.corpus.schemas, kind, ("tasks", 0)),
            "items": [_item(register, record) for record in newest(found[kind])[: chain.MANY]],
            "more": max(0, len(found[kind]) - chain.MANY),
        }
        for kind in ORDER
        if kind in found
    ]
    own = register.costs.get(task.id, [])
    if own:
        rows = costs.cost_rows(register, own[: costs.MOST])
        items = [{"ref": row["ref"], "chip": None, "note": row["post"]} for row in rows]
        shown.append({"label": costs.LABEL, "items": items, "more": max(0, len(own) - costs.MOST)})
    return shown


def newest(records: Iterable[Record]) -> list[Record]:
    """Return records newest first, as far as their ids tell."""
    return sorted(records, key=lambda r: collation_key(r.id), reverse=True)


def _item(register: Register, record: Record) -> dict[str, Any]:
    shown: dict[str, Any] = {"ref": register.ref(record), "chip": None, "note": ""}
    match record.kind:
        case "inspection":
            shown["note"] = f"{register.coded(record, 'regime')}, {chain.when(register, record)}"
        case "finding":
            shown["chip"] = follow_up_chip(register.follow_ups[record.id])
            shown["note"] = register.label(register.corpus.records[record["agency"]])
        case "accountability":
            shown["note"] = chain.outcome(register, record)
    return shown


def of_body(register: Register, body: Record) -> dict[str, Any]:
    """Return the inspections, findings, requests, ratings and notices of an agency or team."""
    own = _sorted(register.follow_ups_of.get(body.id, ()))
    return {
        "inspected": _inspections(register, body, "agencies.body"),
        "missed": _inspections(register, body, "not_reached.body"),
        "made": _inspections(register, body, "by"),
        "findings": follow_up_rows(register, own),
        "taken_over": any(follow_up.finding["agency"] != body.id for follow_up in own),
        "verified": _verified(register, body),
        "requests": [_request(register, r) for r in _requests(register).get(body.id, ())],
        "notices": _notices(register, body),
        "ratings": _ratings(register, body),
    }


def _sorted(own: Iterable[FollowUp]) -> list[FollowUp]:
    """Return findings that are open first, by deadline; then the others, newest first."""
    left = sorted(own, key=lambda m: collation_key(m.finding.id))
    left.sort(key=lambda m: m.seen, reverse=True)
    left.sort(key=lambda m: (not m.open, m.open and m.due is None, m.due.toordinal() if m.open and m.due else 0))
    return left


def _inspections(register: Register, body: Record, field: str) -> list[dict[str, Any]]:
    linked = (r for r in register.corpus.linked_from(body.id, field) if r.kind == "inspection")
    return [
        {
            "ref": register.ref(inspection),
            "regime": register.coded(inspection, "regime"),
            "when": chain.when(register, inspection),
            "sort": inspection["start"],
            "by": register.ref(register.corpus.records[inspection["by"]]),
            "because": next((e["because"] for e in inspection.get("not_reached", ()) if e["body"] == body.id), ""),
            "sample": register.is_sample(inspection),
        }
        for inspection in sorted(linked, key=lambda i: (i["start"], i.id), reverse=True)
        if chain.known(register, inspection)
    ]


def _verified(register: Register, body: Record) -> list[dict[str, Any]]:
    """Return the verifications that a body made."""
    linked = (r for r in register.corpus.linked_from(body.id, "by") if r.kind == "verification")
    return [
        {
            "ref": register.ref(verification),
            "sort": verification["on"],
            "verdict": register.coded(verification, "verdict"),
            "state": chain.TONES[verification["verdict"]],
        }
        for verification in sorted(linked, key=lambda v: (v["on"], v.id), reverse=True)
        if chain.known(register, verification)
    ]


def _requests(register: Register) -> dict[str, list[Request]]:
    """Return the requests by the body that has to answer."""
    key = f"requests of bodies {register.as_of}"
    if key not in register.corpus.memo:
        table: dict[str, list[Request]] = {}
        for own in register.requests.values():
            for request in own:
                if request.body is not None:
                    table.setdefault(request.body.id, []).append(request)
        register.corpus.memo[key] = table
    found: dict[str, list[Request]] = register.corpus.memo[key]
    return found


def _request(register: Register, request: Request) -> dict[str, Any]:
    standing = request.standing
    return {
        "ref": register.ref(request.record),
        "kind": register.corpus.schemas.by_kind[request.record.kind]["title"],
        "due": vi_date(standing.due) if standing.due else "",
        "due_sort": standing.due.isoformat() if standing.due else "",
        "chip": {"state": str(standing.state), "label": request.label, "because": standing.because, "count": 0},
        "sample": register.is_sample(request.record),
    }


def _notices(register: Register, body: Record) -> list[dict[str, Any]]:
    linked = (r for r in register.corpus.linked_from(body.id, "agencies") if r.kind == "notice")
    return [
        {
            "ref": register.ref(notice),
            "sort": notice["on"],
            "because": notice["because"],
            "type": register.coded(notice, "type"),
            "sample": register.is_sample(notice),
        }
        for notice in sorted(linked, key=lambda n: (n["on"], n.id), reverse=True)
        if chain.known(register, notice)
    ]


def _ratings(register: Register, body: Record) -> list[dict[str, Any]]:
    linked = (r for r in register.corpus.linked_from(body.id, "agency") if r.kind == "rating")
    return [
        {
            "ref": register.ref(score.rating),
            "framework": register.ref(score.framework),
            "year": score.year,
            "points": f"{vi(score.total)}/{vi(score.maximum)}" if score.band else "—",
            "band": score.band_title + (" (tạm tính)" if score.provisional else ""),
        }
        for rating in sorted(linked, key=lambda r: (-r["year"], r.id))
        if (score := register.scores.get(rating.id)) is not None
    ]
