"""What the check passes is printed, for every audience: small random registers, and larger ones.

No page leads to a place that is not there, no state is told that readers have no explanation of, and the totals are
those of the rows that are published with them. A register that fails is made again by its seed: ``small(EXAMPLE, 17)``.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from reading import Reader, explained

from generator.build import ROOT, check, schemas
from generator.examine import Examined, examine
from generator.model import Source, SourceFile, content
from generator.publish import publish
from generator.publish.views.split import ROOM
from generator.sample import sample, small
from generator.sample.example import Example
from tests.conftest import REGISTER
from tests.example import AUDIENCES, META
from tests.test_links import PAPER, dangling

EXAMPLE = Example.read(REGISTER, schemas())
CONSTANT = ("gioi-thieu/kiem-tra/", "gioi-thieu/truong/", "du-lieu/schemas/")
"""What is the same for every register."""
_STATE = re.compile(r'class="state state--([a-z-]+)"')
EXPLAINED = frozenset(_STATE.findall((ROOT / "docs/gioi-thieu/index.md").read_text(encoding="utf-8")))
SEEDS = range(100)
FIRST, DAYS = date(2023, 6, 1), 1_000
SHOWN = {
    "Hoàn thành đúng hạn": ("done-on-time",),
    "Hoàn thành quá hạn": ("done-late",),
    "Hoàn thành, không xét thời hạn": ("done-unassessed",),
    "Đã nộp, chờ xác nhận": ("awaiting", "awaiting-late"),
    "Chưa hoàn thành, trong hạn": ("open-in-time", "due-soon"),
    "Chưa hoàn thành, quá hạn": ("open-overdue",),
    "Không có thông tin, không tính vào tỷ lệ": ("no-information",),
}
BOARDS = {
    "qua-han/": "Quá hạn",
    "sap-den-han/": "Sắp đến hạn",
    "cho-xac-nhan/": "Chờ xác nhận",
    "kien-nghi/": "Kiến nghị",
    "tai-pham/": "Phát hiện lặp lại",
}


def printed(examined: Examined, audience: str, as_of: date) -> dict[str, bytes]:
    """The site, with nothing in what is the same for every register."""
    site = publish(examined, as_of, audience, {}, META)
    return {
        path: b"" if path.startswith(CONSTANT) or path.endswith(PAPER) else content(made) for path, made in site.items()
    }


def rows(site: Mapping[str, bytes], name: str) -> Any:
    return json.loads(site[f"du-lieu/{name}.json"])[name]


def unexplained(site: Mapping[str, bytes]) -> set[str]:
    """The states on pages and in data files that the page on states does not explain."""
    on_pages = {state for path, text in site.items() if path.endswith(".md") for state in _STATE.findall(text.decode())}
    in_files = {row["state"] for name in ("duties", "findings", "requests") for row in rows(site, name)}
    return (on_pages | in_files) - EXPLAINED


def number(text: str) -> int:
    """The number that a text begins with; a dash stands where there is nothing to count."""
    return 0 if text == "—" else int(text.split(maxsplit=1)[0])


def miscounted(site: Mapping[str, bytes]) -> list[str]:
    """The totals of the first board, and of the boards that it leads to, that are not those of the published rows."""
    duties, findings = rows(site, "duties"), rows(site, "findings")
    states = Counter(duty["state"] for duty in duties)
    pages = {name: Reader(site[f"theo-doi/{name}index.md"].decode()) for name in ("", *BOARDS, "phat-hien/")}
    cards = {title: number(figure) for title, figure in pages[""].cards.items()}
    facts = pages[""].facts
    shown = {label: facts[label][0].number if label in facts else 0 for label in SHOWN}
    followed = "Tỷ lệ quá hạn" in facts
    told = SHOWN if followed else [*SHOWN][:-1]  # else a sentence says of how many nothing is known
    expected = [(label, shown[label], sum(states[one] for one in SHOWN[label])) for label in told]
    if followed:
        apart = sum(int(n) for fact in facts.get("Không tính vào tỷ lệ", ()) for n in re.findall("[0-9]+", fact.text))
        apart += sum(facts[label][0].number for label in facts if label.startswith("Tạm dừng, hủy"))
        expected.append(("all duties", sum(shown.values()) + apart, len(duties)))
    rate = facts["Tỷ lệ quá hạn"][0].text if "Tỷ lệ quá hạn" in facts else ""
    lines = explained({label: cells[0].text for label, cells in facts.items()}) if rate else ""
    rates = [f"rate: {rate}, not {lines}"] if not rate.startswith(lines) else []
    asked = Counter(request["state"] for request in rows(site, "requests"))
    known = {
        "Quá hạn": states["open-overdue"] + asked["open-overdue"] + sum(finding["overdue"] for finding in findings),
        "Sắp đến hạn": states["due-soon"] + asked["due-soon"] + sum(finding["due_soon"] for finding in findings),
        "Chờ xác nhận": states["awaiting"] + states["awaiting-late"],
        "Phát hiện lặp lại": sum(bool(finding["repeats"]) for finding in findings),
    }
    expected += [(title, cards[title], count) for title, count in known.items()]
    for page, title in BOARDS.items():
        pieces = [text for path, text in site.items() if re.fullmatch(f"tinh/[^/]+/{page}([0-9]+/)?index.md", path)]
        there = sum(len(own) for text in pieces for own in Reader(text.decode()).tables.values())
        expected.append((f"rows of {page} in all provinces", there, cards[title]))
        if cards[title] <= ROOM:
            expected.append((f"rows of {page}", len(pages[page].tables.get(title, [])), cards[title]))
    table = pages["phat-hien/"].tables.get("Số phát hiện theo cơ quan và tình hình", [])
    expected.append(("Tổng số", sum(row["Tổng số"].number for row in table), len(findings)))
    wrong = [f"{what}: {shown} shown, {counted} in the rows" for what, shown, counted in expected if shown != counted]
    return [*rates, *wrong]


def faults(examined: Examined, audience: str, as_of: date) -> list[Any]:
    site = printed(examined, audience, as_of)
    return [*dangling(site), *sorted(unexplained(site)), *miscounted(site)]


@cache
def made(seed: int) -> tuple[SourceFile, ...]:
    return small(EXAMPLE, seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_small_register(seed: int) -> None:
    files = made(seed)
    examined = examine(Source("records", files), schemas())
    assert not examined.failed, [str(p) for p in examined.problems]
    as_of = FIRST + timedelta(days=Random(seed).choice((DAYS, Random(seed).randrange(DAYS))))
    looked = AUDIENCES[: 2 if seed % 3 == 0 else 1]  # the public site of each: of it things are hidden
    found = {audience: told for audience in looked if (told := faults(examined, audience, as_of))}
    assert not found, f"{len(files)} records as of {as_of}"


def test_small_registers_have_every_kind_and_are_hidden_withdrawn_and_changed_in() -> None:
    files = [file for seed in SEEDS for file in made(seed)]
    kinds = {file.path.split("/")[1] for file in files}
    assert kinds == {record.kind for record in EXAMPLE.records.values()}
    known = {file.data for file in EXAMPLE.files(EXAMPLE.records.values())}
    changed = [file for file in files if file.data not in known]
    assert 0.1 < len(changed) / len(files) < 0.5
    for field in ("visibility: noi-bo", "withdrawn:"):
        assert len({file.path for file in changed if field in file.data.decode()}) > 30, field


@pytest.mark.slow
@pytest.mark.parametrize(("size", "audience"), [(200, "internal"), (1_000, "public")])
def test_a_larger_register(size: int, audience: str, tmp_path: Path) -> None:
    sample(tmp_path / "records", size, schemas(), REGISTER, seed=3)
    assert faults(check(tmp_path / "records"), audience, date(2026, 11, 20)) == []
