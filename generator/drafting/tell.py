"""The review sheet in the terminal: in the order of the document, what is sure on one line, what is open below it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.drafting.sheet import LEFT_OUT, ReviewSheet, SheetLine, SheetTable

_SHOWN = (
    "shape",
    "leads",
    "cooperators",
    "due",
    "every",
    "start",
    "condition",
    "level",
    "to",
    "via",
    "copied",
    "product",
)
_WIDTH = 110


def tell(sheet: ReviewSheet) -> Iterator[str]:
    """Yield the lines."""
    for table in sheet.tables.values():
        yield f"\n== {table.title} =="
        for line in table.lines:
            yield from _line(table, line)
    count = sum(1 for _ in sheet.open())
    yield f"\nCòn {count} ô chờ trả lời." if count else "\nKhông còn ô nào ngỏ."


def _line(table: SheetTable, line: SheetLine) -> Iterator[str]:
    cells = line.cells
    if table.name == "muc":
        text = _short(cells["text"])
        if line.kind == "clause":
            yield f"\n[{cells['clause']}] {text}"
            if cells.get("why"):
                yield f"    ? {cells['why']}"
            return
        yield f"  {cells['what']}{' (bỏ)' if cells.get('record') == LEFT_OUT else ''}: {text}"
        heads = {column.name: column.head.split(" (")[0] for column in table.columns}
        told = "; ".join(f"{heads[name]}: {cells[name].replace(chr(10), ', ')}" for name in _SHOWN if cells.get(name))
        if told:
            yield f"    {told}"
        yield from (f"    ? {why}" for why in cells.get("why", "").split("\n") if why)
        return
    name = cells.get("label") or cells.get("words") or cells.get("text", "")
    value = cells.get("value") or cells.get("document") or cells.get("body") or ""
    where = f"[{cells['clause']}] " if cells.get("clause") else ""
    yield f"{where}{_short(name)}{': ' + value.replace(chr(10), ', ') if value else ''}"
    yield from (f"    ? {why}" for why in cells.get("why", "").split("\n") if why)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"
