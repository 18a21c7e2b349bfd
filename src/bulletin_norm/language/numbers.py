"""The words that a language has for numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NumberWords:
    """The words for numbers."""
