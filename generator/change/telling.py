"""What a reviewer must see first: rules over time that speak, lateness that disappears, the past that is told anew.

Each is one line, however much there is of it: what moved from which state to which, how often, and at whom.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from generator.catalog import entries
from generator.change.model import Difference, Mark, Run, Runs, Stand, StandingChange
from generator.domain.text import vi_date
from generator.model import Severity

WIDTH = 400
NAME = 100
SHORT = 12
"""Letters of a name that still say something."""
NAMED = 3
"""Things named of many."""
WORDS = {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo", Severity.INFO: "ghi chú"}
COUNTED = {"duty": "việc", "finding": "phát hiện", "request": "yêu cầu", "rating": "xếp loại", "summary": "số liệu kỳ"}
LATE = "quá hạn"
HEADS = {"history": "Quy tắc theo thời gian", "evidence": "Chứng cứ", "": "Kiểm tra bản ghi"}
"""How the marks of each topic are introduced; empty: of any other."""


def telling(found: Difference) -> Iterator[Runs]:
    """Yield the lines: whom it concerns, then the gravest first; what is long is cut, but no code and no body."""
    for head, text in _lines(found):
        yield Run(head, "strong"), Run(text)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[:width].rstrip()}…"


def _lines(found: Difference) -> Iterator[tuple[str, str]]:
    moved = [move for move in found.moves if move.change != "wording"]
    if bodies := _bodies(found, moved):
        more = len(bodies) - 2 * NAMED
        named = "; ".join(_cut(name, NAME) for name in bodies[: 2 * NAMED])
        yield "Cơ quan liên quan: ", f"{named}{f' và {more} cơ quan nữa' if more > 0 else ''}"
    yield from _told(found, Severity.ERROR)
    yield from _told(found, Severity.WARNING)
    gone = [move for move in moved if _late(move.before) and not _late(move.after)]
    newly = [move for move in moved if _late(move.after) and not _late(move.before)]
    day = vi_date(found.past_day) if found.past_day else ""
    for head, own in (
        ("Không còn quá hạn: ", gone), ("Nay quá hạn: ", newly),
        (f"Đổi điều đã qua (tình trạng ngày {day} nay nói khác): ", found.past),
    ):  # fmt: skip
        if own:
            yield head, _cut(_moves(own), WIDTH)
    if later := [move for move in moved if move.due_moved]:
        yield f"Hạn dời, {len(later)} việc: ", _cut("; ".join(map(_due, later[: 2 * NAMED])), WIDTH)
    yield from _told(found, Severity.INFO)
    found_now = [m for m in moved if m.change == "new" and m.subject == "finding"]
    moved_on = [m for m in moved if m.change == "state" and m.subject in COUNTED]
    others = [m for m in (*moved_on, *found_now) if m not in (*gone, *newly)]
    if others:
        yield "Tình trạng: ", _cut(_moves(others), WIDTH)


def _bodies(found: Difference, moved: Iterable[StandingChange]) -> list[str]:
    """Return the bodies concerned: those for whom something stands otherwise, those at whom a mark is, the others."""
    stands = Counter(move.body_label for move in chain(moved, found.past) if move.body_label)
    marked = Counter(name for mark in found.marks for name in mark.bodies)
    named = Counter(name for record in found.records for name in record.bodies)
    return list(dict.fromkeys(name for own in (stands, marked, named) for name, _ in own.most_common()))


def _told(found: Difference, severity: Severity) -> Iterator[tuple[str, str]]:
    for topic, head in HEADS.items():
        own = [mark for mark in found.marks if (mark.severity, _topic(mark)) == (severity, topic)]
        if own:
            yield f"{head}, {len(own)} {WORDS[severity]}: ", _marks(own)


def _topic(mark: Mark) -> str:
    topic = entries()[mark.code].topic
    return topic if topic in HEADS else ""


def _late(stand: Stand | None) -> bool:
    return stand is not None and (LATE in stand.label and not stand.label.startswith(("Hoàn thành", "Đã")))


def _due(move: StandingChange) -> str:
    days = [stand.due if stand else None for stand in (move.before, move.after)]
    was, now = (vi_date(day) if day else "không có" for day in days)
    more = (days[1] - days[0]).days if days[0] and days[1] else 0
    by = f", {'muộn' if more > 0 else 'sớm'} hơn {abs(more)} ngày" if more else ""
    return f"{_named(move)}: {was} → {now}{by}"


def _named(move: StandingChange) -> str:
    return ", ".join(part for part in (move.label, _whose(move)) if part)


def _whose(move: StandingChange) -> str:
    """Return at whom something moved, and for which period; what its own name says already is not said again."""
    body = "" if move.body_label in move.label else move.body_label
    return ", ".join(part for part in (body, move.detail) if part)


def _marks(own: Iterable[Mark]) -> str:
    """Say how often each mark stands, and at what as far as there is room."""
    table: dict[str, list[str]] = {}
    for mark in own:
        table.setdefault(f"{mark.title} [{mark.code}]", []).append(mark.label)
    named = [(f"{len(own)} × {title}", _few([label for label in own if label])) for title, own in table.items()]
    left = WIDTH - sum(len(title) + 5 for title, _ in named)  # no code is cut away
    room = WIDTH if sum(len(at) for _, at in named) <= left else max(left, 0) // len(named)
    return "; ".join(f"{title} ({_cut(at, room)})" if at and room >= SHORT else title for title, at in named)


def _moves(own: Iterable[StandingChange]) -> str:
    """Say how many of what moved from which state to which, with the first of them by name."""
    table: dict[tuple[str, str, str], dict[str, list[str]]] = {}
    for move in own:
        was = move.before.label if move.before else "chưa có"
        now = move.after.label if move.after else "không còn trong sổ"
        was, now = (was, now) if was != now else (f"{was}, hạn cũ", "hạn khác")
        table.setdefault((move.subject, was, now), {}).setdefault(move.label, []).append(_whose(move))
    return "; ".join(
        f"{sum(map(len, named.values()))} {COUNTED[subject]}: {was} → {now} ({_few([_at(*one) for one in named.items()])})"
        for (subject, was, now), named in table.items()
    )


def _at(label: str, whose: list[str]) -> str:
    said = _few([one for one in whose if one])
    return f"{label}: {said}" if said else label


def _few(labels: list[str]) -> str:
    named = list(dict.fromkeys(labels))
    more = len(named) - NAMED
    return "; ".join(named[:NAMED]) + (f" và {more} nữa" if more > 0 else "")
