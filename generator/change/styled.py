"""Stretches of text with a style: what the printers for people have in common, before any markup."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 300
"""Characters of a value that are shown; the JSON form has all."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style: ``plain``, ``strong``, ``out``, ``in`` or ``code`` (an address or id of ours)."""

    text: str
    style: str = "plain"


Runs = tuple[Run, ...]


def short(text: str) -> str:
    """Return a text cut to what a reader of a summary takes in."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"
