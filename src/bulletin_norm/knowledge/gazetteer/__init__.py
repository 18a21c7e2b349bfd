"""The divisions of China: looked up by code, resolved from damaged names, found in running text."""

from __future__ import annotations

from bulletin_norm.knowledge.gazetteer.divisions import COUNTRY, Division
from bulletin_norm.knowledge.gazetteer.resolver import Gazetteer, Resolution

__all__ = ["COUNTRY", "Division", "Gazetteer", "Resolution"]
