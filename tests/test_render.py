"""Record text is shown as it was written and acts nowhere: the templates cannot forget it, and real pages prove it."""

from __future__ import annotations

import csv
import io
import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path

import jinja2
import markdown
import mkdocs.config
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import nodes
from markupsafe import Markup
from mkdocs.utils import meta

from generator.build import ROOT
from generator.examine.parse import _HIDDEN, _SPACE
from generator.publish.exports.data import FORMULA
from generator.publish.render import Renderer, environment, escape, safe_url
from generator.site import lean
from tests.hostile import BLOCKS, PAYLOADS, Nodes, Twins, twins
from tests.printing import AS_OF

TEMPLATES = sorted(environment().list_templates())

# ---------------------------------------------------------------------------------------------- how templates are made

FILTERS = {"paragraphs", "verbatim", "id", "length", "list", "first"}
"""All that there are: the first three return checked or escaped markup, the others no text."""
WHOLE = (
    nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Macro, nodes.CallBlock, nodes.FromImport, nodes.Name,
    nodes.Getattr, nodes.Getitem, nodes.Const, nodes.Call, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand,
    nodes.And, nodes.Or, nodes.Not, nodes.Concat, nodes.Add, nodes.CondExpr, nodes.Keyword, nodes.Tuple,
)  # fmt: skip
"""The whole of the language that templates use. Not in it: ``autoescape``, ``include``, ``set``, ``filter``, ``%``."""
NUMBERS = {"tall", "mid", "over", "x", "y", "x1", "y1", "x2", "y2", "bend", "width", "height", "box", "box_height"}
CHECKED = {"root", "href"}
"""What is markup already: addresses, of nothing but the characters of ids."""


@cache
def parsed(name: str) -> nodes.Template:
    env = environment()
    assert env.loader is not None
    return env.parse(env.loader.get_source(env, name)[0])


def inside(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from inside(child)


def test_the_environment_escapes_by_default() -> None:
    env = environment()
    assert env.autoescape is True
    assert env.finalize is escape
    assert env.undefined is jinja2.StrictUndefined
    assert set(env.filters) == FILTERS
    assert env.globals == {}
    assert env.extensions == {}


def test_a_number_has_its_dots_and_a_year_none() -> None:
    assert [unescape(escape(one)) for one in (7, 3680, -1204, "2024")] == ["7", "3.680", "−1.204", "2024"]


def undoes(node: nodes.Node) -> bool:
    """Whether a part of a template could print what was not escaped by us."""
    match node:
        case nodes.Filter():
            return node.name not in FILTERS
        case nodes.Concat():  # with one operand of markup, the others would be escaped by another function
            plain = (nodes.Const, nodes.Name, nodes.Getattr)
            return any(not isinstance(part, plain) or named(part) in CHECKED for part in node.nodes)
        case nodes.Add():  # numbers only
            return any(not isinstance(part, nodes.Call | nodes.Add) for part in (node.left, node.right))
        case nodes.Call(node=nodes.Getattr(attr=method)):
            return method != "get"
        case nodes.Getattr(attr=attribute):
            return attribute.startswith("_")
    return not isinstance(node, WHOLE) or (isinstance(node, nodes.Call) and not isinstance(node.node, nodes.Name))


def named(node: nodes.Node) -> str:
    """Return the last name of an expression: ``href`` of ``row.ref.href``."""
    return str(getattr(node, "attr", getattr(node, "name", "")))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_uses_nothing_that_could_undo_the_escaping(name: str) -> None:
    parts = [node for child in parsed(name).iter_child_nodes() for node in inside(child)]
    assert [f"{name}:{node.lineno}: {node}" for node in parts if undoes(node)] == []


class Context:
    """Where in the HTML a template stands: in text, in a tag, or in an attribute of a name."""

    def __init__(self, state: str = "", attribute: str = "", line: str = "") -> None:
        self.state, self.attribute, self.line = state, attribute, line

    def key(self) -> tuple[str, str]:
        return self.state, self.attribute

    def copy(self) -> Context:
        return Context(self.state, self.attribute, self.line)

    def feed(self, text: str) -> None:
        for char in text:
            self.line = "" if char == "\n" else self.line + char
            if self.state == "":
                if char == "<":
                    self.state = "tag"
            elif self.state == "tag":
                if char == ">":
                    self.state = ""
                elif char == "=":
                    self.state, self.attribute = "before", re.findall(r"[\w-]+", self.line[:-1])[-1]
            elif self.state == "before":
                assert char == '"', f"an attribute without double quotes: {self.line}"
                self.state = "value"
            elif char == '"':
                self.state, self.attribute = "tag", ""


def follow(node: nodes.Node, context: Context, place: str) -> None:
    """Walk a template in the order of its output and check every value against where it is printed."""
    match node:
        case nodes.Output():
            for part in node.nodes:
                if isinstance(part, nodes.TemplateData):
                    context.feed(part.data)
                else:
                    printed(part, context, f"{place}:{part.lineno}")
        case nodes.If():
            ends = []
            for branch in (node.body, [*node.elif_], node.else_):
                own = context.copy()
                for child in branch:
                    follow(child, own, place)
                ends.append(own)
            assert len({end.key() for end in ends}) == 1, (
                f"{place}:{node.lineno}: branches that end in different places"
            )
            context.line = max((end.line for end in ends), key=len)
        case nodes.For() | nodes.Macro() | nodes.CallBlock() | nodes.Template():
            own = Context() if isinstance(node, nodes.Macro | nodes.CallBlock) else context.copy()
            start = own.key()
            for child in [*node.body, *getattr(node, "else_", [])]:
                follow(child, own, place)
            assert own.key() == start, f"{place}:{node.lineno}: ends in another place than it began"


def printed(value: nodes.Expr, context: Context, place: str) -> None:
    last = named(value)
    is_id = isinstance(value, nodes.Filter) and value.name == "id"
    assert context.state in ("", "value"), f"{place}: a value where a tag is written"
    if context.state == "":
        if "{:" in context.line and "}" not in context.line.rpartition("{:")[2]:
            ours = isinstance(value, nodes.Getattr) and isinstance(value.node, nodes.Name) and value.node.name == "loop"
            assert is_id or ours, f"{place}: an unchecked id of a heading"
        return
    name = context.attribute
    assert not name.startswith("on"), f"{place}: {name}"
    assert name not in ("style", "srcdoc"), f"{place}: {name}"
    assert not isinstance(value, nodes.Call), f"{place}: a macro's markup in {name}"
    assert not isinstance(value, nodes.Filter) or is_id, f"{place}: a filter's markup in {name}"
    if name in ("href", "src"):
        checked = is_id or last in CHECKED
        outside = isinstance(value, nodes.Getattr) and last == "url" and named(value.node) == "outside"
        assert checked or outside, f"{place}: an unchecked address"
    elif name in ("id", "class", "for", "aria-labelledby"):
        assert is_id, f"{place}: an unchecked {name}"
    elif name in ("x", "y", "width", "height", "d", "viewBox"):
        assert last in NUMBERS, f"{place}: {name} that is no number"


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_value_stands_where_escaping_is_enough(name: str) -> None:
    follow(parsed(name), Context(), name)


@pytest.mark.parametrize(
    "source",
    [
        "{{ x | safe }}", "{% autoescape false %}{{ x }}{% endautoescape %}", '{{ "<b>" ~ root ~ x }}', "{{ '%s' % x }}",
        "{{ x | join }}", "{% set x = y %}", "{% include 'a' %}", "{{ x.replace('a', 'b') }}", "{{ x.__class__ }}",
        "{% filter upper %}x{% endfilter %}",
    ],
)  # fmt: skip
def test_the_test_of_the_language_bites(source: str) -> None:
    tree = jinja2.Environment(autoescape=True).parse(source)
    assert any(undoes(node) for child in tree.iter_child_nodes() for node in inside(child))


@pytest.mark.parametrize(
    "source",
    [
        '<a href="{{ x.label }}">', '<p class="{{ x }}">', "<p title={{ x }}>", "<p title='{{ x }}'>", "<p {{ x }}>",
        '<p onclick="{{ x }}">', '<p style="{{ x }}">', '<p title="{{ link(x) }}">', "# x {: #{{ x }} }",
        '{% if x %}<p title="{% endif %}{{ x }}">', '<p title="{{ x | paragraphs }}">', "<{{ x }}>",
        '<rect x="{{ label }}">', '{% for x in y %}<p title="{% endfor %}',
    ],
)  # fmt: skip
def test_the_test_of_places_bites(source: str) -> None:
    env = environment()
    with pytest.raises(AssertionError):
        follow(env.parse(source), Context(), "x")


def test_what_a_template_names_is_asked_for_once() -> None:
    """The rows of a table are made when they are asked for."""

    class Asked:
        times = 0

        @property
        def rows(self) -> str:
            self.times += 1
            return "r"

    asked = Asked()
    view = {"own": asked, "plain": {"items": "i", "none": None}}
    made = environment().from_string("{{ own.rows }} {{ plain.items }} {{ plain.none is none }}").render(view)
    assert (made, asked.times) == ("r i True", 1)


def test_forgetting_is_loud() -> None:
    env = environment()
    for source in ("{{ x }}", "{{ y.z }}"):
        with pytest.raises((jinja2.UndefinedError, TypeError)):
            env.from_string(source).render(x=None, y={})
    with pytest.raises(ValueError, match="not an address"):
        safe_url("javascript:ran()")
    for bad in ("https://x", "a b", 'a"', "a'", "a&b", "a%62", "a?b", "ă", "a\n", "{a}"):
        with pytest.raises(ValueError, match="not an address"):
            safe_url(bad)


# ------------------------------------------------------------------------------------------------------- any text


def accepted(text: str) -> str:
    """Return the part of a text that the loader lets through."""
    return unicodedata.normalize("NFC", _SPACE.sub(" ", _HIDDEN.sub("", text))).replace("\r", "")


pieces = st.lists(
    st.one_of(
        st.sampled_from([*PAYLOADS, *BLOCKS]),
        st.sampled_from([*"<>&\"'`~*_#{}[]()|\\/:=+-.!^$%@;,?\n\t 0aAđ", "\n\n", "\n    ", "{: ", " }", "&#", "://"]),
        st.text(max_size=8),
    ),
    min_size=1,
    max_size=6,
).map("".join)
texts = st.one_of(st.text(min_size=1, max_size=60), pieces).map(accepted).filter(lambda text: text.strip() != "")

PAGE = """# {{ t }} {: #one }

<p class="lead">{{ t }}</p>

<div class="table-scroll" role="region" aria-label="{{ t }}" tabindex="0"><table class="board"><caption>{{ t }}</caption>
<thead><tr><th scope="col">{{ t }}</th></tr></thead>
<tbody>
<tr><td data-sort="{{ t }}">{{ t }}</td> <td>“{{ t }}”</td></tr>
</tbody>
</table></div>

## {{ t }} {: #two }

<dl class="facts">
<dt>{{ t }}</dt><dd>{{ t }} — {{ t }}</dd>

</dl>

<ul><li>{{ t }}</li></ul>

<article class="task" aria-labelledby="three"><h4 id="three">{{ t }}</h4>
<p>{{ t }}</p>
</article>

<figure><svg viewBox="0 0 1 1" role="img" aria-label="{{ t }}" xmlns="http://www.w3.org/2000/svg"><title>{{ t }}</title></svg></figure>

{{ blocks | paragraphs }}

<pre tabindex="0"><code>{{ t | verbatim }}</code></pre>
"""


@cache
def printer() -> markdown.Markdown:
    """Markdown exactly as MkDocs sets it up from mkdocs.yml."""
    config = mkdocs.config.load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(ROOT / "docs"), site_name="Sổ")
    return markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {})


def page(text: str) -> tuple[dict[str, str], str]:
    """Render a page that has a text everywhere, as the generator and then MkDocs do: front matter and HTML."""
    body = environment().from_string(PAGE).render(t=text, blocks=text)
    source = Renderer.front_matter({"title": text, "kind": text}) + body.encode()
    content, follow_up = meta.get_data(source.decode())
    return follow_up, printer().reset().convert(content)


def nodes_of(html: str) -> tuple[Counter[object], list[str]]:
    found = Nodes(html)
    return Counter(found.elements), found.texts


@settings(max_examples=250, deadline=None)
@given(texts)
@example("]\n\n[r]: javascript:ran()")
@example("&#123;: onclick=ran() &#125;")
@example("a \\")
def test_any_text_is_shown_and_changes_nothing(text: str) -> None:
    follow_up, html = page(text)
    shown = " ".join(text.split())
    for value in follow_up.values():
        assert unescape(value) == shown
        assert not set(value) & set("<>\"'`{}*_[]\\|")
    assert set(follow_up) == {"title", "kind"}
    # The same page with a plain word for every paragraph.
    word = "kxz"
    parts = [part for part in text.split("\n\n") if part.strip()]
    plain = environment().from_string(PAGE).render(t=word, blocks="\n\n".join([word] * len(parts)))
    elements, plain_texts = nodes_of(printer().reset().convert(plain))
    hostile_elements, hostile_texts = nodes_of(html)

    def filled(value: str) -> str:
        return value.replace(word, shown)

    assert hostile_elements == Counter(
        {
            (tag, tuple((name, filled(value)) for name, value in attributes)): n
            for (tag, attributes), n in elements.items()
        }
    )
    assert nodes_of(lean.page(html, "a/b")) == (hostile_elements, hostile_texts)
    paragraphs = len(plain_texts) - len(parts) - 1
    expected = [filled(value) for value in plain_texts]
    expected[paragraphs:-1] = [" ".join(part.split()) for part in parts]
    assert hostile_texts == expected


@settings(max_examples=100, deadline=None)
@given(texts)
def test_escaping_keeps_no_character_that_acts(text: str) -> None:
    inert = str(escape(text))
    assert re.fullmatch(r"(?:[A-Za-z0-9 ]|[^\x00-\x7f]|&#[0-9]+;)*", inert)
    assert unescape(inert) == " ".join(text.split())
    assert escape(Markup(inert)) == inert


@pytest.mark.parametrize(
    "text", ["[" * 5000, "*" * 5000, "&" * 5000, "`" * 5000, "a_" * 2500, "<" * 5000, "{: x }" * 800, "![](" * 1200]
)
def test_long_texts_of_marks_cost_little(text: str) -> None:
    """A field has at most 5,000 characters, a title 600. Twice the text costs about twice the time, not four times."""

    def cost(part: str) -> float:
        source = environment().from_string("# {{ title }} {: #x }\n\n<p>{{ t }}</p>\n").render(title=part[:600], t=part)
        start = time.process_time()
        html = printer().reset().convert(source)
        spent = time.process_time() - start
        assert Nodes(html).texts[-1] == part
        return spent

    half = text[: len(text) // 2]
    assert min(cost(text) for _ in range(3)) < 3 * min(cost(half) for _ in range(3)) + 0.01


# ------------------------------------------------------------------------------------------- two whole, real sites

WORD = re.compile(r"k[0-9]+z")


@pytest.fixture(scope="session")
def both(shared: Path) -> Twins:
    return twins(shared)


def relative(folder: Path, pattern: str) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob(pattern) if path.is_file()}


@pytest.mark.slow
def test_a_hostile_register_makes_the_same_site_with_other_words(both: Twins) -> None:
    """Every element, attribute and text of every page, whatever stands in the fields of the records."""

    def meant(text: str) -> str:
        return re.sub(WORD.pattern, lambda found: both.meaning[found[0].lower()], text, flags=re.IGNORECASE)

    def in_any_order(text: str) -> tuple[str, ...]:
        # Names are sorted by what they are, and with long ones an explanation is told in more sentences.
        return tuple(sorted(part[:1].lower() + part[1:] for part in re.split(r"[;.] ", text)))

    plain, hostile = both.site("plain"), both.site("hostile")
    pages = relative(plain, "*.html")
    assert pages == relative(hostile, "*.html")
    assert len(pages) > 600
    seen: set[str] = set()
    for name in sorted(pages):
        before, after = whole(plain / name), whole(hostile / name)
        assert Counter(in_any_order(text) for text in after.texts) == Counter(
            in_any_order(meant(text)) for text in before.texts
        ), name
        assert Counter(
            (tag, tuple((key, in_any_order(value)) for key, value in found)) for tag, found in after.elements
        ) == Counter(
            (tag, tuple((key, in_any_order(meant(value))) for key, value in found)) for tag, found in before.elements
        ), name
        seen.update(*(WORD.findall(text) for text in before.texts))
    shown = {both.meaning[word] for word in seen}
    assert {" ".join(payload.split()) for payload in PAYLOADS} <= shown, "every payload alone, somewhere"
    assert len(seen) > 2000


@pytest.mark.slow
def test_no_page_of_the_hostile_site_has_anything_active(both: Twins) -> None:
    plain = {found for page in both.site("plain").rglob("*.html") for found in whole(page).elements}
    for file in both.site("hostile").rglob("*.html"):
        for tag, attributes in whole(file).elements:
            values = dict(attributes)
            assert tag not in INERT, file
            assert tag != "script" or (tag, attributes) in plain, file
            assert not [name for name in values if name.startswith("on") or name in ("style", "srcdoc")], file
            for address in (values[name] for name in ("href", "src", "action", "xlink:href") if name in values):
                if re.match(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", address, re.IGNORECASE):
                    # A checked field of the register, or a page written by hand.
                    checked = (
                        address.startswith("https://tinh-mau.example/")
                        and values.get("rel") == "external nofollow noopener"
                    )
                    assert checked or (tag, attributes) in plain, file


INERT = {"iframe", "object", "embed", "style", "base", "template", "math", "noscript", "comment", "instruction"}
"""What no page of ours has, and no page may get."""


@cache
def whole(file: Path) -> Nodes:
    return Nodes(file.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_the_generator_writes_only_what_it_should(both: Twins) -> None:
    docs = both.hostile / "build" / "docs"
    assert relative(docs, "*") == relative(both.plain / "build" / "docs", "*")
    assert {path.suffix for path in docs.rglob("*") if path.is_file() and path.name != ".generator"} <= {
        ".md", ".html", ".json", ".jsonld", ".csv", ".xlsx", ".docx", ".sqlite", ".parquet", ".xml", ".ics", ".txt", ".css", ".js", ".svg", ".png",
    }  # fmt: skip
    assert not [path for path in docs.rglob("*") if path.is_symlink()]
    keys: set[str] = set()
    for file in docs.rglob("*.md"):
        content, follow_up = meta.get_data(file.read_text(encoding="utf-8"))
        if not (ROOT / "docs" / file.relative_to(docs)).exists():
            keys |= follow_up.keys()
            assert all(isinstance(value, str) for value in follow_up.values()), file
            assert not content.startswith("---"), file
    assert keys <= {"title", "description", "kind", "home", "sample", "invented", "province"}


def no_constant(name: str) -> None:
    message = f"{name} is no JSON"
    raise ValueError(message)


@pytest.mark.slow
def test_data_files_are_strict_json_and_say_what_the_records_say(both: Twins) -> None:
    data = both.hostile / "build" / "docs" / "du-lieu"
    files = {path.name: json.loads(path.read_bytes(), parse_constant=no_constant) for path in data.rglob("*.json")}
    published = {record["id"]: record for kind in files["records.json"]["records"].values() for record in kind}
    kept = [record for record in both.records.values() if "withdrawn" not in record]
    assert files["records.json"]["withdrawn"]
    shown = [record for record in kept if record.get("visibility") != "noi-bo"]
    told = [
        record for record in shown if max(re.findall(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", str(record)), default="") <= AS_OF
    ]
    gone = {record["id"] for record in both.records.values()} - published.keys()
    told = [record for record in told if not gone & set(re.findall(r"[a-z0-9-]+", str(record)))]  # itself among them
    assert len(told) > len(shown) // 2
    assert published.keys() <= {record["id"] for record in shown}
    for record in told:  # of the others, what is later than the day of the site is not there
        found = published[record["id"]]
        own = {key: value for key, value in record.items() if key not in ("internal_note", "corrections")}
        assert {key: found[key] for key in own} == own
        assert found.keys() - own.keys() <= {"province", "sample", "page"}


@pytest.mark.slow
def test_no_cell_of_a_csv_file_is_a_formula(both: Twins) -> None:
    data = both.hostile / "build" / "docs" / "du-lieu"
    text = (data / "duties.csv").read_text(encoding="utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    plain = json.loads((data / "duties.json").read_text(encoding="utf-8"))["duties"]
    assert len(rows) == len(plain)
    quoted = 0
    for row, duty in zip(rows, plain, strict=True):
        assert len(row) == len(head)
        for name, cell in zip(head, row, strict=True):
            assert not cell.startswith(FORMULA)
            assert not cell[:1].isspace()
            value = duty.get(name)
            if isinstance(value, str):
                assert cell in (value, f"'{value}")
                assert (cell != value) == (value.startswith(FORMULA) or value[:1].isspace())
                quoted += cell != value
    assert quoted > 5


@pytest.mark.parametrize(
    "text",
    ["=1", "+1", "-1", "@x", "|x", "%x", "\t=1", " =1", "\r=1", "\n-1", "＝1", "＋1", "－1", "＠x", "｜x", "％x"],
)
def test_a_cell_that_acts_gets_an_apostrophe(text: str) -> None:
    from generator.publish.exports.data import _cell

    assert _cell(text) == f"'{text}"
    assert _cell(f"x{text}") == f"x{text}"


def test_numbers_and_nothing_stay_what_they_are() -> None:
    from generator.publish.exports.data import _cell

    assert [_cell(value) for value in (-5, 0, None, True, False, "")] == ["-5", "0", "", "true", "false", ""]
