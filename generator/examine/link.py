"""Join records: every reference becomes a link that both ends can read, or a problem."""

from __future__ import annotations

from collections.abc import Mapping

from generator.catalog import problem
from generator.examine.schemas import Schemas
from generator.model import Corpus, Link, Problem, Record, Text, spell


def link(records: Mapping[str, Record], claimed: frozenset[str], schemas: Schemas) -> tuple[Corpus, list[Problem]]:
    """Return the corpus with its links, and the references that lead nowhere or to the wrong kind.

    A reference to an id whose own file could not be used is not reported again.
    """
    problems: list[Problem] = []
    out_links: dict[str, list[Link]] = {}
    in_links: dict[str, list[Link]] = {}
    for record in records.values():
        own: list[Link] = []
        for at, value, schema in schemas.walk(record.kind, "x-ref", record.data):
            target = records.get(value)
            if target is not None and target.kind in schema["x-ref"]:
                found = Link(record.id, at, value)
                own.append(found)
                in_links.setdefault(value, []).append(found)
            elif target is not None:
                problems.append(
                    problem(
                        "ref-wrong-kind",
                        record.document.position(at),
                        record=record.id,
                        at=spell(at, record.data),
                        id=value,
                        kind=_kind(schemas, target.kind),
                        wanted=_kinds(schemas, schema["x-ref"]),
                    )
                )
            elif value not in claimed:
                near = _near(value, [r.id for r in records.values() if r.kind in schema["x-ref"]])
                problems.append(
                    problem(
                        "ref-unknown",
                        record.document.position(at),
                        record=record.id,
                        at=spell(at, record.data),
                        id=value,
                        wanted=_kinds(schemas, schema["x-ref"]),
                        near=near,
                    )
                )
        if own:
            out_links[record.id] = own
    return Corpus(records, schemas, out_links, in_links, claimed), problems


def _kind(schemas: Schemas, kind: str) -> Text:
    schema = schemas.by_kind[kind]
    return Text(schema["title"].lower(), schema["x-en"].lower())


def _kinds(schemas: Schemas, kinds: list[str]) -> Text:
    texts = [_kind(schemas, kind) for kind in kinds]
    return Text(" hoặc ".join(t.vi for t in texts), " or ".join(t.en for t in texts))


def _near(value: str, known: list[str]) -> Text:
    import difflib  # noqa: PLC0415 - only when a reference leads nowhere

    close = difflib.get_close_matches(value, known, 1, 0.7) if len(known) < 5_000 else []
    return Text(f"Có phải là “{close[0]}”?", f"Did you mean “{close[0]}”?") if close else Text("", "")
