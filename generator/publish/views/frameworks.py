"""Frameworks of scorecards: their tree of criteria, bands, bonus and penalty, and where they are used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from generator.domain.scorecards import criteria, decimal, maximum
from generator.domain.text import collation_key, vi_amount, vi_span
from generator.model import Field, Record
from generator.publish.inline import Line, Ref, Said, line, noted, remark, strong
from generator.publish.register import Page, Register
from generator.publish.views.common import head, listed
from generator.publish.views.facts import Fact, fact, facts
from generator.publish.views.table import Column, Table, facet, named, number, table

FRAMEWORKS = Ref("Khung chấm điểm", "khung-diem/")


class Ranking(NamedTuple):
    """A ranking: its page, of which province, year and framework, and how many agencies it has and ranks."""

    ref: Ref
    province: Record
    year: int
    framework: Ref
    agencies: int
    ranked: int
    partial: bool


def ranking_table(register: Register, caption: str, rankings: Iterable[Ranking]) -> Table:
    """Return a line per ranking."""
    return table(
        caption,
        rankings,
        facet("Tỉnh, thành phố", lambda r: named(register, r.province)),
        facet("Năm", lambda r: str(r.year)),
        Column("Bảng xếp loại", lambda r: Ref(r.framework.label, r.ref.url)),
        number("Cơ quan", lambda r: r.agencies),
    )


def pages(register: Register, used: Mapping[str, list[Ranking]]) -> Iterator[Page]:
    """Yield the list of frameworks and a page per framework; ``used``: the rankings of each."""
    found = sorted(register.corpus.of("framework"), key=lambda f: (f.province != "trung-uong", collation_key(f.id)))
    rows = table(
        "Khung chấm điểm",
        found,
        Column("Khung", lambda f: named(register, f)),
        Column(register.wording.label("framework", "version"), lambda f: f["version"]),
        Column(register.wording.label("framework", "valid"), lambda f: vi_span(f["valid"])),
        facet("Tính chất", lambda f: "Đã ban hành" if "document" in f.data else "Mẫu, chưa cơ quan nào ban hành"),
        number("Bảng xếp loại", lambda f: len(used.get(f.id, ()))),
    )
    lead = (
        "Tiêu chí, điểm tối đa, cách tính và mức xếp loại cơ quan. Khung mẫu do sổ soạn được ghi rõ là mẫu; "
        "chỉ cơ quan được xếp loại, không có người nào."
    )
    yield listed("khung-diem/index.md", "Khung chấm điểm", lead, rows, "Xếp loại", place="khung-diem")
    for framework in found:
        title = register.label(framework)
        view = _framework(register, framework, used.get(framework.id, []))
        words = [str(criterion["title"]) for _, criterion, _ in criteria(framework)]
        yield Page(f"khung-diem/{framework.id}/index.md", "framework.md.jinja", title, view, "Xếp loại", words)


def _framework(register: Register, framework: Record, used: list[Ranking]) -> dict[str, Any]:
    scale = maximum(framework)
    return {
        **head(register, framework, FRAMEWORKS),
        "model": "document" not in framework.data,
        "facts": _facts(register, framework),
        "maximum": vi_amount(scale),
        "criteria": _criteria(register, framework),
        "adjustments": _adjustments(register, framework),
        "bands": _bands(framework, scale),
        "rankings": ranking_table(register, "Đã dùng để xếp loại", used),
    }


def _criteria(register: Register, framework: Record) -> Table:
    def title(row: Any) -> Said:
        return strong(row[1]["title"]) if "criteria" in row[1] else row[1]["title"]

    return table(
        "Tiêu chí",
        criteria(framework),
        Column("Mã", lambda row: row[1]["id"]),
        Column("Tiêu chí", title),
        number("Tối đa", lambda row: vi_amount(decimal(row[1]["max"]))),
        Column("Cách tính", lambda row: _how(register, framework, *row[:2])),
        filter=False,
        id=lambda row: f"tc-{row[1]['id']}",
        depth=lambda row: str(row[2]),
    )


def _adjustments(register: Register, framework: Record) -> Table:
    return table(
        "Điểm cộng, điểm trừ",
        enumerate(framework.get("adjustments", ())),
        Column("Nội dung", lambda row: row[1]["title"]),
        Column("Đếm", lambda row: register.coded(framework, "adjustments", row[0], "measure")),
        number("Điểm mỗi lần", lambda row: vi_amount(decimal(row[1]["points_each"]))),
        number("Cộng, trừ nhiều nhất", lambda row: vi_amount(decimal(row[1]["limit"]))),
        filter=False,
        id=lambda row: f"tc-{row[1]['id']}",
    )


def _facts(register: Register, framework: Record) -> list[Fact]:
    based = [
        line(register.ref(basis), noted(register.clause(basis, entry["clause"]) if "clause" in entry else None))
        for entry in framework.get("modelled_on", ())
        if (basis := register.corpus.document(entry["document"])) is not None
    ]
    months = framework.get("recurrence_months")
    within = f"phát hiện cùng loại tại cùng cơ quan trong vòng {months} tháng" if months else ""
    return facts(
        register,
        framework,
        "version valid issuer document",
        ("modelled_on", based),
        fact("Xét tái phạm", within),
        "source note",
    )


def _how(register: Register, framework: Record, at: Field, criterion: Mapping[str, Any]) -> Line:
    """Say how the points of a criterion come about, with its note."""
    how = "Chấm có minh chứng: cơ quan tự chấm, cơ quan khác thẩm định"
    if "criteria" in criterion:
        how = "Cộng các tiêu chí thành phần"
    elif "measure" in criterion:
        how = f"Sổ tự tính: {register.coded(framework, *at, 'measure')} × điểm tối đa"
    return line(f"{how}. ", remark(criterion["note"])) if "note" in criterion else line(how)


def _bands(framework: Record, scale: Decimal) -> list[dict[str, str]]:
    """Return the bands from the highest to the lowest, each with the points that it takes in."""
    rows, below = [], None
    for band in sorted(framework["bands"], key=lambda band: decimal(band["from"]), reverse=True):
        start = decimal(band["from"])
        end = f"đến {vi_amount(scale)}" if below is None else f"đến dưới {vi_amount(below)}"
        rows.append({"id": band["id"], "title": band["title"], "points": f"từ {vi_amount(start)} {end} điểm"})
        below = start
    return rows
