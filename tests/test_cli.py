"""The command line as people and CI meet it: what is printed, where, and with which exit code."""

from __future__ import annotations

import json
import os
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import generator.build
from generator.build import NONE_GONE, ROOT
from generator.catalog import entries
from generator.cli import CRASH, OK, PROBLEMS, USAGE, main
from generator.diagnostics import FORMATS
from generator.kinds import KINDS
from generator.office import shared
from generator.site.output import write
from tests.conftest import REGISTER
from tests.gitted import Repo
from tests.hostile import as_nobody

HERE = Path(__file__).parent / "cli"

SOUND = {
    "tinh-x/province/tinh-x.yaml": """\
id: tinh-x
names:
  - name: Tỉnh X
types:
  - type: tinh
time_zone: Asia/Ho_Chi_Minh
sample: true
""",
    "tinh-x/agency/tinh-x-ubnd.yaml": """\
id: tinh-x-ubnd
names:
  - name: Ủy ban nhân dân tỉnh X
    short: UBND tỉnh X
kind: ubnd
level: tinh
""",
    "tinh-x/directive/tinh-x-1.yaml": """\
id: tinh-x-1
type: cong-van
number: '1'
symbol: UBND-NC
date: 2024-01-15
title: Về việc thử
issuer: tinh-x-ubnd
directing:
  body: tinh-x-ubnd
signer:
  post: Chủ tịch
  capacity: TM
recipients:
  - body: tinh-x-ubnd
    as_written: UBND tỉnh X
clauses:
  - id: '1'
    kind: khoan
    label: '1.'
    summary: Làm một việc.
coverage: co-theo-doi
""",
    "tinh-x/task/tinh-x-1-t1.yaml": """\
id: tinh-x-1-t1
directive: tinh-x-1
clause: '1'
title: Làm một việc
content: Làm một việc cho xong.
shape: mot-lan
leads:
  - body: tinh-x-ubnd
due:
  by: 2024-06-30
  as_written: trước ngày 01/7/2024
""",
}
WARNING = {"tinh-x/directive/tinh-x-1.yaml": ("as_written: UBND tỉnh X", "as_written: 'Sở Y & Z: 50%'")}
NOTE = {"tinh-x/task/tinh-x-1-t1.yaml": ("due:\n  by: 2024-06-30\n  as_written: trước ngày 01/7/2024\n", "")}
ERRORS = {
    "tinh-x/directive/tinh-x-1.yaml": ("issuer: tinh-x-ubnd", "issuer: tinh-x-ubn"),
    "tinh-x/task/tinh-x-1-t1.yaml": ("shape: mot-lan", "shape: mot-lam"),
    "tinh-x/province/tinh-x.yaml": ("names:", "names: [Tỉnh X"),
}


@dataclass
class Ran:
    """What a call printed, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Call the program in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments: str) -> Ran:
        code = main(list(arguments))
        return Ran(code, *capsys.readouterr())

    return call


@pytest.fixture
def records(tmp_path: Path) -> Callable[..., Path]:
    """Write the sound register, with faults."""

    def write(*faults: dict[str, tuple[str, str]], folder: str = "records") -> Path:
        root = tmp_path / folder
        shutil.rmtree(root, ignore_errors=True)
        root.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REGISTER.with_name("register.toml"), root.parent)
        files = dict(SOUND)
        for fault in faults:
            for path, (old, new) in fault.items():
                assert files[path].count(old) == 1
                files[path] = files[path].replace(old, new)
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        return root

    return write


@pytest.fixture
def public(run: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A working folder that everybody may read, unlike pytest's."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        monkeypatch.chdir(folder)
        yield Path(folder)
        monkeypatch.chdir("/")


# ----------------------------------------------------------------------------------------------------------- check


def test_a_sound_register(run: Run, records: Callable[..., Path]) -> None:
    records()
    assert run("check") == Ran(OK, "0 lỗi, 0 cảnh báo, 0 ghi chú\n", "")


def test_notes_and_warnings_pass_unless_told_otherwise(run: Run, records: Callable[..., Path]) -> None:
    records(NOTE)
    assert run("check", "--strict").code == OK
    records(NOTE, WARNING)
    assert run("check").code == OK
    assert run("check", "--strict").code == PROBLEMS
    records(ERRORS)
    assert run("check").code == PROBLEMS


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_whole_output(run: Run, records: Callable[..., Path], expected, form: str, lang: str) -> None:
    records(ERRORS, WARNING)
    (Path("records") / "ghi chú.txt").touch()
    ran = run("check", "records", "--format", form, "--lang", lang)
    assert (ran.code, ran.err) == (PROBLEMS, "")
    expected(HERE / f"{form}-{lang}.txt", ran.out)
    if form in ("json", "sarif"):
        json.loads(ran.out)


def test_the_folder_is_named_as_the_user_named_it(run: Run, records: Callable[..., Path], tmp_path: Path) -> None:
    records(ERRORS, folder="a/b")
    for root in ("a/b", "./a/b", f"{tmp_path}/a/b"):
        shown = root.removeprefix("./")
        assert f"{shown}/tinh-x/task/tinh-x-1-t1.yaml:6:8: lỗi:" in run("check", root).out


def test_an_empty_folder_is_no_register(run: Run, tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    ran = run("check")
    assert ran.code == PROBLEMS
    assert "[register-empty]" in ran.out
    ran = run("build", "--out", "docs")
    assert ran.code == PROBLEMS
    assert not Path("docs").exists()


def test_a_folder_that_cannot_be_read(run: Run, records: Callable[..., Path], public: Path) -> None:
    root = records(folder=str(public / "records"))
    assert run("check").code == OK  # and all modules are loaded
    (root / "tinh-x" / "task").chmod(0o000)
    with as_nobody():
        ran = run("check")
    assert ran.code == PROBLEMS
    assert "records/tinh-x/task:1:1: lỗi:" in ran.out
    root.chmod(0o000)
    with as_nobody():
        ran = run("check")
    root.chmod(0o755)
    assert ran.code in (PROBLEMS, USAGE)
    assert "records" in ran.out + ran.err


# ----------------------------------------------------------------------------------------------------- wrong usage


@pytest.mark.parametrize(
    "arguments",
    [
        (), ("chekc",), ("check", "nowhere"), ("check", "--format", "xml"), ("check", "--lang", "fr"), ("check", "--stric"),
        ("check", "a", "b"), ("check", "file"), ("build", "nowhere"), ("build", "--as-of", "31/12/2024"),
        ("build", "--as-of", "2024-02-30"), ("build", "--as-of", "1899-12-31"), ("build", "--as-of", "9999-12-31"), ("build", "--as-of", ""), ("build", "--audience", "all"), ("build", "--out"),
        ("explain",), ("explain", "no-such-thing"), ("explain", "task.no-such-field"), ("explain", ""), ("explain", "."),
        ("explain", "task.", "x"), ("finish",), ("finish", "nowhere", "site"), ("finish", "file", "site"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage(run: Run, records: Callable[..., Path], arguments: tuple[str, ...]) -> None:
    records()
    Path("file").touch()
    ran = run(*arguments)
    assert ran.code == USAGE
    assert ran.out == ""
    assert "Usage: generator" in ran.err or ran.err.startswith("lỗi: ")
    assert "Traceback" not in ran.err
    assert sorted(path.name for path in Path().iterdir()) == ["file", "records", "register.toml"]


@pytest.mark.parametrize("epoch", ["yesterday", "1e9", "99999999999999999999", "-99999999999999"])
def test_a_clock_that_is_none(
    run: Run, records: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    records()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    ran = run("build", "--out", "docs")
    assert ran.code == USAGE
    assert "SOURCE_DATE_EPOCH" in ran.err
    assert run("build", "--out", "docs", "--as-of", "2024-12-01").code == OK


def test_a_crash_is_told_as_our_own(run: Run, records: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    records()
    monkeypatch.setattr(generator.build, "check", fail)
    ran = run("check")
    assert (ran.code, ran.out) == (CRASH, "")
    assert "Traceback" in ran.err
    assert (
        "lỗi: Chương trình gặp lỗi của chính nó (ZeroDivisionError); dữ liệu không bị thay đổi. [program-failed]"
        in ran.err
    )


def test_a_broken_machine_is_told_in_a_line(
    run: Run, records: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", "/x/y")

    records()
    monkeypatch.setattr(generator.build, "check", fail)
    hint = entries()["disk-failed"].hint
    told = f"lỗi: Không đọc hoặc ghi được /x/y: hết chỗ trên đĩa. [disk-failed]\n    {hint.vi}\n"
    assert run("check") == Ran(CRASH, "", told)
    told = f"error: /x/y could not be read or written: No space left on device. [disk-failed]\n    {hint.en}\n"
    assert run("check", "--lang", "en") == Ran(CRASH, "", told)


def test_a_full_disk_is_told_with_the_file_that_did_not_fit(run: Run, records: Callable[..., Path]) -> None:
    """For real: the system itself names no file when there is no room left in one."""
    records()
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, limit[1]))
    try:
        ran = run("build", "--out", "docs", "--as-of", "2024-06-01")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert ran.code == CRASH
    assert re.match(
        r"lỗi: Không đọc hoặc ghi được \S+/\.docs\.kept/tree/\S+: tệp quá lớn cho nơi này\. \[disk-failed\]\n", ran.err
    )
    assert not Path("docs").exists()


# ------------------------------------------------------------------------------------------------------------ help


@pytest.mark.parametrize(
    "verb",
    [
        "",
        "check",
        "build",
        "site",
        "serve",
        "init",
        "update",
        "sample",
        "explain",
        "finish",
        "diff",
        "gate",
        "new",
        "communes",
        "draft",
        "fix",
        "export",
        "import",
    ],
)
def test_help(run: Run, verb: str, expected) -> None:
    outputs = [run(*filter(None, (verb, flag))) for flag in ("--help", "-h")]
    assert outputs[0] == outputs[1]
    assert (outputs[0].code, outputs[0].err) == (OK, "")
    expected(HERE / f"help-{verb or 'all'}.txt", outputs[0].out)


def test_help_does_not_wait_for_what_it_does_not_need() -> None:
    code = "import sys; from generator.cli import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(ran.stderr.split())
    assert not loaded & {
        "yaml",
        "jinja2",
        "jsonschema",
        "jsonschema_rs",
        "git",
        "generator.publish",
        "generator.examine",
    }


def test_the_package_runs_as_a_program(records: Callable[..., Path]) -> None:
    """And writes UTF-8 into files and pipes, whatever the machine's own encoding is."""
    root = records(ERRORS)
    for environment in (
        {"PYTHONIOENCODING": "cp1252"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C"},
    ):
        ran = subprocess.run(
            [sys.executable, "-m", "generator", "check", root], cwd=ROOT, capture_output=True, check=False,
            env={"PATH": os.environ["PATH"], **environment},
        )  # fmt: skip
        assert ran.returncode == PROBLEMS
        assert ran.stderr == b""
        assert "lỗi" in ran.stdout.decode()


# ----------------------------------------------------------------------------------------------------------- build


def tree(folder: str = "docs") -> dict[str, bytes]:
    root = Path(folder)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def day(folder: str = "docs") -> str:
    return str(json.loads((Path(folder) / "du-lieu" / "duties.json").read_text(encoding="utf-8"))["as_of"])


def test_a_build_and_another(run: Run, records: Callable[..., Path]) -> None:
    records()
    ran = run("build", "--out", "docs", "--as-of", "2024-06-01")
    count = len(tree()) - 1  # less the list of the files
    assert ran == Ran(OK, f"docs: {count} tệp mới hoặc đổi, 0 tệp giữ nguyên (chưa có lần dựng trước)\n", "")
    ran = run("build", "--out", "docs", "--as-of", "2024-06-01")
    assert ran == Ran(OK, f"docs: 0 tệp mới hoặc đổi, {count} tệp giữ nguyên (không có gì đổi)\n", "")
    ran = run("build", "--out", "docs", "--as-of", "2024-06-02")
    assert ran.out.endswith(" tệp giữ nguyên (ngày tính đến đã khác)\n")
    assert Path("docs/chi-dao/tinh-x-1/index.md").is_file() or Path("docs/chi-dao/tinh-x-1.md").is_file()


def test_a_register_with_an_error_leaves_the_old_pages(run: Run, records: Callable[..., Path]) -> None:
    records()
    run("build", "--out", "docs", "--as-of", "2024-06-01")
    before = tree()
    records(ERRORS, WARNING)
    ran = run("build", "--out", "docs", "--as-of", "2024-06-01")
    assert ran.code == PROBLEMS
    assert ran.out == run("check").out
    assert ran.err == "Chưa ghi gì: hãy sửa các lỗi trên rồi dựng lại.\n"
    assert tree() == before
    assert sorted(path.name for path in Path().iterdir()) == [".docs.kept", "docs", "records", "register.toml"]


def test_warnings_do_not_stop_a_build(run: Run, records: Callable[..., Path]) -> None:
    records(WARNING, NOTE)
    assert run("build", "--out", "docs", "--as-of", "2024-06-01").code == OK


def test_the_day_is_that_of_the_office(run: Run, records: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    records()
    for epoch, expected in ((1717174799, "2024-05-31"), (1717174800, "2024-06-01")):  # midnight in Hà Nội
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(epoch))
        monkeypatch.setenv("TZ", "America/Los_Angeles")
        run("build", "--out", "docs")
        assert day() == expected
    run("build", "--out", "docs", "--as-of", "2023-01-02")
    assert day() == "2023-01-02"


@pytest.mark.parametrize("as_of", ["1900-01-01", "1970-01-01", "2024-02-29", "2199-12-31"])
def test_any_day_of_the_register_will_do(run: Run, records: Callable[..., Path], as_of: str) -> None:
    records()
    assert run("build", "--out", "docs", "--as-of", as_of).code == OK
    assert day() == as_of


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_the_audience_is_told_in_the_data(run: Run, records: Callable[..., Path], audience: str) -> None:
    records()
    run("build", "--out", "docs", "--audience", audience)
    assert json.loads(Path("docs/du-lieu/records.json").read_text(encoding="utf-8"))["audience"] == audience


@pytest.mark.parametrize("out", ["records", "records/new", ".", "..", "/", "other", "file", "file/docs", "link"])
def test_no_folder_of_other_peoples_files_is_replaced(run: Run, records: Callable[..., Path], out: str) -> None:
    records()
    Path("file").write_text("mine")
    Path("other").mkdir()
    Path("other/thesis.odt").write_text("years")
    Path("link").symlink_to("other")
    before = tree(".")
    ran = run("build", "--out", out, "--as-of", "2024-06-01")
    assert ran.code == USAGE
    assert ran.out == ""
    assert f"lỗi: {out}" in ran.err
    assert tree(".") == before
    assert Path("link").is_symlink()


@pytest.mark.parametrize("name", ["docs", "docs/new", "schemas", "generator/publish"])
def test_the_checkout_is_not_written_into(run: Run, records: Callable[..., Path], name: str) -> None:
    records()
    before = sorted(path.name for path in (ROOT / name.partition("/")[0]).iterdir())
    assert run("build", "--out", str(ROOT / name)).code == USAGE
    assert sorted(path.name for path in (ROOT / name.partition("/")[0]).iterdir()) == before


def test_a_folder_where_nothing_may_be_written(
    run: Run, records: Callable[..., Path], public: Path, tmp_path: Path
) -> None:
    records(folder=str(public / "records"))
    assert run("build", "--out", str(tmp_path / "docs")).code == OK  # and all modules are loaded
    with as_nobody():
        ran = run("build", "--out", "docs")
    assert ran.code == USAGE
    assert "docs: không tạo được thư mục này" in ran.err
    assert sorted(path.name for path in Path().iterdir()) == ["records", "register.toml"]


# --------------------------------------------------------------------------------------------------------- explain


@pytest.mark.parametrize(
    "topic", ["due-before-issued", "task", "task.due", "visibility", "directive.clauses.citations.role"]
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_explain(run: Run, topic: str, lang: str) -> None:
    ran = run("explain", topic, "--lang", lang)
    assert (ran.code, ran.err) == (OK, "")
    assert topic.rpartition(".")[2] in ran.out
    assert len(ran.out.split("\n")) > 2


def test_everything_can_be_explained(run: Run) -> None:
    for topic in (*entries(), *(kind.name for kind in KINDS)):
        for lang in ("vi", "en"):
            ran = run("explain", topic, "--lang", lang)
            assert ran.code == OK, topic
            assert topic in ran.out
            assert max(len(line) for line in ran.out.split("\n")) < 400


def test_every_code_that_is_printed_can_be_explained(run: Run, records: Callable[..., Path]) -> None:
    records(ERRORS, WARNING)
    for told in json.loads(run("check", "--format", "json").out):
        assert run("explain", told["code"]).code == OK


# ---------------------------------------------------------------------------------------------------------- finish


def test_finish_tells_broken_links_and_keeps_the_old_site(run: Run, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "index.html").write_text('<html lang="vi"><body><a href="x/">x</a></body></html>')
    ran = run("finish", "new", "site")
    hint = entries()["link-dead"].hint
    assert ran == Ran(
        PROBLEMS,
        "new/index.html:1:23: lỗi: Liên kết tới x/index.html, không có tệp này. [link-dead]\n"
        f"    {hint.vi}\n1 lỗi, 0 cảnh báo, 0 ghi chú\n",
        "",
    )
    for form in FORMATS:
        ran = run("finish", "new", "site", "--format", form, "--lang", "en")
        assert ran.code == PROBLEMS
        assert "A link to x/index.html, which is not there." in ran.out
    assert not Path("site").exists()
    (tmp_path / "new" / "x").mkdir()
    (tmp_path / "new" / "x" / "index.html").write_text('<html lang="vi"><body>x</body></html>')
    assert run("finish", "new", "site") == Ran(OK, "0 lỗi, 0 cảnh báo, 0 ghi chú\n", "")
    assert Path("site/index.html").is_file()
    assert run("finish", "records", "site").code == USAGE


# ---------------------------------------------------------------------------------- what is refused, in the catalogue

REFUSED = {code: entry for code, entry in entries().items() if entry.topic == "refused"}
CALLED = {code: entry for code, entry in REFUSED.items() if not entry.bad.strip().startswith("(")}
"""Those that a call alone shows; what the others need (a full disk, another run) other tests make."""


@pytest.fixture
def repository(run: Run, records: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Ran]:
    """Call the program as an example has it, where a sound register lies in a repository, among other things."""
    engine = Path(tempfile.mkdtemp())  # with the example's records in the place of those that this checkout has
    for entry in ROOT.iterdir():
        (engine / entry.name).symlink_to(REGISTER if entry.name == "records" else entry)
    monkeypatch.setattr(shared, "ROOT", engine)
    repo = Repo(Path.cwd())
    records()
    repo.commit("2024-02-01")
    repo.git("checkout", "--quiet", "--orphan", "khac")
    repo.commit("2024-02-02")
    repo.git("checkout", "--quiet", "main")
    for path, text in {
        "ghi-chu.txt": "x",
        "gone.json": NONE_GONE.decode(),
        "cac-xa.csv": "Tên,Loại,Mã\nĐông,xã,00123\n",
        "viec.csv": "TT,Nhiệm vụ,Chủ trì,Thời hạn\n1,Rà soát hồ sơ,,30/6/2024\n",
        "tai-lieu/luan-van.odt": "x",
        "da-in/index.html": '<html lang="vi"><body>x</body></html>',
    }.items():
        Path(path).parent.mkdir(exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")
    write({"index.md": b"x"}, Path("trang-cu"))
    apart = Path(tempfile.mkdtemp())
    Path("roi").symlink_to(apart)

    def call(example: str) -> Ran:
        words = shlex.split(example)
        with pytest.MonkeyPatch.context() as patch:
            while "=" in words[0]:
                patch.setenv(*words.pop(0).split("="))
            assert words[0] == "generator"
            return run(*words[1:])

    return call


@pytest.mark.parametrize("code", CALLED)
def test_the_examples_of_the_catalogue_do_what_they_say(code: str, repository: Callable[[str], Ran]) -> None:
    ran = repository(CALLED[code].bad)
    assert (ran.code, ran.out) == (USAGE, "")
    assert f" [{code}]\n" in ran.err
    assert repository(CALLED[code].good).code == OK


def test_a_refusal_is_told_in_the_language_that_was_asked_for(repository: Callable[[str], Ran]) -> None:
    entry = REFUSED["options-apart"]
    vi, en = (repository(f"{entry.bad.strip()} --lang {lang}").err for lang in ("vi", "en"))
    assert vi == f"lỗi: {entry.message.vi} [options-apart]\n    {entry.hint.vi}\n"
    assert en == f"error: {entry.message.en} [options-apart]\n    {entry.hint.en}\n"


def test_records_may_be_a_link_out_of_the_repository(run: Run, records: Callable[..., Path], tmp_path: Path) -> None:
    """Their history is that of where they lie; here they have none."""
    root = records(folder=str(Path(tempfile.mkdtemp()) / "records"))
    Repo(Path.cwd())
    Path("records").symlink_to(root)
    assert run("build", "--out", "docs", "--as-of", "2024-06-01").code == OK
    assert json.loads(Path("docs/du-lieu/records.json").read_text(encoding="utf-8"))["commit"] is None
    ran = run("check", "--base", "HEAD")
    assert (ran.code, ran.out) == (USAGE, "")
    assert "[git-outside]" in ran.err
