"""How well `generator draft` reads documents of which the register has hand-made records: rates, and every difference.

    python tests/measure_drafts.py FOLDER [RECORDS]

Ends with 1 where a rate is below what is aimed at. A file of the folder is held against the directive whose record names it as its source (``source_file``: the same bytes).
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.build import schemas
from generator.domain import dates
from generator.domain.matching import Named
from generator.drafting.clauses import walk
from generator.drafting.doers import BodyReader
from generator.drafting.duties import DraftDuty
from generator.drafting.proposal import Reading, read_draft
from generator.drafting.reading import read_writing
from generator.examine import examine
from generator.model import Corpus, Record
from generator.read.source import read


@dataclass
class Measure:
    """Counts by what was looked at: of how many, how many found; of what was sure, how many wrong."""

    found: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    sure: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def look(self, what: str, where: str, *, found: bool) -> None:
        self.of[what] += 1
        self.found[what] += found
        if not found:
            self.missed.append(f"{what}: {where}")

    def hold(self, what: str, where: str, *, right: bool) -> None:
        self.sure += 1
        if not right:
            self.wrong.append(f"{what}: {where}")

    def rate(self, what: str) -> float:
        return self.found[what] / self.of[what] if self.of[what] else 1.0

    def lines(self) -> Iterator[str]:
        yield from (f"{what}: {self.found[what]} of {total} ({self.rate(what):.0%})" for what, total in self.of.items())
        yield f"sure: {self.sure}, of them wrong: {len(self.wrong)} ({len(self.wrong) / max(1, self.sure):.1%})"
        yield from (f"  wrong  {line}" for line in self.wrong)
        yield from (f"  missed {line}" for line in self.missed)


def measure(folder: Path, records: Path, into: Measure) -> int:
    """Measure every file that a directive names as its source; return how many there were."""
    corpus = examine(read(records), schemas()).corpus
    by_source = {own.get("source_file", {}).get("sha256"): own for own in corpus.of("directive")}
    count = 0
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        hand = by_source.get(hashlib.sha256(data).hexdigest())
        if hand is not None:
            _hold(read_draft(read_writing(path.name, data), corpus), hand, corpus, into)
            count += 1
    return count


def _hold(draft: Reading, hand: Record, corpus: Corpus, into: Measure) -> None:
    _frame(draft, hand, corpus, into)
    flat = {clause["id"]: clause for clause in _flat(hand["clauses"])}
    mine = [(own.id, own.kind, own.label) for own in walk(draft.clauses)]
    into.look(
        "clause tree", hand.id, found=mine == [(own["id"], own["kind"], own.get("label", "")) for own in flat.values()]
    )
    _citations(draft, hand.id, flat, into)
    tasks: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for task in corpus.of("task"):
        if task["directive"] == hand.id:
            tasks[task["clause"]].append(task.data)
    duties: dict[str, list[DraftDuty]] = defaultdict(list)
    for duty in draft.duties:
        duties[duty.clause].append(duty)
    for clause, own in tasks.items():
        for task in own:
            _found(duties[clause], task, f"{hand.id} {clause}", into)
    for clause, proposed in duties.items():
        for duty in proposed:
            _sure(duty, tasks[clause], f"{hand.id} {clause} “{duty.text[:50]}”", into)


def _flat(clauses: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for clause in clauses:
        yield clause
        yield from _flat(clause.get("clauses", ()))


def _frame(draft: Reading, hand: Record, corpus: Corpus, into: Measure) -> None:
    frame = draft.frame
    issued = dates.parse(frame.iso) or dates.EVER
    reader = BodyReader(corpus, draft.province, issued)
    words = str(hand.get("letterhead", {}).get("as_written", ""))
    signer = hand["signer"]
    for what, own, known in (
        ("province", draft.province, hand.province),
        ("type", frame.type, hand["type"]),
        ("number", frame.number, hand.get("number", "")),
        ("symbol", frame.symbol, hand.get("symbol", "")),
        ("date", frame.iso, str(hand.get("date", ""))),
        ("issuer", frame.issuer, words),
        ("place", frame.place, hand.get("place", "")),
        ("title", frame.subject.rstrip("."), hand["title"].rstrip(".")),
        ("signer", (frame.capacity, frame.post), (signer["capacity"], signer.get("post", ""))),
        ("recipients", frame.recipients, [own["as_written"] for own in hand.get("recipients", ())]),
        (
            "copies",
            [(own.words, own.purpose) for own in frame.copies],
            [(own["as_written"], own["purpose"]) for own in hand.get("copies", ())],
        ),
    ):
        into.look("frame", f"{hand.id} {what}: {own!r}, by hand {known!r}", found=own == known)
        into.hold("frame", f"{hand.id} {what}: {own!r}, by hand {known!r}", right=own in (known, "", [], ("", "")))
    for at, party in enumerate(hand.get("recipients", ())):
        named = reader.bodies(frame.recipients[at]) if at < len(frame.recipients) else ()
        into.look("recipients' bodies", f"{hand.id} {party['as_written']}", found=ids(named) == {party["body"]})


def _citations(draft: Reading, hand: str, flat: Mapping[str, Mapping[str, Any]], into: Measure) -> None:
    for clause in walk(draft.clauses):
        known = flat.get(clause.id, {}).get("citations", ())
        documents = [own["document"] for own in known if "document" in own]
        read_here = draft.cited[clause.id]
        for document in documents:
            offered = [(own.document, own.offered, own.near) for own in read_here]
            into.look("citations", f"{hand} {clause.id} {document}", found=any(document in pair for pair in offered))
        for own in read_here:
            if own.document:
                into.hold(
                    "citation", f"{hand} {clause.id} {own.words}: {own.document}", right=own.document in documents
                )
            if own.document and own.role_sure:
                roles = [known_role["role"] for known_role in known if known_role.get("document") == own.document]
                into.hold("role", f"{hand} {clause.id} {own.words}: {own.role}", right=own.role in roles)


def ids(named: Sequence[Named]) -> set[str]:
    """Return the bodies that are meant for certain."""
    return {one.sure.body.id for one in named if one.sure}


def _of(task: Mapping[str, Any], *path: str) -> set[str]:
    value: Any = task
    for name in path:
        value = value.get(name, {})
    return {party["body"] for party in value or ()}


def _due(due: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(value) for name, value in due.items() if name != "as_written"}


def _every(task: Mapping[str, Any]) -> str:
    recurrence = task.get("recurrence", {})
    return str(recurrence.get("event") or recurrence.get("every", ""))


def _found(duties: Sequence[DraftDuty], task: Mapping[str, Any], where: str, into: Measure) -> None:
    """Look for what a hand-made task holds among the duties proposed for its clause, open or not."""
    into.look(
        "leads", f"{where} {_of(task, 'leads')}", found=any(ids(duty.leads) == _of(task, "leads") for duty in duties)
    )
    if "cooperators" in task:
        into.look("cooperators", where, found=any(ids(duty.cooperators) == _of(task, "cooperators") for duty in duties))
    if "due" in task:
        worded = task["due"]["as_written"].lower()
        read_so = (duty.due is not None and _due(duty.due.due) == _due(task["due"]) for duty in duties)
        into.look(
            "deadlines",
            f"{where} {worded}",
            found=any(read_so) or any(worded in duty.due_words.lower() for duty in duties),
        )
    if "recurrence" in task:
        into.look(
            "cadences",
            f"{where} {task['recurrence']['as_written']}",
            found=any(duty.every == _every(task) for duty in duties),
        )
    if "to" in task.get("route", {}):
        into.look("routes", where, found=any(ids(duty.to) == _of(task, "route", "to") for duty in duties))


def _sure(duty: DraftDuty, tasks: Sequence[Mapping[str, Any]], where: str, into: Measure) -> None:
    """Hold what is not open in a proposed duty against the tasks of its clause: one of them must say the same."""
    for name, own, path in (
        ("leads", duty.leads, ("leads",)),
        ("cooperators", duty.cooperators, ("cooperators",)),
        ("to", duty.to, ("route", "to")),
        ("via", duty.via, ("route", "via")),
        ("copied", duty.copied, ("route", "cc")),
    ):
        if own and name not in duty.doubts and all(one.sure for one in own):
            into.hold(name, f"{where}: {sorted(ids(own))}", right=any(ids(own) == _of(task, *path) for task in tasks))
    if duty.due and "due" not in duty.doubts:
        right = any(_due(duty.due.due) == _due(task.get("due", {})) for task in tasks)
        into.hold("due", f"{where}: {duty.due.words}", right=right)
    if duty.every and "every" not in duty.doubts:
        into.hold("every", f"{where}: {duty.every}", right=any(duty.every == _every(task) for task in tasks))
    if duty.start and "start" not in duty.doubts:
        right = any(str(task.get("start", {}).get("from")) == duty.start for task in tasks)
        into.hold("start", f"{where}: {duty.start}", right=right)
    if "shape" not in duty.doubts:
        into.hold("shape", f"{where}: {duty.shape}", right=any(duty.shape == task["shape"] for task in tasks))


AIMS = {
    "clause tree": 1.0,
    "frame": 0.95,
    "recipients' bodies": 0.95,
    "citations": 0.95,
    "leads": 0.8,
    "deadlines": 0.8,
    "cadences": 0.8,
}
WRONG = 0.02


def short(told: Measure) -> list[str]:
    """Return what falls short of the aims."""
    low = [what for what, aim in AIMS.items() if told.rate(what) < aim]
    return [*low, *(["wrong"] if len(told.wrong) > WRONG * told.sure else [])]


if __name__ == "__main__":
    found = Measure()
    print(measure(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "records"), found), "documents")
    print("\n".join(found.lines()))
    sys.exit(f"below what is aimed at: {', '.join(short(found))}" if short(found) else 0)
