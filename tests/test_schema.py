"""The schemas as code reads them: what fields are called, which are days of events, what hangs on what."""

from __future__ import annotations

import pytest

from generator.schema import Schemas


@pytest.mark.parametrize(
    ("kind", "path", "title"),
    [
        ("task", "", "Nhiệm vụ"),
        ("task", "due", "Hạn"),
        ("task", "leads.body", "Cơ quan, nhóm hoặc tổ"),
        ("coordination", "answers.on", "Ngày trả lời"),
    ],
)
def test_a_field_is_called_as_its_schema_says(schemas: Schemas, kind: str, path: str, title: str) -> None:
    assert schemas.title(kind, path) == title


@pytest.mark.parametrize("path", ["leed", "leads.bodyy", "due.by.day", "leads.0"])
def test_what_no_schema_has_has_no_title(schemas: Schemas, path: str) -> None:
    with pytest.raises(KeyError):
        schemas.title("task", path)
