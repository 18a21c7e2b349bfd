"""What a function gave for each thing that it was asked of, kept for the next time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

MOST = 20_000

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memo(dict[Key, Value]):
    """A mapping that works out what it lacks, and forgets all when it has more than `MOST` keys.

    >>> sizes = Memo(len)
    >>> sizes["Heihe"], dict(sizes)
    (5, {'Heihe': 5})
    """

    def __init__(self, function: Callable[[Key], Value]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, key: Key) -> Value:
        if len(self) >= MOST:
            self.clear()
        value = self[key] = self._function(key)
        return value
