"""Plans and inspections with their sampled dossiers."""

from __future__ import annotations

from datetime import timedelta

from generator.sample import faults
from generator.sample.agenda import Agenda, Visit, Yearly
from generator.sample.days import Data
from generator.sample.world import SAMPLE, Province

# fmt: off

REGIMES = {"kiem-tra": "Kiểm tra", "thanh-tra": "Thanh tra"}
FORMS = {
    "dot-xuat": "đột xuất", "chuyen-de": "theo chuyên đề", "sau-le-tet": "sau kỳ nghỉ lễ", "phuc-tra": "việc thực hiện kiến nghị",
    "ke-hoach": "hoạt động công vụ",
}


def plans(p: Province, agenda: Agenda) -> None:
    """Write the plans; each holds what was done and something that was not."""
    for plan in agenda.plans.values():
        short = "kt" if plan.regime == "kiem-tra" else "tt"
        plan_id = p.a(f"kh-{short}-{plan.year}")
        for visit in plan.visits:
            visit.data = {"plan": {"plan": plan_id, "item": visit.item}}
        _plan(p, plan, plan_id)


def _plan(p: Province, plan: Yearly, own: str) -> None:
    items: list[Data] = []
    for visit in plan.visits[:390]:
        quarter = (visit.start.month + 2) // 3
        items.append({
            "id": visit.item, "title": _title(p, visit), "regime": plan.regime,
            **({"public_duty": True} if len(items) % 3 == 0 else {}),
            "targets": [*visit.agencies, *visit.missed], "period": f"{plan.year}-Q{quarter}",
        })
    items.append({
        "id": f"{len(plan.visits) + 1}", "title": f"{REGIMES[plan.regime]} hoạt động công vụ theo yêu cầu phát sinh",
        "regime": plan.regime, "targets": [p.a("nhom-so-nganh")],
    })
    p.write("plan", {
        "id": own, "year": plan.year, "title": f"Kế hoạch {REGIMES[plan.regime].lower()} năm {plan.year}",
        "issuer": p.a("thanh-tra" if plan.regime == "thanh-tra" else "so-noi-vu"), "approved_by": plan.approved.id,
        "items": items, "source": {"document": plan.approved.id},
    })


def _title(p: Province, visit: Visit) -> str:
    return f"{REGIMES[visit.regime]} {FORMS[visit.forms[0]]} tại {p.names[visit.agencies[0]]}"


def miss(p: Province, visit: Visit) -> None:
    """Let a planned inspection leave out an agency."""
    if "ke-hoach" in visit.forms and p.chance.odds(0.3):
        left = [body for body in p.communes[:40] if body not in visit.agencies]
        visit.missed = p.chance.some(left, 1)


def inspection(p: Province, visit: Visit, found: dict[str, str]) -> None:
    """Write an inspection; ``found`` leads from an agency to its finding about dossiers."""
    one, upto = p.chance.one, p.chance.upto
    data: Data = {
        "id": visit.id, "title": _title(p, visit), "regime": visit.regime, "forms": visit.forms,
        "method": "qua-bao-cao" if p.chance.odds(0.1) else "truc-tiep", "by": visit.by,
    }
    data |= _order(p, visit)
    if visit.follows is not None:
        data["follows"] = [visit.follows.id]
    data["agencies"] = [{"body": body, "posts": [
        {"role": "cap-phong", "category": "cong-chuc", "count": upto(5, 8)},
        {"role": "thua-hanh", "category": "cong-chuc", "count": upto(10, 40)},
    ]} for body in visit.agencies]
    if visit.missed:
        because = one(("Trùng lịch làm việc với đoàn của trung ương.", "Địa bàn có thiên tai.", "Hết thời gian của đoàn."))
        data["not_reached"] = [{"body": body, "because": because} for body in visit.missed]
    data["fields"] = p.chance.some(faults.FIELDS, upto(1, 3))
    if "ke-hoach" in visit.forms:
        data["announced"] = f"{visit.start - timedelta(days=upto(5, 15))}"
    data |= {"start": f"{visit.start}", "end": f"{visit.end}"}
    if visit.result is not None:
        data["result"] = {"document": visit.result.id}
        if visit.regime == "thanh-tra":
            data["result"] |= {
                "published_from": f"{visit.result.day + timedelta(days=upto(1, 9))}",
                "published_to": f"{visit.result.day + timedelta(days=upto(26, 60))}",
            }
    dossiers = [own for body in visit.agencies for own in _dossiers(p, visit, body, found.get(body, ""))]
    if dossiers:
        for number, own in enumerate(dossiers, 1):
            own["id"] = f"hs-{number:02d}"
        data["dossiers"] = dossiers
    p.write("inspection", data | {"source": {"note": SAMPLE}})


def _order(p: Province, visit: Visit) -> Data:
    """Return on whose order an inspection is made: a clause, a task of who inspects, an item of the plan."""
    data: Data = {}
    directives = p.before(visit.start, "directive")
    if directives:
        basis = p.chance.one(directives)
        data["basis"] = [{"document": basis.id, "clause": p.chance.one(basis.places)}]
    tasks = [job for job in p.led.get(visit.by, ()) if job.issued < visit.start]
    if tasks and p.chance.odds(0.6):
        data["tasks"] = [p.chance.one(tasks[-20:]).data["id"]]
    return data | visit.data


def _dossiers(p: Province, visit: Visit, body: str, finding: str) -> list[Data]:
    if not finding and p.chance.odds(0.6):
        return []
    count = p.chance.upto(2, 4)
    # What was found about dossiers shows in at least one of them.
    return [_dossier(p, visit, body, finding if i == 0 else "") for i in range(count)]


def _dossier(p: Province, visit: Visit, body: str, finding: str) -> Data:
    upto = p.chance.upto
    received = visit.start - timedelta(days=upto(30, 90))
    due = received + timedelta(days=upto(10, 25))
    late = bool(finding) or p.chance.odds(0.15)
    returned = due + timedelta(days=upto(2, 60)) if late else due - timedelta(days=upto(0, 5))
    done = min(returned, visit.end)
    cuts = [received, received + timedelta(days=1), max(received + timedelta(days=2), done - timedelta(days=2)), done]
    data: Data = {
        "id": "", "agency": body, "procedure": p.chance.one(faults.PROCEDURES), "chosen": "ngau-nhien" if upto(0, 3) else "chu-dich",
        "received": f"{received}", "due": f"{due}",
    }
    if returned <= visit.end:
        data["returned"] = f"{returned}"
    if late and not finding:
        data |= {"apology": f"{due - timedelta(days=1)}", "new_due": f"{due + timedelta(days=upto(5, 20))}"}
    data["stages"] = [
        {"name": name, "from": f"{cuts[i]}"} | ({"to": f"{cuts[i + 1]}"} if returned <= visit.end or i < 2 else {})
        for i, name in enumerate(faults.STAGES)
    ]
    return data | ({"finding": finding} if finding else {})
