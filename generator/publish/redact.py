"""The first step of publishing: what an audience may not see is gone before anything is derived from it.

Public: no internal record, no field marked ``x-public: false``, no reference to what is not there, and nothing that
is said of it beside the reference; no accountability case of a person unless a law and a decision say that it is
published (Law 91/2025/QH15 on personal data): such cases leave only totals. What the public corpus would then claim by its silence (a duty without its report)
is passed on as withheld, so that no standing is derived from it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

from generator.domain import dates
from generator.domain.accountability import of_person
from generator.domain.alike import relate
from generator.examine import Examined, checks, link
from generator.examine.acknowledge import acknowledge
from generator.kinds import BY_NAME
from generator.model import ID, Corpus, Field, Link, Problem, Record
from generator.publish.cut import hanging, left, parts
from generator.publish.derive.gaps import gaps
from generator.publish.derive.totals import TotalRow, totals
from generator.publish.derive.withheld import NOTHING_WITHHELD, Gap, Withheld
from generator.schema import Schemas


@dataclass(frozen=True, slots=True)
class Redacted:
    """What an audience may see: the corpus, its open and acknowledged problems, and of which duties not all."""

    corpus: Corpus
    problems: list[Problem]
    acknowledged: list[Problem]
    withheld: Withheld = NOTHING_WITHHELD
    accountability: tuple[TotalRow, ...] = ()
    """Accountability cases in totals, those of persons with small numbers suppressed: made before cases are dropped."""
    points: Callable[[frozenset[str] | None], frozenset[Gap]] = lambda _: frozenset()
    """The measures of rated agencies that would not be those of the whole register, as far as some tasks and findings go (None: all)."""


def redact(examined: Examined, audience: str, as_of: date, like: Corpus | None = None) -> Redacted:
    """Return what an audience may see of a register; the day is that of the totals.

    ``like``: what it may see of another one that differs in little.
    """
    corpus = examined.corpus
    internal = audience == "internal"
    hidden = set() if internal else hanging(corpus, _internal(corpus))
    cases = [case for case in corpus.of("accountability") if case.id not in hidden]
    tallied = totals(corpus, cases, as_of, exact=internal)
    if not internal:  # nothing hangs on a case
        hidden |= {case.id for case in cases if of_person(case) and "publication" not in case.data}
    cut = {} if internal else parts(corpus, hidden, partial(_secret, corpus, hidden))
    open_problems, settled = (
        [p for p in found if p.record not in corpus.withdrawn] for found in (examined.problems, examined.acknowledged)
    )
    withdrawn = corpus.withdrawn if internal else _withdrawn(corpus, hidden)
    if not cut and not hidden:
        seen = corpus if withdrawn == corpus.withdrawn else replace(corpus, withdrawn=withdrawn)
        if like is not None:
            relate(seen, like)
        return Redacted(seen, open_problems, settled, Withheld(unplaced=examined.unplaced), tallied)
    kept = left(corpus, hidden, cut)
    untouched = {i: corpus.out_links.get(i, ()) for i in kept if i not in cut}
    asked = {p.code for p in (*open_problems, *settled)}
    whole = _whole(kept, cut.keys(), corpus.schemas, untouched)
    known = _derivable(whole, asked)
    problems = [p for p in open_problems if _told(p) in known]
    acknowledged = [p for p in settled if _told(p) in known]
    secret = {(p.record, p.code, p.at) for p in settled if _told(p) not in known}
    for record_id in {record for record, _, _ in secret if record in kept}:
        kept[record_id] = _without_acknowledgements(kept[record_id], secret)
    public = link.link(kept, frozenset(), corpus.schemas, untouched)[0] if secret or whole.claimed else whole
    public = replace(public, withdrawn=withdrawn)
    if like is not None:
        relate(public, like)
    less = tuple(_less_known(corpus, hidden))
    unsaid, followed = frozenset(_withheld(corpus, hidden, less)), frozenset(_followed(corpus, less))
    lost = frozenset(_bereft(corpus, hidden))
    begun = [one for one in corpus.of("inspection") if one.id in hidden and dates.day(one["start"]) <= as_of]
    withheld = Withheld(
        unsaid,
        followed,
        lost,
        _provinces(corpus, hidden, "inspection", "finding", "remediation", "verification"),
        _provinces(corpus, hidden, "directive", "task"),
        frozenset(corpus.records[name].kind for name in hidden),
        frozenset(one["plan"]["plan"] for one in begun if "plan" in one.data),
        frozenset(entry["body"] for one in begun for entry in one["agencies"]),
        examined.unplaced,
    )
    points = cache(partial(gaps, corpus, public, as_of, unsaid, followed | lost))
    return Redacted(public, problems, acknowledged, withheld, tallied, points)


def _withdrawn(corpus: Corpus, hidden: set[str]) -> dict[str, Record]:
    """Return the withdrawn records whose existence is public: when and why, on which page they stood, and no more."""
    kept = {}
    for record in corpus.withdrawn.values():
        rests_on = {value for _, value, _ in corpus.schemas.walk(record.kind, "x-ref", record.data)}
        of_anyone = record.kind == "accountability" and of_person(record)
        if record.get("visibility") == "noi-bo" or record.province in hidden or of_anyone:
            continue
        if hidden.isdisjoint(rests_on):
            told = {name: value for name, value in record["withdrawn"].items() if value not in hidden}
            kind, day = BY_NAME[record.kind], corpus.schemas.days.get(record.kind)
            own = (kind.below, day if kind.per == "year" else "")  # what its address is made of
            page = {name: record[name] for name in own if name and name in record.data}
            kept[record.id] = replace(record, data={"id": record.id, "withdrawn": told, **page})
    return kept


def _internal(corpus: Corpus) -> set[str]:
    """Return the internal records, and all of a workspace that is internal."""
    internal = {r.id for r in corpus.records.values() if r.get("visibility") == "noi-bo"}
    return internal | {r.id for r in corpus.records.values() if r.province in internal}


def _bereft(corpus: Corpus, hidden: set[str]) -> Iterator[str]:
    """Yield the records that lose an object of theirs because something in it is hidden: what then is not there may be."""
    for record in corpus.records.values():
        gone = [link.at for link in corpus.out_links.get(record.id, ()) if link.target in hidden]
        if any(len(at) > 1 and not isinstance(at[-1], int) and "source" not in at for at in gone):
            yield record.id


def _secret(corpus: Corpus, hidden: set[str], record: Record) -> set[Field]:
    """Return the fields of a record that are not for the public, and the corrections of these or of what is hidden."""
    walked = corpus.schemas.walk(record.kind, "x-public", record.data)
    found: set[Field] = {at for at, _, schema in walked if not schema["x-public"]}
    for i, entry in enumerate(record.get("corrections", ())):
        if not (_is_public(corpus.schemas, record.kind, entry["at"]) and hidden.isdisjoint(ID.findall(entry["was"]))):
            found.add(("corrections", i))
    return found


def _is_public(schemas: Schemas, kind: str, at: str) -> bool:
    """Whether a field, as a correction names it, and all above it are for the public; what is unknown is not."""
    path = tuple(0 if part.isdecimal() else part for part in at.split("."))
    above = [schemas.at(kind, path[:end]) for end in range(1, len(path) + 1)]
    return all(schema is not None and schema.get("x-public", True) for schema in above)


def _whole(
    kept: Mapping[str, Record], changed: Iterable[str], schemas: Schemas, untouched: Mapping[str, Sequence[Link]]
) -> Corpus:
    """Return the public records without those that lost what their schema requires: they are no input for a check."""
    broken = {i for i in changed if not schemas.validator(kept[i].kind).is_valid(kept[i].data)}
    sound = {i: record for i, record in kept.items() if i not in broken}
    known = {i: own for i, own in untouched.items() if not broken or all(one.target not in broken for one in own)}
    return link.link(sound, frozenset(broken), schemas, known)[0]


def _derivable(corpus: Corpus, asked: Collection[str]) -> set[tuple[str, str, str]]:
    """Return what the checks say of the public corpus alone: such a problem cannot tell of anything else.

    ``asked``: the codes of which it is asked; no other check is run, unless an acknowledgement was not used, which may
    hang on any.
    """
    only = None if "acknowledge-unused" in asked else asked
    still_open, acknowledged = acknowledge(corpus, checks.run(corpus, only=only), whole=True)
    return {_told(p) for p in (*still_open, *acknowledged)}


def _told(problem: Problem) -> tuple[str, str, str]:
    return (problem.code, problem.record, problem.message.vi)


def _without_acknowledgements(record: Record, secret: set[tuple[str, str, str]]) -> Record:
    entries = [e for e in record.get("acknowledge", ()) if (record.id, e["check"], e["at"]) not in secret]
    data = {key: value for key, value in record.data.items() if key != "acknowledge"}
    return replace(record, data={**data, "acknowledge": entries} if entries else data)


def _withheld(corpus: Corpus, hidden: set[str], less: Iterable[Record]) -> Iterator[tuple[str, str, str]]:
    """Yield the duties of which a hidden record tells something, or whose own records are judged by what is hidden."""
    for record in less:
        match record.kind:
            case "rollout" | "submission" | "measurement":
                body = record.get("addressee") or record.get("reporter") or record.get("body", "")
                yield record["task"], body, record.get("period", "")
            case "task" if record.id not in hidden:
                yield record.id, "", ""
            case "task" | "directive" if record.id in hidden:  # what it takes the place of looks open without it
                for old in record.get("replaces", ()):
                    for task in (
                        [old] if record.kind == "task" else [t.id for t in corpus.linked_from(old, "directive")]
                    ):
                        yield task, "", ""


def _followed(corpus: Corpus, less: Iterable[Record]) -> Iterator[str]:
    """Yield the findings of whose remediation the same is true."""
    for record in less:
        match record.kind:
            case "finding":
                yield record.id
            case "remediation":
                yield record["finding"]
            case "verification":
                yield corpus.records[record["remediation"]]["finding"]
            case "recommendation":
                yield from record["findings"]


def _less_known(corpus: Corpus, hidden: set[str]) -> Iterator[Record]:
    """Yield the hidden records, those judged by what they refer to and is hidden, and those of agencies of which that is true.

    Without the body to which a duty passed, or which received what was handed in, the one that had it looks late; without
    one of several, what is told of all of them looks told of the other.
    """
    some = hidden | {own.id for own in corpus.of("group") if _loses(corpus, own, hidden, "members", "rule")}
    unsure: set[str] = set()
    pending = [agency.id for agency in corpus.of("agency") if _loses(corpus, agency, hidden, "successors")]
    while pending:
        unsure.add(own := pending.pop())
        before = (found.source for found in corpus.in_links.get(own, ()) if "successors" in found.at)
        pending += [agency for agency in before if agency not in unsure]
    for record in corpus.records.values():
        lost = _loses(corpus, record, hidden, *_BY.get(record.kind, ())) or _loses(corpus, record, unsure, *_HAVE)
        if record.kind == "task" and not lost:
            of_all = record.data.keys() & {"events", "target"}
            lost = (
                _loses(corpus, record, some, "leads")
                if of_all
                else {own["body"] for own in record.get("leads", ())}.issubset(hidden) and "leads" in record.data
            )
        if lost or record.id in hidden:
            yield record


_BY = {
    "task": ("due", "route", "events"),
    "rollout": ("events", "by", "received_by"),
    "submission": ("events", "by", "received_by"),
    "recommendation": ("due", "document"),
    "remediation": ("events",),
}
"""By which references a record is judged, of each kind."""
_HAVE = ("leads", "addressee", "reporter", "agency", "to")
"""By which a record says whose a duty is."""
_BESIDE = frozenset(("source", "evidence", "via", "cc", "except"))
"""What stands within them and changes nothing."""


def _loses(corpus: Corpus, record: Record, hidden: set[str], *names: str) -> bool:
    """Whether something is hidden to which a record refers by one of these names."""
    return any(
        found.target in hidden and not _BESIDE.intersection(found.at) and not set(names).isdisjoint(found.at)
        for found in corpus.out_links.get(record.id, ())
    )


def _provinces(corpus: Corpus, hidden: set[str], *kinds: str) -> frozenset[str]:
    return frozenset(record.province for record in corpus.of(*kinds) if record.id in hidden)
