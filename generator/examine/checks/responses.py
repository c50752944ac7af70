"""Responses: whether the body that answers was named, and whether it answers what had been said already."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.domain import bodies, dates, responses
from generator.domain.findings import lineage
from generator.domain.text import vi_date
from generator.examine.checks import Hit, check
from generator.examine.checks.inspections import misordered
from generator.kinds import BY_NAME
from generator.model import Corpus, Record


@check("response-unnamed")
def response_unnamed(corpus: Corpus) -> Iterator[Hit]:
    """A response is of a body that the statement does not name, and that took over from none that it names."""
    for response in corpus.of("response"):
        statement, by = corpus.get(response["about"]), corpus.body(response["by"])
        if statement is None or by is None:
            continue
        own = lineage(corpus, by.id)
        if own.isdisjoint(body.id for body in _named(corpus, statement, dates.day(response["on"]))):
            yield Hit(response, ("by",), {"body": by.id, "about": statement.id})


def _named(corpus: Corpus, statement: Record, on: date) -> Iterator[Record]:
    """Yield the bodies that a statement names, the members of groups among them; of a verification, whom it is about."""
    for link in corpus.out_links.get(statement.id, ()):
        body = corpus.body(link.target)
        if body is not None:
            yield from (body, *bodies.expand(corpus, body, on))
    remediation = corpus.get(statement.get("remediation"), "remediation")
    if remediation is not None:
        yield from _named(corpus, remediation, on)


@check("response-accepted-uncorrected")
def response_accepted_uncorrected(corpus: Corpus) -> Iterator[Hit]:
    """A request for correction was accepted, and what it is about bears no correction since."""
    for response in corpus.of("response"):
        if response["type"] == "dinh-chinh-de-nghi" and responses.uncorrected(corpus, response):
            yield Hit(response, ("outcome", "result"), {"about": response["about"]})


@check("response-before-statement")
def response_before_statement(corpus: Corpus) -> Iterator[Hit]:
    """A response is older than what it answers."""
    for response in corpus.of("response"):
        statement = corpus.get(response["about"])
        said = _said_since(corpus, statement)
        if dates.day(response["on"]) < said:
            yield Hit(response, ("on",), {"on": vi_date(dates.day(response["on"])), "said": vi_date(said)})


def _said_since(corpus: Corpus, statement: Record | None) -> date:
    """Return the first day on which something can have been said: that of the record, else of what it is shown with."""
    if statement is None:
        return date.min
    happened = (path[0] for path in corpus.schemas.events.get(statement.kind, ()) if len(path) == 1)
    field = next((name for name in happened if name in statement.data), None)
    if field is not None:
        return dates.days(statement[field]).first
    row = BY_NAME[statement.kind]
    return _said_since(corpus, corpus.get(row.above(statement.data)))


@check("response-dates")
def response_dates(corpus: Corpus) -> Iterator[Hit]:
    """A request for correction is answered before it was made."""
    for response in corpus.of("response"):
        if "outcome" in response.data:
            asked = (("on",), dates.days(response["on"]))
            answered = (("outcome", "on"), dates.days(response["outcome"]["on"]))
            yield from misordered(corpus, response, [(asked, answered)])
