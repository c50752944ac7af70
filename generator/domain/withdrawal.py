"""Withdrawn records: which living record carries on what one of them was about."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model import Record


def heir(withdrawn: Mapping[str, Record], record: Record) -> str | None:
    """Return the id at the end of the chain of replacements of a withdrawn record.

    None where it names no replacement; empty where the chain carries nothing on: it goes round, or ends in a record that
    was withdrawn without a replacement.
    """
    if "replaced_by" not in record["withdrawn"]:
        return None
    current, seen = str(record["withdrawn"]["replaced_by"]), {record.id}
    while current in withdrawn:
        if current in seen:
            return ""
        seen.add(current)
        current = str(withdrawn[current]["withdrawn"].get("replaced_by", ""))
    return current
