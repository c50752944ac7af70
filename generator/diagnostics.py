"""Print problems: for people, for programs, as annotations of a pull request, as SARIF. One function per format."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import quote

from generator.catalog import entries
from generator.model import Problem, Severity

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_WORDS = {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo", Severity.INFO: "ghi chú"}


FEW = 3
"""So many equal problems are told one by one; more are one line, with a count and the places."""
MANY = 200
"""So many problems of one code, or places of equal ones, are told to people; of more only how many."""


def word(severity: Severity, language: str) -> str:
    """Name a severity as people of ``language`` do; programs read ``str(severity)``."""
    return str(severity) if language == "en" else _WORDS[severity]


def text(problems: Sequence[Problem], language: str) -> str:
    """One problem a line, ``path:line:col: severity: sentence [code]``, its hint below; then the count.

    The worst come last, where people look; a warning shows the lines that would acknowledge it. Many equal ones have
    one cause, so they are told once: where the first stands, how many there are, and where the others are. Notes ask
    for nothing: beside anything worse only their number is told.
    """
    graver = [problem for problem in problems if problem.severity is not Severity.INFO]
    ordered = sorted(graver or problems, key=lambda p: -_RANK[p.severity])
    equal: dict[tuple[str, str], list[Problem]] = {}
    for problem in ordered:
        equal.setdefault((problem.code, problem.message.in_language(language)), []).append(problem)
    lines: list[str] = []
    left: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for problem in ordered:
        same = equal[problem.code, problem.message.in_language(language)]
        if len(same) > FEW and problem is not same[0]:
            continue
        told[problem.code] += 1
        if told[problem.code] > MANY:
            left[problem.code] += len(same) if len(same) > FEW else 1
        elif len(same) <= FEW:
            lines += _told(problem, language, 1)
        else:
            lines += _told(problem, language, len(same))
            lines.append("    " + ("also at:" if language == "en" else "cũng ở:"))
            lines += [f"      {p.where}" for p in same[1 : MANY + 1]]
            lines += [f"      {_more(len(same) - 1 - MANY, language)}"] if len(same) - 1 > MANY else []
    untold = ""
    if len(ordered) < len(problems):
        untold = " (told when nothing worse is left)" if language == "en" else " (nêu khi hết lỗi, cảnh báo)"
    return "\n".join([*lines, *_left(left, language), summary(problems, language) + untold])


def _more(count: int, language: str) -> str:
    return f"… and {count} more" if language == "en" else f"… và {count} chỗ nữa"


def _left(left: Counter[str], language: str) -> list[str]:
    """Count what is not told one by one, by code."""
    return [f"{_more(count, language)} [{code}]" for code, count in left.items()]


def _told(problem: Problem, language: str, count: int) -> list[str]:
    sentence = problem.message.in_language(language)
    times = f" ({count} {'places' if language == 'en' else 'chỗ'})" if count > 1 else ""
    lines = [f"{problem.where}: {word(problem.severity, language)}: {sentence} [{problem.code}]{times}"]
    hint = problem.hint.in_language(language) if problem.hint else ""
    if hint:
        lines.append(f"    {hint}")
    if problem.severity is Severity.WARNING and problem.at:
        lines += [
            "    acknowledge:",
            f"      - check: {problem.code}",
            f"        at: {problem.at}",
            "        because: …",
        ]
    return lines


def summary(problems: Iterable[Problem], language: str) -> str:
    """Count problems by severity in one line."""
    count = dict.fromkeys(Severity, 0)
    for problem in problems:
        count[problem.severity] += 1
    errors, warnings, infos = (count[s] for s in Severity)
    if language == "en":
        return f"{errors} errors, {warnings} warnings, {infos} notes"
    return f"{errors} lỗi, {warnings} cảnh báo, {infos} ghi chú"


def as_json(problems: Sequence[Problem], language: str) -> str:
    """A JSON list of objects; both languages are not needed: ``language`` chooses."""
    return json.dumps([_plain(problem, language) for problem in problems], ensure_ascii=False, indent=1)


def _plain(problem: Problem, language: str) -> dict[str, Any]:
    return {
        "path": problem.where.path,
        "line": problem.where.line,
        "column": problem.where.column,
        "severity": str(problem.severity),
        "code": problem.code,
        "message": problem.message.in_language(language),
        "hint": problem.hint.in_language(language) if problem.hint else "",
        "record": problem.record,
        "at": problem.at,
    }


def github(problems: Sequence[Problem], language: str) -> str:
    """Workflow commands. GitHub shows ten of each severity per step, so the worst come first; notes are left out."""
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning"}
    lines = []
    left: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for problem in sorted((p for p in problems if p.severity in levels), key=lambda p: _RANK[p.severity]):
        told[problem.code] += 1
        if told[problem.code] > MANY:
            left[problem.code] += 1
            continue
        hint = f"\n{problem.hint.in_language(language)}" if problem.hint else ""
        where = problem.where
        place = f"file={_property(where.path)},line={where.line},col={where.column},title={_property(problem.code)}"
        message = f"{problem.message.in_language(language)}{hint}"
        escaped = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        lines.append(f"::{levels[problem.severity]} {place}::{escaped}")
    return "\n".join([*lines, *_left(left, language), summary(problems, language)])


def _property(value: str) -> str:
    for char, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        value = value.replace(char, code)
    return value


def sarif(problems: Sequence[Problem], language: str) -> str:
    """SARIF 2.1.0, one run, rules in the order of the catalogue."""
    used = {problem.code for problem in problems}
    rules = [
        {
            "id": code,
            "shortDescription": {"text": entry.title.in_language(language)},
            "help": {"text": entry.why or entry.title.in_language(language)},
        }
        for code, entry in entries().items()
        if code in used
    ]
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    results = [
        {
            "ruleId": problem.code,
            "level": levels[problem.severity],
            "message": {"text": problem.message.in_language(language)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(problem.where.path)},
                        "region": {"startLine": problem.where.line, "startColumn": problem.where.column},
                    }
                }
            ],
        }
        for problem in problems
    ]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": {"name": "generator", "rules": rules}}, "results": results}],
    }
    return json.dumps(log, ensure_ascii=False, indent=1)


FORMATS: dict[str, Callable[[Sequence[Problem], str], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "sarif": sarif,
}
