"""Of which measures the public register does not hold everything: their points would differ from the office's own.

What the public knows of (a finding whose remediation is internal) is marked for every year in which it can count, so that
nothing depends on what the internal record says. What the public does not know of at all is marked for its own years.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import TypeVar

from generator.domain import bodies, dates, findings, tasks
from generator.domain.alike import alike
from generator.model import Corpus, Record
from generator.publish.derive.duties import duties
from generator.publish.derive.follow_ups import follow_ups
from generator.publish.derive.metrics import NOTICES
from generator.publish.derive.standing import Duty, State
from generator.publish.derive.withheld import Gap, Key, withhold

T = TypeVar("T")

OF_DUTIES = ("nhiem-vu-dung-han", "bao-cao-dung-han", "tien-do-tru-25")
OF_REMEDIES = ("khac-phuc-dung-han", "khac-phuc-xac-minh")
OF_DOSSIERS = ("ho-so-dung-han", "ho-so-xin-loi")
OF_ANSWERS = ("phoi-hop-dung-han", "phoi-hop-ro-rang")
NEVER = (State.CANCELLED, State.STANDING, State.NO_INFORMATION)
"""States of duties that enter no rate."""


def gaps(  # noqa: PLR0913, PLR0917 - of what, against what, and of how much of it
    corpus: Corpus,
    public: Corpus,
    as_of: date,
    withheld: Collection[Key],
    unknown: Collection[str],
    only: frozenset[str] | None = None,
) -> frozenset[Gap]:
    """Return the measures of rated agencies of which the public corpus lacks something.

    ``corpus``: all of it; ``withheld``: duties, and ``unknown``: findings and requests, of which an internal record says something.
    ``only``: the tasks and findings of which they tell (None: all); so do those that an internal record changed.
    """
    known = alike(corpus)
    only = None if only is None or known is None else only | known.near | known.findings
    rated = {rating["agency"] for rating in public.of("rating")}
    if not rated:
        return frozenset()
    found = (
        *_duties(corpus, public, as_of, withheld, only),
        *_findings(corpus, public, as_of, unknown, only),
        *_dossiers(corpus, public),
        *_asked(corpus, public, unknown),
        *_notices(corpus, public),
        *_days_off(corpus, public, rated),
    )
    lines: dict[str, list[str]] = {}
    return frozenset(
        Gap(one.measure, name, one.first, one.last)
        for one in found
        for name in _line(corpus, one.agency, lines)
        if name in rated
    )


def _line(corpus: Corpus, agency: str, known: dict[str, list[str]]) -> list[str]:
    """Return an agency with those before and after it: whose a fact was on its day, either may be rated for it."""
    if agency not in known:
        own = dict.fromkeys(sorted(findings.lineage(corpus, agency)))
        pending = [agency]
        while pending:
            body = corpus.get(pending.pop(), "agency")
            after = [heir.id for heir, _ in bodies.successors(corpus, body)] if body else []
            pending += [name for name in after if name not in own]
            own |= dict.fromkeys(after)
        known[agency] = list(own)
    return known[agency]


def _duties(
    corpus: Corpus, public: Corpus, as_of: date, withheld: Collection[Key], only: frozenset[str] | None
) -> Iterator[Gap]:
    seen, every = (_of(duties(one, as_of), only) for one in (public, corpus))
    told = {id(duty) for own in withhold(seen, withheld).values() for duty in own}
    known = set()
    for duty in (duty for own in seen.values() for duty in own):
        known.add(_key(duty))
        if id(duty) not in told:
            yield from _of_duty(duty, _years(public, duty))
    for duty in (duty for own in every.values() for duty in own):
        due = duty.standing.due
        if _key(duty) not in known and due is not None and duty.standing.state not in NEVER:
            yield from _of_duty(duty, (due.year, due.year))


def _of(every: Mapping[str, T], only: frozenset[str] | None) -> dict[str, T]:
    return {own: every[own] for own in every if only is None or own in only}


def _of_duty(duty: Duty, years: tuple[int, int]) -> Iterator[Gap]:
    if duty.body is not None:
        for measure in OF_DUTIES:
            yield Gap(measure, duty.body.id, *years)


def _key(duty: Duty) -> Key:
    return duty.task.id, duty.body.id if duty.body else "", duty.period.id if duty.period else ""


def _years(corpus: Corpus, duty: Duty) -> tuple[int, int]:
    """Return in which years it can fall due: not before the day that the public knows, but it may have been extended."""
    due = duty.standing.due or (duty.period.days.first if duty.period else tasks.issued(corpus, duty.task).first)
    return due.year, due.year + 1 if duty.period else date.max.year


def _findings(
    corpus: Corpus, public: Corpus, as_of: date, unknown: Collection[str], only: frozenset[str] | None
) -> Iterator[Gap]:
    seen, every = (_of(follow_ups(one, as_of), only) for one in (public, corpus))
    for follow_up in every.values():
        finding, year = follow_up.finding, follow_up.seen.year
        agency = finding["agency"]
        hidden = finding.id not in public.records
        if hidden:
            yield Gap("so-phat-hien", agency, year, year)
        shown = seen.get(finding.id)
        if follow_up.repeats and not (shown and shown.repeats):  # the earlier one, or the rule, is hidden
            yield Gap("so-tai-pham", agency, year, year)
        first, last = (year, date.max.year) if finding.id in unknown else _year(follow_up.due if hidden else None)
        for measure in OF_REMEDIES if first else ():
            for name in dict.fromkeys((agency, follow_up.holder.id)):
                yield Gap(measure, name, first, last)


def _year(day: date | None) -> tuple[int, int]:
    return (day.year, day.year) if day else (0, 0)


def _dossiers(corpus: Corpus, public: Corpus) -> Iterator[Gap]:
    for inspection in corpus.of("inspection"):
        seen = public.records.get(inspection.id)
        told = [dossier["id"] for dossier in seen.get("dossiers", ())] if seen else []
        for dossier in inspection.get("dossiers", ()):
            for measure in OF_DOSSIERS if dossier["id"] not in told else ():
                yield Gap(measure, dossier["agency"], *_year(dates.day(dossier["due"])))


def _asked(corpus: Corpus, public: Corpus, unknown: Collection[str]) -> Iterator[Gap]:
    for asked in corpus.of("coordination"):
        for answer in asked["answers"]:
            hidden = asked.id in unknown or _lacks(public, asked, answer["agency"])
            for measure in OF_ANSWERS if hidden else ():
                yield Gap(measure, answer["agency"], *_year(dates.day(asked["due"])))
    for feedback in corpus.of("feedback"):
        if not feedback.data.keys() >= {"due", "answerer"}:
            continue
        if feedback.id in unknown or _lacks(public, feedback, feedback["answerer"]):
            yield Gap("phan-anh-dung-han", feedback["answerer"], *_year(dates.day(feedback["due"])))


def _notices(corpus: Corpus, public: Corpus) -> Iterator[Gap]:
    for notice in corpus.of("notice"):
        measure = NOTICES.get(notice["type"], "")
        for agency in notice["agencies"] if measure else ():
            if _lacks(public, notice, agency):
                yield Gap(measure, agency, *_year(dates.days(notice["on"]).last))


def _days_off(corpus: Corpus, public: Corpus, rated: Collection[str]) -> Iterator[Gap]:
    """Yield what is counted in working days: all of it, if a calendar is hidden."""
    if any(calendar.id not in public.records for calendar in corpus.of("calendar")):
        for agency in sorted(rated):
            for measure in (*OF_DUTIES, *OF_REMEDIES):
                yield Gap(measure, agency, date.min.year, date.max.year)


def _lacks(public: Corpus, record: Record, agency: str) -> bool:
    return record.id not in public.records or agency not in public.records
