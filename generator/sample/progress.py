"""What became of the tasks: events at each addressee, periodic reports, measurements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from generator.sample.days import DISTRICTS_END, LAST, Data, last_day
from generator.sample.faults import WHY_LATE
from generator.sample.words import WAYS
from generator.sample.world import SAMPLE, Job, Province

# fmt: off

STORIES = (
    *("nhan nop xac-nhan",) * 10,
    *("nhan nop",) * 3,
    *("nhan",) * 2,
    "phat-sinh nhan nop xac-nhan",
    *("nhan gia-han nop xac-nhan",) * 3,
    *("nhan nop tra-lai nop xac-nhan",) * 2,
    "nhan tam-dung tiep-tuc nop xac-nhan",
    "nhan tam-dung",
    "nhan huy",
    "nhan chuyen",
    "nhan gia-han gia-han nop",
    "",
)
"""What happens at one addressee."""
FINISHED, PLAIN = ["nhan", "nop", "xac-nhan"], ["nhan", "chuyen"]


def events(p: Province, story: Sequence[str], body: str, day: date, due: date | None = None) -> Data:
    """Return the events of a story after a day, as far as they have happened by LAST."""
    made: list[Data] = []
    for kind in story:
        if due is not None and kind in ("nop", "gia-han") and made[-1]["type"] != "tra-lai":
            day = max(p.chance.after(day, 1, 3), due + timedelta(days=p.chance.upto(-30, 8 if kind == "nop" else -1)))
        else:
            day = p.chance.after(day, 2, 20)
        if day > LAST or (body in p.heirs and day > DISTRICTS_END):
            break
        event = _event(p, kind, day, body)
        if kind == "gia-han" and due is not None:
            event["old_due"], due = f"{due}", p.chance.after(due, 15, 90)
            event["new_due"] = f"{due}"
        if kind in ("gia-han", "tam-dung", "tra-lai", "huy"):
            event["reason"] = f"{p.chance.one(WHY_LATE)}; {p.chance.one(WAYS)}"
        event["source"] = p.source(day) if kind == "gia-han" or p.chance.odds(0.6) else p.book()
        made.append(event)
    return {"events": made} if made else {}


def _event(p: Province, kind: str, day: date, body: str) -> Data:
    event: Data = {"type": kind, "date": f"{day}"}
    if kind in ("nhan", "nop"):
        event["by"] = {"body": body}
    elif kind == "xac-nhan":
        event["by"] = {"body": p.a("van-phong"), "post": "Lãnh đạo Văn phòng"}
    elif kind == "chuyen":
        event["to"] = p.communes[0] if body in p.heirs else next(office for office in p.offices if office != body)
    return event


def progress(p: Province, count: int) -> None:
    """Write so many records of what became of the tasks, as far as there are tasks for them."""
    measured = max(1, count * 6 // 100)
    reported = _submissions(p, max(1, count * 24 // 100))
    _measurements(p, measured)
    _rollouts(p, max(1, count - measured - reported))


def _rollouts(p: Province, count: int) -> None:
    jobs = [job for job in p.jobs if job.tracked and job.data["shape"] in ("mot-lan", "chi-tieu")]
    pairs = [(job, job.addressees[0]) for job in jobs if job.addressees]
    more = [(job, body) for job in jobs for body in job.addressees[1:]]
    pairs += p.chance.some(more, max(0, count - len(pairs)))
    stories = p.deck(STORIES)
    for job, body in pairs[:count] if len(pairs) <= count else p.chance.some(pairs, count):
        story = stories.deal().split()
        due = last_day(job.data.get("due", {}))
        if body in p.heirs:
            story = PLAIN
        elif due is None and "gia-han" in story:
            story = FINISHED
        data: Data = {"id": job.own(body), "task": job.data["id"], "addressee": body}
        data |= events(p, story, body, job.issued, due)
        p.leaf("rollout", data | {"source": {"note": SAMPLE}})


def _submissions(p: Province, count: int) -> int:
    expected = [(job, body, *period) for job in p.jobs for period in job.expected() for body in job.addressees]
    chosen = sorted(p.chance.some(range(len(expected)), count))
    for number, i in enumerate(chosen):
        job, body, period, end = expected[i]
        received = p.chance.after(end, 1, 14)
        data: Data = {"id": f"{job.own(body)}-{period.lower()}", "task": job.data["id"], "reporter": body, "period": period}
        if p.chance.odds(0.2):
            data["cut_off"] = f"{end}"
        data |= {"received": f"{received}", "document": p.proof(received)}
        if number % 9 == 4:
            data |= events(p, p.chance.one(("tra-lai nop xac-nhan", "xac-nhan", "tra-lai")).split(), body, received)
        p.leaf("submission", data | {"source": p.book()})
    return len(chosen)


def _measurements(p: Province, count: int) -> None:
    jobs: list[Job] = [job for job in p.jobs if job.tracked and "target" in job.data]
    for number in range(count if jobs else 0):
        job, turn = jobs[number % len(jobs)], number // len(jobs)
        total = p.chance.upto(120, 4000)
        done = total * p.chance.upto(450, 1000) // 1000
        body = job.addressees[turn % len(job.addressees)]
        value = Decimal((2000 * done + total) // (2 * total)) / 10  # per cent to tenths, half up
        p.leaf("measurement", {
            "id": f"{job.data['id']}-do-{turn + 1}", "task": job.data["id"],
            **({"body": body} if body not in p.teams else {}),
            "at": f"{min(LAST, p.chance.after(job.issued, 60 + 90 * turn, 120 + 90 * turn))}",
            "value": value.to_integral() if value == value.to_integral() else value, "numerator": done, "denominator": total,
            "source": p.book(),
        })
