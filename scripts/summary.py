#!/usr/bin/env python3
"""Say in words what the records change since a revision, where a pull request shows it.

    scripts/summary.py BASE OUT

Writes OUT/summary.md, .txt and .json, as `generator diff` prints them, and OUT/number with the number of the pull
request if PULL_REQUEST holds one; appends the words to the file named by GITHUB_STEP_SUMMARY. Exit codes: 0 said (also
of records with errors: to tell them is for the checks), 2 git cannot answer or wrong usage.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generator.build import diff
from generator.change.printers import FORMATS
from generator.cli import settle, today
from generator.history.git import HistoryError

FILES = {"summary.md": ("md", 900 * 1024), "summary.txt": ("text", 50_000), "summary.json": ("json", 0)}
"""Form and bytes: GitHub takes a summary of 1 MiB a step and a comment of 65,536 characters; programs get all."""


def main(arguments: list[str]) -> int:
    """Compare once, write, append."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    base, out = arguments[0], Path(arguments[1])
    settle()
    try:
        found = diff(Path(os.environ.get("RECORDS") or "records"), base, today(), "public")
    except HistoryError as error:
        print(error, file=sys.stderr)
        return 2
    out.mkdir(parents=True, exist_ok=True)
    for name, (form, limit) in FILES.items():
        (out / name).write_text(FORMATS[form](found, limit), encoding="utf-8")
    number = os.environ.get("PULL_REQUEST", "")
    if number.isascii() and number.isdigit():
        (out / "number").write_text(f"{number}\n", encoding="ascii")
    shown = os.environ.get("GITHUB_STEP_SUMMARY")
    if shown:
        with Path(shown).open("a", encoding="utf-8") as file:
            file.write((out / "summary.md").read_text(encoding="utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
