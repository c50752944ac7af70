"""The record kinds, in the order in which a reader meets them. One row per kind; its schema defines the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Kind:
    """A record kind: its name (also its folder and schema), and which page shows it."""

    name: str
    pages: str = ""
    """Folder of its pages; empty when it is shown on the page of another record."""
    per: Literal["record", "year", "all"] = "record"
    """Whether the folder has a page per record, or per province and year of the record's day, or is the only page."""
    on: str = ""
    """Otherwise: the reference to the record (of several, the first) on whose page this one has a place of its own."""
    at: str = ""
    """Or: the reference to the record at whose place this one is shown."""
    below: str = ""
    """Or: the reference, named as its kind, to the record below whose page this one has its own."""

    def above(self, data: Mapping[str, Any]) -> str:
        """Return the id of the record that has the page of this one, or the page above it; empty if none is named."""
        named = data.get(self.on or self.at or self.below) or ""
        return named if isinstance(named, str) else str(named[0])


KINDS: tuple[Kind, ...] = (
    Kind("province", "tinh"),
    Kind("agency", "co-quan"),
    Kind("group", "nhom"),
    Kind("team", "to-doan"),
    Kind("document", "van-ban"),
    Kind("directive", "chi-dao"),
    Kind("task", below="directive"),
    Kind("rollout", at="task"),
    Kind("submission", at="task"),
    Kind("measurement", at="task"),
    Kind("following", "theo-doi/pham-vi", per="all"),
    Kind("plan", "ke-hoach"),
    Kind("inspection", "kiem-tra"),
    Kind("category", "phan-loai"),
    Kind("finding", below="inspection"),
    Kind("recommendation", on="findings"),
    Kind("remediation", on="finding"),
    Kind("verification", on="remediation"),
    Kind("sanction", "gioi-thieu/hinh-thuc-xu-ly", per="all"),
    Kind("accountability", "trach-nhiem", per="year"),
    Kind("notice", "nhac-nho-bieu-duong", per="year"),
    Kind("coordination", "phoi-hop", per="year"),
    Kind("feedback", "phan-anh", per="year"),
    Kind("obstacle", "vuong-mac", per="year"),
    Kind("response", at="about"),
    Kind("framework", "khung-diem"),
    Kind("rating", "xep-loai"),
    Kind("summary", "ky-bao-cao"),
    Kind("calendar", "lich"),
)
BY_NAME = {kind.name: kind for kind in KINDS}
