"""What several page families show in the same way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from generator.catalog import entries
from generator.domain import bodies, dates, documents, tasks
from generator.domain.text import vi_date, vi_interval
from generator.model import Problem, Record
from generator.publish.derive.follow_ups import LABELS, FollowUp
from generator.publish.derive.standing import Duty
from generator.publish.register import Ref, Register

Fact = tuple[str, Any]
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Outside:
    """An address on another site, shown with its host; the schemas let only https through."""

    url: str

    @property
    def host(self) -> str:
        """The host that a reader is sent to."""
        return urlsplit(self.url).hostname or ""


def facts(rows: Iterable[Fact]) -> list[dict[str, Any]]:
    """Return label and values of a definition list; empty values are left out."""
    shown = []
    for label, value in rows:
        values = [v for v in (value if isinstance(value, list) else [value]) if v]
        if values:
            shown.append({"label": label, "values": [_value(v) for v in values]})
    return shown


def _value(value: Any) -> dict[str, Any]:
    """Tell the template what a value is: a link, a party or a text."""
    shown: dict[str, Any] = {"ref": None, "outside": None, "post": "", "text": "", "as_written": "", "note": ""}
    match value:
        case Ref():
            return {**shown, "ref": value}
        case Outside():
            return {**shown, "outside": value}
        case dict():
            return {**shown, **value}
        case _:
            return {**shown, "text": str(value)}


def publicly(text: str) -> str:
    """Return what is said of the public part of the register alone, where there is more that is not public.

    >>> publicly("Chưa có phát hiện nào.")
    'Trong phần công khai của sổ: chưa có phát hiện nào.'
    """
    return f"Trong phần công khai của sổ: {text[:1].lower()}{text[1:]}"


def quoted(text: str | None) -> str:
    """Return the source's own words in quotation marks; nothing for nothing."""
    return f"“{text}”" if text else ""


def crumbs(register: Register, record: Record, section: tuple[str, str]) -> list[Ref]:
    """Return the path to a page: home, section, province."""
    path = [Ref("Trang chủ", ""), Ref(*section)]
    province = register.corpus.get(record.province, "province")
    if province is not None and province.id != record.id:
        path.append(register.ref(province))
    return path


def search_words(register: Register, record: Record) -> list[str]:
    """Return what else a record is called: aliases, short names, number and symbol."""
    words: list[str] = []
    if record.kind in ("agency", "group", "team", "province"):
        words += bodies.called(record)
    else:
        number = documents.number(record)
        words += [record["title"], number, number.replace("/", " "), record.get("number", "")]
    province = register.corpus.get(record.province, "province")
    if province is not None:
        words.append(bodies.name(province))
    return [word for word in words if word]


def source_words(register: Register, source: Mapping[str, Any]) -> list[str | Outside]:
    """Return what a source says besides its document: clause, quotation, note, address."""
    cited = register.corpus.document(source.get("document"))
    words = [register.clause(cited, source["clause"])] if "clause" in source else []
    words += [f"“{source['quote']}”"] if "quote" in source else []
    words += [source["note"]] if "note" in source else []
    return [*words, *([Outside(source["url"])] if "url" in source else [])]


def references(register: Register, record: Record) -> list[Ref]:
    """Return the documents that a record names as its basis; a clause of a directive leads to that clause."""
    shown = []
    for entry in record.get("basis", ()):
        document = register.corpus.document(entry["document"])
        if document is not None:
            ref = register.ref(document)
            if "clause" in entry:
                place = f"{ref.url}#c-{entry['clause']}" if document.kind == "directive" else ref.url
                ref = Ref(f"{ref.label}, {register.clause(document, entry['clause'])}", place)
            shown.append(ref)
    return shown


def lacking(goal: Mapping[str, Any]) -> list[str]:
    """Return what the source does not say of a target: of what total, and for a change, against which baseline."""
    needs = [("tổng số để tính", "denominator")]
    if goal["operator"] in ("cut-ge", "rise-ge"):
        needs.append(("mốc so sánh", "baseline"))
    return [name for name, key in needs if key not in goal]


def baseline(goal: Mapping[str, Any]) -> str:
    """Say against what a change is measured: the value if it is known, and the time."""
    base = goal["baseline"]
    when = vi_interval(dates.days(base["at"]))
    return f"{decimal(base['value'])} {goal['unit']} ({when})" if "value" in base else when


def decimal(value: object) -> str:
    """Write a number as Vietnamese readers do."""
    return str(value).replace(".", ",")


def task_facts(register: Register, task: Record) -> list[dict[str, Any]]:
    """Return the "5 rõ" of a task and its source: lead, cooperators, time, product, route."""
    corpus = register.corpus
    route = task.get("route", {})
    directive = corpus.get(task["directive"], "directive")
    rows: list[Fact] = [
        ("Mục", register.clause(directive, task["clause"])),
        ("Hình thức", register.coded(task, "shape")),
        ("Chủ trì", register.parties(task.get("leads", ()))),
        ("Phối hợp", register.parties(task.get("cooperators", ()))),
        ("Điều kiện", task.get("condition", "")),
        ("Hạn, chu kỳ", tasks.when(corpus, task)),
        ("Thời gian, mức độ, nguyên văn", [f"“{words}”" for words in tasks.wording(task)]),
    ]
    if "target" in task.data:
        goal = task["target"]
        rows += [("Chỉ tiêu", tasks.target(corpus, task)), ("Chỉ tiêu, nguyên văn", f"“{goal['as_written']}”")]
        if "baseline" in goal:
            rows.append(("Mốc so sánh", baseline(goal)))
        missing = lacking(goal)
        if missing:
            rows.append(("Nguồn không nêu", ", ".join(missing)))
    rows += [
        ("Báo cáo cho", register.parties(route.get("to", ()))),
        ("Qua", register.parties(route.get("via", ()))),
        ("Đồng gửi", register.parties(route.get("cc", ()))),
        ("Công bố tại", route.get("public", "")),
        ("Nơi nhận kết quả, nguyên văn", f"“{route['as_written']}”" if "as_written" in route else ""),
        ("Sản phẩm", task.get("product", "")),
        ("Căn cứ", register.refs(d for d in map(corpus.document, task.get("basis", ())) if d)),
        (
            "Nguồn",
            register.ref(directive, f"{register.label(directive)}, {register.clause(directive, task['clause'])}")
            if directive
            else "",
        ),
        ("Ghi chú", task.get("note", "")),
    ]
    return facts(rows)


def duty_rows(register: Register, own: Sequence[Duty]) -> list[dict[str, Any]]:
    """Return a line per duty: body, period, deadline, state with its sentence."""
    return [
        {
            "task": register.ref(duty.task),
            "body": register.ref(duty.body) if duty.body else None,
            "period": duty.period.label if duty.period else "",
            "sort": duty.period.days.last.isoformat() if duty.period else "",
            "due": vi_date(duty.standing.due) if duty.standing.due else "",
            "due_sort": duty.standing.due.isoformat() if duty.standing.due else "",
            "days_late": duty.standing.days_late or "",
            "working_days_late": "" if not duty.standing.working_days_late else duty.standing.working_days_late,
            "extensions": duty.standing.extensions or "",
            "chip": register.chip(duty),
            "directive": register.ref(register.corpus.records[duty.task["directive"]]),
            "sample": register.is_sample(duty.task),
        }
        for duty in own
    ]


def follow_up_chip(follow_up: FollowUp) -> dict[str, Any]:
    """Return the state of a finding for a chip: overdue and due soon have the signs that they have everywhere."""
    running = follow_up.label != LABELS[follow_up.state]
    state = (
        "open-overdue" if follow_up.overdue else "due-soon" if follow_up.due_soon and running else str(follow_up.state)
    )
    label = f"{LABELS[follow_up.state]}, sắp đến hạn" if state == "due-soon" else follow_up.label
    return {"state": state, "label": label, "because": follow_up.because, "count": 0}


def follow_up_rows(register: Register, own: Sequence[FollowUp]) -> list[dict[str, Any]]:
    """Return a line per finding: agency, category, deadline, state with its sentence."""
    return [follow_up_row(register, follow_up) for follow_up in own]


def follow_up_row(register: Register, follow_up: FollowUp) -> dict[str, Any]:
    """Return one line on a finding for a table."""
    corpus = register.corpus
    finding = follow_up.finding
    agency = corpus.records[finding["agency"]]
    province = corpus.get(finding.province, "province")
    return {
        "ref": register.ref(finding),
        "agency": register.ref(agency),
        "holder": register.ref(follow_up.holder) if follow_up.holder.id != agency.id else None,
        "province": register.ref(province) if province else None,
        "category": register.ref(corpus.records[finding["category"]]),
        "inspection": register.ref(corpus.records[finding["inspection"]]),
        "seriousness": register.coded(finding, "seriousness"),
        "seen": vi_date(follow_up.seen),
        "seen_sort": follow_up.seen.isoformat(),
        "due": vi_date(follow_up.due) if follow_up.due else "",
        "due_sort": follow_up.due.isoformat() if follow_up.due else "",
        "days_late": follow_up.days_late or "",
        "working_days_late": follow_up.working_days_late or "",
        "extensions": follow_up.extensions or "",
        "chip": follow_up_chip(follow_up),
        "repeats": len(follow_up.repeats),
        "sample": register.is_sample(finding),
    }


def issue_rows(register: Register, directive: Record) -> list[dict[str, Any]]:
    """Return what people recorded as blank, contradictory or inferred in a document."""
    kinds = {
        o["const"]: o["title"]
        for o in register.corpus.schemas.common["source-issues"]["items"]["properties"]["kind"]["oneOf"]
    }
    return [
        {
            "about": issue["about"],
            "kind": kinds[issue["kind"]],
            "at": register.clause(directive, issue["at"]) if "at" in issue else "",
            "anchor": f"c-{issue['at']}" if "at" in issue else "",
            "as_written": issue.get("as_written", ""),
            "believed": issue.get("believed", ""),
            "because": issue["because"],
        }
        for issue in directive.get("source_issues", ())
    ]


def problem_rows(register: Register, problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return a line per problem: the record, what is odd, and why it was accepted (when it was)."""
    rows = []
    for problem in problems:
        record = register.corpus.get(problem.record)
        if record is not None:
            entry = entries()[problem.code]
            rows.append(
                {
                    "record": register.ref(record),
                    "check": Ref(entry.title.vi, f"gioi-thieu/kiem-tra/{problem.code}/"),
                    "message": _with_names(register, problem.message.vi),
                    "because": problem.acknowledged,
                    "at": problem.at,
                    "sample": register.is_sample(record),
                }
            )
    return rows


def _with_names(register: Register, message: str) -> str:
    """Replace the record ids of a message by the names that readers know."""

    def name(match: re.Match[str]) -> str:
        record = register.corpus.get(match[0])
        return f"“{register.label(record)}”" if record else match[0]

    return _ID.sub(name, message)
