"""Inspections: the list, and each one with its agencies, sampled dossiers, findings and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from generator.domain import bodies, dates
from generator.domain.text import collation_key, vi_date
from generator.model import Record
from generator.publish.derive.follow_ups import FollowUp
from generator.publish.inline import Line, Said, joined, line, noted
from generator.publish.register import Page, Register
from generator.publish.views import chain, dossiers, finding_entry, plans
from generator.publish.views.common import INSPECTIONS, head
from generator.publish.views.facts import Fact, Row, basis, fact, facts, neighbours, refs
from generator.publish.views.table import (
    Column,
    Section,
    Table,
    day,
    facet,
    home_column,
    named,
    number,
    sections,
    table,
    vi_day,
)
from generator.publish.views.tables import follow_up_chip

NAMED = 4
"""Agencies that the list names; the page of an inspection has all."""
Listed = tuple[Record, list[FollowUp]]


def pages(register: Register) -> Iterator[Page]:
    """Yield the list of inspections and a page per inspection."""
    findings = _findings(register)
    held = sorted(register.corpus.of("inspection"), key=lambda i: (i["start"], collation_key(i.id)), reverse=True)
    yield _list(register, [(i, _known(register, findings.get(i.id, ()))) for i in held])
    for inspection in held:
        own = findings.get(inspection.id, [])
        yield Page(
            f"kiem-tra/{inspection.id}/index.md",
            "inspection.md.jinja",
            register.label(inspection),
            partial(_view, register, inspection, _known(register, own)),
            "Kiểm tra, thanh tra",
            _words(register, inspection, own),
        )
        yield from (finding_entry.page(register, finding) for finding in own)


def _findings(register: Register) -> dict[str, list[Record]]:
    table: dict[str, list[Record]] = {}
    for finding in register.corpus.of("finding"):
        table.setdefault(finding["inspection"], []).append(finding)
    for own in table.values():
        own.sort(key=lambda f: collation_key(f.id))
    return table


def _known(register: Register, findings: Iterable[Record]) -> list[FollowUp]:
    return [register.follow_ups[f.id] for f in findings if f.id in register.follow_ups]


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


# the list


def _list(register: Register, held: list[Listed]) -> Page:
    view: dict[str, Any] = {
        "plans": plans.plan_table(register),
        "title": "Kiểm tra, thanh tra",
        "inspections": _table(register, held),
        "where": "Phần công khai của sổ" if "inspection" in register.withheld.kinds else "Sổ",
    }
    return Page("kiem-tra/index.md", "inspections.md.jinja", INSPECTIONS.label, view, "Danh mục")


def _table(register: Register, rows: Sequence[Listed]) -> Table:
    corpus, title = register.corpus, register.wording.label

    def agencies(row: Listed) -> Line:
        every = row[0]["agencies"]
        shown = register.refs(corpus.records[entry["body"]] for entry in every[:NAMED])
        return line(joined(shown), f" và {len(every) - NAMED} cơ quan khác" if len(every) > NAMED else "")

    return table(
        "Các cuộc kiểm tra, thanh tra",
        rows,
        Column("Cuộc", lambda row: named(register, row[0])),
        home_column(register, lambda row: row[0]),
        facet(title("inspection", "regime"), lambda row: register.coded(row[0], "regime")),
        facet(title("inspection", "forms"), lambda row: forms(register, row[0]), long=True),
        facet(title("inspection", "by"), lambda row: register.ref(corpus.records[row[0]["by"]]), long=True),
        Column(title("inspection", "agencies"), agencies, long=True),
        Column("Thời gian", lambda row: chain.when(register, row[0]), sort=lambda row: row[0]["start"]),
        number("Phát hiện", lambda row: len(row[1])),
        number("Phát hiện chưa kết thúc", lambda row: sum(m.open for m in row[1])),
        number("Quá hạn", lambda row: sum(m.overdue for m in row[1])),
        filter=True,
    )


def forms(register: Register, inspection: Record) -> str:
    """Name the forms of an inspection."""
    return "; ".join(register.coded(inspection, "forms", i) for i in range(len(inspection["forms"])))


# the page of one


def _view(register: Register, inspection: Record, own: list[FollowUp]) -> dict[str, Any]:
    measured = dossiers.dossiers(register, inspection)
    linked = register.corpus.linked_from(inspection.id, "inspection")
    given = [r for r in linked if r.kind == "recommendation" and chain.known(register, r)]
    of_findings = [r for r in given if any(name in register.follow_ups for name in r["findings"])]
    return {
        **head(register, inspection, INSPECTIONS),
        "regime": register.coded(inspection, "regime"),
        "thanh_tra": inspection["regime"] == "thanh-tra",
        "facts": facts_of(register, inspection),
        "reached": sections(
            Section(
                f"Đối tượng kiểm tra, thanh tra ({len(inspection['agencies'])})",
                "co-quan",
                [_agencies(register, inspection), _not_reached(register, inspection)],
            ),
            Section(
                f"Hồ sơ được rút kiểm tra ({len(measured)})",
                "ho-so",
                [dossiers.total_table(measured), dossiers.dossier_table(register, inspection, measured)],
            ),
        ),
        "findings": _finding_table(register, own),
        "where": "phần công khai của sổ" if "finding" in register.withheld.kinds else "sổ",
        "recommendations": _recommendation_table(register, of_findings),
        "others": [finding_entry.recommendation(register, r) for r in given if r not in of_findings],
    }


def _agencies(register: Register, inspection: Record) -> Table:
    title = register.wording.label("inspection", "agencies")
    return table(
        title,
        inspection["agencies"],
        Column("Cơ quan", lambda e: register.ref(register.corpus.records[e["body"]])),
        Column(
            "Ngày làm việc",
            lambda e: vi_date(dates.day(e["on"])) if "on" in e else None,
            sort=lambda e: e.get("on", ""),
        ),
        Column(
            "Chức vụ được kiểm tra, thanh tra", lambda e: "; ".join(finding_entry.posts(register, e.get("posts", ())))
        ),
        Column("Ghi chú", lambda e: e.get("note")),
    )


def _not_reached(register: Register, inspection: Record) -> Table:
    return table(
        "Cơ quan có trong kế hoạch nhưng chưa kiểm tra được",
        inspection.get("not_reached", ()),
        Column("Cơ quan", lambda e: register.ref(register.corpus.records[e["body"]])),
        Column(register.wording.label("inspection", "not_reached.because"), lambda e: e["because"]),
        filter=False,
    )


def _finding_table(register: Register, own: list[FollowUp]) -> Table:
    def which(row: tuple[int, FollowUp]) -> Line:
        return line(f"{row[0]}. ", register.ref(row[1].finding), noted("tái phạm") if row[1].repeats else None)

    def count(finding: Record) -> str:
        found = finding.get("count", {})
        return f"{found['found']}{f'/{of}' if (of := found.get('of')) else ''}" if found else ""

    return table(
        "Các phát hiện",
        enumerate(own, 1),
        Column("Phát hiện", which),
        facet("Cơ quan", lambda row: register.ref(register.corpus.records[row[1].finding["agency"]])),
        number(register.wording.label("finding", "count"), lambda row: count(row[1].finding)),
        day("Hạn khắc phục", lambda row: row[1].due),
        facet("Tình trạng", lambda row: follow_up_chip(row[1])),
        id=lambda row: row[1].finding.id,
    )


def _recommendation_table(register: Register, given: list[Record]) -> Table:
    title = partial(register.wording.label, "recommendation")

    def findings(record: Record) -> Line:
        return joined(register.ref(m.finding) for name in record["findings"] if (m := register.follow_ups.get(name)))

    return table(
        "Các kiến nghị",
        given,
        Column(title("content"), lambda r: r["content"], long=True),
        facet(title("addressee"), lambda r: register.ref(register.corpus.records[r["addressee"]])),
        Column(title("due"), lambda r: finding_entry.deadline(register, r)),
        Column(title("findings"), findings),
    )


def facts_of(register: Register, inspection: Record) -> list[Fact]:
    """Return the facts of an inspection."""
    followed = refs(register, [r.id for r in register.corpus.linked_from(inspection.id, "follows")])
    return facts(
        register,
        inspection,
        "regime",
        ("forms", forms(register, inspection)),
        ("basis", basis(register, inspection)),
        "tasks",
        ("plan", _plan(register, inspection)),
        "follows",
        fact("Cuộc kiểm tra lại", *followed),
        "by method",
        ("fields", "; ".join(inspection.get("fields", ()))),
        "announced",
        fact("Thời gian", chain.when(register, inspection)),
        ("reached", _reached(inspection)),
        *_result(register, inspection),
        ("stated", [_stated(entry) for entry in inspection.get("stated", ())]),
        ("unnamed", [_unnamed(entry) for entry in inspection.get("unnamed", ())]),
        *neighbours(register, inspection),
        "source note",
    )


def _reached(inspection: Record) -> str:
    """Say how many agencies the source counts, and how many of them it names."""
    stated = inspection.get("reached")
    if stated is None:
        return ""
    written = f" (“{stated['as_written']}”)" if "as_written" in stated else ""
    return f"{stated['count']}{written}; sổ ghi được tên {len(inspection['agencies'])}"


def _stated(entry: Mapping[str, Any]) -> str:
    share = f"/{entry['of']}" if "of" in entry else ""
    return f"{entry['what']}: {entry['count']}{share} {entry['unit']}{_placed(entry)}"


def _unnamed(entry: Mapping[str, Any]) -> str:
    return f"“{entry['whom']}”: {entry['seen']}{_placed(entry)}"


def _placed(entry: Mapping[str, Any]) -> str:
    """Say in which part of the result something stands."""
    return f" (mục {entry['clause']} của văn bản kết quả)" if "clause" in entry else ""


def _plan(register: Register, inspection: Record) -> Said:
    if "plan" not in inspection.data:
        return None
    return plans.item_ref(register, register.corpus.records[inspection["plan"]["plan"]], inspection["plan"]["item"])


def _result(register: Register, inspection: Record) -> list[Row]:
    """Return the document that says the result; a conclusion of a thanh tra also has to be public for a time."""
    result = inspection.get("result", {})
    document = register.corpus.document(result.get("document"))
    if document is None:
        return [("result", "Chưa có trong sổ")]
    start, end = (vi_day(dates.day(result[k])) if k in result else "" for k in ("published_from", "published_to"))
    public = f"từ {start}" if start else ""
    public += f" đến hết {end}" if end else ""
    silent = "Chưa ghi thời gian công khai" if inspection["regime"] == "thanh-tra" else ""
    return [("result", register.ref(document)), fact("Công khai kết luận", public.strip() or silent)]
