"""The chain of one finding, stage by stage: from the directive to accountability."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from generator.domain import dates, documents, findings
from generator.domain.text import vi_date, vi_interval
from generator.model import Record
from generator.publish.derive.follow_ups import FollowUp
from generator.publish.derive.withheld import UNSAID
from generator.publish.inline import Chip
from generator.publish.register import Register
from generator.publish.views import chain
from generator.publish.views.tables import follow_up_chip


@dataclass(frozen=True, slots=True)
class _Stage:
    label: str
    records: tuple[Record, ...]
    state: str = ""
    tone: str = ""
    missing: str = "Chưa có"


def stages(register: Register, follow_up: FollowUp) -> list[dict[str, Any]]:
    """Return the eight stages of a finding: what is there, how it stands, its link; what is missing is said."""
    return [_shown(register, stage, follow_up.finding) for stage in _stages(register, follow_up)]


def _stages(register: Register, follow_up: FollowUp) -> list[_Stage]:
    corpus = register.corpus
    finding = follow_up.finding
    inspection = corpus.records[finding["inspection"]]
    names = [*inspection.get("tasks", ()), *finding.get("tasks", ())]
    tasks = [t for name in dict.fromkeys(names) if (t := corpus.get(name, "task"))]
    basis = [d for e in inspection.get("basis", ()) if (d := corpus.get(e["document"], "directive"))]
    named = [d for t in tasks if (d := corpus.get(t["directive"], "directive"))]
    directives = list({d.id: d for d in (*named, *basis)}.values())
    cases = chain.cases_of(register, finding)
    chip = follow_up_chip(follow_up)
    return [
        _Stage("Chỉ đạo", tuple(directives), _issued(register, directives), missing="Hồ sơ không nêu"),
        _task_stage(register, tasks),
        _inspection_stage(register, inspection),
        _Stage("Phát hiện", (finding,), chip.label, chip.state),
        _recommendation_stage(register, follow_up),
        _withheld(register, follow_up, _remediation_stage(register, follow_up)),
        _withheld(register, follow_up, _verification_stage(register, follow_up)),
        _case_stage(register, cases),
    ]


def _withheld(register: Register, follow_up: FollowUp, stage: _Stage) -> _Stage:
    """Say that nothing is known, not that there is nothing, where the public does not see all of it."""
    return replace(stage, missing=UNSAID) if follow_up.finding.id in register.withheld.findings else stage


def _issued(register: Register, directives: list[Record]) -> str:
    return f"Ngày {vi_interval(documents.dating(register.corpus, directives[0]).days)}" if directives else ""


def _task_stage(register: Register, tasks: list[Record]) -> _Stage:
    chips = register.chips(register.duties[tasks[0].id]) if tasks else []
    state, tone = (chips[0].label, chips[0].state) if len(chips) == 1 else ("", "")
    return _Stage("Nhiệm vụ", tuple(tasks), state, tone, missing="Hồ sơ không nêu")


def _inspection_stage(register: Register, inspection: Record) -> _Stage:
    label = register.coded(inspection, "regime")
    return _Stage(label, (inspection,), chain.when(register, inspection))


def _recommendation_stage(register: Register, follow_up: FollowUp) -> _Stage:
    own = follow_up.recommendations
    return _Stage("Kiến nghị", own, chain.acceptance(register, own[0]) if own else "")


def _remediation_stage(register: Register, follow_up: FollowUp) -> _Stage:
    own = follow_up.remediation
    happened = list(enumerate(findings.events_of(own)))
    if own is None:
        return _Stage("Khắc phục", ())
    if not happened:
        return _Stage("Khắc phục", (own,), "Chưa ghi việc nào")
    i, last = happened[-1]
    label = f"{register.coded(own, 'events', i, 'type')}{f' {vi_date(last.when.last)}' if last.dated else ', không rõ ngày'}"
    return _Stage("Khắc phục", (own,), label)


def _verification_stage(register: Register, follow_up: FollowUp) -> _Stage:
    if not follow_up.verifications:
        return _Stage("Xác minh", ())
    newest = tuple(reversed(follow_up.verifications))
    return _Stage("Xác minh", newest, register.coded(newest[0], "verdict"), chain.TONES[newest[0]["verdict"]])


def _case_stage(register: Register, cases: list[Record]) -> _Stage:
    return _Stage(
        "Trách nhiệm",
        tuple(cases),
        chain.outcome(register, cases[0]) if cases else "",
        missing="Sổ chưa nêu việc xử lý trách nhiệm nào",
    )


def _shown(register: Register, stage: _Stage, finding: Record) -> dict[str, Any]:
    first = stage.records[0] if stage.records else None
    more = len(stage.records) - 1
    what = stage.missing if first is None else _what(register, first)
    return {
        "label": stage.label,
        "what": what if first is None or first is finding else register.ref(first, what),
        "more": f"và {more} mục nữa" if more > 0 else "",
        "state": Chip(stage.tone, stage.state) if stage.tone else None,
        "said": stage.state,
        "here": first is finding,
        "missing": first is None,
    }


def _what(register: Register, record: Record) -> str:
    """Name a record at its stage, which already says what it is."""
    match record.kind:
        case "recommendation":
            return str(record["content"])
        case "remediation":
            return register.label(register.corpus.records[record["agency"]])
        case "verification":
            when = vi_date(dates.day(record["on"])) if "on" in record.data else "không rõ ngày"
            return f"{register.label(register.corpus.records[record['by']])}, {when}"
        case "accountability":
            return (
                register.coded(record, "subject", "kind")
                + f", bắt đầu xem xét ngày {vi_date(dates.day(record['opened']))}"
            )
    return register.label(record)
