"""Records as files in the house style; each is written and forgotten, so that memory does not grow with the register."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.sample.days import Data

_PLAIN = re.compile(r"[^\W_][^#:\n]*(?:[:#](?=\S)[^#:\n]*)*")
_NOT_TEXT = re.compile(r"-?[0-9]+(?:[.][0-9]+)?|true|false|null|on|off|yes|no")
_FOLD_FROM, _WIDTH = 104, 112


class Writer:
    """Writes records below a folder and counts them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.written = folder, 0
        self._folders: dict[tuple[str, str], str] = {}

    def write(self, province: str, kind: str, data: Data) -> None:
        """Write one record."""
        folder = self._folders.get((province, kind))
        if folder is None:
            path = self.folder / province / kind
            path.mkdir(parents=True)
            folder = self._folders[province, kind] = str(path)
        head = f"# yaml-language-server: $schema=../../../schemas/{kind}.schema.json\n"
        # Bytes: the same line ends on every system.
        with open(f"{folder}/{data['id']}.yaml", "xb") as file:  # noqa: PTH123 - 400,000 paths need no objects
            file.write((head + "\n".join(_lines(data)) + "\n").encode())
        self.written += 1


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str) or (_PLAIN.fullmatch(value) and not _NOT_TEXT.fullmatch(value)):
        return str(value)
    return "'" + value.replace("'", "''") + "'"


def _folded(text: str, pad: str) -> Iterator[str]:
    line = pad
    for word in text.split(" "):
        if len(line) + len(word) > _WIDTH and len(line) > len(pad):
            yield line.rstrip()
            line = pad
        line += word + " "
    yield line.rstrip()


def _lines(data: Data, pad: str = "", lead: str = "") -> Iterator[str]:
    """Yield a mapping as block YAML; ``lead`` replaces the padding of the first line (a list item)."""
    for key, value in data.items():
        name = f"{lead or pad}{key}:"
        lead, below = "", pad + "  "
        if isinstance(value, dict):
            yield name
            yield from _lines(value, below)
        elif isinstance(value, list):
            yield name
            for item in value:
                if isinstance(item, dict):
                    yield from _lines(item, below + "  ", below + "- ")
                else:
                    yield f"{below}- {_scalar(item)}"
        elif isinstance(value, str) and len(value) > _FOLD_FROM:
            yield f"{name} >-"
            yield from _folded(value, below)
        else:
            yield f"{name} {_scalar(value)}"
