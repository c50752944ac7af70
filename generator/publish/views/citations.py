"""Citations in both directions: the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from generator.domain import documents
from generator.domain.text import collation_key, vi_date
from generator.model import Field, Record
from generator.publish.inline import Here, Ref
from generator.publish.register import Register
from generator.publish.views.force import force
from generator.publish.views.table import Column, Table, facet, named, table


def cites_table(register: Register, directive: Record) -> Table:
    """Return a line per citation of a directive: clause, role, wording, and the document it resolves to."""

    def cited(citation: documents.Citation) -> Ref | str:
        document = register.corpus.document(citation.data.get("document"))
        return register.ref(document) if document else "nguồn không nêu số, ngày"

    def in_force(citation: documents.Citation) -> str:
        document = register.corpus.document(citation.data.get("document"))
        return force(register, document) if document else ""

    return table(
        "Văn bản này viện dẫn",
        documents.citations(directive),
        Column("Mục", lambda c: Here(register.clause(directive, c.clause), f"c-{c.clause}")),
        Column("Vai trò", lambda c: role(register, c.data)),
        Column("Nguyên văn", lambda c: f"“{c.data['as_written']}”"),
        Column("Văn bản", cited),
        Column(f"Hiệu lực ngày {vi_date(register.as_of)}", in_force),
        filter=False,
    )


def role(register: Register, citation: Any) -> str:
    """Say what a citation is for."""
    return register.wording.schemas.coded("directive", ("clauses", 0, "citations", 0, "role"), citation["role"])


class Citing(NamedTuple):
    """Who refers to a document: in what way, and from which clause."""

    record: Record
    how: str
    where: str


def cited_by(register: Register, document: Record) -> list[Citing]:
    """Return who refers to a document, and from where."""
    found: dict[tuple[Ref, str, str], Citing] = {}
    for link in register.corpus.in_links.get(document.id, ()):
        source = register.corpus.records[link.source]
        if source.id == document.id or "source" in link.at:
            continue
        where = ""
        if source.kind == "directive" and "citations" in link.at:
            where = register.clause(source, _at(source, link.at[: link.at.index("citations")])["id"])
        elif "basis" in link.at and link.at[-1] == "document":
            entry = _at(source, link.at[:-1])
            where = register.clause(document, entry["clause"]) if "clause" in entry else ""
        how = register.wording.inverse(source.kind, link.at)
        found[register.ref(source), how, where] = Citing(source, how, where)  # several may be shown at one place
    # Those of one record stay in the order of its clauses.
    return sorted(found.values(), key=lambda c: (collation_key(c.how), collation_key(register.label(c.record))))


def _at(record: Record, at: Field) -> Any:
    value: Any = record.data
    for part in at:
        value = value[part]
    return value


def citing_table(register: Register, document: Record, rows: Sequence[Citing], *, kinds: bool) -> Table:
    """Return the table of who refers to a document; an invented record is marked where the document is a real one."""

    def mark(citing: Citing) -> Any:
        return register.ref(citing.record) if register.is_sample(document) else named(register, citing.record)

    return table(
        "Nơi dẫn đến văn bản này",
        rows,
        Column("Quan hệ", lambda c: c.how, facet=kinds),
        Column("Nơi dẫn", mark),
        facet("Loại", lambda c: register.wording.label(c.record.kind)) if kinds else None,
        Column("Mục", lambda c: c.where),
        **({} if kinds else {"filter": False}),
    )


def sources(register: Register, document: Record) -> list[Ref]:
    """Return the records that name a document as the source of what they say, and to which day it moves their deadline."""
    links = register.corpus.in_links.get(document.id, ())
    named = {link.source for link in links if "source" in link.at and link.source != document.id}
    every = {register.ref(own): own for own in map(register.corpus.records.__getitem__, named)}
    return [replace(ref, label=f"{ref.label}{_moved(every[ref], document)}") for ref in register.refs(every.values())]


def _moved(record: Record, document: Record) -> str:
    """Say to which days a document moves the deadline of a record."""
    days = [
        vi_date(date.fromisoformat(event["new_due"]))
        for event in record.get("events", ())
        if "new_due" in event and event["source"].get("document") == document.id
    ]
    return f" (dời hạn đến {', '.join(days)})" if days else ""
