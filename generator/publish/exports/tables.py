"""``TABLES``: every table of the open data, declared once; CSV, JSON, XLSX, SQLite and the package are made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from generator.model import Text
from generator.publish.exports import rows
from generator.publish.exports.rows import Row
from generator.publish.register import Register


class Kind(Enum):
    """What the values of a column are; None, where nothing is known, in all of them."""

    TEXT = auto()
    DAY = auto()
    """A day, ISO 8601."""
    TIME = auto()
    """A day, a month or a year, as exact as the source: ``2024-12-01``, ``2024-12`` or ``2024``."""
    NUMBER = auto()
    FLAG = auto()
    RECORD = auto()
    """The id of a record, which the table ``names`` has."""
    RECORDS = auto()
    """A list of such ids, between spaces where a list is one text."""
    TEXTS = auto()
    """A list of texts, with ``; `` between them where it is one text."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what its values are, what it is called, and whether the names of its records stand beside it."""

    name: str
    kind: Kind
    title: Text
    named: bool = False

    @property
    def beside(self) -> Column:
        """The column of the names of its records."""
        one = self.kind is Kind.RECORD
        title = Text(f"{self.title.vi} (tên)", f"{self.title.en} (name)")
        return Column(f"{self.name}_name{'' if one else 's'}", Kind.TEXT if one else Kind.TEXTS, title)


@dataclass(frozen=True)
class FlatTable:
    """A table: its name, what its rows are in words, its columns, and the column of the record that a row is about."""

    name: str
    title: Text
    what: Text
    own: tuple[str, ...]
    make: Callable[[Register], Iterator[Row]]
    id: str = ""

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns in order, names beside ids."""
        own = (COLUMNS[name] for name in self.own)
        return tuple(shown for column in own for shown in ((column, column.beside) if column.named else (column,)))

    def rows(self, register: Register) -> Iterator[Row]:
        """Yield the rows, with a value for every column."""
        named = [(column.name, column.beside) for column in self.columns if column.named]
        known: dict[str | None, str | None] = {None: None}

        def name(own: str | None) -> str | None:
            if own not in known:
                record = register.corpus.records.get(own or "")
                known[own] = register.label(record) if record else None
            return known[own]

        for row in self.make(register):
            for column, beside in named:
                ids = row[column]
                row[beside.name] = name(ids) if beside.kind is Kind.TEXT else [name(own) or own for own in ids]
            yield row


def joint(column: Column) -> str:
    """Return what stands between the values of a list where it is one text: no id has a space."""
    return "; " if column.kind is Kind.TEXTS else " "


def _columns(*rows: tuple[str, Kind, str, str] | tuple[str, Kind, str, str, bool]) -> dict[str, Column]:
    return {name: Column(name, kind, Text(vi, en), *named) for name, kind, vi, en, *named in rows}


COLUMNS = _columns(
    ("acknowledged", Kind.TEXT, "Lý do đã ghi nhận", "Reason for which it was acknowledged"),
    ("after", Kind.TEXT, "Sau", "After"),
    ("agency", Kind.RECORD, "Cơ quan nơi phát hiện", "Body at which it was seen", True),
    ("at", Kind.TEXT, "Chỗ trong bản ghi", "Place in the record"),
    ("because", Kind.TEXT, "Câu giải thích", "Sentence that says why"),
    ("before", Kind.TEXT, "Trước", "Before"),
    ("bodies", Kind.RECORDS, "Các cơ quan", "Bodies", True),
    ("body", Kind.RECORD, "Cơ quan", "Body", True),
    ("category", Kind.RECORD, "Loại tồn tại, vi phạm", "Category", True),
    ("change", Kind.TEXT, "Thay đổi", "Change"),
    ("clause", Kind.TEXT, "Mục", "Clause"),
    ("closed", Kind.DAY, "Ngày xong", "Closed"),
    ("closed_before", Kind.DAY, "Ngày xong trước khi mở lại", "Closed before it was reopened"),
    ("code", Kind.TEXT, "Mã kiểm tra", "Code of the check"),
    ("count", Kind.NUMBER, "Số vụ", "Cases"),
    ("days", Kind.NUMBER, "Số ngày", "Days"),
    ("days_late", Kind.NUMBER, "Số ngày chậm", "Days late"),
    ("directive", Kind.RECORD, "Văn bản chỉ đạo", "Directive", True),
    ("disputed_since", Kind.DAY, "Đang kiểm chứng từ ngày", "Disputed since"),
    ("done", Kind.TIME, "Ngày hoàn thành", "Done"),
    ("due", Kind.DAY, "Hạn", "Due"),
    ("due_soon", Kind.FLAG, "Sắp đến hạn", "Due soon"),
    ("extensions", Kind.NUMBER, "Số lần gia hạn", "Extensions"),
    ("field", Kind.TEXT, "Trường", "Field"),
    ("finding", Kind.RECORD, "Mã phát hiện", "Finding"),
    ("holder", Kind.RECORD, "Cơ quan phải khắc phục", "Body that answers for it", True),
    ("inherited", Kind.FLAG, "Đã quá hạn khi tiếp nhận", "Overdue when it was taken over"),
    ("inspection", Kind.RECORD, "Cuộc kiểm tra, thanh tra", "Inspection", True),
    ("kind", Kind.TEXT, "Loại bản ghi", "Kind of record"),
    ("kind_label", Kind.TEXT, "Tên loại bản ghi", "Kind of record, in words"),
    ("known", Kind.DAY, "Ngày sổ biết", "Day on which the register knew it"),
    ("known_from", Kind.DAY, "Biết từ nguồn ngày", "Known from a source of"),
    ("label", Kind.TEXT, "Tên trường", "Field, in words"),
    ("late", Kind.FLAG, "Ghi sổ muộn", "Recorded late"),
    ("mark", Kind.TEXT, "Lưu ý", "Mark"),
    ("message", Kind.TEXT, "Điều cần lưu ý", "Message"),
    ("message_en", Kind.TEXT, "Điều cần lưu ý (tiếng Anh)", "Message in English"),
    ("on", Kind.TIME, "Ngày xảy ra", "Day of the event"),
    ("opening", Kind.FLAG, "Nhập khi mở sổ", "There when the register was opened"),
    ("outcome", Kind.TEXT, "Kết quả xử lý", "Outcome"),
    ("overdue", Kind.FLAG, "Quá hạn", "Overdue"),
    ("page", Kind.TEXT, "Địa chỉ cố định", "Permanent address"),
    ("period", Kind.TEXT, "Kỳ", "Period"),
    ("proof", Kind.TEXT, "Thiếu minh chứng", "What its proof lacks"),
    ("province", Kind.RECORD, "Tỉnh, thành phố", "Province", True),
    ("ready", Kind.DAY, "Ngày mà đến khi đó đã báo cáo", "Day by which it had been reported"),
    ("recommendations", Kind.RECORDS, "Kiến nghị", "Recommendations"),
    ("record", Kind.RECORD, "Bản ghi", "Record", True),
    ("recorded", Kind.DAY, "Ngày vào sổ", "Day of recording"),
    ("remediation", Kind.RECORD, "Bản ghi khắc phục", "Remediation"),
    ("reopened", Kind.DAY, "Ngày mở lại", "Reopened"),
    ("repeated_by", Kind.RECORDS, "Bị lặp lại bởi", "Repeated by"),
    ("repeats", Kind.RECORDS, "Lặp lại phát hiện", "Repeats"),
    ("replies", Kind.RECORDS, "Giải trình, ý kiến", "Replies"),
    ("reported", Kind.TIME, "Ngày báo cáo", "Reported"),
    ("sample", Kind.FLAG, "Thuộc tỉnh giả định", "Of an invented province"),
    ("sanction", Kind.TEXT, "Hình thức", "Sanction"),
    ("seen", Kind.DAY, "Ngày phát hiện", "Seen"),
    ("seen_from", Kind.DAY, "Phát hiện sớm nhất từ ngày", "Seen at the earliest"),
    ("seriousness", Kind.TEXT, "Mức độ", "Seriousness"),
    ("severity", Kind.TEXT, "Mức", "Severity"),
    ("shape", Kind.TEXT, "Dạng nhiệm vụ", "Shape of the task"),
    ("state", Kind.TEXT, "Mã trạng thái", "State (code)"),
    ("state_label", Kind.TEXT, "Trạng thái", "State"),
    ("subject", Kind.TEXT, "Đối tượng", "Subject"),
    ("suppressed", Kind.FLAG, "Che vì số nhỏ", "Suppressed, being small"),
    ("task", Kind.RECORD, "Mã nhiệm vụ", "Task"),
    ("title", Kind.TEXT, "Nội dung", "Title"),
    ("vague", Kind.FLAG, "Trả lời không nêu ý kiến", "Answered without a position"),
    ("verifications", Kind.RECORDS, "Xác minh", "Verifications"),
    ("waiting", Kind.NUMBER, "Số ngày chờ xác nhận", "Days waiting for confirmation"),
    ("was_late", Kind.NUMBER, "Số ngày chậm trước khi dời hạn, dừng hoặc chuyển", "Days late before it was moved or stopped"),
    ("withdrawn", Kind.DAY, "Ngày rút", "Withdrawn"),
    ("working_days_late", Kind.NUMBER, "Số ngày làm việc chậm", "Working days late"),
    ("year", Kind.NUMBER, "Năm", "Year"),
)  # fmt: skip
"""Every column; of one name there is one meaning in all tables."""

HEAD = _columns(
    ("as_of", Kind.DAY, "Tính đến ngày", "Day of the register"),
    ("audience", Kind.TEXT, "Bản dành cho (public: công chúng)", "Audience"),
    ("commit", Kind.TEXT, "Phiên bản của sổ (commit)", "Commit of the records"),
    ("has_samples", Kind.FLAG, "Có tỉnh giả định", "Whether there are invented provinces"),
    ("uncommitted_changes", Kind.FLAG, "Có sửa đổi chưa vào sổ", "Whether there are changes that are in no commit"),
)
"""What every file says of itself, and every line of a CSV."""

TABLES = (
    FlatTable(
        "names",
        Text("Mã và tên", "Ids and names"),
        Text(
            "mọi mã có trong các bảng, với loại, tên và địa chỉ cố định; và ngày rút của bản ghi đã rút",
            "every id of the tables, with its kind, name and permanent address; of what was withdrawn, the day",
        ),
        ("record", "kind", "kind_label", "province", "sample", "page", "withdrawn"),
        rows.names,
        "record",
    ),
    FlatTable(
        "duties",
        Text("Lượt việc", "Duties"),
        Text(
            "mỗi lượt việc một dòng, gồm nhiệm vụ, cơ quan, kỳ (nếu định kỳ), trạng thái và câu giải thích tại ngày tính",
            "a row for every duty: task, body, period (if it recurs), its state on the day and the sentence that says why",
        ),
        (
            "province", "sample", "directive", "clause", "task", "title", "shape", "body", "bodies", "period", "due", "state",
            "state_label", "done", "days_late", "working_days_late", "extensions", "was_late", "inherited", "waiting", "proof",
            "disputed_since", "replies", "because",
        ),
        rows.duties,
        "task",
    ),
    FlatTable(
        "findings",
        Text("Phát hiện", "Findings"),
        Text(
            "mỗi phát hiện một dòng, gồm cơ quan, loại, hạn, trạng thái khắc phục, ngày báo cáo, ngày xong, số ngày chậm, "
            "tái phạm của phát hiện nào",
            "a row for every finding: body, category, deadline, how far it is remedied, when that was reported and done, "
            "days late, which finding it repeats",
        ),
        (
            "province", "sample", "inspection", "finding", "agency", "holder", "category", "title", "seriousness", "seen",
            "seen_from", "due", "state", "state_label", "overdue", "due_soon", "reported", "ready", "closed", "known_from",
            "reopened", "closed_before", "days_late", "working_days_late", "extensions", "was_late", "remediation",
            "recommendations", "verifications", "repeats", "repeated_by", "disputed_since", "replies", "because",
        ),
        rows.findings,
        "finding",
    ),
    FlatTable(
        "requests",
        Text("Việc phải trả lời", "Requests"),
        Text(
            "mỗi việc phải trả lời một dòng: yêu cầu phối hợp (mỗi cơ quan được hỏi một dòng), phản ánh, vướng mắc, "
            "thời hạn xem xét trách nhiệm",
            "a row for everything to be answered: requests between bodies (one for each body asked), feedback, "
            "obstacles, terms for deciding on accountability",
        ),
        (
            "province", "sample", "kind", "record", "body", "due", "state", "state_label", "done", "days_late",
            "working_days_late", "vague", "disputed_since", "replies", "because",
        ),
        rows.requests,
        "record",
    ),
    FlatTable(
        "accountability",
        Text("Xử lý trách nhiệm", "Accountability"),
        Text(
            "số vụ xử lý trách nhiệm đã tổng hợp; số nhỏ về cá nhân được che",
            "totals of accountability cases; small numbers of persons are suppressed",
        ),
        ("province", "sample", "year", "subject", "outcome", "sanction", "count", "suppressed"),
        rows.accountability,
    ),
    FlatTable(
        "recording",
        Text("Ngày vào sổ", "Recording"),
        Text(
            "mỗi sự việc có ngày một dòng: ngày xảy ra (on), ngày vào sổ (recorded), số ngày ở giữa (days), cơ quan, có "
            "phải nhập khi mở sổ không (opening), có phải ghi sổ muộn không (late). Chỉ gồm sự việc biết đúng ngày và "
            "biết ngày vào sổ",
            "a row for every dated event: its day (on), the day on which it entered the register (recorded), the days "
            "between, the body, whether it was there from the start (opening), whether it came late (late). Only events "
            "of which both days are known",
        ),
        ("province", "sample", "kind", "record", "at", "body", "on", "recorded", "days", "opening", "late"),
        rows.recordings,
    ),
    FlatTable(
        "changes",
        Text("Thay đổi của sổ", "Changes"),
        Text(
            "mỗi thay đổi của sổ một dòng, mới nhất ở trên: ngày sổ biết (known), loại (change: entered, opening, published, "
            "set, changed, cleared, absent, returned, withdrawn), lưu ý (mark), bản ghi, trường, giá trị trước và sau, ngày "
            "của sự việc (on) nếu thay đổi ấy nêu. Chỉ gồm những gì công chúng được thấy ở phiên bản ấy",
            "a row for every change of the register, the newest first: the day on which the register came to know it (known), its kind "
            "(change), what is to be noted (mark), record, field, value before and after, the day of the event (on) if the "
            "change names it. Only what the public may see of that version",
        ),
        ("province", "sample", "known", "change", "mark", "kind", "record", "field", "label", "before", "after", "on"),
        rows.changes,
    ),
    FlatTable(
        "problems",
        Text("Điểm cần lưu ý", "Problems"),
        Text(
            "các điểm cần lưu ý, còn mở hoặc đã ghi nhận kèm lý do",
            "what is odd in the records: open, or acknowledged with a reason",
        ),
        ("code", "severity", "record", "at", "message", "message_en", "acknowledged"),
        rows.problems,
    ),
)  # fmt: skip
