"""JSON as ``json.dumps(…, indent=1)`` lays it out, in pieces: no second copy of a file is ever in memory.

Python's own encoder makes a token at a time in nested generators as soon as there is an indent, and joins them all at
the end: three times the time, and five times the file in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from json.encoder import encode_basestring as quoted
from typing import Any

_PIECES = 4096
"""Pieces of text that are joined before they are written."""


def laid_out(value: Any, *, sort: bool = True) -> bytes:
    """Return a value as UTF-8 with an indent of one; what can only be gone through once becomes an array.

    TypeError for what the data files never hold: floats, keys that are no text, anything that is no plain value.
    """
    writer = _Writer(sort=sort)
    writer.put(value, "\n")
    return writer.bytes()


class _Writer:
    def __init__(self, *, sort: bool) -> None:
        self._sort = sort
        self._out = BytesIO()
        self._pieces: list[str] = []

    def bytes(self) -> bytes:
        self._pieces.append("\n")
        self._flush()
        return self._out.getvalue()

    def put(self, value: Any, line: str) -> None:
        """Write a value; ``line`` is the line break with the indent of what holds it."""
        if isinstance(value, str):
            self._pieces.append(quoted(value))
        elif value is None or value is True or value is False:
            self._pieces.append(_CONSTANTS[value])
        elif isinstance(value, int):
            self._pieces.append(int.__repr__(value))
        elif isinstance(value, Mapping):
            self._object(value, line)
        elif isinstance(value, list | tuple | Iterator):
            self._array(value, line)
        else:
            message = f"not a plain value: {value!r}"
            raise TypeError(message)

    def _object(self, value: Mapping[str, Any], line: str) -> None:
        joint = "{"
        inner = f"{line} "
        for key in sorted(value) if self._sort else value:
            self._pieces.append(f"{joint}{inner}{quoted(key)}: ")
            self.put(value[key], inner)
            joint = ","
        self._pieces.append(f"{line}}}" if value else "{}")

    def _array(self, value: Iterable[Any], line: str) -> None:
        joint = "["
        inner = f"{line} "
        for item in value:
            self._pieces.append(f"{joint}{inner}")
            self.put(item, inner)
            joint = ","
            if len(self._pieces) > _PIECES:
                self._flush()
        self._pieces.append(f"{line}]" if joint == "," else "[]")

    def _flush(self) -> None:
        self._out.write("".join(self._pieces).encode())
        self._pieces.clear()


_CONSTANTS = {None: "null", True: "true", False: "false"}
