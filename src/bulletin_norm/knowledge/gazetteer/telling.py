"""Makes mentions of what has been chosen: the lowest division of each chain, its links, its rivals."""

from __future__ import annotations

import math

from bulletin_norm.knowledge.gazetteer.divisions import Tree
from bulletin_norm.knowledge.gazetteer.index import KINDS, Zone
from bulletin_norm.knowledge.gazetteer.items import SURE, Item, lowest
from bulletin_norm.knowledge.gazetteer.rating import LIKENESS
from bulletin_norm.knowledge.gazetteer.scoring import Rated, chance, probabilities
from bulletin_norm.model import Candidate, Link, PlaceMention

SHOWN = 5
FAINT = 0.2


def told(groups: list[list[Item]], text: str, tree: Tree, *, thorough: bool) -> list[PlaceMention]:
    """The mentions of all groups, in order; `thorough` keeps the rivals of what is sure, and what is faint."""
    mentions: list[PlaceMention] = []
    for number, group in enumerate(groups, 1):
        target = groups[number] if group[-1].hit.tied and number < len(groups) else group
        mention = _mention(group, target, text, tree, thorough=thorough)
        if mention is not None:
            mentions.append(mention)
    return mentions


def _mention(group: list[Item], target: list[Item], text: str, tree: Tree, *, thorough: bool) -> PlaceMention | None:
    first = group[0]
    start, end = first.hit.start, group[-1].hit.end
    surface = text[start:end]
    named = lowest(target, tree)
    if thorough and any(item.chosen is None and item.hit.stem for item in group):
        named = None
    if named is None or named.chosen is None:
        faint = not first.hit.capital or first.probability < FAINT
        if first.hit.stem and faint and not thorough:
            return None
        chances = _candidates(first, thorough=True)
        return PlaceMention(start, end, surface, None, probability=round(first.probability, 4), candidates=chances)
    division = named.chosen.entry.division
    sure = named.probability >= SURE and not thorough and not named.rivals
    candidates = () if sure else _candidates(named, thorough=thorough)
    return PlaceMention(
        start,
        end,
        surface,
        division.adcode,
        division.name,
        division.name_en,
        division.level,
        candidates[0].probability if named.rivals else round(named.probability, 4),
        _zone(target, text),
        candidates,
        _links(group, text, tree),
        "issuer" if first.hit.role == "issuer" else "place",
    )


def _zone(group: list[Item], text: str) -> str | None:
    """The name of the zone in a chain, if there is one."""
    for item in group:
        if item.chosen is not None and item.chosen.entry.zone is not None:
            return locality(item.chosen.entry.zone, text[item.hit.start : item.hit.end])
    return None


def _links(group: list[Item], text: str, tree: Tree) -> tuple[Link, ...]:
    links = []
    for item in group:
        if item.chosen is not None:
            start, end = item.hit.start, item.hit.end
            links.append(Link(start, end, text[start:end], item.chosen.adcode))
    if len(links) > 1:
        links.sort(key=lambda link: len(tree.above[link.adcode]))
    return tuple(links)


def _candidates(item: Item, *, thorough: bool) -> tuple[Candidate, ...]:
    if item.rivals and item.chosen is not None:
        rated, best = [item.chosen, *item.rivals], item.rivals[0].likeness
        weights = [math.exp(LIKENESS * min(one.likeness - best, 0.0) + KINDS[one.entry.kind]) for one in rated]
        return tuple(
            Candidate(one.adcode, one.entry.division.name, one.entry.division.name_en, round(w / sum(weights), 4))
            for one, w in zip(rated, weights, strict=True)
        )
    if not item.rated or (not thorough and (len(item.rated) < 2 or item.probability >= SURE)):
        return ()
    return ranked(item.rated, item.rating.likely if item.rated is item.rating.rated else chance(item.rated))


def ranked(rated: list[Rated], likely: float) -> tuple[Candidate, ...]:
    """The first candidates with their probabilities, `likely` being that of the best."""
    if len(rated) == 1:
        division = rated[0].entry.division
        return (Candidate(division.adcode, division.name, division.name_en, round(likely, 4)),)
    shares = probabilities([one.score for one in rated])
    scale = likely / (shares[0] or 1.0)
    shown = []
    for one, share in zip(rated[:SHOWN], shares, strict=False):
        division = one.entry.division
        shown.append(Candidate(division.adcode, division.name, division.name_en, round(share * scale, 4)))
    return tuple(shown)


def locality(zone: Zone | None, surface: str) -> str | None:
    """The name of a zone: the standard one in English, else as it stands in the text."""
    if zone is None:
        return None
    return (zone.name_en or surface) if surface.isascii() else surface
