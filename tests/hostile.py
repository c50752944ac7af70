"""Texts that act wherever one way of escaping is forgotten, and registers that hold them in every field of text.

All canaries call ``ran()``. None of the texts can be refused by the loader: hidden and look-alike characters are, and
are tried in test_parse.py.
"""

from __future__ import annotations

import fcntl
import json
import os
import pickle
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from generator.build import ROOT
from generator.build import schemas as checkout_schemas
from generator.catalog import entries
from generator.examine import examine
from generator.examine.parse import parse
from generator.model import Field, Source, SourceFile
from generator.read.source import read
from generator.schema import Schemas, Shape
from tests import printing

Data = dict[str, Any]
Register = dict[str, Data]
"""Records as plain data, by the path of their file."""

FOREIGN = "hostile.invalid"
"""The host that no page may ask for anything."""

HTML = (
    "<script>ran()</script>",
    "<ScRiPt >ran()</sCrIpT >",
    "<img src=x onerror=ran()>",
    "<img src=x onerror='ran()'>",
    '"><img src=x onerror="ran()">',
    "'><svg/onload=ran()>",
    '" onmouseover="ran()" x="',
    "' onfocus='ran()' autofocus x='",
    "<svg><script>ran()</script></svg>",
    "<svg><animate onbegin=ran() attributeName=x dur=1s>",
    "</svg></g></text><script>ran()</script>",
    "<details open ontoggle=ran()>x</details>",
    "<video><source onerror=ran()></video>",
    "<body onload=ran()>",
    "<section onpointerenter=name=1 x>",
    "<x contenteditable onfocus=ran() tabindex=1 id=x>",
    '<a href="javascript:ran()">x</a>',
    '<a href="java&#10;script:ran()">x</a>',
    '<iframe src="javascript:parent.ran()"></iframe>',
    '<iframe srcdoc="<script>parent.ran()</script>"></iframe>',
    '<object data="data:text/html,<script>parent.ran()</script>"></object>',
    "<form action=javascript:ran()><button>x</button></form>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=ran()>",
    '<noscript><p title="</noscript><img src=x onerror=ran()>">',
    "<template><script>ran()</script></template>",
    f'<img src="https://{FOREIGN}/x.png">',
    f"<link rel=stylesheet href=//{FOREIGN}/x.css>",
    f'<style>@import "https://{FOREIGN}/x.css"; * {{ background: url(//{FOREIGN}/y) }}</style>',
    f'<meta http-equiv=refresh content="0;url=https://{FOREIGN}/">',
    f"<base href=https://{FOREIGN}/>",
    f"<script src=//{FOREIGN}/x.js></script>",
    "</td></tr></tbody></table></div></article><script>ran()</script>",
    "</p></section></dl><h1>x</h1>",
    "</title><script>ran()</script>",
    "</script><script>ran()</script>",
    "</textarea></style></pre></code><script>ran()</script>",
    "--><script>ran()</script><!--",
    "<!-- hidden",
    "<![CDATA[<img src=x onerror=ran()>]]>",
    "<![",
    "<!",
    "</foo",
    "<?php ran() ?>",
    "<!doctype html>",
    "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
    '<div markdown="1">*x*</div>',
    "&lt;script&gt;ran()&lt;/script&gt;",
    "&#60;img src=x onerror=ran()&#62;",
    "&#x3c;img src=x onerror=ran()&#x3e;",
    "&amp;lt;b&amp;gt; &nbsp;|&copy;&NewLine;&Tab;",
    "\\u003cimg src=x onerror=ran()\\u003e",
    "%3Cscript%3Eran()%3C/script%3E",
)
MARKDOWN = (
    "[x](javascript:ran())",
    '[x]( javascript:ran() "t")',
    "[x](<javascript:ran()>)",
    "[x](data:text/html,<script>ran()</script>)",
    f"![x](https://{FOREIGN}/x.png)",
    "<javascript:ran()>",
    f"<https://{FOREIGN}/>",
    f"https://{FOREIGN}/x",
    "[r]: javascript:ran()",
    "[x][r]",
    "[^1]: x [^1]",
    "*[HTML]: x",
    "*x*{ onmouseover=ran() }",
    "**x**{: onclick=ran() }",
    "`x`{: onclick=ran() }",
    f"<https://{FOREIGN}/>{{: onclick=ran() }}",
    "x {: onclick=ran() }",
    "{: #__config onclick=ran() }",
    "x {#y .z onclick=ran()}",
    "``` { .python onmouseover=ran() }",
    "```mermaid",
    "~~~ { onmouseover=ran() }",
    "# x {: onclick=ran() }",
    "## x ##",
    "x ======",
    "---",
    "***",
    "===",
    "- [ ] x",
    "1. x",
    "> x",
    '!!! note "x"',
    "??? note",
    ": x",
    "| a | b |",
    "|---|---|",
    "a | b",
    "[TOC]",
    "*a* _b_ __c__ ~d~ ^e^ ==f== ++g++ `h`",
    "\\*a\\* \\<b\\> \\\\",
    ":smile: (c) (tm) -> 1/2",
    "<!-- md:option x -->",
)
INCLUDE = (
    '--8<-- "mkdocs.yml"',
    '--8<-- ".git/config"',
    "{{ config.site_name }}",
    '{{ "".__class__.__mro__ }}',
    "{% raw %}",
    '{% include "main.html" %}',
    "{# x #}",
    "{%- for x in y %}",
    "${ran()}",
    "#{ran()}",
    "<%= ran() %>",
    "!ENV HOME",
    "!!python/object/apply:os.system [id]",
)
NAMES = (
    "__config",
    "__search",
    "__palette",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "location",
    "index",
    "404",
    "0123456789abcdef0123456789abcdef01234567",
    "null",
    "true",
    "~",
    "NaN",
    "2024-02-30",
    "012",
    "1e3",
    "../../../etc/passwd",
    "..\\..\\x",
    "/etc/passwd",
    "C:\\x",
    "CON",
    "javascript:ran()",
    "vbscript:ran()",
    "data:text/html,<script>ran()</script>",
    "::error file=x,line=1::y",
    "##[error]x",
    "%0A::error::x",
    "@everyone #1 !1",
)
CELLS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    '=HYPERLINK("https://hostile.invalid","x")',
    "=cmd|'/C calc'!A0",
    "%USERPROFILE%",
    "|x",
    ",;\t,",
    '"x","y"',
    "'x'",
    '"',
    "'",
    "`",
    "<",
    ">",
    "&",
    "\\",
    "{",
    "}",
    "#",
    "*",
    "_",
)
OTHER_SCRIPTS = ("🙂🇻🇳", "مرحبا", "שלום", "漢字", "ไทย", "ﬁ İ ß", "½ ² Ⅳ", "𝄞")
PAYLOADS = (*HTML, *MARKDOWN, *INCLUDE, *NAMES, *CELLS, *OTHER_SCRIPTS)
"""One line each."""
BLOCKS = (
    "x\n\n<script>ran()</script>\n\ny",
    "x\n\n# y\n\n- z\n\n    code\n\n```\nran()\n```",
    "---\ntitle: x\ntemplate: redirect.html\nlocation: javascript:ran()\n---\n\n<b>y</b>",
    "x\n\n</p></div>\n\n<img src=x onerror=ran()>",
    "x\n\n[r]: javascript:ran()\n\n[x][r]",
    "x\n\n| a | b |\n|---|---|\n| <b>c</b> | d |",
    "x  \ny\\\nz\n\n***\n\nw",
    "x\r\n\r\ny\tz",
)
"""Texts of several paragraphs, for the fields that may have them."""

# ------------------------------------------------------------------------------------------------------- planting


def load(folder: Path) -> Register:
    """Return the records of a folder as plain data."""
    found = {}
    for file in read(folder).files:
        document, problems = parse(file.path, file.data)
        assert document is not None, problems
        found[file.path] = document.data
    return found


def store(register: Register, folder: Path) -> Path:
    """Write records as files. JSON is YAML, and every character of a text stands in it as itself or as an escape."""
    for path, data in register.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(encoded(data))
    return folder


def encoded(data: Data) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def fields(schemas: Schemas, kind: str, data: Data) -> Iterator[tuple[Field, str, bool]]:
    """Yield every field of free text that a record has or may have: its path, ``line`` or ``text``, and if it is there."""

    def below(shape: Shape, value: Any, at: Field) -> Iterator[tuple[Field, str, bool]]:
        form = shape.refers_to.rpartition("/")[2]
        if form in ("line", "text"):
            if at[0] != "basis":  # there the text names a clause of a directive: no other text is sound
                yield at, form, value is not None
            return
        if isinstance(value, list) and shape.item is not None:
            for i, item in enumerate(value):
                yield from below(shape.item, item, (*at, i))
        elif isinstance(value, dict):
            for name, part in shape.fields.items():
                if name != "acknowledge":
                    yield from below(part, value.get(name), (*at, name))

    yield from below(schemas.shapes[kind], data, ())


def place(data: Any, at: Field, value: Any) -> None:
    """Set a field."""
    for part in at[:-1]:
        data = data[part]
    data[at[-1]] = value


def plant(register: Register, words: Callable[[str, Field, str], str | None], *, more: bool = True) -> Register:
    """Return a register with other words in its fields of text, and in those that it could have (``more``).

    ``words(path of the file, field, "line" or "text")``: the new text, None to leave the field alone.
    Acknowledgements go, since the warnings that they accept change.
    """
    schemas = checkout_schemas()
    planted = {}
    for path, data in register.items():
        kind = path.split("/")[1]
        valid = schemas.validator(kind).is_valid
        new: Data = json.loads(json.dumps({key: value for key, value in data.items() if key != "acknowledge"}))
        for at, form, there in list(fields(schemas, kind, new)):
            if not there and not more:
                continue
            before = json.dumps(new)
            text = words(path, at, form)
            if text is not None:
                place(new, at, text)
                if not valid(new):  # a text that excludes another field, or needs one
                    assert not there, (path, at, text)
                    new = json.loads(before)
        planted[path] = new
    return planted


def warned(register: Register) -> list[tuple[str, str, str]]:
    """Return record, check and field of every warning."""
    return [(p.record, p.code, p.at) for p in judged(register).problems if p.severity == "warning" and p.at]


def accept(register: Register, warnings: list[tuple[str, str, str]], because: Callable[[], str]) -> Register:
    """Acknowledge warnings, with reasons."""
    accepted: dict[str, list[Data]] = {}
    for record, check, at in warnings:
        accepted.setdefault(record, []).append({"check": check, "at": at, "because": because()})
    return {
        path: {**data, "acknowledge": accepted[data["id"]]} if data["id"] in accepted else data
        for path, data in register.items()
    }


# ------------------------------------------------------------------------------------------------------- the twins


@dataclass(frozen=True)
class Twins:
    """Two sites of one register: in one every field of text is a plain word, in the other a hostile text."""

    plain: Path
    hostile: Path
    records: Register
    """The hostile records."""
    meaning: Mapping[str, str]
    """What stands in the hostile site (line breaks folded) where the plain one has a word."""

    def site(self, name: str) -> Path:
        """Return the folder of a built site."""
        return (self.plain if name == "plain" else self.hostile) / "build" / "site"


EXTRA = "tinh-mau-noi"
TASKS = 10
"""One in so many payloads is the title of a task, too."""


def grown(register: Register) -> Register:
    """Return a register with an agency, whose name is a page's title, for every payload, and a task for some."""
    agency = register["tinh-mau/agency/tinh-mau-so-noi-vu.yaml"]
    task = register["tinh-mau/task/tinh-mau-20-ubnd-nc-2024-3-t1.yaml"]
    more = {}
    for i in range(len(PAYLOADS)):
        own = f"{EXTRA}-{i}"
        more[f"tinh-mau/agency/{own}.yaml"] = {
            "id": own,
            "names": [{"name": "x"}],
            "kind": "khac",
            "level": agency["level"],
        }
    for i in range(0, len(PAYLOADS), TASKS):
        own = f"{EXTRA}-{i}-viec"
        more[f"tinh-mau/task/{own}.yaml"] = {**task, "id": own, "leads": [{"body": f"{EXTRA}-{i}"}]}
    return {**register, **more}


def words(hostile: bool) -> tuple[Callable[[str, Field, str], str | None], dict[str, str]]:
    """Return a source of texts for ``plant``, and what each plain word stands for."""
    meaning: dict[str, str] = {}
    lines = blocks = 0

    def next_text(path: str, at: Field, form: str) -> str | None:
        nonlocal lines, blocks
        extra = re.search(rf"{EXTRA}-([0-9]+)", path)
        if at[:1] == ("target",) or ("/measurement/" in path and at[-1:] == ("quote",)):
            return None  # what a value means hangs on it, and its numbers are compared
        if extra and at[-1:] == ("as_written",):
            return None  # whether it holds the name of its body would depend on the words
        if extra and at in (("names", 0, "name"), ("title",)):
            text = PAYLOADS[int(extra[1])]  # alone; elsewhere with a number, so that no two texts are equal
        elif form == "text" and blocks < len(BLOCKS) * 6:
            text = f"{BLOCKS[blocks % len(BLOCKS)]} {blocks}"
            blocks += 1
        else:
            text = f"{PAYLOADS[lines % len(PAYLOADS)]} {lines}"
            lines += 1
        if at[-1:] in (("label",), ("number",), ("symbol",)):  # their punctuation is read, not only shown
            text = f"x {text.replace('/', '|')} x"
        if at[-1:] == ("as_written",):  # a number alone would be read as a year
            text = f"{text} x"
        plain = []
        for part in text.split("\n\n"):
            word = f"k{len(meaning)}z"
            meaning[word] = " ".join(part.split())
            plain.append(word)
        return text if hostile else "\n\n".join(plain)

    return next_text, meaning


def twins(folder: Path) -> Twins:
    """Build both sites in a folder that all processes of a run share, with the real programs; who comes later waits for them."""
    known = folder / "twins"
    with (folder / "twins.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not known.exists():
            known.write_bytes(pickle.dumps(_built(folder)))
    made: Twins = pickle.loads(known.read_bytes())
    return made


def _built(folder: Path) -> Twins:
    base = grown(load(ROOT / "tests" / "register"))
    running = []
    stored: Register = {}
    meaning: dict[str, str] = {}
    warnings: list[tuple[str, str, str]] = []
    for name in ("plain", "hostile"):
        texts, meaning = words(name == "hostile")
        stored = plant(base, texts)
        warnings = warnings or warned(stored)[::2]
        stored = accept(stored, warnings, partial(texts, "", (), "line"))
        store(stored, folder / name / "records")
        running.append(printing.start(folder / name / "records", folder / name))
    for run in running:
        output = run.communicate()[0]
        assert run.returncode == 0, output
    return Twins(folder / "plain", folder / "hostile", stored, meaning)


def judged(register: Register) -> Any:
    """Examine records."""
    files = (SourceFile(path, encoded(data)) for path, data in sorted(register.items()))
    return examine(Source("records", tuple(files)), checkout_schemas())


class Nodes(HTMLParser):
    """The elements of a page with their attributes, and its texts; what a diagram wraps and cuts is left out."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[tuple[str, str], ...]]] = []
        self.texts: list[str] = []
        self._cut = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._cut = tag == "text"
        if not self._cut:
            self.elements.append((tag, tuple(sorted((name, value or "") for name, value in attrs))))

    def handle_endtag(self, tag: str) -> None:
        self._cut = self._cut and tag != "text"

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._cut:
            self.texts.append(" ".join(data.split()))

    def handle_comment(self, data: str) -> None:
        self.elements.append(("comment", (("", data),)))

    def handle_decl(self, decl: str) -> None:
        self.elements.append(("declaration", (("", decl),)))

    def unknown_decl(self, data: str) -> None:
        self.elements.append(("declaration", (("", data),)))

    def handle_pi(self, data: str) -> None:
        self.elements.append(("instruction", (("", data),)))


# ------------------------------------------------------------------------------------------------------ elsewhere

NOBODY = 65534


@contextmanager
def as_nobody() -> Iterator[None]:
    """Lay aside the rights of root, who may read everything. What is needed must be loaded before."""
    entries()
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
