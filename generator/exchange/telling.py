"""What an import would do, line by line, for the person at the terminal (Vietnamese)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.catalog import printable
from generator.exchange.edited import Result
from generator.exchange.foreign import Imported
from generator.exchange.heads import ROLES
from generator.exchange.listed import Fate, questions


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


def report(done: Imported) -> Iterator[str]:
    """Yield what an office's list comes to: its columns, every row, questions, states by the list and by the register."""
    rows = done.listing.rows
    yield f"Tiêu đề ở hàng {done.layout.first + 1}" + (
        f"-{done.layout.last + 1}" if done.layout.last > done.layout.first else ""
    )
    yield from _table(
        ("Cột", "Là", "Lưu ý"),
        [(head.title, ROLES[done.answers.role(head)], head.why) for head in done.layout.heads],
    )
    fates = Counter(row.fate for row in rows)
    yield ""
    yield f"{len(rows)} hàng dưới tiêu đề = " + " + ".join(f"{fates[fate]} {fate}" for fate in Fate)
    for fate in (Fate.QUESTION, Fate.REFUSED, Fate.NONE):
        alike: dict[str, list[int]] = {}
        for row in rows:
            if row.fate is fate:
                alike.setdefault("; ".join(row.why), []).append(row.number)
        yield from (f"  dòng {spans(numbers)}: {fate}: {printable(why)}" for why, numbers in alike.items())
    waiting = list(questions(rows))
    if waiting:
        yield ""
        yield "Câu hỏi, mỗi cách viết trả lời một lần:"
        yield from (f"  {printable(why)} ({count} dòng)" for why, count in waiting)
    out = {ROLES.get(name, name): count for name, count in done.listing.left_out.items() if count}
    if out:
        yield ""
        yield "Ô không nhận: " + "; ".join(f"{printable(name)}: {count}" for name, count in sorted(out.items()))
    opened = [(row, told) for row in rows if row.fate is Fate.TASK for told in row.told if told.startswith("thời hạn")]
    yield from (f"  dòng {row.number}: {told}" for row, told in opened)
    if done.states:
        yield ""
        yield from _table(
            ("Danh sách ghi", "Sổ tính", "Việc", "Vì sao khác"),
            [
                (own.listed, own.ours, str(own.rows), f"dòng {own.first}: {own.because}" if own.differs else "")
                for own in done.states
            ],
        )
    yield ""
    for edit in done.edits:
        was = f"{printable(edit.was)} → " if edit.was else "thêm "
        yield f"{edit.where}{': ' if edit.where else ''}{edit.record}, {edit.title}: {was}{printable(edit.now)}"
    said: dict[tuple[bool, str], list[str]] = {}
    for told in sorted(done.told, key=lambda told: not told.wrong):
        said.setdefault((told.wrong, told.said), []).append(told.where)
    for (wrong, what), places in said.items():
        where = ", ".join(place for place in places if place)
        yield f"{f'{where}: ' if where else ''}{'lỗi' if wrong else 'lưu ý'}: {printable(what)}"
    yield f"{len(done.new)} bản ghi mới, {len(done.edits)} chỗ sửa, {done.unchanged} bản ghi không đổi"


def spans(numbers: Sequence[int]) -> str:
    """Return numbers in their order, those in a row by the first and the last.

    >>> spans([4, 5, 6, 9, 11, 12])
    '4-6, 9, 11-12'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if run[1:] else str(run[0]) for run in runs)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows as columns of the same width; the last one as long as it is."""
    lines = [tuple(heads), *(tuple(printable(cell) for cell in row) for row in rows)]
    widths = [min(max(len(line[place]) for line in lines), 48) for place in range(len(heads) - 1)]
    for line in lines:
        cells = (cell[:width].ljust(width) for cell, width in zip(line, widths, strict=False))
        yield "  ".join((*cells, line[-1])).rstrip()
