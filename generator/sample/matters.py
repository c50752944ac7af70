"""What inspections found and what became of it: findings, recommendations, remediations, verifications."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from generator.sample import faults
from generator.sample.agenda import Matter, Visit
from generator.sample.days import DISTRICTS_END, LAST, Data, vi
from generator.sample.remedies import Remedy
from generator.sample.world import Province, lower, part

# fmt: off

MONTHS = 24
"""Within so many months the frameworks call it a recurrence."""
DUES = ("by", "before", "by", "ban-hanh", "working", "nhan", "phat-sinh", "by", "ban-hanh", "")
LATE = ("tre-han", "xin-loi", "tra-muon", "ket-o-khau", "hen-lai-sai", "khong-xin-loi", "xin-loi-muon", "xin-loi-so-sai")
"""Categories that dossiers show."""
PARTS = {f"trung-uong-{slug}": (what, unit) for *_, parts in faults.CATEGORIES for slug, what, unit in parts}
GROUPS = {f"trung-uong-{slug}": (title, "trường hợp") for slug, title, *_ in faults.CATEGORIES}


@dataclass
class Matters:
    """Makes the findings of a province, inspection by inspection."""

    p: Province
    made: list[Matter] = field(default_factory=list)
    recommended: dict[str, str] = field(default_factory=dict)
    """Finding: the recommendation on it."""
    past: dict[str, dict[str, Matter]] = field(default_factory=dict)
    """Agency: its last finding of each category."""

    def __post_init__(self) -> None:
        self.dues = self.p.deck(DUES)
        self.remedy = Remedy(self.p)
        self.of = {heir: district for district, heirs in self.p.heirs.items() for heir in heirs}

    def visit(self, visit: Visit, count: int) -> dict[str, str]:
        """Write so many findings of an inspection; return those about dossiers by agency."""
        p, number = self.p, 0
        shown: dict[str, str] = {}
        for i, agency in enumerate(visit.agencies):
            found = [self._finding(visit, agency, f"{visit.id}-f{number + n + 1}") for n in range(part(count, len(visit.agencies), i))]
            number += len(found)
            shown |= {m.agency: m.id for m in found if m.category.removeprefix("trung-uong-") in LATE}
            while visit.result is not None and found:
                # One recommendation deals with up to three findings of an agency.
                some = found[: p.chance.one((1, 1, 2, 3))]
                found = found[len(some):]
                self._recommend(visit, some)
        return shown

    def _finding(self, visit: Visit, agency: str, own: str) -> Matter:
        p, one, upto = self.p, self.p.chance.one, self.p.chance.upto
        day = p.chance.after(visit.start, 0, (visit.end - visit.start).days)
        category, earlier = self._category(agency, day, visit)
        what, unit = PARTS.get(category) or GROUPS[category]
        looked = upto(8, 60)
        found = upto(1, max(1, looked // 3))
        data: Data = {
            "id": own, "inspection": visit.id, "agency": agency, "category": category, "title": what,
            "seen": f"Kiểm tra {looked} {unit}, {found} {unit} có vi phạm: {lower(what)}. {p.remark()}",
            "count": {"found": found, "of": looked, "unit": unit}, "on": f"{day}", "clause": f"Mục {upto(1, 3)}.{upto(1, 9)}",
            "seriousness": one(("nhac-nho", "it-nghiem-trong", "it-nghiem-trong", "it-nghiem-trong", "nghiem-trong", "rat-nghiem-trong")),
        }
        if p.chance.odds(0.8):
            data["cause"] = {"kind": one(("chu-quan", "chu-quan", "khach-quan", "ca-hai")), "because": one(faults.CAUSES)}
        if p.chance.odds(0.5):
            data["posts"] = [{"role": one(("cap-phong", "thua-hanh")), "category": "cong-chuc", "count": upto(1, 4)}]
        if earlier is not None and p.chance.odds(0.5):
            data["repeats"] = [earlier.id]
        tasks = [job.data["id"] for job in p.led.get(agency, ()) if job.issued < visit.start]
        if tasks and p.chance.odds(0.4):
            data["tasks"] = [one(tasks[-20:])]
        p.write("finding", data | {"source": {"document": visit.result.id} if visit.result else p.book()})
        matter = Matter(own, agency, category, day, visit)
        self.made.append(matter)
        self.past.setdefault(agency, {})[category] = matter
        return matter

    def _category(self, agency: str, day: date, visit: Visit) -> tuple[str, Matter | None]:
        """Choose a category; one that was found before at the agency, or the one before it, only now and then."""
        past = self.past.get(agency, {})
        if day > DISTRICTS_END and agency in self.of:
            past = self.past.get(self.of[agency], {}) | past
        again = [m for m in past.values() if m.visit is not visit and m.visit.end < visit.start and (day - m.day).days < MONTHS * 30]
        if again and self.p.chance.odds(0.25 if visit.follows else 0.1):
            earlier = self.p.chance.one(again)
            return earlier.category, earlier
        fresh = [category for category in self.p.world.categories if category not in past]
        return self.p.chance.one(fresh or self.p.world.categories), None

    def _recommend(self, visit: Visit, matters: list[Matter]) -> None:
        p, result = self.p, visit.result
        assert result is not None  # noqa: S101 - for the type checker: nothing is recommended before the result
        agency, number = matters[0].agency, matters[0].id.rpartition("-f")[2]
        due, last, received = self._due(result.day)
        content = f"{p.chance.one(faults.CURES)}; {p.chance.one(faults.CURES).lower()}."
        data: Data = {
            "id": f"{visit.id}-r{number}", "inspection": visit.id, "findings": [matter.id for matter in matters],
            "addressee": agency, "post": "Thủ trưởng cơ quan", "content": content, "clause": f"Mục {p.chance.upto(3, 5)}",
        }
        if due:
            data["due"] = due
        if received is not None:
            data["received"] = f"{received}"
        answered = p.chance.after(result.day, 5, 25)
        if answered <= LAST and p.chance.odds(0.6) and not (agency in p.heirs and answered > DISTRICTS_END):
            data["acceptance"] = self._accepted(answered)
        p.write("recommendation", data | {"source": {"document": result.id}})
        for matter in matters:
            self.recommended[matter.id] = data["id"]
            self.remedy.write(matter, result.day, data["id"], last)

    def _accepted(self, day: date) -> Data:
        state = self.p.chance.one(("tiep-thu",) * 8 + ("tiep-thu-mot-phan", "khong-tiep-thu"))
        data: Data = {"state": state, "on": f"{day}", "document": self.p.proof(day)}
        return data if state == "tiep-thu" else data | {"because": self.p.chance.one(faults.WHY_LATE)}

    def _due(self, told: date) -> tuple[Data, date | None, date | None]:
        """Return (deadline, its last day where it is known for sure, day of receipt)."""
        days, kind = self.p.chance.upto(30, 120), self.dues.deal()
        last = told + timedelta(days=days)
        if kind == "by":
            return {"by": f"{last}", "as_written": f"chậm nhất ngày {vi(last)}"}, last, None
        if kind == "before":
            after = last + timedelta(days=1)
            return {"before": f"{after}", "as_written": f"trước ngày {vi(after)}"}, last, None
        received = min(LAST, told + timedelta(days=days % 5 + 1)) if kind == "nhan" else None
        known = last if kind == "ban-hanh" else received + timedelta(days=days) if received is not None else None
        return _within(kind, days), known, received


def _within(kind: str, days: int) -> Data:
    """Return a deadline that counts from an event; none for the empty kind."""
    if kind == "working":
        said = f"trong {days // 2} ngày làm việc kể từ ngày ban hành"
        return {"within": {"working_days": days // 2, "of": "ban-hanh"}, "as_written": said}
    days, event = {
        "ban-hanh": (days, "ban hành"), "nhan": (days, "nhận được văn bản"), "phat-sinh": (days + 60, "phát hiện"),
    }.get(kind, (0, ""))
    return {"within": {"days": days, "of": kind}, "as_written": f"trong {days} ngày kể từ ngày {event}"} if days else {}
