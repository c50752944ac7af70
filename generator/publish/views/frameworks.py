"""Frameworks of scorecards: their tree of criteria, bands, bonus and penalty, and where they are used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator.domain import dates
from generator.domain.scorecards import criteria, decimal, maximum
from generator.domain.text import collation_key, vi_interval
from generator.model import Record
from generator.publish.derive.criteria import vi
from generator.publish.register import Page, Register
from generator.publish.views.common import Fact, crumbs, facts, source_words

FRAMEWORKS = ("Khung chấm điểm", "khung-diem/")


def pages(register: Register, used: Mapping[str, list[dict[str, Any]]]) -> Iterator[Page]:
    """Yield the list of frameworks and a page per framework; ``used``: the rankings of each, as rows."""
    found = sorted(register.corpus.of("framework"), key=lambda f: (f.province != "trung-uong", collation_key(f.id)))
    rows = [
        {
            "ref": register.ref(framework),
            "version": framework["version"],
            "valid": vi_interval(dates.validity(framework["valid"])),
            "model": "document" not in framework.data,
            "rankings": len(used.get(framework.id, ())),
            "sample": register.is_sample(framework),
        }
        for framework in found
    ]
    yield Page("khung-diem/index.md", "frameworks.md.jinja", "Khung chấm điểm", {"rows": rows}, "Xếp loại")
    for framework in found:
        title = register.label(framework)
        view = _framework(register, framework, used.get(framework.id, []))
        named = [str(criterion["title"]) for _, criterion, _ in criteria(framework)]
        yield Page(f"khung-diem/{framework.id}/index.md", "framework.md.jinja", title, view, "Xếp loại", named)


def _framework(register: Register, framework: Record, used: list[dict[str, Any]]) -> dict[str, Any]:
    scale = maximum(framework)
    return {
        "crumbs": crumbs(register, framework, FRAMEWORKS),
        "title": register.label(framework),
        "sample": register.is_sample(framework),
        "model": "document" not in framework.data,
        "facts": facts(_framework_facts(register, framework)),
        "maximum": vi(scale),
        "criteria": [
            {
                "id": criterion["id"],
                "depth": str(depth),
                "title": criterion["title"],
                "group": "criteria" in criterion,
                "max": vi(decimal(criterion["max"])),
                **_how(register, framework, at, criterion),
            }
            for at, criterion, depth in criteria(framework)
        ],
        "adjustments": [
            {
                "id": entry["id"],
                "title": entry["title"],
                "each": vi(decimal(entry["points_each"])),
                "limit": vi(decimal(entry["limit"])),
                "measure": register.coded(framework, "adjustments", i, "measure"),
            }
            for i, entry in enumerate(framework.get("adjustments", ()))
        ],
        "bands": _bands(framework, scale),
        "rankings": used,
    }


def _framework_facts(register: Register, framework: Record) -> list[Fact]:
    corpus = register.corpus
    issuer, document = corpus.body(framework.get("issuer")), corpus.document(framework.get("document"))
    based = [
        {"ref": register.ref(basis), "note": register.clause(basis, entry["clause"]) if "clause" in entry else ""}
        for entry in framework.get("modelled_on", ())
        if (basis := corpus.document(entry["document"])) is not None
    ]
    months = framework.get("recurrence_months")
    return [
        ("Phiên bản", framework["version"]),
        ("Áp dụng", vi_interval(dates.validity(framework["valid"]))),
        ("Cơ quan ban hành", register.ref(issuer) if issuer else ""),
        ("Văn bản ban hành", register.ref(document) if document else ""),
        ("Phỏng theo", based),
        ("Xét tái phạm", f"phát hiện cùng loại tại cùng cơ quan trong vòng {months} tháng" if months else ""),
        ("Nguồn", source_words(register, framework.get("source", {}))),
        ("Ghi chú", framework.get("note", "")),
    ]


def _how(
    register: Register, framework: Record, at: tuple[str | int, ...], criterion: Mapping[str, Any]
) -> dict[str, str]:
    """Say how the points of a criterion come about: short, and in full."""
    note = criterion.get("note", "")
    if "criteria" in criterion:
        return {"how": "Cộng các tiêu chí thành phần", "note": note}
    if "measure" in criterion:
        return {"how": f"Máy tính: {register.coded(framework, *at, 'measure')} × điểm tối đa", "note": note}
    return {"how": "Chấm có minh chứng: cơ quan tự chấm, cơ quan khác thẩm định", "note": note}


def _bands(framework: Record, scale: Decimal) -> list[dict[str, str]]:
    """Return the bands from the highest to the lowest, each with the points that it takes in."""
    rows, below = [], None
    for band in sorted(framework["bands"], key=lambda band: decimal(band["from"]), reverse=True):
        start = decimal(band["from"])
        end = f"đến {vi(scale)}" if below is None else f"đến dưới {vi(below)}"
        rows.append({"id": band["id"], "title": band["title"], "points": f"từ {vi(start)} {end} điểm"})
        below = start
    return rows
