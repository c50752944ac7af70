"""The layout of the data files: byte for byte what ``json.dumps`` writes, whatever the values."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish.exports import layout
from generator.publish.exports.layout import laid_out

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
)


def dumped(value: Any, *, sort: bool) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=sort) + "\n").encode()


@given(PLAIN, st.booleans())
def test_it_is_what_json_dumps_writes(value: Any, sort: bool) -> None:
    assert laid_out(value, sort=sort) == dumped(value, sort=sort)


def test_what_is_made_one_by_one_is_an_array(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "_PIECES", 7)  # written in many pieces
    rows = [{"số": i, "của": ["Sở Nội vụ", None, {}, []]} for i in range(100)]
    assert laid_out({"rows": iter(rows), "none": iter(())}) == dumped({"rows": rows, "none": []}, sort=True)


@pytest.mark.parametrize("value", [1.5, {1: "a"}, {"a", "b"}, b"a", object()])
def test_what_the_data_files_never_hold_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        laid_out({"rows": [value]})
