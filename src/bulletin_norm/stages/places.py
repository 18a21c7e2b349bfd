"""Finds the places that a document names, and puts their names into standard English."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.knowledge.gazetteer import Gazetteer
from bulletin_norm.knowledge.gazetteer.items import SURE
from bulletin_norm.model import Document, Doubt, Link, PlaceMention
from bulletin_norm.pipeline import Stage
from bulletin_norm.text import Edit

_OWN_GENERICS = 2
"""How many generic words may stand behind a name that has none too many: "Ningxia Autonomous Region Province"."""


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
            found += [_moved(mention, section.start) for mention in mentions] if section.start else mentions
        doubts = [_doubt(document, mention) for mention in found if _is_doubtful(mention, gazetteer)]
        language = knowledge.language(document.language)
        generics = language.places.generics if language and language.places else {}
        for mention in found:
            doubts += [_lost(document, link, words) for link in mention.links if (words := _left_over(link, generics))]
        return document.with_(places=tuple(found), doubts=(*document.doubts, *doubts))

    return stage


def place_edits(knowledge: Knowledge) -> Stage:
    """A stage that rewrites the mangled names of resolved places in readings in Latin letters."""
    gazetteer = knowledge.gazetteer

    def stage(document: Document) -> Document:
        edits: list[Edit] = []
        last = 0
        for mention in sorted(document.places, key=lambda one: one.start):
            if mention.adcode is None or mention.role == "issuer" or not mention.surface[:1].isascii():
                continue
            for link in sorted(mention.links, key=lambda one: one.start):
                after = gazetteer.standard(link, mention)
                if after is not None and link.start >= last:
                    blank = _lost_blank(document.reading, link.start)
                    edits.append(Edit(link.start, link.end, link.surface, blank + after, f"place:{link.adcode}"))
                    last = link.end
        return document.with_layer("places", edits, reading=False)

    return stage


def _lost_blank(text: str, start: int) -> str:
    """The blank that a name needs where it is put in the place of one glued to a number or a stop: "1 in 2hunan"."""
    before = text[start - 1 : start]
    return " " if before.isdecimal() or before == "." else ""


def _moved(mention: PlaceMention, offset: int) -> PlaceMention:
    links = tuple(Link(one.start + offset, one.end + offset, one.surface, one.adcode) for one in mention.links)
    return msgspec.structs.replace(mention, start=mention.start + offset, end=mention.end + offset, links=links)


def _is_doubtful(mention: PlaceMention, gazetteer: Gazetteer) -> bool:
    """Whether a mention has no answer, or one beside which another place is likely that neither holds it nor lies in
    it."""
    code = mention.adcode
    if code is None:
        return True
    if mention.probability >= SURE or len(mention.candidates) < 2:
        return False
    rivals = (one.adcode for one in mention.candidates if one.adcode != code and one.probability > 1 - SURE)
    return any(not gazetteer.within(one, code) and not gazetteer.within(code, one) for one in rivals)


def _left_over(link: Link, generics: Mapping[str, tuple[str, ...]]) -> str:
    """The generic words behind a name with one of its own: "city county", the rest of a name, in "Hebei Province city
    county"."""
    words = link.surface.lower().split()
    if len(words) <= _OWN_GENERICS:
        return ""
    count = next((number for number, word in enumerate(reversed(words)) if word not in generics), len(words))
    return " ".join(words[1 - count :]) if count > _OWN_GENERICS else ""


def _lost(document: Document, link: Link, words: str) -> Doubt:
    message = f"{words!r} is left of a name that the translation has lost"
    return document.doubt("lost_name", link.start, link.end, message)


def _doubt(document: Document, mention: PlaceMention) -> Doubt:
    names = ", ".join(f"{one.name} {one.adcode}" for one in mention.candidates)
    message = f"{mention.surface!r} may be {names}" if names else f"{mention.surface!r} fits no division"
    if mention.adcode is not None:
        message = f"{mention.surface!r} is read as {mention.name} {mention.adcode}; {message}"
    return document.doubt("ambiguous_place", mention.start, mention.end, message)
