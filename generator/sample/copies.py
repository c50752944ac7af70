"""Copies of the example under other names: ids by their province, bodies by the name of the province in theirs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from generator.model import SourceFile
from generator.sample.example import Example


class Renamer:
    """Renames the records of invented provinces; those that a province has once are named by the province alone."""

    def __init__(self, example: Example, once: Collection[str]) -> None:
        self._once = once
        local = [r for i, r in example.records.items() if i not in example.national]
        provinces = [r for r in local if r.kind == "province"]
        own = "|".join(sorted((re.escape(r.id) for r in provinces), key=len, reverse=True))
        self._id = re.compile(rf"(?<![a-z0-9-])({own})((?:-[a-z0-9]+)*)(?![a-z0-9-])")
        shortest = {
            min((name["name"] for field in ("names", "aliases") for name in r.get(field, ())), key=len)
            for r in provinces
        }
        words = {form for name in shortest for form in (name, name.upper())}
        # What a province keeps of a national body would be one document in all copies.
        words |= {r["symbol"] for r in local if r.get("issuer") in example.national and "symbol" in r.data}
        self._name = re.compile(rf"\b({'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})\b")

    def copy(self, files: Iterable[SourceFile], province: int, number: int) -> Iterator[SourceFile]:
        """Yield files as those of a province, and of one of the copies in it."""

        def own(found: re.Match[str]) -> str:
            base, rest = found.groups()
            inner = "" if not rest or found[0] in self._once else f"-s{number}"
            return f"{base}-{province}{inner}{rest}"

        for file in files:
            once = file.path.rpartition("/")[2].removesuffix(".yaml") in self._once
            mark = f"{province}" if once else f"{province}.{number}"
            text = self._name.sub(rf"\1 {mark}", self._id.sub(own, file.data.decode()))
            yield SourceFile(self._id.sub(own, file.path), text.encode())
