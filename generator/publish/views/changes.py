"""What changed lately: the page ``thay-doi/``, for the week, the month and the quarter up to the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from generator.domain.events import stated
from generator.domain.text import collation_key, lower, vi_date, vi_on
from generator.history.git import Flaw
from generator.model import Record
from generator.publish.derive.owed import Owed
from generator.publish.derive.standing import Duty
from generator.publish.history import Past
from generator.publish.inline import line, noted
from generator.publish.register import Page, Register
from generator.publish.views.chain import known
from generator.publish.views.changes_section import past_words
from generator.publish.views.common import BOARDS, HOME
from generator.publish.views.moved_deadlines import MovedDeadline, mark, moved, recorded_moves
from generator.publish.views.table import Column, Table, named, numbers, table
from generator.publish.views.tables import doubt

PERIODS = (7, 30, 90)
"""Days up to the day of the site: a week, a month, a quarter."""
SHOWN = 100
"""Lines of one kind in one period; the total is said."""
PLACE = "thay-doi/"
KINDS = {
    "duty": "Việc mới quá hạn",
    "matter": "Phát hiện mới quá hạn khắc phục",
    "request": "Yêu cầu, phản ánh, vướng mắc, việc xem xét trách nhiệm mới quá hạn",
    "moved": "Hạn được dời",
    "past": "Bổ sung điều đã có hiệu lực từ trước",
    "closed": "Phát hiện đã kết thúc",
    "recurred": "Phát hiện lặp lại",
    "directive": "Văn bản chỉ đạo mới vào sổ",
    "inspection": "Cuộc kiểm tra, thanh tra mới vào sổ",
    "finding": "Phát hiện mới vào sổ",
    "opened": "Phần mới mở trong sổ",
}
"""What is listed, in this order."""
_LATE = {"task": "duty", "report": "duty", "finding": "matter"}
"""Sorts of what is overdue by the kind that feeds know them by; all others are requests."""
_ENTERED = ("directive", "inspection", "finding")


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One thing that changed: on which day, of which kind, where it is shown, and what is to be said of it."""

    on: date
    kind: str
    record: Record
    said: str
    mark: str = ""
    body: Record | None = None
    vague: str = ""
    """When it was, where that is no day."""

    @property
    def key(self) -> str:
        """What makes it another item than any other of its kind and day, by ids; readers know items by it, so it stays."""
        return " ".join((self.kind, self.record.id, self.on.isoformat(), self.body.id if self.body else "-", self.said))

    def words(self, register: Register) -> str:
        """Return what is to be said of it: which body, with its province, and what else."""
        other = self.body if self.body is not self.record else None
        return ", ".join(filter(None, (register.called(other) if other else "", self.said)))


def items(register: Register) -> list[NewsItem]:
    """Return what changed in the longest period, the newest first."""
    memo = register.corpus.memo
    key = f"changes {register.as_of}"
    if key not in memo:
        first = register.ago(PERIODS[-1])
        found = (
            *_overdue(register),
            *_moved(register),
            *_past(register),
            *_followed_up(register),
            *_entered(register),
            *_opened(register),
        )
        own = [item for item in found if first < item.on <= register.as_of]
        order = list(KINDS)
        own.sort(key=lambda i: (-i.on.toordinal(), order.index(i.kind), collation_key(i.record.id), i.key))
        memo[key] = own
    result: list[NewsItem] = memo[key]
    return result


def _overdue(register: Register) -> Iterator[NewsItem]:
    """Yield what is overdue on the day, on the day from which it is: the same one on whichever day that is told."""
    for one in register.owed:
        if one.overdue:
            kind = _LATE.get(one.sort, "request")
            mark = "; ".join(filter(None, (_late_again(register, one), doubt(register, one.body, *one.records))))
            yield NewsItem(one.overdue_from, kind, one.record, _late_words(one), mark, one.body)


def _late_again(register: Register, one: Owed) -> str:
    """Name what happened on the day before, where something is overdue from later than its deadline."""
    done = one.records[1]
    if done is None or one.overdue_from - one.due <= timedelta(days=1):
        return ""
    for i, event in enumerate(done.get("events", ())):
        on = stated(event)
        if on.exact and timedelta() <= one.overdue_from - on.first <= timedelta(days=1):
            return f"{lower(register.coded(done, 'events', i, 'type'))} {vi_on(on)}"
    return ""


def _late_words(one: Owed) -> str:
    words = [one.of.period.label] if isinstance(one.of, Duty) and one.of.period else []
    return ", ".join([*words, f"hạn {vi_date(one.due)}"])


def moves(register: Register) -> Iterator[tuple[date, MovedDeadline]]:
    """Yield the deadlines that moved, each with the day on which the register came to say so."""
    for record in register.corpus.of("task", "rollout", "submission", "remediation"):
        for move in recorded_moves(record):
            since = register.past.since_of(record, move.at)
            yield (since.told if since.told and not since.opening else move.on), move
    for record_id, edits in register.past.edits.items():
        record = register.corpus.records[record_id]
        for seen in edits:
            for change in seen.changes:
                direct = moved(record, change, seen.on)
                if direct is not None:
                    yield seen.on, direct


def _moved(register: Register) -> Iterator[NewsItem]:
    for on, move in moves(register):
        if move.on <= register.as_of:
            vague = "" if on != move.on or move.when.exact else vi_on(move.when)
            yield NewsItem(on, "moved", move.record, move.words, mark(register, move), vague=vague)


def _past(register: Register) -> Iterator[NewsItem]:
    """Yield what was filled in and holds from a day before it entered the register."""
    for own, edits in register.past.edits.items():
        record = register.corpus.records[own]
        body = record if record.kind == "agency" else None
        for seen in edits:
            for change in seen.changes:
                for said in past_words(register, record, change, seen.on):
                    name = register.wording.field(record.kind, change.at)
                    yield NewsItem(seen.on, "past", record, f"{name}: {said}", body=body)


def _followed_up(register: Register) -> Iterator[NewsItem]:
    for follow_up in register.follow_ups.values():
        holder = follow_up.holder
        if follow_up.closed is not None:
            undated = "" if follow_up.ended else "không rõ ngày"
            yield NewsItem(follow_up.closed, "closed", follow_up.finding, undated, "", holder)
        if follow_up.repeats:
            since = register.past.since_of(follow_up.finding)
            on = since.told if since.told and not since.opening else follow_up.seen
            yield NewsItem(on, "recurred", follow_up.finding, f"lần thứ {len(follow_up.repeats) + 1}", "", holder)


def _entered(register: Register) -> Iterator[NewsItem]:
    for record in register.corpus.of(*_ENTERED):
        since = register.past.since_of(record)
        if since.on is not None and not since.opening and known(register, record):
            yield NewsItem(since.on, record.kind, record, "")


def _opened(register: Register) -> Iterator[NewsItem]:
    counts: dict[tuple[str, date], int] = {}
    for record in register.corpus.records.values():
        since = register.past.since_of(record)
        if since.opening and since.on is not None:
            counts[record.province, since.on] = counts.get((record.province, since.on), 0) + 1
    for (province, on), count in counts.items():
        opened = register.corpus.get(province, "province")
        if opened is not None:
            yield NewsItem(on, "opened", opened, f"{count} mục")


# the page


def pages(register: Register) -> Iterator[Page]:
    """Yield the page of changes."""
    found = items(register)
    view = {
        "title": "Thay đổi gần đây",
        "crumbs": [HOME, BOARDS],
        "limits": limits(register.past),
        "uncommitted": sum(1 for since in register.past.since.values() if since.uncommitted),
        "counts": _counts(register, found),
        "parts": list(_parts(register, found)),
    }
    yield Page(f"{PLACE}index.md", "changes.md.jinja", "Thay đổi gần đây", view, "Bảng theo dõi", ["Có gì mới"])


def _counts(register: Register, found: list[NewsItem]) -> Table:
    """Return how much changed, of each kind and in each period."""
    return table(
        f"Số thay đổi, tính đến ngày {vi_date(register.as_of)}",
        KINDS.items(),
        Column("Thay đổi", lambda row: row[1], heads=True),
        *numbers(
            [f"{n} ngày qua" for n in PERIODS],
            lambda row: [sum(1 for _ in _within(register, found, row[0], n)) for n in PERIODS],
        ),
        filter=False,
    )


def _within(register: Register, found: Iterable[NewsItem], kind: str, days: int) -> Iterator[NewsItem]:
    first = register.ago(days)
    return (item for item in found if item.kind == kind and item.on > first)


def _parts(register: Register, found: list[NewsItem]) -> Iterator[dict[str, Any]]:
    """Yield what the page lists: each period without the shorter one that is listed before it."""
    last = register.as_of
    for length in PERIODS:
        first = register.ago(length - 1)
        own = [item for item in found if first <= item.on <= last]
        lists = []
        for kind, label in KINDS.items():
            lines = [item for item in own if item.kind == kind]
            if lines:
                rows = [told(register, item) for item in lines[:SHOWN]]
                lists.append({"label": label, "total": len(lines), "rows": rows, "more": len(lines[SHOWN:])})
        yield {
            "days": str(length),
            "first": vi_date(first),
            "last": vi_date(last),
            "lists": lists,
            "newest": length == PERIODS[0],
        }
        last = register.ago(length)


def told(register: Register, item: NewsItem, *, kind: bool = False) -> dict[str, Any]:
    """Return a change as lists show it: of what it is, and when with what; ``kind``: no heading says which it is."""
    when = item.vague or f"ngày {vi_date(item.on)}"
    words = item.words(register).removesuffix(f", {when}")  # a deadline may have moved on that very day
    words = ": ".join(filter(None, (lower(KINDS[item.kind]) if kind else "", words)))
    said = f"; {words}" if words else ""
    return {
        "what": named(register, item.record),
        "when": line(f"{item.vague or vi_date(item.on)}{said}", noted(item.mark)),
    }


def limits(past: Past) -> list[str]:
    """Say what this copy of the repository cannot tell."""
    if Flaw.GRAFTED in past.flaws:
        return ["Lịch sử của bản sao này đã bị nối lại, nên trang không nêu điều gì vào sổ ngày nào."]
    if not past.known:
        return ["Bản này không có lịch sử của sổ, nên trang không nêu điều gì vào sổ ngày nào."]
    found = []
    if Flaw.SHALLOW in past.flaws:
        found.append("Bản sao này không đủ lịch sử: những gì đã có khi nó bắt đầu thì không rõ vào sổ ngày nào.")
    if Flaw.SPARSE in past.flaws:
        found.append("Bản sao này chỉ lấy về một phần sổ: bản ghi không lấy về thì các trang không có.")
    if Flaw.REPLACED in past.flaws:
        found.append("Trong bản sao này có phần lịch sử bị thay; trang chỉ đọc lịch sử gốc.")
    if past.unread:
        found.append(f"{past.unread} phiên bản cũ không đọc được nên được bỏ qua.")
    return found
