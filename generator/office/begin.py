"""Lays out the register of an office: names, national records, workflows, guide; no province that is not its own."""

from __future__ import annotations

import re
import uuid
from collections.abc import Generator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.build import schemas
from generator.catalog.refused import RefusedError
from generator.domain.text import fold
from generator.edit.interview import Question
from generator.edit.writing import write
from generator.examine import office as offices
from generator.model import Office, Problem
from generator.office.shared import put, quoted, shared
from generator.resources import ROOT, STARTER

ASKED = {
    "title": Question("Tên sổ", "Hiện ở đầu mọi trang, ví dụ: Sổ theo dõi chỉ đạo của UBND tỉnh …"),
    "office": Question("Cơ quan giữ sổ", "Tên đầy đủ của cơ quan chịu trách nhiệm về sổ."),
    "provinces": Question(
        "Tỉnh, thành phố mà sổ ghi", "Tên đầy đủ: Tỉnh …, Thành phố …; nhiều tỉnh thì cách bằng dấu chấm phẩy."
    ),
    "contact": Question("Nơi nhận báo sai sót", "Hộp thư, điện thoại hoặc bộ phận; không ghi của riêng một người."),
    "site_url": Question("Địa chỉ trang", "https://…/, kết thúc bằng dấu /; chưa có thì bỏ trống.", optional=True),
}
"""The five questions, by the answer's name; ``provinces`` are names here, and ids in register.toml."""
PINS = re.compile(r"[A-Za-z0-9][\w.-]*(?: ?== ?[\w.+-]+| @ https://\S+)|\S+\.whl(?:#sha256=[0-9a-f]{64})?")
"""What names one release of this program to those who install it."""
_LAID = {
    "README.md": "README.md", "Makefile": "Makefile", "gitignore": ".gitignore",
    ".github/workflows/check.yml": ".github/workflows/check.yml",
    ".github/workflows/publish.yml": ".github/workflows/publish.yml",
}  # fmt: skip
_COPIED = (".editorconfig", ".gitattributes", "LICENSE-DATA", ".github/ISSUE_TEMPLATE/1-sai-sot.yml")
"""What is the same for every register; pages lead to the form by its name."""
_SETS = ("trung-uong",)
"""The sets of records that come with the engine."""
_TYPES = {"tinh": "tinh", "thanh pho": "thanh-pho"}
_ORDER = ("title", "description", "office", "address", "contact", "feed_id", "site_url", "repository")
_HEAD = "#:schema ./schemas/register/register.schema.json\n# Tên và nơi của sổ này; mọi trang lấy từ đây.\n"


@dataclass(frozen=True, slots=True)
class Begun:
    """The files of a new register by path, or what is wrong with the answers."""

    files: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


def ask(given: Mapping[str, str]) -> Generator[Question, str, dict[str, str]]:
    """Yield the questions that given answers leave open; return all answers."""
    answers = dict(given)
    for name, question in ASKED.items():
        while name not in answers:
            typed = (yield question).strip()
            try:
                provinces(typed if name == "provinces" else "")
            except RefusedError as error:
                question = replace(question, problem=str(error))  # noqa: PLW2901 - asked again, with the reason
                continue
            if typed or question.optional:
                answers[name] = typed
    return answers


def begin(answers: Mapping[str, str], engine: str) -> Begun:
    """Lay out a register; ``engine`` is the requirement by which its workflows install this program.

    Raises RefusedError. Each register gets a feed id of its own: no two have the same, whatever was answered.
    """
    kept = provinces(answers.get("provinces", ""))
    feed = {
        "feed_id": uuid.uuid4().urn,
        "description": f"Sổ công khai của {answers['office']}: văn bản chỉ đạo, nhiệm vụ được giao, trách nhiệm của từng cơ quan và kết quả thực hiện.",
    }
    values = {**feed, **{name: value for name, value in answers.items() if value and name != "provinces"}}
    lines = [f"{name} = {quoted(values[name])}" for name in _ORDER if name in values]
    listed = ", ".join(quoted(name) for name in kept)
    text = _HEAD + "\n".join([*lines, f"provinces = [{listed}]", 'shared = ["trung-uong"]', ""])
    names, problems = offices.office(
        schemas().beside(ROOT / "schemas" / "register" / "register.schema.json"), offices.NAME, text.encode()
    )
    if names is None:
        return Begun({}, tuple(problems))
    own = {f"records/{name}/province/{name}.yaml": made for name, made in kept.items()}
    gone = {"docs/du-lieu/gone.json": '{\n "gone": []\n}\n'}
    copied = {name: (ROOT / name).read_text(encoding="utf-8") for name in _COPIED}
    pin = {"engine.txt": f"# Chương trình của sổ, đúng một phiên bản: xem README.md.\n{engine}\n"}
    return Begun({offices.NAME: text, **shared(names), **own, **gone, **copied, **pin, **_starter(names)})


def _starter(names: Office) -> dict[str, str]:
    """Return the files that are written for a register, with the names that they bear."""
    words = {"title": names.title, "office": names.office, "contact": names.contact}
    texts = {path: (STARTER / name).read_text(encoding="utf-8") for name, path in _LAID.items()}
    return {path: re.sub(r"⟦(\w+)⟧", lambda found: words[found[1]], text) for path, text in texts.items()}


def provinces(named: str) -> dict[str, str]:
    """Return the record of each province by its id, from their full names; raises RefusedError."""
    found: dict[str, str] = {}
    for name in (name.strip() for name in named.split(";") if name.strip()):
        own, record = _province(name)
        if own in found or own in _SETS:
            raise RefusedError("province-taken", name=name, id=own)
        found[own] = record
    return found


def _province(name: str) -> tuple[str, str]:
    """Return the id and the record of a province by its full name."""
    words = fold(name)
    kind = next((begins for begins in _TYPES if words.startswith(f"{begins} ")), "")
    if not (kind and all(part.isalpha() for part in words.split())):
        raise RefusedError("province-unread", name=name)
    own = words.removeprefix(f"{kind} ").replace(" ", "-")
    short = " ".join(name.split()[len(kind.split()) :])
    data = {
        "id": own, "names": [{"name": name, "short": short}], "types": [{"type": _TYPES[kind]}],
        "time_zone": "Asia/Ho_Chi_Minh",
    }  # fmt: skip
    return own, write("province", data, schemas().shapes["province"])


def lay(folder: Path, begun: Begun) -> None:
    """Write a new register."""
    put(folder, begun.files)
