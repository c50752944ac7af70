"""Evidence that is one's own: what ends or moves a duty, or speaks well of somebody, comes from somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from generator.domain import bodies, dates, documents, inferred
from generator.domain.dates import Interval
from generator.domain.events import stated
from generator.domain.findings import lineage, seen_in
from generator.domain.tasks import issued
from generator.domain.text import said, vi_on
from generator.examine.checks import Hit, check
from generator.examine.checks.remediation import CLOSING, handed, verified
from generator.model import Corpus, Field, Record, Text

RELIEVES = ("gia-han", "tam-dung", "huy", "chuyen", "khong-ap-dung")
"""Events by which a body is relieved of a duty, or has it later; so does whatever sets another deadline."""
CONFIRMS = "xac-nhan"
PRAISE = "bieu-duong"
LEVELS = ("xa", "huyen", "tinh", "trung-uong")
"""From the lowest to the highest."""
COLLECTIVE = "tap-the"
FAVOURABLE = ("chap-nhan", "mot-phan")
ON_PAPER = "ho-so"
SPEAKS = "van-phong"
"""The kind of an office that signs for its authority («TL. Chủ tịch»), and is often among many that must do something."""
INSPECTS = "thanh-tra"
"""The kind of a body that by law sees to what inspections recommended, whoever inspected."""
OVERSEES = ("ubnd", "hdnd", "so", "co-quan-dang", "bo", "chinh-phu", "thu-tuong", "quoc-hoi")
"""Kinds of bodies that see to what lower levels do."""
UNTRUE = "khong-dung"
ENDS = {"replaces": Text("thay thế", "replaces"), "amends": Text("sửa đổi, bổ sung", "amends")}
"""What a text may do to an earlier one, and the words for it."""


@check("decided-by-bearer")
def decided_by_bearer(corpus: Corpus) -> Iterator[Hit]:
    """An extension, pause, cancellation, hand-over, confirmation, praise, score or end is the work of the body that it relieves, or of a part of it."""
    for record, at, what, decider, bearers, authorities in (*_relieved(corpus), *_favoured(corpus)):
        issuer = corpus.body(decider)
        own = _own(corpus, issuer, bearers, authorities)
        if issuer is not None and own is not None:
            yield Hit(record, at, {"what": what, "issuer": issuer.id, "body": own})


Decided = tuple[Record, Field, Text, str | None, set[str], set[str]]
"""What was decided in a record, at which field, by whom, who is relieved by it, and who may decide it all the same."""


def _issuer(corpus: Corpus, document: str | None) -> str | None:
    paper = corpus.document(document)
    return paper.get("issuer") if paper is not None else None


def _relieved(corpus: Corpus) -> Iterator[Decided]:
    """Yield what relieves a body of a duty."""
    for record in corpus.of("task", "rollout", "submission", "remediation"):
        events = record.get("events", ())
        relieved = [i for i, e in enumerate(events) if e["type"] in (*RELIEVES, CONFIRMS) or "new_due" in e]
        parties = _parties(corpus, record) if relieved else (set[str](), set[str]())
        for i in relieved:
            event = events[i]
            what = corpus.schemas.option(record.kind, ("events", i, "type"), event["type"])
            if event["type"] == CONFIRMS:
                yield record, ("events", i, "by"), what, event.get("by", {}).get("body"), *parties
            else:
                issuer = _issuer(corpus, event["source"].get("document"))
                yield record, ("events", i, "source", "document"), what, issuer, *parties
    for verification, remediation, _, _ in verified(corpus):
        if "new_due" in verification.data:
            what = corpus.schemas.label("verification", ("new_due",))
            issuer = _issuer(corpus, verification.get("document"))
            yield verification, ("document",), what, issuer, *_parties(corpus, remediation)


def _favoured(corpus: Corpus) -> Iterator[Decided]:
    """Yield what speaks for a body, grants what it asked, or ends it."""
    for notice in corpus.of("notice"):
        if notice["type"] == PRAISE:
            what = corpus.schemas.option("notice", ("type",), PRAISE)
            yield notice, ("document",), what, _issuer(corpus, notice["document"]), set(notice["agencies"]), set()
    for rating in corpus.of("rating"):
        what = corpus.schemas.label("rating", ("document",))
        yield rating, ("document",), what, _issuer(corpus, rating.get("document")), {rating["agency"]}, set()
    for obstacle in corpus.of("obstacle"):
        decision: Any = obstacle.get("decision", {})
        what = corpus.schemas.label("obstacle", ("decision",))
        decider = decision.get("by", {}).get("body") or _issuer(corpus, decision.get("document"))
        yield obstacle, ("decision",), what, decider, {obstacle["by"]}, set()
    for case in corpus.of("accountability"):
        if case["subject"]["kind"] == COLLECTIVE:  # who judges its own staff is another matter
            for name in ("closed", "decided"):
                what = corpus.schemas.label("accountability", (name,))
                yield case, (name,), what, _issuer(corpus, case.get(name, {}).get("document")), {case["agency"]}, set()
    for body in corpus.of("agency", "team"):
        for at, source in _ends(body):
            what = corpus.schemas.label(body.kind, at[:1])
            yield body, at, what, _issuer(corpus, source.get("document")), {body.id}, set()


def _ends(body: Record) -> Iterator[tuple[Field, Any]]:
    """Yield on what it rests that a body ended, or who takes over from it; an end that the register infers nobody decided."""
    if "to" in body.get("valid", {}) and "source" in body.data and not inferred.because(body, "valid.to"):
        yield ("valid",), body["source"]
    for i, heir in enumerate(body.get("successors", ())):
        yield ("successors", i), heir


@check("decided-by-other")
def decided_by_other(corpus: Corpus) -> Iterator[Hit]:
    """A body is relieved of a duty, or said to have done it, by one that neither gave it, receives it nor stands above who gave or bears it."""
    for record in corpus.of("task", "rollout", "submission", "remediation"):
        for i, event in enumerate(record.get("events", ())):
            relieves = event["type"] in RELIEVES or "new_due" in event
            at: Field = ("events", i, "source", "document") if relieves else ("events", i, "by")
            confirms = event.get("by", {}).get("body") if event["type"] == CONFIRMS else None
            issuer = corpus.body(_issuer(corpus, event["source"].get("document")) if relieves else confirms)
            if issuer is None:
                continue
            bearers, authorities = _parties(corpus, record)
            named = [corpus.body(own) for own in (*bearers, *authorities)]
            if confirms in _receivers(corpus, record):
                continue
            known = [body for body in named if body is not None]
            # Of whom nobody knows who ordered, or who they are, nobody can say that another one decided.
            if not authorities or len(known) < len(named) or any(_may_replace(corpus, issuer, body) for body in known):
                continue
            if issuer.get("kind") == SPEAKS and any(issuer.get("parent") == body.id for body in known):
                continue
            what = corpus.schemas.option(record.kind, ("events", i, "type"), event["type"])
            yield Hit(record, at, {"what": what, "issuer": issuer.id})


def _own(corpus: Corpus, issuer: Record | None, bearers: set[str], authorities: set[str]) -> str | None:
    """Return which of those who have to do something decided of itself, or had a part of itself decide."""
    if issuer is None or issuer.id in authorities or _speaks(issuer, bearers, authorities):
        return None
    return next((part.id for part in bodies.above(corpus, issuer) if part.id in bearers - authorities), None)


def _speaks(issuer: Record, bearers: set[str], authorities: set[str]) -> bool:
    """Whether an issuer is the office of who ordered, and only one of several that must do it."""
    return issuer.get("kind") == SPEAKS and issuer.get("parent") in authorities and bearers != {issuer.id}


def _parties(corpus: Corpus, record: Record) -> tuple[set[str], set[str]]:
    """Return the bodies that have to do what a record tells of, and those by whose order they have."""
    if record.kind == "remediation":
        finding = corpus.get(record["finding"], "finding")
        inspection = corpus.get(finding["inspection"], "inspection") if finding is not None else None
        given = handed(corpus, record) or ()
        bearers = {record["agency"], *(target.id for _, target in given)}
        by = corpus.body(inspection["by"]) if inspection is not None else None
        return bearers, {body.id for body in ((by, corpus.body(by.get("host"))) if by is not None else ()) if body}
    task = record if record.kind == "task" else corpus.get(record["task"], "task")
    directive = corpus.get(task["directive"], "directive") if task is not None else None
    if task is None or directive is None:
        return set(), set()
    ordering = [directive["issuer"], *directive.get("co_issuers", ()), directive.get("directing", {}).get("body")]
    authorities = {str(own) for own in (*ordering, task.get("decides", {}).get("body")) if own}
    own = record.get("addressee") or record.get("reporter")
    passed = {event["to"] for event in record.get("events", ()) if "to" in event}
    return {own, *passed} if own else passed | set(_leading(corpus, task, directive)), authorities


def _receivers(corpus: Corpus, record: Record) -> set[str]:
    """Return the bodies to which the result of a task goes."""
    task = record if record.kind == "task" else corpus.get(record.get("task"), "task")
    route: Any = task.get("route", {}) if task is not None else {}
    return {str(party["body"]) for party in (*route.get("to", ()), *route.get("via", ())) if "body" in party}


def _leading(corpus: Corpus, task: Record, directive: Record) -> Iterable[str]:
    on = dates.days(directive.get("date")).last
    for party in task.get("leads", ()):
        yield from (body.id for body in bodies.meant(corpus, party, on))


@check("decided-before-matter")
def decided_before_matter(corpus: Corpus) -> Iterator[Hit]:
    """The paper that relieves a body of a duty, or gives it more time, is older than the duty, or than what was found."""
    for record in corpus.of("task", "rollout", "submission", "remediation"):
        for i, event in enumerate(record.get("events", ())):
            paper = corpus.document(event["source"].get("document"))
            if paper is None or not (event["type"] in RELIEVES or "new_due" in event):
                continue
            own, arose = documents.stated(paper), _arose(corpus, record)
            if arose is not None and own.before(arose):
                values = {"document": paper.id, "issued": said(own), "since": said(arose)}
                yield Hit(record, ("events", i, "source", "document"), values)


@check("extended-again")
def extended_again(corpus: Corpus) -> Iterator[Hit]:
    """A deadline that a paper had extended is extended further by the same paper."""
    for record in corpus.of("task", "rollout", "submission", "remediation"):
        granted: dict[tuple[str, str, str], str] = {}
        for i, event in enumerate(record.get("events", ())):
            source = event["source"]
            if event["type"] != "gia-han" or "document" not in source or "old_due" not in event:
                continue
            paper, clause = source["document"], source.get("clause", "")
            if (first := granted.get((paper, clause, event["old_due"]))) is not None:
                days = {"first": first, "old": event["old_due"], "new": event["new_due"]}
                values = {"document": paper, **{name: said(dates.days(day)) for name, day in days.items()}}
                yield Hit(record, ("events", i, "source", "document"), values)
            granted[paper, clause, event["new_due"]] = event["old_due"]


def _arose(corpus: Corpus, record: Record) -> Interval | None:
    """Return the days on which the text came that gives a duty, or on which a finding was seen."""
    if record.kind == "remediation":
        finding = corpus.get(record["finding"], "finding")
        return seen_in(corpus, finding) if finding is not None else None
    task = record if record.kind == "task" else corpus.get(record["task"], "task")
    return issued(corpus, task) if task is not None else None


@check("replaced-from-below")
def replaced_from_below(corpus: Corpus) -> Iterator[Hit]:
    """A text that ends, or amends, the duties of an earlier one comes neither from who issued that nor from anybody above."""
    for later in corpus.of("document", "directive", "task"):
        for (name, i), named in {(n, i): own for n in ENDS for i, own in enumerate(later.get(n, ()))}.items():
            old = corpus.get(named, "task") if later.kind == "task" else corpus.document(named)
            orderers = [_orderers(corpus, record) for record in (later, old) if record is not None]
            if len(orderers) > 1 and all(orderers) and not any(_may_replace(corpus, *p) for p in product(*orderers)):
                issuer, before = (bodies_of[0].id for bodies_of in orderers)
                values = {"issuer": issuer, "before": before, "replaced": named, "does": ENDS[name]}
                yield Hit(later, (name, i), values)


def _orderers(corpus: Corpus, record: Record) -> list[Record]:
    """Return who issued the text that gives a duty, and who speaks in it; of a text that is not known, nobody."""
    text = corpus.get(record["directive"], "directive") if record.kind == "task" else record
    named = [text.get("issuer"), text.get("directing", {}).get("body")] if text is not None else []
    return [body for own in named if (body := corpus.body(own)) is not None]


def _may_replace(corpus: Corpus, issuer: Record, before: Record) -> bool:
    """Whether a body issued a text itself, took over from who did, or stands above it."""
    own = lineage(corpus, issuer.id)
    if any(part.id in own for part in bodies.above(corpus, before)):
        return True
    levels = [LEVELS.index(body["level"]) if body.get("level") in LEVELS else -1 for body in (issuer, before)]
    council = issuer.get("kind") == "hdnd" and levels[0] == levels[1]  # it may annul what the committee issued
    return -1 not in levels and (levels[0] > levels[1] or council)


@check("outcome-by-itself")
def outcome_by_itself(corpus: Corpus) -> Iterator[Hit]:
    """Whether a request for correction is right was found by the very body that made it, or a part of it."""
    for response in corpus.of("response"):
        outcome: Any = response.get("outcome", {})
        by = corpus.body(outcome.get("by"))
        if by is None or outcome["result"] not in FAVOURABLE:
            continue
        if any(part.id == response["by"] for part in bodies.above(corpus, by)):
            yield Hit(response, ("outcome", "by"), {"by": by.id, "body": response["by"]})


@check("feedback-handled-by-accused")
def feedback_handled_by_accused(corpus: Corpus) -> Iterator[Hit]:
    """The agency complained of, or a part of it, verifies the complaint itself, or it is untrue by its paper alone."""
    for record in corpus.of("feedback"):
        verified: Any = record.get("verified", {})
        places: list[tuple[Field, str | None]] = [
            (("received_by",), record.get("received_by")),
            (("verified", "by"), verified.get("by")),
        ]
        if verified.get("verdict") == UNTRUE and "by" not in verified:
            papers = {
                ("source", "document"): record.get("source", {}),
                ("handled", "document"): record.get("handled", {}),
            }
            issued = ((at, corpus.document(own.get("document"))) for at, own in papers.items())
            places += [(at, paper.get("issuer")) for at, paper in issued if paper is not None]
        for at, target in places:
            body = corpus.body(target)
            if body is not None and any(part.id == record["agency"] for part in bodies.above(corpus, body)):
                yield Hit(record, at, {"body": body.id})
                break


@check("verified-by-other")
def verified_by_other(corpus: Corpus) -> Iterator[Hit]:
    """A remediation is verified by a body that neither inspected, nor stands above who did or must remedy, nor was told to."""
    for verification, remediation, finding, _ in verified(corpus):
        by = corpus.get(verification["by"], "agency", "team")
        inspection = corpus.get(finding["inspection"], "inspection")
        if by is None or inspection is None:
            continue
        papers = (verification.get("document"), verification.get("source", {}).get("document"))
        bearers, inspectors = _parties(corpus, remediation)
        issuers = [p.get("issuer") for own in papers if (p := corpus.document(own)) is not None]
        deciders = [by, *(corpus.body(own) for own in issuers if own not in bearers)]
        named = [*map(corpus.body, (*bearers, *inspectors))]
        concerned = [body for body in named if body is not None]
        if not inspectors or len(concerned) < len(named) or None in deciders:
            continue  # of whom nobody knows who they are, nobody can say that another one verified
        if not any(_sees_to(corpus, body, concerned, inspectors) for body in deciders if body is not None):
            yield Hit(verification, ("by",), {"by": by.id, "inspection": inspection.id})


def _sees_to(corpus: Corpus, body: Record, concerned: Iterable[Record], inspectors: set[str]) -> bool:
    """Whether it is for a body to say that something is remedied: it inspected, stands above, or speaks for who does."""
    parts = list(bodies.above(corpus, body))
    if any(part.id in inspectors for part in parts):
        return True
    speaks = body.get("kind") == SPEAKS and len(parts) > 1
    seats = {entry["agency"] for own in inspectors if (one := corpus.body(own)) for entry in one.get("members", ())}
    over = {part.id for other in concerned for part in bodies.above(corpus, other)}
    if body.get("kind") == INSPECTS and (len(parts) == 1 or parts[1].id in over):
        return True
    return not seats.isdisjoint(part.id for part in parts) or any(
        one.id in over or (one.get("kind") in OVERSEES and _may_replace(corpus, one, other))
        for one in ((body, parts[1]) if speaks else (body,))
        for other in concerned
    )


@check("verified-unseen")
def verified_unseen(corpus: Corpus) -> Iterator[Hit]:
    """A finding was verified as remedied on paper, and the register knows of no paper: no report, evidence or document."""
    for verification, remediation, _, _ in verified(corpus):
        if verification["verdict"] != CLOSING or verification["method"] != ON_PAPER:
            continue
        reported = any(event["type"] == "bao-cao" for event in remediation.get("events", ()))
        source = verification.get("source", {})
        if not (reported or {"evidence", "document"} & verification.data.keys() or {"document", "url"} & source.keys()):
            values = {"on": vi_on(stated(verification.data, "on")), "remediation": remediation.id}
            yield Hit(verification, ("method",), values)
