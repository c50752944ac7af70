"""Directives: the list, and each directive clause by clause with its tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from generator.domain import bodies, dates, documents
from generator.domain.text import collation_key, vi_date, vi_interval
from generator.model import Record
from generator.publish.register import Page, Register
from generator.publish.views.citations import citation_graph, cited_by, cites, role_labels, sources
from generator.publish.views.common import (
    crumbs,
    duty_rows,
    facts,
    issue_rows,
    problem_rows,
    quoted,
    search_words,
    task_facts,
)
from generator.publish.views.consequences import of_task


def pages(register: Register) -> Iterator[Page]:
    """Yield the list of directives and a page per directive."""
    corpus = register.corpus
    known = sorted(
        corpus.of("directive"),
        key=lambda d: (documents.dating(corpus, d).days.last, collation_key(d.id)),
        reverse=True,
    )
    rows = [list_row(register, directive) for directive in known]
    yield Page("chi-dao/index.md", "directives.md.jinja", "Văn bản chỉ đạo", {"rows": rows}, "Danh mục")
    for directive in known:
        yield Page(
            f"chi-dao/{directive.id}/index.md",
            "directive.md.jinja",
            register.label(directive),
            partial(view, register, directive),
            "Văn bản chỉ đạo",
            search_words(register, directive),
        )


def list_row(register: Register, directive: Record) -> dict[str, Any]:
    """Return one line on a directive for lists."""
    own = register.tasks_of.get(directive.id, [])
    province = register.corpus.get(directive.province, "province")
    dating = documents.dating(register.corpus, directive)
    return {
        "ref": register.ref(directive),
        "title": directive["title"],
        "date": vi_interval(dating.days),
        "sort": dating.days.last.isoformat(),
        "province": register.ref(province) if province else None,
        "tasks": len(own),
        "coverage": register.coded(directive, "coverage"),
        "counts": register.counted(duty for task in own for duty in register.duties[task.id]),
        "sample": register.is_sample(directive),
    }


def view(register: Register, directive: Record) -> dict[str, Any]:
    """Return everything that the page of a directive shows."""
    corpus = register.corpus
    own = register.tasks_of.get(directive.id, [])
    by_clause: dict[str, list[Record]] = {}
    for task in own:
        by_clause.setdefault(task["clause"], []).append(task)
    issued = documents.dating(corpus, directive).days
    acknowledged, still_open = register.problems_of(directive, *own)
    within = {corpus.schemas.by_kind[kind]["title"] for kind in ("task", "rollout", "submission", "measurement")}
    return {
        "crumbs": crumbs(register, directive, ("Chỉ đạo", "chi-dao/")),
        "title": register.label(directive),
        "subject": directive["title"],
        "sample": register.is_sample(directive),
        "text_only": directive["coverage"] == "chi-van-ban",
        "facts": _facts(register, directive),
        "recipients": [_recipient(register, party, issued.first) for party in directive.get("recipients", ())],
        "copies": [_copy(register, directive, i) for i in range(len(directive.get("copies", ())))],
        "issues": issue_rows(register, directive),
        "anomalies": problem_rows(register, acknowledged),
        "open": problem_rows(register, still_open),
        "tasks": [register.row(task) for task in own],
        "counts": register.counted(duty for task in own for duty in register.duties[task.id]),
        "clauses": [_clause(register, directive, clause, by_clause) for clause in directive["clauses"]],
        "cites": cites(register, directive),
        "cited_by": [row for row in cited_by(register, directive) if row["kind"] not in within],
        "sources": sources(register, directive),
        "diagram": citation_graph(register, directive),
        "note": directive.get("note", ""),
    }


def _facts(register: Register, directive: Record) -> list[dict[str, Any]]:
    """Return every authored and computed fact about the document, as label and value; facts() drops the empty ones."""
    corpus = register.corpus
    letterhead, directing = directive.get("letterhead", {}), directive.get("directing", {})
    file = directive.get("source_file", {})
    head = corpus.body(letterhead.get("issuer"))
    issuers = map(corpus.body, (directive.get("issuer"), *directive.get("co_issuers", ())))
    signers = (("signer",), *(("co_signers", i) for i in range(len(directive.get("co_signers", ())))))
    return facts(
        [
            ("Cơ quan ở đầu văn bản", register.ref(head) if head else _missing(register, letterhead.get("missing"))),
            ("Đầu văn bản, nguyên văn", quoted(letterhead.get("as_written"))),
            ("Số, ký hiệu", _number(register, directive)),
            ("Số, nguyên văn", quoted(directive.get("number_as_written"))),
            ("Loại văn bản", register.coded(directive, "type")),
            ("Ngày ban hành", _issued(register, directive)),
            ("Ngày, nguyên văn", quoted(directive.get("date_as_written"))),
            ("Địa danh", directive.get("place")),
            ("Trích yếu", directive["title"]),
            ("Cơ quan ban hành", [register.ref(body) for body in issuers if body]),
            ("Người chỉ đạo trong văn bản", register.party(directing) if directing else ""),
            ("Cách chỉ đạo", ", ".join(quoted(verb) for verb in directing.get("verbs", ()))),
            *(row for at in signers for row in _signer(register, directive, at)),
            ("Độ khẩn", register.coded(directive, "urgency") if "urgency" in directive.data else ""),
            ("Mức theo dõi", register.coded(directive, "coverage")),
            ("Tệp nguồn", file.get("name")),
            ("Ghi chú số hóa", file.get("note")),
        ]
    )


def _missing(register: Register, state: str | None) -> str:
    return register.corpus.schemas.labels["missing"][state] if state else ""


def _number(register: Register, directive: Record) -> str:
    number = documents.number(directive) or "—"
    why = _missing(register, directive.get("number_state"))
    return f"{number} ({why.lower()})" if why else number


def _issued(register: Register, directive: Record) -> str:
    """Say when a directive was issued: as recorded, and what can be proved when that is not one day."""
    if "date" not in directive.data:
        return _missing(register, directive["date_state"])
    stated, dating = documents.stated(directive), documents.dating(register.corpus, directive)
    if dating.days != stated:
        return f"{vi_interval(stated)}; chứng minh được: {vi_interval(dating.days)}, vì {dating.because}"
    why = directive.get("date_bounds", {}).get("because")
    return f"{vi_interval(stated)} ({why})" if why else vi_interval(stated)


def _signer(register: Register, directive: Record, at: tuple[str | int, ...]) -> list[tuple[str, Any]]:
    """Return post and capacity of a signer, and the name only with the law and decision that make it public."""
    corpus = register.corpus
    signer = directive["signer"] if len(at) == 1 else directive["co_signers"][at[1]]
    written = f"; nguyên văn “{signer['as_written']}”" if "as_written" in signer else ""
    rows: list[tuple[str, Any]] = [
        ("Người ký", f"{signer['post']}, {register.coded(directive, *at, 'capacity')}{written}")
    ]
    if "name" in signer:
        basis = (corpus.document(signer["publication"][name]) for name in ("law", "decision"))
        rows.append(("Họ tên người ký", signer["name"]))
        rows.append(("Căn cứ công bố họ tên", [register.ref(document) for document in basis if document]))
    elif "name_state" in signer:
        rows.append(("Họ tên người ký", corpus.schemas.labels["missing"][signer["name_state"]]))
    return rows


def _recipient(register: Register, party: Mapping[str, Any], on: Any) -> dict[str, Any]:
    body = register.corpus.body(party["body"])
    members = bodies.expand(register.corpus, body, on) if body and body.kind == "group" else []
    return {
        **register.party(party),
        "members": register.refs(members),
        "group": bool(body and body.kind == "group"),
        "complete": bool(body and body.get("complete", True)),
    }


def _copy(register: Register, directive: Record, i: int) -> dict[str, Any]:
    copy = directive["copies"][i]
    return {
        "as_written": copy["as_written"],
        "to": register.parties(copy.get("to", ())),
        "purpose": register.coded(directive, "copies", i, "purpose"),
        "count": copy.get("count", ""),
    }


def _clause(
    register: Register, directive: Record, clause: Mapping[str, Any], by_clause: Mapping[str, list[Record]]
) -> dict[str, Any]:
    corpus = register.corpus
    name = register.clause(directive, clause["id"])
    roles = role_labels(register)
    citations = []
    for citation in clause.get("citations", ()):
        cited = corpus.document(citation.get("document"))
        citations.append(
            {
                "ref": register.ref(cited) if cited else None,
                "role": roles[citation["role"]],
                "as_written": citation["as_written"],
                "because": citation.get("because", ""),
                "unresolved": {
                    "khong-so": "nguồn không nêu số, ngày",
                    "chua-xac-dinh": "chưa xác định được văn bản",
                }.get(citation.get("resolution", ""), ""),
            }
        )
    return {
        "id": clause["id"],
        "name": name,
        "heading": name[0].upper() + name[1:],
        "label": clause.get("label", ""),
        "summary": clause["summary"],
        "addressees": clause.get("addressees_as_written", ""),
        "citations": citations,
        "tasks": [_task(register, task) for task in by_clause.get(clause["id"], ())],
        "clauses": [_clause(register, directive, below, by_clause) for below in clause.get("clauses", ())],
    }


def _task(register: Register, task: Record) -> dict[str, Any]:
    own = register.duties[task.id]
    return {
        "id": task.id,
        "title": task["title"],
        "content": task["content"],
        "chips": register.chips(own),
        "histories": [
            {
                "body": register.ref(duty.body),
                "period": duty.period.label if duty.period else "",
                "events": happened,
            }
            for duty in own
            if duty.record is not None and duty.body is not None and (happened := events(register, duty.record))
        ],
        "facts": task_facts(register, task),
        "events": events(register, task),
        "followed": of_task(register, task),
        "duties": duty_rows(register, own) if len(own) > 1 or (own and own[0].record is not None) else [],
        "measurements": [
            {
                "at": vi_date(dates.day(m["at"])),
                "value": str(m["value"]).replace(".", ","),
                "body": register.label(corpus_body) if (corpus_body := register.corpus.body(m.get("body"))) else "",
            }
            for m in register.corpus.linked_from(task.id, "task")
            if m.kind == "measurement" and dates.day(m["at"]) <= register.as_of
        ],
    }


def events(register: Register, record: Record) -> list[dict[str, Any]]:
    """Return the dated events of a record up to the day, with their source."""
    shown = []
    for i, event in enumerate(record.get("events", ())):
        when = dates.days(event["date"])
        if when.first > register.as_of:
            continue
        document = register.corpus.document(event["source"].get("document"))
        moved = (
            f"{vi_date(dates.day(event['old_due']))} → {vi_date(dates.day(event['new_due']))}"
            if "old_due" in event and "new_due" in event
            else ""
        )
        shown.append(
            {
                "date": vi_interval(when),
                "type": register.coded(record, "events", i, "type"),
                "reason": event.get("reason", ""),
                "moved": moved,
                "by": register.party(event["by"]) if "by" in event else None,
                "source": register.ref(document) if document else None,
                "source_note": event["source"].get("note", ""),
            }
        )
    return shown
