"""The rules of judgement in words: what each says, on which legal basis, and worked examples that the tests run.

``rules.toml`` is what the page «Cách tính» prints and what ``tests/test_rules.py`` plays through: a rule, its words on
the site and the code cannot drift apart.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Worked:
    """A worked example: what is given, in words and as data, the day, and what the register says then."""

    given: str
    """What is given, for readers (Vietnamese)."""
    on: str
    """The day, YYYY-MM-DD."""
    says: str
    """The sentence that explains the state, exactly as the register says it."""
    state: str
    """A value of ``State`` or ``FollowUpState``; empty where points are explained."""
    data: dict[str, Any]
    """What is given, as the tests play it: ``due``, ``events``, ``followed``, ``target``, ``recurrence`` …."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its anchor on the page, its words, its legal basis (empty: the register's own choice), its examples."""

    id: str
    title: str
    text: str
    cases: tuple[str, ...]
    """What the rule says of rarer cases, one each."""
    basis: str
    states: tuple[str, ...]
    """The states that are judged by it."""
    examples: tuple[Worked, ...]


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in the order in which a reader meets them."""
    data = tomllib.loads((Path(__file__).parent / "rules.toml").read_text(encoding="utf-8"))
    return tuple(
        Rule(
            one["id"], one["title"], one["text"].strip(), tuple(one.get("cases", ())), one.get("basis", ""), tuple(one.get("states", ())),
            tuple(_example(example) for example in one.get("examples", ())),
        )
        for one in data["rule"]
    )  # fmt: skip


def of_state(state: str) -> str:
    """Return the anchor of the rule by which a state is judged; empty if there is none."""
    return next((rule.id for rule in rules() if state in rule.states), "")


def _example(one: dict[str, Any]) -> Worked:
    named = ("given", "on", "says", "state")
    rest = {key: value for key, value in one.items() if key not in named}
    return Worked(one["given"], one["on"], one["says"], one["state"], rest)
