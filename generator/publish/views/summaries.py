"""Period summaries: the list, and each one with its carry-over of findings, count of tasks, inspections and appendix."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from generator.domain import bodies, dates
from generator.domain.periods import parse
from generator.domain.text import collation_key, vi_date, vi_interval
from generator.model import Record
from generator.publish.derive.standing import State
from generator.publish.derive.summaries import Summary
from generator.publish.register import Page, Ref, Register
from generator.publish.views import chain, summary_rows
from generator.publish.views.boards import ROWS
from generator.publish.views.common import crumbs, duty_rows, facts, source_words

SECTION = ("Báo cáo kỳ", "ky-bao-cao/")
FINDINGS = {
    "findings.brought_forward": "Kỳ trước chuyển sang",
    "findings.new": "Phát sinh trong kỳ",
    "findings.closed": "Đã xong trong kỳ",
    "findings.carried_forward": "Chuyển kỳ sau",
}
TASKS = {
    "tasks.total": "Tổng số",
    "tasks.done_on_time": "Hoàn thành đúng hạn",
    "tasks.done_late": "Hoàn thành quá hạn",
    "tasks.open_in_time": "Chưa hoàn thành, trong hạn",
    "tasks.open_overdue": "Chưa hoàn thành, quá hạn",
}


def pages(register: Register) -> Iterator[Page]:
    """Yield the list of summaries and a page per summary; one whose period has not begun says so."""
    corpus = register.corpus
    known = sorted(register.summaries.values(), key=lambda s: (s.period.days.last, s.period.days.first), reverse=True)
    known.sort(key=lambda s: collation_key(register.label(corpus.records[s.record.province])))
    view = {
        "crumbs": [Ref("Trang chủ", "")],
        "title": SECTION[0],
        "rows": [_row(register, summary) for summary in known[:ROWS]],
        "total": len(known),
    }
    yield Page("ky-bao-cao/index.md", "summaries.md.jinja", SECTION[0], view, "Báo cáo kỳ", ["Báo cáo tổng hợp"])
    for record in corpus.of("summary"):
        title = register.label(record)
        home = corpus.records[record.province]
        period = parse(record["period"], record.get("periods", "lich"))
        words = [*([period.label] if period else []), bodies.name(home)]
        shown = partial(_view, register, record)
        yield Page(f"ky-bao-cao/{record.id}/index.md", "summary.md.jinja", title, shown, "Báo cáo kỳ", words)


def _view(register: Register, record: Record) -> dict[str, Any]:
    summary = register.summaries.get(record.id)
    return {
        "crumbs": crumbs(register, record, SECTION),
        "title": register.label(record),
        "sample": register.is_sample(record),
        "facts": _facts(register, record),
        "narrative": record.get("narrative", "") if _signed(register, record) else "",
        "shown": _figures(register, summary) if summary is not None else None,
    }


def _row(register: Register, summary: Summary) -> dict[str, Any]:
    record = summary.record
    by = register.corpus.body(record["by"])
    figures = summary.figures
    return {
        "ref": register.ref(record),
        "province": register.ref(register.corpus.records[record.province]),
        "period": summary.period.label,
        "sort": summary.period.days.last.isoformat(),
        "by": register.ref(by) if by else None,
        "figures": [figures[name] for name in (*FINDINGS, *TASKS)],
        "differences": len(summary.differences),
        "sample": register.is_sample(record),
    }


def _signed(register: Register, record: Record) -> bool:
    """Whether nothing says that the report was signed only after the day."""
    return "signed" not in record.data or dates.day(record["signed"]) <= register.as_of


def _facts(register: Register, record: Record) -> list[dict[str, Any]]:
    corpus = register.corpus
    period = parse(record["period"], record.get("periods", "lich"))
    by, document = corpus.body(record["by"]), corpus.document(record.get("document"))
    signed = _signed(register, record)
    given = record.get("source", {})
    source = corpus.document(given.get("document"))
    tasks = (corpus.get(name, "task") for name in record.get("tasks", ()))
    day = vi_date(dates.day(record["signed"])) if "signed" in record.data else ""
    return facts(
        [
            ("Kỳ", f"{period.label}, {vi_interval(period.days)}" if period else record["period"]),
            ("Cách tính kỳ", register.coded(record, "periods") if "periods" in record.data else "Theo lịch"),
            ("Phạm vi", register.coded(record, "scope") if "scope" in record.data else "Toàn tỉnh"),
            ("Cơ quan báo cáo", register.ref(by) if by else ""),
            ("Báo cáo cho", register.parties(record.get("to", ()))),
            ("Ngày ký", day if signed else "Chưa ký"),
            ("Người ký", register.party(record["signed_by"]) if signed and "signed_by" in record.data else ""),
            ("Văn bản đã ký", register.ref(document) if document and signed else ""),
            ("Thực hiện nhiệm vụ", register.refs(task for task in tasks if task)),
            ("Nguồn", [*([register.ref(source)] if source else []), *source_words(register, given)]),
            ("Ghi chú", record.get("note", "")),
        ]
    )


def _figures(register: Register, summary: Summary) -> dict[str, Any]:
    """Return everything computed of a summary: figures beside the stated ones, the rows behind them, inspections."""
    found = summary.findings
    groups = [
        summary_rows.group(register, summary.on, "chuyen-sang", found.brought_forward),
        summary_rows.group(register, summary.on, "phat-sinh", found.new, len(found.brought_forward)),
    ]
    late = [d for d in summary.duties if d.standing.state in (State.OPEN_OVERDUE, State.DONE_LATE)]
    return {
        "on": vi_date(summary.on),
        "running": summary.on < summary.period.days.last,
        "findings": _compared(summary, "findings", FINDINGS),
        "sum": (
            f"{len(found.brought_forward)} + {len(found.new)} = {len(found.closed)} + {len(found.carried_forward)}"
        ),
        "unknown": len(summary.unknown),
        "tasks": _compared(summary, "tasks", TASKS),
        "late_duties": duty_rows(register, late[:ROWS]),
        "late_total": len(late),
        "inspections": [_inspection(register, inspection) for inspection in summary.inspections],
        "groups": groups,
        "partial": bool(register.withheld.kinds.intersection(("inspection", "finding"))),
        "carry": [*groups, {"title": "Cộng", **{k: sum(g[k] for g in groups) for k in ("total", "closed", "open")}}],
    }


def _compared(summary: Summary, group: str, heads: dict[str, str]) -> dict[str, Any]:
    """Return the computed figures, those of the signed report, and in words where the two differ."""
    figures = summary.figures
    stated = summary.record.get("stated", {}).get(group)
    compared = group in summary.compared
    return {
        "heads": list(heads.values()),
        "computed": [figures[name] for name in heads],
        "stated": [stated[name.partition(".")[2]] for name in heads] if stated and compared else [],
        "differences": [
            f"{heads[name]}: báo cáo nêu {value}, sổ tính {own}"
            for name, (value, own) in summary.differences.items()
            if name in heads
        ],
        "withheld": bool(stated) and not compared,
    }


def _inspection(register: Register, inspection: Record) -> dict[str, Any]:
    corpus = register.corpus
    by = corpus.body(inspection["by"])
    return {
        "ref": register.ref(inspection),
        "regime": register.coded(inspection, "regime"),
        "by": register.ref(by) if by else None,
        "when": chain.when(register, inspection),
        "sort": inspection["start"],
        "agencies": register.refs(b for b in (corpus.body(e["body"]) for e in inspection["agencies"]) if b),
    }
