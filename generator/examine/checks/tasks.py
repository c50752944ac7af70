"""Tasks: what can be followed, what is said twice, and whether results reach someone else than their author."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from generator.domain import bodies, documents, periods, tasks
from generator.domain.text import fold, vi_date
from generator.examine.checks import Hit, check, shared
from generator.model import Corpus, Record, Text
from generator.schema import Schemas

"""Targets that are measured against a baseline."""
SIMILAR, IDENTICAL = 0.6, 0.9
"""Share of common words from which two titles are the same duty: with exchanged roles, with the same lead."""
YEARLY = 300
"""Days between two deadlines from which a duty that is given once the first has passed is that of the next year."""


@check("due-unverifiable")
def due_unverifiable(corpus: Corpus) -> Iterator[Hit]:
    """A duty that ends, or recurs, without a day by which it can be judged. Collected, not blamed."""
    for task in corpus.of("task"):
        moved = any("new_due" in event for event in task.get("events", ()))
        if not (tasks.dated(task) or moved) and ("recurrence" in task.data or task["shape"] in ("mot-lan", "chi-tieu")):
            at = next((name for name in ("recurrence", "due") if name in task.data), "shape")
            yield Hit(task, (at,), {"title": task["title"]})


@check("target-incomplete")
def target_incomplete(corpus: Corpus) -> Iterator[Hit]:
    """A target without the total it is a share of, or a cut without its baseline. Collected, not blamed."""
    for task in corpus.of("task"):
        target = task.get("target")
        if target and (lacking := tasks.lacking(target)):
            named = Text(" và ".join(name.vi for name in lacking), " and ".join(name.en for name in lacking))
            yield Hit(task, ("target",), {"indicator": target["indicator"], "lacking": named})


@check("clause-untasked")
def clause_untasked(corpus: Corpus) -> Iterator[Hit]:
    """A clause names who is addressed, and no duty is recorded of it or of a clause below it. Collected, not blamed."""
    tasked = {(task["directive"], task["clause"]) for task in corpus.of("task")}
    tasked |= {(e["document"], e.get("clause", "")) for task in corpus.of("task") for e in task.get("also_in", ())}
    decided = {
        event.get("source", {}).get("document")
        for record in corpus.of("task", "rollout", "remediation")
        for event in record.get("events", ())
        if event["type"] in DECIDED
    }
    for directive in corpus.of("directive"):
        if directive.id in decided:
            continue  # it moves or ends what another document gave
        for at, clause, _ in documents.clauses(directive):
            name = next((n for n in ("addressees_as_written", "addressees") if n in clause), None)
            if name is not None and not any((directive.id, own) in tasked for own in _within(clause)):
                where = documents.clause_names(corpus, directive)[clause["id"]]
                yield Hit(directive, (*at, name), {"clause": where})


def _within(clause: Mapping[str, Any]) -> Iterator[str]:
    yield clause["id"]
    for below in clause.get("clauses", ()):
        yield from _within(below)


@check("progress-percent")
def progress_percent(corpus: Corpus) -> Iterator[Hit]:
    """A reported percentage of a duty is below 0 or above 100."""
    for record in corpus.of("task", "rollout"):
        for i, entry in enumerate(record.get("progress", ())):
            if "percent" in entry and not 0 <= Decimal(str(entry["percent"])) <= 100:
                yield Hit(record, ("progress", i, "percent"), {"percent": str(entry["percent"]).replace(".", ",")})


@check("shape-mismatch")
def shape_mismatch(corpus: Corpus) -> Iterator[Hit]:
    """A standing duty or prohibition has a deadline, or a duty that does not recur has a cadence."""
    for task in corpus.of("task"):
        if task["shape"] in ("thuong-xuyen", "cam") and "due" in task.data:
            yield Hit(task, ("due",), {"field": corpus.schemas.label("task", ("due",)), "shape": _shape(corpus, task)})
        if task["shape"] not in ("dinh-ky", "co-dieu-kien") and "recurrence" in task.data:
            label = corpus.schemas.label("task", ("recurrence",))
            yield Hit(task, ("recurrence",), {"field": label, "shape": _shape(corpus, task)})


def _shape(corpus: Corpus, task: Record) -> Text:
    schemas: Schemas = corpus.schemas
    return schemas.option("task", ("shape",), task["shape"])


@shared
def _alike(corpus: Corpus) -> Iterator[tuple[Record, Record, bool]]:
    """Yield (later, earlier, mirrored) for tasks of one directive, shape and cadence with nearly the same title.

    Same leads: the task stands there twice. A lead of each cooperates in the other: it is mirrored.
    """
    buckets: dict[tuple[str, ...], list[tuple[Record, frozenset[str], set[str]]]] = {}
    for task in corpus.of("task"):
        leads = frozenset(party["body"] for party in task.get("leads", ()))
        words, every = set(fold(task["title"]).split()), task.get("recurrence", {}).get("every", "")
        helpers = {party["body"] for party in task.get("cooperators", ())}
        pairs = {(lead, "") for lead in leads} | {tuple(sorted((lead, other))) for lead in leads for other in helpers}
        found: dict[str, tuple[Record, bool]] = {}
        for one, other in pairs:
            near = buckets.setdefault((task["directive"], task["shape"], every, one, other), [])
            for earlier, their_leads, their_words in near:
                mirrored = bool(other) and not leads & their_leads
                if mirrored or leads == their_leads:
                    common = len(words & their_words)
                    same = common / max(1, len(words) + len(their_words) - common)
                    if same >= (SIMILAR if mirrored else IDENTICAL):
                        found[earlier.id] = (earlier, mirrored)
            near.append((task, leads, words))
        for _, (earlier, mirrored) in sorted(found.items()):
            yield task, earlier, mirrored


@check("task-duplicate")
def task_duplicate(corpus: Corpus) -> Iterator[Hit]:
    """A directive gives the same people the same task twice."""
    for task, earlier, mirrored in _alike(corpus):
        if not mirrored:
            yield Hit(task, ("title",), {"other": earlier.id})


@check("task-mirrored")
def task_mirrored(corpus: Corpus) -> Iterator[Hit]:
    """A directive gives one duty twice, with lead and cooperator exchanged."""
    for task, earlier, mirrored in _alike(corpus):
        if mirrored:
            yield Hit(task, ("leads",), {"other": earlier.id})


@check("task-given-again")
def task_given_again(corpus: Corpus) -> Iterator[Hit]:
    """Two directives of a province give one lead the same duty by two days, and neither task names the other."""
    told: set[str] = set()
    for given in _same(corpus).values():
        for earlier, task in pairwise(given):
            by, due = tasks.due(earlier), tasks.due(task)
            if by is None or due is None or by == due or task.id in told or _linked(corpus, task, earlier):
                continue
            if not (by < tasks.issued(corpus, task).first and (due - by).days >= YEARLY):
                told.add(task.id)
                yield Hit(task, ("due",), {"other": earlier.id, "due": vi_date(due), "by": vi_date(by)})


def _same(corpus: Corpus) -> dict[tuple[str, str, str, str], list[Record]]:
    """Return the tasks with a last day by what they say and to whom: one of each directive, in the order of issue."""
    table: dict[tuple[str, str, str, str], dict[str, Record]] = {}
    dated = [task for task in corpus.of("task") if tasks.due(task) is not None]
    for task in sorted(dated, key=lambda task: (tasks.issued(corpus, task).first, task.id)):
        words = [(name, " ".join(task.get(name, "").casefold().split()).rstrip(".")) for name in ("title", "content")]
        for party in task.get("leads", ()):
            for name, text in words:
                if text:
                    of = table.setdefault((task.province, name, text, party["body"]), {})
                    of.setdefault(task["directive"], task)
    return {key: list(of.values()) for key, of in table.items()}


def _linked(corpus: Corpus, one: Record, other: Record) -> bool:
    """Whether one of two tasks, or the directive that gives it, says what it is to the other."""
    for a, b in ((one, other), (other, one)):
        directive = corpus.get(a["directive"], "directive")
        if (
            b.id in a.get("replaces", ())
            or a.get("part_of") == b.id
            or any(entry["document"] == b["directive"] for entry in a.get("also_in", ()))
            or (directive is not None and b["directive"] in directive.get("replaces", ()))
        ):
            return True
    return False


@check("lead-cooperates")
def lead_cooperates(corpus: Corpus) -> Iterator[Hit]:
    """A body leads a task and cooperates in it. What is left out of a group on either side may be another part of it."""
    for task in corpus.of("task"):
        leads = {party["body"] for party in task.get("leads", ()) if "except" not in party}
        for i, party in enumerate(task.get("cooperators", ())):
            if party["body"] in leads and "except" not in party:
                leads.remove(party["body"])  # told once
                yield Hit(task, ("cooperators", i), {"body": party["body"]})


@check("route-circular")
def route_circular(corpus: Corpus) -> Iterator[Hit]:
    """A result is reported to those who must report: to the author itself, or round in a circle."""
    reports: dict[str, dict[str, set[str]]] = {}
    for task in corpus.of("task"):
        edges = reports.setdefault(task["directive"], {})
        for lead in _heads(corpus, task.get("leads", ())):
            edges.setdefault(lead, set()).update(_heads(corpus, task.get("route", {}).get("to", ())))
    for task in corpus.of("task"):
        leads = _heads(corpus, task.get("leads", ()))
        edges = reports[task["directive"]]
        for i, party in enumerate(task.get("route", {}).get("to", ())):
            target = party["body"]
            own = target in {p["body"] for p in task.get("leads", ())}
            why = SAME if own else HEADED if leads & _heads(corpus, [party]) else ROUND
            if own or why is HEADED or leads & edges.get(target, set()):
                lead = ", ".join(p["body"] for p in task.get("leads", ()))
                yield Hit(task, ("route", "to", i), {"to": target, "lead": lead, "why": why})


SAME = Text("hai bên là một", "they are one")
HEADED = Text("hai bên cùng người đứng đầu", "they have the same head")
ROUND = Text("theo việc khác, bên nhận lại báo cáo cho bên này", "another task reports the other way")


def _heads(corpus: Corpus, parties: object) -> set[str]:
    """Return the bodies of parties; a team also counts as the agency that heads it."""
    found = set()
    for party in parties:  # type: ignore[attr-defined]
        body = corpus.body(party["body"])
        if body is not None:
            found.add(body.id)
            if body.kind == "team":
                found.update(m["agency"] for m in body.get("members", ()) if m["role"] == "to-truong")
    return found


DECIDED = frozenset({"gia-han", "huy"})
"""What the one who gave a task decides of it: it says nothing of what was done."""
ASKED = ("xin-gia-han", "khong-gia-han", "y-kien")
"""What is asked and thought of it: that says as little."""


@check("events-without-coverage")
def events_without_coverage(corpus: Corpus) -> Iterator[Hit]:
    """A directive known only as a text has information on what was done (an extension or cancellation is none)."""
    for record in corpus.of("task", "rollout", "submission", "measurement"):
        task = record if record.kind == "task" else corpus.get(record["task"], "task")
        told = [("events", e) for e in record.get("events", ()) if e["type"] not in DECIDED]
        told += [("progress", e) for e in record.get("progress", ()) if e["type"] not in ASKED]
        news = told[0][0] if told else "task"
        if task is None or (record.kind == "task" and not told):
            continue
        directive = corpus.get(task["directive"], "directive")
        if directive is not None and directive["coverage"] == "chi-van-ban":
            yield Hit(record, (news,) if record.kind == "task" else ("task",), {"directive": directive.id})


@check("rollout-not-tasked")
def rollout_not_tasked(corpus: Corpus) -> Iterator[Hit]:
    """A state is recorded for someone who was not given the task (nor succeeded one who was)."""
    known: dict[str, set[str]] = {}
    passed: dict[str, set[str]] = {}
    for rollout in corpus.of("rollout"):
        passed.setdefault(rollout["task"], set()).update(e["to"] for e in rollout.get("events", ()) if "to" in e)
    for record in corpus.of("rollout", "submission", "measurement"):
        field = {"rollout": "addressee", "submission": "reporter", "measurement": "body"}[record.kind]
        if field not in record.data:
            continue
        task = corpus.get(record["task"], "task")
        body = corpus.body(record[field])
        if task is None or body is None:
            continue
        if task.id not in known:
            known[task.id] = _tasked(corpus, task, passed.get(task.id, ()))
        if body.id not in known[task.id]:
            yield Hit(record, (field,), {"body": body.id, "task": task.id})


def _tasked(corpus: Corpus, task: Record, passed: Iterable[str]) -> set[str]:
    """Return the bodies that a task was given or passed to, and all that took over from one of them since."""
    pending = [
        *tasks.tasked(corpus, task),
        *passed,
        *(event["to"] for event in task.get("events", ()) if "to" in event),
    ]
    found: set[str] = set()
    while pending:
        current = pending.pop()
        if current not in found:
            found.add(current)
            body = corpus.body(current)
            pending += [heir.id for heir, _ in bodies.successors(corpus, body)] if body is not None else []
    return found


@check("state-duplicate")
def state_duplicate(corpus: Corpus) -> Iterator[Hit]:
    """Two files give the state of one task at one body (or for one period)."""
    seen: dict[tuple[str, ...], Record] = {}
    for record in corpus.of("rollout", "submission"):
        own = (record["addressee"],) if record.kind == "rollout" else (record["reporter"], record["period"])
        key = (record.kind, record["task"], *own)
        if key in seen:
            yield Hit(record, ("task",), {"other": seen[key].id})
        seen.setdefault(key, record)


@check("period-mismatch")
def period_mismatch(corpus: Corpus) -> Iterator[Hit]:
    """A submission is for a period that its task does not have."""
    for record in corpus.of("submission"):
        task = corpus.get(record["task"], "task")
        if task is None:
            continue
        every = task.get("recurrence", {}).get("every", "")
        rule = task.get("recurrence", {}).get("periods", "lich")
        if not periods.fits(record["period"], every) or periods.parse(record["period"], rule) is None:
            cadence = corpus.schemas.option("task", ("recurrence", "every"), every) if every else _shape(corpus, task)
            yield Hit(record, ("period",), {"period": record["period"], "cadence": cadence})


@check("measurement-without-target")
def measurement_without_target(corpus: Corpus) -> Iterator[Hit]:
    """A value is recorded for a task that has no target."""
    for record in corpus.of("measurement"):
        task = corpus.get(record["task"], "task")
        if task is not None and "target" not in task.data:
            yield Hit(record, ("task",), {"task": task.id})


@check("period-order")
def period_order(corpus: Corpus) -> Iterator[Hit]:
    """The first and last period of a recurring duty do not fit its cadence, or stand in the wrong order."""
    for task in corpus.of("task"):
        recurrence = task.get("recurrence", {})
        names = [name for name in ("first", "last") if name in recurrence]
        rule = recurrence.get("periods", "lich")
        known = {name: periods.parse(recurrence[name], rule) for name in names}
        wrong = [n for n in names if known[n] is None or not periods.fits(recurrence[n], recurrence["every"])]
        ends = [period.days for period in known.values() if period is not None]
        if not wrong and len(ends) == 2 and ends[1].before(ends[0]):
            wrong = ["last"]
        if wrong:
            cadence = corpus.schemas.option("task", ("recurrence", "every"), recurrence["every"])
            yield Hit(task, ("recurrence", wrong[0]), {"period": recurrence[wrong[0]], "cadence": cadence})


@check("part-after-whole")
def part_after_whole(corpus: Corpus) -> Iterator[Hit]:
    """A part of a task is due later than the whole."""
    for task in corpus.of("task"):
        whole = corpus.get(task.get("part_of"), "task")
        if whole is not None:
            own, all_of_it = tasks.due(task), tasks.due(whole)
            if own is not None and all_of_it is not None and own > all_of_it:
                yield Hit(task, ("part_of",), {"due": vi_date(own), "whole": whole.id, "by": vi_date(all_of_it)})
