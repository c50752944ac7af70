"""One rating: its result beside that of the signed document, and every point explained down to the records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from generator.domain.scorecards import decimal
from generator.domain.text import sentences, vi_amount
from generator.publish.derive.criteria import Scored, leaves
from generator.publish.derive.metrics import Counted
from generator.publish.derive.scores import UNTOLD_BAND, Score
from generator.publish.inline import Here, Line, Ref, Said, line, strong
from generator.publish.register import Page, Register
from generator.publish.views.common import HOME
from generator.publish.views.facts import Fact, fact, facts
from generator.publish.views.finding_entry import evidence
from generator.publish.views.frameworks import Ranking
from generator.publish.views.table import Column, Table, facet, number, table

SECTION = Ref("Xếp loại", "xep-loai/")
STATES = {
    "group": "Nhóm",
    "computed": "Sổ tự tính",
    "verified": "Đã thẩm định",
    "pending": "Chưa thẩm định",
    "not-applicable": "Không áp dụng",
    "no-information": UNTOLD_BAND,
}


def page(register: Register, score: Score, own: Ranking, *, unfinished: bool) -> Page:
    """Return the page of a rating; ``own``: the ranking that it is in."""
    title = f"Xếp loại: {register.label(score.rating)}"
    view = partial(_view, register, score, own, unfinished=unfinished)
    words = [register.label(score.framework), *([score.band_title] if score.band else [])]
    return Page(f"xep-loai/{score.rating.id}/index.md", "rating.md.jinja", title, view, "Xếp loại", words)


def _view(register: Register, score: Score, own: Ranking, *, unfinished: bool) -> dict[str, Any]:
    computed = [leaf for leaf in leaves(score.criteria) if leaf.measured and leaf.measured.denominator]
    return {
        "crumbs": [HOME, SECTION, own.ref],
        "title": f"Xếp loại: {register.label(score.rating)}",
        "sample": register.is_sample(score.rating),
        "facts": _facts(register, score, own),
        "total": score.points if score.total is not None else "",
        "maximum": vi_amount(score.maximum),
        "band": score.band_title,
        "because": sentences(score.because),
        "provisional": score.provisional,
        "unfinished": unfinished,
        **_stated(score),
        "points": _points(register, score),
        "absent": [f"{one.id} {one.title}: {one.because}." for one in _absent(score.criteria)],
        "computed": [
            {
                "id": leaf.id,
                "title": f"{leaf.id} {leaf.title}",
                "because": sentences(leaf.because),
                "items": _items(
                    register,
                    f"{leaf.id} {leaf.title}",
                    leaf.measured.items if leaf.measured else (),
                    facet("Kết quả", _reached),
                ),
            }
            for leaf in computed
        ],
        "adjustments": [
            {
                "id": adjusted.id,
                "title": f"{adjusted.title}: {'—' if score.untold else vi_amount(adjusted.points)} điểm",
                "because": sentences(adjusted.because),
                "items": _items(register, adjusted.title, adjusted.measured.items),
            }
            for adjusted in score.adjustments
        ],
    }


def _facts(register: Register, score: Score, own: Ranking) -> list[Fact]:
    known = " có đủ thông tin công khai" if own.partial else ""
    place = f"{score.rank} trên {own.ranked} cơ quan{known} — " if score.rank else ""
    fields = ("verified_by", "document", "source", "note")
    return facts(
        register,
        score.rating,
        "agency",
        "year",
        "framework",
        fact("Thứ hạng" if score.rank else "Bảng xếp loại", line(place, own.ref)),
        *fields,
    )


def _stated(score: Score) -> dict[str, Any]:
    """Set the result of the signed document beside the computed one, and say whether they differ."""
    stated = score.rating.get("stated")
    if stated is None:
        return {"stated": None, "verdict": ""}
    titles = {band["id"]: band["title"] for band in score.framework["bands"]}
    band = titles.get(stated.get("band", ""), stated.get("band", ""))
    points = decimal(stated["points"]) if "points" in stated else None
    signed = ("Nêu trong văn bản", "không nêu" if points is None else vi_amount(points), band or "không nêu")
    compared = table(
        "Đối chiếu với văn bản công bố",
        [("Sổ tự tính", score.points, score.band_title), signed],
        Column("Kết quả", lambda row: row[0], heads=True),
        number("Tổng điểm", lambda row: row[1]),
        Column("Mức", lambda row: row[2]),
        filter=False,
    )
    return {"stated": compared, "verdict": _compared(score, points, stated.get("band"), band)}


def _compared(score: Score, points: Any, band: str | None, title: str) -> str:
    if score.untold:
        return "Không đối chiếu được: không có thông tin đầy đủ."
    if score.total is None or not score.band:
        return "Không đối chiếu được: sổ chưa có đủ điểm, hoặc năm chưa kết thúc."
    found = []
    if points is not None and points != score.total:
        side = "cao hơn" if points > score.total else "thấp hơn"
        found.append(
            f"điểm nêu trong văn bản {side} {vi_amount(abs(points - score.total))} điểm so với điểm sổ tự tính"
        )
    if band is not None and band != score.band:
        found.append(f"mức nêu trong văn bản là “{title}”, mức sổ tự tính là “{score.band_title}”")
    return f"Khác nhau: {'; '.join(found)}." if found else "Kết quả nêu trong văn bản khớp với kết quả sổ tự tính."


def _absent(parts: Sequence[Scored]) -> Iterator[Scored]:
    """Yield the criteria without points, the highest only: what is below them has none either. Not what is untold."""
    for part in parts:
        if part.points is None and part.state != "no-information":
            yield part
        else:
            yield from _absent(part.criteria)


def _points(register: Register, score: Score) -> Table:
    """Return every criterion with its points, and how they came about."""

    def listed(part: Scored) -> bool:
        return bool(part.measured and part.measured.denominator)

    def title(part: Scored) -> Said:
        if listed(part):
            return Here(part.title, f"tc-{part.id}")
        return strong(part.title) if part.criteria else part.title

    def why(part: Scored) -> Line:
        entry = score.rating["scores"][part.index] if part.index is not None else {}
        return line(
            part.because, (line("; minh chứng: ", *evidence(register, [found])) for found in entry.get("evidence", ()))
        )

    return table(
        "Điểm từng tiêu chí",
        _tree(score.criteria, 0),
        Column("Mã", lambda row: row[0].id),
        Column("Tiêu chí", lambda row: title(row[0]), long=True),
        number("Tối đa", lambda row: vi_amount(row[0].max)),
        number("Tự chấm", lambda row: None if row[0].self_points is None else vi_amount(row[0].self_points)),
        number("Được tính", lambda row: "—" if row[0].points is None else vi_amount(row[0].points)),
        Column("Cách có điểm", lambda row: STATES[row[0].state]),
        Column("Giải thích", lambda row: why(row[0])),
        filter=False,
        id=lambda row: "" if listed(row[0]) else f"tc-{row[0].id}",
        depth=lambda row: str(row[1]),
    )


def _tree(parts: Sequence[Scored], depth: int) -> Iterator[tuple[Scored, int]]:
    for part in parts:
        yield part, depth
        yield from _tree(part.criteria, depth + 1)


def _reached(item: Counted) -> str:
    """Say what something gave of a rate that counts all of them."""
    return f"{vi_amount(item.value)} điểm tiến độ" if item.value is not None else "đạt" if item.counted else "không đạt"


def _items(register: Register, caption: str, items: Sequence[Counted], result: Column | None = None) -> Table:
    """Return the records that count in a criterion, and why."""
    return table(
        caption,
        items,
        Column("Mục", lambda item: register.ref(item.record)),
        Column("Kỳ", lambda item: item.period),
        result,
        Column("Vì sao", lambda item: sentences(item.because)),
    )
