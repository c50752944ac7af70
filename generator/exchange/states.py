"""The words that offices use for how a task stands, and what the register can record of them."""

from __future__ import annotations

import re
from enum import StrEnum

from generator.domain.text import fold

SAID = {
    "xong": "Xong",
    "cho-xac-nhan": "Đã nộp, chờ xác nhận",
    "dang-lam": "Đang làm",
    "chua-bat-dau": "Chưa bắt đầu",
    "xong-mot-phan": "Xong một phần",
    "chua-xong": "Chưa xong",
    "thuong-xuyen": "Thường xuyên",
    "can-quyet-dinh": "Cần quyết định",
    "khong-noi": "Không nói",
}
"""What a list says of a task, as people read it."""


class Stage(StrEnum):
    """What a list says of a task."""

    DONE = "xong"
    HANDED_IN = "cho-xac-nhan"
    UNDER_WAY = "dang-lam"
    NOT_BEGUN = "chua-bat-dau"
    PARTLY = "xong-mot-phan"
    NOT_DONE = "chua-xong"
    """Not done, and whether it was begun is not said: late, due soon, not yet due."""
    STANDING = "thuong-xuyen"
    DECIDED = "can-quyet-dinh"
    """Paused, cancelled, extended: recorded with the decision only."""
    NOTHING = "khong-noi"


_STAGES: tuple[tuple[Stage, str], ...] = (
    (Stage.DECIDED, r"tam dung|tam hoan|\bhuy\b|thu hoi|xin rut|duoc gia han"),
    (Stage.PARTLY, r"mot phan|co ban hoan thanh|hoan thanh co ban"),
    (Stage.NOT_BEGUN, r"chua (?:thuc hien|trien khai|bat dau|tiep nhan)|^(?:moi|da giao|da nhan|da tiep nhan|phan cong)$"),
    (Stage.UNDER_WAY, r"dang|chua hoan thanh .*trong han"),
    (Stage.NOT_DONE, r"chua (?:hoan thanh|xong|den han)|khong hoan thanh|cho bo sung"),
    (Stage.HANDED_IN, r"cho (?:xac nhan|nghiem thu|cong nhan)|da nop\b"),
    (Stage.DONE, r"hoan thanh|da xong|^xong$|da thuc hien|^(?:truoc|sau) han$"),
    (Stage.STANDING, r"thuong xuyen"),
    (Stage.NOT_DONE, r"^(?!.*\bda (?!qua|tre|cham|den)).*(?:qua han|tre han|\btre\b|\bcham\b|sap (?:den|het) han|han hom nay|chua co han|khong han|trong han)"),
    (Stage.NOTHING, r"chua cap nhat|khong ro"),
)  # fmt: skip
_FORMS = tuple((stage, re.compile(form)) for stage, form in _STAGES)
_LATE = re.compile(r"qua han|tre han|sau han|\btre\b|\bcham\b")
_IN_TIME = re.compile(r"dung han|truoc han|trong han")
_SHARE = re.compile(r"(?<![0-9.,])([0-9]{1,2})(?:[.,][0-9]+)?\s*%")
LONGEST = 60


def stage(words: str) -> Stage | None:
    """Return what a cell says, None if nobody can tell by these words.

    >>> stage("Đã hoàn thành (quá hạn)"), stage("Đang thực hiện (trong hạn)"), stage("Xem công văn")
    (<Stage.DONE: 'xong'>, <Stage.UNDER_WAY: 'dang-lam'>, None)
    >>> stage("Hoàn thành 80%"), stage("Hoàn thành 100%")
    (<Stage.UNDER_WAY: 'dang-lam'>, <Stage.DONE: 'xong'>)
    """
    plain = fold(words)
    if (share := _SHARE.search(words)) is not None and 0 < int(share[1]) < 100:
        return Stage.UNDER_WAY if len(plain) <= LONGEST else None
    return next((stage for stage, form in _FORMS if form.search(plain)), None) if len(plain) <= LONGEST else None


def late(words: str) -> bool | None:
    """Return whether a cell says that it is, or was done, after its deadline; None if it says nothing of that."""
    plain = fold(words)
    return True if _LATE.search(plain) else False if _IN_TIME.search(plain) else None
