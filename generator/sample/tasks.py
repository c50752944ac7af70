"""Tasks of every shape: who has to do what, by when, and to whom the result goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from generator.sample import words
from generator.sample.chance import Deck
from generator.sample.days import DISTRICTS_END, Data, periods, vi
from generator.sample.directives import directive
from generator.sample.progress import events
from generator.sample.world import Job, Paper, Province, lower

# fmt: off

SHAPES = (
    *("mot-lan",) * 12, *("khong-han",) * 2, *("dinh-ky",) * 3, *("thuong-xuyen",) * 3, "cam", *("co-dieu-kien",) * 2,
    *("chi-tieu",) * 2,
)
"""``khong-han``: to be done once, without a date."""
CADENCES = ("thang", "quy", "thang", "6-thang", "nam", "quy", "su-kien", "tuan")
SAID = {"tuan": "hằng tuần", "thang": "hằng tháng", "quy": "hằng quý", "6-thang": "định kỳ 6 tháng", "nam": "hằng năm"}


class Tasks:
    """Gives out the tasks of a province, directive by directive."""

    def __init__(self, p: Province) -> None:
        self.p, self.one, self.odds = p, p.chance.one, p.chance.odds
        self.shapes, self.cadences = p.deck(SHAPES), p.deck(CADENCES)

    def run(self, count: int) -> None:
        """Write the directives, and about ``count`` tasks."""
        p = self.p
        directives = [paper for paper in p.papers if paper.kind == "directive"]
        for index, (paper, share) in enumerate(zip(directives, self._shares(len(directives), count), strict=True)):
            addressed = [p.a("nhom-so-nganh"), p.a("nhom-xa")]
            if index % 2 == 0 and paper.day < DISTRICTS_END - timedelta(days=30):
                addressed.append(p.a("nhom-huyen"))
            directive(p, paper, index, addressed)
            # No two alike in one directive: that would look like a duty given twice.
            matters, scopes = p.chance.some(words.MATTERS, share), p.chance.some(words.SCOPES, share)
            for number, (matter, scope) in enumerate(zip(matters, scopes, strict=True), 1):
                self._task(paper, addressed, f"{paper.id}-t{number}", (matter, scope))

    def _shares(self, directives: int, count: int) -> list[int]:
        """Return how many tasks each directive gives."""
        upto = self.p.chance.upto
        shares = [upto(2, 8) for _ in range(directives)]
        while sum_ := sum(shares) - max(count, directives):
            for _ in range(abs(sum_)):
                i = upto(0, directives - 1)
                shares[i] = min(len(words.SCOPES), max(1, shares[i] + (1 if sum_ < 0 else -1)))
            if count > directives * len(words.SCOPES):
                break
        return shares

    def _task(self, paper: Paper, addressed: Sequence[str], own: str, about: tuple[str, str]) -> None:
        p, shape, one = self.p, self.shapes.deal(), self.one
        leads, helpers = self._parties(addressed, shape)
        data: Data = {
            "id": own, "directive": paper.id, "clause": one(paper.places),
            "title": f"{one(words.VERBS)} {about[0]} {about[1]}",
            "content": f"{one(words.VERBS)} {about[0]}; {one(words.WAYS)}, {one(words.GOALS)}."
            + (f" {p.sentence()}" if self.odds(0.3) else ""),
            "shape": "mot-lan" if shape == "khong-han" else shape,
        }
        if shape == "co-dieu-kien":
            data["condition"] = f"Khi phát hiện vi phạm hoặc chậm trễ trong {about[0]}"
        data["leads"] = [p.party(body) for body in leads]
        if helpers:
            data["cooperators"] = [p.party(body) for body in helpers]
        self._timing(data, shape, paper.day)
        self._outcome(data, paper.day)
        tracked = paper.data["coverage"] == "co-theo-doi"
        if tracked and shape in ("thuong-xuyen", "dinh-ky") and self.odds(0.3):
            story = ("nhan", "huy") if shape == "thuong-xuyen" and self.odds(0.2) else ("nhan",)
            data |= events(p, story, leads[0], paper.day)
        p.write("task", data)
        job = Job(_kept(data), p.id, paper.day, tracked, leads, [body for lead in leads for body in self._members(lead)])
        p.jobs.append(job)
        for lead in leads:
            p.led.setdefault(lead, []).append(job)

    def _parties(self, addressed: Sequence[str], shape: str) -> tuple[list[str], list[str]]:
        """Choose (leads, cooperators).

        A group has to be followed body by body, so few tasks with an end are given to one: most of what is due has
        then been done, as in a register that is kept.
        """
        p, chance = self.p, self.p.chance.upto(0, 99)
        if shape in ("thuong-xuyen", "cam", "co-dieu-kien") and chance < 40:
            return [p.a("nhom-toan-tinh")], []
        if chance < 2:
            return [addressed[0] if shape == "dinh-ky" else self.one(addressed)], []
        if chance < 15:
            return [self.one(p.teams)], [self.one(p.offices)]
        if chance < 20:
            return sorted(p.chance.some(p.offices, 2)), []
        lead = self.one([*p.offices, p.a("van-phong"), p.a("thanh-tra"), *p.communes[: max(4, len(p.communes) // 4)]])
        others = [body for body in p.offices if body != lead]
        return [lead], sorted(p.chance.some(others, p.chance.upto(1, 2))) if self.odds(0.4) else []

    def _members(self, body: str) -> list[str]:
        p = self.p
        return {
            p.a("nhom-so-nganh"): [*p.offices, p.a("van-phong"), p.a("thanh-tra")], p.a("nhom-xa"): p.communes,
            p.a("nhom-huyen"): p.districts, p.a("nhom-toan-tinh"): [],
        }.get(body, [body])

    def _timing(self, data: Data, shape: str, issued: date) -> None:
        day = self.p.chance.after(issued, 25, 330)
        if shape in ("mot-lan", "chi-tieu"):
            data["due"] = self.one((
                {"by": f"{day}", "as_written": f"chậm nhất ngày {vi(day)}"},
                {"by": f"{day}", "as_written": f"hoàn thành ngày {vi(day)}"},
                {"before": f"{day}", "as_written": f"trước ngày {vi(day)}"},
                {"by": f"{day}"[:7], "as_written": f"trong tháng {day.month} năm {day.year}"},
                {"by": day.year, "as_written": f"đến hết năm {day.year}"},
                {"within": {"working_days": 15, "of": "nhan"}, "as_written": "trong 15 ngày làm việc kể từ ngày nhận được văn bản"},
            ))
        elif shape == "dinh-ky":
            data["recurrence"] = _recurrence(self.p, self.cadences, issued)
        elif shape == "thuong-xuyen" and self.odds(0.4):
            data["start"] = {"from": issued.year + 1, "open_ended": True, "as_written": f"Kể từ năm {issued.year + 1}"}
        if shape in ("khong-han", "thuong-xuyen", "co-dieu-kien") and self.odds(0.6):
            data["urgency_as_written"] = self.one(("kịp thời", "khẩn trương", "thường xuyên", "trong thời gian tới"))
        if shape == "chi-tieu":
            data["target"] = _target(self.p, issued)

    def _outcome(self, data: Data, issued: date) -> None:
        """Say to whom the result goes, what it is, on what basis, and what else is known."""
        p = self.p
        if self.odds(0.55):
            data["route"] = {"to": [p.party(p.a("ubnd"), "Chủ tịch")]}
            if self.odds(0.5):
                data["route"]["via"] = [p.party(p.a("so-noi-vu"))]
            if self.odds(0.2):
                data["route"]["cc"] = [p.party(p.a("van-phong"))]
            data["route"]["as_written"] = "báo cáo Chủ tịch UBND tỉnh"
        if self.odds(0.5):
            data["product"] = f"{self.one(('Báo cáo', 'Danh mục', 'Kế hoạch', 'Bảng số liệu'))} về {self.one(words.MATTERS)}"
        if self.odds(0.25):
            basis = [paper for paper in (*p.world.national[:20], *p.before(issued, "document")) if paper.citable]
            data["basis"] = [self.one(basis).id]
        older = p.jobs[-60:-20]
        if older and self.odds(0.02):
            data["replaces"] = [self.one(older).data["id"]]
        if self.odds(0.3):
            data["note"] = p.remark()


def _kept(data: Data) -> Data:
    """Return what later records need to know of a task."""
    return {key: data[key] for key in ("id", "shape", "due", "recurrence", "target") if key in data}


def _recurrence(p: Province, cadences: Deck[str], issued: date) -> Data:
    every, one, upto = cadences.deal(), p.chance.one, p.chance.upto
    if every == "su-kien":
        event = one(("sau-le-tet", "giao-ban-thang", "sau-kiem-tra", "phat-sinh"))
        return {"every": every, "event": event, "days_after": upto(2, 10), "as_written": "sau mỗi lần"}
    names = [name for name, _ in periods(every, issued)]
    data: Data = {"every": every, "first": names[0]}
    if p.chance.odds(0.5):
        data["periods"] = one(("lich", "nd-09-2019"))
    if p.chance.odds(0.95):
        data["last"] = names[{"6-thang": upto(0, 2), "nam": upto(0, 1)}.get(every, upto(1, 5))]
    if p.chance.odds(0.85):
        data["days_after" if every == "tuan" else one(("days_after", "working_days_after", "due_day"))] = upto(3, 15)
    return data | {"as_written": SAID[every]}


def _target(p: Province, issued: date) -> Data:
    (name, total), value = p.chance.one(words.INDICATORS), p.chance.one((50, 80, 90, 95, 100))
    data: Data = {"indicator": name, "operator": "ge" if value < 100 else "eq", "value": value, "unit": "%"}
    if p.chance.odds(0.9):
        data["denominator"] = total
    if p.chance.odds(0.3):
        data["baseline"] = {"value": Decimal(p.chance.upto(201, 459)) / 10, "at": issued.year - 1}
    return data | {"as_written": f"{lower(name)} đạt {'ít nhất ' if value < 100 else ''}{value}%"}
