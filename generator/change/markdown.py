"""A difference as Markdown for a job summary or a comment on GitHub: record text can do nothing there, nor grow too long.

What stands in a record becomes numeric references, so it is no Markdown and no HTML. GitHub further turns texts into
links after Markdown is done (@names, #12, GH-12, commit ids, addresses, :emoji:); into these a character without width
is set, as Renovate and Dependabot do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.change.headline import remarks, summary
from generator.change.model import Difference, Run, Runs
from generator.change.sections import Bullet, Chapter, sections
from generator.change.telling import telling
from generator.publish.render import escape, safe_url

_GAP = "\ufffc"
"""Stands for the zero width space (which parts a text for programs, not for readers) until the text is escaped."""
_LINKED = re.compile(
    r"[@#$](?=\S)"  # @name, user/repo#12, $formula$
    r"|:(?=//|[A-Za-z0-9_+-]+:)"  # https://, :emoji:
    r"|www(?=\.)"
    r"|[A-Za-z]-(?=[0-9])",  # GH-12, and the tickets that a repository can link
    re.ASCII | re.IGNORECASE,
)
_COMMIT = re.compile(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{7,}(?![0-9A-Za-z])")
"""What GitHub takes for the id of a commit: a word of its own, not the beginning of one (`feedback`)."""
_QUIET = re.compile(r"&#(40|41|44|59);|&#(58);(?= |$)|(?<=[^\W\d])&#(46);(?= |$)|(?<=\w)&#(45|46|47);(?=\w)")
_INNER = re.compile(r"&#(43|46|61);")
_MARKER = 10
"""Characters at the beginning of a line that can make it an item of a list."""
_STYLES = {"plain": "", "strong": "**", "out": "~~", "in": "**"}


def inert(text: str) -> str:
    """Return a text as Markdown in which nothing of it acts, on one line.

    >>> inert("@ai, xem #12 và <b>")
    '&#64;&#8203;ai, xem &#35;&#8203;12 và &#60;b&#62;'
    """
    folded = "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in text)
    parted = _LINKED.sub(lambda match: match[0] + _GAP, _COMMIT.sub(_in_sixes, folded))
    readable = _QUIET.sub(lambda match: chr(int(next(filter(None, match.groups())))), str(escape(parted)))
    readable = _INNER.sub(lambda match: chr(int(match[1])) if match.start() > _MARKER else match[0], readable)
    return readable.replace(_GAP, "&#8203;")


def _in_sixes(match: re.Match[str]) -> str:
    return _GAP.join(match[0][i : i + 6] for i in range(0, len(match[0]), 6))


def markdown(found: Difference, limit: int = 0) -> str:
    """Return a difference as Markdown of at most ``limit`` bytes of UTF-8 (0: any), cut between entries.

    Every heading and the number of what was left out stay; each section gets its share.
    """
    first = "\n".join(f"- {_runs(runs)}" for runs in telling(found))
    head = [
        "## Thay đổi này làm gì",
        f"**{inert(summary(found))}**",
        *([first] if first else []),
        *map(_runs, remarks(found)),
    ]
    parts = [(section, [_entry(entry) for entry in section.entries]) for section in sections(found)]
    frame = sum(map(_size, head)) + sum(_size(_title(section)) + _size(section.lead) + 120 for section, _ in parts)
    shares = _shares([_whole(section, own) for section, own in parts], limit - frame) if limit else None
    blocks = list(head)
    for place, (section, own) in enumerate(parts):
        blocks += _section(section, own, shares[place] if shares is not None else None)
    return "\n\n".join(blocks) + "\n"


def _title(section: Chapter) -> str:
    return f"### {section.title}"


def _section(section: Chapter, entries: Sequence[str], share: int | None) -> list[str]:
    blocks = [_title(section), *([inert(section.lead)] if section.lead else [])]
    group, used, shown = "", 0, 0
    lines: list[str] = []
    for entry, text in zip(section.entries, entries, strict=True):
        heading = f"#### {inert(entry.group)}" if entry.group != group else ""
        used += _size(text) + _size(heading)
        if share is not None and used > share:
            break
        if heading:
            blocks += ["\n".join(lines)] if lines else []
            blocks.append(heading)
            group, lines = entry.group, []
        lines.append(text)
        shown += 1
    blocks += ["\n".join(lines)] if lines else []
    left = max(len(section.entries), section.listed) - shown
    return [*blocks, *([f"… và {left} mục nữa không nêu ở đây."] if left else [])]


def _entry(entry: Bullet) -> str:
    return "\n".join([f"- {_runs(entry.head)}", *(f"  - {_runs(runs)}" for runs in entry.below)])


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs)).strip()


def _run(run: Run) -> str:
    if run.style in ("code", "rule"):
        return f"`{safe_url(run.text)}`"
    inner = inert(run.text)
    if not inner:
        return " " if run.text else ""
    before, after = (" " if edge.isspace() else "" for edge in (run.text[0], run.text[-1]))
    return f"{before}{_STYLES[run.style]}{inner}{_STYLES[run.style]}{after}"


# size


def _size(text: str) -> int:
    return len(text.encode()) + 2 if text else 0


def _whole(section: Chapter, entries: Sequence[str]) -> int:
    groups = dict.fromkeys(entry.group for entry in section.entries)
    return sum(map(_size, entries)) + sum(_size(f"#### {inert(group)}") for group in groups if group)


def _shares(wanted: Sequence[int], room: int) -> list[int]:
    """Divide the room: who wants less than an equal part gets it whole, the others the rest in equal parts."""
    shares = [0] * len(wanted)
    left = max(room, 0)
    for done, place in enumerate(sorted(range(len(wanted)), key=lambda i: (wanted[i], i))):
        shares[place] = min(wanted[place], left // (len(wanted) - done))
        left -= shares[place]
    return shares
