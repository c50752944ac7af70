"""Join records: every reference becomes a link that both ends can read, or a problem."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.catalog import problem
from generator.domain import bodies
from generator.domain.text import fold, slug
from generator.domain.withdrawal import heir
from generator.domain.workdays import NATIONAL
from generator.model import Corpus, Field, Link, Problem, Record, Text, Unsound, spell
from generator.schema import Schemas


def link(
    every: Mapping[str, Record],
    claimed: frozenset[str],
    schemas: Schemas,
    known: Mapping[str, Sequence[Link]] | None = None,
) -> tuple[Corpus, list[Problem]]:
    """Return the corpus with its links, and the references that lead nowhere, to the wrong kind or to what was withdrawn.

    A reference to an id whose own file could not be used is not reported again. A withdrawn record is kept apart:
    nothing counts it, and nothing may rest on it. ``known``: the links of the records that had only sound references
    before and are as they were, with all that they refer to.
    """
    withdrawn = {record.id: record for record in every.values() if record.data.keys() & _WITHDRAWN}
    records = {record.id: record for record in every.values() if record.id not in withdrawn} if withdrawn else every
    linker = _Linker(schemas, records, withdrawn, claimed)
    out_links: dict[str, Sequence[Link]] = {}
    in_links: dict[str, list[Link]] = {}
    for record in records.values():
        own = linker.links(record) if known is None or record.id not in known else known[record.id]
        if own:
            out_links[record.id] = own
        for found in own:
            in_links.setdefault(found.target, []).append(found)
    for record in withdrawn.values():
        linker.links(record)  # for the references that lead nowhere; none of them is a link
        linker.check_heir(record, every)
    return Corpus(records, schemas, out_links, in_links, claimed, withdrawn), linker.problems


_WITHDRAWN = frozenset(("withdrawn",))


class _Linker:
    """Finds the links of records, and the references that are none."""

    def __init__(
        self,
        schemas: Schemas,
        records: Mapping[str, Record],
        withdrawn: Mapping[str, Record],
        claimed: frozenset[str],
    ) -> None:
        self.problems: list[Problem] = []
        self._schemas = schemas
        self._records = records
        self._withdrawn = withdrawn
        self._claimed = claimed
        self._near_to = _Near(records)

    def links(self, record: Record) -> list[Link]:
        own: list[Link] = []
        for at, value, schema in self._schemas.walk(record.kind, "x-ref", record.data):
            target = self._records.get(value)
            if target is not None and target.kind in schema["x-ref"]:
                own.append(Link(record.id, at, value))
            else:
                self._refuse(record, at, value, schema["x-ref"])
        return own

    def _refuse(self, record: Record, at: Field, value: str, kinds: list[str]) -> None:
        """Say why a reference is none; not where its target could not be used: that was told of its own file."""
        if value in self._records:
            kind = _kind(self._schemas, self._records[value].kind)
            self._add("ref-wrong-kind", record, at, id=value, kind=kind, wanted=_kinds(self._schemas, kinds))
        elif value in self._withdrawn and record.id not in self._withdrawn:
            self._add("ref-withdrawn", record, at, id=value, instead=_instead(self._withdrawn, value))
        elif value not in self._claimed and value not in self._withdrawn:
            near = self._near_to(value, kinds, record.province)
            self._add("ref-unknown", record, at, id=value, wanted=_kinds(self._schemas, kinds), near=near)

    def check_heir(self, record: Record, every: Mapping[str, Record]) -> None:
        """Say so where a withdrawn record is replaced by none of its kind."""
        value = record["withdrawn"].get("replaced_by", record.id)
        found = every.get(value)
        if (found is None and value not in self._claimed) or (found is not None and found.kind != record.kind):
            wanted = _kind(self._schemas, record.kind)
            self._add("replaced-by-unknown", record, ("withdrawn", "replaced_by"), id=value, wanted=wanted)

    def _add(self, code: str, record: Record, at: Field, **values: Any) -> None:
        where = record.document.position(at)
        self.problems.append(problem(code, where, record=record.id, at=spell(at, record.data), **values))


def _instead(withdrawn: Mapping[str, Record], record: str) -> Text:
    last = heir(withdrawn, withdrawn[record])
    return Text(f"Bản ghi thay thế: “{last}”.", f"Replaced by “{last}”.") if last else Text("", "")


def _kind(schemas: Schemas, kind: str) -> Text:
    schema = schemas.by_kind[kind]
    return Text(schema["title"].lower(), schema["x-en"].lower())


def _kinds(schemas: Schemas, kinds: list[str]) -> Text:
    texts = [_kind(schemas, kind) for kind in kinds]
    return Text(" hoặc ".join(t.vi for t in texts), " or ".join(t.en for t in texts))


_NOBODY = re.compile(r"(?:cac|nhung|mot so|moi|toan bo)\s|.*\blien quan\b")
"""How a source begins, or ends, to call bodies without naming one; as it is compared."""
_AS_GROUP = Text(
    "Nguồn không nêu đích danh thì lập một nhóm (group) mang đúng cách gọi ấy, không ghi members, rule; việc khi ấy "
    "không tính cho cơ quan nào.",
    "Where the source names nobody, make a group of that name without members or rule; the duty is then counted for "
    "no body.",
)
_ONE_A_LINE = Text(
    "Mỗi mã ghi một dòng, bắt đầu bằng “- ”.", "Write each id on a line of its own that begins with “- ”."
)
_PARTED = re.compile(r"[;,]|\s+và\s+")
_MOST = 4
"""So many are named where several may have been meant."""


def _meant(ids: Sequence[str]) -> Text:
    """Ask which of several ids was meant."""
    shown = ", ".join(f"“{own}”" for own in ids[:_MOST])
    if len(ids) == 1:
        return Text(f"Có phải là {shown}?", f"Did you mean {shown}?")
    more = len(ids) - _MOST
    vi, en = (f" và {more} bản ghi khác", f" and {more} more") if more > 0 else ("", "")
    return Text(f"Tên ấy có thể là {shown}{vi}.", f"That may be {shown}{en}.")


def _folded(record: Record) -> list[str]:
    """Return what a body, or a category, is called, or a document by its number, as it is compared; nothing where that is not sound."""
    try:
        if "symbol" in record.data and "number" in record.data:
            return [fold(f"{record['number']}/{record['symbol']}")]
        if record.kind == "category":
            return [fold(str(record["title"]))]
        return [fold(name) for name in bodies.called(record)] if "names" in record.data else []
    except Unsound:
        return []


def _initials(folded: str) -> str:
    """Return the first letters of the words of a name.

    >>> _initials("so noi vu")
    'snv'
    """
    return "".join(word[0] for word in folded.split())


def _within(typed: str, names: Mapping[str, Sequence[str]]) -> list[str]:
    """Return those whose name, of two words or more, stands within what was typed: a post before it, a number after."""
    held = [
        (len(name), one)
        for one, called in names.items()
        for name in called
        if re.search(r"\w\W\w", name) and f" {name} " in f" {typed} "
    ]
    longest = max(held, default=(0, ""))[0]
    return sorted({one for length, one in held if length == longest})


class _Near:
    """Finds the id that was meant; many references to one renamed record are one question."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        self._records = records
        self._found: dict[tuple[str, ...], Text] = {}
        self._ids: dict[str, list[str]] = {}
        self._names: dict[tuple[str, str], dict[str, list[str]]] = {}
        """What each body and category is called, by province and kind."""

    def __call__(self, value: str, kinds: Sequence[str], province: str) -> Text:
        key = (value, province, *kinds)
        if key not in self._found:
            if parts := self._several(value, kinds, province):
                self._found[key] = parts
                return parts
            self._found[key] = self._called(value, kinds, province) or self._near(value, kinds)
            if not self._found[key].vi and "group" in kinds and _NOBODY.match(fold(value)):
                self._found[key] = _AS_GROUP
        return self._found[key]

    def _several(self, value: str, kinds: Sequence[str], province: str) -> Text | None:
        """Return what is said where several ids or names stand in one place, or one with a comma behind it."""
        parts = [part for part in map(str.strip, _PARTED.split(value)) if part]
        if parts == [value.strip()]:
            return None
        found = [
            [part] if part in self._records else next(filter(None, self._exactly(part, kinds, province)), [])
            for part in parts
        ]
        if len(parts) == 1:
            return _meant(found[0]) if found[0] else None
        return _ONE_A_LINE if any(part in self._records for part in parts) or all(found) else None

    def _called(self, value: str, kinds: Sequence[str], province: str) -> Text | None:
        """Return the bodies of the province, else of the nation, that are called what was typed, else something that begins so."""
        typed = fold(value)
        for exact, names in zip(self._exactly(value, kinds, province), self._homes(kinds, province), strict=True):
            for found in (
                exact,
                [
                    one
                    for one, called in names.items()
                    if typed and any(f"{name} ".startswith(f"{typed} ") for name in called)
                ],
                _within(typed, names),
                [
                    one
                    for one, called in names.items()
                    if " " in typed and any(f" {typed} " in f" {name} " for name in called)
                ],
            ):
                if found:
                    return _meant(sorted(found, key=lambda own: (len(own), own)))
        return None

    def _exactly(self, value: str, kinds: Sequence[str], province: str) -> Iterator[list[str]]:
        """Yield, for the province and then the nation, what has this id without its beginning, this name or these initials."""
        typed = fold(value)
        for home, names in zip((province, NATIONAL), self._homes(kinds, province), strict=True):
            yield (
                [one for one in names if one == f"{home}-{value}"]
                or [one for one, called in names.items() if typed in called]
                or [one for one, called in names.items() if value.isupper() and typed in map(_initials, called)]
            )

    def _homes(self, kinds: Sequence[str], province: str) -> Iterator[dict[str, list[str]]]:
        """Yield what the records of the province, then those of the nation, are called."""
        if not self._names:
            for record in self._records.values():
                self._names.setdefault((record.province, record.kind), {})[record.id] = _folded(record)
        for home in (province, NATIONAL):
            yield {one: called for kind in kinds for one, called in self._names.get((home, kind), {}).items()}

    def _near(self, value: str, kinds: Sequence[str]) -> Text:
        import difflib  # noqa: PLC0415 - only when a reference leads nowhere

        if not self._ids:
            for record in self._records.values():
                self._ids.setdefault(record.kind, []).append(record.id)
        known = [own for kind in kinds for own in self._ids.get(kind, ())]
        close = difflib.get_close_matches(slug(value), known, 1, 0.7) if len(known) < 5_000 else []
        return _meant(close) if close else Text("", "")
