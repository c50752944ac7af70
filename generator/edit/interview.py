"""The questions of ``generator new``, one after the other, as a generator: it yields a Question and is sent the answer.

No terminal is known here. What is asked follows from the schema: what must be there, what must be there because of
an answer, then what may be; an answer that will not do is asked for again, with the reason.
"""

from __future__ import annotations

import textwrap
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace

from generator.edit.draft import Draft
from generator.edit.search import MOST
from generator.edit.typed import TypedError
from generator.model import Field, spell
from generator.schema import Shape

OFTEN = ("number", "symbol", "date", "issuer", "leads", "due", "source")
"""Optional fields of a record that are asked without being chosen from the list."""
NEVER = frozenset(("id", "acknowledge", "withdrawn", "corrections"))
"""What the program makes, or what a new record cannot have."""
SELDOM = frozenset(("note", "internal_note", "visibility"))
_WIDTH = 90
YES_NO = ("Có", "Không")
_NO = "Không có mục nào như vậy. Gõ một số trong danh sách."


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask: the field as people know it, what belongs there, what can be chosen by number."""

    label: str
    hint: str = ""
    options: tuple[str, ...] = ()
    default: str = ""
    """Taken when nothing is typed."""
    optional: bool = False
    """Nothing need be typed."""
    problem: str = ""
    """Why the last answer was not taken."""


Asking = Generator[Question, str, None]


class Interview:
    """Fills a draft by asking; ``today`` as records write a day."""

    def __init__(self, draft: Draft, today: str) -> None:
        self._draft, self._today = draft, today

    def ask(self) -> Asking:
        """Ask for everything that the record lacks, then for what it may have."""
        yield from self._object((), self._draft.shape)

    def _object(self, at: Field, shape: Shape) -> Asking:
        direct = OFTEN if not at else tuple(name for name in shape.order if self._simple(shape, name))
        for name in shape.order:
            grouped = any(name in group for group in shape.choices)
            if not at and name in NEVER:
                continue
            if name in shape.required or self._draft.at((*at, name)) is not None:
                yield from self._field((*at, name), shape)
            elif name in direct and not grouped and name not in SELDOM:
                yield from self._field((*at, name), shape, optional=True)
        yield from self._choose(at, shape)
        yield from self._needed(at, shape)
        yield from self._more(at, shape, direct)
        if at and self._draft.at(at) is None and "note" in shape.order:  # a source that is only a sentence
            yield from self._field((*at, "note"), shape, optional=True)

    def _simple(self, shape: Shape, name: str) -> bool:
        below = shape.field(name)
        return below is not None and below.type not in ("object", "array", "boolean")

    def _choose(self, at: Field, shape: Shape) -> Asking:
        """Ask which of several fields an object has, where it must have one."""
        while shape.choices and not any(self._has(at, group) for group in shape.choices):
            labels = tuple(", ".join(self._label(shape, name) for name in group) for group in shape.choices)
            chosen = yield from self._pick(Question(f"{self._trail((*at, ''))}Ghi trường nào?", options=labels))
            for name in shape.choices[chosen]:
                yield from self._field((*at, name), shape)

    def _has(self, at: Field, names: tuple[str, ...]) -> bool:
        return all(self._draft.at((*at, name)) is not None for name in names)

    def _needed(self, at: Field, shape: Shape) -> Asking:
        """Ask for what an answer made necessary, as long as the schema finds something missing."""
        for _ in shape.order:
            named = {p.at for p in self._draft.problems() if p.code == "field-missing"}
            told = {name for name in shape.order if spell((*at, name), self._draft.data) in named}
            missing = [name for name in shape.order if name in told - NEVER and not self._has(at, (name,))]
            if not missing:
                break
            yield from self._field((*at, missing[0]), shape)
        for name, others in shape.depends:
            for other in others:
                if self._has(at, (name,)) and not self._has(at, (other,)):
                    yield from self._field((*at, other), shape, optional=True)
                if self._has(at, (name,)) and not self._has(at, (other,)):
                    self._draft.drop((*at, name))  # it cannot stand alone

    def _more(self, at: Field, shape: Shape, direct: tuple[str, ...]) -> Asking:
        """Offer the other fields, as often as one is chosen."""
        while True:
            chosen_one = {name for group in shape.choices for name in group} if len(shape.choices) > 1 else set()
            names = [
                name for name in shape.order
                if name not in NEVER and name not in direct and name not in chosen_one
                and (not at or name not in SELDOM) and self._draft.at((*at, name)) is None
            ]  # fmt: skip
            if not names:
                return
            labels = tuple(self._label(shape, name) for name in names)
            title = shape.title or self._draft.shape.title
            chosen = yield from self._pick(Question(f"Thêm gì cho «{title}»?", options=labels, optional=True))
            if chosen < 0:
                return
            yield from self._field((*at, names[chosen]), shape)
            yield from self._needed(at, shape)

    def _pick(self, question: Question) -> Generator[Question, str, int]:
        """Ask for a number out of the options; return its place, -1 for nothing."""
        while True:
            typed = (yield question).strip()
            typed = {"c": "1", "k": "2"}.get(typed.lower()[:1], typed) if question.options == YES_NO else typed
            if typed.isascii() and typed.isdigit() and 0 < int(typed[:4]) <= len(question.options):
                return int(typed) - 1
            if not typed and question.optional:
                return -1
            question = replace(question, problem=_NO)

    def _label(self, shape: Shape, name: str) -> str:
        below = shape.field(name)
        return f"{below.title if below else name} ({name})"

    def _trail(self, at: Field) -> str:
        """Say inside of what a field stands: «Chủ trì 2 › »."""
        shape: Shape | None = self._draft.shape
        parts: list[str] = []
        for part in at[:-1]:
            if shape is None:
                break
            shape = shape.item if isinstance(part, int) else shape.field(part)
            if isinstance(part, int):
                parts[-1] += f" {part + 1}"
            elif shape is not None:
                parts.append(shape.title or part)
        return "".join(f"{part} › " for part in parts)

    def _field(self, at: Field, above: Shape, *, optional: bool = False) -> Asking:
        shape = above.field(str(at[-1]))
        if shape is None:
            return
        known = self._draft.at(at)
        if shape.type == "array":
            yield from self._list(at, shape, self._label(above, str(at[-1])), optional=optional)
        elif shape.type == "object":
            if optional and known is None and not (yield from self._agreed(f"Có {self._label(above, str(at[-1]))}?")):
                return
            yield from self._object(at, shape)
            while not optional and self._draft.at(at) is None:
                yield from self._object(at, shape)
        elif known is None:
            label = self._trail(at) + self._label(above, str(at[-1]))
            yield from self._value(at, shape, Question(label, shape.description, optional=optional))

    def _agreed(self, label: str) -> Generator[Question, str, bool]:
        chosen = yield from self._pick(Question(label, options=YES_NO, optional=True))
        return chosen == 0

    def _list(self, at: Field, shape: Shape, label: str, *, optional: bool) -> Asking:
        item = shape.item
        if item is None:
            return
        for place, _ in enumerate(self._draft.at(at) or ()):
            if item.type == "object":
                yield from self._object((*at, place), item)
        if self._draft.at(at) is not None:
            return
        place = 0
        while True:
            free = optional or place > 0
            here = (*at, place)
            if item.type == "object":
                if free and not (yield from self._agreed(f"Thêm mục thứ {place + 1} của {label}?")):
                    return
                yield from self._object(here, item)
            else:
                yield from self._value(
                    here,
                    item,
                    Question(f"{self._trail(at)}{label}, mục thứ {place + 1}", shape.description, optional=free),
                )
            if self._draft.at(here) is None:
                return
            place += 1

    def _value(self, at: Field, shape: Shape, question: Question) -> Asking:
        """Ask until the answer will do; what can be chosen is listed, and found by name."""
        if shape.happens and shape.date and not question.optional:  # people record it when it happens
            question = replace(question, default=self._today)
        codes, question = self._options(shape, question)
        while True:
            typed = (yield question).strip() or question.default
            if not typed and question.optional:
                return
            chosen = _chosen(typed, codes)
            if chosen is None and codes and len(typed) == 1 and typed.isdigit():
                question = replace(question, problem=_NO)
            elif chosen is None and shape.refers and typed and not self._draft.index.has(typed, shape.refers):
                codes, question = self._offer(typed, shape, question)
            else:
                try:
                    self._draft.answer(at, shape, chosen or typed)
                except TypedError as error:
                    question = replace(question, problem=str(error) if typed else "Trường này phải có.")
                else:
                    return

    def _options(self, shape: Shape, question: Question) -> tuple[list[str], Question]:
        """List what can be chosen at once: coded values, yes and no, records where they are few."""
        if shape.refers:
            return self._offer("", shape, question)
        if shape.type == "boolean":
            return ["c", "k"], replace(question, options=YES_NO)
        default = "1" if len(shape.options) == 1 and not question.optional else question.default
        codes = [code for code, _, _ in shape.options]
        return codes, replace(question, options=tuple(_told(shape)), default=default)

    def _offer(self, typed: str, shape: Shape, question: Question) -> tuple[list[str], Question]:
        """List the records that a reference may mean; all of them only where they are few."""
        found = self._draft.index.find(typed, shape.refers)
        if not found and typed:
            problem = f"Không tìm thấy “{typed}”. Thử vài chữ khác của tên, số, ký hiệu hoặc mã."
            return [], replace(question, options=(), default="", problem=problem)
        shown = found[:MOST] if typed or len(found) <= MOST else []
        more = f"Còn {len(found) - MOST} bản ghi nữa: gõ thêm chữ để tìm." if typed and len(found) > MOST else ""
        options = tuple(f"{textwrap.shorten(hit.name, _WIDTH, placeholder='…')} ({hit.id})" for hit in shown)
        default = "1" if typed and len(shown) == 1 else ""
        hint = "Gõ vài chữ của tên (có dấu hoặc không), số, ký hiệu hoặc mã để tìm."
        return [hit.id for hit in shown], replace(question, hint=hint, options=options, default=default, problem=more)


def _told(shape: Shape) -> Iterator[str]:
    for code, title, more in shape.options:
        yield f"{title}{f' ({code})' if title != code else ''}{': ' if more else ''}{more}"


def _chosen(typed: str, codes: list[str]) -> str | None:
    """Return what a number in the list stands for."""
    numbered = typed.isascii() and typed.isdigit() and 0 < int(typed[:4]) <= len(codes)
    return codes[int(typed) - 1] if numbered else None
