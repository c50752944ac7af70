"""The page on open data: which files there are, what their codes mean, and how to compute again what the site says."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds import BY_NAME
from generator.publish.derive import follow_ups
from generator.publish.derive.standing import LABELS, Standing, State
from generator.publish.exports import EXPORTS, database, package
from generator.publish.exports.export import DATA, Export
from generator.publish.inline import Ref
from generator.publish.register import Page, Register

PLACE = "gioi-thieu/du-lieu/"
FIRST = (
    Ref("Tất cả trong một tệp (SQLite)", database.PATH),
    Ref("việc phải làm (CSV)", f"{DATA}duties.csv"),
    Ref("phát hiện (CSV)", f"{DATA}findings.csv"),
    Ref("mô tả các bảng", package.PACKAGE),
    Ref("lược đồ của một bảng", f"{package.SCHEMAS}duties.schema.json"),
    Ref("dạng dữ liệu đã đổi gì", package.CHANGELOG),
)
"""What is asked for most, before all."""
MANY = 5
"""From so many files on, an export is named by its folder."""


def pages(_: Register) -> Iterator[Page]:
    """Yield the page."""
    view = {
        "crumbs": [Ref("Trang chủ", ""), Ref("Giới thiệu", "gioi-thieu/")],
        "first": FIRST,
        "exports": [_shown(export) for export in EXPORTS],
        "rated": [(str(state), LABELS[state]) for state in State if Standing(state, "").fell_due],
        "unrated": [(str(state), LABELS[state]) for state in State if not Standing(state, "").fell_due],
        "of_findings": [(str(state), label) for state, label in follow_ups.LABELS.items()],
    }
    yield Page(f"{PLACE}index.md", "open_data.md.jinja", "Dữ liệu mở", view, "Danh mục")


def _shown(export: Export) -> dict[str, object]:
    folder = next(iter(export.files), "").rpartition("/")[0]
    few = len(export.files) < MANY
    places = [f"{BY_NAME[kind].pages}/…/{export.beside.name}" for kind in export.beside.kinds] if export.beside else []
    return {
        "files": [Ref(path.rpartition("/")[2], path) for path in export.files] if few else [],
        "places": places if few else [f"{folder}/"],
        "vi": export.what.vi,
        "en": export.what.en,
    }
