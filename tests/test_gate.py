"""The gate before publication, on real builds of a register in a real repository: what others keep must not vanish."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.build import build
from generator.cli import OK, PROBLEMS, USAGE, main
from generator.publish.exports.addresses import ADDRESSES, address
from generator.site.gate import gate
from tests.conftest import REGISTER

DAY = date(2026, 6, 30)
NOTICE = "tinh-mau-nn-2024-01"
WHO = {
    "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.invalid", "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.invalid", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull,
}  # fmt: skip


def git(repo: Path, *arguments: str, when: str = "2026-06-01T09:00:00+0700") -> str:
    environment = {**os.environ, **WHO, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    ran = subprocess.run(["git", "-C", repo, *arguments], env=environment, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repo")
    shutil.copytree(REGISTER, folder / "records")
    shutil.copy(REGISTER.with_name("register.toml"), folder)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    return folder


@pytest.fixture(scope="module")
def published(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out") / "site"
    assert not build(repo / "records", out, DAY, "public").examined.failed
    return out


@pytest.fixture
def sites(published: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The published site, and a copy of it to be spoilt."""
    shutil.copytree(published, tmp_path / "new", copy_function=os.link)
    shutil.rmtree(tmp_path / "new" / "du-lieu")  # the only files that are written into
    shutil.copytree(published / "du-lieu", tmp_path / "new" / "du-lieu")
    return tmp_path / "new", published


def judged(new: Path, old: Path) -> list[str]:
    return gate(new, old, lambda older, newer: older == newer)


def change(path: Path, edit: Callable[[Any], Any]) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    edit(data)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def give_up(new: Path, *entries: Any) -> None:
    (new / "du-lieu" / "gone.json").write_text(json.dumps({"gone": list(entries)}), encoding="utf-8")


def test_the_same_site_passes(sites: tuple[Path, Path]) -> None:
    assert judged(*sites) == []


def test_the_published_list_names_every_page_and_data_file_and_nothing_that_pages_load(published: Path) -> None:
    listed = json.loads((published / ADDRESSES).read_text(encoding="utf-8"))["addresses"]
    files = [path.relative_to(published).as_posix() for path in published.rglob("*") if path.is_file()]
    assert listed == sorted(found for path in files if (found := address(path)) is not None)
    assert {"", "du-lieu/records.json", "du-lieu/duties.csv", ADDRESSES, f"r/{NOTICE}/"} <= set(listed)
    assert not [entry for entry in listed if entry.startswith(("assets/", "pagefind/", ".")) or "index" in entry]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.md", ""), ("index.html", ""), ("chi-dao/x/index.html", "chi-dao/x/"), ("chi-dao/x.md", "chi-dao/x/"),
        ("r/tra-cuu-index/index.md", "r/tra-cuu-index/"), ("r/index-x.md", "r/index-x/"), ("du-lieu/x.csv", "du-lieu/x.csv"),
        ("404.html", None), ("sitemap.xml.gz", None), (".generator", None), ("a/.x", None), ("pagefind/x.js", None),
    ],
)  # fmt: skip
def test_addresses(path: str, expected: str | None) -> None:
    assert address(path) == expected


# ---------------------------------------------------------------------------------------------------------- addresses


def test_a_dead_address_is_told(sites: tuple[Path, Path]) -> None:
    new, _ = sites
    shutil.rmtree(new / "r" / NOTICE)
    (new / "du-lieu" / "findings.csv").unlink()
    told = "Giữ trang hoặc trang dẫn tới chỗ mới; bỏ hẳn thì ghi vào du-lieu/gone.json, kèm lý do"
    assert judged(*sites) == [
        f"Địa chỉ mất: 'du-lieu/findings.csv'. {told}",
        f"Địa chỉ mất: 'r/{NOTICE}/'. {told}",
    ]


def test_a_page_that_leads_elsewhere_keeps_its_address(sites: tuple[Path, Path]) -> None:
    new, _ = sites
    page = new / "theo-doi" / "qua-han"
    (page / "index.md").unlink()
    (page / "index.html").write_text('<meta http-equiv="refresh" content="0; url=../">')
    assert judged(*sites) == []


def test_an_address_is_given_up_only_with_day_and_reason(sites: tuple[Path, Path]) -> None:
    new, _ = sites
    shutil.rmtree(new / "theo-doi" / "qua-han")
    entry = {"address": "theo-doi/qua-han/", "on": "2026-07-01", "because": "Gộp vào trang theo dõi."}
    give_up(new, entry)
    assert judged(*sites) == []
    give_up(new, {**entry, "address": "theo-doi/*"})
    assert judged(*sites) == []
    for wrong in ({**entry, "because": " "}, {**entry, "on": "1/7/2026"}, {**entry, "address": "*"}, {}, "x", None):
        give_up(new, wrong)
        assert judged(*sites) == [
            f"du-lieu/gone.json: mỗi mục phải có address, on (ngày) và because; ở đây là {wrong!a}"
        ]
    give_up(new, entry, {**entry, "address": "chi-dao/"})
    assert judged(*sites) == ["du-lieu/gone.json: 'chi-dao/' ghi là đã bỏ nhưng trang mới vẫn có"]


def test_a_site_that_lost_everything_is_told_in_a_page(sites: tuple[Path, Path]) -> None:
    new, old = sites
    for path in list(new.iterdir()):
        if path.name not in ("du-lieu", "index.md"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    told = judged(new, old)
    assert len(told) == 51
    assert told[-1].startswith("… và ")


def test_without_the_published_list_nothing_passes(sites: tuple[Path, Path], tmp_path: Path) -> None:
    new, _ = sites
    (tmp_path / "empty").mkdir()
    told = "Trang đang công bố: không đọc được danh sách địa chỉ (du-lieu/addresses.json)"
    assert judged(new, tmp_path / "empty") == [told]
    (tmp_path / "empty" / "du-lieu").mkdir()
    (tmp_path / "empty" / ADDRESSES).write_text("[1]")
    assert judged(new, tmp_path / "empty") == [told]


def test_the_new_site_must_list_its_addresses_for_the_next_time(sites: tuple[Path, Path]) -> None:
    new, _ = sites
    (new / ADDRESSES).unlink()
    assert "Trang mới thiếu danh sách địa chỉ (du-lieu/addresses.json)" in judged(*sites)


# --------------------------------------------------------------------------------------------------------------- data


def rows(edit: Callable[[dict[str, Any]], Any], name: str) -> Callable[[Any], None]:
    def each(data: Any) -> None:
        for row in data[name]:
            edit(row)

    return each


@pytest.mark.parametrize(
    ("name", "edit", "told"),
    [
        ("duties", rows(lambda row: row.pop("because"), "duties"), "mất trường 'duties[].because'"),
        ("duties", rows(lambda row: row.update(days_late="0"), "duties"), "trường 'duties[].days_late' vốn là số nguyên, nay có chữ"),
        ("duties", lambda data: data["duties"][0].update(sample=0), "trường 'duties[].sample' vốn là đúng/sai, nay có số nguyên"),
        ("findings", lambda data: data["findings"][-1].pop("seen"), "mất trường 'findings[].seen'"),
        ("findings", lambda data: data.pop("as_of"), "mất trường 'as_of'"),
        ("ratings", lambda data: [c.pop("points") for r in data["ratings"] for c in r["criteria"]], "mất trường 'ratings[].criteria[].points'"),
        ("requests", lambda data: data.update(requests={}), "trường 'requests' vốn là danh sách, nay có nhóm trường"),
    ],
)  # fmt: skip
def test_a_field_that_goes_or_changes_its_type_is_told(
    sites: tuple[Path, Path], name: str, edit: Callable[[Any], Any], told: str
) -> None:
    new, _ = sites
    change(new / "du-lieu" / f"{name}.json", edit)
    assert f"du-lieu/{name}.json: {told}" in judged(*sites)


def test_a_file_of_another_shape_is_told(sites: tuple[Path, Path]) -> None:
    new, _ = sites
    (new / "du-lieu" / "problems.json").write_text("[]")
    (new / "du-lieu" / "duties.json").write_text("{")
    assert judged(*sites) == [f"{new}/du-lieu/duties.json: không đọc được tệp này"]
    (new / "du-lieu" / "duties.json").write_text("{}")
    assert "du-lieu/problems.json: không còn là nhóm trường mà là danh sách" in judged(*sites)


def test_fields_may_go_when_the_version_rises_ids_never(sites: tuple[Path, Path]) -> None:
    new, _ = sites
    path = new / "du-lieu" / "findings.json"
    change(path, lambda data: data.update(schema_version=2))
    change(path, rows(lambda row: row.pop("because"), "findings"))
    assert judged(*sites) == []
    lost = []
    change(path, lambda data: lost.append(data["findings"].pop(0)["finding"]))
    told = "Bản ghi không còn đúng thì ghi withdrawn kèm lý do, đừng xóa"
    assert judged(*sites) == [f"du-lieu/findings.json: mất mã {lost[0]!a}. {told}"]


def test_a_new_field_a_new_row_and_an_empty_value_are_fine(sites: tuple[Path, Path]) -> None:
    new, _ = sites
    change(new / "du-lieu" / "duties.json", rows(lambda row: row.update(more=1, due=None), "duties"))
    change(new / "du-lieu" / "duties.json", lambda data: data["duties"].append({**data["duties"][0], "task": "x"}))
    change(new / "du-lieu" / "findings.json", lambda data: data.update(more=[]))
    assert judged(*sites) == []


def test_a_column_that_goes_is_told(sites: tuple[Path, Path]) -> None:
    new, _ = sites
    path = new / "du-lieu" / "duties.csv"
    text = path.read_text(encoding="utf-8-sig")
    path.write_text("\ufeffmore," + text.replace(",state_label,", ",label,", 1), encoding="utf-8")
    assert judged(*sites) == ["du-lieu/duties.csv: mất cột 'state_label'"]


def test_a_record_stays_and_keeps_its_kind(sites: tuple[Path, Path]) -> None:
    new, _ = sites
    path = new / "du-lieu" / "records.json"
    change(path, lambda data: data["records"]["notice"].clear())
    assert (
        f"du-lieu/records.json: mất mã {NOTICE!a}. Bản ghi không còn đúng thì ghi withdrawn kèm lý do, đừng xóa"
        in judged(*sites)
    )
    change(path, lambda data: data["records"]["feedback"].append({"id": NOTICE}))
    assert f"du-lieu/records.json: mã {NOTICE!a} vốn là notice, nay là feedback: mã không được dùng lại" in judged(
        *sites
    )


def test_a_record_may_be_withdrawn(repo: Path, published: Path, tmp_path: Path) -> None:
    """For real: it is marked in its file, and the site says so at its permanent address."""
    copy = tmp_path / "repo"
    git(tmp_path, "clone", "-q", str(repo), str(copy))
    (submission, *_) = sorted((copy / "records" / "tinh-mau" / "submission").glob("*.yaml"))
    text = submission.read_text(encoding="utf-8")
    submission.write_text(f"{text}withdrawn:\n  on: 2026-06-02\n  because: Ghi nhầm cơ quan.\n", encoding="utf-8")
    git(copy, "commit", "-qam", "withdrawn", when="2026-06-02T09:00:00+0700")
    assert not build(copy / "records", tmp_path / "new", DAY, "public").examined.failed
    assert main(["gate", str(tmp_path / "new"), str(published), "--records", str(copy / "records")]) == OK


def test_rows_of_a_withdrawn_record_may_go(sites: tuple[Path, Path]) -> None:
    new, _ = sites
    lost = []
    change(new / "du-lieu" / "findings.json", lambda data: lost.append(data["findings"].pop(0)["finding"]))
    assert len(judged(*sites)) == 1
    change(new / "du-lieu" / "records.json", lambda data: data["withdrawn"].append({"id": lost[0], "kind": "finding"}))
    assert judged(*sites) == []


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (lambda s: s["properties"].pop("title"), "mất 'title', mà x-version không tăng"),
        (lambda s: s["properties"]["title"].update(type="integer"), "'title' đổi kiểu (integer), mà x-version không tăng"),
        (lambda s: s.update({"x-version": 0}), "x-version lùi từ 1 về 0"),
    ],
)  # fmt: skip
def test_a_schema_keeps_its_promises_or_its_version_rises(
    sites: tuple[Path, Path], edit: Callable[[Any], Any], told: str
) -> None:
    new, _ = sites
    name = "du-lieu/schemas/finding.schema.json"
    change(new / name, edit)
    assert judged(*sites) == [f"{name}: {told}"]
    change(new / name, lambda schema: schema.update({"x-version": 2}))
    assert judged(*sites) == []


def test_a_coded_value_that_goes_is_told(sites: tuple[Path, Path]) -> None:
    new, _ = sites
    name = "du-lieu/schemas/finding.schema.json"
    text = (new / name).read_text(encoding="utf-8")
    (new / name).write_text(text.replace('"const": "it-nghiem-trong"', '"const": "nhe"'), encoding="utf-8")
    assert judged(*sites) == [f"{name}: mất 'seriousness=it-nghiem-trong', mà x-version không tăng"]


# --------------------------------------------------------------------------------------------------------- the heads


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ({"audience": "internal"}, "Trang mới không dựng cho công chúng (audience: 'internal')"),
        ({"as_of": "2026-06-29"}, "Trang mới tính đến ngày 2026-06-29, trước ngày 2026-06-30 của trang đang công bố"),
        ({"uncommitted_changes": True}, "Trang mới dựng từ tệp chưa được ghi vào kho (uncommitted_changes), nên không ai dựng lại được"),
        ({"commit": None}, "Trang mới dựng từ tệp chưa được ghi vào kho (uncommitted_changes), nên không ai dựng lại được"),
    ],
)  # fmt: skip
def test_what_a_site_says_of_itself(sites: tuple[Path, Path], head: dict[str, Any], told: str) -> None:
    new, _ = sites
    change(new / "du-lieu" / "records.json", lambda data: data.update(head))
    assert judged(*sites) == [told]


# ------------------------------------------------------------------------------------------------- through the program


def test_the_program_on_two_commits(
    repo: Path, published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "repo"
    git(tmp_path, "clone", "-q", str(repo), str(copy))
    notice = copy / "records" / "tinh-mau" / "notice" / f"{NOTICE}.yaml"
    notice.write_text(notice.read_text(encoding="utf-8") + "# xem lại\n", encoding="utf-8")
    git(copy, "commit", "-qam", "second", when="2026-06-02T09:00:00+0700")
    records = str(copy / "records")
    build(copy / "records", tmp_path / "second", DAY, "public")
    assert main(["gate", str(tmp_path / "second"), str(published), "--records", records]) == OK
    assert capsys.readouterr().out == "Trang mới giữ mọi địa chỉ và dữ liệu của trang đang công bố.\n"
    # Backwards, from a history written anew, and without git: the published commit is in none of them.
    assert main(["gate", str(published), str(tmp_path / "second"), "--records", records]) == PROBLEMS
    assert "không phải là phiên bản trước của" in capsys.readouterr().out
    git(copy, "commit", "-q", "--amend", "-m", "anew", when="2026-06-03T09:00:00+0700")
    build(copy / "records", tmp_path / "anew", DAY, "public")
    fresh = tmp_path / "fresh"  # in which the published commit is not even known
    git(tmp_path, "clone", "-q", "--no-local", str(copy), str(fresh))
    for known in (records, str(fresh / "records")):
        assert main(["gate", str(tmp_path / "anew"), str(tmp_path / "second"), "--records", known]) == PROBLEMS
        assert "lịch sử của kho đã bị viết lại" in capsys.readouterr().out
    git(copy, "rm", "-q", str(notice))
    git(copy, "commit", "-qm", "third", when="2026-06-04T09:00:00+0700")
    build(copy / "records", tmp_path / "third", DAY, "public")
    assert main(["gate", str(tmp_path / "third"), str(published), "--records", records]) == PROBLEMS
    told = capsys.readouterr().out
    assert f"Địa chỉ mất: 'r/{NOTICE}/'" in told
    assert f"du-lieu/records.json: mất mã '{NOTICE}'" in told


def test_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gate", str(tmp_path), str(tmp_path / "nowhere")]) == USAGE
    assert "Usage: generator gate" in capsys.readouterr().err
