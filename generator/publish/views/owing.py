"""What is overdue or due soon, in tables: the rows one by one, and how many there are of each sort."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from generator.domain.text import collation_key, lower, vi_date, vi_number
from generator.domain.workdays import NATIONAL
from generator.model import Record
from generator.publish.derive.follow_ups import FollowUp
from generator.publish.derive.owed import Owed, left
from generator.publish.derive.standing import Duty
from generator.publish.inline import Chip, Said
from generator.publish.register import Register
from generator.publish.views.charts import AGES
from generator.publish.views.consequences import request_chip
from generator.publish.views.table import LONG, Column, Table, day, facet, named, table
from generator.publish.views.tables import because_column, follow_up_chip, late_column

UNKNOWN = "không có thông tin"
NOBODY = "nguồn không nêu ai phải làm"
MISSING = {
    "task": "Kết quả thực hiện",
    "report": "Kết quả của kỳ này",
    "finding": "Kết quả khắc phục",
    "coordination": "Ý kiến trả lời",
    "feedback": "Kết quả xử lý, trả lời",
    "obstacle": "Ý kiến giải quyết",
    "accountability": "Kết luận xem xét trách nhiệm",
}
"""What is missing of each sort, where no source names the product."""
PASSED = "da-khac-phuc"
AHEAD = ((3, "còn đến 3 ngày"), (7, "còn 4–7 ngày"), (30, "còn 8–30 ngày"))


def rows(register: Register, *, overdue: bool) -> list[tuple[Record, Owed]]:
    """Return what is overdue, or what is due soon, each with its record."""
    return [(one.record, one) for one in register.owed if one.overdue is overdue]


def owed_table(register: Register, caption: str, own: Iterable[Owed], *, body: bool = True) -> Table:
    """Return a line per thing owed: what, by whom, its deadline, state with its sentence."""
    every = list(own)
    return table(
        caption,
        every,
        Column("Việc", lambda o: named(register, o.record, period(o))),
        facet("Cơ quan", lambda o: register.ref(o.body, register.called(o.body)) if o.body else NOBODY)
        if body
        else None,
        facet("Loại", lambda o: o.called),
        day("Hạn", lambda o: None if o.due == date.max else o.due),
        facet("Tình trạng", lambda o: owed_chip(register, o)),
        late_column() if any(o.overdue for o in every) else None,
        facet("Khoảng hạn", lambda o: _span(o, register.as_of)),
        None if body else Column("Còn thiếu", missing),
        because_column(register),
        filter=body or len(every) > LONG,
    )


def _span(one: Owed, day: date) -> str:
    """Say for how long it has been overdue, or in how many days it is due: what a meeting asks for; nothing of what waits."""
    if one.overdue:
        return f"quá hạn {next((name for first, last, name in AGES if first <= one.days_late <= (last or one.days_late)), 'chưa rõ mấy ngày')}"
    left = (one.due - day).days
    return (
        next((name for last, name in AHEAD if left <= last), "còn trên 30 ngày")
        if left >= 0 and one.due != date.max
        else ""
    )


def missing(one: Owed) -> str:
    """Say what has yet to be done or proved: what was recommended and why it was last not passed; else the product.

    In the words of the source, where one has them; else what that sort of thing ends in.
    """
    if not isinstance(one.of, FollowUp):
        return str(one.record.get("product", "")) or MISSING[one.sort]
    said = [str(own["content"]) for own in one.of.recommendations]
    last = one.of.verifications[-1] if one.of.verifications else None
    if last is not None and last["verdict"] != PASSED and "because" in last.data:
        said.append(f"lần xác minh gần nhất: {last['because']}")
    return "; ".join(text.rstrip(".;") for text in said) or MISSING[one.sort]


def period(owed: Owed) -> Said:
    """Return the period of what recurs, to stand after its name."""
    return f", {owed.of.period.within}" if isinstance(owed.of, Duty) and owed.of.period else None


def owed_chip(register: Register, owed: Owed) -> Chip:
    """Return the state, in the words of its sort."""
    if isinstance(owed.of, Duty):
        return register.chip(owed.of)
    return follow_up_chip(owed.of) if isinstance(owed.of, FollowUp) else request_chip(owed.of)


def sentence(register: Register, body: Record) -> str:
    """Return in a line how much a body owes, or that the register does not know; nothing of a group."""
    if body.kind == "group":
        return ""
    own = register.owed_of.get(body.id, ())
    late, soon = [o for o in own if o.overdue], [o for o in own if not o.overdue]
    if not own and late_of(register, body) == UNKNOWN:
        return f"Trang này chưa có thông tin nào về việc thực hiện của {THIS[body.kind]}."
    if not own:
        return "Trong những việc được theo dõi mà trang này nêu, không có việc nào quá hạn hay sắp đến hạn."
    said = (
        [f"{vi_number(len(late))} việc quá hạn{_elsewhere(register, body, late)}{longest(late, ', ')}"] if late else []
    )
    said += (
        [f"{vi_number(len(soon))} việc sắp đến hạn, sớm nhất ngày {vi_date(min(o.due for o in soon))}"] if soon else []
    )
    return f"{'; '.join(said)}."


def _elsewhere(register: Register, body: Record, late: Iterable[Owed]) -> str:
    """Say how many of them are counted at another province than that of the body."""
    many = Counter(one.record.province for one in late if one.record.province != body.province)
    names = {home: register.label(register.corpus.records[home]) for home in many}
    own = sorted(many, key=lambda home: collation_key(names[home]))
    told = [
        f"{vi_number(many[home])} việc của {names[home] if home == NATIONAL else lower(names[home])}" for home in own
    ]
    return f", trong đó {' và '.join(told)}" if told else ""


THIS = {"agency": "cơ quan này", "group": "nhóm này", "team": "tổ, đoàn này"}


def longest(late: Iterable[Owed], before: str) -> str:
    """Return since when the oldest of them is overdue, if that is known of any: a missed target has no days."""
    days = max((one.days_late for one in late), default=0)
    return f"{before}lâu nhất {vi_number(days)} ngày" if days else ""


def unfinished(register: Register, body: Record) -> list[Owed]:
    """Return everything that a body has not done, or that waits to be confirmed: the earliest deadline first."""
    found = (own for own in register.follow_ups_of.get(body.id, ()) if own.holder.id == body.id)
    return left(register.by_body.get(body.id, ()), found, register.requests_of.get(body.id, ()))


def late_of(register: Register, body: Record) -> int | str:
    """Return how much is overdue of a body; in words, if the register knows nothing of it."""
    own = register.owed_of.get(body.id, ())
    heard = register.counted(register.by_body.get(body.id, ())).followed or register.follow_ups_of.get(body.id)
    return sum(o.overdue for o in own) if own or heard or register.requests_of.get(body.id) else UNKNOWN


def heard(register: Register) -> bool:
    """Whether the register knows of anything that could be overdue."""
    return bool(register.followed_in)
