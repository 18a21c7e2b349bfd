"""Finds the places that a document names."""

from __future__ import annotations

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.model import Document, Doubt, PlaceMention
from bulletin_norm.pipeline import Stage


def places(knowledge: Knowledge) -> Stage:
    """A stage that fills `Document.places`, and doubts the names that fit several divisions alike."""
    gazetteer = knowledge.gazetteer

    def stage(document: Document) -> Document:
        found: list[PlaceMention] = []
        for section in document.sections:
            text = document.reading[section.start : section.end]
            issuer = section.issuer or document.issuer
            date = section.published or document.published
            mentions = gazetteer.find(text, language=section.language, issuer=issuer, date=date)
            found += [_moved(mention, section.start) for mention in mentions]
        doubts = tuple(_doubt(document, mention) for mention in found if mention.adcode is None)
        return document.with_(places=tuple(found), doubts=(*document.doubts, *doubts))

    return stage


def _moved(mention: PlaceMention, offset: int) -> PlaceMention:
    if not offset:
        return mention
    links = tuple(
        type(link)(link.start + offset, link.end + offset, link.surface, link.adcode) for link in mention.links
    )
    return PlaceMention(
        mention.start + offset,
        mention.end + offset,
        mention.surface,
        mention.adcode,
        mention.name,
        mention.name_en,
        mention.level,
        mention.probability,
        mention.locality,
        mention.candidates,
        links,
        mention.role,
    )


def _doubt(document: Document, mention: PlaceMention) -> Doubt:
    names = ", ".join(f"{one.name} {one.adcode}" for one in mention.candidates)
    return document.doubt("ambiguous_place", mention.start, mention.end, f"{mention.surface!r} may be {names}")
