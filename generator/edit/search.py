"""Records found by what people remember of them: a name with or without marks, a number, a symbol, an id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.domain import bodies, documents
from generator.domain.text import collation_key, fold
from generator.model import Corpus, Record

MOST = 9
"""So many are shown: each has one digit."""


@dataclass(frozen=True, slots=True)
class Found:
    """A record as it is offered: its id, and what people call it."""

    id: str
    name: str


class Index:
    """The records of a register that can be referred to, those of one province first."""

    def __init__(self, corpus: Corpus, province: str) -> None:
        self._corpus = corpus
        self.province = province
        self._known: dict[str, list[tuple[str, Found, Record]]] = {}

    def name(self, record: Record) -> str:
        """Return what people call a record."""
        if "names" in record.data:
            return bodies.name(record)
        title = str(record.get("title") or record.get("about") or record.get("because") or "")
        if record.kind in ("document", "directive"):
            called = documents.name(self._corpus, record)
            return called if title in called else f"{called}: {title}"
        return title or record.id

    def label(self, record_id: str) -> str:
        """Return what people call the record of an id, the id itself if there is none."""
        record = self._corpus.get(record_id)
        return self.name(record) if record is not None else record_id

    def has(self, record_id: str, kinds: Iterable[str]) -> bool:
        """Whether there is such a record of one of the kinds."""
        return self._corpus.get(record_id, *kinds) is not None

    def find(self, text: str, kinds: Iterable[str]) -> list[Found]:
        """Return every record of the kinds in which all words of the text begin a word, best first.

        One whose id is the text stands first, then those that are called just that, those of the province, by name.
        """
        whole = fold(text)
        words = [f" {word}" for word in whole.split()]
        hits = []
        for kind in kinds:
            for hay, found, record in self._of(kind):
                if all(word in hay for word in words):
                    far = record.province != self.province
                    loose = (found.id != text.strip(), far or not _called(record, whole), far)
                    hits.append((*loose, collation_key(found.name), found.id, found))
        return [hit[-1] for hit in sorted(hits, key=lambda hit: hit[:5])]

    def one(self, text: str, kinds: tuple[str, ...]) -> Found | None:
        """Return the record that a text can only mean, None if it could be several.

        The only one of the province that is called just that; else the only one found there; else the only one.
        """
        found = self.find(text, kinds)
        near = [hit for hit in found if self._corpus.records[hit.id].province == self.province]
        called = [hit for hit in near if _called(self._corpus.records[hit.id], fold(text))]
        return next((hits[0] for hits in (called, near, found) if len(hits) == 1), None)

    def _of(self, kind: str) -> list[tuple[str, Found, Record]]:
        if kind not in self._known:
            self._known[kind] = [self._entry(record) for record in self._corpus.of(kind)]
        return self._known[kind]

    def _entry(self, record: Record) -> tuple[str, Found, Record]:
        name = self.name(record)
        words = [record.id, name]
        if "names" in record.data:
            words += bodies.called(record)
        if record.kind in ("document", "directive"):
            words.append(documents.number(record))
        return f" {fold(' '.join(words))}", Found(record.id, name), record


def _called(record: Record, whole: str) -> bool:
    """Whether a folded text is one of the names of a record, or its number and symbol."""
    if "names" in record.data:
        return any(fold(name) == whole for name in bodies.called(record))
    return record.kind in ("document", "directive") and fold(documents.number(record)) == whole
