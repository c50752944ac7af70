"""What a record says that its source does not: each such field is named in it, with what it was inferred from."""

from __future__ import annotations

from generator.domain.text import capital
from generator.model import Record

MARK = "sổ suy ra"
"""How what is inferred is marked wherever it shows."""


def because(record: Record, *fields: str) -> str:
    """Return from what one of some fields (``a.b``), or a part of one, was inferred; "" if the source says them all."""
    found = (
        str(entry["because"]).rstrip(".")
        for entry in record.get("inferred", ())
        for field in fields
        if f"{entry['field']}.".startswith(f"{field}.") or f"{field}.".startswith(f"{entry['field']}.")
    )
    first, *others = dict.fromkeys(found) or [""]
    return ". ".join([first, *map(capital, others)])


def marked(text: str, record: Record, *fields: str) -> str:
    """Return a text, marked where one of the fields that it tells of is inferred."""
    if not because(record, *fields):
        return text
    return f"{text[:-1]}; {MARK})" if text.endswith(")") else f"{text} ({MARK})"
