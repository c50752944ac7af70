"""A letter as PDF, by the LibreOffice of this machine: the one program here that an office has to have itself."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.catalog.refused import RefusedError

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 120
_MADE = re.compile(rb"(/CreationDate\(D:)(\d{14})|(/DocChecksum /|/ID \[\s*<)([0-9A-F]{32})(?:(>\s*<)([0-9A-F]{32}))?")
"""What tells when a file was made, and on which machine; of the same length whatever it says."""


def printed(letter: bytes, on: date) -> bytes:
    """Return a letter (.docx) as PDF, dated by the day of the register: the same letter gives the same bytes.

    Raises ``RefusedError``: there is no LibreOffice, or it makes no PDF of it.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise RefusedError("pdf-no-program")
    with TemporaryDirectory() as folder:
        source = Path(folder, "letter.docx")
        source.write_bytes(letter)
        profile = Path(folder, "profile").as_uri()  # its own: a LibreOffice that is open keeps the usual one
        call = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", folder]
        try:
            subprocess.run([*call, str(source)], check=True, capture_output=True, timeout=SECONDS)
            found = source.with_suffix(".pdf").read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise RefusedError("pdf-failed") from error
    digest = hashlib.sha256(letter).hexdigest()[:32].upper().encode()

    def same(made: re.Match[bytes]) -> bytes:
        if made[1]:
            return made[1] + f"{on:%Y%m%d}000000".encode()
        return made[3] + digest + (made[5] + digest if made[5] else b"")

    return _MADE.sub(same, found)
