"""Numbers of targets: what cannot be meant, or can be meant in two ways, is told; and whose value is whose on the board."""

from __future__ import annotations

import pytest
from standing_cases import SAMPLE, Register

CODES = (
    "number-grouped",
    "measurement-bounds",
    "measurement-fraction",
    "measurement-duplicate",
    "value-written-differs",
)
TASK = "tinh-mau-5-ubnd-t1"


def register(*, unit: str = "%", operator: str = "ge", value: object = 50, written: str = "theo văn bản") -> Register:
    target = {"indicator": "Tỷ lệ", "operator": operator, "value": value, "unit": unit, "as_written": written}
    return Register().add(
        TASK, "task", directive="tinh-mau-5-ubnd", clause="1", title="Việc t1", content="Nội dung.", shape="chi-tieu",
        leads=[{"body": "tinh-mau-so-mot"}], due={"by": "2024-06-30", "as_written": "30/6"}, target=target,
    )  # fmt: skip


def measured(made: Register, name: str = "m", at: str = "2024-06-01", **data: object) -> Register:
    source = {**SAMPLE, "quote": data.pop("quote")} if "quote" in data else SAMPLE
    body = data.pop("body", "tinh-mau-so-mot")
    return made.add(f"{TASK}-{name}", "measurement", task=TASK, body=body, at=at, source=source, **data)


@pytest.mark.parametrize(
    ("target", "data", "code"),
    [
        ({}, {"value": "62.5", "numerator": 50, "denominator": 80}, ""),
        ({}, {"value": 63, "numerator": 50, "denominator": 80}, ""),
        ({}, {"value": 62, "numerator": 50, "denominator": 80}, ""),  # half to even
        ({}, {"value": "62.4", "numerator": 50, "denominator": 80}, "measurement-fraction"),
        ({}, {"value": 650, "numerator": 2, "denominator": 20}, "measurement-fraction"),
        ({}, {"value": "33.33", "numerator": 1, "denominator": 3}, ""),
        ({}, {"value": "33.34", "numerator": 1, "denominator": 3}, "measurement-fraction"),
        ({}, {"value": 650}, "measurement-bounds"),
        ({}, {"value": 100}, ""),
        ({}, {"value": "112.5", "numerator": 90, "denominator": 80}, ""),  # of a plan
        ({}, {"value": -5}, "measurement-bounds"),
        ({"unit": "hồ sơ"}, {"value": -5}, "measurement-bounds"),
        ({"operator": "cut-ge"}, {"value": -5}, ""),
        ({"operator": "rise-ge"}, {"value": 250}, ""),
        ({}, {"value": 0, "numerator": 0, "denominator": 0}, "measurement-bounds"),
        ({}, {"value": 5, "numerator": -1, "denominator": 20}, "measurement-bounds"),
        ({"operator": "cut-ge"}, {"value": 5, "numerator": -1, "denominator": 20}, "measurement-fraction"),
        ({"operator": "cut-ge"}, {"value": -5, "numerator": -1, "denominator": 20}, ""),
        ({"unit": "hồ sơ"}, {"value": "1.200"}, "number-grouped"),
        ({"unit": "hồ sơ"}, {"value": "1.2"}, ""),
        ({"unit": "hồ sơ"}, {"value": "1.2000"}, ""),
        ({"unit": "hồ sơ"}, {"value": "0.125"}, ""),
        ({"unit": "hồ sơ"}, {"value": 1200}, ""),
        ({}, {"value": "12.345"}, ""),  # a share has at most a hundred of its unit
        ({}, {"value": "25.8", "numerator": 310, "denominator": "1.200"}, "number-grouped"),
        ({"unit": "hồ sơ", "value": "1.200"}, {"value": 900}, "number-grouped"),
        ({"unit": "‰"}, {"value": 625, "numerator": 50, "denominator": 80}, ""),
        ({"unit": "ngày/hồ sơ"}, {"value": "2.5", "numerator": 50, "denominator": 20}, ""),
        ({"unit": "hồ sơ"}, {"value": 50, "numerator": 50, "denominator": 80}, ""),  # the number itself, of how many
        ({"unit": "hồ sơ"}, {"value": 60, "numerator": 50, "denominator": 80}, "measurement-fraction"),
        ({}, {"value": "62.5", "quote": "đạt 62,5% (50/80 hồ sơ)"}, ""),
        ({}, {"value": "65.2", "quote": "đạt 62,5% (50/80 hồ sơ)"}, "value-written-differs"),
        ({"unit": "hồ sơ"}, {"value": 1200, "quote": "đã xử lý 1.200 hồ sơ"}, ""),
        ({"unit": "hồ sơ"}, {"value": 12, "quote": "đã xử lý 1.200 hồ sơ"}, "value-written-differs"),
        ({"written": "ít nhất 50% hồ sơ"}, {"value": 60}, ""),
        ({"written": "ít nhất 80% hồ sơ"}, {"value": 60}, "value-written-differs"),
        ({"written": "ít nhất một nửa"}, {"value": 60}, ""),
    ],
)  # fmt: skip
def test_what_a_number_cannot_be(target: dict, data: dict, code: str) -> None:
    assert [found for found, _, _ in measured(register(**target), **data).flagged(*CODES)] == ([code] if code else [])


def test_two_values_of_one_body_and_day_are_an_error_until_one_is_withdrawn() -> None:
    made = measured(measured(register(), "a", value=40), "b", value=60)
    assert made.flagged(*CODES) == [("measurement-duplicate", f"{TASK}-b", "at")]
    gone = {"on": "2024-06-03", "because": "Nhập hai lần."}
    assert measured(measured(register(), "a", value=40, withdrawn=gone), "b", value=60).flagged(*CODES) == []
    assert measured(measured(register(), "a", value=40), "b", value=60, at="2024-06-02").flagged(*CODES) == []


def test_a_value_of_the_whole_and_one_of_a_body_are_two_things() -> None:
    made = measured(register(), "a", value=40)
    made.add(f"{TASK}-chung", "measurement", task=TASK, at="2024-06-01", value=60, source=SAMPLE)
    assert made.flagged(*CODES) == []


@pytest.mark.parametrize("values", [(40, 60), (60, 40)])
def test_merged_bodies_that_disagree_on_a_day_say_nothing_whichever_file_comes_first(values: tuple[int, int]) -> None:
    made = register().ended("so-mot", "Sở Một", "2024-06-15", "so-hai")
    measured(measured(made, "a", value=values[0]), "b", value=values[1], body="tinh-mau-so-hai")
    (duty,) = made.duties("2024-07-10")
    assert str(duty.standing.state) == "no-information"
