"""Pure: a Source becomes a Corpus and its Problems. parse . validate . link . check . acknowledge."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from generator.catalog import problem
from generator.examine import checks, link, parse, validate
from generator.examine.acknowledge import acknowledge
from generator.model import Corpus, Problem, Record, Severity, Source
from generator.read.source import record_id
from generator.schema import Schemas


@dataclass(frozen=True, slots=True)
class Examined:
    """The corpus, what is still wrong, and the warnings that were acknowledged with a reason."""

    corpus: Corpus
    problems: tuple[Problem, ...]
    acknowledged: tuple[Problem, ...]
    unplaced: frozenset[tuple[str, str, str]] = frozenset()
    """Duties (task, body, period) of which something was said later, of a day that nobody names: only of an earlier day."""

    @property
    def failed(self) -> bool:
        """Whether an error stands: then nothing may be written."""
        return any(p.severity is Severity.ERROR for p in self.problems)


def examine(
    source: Source, schemas: Schemas, elsewhere: frozenset[str] = frozenset(), today: date | None = None
) -> Examined:
    """Read every file as a record and hold all of them together; every problem at once, none reported twice.

    ``today``: the day of the clock, after which nothing can have happened. ``elsewhere``: ids of records that exist and were not read; then nothing is judged by what is not there.
    """
    problems: list[Problem] = list(source.problems)
    records: dict[str, Record] = {}
    claimed: set[str] = set(elsewhere)
    for file in source.files:
        placed, misplaced = validate.place(source.root, file.path)
        problems += misplaced
        if placed is None:
            claimed.add(record_id(file.path))
            continue
        province, kind, file_id = placed
        document, found = parse.parse(source.shown(file.path), file.data)
        if document is not None:
            found += validate.validate(schemas, province, kind, file_id, document)
        problems += found
        if document is None or any(p.severity is Severity.ERROR for p in found):
            claimed.add(file_id)
            if document is not None and isinstance(document.data.get("id"), str):
                claimed.add(document.data["id"])
            continue
        if file_id in records:
            first = records[file_id].document.path
            problems.append(
                problem("id-duplicate", document.position(("id",)), record=file_id, at="id", id=file_id, first=first)
            )
            continue
        records[file_id] = validate.record(province, kind, document)
    corpus, found = link.link(records, frozenset(claimed), schemas)
    # What cannot have happened yet is no ground on which to judge anything else.
    future = checks.run(replace(corpus, today=today), only=FUTURE)
    for told in future:
        claimed.add(told.record)
        records.pop(told.record, None)
    if future:
        corpus, found = link.link(records, frozenset(claimed), schemas)
    problems += [*future, *found]
    # Checks pass over what is missing, so a broken file has no consequences elsewhere; but what is judged by
    # absence, and whether an acknowledgement still has its warning, can only be said of a register without errors.
    whole = not elsewhere and not any(p.severity is Severity.ERROR for p in problems)
    still_open, acknowledged = acknowledge(corpus, checks.run(corpus, whole=whole), whole=whole)
    problems += still_open
    return Examined(corpus, tuple(sorted(problems, key=_order)), tuple(sorted(acknowledged, key=_order)))


FUTURE = frozenset({"event-in-future"})


def _order(problem: Problem) -> tuple[str, int, int, str]:
    return (problem.where.path, problem.where.line, problem.where.column, problem.code)
