#!/usr/bin/env python3
"""Put the records of a proposal into this checkout, and nothing else of it: base code, fork data.

    scripts/overlay.py PROPOSAL

PROPOSAL is another checkout, of the proposal as it would be merged. Its objects are fetched into this repository, HEAD
and the index are moved to it, and the working tree gets its ``records/`` as plain files; the code, the schemas and all
settings stay those of this checkout. What is no plain file (a link, a nested repository), lies outside the folder or is
too large is told, all at once, and then nothing is changed. Exit codes: 0 done, 1 refused, 2 wrong usage.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

FOLDER = "records"
MAX_FILE = 256 * 1024
"""As large as a record may be (`generator.read.source`)."""
MAX_FILES = 200_000
MAX_ALL = 512 * 1024 * 1024
PLAIN = ("100644", "100755")
TOLD = 50
INERT = ("-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "protocol.ext.allow=never")


def git(*arguments: str | Path, data: bytes | None = None, folder: Path = Path()) -> bytes:
    """Run git without anything that a repository could make it run."""
    command = ["git", "-C", folder, *INERT, *arguments]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


def entries(commit: str) -> Iterator[tuple[str, str, int, bytes]]:
    """Yield (mode, object, size, path) of what a commit has at or below the folder."""
    listed = git("ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", FOLDER)
    for line in listed.split(b"\0")[:-1]:
        facts, _, path = line.partition(b"\t")
        mode, _, name, size = facts.decode("ascii").split()
        yield mode, name, int(size) if size.isdigit() else 0, path


def refusal(mode: str, size: int, path: bytes) -> str:
    """Say why an entry is not taken; nothing if it is."""
    parts = path.split(b"/")
    if len(parts) < 2 or parts[0] != FOLDER.encode():
        return "không nằm trong thư mục bản ghi"
    if any(part in (b"", b".", b"..") or part.lower() == b".git" for part in parts):
        return "đường dẫn không được nhận"
    if mode not in PLAIN:
        return "không phải là tệp thường (liên kết, kho con)"
    return f"lớn hơn {MAX_FILE // 1024} KB" if size > MAX_FILE else ""


def lay(found: list[tuple[str, str, int, bytes]]) -> None:
    """Write the files anew, each as a plain file that nobody made before."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    Path(FOLDER).unlink(missing_ok=True)
    out = git("cat-file", "--batch", data="".join(f"{name}\n" for _, name, _, _ in found).encode())
    at = 0
    for _, _, size, path in found:
        start = out.index(b"\n", at) + 1
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - a path of bytes
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
        with os.fdopen(handle, "wb") as file:
            file.write(out[start : start + size])
        at = start + size + 1


def main(arguments: list[str]) -> int:
    """Fetch, judge, lay."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    proposal = Path(arguments[0]).resolve()
    commit = git("rev-parse", "--verify", "HEAD^{commit}", folder=proposal).decode().strip()
    git("fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", proposal, commit)
    found = list(entries(commit))
    refused = [(path, why) for mode, _, size, path in found if (why := refusal(mode, size, path))]
    if len(found) > MAX_FILES or sum(size for _, _, size, _ in found) > MAX_ALL:
        refused.append((FOLDER.encode(), "quá nhiều hoặc quá lớn"))
    for path, why in refused[:TOLD]:
        print(f"{path.decode(errors='surrogateescape')!a}: {why}")
    if refused:
        print(f"Không nhận: {len(refused)} mục trong {FOLDER}/ của đề nghị không phải là bản ghi.")
        return 1
    lay(found)
    git("update-ref", "--no-deref", "HEAD", commit)
    git("read-tree", "HEAD")
    print(f"{len(found)} tệp của {FOLDER}/ lấy từ {commit}; mã chương trình giữ nguyên.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
