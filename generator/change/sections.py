"""A difference as sections of entries, before any markup: what the printers for people have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.change.headline import ACTIONS, paths
from generator.change.model import (
    Difference,
    Line,
    Op,
    PageChange,
    Piece,
    Run,
    Runs,
    Stand,
    StandingChange,
    Suspect,
    Tally,
    short,
)
from generator.change.records import grouped
from generator.change.standings import SUBJECT_LABELS
from generator.change.words import joined
from generator.domain.text import lower, vi_date

NAMED = 3
"""Places of which only the explanation changes, and which are named."""
PAGES = 10
"""Pages that are listed one by one."""
_NEW, _GONE = "chưa có", "không còn"


@dataclass(frozen=True, slots=True)
class Bullet:
    """One entry: its line, and the lines below it; cut off as a whole or not at all."""

    head: Runs
    below: tuple[Runs, ...] = ()
    group: str = ""
    """The heading under which it stands."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a difference: title, a sentence on all of it, entries."""

    title: str
    entries: tuple[Bullet, ...]
    lead: str = ""
    listed: int = field(default=0)
    """How many there are, if that is more than the entries."""


def sections(found: Difference) -> list[Chapter]:
    """Return the sections that have something to say, the most telling first."""
    moved = [move for move in found.moves if move.change != "wording"]
    worded = len(found.moves) - len(moved)
    same = dict.fromkeys(joined((m.label, m.body_label, m.detail)) for m in found.moves if m.change == "wording")
    more = f" và {len(same) - NAMED} nơi nữa" if len(same) > NAMED else ""
    named = f"{'; '.join([*same][:NAMED])}{more}"
    lead = f"{worded} chỗ giữ nguyên tình trạng, chỉ đổi lời giải thích: {named}." if worded else ""
    every = [
        Chapter("Bản ghi", tuple(_records(found))),
        Chapter("Cần xem lại, vì nội dung làm căn cứ đã đổi", tuple(_suspects(found))),
        Chapter("Tình trạng thay đổi", tuple(_move(move) for move in moved), lead),
        Chapter("Số đếm thay đổi", tuple(_tallies(found))),
        Chapter("Trang thay đổi", tuple(_page(page) for page in _pages(found)[:PAGES]), paths(found), len(found.pages)),
    ]
    return [section for section in every if section.entries or section.lead]


# records


def _records(found: Difference) -> Iterator[Bullet]:
    for (_, dossier), own in grouped(found.records).items():
        first = own[0]
        province = _province(first.province_label, sample=first.sample)
        group = f"{province} › {first.dossier_label}" if dossier else province
        for change in own:
            head = (
                Run(f"{change.kind_label} ({ACTIONS[change.action]}): "),
                Run(change.label, "strong"),
                *_at(change.page),
            )
            same = (Run(f"nội dung giống hệt bản ghi {change.same_as}: có vẻ chỉ đổi mã"),) if change.same_as else ()
            yield Bullet(head, (*map(line, change.lines), *([same] if same else [])), group)


def line(found: Line) -> Runs:
    """Say one thing that a change did to a record."""
    label = f"{found.label}: " if found.label else ""
    note = f", {found.note}" if found.note and (found.before or found.after or found.pieces) else found.note
    match found.what:
        case "wording":
            said = [Run(label), *(piece for one in found.pieces for piece in _piece(one))]
            return (*said, Run(note)) if note else tuple(said)
        case "field":
            return Run(label), Run(short(found.after))
        case "set":
            return Run(f"thêm {label}"), Run(short(found.after), "in"), Run(note)
        case "cleared":
            return Run(f"bỏ {label}"), Run(short(found.before), "out"), Run(note)
        case _ if not found.before and not found.after:
            return (Run(f"{label}{note}"),)
        case _:
            return Run(label), *_arrow(found.before, found.after), Run(note)


def _piece(piece: Piece) -> tuple[Run, ...]:
    style = {Op.OUT: "out", Op.IN: "in"}.get(piece.op, "plain")
    return Run(short(piece.text) if style != "plain" else piece.text, style), Run(" ")


def _arrow(before: str, after: str) -> Runs:
    if not before:
        return (Run(short(after), "in"),)
    return Run(short(before), "out"), Run(" → "), Run(short(after), "in")


# what is derived


def _move(move: StandingChange) -> Bullet:
    who = ", ".join(part for part in (move.body_label, move.detail) if part)
    head = [Run(move.label, "strong"), *([Run(f" — {who}")] if who else []), *_at(move.page)]
    old, new = move.before, move.after
    states = [*_arrow(old.label if old else _NEW, new.label if new else _GONE)]
    below: list[Runs] = [tuple(states)]
    if move.due_moved:
        below.append((Run("hạn: "), *_arrow(_due(old), _due(new))))
    because = (new or old or Stand("", "")).because
    if because:
        below.append((Run(f"vì: {short(because)}" if new else f"trước đây: {short(because)}"),))
    group = f"{_province(move.province_label, sample=move.sample)} › {SUBJECT_LABELS[move.subject]}"
    if move.change == "due" and old is not None and old.label == (new.label if new else ""):
        below[0] = (Run(f"vẫn là: {old.label}"),)
    return Bullet(tuple(head), tuple(below), group)


def _due(stand: Stand | None) -> str:
    return vi_date(stand.due) if stand is not None and stand.due else "không có"


def _tallies(found: Difference) -> Iterator[Bullet]:
    """Yield the counts; those of the whole register only where they are not those of its one province."""
    of_provinces = [tally.numbers for tally in found.tallies if tally.province and not tally.body]
    for tally in found.tallies:
        if tally.province or tally.numbers not in of_provinces:
            yield _tally(tally)


def _tally(tally: Tally) -> Bullet:
    province = _province(tally.province_label, sample=tally.sample)
    name = tally.body_label or (f"Cả {lower(province)}" if tally.province else "Cả sổ")
    below = tuple((Run(f"{n.label}: "), *_arrow(str(n.before), str(n.after))) for n in tally.numbers)
    return Bullet((Run(name, "strong"),), below, province if tally.province else "Cả sổ")


def _suspects(found: Difference) -> Iterator[Bullet]:
    table: dict[tuple[str, str, str], list[Suspect]] = {}
    for suspect in found.suspects:
        group = _province(suspect.province_label, sample=suspect.sample)
        table.setdefault((group, suspect.kind_label, suspect.why), []).append(suspect)
    for (group, kind, why), own in table.items():
        links = [run for one in own for run in (Run("; "), Run(one.label, "strong"), *_at(one.page))][1:]
        yield Bullet((Run(f"{kind}{f' ({len(own)})' if len(own) > 1 else ''}: "), *links), ((Run(why),),), group)


# the site


def _pages(found: Difference) -> list[PageChange]:
    order = ("gone", "new", "changed")
    return sorted(found.pages, key=lambda page: order.index(page.change))


def _page(page: PageChange) -> Bullet:
    word = {"new": "Trang mới: ", "changed": "Trang đổi: ", "gone": "Trang mất: "}[page.change]
    return Bullet((Run(word), Run(page.title or page.address), *_at(page.address)))


def _at(address: str) -> Sequence[Run]:
    return Run(" ("), Run(address or "./", "code"), Run(")")


def _province(label: str, *, sample: bool) -> str:
    return f"{label} (giả định)" if sample else label
