"""What a person asked for and cannot be done: told as an entry of the catalogue, like every problem of a record."""

from __future__ import annotations

import errno
from typing import Any

from generator.catalog import problem
from generator.model import Position, Text

_WHY = {
    errno.ENOSPC: "hết chỗ trên đĩa",
    errno.EFBIG: "tệp quá lớn cho nơi này",
    errno.EDQUOT: "hết phần đĩa được cấp",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "nơi này chỉ đọc được",
    errno.ENOENT: "không có",
    errno.EEXIST: "đã có",
    errno.ENOTDIR: "một phần của đường dẫn không phải là thư mục",
    errno.EISDIR: "là một thư mục",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ELOOP: "liên kết dẫn vòng tròn",
    errno.EMFILE: "mở quá nhiều tệp cùng lúc",
    errno.EIO: "đĩa hoặc mạng bị lỗi",
}


class RefusedError(Exception):
    """A verb cannot do what it was asked for. As text: the sentence in Vietnamese."""

    def __init__(self, code: str, **values: Any) -> None:
        self.problem = problem(code, Position(""), **values)
        super().__init__(self.problem.message.vi)


def why(error: BaseException) -> Text:
    """Return why the system did not do something, in words."""
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return Text(_WHY.get(getattr(error, "errno", None) or 0, said), said)
