"""The example register as a site: what it publishes to each audience as of one day, made once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generator.build import ROOT, office, schemas
from generator.examine import Examined, examine
from generator.history.lives import history
from generator.history.repository import opened
from generator.model import Source, SourceFile, content
from generator.publish import publish
from generator.read.source import read
from tests.conftest import REGISTER
from tests.gitted import Repo
from tests.hostile import Register, encoded, load

AS_OF = date(2024, 12, 1)
META = {"commit": None, "uncommitted_changes": None}
AUDIENCES = ("public", "internal")
HANDWRITTEN = {"gioi-thieu/index.md": (ROOT / "docs" / "gioi-thieu" / "index.md").read_bytes()}
"""The page of the engine that names the office."""

TASKS, MORE = "tinh-mau/task/tinh-mau-20-ubnd-nc-2024", "mau-nam/task/mau-nam-05-ct-ubnd-2024"
OPENED: dict[str, Any] = {
    f"{TASKS}-1a-t1.yaml": {"due": {"by": "2024-02-29", "as_written": "trong tháng 2"}, "note": "Bản đầu."},
    f"{TASKS}-2-t3.yaml": {"leads": [{"body": "tinh-mau-so-noi-vu"}], "internal_note": "Nội bộ, bản đầu."},
    f"{TASKS}-3-t2.yaml": {"visibility": "noi-bo"},
    "tinh-mau/directive/tinh-mau-20-ubnd-nc-2024.yaml": {"coverage": "chi-van-ban", "copies": None},
    "tinh-mau/rollout/tinh-mau-20-ubnd-nc-2024-1a-t1-so-noi-vu.yaml": {"events": None},
    "tinh-mau/group/tinh-mau-nhom-so-nganh.yaml": {"complete": False},
}
"""What the register had said when it was opened, where that was something else."""
JOINED: dict[str, Any] = {
    f"{MORE}-1-t1.yaml": {"due": {"by": "2024-08-10", "as_written": "sớm"}},
    f"{MORE}-1-t8.yaml": {"due": {"before": "2024-09-16", "as_written": "trước ngày 16/9"}, "title": "Báo cáo"},
    f"{MORE}-1-t2.yaml": {"visibility": "noi-bo", "note": "Chưa công khai."},
    "mau-nam/plan/mau-nam-kh-tt-2024.yaml": {
        "items": [
            {
                "id": "5",
                "title": "Kiểm tra Sở Thể thao, Sở Du lịch",
                "regime": "kiem-tra",
                "targets": ["mau-nam-so-the-thao"],
            },
            {"id": "1", "title": "Thanh tra Sở Tài chính", "regime": "thanh-tra", "targets": ["mau-nam-so-tai-chinh"]},
        ]
    },
    "mau-nam/finding/mau-nam-tt-2024-01-f2.yaml": {"cause": None, "seriousness": "nhac-nho"},
    "mau-nam/agency/mau-nam-so-van-hoa.yaml": {"parent": None},
    f"{MORE}-1-t3.yaml": {"route": None},
    "mau-nam/feedback/mau-nam-pa-2024-01.yaml": {"verified": None, "handled": None, "findings": None},
}
"""What the other provinces had said when they came in."""
LATER = (
    "mau-nam/inspection/mau-nam-kt-2024-02", "mau-nam/finding/mau-nam-kt-2024-02", "mau-nam/directive/mau-nam-06",
    "mau-nam/directive/mau-nam-thu-dien-tu",
)  # fmt: skip
"""How the paths of records begin that came last."""
LAST = ("mau-cu/",)
"""The province that joined last, within the quarter before the day of the site."""
AWAY = "tinh-mau/rollout/tinh-mau-20-ubnd-nc-2024-3-t1-ubnd-huyen-mau-ha.yaml"
"""A record that went and came back."""
BACK_AT_ONCE = "tinh-mau/coordination/tinh-mau-ph-2024-01.yaml"
"""A record that went and came back on one day."""
UNREAD = "tinh-mau/category/tinh-mau-tre-han.yaml"
"""A record of which one version cannot be read."""
TODAY = (
    "mau-nam/inspection/mau-nam-kt-2022-02",
    "mau-nam/inspection/mau-nam-kt-2024-05",
    "mau-nam/finding/mau-nam-kt-2024-05",
    "mau-nam/inspection/mau-nam-kt-2024-07",
    "mau-nam/finding/mau-nam-kt-2024-07",
    "mau-nam/recommendation/mau-nam-kt-2024-07",
    "mau-nam/notice/mau-nam-nn-2024-06",
    "mau-nam/coordination/mau-nam-ph-2024-08",
)
"""How the paths of records begin that came on the day of the site."""
UNCOMMITTED = "mau-nam/obstacle/mau-nam-vm-2024-03.yaml"


@cache
def records() -> Register:
    """The records of the example, by path. Not to be changed."""
    return load(REGISTER)


def judged(register: Register) -> Examined:
    """Examine records given as plain data."""
    files = tuple(SourceFile(path, encoded(register[path])) for path in sorted(register))
    return examine(Source("records", files), schemas())


@cache
def examined() -> Examined:
    """The example and its edges, examined."""
    return judged(records())


@cache
def site(audience: str) -> dict[str, bytes]:
    """Every path of the site, with its bytes; the register has a history in git."""
    with recorded() as repo:
        source = read(repo.records)
        with opened(repo.records) as repository:
            past = history(repository.walk(), repository.contents, repository.memory.of, source)
        examined = examine(source, schemas())
        assert not examined.failed, [(p.record, p.message.vi) for p in examined.problems if p.severity == "error"]
        names, problems = office(REGISTER, examined)
        assert names is not None
        assert not problems
        made = publish(examined, AS_OF, audience, HANDWRITTEN, META, history=past, office=names)
        return {path: content(data) for path, data in made.items()}


@contextmanager
def recorded() -> Iterator[Repo]:
    """Put the records into git as an office does: when the register is opened, when provinces join, and as things happen."""
    final = records()
    first = {path: data for path, data in final.items() if path.startswith(("tinh-mau/", "trung-uong/"))}
    left = (*LATER, *LAST, *TODAY, UNCOMMITTED)
    rest = {path: data for path, data in final.items() if path not in first and not path.startswith(left)}
    with TemporaryDirectory() as folder:
        repo = Repo(Path(folder) / "repo")
        repo.commit("2024-03-01", {path: _earlier(data, OPENED.get(path, {})) for path, data in first.items()})
        repo.commit(
            "2024-07-25", {path: _earlier(data, JOINED.get(path, {})) for path, data in rest.items()} | {AWAY: None}
        )
        repo.put(UNREAD, b"{")
        last = [path for path in final if path.startswith(LAST)]
        repo.commit("2024-10-10", {BACK_AT_ONCE: None})
        repo.commit("2024-10-10", {path: final[path] for path in (*OPENED, AWAY, BACK_AT_ONCE, *last)})
        repo.commit(
            "2024-11-20", {path: data for path, data in final.items() if not path.startswith((*TODAY, UNCOMMITTED))}
        )
        repo.commit("2024-12-01", {path: data for path, data in final.items() if path != UNCOMMITTED})
        repo.put(UNCOMMITTED, final[UNCOMMITTED])
        yield repo


def _earlier(data: dict[str, Any], changed: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in {**data, **changed}.items() if value is not None}
