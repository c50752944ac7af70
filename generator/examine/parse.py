"""Strict YAML: one pass over libyaml's events, plain data out, or Problems.

Only what a record needs is let through: one document, a mapping at the top, text keys, no anchors, aliases,
tags or merge keys, no duplicate keys, no empty values. A plain ``true``/``false`` is a truth value and a plain
decimal integer a number; everything else is text, so ``no``, ``010``, ``12:30`` and ``2024-02-30`` mean what they say.
Size, depth and number of nodes are bounded on the events, before anything is built.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from typing import Any

import yaml
from yaml import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, StreamEndEvent
from yaml._yaml import CParser  # libyaml itself: the package gives it no public name

from generator.catalog import problem
from generator.domain.text import CAPITALS
from generator.model import Document, Field, Marks, Position, Problem, Severity

MAX_DEPTH = 20
MAX_NODES = 20_000
MAX_SCALAR = 20_000
MAX_PROBLEMS = 25
"""Problems told of one file: more would hide the first one, and could be made by the ten thousand."""

_MAX_NAMED = 8
"""Strange characters named of one line."""

# What nearly every record is made of: in such a text, looking for anything stranger can be left out.
_USUAL = re.compile("[\n -~ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ‘’“”–—…]*")
# Controls, format characters, fillers, variation selectors, private use, non-characters, and the line breaks that
# YAML 1.1 knows but no editor shows (U+0085, U+2028, U+2029, a lone CR).
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff"
    "\U0001d173-\U0001d17a\U000e0000-\U0010ffff]|\r(?!\n)"
)
_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Letters that look like Vietnamese ones: Cyrillic, Armenian, Cherokee, full-width, mathematical; the letters eth and
# African D for Đ, OI for Ơ; Greek ones that nobody can tell from Latin ones; combining marks that NFC could not join to
# a letter. Other Greek letters are symbols (μg, Φ800, 4 Ω, with an index γc: no word is of two consonants) unless
# they stand in for one inside a Latin word; and what
# Word makes of a hyphen is a sign (−5 °C) unless it joins a word (the dashes of a sentence are neither).
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏẠ-ỹ"
_GREEK = "αγηικνορυχϲϳ"
LOOKALIKE = re.compile(
    "[\u00d0\u00f0\u0189\u01a2\u01a3\u0300-\u034e\u0350-\u036f\u0386\u0388-\u0390\u03aa-\u03b0\u03ca-\u03ce"
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϹϺ\u037f\u0400-\u052f\u0531-\u058f\u13a0-\u13ff\u1c80-\u1c8f\u1f00-\u1fff\u2de0-\u2dff"
    "\ua640-\ua69f\uab70-\uabbf\uff00-\uff5e\U0001d400-\U0001d7ff]"
    f"|(?<=[{_LATIN}])[{_GREEK}]|[{_GREEK}](?=[{_LATIN}])(?!(?<=[γηκνρχ])(?<![{_LATIN}].)[b-df-hj-np-tv-z](?![{_LATIN}]))"
    "|(?<=[^\\W\\d_])[\u2010-\u2012\u2212](?=\\w)|(?<=\\w)[\u2010-\u2012\u2212](?=[^\\W\\d_])"
)
# A stamp stands apart: alone in its line or value, before what it is stamped on, in brackets, behind a dash or the name
# of its field, or before the number of a document. Among other words in capitals it is a heading (MẬT ĐỘ, KHÔNG MẬT).
_ON = rf"(?!\w|\s*,?\s+(?!HỎA|HOẢ|KHẨN|THƯỢNG)[{CAPITALS}]{{2}})"
"""What makes no compound of a word in capitals."""
_MARKED = r"(?:TUYỆT\s+|TỐI\s+)?MẬT(?!\w)"
_STAMP = re.compile(
    r"(?:^[ \t]*(?:#+[ ]*|[?-][ ]+)*(?:['\"]?[\w-]+['\"]?:[ ]+|:[ ]+)?|[{,][ ]*['\"]?[\w-]+['\"]?:[ ]+)"
    r"(?:[|>][-+\d]*\s+)?['\"“*(\[]*"
    rf"((?:TUYỆT|TỐI)\s+MẬT(?!\w|(?:\s*,|\s+VÀ|\s+HOẶC)\s+(?:TUYỆT\s+|TỐI\s+)?MẬT)|MẬT{_ON})"
    rf"|[(\[{{«][ ]*({_MARKED})(?=[ .]*[)\]}}»])"
    rf"|[ ][-–—][ ]+({_MARKED})(?=[.'\"”]*[ ]*\r?$)"
    rf"|\b(?i:độ|mức|dấu)(?:\s+\w+)?\s*:\s*[\"'“]?({_MARKED}){_ON}"
    r"|\b(?i:(độ\s+mật\s*:\s*[\"'“]?(?:tuyệt\s+|tối\s+)?mật)"
    r"(?!\w|\s+(?:mã|ong|độ|mía|khẩu)(?!\w)|(?:\s*[,/]\s*|\s+(?:và|hoặc)\s+)(?:tuyệt\s+|tối\s+)?mật))"
    rf"|(?<=[^\W\d_{CAPITALS}][ ])({_MARKED})(?=[.'\"”]*[ ]*\r?$)"
    r"|(?<!\w)(?<!BẢO )(?<!BÍ )(?<!KHÔNG )(" + _MARKED + r")(?=\s+(?i:số)\s*:?\s*\d)",
    re.MULTILINE,
)
# Where a text that is no literal block goes on in the next line.
_LITERAL = re.compile(r"[:-] +\|[-+\d]*[ ]*(?:#.*)?\r?$", re.MULTILINE)
_FOLD = re.compile(r"(?<=\S)\r?\n[ ]+(?![\w-]+:(?:\s|$)|-[ ]|#|\s)")
_IN_VALUES = (
    ("text-hidden", _HIDDEN),
    ("text-lookalike", LOOKALIKE),
    ("text-space", _SPACE),
    ("secrecy-stamp", _STAMP),
)
# Letters of the fonts of before Unicode: TCVN3 (B¸o c¸o kÕt qu¶) and, twice in a line, VNI (Baùo caùo keát quaû).
_LEGACY = re.compile(r"[A-Za-z][¸µ¶¨](?![\w\s]*»)|[aeoAEO][øûïùõâêôëåØÛÏÙÕÂÊÔËÅ](?=.*[aeoAEO][øûïùõâêôëåØÛÏÙÕÂÊÔËÅ])")
# What git leaves where two people changed the same lines.
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?\r?$", re.MULTILINE)
_CURLY = re.compile("(?:^|[:-] +)[“”„‘’]")
_CURLED = re.compile("[“”‘’]")
_CURLY_END = re.compile("[^.;!?…][’”]$")
"""Where what was meant as a value ends; behind the end of a sentence, the sentence is quoted."""
_STARRED = re.compile(r"[:-] +([*&])[^\s*&]\S* *$")
_DASHED = re.compile(r"-[^\s\d.-]")
"""A dash, and at once what was meant as an item of a list."""
_DASHED_FIELD = re.compile(r"(?P<in> *)-[^\s\d.-][\w-]*:(?: |$)")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})", re.ASCII)
_EMPTY = frozenset(("", "~", "null", "Null", "NULL"))

_QUOTED = re.compile(r"""[ ]*(?:- +)*(?:[\w-]+:[ ]+|- +)(?P<quote>['"])(?P<rest>.*)""")
_BARE_FIELD = re.compile(r"(?P<in>[ ]*(?:- +)?)(?:[a-z_]+:\S.*|(?<=- )[\w-]+)")
"""A field without a blank after its colon, or an item without the name of its field, above a line that has both."""
_AFTER_QUOTE = frozenset(("syntax-quote", "syntax-indent", "syntax-colon", "syntax-no-colon", "syntax"))
"""What libyaml says further down, where the next quote ends a text that was meant to end lines before."""
_SYNTAX = (
    ("tab character", "syntax-tab"),
    ("found character that cannot start any token", "syntax-character"),
    ("while scanning a block scalar", "syntax-character"),
    ("while scanning a directive", "syntax-character"),
    ("while scanning an a", "yaml-anchor"),  # an alias, an anchor
    ("scanning a tag", "yaml-tag"),
    ("undefined tag handle", "yaml-tag"),
    ("mapping values are not allowed", "syntax-colon"),
    ("while scanning a quoted scalar", "syntax-quote"),
    ("unexpected end of stream", "syntax-quote"),
    ("could not find expected ':'", "syntax-no-colon"),
    ("while parsing a flow", "syntax-bracket"),
    ("did not find expected key", "syntax-indent"),
    ("did not find expected '-' indicator", "syntax-indent"),
    ("block sequence entries are not allowed", "syntax-indent"),
    ("did not find expected <document start>", "syntax-indent"),
)
_FROM_ITS_BEGINNING = frozenset(
    ("syntax-quote", "syntax-no-colon", "syntax-bracket", "syntax-character", "yaml-anchor", "yaml-tag")
)
"""What a clerk must find is the quote, bracket or name that was begun, not the place where libyaml gave up on it."""


def parse(shown: str, data: bytes, *, partly: bool = False) -> tuple[Document | None, list[Problem]]:
    """Parse one file: a Document (perhaps with warnings), or None and every problem that could be told apart.

    ``partly``: a file whose only errors are values left empty is a Document all the same, without these fields.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        return None, [problem("text-encoding", Position(shown, line, column))]
    problems = list(_text_problems(shown, text))
    if any(p.code in ("text-hidden", "text-encoding") for p in problems):
        return None, problems  # YAML's own reading of such a file would differ from what people see
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        return None, [*problems, problem("syntax-conflict", Position(shown, line), found=conflict[0])]
    builder = _Builder(shown, text, None)
    try:
        builder.build()
    except yaml.YAMLError as error:
        last = _syntax_problem(shown, text, error)
        told = [*problems, *(p for p in builder.problems if p.where.line != last.where.line)]
        # A strange character is often why there is no sense in its line, or in the one that follows.
        because = any(0 <= last.where.line - p.where.line <= 1 for p in problems)
        return None, told if because else [*told, last]
    problems += builder.problems
    wrong = {p.code for p in problems if p.severity is Severity.ERROR}
    if wrong and not (partly and builder.data and wrong == {"yaml-empty-value"}):
        return None, problems
    return Document(shown, text, builder.data, _locate), problems


def _locate(text: str) -> Marks:
    marks = Marks()
    _Builder("", text, marks).build()
    return marks


def _text_problems(shown: str, text: str) -> Iterator[Problem]:
    """Yield what is wrong with the characters of the file, each kind of fault once per line."""
    if text.startswith("\ufeff"):
        yield problem("text-encoding", Position(shown))
        return
    if not _USUAL.fullmatch(text):
        yield from _matches("text-hidden", _HIDDEN, shown, text)
        if not unicodedata.is_normalized("NFC", text):
            yield from _not_nfc(shown, text)
        else:
            yield from _matches("text-lookalike", LOOKALIKE, shown, text)
        yield from _matches("text-space", _SPACE, shown, text)
        yield from _matches("text-legacy", _LEGACY, shown, text)
    if "mật" in text.lower():  # ten times faster than the pattern, and almost always the answer
        # What is folded in the file is one line to its reader: TÀI LIỆU / MẬT is no stamp, wherever it was broken.
        folded = text if _LITERAL.search(text) else _FOLD.sub(lambda found: " " * len(found[0]), text)
        yield from _matches("secrecy-stamp", _STAMP, shown, text, folded)


def _not_nfc(shown: str, text: str) -> Iterator[Problem]:
    told = 0
    for number, line in enumerate(text.split("\n"), 1):
        if told < MAX_PROBLEMS and not unicodedata.is_normalized("NFC", line):
            # Normalising is quadratic in a run of marks, so only a stretch no longer than a clerk's line is compared.
            fixed = unicodedata.normalize("NFC", line[:1_000])
            column = next((i for i, (a, b) in enumerate(zip(line, fixed, strict=False)) if a != b), 0)
            yield problem("text-not-nfc", Position(shown, number, column + 1))
            told += 1


def _matches(
    code: str, pattern: re.Pattern[str], shown: str, text: str, folded: str | None = None
) -> Iterator[Problem]:
    """Yield one problem for each line in which a pattern is found; ``folded`` is the text, as long, to look into."""
    line, counted, start = 1, 0, 0
    for _ in range(MAX_PROBLEMS):
        match = pattern.search(folded or text, start)
        if match is None:
            return
        at = match.start(match.lastindex or 0)
        line += text.count("\n", counted, at)
        counted = at
        column = counted - text.rfind("\n", 0, counted)
        end = text.find("\n", counted)
        end = len(text) if end < 0 else end
        yield problem(code, Position(shown, line, column), found=_told(pattern, match, folded or text, end))
        start = end + 1
        if start > len(text):
            return


def _told(pattern: re.Pattern[str], first: re.Match[str], text: str, end: int) -> str:
    """Return what was found up to the end of a line, each thing once: a clerk should mend the line in one go."""
    found = {_name(_found(first)): None}
    for match in pattern.finditer(text, first.end(), max(end, first.end())):
        if len(found) == _MAX_NAMED:
            break
        found[_name(_found(match))] = None
    return ", ".join(found)


_SCRIPTS = {
    "CYRILLIC": "chữ Nga, ", "GREEK": "chữ Hy Lạp, ", "ARMENIAN": "chữ Armenia, ", "CHEROKEE": "chữ Cherokee, ",
    "FULLWIDTH": "chữ rộng, ", "MATHEMATICAL": "chữ toán học, ", "COMBINING": "dấu gõ rời, ", "HYPHEN": "gạch nối lạ, ",
    "DASH": "gạch ngang, ", "MINUS": "dấu trừ, ", "NO-BREAK SPACE": "dấu cách không ngắt, ", "SPACE": "dấu cách lạ, ",
}  # fmt: skip
"""What characters are called that look like others, by a word of their names, in the words of those who type them."""


def _found(match: re.Match[str]) -> str:
    """Return what a pattern looks for: its group, without what must stand around it."""
    return match[match.lastindex or 0]


def _name(found: str) -> str:
    if len(found) > 1:
        return " ".join(found.split())
    named = unicodedata.name(found, "")
    script = next((words for begins, words in _SCRIPTS.items() if begins in named), "")
    return f"{found} ({script}U+{ord(found):04X})"


def _syntax_problem(shown: str, text: str, error: yaml.YAMLError) -> Problem:
    said = " ".join(str(part) for part in (getattr(error, "context", None), getattr(error, "problem", None)) if part)
    code = next((code for phrase, code in _SYNTAX if phrase in said), "syntax")
    mark = getattr(error, "problem_mark", None)
    if code in _FROM_ITS_BEGINNING:
        mark = getattr(error, "context_mark", None) or mark
    lines = text.split("\n")
    line, column = _inside(lines, mark)
    here = lines[line]
    code = _reread(code, lines[:line], here, column)
    begun = [(i, at) for i, text in enumerate(lines[:line]) if (at := _unclosed(text))]
    if code in _AFTER_QUOTE and begun:
        code, (line, column) = "syntax-quote", begun[0]
        here = lines[line]
    if code == "syntax-no-colon" and _DASHED.match(here, column):
        code = "yaml-dash"
    if code == "syntax-indent" and line and (dashed := _DASHED_FIELD.match(lines[line - 1])):
        code, line, column = "yaml-dash", line - 1, dashed.end("in")
        here = lines[line]
    if code == "syntax-indent" and (starred := _STARRED.search(here[:column])):  # tên: *giá trị
        code, column = "yaml-anchor", starred.start(1)
    if code == "syntax-colon" and line and (bare := _BARE_FIELD.fullmatch(lines[line - 1])):
        code, line, column = "syntax-no-colon", line - 1, bare.end("in")
        here = lines[line]
    if code == "syntax-colon" and _CURLY.search(here[:column]):
        code = "syntax-curly"
    if code == "syntax-indent" and not here[:column].endswith("- "):
        column = len(here) - len(here.lstrip())
    return problem(code, Position(shown, line + 1, column + 1), said=said or "YAML", tag="!")


def _unclosed(line: str) -> int:
    """Return where a quote stands that begins the value of a line and does not end on it; 0 if there is none."""
    found = _QUOTED.match(line)
    if found is None:
        return 0
    rest = found["rest"].replace("''", "") if found["quote"] == "'" else re.sub(r"\\.", "", found["rest"])
    return 0 if found["quote"] in rest else found.start("quote")


def _inside(lines: list[str], mark: Any) -> tuple[int, int]:
    """Return line and column of a mark, from 0; libyaml puts the end of a text on a line of its own."""
    if mark is None:
        return 0, 0
    if mark.line < len(lines):
        return mark.line, mark.column
    return len(lines) - 1, len(lines[-1])


def _reread(code: str, above: list[str], here: str, column: int) -> str:
    """Return what a person would call the fault: libyaml says what it missed there, not what was done wrong."""
    before = here[:column].rstrip()
    match code:
        case "syntax-character" if "\t" in here[: len(here) - len(here.lstrip())]:
            return "syntax-tab"
        case "syntax-indent" if before.endswith(("'", '"')):  # 'Sở 'Nội vụ' tỉnh': text after a closing quote
            return "syntax-quote"
        case "syntax-indent" if before.endswith(("]", "}")):  # [Hỏa tốc] Công văn
            return "syntax-bracket"
        case "syntax-indent" if before.endswith(":"):  # tên: - giá trị
            return "syntax-character"
        case "syntax-colon" if ": " not in before and ": " in next((x for x in reversed(above) if x.strip()), ""):
            return "syntax-indent"  # a field pushed in below one that already has its value
    return code


class _Builder:
    """Builds plain data from the events of one text; with ``marks``, also notes where everything stands."""

    def __init__(self, shown: str, text: str, marks: Marks | None) -> None:
        self.shown = shown
        self.problems: list[Problem] = []
        self.data: dict[str, Any] = {}
        self._text = text
        self._commented = " #" in text
        self._marks = marks
        self._parser = CParser(text)
        self._nodes = 0
        self._again: list[tuple[str, Any]] = []
        """Fields of the record itself that had stood before."""

    @cached_property
    def _lines(self) -> list[str]:
        return self._text.split("\n")

    def _fault(self, code: str, event: Any, **values: Any) -> None:
        self._tell(code, *_inside(self._lines, event.start_mark), **values)

    def _tell(self, code: str, line: int, column: int, **values: Any) -> None:
        if len(self.problems) >= MAX_PROBLEMS:
            raise _Stop
        self.problems.append(problem(code, Position(self.shown, line + 1, column + 1), **values))

    def build(self) -> None:
        """Run over the events; raise yaml.YAMLError where the text is not YAML at all."""
        parser = self._parser
        try:
            parser.get_event()  # stream start
            event = parser.get_event()
            if isinstance(event, StreamEndEvent):
                self.problems.append(problem("yaml-not-mapping", Position(self.shown)))
                return
            first = parser.get_event()
            if not isinstance(first, MappingStartEvent):
                self._fault("yaml-not-mapping", first)
                return
            value = self._node(first, (), 1)
            parser.get_event()  # document end
            event = parser.get_event()
            if not isinstance(event, StreamEndEvent):
                self._fault("yaml-documents", event)
            else:
                self.data = value
        except _Stop:
            pass
        finally:
            parser.dispose()
            self._tell_again()

    def _tell_again(self) -> None:
        """Tell of fields that stand twice; when the id and others do, a second record was pasted in: once for all."""
        whole = [event for key, event in self._again if key == "id"] if len(self._again) > 1 else []
        if whole:
            self._again = []
        with suppress(_Stop):
            for event in whole[:1]:
                self._fault("yaml-two-records", event)
            for key, event in self._again:
                self._fault("yaml-duplicate-key", event, key=key)

    def _node(self, event: Any, at: Field, depth: int) -> Any:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._fault("yaml-too-many", event, limit=MAX_NODES)
            raise _Stop
        if self._marks is not None:
            self._marks.values[at] = (event.start_mark.line + 1, event.start_mark.column + 1)
        kind = type(event)
        if kind is AliasEvent:
            return self._fault("yaml-anchor", event)
        if event.anchor is not None or event.tag is not None:
            self._decorated(event)
        elif kind is ScalarEvent:
            return self._scalar(event, at)
        if kind is ScalarEvent:
            return event.value
        if depth >= MAX_DEPTH:
            self._fault("yaml-too-deep", event, limit=MAX_DEPTH)
            raise _Stop
        if kind is MappingStartEvent:
            return self._mapping(at, depth)
        return self._list(at, depth)

    def _list(self, at: Field, depth: int) -> list[Any] | None:
        """Build a list without its empty items; one that has no others is empty itself."""
        items: list[Any] = []
        begun = False
        get = self._parser.get_event
        while type(event := get()) is not SequenceEndEvent:
            item, begun = self._node(event, (*at, len(items)), depth + 1), True
            if item is not None:
                items.append(item)
        return None if begun and not items else items

    def _mapping(self, at: Field, depth: int) -> dict[str, Any] | None:
        """Build a group without its empty fields; one that has no others is empty itself."""
        result: dict[str, Any] = {}
        begun = False
        get = self._parser.get_event
        while type(event := get()) is not MappingEndEvent:
            key = self._key(event, at)
            if key in result and key != "<<":
                if at:
                    self._fault("yaml-duplicate-key", event, key=key)
                    if isinstance(at[-1], int) and key == next(iter(result)):
                        result = {}  # an item without its dash: its further fields do not stand twice
                else:
                    self._again.append((key, event))
            value, begun = self._node(get(), (*at, key), depth + 1), True
            if value is not None:
                result.setdefault(key, value)
        return None if begun and at and not result else result

    def _decorated(self, event: Any) -> None:
        if event.anchor is not None:
            self._fault("yaml-anchor", event)
        if event.tag is not None:
            self._fault("yaml-tag", event, tag=event.tag)

    def _key(self, event: Any, at: Field) -> str:
        if type(event) is not ScalarEvent:
            self._fault("yaml-anchor" if type(event) is AliasEvent else "yaml-key", event)
            raise _Stop  # what stands inside such a key has no name to be told by
        self._decorated(event)
        key = sys.intern(event.value)
        if key == "<<":
            self._fault("yaml-merge", event)
        if event.style == '"':
            self._check_escapes(event)
        if self._marks is not None:
            mark: Any = event.start_mark
            self._marks.keys.setdefault((*at, key), (mark.line + 1, mark.column + 1))
        return key

    def _scalar(self, event: Any, at: Field) -> str | int | bool | None:
        value: str = event.value
        if len(value) > MAX_SCALAR:
            self._fault("yaml-long-text", event, limit=MAX_SCALAR)
        if not event.style:
            if value in _EMPTY:
                named = next((part for part in reversed(at) if isinstance(part, str)), "")
                self._fault("yaml-empty-value", event, field=named)
                return None
            if value == "true":
                return True
            if value == "false":
                return False
            if (value[0] in "-0123456789") and _INTEGER.fullmatch(value) and value != "-0":
                return int(value)
            self._check_plain(event, value)
            return value
        if event.style == '"':
            self._check_escapes(event)
        return value.rstrip("\n")  # the last line break of a block text is layout, not content

    def _check_plain(self, event: Any, value: str) -> None:
        """A text without quotes in which something stands that was meant otherwise."""
        self._check_comment(event)
        if value[0] == "-" or event.start_mark.line != event.end_mark.line:
            self._check_dash(event)
        if value[-1] in "'\"" and value.count(value[-1]) % 2:
            self._fault("yaml-lone-quote", event, found=value[-1])
        if value[0] in "‘“" and _CURLY_END.search(value) and not _CURLED.search(value[1:-1]):
            self._fault("field-quotes", event, value=value[1:-1])

    def _check_comment(self, event: Any) -> None:
        """What follows `` #`` on the line of a text is a comment: say so, it may have been meant as text."""
        if self._commented:
            mark = event.end_mark
            if self._lines[mark.line][mark.column :].lstrip().startswith("#"):
                self._fault("yaml-comment", event, found=self._lines[mark.line][mark.column :].strip())

    def _check_dash(self, event: Any) -> None:
        """A line that begins with a dash in a text was meant as an item of a list: “-CT/TU” after its name is none."""
        first, last = event.start_mark, event.end_mark
        for number in range(first.line, last.line + 1):
            line = self._lines[number]
            at = len(line) - len(line.lstrip())
            if _DASHED.match(line, at) and (number > first.line or at == first.column):
                self._tell("yaml-dash", number, at)
                return

    def _check_escapes(self, event: Any) -> None:
        """A double-quoted text can hold, by escapes, what the file itself must not hold."""
        value, first, last = event.value, event.start_mark, event.end_mark
        if first.line == last.line and self._lines[first.line][first.column + 1 : last.column - 1] == value:
            return  # it stands in the file as it is read
        detached = not value.isascii() and not unicodedata.is_normalized("NFC", value)
        if detached and unicodedata.is_normalized("NFC", self._text):
            self._fault("text-not-nfc", event)
        for code, pattern in _IN_VALUES:
            match = pattern.search(value)
            # What stands in the text itself, not as an escape, was told with its own place.
            if match and _found(match) not in self._text and not (detached and code == "text-lookalike"):
                self._fault(code, event, found=_told(pattern, match, value, len(value)))


class _Stop(Exception):  # noqa: N818 - a signal, not a fault of the program
    """A bound was passed: nothing further of this file is read."""
