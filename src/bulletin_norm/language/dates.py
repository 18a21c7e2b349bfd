"""The words that a language has for dates."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DateWords:
    """The words for dates."""
