"""Rows and tables of the boards on tasks: by state, without a date, targets; and what is odd in the sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from generator.domain import dates, inferred, tasks
from generator.domain.text import capital, vi_date, vi_number, with_unit
from generator.model import Problem, Record, Severity
from generator.publish.derive.holders import holders
from generator.publish.derive.standing import State
from generator.publish.inline import Line, Said, joined, line
from generator.publish.register import Register
from generator.publish.views.facts import quoted
from generator.publish.views.table import Column, Table, facet, sample, table
from generator.publish.views.tables import issue_kind, problem, task_ref
from generator.publish.views.task_facts import decimal

Rows = list[tuple[Record, Any]]
WHOLE = "tính chung"
"""Of whom a value is that was measured of no single body."""


def in_state(register: Register, *states: State) -> Rows:
    """Return the duties in some states: the earliest deadline first, those without one last."""
    chosen = [d for d in register.all_duties() if d.standing.state in states]
    chosen.sort(key=lambda d: d.standing.due or date.max)  # of one day: in the order of the documents
    return [(d.task, d) for d in chosen]


def undated(register: Register) -> Rows:
    """Return the tasks whose source names no day that could be checked, each with the reason."""
    own = (t for t in register.corpus.of("task") if t["shape"] in ("mot-lan", "chi-tieu", "dinh-ky"))
    return [
        (t, {**register.row(t), "why": _undated(register, t), "age": _age(register, t)})
        for t in own
        if not tasks.dated(t)
    ]


def _age(register: Register, task: Record) -> str:
    """Return for how many days a task has been given; empty where the day is not known."""
    issued = tasks.issued(register.corpus, task)
    if issued.last == date.max:
        return ""
    days = vi_number((register.as_of - issued.last).days)
    return days if issued.exact else f"ít nhất {days}"


def _undated(register: Register, task: Record) -> str:
    if "open" in task.get("due", {}):
        return tasks.left_open(register.corpus.schemas, "task", task["due"])
    if task["shape"] != "dinh-ky":
        return "nguồn không nêu ngày"
    daily = task.get("recurrence", {}).get("every") == "ngay"
    return "làm hằng ngày, sổ không theo dõi từng ngày" if daily else "có chu kỳ nhưng không nêu ngày nộp"


def undated_table(register: Register, caption: str, rows: list[Any]) -> Table:
    """Return the table of tasks without a date."""
    return table(
        caption,
        rows,
        Column("Nhiệm vụ", task_ref),
        facet("Văn bản", lambda t: t["directive"]),
        Column("Mục", lambda t: t["clause"]),
        Column("Đơn vị chủ trì", lambda t: t["leads"]),
        facet(register.wording.label("task", "shape"), lambda t: t["shape"]),
        Column("Thời gian, mức độ, nguyên văn", lambda t: joined(map(quoted, t["wording"])), long=True),
        facet("Vì sao ở đây", lambda t: t["why"], long=True),
        facet("Tình trạng", lambda t: joined(t["chips"], " ")),
        _progress(register, [t["task"] for t in rows], lambda t: t["task"]),
        Column(
            "Số ngày từ khi giao",
            lambda t: t["age"],
            sort=lambda t: t["age"].removeprefix("ít nhất ").replace(".", "").zfill(6),
        ),
        filter=True,
    )


def targets(register: Register) -> Rows:
    """Return the tasks with a target: a row for each body that was measured by the day, with its last value.

    A value of the whole is a row of its own; the value of one body is never that of all.
    """
    last: dict[str, dict[str, Record]] = {}
    for measurement in sorted(register.corpus.of("measurement"), key=lambda m: str(m["at"])):
        last.setdefault(measurement["task"], {})[measurement.get("body", "")] = measurement
    return [
        (task, (task, measured))
        for task in register.corpus.of("task")
        if "target" in task.data
        for measured in (last[task.id].values() if task.id in last else (None,))
    ]


def target_table(register: Register, caption: str, rows: list[Any]) -> Table:
    """Return the table of targets."""

    def whose(measured: Record | None) -> Said:
        if measured is None:
            return ""
        return register.ref(register.corpus.records[measured["body"]]) if "body" in measured.data else WHOLE

    def last(task: Record, measured: Record | None) -> str:
        if measured is None:
            return "chưa có số đo trong sổ"
        value = with_unit(decimal(measured["value"]), task["target"]["unit"])
        return f"{value} ({vi_date(dates.day(measured['at']))})"

    def states(task: Record, measured: Record | None) -> Line:
        """Return the state of the one that was measured; of all, where nobody was, or somebody else answers now."""
        every = register.duties[task.id]
        body = measured.get("body") if measured is not None else None
        own = [d for d in every if measured is not None and (d.body.id if d.body else None) == body]
        return joined(register.chips(own or every), " ")

    return table(
        caption,
        rows,
        Column(
            register.wording.label("task", "target"),
            lambda t: inferred.marked(tasks.target(register.corpus, t[0]), t[0], "target"),
        ),
        Column("Nhiệm vụ", lambda t: task_ref(register.row(t[0]))),
        facet("Văn bản", lambda t: register.row(t[0])["directive"]),
        Column("Hạn", lambda t: register.row(t[0])["when"]),
        facet(register.wording.label("measurement", "body"), lambda t: whose(t[1])),
        Column("Đo gần nhất", lambda t: last(*t)),
        Column("Nguồn không nêu", lambda t: ", ".join(name.vi for name in tasks.lacking(t[0]["target"])), long=True),
        facet("Tình trạng", lambda t: states(*t)),
        _progress(register, [task for task, _ in rows], lambda t: t[0]),
        filter=True,
    )


def _progress(register: Register, own: Iterable[Record], of: Callable[[Any], Record]) -> Column | None:
    """Return the column of what was last reported of tasks, which changes no state; None where nothing was."""
    known = holders(register.corpus, register.as_of)
    told = {task.id: capital(known.reported(task, None)) for task in own}
    return Column("Tiến độ được báo cáo", lambda row: told[of(row).id], long=True) if any(told.values()) else None


def anomalies(register: Register) -> Rows:
    """Return what is blank, contradictory or odd in the sources: recorded by people, and found by checks.

    Duties without a deadline have a board of their own.
    """
    found: Rows = []
    for record in register.corpus.of("directive", "document"):
        found += [(record, (record, issue)) for issue in record.get("source_issues", ())]
    for own in (*register.acknowledged, *register.problems):
        record_of = register.corpus.get(own.record)
        if record_of is not None and own.severity is not Severity.ERROR and own.code != "due-unverifiable":
            found.append((record_of, (record_of, own)))
    return found


def anomaly_table(register: Register, caption: str, rows: list[Any]) -> Table:
    """Return the table of what is odd in the sources."""

    def where(record: Record, odd: Any) -> Said:
        at = "" if isinstance(odd, Problem) else odd.get("at", "")
        named = line(register.ref(record), sample(register, record))
        return line(named, f", {register.clause(record, at)}" if at else "")

    def what(odd: Any) -> Said:
        if isinstance(odd, Problem):
            return problem(register, odd)
        return f"{odd['about']}: {quoted(odd['as_written'])}" if "as_written" in odd else odd["about"]

    def why(odd: Any) -> Said:
        if isinstance(odd, Problem):
            return odd.acknowledged
        believed = f"Được hiểu là: {odd['believed']}. " if "believed" in odd else ""
        return f"{believed}{odd['because']}"

    return table(
        caption,
        rows,
        Column("Nơi", lambda row: where(*row)),
        facet("Loại", lambda row: "Sổ tự nhận thấy" if isinstance(row[1], Problem) else issue_kind(register, row[1])),
        Column("Điểm cần lưu ý", lambda row: what(row[1])),
        Column("Cách hiểu, lý do", lambda row: why(row[1])),
        filter=True,
    )
