"""What records say of a document, each statement beside the words of its source: for reading back line by line.

A file of the folder is held against the directive whose record names it (``source_file``: the same bytes). A table for
each: place, field, what is said, the words of the clause, and how it stands to them: a quotation that is in its own
clause (or, of the frame, in the document); one that is NOT; said to be inferred, with the reason; or words of the
register's own, which a person has to hold against the source. Ends with 1 where a quotation is in another place.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator.build import schemas
from generator.drafting.clauses import walk
from generator.drafting.proposal import read_draft
from generator.drafting.reading import read_writing
from generator.examine import examine
from generator.model import Corpus, Record
from generator.read.source import read

PASSED = {"id", "directive", "clause", "clauses", "acknowledge", "source_file", "inferred", "corrections", "citations"}
QUOTED = {"as_written", "urgency_as_written", "addressees_as_written", "number_as_written", "date_as_written", "verbs"}


class Said(NamedTuple):
    """One statement: the record and field that make it, what it says, the words of the source, how it stands to them."""

    record: str
    field: str
    value: str
    words: str
    stands: str


def plain(text: str) -> str:
    """Letters and marks as they are, case and the marks of a digitised copy aside."""
    return re.sub(r"\s+", " ", re.sub(r"[*#]+", "", unicodedata.normalize("NFC", text))).strip().casefold()


def statements(hand: Record, data: bytes, corpus: Corpus, name: str) -> Iterator[Said]:
    """Yield all that the directive, its clauses and its tasks say."""
    whole = plain(data.decode("utf-8"))
    texts = {own.id: own.text for own in walk(read_draft(read_writing(name, data), corpus).clauses)}
    issues = hand.get("source_issues", ())
    yield from _of(hand.id, {key: own for key, own in hand.data.items() if key != "source_issues"}, "", whole, "")
    for at, issue in enumerate(issues):
        words = " ".join(texts[own] for own in texts if "at" in issue and _within(own, issue["at"]))
        yield from _of(hand.id, issue, f"source_issues.{at}", plain(words) if words else whole, words)
    for clause in _flat(hand["clauses"]):
        words = " ".join(texts[own] for own in texts if _within(own, clause["id"]))
        yield from _of(
            f"{hand.id} {clause['id']}", {k: v for k, v in clause.items() if k != "clauses"}, "", plain(words), words
        )
        for at, cited in enumerate(clause.get("citations", ())):
            yield from _of(f"{hand.id} {clause['id']}", cited, f"citations.{at}", plain(words), words)
    for task in corpus.of("task"):
        if task["directive"] == hand.id:
            words = _words_of(task["clause"], texts)
            yield from _of(task.id, task.data, "", plain(words), words)


def _within(own: str, clause: str) -> bool:
    """Whether a clause is another or a paragraph of it."""
    return own == clause or own.startswith(f"{clause}-p")


def _words_of(clause: str, texts: Mapping[str, str]) -> str:
    """The clause, after those above it, whose subject is also its own."""
    above = [own for own in texts if clause == own or re.match(rf"{re.escape(own)}(?:-|[a-zđ]+(?:-|$))", clause)]
    return " … ".join(texts[own] for own in above)


def _flat(clauses: Any) -> Iterator[Mapping[str, Any]]:
    for clause in clauses:
        yield clause
        yield from _flat(clause.get("clauses", ()))


def _of(record: str, data: Mapping[str, Any], under: str, held: str, words: str) -> Iterator[Said]:
    marked = {str(own["field"]): str(own["because"]) for own in data.get("inferred", ())}
    for path, value in _leaves(data, under):
        steps = path.split(".")
        reason = next(
            (marked[".".join(steps[:n])] for n in range(len(steps), 0, -1) if ".".join(steps[:n]) in marked), ""
        )
        own = next((step for step in reversed(steps) if not step.isdigit()), "")
        if steps[0] == "source_issues" and own in {"about", "kind", "at", "because", "believed"}:
            stands = "doubt, in the register's words"
        elif own in QUOTED:
            stands = "quoted" if plain(value) in held else "NOT IN THE CLAUSE"
        elif reason:
            stands = f"inferred: {reason}"
        elif plain(value) in held:
            stands = "the source's words"
        else:
            stands = "the register's words"
        yield Said(record, path, value, words, stands)


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, below in value.items():
            if path or key not in PASSED:
                yield from _leaves(below, f"{path}.{key}" if path else key)
    elif isinstance(value, (list, tuple)):
        for at, below in enumerate(value):
            yield from _leaves(below, f"{path}.{at}")
    else:
        yield path, str(value)


def main(folder: Path, records: Path, prefix: str) -> int:
    """Print the tables; how each kind of statement stands is counted at the end."""
    corpus = examine(read(records), schemas()).corpus
    by_source = {own.get("source_file", {}).get("sha256"): own for own in corpus.of("directive")}
    counts: dict[str, int] = {}
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        hand = by_source.get(hashlib.sha256(data).hexdigest())
        if hand is None or not hand.id.startswith(prefix):
            continue
        print(f"\n# {hand.id}\n\n| record | field | says | stands | source |\n|---|---|---|---|---|")
        shown = ""
        for said in statements(hand, data, corpus, path.name):
            words = "″" if said.words == shown else said.words
            shown = said.words
            print(
                "| "
                + " | ".join(
                    own.replace("\n", " ").replace("|", "/")
                    for own in (said.record, said.field, said.value, said.stands, words)
                )
                + " |"
            )
            key = said.stands.split(":")[0]
            counts[key] = counts.get(key, 0) + 1
    print("\n" + "\n".join(f"{count:6} {key}" for key, count in sorted(counts.items())))
    return 1 if "NOT IN THE CLAUSE" in counts else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the texts of documents")
    parser.add_argument("records", type=Path, nargs="?", default=Path("records"))
    parser.add_argument("prefix", nargs="?", default="", help="what the ids of the directives begin with")
    sys.exit(main(**vars(parser.parse_args())))
