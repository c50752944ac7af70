"""Reading the disk: regular .yaml files become a Source, everything else a Problem; nothing is followed or waited for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.history import repository as history
from generator.read.source import MAX_BYTES, _read_file, read
from tests.hostile import as_nobody


@pytest.fixture(autouse=True)
def impatient() -> Iterator[None]:
    """A reader that waits for a FIFO would wait for ever."""
    signal.alarm(20)
    yield
    signal.alarm(0)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    (folder / "an" / "task").mkdir(parents=True)
    (folder / "an" / "task" / "an-1.yaml").write_bytes(b"id: an-1\n")
    return folder


def found(root: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """Read a folder: paths of files, and (code, path below the root) of problems."""
    source = read(root, "records")
    for told in source.problems:
        assert str(told.where).isprintable()
        assert told.message.vi.isprintable()
    return [f.path for f in source.files], sorted(
        (p.code, p.where.path.removeprefix("records/")) for p in source.problems
    )


SOUND = ["an/task/an-1.yaml"]


def test_files_are_read_in_one_order_with_their_bytes(root: Path) -> None:
    (root / "ba" / "task").mkdir(parents=True)
    (root / "an" / "agency").mkdir()
    for path in ("ba/task/ba-2.yaml", "an/agency/an-9.yaml", "ba/task/ba-10.yaml"):
        (root / path).write_bytes(path.encode())
    source = read(root)
    assert source.root == root.as_posix()
    assert [f.path for f in source.files] == [
        "an/agency/an-9.yaml", "an/task/an-1.yaml", "ba/task/ba-10.yaml", "ba/task/ba-2.yaml",
    ]  # fmt: skip
    assert source.files[0].data == b"an/agency/an-9.yaml"
    assert source.problems == ()


def test_what_is_no_record_is_told(root: Path) -> None:
    for path in ("note.txt", "an/task/an-2.yml", "an/task/an-3.YAML", "an/task/an-4.yaml~", "HEAD"):
        (root / path).write_text("x")
    files, problems = found(root)
    assert files == SOUND
    assert problems == [
        ("file-unknown", "HEAD"),
        ("file-unknown", "an/task/an-2.yml"),
        ("file-unknown", "an/task/an-3.YAML"),
        ("file-unknown", "an/task/an-4.yaml~"),
        ("file-unknown", "note.txt"),
    ]


def test_hidden_and_explaining_files_are_left_alone(root: Path) -> None:
    (root / ".git" / "objects").mkdir(parents=True)
    (root / ".git" / "objects" / "x.yaml").write_text("id: x\n")
    (root / ".gitkeep").touch()
    (root / "README.md").write_text("x")
    (root / "an" / "README.md").write_text("x")
    assert found(root) == (SOUND, [])


def test_a_hidden_record_is_not_overlooked(root: Path) -> None:
    (root / "an" / "task" / ".an-2.yaml").write_text("id: an-2\n")
    assert found(root)[0] == ["an/task/.an-2.yaml", *SOUND]


def test_links_are_not_followed(root: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("token: abc\n")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "an-5.yaml").write_text("id: an-5\n")
    links = {
        "an/task/an-2.yaml": secret, "an/task/an-3.yaml": "/dev/zero", "an/task/an-4.yaml": "/nowhere",
        "an/agency": tmp_path / "outside", "an/loop": ".", ".hidden.yaml": secret, "README.md": secret,
    }  # fmt: skip
    for path, target in links.items():
        (root / path).symlink_to(target)
    files, problems = found(root)
    assert files == SOUND
    assert problems == sorted(("file-not-regular", path) for path in links)


def test_a_link_put_in_the_place_of_a_listed_file_is_not_followed(root: Path) -> None:
    """Between the listing and the opening the file may change: opening is what counts."""
    (root / "an" / "task" / "an-2.yaml").symlink_to("an-1.yaml")
    assert _read_file(str(root / "an" / "task" / "an-2.yaml")) is None


def test_pipes_sockets_and_devices_do_not_block(root: Path) -> None:
    os.mkfifo(root / "an" / "task" / "an-2.yaml")
    expected = [("file-not-regular", "an/task/an-2.yaml")]
    try:
        os.mknod(root / "an" / "task" / "an-3.yaml", 0o20666, os.makedev(1, 5))  # a device of endless zeros
        expected.append(("file-not-regular", "an/task/an-3.yaml"))
    except OSError:
        pass  # needs rights that a container may not give
    assert found(root) == (SOUND, expected)


def test_size_is_bounded(root: Path) -> None:
    folder = root / "an" / "task"
    (folder / "an-2.yaml").write_bytes(b"#" * MAX_BYTES)
    (folder / "an-3.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    with (folder / "an-4.yaml").open("wb") as file:
        file.truncate(2**40)  # takes no space on the disk
    files, problems = found(root)
    assert files == [*SOUND, "an/task/an-2.yaml"]
    assert problems == [("file-too-large", "an/task/an-3.yaml"), ("file-too-large", "an/task/an-4.yaml")]


def test_what_cannot_be_read_is_told() -> None:
    with tempfile.TemporaryDirectory() as folder:  # pytest's own is closed to everybody else
        root = Path(folder)
        root.chmod(0o755)
        (root / "an-1.yaml").touch()
        assert found(root) == (["an-1.yaml"], [])  # and all modules are loaded
        (root / "an-2.yaml").touch(0o000)
        (root / "ba").mkdir(0o000)
        with as_nobody():
            assert found(root) == (["an-1.yaml"], [("file-not-regular", "an-2.yaml"), ("file-not-regular", "ba")])
        (root / "ba").chmod(0o755)


def test_names_in_two_normal_forms_are_both_refused(root: Path, judge) -> None:
    folder = root / "an" / "task"
    for form in ("NFC", "NFD"):
        (folder / unicodedata.normalize(form, "an-sở.yaml")).write_bytes(b"id: an-2\n")
    files, problems = found(root)
    assert len(files) == 3
    assert problems == []
    examined = judge({file.path: file.data for file in read(root).files})
    assert [p.code for p in examined.problems if "an-1" not in p.where.path] == ["id-form", "id-form"]


@pytest.mark.parametrize(
    "name",
    [
        b"an-2\n.yaml",
        b"\n::error file=x::y.yaml",
        b"an-\x1b[2J.yaml",
        b"an-\xff.yaml",
        b"a\xe2\x80\xaexyz.yaml",
        b"a\xe2\x80\xa8b.yaml",
    ],
    ids=["line break", "workflow command", "terminal code", "not UTF-8", "bidi", "line separator"],
)
def test_names_that_act_are_refused_and_told_in_print(root: Path, name: bytes) -> None:
    path = os.path.join(os.fsencode(root), b"an", b"task", name)  # noqa: PTH118 - bytes
    with open(path, "wb"):  # noqa: PTH123
        pass
    os.mkdir(os.path.join(os.fsencode(root), b"x" + name))  # noqa: PTH102, PTH118
    files, problems = found(root)
    assert files == SOUND
    assert [code for code, _ in problems] == ["id-form", "id-form"]


def test_a_folder_without_records_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "README.md").touch()
    source = read(tmp_path / "empty", "records")
    assert [(p.code, str(p.where)) for p in source.problems] == [("register-empty", "records:1:1")]


# ---------------------------------------------------------------------------------------------------------- git


def git(folder: Path, *arguments: str) -> None:
    pinned = {
        "GIT_AUTHOR_DATE": "2024-01-01T00:00:00Z", "GIT_COMMITTER_DATE": "2024-01-01T00:00:00Z",
        "GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@invalid", "GIT_COMMITTER_NAME": "x", "GIT_COMMITTER_EMAIL": "x@invalid",
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PATH": os.environ["PATH"], "HOME": str(folder),
    }  # fmt: skip
    subprocess.run(["git", *arguments], cwd=folder, env=pinned, check=True, capture_output=True)


@pytest.fixture
def repository(root: Path) -> Path:
    git(root.parent, "init", "--quiet", "--initial-branch=main")
    git(root.parent, "add", ".")
    git(root.parent, "commit", "--quiet", "--message=x")
    return root


def test_the_commit_is_told_and_whether_the_records_are_in_it(repository: Path) -> None:
    known = history.commit(repository)
    assert known is not None
    assert len(known.id) == 40
    assert not known.changed
    (repository.parent / "other.txt").touch()
    assert history.commit(repository) == known  # only the records count
    (repository / "an" / "task" / "an-2.yaml").touch()
    assert history.commit(repository) == history.Commit(known.id, changed=True)


def test_without_a_repository_or_a_commit_there_is_none(root: Path) -> None:
    assert history.commit(root) is None
    git(root.parent, "init", "--quiet")
    assert history.commit(root) is None


def test_a_repository_cannot_name_programs_to_run(repository: Path) -> None:
    mark = repository.parent / "ran"
    git(repository.parent, "config", "core.fsmonitor", f"touch {mark}; false")
    hooks = repository.parent / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-index-change", "fsmonitor-watchman"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {mark}\n")
        (hooks / name).chmod(0o755)
    (repository / "an" / "task" / "an-1.yaml").touch()
    assert history.commit(repository) is not None
    assert not mark.exists()


def test_without_the_git_program_there_is_no_commit(repository: Path, tmp_path: Path) -> None:
    code = f"from pathlib import Path; from generator.history.repository import commit; assert commit(Path({str(repository)!r})) is None"
    environment = {"PATH": str(tmp_path), "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
