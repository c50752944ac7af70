"""The facts of a finding: what was seen where, its deadline, what stands around it, and what it cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from generator.domain import bodies, findings
from generator.domain.recurrence import LOOKBACK, recurrences
from generator.domain.text import vi_amount, vi_date, vi_interval
from generator.model import Record
from generator.publish.derive.follow_ups import FollowUp, FollowUpState
from generator.publish.derive.scores import Cost
from generator.publish.derive.withheld import UNSAID
from generator.publish.inline import Line, Said, line, noted
from generator.publish.register import Register
from generator.publish.views import chain, costs
from generator.publish.views.facts import Fact, fact, facts, neighbours


def posts(register: Register, entries: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the posts concerned, by role and category of official, never by name."""

    def said(field: str, value: str) -> str:
        return register.wording.schemas.coded("finding", ("posts", 0, field), value)

    shown = []
    for entry in entries:
        text = said("role", entry["role"])
        text += f" ({said('category', entry['category']).lower()})" if "category" in entry else ""
        text += f": {entry['count']} người" if "count" in entry else ""
        text += f" — {entry['note']}" if "note" in entry else ""
        shown.append(text)
    return shown


def finding_facts(register: Register, follow_up: FollowUp, cost: Mapping[str, Sequence[Cost]]) -> list[Fact]:
    """Return the facts that the article of a finding lists."""
    finding = follow_up.finding
    cause, count = finding.get("cause", {}), finding.get("count")
    moved_to = follow_up.holder.id != finding["agency"]
    return facts(
        register,
        finding,
        "agency",
        fact("Cơ quan nay chịu trách nhiệm", register.ref(follow_up.holder) if moved_to else None),
        "category",
        ("count", counted(count) if count else None),
        ("sums", sums(register, finding)),
        fact("Số tiền đã xử lý, theo báo cáo", *recovered(register, follow_up)),
        "seriousness",
        ("cause", f"{register.coded(finding, 'cause', 'kind')}: {cause['because']}" if cause else None),
        ("posts", posts(register, finding.get("posts", ()))),
        ("on", vi_interval(follow_up.seen_in)),
        "period clause",
        fact("Lần thứ mấy", *_occurrence(register, follow_up)),
        fact("Bị lặp lại tại", *(_other(register, r, finding, follow_up) for r in follow_up.repeated_by)),
        fact("Hạn khắc phục", _deadline(register, follow_up)),
        fact("Quá hạn", _late(follow_up)),
        fact("Kết thúc", _closed(follow_up)),
        *_around(register, finding),
        *neighbours(register, finding),
        fact(costs.LABEL, *_costs(register, finding, cost)),
        "source note",
    )


def counted(count: Mapping[str, Any]) -> str:
    """Say how many were found, of how many where that is known."""
    share = f"/{count['of']}" if "of" in count else ""
    return f"{count['found']}{share} {count['unit']}"


def sums(register: Register, record: Record, *at: str | int) -> list[str]:
    """Return the sums of money at a field, each with its kind, unit, voucher and note."""
    own: Any = record.data
    for part in at:
        own = own[part]
    return [
        f"{register.coded(record, *at, 'sums', i, 'kind').lower()} {vi_amount(Decimal(str(entry['amount'])))} "
        f"{register.coded(record, *at, 'sums', i, 'unit')}"
        + (f", chứng từ {entry['voucher']}" if "voucher" in entry else "")
        + (f" ({entry['note']})" if "note" in entry else "")
        for i, entry in enumerate(own.get("sums", ()))
    ]


def recovered(register: Register, follow_up: FollowUp) -> list[str]:
    """Return for each kind of sum how much of it was dealt with by the day, as reported."""
    due, done = (
        findings.sums([follow_up.finding.data]),
        findings.sums([event.data for event in findings.events_of(follow_up.remediation)]),
    )
    coded = register.wording.schemas.coded
    return [
        f"{coded('finding', ('sums', 0, 'kind'), kind).lower()} {vi_amount(amount)}"
        + (f"/{vi_amount(due[kind])} đồng" if kind in due else " đồng")
        for kind, amount in done.items()
    ]


def _costs(register: Register, finding: Record, cost: Mapping[str, Sequence[Cost]]) -> list[Line]:
    """Return what a finding cost or gave in ratings: by itself, or by the notices that followed it."""
    shown = costs.cost_rows(register, cost.get(finding.id, ()))
    for notice in (r for r in chain.after(register, finding) if r.kind == "notice"):
        label = register.label(notice)
        shown += costs.cost_rows(register, cost.get(notice.id, ()), f"qua {label[0].lower()}{label[1:]}")
    return shown


def _occurrence(register: Register, follow_up: FollowUp) -> list[Said]:
    """Return which time it is, with the times before; what no rule calls a recurrence only came back."""
    called = ("Tái phạm", follow_up.repeats), (f"Lặp lại trong vòng {LOOKBACK} tháng", follow_up.alike)
    found: list[Said] = []
    for words, earlier in called:
        if earlier:
            found.append(f"{words} (đã có {len(earlier)} lần trước)")
            found += (_other(register, r, follow_up.finding, follow_up) for r in earlier)
    return found or ([] if follow_up.state is FollowUpState.RECURRED else ["Lần đầu, theo sổ này"])


def _other(register: Register, other: Record, finding: Record, follow_up: FollowUp) -> Line:
    """Return a link to another occurrence, with its body if that is another, its day and who says that it is one."""
    later, earlier = (other, finding) if other in follow_up.repeated_by else (finding, other)
    known = recurrences(register.corpus).get(later.id, ())
    marked = any(repeat.marked for repeat in known if repeat.earlier.id == earlier.id)
    seen = vi_interval(findings.seen_in(register.corpus, other))
    return line(
        register.ref(other),
        elsewhere(register, other, finding),
        noted(f"{seen}, {'hồ sơ kiểm tra ghi' if marked else 'do sổ phát hiện'}"),
    )


def elsewhere(register: Register, other: Record, finding: Record) -> str:
    """Say at which body another occurrence was seen, if that is not the same."""
    at = other["agency"]
    return f" tại {bodies.short(register.corpus.records[at])}" if at != finding["agency"] else ""


def _deadline(register: Register, follow_up: FollowUp) -> str:
    if follow_up.finding.id in register.withheld.findings:
        return UNSAID
    if follow_up.due is None and follow_up.reopenings:
        return "Chưa ấn định hạn làm lại"
    if follow_up.due is None:
        return findings.first_deadline(register.corpus, follow_up.finding, register.as_of).because or "Không ấn định"
    moved = f" (sau {follow_up.extensions} lần gia hạn)" if follow_up.extensions else ""
    return f"{vi_date(follow_up.due)}{moved}"


def _closed(follow_up: FollowUp) -> str:
    if follow_up.closed is None:
        return ""
    return (
        vi_date(follow_up.ended)
        if follow_up.ended
        else f"Không rõ ngày, biết từ nguồn ngày {vi_date(follow_up.closed)}"
    )


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
    proof = [str(i) for i, d in enumerate(inspection.get("dossiers", ()), 1) if d.get("finding") == finding.id]
    return [
        fact("Hồ sơ rút kiểm tra, số", ", ".join(proof)),
        fact("Bắt nguồn từ phản ánh", *register.refs(r for r in linked if r.kind == "feedback")),
        fact("Khó khăn, vướng mắc", *register.refs(r for r in linked if r.kind == "obstacle")),
    ]
