"""Follow-ups: every finding with what became of it by a day, from its recommendations to its verification.

A finding is closed when a body other than the agency verified that it was remedied, or when it was declared no longer
applicable. What is found again at the same agency (or its successor) in the same category is a recurrence, marked or
not: the later finding carries it, the earlier one stays what it was and says where it came back (clause 2 of the 2024
directive of Bình Định: what was not remedied or came back is named). Only a verification that ends in "tái phạm" reopens
a finding. That nothing is recorded is lateness only where the register is told everything (``domain/following.py``).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from generator.domain import bodies, dates, findings, remedies
from generator.domain.alike import alike
from generator.domain.bodies import Holder
from generator.domain.dates import Interval
from generator.domain.events import happened, stated
from generator.domain.findings import VERDICT, Told
from generator.domain.following import followed
from generator.domain.once import Lazily, once
from generator.domain.recurrence import recurrences
from generator.domain.remedies import Remedy
from generator.domain.text import vi_date
from generator.domain.workdays import workdays
from generator.model import Corpus, Record
from generator.publish.derive.finding_judge import FindingJudge, Judged, again, shares, taken_over
from generator.publish.derive.holders import Place
from generator.publish.derive.judge import ONE_DAY
from generator.publish.derive.withheld import UNCONFIRMED, UNPLACED, UNTOLD, Withheld
from generator.publish.derive.worlds import MOST, days_that_count, placed_on


class FollowUpState(StrEnum):
    """The states of a finding. Values are part of the published data."""

    OPEN = "open"
    IN_PROGRESS = "in-progress"
    REPORTED = "reported"
    VERIFIED = "verified"
    PARTIAL = "partial"
    FAILED = "failed"
    RECURRED = "recurred"
    PAUSED = "remediation-paused"
    NOT_APPLICABLE = "not-applicable"
    NO_INFORMATION = "no-information"


LABELS: dict[FollowUpState, str] = {
    FollowUpState.OPEN: "Chưa khắc phục",
    FollowUpState.IN_PROGRESS: "Đang khắc phục",
    FollowUpState.REPORTED: "Đã báo cáo, chờ xác minh",
    FollowUpState.VERIFIED: "Đã khắc phục (đã xác minh)",
    FollowUpState.PARTIAL: "Khắc phục một phần",
    FollowUpState.FAILED: "Không đạt, phải làm lại",
    FollowUpState.RECURRED: "Mở lại do tái phạm",
    FollowUpState.PAUSED: "Tạm dừng khắc phục",
    FollowUpState.NOT_APPLICABLE: "Không còn áp dụng",
    FollowUpState.NO_INFORMATION: "Không có thông tin",
}


class Left(NamedTuple):
    """A body at which a finding had grown late when it passed it on, by which deadline, and the sentence that says so."""

    body: Record
    due: date
    because: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A finding as of a day. Days late are calendar days, working days where the calendar is known."""

    finding: Record
    holder: Record
    """The agency that answers for it now: that of the finding, or the one that took over from it."""
    state: FollowUpState
    because: str
    """The sentence that explains the state to the public (Vietnamese, no capital at the start, no full stop)."""
    seen: date
    """The day from which it counts: the last on which it can have been seen."""
    seen_in: Interval
    """The days on which it can have been seen: one, where the record or the day on site says so."""
    due: date | None = None
    owed_by: Record | None = None
    """Who answered for it on its deadline: lateness that began then counts there."""
    reported: Interval | None = None
    """When the report came that stands (not returned, not found wanting); None where nobody names it."""
    ready: date | None = None
    """The day by which that had been reported."""
    unclear: bool = False
    """Whether nobody knows if it was ready before a deadline that was extended when it had passed."""
    closed: date | None = None
    """The day by which it was verified as remedied or declared no longer applicable; not of what was reopened."""
    ended: date | None = None
    """That day, where it is named, and not that of a source which says only that it had been verified."""
    known_from: date | None = None
    """The day of that source, or of one that says so of the report: how it stood on earlier days is not known."""
    reopenings: tuple[Interval, ...] = ()
    """Of each time that it was reopened: from the day on which it had been settled to that of the verdict."""
    days_late: int = 0
    """Frozen at the report that was verified; grows while nothing is reported."""
    working_days_late: int | None = None
    overdue: bool = False
    """Open, not reported, not paused, and the deadline has passed."""
    overdue_from: date | None = None
    """The day from which it is overdue at its holder, if it is."""
    due_soon: bool = False
    waits: str = ""
    """The part of the sentence that says that it waits for verification."""
    extensions: int = 0
    was_late: int = 0
    """Days by which it was late before its deadline was moved, or it was paused."""
    moved_late: tuple[date, ...] = ()
    """The days on which its deadline was moved when it was late."""
    charged: bool = False
    """Whether that it was late before is its holder's own: its deadline had not passed when it was taken over."""
    left: tuple[Left, ...] = ()
    """Where it had grown late when it was passed on: it counts there, whatever became of its deadline since."""
    remediation: Record | None = None
    recommendations: tuple[Record, ...] = ()
    verifications: tuple[Record, ...] = ()
    repeats: tuple[Record, ...] = ()
    """Earlier findings of which this one is a recurrence by a record or an issued rule, oldest first."""
    alike: tuple[Record, ...] = ()
    """Earlier findings of the same kind at the same agency where no rule calls that a recurrence."""
    repeated_by: tuple[Record, ...] = ()
    """Later findings (seen by the day) that repeat this one, oldest first."""

    @property
    def open(self) -> bool:
        """Whether it still has to be put right (and is carried forward in reports). What is not known is not open."""
        return self.closed is None and self.state is not FollowUpState.NO_INFORMATION

    @property
    def label(self) -> str:
        """The state in words, with the deadline passed or not where that is the question."""
        if self.state in (FollowUpState.OPEN, FollowUpState.IN_PROGRESS, FollowUpState.PARTIAL, FollowUpState.FAILED):
            if self.due is None:
                return LABELS[self.state]
            return f"{LABELS[self.state]}, {'quá hạn' if self.overdue else 'trong hạn'}"
        return LABELS[self.state]


MOVED = {
    "gia-han": "được gia hạn",
    "tiep-tuc": "tiếp tục",
    "tam-dung": "tạm dừng",
    "khong-ap-dung": "không còn áp dụng",
    VERDICT: "có hạn làm lại",
}
"""What moves a deadline or makes it rest, in words."""
STOPS = ("tam-dung", "khong-ap-dung")


@once
def follow_ups(corpus: Corpus, as_of: date) -> Mapping[str, FollowUp]:
    """Return the findings seen by a day, by id, each with its state; judged when asked for."""
    like = alike(corpus)
    derive = _FollowUps(corpus, as_of)
    days = {finding.id: findings.seen_on(corpus, finding) for finding in corpus.of("finding")}

    def of(own: str) -> FollowUp:
        if like is not None and like.other is not None and own not in like.findings:
            return follow_ups(like.other, as_of)[own]
        found = derive.proven(corpus.records[own], days[own])
        return _unplaced(found) if remedies.later_known(corpus, found.finding, as_of) else found

    return Lazily((own for own, day in days.items() if day <= as_of), of)


def withhold_follow_ups(found: Mapping[str, FollowUp], withheld: Withheld) -> dict[str, FollowUp]:
    """Return the follow_ups with no information where an internal record says something of the finding, or a later one.

    Whether such a finding is open, late or closed is not told, so it is none of these in any count: neither carried
    forward nor closed.
    """
    later = {own for own, *_ in withheld.unplaced}
    placed = {own: _unplaced(follow_up) if own in later else follow_up for own, follow_up in found.items()}
    return {own: _unknown(follow_up) if own in withheld.findings else follow_up for own, follow_up in placed.items()}


def _unplaced(follow_up: FollowUp) -> FollowUp:
    """Return a finding of which it is not known whether it was remedied; what had been settled, or reported, was."""
    if follow_up.closed is not None:
        return follow_up
    if follow_up.state is FollowUpState.REPORTED and follow_up.waits:
        text = follow_up.because.replace(follow_up.waits, UNCONFIRMED.format("xác minh"))
        return replace(follow_up, because=text, waits="")
    return replace(
        follow_up, state=FollowUpState.NO_INFORMATION, because=UNPLACED, overdue=False, due_soon=False, days_late=0,
        working_days_late=None, was_late=0, moved_late=(), charged=False, left=(),
    )  # fmt: skip


def _unknown(follow_up: FollowUp) -> FollowUp:
    return FollowUp(
        finding=follow_up.finding,
        holder=follow_up.holder,
        state=FollowUpState.NO_INFORMATION,
        because=UNTOLD,
        seen=follow_up.seen,
        seen_in=follow_up.seen_in,
        recommendations=follow_up.recommendations,
        repeats=follow_up.repeats,
        alike=follow_up.alike,
        repeated_by=follow_up.repeated_by,
    )


UNCLEAR = "không rõ đúng ngày nào nên không xét thời hạn"


def _agrees(found: FollowUp, world: FollowUp) -> bool:
    """Whether what is said of the time of a finding is so where the days are those of a world."""
    late = max(world.days_late, world.was_late)
    timely = found.ready is not None and found.due is not None and found.ready <= found.due and not found.was_late
    return found.days_late <= world.days_late and found.was_late <= late and not (timely and late)


class _Left(NamedTuple):
    """By how many days its holder was late by a deadline when that was moved, or it was paused, on a day; in words.

    ``taken``: that had passed when another had it.
    """

    taken: bool
    days: int
    words: str
    on: date
    due: date


class _FollowUps:
    """Judges the findings of one corpus as of one day; holds the tables that every judgement needs."""

    def __init__(self, corpus: Corpus, as_of: date) -> None:
        self.corpus = corpus
        self.as_of = as_of
        self.judge = FindingJudge(corpus, as_of, workdays(corpus))
        self.followed = followed(corpus)
        self.repeats = recurrences(corpus)
        later: dict[str, list[tuple[date, str]]] = {}
        for own, repeats in self.repeats.items():
            seen = findings.seen_on(corpus, corpus.records[own])
            if seen <= as_of:
                for repeat in repeats:
                    later.setdefault(repeat.earlier.id, []).append((seen, own))
        self.later = {own: sorted(entries) for own, entries in later.items()}

    def proven(self, finding: Record, seen: date) -> FollowUp:
        """Return how a finding stands, with what is so on whichever day it was reported, or verified, where none is named."""
        told = findings.told_of(self.corpus, finding)
        found, vague = self.of(finding, seen, told), self._vague(told)
        if not vague:
            return found
        named = remedies.remedy(self.corpus, finding, self.as_of, told=told).due
        each = [self.of(finding, seen, world) for world in self._worlds(told, vague, {found.due, named.named})]
        found = replace(found, left=tuple(left for left in found.left if all(left in world.left for world in each)))
        if each and all(_agrees(found, world) for world in each):
            return found
        return self.of(finding, seen, told, doubt=UNCLEAR)

    def _vague(self, told: Told) -> dict[Place, Interval]:
        """Return what was, or may have been, done by the day, and on which of several days is not known."""
        if told.remediation is None:
            return {}
        events = happened(told.remediation.get("events", ()))
        every = {(told.remediation.id, i): event.when for i, event in enumerate(events)}
        every |= {(verification.id, 0): stated(verification.data, "on") for verification in told.verifications}
        return {place: when for place, when in every.items() if not when.exact and when.first <= self.as_of}

    def _worlds(self, told: Told, vague: Mapping[Place, Interval], pivots: set[date | None]) -> Iterator[Told]:
        """Yield what would be recorded if the days were known: each that counts, as of duties (``worlds``)."""
        assert told.remediation is not None  # noqa: S101 - something of it is vague
        moves = findings.deadline_moves(self.corpus, told)
        days = {day for day, *_ in moves} | {new for *_, new in moves} | pivots
        days |= {
            day for event in happened(told.remediation.get("events", ())) for day in (event.when.first, event.when.last)
        }
        days |= {stated(verification.data, "on").last for verification in told.verifications}
        near = {day + step * ONE_DAY for day in days if day is not None and day > date.min for step in (-1, 0, 1)}
        choices = [days_that_count(when, dates.EVER, near, self.as_of) for when in vague.values()]
        if math.prod(map(len, choices)) > MOST:
            return
        for chosen in itertools.product(*choices):
            on = dict(zip(vague, chosen, strict=True))
            done = placed_on(told.remediation, on)
            reports = [stated(event).last for event in done.get("events", ()) if event["type"] == "bao-cao"]
            if reports and any(on[v.id, 0] < min(reports) for v in told.verifications if (v.id, 0) in on):
                continue  # what has no day comes after what it answers
            checked = [
                replace(v, data={**{k: x for k, x in v.data.items() if k != "known_on"}, "on": on[v.id, 0].isoformat()})
                if (v.id, 0) in on else v
                for v in told.verifications
            ]  # fmt: skip
            yield Told(done, sorted(checked, key=lambda v: stated(v.data, "on").last))

    def of(self, finding: Record, seen: date, told: Told, doubt: str = "") -> FollowUp:
        """Return how a finding stands by what is told of it. ``doubt``: why nothing is said of its time."""
        remedy = remedies.remedy(self.corpus, finding, self.as_of, told=told)
        agency = self.corpus.records[finding["agency"]]
        line = remedies.holders(self.corpus, finding, agency, self.as_of, remedy.closed)
        holder = line[-1]
        advised = [
            recommendation
            for recommendation in findings.recommendations(self.corpus, finding)
            if findings.known_from(self.corpus, recommendation) <= self.as_of
        ]
        listed = self._listed(finding, seen, line, remedy.due.day or self.as_of)
        judged = self.judge.judge(remedy, line, len(advised), listed, doubt)
        later = self.later.get(finding.id, [])
        grown = () if doubt else tuple(self._grown_late(finding, told, remedy, line))
        past = [] if doubt else list(self._past(finding, told, remedy, holder, grown, self.as_of))
        left = [] if doubt else list(self._left_late(finding, seen, remedy, line))
        remediation = findings.remediation_of(self.corpus, finding)
        return FollowUp(
            finding=finding,
            holder=holder.body,
            state=FollowUpState(judged.state),
            because="; ".join(
                (
                    self._because(finding, remedy, judged, later),
                    *(told for _, told in left),
                    *(was.words for was in past),
                )
            )
            + taken_over(holder),
            seen=seen,
            seen_in=findings.seen_in(self.corpus, finding),
            due=remedy.due.day,
            owed_by=remedies.holder(self.corpus, finding, agency, min(remedy.due.day or self.as_of, self.as_of)).body,
            reported=remedy.report.when if remedy.report and remedy.report.dated else None,
            ready=remedy.report.when.last if remedy.report else None,
            unclear=bool(doubt),
            closed=remedy.closed,
            ended=remedy.ended,
            known_from=remedy.known_from,
            reopenings=remedy.reopenings,
            days_late=judged.late.days,
            working_days_late=judged.late.working,
            overdue=judged.overdue,
            overdue_from=max(remedy.due.day + ONE_DAY, holder.since, remedy.opened) if remedy.due.day else None,
            due_soon=judged.due_soon,
            waits=judged.waits,
            extensions=remedy.due.extensions,
            was_late=max((*(days for days, _ in left), *(was.days for was in past)), default=0),
            moved_late=tuple(was.on for was in past),
            left=grown,
            charged=bool(left) or any(was.days and not was.taken for was in past),
            remediation=remediation,
            recommendations=tuple(advised),
            verifications=self._verifications(remediation),
            repeats=tuple(repeat.earlier for repeat in self.repeats.get(finding.id, ()) if repeat.recurrent),
            alike=tuple(repeat.earlier for repeat in self.repeats.get(finding.id, ()) if not repeat.recurrent),
            repeated_by=tuple(self.corpus.records[own] for _, own in later),
        )

    def _listed(self, finding: Record, seen: date, line: Sequence[Holder], due: date) -> date | None:
        """Return up to which day full lists tell of a finding, at all who had it before, too; None: not at all."""
        things = (finding["inspection"], finding.province)
        holder = line[-1]
        for at, after in itertools.pairwise(line):
            if after.body.id != at.body.id:
                left, since = after.since - timedelta(days=1), max(seen, at.since)
                before = self.followed.until(things, at.body.id, max(min(due, left), since), since)
                if before is None or before < left:
                    return None
        return self.followed.until(things, holder.body.id, max(due, holder.since), max(seen, holder.since))

    def _because(self, finding: Record, remedy: Remedy, judged: Judged, later: list[tuple[date, str]]) -> str:
        """Return the sentence; of what came back: how it had stood, and when and where it was seen again."""
        text = judged.because
        if remedy.judged == "tai-pham" and judged.state != "recurred":
            text = f"{self.judge.verdict(remedy)}; {text}"
        verified = self._verifications(findings.remediation_of(self.corpus, finding))
        for gap in remedy.reopenings[-1:]:
            known = any(v.get("known_on") == gap.first.isoformat() for v in verified)
            ended = (
                f", không rõ ngày, biết từ nguồn ngày {vi_date(gap.first)}" if known else f" ngày {vi_date(gap.first)}"
            )
            text += f"; đã kết thúc{ended}, mở lại ngày {vi_date(gap.last)}"
        if not later:
            return text
        first = later[0][1]
        repeat = self.corpus.records[first]
        inspection = self.corpus.get(repeat["inspection"], "inspection")
        moved = repeat["agency"] != finding["agency"]
        elsewhere = bodies.short(self.corpus.records[repeat["agency"]]) if moved else ""
        return f"{text}; " + again(
            inspection, findings.seen_in(self.corpus, repeat), more=len(later) - 1, elsewhere=elsewhere
        )

    def _past(  # noqa: PLR0913, PLR0917 - a finding, who has it, and up to when
        self, finding: Record, told: Told, now: Remedy, holder: Holder, grown: Sequence[Left], until: date
    ) -> Iterator[_Left]:
        """Yield by how many days it was late when its deadline was moved or it was paused, by a day: it stays told.

        What was late already when its holder took it over counts at the one before, not there (``grown``).
        """
        moves = findings.deadline_moves(self.corpus, told, self.as_of)
        if now.dropped is not None:
            moves.append((now.dropped.when.first, "khong-ap-dung", None))
        for i, (day, kind, new_due) in enumerate(moves):
            if day > min(until, now.closed or date.max) or (new_due is None and kind not in STOPS):
                continue
            if now.report is not None and kind == "gia-han" and now.report.when.last <= day:
                continue  # it is late, or not, by the deadline that it had
            after = next((move for move in moves[i + 1 :] if move[1] == "tiep-tuc" and move[0] <= until), None)
            if kind == "tam-dung" and after is not None and after[2] is None:  # its days go on after it
                continue
            eve = day - timedelta(days=1)
            before = remedies.remedy(self.corpus, finding, eve, self.as_of, told)
            if before.due.day is None or before.paused or before.closed:
                continue
            last = eve if kind == "tam-dung" else day  # its first day is one of rest
            stood = before.report.when.first if before.report else min(last, self._sure(finding, before, day))
            if stood <= before.due.day:
                continue
            late = self.judge.workdays.lateness(before.due.day, stood, before.due.rests)
            own, whose, taken = late.days, "", False
            if holder.before is not None and holder.since > before.due.day:  # who took over answers for the days since
                own = before.due.late(stood, holder.since)
                whose = f" (trong đó {own} ngày từ khi {bodies.short(holder.body)} tiếp nhận)"
                taken = holder.body not in [left.body for left in grown]
            how = "đã báo cáo chậm" if before.report else "đã quá hạn"
            yield _Left(
                taken, own, f"{how} {late.words} khi {MOVED[kind]} ngày {vi_date(day)}{whose}", day, before.due.day
            )

    def _grown_late(self, finding: Record, told: Told, now: Remedy, line: Sequence[Holder]) -> Iterator[Left]:
        """Yield at which bodies it had grown late when they passed it on, or before: by the deadline of then, if it is certain."""
        for at, after in itertools.pairwise(line):
            if after.body.id == at.body.id or after.since == date.min:
                continue
            eve = at.until(after).last
            moved = (
                was
                for was in self._past(finding, told, now, at, (), eve)
                if was.days and not was.taken and at.since <= was.on
            )
            yield from (Left(at.body, was.due, was.words) for was in moved)
            before = remedies.remedy(self.corpus, finding, eve, self.as_of, told)
            due = before.due.day
            if due is None or due < at.since or before.paused or before.closed or before.report:
                continue
            days = before.due.late(min(eve, self._sure(finding, before, eve)), at.since)
            if days:
                passed_on = f"khi chuyển cho {bodies.short(after.body)} ngày {vi_date(after.since)}"
                yield Left(at.body, due, f"đã quá hạn {days} ngày {passed_on}")

    def _left_late(
        self, finding: Record, seen: date, remedy: Remedy, line: Sequence[Holder]
    ) -> Iterator[tuple[int, str]]:
        """Yield by how many days it was late when its holder had passed it on, before it came back: as far as lists tell."""
        due, things = remedy.due.day, (finding["inspection"], finding.province)
        if due is None or remedy.paused is not None or remedy.dropped is not None:
            return
        for at, after, days in shares(line, remedy.due):
            eve = at.until(after).last
            reported = remedy.report is not None and remedy.report.when.first <= eve
            listed = self.followed.until(things, at.body.id, max(due, at.since), max(seen, at.since))
            if at.body.id == line[-1].body.id and not reported and listed is not None and listed >= eve:
                yield (
                    days,
                    f"đã quá hạn {days} ngày khi chuyển cho {bodies.short(after.body)} ngày {vi_date(after.since)}",
                )

    def _sure(self, finding: Record, before: Remedy, day: date) -> date:
        """Return up to which day it is certain that what is not reported was not: as a list or its own records tell."""
        agency = self.corpus.records[finding["agency"]]
        line = remedies.holders(self.corpus, finding, agency, day)
        listed = self._listed(finding, findings.seen_on(self.corpus, finding), line, before.due.day or day)
        return max(listed or date.min, self.judge.told(before) or date.min)

    def _verifications(self, remediation: Record | None) -> tuple[Record, ...]:
        if remediation is None:
            return ()
        found = findings.verifications_of(self.corpus, remediation)
        return tuple(verification for verification in found if stated(verification.data, "on").last <= self.as_of)
