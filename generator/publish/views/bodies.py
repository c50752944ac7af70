"""Provinces, agencies, groups and teams: the list, and each body with its names in time, members, duties and reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from generator.domain import bodies, dates, documents, inferred, tasks
from generator.domain.text import collation_key, vi_date, vi_span
from generator.model import Record
from generator.publish.derive.owed import LEFT
from generator.publish.derive.standing import UNTOLD
from generator.publish.inline import Said, joined, line
from generator.publish.register import Page, Register, mark
from generator.publish.views import body_tasks, charts, grids, owing, provinces
from generator.publish.views.body_names import MEMBERSHIP, codes, heir, life, lifetime, names
from generator.publish.views.citations import cited_by
from generator.publish.views.common import head
from generator.publish.views.consequences import of_body
from generator.publish.views.facts import Fact, Row, beside, cited, fact, facts, refs
from generator.publish.views.provinces import KINDS, SECTION
from generator.publish.views.table import Column, Section, Table, facet, home_column, named, numbers, sections, table
from generator.publish.views.tables import duty_table
from generator.publish.views.tasks import histories

FOLDERS = {"agency": "co-quan", "group": "nhom", "team": "to-doan"}
OWN: dict[str, tuple[Row, ...]] = {
    "agency": ("kind", "level", "parent"),
    "group": (fact("Loại", KINDS["group"]),),
    "team": ("kind", "host"),
}
"""What is said of bodies of one kind only."""


def pages(register: Register) -> Iterator[Page]:
    """Yield the list of bodies by province, a page per province and a page per body."""
    corpus = register.corpus
    known = sorted(
        corpus.of("province"),
        key=lambda p: (-dates.validity(p.get("valid")).last.toordinal(), collation_key(bodies.name(p))),
    )
    own: dict[str, list[Record]] = {}
    for body in corpus.of("agency", "group", "team"):
        own.setdefault(body.province, []).append(body)
    active = [b for b in corpus.of("agency", "team") if register.by_body.get(b.id) or _named_tasks(register, b)]
    active.sort(key=lambda body: collation_key(register.label(body)))
    view = {
        "provinces": _province_table(register, known, own),
        "active": _body_table(register, active),
    }
    yield Page("co-quan/index.md", "bodies.md.jinja", "Cơ quan", view, "Danh mục")
    for province in known:
        yield Page(
            f"tinh/{province.id}/index.md",
            "province.md.jinja",
            register.label(province),
            partial(provinces.view, register, province, own.get(province.id, [])),
            "Tỉnh, thành phố",
        )
    for body in corpus.of("agency", "group", "team"):
        yield Page(
            f"{FOLDERS[body.kind]}/{body.id}/index.md",
            "body.md.jinja",
            register.called(body),
            partial(_body, register, body),
            KINDS[body.kind],
        )


def _province_table(register: Register, known: list[Record], own: dict[str, list[Record]]) -> Table:
    return table(
        "Tỉnh, thành phố và Trung ương trong sổ",
        known,
        Column("Tỉnh, thành phố, Trung ương", lambda p: named(register, p)),
        Column("Thời gian tồn tại", _lived),
        Column("Đơn vị kế thừa", lambda p: joined(provinces.successors(register, p))),
        *numbers(["Cơ quan", "Nhóm cơ quan", "Tổ, đoàn"], lambda p: _many(own.get(p.id, ()))),
        filter=False,
    )


def _many(own: Iterable[Record]) -> list[int]:
    """Count the bodies of a province as its page and the first page do: rooms of an agency are not bodies of their own."""
    kinds = Counter(body.kind for body in own if not bodies.is_unit(body))
    return [kinds[kind] for kind in FOLDERS]


def _lived(province: Record) -> str:
    """Say how long a province existed, and since when it is called what it is now, if that is not so long."""
    named_since = dates.validity(province["names"][-1]).first
    renamed = named_since > bodies.life(province).first
    return "; ".join(filter(None, (lifetime(province), f"mang tên này từ {vi_date(named_since)}" if renamed else "")))


def _body_table(register: Register, active: list[Record]) -> Table:
    return table(
        "Cơ quan, tổ, đoàn được giao chủ trì",
        active,
        Column("Cơ quan", lambda b: named(register, b)),
        home_column(register),
        Column("Thời gian tồn tại", lifetime),
        Column("Nhiệm vụ giao đích danh", lambda b: len(_named_tasks(register, b))),
        Column("Quá hạn", lambda b: owing.late_of(register, b)),
        filter=True,
    )


def _named_tasks(register: Register, body: Record) -> list[Record]:
    return [r for r in register.corpus.linked_from(body.id, "leads.body") if r.kind == "task"]


def _body(register: Register, body: Record) -> dict[str, Any]:
    own = register.by_body.get(body.id, [])
    ended = bodies.life(body).last
    concerning = list(body_tasks.concerning(register, body))
    owed = body_tasks.reports(register, concerning, body)
    told = {duty.task.id for duty in own if duty.standing.state not in UNTOLD}
    untold = [one for one in concerning if one[0] != "leads.body" or one[2].id not in told]
    listed = {task.id for role, _, task in untold if role == "leads.body"}
    return {
        "group": body.kind == "group",
        **head(register, body, SECTION),
        "ended": inferred.marked(vi_date(ended), body, "valid.to") if ended < register.as_of else "",
        "said": owing.sentence(register, body),
        "trend": charts.trend(register, register.left_by.get(body.id, [[] for _ in register.months]))
        if body.kind != "group"
        else None,
        "facts": _facts(register, body),
        "members": _members(register, body),
        "incomplete": body.kind == "group" and not body.get("complete", True),
        "counts": register.counted(own),
        "left": owing.owed_table(register, "Việc chưa xong", owing.unfinished(register, body), body=False),
        "settled": duty_table(
            register,
            "Việc đã xong, đã dừng hoặc không có thông tin",
            [d for d in own if d.standing.state not in LEFT and d.task.id not in listed],
            body=False,
        ),
        "histories": histories(register, (d for d in own if grids.many(register, d.task)), task=True),
        "tasks": body_tasks.by_role(register, untold, body, told=bool(told)),
        "inspected": sections(
            *of_body(register, body), Section(f"Báo cáo và việc định kỳ ({len(owed)})", "dinh-ky", [owed])
        ),
        "roles": sections(Section("Trong các văn bản", "van-ban", [_roles(register, body)])),
    }


def _facts(register: Register, body: Record) -> list[Fact]:
    corpus = register.corpus
    decisions = [
        fact(register.coded(body, "decisions", i, "role"), *refs(register, [decision["document"]]))
        for i, decision in enumerate(body.get("decisions", ()))
    ]
    below = corpus.linked_from(body.id, "parent", "host")
    heirs = [
        said for other, e in bodies.successors(corpus, body) for said in (heir(register, other, e), beside(register, e))
    ]
    return facts(
        register,
        body,
        ("names", names(body)),
        ("aliases", names(body, "aliases")),
        *OWN[body.kind],
        ("valid", life(body)),
        ("codes", codes(register, body)),
        fact("Kế thừa từ", *register.refs_marked(corpus.linked_from(body.id, "successors.body"), "successors")),
        ("successors", heirs),
        fact("Thuộc nhóm", *register.refs_marked(body_tasks.groups(register, body), *MEMBERSHIP)),
        fact("Đơn vị, tổ đoàn trực thuộc", *register.refs_marked(below, "parent", "host")),
        fact("Tham gia tổ, đoàn", *register.refs(corpus.linked_from(body.id, "members.agency"))),
        *decisions,
        "source note",
    )


def _members(register: Register, body: Record) -> Table:
    """Return the members of a team by post, or the agencies that a group stands for or stood for in a directive."""
    rows: list[tuple[Said, str, str, str, Said]] = []
    if body.kind == "team":
        rows = [
            (
                refs(register, [m["agency"]]),
                m["post"],
                register.coded(body, "members", i, "role"),
                vi_span(m) if "from" in m or "to" in m else "",
                joined(cited(register, m.get("source", {})), ", "),
            )
            for i, m in enumerate(body.get("members", ()))
        ]
    elif body.kind == "group":
        noted = {m["body"]: beside(register, m) for m in body.get("members", ())}
        every = {
            register.ref(member): line(provinces.until(register, member), noted.get(member.id))
            for member in _ever_in(register, body)
        }
        refs_of = sorted(every, key=lambda ref: (collation_key(ref.label), ref.label, ref.url))
        rows = [(line(ref, mark(body, *MEMBERSHIP), every[ref]), "", "", "", "") for ref in refs_of]
    return table(
        "Thành viên",
        rows,
        Column("Cơ quan", lambda m: m[0]),
        Column("Chức vụ", lambda m: m[1]),
        Column("Vai trò", lambda m: m[2]),
        Column("Thời gian", lambda m: m[3]),
        Column("Nguồn", lambda m: m[4]) if body.kind == "team" else None,
    )


def _ever_in(register: Register, group: Record) -> list[Record]:
    """Return the agencies that are in a group, or were when a directive or task named it."""
    corpus = register.corpus
    days = {min(register.as_of, bodies.life(group).last)}
    for user in corpus.linked_from(group.id):
        if user.kind == "directive":
            days.add(documents.dating(corpus, user).days.first)
        elif user.kind == "task":
            days.add(tasks.issued(corpus, user).first)
    return list({m.id: m for day in sorted(days) for m in bodies.expand(corpus, group, day)}.values())


def _roles(register: Register, body: Record) -> Table:
    """Return the documents and directives in which the body appears, and how."""
    return table(
        "Trong các văn bản",
        [citing for citing in cited_by(register, body) if citing.record.kind in ("document", "directive")],
        facet("Quan hệ", lambda citing: citing.how),
        Column("Văn bản", lambda citing: register.ref(citing.record)),
    )
