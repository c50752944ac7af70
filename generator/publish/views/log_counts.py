"""The counts on the index page of each log. Each counts what the entries of its log show, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

from generator.domain.accountability import EXTENDED, LIMIT, happened
from generator.domain.text import collation_key
from generator.model import Record
from generator.publish.derive.requests import Request
from generator.publish.derive.standing import State
from generator.publish.derive.totals import OUTCOMES, SMALL, SUBJECTS, TotalRow, sum_of
from generator.publish.register import Register
from generator.publish.views.table import Column, Table, Total, home_column, named, number, numbers, sums, table

OPEN = (State.OPEN_IN_TIME, State.DUE_SOON)


class Card(NamedTuple):
    """A number with its words."""

    number: int
    label: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What the index of a log counts: cards, and a table under a heading, with a word before and after it."""

    cards: list[Card] = field(default_factory=list)
    rows: list[Any] = field(default_factory=list)
    """The rows of the table; of bodies, each begins with the body, and they are told apart by province when many."""
    table: Callable[[list[Any]], Table] | None = None
    title: str = ""
    id: str = "co-quan"
    lead: str = ""
    note: str = ""
    totals: list[dict[str, Any]] = field(default_factory=list)
    words: dict[str, int] = field(default_factory=dict)
    """Numbers that the words of the page name."""


def _counted(
    register: Register, caption: str, heads: Iterable[str]
) -> Callable[[list[tuple[Record, list[int]]]], Table]:
    """Return the table of counts by body."""
    return lambda rows: table(
        caption,
        rows,
        Column("Cơ quan", lambda row: named(register, row[0])),
        home_column(register, lambda row: row[0]),
        *numbers(heads, lambda row: row[1]),
    )


def coordination(register: Register, _known: list[Record]) -> Counts:
    """Return the requests of each agency asked: answered in time, late, not yet, overdue, and without a position."""
    asked = register.requests["coordination"]
    rows = []
    for body, own in _by_body(asked):
        n = Counter(r.standing.state for r in own)
        late, overdue, waiting = n[State.DONE_LATE], n[State.OPEN_OVERDUE], sum(n[state] for state in OPEN)
        unassessed, unknown, vague = n[State.DONE_UNASSESSED], n[State.NO_INFORMATION], sum(r.vague for r in own)
        counts = [len(own), n[State.DONE_ON_TIME], late, unassessed, waiting, overdue, unknown, vague]
        rows.append((-late - overdue, (body, counts)))
    answered = ("Trả lời đúng hạn", "Trả lời quá hạn", "Đã trả lời, không xét thời hạn")
    heads = ("Được hỏi", *answered, "Chưa trả lời, trong hạn", "Chưa trả lời, quá hạn")
    states = Counter(r.standing.state for r in asked)
    return Counts(
        [
            Card(len(asked), "lượt cơ quan được hỏi"),
            Card(states[State.DONE_ON_TIME], "trả lời đúng hạn"),
            Card(states[State.DONE_LATE], "trả lời quá hạn"),
            Card(states[State.DONE_UNASSESSED], "đã trả lời, không xét thời hạn"),
            Card(states[State.OPEN_OVERDUE], "chưa trả lời, quá hạn"),
            Card(sum(r.vague for r in asked), "trả lời chung chung"),
        ],
        _ranked(register, rows),
        _counted(register, "Trả lời phối hợp theo cơ quan", (*heads, "Không có thông tin", "Trả lời chung chung")),
        "Theo cơ quan được hỏi",
        lead="Mỗi lượt là một cơ quan trong một lần hỏi; cơ quan chậm nhiều nhất đứng đầu. Cơ quan được hỏi phải trả lời đúng hạn và nêu rõ quan điểm.",
    )


def notices(register: Register, known: list[Record]) -> Counts:
    """Return the reminders, criticisms, commendations and good models of each agency."""
    labels = _options(register, "notice", "type")
    own: dict[str, Counter[str]] = {}
    for notice in known:
        for agency in notice["agencies"]:
            own.setdefault(agency, Counter())[notice["type"]] += 1
    types = Counter(notice["type"] for notice in known)
    rows = [(0, (register.corpus.records[a], [*(n[t] for t in labels), n.total()])) for a, n in own.items()]
    return Counts(
        [Card(types[code], label) for code, label in labels.items()],
        _ranked(register, rows),
        _counted(register, "Nhắc nhở, phê bình, biểu dương theo cơ quan", (*labels.values(), "Tổng số")),
        "Theo cơ quan",
        note="Một văn bản nói đến nhiều cơ quan thì được đếm ở mỗi cơ quan một lần; các số ở đầu trang đếm mỗi lần nhắc nhở, biểu dương một lần.",
    )


def _how(asked: Iterable[Request]) -> tuple[int, int, int]:
    """Count what was dealt with, what is known not to be, and of that what is overdue; of the rest nothing is known."""
    own = list(asked)
    states = Counter(r.standing.state for r in own if not r.done)
    overdue = states[State.OPEN_OVERDUE]
    return sum(r.done for r in own), overdue + sum(states[state] for state in OPEN), overdue


def feedback(register: Register, known: list[Record]) -> Counts:
    """Return the feedback of each channel by verdict, and how much was handled."""
    channels = _options(register, "feedback", "channel")
    verdicts = _options(register, "feedback", "verified", "verdict")
    own: dict[str, Counter[str]] = {}
    for told in known:
        verdict = told["verified"]["verdict"] if happened(told, "verified", register.as_of) else ""
        own.setdefault(told["channel"], Counter())[verdict] += 1
    rows = [
        (label, [*(own[code][verdict] for verdict in (*verdicts, "")), own[code].total()])
        for code, label in channels.items()
        if code in own
    ]
    asked = register.requests["feedback"]
    handled, left, overdue = _how(asked)
    return Counts(
        [
            Card(len(known), "phản ánh"),
            Card(handled, "đã xử lý, trả lời"),
            Card(left, "chưa xử lý xong"),
            Card(overdue, "trong đó quá hạn"),
            Card(len(known) - handled - left, "không có thông tin"),
        ],
        rows,
        lambda rows: table(
            "Phản ánh theo kênh và kết quả xác minh",
            rows,
            Column(register.wording.label("feedback", "channel"), lambda row: row[0], heads=True),
            *numbers([*verdicts.values(), "Chưa xác minh", "Tổng số"], lambda row: row[1]),
            foot=Total("Tổng số", sums(counts for _, counts in rows)),
            filter=False,
        ),
        "Theo kênh và kết quả xác minh",
        "kenh",
    )


def obstacles(register: Register, known: list[Record]) -> Counts:
    """Return the obstacles by the agency asked to decide: answered or open, and of the open ones overdue."""
    asked = register.requests["obstacle"]
    rows = []
    for body, own in _by_body(asked):
        done, left, overdue = _how(own)
        rows.append((-left, (body, [len(own), done, left, overdue, len(own) - done - left])))
    done, left, _ = _how(asked)
    nobody = sum(1 for r in asked if r.body is None)
    return Counts(
        [
            Card(len(known), "khó khăn, vướng mắc"),
            Card(done, "đã có ý kiến giải quyết"),
            Card(left, "chưa có ý kiến"),
            Card(len(known) - done - left, "không có thông tin"),
        ],
        _ranked(register, rows),
        _counted(
            register,
            "Khó khăn, vướng mắc theo cơ quan giải quyết",
            ("Nhận đề nghị", "Đã giải quyết", "Chưa giải quyết", "Trong đó quá hạn", "Không có thông tin"),
        ),
        "Theo cơ quan được đề nghị giải quyết",
        note=f"Có {nobody} khó khăn, vướng mắc mà sổ không ghi đã gửi cơ quan nào." if nobody else "",
    )


def accountability(register: Register, _known: list[Record]) -> Counts:
    """Return the totals of each province and year: collectives exactly, persons with small numbers suppressed."""
    rows = groupby(register.accountability_totals, key=lambda r: (r.province, r.year))
    return Counts(
        totals=[_totals(register, province, year, list(own)) for (province, year), own in rows],
        words={"small": SMALL, "hidden": SMALL - 1, "limit": LIMIT, "extended": EXTENDED},
    )


def _totals(register: Register, province: str, year: int, own: list[TotalRow]) -> dict[str, Any]:
    home = register.corpus.records[province]
    rows: list[TotalRow | Total] = []
    for subject, label in SUBJECTS.items():
        cells = [row for row in own if row.subject == subject]
        if cells:
            total = sum_of(cells)
            rows += [*cells, Total(f"{label}, tổng số", ("", "", "không nêu" if total is None else total))]
    name = register.label(home)
    return {
        "id": f"{province}-{year}",
        "title": f"{name}, năm {year}",
        "sample": register.is_sample(home),
        "table": table(
            f"Việc bắt đầu xem xét năm {year}: {name}",
            rows,
            Column(register.wording.label("accountability", "subject"), lambda row: SUBJECTS[row.subject]),
            Column("Kết quả", lambda row: OUTCOMES[row.outcome]),
            Column("Hình thức", lambda row: row.sanction),
            number("Số việc", lambda row: f"dưới {SMALL}" if row.count is None else row.count),
            filter=False,
        ),
    }


def _ranked(register: Register, rows: list[tuple[int, tuple[Record, list[int]]]]) -> list[tuple[Record, list[int]]]:
    """Return rows by their rank, then by the names of the bodies."""
    rows.sort(key=lambda row: (row[0], collation_key(register.label(row[1][0]))))
    return [row for _, row in rows]


def _by_body(own: Iterable[Request]) -> list[tuple[Record, list[Request]]]:
    found: dict[str, tuple[Record, list[Request]]] = {}
    for request in own:
        if request.body is not None:
            found.setdefault(request.body.id, (request.body, []))[1].append(request)
    return list(found.values())


def _options(register: Register, kind: str, *at: str) -> dict[str, str]:
    """Return the coded values of a field with their labels, in the order of the schema."""
    schema = register.corpus.schemas.at(kind, at) or {}
    return {option["const"]: option["title"] for option in schema["oneOf"]}
