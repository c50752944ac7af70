"""Two registers that are compared: of days past, only what may differ in them is judged.

What nothing changed near stands alike on both sides, on every day. So the backlog of earlier months, the reports of
periods and, as of an earlier day, the points are first counted without it: what then comes out alike is alike, and the
rest is counted in full.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from generator.domain.alike import alike
from generator.publish.derive.criteria import leaves
from generator.publish.derive.duties import duties
from generator.publish.derive.follow_ups import FollowUp, follow_ups, withhold_follow_ups
from generator.publish.derive.metrics import Measured
from generator.publish.derive.owed import Backlog, Owed, backlog
from generator.publish.derive.scores import Score
from generator.publish.derive.standing import Duty, State
from generator.publish.derive.summaries import Summary, summaries
from generator.publish.redact import Redacted
from generator.publish.register import Register

LISTED = (State.OPEN_OVERDUE, State.DONE_LATE)
"""Duties of which the page of a period report says more than their number."""


class Narrow(Register):
    """A register that judges some tasks and findings alone, except on one day."""

    def __init__(self, seen: Redacted, as_of: date, asked: frozenset[str], whole: date | None) -> None:
        self.seen = seen
        self.asked = asked
        self.whole = whole
        super().__init__(seen, as_of)
        self.points = lambda _: seen.points(asked)

    def duties_on(self, day: date) -> dict[str, list[Duty]]:
        """Return the duties of the tasks that are asked for."""
        if day == self.whole:
            return super().duties_on(day)
        every = duties(self.corpus, day)
        return self.withheld.over({task: every[task] for task in every if task in self.asked})

    def follow_ups_on(self, day: date) -> dict[str, FollowUp]:
        """Return the findings that are asked for."""
        if day == self.whole:
            return super().follow_ups_on(day)
        every = follow_ups(self.corpus, day)
        return withhold_follow_ups({own: every[own] for own in every if own in self.asked}, self.withheld)

    @property
    def least(self) -> Narrow:
        """The register that judges on its own day, too, nothing but what is asked for."""
        return Narrow(self.seen, self.as_of, self.asked, None)


def today(old: Redacted, new: Redacted, day: date) -> tuple[Register, Register]:
    """Return two registers to be compared as of a day: everything as of that day, of earlier ones what differs."""
    known = alike(new.corpus)
    if known is None:
        return Register(old, day), Register(new, day)
    asked = known.near | known.findings | _withheld(old, new)
    first = (Narrow(old, day, asked, day), Narrow(new, day, asked, day))
    differing = frozenset(_backlog_differs(*first))
    more = frozenset(
        record.id for one in (old, new) for record in one.corpus.of("task", "finding") if record.province in differing
    )
    before, after = (Narrow(one, day, asked | more, day) for one in (old, new)) if more else first
    _rank(before, after, old, new)
    before.summaries, after.summaries = _reports(old, new, day, asked)
    return before, after


def earlier(old: Redacted, new: Redacted, day: date) -> tuple[Register, Register]:
    """Return two registers to be compared as of an earlier day, with what may differ alone; points and reports of all."""
    known = alike(new.corpus)
    if known is None:
        return Register(old, day), Register(new, day)
    asked = known.near | known.findings | _withheld(old, new)
    before, after = (Narrow(one, day, asked, None) for one in (old, new))
    _rank(before, after, old, new)
    before.summaries, after.summaries = _reports(old, new, day, asked)
    return before, after


def _rank(before: Register, after: Register, old: Redacted, new: Redacted) -> None:
    """Count the points of everything where something of them differs: ranks are among all."""
    if _counts(before.scores) != _counts(after.scores):
        before.scores, after.scores = (Register(one, before.as_of).scores for one in (old, new))


def _counts(scores: Mapping[str, Score]) -> dict[str, list[tuple[object, ...]]]:
    """Return what the totals of ratings are made of."""
    return {
        own: [
            *((leaf.id, leaf.state, leaf.max, leaf.points, *_rate(leaf.measured)) for leaf in leaves(score.criteria)),
            *((one.id, one.points_each, one.limit, *_rate(one.measured)) for one in score.adjustments),
        ]
        for own, score in scores.items()
    }


def _rate(measured: Measured | None) -> tuple[object, ...]:
    return (measured.numerator, measured.denominator) if measured is not None else ()


def _withheld(old: Redacted, new: Redacted) -> frozenset[str]:
    """Return the tasks and findings of which an internal record says something on one side alone."""
    was, now = old.withheld, new.withheld
    keys = (was.duties ^ now.duties) | (was.unplaced ^ now.unplaced)
    return frozenset(own for own, *_ in keys) | (was.findings ^ now.findings)


def _backlog_differs(before: Register, after: Register) -> Iterator[str]:
    """Yield the provinces of which what had not been done on an earlier day is counted otherwise."""
    old, new = before.left_by, after.left_by
    none: list[list[Owed]] = [[] for _ in after.months]
    for own in {**old, **new}:
        was, now = (
            [_counted(left, day) for left, day in zip(one.get(own, none)[:-1], after.months, strict=False)]
            for one in (old, new)
        )
        if was != now:
            yield (after if own in after.corpus.records else before).corpus.records[own].province


def _counted(left: Sequence[Owed], day: date) -> tuple[Backlog, Counter[tuple[bool, bool]]]:
    """Return what pages and data count of what is not done."""
    return backlog(left, day), Counter((one.sort == "finding", one.soon) for one in left)


def _reports(
    old: Redacted, new: Redacted, day: date, asked: frozenset[str]
) -> tuple[dict[str, Summary], dict[str, Summary]]:
    """Return the reports of periods of both sides; of those that are alike the numbers tell only what was asked for."""
    before, after = (summaries(one.corpus, day, one.withheld, only=asked) for one in (old, new))
    known = frozenset(own for own, one in before.items() if own in after and _figured(one) == _figured(after[own]))
    was, now = (
        found | summaries(one.corpus, day, one.withheld, frozenset(found) - known) if found.keys() - known else found
        for one, found in ((old, before), (new, after))
    )
    return was, now


def _figured(one: Summary) -> tuple[object, ...]:
    """Return what of a report its numbers are compared by."""
    return one.record, one.figures, one.compared, one.uncompared, one.unjoined


def same(one: Summary, other: Summary) -> bool:
    """Whether the pages of two reports say the same."""
    return (
        one.figures == other.figures
        and _listed(one) == _listed(other)
        and replace(one, duties=()) == replace(other, duties=())
    )


def _listed(summary: Summary) -> list[object]:
    return [
        duty
        if duty.standing.state in LISTED
        else (duty.task.id, duty.body and duty.body.id, duty.period, duty.standing.state)
        for duty in summary.duties
    ]
