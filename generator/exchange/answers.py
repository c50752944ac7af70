"""What a clerk has said of a list, kept beside the register: what its columns are, whom its spellings mean, what its words say.

``danh-sach/<name>.yaml`` is for people: the next import of the same list reads it. ``danh-sach/<name>.json`` is the machine's:
which row became which task, and what it said, so that a later list changes only what changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.catalog.refused import RefusedError
from generator.domain.text import fold
from generator.edit.writing import plain
from generator.examine.parse import parse
from generator.exchange.heads import ROLES, Head

PERSON, NOBODY = "nguoi", "bo-qua"
"""Instead of a body: a person, who is left out; words that name no body of their own."""
_HEAD = f"""\
# Bảng này được đọc thế nào. Sửa rồi chạy lại generator import; lần sau nhập danh sách cùng tên thì đọc lại tệp này.
# columns: mỗi cột là gì: {"; ".join(f"{role} ({told})" for role, told in ROLES.items())}.
# bodies: cách viết trong bảng là cơ quan nào: mã (nhiều mã thì cách bằng dấu chấm phẩy), hoặc {NOBODY} (nói chung chung),
# {PERSON} (là người, không nhận; lần chạy sau tên ấy được thay bằng mã băm); ? là chưa trả lời. Lời đáp bằng mã được đề nghị thành cách gọi khác của cơ quan ấy.
# states: chữ về tình trạng nghĩa là gì: xong, cho-xac-nhan, dang-lam, chua-bat-dau, xong-mot-phan, chua-xong, thuong-xuyen, khong-noi.
# category: loại của phát hiện mà dòng không nêu loại; categories: chữ trong bảng là loại, lĩnh vực nào (mã); lĩnh vực chưa trả lời thì ghi nguyên văn ở nguồn.
# count_from: bảng tính đếm ngày từ năm 1900 hay 1904 (chỉ cần khi ô hạn là một số).
# swapped: ô hạn có ngày với tháng đảo nhau (5/4 thành 4/5, hay ghi tháng/ngày/năm): co hay khong (chỉ cần khi có ?).
# yearless: hạn không nêu năm (“tháng 9”, “Quý I đến tháng 9”) thì lấy lần đầu kể từ ngày giao: co hay khong (chỉ cần khi có ?).
# leadless: co, nếu danh sách không nêu ai chủ trì (chỉ cần khi có ?).
"""


def unnamed(words: str) -> str:
    """Return a spelling that names a person so that it is known again and nobody can read it.

    >>> unnamed("Trần Văn Mẫu") == unnamed("trần  văn mẫu"), len(unnamed("x"))
    (True, 23)
    """
    return words if words.startswith("sha256:") else f"sha256:{sha256(fold(words).encode()).hexdigest()[:16]}"


@dataclass(slots=True)
class Answers:
    """What is known of a list."""

    directive: str = ""
    clause: str = ""
    inspection: str = ""
    """Of a list of findings."""
    category: str = ""
    """Of findings in whose row none is named."""
    categories: dict[str, str] = field(default_factory=dict)
    sheet: str = ""
    count_from: int = 0
    swapped: str = ""
    """Whether a spreadsheet has exchanged day and month of dates: ``co``, ``khong``, ``?``; empty: it cannot have."""
    yearless: str = ""
    """Whether a deadline without a year is of the year in which the task was given: ``co``, ``khong``, ``?``."""
    leadless: str = ""
    """Whether a list without a column of leads, but with one of bodies, names no leads: ``co``, ``?``."""
    columns: list[dict[str, str]] = field(default_factory=list)
    bodies: dict[str, str] = field(default_factory=dict)
    near: dict[str, str] = field(default_factory=dict)
    """Whom a spelling is like, for the clerk to look at."""
    states: dict[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """Return the file."""
        data: dict[str, Any] = {"sheet": self.sheet}
        if self.inspection:
            data |= {"inspection": self.inspection, "category": self.category}
        else:
            data |= {"directive": self.directive, "clause": self.clause}
        if self.count_from:
            data["count_from"] = self.count_from
        if self.swapped:
            data["swapped"] = self.swapped
        if self.yearless:
            data["yearless"] = self.yearless
        if self.leadless:
            data["leadless"] = self.leadless
        data["columns"] = self.columns
        bodies = [
            {
                "words": unnamed(words) if body == PERSON else words,
                "body": body,
                **({"near": self.near[words]} if body == "?" and self.near.get(words) else {}),
            }
            for words, body in sorted(self.bodies.items())
        ]
        data |= {"bodies": bodies} if bodies else {}
        states = [{"words": words, "means": means} for words, means in sorted(self.states.items())]
        data |= {"states": states} if states else {}
        categories = [{"words": words, "category": own} for words, own in sorted(self.categories.items())]
        data |= {"categories": categories} if categories else {}
        return _HEAD + plain(data)

    def body(self, words: str) -> str:
        """Return whom a spelling means, empty if nobody has said."""
        return self._folded.get(fold(words)) or self._folded.get(fold(unnamed(words)), "")

    @property
    def _folded(self) -> dict[str, str]:
        return {fold(words): body for words, body in self.bodies.items()}

    def role(self, head: Head) -> str:
        """Return what a column is, as the clerk says, else as proposed."""
        return next((own["is"] for own in self.columns if own["title"] == head.title), head.role)


def read(path: Path) -> Answers:
    """Return what is kept of a list; nothing of one that is new."""
    if not path.is_file():
        return Answers()
    document, problems = parse(path.name, path.read_bytes())
    if document is None:
        raise RefusedError("list-unread", path=path.name, why=problems[0].message)
    data = document.data
    try:
        return Answers(
            str(data.get("directive", "")),
            str(data.get("clause", "")),
            str(data.get("inspection", "")),
            str(data.get("category", "")),
            {str(own["words"]): str(own["category"]) for own in data.get("categories", ())},
            str(data.get("sheet", "")),
            int(data.get("count_from", 0)),
            str(data.get("swapped", "")),
            str(data.get("yearless", "")),
            str(data.get("leadless", "")),
            [{"title": str(own["title"]), "is": _role(str(own["is"]))} for own in data.get("columns", ())],
            {str(own["words"]): str(own["body"]) for own in data.get("bodies", ())},
            {},
            {str(own["words"]): str(own["means"]) for own in data.get("states", ())},
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RefusedError("list-unread", path=path.name, why=str(error)) from error


def _role(name: str) -> str:
    if name not in ROLES:
        raise ValueError(name)
    return name


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """A row that became a task, as the list said it then."""

    task: str
    code: str
    said: Mapping[str, Any]


def kept(path: Path) -> list[KeptAnswers]:
    """Return the rows of earlier imports."""
    if not path.is_file():
        return []
    return [KeptAnswers(row["task"], row["code"], row["said"]) for row in json.loads(path.read_text(encoding="utf-8"))]


def keep(rows: Sequence[KeptAnswers]) -> str:
    """Return the rows as the file."""
    data = [{"task": row.task, "code": row.code, "said": row.said} for row in rows]
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
