"""What a change does, said from two states of a real repository: every kind of change, for whom it may be said."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import markdown as python_markdown
import pytest

from generator.build import diff as compare
from generator.change.fields import excerpt
from generator.change.markdown import inert
from generator.change.model import Difference, Op
from generator.change.printers import FORMATS
from generator.cli import OK, PROBLEMS, USAGE, main
from tests.conftest import CASES, REGISTER, lay
from tests.hostile import BLOCKS, PAYLOADS, Nodes

HERE = CASES / "diff"
DAY = "2024-06-20"
MAU = "records/tinh-mau"
TASK = f"{MAU}/task/tinh-mau-20-ubnd-nc-2024-1a-t1.yaml"
FINDING = f"{MAU}/finding/tinh-mau-kt-2024-01-f1.yaml"
NOTIFICATION = f"{MAU}/document/tinh-mau-15-tb-tct-2024.yaml"
REPORT = f"{MAU}/document/tinh-mau-21-bc-sxd-2024.yaml"
SECRET = f"{MAU}/rollout/tinh-mau-20-ubnd-nc-2024-3-t1-ubnd-xa-mau-ha.yaml"


@dataclass
class Ran:
    """What a call printed, and its exit code."""

    code: int
    out: str
    err: str


@dataclass
class Workshop:
    """A clone in which somebody edits records."""

    root: Path

    def git(self, *arguments: str) -> str:
        pinned = {
            "GIT_AUTHOR_DATE": "2024-06-01T00:00:00Z", "GIT_COMMITTER_DATE": "2024-06-01T00:00:00Z",
            "GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@invalid",
            "GIT_COMMITTER_NAME": "x", "GIT_COMMITTER_EMAIL": "x@invalid",
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
            "PATH": os.environ["PATH"], "HOME": str(self.root),
        }  # fmt: skip
        ran = subprocess.run(["git", *arguments], cwd=self.root, env=pinned, check=True, capture_output=True, text=True)
        return ran.stdout.strip()

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, (path, old)
        self.write(path, text.replace(old, new))

    def add(self, path: str, more: str) -> None:
        self.write(path, (self.root / path).read_text(encoding="utf-8") + more)

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def commit(self) -> str:
        self.git("add", ".")
        self.git("commit", "--quiet", "--message=x")
        return self.git("rev-parse", "HEAD")


Diff = Callable[..., Ran]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The example register on main, and a branch to work on."""
    shop = Workshop(tmp_path_factory.mktemp("shop"))
    lay(shop.root / "records")
    shop.git("init", "--quiet", "--initial-branch=main")
    shop.commit()
    shop.git("switch", "--quiet", "--create", "work")
    return shop


def copied(shop: Workshop, root: Path) -> Workshop:
    shutil.copytree(shop.root, root)
    return Workshop(root)


@pytest.fixture
def shop(opened: Workshop, tmp_path: Path) -> Workshop:
    return copied(opened, tmp_path / "shop")


@pytest.fixture(scope="module")
def changed(opened: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Difference:
    """What ``change`` does."""
    shop = copied(opened, tmp_path_factory.mktemp("changed") / "shop")
    change(shop)
    return compare(shop.root / "records", "main", date.fromisoformat(DAY), "public")


@pytest.fixture
def diff(shop: Workshop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Diff:
    """Call the verb where the records stand."""
    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments: str, root: Path = shop.root) -> Ran:
        monkeypatch.chdir(root)
        given = arguments if "--base" in arguments else ("--base", "main", *arguments)
        code = main(["diff", "--as-of", DAY, *given])
        return Ran(code, *capsys.readouterr())

    return call


def loaded(ran: Ran) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ran.out)
    return found


def change(shop: Workshop) -> None:
    """Change a register as editors do: a dozen kinds of change, all of them sound."""
    shop.add(TASK, """\
events:
  - type: gia-han
    date: 2024-05-20
    old_due: 2024-03-31
    new_due: 2024-06-30
    reason: Nhiều đơn vị chưa gửi số liệu.
    source:
      document: tinh-mau-77-ubnd-nc-2024
""")  # fmt: skip
    late = f"{MAU}/submission/tinh-mau-20-ubnd-nc-2024-2-t1-2024-04.yaml"
    shop.write(late, """\
id: tinh-mau-20-ubnd-nc-2024-2-t1-2024-04
task: tinh-mau-20-ubnd-nc-2024-2-t1
reporter: tinh-mau-so-noi-vu
period: 2024-04
cut_off: 2024-04-14
received: 2024-04-25
source:
  note: Sổ công văn đến của Văn phòng UBND tỉnh.
""")  # fmt: skip
    shop.edit(FINDING, "không có văn bản xin lỗi.", "có văn bản xin lỗi nhưng gửi muộn.")
    shop.edit(FINDING, "seriousness: it-nghiem-trong", "seriousness: nghiem-trong")
    shop.edit(NOTIFICATION, "date: 2024-03-08", "date: 2024-03-11")
    shop.edit(f"{MAU}/notice/tinh-mau-nn-2024-01.yaml", "on: 2024-03-08", "on: 2024-03-11")
    shop.edit(REPORT, "khắc phục tồn tại sau", "khắc phục các tồn tại sau")
    shop.add(f"{MAU}/feedback/tinh-mau-pa-2024-01.yaml", """\
withdrawn:
  on: 2024-06-10
  because: Ghi hai lần cùng một phản ánh.
""")  # fmt: skip
    inspection = f"{MAU}/inspection/tinh-mau-kt-2024-01.yaml"
    first, second = "  - Giờ giấc làm việc\n", "  - Giải quyết thủ tục hành chính\n"
    shop.edit(inspection, first + second, second + first)
    rating = f"{MAU}/rating/tinh-mau-xl-2024-so-xay-dung.yaml"
    shop.edit(rating, "verified: 33.5", "verified: 30.5")
    directive = f"{MAU}/directive/tinh-mau-20-ubnd-nc-2024.yaml"
    shop.edit(directive, "Rà soát, khắc phục tồn tại, hạn chế.", "Rà soát, khắc phục dứt điểm tồn tại, hạn chế.")
    remediation = f"{MAU}/remediation/tinh-mau-kt-2024-01-f1-kp.yaml"
    shop.edit(remediation, "    date: 2024-03-20\n", "    date: 2024-03-21\n")
    shop.add(remediation, """\
corrections:
  - on: 2024-06-11
    at: events.1.date
    was: '2024-03-20'
    because: Chép nhầm ngày trong sổ công văn.
""")  # fmt: skip
    shop.add(f"{MAU}/agency/tinh-mau-so-noi-vu.yaml", "# đã đối chiếu\n")
    shop.edit(SECRET, "Đã nhắc bằng điện thoại.", "Đã nhắc bằng văn bản mật.")


def settled(text: str, shop: Workshop) -> str:
    """Replace the ids of commits, which change whenever the example does."""
    known = shop.git("rev-parse", "main")
    return text.replace(known, "<main>").replace(known[:12], "<main>")


# ------------------------------------------------------------------------------------------------- the whole output


@pytest.mark.parametrize("form", ["md", "json", "text"])
def test_everything_that_a_change_does(shop: Workshop, diff: Diff, expected, form: str) -> None:
    change(shop)
    ran = diff("--format", form)
    assert (ran.code, ran.err) == (OK, "")
    expected(HERE / f"change.{form}", settled(ran.out, shop))


def test_a_revision_gives_what_the_folder_gives(shop: Workshop, diff: Diff) -> None:
    change(shop)
    on_disk = loaded(diff("--format", "json"))
    shop.commit()
    shop.git("switch", "--quiet", "main")
    at = loaded(diff("--format", "json", "--at", "work"))
    assert at.pop("between")["on_disk"] is False
    assert on_disk.pop("between")["on_disk"] is True
    assert at == on_disk


def test_two_folders_give_the_same_bytes(opened: Workshop, changed: Difference, tmp_path: Path) -> None:
    other = copied(opened, tmp_path / "elsewhere" / "x")
    change(other)
    found = compare(other.root / "records", "main", date.fromisoformat(DAY), "public")
    for printed in FORMATS.values():
        assert printed(found, 0) == printed(changed, 0)


def test_nothing_changed(shop: Workshop, diff: Diff) -> None:
    assert diff().out.startswith("Không bản ghi nào đổi nội dung.\n")
    shop.add(TASK, "# một lời nhắc\n")
    found = loaded(diff("--format", "json"))
    assert (found["restyled"], found["records"], found["pages"], found["moves"]) == (1, [], [], [])


# ------------------------------------------------------------------------------------------------- before and after


def test_before_is_the_last_commit_that_both_share(shop: Workshop, diff: Diff) -> None:
    shop.git("switch", "--quiet", "main")
    shop.edit(REPORT, "khắc phục tồn tại", "khắc phục mọi tồn tại")
    moved_on = shop.commit()
    shop.git("switch", "--quiet", "work")
    shop.edit(TASK, "by: 2024-03-31", "by: 2024-07-31")
    shop.commit()
    found = loaded(diff("--format", "json"))
    assert [record["id"] for record in found["records"]] == ["tinh-mau-20-ubnd-nc-2024-1a-t1"]
    assert moved_on not in (found["between"]["before"], found["between"]["after"])
    assert found["between"]["before"] == shop.git("merge-base", "main", "work")


def test_the_first_records_of_a_register(shop: Workshop, diff: Diff) -> None:
    shop.git("switch", "--quiet", "--orphan", "empty")
    shop.git("commit", "--quiet", "--allow-empty", "--message=x")
    shop.git("switch", "--quiet", "--create", "filled")
    shop.git("checkout", "main", "--", "records")
    shop.commit()
    found = loaded(diff("--format", "json", "--base", "empty"))
    assert found["derived"] is True
    assert {record["action"] for record in found["records"]} == {"added", "withdrawn"}
    assert {page["change"] for page in found["permanent"]} == {"new"}


@pytest.mark.parametrize("name", ["no-such", "2024-02-30", "--help-me", "main:records"])
def test_a_revision_that_is_none(shop: Workshop, diff: Diff, name: str) -> None:
    for arguments in (("--base", name), ("--base", "main", "--at", name)):
        ran = diff(*arguments)
        assert (ran.code, ran.out) == (USAGE, "")
        assert name in ran.err or "không phải là một ngày có thật" in ran.err


def test_a_shallow_copy_says_so(shop: Workshop, diff: Diff, tmp_path: Path) -> None:
    shop.edit(TASK, "by: 2024-03-31", "by: 2024-07-31")
    shop.commit()
    shop.edit(TASK, "by: 2024-07-31", "by: 2024-08-31")
    shop.commit()
    shop.git("clone", "--quiet", "--depth=2", "--branch=work", f"file://{shop.root}", str(tmp_path / "copy"))
    ran = diff("--base", "HEAD~1", root=tmp_path / "copy")
    assert ran.code == OK
    assert "bản sao nông" in ran.out
    shop.git("fetch", "--quiet", "--depth=1", f"file://{shop.root}", "main")  # and with no history in common
    apart = Workshop(tmp_path / "copy")
    apart.git("fetch", "--quiet", "--depth=1", "origin", "main:main")
    ran = diff(root=apart.root)
    assert ran.code == USAGE
    assert "không có lịch sử chung" in ran.err
    assert "--unshallow" in ran.err


# ------------------------------------------------------------------------------------------------- kinds of change


def test_a_record_under_another_name(shop: Workshop, diff: Diff) -> None:
    old, new = "tinh-mau-cach-chuc", "tinh-mau-cach-chuc-vu"
    shop.git("mv", f"{MAU}/sanction/{old}.yaml", f"{MAU}/sanction/{new}.yaml")
    shop.edit(f"{MAU}/sanction/{new}.yaml", f"id: {old}\n", f"id: {new}\n")
    found = loaded(diff("--format", "json"))
    actions = {record["id"]: (record["action"], record["same_as"]) for record in found["records"]}
    assert actions == {old: ("vanished", new), new: ("added", old)}
    assert {(page["address"], page["change"]) for page in found["permanent"]} == {
        (f"r/{old}/", "gone"), (f"r/{new}/", "new"),
    }  # fmt: skip
    assert f"nội dung giống hệt bản ghi {new}: có vẻ chỉ đổi mã" in diff().out


def test_an_event_is_a_sentence_and_a_move_in_a_list_is_no_change(shop: Workshop, diff: Diff) -> None:
    directive = f"{MAU}/directive/tinh-mau-20-ubnd-nc-2024.yaml"
    text = (shop.root / directive).read_text(encoding="utf-8")
    text = text[text.index("\nrecipients:\n") :]
    first = text[text.index("  - body: tinh-mau-nhom-so-nganh\n") : text.index("  - body: tinh-mau-nhom-dia-phuong\n")]
    second = text[text.index("  - body: tinh-mau-nhom-dia-phuong\n") : text.index("copies:\n")]
    shop.edit(directive, first + second, second + first)
    rollout = f"{MAU}/rollout/tinh-mau-20-ubnd-nc-2024-3-t1-ubnd-huyen-mau-ha.yaml"
    last = "      note: Sổ công văn đến của huyện.\n"
    shop.edit(rollout, last, last + "  - type: nop\n    date: 2024-06-18\n    source:\n      note: Phiếu nhận.\n")
    out = diff().out
    assert "    kính gửi: chỉ đổi thứ tự\n" in out
    assert "    thêm sự kiện: nộp kết quả ngày 18/6/2024, nguồn: Phiếu nhận\n" in out


def test_what_the_audience_may_not_see_is_counted_alone(shop: Workshop, diff: Diff) -> None:
    shop.edit(SECRET, "Xã nhận bàn giao", "Rất kín, xã nhận bàn giao")
    shop.add(REPORT, "internal_note: Rất kín.\n")
    shop.edit(f"{MAU}/rollout/tinh-mau-20-ubnd-nc-2024-1a-t1-so-noi-vu.yaml", "id:", "visibility: noi-bo\nid:")
    ran = {form: diff("--format", form) for form in ("md", "json", "text")}
    for one in ran.values():
        out = html.unescape(one.out)
        assert "kín" not in out
        assert "ubnd-xa-mau-ha" not in out
    found = loaded(ran["json"])
    assert [(r["id"], r["action"]) for r in found["records"]] == [
        ("tinh-mau-20-ubnd-nc-2024-1a-t1-so-noi-vu", "unpublished"),
    ]  # fmt: skip
    assert found["hidden"] == 2
    inside = loaded(diff("--format", "json", "--audience", "internal"))
    assert inside["hidden"] == 0
    assert len(inside["records"]) == 3
    assert "Rất kín" in json.dumps(inside, ensure_ascii=False)


def test_a_register_with_errors_has_records_but_no_standings(shop: Workshop, diff: Diff) -> None:
    shop.edit(REPORT, "khắc phục tồn tại", "khắc phục mọi tồn tại")
    shop.edit(TASK, "shape: mot-lan", "shape: mot-lam")
    shop.edit(SECRET, "visibility: noi-bo", "visibility: [kín]")
    shop.edit(f"{MAU}/task/tinh-mau-20-ubnd-nc-2024-1a-t2.yaml", "body: tinh-mau-nhom-so-nganh", "body: tinh-mau-x")
    ran = diff("--format", "json")
    assert ran.code == PROBLEMS
    found = loaded(ran)
    assert "kín" not in ran.out
    assert [record["id"] for record in found["records"]] == ["tinh-mau-21-bc-sxd-2024"]
    assert (found["derived"], found["moves"], found["pages"], found["tallies"]) == (False, [], [], [])
    assert found["errors_after"] == 3
    assert found["unreadable"] == ["tinh-mau-20-ubnd-nc-2024-1a-t1", "tinh-mau-20-ubnd-nc-2024-1a-t2"]
    assert found["more_unreadable"] == 1
    out = diff().out
    assert "Sổ sau khi đổi có 3 lỗi nên chưa suy ra được tình hình" in out
    shop.commit()
    (shop.root / TASK).write_bytes(
        (REGISTER / TASK.removeprefix("records/")).read_bytes()
    )  # whoever repairs it sees what was not readable
    (shop.root / SECRET).write_bytes((REGISTER / SECRET.removeprefix("records/")).read_bytes())
    shop.edit(f"{MAU}/task/tinh-mau-20-ubnd-nc-2024-1a-t2.yaml", "body: tinh-mau-x", "body: tinh-mau-nhom-so-nganh")
    ran = diff("--base", "HEAD")
    assert ran.code == OK
    assert "Sổ trước khi đổi có 3 lỗi" in ran.out
    assert "Nhiệm vụ (nay đọc được)" in ran.out


def test_what_still_leads_to_a_withdrawn_record_is_suspect(shop: Workshop, diff: Diff) -> None:
    shop.add(REPORT, "withdrawn:\n  on: 2024-06-10\n  because: Nhầm.\n")
    ran = diff("--format", "json")
    assert ran.code == PROBLEMS
    suspects = {(s["id"], s["rule"], s["cause"]) for s in loaded(ran)["suspects"]}
    assert ("tinh-mau-kt-2024-01-f1-kp", "withdrawn", "tinh-mau-21-bc-sxd-2024") in suspects


RESTS = {
    "verified-remediation": (f"{MAU}/remediation/tinh-mau-kt-2024-01-f1-kp.yaml", "hằng ngày", "mỗi tuần"),
    "verified-evidence": (REPORT, "khắc phục tồn tại", "khắc phục mọi tồn tại"),
    "cited-evidence": (REPORT, "khắc phục tồn tại", "khắc phục mọi tồn tại"),
    "task-text": (f"{MAU}/directive/tinh-mau-20-ubnd-nc-2024.yaml", "Công khai quy trình", "Niêm yết quy trình"),
    "recommended-finding": (FINDING, "found: 1", "found: 2"),
    "remedied-finding": (FINDING, "found: 1", "found: 2"),
    "accountable-finding": (FINDING, "found: 1", "found: 2"),
    "computed-deadline": (NOTIFICATION, "date: 2024-03-08", "date: 2024-03-06"),
    "moved-rating": (TASK, "by: 2024-03-31", "by: 2024-07-31"),
}


@pytest.mark.parametrize(("path", "old", "new"), dict.fromkeys(RESTS.values()))
def test_what_rests_on_a_change_is_suspect(shop: Workshop, diff: Diff, path: str, old: str, new: str) -> None:
    shop.edit(path, old, new)
    found = loaded(diff("--format", "json"))
    changed = {record["id"] for record in found["records"]}
    for rule in (name for name, edit in RESTS.items() if edit == (path, old, new)):
        suspects = [suspect for suspect in found["suspects"] if suspect["rule"] == rule]
        assert suspects, (rule, found["suspects"])
        assert not changed & {suspect["id"] for suspect in suspects}


def test_a_signed_report_is_suspect_when_its_figures_move(shop: Workshop, diff: Diff) -> None:
    text = (shop.root / FINDING).read_text(encoding="utf-8")
    own = "tinh-mau-kt-2024-01-f2"
    shop.write(
        f"{MAU}/finding/{own}.yaml", text.replace("tinh-mau-kt-2024-01-f1", own).replace("trả sau", "lại trả sau")
    )
    ran = diff("--format", "json")
    assert ran.code == OK, diff().out
    suspects = {(suspect["id"], suspect["rule"]): suspect["why"] for suspect in loaded(ran)["suspects"]}
    why = suspects["tinh-mau-th-2024-q1", "moved-summary"]
    assert "phát hiện, phát sinh trong kỳ 1 → 2" in why


def test_what_happened_after_a_verification_does_not_touch_it(shop: Workshop, diff: Diff) -> None:
    more = "  - type: tien-do\n    date: 2024-05-02\n    what: Vẫn theo dõi.\n    source:\n      note: Sổ công văn.\n"
    shop.add(f"{MAU}/remediation/tinh-mau-kt-2024-01-f1-kp.yaml", more)
    found = loaded(diff("--format", "json"))
    assert [record["id"] for record in found["records"]] == ["tinh-mau-kt-2024-01-f1-kp"]
    assert "verified-remediation" not in {suspect["rule"] for suspect in found["suspects"]}


def test_a_clause_touches_its_own_tasks_alone(shop: Workshop, diff: Diff) -> None:
    shop.edit(f"{MAU}/directive/tinh-mau-20-ubnd-nc-2024.yaml", "Công khai quy trình", "Niêm yết quy trình")
    found = loaded(diff("--format", "json"))
    touched = {suspect["id"] for suspect in found["suspects"] if suspect["rule"] == "task-text"}
    assert touched == {"tinh-mau-20-ubnd-nc-2024-1b-t1", "tinh-mau-20-ubnd-nc-2024-1b-t2"}


# ------------------------------------------------------------------------------------------------- hostile content


TITLES = f"{MAU}/document/tinh-mau-kh-2023.yaml"
# What GitHub makes links and pictures of after the Markdown was rendered, in texts of the page.
LATER = re.compile(
    r"(?<![\w@/])@[A-Za-z0-9]|#[0-9]|\bGH-[0-9]|\b[A-Z]{2,}-[0-9]|https?://|\bwww\.|\b[0-9a-f]{7,40}\b|:[a-z0-9_+-]+:"
)
MENTIONS = (
    "@everyone hãy xem", "xem owner/repo#12 và #7", "GH-26 và CVE-2024-1", "sửa ở 0123456789abcdef0123456789abcdef01234567",
    "https://hostile.invalid/x", "www.hostile.invalid", "a@hostile.invalid", ":tada:", "a | b | c", "x\u202eyx\u200bz",
    "$x$ $$y$$", "[ ] việc", "owner/repo@0123456",
)  # fmt: skip


def rendered(text: str) -> Nodes:
    """Render as GitHub does: tables, struck text, autolinks and short references to people and issues."""
    extensions = {
        "tables": {}, "sane_lists": {}, "pymdownx.tilde": {}, "pymdownx.emoji": {}, "pymdownx.tasklist": {},
        "pymdownx.magiclink": {
            "provider": "github", "user": "owner", "repo": "repo",
            "repo_url_shorthand": True, "social_url_shorthand": True, "normalize_issue_symbols": True,
        },
    }  # fmt: skip
    return Nodes(python_markdown.markdown(text, extensions=list(extensions), extension_configs=extensions))


def test_hostile_texts_are_shown_and_do_nothing(shop: Workshop, diff: Diff) -> None:
    texts = [*MENTIONS, *PAYLOADS, *(" ".join(block.split()) for block in BLOCKS)]
    texts = [text for text in texts if text.isprintable()]  # others are refused where they stand
    plain: list[str] = []
    for i, text in enumerate((*texts, "một câu thường")):
        own = f"tinh-mau-thu-{i}"
        record = {"id": own, "type": "bao-cao", "title": f"{text} {i}", "date": "2024-03-01", "note": text}
        record["number_state"] = "khong-co"
        shop.write(f"{MAU}/document/{own}.yaml", json.dumps(record, ensure_ascii=False))
        plain.append(own)
    ran = diff("--format", "md")
    assert ran.code == OK, diff().out[:3000]
    page = rendered(ran.out)
    names = {name for name, _ in page.elements}
    assert names <= {"h2", "h3", "h4", "p", "ul", "li", "strong", "em", "del", "code"}, names
    assert {attributes for _, attributes in page.elements} == {()}
    ours = shop.git("rev-parse", "main")[:12]
    shown = [
        text
        for text in page.texts
        if text != ours and not text.startswith(("van-ban/", "./", "co-quan/", "tinh/", "theo-doi/"))
    ]
    for text in shown:
        assert not LATER.search(text), text
    said = "".join("".join(page.texts).replace("\u200b", "").split())
    for text in texts:
        folded = "".join(c if c.isprintable() else "" if c.isspace() else "�" for c in text).split()
        assert "".join(folded) in said, text
    strong = sum(name == "strong" for name, _ in page.elements)
    assert strong >= len(texts)  # every entry stands on a line of its own
    assert ran.out.count("\n- Văn bản (mới)") == len(texts) + 1


@pytest.mark.parametrize("text", dict.fromkeys((*MENTIONS, *PAYLOADS)))
def test_an_inert_text_is_the_text(text: str) -> None:
    found = inert(text)
    assert "\n" not in found
    assert not re.search(r"[<>\[\]`|*_~\\$@#!]", re.sub(r"&#[0-9]+;", "", found))
    assert not LATER.search(html.unescape(found))
    kept = "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in text)
    assert html.unescape(found).replace("\u200b", "") == " ".join(kept.split())


# ------------------------------------------------------------------------------------------------- size


@pytest.mark.parametrize("form", ["md", "json"])
def test_the_limit_is_that_of_the_call(shop: Workshop, diff: Diff, changed: Difference, form: str) -> None:
    change(shop)
    assert diff("--format", form, "--limit", "6000").out.strip("\n") == FORMATS[form](changed, 6_000).strip("\n")


@pytest.mark.parametrize("limit", [6_000, 9_000])
@pytest.mark.parametrize("form", ["md", "text"])
def test_a_limit_is_held_between_entries(changed: Difference, form: str, limit: int) -> None:
    whole, cut = FORMATS[form](changed, 0), FORMATS[form](changed, limit)
    assert len(cut.encode()) <= limit
    assert len(whole.encode()) > 10_000
    if len(whole.encode()) <= limit:
        assert cut == whole
        return
    left = re.findall(r"… và ([0-9]+) (?:mục|dòng) nữa không nêu ở đây\.", cut)
    assert left
    assert set(cut.splitlines()) - set(whole.splitlines()) <= {
        f"… và {number} {what} nữa không nêu ở đây." for number in left for what in ("mục", "dòng")
    }
    if form == "md":
        assert re.findall(r"^### .*", cut, re.MULTILINE) == re.findall(r"^### .*", whole, re.MULTILINE)
        known = [len(re.findall(r"^- ", text, re.MULTILINE)) for text in (cut, whole)]
        unlisted = map(int, re.findall(r"… và ([0-9]+) mục nữa", whole))
        assert known[0] + sum(map(int, left)) == known[1] + sum(unlisted)


# ------------------------------------------------------------------------------------------------- words


def test_a_long_text_is_shown_by_its_changes() -> None:
    was = "Một hai ba bốn năm sáu bảy tám chín mười.\n\nĐoạn sau giữ nguyên cho đến hết câu này, rồi thôi."
    now = "Một hai ba bốn năm sáu bảy 8 chín mười.\n\nĐoạn sau giữ nguyên cho đến hết câu này, rồi thôi hẳn."
    assert [(piece.op, piece.text) for piece in excerpt(was, now)] == [
        (Op.GAP, "…"), (Op.SAME, "ba bốn năm sáu bảy"), (Op.OUT, "tám"), (Op.IN, "8"),
        (Op.SAME, "chín mười. ¶ Đoạn sau"), (Op.GAP, "…"), (Op.SAME, "đến hết câu này, rồi"),
        (Op.OUT, "thôi."), (Op.IN, "thôi hẳn."),
    ]  # fmt: skip
