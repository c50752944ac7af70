"""Accountability: measures in force on their day, for whom they are meant, and the clock of a case."""

from __future__ import annotations

from collections.abc import Iterator

from generator.domain import accountability, bodies, dates, tasks
from generator.domain.dates import Interval
from generator.domain.text import fold, said
from generator.domain.workdays import NATIONAL, workdays
from generator.examine.checks import Hit, check
from generator.examine.checks.findings import agency_of, related
from generator.examine.checks.inspections import Span, misordered
from generator.model import Corpus, Field, Record


def _measures(corpus: Corpus) -> Iterator[tuple[Record, str, Record]]:
    """Yield (case, «decided» or «proposed», measure), each measure once for a case."""
    for case in corpus.of("accountability"):
        known: set[str] = set()
        for name in ("decided", "proposed"):
            measure = corpus.get(case.get(name, {}).get("sanction"), "sanction")
            if measure is not None and measure.id not in known:
                known.add(measure.id)
                yield case, name, measure


@check("measure-not-in-force")
def measure_not_in_force(corpus: Corpus) -> Iterator[Hit]:
    """A measure is proposed or decided on a day on which it was not in force."""
    for case, name, measure in _measures(corpus):
        force, on = dates.validity(measure.get("valid")), dates.days(case[name]["on"])
        if not force.empty and not force.meets(on):
            values = {"measure": measure["title"], "days": said(force), "on": said(on)}
            yield Hit(case, (name, "sanction"), values)


@check("measure-wrong-subject")
def measure_wrong_subject(corpus: Corpus) -> Iterator[Hit]:
    """A measure is not meant for this kind of subject."""
    for case, name, measure in _measures(corpus):
        if case["subject"]["kind"] not in measure["applies_to"]:
            subject = corpus.schemas.option("accountability", ("subject", "kind"), case["subject"]["kind"])
            yield Hit(case, (name, "sanction"), {"measure": measure["title"], "subject": subject})


@check("measure-leaders-only")
def measure_leaders_only(corpus: Corpus) -> Iterator[Hit]:
    """A measure for leaders is used on someone who leads nobody."""
    for case, name, measure in _measures(corpus):
        if measure.get("leaders_only") and case["subject"].get("role") == "thua-hanh":
            yield Hit(case, (name, "sanction"), {"measure": measure["title"]})


@check("accountability-order")
def accountability_order(corpus: Corpus) -> Iterator[Hit]:
    """The dates of a case contradict each other; the first contradiction is told."""
    for case in corpus.of("accountability"):
        opened: Span = (("opened",), dates.days(case["opened"]))

        def span(name: str, case: Record = case) -> Span:
            return (name, "on"), dates.days(case.get(name, {}).get("on"))

        pairs = [(opened, span(name)) for name in ("proposed", "extended", "decided", "closed", "referral")]
        pairs += [(span("proposed"), span("decided")), (span("extended"), span("decided"))]
        yield from list(misordered(corpus, case, pairs))[:1]


@check("accountability-late")
def accountability_late(corpus: Corpus) -> Iterator[Hit]:
    """A case that the decree covers was decided after more than 90 days, 150 when extended in time (172/2025/NĐ-CP)."""
    for case in corpus.of("accountability"):
        if "decided" in case.data:
            decided = dates.day(case["decided"]["on"])
            clock = accountability.clock(corpus, case, decided)
            late_extension = clock is not None and clock.extended is not None and clock.extended > clock.first
            if clock is not None and (decided > workdays(corpus).on_or_after(clock.last) or late_extension):
                limit = accountability.LIMIT if late_extension else clock.days
                values = {"days": (decided - clock.opened).days, "limit": limit}
                yield Hit(case, ("decided", "on"), values)


@check("accountability-own-finding")
def accountability_own_finding(corpus: Corpus) -> Iterator[Hit]:
    """An agency is held to account for a finding or task that is not its own."""
    for case in corpus.of("accountability"):
        agency = corpus.get(case["agency"], "agency")
        sources: list[tuple[Field, str, list[Record]]] = [
            (("findings", i), target, _found_at(corpus, target)) for i, target in enumerate(case.get("findings", ()))
        ]
        sources += [(("tasks", i), target, _tasked(corpus, target)) for i, target in enumerate(case.get("tasks", ()))]
        for at, target, owners in sources:
            if agency is not None and owners and not any(related(corpus, agency, owner) for owner in owners):
                yield Hit(case, at, {"source": target, "agency": agency.id})


def _found_at(corpus: Corpus, target: str) -> list[Record]:
    finding = corpus.get(target, "finding")
    agency = agency_of(corpus, finding) if finding is not None else None
    return [agency] if agency is not None else []


def _tasked(corpus: Corpus, target: str) -> list[Record]:
    """Return those that a task was given to, to cooperate in or passed to; nobody when one of them is not known."""
    task = corpus.get(target, "task")
    if task is None or corpus.get(task["directive"], "directive") is None:
        return []
    parties = [party for name in tasks.PARTY_FIELDS for party in task.get(name, ())]
    parties += [{"body": event["to"]} for event in task.get("events", ()) if "to" in event]
    day = tasks.issued(corpus, task).first
    return [member for party in parties for member in bodies.meant(corpus, party, day)]


@check("sanction-duplicate")
def sanction_duplicate(corpus: Corpus) -> Iterator[Hit]:
    """One measure for one kind of subject stands twice in the list of one time."""
    table: dict[tuple[str, str, str], list[tuple[Record, Interval]]] = {}
    told: set[str] = set()
    dated = [(dates.validity(measure.get("valid")), measure) for measure in corpus.of("sanction")]
    for days, measure in sorted(dated, key=lambda one: (one[1].province != NATIONAL, one[0].first, one[1].id)):
        for subject in measure["applies_to"]:
            same = [
                (other, theirs)
                for province in dict.fromkeys((NATIONAL, measure.province))
                for other, theirs in table.get((province, fold(measure["title"]), subject), ())
                if other.id != measure.id and theirs.meets(days)
            ]
            if same and measure.id not in told:
                told.add(measure.id)
                yield Hit(measure, ("title",), {"title": measure["title"], "other": same[0][0].id})
            table.setdefault((measure.province, fold(measure["title"]), subject), []).append((measure, days))
