"""Where the engine's own files stand: schemas, hand-written pages, theme, printer's configuration, shared records.

A wheel carries them inside the package, as pyproject.toml lays them; in a checkout they stand beside it. The paths
below ``ROOT`` are the same.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
_INSIDE = PACKAGE / "_engine"
INSTALLED = _INSIDE.is_dir()
ROOT = _INSIDE if INSTALLED else PACKAGE.parent
STARTER = PACKAGE / "office" / "starter"
"""What the register of an office begins with."""
EXAMPLE = ROOT / "tests" / "register"
"""The example register, of which samples are made."""


def own() -> tuple[Path, ...]:
    """Return the folders of the engine, which no output may replace."""
    return (PACKAGE, ROOT / "docs", ROOT / "schemas", ROOT / "theme")


def release() -> str:
    """Return the version that is installed; nothing in a checkout that is used without installing it."""
    try:
        return version("directive-register") if INSTALLED else ""
    except PackageNotFoundError:
        return ""
