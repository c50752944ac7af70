"""What a document is: one identity, one number, one date; and what is cited is what is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.domain import dates, documents
from generator.domain.inferred import because
from generator.domain.text import said, vi_date
from generator.examine.checks import Hit, check, shared
from generator.model import Corpus, Record, Text


@check("document-duplicate")
def document_duplicate(corpus: Corpus) -> Iterator[Hit]:
    """Two records are the same document: issuer, type, number and year together."""
    seen: dict[tuple[str, str, str, int], Record] = {}
    for record in corpus.of("document", "directive"):
        days = documents.stated(record)
        if "number" not in record.data or "issuer" not in record.data or days.first.year != days.last.year:
            continue
        key = (record["issuer"], record["type"], documents.plain_number(record["number"]), days.first.year)
        if key in seen and seen[key].get("symbol") == record.get("symbol"):
            yield Hit(record, ("number",), {"other": seen[key].id})
        seen.setdefault(key, record)


_NUMBERED = re.compile(r"(?:số\s*:?\s*)?([0-9]+[a-zđ]?)\s*([-/].*)?", re.IGNORECASE)
_DIGIT = re.compile("[0-9]")


@check("number-holds-symbol")
def number_holds_symbol(corpus: Corpus) -> Iterator[Hit]:
    """Number and symbol of a document are not kept apart: 179/2007 beside NĐ-CP, «Số 380», /UBND-NC, or one for the other."""
    for record in corpus.of("document", "directive"):
        if parted := _parted(record):
            written = "/".join(filter(None, (record["number"], record.get("symbol", ""))))
            yield Hit(record, ("number",), {"written": written, "number": parted[0], "symbol": parted[1]})


def _parted(record: Record) -> tuple[str, str] | None:
    """Return number and symbol as they would be kept apart; None if they are."""
    number, symbol = record.get("number", ""), record.get("symbol", "")
    first, rest = (symbol, number) if symbol.isdecimal() and number and not _DIGIT.search(number) else (number, symbol)
    found = _NUMBERED.fullmatch(first.strip())
    if found is None:
        return None
    held = (found[2] or "").removeprefix("/").rstrip("/- ")
    parted = (found[1], "/".join(dict.fromkeys(filter(None, (held, rest.lstrip("/ "))))))
    return parted if parted != (number, symbol) else None


@check("citation-number-differs")
def citation_number_differs(corpus: Corpus) -> Iterator[Hit]:
    """The number in the wording of a citation is not the number of the document it resolves to."""
    for directive, citation, cited in _resolved(corpus):
        known = cited.get("number", "")
        written = documents.written_number(citation.data["as_written"], known)
        if written and known and documents.plain_number(written[0]) != documents.plain_number(known):
            yield Hit(
                directive, (*citation.at, "as_written"), {"written": written[0], "known": known, "document": cited.id}
            )


@check("citation-symbol-differs")
def citation_symbol_differs(corpus: Corpus) -> Iterator[Hit]:
    """The symbol in the wording of a citation is spelt otherwise than that of the document it resolves to."""
    for directive, citation, cited in _resolved(corpus):
        written = documents.written_number(citation.data["as_written"], cited.get("number", ""))
        known = cited.get("symbol")
        if written and known and written[1].rstrip(".-") != known:
            yield Hit(
                directive, (*citation.at, "as_written"), {"written": written[1], "known": known, "document": cited.id}
            )


@check("citation-date-differs")
def citation_date_differs(corpus: Corpus) -> Iterator[Hit]:
    """The date in the wording of a citation is not a day on which the document can have been issued."""
    first_seen: dict[str, date] = {}
    for directive, citation, cited in _resolved(corpus):
        written = dates.written(citation.data["as_written"])
        if written is None:
            continue
        known = documents.stated(cited)
        other = first_seen.setdefault(cited.id, written)
        if not known.first <= written <= known.last:
            shown: Text | str = said(known)
        elif not known.exact and other != written:
            shown = vi_date(other)
        else:
            continue
        values = {"written": vi_date(written), "known": shown, "document": cited.id}
        yield Hit(directive, (*citation.at, "as_written"), values)


@shared
def _resolved(corpus: Corpus) -> Iterator[tuple[Record, documents.Citation, Record]]:
    for directive in corpus.of("directive"):
        for citation in documents.citations(directive):
            cited = corpus.document(citation.data.get("document"))
            if cited is not None and not _parted(cited):  # that is told where it is written
                yield directive, citation, cited


@check("register-order")
def register_order(corpus: Corpus) -> Iterator[Hit]:
    """In one register of one issuer and year, a later document has a smaller number than an earlier one."""
    registers: dict[tuple[str, tuple[str, bool], int], list[Record]] = {}
    for record in corpus.of("document", "directive"):
        days = documents.stated(record)
        if record.get("number", "").isdecimal() and "issuer" in record.data and days.exact:
            # Normative documents, whose numbers end in the year (25/2026/NQ-CP), are counted apart from others.
            kind = (record.get("register", record["type"]), record.get("symbol", "")[:4].isdecimal())
            key = (record["issuer"], kind, days.first.year)
            registers.setdefault(key, []).append(record)
    for entries in registers.values():
        entries.sort(key=lambda r: (documents.stated(r).first, int(r["number"])))
        highest = entries[0]
        for record in entries[1:]:
            earlier = documents.stated(highest).before(documents.stated(record))
            if int(record["number"]) < int(highest["number"]) and earlier:
                values = {
                    "number": documents.number(record),
                    "other": documents.number(highest),
                    "date": vi_date(documents.stated(highest).first),
                    "mark": Text(" (sổ suy ra)", " (inferred)")
                    if because(record, "register") or because(highest, "register")
                    else "",
                }
                yield Hit(record, ("number",), values)
            elif int(record["number"]) > int(highest["number"]):
                highest = record


@check("clause-duplicate")
def clause_duplicate(corpus: Corpus) -> Iterator[Hit]:
    """Two clauses of one directive have the same id."""
    for directive in corpus.of("directive"):
        seen: set[str] = set()
        for at, clause, _ in documents.clauses(directive):
            if clause["id"] in seen:
                yield Hit(directive, (*at, "id"), {"clause": clause["id"]})
            seen.add(clause["id"])


@check("clause-unknown")
def clause_unknown(corpus: Corpus) -> Iterator[Hit]:
    """A task, or a note on the source, names a clause that its directive does not have."""
    known = {
        directive.id: list(dict.fromkeys(clause["id"] for _, clause, _ in documents.clauses(directive)))
        for directive in corpus.of("directive")
    }
    for task in corpus.of("task"):
        if task["clause"] not in known.get(task["directive"], [task["clause"]]):
            values = {
                "clause": task["clause"],
                "directive": task["directive"],
                "known": ", ".join(known[task["directive"]]),
            }
            yield Hit(task, ("clause",), values)
    for directive in corpus.of("directive"):
        for i, issue in enumerate(directive.get("source_issues", ())):
            if "at" in issue and issue["at"] not in known[directive.id]:
                values = {"clause": issue["at"], "directive": directive.id, "known": ", ".join(known[directive.id])}
                yield Hit(directive, ("source_issues", i, "at"), values)


@check("province-missing")
def province_missing(corpus: Corpus) -> Iterator[Hit]:
    """A folder of records has no record of the province itself."""
    seen: set[str] = set()
    for record in corpus.records.values():
        province = record.province
        if province not in seen and corpus.get(province, "province") is None and province not in corpus.claimed:
            yield Hit(record, ("id",), {"folder": province})
        seen.add(province)
