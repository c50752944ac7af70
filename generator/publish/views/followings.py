"""What the register is told everything of: each full list, of what and whom, from and to which day, kept by whom."""

from __future__ import annotations

from collections.abc import Iterator

from generator.domain.text import vi_span
from generator.model import Record
from generator.publish.inline import Line, joined, line
from generator.publish.register import Page, Register
from generator.publish.views.common import BOARDS, HOME, listed
from generator.publish.views.facts import cited, origin
from generator.publish.views.table import Column, Table, facet, sample, table

PLACE = "theo-doi/pham-vi/"


def pages(register: Register) -> Iterator[Page]:
    """Yield the page of what is followed."""
    known = list(register.corpus.of("following"))
    lead = (
        "Sổ nhận đủ tin về những việc nào, của cơ quan nào, từ ngày nào, theo danh sách của ai. Chỉ trong phạm vi này, "
        "việc không có tin mới được coi là chưa làm; ngoài phạm vi này sổ không nói cơ quan nào quá hạn vì không có tin."
    )
    empty = "Chưa có danh sách đầy đủ nào: sổ chỉ ghi những tin gặp được, nên không coi việc không có tin là quá hạn."
    rows, crumbs = _table(register, known), [HOME, BOARDS]
    yield listed(
        f"{PLACE}index.md", "Phạm vi theo dõi", lead, rows, "Bảng theo dõi", place="pham-vi", crumbs=crumbs, empty=empty
    )


def _table(register: Register, known: list[Record]) -> Table:
    def title(field: str) -> str:
        return register.wording.label("following", field)

    def refs(record: Record, field: str) -> Line:
        named = [register.corpus.records[one] for one in record.get(field, ())]
        return joined(register.refs(named)) if named else line("mọi cơ quan được giao")

    return table(
        "Danh sách theo dõi",
        known,
        Column(title("of"), lambda r: line(refs(r, "of"), sample(register, r))),
        Column(title("bodies"), lambda r: refs(r, "bodies")),
        Column("Thời gian", lambda r: vi_span(r.data)),
        facet(title("type"), lambda r: register.coded(r, "type")),
        facet(title("by"), lambda r: register.ref(register.corpus.records[r["by"]])),
        Column(title("source"), lambda r: joined((*cited(register, r["source"]), *origin(register, r, source=False)))),
        id=lambda r: r.id,
    )
