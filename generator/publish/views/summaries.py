"""Period summaries: the list, and each one with its carry-over of findings, count of tasks, inspections and appendix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any

from generator.domain import bodies, dates
from generator.domain.periods import parse
from generator.domain.text import collation_key, vi_date, vi_number
from generator.model import Record
from generator.publish.derive.standing import State
from generator.publish.derive.summaries import Summary
from generator.publish.inline import Ref, joined
from generator.publish.register import Page, Register
from generator.publish.views import appendix, chain
from generator.publish.views.common import HOME, head
from generator.publish.views.facts import Fact, facts, refs
from generator.publish.views.table import Column, Table, facet, iso, named, numbers, table
from generator.publish.views.tables import duty_table

LATE = "Nhiệm vụ quá hạn hoặc hoàn thành quá hạn"
"""What is late in a period, done by now or not."""
SECTION = Ref("Báo cáo kỳ", "ky-bao-cao/")
FINDINGS = (
    "findings.brought_forward", "findings.new", "findings.reopened", "findings.closed", "findings.carried_forward",
)  # fmt: skip
CAPTIONS = {
    "findings": "Phát hiện: kỳ trước chuyển sang, phát sinh, mở lại, đã xong, chuyển kỳ sau",
    "tasks": "Nhiệm vụ phải thực hiện trong kỳ, theo bốn tình trạng",
}
TASKS = ("tasks.total", "tasks.done_on_time", "tasks.done_late", "tasks.open_in_time", "tasks.open_overdue")


def pages(register: Register) -> Iterator[Page]:
    """Yield the list of summaries and a page per summary."""
    corpus = register.corpus
    known = sorted(register.summaries.values(), key=lambda s: (s.period.days.last, s.period.days.first), reverse=True)
    known.sort(key=lambda s: collation_key(register.label(corpus.records[s.record.province])))
    view = {"crumbs": [HOME], "title": SECTION.label, "summaries": _table(register, known)}
    yield Page("ky-bao-cao/index.md", "summaries.md.jinja", SECTION.label, view, "Báo cáo kỳ", ["Báo cáo tổng hợp"])
    for record in corpus.of("summary"):
        title = register.label(record)
        home = corpus.records[record.province]
        period = parse(record["period"], record.get("periods", "lich"))
        words = [*([period.label] if period else []), bodies.name(home)]
        shown = partial(_view, register, record)
        yield Page(f"ky-bao-cao/{record.id}/index.md", "summary.md.jinja", title, shown, "Báo cáo kỳ", words)


def _view(register: Register, record: Record) -> dict[str, Any]:
    return {
        **head(register, record, SECTION),
        "facts": _facts(register, record),
        "narrative": record.get("narrative", ""),
        "shown": figures(register, register.summaries[record.id]),
    }


def _table(register: Register, known: list[Summary]) -> Table:
    heads = [_head(register, name) for name in (*FINDINGS, *TASKS)]
    heads[0] = f"Phát hiện: {heads[0][0].lower()}{heads[0][1:]}"
    heads[len(FINDINGS)] = f"Nhiệm vụ: {heads[len(FINDINGS)].lower()}"
    return table(
        "Báo cáo kỳ",
        known,
        Column("Báo cáo", lambda s: named(register, s.record)),
        facet("Tỉnh, thành phố", lambda s: register.ref(register.corpus.records[s.record.province])),
        facet(
            register.wording.label("summary", "period"),
            lambda s: s.period.label + (" (tạm tính)" if s.on < s.period.days.last else ""),
            sort=lambda s: iso(s.period.days.last),
        ),
        facet(register.wording.label("summary", "by"), lambda s: refs(register, [s.record["by"]])),
        *numbers(heads, lambda s: [s.figures[name] for name in (*FINDINGS, *TASKS)]),
        Column(
            "Số chỗ khác báo cáo đã ký",
            lambda s: (
                len(s.differences) if "signed" in s.record.data and "stated" in s.record.data else "chưa đối chiếu"
            ),
        ),
        wide=True,
    )


def _head(register: Register, name: str) -> str:
    return register.wording.label("summary", f"stated.{name}")


def _facts(register: Register, record: Record) -> list[Fact]:
    period = parse(record["period"], record.get("periods", "lich"))
    day = vi_date(dates.day(record["signed"])) if "signed" in record.data else ""
    return facts(
        register,
        record,
        (
            "period",
            f"{period.label}, từ {vi_date(period.days.first)} đến {vi_date(period.days.last)}"
            if period
            else record["period"],
        ),
        ("periods", register.coded(record, "periods") if "periods" in record.data else "Theo lịch"),
        ("scope", register.coded(record, "scope") if "scope" in record.data else "Toàn địa bàn tỉnh, thành phố"),
        "by to",
        ("signed", day),
        "signed_by document tasks source note",
    )


def figures(register: Register, summary: Summary) -> SimpleNamespace:
    """Return everything computed of a summary: figures beside the stated ones, the rows behind them, inspections."""
    found = summary.findings
    many = {name: summary.figures[name] for name in FINDINGS}
    listed = [("chuyen-sang", found.brought_forward), ("phat-sinh", found.new), ("mo-lai", found.reopened)]
    groups = [
        appendix.Group(own, _head(register, name), rows, sum(len(before) for _, before in listed[:i]))
        for i, (name, (own, rows)) in enumerate(zip(FINDINGS, listed, strict=False))
    ]
    hidden = register.withheld.kinds.intersection(("inspection", "finding"))
    late = [d for d in summary.duties if d.standing.state in (State.OPEN_OVERDUE, State.DONE_LATE)]
    return SimpleNamespace(
        on=vi_date(summary.on),
        running=summary.on < summary.period.days.last,
        findings=_compared(register, summary, "findings", FINDINGS),
        sum="{} + {} + {} = {} + {}".format(*many.values()),
        unknown=len(summary.unknown),
        joins=_joins(summary),
        tasks=_compared(register, summary, "tasks", TASKS),
        late_duties=duty_table(register, LATE, late),
        inspections=_inspections(register, summary.inspections),
        groups=[
            {
                "id": group.id,
                "title": f"{group.title}: {len(group.own)}",
                "table": appendix.appendix_table(register, summary.on, group),
            }
            for group in groups
        ],
        none="Trong phần công khai của sổ không" if hidden else "Không",
        carry=appendix.carry_table(groups),
    )


def _joins(summary: Summary) -> str:
    """Say why what is brought forward is not what the period before carries forward; empty: it is."""
    cleared, lost = summary.unjoined
    eve = vi_date(summary.period.days.first - timedelta(days=1))
    why = [
        *([f"thêm {cleared} phát hiện mà khi ấy sổ không rõ tình hình"] if cleared else []),
        *([f"bớt {lost} phát hiện mà nay sổ không rõ tình hình"] if lost else []),
    ]
    many = f"Tính đến hết ngày {eve}, {vi_number(len(summary.before))} phát hiện chuyển kỳ sau"
    return f"{many}. Kỳ này {', '.join(why)}." if why else ""


def _compared(register: Register, summary: Summary, group: str, names: Sequence[str]) -> SimpleNamespace:
    """Return the computed figures beside those of the signed report, and say whether the two differ."""
    heads = {name: _head(register, name) for name in names}
    stated = summary.record.get("stated", {}).get(group)
    compared = bool(stated) and group in summary.compared
    rows = [("Sổ tự tính", [summary.figures[name] for name in names])]
    if compared:
        rows.append(("Nêu trong báo cáo đã ký", [stated.get(name.partition(".")[2], "") for name in names]))
    differences = [
        f"{heads[name]}: báo cáo nêu {value}, sổ tính {own}"
        for name, (value, own) in summary.differences.items()
        if name in heads
    ]
    verdict = ""
    if differences:
        verdict = f"Khác nhau: {'; '.join(differences)}."
    elif compared:
        verdict = "Số nêu trong báo cáo khớp với số sổ tự tính."
    elif stated:
        verdict = f"Số nêu trong báo cáo chưa được đối chiếu: {summary.uncompared[group]}."
    figures = table(
        CAPTIONS[group],
        rows,
        Column("Số liệu", lambda row: row[0], heads=True),
        *numbers(heads.values(), lambda row: row[1]),
        filter=False,
    )
    return SimpleNamespace(figures=figures, verdict=verdict)


def _inspections(register: Register, held: Sequence[Record]) -> Table:
    def title(field: str) -> str:
        return register.wording.label("inspection", field)

    return table(
        "Các cuộc kiểm tra, thanh tra bắt đầu trong kỳ",
        held,
        Column("Cuộc", register.ref),
        facet(title("regime"), lambda i: register.coded(i, "regime")),
        facet(title("by"), lambda i: refs(register, [i["by"]])),
        Column("Thời gian", lambda i: chain.when(register, i), sort=lambda i: i["start"]),
        Column(title("agencies"), lambda i: joined(refs(register, [e["body"] for e in i["agencies"]]))),
    )
