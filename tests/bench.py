"""Print how long everything takes, next to the least it could take, for invented registers of growing size.

    make bench                          or  ARGS='--sizes 200,1000'
    make bench ARGS='--sizes 5000,20000,80000,400000 --no-site'     the generator alone, up to the whole nation

Every row is a process of its own, so the start of Python and its imports are in it, as for whoever runs it. CPU is
user + system time of the process and of those it starts; the peak is the largest resident set (never less than that
of this program, some 20 MB). Best of three runs; a step that takes long is run once, since noise is small beside it.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
AS_OF = "2026-11-20"
"""Behind everything that happens in an invented register."""
RUNS, LONG = 3, 5.0
"""Runs of a step; after a run of so many seconds there is no other."""
TARGET_SIZE, TARGET_MULTIPLE, TARGET_MB = 5_000, 3.0, 300
LINEAR = 1.2
"""Growth of CPU time over that of the records up to which a step counts as linear."""

FILES = "import sys; from pathlib import Path; files = sorted(Path(sys.argv[1]).rglob('*.yaml'))\n"
EVENTS = """from yaml._yaml import CParser
for path in files:
    parser = CParser(path.read_bytes())
    while parser.get_event() is not None:
        pass
    parser.dispose()
"""
LOADER = """import yaml
for path in files:
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
"""
START, READ = "Python, nothing else", "files read"
FLOOR, LOAD = "files read, C events", "files read, CSafeLoader"
CHECK, ALONE = "generator check", "generator check, one record"
SAMPLE = "generator sample"
BUILD, REBUILD = "generator build", "generator build after one edit"
PRINT, INDEX, FINISH = "MkDocs alone", "Pagefind alone", "generator finish"
AGAINST = {LOAD: FLOOR, SAMPLE: FLOOR, CHECK: FLOOR, BUILD: PRINT, REBUILD: PRINT, FINISH: INDEX}
"""What each step is held against."""

LEGEND = f"""\
{FLOOR}: one process reads every file once and takes every event of PyYAML's C parser (libyaml) as a Python
object; nothing is built or checked. {LOAD}: the same with yaml.load, which builds plain data.
{PRINT}: `mkdocs build` of the Markdown that `generator build` wrote, with this checkout's mkdocs.yml and theme.
{INDEX}: its binary over the printed pages, as `generator finish` runs it.
"""


@dataclass(frozen=True)
class Cost:
    """What a process took: CPU and wall seconds, largest resident set in MB."""

    cpu: float
    wall: float
    peak: float


class StepError(Exception):
    """A step could not be measured; the text says why, without paths of this machine."""


def once(command: list[str | Path], env: dict[str, str]) -> Cost:
    """Run a process to its end. This process stays small: a child counts what it was forked from as its own memory."""
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        child = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=said)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            lines = said.read().decode(errors="replace").splitlines()
            last = next((line for line in reversed(lines) if "Error" in line), "".join(lines[-1:]))
            message = f"exit {child.returncode}: {re.sub(r'(/[^/ ]+)+/', '…/', last)[:120]}"
            raise StepError(message)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / unit)


class Bench:
    """Measures one size in a folder of its own."""

    def __init__(self, folder: Path, size: int, runs: int) -> None:
        self.wanted = size
        self.records, self.docs, self.site = folder / "records", folder / "docs", folder / "site"
        self.folder, self.runs = folder, runs
        self.env = {**os.environ, "SOURCE_DATE_EPOCH": "1795132800", "NO_MKDOCS_2_WARNING": "1"}
        self.costs: dict[str, Cost] = {}
        self.failed: dict[str, str] = {}
        self.size = self.bytes = self.edits = 0
        self.kinds: Counter[str] = Counter()

    def sample(self) -> None:
        """Make the register, and one of a single record."""
        command = [
            PYTHON,
            "-m",
            "generator",
            "sample",
            "--size",
            str(self.wanted),
            "--seed",
            "1",
            "--out",
            self.records,
        ]
        self.step(SAMPLE, command, lambda: shutil.rmtree(self.records, ignore_errors=True))
        if SAMPLE not in self.costs:
            raise SystemExit(f"{SAMPLE}: {self.failed[SAMPLE]}")
        one = "trung-uong/province/trung-uong.yaml"
        (self.folder / "one" / one).parent.mkdir(parents=True)
        shutil.copy(self.records / one, self.folder / "one" / one)
        for path in self.records.rglob("*.yaml"):
            self.size += 1
            self.bytes += path.stat().st_size
            self.kinds[path.parent.name] += 1

    def step(self, name: str, command: list[str | Path], prepare: Callable[[], object] = lambda: None) -> None:
        """Measure one step, unless what it needs has failed."""
        try:
            costs = []
            for _ in range(self.runs):
                prepare()
                costs.append(once(command, self.env))
                if costs[-1].wall > LONG:
                    break
            self.costs[name] = Cost(*(min(getattr(cost, part) for cost in costs) for part in ("cpu", "wall", "peak")))
        except StepError as error:
            self.failed[name] = str(error)

    def run(self, *, site: bool) -> None:
        generator: list[str | Path] = [PYTHON, "-m", "generator"]
        self.sample()
        self.step(START, [PYTHON, "-c", "pass"])
        self.step(READ, [PYTHON, "-c", FILES + "for path in files: path.read_bytes()", self.records])
        self.step(FLOOR, [PYTHON, "-c", FILES + EVENTS, self.records])
        self.step(LOAD, [PYTHON, "-c", FILES + LOADER, self.records])
        self.step(ALONE, [*generator, "check", self.folder / "one"])
        self.step(CHECK, [*generator, "check", self.records])
        build = [*generator, "build", self.records, "--out", self.docs, "--as-of", AS_OF]
        self.step(BUILD, build, lambda: shutil.rmtree(self.docs, ignore_errors=True))
        if BUILD not in self.costs:
            return
        self.step(REBUILD, build, self.edit)
        if not site:
            return
        self.step(
            PRINT,
            [PYTHON, "-m", "mkdocs", "build", "--quiet", "--config-file", self.config(), "--site-dir", self.site],
            lambda: shutil.rmtree(self.site, ignore_errors=True),
        )
        if PRINT in self.costs:
            self.finish(generator)

    def finish(self, generator: list[str | Path]) -> None:
        fresh, out = self.folder / "fresh", self.folder / "out"

        def copy() -> None:
            for folder in (fresh, out):
                shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(self.site, fresh)

        self.step(INDEX, [PYTHON, "-m", "pagefind_bin", "--site", fresh], copy)
        self.step(FINISH, [*generator, "finish", fresh, out], copy)

    def edit(self) -> None:
        """Change the title of one task in the middle of the register."""
        tasks = sorted(self.records.glob("*/task/*.yaml"))
        path = tasks[len(tasks) // 2]
        self.edits += 1
        text = re.sub(
            r"(?m)^(title: .*?)( \(sửa lần \d+\))?$", rf"\1 (sửa lần {self.edits})", path.read_text("utf-8"), count=1
        )
        path.write_text(text, encoding="utf-8")

    def config(self) -> Path:
        """Write this checkout's MkDocs configuration for the folder of the benchmark."""
        path = self.folder / "mkdocs.yml"
        path.write_text(
            f"INHERIT: {ROOT / 'mkdocs.yml'}\nsite_name: x\ndocs_dir: docs\ntheme:\n  custom_dir: {ROOT / 'theme'}\n",
            encoding="utf-8",
        )
        return path

    def multiple(self, name: str) -> str:
        """Say how many times its floor a step takes; a check also without the starts of both."""
        floor = self.costs.get(AGAINST.get(name, ""))
        if floor is None:
            return ""
        text = f"{self.costs[name].cpu / floor.cpu:.2f} × {AGAINST[name]}"
        if name == CHECK and {START, ALONE} <= self.costs.keys():
            own = self.costs[CHECK].cpu - self.costs[ALONE].cpu
            text += f" ({own / (floor.cpu - self.costs[START].cpu):.2f} without the starts)"
        return text

    def table(self) -> Iterator[str]:
        yield f"\n## {self.size:,} records, {self.bytes / 2**20:.1f} MB\n"
        yield "Records: " + ", ".join(f"{count:,} {kind}" for kind, count in self.kinds.most_common()) + "\n"
        if BUILD in self.costs:
            pages = others = size = 0
            for path in (path for path in self.docs.rglob("*") if path.is_file()):
                pages += path.suffix == ".md"
                others += path.suffix != ".md"
                size += path.stat().st_size
            yield f"Written: {pages:,} pages, {others:,} other files, {size / 2**20:.1f} MB\n"
        yield "| step | CPU s | wall s | peak MB | compared |\n|---|---:|---:|---:|---|"
        for name, cost in self.costs.items():
            yield f"| {name} | {cost.cpu:.2f} | {cost.wall:.2f} | {cost.peak:.0f} | {self.multiple(name)} |"
        for name, why in self.failed.items():
            yield f"| {name} | | | | {why} |"


def growth(benches: list[Bench]) -> Iterator[str]:
    """Compare each size with the one before: linear is a factor no larger than that of the records."""
    pairs = list(pairwise(benches))
    if not pairs:
        return
    yield "\n## Growth of CPU time (of memory)\n"
    yield "| step | " + " | ".join(f"{a.size:,} → {b.size:,}: × {b.size / a.size:.1f}" for a, b in pairs) + " |"
    yield "|---" * (len(pairs) + 1) + "|"
    for name in benches[0].costs:
        cells = []
        for a, b in pairs:
            one, other = a.costs.get(name), b.costs.get(name)
            cells.append(f"{other.cpu / one.cpu:.1f} ({other.peak / one.peak:.1f})" if one and other else "")
        yield f"| {name} | " + " | ".join(cells) + " |"
    a, b = pairs[-1]
    limit = LINEAR * b.size / a.size
    steep = [name for name in a.costs.keys() & b.costs.keys() if b.costs[name].cpu / a.costs[name].cpu > limit]
    yield f"\nLinear from {a.size:,} to {b.size:,} records (× {limit:.1f} at most): {_met(not steep)} {', '.join(sorted(steep))}".rstrip()


def targets(bench: Bench) -> Iterator[str]:
    """Say which aims are met at the size for which they are set."""
    costs = bench.costs
    yield f"\n## Aims at {bench.size:,} records\n"
    if {CHECK, FLOOR} <= costs.keys():
        times = costs[CHECK].cpu / costs[FLOOR].cpu
        yield f"- {CHECK} ≤ {TARGET_MULTIPLE:g} × {FLOOR}: {times:.2f}, {_met(times <= TARGET_MULTIPLE)}"
        yield f"- {CHECK} < {TARGET_MB} MB: {costs[CHECK].peak:.0f} MB, {_met(costs[CHECK].peak < TARGET_MB)}"
    if {BUILD, PRINT} <= costs.keys():
        times = costs[BUILD].cpu / costs[PRINT].cpu
        yield f"- {BUILD} ≤ {PRINT}: {times:.2f} of it, {_met(times <= 1)}"


def _met(value: bool) -> str:
    return "met" if value else "MISSED"


def main() -> int:
    parser = argparse.ArgumentParser(description="How long everything takes.")
    parser.add_argument("--sizes", default="200,1000,5000,10000", help="records, comma-separated")
    parser.add_argument("--runs", type=int, default=RUNS, help="runs per step, of which the best counts")
    parser.add_argument("--no-site", action="store_true", help="leave out MkDocs and what follows it")
    arguments = parser.parse_args()
    benches = []
    print(f"# Benchmark\n\n{LEGEND}", flush=True)
    for size in map(int, arguments.sizes.split(",")):
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            bench = Bench(Path(folder), size, arguments.runs)
            bench.run(site=not arguments.no_site)
            print("\n".join(bench.table()), flush=True)
            benches.append(bench)
    print(
        "\n".join(
            [*growth(benches), *(line for b in benches if abs(b.size / TARGET_SIZE - 1) < 0.1 for line in targets(b))]
        )
    )
    return 1 if any(bench.failed for bench in benches) else 0


if __name__ == "__main__":
    sys.exit(main())
