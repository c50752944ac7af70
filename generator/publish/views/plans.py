"""Inspection plans: each planned item with what was done of it, and which agencies were reached or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from generator.domain import bodies, dates, periods
from generator.domain.text import vi_date
from generator.model import Record
from generator.publish.register import Page, Ref, Register
from generator.publish.views import chain
from generator.publish.views.common import crumbs, facts

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


def listed(register: Register) -> list[dict[str, Any]]:
    """Return a line per plan, newest first."""
    corpus = register.corpus
    rows = []
    for plan in sorted(corpus.of("plan"), key=lambda p: (-p["year"], p.id)):
        province = corpus.get(plan.province, "province")
        done = _done(register, plan)
        unseen = plan.id in register.withheld.planned
        rows.append(
            {
                "ref": register.ref(plan),
                "province": register.ref(province) if province else None,
                "year": plan["year"],
                "issuer": register.ref(corpus.records[plan["issuer"]]),
                "items": len(plan["items"]),
                "done": UNTOLD if unseen else sum(1 for item in plan["items"] if done.get(item["id"])),
                "public_duty": "có" if _public_duty(plan) else "không có",
                "sample": register.is_sample(plan),
            }
        )
    return rows


def _public_duty(plan: Record) -> list[Mapping[str, Any]]:
    return [item for item in plan["items"] if item.get("public_duty")]


def _done(register: Register, plan: Record) -> dict[str, list[Record]]:
    """Return the inspections made for each item by the day."""
    table: dict[str, list[Record]] = {}
    for inspection in register.corpus.linked_from(plan.id, "plan.plan"):
        if chain.known(register, inspection):
            table.setdefault(inspection["plan"]["item"], []).append(inspection)
    return table


def _view(register: Register, plan: Record) -> dict[str, Any]:
    corpus = register.corpus
    approved = corpus.document(plan.get("approved_by"))
    done = _done(register, plan)
    duty = _public_duty(plan)
    return {
        "crumbs": crumbs(register, plan, ("Kiểm tra", "kiem-tra/")),
        "title": register.label(plan),
        "sample": register.is_sample(plan),
        "has_public_duty": bool(duty),
        "facts": facts(
            [
                ("Năm", str(plan["year"])),
                ("Cơ quan lập", register.ref(corpus.records[plan["issuer"]])),
                ("Văn bản phê duyệt", register.ref(approved) if approved else "Chưa có trong sổ"),
                (
                    "Kiểm tra hoạt động công vụ",
                    [item_ref(register, plan, item["id"]) for item in duty] or NO_PUBLIC_DUTY,
                ),
                *chain.walk(register, plan),
                ("Ghi chú", plan.get("note", "")),
            ]
        ),
        "items": [_item(register, plan, i, done.get(item["id"], [])) for i, item in enumerate(plan["items"])],
    }


def _item(register: Register, plan: Record, index: int, done: list[Record]) -> dict[str, Any]:
    item = plan["items"][index]
    period = periods.parse(item.get("period", str(plan["year"])), "lich")
    first = period.days.first if period else date(plan["year"], 1, 1)
    over = period is not None and period.days.last < register.as_of
    waiting = "Chưa kiểm tra, đã hết thời gian dự kiến" if over else "Chưa kiểm tra"
    untold = plan.id in register.withheld.planned
    return {
        "id": item["id"],
        "title": item["title"],
        "regime": register.coded(plan, "items", index, "regime"),
        "public_duty": bool(item.get("public_duty")),
        "period": period.label if period else "",
        "note": item.get("note", ""),
        "inspections": [
            {"ref": register.ref(i), "when": chain.when(register, i), "regime": register.coded(i, "regime")}
            for i in done
        ],
        "untold": UNTOLD if untold else "",
        "targets": register.refs(corpus_bodies(register, item.get("targets", ()))),
        "agencies": _agencies(register, item.get("targets", ()), first, done, UNTOLD if untold else waiting),
    }


def corpus_bodies(register: Register, names: Sequence[str]) -> list[Record]:
    """Return the bodies of a list of ids."""
    return [body for name in names if (body := register.corpus.body(name))]


def _agencies(
    register: Register, targets: Sequence[str], first: date, done: list[Record], waiting: str
) -> list[dict[str, Any]]:
    """Return a line per agency of an item: inspected, not reached and why, or what is said of one of which nothing is known."""
    corpus = register.corpus
    planned = {m.id: m for body in corpus_bodies(register, targets) for m in bodies.expand(corpus, body, first)}
    reached = {e["body"]: (i, e) for i in done for e in i["agencies"]}
    missed = {e["body"]: (i, e) for i in done for e in i.get("not_reached", ())}
    rows = []
    for name in sorted({**planned, **reached, **missed}):
        body = corpus.records[name]
        heirs = (name, *(heir.id for heir, _ in bodies.successors(corpus, body)))
        found = next((reached[h] for h in heirs if h in reached), None)
        failed = next((missed[h] for h in heirs if h in missed), None)
        row: dict[str, Any] = {"ref": register.ref(body), "state": waiting, "inspection": None, "why": ""}
        if found is not None:
            on = found[1].get("on", found[0]["start"])
            row |= {"state": "Đã kiểm tra", "inspection": register.ref(found[0]), "why": vi_date(dates.day(on))}
        elif failed is not None:
            row |= {"state": "Không kiểm tra được", "inspection": register.ref(failed[0]), "why": failed[1]["because"]}
        rows.append(row)
    return sorted(rows, key=lambda r: (r["state"], r["ref"].label))
