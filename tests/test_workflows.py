"""The workflows: what they may do, and what they do for a pull request, step by step, on real repositories."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import lay

from generator.build import ROOT

FOLDER = ROOT / ".github" / "workflows"
NAMES = sorted(path.name for path in FOLDER.glob("*.yml"))
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))


def workflow(name: str) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return found


def steps(name: str) -> list[dict[str, Any]]:
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


# ------------------------------------------------------------------------------------------------------ what they may do


def test_all_of_them_are_known() -> None:
    assert NAMES == ["check.yml", "comment.yml", "publish.yml", "release.yml", "weekly.yml"]


def test_who_sets_them_off() -> None:
    events = {name: sorted(workflow(name)[True]) for name in NAMES}  # YAML 1.1 takes `on` for a boolean
    assert events == {
        "check.yml": ["merge_group", "pull_request", "push"], "comment.yml": ["workflow_run"],
        "publish.yml": ["push", "schedule", "workflow_dispatch"], "release.yml": ["push"], "weekly.yml": ["schedule", "workflow_dispatch"],
    }  # fmt: skip


def test_main_takes_only_what_these_checks_pass() -> None:
    """The rules of the branch, as the host takes them, name the jobs by the names that they have."""
    rules = json.loads((ROOT / ".github" / "ruleset.json").read_text(encoding="utf-8"))["rules"]
    by_type = {rule["type"]: rule.get("parameters", {}) for rule in rules}
    assert set(by_type) == {"deletion", "non_fast_forward", "pull_request", "required_status_checks", "merge_queue"}
    jobs = workflow("check.yml")["jobs"]
    names = {
        job["name"].replace("${{ matrix.python }}", entry.get("python", ""))
        for job in jobs.values()
        for entry in job.get("strategy", {}).get("matrix", {}).get("include", [{}])
    }
    assert {check["context"] for check in by_type["required_status_checks"]["required_status_checks"]} == names
    assert by_type["pull_request"]["require_code_owner_review"]
    assert all(name in " ".join((ROOT / "HACKING.md").read_text(encoding="utf-8").split()) for name in names)


def test_who_may_write_what() -> None:
    assert all(workflow(name)["permissions"] == {} for name in NAMES)
    granted = {
        f"{name} {job}": parts["permissions"]
        for name in NAMES
        for job, parts in workflow(name)["jobs"].items()
        if parts["permissions"] != {"contents": "read"}
    }
    assert granted == {
        "comment.yml comment": {"actions": "read", "contents": "read", "pull-requests": "write"},
        "publish.yml deploy": {"pages": "write", "id-token": "write"},
        "publish.yml sign": {"attestations": "write", "contents": "write", "id-token": "write"},
        "release.yml release": {"attestations": "write", "contents": "write", "id-token": "write"},
    }


@pytest.mark.parametrize("name", NAMES)
def test_no_secret_no_loose_version_no_word_of_a_proposal_in_a_command(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert "secrets" not in re.sub(r"#.*", "", text)
    assert "pull_request_target" not in re.sub(r"#.*", "", text)
    for step in steps(name):
        assert "${{" not in step.get("run", "")
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_what_may_write_runs_only_the_default_branch() -> None:
    (checkout, run) = steps("comment.yml")
    assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    assert run["run"] == "python3 -I scripts/comment.py"


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_a_verb_or_a_script(name: str) -> None:
    """So that what runs there can be run, and is tested, here."""
    verbs = set(re.findall(r"(?m)^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8")))
    for step in steps(name):
        if "run" not in step:
            continue
        program, *words = step["run"].removeprefix("python3 -I ").split()
        if program == "make":
            assert words[0] in verbs
        else:
            assert program.startswith("scripts/") or program == ".ci/run"
            assert os.access(ROOT / program, os.X_OK)


def test_a_publication_is_tagged_once_with_its_line(tmp_path: Path) -> None:
    """With a host that only notes what it was asked: the tag is not there, then it is."""
    line = f"7 2026-06-01 {'a' * 40} {'b' * 40} {'c' * 64} {'d' * 64}"
    (tmp_path / "publications.txt").write_text(f"6 x\n{line}\n")
    host = tmp_path / "gh"
    host.write_text(
        '#!/bin/bash\nprintf "%s|" "$@" >> asked; echo >> asked\n'
        'case "$2" in */git/ref/*) [ -e there ];; --method) echo tag-id; esac\n'
    )
    host.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "GITHUB_REPOSITORY": "o/r"}
    script = [ROOT / "scripts" / "tag-publication", "publications.txt"]
    subprocess.run(script, cwd=tmp_path, env=environment, check=True)
    assert (tmp_path / "asked").read_text().splitlines() == [
        "api|repos/o/r/git/ref/tags/cong-bo/7|--silent|",
        f"api|--method|POST|repos/o/r/git/tags|--jq|.sha|-f|tag=cong-bo/7|-f|message={line}|-f|object={'a' * 40}|-f|type=commit|",
        "api|--method|POST|repos/o/r/git/refs|--silent|-f|ref=refs/tags/cong-bo/7|-f|sha=tag-id|",
    ]
    (tmp_path / "asked").unlink()
    (tmp_path / "there").touch()
    subprocess.run(script, cwd=tmp_path, env=environment, check=True)
    assert len((tmp_path / "asked").read_text().splitlines()) == 1
    (tmp_path / "publications.txt").write_text("1 - - - x y\n")
    assert subprocess.run(script, cwd=tmp_path, env=environment, check=False, capture_output=True).returncode == 1


# ---------------------------------------------------------------------------------------------------------------- forms


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_well_formed_and_asks_for_nobody(path: Path) -> None:
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert {"name", "description", "body"} <= form.keys() <= {"name", "description", "body", "title", "labels"}
    ids = [part["id"] for part in form["body"] if "id" in part]
    assert len(ids) == len(set(ids))
    for part in form["body"]:
        assert part.keys() <= {"type", "id", "attributes", "validations"}
        assert part["type"] in ("markdown", "input", "textarea", "checkboxes")
        wanted = {"markdown": "value", "checkboxes": "options"}.get(part["type"], "label")
        assert part["attributes"][wanted]
        asked = f"{part.get('id', '')} {part['attributes'].get('label', '')}".lower()
        assert not re.search(r"họ tên|người gửi|điện thoại|liên hệ|email|thư điện tử|căn cước|\bname\b|phone", asked)
    first = form["body"][0]["attributes"]["value"]
    assert form["body"][0]["type"] == "markdown"
    assert "thông tin riêng" in first
    assert "“Security”" in first or "bí mật nhà nước" in first


def test_there_is_no_form_without_a_warning() -> None:
    config = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/config.yml").read_text(encoding="utf-8"))
    assert config == {"blank_issues_enabled": False}
    assert [path.stem for path in FORMS] == ["1-sai-sot", "2-phan-anh", "3-phan-mem"]


# -------------------------------------------------------------------------------------- a pull request, step by step

WHO = {
    "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.invalid", "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.invalid", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull,
}  # fmt: skip


def git(folder: Path, *arguments: str, when: int = 0) -> str:
    """Run git; what it commits is of the day of this repository's last commit, ``when`` seconds after it."""
    stamp = f"{last() + when} +0700"
    dates = {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
    command = ["git", "-C", folder, *arguments]
    ran = subprocess.run(command, env={**os.environ, **WHO, **dates}, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


@cache
def last() -> int:
    """When the last commit of this repository was made: the tests live at that moment, whatever the clock says."""
    command = ["git", "-C", ROOT, "log", "-1", "--format=%ct"]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@dataclass
class Ran:
    """A job that was run: exit code and output of each step by its command, and the job's summary."""

    codes: dict[str, int] = field(default_factory=dict)
    output: dict[str, str] = field(default_factory=dict)
    summary: str = ""
    kept: dict[str, Path] = field(default_factory=dict)


class Runner:
    """As much of GitHub as a job of check.yml needs: checkouts, expressions, environment, files for what it says.

    The checkouts are real clones of a real repository; the commands are those of the workflow, run one after another by
    the same shell. An expression that is not known here fails the test.
    """

    def __init__(self, folder: Path, origin: Path, *, fork: bool) -> None:
        self.folder, self.origin, self.fork = folder, origin, fork
        self.outputs: dict[str, str] = {}
        self.merge, self.base = git(origin, "rev-parse", "refs/pull/12/merge"), git(origin, "rev-parse", "main")

    def value(self, text: Any, failed: bool, skipped: bool) -> Any:
        """Evaluate the expressions that the workflow uses, for this event."""
        changed = self.outputs.get("code.changed") == "true" and not failed
        goes_on = "!cancelled() && steps.check.outcome != 'skipped'"
        known = {
            "github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name != github.repository": self.fork,
            "github.event_name == 'pull_request' && 'HEAD^1' || github.event.merge_group.base_sha || github.event.before": "HEAD^1",
            "env.FORK == 'true' && github.event.pull_request.base.sha || github.sha": self.base
            if self.fork
            else self.merge,
            "env.FORK == 'true'": self.fork and not failed,
            "github.event.pull_request.number": 12,
            "matrix.python": "3.13",
            "steps.code.outputs.changed == 'true'": changed,
            "steps.code.outputs.changed == 'true' && matrix.records == 'emptied'": changed,
            goes_on: not skipped,
            f"{goes_on} && !github.event.created": not skipped,
            f"{goes_on} && github.event_name == 'pull_request'": not skipped,
        }
        text = str(text)
        whole = re.fullmatch(r"\$\{\{ (.*?) \}\}", text)
        if whole or text in known:
            return known[whole[1] if whole else text]
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: str(known[found[1]]), text)

    def checkout(self, at: Path, commit: str) -> None:
        git(self.folder, "clone", "-q", "--no-checkout", str(self.origin), str(at))
        git(at, "fetch", "-q", "origin", "refs/pull/12/merge:refs/remotes/pull/12/merge")
        git(at, "checkout", "-q", "--detach", commit)

    def run(self, job: str) -> Ran:
        at, ran = self.folder / job, Ran()
        said = self.folder / f"{job}.summary"
        failed = skipped = False
        parts = workflow("check.yml")
        for step in parts["jobs"][job]["steps"]:
            wanted = self.value(step["if"], failed, skipped) if "if" in step else not failed
            if not wanted:
                skipped = skipped or step.get("id") == "check"
            elif step.get("uses", "").startswith("actions/checkout@"):
                given = step["with"]
                self.checkout(at / given.get("path", ""), self.value(given.get("ref", self.merge), failed, skipped))
                if "path" not in given:
                    environment(at)
            elif step.get("uses", "").startswith("actions/upload-artifact@"):
                ran.kept[step["with"]["name"]] = at / step["with"]["path"]
            elif "run" in step:
                named = {**parts["env"], **step.get("env", {})}
                values = {name: str(self.value(value, failed, skipped)) for name, value in named.items()}
                values = {name: {"True": "true", "False": "false"}.get(value, value) for name, value in values.items()}
                done = subprocess.run(
                    ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], cwd=at, capture_output=True, text=True,
                    check=False, env={**clean(), **values, "CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(said), "GITHUB_OUTPUT": str(put := self.folder / "output")},
                )  # fmt: skip
                if "id" in step and put.exists():
                    lines = put.read_text(encoding="utf-8").splitlines()
                    self.outputs |= {
                        f"{step['id']}.{name}": value for name, _, value in (o.partition("=") for o in lines)
                    }
                ran.codes[step["run"]], ran.output[step["run"]] = done.returncode, done.stdout + done.stderr
                failed = failed or done.returncode != 0
        ran.summary = said.read_text(encoding="utf-8") if said.exists() else ""
        return ran


def clean() -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "SOURCE_DATE_EPOCH": str(last() + 300),
        **WHO,
    }


def environment(at: Path) -> None:
    """Lend a checkout the environments of this one. Each entry is a link, so that a verb that makes them anew harms nobody."""
    for name, real in ((".venv", Path(sys.prefix)), ("node_modules", ROOT / "node_modules")):
        (at / name).mkdir()
        for entry in real.iterdir():
            if entry.name not in (".site", ".test", ".package-lock.json"):
                (at / name / entry.name).symlink_to(entry)
    for stamp in (".venv/.site", ".venv/.test", "node_modules/.package-lock.json"):
        (at / stamp).touch()


def origin(folder: Path) -> Path:
    """Return a repository with our files as they stand and the example register, on the branch main."""
    made = folder / "origin"
    git(folder, "init", "-q", "-b", "main", str(made))
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in listed.split("\0")[:-1]:
        if (ROOT / name).is_file() and not name.startswith(("records/", "tests/")):
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, made / name)
    lay(made / "records")
    git(made, "add", "-A")
    git(made, "commit", "-q", "-m", "base", when=60)
    return made


def propose(made: Path, edits: Mapping[str, list[tuple[str, str]]], links: Mapping[str, str] | None = None) -> None:
    """Commit edits on a branch, and make what main would be with them, as GitHub does."""
    git(made, "checkout", "-q", "-b", "patch")
    for name, changes in edits.items():
        text = (made / name).read_text(encoding="utf-8") if (made / name).exists() else ""
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1) if old else text + new
        (made / name).write_text(text, encoding="utf-8")
    for name, target in (links or {}).items():
        (made / name).symlink_to(target)
    git(made, "add", "-A")
    git(made, "commit", "-q", "--allow-empty", "-m", "patch", when=120)
    tree = git(made, "rev-parse", "patch^{tree}")
    merged = git(made, "commit-tree", tree, "-p", "main", "-p", "patch", "-m", "merge", when=180)
    git(made, "update-ref", "refs/pull/12/merge", merged)
    git(made, "checkout", "-q", "main")


def annotations(output: str) -> list[str]:
    return [line for line in output.splitlines() if line.startswith("::")]


REMEDIATION = "records/tinh-mau/remediation/tinh-mau-kt-2024-01-f1-kp.yaml"
OTHER = "records/tinh-mau/remediation/tinh-mau-kt-2024-02-f2-kp.yaml"
EVIL = "\t@echo '::error::EVIL'; exit 0\n"
CHECK, CHANGES = "make check ARGS='--format github --strict'", "make changes ARGS='--format github'"
SUMMARY, PREVIEW, OVERLAY = "make summary", "make preview", "scripts/overlay.py .proposal"
OWNERS, KEEPS = "make owners ARGS=--check", "make keeps"
CHANGED, EMPTY, TESTS = "scripts/code-changed", "scripts/empty-records", ".ci/run"


@pytest.mark.slow
def test_a_pull_request_explains_itself(tmp_path: Path) -> None:
    """From a fork: what was written anew, what was added, and a warning; its own programs are not asked."""
    made = origin(tmp_path)
    added = """\
  - type: tien-do
    date: 2024-04-06
    what: Còn 9 hồ sơ tồn; xem [liên kết](https://example.invalid) và @nhom.
    source:
      note: Báo cáo tiến độ hằng tháng của Sở Xây dựng.
"""
    waved = "acknowledge:\n  - check: date-written-differs\n    at: id\n    because: Không có cảnh báo này.\n"
    propose(made, {
        REMEDIATION: [("date: 2024-03-20", "date: 2024-03-19"), ("", added)],
        OTHER: [("", waved)],
        "Makefile": [("## the records, judged and not printed\n", f"## x\n{EVIL}")],
        "generator/cli.py": [("", "print('EVIL')\n")],
        "scripts/summary.py": [("def main", "print('EVIL')\n\n\ndef main")],
    })  # fmt: skip
    ran = Runner(tmp_path, made, fork=True).run("records")
    assert ran.codes == {
        OVERLAY: 0,
        CHECK: 2,
        OWNERS: 0,
        CHANGES: 2,
        SUMMARY: 0,
    }  # make ends with 2 where a command failed
    assert "EVIL" not in "".join(ran.output.values()) + ran.summary
    # Annotations, at the lines that changed.
    changed = (tmp_path / "records" / REMEDIATION).read_text(encoding="utf-8").split("\n")
    line = changed.index("    date: 2024-03-19") + 1
    other = (tmp_path / "records" / OTHER).read_text(encoding="utf-8").split("\n").index(
        "  - check: date-written-differs"
    ) + 1
    unused = (
        f"::warning file={OTHER},line={other},col=5,title=acknowledge-unused::Không còn cảnh báo “date-written-differs” "
        "tại “id” để ghi nhận.%0AXóa mục này, hoặc sửa vị trí cho đúng thông báo."
    )
    assert annotations(ran.output[CHECK]) == [unused]
    first, *rest = annotations(ran.output[CHANGES])
    told = re.match(
        rf"::error file={REMEDIATION},line=(\d+),col=5,title=entry-rewritten::«Diễn biến» \(events\): mục ", first
    )
    assert told
    assert abs(int(told[1]) - line) <= 3  # GitHub shows it within the diff: three lines about each change
    assert "2024-03-20 → 2024-03-19" in first
    ruled = "title=rules-changed-with-records::Thay đổi này sửa bản ghi và cả cái dùng để xét hoặc trình bày chúng: Makefile, generator/cli.py"
    second, third = [line for line in rest if line != unused]
    assert ruled in second + third
    (second,) = [line for line in (second, third) if ruled not in line]  # what was verified is closed
    assert second.startswith(f"::error file={REMEDIATION},line=32,col=5,title=closed-record-changed::«Diễn biến»")
    # The summary, in words, where GitHub shows it, and as files.
    words = ran.summary
    assert "## Thay đổi này làm gì" in words
    assert "~~20/3/2024~~ → **19/3/2024**" in words
    assert "thêm sự kiện: báo cáo tiến độ ngày 06/4/2024" in words
    assert "](https" not in words
    assert "@nhom" not in words
    kept = ran.kept["summary"]
    assert sorted(path.name for path in kept.iterdir()) == ["number", "summary.json", "summary.md", "summary.txt"]
    assert (kept / "number").read_text() == "12\n"
    assert (kept / "summary.md").read_text(encoding="utf-8") == words
    text = (kept / "summary.txt").read_text(encoding="utf-8")
    assert re.search(r"thêm sự kiện: báo cáo tiến độ ngày 06/4/2024 \([0-9]+ ngày trước\): Còn 9 hồ sơ tồn", text)
    assert json.loads((kept / "summary.json").read_text(encoding="utf-8"))["summary"].startswith("2 bản ghi đổi")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return origin(tmp_path)


NOTICE = "records/tinh-mau/notice/tinh-mau-nn-2024-01.yaml"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The preview of a fork's proposal that also meddles with what prints it."""
    folder = tmp_path_factory.mktemp("printed")
    made = origin(folder)
    propose(made, {
        "records/tinh-mau/agency/tinh-mau-ubnd.yaml": [("  - name: UBND tỉnh\n", "  - name: 'UBND <img src=x onerror=alert(1)>'\n")],
        "theme/main.html": [("{% extends", "EVIL {% extends")],
        "docs/assets/js/site.js": [("", "\nEVIL\n")],
        "mkdocs.yml": [("Trang chủ: index.md", "EVIL: index.md")],
        "register.toml": [('title = "', 'title = "EVIL ')],
    })  # fmt: skip
    return Runner(folder, made, fork=True).run("preview")


@pytest.mark.slow
def test_a_proposal_can_be_seen_before_it_is_accepted(printed: Ran) -> None:
    ran = printed
    assert ran.codes == {OVERLAY: 0, PREVIEW: 0, KEEPS: 0}, ran.output
    pages = sorted(ran.kept["preview"].rglob("*.html"))
    assert len(pages) > 100
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert '<meta name="robots" content="noindex, nofollow, noarchive">' in text, path
        assert '<div class="proposal-preview" role="note"><strong>BẢN XEM THỬ – đề nghị số 12</strong>' in text, path
        assert "EVIL" not in text
        assert "<img src=x" not in text
    page = (ran.kept["preview"] / "co-quan" / "tinh-mau-ubnd" / "index.html").read_text(encoding="utf-8")
    assert "<dd>UBND <img src=x onerror=alert(1)></dd>" in unescape(page)
    assert (ran.kept["preview"] / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    assert "EVIL" not in (ran.kept["preview"] / "assets" / "js" / "site.js").read_text(encoding="utf-8")


@pytest.mark.slow
def test_what_was_printed_is_held_to_what_is_published(printed: Ran, tmp_path: Path) -> None:
    """The last steps of publish.yml, against a real server; the site that it has is the one just printed."""
    assert "make gate" in [step.get("run") for step in steps("publish.yml")]
    at = printed.kept["preview"].parent.parent
    shutil.copytree(at / "build" / "site", tmp_path / "published")
    handler = partial(Quiet, directory=str(tmp_path / "published"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            address = f"http://127.0.0.1:{server.server_port}/"
            done = subprocess.run(
                ["make", "gate"],
                cwd=at,
                env={**clean(), "SITE_URL": address},
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stdout + done.stderr
            assert "0 lỗi, 0 cảnh báo, 0 ghi chú" in done.stdout
            (at / "build" / "site" / "theo-doi" / "qua-han" / "index.html").unlink()
            (at / "build" / "site" / "du-lieu" / "duties.csv").unlink()
            done = subprocess.run(
                ["make", "gate"],
                cwd=at,
                env={**clean(), "SITE_URL": address},
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 2
            assert re.findall(r"Địa chỉ mất: “(.*?)”", done.stdout) == ["du-lieu/duties.csv", "theo-doi/qua-han/"]
        finally:
            server.shutdown()
            thread.join()
    done = subprocess.run(["make", "gate"], cwd=at, env=clean(), capture_output=True, text=True, check=False)
    assert done.returncode == 2  # no address, no publication


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, *_: object) -> None:
        pass


def test_a_proposal_that_is_no_register_goes_no_further(small: Path, tmp_path: Path) -> None:
    propose(small, {}, {"records/tinh-mau/notice/x.yaml": "/etc/passwd"})
    for job, first in (("records", OVERLAY), ("preview", OVERLAY)):
        ran = Runner(tmp_path, small, fork=True).run(job)
        assert ran.codes == {first: 1}
        assert "'records/tinh-mau/notice/x.yaml': không phải là tệp thường" in ran.output[first]
        assert (ran.summary, ran.kept) == ("", {})


def test_the_tests_run_when_more_than_records_changes(small: Path, tmp_path: Path) -> None:
    propose(small, {NOTICE: [("", "\n# x\n")]})
    assert Runner(tmp_path, small, fork=True).run("tests").codes == {CHANGED: 0}
    git(small, "branch", "-D", "patch")
    propose(
        small,
        {
            TESTS: [
                (
                    "make .venv/.test node_modules/.package-lock.json\nmake lint &  # while the example is printed and the first tests run\nmake test\nwait $!\n",
                    "ls records\n",
                )
            ]
        },
    )
    (tmp_path / "again").mkdir()
    ran = Runner(tmp_path / "again", small, fork=True).run("tests")
    assert ran.codes == {CHANGED: 0, EMPTY: 0, TESTS: 0}
    assert ran.output[TESTS] == "trung-uong\n"


def test_a_branch_of_this_repository_is_judged_by_its_own_code(small: Path, tmp_path: Path) -> None:
    propose(small, {"Makefile": [("## the records, judged and not printed\n", "## x\n\t@echo own\n")]})
    ran = Runner(tmp_path, small, fork=False).run("records")
    assert list(ran.codes.values()) == [0, 0, 0, 0]
    assert OVERLAY not in ran.codes
    assert ran.output[CHECK].startswith("own\n")
    assert "Không bản ghi nào đổi nội dung" in ran.summary
