"""A directive clause by clause: what each says, to whom, whom it cites, and the tasks that it gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.model import Record
from generator.publish.inline import Line, joined, line
from generator.publish.register import Register
from generator.publish.views.citations import role
from generator.publish.views.facts import quoted

UNRESOLVED = {"khong-so": "nguồn không nêu số, ngày", "chua-xac-dinh": "chưa xác định được văn bản"}


def clauses(register: Register, directive: Record, tasks: Iterable[Record]) -> list[dict[str, Any]]:
    """Return the clauses of a directive, each with those below it; ``tasks``: those of the directive."""
    by_clause: dict[str, list[Record]] = {}
    for task in tasks:
        by_clause.setdefault(task["clause"], []).append(task)
    return [_clause(register, directive, clause, by_clause) for clause in directive["clauses"]]


def _clause(
    register: Register, directive: Record, clause: Mapping[str, Any], by_clause: Mapping[str, list[Record]]
) -> dict[str, Any]:
    name = register.clause(directive, clause["id"])
    below = [_clause(register, directive, c, by_clause) for c in clause.get("clauses", ())]
    held = _held(clause, by_clause)
    return {
        "id": clause["id"],
        "name": name,
        "heading": name[0].upper() + name[1:],
        "label": clause.get("label", ""),
        "summary": clause["summary"],
        "addressees": joined((quoted(clause.get("addressees_as_written")), joined(_addressed(register, clause))), ": "),
        "citations": [_citation(register, citation) for citation in clause.get("citations", ())],
        "tasks": [line(register.ref(task)) for task in by_clause.get(clause["id"], ())],
        "clauses": below,
        "within": f"{held} nhiệm vụ" if held else "chi tiết" if below else "",
    }


def _addressed(register: Register, clause: Mapping[str, Any]) -> Iterator[Line]:
    """Yield those to whom a clause is addressed: each as worded, where the source does not word them together."""
    for party in clause.get("addressees", ()):
        yield register.party({**party, "as_written": ""} if "addressees_as_written" in clause else party)


def _held(clause: Mapping[str, Any], by_clause: Mapping[str, list[Record]]) -> int:
    """Return how many tasks a clause has, with those below it."""
    below = sum(_held(own, by_clause) for own in clause.get("clauses", ()))
    return len(by_clause.get(clause["id"], ())) + below


def _citation(register: Register, citation: Mapping[str, Any]) -> Line:
    cited = register.corpus.document(citation.get("document"))
    unresolved = UNRESOLVED.get(citation.get("resolution", ""))
    return line(
        f"{role(register, citation)}: “{citation['as_written']}”",
        (" → ", register.ref(cited)) if cited else f" ({unresolved})" if unresolved else None,
        f". {citation['because']}" if "because" in citation else None,
    )
