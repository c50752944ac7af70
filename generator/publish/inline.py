"""What stands within a line: text, links, notes, states. The macro ``say`` prints it, in cells, facts and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Union
from urllib.parse import urlsplit

from markupsafe import Markup

from generator.publish.render import safe_url
from generator.rules import of_state


@dataclass(frozen=True, slots=True)
class Ref:
    """A link to a place on the site: its words and its address below the site's root."""

    label: str
    url: str
    tag: ClassVar[str] = "link"

    @property
    def href(self) -> Markup:
        """The address, checked, as templates print it."""
        return safe_url(self.url)


@dataclass(frozen=True, slots=True)
class Here:
    """A link to a place on the same page."""

    label: str
    id: str
    tag: ClassVar[str] = "here"


@dataclass(frozen=True, slots=True)
class Outside:
    """An address on another site, shown with its host; the schemas let only web addresses through."""

    url: str
    tag: ClassVar[str] = "outside"

    @property
    def host(self) -> str:
        """The host that a reader is sent to."""
        return urlsplit(self.url).hostname or ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A state, with the sentence that explains it, and how many are in it where it stands for several."""

    state: str
    label: str
    because: str = ""
    count: int = 0
    tag: ClassVar[str] = "chip"

    @property
    def rule(self) -> str:
        """Where the rule by which it is judged stands on the page of the rules; empty if it is no judgement."""
        return of_state(self.state)


@dataclass(frozen=True, slots=True)
class Styled:
    """Words in a voice of their own; ``tag``: how the macro marks them."""

    tag: str
    parts: tuple[Part, ...]


Part = Union[str, Ref, Here, Outside, Chip, Styled]  # noqa: UP007 - it names itself through Styled
Said = Union[Part, int, None, Iterable["Said"]]  # noqa: UP007
Line = tuple[Part, ...]
GAP, SEMICOLON = Markup(" "), Markup("; ")
_ONE = (str, Ref, Here, Outside, Chip, Styled)


def line(*values: Said) -> Line:
    """Put words, links and states one after the other; nothing and empty words are left out, remarks side by side are one."""
    parts: list[Part] = []
    for own in _parts(values):
        before = parts[-1] if parts else ""
        if isinstance(own, Styled) and isinstance(before, Styled) and own.tag == before.tag == "note":
            parts[-1] = Styled("note", joined((before.parts, own.parts)))
        else:
            parts.append(own)
    for i, part in enumerate(parts):
        if type(part) is str:
            following = parts[i + 1] if i + 1 < len(parts) else ""
            mark = str(following)[:1] if isinstance(following, str) else ""
            parts[i] = tidy(part + mark).removesuffix(mark) if mark in MARKS else tidy(part)
    return tuple(parts)


MARKS = frozenset(";:,")
_DOUBLED = re.compile(r"(?<=\w[a-zà-ỹđ0-9])\.(?=[;:,)])")


def tidy(text: str) -> str:
    """Leave out a full stop before another mark: what people wrote as a sentence stands within one here."""
    return _DOUBLED.sub("", text)


def _parts(values: Iterable[Said]) -> Iterator[Part]:
    for value in values:
        if type(value) is str:
            if value:
                yield from (value,) if value[0] != " " != value[-1] else _spaced(value)
        elif isinstance(value, _ONE):
            yield value
        elif isinstance(value, int):
            yield str(value)
        elif value is not None:
            yield from _parts(value)


def _spaced(text: str) -> Iterator[Part]:
    """Keep the spaces at both ends of words, which escaping folds away."""
    yield from (GAP,) if text[0] == " " else ()
    if text.strip():
        yield text.strip()
    yield from (GAP,) if text[-1] == " " and text.strip() else ()


def joined(values: Iterable[Said], between: str = SEMICOLON) -> Line:
    """Put values one after the other with something between them; a full stop gives way to a semicolon."""
    parts: list[Part] = []
    for value in values:
        own = line(value)
        if parts and own:
            if between == SEMICOLON and isinstance(parts[-1], str):
                parts[-1] = parts[-1].removesuffix(".")
            parts += line(between)
        parts += own
    return tuple(parts)


def noted(*values: Said) -> Line:
    """Return a remark in brackets, to stand after something; nothing for nothing."""
    words = line(*values)
    return (Styled("note", words),) if words else ()


def remark(*values: Said) -> Styled:
    """Return a remark without brackets."""
    return Styled("remark", line(*values))


def strong(*values: Said) -> Styled:
    """Return words that stand out."""
    return Styled("strong", line(*values))


def code(text: str) -> Styled:
    """Return what people type as it is."""
    return Styled("code", (text,))


def written(text: str) -> Line:
    """Return the source's own words, to stand after something; nothing for nothing."""
    return (Styled("written", (text,)),) if text else ()


_AROUND = {"note": (" (", ")"), "written": (" “", "”")}
"""What the macro puts around words of these voices."""


def plain(said: Said) -> str:
    """Return what stands in a line as it is read, without links and signs.

    >>> plain(("Sở Nội vụ", noted("tái phạm")))
    'Sở Nội vụ (tái phạm)'
    """
    return " ".join("".join(_plain(part) for part in line(said)).split())


def _plain(part: Part) -> str:
    match part:
        case Ref() | Here():
            return part.label
        case Chip():
            return f"{part.label}: {part.count}" if part.count else part.label
        case Outside():
            return part.url
        case Styled():
            before, after = _AROUND.get(part.tag, ("", ""))
            return f"{before}{''.join(map(_plain, part.parts))}{after}"
        case _:
            return str(part)
