"""What is not for the public is in no output of the public build, under no name; and its absence says nothing false."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from html import unescape
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import ROOT, schemas
from generator.examine import Examined, examine
from generator.model import Source, SourceFile, content
from generator.publish import publish
from generator.publish.derive.withheld import Withheld
from generator.publish.redact import redact
from tests import reading
from tests.conftest import ONE_PROVINCE, REGISTER
from tests.hostile import Data, Register, encoded, fields, judged, load, plant

AS_OF = date(2025, 12, 1)
"""A day after everything that the example tells of."""
META = {"commit": None, "uncommitted_changes": None}
WORD = re.compile(r"w[0-9]+x[0-9]+y")


@cache
def base(*, whole: bool = False) -> Register:
    """One province of the example register (or all), everything of it public, without what was withdrawn."""
    internal = ("visibility", "internal_note")
    return {
        path: {key: value for key, value in data.items() if key not in internal}
        for path, data in load(REGISTER).items()
        if "withdrawn" not in data and (whole or path.startswith(ONE_PROVINCE))
    }


@cache
def marked() -> Register:
    """That province with a word of its own in every field of text: w7x12y is field 12 of record 7."""
    order = {path: i for i, path in enumerate(base())}
    count = 0

    def word(path: str, _at: Any, _form: str) -> str:
        nonlocal count
        count += 1
        return f"w{order[path]}x{count}y"

    return plant(base(), word)


def outputs(examined: Examined, audience: str = "public", only: str = "", *, papers: bool = True) -> dict[str, str]:
    """Publish; return every file as text by its path, but for the pages that are made of no record; ``papers``: letters, too."""
    assert not examined.failed, [str(p.where) + p.message.vi for p in examined.problems if p.severity == "error"]
    site = publish(examined, AS_OF, audience, {}, META)
    constant = ("gioi-thieu/kiem-tra/", "gioi-thieu/truong/", "du-lieu/schemas/")
    other = constant if papers else (*constant, *(path for path in site if path.endswith(PAPER)))
    wanted = [path for path in site if path.startswith(only) and not path.startswith(other)]
    return {path: reading.text(path, content(site[path])) for path in wanted}


def everything(site: dict[str, str]) -> str:
    return "\n".join(f"{path}\n{text}" for path, text in site.items())


_NAMES = re.compile("[a-z0-9-]+")
PAPER = (".docx", "bao-cao.xlsx", "viec-qua-han.xlsx")
"""Reports, which say again what pages say."""


def hiding(register: Register, *paths: str) -> Register:
    return {path: {**data, "visibility": "noi-bo"} if path in paths else data for path, data in register.items()}


def changed(register: Register, path: str, **values: Any) -> Register:
    data = {key: value for key, value in {**register[path], **values}.items() if value is not None}
    return {**register, path: data}


PATHS = tuple(base())
DIRECTIVE = "tinh-mau/directive/tinh-mau-20-ubnd-nc-2024.yaml"


# -------------------------------------------------------------------------------------------------- internal fields


def test_internal_notes_and_comments_are_for_nobody_else() -> None:
    """YAML comments hold notes too."""
    files = {
        path: encoded(data)[:-1] + f',\n"internal_note": "secret{i}note" # secret{i}comment\n}}\n'.encode()
        for i, (path, data) in enumerate(base().items())
    }
    source = Source("records", tuple(SourceFile(path, files[path]) for path in sorted(files)))
    examined = examine(source, schemas())
    seen = everything(outputs(examined, "internal"))
    assert len(set(re.findall(r"secret[0-9]+note", seen))) == len(files)
    assert "comment" not in re.findall(r"secret[0-9]+([a-z]+)", seen)
    assert re.findall(r"secret[0-9]+|internal_note", everything(outputs(examined))) == []


def test_the_corpus_of_the_public_holds_no_source_text() -> None:
    examined = judged(changed(base(), DIRECTIVE, internal_note="secret"))
    for record in redact(examined, "public", AS_OF).corpus.records.values():
        assert record.document.text == ""
        assert record.document.data is record.data
        assert "internal_note" not in record.data
        assert str(record.document.position(("title",))).endswith(":1:1")


def test_an_internal_build_is_not_redacted() -> None:
    examined = judged(hiding(marked(), *PATHS[::3]))
    seen = redact(examined, "internal", AS_OF)
    assert seen.corpus is examined.corpus
    assert (seen.problems, seen.acknowledged) == (list(examined.problems), list(examined.acknowledged))
    assert seen.withheld == Withheld()
    words = {w for path in PATHS for w in WORD.findall(json.dumps(marked()[path]))}
    assert words <= set(WORD.findall(everything(outputs(examined, "internal"))))


def test_without_anything_internal_nothing_changes() -> None:
    examined = judged(base())
    assert redact(examined, "public", AS_OF).corpus is examined.corpus


# ------------------------------------------------------------------------------------------------- internal records


def leaks(register: Register, hidden: set[str], site: dict[str, str]) -> list[str]:
    """Return ids and words of hidden records that an output holds."""
    text = everything(site)
    numbers = {i for i, path in enumerate(PATHS) if register[path]["id"] in hidden}
    found = [word for word in set(WORD.findall(text)) if int(word[1 : word.index("x")]) in numbers]
    return sorted(found) + sorted(hidden & set(_NAMES.findall(text)))


def said_beside(data: Data, target: str) -> set[str]:
    """Return the words in an object that refers to a record, and in the list entry around it."""
    found: set[str] = set()

    def visit(value: Any, list_of: Any) -> None:
        if isinstance(value, list):
            for part in value:
                visit(part, list_of)
        if isinstance(value, dict):
            if target in value.values() and value is not data:
                found.update(WORD.findall(json.dumps(value)))
                if list_of is not data:
                    found.update(WORD.findall((list_of or {}).get("as_written", "")))
            for part in value.values():
                visit(part, value if isinstance(part, list) else None)

    visit(data, None)
    if data.get("issuer") == target:
        found.update(WORD.findall(data.get("issuer_post", "")))
    return found


def gone(examined: Examined) -> set[str]:
    return set(examined.corpus.records) - set(redact(examined, "public", AS_OF).corpus.records)


TURNS = 12


@pytest.mark.parametrize("turn", range(TURNS))
def test_each_record_in_turn_can_be_internal(turn: int) -> None:
    """The site of the others is built; what was said beside a reference to it (a name as written, a quotation) is gone."""
    paths = PATHS[turn::TURNS]  # those that stand side by side in different turns
    register = hiding(marked(), *paths)
    examined = judged(register)
    hidden = gone(examined)
    assert hidden >= {register[path]["id"] for path in paths}
    site = outputs(examined)
    assert leaks(register, hidden, site) == []
    shown = set(WORD.findall(everything(site)))
    for path in paths:
        beside = {word for other in register.values() for word in said_beside(other, register[path]["id"])}
        assert not beside & shown, path
    missing = {f"r/{i}/index.html" for i in hidden}
    assert not missing & site.keys()
    assert {f"r/{d['id']}/index.html" for d in register.values() if d["id"] not in hidden} <= site.keys()


def test_there_is_something_said_beside_references() -> None:
    """The test above has something to look for."""
    found = [path for path in PATHS if any(said_beside(data, marked()[path]["id"]) for data in marked().values())]
    assert len(found) > 10


@pytest.mark.parametrize("kind", sorted({path.split("/")[1] for path in PATHS}))
def test_all_records_of_a_kind_can_be_internal(kind: str) -> None:
    register = hiding(marked(), *(path for path in PATHS if path.split("/")[1] == kind))
    examined = judged(register)
    assert leaks(register, gone(examined), outputs(examined, papers=False)) == []


@settings(max_examples=12, deadline=None)
@given(st.sets(st.sampled_from(PATHS)))
def test_any_records_together_can_be_internal(paths: set[str]) -> None:
    register = hiding(marked(), *paths)
    examined = judged(register)
    assert leaks(register, gone(examined), outputs(examined, papers=False)) == []


def test_what_hangs_on_an_internal_record_is_internal() -> None:
    examined = judged(hiding(base(), DIRECTIVE))
    tasks = {d["id"] for d in base().values() if d.get("directive") == base()[DIRECTIVE]["id"]}
    leaves = {d["id"] for d in base().values() if d.get("task") in tasks}
    told = {base()[DIRECTIVE]["id"]} | tasks | leaves
    answers = {d["id"] for d in base().values() if d.get("about") in told}
    assert gone(examined) == told | answers
    assert tasks
    assert leaves
    assert answers


def test_a_province_that_is_internal_takes_its_workspace_along() -> None:
    examined = judged(hiding(base(), "tinh-mau/province/tinh-mau.yaml"))
    assert gone(examined) >= {d["id"] for path, d in base().items() if path.startswith("tinh-mau/")}


# -------------------------------------------------------------------------------------------------------- problems


def test_a_problem_that_tells_of_an_internal_record_is_not_told() -> None:
    """Two numbers of one register that fall as dates rise: the message about one names the other."""
    issuer = "tinh-mau-ubnd"
    common = {
        "type": "quyet-dinh",
        "issuer": issuer,
        "title": "Về việc x",
        "symbol": "QĐ-UBND",
        "source": {"note": "x"},
    }
    one = {"id": "tinh-mau-a", "number": "71", "date": "2023-03-01", **common}
    other = {"id": "tinh-mau-b", "number": "70", "date": "2023-04-01", **common}
    register = {**base(), "tinh-mau/document/tinh-mau-a.yaml": one, "tinh-mau/document/tinh-mau-b.yaml": other}
    told = [p for p in judged(register).problems if p.code == "register-order"]
    assert [(p.record, "71" in p.message.vi) for p in told] == [("tinh-mau-b", True)]
    at = {"check": "register-order", "at": told[0].at, "because": "secret reason"}
    for acknowledge in (None, [at]):
        now = changed(register, "tinh-mau/document/tinh-mau-b.yaml", acknowledge=acknowledge)
        assert "register-order" in outputs(judged(now))["du-lieu/problems.json"]
        now = hiding(now, "tinh-mau/document/tinh-mau-a.yaml")
        site = outputs(judged(now))
        assert "register-order" not in site["du-lieu/problems.json"]
        assert "71/Q" not in everything(site)
        assert "secret reason" not in everything(site)
        assert "register-order" in outputs(judged(now), "internal")["du-lieu/problems.json"]


def test_problems_that_the_public_records_show_by_themselves_stay() -> None:
    examined = judged(marked())
    hidden = judged(
        hiding(marked(), "tinh-mau/submission/" + next(p for p in PATHS if "/submission/" in p).rpartition("/")[2])
    )
    own = [(p.code, p.record, p.at) for p in examined.problems]
    assert len(own) > 10
    assert [(p.code, p.record, p.at) for p in redact(hidden, "public", AS_OF).problems] == own


# ------------------------------------------------------------------------------------------- what silence would say


def states(register: Register, audience: str = "public") -> Callable[..., list[str]]:
    duties = json.loads(outputs(judged(register), audience, "du-lieu/duties.json")["du-lieu/duties.json"])["duties"]

    def find(**wanted: Any) -> list[str]:
        return [d["state"] for d in duties if all(d[key] == value for key, value in wanted.items())]

    return find


def leaf(kind: str) -> tuple[str, Data]:
    return next((path, data) for path, data in base().items() if path.split("/")[1] == kind)


def test_an_internal_rollout_makes_nobody_late() -> None:
    checked = 0
    for path, data in base().items():
        if path.split("/")[1] == "rollout":
            place = {"task": data["task"], "body": data["addressee"]}
            before, after = states(base())(**place), states(hiding(base(), path))(**place)
            if before:
                assert after in (["no-information"], ["cancelled"], ["standing"]), path
                assert states(hiding(base(), path), "internal")(**place) == before
                checked += 1
    assert checked


def test_an_internal_report_is_not_a_missing_one() -> None:
    path, data = leaf("submission")
    place = {"task": data["task"], "body": data["reporter"], "period": data["period"]}
    assert states(base())(**place) in (["done-on-time"], ["done-late"])
    find = states(hiding(base(), path))
    assert find(**place) == ["no-information"]
    known, left = (
        [state for state in found(task=data["task"]) if state != "no-information"] for found in (states(base()), find)
    )
    assert len(left) == len(known) - 1  # the other periods are judged as before


def test_an_internal_measurement_leaves_the_target_open() -> None:
    path, data = leaf("measurement")
    place = {"task": data["task"], **({"body": data["body"]} if "body" in data else {})}
    before, after = states(base())(**place), states(hiding(base(), path))(**place)
    assert before
    assert set(after) == {"no-information"}


def test_a_group_without_an_internal_member_is_no_longer_complete() -> None:
    checked = 0
    for path, group in base().items():
        if path.split("/")[1] != "group" or not group["complete"]:
            continue
        for other, data in base().items():
            kinds = group.get("rule", {}).get("kinds", ())
            listed = [entry["body"] for entry in group.get("members", ())]
            by_rule = data.get("kind") in kinds and data.get("level") in group["rule"]["levels"]
            if data["id"] in listed or (by_rule and other.split("/")[0] == path.split("/")[0]):
                corpus = redact(judged(hiding(base(), other)), "public", AS_OF).corpus
                assert corpus.records[group["id"]]["complete"] is False
                checked += 1
        assert (
            redact(judged(hiding(base(), PATHS[-1])), "public", AS_OF).corpus.records[group["id"]]["complete"] is True
        )
    assert checked


def test_a_signer_is_named_only_with_the_documents_that_make_the_name_public() -> None:
    law, decision = "trung-uong-luat-tiep-can-thong-tin-2016", "tinh-mau-45-qd-ubnd-2023"
    paths = {data["id"]: path for path, data in base().items()}
    signer = {
        "post": "Chủ tịch", "capacity": "TM", "name": "Nguyễn Văn Giả Định",
        "publication": {"law": law, "decision": decision, "because": "x"},
    }  # fmt: skip
    register = changed(base(), DIRECTIVE, signer=signer)
    assert "Văn Giả" in everything(outputs(judged(register)))
    for document in (law, decision):
        assert "Văn Giả" not in everything(outputs(judged(hiding(register, paths[document]))))


def test_every_schema_hides_its_internal_note() -> None:
    """The word that keeps a field from the public stands in every kind, and nowhere is it taken back."""
    for kind, schema in schemas().by_kind.items():
        assert schema["properties"]["internal_note"]["x-public"] is False, kind
        assert "visibility" in schema["properties"], kind
        data = {"internal_note": "x"}
        assert [at for at, _, found in schemas().walk(kind, "x-public", data) if not found["x-public"]] == [
            ("internal_note",)
        ]
        assert ("internal_note",) in [at for at, _, _ in fields(schemas(), kind, data)]


WITHDRAWN = "tinh-mau/document/tinh-mau-34-tb-ubnd-mh-2024.yaml"
HEIR = "tinh-mau/document/tinh-mau-33-tb-ubnd-mh-2024.yaml"


def with_withdrawn(**more: Any) -> Register:
    withdrawn = load(ROOT / "tests" / "register")[WITHDRAWN]
    return {**base(), WITHDRAWN: {**withdrawn, "title": "Chữ không công bố nữa", **more}}


def test_of_a_withdrawn_record_only_its_withdrawal_is_told() -> None:
    for audience in ("public", "internal"):
        found = outputs(judged(with_withdrawn()), audience)
        assert "Chữ không công bố nữa" not in unescape(everything(found))
        assert "Chép nhầm số" in unescape(found["da-rut/index.md"])
        for address in ("r", "van-ban"):
            assert "da-rut/#tinh-mau-34-tb-ubnd-mh-2024" in found[f"{address}/tinh-mau-34-tb-ubnd-mh-2024/index.html"]


@pytest.mark.parametrize("how", ["itself", "its issuer", "its workspace"])
def test_a_withdrawn_record_that_was_internal_is_not_told(how: str) -> None:
    register = {
        "itself": lambda: with_withdrawn(visibility="noi-bo"),
        "its issuer": lambda: hiding(with_withdrawn(), "tinh-mau/agency/tinh-mau-ubnd-huyen-mau-ha.yaml"),
        "its workspace": lambda: hiding(with_withdrawn(), "tinh-mau/province/tinh-mau.yaml"),
    }[how]()
    assert "tinh-mau-34" not in everything(outputs(judged(register)))
    assert "tinh-mau-34" in everything(outputs(judged(register), "internal"))


def test_a_hidden_replacement_of_a_withdrawn_record_is_not_told() -> None:
    found = everything(outputs(judged(hiding(with_withdrawn(), HEIR))))
    assert "tinh-mau-34" in found
    assert "tinh-mau-33" not in found


def test_a_withdrawn_case_of_a_person_is_not_told() -> None:
    path = "tinh-mau/accountability/tinh-mau-xl-2024-01.yaml"
    person = {"kind": "cong-chuc", "role": "cap-phong"}
    gone = {"on": "2024-06-01", "because": "Ghi nhầm."}
    register = {**base(), path: {**base()[path], "subject": person, "withdrawn": gone}}
    assert "tinh-mau-xl-2024-01" not in everything(outputs(judged(register)))
