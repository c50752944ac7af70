"""Logs: accountability, notices, coordination, feedback, obstacles. An index of each, and a page per province and year.

Every record of a log has its place on such a page, even one that is dated after the day (``publish/pages.py`` writes it).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.domain import bodies, dates
from generator.domain.text import collation_key
from generator.kinds import BY_NAME
from generator.model import Record
from generator.publish.derive.requests import Request
from generator.publish.inline import Ref, joined, line
from generator.publish.register import Page, Register
from generator.publish.views import log_counts
from generator.publish.views.common import HOME, none
from generator.publish.views.log_counts import Counts
from generator.publish.views.log_entries import entry, entry_table
from generator.publish.views.table import named

KIND = "Trách nhiệm, phối hợp, phản ánh"
"""How the search filter names the pages of all logs."""


@dataclass(frozen=True, slots=True)
class Log:
    """One log: the kind of its records, its words, and what its index counts."""

    kind: str
    title: str
    lead: str
    empty: str
    counts: Callable[[Register, list[Record]], Counts]
    words: tuple[str, ...] = ()
    template: str = "log.md.jinja"

    @property
    def ref(self) -> Ref:
        """The link to the index."""
        return Ref(self.title, f"{BY_NAME[self.kind].pages}/")


LOGS = (
    Log(
        "accountability",
        "Xử lý trách nhiệm",
        "Việc xem xét trách nhiệm của tập thể và cá nhân. Việc được công khai thì ghi từng việc; việc khác chỉ nằm trong số tổng hợp.",
        "Sổ chưa ghi việc nào được công khai từng việc.",
        log_counts.accountability,
        ("Kỷ luật", "Kiểm điểm", "Thời hạn 90 ngày, 150 ngày"),
        "log_accountability.md.jinja",
    ),
    Log(
        "notice",
        "Nhắc nhở, phê bình, biểu dương",
        "Cơ quan bị nhắc nhở, phê bình; cơ quan được biểu dương, có mô hình, cách làm tốt.",
        "Sổ chưa ghi nhắc nhở, phê bình hay biểu dương nào.",
        log_counts.notices,
        ("Khen thưởng", "Mô hình tốt"),
    ),
    Log(
        "coordination",
        "Phối hợp",
        "Ai hỏi ý kiến ai, trả lời đúng hạn hay chậm, có nêu rõ quan điểm hay không.",
        "Sổ chưa ghi yêu cầu phối hợp nào.",
        log_counts.coordination,
        ("Chậm phối hợp", "Lấy ý kiến"),
    ),
    Log(
        "feedback",
        "Phản ánh, kiến nghị",
        "Phản ánh của người dân, doanh nghiệp, báo chí và cách xử lý. Sổ chỉ ghi phản ánh là của người dân, doanh nghiệp, báo chí hay tổ chức khác, không ghi gì để nhận ra người phản ánh.",
        "Sổ chưa ghi phản ánh nào.",
        log_counts.feedback,
    ),
    Log(
        "obstacle",
        "Khó khăn, vướng mắc",
        "Khó khăn, vướng mắc mà cơ quan báo cáo, đề nghị gì, và ý kiến giải quyết.",
        "Sổ chưa ghi khó khăn, vướng mắc nào.",
        log_counts.obstacles,
    ),
)


def pages(register: Register) -> Iterator[Page]:
    """Yield the index of each log, and its pages per province and year."""
    for log in LOGS:
        every = list(register.corpus.of(log.kind))
        yield from _index(register, log, every)
        day = register.corpus.schemas.days[log.kind]
        own: dict[str, list[Request]] = {}
        for request in register.requests.get(log.kind, ()):
            own.setdefault(request.record.id, []).append(request)
        for at, records in _grouped(every, day).items():
            yield _page(register, log, at, records, own)


def _grouped(records: Iterable[Record], day: str) -> dict[tuple[str, str], list[Record]]:
    """Return the records by province and year, each group by day; ``day``: the field that has it."""
    table: dict[tuple[str, str], list[Record]] = {}
    for record in sorted(records, key=lambda r: (dates.days(r[day]).first, collation_key(r.id))):
        table.setdefault((record.province, str(record[day])[:4]), []).append(record)
    return dict(sorted(table.items()))


def _index(register: Register, log: Log, every: list[Record]) -> Iterator[Page]:
    """Yield the index of a log."""
    counts = log.counts(register, every)
    view: dict[str, Any] = {
        "crumbs": [HOME],
        "title": log.title,
        "lead": log.lead,
        "total": len(every),
        "nothing": none(register, "Sổ chưa ghi việc xem xét trách nhiệm nào.", log.kind),
        "counts": counts,
        "cards": counts.cards,
        "counted": counts.table(counts.rows) if counts.table else None,
        "years": _years(register, log, every),
        "empty": none(register, log.empty, log.kind),
    }
    yield Page(f"{log.ref.url}index.md", log.template, log.title, view, KIND, log.words)


def _years(register: Register, log: Log, known: list[Record]) -> list[dict[str, Any]]:
    """Return a line per province: its years, newest first, each with the link and count of its entries."""
    table: dict[str, list[dict[str, Any]]] = {}
    for (province, year), records in _grouped(known, register.corpus.schemas.days[log.kind]).items():
        ref = Ref(f"Năm {year}", f"{log.ref.url}{province}-{year}/")
        table.setdefault(province, []).append({"ref": ref, "count": len(records)})
    homes = {province: register.corpus.records[province] for province in table}
    return [
        {
            "of": named(register, homes[province]),
            "years": joined(line(year["ref"], f" ({year['count']})") for year in table[province][::-1]),
            "count": sum(year["count"] for year in table[province]),
        }
        for province in sorted(table, key=lambda name: collation_key(register.label(homes[name])))
    ]


def _page(
    register: Register, log: Log, at: tuple[str, str], records: list[Record], own: dict[str, list[Request]]
) -> Page:
    province, year = at
    home = register.corpus.records[province]
    title = f"{log.title}: {register.label(home)}, năm {year}"
    view = partial(_view, register, log, title, records, own)
    words = [*log.words, bodies.name(home)]
    return Page(f"{log.ref.url}{province}-{year}/index.md", "logs.md.jinja", title, view, KIND, words)


def _view(
    register: Register, log: Log, title: str, records: list[Record], own: dict[str, list[Request]]
) -> dict[str, Any]:
    home = register.corpus.records[records[0].province]
    entries = [(record, own.get(record.id, [])) for record in records]
    return {
        "crumbs": [HOME, log.ref, register.ref(home)],
        "title": title,
        "lead": log.lead,
        "empty": none(register, log.empty, log.kind),
        "sample": register.is_sample(home),
        "listed": entry_table(register, f"{log.title}, theo ngày", log.kind, entries),
        "entries": [entry(register, record, requests) for record, requests in entries],
    }
