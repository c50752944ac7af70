"""Where the engine's own files stand: schemas, hand-written pages, theme, printer's configuration, shared records.

A wheel carries them inside the package, as pyproject.toml lays them; in a checkout they stand beside it. The paths
below ``ROOT`` are the same.
"""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

_NAME = "directive-register"
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
        return version(_NAME) if INSTALLED else ""
    except PackageNotFoundError:
        return ""


def requirement() -> str:
    """Return what pip needs to install this very engine elsewhere: the address that it came from, else its version.

    pip records where it took a wheel from (PEP 610); a file of this machine says nothing to another one.
    """
    if not release():
        return ""
    origin = json.loads(distribution(_NAME).read_text("direct_url.json") or "{}")
    if not origin.get("url", "").startswith("https://"):
        return f"{_NAME}=={release()}"
    digest = origin.get("archive_info", {}).get("hashes", {}).get("sha256", "")
    return f"{_NAME} @ {origin['url']}" + (f"#sha256={digest}" if digest else "")
