#!/usr/bin/env python3
"""Fetch what the gate compares with: the published site's list of addresses and its data files.

    scripts/published.py https://site.example/path/ OUT

Taken from the site itself, since that is what people have, and no stored copy of it can be out of date. Of what it
lists, the files that `EXPORTS` knows are fetched, but for those that say the same in another form: the others have no more than their address. Anything missing is an
error: a site that cannot be read is never taken for one that was never published. Exit codes: 0 done, 1 not.
"""

from __future__ import annotations

import json
import shutil
import sys
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urljoin, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generator.publish.exports import BY_PATH
from generator.publish.exports.addresses import ADDRESSES
from generator.publish.exports.export import AGAIN

MAX_BYTES = 256 * 1024 * 1024


class NotFetchedError(Exception):
    """The site did not give a file; the text says which and why (Vietnamese)."""


def fetch(root: str, name: str) -> bytes:
    """Return one file of the site."""
    try:
        with urllib.request.urlopen(urljoin(root, name), timeout=60) as answer:  # noqa: S310 - main() looks at the scheme
            data: bytes = answer.read(MAX_BYTES + 1)
    except (urllib.error.URLError, OSError) as error:
        message = f"{name}: không tải được từ trang đang công bố ({error})"
        raise NotFetchedError(message) from error
    if len(data) > MAX_BYTES:
        message = f"{name}: quá lớn"
        raise NotFetchedError(message)
    return data


def main(arguments: list[str]) -> int:
    """Fetch the list, then each data file that it names."""
    root = urlsplit(arguments[0]) if len(arguments) == 2 else urlsplit("")
    if root.scheme != "https" and root.hostname != "127.0.0.1":
        print(__doc__, file=sys.stderr)
        return 2
    site, out = arguments[0].rstrip("/") + "/", Path(arguments[1])
    shutil.rmtree(out, ignore_errors=True)
    try:
        listed = fetch(site, ADDRESSES)
        known = {path for path in BY_PATH if not path.endswith(AGAIN)} - {ADDRESSES}
        names = sorted({*json.loads(listed)["addresses"]} & known)
        for name, data in [(ADDRESSES, listed), *((name, fetch(site, name)) for name in names)]:
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_bytes(data)
    except NotFetchedError as error:
        print(error)
        return 1
    except (ValueError, KeyError, TypeError) as error:
        print(f"{ADDRESSES}: không đọc được ({type(error).__name__})")
        return 1
    print(f"{out}: {len(names)} tệp dữ liệu của {site}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
