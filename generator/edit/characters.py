"""What stands in a file and nobody sees: byte order mark, line ends, blanks at line ends, NFC, no-break spaces.

Nor are letters of other alphabets told from Vietnamese ones. The parser refuses such characters. They are replaced
only where the record provably says the same afterwards.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from generator.examine.parse import LOOKALIKE, parse

_WIDE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SPACE = re.compile(f"[{_WIDE}]")
_WIDTHLESS = re.compile("[\u200b\u2060\ufeff]")
"""Zero width space, word joiner, zero width no-break space: pasted from web pages, seen by nobody."""
_AT_END = re.compile(f"[ \t{_WIDE}\u200b\u2060\ufeff]+$", re.MULTILINE)
_LAYOUT = re.compile(f"^[ {_WIDE}]+|^[ {_WIDE}]*(?:-[ {_WIDE}]+)*[a-z_0-9]+:[{_WIDE}]+", re.MULTILINE)
"""Where a space lays out the file, and a no-break space keeps it from being YAML at all."""
_MEANS_SOMETHING = re.compile("[^\n:#'\"{}\\[\\],&*!|>%@`?-]+")
_STAND_INS = "¤¬¦¶§±×÷"
_MEANT = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХԚԜаеѕіјорсухԛԝ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϹ" + "\u00d0\u0189\u00f0" + "\u2010\u2011\u2012\u2212",
        "ABESIJKMHOPCTYXQWaesijopcyxqw" + "ABEZHIKMNOPTYXoC" + "ĐĐđ" + "----",
        strict=True,
    )
)
"""Of the look-alikes those that can have been meant as one character only; full-width ones are found by NFKC."""
_RUN = 32
_TYPED = 20_000


class UnsureError(Exception):
    """The file cannot be put right without a person's decision; the text says why (Vietnamese)."""


def clean(data: bytes) -> str:
    """Return the text of a file in NFC, with plain line ends and spaces; raise UnsureError where that is not safe."""
    try:
        raw = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise UnsureError("tệp không dùng bảng mã UTF-8") from error
    text = raw if unicodedata.is_normalized("NFC", raw) else _compose(raw)
    mended = LOOKALIKE.sub(_meant, text)
    plain = _laid(mended)
    if mended != text:
        # A letter that everybody can see takes the place of each: no word may become «true», a number or an escape.
        free = next((char for char in _STAND_INS if char not in text), None)
        if free is None:
            raise UnsureError("có chữ lạ trông giống chữ Việt; hãy xóa đi gõ lại")
        marked = LOOKALIKE.sub(lambda found: found[0] if _meant(found) == found[0] else free, text)
        _hold(_laid(marked), plain, lambda value: free * len(value), "chữ lạ")
    return plain


def _meant(found: re.Match[str]) -> str:
    """Return the character that was meant, or the same where nobody can tell; before a loose mark nobody can."""
    char = found[0]
    if unicodedata.combining(found.string[found.end() : found.end() + 1] or " "):
        return char
    wide = unicodedata.normalize("NFKC", char)
    return _MEANT.get(char, wide if wide.isascii() and wide.isalnum() else char)


def _laid(text: str) -> str:
    """Return the text without blanks at the ends of lines and with plain spaces."""
    stripped = _AT_END.sub("", text).rstrip("\n") + "\n"
    if "\\" in text and stripped.rstrip("\n") != text.rstrip("\n"):
        _hold(text, stripped, lambda value: " ".join(value.split()))
    return _plain(stripped) if _SPACE.search(stripped) or _WIDTHLESS.search(stripped) else stripped


def _compose(text: str) -> str:
    """Return the text in NFC; letters only may change, never what YAML reads as its own."""
    for line in text.split("\n"):
        run = 0
        for char in line:
            run = run + 1 if unicodedata.combining(char) else 0
            if run > _RUN:  # normalising is quadratic in such a run, and no language has one
                raise UnsureError("có chuỗi dấu thanh dài bất thường")
    fixed = unicodedata.normalize("NFC", text)
    if _MEANS_SOMETHING.sub("", text) != _MEANS_SOMETHING.sub("", fixed):
        raise UnsureError("có ký tự lạ giống dấu câu của YAML")
    return fixed


def _plain(text: str) -> str:
    """Return the text with ordinary spaces.

    A stand-in that everybody can see takes the place of each strange character: the record must say the same with
    it as with the space, so nothing becomes a comment, a field or an indentation that was none.
    """
    plain = _AT_END.sub("", _SPACE.sub(" ", _WIDTHLESS.sub("", text)))
    free = [char for char in _STAND_INS if char not in text]
    if len(free) < 2:
        raise UnsureError("có dấu cách lạ; hãy xóa đi gõ lại")
    wide, none = free[:2]
    marked = _mark(text, wide, none)
    if parse("", marked.encode())[0] is None:  # strange characters lay out the file, so it said nothing yet
        marked = _mark(_LAYOUT.sub(lambda found: _SPACE.sub(" ", found[0]), text), wide, none)
    _hold(marked, plain, lambda value: value.replace(none, "").replace(wide, " ").strip())
    return plain


def _mark(text: str, wide: str, none: str) -> str:
    return _WIDTHLESS.sub(none, _SPACE.sub(wide, text))


def _hold(before: str, after: str, meant: Callable[[str], str], strange: str = "dấu cách lạ") -> None:
    """Raise unless two texts say the same; a text that is no YAML says nothing that could be lost."""
    then, now = parse("", before.encode())[0], parse("", after.encode())[0]
    if now is None:
        return  # told by the parser, in its own words, to those who ask for the file
    if then is None or _meaning(then.data, meant) != _meaning(now.data, meant):
        raise UnsureError(f"có {strange} ở chỗ làm đổi nghĩa của tệp; hãy xóa đi gõ lại")


def _meaning(value: Any, meant: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return meant(value)
    if isinstance(value, dict):
        return {meant(key): _meaning(below, meant) for key, below in value.items()}
    return [_meaning(item, meant) for item in value] if isinstance(value, list) else value


def tidy(text: str) -> str:
    """Return what a person typed as a record keeps it: NFC, ordinary spaces, nothing at the ends of lines."""
    plain = _SPACE.sub(" ", _WIDTHLESS.sub("", unicodedata.normalize("NFC", text[:_TYPED])))
    return "\n".join(line.strip() for line in plain.replace("\r", "").split("\n")).strip()
