"""The rows of the tables of the open data: plain values for every duty, finding, request and total."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import date
from operator import itemgetter
from typing import Any

from generator.domain.differences import ABSENT, canonical
from generator.model import Field, Record
from generator.publish.derive.follow_ups import FollowUp
from generator.publish.derive.holders import holders
from generator.publish.derive.recording_delay import Recording, days_at, spelled
from generator.publish.derive.requests import Request
from generator.publish.derive.standing import LABELS, STOPPED, Duty, Standing, State
from generator.publish.register import Register
from generator.publish.views.changes_section import Changed, changed, late_words

Row = dict[str, Any]


def duty(register: Register, found: Duty) -> Row:
    """Return one duty as a flat row of plain values; None where nothing is known."""
    task, having = found.task, _having(register, found)
    return {
        **place(register, task),
        "directive": task["directive"],
        "clause": task["clause"],
        "task": task.id,
        "title": task["title"],
        "shape": task["shape"],
        "body": having[0] if len(having) == 1 else None,
        "bodies": having,
        "period": found.period.id if found.period else None,
        **_standing(found.standing, found.label),
        "extensions": found.standing.extensions,
        "was_late": found.standing.was_late,
        "inherited": found.standing.inherited,
        "waiting": found.standing.waiting,
        "proof": str(found.standing.proof),
        **_replied(register, found.body, task, found.record),
    }


def _having(register: Register, found: Duty) -> list[str]:
    """Return the ids of those of whom a duty tells: of the whole of a target of several, which says nothing of each, none."""
    if found.body is not None:
        return [found.body.id]
    told = found.standing.state in (State.STANDING, State.NO_INFORMATION, *STOPPED) and not found.standing.was_late
    return list(holders(register.corpus, register.as_of).having(found.task)) if told else []


def _replied(register: Register, body: Record | None, *records: Record | None) -> Row:
    """Return since when it is being verified, and the ids of what the body said to it."""
    replies = [reply.id for reply in register.replies(body, *records)]
    return {"disputed_since": _iso(register.disputed(body, *records)), "replies": replies}


def finding(register: Register, found: FollowUp) -> Row:
    """Return one finding with what became of it as a flat row; lists of ids are joined by spaces in CSV."""
    record = found.finding
    return {
        **place(register, record),
        "inspection": record["inspection"],
        "finding": record.id,
        "agency": record["agency"],
        "holder": found.holder.id,
        "category": record["category"],
        "title": record["title"],
        "seriousness": record["seriousness"],
        "seen": _iso(found.seen),
        "seen_from": _iso(found.seen_in.first),
        "due": _iso(found.due),
        "state": str(found.state),
        "state_label": found.label,
        "overdue": found.overdue,
        "due_soon": found.due_soon,
        "reported": found.reported.known if found.reported else None,
        "ready": _iso(found.ready),
        "closed": _iso(found.closed),
        "known_from": _iso(found.known_from),
        "reopened": _iso(found.reopenings[-1].last if found.reopenings else None),
        "closed_before": _iso(found.reopenings[-1].first if found.reopenings else None),
        "days_late": found.days_late,
        "working_days_late": found.working_days_late,
        "extensions": found.extensions,
        "was_late": found.was_late,
        "remediation": found.remediation.id if found.remediation else None,
        "recommendations": _ids(found.recommendations),
        "verifications": _ids(found.verifications),
        "repeats": _ids(found.repeats),
        "repeated_by": _ids(found.repeated_by),
        **_replied(register, found.holder, record, found.remediation),
        "because": found.because,
    }


def request(register: Register, found: Request) -> Row:
    """Return one thing that had to be answered as a flat row."""
    return {
        **place(register, found.record),
        "kind": found.record.kind,
        "record": found.record.id,
        "body": found.body.id if found.body else None,
        **_standing(found.standing, LABELS[found.standing.state]),
        "vague": found.vague,
        **_replied(register, found.body, found.record),
    }


def recording(register: Register, found: Recording) -> Row:
    """Return one event with the day on which it entered the register as a flat row; days are calendar days."""
    return {
        **place(register, found.record),
        "kind": found.record.kind,
        "record": found.record.id,
        "at": spelled(found),
        "body": found.body.id if found.body else None,
        "on": found.on.isoformat(),
        "recorded": found.recorded.isoformat(),
        "days": found.days,
        "opening": found.opening,
        "late": found.late,
    }


def changes(register: Register) -> Iterator[Row]:
    """Yield what became of the records as the register's history has it, the newest first; nothing without a history."""
    if register.past.known:
        rows = [row for record in register.corpus.records.values() for row in _life(register, record)]
        rows += [
            _change(register, record, None, "withdrawn", on=record["withdrawn"]["on"])
            for record in register.corpus.withdrawn.values()
        ]
        days = itemgetter("known", "on")  # of what was withdrawn the second alone is known
        yield from sorted(rows, key=lambda row: next(filter(None, days(row)), ""), reverse=True)


def _life(register: Register, record: Record) -> Iterator[Row]:
    """Yield what became of one record, the newest first of what is known of the same day."""
    edits, late = changed(register, [record])
    for first, back in register.past.away.get(record.id, ()):
        yield _change(register, record, back, "returned")
        yield _change(register, record, first, "absent")
    yield from (_edit(register, found) for found in edits)
    since = register.past.since_of(record)
    came = "published" if since.only_public else "opening" if since.opening else "entered"
    marks = dict.fromkeys(late_words(found) for found in late[record.id].values())
    day = register.corpus.schemas.days.get(record.kind, "")
    yield _change(register, record, since.on, came, marks=marks, on=record.get(day))


def _edit(register: Register, found: Changed) -> Row:
    change = found.change
    op = "set" if change.was is ABSENT else "cleared" if change.now is ABSENT else "changed"
    row = _change(register, found.record, found.on, op, marks=found.marks, at=change.at)
    value = change.was if change.now is ABSENT else change.now
    return {
        **row, "before": _text(change.was), "after": _text(change.now), "on": _told_day(register, found.record, change.at, value),
    }  # fmt: skip


def _change(  # noqa: PLR0913 - one column each
    register: Register,
    record: Record,
    known: date | None,
    change: str,
    *,
    marks: Iterable[str] = (),
    at: Field = (),
    on: str | int | None = None,
) -> Row:
    return {
        **place(register, record),
        "known": _iso(known),
        "change": change,
        "mark": "; ".join(marks) or None,
        "kind": record.kind,
        "record": record.id,
        "field": ".".join(map(str, at)) or None,
        "label": register.wording.field(record.kind, at) or None,
        "before": None,
        "after": None,
        "on": None if on is None else str(on),  # a record holds a year as a number
    }


def _text(value: Any) -> str | None:
    """Return a value as one text: what is itself a text as it is, all else as JSON."""
    return None if value is ABSENT else value if isinstance(value, str) else canonical(value)


def _told_day(register: Register, record: Record, at: Field, value: Any) -> str | None:
    """Return the day of the event that a value tells of, if it is one; schemas say where the days of events stand."""
    place_of = tuple("*" if isinstance(part, int) else part for part in at)
    found = {
        str(day)
        for path in register.corpus.schemas.events.get(record.kind, {})
        if path[: len(place_of)] == place_of
        for _, day in days_at(value, path[len(place_of) :])
    }
    return found.pop() if len(found) == 1 else None


def _standing(standing: Standing, label: str) -> Row:
    return {
        "due": _iso(standing.due),
        "state": str(standing.state),
        "state_label": label,
        "done": standing.done.known if standing.done else None,
        "days_late": standing.days_late,
        "working_days_late": standing.working_days_late,
        "because": standing.because,
    }


def place(register: Register, record: Record) -> Row:
    """Return to which province a row belongs, and whether that is an invented one."""
    return {"province": record.province, "sample": register.is_sample(record)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _ids(records: Iterable[Record]) -> list[str]:
    return [record.id for record in records]


def names(register: Register) -> Iterator[Row]:
    """Yield what every record is called, and where; what was withdrawn is called by its id alone."""
    wording = register.wording
    for record in (*register.corpus.records.values(), *register.corpus.withdrawn.values()):
        gone = record.get("withdrawn")
        yield {
            **place(register, record),
            "record": record.id,
            "kind": record.kind,
            "kind_label": wording.label(record.kind),
            "page": f"r/{record.id}/",
            "withdrawn": gone["on"] if gone else None,
        }


def duties(register: Register) -> Iterator[Row]:
    """Yield every duty."""
    return (duty(register, found) for found in register.all_duties())


def findings(register: Register) -> Iterator[Row]:
    """Yield every finding."""
    return (finding(register, found) for found in register.follow_ups.values())


def backlog(register: Register) -> Iterator[Row]:
    """Yield how much was not done, and overdue, month by month, of every province and body."""
    for own, history in sorted(register.backlog.items()):
        record = register.corpus.records[own]
        for day, counts in zip(register.months, history, strict=True):
            yield {
                "province": record.province,
                "sample": register.is_sample(record),
                "body": None if record.kind == "province" else own,
                "as_on": day.isoformat(),
                **dataclasses.asdict(counts),
            }


def requests(register: Register) -> Iterator[Row]:
    """Yield everything that had to be answered."""
    return (request(register, found) for own in register.requests.values() for found in own)


def recordings(register: Register) -> Iterator[Row]:
    """Yield the events of which it is known when they were recorded."""
    return (recording(register, found) for found in register.recordings)


def accountability(register: Register) -> Iterator[Row]:
    """Yield the totals of accountability cases."""
    for row in register.accountability_totals:
        yield {**dataclasses.asdict(row), "suppressed": row.count is None, "sample": row.province in register.samples}


def problems(register: Register) -> Iterator[Row]:
    """Yield the acknowledged and the open problems of the records that the audience may see."""
    for problem in (*register.acknowledged, *register.problems):
        yield {
            "code": problem.code,
            "severity": str(problem.severity),
            "record": problem.record,
            "at": problem.at,
            "message": problem.message.vi,
            "message_en": problem.message.en,
            "acknowledged": problem.acknowledged or None,
        }
