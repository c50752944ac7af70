#!/usr/bin/env python3
"""Make a preview of a built site: marked on every page as a proposal, and kept out of search engines.

    scripts/preview.py build/site build/preview ["đề nghị số 12"]

A preview shows what was proposed and not yet accepted, so nobody may take it for the register. Exit codes: 0 done,
1 a page that could not be marked, 2 wrong usage.
"""

from __future__ import annotations

import re
import shutil
import sys
from html import escape
from pathlib import Path

HEAD = re.compile(r"<head>|<head\s[^>]*>")
BODY = re.compile(r"<body>|<body\s[^>]*>")
NOINDEX = '<meta name="robots" content="noindex, nofollow, noarchive">'
NOTE = (
    '<div class="proposal-preview" role="note"><strong>BẢN XEM THỬ{}</strong>: nội dung do người đề nghị đưa ra, '
    "chưa được nhận vào sổ. Không dẫn lại, không dùng làm căn cứ.</div>"
)
# Style sheets are the site's own files: its policy allows no style in a page. `@media` sets it off from the site's rules.
STYLE = """
@media all { .proposal-preview {
  position: relative; z-index: 99; padding: .6rem 1rem; font: 16px/1.4 sans-serif; text-align: center;
  color: #000; background: #ffd84d; border-bottom: 3px solid #000;
} }
"""
SHEET = "assets/css/site.css"


def marked(page: str, note: str) -> str | None:
    """Return a page with the mark as the first thing read; None if it has no place for it."""
    if len(HEAD.findall(page)) != 1 or len(BODY.findall(page)) != 1:
        return None
    page = HEAD.sub(lambda found: found[0] + NOINDEX, page)
    return BODY.sub(lambda found: found[0] + note, page)


def main(arguments: list[str]) -> int:
    """Copy the site, mark every page, tell robots to stay away."""
    if len(arguments) not in (2, 3) or not Path(arguments[0], "index.html").is_file():
        print(__doc__, file=sys.stderr)
        return 2
    site, out = Path(arguments[0]), Path(arguments[1])
    what = f" – {escape(arguments[2])}" if len(arguments) == 3 and arguments[2] else ""
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(site, out, ignore=shutil.ignore_patterns(".*"))
    failed = []
    for path in sorted(out.rglob("*.html")):
        page = marked(path.read_text(encoding="utf-8"), NOTE.format(what))
        if page is None:
            failed.append(path)
        else:
            path.write_text(page, encoding="utf-8")
    with (out / SHEET).open("a", encoding="utf-8") as sheet:
        sheet.write(STYLE)
    (out / "robots.txt").write_text("User-agent: *\nDisallow: /\n", encoding="utf-8")
    for path in failed:
        print(f"{str(path)!a}: không ghi được dấu xem thử")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
