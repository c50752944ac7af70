"""A difference as JSON for programs: everything, with stable keys."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

from generator.change.headline import summary
from generator.change.model import SCHEMA_VERSION, Difference, tally


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
