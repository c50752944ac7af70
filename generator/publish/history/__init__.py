"""The part of redaction that is about the past: of every record's history, what the audience may see in every version.

Public: nothing of a version in which the record, its workspace or anything that it hangs on was internal, and nothing
before such a version; no field that is not public or that no schema knows; nothing that stands beside a reference to a
record that the public does not have, or did not have then; no name of a signer and no text that names or identifies a
person (what was taken out of a record must not come back by its history); of persons' accountability cases nothing
from before they were publishable. What is left out is left out without a word. Who committed, and with which words, is
not even known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from generator.domain.differences import ABSENT, FieldChange, canonical
from generator.history.git import Flaw
from generator.history.lives import Edit, History, Life, unit
from generator.model import ID, Corpus, Field, Record
from generator.publish.derive.recording_delay import Since
from generator.publish.history.boundary import NEVER, internal_until
from generator.publish.history.entries import entry_steps
from generator.publish.history.values import beside, by_day, cleaned, told_of


@dataclass(frozen=True, slots=True)
class Seen:
    """One later version of a record, as the audience may see it."""

    on: date
    step: int
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """What an audience may see of the history of the records that it sees."""

    known: bool = False
    flaws: tuple[Flaw, ...] = ()
    unread: int = 0
    """Versions that could not be read (told to those who can mend it)."""
    since: Mapping[str, Since] = field(default_factory=dict)
    """Since when a record is in the register."""
    entries: Mapping[tuple[str, str], tuple[Since, ...]] = field(default_factory=dict)
    """Since when each entry of a list (id of the record, name of the list) is, where that differs."""
    edits: Mapping[str, tuple[Seen, ...]] = field(default_factory=dict)
    """Later versions of which something is shown, oldest first."""
    away: Mapping[str, tuple[tuple[date, date], ...]] = field(default_factory=dict)
    """From when to when a record was not in the register."""

    def since_of(self, record: Record, at: Field = ()) -> Since:
        """Return since when a record, or the entry of a list in which a field stands, is in the register."""
        if len(at) > 1 and isinstance(at[1], int):
            own = self.entries.get((record.id, str(at[0])))
            if own is not None:
                return own[at[1]]
        return self.since.get(record.id, Since())


NO_PAST = Past()


def redact_history(  # noqa: PLR0913 - what was, what is, what of it is seen, by whom and when
    history: History, whole: Corpus, seen: Corpus, *, audience: str, known: Corpus, as_of: date
) -> Past:
    """Return what an audience that sees a corpus may see of its history as of a day.

    ``whole``: the corpus before redaction; ``known``: that before what is of later days was taken out.
    """
    if not history.known:
        return replace(NO_PAST, flaws=history.flaws)
    return _Past(history, whole, seen, known=known, as_of=as_of, internal=audience == "internal").told()


class _Past:
    def __init__(  # noqa: PLR0913 - as the function above
        self, history: History, whole: Corpus, seen: Corpus, known: Corpus, as_of: date, *, internal: bool
    ) -> None:
        self.history = history
        self.known = known
        self.as_of = as_of
        self.whole = whole
        self.seen = seen
        self.internal = internal
        self.until = {} if internal else internal_until(history, seen)

    def told(self) -> Past:
        since: dict[str, Since] = {}
        entries: dict[tuple[str, str], tuple[Since, ...]] = {}
        edits: dict[str, tuple[Seen, ...]] = {}
        away: dict[str, tuple[tuple[date, date], ...]] = {}
        for record in self.seen.records.values():
            life = self.history.lives.get(record.id)
            since[record.id] = self._since(record.id, life)
            if life is None:
                continue
            hidden = self.until.get(record.id, NEVER)
            shown = tuple(self._edits(record, life))
            if shown:
                edits[record.id] = shown
            gone = tuple((self._day(a), self._day(b)) for a, b in life.gone if a > hidden)
            if gone:
                away[record.id] = gone
            for kind, name in self.seen.schemas.logs:
                if kind == record.kind and name in record.data and life.edits:
                    entries[record.id, name] = tuple(self._entries(record, life, name))
        unread = self.history.unread if self.internal else 0
        return Past(True, self.history.flaws, unread, since, entries, edits, away)

    def _day(self, step: int) -> date:
        return self.history.days[step]

    def _since(self, record_id: str, life: Life | None, step: int | None = None) -> Since:
        if life is None:
            return Since(uncommitted=True)
        step = life.entered if step is None else step
        hidden = self.until.get(record_id, NEVER)
        if step <= hidden:
            return Since(self._day(hidden), only_public=True)
        if step < self.history.beginning:
            return Since()
        return Since(self._day(step), opening=life.opening and step == life.entered)

    # entries of lists

    def _entries(self, record: Record, life: Life, name: str) -> Iterator[Since]:
        """Yield since when each entry that the audience sees is there: unknown where it sees it only in part."""
        own = self.whole.records[record.id].get(name, ())
        known = record.id not in self.history.uncommitted
        steps = entry_steps(life, name, len(own)) if known else [None] * len(own)
        place = 0
        for entry in record[name]:
            text = canonical(entry)
            while place < len(own) and canonical(own[place]) != text:
                place += 1
            if place == len(own):
                yield Since()
                place = 0
                continue
            step = steps[place]
            yield Since(uncommitted=True) if step is None else self._since(record.id, life, step)
            place += 1

    # later versions

    def _edits(self, record: Record, life: Life) -> Iterator[Seen]:
        hidden = self.until.get(record.id, NEVER)
        for edit in life.edits:
            if edit.step <= hidden:
                continue
            own = (change for change in edit.changes if not self._of_later(record, change))
            kept = tuple(filter(None, (self._change(record.kind, edit, change) for change in own)))
            if kept:
                yield Seen(self._day(edit.step), edit.step, kept)

    def _of_later(self, record: Record, change: FieldChange) -> bool:
        """Whether a change is of a field that says what is of a later day; in a list that has such an entry, any within one may be."""
        name = str(change.at[0])
        known, now = (corpus.records[record.id].data for corpus in (self.known, self.whole))
        if name not in known or known[name] == now.get(name):
            return False
        return name not in now or (isinstance(now[name], list) and isinstance(change.at[-1], str))

    def _change(self, kind: str, edit: Edit, change: FieldChange) -> FieldChange | None:
        """Return a change without what is not to be seen of its values; None if nothing is left."""
        schemas = self.seen.schemas
        if not self._may_be_named(kind, edit, change):
            return None
        was, now = (
            cleaned(schemas, kind, at, by_day(schemas, kind, at, value, self.as_of), internal=self.internal)
            for at, value in ((change.before_at, change.was), (change.at, change.now))
        )
        lost = (was is ABSENT and change.was is not ABSENT) or (now is ABSENT and change.now is not ABSENT)
        return None if lost else replace(change, was=was, now=now)

    def _may_be_named(self, kind: str, edit: Edit, change: FieldChange) -> bool:
        for at in (change.at, change.before_at):
            if not told_of(self.seen.schemas, kind, at, internal=self.internal):
                return False
        if self.internal:
            return True
        if change.at[0] == "complete":  # of a group: says that members are not shown
            return False
        if change.at[0] == "corrections" and not all(self._shows(kind, edit, e) for e in (change.was, change.now)):
            return False
        units = {(False, unit(change.before_at)), (True, unit(change.at))}
        units |= {(later, (name,)) for later in (False, True) for name in beside(self.seen.schemas, kind, change.at)}
        return not any(self._hidden(name, edit.step) for at in units for name in edit.named.get(at, ()))

    def _shows(self, kind: str, edit: Edit, entry: Any) -> bool:
        """Whether a correction says nothing of what is hidden; of a part of one that cannot be told."""
        if not isinstance(entry, Mapping):
            return entry is ABSENT
        named = ID.findall(str(entry.get("was")))
        public = told_of(self.seen.schemas, kind, (str(entry.get("at")).partition(".")[0],), internal=False)
        return public and not any(self._hidden(name, edit.step) for name in named)

    def _hidden(self, name: str, step: int) -> bool:
        """Whether a name is that of a record which the audience does not have, or did not have at a step."""
        if name in self.seen.records:
            return self.until.get(name, NEVER) >= step
        return name in self.whole.records or name in self.history.ever or name in self.whole.claimed
