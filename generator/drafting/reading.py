"""A file as a writing: by what its name ends with."""

from __future__ import annotations

import hashlib
from zipfile import BadZipFile

from generator.catalog.refused import RefusedError
from generator.drafting.paper import Writing, mended
from generator.drafting.pdf import read_pdf
from generator.drafting.plain import read_plain
from generator.drafting.word import read_word
from generator.model import Text


def read_writing(name: str, data: bytes) -> Writing:
    """Return what stands in a file; raise RefusedError of one that cannot be read."""
    ending = f".{name.rsplit('.', 1)[-1].lower()}"
    try:
        if ending == ".docx":
            blocks = read_word(data)
        elif ending == ".pdf":
            blocks = read_pdf(name, data)
        elif ending in (".txt", ".md"):
            blocks = read_plain(data)
        else:
            raise RefusedError(
                "paper-unread", name=name, why=Text("không phải loại tệp đọc được", "not a kind of file that is read")
            )
    except (BadZipFile, KeyError) as error:
        raise RefusedError("paper-unread", name=name, why=Text("không phải tệp Word", "no Word file")) from error
    return Writing(name, hashlib.sha256(data).hexdigest(), tuple(mended(blocks)))
