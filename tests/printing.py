"""Prints a register as `make site` does, with the real programs, in a folder of its own: its site is FOLDER/build/site.

python tests/printing.py RECORDS FOLDER
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
AS_OF = "2024-12-01"
"""The day of the example register's site."""
SCRIPT = """
    set -eu
    "$PYTHON" -m generator build "$RECORDS" --out "$FOLDER/build/docs" --as-of "$AS_OF"
    "$PYTHON" -m mkdocs build --strict --quiet --config-file "$FOLDER/mkdocs.yml" --site-dir "$FOLDER/build/site.new"
    "$PYTHON" -m generator finish "$FOLDER/build/site.new" "$FOLDER/build/site"
"""


def start(records: Path, folder: Path) -> subprocess.Popen[str]:
    """Start the whole way from records to a site; what is said on it goes to standard output."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "theme", folder / "theme", dirs_exist_ok=True)
    environment = {
        **os.environ, "PYTHON": sys.executable, "RECORDS": str(records), "FOLDER": str(folder), "AS_OF": AS_OF,
        "SOURCE_DATE_EPOCH": "1733011200", "NO_MKDOCS_2_WARNING": "1",
    }  # fmt: skip
    return subprocess.Popen(
        ["bash", "-c", SCRIPT], cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


if __name__ == "__main__":
    run = start(*(Path(argument).resolve() for argument in sys.argv[1:]))
    print(run.communicate()[0], end="")
    sys.exit(run.returncode)
