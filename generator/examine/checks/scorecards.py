"""Scorecards: whether a framework adds up, a rating fits its framework, and a period summary its carry-over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from generator.domain import bodies, dates, periods
from generator.domain.dates import Interval
from generator.domain.periods import Period
from generator.domain.scorecards import Criterion, criteria, decimal, maximum
from generator.domain.text import said, vi_date
from generator.examine.checks import Hit, check
from generator.model import Corpus, Field, Record

# Frameworks


@check("criterion-duplicate")
def criterion_duplicate(corpus: Corpus) -> Iterator[Hit]:
    """An id stands twice among the criteria and adjustments of a framework, or among its bands."""
    for framework in corpus.of("framework"):
        points = [(at, criterion["id"]) for at, criterion, _ in criteria(framework)]
        points += _ids(framework, "adjustments")
        for group in (points, _ids(framework, "bands")):
            seen: set[str] = set()
            told: list[Field] = []
            for at, own in group:
                if own in seen and not any(at[: len(above)] == above for above in told[-1:]):
                    told.append(at)  # a criterion that was copied with its parts is told once
                    yield Hit(framework, (*at, "id"), {"id": own})
                seen.add(own)


def _ids(framework: Record, name: str) -> list[tuple[Field, str]]:
    return [((name, i), entry["id"]) for i, entry in enumerate(framework.get(name, ()))]


@check("criterion-maximum")
def criterion_maximum(corpus: Corpus) -> Iterator[Hit]:
    """A criterion gives no points."""
    for framework in corpus.of("framework"):
        for at, criterion, _ in criteria(framework):
            if decimal(criterion["max"]) <= 0:
                yield Hit(framework, (*at, "max"), {"id": criterion["id"], "max": _said(decimal(criterion["max"]))})


@check("criteria-sum")
def criteria_sum(corpus: Corpus) -> Iterator[Hit]:
    """The maxima of the parts of a criterion do not add up to its own."""
    for framework in corpus.of("framework"):
        for at, criterion, _ in criteria(framework):
            if "criteria" in criterion and not _without_points(criterion["criteria"]):
                parts = sum((decimal(part["max"]) for part in criterion["criteria"]), Decimal(0))
                if parts != decimal(criterion["max"]):
                    values = {"id": criterion["id"], "max": _said(decimal(criterion["max"])), "sum": _said(parts)}
                    yield Hit(framework, (*at, "max"), values)


def _without_points(criteria: Sequence[Criterion]) -> bool:
    """Whether a criterion gives no points: that is told of it, and not again of every sum that it enters."""
    return any(decimal(criterion["max"]) <= 0 for criterion in criteria)


def _said(number: Decimal) -> str:
    """Write a number as people do: 33,5; without what follows the last digit that counts."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


@check("framework-sum")
def framework_sum(corpus: Corpus) -> Iterator[Hit]:
    """The highest band begins above all the points that there are."""
    for framework in corpus.of("framework"):
        if _without_points(framework["criteria"]):
            continue
        total = maximum(framework)
        for i, band in enumerate(framework["bands"]):
            if decimal(band["from"]) > total:
                yield Hit(framework, ("bands", i, "from"), {"band": band["title"], "sum": _said(total)})
                break


@check("band-order")
def band_order(corpus: Corpus) -> Iterator[Hit]:
    """The bands do not go down from the highest to the one that begins at 0."""
    for framework in corpus.of("framework"):
        starts = [decimal(band["from"]) for band in framework["bands"]]
        wrong = next((i for i in range(1, len(starts)) if starts[i] >= starts[i - 1]), None)
        if wrong is None and starts[-1] != 0:
            wrong = len(starts) - 1
        if wrong is not None:
            band = framework["bands"][wrong]
            yield Hit(framework, ("bands", wrong, "from"), {"band": band["title"], "start": _said(starts[wrong])})


@check("adjustment-sign")
def adjustment_sign(corpus: Corpus) -> Iterator[Hit]:
    """A bonus or penalty has no points, or a limit that lets none through."""
    for framework in corpus.of("framework"):
        for i, entry in enumerate(framework.get("adjustments", ())):
            for name in ("points_each", "limit"):
                number = decimal(entry[name])
                if number == 0 or (name == "limit" and number < 0):
                    label = corpus.schemas.label("framework", ("adjustments", i, name))
                    yield Hit(framework, ("adjustments", i, name), {"field": label, "number": _said(number)})
                    break


@check("framework-overlaps")
def framework_overlaps(corpus: Corpus) -> Iterator[Hit]:
    """Two issued frameworks of one province are in force at once, with other months within which a finding recurs."""
    known: dict[str, list[Record]] = {}
    for framework in corpus.of("framework"):
        if not {"recurrence_months", "document"} <= framework.data.keys():
            continue
        days, months = dates.validity(framework["valid"]), framework["recurrence_months"]
        for other in known.setdefault(framework.province, []):
            if other["recurrence_months"] != months and days.meets(dates.validity(other["valid"])):
                values = {"months": months, "other": other.id, "others": other["recurrence_months"]}
                yield Hit(framework, ("recurrence_months",), values)
                break
        known[framework.province].append(framework)


# Ratings


def _scores(corpus: Corpus) -> Iterator[tuple[Record, Field, Criterion, Criterion | None]]:
    """Yield every score of every rating: the rating, the place, the score, and the criterion of its framework."""
    known: dict[str, dict[str, Criterion]] = {}
    for rating in corpus.of("rating"):
        framework = corpus.get(rating["framework"], "framework")
        if framework is None:
            continue
        if framework.id not in known:
            known[framework.id] = {criterion["id"]: criterion for _, criterion, _ in criteria(framework)}
        for i, score in enumerate(rating.get("scores", ())):
            yield rating, ("scores", i), score, known[framework.id].get(score["criterion"])


@check("score-unknown-criterion")
def score_unknown_criterion(corpus: Corpus) -> Iterator[Hit]:
    """Points are given for a criterion that the framework does not have."""
    for rating, at, score, criterion in _scores(corpus):
        if criterion is None:
            values = {"criterion": score["criterion"], "framework": rating["framework"]}
            yield Hit(rating, (*at, "criterion"), values)


@check("score-computed")
def score_computed(corpus: Corpus) -> Iterator[Hit]:
    """Points are entered for a criterion that is computed: from the register, or from its parts."""
    for rating, at, score, criterion in _scores(corpus):
        if criterion is not None and "entered" not in criterion:
            yield Hit(rating, (*at, "criterion"), {"criterion": score["criterion"]})


@check("score-over-maximum")
def score_over_maximum(corpus: Corpus) -> Iterator[Hit]:
    """Points are below 0 or above the maximum of the criterion."""
    for rating, at, score, criterion in _scores(corpus):
        if criterion is None or "entered" not in criterion or _without_points([criterion]):
            continue
        for name in ("self", "verified"):
            if name in score and not 0 <= decimal(score[name]) <= decimal(criterion["max"]):
                values = {"points": _said(decimal(score[name])), "max": _said(decimal(criterion["max"]))}
                yield Hit(rating, (*at, name), {"criterion": score["criterion"], **values})


@check("score-duplicate")
def score_duplicate(corpus: Corpus) -> Iterator[Hit]:
    """A rating gives points for one criterion twice."""
    for rating in corpus.of("rating"):
        seen: set[str] = set()
        for i, score in enumerate(rating.get("scores", ())):
            if score["criterion"] in seen:
                yield Hit(rating, ("scores", i, "criterion"), {"criterion": score["criterion"]})
            seen.add(score["criterion"])


@check("score-unexplained")
def score_unexplained(corpus: Corpus) -> Iterator[Hit]:
    """The verified points differ from those of the agency itself, and nothing says why."""
    for rating in corpus.of("rating"):
        for i, score in enumerate(rating.get("scores", ())):
            both = "self" in score and "verified" in score
            if both and "because" not in score and decimal(score["self"]) != decimal(score["verified"]):
                values = {"own": _said(decimal(score["self"])), "verified": _said(decimal(score["verified"]))}
                yield Hit(rating, ("scores", i, "verified"), {"criterion": score["criterion"], **values})


@check("rating-verified-by-itself")
def rating_verified_by_itself(corpus: Corpus) -> Iterator[Hit]:
    """A rating is verified by the rated agency, by a unit of it, or by a team that it hosts."""
    for rating in corpus.of("rating"):
        by = corpus.get(rating.get("verified_by"), "agency", "team")
        if by is not None and any(part.id == rating["agency"] for part in bodies.above(corpus, by)):
            yield Hit(rating, ("verified_by",), {"by": by.id, "agency": rating["agency"]})


@check("rating-verifier-missing")
def rating_verifier_missing(corpus: Corpus) -> Iterator[Hit]:
    """There are verified points, but nobody who verified them."""
    for rating in corpus.of("rating"):
        if "verified_by" not in rating.data:
            verified = (i for i, score in enumerate(rating.get("scores", ())) if "verified" in score)
            first = next(verified, None)
            if first is not None:
                yield Hit(rating, ("scores", first, "verified"), {})


@check("rating-duplicate")
def rating_duplicate(corpus: Corpus) -> Iterator[Hit]:
    """An agency has two ratings of one framework for one year."""
    seen: dict[tuple[str, str, int], Record] = {}
    for rating in corpus.of("rating"):
        key = (rating["framework"], rating["agency"], rating["year"])
        if key in seen:
            yield Hit(rating, ("agency",), {"agency": rating["agency"], "year": rating["year"], "other": seen[key].id})
        seen.setdefault(key, rating)


def _year(rating: Record) -> Interval:
    return dates.days(rating["year"])


@check("rating-framework-not-in-force")
def rating_framework_not_in_force(corpus: Corpus) -> Iterator[Hit]:
    """A rating is for a year on no day of which its framework was in force."""
    for rating in corpus.of("rating"):
        framework = corpus.get(rating["framework"], "framework")
        force = dates.validity(framework["valid"]) if framework else dates.EVER
        if framework is not None and not force.meets(_year(rating)):
            yield Hit(rating, ("framework",), {"framework": framework.id, "force": said(force), "year": rating["year"]})


@check("rating-agency-ended")
def rating_agency_ended(corpus: Corpus) -> Iterator[Hit]:
    """A rating is for a year on no day of which the agency existed."""
    for rating in corpus.of("rating"):
        agency = corpus.get(rating["agency"], "agency")
        if agency is not None and not bodies.life(agency).meets(_year(rating)):
            values = {"agency": agency.id, "life": said(bodies.life(agency)), "year": rating["year"]}
            yield Hit(rating, ("year",), values)


@check("rating-stated-band-unknown")
def rating_stated_band_unknown(corpus: Corpus) -> Iterator[Hit]:
    """The published band is none of the framework's."""
    for rating in corpus.of("rating"):
        framework = corpus.get(rating["framework"], "framework")
        band = rating.get("stated", {}).get("band")
        if framework is not None and band is not None and all(band != known["id"] for known in framework["bands"]):
            yield Hit(rating, ("stated", "band"), {"band": band, "framework": framework.id})


# Summaries

Series = tuple[str, str, str, str]
"""The body that reports, the scope, the rule of periods, and their unit: reports that carry over to each other."""


def _period(summary: Record) -> Period | None:
    return periods.parse(summary["period"], summary.get("periods", "lich"))


def _series(summary: Record) -> Series:
    own = (summary["by"], summary.get("scope", "toan-tinh"), summary.get("periods", "lich"))
    return (*own, periods.unit(summary["period"]))


@check("carry-over-sum")
def carry_over_sum(corpus: Corpus) -> Iterator[Hit]:
    """In the figures of a signed report, brought forward, new and reopened are not closed and carried forward."""
    for summary in corpus.of("summary"):
        found = summary.get("stated", {}).get("findings")
        if found is not None:
            before = found["brought_forward"] + found["new"] + found.get("reopened", 0)
            after = found["closed"] + found["carried_forward"]
            if before != after:
                yield Hit(summary, ("stated", "findings"), {"before": before, "after": after})


@check("carry-over-broken")
def carry_over_broken(corpus: Corpus) -> Iterator[Hit]:
    """A signed report brings forward another number than the report of the period before carried forward."""
    ends: dict[tuple[Series, date], Record] = {}
    for summary in corpus.of("summary"):
        period = _period(summary)
        if period is not None and "findings" in summary.get("stated", {}):
            ends.setdefault((_series(summary), period.days.last), summary)
    for summary in corpus.of("summary"):
        period = _period(summary)
        if period is None or "findings" not in summary.get("stated", {}):
            continue
        earlier = ends.get((_series(summary), period.days.first - timedelta(days=1)))
        if earlier is not None:
            now = summary["stated"]["findings"]["brought_forward"]
            then = earlier["stated"]["findings"]["carried_forward"]
            if now != then:
                values = {"now": now, "then": then, "other": earlier.id}
                yield Hit(summary, ("stated", "findings", "brought_forward"), values)


@check("tasks-sum")
def tasks_sum(corpus: Corpus) -> Iterator[Hit]:
    """In the figures of a signed report, the four counts of tasks do not add up to the total."""
    for summary in corpus.of("summary"):
        found = summary.get("stated", {}).get("tasks")
        if found is not None:
            parts = sum(found[name] for name in ("done_on_time", "done_late", "open_in_time", "open_overdue"))
            if parts != found["total"]:
                yield Hit(summary, ("stated", "tasks", "total"), {"total": found["total"], "sum": parts})


@check("summary-period")
def summary_period(corpus: Corpus) -> Iterator[Hit]:
    """A summary is for a period that does not exist."""
    for summary in corpus.of("summary"):
        if _period(summary) is None:
            yield Hit(summary, ("period",), {"period": summary["period"]})


@check("summary-signed-early")
def summary_signed_early(corpus: Corpus) -> Iterator[Hit]:
    """A summary was signed before its period was over."""
    for summary in corpus.of("summary"):
        period = _period(summary)
        if period is not None and "signed" in summary.data and dates.day(summary["signed"]) < period.days.last:
            values = {"signed": vi_date(dates.day(summary["signed"])), "end": vi_date(period.days.last)}
            yield Hit(summary, ("signed",), {"period": period.label, **values})


@check("summary-duplicate")
def summary_duplicate(corpus: Corpus) -> Iterator[Hit]:
    """One body has two summaries of one scope for one period."""
    seen: dict[tuple[Series, str], Record] = {}
    for summary in corpus.of("summary"):
        key = (_series(summary), summary["period"])
        if key in seen:
            yield Hit(summary, ("period",), {"period": summary["period"], "other": seen[key].id})
        seen.setdefault(key, summary)
