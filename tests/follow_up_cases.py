"""Inspections of the small invented province of `standing_cases`: findings in, follow_ups out, day by day."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import standing_cases
from standing_cases import SAMPLE, day, days, event

from generator.build import schemas
from generator.examine import examine
from generator.model import Corpus, Severity, Source, SourceFile
from generator.publish.derive.follow_ups import FollowUp, follow_ups

CONCLUSION = "tinh-mau-9-kl-2024"
EVIDENCE = [{"document": CONCLUSION}]
DECIDED = {"document": CONCLUSION}


def did(on: str, what: str = "Phân công người trực.") -> dict[str, Any]:
    return event("hanh-dong", on, what=what)


def planned(on: str) -> dict[str, Any]:
    return event("ke-hoach", on)


def progressed(on: str) -> dict[str, Any]:
    return event("tien-do", on, what="Xong 3 trên 5 việc")


def reported(on: str) -> dict[str, Any]:
    return event("bao-cao", on, evidence=EVIDENCE)


def known(on: str) -> dict[str, Any]:
    """An office's table of a day says that it was reported as remedied, and names no day."""
    undated = {key: value for key, value in reported(on).items() if key != "date"}
    return {**undated, "known_on": on}


def obsolete(on: str) -> dict[str, Any]:
    return event("khong-ap-dung", on, reason="Thủ tục đã bãi bỏ.", source=DECIDED)


def _yaml(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()  # which is YAML, too


class Register(standing_cases.Register):
    """The records of tỉnh Mẫu, with a conclusion of 11/3/2024 and what a scenario adds."""

    def __init__(self, *, concluded: str | int = "2024-03-11", months: int | None = None) -> None:
        super().__init__()
        self.checked = True
        self.agency("so-noi-vu", "Sở Nội vụ")
        self.listed()
        self.add(
            CONCLUSION, "document", type="ket-luan", number="9", symbol="KL-SNV", date=concluded,
            issuer="tinh-mau-so-noi-vu", title="Kết luận kiểm tra công vụ",
        )  # fmt: skip
        self.category("gio-giac", "Giờ giấc làm việc").category("tre-han", "Hồ sơ trễ hạn")
        if months:
            self.framework(months)

    def category(self, name: str, title: str, parent: str | None = None) -> Register:
        above = {"parent": f"tinh-mau-{parent}"} if parent else {}
        code = name.upper().translate(str.maketrans("0123456789", "ABCDEFGHIJ"))
        return self.add(f"tinh-mau-{name}", "category", code=code, title=title, description="Loại tồn tại.", **above)

    def framework(
        self, months: int | None, name: str = "tinh-mau-khung", *, issued: bool = True, **valid: Any
    ) -> Register:
        """A framework, issued by a decision or only a model of the register."""
        window = {"recurrence_months": months} if months else {}
        decision = {"document": "tinh-mau-77-qd-2024"} if issued else {}
        return self.add(
            name, "framework", title="Khung chấm điểm", version="1", valid=valid or {"from": 2020}, **window, **decision,
            criteria=[{"id": "1", "title": "Tiêu chí", "max": 100, "entered": True}],
            bands=[{"id": "tot", "title": "Tốt", "from": 50}, {"id": "kem", "title": "Kém", "from": 0}],
        )  # fmt: skip

    def inspection(self, name: str = "01", start: str = "2024-02-20", *at: str, **more: Any) -> Register:
        year = start[:4]
        result = {"document": CONCLUSION} if name == "01" else None
        data = {"result": result, "by": "tinh-mau-so-noi-vu", "end": start, **more}
        return self.add(
            f"tinh-mau-kt-{year}-{name}", "inspection", title=f"Kiểm tra công vụ đợt {name}", regime="kiem-tra",
            forms=["dot-xuat"], method="truc-tiep", start=start,
            agencies=[{"body": f"tinh-mau-{body}"} for body in at or ("so-mot",)],
            **{name: value for name, value in data.items() if value is not None},
        )  # fmt: skip

    def finding(
        self, of: str = "2024-01", name: str = "f1", at: str = "so-mot", category: str = "gio-giac", **more: Any
    ) -> Register:
        if "repeats" in more:
            more["repeats"] = [f"tinh-mau-kt-{own}" for own in more["repeats"]]
        return self.add(
            f"tinh-mau-kt-{of}-{name}", "finding", inspection=f"tinh-mau-kt-{of}", agency=f"tinh-mau-{at}",
            category=f"tinh-mau-{category}", title="Đi làm muộn", seen="Vắng 4 trên 48 người.",
            seriousness="nhac-nho", **more,
        )  # fmt: skip

    def recommend(
        self, due: dict[str, Any] | None = None, name: str = "r1", to: str = "so-mot", of: str = "2024-01", **more: Any
    ) -> Register:
        when = {"due": {**due, "as_written": "theo kết luận"}} if due else {}
        return self.add(
            f"tinh-mau-kt-{of}-{name}", "recommendation", inspection=f"tinh-mau-kt-{of}",
            findings=[f"tinh-mau-kt-{of}-{own}" for own in more.pop("findings", ("f1",))],
            addressee=f"tinh-mau-{to}", content="Chấn chỉnh giờ giấc.", **when, **more,
        )  # fmt: skip

    def remedied(self, *events: dict[str, Any], of: str = "2024-01-f1", by: str = "so-mot", **more: Any) -> Register:
        own = {"events": list(events)} if events else {}
        finding = f"tinh-mau-kt-{of}"
        return self.add(f"{finding}-kp", "remediation", finding=finding, agency=f"tinh-mau-{by}", **own, **more)

    def verified(
        self, on: str, verdict: str = "da-khac-phuc", of: str = "2024-01-f1", *, dated: bool = True, **more: Any
    ) -> Register:
        """``dated``: else it is known from a list of that day that it was, and not when."""
        remediation = f"tinh-mau-kt-{of}-kp"
        return self.add(
            f"tinh-mau-kt-{of}-xm-{on}", "verification", remediation=remediation, by="tinh-mau-so-noi-vu",
            **{"on" if dated else "known_on": on},
            method="tai-cho", verdict=verdict, because="Đoàn đến kiểm tra lại.", evidence=EVIDENCE, **more,
        )  # fmt: skip

    def unchecked(self) -> Register:
        """Take the records as they are, also if they contradict themselves."""
        self.checked = False
        return self

    @property  # type: ignore[override]
    def corpus(self) -> Corpus:
        if "corpus" not in self.__dict__:
            files = tuple(SourceFile(path, _yaml(self.files[path])) for path in sorted(self.files))
            examined = examine(Source("records", files), schemas())
            wrong = [f"{p.where}: {p.message.en}" for p in examined.problems if p.severity is Severity.ERROR]
            assert not (self.checked and wrong), wrong
            self.__dict__["corpus"] = examined.corpus
        found: Corpus = self.__dict__["corpus"]
        return found

    def follow_ups(self, on: str | date) -> dict[str, FollowUp]:
        """All follow_ups of a day, by the short id of the finding."""
        found = follow_ups(self.corpus, day(on) if isinstance(on, str) else on)
        return {own.removeprefix("tinh-mau-kt-"): follow_up for own, follow_up in found.items()}

    def follow_up(self, on: str | date, of: str = "2024-01-f1") -> FollowUp:
        return self.follow_ups(on)[of]

    def told(self, on: str | date, of: str = "2024-01-f1") -> tuple[str, str]:
        follow_up = self.follow_up(on, of)
        return follow_up.label, follow_up.because

    def telling(self, first: str, last: str, of: str = "2024-01-f1") -> list[tuple[str, str, str]]:
        """Every day from first to last: (day, label, sentence)."""
        return [(on.isoformat(), *self.told(on, of)) for on in days(first, last)]

    def changes(self, first: str, last: str, of: str = "2024-01-f1") -> list[tuple[str, str]]:
        """The days, looked at one by one, on which the state, or what is overdue or due soon, changed."""
        found: list[tuple[str, str]] = []
        for on in days(first, last):
            follow_up = self.follow_ups(on).get(of)
            text = "-" if follow_up is None else str(follow_up.state)
            if follow_up is not None:
                text += " overdue" if follow_up.overdue else " soon" if follow_up.due_soon else ""
            if not found or found[-1][1] != text:
                found.append((on.isoformat(), text))
        return found


def inspected(
    due: dict[str, Any] | None = None, *events: dict[str, Any], span: dict[str, Any] | None = None, **more: Any
) -> Register:
    """One finding at Sở Một of 20/02/2024, one recommendation of 11/3/2024, and what was done about it."""
    register = Register(**more).calendars(2024, 2025).inspection(**(span or {})).finding().recommend(due)
    return register.remedied(*events) if events else register


__all__ = ["SAMPLE", "Register", "day", "days", "event", "inspected"]
