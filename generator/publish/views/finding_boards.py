"""Rows of the boards on findings: what is not closed, what came back, recommendations, counts, agencies never inspected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from generator.domain import bodies, dates, findings
from generator.domain.dates import Interval
from generator.domain.recurrence import recurrences
from generator.domain.text import collation_key, vi_date
from generator.model import Record
from generator.publish.derive.follow_ups import LABELS, FollowUp, FollowUpState
from generator.publish.register import Ref, Register
from generator.publish.views import chain
from generator.publish.views.common import follow_up_chip, follow_up_row

Rows = list[tuple[Record, dict[str, Any]]]
UNSEEN_MONTHS = 24
"""An agency without an inspection for longer is on the board of those that were not inspected."""
INSPECTABLE = frozenset({"ubnd", "van-phong", "so", "thanh-tra", "don-vi-truc-thuoc", "nganh-doc"})
"""Kinds of agencies that carry out public duties for the province: not councils, Party bodies or the press."""
WORDS = 20
"""Words of a recommendation that name it in a table."""


def open_follow_ups(register: Register) -> Rows:
    """Return the findings that are not closed: the earliest deadline first, those without one last."""
    left = [m for m in register.follow_ups.values() if m.open]
    left.sort(key=lambda m: (m.due is None, m.due, collation_key(m.finding.id)))
    return [(m.finding, follow_up_row(register, m)) for m in left]


def recurring(register: Register) -> Rows:
    """Return the findings that repeat an earlier one, newest first, with the last time before and who says so."""
    known = recurrences(register.corpus)
    rows: Rows = []
    for follow_up in sorted(register.follow_ups.values(), key=lambda m: (m.seen, m.finding.id), reverse=True):
        repeats = [
            r for r in known.get(follow_up.finding.id, ()) if r.recurrent and r.earlier.id in register.follow_ups
        ]
        if repeats:
            last = max(repeats, key=lambda r: (register.follow_ups[r.earlier.id].seen, r.earlier.id))
            earlier = register.follow_ups[last.earlier.id]
            row = {
                **follow_up_row(register, follow_up),
                "earlier": register.ref(last.earlier),
                "earlier_seen": vi_date(earlier.seen),
                "earlier_sort": earlier.seen.isoformat(),
                "earlier_chip": follow_up_chip(earlier),
                "before": [register.ref(r.earlier) for r in repeats if r is not last],
                "days": (follow_up.seen - earlier.seen).days,
                "how": "Hồ sơ kiểm tra ghi" if last.marked else "Do sổ phát hiện",
                "why": last.because,
            }
            rows.append((follow_up.finding, row))
    return rows


def recommended(register: Register) -> Rows:
    """Return every recommendation known by the day: the earliest deadline first, those without one last."""
    corpus = register.corpus
    rows: list[tuple[date, Record, dict[str, Any]]] = []
    for record in corpus.of("recommendation"):
        if not chain.known(register, record):
            continue
        due = findings.deadline(corpus, record, on=register.as_of)
        province = corpus.get(record.province, "province")
        follow_ups = [register.follow_ups[name] for name in record["findings"] if name in register.follow_ups]
        row = {
            "ref": Ref(shortened(record["content"]), register.place(record)),
            "agency": register.ref(corpus.records[record["addressee"]]),
            "post": record.get("post", ""),
            "province": register.ref(province) if province else None,
            "due": vi_date(due.day) if due.day else str(record.get("due", {}).get("as_written", "không ấn định")),
            "due_sort": due.day.isoformat() if due.day else "",
            "acceptance": _acceptance(register, record),
            "accepted": chain.acceptance(register, record),
            "findings": [{"ref": register.ref(m.finding), "chip": follow_up_chip(m)} for m in follow_ups],
            "closed": sum(1 for m in follow_ups if m.closed is not None),
            "of": len(follow_ups),
            "sample": register.is_sample(record),
        }
        rows.append((due.day or date.max, record, row))
    rows.sort(key=lambda entry: (entry[0], collation_key(entry[1].id)))
    return [(record, row) for _, record, row in rows]


def shortened(text: str) -> str:
    """Return the first words of a text."""
    words = text.split()
    return " ".join(words[:WORDS]) + ("…" if len(words) > WORDS else "")


def _acceptance(register: Register, record: Record) -> str:
    given = record.get("acceptance")
    if given is None or dates.day(given["on"]) > register.as_of:
        return "Chưa có ý kiến"
    return register.coded(record, "acceptance", "state")


# counts


def states(register: Register) -> list[FollowUpState]:
    """Return the states that some finding has, in their order."""
    found = {m.state for m in register.follow_ups.values()}
    return [state for state in FollowUpState if state in found]


def by_agency(register: Register) -> Rows:
    """Return the findings of each agency by state: in all, and of these open and overdue."""
    columns = states(register)
    table: dict[str, list[FollowUp]] = {}
    for follow_up in register.follow_ups.values():
        table.setdefault(follow_up.finding["agency"], []).append(follow_up)
    rows: Rows = []
    for agency in sorted((register.corpus.records[key] for key in table), key=lambda a: collation_key(a.id)):
        own = table[agency.id]
        count = Counter(m.state for m in own)
        province = register.corpus.get(agency.province, "province")
        row = {
            "ref": register.ref(agency),
            "province": register.ref(province) if province else None,
            "counts": [
                *(count[state] for state in columns),
                sum(1 for m in own if m.open),
                sum(1 for m in own if m.overdue),
                len(own),
            ],
            "sample": register.is_sample(agency),
        }
        rows.append((agency, row))
    return rows


def counted(register: Register) -> dict[str, Any]:
    """Return the heads of the table of states, and the table of findings by category and year with its totals."""
    heads = [LABELS[state] for state in states(register)]
    return {
        "heads": [*heads, "Chưa kết thúc", "Trong đó quá hạn", "Tổng số"],
        "years": yearly(
            register, register.follow_ups.values(), lambda m: register.corpus.records[m.finding["category"]]
        ),
    }


def yearly(register: Register, own: Iterable[FollowUp], of: Any) -> dict[str, Any]:
    """Count findings by a record (what ``of`` returns) and the year in which they were seen, with totals."""
    table: dict[str, Counter[int]] = {}
    for follow_up in own:
        table.setdefault(of(follow_up).id, Counter())[follow_up.seen.year] += 1
    years = sorted({year for count in table.values() for year in count})
    named = sorted((register.corpus.records[key] for key in table), key=lambda r: collation_key(register.label(r)))
    return {
        "years": years,
        "rows": [
            {
                "ref": register.ref(record),
                "counts": [*(table[record.id][year] for year in years), table[record.id].total()],
                "sample": register.is_sample(record),
            }
            for record in named
        ],
        "totals": [
            *(sum(count[year] for count in table.values()) for year in years),
            sum(count.total() for count in table.values()),
        ],
    }


def all_follow_ups(register: Register) -> int:
    """Count the findings."""
    return len(register.follow_ups)


# agencies never inspected


def unseen(register: Register) -> Rows:
    """Return the agencies of provinces with inspections that were never inspected, or not for two years."""
    last, counts = _inspected(register)
    since = _months_before(register.as_of, UNSEEN_MONTHS)
    provinces = {i.province for i in register.corpus.of("inspection") if chain.known(register, i)}
    rows: Rows = []
    for agency in register.corpus.of("agency"):
        if agency.province not in provinces or not _inspectable(register, agency):
            continue
        if agency.id in register.withheld.inspected:  # neither inspected nor not, and when last, is said
            continue
        day = last.get(agency.id)
        if day is not None and day[0] >= since:
            continue
        province = register.corpus.get(agency.province, "province")
        row = {
            "ref": register.ref(agency),
            "province": register.ref(province) if province else None,
            "kind": register.coded(agency, "kind"),
            "level": register.coded(agency, "level"),
            "last": register.ref(day[1], vi_date(day[0])) if day else None,
            "last_sort": day[0].isoformat() if day else "",
            "before": list(_predecessors(register, agency, last)),
            "inspections": counts[agency.id],
            "sample": register.is_sample(agency),
        }
        rows.append((agency, row))
    rows.sort(key=lambda entry: (entry[1]["last_sort"], collation_key(entry[0].id)))
    return rows


def unseen_words(register: Register) -> dict[str, Any]:
    """Return what the board says where inspections are hidden: its silence on an agency says nothing of it."""
    if "inspection" not in register.withheld.kinds:
        return {}
    return {
        "caution": "Bảng chỉ nêu điều kết luận được từ phần công khai của sổ; cơ quan không có tên trong bảng không có nghĩa là đã được kiểm tra hay chưa."
    }


def _inspectable(register: Register, agency: Record) -> bool:
    day = Interval(register.as_of, register.as_of)
    return agency["kind"] in INSPECTABLE and agency["level"] in ("tinh", "xa") and bodies.life(agency).meets(day)


def _inspected(register: Register) -> tuple[dict[str, tuple[date, Record]], Counter[str]]:
    """Return the last inspection of each agency, and how many it had."""
    last: dict[str, tuple[date, Record]] = {}
    counts: Counter[str] = Counter()
    for inspection in register.corpus.of("inspection"):
        if not chain.known(register, inspection):
            continue
        for entry in inspection["agencies"]:
            day = dates.day(entry.get("on", inspection["start"]))
            counts[entry["body"]] += 1
            if entry["body"] not in last or last[entry["body"]][0] < day:
                last[entry["body"]] = (day, inspection)
    return last, counts


def _predecessors(register: Register, agency: Record, last: dict[str, tuple[date, Record]]) -> Iterator[dict[str, Any]]:
    """Yield the last inspections of those that the agency took over from."""
    for name in sorted(findings.lineage(register.corpus, agency.id, register.as_of) - {agency.id}):
        if name in last:
            day, inspection = last[name]
            yield {
                "ref": register.ref(register.corpus.records[name]),
                "inspection": register.ref(inspection, vi_date(day)),
            }


def _months_before(day: date, months: int) -> date:
    count = max(day.year * 12 + day.month - 1 - months, date.min.year * 12)
    return date(count // 12, count % 12 + 1, min(day.day, 28))
