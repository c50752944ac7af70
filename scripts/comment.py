#!/usr/bin/env python3
"""Show the summary of a checked pull request as a comment on it.

    scripts/comment.py

This is the one program that holds a token with which something can be written, so it trusts nothing of the proposal.
Facts come from the event and from GitHub's API. The summary was made by a run whose workflow and code the proposal may
have changed: it is read within limits, never unpacked to disk, and shown as plain text in a block in which GitHub sees
no mark-up, links or names; its only say is the number of the pull request, which must be one whose head is the very
commit that was checked. Reads GITHUB_EVENT_PATH (of `workflow_run`), GITHUB_REPOSITORY, GITHUB_API_URL, GITHUB_TOKEN.
Exit codes: 0 said or nothing to say, 1 refused.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import unicodedata
import urllib.request
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

MARK = "<!-- summary of the change -->"
BOT = "github-actions[bot]"
ARTEFACT = "summary"
MAX_BYTES = 2 * 1024 * 1024
MAX_TEXT = 50_000
"""GitHub takes 65,536 characters a comment."""
MAX_PAGES = 30
FULL_PAGE = 100
OWN = "records/"
VERDICTS = {"success": "đạt", "failure": "chưa đạt"}


class RefusedError(Exception):
    """Something is not as an honest run leaves it; the text says what (for the log of the run)."""


class Api:
    """GitHub's API, as far as it is needed here."""

    def __init__(self, root: str, token: str) -> None:
        parts = urlsplit(root)
        if parts.scheme != "https" and parts.hostname != "127.0.0.1":
            message = "the API is asked over https only"
            raise RefusedError(message)
        self._root, self._token = root.rstrip("/"), token

    def raw(self, path: str, method: str = "GET", data: Any = None) -> bytes:
        """Return an answer, refused if it is larger than anything asked for here."""
        body = None if data is None else json.dumps(data).encode()
        asked = urllib.request.Request(self._root + path, body, method=method)  # noqa: S310 - see __init__
        asked.add_header("Accept", "application/vnd.github+json")
        asked.add_header("X-GitHub-Api-Version", "2022-11-28")
        # The archive lies with another host, which is no business of the token.
        asked.add_unredirected_header("Authorization", f"Bearer {self._token}")
        with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310 - see __init__
            found: bytes = answer.read(MAX_BYTES + 1)
        if len(found) > MAX_BYTES:
            message = "the answer is too large"
            raise RefusedError(message)
        return found

    def json(self, path: str, method: str = "GET", data: Any = None) -> Any:
        """Return a parsed answer."""
        return json.loads(self.raw(path, method, data))

    def all(self, path: str) -> list[Any]:
        """Return a list that comes in pages; of an endless one, the beginning."""
        found: list[Any] = []
        for page in range(1, MAX_PAGES + 1):
            part = self.json(f"{path}?per_page={FULL_PAGE}&page={page}")
            found += part
            if len(part) < FULL_PAGE:
                break
        return found


def handed_over(archive: bytes) -> tuple[int, str]:
    """Return the number of the pull request and the summary from an archive that anybody may have packed."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as packed:
            number = _member(packed, "number", 10)
            text = _member(packed, "summary.txt", 1024 * 1024)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        message = f"the archive is not as it should be ({type(error).__name__})"
        raise RefusedError(message) from error
    if not re.fullmatch(rb"[1-9][0-9]{0,8}\n?", number):
        message = "no number of a pull request"
        raise RefusedError(message)
    return int(number), text.decode(errors="replace")


def _member(packed: zipfile.ZipFile, name: str, limit: int) -> bytes:
    with packed.open(name) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        message = f"{name} is too large"
        raise RefusedError(message)
    return data


def block(text: str) -> str:
    """Return a text as a block of code: nothing in it is mark-up, a link or a mention, and nothing ends it early."""
    plain = text.replace("\r\n", "\n")
    plain = "".join(c if c == "\n" or unicodedata.category(c)[0] not in "CZ" or c == " " else "�" for c in plain)
    if len(plain) > MAX_TEXT:
        plain = plain[:MAX_TEXT].rpartition("\n")[0] + "\n… (còn nữa: xem bản tóm tắt của lượt kiểm tra)"
    fence = "`" * max(3, 1 + max(map(len, re.findall(r"`+", plain)), default=0))
    return f"{fence}text\n{plain.strip()}\n{fence}"


def body(run: dict[str, Any], text: str, *, more_than_records: bool) -> str:
    """Return the comment: what GitHub itself says of the run, then the summary."""
    verdict = VERDICTS.get(run["conclusion"], "chưa xong")
    lines = [
        MARK,
        "### Đề nghị này thay đổi gì",
        (
            f"Bản `{run['head_sha'][:12]}`: kiểm tra **{verdict}**. [Lượt kiểm tra]({run['html_url']}) có bản tóm tắt đầy đủ, "
            "lỗi tại từng dòng, và bản xem thử của trang (cuối trang ấy, mục Artifacts)."
        ),
    ]
    if more_than_records:
        lines.append(
            "> [!WARNING]\n> Đề nghị này sửa cả tệp ngoài `records/`. Chương trình kiểm tra cũng có thể đã bị sửa theo, "
            "nên phần dưới đây và kết quả kiểm tra chỉ đáng tin sau khi người phụ trách mã đã xem."
        )
    return "\n\n".join([*lines, block(text)])


def sound(pull: dict[str, Any], run: dict[str, Any], repository: str) -> bool:
    """Whether a pull request is open here and at the very commit that was checked."""
    head, base = pull["head"], pull["base"]
    return bool(
        pull["state"] == "open"
        and base["repo"]["full_name"] == repository
        and head["sha"] == run["head_sha"]
        and (head["repo"] or {}).get("id") == run["head_repository"]["id"]
    )


def say(api: Api, repository: str, run: dict[str, Any]) -> str:
    """Find the summary and its pull request, and write the comment or renew it; return what was done."""
    if run["event"] != "pull_request":
        return "not a pull request"
    listed = api.json(f"/repos/{repository}/actions/runs/{int(run['id'])}/artifacts?name={ARTEFACT}")["artifacts"]
    if not listed:
        return "the run left no summary"
    if len(listed) != 1 or listed[0]["size_in_bytes"] > MAX_BYTES:
        message = f"{len(listed)} summaries, or one that is too large"
        raise RefusedError(message)
    number, text = handed_over(api.raw(f"/repos/{repository}/actions/artifacts/{int(listed[0]['id'])}/zip"))
    if not sound(api.json(f"/repos/{repository}/pulls/{number}"), run, repository):
        message = f"pull request {number} is not open at the commit that was checked"
        raise RefusedError(message)
    files = api.all(f"/repos/{repository}/pulls/{number}/files")
    names = [name for file in files for name in (file["filename"], file.get("previous_filename")) if name]
    beyond = len(files) >= MAX_PAGES * FULL_PAGE or not all(name.startswith(OWN) for name in names)
    words = {"body": body(run, text, more_than_records=beyond)}
    for known in api.all(f"/repos/{repository}/issues/{number}/comments"):
        if (known["user"] or {}).get("login") == BOT and str(known["body"]).startswith(MARK):
            api.json(f"/repos/{repository}/issues/comments/{int(known['id'])}", "PATCH", words)
            return f"renewed on {number}"
    api.json(f"/repos/{repository}/issues/{number}/comments", "POST", words)
    return f"said on {number}"


def main() -> int:
    """Read the event, speak."""
    event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    try:
        api = Api(os.environ["GITHUB_API_URL"], os.environ["GITHUB_TOKEN"])
        print(say(api, os.environ["GITHUB_REPOSITORY"], event["workflow_run"]))
    except RefusedError as error:
        print(f"refused: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
