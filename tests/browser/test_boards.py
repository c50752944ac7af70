"""The tools above a board: filter, facets, order, address; and the table without script."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from html import unescape
from typing import Any

import pytest
from playwright.sync_api import expect

from .conftest import Site, told

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


# The rows of each board on a page: for every row the words of its cells.
ROWS = """() => Array.from(document.querySelectorAll('table.board[data-filter]'), (table) =>
  Array.from(table.tBodies[0].rows, (row) => ({
    cells: Array.from(row.cells, (cell) => cell.textContent.replace(/\\s+/g, ' ').trim()),
  })))"""
HEADS = """() => Array.from(document.querySelectorAll('table.board[data-filter]'), (table) =>
  Array.from(table.tHead.rows[0].cells, (cell) => [
    (cell.querySelector('.on-paper') ?? cell).textContent.replace(/\\s+/g, ' ').trim(), 'facet' in cell.dataset]))"""
NARROWED = ("Cơ quan", "Tình trạng", "Tỉnh, thành phố", "Loại")
"""Columns by which people narrow a board: whose work it is, how it stands, where, of what kind."""


SHOWN = """(board) => Array.from(document.querySelectorAll('table.board[data-filter]')[board].tBodies[0].rows, (row, i) =>
  row.checkVisibility() || row.classList.contains('later') ? i : -1).filter((i) => i >= 0)"""


def shown(page: Any, board: int) -> list[int]:
    """The numbers of the rows that are shown."""
    return page.evaluate(SHOWN, board)


def matching(rows: list[dict[str, Any]], words: str, column: int = -1, value: str = "") -> list[int]:
    """The numbers of the rows that must be shown, reckoned apart from board.js."""
    return [
        i
        for i, row in enumerate(rows)
        if all(word in plain(" ".join(row["cells"])) for word in plain(words).split())
        and (column < 0 or row["cells"][column] == value)
    ]


def marked_word(rows: list[dict[str, Any]]) -> str:
    """The word with marks that the fewest rows hold."""
    words = {w for row in rows for w in re.findall(r"\w{2,}", " ".join(row["cells"])) if plain(w) != w.lower()}
    return min(words, key=lambda word: (len(matching(rows, word)), word), default="")


def unnarrowed(page: Any, boards: list[Any]) -> list[str]:
    """Columns without a facet, though they say the same in most rows (and not a sentence of its own in each)."""
    return [
        f"{name}: {heads}"
        for rows, heads in zip(boards, page.evaluate(HEADS), strict=True)
        for column, (name, facet) in enumerate(heads)
        if name in NARROWED and not facet and len({row["cells"][column] for row in rows}) * 2 <= len(rows)
    ]


# Puts one value after the other into a field of a board's tools (of the filter, if none is named): what is shown then, and said.
STEPS = """async ([board, steps]) => {
  const tools = document.querySelectorAll('.board-tools')[board];
  const { rows } = document.querySelectorAll('table.board[data-filter]')[board].tBodies[0];
  const found = [];
  for (const [id, value] of steps) {
    const field = id ? document.getElementById(id) : tools.querySelector('input');
    field.value = value;
    for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
    await new Promise((done) => setTimeout(done));
    const left = Array.from(rows, (row, i) => (row.checkVisibility() || row.classList.contains('later') ? i : -1));
    found.push([left.filter((i) => i >= 0), tools.querySelector('[role=status]').innerText]);
  }
  return found;
}"""


def whole(page: Any) -> None:
    """Have all rows of every board in the page, those of its files too."""
    page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true })")
    for board in page.locator("table.board[data-rest]").all():
        tools = board.locator("xpath=ancestor::div[contains(@class, 'table-scroll')]/preceding-sibling::*[2]")
        tools.evaluate("(tools) => { tools.dispatchEvent(new FocusEvent('focusin')) }")
        expect(board.locator("tbody tr")).to_have_count(int(board.get_attribute("data-rows")))


def test_every_board_is_narrowed_by_words_and_by_each_facet(open_page: Any, filtered: str) -> None:
    """Words with marks, without, in capitals or decomposed; each choice of a facet; both; and all again after a reload."""
    page, watch = open_page(filtered)
    whole(page)
    boards = page.evaluate(ROWS)
    tools = page.locator(".board-tools")
    assert tools.count() == len(boards)
    assert unnarrowed(page, boards) == []
    for i, rows in enumerate(boards):
        box, selects = tools.nth(i).get_by_label(FILTER), tools.nth(i).locator("div:not(.board-sort) > select")
        word = marked_word(rows)
        steps = [
            ("", typed, matching(rows, word))
            for typed in sorted({word, plain(word).upper(), unicodedata.normalize("NFD", word)} - {""})
        ] + [("", "", [*range(len(rows))])]
        facets = selects.evaluate_all(
            "(all) => all.map((one) => [one.id, Array.from(one.options, (o) => o.value).filter(Boolean)])"
        )
        for own, values in facets:
            column = int(own.rpartition("c")[2])
            assert set(values) == {row["cells"][column] for row in rows} - {""}
            steps += [(own, value, matching(rows, "", column, value)) for value in values[:3]]
            if values and word:
                steps += [("", word, matching(rows, word, column, values[:3][-1])), ("", "", steps[-1][2])]
            steps.append((own, "", [*range(len(rows))]))
        for step, (left, said) in zip(steps, page.evaluate(STEPS, [i, [step[:2] for step in steps]]), strict=True):
            assert (left, *step[:2]) == (step[2], *step[:2])
            assert re.match(r"[0-9.]+ ", said)
        assert shown(page, i) == list(range(len(rows)))
        # Left narrowed, for the reload.
        kept = rows[-1]["cells"]
        for select in selects.all()[:1]:
            select.select_option(kept[int(select.get_attribute("id").rpartition("c")[2])])
        box.fill(plain(marked_word(rows[-1:])))
    before = [shown(page, i) for i in range(len(boards))]
    page.wait_for_timeout(400)  # the address follows what is typed a little later
    page.reload()
    page.wait_for_selector(".board-tools", state="attached")
    whole(page)
    assert [shown(page, i) for i in range(len(boards))] == before
    assert all(before)
    assert told(page, watch) == []


LATER = "(table) => Array.from(table.querySelectorAll('tr.later'), (row) => row.checkVisibility())"


@pytest.mark.parametrize(("width", "piece"), [(1280, 20), (390, 6)])
def test_a_long_board_comes_in_pieces_but_whole_on_paper_and_to_the_filter(
    open_page: Any, board: str, width: int, piece: int
) -> None:
    page, _ = open_page(board, width)
    rows = page.locator(BOARD).first.locator("tbody tr")
    every = rows.count()
    assert every > piece
    assert rows.locator("visible=true").count() == piece
    assert set(page.locator(BOARD).first.evaluate(LATER)) == {False}
    page.emulate_media(media="print")
    assert set(page.locator(BOARD).first.evaluate(LATER)) == {True}
    page.emulate_media(media="screen")
    last = page.evaluate(ROWS)[0][-1]["cells"]
    if width == 390:
        page.get_by_role("button", name="Lọc, xếp, tải bảng này").first.click()
    page.get_by_label(FILTER).first.fill(" ".join(last))
    assert rows.locator("visible=true").count() >= 1
    page.get_by_role("button", name="Bỏ lọc").first.click()
    more = page.get_by_role("button", name="Xem thêm").first
    while more.is_visible():
        before = rows.locator("visible=true").count()
        more.click()
        assert rows.locator("visible=true").count() > before
    assert rows.locator("visible=true").count() == every


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
    assert table.locator("tbody tr").first.locator("[role=rowheader]").count() == 1
    assert table.locator("tbody td[role=cell]").first.get_attribute("data-label")


def test_a_card_shows_its_first_lines_and_the_rest_to_whoever_asks(open_page: Any) -> None:
    page, watch = open_page("theo-doi/tai-pham/", 390)
    row = page.locator("table.board--cards tbody tr").first
    button = row.get_by_role("button", name="Xem đủ")
    button.wait_for()
    below = row.locator("td.long").last

    def seen() -> tuple[bool, bool]:
        tall = row.evaluate("(row) => row.offsetHeight > 130")
        own = below.evaluate("(cell) => cell.offsetTop + cell.offsetHeight <= cell.closest('tr').offsetHeight")
        return tall, own

    assert seen() == (False, False)
    button.click()
    assert seen() == (True, True)
    row.get_by_role("button", name="Thu gọn").click()
    assert seen() == (False, False)
    page.keyboard.press("Shift+Tab")  # to the last link of the row
    assert seen() == (True, True)
    page.emulate_media(media="print")
    assert row.get_by_text("Xem đủ").is_hidden()
    assert below.is_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(media="screen")
    assert row.get_by_text("Xem đủ").is_hidden()
    assert watch.faults == []


def test_without_script_it_is_a_plain_table(open_page: Any, board: str) -> None:
    page, _ = open_page(board, java_script_enabled=False)
    assert page.locator(".board-tools").count() == 0
    assert page.locator(f"{BOARD} thead th").first.is_visible()
    assert page.locator(BOARD).first.locator("tbody tr").last.is_visible()


_CELL = re.compile(r'<t[dh](?: scope="row"| class="num")?(?: data-sort="([^"]*)")?>(.*?)</t[dh]>', re.DOTALL)


def in_pieces(text: str, shown: int) -> tuple[str, str]:
    """A page whose first board is a long one cut in two: its first rows, and the file that has the others."""
    head, body, tail = re.split(r"(?<=<tbody>)|(?=</tbody>)", text, maxsplit=2)
    rows = re.split(r"(?=<tr)", body.strip())[1:]
    first = re.sub(r"data-filter", f'data-filter data-rows="{len(rows)}" data-rest="rest.json"', head, count=1)
    values = [[[html, unescape(sort)] if sort else html for sort, html in _CELL.findall(row)] for row in rows[shown:]]
    at = [[*range(len(values))] for _ in values[0]]
    return f"{first}{''.join(rows[:shown])}{tail}", json.dumps({"cells": [*zip(*values, strict=True)], "at": at})


@pytest.fixture(scope="session")
def only_board(site: Site) -> str:
    """Address of the page with the longest board that is its only table."""
    found = (
        (text.count("<tr"), file.parent.relative_to(site.folder).as_posix() + "/")
        for file in site.folder.glob("theo-doi/*/index.html")
        if (text := file.read_text("utf-8")).count("<tbody>") == 1 and "data-filter" in text
    )
    return max(found)[1]


def test_the_filter_and_the_file_of_a_board_in_pieces_are_of_all_its_rows(
    open_page: Any, site: Site, only_board: str
) -> None:
    whole, _ = open_page(only_board)
    every = whole.evaluate(ROWS)[0]
    links = whole.eval_on_selector_all("table.board tbody a", "links => links.map((link) => link.href)")
    first, rest = in_pieces((site.folder / only_board / "index.html").read_text("utf-8"), 3)
    page, _ = open_page("")
    page.route(site.url(only_board), lambda route: route.fulfill(body=first, content_type="text/html"))
    page.route(
        site.url(f"{only_board}rest.json"), lambda route: route.fulfill(body=rest, content_type="application/json")
    )
    page.goto(site.url(only_board))
    assert page.locator(".board-count").first.inner_text() == f"{len(every)} dòng."
    on_paper = page.locator(".table-scroll").first.locator("xpath=preceding-sibling::p[1]")
    assert on_paper.text_content().startswith(f"Chỉ in 3 dòng đầu trong {len(every)} dòng")
    words = re.findall(r"\w+", " ".join(every[-1]["cells"]))
    word = min(words, key=lambda word: len(matching(every, word)))
    page.get_by_label(FILTER).first.fill(word)
    expect_rows = [row["cells"] for row in (every[i] for i in matching(every, word))]
    expect(page.locator(".board-count").first).to_contain_text("khớp bộ lọc")
    there = page.evaluate(ROWS)[0]
    assert [there[i]["cells"] for i in shown(page, 0)] == expect_rows
    page.get_by_role("button", name="Bỏ lọc").first.click()
    assert on_paper.text_content() == ""
    assert [row["cells"] for row in page.evaluate(ROWS)[0]] == [row["cells"] for row in every]
    assert page.eval_on_selector_all("table.board tbody a", "links => links.map((link) => link.href)") == links
    with page.expect_download() as saving:
        page.get_by_role("button", name="Tải các dòng này (CSV)").first.click()
    data = saving.value.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert [cell.lstrip("'") for cell in rows[0]] == [name for name, _ in page.evaluate(HEADS)[0]]
    assert rows[1:] == [row["cells"] for row in every]


def holds(page: Any, number: int) -> None:
    """Wait until so many rows of the board stand in the page: a script hears of another medium a moment later."""
    page.wait_for_function(f"(number) => ({ROWS})()[0].length === number", arg=number, timeout=5000)


def test_of_very_many_rows_those_that_are_shown_stand_in_the_page(open_page: Any, site: Site, only_board: str) -> None:
    """Filter, order and file are of all; paper has all that match; words are in the order of the language."""
    text = (site.folder / only_board / "index.html").read_text("utf-8")
    head, body, tail = re.split(r"(?<=<tbody>)|(?=</tbody>)", text, maxsplit=2)
    rows = [re.sub(r'<tr id="[^"]*"', "<tr", row) for row in re.split(r"(?=<tr)", body.strip())[1:]]
    words = ["Đạ Huoai", "Dầu Tiếng", "Ăn Ba", "An Bá", "Ân Ba", "An Ba", "Ô Tô", "Ơ Ba", "Xã 10", "Xã 9", "An Bà"]
    many = [
        re.sub(
            r"(<td[^>]*>).*?(</td>)",
            rf"\g<1>{words[i % len(words)]}\g<2>",
            rows[i % len(rows)],
            count=1,
            flags=re.DOTALL,
        )
        for i in range(1100)
    ]
    first, rest = in_pieces(f"{head}{''.join(many)}{tail}", 3)
    page, _ = open_page("")
    page.route(site.url(only_board), lambda route: route.fulfill(body=first, content_type="text/html"))
    page.route(
        site.url(f"{only_board}rest.json"), lambda route: route.fulfill(body=rest, content_type="application/json")
    )
    page.goto(site.url(only_board))
    page.get_by_label(FILTER).first.fill("huoai")
    like = 1100 // len(words)
    expect(page.locator(".board-count").first).to_contain_text(f"{like} trong 1.100 dòng")
    for media, number in ("screen", 20), ("print", like), ("screen", 20):
        page.emulate_media(media=media)
        holds(page, number)
    page.get_by_role("button", name="Bỏ lọc").first.click()
    for turn in (1, -1):
        page.locator(f"{BOARD} thead th button").first.click()
        page.emulate_media(media="print")
        holds(page, 1100)
        column = [row["cells"][0] for row in page.evaluate(ROWS)[0]]
        page.emulate_media(media="screen")
        holds(page, 20)
        ordered = "(all) => all.sort(new Intl.Collator('vi', {numeric: true}).compare)"
        assert list(dict.fromkeys(column))[::turn] == page.evaluate(ordered, words)
    with page.expect_download() as saving:
        page.get_by_role("button", name="Tải các dòng này (CSV)").first.click()
    saved = list(csv.reader(io.StringIO(saving.value.path().read_bytes().decode("utf-8-sig"))))
    assert [row[0] for row in saved[1:]] == column


def test_an_address_that_names_a_row_leads_to_it_wherever_it_is(open_page: Any, site: Site, only_board: str) -> None:
    """Also to one that came in a file; one that names anything else brings no row among those that match."""
    text = (site.folder / only_board / "index.html").read_text("utf-8")
    head, body, tail = re.split(r"(?<=<tbody>)|(?=</tbody>)", text, maxsplit=2)
    rows = [re.sub(r'<tr id="[^"]*"', "<tr", row) for row in re.split(r"(?=<tr)", body.strip())[1:]]
    many = [rows[i % len(rows)].replace("</td>", f" thử{i}</td>", 1) for i in range(1100)]
    first, rest = in_pieces(f"{head}{''.join(many)}{tail}", 3)
    named = json.dumps({**json.loads(rest), "ids": ["", *(f"dong-{i}" for i in range(4, 1100))]})
    page, _ = open_page("")
    at = re.compile(f"{re.escape(site.url(only_board))}(#.*)?$")
    page.route(at, lambda route: route.fulfill(body=first, content_type="text/html"))
    page.route(
        site.url(f"{only_board}rest.json"), lambda route: route.fulfill(body=named, content_type="application/json")
    )
    page.goto(site.url(f"{only_board}#dong-900"))
    expect(page.locator("#dong-900")).to_be_in_viewport()
    expect(page.locator("#dong-900")).to_contain_text("thử900")
    page.evaluate("location.hash = 'dong-901'")
    expect(page.locator("#dong-901")).to_be_in_viewport()
    page.evaluate("location.hash = document.querySelector('h1').id")
    page.get_by_label(FILTER).first.fill("thử1")
    expect(page.locator(".board-count").first).to_contain_text("trong 1.100 dòng khớp")
    holds(page, 20)
    page.get_by_label(FILTER).first.fill("thử1099")
    holds(page, 1)


def test_a_piece_that_cannot_be_fetched_is_told(open_page: Any, site: Site, only_board: str) -> None:
    first, _ = in_pieces((site.folder / only_board / "index.html").read_text("utf-8"), 3)
    page, watch = open_page("")
    page.route(site.url(only_board), lambda route: route.fulfill(body=first, content_type="text/html"))
    page.route(site.url(f"{only_board}rest.json"), lambda route: route.fulfill(status=404, body=""))
    page.goto(site.url(only_board))
    page.get_by_label(FILTER).first.fill("a")
    expect(page.locator(".board-count").first).to_contain_text("Chưa tải được")
    watch.faults.clear()


SIDE_BY_SIDE = """() => Array.from(document.querySelectorAll('table.board:not(.calendar)'), (table) => {
  const lines = Array.from(table.tBodies[0].rows).filter((row) => row.checkVisibility()).map((row) => {
    const cells = Array.from(row.cells).filter((cell) => cell.checkVisibility());
    const beside = cells.filter((cell) => Math.abs(cell.getBoundingClientRect().top - row.getBoundingClientRect().top) < 3);
    const below = cells.filter((cell) => !beside.includes(cell));
    return [beside.length, below.every((cell) => cell.matches('.num') || cell.clientWidth > row.clientWidth * .9), cells.length, row.cells.length,
            below.map((cell) => cell.dataset.label)];
  });
  return [table.caption.textContent, Array.from(table.tHead.rows[0].cells).filter((cell) => cell.checkVisibility()).length, lines];
})"""


@pytest.mark.parametrize(
    "path", ["theo-doi/tai-pham/", "theo-doi/khong-han/", "theo-doi/khac-phuc/", "kiem-tra/", "chi-dao/", "ky-bao-cao/"]
)
def test_a_wide_screen_has_at_most_seven_columns_beside_each_other(open_page: Any, path: str) -> None:
    """The others stand under their row, each with what it is; on paper all are columns."""
    page, watch = open_page(path, width=1280)
    seen = 0
    for caption, heads, lines in page.evaluate(SIDE_BY_SIDE):
        for beside, whole, shown, every, below in lines:
            assert beside == heads <= 7, (caption, beside, heads)
            assert (whole, all(below), beside + len(below)) == (True, True, shown), caption
            assert shown <= every
            seen += bool(below)
    assert seen
    page.emulate_media(media="print")
    for caption, heads, lines in page.evaluate(SIDE_BY_SIDE):
        assert {(beside, shown) for beside, _, shown, *_ in lines} <= {(heads, heads)}, caption
    assert watch.faults == []
