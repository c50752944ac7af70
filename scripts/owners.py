#!/usr/bin/env python3
"""Write .github/CODEOWNERS from .github/owners.toml and the records.

    scripts/owners.py           write it
    scripts/owners.py --check   say whether it is in step, write nothing

Every province, kind and agency named must be in the register; owners are teams of one organisation, never persons.
Exit codes: 0 in step or written, 1 not.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

CONFIG, OUT, RECORDS = Path(".github/owners.toml"), Path(".github/CODEOWNERS"), Path("records")
HEAD = "# Do scripts/owners.py viết từ .github/owners.toml (make owners): sửa ở đó, không sửa ở đây.\n"
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
TEAMS = ("code", "schemas", "workflows", "records")
PLACES = {
    "code": ("*",),
    "schemas": ("/schemas/", "/generator/kinds.py"),
    # Who may do what, what runs unasked, what is installed, and what git is told about history and bytes.
    "workflows": (
        "/.github/", "/.ci/", "/scripts/", "/Makefile", "/.pre-commit-config.yaml", "/.npmrc", "/package.json",
        "/package-lock.json", "/requirements*", "/docs/du-lieu/gone.json",
    ),
    "records": ("/records/",),
}  # fmt: skip
LAST = (".gitattributes", ".gitmodules", ".gitignore", ".mailmap")
"""In whatever folder they lie: they change how git reads, merges and attributes, inside records/ too. The last match rules."""


def faults(config: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the configuration (Vietnamese)."""
    teams, provinces, kinds, agencies = (config.get(t, {}) for t in ("teams", "provinces", "kinds", "agencies"))
    for name in (
        config.get("organisation", ""),
        *(t for table in (teams, provinces, kinds, agencies) for t in table.values()),
    ):
        if not NAME.fullmatch(str(name)):
            yield f"{name!a}: chỉ ghi tên tổ chức hoặc tên nhóm, chữ thường, số và gạch nối"
    if tuple(teams) != TEAMS:
        yield f"[teams] phải có đúng: {', '.join(TEAMS)}"
    for province in provinces:
        if not (RECORDS / province / "province" / f"{province}.yaml").is_file():
            yield f"[provinces] {province}: không có tỉnh này trong sổ"
    for kind in kinds:
        if not Path("schemas", f"{kind}.schema.json").is_file():
            yield f"[kinds] {kind}: không có loại bản ghi này"
    for agency in agencies:
        if not home(agency):
            yield f"[agencies] {agency}: không có cơ quan này trong sổ"


def home(agency: str) -> str:
    """Return the province folder of an agency; nothing if it has none."""
    return next((path.parent.parent.name for path in sorted(RECORDS.glob(f"*/agency/{agency}.yaml"))), "")


def lines(config: Mapping[str, Any]) -> Iterator[str]:
    """Yield pattern and owner, from the general to the particular: the last match rules."""

    def line(pattern: str, team: str) -> str:
        return f"{pattern} @{config['organisation']}/{team}"

    for part, patterns in PLACES.items():
        yield from (line(pattern, config["teams"][part]) for pattern in patterns)
    for province, team in sorted(config.get("provinces", {}).items()):
        yield line(f"/records/{province}/", team)
    for agency, team in sorted(config.get("agencies", {}).items()):
        province = home(agency)
        short = agency.removeprefix(f"{province}-")
        folder = f"/records/{province}"
        yield line(f"{folder}/agency/{agency}.yaml", team)
        yield line(f"{folder}/rollout/*-{short}.yaml", team)
        yield line(f"{folder}/submission/*-{short}-*.yaml", team)
    for kind, team in sorted(config.get("kinds", {}).items()):
        yield line(f"/records/*/{kind}/", team)
    yield from (line(name, config["teams"]["workflows"]) for name in LAST)


def main(arguments: list[str]) -> int:
    """Judge the configuration, then write or compare."""
    config = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    found = list(faults(config))
    for fault in found:
        print(f"{CONFIG}: {fault}")
    if found:
        return 1
    text = HEAD + "".join(f"{line}\n" for line in lines(config))
    if "--check" not in arguments:
        OUT.write_text(text, encoding="utf-8")
    elif not OUT.is_file() or OUT.read_text(encoding="utf-8") != text:
        print(f"{OUT} không khớp với {CONFIG}: chạy `make owners` rồi gửi cả hai tệp")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
