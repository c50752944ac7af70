"""What bodies answer to what is said of them: whether a request for correction is still open."""

from __future__ import annotations

from generator.model import Corpus, Record

ACCEPTED = ("chap-nhan", "mot-phan")


def uncorrected(corpus: Corpus, response: Record) -> bool:
    """Whether a request for correction was accepted, and what it is about bears no correction since."""
    statement = corpus.get(response["about"])
    if statement is None or response.get("outcome", {}).get("result") not in ACCEPTED:
        return False
    own = (statement, *corpus.linked_from(statement.id))
    return not any(entry["on"] >= response["on"] for record in own for entry in record.get("corrections", ()))
