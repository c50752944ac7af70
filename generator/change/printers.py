"""The forms in which a difference is printed, by name."""

from __future__ import annotations

from collections.abc import Callable

from generator.change.as_json import as_json
from generator.change.markdown import markdown
from generator.change.model import Difference
from generator.change.plain import text

FORMATS: dict[str, Callable[[Difference, int], str]] = {"text": text, "md": markdown, "json": as_json}
"""The number is the limit in bytes, 0 for any; JSON is never cut."""
