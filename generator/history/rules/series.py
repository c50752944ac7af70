"""What the commits themselves say: who reported and who verified, and whether their dates can be believed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from generator.catalog import problem
from generator.history.rules.versions import Claim, Versions, opened
from generator.model import Position, Problem

CLOCKS = timedelta(days=1)
"""How far the clocks of two machines may be apart."""
OLD_WORK = timedelta(days=30)
"""How long work may wait before it is published without a word."""
REPORTS = frozenset(("bao-cao", "nop"))


def own_verification(
    pairs: Sequence[Versions], claims: Sequence[Claim], reporters: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield the verifications that came together with the report which they verify, by one author, or after it by the same.

    Who reports does not verify (four eyes); what is not committed yet has one author. A province whose register is
    opened brings its past with it at once.
    """
    by_id = {pair.id: pair for pair in pairs}
    new = opened(pairs)
    for pair in pairs:
        after = pair.after
        if after is None or after.kind != "verification" or pair.before is not None or after.province in new:
            continue
        reported = by_id.get(after.get("remediation", ""))
        if reported is None or not _reports(reported):
            if _people(reporters.get(after.get("remediation", ""), "")) & _hands(claims, pair.id):
                at = after.document.position(("remediation",))
                yield problem(
                    "verified-by-reporter", at, record=after.id, at="remediation", remediation=after["remediation"]
                )
            continue
        one, other = _authors(claims, pair.id), _authors(claims, reported.id)
        if one & other or not (_hands(claims, pair.id) and _hands(claims, reported.id)):
            yield problem(
                "verified-in-same-series", after.document.position(("remediation",)), record=after.id,
                at="remediation", remediation=reported.id,
            )  # fmt: skip
        elif _hands(claims, pair.id) & _hands(claims, reported.id):  # by several at once, or by one name
            at = after.document.position(("remediation",))
            yield problem("verified-by-reporter", at, record=after.id, at="remediation", remediation=reported.id)


def _reports(pair: Versions) -> bool:
    """Whether a remediation gained a report."""
    after = pair.after
    return after is not None and any(after["events"][index].get("type") in REPORTS for index in pair.new_events)


def _authors(claims: Iterable[Claim], record_id: str) -> set[str]:
    """Return the addresses of those who alone made a commit that touches a record."""
    return {
        claim.author.partition(":")[0] for claim in claims if record_id in claim.records and " " not in claim.author
    }


def _hands(claims: Iterable[Claim], record_id: str) -> set[str]:
    """Return the addresses and names of all who had a hand in the commits that touch a record."""
    return {key for claim in claims if record_id in claim.records for key in _people(claim.author)}


def _people(author: str) -> set[str]:
    return {key for person in author.split() for key in person.split(":")}


def honest_dates(claims: Sequence[Claim], last: date, day: date) -> Iterator[Problem]:
    """Yield the commits that claim to be older than the one they stand on, of the future, or by far older than their entry.

    ``last`` is the day of the commit below the first one.
    """
    for claim in claims:
        if last - claim.committed > CLOCKS or claim.committed - day > CLOCKS:
            yield problem(
                "commit-date-wrong", Position(claim.path), commit=claim.id[:10],
                claimed=claim.committed.isoformat(), other=(last if claim.committed < last else day).isoformat(),
            )  # fmt: skip
        elif claim.authored - claim.committed > CLOCKS or claim.committed - claim.authored > OLD_WORK:
            yield problem(
                "author-date-differs", Position(claim.path), commit=claim.id[:10],
                claimed=claim.authored.isoformat(), other=claim.committed.isoformat(),
            )  # fmt: skip
        last = max(last, min(claim.committed, day))
