"""Provinces: each with its facts, its directives and its bodies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.domain import bodies, inferred
from generator.domain.text import lower, vi_date, vi_number, vi_span
from generator.model import Record
from generator.publish.inline import Line, Ref, Styled, line, noted
from generator.publish.register import Register
from generator.publish.views import dashboard
from generator.publish.views.body_names import codes, heir, life, names
from generator.publish.views.common import head
from generator.publish.views.directives import newest
from generator.publish.views.facts import Fact, beside, fact, facts
from generator.publish.views.tables import directive_table

SECTION = Ref("Cơ quan", "co-quan/")
KINDS = {"agency": "Cơ quan", "group": "Nhóm cơ quan", "team": "Tổ, đoàn", "province": "Tỉnh, thành phố"}
"""What bodies are, as headings and facts say it."""


def view(register: Register, province: Record, own: list[Record]) -> dict[str, Any]:
    """Return what the page of a province shows; ``own``: its bodies."""
    directives = newest(register, (d for d in register.corpus.of("directive") if d.province == province.id))
    title = register.label(province)
    duties = [duty for d in directives for t in register.tasks_of.get(d.id, ()) for duty in register.duties[t.id]]
    return {
        **head(register, province, SECTION),
        "facts": _facts(register, province),
        "directives": directive_table(register, f"Văn bản chỉ đạo của {lower(title)}", directives, home=False),
        "bodies": [
            {"label": label, "refs": _listed(register, some)}
            for label, some in (
                ("Cơ quan", [b for b in own if b.kind == "agency" and not bodies.is_unit(b)]),
                ("Phòng, đơn vị trong cơ quan", [b for b in own if bodies.is_unit(b)]),
                *((label, [b for b in own if b.kind == kind]) for kind, label in KINDS.items() if kind != "agency"),
            )
            if some
        ],
        "counts": register.counted(duties),
        **dashboard.view(register, province, duties),
    }


def _listed(register: Register, own: list[Record]) -> list[Line]:
    """Return links to bodies, each that is no more marked with its last day."""
    every = {register.ref(body): body for body in own}
    return [line(ref, until(register, every[ref])) for ref in register.refs(every.values())]


def until(register: Register, body: Record) -> Line:
    """Return the mark of a body that is no more: its last day."""
    last = bodies.life(body).last
    if last >= register.as_of:
        return ()
    inferred_too = inferred.MARK if inferred.because(body, "valid.to") else ""
    return noted(", ".join(filter(None, [f"đến {vi_date(last)}", inferred_too])))


def _facts(register: Register, province: Record) -> list[Fact]:
    types = [
        line(
            register.coded(province, "types", i, "type"),
            f" ({vi_span(entry)})" if "from" in entry or "to" in entry else None,
            beside(register, entry),
        )
        for i, entry in enumerate(province["types"])
    ]
    cited = sum(document.province == province.id for document in register.corpus.of("document"))
    return facts(
        register,
        province,
        ("names", names(province)),
        ("aliases", names(province, "aliases")),
        ("types", types),
        ("valid", life(province)),
        ("codes", codes(register, province)),
        fact("Hình thành từ", *register.refs(register.corpus.linked_from(province.id, "successors.province"))),
        ("successors", successors(register, province)),
        fact("Văn bản được viện dẫn và tham chiếu", Ref(f"{vi_number(cited)} văn bản", "van-ban/") if cited else None),
        "source note",
    )


def taken(register: Register, entry: Mapping[str, Any]) -> Line:
    """Return how a province took over, with the source: behind a name in brackets, so in none itself."""
    if "note" not in entry:
        return beside(register, entry)
    return line(
        ": ",
        *(part.parts for part in beside(register, {**entry, "note": lower(entry["note"])}) if isinstance(part, Styled)),
    )


def successors(register: Register, province: Record) -> list[Line]:
    """Return the provinces that took over from one."""
    found = ((register.corpus.get(entry["province"], "province"), entry) for entry in province.get("successors", ()))
    return [line(heir(register, other, e), taken(register, e)) for other, e in found if other is not None]
