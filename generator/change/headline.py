"""The first sentences on a difference: how much it does, between which states, and what cannot be said."""

from __future__ import annotations

from collections.abc import Iterator

from generator.change.model import Difference, Run, Runs, tally
from generator.domain.text import vi_date

ACTIONS: dict[str, str] = {
    "added": "mới",
    "changed": "đổi",
    "withdrawn": "được rút",
    "restored": "thôi rút",
    "vanished": "mất khỏi sổ",
    "published": "nay được công bố",
    "unpublished": "thôi được công bố",
    "repaired": "nay đọc được",
}
NAMED = 20
"""Records that cannot be used and are named one by one."""
AUDIENCES = {"public": "công khai", "internal": "nội bộ"}
FLAWS = {
    "shallow": "Bản sao kho git này là bản sao nông (thiếu lịch sử cũ); lần ghi chung gần nhất có thể tìm sai.",
    "sparse": "Bản sao này chỉ lấy về một phần sổ (sparse checkout): bản ghi không lấy về trông như đã mất.",
    "grafted": "Bản sao kho git này có lịch sử được ghép lại trên máy; lần ghi chung gần nhất có thể tìm sai.",
    "replaced": "Bản sao kho git này có đối tượng bị thay trên máy; chương trình không dùng chúng.",
}
"""What makes a copy of the history something else than what happened, for readers."""


def summary(found: Difference) -> str:
    """Say in one line how much a change does."""
    parts = [", ".join(_records(found)), "; ".join(_derived(found))]
    said = "; ".join(part for part in parts if part)
    if not said:
        return "Không bản ghi nào đổi nội dung." if not found.hidden else "Không có thay đổi nào nêu được ở đây."
    return f"{said}."


def _records(found: Difference) -> Iterator[str]:
    order = ("changed", "added", *(name for name in ACTIONS if name not in ("changed", "added")))
    for action in order:
        number = found.actions(action)
        if number:
            yield f"{number} bản ghi {ACTIONS[action]}"


def _derived(found: Difference) -> Iterator[str]:
    for subject, what in (("duty", "việc"), ("finding", "phát hiện"), ("request", "yêu cầu")):
        own = [move for move in found.moves if move.subject == subject]
        if number := sum(move.change == "state" for move in own):
            yield f"{number} {what} đổi tình trạng"
        if number := sum(move.due_moved for move in own):
            yield f"hạn của {number} {what} dời"
        if number := sum(move.change == "new" for move in own):
            yield f"thêm {number} {what}"
        if number := sum(move.change == "gone" for move in own):
            yield f"bớt {number} {what}"
    if number := sum(move.subject == "rating" and move.change == "state" for move in found.moves):
        yield f"{number} xếp loại đổi kết quả"
    if beside := {suspect.id for suspect in found.suspects} - {move.record for move in found.moves}:
        yield f"{len(beside)} bản ghi khác cần xem lại"


def remarks(found: Difference) -> Iterator[Runs]:
    """Yield the sentences on what is compared, and on what is not told."""
    between = found.between
    later = (Run("bản đang sửa"),) if between.on_disk else (Run("bản "), _id(between.after))
    common = (Run(f" (bản chung gần nhất với {between.base}), đến "),)
    day = Run(f"; tình trạng cả hai bên tính đến ngày {vi_date(found.as_of)}, bản {AUDIENCES[found.audience]}.")
    yield Run("So với bản "), _id(between.before), *common, *later, day
    yield from ((Run(text),) for text in _warnings(found))


def _id(commit: str) -> Run:
    return Run(commit[:12], "code")


def _warnings(found: Difference) -> Iterator[str]:
    yield from (FLAWS.get(flaw, flaw) for flaw in found.between.flaws)
    if found.errors_after:
        yield (
            f"Sổ sau khi đổi có {found.errors_after} lỗi nên chưa suy ra được tình hình, số đếm và trang: "
            "sửa hết lỗi (xem kết quả kiểm tra) rồi so lại. Dưới đây chỉ nêu các bản ghi đọc được."
        )
    elif found.errors_before:
        yield (
            f"Sổ trước khi đổi có {found.errors_before} lỗi nên không so được tình hình, số đếm và trang; "
            "dưới đây chỉ nêu các bản ghi đọc được."
        )
    if found.unreadable:
        named = ", ".join(found.unreadable[:NAMED])
        more = len(found.unreadable) - NAMED
        yield f"Chưa dùng được: {named}{f' và {more} bản ghi nữa' if more > 0 else ''}."
    if found.more_unreadable:
        yield f"{found.more_unreadable} bản ghi khác chưa dùng được, không nêu ở đây."
    if found.hidden:
        yield f"{found.hidden} bản ghi đổi ở phần không công bố, nên không nêu ở đây."
    if found.restyled:
        yield f"{found.restyled} bản ghi chỉ đổi cách viết (chú thích, khoảng trắng, thứ tự khóa), không đổi nội dung."


def counted(what: str, numbers: dict[str, int]) -> str:
    """Say how many of something are new, changed and gone: «trang: 2 mới, 5 đổi»; empty if none."""
    words = {"new": "mới", "changed": "đổi", "gone": "mất"}
    said = ", ".join(f"{numbers[name]} {word}" for name, word in words.items() if numbers[name])
    return f"{what}: {said}" if said else ""


def paths(found: Difference) -> str:
    """Count what changes on the site, in one sentence; empty if nothing does."""
    parts = (
        counted("trang", tally(found.pages)),
        counted("địa chỉ cố định", tally(found.permanent)),
        counted("tệp dữ liệu", tally(found.data)),
    )
    said = "; ".join(part for part in parts if part)
    more = (
        " Sổ lớn: chỉ so trang có bản ghi liên quan, trang danh sách và tệp dữ liệu." if found.partly and said else ""
    )
    return f"{said[0].upper()}{said[1:]}.{more}" if said else ""
