"""The words that a language has for line lists."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CaseWords:
    """The words for line lists."""
