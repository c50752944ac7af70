"""Scorecards: the frameworks, the rankings of a province and year, and the pages of all ratings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from generator.domain.scorecards import decimal, maximum
from generator.domain.text import collation_key, lower, vi_amount
from generator.publish.derive.scores import Score, ranking
from generator.publish.inline import Ref, line, noted
from generator.publish.register import Page, Register
from generator.publish.views import frameworks, ratings
from generator.publish.views.common import HOME
from generator.publish.views.frameworks import Ranking, ranking_table
from generator.publish.views.table import Column, Table, facet, number, numbers, table

Ranked = tuple[str, int, str]


def pages(register: Register) -> Iterator[Page]:
    """Yield the frameworks and the rankings with their indexes, and a page per rating."""
    rankings: dict[Ranked, list[Score]] = {}
    for score in register.scores.values():
        rankings.setdefault(ranking(score), []).append(score)
    order = sorted(rankings, key=lambda key: (-key[1], collation_key(key[2]), collation_key(key[0])))
    listed = {key: _ranking(register, key, rankings[key]) for key in order}
    used: dict[str, list[Ranking]] = {}
    for key in order:
        used.setdefault(key[0], []).append(listed[key])
    yield from frameworks.pages(register, used)
    view = {
        "rankings": ranking_table(register, "Các bảng xếp loại", listed.values()),
        "frameworks": frameworks.FRAMEWORKS,
    }
    yield Page("xep-loai/index.md", "ratings.md.jinja", "Xếp loại cơ quan", view, "Xếp loại")
    for key in order:
        own = listed[key]
        title = f"Xếp loại cơ quan của {lower(own.ref.label)}"
        shown = partial(_view, register, key[0], own, rankings[key])
        yield Page(f"{own.ref.url}index.md", "ranking.md.jinja", title, shown, "Xếp loại", [own.framework.label])
    for score in register.scores.values():
        yield ratings.page(register, score, listed[ranking(score)], unfinished=_unfinished(register, score.year))


def _ranking(register: Register, key: Ranked, own: Sequence[Score]) -> Ranking:
    framework, year, province = key
    records = register.corpus.records
    where, card = register.label(records[province]), register.label(records[framework])
    return Ranking(
        Ref(f"{where}, năm {year}: {card}", f"xep-loai/{framework}-{year}-{province}/"),
        records[province],
        year,
        Ref(card, f"khung-diem/{framework}/"),
        len(own),
        sum(score.rank > 0 for score in own),
        "rating" in register.withheld.kinds or any(score.untold for score in own),
    )


def _view(register: Register, name: str, own: Ranking, scores: Sequence[Score]) -> dict[str, Any]:
    framework = register.corpus.records[name]
    bands = [
        {"title": band["title"], "count": sum(score.band == band["id"] for score in scores)}
        for band in framework["bands"]
    ]
    title = f"Xếp loại cơ quan của {lower(own.ref.label)}"
    return {
        "crumbs": [HOME, ratings.SECTION],
        "title": title,
        "sample": register.is_sample(own.province),
        "framework": own.framework,
        "model": "document" not in framework.data,
        "unfinished": _unfinished(register, own.year),
        "maximum": vi_amount(maximum(framework)),
        "bands": bands if own.ranked else [],
        "partial": own.partial,
        "ranking": _table(register, title, framework["criteria"], scores),
    }


def _table(register: Register, title: str, criteria: Sequence[Any], scores: Sequence[Score]) -> Table:
    def moved(score: Score) -> str:
        return "—" if score.untold else vi_amount(sum((a.points for a in score.adjustments), Decimal(0)))

    return table(
        title,
        sorted(scores, key=lambda s: (s.rank or len(scores) + 1, collation_key(register.label(s.agency)))),
        number("Hạng", lambda s: s.rank or "—"),
        Column("Cơ quan", lambda s: register.ref(s.rating, register.label(s.agency))),
        number(
            "Tổng điểm",
            lambda s: line(s.points, noted("tạm tính") if s.provisional else None),
            sort=lambda s: "" if s.total is None else str(s.total),
        ),
        facet("Mức", lambda s: s.band_title),
        *numbers(
            [f"{c['title']} ({vi_amount(decimal(c['max']))})" for c in criteria],
            lambda s: ["—" if part.points is None else vi_amount(part.points) for part in s.criteria],
        ),
        number("Cộng, trừ", moved),
        wide=True,
    )


def _unfinished(register: Register, year: int) -> bool:
    """Whether the year still runs on the day of the site."""
    return register.as_of < date(year, 12, 31)
