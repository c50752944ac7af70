#!/usr/bin/env python3
"""Write .github/CODEOWNERS from .github/owners.toml.

    scripts/owners.py           write it
    scripts/owners.py --check   say whether it is in step, write nothing

Owners are teams of one organisation, never persons. A province or an agency that is named there and is not, or not any
more, in the register is told and does no harm: what the records hold is not a matter of this file.
Exit codes: 0 in step or written, 1 not.
"""

from __future__ import annotations

import os
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
        "/package-lock.json", "/pyproject.toml", "/register.toml", "/requirements*", "/docs/du-lieu/gone.json",
    ),
    "records": ("/records/",),
}  # fmt: skip
LAST = (".gitattributes", ".gitmodules", ".gitignore", ".mailmap")
"""In whatever folder they lie: they change how git reads, merges and attributes, inside records/ too. The last match rules."""


def faults(config: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the configuration (Vietnamese)."""
    teams, provinces, kinds, agencies = (config.get(t, {}) for t in ("teams", "provinces", "kinds", "agencies"))
    own = [table for table in agencies.values() if isinstance(table, dict)]
    named = [name for table in (teams, provinces, kinds, *own) for name in table.values()]
    for name in (
        config.get("organisation", ""),
        *named,
        *provinces,
        *agencies,
        *(key for table in own for key in table),
    ):
        if not NAME.fullmatch(str(name)):
            yield f"{name!a}: chỉ ghi tên tổ chức, nhóm, tỉnh hoặc cơ quan: chữ thường, số và gạch nối"
    if tuple(teams) != TEAMS:
        yield f"[teams] phải có đúng: {', '.join(TEAMS)}"
    for kind in kinds:
        if not Path("schemas", f"{kind}.schema.json").is_file():
            yield f"[kinds] {kind}: không có loại bản ghi này"
    if len(own) < len(agencies):
        yield "[agencies]: ghi cơ quan dưới tỉnh của nó, như [agencies.tinh-mau]"


def absent(config: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is named and is not in the register: the key, and what is said of it (Vietnamese)."""
    for province in config.get("provinces", {}):
        if not (RECORDS / province / "province" / f"{province}.yaml").is_file():
            yield province, f"[provinces] {province}: không có tỉnh này trong sổ"
    for province, table in config.get("agencies", {}).items():
        for short in table:
            if not (RECORDS / province / "agency" / f"{province}-{short}.yaml").is_file():
                yield short, f"[agencies.{province}] {short}: không có cơ quan {province}-{short} trong sổ"


def lines(config: Mapping[str, Any]) -> Iterator[str]:
    """Yield pattern and owner, from the general to the particular: the last match rules."""

    def line(pattern: str, team: str) -> str:
        return f"{pattern} @{config['organisation']}/{team}"

    for part, patterns in PLACES.items():
        yield from (line(pattern, config["teams"][part]) for pattern in patterns)
    for province, team in sorted(config.get("provinces", {}).items()):
        yield line(f"/records/{province}/", team)
    for province, table in sorted(config.get("agencies", {}).items()):
        folder = f"/records/{province}"
        for short, team in sorted(table.items()):
            yield line(f"{folder}/agency/{province}-{short}.yaml", team)
            yield line(f"{folder}/rollout/*-{short}.yaml", team)
            yield line(f"{folder}/submission/*-{short}-*.yaml", team)
    for kind, team in sorted(config.get("kinds", {}).items()):
        yield line(f"/records/*/{kind}/", team)
    yield from (line(name, config["teams"]["workflows"]) for name in LAST)


def main(arguments: list[str]) -> int:
    """Judge the configuration, then write or compare."""
    source = CONFIG.read_text(encoding="utf-8")
    config = tomllib.loads(source)
    found = list(faults(config))
    for fault in found:
        print(f"{CONFIG}: {fault}")
    if found:
        return 1
    for key, told in absent(config):
        number = next((n for n, at in enumerate(source.splitlines(), 1) if re.match(rf'"?{key}"?\s*=', at)), 1)
        words = f"{told}; xóa dòng này, chạy `make owners` và gửi cả hai tệp"
        on_github = os.environ.get("GITHUB_ACTIONS") == "true"
        print(f"::warning file={CONFIG},line={number}::{words}" if on_github else f"{CONFIG}:{number}: {words}")
    text = HEAD + "".join(f"{line}\n" for line in lines(config))
    if "--check" not in arguments:
        OUT.write_text(text, encoding="utf-8")
    elif not OUT.is_file() or OUT.read_text(encoding="utf-8") != text:
        print(f"{OUT} không khớp với {CONFIG}: chạy `make owners` rồi gửi cả hai tệp")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
