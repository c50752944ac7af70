"""What our schemas say beyond JSON Schema: formats of ours, and keywords of ours, listed here once."""

from __future__ import annotations

from collections.abc import Callable

from generator.domain import dates

VOCABULARY = {
    "x-en": "the label in English",
    "x-ref": "the kinds that a reference may point to",
    "x-inverse": "the name of a reference from its other end",
    "x-public": "false: never in the public build",
    "x-hangs": "whether a record is hidden with what the reference points to; of a list, true: with any, else with all. "
    "Not said: what must be there hangs, what may be there does not",
    "x-day": "true: this is the day of the record",
    "x-event": "on a date: the day of something that happened; its value names the bodies that answer for its being "
    "reported, true those that the schema names at its top",
    "x-interval": "an object with `from` and `to`",
    "x-version": "the version of the schema",
    "x-change": "how a field may change once it is published: identity, fact, deadline, entries",
    "x-moves": "which coded value may follow which",
    "x-closed": "the fields of which one closes a record",
}
"""Our own keywords. Anything else that begins with ``x-`` is a typo."""


def _is_https(value: object) -> bool:
    if not isinstance(value, str):
        return True
    from urllib.parse import urlsplit  # noqa: PLC0415 - only the few records with an address need it

    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
    except ValueError:
        return False
    clean = value.isascii() and value.isprintable() and " " not in value
    return clean and parts.scheme == "https" and "." in host and "@" not in parts.netloc


FORMATS: dict[str, Callable[[object], bool]] = {
    "full-date": dates.is_full_date,
    "partial-date": dates.is_partial_date,
    "https-url": _is_https,
}
"""Formats that the schemas use; calendar dates are checked as dates."""
