"""What thirty pages showed when they were read aloud: words that a rule can hold."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from test_inspection_pages import META

from generator.domain import tasks
from generator.domain.text import capital, collation_key
from generator.model import content
from generator.publish import publish

DAY = date(2024, 12, 1)
GLOSSARY = Path(__file__).resolve().parents[1] / "docs" / "gioi-thieu" / "thuat-ngu" / "index.md"


@pytest.fixture(scope="module")
def printed(judge):
    """Print a register given as files, and give its pages as readers see them."""

    def printed(files):
        found = judge(files)
        assert not found.failed
        site = publish(found, DAY, "public", {}, META)
        return {path: unescape(content(site[path]).decode()) for path in site if path.endswith(".md")}

    return printed


@pytest.fixture(scope="module")
def aloud(example, printed):
    """The pages of the example, as readers see them."""
    return printed(example)


def test_the_glossary_is_in_the_alphabetical_order_that_it_promises():
    for letter in re.split("(?m)^## ", GLOSSARY.read_text())[1:]:
        terms = re.findall("(?m)^### (.*?) {", letter)
        assert terms == sorted(terms, key=collation_key)


def test_every_page_that_tells_of_an_invented_province_says_so_once(aloud):
    """By a banner of its own, or by the printer's, for which its front matter asks."""
    told = {path: text for path, text in aloud.items() if not path.startswith(("gioi-thieu/", "huong-dan/"))}
    assert told
    assert not [
        path for path, text in told.items() if text.startswith("---\n")
        and ('<aside class="sample"' in text) is ('\ninvented: "true"\n' in f"{text.split(chr(10) + '---' + chr(10))[0]}\n")
    ]  # fmt: skip


FOR_PROGRAMS = (
    "gioi-thieu/kiem-tra/",
    "gioi-thieu/truong/",
    "gioi-thieu/du-lieu/",
    "gioi-thieu/kiem-chung/",
    "huong-dan/",
)
"""Pages that name files, fields and ids on purpose."""


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        (r"^Danh sách$", "what is listed"),
        (r"\b[\w-]+\.(?:pdf|docx?|xlsx?)\b", "what the paper is, not its file"),
        (r"\bhs-[0-9]", "the number of the dossier, not its id"),
        (r"sổ suy ra: (?:Nguồn|Khoản|Văn bản|Câu|Tên|Mốc|Vế) ", "no capital within a sentence"),
        (r"(?:Nghị định|Nghị quyết) [0-9]+/", "“số” before the number of a document"),
        (r"điểm tối đa của các tiêu chí có điểm", "“5/7 điểm, quy về thang 25”"),
        (r"Chế độ: |^Chế độ$", "“Loại cuộc”"),
    ],
)
def test_what_no_reader_says_stands_on_no_page(aloud, words, instead):
    found = {
        path: match[0]
        for path, text in aloud.items()
        if not path.startswith(FOR_PROGRAMS)
        and (match := re.search(words, re.sub(r"<[^>]+>", "\n", text.partition("\n---\n")[2]), re.MULTILINE))
    }
    assert found == {}, instead


def test_bodies_are_counted_alike_on_every_page(aloud):
    """The first page, the list of provinces and the page of each: without the rooms of an agency."""
    held = int(re.search(r">([0-9]+) cơ quan, tổ, đoàn<", aloud["index.md"])[1])
    rows = re.findall(r'tinh/([\w-]+)/".*?<td class="num">([0-9]+)</td> <td class="num">([0-9]+)</td> <td class="num">([0-9]+)</td>', aloud["co-quan/index.md"].partition("#chu-tri")[0])  # fmt: skip
    assert sum(int(agencies) + int(teams) for _, agencies, _, teams in rows) == held
    for province, *counts in rows:
        heads = re.findall(r"(?m)^## (Cơ quan|Nhóm cơ quan|Tổ, đoàn) \(([0-9]+)\)", aloud[f"tinh/{province}/index.md"])
        assert [dict(heads).get(label, "0") for label in ("Cơ quan", "Nhóm cơ quan", "Tổ, đoàn")] == counts


def test_what_is_counted_of_a_national_category_is_marked_as_invented(example, printed):
    moved = {
        path.replace("tinh-mau/category/tinh-mau-", "trung-uong/category/trung-uong-"): text.replace(
            b"tinh-mau-tre-han", b"trung-uong-tre-han"
        ).replace(b"tinh-mau-niem-yet", b"trung-uong-niem-yet")
        for path, text in example.items()
    }
    national = "trung-uong/province/trung-uong.yaml"
    pages = printed({**moved, national: moved[national].replace(b"sample: true\n", b"")})
    rows = [line for line in pages["theo-doi/phat-hien/index.md"].splitlines() if "phan-loai/trung-uong-" in line]
    assert rows
    assert all("(giả định" in row for row in rows)
    assert '\ninvented: "true"\n' in pages["phan-loai/trung-uong-niem-yet/index.md"]


@pytest.mark.parametrize(
    ("recurrence", "words"),
    [
        ({"every": "thang", "days_after": 0}, "Hằng tháng, nộp ngay ngày cuối kỳ"),
        ({"every": "thang", "working_days_after": 0}, "Hằng tháng, nộp ngay ngày cuối kỳ"),
        ({"every": "thang", "days_after": 5}, "Hằng tháng, nộp trong 5 ngày sau kỳ"),
        ({"every": "nam", "due_day": 5}, "Hằng năm, chậm nhất ngày 05/12"),
        ({"every": "nam", "last": "2030"}, "Hằng năm, đến năm 2030"),
        ({"every": "ngay-co-dinh", "days": ["11-14", "05-31"]}, "Chậm nhất 31/5, 14/11 hằng năm"),
        ({"every": "ngay-co-dinh", "days": ["05-31"], "last": "2030-05-31"}, "Chậm nhất 31/5 hằng năm, đến 31/5/2030"),
        (
            {"every": "ngay-co-dinh", "days": ["02-14", "11-14"], "first": "2024-11-14", "last": "2025-02-14"},
            "Chậm nhất 14/11/2024, 14/02/2025",
        ),
        ({"every": "su-kien", "event": "sau-le-tet"}, "Sau kỳ nghỉ Lễ, Tết"),
        ({"every": "su-kien", "event": "khac", "as_written": "sau mỗi kỳ họp"}, "“sau mỗi kỳ họp”"),
    ],
)
def test_when_a_report_is_handed_in(example, judge, recurrence, words):
    corpus = judge(example).corpus
    task = next(task for task in corpus.of("task") if "recurrence" in task.data)
    assert words in capital(tasks.when(corpus, replace(task, data={**task.data, "recurrence": recurrence})))


@pytest.mark.parametrize(
    ("within", "words"),
    [
        ({"days": 0, "of": "ban-hanh"}, "Ngay trong ngày ban hành"),
        ({"days": 0, "of": "phat-sinh"}, "Ngay khi phát sinh"),
        ({"working_days": 0, "of": "nhan"}, "Ngay trong ngày nhận"),
        ({"days": 1, "of": "nhan"}, "Trong 1 ngày kể từ ngày nhận"),
    ],
)
def test_when_a_duty_is_due_that_counts_from_a_day(example, judge, within, words):
    corpus = judge(example).corpus
    task = next(task for task in corpus.of("task") if "recurrence" not in task.data and "start" not in task.data)
    assert tasks.when(corpus, replace(task, data={**task.data, "due": {"within": within, "as_written": ""}})) == words


def test_no_column_is_printed_in_which_nothing_stands(example, printed):
    """But of numbers, where nothing is a number too, of tables with totals, and of a form with its own columns."""
    empty = []
    for path, text in printed(example).items():
        for table in re.findall(r"<table.*?</table>", text, re.DOTALL):
            heads = re.findall(r'<th scope="col"([^>]*)>(.*?)</th>', table)
            rows = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL) for row in table.split("<tr")[2:]]
            official = "<caption>Phụ lục khắc phục" in table  # the columns of a form
            if official or "<tfoot>" in table or not rows or any(len(row) != len(heads) for row in rows):
                continue
            blank = [
                name for (how, name), *cells in zip(heads, *rows, strict=True) if "num" not in how and not any(cells)
            ]
            empty += [(path, name) for name in blank]
    assert empty == []
