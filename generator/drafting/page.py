"""The review sheet as a page of its own, to be looked at beside the document; nothing in it is fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from generator.drafting.sheet import ReviewSheet, SheetLine, SheetTable

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:70rem;padding:1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #999}
section{border:1px solid #ccc;border-radius:.4rem;padding:.6rem .8rem;margin:.6rem 0}
section.clause{background:#eef3f9}.text{color:#444;margin:.2rem 0 .5rem}
dl{display:grid;grid-template-columns:minmax(7rem,14rem) 1fr;gap:.2rem .8rem;margin:0}dt{color:#555}dd{margin:0;white-space:pre-line;overflow-wrap:anywhere}
.open{background:#fff2b2;padding:0 .3rem}.small{font-size:.9rem;color:#555}
@media(max-width:40rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
@media(prefers-color-scheme:dark){body{background:#161616;color:#eee}section.clause{background:#1d2733}.text,dt,.small{color:#bbb}.open{background:#5a4a00}section{border-color:#444}}
"""


def write_page(sheet: ReviewSheet, name: str) -> str:
    """Return the page."""
    count = sum(1 for _ in sheet.open())
    parts = [
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>Phiếu đọc {escape(name)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>Phiếu đọc {escape(name)}</h1>",
        f"<p>Còn <strong>{count}</strong> ô chờ trả lời (nền vàng). Trang này chỉ để xem; điền vào tệp .xlsx rồi chạy <code>generator draft TỆP --accept PHIẾU.xlsx</code>.</p>",
    ]
    for table in sheet.tables.values():
        parts.append(f"<h2>{escape(table.title)} ({len(table.lines)})</h2>")
        parts += _table(table)
    return "\n".join([*parts, "</body></html>\n"])


def _table(table: SheetTable) -> Iterator[str]:
    for line in table.lines:
        kind = " class=clause" if line.kind == "clause" else ""
        head = " ".join(
            filter(None, (line.cells.get("clause", ""), line.cells.get("what", ""), line.cells.get("label", "")))
        )
        yield f"<section{kind}>" + (f"<strong>{escape(head)}</strong>" if head else "")
        words = line.cells.get("text") or line.cells.get("words", "")
        if words:
            yield f'<div class="text">{escape(words)}</div>'
        yield f"<dl>{''.join(_cells(table, line))}</dl></section>"


def _cells(table: SheetTable, line: SheetLine) -> Iterator[str]:
    for column in table.columns:
        if column.name in ("text", "words", "clause", "what", "label", "why"):
            continue
        text, asked = line.cells.get(column.name, ""), line.asked.get(column.name)
        if text:
            yield f"<dt>{escape(column.head)}</dt><dd>{escape(text)}</dd>"
        elif asked:
            offered = f" Đề xuất: {asked.offered}" if asked.offered else ""
            mark = "open" if asked.needed else "small"
            yield f'<dt>{escape(column.head)}</dt><dd><span class="{mark}">{escape(asked.why + offered)}</span></dd>'
