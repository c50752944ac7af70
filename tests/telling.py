"""Stories: a few records, some days, and all that the register tells of them on each, as a text that people read.

A story is of one numbered point of what is asked of the register. Its text says what the register used to say, what is
recorded (in words, and as records), and then, day by day, each row or sentence whole. ``…`` stands for days on which
nothing but a number of days is another than on the day before.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import standing_cases
import yaml
from reading import Cell, Reader
from standing_cases import _Plain, _yaml, days
from standing_cases import day as read

from generator.build import schemas
from generator.domain.text import vi_date
from generator.examine import Examined, examine
from generator.model import Problem, Source, SourceFile, content
from generator.publish import publish
from generator.publish.derive.follow_ups import follow_ups
from generator.publish.derive.requests import requests

Records = standing_cases.Register
Teller = Callable[[Records, date], list[str]]
"""What is told of some records on a day, line by line."""
META = {"commit": None, "uncommitted_changes": None}
WIDTH = 118
SAID_ELSEWHERE = frozenset(
    {"id", "source", "content", "clause", "directive", "clauses", "kind", "level", "as_written", "seriousness", "evidence",
     "regime", "forms", "method", "seen", "result", "version", "bands", "time_zone", "sample"}
)  # fmt: skip
"""Fields that every record of its kind has here, and that no story is about."""


@dataclass(frozen=True)
class Story:
    """What is recorded, and what is told of it on some days."""

    title: str
    before: str
    """What the register used to say (Vietnamese)."""
    given: str
    """What is recorded, in words (Vietnamese)."""
    records: Callable[[], Records]
    on: tuple[str, ...]
    """Days, YYYY-MM-DD; ``first..last`` stands for each from one to the other."""
    tell: Teller
    rules: tuple[str, ...] = ()
    """Where the page «Cách tính» says why, and has more that is played through."""
    show: tuple[str, ...] = ()
    """Fields of records that the story is about, although most are not."""


# -- tellers


def duties(*names: str) -> Teller:
    """State and sentence of each duty of some tasks."""

    def tell(records: Records, on: date) -> list[str]:
        found = []
        for name in names or ("t1",):
            for duty in records.duties(on, name):
                who = named(duty.body) if duty.body else "(không riêng cơ quan nào)"
                of = f", {duty.period.label}" if duty.period else ""
                task = f"Việc {name}, " if len(names) > 1 else ""
                found.append(f"{task}{who}{of}: {duty.label} — {duty.standing.because}")
        return found or ["(không nêu gì)"]

    return tell


def named(body: Any) -> str:
    names = body["names"][-1]
    return str(names.get("short", names["name"]))


def findings(records: Records, on: date) -> list[str]:
    """State and sentence of each finding."""
    found = follow_ups(examined(records).corpus, on)
    return [f"{short(own)}, {named(f.holder)}: {f.label} — {f.because}" for own, f in found.items()] or [
        "(không nêu gì)"
    ]


def asked(records: Records, on: date) -> list[str]:
    """State and sentence of what has to be answered."""
    found = [r for own in requests(examined(records).corpus, on).values() for r in own]
    return [
        f"{named(r.body) if r.body else '(nguồn không nêu ai)'}: {r.label} — {r.standing.because}" for r in found
    ] or ["(không nêu gì)"]


def checks(*codes: str, hint: bool = False) -> Teller:
    """What whoever records is told, by some checks, on the day of recording."""

    def tell(records: Records, on: date) -> list[str]:
        found = [p for p in examined(records, on).problems if p.code in codes]
        return [message(p, hint=hint) for p in found] or ["được nhận"]

    return tell


def message(problem: Problem, *, hint: bool) -> str:
    severity = "Không nhận" if problem.severity == "error" else "Cảnh báo"
    more = f" Gợi ý: {problem.hint.vi}" if hint and problem.hint else ""
    return f"{severity} ({problem.code}, {short(problem.record)} {problem.at}): {problem.message.vi}{more}"


def table(path: str, *captions: str, only: str = "") -> Teller:
    """The rows of tables of a page (of all, if none is named); those alone in which some words stand."""

    def tell(records: Records, on: date) -> list[str]:
        found = []
        for caption in captions or page(records, on, path).tables:
            rows = page(records, on, path).tables.get(caption)
            if rows is None:
                found.append(f"{caption}: (không có bảng này)")
                continue
            own = [row for row in rows if only in " ".join(cell.text for cell in row.values())]
            found += [f"{caption}: {cells(row)}" for row in own] or [f"{caption}: (không có dòng nào)"]
        return found

    return tell


def cells(row: dict[str, Cell]) -> str:
    return " | ".join(f"{head}: {cell.text}" if head else cell.text for head, cell in row.items() if cell.text)


def facts(path: str, *terms: str) -> Teller:
    """Cards and facts of a page, by what stands beside them."""

    def tell(records: Records, on: date) -> list[str]:
        own = page(records, on, path)
        figures = [f"{own.cards[t]} {t}" for t in terms if t in own.cards]
        return figures + [f"{t}: {cell.text}" for t in terms for cell in own.facts.get(t, ())] or ["(không nêu)"]

    return tell


def words(path: str, *patterns: str) -> Teller:
    """The lines of a page that hold some words, as they are read."""

    def tell(records: Records, on: date) -> list[str]:
        lines = [plain(line) for line in text(records, on, path).splitlines()]
        return [line for line in lines if any(re.search(p, line) for p in patterns)] or ["(không nêu)"]

    return tell


def title(*paths: str) -> Teller:
    """The titles of pages."""

    def tell(records: Records, on: date) -> list[str]:
        return [text(records, on, path).partition('title: "')[2].partition('"')[0] for path in paths]

    return tell


def together(**tellers: Teller) -> Teller:
    """Several tellers, each under its own words (an underscore stands for a space)."""

    def tell(records: Records, on: date) -> list[str]:
        return [f"[{name.replace('_', ' ')}] {line}" for name, own in tellers.items() for line in own(records, on)]

    return tell


# -- a site of a few records


def examined(records: Records, today: date | None = None) -> Examined:
    key = "examined", today
    if key not in records.__dict__:
        files = tuple(SourceFile(path, _yaml(records.files[path])) for path in sorted(records.files))
        records.__dict__[key] = examine(Source("records", files), schemas(), today=today)
    found: Examined = records.__dict__[key]
    return found


def made(records: Records, on: date) -> Any:
    key = "site", on
    if key not in records.__dict__:
        own = examined(records)
        assert not own.failed, [f"{p.where}: {p.message.vi}" for p in own.problems if p.severity == "error"]
        site = publish(own, on, "public", {}, META)
        records.__dict__[key] = cache(lambda path: content(site[path]).decode() if path in site else "")
    return records.__dict__[key]


def text(records: Records, on: date, path: str) -> str:
    found: str = made(records, on)(path if "." in path else f"{path}/index.md".lstrip("/"))
    return found


def page(records: Records, on: date, path: str) -> Reader:
    return Reader(text(records, on, path))


def data(records: Records, on: date, name: str) -> Any:
    return json.loads(text(records, on, f"du-lieu/{name}.json"))[name]


class _Text(Reader):
    def handle_starttag(self, _tag: str, _attrs: Any) -> None: ...

    def handle_endtag(self, _tag: str) -> None: ...


def plain(line: str) -> str:
    """A line of a page without its mark-up."""
    reader = _Text(line)
    return " ".join("".join(reader._words).split())


def short(own: str) -> str:
    return own.removeprefix("tinh-mau-")


# -- printing


def printed(point: int, asks: str, stories: Iterable[Story]) -> str:
    """The text of a point: its stories one after another."""
    parts = [f"{point}. {asks}"]
    known: list[str] = []
    for story in stories:
        records = story.records()
        recorded = list(_recorded(records, story.show))
        lines = [f"  {line}" for line in recorded] if recorded != known else ["  như trên"]
        parts.append("\n".join(_story(story, records, lines)))
        known = recorded
    return "\n\n\n".join(parts) + "\n"


def _story(story: Story, records: Records, recorded: list[str]) -> Iterator[str]:
    yield f"== {story.title}"
    yield f"Trước đây: {story.before}"
    yield f"Cho: {story.given}"
    if story.rules:
        yield "Quy tắc: " + ", ".join(f"gioi-thieu/cach-tinh/#{rule}" for rule in story.rules)
    yield "Bản ghi:"
    yield from recorded
    for on in story.on:
        first, _, last = on.partition("..")
        yield from _told(story.tell, records, list(days(first, last or first)))


def _told(tell: Teller, records: Records, some: list[date]) -> Iterator[str]:
    """Each day on which something is told anew, and the last before that."""
    told = [(on, tell(records, on)) for on in some]
    for n, (on, lines) in enumerate(told):
        same = n > 0 and _folded(told[n - 1][1]) == _folded(lines)
        ends = n + 1 == len(told) or _folded(told[n + 1][1]) != _folded(lines)
        if same and not ends:
            continue
        yield f"{'… đến ngày' if same else 'Ngày'} {vi_date(on)}"
        yield from (f"  {line}" for line in lines)


def _folded(lines: list[str]) -> list[str]:
    return [re.sub(r"[0-9]+ ngày( làm việc)?", "# ngày", line) for line in lines]


def _recorded(records: Records, show: tuple[str, ...]) -> Iterator[str]:
    """The records that a story adds to those that all have."""
    known = type(records)().files
    years = [str(r["year"]) for path, r in records.files.items() if "/trung-uong-lich-" in path]
    if years and "days_off" not in show:
        yield f"lịch cả nước của năm {', '.join(years)}"
    for path, record in records.files.items():
        if record == known.get(path):
            continue
        _, kind, _ = path.split("/")
        if "/trung-uong-lich-" in path and "days_off" not in show:
            continue
        was = known.get(path, {})
        own = {k: v for k, v in record.items() if v != was.get(k)}
        yaml_text = yaml.dump(
            _shortened(own, show),
            Dumper=_Plain,
            allow_unicode=True,
            default_flow_style=True,
            sort_keys=False,
            width=10**6,
        )
        yield f"{kind} {short(record['id'])}: {yaml_text.strip()}"


def _shortened(value: Any, show: tuple[str, ...]) -> Any:
    if isinstance(value, dict):
        return {k: _shortened(v, show) for k, v in value.items() if k not in SAID_ELSEWHERE or k in show}
    if isinstance(value, list):
        return [_shortened(v, show) for v in value]
    return short(value) if isinstance(value, str) else value


__all__ = [
    "Records",
    "Story",
    "asked",
    "checks",
    "data",
    "duties",
    "facts",
    "findings",
    "printed",
    "read",
    "table",
    "text",
    "title",
]
