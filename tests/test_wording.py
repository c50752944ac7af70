"""What the register inferred, as tables of changes say it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from cells import words

from generator.model import Record
from generator.publish.views.facts import marks
from generator.publish.wording import Wording

if TYPE_CHECKING:
    from generator.model import Document
    from generator.publish.names import Names
    from generator.schema import Schemas


def test_one_of_many_is_named_as_one(schemas: Schemas) -> None:
    wording = Wording(cast("Names", SimpleNamespace(corpus=SimpleNamespace(schemas=schemas))))
    assert [wording.field("directive", at) for at in (("clauses",), ("clauses", 0), ("clauses", 1, "clauses", 0))] == [
        "Các mục", "Mục thứ nhất", "Mục thứ hai, mục con thứ nhất",
    ]  # fmt: skip


def test_what_was_inferred_is_a_field_and_a_reason(schemas: Schemas) -> None:
    wording = Wording(cast("Names", SimpleNamespace(corpus=SimpleNamespace(schemas=schemas))))
    entries = [
        {"field": "valid.to", "because": "Suy ra từ việc hợp nhất tỉnh từ ngày 01/7/2025."},
        {"field": "kind", "because": "Nguồn chỉ ghi chữ viết tắt."},
    ]
    assert wording.value("agency", ("inferred",), entries) == (
        "Thời gian tồn tại, đến hết: suy ra từ việc hợp nhất tỉnh từ ngày 01/7/2025; "
        "Loại cơ quan: nguồn chỉ ghi chữ viết tắt."
    )


@pytest.mark.parametrize(
    ("because", "said"),
    [
        ("Suy ra từ ngày luật cũ hết hiệu lực (30/6/2025).", " (sổ suy ra từ ngày luật cũ hết hiệu lực, 30/6/2025)"),
        ("Nguồn viết tắt (xem Nơi nhận); không nêu tên.", " (sổ suy ra: nguồn viết tắt, xem Nơi nhận; không nêu tên)"),
        ("Ngày (sau lễ) được lấy.", " (sổ suy ra: ngày (sau lễ) được lấy)"),
    ],
)
def test_a_reason_has_no_brackets_within_its_own(because: str, said: str) -> None:
    body = Record("agency", "x", "p", {"inferred": [{"field": "kind", "because": because}]}, cast("Document", None))
    assert "".join(map(words, marks(body, "kind"))) == said
