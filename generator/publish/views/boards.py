"""Boards: what is overdue or due soon, duties without a date, targets, findings, anomalies; one table each.

Every province has its own; that of all lists their rows while they are few, and else leads to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.domain.text import collation_key, vi_number
from generator.model import Record
from generator.publish.derive.standing import State
from generator.publish.inline import Ref
from generator.publish.register import Page, Register
from generator.publish.views import finding_boards, late_recording, owing, report_calendar, task_boards, uninspected
from generator.publish.views.common import BOARDS as INDEX
from generator.publish.views.common import HOME, none
from generator.publish.views.split import ROOM
from generator.publish.views.table import Column, Section, Table, Total, number, table
from generator.publish.views.tables import duty_table

DUTIES = ("task", "rollout", "submission", "measurement")
FINDINGS = ("finding", "remediation", "verification", "recommendation")
OWED = (*DUTIES, *FINDINGS, "coordination", "feedback", "obstacle", "accountability")
UNFOLLOWED = "Sổ chưa theo dõi việc thực hiện nhiệm vụ nào, nên không nói được nhiệm vụ nào quá hạn, sắp đến hạn hay đã nộp, chờ xác nhận."
UNINSPECTED = "Sổ chưa ghi cuộc kiểm tra, thanh tra nào."


def inspected(register: Register) -> bool:
    """Whether the register holds any inspection: without one it knows of no finding, nor that there is none."""
    return next(iter(register.corpus.of("inspection")), None) is not None


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
    counted: str = ""
    """What is counted, in the words that stand below its number; else its title says it."""

    @property
    def figure(self) -> str:
        """What its number is of."""
        return self.counted or self.title

    sought: tuple[str, ...] = ()
    """What else people look for it by."""
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
        sought=("Trễ hạn", "Chậm tiến độ", "Chậm muộn", "Chưa hoàn thành"),
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
        sought=("Đã nộp",),
    ),
    Board(
        "khac-phuc",
        "Khắc phục chưa xong",
        "Phát hiện qua kiểm tra, thanh tra mà việc khắc phục chưa kết thúc: chưa khắc phục, đang khắc phục, chờ xác minh, phải làm lại hoặc mở lại do tái phạm.",
        "Không có phát hiện nào chưa kết thúc.",
        finding_boards.open_follow_ups,
        finding_boards.open_table,
        speaks=inspected,
        of=FINDINGS,
        sought=("Khắc phục sau kiểm tra", "Chờ xác minh", "Chưa khắc phục", "Phải làm lại", "Tồn tại, hạn chế"),
    ),
    Board(
        "tai-pham",
        "Phát hiện lặp lại",
        "Phát hiện lặp lại một phát hiện trước cùng loại, tại cùng cơ quan hoặc cơ quan kế thừa. Hoặc hồ sơ kiểm tra ghi là tái phạm, hoặc phát hiện sau nằm trong thời gian xét mà quy định của tỉnh nêu; tỉnh không có quy định thì trong vòng 24 tháng. Phát hiện đã kết thúc mà xác minh kết luận tái phạm thì ở bảng Khắc phục chưa xong.",
        "Sổ chưa ghi phát hiện nào lặp lại.",
        finding_boards.recurring,
        finding_boards.recurring_table,
        speaks=inspected,
        of=FINDINGS,
        sought=("Tái phạm", "Tái diễn"),
    ),
    Board(
        "kien-nghi",
        "Kiến nghị",
        "Từng kiến nghị của các cuộc kiểm tra, thanh tra: hạn, ý kiến tiếp thu, và kết quả khắc phục các phát hiện liên quan.",
        "Sổ chưa ghi kiến nghị nào.",
        finding_boards.recommended,
        finding_boards.recommended_table,
        speaks=inspected,
        of=("recommendation",),
    ),
    Board(
        "phat-hien",
        "Phát hiện theo cơ quan, loại và năm",
        "Số phát hiện tại từng cơ quan theo tình hình khắc phục, kể cả phát hiện nay thuộc nơi khác, và của từng loại theo năm phát hiện. Số của một loại không gồm các loại con.",
        "Sổ chưa ghi phát hiện nào.",
        finding_boards.by_agency,
        finding_boards.by_agency_table,
        ("Theo cơ quan và tình hình", "theo-co-quan"),
        more=lambda register: Section("Theo loại và năm", "theo-loai", [finding_boards.by_category(register)]),
        number=lambda register: len(register.follow_ups),
        counted="Phát hiện",
        speaks=inspected,
        of=("finding",),
    ),
    Board(
        "chua-kiem-tra",
        "Cơ quan chưa có cuộc kiểm tra trong sổ",
        "Cơ quan cấp tỉnh, cấp xã đang hoạt động mà sổ chưa ghi cuộc kiểm tra nào, hoặc cuộc gần nhất sổ ghi đã hơn 24 tháng, tại các tỉnh có cuộc kiểm tra trong sổ. Sổ không ghi không có nghĩa là chưa từng kiểm tra.",
        "Không có cơ quan nào như vậy.",
        uninspected.agencies,
        uninspected.agency_table,
        caution=uninspected.caution,
        speaks=inspected,
        of=("inspection",),
        sought=("Chưa kiểm tra",),
    ),
    Board(
        "khong-han",
        "Việc không nêu ngày phải xong",
        "Việc làm một lần hoặc định kỳ mà nguồn không nêu ngày phải xong, nên không bao giờ quá hạn; đó không phải lỗi của cơ quan thực hiện. Bảng gồm cả việc đã xong.",
        "Mọi nhiệm vụ đều có hạn.",
        task_boards.undated,
        task_boards.undated_table,
        of=("task",),
    ),
    Board(
        "chi-tieu",
        "Chỉ tiêu",
        "Chỉ tiêu bằng số, giá trị đo gần nhất của từng cơ quan, và những gì nguồn không nêu.",
        "Sổ chưa ghi chỉ tiêu nào.",
        task_boards.targets,
        task_boards.target_table,
        counted="Chỉ tiêu, đếm theo từng cơ quan được giao",
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
    every = register.counted(register.all_duties())
    listed = []
    for board in BOARDS:
        own = rows(register, board)
        number = str(board.number(register) if board.number else len(own)) if board.speaks(register) else "—"
        listed.append(
            {
                "ref": Ref(board.title, f"theo-doi/{board.path}/"),
                "lead": board.lead,
                "count": number,
                "counted": board.figure,
            }
        )
        yield from _pages(register, board, own)
    card, calendar_page = report_calendar.calendar(register)
    recording_card, recording_page = late_recording.board(register)
    listed += [card, recording_card]
    yield calendar_page
    yield recording_page
    yield Page(
        "theo-doi/index.md",
        "boards.md.jinja",
        "Theo dõi",
        {"boards": listed, "counts": every},
        "Bảng theo dõi",
    )


def rows(register: Register, board: Board) -> list[tuple[Record, Any]]:
    """Return the rows of a board, made once."""
    return _made(register, board)[0]


def counts(register: Register, board: Board) -> Counter[str]:
    """Return how many rows of a board each province has."""
    return _made(register, board)[1]


def _made(register: Register, board: Board) -> tuple[list[tuple[Record, Any]], Counter[str]]:
    made = register.corpus.memo.setdefault(f"boards {register.as_of}", {})
    if board.path not in made:
        own = board.rows(register)
        made[board.path] = own, Counter(record.province for record, _ in own)
    found: tuple[list[tuple[Record, Any]], Counter[str]] = made[board.path]
    return found


def place(board: str, province: str) -> str:
    """Return the address of what a board says of one province."""
    return f"tinh/{province}/{board}/"


def _pages(register: Register, board: Board, rows: list[tuple[Record, Any]]) -> Iterator[Page]:
    """Yield a board of each province, and the one of all: its rows while they are few, else the provinces."""
    common: dict[str, Any] = {
        "lead": board.lead,
        "caution": board.caution(register) if board.caution else "",
        "empty": _empty(register, board),
        "provinces": None,
        "sections": [],
        "more": [],
    }
    homes: dict[str, list[Any]] = {}
    for record, row in rows:
        homes.setdefault(record.province, []).append(row)
    for province, found in sorted(homes.items()):
        home = register.ref(register.corpus.records[province])
        title = f"{board.title}: {home.label}"
        own = {
            "title": title,
            "crumbs": [HOME, home, INDEX, Ref(board.title, f"theo-doi/{board.path}/")],
            "sections": [_section(board, title, board.table(register, title, found))],
        }
        yield Page(
            f"{place(board.path, province)}index.md", "board.md.jinja", title, {**common, **own}, "Bảng theo dõi"
        )
    few = len(rows) <= ROOM
    view = {
        **common,
        "title": board.title,
        "crumbs": [HOME, INDEX],
        "sections": [_section(board, board.title, board.table(register, board.title, [row for _, row in rows]))]
        if rows and few
        else [],
        "provinces": _provinces(register, board, counts(register, board)) if len(homes) > 1 or not few else None,
        "more": [board.more(register)] if board.more and rows else [],
    }
    words = [f"Việc {board.title.lower()}", f"Nhiệm vụ {board.title.lower()}"] if few else []
    words += board.sought
    yield Page(f"theo-doi/{board.path}/index.md", "board.md.jinja", board.title, view, "Bảng theo dõi", words)


def _provinces(register: Register, board: Board, counts: Mapping[str, int]) -> Table:
    """Return the provinces that a board has rows of, each leading to its own board."""
    known = register.corpus.records
    return table(
        f"{board.title}: theo tỉnh, thành phố",
        sorted(counts, key=lambda p: (-counts[p], collation_key(register.label(known[p])))),
        Column("Tỉnh, thành phố", lambda p: Ref(register.label(known[p]), place(board.path, p)), heads=True),
        number("Số mục trong bảng", lambda p: counts[p]),
        foot=Total("Tổng số", [sum(counts.values())]),
        filter=False,
    )


def _section(board: Board, title: str, own: Table) -> Section:
    heading, anchor = board.heading
    caption = f"Số phát hiện {heading.lower()}" if heading else title
    return Section(heading, anchor, [replace(own, caption=caption)])


def _empty(register: Register, board: Board) -> str:
    """Say that a board has no row: of the public part alone, and not where nothing is known."""
    unheard = none(register, UNINSPECTED, "inspection") if board.speaks is inspected else UNFOLLOWED
    text = none(register, board.empty, *board.of) if board.speaks(register) else unheard
    if register.text_only and {"task", "directive"}.intersection(board.of):
        every = len(register.duties)
        text += f" {vi_number(register.text_only)} trong {vi_number(every)} nhiệm vụ của sổ chỉ được biết qua văn bản, không có thông tin về việc thực hiện."
    return text
