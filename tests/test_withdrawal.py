"""A withdrawn record is replaced by another, living one, or by none: chains lead to the last, circles are told."""

from __future__ import annotations

import pytest
from standing_cases import Register

from generator.domain.withdrawal import heir

CODE = "replaced-by-withdrawn"


def register(replaced: dict[str, str | None]) -> Register:
    """Rollouts a, b, c …; each withdrawn, and replaced by another, as given."""
    made = Register().task("nhom-so", due={"by": "2024-02-29"})
    for name in ("so-mot", "so-hai", "so-ba"):
        made.rollout(name)
        if name in replaced:
            by = replaced[name]
            more = {"replaced_by": f"tinh-mau-5-ubnd-t1-{by}"} if by else {}
            record = made.files[f"tinh-mau/rollout/tinh-mau-5-ubnd-t1-{name}.yaml"]
            record["withdrawn"] = {"on": "2024-03-01", "because": "Ghi trùng.", **more}
    return made


@pytest.mark.parametrize(
    ("replaced", "last", "told"),
    [
        ({"so-mot": None}, None, []),
        ({"so-mot": "so-hai"}, "so-hai", []),
        ({"so-mot": "so-hai", "so-hai": "so-ba"}, "so-ba", []),
        ({"so-mot": "so-mot"}, "", ["so-mot"]),
        ({"so-mot": "so-hai", "so-hai": None}, "", ["so-mot"]),
        ({"so-mot": "so-hai", "so-hai": "so-mot"}, "", ["so-hai", "so-mot"]),
        ({"so-mot": "so-hai", "so-hai": "so-ba", "so-ba": "so-hai"}, "", ["so-ba", "so-hai", "so-mot"]),
    ],
)
def test_a_chain_of_replacements(replaced: dict, last: str | None, told: list[str]) -> None:
    made = register(replaced)
    first = "tinh-mau-5-ubnd-t1-"
    assert made.flagged(CODE) == [(CODE, f"{first}{name}", "withdrawn.replaced_by") for name in told]
    withdrawn = made.examined().corpus.withdrawn
    assert heir(withdrawn, withdrawn[f"{first}so-mot"]) == (f"{first}{last}" if last else last)


def test_a_reference_is_led_to_the_last() -> None:
    made = register({"so-mot": "so-hai", "so-hai": "so-ba"})
    made.add("tinh-mau-yk", "response", about="tinh-mau-5-ubnd-t1-so-mot", by="tinh-mau-so-mot", type="giai-trinh",
             on="2024-03-02", says="Đã làm.", source={"note": "Văn bản của sở."})  # fmt: skip
    (problem,) = [p for p in made.examined().problems if p.code == "ref-withdrawn"]
    assert problem.hint is not None
    assert "tinh-mau-5-ubnd-t1-so-ba" in problem.hint.vi
