"""The public pages speak the reader's words: no machine word, no option or file name, one way to write dates."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache

import pytest

from generator.build import ROOT
from generator.publish.derive import follow_ups, standing
from tests.example import site

FOR_EDITORS = re.compile("gioi-thieu/(?:kiem-tra|truong|du-lieu)/|huong-dan/|quan-ly/")
"""Pages for those who enter records or read the data files: they name fields, options and files."""
BANNED = {
    "a machine": r"[Mm]áy tính|\b[Dd]o máy\b",
    "records": r"(?<![Vv]ăn )[Bb]ản ghi|[Cc]huỗi",  # but where the method is told: there no word of the office serves
    "conditions": "khi có điều kiện|theo điều kiện",
    "heads": "đơn vị đầu mối",
    "full stops": r"\.;|;\.|:\.|(?<!\.)\.\.(?!\.)",
    "per cent": r"\d %",
    "dates as records have them": r"(?<![\w/-])\d{4}-\d\d-\d\d(?![\w-])",
    "dates with other zeros": r"(?<![\d/])\d{1,2}/0[3-9]/\d{4}|(?<![\d/])\d/\d{1,2}/\d{4}|(?<![\d/])\d\d/[12]/\d{4}",
    "months with other zeros": r"tháng [12]/\d{4}|tháng 0[3-9]/\d{4}",
    "options and programs": r"(?<!\w)--[a-z]|\b[Gg]it\b|\bcommit\b|SOURCE_DATE_EPOCH|\bmake [a-z]+",
    "files and sums": r"\.ya?ml\b|\.py\b|(?i:sha-?256)|mã băm|mã kiểm\b",
    "accusations": "tự mâu thuẫn|không thể đúng|báo cáo vòng tròn",
    "dashes": "(?:Thủ trưởng|Chủ tịch) [–-] ",
}


@cache
def texts() -> dict[str, str]:
    """What is to be read on every page for everybody, without mark-up."""
    pages = ((path, data.decode()) for path, data in site("public").items() if path.endswith(".md"))
    return {path: " ".join(_text(page)) for path, page in pages if not FOR_EDITORS.match(path)}


def _text(page: str) -> Iterator[str]:
    body = re.sub(r"\A---\n.*?\n---\n", "", page, flags=re.DOTALL)
    body = re.sub(r"<(script|style|svg).*?</\1>", "", body, flags=re.DOTALL)
    for line in body.splitlines():
        yield html.unescape(re.sub(r"<[^>]*>|\{:[^}]*\}|\]\([^)]*\)", "", line))


@pytest.mark.parametrize("sort", BANNED)
def test_no_page_has(sort: str) -> None:
    method = "gioi-thieu/" if sort == "records" else "—"
    found = {
        path: [text[max(0, hit.start() - 40) : hit.end() + 40] for hit in re.finditer(BANNED[sort], text)]
        for path, text in texts().items()
        if not path.startswith(method)
    }
    assert {path: hits for path, hits in found.items() if hits} == {}


CONTRADICTIONS = [
    ("Sổ chưa ghi việc chỉ đạo nào", "Đánh giá việc người đứng đầu chỉ đạo"),
    ("Sổ chưa ghi việc nào", "Đánh giá việc thực hiện"),
    ("Sổ không ghi gì về người phản ánh", "Nguồn phản ánh"),
    ("Chưa được xác minh.", "Đánh giá việc thực hiện"),
]
"""Sentences of which one denies what the other tells."""


@pytest.mark.parametrize(("denied", "told"), CONTRADICTIONS)
def test_no_entry_contradicts_itself(denied: str, told: str) -> None:
    """An entry is what stands in one article of a page, else the page."""
    pages = {path: data.decode() for path, data in site("public").items() if path.endswith(".md")}
    entries = [(path, " ".join(_text(part))) for path, page in pages.items() for part in page.split("</article>")]
    assert [path for path, entry in entries if denied in entry and told in entry] == []


def test_a_disputed_state_says_so_beside_it() -> None:
    """Whoever reads the state of a finding or a duty reads there that its agency has asked for it to be corrected."""
    page = re.compile("(?:kiem-tra|chi-dao)/[^/]+/[^/]+/index.md")
    pages = {path: data.decode() for path, data in site("public").items() if page.fullmatch(path)}
    heads = {path: re.findall('<p class="task-state">.*?</p>', text)[0] for path, text in pages.items()}
    disputed = [p for p, text in pages.items() if "<b>Đang được kiểm chứng từ" in text and "--standing" not in heads[p]]
    assert disputed
    assert [p for p in disputed if "đang được kiểm chứng từ" not in pages[p]] == []  # of several bodies, in their table
    assert [p for p in disputed if "kiem-tra" in p and "đang được kiểm chứng từ" not in heads[p]] == []


def test_what_is_withheld_is_counted_by_no_section_of_changes() -> None:
    """Of a finding whose standing is withheld, neither the remedy nor its verification is told to have entered the register."""
    path = "kiem-tra/mau-nam-tt-2024-01/mau-nam-tt-2024-01-f17/index.md"
    assert "sổ có thông tin không công bố về việc này, nên không nêu tình hình" in texts()[path]
    assert re.findall(r"(\d+) mục trên trang", texts()[path]) == ["2"]  # the finding and its recommendation


def test_what_is_searched_is_there() -> None:
    """A planted word is found: the pages are read as people read them."""
    assert len(texts()) > 100
    assert any("Chưa hoàn thành, quá hạn" in text for text in texts().values())
    assert re.search(BANNED["records"], "các bản ghi")
    assert not re.search(BANNED["records"], "Văn bản ghi ngày 02/01/2024")


def test_the_english_page_says_what_every_state_means() -> None:
    told = (ROOT / "docs" / "gioi-thieu" / "english" / "index.md").read_text("utf-8")
    assert [label for label in (*standing.LABELS.values(), *follow_ups.LABELS.values()) if label not in told] == []
