"""Remediation: what an agency did about a finding, with which evidence; and findings that would be left to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from generator.domain import bodies, dates, findings, remedies
from generator.domain.events import dating, stated
from generator.domain.text import said, vi_date
from generator.domain.workdays import workdays
from generator.examine.checks import Hit, check, shared
from generator.examine.checks.findings import agency_of, due_too_early, seen
from generator.model import Corpus, Field, Record, Text

CLOSING = "da-khac-phuc"


def with_finding(corpus: Corpus) -> Iterator[tuple[Record, Record, date]]:
    """Yield (remediation, its finding, the first day on which that can have been seen)."""
    for remediation in corpus.of("remediation"):
        finding = corpus.get(remediation["finding"], "finding")
        day = seen(corpus, finding) if finding is not None else None
        if finding is not None and day is not None:
            yield remediation, finding, day.first


def verified(corpus: Corpus) -> Iterator[tuple[Record, Record, Record, date]]:
    """Yield (verification, remediation, finding, the day that was seen) in order of remediation and date."""
    for remediation, finding, day in with_finding(corpus):
        for verification in findings.verifications_of(corpus, remediation):
            yield verification, remediation, finding, day


def handed(corpus: Corpus, remediation: Record) -> list[tuple[date, Record]] | None:
    """Return the hand-overs of a remediation: day and agency; None when one of them leads nowhere."""
    found = []
    for event in remediation.get("events", ()):
        if event["type"] == "chuyen":
            target = corpus.get(event["to"], "agency")
            if target is None:
                return None
            found.append((dates.day(event["date"]), target))
    return found


# The record


@check("remediation-duplicate")
def remediation_duplicate(corpus: Corpus) -> Iterator[Hit]:
    """Two records tell of the remediation of one finding."""
    first: dict[str, str] = {}
    for remediation in corpus.of("remediation"):
        if remediation["finding"] in first:
            values = {"finding": remediation["finding"], "other": first[remediation["finding"]]}
            yield Hit(remediation, ("finding",), values)
        first.setdefault(remediation["finding"], remediation.id)


def may_remedy(corpus: Corpus, remediation: Record, finding: Record) -> bool:
    """Whether the remedying agency is that of the finding, above it, after it, or was handed the matter."""
    agency = agency_of(corpus, finding)
    given = handed(corpus, remediation)
    if agency is None or given is None or corpus.get(remediation["agency"], "agency") is None:
        return True
    before = findings.lineage(corpus, remediation["agency"])
    holders = [agency, *(target for _, target in given)]
    return any(
        holder.id in before or any(part.id == remediation["agency"] for part in bodies.above(corpus, holder))
        for holder in holders
    )


@check("remediation-agency-differs")
def remediation_agency_differs(corpus: Corpus) -> Iterator[Hit]:
    """An agency remedies what was found at another one, which it neither is above nor took over from."""
    for remediation, finding, _ in with_finding(corpus):
        if not may_remedy(corpus, remediation, finding):
            yield Hit(remediation, ("agency",), {"agency": remediation["agency"], "found": finding["agency"]})


@check("recommendation-of-other-finding")
def recommendation_of_other_finding(corpus: Corpus) -> Iterator[Hit]:
    """A remediation carries out a recommendation that does not deal with its finding."""
    for remediation, finding, _ in with_finding(corpus):
        for i, target in enumerate(remediation.get("recommendations", ())):
            recommendation = corpus.get(target, "recommendation")
            if recommendation is None or any(corpus.get(f, "finding") is None for f in recommendation["findings"]):
                continue
            if finding.id not in recommendation["findings"]:
                yield Hit(remediation, ("recommendations", i), {"recommendation": target, "finding": finding.id})


@check("remediation-due-later")
def remediation_due_later(corpus: Corpus) -> Iterator[Hit]:
    """The agency sets itself a deadline later than the one it was given."""
    for remediation, finding, day in with_finding(corpus):
        given = findings.first_deadline(corpus, finding).day
        if "due" in remediation.data and given is not None and day <= given < dates.day(remediation["due"]):
            values = {"own": vi_date(dates.day(remediation["due"])), "given": vi_date(given)}
            yield Hit(remediation, ("due",), values)


# Events


@check("remediation-event-order")
def remediation_event_order(corpus: Corpus) -> Iterator[Hit]:
    """Events of a remediation stand in the order of their dates."""
    for remediation in corpus.of("remediation"):
        events = remediation.get("events", ())
        for i in range(1, len(events)):
            now, earlier = stated(events[i]), stated(events[i - 1])
            if now.before(earlier):
                yield Hit(remediation, ("events", i, dating(events[i])), {"date": said(now), "earlier": said(earlier)})
                break


@check("remediation-before-finding")
def remediation_before_finding(corpus: Corpus) -> Iterator[Hit]:
    """Something was done about a finding before it was seen."""
    for remediation, _, day in with_finding(corpus):
        dated: list[tuple[Field, Any]] = [
            (("plan", "on"), remediation.get("plan", {}).get("on")),
            (("leadership", "on"), remediation.get("leadership", {}).get("on")),
        ]
        if "events" in remediation.data:
            first = remediation["events"][0]
            dated.append((("events", 0, dating(first)), first.get(dating(first))))
        for at, value in dated:
            if value is not None and dates.day(value) < day:
                yield Hit(remediation, at, {"date": vi_date(dates.day(value)), "seen": vi_date(day)})


@check("remediation-event-sequence")
def remediation_event_sequence(corpus: Corpus) -> Iterator[Hit]:
    """An event cannot follow those before it: resumed but not paused, returned but not reported, after the end."""
    for remediation in corpus.of("remediation"):
        paused = reported = False
        before = ""
        for i, event in enumerate(remediation.get("events", ())):
            kind = event["type"]
            if (
                before == "khong-ap-dung"
                or (kind == "tiep-tuc" and not paused)
                or (kind == "tam-dung" and paused)
                or (kind == "tra-lai" and not reported)
            ):
                option = corpus.schemas.option
                at: Field = ("events", i, "type")
                earlier = option("remediation", at, before) if before else Text("chưa có sự kiện nào", "no event yet")
                yield Hit(remediation, at, {"event": option("remediation", at, kind), "earlier": earlier})
                break
            paused = kind == "tam-dung" or (paused and kind != "tiep-tuc")
            reported = kind == "bao-cao" or (reported and kind != "tra-lai")
            before = kind


@check("remediation-extension-order")
def remediation_extension_order(corpus: Corpus) -> Iterator[Hit]:
    """An extension starts from the deadline in force and leads to a later one; the first that does not is told."""
    wrong = {hit.record.id for hit in due_too_early(corpus)}
    for remediation, finding, _ in with_finding(corpus):
        if not any(own.id in wrong for own in findings.recommendations(corpus, finding)) and any(
            event["type"] == "gia-han" for event in remediation.get("events", ())
        ):
            yield from _wrong_extension(corpus, remediation, finding)


def _wrong_extension(corpus: Corpus, remediation: Record, finding: Record) -> Iterator[Hit]:
    current = findings.first_deadline(corpus, finding).day
    verdicts = [v for v in findings.verifications_of(corpus, remediation) if "new_due" in v.data]
    for i, event in enumerate(remediation["events"]):
        while verdicts and stated(verdicts[0].data, "on").last < stated(event).last:
            current = dates.day(verdicts.pop(0)["new_due"])
        if event["type"] == "gia-han" and "old_due" in event:
            old, new = dates.day(event["old_due"]), dates.day(event["new_due"])
            values = {"old": vi_date(old), "new": vi_date(new), "known": vi_date(current or old)}
            moved = findings.finding_deadline(corpus, finding, dates.day(event["date"]) - timedelta(days=1))
            known = {current, moved.day, moved.named, *([workdays(corpus).on_or_after(current)] if current else [])}
            if current is not None and old not in known:
                yield Hit(remediation, ("events", i, "old_due"), values)
                return
            if new <= old:
                yield Hit(remediation, ("events", i, "new_due"), values)
                return
        if event["type"] in ("gia-han", "tiep-tuc") and "new_due" in event:
            current = dates.day(event["new_due"])


def _without_document(corpus: Corpus, kind: str) -> Iterator[Hit]:
    for remediation in corpus.of("remediation"):
        for i, event in enumerate(remediation.get("events", ())):
            if event["type"] == kind and "document" not in event["source"]:
                yield Hit(remediation, ("events", i, "source"), {})


@check("remediation-extension-without-decision")
def remediation_extension_without_decision(corpus: Corpus) -> Iterator[Hit]:
    """An extension names the document that grants it."""
    yield from _without_document(corpus, "gia-han")


@check("not-applicable-without-document")
def not_applicable_without_document(corpus: Corpus) -> Iterator[Hit]:
    """What is declared no longer applicable names the document that says so."""
    yield from _without_document(corpus, "khong-ap-dung")


# Evidence


@shared
def _bare_reports(corpus: Corpus) -> Iterator[tuple[Record, int, Record | None]]:
    """Yield (remediation, index of a report without evidence, the verification that closed it on nothing else)."""
    for remediation in corpus.of("remediation"):
        reports = [(i, e) for i, e in enumerate(remediation.get("events", ())) if e["type"] == "bao-cao"]
        covered = 0
        for verification in findings.verifications_of(corpus, remediation):
            known = [(i, event) for i, event in reports if not stated(verification.data, "on").before(stated(event))]
            bare = verification["verdict"] == CLOSING and "evidence" not in verification.data
            if bare and known and not any("evidence" in event for _, event in known):
                yield remediation, known[-1][0], verification
                covered = len(known)
                break
        for i, event in reports[covered:]:
            if "evidence" not in event:
                yield remediation, i, None


@check("report-without-evidence")
def report_without_evidence(corpus: Corpus) -> Iterator[Hit]:
    """A report that something is remedied shows no evidence."""
    for remediation, i, closing in _bare_reports(corpus):
        if closing is None:
            yield Hit(remediation, ("events", i, "type"), {"date": vi_date(stated(remediation["events"][i]).last)})


@check("closed-without-evidence")
def closed_without_evidence(corpus: Corpus) -> Iterator[Hit]:
    """A finding was verified as remedied while neither a report nor the verification has evidence."""
    for remediation, i, closing in _bare_reports(corpus):
        if closing is not None:
            values = {"verification": closing.id, "on": vi_date(stated(closing.data, "on").last)}
            yield Hit(remediation, ("events", i, "type"), values)


# Agencies that end


@check("matter-orphaned")
def matter_orphaned(corpus: Corpus) -> Iterator[Hit]:
    """An agency ended with an open finding, and it is not said which one agency answers for it now."""
    for finding in corpus.of("finding"):
        agency, day = agency_of(corpus, finding), seen(corpus, finding)
        remediation = findings.remediation_of(corpus, finding)
        if agency is None or day is None or day.first > bodies.life(agency).last:
            continue
        left = _left(corpus, finding, [agency, *(target for _, target in findings.hand_overs(corpus, finding))][-1])
        if left is not None:
            values = {"agency": left.id, "end": vi_date(bodies.life(left).last), "finding": finding.id}
            yield Hit(remediation or finding, ("agency",), {**values, "heirs": len(findings.heirs(corpus, left))})


def _left(corpus: Corpus, finding: Record, holder: Record) -> Record | None:
    """Return the agency with which an open finding ended, following those that have exactly one successor."""
    passed: set[str] = set()
    while holder.id not in passed:
        passed.add(holder.id)
        end = bodies.life(holder).last
        closed = end == date.max or remedies.remedy(corpus, finding, end).closed is not None
        if closed or remedies.later_known(corpus, finding, end):
            return None
        heirs = findings.heirs(corpus, holder)
        if len(heirs) != 1:
            return holder
        holder = heirs[0][0]
    return None
