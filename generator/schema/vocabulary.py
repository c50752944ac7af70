"""What our schemas say beyond JSON Schema: formats of ours, and keywords of ours, listed here once."""

from __future__ import annotations

from collections.abc import Callable

from generator.domain import dates

VOCABULARY = frozenset(
    {
        "x-en", "x-name", "x-ref", "x-inverse", "x-public", "x-hangs", "x-day", "x-event", "x-interval",
        "x-version", "x-change", "x-moves", "x-closed",
    }
)  # fmt: skip
"""Our own keywords; HACKING.md says what each means. Anything else that begins with ``x-`` is a typo."""


def _is_https(value: object) -> bool:
    return _is_address(value, "https")


def _is_web(value: object) -> bool:
    return _is_address(value, "https", "http")


def _is_address(value: object, *schemes: str) -> bool:
    if not isinstance(value, str):
        return True
    from urllib.parse import urlsplit  # noqa: PLC0415 - only the few records with an address need it

    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
    except ValueError:
        return False
    clean = value.isascii() and value.isprintable() and " " not in value
    return clean and parts.scheme in schemes and "." in host and "@" not in parts.netloc


FORMATS: dict[str, Callable[[object], bool]] = {
    "full-date": dates.is_full_date,
    "partial-date": dates.is_partial_date,
    "https-url": _is_https,
    "web-url": _is_web,
}
"""Formats that the schemas use; calendar dates are checked as dates."""
