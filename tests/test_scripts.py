"""The programs of the workflows, run as the workflows run them: on real repositories, archives, servers and pages."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from generator.build import ROOT
from scripts import published

WHO = {
    "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.invalid", "GIT_AUTHOR_DATE": "2026-06-01T09:00:00+0700",
    "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.invalid", "GIT_COMMITTER_DATE": "2026-06-01T09:00:00+0700",
    "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull,
}  # fmt: skip


def git(folder: Path, *arguments: str, given: bytes | None = None) -> str:
    ran = subprocess.run(
        ["git", "-C", folder, *arguments], env={**os.environ, **WHO}, input=given, capture_output=True, check=True
    )
    return ran.stdout.decode().strip()


def script(name: str, *arguments: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "scripts" / name, *map(str, arguments)], cwd=cwd, capture_output=True, text=True,
        check=False, env={"PATH": os.environ["PATH"], **WHO, **environment},
    )  # fmt: skip


def put(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


# --------------------------------------------------------------------------------------------------- what changed


@pytest.mark.parametrize(
    ("edit", "changed"),
    [
        ("true", "false"), ("echo x >> records/a/b", "false"), ("git rm -q records/a/b", "false"),
        ("mkdir records/new && touch records/new/-x", "false"), ("echo x >> code", "true"), ("chmod +x code", "true"),
        ("mkdir -p docs/records && touch docs/records/x", "true"), ("touch records.x", "true"),
        ("git mv code records/a/code", "true"), ("git mv records/a/b b", "true"),
        ("git rm -qr records && touch records", "true"), ("git rm -qr records && ln -s . records", "true"),
    ],
)  # fmt: skip
def test_more_than_records_changed(tmp_path: Path, edit: str, changed: str) -> None:
    git(tmp_path, "init", "-q")
    put(tmp_path, {"records/a/b": "x", "code": "x\n"})
    for commit in ("true", edit):
        subprocess.run(["bash", "-ec", commit], cwd=tmp_path, check=True)
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "--allow-empty", "-m", "x")
    for base, said in (("HEAD^", changed), ("0" * 40, "true")):
        subprocess.run(
            [ROOT / "scripts" / "code-changed"], cwd=tmp_path, check=True, stderr=subprocess.DEVNULL,
            env={"PATH": os.environ["PATH"], "BASE": base, "GITHUB_OUTPUT": str(tmp_path / base)},
        )  # fmt: skip
        assert (tmp_path / base).read_text() == f"changed={said}\n"


# ------------------------------------------------------------------------------------------- base code, records of a fork

BASE = {
    "records/x/agency/x-a.yaml": "id: x-a\n",
    "records/x/agency/x-b.yaml": "id: x-b\n",
    "generator/__init__.py": "base = 1\n",
    "Makefile": "check:\n\t@echo base\n",
    ".gitattributes": "* text=auto eol=lf\n",
}


@dataclass
class Forked:
    """A checkout of the branch, and one of a proposal for it as it would be merged."""

    base: Path
    proposal: Path

    def propose(self, *more: Callable[[Path], object], files: Mapping[str, str] | None = None) -> str:
        put(self.proposal, files or {})
        for change in more:
            change(self.proposal)
        git(self.proposal, "add", "-A")
        git(self.proposal, "commit", "-qm", "proposal")
        return self.merge()

    def merge(self) -> str:
        head = git(self.proposal, "rev-parse", "HEAD")
        tree = git(self.proposal, "rev-parse", "HEAD^{tree}")
        merged = git(self.proposal, "commit-tree", tree, "-p", "main", "-p", head, "-m", "merge")
        git(self.proposal, "checkout", "-q", "--detach", merged)
        return merged

    def overlay(self) -> subprocess.CompletedProcess[str]:
        return script("overlay.py", self.proposal, cwd=self.base)

    def tree(self) -> dict[str, str]:
        return {
            path.relative_to(self.base).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(self.base.rglob("*"))
            if path.is_file() and ".git" not in path.relative_to(self.base).parts
        }


@pytest.fixture
def forked(tmp_path: Path) -> Forked:
    origin, base, proposal = (tmp_path / name for name in ("origin", "base", "proposal"))
    put(origin, BASE)
    git(tmp_path, "init", "-q", "-b", "main", str(origin))
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "base")
    for copy in (base, proposal):
        git(tmp_path, "clone", "-q", str(origin), str(copy))
    git(base, "checkout", "-q", "--detach", "main")
    git(proposal, "checkout", "-q", "-b", "patch")
    return Forked(base, proposal)


def test_only_the_records_of_a_proposal_are_taken(forked: Forked) -> None:
    ours = {path: text for path, text in BASE.items() if not path.startswith("records/")}
    theirs = {
        "generator/__init__.py": "evil = 1\n", "Makefile": "check:\n\t@echo evil\n", "conftest.py": "evil\n",
        ".github/workflows/check.yml": "on: push\n", ".gitattributes": "* filter=evil\n", ".mailmap": "b <a@example.invalid>\n",
        "records.py": "evil\n",
    }  # fmt: skip
    records = {"records/x/agency/x-a.yaml": "id: x-a\nmore: 1\n", "records/x/agency/x-c.yaml": "id: x-c\n"}
    merged = forked.propose(lambda at: (at / "records/x/agency/x-b.yaml").unlink(), files={**theirs, **records})
    ran = forked.overlay()
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == f"2 tệp của records/ lấy từ {merged}; mã chương trình giữ nguyên.\n"
    assert forked.tree() == {**ours, **records}
    # To git the records are those of the proposal, with its history, and nothing about them is uncommitted.
    assert git(forked.base, "rev-parse", "HEAD") == merged
    assert git(forked.base, "status", "--porcelain", "--untracked-files=all", "--", "records") == ""
    assert git(forked.base, "diff", "--name-status", "HEAD^1", "--", "records").split("\n") == [
        "M\trecords/x/agency/x-a.yaml", "D\trecords/x/agency/x-b.yaml", "A\trecords/x/agency/x-c.yaml",
    ]  # fmt: skip


def test_files_are_plain_whatever_they_were(forked: Forked) -> None:
    def executable(at: Path) -> None:
        (at / "records/x/agency/x-a.yaml").chmod(0o755)

    forked.propose(
        executable, files={"records/x/lạ\n::error::x.yaml": "x", "records/x/-rf.yaml": "", "records/x/.git-x": "x"}
    )
    assert forked.overlay().returncode == 0
    assert {path.stat().st_mode & 0o777 for path in (forked.base / "records").rglob("*") if path.is_file()} <= {
        0o644,
        0o600,
    }
    assert (forked.base / "records/x/lạ\n::error::x.yaml").read_text() == "x"
    assert (forked.base / "records/x/-rf.yaml").read_text() == ""


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda at: (at / "records/x/agency/x-l.yaml").symlink_to("/etc/passwd"), "'records/x/agency/x-l.yaml': không phải là tệp thường (liên kết, kho con)"),
        (lambda at: (at / "records/x/more").symlink_to("../../generator"), "'records/x/more': không phải là tệp thường (liên kết, kho con)"),
        (lambda at: (at / "records/\n::error::x").symlink_to("x"), "'records/\\n::error::x': không phải là tệp thường (liên kết, kho con)"),
        (lambda at: (shutil.rmtree(at / "records"), (at / "records").symlink_to("generator")), "'records': không nằm trong thư mục bản ghi"),
        (lambda at: (shutil.rmtree(at / "records"), (at / "records").write_text("x")), "'records': không nằm trong thư mục bản ghi"),
        (lambda at: (at / "records/x/agency/x-a.yaml").write_bytes(b"x" * (256 * 1024 + 1)), "'records/x/agency/x-a.yaml': lớn hơn 256 KB"),
    ],
    ids=["link", "link to a folder", "name", "folder as link", "folder as file", "large"],
)  # fmt: skip
def test_what_is_no_plain_file_is_refused_and_nothing_is_changed(
    forked: Forked, change: Callable[[Path], object], told: str
) -> None:
    before, head = forked.tree(), git(forked.base, "rev-parse", "HEAD")
    forked.propose(change)
    ran = forked.overlay()
    assert (ran.returncode, ran.stderr) == (1, "")
    assert ran.stdout.splitlines() == [told, "Không nhận: 1 mục trong records/ của đề nghị không phải là bản ghi."]
    assert forked.tree() == before
    assert git(forked.base, "rev-parse", "HEAD") == head


def test_a_repository_within_and_paths_that_lead_out_are_refused(forked: Forked) -> None:
    """Trees that no checkout would make: they are put together by hand."""
    blob = git(forked.proposal, "hash-object", "-w", "--stdin", given=b"x")
    commit = git(forked.proposal, "rev-parse", "HEAD")

    def tree(*entries: tuple[str, str, str]) -> str:
        raw = b"".join(f"{mode} {name}\0".encode() + bytes.fromhex(found) for mode, name, found in entries)
        return git(forked.proposal, "hash-object", "-w", "--literally", "-t", "tree", "--stdin", given=raw)

    within = tree(("100644", "..", blob), ("100644", ".git", blob), ("100644", "x", blob), ("160000", "y", commit))
    top = tree(("40000", "records", tree(("40000", "..", within), ("40000", ".GIT", within), ("40000", "x", within))))
    merged = git(forked.proposal, "commit-tree", top, "-p", commit, "-m", "by hand")
    git(forked.proposal, "update-ref", "--no-deref", "HEAD", merged)
    before = forked.tree()
    ran = forked.overlay()
    assert ran.returncode == 1
    assert len(ran.stdout.splitlines()) == 12
    assert "'records/x/..': đường dẫn không được nhận" in ran.stdout
    assert "'records/.GIT/x': đường dẫn không được nhận" in ran.stdout
    assert "'records/x/y': không phải là tệp thường (liên kết, kho con)" in ran.stdout
    assert "records/x/x" not in ran.stdout
    assert forked.tree() == before


def test_hooks_and_settings_of_either_checkout_do_not_run(forked: Forked, tmp_path: Path) -> None:
    for folder in (forked.base, forked.proposal):
        for hook in ("post-checkout", "reference-transaction", "post-index-change"):
            path = folder / ".git" / "hooks" / hook
            path.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
            path.chmod(0o755)
    forked.propose(files={"records/x/agency/x-c.yaml": "id: x-c\n"})
    (tmp_path / "ran").unlink(missing_ok=True)  # the proposer's own git runs them
    assert forked.overlay().returncode == 0
    assert not (tmp_path / "ran").exists()


# -------------------------------------------------------------------------------------------------------------- previews

PAGE = '<!doctype html><html lang="vi"><head>\n<meta charset="utf-8"></head><header></header><body dir="ltr">\n<p>x</p></body></html>'


def test_a_preview_is_marked_on_every_page_and_leaves_the_site_alone(tmp_path: Path) -> None:
    site = {
        "index.html": PAGE,
        "a/b/index.html": PAGE,
        "404.html": PAGE,
        "assets/css/site.css": "p{}\n",
        ".generator": "x",
    }
    put(tmp_path / "site", {**site, "du-lieu/x.json": "{}"})
    for _ in range(2):  # and may be made again
        ran = script("preview.py", "site", "preview", "đề nghị số 12 <script>", cwd=tmp_path)
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    for name in ("index.html", "a/b/index.html", "404.html"):
        page = (tmp_path / "preview" / name).read_text(encoding="utf-8")
        assert '<head><meta name="robots" content="noindex, nofollow, noarchive">' in page
        assert (
            '<body dir="ltr"><div class="proposal-preview" role="note"><strong>BẢN XEM THỬ – đề nghị số 12 &lt;script&gt;</strong>'
            in page
        )
        assert (tmp_path / "site" / name).read_text(encoding="utf-8") == PAGE
    assert (tmp_path / "preview" / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    assert ".proposal-preview" in (tmp_path / "preview" / "assets/css/site.css").read_text()
    assert not (tmp_path / "preview" / ".generator").exists()
    assert (tmp_path / "preview" / "du-lieu" / "x.json").read_text() == "{}"


def test_a_page_that_cannot_be_marked_fails_the_preview(tmp_path: Path) -> None:
    put(tmp_path / "site", {"index.html": PAGE, "x.html": "<p>x", "y.html": PAGE + PAGE, "assets/css/site.css": ""})
    ran = script("preview.py", "site", "preview", cwd=tmp_path)
    assert ran.returncode == 1
    assert ran.stdout.splitlines() == [f"'preview/{name}.html': không ghi được dấu xem thử" for name in "xy"]
    assert script("preview.py", "nowhere", "preview", cwd=tmp_path).returncode == 2


# ------------------------------------------------------------------------------------------------------- a server, for once


@dataclass
class Server:
    """What a server on this machine answers, by method and path, and what it was asked."""

    root: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[str, Any, str]] = field(default_factory=list)


@pytest.fixture
def server() -> Iterator[Server]:
    known = Server()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            data = json.loads(self.rfile.read(length)) if length else None
            name = f"{self.command} {self.path}"
            known.asked.append((name, data, self.headers.get("Authorization", "")))
            found = known.answers.get(name)
            if isinstance(found, str):
                self.send_response(302)
                self.send_header("Location", found)
                self.end_headers()
                return
            body = found if isinstance(found, bytes) else json.dumps(found).encode()
            self.send_response(404 if found is None else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = answer  # noqa: N815 - the library's names

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        known.root = f"http://127.0.0.1:{running.server_port}"
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield known
        running.shutdown()
        thread.join()


# --------------------------------------------------------------------------------------------------- the published site


def test_the_list_and_the_data_files_are_fetched_and_nothing_else(server: Server, tmp_path: Path) -> None:
    names = ["", "chi-dao/", "du-lieu/addresses.json", "du-lieu/duties.csv", "du-lieu/schemas/task.schema.json"]
    hostile = [
        "du-lieu/x.json",
        "du-lieu/../../x.json",
        "/etc/x.json",
        "du-lieu/..",
        "https://x.invalid/du-lieu/x.json",
        "du-lieu/a/b/c.json",
        "du-lieu/x.html",
    ]
    listed = json.dumps({"addresses": [*names, *hostile]}).encode()
    server.answers = {
        "GET /so/du-lieu/addresses.json": listed, "GET /so/du-lieu/duties.csv": b"a,b\r\n", "GET /so/du-lieu/schemas/task.schema.json": b"{}",
    }  # fmt: skip
    put(tmp_path / "old", {"du-lieu/stale.json": "{}"})
    ran = script("published.py", f"{server.root}/so", "old", cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    got = {p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in sorted(tmp_path.rglob("*")) if p.is_file()}
    assert got == {
        "old/du-lieu/addresses.json": listed, "old/du-lieu/duties.csv": b"a,b\r\n", "old/du-lieu/schemas/task.schema.json": b"{}",
    }  # fmt: skip
    assert len(server.asked) == 3


def test_a_site_that_cannot_be_read_is_never_taken_for_a_new_one(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(address: str) -> tuple[int, str]:
        return published.main([address, str(tmp_path / "old")]), capsys.readouterr().out

    assert "du-lieu/addresses.json: không tải được" in told(server.root)[1]
    server.answers["GET /du-lieu/addresses.json"] = b'{"addresses": ["du-lieu/duties.csv"]}'
    code, said = told(server.root)
    assert code == 1
    assert "du-lieu/duties.csv: không tải được" in said
    for broken in (b"<html>", b"[]", b'{"addresses": 1}', b"\xff"):
        server.answers["GET /du-lieu/addresses.json"] = broken
        assert told(server.root)[0] == 1
    for address in ("", "http://example.invalid/", "file:///etc/", "ftp://example.invalid/"):
        assert told(address)[0] == 2


# ----------------------------------------------------------------------------------------------------------- the comment

SHA = "a" * 40
MARK = "<!-- summary of the change -->"
BOT = {"login": "github-actions[bot]"}
RUN = {
    "id": 5, "event": "pull_request", "head_sha": SHA, "conclusion": "success", "head_repository": {"id": 77},
    "html_url": "https://github.example/o/r/actions/runs/5",
}  # fmt: skip
PULL = {
    "state": "open",
    "head": {"sha": SHA, "repo": {"id": 77}},
    "base": {"repo": {"full_name": "o/r"}},
}
HOSTILE = """### <img src=x onerror=alert(1)> @everyone [x](javascript:alert(1)) @nhom
```
</code></pre> ~~~~ <!-- summary of the change -->
`````` ![x](https://evil.example/p.png) https://evil.example #1 \u202eabc\u200b\x1b[31m
"""


def archive(**members: bytes | str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "."), data)
    return packed.getvalue()


@pytest.fixture
def comment(server: Server, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    def run(  # noqa: PLR0913
        packed: bytes = archive(number="12\n", summary__txt="hạn: 30/6 → 30/9\n"),
        *, run: Mapping[str, Any] | None = None, pull: Mapping[str, Any] | None = None,
        files: list[Any] | None = None, comments: list[Any] | None = None, size: int = 100,
        kept: list[Any] | None = None,
    ) -> subprocess.CompletedProcess[str]:  # fmt: skip
        event = tmp_path / "event.json"
        event.write_text(json.dumps({"workflow_run": {**RUN, **(run or {})}}))
        server.answers |= {
            "GET /repos/o/r/actions/runs/5/artifacts?name=summary": {
                "artifacts": [{"id": 9, "size_in_bytes": size}] if kept is None else kept
            },
            "GET /repos/o/r/actions/artifacts/9/zip": f"{server.root.replace('127.0.0.1', 'localhost')}/stored.zip",
            "GET /stored.zip": packed,
            "GET /repos/o/r/pulls/12": {**PULL, **(pull or {})},
            "GET /repos/o/r/pulls/12/files?per_page=100&page=1": files or [{"filename": "records/x/task/x-1.yaml"}],
            "GET /repos/o/r/issues/12/comments?per_page=100&page=1": comments or [],
            "POST /repos/o/r/issues/12/comments": {"id": 1},
            "PATCH /repos/o/r/issues/comments/3": {"id": 3},
        }
        return script(
            "comment.py", cwd=tmp_path, GITHUB_EVENT_PATH=str(event), GITHUB_REPOSITORY="o/r",
            GITHUB_API_URL=server.root, GITHUB_TOKEN="not-a-real-token",
        )  # fmt: skip

    return run


def written(server: Server) -> list[tuple[str, Any]]:
    return [(name, data) for name, data, _ in server.asked if not name.startswith("GET ")]


def test_a_comment_says_what_the_run_said(server: Server, comment: Callable[..., Any]) -> None:
    ran = comment()
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "said on 12\n", "")
    ((name, data),) = written(server)
    assert name == "POST /repos/o/r/issues/12/comments"
    assert data["body"].split("\n\n") == [
        MARK,
        "### Đề nghị này thay đổi gì",
        (
            "Bản `aaaaaaaaaaaa`: kiểm tra **đạt**. [Lượt kiểm tra](https://github.example/o/r/actions/runs/5) có bản tóm tắt đầy "
            "đủ, lỗi tại từng dòng, và bản xem thử của trang (cuối trang ấy, mục Artifacts)."
        ),
        "```text\nhạn: 30/6 → 30/9\n```",
    ]


def test_the_token_is_shown_to_the_api_alone(server: Server, comment: Callable[..., Any]) -> None:
    comment()
    assert {token for name, _, token in server.asked if name != "GET /stored.zip"} == {"Bearer not-a-real-token"}
    assert [token for name, _, token in server.asked if name == "GET /stored.zip"] == [""]


def test_a_second_run_renews_the_comment_of_the_first(server: Server, comment: Callable[..., Any]) -> None:
    others = [
        {"id": 1, "user": BOT, "body": "something else"}, {"id": 2, "user": {"login": "x"}, "body": MARK},
        {"id": 8, "user": None, "body": MARK}, {"id": 3, "user": BOT, "body": f"{MARK}\nold"},
    ]  # fmt: skip
    assert comment(comments=others, run={"conclusion": "failure"}).stdout == "renewed on 12\n"
    ((name, data),) = written(server)
    assert name == "PATCH /repos/o/r/issues/comments/3"
    assert "kiểm tra **chưa đạt**" in data["body"]


def test_hostile_words_are_shown_as_words(server: Server, comment: Callable[..., Any]) -> None:
    comment(archive(number="12", summary__txt=HOSTILE))
    body = written(server)[0][1]["body"]
    head, _, block = body.partition("```````text\n")  # longer than any fence within
    assert block.endswith("\n```````")
    inside = block.removesuffix("```````")
    assert "```````" not in inside
    assert not set(inside) & set("\u202e\u200b\x1b")
    assert "@nhom" in inside
    assert head.count(MARK) == 1
    assert "evil" not in head


def test_a_long_summary_is_cut_at_a_line(server: Server, comment: Callable[..., Any]) -> None:
    comment(archive(number="12", summary__txt="dòng\n" * 100_000))
    body = written(server)[0][1]["body"]
    assert len(body) < 65_536
    assert body.endswith("dòng\n… (còn nữa: xem bản tóm tắt của lượt kiểm tra)\n```")


@pytest.mark.parametrize(
    "files",
    [
        [{"filename": "records/x.yaml"}, {"filename": "Makefile"}],
        [{"filename": "records/x.yaml", "previous_filename": "generator/x.py"}],
        [{"filename": "recordsx/y"}],
    ],
)
def test_a_proposal_that_changes_more_than_records_is_not_believed(
    server: Server, comment: Callable[..., Any], files: list[Any]
) -> None:
    comment(files=files)
    assert "Đề nghị này sửa cả tệp ngoài `records/`" in written(server)[0][1]["body"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"packed": b"not a zip"}, "refused: the archive is not as it should be (BadZipFile)"),
        ({"packed": archive(summary__txt="x")}, "refused: the archive is not as it should be (KeyError)"),
        ({"packed": archive(number="12")}, "refused: the archive is not as it should be (KeyError)"),
        ({"packed": archive(number="12\n13", summary__txt="x")}, "refused: no number of a pull request"),
        ({"packed": archive(number="../12", summary__txt="x")}, "refused: no number of a pull request"),
        ({"packed": archive(number="0", summary__txt="x")}, "refused: no number of a pull request"),
        ({"packed": archive(number="12" * 10, summary__txt="x")}, "refused: the archive is not as it should be (ValueError)"),
        ({"packed": archive(number="12", summary__txt=b"\0" * 3_000_000)}, "refused: summary.txt is too large"),
        ({"packed": b"x" * 3_000_000}, "refused: the answer is too large"),
        ({"size": 3_000_000}, "refused: 1 summaries, or one that is too large"),
        ({"pull": {"state": "closed"}}, "refused: pull request 12 is not open at the commit that was checked"),
        ({"pull": {"head": {"sha": "b" * 40, "repo": {"id": 77}}}}, "refused: pull request 12 is not open at the commit that was checked"),
        ({"pull": {"head": {"sha": SHA, "repo": {"id": 78}}}}, "refused: pull request 12 is not open at the commit that was checked"),
        ({"pull": {"head": {"sha": SHA, "repo": None}}}, "refused: pull request 12 is not open at the commit that was checked"),
        ({"pull": {"base": {"repo": {"full_name": "o/other"}}}}, "refused: pull request 12 is not open at the commit that was checked"),
    ],
)  # fmt: skip
def test_what_no_honest_run_leaves_is_refused(
    server: Server, comment: Callable[..., Any], given: dict[str, Any], told: str
) -> None:
    ran = comment(**given)
    assert (ran.returncode, ran.stderr) == (1, "")
    assert ran.stdout.startswith(told) or ("(ValueError)" in told and "number is too large" in ran.stdout)
    assert written(server) == []


def test_a_run_that_ended_early_left_nothing_to_say(server: Server, comment: Callable[..., Any]) -> None:
    ran = comment(kept=[])
    assert (ran.returncode, ran.stdout) == (0, "the run left no summary\n")
    assert comment(kept=[{"id": 9, "size_in_bytes": 1}] * 2).returncode == 1
    assert written(server) == []


def test_other_runs_are_none_of_its_business(server: Server, comment: Callable[..., Any]) -> None:
    assert comment(run={"event": "push"}).stdout == "not a pull request\n"
    assert server.asked == []


def test_a_wheel_has_a_bill_of_what_the_lock_names(tmp_path: Path) -> None:
    assert script("sbom.py", tmp_path, cwd=tmp_path).returncode == 2
    (tmp_path / "directive_register-1.2.0-py3-none-any.whl").write_bytes(b"wheel")
    assert script("sbom.py", tmp_path, cwd=tmp_path).returncode == 0
    bill = json.loads((tmp_path / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    own = bill["metadata"]["component"]
    assert own["purl"] == "pkg:pypi/directive-register@1.2.0"
    assert own["hashes"] == [{"alg": "SHA-256", "content": hashlib.sha256(b"wheel").hexdigest()}]
    locked = [
        line.split(" ")[0]
        for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines()
        if "==" in line and line[0] != "#"
    ]
    assert [f"{one['name']}=={one['version']}" for one in bill["components"]] == locked
    assert bill["dependencies"] == [
        {"ref": own["bom-ref"], "dependsOn": [one["bom-ref"] for one in bill["components"]]}
    ]
