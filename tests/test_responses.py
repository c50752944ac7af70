"""Responses stand beside what they answer, whatever that is; on the page of the body; and nowhere before their day."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest

from generator.build import schemas
from generator.examine import Examined, examine
from generator.model import Source, SourceFile, content
from generator.publish import publish
from generator.publish.names import Names
from tests import reading
from tests.conftest import REGISTER
from tests.example import AS_OF, META
from tests.hostile import Register, encoded, load

EXAMPLE = load(REGISTER)
ABOUT = schemas().shapes["response"].named("about").refers
BY = "tinh-mau-so-xay-dung"


def response(number: int, about: str, **fields: Any) -> Register:
    own = f"tinh-mau-gt-{number:03}"
    data = {"id": own, "about": about, "by": BY, "on": "2024-11-30", "type": "dinh-chinh-de-nghi"}
    words = {"says": f"Lời đáp số {number:03}.", "source": {"note": "Công văn."}}
    return {f"tinh-mau/response/{own}.yaml": {**data, **words, **fields}}


def judged(*more: Register) -> Examined:
    records = {path: data for part in (EXAMPLE, *more) for path, data in part.items()}
    files = tuple(SourceFile(path, encoded(records[path])) for path in sorted(records))
    examined = examine(Source("records", files), schemas())
    assert not examined.failed, [p for p in examined.problems if p.severity == "error"]
    return examined


def site(examined: Examined, audience: str = "public", as_of: date = AS_OF) -> Callable[[str], str]:
    made = publish(examined, as_of, audience, {}, META)
    return cache(lambda path: content(made.get(path, b"")).decode())


@cache
def statements() -> tuple[str, ...]:
    """Of every kind that can be answered, the last record of the example that its page shows."""
    examined = judged()
    names, read = Names(examined.corpus), site(examined)
    found = {}
    for record in examined.corpus.of(*ABOUT):
        page, _, anchor = names.place(record).partition("#")
        text = read(f"{page}index.md")
        if (
            read(f"r/{record.id}/index.html")
            and text
            and (not anchor or re.search(f'<(?!span)[^>]*id="{anchor}"', text))
        ):
            found[record.kind] = record.id
    assert set(found) == set(ABOUT)
    return tuple(found.values())


def section(text: str, anchor: str) -> str:
    """What stands from a place to the next heading of that size or article; of a page, all of it."""
    return text.partition(f'id="{anchor}"')[2].partition("</article>")[0] if anchor else text


def test_a_response_stands_beside_what_it_answers_whatever_that_is() -> None:
    examined = judged(*(response(i, about) for i, about in enumerate(statements())))
    names, read = Names(examined.corpus), site(examined)
    for i, about in enumerate(statements()):
        page, _, anchor = names.place(examined.corpus.records[about]).partition("#")
        beside = section(read(f"{page}index.md"), anchor)
        assert f"Lời đáp số {i:03}" in beside, about
        assert "Đang được kiểm chứng từ ngày 30&#47;11&#47;2024" in beside, about
        assert f"Lời đáp số {i:03}" in read(f"co-quan/{BY}/index.md"), about
        assert f'url=../../{page}{"#" if anchor else ""}{anchor}"' in read(f"r/tinh-mau-gt-{i:03}/index.html"), about
    listed = json.loads(read("du-lieu/records.json"))["records"]["response"]
    assert [own["says"] for own in listed if re.fullmatch("tinh-mau-gt-[0-9]{3}", own["id"])] == [
        f"Lời đáp số {i:03}." for i in range(len(statements()))
    ]


FINDING = "tinh-mau-kt-2024-01-f1"
PAGE = f"kiem-tra/tinh-mau-kt-2024-01/{FINDING}/index.md"
OUTCOME = {"on": "2024-12-10", "result": "mot-phan", "by": "tinh-mau-to-cong-tac", "note": "Đã sửa số ngày."}


@pytest.mark.parametrize(
    ("as_of", "shown", "state"),
    [
        (date(2024, 11, 29), False, ""),
        (date(2024, 11, 30), True, "Đang được kiểm chứng từ ngày 30&#47;11&#47;2024"),
        (date(2024, 12, 9), True, "Đang được kiểm chứng từ ngày 30&#47;11&#47;2024"),
        (date(2024, 12, 10), True, "Trả lời ngày 10&#47;12&#47;2024&#58; chấp nhận một phần</b>&#46; Đã sửa số ngày"),
    ],
)
def test_a_request_is_being_looked_into_until_it_is_answered(as_of: date, shown: bool, state: str) -> None:
    read = site(judged(response(1, FINDING, outcome=OUTCOME)), as_of=as_of)
    for path in (PAGE, f"co-quan/{BY}/index.md"):
        beside = re.search(r"<t[dr]>(?:(?!</tr>).)*Lời đáp số 001.*?</tr>|<dt>Đề nghị đính chính[^\n]*?Lời đáp số 001[^\n]*", read(path))  # fmt: skip
        assert bool(beside) == shown, path
        assert state in (beside[0] if beside else ""), path


@pytest.mark.parametrize("type_", ["giai-trinh", "phan-doi"])
def test_what_asks_for_nothing_is_not_being_looked_into(type_: str) -> None:
    assert "kiểm chứng từ ngày" not in section(site(judged(response(1, FINDING, type=type_)))(PAGE), FINDING)


def test_a_response_is_hidden_with_what_it_answers() -> None:
    path = f"tinh-mau/finding/{FINDING}.yaml"
    examined = judged(response(1, FINDING), {path: {**EXAMPLE[path], "visibility": "noi-bo"}})
    made = publish(examined, AS_OF, "public", {}, META)
    assert not [path for path in made if "Lời đáp số 001" in reading.text(path, content(made[path]))]
    assert "r/tinh-mau-gt-001/index.html" not in made
