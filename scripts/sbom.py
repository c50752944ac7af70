#!/usr/bin/env python3
"""Write what a wheel needs as a CycloneDX bill of materials, from the lock: the same wheel and lock, the same bytes.

    scripts/sbom.py DIST

DIST holds one wheel; writes DIST/sbom.cdx.json. Exit codes: 0 written, 2 wrong usage.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parent.parent / "requirements.txt"
PIN = re.compile(r"(?m)^([a-z0-9][a-z0-9.-]*)==(\S+)")


def component(name: str, version: str) -> dict[str, Any]:
    """Return a package of PyPI as CycloneDX names it."""
    purl = f"pkg:pypi/{name}@{version}"
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}


def bill(wheel: Path, lock: str) -> dict[str, Any]:
    """Return the bill of materials of a wheel."""
    name, version = wheel.name.split("-")[:2]
    own = component(name.replace("_", "-"), version)
    own["hashes"] = [{"alg": "SHA-256", "content": hashlib.sha256(wheel.read_bytes()).hexdigest()}]
    needed = [component(*found) for found in PIN.findall(lock)]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": own},
        "components": needed,
        "dependencies": [{"ref": own["bom-ref"], "dependsOn": [one["bom-ref"] for one in needed]}],
    }


def main(arguments: list[str]) -> int:
    """Write the bill beside the wheel."""
    wheels = list(Path(arguments[0]).glob("*.whl")) if len(arguments) == 1 else []
    if len(wheels) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    text = json.dumps(bill(wheels[0], LOCK.read_text(encoding="utf-8")), indent=1)
    (Path(arguments[0]) / "sbom.cdx.json").write_text(f"{text}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
