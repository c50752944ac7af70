"""Provinces, agencies, groups and teams: names in time, duties, reports owed, successors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from generator.domain import bodies, dates, documents, tasks
from generator.domain.text import collation_key, vi_date, vi_interval
from generator.model import Record
from generator.publish.register import Page, Ref, Register
from generator.publish.views.boards import ROWS
from generator.publish.views.citations import cited_by
from generator.publish.views.common import crumbs, duty_rows, facts, search_words, source_words
from generator.publish.views.consequences import of_body
from generator.publish.views.directives import list_row

SECTIONS = {"agency": "Cơ quan", "group": "Nhóm cơ quan", "team": "Tổ, đoàn", "province": "Tỉnh, thành phố"}


def pages(register: Register) -> Iterator[Page]:
    """Yield the list of bodies by province, a page per province and a page per body."""
    corpus = register.corpus
    provinces = sorted(
        corpus.of("province"),
        key=lambda p: (dates.validity(p.get("valid")).last.toordinal() * -1, collation_key(bodies.name(p))),
    )
    groups: dict[str, list[Record]] = {}
    for body in corpus.of("agency", "group", "team"):
        groups.setdefault(body.province, []).append(body)
    listed = [
        {
            "ref": register.ref(p),
            "valid": _life(p),
            "count": len(groups.get(p.id, ())),
            "sample": register.is_sample(p),
            "successors": [
                register.ref(s) for e in p.get("successors", ()) if (s := corpus.get(e["province"], "province"))
            ],
        }
        for p in provinces
    ]
    active = [b for b in corpus.of("agency", "team") if register.by_body.get(b.id) or _named_tasks(register, b)]
    active.sort(key=lambda body: collation_key(register.label(body)))
    rows = [_body_row(register, body) for body in active[:ROWS]]
    yield Page(
        "co-quan/index.md",
        "bodies.md.jinja",
        "Cơ quan",
        {"provinces": listed, "active": rows, "total": len(active)},
        "Danh mục",
    )
    for province in provinces:
        yield Page(
            f"tinh/{province.id}/index.md",
            "province.md.jinja",
            register.label(province),
            partial(_province, register, province, groups.get(province.id, [])),
            "Tỉnh, thành phố",
            search_words(register, province),
        )
    for body in corpus.of("agency", "group", "team"):
        folder = {"agency": "co-quan", "group": "nhom", "team": "to-doan"}[body.kind]
        title = register.label(body)
        yield Page(
            f"{folder}/{body.id}/index.md",
            "body.md.jinja",
            title,
            partial(_body, register, body),
            SECTIONS[body.kind],
            search_words(register, body),
        )


def _life(body: Record) -> str:
    life = bodies.life(body)
    text = vi_interval(life)
    return "" if text == "không rõ ngày" else text


def _body_row(register: Register, body: Record) -> dict[str, Any]:
    province = register.corpus.get(body.province, "province")
    return {
        "ref": register.ref(body),
        "province": register.ref(province) if province else None,
        "valid": _life(body),
        "counts": register.counted(register.by_body.get(body.id, ())),
        "tasks": len(_named_tasks(register, body)),
        "sample": register.is_sample(body),
    }


def _named_tasks(register: Register, body: Record) -> list[Record]:
    return [r for r in register.corpus.linked_from(body.id, "leads.body") if r.kind == "task"]


def _province(register: Register, province: Record, own: list[Record]) -> dict[str, Any]:
    corpus = register.corpus
    types = [
        f"{register.corpus.schemas.coded('province', ('types', 0, 'type'), t['type'])}"
        + (f" ({vi_interval(dates.validity(t))})" if "from" in t or "to" in t else "")
        for t in province["types"]
    ]
    directives = [d for d in corpus.of("directive") if d.province == province.id]
    return {
        "crumbs": crumbs(register, province, ("Cơ quan", "co-quan/")),
        "title": register.label(province),
        "sample": register.is_sample(province),
        "facts": facts(
            [
                ("Tên gọi", _names(province)),
                ("Loại", types),
                ("Tồn tại", _life(province)),
                ("Mã", _codes(register, province)),
                ("Hình thành từ", register.refs(corpus.linked_from(province.id, "successors.province"))),
                (
                    "Kế thừa bởi",
                    [
                        register.ref(s)
                        for e in province.get("successors", ())
                        if (s := corpus.get(e["province"], "province"))
                    ],
                ),
                ("Nguồn", _source(register, province)),
                ("Ghi chú", province.get("note", "")),
            ]
        ),
        "directives": [list_row(register, d) for d in directives],
        "bodies": [
            {"label": label, "refs": register.refs(b for b in own if b.kind == kind)}
            for kind, label in SECTIONS.items()
            if any(b.kind == kind for b in own)
        ],
        "counts": register.counted(
            duty for d in directives for t in register.tasks_of.get(d.id, ()) for duty in register.duties[t.id]
        ),
    }


def _names(body: Record) -> list[str]:
    shown = []
    for entry in body["names"]:
        text = entry["name"]
        if "short" in entry:
            text += f" ({entry['short']})"
        if "from" in entry or "to" in entry:
            text += f" — {vi_interval(dates.validity(entry))}"
        if "note" in entry:
            text += f" — {entry['note']}"
        shown.append(text)
    return shown


def _codes(register: Register, body: Record) -> list[str]:
    schemes = {
        o["const"]: o["title"]
        for o in register.corpus.schemas.common["codes"]["items"]["properties"]["scheme"]["oneOf"]
    }
    return [
        f"{code['code']} ({schemes[code['scheme']]}"
        + (f", {vi_interval(dates.validity(code))})" if "from" in code or "to" in code else ")")
        for code in body.get("codes", ())
    ]


def _source(register: Register, record: Record) -> list[Any]:
    source = record.get("source", {})
    document = register.corpus.document(source.get("document"))
    return [*([register.ref(document)] if document else []), *source_words(register, source)]


def _body(register: Register, body: Record) -> dict[str, Any]:
    section = ("Cơ quan", "co-quan/")
    own = register.by_body.get(body.id, [])
    recurring = [duty for duty in own if duty.period is not None]
    concerning = list(_concerning(register, body))
    return {
        "crumbs": crumbs(register, body, section),
        "title": register.label(body),
        "kind": SECTIONS[body.kind],
        "sample": register.is_sample(body),
        "ended": _ended(register, body),
        "facts": _facts(register, body),
        "members": _members(register, body),
        "complete": body.get("complete", True),
        "is_group": body.kind == "group",
        "counts": register.counted(own),
        "duties": duty_rows(register, [d for d in own if d.period is None]),
        "instances": duty_rows(register, recurring),
        "tasks": _tasks(register, concerning, body),
        "reports": _reports(register, concerning),
        "roles": _roles(register, body),
        **of_body(register, body),
    }


def _ended(register: Register, body: Record) -> str:
    life = bodies.life(body)
    return vi_date(life.last) if life.last < register.as_of else ""


def _facts(register: Register, body: Record) -> list[dict[str, Any]]:
    corpus = register.corpus
    parent = corpus.body(body.get("parent") or body.get("host"))
    rows: list[tuple[str, Any]] = [
        ("Tên gọi", _names(body)),
        (
            "Cách gọi khác trong văn bản",
            "; ".join(sorted(dict.fromkeys(e["name"] for e in body.get("aliases", ())), key=collation_key)),
        ),
        ("Loại", register.coded(body, "kind") if "kind" in body.data else SECTIONS[body.kind]),
    ]
    if "level" in body.data:
        rows.append(("Cấp", register.coded(body, "level")))
    rows += [
        ("Thuộc", register.ref(parent) if parent else ""),
        ("Tồn tại", _life(body)),
        ("Mã", _codes(register, body)),
        ("Kế thừa từ", register.refs(corpus.linked_from(body.id, "successors.body"))),
        (
            "Cơ quan kế thừa",
            [
                Ref(
                    f"{register.label(heir)}"
                    + (f" (từ {vi_interval(dates.days(entry['on']))})" if "on" in entry else ""),
                    register.place(heir),
                )
                for heir, entry in bodies.successors(corpus, body)
            ],
        ),
        ("Thuộc nhóm", register.refs(_groups(register, body))),
        ("Đơn vị, tổ đoàn trực thuộc", register.refs(corpus.linked_from(body.id, "parent", "host"))),
        ("Tham gia tổ, đoàn", register.refs(corpus.linked_from(body.id, "members.agency"))),
    ]
    for i, decision in enumerate(body.get("decisions", ())):
        document = corpus.document(decision["document"])
        if document:
            role = register.coded(body, "decisions", i, "role")
            rows.append((role, register.ref(document)))
    rows += [("Nguồn", _source(register, body)), ("Ghi chú", body.get("note", ""))]
    return facts(rows)


def _groups(register: Register, body: Record) -> list[Record]:
    """Return the groups that the body was in when a directive used them, or is in by name; ordered as their links are."""
    table: dict[str, set[str]] = register.corpus.memo.setdefault("groups-of", {})
    if not table:
        for group in register.corpus.of("group"):
            days = {bodies.life(group).first, bodies.life(group).last, register.as_of}
            for user in register.corpus.linked_from(group.id):
                if user.kind == "directive":
                    days.add(documents.dating(register.corpus, user).days.first)
                elif user.kind == "task":
                    days.add(tasks.issued(register.corpus, user).first)
            for day in days:
                for member in bodies.expand(register.corpus, group, day):
                    table.setdefault(member.id, set()).add(group.id)
    found = [(register.ref(register.corpus.records[g]), g) for g in table.get(body.id, ())]
    found.sort(key=lambda entry: (collation_key(entry[0].label), entry[0].label, entry[0].url))
    return [register.corpus.records[group] for _, group in found]


def _members(register: Register, body: Record) -> list[dict[str, Any]]:
    if body.kind == "team":
        return [
            {
                "ref": register.ref(agency) if (agency := register.corpus.body(m["agency"])) else None,
                "post": m["post"],
                "role": register.coded(body, "members", i, "role"),
                "valid": vi_interval(dates.validity(m)) if "from" in m or "to" in m else "",
            }
            for i, m in enumerate(body.get("members", ()))
        ]
    if body.kind != "group":
        return []
    found: dict[str, Record] = {}
    for user in register.corpus.linked_from(body.id):
        if user.kind in ("directive", "task"):
            issued = (
                documents.dating(register.corpus, user).days
                if user.kind == "directive"
                else tasks.issued(register.corpus, user)
            )
            found.update({m.id: m for m in bodies.expand(register.corpus, body, issued.first)})
    found.update({m.id: m for m in bodies.expand(register.corpus, body, min(register.as_of, bodies.life(body).last))})
    return [{"ref": ref, "post": "", "role": "", "valid": ""} for ref in register.refs(found.values())]


ROLES = {
    "leads.body": "Được giao chủ trì",
    "cooperators.body": "Được giao phối hợp",
    "route.to.body": "Nhận báo cáo",
    "route.via.body": "Báo cáo gửi qua cơ quan này",
    "route.cc.body": "Được đồng gửi báo cáo",
}


Concern = tuple[str, Record, Record]


def _concerning(register: Register, body: Record) -> Iterator[Concern]:
    """Yield (role, holder, task) of the tasks that concern the body: named itself, or in a group that is."""
    for role, task in _named(register, body):
        yield role, body, task
    for group in _groups(register, body):
        for role, task, members in _held(register, group):
            if body.id in members:
                yield role, group, task


def _named(register: Register, body: Record) -> Iterator[tuple[str, Record]]:
    """Yield (role, task) of the tasks that name a body or group itself."""
    corpus = register.corpus
    for link in corpus.in_links.get(body.id, ()):
        task = corpus.records[link.source]
        if task.kind == "task" and link.name in ROLES:
            yield link.name, task


def _held(register: Register, group: Record) -> list[tuple[str, Record, frozenset[str]]]:
    """Return (role, task, ids of those who were members then) of the tasks that name a group: once for all members."""
    corpus = register.corpus
    table: dict[str, list[tuple[str, Record, frozenset[str]]]] = corpus.memo.setdefault("held-by-groups", {})
    if group.id not in table:
        sets: dict[tuple[str, ...], frozenset[str]] = {}
        own = table[group.id] = []
        for role, task in _named(register, group):
            ids = tuple(member.id for member in bodies.expand(corpus, group, tasks.issued(corpus, task).first))
            own.append((role, task, sets.setdefault(ids, frozenset(ids))))
    return table[group.id]


def _tasks(register: Register, concerning: Iterable[Concern], body: Record) -> list[dict[str, Any]]:
    """Return the tasks that concern the body by role: those that name it first, then those of its groups."""
    sections: dict[tuple[str, str], dict[str, Record]] = {}
    for role, holder, task in concerning:
        sections.setdefault((role, "" if holder is body else holder.id), {})[task.id] = task
    order = list(ROLES)
    return [
        {
            "label": ROLES[name] + (f", qua nhóm “{register.label(register.corpus.records[group])}”" if group else ""),
            "rows": [register.row(found[key]) for key in sorted(found, key=collation_key)],
        }
        for (name, group), found in sorted(sections.items(), key=lambda item: (order.index(item[0][0]), item[0][1]))
    ]


def _reports(register: Register, concerning: Iterable[Concern]) -> list[dict[str, Any]]:
    """Return the recurring reports and duties that the body owes, by itself or through a group."""
    owed = {task.id: task for role, _, task in concerning if role == "leads.body" and "recurrence" in task.data}
    return [
        {**register.row(owed[key]), "to": register.parties(owed[key].get("route", {}).get("to", ()))}
        for key in sorted(owed, key=collation_key)
    ]


def _roles(register: Register, body: Record) -> list[dict[str, Any]]:
    """Return the documents and directives in which the body appears, and how."""
    kept: Iterable[dict[str, Any]] = cited_by(register, body)
    return [row for row in kept if row["kind"] in ("Văn bản", "Văn bản chỉ đạo")]
