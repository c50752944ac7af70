"""The day of the page is the day of everything: what happened later is gone before anything is derived."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from generator.domain import bodies, dates, documents, findings, periods, remedies
from generator.domain.events import dated_by, of_report, stated, unplaced
from generator.examine import Examined
from generator.model import Corpus, Field, Record
from generator.publish.cut import hanging, parts, remaining
from generator.publish.derive.requests import answers

DONE = "nop"
CHANGES_NOTHING = ("nhan", "tu-choi", "phat-sinh")
"""Events by which nothing is more or less late."""
HANDED_IN = ("cut_off", "document", "note")
"""What a periodic report says only once it is handed in."""
SIGNED = ("signed_by", "narrative")
"""What a report says only once it is signed, beside what its schema lets nobody state without that."""


def stood(examined: Examined, as_of: date) -> Examined:
    """Return a register without what happened after a day: records, entries and values dated later, by ``x-event``.

    It is still the register as it is known now: what was recorded later of an earlier day stays.
    """
    corpus = examined.corpus
    hidden = hanging(corpus, {r.id for r in corpus.records.values() if _begins(corpus, r) > as_of})
    cut = parts(corpus, hidden, partial(_later, corpus, as_of))
    withdrawn = {r.id: r for r in corpus.withdrawn.values() if dates.days(r["withdrawn"].get("on")).first <= as_of}
    if not hidden and not cut:
        return replace(examined, corpus=replace(corpus, withdrawn=withdrawn))
    return replace(remaining(corpus, hidden, cut, withdrawn), unplaced=frozenset(_unplaced(corpus, as_of)))


def _unplaced(corpus: Corpus, as_of: date) -> Iterator[tuple[str, str, str, str]]:
    """Yield what a later source tells of, on a day that it does not name: it may have been before this one."""
    for finding in corpus.of("finding"):
        if remedies.later_known(corpus, finding, as_of):
            yield finding.id, "", "", DONE
    for record in corpus.of("coordination", "feedback", "obstacle"):
        yield from ((record.id, body, "", DONE) for body, answer in answers(record) if unplaced(answer, as_of))
    for record in corpus.of("task", "rollout", "submission"):
        for event in (record.data, *record.get("events", ())):
            kind = event.get("type", DONE)
            if not _later_known(event, as_of) or kind in CHANGES_NOTHING:
                continue
            task, own = record.get("task", record.id), record.get("addressee") or record.get("reporter")
            own = own or event.get("by", {}).get("body", "")
            for body in (own, *_heirs(corpus, as_of, task, own)):
                yield task, body, record.get("period", ""), kind


def _heirs(corpus: Corpus, as_of: date, task: str, first: str) -> set[str]:
    """Return those to whom a duty of a body had passed by a day: what that body did before is not theirs to do."""
    rollouts = {r["addressee"]: r for r in corpus.linked_from(task, "task") if r.kind == "rollout"}
    found, pending = {first}, [first]
    while pending:
        own = pending.pop()
        events = rollouts[own].get("events", ()) if own in rollouts else ()
        given = {event["to"] for event in events if event["type"] == "chuyen" and stated(event).last <= as_of}
        body = corpus.body(own)
        if body is not None and bodies.life(body).last < as_of:
            given |= {heir.id for heir, _ in bodies.successors(corpus, body)}
        pending += given - found
        found |= given
    return found - {first}


def _later_known(entry: Mapping[str, Any], as_of: date) -> bool:
    return "known_on" in entry and dates.day(entry["known_on"]) > as_of


def _begins(corpus: Corpus, record: Record) -> date:  # noqa: PLR0911 - one for each kind
    """Return the first day on which a record can have been one: its own day, else the earliest that it must have."""
    if record.kind in ("document", "directive"):
        return documents.stated(record).first
    if record.kind == "recommendation":
        return findings.known_from(corpus, record)
    if record.kind == "finding":
        return findings.seen_on(corpus, record)
    if record.kind == "rating":  # until it is decided by a document, it goes on through its year
        decision = corpus.document(record.get("document", ""))
        return documents.stated(decision).first if decision is not None else date(record["year"], 1, 1)
    if record.kind == "summary":  # it is made before it is signed: only its signing is later
        period = periods.parse(record["period"], record.get("periods", "lich"))
        return period.days.first if period else date.min
    if record.kind == "submission":  # decided of before it was handed in
        return min(stated(event).first for event in of_report(record))
    tops = (path[0] for path in corpus.schemas.events.get(record.kind, {}) if len(path) == 1)
    known = (name for name in (corpus.schemas.days.get(record.kind, ""), *tops) if name in record.data)
    return dates.days(record.get(next(known, ""))).first


def _later(corpus: Corpus, as_of: date, record: Record) -> set[Field]:
    """Return what of a record happened later: the entry or object whose day it is.

    The day alone, with what means nothing without it, where it is one of the record, or of an entry that says itself
    what depends on it.
    """
    corrected = enumerate(record.get("corrections", ()))
    found: set[Field] = {("corrections", i) for i, entry in corrected if dates.day(entry["on"]) > as_of}
    if record.kind == "submission" and dates.days(record.get(dated_by(record), "")).first > as_of:
        found |= {(name,) for name in HANDED_IN if name in record.data}
    to_come = [i for i, entry in enumerate(record.get("names", ())) if dates.days(entry.get("from")).first > as_of]
    if len(to_come) < len(record.get("names", ())):  # a body is called as it was then
        found |= {("names", i) for i in to_come}
    for at, value, _ in corpus.schemas.walk(record.kind, "x-event", record.data):
        if dates.days(value).first > as_of:
            needs = (corpus.schemas.at(record.kind, at[:-1]) or {}).get("dependentRequired", {})
            found.add(at if needs or len(at) == 1 else at[:-1])
            found |= {(*at[:-1], name) for name, needed in needs.items() if at[-1] in needed}
            found |= {(*at[:-1], "note")} if len(at) > 1 and needs else set()
            found |= {(name,) for name in SIGNED if at == ("signed",) and name in record.data}
    return found
