"""What the page of a province says first: how much is overdue, where it is stuck, body by body and month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from generator.domain import bodies
from generator.domain.text import collation_key, vi_date, vi_number
from generator.model import Record
from generator.publish.derive.follow_ups import LABELS, FollowUp
from generator.publish.derive.owed import LEFT, Backlog, Owed
from generator.publish.derive.standing import DONE, Duty
from generator.publish.inline import Chip, Line, Ref, joined, line
from generator.publish.register import Register
from generator.publish.views import boards, charts, grids, owing
from generator.publish.views.table import Column, Table, facet, iso, named, number, table

ENDED = "Đã kết thúc hoạt động"
TEAMS = "Tổ, đoàn, nhóm"
STUCK = 5
"""What is overdue for longest that a province shows; its board has the rest."""
LATE = "viec-qua-han.xlsx"
"""The file of what is overdue in a province, below its board."""
SHOWN = ("qua-han", "sap-den-han", "cho-xac-nhan", "khac-phuc", "tai-pham", "kien-nghi", "khong-han", "chi-tieu")
"""The boards that a province counts, in their order."""
THEN: Mapping[str, Callable[[Backlog], int]] = {
    "qua-han": lambda on: on.late_count,
    "sap-den-han": lambda on: on.due_7,
    "cho-xac-nhan": lambda on: on.unconfirmed,
    "khac-phuc": lambda on: on.findings_open,
}
"""Of boards that are a part of what is not done: how many of their rows there were."""


def heard(register: Register, province: str) -> bool:
    """Whether the register knows of anything in a province that could be overdue."""
    return province in register.followed_in


def provinces(register: Register, known: Sequence[Record]) -> Table:
    """Return a line per province: what the register has of it, and what is overdue among what fell due."""
    left = {own: history[-1] for own, history in register.left_by.items()}
    followed = [p.id for p in known if heard(register, p.id)]

    def many(title: str, of: Callable[[Sequence[Owed]], int]) -> Column | None:
        """Return a column on what is followed; none where nothing is."""
        unknown = owing.UNKNOWN if title == "Quá hạn" else ""
        shown = number(title, lambda p: of(left.get(p.id, ())) if heard(register, p.id) else unknown)
        return shown if followed else None

    directives = Counter(d.province for d in register.corpus.of("directive"))
    tasks = Counter(t.province for t in register.corpus.of("task"))
    return table(
        "Tỉnh, thành phố có văn bản chỉ đạo trong sổ",
        sorted(
            (p for p in known if directives[p.id]),
            key=lambda p: (not heard(register, p.id), collation_key(bodies.name(p))),
        ),
        Column("Tỉnh, thành phố", lambda p: named(register, p), heads=True),
        number("Văn bản chỉ đạo", lambda p: directives[p.id]),
        number("Nhiệm vụ", lambda p: tasks[p.id]),
        many("Việc chưa xong", len),
        many("Quá hạn", lambda own: sum(one.overdue for one in own)),
        many("Sắp đến hạn", lambda own: sum(one.soon for one in own)),
    )


def view(register: Register, province: Record, duties: Sequence[Duty]) -> dict[str, Any]:
    """Return what stands above the facts of a province; ``duties``: those of its directives."""
    history = register.left_by.get(province.id, [[] for _ in register.months])
    left = history[-1]
    late = sorted((one for one in left if one.overdue), key=lambda one: -one.days_late)
    found = [m for m in register.follow_ups.values() if m.finding.province == province.id]
    own = _grids(register, duties)
    return {
        "said": _said(register, province, left, late),
        "trend": charts.trend(register, history),
        "cards": [*_cards(register, province, duties, found, f"tinh/{province.id}/{'#co-quan' if own else ''}")],
        "ages": charts.ages(late, Ref("Danh mục việc (Excel)", f"{boards.place('qua-han', province.id)}{LATE}")),
        "stuck": _stuck(register, late[:STUCK]),
        "more": Ref(f"Xem cả {vi_number(len(late))} việc quá hạn", boards.place("qua-han", province.id))
        if len(late) > STUCK
        else None,
        "own": own,
        "found": _found(found),
        "flow": charts.flow(found),
    }


SILENT_HERE = (
    "Sổ chỉ có văn bản của tỉnh, thành phố này, không có thông tin về việc thực hiện và không nói cơ quan nào chậm."
)


def _said(register: Register, province: Record, left: Sequence[Owed], late: Sequence[Owed]) -> str:
    if not heard(register, province.id):
        if not any(record.province == province.id for record in register.corpus.of("directive", "task")):
            return f"Sổ chưa có văn bản chỉ đạo nào của {register.label(province)}."
        return SILENT_HERE
    if not late:
        return f"Không có việc nào quá hạn trong {vi_number(len(left))} việc chưa xong mà sổ theo dõi."
    who = len({one.body.id for one in late if one.body is not None})
    most = Counter(one.body.id for one in late if one.body is not None).most_common(2)
    alone = len(most) > 1 and most[0][1] > most[1][1]
    worst = (
        f"; nhiều nhất ở {bodies.short(register.corpus.records[most[0][0]])}: {vi_number(most[0][1])}" if alone else ""
    )
    return (
        f"{vi_number(len(late))} việc quá hạn của {vi_number(who)} cơ quan, trong {vi_number(len(left))} việc chưa xong{worst}"
        f"{owing.longest(late, '; ')}."
    )


def _cards(
    register: Register, province: Record, duties: Sequence[Duty], found: Sequence[FollowUp], place: str
) -> Iterator[dict[str, Any]]:
    """Yield what is not done (at ``place``), then the number of rows of each board, each leading to where they are.

    With a number stands of how many it is, and how it changed in a month, where both are counted.
    """
    history = register.backlog.get(province.id, [])
    now, before = (*history[::-1], None, None)[:2]
    since = vi_date(register.months[-2]) if before is not None else ""

    def card(many: int, label: str, url: str, *said: str, was: int | None = None) -> dict[str, Any]:
        by = many - (many if was is None else was)
        moved = f"{'+' if by > 0 else '−'}{vi_number(abs(by))} từ {since}" if by else f"như ngày {since}"
        return {
            "number": many,
            "label": label,
            "ref": Ref("", url),
            "said": [*said, *([moved] if was is not None else [])],
        }

    if now is not None and now.left:
        asked = (
            r.standing.state for own in register.requests.values() for r in own if r.record.province == province.id
        )
        known = sum(state in (*LEFT, *DONE) for state in (*(duty.standing.state for duty in duties), *asked))
        whole = known + sum(m.open or m.closed is not None for m in found)
        was = before.left if before else None
        yield card(now.left, "Chưa xong", place, f"trong {vi_number(whole)} việc theo dõi", was=was)
    for board in boards.BOARDS:
        many = boards.counts(register, board).get(province.id, 0)
        if board.path not in SHOWN or not many or not board.speaks(register):
            continue
        said: list[str] = []
        was = None
        if now is not None and board.path in THEN:
            said.append(f"trong {vi_number(now.left)} chưa xong")
            was = THEN[board.path](before) if before else None
        if now is not None and board.path == "sap-den-han":
            said.append(f"3 ngày: {vi_number(now.due_3)}; 30 ngày: {vi_number(now.due_30)}")
        if board.path in ("khac-phuc", "tai-pham"):
            said = [f"trong {vi_number(len(found))} phát hiện"]
        if board.path == "tai-pham" and before is not None:
            own = (row[0] for record, row in boards.rows(register, board) if record.province == province.id)
            was = sum(m.seen <= register.months[-2] for m in own)
        yield card(many, board.figure, boards.place(board.path, province.id), *said, was=was)


def _stuck(register: Register, late: Sequence[Owed]) -> Table:
    """Return what has been overdue for longest: what is missing, of whom, and who receives it or gave the order."""
    return table(
        "Điểm nghẽn: quá hạn lâu nhất",
        late,
        Column("Việc", lambda o: line(register.ref(o.record), owing.period(o))),
        facet("Cơ quan", lambda o: register.ref(o.body) if o.body else owing.NOBODY),
        number("Quá hạn (ngày)", lambda o: o.days_late or ""),
        Column("Còn thiếu", owing.missing),
        Column("Nơi nhận hoặc nơi giao", lambda o: decides(register, o)),
        filter=False,
    )


def decides(register: Register, one: Owed) -> Line:
    """Return who receives what is missing: as the task says; else who issued the directive, or inspected."""
    record = one.record
    if record.kind == "task":
        to = register.parties_of(record, "route.to")
        return to or _ref(register, register.corpus.records[record["directive"]].get("issuer"))
    if record.kind == "finding":
        return _ref(register, register.corpus.records[record["inspection"]].get("by"))
    return ()


def _ref(register: Register, body: str | None) -> Line:
    record = register.corpus.body(body)
    return line(register.ref(record)) if record is not None else ()


def _grids(register: Register, duties: Iterable[Duty]) -> list[dict[str, Any]]:
    """Return the bodies by the month in which something was due from them, up to that of the day: a grid per level.

    Those that have ended come last, folded.
    """
    last = iso(register.as_of)[:7]
    levels: dict[tuple[bool, str], list[Duty]] = {}
    for duty in duties:
        if duty.body is not None and duty.standing.due is not None and iso(duty.standing.due)[:7] <= last:
            ended = bodies.life(duty.body).last < register.as_of
            level = register.coded(duty.body, "level") if "level" in duty.body.data and not ended else ""
            levels.setdefault((ended, level), []).append(duty)

    def name(body: Record) -> Ref:
        return register.ref(body, bodies.short(body))

    def month(duty: Duty) -> tuple[str, str]:
        due = duty.standing.due or date.max
        return iso(due)[:7], vi_date(due).partition("/")[2]

    found = []
    for (ended, level), own in sorted(levels.items(), key=lambda one: (one[0][0], not one[0][1], one[0][1])):
        title = ENDED if ended else level or TEAMS
        made = grids.grid(f"{title}: tháng đến hạn", own, month, name)
        found += [{"title": title, "folded": ended, "grid": made}] if made.rows else []
    return found


def _found(own: Iterable[FollowUp]) -> Line:
    """Return how many findings are in which state."""
    many = Counter(m.state for m in own)
    return joined((Chip(str(state), LABELS[state], count=many[state]) for state in LABELS if many[state]), " ")
