"""What the cells of a row and the labelled words below a clause hold: «Đơn vị chủ trì: …; Thời gian hoàn thành: …»."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.domain.text import fold

_HEADS = (
    ("number", re.compile(r"(?:stt|tt|so tt|so thu tu)")),
    ("person", re.compile(r"lanh dao|nguoi (?:phu trach|theo doi)")),
    ("due", re.compile(r".*(?:thoi gian|thoi han|han hoan thanh|tien do|hoan thanh|^han|ky bao cao)")),
    ("cooperators", re.compile(r".*(?:phoi hop)")),
    ("leads", re.compile(r".*(?:chu tri|thuc hien|dau moi|chiu trach nhiem|tham muu)")),
    ("product", re.compile(r".*(?:san pham|ket qua|hinh thuc)")),
    ("note", re.compile(r".*(?:ghi chu)")),
    ("content", re.compile(r".*(?:noi dung|nhiem vu|cong viec|giai phap|hoat dong|ten |viec)")),
)
_LABEL = re.compile(
    r"(?:^|(?<=[.;)]))\s*\(?(?P<label>(?:(?:đơn vị|cơ quan|bộ phận|phòng)\s+)?(?:chủ trì|phối hợp|thực hiện|đầu mối)(?:\s+(?:thực hiện|tham mưu))?"
    r"|thời\s+(?:gian|hạn)(?:\s+(?:thực hiện|hoàn thành))?|sản phẩm|lãnh đạo phụ trách)\s*:\s*",
    re.IGNORECASE,
)


def kind_of(head: str) -> str:
    """Return what a column or a label says that it holds; empty if that is nothing of a duty."""
    text = fold(head)
    return next((kind for kind, sign in _HEADS if text and len(text) < 70 and sign.match(text)), "")


def labelled(text: str) -> tuple[int, Mapping[str, str]]:
    """Return where in a text its labels begin, and what they give: something only where one says who leads."""
    found = list(_LABEL.finditer(text))
    ends = [*(own.start() for own in found[1:]), len(text)]
    cells = {
        kind_of(own["label"]): text[own.end() : end].strip(" .;,()/") for own, end in zip(found, ends, strict=False)
    }
    return (found[0].start(), cells) if cells.keys() & {"leads", "person"} else (len(text), {})
