"""A printed site, shown on this machine alone, below the path at which it will be published."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

HOST = "127.0.0.1"


class _Handler(SimpleHTTPRequestHandler):
    """Gives the files of a folder; the folder may be exchanged at any time. Says nothing of what it gives."""

    def __init__(self, *args: object, base: str, **kwargs: object) -> None:
        self._base = base
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Lead from above the base path to the site."""
        if self.path == "/" != self._base:
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", quote(self._base))
            self.end_headers()
            return
        super().do_GET()

    def translate_path(self, path: str) -> str:
        """Return the file of an address; outside the base path there is none."""
        plain = unquote(urlsplit(path).path)
        if not plain.startswith(self._base):
            return str(Path(self.directory) / ".nothing")
        return super().translate_path("/" + quote(plain.removeprefix(self._base)))

    def end_headers(self) -> None:
        """Let nothing be kept: the next look may be at another print."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Show the site's own page for unknown addresses."""
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, site_url: str, port: int) -> Iterator[str]:
    """Serve a folder while the block runs; yield the address. Port 0 takes a free one. Raises OSError if taken."""
    base = unquote(urlsplit(site_url).path).rstrip("/") + "/"
    handler = partial(_Handler, directory=str(folder.resolve()), base=base)
    with ThreadingHTTPServer((HOST, port), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://{HOST}:{server.server_port}{quote(base)}"
        finally:
            server.shutdown()
            thread.join()
