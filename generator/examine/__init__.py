"""Pure: a Source becomes a Corpus and its Problems. parse . validate . link . check . acknowledge."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.catalog import problem
from generator.examine import checks, link, parse, partly, validate
from generator.examine.acknowledge import acknowledge
from generator.kinds import BY_NAME
from generator.model import Corpus, Problem, Record, Severity, Source
from generator.read.source import record_id
from generator.schema import Schemas


@dataclass(frozen=True, slots=True)
class Examined:
    """The corpus, what is still wrong, and the warnings that were acknowledged with a reason."""

    corpus: Corpus
    problems: tuple[Problem, ...]
    acknowledged: tuple[Problem, ...]
    plain: frozenset[str] = frozenset()
    """The records of which reading by itself said nothing."""
    unplaced: frozenset[tuple[str, str, str, str]] = frozenset()
    """Duties (task, body, period) of which something was said later, of a day that nobody names: only of an earlier day."""

    @property
    def failed(self) -> bool:
        """Whether an error stands: then nothing may be written."""
        return any(p.severity is Severity.ERROR for p in self.problems)


def _kind_of(path: str) -> str:
    """Return the kind of which a file would be a record, by its folder; empty if it is in none."""
    folder = path.rpartition("/")[0].rpartition("/")[2]
    return folder if folder in BY_NAME else ""


def examine(
    source: Source,
    schemas: Schemas,
    elsewhere: frozenset[str] = frozenset(),
    today: date | None = None,
    before: Examined | None = None,
) -> Examined:
    """Read every file as a record and hold all of them together; every problem at once, none reported twice.

    ``before``: another state of the register; a file that is the same, and of which reading it said nothing there, is not read again.
    ``today``: the day of the clock, after which nothing can have happened. ``elsewhere``: ids of records that exist and were not read; then nothing is judged by what is not there.
    """
    problems: list[Problem] = list(source.problems)
    claimed = {*elsewhere, *(_OTHER_ENDING.sub("", record_id(told.where.path)) for told in source.problems)}
    records, broken, found = _records(source, schemas, claimed, _plain(before))
    problems += found
    flawed = {told.where.path for told in found}
    plain = [own for own, record in records.items() if record.document.path not in flawed]
    corpus, found = link.link(records, frozenset(claimed), schemas)
    # What cannot have happened yet is no ground on which to judge anything else.
    future = checks.run(replace(corpus, today=today), only=partly.FUTURE)
    for early in future:
        claimed.add(early.record)
        if early.record in records:
            broken[early.record] = records.pop(early.record)
        broken[early.record] = partly.without(broken[early.record], early.at.split(".")[0])
    if future:
        corpus, found = link.link(records, frozenset(claimed), schemas)
    problems += [*future, *found]
    # Checks pass over what is missing, so a broken file has no consequences elsewhere; but what is judged by
    # absence, and whether an acknowledgement still has its warning, can only be said of a register without errors.
    unsound = {_kind_of(p.where.path) for p in problems if p.severity is Severity.ERROR}
    whole = not elsewhere and not unsound
    told = checks.run(corpus, whole=whole, broken=() if elsewhere or "" in unsound else unsound)
    still_open, acknowledged = acknowledge(corpus, told, whole=whole)
    problems += still_open
    if broken:
        told_of = {(p.code, p.record, p.at) for p in (*problems, *acknowledged)}
        more = partly.judge(replace(corpus, today=today), broken)
        problems += [p for p in more if (p.code, p.record, p.at) not in told_of]
    return Examined(
        corpus, tuple(sorted(problems, key=_order)), tuple(sorted(acknowledged, key=_order)), frozenset(plain)
    )


def _plain(before: Examined | None) -> Mapping[str, Record]:
    """Return the records of which reading by itself said nothing."""
    known = before.corpus.records if before is not None else {}
    return {own: record for own, record in known.items() if before is not None and own in before.plain}


_OTHER_ENDING = re.compile(r"\.ya?ml(?:\.\w+)?\Z|\.txt\Z", re.IGNORECASE)
"""How a file that could not be read ends, if it was meant as a record: what refers to it is not told as well."""


def _records(
    source: Source, schemas: Schemas, claimed: set[str], unchanged: Mapping[str, Record]
) -> tuple[dict[str, Record], dict[str, Record], list[Problem]]:
    """Return the sound records, what is sound of the others, and what is wrong; ``claimed`` learns the ids of those."""
    records: dict[str, Record] = {}
    broken: dict[str, Record] = {}
    problems: list[Problem] = []
    titles = {kind: schema["title"] for kind, schema in schemas.by_kind.items()}
    for file in source.files:
        placed, misplaced = validate.place(source.root, file.path, titles)
        problems += misplaced
        if placed is None:
            claimed.update((record_id(file.path), *_WRITTEN_ID.findall(file.data[:_HEAD].decode("utf-8", "replace"))))
            continue
        province, kind, file_id = placed
        same = unchanged.get(file_id)
        if same is not None and file_id not in records and same.document.is_of(source.shown(file.path), file.data):
            records[file_id] = same
            continue
        document, found = parse.parse(source.shown(file.path), file.data, partly=True)
        if document is not None:
            found += validate.validate(schemas, province, kind, file_id, document)
        problems += found
        if document is None or any(p.severity is Severity.ERROR for p in found):
            claimed.add(file_id)
            if document is not None and isinstance(document.data.get("id"), str):
                claimed.add(document.data["id"])
            known = document is not None and document.data.get("id") == file_id
            if document is not None and known and not any(p.code in NAMELESS for p in found):
                broken[file_id] = validate.part(schemas, province, kind, file_id, document)
        elif file_id in records:
            where, first = document.position(("id",)), records[file_id].document.path
            problems.append(problem("id-duplicate", where, record=file_id, at="id", id=file_id, first=first))
        else:
            records[file_id] = validate.record(province, kind, document)
    return records, {own: record for own, record in broken.items() if own not in records}, problems


_WRITTEN_ID, _HEAD = re.compile(r"^id: *['\"]?([a-z0-9-]+)", re.MULTILINE), 2_000
"""Where a file that bears a wrong name says which record it is: what refers to that is not told as well."""

NAMELESS = frozenset({"kind-differs", "id-differs", "id-prefix", "record-misplaced"})
"""Nobody can say which record it is: nothing further is judged of it."""


def _order(problem: Problem) -> tuple[str, int, int, str]:
    return (problem.where.path, problem.where.line, problem.where.column, problem.code)
