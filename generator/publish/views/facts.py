"""Facts of a record: named by their fields, whose labels, order of entries and coded values are the schema's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.domain import dates, inferred
from generator.domain.text import lower, vi_date, vi_span
from generator.model import Field, Record
from generator.publish.inline import Line, Outside, Ref, Said, joined, line, noted
from generator.publish.register import Register
from generator.publish.views import chain
from generator.publish.views.responses import answers, state


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what is to be read beside it."""

    label: str
    values: tuple[Line, ...]


Row = Fact | str | tuple[str, Said]
"""A fact; fields of the record, with spaces between; or a field with what is said of it instead of its value."""


def fact(label: str, *values: Said) -> Fact:
    """Return a fact that no field of a record has; values of which nothing is to be said are left out."""
    return Fact(label, tuple(own for value in values if (own := line(value))))


def facts(register: Register, record: Record, *rows: Row) -> list[Fact]:
    """Return the facts of a record that there are, in the order of the rows, and what named bodies answered to it."""
    answered = (
        fact(heading, *said, *origin(register, response), state(register, response))
        for heading, said, response in answers(register, record)
    )
    made = (one for row in rows for one in _facts(register, record, row))
    return [one for one in (*made, *inside(register, record), *answered) if one.values]


def inside(register: Register, record: Record) -> list[Fact]:
    """Return that a record is internal; the public site has none."""
    internal = record.get("visibility") == "noi-bo"
    return (
        [fact(register.wording.label(record.kind, "visibility"), register.coded(record, "visibility"))]
        if internal
        else []
    )


def _facts(register: Register, record: Record, row: Row) -> Iterator[Fact]:
    if isinstance(row, Fact):
        yield row
    elif isinstance(row, str):
        paths = row.split()
        if "note" in paths and "internal_note" in record.data:  # what the public may not see is not there by now
            paths.append("internal_note")
        for path in paths:
            label = register.wording.label(record.kind, path)
            yield _marked(record, path, fact(label, *values_of(register, record, path)))
    else:
        path, said = row
        values = fact("", *(said if isinstance(said, list) else [said])).values
        yield _marked(record, path, Fact(register.wording.label(record.kind, path) if values else "", values))


def _marked(record: Record, path: str, one: Fact) -> Fact:
    """Add to a fact that the register inferred it, and from what; that it was wrong before, and until when."""
    return Fact(one.label, (*one.values, *marks(record, path), *_corrected(record, path))) if one.values else one


def _corrected(record: Record, path: str) -> Iterator[Line]:
    """Yield that the register corrected a field, or a part of it: who kept an older copy finds what differs."""
    own = (c for c in record.get("corrections", ()) if f"{c['at']}.".startswith(f"{path}."))
    if days := sorted({dates.day(c["on"]) for c in own}):
        yield noted(Ref(f"đính chính ngày {', '.join(map(vi_date, days))}", "dinh-chinh/"))


_WITHIN = re.compile(r" \(([^()]+)\)(?=$|[.;,])")
"""Words in brackets at the end of what themselves stands in brackets."""


def marks(record: Record, *fields: str) -> list[Line]:
    """Return the mark that the register inferred one of some fields, and from what; nothing for nothing."""
    why = inferred.because(record, *fields)
    if not why:
        return []
    plain = _WITHIN.sub(r", \1", why)
    return [noted(f"sổ {lower(plain)}" if plain.startswith("Suy ra ") else f"{inferred.MARK}: {lower(plain)}")]


def values_of(register: Register, record: Record, path: str) -> list[Said]:
    """Return what is to be read of a field: ``a.b``; nothing where the record does not have it."""
    at = tuple(path.split("."))
    value: Any = record.data
    for name in at:
        value = value.get(name)
        if value is None:
            return []
    return _said(register, record.kind, at, value)


def _said(register: Register, kind: str, at: Field, value: Any) -> list[Said]:
    schema = register.corpus.schemas.at(kind, at) or {}
    if "x-ref" in schema or "x-ref" in schema.get("items", ()):
        return [*refs(register, value if isinstance(value, list) else [value])]
    if isinstance(value, list):
        return [said for i, entry in enumerate(value) for said in _said(register, kind, (*at, i), entry)]
    if "x-interval" in schema:
        return [vi_span(value)]
    if isinstance(value, Mapping):
        return [register.party(value)] if "post" in schema["properties"] else cited(register, value)
    if schema.get("format") == "web-url":
        return [Outside(value)]
    return [f"“{value}”" if at[-1] == "as_written" else register.wording.value(kind, at, value)]


def refs(register: Register, ids: Iterable[str | None]) -> list[Ref]:
    """Return links to the records that the audience sees and that existed by the day."""
    found = (register.corpus.get(name) for name in ids)
    return register.refs(record for record in found if record is not None and chain.known(register, record))


def issuer(register: Register, document: Record) -> Line:
    """Return who issued a document or directive: a body, or its head."""
    body = register.corpus.body(document.get("issuer"))
    if body is None:
        return ()
    post = {"post": document["issuer_post"]} if "issuer_post" in document.data else {}
    return register.party({"body": body.id, **post})


def cited(register: Register, source: Mapping[str, Any]) -> list[Said]:
    """Return what a source says: its document, and the words, clause and address beside it."""
    document = register.corpus.document(source.get("document"))
    said: list[Said] = [register.ref(document)] if document else []
    said += [register.clause(document, source["clause"])] if "clause" in source else []
    said += [f"“{source['quote']}”"] if "quote" in source else []
    said += [source["note"]] if "note" in source else []
    return [*said, *([Outside(source["url"])] if "url" in source else [])]


def sourced(register: Register, source: Mapping[str, Any]) -> Line:
    """Return a source in brackets, to stand within a sentence; nothing where the audience may not see it."""
    told = _source(register, source)
    return line(" (", told, ")") if told else ()


def _source(register: Register, source: Mapping[str, Any]) -> Line:
    note = {"note": source["note"].rstrip(".")} if "note" in source else {}
    told = joined(cited(register, {**source, **note}), ", ")
    return line("nguồn: ", told) if told else ()


def beside(register: Register, entry: Mapping[str, Any]) -> Line:
    """Return the note and the source of one of several entries, as a remark behind it; nothing for nothing."""
    note = entry.get("note", "").rstrip(".")
    return noted(joined([note, _source(register, entry.get("source", {}))], "; "))


def origin(register: Register, record: Record, *, source: bool = True) -> list[Line]:
    """Return the source of a record that has no list of facts of its own, its notes, and that it is internal."""
    given = record.get("source", {}) if source else {}
    named = joined(cited(register, {name: said for name, said in given.items() if name != "note"}))
    told = [said for said in (named, given.get("note")) if said]
    internal = record.get("internal_note", "")
    return [
        *([line("Nguồn: ", told[0]), *map(line, told[1:])] if told else []),
        *([line(record["note"])] if "note" in record.data else []),
        *([line(f"{register.wording.label(record.kind, 'internal_note')}: ", internal)] if internal else []),
        *(line(f"{one.label}: ", joined(one.values)) for one in inside(register, record)),
    ]


def basis(register: Register, record: Record) -> list[Ref]:
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


def quoted(text: str | None) -> str:
    """Return the source's own words in quotation marks; nothing for nothing."""
    return f"“{text}”" if text else ""


BEFORE, AFTER = "Bắt nguồn từ", "Dẫn đến"


def neighbours(register: Register, record: Record) -> list[Fact]:
    """Return what comes before and after a record in the chain from directive to accountability."""
    return [
        fact(BEFORE, *(_neighbour(register, r) for r in chain.before(register, record)[: chain.MANY])),
        fact(AFTER, *(_neighbour(register, r) for r in chain.after(register, record)[: chain.MANY])),
    ]


def _neighbour(register: Register, record: Record) -> Line:
    """Name a neighbour with what it is, as several of them are called after the finding; of a case, what came of it."""
    kind = register.wording.label(record.kind).lower()
    came = chain.outcome(register, record) if record.kind == "accountability" else ""
    told = [word.strip(":,") for word in register.label(record).lower().split()[:2]] == kind.split()[:2]
    return line(register.ref(record), noted(": ".join(part for part in ("" if told else kind, came) if part)))
