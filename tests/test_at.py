"""`build --at` a revision is, byte for byte, what a checkout of that revision builds, with the same code and day."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.build import build
from generator.history.git import HistoryError
from generator.model import Site, content
from tests.gitted import Repo
from tests.test_history_pages import BASE, FINDING, PAPER, ROLLOUT, TASK, but

AS_OF = date(2024, 9, 1)
AUDIENCES = ("public", "internal")


def built(records: Path, at: str = "", as_of: date = AS_OF, audience: str = "public") -> Site:
    """Return what a build writes; a page is printed when it is asked for."""
    sites: list[Site] = []

    def kept(site: Site, *_: object) -> tuple[int, int]:
        sites.append(site)
        return len(site), 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.build.write", kept)
        assert not build(records, Path("nowhere"), as_of, audience, at).examined.failed
    return sites[0]


def printed(site: Site) -> dict[str, bytes]:
    """Every file but letters and their workbooks, which say again what pages say."""
    return {path: b"" if path.endswith(PAPER) else content(made) for path, made in site.items()}


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """Seven steps: changes, an internal time, a rename, a merge, a record that goes."""
    repo = Repo(tmp_path_factory.mktemp("at") / "sổ")
    repo.commit("2024-01-01", BASE)
    repo.commit("2024-02-01", {**but(TASK, note="một", visibility="noi-bo"), **but(ROLLOUT, internal_note="kín")})
    repo.commit("2024-03-01", but(TASK, note="hai"))
    repo.git("switch", "--quiet", "-c", "sua")
    new = FINDING.replace("f1.yaml", "f3.yaml")
    repo.commit("2024-03-10", {new: {**BASE[FINDING], "id": "tinh-mau-kt-2024-02-f3", "title": "Thêm sau"}})
    repo.git("switch", "--quiet", "main")
    repo.commit("2024-03-20", but(ROLLOUT, events=BASE[ROLLOUT]["events"][:2]))
    when = "2024-04-01T12:00:00+07:00"
    repo.git("merge", "--quiet", "--no-ff", "-m", "x", "sua", GIT_COMMITTER_DATE=when, GIT_AUTHOR_DATE=when)
    repo.git("mv", f"records/{new}", f"records/{new.replace('f3', 'f4')}")
    repo.put(new.replace("f3", "f4"), {**BASE[FINDING], "id": "tinh-mau-kt-2024-02-f4", "title": "Thêm sau"})
    repo.commit("2024-05-01")
    repo.commit("2024-06-01", {ROLLOUT: None})
    return repo


@pytest.mark.slow
@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_revision_is_built_as_its_checkout(repo: Repo, tmp_path: Path, audience: str) -> None:
    revisions = repo.git("rev-list", "--first-parent", "HEAD").split()[:: 1 if audience == "public" else 3]
    assert len(revisions) == (7 if audience == "public" else 3)
    sites = [printed(built(repo.records, revision, audience=audience)) for revision in revisions]
    assert len({tuple(site.items()) for site in sites}) == len(revisions)
    copy = repo.clone(tmp_path / "bản sao")
    for revision, expected in zip(revisions, sites, strict=True):
        copy.git("checkout", "--quiet", "--detach", revision)
        assert printed(built(copy.records, audience=audience)) == expected


def test_a_day_is_the_last_step_by_its_end(repo: Repo) -> None:
    assert printed(built(repo.records, "2024-03-31")) == printed(built(repo.records, "main~3"))
    with pytest.raises(HistoryError, match="chưa có bản ghi nào"):
        built(repo.records, "2023-12-31")


def test_the_folder_as_it_is_says_what_is_not_committed(repo: Repo, tmp_path: Path) -> None:
    """What lies on disk is built with the history of HEAD; only what differs is said to be in no history."""
    copy = repo.clone(tmp_path / "copy")
    assert printed(built(copy.records)) == printed(built(repo.records, "HEAD"))
    copy.put(TASK, {**BASE[TASK], "id": f"{BASE[TASK]['id']}b"})
    (copy.records / TASK).rename(copy.records / TASK.replace(".yaml", "b.yaml"))
    copy.git("checkout", "--quiet", "--", "records")
    dirty = built(copy.records)
    assert "1 mục chưa vào lịch sử của sổ" in content(dirty["thay-doi/index.md"]).decode()
    assert '"uncommitted_changes": true' in content(dirty["du-lieu/recording.json"]).decode()


def test_without_a_repository_the_site_is_made_all_the_same(repo: Repo, tmp_path: Path) -> None:
    shutil.copytree(repo.root, tmp_path, ignore=shutil.ignore_patterns(".git"), dirs_exist_ok=True)
    build(tmp_path / "records", tmp_path / "out", AS_OF, "public")
    changes = (tmp_path / "out" / "thay-doi" / "index.md").read_text(encoding="utf-8")
    assert "không có lịch sử của sổ" in changes
    with pytest.raises(HistoryError):
        build(tmp_path / "records", tmp_path / "out", AS_OF, "public", "HEAD")


def test_the_two_questions_together(tmp_path: Path) -> None:
    """The example of docs/gioi-thieu/hai-cau-hoi: handed in on 18 June, put in on 15 August."""
    repo = Repo(tmp_path / "sổ")
    first, done, confirmed = BASE[ROLLOUT]["events"]
    later = [{**done, "date": "2024-06-18"}, {**confirmed, "date": "2024-06-28"}]
    due = {"due": {"by": "2024-06-20", "as_written": "chậm nhất ngày 20/6"}}
    repo.commit("2024-01-01", {**BASE, **but(TASK, **due), **but(ROLLOUT, events=[first])})
    repo.commit("2024-08-15", but(ROLLOUT, events=[first, *later]))

    def state(at: str, as_of: date) -> tuple[str, int]:
        duties = json.loads(content(built(repo.records, at, as_of)["du-lieu/duties.json"]))["duties"]
        (own,) = [d for d in duties if (d["task"], d["body"]) == (BASE[TASK]["id"], "tinh-mau-so-noi-vu")]
        return own["state"], own["days_late"]

    then, today = date(2024, 6, 30), date(2024, 9, 1)
    assert state("", then) == ("done-on-time", 0)
    assert state("2024-06-30", today) == ("open-overdue", 73)
    assert state("2024-06-30", then) == ("open-overdue", 10)
    page = content(
        built(repo.records, as_of=today)[f"chi-dao/tinh-mau-20-ubnd-nc-2024/{BASE[TASK]['id']}/index.md"]
    ).decode()
    assert "ghi sổ muộn 58 ngày" in page
