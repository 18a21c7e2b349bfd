"""Who speaks in a section: the issuer, as a place that no words name."""

from __future__ import annotations

from collections import Counter

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.knowledge.gazetteer import Gazetteer
from bulletin_norm.model import Document, PlaceMention, Section

ALL_PROVINCES = frozenset({"31", "三十一"})
"""The number of provinces of the mainland, which says that a count is one of China."""

OWN_NATION = frozenset({"710000", "810000", "820000"})
"""Taiwan, Hong Kong and Macao, which speak of themselves where they say "nationwide", and of all else as abroad."""

_PAIR, _CITY = 2, "00"
_SHARE = 0.8
"""Of the places of a text, how many lie in the division that it is about."""


def speaker(document: Document, section: Section | None, knowledge: Knowledge) -> PlaceMention | None:
    """The division that issued the section, or else the document; None where it is not known."""
    adcode = (section.issuer if section else None) or document.issuer
    date = (section.published if section else None) or document.published
    division = knowledge.gazetteer.get(adcode, date) if adcode else None
    if division is None:
        return None
    return unnamed(division.adcode, division.name, division.name_en, division.level)


def spoken_of(document: Document, section: Section, knowledge: Knowledge) -> PlaceMention | None:
    """The division that a text without an issuer is about: the lowest one that it names and that holds nearly all of
    its places, or China, where those are of several provinces or none; None where it cannot be told."""
    if any(one.kind == "headcount" and one.surface in ALL_PROVINCES for one in document.decoys):
        return NATION
    named: Counter[str] = Counter()
    stamps = {mention.start for mention in document.dates if mention.kind == "stamp"}
    for place in document.places:
        if place.end in stamps:
            continue  # 中新社西安5月9日电
        if section.start <= place.start < section.end and place.role == "place" and place.adcode:
            named[place.adcode] += 1
    date, tree = section.published or document.published, knowledge.gazetteer
    first = next(iter(named), "")
    held = _held(named, tree)
    over = sum(named[code] for code in tree.ancestors(first)) if first.endswith(_CITY) else 0
    holders = [code for code in named if _holds(held[code], named.total(), over if code == first else 0)]
    if not holders:
        provinces = {(*reversed(tree.ancestors(code)), code)[:2][-1] for code in named}
        kinds = ("nation", "national") if len(provinces) != _PAIR else ("national",)
        return NATION if len(provinces) != 1 and _names(kinds, document, section, knowledge) else None
    lowest = tree.get(max(holders, key=lambda code: len(tree.ancestors(code))), date)
    return unnamed(lowest.adcode, lowest.name, lowest.name_en, lowest.level) if lowest is not None else None


def _names(kinds: tuple[str, ...], document: Document, section: Section, knowledge: Knowledge) -> bool:
    """Whether a section names China ("nation"), or a commission of all of it ("national")."""
    language = knowledge.language(section.language)
    text = document.reading[section.start : section.end].lower()
    devices = language.counts.devices if language else {}
    return any(word in text for kind in kinds for word in devices.get(kind, ()))


def _held(named: Counter[str], tree: Gazetteer) -> Counter[str]:
    """How many mentions lie in each division."""
    held: Counter[str] = Counter()
    for code, count in named.items():
        for one in (code, *tree.ancestors(code)):
            held[one] += count
    return held


def _holds(inside: int, total: int, over: int) -> bool:
    """Whether nearly all mentions lie in a division; of one that is named first, but for those of what it lies in."""
    return inside > over and inside >= _SHARE * (total - over)


def unnamed(adcode: str, name: str, name_en: str, level: int) -> PlaceMention:
    """A place that stands nowhere in the text."""
    return PlaceMention(0, 0, "", adcode, name, name_en, level, role="issuer")


NATION = unnamed("100000", "中国", "China", 0)
