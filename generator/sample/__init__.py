"""An invented register of any size, for trials and benchmarks: the example register copied, each copy a little changed.

Every copy is held against the checks before it is used, so the whole is sound; what is national is shared, not copied.
The same size, seed and example make the same files everywhere. One copy is held at a time, and the few variants that
all copies are made from.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from shutil import rmtree
from uuid import NAMESPACE_OID, uuid5

from generator.model import Record, SourceFile
from generator.sample.chance import Chance
from generator.sample.copies import Renamer
from generator.sample.example import Example
from generator.sample.variation import varied
from generator.schema import Schemas

LEAST = 200
"""Fewer show too few kinds."""
LEFT_OUT = 20
"""Too few to make another copy of."""
PER_PROVINCE = 40
"""Copies of the example within one province, from which on there is another: the nation then has some 40 provinces."""
VARIANTS = 24
"""Different copies; more of them differ in ids and names alone."""
CHANGED = 0.2
"""Changes per record of a variant."""
ONCE = frozenset(("province", "calendar", "category", "sanction", "framework"))
"""Kinds of which a province has one list, which all copies in it use."""


def sample(folder: Path, size: int, schemas: Schemas, example: Path, seed: int = 1) -> int:
    """Write about ``size`` records (at least ``LEAST``) as a folder that is missing or empty; return how many.

    They are written beside it and then take its place: a run that is killed leaves nothing there. The names of an
    invented office are written beside it too, unless there are some.
    """
    fresh = folder.with_name(f".{folder.name}.new")
    rmtree(fresh, ignore_errors=True)
    written = 0
    for file in _files(Example.read(example, schemas), size, seed):
        path = fresh / file.path
        if not path.parent.exists():
            path.parent.mkdir(parents=True)
        path.write_bytes(file.data)
        written += 1
    if folder.exists():
        folder.rmdir()
    fresh.rename(folder)
    names = folder.with_name("register.toml")
    if not names.exists():
        names.write_text(_office(size, seed), encoding="utf-8")
    return written


def _files(example: Example, size: int, seed: int) -> Iterator[SourceFile]:
    """Yield the national records, then copy by copy, the last of them cut to what is left of the size."""
    national = example.national
    once = frozenset(i for i, r in example.records.items() if r.kind in ONCE) - national
    yield from example.files(example.records[i] for i in sorted(national))
    names = Renamer(example, once)
    variants: list[dict[str, Record]] = []
    left = size - len(national)
    for number in count():
        place, inside = divmod(number, PER_PROVINCE)
        most = left + len(national) + (len(once) if inside else 0)
        if most >= len(example.records) and len(variants) == VARIANTS:
            variant = variants[number % VARIANTS]
        else:
            chance, given = Chance(f"{size} {seed} {number}"), national | once
            chosen = example.grown(most, chance, given, evenly=True)
            variant = varied(example, chosen, chance, round(CHANGED * len(chosen)), given)
            variants.append(variant)
        own = [r for i, r in variant.items() if i not in national and not (inside and i in once)]
        left -= len(own)
        yield from names.copy(example.files(own), place + 1, inside + 1)
        if left < LEFT_OUT:
            return


def _office(size: int, seed: int) -> str:
    """Return a register.toml."""
    return (
        f'title = "Sổ giả định {size}.{seed}"\noffice = "Cơ quan giả định"\ncontact = "người tạo sổ giả định này"\n'
        f'feed_id = "{uuid5(NAMESPACE_OID, f"sample {size} {seed}").urn}"\n'
    )


def small(example: Example, seed: int, least: int = 10, most: int = 60) -> tuple[SourceFile, ...]:
    """Return a small random part of the example with many changes, for tests: any record of it may be changed."""
    chance = Chance(f"small {seed}")
    chosen = example.grown(chance.upto(least, most), chance, evenly=False)
    return tuple(example.files(varied(example, chosen, chance, chance.upto(1, max(4, len(chosen) // 2))).values()))
