"""Writing: all of a site or nothing, only what changed, at no moment a mixture, and never over other people's files."""

from __future__ import annotations

import errno
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import ROOT
from generator.catalog.refused import RefusedError
from generator.site import output
from generator.site.output import MANIFEST, claim, replace, write
from tests.test_cli import SOUND

BESIDE = [".docs.kept", "docs"]
"""What stands in a folder after a build: the tree, and beside it what the next build is made with."""
SITE = {"index.md": b"one", "a/b/c.md": b"two", "a/d.bin": bytes(range(256)), "empty": b""}


def tree(folder: Path) -> dict[str, bytes]:
    """Everything in a folder but the list of its own files."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if not path.is_dir() and path.name != MANIFEST
    }


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


# ------------------------------------------------------------------------------------------------- what is written


def test_a_site_becomes_files(tmp_path: Path) -> None:
    out = tmp_path / "build" / "docs"
    assert write({**SITE, "late": lambda: b"made when asked"}, out) == (5, 0)
    assert tree(out) == {**SITE, "late": b"made when asked"}
    assert sorted(p.name for p in out.parent.iterdir()) == BESIDE


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "docs"
    write(SITE, out)
    before = stamps(out)
    assert write(SITE, out) == (0, 4)
    assert stamps(out) == before


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    out = tmp_path / "docs"
    write(SITE, out)
    before = stamps(out)
    changed = {**SITE, "a/b/c.md": b"TWO", "new": b"x"}  # the same length: time and size cannot tell
    assert write(changed, out) == (2, 3)
    after = stamps(out)
    assert tree(out) == changed
    same = set(SITE) - {"a/b/c.md"}
    assert {path: after[path] for path in same} == {path: before[path] for path in same}
    assert after["a/b/c.md"] != before["a/b/c.md"]


def test_what_a_reader_holds_open_is_not_changed_under_him(tmp_path: Path) -> None:
    out = tmp_path / "docs"
    write(SITE, out)
    with (out / "index.md").open("rb") as file:
        write({**SITE, "index.md": b"changed"}, out)
        assert file.read() == b"one"


def test_stale_files_and_folders_go(tmp_path: Path) -> None:
    out = tmp_path / "docs"
    write(SITE, out)
    assert write({"index.md": b"one"}, out) == (0, 1)
    assert tree(out) == {"index.md": b"one"}
    assert not (out / "a").exists()


def test_a_file_may_become_a_folder_and_back(tmp_path: Path) -> None:
    out = tmp_path / "docs"
    write({"a": b"1"}, out)
    write({"a/b": b"2"}, out)
    assert tree(out) == {"a/b": b"2"}
    write({"a": b"1"}, out)
    assert tree(out) == {"a": b"1"}


def test_a_file_changed_by_hand_is_put_right(tmp_path: Path) -> None:
    out = tmp_path / "docs"
    write(SITE, out)
    (out / "index.md").write_bytes(b"by hand")
    (out / "empty").unlink()
    assert write(SITE, out) == (2, 2)
    assert tree(out) == SITE


def test_a_link_in_the_place_of_a_file_is_put_right(tmp_path: Path) -> None:
    """MkDocs would follow it."""
    out, outside = tmp_path / "docs", tmp_path / "outside"
    outside.write_bytes(b"one")
    write(SITE, out)
    (out / "index.md").unlink()
    (out / "index.md").symlink_to(outside)
    write(SITE, out)
    assert not (out / "index.md").is_symlink()
    assert outside.read_bytes() == b"one"


def test_without_hard_links_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    out = tmp_path / "docs"
    write(SITE, out)
    times = {path: stamp[1] for path, stamp in stamps(out).items()}
    monkeypatch.setattr(output.os, "link", refuse)
    assert write(SITE, out) == (0, 4)
    assert tree(out) == SITE
    assert {path: stamp[1] for path, stamp in stamps(out).items()} == times


def test_without_an_exchange_in_one_step_the_trees_still_change_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "_exchange", lambda *_: False)
    out = tmp_path / "docs"
    write(SITE, out)
    write({"index.md": b"new"}, out)
    assert tree(out) == {"index.md": b"new"}
    assert sorted(p.name for p in tmp_path.iterdir()) == BESIDE
    # Killed between the two renames: the old tree stands aside, and comes back with the next run.
    out.rename(tmp_path / ".docs.old")
    assert write({"index.md": b"new"}, out) == (0, 1)
    assert sorted(p.name for p in tmp_path.iterdir()) == BESIDE


def test_the_exchange_is_in_one_step_on_linux(tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("renameat2 is a call of Linux")
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    assert output._exchange(tmp_path / "one", tmp_path / "two")
    assert (tmp_path / "one" / "two").exists()
    assert (tmp_path / "two" / "one").exists()


def test_where_there_is_that_exchange_it_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two renames would leave a moment without any tree."""

    def refuse(*_: object) -> None:
        pytest.fail("a rename, though the trees can be exchanged")

    if not sys.platform.startswith("linux"):
        pytest.skip("renameat2 is a call of Linux")
    write(SITE, tmp_path / "docs")
    monkeypatch.setattr(Path, "rename", refuse)
    write({"index.md": b"new"}, tmp_path / "docs")
    assert tree(tmp_path / "docs") == {"index.md": b"new"}


paths = st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map("/".join)


@st.composite
def sites(draw: st.DrawFn) -> dict[str, bytes]:
    """Any site whose paths can stand together (no file is also a folder)."""
    drawn = draw(st.dictionaries(paths, st.binary(max_size=3), max_size=8))
    return {path: data for path, data in drawn.items() if not any(other.startswith(f"{path}/") for other in drawn)}


@settings(max_examples=40, deadline=None)
@given(st.lists(sites(), min_size=2, max_size=4))
def test_any_site_over_any_other(tmp_path_factory: pytest.TempPathFactory, steps: list[dict[str, bytes]]) -> None:
    out = tmp_path_factory.mktemp("any") / "docs"
    before: Mapping[str, bytes] = {}
    for site in steps:
        same = sum(before.get(path) == data for path, data in site.items())
        assert write(site, out) == (len(site) - same, same)
        assert tree(out) == site
        before = site


# --------------------------------------------------------------------------------------------- when something fails


def test_a_page_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise ZeroDivisionError

    out = tmp_path / "docs"
    write(SITE, out)
    before = stamps(out)
    with pytest.raises(ZeroDivisionError):
        write({"index.md": b"new", "b": fail}, out)
    assert tree(out) == SITE
    assert stamps(out) == before
    assert write({"index.md": b"new"}, out) == (1, 0)
    assert sorted(p.name for p in tmp_path.iterdir()) == BESIDE


def test_a_full_disk_leaves_everything_as_it_was(tmp_path: Path) -> None:
    """A real failure of write(2), half-way through a file."""
    out = tmp_path / "docs"
    write(SITE, out)
    before = stamps(out)
    code = (
        "import resource, sys; from pathlib import Path; from generator.site.output import write\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "try: write({'a': b'x' * 90_000, 'b': b'y' * 200_000}, Path(sys.argv[1]))\n"
        "except OSError: sys.exit(9)\n"
    )
    run = subprocess.run([sys.executable, "-c", code, out], cwd=ROOT, check=False)
    assert run.returncode == 9
    assert tree(out) == SITE
    assert stamps(out) == before
    assert write({"index.md": b"new"}, out) == (1, 0)
    assert sorted(p.name for p in tmp_path.iterdir()) == BESIDE
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 100_000


def test_another_file_system_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> Path:
        if self.name == "fresh":
            raise OSError(errno.EXDEV, "another file system")
        return Path(shutil.move(self, target))

    out, fresh = tmp_path / "site", tmp_path / "fresh"
    write(SITE, out)
    write({"index.md": b"new"}, fresh)
    monkeypatch.setattr(output, "_exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="another file system"):
        replace(fresh, out)
    assert tree(out) == SITE
    assert tree(fresh) == {"index.md": b"new"}


WRITER = """
import os, sys
from pathlib import Path
from generator.site.output import write
out = Path(sys.argv[1])
for line in sys.stdin:  # one to be killed for each
    child = os.fork()
    while not child:
        for word in sys.argv[2:]:
            write({f"{i % 10}/{i}": f"{i} {word if i % 3 else ''}".encode() for i in range(200)}, out)
    print(child, flush=True)
    os.waitpid(child, 0)
    print("gone", flush=True)
"""


def written(word: str) -> dict[str, bytes]:
    return {f"{i % 10}/{i}": f"{i} {word if i % 3 else ''}".encode() for i in range(200)}


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_a_whole_tree(tmp_path: Path) -> None:
    out = tmp_path / "docs"
    write(written("first"), out)
    choice = random.Random(20240601)
    seen = set()
    command = [sys.executable, "-c", WRITER, out, "second", "third"]
    with subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        for turn in range(250):
            if turn >= 25 and len(seen) > 1:
                break
            print(file=run.stdin, flush=True)
            child = int(run.stdout.readline())
            time.sleep(choice.random() * 0.12 * (1 + turn // 25))  # a busy machine is waited for
            os.kill(child, signal.SIGKILL)
            assert run.stdout.readline() == "gone\n"
            found = tree(out)
            matching = [word for word in ("first", "second", "third") if found == written(word)]
            assert len(matching) == 1, f"a mixture of {len(found)} files"
            seen.add(matching[0])
            assert {p.name for p in tmp_path.iterdir()} <= {*BESIDE, ".docs.old"}
        run.stdin.close()
    assert len(seen) > 1, "killed too early to see anything"
    write(written("last"), out)
    assert tree(out) == written("last")
    assert sorted(p.name for p in tmp_path.iterdir()) == BESIDE


@pytest.mark.slow
def test_a_killed_build_leaves_the_old_pages_or_the_new(tmp_path: Path) -> None:
    """The real program, as of one day over the pages of another."""
    out, records = tmp_path / "docs", tmp_path / "register" / "records"
    for path, text in SOUND.items():
        (records / path).parent.mkdir(parents=True, exist_ok=True)
        (records / path).write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "tests" / "register.toml", records.parent)
    compiled = {"PYTHONPYCACHEPREFIX": str(tmp_path / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}  # once for all runs

    def build(as_of: str, into: Path) -> subprocess.Popen[bytes]:
        arguments = ["build", records, "--out", into, "--as-of", as_of]
        return subprocess.Popen(
            [sys.executable, "-m", "generator", *arguments], cwd=ROOT, env={**os.environ, **compiled},
            stdout=subprocess.DEVNULL,
        )  # fmt: skip

    whole = {}
    for as_of in ("2024-03-01", "2024-12-01"):
        start = time.perf_counter()
        assert build(as_of, tmp_path / as_of).wait() == 0
        took = time.perf_counter() - start
        whole[as_of] = tree(tmp_path / as_of)
    assert whole["2024-03-01"] != whole["2024-12-01"]
    shutil.copytree(tmp_path / "2024-03-01", out)
    choice = random.Random(20240601)
    for turn in range(6):
        run = build("2024-12-01" if turn % 2 else "2024-03-01", out)
        # Nothing happens to the disk before the records are read and judged.
        time.sleep(took * choice.uniform(0.4, 1.1))
        run.kill()
        run.wait()
        assert tree(out) in whole.values()
    assert build("2024-12-01", out).wait() == 0
    assert tree(out) == whole["2024-12-01"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *(f".{name}.kept" for name in ("2024-03-01", "2024-12-01", "docs")),
        "2024-03-01",
        "2024-12-01",
        "compiled",
        "docs",
        "register",
    ]


def test_two_runs_at_once_do_not_mix(tmp_path: Path) -> None:
    out = tmp_path / "docs"

    def meanwhile() -> bytes:
        with pytest.raises(RefusedError, match="một lần dựng khác"):
            write({"b": b"2"}, out)
        return b"1"

    assert write({"a": meanwhile}, out) == (1, 0)
    assert tree(out) == {"a": b"1"}
    write({"b": b"2"}, out)
    assert tree(out) == {"b": b"2"}


# ------------------------------------------------------------------------------------------- other people's files


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Path]:
    """A folder of someone's work, which is the same after every test."""
    folder = tmp_path / "work"
    for path in ("records/an/task/an-1.yaml", ".git/HEAD", "docs/note.md", "notes.txt"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path)
    before, marks = tree(folder), stamps(folder)
    yield folder
    assert tree(folder) == before
    assert stamps(folder) == marks


@contextmanager
def refused(words: str | None = None) -> Iterator[None]:
    with pytest.raises(RefusedError, match=words) as told:
        yield
    assert str(told.value).isprintable()


@pytest.mark.parametrize("path", [".", "records", "records/an", ".git", "docs", "..", "records/../docs"])
def test_a_folder_with_other_files_is_never_replaced(work: Path, path: str) -> None:
    with refused("có tệp không do chương trình này ghi"):
        write(SITE, work / path)


def test_not_even_in_the_working_folder(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(work)
    for path in (Path(), Path("records"), Path("docs/.."), Path("./docs")):
        with refused("có tệp không do chương trình này ghi"):
            write(SITE, path)


@pytest.mark.parametrize("path", ["records", "records/an/new", ".", "new/../records"])
def test_nothing_is_written_in_or_around_what_is_read(work: Path, path: str) -> None:
    with refused("không ghi vào đây"):
        claim(work / path, work / "records")


def test_what_is_read_may_not_be_named_by_a_link(work: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(work / "records")
    with refused("không ghi vào đây"):
        claim(tmp_path / "link" / "new", work / "records")
    with refused("không ghi vào đây"):
        claim(work / "records" / "new", tmp_path / "link")


def test_the_root_of_everything_is_refused() -> None:
    with refused("có tệp không do chương trình này ghi"):
        claim(Path("/"))


def test_a_file_added_to_our_own_folder_is_not_deleted(tmp_path: Path) -> None:
    out = tmp_path / "docs"
    write(SITE, out)
    for name in ("ghi-chú.docx", "a/b/index.md", ".git", "z/.hidden"):
        added = out / name
        added.parent.mkdir(exist_ok=True)
        added.write_bytes(b"work of a day")
        with refused(name):
            write(SITE, out)
        assert added.read_bytes() == b"work of a day"
        assert {path: data for path, data in tree(out).items() if path != name} == SITE
        added.unlink()
    assert write(SITE, out) == (0, 4)


def test_a_link_added_to_our_own_folder_is_refused_and_not_followed(tmp_path: Path, work: Path) -> None:
    out = tmp_path / "docs"
    write(SITE, out)
    (out / "more").symlink_to(work)
    with refused("more"):
        write(SITE, out)


def test_what_a_desktop_leaves_behind_does_not_count(tmp_path: Path) -> None:
    out = tmp_path / "docs"
    write(SITE, out)
    for name in (".DS_Store", "a/Thumbs.db"):
        (out / name).touch()
    write(SITE, out)
    assert tree(out) == SITE


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    write(SITE, tmp_path / "docs")
    assert tree(tmp_path / "docs") == SITE


@pytest.mark.parametrize("text", ["", "a\nb\n", "# my own settings\nindex.md\n", "\xff"])
def test_a_file_of_the_same_name_as_our_list_is_no_licence(tmp_path: Path, text: str) -> None:
    out = tmp_path / "docs"
    out.mkdir()
    (out / MANIFEST).write_text(text, encoding="latin-1")
    (out / "index.md").write_text("mine")
    with refused("có tệp không do chương trình này ghi"):
        write(SITE, out)
    assert (out / "index.md").read_text() == "mine"


def test_a_link_to_a_folder_leads_to_that_folder(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    (tmp_path / "docs").symlink_to(disk / "site")  # dangles: to be made
    write(SITE, tmp_path / "docs")
    write({"index.md": b"new"}, tmp_path / "docs")
    assert (tmp_path / "docs").is_symlink()
    assert tree(disk / "site") == {"index.md": b"new"}
    assert sorted(p.name for p in disk.iterdir()) == [".site.kept", "site"]


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    (tmp_path / "link").symlink_to(file)
    (tmp_path / "circle").symlink_to("circle")
    os.mkfifo(tmp_path / "pipe")
    for name in ("file", "link", "pipe"):
        with refused("không phải là thư mục"):
            write(SITE, tmp_path / name)
    with refused("không tạo được"):
        write(SITE, file / "docs")
    with refused():
        write(SITE, tmp_path / "circle")
    assert file.read_text() == "mine"


def test_a_place_where_nothing_can_be_made_is_refused(tmp_path: Path) -> None:
    with refused("không tạo được"):
        write(SITE, Path("/proc/docs"))
    with refused():
        write(SITE, tmp_path / ("x" * 300))


@pytest.mark.parametrize("path", ["/etc/x", "../x", "a/../../x"])
def test_no_path_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="not a path below"):
        write({path: b"x"}, tmp_path / "docs")
    assert not list(tmp_path.rglob("x"))


def test_a_finished_tree_takes_the_place_of_another(tmp_path: Path) -> None:
    out, fresh = tmp_path / "far" / "site", tmp_path / "fresh"
    for data in (b"one", b"two"):
        (fresh / "a").mkdir(parents=True)
        (fresh / "a" / "index.html").write_bytes(data)
        replace(fresh, out)
        assert tree(out) == {"a/index.html": data}
        assert not fresh.exists()


def test_a_finished_tree_takes_no_place_of_other_files(tmp_path: Path, work: Path) -> None:
    fresh = tmp_path / "fresh"
    write(SITE, fresh)
    with refused("có tệp không do"):
        replace(fresh, work)
    for path in (fresh, fresh / "below", fresh.parent):
        with refused():
            replace(fresh, path)
    assert tree(fresh) == SITE
