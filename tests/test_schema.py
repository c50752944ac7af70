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


def test_the_keywords_give_the_tables_that_they_replace(schemas: Schemas) -> None:
    from generator.domain.dated import DATED
    from generator.kinds import KINDS
    from generator.publish.redact import HANGS_ON, SOME_OF
    from generator.publish.views.chain import _DAYS

    old: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {}
    for dated in DATED:
        old.setdefault(dated.kind, {})[dated.on] = tuple(".".join(path) for path in dated.who)
    assert schemas.events == old
    hangs = {kind: set(found.any) for kind, found in schemas.hangs.items() if found.any}
    assert hangs == {kind: set(names) for kind, names in HANGS_ON.items()}
    assert {kind: set(found.all) for kind, found in schemas.hangs.items() if found.all} == {
        kind: {name} for kind, name in SOME_OF.items()
    }
    assert schemas.days == {**{kind: day[0] for kind, day in _DAYS.items()}, "summary": "signed"}
    assert {kind.name: kind.dated for kind in KINDS if kind.dated}.items() <= schemas.days.items()
