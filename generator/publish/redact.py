"""The first step of publishing: what an audience may not see is gone before anything is derived from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from generator.examine import Examined, link
from generator.model import Corpus, Field, Problem, Record


def redact(examined: Examined, audience: str) -> tuple[Corpus, list[Problem], list[Problem]]:
    """Return the corpus that an audience may see, with its open and acknowledged problems.

    Public: no internal record, no field marked ``x-public: false``, and no reference to what is not there.
    """
    corpus = examined.corpus
    if audience == "internal":
        return corpus, list(examined.problems), list(examined.acknowledged)
    hidden = {r.id for r in corpus.records.values() if r.get("visibility") == "noi-bo"}
    # What hangs on a hidden task, directive or document would speak of it.
    pending = list(hidden)
    while pending:
        for found in corpus.in_links.get(pending.pop(), ()):
            owner = corpus.records[found.source]
            if found.at in _OWNERS.get(owner.kind, ()) and owner.id not in hidden:
                hidden.add(owner.id)
                pending.append(owner.id)
    kept = {}
    for record in corpus.records.values():
        if record.id not in hidden:
            secret = [at for at, _, schema in corpus.schemas.walk(record.kind, "x-public", record.data) if not schema["x-public"]]
            secret += [found.at for found in corpus.out_links.get(record.id, ()) if found.target in hidden]
            kept[record.id] = replace(record, data=_without(record.data, secret)) if secret else record
    if not hidden and all(kept[key] is corpus.records[key] for key in kept):
        return corpus, list(examined.problems), list(examined.acknowledged)
    public, _ = link.link(kept, frozenset(), corpus.schemas)
    return public, _about(examined.problems, kept), _about(examined.acknowledged, kept)


_OWNERS: dict[str, tuple[Field, ...]] = {
    "task": (("directive",),),
    "rollout": (("task",), ("addressee",)),
    "submission": (("task",), ("reporter",)),
    "measurement": (("task",),),
}
"""References without which a record means nothing: it is hidden with what they point to."""


def _about(problems: Iterable[Problem], kept: dict[str, Record]) -> list[Problem]:
    return [p for p in problems if p.record in kept]


def _without(data: Any, fields: list[Field]) -> Any:
    """Return a copy of the data without some fields; a list item that loses its reference goes with it."""
    drop: dict[str | int, list[Field]] = {}
    for at in fields:
        drop.setdefault(at[0], []).append(at[1:])
    if isinstance(data, list):
        return [
            item if i not in drop else _without(item, drop[i])
            for i, item in enumerate(data)
            if () not in drop.get(i, []) and not (i in drop and isinstance(item, dict) and any(len(at) == 1 for at in drop[i]))
        ]
    result = {}
    for key, value in data.items():
        if key not in drop:
            result[key] = value
        elif () not in drop[key]:
            below = _without(value, drop[key])
            if below or not isinstance(below, list | dict):
                result[key] = below
    return result
