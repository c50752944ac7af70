"""Acknowledged warnings: what a record has accepted, with a reason, is kept and published but no longer reported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.catalog import entries, problem
from generator.model import Corpus, Problem, Severity


def acknowledge(corpus: Corpus, problems: Iterable[Problem], *, whole: bool) -> tuple[list[Problem], list[Problem]]:
    """Split problems into (still open, acknowledged); say which acknowledgements are unknown, refused or unused.

    ``whole``: no error stands elsewhere, so that an unused acknowledgement is one.
    """
    granted: dict[tuple[str, str, str], tuple[int, str]] = {}
    spare: list[tuple[tuple[str, str, str], int]] = []
    open_: list[Problem] = []
    done: list[Problem] = []
    for record in corpus.records.values():
        for index, entry in enumerate(record.get("acknowledge", ())):
            code = entry["check"]
            known = entries().get(code)
            where = record.document.position(("acknowledge", index))
            at = f"acknowledge.{index}"
            if known is None:
                open_.append(problem("acknowledge-unknown", where, record=record.id, at=at, check=code))
            elif known.severity is Severity.ERROR:
                open_.append(problem("acknowledge-error", where, record=record.id, at=at, check=code))
            elif (record.id, code, entry["at"]) in granted:
                spare.append(((record.id, code, entry["at"]), index))
            else:
                granted[record.id, code, entry["at"]] = (index, entry["because"])
    used: set[tuple[str, str, str]] = set()
    for found in problems:
        key = (found.record, found.code, found.at)
        if key in granted and found.severity is not Severity.ERROR:
            used.add(key)
            done.append(replace(found, acknowledged=granted[key][1]))
        else:
            open_.append(found)
    whole = whole and not any(p.severity is Severity.ERROR for p in open_)
    spare += [(key, index) for key, (index, _) in granted.items() if key not in used]
    for (record_id, code, place), index in spare if whole else ():
        where = corpus.records[record_id].document.position(("acknowledge", index))
        open_.append(problem("acknowledge-unused", where, record=record_id, check=code, place=place))
    return open_, done
