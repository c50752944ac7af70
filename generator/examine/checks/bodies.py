"""Bodies in time: names, existence, succession, membership; and who may be given a task."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from generator.domain import bodies, dates, documents, tasks
from generator.domain.dates import EVER, Interval
from generator.domain.events import of_report, stated
from generator.domain.once import once
from generator.domain.text import fold, said, spelt, vi_date
from generator.domain.workdays import NATIONAL
from generator.examine.checks import Hit, check, shared
from generator.model import Corpus, Field, Record

DISTRICTS_END = date(2025, 6, 30)
"""The district level of administration ended with this day (two levels since 1 July 2025)."""

AMONG = (re.compile(r"[;,]\s*"), re.compile(r"[;,]\s*|\s+và\s+"))
"""What stands between several who are named in one text; a name may hold an «và» of its own."""

HANDED_IN = ("nop", "bao-cao")
ONE_DAY = timedelta(days=1)

Use = tuple[Record, Field, Mapping[str, Any], Interval]


def _uses(corpus: Corpus) -> Iterator[Use]:
    """Yield every place where a record names a body, with the days on which it does so."""
    for directive in corpus.of("directive"):
        issued = documents.dating(corpus, directive).days
        for at, party in _named(directive):
            yield directive, at, party, issued
    for task in corpus.of("task"):
        issued = tasks.issued(corpus, task)
        for at, party in tasks.parties(task):
            yield task, at, party, issued
    for document in corpus.of("document", "directive"):
        if "issuer" in document.data:
            yield document, ("issuer",), {"body": document["issuer"]}, documents.stated(document)
    yield from _in_events(corpus)


def _in_events(corpus: Corpus) -> Iterator[Use]:
    """Yield to whom a duty is passed on, and who hands in what nobody took over from it.

    The record of a body that ended and has a successor goes on with what that does.
    """
    for record in corpus.of("task", "rollout", "submission", "remediation"):
        field = next((name for name in ("addressee", "reporter", "agency") if name in record.data), "")
        own = corpus.body(record.get(field))
        alone = own is not None and not bodies.successors(corpus, own)
        for i, event in enumerate(record.get("events", ())):
            if "to" in event:
                on = stated(event)  # on the eve of its founding it is passed on with that
                yield record, ("events", i, "to"), {"body": event["to"]}, Interval(on.first, on.last + ONE_DAY)
                alone = False
            elif alone and event["type"] in HANDED_IN:
                yield record, (field,), {"body": record[field]}, stated(event)
        if record.kind == "submission" and own is not None and not bodies.successors(corpus, own):
            yield record, (field,), {"body": own.id}, stated(of_report(record)[0])


def _named(directive: Record) -> Iterator[tuple[Field, Mapping[str, Any]]]:
    """Yield every party that a directive itself names."""
    letterhead = directive.get("letterhead", {})
    if "issuer" in letterhead:
        written = {"as_written": letterhead["as_written"]} if "as_written" in letterhead else {}
        yield ("letterhead", "issuer"), {"body": letterhead["issuer"], **written}
    if "directing" in directive.data:
        yield ("directing", "body"), {"body": directive["directing"]["body"]}
    for i, party in enumerate(directive.get("recipients", ())):
        yield ("recipients", i), party
    for i, copy in enumerate(directive.get("copies", ())):
        for j, party in enumerate(copy.get("to", ())):
            yield ("copies", i, "to", j), party


@check("name-unknown")
def name_unknown(corpus: Corpus) -> Iterator[Hit]:
    """A body is called by a name that its record does not have on that day, or has with other diacritics."""
    for record, at, party, when in _uses(corpus):
        body = corpus.body(party["body"])
        if body is None or "as_written" not in party or bodies.is_spelt(body, party["as_written"], when):
            continue
        values = {"as_written": party["as_written"], "body": body.id, "when": said(when)}
        yield Hit(record, (*at, "as_written") if "body" in _at(record, at) else ("letterhead", "as_written"), values)


def _at(record: Record, at: Field) -> Any:
    value: Any = record.data
    for part in at:
        value = value[part]
    return value


SIGNS = str.maketrans(dict.fromkeys("-–,.()&", " "))
"""Signs in names that say nothing."""


@check("name-shared")
def name_shared(corpus: Corpus) -> Iterator[Hit]:
    """Two agencies of a province have one name, short name or alias at one time; neither succeeds the other, nor do codes differ."""
    told: set[frozenset[str]] = set()
    for uses in _names(corpus).values():
        holder, held = uses[0][1], uses[0][0]  # of those before, the one that has the name longest
        for days, agency, at in uses[1:]:
            pair = frozenset((holder.id, agency.id))
            if len(pair) == 2 and pair not in told and days.meets(held) and not _told_apart(holder, agency):
                told.add(pair)
                yield Hit(agency, at, {"name": _at(agency, at), "other": holder.id})
            if days.last > held.last:
                holder, held = agency, days


def _names(corpus: Corpus) -> dict[tuple[str, str], list[tuple[Interval, Record, Field]]]:
    """Return for every name in a province when it was whose, in order of time: as it is spelt, marks and all."""
    table: dict[tuple[str, str], list[tuple[Interval, Record, Field]]] = {}
    for agency in corpus.of("agency"):
        called = [((name, i), entry) for name in ("names", "aliases") for i, entry in enumerate(agency.get(name, ()))]
        for at, entry in called:
            days = dates.validity(entry).within(bodies.life(agency))
            for field in ("name", "short") if not days.empty else ():
                if words := _one_way(entry.get(field, "")):
                    table.setdefault((agency.province, words), []).append((days, agency, (*at, field)))
    for uses in table.values():
        uses.sort(key=lambda use: (use[0], use[1].id, use[2]))
    return table


def _one_way(name: str) -> str:
    """Return a name in one of the ways to write it: tones placed, cases and spaces alike; with any other sign, as it is."""
    if name.translate(SIGNS).replace(" ", "").isalnum():
        return " ".join(word.spelt for word in spelt(name))
    return " ".join(name.split())


def _told_apart(one: Record, other: Record) -> bool:
    """Whether one of two agencies came after the other, or both have an official code of one kind, and not the same."""
    if any(entry.get("body") == b.id for a, b in ((one, other), (other, one)) for entry in a.get("successors", ())):
        return True
    codes = [{(code["scheme"], code["code"]) for code in body.get("codes", ())} for body in (one, other)]
    schemes = [{scheme for scheme, _ in held} - {"khac"} for held in codes]
    return bool(schemes[0] & schemes[1]) and not codes[0] & codes[1]


@shared
def _out_of_time(corpus: Corpus) -> Iterator[tuple[Hit, bool]]:
    """Yield the uses of bodies that did not exist then; the flag: whether the source's own words name them."""
    for record, at, party, when in _uses(corpus):
        body = corpus.body(party["body"])
        if body is not None and not when.empty and not bodies.life(body).meets(when):
            values = {"body": body.id, "life": said(bodies.life(body)), "when": said(when)}
            written = "as_written" in party and bodies.is_called(body, party["as_written"], EVER)
            yield Hit(record, at, values), written


@check("body-ended")
def body_ended(corpus: Corpus) -> Iterator[Hit]:
    """A record names a body for a day when it no longer, or not yet, existed."""
    yield from (hit for hit, written in _out_of_time(corpus) if not written)


@check("body-ended-as-written")
def body_ended_as_written(corpus: Corpus) -> Iterator[Hit]:
    """The source's own words address a body that no longer, or not yet, existed."""
    yield from (hit for hit, written in _out_of_time(corpus) if written)


@check("district-ended")
def district_ended(corpus: Corpus) -> Iterator[Hit]:
    """A district body must end by 30 June 2025 (two levels of local government since 1 July 2025)."""
    for agency in corpus.of("agency"):
        if agency["level"] == "huyen" and bodies.life(agency).last > DISTRICTS_END:
            at: Field = ("valid", "to") if "to" in agency.get("valid", {}) else ("level",)
            yield Hit(agency, at, {"end": vi_date(DISTRICTS_END)})


@check("successor-order")
def successor_order(corpus: Corpus) -> Iterator[Hit]:
    """A successor takes over neither before the end of the body nor while it does not exist itself."""
    for body in corpus.of("agency", "province"):
        for i, entry in enumerate(body.get("successors", ())):
            target = corpus.get(entry.get("body") or entry.get("province"), body.kind)
            if target is None:
                continue
            start = dates.days(entry.get("on")) if "on" in entry else bodies.life(target)
            if "on" in entry and start.last < bodies.life(body).last and "to" in body.get("valid", {}):
                yield Hit(body, ("successors", i, "on"), {"successor": target.id, "when": said(start)})
            elif not bodies.life(target).meets(start):
                yield Hit(body, ("successors", i), {"successor": target.id, "when": said(start)})


@check("cycle")
def cycle(corpus: Corpus) -> Iterator[Hit]:
    """A body is, by way of others, above itself, inside itself or its own successor; a text or task stands so with itself."""
    for kinds, field, key in (
        (("agency",), "parent", None),
        (("group",), "members", "body"),
        (("agency",), "successors", "body"),
        (("province",), "successors", "province"),
        (("document", "directive"), "replaces", ""),
        (("task",), "replaces", ""),
        (("task",), "part_of", None),
    ):
        edges = {record.id: list(_targets(corpus, record, field, key)) for record in corpus.of(*kinds)}
        for start in _on_cycles(edges):
            yield Hit(
                corpus.records[start], (field,), {"field": corpus.schemas.label(corpus.records[start].kind, (field,))}
            )


def _targets(corpus: Corpus, record: Record, field: str, key: str | None) -> Iterator[str]:
    value = record.get(field)
    if value is None:
        return
    for entry in [value] if key is None else value:
        target = corpus.get(entry[key] if key else entry)
        if target is not None:
            yield target.id


def _on_cycles(edges: dict[str, list[str]]) -> Iterator[str]:
    """Yield one record of every cycle."""
    inbound = _without_open_ends(edges)
    seen: set[str] = set()
    for start in sorted(inbound):
        path, node = [], start
        while node not in seen:
            seen.add(node)
            path.append(node)
            node = next((t for t in edges[node] if t in inbound), node)
        if node in path:
            yield min(path[path.index(node) :])


def _without_open_ends(edges: dict[str, list[str]]) -> dict[str, int]:
    """Return what is left when everything to which nothing leads is taken away, again and again."""
    inbound = dict.fromkeys(edges, 0)
    for targets in edges.values():
        for target in targets:
            if target in inbound:
                inbound[target] += 1
    free = [node for node, count in inbound.items() if count == 0]
    while free:
        node = free.pop()
        del inbound[node]
        for target in edges[node]:
            if target in inbound:
                inbound[target] -= 1
                if inbound[target] == 0:
                    free.append(target)
    return inbound


@check("exception-no-member")
def exception_no_member(corpus: Corpus) -> Iterator[Hit]:
    """A party leaves out a body that is no member of its group on that day, or stands for no group at all."""
    for record, at, party, when in _uses(corpus):
        body = corpus.body(party["body"])
        if body is None or "except" not in party or when.empty:
            continue
        days = (when.first, when.last) if when.exact else (when.last,)
        for i, left_out in enumerate(party["except"]):
            own = corpus.body(left_out)
            inside = (
                own is not None
                and body.kind == "group"
                and any(bodies.may_belong(corpus, own, body, day) for day in days)
            )
            if own is not None and not inside:
                yield Hit(record, (*at, "except", i), {"body": left_out, "group": body.id, "when": said(when)})


@check("body-in-words")
def body_in_words(corpus: Corpus) -> Iterator[Hit]:
    """A body of the register leads a task, or cooperates, in words alone: then the duty is not told of it."""
    for task in corpus.of("task"):
        for name in tasks.WORD_FIELDS:
            for i, words in enumerate(task.get(name, ())):
                for part in dict.fromkeys(one for among in AMONG for one in among.split(words)):
                    body = _called_just_so(corpus, task.province, part, tasks.issued(corpus, task))
                    if body is not None:
                        values = {"words": part, "body": body.id, "field": name.removeprefix("other_")}
                        yield Hit(task, (name, i), values)


def _called_just_so(corpus: Corpus, province: str, words: str, when: Interval) -> Record | None:
    """Return the body, of a province or of the whole country, that existed then and is called just that."""
    every = (body for own in (province, NATIONAL) for body in _by_name(corpus).get((own, fold(words)), ()))
    return next((b for b in every if bodies.life(b).meets(when) and bodies.is_spelt(b, words, when)), None)


@once
def _by_name(corpus: Corpus) -> dict[tuple[str, str], list[Record]]:
    """Return the bodies by province and name, whatever its case and marks."""
    table: dict[tuple[str, str], list[Record]] = {}
    for body in corpus.of("agency", "group", "team"):
        for known in dict.fromkeys(map(fold, bodies.called(body))):
            table.setdefault((body.province, known), []).append(body)
    return table


@check("tasked-not-addressed")
def tasked_not_addressed(corpus: Corpus) -> Iterator[Hit]:
    """Someone is given a task by a directive that was neither addressed nor copied to them."""
    addressed: dict[str, set[str]] = {}
    for task in corpus.of("task"):
        directive = corpus.get(task["directive"], "directive")
        if directive is None or not directive.data.keys() & {"recipients", "copies"}:  # given by word: to whom it names
            continue
        on = documents.dating(corpus, directive).days.first
        if directive.id not in addressed:
            addressed[directive.id] = set(_addressees(corpus, directive, on))
        if any(_is_of_nobody_named(corpus.body(own)) for own in addressed[directive.id]):
            continue  # whoever is tasked may be one of them
        for i, party in enumerate(task.get("leads", ())):
            body = corpus.body(party["body"])
            if body is not None and not _is_addressed(corpus, body, addressed[directive.id], on):
                yield Hit(task, ("leads", i, "body"), {"body": body.id, "directive": directive.id})


def _addressees(corpus: Corpus, directive: Record, on: date) -> Iterator[str]:
    parties = [
        *directive.get("recipients", ()),
        *(p for copy in directive.get("copies", ()) for p in copy.get("to", ())),
    ]
    # Who issues a document, alone or with others, knows of it.
    own = (directive["issuer"], directive.get("directing", {}).get("body"), *directive.get("co_issuers", ()))
    parties += [{"body": body} for body in own if body]
    for party in parties:
        body = corpus.body(party["body"])
        if body is not None:
            left_out = party.get("except", ())
            yield body.id
            yield from (member.id for member in bodies.meant(corpus, party, on))
            yield from (e["body"] for e in body.get("members", ()) if "body" in e and e["body"] not in left_out)


def _is_of_nobody_named(body: Record | None) -> bool:
    """Whether it is a group of which the register does not know who is in it."""
    return body is not None and body.kind == "group" and "members" not in body.data and "rule" not in body.data


def _is_addressed(corpus: Corpus, body: Record, addressed: set[str], on: date) -> bool:
    """A unit is reached through what it is part of; a group when itself or every listed part of it is.

    Of a group of nobody named nobody can say so.
    """
    if _is_of_nobody_named(body) or any(part.id in addressed for part in bodies.above(corpus, body)):
        return True
    if body.kind == "group":
        inside = [entry["body"] for entry in body.get("members", ())] or [
            member.id for member in bodies.expand(corpus, body, on)
        ]
        known = [part for part in map(corpus.body, inside) if part is not None]
        return bool(known) and all(
            part.id != body.id and any(p.id in addressed for p in bodies.above(corpus, part)) for part in known
        )
    return False
