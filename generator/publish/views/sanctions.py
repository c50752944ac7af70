"""Measures by which responsibility is handled: which list was in force when, for whom, and on what basis."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from generator.domain import dates
from generator.domain.dates import Interval
from generator.domain.text import collation_key, vi_interval
from generator.model import Record
from generator.publish.register import Page, Ref, Register
from generator.publish.views.common import references

NOWHERE = "không rõ ngày"


def pages(register: Register) -> Iterator[Page]:
    """Yield the page of measures."""
    corpus = register.corpus
    labels = corpus.schemas.by_kind["sanction"]["properties"]["applies_to"]["items"]["oneOf"]
    known = sorted(corpus.of("sanction"), key=lambda s: (s["form"], s.get("rank", 0), collation_key(s["title"]), s.id))
    subjects = [
        {"label": option["title"], "id": option["const"], "spans": spans}
        for option in labels
        if (spans := _spans(register, [s for s in known if option["const"] in s["applies_to"]]))
    ]
    yield Page(
        "gioi-thieu/hinh-thuc-xu-ly/index.md",
        "sanctions.md.jinja",
        "Hình thức xử lý",
        {
            "crumbs": [Ref("Trang chủ", ""), Ref("Giới thiệu", "gioi-thieu/")],
            "rows": [_row(register, sanction) for sanction in known],
            "subjects": subjects,
        },
        "Danh mục",
        [sanction["title"] for sanction in known],
    )


def _row(register: Register, sanction: Record) -> dict[str, Any]:
    valid = dates.validity(sanction.get("valid"))
    province = register.corpus.get(sanction.province, "province")
    return {
        "id": sanction.id,
        "title": sanction["title"],
        "form": register.coded(sanction, "form"),
        "applies_to": "; ".join(register.coded(sanction, "applies_to", i) for i in range(len(sanction["applies_to"]))),
        "leaders_only": bool(sanction.get("leaders_only")),
        "valid": _said(valid),
        "sort": valid.first.isoformat(),
        "now": "đang có hiệu lực" if valid.first <= register.as_of <= valid.last else "không còn hoặc chưa có hiệu lực",
        "basis": references(register, sanction),
        "province": register.ref(province) if province else None,
        "cases": _cases(register, sanction),
        "sample": register.is_sample(sanction),
    }


def _said(valid: Interval) -> str:
    text = vi_interval(valid)
    return "mọi thời gian (sổ không ghi hiệu lực)" if text == NOWHERE else text


def _cases(register: Register, sanction: Record) -> int:
    """Count the published cases that were decided with a measure by the day."""
    decided = register.corpus.linked_from(sanction.id, "decided.sanction")
    return sum(1 for case in decided if dates.day(case["decided"]["on"]) <= register.as_of)


def _spans(register: Register, own: list[Record]) -> list[dict[str, Any]]:
    """Return the stretches of time in which a subject's list is the same, newest first, each with its measures."""
    lives = {s.id: dates.validity(s.get("valid")) for s in own}
    edges = {v.first for v in lives.values()}
    edges |= {v.last + timedelta(days=1) for v in lives.values() if v.last < date.max}
    starts = sorted(edges)
    disciplined = any(s["form"] == "ky-luat" for s in own)
    spans = []
    for i, start in enumerate(starts):
        end = starts[i + 1] - timedelta(days=1) if i + 1 < len(starts) else date.max
        held = [s for s in own if lives[s.id].first <= start <= lives[s.id].last]
        if held:
            spans.append(
                {
                    "when": _said(Interval(start, end)),
                    "now": start <= register.as_of <= end,
                    "unknown": disciplined and not any(s["form"] == "ky-luat" for s in held),
                    "forms": _by_form(register, held),
                }
            )
    return spans[::-1]


def _by_form(register: Register, held: list[Record]) -> list[dict[str, Any]]:
    table: dict[str, list[dict[str, Any]]] = {}
    for sanction in held:
        entry = {
            "title": sanction["title"],
            "id": sanction.id,
            "leaders_only": bool(sanction.get("leaders_only")),
            "sample": register.is_sample(sanction),
        }
        table.setdefault(register.coded(sanction, "form"), []).append(entry)
    return [{"label": label, "items": items} for label, items in table.items()]
