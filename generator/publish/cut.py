"""Taking records and parts of records out of a corpus: with what hangs on them, and what is said beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.examine import Examined, checks, link
from generator.examine.acknowledge import acknowledge
from generator.model import Corpus, Document, Field, Marks, Record
from generator.schema import Schemas


def hanging(corpus: Corpus, gone: set[str]) -> set[str]:
    """Return ids of records with those of all that hangs on any of them."""
    hidden = set(gone)
    pending = list(hidden)
    while pending:
        for found in corpus.in_links.get(pending.pop(), ()):
            owner = corpus.records[found.source]
            if owner.id in hidden:
                continue
            hangs = corpus.schemas.hangs[owner.kind]
            emptied = found.name in hangs.all and all(
                other.target in hidden for other in corpus.out_links[owner.id] if other.name == found.name
            )
            if emptied or found.name in hangs.any:
                hidden.add(owner.id)
                pending.append(owner.id)
    return hidden


def parts(corpus: Corpus, hidden: set[str], own: Callable[[Record], set[Field]]) -> dict[str, dict[str, Any]]:
    """Return the data of the records that lose a part: what ``own`` names, and references to what is hidden."""
    schemas = corpus.schemas
    changed = {}
    for record in corpus.records.values():
        if record.id in hidden:
            continue
        cuts = own(record)
        for found in corpus.out_links.get(record.id, ()):
            if found.target in hidden:
                cuts.update(_around(schemas, record, found.at))
        shrunk = record.kind == "group" and record.get("complete") and _has_lost_members(corpus, record, hidden, cuts)
        if cuts or shrunk:
            data = _without(schemas, record.kind, (), record.data, cuts)
            changed[record.id] = {**data, "complete": False} if shrunk else data
    return changed


def _around(schemas: Schemas, record: Record, at: Field) -> Iterator[Field]:
    """Yield what goes with a reference: the object that holds it, and the wording of the list in which that stands."""
    end = at if len(at) == 1 or isinstance(at[-1], int) else at[:-1]
    holder = end[:-2]
    if isinstance(end[-1], int) and holder and "as_written" in _value(record.data, holder):
        end = holder
    yield end
    needs = (schemas.at(record.kind, end[:-1]) or {}).get("dependentRequired", {})
    for name, needed in needs.items():
        if end[-1] in needed:
            yield (*end[:-1], name)


def _has_lost_members(corpus: Corpus, group: Record, hidden: set[str], cuts: Iterable[Field]) -> bool:
    if any(at[0] in ("members", "rule") for at in cuts):
        return True
    rule = group.get("rule", {"kinds": (), "levels": ()})
    return any(
        agency.id in hidden and agency.province == group.province
        and agency["kind"] in rule["kinds"] and agency["level"] in rule["levels"]
        for agency in corpus.of("agency")
    )  # fmt: skip


def _without(schemas: Schemas, kind: str, at: Field, data: Any, cuts: Iterable[Field]) -> Any:
    """Return a copy without some fields; a list or object that is required is left empty, any other emptied one goes."""
    cuts = frozenset(cuts)
    touched = {cut[:end] for cut in cuts for end in range(len(cut) + 1)}

    def copy(at: Field, data: Any) -> Any:
        if at not in touched:
            return data
        if isinstance(data, list):
            return [copy((*at, i), item) for i, item in enumerate(data) if (*at, i) not in cuts]
        required = (schemas.at(kind, at) or {}).get("required", ())
        result = {}
        for key, value in data.items():
            below = (*at, key)
            left = type(value)() if below in cuts else copy(below, value)
            if left or below not in touched or (key in required and isinstance(value, list | dict)):
                result[key] = left
        return result

    return copy(at, data)


def left(corpus: Corpus, hidden: set[str], cut: Mapping[str, Mapping[str, Any]]) -> dict[str, Record]:
    """Return the records that are left. Of the files themselves (their text, with its comments) nothing goes further."""
    return {
        record.id: replace(record, data=data, document=Document(record.document.path, "", data, _nowhere))
        for record in corpus.records.values()
        if record.id not in hidden
        for data in (cut.get(record.id, record.data),)
    }


def remaining(
    corpus: Corpus, hidden: set[str], cut: Mapping[str, Mapping[str, Any]], withdrawn: Mapping[str, Record]
) -> Examined:
    """Return what is left of a corpus as it would be examined by itself; what a cut leaves unsound goes, too."""
    kept = left(corpus, hidden, cut)
    broken = {own for own in cut if not corpus.schemas.validator(kept[own].kind).is_valid(kept[own].data)}
    sound = {own: record for own, record in kept.items() if own not in broken}
    known, _ = link.link(sound, frozenset(broken), corpus.schemas)
    still_open, acknowledged = acknowledge(known, checks.run(known), whole=True)
    return Examined(replace(known, withdrawn=withdrawn), tuple(still_open), tuple(acknowledged))


def _value(data: Any, at: Field) -> Any:
    for part in at:
        data = data[part]
    return data


def _nowhere(_: str) -> Marks:
    return Marks()
