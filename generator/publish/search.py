"""What pages are called, for the search page: looked up by names before any text is searched (``assets/js/names.js``).

A page is found by the words of its names, in which marks, case, i and y, small words and abbreviations do not matter.
The name of a place is one word, so that «Hoằng Hóa» is never made of Hoằng Phú and Thanh Hóa.

``assets/names/index.json``
    kinds, provinces ``[id, name]``; words (all that hold a letter, in order); long (abbreviation: written out); small (words
    that are passed over); heads (names of bodies without their place, a ``|`` before each word with a capital: from their
    initials come the abbreviations that people type); units (what stands before the name of a place); groups ``[entry]`` which were tasked; boards ``[entry]``;
    shards and chunk: how many files of words there are, and entries in a file.
``assets/names/w<n>.json``
    word: ``[gap, run, gap, run, …]``, the numbers of the entries that it is a name of; ``@k0`` (of a kind) and
    ``@p0`` (of a province) too.
``assets/names/e<n>.json``
    ``[path, title, kind, province or -1, state, [other names], [further words]]`` by number, and ``1`` of a body that is no
    more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from generator.domain import bodies, documents
from generator.domain.dates import EVER
from generator.domain.text import CAPITALS, LONG, fold, vi_date, vi_number
from generator.domain.workdays import NATIONAL
from generator.kinds import BY_NAME
from generator.model import Content, Record
from generator.publish.register import Page, Register
from generator.publish.views import owing

PLACE = "assets/names/"
SAMPLE = "tỉnh giả định"
"""What a search result of an invented province says of itself."""
NAMED_ALONE = frozenset(("Bảng theo dõi", "Danh mục"))
"""Kinds of pages that list what has pages of its own: found by name, while their text is that of the others."""
_CHUNK = 128
_BODIES = ("province", "agency", "group", "team")
_FIRST = ("province", "directive", "group", "agency", "team")
"""Kinds of records whose pages are offered before those of the others, where a search fits both alike."""
_SMALL = ("và", "các", "những")
"""Words that nobody types twice alike."""
_UNITS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")
_CAPITALISED = rf"[{CAPITALS}][^\W\d_]*"
_PLACED = re.compile(rf"(?<!\w)(?i:{'|'.join(_UNITS)})\s+({_CAPITALISED}(?:[ -]{_CAPITALISED}){{1,3}})")
_UNIT = re.compile(rf"(?<!\w)(?:{'|'.join(_UNITS)})(?!\w)")
_DATED = re.compile(r"(?:ngày [0-9]{1,2}/[0-9]{1,2}/|năm )([0-9]{4})")
_Y = re.compile(r"(?:^|(?<=[bcdghklmnpqrstvx])|(?<=qu))y$")
_LETTER = re.compile("[a-z]")

Places = Mapping[str, Sequence[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Findable:
    """A page as the search knows it."""

    path: str
    title: str
    kind: str
    province: str
    state: str
    names: tuple[str, ...]
    """What else it is called."""
    further: tuple[str, ...]
    """What people look for it by, and what is no name of it."""
    order: tuple[Any, ...]
    record: Record | None
    ended: bool = False
    """Whether it is a body that is no more."""
    tasked: bool = False
    """Whether it is a group to which a task was given."""


def files(register: Register, pages: Iterable[Page]) -> dict[str, Content]:
    """Return the files of the search by path; their number hangs on that of the pages alone."""
    found = [page for page in pages if page.kind]
    count = -(-len(found) // _CHUNK)

    @cache
    def made() -> dict[str, bytes]:
        return {
            f"{PLACE}{name}.json": _json(data)
            for name, data in _index(_entries(register, found), _abbreviated(register), count)
        }

    return {
        f"{PLACE}{name}.json": partial(lambda path: made()[path], f"{PLACE}{name}.json")
        for name in ("index", *(f"{sort}{n}" for sort in "we" for n in range(count)))
    }


def _json(data: dict[str, Any] | list[Any]) -> bytes:
    """Write a thing a line, so that what changed can be read."""
    parts = [{key: value} for key, value in data.items()] if isinstance(data, dict) else [[one] for one in data]
    begin, end = "{}" if isinstance(data, dict) else "[]"
    return (begin + ",\n".join(_line(part)[1:-1] for part in parts) + end + "\n").encode()


def _line(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


# what pages are called


def _entries(register: Register, pages: Iterable[Page]) -> list[Findable]:
    late = _late(register)
    return sorted(
        (_entry(register, page, register.of_page.get(page.url), late) for page in pages), key=lambda e: e.order
    )


def _late(register: Register) -> dict[str, int]:
    """Return how much is overdue of the tasks of a directive, by its id."""
    count: dict[str, int] = {}
    for one in register.owed:
        if one.overdue and one.record.kind == "task":
            directive = one.record["directive"]
            count[directive] = count.get(directive, 0) + 1
    return count


def _entry(register: Register, page: Page, record: Record | None, late: Mapping[str, int]) -> Findable:
    if record is None:
        home = page.url.split("/")[1] if page.url.startswith("tinh/") else ""
        further = tuple(dict.fromkeys(page.words))
        return Findable(page.url, page.title, page.kind, home, "", (), further, (0, len(page.title), page.url), None)
    own = tuple(dict.fromkeys(name for name in _called(register, record) if name not in {"", page.title}))
    below = len(_FIRST) + bool(BY_NAME[record.kind].below)  # what is a part of another page comes after all others
    at = _FIRST.index(record.kind) if record.kind in _FIRST else below
    level = [*register.corpus.schemas.labels["level"]].index(record["level"]) if record.kind == "agency" else 0
    ended = record.kind in _BODIES and bodies.life(record).last < register.as_of
    shortest = min(map(len, (page.title, *own)))
    return Findable(
        page.url,
        page.title,
        page.kind,
        record.province,
        _state(register, record, late),
        own,
        tuple(dict.fromkeys((*page.words, *_years(record)))),
        (1 + at, level, ended, shortest, page.url),
        record,
        ended,
        record.kind == "group" and any(register.corpus.linked_from(record.id, "leads.body", "cooperators.body")),
    )


def _called(register: Register, record: Record) -> Iterator[str]:
    if record.kind in _BODIES:
        yield from bodies.called(record)
        labels, rule = register.corpus.schemas.labels, record.get("rule", {"kinds": (), "levels": ()})
        if len(rule["kinds"]) == len(rule["levels"]) == 1:
            kind, level = labels["agency-kind"][rule["kinds"][0]], labels["level"][rule["levels"][0]]
            yield f"{kind} {level.partition(' (')[0].lower()}"
    elif record.kind in ("directive", "document"):
        yield record["title"]
        yield documents.number(record)
        yield str(record.get("number", ""))


def _years(record: Record) -> list[str]:
    """Return the years in which a body began or ended: one that came after another often has its name."""
    life = bodies.life(record) if record.kind in _BODIES else EVER
    return [str(day.year) for day in (life.first, life.last) if day not in (EVER.first, EVER.last)]


def _abbreviated(register: Register) -> Iterator[str]:
    """Yield the names that people abbreviate: of bodies, and of what documents are."""
    for body in register.corpus.of("agency", "team"):
        yield from bodies.called(body)
    yield from register.corpus.schemas.labels["document-type"].values()


def _state(register: Register, record: Record, late: Mapping[str, int]) -> str:
    """Say what a reader wants to know before opening the page: whether it is over, and what is overdue."""
    told = [SAMPLE] if register.is_sample(record) else []
    if record.kind in _BODIES:
        last = bodies.life(record).last
        told += [f"đến {vi_date(last)}"] if last < register.as_of else []
        told += [owing.sentence(register, record).rstrip(".")] if register.owed_of.get(record.id) else []
    elif record.kind == "directive":
        own = len(register.tasks_of.get(record.id, ()))
        told += [f"{vi_number(own)} nhiệm vụ"] if own else []
        told += [f"{vi_number(late[record.id])} việc quá hạn"] if record.id in late else []
        told += [register.coded(record, "coverage").lower()]
    return "; ".join(told)


# how they are looked up


def plain(text: str) -> list[str]:
    """Return the words of a text as the search compares them; of a day, the year alone.

    >>> plain("Sở Kỹ thuật và Công nghệ, ngày 05/3/2020")
    ['so', 'ki', 'thuat', 'cong', 'nghe', '2020']
    """
    words = (_Y.sub("i", word).lstrip("0") or word for word in fold(_DATED.sub(r"\1", text)).split())
    return [word for word in words if word not in _PASSED]


_PASSED = frozenset(fold(word) for word in _SMALL)


def places(texts: Iterable[str]) -> Places:
    """Return the names of places in some texts, longest first, by their first word."""
    found = {tuple(plain(name)) for text in texts for name in _PLACED.findall(text)}
    table: dict[str, list[tuple[str, ...]]] = {}
    for place in sorted(found, key=lambda p: (-len(p), p)):
        if len(place) > 1:
            table.setdefault(place[0], []).append(place)
    return table


def words(text: str, known: Places) -> list[str]:
    """Return the words of a text; the name of a known place is one, joined by ``_``.

    >>> words("UBND xã Hoằng Phú", places(["xã Hoằng Phú"]))
    ['uy', 'ban', 'nhan', 'dan', 'xa', 'hoang_phu']
    """
    every, found = plain(text), []
    while every:
        place = next((p for p in known.get(every[0], ()) if tuple(every[: len(p)]) == p), (every[0],))
        found.append("_".join(place))
        every = every[len(place) :]
    return found


def head(name: str, known: Places) -> str:
    """Return the name of a body without places, a ``|`` before each word with a capital; nothing of one all in capitals.

    >>> head("Sở Giáo dục và Đào tạo tỉnh Mẫu", {})
    'so|giao duc|dao tao'
    """
    typed = "" if name.isupper() else _UNIT.split(name)[0]
    capital = [not n and word[:1].isupper() for word in typed.split() for n, _ in enumerate(plain(word))]
    found, at = "", 0
    for word in words(typed, known):
        if "_" not in word:
            found += f"{'|' if capital[at] else ' '}{word}" if found else word
        at += word.count("_") + 1
    return found


def _index(entries: Sequence[Findable], abbreviated: Iterable[str], count: int) -> Iterator[tuple[str, Any]]:
    """Yield the files by name."""
    texts = [[entry.title, *entry.names, *entry.further] for entry in entries]
    known = places(text for own in texts for text in own)
    kinds = sorted({entry.kind for entry in entries})
    homes = {
        e.province: e.title for e in entries if e.record and e.record.kind == "province" and e.province != NATIONAL
    }
    homes |= {e.province: homes.get(e.province, "") for e in entries if e.province}
    provinces = sorted(homes)
    found: dict[str, list[int]] = {}
    for number, (entry, own) in enumerate(zip(entries, texts, strict=True)):
        home = f"@p{provinces.index(entry.province)}" if entry.province else ""
        said = {word for text in (*own, entry.kind, homes.get(entry.province, "")) for word in words(text, known)}
        for word in {*said, f"@k{kinds.index(entry.kind)}", *filter(None, (home,))}:
            found.setdefault(word, []).append(number)
    yield (
        "index",
        {
            "kinds": kinds,
            "provinces": [[p, homes[p]] for p in provinces],
            "words": " ".join(word for word in sorted(found) if word[0] != "@" and _LETTER.search(word)),
            "long": {short: fold(short) for short in LONG},
            "small": " ".join(sorted(_PASSED)),
            "heads": sorted({head(name, known) for name in abbreviated} - {""}),
            "units": [" ".join(plain(unit)) for unit in _UNITS],
            "groups": [n for n, e in enumerate(entries) if e.tasked],
            "boards": [n for n, e in enumerate(entries) if e.kind == "Bảng theo dõi" and not e.province],
            "shards": count,
            "chunk": _CHUNK,
        },
    )
    shards: list[dict[str, list[int]]] = [{} for _ in range(count)]
    for word in sorted(found):
        shards[shard(word, count)][word] = _runs(found[word])
    for number, own_words in enumerate(shards):
        yield f"w{number}", own_words
    for number in range(count):
        yield (
            f"e{number}",
            [
                [
                    e.path,
                    e.title,
                    kinds.index(e.kind),
                    provinces.index(e.province) if e.province else -1,
                    e.state,
                    e.names,
                    e.further,
                    *([1] if e.ended else []),
                ]
                for e in entries[number * _CHUNK : (number + 1) * _CHUNK]
            ],
        )


def shard(word: str, count: int) -> int:
    """Return in which file a word is found."""
    place = 0
    for char in word:
        place = (place * 31 + ord(char)) % 65521
    return place % count


def _runs(numbers: Sequence[int]) -> list[int]:
    """Return rising numbers as gaps and lengths of runs: 3, 4, 5, 9 is 3, 3, 3, 1."""
    found: list[int] = []
    after = 0
    for number in numbers:
        if found and number == after:
            found[-1] += 1
        else:
            found += [number - after, 1]
        after = number + 1
    return found
