"""Text in drawings: SVG breaks no lines, so they are broken and placed here."""

from __future__ import annotations

from textwrap import wrap
from typing import Any


def wrapped(text: str, most: int, letters: int) -> list[str]:
    """Break a text into lines of fewer letters than that; what does not fit in the last one is left out."""
    lines = wrap(text, letters, break_long_words=False, break_on_hyphens=False)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][: letters - 1].rstrip(" ,;.") + "…"]
    return lines


def placed(lines: list[str], x: int, y: int, step: int) -> list[dict[str, Any]]:
    """Place lines below each other, the first of them at a height."""
    return [{"text": text, "x": x, "y": y + step * i} for i, text in enumerate(lines)]
