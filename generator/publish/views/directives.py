"""Directives: the list, and each directive with its tasks, facts, recipients, clauses and citations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from generator.domain import bodies, dates, documents, inferred
from generator.domain.dates import Interval
from generator.domain.text import collation_key, vi_on
from generator.model import Record
from generator.publish.inline import Said, joined, line, noted
from generator.publish.register import Page, Register, mark
from generator.publish.views import tasks
from generator.publish.views.body_names import MEMBERSHIP
from generator.publish.views.citation_graph import citation_graph
from generator.publish.views.citations import cited_by, cites_table, citing_table, sources
from generator.publish.views.clauses import clauses
from generator.publish.views.common import DIRECTIVES, head
from generator.publish.views.facts import Fact, Row, fact, facts, issuer, quoted, refs
from generator.publish.views.force import fates
from generator.publish.views.table import Column, Section, Table, table
from generator.publish.views.tables import directive_table, issued, odd, task_table


def pages(register: Register) -> Iterator[Page]:
    """Yield the list of directives, and a page per directive and per task."""
    known = newest(register)
    view = {"directives": directive_table(register, "Tất cả văn bản chỉ đạo", known)}
    yield Page("chi-dao/index.md", "directives.md.jinja", "Văn bản chỉ đạo", view, "Danh mục")
    for directive in known:
        yield Page(
            f"chi-dao/{directive.id}/index.md",
            "directive.md.jinja",
            register.label(directive),
            partial(_view, register, directive),
            "Văn bản chỉ đạo",
        )
    yield from tasks.pages(register)


def newest(register: Register, own: Iterable[Record] | None = None) -> list[Record]:
    """Return directives (all, if not said which), newest first, those of which no day is known last."""
    corpus = register.corpus
    return sorted(
        corpus.of("directive") if own is None else own,
        key=lambda d: (documents.dating(corpus, d).latest, collation_key(d.id)),
        reverse=True,
    )


def _view(register: Register, directive: Record) -> dict[str, Any]:
    corpus = register.corpus
    own = register.tasks_of.get(directive.id, [])
    issued = documents.dating(corpus, directive).days
    here = register.place(directive)
    citing = [c for c in cited_by(register, directive) if not register.place(c.record).startswith(here)]
    return {
        **head(register, directive, DIRECTIVES),
        "subject": directive["title"],
        "text_only": _known(directive) if directive["coverage"] == "chi-van-ban" else (),
        "thing": "văn bản" if _written(directive) else "việc giao",
        "fates": fates(register, directive),
        "draft": DRAFT if documents.perhaps_draft(directive) else "",
        "facts": _facts(register, directive),
        "addressed": [Section("Gửi cho ai", "noi-nhan", to)] if (to := _addressed(register, directive, issued)) else [],
        "odd": odd(register, directive, *own),
        "tasks": task_table(register, "Nhiệm vụ của văn bản", own, directive=False, id=lambda row: row["task"].id),
        "counts": register.counted(duty for task in own for duty in register.duties[task.id]),
        "clauses": clauses(register, directive, own),
        "cites": (cites := cites_table(register, directive)),
        "cited_by": (cited := citing_table(register, directive, citing, kinds=False)),
        "citations": len(cites) + len(cited),
        "sources": sources(register, directive),
        "diagram": citation_graph(register, directive),
        "note": directive.get("note", ""),
    }


def _written(directive: Record) -> bool:
    """Whether a directive is a document, and not an order that was given by word of mouth, at a meeting or by e-mail."""
    return directive.get("form", "van-ban") in ("van-ban", "qua-nguon-khac")


GIVEN = {"date": "Ngày giao", "title": "Nội dung giao", "issuer": "Cơ quan giao"}
"""What the facts of an order that is no document are called."""


def _known(directive: Record) -> tuple[str, str]:
    """Say what the register has of a directive of whose execution it knows nothing."""
    match directive.get("form", "van-ban"):
        case "van-ban":
            return "Chỉ biết văn bản.", "Sổ có nội dung chỉ đạo này"
        case "qua-nguon-khac":
            return "Chỉ biết qua nguồn khác.", "Sổ chưa có văn bản này, chỉ biết việc giao theo nguồn nêu dưới đây"
        case _:
            return "Chỉ biết việc giao.", "Sổ ghi việc giao theo nguồn nêu dưới đây"


def _facts(register: Register, directive: Record) -> list[Fact]:
    corpus = register.corpus
    letterhead, directing = directive.get("letterhead", {}), directive.get("directing", {})
    head = corpus.body(letterhead.get("issuer"))
    missing = register.coded(directive, "letterhead", "missing") if "missing" in letterhead else None
    signers = (
        *((("signer",),) if "signer" in directive.data else ()),
        *(("co_signers", i) for i in range(len(directive.get("co_signers", ())))),
    )
    coverage = _known(directive)[0].rstrip(".") if directive["coverage"] == "chi-van-ban" else None
    own = facts(
        register,
        directive,
        ("letterhead", register.ref(head) if head else missing),
        fact("Đầu văn bản, nguyên văn", quoted(letterhead.get("as_written"))),
        fact("Số, ký hiệu", _number(register, directive)),
        ("number_as_written", quoted(directive.get("number_as_written"))),
        ("type", _type(register, directive)),
        ("date", _issued(register, directive)),
        ("date_as_written", quoted(directive.get("date_as_written"))),
        "place title",
        ("issuer", issuer(register, directive)),
        "co_issuers directing form",
        ("meeting", _meeting(directive.get("meeting", {}))),
        ("directing.verbs", ", ".join(map(quoted, directing.get("verbs", ())))),
        *(row for at in signers for row in _signer(register, directive, at)),
        fact("Nơi nhận", register.coded(directive, "recipients_state") if "recipients_state" in directive.data else ""),
        "urgency validity",
        ("coverage", coverage) if coverage else "coverage",
        "source url source_file.note internal_note",
    )
    other = {} if _written(directive) else {register.wording.label("directive", at): said for at, said in GIVEN.items()}
    return [Fact(other.get(one.label, one.label), one.values) for one in own]


DRAFT = "Bản sổ có để trống cả số và ngày; chưa rõ văn bản đã ban hành hay còn là dự thảo"


def _meeting(meeting: Mapping[str, Any]) -> str:
    number = f" ({meeting['number']})" if "number" in meeting else ""
    when = f", {vi_on(dates.days(meeting['date']))}" if "date" in meeting else ""
    note = f" — {meeting['note']}" if "note" in meeting else ""
    return f"{meeting['title']}{number}{when}{note}" if meeting else ""


def _number(register: Register, directive: Record) -> str:
    number = documents.number(directive)
    if "number_state" not in directive.data:
        return number
    return f"{number or '—'} ({register.coded(directive, 'number_state').lower()})"


def _type(register: Register, directive: Record) -> str:
    """Name what kind of document it is; nothing of an order that was not given in writing."""
    if not directive.data.keys() & {"number", "number_state"}:
        return ""
    return "Nguồn không nêu" if directive["type"] == "khong-neu" else register.coded(directive, "type")


def _issued(register: Register, directive: Record) -> str:
    """Say when a directive was issued: as recorded, and what can be proved when that is not one day."""
    stated, dating = documents.stated(directive), documents.dating(register.corpus, directive)
    why = f" ({directive['date_bounds']['because']})" if "because" in directive.get("date_bounds", {}) else ""
    if "date" not in directive.data:
        return f"{register.coded(directive, 'date_state')}{why}"
    if dating.days != stated:
        return f"{issued(stated)}{why}; chứng minh được: {issued(dating.days)}, vì {dating.because}"
    return f"{issued(stated)}{why}"


def _signer(register: Register, directive: Record, at: tuple[str | int, ...]) -> list[Row]:
    """Return post and capacity of a signer, and the name only with the law and decision that make it public."""
    signer = directive["signer"] if len(at) == 1 else directive["co_signers"][at[1]]
    post = signer.get("post") or f"chức vụ: {register.coded(directive, *at, 'post_state').lower()}"
    capacity = _SHORT.sub(r"\2 (\1)", register.coded(directive, *at, "capacity"))
    written = f"; nguyên văn “{signer['as_written']}”" if "as_written" in signer else ""
    field = str(at[0])
    rows: list[Row] = [(field, f"{post}, {capacity}{written}")]
    if "name" in signer:
        rows.append((f"{field}.name", signer["name"]))
        ground = signer["publication"]
        papers = refs(register, map(ground.get, ("law", "decision")))
        rows.append((f"{field}.publication", [*papers, ground.get("because", "")]))
    elif "name_state" in signer:
        rows.append((f"{field}.name", register.coded(directive, *at, "name_state")))
    return rows


_SHORT = re.compile(r"(\w+\.) \((.*)\)")
"""How a capacity is written before a signature, and what that is short for: the reader is told that first."""


def _addressed(register: Register, directive: Record, issued: Interval) -> list[Table]:
    return [shown for shown in (_recipients(register, directive, issued), _copies(register, directive)) if shown]


def _recipients(register: Register, directive: Record, issued: Interval) -> Table:
    """Return to whom a directive is addressed, and who that is: the members of a group when it was issued."""

    def those(party: Mapping[str, Any]) -> Said:
        body = register.corpus.body(party["body"])
        if body is None or body.kind != "group":
            return "chính cơ quan này"
        refs = register.refs(bodies.meant(register.corpus, party, issued.first))
        members = line(joined(refs), mark(body, *MEMBERSHIP))
        if body.get("complete", True):
            return members
        if refs:
            return line(members, noted("chưa đầy đủ: nguồn không liệt kê hết"))
        return "sổ chưa ghi cơ quan nào; nguồn không liệt kê"

    return table(
        register.wording.label("directive", "recipients"),
        directive.get("recipients", ()),
        Column(register.wording.label("directive", "recipients"), register.party),
        Column("Gồm các cơ quan có trong sổ", those),
        filter=False,
    )


def _copies(register: Register, directive: Record) -> Table:
    def purpose(row: tuple[int, Mapping[str, Any]]) -> str:
        i, copy = row
        count = f" ({copy['count']} bản)" if "count" in copy else ""
        text = f"{register.coded(directive, 'copies', i, 'purpose')}{count}"
        return inferred.marked(text, directive, f"copies.{i}.purpose", f"copies.{i}.count")

    def those(row: tuple[int, Mapping[str, Any]]) -> Said:
        named = enumerate(row[1].get("to", ()))
        return joined(
            line(
                register.party({**to, "as_written": ""}),
                mark(directive, f"copies.{row[0]}.to.{i}") or (mark(body, "names") if body is not None else ()),
            )
            for i, to in named
            for body in [register.corpus.body(to.get("body"))]
        )

    return table(
        register.wording.label("directive", "copies"),
        enumerate(directive.get("copies", ())),
        Column(register.wording.label("directive", "copies.as_written"), lambda row: quoted(row[1]["as_written"])),
        Column(register.wording.label("directive", "copies.purpose"), purpose),
        Column("Nơi nhận trong sổ", those),
        filter=False,
    )
