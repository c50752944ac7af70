"""The facts of a finding: what was seen where, its deadline, what stands around it, and what it cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.domain import findings
from generator.domain.recurrence import recurrences
from generator.domain.text import vi_date
from generator.model import Record
from generator.publish.derive.follow_ups import FollowUp
from generator.publish.derive.scores import Cost
from generator.publish.register import Register
from generator.publish.views import chain, costs
from generator.publish.views.common import Fact, facts, source_words


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


def finding_facts(register: Register, follow_up: FollowUp, cost: Mapping[str, Sequence[Cost]]) -> list[dict[str, Any]]:
    """Return the facts that the article of a finding lists."""
    corpus = register.corpus
    finding = follow_up.finding
    agency = corpus.records[finding["agency"]]
    cause = finding.get("cause", {})
    count = finding.get("count")
    rows: list[Fact] = [
        ("Cơ quan", register.ref(agency)),
        ("Nay do cơ quan chịu trách nhiệm", register.ref(follow_up.holder) if follow_up.holder.id != agency.id else ""),
        ("Loại", register.ref(corpus.records[finding["category"]])),
        ("Số đếm", f"{count['found']}/{count['of']} {count['unit']}" if count else ""),
        ("Mức độ", register.coded(finding, "seriousness")),
        ("Nguyên nhân", f"{register.coded(finding, 'cause', 'kind')}: {cause['because']}" if cause else ""),
        ("Chức vụ liên quan", posts(register, finding.get("posts", ()))),
        ("Ngày phát hiện", vi_date(follow_up.seen)),
        ("Mục trong văn bản kết quả", finding.get("clause", "")),
        ("Lần thứ mấy", _occurrence(register, follow_up)),
        ("Bị lặp lại tại", [_other(register, r, finding, follow_up) for r in follow_up.repeated_by]),
        ("Hạn khắc phục", _deadline(register, follow_up)),
        ("Quá hạn", _late(follow_up)),
        ("Kết thúc", vi_date(follow_up.closed) if follow_up.closed else ""),
        *_around(register, finding),
        *chain.walk(register, finding),
        (costs.LABEL, _costs(register, finding, cost)),
        *source(register, finding),
    ]
    return facts(rows)


def _costs(register: Register, finding: Record, cost: Mapping[str, Sequence[Cost]]) -> list[Any]:
    """Return what a finding cost or gave in ratings: by itself, or by the notices that followed it."""
    shown = costs.cost_rows(register, cost.get(finding.id, ()))
    for notice in (r for r in chain.after(register, finding) if r.kind == "notice"):
        label = register.label(notice)
        shown += costs.cost_rows(register, cost.get(notice.id, ()), f"qua {label[0].lower()}{label[1:]}")
    return shown


def _occurrence(register: Register, follow_up: FollowUp) -> list[Any]:
    if not follow_up.repeats:
        return ["Lần đầu, theo sổ này"]
    return [f"Tái phạm (đã có {len(follow_up.repeats)} lần trước)"] + [
        _other(register, r, follow_up.finding, follow_up) for r in follow_up.repeats
    ]


def _other(register: Register, other: Record, finding: Record, follow_up: FollowUp) -> dict[str, Any]:
    """Return a link to another occurrence, with its day and who says that it is one."""
    later, earlier = (finding, other) if other in follow_up.repeats else (other, finding)
    known = recurrences(register.corpus).get(later.id, ())
    marked = any(repeat.marked for repeat in known if repeat.earlier.id == earlier.id)
    seen = vi_date(findings.seen_on(register.corpus, other))
    return {"ref": register.ref(other), "note": f"{seen}, {'hồ sơ kiểm tra ghi' if marked else 'do sổ phát hiện'}"}


def _deadline(register: Register, follow_up: FollowUp) -> str:
    if follow_up.finding.id in register.withheld.findings:
        return "Không có thông tin"
    if follow_up.due is None:
        return findings.first_deadline(register.corpus, follow_up.finding, register.as_of).because or "Không ấn định"
    moved = f" (sau {follow_up.extensions} lần gia hạn)" if follow_up.extensions else ""
    return f"{vi_date(follow_up.due)}{moved}"


def _late(follow_up: FollowUp) -> str:
    if not follow_up.days_late:
        return ""
    working = f" ({follow_up.working_days_late} ngày làm việc)" if follow_up.working_days_late else ""
    return f"{follow_up.days_late} ngày{working}"


def _around(register: Register, finding: Record) -> list[Fact]:
    """Return what hangs on a finding beside the chain: dossiers, feedback, obstacles."""
    corpus = register.corpus
    linked = [r for r in corpus.linked_from(finding.id, "findings") if chain.known(register, r)]
    inspection = corpus.records[finding["inspection"]]
    proof = [d["id"] for d in inspection.get("dossiers", ()) if d.get("finding") == finding.id]
    return [
        ("Hồ sơ minh chứng", ", ".join(proof)),
        ("Bắt nguồn từ phản ánh", register.refs(r for r in linked if r.kind == "feedback")),
        ("Khó khăn, vướng mắc", register.refs(r for r in linked if r.kind == "obstacle")),
    ]


def source(register: Register, record: Record) -> list[Fact]:
    """Return the source of a record and its note."""
    source = record.get("source", {})
    document = register.corpus.document(source.get("document"))
    words = [*([register.ref(document)] if document else []), *source_words(register, source)]
    return [("Nguồn", words), ("Ghi chú", record.get("note", ""))]
