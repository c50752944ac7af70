"""The invented register is sound, the same every time and everywhere, and of every kind."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build import ROOT, check, check_register, schemas
from generator.cli import OK, USAGE, main
from generator.kinds import BY_NAME
from generator.read.source import read
from generator.sample import LEAST, LEFT_OUT, sample
from generator.sample.example import Example
from tests.conftest import REGISTER

SIZE = 2_200


def made(folder: Path, size: int, seed: int = 1) -> Path:
    written = sample(folder / "records", size, schemas(), REGISTER, seed)
    assert abs(written - size) < LEFT_OUT
    return folder / "records"


def digest(folder: Path) -> str:
    found = hashlib.sha256()
    for file in read(folder).files:
        found.update(file.path.encode() + b"\0" + file.data + b"\0")
    return found.hexdigest()


def test_other_arguments_make_other_files(tmp_path: Path) -> None:
    one, again, other = (
        read(made(tmp_path / name, LEAST, seed)).files for name, seed in (("one", 1), ("again", 1), ("other", 2))
    )
    assert one == again
    assert one != other


@pytest.mark.parametrize("hash_seed", ["0", "4242"])
def test_the_same_arguments_make_the_same_files_everywhere(
    hash_seed: str, tmp_path: Path, expected: Callable[[Path, str], None]
) -> None:
    command = [
        sys.executable,
        "-m",
        "generator",
        "sample",
        "--size",
        str(LEAST),
        "--seed",
        "7",
        "--out",
        tmp_path / "a",
    ]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": hash_seed}, check=True, capture_output=True)
    expected(ROOT / "tests" / "cli" / "sample-sha256.txt", f"{digest(tmp_path / 'a')}\n")


@pytest.mark.parametrize("seed", [1, 2])
def test_a_small_one_is_sound_and_shows_nearly_every_kind(seed: int, tmp_path: Path) -> None:
    examined, office = check_register(made(tmp_path, LEAST, seed))
    assert not examined.failed
    assert len({record.kind for record in examined.corpus.records.values()}) >= len(BY_NAME) - 1
    assert office.title == f"Sổ giả định {LEAST}.{seed}"


def test_copies_are_sound_together_and_differ(tmp_path: Path) -> None:
    """Copies stand side by side in one province, with other ids and names, and vary."""
    records = made(tmp_path, SIZE)
    examined = check(records)
    assert not examined.failed
    example = Example.read(REGISTER, schemas())
    provinces = {i for i, record in example.records.items() if record.kind == "province"}
    copies = {i if i in example.national else f"{i}-1" for i in provinces}
    assert {province.id for province in examined.corpus.of("province")} == copies
    assert all(province.get("sample") for province in examined.corpus.of("province"))
    names = Counter(name["name"] for agency in examined.corpus.of("agency") for name in agency["names"])
    assert [name for name, count in names.items() if "Mẫu" in name and count > 2] == []
    whole = len(example.records) - len(example.national)
    assert len(examined.corpus.records) + len(examined.corpus.withdrawn) > 4 * whole
    hidden = [record for record in examined.corpus.records.values() if record.get("visibility") == "noi-bo"]
    assert len({record.kind for record in hidden}) > 10
    assert {record.kind for record in examined.corpus.records.values()} == set(BY_NAME)
    assert examined.corpus.withdrawn


def test_what_is_national_is_not_copied(tmp_path: Path) -> None:
    found = {file.path: file.data for file in read(made(tmp_path, LEAST)).files if file.path.startswith("trung-uong/")}
    known = {file.path: file.data for file in read(REGISTER).files if file.path.startswith("trung-uong/")}
    assert found.keys() == known.keys()


def test_variants_come_again_in_the_next_province(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies of one variant differ in ids and names alone, and are sound side by side."""
    monkeypatch.setattr("generator.sample.PER_PROVINCE", 3)
    monkeypatch.setattr("generator.sample.VARIANTS", 2)
    size = 5 * len(Example.read(REGISTER, schemas()).records)
    examined = check(made(tmp_path, size))
    assert not examined.failed
    assert {p.id.rpartition("-")[2] for p in examined.corpus.of("province")} == {"uong", "1", "2"}


# the verb


def test_it_says_what_it_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new" / "records"
    assert main(["sample", "--size", str(LEAST), "--out", str(out)]) == OK
    count = len(read(out).files)
    assert capsys.readouterr().out == f"{out}: {count} bản ghi giả định\n"
    assert sorted(path.name for path in out.parent.iterdir()) == ["records", "register.toml"]
    assert main(["check", str(out)]) == OK


def test_it_multiplies_the_register_that_it_is_given(tmp_path: Path) -> None:
    for file in read(REGISTER).files:
        path = tmp_path / "own" / file.path.replace("tinh-mau", "tinh-khac")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data.replace(b"tinh-mau", b"tinh-khac"))
    arguments = ["sample", "--size", str(LEAST), "--example", str(tmp_path / "own"), "--out", str(tmp_path / "out")]
    assert main(arguments) == OK
    assert (tmp_path / "out" / "tinh-khac-1").is_dir()
    assert not check(tmp_path / "out").failed


def test_the_names_of_a_register_stay(tmp_path: Path) -> None:
    (tmp_path / "register.toml").write_text("của tôi", encoding="utf-8")
    made(tmp_path, LEAST)
    assert (tmp_path / "register.toml").read_text(encoding="utf-8") == "của tôi"


def test_two_samples_share_no_feed(tmp_path: Path) -> None:
    made(tmp_path / "a", LEAST)
    made(tmp_path / "b", LEAST, 2)
    ids = {tomllib.loads((tmp_path / name / "register.toml").read_text("utf-8"))["feed_id"] for name in "ab"}
    assert len(ids) == 2


@pytest.mark.parametrize("name", ["tinh-mau-1/agency/a.yaml", ".generator"])
def test_a_folder_with_anything_in_it_is_left_alone(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "out" / name
    kept.parent.mkdir(parents=True)
    kept.write_text("của tôi")
    assert main(["sample", "--size", str(LEAST), "--out", str(tmp_path / "out")]) == USAGE
    assert "Hãy chọn thư mục khác" in capsys.readouterr().err
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [kept]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert main(["sample", "--size", str(LEAST), "--out", str(tmp_path / "out")]) == OK
    assert (tmp_path / "out" / "trung-uong" / "province" / "trung-uong.yaml").is_file()


def test_too_few_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample", "--size", str(LEAST - 1), "--out", str(tmp_path / "out")]) == USAGE
    assert str(LEAST) in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_was_killed_is_begun_anew(tmp_path: Path) -> None:
    left = tmp_path / ".out.new" / "tinh-mau-1" / "agency" / "half.yaml"
    left.parent.mkdir(parents=True)
    left.write_text("id: ")
    assert main(["sample", "--size", str(LEAST), "--out", str(tmp_path / "out")]) == OK
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "register.toml"]
    assert not list(tmp_path.rglob("half.yaml"))
