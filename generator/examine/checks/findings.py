"""Findings: their categories, what they repeat, and what is recommended about them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.domain import bodies, dates, findings, recurrence
from generator.domain.dates import Interval
from generator.domain.text import said, vi_amount, vi_date
from generator.domain.workdays import NATIONAL
from generator.examine.checks import Hit, check, shared
from generator.examine.checks.inspections import inspected, lasted, misdated
from generator.model import Corpus, Field, Record, Text


def related(corpus: Corpus, one: Record, other: Record) -> bool:
    """Whether two agencies are the same, one took over from the other, or one is part of the other."""
    return (
        one.id in findings.lineage(corpus, other.id)
        or other.id in findings.lineage(corpus, one.id)
        or any(part.id == other.id for part in bodies.above(corpus, one))
        or any(part.id == one.id for part in bodies.above(corpus, other))
    )


def agency_of(corpus: Corpus, finding: Record) -> Record | None:
    """Return the agency of a finding; None where it is not known to be one that was inspected (told elsewhere)."""
    reached = inspected(corpus, corpus.get(finding["inspection"], "inspection"))
    return corpus.get(finding["agency"], "agency") if finding["agency"] in (reached or ()) else None


# Categories


@check("category-circular")
def category_circular(corpus: Corpus) -> Iterator[Hit]:
    """A category is, by way of others, part of itself."""
    done: set[str] = set()
    for start in corpus.of("category"):
        path: list[str] = []
        current: Record | None = start
        while current is not None and current.id not in done:
            done.add(current.id)
            path.append(current.id)
            current = corpus.get(current.get("parent"), "category")
        if current is not None and current.id in path:
            first = corpus.records[min(path[path.index(current.id) :])]
            yield Hit(first, ("parent",), {"category": first.id})


@check("category-duplicate")
def category_duplicate(corpus: Corpus) -> Iterator[Hit]:
    """A code stands for two categories at the same time in one province, unless the one is part of the other."""
    table: dict[tuple[str, str], list[Record]] = {}
    for category in sorted(corpus.of("category"), key=lambda one: (dates.validity(one.get("valid")).first, one.id)):
        table.setdefault((category.province, category["code"]), []).append(category)
    for (province, code), own in table.items():
        others = [] if province == NATIONAL else table.get((NATIONAL, code), [])
        for i, category in enumerate(own):
            days = dates.validity(category.get("valid"))
            for other in (*others, *own[:i]):
                apart = not days.meets(dates.validity(other.get("valid")))
                if (
                    not apart
                    and other.id not in recurrence.category_line(corpus, category.id)
                    and category.id not in recurrence.category_line(corpus, other.id)
                ):
                    yield Hit(category, ("code",), {"mark": code, "other": other.id})
                    break


# Findings


@shared
def _misdated(corpus: Corpus) -> Iterator[Hit]:
    """Yield the findings seen outside their inspection; when the inspection contradicts itself, that is told there."""
    wrong = {hit.record.id for hit in misdated(corpus)}
    for finding in corpus.of("finding"):
        inspection = corpus.get(finding["inspection"], "inspection")
        if "on" not in finding.data or inspection is None or inspection.id in wrong:
            continue
        on, days = dates.days(finding["on"]), lasted(inspection)
        if not days.meets(on):
            yield Hit(finding, ("on",), {"when": said(on), "days": said(days)})


def seen(corpus: Corpus, finding: Record) -> Interval | None:
    """Return the days on which a finding can have been seen, drawn into its inspection when it is recorded outside; None if unknown.

    A slip in that day is told once (finding-date), and not again by everything that is compared with it.
    """
    inspection = corpus.get(finding["inspection"], "inspection")
    if inspection is None:
        return None
    days, own = lasted(inspection), findings.seen_in(corpus, finding)
    first, last = (max(days.first, min(end, days.last)) for end in (own.first, own.last))
    return Interval(first, last)


@check("finding-agency-not-inspected")
def finding_agency_not_inspected(corpus: Corpus) -> Iterator[Hit]:
    """Something is found at an agency that the inspection did not reach."""
    for finding in corpus.of("finding"):
        reached = inspected(corpus, corpus.get(finding["inspection"], "inspection"))
        agency = corpus.get(finding["agency"], "agency")
        if reached is not None and agency is not None and agency.id not in reached:
            yield Hit(finding, ("agency",), {"agency": agency.id, "inspection": finding["inspection"]})


@check("finding-count")
def finding_count(corpus: Corpus) -> Iterator[Hit]:
    """More is counted than was looked at."""
    for finding in corpus.of("finding"):
        count = finding.get("count")
        if count and "of" in count and count["found"] > count["of"]:
            yield Hit(finding, ("count", "found"), {"found": count["found"], "of": count["of"], "unit": count["unit"]})


@check("sums-over")
def sums_over(corpus: Corpus) -> Iterator[Hit]:
    """More money of a kind is reported as dealt with than the finding names."""
    for remediation in corpus.of("remediation"):
        finding = corpus.get(remediation["finding"], "finding")
        due = findings.sums([finding.data]) if finding is not None else {}
        for i, event in enumerate(remediation.get("events", ())):
            done = findings.sums(remediation["events"][: i + 1])
            over = next((kind for kind in findings.sums([event]) if kind in due and done[kind] > due[kind]), None)
            if over is not None:
                told = {"done": vi_amount(done[over]), "due": vi_amount(due[over])}
                yield Hit(remediation, ("events", i, "sums"), told)


@check("finding-date")
def finding_date(corpus: Corpus) -> Iterator[Hit]:
    """A finding was seen before or after its inspection."""
    yield from _misdated(corpus)


@shared
def _repeats(corpus: Corpus) -> Iterator[tuple[Record, Field, Record]]:
    """Yield (finding, field, earlier finding) of every marked recurrence whose ends are soundly recorded."""
    for finding in corpus.of("finding"):
        for i, target in enumerate(finding.get("repeats", ())):
            earlier = corpus.get(target, "finding")
            if earlier is not None and all(corpus.get(f["inspection"], "inspection") for f in (finding, earlier)):
                yield finding, ("repeats", i), earlier


def _not_earlier(corpus: Corpus, finding: Record, earlier: Record) -> bool:
    now, then = seen(corpus, finding), seen(corpus, earlier)
    return finding["inspection"] == earlier["inspection"] or (
        now is not None and then is not None and then.first >= now.last
    )


@check("repeats-later")
def repeats_later(corpus: Corpus) -> Iterator[Hit]:
    """A finding is called a recurrence of itself, of one of the same inspection or of one that was seen later."""
    for finding, at, earlier in _repeats(corpus):
        if _not_earlier(corpus, finding, earlier):
            yield Hit(finding, at, {"earlier": earlier.id, "when": _day(seen(corpus, earlier))})


@check("repeats-elsewhere")
def repeats_elsewhere(corpus: Corpus) -> Iterator[Hit]:
    """A finding is called a recurrence of one of another category, or at an agency that its own did not take over."""
    for finding, at, earlier in _repeats(corpus):
        agencies = [agency_of(corpus, f) for f in (finding, earlier)]
        categories = [corpus.get(f["category"], "category") for f in (finding, earlier)]
        if _not_earlier(corpus, finding, earlier) or None in agencies or None in categories:
            continue
        lines = [recurrence.category_line(corpus, f["category"]) for f in (finding, earlier)]
        alike = lines[0][0] in lines[1] or lines[1][0] in lines[0]
        if not alike or earlier["agency"] not in findings.lineage(corpus, finding["agency"]):
            yield Hit(
                finding, at, {"earlier": earlier.id, "agency": earlier["agency"], "category": earlier["category"]}
            )


@check("recurrence-unmarked")
def recurrence_unmarked(corpus: Corpus) -> Iterator[Hit]:
    """A finding repeats an earlier one within the period of the framework in force, and its record does not say so."""
    for later, repeats in recurrence.recurrences(corpus).items():
        if any(repeat.ruled for repeat in repeats) and not any(repeat.marked for repeat in repeats):
            finding = corpus.records[later]
            earlier = ", ".join(repeat.earlier.id for repeat in repeats)
            yield Hit(finding, ("category",), {"earlier": earlier, "because": repeats[-1].because})


@check("category-not-in-force")
def category_not_in_force(corpus: Corpus) -> Iterator[Hit]:
    """A finding is put into a category that was not in use when it was seen."""
    for finding in corpus.of("finding"):
        category = corpus.get(finding["category"], "category")
        day = seen(corpus, finding)
        if category is None or day is None:
            continue
        days = dates.validity(category.get("valid"))
        if not days.empty and not days.meets(day):
            yield Hit(finding, ("category",), {"category": category.id, "days": said(days), "when": said(day)})


# Recommendations


@check("recommendation-other-inspection")
def recommendation_other_inspection(corpus: Corpus) -> Iterator[Hit]:
    """A recommendation deals with a finding of another inspection."""
    for recommendation in corpus.of("recommendation"):
        inspection = corpus.get(recommendation["inspection"], "inspection")
        for i, target in enumerate(recommendation["findings"]):
            finding = corpus.get(target, "finding")
            other = corpus.get(finding["inspection"], "inspection") if finding is not None else None
            if inspection is not None and other is not None and other.id != inspection.id:
                yield Hit(recommendation, ("findings", i), {"finding": target, "other": other.id})


@shared
def due_too_early(corpus: Corpus) -> Iterator[Hit]:
    """Yield the recommendations whose deadline is over before they are issued."""
    for recommendation in corpus.of("recommendation"):
        issued = findings.issued(corpus, recommendation)
        last = dates.last_day(recommendation.get("due", {}))
        if issued is not None and not issued.empty and last is not None and last < issued.first:
            yield Hit(recommendation, ("due",), {"due": vi_date(last), "issued": said(issued)})


@check("recommendation-due-before-issued")
def recommendation_due_before_issued(corpus: Corpus) -> Iterator[Hit]:
    """A deadline is earlier than the document that recommends."""
    yield from due_too_early(corpus)


@check("recommendation-answer-early")
def recommendation_answer_early(corpus: Corpus) -> Iterator[Hit]:
    """An agency received or answered a recommendation before its document was issued, or the inspection began."""
    wrong = {hit.record.id for hit in misdated(corpus)}
    for recommendation in corpus.of("recommendation"):
        inspection = corpus.get(recommendation["inspection"], "inspection")
        if inspection is None or inspection.id in wrong:
            continue
        issued = findings.issued(corpus, recommendation)
        since = issued.first if issued is not None and not issued.empty else dates.day(inspection["start"])
        answers: list[tuple[Field, str | None]] = [
            (("received",), recommendation.get("received")),
            (("acceptance", "on"), recommendation.get("acceptance", {}).get("on")),
        ]
        for at, value in answers:
            if value is not None and dates.day(value) < since:
                yield Hit(recommendation, at, {"on": vi_date(dates.day(value)), "since": vi_date(since)})
                break


@check("recommendation-addressee")
def recommendation_addressee(corpus: Corpus) -> Iterator[Hit]:
    """A recommendation goes to an agency that has nothing to do with any of its findings."""
    for recommendation in corpus.of("recommendation"):
        addressee = corpus.get(recommendation["addressee"], "agency")
        if recommendation["addressee"] == recommendation.get("referred_to"):  # who goes on with it, not who did it
            continue
        known = [corpus.get(target, "finding") for target in recommendation["findings"]]
        agencies = [agency_of(corpus, finding) for finding in known if finding is not None]
        sound = [agency for agency in agencies if agency is not None]
        if addressee is None or len(sound) < len(known):
            continue
        if not any(related(corpus, addressee, agency) for agency in sound):
            values = {"addressee": addressee.id, "agencies": ", ".join(dict.fromkeys(a.id for a in sound))}
            yield Hit(recommendation, ("addressee",), values)


@check("finding-without-recommendation")
def finding_without_recommendation(corpus: Corpus) -> Iterator[Hit]:
    """An inspection has its result, and recommends nothing on one of its findings (but a mere reminder on the spot)."""
    for finding in corpus.of("finding"):
        inspection = corpus.get(finding["inspection"], "inspection")
        if inspection is None or "result" not in inspection.data or finding["seriousness"] in ("nhac-nho", "khong-neu"):
            continue
        if not findings.recommendations(corpus, finding):
            yield Hit(finding, ("title",), {"title": finding["title"]})


def _day(days: Interval | None) -> Text | str:
    return said(days) if days is not None else ""
