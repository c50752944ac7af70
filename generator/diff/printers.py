"""The forms in which a difference is printed, by name."""

from __future__ import annotations

from collections.abc import Callable

from generator.diff.as_json import as_json
from generator.diff.markdown import markdown
from generator.diff.model import Difference
from generator.diff.plain import text

FORMATS: dict[str, Callable[[Difference, int], str]] = {"text": text, "md": markdown, "json": as_json}
"""The number is the limit in bytes, 0 for any; JSON is never cut."""
