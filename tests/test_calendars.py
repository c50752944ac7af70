"""Calendars: a day that would move deadlines without law or decision is told; the well-kept library agrees with all else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from standing_cases import SAMPLE, Register

CODES = (
    "calendar-contradiction", "calendar-duplicate", "calendar-holiday", "calendar-provincial", "calendar-swap",
    "calendar-unsourced", "calendar-year",
)  # fmt: skip
NEW_YEAR = ("2025-01-01", "tet-duong-lich", "le")
SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "calendar_records.py"


def off(*days: tuple[str, str, str]) -> list[dict[str, str]]:
    return [{"date": on, "name": "Nghỉ", "holiday": holiday, "kind": kind} for on, holiday, kind in days]


def calendar(*days: tuple[str, str, str], worked: dict[str, str] | None = None, year: int = 2025) -> Register:
    more = (
        {"working_days": [{"date": on, **({"instead_of": b} if b else {})} for on, b in worked.items()]}
        if worked
        else {}
    )
    return Register().add(
        f"trung-uong-lich-{year}",
        "calendar",
        year=year,
        source=SAMPLE,
        **({"days_off": off(*days)} if days else {}),
        **more,
    )


@pytest.mark.parametrize(
    ("days", "worked", "code"),
    [
        ([NEW_YEAR], {}, ""),
        ([NEW_YEAR, NEW_YEAR], {}, "calendar-contradiction"),
        ([("2025-01-05", "tet-duong-lich", "le")], {}, "calendar-holiday"),  # a Sunday, and no New Year's Day
        ([("2025-02-02", "tet-nguyen-dan", "le")], {}, "calendar-holiday"),  # a Sunday without a substitute
        ([("2025-02-02", "tet-nguyen-dan", "le"), ("2025-02-03", "tet-nguyen-dan", "nghi-bu")], {}, ""),
        ([("2025-02-03", "tet-nguyen-dan", "nghi-bu")], {}, "calendar-holiday"),  # a substitute for nothing
        ([("2025-02-02", "tet-nguyen-dan", "nghi-bu")], {}, "calendar-holiday"),
        ([("2025-05-02", "30-4-1-5", "hoan-doi")], {"2025-04-26": "2025-05-02"}, ""),
        ([("2025-05-02", "30-4-1-5", "hoan-doi")], {}, "calendar-swap"),
        ([], {"2025-04-26": ""}, "calendar-swap"),
        ([NEW_YEAR], {"2025-04-26": "2025-05-02"}, "calendar-swap"),
        ([("2025-05-02", "30-4-1-5", "hoan-doi")], {"2025-04-25": "2025-05-02"}, "calendar-swap"),  # a Friday
        ([NEW_YEAR], {"2025-01-04": "2024-12-31"}, ""),  # the year before is not recorded
        ([("2026-01-01", "tet-duong-lich", "le")], {}, "calendar-year"),
    ],
)
def test_a_day_that_no_law_and_no_swap_gives(days: list, worked: dict, code: str) -> None:
    assert [found for found, _, _ in calendar(*days, worked=worked).flagged(*CODES)] == ([code] if code else [])


def test_a_day_off_and_worked_is_a_contradiction() -> None:
    made = calendar(NEW_YEAR, ("2025-05-02", "30-4-1-5", "hoan-doi"), worked={"2025-05-02": "2025-05-02"})
    assert ("calendar-contradiction", "trung-uong-lich-2025", "working_days.0.date") in made.flagged(*CODES)


def test_one_calendar_a_year_and_territory() -> None:
    made = calendar(NEW_YEAR).add("trung-uong-nghi-2025", "calendar", year=2025, source=SAMPLE)
    assert made.flagged(*CODES) == [("calendar-duplicate", "trung-uong-nghi-2025", "year")]
    assert calendar(NEW_YEAR).meetings(2025, "02-03").flagged(*CODES) == []


def test_a_province_has_no_day_off_of_its_own() -> None:
    more = {"days_off": off(("2025-10-10", "khac", "le")), "working_days": [{"date": "2025-10-11"}]}
    made = Register().add("tinh-mau-lich-2025", "calendar", year=2025, source=SAMPLE, **more)
    assert made.flagged(*CODES) == [
        ("calendar-provincial", "tinh-mau-lich-2025", "days_off.0"),
        ("calendar-provincial", "tinh-mau-lich-2025", "working_days.0"),
    ]


def test_a_swap_needs_a_decision_that_can_be_looked_up() -> None:
    made = calendar(("2025-05-02", "30-4-1-5", "hoan-doi"), worked={"2025-04-26": "2025-05-02"})
    record = made.files["trung-uong/calendar/trung-uong-lich-2025.yaml"]
    record["source"] = {"note": "Theo thông báo."}
    assert made.flagged(*CODES) == [("calendar-unsourced", "trung-uong-lich-2025", "days_off.0")]
    for day in (*record["days_off"], *record["working_days"]):
        day["source"] = SAMPLE
    assert made.flagged(*CODES) == []


def test_what_the_library_and_the_reviewed_decisions_give_is_accepted(tmp_path: Path) -> None:
    years = [str(year) for year in range(2016, 2028)]
    subprocess.run([sys.executable, SCRIPT, "--into", tmp_path, *years], check=True, capture_output=True)
    made = Register()
    for path in sorted(tmp_path.rglob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        made.add(data.pop("id"), "calendar", **{**data, "source": SAMPLE})
    assert len(list(tmp_path.rglob("*.yaml"))) == len(years)
    assert made.flagged(*CODES) == []
