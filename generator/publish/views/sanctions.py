"""Measures by which responsibility is handled: which list was in force when, for whom, and on what basis."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from generator.domain import dates
from generator.domain.dates import Interval
from generator.domain.text import lower, vi_interval, vi_span
from generator.model import Record
from generator.publish.inline import Here, Line, Ref, joined, line, noted
from generator.publish.register import Page, Register
from generator.publish.views.common import HOME
from generator.publish.views.facts import basis, cited, origin
from generator.publish.views.table import Column, Table, facet, home, iso, number, sample, table

NOWHERE = "không rõ ngày"


def pages(register: Register) -> Iterator[Page]:
    """Yield the page of measures."""
    corpus = register.corpus
    labels = corpus.schemas.by_kind["sanction"]["properties"]["applies_to"]["items"]["oneOf"]
    known = sorted(corpus.of("sanction"), key=lambda s: (s["form"], s.get("rank", 0), s.id))
    subjects = []
    for option in labels:
        own = _subject(register, option["title"], [s for s in known if option["const"] in s["applies_to"]])
        if own:
            subjects.append({"label": option["title"], "id": option["const"], "table": own})
    view = {
        "crumbs": [HOME, Ref("Giới thiệu", "gioi-thieu/")],
        "measures": _table(register, known),
        "subjects": subjects,
    }
    words = ["Hình thức kỷ luật", *(sanction["title"] for sanction in known)]
    yield Page("gioi-thieu/hinh-thuc-xu-ly/index.md", "sanctions.md.jinja", "Hình thức xử lý", view, "Danh mục", words)


def _table(register: Register, known: list[Record]) -> Table:
    def applies(sanction: Record) -> str:
        to = "; ".join(register.coded(sanction, "applies_to", i) for i in range(len(sanction["applies_to"])))
        return f"{to} (chỉ người giữ chức vụ lãnh đạo, quản lý)" if sanction.get("leaders_only") else to

    def now(sanction: Record) -> str:
        valid = dates.validity(sanction.get("valid"))
        if vi_interval(valid) == NOWHERE:
            return "không có thông tin"
        later = "chưa có hiệu lực" if valid.first > register.as_of else "hết hiệu lực"
        return "đang có hiệu lực" if valid.first <= register.as_of <= valid.last else later

    def title(field: str) -> str:
        return register.wording.label("sanction", field)

    return table(
        "Từng hình thức xử lý",
        known,
        Column("Hình thức", lambda s: line(s["title"], sample(register, s))),
        facet(title("form"), lambda s: register.coded(s, "form")),
        Column(title("applies_to"), applies),
        Column(
            title("valid"),
            lambda s: _said(vi_span(s.get("valid"))),
            sort=lambda s: iso(dates.validity(s.get("valid")).first),
        ),
        facet("Tại ngày tính", now),
        Column(title("basis"), lambda s: joined(basis(register, s))),
        facet("Thuộc", lambda s: home(register, s) or "Cả nước"),
        Column(
            "Nguồn, ghi chú",
            lambda s: joined((*cited(register, s.get("source", {})), *origin(register, s, source=False))),
        ),
        number("Số vụ đã quyết định công khai", lambda s: _cases(register, s)),
        id=lambda s: s.id,
    )


def _said(text: str) -> str:
    return "sổ không ghi thời gian hiệu lực" if text == NOWHERE else text


def _cases(register: Register, sanction: Record) -> int:
    """Count the published cases that were decided with a measure by the day."""
    return sum(1 for _ in register.corpus.linked_from(sanction.id, "decided.sanction"))


class Span(NamedTuple):
    """A stretch of time in which the same measures are in force."""

    days: Interval
    held: list[Record]


def _spans(own: list[Record]) -> list[Span]:
    """Return the stretches of time in which a list of measures is the same, newest first."""
    lives = {s.id: dates.validity(s.get("valid")) for s in own}
    edges = {v.first for v in lives.values()}
    edges |= {v.last + timedelta(days=1) for v in lives.values() if v.last < date.max}
    starts = sorted(edges)
    spans = []
    for i, start in enumerate(starts):
        end = starts[i + 1] - timedelta(days=1) if i + 1 < len(starts) else date.max
        held = [s for s in own if lives[s.id].first <= start <= lives[s.id].last]
        if held:
            spans.append(Span(Interval(start, end), held))
    return spans[::-1]


def _subject(register: Register, label: str, own: list[Record]) -> Table:
    """Return which measures could be taken against whom, and when."""
    disciplined = any(s["form"] == "ky-luat" for s in own)

    def when(span: Span) -> Line:
        now = span.days.first <= register.as_of <= span.days.last and vi_interval(span.days) != NOWHERE
        return line(_said(vi_interval(span.days)), noted("đang có hiệu lực") if now else None)

    def measures(span: Span) -> Line:
        forms: dict[str, list[Line]] = {}
        for s in span.held:
            forms.setdefault(register.coded(s, "form"), []).append(
                line(
                    Here(str(s["title"]).removesuffix(f" ({lower(label)})"), s.id),
                    " (người giữ chức vụ lãnh đạo, quản lý)" if s.get("leaders_only") else None,
                    sample(register, s),
                )
            )
        unknown = disciplined and not any(s["form"] == "ky-luat" for s in span.held)
        return line(
            joined((line(f"{form}: ", joined(held)) for form, held in forms.items()), ". "),
            noted("sổ chưa có danh mục kỷ luật của thời gian này") if unknown else None,
        )

    return table(
        f"Hình thức áp dụng cho: {label}",
        _spans(own),
        Column("Thời gian", when),
        Column("Danh mục có hiệu lực, từ nhẹ đến nặng", measures),
        filter=False,
    )
