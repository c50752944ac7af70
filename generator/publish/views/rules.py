"""The page «Cách tính»: every rule of judgement in a paragraph, its legal basis, and worked examples that are tested."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from markupsafe import Markup

from generator.domain.text import sentences, vi_date
from generator.publish.derive.follow_ups import LABELS as FOUND
from generator.publish.derive.follow_ups import FollowUpState
from generator.publish.derive.standing import LABELS, State
from generator.publish.inline import Chip, Ref, joined
from generator.publish.register import Page, Register
from generator.publish.render import Renderer, safe_url
from generator.publish.views.common import HOME
from generator.publish.views.table import Column, Table, table
from generator.rules import Rule, Worked, rules

PATH = "gioi-thieu/cach-tinh/index.md"


def pages(register: Register) -> Iterator[Page]:
    """Yield the page of the rules."""
    view = {
        "crumbs": [HOME, Ref("Giới thiệu", "gioi-thieu/")],
        "rules": _printed(),
        "calendars": joined(register.refs(sorted(register.corpus.of("calendar"), key=lambda c: (c["year"], c.id)))),
    }
    yield Page(PATH, "rules.md.jinja", "Cách tính", view, "Giới thiệu")


@cache
def _printed() -> list[dict[str, Any]]:
    """Return the rules with their examples as printed, which are the same for every register."""
    renderer = Renderer()
    return [
        {
            "rule": rule,
            "cases": f"Trường hợp riêng ({len(rule.cases)})",
            "examples": _body(renderer, rule) if rule.examples else "",
        }
        for rule in rules()
    ]


def _body(renderer: Renderer, rule: Rule) -> Markup:
    printed = renderer.body("_examples.jinja", {"examples": _examples(rule), "root": safe_url("../" * PATH.count("/"))})
    return Markup(printed)  # noqa: S704 - printed by our own template


def _examples(rule: Rule) -> Table:
    return table(
        f"Ví dụ: {rule.title}",
        rule.examples,
        Column("Dữ kiện", lambda e: e.given),
        Column("Xét ngày", lambda e: vi_date(date.fromisoformat(e.on))),
        Column("Tình trạng", _state),
        Column("Sổ nói", lambda e: sentences(e.says)),
        filter=False,
    )


def _state(example: Worked) -> Chip | None:
    if not example.state:
        return None
    kept = example.state in set(State)
    return Chip(example.state, LABELS[State(example.state)] if kept else FOUND[FollowUpState(example.state)])
