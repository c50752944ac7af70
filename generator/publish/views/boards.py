"""Boards: what is overdue or due soon, duties without a date, targets, findings, anomalies; one table each.

With more rows than a phone can filter a table becomes one per province.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.model import Record
from generator.publish.derive.standing import State
from generator.publish.inline import Ref
from generator.publish.register import Page, Register
from generator.publish.views import finding_boards, late_recording, owing, report_calendar, task_boards, uninspected
from generator.publish.views.common import BOARDS as INDEX
from generator.publish.views.common import HOME, publicly
from generator.publish.views.split import ROWS, by_province
from generator.publish.views.table import Section, Table
from generator.publish.views.tables import duty_table

DUTIES = ("task", "rollout", "submission", "measurement")
FINDINGS = ("finding", "remediation", "verification", "recommendation")
OWED = (*DUTIES, *FINDINGS, "coordination", "feedback", "obstacle", "accountability")
UNFOLLOWED = "Sổ chưa theo dõi việc thực hiện nhiệm vụ nào, nên không nói được nhiệm vụ nào quá hạn hay sắp đến hạn."


@dataclass(frozen=True, slots=True)
class Board:
    """One board: its address, its words, its rows (each with the record it is about) and their table."""

    path: str
    title: str
    lead: str
    empty: str
    rows: Callable[[Register], list[tuple[Record, Any]]]
    table: Callable[[Register, str, list[Any]], Table]
    """The table of some of the rows; given its caption."""
    heading: tuple[str, str] = ("", "")
    """What stands over the table, and its anchor, where another one follows."""
    speaks: Callable[[Register], bool] = lambda _: True
    """Whether the register follows anything of which it could say this: else its number is unknown, not nought."""
    more: Callable[[Register], Section] | None = None
    """A table that follows on the first page."""
    caution: Callable[[Register], str] | None = None
    """What a reader has to know before."""
    number: Callable[[Register], int] | None = None
    """What the index counts, where it is not the rows."""
    of: tuple[str, ...] = ()
    """Kinds of records from which its rows come: with one of them hidden, nothing is said to be none."""


BOARDS = (
    Board(
        "qua-han",
        "Quá hạn",
        "Việc đã qua hạn mà chưa xong: nhiệm vụ, báo cáo và việc định kỳ, khắc phục phát hiện, trả lời phối hợp, xử lý phản ánh, giải quyết vướng mắc, xem xét trách nhiệm.",
        "Không có việc nào quá hạn trong những việc sổ theo dõi.",
        lambda register: owing.rows(register, overdue=True),
        owing.owed_table,
        speaks=owing.heard,
        of=OWED,
    ),
    Board(
        "sap-den-han",
        "Sắp đến hạn",
        "Việc chưa xong, còn không quá 7 ngày là đến hạn: cùng những loại việc như ở bảng Quá hạn.",
        "Không có việc nào sắp đến hạn trong những việc sổ theo dõi.",
        lambda register: owing.rows(register, overdue=False),
        owing.owed_table,
        speaks=owing.heard,
        of=OWED,
    ),
    Board(
        "cho-xac-nhan",
        "Chờ xác nhận",
        "Nhiệm vụ mà cơ quan thực hiện đã nộp kết quả, nơi nhận chưa xác nhận. Thời gian chờ không tính cho cơ quan đã nộp.",
        "Không có kết quả nào đang chờ xác nhận.",
        lambda register: task_boards.in_state(register, State.AWAITING, State.AWAITING_LATE),
        duty_table,
        speaks=lambda register: register.counted(register.all_duties()).followed > 0,
        of=DUTIES,
    ),
    Board(
        "khac-phuc",
        "Khắc phục sau kiểm tra",
        "Phát hiện của các cuộc kiểm tra, thanh tra chưa kết thúc: chưa khắc phục, đang khắc phục, chờ xác minh, phải làm lại hoặc tái phạm.",
        "Không có phát hiện nào chưa kết thúc.",
        finding_boards.open_follow_ups,
        finding_boards.open_table,
        of=FINDINGS,
    ),
    Board(
        "tai-pham",
        "Tái phạm",
        "Phát hiện lặp lại một phát hiện trước cùng loại, tại cùng cơ quan hoặc cơ quan kế thừa, chỉ gọi là tái phạm khi hồ sơ hoặc quy định của tỉnh nêu như vậy.",
        "Chưa có phát hiện nào tái phạm.",
        finding_boards.recurring,
        finding_boards.recurring_table,
        of=FINDINGS,
    ),
    Board(
        "kien-nghi",
        "Theo dõi kiến nghị",
        "Từng kiến nghị của các cuộc kiểm tra, thanh tra: hạn, ý kiến tiếp thu, và kết quả khắc phục các phát hiện liên quan.",
        "Chưa có kiến nghị nào.",
        finding_boards.recommended,
        finding_boards.recommended_table,
        of=("recommendation",),
    ),
    Board(
        "phat-hien",
        "Phát hiện theo cơ quan, loại và năm",
        "Số phát hiện của từng cơ quan theo tình hình khắc phục, và của từng loại theo năm phát hiện.",
        "Chưa có phát hiện nào.",
        finding_boards.by_agency,
        finding_boards.by_agency_table,
        ("Theo cơ quan và tình hình", "theo-co-quan"),
        more=lambda register: Section("Theo loại và năm", "theo-loai", [finding_boards.by_category(register)]),
        number=lambda register: len(register.follow_ups),
        of=("finding",),
    ),
    Board(
        "chua-kiem-tra",
        "Cơ quan chưa có cuộc kiểm tra trong sổ",
        "Cơ quan cấp tỉnh, cấp xã đang hoạt động mà sổ chưa ghi cuộc kiểm tra nào, hoặc cuộc gần nhất sổ ghi đã hơn 24 tháng, tại các tỉnh có cuộc kiểm tra trong sổ. Sổ không ghi không có nghĩa là chưa từng kiểm tra.",
        "Không có cơ quan nào như vậy, hoặc sổ chưa có cuộc kiểm tra nào.",
        uninspected.agencies,
        uninspected.agency_table,
        caution=uninspected.caution,
        of=("inspection",),
    ),
    Board(
        "khong-han",
        "Việc không ấn định ngày",
        "Nhiệm vụ mà nguồn không nêu ngày để kiểm tra, nên không bao giờ quá hạn; đó không phải lỗi của cơ quan thực hiện. Kể cả việc đã xong.",
        "Mọi nhiệm vụ đều có hạn.",
        task_boards.undated,
        task_boards.undated_table,
        of=("task",),
    ),
    Board(
        "chi-tieu",
        "Chỉ tiêu",
        "Chỉ tiêu bằng số, giá trị đo gần nhất của từng cơ quan, và những gì nguồn không nêu.",
        "Chưa có chỉ tiêu nào.",
        task_boards.targets,
        task_boards.target_table,
        number=task_boards.target_count,
        of=("task",),
    ),
    Board(
        "bat-thuong",
        "Điểm cần lưu ý trong văn bản",
        "Chỗ trống, chỗ ghi khác nhau và điểm cần lưu ý trong văn bản nguồn, kèm lý do chấp nhận. Không phải là sai phạm của cơ quan.",
        "Không có điểm nào cần lưu ý.",
        task_boards.anomalies,
        task_boards.anomaly_table,
        of=("directive", "document"),
    ),
)


def pages(register: Register) -> Iterator[Page]:
    """Yield the index of boards, each board, and the calendar of recurring reports."""
    counts = register.counted(register.all_duties())
    listed = []
    for board in BOARDS:
        rows = board.rows(register)
        number = str(board.number(register) if board.number else len(rows)) if board.speaks(register) else "—"
        listed.append({"ref": Ref(board.title, f"theo-doi/{board.path}/"), "lead": board.lead, "count": number})
        yield from _pages(register, board, rows)
    card, calendar_page = report_calendar.calendar(register)
    recording_card, recording_page = late_recording.board(register)
    listed += [card, recording_card]
    yield calendar_page
    yield recording_page
    yield Page(
        "theo-doi/index.md",
        "boards.md.jinja",
        "Theo dõi",
        {"boards": listed, "counts": counts},
        "Bảng theo dõi",
    )


def _pages(register: Register, board: Board, rows: list[tuple[Record, Any]]) -> Iterator[Page]:
    path = f"theo-doi/{board.path}"
    view: dict[str, Any] = {
        "title": board.title,
        "lead": board.lead,
        "caution": board.caution(register) if board.caution else "",
        "empty": _empty(register, board),
        "total": len(rows),
        "crumbs": [HOME, INDEX],
        "parts": [],
        "sections": [],
        "following": None,
        "more": [],
    }
    if len(rows) <= ROWS:
        view["sections"] = [_section(register, board, board.title, [row for _, row in rows])] if rows else []
    else:
        for part in by_province(register, [(record.province, row) for record, row in rows]):
            ref = Ref(part.label, f"{path}/{part.province}{f'-{part.number}' if part.number > 1 else ''}/")
            view["parts"].append({"ref": ref, "count": part.of}) if part.number == 1 else None
            title = f"{board.title}: {part.label}"
            own = {
                "title": title,
                "crumbs": [HOME, INDEX, Ref(board.title, f"{path}/")],
                "parts": [],
                "sections": [_section(register, board, title, part.rows)],
                "following": None if part.last else Ref("Phần tiếp theo", f"{path}/{part.province}-{part.number + 1}/"),
            }
            yield Page(f"{ref.url}index.md", "board.md.jinja", title, {**view, **own}, "Bảng theo dõi")
    words = [f"Việc {board.title.lower()}", f"Nhiệm vụ {board.title.lower()}"] if len(rows) <= ROWS else []
    if board.more and rows:
        view["more"] = [board.more(register)]
    yield Page(f"{path}/index.md", "board.md.jinja", board.title, view, "Bảng theo dõi", words)


def _section(register: Register, board: Board, title: str, rows: list[Any]) -> Section:
    heading, anchor = board.heading
    caption = f"Số phát hiện {heading.lower()}" if heading else title
    return Section(heading, anchor, [board.table(register, caption, rows)])


def _empty(register: Register, board: Board) -> str:
    """Say that a board has no row: of the public part alone, and not where nothing is known."""
    text = publicly(board.empty) if register.withheld.kinds.intersection(board.of) else board.empty
    text = text if board.speaks(register) else UNFOLLOWED
    if register.text_only and {"task", "directive"}.intersection(board.of):
        every = len(register.duties)
        text += f" {register.text_only} trong {every} nhiệm vụ của sổ chỉ được biết qua văn bản, không có thông tin về việc thực hiện."
    return text
