"""What the search page knows pages by; what it finds for whom is in ``browser/searches.json``."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from generator.examine import Examined
from generator.model import content
from generator.publish import pages
from generator.publish.redact import redact
from generator.publish.register import Page, Register
from generator.publish.search import PLACE, files, head, places, plain, shard, words
from tests.conftest import Files

AS_OF = date(2024, 6, 1)
GROUP = """\
id: tinh-mau-nhom-xa
names:
  - name: Ủy ban nhân dân các xã, phường thuộc tỉnh Mẫu
rule:
  kinds: [ubnd]
  levels: [xa]
complete: false
"""


@pytest.fixture(scope="module")
def register(judge: Callable[[Files], Examined], example: Files) -> Register:
    made = judge({**example, "tinh-mau/group/tinh-mau-nhom-xa.yaml": GROUP.encode()})
    return Register(redact(made, "public", AS_OF), AS_OF)


@pytest.fixture(scope="module")
def known(register: Register) -> list[Page]:
    return pages.listed(register)


@pytest.fixture(scope="module")
def made(register: Register, known: list[Page]) -> dict[str, Any]:
    return {
        path.removeprefix(PLACE).removesuffix(".json"): json.loads(content(data))
        for path, data in files(register, known).items()
    }


def entries(made: dict[str, Any]) -> list[list[Any]]:
    return [entry for n in range(made["index"]["shards"]) for entry in made[f"e{n}"]]


def numbers(made: dict[str, Any], word: str) -> set[int]:
    found, at = set(), 0
    runs = made[f"w{shard(word, made['index']['shards'])}"].get(word, [])
    for gap, run in zip(runs[::2], runs[1::2], strict=True):
        found |= set(range(at + gap, at + gap + run))
        at += gap + run
    return found


def test_each_page_of_a_kind_is_there_once(made: dict[str, Any], known: list[Page]) -> None:
    paths = [entry[0] for entry in entries(made)]
    assert sorted(paths) == sorted(page.url for page in known if page.kind)
    assert not [path for path in paths if path.startswith(("gioi-thieu/kiem-tra/", "gioi-thieu/truong/", "lich/"))]


def test_each_word_of_each_name_leads_to_its_page(made: dict[str, Any]) -> None:
    index = made["index"]
    every = entries(made)
    table = places(text for entry in every for text in (entry[1], *entry[5], *entry[6]))
    for number, (_, title, kind, province, _, names, further) in enumerate(every):
        for text in (title, *names, *further, index["kinds"][kind]):
            assert all(number in numbers(made, word) for word in words(text, table)), text
        assert number in numbers(made, f"@k{kind}")
        assert province < 0 or number in numbers(made, f"@p{province}")
    assert index["words"].split() == sorted(
        {word for n in range(index["shards"]) for word in made[f"w{n}"] if word[0] != "@" and not word.isdigit()}
    )


def test_a_hit_says_whether_it_is_over_and_what_is_overdue(made: dict[str, Any]) -> None:
    told = {entry[0]: entry[4] for entry in entries(made)}
    assert told["co-quan/tinh-mau-so-xay-dung/"] == "tỉnh giả định; 1 việc quá hạn, lâu nhất 61 ngày"
    assert told["co-quan/tinh-mau-hdnd/"] == "tỉnh giả định"


def test_a_group_of_one_kind_and_level_is_called_by_both(made: dict[str, Any]) -> None:
    entry = next(entry for entry in entries(made) if entry[0] == "nhom/tinh-mau-nhom-xa/")
    assert entry[5] == ["Ủy ban nhân dân cấp xã"]


def test_only_groups_that_were_tasked_are_offered(made: dict[str, Any], register: Register) -> None:
    every = entries(made)
    offered = {every[number][0] for number in made["index"]["groups"]}
    led = {
        party["body"]
        for task in register.corpus.of("task")
        for party in (*task.get("leads", ()), *task.get("cooperators", ()))
        if register.corpus.get(party["body"], "group")
    }
    assert offered == {f"nhom/{group}/" for group in led}
    assert "nhom/tinh-mau-nhom-xa/" not in offered


def test_pages_written_by_hand_are_known_by_title_and_kind() -> None:
    written = {
        "a/index.md": '---\ntitle: "Thuật ngữ"\nkind: "Hướng dẫn"\n---\n'.encode(),
        "b.md": b'---\ntitle: "x"\n---\n',
    }
    assert [(page.url, page.title, page.kind) for page in pages.titled(written)] == [("a/", "Thuật ngữ", "Hướng dẫn")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Số hoá", "số hóa"), ("Thuỷ", "thủy"), ("Đồng Nai", "DONG NAI"), ("kỷ luật", "kĩ luật"), ("Mỹ Quý", "Mĩ Quí"),
        ("Sở Y tế", "so i te"), ("968/CĐ-TTg", "968 cd ttg"), ("UBND xã", "Ủy ban nhân dân xã"), ("05/CT", "5 ct"),
        ("Công văn số 9 ngày 05/3/2020", "cong van so 9 2020"), ("năm 2020", "2020"), ("Giáo dục và Đào tạo", "giao duc, dao tao"),
    ],
)  # fmt: skip
def test_what_is_typed_in_two_ways_is_the_same(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_a_place_is_one_word() -> None:
    known = places(["Ủy ban nhân dân xã Hoằng Phú", "Tỉnh Thanh Hóa", "thành phố Hồ Chí Minh", "phường 1"])
    assert words("xã Hoằng Phú, Thanh Hoá", known) == ["xa", "hoang_phu", "thanh_hoa"]
    assert words("Hoằng Hoá", known) == ["hoang", "hoa"]
    assert words("Ho Chi Minh, P.1", known) == ["ho_chi_minh", "p", "1"]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Trung tâm Phục vụ hành chính công xã Hoằng Phú", "trung tam|phuc vu hanh chinh cong"),
        ("Sở Văn hóa, Thể thao và Du lịch", "so|van hoa|the thao|du lich"), ("Tỉnh ủy Hoằng Phú", "tinh uy"),
        ("Văn phòng UBND tỉnh", "van phong|uy ban nhan dan"), ("ỦY BAN NHÂN DÂN", ""), ("SNV", ""),
    ],
)  # fmt: skip
def test_initials_are_those_of_the_name_without_its_place(name: str, parts: str) -> None:
    assert head(name, places(["xã Hoằng Phú"])) == parts
