"""Verification: by another body than the one that remedied, after its report, and once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.domain import bodies, dates, findings
from generator.domain.events import dating, stated
from generator.domain.text import vi_date
from generator.examine.checks import Hit, check, shared
from generator.examine.checks.findings import agency_of
from generator.examine.checks.inspections import inspected
from generator.examine.checks.remediation import CLOSING, handed, may_remedy, verified
from generator.model import Corpus, Record, Text

OVER = frozenset(("bao-cao", "tra-lai", "gia-han", "tam-dung", "tiep-tuc", "khong-ap-dung"))
"""Events that have no sense once a finding was verified as remedied (work that goes on may be told)."""


def _answering(corpus: Corpus, remediation: Record, finding: Record, on: date) -> set[str]:
    """Return the agencies that answer, or did by a day, for a finding."""
    given = [target for day, target in handed(corpus, remediation) or () if day <= on]
    found = {finding["agency"], *(target.id for target in given)}
    if may_remedy(corpus, remediation, finding):
        found.add(remediation["agency"])
    current = given[-1] if given else corpus.get(finding["agency"], "agency")
    while current is not None and bodies.life(current).last < on:
        heirs = [heir for heir, since in findings.heirs(corpus, current) if since <= on]
        current = heirs[0] if len(heirs) == 1 and heirs[0].id not in found else None
        found |= {heir.id for heir in heirs[:1] if len(heirs) == 1}
    return found


def _by(verification: Record) -> date:
    """Return the day by which something was verified."""
    return stated(verification.data, "on").last


@check("verified-by-itself")
def verified_by_itself(corpus: Corpus) -> Iterator[Hit]:
    """A remediation is verified by the agency that answers for it, a unit below it or a team that it hosts."""
    for verification, remediation, finding, _ in verified(corpus):
        by = corpus.get(verification["by"], "agency", "team")
        if by is None:
            continue
        answering = _answering(corpus, remediation, finding, _by(verification))
        own = next((part.id for part in bodies.above(corpus, by) if part.id in answering), None)
        if own is not None:
            yield Hit(verification, ("by",), {"by": by.id, "agency": own})


@shared
def _misdated(corpus: Corpus) -> Iterator[tuple[str, Hit]]:
    """Yield (id, hit) of each verification before its finding, or on one day with another."""
    previous: Record | None = None
    for verification, remediation, _, day in verified(corpus):
        on = _by(verification)
        why: Text | None = None
        if on < day:
            why = Text(f"trước ngày phát hiện ({vi_date(day)})", f"is before the finding ({vi_date(day)})")
        elif (
            previous is not None
            and previous["remediation"] == remediation.id
            and _by(previous) == on
            and "known_on" not in verification.data.keys() | previous.data.keys()
        ):
            other = previous.id
            why = Text(
                f"trùng ngày với {other}, không rõ lần nào sau",
                f"is also that of {other}, and it is not known which came later",
            )
        if why is not None:
            yield (
                verification.id,
                Hit(verification, (dating(verification.data, "on"),), {"on": vi_date(on), "why": why}),
            )
        previous = verification


@check("verification-date-order")
def verification_date_order(corpus: Corpus) -> Iterator[Hit]:
    """A verification is dated before the finding was seen, or on the day of another one."""
    yield from (hit for _, hit in _misdated(corpus))


@shared
def _unreported(corpus: Corpus) -> Iterator[Hit]:
    """Yield each verdict that closes a finding before its report, or when that was returned."""
    wrong = {record for record, _ in _misdated(corpus)}
    for verification, remediation, _, _ in verified(corpus):
        if verification["verdict"] != CLOSING or verification.id in wrong:
            continue
        reports = [e for e in remediation.get("events", ()) if e["type"] in ("bao-cao", "tra-lai")]
        known = [e["type"] for e in reports if not stated(verification.data, "on").before(stated(e))]
        if reports and known[-1:] != ["bao-cao"]:  # where no report is known at all, what was seen on site stands
            values = {"on": vi_date(_by(verification)), "remediation": remediation.id}
            yield Hit(verification, ("verdict",), values)


@check("verification-before-report")
def verification_before_report(corpus: Corpus) -> Iterator[Hit]:
    """A finding is verified as remedied before the agency reported that it was, or after its report was returned."""
    yield from _unreported(corpus)


@check("remediation-event-after-closing")
def remediation_event_after_closing(corpus: Corpus) -> Iterator[Hit]:
    """A report, extension, pause … comes after the finding was verified as remedied, and it had not come back."""
    wrong = {record for record, _ in _misdated(corpus)} | {hit.record.id for hit in _unreported(corpus)}
    closed: dict[str, tuple[Record, Record]] = {}
    again: set[str] = set()
    for verification, remediation, _, _ in verified(corpus):
        if verification["verdict"] == "tai-pham" or verification.id in wrong:
            again.add(remediation.id)
        elif verification["verdict"] == CLOSING:
            closed.setdefault(remediation.id, (verification, remediation))
    for verification, remediation in (pair for own, pair in closed.items() if own not in again):
        for i, event in enumerate(remediation.get("events", ())):
            if event["type"] in OVER and stated(event).first > _by(verification):
                days = {"date": vi_date(stated(event).first), "on": vi_date(_by(verification))}
                shown = corpus.schemas.option("remediation", ("events", i, "type"), event["type"])
                yield Hit(remediation, ("events", i, "date"), {"event": shown, "verification": verification.id, **days})
                break


@check("verification-after-closing")
def verification_after_closing(corpus: Corpus) -> Iterator[Hit]:
    """What was verified as remedied gets another verdict, without having been found again."""
    wrong = {record for record, _ in _misdated(corpus)}
    closed: dict[str, Record] = {}
    for verification, remediation, _, _ in verified(corpus):
        if verification["verdict"] == "tai-pham":
            closed.pop(remediation.id, None)
        elif remediation.id in closed:
            if verification.id not in wrong:
                earlier = closed[remediation.id]
                values = {"earlier": earlier.id, "on": vi_date(_by(earlier))}
                yield Hit(verification, ("verdict",), values)
        elif verification["verdict"] == CLOSING:
            closed[remediation.id] = verification


@check("new-due-not-later")
def new_due_not_later(corpus: Corpus) -> Iterator[Hit]:
    """A verification sets a new deadline that is over on the day it is set."""
    for verification in corpus.of("verification"):
        if "new_due" in verification.data and verification["new_due"] <= verification["on"]:
            values = {name: vi_date(dates.day(verification[name])) for name in ("new_due", "on")}
            yield Hit(verification, ("new_due",), values)


@check("verification-inspection-differs")
def verification_inspection_differs(corpus: Corpus) -> Iterator[Hit]:
    """A verification is said to be part of an inspection that did not reach the agency."""
    for verification, remediation, finding, _ in verified(corpus):
        reached = inspected(corpus, corpus.get(verification.get("inspection"), "inspection"))
        if reached is None or agency_of(corpus, finding) is None:
            continue
        if not reached & _answering(corpus, remediation, finding, _by(verification)):
            values = {"inspection": verification["inspection"], "agency": finding["agency"]}
            yield Hit(verification, ("inspection",), values)
