"""How the fields of a published record may change: as its schema declares, or by a correction that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from generator.catalog import problem
from generator.domain import dates, periods
from generator.domain.dates import is_full_date
from generator.domain.differences import ABSENT, FieldChange
from generator.history.rules.versions import Versions
from generator.model import Field, Problem, Record, Text, spell
from generator.schema import Schemas

OWN_WORDS = frozenset(("note", "internal_note", "acknowledge", "as_written"))
"""What the editors say beside the facts, and how they copied the wording of a source, may always be mended."""
GROWING = frozenset(("corrections", "evidence", "acknowledge"))
"""Lists that grow even in a closed record."""
_CODES = {
    "identity": "identity-changed", "fact": "fact-rewritten", "entries": "entry-rewritten",
    "deadline": "due-moved-without-extension", "words": "closed-record-changed", "": "closed-record-changed",
}  # fmt: skip
JUDGING = ("verification", "notice", "accountability")
"""Kinds by which others are judged: a fact of theirs is corrected by a document, as a day is."""
DATED = {"document": ("date",), "directive": ("date",)}
"""Beside the days of what happened: that of a text, which a copy may name less exactly than a later one."""
WHOSE = {
    "following": ("of", "bodies", "type"), "agency": ("kind", "level", "parent"), "group": ("rule", "members", "complete"),
    "province": ("sample",), "team": ("host", "members"),
}  # fmt: skip
"""By which all that was asked of bodies is counted at them, or not: a correction of it changes what was of all time."""
LATE_ONES = {"inspection": ("dossiers", "agencies")}
"""Lists of what was looked at: a correction by which one goes takes its lateness, or its findings, along."""
STARTS = ("nhan", "phat-sinh")
"""Events from which the time of a body is counted."""
ALIKE = 0.5
"""How much of a name stays where it was mistyped: a name of other words is another name, since a day."""
EVENT = ("by", "to", "old_due", "new_due", "date", "known_on", "type")
"""What of a published event is not filled in later: whose it was, when, and what it did."""


def field_changes(  # noqa: PLR0913 - two versions, and what else of the change bears on them
    schemas: Schemas, pair: Versions, legal: frozenset[Field], replaced: Mapping[str, str], day: date, *, settled: bool
) -> Iterator[Problem]:
    """Yield each change of a published record that its schema does not allow and no correction declares.

    ``legal``: objects or fields whose coded state made a legal move; ``settled``: another record closed this one.
    ``replaced``: withdrawn records and what replaces them: a reference may follow. ``day``: when the change is entered.
    """
    if pair.before is not None and pair.after is not None:
        changes = [c for c in pair.changes if not (isinstance(c.was, str) and replaced.get(c.was) == c.now)]
        yield from _Fields(schemas, pair.before, pair.after, day, settled=settled).problems(changes, legal)


def _follows(legal: frozenset[Field], change: FieldChange) -> bool:
    """Whether what changed goes with a state that made a legal move: a later day, but not an earlier one."""
    if change.at not in legal and change.at[:-1] not in legal:
        return False
    days = [str(value) for value in (change.was, change.now)]
    return days[0] < days[1] if all(map(is_full_date, days)) else True


class _Fields:
    """Two versions of one record, field by field."""

    def __init__(self, schemas: Schemas, before: Record, after: Record, day: date, *, settled: bool) -> None:
        self._schemas = schemas
        self._day = day
        self._before = before
        self._after = after
        self._settled = settled
        self._closed = settled or any(name in before.data for name in schemas.by_kind[after.kind].get("x-closed", ()))
        old = before.get("corrections", [])
        self._corrections: dict[int, Mapping[str, Any]] = {
            index: entry for index, entry in enumerate(after.get("corrections", [])) if entry not in old
        }

    def problems(self, changes: Iterable[FieldChange], legal: frozenset[Field]) -> Iterator[Problem]:
        """Yield what is refused, once per fact, deadline or entry, and what is wrong with the corrections."""
        told: set[tuple[str, Field]] = set()
        used: set[int] = set()
        for change in changes:
            holder, policy = self._policy(change)
            if _follows(legal, change) or not self._refused(change, holder, policy):
                continue
            index = self._corrected(change)
            if index is not None and policy != "identity":
                used.add(index)
                yield from self._declared(index, change, policy)
                continue
            if policy in ("fact", "entries") and (now := self._narrowed(change)):
                yield self._at(
                    "date-narrowed", change.at[:-1] if change.now is ABSENT else change.at, was=change.was, now=now
                )
                continue
            at = change.at[: len(holder) + 1] if policy == "entries" else holder or change.at[:1]
            gone = change.now is ABSENT and len(change.at) <= len(holder) + 1
            code = _CODES[policy]
            if policy == "entries" and (gone or change.was is ABSENT):
                code = "entry-removed" if gone else "closed-record-changed"
            if (code, at) not in told:
                told.add((code, at))
                yield self._problem(code, at, change)
        for index in self._corrections.keys() - used:
            at = ("corrections", index)
            yield self._at("correction-without-change", at, field=self._corrections[index]["at"])

    def _policy(self, change: FieldChange) -> tuple[Field, str]:
        """Return the field that declares how what changed may change, and how; nothing declared: free while open."""
        for end in range(len(change.at), 0, -1):
            policy = (self._schemas.at(self._after.kind, change.at[:end]) or {}).get("x-change")
            if policy:
                return change.at[:end], str(policy)
        return (), ""

    def _refused(self, change: FieldChange, holder: Field, policy: str) -> bool:
        if not OWN_WORDS.isdisjoint(change.at) and not self._sole_evidence(change.at, policy):
            return False
        if policy == "words":
            return self._closed
        if change.was is ABSENT:
            return self._added(change, holder, policy)
        return bool(policy) or (self._closed and change.at[0] != "url")

    def _sole_evidence(self, at: Field, policy: str) -> bool:
        """Whether a note is all that an entry rests on: then it is no word of the editors."""
        if at[-2:] != ("source", "note") or not (policy == "entries" or (self._closed and len(at) == 2)):
            return False
        holder: Any = self._before.data
        for part in at[:-1]:
            holder = holder[part] if isinstance(part, int) or part in holder else {}
        return not holder.keys() & {"document", "url"}

    def _added(self, change: FieldChange, holder: Field, policy: str) -> bool:
        """Whether a value that was not there before may not come."""
        match policy:
            case "identity":
                return True
            case "fact":  # an entry more in a list changes the fact; a field that was empty is filled
                default = (self._schemas.at(self._after.kind, holder) or {}).get("default", change.now)
                return change.now != default or any(isinstance(part, int) for part in change.at[len(holder) :])
            case "deadline":
                return change.at != holder
            case "entries" if holder[0] == "events":
                return self._settled or (len(change.at) > len(holder) + 1 and change.at[len(holder) + 1] in EVENT)
            case "entries":
                return self._closed and holder[0] not in GROWING
        return self._closed and change.at[0] not in ("source", "url")

    def _narrowed(self, change: FieldChange) -> str:
        """Return the later wording of a month or year that is told more exactly, and differs in nothing else."""
        kind, general = self._after.kind, tuple("*" if isinstance(part, int) else part for part in change.at)
        if general not in self._schemas.events.get(kind, {}) and general != DATED.get(kind):
            return ""
        now = change.now
        if now is ABSENT:  # the day itself stands in another field than the month
            now = self._after.get(str(change.at[-1]).removesuffix("_in")) if len(change.at) == 1 else None
        if not isinstance(change.was, str | int) or not isinstance(now, str | int):
            return ""
        was, narrow = dates.parse(change.was), dates.parse(now)
        within = (
            was is not None and narrow is not None and not was.exact and was != narrow and narrow.within(was) == narrow
        )
        return str(now) if within else ""

    def _corrected(self, change: FieldChange) -> int | None:
        """Return which correction names what changed: that very value, so that none speaks for others."""
        names = self._names(change)
        return next((index for index, entry in self._corrections.items() if entry["at"] in names), None)

    def _names(self, change: FieldChange) -> tuple[str, str]:
        return spell(change.before_at, self._before.data), spell(change.at, self._after.data)

    def _declared(self, index: int, change: FieldChange, policy: str) -> Iterator[Problem]:
        """Yield what a correction says wrongly, or leaves out."""
        entry = self._corrections[index]
        at = ("corrections", index)
        told = {"field": entry["at"], "was": _plain(change.was), "now": _plain(change.now)}
        moves = policy == "deadline" or change.at[-1] in ("new_due", "old_due")
        if moves and (later := _later(change)) is not None:
            days = [dates.day(value) for value in (change.was, change.now) if is_full_date(str(value))]
            passed = bool(days) and is_full_date(str(change.was)) and days[0] < self._day
            passed = passed or (change.at[0] == "recurrence" and self._recurs())
            code = "due-corrected-after-passing" if passed else "due-corrected"
            yield self._at(code, at, **told, later=later, document=entry.get("document", "—"))
        else:
            yield self._at("corrected", at, **told)
            if self._of_all_time(change):
                yield self._at(
                    "past-changed",
                    at,
                    since=Text("từ trước đến nay, vì là đính chính", "of all time, as it is a correction"),
                )
        if isinstance(change.was, str | int) and not _quoted(change.was, entry["was"]):
            yield self._at("correction-differs", (*at, "was"), was=_plain(change.was), said=entry["was"])
        if "document" not in entry:
            if moves:
                yield self._problem("due-moved-without-extension", change.at, change)
            elif (self._after.kind in JUDGING and policy == "fact") or (
                is_full_date(str(change.was)) and is_full_date(str(change.now))
            ):
                yield self._at("correction-without-document", at, field=entry["at"])

    def _of_all_time(self, change: FieldChange) -> bool:
        """Whether a correction changes who is asked, named or shown, for all time: a day of its own would say since when."""
        kind, name = self._after.kind, change.at[0]
        if name == "events" and change.now is ABSENT and isinstance(change.was, Mapping):
            return change.was.get("type") in STARTS
        if name in LATE_ONES.get(kind, ()):
            return change.now is ABSENT
        if name == "names" and change.at[-1] in ("name", "short"):
            return not _mistyped(str(change.was), str(change.now))
        if change.at == DATED.get(kind):  # terms are counted from it
            return _later(change) is not None
        return (name in WHOSE.get(kind, ()) and change.now is not True) or change.now == "noi-bo"

    def _recurs(self) -> bool:
        """Whether a deadline of a duty that recurs has passed already, unless its first period is one to come."""
        known = self._before.get("recurrence")
        known = known if isinstance(known, Mapping) else {}
        first = periods.parse(str(known.get("first", "")), known.get("periods", "lich"))
        return first is None or first.days.last < self._day

    def _problem(self, code: str, at: Field, change: FieldChange) -> Problem:
        label = self._schemas.label(self._after.kind, at[:1])
        named = self._names(change)[change.now is not ABSENT]
        return self._at(
            code, at, field=Text(f"«{label.vi}» ({at[0]})", f"“{label.en}” ({at[0]})"), named=named,
            was=_plain(change.was), now=_plain(change.now),
        )  # fmt: skip

    def _at(self, code: str, at: Field, **values: Any) -> Problem:
        record = self._after
        return problem(code, record.document.position(at), record=record.id, at=spell(at, record.data), **values)


def _mistyped(was: str, now: str) -> bool:
    """Whether two names differ as a slip does: by letters, or words more or less, not by other words."""
    old, new = was.casefold().split(), now.casefold().split()
    apart = [" ".join(word for word in side if word not in other) for side, other in ((old, new), (new, old))]
    return not all(apart) or SequenceMatcher(None, apart[0], apart[1]).ratio() >= ALIKE


def _later(change: FieldChange) -> Text | None:
    """Say by how much a deadline is later than before, as far as that is known; None if it is earlier."""
    was, now = change.was, change.now
    if is_full_date(str(was)) and is_full_date(str(now)):
        days = (dates.day(now) - dates.day(was)).days
        said = Text(f", muộn hơn {days} ngày", f", {days} days later")
        return said if days > 0 else None
    fewer = all(isinstance(value, int) for value in (was, now)) and now < was
    return None if fewer else Text("", "")


BEGINNING = 40
"""Characters of a long text that are enough to name it in a correction, before «…»."""


def _quoted(was: str | int, said: str) -> bool:
    """Whether a correction says what was there: all of it, or how a long text begins."""
    whole = " ".join(_plain(was).split())
    begins = said.endswith("…") and len(said) > BEGINNING and whole.startswith(said.removesuffix("…").rstrip())
    return said == whole or begins


def _plain(value: Any) -> str:
    """Return a value as a message quotes it."""
    if value is ABSENT:
        return "—"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_plain(inner)}" for name, inner in value.items())
    return ", ".join(map(_plain, value)) if isinstance(value, list) else str(value)
