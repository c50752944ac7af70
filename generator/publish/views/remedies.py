"""A finding in full, with what was recommended, what was done, and who verified it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.domain import dates, findings
from generator.domain.recurrence import recurrences
from generator.domain.text import vi_date
from generator.model import Record
from generator.publish.derive.matters import Matter
from generator.publish.derive.scores import Cost
from generator.publish.register import Register
from generator.publish.views import chain
from generator.publish.views.common import Fact, decimal, facts, matter_chip, source_words
from generator.publish.views.drawing import drawing

SHORT = 12
"""Figures of a checksum that are shown before it is opened."""


def posts(register: Register, entries: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the posts concerned, by role and category of official, never by name."""
    common = register.corpus.schemas.common["post"]["properties"]
    roles = {o["const"]: o["title"] for o in common["role"]["oneOf"]}
    kinds = {o["const"]: o["title"] for o in common["category"]["oneOf"]}
    shown = []
    for entry in entries:
        text = roles[entry["role"]]
        text += f" ({kinds[entry['category']].lower()})" if "category" in entry else ""
        text += f": {entry['count']} người" if "count" in entry else ""
        text += f" — {entry['note']}" if "note" in entry else ""
        shown.append(text)
    return shown


def story(register: Register, matter: Matter, number: int, cost: Mapping[str, Sequence[Cost]]) -> dict[str, Any]:
    """Return everything that is shown of a finding on the page of its inspection."""
    finding = matter.finding
    here = [r for r in matter.recommendations if r["inspection"] == finding["inspection"]]
    return {
        "id": finding.id,
        "number": number,
        "title": finding["title"],
        "seen": finding["seen"],
        "chip": matter_chip(matter),
        "because": matter.because,
        "facts": _facts(register, matter, cost),
        "drawing": drawing(register, matter),
        "recommendations": [
            recommendation(register, r) for r in here if _first_seen(register, r["findings"]) == finding.id
        ],
        "remediation": _remediation(register, matter) if matter.remediation else None,
    }


def _first_seen(register: Register, findings: Sequence[str]) -> str:
    """Return the finding under which a recommendation is shown: the first one known by the day."""
    return next((name for name in findings if name in register.matters), "")


def _facts(register: Register, matter: Matter, cost: Mapping[str, Sequence[Cost]]) -> list[dict[str, Any]]:
    corpus = register.corpus
    finding = matter.finding
    agency = corpus.records[finding["agency"]]
    cause = finding.get("cause", {})
    count = finding.get("count")
    rows: list[Fact] = [
        ("Cơ quan", register.ref(agency)),
        ("Nay do cơ quan chịu trách nhiệm", register.ref(matter.holder) if matter.holder.id != agency.id else ""),
        ("Loại", register.ref(corpus.records[finding["category"]])),
        ("Số đếm", f"{count['found']}/{count['of']} {count['unit']}" if count else ""),
        ("Mức độ", register.coded(finding, "seriousness")),
        ("Nguyên nhân", f"{register.coded(finding, 'cause', 'kind')}: {cause['because']}" if cause else ""),
        ("Chức vụ liên quan", posts(register, finding.get("posts", ()))),
        ("Ngày phát hiện", vi_date(matter.seen)),
        ("Mục trong văn bản kết quả", finding.get("clause", "")),
        ("Lần thứ mấy", _occurrence(register, matter)),
        ("Bị lặp lại tại", [_other(register, r, finding, matter) for r in matter.repeated_by]),
        ("Hạn khắc phục", _deadline(register, matter)),
        ("Quá hạn", _late(matter)),
        ("Kết thúc", vi_date(matter.closed) if matter.closed else ""),
        *_around(register, finding),
        *chain.walk(register, finding),
        ("Ảnh hưởng đến điểm xếp loại", _costs(register, finding, cost)),
        *_source(register, finding),
    ]
    return facts(rows)


def _costs(register: Register, finding: Record, cost: Mapping[str, Sequence[Cost]]) -> list[dict[str, Any]]:
    """Return what a finding cost or gave in ratings: by itself, or by the notices and cases that followed it."""
    followed = (r for r in chain.after(register, finding) if r.kind in ("notice", "accountability"))
    shown = []
    for record in (finding, *followed):
        through = "" if record is finding else f"qua {register.label(record).lower()}, "
        for entry in cost.get(record.id, ()):
            points = decimal(entry.points).replace("-", "−")
            shown.append(
                {
                    "ref": register.ref(entry.score.rating),
                    "note": f"{through}{entry.title}: {points} điểm, {entry.because}",
                }
            )
    return shown


def _occurrence(register: Register, matter: Matter) -> list[Any]:
    if not matter.repeats:
        return ["Lần đầu, theo sổ này"]
    return [f"Tái phạm (đã có {len(matter.repeats)} lần trước)"] + [
        _other(register, r, matter.finding, matter) for r in matter.repeats
    ]


def _other(register: Register, other: Record, finding: Record, matter: Matter) -> dict[str, Any]:
    """Return a link to another occurrence, with its day and who says that it is one."""
    later, earlier = (finding, other) if other in matter.repeats else (other, finding)
    known = recurrences(register.corpus).get(later.id, ())
    marked = any(repeat.marked for repeat in known if repeat.earlier.id == earlier.id)
    seen = vi_date(findings.seen_on(register.corpus, other))
    return {"ref": register.ref(other), "note": f"{seen}, {'hồ sơ kiểm tra ghi' if marked else 'do sổ phát hiện'}"}


def _deadline(register: Register, matter: Matter) -> str:
    if matter.due is None:
        return findings.first_deadline(register.corpus, matter.finding, register.as_of).because or "Không ấn định"
    moved = f" (sau {matter.extensions} lần gia hạn)" if matter.extensions else ""
    return f"{vi_date(matter.due)}{moved}"


def _late(matter: Matter) -> str:
    if not matter.days_late:
        return ""
    working = f" ({matter.working_days_late} ngày làm việc)" if matter.working_days_late else ""
    return f"{matter.days_late} ngày{working}"


def _around(register: Register, finding: Record) -> list[Fact]:
    """Return what hangs on a finding beside the chain: dossiers, feedback, obstacles, notices, cases."""
    corpus = register.corpus
    linked = [r for r in corpus.linked_from(finding.id, "findings") if chain.known(register, r)]
    inspection = corpus.records[finding["inspection"]]
    proof = [d["id"] for d in inspection.get("dossiers", ()) if d.get("finding") == finding.id]
    return [
        ("Hồ sơ minh chứng", ", ".join(proof)),
        ("Bắt nguồn từ phản ánh", register.refs(r for r in linked if r.kind == "feedback")),
        ("Khó khăn, vướng mắc", register.refs(r for r in linked if r.kind == "obstacle")),
        ("Nhắc nhở, phê bình", register.refs(r for r in linked if r.kind == "notice")),
        (
            "Xử lý trách nhiệm",
            [
                {"ref": register.ref(r), "note": chain.outcome(register, r).lower()}
                for r in linked
                if r.kind == "accountability"
            ],
        ),
    ]


def _source(register: Register, record: Record) -> list[Fact]:
    source = record.get("source", {})
    document = register.corpus.document(source.get("document"))
    words = [*([register.ref(document)] if document else []), *source_words(register, source)]
    return [("Nguồn", words), ("Ghi chú", record.get("note", ""))]


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
                *_source(register, record),
            ]
        ),
    }


def deadline(register: Register, record: Record) -> str:
    """Say the deadline of a recommendation as a day, or why the day cannot be told."""
    found = findings.deadline(register.corpus, record, on=register.as_of)
    return vi_date(found.day) if found.day else found.because or "Không ấn định"


def _remediation(register: Register, matter: Matter) -> dict[str, Any]:
    record = matter.remediation
    if record is None:
        raise ValueError(matter.finding.id)
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
                *_source(register, record),
            ]
        ),
        "leadership": _dated(register, led, "what"),
        "plan": _dated(register, plan, "measures"),
        "events": _events(register, record),
        "verifications": [_verification(register, v) for v in matter.verifications],
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
                *_source(register, record),
            ]
        ),
        "evidence": evidence(register, record.get("evidence", ())),
    }
