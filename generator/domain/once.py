"""What is derived of a corpus is made once for it: by day, id or whatever else the answer depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from generator.model import Corpus

P = ParamSpec("P")
T = TypeVar("T")


class Lazily(Mapping[str, T]):
    """Values by id, each made when it is first asked for."""

    def __init__(self, names: Iterable[str], make: Callable[[str], T]) -> None:
        self._made: dict[str, T | None] = dict.fromkeys(names)
        self._make = make

    def __getitem__(self, name: str) -> T:
        found = self._made[name]
        if found is None:
            found = self._made[name] = self._make(name)
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._made

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def once(function: Callable[Concatenate[Corpus, P], T]) -> Callable[Concatenate[Corpus, P], T]:
    """Keep the answers of a function of a corpus with that corpus, by its further arguments (hashable).

    What it returns is shared by all who ask, and not to be changed.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def answer(corpus: Corpus, /, *args: P.args, **kwargs: P.kwargs) -> T:
        known: dict[Any, T] = corpus.memo.setdefault(name, {})
        asked = (*args, *kwargs.items())
        if asked not in known:
            known[asked] = function(corpus, *args, **kwargs)
        return known[asked]

    return answer
