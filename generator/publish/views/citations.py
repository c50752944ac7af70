"""Citations in both directions: the tables, and the diagram."""

from __future__ import annotations

from typing import Any

from generator.domain import documents
from generator.domain.text import collation_key
from generator.model import Record
from generator.publish.register import Ref, Register


def cites(register: Register, directive: Record) -> list[dict[str, Any]]:
    """Return a line per citation of a directive: clause, role, wording, and the document it resolves to."""
    roles = role_labels(register)
    rows = []
    for citation in documents.citations(directive):
        cited = register.corpus.document(citation.data.get("document"))
        rows.append(
            {
                "clause": register.clause(directive, citation.clause),
                "anchor": f"c-{citation.clause}",
                "as_written": citation.data["as_written"],
                "ref": register.ref(cited) if cited else None,
                "role": roles[citation.data["role"]],
            }
        )
    return rows


def role_labels(register: Register) -> dict[str, str]:
    """Return what the roles of citations are called."""
    schema = register.corpus.schemas.by_kind["directive"]["$defs"]["clause"]["properties"]["citations"]["items"]
    return {option["const"]: option["title"] for option in schema["properties"]["role"]["oneOf"]}


def cited_by(register: Register, document: Record) -> list[dict[str, Any]]:
    """Return who refers to a document, and from where."""
    schemas = register.corpus.schemas
    rows = []
    for link in register.corpus.in_links.get(document.id, ()):
        source = register.corpus.records[link.source]
        if source.id == document.id or "source" in link.at:
            continue
        where = ""
        if source.kind == "directive" and "citations" in link.at:
            value: Any = source.data
            for part in link.at[: link.at.index("citations")]:
                value = value[part]
            where = register.clause(source, value["id"])
        elif "basis" in link.at and link.at[-1] == "document":
            where = _clause_of(register, document, source, link.at)
        rows.append(
            {
                "ref": register.ref(source),
                "how": inverse(schemas, source.kind, link.at),
                "where": where,
                "kind": schemas.by_kind[source.kind]["title"],
                "sample": register.is_sample(source) and not register.is_sample(document),
            }
        )
    unique = {(r["ref"], r["how"], r["where"]): r for r in rows}
    return sorted(unique.values(), key=lambda r: (collation_key(r["how"]), collation_key(r["ref"].label), r["where"]))


def _clause_of(register: Register, document: Record, source: Record, at: Any) -> str:
    """Return the clause of a document that a record names as its basis."""
    value: Any = source.data
    for part in at[:-1]:
        value = value[part]
    return register.clause(document, value["clause"]) if "clause" in value else ""


def sources(register: Register, document: Record) -> list[Ref]:
    """Return the records that name a document as the source of what they say."""
    links = register.corpus.in_links.get(document.id, ())
    named = {link.source for link in links if "source" in link.at and link.source != document.id}
    return register.refs(register.corpus.records[record] for record in named)


def inverse(schemas: Any, kind: str, at: Any) -> str:
    """Return what a link is called from its other end: the nearest ``x-inverse``, else the label of the field."""
    for end in range(len(at), 0, -1):
        schema = schemas.at(kind, at[:end])
        if schema and "x-inverse" in schema:
            return str(schema["x-inverse"])
    named = tuple(part for part in at if isinstance(part, str))
    return f"Dẫn ở trường {schemas.label(kind, named[:1]).vi}"


# The citation diagram: what the document cites on the left, itself in the middle, who cites it on the right.
WIDTH, BOX, ROW, TOP = 960, 290, 58, 16
CROSS = 40
"""The largest number of neighbours drawn on one side; the table below the diagram has all of them."""


def citation_graph(register: Register, document: Record) -> dict[str, Any] | None:
    """Lay out the citations of a document both ways; None if it has none."""
    corpus = register.corpus
    left = {d.id: d for c in documents.citations(document) if (d := corpus.document(c.data.get("document")))}
    right = {
        link.source: corpus.records[link.source]
        for link in corpus.in_links.get(document.id, ())
        if link.name.endswith("citations.document")
    }
    if not left and not right:
        return None
    columns = [_column(register, left), _column(register, right)]
    height = TOP * 2 + ROW * max(1, *(len(c) for c in columns))
    middle = height // 2
    nodes = [_node(register.ref(document), (WIDTH - BOX) // 2, middle, self_=True)]
    edges = []
    for side, column in enumerate(columns):
        x = 0 if side == 0 else WIDTH - BOX
        offset = (height - ROW * len(column)) // 2 + ROW // 2
        for i, ref in enumerate(column):
            y = offset + i * ROW
            nodes.append(_node(ref, x, y))
            x1, x2 = ((WIDTH - BOX) // 2, x + BOX) if side == 0 else (x, (WIDTH + BOX) // 2)
            y1, y2 = (middle, y) if side == 0 else (y, middle)
            edges.append({"x1": x1, "y1": y1, "x2": x2, "y2": y2, "bend": (x1 + x2) // 2})
    return {
        "width": WIDTH,
        "height": height,
        "nodes": nodes,
        "edges": edges,
        "box": BOX,
        "box_height": ROW - 14,
        "more": max(0, len(left) - CROSS) + max(0, len(right) - CROSS),
    }


def _column(register: Register, found: dict[str, Record]) -> list[Ref]:
    return sorted((register.ref(d) for d in found.values()), key=lambda r: collation_key(r.label))[:CROSS]


def _node(ref: Ref, x: int, y: int, *, self_: bool = False) -> dict[str, Any]:
    words, lines = ref.label.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > 34 and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > 2:
        lines = [lines[0], lines[1][:33] + "…"]
    first = y + 5 - 9 * (len(lines) - 1)
    return {
        "ref": ref,
        "x": x,
        "y": y - (ROW - 14) // 2,
        "self": self_,
        "lines": [{"text": text, "x": x + 12, "y": first + 18 * i} for i, text in enumerate(lines)],
    }
