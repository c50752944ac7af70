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


class Values(Enum):
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
class DataColumn:
    """A column: what its values are, what it is called, and whether the names of its records stand beside it."""

    name: str
    kind: Values
    title: Text
    named: bool = False

    @property
    def beside(self) -> DataColumn:
        """The column of the names of its records."""
        one = self.kind is Values.RECORD
        title = Text(f"{self.title.vi} (tên)", f"{self.title.en} (name)")
        return DataColumn(f"{self.name}_name{'' if one else 's'}", Values.TEXT if one else Values.TEXTS, title)


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
    def columns(self) -> tuple[DataColumn, ...]:
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
                row[beside.name] = name(ids) if beside.kind is Values.TEXT else [name(own) or own for own in ids]
            yield row


def joint(column: DataColumn) -> str:
    """Return what stands between the values of a list where it is one text: no id has a space."""
    return "; " if column.kind is Values.TEXTS else " "


def _columns(*rows: tuple[str, Values, str, str] | tuple[str, Values, str, str, bool]) -> dict[str, DataColumn]:
    return {name: DataColumn(name, kind, Text(vi, en), *named) for name, kind, vi, en, *named in rows}


COLUMNS = _columns(
    ("acknowledged", Values.TEXT, "Lý do đã ghi nhận", "Reason for which it was acknowledged"),
    ("after", Values.TEXT, "Sau", "After"),
    ("agency", Values.RECORD, "Cơ quan nơi phát hiện", "Body at which it was seen", True),
    ("as_on", Values.DAY, "Vào ngày", "On the day"),
    ("at", Values.TEXT, "Chỗ trong bản ghi", "Place in the record"),
    ("because", Values.TEXT, "Câu giải thích", "Sentence that says why"),
    ("before", Values.TEXT, "Trước", "Before"),
    ("bodies", Values.RECORDS, "Các cơ quan", "Bodies", True),
    ("body", Values.RECORD, "Cơ quan", "Body", True),
    ("category", Values.RECORD, "Loại tồn tại, vi phạm", "Category", True),
    ("change", Values.TEXT, "Thay đổi", "Change"),
    ("clause", Values.TEXT, "Mục", "Clause"),
    ("closed", Values.DAY, "Ngày xong", "Closed"),
    ("closed_before", Values.DAY, "Ngày xong trước khi mở lại", "Closed before it was reopened"),
    ("code", Values.TEXT, "Mã kiểm tra", "Code of the check"),
    ("count", Values.NUMBER, "Số vụ", "Cases"),
    ("days", Values.NUMBER, "Số ngày", "Days"),
    ("days_late", Values.NUMBER, "Số ngày chậm", "Days late"),
    ("directive", Values.RECORD, "Văn bản chỉ đạo", "Directive", True),
    ("disputed_since", Values.DAY, "Đang kiểm chứng từ ngày", "Disputed since"),
    ("done", Values.TIME, "Ngày hoàn thành", "Done"),
    ("due", Values.DAY, "Hạn", "Due"),
    ("due_3", Values.NUMBER, "Đến hạn trong 3 ngày", "Due within 3 days"),
    ("due_30", Values.NUMBER, "Đến hạn trong 30 ngày", "Due within 30 days"),
    ("due_7", Values.NUMBER, "Đến hạn trong 7 ngày", "Due within 7 days"),
    ("due_soon", Values.FLAG, "Sắp đến hạn", "Due soon"),
    ("extensions", Values.NUMBER, "Số lần gia hạn", "Extensions"),
    ("field", Values.TEXT, "Trường", "Field"),
    ("finding", Values.RECORD, "Mã phát hiện", "Finding"),
    ("findings_open", Values.NUMBER, "Phát hiện chưa kết thúc", "Findings not closed"),
    ("holder", Values.RECORD, "Cơ quan phải khắc phục", "Body that answers for it", True),
    ("inherited", Values.FLAG, "Đã quá hạn khi tiếp nhận", "Overdue when it was taken over"),
    ("inspection", Values.RECORD, "Cuộc kiểm tra, thanh tra", "Inspection", True),
    ("kind", Values.TEXT, "Loại bản ghi", "Kind of record"),
    ("kind_label", Values.TEXT, "Tên loại bản ghi", "Kind of record, in words"),
    ("known", Values.DAY, "Ngày sổ biết", "Day on which the register knew it"),
    ("known_from", Values.DAY, "Biết từ nguồn ngày", "Known from a source of"),
    ("label", Values.TEXT, "Tên trường", "Field, in words"),
    ("late", Values.FLAG, "Ghi sổ muộn", "Recorded late"),
    ("late_count", Values.NUMBER, "Quá hạn", "Overdue"),
    ("left", Values.NUMBER, "Chưa xong", "Not done"),
    ("mark", Values.TEXT, "Lưu ý", "Mark"),
    ("message", Values.TEXT, "Điều cần lưu ý", "Message"),
    ("message_en", Values.TEXT, "Điều cần lưu ý (tiếng Anh)", "Message in English"),
    ("on", Values.TIME, "Ngày xảy ra", "Day of the event"),
    ("opening", Values.FLAG, "Nhập khi mở sổ", "There when the register was opened"),
    ("outcome", Values.TEXT, "Kết quả xử lý", "Outcome"),
    ("overdue", Values.FLAG, "Quá hạn", "Overdue"),
    ("page", Values.TEXT, "Địa chỉ cố định", "Permanent address"),
    ("period", Values.TEXT, "Kỳ", "Period"),
    ("proof", Values.TEXT, "Thiếu minh chứng", "What its proof lacks"),
    ("province", Values.RECORD, "Tỉnh, thành phố", "Province", True),
    ("ready", Values.DAY, "Ngày mà đến khi đó đã báo cáo", "Day by which it had been reported"),
    ("recommendations", Values.RECORDS, "Kiến nghị", "Recommendations"),
    ("record", Values.RECORD, "Bản ghi", "Record", True),
    ("recorded", Values.DAY, "Ngày vào sổ", "Day of recording"),
    ("remediation", Values.RECORD, "Bản ghi khắc phục", "Remediation"),
    ("reopened", Values.DAY, "Ngày mở lại", "Reopened"),
    ("repeated_by", Values.RECORDS, "Bị lặp lại bởi", "Repeated by"),
    ("repeats", Values.RECORDS, "Lặp lại phát hiện", "Repeats"),
    ("replies", Values.RECORDS, "Giải trình, ý kiến", "Replies"),
    ("reported", Values.TIME, "Ngày báo cáo", "Reported"),
    ("sample", Values.FLAG, "Thuộc tỉnh giả định", "Of an invented province"),
    ("sanction", Values.TEXT, "Hình thức", "Sanction"),
    ("seen", Values.DAY, "Ngày phát hiện", "Seen"),
    ("seen_from", Values.DAY, "Phát hiện sớm nhất từ ngày", "Seen at the earliest"),
    ("seriousness", Values.TEXT, "Mức độ", "Seriousness"),
    ("severity", Values.TEXT, "Mức", "Severity"),
    ("shape", Values.TEXT, "Dạng nhiệm vụ", "Shape of the task"),
    ("state", Values.TEXT, "Mã tình trạng", "State (code)"),
    ("state_label", Values.TEXT, "Trạng thái", "State"),
    ("subject", Values.TEXT, "Đối tượng", "Subject"),
    ("suppressed", Values.FLAG, "Che vì số nhỏ", "Suppressed, being small"),
    ("task", Values.RECORD, "Mã nhiệm vụ", "Task"),
    ("title", Values.TEXT, "Nội dung", "Title"),
    ("unconfirmed", Values.NUMBER, "Chờ xác nhận", "Waiting to be confirmed"),
    ("vague", Values.FLAG, "Trả lời không nêu ý kiến", "Answered without a position"),
    ("verifications", Values.RECORDS, "Xác minh", "Verifications"),
    ("waiting", Values.NUMBER, "Số ngày chờ xác nhận", "Days waiting for confirmation"),
    ("was_late", Values.NUMBER, "Số ngày chậm trước khi dời hạn, dừng hoặc chuyển", "Days late before it was moved or stopped"),
    ("withdrawn", Values.DAY, "Ngày rút", "Withdrawn"),
    ("working_days_late", Values.NUMBER, "Số ngày làm việc chậm", "Working days late"),
    ("year", Values.NUMBER, "Năm", "Year"),
)  # fmt: skip
"""Every column; of one name there is one meaning in all tables."""

HEAD = _columns(
    ("as_of", Values.DAY, "Tính đến ngày", "Day of the register"),
    ("audience", Values.TEXT, "Bản dành cho (public: công chúng)", "Audience"),
    ("commit", Values.TEXT, "Phiên bản của sổ (commit)", "Commit of the records"),
    ("has_samples", Values.FLAG, "Có tỉnh giả định", "Whether there are invented provinces"),
    ("uncommitted_changes", Values.FLAG, "Có sửa đổi chưa vào sổ", "Whether there are changes that are in no commit"),
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
            "mỗi lượt việc một dòng, gồm nhiệm vụ, cơ quan, kỳ (nếu định kỳ), tình trạng và câu giải thích tại ngày tính",
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
            "mỗi phát hiện một dòng, gồm cơ quan, loại, hạn, tình trạng khắc phục, ngày báo cáo, ngày xong, số ngày chậm, "
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
        "backlog",
        Text("Việc chưa xong theo tháng", "Backlog by month"),
        Text(
            "số việc chưa xong (left), trong đó quá hạn (late_count), còn không quá 3, 7, 30 ngày là đến hạn (due_3, due_7, due_30), "
            "chờ xác nhận (unconfirmed), là phát hiện (findings_open). Mỗi tỉnh, mỗi cơ quan (body) một dòng cho ngày của sổ và cùng ngày của "
            "mỗi tháng gần đây, tính lại theo những gì sổ có hôm nay; dòng không có cơ quan là của cả tỉnh",
            "how much was not done (left), and of that overdue (late_count), due within 3, 7, 30 days (due_3, due_7, due_30), waiting "
            "to be confirmed (unconfirmed), a finding (findings_open). A row for each province and each body, on the day of the register "
            "and on the same day of the months before, by what it holds today; a row without a body is of the whole province",
        ),
        (
            "province", "sample", "body", "as_on", "left", "late_count", "due_3", "due_7", "due_30", "unconfirmed",
            "findings_open",
        ),
        rows.backlog,
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
            "mỗi sự việc có ngày một dòng: ngày xảy ra (on), ngày vào sổ (recorded), số ngày ở giữa (days), cơ quan. Có "
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
            "set, changed, cleared, absent, returned, withdrawn), lưu ý (mark). Rồi đến bản ghi, trường, giá trị trước và sau, ngày "
            "của sự việc (on) nếu thay đổi ấy nêu. Chỉ gồm những gì công chúng được thấy ở phiên bản ấy",
            "a row for every change of the register, the newest first: the day on which the register came to know it (known), its kind "
            "(change), what is to be noted (mark). Then record, field, value before and after, the day of the event (on) if the "
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
