"""How far the remediation of a finding has come by a day: its events and verifications folded in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from generator.domain import bodies, dates, documents, findings
from generator.domain.bodies import Holder
from generator.domain.dates import Deadline, Interval
from generator.domain.events import Happened, done_on, unplaced
from generator.domain.findings import VERDICT, Told
from generator.model import Corpus, Record

NONE = Deadline()
REOPENED = Deadline(None, "chưa ấn định hạn làm lại từ khi mở lại")
AGAIN = Deadline(None, "đã báo cáo trong hạn, xác minh sau hạn mà chưa ấn định hạn làm lại")


@dataclass(frozen=True, slots=True)
class Remedy:
    """How far the remediation of one finding has come."""

    due: Deadline = NONE
    """The deadline in force; of what is settled, that of the day on which it was."""
    work: Happened | None = None
    """The last thing that the agency did about it: plan, action, progress."""
    report: Happened | None = None
    """The report that stands: not returned, not found wanting."""
    returned: Happened | None = None
    """The last report was returned by this event."""
    opened: date = date.min
    """The day on which it was last to be put right again: returned, found wanting, resumed, reopened."""
    verdict: Record | None = None
    """The last verification."""
    wanting: Interval | None = None
    """From the report that it found wanting to that verdict."""
    paused: Happened | None = None
    dropped: Happened | None = None
    """It was declared no longer applicable."""
    closed: date | None = None
    """The day of the verification, or of the declaration, by which it is settled."""
    ended: date | None = None
    """That day, where it is named."""
    known_from: date | None = None
    """The day of the source that says that it was reported, or verified, and does not say when."""
    reopenings: tuple[Interval, ...] = ()
    """Of each time that it was found again: from the day on which it had been settled to that of the verification."""

    @property
    def resting(self) -> bool:
        """Whether it was reported, on a day that nobody names, in the pause that is in force."""
        report, pause = self.report, self.paused
        if report is None or pause is None:
            return False
        return not report.dated and report.when.last >= pause.when.first

    @property
    def judged(self) -> str:
        """The last verdict, '' if there was none."""
        return str(self.verdict["verdict"]) if self.verdict is not None else ""


def remedy(corpus: Corpus, finding: Record, on: date, known: date | None = None, told: Told | None = None) -> Remedy:
    """Return how far it has come by the end of a day; only what is certain by then counts.

    On one day, what the agency did comes before its verification. What is settled changes no more, but
    for the verdict that it came back, which reopens it. ``known``: as far as was recorded by a later day.
    """
    course = Remedy()
    told = told or findings.told_of(corpus, finding)
    for event in _done(corpus, told, known or on):
        if event.when.last <= on:
            course = _after(course, event)
    last = course.closed or on
    return replace(course, due=_due(corpus, finding, course, last, known or on, told))


def _due(  # noqa: PLR0913, PLR0917 - what a deadline rests on
    corpus: Corpus, finding: Record, course: Remedy, on: date, known: date, told: Told
) -> Deadline:
    """Return the deadline in force on a day. What was settled and is reopened has none until one is set anew."""
    moved = course.report.when.last if course.report is not None else None  # what comes later is not its deadline
    due = findings.finding_deadline(corpus, finding, on, known, told, moved=moved)
    if (
        course.wanting is not None
        and not course.reopenings
        and due.day is not None
        and course.wanting.first <= due.day < course.wanting.last
    ):
        return AGAIN
    before = course.reopenings[-1].last - timedelta(days=1) if course.reopenings else None
    if before is not None and due.day == findings.finding_deadline(corpus, finding, before, known, told).day:
        return REOPENED
    return due


def later_known(corpus: Corpus, finding: Record, on: date) -> bool:
    """Whether a later source says that it was reported, or verified, and not whether by a day."""
    return any(unplaced(event, on) for event in _done(corpus, findings.told_of(corpus, finding)))


def _done(corpus: Corpus, told: Told, known: date | None = None) -> list[Happened]:
    """Return what was done about a finding, and what came of it, in the order in which it is certain."""
    if told.remediation is None:
        return []
    found = [*_planned(corpus, told.remediation), *findings.counted(corpus, told.remediation, known)]
    for verification in told.verifications:
        verdict = done_on(verification.data, VERDICT)
        found += [replace(verdict, data={**verdict.data, "verification": verification})] if verdict else []
    return sorted(found, key=lambda event: event.when.last)


def _planned(corpus: Corpus, remediation: Record) -> Iterator[Happened]:
    """Yield the plan as an event where no event tells of it; one that is not dated is as old as the record can be."""
    plan = remediation.get("plan")
    if plan is None or any(event.type == "ke-hoach" for event in findings.events_of(remediation)):
        return
    document = corpus.document(plan.get("document"))
    days = documents.dating(corpus, document).days if document else dates.EVER
    day = dates.day(plan["on"]) if "on" in plan else days.first if days.exact else None
    first = day or date.min
    yield Happened({"type": "ke-hoach", **({"date": day} if day else {})}, Interval(first, first))


def _after(course: Remedy, event: Happened) -> Remedy:
    if event.known is not None and course.closed is None:
        course = replace(course, known_from=event.known)
    if event.type == VERDICT:
        return _judged(course, event.data["verification"], event.when.last)
    return course if course.closed is not None else replace(course, **_changed(course, event))


def _changed(course: Remedy, event: Happened) -> dict[str, Any]:
    new: dict[str, Any] = {}
    match event.type:
        case "ke-hoach" | "hanh-dong" | "tien-do":
            new = {"work": event}
        case "bao-cao":
            # What is reported beside it does not make it later; what is reported in a pause ends it, on a day that is known.
            new = {"report": course.report or event, "returned": None, "paused": None if event.dated else course.paused}
        case "tra-lai":
            opened = event.when.last if course.report is not None else course.opened
            new = {"report": None, "returned": event, "opened": opened}
        case "tam-dung":
            new = {"paused": event}
        case "tiep-tuc":
            opened = event.when.last if course.paused is not None else course.opened
            new = {"paused": None, "opened": opened}
        case "khong-ap-dung":
            new = {"dropped": event, "closed": event.when.last, "ended": event.when.last}
    return new


def _judged(course: Remedy, verification: Record, on: date) -> Remedy:
    """Return the course after a verdict. What is settled stays settled, unless it is verified that it came back."""
    verdict = verification["verdict"]
    if course.closed is not None:
        if verdict != "tai-pham":
            return course
        again = Interval(course.closed, on)
        course = replace(
            course, closed=None, ended=None, dropped=None, opened=on, reopenings=(*course.reopenings, again)
        )
    if verdict == "da-khac-phuc":
        named = on if "on" in verification.data else None
        return replace(course, verdict=verification, closed=on, ended=named, paused=None)
    wanting = Interval(course.report.when.first, on) if course.report is not None else None
    opened = on if course.report is not None else course.opened
    return replace(course, verdict=verification, report=None, returned=None, wanting=wanting, opened=opened)


def holder(corpus: Corpus, finding: Record, agency: Record, on: date, closed: date | None = None) -> Holder:
    """Return who answers on a day for what was seen at an agency: it, or who took over. What is settled stays."""
    return holders(corpus, finding, agency, on, closed)[-1]


def holders(
    corpus: Corpus, finding: Record, agency: Record, on: date, closed: date | None = None
) -> tuple[Holder, ...]:
    """Return who answered, one after the other, for what was seen at an agency: itself, and who took over by a day.

    A hand-over that is recorded goes before succession. Of several successors it is the one that the remediation names.
    """
    until = on if closed is None else min(on, closed)
    line = [Holder(agency)]
    for day, target in sorted(findings.hand_overs(corpus, finding), key=lambda hand_over: hand_over[0]):
        if day <= until:
            line += _succeeded(corpus, finding, line[-1], day)
            if target.id != line[-1].body.id:
                line.append(Holder(target, day, line[-1].body))
    return (*line, *_succeeded(corpus, finding, line[-1], until))


def _succeeded(corpus: Corpus, finding: Record, found: Holder, until: date) -> list[Holder]:
    """Return a holder and those that certainly had it by a day after it, in turn: each answers up to the first day of its end."""
    seen, line = set[str](), [found]
    while (end := bodies.ended(found.body)).first < until or (not end.exact and end.first == until):
        seen.add(found.body.id)
        heirs = [(heir, taken) for heir, taken in findings.taken_by(corpus, found.body) if taken.last <= until]
        if len(heirs) > 1:
            remediation = findings.remediation_of(corpus, finding)
            heirs = [(heir, taken) for heir, taken in heirs if remediation and heir.id == remediation["agency"]]
        if not heirs or heirs[0][0].id in seen:
            return [*line[:-1], replace(found, ended=end.first)]
        heir, taken = heirs[0]
        found = Holder(heir, taken.last, found.body, earliest=None if taken.exact else taken.first)
        line.append(found)
    return line
