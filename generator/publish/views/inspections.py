"""Inspections: the list, and each one with its agencies, sampled dossiers, findings and what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from generator.domain import bodies, dates
from generator.domain.text import collation_key, vi_date
from generator.model import Record
from generator.publish.derive.scores import Cost
from generator.publish.register import Page, Ref, Register
from generator.publish.views import chain, dossiers, finding_entry, plans
from generator.publish.views.boards import ROWS
from generator.publish.views.common import Fact, crumbs, facts, follow_up_chip, references

NAMED = 4
"""Agencies that the list names; the page of an inspection has all."""
INSPECTIONS = Ref("Kiểm tra", "kiem-tra/")


def pages(register: Register) -> Iterator[Page]:
    """Yield the list of inspections and a page per inspection."""
    corpus = register.corpus
    findings = _findings(register)
    cost = register.costs
    held = sorted(corpus.of("inspection"), key=lambda i: (i["start"], collation_key(i.id)), reverse=True)
    held.sort(key=lambda i: not chain.known(register, i))  # what has not begun comes last
    rows = [_row(register, inspection, findings.get(inspection.id, [])) for inspection in held]
    yield from _lists(register, held, rows)
    for inspection in held:
        title = register.label(inspection)
        own = findings.get(inspection.id, [])
        yield Page(
            f"kiem-tra/{inspection.id}/index.md",
            "inspection.md.jinja",
            title,
            partial(_view, register, inspection, own, cost),
            "Kiểm tra, thanh tra",
            _words(register, inspection, own),
        )


def _findings(register: Register) -> dict[str, list[Record]]:
    table: dict[str, list[Record]] = {}
    for finding in register.corpus.of("finding"):
        table.setdefault(finding["inspection"], []).append(finding)
    for own in table.values():
        own.sort(key=lambda f: collation_key(f.id))
    return table


def _words(register: Register, inspection: Record, findings: list[Record]) -> list[str]:
    """Return what else people look for: the regime, the agencies, the provinces and the categories found."""
    corpus = register.corpus
    province = corpus.get(inspection.province, "province")
    categories = dict.fromkeys(corpus.records[f["category"]]["title"] for f in findings if f.id in register.follow_ups)
    return [
        register.coded(inspection, "regime"),
        *(register.label(corpus.records[entry["body"]]) for entry in inspection["agencies"]),
        *([bodies.name(province)] if province else []),
        *categories,
    ]


def _lists(register: Register, held: list[Record], rows: list[dict[str, Any]]) -> Iterator[Page]:
    """Yield the list, per province when it is too long for a phone."""
    base: dict[str, Any] = {"total": len(rows), "parts": [], "plans": plans.listed(register), "crumbs": []}
    base["partial"] = "inspection" in register.withheld.kinds
    if len(rows) <= ROWS:
        yield Page("kiem-tra/index.md", "inspections.md.jinja", "Kiểm tra", {**base, "rows": rows}, "Danh mục")
        return
    by_province: dict[str, list[dict[str, Any]]] = {}
    for inspection, row in zip(held, rows, strict=True):
        by_province.setdefault(inspection.province, []).append(row)
    parts = []
    for province, own in sorted(by_province.items()):
        label = register.label(register.corpus.records[province])
        pieces = [own[i : i + ROWS] for i in range(0, len(own), ROWS)]
        for number, piece in enumerate(pieces, 1):
            name = f"tinh-{province}" + (f"-{number}" if number > 1 else "")
            title = f"Kiểm tra: {label}" + (f", phần {number}" if number > 1 else "")
            parts.append({"ref": Ref(title.removeprefix("Kiểm tra: "), f"kiem-tra/{name}/"), "count": len(piece)})
            view = {**base, "rows": piece, "plans": [], "crumbs": [Ref("Trang chủ", ""), INSPECTIONS], "title": title}
            yield Page(f"kiem-tra/{name}/index.md", "inspections.md.jinja", title, view, "Danh mục")
    yield Page(
        "kiem-tra/index.md", "inspections.md.jinja", "Kiểm tra", {**base, "rows": [], "parts": parts}, "Danh mục"
    )


def _row(register: Register, inspection: Record, findings: list[Record]) -> dict[str, Any]:
    corpus = register.corpus
    province = corpus.get(inspection.province, "province")
    own = [register.follow_ups[f.id] for f in findings if f.id in register.follow_ups]
    return {
        "ref": register.ref(inspection),
        "province": register.ref(province) if province else None,
        "regime": register.coded(inspection, "regime"),
        "forms": forms(register, inspection),
        "by": register.ref(corpus.records[inspection["by"]]),
        "agencies": register.refs(corpus.records[entry["body"]] for entry in inspection["agencies"][:NAMED]),
        "more": max(0, len(inspection["agencies"]) - NAMED),
        "start": chain.when(register, inspection),
        "sort": inspection["start"],
        "findings": len(own),
        "open": sum(1 for m in own if m.open),
        "overdue": sum(1 for m in own if m.overdue),
        "sample": register.is_sample(inspection),
    }


def forms(register: Register, inspection: Record) -> str:
    """Name the forms of an inspection."""
    return "; ".join(register.coded(inspection, "forms", i) for i in range(len(inspection["forms"])))


def _view(
    register: Register, inspection: Record, findings: list[Record], cost: Mapping[str, list[Cost]]
) -> dict[str, Any]:
    measured = dossiers.dossiers(register, inspection)
    own = [register.follow_ups[f.id] for f in findings if f.id in register.follow_ups]
    stories = [finding_entry.story(register, follow_up, i, cost) for i, follow_up in enumerate(own, 1)]
    recommendations = [
        r for r in register.corpus.linked_from(inspection.id, "inspection") if r.kind == "recommendation"
    ]
    placed = {r["id"] for story in stories for r in story["recommendations"]}
    return {
        "crumbs": crumbs(register, inspection, (INSPECTIONS.label, INSPECTIONS.url)),
        "title": register.label(inspection),
        "regime": register.coded(inspection, "regime"),
        "thanh_tra": inspection["regime"] == "thanh-tra",
        "sample": register.is_sample(inspection),
        "facts": _facts(register, inspection),
        "agencies": _agencies(register, inspection),
        "not_reached": [
            {"ref": register.ref(register.corpus.records[entry["body"]]), "because": entry["because"]}
            for entry in inspection.get("not_reached", ())
        ],
        "dossiers": dossiers.rows(register, inspection, measured),
        "dossier_totals": dossiers.totals(measured),
        "findings": [
            {
                "ref": register.ref(m.finding),
                "agency": register.ref(register.corpus.records[m.finding["agency"]]),
                "chip": follow_up_chip(m),
                "count": m.finding.get("count"),
                "recurs": bool(m.repeats),
            }
            for m in own
        ],
        "stories": stories,
        "partial": "finding" in register.withheld.kinds,
        "others": [
            finding_entry.recommendation(register, r)
            for r in recommendations
            if r.id not in placed and chain.known(register, r)
        ],
    }


def _agencies(register: Register, inspection: Record) -> list[dict[str, Any]]:
    return [
        {
            "ref": register.ref(register.corpus.records[entry["body"]]),
            "on": vi_date(dates.day(entry["on"])) if "on" in entry else "",
            "sort": entry.get("on", ""),
            "posts": "; ".join(finding_entry.posts(register, entry.get("posts", ()))),
            "note": entry.get("note", ""),
        }
        for entry in inspection["agencies"]
    ]


def _facts(register: Register, inspection: Record) -> list[dict[str, Any]]:
    corpus = register.corpus
    rows: list[Fact] = [
        ("Chế độ", register.coded(inspection, "regime")),
        ("Hình thức", forms(register, inspection)),
        ("Căn cứ", references(register, inspection)),
        ("Thực hiện nhiệm vụ", register.refs(corpus.records[name] for name in inspection.get("tasks", ()))),
        ("Theo kế hoạch", _plan(register, inspection)),
        ("Kiểm tra lại cuộc", register.refs(corpus.records[name] for name in inspection.get("follows", ()))),
        (
            "Được kiểm tra lại bởi",
            register.refs(r for r in corpus.linked_from(inspection.id, "follows") if chain.known(register, r)),
        ),
        ("Cơ quan, đoàn tiến hành", register.ref(corpus.records[inspection["by"]])),
        ("Cách tiến hành", register.coded(inspection, "method")),
        ("Nội dung, lĩnh vực", "; ".join(inspection.get("fields", ()))),
        ("Công bố quyết định", vi_date(dates.day(inspection["announced"])) if "announced" in inspection.data else ""),
        ("Thời gian", chain.when(register, inspection)),
        *_result(register, inspection),
        *chain.walk(register, inspection),
        ("Ghi chú", inspection.get("note", "")),
    ]
    return facts(rows)


def _plan(register: Register, inspection: Record) -> dict[str, Any] | str:
    if "plan" not in inspection.data:
        return "Ngoài kế hoạch"
    plan = register.corpus.records[inspection["plan"]["plan"]]
    return {"ref": plans.item_ref(register, plan, inspection["plan"]["item"])}


def _result(register: Register, inspection: Record) -> list[Fact]:
    """Return the document that says the result; a conclusion of a thanh tra also has to be public for a time."""
    result = inspection.get("result")
    document = register.corpus.document(result["document"]) if result else None
    if result is None or document is None:
        return [("Văn bản kết quả", "Chưa có trong sổ")]
    start, end = (vi_date(dates.day(result[k])) if k in result else "" for k in ("published_from", "published_to"))
    public = f"từ {start}" if start else ""
    public += f" đến hết {end}" if end else ""
    thanh_tra = inspection["regime"] == "thanh-tra"
    return [
        ("Văn bản kết quả", register.ref(document)),
        ("Công khai kết luận", public.strip() or ("Chưa ghi thời gian công khai" if thanh_tra else "")),
    ]
