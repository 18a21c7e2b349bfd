"""The words that a language has for counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CountWords:
    """The words for counts."""
