"""The order of dates, in every direction. What a record asserts is an error; what its source says is a warning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.domain import cadence, dates, deadlines, documents, periods, tasks
from generator.domain.cadence import Cadence
from generator.domain.dates import Deadline, Interval
from generator.domain.events import dated_by
from generator.domain.once import once
from generator.domain.text import lower, said, vi_date
from generator.domain.worded import BLANKS, worded
from generator.domain.workdays import workdays
from generator.examine.checks import Hit, check
from generator.model import Corpus, Field, Record, Text


@check("interval-reversed")
def interval_reversed(corpus: Corpus) -> Iterator[Hit]:
    """A period ends before it begins."""
    for record in corpus.records.values():
        inside = ((at, value) for at, value, _ in corpus.schemas.walk(record.kind, "x-interval", record.data))
        for at, value in (*inside, ((), record.data)):
            if "from" in value and "to" in value and dates.days(value["to"]).before(dates.days(value["from"])):
                yield Hit(record, (*at, "to"), {"start": value["from"], "end": value["to"]})


@check("date-bounds")
def date_bounds(corpus: Corpus) -> Iterator[Hit]:
    """The date of a document and its bounds leave no day."""
    for record in corpus.of("document", "directive"):
        if documents.stated(record).empty:
            yield Hit(record, ("date_bounds",), {})


@check("date-written-differs")
def date_written_differs(corpus: Corpus) -> Iterator[Hit]:
    """The date of a document is not the one in its own wording."""
    for record in corpus.of("document", "directive"):
        written = dates.written(record.get("date_as_written", ""))
        days = documents.stated(record)
        if written and not days.empty and not days.first <= written <= days.last:
            yield Hit(record, ("date_as_written",), {"written": vi_date(written), "known": said(days)})


@check("cites-later")
def cites_later(corpus: Corpus) -> Iterator[Hit]:
    """A directive cites documents whose records say that they were issued later.

    With one such document its date is the suspect; with several, the date of the directive itself.
    """
    for directive in corpus.of("directive"):
        own = documents.stated(directive)
        later: dict[str, tuple[Field, Record]] = {}
        for citation in documents.citations(directive):
            cited = corpus.document(citation.data.get("document"))
            if cited is not None and own.before(documents.stated(cited)):
                later.setdefault(cited.id, ((*citation.at, "document"), cited))
        if later:
            at = next(iter(later.values()))[0] if len(later) == 1 or "date" not in directive.data else ("date",)
            earliest = min(documents.stated(cited) for _, cited in later.values())
            yield Hit(directive, at, {"document": ", ".join(later), "when": said(earliest), "own": said(own)})


@check("cites-later-as-written")
def cites_later_as_written(corpus: Corpus) -> Iterator[Hit]:
    """The directive's own words cite a document with a later date than its own; the register does not believe it."""
    for directive in corpus.of("directive"):
        own = documents.stated(directive)
        for citation in documents.citations(directive):
            written = dates.written(citation.data["as_written"])
            cited = corpus.document(citation.data.get("document"))
            asserted = cited is not None and own.before(documents.stated(cited))
            if written and written > own.last and not asserted:
                yield Hit(directive, (*citation.at, "as_written"), {"when": vi_date(written), "own": said(own)})


@check("amends-later")
def amends_later(corpus: Corpus) -> Iterator[Hit]:
    """A document amends or replaces one that was issued after it."""
    for record in corpus.of("document", "directive"):
        for field in ("amends", "replaces"):
            for i, target in enumerate(record.get(field, ())):
                other = corpus.document(target)
                if other is not None and documents.stated(record).before(documents.stated(other)):
                    yield Hit(record, (field, i), {"other": other.id, "when": said(documents.stated(other))})


@check("force-before-issued")
def force_before_issued(corpus: Corpus) -> Iterator[Hit]:
    """A document is in force before the day of its issue."""
    for record in corpus.of("document", "directive"):
        start = dates.days(record.get("validity", {}).get("from"))
        if "from" in record.get("validity", {}) and start.before(documents.stated(record)):
            yield Hit(record, ("validity", "from"), {"start": said(start), "issued": said(documents.stated(record))})


@check("basis-not-in-force")
def basis_not_in_force(corpus: Corpus) -> Iterator[Hit]:
    """A legal basis was no longer, or not yet, in force when the directive was issued."""
    for directive in corpus.of("directive"):
        issued = documents.dating(corpus, directive).days
        seen: set[str] = set()
        for citation in documents.citations(directive):
            if citation.data["role"] in ("can-cu", "thuc-hien"):
                basis = corpus.document(citation.data.get("document"))
                if basis is not None and basis.id not in seen and not _in_force(corpus, basis, issued):
                    seen.add(basis.id)
                    yield Hit(directive, (*citation.at, "document"), {"document": basis.id, "when": said(issued)})
    for task in corpus.of("task"):
        issued = tasks.issued(corpus, task)
        for i, target in enumerate(task.get("basis", ())):
            basis = corpus.document(target)
            if basis is not None and not _in_force(corpus, basis, issued):
                yield Hit(task, ("basis", i), {"document": basis.id, "when": said(issued)})


def _in_force(corpus: Corpus, document: Record, when: Interval) -> bool:
    force = dates.validity(document.get("validity"))
    replaced = any(start.last < when.first for start in _replacements(corpus).get(document.id, ()))
    return not replaced and (force.meets(when) or when.empty)


@once
def _replacements(corpus: Corpus) -> dict[str, list[Interval]]:
    """Return for each replaced document when those that replace it came into force, as far as that is known."""
    table: dict[str, list[Interval]] = {}
    for record in corpus.of("document", "directive"):
        if "from" in record.get("validity", {}):
            for target in record.get("replaces", ()):
                table.setdefault(target, []).append(dates.days(record["validity"]["from"]))
    return table


def _due_before(corpus: Corpus) -> Iterator[tuple[Record, dict[str, Any], bool]]:
    for task in corpus.of("task"):
        if (last := tasks.due(task)) is not None and not _blank(task):
            issued = tasks.issued(corpus, task)
            if last < issued.first and not issued.empty:
                yield task, {"due": vi_date(last), "issued": said(issued)}, _says(task)


def _says(task: Record) -> bool:
    """Whether the wording of the deadline, taken by itself, gives the same last day, or no day but a month or year."""
    due = task["due"]
    value = dates.days(due.get("by") or due.get("before"))
    written = list(dates.all_written(due["as_written"]))
    return any(value.first <= day <= value.last for day in written) or (not value.exact and not written)


@check("due-before-issued")
def due_before_issued(corpus: Corpus) -> Iterator[Hit]:
    """A deadline is earlier than the directive that sets it."""
    for task, values, in_source in _due_before(corpus):
        if not in_source:
            yield Hit(task, ("due",), values)


@check("due-before-issued-as-written")
def due_before_issued_as_written(corpus: Corpus) -> Iterator[Hit]:
    """The directive's own words set a deadline that is earlier than the directive."""
    for task, values, in_source in _due_before(corpus):
        if in_source:
            yield Hit(task, ("due", "as_written"), values)


@check("due-before-start")
def due_before_start(corpus: Corpus) -> Iterator[Hit]:
    """A deadline is earlier than the beginning of the duty."""
    for task in corpus.of("task"):
        if (last := tasks.due(task)) is not None and "start" in task.data:
            start = dates.days(task["start"]["from"])
            if last < start.first:
                yield Hit(task, ("due",), {"due": vi_date(last), "start": said(start)})


@check("submission-early")
def submission_early(corpus: Corpus) -> Iterator[Hit]:
    """A periodic report was received before its cut-off or, where none is recorded, before its period was over.

    A report that is due on a day within its period may be received from the beginning of the period.
    """
    for record in corpus.of("submission"):
        task = corpus.get(record["task"], "task")
        recurrence = task.get("recurrence", {}) if task is not None else {}
        period = periods.parse(record["period"], recurrence.get("periods", "lich")) if recurrence else None
        at = dated_by(record)
        if not at:
            continue
        if "cut_off" in record.data:
            end = dates.day(record["cut_off"])
        elif period is not None and "days" not in recurrence:  # a fixed day is its own last day
            end = tasks.opens(recurrence, period)
        else:
            continue
        received = dates.days(record[at])
        if received.last < end:
            yield Hit(record, (at,), {"received": said(received), "end": vi_date(end)})


@check("due-blank")
def due_blank(corpus: Corpus) -> Iterator[Hit]:
    """A deadline is the day that a program makes of an empty cell."""
    for task in corpus.of("task", "recommendation"):
        for name in _blank(task):
            yield Hit(task, ("due", name), {"day": vi_date(dates.days(task["due"][name]).first)})


def _blank(task: Record) -> list[str]:
    """Return the fields of a deadline in which a day stands that is none: it is not also held against others."""
    due = task.get("due", {})
    days = {name: dates.days(due[name]) for name in ("by", "before") if name in due}
    return [name for name, when in days.items() if when.exact and when.first in BLANKS]


@check("due-written-differs")
def due_written_differs(corpus: Corpus) -> Iterator[Hit]:
    """The last day of a deadline is not the one that its own wording gives, where that can be read with certainty.

    «trước ngày 01/01/2024» ends the day before; «chậm nhất», «đến hết» and an hour of the day end on the day itself; a
    month, a quarter and a year end with their last day, and so does a span of several. What is due before a holiday does not
    move behind it, «trong 02 tháng» are not 60 days, and what is due «hằng tháng» is not due once.
    """
    for task in corpus.of("task", "recommendation"):
        if "due" in task.data and not _blank(task) and (found := _due_differs(corpus, task)):
            yield Hit(task, ("due", "as_written"), {"known": found[0], "written": found[1]})


_BEFORE_HOLIDAY = re.compile(r"(?<!\w)trước\s+(?:(?:ngày|kỳ|dịp|khi)\s+)*(?:nghỉ|lễ|tết)(?!\w)", re.IGNORECASE)


def _due_differs(corpus: Corpus, task: Record) -> tuple[Text, Text] | None:
    """Return how a deadline is recorded, and how it is worded, if that is something else for certain."""
    due = task["due"]
    words, last = due["as_written"], dates.last_day(due)
    again = cadence.cadence(words)
    if task.kind == "task" and "open" not in due and (again.every or again.parts):
        return Text("một lần", "once"), _cadence(corpus, again)
    if "within" in due:
        read = deadlines.read(words)
        own = {} if read is None else read.due.get("within", {})
        one, other = dates.length(due["within"]), dates.length(own) if own else ""
        return (
            (Text(f"trong {one}", f"in {one}"), Text(f"trong {other}", f"in {other}"))
            if other not in ("", one)
            else None
        )
    if last is None:
        return None
    reading = worded(words)
    if reading is not None and not reading.fits(last):
        return _until(last), _until(reading.last(last))
    if (
        _BEFORE_HOLIDAY.search(words)
        and workdays(corpus).ends(Deadline(last, exact=due.get("exact", False))).day != last
    ):
        moved = Text("lùi sang ngày làm việc sau kỳ nghỉ", "moved behind the holiday")
        return moved, Text(f"{_until(last).vi}, trước kỳ nghỉ", f"{_until(last).en}, before it")
    return None


def _until(day: date) -> Text:
    return Text(f"hết ngày {vi_date(day)}", f"the end of {vi_date(day)}")


@check("recurrence-written-differs")
def recurrence_written_differs(corpus: Corpus) -> Iterator[Hit]:
    """How often a duty recurs, or by when each time, is not what its own wording says, where that is read with certainty.

    «trước ngày 20 hằng tháng» ends on the 19th, as a single deadline does.
    """
    alike: dict[tuple[str, str], list[Record]] = {}
    for task in corpus.of("task"):
        alike.setdefault((task["directive"], task.get("recurrence", {}).get("as_written", "")), []).append(task)
    for task in corpus.of("task"):
        own = task.get("recurrence", {})
        beside = alike[task["directive"], own.get("as_written", "")]
        found = cadence.difference(own, [other["recurrence"] for other in beside if own])
        if found is not None:
            values = {"known": _cadence(corpus, found.known), "written": _cadence(corpus, found.written)}
            yield Hit(task, ("recurrence", found.field), values)


def _cadence(corpus: Corpus, said: Cadence) -> Text:
    """Say what a recurrence, or its wording, says in one point."""
    if said.words:
        return Text(said.words, said.words)
    if said.every and said.day:
        every = _cadence(corpus, Cadence(said.every))
        day = _cadence(corpus, Cadence(day=said.day, after=said.after))
        return Text(f"{every.vi}, {day.vi}", f"{every.en}, {day.en}")
    if said.every:
        option: Text = corpus.schemas.option("task", ("recurrence", "every"), said.every)
        return Text(lower(option.vi), option.en)
    if said.weekdays:
        names = [corpus.schemas.option("task", ("recurrence", "due_weekday"), day) for day in sorted(said.weekdays)]
        return Text("hạn hết " + " hay ".join(n.vi for n in names), "due by " + " or ".join(n.en for n in names))
    if said.days:
        days = ", ".join(vi_date(date(2000, int(day[:2]), int(day[3:])))[:-5] for day in sorted(said.days))
        return Text(f"hạn hết ngày {days}", f"due by the end of {days}")
    month = {None: ("", ""), True: (" tháng liền sau kỳ", " of the month after the period")}.get(
        said.after, (" tháng cuối của kỳ", " of the last month of the period")
    )
    return Text(f"hạn hết ngày {said.day}{month[0]}", f"due by the end of day {said.day}{month[1]}")


@check("period-before-issued")
def period_before_issued(corpus: Corpus) -> Iterator[Hit]:
    """The first period of a recurring duty was over before the directive was issued."""
    for task in corpus.of("task"):
        recurrence = task.get("recurrence", {})
        first = periods.parse(recurrence.get("first", ""), recurrence.get("periods", "lich"))
        if first is not None and first.days.last < tasks.issued(corpus, task).first:
            yield Hit(
                task,
                ("recurrence", "first"),
                {"period": recurrence["first"], "issued": said(tasks.issued(corpus, task))},
            )


@check("team-order")
def team_order(corpus: Corpus) -> Iterator[Hit]:
    """A team is re-composed or dissolved before it was founded."""
    for team in corpus.of("team"):
        known = [(i, entry, corpus.document(entry["document"])) for i, entry in enumerate(team.get("decisions", ()))]
        founded = [documents.stated(doc) for _, entry, doc in known if doc is not None and entry["role"] == "thanh-lap"]
        for i, entry, document in known:
            if document is not None and entry["role"] != "thanh-lap":
                when = documents.stated(document)
                if any(when.before(start) for start in founded):
                    yield Hit(team, ("decisions", i), {"document": document.id, "when": said(when)})
