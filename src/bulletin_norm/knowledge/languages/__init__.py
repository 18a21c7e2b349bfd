"""The languages that the toolkit reads: one folder each, with a file for each part of a `Language`.

A folder is a language by its name (the primary subtag) and its NAME; counts.py holds COUNTS, dates.py DATES, and so
on. cases.py, risk.py and places.py may be missing: what they are for is not read in that language then.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType

from bulletin_norm.language import Language

_PARTS = ("numbers", "dates", "decoys", "counts", "cases", "risk", "places")


@cache
def load_languages() -> dict[str, Language]:
    """All languages by primary subtag.

    >>> load_languages()["zh"].name
    'Chinese'
    """
    packages = [import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__) if info.ispkg]
    languages = (_language(package) for package in packages)
    return {language.code: language for language in languages}


def _language(package: ModuleType) -> Language:
    present = {info.name for info in pkgutil.iter_modules(package.__path__)}
    parts = {
        part: getattr(import_module(f"{package.__name__}.{part}"), part.upper()) for part in _PARTS if part in present
    }
    return Language(code=package.__name__.rpartition(".")[2], name=package.NAME, **parts)
