"""Turns Chinese epidemic bulletins, translated by machine or original, into standard English, facts and summaries.

`load()` reads every data file once and gives the `Normalizer`; importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bulletin_norm.model import Document
    from bulletin_norm.normalizer import Normalizer, load

__version__ = "0.1.0"
__all__ = ["Document", "Normalizer", "__version__", "load"]

_HOMES = {
    "Document": "bulletin_norm.model",
    "Normalizer": "bulletin_norm.normalizer",
    "load": "bulletin_norm.normalizer",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
