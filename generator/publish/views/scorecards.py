"""Scorecards: the rankings of a province and year, and every rating with its points explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from generator.domain.scorecards import decimal, maximum
from generator.domain.text import collation_key
from generator.publish.derive.criteria import Scored, leaves, vi
from generator.publish.derive.metrics import Item
from generator.publish.derive.scores import UNTOLD_BAND, Adjusted, Score, ranking
from generator.publish.register import Page, Ref, Register
from generator.publish.views import frameworks
from generator.publish.views.common import Fact, facts, source_words

RATINGS = ("Xếp loại", "xep-loai/")
STATES = {
    "group": "Nhóm",
    "computed": "Máy tính",
    "verified": "Đã thẩm định",
    "pending": "Chưa thẩm định",
    "not-applicable": "Không áp dụng",
    "no-information": UNTOLD_BAND,
}
Ranked = tuple[str, int, str]


def pages(register: Register) -> Iterator[Page]:
    """Yield the frameworks and the rankings with their indexes, and a page per rating."""
    rankings: dict[Ranked, list[Score]] = {}
    for score in register.scores.values():
        rankings.setdefault(ranking(score), []).append(score)
    order = sorted(rankings, key=lambda key: (-key[1], collation_key(key[2]), collation_key(key[0])))
    listed = {key: _listed(register, key, rankings[key]) for key in order}
    used: dict[str, list[dict[str, Any]]] = {}
    for key in order:
        used.setdefault(key[0], []).append(listed[key])
    yield from frameworks.pages(register, used)
    view = {"rankings": list(listed.values()), "frameworks": Ref(*frameworks.FRAMEWORKS)}
    yield Page("xep-loai/index.md", "ratings.md.jinja", "Xếp loại cơ quan", view, "Xếp loại")
    for key in order:
        yield _ranking(register, key, listed[key], rankings[key])
    for score in register.scores.values():
        yield _rating(register, score, listed[ranking(score)])


# rankings


def _listed(register: Register, key: Ranked, own: Sequence[Score]) -> dict[str, Any]:
    framework, year, province = key
    records = register.corpus.records
    where, card = register.label(records[province]), register.label(records[framework])
    return {
        "ref": Ref(f"{where}, năm {year}: {card}", f"xep-loai/{framework}-{year}-{province}/"),
        "framework": Ref(card, f"khung-diem/{framework}/"),
        "province": register.ref(records[province]),
        "year": str(year),
        "count": len(own),
        "ranked": sum(score.rank > 0 for score in own),
        "partial": "rating" in register.withheld.kinds or any(score.untold for score in own),
        "sample": province in register.samples,
    }


def _ranking(register: Register, key: Ranked, listed: dict[str, Any], own: Sequence[Score]) -> Page:
    title = f"Xếp loại {listed['ref'].label}"
    view = partial(_ranking_view, register, key, listed, own)
    return Page(
        f"{listed['ref'].url}index.md", "ranking.md.jinja", title, view, "Xếp loại", [listed["framework"].label]
    )


def _ranking_view(register: Register, key: Ranked, listed: dict[str, Any], own: Sequence[Score]) -> dict[str, Any]:
    framework = register.corpus.records[key[0]]
    ordered = sorted(own, key=lambda s: (s.rank or len(own) + 1, collation_key(register.label(s.agency))))
    bands = [
        {"title": band["title"], "count": sum(score.band == band["id"] for score in own)} for band in framework["bands"]
    ]
    return {
        "crumbs": [Ref("Trang chủ", ""), Ref(*RATINGS)],
        "title": f"Xếp loại {listed['ref'].label}",
        "sample": listed["sample"],
        "framework": listed["framework"],
        "model": "document" not in framework.data,
        "unfinished": _unfinished(register, key[1]),
        "maximum": vi(maximum(framework)),
        "bands": bands,
        "partial": listed["partial"],
        "heads": [{"id": c["id"], "title": c["title"], "max": vi(decimal(c["max"]))} for c in framework["criteria"]],
        "rows": [_row(register, score) for score in ordered],
    }


def _row(register: Register, score: Score) -> dict[str, Any]:
    return {
        "rank": str(score.rank or "—"),
        "ref": Ref(register.label(score.agency), register.place(score.rating)),
        "total": vi(score.total) if score.band else "—",
        "sort": str(score.total),
        "band": score.band_title,
        "provisional": score.provisional,
        "parts": ["—" if part.points is None else vi(part.points) for part in score.criteria],
        "moved": "—" if score.untold else vi(sum((a.points for a in score.adjustments), Decimal(0))),
    }


def _unfinished(register: Register, year: int) -> bool:
    """Whether the year still runs on the day of the site."""
    return register.as_of < date(year, 12, 31)


# ratings


def _rating(register: Register, score: Score, listed: dict[str, Any]) -> Page:
    title = f"Xếp loại: {register.label(score.rating)}"
    view = partial(_rating_view, register, score, listed)
    words = [register.label(score.framework), score.band_title]
    return Page(f"xep-loai/{score.rating.id}/index.md", "rating.md.jinja", title, view, "Xếp loại", words)


def _rating_view(register: Register, score: Score, listed: dict[str, Any]) -> dict[str, Any]:
    computed = [leaf for leaf in leaves(score.criteria) if leaf.measured and leaf.measured.denominator]
    return {
        "crumbs": [Ref("Trang chủ", ""), Ref(*RATINGS), listed["ref"]],
        "title": f"Xếp loại: {register.label(score.rating)}",
        "sample": register.is_sample(score.rating),
        "facts": facts(_rating_facts(register, score, listed)),
        "total": vi(score.total) if score.band else "—",
        "maximum": vi(score.maximum),
        "band": score.band_title,
        "because": score.because,
        "provisional": score.provisional,
        "unfinished": _unfinished(register, score.year),
        "stated": _stated(score),
        "untold": score.untold,
        "rows": list(_tree(register, score, score.criteria, 0)),
        "absent": [{"title": one.title, "id": one.id, "because": one.because} for one in _absent(score.criteria)],
        "computed": [_items(register, leaf) for leaf in computed],
        "adjustments": [_adjusted(register, adjusted, untold=score.untold) for adjusted in score.adjustments],
    }


def _rating_facts(register: Register, score: Score, listed: dict[str, Any]) -> list[Fact]:
    corpus, rating = register.corpus, score.rating
    checker, document = corpus.body(rating.get("verified_by")), corpus.document(rating.get("document"))
    known = " có đủ thông tin công khai" if listed["partial"] else ""
    place = f"{score.rank} trên {listed['ranked']} cơ quan{known}" if score.rank else ""
    return [
        ("Cơ quan", register.ref(score.agency)),
        ("Năm", str(score.year)),
        ("Khung chấm điểm", register.ref(score.framework)),
        ("Thứ hạng", {"ref": listed["ref"], "post": place} if place else listed["ref"]),
        ("Cơ quan thẩm định", register.ref(checker) if checker else ""),
        ("Văn bản công bố", register.ref(document) if document else ""),
        ("Nguồn", source_words(register, rating.get("source", {}))),
        ("Ghi chú", rating.get("note", "")),
    ]


def _stated(score: Score) -> dict[str, str] | None:
    """Set the result of the signed document beside the computed one, and name the difference."""
    stated = score.rating.get("stated")
    if stated is None:
        return None
    titles = {band["id"]: band["title"] for band in score.framework["bands"]}
    band = titles.get(stated.get("band", ""), stated.get("band", ""))
    points = decimal(stated["points"]) if "points" in stated else None
    found = []
    if score.untold:
        return {"points": "không nêu" if points is None else vi(points), "band": band or "không nêu", "difference": ""}
    if points is not None and points != score.total:
        side = "cao hơn" if points > score.total else "thấp hơn"
        found.append(f"điểm nêu trong văn bản {side} {vi(abs(points - score.total))} điểm so với điểm máy tính")
    if "band" in stated and stated["band"] != score.band:
        found.append(f"mức nêu trong văn bản là “{band}”, mức máy tính là “{score.band_title}”")
    return {
        "points": "không nêu" if points is None else vi(points),
        "band": band or "không nêu",
        "difference": "; ".join(found),
    }


def _absent(parts: Sequence[Scored]) -> Iterator[Scored]:
    """Yield the criteria without points, the highest only: what is below them has none either. Not what is untold."""
    for part in parts:
        if part.points is None and part.state != "no-information":
            yield part
        else:
            yield from _absent(part.criteria)


def _tree(register: Register, score: Score, parts: Sequence[Scored], depth: int) -> Iterator[dict[str, Any]]:
    for part in parts:
        entry = score.rating["scores"][part.index] if part.index is not None else {}
        yield {
            "id": part.id,
            "depth": str(depth),
            "group": bool(part.criteria),
            "title": part.title,
            "max": vi(part.max),
            "self": vi(part.self_points) if part.self_points is not None else "",
            "points": vi(part.points) if part.points is not None else "—",
            "state": STATES[part.state],
            "because": part.because,
            "items": bool(part.measured and part.measured.denominator),
            "evidence": [_evidence(register, found) for found in entry.get("evidence", ())],
        }
        yield from _tree(register, score, part.criteria, depth + 1)


def _evidence(register: Register, evidence: Mapping[str, Any]) -> dict[str, Any]:
    document = register.corpus.document(evidence.get("document"))
    keeper = register.corpus.body(evidence.get("held_by"))
    return {
        "ref": register.ref(document) if document else None,
        "file": evidence.get("file", ""),
        "sha256": evidence.get("sha256", ""),
        "keeper": register.ref(keeper) if keeper else None,
        "note": evidence.get("note", ""),
    }


def _items(register: Register, leaf: Scored) -> dict[str, Any]:
    items = leaf.measured.items if leaf.measured else ()
    return {
        "id": leaf.id,
        "title": leaf.title,
        "because": leaf.because,
        "rows": [_item(register, item) for item in items],
    }


def _item(register: Register, item: Item) -> dict[str, Any]:
    share = "" if item.value is None else vi(item.value)
    return {
        "ref": register.ref(item.record),
        "period": item.period,
        "counted": share or ("tính" if item.counted else "không tính"),
        "because": item.because,
    }


def _adjusted(register: Register, adjusted: Adjusted, *, untold: bool) -> dict[str, Any]:
    return {
        "id": adjusted.id,
        "title": adjusted.title,
        "points": "—" if untold else vi(adjusted.points),
        "because": adjusted.because,
        "rows": [_item(register, item) for item in adjusted.measured.items],
    }
