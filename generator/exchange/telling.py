"""What an import would do, line by line, for the person at the terminal (Vietnamese)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalog import printable
from generator.exchange.edited import Result


def lines(result: Result) -> Iterator[str]:
    """Yield what a workbook changes, then what is wrong, then the counts."""
    for edit in result.edits:
        was, now = printable(edit.was), printable(edit.now)
        yield f"{edit.where}: {edit.record}, {edit.title}: " + (f"“{was}” → “{now}”" if was else f"thêm “{now}”")
    for path in result.new:
        yield f"bản ghi mới: {path}"
    wrong = [told for told in result.told if told.wrong]
    for told in (*wrong, *(told for told in result.told if not told.wrong)):
        lead = "lỗi" if told.wrong else "lưu ý"
        yield f"{told.where}: {lead}: {printable(told.said)}" if told.where else f"{lead}: {printable(told.said)}"
    yield (
        f"{len(result.edits)} ô sửa, {len(result.new)} bản ghi mới, {len(wrong)} lỗi, "
        f"{len(result.told) - len(wrong)} lưu ý"
    )
