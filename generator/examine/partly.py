"""What can be judged of records with errors is judged at once, each beside what it refers to; nothing of it is kept.

A clerk who has mended one error shall not find the next only then. A broken record is one of which a part is sound
(``model.Partial``): a check that asks for more says nothing of it. What refers to a broken record is judged beside
that part as well, since the check of the sound records has passed it over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from generator.catalog import entries
from generator.examine.acknowledge import acknowledge
from generator.examine.checks import run
from generator.examine.link import link
from generator.model import Corpus, Link, Partial, Problem, Record, Severity, Unsound

ALWAYS = ("calendar", "province")
"""Kinds that give other records their meaning without being referred to."""
FUTURE = frozenset({"event-in-future"})
HUB = 50
"""How many may refer to a broken record to be judged beside it: what half a register rests on is mended first."""
MOST = 1000
"""Records that are judged so in one run: whoever has more that are broken has enough to mend."""


def without(record: Record, name: str) -> Record:
    """Return a record of which one field is not sound."""
    data = record.data
    unsound = data.unsound if isinstance(data, Partial) else frozenset()
    kept = {key: value for key, value in data.items() if key != name}
    misread = data.misread if isinstance(data, Partial) else frozenset()
    return replace(record, data=Partial(kept, unsound | {name}, misread))


def judge(sound: Corpus, broken: Mapping[str, Record]) -> list[Problem]:
    """Return what can be said of broken records, and of sound ones for what they refer to."""
    problems: list[Problem] = []
    there = {}
    for own, record in broken.items():
        if _perhaps(record, "withdrawn"):
            continue  # it does not count, or nobody knows whether it does
        there[own] = record
        for future in run(replace(sound, records={own: record}), only=FUTURE):
            problems.append(future)
            there[own] = without(there[own], future.at.split(".")[0])
    linked, found = link({**sound.records, **there}, sound.claimed - there.keys(), sound.schemas)
    problems += [problem for problem in found if problem.record in there]
    resting = [linked.in_links.get(own, ()) for own in there]
    touched = {entry.source for links in resting if len(links) <= HUB for entry in links} | there.keys()
    asked = sorted(touched)[:MOST]
    always = [record.id for record in sound.of(*ALWAYS)]
    # What no check had to leave unsaid of all of them stands; the rest is asked of each by itself.
    graver = {code for code, entry in entries().items() if entry.severity is not Severity.INFO}
    unsaid: set[str] = set()
    beside = _beside(linked, [*asked, *always], sound.today)
    told = [one for one in run(beside, whole=False, only=graver, unsaid=unsaid) if one.code not in unsaid]
    for own in asked if unsaid else ():
        told += run(_beside(linked, [own, *always], sound.today), whole=False, only=unsaid)
    return problems + _acknowledged(beside, asked, told)


def _perhaps(record: Record, name: str) -> bool:
    """Whether a record has a field, sound or not."""
    return name in {*record.data, *(record.data.unsound if isinstance(record.data, Partial) else ())}


def _beside(linked: Corpus, wanted: Collection[str], today: date | None) -> Corpus:
    """Return a register of some records and all that they refer to, near or far."""
    near: dict[str, Record] = {}
    pending = [*wanted]
    while pending:
        record = linked.records[pending.pop()]
        if record.id not in near:
            near[record.id] = record
            pending += [entry.target for entry in linked.out_links.get(record.id, ())]
    near = {key: near[key] for key in sorted(near)}
    out_links = {key: linked.out_links[key] for key in near if key in linked.out_links}
    in_links: dict[str, list[Link]] = {}
    for entry in (entry for links in out_links.values() for entry in links):
        in_links.setdefault(entry.target, []).append(entry)
    claimed = (linked.claimed | linked.records.keys()) - near.keys()
    return Corpus(near, linked.schemas, out_links, in_links, claimed, linked.withdrawn, today)


def _acknowledged(beside: Corpus, asked: Iterable[str], told: Iterable[Problem]) -> list[Problem]:
    """Return the errors and warnings of some records that they do not acknowledge."""
    of: dict[str, list[Problem]] = {own: [] for own in asked}
    for problem in told:
        if problem.record in of:
            of[problem.record].append(problem)
    return [problem for own, found in of.items() for problem in _open(beside, beside.records[own], found)]


def _open(beside: Corpus, record: Record, found: list[Problem]) -> list[Problem]:
    if not _perhaps(record, "acknowledge"):
        return found
    try:
        return acknowledge(replace(beside, records={record.id: record}), found, whole=False)[0]
    except Unsound:  # nobody knows what it acknowledges
        return [problem for problem in found if problem.severity is Severity.ERROR]
