"""How findings are put right: plans, actions, reports, extensions, pauses; and who verified it, with what verdict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from generator.sample import faults
from generator.sample.agenda import Matter
from generator.sample.days import DISTRICTS_END, LAST, Data
from generator.sample.words import WAYS
from generator.sample.world import SAMPLE, Province

# fmt: off

FATES = (
    *("plan do report verified",) * 22,
    *("plan do late verified",) * 6,
    *("plan do progress report verified",) * 4,
    *("plan extend do report verified",) * 4,
    "plan extend do extend report verified",
    *("plan do report partly do report verified",) * 3,
    *("plan do late refused do report verified",) * 2,
    *("plan do report return do report verified",) * 2,
    "plan pause resume do report verified",
    "plan do report verified",
    "plan do report partly",
    "plan do report refused",
    "plan do report recurred",
    "plan do report",
    "plan do report return",
    "plan pause",
    "plan dropped",
    "plan do hand progress report verified",
    "plan do progress",
    "plan",
    *("",) * 3,
)
"""What becomes of a finding; the empty one leaves no record."""
EVENTS = {
    "plan": "ke-hoach", "do": "hanh-dong", "progress": "tien-do", "report": "bao-cao", "late": "bao-cao", "return": "tra-lai",
    "extend": "gia-han", "pause": "tam-dung", "resume": "tiep-tuc", "hand": "chuyen", "dropped": "khong-ap-dung",
}
VERDICTS = {"verified": "da-khac-phuc", "partly": "mot-phan", "refused": "khong-dat", "recurred": "tai-pham"}
RATINGS = {
    "verified": ("tot", "dat", "dat"), "partly": ("dat", "chua-dat"), "refused": ("chua-dat", "khong-thuc-hien"),
    "recurred": ("chua-dat",),
}


@dataclass
class Case:
    """One remediation while it goes on."""

    matter: Matter
    body: str
    """Who has it in hand."""
    day: date
    due: date | None
    checks: int = 0

    @property
    def id(self) -> str:
        """Return the id of the remediation."""
        return f"{self.matter.id}-kp"


class Remedy:
    """Writes the remediations of a province and their verifications."""

    def __init__(self, p: Province) -> None:
        self.p, self.fates = p, p.deck(FATES)

    def write(self, matter: Matter, told: date, recommendation: str, due: date | None) -> None:
        """Write what became of a finding since the day on which it was told; ``due`` is known if it can be extended."""
        p, steps = self.p, self._steps(matter, due)
        if not steps or told + timedelta(days=3) > LAST:
            return
        case = Case(matter, matter.agency, told, due)
        made: list[Data] = []
        checks: list[Data] = []
        for step in steps:
            if not self._step(case, step, made, checks):
                break
        if len(p.heirs.get(case.body, ())) > 1 and not self._closed(made, checks):
            self._pass_on(case, made)
        if not made:
            return
        self._record(case, recommendation, made)
        for own in checks:
            p.leaf("verification", own)

    def _steps(self, matter: Matter, due: date | None) -> list[str]:
        heirs = self.p.heirs.get(matter.agency, [])
        # With several heirs somebody has to say whose matter it is now.
        steps = self.fates.deal().split() or ["plan"] * (len(heirs) > 1)
        unfit = ("extend",) * (due is None) + ("hand",) * bool(heirs)
        return [step for step in steps if step not in unfit]

    @staticmethod
    def _closed(made: list[Data], checks: list[Data]) -> bool:
        dropped = bool(made) and made[-1]["type"] == "khong-ap-dung"
        return dropped or (bool(checks) and checks[-1]["verdict"] == "da-khac-phuc")

    def _record(self, case: Case, recommendation: str, made: list[Data]) -> None:
        p, first = self.p, made[0]
        data: Data = {
            "id": case.id, "finding": case.matter.id, "recommendations": [recommendation], "agency": case.matter.agency,
            "post": "Thủ trưởng cơ quan",
        }
        if first["type"] == "ke-hoach":
            measures = f"{p.chance.one(faults.CURES)}; {p.chance.one(WAYS)}."
            data["plan"] = {"measures": measures, "document": p.proof(date.fromisoformat(first["date"])), "on": first["date"]}
            if p.chance.odds(0.7):
                data["leadership"] = {"what": p.chance.one(faults.LED), "on": first["date"]}
        p.write("remediation", data | {"events": made, "source": {"note": SAMPLE}})

    def _step(self, case: Case, step: str, made: list[Data], checks: list[Data]) -> bool:
        """Take one step; return False if it has not happened by LAST."""
        p = self.p
        day = self._day(case, step)
        if day > LAST:
            return False
        if case.body in p.heirs and day > DISTRICTS_END:
            heirs = p.heirs[case.body]
            if len(heirs) > 1 or p.chance.odds(0.5):
                self._pass_on(case, made)
            case.body = heirs[0]
            day = max(day, case.day)
        case.day = day
        if step in VERDICTS:
            checks.append(self._verification(case, step))
        else:
            made.append(self._event(case, step))
        return True

    def _day(self, case: Case, step: str) -> date:
        upto, day, due = self.p.chance.upto, case.day, case.due
        if step == "late" and due is not None:
            return max(day, due) + timedelta(days=upto(2, 40))
        if step == "extend" and due is not None:
            return max(day + timedelta(days=1), min(due, day + timedelta(days=12)))
        if step == "report" and due is not None and due > day + timedelta(days=2):
            return day + timedelta(days=upto(1, (due - day).days - 1))
        if step not in VERDICTS:
            return day + timedelta(days=upto(2, 9))
        again = [visit for visit in case.matter.visit.later if day < visit.start < day + timedelta(days=150)]
        return again[0].end if again and case.matter.agency in again[0].agencies else day + timedelta(days=upto(8, 40))

    def _event(self, case: Case, step: str) -> Data:
        p, one, day = self.p, self.p.chance.one, case.day
        event: Data = {"type": EVENTS[step], "date": f"{day}"}
        if step in ("do", "progress"):
            event["what"] = f"{one(faults.CURES)}."
        if step in ("plan", "do", "report", "late"):
            event["by"] = {"body": case.body}
        if step == "hand":
            event["to"] = case.body = self._other(case)
        if step == "extend" and case.due is not None:
            event["old_due"], case.due = f"{case.due}", p.chance.after(case.due, 20, 60)
            event["new_due"] = f"{case.due}"
        if step == "resume" and case.due is not None:
            case.due = max(case.due, day) + timedelta(days=p.chance.upto(20, 45))
            event["new_due"] = f"{case.due}"
        if step in ("extend", "pause", "return", "hand"):
            event["reason"] = f"{one(faults.WHY_LATE)}; {one(WAYS)}"
        if step == "dropped":
            event["reason"] = one(faults.WHY_NOT)
        if step in ("report", "late", "dropped") or (step == "do" and p.chance.odds(0.3)):
            event["evidence"] = self._evidence(case)
        return event | {"source": p.source(day)}

    def _other(self, case: Case) -> str:
        p = self.p
        return next(office for office in p.offices[1:] if office != case.matter.agency)

    def _evidence(self, case: Case) -> list[Data]:
        paper: Data = {"document": self.p.proof(case.day)}
        if self.p.chance.odds(0.6):
            return [paper]
        name = f"{case.id}-{case.day}.pdf"
        return [paper, {"file": name, "sha256": sha256(name.encode()).hexdigest(), "held_by": case.body}]

    def _pass_on(self, case: Case, made: list[Data]) -> None:
        """Hand the matter of a district that ended to the commune that took over."""
        day = max(case.day, DISTRICTS_END + timedelta(days=1))
        heir = self.p.heirs[case.body][0]
        made.append({
            "type": "chuyen", "date": f"{day}", "to": heir, "reason": "Kết thúc hoạt động của cấp huyện",
            "source": self.p.source(day),
        })
        case.day, case.body = day, heir

    def _verification(self, case: Case, step: str) -> Data:
        p, one = self.p, self.p.chance.one
        case.checks += 1
        by, again = self._verifier(case)
        data: Data = {"id": f"{case.matter.id}-xm{case.checks}", "remediation": case.id, "by": by}
        if again:
            data["inspection"] = again
        verdict = VERDICTS[step]
        data |= {
            "on": f"{case.day}", "method": one(("tai-cho", "ho-so", "rut-mau", "khao-sat")), "verdict": verdict,
            "because": faults.SEEN_DONE[verdict],
        }
        for axis in ("leadership", "execution", "effectiveness"):
            if axis != "effectiveness" or step == "verified":
                data[axis] = {"rating": one(RATINGS[step]), "because": one(faults.LED if axis == "leadership" else faults.CURES)}
        data["evidence"] = [{"document": p.proof(case.day)}]
        if step in ("partly", "refused"):
            case.due = p.chance.after(case.day, 30, 60)
            data["new_due"] = f"{case.due}"
        return data

    def _verifier(self, case: Case) -> tuple[str, str]:
        """Return who verifies (never the agency, nor who is part of it), and the inspection during which that happens."""
        p = self.p
        for again in case.matter.visit.later:
            if again.start <= case.day <= again.end and case.matter.agency in again.agencies:
                return again.by, again.id
        own = (p.a("so-noi-vu"), p.a("van-phong"), p.a("so-tai-chinh"))
        return (p.a("thanh-tra") if case.matter.agency in own or case.body in own else case.matter.visit.by), ""
