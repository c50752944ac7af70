"""Findings: when they were seen, what was recommended, by when they must be put right, who took over from whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from generator.domain import bodies, dates, documents, tasks
from generator.domain.dates import Deadline, Interval
from generator.domain.events import Happened, decided, happened, stated
from generator.domain.once import once
from generator.domain.workdays import NO_CALENDAR, workdays
from generator.model import Corpus, Record

VERDICT = "xac-minh"
"""A verification, where it stands among the events of a remediation."""
GIVEN_BACK = ("tra-lai", VERDICT)
"""What makes of something reported that it is to be put right again."""
ONE_DAY = timedelta(days=1)
NO_ISSUE = "hạn tính từ ngày ban hành, sổ không biết đúng ngày nào"
NO_DOCUMENT = "hạn tính từ ngày ban hành, sổ chưa ghi văn bản kiến nghị"
NO_DAY = "hạn tính từ ngày phát hiện, sổ chưa ghi đúng ngày phát hiện"
NO_FORCE = "hạn tính từ ngày văn bản có hiệu lực, sổ không biết đúng ngày nào"
NO_RECEIPT = "hạn tính từ ngày nhận, sổ chưa ghi ngày nhận"


# what belongs to a finding


SUMS = {"dong": 1, "trieu-dong": 10**6, "ty-dong": 10**9}
"""Units of money, in đồng."""


def events_of(remediation: Record | None) -> list[Happened]:
    """Return what was done about a finding, in the order of its record."""
    return happened(remediation.get("events", ())) if remediation is not None else []


def sums(entries: Iterable[Mapping[str, Any]]) -> dict[str, Decimal]:
    """Return the sums of money that entries name, by kind, in đồng."""
    found: dict[str, Decimal] = {}
    for entry in entries:
        for one in entry.get("sums", ()):
            found[one["kind"]] = found.get(one["kind"], Decimal()) + Decimal(str(one["amount"])) * SUMS[one["unit"]]
    return found


def seen_in(corpus: Corpus, finding: Record) -> Interval:
    """Return the days on which a finding can have been seen: its own, that on site, else all those of the inspection.

    An inspection that has not ended is open; one that is not among the sound records is at the beginning of time:
    nothing is before it.
    """
    if "on" in finding.data:
        return dates.days(finding["on"])
    inspection = corpus.get(finding["inspection"], "inspection")
    if inspection is None:
        return Interval(date.min, date.min)
    on_site = (entry["on"] for entry in inspection["agencies"] if entry["body"] == finding["agency"] and "on" in entry)
    if (day := next(on_site, None)) is not None:
        return dates.days(day)
    return Interval(dates.day(inspection["start"]), dates.days(inspection.get("end")).last)


def seen_on(corpus: Corpus, finding: Record) -> date:
    """Return the day from which a finding counts: the last on which it can have been seen; the first while that is open.

    It orders and counts findings; what needs the very day asks ``seen_in`` whether it is known.
    """
    days = seen_in(corpus, finding)
    return days.first if days.last == date.max else days.last


def recommendations(corpus: Corpus, finding: Record) -> list[Record]:
    """Return the recommendations that deal with a finding, in order of id."""
    return _grouped(corpus, "recommendation", "findings").get(finding.id, [])


def remediation_of(corpus: Corpus, finding: Record) -> Record | None:
    """Return the remediation of a finding, if there is one (several are a problem: then the first by id)."""
    found = _grouped(corpus, "remediation", "finding").get(finding.id)
    return found[0] if found else None


def verifications_of(corpus: Corpus, remediation: Record) -> list[Record]:
    """Return the verifications of a remediation by date, those of one day in order of id."""
    found = _grouped(corpus, "verification", "remediation").get(remediation.id, [])
    return sorted(found, key=lambda verification: stated(verification.data, "on").last)


class Told(NamedTuple):
    """What is recorded of what became of a finding."""

    remediation: Record | None
    verifications: Sequence[Record] = ()


def told_of(corpus: Corpus, finding: Record) -> Told:
    """Return what is recorded of what became of a finding."""
    remediation = remediation_of(corpus, finding)
    return Told(remediation, verifications_of(corpus, remediation) if remediation is not None else ())


@once
def _grouped(corpus: Corpus, kind: str, field: str) -> dict[str, list[Record]]:
    """Return the records of a kind by what a field of theirs points to."""
    table: dict[str, list[Record]] = {}
    for record in corpus.of(kind):
        value = record[field]
        for target in dict.fromkeys(value if isinstance(value, list) else (value,)):
            table.setdefault(target, []).append(record)
    return table


# deadlines


def issued(corpus: Corpus, recommendation: Record) -> Interval | None:
    """Return the provable days of issue of a recommendation: its document's, else that of the inspection's result.

    None when neither document is recorded.
    """
    document = corpus.document(_paper(corpus, recommendation))
    return documents.dating(corpus, document).days if document else None


def _paper(corpus: Corpus, recommendation: Record) -> str | None:
    """Return the id of the document that makes a recommendation: its own, else that of the inspection's result."""
    inspection = corpus.get(recommendation["inspection"], "inspection")
    result = inspection.get("result", {}).get("document") if inspection else None
    named: str | None = recommendation.get("document", result)
    return named


def known_from(corpus: Corpus, recommendation: Record) -> date:
    """Return the first day on which a recommendation can have been known: that of its issue, else of what it is on."""
    days = issued(corpus, recommendation)
    return days.first if days is not None else _arisen(corpus, recommendation).first


def deadline(corpus: Corpus, recommendation: Record, finding: Record | None = None, on: date | None = None) -> Deadline:
    """Return the deadline that a recommendation sets, for one of its findings (else for the one seen last).

    The day counted from is not counted itself. ``on``: as known on that day, when the receipt
    may still lie ahead.
    """
    if "due" not in recommendation.data:
        return Deadline()
    due = recommendation["due"]
    if "open" in due:
        return Deadline(None, tasks.left_open(corpus.schemas, "recommendation", due), left_open=True)
    if "within" not in due:
        return Deadline(dates.last_day(due), exact=due.get("exact", False))
    within = due["within"]
    match within["of"]:
        case "ban-hanh":
            days = issued(corpus, recommendation)
            since, unknown = days.first if days and days.exact else None, NO_ISSUE if days else NO_DOCUMENT
        case "nhan":
            received = dates.day(recommendation["received"]) if "received" in recommendation.data else None
            since = None if received is None or (on is not None and received > on) else received
            unknown = NO_RECEIPT
        case "hieu-luc":
            days = documents.in_force(corpus.document(within.get("document", _paper(corpus, recommendation))))
            since, unknown = days.first if days.exact else None, NO_FORCE
        case _:
            days = seen_in(corpus, finding) if finding else _arisen(corpus, recommendation)
            since, unknown = days.first if days.exact else None, NO_DAY
    if since is None:
        return Deadline(None, unknown)
    counted = dates.counted(within, since)
    if counted is not None:
        return Deadline(counted, exact=due.get("exact", False))
    last = workdays(corpus).add(since, within["working_days"])
    return Deadline(last, "" if last else NO_CALENDAR)


def _arisen(corpus: Corpus, recommendation: Record) -> Interval:
    """Return the days on which the last of its findings can have been seen."""
    found = (corpus.get(own, "finding") for own in recommendation["findings"])
    days = [seen_in(corpus, own) for own in found if own] or [Interval(date.min, date.min)]
    return Interval(max(one.first for one in days), max(one.last for one in days))


def first_deadline(corpus: Corpus, finding: Record, on: date | None = None) -> Deadline:
    """Return the deadline of a finding before anything moved it: the latest that its recommendations set, else its own.

    Only recommendations to the agency count, to those before and after it, and to those above it. One that cannot be
    computed could be the latest. ``on``: as known on that day.
    """
    agency = finding["agency"]
    found: list[Deadline] = []
    for recommendation in recommendations(corpus, finding):
        if on is not None and known_from(corpus, recommendation) > on:
            continue
        if _concerns(corpus, agency, recommendation["addressee"]):
            found.append(deadline(corpus, recommendation, finding, on))
    for own in found:
        if own.because:
            return own
    latest = max((own for own in found if own.day is not None), key=lambda own: own.day or date.min, default=None)
    if latest is not None:
        return latest
    remediation = remediation_of(corpus, finding)
    if remediation is None or "due" not in remediation.data or (on is not None and _own_due_set(remediation) > on):
        return Deadline()
    return Deadline(dates.day(remediation["due"]))


def _concerns(corpus: Corpus, agency: str, addressee: str) -> bool:
    if agency == addressee or addressee in lineage(corpus, agency) or agency in lineage(corpus, addressee):
        return True
    body = corpus.body(agency)
    return body is not None and any(above.id == addressee for above in bodies.above(corpus, body))


def _own_due_set(remediation: Record) -> date:
    """Return the day from which the agency's own deadline is known: that of its plan, else of the first event."""
    plan = remediation.get("plan", {}).get("on")
    events = events_of(remediation)
    told = [event.when.last for event in events if event.type == "ke-hoach"] or [event.when.last for event in events]
    return dates.day(plan) if plan else next(iter(told), date.min)


def finding_deadline(  # noqa: PLR0913 - what a deadline rests on
    corpus: Corpus,
    finding: Record,
    on: date | None = None,
    known: date | None = None,
    told: Told | None = None,
    *,
    moved: date | None = None,
) -> Deadline:
    """Return the deadline of a finding as it stands on a day (else at last).

    An extension moves it, a verdict that names a new day, and a resumption: to the day that it names, else by the days
    for which the remediation rested. While what is returned, or found wanting, lay at others it does not run.
    ``known``: as far as was recorded by a later day. ``moved``: by what was done up to a day.
    """
    days_off, paused, reported = workdays(corpus), None, None
    found = days_off.ends(first_deadline(corpus, finding, on))
    for day, kind, new_due in deadline_moves(corpus, told or told_of(corpus, finding), known or on):
        if (on is not None and day > on) or (moved is not None and day > moved):
            break
        if kind == "bao-cao":
            reported = reported or day
        elif kind in GIVEN_BACK:
            first = date.min if kind == "tra-lai" else day
            found = found.rest(reported + ONE_DAY if reported else first, day - ONE_DAY, kept=True)
            reported = None
        new = days_off.ends(Deadline(new_due, moved=kind, extensions=found.extensions + (kind == "gia-han")))
        if new.day is not None and (found.day is None or new.day > found.day):  # no deadline moves back
            found = new
        elif kind == "tiep-tuc" and paused is not None:
            rested = days_off.rested(found, paused, day)
            found = replace(rested, moved=found.moved if rested.day == found.day else kind)
        if kind == "tam-dung":
            paused = paused or day
        elif kind == "tiep-tuc":
            paused = None
    return found


def counted(corpus: Corpus, remediation: Record | None, known: date | None = None) -> list[Happened]:
    """Return what was done about a finding, as recorded by a day, in the order in which it counts."""
    events = (event for event in events_of(remediation) if known is None or event.when.last <= known)
    return decided(events, partial(documents.of_event, corpus))


def deadline_moves(corpus: Corpus, told: Told, known: date | None = None) -> list[tuple[date, str, date | None]]:
    """Return what moves the deadline of a finding, or makes it rest, and reports: from which day on, type of event, the new deadline if one is named."""
    moved: list[tuple[date, str, date | None]] = []
    paused = False
    for event in counted(corpus, told.remediation, known):  # what is reported on a day ends a pause on that day
        new_due = dates.day(event.data["new_due"]) if "new_due" in event.data else None
        reported = event.type == "bao-cao" and event.dated
        if event.type in ("tam-dung", "tiep-tuc") or (event.type == "gia-han" and new_due is not None):
            moved.append((event.when.last, event.type, new_due))
        elif reported and paused:
            moved.append((event.when.last, "tiep-tuc", None))
        if reported or event.type == "tra-lai":
            moved.append((event.when.last, event.type, None))
        paused = event.type == "tam-dung" or (paused and event.type != "tiep-tuc" and not reported)
    moved += [
        (dates.days(own["on"]).last, VERDICT, dates.day(own["new_due"]) if "new_due" in own.data else None)
        for own in told.verifications
        if own["verdict"] != "da-khac-phuc" and "on" in own.data
    ]
    return sorted(moved, key=lambda move: move[0])


# who took over from whom


def heirs(corpus: Corpus, agency: Record) -> list[tuple[Record, date]]:
    """Return those that took over from an agency, each with the day since when it certainly has what that had."""
    return [(heir, taken.last) for heir, taken in taken_by(corpus, agency)]


def taken_by(corpus: Corpus, agency: Record) -> list[tuple[Record, Interval]]:
    """Return those that took over from an agency, each with the days on one of which it did."""
    end = bodies.ended(agency)
    after = Interval(end.first + ONE_DAY, end.last + ONE_DAY) if end.last < date.max else Interval(date.min, date.min)
    found = (
        (heir, dates.days(entry["on"]) if "on" in entry else after) for heir, entry in bodies.successors(corpus, agency)
    )
    return [(heir, Interval(max(on.first, after.first), max(on.last, after.first))) for heir, on in found]


def lineage(corpus: Corpus, agency_id: str, on: date | None = None) -> frozenset[str]:
    """Return an agency and all those that it took over from, directly or not (by a day: what it had taken over then)."""
    return frozenset(before for before, since in _took_over(corpus, agency_id).items() if on is None or since <= on)


@once
def _took_over(corpus: Corpus, agency_id: str) -> dict[str, date]:
    """Return the agency and those before it, each with the day since when."""
    before = _predecessors(corpus)
    found = {agency_id: date.min}
    pending = [agency_id]
    while pending:
        current = pending.pop()
        for other, day in before.get(current, ()):
            since = max(found[current], day)
            if other not in found or since < found[other]:
                found[other] = since
                pending.append(other)
    return found


@once
def _predecessors(corpus: Corpus) -> dict[str, list[tuple[str, date]]]:
    table: dict[str, list[tuple[str, date]]] = {}
    for agency in corpus.of("agency"):
        for heir, since in heirs(corpus, agency):
            table.setdefault(heir.id, []).append((agency.id, since))
    return table


def hand_overs(corpus: Corpus, finding: Record) -> Iterator[tuple[date, Record]]:
    """Yield the recorded hand-overs of a finding: the day, and the agency that took it over."""
    remediation = remediation_of(corpus, finding)
    for event in remediation.get("events", ()) if remediation else ():
        target = corpus.get(event.get("to"), "agency") if event["type"] == "chuyen" else None
        if target is not None:
            yield dates.day(event["date"]), target
