"""Boards: what is overdue or due soon, duties without a date, targets, recurring reports, anomalies.

A board is one table; with more rows than a phone can filter it becomes one table per province.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.domain import dates, tasks
from generator.domain.text import collation_key, vi_date
from generator.model import Record, Severity
from generator.publish.derive.standing import Count, State
from generator.publish.register import Page, Ref, Register
from generator.publish.views import finding_boards, late_recording, report_calendar
from generator.publish.views.common import duty_rows, issue_rows, lacking, problem_rows, publicly, quoted

ROWS = 1500
"""Rows on one page; beyond that a table loads and filters too slowly on a phone."""

DUTIES = ("task", "rollout", "submission", "measurement")
FINDINGS = ("finding", "remediation", "verification", "recommendation")


@dataclass(frozen=True, slots=True)
class Board:
    """One board: its address, its words, its rows (each with the record it is about) and its template."""

    path: str
    title: str
    lead: str
    empty: str
    template: str
    rows: Callable[[Register], list[tuple[Record, dict[str, Any]]]]
    follows_duties: bool = False
    """Says something only when the carrying out of some duty is followed: else its number is unknown, not nought."""
    more: Callable[[Register], dict[str, Any]] | None = None
    """What the template sees besides the rows."""
    number: Callable[[Register], int] | None = None
    """What the index counts, where it is not the rows."""
    of: tuple[str, ...] = ()
    """Kinds of records from which its rows come: with one of them hidden, nothing is said to be none."""


def _duties(register: Register, *states: State) -> list[tuple[Record, dict[str, Any]]]:
    chosen = [d for d in register.all_duties() if d.standing.state in states]
    chosen.sort(key=lambda d: (d.standing.due is None, d.standing.due, collation_key(d.task.id)))
    return [(d.task, row) for d, row in zip(chosen, duty_rows(register, chosen), strict=True)]


def _overdue(register: Register) -> list[tuple[Record, dict[str, Any]]]:
    return _duties(register, State.OPEN_OVERDUE)


def _soon(register: Register) -> list[tuple[Record, dict[str, Any]]]:
    return _duties(register, State.DUE_SOON)


def _undated(register: Register) -> list[tuple[Record, dict[str, Any]]]:
    corpus = register.corpus
    found = []
    for task in corpus.of("task"):
        recurrence = task.get("recurrence", {})
        fixed = "days_after" in recurrence or "working_days_after" in recurrence
        if task["shape"] in ("mot-lan", "chi-tieu", "dinh-ky") and "due" not in task.data and not fixed:
            why = "không ấn định ngày" if task["shape"] != "dinh-ky" else "có chu kỳ nhưng không nêu ngày nộp"
            found.append((task, {**register.row(task), "why": why}))
    return found


def _targets(register: Register) -> list[tuple[Record, dict[str, Any]]]:
    corpus = register.corpus
    measured: dict[str, list[Record]] = {}
    for measurement in corpus.of("measurement"):
        if dates.day(measurement["at"]) <= register.as_of:
            measured.setdefault(measurement["task"], []).append(measurement)
    found = []
    for task in corpus.of("task"):
        if "target" in task.data:
            last = max(measured.get(task.id, ()), key=lambda m: str(m["at"]), default=None)
            value = f"{str(last['value']).replace('.', ',')} ({vi_date(dates.day(last['at']))})" if last else ""
            found.append(
                (
                    task,
                    {
                        **register.row(task),
                        "target": tasks.target(corpus, task),
                        "value": value,
                        "lacking": ", ".join(lacking(task["target"])),
                    },
                )
            )
    return found


def _anomalies(register: Register) -> list[tuple[Record, dict[str, Any]]]:
    """Return what is blank, contradictory or odd in the sources: recorded by people, and found by checks.

    Duties without a deadline have a board of their own.
    """
    found = []
    for record in register.corpus.of("directive", "document"):
        found += [(record, _issue(register, record, issue)) for issue in issue_rows(register, record)]
    for problem in (*register.acknowledged, *register.problems):
        record_of = register.corpus.get(problem.record)
        if record_of is not None and problem.severity is not Severity.ERROR and problem.code != "due-unverifiable":
            found += [
                (record_of, {**row, "kind": "Do máy ghi nhận", "clause": ""})
                for row in problem_rows(register, [problem])
            ]
    return found


def _issue(register: Register, record: Record, issue: dict[str, Any]) -> dict[str, Any]:
    written = f": {quoted(issue['as_written'])}" if issue["as_written"] else ""
    believed = f"Được hiểu là: {issue['believed']}. " if issue["believed"] else ""
    return {
        "record": register.ref(record),
        "sample": register.is_sample(record),
        "kind": issue["kind"],
        "clause": issue["at"],
        "check": None,
        "message": f"{issue['about']}{written}",
        "because": f"{believed}{issue['because']}",
    }


BOARDS = (
    Board(
        "qua-han",
        "Quá hạn",
        "Nhiệm vụ có theo dõi thực hiện, đã qua hạn mà chưa hoàn thành.",
        "Không có nhiệm vụ có theo dõi nào quá hạn.",
        "board_duties.md.jinja",
        _overdue,
        follows_duties=True,
        of=DUTIES,
    ),
    Board(
        "sap-den-han",
        "Sắp đến hạn",
        "Nhiệm vụ có theo dõi thực hiện, còn không quá 7 ngày là đến hạn.",
        "Không có nhiệm vụ có theo dõi nào sắp đến hạn.",
        "board_duties.md.jinja",
        _soon,
        follows_duties=True,
        of=DUTIES,
    ),
    Board(
        "khac-phuc",
        "Khắc phục sau kiểm tra",
        "Phát hiện của các cuộc kiểm tra, thanh tra chưa kết thúc: chưa khắc phục, đang khắc phục, chờ xác minh, phải làm lại hoặc tái phạm.",
        "Không có phát hiện nào chưa kết thúc.",
        "board_remediation.md.jinja",
        finding_boards.open_follow_ups,
        of=FINDINGS,
    ),
    Board(
        "tai-pham",
        "Tái phạm",
        "Phát hiện lặp lại một phát hiện trước cùng loại, tại cùng cơ quan hoặc cơ quan kế thừa, dù hồ sơ có ghi là tái phạm hay không.",
        "Chưa có phát hiện nào tái phạm.",
        "board_recurrence.md.jinja",
        finding_boards.recurring,
        of=FINDINGS,
    ),
    Board(
        "kien-nghi",
        "Theo dõi kiến nghị",
        "Từng kiến nghị của các cuộc kiểm tra, thanh tra: hạn, ý kiến tiếp thu, và kết quả khắc phục các phát hiện liên quan.",
        "Chưa có kiến nghị nào.",
        "board_recommendations.md.jinja",
        finding_boards.recommended,
        of=("recommendation",),
    ),
    Board(
        "phat-hien",
        "Phát hiện theo cơ quan, loại và năm",
        "Số phát hiện của từng cơ quan theo tình hình khắc phục, và của từng loại theo năm phát hiện.",
        "Chưa có phát hiện nào.",
        "board_findings.md.jinja",
        finding_boards.by_agency,
        more=finding_boards.counted,
        number=finding_boards.all_follow_ups,
        of=("finding",),
    ),
    Board(
        "chua-kiem-tra",
        "Cơ quan chưa được kiểm tra",
        "Cơ quan cấp tỉnh, cấp xã đang hoạt động, chưa được kiểm tra lần nào hoặc đã hơn 24 tháng chưa được kiểm tra, tại các tỉnh có cuộc kiểm tra trong sổ.",
        "Không có cơ quan nào như vậy, hoặc sổ chưa có cuộc kiểm tra nào.",
        "board_never_inspected.md.jinja",
        finding_boards.unseen,
        more=finding_boards.unseen_words,
        of=("inspection",),
    ),
    Board(
        "khong-han",
        "Việc không ấn định ngày",
        "Nhiệm vụ mà nguồn không nêu ngày để kiểm tra. Đây là đặc điểm của văn bản, không phải lỗi của cơ quan thực hiện.",
        "Mọi nhiệm vụ đều có hạn.",
        "board_undated.md.jinja",
        _undated,
        of=("task",),
    ),
    Board(
        "chi-tieu",
        "Chỉ tiêu",
        "Chỉ tiêu bằng số, giá trị đo gần nhất, và những gì nguồn không nêu.",
        "Chưa có chỉ tiêu nào.",
        "board_targets.md.jinja",
        _targets,
        of=("task",),
    ),
    Board(
        "bat-thuong",
        "Điểm bất thường",
        "Chỗ trống, mâu thuẫn và điểm cần lưu ý trong văn bản nguồn, kèm lý do chấp nhận. Không phải là sai phạm của cơ quan.",
        "Không có điểm bất thường nào.",
        "board_anomalies.md.jinja",
        _anomalies,
        of=("directive", "document"),
    ),
)


def pages(register: Register) -> Iterator[Page]:
    """Yield the index of boards, each board, and the calendar of recurring reports."""
    counts = register.counted(register.all_duties())
    listed = []
    for board in BOARDS:
        rows = board.rows(register)
        unknown = board.follows_duties and not counts.followed
        number = "—" if unknown else str(board.number(register) if board.number else len(rows))
        listed.append({"ref": Ref(board.title, f"theo-doi/{board.path}/"), "lead": board.lead, "count": number})
        yield from _pages(register, board, rows, counts)
    card, calendar_page = report_calendar.calendar(register)
    recording_card, recording_page = late_recording.board(register)
    listed += [card, recording_card]
    yield calendar_page
    yield recording_page
    yield Page(
        "theo-doi/index.md",
        "boards.md.jinja",
        "Theo dõi",
        {"boards": listed, "counts": counts, "invented": register.invented},
        "Bảng theo dõi",
    )


def _pages(
    register: Register, board: Board, rows: list[tuple[Record, dict[str, Any]]], counts: Count
) -> Iterator[Page]:
    base: dict[str, Any] = {
        "title": board.title,
        "lead": board.lead,
        "empty": publicly(board.empty) if register.withheld.kinds.intersection(board.of) else board.empty,
        "total": len(rows),
        "counts": counts,
        "text_only": register.text_only,
        "all_tasks": len(register.duties),
        "crumbs": [Ref("Trang chủ", ""), Ref("Theo dõi", "theo-doi/")],
        "parts": [],
        "totals": _totals([row for _, row in rows]),
        **(board.more(register) if board.more else {}),
    }
    path = f"theo-doi/{board.path}"
    if len(rows) <= ROWS:
        yield Page(
            f"{path}/index.md",
            board.template,
            board.title,
            {**base, "rows": [row for _, row in rows]},
            "Bảng theo dõi",
            [f"Việc {board.title.lower()}", f"Nhiệm vụ {board.title.lower()}"],
        )
        return
    by_province: dict[str, list[dict[str, Any]]] = {}
    for record, row in rows:
        by_province.setdefault(record.province, []).append(row)
    parts = []
    for province, own in sorted(by_province.items()):
        label = register.label(register.corpus.records[province])
        parts.append({"ref": Ref(label, f"{path}/{province}/"), "count": len(own)})
        crumbs = [*base["crumbs"], Ref(board.title, f"{path}/")]
        for number in range(0, len(own), ROWS):
            suffix = f"-{number // ROWS + 1}" if number else ""
            following = (
                Ref("Phần tiếp theo", f"{path}/{province}-{number // ROWS + 2}/") if number + ROWS < len(own) else None
            )
            yield Page(
                f"{path}/{province}{suffix}/index.md",
                board.template,
                f"{board.title}: {label}",
                {
                    **base,
                    "title": f"{board.title}: {label}",
                    "crumbs": crumbs,
                    "rows": own[number : number + ROWS],
                    "totals": _totals(own[number : number + ROWS]),
                    "following": following,
                },
                "Bảng theo dõi",
            )
    yield Page(f"{path}/index.md", board.template, board.title, {**base, "rows": [], "parts": parts}, "Bảng theo dõi")


def _totals(rows: list[dict[str, Any]]) -> list[int]:
    """Add up the counts of rows that have them, column by column."""
    return [sum(column) for column in zip(*(row["counts"] for row in rows if "counts" in row), strict=True)]
