"""Inspection plans: each planned item with what was done of it, and which agencies were reached or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from generator.domain import bodies, dates, periods
from generator.domain.text import lower, vi_date
from generator.model import Record
from generator.publish.inline import Here, Ref, Said, joined, line, noted
from generator.publish.register import Page, Register
from generator.publish.views import chain
from generator.publish.views.common import head
from generator.publish.views.facts import fact, facts, neighbours, refs
from generator.publish.views.table import Column, Table, facet, home_column, named, number, table

NO_PUBLIC_DUTY = "Kế hoạch không có cuộc thanh tra, kiểm tra hoạt động công vụ nào"
UNTOLD = "Không có thông tin đầy đủ"


def pages(register: Register) -> Iterator[Page]:
    """Yield a page per plan."""
    for plan in register.corpus.of("plan"):
        yield Page(
            f"ke-hoach/{plan.id}/index.md",
            "plan.md.jinja",
            register.label(plan),
            partial(_view, register, plan),
            "Kế hoạch kiểm tra",
            [str(plan["year"]), register.label(register.corpus.records[plan["issuer"]])],
        )


def item_ref(register: Register, plan: Record, item: str) -> Ref:
    """Return a link to an item of a plan."""
    ref = register.ref(plan)
    return Ref(f"{ref.label}, cuộc {item}", f"{ref.url}#cuoc-{item}")


def plan_table(register: Register) -> Table:
    """Return a line per plan, newest first."""

    def done(plan: Record) -> int | str:
        own = _done(register, plan)
        return UNTOLD if plan.id in register.withheld.planned else sum(item["id"] in own for item in plan["items"])

    return table(
        "Kế hoạch kiểm tra, thanh tra",
        sorted(register.corpus.of("plan"), key=lambda p: (-p["year"], p.id)),
        Column("Kế hoạch", lambda p: named(register, p)),
        home_column(register),
        facet(register.wording.label("plan", "year"), lambda p: p["year"]),
        Column(register.wording.label("plan", "issuer"), lambda p: register.ref(register.corpus.records[p["issuer"]])),
        number("Số cuộc", lambda p: len(p["items"])),
        number("Đã tiến hành", done),
        facet("Về hoạt động công vụ", lambda p: "có" if _public_duty(p) else "không có"),
    )


def _public_duty(plan: Record) -> list[Mapping[str, Any]]:
    return [item for item in plan["items"] if item.get("public_duty")]


def _done(register: Register, plan: Record) -> dict[str, list[Record]]:
    """Return the inspections made for each item by the day."""
    table: dict[str, list[Record]] = {}
    for inspection in register.corpus.linked_from(plan.id, "plan.plan"):
        table.setdefault(inspection["plan"]["item"], []).append(inspection)
    return table


def _view(register: Register, plan: Record) -> dict[str, Any]:
    approved = register.corpus.document(plan.get("approved_by"))
    done = _done(register, plan)
    duty = _public_duty(plan)
    return {
        **head(register, plan, Ref("Kiểm tra", "kiem-tra/")),
        "has_public_duty": bool(duty),
        "facts": facts(
            register,
            plan,
            "year",
            "issuer",
            ("approved_by", register.ref(approved) if approved else "Chưa có trong sổ"),
            fact(
                "Các cuộc về hoạt động công vụ",
                *(Here(f"cuộc {item['id']}", f"cuoc-{item['id']}") for item in duty),
                None if duty else NO_PUBLIC_DUTY,
            ),
            *neighbours(register, plan),
            "note",
        ),
        "items": [_item(register, plan, i, done.get(item["id"], [])) for i, item in enumerate(plan["items"])],
    }


def _item(register: Register, plan: Record, index: int, done: list[Record]) -> dict[str, Any]:
    item = plan["items"][index]
    period = periods.parse(item.get("period", str(plan["year"])), "lich")
    untold = plan.id in register.withheld.planned
    made: list[Said] = [
        line(register.ref(i), noted(f"{register.coded(i, 'regime')}, {lower(chain.when(register, i))}")) for i in done
    ]
    made += [UNTOLD] if untold else [] if made else [f"Sổ chưa ghi cuộc nào đến ngày {vi_date(register.as_of)}"]
    over = period is not None and period.days.last < register.as_of
    waiting = UNTOLD if untold else "Sổ chưa ghi; đã hết thời gian dự kiến" if over else "Sổ chưa ghi"
    return {
        "id": item["id"],
        "title": item["title"],
        "facts": facts(
            register,
            plan,
            ("items.regime", register.coded(plan, "items", index, "regime")),
            ("items.public_duty", "Có" if item.get("public_duty") else "Không ghi"),
            ("items.period", period.label if period else None),
            ("items.targets", joined(refs(register, item.get("targets", ())))),
            ("items.note", item.get("note")),
            fact("Cuộc đã tiến hành", *made),
        ),
        "agencies": table(
            f"Từng cơ quan của cuộc {item['id']}",
            _agencies(register, _planned(register, plan, item), done, waiting),
            Column("Cơ quan", lambda row: row.ref),
            facet("Việc kiểm tra", lambda row: row.state),
            Column("Cuộc", lambda row: row.inspection),
            Column("Ngày, lý do", lambda row: row.why),
        ),
    }


class Planned(NamedTuple):
    """An agency of an item: whether it was inspected, in which inspection, and when or why not."""

    ref: Ref
    state: str
    inspection: Ref | None = None
    why: str = ""


def _planned(register: Register, plan: Record, item: Mapping[str, Any]) -> set[str]:
    """Return the agencies that an item of a plan names, by themselves or in a group, at the beginning of its time."""
    period = periods.parse(item.get("period", str(plan["year"])), "lich")
    on = period.days.first if period else date(plan["year"], 1, 1)
    named = [body for name in item.get("targets", ()) if (body := register.corpus.body(name))]
    return {member.id for body in named for member in bodies.expand(register.corpus, body, on)}


def _agencies(register: Register, planned: set[str], done: list[Record], waiting: str) -> list[Planned]:
    """Return a line per agency of an item: inspected, not reached and why, or what is said of one of which nothing is known."""
    corpus = register.corpus
    reached = {e["body"]: (i, e) for i in done for e in i["agencies"]}
    missed = {e["body"]: (i, e) for i in done for e in i.get("not_reached", ())}
    rows = []
    for name in sorted({*planned, *reached, *missed}):
        ref = register.ref(corpus.records[name])
        heirs = (name, *(heir.id for heir, _ in bodies.successors(corpus, corpus.records[name])))
        found = next((reached[h] for h in heirs if h in reached), None)
        failed = next((missed[h] for h in heirs if h in missed), None)
        if found is not None:
            seen = vi_date(dates.day(found[1].get("on", found[0]["start"])))
            rows.append(Planned(ref, "Đã kiểm tra", register.ref(found[0]), seen))
        elif failed is not None:
            rows.append(Planned(ref, "Không kiểm tra được", register.ref(failed[0]), failed[1]["because"]))
        else:
            rows.append(Planned(ref, waiting))
    return sorted(rows, key=lambda row: (row.state, row.ref.label))
