"""What comes with the engine and is kept in step with it: shared records, schemas, the lock of what the engine needs.

Nothing of it changes silently: ``differing`` says what would, ``take`` does it when that was asked for.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.model import Office
from generator.resources import ROOT

_WITH = ("schemas", ".vscode")
_GUIDE = "CONTRIBUTING.md"
_FILES = ("requirements.txt", _GUIDE)
_PAGE = re.compile(r"\[([^]]+)\]\(docs/((?:[a-z-]+/)+)index[.]md(#[a-z-]+)?\)")
"""How the guide leads to a page that the engine writes into every site."""


@dataclass(frozen=True, slots=True)
class Differing:
    """One file that the engine has otherwise than the register: its path, and what it says there and here."""

    path: str
    before: str | None
    """None: the register does not have it."""
    after: str

    @property
    def said(self) -> str:
        """What would become of the file."""
        return "thêm" if self.before is None else "đổi"

    def diff(self) -> str:
        """Return the change, line by line."""
        before, after = (self.before or "").splitlines(), self.after.splitlines()
        return "\n".join(difflib.unified_diff(before, after, "đang có", "sẽ có", n=2, lineterm=""))


def shared(names: Office) -> dict[str, str]:
    """Return the text of every file that comes with the engine, by its path in a register."""
    folders = (*(f"records/{name}" for name in names.shared), *_WITH)
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*")) if path.is_file()]
    files = {path.relative_to(ROOT).as_posix(): path for path in paths}
    files |= {name: ROOT / name for name in _FILES}
    texts = {path: file.read_text(encoding="utf-8") for path, file in files.items()}
    return {**texts, _GUIDE: _guide(texts[_GUIDE], names.site_url)}


def _guide(text: str, site: str) -> str:
    """Return the guide for clerks without what it says to those who write the engine; its pages are those of the site.

    They come with the engine and stand in no register: a site without an address yet is named by the path on it.
    """
    left_out = " Người sửa mã nguồn xem [HACKING.md](HACKING.md)."
    linked = rf"[\1]({site}\2\3)" if site else r"\1 (trang `\2`)"
    return _PAGE.sub(linked, text.replace(left_out, ""))


def differing(top: Path, names: Office) -> Iterator[Differing]:
    """Yield what the engine has otherwise than the register at ``top``, by path.

    Records are withdrawn, never deleted: a shared one that the engine does not have is the register's own, and stays.
    Nothing differs in the register in whose tree the engine itself stands.
    """
    if top.resolve() == ROOT:
        return
    for path, text in sorted(shared(names).items()):
        known = (top / path).read_text(encoding="utf-8") if (top / path).is_file() else None
        if known != text:
            yield Differing(path, known, text)


def take(top: Path, changes: Sequence[Differing]) -> None:
    """Make the files those of the engine."""
    put(top, {change.path: change.after for change in changes})


def put(top: Path, files: Mapping[str, str]) -> None:
    """Write files below a folder."""
    for path, text in files.items():
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_text(text, encoding="utf-8")


def quoted(value: str) -> str:
    """Return a text as TOML writes it."""
    return json.dumps(value, ensure_ascii=False)
