"""Withdrawn records: what replaces one is another, living record, so that no matter leaves the register by its paper."""

from __future__ import annotations

from collections.abc import Iterator

from generator.domain.withdrawal import heir
from generator.examine.checks import Hit, check
from generator.model import Corpus


@check("replaced-by-withdrawn")
def replaced_by_withdrawn(corpus: Corpus) -> Iterator[Hit]:
    """A withdrawn record is replaced by itself, in a circle, or by one that was withdrawn without a replacement."""
    for record in corpus.withdrawn.values():
        if heir(corpus.withdrawn, record) == "":
            yield Hit(record, ("withdrawn", "replaced_by"), {"other": record["withdrawn"]["replaced_by"]})
