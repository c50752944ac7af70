"""One slip in the chain from plan to accountability is one problem, told where it was made: edges of the checks.

What a code means is shown by its example in the catalogue; here is what lies beside it.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import Files, splice

from generator.examine import Examined

INSPECTION, FOLLOW_UP = "tinh-mau/inspection/tinh-mau-kt-2024-01.yaml", "tinh-mau/inspection/tinh-mau-kt-2024-02.yaml"
FINDING = "tinh-mau/finding/tinh-mau-kt-2024-01-f1.yaml"
REMEDIATION = "tinh-mau/remediation/tinh-mau-kt-2024-01-f1-kp.yaml"
SECOND = "tinh-mau/remediation/tinh-mau-kt-2024-02-f2-kp.yaml"
VERIFICATION = "tinh-mau/verification/tinh-mau-kt-2024-01-f1-xm1.yaml"
AGENCY = "tinh-mau/agency/tinh-mau-so-xay-dung.yaml"
DISTRICT = "tinh-mau/agency/tinh-mau-phong-noi-vu-huyen-mau-ha.yaml"
TEAM = "tinh-mau/team/tinh-mau-doan-kiem-tra.yaml"
ENDED = "valid:\n  to: 2024-04-10\nsuccessors:\n  - body: tinh-mau-so-noi-vu\n    on: 2024-04-11\n"
NOTE = "    source:\n      note: Sổ công văn đi.\n"
OPEN = f"events:\n  - type: ke-hoach\n    date: 2024-05-21\n{NOTE}"
LOGS = ("notice", "feedback", "response")
"""Kinds that only point to a finding, with checks of their own."""

Told = list[tuple[str, str]]

CASES: dict[str, tuple[dict[str, str], Told]] = {
    "thanh tra by a department before July 2025": (
        {
            FOLLOW_UP: "regime: thanh-tra\ntitle: Thanh tra việc niêm yết\nby: tinh-mau-so-noi-vu\n"
            "plan:\n  plan: tinh-mau-kh-kt-2024\n  item: '1'\n"
        },
        [],
    ),
    "names of inspectorates and pairs are no wording of the other regime": (
        {FOLLOW_UP: "title: Kiểm tra việc phối hợp của Thanh tra tỉnh trong công tác thanh tra, kiểm tra\n"},
        [],
    ),
    "what was looked at is no wording of the other regime": (
        {FOLLOW_UP: "title: Việc thực hiện chức năng thanh tra và xử lý sau thanh tra\n"},
        [],
    ),
    "a title in the words of the other regime": (
        {FOLLOW_UP: "title: Cuộc thanh tra việc niêm yết\n"},
        [("regime-wording", "tinh-mau-kt-2024-02")],
    ),
    "a field in the words of the other regime": (
        {FOLLOW_UP: "fields:\n  - Thanh tra hoạt động công vụ\n"},
        [("regime-wording", "tinh-mau-kt-2024-02")],
    ),
    "an inspection that ends before a day on site": (
        {INSPECTION: "end: 2024-02-15\n"},
        [("inspection-dates", "tinh-mau-kt-2024-01")],
    ),
    "a result that is older than the inspection": (
        {"tinh-mau/document/tinh-mau-19-bc-dkt-2024.yaml": "date: 2024-05-02\n"},
        [("inspection-dates", "tinh-mau-kt-2024-02")],
    ),
    "a finding after everything that was done about it": (
        {FINDING: "on: 2024-12-31\n"},
        [("finding-date", "tinh-mau-kt-2024-01-f1")],
    ),
    "a finding at an agency that was not inspected": (
        {FINDING: "agency: tinh-mau-thanh-tra\n"},
        [("finding-agency-not-inspected", "tinh-mau-kt-2024-01-f1")],
    ),
    "verified by a team of the agency": (
        {VERIFICATION: "by: tinh-mau-doan-kiem-tra\n", TEAM: "host: tinh-mau-so-xay-dung\n"},
        [
            ("inspects-itself", "tinh-mau-kt-2024-02"),
            *((code, "tinh-mau-kt-2024-01-f1-xm1") for code in ("verified-by-itself", "verified-by-other")),
        ],
    ),
    "verified by the agency that took over": (
        {AGENCY: ENDED, FOLLOW_UP: "agencies:\n  - body: tinh-mau-phong-noi-vu-huyen-mau-ha\n"},
        [
            ("finding-agency-not-inspected", "tinh-mau-kt-2024-02-f1"),
            ("verified-by-itself", "tinh-mau-kt-2024-01-f1-xm1"),
        ],
    ),
    "verified by it before it took over": (
        {
            AGENCY: ENDED.replace("2024-04-10", "2024-12-31").replace("2024-04-11", "2025-01-01"),
        },
        [],
    ),
    "an agency that ended with an open finding, and one successor": (
        {SECOND: OPEN, DISTRICT: "successors:\n  - body: tinh-mau-ubnd-xa-mau-ha\n    on: 2025-07-01\n"},
        [],
    ),
    "an agency that ended with an open finding, and two successors": (
        {
            SECOND: OPEN,
            DISTRICT: "successors:\n  - body: tinh-mau-ubnd-xa-mau-ha\n  - body: tinh-mau-so-noi-vu\n    on: 2025-07-01\n",
        },
        [("matter-orphaned", "tinh-mau-kt-2024-02-f2-kp")],
    ),
    "which of two successors took it over is said": (
        {
            SECOND: f"{OPEN}  - type: chuyen\n    date: 2025-06-30\n    to: tinh-mau-ubnd-xa-mau-ha\n{NOTE}",
            DISTRICT: "successors:\n  - body: tinh-mau-ubnd-xa-mau-ha\n  - body: tinh-mau-so-noi-vu\n    on: 2025-07-01\n",
        },
        [],
    ),
    "evidence of the verifier does not make up for a bare report": (
        {
            REMEDIATION: f"events:\n  - type: bao-cao\n    date: 2024-04-05\n{NOTE}",
            VERIFICATION: "evidence:\n  - document: tinh-mau-21-bc-sxd-2024\n",
        },
        [("report-without-evidence", "tinh-mau-kt-2024-01-f1-kp")],
    ),
    "remedied, and never reported": (
        {REMEDIATION: OPEN.replace("2024-05-21", "2024-03-14")},
        [],  # when the agency was ready is not known, and what was seen on site stands
    ),
    "returned, and no report": (
        {
            REMEDIATION: f"{OPEN}  - type: tra-lai\n    date: 2024-05-22\n    reason: Thiếu.\n{NOTE}".replace(
                "05-2", "03-1"
            ),
            VERIFICATION: "verdict: khong-dat\n",
        },
        [("remediation-event-sequence", "tinh-mau-kt-2024-01-f1-kp")],
    ),
    "a second extension counts from the first": (
        {
            REMEDIATION: "events:\n"
            "  - type: gia-han\n    date: 2024-04-01\n    old_due: 2024-04-05\n    new_due: 2024-04-20\n    reason: Chờ.\n"
            "    source:\n      document: tinh-mau-15-tb-tct-2024\n"
            "  - type: gia-han\n    date: 2024-04-10\n    old_due: 2024-04-05\n    new_due: 2024-04-30\n    reason: Chờ.\n"
            "    source:\n      document: tinh-mau-15-tb-tct-2024\n",
            VERIFICATION: "verdict: khong-dat\n",
        },
        [("remediation-extension-order", "tinh-mau-kt-2024-01-f1-kp")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_an_edge(name: str, judge: Callable[[Files], Examined], example: Files) -> None:
    changes, told = CASES[name]
    chain = {path: data for path, data in example.items() if path.split("/")[1] not in LOGS}
    before = [(p.code, p.record) for p in judge(chain).problems]
    files = {**chain, **{path: splice(chain[path].decode(), text).encode() for path, text in changes.items()}}
    assert sorted((p.code, p.record) for p in judge(files).problems) == sorted(before + told)
