"""What happened to duties, in order: what cannot follow, or have happened yet, or belong to any period or occurrence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from generator.domain import dates, documents, findings, tasks
from generator.domain.events import dated_by, dating, of_report, stated
from generator.domain.text import said, vi_date
from generator.domain.workdays import workdays
from generator.examine.checks import Hit, check
from generator.examine.checks.remediation import with_finding
from generator.model import Corpus, Field, Record, Text


def _with_events(corpus: Corpus) -> Iterator[tuple[Record, Record]]:
    """Yield (record with events, its task)."""
    for record in corpus.of("task", "rollout", "submission"):
        task = record if record.kind == "task" else corpus.get(record["task"], "task")
        if task is not None and "events" in record.data:
            yield record, task


@check("event-order")
def event_order(corpus: Corpus) -> Iterator[Hit]:
    """Events stand in the order of their dates."""
    for record, _ in _with_events(corpus):
        events = record["events"]
        for i in range(1, len(events)):
            now, earlier = stated(events[i]), stated(events[i - 1])
            if now.before(earlier):
                yield Hit(record, ("events", i, dating(events[i])), {"date": said(now), "earlier": said(earlier)})


OF_PAPER = {"document": "date", "notice": "on"}
"""Days of papers: no events to be reported by anybody, and none of them has a day to come."""


@check("event-in-future")
def event_in_future(corpus: Corpus) -> Iterator[Hit]:
    """Something is recorded as having happened on a day that has not come yet."""
    today = corpus.today
    if today is None:
        return
    for record in (*corpus.records.values(), *corpus.withdrawn.values()):
        for at, value in _happened(corpus, record):
            if dates.days(value).first > today:
                yield Hit(record, at, {"date": said(dates.days(value)), "today": vi_date(today)})


def _happened(corpus: Corpus, record: Record) -> Iterator[tuple[Field, str]]:
    """Yield the days of a record on which something happened, each with its place: events and papers, then its own course."""
    yield from ((at, value) for at, value, _ in corpus.schemas.walk(record.kind, "x-event", record.data))
    if (name := OF_PAPER.get(record.kind, "")) in record.data:
        yield (name,), record[name]
    yield from ((("corrections", i, "on"), entry["on"]) for i, entry in enumerate(record.get("corrections", ())))
    if "on" in record.get("withdrawn", {}):
        yield ("withdrawn", "on"), record["withdrawn"]["on"]


@check("event-before-decision")
def event_before_decision(corpus: Corpus) -> Iterator[Hit]:
    """An event is dated before the document that decides or proves it, a hand-in before what was handed in."""
    for record in corpus.of("task", "rollout", "submission", "remediation"):
        for at, event, papers in _rests_on(record):
            when = stated(event)
            whose = {event.get("by", {}).get("body"), *map(record.get, ("addressee", "reporter", "agency"))} - {None}
            for document in (found for name in papers if (found := corpus.document(name)) is not None):
                if not when.before(documents.stated(document)):
                    continue
                if event["type"] in HANDED_IN and whose and document.get("issuer") not in whose:
                    continue  # a later paper of somebody else may tell of an earlier hand-in
                values = {"date": said(when), "document": document.id, "issued": said(documents.stated(document))}
                yield Hit(record, at, values)
                break


def _rests_on(record: Record) -> Iterator[tuple[Field, Mapping[str, Any], list[str | None]]]:
    """Yield what happened by a paper, where its day stands, and its papers: what was handed in is one, too."""
    if record.kind == "submission" and (day := dated_by(record)):
        source = record["source"]
        yield (day,), of_report(record)[0], [source.get("document"), record.get("document")]
    for i, event in enumerate(record.get("events", ())):
        if event["type"] in DECIDED:
            proofs = event.get("evidence", ()) if event["type"] in HANDED_IN else ()
            papers = [paper.get("document") for paper in (event["source"], *proofs)]
            yield ("events", i, dating(event)), event, papers


@check("event-after-report")
def event_after_report(corpus: Corpus) -> Iterator[Hit]:
    """A signed period report is the source of something that happened after it was signed."""
    signed = {
        one["document"]: one["signed"] for one in corpus.of("summary") if {"document", "signed"} <= one.data.keys()
    }
    for record in corpus.of("task", "rollout", "submission", "remediation"):
        for i, event in enumerate(record.get("events", ())):
            day, when = signed.get(event["source"].get("document")), stated(event)
            if day is not None and dates.days(day).before(when):
                values = {"date": said(when), "document": event["source"]["document"], "signed": said(dates.days(day))}
                yield Hit(record, ("events", i, dating(event)), values)


@check("event-before-issued")
def event_before_issued(corpus: Corpus) -> Iterator[Hit]:
    """Something happened to a task before the directive that gives it."""
    return _before_issued(corpus, done=False)


@check("done-before-issued")
def done_before_issued(corpus: Corpus) -> Iterator[Hit]:
    """A task was done, or handed in, before the directive that gives it."""
    return _before_issued(corpus, done=True)


def _before_issued(corpus: Corpus, *, done: bool) -> Iterator[Hit]:
    for record, task in _with_events(corpus):
        issued = tasks.issued(corpus, task)
        for i, event in enumerate(record["events"]):
            when = stated(event)
            if when.before(issued) and (event["type"] in OF_A_PERIOD) == done:
                yield Hit(record, ("events", i, dating(event)), {"date": said(when), "issued": said(issued)})
                break


HANDED_IN = ("nop", "bao-cao")
DECIDED = ("gia-han", "tam-dung", "huy", "chuyen", *HANDED_IN, "tra-lai", "mo-lai", "khong-ap-dung")
"""Events that happen by their paper: none of them is earlier than it."""
NOTHING_YET = Text("chưa có sự kiện nào", "no event yet")


@check("event-sequence")
def event_sequence(corpus: Corpus) -> Iterator[Hit]:
    """An event cannot follow the one before it: resumed but not paused, returned but not submitted, after the end."""
    for record, task in _with_events(corpus):
        before = "nop" if record.kind == "submission" else ""
        moves = (corpus.schemas.at(record.kind, ("events", 0, "type")) or {})["x-moves"]
        for i, event in enumerate(record["events"]):
            again = before == "xac-nhan" and task["shape"] in tasks.NEVER_DONE and event["type"] in moves[""]
            fits = again or event["type"] in moves[before]
            if event["type"] in GOES_ON and (not before or event["type"] == "tiep-tuc"):
                pauses = [e["type"] for e in record["events"][:i] if e["type"] in ("tam-dung", "tiep-tuc")]
                fits = pauses[-1:] == ["tam-dung"] or _begun_elsewhere(corpus, record, task, event)
            if not fits:
                at: Field = ("events", i, "type")
                label = corpus.schemas.option(record.kind, at, event["type"])
                earlier = corpus.schemas.option(record.kind, at, before) if before else NOTHING_YET
                yield Hit(record, at, {"event": label, "earlier": earlier})
                break
            before = event["type"]


GOES_ON = {"tiep-tuc": "tam-dung", "tra-lai": "nop", "mo-lai": "xac-nhan"}
"""What can only follow something else, and what that is."""
OF_A_PERIOD = ("nop", "tra-lai", "xac-nhan", "mo-lai")
OF_ONE = Text(
    "của một việc định kỳ phải ghi ở kết quả của từng kỳ (submission), không ghi ở đây",
    "of a recurring duty belongs to the record of its period (submission), not here",
)
OF_NONE = Text("ở đây không thuộc kỳ nào phải nêu", "has no period here that could be missing")


def _begun_elsewhere(corpus: Corpus, record: Record, task: Record, event: Mapping[str, Any]) -> bool:
    """Whether what an event goes on with stands in the task, or at another body that had it before."""
    rollouts = (other for other in corpus.linked_from(task.id, "task") if other.kind == "rollout")
    others = [other for other in (task, *rollouts) if other.id != record.id]
    earlier = (e for other in others for e in other.get("events", ()) if not stated(event).before(stated(e)))
    return any(e["type"] == GOES_ON.get(event["type"]) for e in earlier)


@check("event-of-a-period")
def event_of_a_period(corpus: Corpus) -> Iterator[Hit]:
    """What belongs to one period of a recurring duty stands beside the duty, and is not said to be of an unknown one.

    Nor is that said of what does not recur, or belongs to the record of a period.
    """
    for record, task in _with_events(corpus):
        recurs = record.kind != "submission" and task["shape"] == "dinh-ky"
        for i, event in enumerate(record["events"]):
            unknown = "period_state" in event
            if unknown != (recurs and event["type"] in (*OF_A_PERIOD, "phat-sinh")):
                at: Field = ("events", i, "period_state" if unknown else "type")
                label = corpus.schemas.option(record.kind, ("events", i, "type"), event["type"])
                yield Hit(record, at, {"event": label, "why": OF_NONE if unknown else OF_ONE})


@check("event-of-no-occurrence")
def event_of_no_occurrence(corpus: Corpus) -> Iterator[Hit]:
    """A body's record of a duty that is never done once and for all tells of something, and of no occurrence of it."""
    for record, task in _with_events(corpus):
        types = [event["type"] for event in record["events"]]
        if (
            record.kind == "rollout"
            and task["shape"] in tasks.NEVER_DONE
            and not {"phat-sinh", "nop", "xac-nhan"} & {*types}
        ):
            for i, name in enumerate(types):
                if name not in ("nhan", "chuyen"):
                    at: Field = ("events", i, "type")
                    yield Hit(record, at, {"event": corpus.schemas.option(record.kind, at, name)})


def _in_force(corpus: Corpus, record: Record, task: Record, place: int) -> set[date]:
    """Return the deadline that is in force before an event, as it is named and, that being a day off, as it ends."""
    own = record["events"]
    day = stated(own[place])
    whole = [] if record is task else [e for e in task.get("events", ()) if not day.before(stated(e))]
    moved = sorted([*whole, *own[:place]], key=lambda event: stated(event).last)
    due = tasks.due(task, tuple(moved))
    if due is None:
        return set()
    rested = due + timedelta(days=_rested(moved))
    return {day for one in (due, rested) for day in (one, workdays(corpus).on_or_after(one))}


def _rested(moved: Iterable[Mapping[str, Any]]) -> int:
    """Return the days by which pauses moved a deadline since one was last named."""
    days, paused = 0, None
    for event in moved:
        if "new_due" in event:
            days, paused = 0, None
        elif event["type"] == "tam-dung":
            paused = stated(event).first
        elif event["type"] == "tiep-tuc" and paused is not None:
            days, paused = days + (stated(event).last - paused).days, None
    return days


FITS = {
    "old_due": ("gia-han", "tiep-tuc"), "old_due_state": ("gia-han",), "new_due": ("gia-han", "tiep-tuc"), "to": ("chuyen",),
    "received_by": ("nop",),
}  # fmt: skip
"""What only some events can say: of others it would be recorded and ignored."""


@check("event-field-unfit")
def event_field_unfit(corpus: Corpus) -> Iterator[Hit]:
    """An event says what only another kind of event does: a hand-in that names a new deadline."""
    for record, _ in _with_events(corpus):
        for i, event in enumerate(record["events"]):
            for name in (name for name, types in FITS.items() if name in event and event["type"] not in types):
                label = corpus.schemas.option(record.kind, ("events", i, "type"), event["type"])
                field = corpus.schemas.label(record.kind, ("events", i, name))
                yield Hit(record, ("events", i, name), {"event": label, "field": field})


@check("resumption-order")
def resumption_order(corpus: Corpus) -> Iterator[Hit]:
    """A duty is resumed with a deadline that is over by then, or earlier than the one it had."""
    for record, task in _with_events(corpus):
        for i, event in enumerate(record["events"]):
            if event["type"] == "tiep-tuc" and "new_due" in event:
                new, known = dates.day(event["new_due"]), _in_force(corpus, record, task, i)
                if new < stated(event).first or (known and new < min(known)):
                    values = {"new": vi_date(new), "on": said(stated(event))}
                    yield Hit(record, ("events", i, "new_due"), values)


@check("passed-on-to-itself")
def passed_on_to_itself(corpus: Corpus) -> Iterator[Hit]:
    """A body passes a duty on to itself."""
    for record, _ in _with_events(corpus):
        first = held = record.get("addressee")
        for i, event in enumerate(record["events"]):
            if held is not None and event.get("to") == held:
                if held != first and _came_back(corpus, record, held):
                    continue
                yield Hit(record, ("events", i, "to"), {"body": held})
            held = event.get("to", held)


def _came_back(corpus: Corpus, record: Record, held: str) -> bool:
    """Whether the record of a body that had a duty says that it passed it back, so that it can be passed on again."""
    others = (other for other in corpus.linked_from(record["task"], "task") if other.kind == "rollout")
    events = (event for other in others if other["addressee"] == held for event in other.get("events", ()))
    return any(event.get("to") == record["addressee"] for event in events)


@check("extension-order")
def extension_order(corpus: Corpus) -> Iterator[Hit]:
    """An extension starts from the deadline in force and leads to a later one, by a decision."""
    for record, task in _with_events(corpus):
        events = tuple(record["events"])
        for i, event in enumerate(events):
            if event["type"] != "gia-han":
                continue
            if "old_due" not in event:
                continue
            known = _in_force(corpus, record, task, i)
            old, new = dates.day(event["old_due"]), dates.day(event["new_due"])
            if known and old not in known:
                yield Hit(
                    record,
                    ("events", i, "old_due"),
                    {"old": vi_date(old), "new": vi_date(new), "known": vi_date(min(known))},
                )
            elif new <= old:
                yield Hit(
                    record, ("events", i, "new_due"), {"old": vi_date(old), "new": vi_date(new), "known": vi_date(old)}
                )


EACH = Text(
    "việc lặp lại, hạn cũ cho biết gia hạn lần nào", "the duty recurs, and the old one tells which time is meant"
)


def _in_force_is(day: date) -> Text:
    """Say which deadline is in force."""
    return Text(f"hạn đang có là {vi_date(day)}", f"the deadline in force is {vi_date(day)}")


@check("extension-old-unsaid")
def extension_old_unsaid(corpus: Corpus) -> Iterator[Hit]:
    """An extension is said to name no old deadline, where the register knows it, or where it tells which time is meant."""
    for record, task in _with_events(corpus):
        for i, event in enumerate(record["events"]):
            if event["type"] == "gia-han" and "old_due" not in event:
                known = _in_force(corpus, record, task, i)
                if known or task["shape"] in ("dinh-ky", *tasks.NEVER_DONE):
                    yield Hit(record, ("events", i), {"why": _in_force_is(min(known)) if known else EACH})
    for remediation, finding, _ in with_finding(corpus):
        for i, event in enumerate(remediation.get("events", ())):
            if event["type"] == "gia-han" and "old_due" not in event:
                due = findings.finding_deadline(corpus, finding, dates.day(event["date"]) - timedelta(days=1))
                if (day := due.named or due.day) is not None:
                    yield Hit(remediation, ("events", i), {"why": _in_force_is(day)})


@check("extension-without-decision")
def extension_without_decision(corpus: Corpus) -> Iterator[Hit]:
    """An extension names the document that grants it."""
    for record, _ in _with_events(corpus):
        for i, event in enumerate(record["events"]):
            if event["type"] == "gia-han" and "document" not in event["source"]:
                yield Hit(record, ("events", i, "source"), {})
