"""The Content-Security-Policy of the built pages, read from the files.

When a theme upgrade changes an inline script, `test_the_hashes_are_those_of_the_theme`
fails and prints the new hash. Read the new script in the theme first; then replace the
hash in theme/main.html. Never take hashes from a site built from records under review:
that would bless whatever an injection put there.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from generator.publish.apart import ROOM

from .conftest import ROOT, Site

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
HASH = re.compile(r"'(sha256-[A-Za-z0-9+/=]+)'")


def pinned() -> set[str]:
    return set(HASH.findall((ROOT / "theme" / "main.html").read_text(encoding="utf-8")))


def themed(site: Site) -> list[Path]:
    return [page for page in site.pages() if 'data-md-component="header"' in page.read_text("utf-8")]


def inline_hashes(text: str) -> set[str]:
    return {
        "sha256-" + base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        for attributes, body in SCRIPT.findall(text)
        if body and "application/json" not in attributes
    }


def test_every_page_has_the_policy_first(site: Site) -> None:
    for page in themed(site):
        text = page.read_text(encoding="utf-8")
        head = text[text.index("<head>") :]
        assert head.index("<meta http-equiv") == head.index("<meta"), page
        policy = POLICY.search(head)
        assert policy, page
        assert set(HASH.findall(policy[1])) == pinned(), page
        assert "'unsafe-inline'" not in policy[1], page
        assert "'unsafe-eval'" not in policy[1], page
        # Only the search needs WebAssembly.
        searches = "assets/js/search.js" in text
        assert ("'wasm-unsafe-eval'" in policy[1]) == searches, page
        # The encoding must stand in the first 1,024 bytes (HTML standard).
        assert '<meta charset="utf-8">' in text.encode()[:1024].decode("utf-8", "ignore"), page


def test_the_hashes_are_those_of_the_theme(site: Site) -> None:
    met: set[str] = set()
    for page in themed(site):
        unknown = inline_hashes(page.read_text(encoding="utf-8")) - pinned()
        assert not unknown, f"{page}: inline script not in theme/main.html: {sorted(unknown)}"
        met |= inline_hashes(page.read_text(encoding="utf-8"))
    # Of the four, one belongs to each tool alone.
    assert len(pinned() - met) <= 1, f"pinned but never met: {sorted(pinned() - met)}"


def test_the_links_of_the_frame_lead_somewhere(site: Site) -> None:
    # MkDocs checks the links of pages, not those of theme/main.html.
    frame = (ROOT / "theme" / "main.html").read_text(encoding="utf-8")
    targets = set(re.findall(r"\{\{ '([^']+/)' \| url \}\}", frame))
    assert targets
    if not (site.folder / ROOM).is_dir():  # the frame leads there from within alone
        targets = {target for target in targets if not target.startswith(ROOM)}
    missing = [target for target in sorted(targets) if not (site.folder / target / "index.html").is_file()]
    assert missing == []


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("style attribute", r"<[a-z][^<>]*\sstyle\s*="),
        ("style element", r"<style\b"),
        ("event attribute", r"<[a-z][^<>]*\son[a-z]+\s*="),
        ("javascript address", r"(?:href|src)\s*=\s*\"\s*javascript:"),
        ("resource of another host", r"<(?:script|img|iframe|source)\b[^>]*\ssrc=\"(?:https?:)?//"),
        ("style sheet of another host", r"<link\b[^>]*rel=\"stylesheet\"[^>]*href=\"(?:https?:)?//"),
    ],
)
def test_no_page_holds(site: Site, name: str, pattern: str) -> None:
    found = [page for page in site.pages() if re.search(pattern, page.read_text("utf-8"), re.IGNORECASE)]
    assert found == [], name
