"""The words that a language has for risk-area changes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RiskWords:
    """The words for risk-area changes."""
