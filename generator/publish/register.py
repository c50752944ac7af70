"""What all views share: the redacted corpus, the day, the derived duties, and how records are named and addressed."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any, Protocol, TypeVar

from generator.domain import dates, documents, findings, inferred, responses, tasks
from generator.domain.accountability import happened
from generator.domain.text import collation_key, fold, lower, vi_date
from generator.kinds import BY_NAME
from generator.model import NAMELESS, Office, Problem, Record
from generator.publish.derive.duties import duties
from generator.publish.derive.follow_ups import FollowUp, follow_ups, withhold_follow_ups
from generator.publish.derive.owed import Backlog, Owed, backlog, left
from generator.publish.derive.recording_delay import Recording, recordings
from generator.publish.derive.requests import Request, requests, withhold_requests
from generator.publish.derive.scores import Cost, Facts, Score, costs, scores
from generator.publish.derive.standing import Count, Duty, State, count
from generator.publish.derive.summaries import Summary, summaries
from generator.publish.history import NO_PAST, Past
from generator.publish.inline import Chip, Line, Ref, Said, joined, line, noted, written
from generator.publish.names import Names
from generator.publish.redact import Redacted
from generator.publish.wording import Wording

View = Mapping[str, Any]
MONTHS = 5
"""Days, a month from each other, with which the numbers of the day are compared: each is judged anew."""
OF_SEVERAL = ("task", "directive", "measurement", "coordination", "inspection", "recommendation")
"""Records that say something of several bodies: what one of them answers is of it alone."""
RECENT = 4096
"""Rows on tasks (of links: four times as many) that are kept: the pages of a province show the same ones again."""


def at(record: Record, path: str) -> Any:
    """Return what stands at a field (``a.0.b``) of a record; nothing where it has none."""
    value: Any = record.data
    for name in path.split("."):
        value = value[int(name)] if isinstance(value, list) else value.get(name, ())
        if not value:
            break
    return value


def mark(record: Record, *fields: str) -> Line:
    """Return the mark of what the register inferred, to stand after it; nothing for what the source says."""
    return noted(inferred.MARK) if inferred.because(record, *fields) else ()


class _Borne(Protocol):
    """Something that one body has to do."""

    @property
    def body(self) -> Record | None:
        """Who has to do it; None if nobody is named."""


_Borne_ = TypeVar("_Borne_", bound=_Borne)


def _by_body(all_of: Iterable[_Borne_]) -> dict[str, list[_Borne_]]:
    table: dict[str, list[_Borne_]] = {}
    for one in all_of:
        if one.body is not None:
            table.setdefault(one.body.id, []).append(one)
    return table


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its Markdown path, template and what the template sees; title, search words and filter for the theme."""

    path: str
    template: str
    title: str
    shown: View | Callable[[], View] = field(default_factory=dict)
    """What the template sees; of a family with a page per record, what makes it (all views at once fill the memory)."""
    kind: str = ""
    """What the page is, as the search filter names it; empty keeps the page out of the search."""
    words: Sequence[str] = ()
    """Further words by which people look for the page: aliases, numbers."""
    rest: Mapping[str, Any] = field(default_factory=dict)
    """The rows of its tables that it has no room for, as tables by the paths of their files."""
    further: Mapping[str, str] = field(default_factory=dict)
    """The places of the page that stand on a further one, for lack of room: there, by what they are called."""
    of: str = ""
    """Of a further page, the address of the first."""

    @property
    def view(self) -> View:
        """What the template sees, made anew each time it is asked for."""
        return self.shown() if callable(self.shown) else self.shown

    @property
    def url(self) -> str:
        """The address of the page below the site's root."""
        return self.path.removesuffix("index.md")

    @property
    def ref(self) -> Ref:
        """A link to the page."""
        return Ref(self.title, self.url)


class Register:
    """A redacted corpus as of a day, with everything that more than one view derives from it."""

    def __init__(
        self, seen: Redacted, as_of: date, past: Past = NO_PAST, office: Office = NAMELESS, *, door: bool = False
    ) -> None:
        self.door = door
        """Whether invented provinces are shown apart from this register (``publish/apart.py``)."""
        self._refs: dict[str, Ref] = {}
        self._left: dict[date, list[Owed]] = {}
        self.corpus = seen.corpus
        self.as_of = as_of
        self.past = past
        self.office = office
        self.problems = seen.problems
        self.acknowledged = seen.acknowledged
        self.withheld = seen.withheld
        self.points = seen.points
        self.accountability_totals = seen.accountability
        self.names = Names(seen.corpus)
        self.wording = Wording(self.names)
        self.duties = self.duties_on(as_of)

    def ago(self, days: int) -> date:
        """Return a day before that of the site; the calendar has a beginning."""
        return date.fromordinal(max(self.as_of.toordinal() - days, 1))

    @cached_property
    def months(self) -> tuple[date, ...]:
        """The day of the site, and before it the same day of the months before (or their last), the oldest first."""
        now = self.as_of.year * 12 + self.as_of.month - 1
        firsts = [date(month // 12, month % 12 + 1, 1) for month in range(max(now - MONTHS, 12), now + 1)]
        return tuple(first.replace(day=min(self.as_of.day, monthrange(first.year, first.month)[1])) for first in firsts)

    @cached_property
    def left_by(self) -> dict[str, list[list[Owed]]]:
        """What was not done on each of them, by id of the province and of the body, for those that ever had anything."""
        table: dict[str, list[list[Owed]]] = {}
        for place, day in enumerate(self.months if self.followed_in else ()):
            for one in self.left_on(day):
                for own in (one.record.province, *([one.body.id] if one.body else ())):
                    table.setdefault(own, [[] for _ in self.months])[place].append(one)
        return table

    @cached_property
    def backlog(self) -> dict[str, list[Backlog]]:
        """How much of what was not done on each of them, by the same ids."""
        return {
            own: [backlog(left, day) for day, left in zip(self.months, history, strict=True)]
            for own, history in self.left_by.items()
        }

    def duties_on(self, day: date) -> dict[str, list[Duty]]:
        """Return the duties of every task by task id, as they stood by the end of a day."""
        return self.withheld.over(duties(self.corpus, day))

    def follow_ups_on(self, day: date) -> dict[str, FollowUp]:
        """Return the findings seen by the end of a day, with what had become of them then, by id."""
        return withhold_follow_ups(follow_ups(self.corpus, day), self.withheld)

    @cached_property
    def follow_ups(self) -> dict[str, FollowUp]:
        """Findings seen by the day, with what became of them, by id."""
        return self.follow_ups_on(self.as_of)

    @cached_property
    def follow_ups_of(self) -> dict[str, list[FollowUp]]:
        """Findings by the agency that answers for them now, and by the one at which they were seen."""
        table: dict[str, list[FollowUp]] = {}
        for follow_up in self.follow_ups.values():
            for agency in dict.fromkeys((follow_up.holder.id, follow_up.finding["agency"])):
                table.setdefault(agency, []).append(follow_up)
        return table

    @cached_property
    def requests(self) -> dict[str, list[Request]]:
        """Coordination requests, feedback, obstacles and accountability cases with their standings, by kind."""
        return self.requests_on(self.as_of)

    def requests_on(self, day: date) -> dict[str, list[Request]]:
        """Return what had to be answered, as it stood by the end of a day, by kind."""
        return withhold_requests(requests(self.corpus, day), self.withheld)

    @cached_property
    def owed(self) -> list[Owed]:
        """What is overdue or due soon, of every sort, the earliest deadline first."""
        return self.owed_on(self.as_of)

    def owed_on(self, day: date) -> list[Owed]:
        """Return what was overdue or due soon by the end of a day."""
        return [one for one in self.left_on(day) if one.overdue or one.soon]

    def left_on(self, day: date) -> list[Owed]:
        """Return what was not done, or not confirmed, by the end of a day, the earliest deadline first."""
        if day not in self._left:
            duties = chain.from_iterable(self.duties_on(day).values())
            self._left[day] = left(
                duties, self.follow_ups_on(day).values(), chain.from_iterable(self.requests_on(day).values())
            )
        return self._left[day]

    @cached_property
    def followed_in(self) -> frozenset[str]:
        """The provinces in which anything is known that could be overdue."""
        asked = chain.from_iterable(self.requests.values())
        heard = (task for task, own in self.duties.items() if self.counted(own).followed)
        return frozenset(
            [self.corpus.records[task].province for task in heard]
            + [m.finding.province for m in self.follow_ups.values()]
            + [request.record.province for request in asked]
        )

    @cached_property
    def owed_of(self) -> dict[str, list[Owed]]:
        """What is overdue or due soon, by the body that has to do it."""
        return _by_body(self.owed)

    @cached_property
    def requests_of(self) -> dict[str, list[Request]]:
        """What has to be answered, by the body that has to answer."""
        return _by_body(chain.from_iterable(self.requests.values()))

    @cached_property
    def scores(self) -> dict[str, Score]:
        """The ratings of agencies with every point, by id."""
        return scores(self.corpus, self.as_of, Facts(self.duties, self.follow_ups, self.requests, self.points(None)))

    @cached_property
    def costs(self) -> dict[str, list[Cost]]:
        """What each record cost or gave in the ratings of agencies, by id of the record."""
        return costs(self.scores)

    @cached_property
    def summaries(self) -> dict[str, Summary]:
        """The period summaries with their computed figures, by id."""
        return summaries(self.corpus, self.as_of, self.withheld)

    @cached_property
    def recordings(self) -> list[Recording]:
        """Events of which the day of record is known, each with the body that answers for it."""
        return list(recordings(self.corpus, self.past.since_of, self.as_of))

    @cached_property
    def by_page(self) -> dict[str, list[Record]]:
        """Records by the address of the page that shows them."""
        table: dict[str, list[Record]] = {}
        for record in self.corpus.records.values():
            table.setdefault(self.place(record).partition("#")[0], []).append(record)
        return table

    @cached_property
    def within(self) -> dict[str, list[Record]]:
        """Those by that address, and by that of the page above: tasks with their directive, findings with their inspection."""
        table = {url: [*own] for url, own in self.by_page.items()}
        for record in self.corpus.records.values():
            kind = BY_NAME[record.kind]
            if kind.below:
                table[self.place(self.corpus.records[kind.above(record.data)])].extend(self.by_page[self.place(record)])
        return table

    @cached_property
    def untold(self) -> frozenset[str]:
        """The ids of what tells of a finding whose standing is withheld: no page shows it."""
        own = {r.id for r in self.corpus.of("remediation") if r["finding"] in self.withheld.findings}
        return frozenset(own | {r.id for r in self.corpus.of("verification") if r["remediation"] in own})

    @cached_property
    def of_page(self) -> dict[str, Record]:
        """The record that a page is about, by its address; of none that shows several."""
        return {
            url: own
            for record in self.corpus.records.values()
            for url, own in [(self.place(record), record)]
            if "#" not in url
        }

    @cached_property
    def by_body(self) -> dict[str, list[Duty]]:
        """Duties by the body that answers for them."""
        return _by_body(self.all_duties())

    @cached_property
    def tasks_of(self) -> dict[str, list[Record]]:
        """Tasks by directive, in the order of its clauses."""
        table: dict[str, list[Record]] = {}
        for task in tasks.in_order(self.corpus):
            table.setdefault(task["directive"], []).append(task)
        return table

    @cached_property
    def _replied(self) -> dict[str, list[Record]]:
        """What bodies have said to records that name them, by the record, the first one first."""
        table: dict[str, list[Record]] = {}
        for own in sorted(self.corpus.of("response"), key=lambda r: str(r["on"])):
            table.setdefault(own["about"], []).append(own)
        return table

    @cached_property
    def _measured(self) -> dict[str, list[Record]]:
        """The measurements that something was said to, by task: a duty of many bodies has thousands of others."""
        table: dict[str, list[Record]] = {}
        for own in self.corpus.of("measurement"):
            if own.id in self._replied:
                table.setdefault(own["task"], []).append(own)
        return table

    def replies(self, body: Record | None, *records: Record | None) -> list[Record]:
        """Return what was said to what some records say of a body, or to what that rests on; of several, by that body itself."""
        known = [record for record in records if record is not None]
        names = dict.fromkeys(name for record in known for name in (record.id, *self._grounds(record, body)))
        about = (own for name in names for own in self._replied.get(name, ()))
        return [
            own
            for own in about
            if self.corpus.records[own["about"]].kind not in OF_SEVERAL or (body is not None and own["by"] == body.id)
        ]

    def _grounds(self, record: Record, body: Record | None) -> Iterator[str]:
        """Yield the ids of what is said of a body on a task or a finding rests on, beside the record itself."""
        if record.kind == "task":
            yield record["directive"]
            own = self._measured.get(record.id, ())
            yield from (m.id for m in own if m.get("body") in (None, body.id if body else None))
        elif record.kind == "finding":
            yield record["inspection"]
            yield from (recommendation.id for recommendation in findings.recommendations(self.corpus, record))
            remediation, verified = findings.told_of(self.corpus, record)
            yield from (own.id for own in (remediation, *verified) if own is not None)

    def disputed(self, body: Record | None, *records: Record | None) -> date | None:
        """Return since when what some records say of a body is being verified, at a request that is not decided, or not met."""
        asked = (r for r in self.replies(body, *records) if r["type"] == "dinh-chinh-de-nghi")
        open_ = (
            r for r in asked if happened(r, "outcome", self.as_of) is None or responses.uncorrected(self.corpus, r)
        )
        return min((dates.days(r["on"]).last for r in open_), default=None)

    @cached_property
    def samples(self) -> frozenset[str]:
        """The invented provinces."""
        return frozenset(p.id for p in self.corpus.of("province") if p.get("sample"))

    def is_sample(self, record: Record) -> bool:
        """Whether a record belongs to an invented province."""
        return record.province in self.samples

    def all_duties(self) -> Iterable[Duty]:
        """Every duty, in the order of the documents."""
        for own in self.duties.values():
            yield from own

    def counted(self, chosen: Iterable[Duty]) -> Count:
        """Count duties by state."""
        return count(chosen)

    @cached_property
    def text_only(self) -> int:
        """Tasks of directives that the register knows only as texts."""
        directives = {d.id for d in self.corpus.of("directive") if d["coverage"] == "chi-van-ban"}
        return sum(len(own) for directive, own in self.tasks_of.items() if directive in directives)

    @cached_property
    def _problems(self) -> dict[str, list[tuple[int, Problem]]]:
        """Acknowledged and open problems by record, each with its place in the order of all."""
        table: dict[str, list[tuple[int, Problem]]] = {}
        for place, problem in enumerate((*self.acknowledged, *self.problems)):
            table.setdefault(problem.record, []).append((place, problem))
        return table

    def problems_of(self, *records: Record) -> tuple[list[Problem], list[Problem]]:
        """Return the acknowledged and the open problems of some records, in the order of all problems."""
        own = sorted(entry for record in {r.id: r for r in records} for entry in self._problems.get(record, ()))
        end = len(self.acknowledged)
        return [p for place, p in own if place < end], [p for place, p in own if place >= end]

    # names and addresses

    def label(self, record: Record) -> str:
        """Name a record as people do."""
        return self.names.label(record)

    def called(self, body: Record) -> str:
        """Name a body where those of several provinces stand together."""
        return self.names.called(body)

    def place(self, record: Record) -> str:
        """Return the address of the page, or place on a page, that shows a record."""
        return self.names.place(record)

    def ref(self, record: Record, label: str = "") -> Ref:
        """Return a link to a record."""
        if label:
            return Ref(label, self.place(record))
        found = self._refs.get(record.id)
        if found is None:
            if len(self._refs) >= 4 * RECENT:
                self._refs.clear()
            found = self._refs[record.id] = Ref(self.label(record), self.place(record))
        return found

    def refs(self, records: Iterable[Record]) -> list[Ref]:
        """Return links to records in Vietnamese alphabetical order of their names."""
        return sorted((self.ref(r) for r in records), key=lambda ref: (collation_key(ref.label), ref.label, ref.url))

    def refs_marked(self, records: Iterable[Record], *fields: str) -> list[Line]:
        """Return links to records in the order of ``refs``, each marked where one of its fields is inferred."""
        every = {self.ref(r): r for r in records}
        return [line(ref, mark(every[ref], *fields)) for ref in self.refs(every.values())]

    def party(self, party: Mapping[str, Any]) -> Line:
        """Return what is shown of a party: the post and body, the source's wording and a note."""
        return line(self._body(party), written(party.get("as_written", "")), noted(party.get("note", "")))

    def parties(self, entries: Iterable[Mapping[str, Any]]) -> Line:
        """Return the posts and bodies of several parties."""
        return joined(self._body(entry) for entry in entries)

    def parties_of(self, record: Record, path: str) -> Line:
        """Return the posts and bodies that a field (``a.b``) of a record names, each marked where it is inferred."""
        return joined((self._body(entry), mark(record, f"{path}.{i}")) for i, entry in enumerate(at(record, path)))

    def named(self, task: Record, path: str) -> Line:
        """Return everyone that a task names as a lead or cooperator: who is no body of the register, in the source's words."""
        own: list[Said] = [lower(self.coded(task, f"{path}_state"))] if f"{path}_state" in task.data else []
        own += [self.parties_of(task, path)] if path in task.data else []
        return joined([*own, *(f"“{words}”" for words in task.get(f"other_{path}", ()))])

    def _body(self, party: Mapping[str, Any]) -> Line:
        body = self.corpus.body(party.get("body"))
        left_out = self.refs(own for name in party.get("except", ()) if (own := self.corpus.body(name)) is not None)
        return line(
            *self._post(party["post"], body) if "post" in party else (self.ref(body) if body else None,),
            (" (trừ ", joined(left_out), ")") if left_out else None,
        )

    def _post(self, post: str, body: Record | None) -> tuple[Said, ...]:
        """Return a post at a body as people say it: «Thủ trưởng các sở», «Chánh Văn phòng Ủy ban nhân dân tỉnh»."""
        if body is None:
            return (post,)
        ref = self.ref(body)
        own, name = post.split(), ref.label.split()
        longest = min(len(own), len(name))
        said_twice = (n for n in range(longest, 0, -1) if fold(" ".join(own[-n:])) == fold(" ".join(name[:n])))
        same = next(said_twice, 0)
        label = f"c{ref.label[1:]}" if ref.label.startswith("Các ") else ref.label
        return (" ".join(own[: len(own) - same]), " ", replace(ref, label=label))

    def coded(self, record: Record, *at: str | int) -> str:
        """Return the label of the coded value at a field of a record."""
        value: Any = record.data
        for part in at:
            value = value[part]
        return str(self.corpus.schemas.coded(record.kind, at, value))

    # what several pages show of a task

    def chip(self, duty: Duty) -> Chip:
        """Return the state of a duty, in words that fit its shape, and the explaining sentence."""
        return Chip(str(duty.standing.state), duty.label, duty.standing.because)

    def chips(self, own: Sequence[Duty]) -> list[Chip]:
        """Return the states of a task's duties: one with its sentence, or each state with its count."""
        if len(own) == 1:
            return [self.chip(own[0])]
        found, labels = count(own), {duty.standing.state: duty.label for duty in own}
        return [Chip(str(state), labels[state], count=found[state]) for state in State if found[state]]

    def chips_of(self, task: Record, body: Record) -> list[Chip]:
        """Return the states of a task at one body; of a group, and of what is nobody's alone, those of all."""
        own = [d for d in self.duties[task.id] if body.kind == "group" or d.body is None or d.body.id == body.id]
        return self.chips(own)

    def clause(self, directive: Record | None, clause: str) -> str:
        """Name a clause of a directive as people do; a free text (an article of a law) stays as it is."""
        if directive is None or directive.kind != "directive":
            return clause
        return documents.clause_names(self.corpus, directive).get(clause, clause)

    def row(self, task: Record) -> dict[str, Any]:
        """Return one line on a task for a table: clause, title, lead, time, states, directive. Not to be changed."""
        return self._rows(task.id)

    @cached_property
    def _rows(self) -> Callable[[str], dict[str, Any]]:
        return lru_cache(RECENT)(lambda task: self._row(self.corpus.records[task]))

    def extended(self, task: Record) -> str:
        """Say to which day a deadline was extended, where that is one day for all."""
        standings = [duty.standing for duty in self.duties[task.id]]
        own = {(standing.named or standing.due, standing.extensions > 0) for standing in standings}
        due, extended = next(iter(own)) if len(own) == 1 else (None, False)
        return f"; đã gia hạn đến {vi_date(due)}" if extended and due is not None else ""

    def _heard(self, task: Record) -> str:
        """Say what named bodies answered to how they are said to stand with a task, of all of them together."""
        own = [(duty.body, task, duty.record) for duty in self.duties[task.id]]
        replies = [reply for one in own for reply in self.replies(*one)]
        said = {self.coded(r, "type").lower() for r in replies if r["type"] != "dinh-chinh-de-nghi"}
        disputed = ["đang được kiểm chứng"] if any(self.disputed(*one) for one in own) else []
        return "; ".join([*([f"cơ quan {', '.join(sorted(said))}"] if said else []), *disputed])

    def _row(self, task: Record) -> dict[str, Any]:
        directive = self.corpus.get(task["directive"], "directive")
        return {
            "task": task,
            "ref": self.ref(task),
            "clause": self.clause(directive, task["clause"]),
            "leads": self.named(task, "leads"),
            "when": inferred.marked(tasks.when(self.corpus, task), task, *tasks.TIMES) + self.extended(task),
            "wording": tasks.wording(task),
            "shape": inferred.marked(self.coded(task, "shape"), task, "shape"),
            "chips": self.chips(self.duties[task.id]),
            "directive": self.ref(directive) if directive else None,
            "sample": self.is_sample(task),
            "note": self._heard(task) if self._replied else "",
        }
