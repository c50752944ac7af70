"""What a reviewer must see first: rules over time that speak, lateness that disappears, the past that is told anew.

Each is one line, however much there is of it: what moved from which state to which, how often, and at whom.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, product

from generator.catalog import entries
from generator.change.model import Difference, Mark, Run, Runs, Stand, StandingChange
from generator.domain.text import vi_date
from generator.model import Severity

WIDTH = 400
NAMED = 3
"""Things named of many."""
WORDS = {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo", Severity.INFO: "ghi chú"}
COUNTED = {"duty": "việc", "finding": "phát hiện", "request": "yêu cầu", "rating": "xếp loại", "summary": "số liệu kỳ"}
LATE = "quá hạn"
HEADS = {"history": "Quy tắc theo thời gian", "evidence": "Chứng cứ", "": "Kiểm tra bản ghi"}
"""How the marks of each topic are introduced; empty: of any other."""


def telling(found: Difference) -> Iterator[Runs]:
    """Yield the lines, the gravest first, each of at most so many characters."""
    for head, text in _lines(found):
        yield Run(head, "strong"), Run(text if len(text) <= WIDTH else f"{text[:WIDTH].rstrip()}…")


def _lines(found: Difference) -> Iterator[tuple[str, str]]:
    for severity, (topic, head) in product((Severity.ERROR, Severity.WARNING, Severity.INFO), HEADS.items()):
        own = [mark for mark in found.marks if (mark.severity, _topic(mark)) == (severity, topic)]
        if own:
            yield f"{head}, {len(own)} {WORDS[severity]}: ", _marks(own)
    moved = [move for move in found.moves if move.change != "wording"]
    gone = [move for move in moved if _late(move.before) and not _late(move.after)]
    if gone:
        yield "Không còn quá hạn: ", _moves(gone)
    newly = [move for move in moved if _late(move.after) and not _late(move.before)]
    if newly:
        yield "Nay quá hạn: ", _moves(newly)
    if found.past:
        day = vi_date(found.past_day) if found.past_day else ""
        yield f"Đổi điều đã qua (tình trạng ngày {day} nay nói khác): ", _moves(found.past)
    if later := [move for move in moved if move.due_moved]:
        yield f"Hạn dời, {len(later)} việc: ", "; ".join(map(_due, later[: 2 * NAMED]))
    others = [m for m in moved if m.change == "state" and m not in (*gone, *newly) and m.subject in COUNTED]
    if others:
        yield "Tình trạng: ", _moves(others)
    bodies = Counter(move.body_label for move in chain(moved, found.past) if move.body_label)
    if bodies:
        named = ", ".join(name for name, _ in bodies.most_common(2 * NAMED))
        more = len(bodies) - 2 * NAMED
        yield "Cơ quan liên quan: ", f"{named}{f' và {more} cơ quan nữa' if more > 0 else ''}"


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
    table: dict[str, list[str]] = {}
    for mark in own:
        table.setdefault(f"{mark.title} [{mark.code}]", []).append(mark.label)
    named = ((f"{len(own)} × {title}", _few([label for label in own if label])) for title, own in table.items())
    return "; ".join(f"{title} ({at})" if at else title for title, at in named)


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
