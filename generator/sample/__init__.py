"""An invented register of any size: linked records of every kind, sound in every check, for trials and benchmarks.

Provinces, bodies, documents and figures are made up, persons do not occur; only the names of institutions that every
province has are real. The kinds stand in the proportions of a province's year (1,000 directives with 5,000 tasks, 150
bodies, 100 inspections with 1,000 findings and what became of them: some 11,800 records), and provinces are added
rather than widened. The same size and seed make the same files everywhere. One province is held at a time.
"""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree

from generator.sample.agenda import agenda
from generator.sample.bodies import bodies, founding, team
from generator.sample.centre import centre
from generator.sample.chance import Chance
from generator.sample.inspections import inspection, miss, plans
from generator.sample.logs import Logs
from generator.sample.matters import Matters
from generator.sample.papers import papers
from generator.sample.progress import progress
from generator.sample.scoring import frameworks, ratings, summaries
from generator.sample.tasks import Tasks
from generator.sample.world import Province, World, part
from generator.sample.writing import Writer

WHOLE = 11_800
"""Records of a province: from one and a half times as many on there are two."""
LEAST = 200
"""Fewer cannot show every kind."""


def sample(folder: Path, size: int, seed: int = 1) -> int:
    """Write about ``size`` records (at least ``LEAST``) as a folder that is missing or empty; return how many.

    They are written beside it and then take its place: a run that is killed leaves nothing there.
    """
    fresh = folder.with_name(f".{folder.name}.new")
    rmtree(fresh, ignore_errors=True)
    written = _register(fresh, size, seed)
    if folder.exists():
        folder.rmdir()
    fresh.rename(folder)
    return written


def _register(folder: Path, size: int, seed: int) -> int:
    world = World(size, Writer(folder))
    centre(world, Chance(f"{size} {seed}"))
    count = max(1, (size + WHOLE // 2) // WHOLE)
    left = size - world.writer.written
    for i in range(count):
        own, name = f"tinh-mau-{i + 1:02d}", f"tỉnh Mẫu {i + 1:02d}"
        _province(Province(own, name, part(left, count, i), world, Chance(f"{size} {seed} {i + 1}")), i + 1)
    return world.writer.written


def _province(p: Province, number: int) -> None:
    """Write one province; what is known only at the end (what became of the tasks) fills it up to its size."""
    bodies(p, number)
    thousand = (p.size - p.written) / 985  # shares below are out of a thousand records, of which 15 are bodies
    findings = max(8, round(85 * thousand))
    teams = founding(p)
    visits = agenda(p, max(3, findings // 10))
    made = [paper for *_, decisions in teams for paper in decisions] + visits.papers
    papers(p, made, max(8, round(42 * thousand)), max(3, round(85 * thousand)))
    for plan in teams:
        team(p, plan)
    Tasks(p).run(round(425 * thousand))
    for visit in visits.visits:
        miss(p, visit)
    plans(p, visits)
    matters = Matters(p)
    for i, visit in enumerate(visits.visits):
        inspection(p, visit, matters.visit(visit, part(findings, len(visits.visits), i)))
    Logs(p, matters.made).run(round(20 * thousand))
    frameworks(p)
    ratings(p, max(2, round(4 * thousand)))
    summaries(p, max(2, min(24, round(3 * thousand))))
    progress(p, p.size - p.written)
