"""A Site: every path of the output with its content, made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Content = bytes | Callable[[], bytes]
Site = dict[str, Content]


def content(value: Content) -> bytes:
    """Return the bytes of one path."""
    return value if isinstance(value, bytes) else value()


def claim(site: Site, more: Mapping[str, Content]) -> None:
    """Add paths to a site; two producers of one path are a bug."""
    both = site.keys() & more.keys()
    if both:
        message = f"two producers of {min(both)}"
        raise ValueError(message)
    site.update(more)
