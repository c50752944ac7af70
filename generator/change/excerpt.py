"""Two versions of a text, as the pieces that show a reader what changed in it: word by word, with some words around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from generator.change.model import Op, Piece

AROUND = 5
"""Words that are shown on either side of what changed."""
LONG = 60
"""Characters from which a text is shown by its changes instead of twice."""
_WORDS = re.compile(r"\S+|\n[^\S\n]*\n\s*")


def excerpt(was: str, now: str) -> tuple[Piece, ...]:
    """Return the pieces of a text that changed; a blank line counts as a word, other spaces do not count."""
    old, new = (_WORDS.findall(text) for text in (was, now))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    opcodes = matcher.get_opcodes()
    pieces: list[Piece] = []
    for place, (kind, start, end, new_start, new_end) in enumerate(opcodes):
        if kind == "equal":
            pieces += _kept(old[start:end], first=place == 0, last=place == len(opcodes) - 1)
            continue
        if end > start:
            pieces.append(Piece(Op.OUT, _joined(old[start:end])))
        if new_end > new_start:
            pieces.append(Piece(Op.IN, _joined(new[new_start:new_end])))
    return tuple(pieces)


def _kept(words: Sequence[str], *, first: bool, last: bool) -> Iterator[Piece]:
    """Yield what stayed: whole if it is short, else the words next to what changed."""
    head, tail = (0 if first else AROUND), (0 if last else AROUND)
    if len(words) <= head + tail + 1:
        yield Piece(Op.SAME, _joined(words))
        return
    if head:
        yield Piece(Op.SAME, _joined(words[:head]))
    yield Piece(Op.GAP, "…")
    if tail:
        yield Piece(Op.SAME, _joined(words[-tail:]))


def _joined(words: Sequence[str]) -> str:
    return " ".join(word if word.strip() else "¶" for word in words)
