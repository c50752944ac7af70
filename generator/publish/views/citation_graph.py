"""The drawing of citations: what a document cites on the left, itself in the middle, who cites it on the right."""

from __future__ import annotations

from typing import Any

from generator.domain import documents
from generator.domain.text import collation_key
from generator.model import Record
from generator.publish.inline import Ref
from generator.publish.register import Register
from generator.publish.views.svg import placed, wrapped

WIDTH, BOX, ROW, TOP, LINE = 960, 290, 58, 16, 18
LETTERS = 35
"""Letters, and one more, that fit in a line of a box."""
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
    lines = wrapped(ref.label, 2, LETTERS)
    return {
        "ref": ref,
        "x": x,
        "y": y - (ROW - 14) // 2,
        "self": self_,
        "lines": placed(lines, x + 12, y + 5 - LINE // 2 * (len(lines) - 1), LINE),
    }
