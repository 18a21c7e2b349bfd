"""The words that a language has for numbers that are no counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DecoyWords:
    """The words for numbers that are no counts."""
