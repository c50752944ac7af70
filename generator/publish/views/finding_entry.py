"""The page of a finding: what was seen, recommended, done, verified, and by whom it is answered for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from generator.domain import dates, findings
from generator.domain.events import Happened, done_on
from generator.domain.text import lower, sentences, vi_date, vi_moved
from generator.model import Record
from generator.publish.derive.follow_ups import FollowUp
from generator.publish.derive.judge import placed, said_when
from generator.publish.inline import Line, Said, line
from generator.publish.register import Page, Register
from generator.publish.views import chain
from generator.publish.views.common import INSPECTIONS, head
from generator.publish.views.facts import Row, fact, facts, neighbours, quoted, refs, sourced
from generator.publish.views.finding_facts import finding_facts, posts, sums
from generator.publish.views.stages import stages
from generator.publish.views.tables import doubted, follow_up_chip

__all__ = ["page", "posts", "recommendation"]

RATED = ("leadership", "execution", "effectiveness")


def page(register: Register, finding: Record) -> Page:
    """Return the page of a finding."""
    path, follow_up = f"{register.place(finding)}index.md", register.follow_ups[finding.id]
    category = register.corpus.records[finding["category"]]
    words = [register.label(follow_up.holder), category["title"]]
    return Page(path, "finding.md.jinja", finding["title"], partial(_view, register, follow_up), "Phát hiện", words)


def _head(register: Register, finding: Record) -> dict[str, Any]:
    inspection = register.corpus.records[finding["inspection"]]
    return head(register, finding, INSPECTIONS, register.ref(inspection))


def _view(register: Register, follow_up: FollowUp) -> dict[str, Any]:
    finding = follow_up.finding
    return {
        **_head(register, finding),
        "seen": finding["seen"],
        "at": register.ref(register.corpus.records[finding["agency"]]),
        "chips": [follow_up_chip(follow_up)],
        "because": sentences(follow_up.because),
        "doubt": doubted(register, follow_up.holder, finding, follow_up.remediation),
        "stages": stages(register, follow_up),
        "facts": finding_facts(register, follow_up, register.costs),
        "recommendations": [recommendation(register, r) for r in follow_up.recommendations],
        "remediation": _remediation(register, follow_up),
        "untold": finding.id in register.withheld.findings,
    }


def recommendation(register: Register, record: Record) -> dict[str, Any]:
    """Return what is shown of a recommendation."""
    answer = record.get("acceptance", {})
    return {
        "id": record.id,
        "title": register.label(record),
        "content": record["content"],
        "facts": facts(
            register,
            record,
            "kinds addressee post referred_to referred_on",
            ("due", deadline(register, record)),
            fact("Hạn, nguyên văn", quoted(record.get("due", {}).get("as_written"))),
            "received",
            ("acceptance", chain.acceptance(register, record)),
            fact("Văn bản tiếp thu", *refs(register, [answer.get("document")])),
            fact("Lý do", answer.get("because")),
            "document",
            "clause",
            *neighbours(register, record),
            "source",
            "note",
        ),
    }


def deadline(register: Register, record: Record) -> str:
    """Say the deadline of a recommendation as a day, or why the day cannot be told."""
    found = findings.deadline(register.corpus, record, on=register.as_of)
    return vi_date(found.day) if found.day else found.because or "Không nêu hạn"


def _remediation(register: Register, follow_up: FollowUp) -> dict[str, Any] | None:
    record = follow_up.remediation
    if record is None:
        return None
    shown = facts(register, record, "agency", "post", "due", *neighbours(register, record), "source", "note")
    plan = _dated(register, record.get("plan", {}), "measures")
    led = _dated(register, record.get("leadership", {}), "what")
    return {
        "id": record.id,
        "agency": register.label(register.corpus.records[record["agency"]]),
        "facts": shown,
        "leadership": line(f"Ngày {led[0]}: " if led[0] else "", led[1:]) if led else (),
        "plan": line("Kế hoạch", f" ngày {plan[0]}" if plan[0] else "", ": ", plan[1:]) if plan else (),
        "events": _events(register, record),
        "verifications": [_verification(register, v) for v in follow_up.verifications],
        "rated": [name for name in RATED if any(name in v.data for v in follow_up.verifications)],
    }


def _dated(register: Register, entry: Mapping[str, Any], text: str) -> list[Any]:
    """Return a day (which may not be known), what was said or planned, and its document; nothing before the day."""
    if not entry or ("on" in entry and dates.day(entry["on"]) > register.as_of):
        return []
    document = register.corpus.document(entry.get("document"))
    on = vi_date(dates.day(entry["on"])) if "on" in entry else ""
    return [on, entry[text], (" (", register.ref(document), ")") if document else None]


def _events(register: Register, record: Record) -> list[dict[str, Any]]:
    return [
        {"said": _event(register, record, i, event), "evidence": evidence(register, event.data.get("evidence", ()))}
        for i, event in enumerate(findings.events_of(record))
    ]


def _event(register: Register, record: Record, i: int, happened: Happened) -> Line:
    corpus, event, when = register.corpus, happened.data, said_when(happened)
    heir = corpus.get(event.get("to"), "agency")
    moved = vi_moved(event)
    return line(
        f"{when[0].upper()}{when[1:]}: {lower(register.coded(record, 'events', i, 'type'))}{moved}",
        (", là ", register.ref(heir)) if heir else None,
        (", ", register.party(event["by"])) if "by" in event else None,
        f": {event['what']}" if "what" in event else None,
        f": {'; '.join(sums(register, record, 'events', i))}" if "sums" in event else None,
        f", lý do: {lower(event['reason'].rstrip('.'))}" if "reason" in event else None,
        sourced(register, event["source"]),
    )


def evidence(register: Register, entries: Sequence[Mapping[str, Any]]) -> list[Line]:
    """Return what is shown of evidence: a document, or what a file holds, what it is and who keeps it."""
    shown = []
    for entry in entries:
        document, holder = register.corpus.document(entry.get("document")), register.corpus.body(entry.get("held_by"))
        what: Said = (file_words(entry), (", lưu tại ", register.ref(holder)) if holder else None)
        note = f" — {entry['note']}" if document and "note" in entry else None
        shown.append(line(register.ref(document) if document else what, note))
    return shown


FILES = {"pdf": "PDF", "doc": "Word", "docx": "Word", "xls": "Excel", "xlsx": "Excel", "csv": "CSV", "zip": "nén"}
"""What people call the files that end so; of another end, only that it is a file."""


def file_words(entry: Mapping[str, Any]) -> str:
    """Say what a file of evidence is, in the words of the record: its name is for who keeps it, and stands in the data."""
    form = FILES.get(str(entry.get("file", "")).rpartition(".")[2].lower())
    return f"{entry.get('note', 'Tài liệu').removesuffix('.')} (tệp{f' {form}' if form else ''})"


def _verification(register: Register, record: Record) -> dict[str, Any]:
    rated: list[Row] = [
        (field, f"{register.coded(record, field, 'rating')}: {record[field]['because']}")
        for field in RATED
        if field in record.data
    ]
    verified = done_on(record.data)
    own = ("by", "method", *rated, "new_due", "inspection", "document")
    return {
        "id": record.id,
        "on": placed(verified) if verified else "",
        "verdict": chain.verdict(register, record),
        "because": record["because"],
        "facts": facts(register, record, *own, *neighbours(register, record), "source", "note"),
        "evidence": evidence(register, record.get("evidence", ())),
    }
