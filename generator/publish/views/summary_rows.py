"""The remediation appendix of a period report: each finding once, with all that a report has to say of it.

The columns are those of the appendix that inspection reports call for: agency, shortcoming, basis, recommendation,
measures, who answers for it, deadline, result, evidence, accountability, recurrence. All as of the summary's day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from generator.domain import dates
from generator.domain.text import vi_date
from generator.model import Record
from generator.publish.derive.follow_ups import FollowUp, FollowUpState
from generator.publish.derive.judge import said
from generator.publish.register import Register
from generator.publish.views import chain
from generator.publish.views.common import follow_up_chip

NOTHING_DONE = (FollowUpState.OPEN, FollowUpState.RECURRED)
"""States of an open finding of which nothing has been done since it was seen."""


GROUPS = {"chuyen-sang": "Kỳ trước chuyển sang", "phat-sinh": "Phát sinh trong kỳ"}


def group(register: Register, on: date, name: str, own: Sequence[FollowUp], before: int = 0) -> dict[str, Any]:
    """Return the findings of one group, numbered on from those before it."""
    closed = sum(1 for follow_up in own if follow_up.closed is not None)
    return {
        "id": name,
        "title": GROUPS[name],
        "total": len(own),
        "closed": closed,
        "open": len(own) - closed,
        "rows": [_row(register, on, follow_up, before + i) for i, follow_up in enumerate(own, 1)],
    }


def _row(register: Register, on: date, follow_up: FollowUp, number: int) -> dict[str, Any]:
    corpus = register.corpus
    finding = follow_up.finding
    agency = corpus.records[finding["agency"]]
    inspection = corpus.records[finding["inspection"]]
    by, document = corpus.body(inspection["by"]), corpus.document(inspection.get("result", {}).get("document"))
    return {
        "number": number,
        "agency": register.ref(agency),
        "holder": register.ref(follow_up.holder) if follow_up.holder.id != agency.id else None,
        "finding": register.ref(finding),
        "by": register.ref(by) if by else None,
        "document": register.ref(document) if document else None,
        "recommendations": [
            {"ref": register.ref(r, "Kiến nghị"), "text": r["content"]} for r in follow_up.recommendations
        ],
        "measures": list(_measures(follow_up, on)),
        "posts": _posts(follow_up),
        "due": vi_date(follow_up.due) if follow_up.due else "",
        "due_sort": follow_up.due.isoformat() if follow_up.due else "",
        "result": _result(follow_up),
        "chip": follow_up_chip(follow_up),
        "end": "Đã xong" if follow_up.closed is not None else "Chuyển kỳ sau",
        "closed": vi_date(follow_up.closed) if follow_up.closed else "",
        "evidence": _evidence(register, follow_up, on),
        "cases": [
            {
                "ref": register.ref(case, register.coded(case, "subject", "kind")),
                "outcome": chain.outcome(register, case, on),
            }
            for case in _cases(register, follow_up, on)
        ],
        "repeats": register.refs(follow_up.repeats),
        "repeated_by": register.refs(follow_up.repeated_by),
        "note": finding.get("note", ""),
    }


def _result(follow_up: FollowUp) -> str:
    if follow_up.closed is not None:
        return "Đã khắc phục" if follow_up.state is not FollowUpState.NOT_APPLICABLE else "Không còn áp dụng"
    return "Chưa khắc phục" if follow_up.state in NOTHING_DONE else "Đang khắc phục"


def _measures(follow_up: FollowUp, on: date) -> Iterator[str]:
    """Yield what the agency planned and did by the day."""
    record = follow_up.remediation
    if record is None:
        return
    plan = record.get("plan")
    if plan is not None and ("on" not in plan or dates.day(plan["on"]) <= on):
        yield said(plan["measures"])
    for event in record.get("events", ()):
        if event["type"] == "hanh-dong" and "what" in event and dates.day(event["date"]) <= on:
            yield f"{vi_date(dates.day(event['date']))}: {said(event['what'])}"


def _posts(follow_up: FollowUp) -> list[str]:
    """Return the posts that answer for the remediation: the one its record names, else those of the recommendations."""
    record = follow_up.remediation
    if record is not None and "post" in record.data:
        return [str(record["post"])]
    return list(dict.fromkeys(str(r["post"]) for r in follow_up.recommendations if "post" in r.data))


def _evidence(register: Register, follow_up: FollowUp, on: date) -> list[dict[str, Any]]:
    """Return the documents and files handed in by the day, each once."""
    record = follow_up.remediation
    events = record.get("events", ()) if record is not None else ()
    entries = [e for event in events if dates.day(event["date"]) <= on for e in event.get("evidence", ())]
    entries += [e for verification in follow_up.verifications for e in verification.get("evidence", ())]
    shown: dict[str, dict[str, Any]] = {}
    for entry in entries:
        document = register.corpus.document(entry.get("document"))
        if document is not None:
            shown[document.id] = {"ref": register.ref(document), "file": ""}
        elif "file" in entry:
            shown[entry["sha256"]] = {"ref": None, "file": entry["file"]}
    return list(shown.values())


def _cases(register: Register, follow_up: FollowUp, on: date) -> Iterable[Record]:
    """Return the cases opened by the day for the finding, or on a recommendation that deals with it."""
    corpus = register.corpus
    linked = [*corpus.linked_from(follow_up.finding.id, "findings")]
    for recommendation in follow_up.recommendations:
        linked += corpus.linked_from(recommendation.id, "recommendations")
    found = {r.id: r for r in linked if r.kind == "accountability" and dates.day(r["opened"]) <= on}
    return found.values()
