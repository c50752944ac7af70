"""Compare two builds of the same tree, one by MkDocs and one by Zensical.

    python tests/compare_sites.py build/site build/site-zensical

They must have the same pages, the same static files, and on each page the same text,
anchors and link targets inside the article. Markup, style sheets and the tools' own files
may differ; so may the spelling of a relative link (`../x/` and `../../y/x/`). Exit code 1 on a
difference, 2 on wrong usage.
"""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

# Written by the tools for themselves, and the index that is made from the pages.
OWN_FILES = {"sitemap.xml", "sitemap.xml.gz", "search.json", "objects.inv", "404.html"}
OWN_FOLDERS = (
    "assets/javascripts/",
    "assets/stylesheets/",
    "assets/images/",
    "search/",
    "pagefind/",
)
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
LIMIT = 20
# Stands for the root of the site; deep, so that one `../` too many is not swallowed.
HERE = "http://here.invalid/1/2/3/4/5"


class Article(HTMLParser):
    """Text, anchors and links of the main article."""

    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.depth = 0
        self.words: list[str] = []
        self.anchors: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if self.depth == 0:
            if tag == "article" and "md-content__inner" in values.get("class", ""):
                self.depth = 1
            return
        if tag not in VOID:
            self.depth += 1
        # Ids of the theme itself begin with two underscores.
        if "id" in values and not values["id"].startswith("__"):
            self.anchors.add(values["id"])
        if tag == "a" and "href" in values:
            self.links.add(self.target(values["href"]))

    def target(self, href: str) -> str:
        """Where a link leads, from the root of the site, however it is spelled."""
        parts = urlsplit(urljoin(f"{HERE}/{self.address}", href))
        return parts._replace(path=parts.path.removesuffix("index.html")).geturl()

    def handle_endtag(self, tag: str) -> None:
        if self.depth and tag not in VOID:
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.words.extend(data.split())


def files(folder: Path) -> set[str]:
    # What begins with a dot is no part of a site: the list of files that `finish` leaves.
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("[!.]*") if path.is_file()}
    return {name for name in names if name not in OWN_FILES and not name.startswith(OWN_FOLDERS)}


def article(folder: Path, name: str) -> Article:
    parser = Article(name.removesuffix("index.html"))
    parser.feed((folder / name).read_text(encoding="utf-8"))
    parser.close()
    return parser


def first_difference(a: list[str], b: list[str]) -> str:
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return f"{' '.join(a[max(0, at - 3) : at + 6])!r} / {' '.join(b[max(0, at - 3) : at + 6])!r}"


def compare(one: Path, two: Path) -> list[str]:
    a, b = files(one), files(two)
    faults = [f"only in {one}: {name}" for name in sorted(a - b)]
    faults += [f"only in {two}: {name}" for name in sorted(b - a)]
    for name in sorted(a & b):
        if not name.endswith(".html"):
            if (one / name).read_bytes() != (two / name).read_bytes():
                faults.append(f"{name}: different bytes")
            continue
        x, y = article(one, name), article(two, name)
        if x.words != y.words:
            faults.append(f"{name}: text differs: {first_difference(x.words, y.words)}")
        if x.anchors != y.anchors:
            faults.append(f"{name}: anchors differ: {sorted(x.anchors ^ y.anchors)[:LIMIT]}")
        if x.links != y.links:
            faults.append(f"{name}: links differ: {sorted(x.links ^ y.links)[:LIMIT]}")
    if not any(name.endswith(".html") for name in a):
        faults.append(f"no pages in {one}")
    return faults


def main(arguments: list[str]) -> int:
    if len(arguments) != 2 or not all(Path(name).is_dir() for name in arguments):
        print("usage: compare_sites.py FOLDER FOLDER", file=sys.stderr)
        return 2
    faults = compare(Path(arguments[0]), Path(arguments[1]))
    for fault in faults[:LIMIT]:
        print(fault)
    if len(faults) > LIMIT:
        print(f"... and {len(faults) - LIMIT} more")
    print(f"{len(faults)} differences" if faults else "no differences")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
