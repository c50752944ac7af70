"""A calendar (RFC 5545) of the deadlines of each agency and each province, with reminders: the register itself sends nothing.

An event is one thing with one deadline; in the calendar of a province it stands once for all bodies that have it. Its id
is made of ids of records, so that a deadline that moves is the same event on another day.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import chain, groupby

from icalendar import Alarm, Calendar, Event

from generator.domain.text import vi_date
from generator.model import Record
from generator.publish.derive.follow_ups import FollowUpState
from generator.publish.derive.requests import Request
from generator.publish.derive.standing import Duty, State
from generator.publish.exports.export import Make, Of, Snapshot
from generator.publish.register import Register
from generator.publish.views.tables import doubt

NAME = "lich.ics"
REMINDED = (15, 7, 3)
"""Days before a deadline on which it is reminded of."""
AT = timedelta(hours=8)
"""When on that day: a calendar would else ring at midnight."""
NAMED = 3
"""Bodies that an event names; of more it says how many."""
_OPEN = (State.OPEN_IN_TIME, State.DUE_SOON, State.OPEN_OVERDUE)
_UNREMEDIED = (FollowUpState.OPEN, FollowUpState.IN_PROGRESS, FollowUpState.PARTIAL, FollowUpState.FAILED)


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that one body has yet to do by a day."""

    record: Record
    body: Record | None
    period: str
    due: date
    what: str
    said: str
    """The sentence that explains how it stands."""

    @property
    def key(self) -> tuple[str, str]:
        """What it is the deadline of, whoever has to do it."""
        return self.record.id, self.period


def deadlines(register: Register) -> Iterator[Due]:
    """Yield what is open and has a deadline: duties, remedies of findings, requests."""
    judged: Iterator[Duty | Request] = chain(register.all_duties(), *register.requests.values())
    for own in judged:
        if own.standing.due is not None and own.standing.state in _OPEN:
            yield _judged(register, own, own.standing.due)
    for found in register.follow_ups.values():
        if found.due is not None and (found.overdue or found.due_soon or found.state in _UNREMEDIED):
            what = f"Khắc phục: {register.label(found.finding)}"
            said = _said(register, found.because, found.holder, found.finding, found.remediation)
            yield Due(found.finding, found.holder, "", found.due, what, said)


def _judged(register: Register, own: Duty | Request, due: date) -> Due:
    said = _said(register, own.standing.because, own.body, own.task if isinstance(own, Duty) else None, own.record)
    if isinstance(own, Request):
        what = f"{register.wording.label(own.record.kind)}: {register.label(own.record)}"
        return Due(own.record, own.body, "", due, what, said)
    label = register.label(own.task)
    period = own.period
    return Due(
        own.task, own.body, period.id if period else "", due, f"{label}, {period.within}" if period else label, said
    )


def _said(register: Register, because: str, body: Record | None, *records: Record | None) -> str:
    """Return the sentence that explains a state, with what the body said to it."""
    return "; ".join(filter(None, (f"{because[:1].upper()}{because[1:]}", doubt(register, body, *records))))


@dataclass(frozen=True, slots=True)
class Appointment:
    """An event of a calendar: one thing with one deadline."""

    uid: str
    due: date
    what: str
    summary: str
    description: str
    url: str
    reminded: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Diary:
    """A calendar as its file says it."""

    office: str
    uid: str
    name: str
    description: str
    day: date
    entries: tuple[Appointment, ...]


def calendars(_register: Register, owners: Mapping[str, Record]) -> dict[str, Make]:
    """Return what makes the calendars of agencies and provinces, by path; of what was withdrawn, an empty one."""
    return {f"{place}{NAME}": Of(partial(_diary, own), _written) for place, own in owners.items()}


def holds(register: Register, owner: Record) -> bool:
    """Whether there is any deadline in the calendar of an agency or a province."""
    return owner.id in _by_owner(register)


def _by_owner(register: Register) -> Mapping[str, list[Due]]:
    """Return the deadlines of each agency and province, by its id; made once."""
    key = f"calendars {register.as_of}"
    if key in register.corpus.memo:
        known: Mapping[str, list[Due]] = register.corpus.memo[key]
        return known
    table: dict[str, list[Due]] = {}
    for one in deadlines(register):
        for owner in (one.record.province, *([one.body.id] if one.body else [])):
            table.setdefault(owner, []).append(one)
    register.corpus.memo[key] = table
    return table


def _diary(owner: Record, snapshot: Snapshot) -> Diary:
    register, office = snapshot.register, snapshot.register.office
    name = f"Hạn: {register.label(owner)}" if not owner.get("withdrawn") else f"Đã rút: {owner.id}"
    entries = []
    own = sorted(_by_owner(register).get(owner.id, ()), key=lambda one: (one.key, one.due))
    for key, alike in groupby(own, key=lambda one: one.key):
        for place, (due, same) in enumerate(groupby(alike, key=lambda one: one.due)):
            apart = [due.isoformat()] if place else []  # for bodies whose deadline is another than that of the first
            entries.append(_entry(register, owner, _id(register, owner.id, *key, *apart), list(same)))
    about = f"{office.title}. Tính đến ngày {vi_date(register.as_of)}."
    return Diary(office.title, _id(register, owner.id), name, about, register.as_of, tuple(entries))


def _entry(register: Register, owner: Record, uid: str, own: list[Due]) -> Appointment:
    first = own[0]
    bodies = [register.label(one.body) for one in own if one.body is not None and one.body.id != owner.id]
    who = "; ".join(bodies) if len(bodies) <= NAMED else f"{len(bodies)} cơ quan"
    said = list(dict.fromkeys(one.said for one in own))
    more = [f"… và {len(said) - NAMED} tình trạng khác"] if len(said) > NAMED else []
    base = register.office.site_url.rstrip("/")
    return Appointment(
        uid,
        first.due,
        first.what,
        f"{first.what} ({who})" if who else first.what,
        "\n".join([*said[:NAMED], *more, f"Tính đến ngày {vi_date(register.as_of)}."]),
        f"{base}/r/{first.record.id}/" if base else "",
        REMINDED if first.due >= register.as_of else (),
    )


def _written(diary: Diary) -> bytes:
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", f"-//{diary.office}//VI")
    made.add("uid", diary.uid)
    made.add("name", diary.name)
    made.add("x-wr-calname", diary.name)
    made.add("description", diary.description)
    made.add("last-modified", _stamp(diary.day))
    made.add("refresh-interval", timedelta(days=1), parameters={"value": "DURATION"})
    for entry in diary.entries:
        made.add_component(_event(entry, diary.day))
    return bytes(made.to_ical())


def _event(entry: Appointment, day: date) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", _stamp(day))
    event.add("dtstart", entry.due)
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    event.add("transp", "TRANSPARENT")
    if entry.url:
        event.add("url", entry.url)
    for days in entry.reminded:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", AT - timedelta(days=days))
        alarm.add("description", f"Còn {days} ngày: {entry.what}")
        event.add_component(alarm)
    return event


def _stamp(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _id(register: Register, *parts: str) -> str:
    return str(uuid.uuid5(uuid.UUID(register.office.feed_id), " ".join(("lich", *parts))))
