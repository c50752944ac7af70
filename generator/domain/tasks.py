"""Tasks: their parties, deadlines and the order in which things may happen to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from generator.domain import bodies, dates, documents, periods
from generator.domain.dates import Interval
from generator.domain.documents import dating
from generator.domain.inferred import because
from generator.domain.once import once
from generator.domain.periods import Period
from generator.domain.text import collation_key, vi_date, vi_interval, vi_on, with_unit
from generator.model import Corpus, Field, Record, Text

NEVER_DONE = ("thuong-xuyen", "cam", "co-dieu-kien")
"""Shapes of duties that are not completed once and for all: every occurrence is done for itself."""
PARTY_FIELDS = ("leads", "cooperators")
WORD_FIELDS = ("other_leads", "other_cooperators")
"""Those who lead or cooperate and are no body of the register, in the words of the source: nobody of them can be late."""
ROUTE_FIELDS = ("to", "via", "cc")
WEEKDAYS = {
    "thu-hai": (0, "thứ Hai"),
    "thu-ba": (1, "thứ Ba"),
    "thu-tu": (2, "thứ Tư"),
    "thu-nam": (3, "thứ Năm"),
    "thu-sau": (4, "thứ Sáu"),
    "thu-bay": (5, "thứ Bảy"),
    "chu-nhat": (6, "Chủ nhật"),
}


_UNREAD = {
    "khong-neu-ngay": "nguồn không nêu ngày",
    "khong-doc-duoc": "ngày ghi không có thật hoặc không đọc chắc được",
}


def parties(task: Record) -> Iterator[tuple[Field, Mapping[str, Any]]]:
    """Yield every party of a task with its field: leads, cooperators, and the route of the result."""
    for name in PARTY_FIELDS:
        for i, party in enumerate(task.get(name, ())):
            yield (name, i), party
    route = task.get("route", {})
    for name in ROUTE_FIELDS:
        for i, party in enumerate(route.get(name, ())):
            yield ("route", name, i), party


def tasked(corpus: Corpus, task: Record) -> dict[str, Record]:
    """Return the bodies that a task was given to, by id: its leads, groups expanded as of the issue, less exceptions.

    Who may have been a member only on some of the days that are left open of the issue, or of its membership, was given it
    if a record of its own says so.
    """
    table: dict[str, dict[str, Record]] = corpus.memo.setdefault("tasked", {})
    if task.id not in table:
        when = issued(corpus, task)
        days = [when.first] if when == dates.EVER else list(dict.fromkeys((when.first, when.last)))
        acted = {r.get("addressee") or r.get("reporter") for r in corpus.linked_from(task.id, "task")}

        def of(party: Mapping[str, Any]) -> Iterator[Record]:
            sure = [{body.id for body in bodies.meant(corpus, party, day, sure=True)} for day in days]
            known = acted.union(set.intersection(*sure))
            yield from (body for day in days for body in bodies.meant(corpus, party, day) if body.id in known)

        table[task.id] = {body.id: body for party in task.get("leads", ()) for body in of(party)}
    return table[task.id]


def receivers(corpus: Corpus, task: Record, as_of: date) -> frozenset[str]:
    """Return those to whom a result goes, and that took over from one of them by a day: none of them reports it to itself.

    One that is named as a lead itself, not as a member of a group, was given the duty, unless the result goes to it alone.
    """
    route, named = task.get("route", {}), {party["body"] for party in task.get("leads", ())}
    to, via = ([party["body"] for party in route.get(name, ())] for name in ("to", "via"))
    pending = [body for body in (*to, *via) if body not in named or to == [body]]
    found: set[str] = set()
    while pending:
        body = corpus.body(pending.pop())
        if body is not None and body.id not in found:
            found.add(body.id)
            gone = bodies.ended(body)
            for heir, entry in bodies.successors(corpus, body):
                since = dates.days(entry["on"]) if "on" in entry else gone
                pending += [heir.id] if since.first <= as_of else []
    return frozenset(found)


def issued(corpus: Corpus, task: Record) -> Interval:
    """Return the provable days of issue of the directive that gives the task; all of time if it is unknown."""
    directive = corpus.get(task["directive"], "directive")
    return dating(corpus, directive).days if directive else dates.EVER


@once
def in_order(corpus: Corpus) -> list[Record]:
    """Return all tasks: directive by directive, in the order of its clauses (IX before X), tasks of a clause by number."""
    places = {
        directive.id: {clause["id"]: i for i, (_, clause, _) in enumerate(documents.clauses(directive))}
        for directive in corpus.of("directive")
    }

    def order(task: Record) -> tuple[Any, ...]:
        own = places.get(task["directive"], {})
        return (collation_key(task["directive"]), own.get(task["clause"], len(own)), collation_key(task.id))

    return sorted(corpus.of("task"), key=order)


@once
def replaced(corpus: Corpus) -> dict[str, list[dict[str, Any]]]:
    """Return the tasks that a later text takes the place of: by which one, and from which day, as events, by task id.

    A task is replaced by the one that says so (``replaces``), and by a directive that replaces its own as a whole, from
    the day on which that is in force, else issued.
    """
    table: dict[str, list[dict[str, Any]]] = {}
    of: dict[str, list[Record]] = {}
    for task in corpus.of("task"):
        of.setdefault(task["directive"], []).append(task)
        for old in task.get("replaces", ()):
            _replace(corpus, table, old, f"việc “{task['title']}”", corpus.get(task["directive"], "directive"))
    for directive in corpus.of("directive"):
        for named in directive.get("replaces", ()):
            for old_task in of.get(named, ()):
                _replace(corpus, table, old_task.id, documents.name(corpus, directive), directive)
    return table


def _replace(
    corpus: Corpus, table: dict[str, list[dict[str, Any]]], old: str, what: str, directive: Record | None
) -> None:
    if directive is None:
        return
    day = directive.get("validity", {}).get("from")
    if day is None:
        days = dating(corpus, directive).days
        day = days.first.isoformat() if days.exact else directive.get("date")
    if day is not None:
        table.setdefault(old, []).append({"type": "thay-the", "date": day, "reason": what})


def due(task: Record, events: tuple[Mapping[str, Any], ...] = (), on: date | None = None) -> date | None:
    """Return the last day in time as it stands on a day: the deadline, moved by the extensions decided until then.

    A deadline moves only by an extension (or a resumption) that says so, with its decision. None if there is no
    deadline, or one that is counted from a day that differs from body to body ("within five days of receipt").
    """
    current = dates.last_day(task.get("due", {}))
    for event in events:
        if on is not None and dates.days(event.get("date")).first > on:
            break
        if "new_due" in event:
            current = dates.day(event["new_due"])
    return current


UNDATED = "không nêu thời hạn"
REGULAR = "thường xuyên"
"""The word by which a source says itself that a duty is never done; the shape alone is how this register follows it."""
TIMES = ("due", "recurrence", "start")
"""The fields of a task that say when it is to be done."""


def when(corpus: Corpus, task: Record) -> str:
    """Say by when, how often or under which condition a task is due, as a person would (Vietnamese)."""
    coded = corpus.schemas.coded
    parts = []
    if "within" in task.get("due", {}):
        within = task["due"]["within"]
        at_once = 0 in within.values()
        since = coded("task", ("due", "within", "of"), within["of"])
        if (other := corpus.document(within.get("document"))) is not None:
            since = since.replace("văn bản", documents.name(corpus, other))
        since = since[0].lower() + since[1:]
        day_of = "trong " if since.startswith("ngày") else ""
        parts.append(f"ngay {day_of}{since}" if at_once else f"trong {dates.length(within)} kể từ {since}")
    elif "open" in task.get("due", {}):
        parts.append(left_open(corpus.schemas, "task", task["due"]))
    elif (day := due(task)) is not None:
        parts.append(f"chậm nhất {vi_date(day)}")
    if "recurrence" in task.data:
        recurrence = task["recurrence"]
        said = repeated(corpus.schemas, recurrence)
        timed = said[0].lower() + said[1:] + _handed_in(recurrence) + _ends(recurrence)
        timed += " (sổ không theo dõi từng ngày)" if recurrence["every"] == "ngay" else ""
        parts.append(_fixed(recurrence) if "days" in recurrence else timed)
    parts = parts or [*filter(None, [_untimed(task)])]
    if "start" in task.data:
        start = task["start"]
        span = f"từ {vi_interval(dates.days(start['from'])).removeprefix('từ ')}"
        if "to" in start:
            span += f" đến hết {vi_interval(dates.days(start['to']))}"
        elif start.get("open_ended"):
            span += ", không nêu ngày kết thúc"
        parts.append(span)
    text = "; ".join(parts)
    return text[0].upper() + text[1:]


def repeated(schemas: Any, recurrence: Mapping[str, Any]) -> str:
    """Say how often a duty recurs, or after which events: one that has no code, in the words of the source."""
    name = "event" if recurrence["every"] == "su-kien" else "every"
    if "days" in recurrence:
        return _fixed(recurrence)
    if recurrence[name] == "khac":
        return f"“{recurrence['as_written']}”"
    said: str = schemas.coded("task", ("recurrence", name), recurrence[name])
    return said


def _untimed(task: Record) -> str:
    """Say how a duty without deadline and cadence is to be done; nothing where its span says enough."""
    if task["shape"] == "thuong-xuyen":
        said = any(REGULAR in words.lower() for words in wording(task))
        return REGULAR if said else "" if "start" in task.data else UNDATED
    return {"cam": "điều cấm", "co-dieu-kien": "khi phát sinh"}.get(task["shape"], UNDATED)


def secondhand(corpus: Corpus, task: Record) -> bool:
    """Whether the register has no text that gives a task: what its source does not say is not what a text does not say."""
    directive = corpus.get(task["directive"], "directive")
    return directive is not None and directive.get("form", "van-ban") != "van-ban"


def left_open(schemas: Any, kind: str, due: Mapping[str, Any]) -> str:
    """Say why a deadline names no day, and when that is to be looked at again (Vietnamese)."""
    left = due["open"]
    said: str = schemas.coded(kind, ("due", "open", "why"), left["why"])
    if left["why"] in _UNREAD:
        return f"“{due['as_written']}” ({_UNREAD[left['why']]})"
    again = f", xem lại {vi_on(dates.days(left['review']))}" if "review" in left else ""
    return said[0].lower() + said[1:] + again


TIMED = frozenset({"days_after", "working_days_after", "due_day", "due_weekday", "days"})
"""What of a recurrence says by which day of a period it is due."""


def dated(task: Record) -> bool:
    """Whether the source sets a day by which a duty, or each time that it recurs, can be judged."""
    return bool(task.get("due", {}).keys() & {"by", "before", "within"} or task.get("recurrence", {}).keys() & TIMED)


def opens(recurrence: Mapping[str, Any], period: Period) -> date:
    """Return the first day on which the report of a period can be handed in: when that is over.

    One that is due on a day within its period can be from the beginning of the period.
    """
    inside = recurrence.keys() & {"days", "due_weekday"} or (
        "due_day" in recurrence and recurrence.get("due_month") != "sau-ky"
    )
    return period.days.first if inside else period.days.last


def _fixed(recurrence: Mapping[str, Any]) -> str:
    """Say on which days of every year a duty is due; where its source names the first and the last, all with their years."""
    bounds = [dates.parse(recurrence.get(name, "")) for name in ("first", "last")]
    if all(bounds):
        first, last = (day.first for day in bounds if day is not None)
        days = [
            period.days.last for period in periods.following("ngay-co-dinh", "lich", first, last, recurrence["days"])
        ]
        return f"chậm nhất {', '.join(map(vi_date, days))}"
    named = ", ".join(vi_date(date(2000, int(d[:2]), int(d[3:])))[:-5] for d in sorted(recurrence["days"]))
    return f"chậm nhất {named} hằng năm{_ends(recurrence)}"


def _ends(recurrence: Mapping[str, Any]) -> str:
    """Say up to which period a cadence runs."""
    last = periods.parse(recurrence.get("last", ""), recurrence.get("periods", "lich"))
    return f", đến {last.label}" if last is not None else ""


def _handed_in(recurrence: Mapping[str, Any]) -> str:
    for name, unit in (("days_after", "ngày"), ("working_days_after", "ngày làm việc")):
        if recurrence.get(name):
            return f", nộp trong {recurrence[name]} {unit} sau kỳ"
        if name in recurrence:
            return ", nộp ngay trong ngày" if recurrence["every"] == "su-kien" else ", nộp ngay ngày cuối kỳ"
    if "due_weekday" in recurrence:
        return f", chậm nhất {WEEKDAYS[recurrence['due_weekday']][1]}"
    if "due_day" not in recurrence:
        return ""
    month = "tháng liền sau kỳ" if recurrence.get("due_month") == "sau-ky" else "tháng cuối kỳ"
    if recurrence["every"] == "nam" and recurrence.get("due_month") != "sau-ky":
        return f", chậm nhất ngày {recurrence['due_day']:02d}/12"
    if recurrence["every"] == "thang":
        month = "tháng liền sau" if recurrence.get("due_month") == "sau-ky" else "tháng đó"
    return f", chậm nhất ngày {recurrence['due_day']:02d} {month}"


def wording(task: Record) -> list[str]:
    """Return the source's own words on the time of a task, each once: a range is that of both beginning and end."""
    found = [task[name]["as_written"] for name in ("due", "recurrence", "start") if "as_written" in task.get(name, {})]
    found += [task["urgency_as_written"]] if "urgency_as_written" in task.data else []
    return list(dict.fromkeys(found))


def clear(task: Record) -> list[str]:
    """Return which of the "6 rõ" a source gives of a task, by what is recorded and not inferred (Vietnamese).

    Of "rõ trách nhiệm" nothing is said: no field of a task holds that alone. What is not named may still be in the source.
    """

    def given(field: str) -> bool:
        return task.get(field) is not None and not because(task, field)

    leads = [because(task, f"leads.{i}.body") for i in range(len(task.get("leads", ())))]
    said = {
        "việc": True,
        "người": not any(leads) and (bool(leads) or given("other_leads")),
        "thời gian": any(given(name) and "open" not in task[name] for name in TIMES),
        "sản phẩm": given("product"),
        "thẩm quyền": given("decides"),
    }
    return [name for name, clear in said.items() if clear]


def target(corpus: Corpus, task: Record) -> str:
    """Say a numeric target as a person would: «ít nhất 50 % …, tính trên …»."""
    goal = task["target"]
    operator = corpus.schemas.coded("task", ("target", "operator"), goal["operator"]).lower()
    value = str(goal["value"]).replace(".", ",")
    of = f", tính trên {goal['denominator']}" if "denominator" in goal else ""
    whole = (goal["operator"], value, goal["unit"]) == ("ge", "100", "%")  # no share is above it
    least = "" if whole else f"{operator} "
    return f"{goal['indicator']}: {least}{with_unit(value, goal['unit'])}{of}"


def lacking(goal: Mapping[str, Any]) -> list[Text]:
    """Return what the source does not say of a target: of what total, and for a change, against which baseline."""
    needs = [("denominator", Text("tổng số để tính", "the total that it is a share of"))]
    if goal["operator"] in ("cut-ge", "rise-ge"):
        needs.append(("baseline", Text("mốc so sánh", "the baseline")))
    return [name for key, name in needs if key not in goal]
