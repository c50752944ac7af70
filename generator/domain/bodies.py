"""Agencies, groups and teams in time: what they are called, how long they exist, who is a member, who succeeds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from generator.domain import dates
from generator.domain.dates import EVER, Interval
from generator.domain.once import once
from generator.domain.text import Word, fold, spelt
from generator.model import Corpus, Record


@dataclass(frozen=True, slots=True)
class Holder:
    """A body that answers for a duty or a finding, and since when (the beginning of time: it was its own)."""

    body: Record
    since: date = date.min
    before: Record | None = None
    """The body from which it took over; none when several passed it on as one task."""
    ended: date | None = None
    """The last day of an agency that ended and passed a finding on to nobody that the register knows."""
    earliest: date | None = None
    """The first day on which it may have taken over, where only a month or year is named for that."""
    passed: Mapping[str, Any] | None = field(default=None, compare=False, repr=False)
    """The recorded hand-over by which it took over, if it is one."""

    @property
    def taken(self) -> Interval:
        """The days on one of which it took over."""
        return Interval(self.earliest or self.since, self.since)

    def until(self, after: Holder, end: Interval | None = None) -> Interval:
        """Return the days on which it certainly had a duty until another one took it over: none after its end."""
        return Interval(self.since, min(after.since - timedelta(days=1), (end or ended(self.body)).first))


def life(body: Record) -> Interval:
    """Return the days on which a body is known to exist; an end that is not known is open."""
    return dates.validity(body.get("valid"))


def ended(body: Record) -> Interval:
    """Return the days on one of which a body ended, its last; that of one that has not is the end of time."""
    last = dates.days(body.get("valid", {}).get("to"))
    return Interval(date.max, date.max) if last == EVER else last


def is_unit(body: Record) -> bool:
    """Tell whether a body is a room or unit within an agency: it is no agency to be counted as one."""
    return bool(body.get("kind") == "phong")


def name(body: Record, on: date | None = None) -> str:
    """Return the official name of a body on a day (the first one recorded when none fits)."""
    names = body["names"]
    if on is not None:
        for entry in names:
            if dates.validity(entry).meets(Interval(on, on)):
                return str(entry["name"])
    return str(names[-1]["name"] if on is None else names[0]["name"])


def short(body: Record) -> str:
    """Return the short name of a body, its name if it has none."""
    entry = body["names"][-1]
    return str(entry.get("short", entry["name"]))


def called(body: Record, when: Interval = EVER) -> list[str]:
    """Return every name, short name and alias that a body had at some day of an interval."""
    return list(_called(body, when))


def _called(body: Record, when: Interval) -> Iterator[str]:
    for entry in (*body["names"], *body.get("aliases", ())):
        if dates.validity(entry).meets(when):
            yield entry["name"]
            if "short" in entry:
                yield entry["short"]


_KIND = r"(?:tỉnh|thành phố|huyện|thị xã|thị trấn|xã|phường|đặc khu|sở|ban|bộ|cục|chi cục|phòng)"
_ELIDED = re.compile(
    rf"(?P<head>[^,;:]*?)(?<!\w)các\s+(?P<kinds>{_KIND}(?:\s*(?:,|và)\s*{_KIND})*)\s*:?\s+(?P<names>\w.*)",
    re.IGNORECASE,
)


_EXCEPT = re.compile(r"[\s,;(]+(?:ngoại\s+)?(?<!phòng )(?<!khấu )(?<!loại )trừ\s", re.IGNORECASE)


def _wordings(text: str) -> list[str]:
    """Return a wording and, where a list says once what all in it are, what it says of each of them.

    Whom it excepts it does not name: «UBND các xã, trừ xã Trám».

    >>> _wordings("UBND các tỉnh: An, Bình")[1:]
    ['UBND tỉnh An, Bình', 'UBND tỉnh Bình']
    """
    text = _EXCEPT.split(text, maxsplit=1)[0]
    found = _ELIDED.search(text)
    if found is None:
        return [text]
    starts = [0, *(mark.end() for mark in re.finditer(r"\s*(?:[,;]|\svà\s)\s*", found["names"]))]
    kinds = re.findall(_KIND, found["kinds"], re.IGNORECASE)
    return [text, *(f"{found['head'].lstrip()}{kind} {found['names'][start:]}" for kind in kinds for start in starts)]


def is_called(body: Record, as_written: str, when: Interval) -> bool:
    """Whether a wording contains a name that the body had then (case, marks and abbreviations do not matter)."""
    texts = [f" {fold(text)} " for text in _wordings(as_written)]
    return any(f" {fold(known)} " in text for known in _called(body, when) for text in texts)


def is_spelt(body: Record, as_written: str, when: Interval) -> bool:
    """Whether a wording contains a name that the body had then, with the diacritics of that name or without any.

    «Chi cục Trám» is another body than «Chi cục Tràm»; «chi cuc tram» is how people type either.
    """
    if not is_called(body, as_written, when):
        return False
    texts = [spelt(text) for text in _wordings(as_written)]
    return as_written.isascii() or any(_spells(text, spelt(known)) for known in _called(body, when) for text in texts)


def _spells(text: Sequence[Word], name: Sequence[Word]) -> bool:
    """Whether a name stands in a text: spelt so, or either of the two typed without diacritics."""
    for start in range(len(text) - len(name) + 1):
        part = text[start : start + len(name)]
        if all(own.plain == known.plain for own, known in zip(part, name, strict=True)) and (
            all(own.spelt == known.spelt for own, known in zip(part, name, strict=True))
            or all(own.bare for own in part)
            or all(known.bare for known in name)
        ):
            return True
    return False


def members(
    corpus: Corpus, group: Record, on: date, *, sure: bool = False
) -> list[tuple[Record, Mapping[str, Any] | None]]:
    """Return the bodies in a group on a day: those its rule takes in, and those listed (with their entry).

    ``sure``: whichever day it was that only a month or year is known of.
    """
    day = Interval(on, on)
    valid = dates.certainly if sure else dates.validity
    found: dict[str, tuple[Record, Mapping[str, Any] | None]] = {}
    rule = group.get("rule")
    if rule:
        for kind in rule["kinds"]:
            for body in _agencies(corpus).get((group.province, kind), ()):
                if fits(body, rule) and valid(body.get("valid")).meets(day):
                    found[body.id] = (body, None)
    for entry in group.get("members", ()):
        listed = corpus.body(entry["body"])
        if listed is not None and valid(entry).meets(day) and valid(listed.get("valid")).meets(day):
            found[listed.id] = (listed, entry)
    return list(found.values())


def may_belong(corpus: Corpus, body: Record, group: Record, on: date, seen: frozenset[str] = frozenset()) -> bool:
    """Whether an agency or team is in a group on a day, itself or through a group in it, or perhaps: an entry leads nowhere.

    Of no other body anything is asked.
    """
    day, rule = Interval(on, on), group.get("rule")
    if not life(body).meets(day):
        return False
    if rule and body.kind == "agency" and body.province == group.province and fits(body, rule):
        return True
    for entry in group.get("members", ()):
        if dates.validity(entry).meets(day):
            listed = corpus.body(entry["body"])
            if listed is None or listed.id == body.id:
                return True
            if (
                listed.kind == "group"
                and listed.id not in seen
                and may_belong(corpus, body, listed, on, seen | {group.id})
            ):
                return True
    return False


def fits(body: Record, rule: Mapping[str, Any]) -> bool:
    """Whether a rule of a group takes in an agency of its province."""
    below = "parent" not in rule or body.get("parent") == rule["parent"]
    return below and body["kind"] in rule["kinds"] and body["level"] in rule["levels"]


@once
def _agencies(corpus: Corpus) -> dict[tuple[str, str], list[Record]]:
    table: dict[tuple[str, str], list[Record]] = {}
    for body in corpus.of("agency"):
        table.setdefault((body.province, body["kind"]), []).append(body)
    return table


def expand(corpus: Corpus, body: Record, on: date, *, sure: bool = False) -> list[Record]:
    """Return the agencies and teams that a body stands for on a day: itself, or the members of a group, flat."""
    if body.kind != "group":
        return [body]
    key = (body.id, bisect_right(_edges(corpus), on.toordinal()), sure)
    table: dict[tuple[str, int, bool], list[Record]] = corpus.memo.setdefault("expand", {})
    if key not in table:
        found: dict[str, Record] = {}
        pending, seen = [body], {body.id}
        while pending:
            for member, _ in members(corpus, pending.pop(), on, sure=sure):
                if member.kind != "group":
                    found[member.id] = member
                elif member.id not in seen:  # a group that contains itself is a problem, not an endless loop
                    seen.add(member.id)
                    pending.append(member)
        table[key] = [found[own] for own in sorted(found)]
    return table[key]


def meant(corpus: Corpus, party: Mapping[str, Any], on: date, *, sure: bool = False) -> list[Record]:
    """Return the agencies and teams that a party stands for on a day: those of its body, less its exceptions."""
    body = corpus.body(party["body"])
    found = expand(corpus, body, on, sure=sure) if body else []
    return [member for member in found if member.id not in party.get("except", ())]


@once
def _edges(corpus: Corpus) -> list[int]:
    """Return the days on which a body or membership begins or has ended: groups are expanded once between two of them."""
    valid = [body.get("valid") for body in corpus.of("agency", "group", "team")]
    valid += [entry for group in corpus.of("group") for entry in group.get("members", ())]
    spans = [span for entry in valid for span in (dates.validity(entry), dates.certainly(entry))]
    return sorted({day for span in spans for day in (span.first.toordinal(), span.last.toordinal() + 1)})


def above(corpus: Corpus, body: Record) -> Iterator[Record]:
    """Yield the body and everything it is part of: its parents, or the host of a team."""
    seen: set[str] = set()
    current: Record | None = body
    while current is not None and current.id not in seen:
        seen.add(current.id)
        yield current
        current = corpus.body(current.get("parent") or current.get("host"))


def successors(corpus: Corpus, body: Record) -> list[tuple[Record, Mapping[str, Any]]]:
    """Return the recorded successors of a body with the entry that says since when and why."""
    found = ((corpus.get(entry["body"], "agency"), entry) for entry in body.get("successors", ()))
    return [(record, entry) for record, entry in found if record is not None]
