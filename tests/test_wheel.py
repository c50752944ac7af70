"""The wheel, installed where nothing of this repository is: two offices begin a register each, record, print and look."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import time
import tomllib
import zipfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from generator.build import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.browser]
AS_OF = "2026-11-21"
TRACKED = ("schemas", "theme", "docs", "generator")


@dataclass(frozen=True)
class Office:
    """A register that was begun with the installed engine."""

    folder: Path
    answers: dict[str, str]

    @property
    def names(self) -> dict[str, Any]:
        return tomllib.loads((self.folder / "register.toml").read_text(encoding="utf-8"))

    @property
    def site(self) -> Path:
        return self.folder / "build" / "site"


LAI_CHAU = {
    "title": "Sổ việc tỉnh Lai Châu", "office": "Văn phòng UBND tỉnh Lai Châu", "provinces": "Tỉnh Lai Châu",
    "contact": "phòng Hành chính, Văn phòng UBND tỉnh Lai Châu", "site-url": "https://lai-chau.example/cong-vu/so/",
}  # fmt: skip
HUE = {
    "title": "Sổ chỉ đạo thành phố Huế", "office": "Sở Nội vụ thành phố Huế", "provinces": "Thành phố Huế",
    "contact": "thanh tra Sở Nội vụ thành phố Huế", "site-url": "https://hue.example/",
    "repository": "https://kho.example/hue",
}  # fmt: skip


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-w",
        out,
        ROOT,
    ]
    subprocess.run(command, check=True, capture_output=True)
    (made,) = out.glob("*.whl")
    return made


class Installed:
    """An environment with the wheel and the libraries that it asks for; nothing of this checkout is on its path."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        self.python = folder / "bin" / "python"
        subprocess.run(
            [self.python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", wheel],
            check=True,
            capture_output=True,
        )
        (packages,) = folder.glob("lib/python*/site-packages")
        (packages / "libraries.pth").write_text(sysconfig.get_path("purelib"))
        self._program = folder / "bin" / "generator"
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "PYTHONPYCACHEPREFIX": str(folder / "pyc"),
        }

    def start(self, at: Path, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [self._program, *arguments], cwd=at, env=self._environment, text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def run(self, at: Path, *arguments: str) -> str:
        process = self.start(at, *arguments)
        said = process.communicate()[0]
        assert process.returncode == 0, said
        return said

    def begin(self, at: Path, answers: dict[str, str]) -> Office:
        options = [part for name, value in answers.items() for part in (f"--{name}", value)]
        self.run(at.parent, "init", at.name, *options)
        return Office(at, answers)


@pytest.fixture(scope="module")
def engine(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return Installed(tmp_path_factory.mktemp("environment") / "venv", wheel)


@pytest.fixture(scope="module")
def offices(engine: Installed, tmp_path_factory: pytest.TempPathFactory) -> list[Office]:
    """Two registers; each has its people's committee and one directive, and is printed."""
    folder = tmp_path_factory.mktemp("offices")
    made = [engine.begin(folder / "lai chau", LAI_CHAU), engine.begin(folder / "hue", HUE)]
    for office in made:
        assert engine.run(office.folder, "check", "--strict") == "0 lỗi, 0 cảnh báo, 0 ghi chú\n"
        (province,) = office.names["provinces"]
        name = f"Ủy ban nhân dân {office.answers['provinces']}"
        new = partial(engine.run, office.folder, "new")
        assert new(
            "agency",
            "--province",
            province,
            "--set",
            f"names.0.name={name}",
            "--set",
            "kind=ubnd",
            "--set",
            "level=tinh",
        ).endswith(".yaml\n")
        body = f"{province}-{Path(next(office.folder.glob(f'records/{province}/agency/*.yaml'))).stem.removeprefix(f'{province}-')}"
        given = {
            "type": "cong-van", "number": "12", "symbol": "UBND-NC", "date": "5/1/2026", "title": f"V/v kỷ cương tại {name}",
            "issuer": body, "directing.body": body, "signer.post": "Chủ tịch", "signer.capacity": "TM",
            "recipients.0.body": body, "recipients.0.as_written": "UBND", "clauses.0.id": "1", "clauses.0.kind": "khoan",
            "clauses.0.label": "1.", "clauses.0.summary": "Làm một việc.", "coverage": "co-theo-doi",
        }  # fmt: skip
        new(
            "directive",
            "--province",
            province,
            *(part for key, value in given.items() for part in ("--set", f"{key}={value}")),
        )
        assert "build/site: xong" in engine.run(office.folder, "site", "--as-of", AS_OF)
    return made


def test_the_wheel_holds_the_engine_and_nothing_else(wheel: Path) -> None:
    listed = subprocess.run(["git", "ls-files", *TRACKED], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    wanted = {name if name.startswith("generator/") else f"generator/_engine/{name}" for name in listed.split()}
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
        (metadata,) = (archive.read(name).decode() for name in held if name.endswith("METADATA"))
    assert wanted - held == {"generator/_engine/docs/du-lieu/gone.json"}, "of another register"
    apart = ("generator/", "directive_register-")
    assert [name for name in held if not name.startswith(apart)] == []
    provinces = {name.split("/")[3] for name in held if name.startswith("generator/_engine/records/")}
    assert provinces == {"trung-uong"}
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    asked = re.findall(r"(?m)^Requires-Dist: ([\w-]+)", metadata)
    assert sorted(map(str.lower, asked)) == sorted(re.match(r"[\w-]+", name)[0].lower() for name in wanted)


def test_the_engine_is_the_installed_one(engine: Installed, tmp_path: Path) -> None:
    code = "import generator.resources as r; print(r.INSTALLED, r.ROOT)"
    said = subprocess.run([engine.python, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert said.startswith("True ")
    assert str(ROOT) not in said
    assert re.fullmatch(r"\d+\.\d+\S*\n", engine.run(tmp_path, "--version"))


def test_two_registers_share_no_name(offices: list[Office]) -> None:
    one, other = (office.names for office in offices)
    for key in ("title", "description", "office", "contact", "feed_id", "site_url", "provinces"):
        assert one[key] != other[key]
    home = tomllib.loads((ROOT / "register.toml").read_text(encoding="utf-8"))
    ids: list[set[str]] = []
    for office, stranger in zip(offices, reversed(offices), strict=True):
        said = "".join(
            p.read_text("utf-8") for p in office.site.rglob("*") if p.suffix in (".html", ".xml", ".json", ".csv")
        )
        for names in (home, stranger.names):
            for key in ("title", "office", "contact", "feed_id", "description", "site_url"):
                assert names.get(key, "∅") not in said
        assert office.names["feed_id"] in said
        assert office.names["site_url"] + "thay-doi/feed.xml" in said
        assert office.names["contact"].split(",")[0] in said
        assert "vi-du" not in {path.name for path in (office.folder / "records").iterdir()}
        (province,) = office.names["provinces"]
        entries = re.findall(r"<id>(.*?)</id>", (office.site / "thay-doi" / "feed.xml").read_text("utf-8"))
        records = [path.stem for path in (office.folder / "records" / province).glob("*/*.yaml")]
        ids.append({*entries, *records})
        assert entries
        assert len(records) > 2
    assert ids[0].isdisjoint(ids[1])


def test_what_comes_with_the_engine_is_shown_before_it_changes(engine: Installed, offices: list[Office]) -> None:
    office = offices[1]
    assert engine.run(office.folder, "update") == "0 tệp dùng chung khác với chương trình đang cài\n"
    path = office.folder / "records" / "trung-uong" / "calendar" / "trung-uong-lich-2026.yaml"
    known = path.read_text("utf-8")
    path.write_text(known.replace("\n", "\nnote: của ta\n", 1), encoding="utf-8")
    process = engine.start(office.folder, "update")
    said = process.communicate()[0]
    assert process.returncode == 1
    assert said.startswith("records/trung-uong/calendar/trung-uong-lich-2026.yaml: đổi\n")
    assert "\n-note: của ta\n" in said
    assert path.read_text("utf-8") != known
    assert engine.run(office.folder, "update", "--apply").endswith("1 tệp dùng chung đã đổi\n")
    assert path.read_text("utf-8") == known


def test_an_interrupted_run_leaves_the_last_site(engine: Installed, offices: list[Office]) -> None:
    office = offices[1]
    before = {path: path.stat().st_mtime_ns for path in office.site.rglob("*")}
    process = engine.start(office.folder, "site", "--as-of", "2026-11-20")
    fresh = office.folder / "build" / "site.new"
    deadline = time.monotonic() + 120
    while not fresh.exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    process.terminate()
    process.communicate()
    assert process.returncode != 0
    assert {path: path.stat().st_mtime_ns for path in office.site.rglob("*")} == before


def test_serve_shows_it_below_its_path_and_prints_again(engine: Installed, offices: list[Office], browser: Any) -> None:
    office = offices[0]
    base = "/cong-vu/so/"
    process = engine.start(office.folder, "serve", "--port", "0")
    assert process.stdout is not None
    page = browser.new_page()
    bad: list[str] = []
    page.on("response", lambda answer: bad.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    page.on("pageerror", lambda error: bad.append(str(error)))
    try:

        def shown() -> str:
            """The address, once a print is done."""
            for line in process.stdout:
                if found := re.match(r"(http://127\.0\.0\.1:\d+/\S*) ", line):
                    return found[1]
            pytest.fail("serve ended")

        def title() -> str:
            page.goto(address)
            return str(page.title())

        address = shown()
        assert address.endswith(base)
        assert title() == office.names["title"]
        page.get_by_role("link", name="1 văn bản chỉ đạo").click()
        page.get_by_role("link", name="Công văn số 12/UBND-NC").first.click()
        page.wait_for_url(f"{address}chi-dao/lai-chau-12-ubnd-nc-2026/")
        assert "V/v kỷ cương" in page.inner_text("article")
        page.goto(f"{address}tra-cuu/?q=ky+cuong")
        page.locator(".search-results > li > h2 a").first.wait_for()
        assert page.locator(".search-results > li > h2 a").first.get_attribute("href").startswith(f"{base}chi-dao/")
        page.goto(f"{address}gioi-thieu/#bao-sai-sot")
        assert office.names["contact"] in page.inner_text("article")
        names = office.folder / "register.toml"
        known = names.read_text("utf-8")
        names.write_text(known.replace(office.names["title"], "Sổ mang tên mới"), encoding="utf-8")
        shown()
        assert title() == "Sổ mang tên mới"
        names.write_text(known.replace("title =", "titel ="), encoding="utf-8")
        shown()
        assert title() == "Sổ mang tên mới", "with an error the last good site stays"
        names.write_text(known, encoding="utf-8")
        shown()
        assert title() == office.names["title"]
    finally:
        page.close()
        process.terminate()
        process.communicate()
    assert bad == []
