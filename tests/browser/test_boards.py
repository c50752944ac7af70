"""The tools above a board: filter, facets, order, address; and the table without script."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest

from .conftest import Site

BOARD = "table.board[data-filter]"
FILTER = "Lọc dòng (có dấu hoặc không dấu)"


def plain(text: str) -> str:
    """Without marks, written apart from board.js on purpose."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@pytest.fixture(scope="session")
def board(site: Site) -> str:
    """Address of the page with the longest board."""
    best = max(
        (
            (text.count("<tr"), file)
            for file in site.folder.rglob("index.html")
            if re.search(r"<table[^>]*class=\"board\"[^>]*data-filter", text := file.read_text("utf-8"))
        ),
        default=None,
        key=lambda pair: pair[0],
    )
    if best is None or best[0] < 3:
        pytest.fail("no page has a board with rows")
    return best[1].parent.relative_to(site.folder).as_posix() + "/"


def test_typing_without_marks_finds_words_with_marks(open_page: Any, board: str) -> None:
    page, watch = open_page(board)
    rows = page.locator(BOARD).first.locator("tbody tr")
    first = rows.first.inner_text()
    marked = [word for word in re.findall(r"\w{3,}", first) if plain(word) != word.lower()]
    assert marked, "the first row has no Vietnamese word"
    word = max(marked, key=len)
    page.get_by_label(FILTER).first.fill(plain(word).upper())
    visible = list(page.locator(BOARD).first.locator("tbody tr:visible").all_inner_texts())
    assert visible
    assert all(plain(word) in plain(text) for text in visible)
    status = page.get_by_role("status").first.inner_text()
    assert status.startswith(str(len(visible)))
    assert watch.faults == []


def test_the_state_is_kept_in_the_address(open_page: Any, board: str) -> None:
    page, _ = open_page(board)
    page.get_by_label(FILTER).first.fill("khongcodongnaonhuthe")
    page.wait_for_url("**/?q=khongcodongnaonhuthe")
    assert page.locator(BOARD).first.locator("tbody tr:visible").count() == 0
    page.reload()
    page.wait_for_selector(".board-tools")
    assert page.get_by_label(FILTER).first.input_value() == "khongcodongnaonhuthe"
    page.get_by_role("button", name="Bỏ lọc").first.click()
    assert page.locator(BOARD).first.locator("tbody tr:visible").count() > 0


def test_a_column_is_sorted_both_ways(open_page: Any, board: str) -> None:
    page, _ = open_page(board)
    head = page.locator(BOARD).first.locator("thead th:has(> button)").first
    column = head.evaluate("(cell) => cell.cellIndex")
    read = (
        "(column) => Array.from(document.querySelector('table.board[data-filter]').tBodies[0].rows,"
        " (row) => row.cells[column].dataset.sort ?? row.cells[column].innerText)"
    )
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    up = page.evaluate(read, column)
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    down = page.evaluate(read, column)
    filled = [value for value in up if value]
    assert [value for value in down if value] == list(reversed(filled)) or len(set(up)) < len(up)
    assert down[len(filled) :] == [""] * (len(up) - len(filled))


def test_on_a_phone_the_rows_are_cards_that_remain_a_table(open_page: Any, board: str) -> None:
    page, _ = open_page(board, 390)
    table = page.locator("table.board--cards").first
    if table.count() == 0:
        pytest.skip("this board asks to stay a table")
    assert table.get_attribute("role") == "table"
    cell = table.locator("tbody td").first
    assert cell.get_attribute("role") == "cell"
    assert cell.get_attribute("data-label")


def test_without_script_it_is_a_plain_table(open_page: Any, board: str) -> None:
    page, _ = open_page(board, java_script_enabled=False)
    assert page.locator(".board-tools").count() == 0
    assert page.locator(f"{BOARD} thead th").first.is_visible()
    assert page.locator(BOARD).first.locator("tbody tr").last.is_visible()
