"""Who answered for it, and what else passes between agencies: notices, coordination, feedback, obstacles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from generator.sample import faults, words
from generator.sample.agenda import Matter
from generator.sample.days import FIRST, LAST, Data
from generator.sample.world import SAMPLE, Job, Paper, Province, lower

# fmt: off

SUBJECTS = ("tap-the", "cong-chuc", "tap-the", "can-bo", "cong-chuc", "tap-the", "vien-chuc", "cong-chuc")
ROLES = ("nguoi-dung-dau", "cap-pho", "cap-phong", "thua-hanh")
ENDS = ("decided", "decided", "decided", "closed", "open", "decided", "extended", "referred")
OLD_LISTS_END = date(2025, 6, 30)
CHANNELS = (
    ("cong-dvc", "nguoi-dan"), ("duong-day-nong", "nguoi-dan"), ("he-thong-mot-cua", "doanh-nghiep"), ("bao-chi", "bao-chi"),
    ("tiep-dan", "nguoi-dan"), ("don-thu", "to-chuc"), ("cong-tham-van", "doanh-nghiep"), ("khac", "to-chuc"),
)


class Logs:
    """Writes the dated lines of a province; their ids are numbered within each year."""

    def __init__(self, p: Province, matters: Sequence[Matter]) -> None:
        self.p, self.one, self.upto = p, p.chance.one, p.chance.upto
        self.matters = [matter for matter in matters if matter.agency not in p.heirs]
        self.jobs = [job for job in p.jobs if job.leads[0] in p.offices]
        self.numbers: dict[tuple[str, int], int] = {}

    def run(self, count: int) -> None:
        """Write about so many records of all kinds."""
        self.accountability(max(2, count * 18 // 100))
        self.notices(max(4, count * 14 // 100))
        self.coordination(max(1, count * 24 // 100))
        self.feedback(max(1, count * 28 // 100))
        self.obstacles(max(1, count * 16 // 100))

    def _id(self, short: str, day: date) -> str:
        key = (short, day.year)
        self.numbers[key] = self.numbers.get(key, 0) + 1
        return self.p.a(f"{short}-{day.year}-{self.numbers[key]:02d}")

    def _days(self, count: int, last: date) -> list[date]:
        return sorted(self.p.chance.workday(FIRST + timedelta(days=40), last) for _ in range(count))

    # accountability

    def accountability(self, count: int) -> None:
        """Write cases of collectives and of posts; what is decided is a measure in force on that day."""
        serious = [m for m in self.matters if m.visit.result and m.visit.result.day < LAST - timedelta(days=20)]
        subjects, ends = self.p.deck(SUBJECTS), self.p.deck(ENDS)
        for matter in sorted(self.p.chance.some(serious, count), key=lambda m: (m.day, m.id)):
            told = matter.visit.result.day if matter.visit.result else matter.day
            opened = min(LAST, self.p.chance.after(told, 3, 40))
            kind = subjects.deal()
            subject: Data = {"kind": kind}
            if kind != "tap-the":
                subject["role"] = self.one(ROLES[:2] if kind == "can-bo" else ROLES[2:])
            data: Data = {
                "id": self._id("xl", opened), "agency": matter.agency, "subject": subject, "findings": [matter.id],
                "opened": f"{opened}",
            }
            self.p.leaf("accountability", data | self._outcome(kind, opened, ends.deal()) | {"source": {"note": SAMPLE}})

    def _outcome(self, kind: str, opened: date, end: str) -> Data:
        p, after = self.p, self.p.chance.after
        proposed, decided = after(opened, 5, 25), after(opened, 30, 88)
        chairman = {"body": p.a("ubnd"), "post": "Chủ tịch"}
        data: Data = {}
        if proposed <= LAST:
            data["proposed"] = {"sanction": self._sanction(kind, proposed), "on": f"{proposed}", "by": {"body": p.a("so-noi-vu")}}
        if end in ("extended", "referred"):
            longer, decided = after(opened, 60, 85), after(opened, 95, 148)
            if longer <= LAST:
                data["extended"] = {"on": f"{longer}", "because": "Vụ việc có tình tiết phức tạp, cần xác minh thêm."}
        if end == "referred" and proposed <= LAST:
            data["referral"] = {
                "to": "Cơ quan điều tra", "on": f"{proposed}", "because": "Có dấu hiệu vi phạm pháp luật.", "document": p.proof(proposed),
            }
        if decided > LAST or end in ("open", "referred"):
            return data
        if end == "closed":
            return data | {"closed": {"on": f"{decided}", "because": "Chưa đến mức phải xử lý; đã nhắc nhở.", "document": p.proof(decided)}}
        return data | {"decided": {
            "sanction": self._sanction(kind, decided), "on": f"{decided}", "by": chairman, "document": p.proof(decided),
        }}

    def _sanction(self, kind: str, on: date) -> str:
        fitting = [
            slug for slug, _, _, applies_to, leaders, _, valid in faults.SANCTIONS
            if kind in applies_to and not leaders and (on <= OLD_LISTS_END or "to" not in valid)
        ]
        return f"trung-uong-{self.one(fitting)}"

    # notices

    def notices(self, count: int) -> None:
        """Write reminders and criticism with what they are about, commendations and models."""
        papers = [paper for paper in self.p.papers if paper.kind == "document" and paper.data["type"] in ("thong-bao", "cong-van")]
        known: dict[str, list[Matter]] = {}
        for matter in self.matters:
            known.setdefault(matter.agency, []).append(matter)
        kinds = self.p.deck(("nhac-nho", "phe-binh", "bieu-duong", "nhac-nho", "mo-hinh-tot"))
        for paper in sorted(self.p.chance.some(papers, count), key=lambda paper: (paper.day, paper.id)):
            self._notice(paper, kinds.deal(), known)

    def _notice(self, paper: Paper, kind: str, known: dict[str, list[Matter]]) -> None:
        p = self.p
        agency = self.one([*p.offices, *p.communes[:20]])
        data: Data = {
            "id": self._id("nn", paper.day), "type": kind, "agencies": [agency], "on": f"{paper.day}",
            "because": f"{self.one(faults.PRAISE)}.", "document": paper.id, "by": {"body": p.a("ubnd"), "post": "Chủ tịch"},
        }
        if kind in ("nhac-nho", "phe-binh"):
            data["because"] = p.remark()
            found = [m.id for m in known.get(agency, ()) if m.day < paper.day]
            tasks = [job.data["id"] for job in p.led.get(agency, ()) if job.issued < paper.day]
            if found:
                data["findings"] = found[-2:]
            elif tasks:
                data["tasks"] = tasks[-1:]
        p.leaf("notice", data | {"source": {"document": paper.id}})

    # requests

    def coordination(self, count: int) -> None:
        """Write what agencies asked of each other, answered in time, late, vaguely or not at all."""
        p = self.p
        for asked in self._days(count, LAST - timedelta(days=4)):
            by = self.one(p.offices)
            due = p.chance.after(asked, 5, 15)
            answers = []
            for agency in p.chance.some([body for body in [*p.offices, *p.communes[:10]] if body != by], self.upto(1, 4)):
                answer: Data = {"agency": agency}
                on = p.chance.after(asked, 2, 22)
                if p.chance.odds(0.85) and on <= LAST:
                    answer |= {"on": f"{on}", "position": self.one(("ro-rang", "ro-rang", "ro-rang", "chung-chung"))}
                answers.append(answer)
            data: Data = {"id": self._id("ph", asked), "by": by, "about": f"Lấy ý kiến về {self.one(words.MATTERS)}"}
            own = [job for job in p.led.get(by, ()) if job.issued < asked]
            if own and p.chance.odds(0.5):
                data["tasks"] = [self.one(own[-10:]).data["id"]]
            data |= {"asked": f"{asked}", "due": f"{due}", "answers": answers, "source": p.book()}
            p.leaf("coordination", data)

    def feedback(self, count: int) -> None:
        """Write what citizens, enterprises and the press said of an agency, and what came of it."""
        p, known = self.p, {m.agency: m for m in self.matters}
        channels = p.deck([" ".join(pair) for pair in CHANNELS])
        for received in self._days(count, LAST - timedelta(days=3)):
            agency = self.one([*p.offices, *p.communes[:60]])
            channel, sender = channels.deal().split()
            data: Data = {
                "id": self._id("pa", received), "channel": channel, "sender": sender, "agency": agency,
                "received": f"{received}", "about": f"{self.one(faults.COMPLAINTS)}.",
                "received_by": p.a("van-phong"), "due": f"{p.chance.after(received, 15, 30)}",
            }
            if agency in known:
                data["category"] = known[agency].category
            checked, handled = p.chance.after(received, 3, 12), p.chance.after(received, 13, 40)
            if checked <= LAST and p.chance.odds(0.85):
                by = p.a("thanh-tra" if agency == p.a("so-noi-vu") else "so-noi-vu")
                verdict = self.one(("dung", "dung", "dung-mot-phan", "khong-dung"))
                data["verified"] = {"verdict": verdict, "on": f"{checked}", "by": by}
                if handled <= LAST and p.chance.odds(0.9):
                    data["handled"] = {"on": f"{handled}", "how": f"{self.one(faults.CURES)}.", "document": p.proof(handled)}
                if agency in known and verdict != "khong-dung" and received < known[agency].day:
                    data["findings"] = [known[agency].id]
            p.leaf("feedback", data | {"source": {"note": SAMPLE}})

    def obstacles(self, count: int) -> None:
        """Write what agencies said hinders a task, and what was decided on it."""
        p = self.p
        jobs = [job for job in self.jobs if job.issued < LAST - timedelta(days=60)]
        for raised, job in sorted(((self._raised(job), job) for job in p.chance.some(jobs, count)), key=lambda pair: pair[0]):
            about, asks = self.one(faults.HURDLES)
            data: Data = {
                "id": self._id("vm", raised), "by": job.leads[0], "tasks": [job.data["id"]], "raised": f"{raised}",
                "about": f"{about}, ảnh hưởng đến việc {lower(self.one(words.VERBS))} {self.one(words.MATTERS)}.", "asks": asks,
                "to": p.a("ubnd"), "due": f"{p.chance.after(raised, 15, 30)}", "document": p.proof(raised),
            }
            on = p.chance.after(raised, 8, 45)
            if on <= LAST and p.chance.odds(0.75):
                data["decision"] = {
                    "on": f"{on}", "what": f"Đồng ý: {lower(asks)}.", "by": {"body": p.a("ubnd"), "post": "Chủ tịch"}, "document": p.proof(on),
                }
            p.leaf("obstacle", data | {"source": p.book()})

    def _raised(self, job: Job) -> date:
        return self.p.chance.after(job.issued, 10, 50)
