"""A table longer than a page: pieces of it, and files of rows that the filter sees; nothing of it is lost or said twice."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest

from generator.examine import Examined
from generator.model import Content, content
from generator.publish import pages, registers
from generator.publish.render import ROWS
from generator.publish.views import split
from generator.site.links import broken
from tests.conftest import Files
from tests.example import AS_OF, examined
from tests.trial import files

_ROW = re.compile(r"<tr[^>]*>(.*?)</tr>")
_CELL = re.compile(r'<t[dh](?: scope="row"| class="num")?(?: data-sort="([^"]*)")?>(.*?)</t[dh]>')


@pytest.fixture(scope="module")
def made(judge: Callable[[Files], Examined], example: dict[str, bytes]) -> dict[str, Content]:
    """The pages of a province in which six communes owe far more than they do in any real one."""
    national = {path: data for path, data in example.items() if path.startswith("trung-uong/")}
    examined = judge({**national, **files(tasks=160, months=8, communes=6)})
    assert not examined.failed
    return pages.files(registers(examined, date(2024, 12, 1), "public")[0])


def rows(text: str) -> list[list[tuple[str, str]]]:
    """The rows of the table of a page: of each cell what it is sorted by and its HTML."""
    body = re.search(r"<tbody>\n(.*?)</tbody>", text, re.DOTALL)
    assert body
    return [[(unescape(sort), unescape(html)) for sort, html in _CELL.findall(row)] for row in _ROW.findall(body[1])]


def test_no_page_has_more_rows_than_a_phone_bears(made: dict[str, Content]) -> None:
    """As printed: the theme puts 20 kB around the Markdown."""
    sizes = {path: len(content(data)) for path, data in made.items() if path.endswith(".md")}
    assert {path: size for path, size in sizes.items() if size > 130_000} == {}
    assert {path.split("/")[0] for path in made if path.endswith("/2/index.md")} == {
        "chi-dao",
        "co-quan",
        "nhom",
        "tinh",
    }


@pytest.mark.parametrize("path", ["tinh/thu/qua-han/", "co-quan/thu-ubnd-002/", "nhom/thu-cac-xa/", "chi-dao/thu-01/"])
def test_the_files_of_a_table_hold_the_rows_that_its_first_page_has_not(made: dict[str, Content], path: str) -> None:
    texts = [made[f"{path}{n}index.md"] for n in ("", *(f"{n}/" for n in range(2, 9))) if f"{path}{n}index.md" in made]
    shown = [content(text).decode() for text in texts]
    shown[0] = shown[0][shown[0].index("data-rows=") :]
    assert len(shown) > 1
    heads = {re.search("<thead>.*</thead>", text)[0] for text in shown}  # type: ignore[index]
    assert len(heads) == 1
    first, *rest = map(rows, shown)
    every = [row for piece in rest for row in piece]
    table = re.search(r'data-rows="(\d+)" data-rest="([^"]*)"', shown[0])
    assert table
    assert int(table[1]) == len(first) + len(every)
    root = "../" * path.count("/")
    assert table[2].split() == [f"{root}{name}" for name in made if re.fullmatch(rf"{ROWS}{path}\d+\.json", name)]
    following = [re.findall(r'<p><a href="([^"]*)">Phần tiếp theo</a></p>', text) for text in shown]
    assert following == [
        *([f"{'../' * (path.count('/') + (n > 0))}{path}{n + 2}/"] for n in range(len(shown) - 1)),
        [],
    ]
    assert all("data-rest" not in text for text in shown[1:])
    told = []
    for name in table[2].split():
        data = json.loads(content(made[name.removeprefix(root)]))
        for row in zip(*data["at"], strict=True):
            cells = [data["cells"][column][place] for column, place in enumerate(row)]
            told.append([(cell[1], cell[0]) if isinstance(cell, list) else ("", cell) for cell in cells])
    # A page that is one folder further down leads one folder further up.
    assert [[(sort, unescape(html)) for sort, html in row] for row in told] == [
        [(sort, html.replace('href="../', 'href="')) for sort, html in row] for row in every
    ]


def test_a_duty_of_very_many_bodies_is_a_grid_in_pieces(
    judge: Callable[[Files], Examined], example: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is lost, nobody is there twice, the pieces lead on from one to the next, and none grows with how many they are."""
    monkeypatch.setattr(split, "GRID", 40)
    national = {path: data for path, data in example.items() if path.startswith("trung-uong/")}
    found = judge({**national, **files(tasks=1, months=0, communes=166)})
    made = pages.files(registers(found, date(2024, 12, 1), "public")[0])
    at = "chi-dao/thu-01/thu-01-t1/"
    texts = [content(made[f"{at}{piece}index.md"]).decode() for piece in ("", *(f"luoi-1/{n}/" for n in range(2, 6)))]
    named = [re.findall(r'<th scope="row"><a href="[./]*co-quan/([^"]*)/">', text) for text in texts]
    assert [*map(len, named)] == [40, 40, 40, 40, 6]
    assert len({body for piece in named for body in piece}) == 166
    assert sum(path.startswith(f"{at}luoi") for path in made) == 4
    for text, following in zip(texts, (*(f"{at}luoi-1/{n}/" for n in range(2, 6)), None), strict=True):
        led = re.search(r'href="[./]*([^"]*)">Các cơ quan tiếp theo|href="[./]*([^"]*)">Phần tiếp theo', text)
        assert (led and (led[1] or led[2])) == following


_HEADING = re.compile(r"\{: #([^ }]+) \}")
_UNTOLD = re.compile(r"Trang này không nêu (\d+) mục")


def test_every_place_is_led_to_on_whatever_piece_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """The example's pages with room for few rows: as whole as they are with room for all of them."""

    def printed(room: int) -> dict[str, str]:
        monkeypatch.setattr(split, "ROOM", room)
        monkeypatch.setattr(split, "LEAST", room)
        made = pages.files(registers(examined(), AS_OF, "public")[0])
        texts = {path: content(data).decode() for path, data in made.items() if path.endswith((".md", ".html"))}
        return {path.replace(".md", ".html"): _HEADING.sub(r'<i id="\1">', text) for path, text in texts.items()}

    whole, cut = printed(100_000), printed(3)
    assert len(cut) > len(whole) + 200
    assert [problem.message.vi for problem in broken(cut.items(), cut) if problem.code == "anchor-dead"] == []
    untold = {path: _UNTOLD.findall(text) for path, text in whole.items()}
    assert {path: _UNTOLD.findall(cut[path]) for path in whole} == untold
    led = [path for path in whole if path.startswith("r/") and cut[path] != whole[path]]
    assert led
    for path in led:
        place = re.search(r'canonical" href="../../([^"#]*)#([^"]*)"', cut[path])
        assert place
        assert f'<tr id="{place[2]}">' in cut[f"{place[1]}index.html"]
