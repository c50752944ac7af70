"""Documents: the list of everything cited, and each document with who cites it and whether it is in force."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from generator.domain import dates, documents
from generator.domain.text import collation_key, vi_date, vi_interval
from generator.model import Record
from generator.publish.register import Page, Register
from generator.publish.views.boards import ROWS
from generator.publish.views.citations import citation_graph, cited_by, sources
from generator.publish.views.common import (
    Outside,
    crumbs,
    facts,
    issue_rows,
    problem_rows,
    search_words,
    source_words,
)


def pages(register: Register) -> Iterator[Page]:
    """Yield the list of documents and a page per document (directives have pages of their own)."""
    known = sorted(register.corpus.of("document"), key=lambda d: collation_key(register.label(d)))
    provinces = {p.id: register.ref(p) for p in register.corpus.of("province")}
    rows = [
        {
            "ref": register.ref(d),
            "title": d["title"],
            "type": register.coded(d, "type"),
            "date": vi_interval(documents.stated(d)) if "date" in d.data else "",
            "province": provinces.get(d.province),
            "sort": documents.stated(d).last.isoformat() if "date" in d.data else "",
            "cited": sum(1 for _ in register.corpus.linked_from(d.id)),
            "sample": register.is_sample(d),
        }
        for d in known[:ROWS]
    ]
    yield Page(
        "van-ban/index.md",
        "documents.md.jinja",
        "Văn bản được viện dẫn",
        {"rows": rows, "total": len(known)},
        "Danh mục",
    )
    for document in known:
        yield Page(
            f"van-ban/{document.id}/index.md",
            "document.md.jinja",
            register.label(document),
            partial(_view, register, document),
            "Văn bản",
            search_words(register, document),
        )


def force(register: Register, document: Record) -> str:
    """Say whether a document is in force on the day, as far as the register knows."""
    corpus = register.corpus
    for other in corpus.linked_from(document.id, "replaces"):
        start = dates.days(other.get("validity", {}).get("from"))
        if "from" in other.get("validity", {}) and start.last <= register.as_of:
            return f"đã được thay thế từ {vi_date(start.first)}"
    validity = document.get("validity", {})
    span = dates.validity(validity)
    if "to" in validity and span.last < register.as_of:
        return f"hết hiệu lực sau ngày {vi_date(span.last)}"
    if "from" in validity:
        return (
            f"có hiệu lực từ {vi_interval(dates.days(validity['from']))}"
            if span.first <= register.as_of
            else "chưa có hiệu lực"
        )
    return "sổ không có thông tin"


def _view(register: Register, document: Record) -> dict[str, Any]:
    corpus = register.corpus
    issuer = corpus.body(document.get("issuer"))
    missing = corpus.schemas.labels["missing"]
    number = documents.number(document)
    if "number_state" in document.data:
        number = f"{number} ({missing[document['number_state']].lower()})".strip()
    source = document.get("source", {})
    via = corpus.document(source.get("document"))
    acknowledged, still_open = register.problems_of(document)
    return {
        "crumbs": crumbs(register, document, ("Văn bản", "van-ban/")),
        "title": register.label(document),
        "subject": document["title"],
        "sample": register.is_sample(document),
        "facts": facts(
            [
                ("Loại văn bản", register.coded(document, "type")),
                ("Số, ký hiệu", number),
                (
                    "Ngày ban hành",
                    vi_interval(documents.stated(document))
                    if "date" in document.data
                    else missing[document["date_state"]].lower()
                    + (
                        f"; trong khoảng {vi_interval(documents.stated(document))}"
                        if "date_bounds" in document.data
                        else ""
                    ),
                ),
                ("Giới hạn của ngày", document.get("date_bounds", {}).get("because", "")),
                ("Ngày, nguyên văn", f"“{document['date_as_written']}”" if "date_as_written" in document.data else ""),
                (
                    "Cơ quan ban hành",
                    {"ref": register.ref(issuer), "post": document.get("issuer_post", ""), "as_written": ""}
                    if issuer
                    else "",
                ),
                ("Cùng ban hành", register.refs(b for b in map(corpus.body, document.get("co_issuers", ())) if b)),
                ("Tên, trích yếu", document["title"]),
                ("Hiệu lực", force(register, document)),
                ("Sửa đổi, bổ sung", register.refs(d for d in map(corpus.document, document.get("amends", ())) if d)),
                ("Thay thế", register.refs(d for d in map(corpus.document, document.get("replaces", ())) if d)),
                ("Được sửa đổi bởi", register.refs(corpus.linked_from(document.id, "amends"))),
                ("Bị thay thế bởi", register.refs(corpus.linked_from(document.id, "replaces"))),
                ("Nguồn", [*([register.ref(via)] if via else []), *source_words(register, source)]),
                ("Toàn văn", Outside(document["url"]) if "url" in document.data else ""),
                ("Ghi chú", document.get("note", "")),
            ]
        ),
        "issues": issue_rows(register, document),
        "cited_by": [row for row in cited_by(register, document) if row["kind"]],
        "sources": sources(register, document),
        "diagram": citation_graph(register, document),
        "anomalies": problem_rows(register, acknowledged),
        "open": problem_rows(register, still_open),
    }
