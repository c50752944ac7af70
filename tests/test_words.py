"""The public pages speak the reader's words: no machine word, no option or file name, one way to write dates."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from generator.build import ROOT
from generator.domain.text import MOST
from generator.publish.derive import follow_ups, standing
from tests.example import site
from tests.reading import Reader

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


OURS = sorted(
    [
        *(ROOT / "docs" / "gioi-thieu").rglob("*.md"),
        *(ROOT / "generator").glob("catalog/*.toml"),
        ROOT / "generator" / "rules" / "rules.toml",
    ]
)
"""What the program and its own pages say, whatever is recorded."""
FOREIGN = {"en", "title", "before", "bad", "good", "examples"}
"""What of the catalog is English, records or figures; worked examples are told as any explanation is (``sentences``)."""


@pytest.mark.parametrize("path", OURS, ids=lambda path: "/".join(path.parts[-2:]))
def test_no_sentence_of_ours_has_more_words_than_a_reader_holds(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    told = [*_strings(tomllib.loads(text))] if path.suffix == ".toml" else re.split(r"\n\s*\n|\n(?=[-|#\d!])", text)
    assert [one for part in told for one in _sentences(part) if len(one.split()) > MOST] == []


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.split("\n")
    elif isinstance(value, dict):
        yield from (said for name in value.keys() - FOREIGN for said in _strings(value[name]))
    elif isinstance(value, list):
        yield from (said for one in value for said in _strings(one))


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text: one ends where a full stop stands before a capital or a number; so does a row of a list."""
    for line in re.split(r"</(?:dd|dt|p)>|<br>", re.sub(r"\]\([^)]*\)", "]", text)):
        start = 0
        for end in re.finditer(r"[.!?][”»)*]*\s+(?=[“«(\[*`<]*(\S))", line):
            if end[1].isupper() or end[1].isdigit():
                yield line[start : end.end()]
                start = end.end()
        yield line[start:]


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
    page = re.compile("(?:kiem-tra|chi-dao)/[^/]+/[^/]+-[^/]+/index.md")
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


def test_what_was_not_given_in_writing_is_called_no_document() -> None:
    """An order by word of mouth, at a meeting or by e-mail was given by somebody on a day, and nobody issued it."""
    how = re.compile("Hình thức giao (?:Tại cuộc họp|Bằng lời|Qua thư điện tử)")
    orders = {path: " ".join(text.split()) for path, text in texts().items() if how.search(" ".join(text.split()))}
    wrong = (
        "Ngày ban hành",
        "Cơ quan ban hành",
        "Thông tin văn bản",
        "của văn bản này",
        "Chỉ biết văn bản",
        "Trích yếu ",
    )
    assert len(orders) > 2
    assert [
        (path, word) for path, text in orders.items() for word in wrong if word in text.split("Thay đổi trong sổ")[0]
    ] == []


def test_a_calendar_is_offered_where_it_holds_a_deadline() -> None:
    """Its file stays for those who follow it."""
    for path, data in site("public").items():
        if path.endswith("/lich.ics"):
            page = site("public").get(path.replace("lich.ics", "index.md"), b"")
            assert (b"lich.ics" in page) is (b"BEGIN:VEVENT" in data), path
            assert b"commit" not in data


def test_how_late_a_finding_is_says_every_table_alike() -> None:
    """At one body: one that took over from another is late by its own days."""
    late: dict[str, set[str]] = {}
    for path, data in site("public").items():
        if re.match("(?:co-quan|theo-doi|tinh|kiem-tra|phan-loai)/", path) and path.endswith(".md"):
            for table in Reader(data.decode()).tables.values():
                for row in table:
                    what = row.get("Phát hiện", row.get("Việc"))
                    if what and what.links and "/kiem-tra/" in what.links[0] and "Quá hạn (ngày)" in row:
                        late.setdefault(what.id, set()).add(row["Quá hạn (ngày)"].text)
    assert len(late) > 30
    assert {what: own for what, own in late.items() if len(own) > 1} == {}


def test_where_most_is_overdue_its_own_page_says_as_much() -> None:
    """What another province counts is told beside."""
    most = {
        path: hit
        for path, text in texts().items()
        if (hit := re.search(r"nhiều nhất ở ([^:;]*): (\d+)", text)) is not None
    }
    assert most
    for path, hit in most.items():
        home = path.split("/")[1]
        pages = [text for at, text in texts().items() if re.match(f"co-quan/{home}-", at) and f" {hit[1]} " in text]
        counts = [re.search(r"(\d+) việc quá hạn(?:, trong đó (\d+) việc của)?", text) for text in pages]
        assert int(hit[2]) in {int(own[1]) - int(own[2] or 0) for own in counts if own}, (path, hit[0])


def test_what_is_searched_is_there() -> None:
    """A planted word is found: the pages are read as people read them."""
    assert len(texts()) > 100
    assert any("Chưa hoàn thành, quá hạn" in text for text in texts().values())
    assert re.search(BANNED["records"], "các bản ghi")
    assert not re.search(BANNED["records"], "Văn bản ghi ngày 02/01/2024")


def test_the_english_page_says_what_every_state_means() -> None:
    told = (ROOT / "docs" / "gioi-thieu" / "english" / "index.md").read_text("utf-8")
    assert [label for label in (*standing.LABELS.values(), *follow_ups.LABELS.values()) if label not in told] == []


def test_entries_of_a_log_are_told_apart_by_their_names() -> None:
    """What is about the same body on the same day is named by its subject or channel, too."""
    seen = 0
    for path, data in site("public").items():
        if re.match("(?:phan-anh|phoi-hop|vuong-mac)/[^/]+-[0-9]{4}/", path):
            names = re.findall(r'aria-label="Địa chỉ cố định[^;]*; ([^"]*)"', data.decode())
            seen += len(names)
            assert len(names) == len(set(names)), path
    assert seen > 10
