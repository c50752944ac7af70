"""Where the table begins in an office's own list, and what each column holds: proposed by its title and by what stands below.

A title may take two rows; what stands below may be one column beside its title. The clerk has the last word: the proposal is
kept in a file that the next import of the list reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.domain.text import fold
from generator.exchange.states import stage
from generator.read.tables import GivenTable, Typed

ROLES = {
    "code": "số thứ tự, mã",
    "title": "tên việc",
    "leads": "chủ trì",
    "cooperators": "phối hợp",
    "due": "thời hạn",
    "product": "sản phẩm",
    "source": "văn bản giao việc",
    "given": "ngày giao",
    "state": "tình trạng",
    "done": "ngày hoàn thành",
    "evidence": "văn bản kết quả",
    "category": "loại vi phạm",
    "seriousness": "mức độ vi phạm",
    "count": "số trường hợp",
    "area": "lĩnh vực",
    "urgency": "độ khẩn",
    "report": "kết quả, tiến độ bằng lời",
    "opinion": "ý kiến, khó khăn, đề xuất",
    "executing": "văn bản triển khai",
    "updated": "ngày cập nhật",
    "told": "ghi nguyên văn ở nguồn",
    "person": "người (không nhận)",
    "contact": "điện thoại, thư điện tử (không nhận)",
    "percent": "tỷ lệ (không nhận)",
    "left": "không nhận",
}
"""What a column can be."""
OUT = ("person", "contact", "percent", "left")
_WORDS: tuple[tuple[str, str], ...] = (
    ("updated", r"ngay cap nhat|cap nhat (?:ngay|luc|lan cuoi)"),
    ("contact", r"dien thoai|so dt\b|sdt|email|thu dien tu"),
    ("category", r"(?:loai|nhom|dang) (?:vi pham|sai pham|ton tai|khuyet diem|phat hien)"),
    ("seriousness", r"muc do (?:vi pham|sai pham|nghiem trong)|tinh chat.* muc do"),
    ("count", r"so (?:truong hop|vu viec|luong (?:vi pham|ton tai|truong hop))"),
    ("percent", r"ty le|phan tram|muc do hoan thanh|so ngay (?:con|qua)"),
    ("person", r"theo doi$|^nguoi |lanh dao|thu ky|chuyen vien|can bo"),
    ("cooperators", r"phoi hop"),
    ("leads", r"(?:don vi|co quan|dau moi).*(?:chu tri|dau moi|thuc hien)|^chu tri|^(?:co quan |don vi )*(?:don vi|co quan)(?: (?:duoc giao|duoc (?:kiem|thanh) tra|co (?:vi pham|ton tai)))?$"),
    ("person", r"ca nhan|chu tich"),
    ("done", r"(?:ngay hoan thanh|hoan thanh|ket thuc) thuc te|ngay hoan thanh|da hoan thanh ngay"),
    ("given", r"ngay (?:chi dao|ban hanh|giao|van ban|thang van ban|thang nam)"),
    ("due", r"thoi han|^han\b|han (?:xu ly|hoan thanh)|thoi gian (?:hoan thanh|thuc hien|trinh)|^(?:ngay )?ket thuc$|den ngay"),
    ("product", r"san pham|yeu cau ket qua"),
    ("state", r"trang thai|tinh trang|^tien do|danh gia"),
    ("executing", r"(?:van ban|ke hoach) (?:trien khai|thuc hien)"),
    ("told", r"van ban den|gia han|moc cu"),
    ("evidence", r"minh chung|chung minh|van ban (?:tra loi|phuc dap|ket qua|san pham|hoan thanh)|so van ban di"),
    ("source", r"nguon|hoi nghi|phien hop|cuoc hop|van ban|so tb|so kl|so ky hieu|can cu|chi dao$|trich yeu"),
    ("code", r"^(?:s?tt|so tt|so thu tu|ma(?: so)?(?: nhiem vu)?|id)$"),
    ("title", r"nhiem vu|noi dung|cong viec|^viec\b|ket luan|ton tai|han che|sai pham|vi pham|khuyet diem|phat hien"),
    ("area", r"linh vuc|nganh"),
    ("urgency", r"do khan|muc do khan|khan cap"),
    ("report", r"ket qua|tinh hinh"),
    ("opinion", r"y kien|kho khan|vuong mac|de xuat|kien nghi"),
    ("told", r"ghi chu|muc\b|loai|nhom|lo trinh|ngay (?:thuc hien|bat dau)|^dau moi"),
)  # fmt: skip
_BEST = {
    "title": re.compile(r"nhiem vu|noi dung|cong viec|ton tai|vi pham|sai pham"),
    "code": re.compile(r"\bma\b|^id$"),
    "state": re.compile(r"trang thai|tinh trang"),
    "given": re.compile("giao"),
    "done": re.compile("thuc te"),
    "product": re.compile("san pham"),
}
"""What is one column only, and how the better of several is called."""
_WORDS_OPEN = ("left", "told", "report", "opinion", "person")
"""What a column is called that may hold the values of another."""
_ASIDE = re.compile(r"\([^()]*\)")
_FORMS = tuple((role, re.compile(form)) for role, form in _WORDS)
_A_DAY = re.compile(r"ngay(?: thang)?(?: nam)?(?: ban hanh| ky| van ban)?")
_SAYS_STATES = re.compile(r"ket qua|tinh hinh|thuc hien|cap nhat")
_SEARCHED = 40
_NUMBERING = re.compile(r"\(?(?:[0-9]{1,2}|[a-z])\)?(?:\s*=.*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its title, what it holds, and from which column it is read."""

    title: str
    role: str
    column: int
    why: str = ""
    """What was noticed about it (Vietnamese)."""


@dataclass(frozen=True, slots=True)
class ListLayout:
    """The rows of titles (from, to; from 0) and the columns."""

    first: int
    last: int
    heads: tuple[Head, ...]

    def of(self, role: str) -> tuple[Head, ...]:
        """Return the columns of a role."""
        return tuple(head for head in self.heads if head.role == role)


def role(title: str) -> str:
    """Return what a column with a title may hold, empty if nobody can tell."""
    plain = fold(_ASIDE.sub(" ", title) if _ASIDE.sub("", title).strip() else title)
    if "%" in title:
        return "percent"
    upper, two, lower = title.rpartition(" - ")
    if two and _A_DAY.fullmatch(fold(lower)) and role(upper) in ("source", "evidence"):
        return "given" if role(upper) == "source" else "told"
    return next((role for role, form in _FORMS if form.search(plain)), "")


def layout(table: GivenTable) -> ListLayout | None:
    """Return where a table begins; None if there is none: a row of titles with at least the task and two more."""
    best: tuple[int, ListLayout] | None = None
    for row in range(min(len(table.rows), _SEARCHED)):
        for last in (row, row + 1):
            titles = _titles(table, row, last)
            if titles is None:
                continue
            roles = [role(title) if len(title) < 120 else "" for title in titles]
            known = len({name for name in roles if name})
            filled = sum(bool(title) for title in titles)
            if "title" not in roles or known < 3 or known * 3 < filled:
                continue
            if best is None or known > best[0]:
                heads = tuple(
                    Head(title, own or "left", column)
                    for column, (title, own) in enumerate(zip(titles, roles, strict=True))
                    if title
                )
                best = known, ListLayout(row, last, heads)
    return _settled(table, best[1]) if best else None


def _titles(table: GivenTable, first: int, last: int) -> list[str] | None:
    """Return the titles of rows; of two, the upper one goes on to the right over what is blank above a title below."""
    if last >= len(table.rows):
        return None
    upper = [_text(cell) for cell in _spread(table, first)]
    if first == last:
        return upper
    lower = [_text(table.at(last, column)) for column in range(len(upper))]
    if (
        len(set(filter(None, upper))) < 2  # a title above the table
        or all(_NUMBERING.fullmatch(text) for text in lower if text)
        or _text(table.at(last, 0)).isdecimal()
    ):
        return None
    if not any(low and not _text(table.at(first, column)) for column, low in enumerate(lower)) and not table.merged:
        return None
    if any(len(text) > 80 for text in lower):
        return None
    over = ""
    titles = []
    for column, low in enumerate(lower):
        over = upper[column] or (over if low else "")
        titles.append(f"{over} - {low}" if over and low and over != low else over if upper[column] else low)
    return titles


def _spread(table: GivenTable, row: int) -> list[Typed]:
    """Return a row of titles; a merged cell stands in each of its columns."""
    width = max((len(line) for line in table.rows), default=0)
    cells = [table.at(row, column) for column in range(width)]
    for top, left, low, right in table.merged:
        if top <= row <= low and right > left:
            cells[left : right + 1] = [table.at(top, left)] * (right + 1 - left)
        elif top < row <= low:
            cells[left] = table.at(top, left)
    return cells


def _settled(table: GivenTable, found: ListLayout) -> ListLayout:
    """Return a layout with its columns read from where their values are: states may stand beside their title.

    Without any state, a column of results that holds the words of states is proposed as that.
    """
    heads = list(found.heads)

    def values(head: Head) -> list[str]:
        cells = (_text(table.at(row, head.column)) for row in range(found.last + 1, len(table.rows)))
        return [text for text in cells if text]

    def holds(head: Head, name: str) -> bool:
        told = values(head) if head.role in _WORDS_OPEN else []
        return sum(_fits(name, text) for text in told) * 2 > len(told)

    for place, head in enumerate(heads):
        if head.role not in ("state", "due") or values(head):
            continue
        beside = [own for own in heads if abs(own.column - head.column) == 1 and holds(own, head.role)]
        if len(beside) > 1:
            why = f"trống; giá trị có thể nằm ở {' hay '.join(f'“{own.title}”' for own in beside)}: ghi ở columns"
            heads[place] = replace(head, why=why)
        elif beside:
            (own,) = beside
            side, back = ("trái", "phải") if own.column < head.column else ("phải", "trái")
            why = f"cột “{head.title}” trống, giá trị nằm ở cột “{own.title}” bên {side}"
            heads[place] = replace(head, column=own.column, why=why)
            heads[heads.index(own)] = Head(
                own.title, "left", head.column, f"giá trị trong cột này là của cột bên {back}"
            )
    if not any(head.role == "state" and values(head) for head in heads):
        for place, head in enumerate(heads):
            if head.role in ("left", "report") and _SAYS_STATES.search(fold(head.title)) and holds(head, "state"):
                heads[place] = replace(head, role="state", why="cột này ghi tình trạng")
                heads = [
                    replace(own, role="told") if own.role == "state" and own.column != head.column else own
                    for own in heads
                ]
                break
    return ListLayout(found.first, found.last, tuple(_one_of_each(heads)))


def _one_of_each(heads: Sequence[Head]) -> Iterator[Head]:
    """Yield the columns, of several that could be the same the best: a code before a number, a task before its group.

    A day of completion beside no deadline, and not called a real one, may be either: the clerk says which.
    """
    best = {
        name: min(
            (head for head in heads if head.role == name),
            key=lambda head: not form.search(fold(head.title)),
            default=None,
        )
        for name, form in _BEST.items()
    }
    dated = any(head.role == "due" for head in heads)
    real = any(head.role == "done" and "thuc te" in fold(head.title) for head in heads)
    for head in sorted(heads, key=lambda head: head.role == "due" and fold(head.title).startswith("loai")):
        if head.role == "done" and "thuc te" not in fold(head.title) and real and not dated:
            yield replace(head, role="due", why="có cột ngày hoàn thành thực tế, nên cột này là hạn")
        elif head.role == "done" and not dated and not real:
            yield replace(head, role="left", why="không rõ là hạn (due) hay ngày đã xong (done): ghi vào tệp cách đọc")
        elif head.role in _BEST and best[head.role] is not head:
            yield replace(head, role="told", why=f"đã có cột khác là {ROLES[head.role]}")
        else:
            yield head


def _fits(role_of: str, text: str) -> bool:
    return stage(text) is not None if role_of == "state" else bool(re.search("[0-9]{4}|thường xuyên", text))


def numbering(cells: Sequence[Typed]) -> bool:
    """Whether a row below the titles only counts the columns: (1) (2) (3)."""
    texts = [_text(cell) for cell in cells if _text(cell)]
    return len(texts) > 2 and all(_NUMBERING.fullmatch(text) for text in texts)


def texts(cells: Iterable[Typed]) -> Iterator[str]:
    """Yield cells as text."""
    return map(_text, cells)


def _text(cell: Typed) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else " ".join(str(cell).split())
