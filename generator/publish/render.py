"""Templates to Markdown. Everything that a template prints is escaped here, by default, in every context.

ASCII letters, digits and spaces stay; every other ASCII character becomes a numeric reference and line breaks are
folded, so record text can act neither as Markdown nor as HTML, in a heading, a cell, an attribute or front matter.
"""

from __future__ import annotations

import hashlib
import json
import marshal
import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache, lru_cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from generator.domain.text import vi_number

ROWS = "assets/dong/"
"""Where the files are that have the further rows of long tables, as HTML."""
_DIGEST = hashlib.sha256().digest_size
_MOVED = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><meta name="robots" content="noindex"><title>{label}</title>
<meta http-equiv="refresh" content="0; url={url}"><link rel="canonical" href="{url}"></head>
<body><p><a href="{url}">{label}</a></p></body></html>
"""
_URL = re.compile(r"[A-Za-z0-9./#_-]*", re.ASCII)
_TABLE = {i: f"&#{i};" for i in range(128) if not (chr(i).isalnum() or chr(i) == " ")}


def escape(value: object) -> Markup:
    """Return a value as inert text. Markup made by our own macros passes unchanged."""
    if isinstance(value, Markup):
        return value
    if type(value) is str:  # what nearly all is
        return _inert(value)
    if value is None or isinstance(value, jinja2.Undefined):
        message = f"a template prints nothing: {value!r}"
        raise TypeError(message)
    return _inert(vi_number(value) if type(value) is int else str(value))


@lru_cache(maxsize=65536)
def _inert(text: str) -> Markup:
    """Escape a text; the names of bodies and documents come back thousands of times."""
    return Markup(" ".join(text.split()).translate(_TABLE))  # noqa: S704 - this is the escaping


@lru_cache(maxsize=16384)
def safe_url(url: str) -> Markup:
    """Return an address below the site's root, as our own code makes them, for use in an attribute."""
    if not _URL.fullmatch(url):
        message = f"not an address of this site: {url!r}"
        raise ValueError(message)
    return Markup(url)  # noqa: S704 - checked against the characters that ids and page names are made of


def leads(label: str, url: str) -> bytes:
    """Return a page that only leads to another one."""
    return _MOVED.format(label=escape(label), url=safe_url(url)).encode()


def _verbatim(text: str) -> Markup:
    """Return a text with its line breaks, for use inside <pre>."""
    return Markup(text.translate(_TABLE))  # noqa: S704 - this is the escaping


def _paragraphs(text: str) -> Markup:
    """Return a text as paragraphs, split where it has blank lines."""
    parts = [part for part in text.split("\n\n") if part.strip()]
    return Markup("").join(Markup("<p>") + escape(part) + Markup("</p>") for part in parts)


class _EscapedOnce(CodeGenerator):
    """Compiles templates so that what they print goes through ``escape`` above, and not through Jinja's after it."""

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:  # noqa: ARG002 - the shape is Jinja's
        self.write("environment.finalize(")

    def _output_child_post(self, node: Any, frame: Any, finalize: Any) -> None:  # noqa: ARG002
        self.write(")")


class _Context(Context):
    """Calls macros straight away: Jinja asks of each call what it might be, which takes longer than most macros do."""

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a macro, or whatever else a template calls."""
        if type(called) is Macro:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return called(*args, **kwargs)
        return super().call(called, *args, **kwargs)


_NOTHING = object()


class _Environment(jinja2.Environment):
    code_generator_class = _EscapedOnce
    context_class = _Context

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return ``obj.attribute`` of a template; views are mostly plain dicts, of which the item is meant.

        What has the attribute is asked for it once: it may be made of much, as the rows of a table.
        """
        found = obj.get(attribute, _NOTHING) if type(obj) is dict else getattr(obj, attribute, _NOTHING)
        return super().getattr(obj, attribute) if found is _NOTHING else found


class _Compiled(jinja2.BytecodeCache):
    """Compiled templates, kept where Python keeps compiled modules, and trusted like them.

    Who can write there can write the code itself, so nobody else is trusted; what cannot be written there is compiled
    anew. A file begins with a digest of all that it was made of (this module, the versions of Jinja and Python, the
    template) and of what it holds: anything else in its place is passed over.
    """

    def __init__(self) -> None:
        self._beside = Path(cache_from_source(__file__))
        self._maker = b" ".join((Path(__file__).read_bytes(), jinja2.__version__.encode(), sys.version.encode()))

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - a folder may be named in any bytes
        """Return what a template is kept under: its name."""
        return super().get_cache_key(name)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the compiled template, if it is the one that would be made."""
        try:
            kept = self._place(bucket).read_bytes()
        except OSError:
            return
        digest, code = kept[:_DIGEST], kept[_DIGEST:]
        if digest == self._digest(bucket, code):
            bucket.code = marshal.loads(code)  # noqa: S302 - as it was written, by who can write this module

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, whole or not at all."""
        if sys.dont_write_bytecode:
            return
        code = marshal.dumps(bucket.code)
        place = self._place(bucket)
        unfinished = place.with_name(f"{place.name}.{os.getpid()}")
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(self._digest(bucket, code) + code)
            unfinished.replace(place)

    def _digest(self, bucket: Bucket, code: bytes) -> bytes:
        return hashlib.sha256(b" ".join((self._maker, bucket.checksum.encode(), code))).digest()

    def _place(self, bucket: Bucket) -> Path:
        return self._beside.with_name(f"{self._beside.stem}.{bucket.key}.compiled")


def environment(folder: Path | None = None) -> jinja2.Environment:
    """Return the template environment; only filters that keep the escaping intact are there."""
    env = _Environment(
        loader=jinja2.FileSystemLoader(folder or Path(__file__).parent / "templates"),
        bytecode_cache=None if folder or sys.implementation.cache_tag is None else _Compiled(),
        autoescape=True,
        finalize=escape,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        extensions=[],
    )
    env.filters = {
        "paragraphs": _paragraphs,
        "verbatim": _verbatim,
        "id": safe_url,
        "length": len,
        "list": list,
        "first": lambda items: next(iter(items)),
    }
    env.globals = {}
    return env


@cache
def _shared() -> jinja2.Environment:
    """Return the environment of this process: a template is loaded once, and again only when its file has changed."""
    return environment()


class Renderer:
    """Renders bodies and front matter of pages."""

    def __init__(self) -> None:
        self._env = _shared()

    def body(self, template: str, view: Mapping[str, Any]) -> str:
        """Return the Markdown of a page below its front matter."""
        return self._env.get_template(template).render(view).strip("\n") + "\n"

    def page(self, text: str, view: Mapping[str, Any]) -> bytes:
        """Return a page that is written by hand, with its placeholders filled."""
        return (self._env.from_string(text).render(view) + "\n").encode()

    @staticmethod
    def front_matter(values: Mapping[str, str]) -> bytes:
        """Write front matter: only texts, escaped like all else, since the theme prints them as they are."""
        lines = [f"{key}: {json.dumps(str(escape(value)), ensure_ascii=False)}" for key, value in values.items()]
        return "\n".join(["---", *lines, "---", "", ""]).encode()

    @staticmethod
    def escape(value: str) -> Markup:
        """Return a text as inert HTML."""
        return escape(value)
