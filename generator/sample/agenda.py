"""The agenda of a province: who inspects whom and when, fixed before the documents are numbered that tell of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from generator.sample.days import DISTRICTS_END, FIRST, LAST, Data, holidays
from generator.sample.papers import paper
from generator.sample.world import Paper, Province

OPEN_UNTIL = LAST - timedelta(days=12)
"""Nobody sets out later than this."""
EARLY, LATE = (date(2023, 2, 6), date(2023, 6, 30)), (date(2026, 9, 7), date(2026, 9, 18))


@dataclass
class Visit:
    """An inspection as its findings need it."""

    start: date
    end: date
    by: str
    regime: str
    forms: list[str]
    agencies: list[str]
    result: Paper | None = None
    id: str = ""
    missed: list[str] = field(default_factory=list)
    item: str = ""
    """Its item in the plan of the year, if it was planned."""
    follows: Visit | None = None
    later: list[Visit] = field(default_factory=list)
    """Those that follow it up."""
    data: Data = field(default_factory=dict)


@dataclass
class Matter:
    """A finding as later records need it."""

    id: str
    agency: str
    category: str
    day: date
    visit: Visit


@dataclass
class Yearly:
    """The plan of one year and one regime, with the decision that approves it."""

    year: int
    regime: str
    approved: Paper
    visits: list[Visit] = field(default_factory=list)


@dataclass
class Agenda:
    """All inspections of a province in order of their first days, and the plans."""

    visits: list[Visit]
    plans: dict[tuple[int, str], Yearly]

    @property
    def papers(self) -> list[Paper]:
        """The documents that have to be numbered."""
        results = [visit.result for visit in self.visits if visit.result is not None]
        return [*results, *(plan.approved for plan in self.plans.values())]


def agenda(p: Province, count: int) -> Agenda:
    """Plan so many inspections."""
    visits = sorted((_visit(p, i) for i in range(count)), key=lambda visit: (visit.start, visit.end, visit.by))
    numbers: dict[tuple[int, str], int] = {}
    plans: dict[tuple[int, str], Yearly] = {}
    for i, visit in enumerate(visits):
        year = visit.start.year
        key = (year, visit.regime)
        numbers[key] = numbers.get(key, 0) + 1
        short = "kt" if visit.regime == "kiem-tra" else "tt"
        visit.id = p.a(f"{short}-{year}-{numbers[key]:02d}")
        if i % 6 == 5:
            _follow(p, visit, visits[:i])
        if "ke-hoach" in visit.forms:
            if key not in plans:
                decided = max(FIRST, p.chance.workday(date(year - 1, 12, 5), date(year - 1, 12, 28)))
                plans[key] = Yearly(year, visit.regime, paper(p, "quyet-dinh", decided))
            plans[key].visits.append(visit)
            visit.item = f"{len(plans[key].visits)}"
    return Agenda(visits, plans)


def _visit(p: Province, i: int) -> Visit:
    """Return one inspection; some are early, so that there was time for everything, and one so late that all is open."""
    chance = p.chance
    first, last = (EARLY, EARLY, LATE)[i] if i < 3 else (EARLY[0], OPEN_UNTIL)
    start = chance.workday(first, last)
    regime = "thanh-tra" if i % 5 == 4 else "kiem-tra"
    forms = [("ke-hoach", "dot-xuat", "ke-hoach", "chuyen-de", "ke-hoach", "sau-le-tet")[i % 6]]
    if i % 7 == 3:
        forms.append("ket-hop-cchc")
    if "sau-le-tet" in forms:
        day = chance.one([day for day, *_ in holidays() if first < day < last - timedelta(days=9)])
        start = chance.workday(day + timedelta(days=7), day + timedelta(days=9))
    end = min(LAST, chance.after(start, 1, 12 if regime == "kiem-tra" else 35))
    by = p.a("thanh-tra") if regime == "thanh-tra" else chance.one([*p.teams, p.teams[0], p.a("so-noi-vu")])
    visit = Visit(start, end, by, regime, forms, _agencies(p, end, by, i))
    told = chance.after(end, 4, 18)
    if told <= LAST:
        slug = "thanh-tra" if regime == "thanh-tra" else "van-phong" if by == p.teams[1] else "so-noi-vu"
        visit.result = paper(p, "thong-bao", told, slug)
    return visit


def _agencies(p: Province, end: date, by: str, i: int) -> list[str]:
    """Choose up to four agencies that exist; some are never reached by anybody."""
    offices = [office for office in p.offices if by == p.a("thanh-tra") or office != p.a("so-noi-vu")]
    communes = p.communes[: max(2, len(p.communes) * 5 // 6)]
    chosen = p.chance.some(offices, p.chance.upto(1, 2))
    # An ended body may not be told anything any more.
    districts = end + timedelta(days=40) < DISTRICTS_END and (i % 3 == 1 or i < 2)
    chosen += p.chance.some(p.districts if districts else communes, p.chance.upto(1, 2))
    return chosen


def _follow(p: Province, visit: Visit, earlier: list[Visit]) -> None:
    """Turn a kiểm tra into the follow-up of one that was told long enough ago."""
    limit = visit.start - timedelta(days=45)
    for other in reversed(earlier[-40:]):
        told = other.result is not None and other.result.day < limit and other.end < visit.start
        here = [body for body in other.agencies if body not in p.heirs and body != _host(p, visit.by)]
        if told and here and visit.regime == "kiem-tra" and "phuc-tra" not in other.forms:
            visit.forms = ["phuc-tra"]
            visit.follows, visit.agencies = other, here
            other.later.append(visit)
            return


def _host(p: Province, by: str) -> str:
    return p.a("so-noi-vu") if by in (p.teams[0], p.a("so-noi-vu")) else by
