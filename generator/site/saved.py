"""What somebody saved of a site: which files, and of which day and commit they say that they are."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

from generator.catalog.refused import RefusedError, why
from generator.model import Text
from generator.publish.exports import RECORDS
from generator.publish.exports.export import DATA

MAX_BYTES = 2 << 30
"""Of all that an archive holds, unpacked."""
_DAY = re.compile(r'<p class="as-of">Tính đến ngày ([0-9]{2})/([0-9]{1,2})/([0-9]{4})\.')
_TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL | re.IGNORECASE)


PACKED = (".xlsx", ".docx")
"""Files that are archives themselves."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Files by their path below the site's root; of one that was saved alone, by its name."""

    files: Mapping[str, bytes]
    archive: bool
    head: Mapping[str, Any] = field(default_factory=dict)
    """``as_of``, ``commit``, ``audience`` and ``uncommitted_changes``, as far as the files say them."""


def load(path: Path) -> Saved:
    """Read a file of a site, or a zip archive of (a part of) it; nothing is unpacked to disk. Raises RefusedError."""
    if path.suffix in PACKED or not zipfile.is_zipfile(path):
        files = {path.name: path.read_bytes()}
        return Saved(files, archive=False, head=_head(files))
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if sum(entry.file_size for entry in entries) > MAX_BYTES:
                raise RefusedError("saved-unreadable", saved=path, why=Text("quá lớn", "too large"))
            found = {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise RefusedError("saved-unreadable", saved=path, why=why(error)) from error
    root = _root(found)
    files = {name.removeprefix(root): data for name, data in found.items() if name.startswith(root)}
    return Saved(files, archive=True, head=_head(files))


def _root(names: Mapping[str, bytes]) -> str:
    """Return the folder of an archive in which the site lies: above its data, else that of its highest page."""
    above = [name[: -len(RECORDS)] for name in names if f"/{name}".endswith(f"/{RECORDS}")]
    above += [name.partition(DATA)[0] for name in names if f"/{DATA}" in f"/{name}"]
    above += sorted((name[: -len("index.html")] for name in names if name.endswith("index.html")), key=len)
    return above[0] if above else ""


def _head(files: Mapping[str, bytes]) -> dict[str, Any]:
    order = sorted(
        files, key=lambda name: (name != RECORDS, not name.endswith(".json"), not name.endswith(".csv"), name)
    )
    for name in order:
        found = _said(name, files[name])
        if found.get("as_of"):
            return found
    return {}


def _said(name: str, data: bytes) -> dict[str, Any]:
    """Return what one file says of itself; nothing of one that says nothing, or cannot be read."""
    try:
        if name.endswith(".json"):
            found = json.loads(data)
            return found if isinstance(found, dict) else {}
        if name.endswith(".csv"):
            row = next(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))), {})
            return {
                **row,
                "commit": row.get("commit") or None,
                "uncommitted_changes": row.get("uncommitted_changes") == "true",
            }
    except (ValueError, csv.Error):
        return {}
    day = _DAY.search(unescape(data.decode("utf-8", "replace"))) if name.endswith((".html", ".htm")) else None
    return {"as_of": f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}"} if day else {}


def signature(name: str, data: bytes) -> tuple[str, ...]:
    """Return what tells which file of a site one is, whatever it was called when it was saved; empty: nothing does."""
    suffix = Path(name).suffix.replace(".htm", ".html").replace("htmll", "html")
    if suffix == ".json":
        keys = _said(name, data).keys()
        return (suffix, *sorted(keys))
    if suffix == ".csv":
        return suffix, data.partition(b"\n")[0].strip().decode("utf-8-sig", "replace")
    title = _TITLE.search(data.decode("utf-8", "replace")) if suffix == ".html" else None
    return (suffix, words(title[1].encode())) if title else ()


def words(page: bytes) -> str:
    """Return what a reader sees of a page."""
    return " ".join(unescape(_TAGS.sub(" ", page.decode("utf-8", "replace"))).split())


def differences(name: str, saved: bytes, made: bytes) -> Iterator[str]:
    """Yield in words where a saved file differs from what was made again; at least one sentence."""
    found: list[str] = []
    if name.endswith(".json"):
        try:
            found = [f"{at}: {said}" for at, said in _values("", json.loads(saved), json.loads(made))]
        except ValueError:
            yield "tệp đã lưu không còn là JSON đọc được"
    elif name.endswith(".csv"):
        found = list(_cells(saved, made))
    elif name.endswith((".html", ".htm")):
        if words(saved) == words(made):
            yield "chữ đọc được trên trang giống hệt, chỉ khác mã của trang (trình duyệt lưu lại thường đổi mã như vậy)"
        found = list(_lines(words(saved).encode(), words(made).encode(), "chữ trên trang"))
    yield from found or _lines(saved, made, "")


def _values(at: str, saved: Any, made: Any) -> Iterator[tuple[str, str]]:
    if isinstance(saved, dict) and isinstance(made, dict):
        for key in sorted({*saved, *made}):
            yield from _values(f"{at} › {key}" if at else key, saved.get(key), made.get(key))
    elif isinstance(saved, list) and isinstance(made, list):
        if len(saved) != len(made):
            yield at, f"tệp đã lưu có {len(saved)} mục, bản dựng lại có {len(made)} mục"
        for place, (one, other) in enumerate(zip(saved, made, strict=False), 1):
            yield from _values(f"{at} › {_named(place, other)}", one, other)
    elif type(saved) is not type(made) or saved != made:
        yield at, f"tệp đã lưu ghi “{_short(saved)}”, bản dựng lại ghi “{_short(made)}”"


def _named(place: int, entry: Any) -> str:
    names = (entry.get(key) for key in ("id", "record", "task", "finding")) if isinstance(entry, dict) else ()
    found = next((name for name in names if isinstance(name, str)), "")
    return f"mục {place} ({found})" if found else f"mục {place}"


def _cells(saved: bytes, made: bytes) -> Iterator[str]:
    try:
        old, new = (list(csv.reader(io.StringIO(data.decode("utf-8-sig")))) for data in (saved, made))
    except (ValueError, csv.Error):
        return
    if len(old) != len(new):
        yield f"tệp đã lưu có {len(old)} dòng, bản dựng lại có {len(new)} dòng"
    columns = new[0] if new else []
    for place, (one, other) in enumerate(zip(old, new, strict=False), 1):
        if len(one) != len(other):
            yield f"dòng {place}: tệp đã lưu có {len(one)} ô, bản dựng lại có {len(other)} ô"
        for column, (was, now) in enumerate(zip(one, other, strict=False)):
            if was != now:
                name = columns[column] if column < len(columns) else str(column + 1)
                yield f"dòng {place}, cột {name}: tệp đã lưu ghi “{_short(was)}”, bản dựng lại ghi “{_short(now)}”"


def _lines(saved: bytes, made: bytes, where: str) -> Iterator[str]:
    """Yield the first place at which two texts differ, with what stands around it."""
    if saved == made:
        return
    place = next((i for i, (a, b) in enumerate(zip(saved, made, strict=False)) if a != b), min(len(saved), len(made)))
    line = saved.count(b"\n", 0, place) + 1
    at = where or f"dòng {line}"
    old, new = (data[max(0, place - 30) : place + 30].decode("utf-8", "ignore") for data in (saved, made))
    yield f"{at}: tệp đã lưu ghi “…{_short(old)}…”, bản dựng lại ghi “…{_short(new)}…”"


def _short(value: Any) -> str:
    text = "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = "".join(c if c.isprintable() else " " for c in text)
    return text if len(text) <= 80 else f"{text[:80]}…"
