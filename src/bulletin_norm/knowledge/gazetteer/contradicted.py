"""Leaves open what one place of a text seemed to say and the rest of it speaks against."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bulletin_norm.knowledge.gazetteer.hits import Hit
from bulletin_norm.knowledge.gazetteer.items import Item
from bulletin_norm.knowledge.gazetteer.scoring import SAME_CLASS, Rated, class_score
from bulletin_norm.knowledge.gazetteer.spelling import is_latin

CITIES = ("city", "prefecture")


def leave_strange(places: Sequence[Item], home: str, text: str, gap: re.Pattern[str]) -> None:
    """Leave open a county of another province that the text says is in a place of the issuer's.

    `home` begins the codes of the issuer's province. "Donghu District of Manzhouli City" in Inner Mongolia is not the
    Donghu District of Nanchang.
    """
    for number, child in enumerate(places):
        if child.chosen is None or child.chained:
            continue
        division = child.chosen.entry.division
        if division.level != 3 or division.adcode.startswith(home):
            continue
        before = [(one, child) for one in places[max(0, number - 1) : number] if _is_city(one, home)]
        after = [(child, one) for one in places[number + 1 : number + 2] if _is_city(one, home)]
        held = any(_held(one, two, two is not child, text, gap) for one, two in before + after)
        if held and not _told_of(child, places):
            child.chosen, child.probability = None, min(child.probability, 0.5)


def _is_city(item: Item, home: str) -> bool:
    """Whether a city or prefecture of a province is meant."""
    division = item.chosen.entry.division if item.chosen is not None else None
    return division is not None and division.adcode.startswith(home) and division.kind in CITIES


def _held(one: Item, other: Item, child_first: bool, text: str, gap: re.Pattern[str]) -> bool:
    """Whether two names stand as one: the child first where words are parted by blanks, else the parent."""
    latin = is_latin(one.hit.key) and is_latin(other.hit.key)
    if not gap.fullmatch(text, one.hit.end, other.hit.start):
        return False
    return child_first if latin else not child_first and one.hit.end == other.hit.start


def _told_of(item: Item, places: Sequence[Item]) -> bool:
    """Whether the text names another place of the item's province."""
    province = (item.adcode or "")[:2]
    return any((one.adcode or "").startswith(province) and one.adcode != item.adcode for one in places)


def leave_unlike(places: Sequence[Item]) -> None:
    """Leave open a name whose generic word fits elsewhere only, where the text says it with the right one too.

    "Xinhua County" and "Xinhua District" in Hunan are not one place.
    """
    named = [item for item in places if item.hit.classes and item.chosen is not None]
    if len({(item.hit.key, item.hit.classes) for item in named}) == len({item.hit.key for item in named}):
        return
    right = {(item.hit.key, item.adcode) for item in named if _fits(item.chosen, item.hit)}
    for item in named:
        told = (item.hit.key, item.adcode) in right and not _fits(item.chosen, item.hit)
        if told and any(_fits(one, item.hit) for one in item.rating.rated):
            item.chosen, item.probability = None, min(item.probability, 0.5)


def _fits(one: Rated | None, hit: Hit) -> bool:
    """Whether a hit has the generic word of a candidate."""
    return one is not None and class_score(one.entry.division, hit.classes) >= SAME_CLASS
