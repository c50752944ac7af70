"""The tables that several page families show: tasks, duties, findings, directives, what is odd in a source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from generator.catalog import entries
from generator.domain import dates, documents
from generator.domain.dates import Interval
from generator.domain.text import sentences, vi_date, vi_interval, vi_number
from generator.model import ID, Problem, Record
from generator.publish.derive.follow_ups import LABELS, FollowUp
from generator.publish.derive.standing import Duty
from generator.publish.inline import Chip, Here, Line, Ref, Said, joined, line, noted
from generator.publish.register import Register, mark
from generator.publish.views.facts import quoted
from generator.publish.views.table import (
    Column,
    Section,
    Table,
    day,
    facet,
    home_column,
    iso,
    named,
    number,
    sections,
    table,
)

# tasks and duties


def task_table(
    register: Register,
    caption: str,
    tasks: Iterable[Record],
    states: Column | None = None,
    *,
    directive: bool = True,
    **shape: Any,
) -> Table:
    """Return a line per task: title, directive, clause, lead, time, states (of all bodies, or what a column says)."""
    return table(
        caption,
        map(register.row, tasks),
        Column("Nhiệm vụ", task_ref),
        facet("Văn bản", lambda t: t["directive"]) if directive else None,
        Column("Mục", lambda t: t["clause"]),
        Column("Hạn, chu kỳ", lambda t: t["when"]),
        Column("Đơn vị chủ trì", lambda t: t["leads"]),
        states or facet("Tình trạng", lambda t: joined(t["chips"], " ")),
        **shape,
    )


def task_ref(row: dict[str, Any]) -> Line:
    """Return the link to the task of a row, marked where it is invented, and where a named body has answered."""
    return line(row["ref"], noted("giả định") if row["sample"] else None, noted(row["note"]))


def duty_table(
    register: Register, caption: str, own: Iterable[Duty], *, body: bool = True, task: bool = True, **shape: Any
) -> Table:
    """Return a line per duty: task, body, period, deadline, state with its sentence."""
    return table(
        caption,
        own,
        Column("Nhiệm vụ", lambda d: named(register, d.task)) if task else None,
        facet("Cơ quan", lambda d: _body(register, d.body, apart=task))
        if body
        else facet("Văn bản", lambda d: register.row(d.task)["directive"]),
        Column(
            "Kỳ",
            lambda d: d.period.label if d.period else None,
            sort=lambda d: iso(d.period.days.last if d.period else None),
        ),
        day("Hạn", lambda d: d.standing.due),
        facet("Tình trạng", register.chip),
        late_column(lambda d: d.standing),
        because_column(register),
        **shape,
    )


def doubt(register: Register, body: Record | None, *records: Record | None) -> str:
    """Say what a named body answered to it, and that it has asked for it to be corrected, until that is decided."""
    since = register.disputed(body, *records)
    said = [
        f"{register.coded(reply, 'type').lower()} ngày {vi_date(dates.day(reply['on']))}"
        for reply in register.replies(body, *records)
        if reply["type"] != "dinh-chinh-de-nghi"
    ]
    told = [f"cơ quan {', '.join(said)}"] if said else []
    return "; ".join([*told, *([f"đang được kiểm chứng từ ngày {vi_date(since)}"] if since else [])])


def doubted(register: Register, body: Record | None, *records: Record | None) -> Line:
    """Return the mark of what a named body has asked to be corrected; nothing for nothing."""
    return noted(doubt(register, body, *records))


def because_column(register: Register, of: Callable[[Any], Any] = lambda row: row) -> Column:
    """Return the column of why: the sentence of what was judged, with what a named body answered to it."""

    def said(row: Any) -> Line:
        own = of(row)
        return line(sentences(own.because), doubted(register, own.body, *own.records))

    return Column("Giải thích", said)


def _body(register: Register, body: Record | None, *, apart: bool) -> Ref | None:
    """Return a link to a body; ``apart``: among those of other provinces."""
    if body is None:
        return None
    return register.ref(body, register.called(body)) if apart else register.ref(body)


def late_column(of: Callable[[Any], Any] = lambda row: row) -> Column:
    """Return the column of days overdue, with the working days where they are known."""

    def said(row: Any) -> Said:
        own = of(row)
        working = f" ({own.working_days_late} ngày làm việc)" if own.working_days_late else ""
        return f"{vi_number(own.days_late) if own.days_late else ''}{working}"

    return number("Quá hạn (ngày)", said, sort=lambda row: of(row).days_late or None)


# findings


def follow_up_chip(follow_up: FollowUp) -> Chip:
    """Return the state of a finding: overdue and due soon have the signs that they have everywhere."""
    running = follow_up.label != LABELS[follow_up.state]
    state = (
        "open-overdue" if follow_up.overdue else "due-soon" if follow_up.due_soon and running else str(follow_up.state)
    )
    label = f"{LABELS[follow_up.state]}, sắp đến hạn" if state == "due-soon" else follow_up.label
    return Chip(state, label, follow_up.because)


def follow_up_table(
    register: Register, caption: str, own: Iterable[FollowUp], *, agency: bool = True, category: bool = True
) -> Table:
    """Return a line per finding: agency, category, days, state."""
    return table(
        caption,
        own,
        Column("Phát hiện", lambda m: line(finding_ref(register, m), _passed(register, m))),
        agency_column(register) if agency else None,
        category_column(register) if category else None,
        day("Ngày phát hiện", lambda m: m.seen, lambda m: vi_interval(m.seen_in)),
        day("Hạn khắc phục", lambda m: m.due, lambda m: line(vi_date(m.due) if m.due else None, noted(extended(m)))),
        facet("Tình trạng", follow_up_chip),
        late_column(),
    )


def extended(follow_up: FollowUp) -> str:
    """Say how often the deadline of a finding was extended: it is later then than that of its recommendation."""
    return f"đã gia hạn {follow_up.extensions} lần" if follow_up.extensions else ""


def finding_ref(register: Register, follow_up: FollowUp) -> Line:
    """Return the link to a finding, marked where it came back."""
    return named(
        register,
        follow_up.finding,
        noted("tái phạm") if follow_up.repeats else None,
        doubted(register, follow_up.holder, follow_up.finding, follow_up.remediation),
    )


def _passed(register: Register, follow_up: FollowUp) -> Line:
    """Say whose a finding is now, where that is not the agency at which it was seen."""
    holder = follow_up.holder
    return noted("nay thuộc ", register.ref(holder)) if holder.id != follow_up.finding["agency"] else ()


def agency_column(register: Register) -> Column:
    """Return the column of the agencies at which findings were seen."""
    return facet("Cơ quan", lambda m: register.ref(register.corpus.records[m.finding["agency"]]))


def category_column(register: Register) -> Column:
    """Return the column of what findings are."""
    return facet("Loại", lambda m: register.ref(register.corpus.records[m.finding["category"]]))


# directives


def directive_table(register: Register, caption: str, directives: Iterable[Record], *, home: bool = True) -> Table:
    """Return a line per directive: title, province, day, how many tasks, how far it is followed."""
    return table(
        caption,
        directives,
        Column(
            "Văn bản",
            lambda d: named(register, d, noted("có thể là dự thảo") if documents.perhaps_draft(d) else None),
        ),
        Column(
            register.wording.label("directive", "date"),
            lambda d: issued(documents.dating(register.corpus, d).days),
            sort=lambda d: iso(documents.dating(register.corpus, d).days.last),
        ),
        Column(register.wording.label("directive", "title"), lambda d: d["title"]),
        facet(
            register.wording.label("directive", "issuer"),
            lambda d: _issuer(register, d),
        ),
        Column(register.wording.label("directive", "signer"), signed_by),
        home_column(register) if home else None,
        number("Nhiệm vụ", lambda d: len(register.tasks_of.get(d.id, ()))),
        facet(register.wording.label("directive", "coverage"), lambda d: register.coded(d, "coverage")),
    )


def _issuer(register: Register, document: Record) -> Line:
    issuer = register.corpus.body(document.get("issuer"))
    return line(register.ref(issuer), mark(document, "issuer")) if issuer is not None else ()


def issued(days: Interval) -> str:
    """Say when a document was issued: a day, a month or year, or between which days."""
    text = vi_interval(days)
    return f"chưa rõ ngày, trong khoảng {text}" if text.startswith("từ ") and days.last != date.max else text


def signed_by(directive: Record) -> str:
    """Return who signed a directive: the post, and the name where it is public."""
    signer = directive.get("signer", {})
    return ", ".join(signer[part] for part in ("name", "post") if part in signer)


# what is odd


def issue_table(register: Register, caption: str, record: Record) -> Table:
    """Return what people recorded as blank, contradictory or inferred in a document."""
    return table(
        caption,
        record.get("source_issues", ()),
        Column("Nội dung", lambda issue: _about(register, record, issue)),
        Column("Loại", lambda issue: issue_kind(register, issue)),
        Column("Nguyên văn", lambda issue: quoted(issue.get("as_written"))),
        Column("Được hiểu là", lambda issue: issue.get("believed")),
        Column("Vì sao", lambda issue: issue["because"]),
        filter=False,
    )


def _about(register: Register, record: Record, issue: dict[str, Any]) -> Said:
    """Name what an issue is about, and where that stands unless its words do."""
    if "at" not in issue:
        return str(issue["about"])
    where = register.clause(record, issue["at"])
    place = f"c-{issue['at']}"
    return (
        Here(issue["about"], place) if where in issue["about"] else line(issue["about"], " (", Here(where, place), ")")
    )


def issue_kind(register: Register, issue: dict[str, Any]) -> str:
    """Say whether a source is blank, contradictory or understood in some way."""
    return register.wording.schemas.coded("directive", ("source_issues", 0, "kind"), issue["kind"])


def problem_table(register: Register, caption: str, problems: Iterable[Problem], *, reasons: bool = True) -> Table:
    """Return a line per problem: the record, what is odd, and why it was accepted (when it was)."""
    return table(
        caption,
        (p for p in problems if register.corpus.get(p.record) is not None),
        Column("Nơi", lambda p: named(register, register.corpus.records[p.record])),
        Column("Điểm cần lưu ý", lambda p: problem(register, p)),
        Column("Lý do giữ nguyên", lambda p: p.acknowledged) if reasons else None,
    )


def problem(register: Register, found: Problem) -> Line:
    """Say what a check found, with a link to the check and the names that readers know."""

    def name(match: re.Match[str]) -> str:
        record = register.corpus.get(match[0])
        return f"“{register.label(record)}”" if record else match[0]

    title, message = entries()[found.code].title.vi, ID.sub(name, found.message.vi)
    check = Ref(title, f"gioi-thieu/kiem-tra/{found.code}/")
    return line(check, None if message == f"{title}." else f": {message}")


def odd(register: Register, record: Record, *within: Record) -> list[Section]:
    """Return what is odd in a document or in the records within it: told by people, accepted, and found by checks."""
    accepted, left = register.problems_of(record, *within)
    own = [
        issue_table(register, "Chỗ trống, chỗ ghi khác nhau trong nguồn", record),
        problem_table(register, "Điểm cần lưu ý đã được xem xét", accepted),
        problem_table(register, "Điểm sổ tự nhận thấy, không phải lỗi", left, reasons=False),
    ]
    return sections(Section("Chỗ trống, chỗ ghi khác nhau và cách hiểu", "cho-trong", own))
