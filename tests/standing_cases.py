"""A small invented province on which duties are played through: records in, standings out, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import yaml

from generator.build import schemas
from generator.examine import Examined, examine
from generator.model import Corpus, Severity, Source, SourceFile
from generator.publish.derive.duties import duties
from generator.publish.derive.standing import Duty

SAMPLE = {"note": "Dữ liệu mẫu", "url": "https://tinh-mau.invalid/tin"}
DECISION = {"document": "tinh-mau-77-qd-2024"}

HOLIDAYS = {
    2024: {
        "tet-duong-lich": ["01-01"],
        "tet-nguyen-dan": ["02-08", "02-09", "02-10", "02-11", "02-12", "02-13", "02-14"],
        "gio-to": ["04-18"],
        "30-4-1-5": ["04-29", "04-30", "05-01"],
        "quoc-khanh": ["09-02", "09-03"],
    },
    2025: {
        "tet-duong-lich": ["01-01"],
        "tet-nguyen-dan": ["01-27", "01-28", "01-29", "01-30", "01-31"],
        "gio-to": ["04-07"],
        "30-4-1-5": ["04-30", "05-01", "05-02"],
        "quoc-khanh": ["09-01", "09-02"],
    },
    2026: {
        "tet-duong-lich": ["01-01", "01-02"],
        "tet-nguyen-dan": ["02-16", "02-17", "02-18", "02-19", "02-20"],
        "gio-to": ["04-26", "04-27"],
        "30-4-1-5": ["04-30", "05-01"],
        "quoc-khanh": ["08-31", "09-01", "09-02"],
    },
}
"""Days off of three years: holidays, and what `SUBSTITUTES` and `WORKED` say of some of them."""
SUBSTITUTES = ("2024-02-13", "2024-02-14", "2026-04-27")
WORKED = {
    2024: {"05-04": "2024-04-29"},
    2025: {"04-26": "2025-05-02"},
    2026: {"01-10": "2026-01-02", "08-22": "2026-08-31"},
}
"""Days worked, each with the day off that it was swapped for."""


def day(text: str) -> date:
    return date.fromisoformat(text)


def days(first: str, last: str) -> Iterator[date]:
    current = day(first)
    while current <= day(last):
        yield current
        current += timedelta(days=1)


# what happens to a task


def event(kind: str, on: str | int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "date": on, **more, "source": more.get("source", SAMPLE)}


def received(on: str | int) -> dict[str, Any]:
    return event("nhan", on)


def submitted(on: str | int) -> dict[str, Any]:
    return event("nop", on)


def returned(on: str | int, reason: str = "Thiếu số liệu.") -> dict[str, Any]:
    return event("tra-lai", on, reason=reason)


def confirmed(on: str | int) -> dict[str, Any]:
    return event("xac-nhan", on)


def extended(on: str, old: str, new: str) -> dict[str, Any]:
    return event("gia-han", on, old_due=old, new_due=new, reason="Bão số 3", source=DECISION)


def paused(on: str | int, reason: str = "Chờ hướng dẫn của bộ") -> dict[str, Any]:
    return event("tam-dung", on, reason=reason)


def resumed(on: str | int, new_due: str | None = None) -> dict[str, Any]:
    return event("tiep-tuc", on, **({"new_due": new_due} if new_due else {}))


def cancelled(on: str | int, reason: str = "Đã có luật mới.") -> dict[str, Any]:
    return event("huy", on, reason=reason)


def passed_on(on: str | int, to: str, **more: Any) -> dict[str, Any]:
    return event("chuyen", on, to=f"tinh-mau-{to}", **more)


def encoded_event(register: Register, given: dict[str, Any]) -> dict[str, Any]:
    """An event of a worked example as a record holds it: ``paper`` and ``proof`` say what its source is."""
    data = {key: value for key, value in given.items() if key not in ("paper", "proof", "by")}
    data["source"] = SAMPLE
    if given["type"] == "gia-han":
        data["source"] = DECISION
    if given.get("proof") == "none":
        data["source"] = {"note": "Theo danh sách của văn phòng"}
    if given.get("by") == "own":
        data["by"] = {"body": "tinh-mau-so-mot"}
    if "paper" in given:
        name = f"tinh-mau-{given['paper']}-bc"
        register.add(
            name, "document", type="bao-cao", number="9", symbol="BC-SM", date=given["paper"],
            issuer="tinh-mau-so-mot", title="Báo cáo kết quả",
        )  # fmt: skip
        data["source"] = {"document": name}
    return data


class _Plain(yaml.SafeDumper):
    """Writes a value that occurs twice twice."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _yaml(data: dict[str, Any]) -> bytes:
    return yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False).encode()


def _kind(on: str, swapped: Iterable[str]) -> str:
    return "hoan-doi" if on in swapped else "nghi-bu" if on in SUBSTITUTES else "le"


def _party(lead: str | tuple[str, ...]) -> dict[str, Any]:
    """A party from a name, or from the name of a group and those of its members that are left out."""
    name, *left_out = (lead,) if isinstance(lead, str) else lead
    return {"body": f"tinh-mau-{name}", **({"except": [f"tinh-mau-{one}" for one in left_out]} if left_out else {})}


class Register:
    """The records of tỉnh Mẫu: a directive of 15/01/2024, three departments, and what a scenario adds."""

    def __init__(self, *, coverage: str = "co-theo-doi", issued: str | int = "2024-01-15") -> None:
        self.files: dict[str, dict[str, Any]] = {}
        self.add(
            "trung-uong", names=[{"name": "Trung ương"}], types=[{"type": "trung-uong"}], time_zone="Asia/Ho_Chi_Minh"
        )
        self.add(
            "tinh-mau",
            names=[{"name": "Tỉnh Mẫu"}],
            types=[{"type": "tinh"}],
            sample=True,
            time_zone="Asia/Ho_Chi_Minh",
        )
        self.agency("ubnd", "UBND tỉnh Mẫu", kind="ubnd")
        for name, spoken in (("so-mot", "Sở Một"), ("so-hai", "Sở Hai"), ("so-ba", "Sở Ba")):
            self.agency(name, spoken)
        self.group("nhom-so", rule={"kinds": ["so"], "levels": ["tinh"]})
        self.add(
            "tinh-mau-77-qd-2024", "document", type="quyet-dinh", number="77", symbol="QĐ-UBND", date="2024-02-01",
            issuer="tinh-mau-ubnd", title="Gia hạn một số nhiệm vụ",
        )  # fmt: skip
        self.add(
            "tinh-mau-5-ubnd", "directive", type="cong-van", number="5", symbol="UBND-NC", date=issued,
            issuer="tinh-mau-ubnd", title="V/v chấn chỉnh kỷ luật, kỷ cương", coverage=coverage,
            directing={"body": "tinh-mau-ubnd", "post": "Chủ tịch"}, signer={"post": "Chủ tịch", "capacity": "truc-tiep"},
            recipients=[{"body": "tinh-mau-nhom-so"}, {"body": "tinh-mau-ubnd"}],
            clauses=[{"id": "1", "kind": "khoan", "label": "1.", "summary": "Các việc phải làm."}],
        )  # fmt: skip
        if coverage == "co-theo-doi":
            self.follow()

    def add(self, record_id: str, folder: str = "province", /, **data: Any) -> Register:
        province = "trung-uong" if record_id.startswith("trung-uong") else "tinh-mau"
        self.files[f"{province}/{folder}/{record_id}.yaml"] = {"id": record_id, **data}
        self.__dict__.pop("corpus", None)
        return self

    def follow(self, *whom: str, first: str = "2022-01-01", full: bool = True, **more: Any) -> Register:
        """The list that Văn phòng keeps of what becomes of the directive (at some bodies)."""
        bodies = {"bodies": [f"tinh-mau-{name}" for name in whom]} if whom else {}
        return self.add(
            "tinh-mau-td", "following", of=["tinh-mau-5-ubnd"], **bodies, **{"from": first}, **more,
            type="day-du" if full else "tin-le", by="tinh-mau-ubnd", source=SAMPLE,
        )  # fmt: skip

    def listed(self, *things: str, first: str = "2020-01-01", **more: Any) -> Register:
        """The full list that Văn phòng keeps of all of the province (or of some things alone)."""
        return self.add(
            "tinh-mau-danh-sach", "following", of=list(things) or ["tinh-mau"], **{"from": first}, **more,
            type="day-du", by="tinh-mau-ubnd", source=SAMPLE,
        )  # fmt: skip

    def unlisted(self) -> Register:
        """Nobody keeps a list: the register holds single news."""
        del self.files["tinh-mau/following/tinh-mau-danh-sach.yaml"]
        return self

    def agency(self, name: str, spoken: str, *, kind: str = "so", level: str = "tinh", **more: Any) -> Register:
        names = [{"name": f"{spoken} của tỉnh Mẫu", "short": spoken}]
        return self.add(f"tinh-mau-{name}", "agency", names=names, kind=kind, level=level, **more)

    def ended(self, name: str, spoken: str, last: str, *heirs: str, **more: Any) -> Register:
        """An agency that ended with a day, and who came after it on the next."""
        following = (day(last) + timedelta(days=1)).isoformat()
        entries = [{"body": f"tinh-mau-{heir}", "on": following} for heir in heirs]
        return self.agency(name, spoken, valid={"to": last}, **({"successors": entries} if entries else {}), **more)

    def succeeded(self, name: str, spoken: str, last: str | int, heir: str, on: str | int | None) -> Register:
        """An agency that ended, and when another one took over, each as exactly as it is known."""
        entry = {"body": f"tinh-mau-{heir}", **({"on": on} if on is not None else {})}
        return self.agency(name, spoken, valid={"to": last}, successors=[entry])

    def group(self, name: str, **more: Any) -> Register:
        return self.add(f"tinh-mau-{name}", "group", names=[{"name": f"Nhóm {name}"}], complete=True, **more)

    def task(self, *leads: str | tuple[str, ...], name: str = "t1", shape: str = "mot-lan", **data: Any) -> Register:
        for field in ("due", "recurrence", "target"):
            if field in data:
                data[field] = {**data[field], "as_written": "theo văn bản"}
        return self.add(
            f"tinh-mau-5-ubnd-{name}", "task", directive="tinh-mau-5-ubnd", clause="1", title=f"Việc {name}",
            content="Nội dung của việc.", shape=shape, leads=[_party(lead) for lead in leads or ("so-mot",)],
            **data,
        )  # fmt: skip

    def of_nobody(self, *words: str, name: str = "t1") -> Register:
        """Take from a task those who must do it: its directive names nobody, or nobody of the register (``words``)."""
        task = self.files[f"tinh-mau/task/tinh-mau-5-ubnd-{name}.yaml"]
        del task["leads"]
        task.update({"other_leads": list(words)} if words else {"leads_state": "khong-neu"})
        return self

    def rollout(self, body: str, *events: dict[str, Any], name: str = "t1", **more: Any) -> Register:
        task = f"tinh-mau-5-ubnd-{name}"
        own = {"events": list(events)} if events else {}
        return self.add(f"{task}-{body}", "rollout", task=task, addressee=f"tinh-mau-{body}", **own, **more)

    def report(
        self, body: str, period: str, on: str, *events: dict[str, Any], name: str = "t1", **more: Any
    ) -> Register:
        """Record a period that was handed in on a day, or in a month; not yet, if there is none."""
        task = f"tinh-mau-5-ubnd-{name}"
        own = {"events": list(events)} if events else {}
        when = {} if not on else {"received" if len(str(on)) == len("2026-01-01") else "received_in": on}
        return self.add(
            f"{task}-{body}-{period.lower()}", "submission", task=task, reporter=f"tinh-mau-{body}", period=period,
            **when, source=SAMPLE, **own, **more,
        )  # fmt: skip

    def measured(self, on: str, value: str, body: str | None = None, name: str = "t1") -> Register:
        task = f"tinh-mau-5-ubnd-{name}"
        whose = {"body": f"tinh-mau-{body}"} if body else {}
        return self.add(
            f"{task}-{body or 'chung'}-{on}", "measurement", task=task, **whose, at=on, value=value, source=SAMPLE
        )

    def calendars(self, *years: int) -> Register:
        for year in years:
            swapped = WORKED[year].values()
            off = [
                {"date": on, "name": "Ngày nghỉ", "holiday": holiday, "kind": _kind(on, swapped)}
                for holiday, dates in HOLIDAYS[year].items()
                for on in (f"{year}-{at}" for at in dates)
            ]
            worked = [{"date": f"{year}-{at}", "instead_of": instead} for at, instead in WORKED[year].items()]
            self.add(f"trung-uong-lich-{year}", "calendar", year=year, days_off=off, working_days=worked, source=SAMPLE)
        return self

    def meetings(self, year: int, *dates: str) -> Register:
        events = [{"date": f"{year}-{at}", "event": "giao-ban-thang"} for at in dates]
        return self.add(f"tinh-mau-lich-{year}", "calendar", year=year, events=events, source=SAMPLE)

    def examined(self) -> Examined:
        files = tuple(SourceFile(path, _yaml(self.files[path])) for path in sorted(self.files))
        return examine(Source("records", files), schemas())

    def flagged(self, *codes: str) -> list[tuple[str, str, str]]:
        """What the checks of some codes say: (code, record, field), in order of place."""
        return [(p.code, p.record, p.at) for p in self.examined().problems if p.code in codes]

    @cached_property
    def corpus(self) -> Corpus:
        examined = self.examined()
        errors = [f"{p.where}: {p.message.en}" for p in examined.problems if p.severity is Severity.ERROR]
        assert not errors, errors
        return examined.corpus

    def duties(self, on: str | date, name: str = "t1") -> list[Duty]:
        return duties(self.corpus, day(on) if isinstance(on, str) else on)[f"tinh-mau-5-ubnd-{name}"]

    def state(self, on: str | date, name: str = "t1") -> str:
        """The state of a task that has one duty."""
        (duty,) = self.duties(on, name)
        return str(duty.standing.state)

    def said(self, on: str | date, name: str = "t1") -> tuple[str, str]:
        """State and sentence of a task that has one duty."""
        (duty,) = self.duties(on, name)
        return str(duty.standing.state), duty.standing.because

    def story(self, first: str, last: str, name: str = "t1") -> list[tuple[str, str, str]]:
        """Every day from first to last: (day, state, sentence)."""
        return [(on.isoformat(), *self.said(on, name)) for on in days(first, last)]

    def turns(self, first: str, last: str, name: str = "t1") -> list[tuple[str, str]]:
        """The days, looked at one by one, on which the state was another than on the day before."""
        found: list[tuple[str, str]] = []
        for on in days(first, last):
            state = self.state(on, name)
            if not found or found[-1][1] != state:
                found.append((on.isoformat(), state))
        return found

    def table(self, on: str | date, name: str = "t1") -> dict[str, str]:
        """The state at each body, or for each body and period."""
        found = {}
        for duty in self.duties(on, name):
            where = duty.body.id.removeprefix("tinh-mau-") if duty.body else "-"
            key = f"{where} {duty.period.id}" if duty.period else where
            assert key not in found, f"two duties of {key}"
            found[key] = str(duty.standing.state)
        return found

    def periods(self, on: str | date, name: str = "t1") -> list[str]:
        """The periods for which something was due."""
        return [duty.period.id for duty in self.duties(on, name) if duty.period]
