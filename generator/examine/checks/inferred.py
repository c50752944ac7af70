"""What a record says to be inferred is there to be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.examine.checks import Hit, check
from generator.model import Corpus, Record


@check("inferred-unknown")
def inferred_unknown(corpus: Corpus) -> Iterator[Hit]:
    """A field is said to be inferred that the record does not have."""
    for record in corpus.records.values():
        for i, entry in enumerate(record.get("inferred", ())):
            if not _there(record, entry["field"]):
                yield Hit(record, ("inferred", i, "field"), {"field": entry["field"]})


def _there(record: Record, path: str) -> bool:
    value: Any = record.data
    for name in path.split("."):
        if isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            value = value[int(name)]
        elif isinstance(value, dict) and name in value:
            value = value[name]
        else:
            return False
    return True
