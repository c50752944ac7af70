"""The record kinds, in the order in which a reader meets them. One row per kind; its schema defines the rest."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A record kind: its name (also its folder and schema) and the folder of the page that shows it."""

    name: str
    pages: str = ""
    """Folder of the page per record; empty when the record is shown on the page of another one."""
    dated: str = ""
    """The field with the day of a record that is a line on the page of its province and year, in the folder ``pages``."""


KINDS: tuple[Kind, ...] = (
    Kind("province", pages="tinh"),
    Kind("agency", pages="co-quan"),
    Kind("group", pages="nhom"),
    Kind("team", pages="to-doan"),
    Kind("document", pages="van-ban"),
    Kind("directive", pages="chi-dao"),
    Kind("task"),
    Kind("rollout"),
    Kind("submission"),
    Kind("measurement"),
    Kind("following"),
    Kind("plan", pages="ke-hoach"),
    Kind("inspection", pages="kiem-tra"),
    Kind("category", pages="phan-loai"),
    Kind("finding"),
    Kind("recommendation"),
    Kind("remediation"),
    Kind("verification"),
    Kind("sanction"),
    Kind("accountability", pages="trach-nhiem", dated="opened"),
    Kind("notice", pages="nhac-nho-bieu-duong", dated="on"),
    Kind("coordination", pages="phoi-hop", dated="asked"),
    Kind("feedback", pages="phan-anh", dated="received"),
    Kind("obstacle", pages="vuong-mac", dated="raised"),
    Kind("framework", pages="khung-diem"),
    Kind("rating", pages="xep-loai"),
    Kind("summary", pages="ky-bao-cao"),
    Kind("calendar", pages="lich"),
)
BY_NAME = {kind.name: kind for kind in KINDS}
