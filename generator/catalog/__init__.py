"""The catalogue of checks: code, severity, sentences, help and examples, in the TOML files beside this module.

A check's function says when it fires; its entry here is all that people read about it: the message, the hint,
the published help page, and one invalid and one valid example, which the tests run.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from generator.model import Position, Problem, Severity, Text

LONGEST = 200
"""Quoted values are cut at this length: a message must stay readable, and small, whatever a record holds."""
_PERSONAL = re.compile(
    r"(?<![\w.+])\(?(?:\+ ?)?(?:0|84)(?:[ .()\u2013-]{0,3}\d){8,11}(?![\w-])|[\w.+-]{1,64} ?(?:@|\(at\)|\[at\]) ?[\w-]+(?: ?\.[\w-]+)+"
)
"""What may be the number of a telephone or an identity card, or an e-mail address. Logs of a pull request are public,
and stay: what such a value is wrong about is told without it."""
MASK = "(đã che)"


ON_SITE = ("printed", "gate")
"""Topics that judge a printed site."""
CALLS = "refused"
"""The topic of what a person asked for and cannot be done: its examples are calls of the program."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of the catalogue."""

    code: str
    topic: str
    severity: Severity
    title: Text
    message: Text
    hint: Text
    why: str
    """The published explanation, in Vietnamese."""
    file: str
    """Example: the file of the example register (``tests/register``) that is changed, or a new one."""
    bad: str
    good: str
    """Examples: top-level fields that replace those of the file, or the whole file when ``whole``.

    What no text can show (a link, an encoding, sheer size) is only described; the tests make the real thing.
    """
    whole: bool = False
    before: str = ""
    """Of a rule over time: what the file said when it was published, where that is not what it says in the register."""
    good_file: str = ""
    """Where the good example stands when to mend is to move or rename the file; else ``file``."""

    @property
    def folder(self) -> str:
        """Where the file of the examples stands: among the records, or in the printed site."""
        return "" if self.topic in ON_SITE else "records/"


def _text(value: dict[str, str]) -> Text:
    return Text(value["vi"], value["en"])


def _entry(code: str, topic: str, raw: dict[str, Any]) -> Entry:
    return Entry(
        code,
        topic,
        Severity(raw["severity"]),
        _text(raw["title"]),
        _text(raw["message"]),
        _text(raw["hint"]),
        " ".join(raw["why"].split()),
        raw.get("file", ""),
        raw.get("bad", ""),
        raw.get("good", ""),
        raw.get("whole", False),
        raw.get("before", ""),
        raw.get("good_file", ""),
    )


@cache
def entries() -> dict[str, Entry]:
    """Return every entry by code, in the order of topics and files."""
    table: dict[str, Entry] = {}
    folder = resources.files(__package__)
    for path in sorted((p for p in folder.iterdir() if p.name.endswith(".toml")), key=lambda p: p.name):
        topic = path.name.removesuffix(".toml")
        for code, raw in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if code in table:
                message = f"two entries of the catalogue have the code {code}: {table[code].topic}, {topic}"
                raise ValueError(message)
            try:
                table[code] = _entry(code, topic, raw)
            except KeyError as error:
                message = f"the entry {code} of the catalogue ({topic}) lacks {error}: see HACKING.md, a new check"
                raise ValueError(message) from error
    return table


def visible(example: str) -> str:
    """Return an example as readers may see it: a character that shows nothing of itself is named by its number."""
    seen = (c == "\n" or (c.isprintable() and not unicodedata.combining(c)) for c in example)
    return "".join(c if shows else f"⟨U+{ord(c):04X}⟩" for c, shows in zip(example, seen, strict=True))


def printable(value: Any) -> str:
    """Return a value as messages may quote it: one line, cut, without personal numbers and what acts on a terminal."""
    # A little more than is shown is searched, so that a number at the cut is found; no more, or it would take long.
    text = _PERSONAL.sub(MASK, " ".join(str(value)[: 2 * LONGEST].split()))
    if len(text) > LONGEST:
        text = text[:LONGEST] + "…"
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def problem(
    code: str, where: Position, *, record: str = "", at: str = "", more_hint: Text | None = None, **values: Any
) -> Problem:
    """Make a Problem from its catalogue entry; ``values`` fill the placeholders of message and hint."""
    entry = entries()[code]
    shown = {
        name: value if isinstance(value, Text) else Text(printable(value), printable(value))
        for name, value in values.items()
    }
    vi = {name: text.vi for name, text in shown.items()}
    en = {name: text.en for name, text in shown.items()}
    more = more_hint or Text("", "")
    hint = Text(
        f"{entry.hint.vi.format_map(vi)} {more.vi}".strip(), f"{entry.hint.en.format_map(en)} {more.en}".strip()
    )
    message = Text(entry.message.vi.format_map(vi), entry.message.en.format_map(en))
    return Problem(code, entry.severity, where, message, hint if hint.vi else None, record, at)
