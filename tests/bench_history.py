"""How long the history takes: a register of N records in N commits, as ratios in one run.

    .venv/bin/python tests/bench_history.py [--size 10000]

The repository is made by ``git fast-import``: the sample register in one commit, then one small edit per commit.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from generator.build import check_history, schemas
from generator.history.repository import opened
from generator.resources import EXAMPLE
from generator.sample import sample

START = 1_717_200_000
"""Seconds since 1970 of the first commit; each of the others is an hour later."""
HOUR = 3600
ASKED_PER_FILE = 20
"""Files whose history is asked one by one; the whole is worked out from these."""


def stream(records: Path, commits: int) -> Iterator[bytes]:
    """Yield a repository as git fast-import reads it."""
    files = sorted(path for path in records.rglob("*.yaml"))
    yield _commit(0, "refs/heads/main")
    for path in files:
        yield _file(path.relative_to(records.parent).as_posix(), path.read_bytes())
    for number in range(1, commits):
        path = files[number * 7919 % len(files)]
        yield _commit(number, "refs/heads/main")
        text = path.read_bytes().rstrip(b"\n") + f"\n# {number}\n".encode()
        yield _file(path.relative_to(records.parent).as_posix(), text)


def _commit(number: int, ref: str) -> bytes:
    when = f"{START + number * HOUR} +0700"
    return f"commit {ref}\ncommitter clerk <clerk@example.invalid> {when}\ndata 1\n.\n".encode()


def _file(path: str, data: bytes) -> bytes:
    return f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n"


def timed(label: str, action) -> float:  # type: ignore[no-untyped-def]
    """Run something and print its seconds (of the wall, and of the processor with its children)."""
    wall, cpu = time.perf_counter(), _cpu()
    action()
    wall, cpu = time.perf_counter() - wall, _cpu() - cpu
    print(f"{label:58} {wall:8.2f} s {cpu:8.2f} s CPU")
    return cpu


def _cpu() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def main() -> None:
    """Make the repository and measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=10_000)
    size = parser.parse_args().size
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "kho"
        records = root / "records"
        records.parent.mkdir()
        print(f"{sample(records, size, schemas(), EXAMPLE)} records, {size} commits")
        git = ["git", "-C", str(root), "-c", "core.logAllRefUpdates=false"]
        subprocess.run([*git, "init", "--quiet", "--initial-branch=main"], check=True)
        with subprocess.Popen([*git, "fast-import", "--quiet"], stdin=subprocess.PIPE) as importer:
            assert importer.stdin
            importer.stdin.writelines(stream(records, size))
        subprocess.run([*git, "reset", "--quiet", "--hard", "main"], check=True)
        names = [path.relative_to(root).as_posix() for path in sorted(records.rglob("*.yaml"))]
        schemas()

        def walk() -> None:
            with opened(records) as repository:
                repository.walk()

        whole = timed("the whole history, one walk, nothing remembered", walk)
        timed("the same, remembered", walk)
        few = names[:: max(1, len(names) // ASKED_PER_FILE)]
        each = timed(
            f"the history of {len(few)} files, one by one",
            lambda: [
                subprocess.run([*git, "log", "--format=%H", "--", n], check=True, capture_output=True) for n in few
            ],
        )
        print(f"file by file, for all: {each / len(few) * len(names) / whole:.0f} times the one walk")
        edited = root / names[len(names) // 2]
        edited.write_text(edited.read_text(encoding="utf-8") + "note: Đã đối chiếu.\n", encoding="utf-8")
        command = [sys.executable, "-m", "generator", "check", str(records), "--base", "main"]
        timed(
            "check --base, one record changed, first time",
            lambda: subprocess.run(command, check=False, capture_output=True),
        )
        timed(
            "check --base, one record changed, remembered",
            lambda: subprocess.run(command, check=False, capture_output=True),
        )
        timed(
            "check (the whole register)",
            lambda: subprocess.run([*command[:4], str(records)], check=False, capture_output=True),
        )
        timed("check --since (every step)", lambda: check_history(records, "1970-01-01"))


if __name__ == "__main__":
    main()
