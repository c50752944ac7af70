"""Honest-looking commits that would rewrite the register, and honest ones: each of the first is refused or marked."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import lay, splice
from gitted import anew

from generator.build import ROOT, check, check_change, check_history, diff, schemas
from generator.catalog import entries
from generator.change.happening import Turn, happenings
from generator.change.printers import FORMATS
from generator.change.telling import LINES, rows, telling
from generator.examine import examine
from generator.examine.parse import parse
from generator.history.git import HistoryError
from generator.history.repository import believed
from generator.history.repository import commit as commit_of
from generator.history.repository import opened as opened_repository
from generator.model import Problem, Severity
from generator.publish.redact import redact
from generator.read.source import read

DAY = date(2024, 6, 3)
CLERK, OTHER = "van-thu", "thanh-tra"
P = "tinh-mau"
OPEN = "tinh-mau-kt-2024-02-f1-kp"
TASK = "tinh-mau-20-ubnd-nc-2024"
DECISION = "source:\n      document: tinh-mau-19-bc-dkt-2024"
NOTE = "source:\n      note: Sổ công văn đi."
MORE = {
    f"{P}/remediation/{OPEN}.yaml": f"""id: {OPEN}
finding: tinh-mau-kt-2024-02-f1
recommendations:
  - tinh-mau-kt-2024-02-r1
agency: tinh-mau-so-xay-dung
events:
  - type: ke-hoach
    date: 2024-05-28
    {NOTE}
""",
    f"{P}/document/{P}-99-tb-2024.yaml": f"""id: {P}-99-tb-2024
type: thong-bao
date: 2024-05-02
issuer: tinh-mau-ubnd
title: Thông báo ghi trùng
number_state: khong-neu
""",
    f"{P}/feedback/{P}-pa-2024-02.yaml": f"""id: {P}-pa-2024-02
channel: cong-dvc
sender: nguoi-dan
agency: tinh-mau-so-noi-vu
received: 2024-05-20
about: Trụ sở tiếp dân chuyển chỗ mà không thông báo.
due: 2024-06-20
""",
    f"{P}/obstacle/{P}-vm-2024-02.yaml": f"""id: {P}-vm-2024-02
by: tinh-mau-so-noi-vu
tasks:
  - {TASK}-1b-t1
raised: 2024-05-27
about: Chưa có mẫu biểu thống nhất.
asks: Ban hành mẫu biểu
to: tinh-mau-ubnd
due: 2024-06-27
""",
    f"{P}/recommendation/{P}-kt-2024-02-r3.yaml": f"""id: {P}-kt-2024-02-r3
inspection: tinh-mau-kt-2024-02
findings:
  - tinh-mau-kt-2024-02-f1
addressee: tinh-mau-so-xay-dung
content: Cử người rà soát danh mục mỗi quý.
due:
  by: 2024-05-31
  as_written: trong tháng 5 năm 2024
acceptance:
  state: khong-tiep-thu
  on: 2024-05-25
  document: tinh-mau-19-bc-dkt-2024
  because: Đã có người phụ trách.
""",
    f"{P}/plan/{P}-kh-kt-2025.yaml": f"""id: {P}-kh-kt-2025
year: 2025
title: Kế hoạch kiểm tra năm 2025
issuer: tinh-mau-thanh-tra
items:
  - id: '1'
    title: Kiểm tra việc tiếp dân
    regime: kiem-tra
    public_duty: true
    targets:
      - tinh-mau-so-noi-vu
    period: 2025-Q1
""",
}


Act = Callable[["Repo"], object]


@dataclass(frozen=True)
class Repo:
    """A register in a repository of its own, with ``main`` as what is published."""

    root: Path

    @property
    def records(self) -> Path:
        return self.root / "records"

    def git(self, *arguments: str, **env: str) -> str:
        settings = {
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "HOME": str(self.root),
            "PATH": os.environ["PATH"], **env,
        }  # fmt: skip
        done = subprocess.run(["git", *arguments], cwd=self.root, env=settings, capture_output=True, check=True)
        return done.stdout.decode().strip()

    def path(self, place: str) -> Path:
        return self.records / P / f"{place}.yaml"

    def text(self, place: str) -> str:
        return self.path(place).read_text(encoding="utf-8")

    def write(self, place: str, text: str) -> None:
        self.path(place).parent.mkdir(exist_ok=True)
        self.path(place).write_text(text, encoding="utf-8")

    def swap(self, place: str, old: str, new: str) -> None:
        """Replace a piece of text that stands there once."""
        assert self.text(place).count(old) == 1, (place, old)
        self.write(place, self.text(place).replace(old, new))

    def add(self, place: str, *fields: str) -> None:
        """Give a record some top-level fields, in the place of those it has."""
        self.write(place, splice(self.text(place), "\n".join(fields) + "\n"))

    def end(self, place: str, text: str) -> None:
        """Write something at the end of a record."""
        self.write(place, self.text(place) + text)

    def commit(self, by: str = CLERK, day: str = "2024-06-03", authored: str = "", message: str = "Cập nhật") -> None:
        self.git("add", "--all")
        when = f"{day}T09:00:00+07:00"
        self.git(
            "-c", f"user.name={by}", "-c", f"user.email={by}@example.invalid", "commit", "--quiet", "--message", message,
            GIT_COMMITTER_DATE=when, GIT_AUTHOR_DATE=f"{authored}T09:00:00+07:00" if authored else when,
        )  # fmt: skip

    def problems(self, base: str = "main", day: date = DAY) -> list[Problem]:
        return check_change(self.records, base, "", day)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    repo = Repo(tmp_path_factory.mktemp("published"))
    lay(repo.records)
    shutil.copytree(ROOT / "schemas", repo.root / "schemas")
    for path, text in MORE.items():
        (repo.records / path).write_text(text, encoding="utf-8")
    repo.git("init", "--quiet", "--initial-branch=main", "--template=")
    repo.commit(day="2024-06-01", message="Mở sổ")
    repo.path(f"document/{P}-99-tb-2024").unlink()
    repo.commit(day="2024-06-02", message="Bỏ bản ghi trùng")
    repo.git("switch", "--quiet", "--create", "thay-doi")
    repo.git("gc", "--quiet")  # every test copies it: a few files instead of hundreds
    repo.git("config", "core.checkStat", "minimal")  # a copy is as it was: no git reads all files of it again
    repo.git("config", "core.trustctime", "false")
    repo.git("config", "maintenance.auto", "false")
    repo.problems()  # what it remembers of the commits is in every copy
    check_history(repo.records, "main", DAY)
    return repo.root


@pytest.fixture
def repo(published: Path) -> Repo:
    return Repo(anew(published, published.with_name("kho")))


def event(kind: str, day: str, *lines: str, source: str = NOTE) -> str:
    return "\n".join([f"  - type: {kind}", f"    date: {day}", *(f"    {line}" for line in lines), f"    {source}", ""])


def correction(at: str, was: str, *more: str) -> str:
    lines = ["corrections:", "  - on: 2024-06-03", f"    at: {at}", f"    was: '{was}'", "    because: Chép nhầm."]
    return "\n".join([*lines, *(f"    {line}" for line in more), ""])


SEEN = "document: tinh-mau-19-bc-dkt-2024"
WHAT = "what: Đã rà soát 8 trong 12 thủ tục."
EVIDENCE = ("evidence:", "  - document: tinh-mau-21-bc-sxd-2024")
XM1 = "verification/tinh-mau-kt-2024-01-f1-xm1"
KP1, KP2, KP3 = (f"remediation/{name}" for name in ("tinh-mau-kt-2024-01-f1-kp", "tinh-mau-kt-2024-02-f2-kp", OPEN))
F1, F2 = "finding/tinh-mau-kt-2024-01-f1", "finding/tinh-mau-kt-2024-02-f1"
R1, R2, R3 = (f"recommendation/tinh-mau-kt-2024-{n}" for n in ("01-r1", "02-r1", "02-r3"))
SENT = f"submission/{TASK}-2-t1-2024-03"
ROLL = f"rollout/{TASK}-1a-t1-so-noi-vu"
ROLL2 = f"rollout/{TASK}-1a-t2-so-noi-vu"
NEWS = f"id: {TASK}-1a-t2-so-noi-vu\ntask: {TASK}-1a-t2\naddressee: tinh-mau-so-noi-vu\nevents:\n"
EXTENDED = ("old_due: 2024-06-15", "new_due: 2024-07-15", "reason: Chờ danh mục mới của tỉnh.")
NEW_DOCUMENT = """id: {0}
type: thong-bao
date: 2024-06-02
issuer: tinh-mau-ubnd
title: Thông báo mới
number_state: khong-neu
source:
  note: Văn bản mẫu, không có thật.
"""


def verification(by: str = "tinh-mau-so-noi-vu") -> str:
    return f"""id: {OPEN.removesuffix("-kp")}-xm1
remediation: {OPEN}
by: {by}
on: 2024-06-03
method: ho-so
verdict: da-khac-phuc
because: Danh mục niêm yết đã đúng.
"""


def verify(repo: Repo, by: str = "tinh-mau-so-noi-vu") -> None:
    repo.write(f"verification/{OPEN.removesuffix('-kp')}-xm1", verification(by))


def report(repo: Repo, *lines: str) -> None:
    repo.end(KP3, event("bao-cao", "2024-06-02", *(lines or EVIDENCE)))


def reported_before(repo: Repo) -> None:
    """Publish a report, so that a verification of it can come."""
    repo.git("switch", "--quiet", "main")
    report(repo)
    repo.commit()
    repo.git("switch", "--quiet", "--create", "xac-minh")


def without_holiday(repo: Repo) -> None:
    path = repo.records / "trung-uong" / "calendar" / "trung-uong-lich-2024.yaml"
    text = path.read_text(encoding="utf-8")
    cut = re.sub(r"  - date: 2024-04-30\n(    .*\n)+", "", text)
    assert cut != text
    path.write_text(cut, encoding="utf-8")


def renamed(repo: Repo) -> None:
    new = repo.text(F2).replace("-f1\n", "-f9\n", 1)
    repo.path(F2).unlink()
    repo.write("finding/tinh-mau-kt-2024-02-f9", new)


def moved_folder(repo: Repo) -> None:
    target = repo.records / "trung-uong" / "document"
    target.mkdir(exist_ok=True)
    repo.path(f"document/{P}-12-qd-ubnd-2024").rename(target / f"{P}-12-qd-ubnd-2024.yaml")


def other_kind(repo: Repo) -> None:
    repo.path(KP3).unlink()
    repo.write(f"document/{OPEN}", NEW_DOCUMENT.format(OPEN))


def raise_version(repo: Repo, kind: str) -> None:
    path = repo.root / "schemas" / f"{kind}.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    schema["x-version"] += 1
    path.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def hidden_in_migration(repo: Repo) -> None:
    raise_version(repo, "recommendation")
    repo.swap(R2, "by: 2024-06-15", "by: 2024-09-15")
    repo.commit()


def migration_with_more(repo: Repo) -> None:
    raise_version(repo, "measurement")
    repo.swap(f"measurement/{TASK}-1b-t1-2024-06-30", "value: 62.5", "value: '62.5'")
    repo.swap(F2, "3 trong 12", "Có 3 trong 12")
    repo.commit()


def honest_migration(repo: Repo) -> None:
    raise_version(repo, "measurement")
    repo.swap(f"measurement/{TASK}-1b-t1-2024-06-30", "numerator: 50", "numerator: '50'")
    repo.commit()


def two_commits_one_author(repo: Repo) -> None:
    report(repo)
    repo.commit()
    verify(repo)
    repo.commit()


def uncommitted(repo: Repo) -> None:
    report(repo)
    verify(repo)


def evil_merge(repo: Repo) -> None:
    """A branch that adds nothing but what its merge slips in."""
    repo.git("switch", "--quiet", "--create", "nhanh", "main")
    repo.end(KP3, event("tien-do", "2024-06-02", WHAT))
    repo.commit()
    repo.git("switch", "--quiet", "thay-doi")
    repo.git(
        "-c", "user.name=x", "-c", "user.email=x@example.invalid", "merge", "--quiet", "--no-ff", "--no-commit", "nhanh"
    )
    repo.swap(R2, "by: 2024-06-15", "by: 2024-09-15")
    repo.commit()


def replaced_object(repo: Repo) -> None:
    repo.swap(R2, "by: 2024-06-15", "by: 2024-09-15")
    repo.commit()
    repo.git("replace", "main", "thay-doi")


FOLLOWING = f"following/{P}-theo-doi"
FILE_OF_ANOTHER = (
    "evidence:", "  - file: bien-ban.pdf", "    sha256: 6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
    "    held_by: tinh-mau-so-xay-dung",
)  # fmt: skip
GONE = "withdrawn:\n  on: 2024-06-03\n  because: Ghi nhầm.\n"


def failed() -> str:
    return verification().replace("da-khac-phuc", "khong-dat").replace("2024-06-03", "2024-06-02")


def withdrawn_verdict(repo: Repo) -> None:
    place = f"verification/{OPEN.removesuffix('-kp')}-xm1"
    repo.git("switch", "--quiet", "main")
    repo.write(place, failed())
    repo.commit(OTHER)
    repo.git("switch", "--quiet", "--create", "rut")
    repo.end(place, GONE)


def again(repo: Repo) -> None:
    new = repo.text(R2).replace("-r1\n", "-r9\n", 1).replace("2024-06-15", "2024-09-15")
    repo.end(R2, GONE)
    repo.write(f"recommendation/{P}-kt-2024-02-r9", new)


def loosen(repo: Repo) -> None:
    path = repo.root / "schemas" / "recommendation.schema.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"x-change": "deadline"', '"x-change": "words"'), encoding="utf-8"
    )


def walk(node: object) -> list[dict]:  # type: ignore[type-arg]
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [*([node] if isinstance(node, dict) else []), *(found for one in inner for found in walk(one))]


def reshape(repo: Repo, kind: str, change: Callable[[dict], object]) -> None:  # type: ignore[type-arg]
    path = repo.root / "schemas" / f"{kind}.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    change(schema)
    path.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def loosened_migration(repo: Repo) -> None:
    raise_version(repo, "measurement")
    reshape(repo, "measurement", lambda d: d["properties"]["value"].pop("x-change"))
    repo.swap(f"measurement/{TASK}-1b-t1-2024-06-30", "numerator: 50", "numerator: '50'")
    repo.commit()


def twin_of_yesterday(repo: Repo) -> None:
    new = repo.text(R2).replace("-r1\n", "-r9\n", 1).replace("2024-06-15", "2024-09-15")
    repo.git("switch", "--quiet", "main")
    repo.write(f"recommendation/{P}-kt-2024-02-r9", new)
    repo.commit()
    repo.git("switch", "--quiet", "--create", "rut")
    repo.end(R2, GONE + f"  replaced_by: {P}-kt-2024-02-r9\n")


OWN_PAPER = DECISION.replace("19-bc-dkt", "21-bc-sxd")
"""A paper of the very department that has to remedy."""
DELEGATED = "acknowledge:\n  - check: decided-by-bearer\n    at: events.1.source.document\n    because: Tỉnh ủy quyền cho Sở tự gia hạn.\n"
BY_PROVINCE = DECISION.replace("19-bc-dkt", "77-ubnd-nc")


def paper(repo: Repo, issuer: str, *more: str) -> str:
    """Add a notice of somebody, of yesterday, and return an event's source that names it."""
    own = f"{P}-98-tb-2024"
    text = NEW_DOCUMENT.format(own).replace("issuer: tinh-mau-ubnd", f"issuer: {issuer}")
    repo.write(f"document/{own}", text + "".join(f"{line}\n" for line in more))
    return f"source:\n      document: {own}"


def published_first(repo: Repo, place: str, text: str) -> None:
    """Publish a record, so that a change of it can come."""
    repo.git("switch", "--quiet", "main")
    repo.write(place, text)
    repo.commit()
    repo.git("switch", "--quiet", "--create", "sau")


def narrowed(repo: Repo, new: str) -> None:
    published_first(repo, ROLL2, NEWS + event("nop", "2024-05"))
    repo.swap(ROLL2, "date: 2024-05\n", f"date: {new}\n")


def month_of_a_report(repo: Repo, new: str) -> None:
    text = repo.text(SENT).replace("2024-03\n", "2024-04\n").replace("2024-t1-2024-03", "2024-t1-2024-04")
    place = SENT.removesuffix("03") + "04"
    text = re.sub("(?m)^(cut_off|document): .*\n", "", text.replace("-2024-03\n", "-2024-04\n"))
    published_first(repo, place, re.sub("received: .*", "received_in: 2024-05", text))
    repo.swap(place, "received_in: 2024-05", f"received: {new}")


def another_task(more: str = "", directive: str = TASK, clause: str = "1a") -> Act:
    """Give a task of a clause with a task that is overdue, under a text that is recorded."""
    text = f"""id: {TASK}-1a-t9
directive: {directive}
clause: {clause}
title: Khắc phục theo kế hoạch
content: Khắc phục tồn tại, hạn chế theo kế hoạch.
shape: mot-lan
leads:
  - body: tinh-mau-nhom-so-nganh
due:
  by: 2025-12-31
  as_written: trong năm 2025
"""
    return lambda r: r.write(f"task/{TASK}-1a-t9", text + more)


def copied(place: str, own: str, *swaps: tuple[str, str]) -> Act:
    """Enter what a record says once more, under another id."""

    def act(repo: Repo) -> None:
        text = re.sub(r"\Aid: .*", f"id: {own}", repo.text(place))
        for old, new in swaps:
            assert old in text, old
            text = text.replace(old, new)
        repo.write(f"{place.partition('/')[0]}/{own}", text)

    return act


def full_list(own: str, begins: str, more: str = "") -> str:
    lines = f"id: {P}-{own}\nof:\n  - {P}\nfrom: {begins}\ntype: day-du\nby: tinh-mau-van-phong-ubnd\n{more}"
    return f"{lines}source:\n  note: Sổ theo dõi của Văn phòng.\n"


def list_ends(repo: Repo, more: str) -> None:
    """End the full list today, and begin another one tomorrow."""
    repo.swap(FOLLOWING, "from: 2023-01-01", "from: 2023-01-01\nto: 2024-06-03")
    repo.write(f"{FOLLOWING}-2", full_list("theo-doi-2", "2024-06-04", more))


def tagged(repo: Repo) -> None:
    """Move a deadline, and give what is proposed the name of the branch that it is compared with."""
    repo.swap(R2, "by: 2024-06-15", "by: 2024-09-15")
    repo.commit()
    repo.git("tag", "main")


def day_off(repo: Repo) -> None:
    path = repo.records / "trung-uong" / "calendar" / "trung-uong-lich-2024.yaml"
    text = path.read_text(encoding="utf-8")
    fresh = "  - date: 2024-05-31\n    name: Nghỉ bù\n    holiday: 30-4-1-5\n    kind: nghi-bu\n"
    at = re.search(r"(?m)^  - date: 2024-(0[6-9]|1[0-2])", text)
    assert at is not None
    path.write_text(text[: at.start()] + fresh + text[at.start() :], encoding="utf-8")


def province_beside(repo: Repo) -> None:
    """Open another province, one of whose tasks takes the place of a duty here."""
    (repo.records / "tinh-thu" / "province").mkdir(parents=True)
    text = repo.text(f"province/{P}").replace("tinh-mau", "tinh-thu").replace("Mẫu", "Thử")
    (repo.records / "tinh-thu" / "province" / "tinh-thu.yaml").write_text(text, encoding="utf-8")
    another_task(f"replaces:\n  - {TASK}-1a-t1\n")(repo)
    (repo.records / "tinh-thu" / "task").mkdir()
    text = repo.text(f"task/{TASK}-1a-t9").replace(f"id: {TASK}-1a-t9", "id: tinh-thu-viec")
    (repo.records / "tinh-thu" / "task" / "tinh-thu-viec.yaml").write_text(text, encoding="utf-8")
    repo.path(f"task/{TASK}-1a-t9").unlink()


def engine_file(place: str, text: str = "x") -> Act:
    def act(repo: Repo) -> None:
        (repo.root / place).parent.mkdir(parents=True, exist_ok=True)
        (repo.root / place).write_text(text, encoding="utf-8")
        repo.commit()

    return act


NEW_AGENCY = "id: tinh-mau-so-moi\nnames:\n  - name: Sở Mới tỉnh Mẫu\n    short: Sở Mới\nkind: {0}\nlevel: tinh\nparent: tinh-mau-ubnd\n"
SUBMISSION_4 = f"id: {TASK}-2-t1-2024-04\ntask: {TASK}-2-t1\nreporter: tinh-mau-so-noi-vu\nperiod: 2024-04\nreceived: 2024-06-01\n{{0}}source:\n  note: Sổ công văn đến.\n"
TARGET = "target:\n  indicator: Tỷ lệ tồn tại đã khắc phục\n  op: toi-thieu\n  value: 50\n  unit: '%'\n"
WORKS = f"rollout/{TASK}-1a-t1-so-xay-dung"
ROLLOUT_OF_WORKS = f"id: {TASK}-1a-t1-so-xay-dung\ntask: {TASK}-1a-t1\naddressee: tinh-mau-so-xay-dung\nevents:\n"
FINDING_2 = "finding/tinh-mau-kt-2024-02-f2"
SCALE = "framework/tinh-mau-khung-2024"
WORKS_BODY = "agency/tinh-mau-so-xay-dung"
ACCOUNT = f"accountability/{P}-xl-2024-01"
OWN = "tinh-mau-21-bc-sxd-2024"
INSPECTED = "inspection/tinh-mau-kt-2024-02"
CASE = f"accountability/{P}-xl-2024-09"
OPEN_CASE = f"id: {P}-xl-2024-09\nagency: tinh-mau-so-xay-dung\nsubject:\n  kind: tap-the\nfindings:\n  - tinh-mau-kt-2024-02-f1\nopened: 2024-05-20\n"


def files_seen(repo: Repo) -> str:
    """An inspection that has no result yet, and has drawn a case file that came back late."""
    drawn = "dossiers:\n  - id: '1'\n    agency: tinh-mau-so-xay-dung\n    procedure: Cấp phép\n    chosen: ngau-nhien\n    received: 2024-04-01\n    due: 2024-04-20\n    returned: 2024-05-02\n"
    return repo.text(INSPECTED).replace("result:\n  document: tinh-mau-19-bc-dkt-2024\n", "") + drawn


TEAM = "team/tinh-mau-doan-kiem-tra"


def received_earlier(repo: Repo, issuer: str) -> None:
    """Correct the day on which a late report came, by a paper of somebody."""
    own = paper(repo, issuer).split()[-1]
    repo.swap(SENT, "received: 2024-03-18", "received: 2024-03-14")
    repo.end(SENT, correction("received", "2024-03-18", f"document: {own}"))


def in_other_words(repo: Repo) -> None:
    """Withdraw an overdue duty, and enter it anew by another name, due later."""
    new = repo.text(f"task/{TASK}-1a-t1").replace("1a-t1\n", "1a-t9\n", 1).replace("2024-03-31", "2024-12-31")
    repo.end(f"task/{TASK}-1a-t1", GONE)
    repo.write(f"task/{TASK}-1a-t9", re.sub("(?m)^(title|content): .*", r"\1: Rà soát lại các việc còn chậm.", new))


def signed(repo: Repo) -> None:
    repo.git("add", "--all")
    when = f"{DAY}T09:00:00+07:00"
    repo.git("commit", "--quiet", "--message", "Xác minh", GIT_COMMITTER_DATE=when, GIT_AUTHOR_DATE=when)


def guard(place: str, before: str, after: str) -> Act:
    """Publish a file beside the records, so that a change of it can come."""

    def act(repo: Repo) -> None:
        repo.git("switch", "--quiet", "main")
        report(repo)
        engine_file(place, before)(repo)
        repo.git("switch", "--quiet", "--create", "long")
        engine_file(place, after)(repo)

    return act


CHEATS: dict[str, tuple[str, Act]] = {
    "delete a finding": ("record-vanished", lambda r: r.path(F2).unlink()),
    "delete an overdue recommendation": ("record-vanished", lambda r: r.path(R3).unlink()),
    "delete a verification": ("record-vanished", lambda r: r.path(XM1).unlink()),
    "rename a record": ("record-renamed", renamed),
    "move a record to another province": ("id-reused", moved_folder),
    "use the id of a deleted record again": (
        "id-reused", lambda r: r.write(f"document/{P}-99-tb-2024", NEW_DOCUMENT.format(f"{P}-99-tb-2024"))
    ),
    "use an id for another kind": ("id-reused", other_kind),
    "rewrite the day of an event": ("entry-rewritten", lambda r: r.swap(ROLL, "2024-03-29", "2024-03-25")),
    "rewrite the type of an event": ("entry-rewritten", lambda r: r.swap(KP3, "ke-hoach", "hanh-dong")),
    "rewrite the checksum of evidence": ("entry-rewritten", lambda r: r.swap(KP1, "6b86b2", "6b86b3")),
    "remove an event": (
        "entry-removed", lambda r: r.swap(ROLL, event("xac-nhan", "2024-04-02", source="source:\n      note: Thông báo của Văn phòng UBND tỉnh."), "")
    ),
    "remove an inspected agency": (
        "entry-removed", lambda r: r.swap("inspection/tinh-mau-kt-2024-02", "  - body: tinh-mau-phong-noi-vu-huyen-mau-ha\n    on: 2024-05-16\n", "")
    ),
    "turn who leads into words": ("fact-rewritten", lambda r: r.swap(
        f"task/{TASK}-2-t1", "leads:\n  - body: tinh-mau-so-noi-vu\n    as_written: Sở Nội vụ\n", "other_leads:\n  - các cơ quan liên quan\n",
    )),
    "back-date a report received": ("fact-rewritten", lambda r: r.swap(SENT, "received: 2024-03-18", "received: 2024-03-14")),
    "back-date a verification": ("fact-rewritten", lambda r: r.swap(XM1, "on: 2024-04-12", "on: 2024-04-06")),
    "back-date a document": (
        "fact-rewritten", lambda r: r.swap("document/tinh-mau-33-tb-ubnd-mh-2024", "date: 2024-05-30", "date: 2024-05-10")
    ),
    "slip an event in before published ones": (
        "event-before-published", lambda r: r.swap(KP3, "events:\n", "events:\n" + event("hanh-dong", "2024-05-22", WHAT))
    ),
    "move a deadline to come": ("due-moved-without-extension", lambda r: r.swap(R2, "by: 2024-06-15", "by: 2024-09-15")),
    "move a passed deadline": ("due-moved-without-extension", lambda r: r.swap(R3, "by: 2024-05-31", "by: 2024-06-30")),
    "lengthen a term": ("due-moved-without-extension", lambda r: r.swap(R1, "working_days: 20", "working_days: 40")),
    "report less often": (
        "due-moved-without-extension", lambda r: r.swap(f"task/{TASK}-2-t1", "days_after: 5", "days_after: 16")
    ),
    "remove a deadline": (
        "due-moved-without-extension", lambda r: r.swap(R3, "due:\n  by: 2024-05-31\n  as_written: trong tháng 5 năm 2024\n", "")
    ),
    "call a moved deadline a correction": (
        "due-moved-without-extension",
        lambda r: (r.swap(R3, "by: 2024-05-31", "by: 2024-06-30"), r.end(R3, correction("due.by", "2024-05-31"))),
    ),
    "extend without a decision": (
        "remediation-extension-without-decision", lambda r: r.end(KP3, event("gia-han", "2024-06-02", *EXTENDED))
    ),
    "extend what is overdue": (
        "due-moved-after-passing",
        lambda r: r.end(KP3, event("gia-han", "2024-06-02", "old_due: 2024-05-31", *EXTENDED[1:], source=DECISION)),
    ),
    "report without evidence and close": (
        "closed-without-evidence", lambda r: (report(r, "what: Đã làm xong."), verify(r))
    ),
    "verify one's own remediation": ("verified-by-itself", lambda r: verify(r, "tinh-mau-so-xay-dung")),
    "report and verify in one commit": (
        "verified-in-same-series", lambda r: (report(r), verify(r), r.commit())
    ),
    "report and verify in two commits": ("verified-in-same-series", two_commits_one_author),
    "report and verify before committing": ("verified-in-same-series", uncommitted),
    "reword a verified finding": ("closed-record-changed", lambda r: r.swap(F1, "1 hồ sơ trả sau", "1 hồ sơ có thể trả sau")),
    "reword a verification": ("closed-record-changed", lambda r: r.swap(XM1, "Rút 10 hồ sơ mới", "Rút 30 hồ sơ mới")),
    "reword an approved plan": (
        "closed-record-changed",
        lambda r: r.swap("plan/tinh-mau-kh-kt-2024", "Thanh tra hoạt động công vụ tại Sở Xây dựng", "Thanh tra hoạt động công vụ"),
    ),
    "add an event to a closed remediation": (
        "closed-record-changed", lambda r: r.end(KP1, event("tien-do", "2024-06-02", WHAT))
    ),
    "reword a signed summary": (
        "closed-record-changed", lambda r: r.swap("summary/tinh-mau-th-2024-q1", "nêu một tồn tại", "không nêu tồn tại")
    ),
    "lighten a decided measure": (
        "fact-rewritten", lambda r: r.swap("accountability/tinh-mau-xl-2024-01", "on: 2024-04-15", "on: 2024-04-25")
    ),
    "turn a verdict": ("fact-rewritten", lambda r: r.swap(XM1, "verdict: da-khac-phuc", "verdict: mot-phan")),
    "lower a count": ("fact-rewritten", lambda r: r.swap(F2, "found: 3", "found: 1")),
    "change the category so that it does not recur": (
        "fact-rewritten", lambda r: r.swap(F2, "category: tinh-mau-niem-yet", "category: tinh-mau-tre-han")
    ),
    "give a finding to another agency": (
        "identity-changed", lambda r: r.swap(F2, "agency: tinh-mau-so-xay-dung", "agency: tinh-mau-phong-noi-vu-huyen-mau-ha")
    ),
    "take an agency out of its group by its level": (
        "fact-rewritten", lambda r: r.swap("agency/tinh-mau-so-xay-dung", "level: tinh", "level: xa")
    ),
    "stop following a directive": (
        "state-move-illegal",
        lambda r: r.swap(f"directive/{TASK}", "coverage: co-theo-doi", "coverage: chi-van-ban"),
    ),
    "take a day off out of the calendar": (
        "entry-removed", without_holiday
    ),
    "one correction for a whole list": (
        "entry-rewritten",
        lambda r: (r.swap(ROLL, "2024-03-29", "2024-03-25"), r.end(ROLL, correction("events", "như cũ", SEEN))),
    ),
    "a correction of the whole deadline": (
        "due-moved-without-extension",
        lambda r: (r.swap(R3, "by: 2024-05-31", "by: 2024-06-30"), r.end(R3, correction("due", "như cũ", SEEN))),
    ),
    "correct what an extension granted": (
        "due-moved-without-extension",
        lambda r: (
            r.swap(f"task/{TASK}-2-t3", "new_due: 2024-06-30", "new_due: 2024-07-30"),
            r.end(f"task/{TASK}-2-t3", correction("events.1.new_due", "2024-06-30")),
        ),
    ),
    "correct a day without a document": (
        "correction-without-document",
        lambda r: (r.swap(SENT, "received: 2024-03-18", "received: 2024-03-19"), r.end(SENT, correction("received", "2024-03-18"))),
    ),
    "record a report as received long ago": (
        "recorded-late",
        lambda r: r.write(
            f"submission/{TASK}-2-t1-2024-02", f"id: {TASK}-2-t1-2024-02\ntask: {TASK}-2-t1\nreporter: tinh-mau-so-noi-vu\nperiod: 2024-02\nreceived: 2024-02-18\nsource:\n  note: Sổ công văn đến.\n"
        ),
    ),
    "answer as if in time": (
        "recorded-late", lambda r: r.end(f"coordination/{P}-ph-2024-01", "    on: 2024-02-25\n    position: ro-rang\n")
    ),
    "take the mark of a sample away": (
        "fact-rewritten", lambda r: r.swap(f"province/{P}", "sample: true\n", "")
    ),
    "add a band to a framework in use": (
        "fact-rewritten", lambda r: r.swap("framework/tinh-mau-khung-2024", "bands:\n", "bands:\n  - id: moi\n    title: Mới\n    from: 95\n")
    ),
    "accept as if earlier": (
        "fact-rewritten",
        lambda r: r.write(
            R3, r.text(R3).partition("acceptance:")[0] + "acceptance:\n  state: tiep-thu\n  on: 2024-05-20\n  document: tinh-mau-21-bc-sxd-2024\n"
        ),
    ),
    "raise a score": (
        "entry-rewritten", lambda r: r.swap("rating/tinh-mau-xl-2024-so-xay-dung", "verified: 33.5", "verified: 38")
    ),
    "add an agency to an inspection with its result": (
        "closed-record-changed",
        lambda r: r.swap("inspection/tinh-mau-kt-2024-02", "agencies:\n", "agencies:\n  - body: tinh-mau-so-noi-vu\n    on: 2024-05-15\n"),
    ),
    "date a correction long ago": (
        "declared-on-another-day",
        lambda r: (
            r.swap(SENT, "received: 2024-03-18", "received: 2024-03-19"),
            r.end(SENT, correction("received", "2024-03-18", SEEN).replace("2024-06-03", "2024-03-20")),
        ),
    ),
    "withdraw what is overdue": (
        "withdrawn-unsettled", lambda r: r.end(R3, "withdrawn:\n  on: 2024-06-03\n  because: Không cần nữa.\n")
    ),
    "hide a public record": ("fact-rewritten", lambda r: r.end(F2, "visibility: noi-bo\n")),
    "type a derived value": ("field-unknown", lambda r: r.end(F2, "status: da-khac-phuc\n")),
    "take a withdrawal back": (
        "fact-rewritten",
        lambda r: r.write("document/tinh-mau-34-tb-ubnd-mh-2024", r.text("document/tinh-mau-34-tb-ubnd-mh-2024").partition("withdrawn")[0]),
    ),
    "hide a moved deadline in a migration": ("migration-changes-output", hidden_in_migration),
    "add something to a migration": ("migration-not-alone", migration_with_more),
    "rewrite an author date": (
        "author-date-differs", lambda r: (report(r), r.commit(authored="2024-03-01"))
    ),
    "commit in the past": ("commit-date-wrong", lambda r: (report(r), r.commit(day="2024-05-30"))),
    "commit in the future": ("commit-date-wrong", lambda r: (report(r), r.commit(day="2024-07-30"))),
    "lie in a correction about what was there": (
        "correction-differs",
        lambda r: (r.swap(SENT, "received: 2024-03-18", "received: 2024-03-14"), r.end(SENT, correction("received", "2024-03-15", SEEN))),
    ),
    "resume what was never paused": ("state-move-illegal", lambda r: r.end(KP3, event("tiep-tuc", "2024-06-02"))),
    "go on with what no longer applies": ("state-move-illegal", lambda r: r.end(KP2, event("tien-do", "2024-06-02", WHAT))),
    "take back an acceptance": (
        "state-move-illegal", lambda r: r.swap(R1, "  state: tiep-thu\n", "  state: khong-tiep-thu\n  because: Không nhất trí.\n")
    ),
    "slip a change into a merge": ("due-moved-without-extension", evil_merge),
    "make it unreadable": ("record-unreadable", lambda r: r.swap(KP1, "    date: 2024-03-14", "    ngay: 2024-03-14")),
    "replace the published commit on this machine": ("history-replaced", replaced_object),
    "end a recurring task last year": ("fact-rewritten", lambda r: r.swap(f"task/{TASK}-2-t1", "  open_ended: true\n", "  to: 2024-03\n")),
    "end an agency in the past": ("past-changed", lambda r: r.end("agency/tinh-mau-so-xay-dung", "valid:\n  to: 2024-03-31\n")),
    "name a successor of long ago": (
        "past-changed", lambda r: r.end("agency/tinh-mau-so-xay-dung", "valid:\n  to: 2024-03-31\nsuccessors:\n  - body: tinh-mau-so-noi-vu\n    on: 2024-04-01\n")
    ),
    "end the following in the past": ("past-changed", lambda r: r.swap(FOLLOWING, "from: 2023-01-01", "from: 2023-01-01\nto: 2024-02-01")),
    "withdraw the following": ("withdrawn-judgement", lambda r: r.end(FOLLOWING, GONE)),
    "a member of a group of all time": ("past-changed", lambda r: r.end("group/tinh-mau-nhom-so-nganh", "members:\n  - body: tinh-mau-hdnd\n")),
    "a directive that was in force till spring": ("past-changed", lambda r: r.end(f"directive/{TASK}", "validity:\n  to: 2024-03-01\n")),
    "a second framework": (
        "past-changed", lambda r: r.write("framework/tinh-mau-khung-2025", r.text("framework/tinh-mau-khung-2024").replace("khung-2024", "khung-2025"))
    ),
    "name who must answer": ("past-changed", lambda r: r.end(f"feedback/{P}-pa-2024-02", "answerer: tinh-mau-thanh-tra\n")),
    "lower a target": ("fact-rewritten", lambda r: r.swap(f"task/{TASK}-1b-t1", "  value: 80", "  value: 40")),
    "send a report to somebody else": (
        "fact-rewritten", lambda r: r.swap(f"task/{TASK}-2-t1", "as_written: Chủ tịch UBND tỉnh\n", "as_written: Chủ tịch UBND tỉnh\n    - body: tinh-mau-so-noi-vu\n      as_written: Sở Nội vụ\n")
    ),
    "give an obstacle to somebody else": ("fact-rewritten", lambda r: r.swap(f"obstacle/{P}-vm-2024-02", "to: tinh-mau-ubnd", "to: tinh-mau-thanh-tra")),
    "reword a clause": ("reworded", lambda r: r.write(f"directive/{TASK}", re.sub("summary: .*", "summary: Việc khác.", r.text(f"directive/{TASK}"), count=1))),
    "reword an open finding": ("reworded", lambda r: r.swap(F2, "3 trong 12 thủ tục niêm yết", "Một số thủ tục niêm yết")),
    "another name for a category": ("reworded", lambda r: r.write("category/tinh-mau-niem-yet", re.sub("title: .*", "title: Sơ suất nhỏ", r.text("category/tinh-mau-niem-yet"), count=1))),
    "swap a name": ("entry-rewritten", lambda r: r.write("agency/tinh-mau-so-xay-dung", r.text("agency/tinh-mau-so-xay-dung").replace("Sở Xây dựng", "Sở Quy hoạch"))),
    **{
        f"{what} without a document": ("decided-without-document", lambda r, e=more: r.write(ROLL2, NEWS + event(*e)))
        for what, more in {
            "cancel": ("huy", "2024-06-01", "reason: Không cần nữa."), "pause": ("tam-dung", "2024-06-01", "reason: Bận."),
            "hand over": ("chuyen", "2024-06-01", "to: tinh-mau-thanh-tra"),
        }.items()
    },
    "pause a remediation without a document": ("decided-without-document", lambda r: r.end(KP3, event("tam-dung", "2024-06-02", "reason: Bận."))),
    "a new deadline inside a verification": (
        "decided-without-document", lambda r: r.write(f"verification/{OPEN.removesuffix('-kp')}-xm1", failed() + "new_due: 2025-06-30\n")
    ),
    "withdraw a failed verification": ("withdrawn-judgement", withdrawn_verdict),
    "withdraw criticism": ("withdrawn-judgement", lambda r: r.end("notice/tinh-mau-nn-2024-01", GONE)),
    "withdraw a rating": ("withdrawn-judgement", lambda r: r.end("rating/tinh-mau-xl-2024-so-xay-dung", GONE)),
    "replace by an unrelated record": (
        "replaced-by-other", lambda r: r.end(F2, GONE + "  replaced_by: tinh-mau-kt-2024-02-f2\n")
    ),
    "withdraw and enter again with a later deadline": ("entered-again", again),
    "reword the only evidence": ("entry-rewritten", lambda r: r.swap(ROLL, "note: Phiếu nhận báo cáo.", "note: Công văn số 9.")),
    "say whose a published event was": (
        "closed-record-changed", lambda r: r.swap(ROLL, "  - type: nop\n    date: 2024-03-29\n", "  - type: nop\n    date: 2024-03-29\n    by:\n      body: tinh-mau-thanh-tra\n")
    ),
    "report, and verify in the next pull request": ("verified-by-reporter", lambda r: (reported_before(r), verify(r), r.commit())),
    "correct a count": ("corrected", lambda r: (r.swap(F2, "found: 3", "found: 1"), r.end(F2, correction("count.found", "3")))),
    "make git read the records in another way": ("file-unknown", lambda r: (r.records / ".gitattributes").write_text("*.yaml text working-tree-encoding=UTF-16\n")),
    "make git pass over new records": ("file-unknown", lambda r: (r.records / P / "finding" / ".gitignore").write_text("*\n")),
    "loosen a schema": ("rule-loosened", lambda r: (loosen(r), r.commit())),
    "loosen a shared part of the schemas": ("rule-loosened", lambda r: (reshape(r, "common", lambda d: d["$defs"]["deadline"]["properties"]["by"].update({"x-change": "words"})), r.commit())),
    "drop the legal moves": ("rule-loosened", lambda r: (reshape(r, "verification", lambda d: [p.pop("x-moves", None) for p in walk(d)]), reshape(r, "common", lambda d: [p.pop("x-moves", None) for p in walk(d)]), r.commit())),
    "delete a schema": ("rule-loosened", lambda r: ((r.root / "schemas" / "notice.schema.json").unlink(), r.commit())),
    "break a schema": ("rule-loosened", lambda r: ((r.root / "schemas" / "notice.schema.json").write_text("{"), r.commit())),
    "a style that hides": ("look-changed", lambda r: ((r.root / "theme").mkdir(), (r.root / "theme" / "hide.css").write_text("x"), r.commit())),
    "loosen within a migration": ("rule-loosened", loosened_migration),
    "an event of a month long ago": ("recorded-late", lambda r: r.write(ROLL2, NEWS + event("nop", "2024-03"))),
    "a beginning that erases what was before": ("past-changed", lambda r: r.end(f"directive/{TASK}", "validity:\n  from: 2024-06-01\n")),
    "an end of what is followed, of late": ("past-changed", lambda r: r.swap(FOLLOWING, "from: 2023-01-01", "from: 2023-01-01\nto: 2024-05-20")),
    "turn a verdict by a correction": (
        "correction-without-document", lambda r: (r.swap(XM1, "verdict: da-khac-phuc", "verdict: mot-phan"), r.end(XM1, correction("verdict", "da-khac-phuc")))
    ),
    "the only evidence of a report": ("closed-record-changed", lambda r: r.swap(SENT, "note: Sổ công văn đến của Văn phòng UBND tỉnh.", "note: Thư điện tử.")),
    "replace by a twin of yesterday": ("entered-again", twin_of_yesterday),
    "loosen a schema along with a record": ("rules-changed-with-records", lambda r: (loosen(r), r.end(KP3, event("tien-do", "2024-06-02", WHAT)), r.commit())),
    "extend by one's own paper": ("decided-by-bearer", lambda r: r.end(KP3, event("gia-han", "2024-06-02", *EXTENDED, source=OWN_PAPER))),
    "declare it void by one's own paper": (
        "decided-by-bearer", lambda r: r.end(KP3, event("khong-ap-dung", "2024-06-02", "reason: Không còn thủ tục.", source=OWN_PAPER))
    ),
    **{
        f"{what} a duty by one's own paper": (
            "decided-by-bearer", lambda r, e=more: r.write(ROLL2, NEWS + event(*e, source=paper(r, "tinh-mau-so-noi-vu")))
        )
        for what, more in {
            "cancel": ("huy", "2024-06-02", "reason: Không cần nữa."), "pause": ("tam-dung", "2024-06-02", "reason: Bận."),
        }.items()
    },
    "extend a report by one's own paper": (
        "decided-by-bearer", lambda r: r.end(
            f"task/{TASK}-2-t1", "events:\n" + event("gia-han", "2024-06-02", "old_due: 2024-06-20", "new_due: 2024-07-05", "reason: Bận.", source=paper(r, "tinh-mau-so-noi-vu"))
        ),
    ),
    "confirm one's own duty": (
        "decided-by-bearer", lambda r: r.write(ROLL2, NEWS + event("nop", "2024-05-30") + event("xac-nhan", "2024-06-01", "by:", "  body: tinh-mau-so-noi-vu"))
    ),
    "resume with another deadline": (
        "decided-without-document", lambda r: (
            published_first(r, KP3, r.text(KP3) + event("tam-dung", "2024-06-01", "reason: Bận.", source=BY_PROVINCE)),
            r.end(KP3, event("tiep-tuc", "2024-06-03", "new_due: 2025-01-01")),
        )
    ),
    "resume with another deadline by one's own paper": (
        "decided-by-bearer", lambda r: (
            published_first(r, KP3, r.text(KP3) + event("tam-dung", "2024-06-01", "reason: Bận.", source=BY_PROVINCE)),
            r.end(KP3, event("tiep-tuc", "2024-06-03", "new_due: 2025-01-01", source=OWN_PAPER)),
        )
    ),
    "give an address up": ("rules-changed", lambda r: ((r.root / "docs" / "du-lieu").mkdir(parents=True), (r.root / "docs" / "du-lieu" / "gone.json").write_text("[]"), r.commit())),
    "let a record hang on nothing": ("rule-loosened", lambda r: (reshape(r, "finding", lambda d: d["properties"]["agency"].update({"x-hangs": False})), r.commit())),
    "let any field in": ("rule-loosened", lambda r: (reshape(r, "finding", lambda d: d.update({"additionalProperties": True})), r.commit())),
    "extend before the paper": (
        "event-before-decision", lambda r: r.end(KP3, event("gia-han", "2024-05-30", *EXTENDED, source=paper(r, "tinh-mau-ubnd")))
    ),
    "replace a directive from below": ("replaced-from-below", lambda r: paper(r, "tinh-mau-so-noi-vu", "replaces:", f"  - {TASK}")),
    "verify on paper what nobody reported": ("verified-unseen", verify),
    "accept one's own request": (
        "outcome-by-itself", lambda r: r.write(
            f"response/{P}-gt-2024-05",
            f"id: {P}-gt-2024-05\nabout: {F2.removeprefix('finding/')}\nby: tinh-mau-so-xay-dung\non: 2024-06-01\ntype: dinh-chinh-de-nghi\nsays: Đề nghị sửa số.\n"
            "outcome:\n  on: 2024-06-02\n  result: mot-phan\n  by: tinh-mau-so-xay-dung\nsource:\n  note: Thư.\n",
        )
    ),
    "an objective cause, later": ("filled-in-without-document", lambda r: r.end(F2, "cause:\n  kind: khach-quan\n  because: Phần mềm hỏng.\n")),
    "a deadline of one's own, later": ("filled-in-without-document", lambda r: r.add(KP3, "due: 2025-12-31")),
    "a condition, later": ("past-changed", lambda r: r.end(f"task/{TASK}-1a-t1", "condition: khi có yêu cầu\n")),
    "a complaint found untrue, later": (
        "filled-in-without-document", lambda r: r.end(f"feedback/{P}-pa-2024-02", "verified:\n  verdict: khong-dung\n  on: 2024-06-01\n")
    ),
    "correct a deadline that passed": (
        "due-corrected-after-passing", lambda r: (r.swap(R3, "by: 2024-05-31", "by: 2024-09-30"), r.end(R3, correction("due.by", "2024-05-31", SEEN)))
    ),
    "correct a deadline to come": (
        "due-corrected", lambda r: (r.swap(R2, "by: 2024-06-15", "by: 2024-09-15"), r.end(R2, correction("due.by", "2024-06-15", SEEN)))
    ),
    "correct a recurrence": (
        "due-corrected-after-passing", lambda r: (r.swap(f"task/{TASK}-2-t1", "days_after: 5", "days_after: 15"), r.end(f"task/{TASK}-2-t1", correction("recurrence.days_after", "5", SEEN)))
    ),
    "move a month to another one": ("entry-rewritten", lambda r: narrowed(r, "2024-04-29")),
    "move the month of a report to another one": ("fact-rewritten", lambda r: month_of_a_report(r, "2024-04-19")),
    "tell of the first day of a month": ("date-narrowed", lambda r: narrowed(r, "2024-05-01")),
    "extend what was handed in late": (
        "due-moved-after-passing", lambda r: (
            published_first(r, ROLL2, NEWS + event("nop", "2024-05-29")),
            r.end(ROLL2, event("gia-han", "2024-06-02", "old_due: 2024-05-01", *EXTENDED[1:], source=paper(r, "tinh-mau-ubnd"))),
        )
    ),
    **{
        f"a name with {what}": ("id-form", lambda r, n=name: (r.records / P / "finding" / f"{n}.yaml").write_text(r.text(F2)))
        for what, name in {"a line break": "tinh-mau-kt\n", "a tab": "tinh-mau\tkt", "a terminal code": "tinh-mau\x1b[2K", "a quote": 'tinh-mau"kt'}.items()
    },
    "a folder with a line break": ("id-form", lambda r: ((r.records / P / "fin\nding").mkdir(), (r.records / P / "fin\nding" / "x.yaml").write_text(r.text(F2)))),
    "another workflow along with a record": (
        "rules-changed-with-records", lambda r: (
            (r.root / ".github").mkdir(), (r.root / ".github" / "x.yml").write_text("a: 1\n"), r.end(KP3, event("tien-do", "2024-06-02", WHAT)), r.commit(),
        )
    ),
    "a task of the old text takes the place of what is overdue": ("past-changed", another_task(f"replaces:\n  - {TASK}-1a-t1\n")),
    "a task that is published takes the place of what is overdue": (
        "past-changed", lambda r: r.end(f"task/{TASK}-1a-t2", f"replaces:\n  - {TASK}-1a-t1\n")
    ),
    "a task withdrawn for a new one with a later deadline": (
        "entered-again", lambda r: (another_task()(r), r.end(f"task/{TASK}-1a-t1", f"{GONE}  replaced_by: {TASK}-1a-t9\n"))
    ),
    "an old directive, entered today, takes the place of one that is followed": (
        "past-changed", lambda r: copied(f"directive/{P}-hop-2024-03", f"{P}-hop-2024-09", ("symbol: ", f"replaces:\n  - {TASK}\nsymbol: "))(r)
        if "symbol: " in r.text(f"directive/{P}-hop-2024-03") else r.write(f"directive/{P}-hop-2024-09", re.sub(r"\Aid: .*", f"id: {P}-hop-2024-09\nreplaces:\n  - {TASK}", r.text(f"directive/{P}-hop-2024-03")))
    ),
    **{
        f"{what}, later": ("filled-in-without-document", lambda r, place=place, more=more: r.end(place, more))
        for what, place, more in (
            ("one case of many", FINDING_2, "count:\n  found: 1\n  of: 120\n  unit: thủ tục\n"),
            ("small sums", FINDING_2, "sums:\n  - what: Thu sai\n    amount: 100000\n    unit: đồng\n"),
            ("a day of receipt", R1, "received: 2024-05-30\n"),
            ("a figure of no offences", "inspection/tinh-mau-kt-2024-02", "stated:\n  - what: Sai phạm\n    count: 0\n    unit: vụ\n"),
        )
    },
    **{
        f"{what} of what is overdue": ("done-without-evidence", lambda r, text=text: r.write(WORKS, ROLLOUT_OF_WORKS + text))
        for what, text in {
            "a hand-in in a year": event("nop", "2024"), "a confirmation by nobody": event("xac-nhan", "2024-06-02"),
            "a hand-in without a day": event("nop", "2024-06-02").replace("date:", "date_state: khong-neu\n    known_on:"),
        }.items()
    },
    "a confirmation for all of a group": ("done-without-evidence", lambda r: r.end(f"task/{TASK}-1a-t1", "events:\n" + event("xac-nhan", "2024-06-02"))),
    "a report without a day": (
        "done-without-evidence", lambda r: r.write(
            f"submission/{TASK}-2-t1-2024-04", f"id: {TASK}-2-t1-2024-04\ntask: {TASK}-2-t1\nreporter: tinh-mau-so-noi-vu\nperiod: 2024-04\nknown_on: 2024-06-02\nsource:\n  note: Sổ công văn đến.\n"
        )
    ),
    "a recommendation more, with a later deadline": ("deadline-added", copied(R2, "tinh-mau-kt-2024-02-r9", ("2024-06-15", "2025-06-15"))),
    "a deadline for another finding": ("deadline-added", lambda r: r.swap(R3, "findings:\n", "findings:\n  - tinh-mau-kt-2024-02-f2\n")),
    "a new deadline in a verification by one's own paper": (
        "decided-by-bearer", lambda r: r.write(f"verification/{OPEN.removesuffix('-kp')}-xm1", failed() + "new_due: 2026-12-31\ndocument: tinh-mau-21-bc-sxd-2024\n")
    ),
    "less urgent": ("reworded", lambda r: r.swap(f"task/{TASK}-1a-t1", "urgency: khan", "urgency: thuong")),
    "another product": ("reworded", lambda r: r.swap(f"task/{TASK}-1a-t1", "product: Báo cáo kết quả khắc phục", "product: Không")),
    "out of an area": ("reworded", lambda r: r.swap(f"task/{TASK}-1a-t1", "areas:\n  - tinh-mau-tre-han\n", "")),
    "what was handed in before the list began": ("past-changed", lambda r: r.end(FOLLOWING, "earlier: true\n")),
    "fewer bodies are followed": ("past-changed", lambda r: r.end(FOLLOWING, "bodies:\n  - tinh-mau-so-noi-vu\n")),
    "a member of a group until last year": ("past-changed", lambda r: r.end("group/tinh-mau-nhom-so-nganh", "members:\n  - body: tinh-mau-so-xay-dung\n    to: 2024-01-01\n")),
    "a group of fewer kinds": ("fact-rewritten", lambda r: r.swap("group/tinh-mau-nhom-so-nganh", "    - van-phong\n", "")),
    "another unit of a target": ("fact-rewritten", lambda r: r.swap(f"task/{TASK}-1b-t1", "unit: '%'", "unit: quy trình")),
    "another denominator of a target": ("fact-rewritten", lambda r: r.swap(f"task/{TASK}-1b-t1", "tổng số quy trình nội bộ", "số quy trình đã rà soát")),
    "a deadline that is exact": ("due-moved-without-extension", lambda r: r.swap(f"task/{TASK}-1a-t1", "  by: 2024-03-31\n", "  by: 2024-03-31\n  exact: true\n")),
    "a deadline that is open, by a correction": (
        "due-moved-without-extension", lambda r: (
            r.swap(f"task/{TASK}-1a-t1", "  by: 2024-03-31\n", "  open:\n    why: cho-quyet-dinh\n"), r.end(f"task/{TASK}-1a-t1", correction("due", "như cũ", SEEN))
        )
    ),
    "a recurrence that ended": ("due-moved-without-extension", lambda r: r.swap(f"task/{TASK}-2-t1", "  days_after: 5\n", "  days_after: 5\n  last: 2024-03\n")),
    "a measurement of long ago": ("recorded-late", lambda r: r.write(f"measurement/{TASK}-1b-t1-2024-03-31", f"id: {TASK}-1b-t1-2024-03-31\ntask: {TASK}-1b-t1\nat: 2024-03-31\nvalue: 95\nsource:\n  note: Tự báo cáo.\n")),
    "an excuse of long ago": (
        "recorded-late", lambda r: r.write(f"obstacle/{P}-vm-2024-09", f"id: {P}-vm-2024-09\nby: tinh-mau-so-xay-dung\ntasks:\n  - {TASK}-1a-t1\nraised: 2024-03-01\nabout: Chưa có mẫu.\nasks: Ban hành mẫu\nto: tinh-mau-ubnd\ndue: 2024-04-01\n")
    ),
    "somebody else has to remedy": ("fact-rewritten", lambda r: r.swap(KP3, "agency: tinh-mau-so-xay-dung", "agency: tinh-mau-so-noi-vu")),
    "remove what was refused": ("entry-removed", lambda r: r.write(f"task/{TASK}-3-t1", re.sub(r"  - date: 2024-02-26\n(    .*\n)+", "", r.text(f"task/{TASK}-3-t1")))),
    "the name of a decision": ("reworded", lambda r: r.write(f"document/{P}-77-ubnd-nc-2024", re.sub("title: .*", "title: V/v gia hạn mọi việc", r.text(f"document/{P}-77-ubnd-nc-2024"), count=1))),
    "end the province": ("past-changed", lambda r: r.end(f"province/{P}", "valid:\n  to: 2024-02-01\n")),
    "records as comments": ("record-unreadable", lambda r: r.write(F2, "# " + r.text(F2).replace("\n", "\n# ") + "\n")),
    "a record that is a link": ("record-vanished", lambda r: (r.path(F2).unlink(), r.path(F2).symlink_to("tinh-mau-kt-2024-02-f2.yaml"))),
    "a folder of records that is a link": (
        "record-vanished", lambda r: (shutil.move(r.records / P / "notice", r.root / "notice"), (r.records / P / "notice").symlink_to(r.root / "notice"))
    ),
    "a repository among the records": ("file-unknown", lambda r: (r.git("init", "--quiet", str(r.records / P / "them")), r.git("-c", "user.name=x", "-c", "user.email=x@example.invalid", "-C", str(r.records / P / "them"), "commit", "--quiet", "--allow-empty", "-m", "x"))),
    "another ending": ("file-unknown", lambda r: (r.records / P / "finding" / "x.yml").write_text(r.text(F2))),
    "the same person under another name": ("verified-in-same-series", lambda r: (report(r), r.commit(), verify(r), r.commit(CLERK.upper()))),
    "names of authors that git shows otherwise": ("rules-changed", lambda r: ((r.root / ".mailmap").write_text(f"A <a@example.invalid> {CLERK} <{CLERK}@example.invalid>\n"), r.commit())),
    "a target, later": ("past-changed", lambda r: r.end(f"task/{TASK}-1a-t1", TARGET)),
    "a route of the result, later": ("past-changed", lambda r: r.end(f"task/{TASK}-1a-t1", "route:\n  to:\n    - body: tinh-mau-van-phong-ubnd\n")),
    "withdraw a complaint that was handled": ("withdrawn-judgement", lambda r: r.end(f"feedback/{P}-pa-2024-01", GONE)),
    "withdraw a case that was decided": ("withdrawn-judgement", lambda r: r.end(f"accountability/{P}-xl-2024-01", GONE)),
    "withdraw a duty for another one of the clause": ("withdrawn-unsettled", lambda r: r.end(f"task/{TASK}-1a-t2", f"{GONE}  replaced_by: {TASK}-1a-t3\n")),
    "withdraw a list for a narrower one": (
        "withdrawn-judgement", lambda r: (r.end(FOLLOWING, f"{GONE}  replaced_by: {P}-theo-doi-2\n"), r.write(f"{FOLLOWING}-2", full_list("theo-doi-2", "2023-01-01", "bodies:\n  - tinh-mau-so-noi-vu\n")))
    ),
    "a list of fewer bodies goes on": ("following-ends", lambda r: list_ends(r, "bodies:\n  - tinh-mau-so-noi-vu\n")),
    "a list ends today": ("following-ends", lambda r: r.swap(FOLLOWING, "from: 2023-01-01", "from: 2023-01-01\nto: 2024-06-03")),
    "a document of long ago takes the place of a directive": (
        "past-changed", lambda r: r.write("document/tinh-mau-50-tb-2024", NEW_DOCUMENT.format("tinh-mau-50-tb-2024").replace("2024-06-02", "2024-02-02") + f"replaces:\n  - {TASK}\n")
    ),
    "an old document is said to take the place of a directive": ("past-changed", lambda r: r.end("document/tinh-mau-15-tb-tct-2024", f"replaces:\n  - {TASK}\n")),
    "an agency of all time joins a group": ("past-changed", lambda r: r.write("agency/tinh-mau-so-moi", NEW_AGENCY.format("so"))),
    "an agency of last year joins a group": ("past-changed", lambda r: r.write("agency/tinh-mau-so-moi", NEW_AGENCY.format("so") + "valid:\n  from: 2023-06-01\n")),
    "an agency ends without a paper": ("filled-in-without-document", lambda r: r.end("agency/tinh-mau-thanh-tra", "valid:\n  to: 2024-06-02\n")),
    "a team ends without a paper": ("filled-in-without-document", lambda r: r.swap("team/tinh-mau-doan-kiem-tra", "  from: 2024-01-10", "  from: 2024-01-10\n  to: 2024-06-02")),
    "an internal rollout of what is overdue": ("hidden-by-internal", lambda r: r.write(WORKS, ROLLOUT_OF_WORKS + event("nhan", "2024-06-01") + "visibility: noi-bo\n")),
    "an internal report of a period that is overdue": (
        "hidden-by-internal", lambda r: r.write(f"submission/{TASK}-2-t1-2024-04", SUBMISSION_4.format("visibility: noi-bo\n"))
    ),
    "a task of a province that is opened takes the place of a duty": ("past-changed", province_beside),
    "another one who issued one's own paper, later": ("filled-in-without-document", lambda r: r.end("document/tinh-mau-21-bc-sxd-2024", "co_issuers:\n  - tinh-mau-ubnd\n")),
    "one's own paper, acknowledged by oneself": (
        "accepted-by-itself", lambda r: r.end(KP3, event("gia-han", "2024-06-02", *EXTENDED, source=OWN_PAPER) + DELEGATED)
    ),
    "cancel what is overdue": ("relieved-after-passing", lambda r: r.write(WORKS, ROLLOUT_OF_WORKS + event("huy", "2024-06-02", "reason: Đã có quy định mới.", source=BY_PROVINCE))),
    "hand over what is overdue": ("relieved-after-passing", lambda r: r.write(WORKS, ROLLOUT_OF_WORKS + event("chuyen", "2024-06-02", "to: tinh-mau-bao", source=BY_PROVINCE))),
    "cancel by the paper of somebody else": (
        "decided-by-other", lambda r: r.write(WORKS, ROLLOUT_OF_WORKS + event("huy", "2024-06-02", "reason: Bận.", source=paper(r, "tinh-mau-bao")))
    ),
    "be praised by one's own paper": (
        "decided-by-bearer", lambda r: r.write(
            f"notice/{P}-nn-2024-09", f"id: {P}-nn-2024-09\ntype: bieu-duong\nagencies:\n  - tinh-mau-so-xay-dung\non: 2024-06-01\nbecause: Làm tốt.\ndocument: tinh-mau-21-bc-sxd-2024\n"
        )
    ),
    "an address of a document": ("reworded", lambda r: (published_first(r, f"document/{P}-kh-2023", r.text(f"document/{P}-kh-2023") + "url: https://tinh-mau.example/kh\n"), r.swap(f"document/{P}-kh-2023", "/kh\n", "/khac\n"))),
    "a day off of last week": ("past-changed", day_off),
    "a style that hides rows": ("look-changed", engine_file("docs/assets/css/site.css", "tr { display: none }")),
    "a script in the place of the site's": ("rules-changed", engine_file("docs/assets/js/site.js")),
    "no search engine may come": ("rules-changed", engine_file("docs/robots.txt")),
    "a program that is named as if it were words": ("rules-changed", engine_file("LICENSE.d/x.py")),
    "a tag named as what it is compared with": ("due-moved-without-extension", tagged),
    "verified on site by who has nothing to do with it": (
        "verified-by-other", lambda r: (reported_before(r), r.write(f"verification/{OPEN.removesuffix('-kp')}-xm1", verification("tinh-mau-bao").replace("ho-so", "tai-cho")), r.commit(OTHER))
    ),
    **{
        f"{what} on {where}": ("decided-without-document", lambda r, e=more, s=said: r.write(ROLL2, NEWS + event(*e, source=s(r))))
        for where, said in {
            "an address alone": lambda _: "source:\n      url: https://so-noi-vu.tinh-mau.example/tin",
            "an internal document": lambda r: paper(r, "tinh-mau-ubnd", "visibility: noi-bo"),
            "a document of nobody": lambda r: (r.write(f"document/{P}-98-tb-2024", NEW_DOCUMENT.format(f"{P}-98-tb-2024").replace("issuer: tinh-mau-ubnd\n", "")), f"source:\n      document: {P}-98-tb-2024")[1],
        }.items()
        for what, more in {
            "cancelled": ("huy", "2024-06-02", "reason: Không cần nữa."), "extended": ("gia-han", "2024-06-02", "old_due: 2024-05-01", *EXTENDED[1:]),
            "handed over": ("chuyen", "2024-06-02", "to: tinh-mau-thanh-tra"),
        }.items()
    },
    "confirmed by nobody, on an address": ("done-without-evidence", lambda r: r.write(ROLL2, NEWS + event("xac-nhan", "2024-06-02", source="source:\n      url: https://so-noi-vu.tinh-mau.example/tin"))),
    "a deadline of one's own, on an address": ("filled-in-without-document", lambda r: r.add(KP3, "due: 2025-12-31", "source:", "  url: https://so-xay-dung.tinh-mau.example/tin")),
    "a complaint found untrue by the paper of who is accused": (
        "feedback-handled-by-accused", lambda r: r.end(f"feedback/{P}-pa-2024-02", f"verified:\n  verdict: khong-dung\n  on: 2024-06-02\nsource:\n  document: {paper(r, 'tinh-mau-so-noi-vu').split()[-1]}\n")
    ),
    "a page by hand that speaks of a body": ("page-by-hand", engine_file("docs/gioi-thieu/index.md", "Sở Xây dựng không còn việc nào quá hạn.")),
    "a body ends by its own paper": ("decided-by-bearer", lambda r: r.end(WORKS_BODY, f"valid:\n  to: 2024-06-02\nsource:\n  document: {OWN}\n")),
    "a body hands all over by its own paper": (
        "decided-by-bearer", lambda r: r.end(WORKS_BODY, f"valid:\n  to: 2024-06-02\nsuccessors:\n  - body: tinh-mau-so-noi-vu\n    on: 2024-06-03\nsource:\n  document: {OWN}\n")
    ),
    "an inspectorate of nobody's verifies": (
        "verified-by-other", lambda r: (
            published_first(r, "agency/tinh-mau-so-moi", NEW_AGENCY.format("thanh-tra").replace("parent: tinh-mau-ubnd", "parent: tinh-mau-bao")),
            reported_before(r), r.write(f"verification/{OPEN.removesuffix('-kp')}-xm1", verification("tinh-mau-so-moi")), r.commit(OTHER),
        )
    ),
    "another name from today, without a paper": (
        "filled-in-without-document", lambda r: r.swap(WORKS_BODY, "    from: 2023-01-01\n", "    from: 2023-01-01\n    to: 2024-06-02\n  - name: Sở Phát triển tỉnh Mẫu\n    from: 2024-06-03\n")
    ),
    "a request decided by who asks": (
        "decided-by-bearer", lambda r: r.end(f"obstacle/{P}-vm-2024-02", f"decision:\n  on: 2024-06-02\n  what: Đồng ý.\n  document: {paper(r, 'tinh-mau-so-noi-vu').split()[-1]}\n")
    ),
    "a framework ends without a paper": ("filled-in-without-document", lambda r: r.swap(SCALE, "  from: 2024-01-01\n", "  from: 2024-01-01\n  to: 2024-06-30\n")),
    **{
        f"{what}, taken back": ("reworded", lambda r, place=place, more=more, now=now: (published_first(r, place, r.text(place) + more), r.swap(place, more, now)))
        for what, place, more, now in (
            ("a note", F2, "note: Sở chưa nộp báo cáo.\n", ""), ("what a note said", F2, "note: Sở chưa nộp báo cáo.\n", "note: Sở đã nộp báo cáo.\n"),
            ("a source", F2, "source:\n  document: tinh-mau-21-bc-sxd-2024\n", ""), ("a note of what is closed", ACCOUNT, "note: Có công khai.\n", ""),
        )
    },
    "a code of a task": ("reworded", lambda r: r.swap(f"task/{TASK}-1a-t1", "code: NV-2024-017", "code: NV-2024-071")),
    "whom the source calls to it": ("reworded", lambda r: r.swap(f"task/{TASK}-1a-t1", "as_written: Thủ trưởng các sở, ban, ngành", "as_written: Thủ trưởng các đơn vị")),
    **{
        f"{what}, changed": ("fact-rewritten", lambda r, place=place, old=old, new=new: r.swap(place, old, new))
        for what, place, old, new in (
            ("who stands above", WORKS_BODY, "parent: tinh-mau-ubnd", "parent: tinh-mau-hdnd"), ("the host of a team", "team/tinh-mau-doan-kiem-tra", "host: tinh-mau-so-noi-vu", "host: tinh-mau-ubnd"),
            ("what came of a reply", f"response/{P}-gt-2024-01", "khong-chap-nhan", "chap-nhan"), ("the rank of a sanction", "sanction/tinh-mau-phe-binh", "rank: 2", "rank: 1"),
            ("the limit of an adjustment", SCALE, "limit: 6", "limit: 2"), ("who decides on a task", f"task/{TASK}-1a-t1", "decides:\n  body: tinh-mau-ubnd", "decides:\n  body: tinh-mau-so-xay-dung"),
            ("what a notice is", f"notice/{P}-nn-2024-01", "type: nhac-nho", "type: don-doc"), ("that a group is complete", "group/tinh-mau-nhom-so-nganh", "complete: true", "complete: false"),
            ("what was planned", KP1, "measures: Lập danh sách hồ sơ trễ hạn", "measures: Đã trả hết hồ sơ trễ hạn"),
        )
    },
    "a lead is excepted": ("past-changed", lambda r: r.swap(f"task/{TASK}-1a-t1", "  - body: tinh-mau-nhom-so-nganh\n", "  - body: tinh-mau-nhom-so-nganh\n    except:\n      - tinh-mau-so-xay-dung\n")),
    "a reply is hidden": ("fact-rewritten", lambda r: r.end(f"response/{P}-gt-2024-01", "visibility: noi-bo\n")),
    "a reply is withdrawn": ("withdrawn-judgement", lambda r: r.end(f"response/{P}-gt-2024-03", GONE)),
    "a correction goes": ("entry-removed", lambda r: r.write(f"feedback/{P}-pa-2024-01", r.text(f"feedback/{P}-pa-2024-01").partition("corrections:")[0])),
    "why something was corrected": ("entry-rewritten", lambda r: r.swap(f"feedback/{P}-pa-2024-01", "because: Sổ tiếp nhận của Văn phòng ghi ngày 05/02/2024.", "because: Lỗi gõ.")),
    "a plan forgets a body": ("reworded", lambda r: r.swap(f"plan/{P}-kh-kt-2025", "- tinh-mau-so-noi-vu", "- tinh-mau-thanh-tra")),
    "it was not announced": ("fact-rewritten", lambda r: r.swap("inspection/tinh-mau-kt-2024-02", "announced: 2024-05-06\n", "")),
    "no longer of an earlier inspection": ("entry-removed", lambda r: r.swap("inspection/tinh-mau-kt-2024-02", "follows:\n  - tinh-mau-kt-2024-01\n", "")),
    "an issuer who was not known": (
        "filled-in-without-document", lambda r: (
            published_first(r, "document/tinh-mau-50-tb-2024", NEW_DOCUMENT.format("tinh-mau-50-tb-2024").replace("issuer: tinh-mau-ubnd\n", "")),
            r.end("document/tinh-mau-50-tb-2024", "issuer: tinh-mau-ubnd\n"),
        )
    ),
    **{
        f"a file named {what}": (code, lambda r, name=name: ((r.records / name).parent.mkdir(parents=True, exist_ok=True), (r.records / name).write_text(r.text(F2), encoding="utf-8")))
        for what, code, name in (
            ("in another case", "id-form", f"{P}/finding/Tinh-Mau-kt-2024-02-f1.yaml"), ("in decomposed letters", "id-form", f"{P}/finding/tinh-mau-kie\u0302\u0309m.yaml"),
            ("with a space", "id-form", f"{P}/finding/tinh-mau-kt-2024-02-f1 .yaml"), ("with a letter without width", "id-form", f"{P}/finding/tinh-mau-kt-2024-02\u200b-f1.yaml"),
            ("below another province's case", "id-form", "Tinh-Mau/finding/tinh-mau-kt-2024-02-f1.yaml"), ("below another kind's case", "kind-unknown", f"{P}/Finding/tinh-mau-kt-2024-02-f1.yaml"),
        )
    },
    "a day that a far zone moves": (
        "due-moved-without-extension", lambda r: (
            r.swap(R2, "by: 2024-06-15", "by: 2024-09-15"), r.git("add", "--all"),
            r.git("-c", "user.name=x", "-c", "user.email=x@example.invalid", "commit", "--quiet", "--message", "x", GIT_COMMITTER_DATE="2024-06-03T10:00:00+14:00", GIT_AUTHOR_DATE="2024-06-02T10:00:00-12:00"),
        )
    ),
    "a page in a format that no record makes": ("rules-changed", engine_file("docs/x.html")),
    "a record that can be run": ("file-mode", lambda r: r.path(F2).chmod(0o755)),
    "a guide that says otherwise": ("outside-changed", engine_file("CONTRIBUTING.md", "Hạn ghi muộn hơn một tháng.")),
    "what tests expect": ("outside-changed", engine_file("tests/site/x.md")),
    "words among the records": ("outside-changed", lambda r: (r.records / P / "README.md").write_text("Sở Xây dựng không còn việc nào quá hạn.", encoding="utf-8")),
    "a hidden file among the records": ("outside-changed", lambda r: (r.records / P / "finding" / ".f1.swp").write_text("x")),
    "a hidden folder among the records": ("outside-changed", lambda r: ((r.records / P / ".cu").mkdir(), (r.records / P / ".cu" / "f1.yaml").write_text(r.text(F2), encoding="utf-8"))),
    "a pointer to a large file": ("record-unreadable", lambda r: r.write(F2, "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n")),
    "a due on a recommendation that had none": (
        "deadline-added", lambda r: (published_first(r, R3, re.sub(r"due:\n(  .*\n)+", "", r.text(R3))), r.end(R3, "due:\n  by: 2025-12-31\n  as_written: trong năm 2025\n"))
    ),
    **{
        f"{what} is filled into what was reported": (
            "entry-filled-in", lambda r, more=more: (
                published_first(r, KP3, r.text(KP3) + event("bao-cao", "2024-06-01", "what: Đã làm.")), r.swap(KP3, "    what: Đã làm.\n", f"    what: Đã làm.\n{more}")
            )
        )
        for what, more in (
            ("money", "    sums:\n      - kind: thu-hoi\n        amount: 5\n        unit: trieu-dong\n"), ("evidence", f"    evidence:\n      - document: {OWN}\n"),
        )
    },
    "a share is filled into a report of progress": ("entry-filled-in", lambda r: r.swap(ROLL, "    stage: chua-bat-dau\n", "    stage: chua-bat-dau\n    percent: 80\n")),
    "an obstacle comes to excuse what is overdue": ("filled-in-without-document", lambda r: r.swap(f"obstacle/{P}-vm-2024-02", f"  - {TASK}-1b-t1\n", f"  - {TASK}-1b-t1\n  - {TASK}-1a-t1\n")),
    "an obstacle comes to excuse a finding": ("filled-in-without-document", lambda r: r.end(f"obstacle/{P}-vm-2024-02", "findings:\n  - tinh-mau-kt-2024-02-f1\n")),
    "who must do it decides on it": ("filled-in-without-document", lambda r: r.end(f"task/{TASK}-2-t1", "decides:\n  body: tinh-mau-so-noi-vu\n")),
    "a case file that came back late has another day": ("filled-in-without-document", lambda r: (published_first(r, INSPECTED, files_seen(r)), r.end(INSPECTED, "    apology: 2024-04-19\n    new_due: 2024-05-03\n"))),
    "a case is closed without a paper": ("filled-in-without-document", lambda r: (published_first(r, CASE, OPEN_CASE), r.end(CASE, "closed:\n  on: 2024-06-02\n  because: Không có lỗi.\n"))),
    **{
        f"a case of its own is {what} by its own paper": (
            "decided-by-bearer", lambda r, more=more: (published_first(r, CASE, OPEN_CASE), r.end(CASE, more + f"  document: {OWN}\n"))
        )
        for what, more in (("closed", "closed:\n  on: 2024-06-02\n  because: Không có lỗi.\n"), ("decided", "decided:\n  sanction: tinh-mau-phe-binh\n  on: 2024-06-02\n  by:\n    body: tinh-mau-ubnd\n"))
    },
    "more time by a paper from before there was a finding": ("decided-before-matter", lambda r: r.end(KP3, event("gia-han", "2024-06-02", *EXTENDED, source=DECISION.replace("19-bc-dkt", "12-qd-ubnd")))),
    "a pause by a paper from before the task": ("decided-before-matter", lambda r: r.write(ROLL2, NEWS + event("tam-dung", "2024-06-01", "reason: Bận.", source=DECISION.replace("19-bc-dkt-2024", "45-qd-ubnd-2023")))),
    **{
        f"{what}, swapped": (code, lambda r, place=place, old=old, new=new: r.swap(place, old, new))
        for code, what, place, old, new in (
            ("due-moved-without-extension", "what a term begins with", R1, "of: ban-hanh", "of: nhan"), ("due-moved-without-extension", "the first period", f"task/{TASK}-2-t1", "first: 2024-02", "first: 2024-06"),
            ("fact-rewritten", "the direction of a target", f"task/{TASK}-1b-t1", "operator: ge", "operator: le"), ("reworded", "the wording of a deadline", f"task/{TASK}-1a-t1", "as_written: trong quý I năm 2024", "as_written: trong quý II năm 2024"),
            ("entry-rewritten", "a share that was told", ROLL, "percent: 62.5", "percent: 95"), ("fact-rewritten", "the unit of a sum", F1, "unit: trieu-dong", "unit: dong"),
            ("fact-rewritten", "the bound of a band", SCALE, "from: 80", "from: 60"), ("entry-rewritten", "who held what was proved", KP1, "held_by: tinh-mau-so-xay-dung", "held_by: tinh-mau-thanh-tra"),
        )
    },
    "git is told not to look at a record": (
        "history-sparse", lambda r: (r.git("update-index", "--assume-unchanged", f"records/{P}/{R2}.yaml"), r.swap(R2, "by: 2024-06-15", "by: 2024-09-15"))
    ),
    "extended twice by one paper": (
        "extended-again", lambda r: (
            published_first(r, KP3, r.text(KP3) + event("gia-han", "2024-06-01", *EXTENDED, source=BY_PROVINCE)),
            r.end(KP3, event("gia-han", "2024-06-02", "old_due: 2024-07-15", "new_due: 2024-09-15", "reason: Chờ.", source=BY_PROVINCE)),
        )
    ),
    "a case that is closed as soon as it is told": ("filled-in-without-document", lambda r: r.write(CASE, OPEN_CASE + "closed:\n  on: 2024-06-02\n  because: Không có lỗi.\n")),
    "out of a group from tomorrow": ("future-changed", lambda r: r.end(f"group/{P}-nhom-so-nganh", "valid:\n  to: 2024-06-10\n")),
    "a result to be published in 2099": ("future-changed", lambda r: r.swap(INSPECTED, f"  document: {P}-19-bc-dkt-2024\n", f"  document: {P}-19-bc-dkt-2024\n  published_from: 2099-01-01\n")),
    "a response for another body": (
        "said-for-another", lambda r: r.write(f"response/{P}-gt-2024-09", f"id: {P}-gt-2024-09\nabout: {P}-kt-2024-02-f1\nby: {P}-so-xay-dung\non: 2024-06-02\ntype: giai-trinh\nsays: Sở nhận lỗi.\nsource:\n  note: Nghe nói.\n")
    ),
    "measured by who is measured": (
        "measured-by-itself", lambda r: r.write(f"measurement/{TASK}-1b-t1-2024-06-02", f"id: {TASK}-1b-t1-2024-06-02\ntask: {TASK}-1b-t1\nbody: {P}-so-xay-dung\nat: 2024-06-02\nvalue: 99\nsource:\n  document: {OWN}\n")
    ),
    "proved by an older paper": ("evidence-older", report),
    "extended late, the old deadline not named": (
        "due-moved-after-passing", lambda r: r.write(WORKS, ROLLOUT_OF_WORKS + event("gia-han", "2024-06-02", "old_due_state: khong-neu", "new_due: 2024-08-01", "reason: Bão.", source=BY_PROVINCE))
    ),
    "the same duty in another text, due later": (
        "relieved-after-passing", lambda r: r.write(
            f"task/{P}-hop-2024-03-1-t9",
            r.text(f"task/{TASK}-1a-t1").replace(f"id: {TASK}-1a-t1\ndirective: {TASK}", f"id: {P}-hop-2024-03-1-t9\ndirective: {P}-hop-2024-03").replace("by: 2024-03-31", "by: 2024-12-31") + f"replaces:\n  - {TASK}-1a-t1\n",
        )
    ),
    "a duty more of an old text": (
        "recorded-late", lambda r: r.write(f"task/{TASK}-1a-t9", r.text(f"task/{TASK}-1a-t1").replace("1a-t1\n", "1a-t9\n", 1).replace("2024-03-31", "2024-12-31"))
    ),
    "a full list was none, by a correction": (
        "past-changed", lambda r: (r.swap(FOLLOWING, "type: day-du", "type: tin-le"), r.end(FOLLOWING, correction("type", "day-du", f"document: {P}-77-ubnd-nc-2024")))
    ),
    "handed in on time after all, by one's own paper": (
        "corrected-by-own-paper", lambda r: received_earlier(r, "tinh-mau-so-noi-vu")
    ),
    "another name, called a slip": (
        "past-changed", lambda r: (r.swap(WORKS_BODY, "name: Sở Xây dựng và Giao thông tỉnh Mẫu", "name: Trung tâm Thông tin tỉnh Mẫu"), r.end(WORKS_BODY, correction("names.1.name", "Sở Xây dựng và Giao thông tỉnh Mẫu", f"document: {P}-77-ubnd-nc-2024")))
    ),
    "an invented province is a real one, by a correction": (
        "past-changed", lambda r: (r.swap(f"province/{P}", "sample: true\n", ""), r.end(f"province/{P}", correction("sample", "true", f"document: {P}-77-ubnd-nc-2024")))
    ),
    "a finding is shown to nobody, by a correction": (
        "past-changed", lambda r: (r.add(F2, "visibility: noi-bo"), r.end(F2, correction("visibility", "cong-khai", f"document: {P}-77-ubnd-nc-2024")))
    ),
    "another host of a team, by a correction": (
        "past-changed", lambda r: (r.swap(TEAM, "host: tinh-mau-so-noi-vu", "host: tinh-mau-so-xay-dung"), r.end(TEAM, correction("host", "tinh-mau-so-noi-vu", f"document: {P}-77-ubnd-nc-2024")))
    ),
    "a criterion that does not apply, after all": (
        "filled-in-without-document", lambda r: r.swap("rating/tinh-mau-xl-2024-so-xay-dung", "verified_by:", "  - criterion: 1-1\n    not_applicable: Không có việc này.\nverified_by:")
    ),
    "withdrawn, and asked again in other words": ("entered-again", in_other_words),
    "verified on paper without a paper": ("verified-without-paper", lambda r: (reported_before(r), verify(r), r.commit(OTHER))),
    "verified along with who reported": (
        "verified-by-reporter", lambda r: (reported_before(r), verify(r), r.commit(OTHER, message=f"Xác minh\n\nCo-authored-by: Văn thư <{CLERK}@example.invalid>"))
    ),
    "verified by who reported, from another address of the same box": (
        "verified-by-reporter", lambda r: (reported_before(r), verify(r), r.git("config", "user.name", "Người khác"), r.git("config", "user.email", f"{CLERK}+2@Example.invalid"), signed(r))
    ),
    "verified by who reported, from another box": (
        "verified-by-reporter", lambda r: (reported_before(r), verify(r), r.git("config", "user.name", CLERK.upper()), r.git("config", "user.email", "hop-thu@example.invalid"), signed(r))
    ),
    "a required check goes": ("rule-loosened", guard(".github/ruleset.json", '{"checks": ["Records", "Preview"]}', '{"checks": ["Records"]}')),
    "who reviews verifications goes": ("rule-loosened", guard(".github/owners.toml", '"/records/*/verification/" = ["records"]\n', "")),
    "an address is given up": ("rule-loosened", guard("docs/du-lieu/gone.json", '{"gone": []}', '{"gone": [{"address": "r/*"}]}')),
    "proved by a file that proves another matter": ("evidence-reused", lambda r: report(r, *FILE_OF_ANOTHER)),
    "scored by one's own paper": (
        "decided-by-bearer", copied("rating/tinh-mau-xl-2024-so-xay-dung", "tinh-mau-xl-2025-so-xay-dung", ("year: 2024", "year: 2025"), ("verified_by: tinh-mau-so-noi-vu", f"verified_by: tinh-mau-so-noi-vu\ndocument: {OWN}"))
    ),
    "amend what one was told to do": ("replaced-from-below", lambda r: paper(r, "tinh-mau-so-xay-dung", "amends:", f"  - {TASK}")),
    "confirmed by who has nothing to do with it": (
        "decided-by-other", lambda r: r.write(ROLL2, NEWS + event("nop", "2024-05-30") + event("xac-nhan", "2024-06-02", "by:", "  body: tinh-mau-bao"))
    ),
    "verified by a friend, by order of who is verified": (
        "verified-by-other", lambda r: (
            reported_before(r), r.write(f"verification/{OPEN.removesuffix('-kp')}-xm1", verification("tinh-mau-bao") + f"source:\n  document: {OWN}\n"), r.commit(OTHER)
        )
    ),
    "a rollout at an internal body": (
        "hidden-by-internal", lambda r: (
            published_first(r, "agency/tinh-mau-thanh-tra", r.text("agency/tinh-mau-thanh-tra") + "visibility: noi-bo\n"),
            r.write(f"rollout/{TASK}-1a-t1-thanh-tra", ROLLOUT_OF_WORKS.replace("so-xay-dung", "thanh-tra") + event("nhan", "2024-06-01")),
        )
    ),
    "git shows no difference": ("rules-changed", lambda r: ((r.root / ".gitattributes").write_text("*.yaml -diff\n"), r.commit())),
}  # fmt: skip


def agree(repo: Repo, found: list[Problem]) -> None:
    """What one commit of this day does is judged alike as a proposal and as a step of the branch.

    Of a step it is also said what was wrong with each file by itself; of a proposal all that the checks say.
    """
    if repo.git("log", "--format=%cs", "main..") != DAY.isoformat():
        return
    step = check_history(repo.records, "main")
    entered = re.compile(r" \(commit [0-9a-f]{10}, vào sổ ngày 03/6/2024\)$")
    over_time = [
        [(p.code, p.where, entered.sub("", p.message.vi)) for p in told if entries()[p.code].topic == "history"]
        for told in (found, step)
    ]
    assert [told for told in over_time[0] if told[0] != "migration-changes-output"] == over_time[1]
    assert {(p.code, p.where) for p in step} <= {(p.code, p.where) for p in found}


OF_A_COMMIT = {
    "verify one's own remediation", "a new deadline inside a verification", "verify on paper what nobody reported",
    "a new deadline in a verification by one's own paper", "a folder of records that is a link",
    "a repository among the records", "a verification on site of what nobody reported",
    "a new deadline in a verification by who inspects",
}  # fmt: skip
"""Of which more is said once they are committed: by whom, or what git keeps of them. All others are judged alike before."""


@pytest.mark.parametrize("name", CHEATS)
def test_a_cheat_is_refused_or_marked(name: str, repo: Repo) -> None:
    code, act = CHEATS[name]
    act(repo)
    found = repo.problems()
    assert code in {problem.code for problem in found}
    if repo.git("status", "--porcelain"):
        repo.commit()
    if name in OF_A_COMMIT:
        found = repo.problems()
        assert code in {problem.code for problem in found}, "committed"
    agree(repo, found)


SEEN_FIRST = {
    "move a passed deadline": "Kiến nghị với Sở Xây dựng và Giao thông tỉnh Mẫu: hạn 31/5/2024 → 30/6/2024, muộn hơn 30 ngày",
    "lower a count": "Sở Xây dựng và Giao thông tỉnh Mẫu: số có tồn tại của số trường hợp 3 → 1",
    "end the following in the past": "ghi thêm vào mục “đến hết ngày”: 01/02/2024",
    "withdraw criticism": "Nhắc nhở ngày 08/3/2024, Sở Xây dựng và Giao thông tỉnh Mẫu: rút ngày 03/6/2024: Ghi nhầm",
    "cancel without a document": "Sở Nội vụ tỉnh Mẫu: hủy ngày 01/6/2024: Không cần nữa, nguồn: Sổ công văn đi",
    "reword an open finding": "niêm yết tại bộ phận một cửa theo quyết định đã được thay thế.” → “Một số thủ tục niêm yết tại bộ phận một cửa",
    "correct a count": "3 → 1; đính chính ngày 03/6/2024: số trường hợp số có tồn tại trước ghi là “3”; lý do: Chép nhầm; không nêu văn bản",
    "extend by one's own paper": "15/6/2024 → 15/7/2024, muộn hơn 30 ngày, gia hạn lần 1 ngày 02/6/2024 theo Báo cáo số 21/BC-SXD ngày 05/4/2024",
    "replace a directive from below": "Sở Nội vụ tỉnh Mẫu: thay thế Công văn số 20/UBND-NC ngày 15/01/2024",
    "correct a deadline that passed": "31/5/2024 → 30/9/2024, muộn hơn 122 ngày; đính chính ngày 03/6/2024: hạn chậm nhất trước ghi là “31/5/2024”; lý do: Chép nhầm; theo Báo cáo số 19/BC-ĐKT ngày 24/5/2024 của Sở Nội vụ tỉnh Mẫu",
    "withdraw and enter again with a later deadline": "rút ngày 03/6/2024: Ghi nhầm",
    "loosen a schema along with a record": "schemas/recommendation.schema.json",
    "a task of the old text takes the place of what is overdue": "thay thế nhiệm vụ Khắc phục tồn tại, hạn chế",
    "a confirmation by nobody of what is overdue": "Sở Xây dựng và Giao thông tỉnh Mẫu: xác nhận hoàn thành ngày 02/6/2024, nguồn: Sổ công văn đi",
    "one case of many, later": "Phòng Nội vụ huyện Mẫu Hạ: ghi thêm vào mục “số trường hợp”: số có tồn tại 1, trên tổng số được kiểm tra 120",
    "a recommendation more, with a later deadline": "xử lý phát hiện Niêm yết thủ tục theo danh mục đã cũ",
    "out of an area": "bỏ khỏi mục “lĩnh vực”: Giải quyết hồ sơ trễ hạn",
}
"""What the line of a mark says of it: what was there and is there now, whose it is, by which document."""


@pytest.mark.parametrize("name", SEEN_FIRST)
def test_a_reviewer_reads_of_it_in_the_first_ten_lines(name: str, repo: Repo) -> None:
    code, act = CHEATS[name]
    act(repo)
    first = FORMATS["text"](diff(repo.records, "main", DAY, "public"), 0).splitlines()[:10]
    assert any(line.endswith(f"[{code}]") and SEEN_FIRST[name] in line for line in first), first


def test_a_part_of_a_record_is_named_by_its_title(repo: Repo) -> None:
    repo.swap(SCALE, "limit: 6", "limit: 2")
    first = FORMATS["text"](diff(repo.records, "main", DAY, "public"), 0).splitlines()[:10]
    assert any(
        "tối đa của điểm cộng, điểm trừ “Bị nhắc nhở, phê bình” 6 → 2 [fact-rewritten]" in line for line in first
    ), first


def test_lateness_that_disappears_is_told_with_its_direction(repo: Repo) -> None:
    CHEATS["end a recurring task last year"][1](repo)
    first = FORMATS["text"](diff(repo.records, "main", DAY, "public"), 0).splitlines()[:10]
    assert [line.partition(": ")[0] for line in first[1:3]] == ["Lỗi", "Cảnh báo"]
    told = next(line for line in first if line.startswith("Sở Nội vụ tỉnh Mẫu: "))
    assert told.startswith("Sở Nội vụ tỉnh Mẫu: Hết quá hạn: Báo cáo tháng về kết quả kiểm tra công vụ, tháng ")
    assert told.count(": Chưa hoàn thành, quá hạn → không còn trong sổ") == 2
    assert told.count("(đổi cả điều đã qua, ngày 04/5/2024)") == 1


def test_what_is_found_anew_is_told_with_its_body(repo: Repo) -> None:
    LEGITIMATE["a finding more of an inspection"](repo)
    first = FORMATS["text"](diff(repo.records, "main", DAY, "public"), 0).splitlines()[:10]
    told = next(line for line in first if "Xấu đi: Không có biển chỉ dẫn: mới → " in line)
    assert told.startswith("Sở ")
    assert "chưa có kiến nghị ấn định hạn" in told


def test_an_end_that_the_paper_of_who_takes_over_names_is_no_gap(repo: Repo) -> None:
    end = "valid:\n  to: 2024-06-02\nsuccessors:\n  - body: tinh-mau-so-noi-vu\n    on: 2024-06-03\n    source:\n      "
    for source, told in (("document: tinh-mau-12-qd-ubnd-2024", False), ("note: Thư.", True)):
        repo.end("agency/tinh-mau-bao", f"{end}{source}\n")
        assert ("filled-in-without-document" in {problem.code for problem in repo.problems()}) is told
        repo.git("checkout", "--quiet", "--", ".")


def opened(repo: Repo) -> None:
    """Open the register of another province: its past comes with it."""
    for path in sorted((repo.records / P).rglob("*.yaml")):
        text = path.read_text(encoding="utf-8").replace("tinh-mau", "tinh-thu")
        target = repo.records / "tinh-thu" / path.parent.name / path.name.replace("tinh-mau", "tinh-thu")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    repo.commit()


def main_moved_on(repo: Repo) -> None:
    """While the change waited, others published theirs."""
    report(repo)
    repo.commit()
    repo.git("switch", "--quiet", "main")
    repo.add("recommendation/tinh-mau-kt-2024-02-r2", "note: Huyện đã nhận.")
    repo.write("document/tinh-mau-50-tb-2024", NEW_DOCUMENT.format("tinh-mau-50-tb-2024"))
    repo.commit(OTHER)
    repo.git("switch", "--quiet", "thay-doi")


def merged_main(repo: Repo) -> None:
    main_moved_on(repo)
    repo.git(
        "-c", "user.name=x", "-c", "user.email=x@example.invalid", "merge", "--quiet", "--no-edit", "main",
        GIT_COMMITTER_DATE="2024-06-03T10:00:00+07:00", GIT_AUTHOR_DATE="2024-06-03T10:00:00+07:00",
    )  # fmt: skip


def four_eyes(repo: Repo) -> None:
    reported_before(repo)
    verify(repo)
    repo.commit(OTHER)


def two_authors(repo: Repo) -> None:
    report(repo)
    repo.commit(CLERK)
    verify(repo)
    repo.commit(OTHER)


def fixed_before_merging(repo: Repo) -> None:
    """What was never published may be mended within the proposal."""
    repo.end(KP3, event("tien-do", "2024-06-01", WHAT))
    repo.commit()
    repo.swap(KP3, "date: 2024-06-01", "date: 2024-06-02")
    repo.commit()


LEGITIMATE: dict[str, Act] = {
    "nothing": lambda _: None,
    "a new document": lambda r: r.write("document/tinh-mau-50-tb-2024", NEW_DOCUMENT.format("tinh-mau-50-tb-2024")),
    "progress": lambda r: r.end(KP3, event("tien-do", "2024-06-02", "what: Đã rà soát 8 trong 12 thủ tục.")),
    "a report with evidence": report,
    "a verification by someone else, later": four_eyes,
    "a report and a verification by two people": two_authors,
    "an extension with its decision, in time": lambda r: r.end(KP3, event("gia-han", "2024-06-02", *EXTENDED, source=DECISION)),
    "a pause": lambda r: r.end(KP3, event("tam-dung", "2024-06-02", "reason: Chờ chuyển trụ sở.", source=DECISION)),
    "a pause and its end": lambda r: r.end(
        KP3, event("tam-dung", "2024-06-01", "reason: Chờ chuyển trụ sở.", source=DECISION) + event("tiep-tuc", "2024-06-02", source=DECISION)
    ),
    "a report sent back": lambda r: r.end(
        KP3, event("bao-cao", "2024-06-01", *EVIDENCE) + event("tra-lai", "2024-06-02", "reason: Thiếu danh mục.")
    ),
    "two events on one day": lambda r: r.end(KP3, event("hanh-dong", "2024-06-02", "what: Họp.") + event("tien-do", "2024-06-02", WHAT)),
    "better words in an open finding": lambda r: r.swap(F2, "3 trong 12 thủ tục niêm yết", "Có 3 trong 12 thủ tục niêm yết"),
    "a better title": lambda r: r.swap(F2, "title: Niêm yết thủ tục", "title: Niêm yết các thủ tục"),
    "a note on a closed record": lambda r: r.end(XM1, "note: Danh sách hồ sơ lưu tại Sở Nội vụ.\n"),
    "a source for a closed record": lambda r: r.end(F1, "source:\n  document: tinh-mau-15-tb-tct-2024\n"),
    "wording copied more exactly": lambda r: r.swap(R2, "trong thời hạn nêu tại kết luận", "trong thời hạn đã nêu tại kết luận"),
    "an alias": lambda r: r.end("agency/tinh-mau-so-noi-vu", "aliases:\n  - name: Sở Nội vụ tỉnh\n"),
    "a member of a team": lambda r: r.end("team/tinh-mau-doan-kiem-tra", "members:\n  - agency: tinh-mau-so-noi-vu\n    post: Giám đốc\n    role: to-truong\n"),
    "a document linked from a category": lambda r: r.end("category/tinh-mau-tre-han", "note: Theo báo cáo năm 2023.\n"),
    "a corrected day": lambda r: (
        r.swap(SENT, "received: 2024-03-18", "received: 2024-03-19"), r.end(SENT, correction("received", "2024-03-18", SEEN))
    ),
    "a corrected event": lambda r: (r.swap(KP3, "2024-05-28", "2024-05-27"), r.end(KP3, correction("events.0.date", "2024-05-28", SEEN))),
    "an event recorded by mistake": lambda r: (
        r.swap(KP3, "events:\n" + event("ke-hoach", "2024-05-28"), ""), r.end(KP3, correction("events", "Có kế hoạch ngày 28/5/2024."))
    ),
    "a corrected deadline with its document": lambda r: (
        r.swap(R2, "by: 2024-06-15", "by: 2024-06-16"),
        r.end(R2, correction("due.by", "2024-06-15", "document: tinh-mau-19-bc-dkt-2024")),
    ),
    "a corrected closed record": lambda r: (
        r.swap(XM1, "Rút 10 hồ sơ mới, cả 10", "Rút 12 hồ sơ mới, cả 12"),
        r.end(XM1, correction("because", "Rút 10 hồ sơ mới, cả 10 trả trước hoặc đúng ngày hẹn.")),
    ),
    "a withdrawal": lambda r: r.end(f"document/{P}-kh-2023", "withdrawn:\n  on: 2024-06-03\n  because: Ghi nhầm.\n"),
    "a withdrawal with what replaces it": lambda r: (
        r.write(f"obstacle/{P}-vm-2024-03", r.text(f"obstacle/{P}-vm-2024-02").replace("vm-2024-02", "vm-2024-03")),
        r.end(f"obstacle/{P}-vm-2024-02", f"withdrawn:\n  on: 2024-06-03\n  because: Ghi trùng.\n  replaced_by: {P}-vm-2024-03\n"),
    ),
    "an answer that came": lambda r: r.end(f"coordination/{P}-ph-2024-01", "    on: 2024-06-02\n    position: ro-rang\n"),
    "a decision on an obstacle": lambda r: r.end(
        f"obstacle/{P}-vm-2024-02", "decision:\n  on: 2024-06-02\n  what: Ban hành mẫu biểu trong tháng 6.\n  by:\n    body: tinh-mau-ubnd\n"
    ),
    "feedback verified and handled": lambda r: r.end(
        f"feedback/{P}-pa-2024-02", "verified:\n  verdict: dung\n  on: 2024-06-01\nhandled:\n  on: 2024-06-02\n  how: Đã niêm yết địa chỉ mới.\n"
    ),
    "a recommendation accepted after all": lambda r: r.write(
        R3, r.text(R3).partition("acceptance:")[0] + "acceptance:\n  state: tiep-thu\n  on: 2024-06-02\n  document: tinh-mau-21-bc-sxd-2024\n"
    ),
    "a recommendation answered": lambda r: r.end(R2, "acceptance:\n  state: tiep-thu\n  on: 2024-05-30\n  document: tinh-mau-21-bc-sxd-2024\n"),
    "a report of a period": lambda r: r.write(
        f"submission/{TASK}-2-t1-2024-04", f"id: {TASK}-2-t1-2024-04\ntask: {TASK}-2-t1\nreporter: tinh-mau-so-noi-vu\nperiod: 2024-04\ncut_off: 2024-04-14\nreceived: 2024-04-18\nsource:\n  note: Sổ công văn đến.\n"
    ),
    "a report handed out by the next": lambda r: r.end(KP3, event("bao-cao", "2024-06-02", *EVIDENCE)),
    "a result published": lambda r: r.end("inspection/tinh-mau-kt-2024-02", "  published_from: 2024-06-01\n"),
    "a point in a plan not yet approved": lambda r: r.swap(f"plan/{P}-kh-kt-2025", "period: 2025-Q1", "period: 2025-Q2"),
    "a corrected score": lambda r: (
        r.swap("rating/tinh-mau-xl-2024-so-xay-dung", "verified: 33.5", "verified: 34"),
        r.end("rating/tinh-mau-xl-2024-so-xay-dung", correction("scores.0.verified", "33.5")),
    ),
    "a referral of a decided case": lambda r: r.end(
        f"accountability/{P}-xl-2024-01", "referral:\n  to: Cơ quan điều tra\n  on: 2024-06-02\n  because: Có dấu hiệu vi phạm.\n  document: tinh-mau-19-bc-dkt-2024\n"
    ),
    "done on a day that nobody names": lambda r: r.write(
        ROLL2, NEWS + "  - type: xac-nhan\n    date_state: khong-neu\n    known_on: 2024-06-02\n    unproved: true\n    source:\n      note: Danh sách của Văn phòng.\n"
    ),
    "handed in in a month": lambda r: r.write(ROLL2, NEWS + event("nop", "2024-05")),
    "handed in in a year": lambda r: r.write(ROLL2, NEWS + event("nop", "2024")),
    "handed in in a year, after it was received": lambda r: r.write(ROLL2, NEWS + event("nhan", "2024-01-18")) or r.commit()
    or r.end(ROLL2, event("nop", "2024")),
    "a hand-in told of by a later report of somebody else": lambda r: r.write(ROLL2, NEWS + event("nop", "2024-04-01", source=DECISION.replace("19-bc-dkt", "21-bc-sxd"))),
    "a member of a group from today": lambda r: r.end("group/tinh-mau-nhom-so-nganh", "members:\n  - body: tinh-mau-hdnd\n    from: 2024-06-03\n"),
    "a list that is kept from today": lambda r: r.write(
        f"following/{P}-theo-doi-2", f"id: {P}-theo-doi-2\nof:\n  - {TASK}\nfrom: 2024-06-03\ntype: tin-le\nby: tinh-mau-van-phong-ubnd\nsource:\n  note: Sổ theo dõi của Văn phòng.\n"
    ),
    "a directive whose force will end": lambda r: r.end(f"directive/{TASK}", "validity:\n  to: 2025-12-31\n"),
    "a document without a number gets a note": lambda r: r.end(f"document/{P}-kh-2023", "note: Đã hỏi, chưa có số.\n"),
    "an extension of one period before it is reported": lambda r: r.end(
        f"task/{TASK}-2-t1", "events:\n" + event("gia-han", "2024-06-01", "old_due: 2024-06-20", "new_due: 2024-07-05", "reason: Bão số 1.", source=BY_PROVINCE)
    ),
    "a corrected boolean": lambda r: (
        r.swap("group/tinh-mau-nhom-dia-phuong", "complete: false", "complete: true"),
        r.end("group/tinh-mau-nhom-dia-phuong", correction("complete", "false")),
    ),
    "a long text corrected by how it began": lambda r: (
        r.swap(XM1, "Rút 10 hồ sơ mới, cả 10", "Rút 12 hồ sơ mới, cả 12"),
        r.end(XM1, correction("because", "Rút 10 hồ sơ mới, cả 10 trả trước hoặc đúng…")),
    ),
    "a new name by a decree": lambda r: r.swap(
        "agency/tinh-mau-so-xay-dung", "    from: 2023-01-01\n", "    from: 2023-01-01\n    to: 2024-05-31\n  - name: Sở Xây dựng và Quy hoạch tỉnh Mẫu\n    short: Sở Xây dựng và Quy hoạch\n    from: 2024-06-01\n"
    ),
    "a new year's calendar": lambda r: r.write("calendar/tinh-mau-lich-2025", "id: tinh-mau-lich-2025\nyear: 2025\nevents:\n  - date: 2025-01-20\n    event: giao-ban-thang\nsource:\n  note: Lịch năm.\n"),
    "keys in another order": lambda r: r.write(R2, "".join(reversed(re.split(r"(?m)^(?=\S)", r.text(R2))))),
    "a comment": lambda r: r.write(R2, "# Đã đối chiếu.\n" + r.text(R2)),
    "an end of service": lambda r: r.swap("team/tinh-mau-doan-kiem-tra", "  from: 2024-01-10", "  from: 2024-01-10\n  to: 2024-06-02"),
    "an honest migration": honest_migration,
    "a register opened with its past": opened,
    "main moved on meanwhile": main_moved_on,
    "main merged into the change": merged_main,
    "mended before it was published": fixed_before_merging,
    "an extension by who ordered": lambda r: r.end(KP3, event("gia-han", "2024-06-02", *EXTENDED, source=BY_PROVINCE)),
    "an extension by one's own paper, delegated": lambda r: r.end(
        KP3, event("gia-han", "2024-06-02", *EXTENDED, source=OWN_PAPER) + DELEGATED
    ),
    "a directive replaced by who issued it": lambda r: paper(r, "tinh-mau-ubnd", "replaces:", f"  - {TASK}"),
    "the day of a month": lambda r: narrowed(r, "2024-05-29"),
    "the day of a report known by month": lambda r: month_of_a_report(r, "2024-05-19"),
    "an objective cause by a paper": lambda r: r.end(
        F2, "cause:\n  kind: khach-quan\n  because: Phần mềm hỏng.\nsource:\n  document: tinh-mau-15-tb-tct-2024\n"
    ),
    "a deadline corrected to an earlier day": lambda r: (
        r.swap(R2, "by: 2024-06-15", "by: 2024-06-10"), r.end(R2, correction("due.by", "2024-06-15", SEEN))
    ),
    "a verification on site of what nobody reported": lambda r: r.write(
        f"verification/{OPEN.removesuffix('-kp')}-xm1", verification().replace("method: ho-so", "method: tai-cho")
    ),
    "a task of a text of yesterday takes the place of another": lambda r: (
        r.write(f"directive/{P}-hop-2024-09", re.sub(r"\Aid: .*", f"id: {P}-hop-2024-09", re.sub("(?m)^date: .*", "date: 2024-06-02", r.text(f"directive/{P}-hop-2024-03")))),
        another_task(f"replaces:\n  - {TASK}-1a-t1\n", f"{P}-hop-2024-09", "pl-1")(r),
    ),
    "a task more": another_task(),
    "a confirmation by who ordered": lambda r: r.write(WORKS, ROLLOUT_OF_WORKS + event("nop", "2024-06-01") + event("xac-nhan", "2024-06-02", "by:", "  body: tinh-mau-ubnd")),
    "a count by the result": lambda r: r.end(FINDING_2, "count:\n  found: 1\n  of: 12\n  unit: thủ tục\nsource:\n  document: tinh-mau-19-bc-dkt-2024\n"),
    "the day on which a recommendation came": lambda r: r.end(R1, "received: 2024-05-30\nsource:\n  document: tinh-mau-19-bc-dkt-2024\n"),
    "an inspection and its recommendation at once": lambda r: (
        copied("inspection/tinh-mau-kt-2024-02", f"{P}-kt-2024-09", ("2024-05-06", "2024-05-20"), ("2024-05-13", "2024-05-27"), ("2024-05-14", "2024-05-28"), ("2024-05-16", "2024-05-30"), ("2024-05-17", "2024-05-31"), ("forms:\n  - ke-hoach\n  - phuc-tra\n", "forms:\n  - phuc-tra\n"), ("plan:\n  plan: tinh-mau-kh-kt-2024\n  item: '2'\n", ""), ("result:\n  document: tinh-mau-19-bc-dkt-2024\n", ""))(r),
        copied(F2, f"{P}-kt-2024-09-f1", ("inspection: tinh-mau-kt-2024-02", "inspection: tinh-mau-kt-2024-09"))(r),
    ),
    "a new deadline in a verification by who inspects": lambda r: r.write(f"verification/{OPEN.removesuffix('-kp')}-xm1", failed() + "new_due: 2024-08-30\ndocument: tinh-mau-19-bc-dkt-2024\n"),
    "a refusal told": lambda r: r.write(ROLL2, NEWS + event("tu-choi", "2024-06-01", "reason: Không thuộc thẩm quyền.")),
    "a receipt": lambda r: r.write(f"rollout/{TASK}-1a-t4-so-noi-vu", f"id: {TASK}-1a-t4-so-noi-vu\ntask: {TASK}-1a-t4\naddressee: tinh-mau-so-noi-vu\nevents:\n" + event("nhan", "2024-05-30")),
    "progress told": lambda r: r.end(ROLL, "  - date: 2024-06-01\n    type: tien-do\n    stage: dang-lam\n    source:\n      note: Giao ban.\n"),
    "a second verification": lambda r: (
        published_first(r, f"verification/{OPEN.removesuffix('-kp')}-xm1", failed()),
        r.write(f"verification/{OPEN.removesuffix('-kp')}-xm2", verification().replace("-xm1", "-xm2").replace("ho-so", "tai-cho")), r.commit(OTHER),
    ),
    "a new department": lambda r: r.write("agency/tinh-mau-so-moi", "id: tinh-mau-so-moi\nnames:\n  - name: Sở Mới tỉnh Mẫu\n    short: Sở Mới\nkind: so\nlevel: tinh\nparent: tinh-mau-ubnd\nvalid:\n  from: 2024-06-01\n"),
    "a case referred": lambda r: r.end(R3, "kinds:\n  - chuyen-ho-so\nreferred_to: tinh-mau-thanh-tra\nreferred_on: 2024-06-01\n"),
    "a framework that ends with the year": lambda r: r.swap(SCALE, "  from: 2024-01-01\n", "  from: 2024-01-01\n  to: 2024-12-31\n"),
    "a product that was missing": lambda r: r.end(f"task/{TASK}-1a-t2", "product: Báo cáo\n"),
    "a cancellation by who ordered": lambda r: r.write(WORKS, ROLLOUT_OF_WORKS + event("huy", "2024-06-02", "reason: Đã có quy định mới.", source=BY_PROVINCE)),
    "an agency that will end": lambda r: r.end("agency/tinh-mau-bao", "valid:\n  to: 2024-12-31\n"),
    "a request for a correction": lambda r: r.write(
        f"response/{P}-gt-2024-09", f"id: {P}-gt-2024-09\nabout: tinh-mau-kt-2024-02-f1\nby: tinh-mau-so-xay-dung\non: 2024-06-01\ntype: dinh-chinh-de-nghi\nsays: Đề nghị xem lại.\nsource:\n  note: Thư.\n"
    ),
    "a list goes on in another one": lambda r: list_ends(r, ""),
    "a document of yesterday takes the place of a directive": lambda r: r.write("document/tinh-mau-50-tb-2024", NEW_DOCUMENT.format("tinh-mau-50-tb-2024") + f"replaces:\n  - {TASK}\n"),
    "an old document that replaces another one": lambda r: r.write("document/tinh-mau-50-tb-2024", NEW_DOCUMENT.format("tinh-mau-50-tb-2024").replace("2024-06-02", "2024-02-02") + "replaces:\n  - tinh-mau-45-qd-ubnd-2023\n"),
    "an agency of all time that is in no group": lambda r: r.write("agency/tinh-mau-so-moi", NEW_AGENCY.format("bao-chi")),
    "an internal note of an internal document": lambda r: r.write("document/tinh-mau-50-tb-2024", NEW_DOCUMENT.format("tinh-mau-50-tb-2024") + "visibility: noi-bo\ninternal_note: Xem.\n"),
    "a page of words along with a record": lambda r: (r.end(KP3, event("tien-do", "2024-06-02", WHAT)), engine_file("docs/gioi-thieu/lien-he/index.md", "# Liên hệ")(r)),
    "an agency that ends by a decision": lambda r: r.end("agency/tinh-mau-bao", "valid:\n  to: 2024-06-02\nsource:\n  document: tinh-mau-12-qd-ubnd-2024\n"),
    "recorded twice, one of them withdrawn": lambda r: (
        published_first(r, f"feedback/{P}-pa-2024-03", r.text(f"feedback/{P}-pa-2024-02").replace("pa-2024-02", "pa-2024-03")),
        r.end(f"feedback/{P}-pa-2024-03", f"{GONE}  replaced_by: {P}-pa-2024-02\n"),
    ),
    "a calendar of days to come": lambda r: (p := r.records / "trung-uong" / "calendar" / "trung-uong-lich-2024.yaml").write_text(
        re.sub(r"(?m)^events:", "  - date: 2024-12-31\n    name: Nghỉ\n    holiday: tet-duong-lich\n    kind: nghi-bu\nevents:", p.read_text(encoding="utf-8"), count=1), encoding="utf-8"
    ),
    "what a report lacked": lambda r: r.end(KP3, event("bao-cao", "2024-06-02", *EVIDENCE) + "plan:\n  measures: Rà soát danh mục.\n  on: 2024-05-28\n"),
    "a report of April, by all": lambda r: r.write(f"submission/{TASK}-2-t1-2024-04", SUBMISSION_4.format("")),
    "an extension by the office of who ordered": lambda r: r.end(KP3, event("gia-han", "2024-06-02", *EXTENDED, source=paper(r, "tinh-mau-van-phong-ubnd"))),
    "a pause before the deadline": lambda r: r.end(f"task/{TASK}-1b-t1", "events:\n" + event("tam-dung", "2024-06-02", "reason: Bão số 1.", source=BY_PROVINCE)),
    "praise by who stands above": lambda r: r.write(
        f"notice/{P}-nn-2024-09", f"id: {P}-nn-2024-09\ntype: bieu-duong\nagencies:\n  - tinh-mau-so-xay-dung\non: 2024-06-01\nbecause: Làm tốt.\ndocument: tinh-mau-77-ubnd-nc-2024\n"
    ),
    "the post of who leads": lambda r: r.swap(f"task/{TASK}-2-t1", "  - body: tinh-mau-so-noi-vu\n", "  - body: tinh-mau-so-noi-vu\n    note: Giám đốc\n") if "leads:\n  - body: tinh-mau-so-noi-vu\n" in r.text(f"task/{TASK}-2-t1") else None,
    "a warning acknowledged that is no evidence": lambda r: r.end(f"document/{P}-kh-2023", "note: Đã hỏi.\n"),
    "sorted folders, no change": lambda r: [p.touch() for p in r.records.rglob("*.yaml")],
    "a hand-in that was late": lambda r: r.write(WORKS, ROLLOUT_OF_WORKS + event("nop", "2024-06-02")),
    "another name by decree": lambda r: (
        r.swap(WORKS_BODY, "    from: 2023-01-01\n", "    from: 2023-01-01\n    to: 2024-06-02\n  - name: Sở Phát triển tỉnh Mẫu\n    from: 2024-06-03\n"),
        r.end(WORKS_BODY, f"source:\n  document: {paper(r, 'tinh-mau-ubnd').split()[-1]}\n"),
    ),
    "a request decided by who was asked": lambda r: r.end(
        f"obstacle/{P}-vm-2024-02", f"decision:\n  on: 2024-06-02\n  what: Đồng ý.\n  by:\n    body: tinh-mau-ubnd\n  document: {paper(r, 'tinh-mau-ubnd').split()[-1]}\n"
    ),
    "a complaint that is true, by one's own answer": lambda r: r.end(
        f"feedback/{P}-pa-2024-02", f"verified:\n  verdict: dung\n  on: 2024-06-01\nhandled:\n  on: 2024-06-02\n  how: Đã xin lỗi.\n  document: {OWN}\n"
    ),
    **{
        f"verified by {who}": lambda r, who=who, more=more: (
            reported_before(r), r.write(f"verification/{OPEN.removesuffix('-kp')}-xm1", verification(who) + (f"document: {paper(r, 'tinh-mau-ubnd').split()[-1]}\n" if more else "")), r.commit(OTHER)
        )
        for who, more in (("tinh-mau-thanh-tra", False), ("tinh-mau-doan-kiem-tra", False), ("tinh-mau-van-phong-ubnd", False), ("tinh-mau-ubnd", False), ("tinh-mau-bao", True))
    },
    "a note comes": lambda r: r.end(F2, "note: Đã hỏi lại đoàn kiểm tra.\n"),
    "a hand-over by who ordered": lambda r: r.end(KP3, event("chuyen", "2024-06-02", "to: tinh-mau-so-noi-vu", source=BY_PROVINCE)),
    "a framework ends by its paper": lambda r: (r.swap(SCALE, "  from: 2024-01-01\n", "  from: 2024-01-01\n  to: 2025-12-31\n"), r.end(SCALE, "source:\n  document: tinh-mau-77-ubnd-nc-2024\n")),
    "a document of two issuers": lambda r: paper(r, "tinh-mau-ubnd", "co_issuers:", "  - tinh-mau-hdnd"),
    "a confirmation by the office of who ordered": lambda r: r.write(ROLL2, NEWS + event("nop", "2024-06-01") + event("xac-nhan", "2024-06-02", "by:", "  body: tinh-mau-van-phong-ubnd")),
    "an agency of this week": lambda r: r.write("agency/tinh-mau-so-moi", NEW_AGENCY.format("so") + "valid:\n  from: 2024-06-01\nsource:\n  document: tinh-mau-12-qd-ubnd-2024\n"),
    "a finding more of an inspection": copied(F2, "tinh-mau-kt-2024-02-f3", ("title: Niêm yết thủ tục theo danh mục đã cũ", "title: Không có biển chỉ dẫn")),
    "a case closed by a paper of who stands above": lambda r: (published_first(r, CASE, OPEN_CASE), r.end(CASE, "closed:\n  on: 2024-06-02\n  because: Không có lỗi.\n  document: tinh-mau-77-ubnd-nc-2024\n")),
    "a source for what was reported": lambda r: (published_first(r, KP3, r.text(KP3) + event("bao-cao", "2024-06-01", *EVIDENCE)), r.end(KP3, "      clause: '1'\n")),
    "what a decree of before the task allows": lambda r: r.write(ROLL2, NEWS + event("tam-dung", "2024-06-01", "reason: Bận.", source=DECISION.replace("19-bc-dkt-2024", "45-qd-ubnd-2023"))),
    "a team gets a member for good": lambda r: r.end("team/tinh-mau-doan-kiem-tra", "members:\n  - agency: tinh-mau-thanh-tra\n    post: Phó Chánh\n    role: thanh-vien\n    from: 2024-06-01\n"),
    "case files of an inspection that goes on": lambda r: (published_first(r, INSPECTED, files_seen(r)), r.end(INSPECTED, "  - id: '2'\n    agency: tinh-mau-so-xay-dung\n    procedure: Cấp phép\n    chosen: ngau-nhien\n    received: 2024-04-02\n    due: 2024-05-20\n")),
    "an obstacle's paper": lambda r: r.end(f"obstacle/{P}-vm-2024-02", "source:\n  document: tinh-mau-33-tb-ubnd-mh-2024\n"),
    "two people's work in one commit": lambda r: (
        report(r), verify(r), r.commit(CLERK, message=f"Khắc phục, xác minh\n\nCo-authored-by: {OTHER} <{OTHER}@example.invalid>")
    ),
    "in force since its own day": lambda r: r.end(f"document/{OWN}", "validity:\n  from: 2024-04-05\n"),
    "the day of a report by the paper of who received it": lambda r: received_earlier(r, "tinh-mau-ubnd"),
    "a letter of a name mistyped": lambda r: (
        r.swap(WORKS_BODY, "name: Sở Xây dựng và Giao thông tỉnh Mẫu", "name: Sở Xây dựng và Giao thong tỉnh Mẫu"),
        r.end(WORKS_BODY, correction("names.1.name", "Sở Xây dựng và Giao thông tỉnh Mẫu", f"document: {P}-77-ubnd-nc-2024")),
    ),
    "verified by another of the same house": lambda r: (reported_before(r), verify(r), r.git("config", "user.name", "Người B"), r.git("config", "user.email", "nguoi-b@example.invalid"), signed(r)),
    "old work, a fortnight": lambda r: (report(r), r.commit(authored="2024-05-20")),
}  # fmt: skip


@pytest.mark.parametrize("name", [*SEEN_FIRST, *[*LEGITIMATE][2::9], "an extension by one's own paper, delegated"])
def test_what_happens_is_told_or_counted_by_its_direction(name: str, repo: Repo) -> None:
    acts = {**LEGITIMATE, **{name: CHEATS[name][1] for name in SEEN_FIRST}}
    acts[name](repo)
    found = diff(repo.records, "main", DAY, "public")
    every = happenings(found)
    for room in range(1, LINES + 1):
        table = rows(every, room)
        assert len(table) <= room
        rests = [str(row).rpartition("điều nữa: ")[2] for row in table if row.left]
        for turn in Turn:
            told = [one for row in table for alike in row.shown for one in alike if one.turn is turn]
            counted = [int(one) for rest in rests for one in re.findall(rf"(?:^|, )(\d+) {turn}(?=,|$)", rest)]
            assert len(told) + sum(counted) == sum(one.turn is turn for one in every)
    lines = ["".join(run.text for run in runs if run.style != "rule") for runs in telling(found)]
    said = " ".join(lines)
    assert len(lines) <= LINES
    ids = {*(change.id for change in found.records), *(move.record for move in found.moves)}
    assert not [own for own in ids if own and own in said]
    assert not re.search(r"&#|://|\b(?:events|due|leads|answers)\.", said)


@pytest.mark.parametrize("name", LEGITIMATE)
def test_a_legitimate_change_passes(name: str, repo: Repo) -> None:
    LEGITIMATE[name](repo)
    found = repo.problems(day=date(2026, 1, 1) if LEGITIMATE[name] is opened else DAY)  # it tells of what came later
    assert [problem for problem in found if problem.severity is not Severity.INFO] == []
    if repo.git("status", "--porcelain"):
        repo.commit()
    if name in OF_A_COMMIT:
        found = repo.problems()
        assert [problem for problem in found if problem.severity is not Severity.INFO] == []
    agree(repo, found)


FAR_REACHING: dict[str, Act] = {
    **{name: CHEATS[name][1] for name in ("a measurement of long ago", "withdraw criticism", "withdraw a case that was decided", "take a withdrawal back", "back-date a document", "an internal report of a period that is overdue")},
    "a better title of a finding": lambda r: r.swap(F2, "title: Niêm yết thủ tục", "title: Niêm yết các thủ tục"),
    "cancel what is overdue": CHEATS["cancel what is overdue"][1],
    **{
        name: LEGITIMATE[name] for name in (
            "a request for a correction", "an extension with its decision, in time", "a hand-over by who ordered", "a request decided by who was asked", "a hand-in that was late",
            "a complaint that is true, by one's own answer", "a finding more of an inspection",
        )
    },
    "a report": report,
}  # fmt: skip


@pytest.mark.parametrize("name", FAR_REACHING)
def test_of_a_large_register_every_page_that_changes_is_named(
    name: str, repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    FAR_REACHING[name](repo)
    for name_of in ("ROOM", "FILE"):  # so that boards are in several pieces, and have files of further rows
        monkeypatch.setattr(f"generator.publish.views.split.{name_of}", 2)
    with monkeypatch.context() as alone:  # nothing taken from the other side
        alone.setattr("generator.change.visible.relate", lambda *_: None)
        alone.setattr(sys.modules[redact.__module__], "relate", lambda *_: None)
        every = diff(repo.records, "main", DAY, "public")
    monkeypatch.setattr("generator.change.pages.LARGE", 0)
    near = diff(repo.records, "main", DAY, "public")
    assert near.partly
    assert near == replace(every, partly=True)
    assert every.pages


def test_what_is_planned_for_later_blinds_no_summary(repo: Repo) -> None:
    """A finding of an inspection that has not begun is no page of the day; that it came into the register is told."""
    repo.write(
        f"inspection/{P}-kt-2024-09",
        f"id: {P}-kt-2024-09\ntitle: Kiểm tra sắp tiến hành\nregime: kiem-tra\nforms:\n  - dot-xuat\nmethod: truc-tiep\nby: {P}-thanh-tra\nagencies:\n  - body: {P}-so-noi-vu\nstart: 2024-07-01\n",
    )
    repo.write(
        f"finding/{P}-kt-2024-09-f1",
        f"id: {P}-kt-2024-09-f1\ninspection: {P}-kt-2024-09\nagency: {P}-so-noi-vu\ncategory: {P}-niem-yet\ntitle: Sẽ thấy\nseen: Sẽ thấy.\nseriousness: it-nghiem-trong\n",
    )
    found = diff(repo.records, "main", DAY, "public")
    assert found.derived
    assert {change.id for change in found.records} == {f"{P}-kt-2024-09", f"{P}-kt-2024-09-f1"}


AGAIN: dict[str, Act] = {
    **{name: CHEATS[name][1] for name in ("move a record to another province", "make it unreadable", "withdraw what is overdue", "end an agency in the past")},
    "an id in two provinces": lambda r: (
        (r.records / "a" / "finding").mkdir(parents=True), shutil.copy(r.path(F2), r.records / "a" / "finding"), (r.records / "z" / "finding").mkdir(parents=True),
        shutil.copy(r.path(F2), r.records / "z" / "finding"),
    ),
    "nothing": lambda _: None,
}  # fmt: skip


@pytest.mark.parametrize("name", AGAIN)
def test_what_is_the_same_is_not_read_again_and_judged_alike(name: str, repo: Repo) -> None:
    before = check(repo.records)
    AGAIN[name](repo)
    found, again = check(repo.records), examine(read(repo.records), schemas(), before=before)
    assert (again.problems, again.acknowledged, again.unplaced) == (found.problems, found.acknowledged, found.unplaced)
    assert {own: (r.province, r.kind, r.data) for own, r in again.corpus.records.items()} == {
        own: (r.province, r.kind, r.data) for own, r in found.corpus.records.items()
    }
    assert again.corpus.claimed == found.corpus.claimed
    shared = [own for own, record in again.corpus.records.items() if before.corpus.records.get(own) is record]
    assert len(shared) > len(found.corpus.records) / 2


Q_ALIAS = "aliases:\n  - name: Sở Quy hoạch\n"


def extended_at(place: str, head: str, new: str) -> Act:
    moved = event("gia-han", "2024-06-02", "old_due: 2024-03-31", f"new_due: {new}", "reason: Bão.", source=BY_PROVINCE)
    return lambda r: r.write(place, head + moved) if head else r.end(place, f"events:\n{moved}")


CALENDAR = "year: 2025\nevents:\n  - date: 2025-01-20\n    event: giao-ban-thang\nsource:\n  note: Lịch năm.\n"
SKEWED: dict[str, tuple[str, Act, Act]] = {
    "an alias": ("name-shared", lambda r: r.end("agency/tinh-mau-so-noi-vu", Q_ALIAS), lambda r: r.end("agency/tinh-mau-thanh-tra", Q_ALIAS)),
    "a name": (
        "name-shared", *(
            lambda r, n=n: r.write(f"agency/tinh-mau-so-q{n}", f"id: tinh-mau-so-q{n}\nnames:\n  - name: Sở Quy hoạch\nkind: so\nlevel: tinh\nparent: tinh-mau-ubnd\n")
            for n in (1, 2)
        )
    ),
    "a deadline moved in two records": (
        "extension-order", extended_at(f"task/{TASK}-1a-t1", "", "2024-07-01"),
        extended_at(WORKS, ROLLOUT_OF_WORKS, "2024-08-01"),
    ),
    "two frameworks": ("framework-overlaps", *(
        lambda r, n=n: (
            copied(SCALE, f"tinh-mau-khung-{n}", ("from: 2024-01-01", "from: 2026-01-01"), ("recurrence_months: 24", f"recurrence_months: {n}"))(r),
            r.swap(SCALE, "  from: 2024-01-01\n", "  from: 2024-01-01\n  to: 2025-12-31\n"),
        )
        for n in (12, 36)
    )),
    "two calendars": ("calendar-duplicate", *(lambda r, n=n: r.write(f"calendar/tinh-mau-lich-2025{n}", f"id: tinh-mau-lich-2025{n}\n{CALENDAR}") for n in "ab")),
    "one report": ("state-duplicate", *(copied(SENT, f"{TASK}-2-t1-2024-04{n}", ("period: 2024-03", "period: 2024-04")) for n in ("", "b"))),
    "one rating": ("rating-duplicate", *(copied("rating/tinh-mau-xl-2024-so-xay-dung", f"tinh-mau-xl-2025-{n}", ("year: 2024", "year: 2025")) for n in "ab")),
    "one document": ("document-duplicate", *(copied("document/tinh-mau-21-bc-sxd-2024", f"tinh-mau-22-bc-sxd-2024{n}", ("number: '21'", "number: '22'")) for n in ("", "b"))),
    "each withdrawn for the other": (
        "replaced-by-withdrawn", lambda r: r.end(F2, f"{GONE}  replaced_by: tinh-mau-kt-2024-02-f2\n"),
        lambda r: r.end(FINDING_2, f"{GONE}  replaced_by: tinh-mau-kt-2024-02-f1\n"),
    ),
    "withdrawn and referred to": (
        "ref-withdrawn", lambda r: r.end(R3, GONE), lambda r: r.swap(KP3, "recommendations:\n", f"recommendations:\n  - {P}-kt-2024-02-r3\n")
    ),
    "a ring of successors": ("cycle", *(
        lambda r, a=a, b=b: r.end(f"agency/tinh-mau-{a}", f"valid:\n  to: 2024-06-01\nsuccessors:\n  - body: tinh-mau-{b}\n    on: 2024-06-02\n")
        for a, b in (("bao", "hdnd"), ("hdnd", "bao"))
    )),
}  # fmt: skip


@pytest.mark.parametrize("name", SKEWED)
def test_what_two_proposals_do_together_is_seen_when_they_are_merged(name: str, repo: Repo) -> None:
    code, *acts = SKEWED[name]
    before = {(p.code, p.where) for p in check(repo.records).problems}
    for branch, act in zip(("mot", "hai"), acts, strict=True):
        repo.git("switch", "--quiet", "--create", branch, "main")
        act(repo)
        repo.commit(branch)
        assert [p.code for p in repo.problems() if p.severity is Severity.ERROR] == []
        assert code not in {p.code for p in check(repo.records).problems}
    repo.git(
        "-c", "user.name=x", "-c", "user.email=x@example.invalid", "merge", "--quiet", "--no-edit", "mot",
        GIT_COMMITTER_DATE="2024-06-03T10:00:00+07:00", GIT_AUTHOR_DATE="2024-06-03T10:00:00+07:00",
    )  # fmt: skip
    assert code in {p.code for p in check(repo.records).problems if (p.code, p.where) not in before}


def test_a_history_put_together_on_this_machine_is_judged_in_no_case(repo: Repo) -> None:
    repo.swap(R2, "by: 2024-06-15", "by: 2024-09-15")
    repo.commit()
    (repo.root / ".git" / "info").mkdir(exist_ok=True)
    (repo.root / ".git" / "info" / "grafts").write_text(f"{repo.git('rev-parse', 'HEAD')}\n")
    assert [p.code for p in check_history(repo.records, "main") if p.severity is Severity.ERROR] == ["history-grafted"]


def test_there_are_enough_of_both() -> None:
    assert len(CHEATS) >= 300
    assert len(LEGITIMATE) >= 125


def test_the_whole_history_is_judged_step_by_step(repo: Repo) -> None:
    """Every published state: what one commit cheats and the next one undoes is still seen."""
    assert [p.code for p in check_history(repo.records, "1970-01-01")] == ["record-vanished"]
    repo.swap(R2, "by: 2024-06-15", "by: 2024-09-15")
    repo.commit()
    repo.swap(R2, "by: 2024-09-15", "by: 2024-06-15")
    repo.commit()
    assert repo.problems() == []
    found = check_history(repo.records, "main")
    assert [p.code for p in found] == ["due-moved-without-extension"] * 2
    commits = repo.git("log", "--format=%h", "--abbrev=10", "main..").split()
    assert {p.message.vi.rpartition(" (")[2] for p in found} == {f"commit {c}, vào sổ ngày 03/6/2024)" for c in commits}
    assert {p.message.en.rpartition(" (")[2] for p in found} == {f"commit {c}, entered on 2024-06-03)" for c in commits}


def test_a_history_is_judged_from_the_revision_that_is_named(repo: Repo) -> None:
    """Also where that touches no record: what was changed of the rules before it is not told again."""
    engine_file("generator/x.py")(repo)
    later = repo.git("rev-parse", "HEAD")
    engine_file("generator/y.py")(repo)
    assert [p.where.path for p in check_history(repo.records, later)] == ["generator/y.py"]


def test_a_step_reads_what_it_rests_on_and_no_more(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """A group is read for the first agency of a branch that changes, and not again while it stays as it is."""
    read_: list[str] = []

    def spied(shown: str, data: bytes) -> object:
        read_.append(shown)
        return parse(shown, data)

    monkeypatch.setattr("generator.history.rules.versions.parse", spied)
    for number in range(3):
        repo.end(WORKS_BODY, f"# {number}\n")
        repo.commit()
    assert check_history(repo.records, "main") == []
    groups = [path for path in read_ if "/group/" in path]
    assert groups
    assert len(groups) == len(set(groups))


def test_any_two_revisions_can_be_compared(repo: Repo) -> None:
    repo.swap(R2, "by: 2024-06-15", "by: 2024-09-15")
    repo.commit()
    repo.end(KP3, event("tien-do", "2024-06-02", WHAT))
    repo.commit()
    assert [p.code for p in check_change(repo.records, "main", "HEAD", DAY)] == ["due-moved-without-extension"]
    assert check_change(repo.records, "HEAD~1", "HEAD", DAY) == []
    assert check_change(repo.records, "HEAD", "main", DAY) == []


# Ways round git


def withdrawn_goes(repo: Repo) -> None:
    repo.path(f"document/{P}-34-tb-ubnd-mh-2024").unlink()


def test_what_was_withdrawn_and_goes_is_told(repo: Repo) -> None:
    withdrawn_goes(repo)
    assert [p.code for p in repo.problems()] == ["record-vanished"]
    said = FORMATS["text"](diff(repo.records, "main", DAY, "public"), 0)
    assert "Văn bản (mất khỏi sổ)" in said


def test_a_wrong_clock_is_named_at_its_own_commit_and_blocks_nobody(repo: Repo) -> None:
    """An administrator merged it; the honest proposals after it are judged by the true day."""
    repo.git("switch", "--quiet", "main")
    repo.write("document/tinh-mau-50-tb-2024", NEW_DOCUMENT.format("tinh-mau-50-tb-2024"))
    repo.commit(day="2099-02-07")
    wrong = repo.git("rev-parse", "HEAD")[:10]
    repo.git("switch", "--quiet", "--create", "that")
    repo.end(KP3, event("tien-do", "2024-06-02", WHAT))
    repo.commit()
    assert repo.problems() == []
    found = check_history(repo.records, "main~1", DAY)
    assert [(p.code, wrong in p.message.vi, "vào sổ ngày 03/6/2024" in p.message.vi) for p in found] == [
        ("commit-date-wrong", True, True)
    ]
    with opened_repository(repo.records, DAY) as repository:
        assert [step.on.isoformat() for step in repository.walk().steps] == [
            "2024-06-01",
            "2024-06-02",
            "2024-06-03",
            "2024-06-03",
        ]


DAYS = {
    "in order": ("1 2 3", "1 2 3"),
    "one of the future": ("1 2 99 3", "1 2 3 3"),
    "one of a day that has not come": ("1 2 99", "1 2 20"),
    "one of the future and of the past": ("1 9 2 3", "1 2 2 3"),
    "one of the past": ("5 6 1 7", "5 6 6 7"),
    "the last one of the past": ("5 6 1", "5 6 6"),
    "as many as agree": ("1 9 4", "1 9 9"),
    "two clocks": ("5 6 5 6 7", "5 5 5 6 7"),
    "none that can be": ("99 98", "20 20"),
    "no commit": ("", ""),
}


@pytest.mark.parametrize("name", DAYS)
def test_which_days_of_commits_are_believed(name: str) -> None:
    claims, expected = ([date.min + timedelta(int(n)) for n in side.split()] for side in DAYS[name])
    assert believed(claims, date.min + timedelta(20)) == expected


@pytest.mark.parametrize("torn", ["x" * 5000, "", None])
def test_what_was_remembered_and_altered_is_made_anew(torn: str | None, repo: Repo) -> None:
    expected = check_history(repo.records, "1970-01-01")
    memory = repo.root / ".git" / "generator" / "memory.sqlite"
    if torn is None:
        with sqlite3.connect(memory) as known:
            known.execute("UPDATE memory SET value = '[1, 2]'")
        known.close()
    else:
        memory.write_text(torn)
    assert check_history(repo.records, "1970-01-01") == expected
    assert [p.code for p in expected] == ["record-vanished"]


def lacking(repo: Repo) -> None:
    blob = repo.git("rev-parse", f"main~1:records/{P}/document/{P}-99-tb-2024.yaml")
    packs = repo.root / ".git" / "objects" / "pack"
    packs.rename(repo.root / "packs")
    for pack in (repo.root / "packs").glob("*.pack"):
        with pack.open("rb") as packed:
            subprocess.run(["git", "unpack-objects", "-q"], cwd=repo.root, stdin=packed, check=True)
    shutil.rmtree(repo.root / "packs")
    (repo.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()


def sparse(repo: Repo) -> None:
    repo.git("status")  # the copy has other clocks than the index: git removes no file that it takes for changed
    repo.git("sparse-checkout", "set", "--no-cone", "/schemas/", f"/records/{P}/")


def test_a_copy_that_lacks_a_version_tells_no_history(repo: Repo) -> None:
    lacking(repo)
    for ask in (lambda: check_history(repo.records, "1970-01-01"), lambda: diff(repo.records, "main~1", DAY, "public")):
        with pytest.raises(HistoryError) as refused:
            ask()
        assert refused.value.problem.code == "object-missing"


def test_a_checkout_of_a_part_says_so(repo: Repo) -> None:
    sparse(repo)
    assert [p.code for p in repo.problems()] == ["history-sparse"]
    found = commit_of(repo.records)
    assert found is not None
    assert found.changed
    assert "sparse checkout" in FORMATS["text"](diff(repo.records, "main", DAY, "public"), 0)


def test_a_repository_that_git_does_not_trust_is_told_as_such(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    for ask in (repo.problems, lambda: commit_of(repo.records)):
        with pytest.raises(HistoryError) as refused:
            ask()
        assert refused.value.problem.code == "git-refused"


def test_records_that_are_a_link_out_of_the_repository_have_no_history(repo: Repo, tmp_path: Path) -> None:
    repo.records.rename(tmp_path / "ngoai")
    repo.records.symlink_to(tmp_path / "ngoai")
    with pytest.raises(HistoryError) as refused:
        repo.problems()
    assert refused.value.problem.code == "git-outside"
