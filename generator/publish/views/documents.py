"""Documents: the list of everything cited, and each document with who cites it and whether it is in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from generator.domain import documents, inferred
from generator.domain.text import collation_key, vi_interval
from generator.model import Record
from generator.publish.inline import Ref, Said
from generator.publish.register import Page, Register
from generator.publish.views.citation_graph import citation_graph
from generator.publish.views.citations import cited_by, citing_table, sources
from generator.publish.views.common import head
from generator.publish.views.facts import Fact, fact, facts, issuer
from generator.publish.views.force import fates, force
from generator.publish.views.table import Column, Table, facet, home, iso, named, table
from generator.publish.views.tables import odd

SECTION = Ref("Văn bản", "van-ban/")


def pages(register: Register) -> Iterator[Page]:
    """Yield the list of documents and a page per document (directives have pages of their own)."""
    known = sorted(register.corpus.of("document"), key=lambda d: collation_key(register.label(d)))
    view = {"documents": _table(register, known)}
    yield Page("van-ban/index.md", "documents.md.jinja", "Văn bản được viện dẫn", view, "Danh mục")
    for document in known:
        yield Page(
            f"van-ban/{document.id}/index.md",
            "document.md.jinja",
            register.label(document),
            partial(_view, register, document),
            "Văn bản",
        )


def _table(register: Register, known: list[Record]) -> Table:
    return table(
        "Văn bản được viện dẫn",
        known,
        Column("Văn bản", lambda d: named(register, d)),
        Column(register.wording.label("document", "title"), lambda d: inferred.marked(d["title"], d, "title")),
        facet(register.wording.label("document", "type"), lambda d: register.coded(d, "type")),
        Column(
            "Ngày",
            lambda d: vi_interval(documents.stated(d)) if _bounded(d) else None,
            sort=lambda d: iso(documents.stated(d).last if _bounded(d) else None),
        ),
        facet(register.wording.label("document", "issuer"), lambda d: _issuer(register, d)),
        Column("Số nơi dẫn", lambda d: sum(1 for _ in register.corpus.linked_from(d.id))),
        filter=True,
    )


def _bounded(document: Record) -> bool:
    """Whether anything is known of the day of a document."""
    days = documents.stated(document)
    return days.first > date.min and days.last < date.max


def _issuer(register: Register, document: Record) -> Said:
    """Name who issued a document; else the province to which it belongs."""
    issuer = register.corpus.body(document.get("issuer"))
    return home(register, document) if issuer is None else register.called(issuer)


def _view(register: Register, document: Record) -> dict[str, Any]:
    return {
        **head(register, document, SECTION),
        "subject": inferred.marked(document["title"], document, "title"),
        "fates": fates(register, document),
        "facts": _facts(register, document),
        "odd": odd(register, document),
        "cited_by": citing_table(register, document, cited_by(register, document), kinds=True),
        "sources": sources(register, document),
        "diagram": citation_graph(register, document),
    }


def _facts(register: Register, document: Record) -> list[Fact]:
    return facts(
        register,
        document,
        "type",
        fact("Số, ký hiệu", _number(register, document)),
        ("date", _date(register, document)),
        ("date_bounds", document.get("date_bounds", {}).get("because")),
        ("date_as_written", f"“{document['date_as_written']}”" if "date_as_written" in document.data else None),
        ("issuer", issuer(register, document)),
        "co_issuers title",
        fact("Hiệu lực", force(register, document)),
        "source url note",
    )


def _number(register: Register, document: Record) -> str:
    number = documents.number(document)
    if "number_state" not in document.data:
        return number
    return f"{number} ({register.coded(document, 'number_state').lower()})".strip()


def _date(register: Register, document: Record) -> str:
    if "date" in document.data:
        return vi_interval(documents.stated(document))
    bounds = f"; trong khoảng {vi_interval(documents.stated(document))}" if "date_bounds" in document.data else ""
    return register.coded(document, "date_state").lower() + bounds
