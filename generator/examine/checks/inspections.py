"""Inspections: who may inspect whom, when and by which plan; and the dossiers that were sampled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from generator.domain import bodies, dates, documents
from generator.domain.dates import Interval
from generator.domain.text import said, vi_date
from generator.domain.workdays import workdays
from generator.examine.checks import Hit, check, shared
from generator.model import Corpus, Field, Record, Text

INSPECTORATES_ONLY = date(2025, 7, 1)
"""From this day thanh tra is done by inspectorates only (Law on Inspection 84/2025/QH15, in force 1 July 2025)."""
TEAMS = {"doan-kiem-tra": "kiem-tra", "doan-thanh-tra": "thanh-tra"}
"""Teams that are founded for one regime."""
AFTER_HOLIDAY = timedelta(days=15)
"""An inspection «after a holiday» begins at most so many days after the last day off."""
_CALLED = "(?:(?:cuộc|đợt|tiến hành|(?:báo cáo|thông báo) kết quả) )*"
OTHER_WORD = {
    "kiem-tra": re.compile(
        rf"{_CALLED}thanh tra\b(?! (?:tỉnh|sở|huyện|thành phố|chính phủ|bộ|viên|nhân dân|nhà nước))"
    ),
    "thanh-tra": re.compile(rf"{_CALLED}kiểm tra\b"),
}
"""How a title begins that calls it by the word of the other regime; further on the word is of what was looked at."""
OWN_WORD = {"kiem-tra": "kiểm tra", "thanh-tra": "thanh tra"}

Span = tuple[Field, Interval]


def misordered(corpus: Corpus, record: Record, pairs: Iterable[tuple[Span, Span]]) -> Iterator[Hit]:
    """Yield a hit at the second field of each pair (earlier, later) of dates that stand the wrong way round."""
    for (earlier, then), (later, when) in pairs:
        if when.before(then):
            values = {"field": _label(corpus, record, later), "when": said(when)}
            yield Hit(record, later, {**values, "after": _label(corpus, record, earlier), "then": said(then)})


def _label(corpus: Corpus, record: Record, at: Field) -> Text:
    """Name a date; the day of a thing that is one of its kind («decided.on») by the name of the thing."""
    named = at[-1] in ("on", "known_on") and len(at) > 1 and isinstance(at[-2], str)
    label: Text = corpus.schemas.label(record.kind, at[:-1] if named else at)
    return label


def resolved(corpus: Corpus, ids: Iterable[str], kind: str) -> set[str] | None:
    """Return the ids as a set; None when one of them leads nowhere (that is a problem of its own)."""
    known = set(ids)
    return known if all(corpus.get(one, kind) is not None for one in known) else None


def inspected(corpus: Corpus, inspection: Record | None) -> set[str] | None:
    """Return the agencies that an inspection reached; None if it, or one of them, is not soundly recorded."""
    if inspection is None:
        return None
    return resolved(corpus, (entry["body"] for entry in inspection["agencies"]), "agency")


def lasted(inspection: Record) -> Interval:
    """Return the days of an inspection; one that has not ended is open."""
    return Interval(dates.day(inspection["start"]), dates.days(inspection.get("end")).last)


def _planned(corpus: Corpus, inspection: Record) -> tuple[Record, dict[str, Record]] | None:
    """Return the plan that an inspection names, with its items by id."""
    plan = corpus.get(inspection.get("plan", {}).get("plan"), "plan")
    return (plan, {item["id"]: item for item in plan["items"]}) if plan is not None else None


# Regime


@shared
def _regimes(corpus: Corpus) -> Iterator[tuple[str, Hit]]:
    """Yield (code, hit) of every inspection whose regime is doubtful: the first reason only, it explains the others."""
    for inspection in corpus.of("inspection"):
        regime = inspection["regime"]
        by = corpus.get(inspection["by"], "agency", "team")
        shown = corpus.schemas.option("inspection", ("regime",), regime)
        planned = _planned(corpus, inspection)
        item = planned[1].get(inspection["plan"]["item"]) if planned else None
        if by is not None and by.kind == "team" and TEAMS.get(by["kind"], regime) != regime:
            kind = corpus.schemas.option("team", ("kind",), by["kind"])
            yield "regime-team-differs", Hit(inspection, ("regime",), {"regime": shown, "by": by.id, "kind": kind})
        elif by is not None and regime == "thanh-tra" and not _may_inspect(corpus, inspection, by):
            values = {"by": by.id, "since": vi_date(INSPECTORATES_ONLY)}
            yield "regime-not-allowed", Hit(inspection, ("regime",), values)
        elif item is not None and item["regime"] != regime:
            values = {"regime": shown, "planned": corpus.schemas.option("inspection", ("regime",), item["regime"])}
            yield "plan-item-regime-differs", Hit(inspection, ("plan", "item"), {**values, "item": item["id"]})
        elif (at := _misnamed(inspection)) is not None:
            yield "regime-wording", Hit(inspection, at, {"regime": shown})


def _may_inspect(corpus: Corpus, inspection: Record, by: Record) -> bool:
    if dates.day(inspection["start"]) < INSPECTORATES_ONLY:
        return True
    if by.kind == "agency":
        return bool(by["kind"] == "thanh-tra")
    host = corpus.get(by.get("host"), "agency")
    if host is None:
        return by["kind"] == "doan-thanh-tra" and "host" in by.data
    return bool(by["kind"] == "doan-thanh-tra" and host["kind"] == "thanh-tra")


def _misnamed(inspection: Record) -> Field | None:
    """Return the field that calls the inspection by the word of the other regime, if one does."""
    other, own = OTHER_WORD[inspection["regime"]], OWN_WORD[inspection["regime"]]
    title = inspection["title"].lower()
    if own not in title and other.match(title):
        return ("title",)
    for i, name in enumerate(inspection.get("fields", ())):
        if own not in name.lower() and other.match(name.lower()):
            return ("fields", i)
    return None


@check("regime-not-allowed")
def regime_not_allowed(corpus: Corpus) -> Iterator[Hit]:
    """Since 1 July 2025 thanh tra is done by an inspectorate or a team of one (Law on Inspection 84/2025/QH15)."""
    yield from (hit for code, hit in _regimes(corpus) if code == "regime-not-allowed")


@check("regime-team-differs")
def regime_team_differs(corpus: Corpus) -> Iterator[Hit]:
    """A team founded for kiểm tra does a thanh tra, or the other way round."""
    yield from (hit for code, hit in _regimes(corpus) if code == "regime-team-differs")


@check("plan-item-regime-differs")
def plan_item_regime_differs(corpus: Corpus) -> Iterator[Hit]:
    """An inspection has another regime than the item of the plan that it carries out."""
    yield from (hit for code, hit in _regimes(corpus) if code == "plan-item-regime-differs")


@check("regime-wording")
def regime_wording(corpus: Corpus) -> Iterator[Hit]:
    """Title or fields call a kiểm tra «thanh tra», or the other way round."""
    yield from (hit for code, hit in _regimes(corpus) if code == "regime-wording")


# Plan


@check("plan-item-duplicate")
def plan_item_duplicate(corpus: Corpus) -> Iterator[Hit]:
    """Two items of one plan have the same id."""
    for plan in corpus.of("plan"):
        seen: set[str] = set()
        for i, item in enumerate(plan["items"]):
            if item["id"] in seen:
                yield Hit(plan, ("items", i, "id"), {"item": item["id"]})
            seen.add(item["id"])


@check("plan-item-unknown")
def plan_item_unknown(corpus: Corpus) -> Iterator[Hit]:
    """An inspection names an item that its plan does not have."""
    for inspection in corpus.of("inspection"):
        planned = _planned(corpus, inspection)
        if planned and inspection["plan"]["item"] not in planned[1]:
            plan, items = planned
            values = {"item": inspection["plan"]["item"], "plan": plan.id, "known": ", ".join(items)}
            yield Hit(inspection, ("plan", "item"), values)


@check("plan-year-differs")
def plan_year_differs(corpus: Corpus) -> Iterator[Hit]:
    """A planned inspection, or the period planned for it, lies in another year than the plan."""
    wrong: set[str] = set()
    for plan in corpus.of("plan"):
        for i, item in enumerate(plan["items"]):
            if "period" in item and item["period"][:4] != str(plan["year"]):
                wrong.add(plan.id)
                yield Hit(plan, ("items", i, "period"), {"when": item["period"], "year": plan["year"]})
    for inspection in corpus.of("inspection"):
        planned = _planned(corpus, inspection)
        start = dates.day(inspection["start"])
        if planned and planned[0].id not in wrong and start.year != planned[0]["year"]:
            yield Hit(inspection, ("plan", "plan"), {"when": vi_date(start), "year": planned[0]["year"]})


@check("plan-without-public-duty")
def plan_without_public_duty(corpus: Corpus) -> Iterator[Hit]:
    """The yearly plan of an inspectorate has no inspection of public duty (clause 2 of the 2023 directive of Bắc Ninh)."""
    for plan in corpus.of("plan"):
        issuer = corpus.get(plan["issuer"], "agency")
        duty = any(item.get("public_duty") for item in plan["items"])
        if issuer is not None and issuer["kind"] == "thanh-tra" and not duty:
            yield Hit(plan, ("items",), {"year": plan["year"]})


# Inspection


@shared
def misdated(corpus: Corpus) -> Iterator[Hit]:
    """Yield the first contradiction among the dates of each inspection."""
    for inspection in corpus.of("inspection"):
        hit = next(misordered(corpus, inspection, _order(corpus, inspection)), None)
        if hit is not None:
            yield hit


def _order(corpus: Corpus, inspection: Record) -> Iterator[tuple[Span, Span]]:
    def span(*at: str) -> Span:
        value: Any = inspection.data
        for part in at:
            value = value.get(part, {})
        return at, dates.days(value or None)

    start, end = span("start"), span("end")
    yield start, end
    if "ke-hoach" in inspection["forms"]:
        yield span("announced"), start
    for i, entry in enumerate(inspection["agencies"]):
        on: Span = (("agencies", i, "on"), dates.days(entry.get("on")))
        yield start, on
        yield on, end
    result = corpus.document(inspection.get("result", {}).get("document"))
    if result is not None:
        issued: Span = (("result", "document"), documents.stated(result))
        yield start, issued
        yield issued, span("result", "published_from")
        yield span("result", "published_from"), span("result", "published_to")


@check("inspection-dates")
def inspection_dates(corpus: Corpus) -> Iterator[Hit]:
    """The dates of an inspection contradict each other."""
    yield from misdated(corpus)


@check("forms-contradict")
def forms_contradict(corpus: Corpus) -> Iterator[Hit]:
    """An inspection is called both planned and unannounced."""
    for inspection in corpus.of("inspection"):
        if {"ke-hoach", "dot-xuat"} <= set(inspection["forms"]):
            yield Hit(inspection, ("forms",), {})


@check("planned-without-plan")
def planned_without_plan(corpus: Corpus) -> Iterator[Hit]:
    """An inspection is called planned, and names no plan."""
    for inspection in corpus.of("inspection"):
        if "ke-hoach" in inspection["forms"] and "plan" not in inspection.data:
            yield Hit(inspection, ("forms",), {})


@check("follow-up-without-earlier")
def follow_up_without_earlier(corpus: Corpus) -> Iterator[Hit]:
    """A follow-up names no earlier inspection, or one that is not earlier."""
    for inspection in corpus.of("inspection"):
        if "phuc-tra" in inspection["forms"] and "follows" not in inspection.data:
            yield Hit(inspection, ("forms",), {"start": vi_date(dates.day(inspection["start"]))})
        for i, target in enumerate(inspection.get("follows", ())):
            earlier = corpus.get(target, "inspection")
            if earlier is not None and dates.day(earlier["start"]) >= dates.day(inspection["start"]):
                yield Hit(inspection, ("follows", i), {"start": vi_date(dates.day(inspection["start"]))})


@check("holiday-form-without-holiday")
def holiday_form_without_holiday(corpus: Corpus) -> Iterator[Hit]:
    """An inspection is called one after a holiday, and no holiday ended in the days before it."""
    calendar = workdays(corpus)
    for inspection in corpus.of("inspection"):
        start = dates.day(inspection["start"])
        if "sau-le-tet" in inspection["forms"] and calendar.knows(start - AFTER_HOLIDAY, start):
            last = [day for day in calendar.returns if start - AFTER_HOLIDAY <= day < start]
            if not last:
                yield Hit(inspection, ("forms",), {"start": vi_date(start), "days": AFTER_HOLIDAY.days})


@check("inspects-itself")
def inspects_itself(corpus: Corpus) -> Iterator[Hit]:
    """The inspecting body, the host of the team, or an agency that it is part of, is among those inspected."""
    for inspection in corpus.of("inspection"):
        by = corpus.get(inspection["by"], "agency", "team")
        own = {part.id for part in bodies.above(corpus, by)} if by is not None else set()
        for i, entry in enumerate(inspection["agencies"]):
            if entry["body"] in own:
                yield Hit(inspection, ("agencies", i, "body"), {"body": entry["body"], "by": inspection["by"]})


@check("agency-twice")
def agency_twice(corpus: Corpus) -> Iterator[Hit]:
    """An agency is listed twice, or both as inspected and as not reached."""
    for inspection in corpus.of("inspection"):
        seen: set[str] = set()
        for name in ("agencies", "not_reached"):
            for i, entry in enumerate(inspection.get(name, ())):
                if entry["body"] in seen:
                    yield Hit(inspection, (name, i, "body"), {"body": entry["body"]})
                seen.add(entry["body"])


@check("inspected-body-ended")
def inspected_body_ended(corpus: Corpus) -> Iterator[Hit]:
    """An agency inspected, or the body that inspects it, did not exist then."""
    for inspection in corpus.of("inspection"):
        days = lasted(inspection)
        uses: list[tuple[Field, str, Interval]] = [(("by",), inspection["by"], days)]
        for i, entry in enumerate(inspection["agencies"]):
            uses.append((("agencies", i, "body"), entry["body"], dates.days(entry["on"]) if "on" in entry else days))
        for at, target, when in uses:
            body = corpus.get(target, "agency", "team")
            if body is not None and not when.empty and not bodies.life(body).meets(when):
                values = {"body": body.id, "life": said(bodies.life(body)), "when": said(when)}
                yield Hit(inspection, at, values)


@check("basis-clause-unknown")
def basis_clause_unknown(corpus: Corpus) -> Iterator[Hit]:
    """The basis of an inspection is a clause that the directive does not have."""
    known: dict[str, list[str]] = {}
    for inspection in corpus.of("inspection"):
        for i, basis in enumerate(inspection.get("basis", ())):
            directive = corpus.get(basis["document"], "directive")
            if directive is None or "clause" not in basis:
                continue
            if directive.id not in known:
                known[directive.id] = [clause["id"] for _, clause, _ in documents.clauses(directive)]
            if basis["clause"] not in known[directive.id]:
                values = {"clause": basis["clause"], "directive": directive.id, "known": ", ".join(known[directive.id])}
                yield Hit(inspection, ("basis", i, "clause"), values)


# Dossiers


@check("reached-fewer")
def reached_fewer(corpus: Corpus) -> Iterator[Hit]:
    """More agencies are named than the source counts."""
    for inspection in corpus.of("inspection"):
        named = len(inspection["agencies"])
        if "reached" in inspection.data and inspection["reached"]["count"] < named:
            yield Hit(inspection, ("reached", "count"), {"count": inspection["reached"]["count"], "named": named})


@check("dossier-dates")
def dossier_dates(corpus: Corpus) -> Iterator[Hit]:
    """The dates of a sampled dossier contradict each other, or those of its inspection."""
    for inspection in corpus.of("inspection"):
        for i, dossier in enumerate(inspection.get("dossiers", ())):
            at: Field = ("dossiers", i)

            def span(name: str, at: Field = at, data: dict[str, str] = dossier) -> Span:
                return (*at, name), dates.days(data.get(name))

            received, returned = span("received"), span("returned")
            pairs = [(received, span(name)) for name in ("due", "returned", "apology", "new_due")]
            pairs += [(span("due"), span("new_due")), (received, (("end",), dates.days(inspection.get("end"))))]
            for j, stage in enumerate(dossier.get("stages", ())):
                pairs.append((received, ((*at, "stages", j, "from"), dates.days(stage["from"]))))
                pairs.append((((*at, "stages", j, "to"), dates.days(stage.get("to"))), returned))
            yield from list(misordered(corpus, inspection, pairs))[:1]


@check("dossier-agency")
def dossier_agency(corpus: Corpus) -> Iterator[Hit]:
    """A sampled dossier is of an agency that was not inspected, or shows a finding of another agency or inspection."""
    for inspection in corpus.of("inspection"):
        reached = inspected(corpus, inspection)
        for i, dossier in enumerate(inspection.get("dossiers", ())):
            agency = corpus.get(dossier["agency"], "agency")
            if agency is None or reached is None:
                continue
            finding = corpus.get(dossier.get("finding"), "finding")
            if agency.id not in reached:
                yield Hit(inspection, ("dossiers", i, "agency"), {"dossier": dossier["id"], "agency": agency.id})
            elif finding is not None and _of_another(corpus, finding, inspection, agency):
                yield Hit(inspection, ("dossiers", i, "finding"), {"dossier": dossier["id"], "agency": agency.id})


def _of_another(corpus: Corpus, finding: Record, inspection: Record, agency: Record) -> bool:
    """Whether a finding is known to be of another inspection or of another agency that was inspected."""
    other = corpus.get(finding["inspection"], "inspection")
    return (other is not None and other.id != inspection.id) or (
        finding["agency"] != agency.id and finding["agency"] in (inspected(corpus, inspection) or ())
    )


@check("dossier-duplicate")
def dossier_duplicate(corpus: Corpus) -> Iterator[Hit]:
    """Two sampled dossiers of one inspection have the same id."""
    for inspection in corpus.of("inspection"):
        seen: set[str] = set()
        for i, dossier in enumerate(inspection.get("dossiers", ())):
            if dossier["id"] in seen:
                yield Hit(inspection, ("dossiers", i, "id"), {"dossier": dossier["id"]})
            seen.add(dossier["id"])
