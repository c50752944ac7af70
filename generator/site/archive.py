"""The whole site as one archive that opens from a disk, search by name included: no server, no network.

A browser reads a folder's ``index.html`` only where a server gives it, and neither modules nor JSON from a disk: so links
name the file, each module becomes a plain script with what it imports, and the index of names a set of scripts. Full
text is not searched (its program needs a server). Same site, same bytes.
"""

from __future__ import annotations

import json
import re
import zipfile
from html import escape, unescape
from pathlib import Path
from typing import Any

MODULES = "assets/js/"
TOLD = "assets/names/", "assets/dong/"
"""Where the JSON is that pages load: the names that are searched, and further rows of boards."""
LEFT = ("pagefind/", "sitemap.xml", "404.html")
"""What needs a server."""
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""When every file was made: an archive bears no hour."""
_LINK = re.compile(r'(?P<name>\s(?:href|action|src)=|content="0; url=)(?P<quote>"?)(?P<url>[^">]*)"')
_OUTSIDE = re.compile(r"[a-z]+:|//|#")
_IMPORT = re.compile(r"^import \{ (.*) \} from '\./(\w+)\.js';$", re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?function|class|const) (\w+)", re.MULTILINE)
_LATER = re.compile(r"import\('\./(\w+)\.js'\)")


def archive(site: Path, out: Path) -> int:
    """Write a finished site into a ZIP file; return the number of its files."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    folder = out.stem
    count = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for path in files:
            name = path.relative_to(site).as_posix()
            if name.startswith(LEFT):
                continue
            name, data = _from_disk(site, name, path.read_bytes())
            entry = zipfile.ZipInfo(f"{folder}/{name}", LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            made.writestr(entry, data)
            count += 1
    return count


def _from_disk(site: Path, name: str, data: bytes) -> tuple[str, bytes]:
    """Return a file as it is read from a disk."""
    if name.endswith(".html"):
        return name, _page(data.decode()).encode()
    if name.startswith(MODULES):
        return name, plain_script(site / MODULES, Path(name).stem).encode()
    if name.startswith(TOLD):
        own = json.loads(data)
        if re.fullmatch(r"e\d+", Path(name).stem):
            own = [[named_file(entry[0]), *entry[1:]] for entry in own]
        elif name.startswith(TOLD[1]):
            own["cells"] = [[_linked(cell) for cell in column] for column in own["cells"]]
        told = json.dumps(own, ensure_ascii=False, separators=(",", ":"))
        return name.replace(
            ".json", ".js"
        ), f"(globalThis.register ??= {{}})[{json.dumps(Path(name).stem)}]={told};".encode()
    return name, data


def _linked(cell: Any) -> Any:
    return [_linked(cell[0]), cell[1]] if isinstance(cell, list) else _links(cell)


def _page(text: str) -> str:
    """Return a page whose links name files, and whose modules are plain scripts."""
    return _links(text).replace(' type="module"', " defer")


def _links(text: str) -> str:
    """Return HTML whose links name files."""

    def link(found: re.Match[str]) -> str:
        url = named_file(unescape(found["url"]))
        return f'{found["name"]}{found["quote"]}{escape(url)}"'

    return _LINK.sub(link, text)


def named_file(url: str) -> str:
    """Return an address within the site with the name of the file that a server would give.

    >>> named_file("../co-quan/x/#y"), named_file("."), named_file("a.csv"), named_file("#y")
    ('../co-quan/x/index.html#y', './index.html', 'a.csv', '#y')
    """
    if _OUTSIDE.match(url) or not url:
        return url
    path, mark, rest = re.split(r"([?#].*|$)", url, maxsplit=1)
    if path.rpartition("/")[2] in (".", ".."):
        path += "/"
    return f"{path}index.html{mark}{rest}" if path.endswith("/") else url


def plain_script(folder: Path, name: str) -> str:
    """Return a module of ours, and before it those that it imports, as one script."""
    done: dict[str, str] = {}

    def add(one: str) -> None:
        text = (folder / f"{one}.js").read_text(encoding="utf-8")
        for needed in (*(found[2] for found in _IMPORT.finditer(text)), *(found[1] for found in _LATER.finditer(text))):
            if needed not in done:
                add(needed)
        given = ", ".join(found[2] for found in _EXPORT.finditer(text))
        text = _IMPORT.sub(r"const { \1 } = modules.\2;", text)
        text = _LATER.sub(r"Promise.resolve(modules.\1)", _EXPORT.sub(r"\1 \2", text))
        done[one] = f"modules.{one} = (() => {{\n{text}\nreturn {{ {given} }};\n}})();\n"

    add(name)
    return f"(() => {{\nconst modules = {{}};\n{''.join(done.values())}}})();\n"
