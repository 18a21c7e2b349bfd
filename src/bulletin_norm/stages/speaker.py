"""Who speaks in a section: the issuer, as a place that no words name."""

from __future__ import annotations

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.model import Document, PlaceMention, Section


def speaker(document: Document, section: Section | None, knowledge: Knowledge) -> PlaceMention | None:
    """The division that issued the section, or else the document; None where it is not known."""
    adcode = (section.issuer if section else None) or document.issuer
    date = (section.published if section else None) or document.published
    division = knowledge.gazetteer.get(adcode, date) if adcode else None
    if division is None:
        return None
    return unnamed(division.adcode, division.name, division.name_en, division.level)


def unnamed(adcode: str, name: str, name_en: str, level: int) -> PlaceMention:
    """A place that stands nowhere in the text."""
    return PlaceMention(0, 0, "", adcode, name, name_en, level, role="issuer")


NATION = unnamed("100000", "中国", "China", 0)
