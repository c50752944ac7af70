"""A board longer than a page: pieces of it, and files of rows that the filter sees; nothing of it is lost or said twice."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest

from generator.examine import Examined
from generator.publish import pages, registers
from generator.publish.register import Register
from generator.publish.render import ROWS
from generator.publish.views import boards
from tests.conftest import Files
from tests.trial import files

_ROW = re.compile(r"<tr[^>]*>(.*?)</tr>")
_CELL = re.compile(r'<t[dh](?: scope="row"| class="num")?(?: data-sort="([^"]*)")?>(.*?)</t[dh]>')


@pytest.fixture(scope="module")
def register(judge: Callable[[Files], Examined], example: dict[str, bytes]) -> Register:
    national = {path: data for path, data in example.items() if path.startswith("trung-uong/")}
    examined = judge({**national, **files(tasks=1, months=1)})
    assert not examined.failed
    return registers(examined, date(2024, 12, 1), "public")[0]


def rows(text: str) -> list[list[tuple[str, str]]]:
    """The rows of the table of a page: of each cell what it is sorted by and its HTML."""
    body = re.search(r"<tbody>\n(.*?)</tbody>", text, re.DOTALL)
    assert body
    return [[(unescape(sort), unescape(html)) for sort, html in _CELL.findall(row)] for row in _ROW.findall(body[1])]


def test_the_files_of_a_board_hold_the_rows_that_its_first_page_has_not(register: Register) -> None:
    made = pages.files(register)
    path = f"tinh/thu/{boards.BOARDS[0].path}/"
    texts = [
        made[f"{path}{n}index.md"]
        for n in ("", "2/", "3/", "4/", "5/", "6/", "7/", "8/")
        if f"{path}{n}index.md" in made
    ]
    shown = [text().decode() for text in texts if callable(text)]
    assert len(shown) > 2
    heads = {re.search("<thead>.*</thead>", text)[0] for text in shown}  # type: ignore[index]
    assert len(heads) == 1
    first, *rest = map(rows, shown)
    every = [row for piece in rest for row in piece]
    table = re.search(r'data-rows="(\d+)" data-rest="([^"]*)"', shown[0])
    assert table
    assert int(table[1]) == len(first) + len(every)
    assert table[2].split() == [
        f"../../../{name}" for name in made if name.startswith(f"{ROWS}thu-{boards.BOARDS[0].path}-")
    ]
    assert all("data-rest" not in text for text in shown[1:])
    told = []
    for name in table[2].split():
        held = made[name.removeprefix("../../../")]
        assert callable(held)
        data = json.loads(held())
        for row in zip(*data["at"], strict=True):
            cells = [data["cells"][column][place] for column, place in enumerate(row)]
            told.append([(cell[1], cell[0]) if isinstance(cell, list) else ("", cell) for cell in cells])
    # A page that is one folder further down leads one folder further up.
    assert [[(sort, unescape(html)) for sort, html in row] for row in told] == [
        [(sort, html.replace('href="../', 'href="', 1) if 'href="../' in html else html) for sort, html in row]
        for row in every
    ]
