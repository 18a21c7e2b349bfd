"""The languages that the toolkit reads: one folder each, with a file for each part of a `Language`.

A folder is a language by its name (the primary subtag) and its NAME; counts.py holds COUNTS, dates.py DATES, and so
on. cases.py, risk.py, places.py and names.py may be missing: what they are for is not read in that language then.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import TypeVar

from bulletin_norm.language import Language

_PARTS = ("numbers", "dates", "decoys", "counts", "cases", "risk", "places", "names")

Made = TypeVar("Made")


class ByLanguage(Mapping[str, Made]):
    """By language what is made of it, when it is first asked for: most runs need one language or two."""

    def __init__(self, codes: Mapping[str, object] | tuple[str, ...], make: Callable[[str], Made]) -> None:
        self._codes = tuple(codes)
        self._make = make
        self._made: dict[str, Made] = {}

    def __getitem__(self, code: str) -> Made:
        found = self._made.get(code)
        if found is None:
            if code not in self._codes:
                raise KeyError(code)
            found = self._made[code] = self._make(code)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)


@cache
def load_languages() -> Mapping[str, Language]:
    """All languages by primary subtag.

    >>> load_languages()["zh"].name
    'Chinese'
    """
    return ByLanguage(tuple(info.name for info in pkgutil.iter_modules(__path__) if info.ispkg), _language)


def _language(code: str) -> Language:
    package = import_module(f"{__name__}.{code}")
    present = {info.name for info in pkgutil.iter_modules(package.__path__)}
    parts = {
        part: getattr(import_module(f"{package.__name__}.{part}"), part.upper()) for part in _PARTS if part in present
    }
    return Language(code=code, name=package.NAME, **parts)
