"""Methods that remember what they gave: outputs name the same few places, days and measures over and over."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast

REMEMBERED = 4096
"""How many results of a method are kept, for each object."""

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class remembered(Generic[Parameters, Result]):  # noqa: N801
    """A method of positional, hashable arguments on an object that never changes and has a `__dict__`.

    >>> class Speller:
    ...     @remembered
    ...     def upper(self, word):
    ...         print("asked")
    ...         return word.upper()
    >>> speller = Speller()
    >>> speller.upper("a"), speller.upper("a")
    asked
    ('A', 'A')
    """

    def __init__(self, method: Callable[Concatenate[Any, Parameters], Result]) -> None:
        self._method = method
        self.__doc__ = method.__doc__

    def __get__(self, one: Any, kind: type) -> Callable[Parameters, Result]:
        if one is None:
            return cast(Callable[Parameters, Result], self)
        kept = lru_cache(maxsize=REMEMBERED)(partial(self._method, one))
        one.__dict__[self._method.__name__] = kept
        return cast(Callable[Parameters, Result], kept)
