"""What every record is called, and the address of the page, or place on a page, that shows it. One entry per kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cached_property

from generator.domain import bodies, dates, documents
from generator.domain.dates import EVER
from generator.domain.text import vi_date, vi_interval
from generator.kinds import BY_NAME
from generator.model import Corpus, Record


class Names:
    """Names and addresses of the records of one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        titled = ("task", "plan", "inspection", "category", "finding", "sanction", "framework", "summary")
        self._labels: dict[str, Callable[[Record], str]] = {
            **dict.fromkeys(("province", "agency", "group", "team"), self._body),
            **dict.fromkeys(("document", "directive"), lambda r: documents.name(corpus, r)),
            **dict.fromkeys(titled, lambda r: str(r["title"])),
            **dict.fromkeys(("rollout", "submission", "measurement"), lambda r: self.label(self._of(r, "task"))),
            "following": lambda r: f"Danh sách theo dõi của {self.label(self._of(r, 'by'))}",
            "calendar": lambda r: f"Lịch {r['year']}",
            "recommendation": lambda r: f"Kiến nghị với {self.label(self._of(r, 'addressee'))}",
            "remediation": lambda r: f"Khắc phục: {self._of(r, 'finding')['title']}",
            "verification": lambda r: f"Xác minh ngày {_day(r, 'on')}: {self._finding(r)['title']}",
            "accountability": lambda r: f"Xử lý trách nhiệm tại {self.label(self._of(r, 'agency'))}",
            "notice": lambda r: f"{corpus.schemas.coded('notice', ('type',), r['type'])} ngày {_day(r, 'on')}",
            "coordination": lambda r: str(r["about"]),
            "feedback": lambda r: f"Phản ánh ngày {_day(r, 'received')} về {self.label(self._of(r, 'agency'))}",
            "obstacle": lambda r: f"Vướng mắc: {r['asks']}",
            "rating": lambda r: f"{self.label(self._of(r, 'agency'))}, năm {r['year']}",
        }
        self._places: dict[str, Callable[[Record], str]] = {
            **dict.fromkeys(("task", "rollout", "submission", "measurement"), self._on_directive),
            **dict.fromkeys(("finding", "recommendation"), lambda r: f"kiem-tra/{r['inspection']}/#{r.id}"),
            **dict.fromkeys(
                ("remediation", "verification"), lambda r: f"kiem-tra/{self._finding(r)['inspection']}/#{r.id}"
            ),
            "following": lambda r: f"theo-doi/pham-vi/#{r.id}",
            "sanction": lambda r: f"gioi-thieu/hinh-thuc-xu-ly/#{r.id}",
        }

    def label(self, record: Record) -> str:
        """Name a record as people do."""
        return self._labels[record.kind](record)

    def place(self, record: Record) -> str:
        """Return the address below the site's root of the page, or place on a page, that shows a record."""
        kind = BY_NAME[record.kind]
        if kind.dated:
            return f"{kind.pages}/{record.province}-{record[kind.dated][:4]}/#{record.id}"
        return f"{kind.pages}/{record.id}/" if kind.pages else self._places[record.kind](record)

    def _of(self, record: Record, field: str) -> Record:
        return self.corpus.records[record[field]]

    def _finding(self, record: Record) -> Record:
        """Return the finding of a remediation or verification."""
        remediation = record if record.kind == "remediation" else self._of(record, "remediation")
        return self._of(remediation, "finding")

    def _body(self, body: Record) -> str:
        name = bodies.name(body)
        life = bodies.life(body)
        return name if name not in self._shared or life == EVER else f"{name} ({vi_interval(life)})"

    @cached_property
    def _shared(self) -> frozenset[str]:
        """Names that more than one body has, at different times: they are told apart by their years."""
        names = Counter(bodies.name(body) for body in self.corpus.of("province", "agency", "group", "team"))
        return frozenset(name for name, uses in names.items() if uses > 1)

    def _on_directive(self, record: Record) -> str:
        task = record if record.kind == "task" else self._of(record, "task")
        return f"chi-dao/{task['directive']}/#{task.id}"


def _day(record: Record, field: str) -> str:
    return vi_date(dates.day(record[field]))
