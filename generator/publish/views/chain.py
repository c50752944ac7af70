"""The chain from a directive to accountability: the links of each record both ways, and what its stages are called.

Directive, task, inspection, finding, recommendation, remediation, verification, accountability.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from generator.domain import dates
from generator.domain.accountability import happened
from generator.domain.text import vi_date
from generator.model import Record
from generator.publish.derive.follow_ups import FollowUp
from generator.publish.inline import Chip
from generator.publish.register import Register

TONES = {"da-khac-phuc": "verified", "mot-phan": "partial", "khong-dat": "failed", "tai-pham": "recurred"}
"""The state whose sign a verdict has."""
MANY = 400
"""Links of one record to its neighbours that a page lists; more make no sense to a reader."""


def known(register: Register, record: Record) -> bool:
    """Whether a record had come by the day: a finding may have been seen later, and what is said of it waits for that.

    Any other that began later is not there (``publish/stood.py``).
    """
    match record.kind:
        case "finding":
            return record.id in register.follow_ups
        case "recommendation" | "remediation":
            return any(record.id == own.id for follow_up in _follow_ups(register, record) for own in _parts(follow_up))
    return True


def _follow_ups(register: Register, record: Record) -> Iterator[FollowUp]:
    names = record["findings"] if record.kind == "recommendation" else (record["finding"],)
    for name in names:
        if name in register.follow_ups:
            yield register.follow_ups[name]


def _parts(follow_up: FollowUp) -> tuple[Record, ...]:
    return (
        *follow_up.recommendations,
        *((follow_up.remediation,) if follow_up.remediation else ()),
        *follow_up.verifications,
    )


def after(register: Register, record: Record) -> list[Record]:
    """Return the next records of the chain, known by the day."""
    corpus = register.corpus
    found: Iterable[Record]
    match record.kind:
        case "plan":
            found = corpus.linked_from(record.id, "plan.plan")
        case "inspection":
            found = (r for r in corpus.linked_from(record.id, "inspection") if r.kind == "finding")
        case "finding":
            found = _of_finding(register, record)
        case "recommendation":
            found = _of_recommendation(register, record)
        case "remediation":
            found = corpus.linked_from(record.id, "remediation")
        case "verification":
            finding = corpus.records[corpus.records[record["remediation"]]["finding"]]
            found = cases_of(register, finding)
        case _:
            found = ()
    return [r for r in found if known(register, r)]


def _of_finding(register: Register, finding: Record) -> Iterator[Record]:
    linked = list(register.corpus.linked_from(finding.id, "findings", "finding"))
    for kind in ("recommendation", "remediation", "accountability", "notice"):
        yield from (r for r in linked if r.kind == kind)


def _of_recommendation(register: Register, recommendation: Record) -> Iterator[Record]:
    corpus = register.corpus
    found = {r.id: r for r in corpus.linked_from(recommendation.id, "recommendations")}
    for name in recommendation["findings"]:
        found |= {r.id: r for r in corpus.linked_from(name, "finding") if _of_all(r)}
    yield from found.values()


def _of_all(record: Record) -> bool:
    """Whether a record is a remediation that does not say which recommendations it carries out."""
    return record.kind == "remediation" and "recommendations" not in record.data


def cases_of(register: Register, finding: Record) -> list[Record]:
    """Return the accountability cases of a finding: opened for it, or on one of its recommendations."""
    corpus = register.corpus
    own = [r for r in corpus.linked_from(finding.id, "findings") if r.kind in ("accountability", "recommendation")]
    found = {r.id: r for r in own if r.kind == "accountability"}
    for recommendation in own:
        if recommendation.kind == "recommendation":
            linked = corpus.linked_from(recommendation.id, "recommendations")
            found |= {r.id: r for r in linked if r.kind == "accountability"}
    return list(found.values())


def before(register: Register, record: Record) -> list[Record]:
    """Return the records of the chain from which this one followed."""
    corpus = register.corpus
    match record.kind:
        case "plan":
            names = [*record.get("tasks", ())]
        case "inspection":
            names = [*record.get("tasks", ()), *([record["plan"]["plan"]] if "plan" in record.data else ())]
            names = names or [entry["document"] for entry in record.get("basis", ())]
        case "finding":
            names = [record["inspection"], *record.get("tasks", ())]
        case "recommendation":
            names = [*record["findings"]]
        case "remediation":
            follow_up = register.follow_ups.get(record["finding"])
            advised = [r.id for r in (follow_up.recommendations if follow_up else ())]
            names = [record["finding"], *record.get("recommendations", advised)]
        case "verification":
            names = [record["remediation"]]
        case "accountability":
            verified = (v.id for f in _findings_of(register, record) for v in _verifications(register, f))
            fields = ("tasks", "findings", "recommendations")
            names = [*(name for field in fields for name in record.get(field, ())), *verified]
        case _:
            names = []
    found = (corpus.get(name) for name in dict.fromkeys(names))
    return [r for r in found if r is not None and known(register, r)]


def _findings_of(register: Register, case: Record) -> Iterator[str]:
    """Yield the findings that a case is about: by name, or through the recommendations that it follows."""
    yield from case.get("findings", ())
    for name in case.get("recommendations", ()):
        recommendation = register.corpus.get(name, "recommendation")
        yield from recommendation["findings"] if recommendation else ()


def _verifications(register: Register, finding: str) -> tuple[Record, ...]:
    follow_up = register.follow_ups.get(finding)
    return follow_up.verifications if follow_up else ()


def when(register: Register, inspection: Record) -> str:
    """Say when an inspection took place, or that it goes on."""
    start = dates.day(inspection["start"])
    if "end" not in inspection.data or dates.day(inspection["end"]) > register.as_of:
        return f"Từ {vi_date(start)}, chưa kết thúc"
    end = dates.day(inspection["end"])
    return f"{vi_date(start)} – {vi_date(end)}" if end != start else vi_date(start)


def acceptance(register: Register, recommendation: Record) -> str:
    """Say whether a recommendation was accepted by the day."""
    if recommendation.id in register.withheld.cut:
        return "Không có thông tin"
    given = recommendation.get("acceptance")
    if given is None:
        return "Chưa có ý kiến tiếp thu"
    return f"{register.coded(recommendation, 'acceptance', 'state')} ngày {vi_date(dates.day(given['on']))}"


def verdict(register: Register, verification: Record) -> Chip:
    """Return what a verification found, with the sign that it has everywhere."""
    return Chip(TONES[verification["verdict"]], register.coded(verification, "verdict"))


def outcome(register: Register, case: Record, on: date | None = None) -> str:
    """Say what had come of an accountability case by a day (that of the site): decided, closed, referred, or nothing yet."""
    day = on or register.as_of
    if case.id in register.withheld.cut:
        return "Không có thông tin"
    if happened(case, "decided", day):
        return register.label(register.corpus.records[case["decided"]["sanction"]])
    if happened(case, "closed", day):
        return "Kết thúc, không xử lý"
    return "Đã chuyển cơ quan điều tra" if happened(case, "referral", day) else "Đang xem xét"
