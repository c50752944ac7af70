"""One-line values as YAML: plain where every reader takes them for the same text, else in single quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from generator.domain import dates

# A letter first and no space or quote at the end; ": " and " #" would end the text. What begins with a digit is quoted unless
# it is a date, and words that some readers of YAML take for values are quoted too.
_PLAIN = re.compile(r"[^\W\d_](?:[^\n\t:#]|:(?=[^\s])|(?<=[^\s])#)*(?<![ '\"])")
_NOT_TEXT = re.compile(r"(?:true|false|null|yes|no|on|off|y|n)", re.IGNORECASE)
_VALUE = re.compile(r"""'(?:[^']|'')*'(?=\s|$)|"(?:[^"\\]|\\.)*"(?=\s|$)|[^'"\s](?:.*?\S)??(?=\s+\#|\s*$)""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Written:
    """What stands after a colon or dash on one line: the value as typed, and what follows it (blanks, a comment)."""

    value: str
    after: str


def split(rest: str) -> Written:
    """Part a value from the comment behind it.

    >>> split("'a # b'  # c")
    Written(value="'a # b'", after='  # c')
    """
    found = _VALUE.match(rest)
    return Written(found[0], rest[found.end() :]) if found else Written(rest, "")


def scalar(value: Any) -> str:
    """Write a value on one line.

    >>> scalar("Lưu: VT"), scalar("5712"), scalar(5712), scalar("2024-12-05")
    ("'Lưu: VT'", "'5712'", '5712', '2024-12-05')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str) or is_plain(value):
        return str(value)
    return "'" + value.replace("'", "''") + "'"


def is_plain(text: str) -> bool:
    """Whether a text needs no quotes."""
    if _PLAIN.fullmatch(text):
        return not _NOT_TEXT.fullmatch(text)
    return len(text) > 4 and text.isascii() and dates.parse(text) is not None


def unquoted(typed: str, value: str) -> str:
    """Return a quoted value, as typed, in the quotes that it needs; anything unusual stays as it is."""
    if typed[0] not in "'\"" or "#" in typed or "\\" in typed or "\n" in typed or len(typed) - 2 < len(value):
        return typed
    if is_plain(value):
        return value
    return typed if typed[0] == "'" or "'" in value else f"'{value}'"
