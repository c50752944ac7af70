"""Prints a register as `make site` does, with the real programs, in a folder of its own: its site is FOLDER/build/site.

python tests/printing.py RECORDS FOLDER
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
AS_OF = "2024-12-01"
"""The day of the example register's site."""


def start(records: Path, folder: Path) -> subprocess.Popen[str]:
    """Start the whole way from records to a site; what is said on it goes to standard output."""
    if not (records.parent / "register.toml").exists():
        shutil.copy(ROOT / "tests" / "register.toml", records.parent)
    command = [sys.executable, "-m", "generator", "site", records, "--out", folder / "build" / "site", "--as-of", AS_OF]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


if __name__ == "__main__":
    run = start(*(Path(argument).resolve() for argument in sys.argv[1:]))
    print(run.communicate()[0], end="")
    sys.exit(run.returncode)
