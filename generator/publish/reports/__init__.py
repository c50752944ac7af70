"""``REPORTS``: what an office sends, made of what pages and data files show: nothing is counted here that is not there.

A report of a period, what is overdue, what became of findings, an extract of an inspection; each as a letter with
appendices in the layout of Decree 30/2020/NĐ-CP, and as a workbook.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.domain import bodies
from generator.domain.periods import Period
from generator.domain.text import lower, vi_date, vi_number
from generator.model import Record
from generator.publish.derive.owed import OCCASIONAL, SORTS, Owed
from generator.publish.derive.standing import Duty, State
from generator.publish.derive.summaries import Summary, unwritten
from generator.publish.inline import joined, line, plain
from generator.publish.register import Register
from generator.publish.reports import tasks, texts
from generator.publish.reports.paper import Annex, Paper, Passage, Phrases, Sheet, sheet
from generator.publish.views import appendix, dashboard, inspections, owing, summaries
from generator.publish.views.facts import AFTER, BEFORE
from generator.publish.views.table import Column, Table, day, number, table
from generator.publish.views.tables import because_column, duty_table

SAMPLE = "Minh họa: tỉnh, cơ quan và số liệu trong văn bản này là giả định"
OVERDUE = (State.OPEN_OVERDUE, State.DONE_LATE)
SILENT = "Sổ chỉ có văn bản, không có thông tin về việc thực hiện, nên không nêu số liệu và không nói cơ quan nào chậm."


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report is asked of: a province or agency, or an inspection; for some a period."""

    about: Record
    period: Period | None = None
    agency: Record | None = None
    """Of an inspection: the body to which an extract is confined."""
    summary: Summary | None = None
    """The recorded report whose figures these are."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A kind of report: what it may be asked of, whether it needs a period, and what makes it."""

    about: tuple[str, ...]
    period: bool
    make: Callable[[Register, Scope, Mapping[str, Any]], Paper]
    """Given what all reports have in common."""


def report(register: Register, kind: str, wanted: Scope, head: Mapping[str, Any]) -> Paper:
    """Return a report of a kind; ``head``: what every file says of itself."""
    about = wanted.about
    agency = wanted.agency or (about if about.kind == "agency" else None)
    shown = register.label(agency) if agency else lower(_province(register, about))
    values = {"day": vi_date(register.as_of), "office": register.office.office, "about": shown}
    values["province"] = _province(register, about)
    if wanted.period is not None:
        days = wanted.period.days
        values |= {"period": wanted.period.label, "first": vi_date(days.first), "last": vi_date(days.last)}
    if about.kind == "inspection":
        values["inspection"] = register.label(about)
    wording = texts.wording(register.office.reports, kind, values, _head(register, agency, wanted))
    return REPORTS[kind].make(register, wanted, _common(register, about, wording, head))


def nothing(register: Register, about: Record, said: str, head: Mapping[str, Any]) -> Paper:
    """Return a sheet of paper that says why there is no report of a record."""
    name = about.id if about.get("withdrawn") else register.label(about)
    wording = Phrases(name)
    return Paper(**_common(register, about, wording, head), letter=False, annexes=[Annex(name, [said], [])])


def _common(register: Register, about: Record, wording: Phrases, head: Mapping[str, Any]) -> dict[str, Any]:
    """Return what all reports have: their words, and of what they were made."""
    office, as_of = register.office, vi_date(register.as_of)
    url = f"{office.site_url.rstrip('/')}/r/{about.id}/" if office.site_url else ""
    changed = " (có sửa đổi chưa vào sổ)" if head.get("uncommitted_changes") else ""
    commit = f"{head['commit']}{changed}" if head.get("commit") else ""
    said = [
        *(["BẢN NỘI BỘ"] if head.get("audience") == "internal" else []),
        f"Lập từ {office.title}, tính đến ngày {as_of}",
        *([f"phiên bản {commit}"] if commit else []),
        *([f"xem {url}"] if url else []),
    ]
    return {
        "wording": wording,
        "origin": "; ".join(said) + ".",
        "properties": {
            "title": wording.title,
            "author": office.title,
            "comments": " ".join([f"Tính đến ngày {as_of}.", *([f"Commit: {commit}."] if commit else []), url]).strip(),
            "identifier": url,
            "version": commit,
        },
        "day": register.as_of,
        "sample": SAMPLE if register.is_sample(about) else "",
    }


def _province(register: Register, about: Record) -> str:
    return bodies.name(register.corpus.records[about.province])


def _head(register: Register, agency: Record | None, wanted: Scope) -> dict[str, str]:
    """Return who sends a report, where records say so: the body it is of, or that made the recorded one, and whose it is."""
    by = wanted.summary.record.get("by") if wanted.summary is not None else None
    issuer = register.corpus.get(by, "agency") or (agency if wanted.about.kind == "agency" else None)
    if issuer is None:
        return {}
    above = register.corpus.get(issuer.get("parent"), "agency")
    return {"issuer": bodies.name(issuer), **({"superior": bodies.name(above)} if above is not None else {})}


# a period


def _period(register: Register, wanted: Scope, common: Mapping[str, Any]) -> Paper:
    summary = _summary(register, wanted)
    if not _heard(register, wanted.about):
        return Paper(**common, parts=[Passage("Kết quả thực hiện nhiệm vụ", [SILENT])])
    shown = summaries.figures(register, summary)
    late = [duty for duty in summary.duties if duty.standing.state in OVERDUE]
    overdue = sheet(duty_table(register, summaries.LATE, late), "Quá hạn")
    annex = _remedies(register, summary)
    running = ["Kỳ chưa kết thúc, số liệu là tạm tính."] if shown.running else []
    unknown = (
        [f"Không tính {vi_number(shown.unknown)} phát hiện mà sổ không có thông tin, hoặc có thông tin không công bố."]
        if shown.unknown
        else []
    )
    own = "scope" in summary.record.data and summary.record["scope"] != "toan-tinh"
    scope = [f"Phạm vi: {lower(register.coded(summary.record, 'scope'))}."] if own else []
    held = sheet(shown.inspections, "Kiểm tra")
    four, found = sheet(shown.tasks.figures, "Nhiệm vụ"), sheet(shown.findings.figures, "Phát hiện")
    parts = [
        Passage(
            "Kết quả thực hiện nhiệm vụ",
            [
                f"Nhiệm vụ có hạn và được theo dõi, tính đến hết ngày {shown.on}; mỗi cơ quan được giao là một lượt.",
                *running,
                *filter(None, [shown.tasks.verdict]),
            ],
            four,
        ),
        Passage(
            "Kết quả khắc phục tồn tại, hạn chế",
            [
                *scope,
                f"Kỳ trước chuyển sang + phát sinh + mở lại = đã xong + chuyển kỳ sau: {shown.sum}.",
                *unknown,
                *filter(None, [shown.joins, shown.findings.verdict]),
            ],
            found,
        ),
        Passage(
            "Kiểm tra, thanh tra bắt đầu trong kỳ",
            [*scope, *([] if held.rows else [f"{shown.none} có cuộc nào bắt đầu trong kỳ."])],
            held if held.rows else None,
        ),
    ]
    return Paper(
        **common,
        parts=parts,
        annexes=[*([Annex(summaries.LATE, [], [overdue])] if late else []), *([annex] if annex.sheets else [])],
        sheets=[four, found, held, overdue, *_own_order(register, summary.duties), *annex.sheets],
    )


def _summary(register: Register, wanted: Scope) -> Summary:
    if wanted.summary is not None:
        return wanted.summary
    about, period = wanted.about, wanted.period
    assert period is not None  # noqa: S101 - whoever asks has seen to it
    return unwritten(register.corpus, register.as_of, register.withheld, about, period)


def _heard(register: Register, about: Record) -> bool:
    """Whether the register knows of anything that could be overdue there."""
    if about.kind == "agency":
        return owing.late_of(register, about) != owing.UNKNOWN
    return dashboard.heard(register, about.province)


def _own_order(register: Register, own: Sequence[Duty]) -> list[Sheet]:
    chosen = texts.columns(register.office.reports)
    return [tasks.listed(register, name, columns, own) for name, columns in chosen]


# what became of findings


def _remedies(register: Register, summary: Summary) -> Annex:
    found = summary.findings
    listed = [
        ("Kỳ trước chuyển sang", found.brought_forward),
        ("Phát sinh trong kỳ", found.new),
        ("Mở lại trong kỳ", found.reopened),
    ]
    groups: list[appendix.Group] = []
    for title, own in listed:
        groups.append(appendix.Group("", title, own, sum(len(group.own) for group in groups)))
    tables = [
        sheet(appendix.appendix_table(register, summary.on, group), f"Khắc phục, {lower(group.title)}")
        for group in groups
        if group.own
    ]
    carried = [sheet(appendix.carry_table(groups), "Số tồn tại chuyển kỳ")] if tables else []
    return Annex(
        "Kết quả khắc phục tồn tại, hạn chế", [f"Tính đến hết ngày {vi_date(summary.on)}."], [*carried, *tables]
    )


def _remediation(register: Register, wanted: Scope, common: Mapping[str, Any]) -> Paper:
    annex = _remedies(register, _summary(register, wanted))
    said = annex.said if annex.sheets else ["Trong những việc mà sổ có, không có tồn tại nào trong kỳ."]
    shown = Annex(common["wording"].title, said, annex.sheets)
    return Paper(**common, letter=False, annexes=[shown], sheets=annex.sheets)


# what is overdue


def _overdue(register: Register, wanted: Scope, common: Mapping[str, Any]) -> Paper:
    about = wanted.about
    if not _heard(register, about):
        return Paper(**common, parts=[Passage("Việc quá hạn", [SILENT])])
    own = (
        owing.unfinished(register, about)
        if about.kind == "agency"
        else [one for one in register.left_on(register.as_of) if one.record.province == about.province]
    )
    late = sorted((one for one in own if one.overdue), key=lambda one: -one.days_late)
    listed = sheet(_late_table(register, late), "Việc quá hạn")
    by_body = sheet(_by_body(register, late), "Theo cơ quan")
    many = Counter(one.called for one in late)
    counts = table(
        "Số việc quá hạn theo loại",
        sorted(many.items(), key=lambda row: [*SORTS.values(), OCCASIONAL].index(row[0])),
        Column("Loại", lambda row: row[0]),
        number("Quá hạn", lambda row: row[1]),
    )
    who = len({one.body.id for one in late if one.body is not None})
    said = (
        f"Có {vi_number(len(late))} việc quá hạn của {vi_number(who)} cơ quan, trong {vi_number(len(own))} việc chưa xong mà sổ theo dõi"
        f"{owing.longest(late, '; ')}."
        if late
        else f"Không có việc nào quá hạn trong {vi_number(len(own))} việc chưa xong mà sổ theo dõi."
    )
    duties = [one.of for one in late if isinstance(one.of, Duty)]
    return Paper(
        **common,
        parts=[
            Passage("Tình hình chung", [said], sheet(counts, "Theo loại") if late else None),
            *([Passage("Theo cơ quan", [], by_body)] if late and about.kind != "agency" else []),
        ],
        annexes=[Annex("Danh mục việc quá hạn", [], [listed])] if late else [],
        sheets=[listed, by_body, *_own_order(register, duties)],
    )


def _by_body(register: Register, late: Sequence[Owed]) -> Table:
    """Return how much is overdue of each body, and for how long at most: those with most of it first."""
    own: dict[str, list[Owed]] = {}
    for one in late:
        own.setdefault(one.body.id if one.body else "", []).append(one)
    return table(
        "Số việc quá hạn theo cơ quan",
        sorted(own.items(), key=lambda item: -len(item[1])),
        Column("Cơ quan", lambda row: register.ref(register.corpus.records[row[0]]) if row[0] else owing.NOBODY),
        number("Quá hạn", lambda row: len(row[1])),
        number("Lâu nhất (ngày)", lambda row: max(one.days_late for one in row[1]) or ""),
    )


def _late_table(register: Register, late: Iterable[Owed]) -> Table:
    """Return who, how many days, which product is missing, which level must decide."""
    return table(
        "Danh mục việc quá hạn",
        enumerate(late, 1),
        number("STT", lambda row: row[0]),
        Column("Cơ quan", lambda row: register.ref(row[1].body) if row[1].body else owing.NOBODY),
        Column("Việc", lambda row: line(register.ref(row[1].record), owing.period(row[1]))),
        Column("Căn cứ", lambda row: _ground(register, row[1].record)),
        day("Hạn", lambda row: row[1].due),
        number("Quá hạn (ngày)", lambda row: row[1].days_late or ""),
        Column("Còn thiếu", lambda row: owing.missing(row[1])),
        Column("Nơi nhận hoặc nơi giao", lambda row: dashboard.decides(register, row[1])),
        because_column(register, lambda row: row[1]),
    )


def _ground(register: Register, record: Record) -> str:
    """Return the directive and clause of a task, the inspection of a finding."""
    corpus = register.corpus
    if record.kind == "task":
        directive = corpus.records[record["directive"]]
        return f"{register.clause(directive, record['clause'])}, {register.label(directive)}"
    return register.label(corpus.records[record["inspection"]]) if record.kind == "finding" else ""


# an inspection


def _inspection(register: Register, wanted: Scope, common: Mapping[str, Any]) -> Paper:
    held = wanted.about
    own = [
        found
        for found in register.follow_ups.values()
        if found.finding["inspection"] == held.id
        and (wanted.agency is None or wanted.agency.id in (found.finding["agency"], found.holder.id))
    ]
    group = appendix.Group("", register.label(held), own, 0)
    listed = sheet(appendix.appendix_table(register, register.as_of, group), "Phát hiện")
    facts = [
        f"{fact.label}: {plain(joined(fact.values))}"
        for fact in inspections.facts_of(register, held)
        if fact.values and fact.label not in (BEFORE, AFTER)  # its findings are listed below
    ]
    said = f"Có {vi_number(len(own))} phát hiện" if own else "Không có phát hiện nào"
    where = "phần công khai của sổ" if "finding" in register.withheld.kinds else "sổ"
    return Paper(
        **common,
        parts=[Passage("Cuộc kiểm tra, thanh tra", facts), Passage("Phát hiện", [f"{said} trong {where}."])],
        annexes=[Annex("Phát hiện, kiến nghị và tình hình khắc phục", [], [listed])] if own else [],
        sheets=[listed],
    )


PLACES = ("province", "agency")
REPORTS: Mapping[str, Reported] = {
    "period": Reported(PLACES, True, _period),
    "overdue": Reported(PLACES, False, _overdue),
    "remediation": Reported(PLACES, True, _remediation),
    "inspection": Reported(("inspection",), False, _inspection),
}
