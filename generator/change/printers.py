"""The forms in which a difference is printed, by name: as text for a terminal, as Markdown, as JSON for programs."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from generator.change.headline import remarks, summary
from generator.change.markdown import markdown
from generator.change.model import SCHEMA_VERSION, Difference, Run, Runs, tally
from generator.change.sections import Chapter, sections
from generator.change.telling import telling


def text(found: Difference, limit: int = 0) -> str:
    """Return a difference as plain text; what went stands in [-…-], what came in {+…+}. ``limit``: bytes, 0: any."""
    lines = [summary(found), *map(_runs, telling(found)), *map(_runs, remarks(found))]
    for section in sections(found):
        lines += ["", f"== {section.title}", *chapter(section)]
    return _cut(lines, limit) if limit else "\n".join(lines)


def chapter(section: Chapter) -> Iterator[str]:
    """Yield the lines of a section without its title."""
    yield from [section.lead] if section.lead else []
    group = ""
    for entry in section.entries:
        if entry.group != group:
            group = entry.group
            yield f"-- {_clean(group)}"
        yield from (f"* {_runs(entry.head)}", *(f"    {_runs(runs)}" for runs in entry.below))
    left = section.listed - len(section.entries)
    yield from [f"… và {left} mục nữa không nêu ở đây."] if left > 0 else []


def _cut(lines: list[str], limit: int) -> str:
    """Return as many whole lines as have room, and say how many have none."""
    used = 80
    for place, line in enumerate(lines):
        used += len(line.encode()) + 1
        if used > limit:
            return "\n".join([*lines[:place], f"… và {len(lines) - place} dòng nữa không nêu ở đây."])
    return "\n".join(lines)


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs)).strip()


def _run(run: Run) -> str:
    marks = {"out": ("[-", "-]"), "in": ("{+", "+}"), "rule": ("[", "]")}.get(run.style, ("", ""))
    return f"{marks[0]}{_clean(run.text)}{marks[1]}" if run.text else ""


def _clean(text: str) -> str:
    """Return a text without characters that act on a terminal."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in text)


def as_json(found: Difference, _limit: int = 0) -> str:
    """Return a difference as JSON; days in ISO 8601, nothing is cut."""
    head: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "summary": summary(found),
        "derived": found.derived,
        "counts": {
            "pages": tally(found.pages),
            "permanent": tally(found.permanent),
            "data": tally(found.data),
        },
    }
    return json.dumps({**head, **_plain(found)}, ensure_ascii=False, indent=1)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


FORMATS: dict[str, Callable[[Difference, int], str]] = {"text": text, "md": markdown, "json": as_json}
"""The number is the limit in bytes, 0 for any; JSON is never cut."""
