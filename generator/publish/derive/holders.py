"""Who answers for a task: the leads of the day of issue, and those to whom a duty passed from them."""

from __future__ import annotations

import copy
import itertools
from collections import ChainMap
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, MutableMapping, Sequence
from datetime import date, timedelta
from typing import Any

from generator.domain import bodies, dates, documents, tasks
from generator.domain.bodies import Holder
from generator.domain.dates import Interval
from generator.domain.events import Happened, counts_from, happened, progressed, stated
from generator.domain.once import once
from generator.domain.text import lower, vi_on
from generator.model import Corpus, Record

Event = Mapping[str, Any]


Line = tuple[Holder, ...]
"""The body that was tasked, and those that its duty passed to, one after the other."""


Place = tuple[str, int]
"""Something dated: its record, and where it stands in that."""
ENDS = -1
"""The place of the end of a body; those of its heirs come before it."""


ANSWERS = ("xac-nhan", "tra-lai", "mo-lai")
"""What is said of something that was handed in, by whoever it went to."""


NOBODY = "-"
"""Of one of several, and nobody knows of which."""
HANDED_IN = ("nop", "xac-nhan")


def passer(record: Record, event: Event) -> str:
    """Return who passed a duty on; empty: the record of the task does not say it."""
    return str(record.get("addressee") or event.get("by", {}).get("body", ""))


def first_of(found: Sequence[tuple[date, str, Holder]], holder: str = "") -> list[Holder]:
    """Return those to whom a duty went by the first of some hand-overs (day, by whom, to whom): what one did on one day.

    What its holder is known to have done goes first on a day; where nobody says by whom, each hand-over is one of its own.
    """
    day = min((day for day, *_ in found), default=None)
    then = sorted((one for one in found if one[0] == day), key=lambda one: not one[1] or one[1] != holder)
    return [to for i, (_, by, to) in enumerate(then) if i == 0 or (by and by == then[0][1])]


@once
def holders(corpus: Corpus, as_of: date) -> Holders:
    """Return who answers for the duties of a corpus as of a day."""
    return Holders(corpus, as_of)


class Holders:
    """Follows duties from body to body as of a day. A hand-over that is recorded goes before succession."""

    def __init__(self, corpus: Corpus, as_of: date) -> None:
        self.corpus = corpus
        self.as_of = as_of
        self.rollouts: MutableMapping[tuple[str, str], Record] = {
            (r["task"], r["addressee"]): r for r in corpus.of("rollout")
        }
        self._whose: dict[str, set[str]] = {}
        self._told: dict[str, list[tuple[Event, str]]] = {}
        self._along: dict[str, dict[str, Line]] = {}
        self._others: dict[str, list[tuple[Record, date]]] = {}
        self._firsts: dict[str, dict[str, date]] = {}
        self._days: Mapping[Place, date] = {}
        """On which day a body is supposed to have ended, or one of its heirs to have begun."""
        self._of: MutableMapping[str, list[Record]] = {}
        for rollout in self.rollouts.values():
            self._of.setdefault(rollout["task"], []).append(rollout)
        self._acted = {*self.rollouts, *((s["task"], s["reporter"]) for s in corpus.of("submission"))}

    def supposing(self, task: Record, records: Iterable[Record], days: Mapping[Place, date]) -> Holders:
        """Return those who answer if some records of a task were as given, and bodies ended and began on some days."""
        own = {(task.id, r["addressee"]): r for r in records if r.kind == "rollout"}
        of = [own.get((task.id, r["addressee"]), r) for r in self._of.get(task.id, ())]
        found = copy.copy(self)
        vars(found).update(
            rollouts=ChainMap(own, self.rollouts),
            _of=ChainMap({task.id: of}, self._of),
            _told={},
            _along={},
            _others={},
            _firsts={},
            _days=days,
        )
        return found

    def concerning(self, task: Record, lines: Iterable[Line]) -> list[Record]:
        """Return the records that tell of some lines of a task: of one that only one body was given, all of it."""
        if len(self.tasked(task)) <= 1:
            return [task, *self._of.get(task.id, ())]
        return list({record.id: record for line in lines for record in self.files(task, line)}.values())

    def tasked(self, task: Record) -> dict[str, Record]:
        """Return the bodies that the task was given to (``domain.tasks.tasked``)."""
        return tasks.tasked(self.corpus, task)

    def lines(self, task: Record, closed: Callable[[Line], bool], first: str = "") -> Iterator[Line]:
        """Yield the way of the duty of every tasked body (several ways when it was divided): the last one answers.

        What a body that has ended had already finished (``closed``) stays with it. ``first``: of one tasked body alone.
        """
        tasked = self.tasked(task)
        if first:
            tasked = {first: tasked[first]} if first in tasked else {}
        for holder in [Holder(body) for body in tasked.values()] or self.given(task):
            yield from self._follow(task, (holder,), closed)

    def having(self, task: Record) -> dict[str, Record]:
        """Return the bodies that have a task as of the day; of a group without a known member, the group."""
        found = {line[-1].body.id: line[-1].body for line in self.lines(task, lambda _: False)}
        named = (self.corpus.body(party["body"]) for party in task.get("leads", ()))
        return found or {body.id: body for body in named if body is not None}

    def _ways(self, task: Record) -> dict[str, Line]:
        """Return the first line on which each body has, or had, the duty of a task."""
        if task.id not in self._along:
            lines = reversed(list(self.lines(task, lambda _: False)))
            self._along[task.id] = {holder.body.id: line for line in lines for holder in line}
        return self._along[task.id]

    def given(self, task: Record) -> list[Holder]:
        """Return those to whom a task that its directive gives to nobody was first given, unless it was done by then."""
        events = [] if "leads" in task.data else list(task.get("events", ()))
        undone = itertools.takewhile(lambda event: event["type"] not in ("nop", "xac-nhan"), events)
        days = ((event, stated(event)) for event in undone if event["type"] == "chuyen")
        found = [
            (taken.last, passer(task, event), Holder(body, taken.last, earliest=taken.first, passed=event))
            for event, taken in days
            if taken.last <= self.as_of and (body := self.corpus.body(event["to"])) is not None
        ]
        return first_of(found[:1] + [one for one in found[1:] if one[0] == found[0][0]])

    def files(self, task: Record, line: Line) -> list[Record]:
        """Return the records whose events are those of a line: the task and the rollouts of its bodies."""
        found = {holder.body.id: self.rollouts.get((task.id, holder.body.id)) for holder in line}
        return [task, *(record for record in found.values() if record is not None)]

    def reported(self, task: Record, body: Record | None, within: Interval = dates.EVER) -> str:
        """Say what was last reported by the day of how far a duty has come: no news of whether it was done."""
        told = (e for e in self._progress(task, body) if e["type"] != "y-kien")  # what somebody thinks of it is no news
        entries = [e for e in told if stated(e).last <= min(self.as_of, within.last)]
        last = max((e for e in entries if stated(e).last >= within.first), key=lambda e: stated(e).last, default=None)
        if last is None:
            return ""
        by = self.corpus.body(last.get("by", {}).get("body"))
        schemas, own = self.corpus.schemas, last["type"] != "tien-do"
        what = lower(schemas.coded("task", ("progress", 0, "type"), last["type"])) if own else ""
        said = ": ".join(part for part in (what, progressed(schemas, "task", last)) if part)
        who = f", {'' if own else 'theo báo cáo '}của {bodies.short(by)}" if by is not None else ""
        return f"tin tiến độ gần nhất {vi_on(stated(last))}{who}{': ' if said else ''}{said}"

    def _progress(self, task: Record, body: Record | None) -> Iterator[Event]:
        """Yield what was reported of how far a task has come at a body (None: at all): of another of several it is no news."""
        if body is None:
            files = [task, *self._of.get(task.id, ())]
        else:
            files = self.files(task, self._ways(task).get(body.id, (Holder(body),)))
        others = self._concerned(task) - {record.get("addressee", "") for record in files} - {body.id if body else ""}
        for record in files:
            for entry in record.get("progress", ()):
                if body is None or entry.get("by", {}).get("body") not in others:
                    yield entry

    def events(self, task: Record, line: Line) -> list[Sequence[Event]]:
        """Return the events of a line, file by file: what another of those concerned did is not among them.

        Of a later holder that was tasked itself, what it did before it took over is its own duty's.
        """
        tasked, since = self.tasked(task), {holder.body.id: holder.since for holder in reversed(line)}
        others = self._concerned(task) - since.keys()
        found: list[Sequence[Event]] = [
            [event for event, whose in self._whose_are(task) if whose not in {*others, NOBODY}]
        ]
        for record in self.files(task, line)[1:]:
            events, first = record.get("events", ()), since[record["addressee"]]
            mixed = first > date.min and record["addressee"] in tasked
            found.append([e for e in events if stated(e).last >= first] if mixed else events)
        return [*found, *self._early(task, since)]

    def _early(self, task: Record, line: Container[str]) -> Iterator[list[Event]]:
        """Yield what those did about a duty of one body who have it later, or not yet: it is done, whoever had it then.

        Of a task of several nobody can say whose duty it was.
        """
        if len(self.tasked(task)) == 1:
            for record in self._of.get(task.id, ()):
                if record["addressee"] not in line:
                    first = self._first(task).get(record["addressee"], date.max)
                    events = record.get("events", ())
                    yield [event for event in events if counts_from(event, stated(event), self.paper(event)) < first]

    def paper(self, event: Event) -> date | None:
        """Return the day of the paper that an event rests on, if it names one."""
        return documents.of_event(self.corpus, event)

    def stray(self, task: Record, by: date) -> list[Happened]:
        """Return what was handed in for a task of several by those who do not have it by a day: nobody says for whom.

        What the task records as handed in by somebody else altogether is so on any day.
        """
        if len(self.tasked(task)) == 1:
            return []
        files = [r for r, day in self._later(task) if day > by]
        own = [event for event, whose in self._whose_are(task) if whose == NOBODY and event["type"] == "nop"]
        found = [event for events in (own, *(file.get("events", ()) for file in files)) for event in happened(events)]
        return [event for event in found if event.type in HANDED_IN and event.when.last <= by]

    def _first(self, task: Record) -> dict[str, date]:
        """Return the first day on which a duty can have passed to each body that it passes to, whenever that is."""
        if task.id not in self._firsts:
            found = dict.fromkeys(self.tasked(task), date.min)
            moves = [
                (event["to"], stated(event).first)
                for record in (task, *self._of.get(task.id, ()))
                for event in record.get("events", ())
                if event["type"] == "chuyen"
            ]
            for body, day in moves:
                found[body] = min(found.get(body, date.max), day)
            pending = [body for body in map(self.corpus.body, found) if body is not None]
            while pending:
                for heir, taken in self._successors(pending.pop()):
                    if heir.id not in found:
                        pending.append(heir)
                        found[heir.id] = taken.first
            self._firsts[task.id] = found
        return self._firsts[task.id]

    def _later(self, task: Record) -> list[tuple[Record, date]]:
        """Return the records of a task of those who were not given it, each with the first day on which they can have it."""
        if task.id not in self._others:
            days = ((r, self._first(task).get(r["addressee"], date.max)) for r in self._of.get(task.id, ()))
            self._others[task.id] = [(record, day) for record, day in days if day > date.min]
        return self._others[task.id]

    def _whose_are(self, task: Record) -> list[tuple[Event, str]]:
        """Return the events of a task, each with the one of those concerned whose it is (empty: of all)."""
        if task.id not in self._told:
            self._told[task.id] = list(self._tell_apart(task))
        return self._told[task.id]

    def _tell_apart(self, task: Record) -> Iterator[tuple[Event, str]]:
        """An event is of the one that it names; an answer is of the one whose hand-in waits for it.

        Where several wait, or by a record of its own alone, a confirmation is of all, so that what one has recorded of
        itself makes no other late, and reopened it is of all; what is given back is of nobody that is known, or of the one
        that handed in. What somebody handed in who has nothing to do with it is of nobody that is known.
        """
        concerned = self._concerned(task) - set(tasks.receivers(self.corpus, task, self.as_of))
        alone = [
            r["addressee"] for r in self._of.get(task.id, ()) if any(e["type"] == "nop" for e in r.get("events", ()))
        ]
        waiting: dict[str, list[str]] = {"nop": [], "xac-nhan": []}
        all_ = False  # whether all were confirmed
        for event in task.get("events", ()):
            whose, kind = event.get("by", {}).get("body", ""), event["type"]
            known = waiting["xac-nhan" if kind == "mo-lai" else "nop"]
            if whose not in concerned:
                by = self.corpus.body(whose)
                of = (
                    (known or (alone if kind != "xac-nhan" and not all_ else []))
                    if concerned and kind in ANSWERS
                    else []
                )
                whose = of[0] if len(of) == 1 else NOBODY if of and kind != "xac-nhan" else ""
                if kind == "nop" and concerned and by is not None and by.kind != "group":
                    whose = NOBODY
            all_ = (all_ or (kind == "xac-nhan" and not whose)) and kind != "mo-lai"
            if kind in ANSWERS:
                answered = [one for one in known if whose in ("", one)]
                known[:] = [one for one in known if one not in answered]
                waiting["xac-nhan"] += answered if kind == "xac-nhan" else []
            elif kind == "nop" and whose not in known:
                known.append(whose)
            yield event, whose

    def of_all(self, task: Record, event: Event) -> bool:
        """Whether an event of a task of several names none of them: it makes none of them late."""
        several = len(self.tasked(task)) > 1
        return several and any(own is event and not whose for own, whose in self._whose_are(task))

    def _concerned(self, task: Record) -> set[str]:
        """Return the bodies of a task of several: those tasked, those left out, and all who came after one of them."""
        tasked = self.tasked(task)
        if len(tasked) == 1:
            return set()
        if task.id not in self._whose:
            found = {*tasked, *(body for lead in task.get("leads", ()) for body in lead.get("except", ()))}
            pending = list(tasked.values())
            while pending:
                new = [heir for heir, _ in bodies.successors(self.corpus, pending.pop()) if heir.id not in found]
                found.update(heir.id for heir in new)
                pending += new
            self._whose[task.id] = found
        return self._whose[task.id]

    def _follow(self, task: Record, line: Line, closed: Callable[[Line], bool]) -> Iterator[Line]:
        onward = self._handed_over(task, line)
        if not onward and (heirs := self._heirs(task, line)):
            onward = [heir for heir in heirs if self._reopens(task, heir)] if closed(line) else heirs
        onward = [holder for holder in onward if holder not in line]
        if not onward:
            yield line
        for holder in onward:
            yield from self._follow(task, (*line, holder), closed)

    def _reopens(self, task: Record, heir: Holder) -> bool:
        """Whether what had been finished was reopened where it went to."""
        own = self.rollouts.get((task.id, heir.body.id))
        return own is not None and any(event["type"] == "mo-lai" for event in own.get("events", ()))

    def _handed_over(self, task: Record, line: Line) -> list[Holder]:
        """Return those that the holder of a duty first passed it to: several if one and the same did so on one day.

        Of hand-overs on one day of which nobody says by whom, each passes on what the one before it did. Of a month or
        year, the days after the receiver first acted are none of those on which it can have been.
        """
        holder = line[-1]
        found: list[tuple[date, str, Holder]] = []
        several, has = len(self.tasked(task)) > 1, {one.body.id for one in line}
        came = min(
            (heir.since for heir in self._heirs(task, line)), default=date.max
        )  # what is passed on since is theirs
        for record, events in zip(self.files(task, line), self.events(task, line), strict=False):
            over = [id(event) for event in events].index(id(holder.passed)) if holder.passed in events else -1
            for i, event in enumerate(happened(events)):
                days, day = event.when, event.when.last
                by = passer(record, event.data)
                target = self.corpus.body(event.data["to"]) if event.type == "chuyen" else None
                own = by == holder.body.id
                then = day == holder.since and not by and i > over
                after = then or day > holder.since or (own and day == holder.since)
                if target is None or target.id == holder.body.id or not after or day > came:
                    continue
                if any(h.passed is event.data for h in line) or (by not in has and by in self._first(task)):
                    continue  # it came this way, or had not got there
                founded = dates.certainly(
                    target.get("valid")
                ).first  # passed on on the eve of that, it has it since then
                since = max(min(day, self._acts(task, line, target, days)), founded)
                if since <= self.as_of:
                    before = holder.body if own or not (several or then) else None
                    first = days.first if since <= days.last else None
                    taken = Holder(target, since, before, earliest=first, passed=event.data)
                    found.append((day, holder.body.id if own else by, taken))
        return first_of(found, holder.body.id)

    def _acts(self, task: Record, line: Line, target: Record, days: Interval) -> date:
        """Return when one that has a duty by being passed it first acts in the days of that; the last day if it does not.

        What was its own before, it may have done as such.
        """
        own = self.rollouts.get((task.id, target.id))
        if own is None or target.id in self.tasked(task) or any(h.body.id == target.id for h in line):
            return date.max
        acts = (event.when.last for event in happened(own.get("events", ())))
        return min((day for day in acts if days.first <= day <= self.as_of), default=date.max)

    def _heirs(self, task: Record, line: Line) -> list[Holder]:
        """Return those that took over from the last body of a line, which has ended."""
        body, found = line[-1].body, []
        for heir, taken in self._successors(body):
            since = min(taken.last, self._acts(task, line, heir, taken)) if not taken.exact else taken.last
            earliest = taken.first if taken.first < since else None
            found.append(Holder(heir, since, body, earliest=earliest))
        heirs = [heir for heir in found if heir.since <= self.as_of]
        if len(heirs) > 1:  # which of them took over is known only of those that acted
            heirs = [heir for heir in heirs if (task.id, heir.body.id) in self._acted]
        return heirs

    def end(self, body: Record) -> Interval:
        """Return the days on one of which a body ended (``bodies.ended``)."""
        day = self._days.get((body.id, ENDS))
        return bodies.ended(body) if day is None else Interval(day, day)

    def _successors(self, body: Record) -> list[tuple[Record, Interval]]:
        """Return those that come after a body that ends, with the days on one of which they take over."""
        end = self.end(body)
        if end.last == date.max:
            return []
        after = Interval(end.first + timedelta(days=1), end.last + timedelta(days=1))
        found = []
        for i, (heir, entry) in enumerate(bodies.successors(self.corpus, body)):
            day = self._days.get((body.id, ENDS - 1 - i))
            on = dates.days(entry.get("on")) if day is None else Interval(day, day)
            taken = after if "on" not in entry else on.within(Interval(after.first, date.max))
            found.append((heir, Interval(after.last, after.last) if taken.empty else taken))
        return found

    def changing(self, body: Record) -> Iterator[tuple[Place, Happened]]:
        """Yield the end of a body, and the beginning of its heirs, where the days are not known."""
        end = self.end(body)
        if not end.exact:
            yield (body.id, ENDS), Happened({"type": "ket-thuc", "date": body["valid"]["to"]}, end)
        for i, (heir, taken) in enumerate(self._successors(body)):
            entry = bodies.successors(self.corpus, body)[i][1]
            if "on" in entry and not taken.exact:
                what = {"type": "ke-thua", "date": entry["on"], "to": heir.id}
                yield (body.id, ENDS - 1 - i), Happened(what, taken)
