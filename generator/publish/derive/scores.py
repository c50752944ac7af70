"""Scorecards: every point explained down to the records it was computed from.

A criterion is computed from the register, or entered (self-assessed beside verified). What does not apply gives its
points to the others of its group in proportion to their maximum: a group's points are its maximum times the share of
points in the maximum of what applies in it. Points are rounded to hundredths, half up, at every criterion. Where something that enters them is hidden from the
audience there is no total: none of what is computed is told then, so that it stays open which of it is concerned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from generator.domain.scorecards import Criterion, decimal, maximum
from generator.domain.text import vi_amount
from generator.model import Corpus, Record
from generator.publish.derive.criteria import (
    UNTOLD_POINTS,
    Scored,
    computed,
    entered,
    group,
    leaves,
    rounded,
    shared,
    untold,
)
from generator.publish.derive.metrics import Counted, Facts, Measured, Metrics

__all__ = ["Adjusted", "Cost", "Counted", "Facts", "Measured", "Score", "Scored", "costs", "scores"]

UNTOLD_BAND = "Không nêu: có thông tin không công bố"
UNSCORED_BAND = "Chưa đủ điểm để xếp loại"
UNFINISHED_BAND = "Chưa xếp loại: năm chưa kết thúc"
UNSCORED = "còn tiêu chí chưa được thẩm định nên chưa nêu tổng điểm, chưa xếp mức và thứ hạng"
NOTHING = "không có tiêu chí nào có điểm: mọi tiêu chí không áp dụng hoặc chưa được thẩm định"
UNTOLD_TOTAL = "không có thông tin đầy đủ: sổ có thông tin không công bố, nên không nêu tổng điểm, mức và thứ hạng"


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A bonus or penalty: points for each time, up to a limit."""

    id: str
    title: str
    points_each: Decimal
    limit: Decimal
    points: Decimal
    measured: Measured
    because: str = ""
    """The arithmetic in words (Vietnamese)."""


@dataclass(frozen=True, slots=True)
class Score:
    """The rating of an agency for a year."""

    rating: Record
    framework: Record
    agency: Record
    year: int
    criteria: tuple[Scored, ...]
    adjustments: tuple[Adjusted, ...]
    total: Decimal | None
    """On the scale of the framework (the sum of its maxima), after bonus and penalty, not below 0 nor above that sum. None
    where no criterion has points, one is still pending, or not all is known."""
    maximum: Decimal
    band: str
    """The id of the band; its title is in the framework. Empty without a total, and while that is provisional: then there
    is no rank either."""
    band_title: str
    provisional: bool
    """Whether it will change: some criterion is pending, or the year still runs."""
    rank: int
    """Among the ratings of the same framework, year and province that have a band; equal totals share a rank (1, 2, 2,
    4). 0: no band."""
    because: str = ""
    """How the total comes about (Vietnamese)."""

    @property
    def points(self) -> str:
        """The total in words."""
        return "—" if self.total is None else vi_amount(self.total)

    @property
    def untold(self) -> bool:
        """Whether something that enters it is hidden from the audience: then there is no total, band or rank."""
        return self.band_title == UNTOLD_BAND


@dataclass(frozen=True, slots=True)
class Cost:
    """What one record cost (negative) or gave at a criterion or adjustment of a rating, in points of the framework.

    For a rate: the maximum of the criterion by the number counted, before anything is shared out or rounded.
    """

    score: Score
    criterion: str
    title: str
    points: Decimal
    because: str
    most: Decimal | None
    """The maximum of the criterion; None for a bonus or penalty."""
    in_total: Decimal
    """The same in points of the total: criteria that do not apply make those beside them count for more."""


def scores(corpus: Corpus, as_of: date, facts: Facts) -> dict[str, Score]:
    """Return the scores of all ratings by id of the record; one whose framework or agency is unknown has none."""
    rated = [
        (rating, framework, agency)
        for rating in corpus.of("rating")
        if (framework := corpus.get(rating["framework"], "framework")) is not None
        and (agency := corpus.get(rating["agency"], "agency")) is not None
    ]
    if not rated:
        return {}
    metrics = Metrics(corpus, as_of, facts, [(agency.id, rating["year"]) for rating, _, agency in rated])
    found = {rating.id: _score(rating, framework, agency, metrics) for rating, framework, agency in rated}
    return _ranked(found)


def costs(found: Mapping[str, Score]) -> dict[str, list[Cost]]:
    """Return what each record cost or gave, by id of the record, in the order of ratings and criteria."""
    table: dict[str, list[Cost]] = {}
    for score in (score for score in found.values() if not score.untold):
        for leaf, weight in _weighted(score.criteria, score.maximum):
            measured = leaf.measured
            for item in measured.items if measured and measured.denominator else ():
                lost = 1 - (Decimal(item.counted) if item.value is None else item.value)
                if lost and measured and measured.denominator:
                    exact = -Fraction(leaf.max * lost) / measured.denominator
                    points, in_total = rounded(exact), rounded(exact * weight)
                    _note(table, item, Cost(score, leaf.id, leaf.title, points, item.because, leaf.max, in_total))
        for adjusted in score.adjustments:
            left = adjusted.limit
            for item in adjusted.measured.items:
                size = min(abs(adjusted.points_each), left)
                left -= size
                points = size.copy_sign(adjusted.points_each)
                _note(table, item, Cost(score, adjusted.id, adjusted.title, points, item.because, None, points))
    return table


def _weighted(parts: Sequence[Scored], scale: Decimal) -> Iterator[tuple[Scored, Fraction]]:
    """Yield the criteria without parts that have points, each with what one of its points is worth on the scale."""
    held = [part for part in parts if part.points is not None]
    whole = sum((part.max for part in held), Decimal(0))
    for part in held if whole else ():
        worth = Fraction(scale) / Fraction(whole)
        if part.criteria:
            yield from ((leaf, own * worth) for leaf, own in _weighted(part.criteria, part.max))
        else:
            yield part, worth


def _note(table: dict[str, list[Cost]], item: Counted, cost: Cost) -> None:
    table.setdefault(item.record.id, []).append(cost)


def _score(rating: Record, framework: Record, agency: Record, metrics: Metrics) -> Score:
    year = int(rating["year"])
    told = all(metrics.told(measure, agency.id, year) for measure in _measures(framework))
    given = {entry["criterion"]: (i, entry) for i, entry in enumerate(rating.get("scores", ()))}

    def judge(criterion: Criterion) -> Scored:
        if "criteria" in criterion:
            return group(criterion, tuple(judge(part) for part in criterion["criteria"]))
        if "measure" in criterion and not told:
            return untold(criterion)
        if "measure" in criterion:
            return computed(criterion, metrics.of(criterion["measure"], agency.id, year), year)
        return entered(criterion, *given.get(criterion["id"], (None, {})))

    criteria = tuple(judge(criterion) for criterion in framework["criteria"])
    adjustments = tuple(
        _adjusted(entry, metrics.of(entry["measure"], agency.id, year)) if told else _untold(entry)
        for entry in framework.get("adjustments", ())
    )
    scale = maximum(framework)
    if not told:
        return Score(
            rating, framework, agency, year, criteria, adjustments, None, scale,
            "", UNTOLD_BAND, provisional=False, rank=0, because=UNTOLD_TOTAL,
        )  # fmt: skip
    base, share = shared(criteria, scale)
    changed = sum((adjusted.points for adjusted in adjustments), Decimal(0))
    pending = any(leaf.state == "pending" for leaf in leaves(criteria))
    provisional = pending or metrics.as_of < date(year, 12, 31)
    total = None if base is None or pending else min(max(base + changed, Decimal(0)), scale)
    band = None if total is None or provisional else _band(framework, total)
    untitled = UNSCORED_BAND if pending else UNFINISHED_BAND
    if base is None:
        untitled, because = "Chưa có điểm để xếp loại", NOTHING
    else:
        because = UNSCORED if total is None else _sum(share, base, adjustments, total, scale)
    return Score(
        rating, framework, agency, year, criteria, adjustments, total, scale,
        band["id"] if band else "", band["title"] if band else untitled, provisional, rank=0, because=because,
    )  # fmt: skip


def _band(framework: Record, total: Decimal) -> Mapping[str, Any] | None:
    """Return the highest band that the total reaches."""
    reached = [band for band in framework["bands"] if decimal(band["from"]) <= total]
    return max(reached, key=lambda band: decimal(band["from"]), default=None)


def _sum(share: str, base: Decimal, adjustments: Sequence[Adjusted], total: Decimal, scale: Decimal) -> str:
    text = f"tổng các tiêu chí: {share}"
    if adjustments:
        moved = sum((adjusted.points for adjusted in adjustments), Decimal(0))
        signed = f"+ {vi_amount(moved)}" if moved >= 0 else f"− {vi_amount(-moved)}"
        exact = base + moved
        text += f"; điểm cộng, điểm trừ: {vi_amount(base)} {signed} = {vi_amount(exact)} điểm"
        if exact < 0:
            text += "; không dưới 0 điểm"
        if exact > scale:
            text += f"; không quá {vi_amount(scale)} điểm"
    return f"{text}; tổng điểm {vi_amount(total)}"


def _adjusted(entry: Mapping[str, Any], measured: Measured) -> Adjusted:
    each, limit = decimal(entry["points_each"]), decimal(entry["limit"])
    raw = each * measured.numerator
    points = rounded(min(max(raw, -limit), limit)) + 0  # no minus before nothing
    text = f"{vi_amount(measured.numerator)} lần × {vi_amount(each)} điểm = {vi_amount(raw)} điểm"
    if abs(raw) > limit:
        text += f", tối đa {vi_amount(limit)} điểm nên tính {vi_amount(points)} điểm"
    return Adjusted(entry["id"], entry["title"], each, limit, points, measured, text)


def _measures(framework: Record) -> Iterator[str]:
    """Yield what a framework has computed from the register."""
    pending = [*framework["criteria"], *framework.get("adjustments", ())]
    while pending:
        part = pending.pop()
        pending += part.get("criteria", ())
        if "measure" in part:
            yield part["measure"]


def _untold(entry: Mapping[str, Any]) -> Adjusted:
    """Return a bonus or penalty of which not all is known: whichever it is, it says nothing."""
    nothing = Measured(entry["measure"], Decimal(0), None, ())
    each, limit = decimal(entry["points_each"]), decimal(entry["limit"])
    return Adjusted(entry["id"], entry["title"], each, limit, Decimal(0), nothing, UNTOLD_POINTS)


def _ranked(found: Mapping[str, Score]) -> dict[str, Score]:
    """Return the scores with their ranks; provinces are never ranked together."""
    rivals: dict[tuple[str, int, str], list[Decimal]] = {}
    ranked = {name: score.total for name, score in found.items() if score.band and score.total is not None}
    for name, total in ranked.items():
        rivals.setdefault(ranking(found[name]), []).append(total)
    places = {key: _places(totals) for key, totals in rivals.items()}
    return {
        name: replace(score, rank=places[ranking(score)][ranked[name]]) if name in ranked else score
        for name, score in found.items()
    }


def ranking(score: Score) -> tuple[str, int, str]:
    """Return the ranking that a score is part of: framework, year, province."""
    return score.framework.id, score.year, score.agency.province


def _places(totals: Sequence[Decimal]) -> dict[Decimal, int]:
    """Return the rank of each total: one more than the number of better ones."""
    places: dict[Decimal, int] = {}
    for place, total in enumerate(sorted(totals, reverse=True), 1):
        places.setdefault(total, place)
    return places
