"""What scripts/plant.py can plant: whole, for a little module and a little template."""

from __future__ import annotations

from scripts.plant import of_python, of_script, of_template

MODULE = '''"""Explained, and so left alone."""
from typing import Any
LIMIT: Any = 3

def told(row: dict[str, "Any"]) -> str:
    """Say it."""
    if row["on"] < LIMIT and not row["kept"]:
        return "late"
    return "in time"

def kept(rows: list[int]) -> list[int]:
    return [row for row in rows if row]
'''


def test_every_fault_of_a_module() -> None:
    found = list(of_python(MODULE))
    assert [what.split(": ")[1] for what, _ in found] == [
        "number off by one", "condition negated", "nothing returned", "and/or swapped", "last condition dropped",
        "nothing returned", "text exchanged for 'late'", "comparison turned round", "edge moved", "not dropped",
        "text exchanged for 'in time'", "text exchanged for 'kept'", "text exchanged for 'on'", "nothing returned",
        "filter dropped",
    ]  # fmt: skip
    texts = [made() for _, made in found]
    assert len(set(texts)) == len(texts)
    assert all(compile(text, "planted", "exec") for text in texts)


def test_every_fault_of_a_template() -> None:
    text = "{% if a %}\n{{ b }}/{{ c }}{% elif d and e %}{% endif %}"
    assert [made() for _, made in of_template(text)] == [
        "{% if a %}\n{{ b }}/{{ c }}{% elif d or e %}{% endif %}",
        "{% if not (a) %}\n{{ b }}/{{ c }}{% elif d and e %}{% endif %}",
        "{% if a %}\n{{ b }}/{{ c }}{% elif not (d and e) %}{% endif %}",
        "{% if a %}\n{{ c }}/{{ b }}{% elif d and e %}{% endif %}",
    ]


def test_every_fault_of_a_script() -> None:
    assert [made() for _, made in of_script("if (a === 1 && b < 2) {}\nlet c = (d) => d;")] == [
        "if (a !== 1 && b < 2) {}\nlet c = (d) => d;",
        "if (a === 1 || b < 2) {}\nlet c = (d) => d;",
        "if (a === 1 && b >= 2) {}\nlet c = (d) => d;",
    ]
