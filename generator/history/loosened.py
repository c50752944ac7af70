"""The rules themselves under watch: what a change makes weaker in schemas and catalogue, or brings along with records."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from generator.catalog import problem
from generator.model import Position, Problem, Text
from generator.read.source import place as shown_at

WORDS = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "HACKING.md", "LICENSE")
EXPECTED = ("tests/cases/", "tests/site/")
"""What beside the records decides nothing of how they are judged and shown, and pages written by hand; all else does, were
it a file of git's own, a script or style of the site, or the list of addresses that a register gives up."""
GUARDS = (".github/ruleset.json", ".github/owners.toml")
"""Which checks are required, and who reviews what: of these nothing goes without a word."""
GIVEN_UP = "docs/du-lieu/gone.json"
"""The addresses that the register gives up: to these nothing comes without a word."""
RULES = ("schemas/", "generator/catalog/", *GUARDS, GIVEN_UP)
"""What is compared rule by rule."""
KEPT = ("x-event", "x-public", "x-ref", "x-hangs", "x-day", "additionalProperties")
"""What may not become anything else without a word."""
TIME = ("x-change", "x-moves", "x-closed", "required", *KEPT)
STRENGTH = ("", "words", "entries", "deadline", "fact", "identity")
SEVERITY = ("info", "warning", "error")


def with_records(touched: Sequence[str], inside: str, beside: str) -> Iterator[Problem]:
    """Yield that what records are judged by changes, and whether records change along with it.

    ``touched``: every path of the repository that differs; ``inside``, ``beside``: where records and register stand.
    """
    records = any(path.startswith(inside) and path.endswith(".yaml") for path in touched)
    rules = [path for path in touched if not path.startswith(inside) and not _apart(path.removeprefix(beside))]
    looks = [] if records else [path for path in rules if _look(path.removeprefix(beside))]
    rules = [path for path in rules if path not in looks]
    if looks:
        yield problem("look-changed", Position(shown_at("", looks[0])), paths=_few(looks))
    if rules:
        code = "rules-changed-with-records" if records else "rules-changed"
        yield problem(code, Position(shown_at("", rules[0])), paths=_few(rules))
    if others := [path for path in touched if not path.startswith(inside) and _words(path.removeprefix(beside))]:
        yield problem("outside-changed", Position(shown_at("", others[0])), paths=_few(others))
    for path in touched:
        if not path.startswith(inside) and _by_hand(path.removeprefix(beside)):
            yield problem("page-by-hand", Position(shown_at("", path)))


def _few(paths: Sequence[str]) -> str:
    return ", ".join(paths[:3]) + ("…" if len(paths) > 3 else "")


def _apart(path: str) -> bool:
    return _words(path) or _by_hand(path)


def _words(path: str) -> bool:
    return path in WORDS or path.startswith(EXPECTED)


def _look(path: str) -> bool:
    """Whether it is how a page looks: that judges nothing, but may hide what the register says."""
    return path.startswith("theme/") or path.endswith((".css", ".scss"))


def _by_hand(path: str) -> bool:
    """Whether a page stands there that no record says: people write it, and readers take it for the register."""
    return path.startswith("docs/") and path.endswith(".md")


def loosened(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield the rules over time and the severities that are weaker than before: files of schemas and catalogue, by path."""
    for path, data in sorted(before.items()):
        if data == after.get(path):
            continue
        try:
            weaker = _weaker(path)
            what = list(weaker(data, after[path])) if path in after else ["—"]
        except (ValueError, TypeError, AttributeError, RecursionError):
            what = ["?"]
        if what:
            said = "; ".join(what[:5]) + ("…" if len(what) > 5 else "")
            yield problem("rule-loosened", Position(shown_at("", path)), what=Text(said, said))


def _weaker(path: str) -> Callable[[bytes, bytes], Iterator[str]]:
    if path.endswith(GUARDS):
        return _guards
    if path.endswith(GIVEN_UP):
        return lambda before, after: _guards(after, before)
    return _schema if path.endswith(".json") else _catalogue


def _guards(before: bytes, after: bytes) -> Iterator[str]:
    """Yield what stands in the first of two files and not in the second, by its place; the order of a list says nothing."""
    old, new = (
        set(_values(json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text), ()))
        for text in (before.decode(), after.decode())
    )
    yield from sorted(f"{'.'.join(place)}: {value}" for place, value in old - new)


def _values(node: Any, at: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(node, dict | list):
        for name, inner in node.items() if isinstance(node, dict) else (("", one) for one in node):
            yield from _values(inner, (*at, name) if name else at)
    else:
        yield at, str(node)


def _schema(before: bytes, after: bytes) -> Iterator[str]:
    old, new = (dict(_rules(json.loads(data), ())) for data in (before, after))
    for place, rules in old.items():
        now, at = new.get(place, {}), ".".join(name for name in place if name != "properties")
        was, policy = str(rules.get("x-change", "")), str(now.get("x-change", ""))
        if _rank(STRENGTH, policy) < _rank(STRENGTH, was):
            yield f"{at}: {was} → {policy or '—'}"
        if "x-moves" in rules:
            moves = now.get("x-moves")
            more = (
                {} if moves is None else {s: set(then) - set(rules["x-moves"].get(s, ())) for s, then in moves.items()}
            )
            yield from (f"{at}: {state or '—'} → {', '.join(sorted(then))}" for state, then in more.items() if then)
            if moves is None:
                yield f"{at}: x-moves → —"
        for name in ("x-closed", "required"):
            if gone := sorted(set(rules.get(name, ())) - set(now.get(name, ()))):
                yield f"{at or name}: {', '.join(gone)} → —"
        yield from (f"{at or 'schema'}: {name}" for name in KEPT if rules.get(name) != now.get(name))
    for place in sorted(new.keys() - old.keys()):  # a policy within another one goes before it
        policy = str(new[place].get("x-change", ""))
        above = [str(old.get(place[:end], {}).get("x-change", "")) for end in range(len(place))]
        if policy and ("$defs" in place or any(_rank(STRENGTH, policy) < _rank(STRENGTH, was) for was in above)):
            yield f"{'.'.join(name for name in place if name != 'properties')}: — → {policy}"


def _rules(node: Any, at: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Yield what a schema declares of time, and what it requires, by place."""
    if isinstance(node, list):
        for number, inner in enumerate(node):
            yield from _rules(inner, (*at, str(number)))
    elif isinstance(node, dict):
        own = {
            name: node[name]
            for name in TIME
            if name in node and (name == "x-moves" or not isinstance(node[name], dict))
        }
        if own:
            yield at, own
        for name, inner in node.items():
            if name not in own:
                yield from _rules(inner, (*at, name))


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
