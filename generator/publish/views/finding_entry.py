"""A finding in full, with what was recommended, what was done, and who verified it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.domain import dates, findings
from generator.domain.text import vi_date
from generator.model import Record
from generator.publish.derive.follow_ups import FollowUp
from generator.publish.derive.scores import Cost
from generator.publish.register import Register
from generator.publish.views import chain
from generator.publish.views.common import facts, follow_up_chip
from generator.publish.views.drawing import drawing
from generator.publish.views.finding_facts import finding_facts, posts, source

__all__ = ["posts", "recommendation", "story"]

SHORT = 12
"""Figures of a checksum that are shown before it is opened."""


def story(register: Register, follow_up: FollowUp, number: int, cost: Mapping[str, Sequence[Cost]]) -> dict[str, Any]:
    """Return everything that is shown of a finding on the page of its inspection."""
    finding = follow_up.finding
    here = [r for r in follow_up.recommendations if r["inspection"] == finding["inspection"]]
    return {
        "id": finding.id,
        "number": number,
        "title": finding["title"],
        "seen": finding["seen"],
        "chip": follow_up_chip(follow_up),
        "because": follow_up.because,
        "facts": finding_facts(register, follow_up, cost),
        "drawing": drawing(register, follow_up),
        "recommendations": [
            recommendation(register, r) for r in here if _first_seen(register, r["findings"]) == finding.id
        ],
        "remediation": _remediation(register, follow_up) if follow_up.remediation else None,
        "untold": finding.id in register.withheld.findings,
    }


def _first_seen(register: Register, findings: Sequence[str]) -> str:
    """Return the finding under which a recommendation is shown: the first one known by the day."""
    return next((name for name in findings if name in register.follow_ups), "")


def recommendation(register: Register, record: Record) -> dict[str, Any]:
    """Return what is shown of a recommendation."""
    corpus = register.corpus
    given = record.get("acceptance")
    accepted = given is not None and dates.day(given["on"]) <= register.as_of
    answer = corpus.document(given["document"]) if given is not None and accepted else None
    document = corpus.document(record.get("document"))
    due = record.get("due", {})
    return {
        "id": record.id,
        "title": register.label(record),
        "content": record["content"],
        "facts": facts(
            [
                (
                    "Cơ quan được kiến nghị",
                    {"ref": register.ref(corpus.records[record["addressee"]]), "post": record.get("post", "")},
                ),
                ("Hạn", deadline(register, record)),
                ("Hạn, nguyên văn", f"“{due['as_written']}”" if due else ""),
                ("Ngày cơ quan nhận", vi_date(dates.day(record["received"])) if "received" in record.data else ""),
                ("Tiếp thu", chain.acceptance(register, record)),
                ("Văn bản tiếp thu", register.ref(answer) if answer else ""),
                ("Lý do", given.get("because", "") if given is not None and accepted else ""),
                ("Văn bản kiến nghị", register.ref(document) if document else ""),
                ("Mục trong văn bản", record.get("clause", "")),
                *chain.walk(register, record),
                *source(register, record),
            ]
        ),
    }


def deadline(register: Register, record: Record) -> str:
    """Say the deadline of a recommendation as a day, or why the day cannot be told."""
    found = findings.deadline(register.corpus, record, on=register.as_of)
    return vi_date(found.day) if found.day else found.because or "Không ấn định"


def _remediation(register: Register, follow_up: FollowUp) -> dict[str, Any]:
    record = follow_up.remediation
    if record is None:
        raise ValueError(follow_up.finding.id)
    corpus = register.corpus
    plan, led = record.get("plan", {}), record.get("leadership", {})
    return {
        "id": record.id,
        "agency": register.ref(corpus.records[record["agency"]]),
        "facts": facts(
            [
                (
                    "Cơ quan, chức vụ chịu trách nhiệm",
                    {"ref": register.ref(corpus.records[record["agency"]]), "post": record.get("post", "")},
                ),
                ("Hạn cơ quan tự đặt", vi_date(dates.day(record["due"])) if "due" in record.data else ""),
                *chain.walk(register, record),
                *source(register, record),
            ]
        ),
        "leadership": _dated(register, led, "what"),
        "plan": _dated(register, plan, "measures"),
        "events": _events(register, record),
        "verifications": [_verification(register, v) for v in follow_up.verifications],
    }


def _dated(register: Register, entry: Mapping[str, Any], text: str) -> dict[str, Any] | None:
    """Return a text with its day and document; None if there is none by the day."""
    if not entry or ("on" in entry and dates.day(entry["on"]) > register.as_of):
        return None
    document = register.corpus.document(entry.get("document"))
    return {
        "text": entry[text],
        "on": vi_date(dates.day(entry["on"])) if "on" in entry else "",
        "document": register.ref(document) if document else None,
    }


def _events(register: Register, record: Record) -> list[dict[str, Any]]:
    corpus = register.corpus
    shown = []
    for i, event in enumerate(record.get("events", ())):
        if dates.day(event["date"]) > register.as_of:
            continue
        document = corpus.document(event["source"].get("document"))
        heir = corpus.get(event.get("to"), "agency")
        old, new = (vi_date(dates.day(event[key])) if key in event else "" for key in ("old_due", "new_due"))
        shown.append(
            {
                "date": vi_date(dates.day(event["date"])),
                "type": register.coded(record, "events", i, "type"),
                "what": event.get("what", ""),
                "by": register.party(event["by"]) if "by" in event else None,
                "to": register.ref(heir) if heir else None,
                "moved": f"hạn {old} → {new}" if old and new else f"hạn mới {new}" if new else "",
                "reason": event.get("reason", ""),
                "evidence": evidence(register, event.get("evidence", ())),
                "source": register.ref(document) if document else None,
                "source_note": event["source"].get("note", ""),
            }
        )
    return shown


def evidence(register: Register, entries: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return what is shown of evidence: a document, or a file with its checksum and who keeps it."""
    corpus = register.corpus
    shown = []
    for entry in entries:
        document, holder = corpus.document(entry.get("document")), corpus.body(entry.get("held_by"))
        shown.append(
            {
                "document": register.ref(document) if document else None,
                "file": entry.get("file", ""),
                "short": entry.get("sha256", "")[:SHORT],
                "sha256": entry.get("sha256", ""),
                "held_by": register.ref(holder) if holder else None,
                "note": entry.get("note", ""),
            }
        )
    return shown


RATED = (
    ("leadership", "Người đứng đầu chỉ đạo"),
    ("execution", "Thực hiện"),
    ("effectiveness", "Hiệu quả"),
)


def _verification(register: Register, record: Record) -> dict[str, Any]:
    corpus = register.corpus
    document = corpus.document(record.get("document"))
    checked = corpus.get(record.get("inspection"), "inspection")
    return {
        "id": record.id,
        "on": vi_date(dates.day(record["on"])),
        "verdict": register.coded(record, "verdict"),
        "state": chain.TONES[record["verdict"]],
        "because": record["because"],
        "facts": facts(
            [
                ("Cơ quan, đoàn xác minh", register.ref(corpus.records[record["by"]])),
                ("Cách xác minh", register.coded(record, "method")),
                *(
                    (label, f"{register.coded(record, field, 'rating')}: {record[field]['because']}")
                    for field, label in RATED
                    if field in record.data
                ),
                ("Hạn làm lại", vi_date(dates.day(record["new_due"])) if "new_due" in record.data else ""),
                ("Trong cuộc kiểm tra", register.ref(checked) if checked else ""),
                ("Văn bản", register.ref(document) if document else ""),
                *chain.walk(register, record),
                *source(register, record),
            ]
        ),
        "evidence": evidence(register, record.get("evidence", ())),
    }
