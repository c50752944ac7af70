"""Period summaries: what the counts of a report are, computed from the records; carry-over of findings and tasks.

Findings: brought forward + new = closed + carried forward. Tasks: the official count in four (Decision 42/2014/QĐ-TTg
and its reports): done in time, done late, not done and within the deadline, not done and overdue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from generator.domain import dates, periods
from generator.domain.once import once
from generator.domain.periods import Period
from generator.model import Corpus, Document, Marks, Record
from generator.publish.derive.duties import duties
from generator.publish.derive.follow_ups import FollowUp, FollowUpState, follow_ups, withhold_follow_ups
from generator.publish.derive.standing import Count, Duty, State, count
from generator.publish.derive.withheld import NOTHING_WITHHELD, Withheld

IN_FOUR: dict[State, str] = {
    State.DONE_ON_TIME: "done_on_time",
    State.DONE_LATE: "done_late",
    State.OPEN_IN_TIME: "open_in_time",
    State.DUE_SOON: "open_in_time",
    State.OPEN_OVERDUE: "open_overdue",
}
"""The states that enter the official count, and where: what is due soon is within its deadline."""
UNKNOWN = FollowUpState.NO_INFORMATION
HIDDEN = "sổ có thông tin không công bố"
UNSURE = "có phát hiện mà đầu kỳ hoặc cuối kỳ sổ không có thông tin, hoặc có thông tin không công bố"


@dataclass(frozen=True, slots=True)
class CarryOver:
    """Findings of a period: brought forward + new + reopened = closed + carried forward."""

    brought_forward: tuple[FollowUp, ...]
    new: tuple[FollowUp, ...]
    reopened: tuple[FollowUp, ...]
    closed: tuple[FollowUp, ...]
    carried_forward: tuple[FollowUp, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A period summary with its computed figures, as they stood on its last day (or on the day, if that is earlier)."""

    record: Record
    period: Period
    on: date
    """The day for which the figures hold: the last day of the period, at most the day of the site."""
    findings: CarryOver
    duties: tuple[Duty, ...]
    """The duties of the period that have a deadline and are followed: given by its end and not done before its start."""
    tasks: Count
    inspections: tuple[Record, ...]
    """Inspections that began in the period."""
    differences: Mapping[str, tuple[int, int]]
    """Figures in which the signed report differs: name (as in the schema, "findings.new") -> (stated, computed)."""
    unknown: tuple[FollowUp, ...] = ()
    """Findings of which it is not told whether they were closed: in no figure."""
    compared: tuple[str, ...] = ()
    """The groups of stated figures ("findings", "tasks") that were compared: all of what they count is seen."""
    uncompared: Mapping[str, str] = field(default_factory=dict)
    """Why those of a group were not, in words."""
    before: tuple[str, ...] = ()
    """The findings that the period before carries forward, by what is told of its last day."""

    @property
    def unjoined(self) -> tuple[int, int]:
        """How many are brought forward of which it was not told at the end of the period before, and the other way round."""
        brought = {follow_up.finding.id for follow_up in self.findings.brought_forward}
        return len(brought.difference(self.before)), len(set(self.before) - brought)

    @property
    def figures(self) -> dict[str, int]:
        """The computed figures, by the names of the schema: "findings.new"."""
        found = self.findings
        four = dict.fromkeys(IN_FOUR.values(), 0)
        for state, name in IN_FOUR.items():
            four[name] += self.tasks[state]
        return {
            "findings.brought_forward": len(found.brought_forward),
            "findings.new": len(found.new),
            "findings.reopened": len(found.reopened),
            "findings.closed": len(found.closed),
            "findings.carried_forward": len(found.carried_forward),
            "tasks.total": sum(four.values()),
            **{f"tasks.{name}": number for name, number in four.items()},
        }


@once
def summaries(
    corpus: Corpus,
    as_of: date,
    withheld: Withheld = NOTHING_WITHHELD,
    chosen: frozenset[str] | None = None,
    only: frozenset[str] | None = None,
) -> dict[str, Summary]:
    """Return the summaries whose period has begun, by id of the record.

    Duties and findings are judged once for each day on which a period ended, for all summaries of that day.
    ``chosen``: the summaries that are asked for; ``only``: the tasks and findings of which they tell (None: all).
    """
    by_day: dict[date, list[tuple[Record, Period]]] = {}
    for record in corpus.of("summary"):
        period = periods.parse(record["period"], record.get("periods", "lich"))
        if period is not None and period.days.first <= as_of and (chosen is None or record.id in chosen):
            by_day.setdefault(min(period.days.last, as_of), []).append((record, period))
    followed = _Followed(corpus, as_of, withheld, only=only)
    found = {
        record.id: summary
        for day, own in sorted(by_day.items())
        for record, summary in zip((record for record, _ in own), followed.of(day, own), strict=True)
    }
    return {record.id: found[record.id] for record in corpus.of("summary") if record.id in found}


def unwritten(corpus: Corpus, as_of: date, withheld: Withheld, place: Record, period: Period) -> Summary:
    """Return the figures of a period that has begun and of which there need be no record.

    ``place``: a province, or an agency: then of what it has to do alone.
    """
    data = {"period": period.id}
    record = Record("summary", "", place.province, data, Document("", "", data, lambda _: Marks()))
    followed = _Followed(corpus, as_of, withheld, place.id if place.kind == "agency" else "")
    return next(iter(followed.of(min(period.days.last, as_of), [(record, period)])))


class _Followed:
    """Summarises periods of one corpus as of one day; holds the tables that every summary needs."""

    def __init__(
        self, corpus: Corpus, as_of: date, withheld: Withheld, agency: str = "", only: frozenset[str] | None = None
    ) -> None:
        self.corpus = corpus
        self.as_of = as_of
        self.withheld = withheld
        self.agency = agency
        """The body to whose duties and findings all is confined; empty: everybody's."""
        self.only = only
        hidden = {corpus.records[task].province for task, _, _ in withheld.duties if task in corpus.records}
        self.unseen = {"findings": withheld.provinces, "tasks": withheld.duty_provinces | hidden}
        self.inspections: dict[str, list[Record]] = {}
        for inspection in corpus.of("inspection"):
            self.inspections.setdefault(inspection.province, []).append(inspection)

    def of(self, day: date, own: Sequence[tuple[Record, Period]]) -> Iterable[Summary]:
        """Yield the summaries whose figures hold for a day."""
        known = _by_province(self._follow_ups(day))
        given: dict[str, list[Duty]] = {}
        places = {record.province for record, _ in own}
        every = duties(self.corpus, day)
        own_tasks = (task for task in every if self.corpus.records[task].province in places)
        asked = {task: every[task] for task in own_tasks if self.only is None or task in self.only}
        for task, judged in self.withheld.over(asked).items():
            counted = [duty for duty in judged if duty.standing.due is not None and duty.standing.state in IN_FOUR]
            given.setdefault(self.corpus.records[task].province, []).extend(counted)
        for record, period in own:
            yield self._summary(record, period, day, known.get(record.province, []), given.get(record.province, []))

    def _follow_ups(self, day: date) -> Iterable[FollowUp]:
        every = follow_ups(self.corpus, day)
        asked = {own: every[own] for own in every if self.only is None or own in self.only}
        return withhold_follow_ups(asked, self.withheld).values()

    def _summary(
        self, record: Record, period: Period, on: date, known: Sequence[FollowUp], given: Sequence[Duty]
    ) -> Summary:
        first = period.days.first
        own = [m for m in known if self._covers(record, m)]
        chosen = tuple(
            duty
            for duty in given
            if (duty.standing.settled is None or duty.standing.settled >= first)
            and (not self.agency or (duty.body is not None and duty.body.id == self.agency))
        )
        begun = tuple(
            inspection
            for inspection in self.inspections.get(record.province, ())
            if first <= dates.day(inspection["start"]) <= on
            and self._in_scope(record, inspection)
            and (not self.agency or any(entry["body"] == self.agency for entry in inspection["agencies"]))
        )
        carried, before = carry_over(own, first), self._before(record, first)
        unknown = tuple(follow_up for follow_up in own if follow_up.state is FollowUpState.NO_INFORMATION)
        summary = Summary(
            record, period, on, carried, chosen, count(chosen), begun, {}, unknown,
            before=tuple(f.finding.id for f in before if f.closed is None and f.state is not UNKNOWN),
        )  # fmt: skip
        return self._compared(summary, certain=not unknown and all(f.state is not UNKNOWN for f in before))

    def _before(self, record: Record, first: date) -> list[FollowUp]:
        """Return the findings of a summary as they stood on the day before its period."""
        before = self._follow_ups(first - timedelta(days=1))
        return [f for f in before if f.finding.province == record.province and self._covers(record, f)]

    def _covers(self, record: Record, follow_up: FollowUp) -> bool:
        """Whether a finding is in a summary: by its inspection, and by who answers for it now."""
        own = not self.agency or follow_up.holder.id == self.agency
        return own and self._in_scope(record, self.corpus.records[follow_up.finding["inspection"]])

    def _in_scope(self, record: Record, inspection: Record) -> bool:
        """Whether a summary covers an inspection: all of the province, or those of the body and the teams it hosts."""
        if record.get("scope", "toan-tinh") == "toan-tinh":
            return True
        team = self.corpus.get(inspection["by"], "team")
        return record["by"] in (inspection["by"], team.get("host") if team else None)

    def _compared(self, summary: Summary, *, certain: bool) -> Summary:
        """Compare the figures with those of the signed report, once it is signed and the period is over.

        Not where something is withheld: a figure of the public register then says nothing of the signed one; and
        findings only if it is ``certain`` of each, before the period and at its end, how it stood.
        """
        record = summary.record
        signed = dates.day(record["signed"]) if "signed" in record.data else summary.period.days.last
        early = [
            *(["kỳ chưa kết thúc"] if summary.on < summary.period.days.last else []),
            *(["báo cáo chưa ký"] if signed > self.as_of else []),
        ]
        why = {
            group: early
            or ([HIDDEN] if record.province in self.unseen[group] else [])
            or ([] if certain or group != "findings" else [UNSURE])
            for group in record.get("stated", {})
        }
        stated = {group: values for group, values in record.get("stated", {}).items() if not why[group]}
        figures = summary.figures
        differences = {
            name: (value, figures[name])
            for group, values in stated.items()
            for name, value in ((f"{group}.{key}", value) for key, value in values.items())
            if value != figures[name]
        }
        uncompared = {group: ", ".join(reasons) for group, reasons in why.items() if reasons}
        return replace(summary, differences=differences, compared=tuple(stated), uncompared=uncompared)


def carry_over(known: Iterable[FollowUp], first: date) -> CarryOver:
    """Return the carry-over of a period from its first day on, of the findings seen by the day they are judged for.

    What was closed before the period is not in it; of what is not known it is not told whether it was.
    """
    told = [follow_up for follow_up in known if follow_up.state is not FollowUpState.NO_INFORMATION]
    own = [follow_up for follow_up in told if follow_up.closed is None or follow_up.closed >= first]
    again = {f.finding.id for f in own if any(one.first < first <= one.last for one in f.reopenings)}
    return CarryOver(
        brought_forward=tuple(f for f in own if f.seen < first and f.finding.id not in again),
        reopened=tuple(f for f in own if f.finding.id in again),
        new=tuple(follow_up for follow_up in own if follow_up.seen >= first),
        closed=tuple(follow_up for follow_up in own if follow_up.closed is not None),
        carried_forward=tuple(follow_up for follow_up in own if follow_up.closed is None),
    )


def _by_province(found: Iterable[FollowUp]) -> dict[str, list[FollowUp]]:
    table: dict[str, list[FollowUp]] = {}
    for follow_up in found:
        table.setdefault(follow_up.finding.province, []).append(follow_up)
    return table
