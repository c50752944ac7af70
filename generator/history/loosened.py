"""The rules themselves under watch: what a change makes weaker in schemas and catalogue, or brings along with records."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.catalog import problem
from generator.model import Position, Problem, Text

RULES = (
    "schemas/",
    "generator/",
    "scripts/",
    ".github/",
    "docs/gone.json",
    "register.toml",
    "Makefile",
    "pyproject.toml",
)
"""What decides how records are judged, below the folder that the register stands in."""
STRENGTH = ("", "words", "entries", "deadline", "fact", "identity")
SEVERITY = ("info", "warning", "error")


def with_records(touched: Sequence[str], inside: str, beside: str) -> Iterator[Problem]:
    """Yield that a change of records changes what they are judged by as well.

    ``touched``: every path of the repository that differs; ``inside``, ``beside``: where records and register stand.
    """
    records = any(path.startswith(inside) and path.endswith(".yaml") for path in touched)
    rules = [path for path in touched if path.removeprefix(beside).startswith(RULES) and path.startswith(beside)]
    if records and rules:
        named = ", ".join(rules[:3]) + ("…" if len(rules) > 3 else "")
        yield problem("rules-changed-with-records", Position(rules[0]), paths=named)


def loosened(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield the rules over time and the severities that are weaker than before: files of schemas and catalogue, by path."""
    for path in sorted(before.keys() & after.keys()):
        if before[path] == after[path]:
            continue
        weaker = _schema if path.endswith(".json") else _catalogue
        what = list(weaker(before[path], after[path]))
        if what:
            said = "; ".join(what[:5]) + ("…" if len(what) > 5 else "")
            yield problem("rule-loosened", Position(path), what=Text(said, said))


def _schema(before: bytes, after: bytes) -> Iterator[str]:
    old, new = (dict(_rules(json.loads(data), ())) for data in (before, after))
    for place, rules in old.items():
        now = new.get(place, {})
        at = ".".join(place)
        was, policy = str(rules.get("x-change", "")), str(now.get("x-change", ""))
        if _rank(STRENGTH, policy) < _rank(STRENGTH, was):
            yield f"{at}: {was} → {policy or '—'}"
        for state, then in now.get("x-moves", {}).items():
            if more := sorted(set(then) - set(rules.get("x-moves", {}).get(state, ()))) if "x-moves" in rules else []:
                yield f"{at}: {state or '—'} → {', '.join(more)}"
        if gone := sorted(set(rules.get("x-closed", ())) - set(now.get("x-closed", ()))):
            yield f"{at or 'x-closed'}: {', '.join(gone)}"


def _rules(node: Any, at: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Yield what a schema declares of time, by place."""
    if isinstance(node, list):
        for inner in node:
            yield from _rules(inner, at)
    elif isinstance(node, dict):
        own = {name: node[name] for name in ("x-change", "x-moves", "x-closed") if name in node}
        if own:
            yield at, own
        for name, inner in node.items():
            if name not in own:
                yield from _rules(inner, at if name in ("properties", "$defs", "items", "allOf") else (*at, name))


def _catalogue(before: bytes, after: bytes) -> Iterator[str]:
    old, new = (tomllib.loads(data.decode()) for data in (before, after))
    for code, entry in old.items():
        if not isinstance(entry, dict) or "severity" not in entry:
            continue
        now = str(new.get(code, {}).get("severity", ""))
        if _rank(SEVERITY, now) < _rank(SEVERITY, str(entry["severity"])):
            yield f"{code}: {entry['severity']} → {now or '—'}"


def _rank(order: Sequence[str], value: str) -> int:
    return order.index(value) if value in order else -1
