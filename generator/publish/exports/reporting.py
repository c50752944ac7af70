"""Reports as files: those that somebody asks for, and those that the site has beside its tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from generator.catalog.refused import RefusedError
from generator.domain import periods
from generator.domain.periods import Period
from generator.model import Record, Text
from generator.publish.derive.summaries import Summary
from generator.publish.exports.export import Make, Of, Snapshot
from generator.publish.exports.letter import letter
from generator.publish.exports.workbook import papers
from generator.publish.register import Register
from generator.publish.reports import REPORTS, Scope, nothing, report
from generator.publish.reports.paper import Paper

FORMS = {"docx": letter, "xlsx": papers}
NAMES = {"overdue": "qua-han/viec-qua-han", "period": "bao-cao"}
"""What the files of a report are called that the site has: of a province, of a recorded report of a period."""
Files = Callable[[Register, Mapping[str, Record]], Mapping[str, Make]]


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What somebody asks a report of: all as typed."""

    kind: str
    about: str
    period: str = ""
    rule: str = "lich"
    agency: str = ""


def asked(register: Register, inquiry: Inquiry, head: Mapping[str, Any]) -> Mapping[str, bytes]:
    """Return a report in each of its forms, by name. RefusedError: there is no such report."""
    kind = REPORTS[inquiry.kind]
    about = _record(register, inquiry.about, kind.about)
    agency = _record(register, inquiry.agency, ("agency",)) if inquiry.agency else None
    period = _period(register, inquiry) if kind.period else None
    paper = report(register, inquiry.kind, Scope(about, period, agency, _recorded(register, about, period)), head)
    places = [own.id for own in (about, agency, period) if own is not None]
    name = "-".join([inquiry.kind, *places, "den", register.as_of.isoformat()])
    return {f"{name}.{form}": write(paper) for form, write in FORMS.items()}


def _record(register: Register, name: str, kinds: tuple[str, ...]) -> Record:
    found = register.corpus.get(name, *kinds)
    if found is None:
        labels = register.wording.label
        known = " hoặc ".join(labels(kind).lower() for kind in kinds)
        raise RefusedError("report-of-nothing", id=name, kinds=Text(known, " or ".join(kinds)))
    return found


def _period(register: Register, inquiry: Inquiry) -> Period:
    found = periods.parse(inquiry.period, inquiry.rule)
    if found is None or periods.unit(inquiry.period) == "su-kien":
        raise RefusedError("report-period", period=inquiry.period)
    if found.days.first > register.as_of:
        raise RefusedError("report-early", period=inquiry.period, first=found.days.first.isoformat())
    return found


def _recorded(register: Register, about: Record, period: Period | None) -> Summary | None:
    """Return the recorded report of all of a province for the same days, if there is one: it has the signed figures, too."""
    return next(
        (
            summary
            for summary in register.summaries.values()
            if about.kind == "province"
            and period is not None
            and summary.record.province == about.id
            and summary.record.get("scope", "toan-tinh") == "toan-tinh"
            and summary.period == period
        ),
        None,
    )


# beside the tables of the site


def beside(kind: str, form: str) -> Files:
    """Return what makes a kind of report in a form beside the pages of some records."""
    return partial(_beside, kind, form)


def _beside(kind: str, form: str, _: Register, owners: Mapping[str, Record]) -> Mapping[str, Make]:
    return {
        f"{place}{NAMES[kind]}.{form}": Of(partial(_of_form, kind, form, owner), FORMS[form])
        for place, owner in owners.items()
    }


def _of_form(kind: str, form: str, owner: Record, snapshot: Snapshot) -> Paper:
    """Return what of a report stands in a file of a form: a letter has no workbook's tables, nor that a letter's parts."""
    paper: Paper = snapshot.once((kind, owner.id), partial(_paper, kind, owner, snapshot))
    return replace(paper, sheets=()) if form == "docx" else replace(paper, parts=(), annexes=())


def _paper(kind: str, owner: Record, snapshot: Snapshot) -> Paper:
    """Return a report; of what was withdrawn, or has not begun, that there is none: no address dies."""
    register, about, summary = snapshot.register, owner, None
    if owner.kind == "summary":
        summary = register.summaries.get(owner.id)
        about = register.corpus.records.get(owner.province, owner)
    if owner.get("withdrawn"):
        return nothing(register, owner, "Bản ghi này đã được rút khỏi sổ.", snapshot.head)
    if kind == "period" and summary is None:
        return nothing(register, owner, "Kỳ báo cáo chưa bắt đầu.", snapshot.head)
    return report(register, kind, Scope(about, summary.period if summary else None, summary=summary), snapshot.head)
