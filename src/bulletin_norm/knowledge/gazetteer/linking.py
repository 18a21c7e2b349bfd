"""Resolves the hits of a text together: chains of names, lists under a province, words for the issuer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bulletin_norm.knowledge.gazetteer.divisions import COUNTRY, Tree
from bulletin_norm.knowledge.gazetteer.latin import Hit
from bulletin_norm.knowledge.gazetteer.scoring import Context, Rated, context_score, probabilities, static_score
from bulletin_norm.model import Candidate, Link, PlaceMention

CHAIN_GAP = re.compile(r"(?:['’]s)?,? ?(?:(?:of|in|under) (?:the )?(?:city of )?)?|\n")
CUTOFF = 0.8
CLOSE = 6.0
LEVEL_OF_CLASS = {"province": 1, "prefecture": 2, "league": 2, "district": 3, "county": 3, "banner": 3}


@dataclass
class Placed:
    """A hit with its rated candidates, best first, and the one chosen."""

    hit: Hit
    rated: list[Rated]
    chosen: Rated | None = None
    probability: float = 0.0
    top: int = -1

    @property
    def adcode(self) -> str | None:
        return self.chosen.adcode if self.chosen else None


class Linker:
    """Resolves hits; keeps the static scores of the surfaces that it has seen."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._cache: dict[tuple[str, tuple[str, ...], str | None], list[Rated]] = {}

    def rated(self, hit: Hit, issuer: str | None) -> list[Rated]:
        """The candidates of a hit with their static scores, best first; one for each code."""
        key = (hit.key, hit.classes, issuer)
        known = self._cache.get(key)
        if known is None:
            best: dict[tuple[str, str], Rated] = {}
            for entry in hit.entries:
                score = static_score(entry, hit.classes, issuer, self.tree)
                if entry.context and issuer and not self.tree.within(issuer, entry.context):
                    if not self.tree.within(entry.context, issuer):
                        score -= 4.0
                place = (entry.division.adcode, entry.zone.name if entry.zone else "")
                if place not in best or score > best[place].score:
                    best[place] = Rated(score, entry)
            known = sorted(best.values(), key=lambda r: (-r.score, r.adcode))
            if len(self._cache) > 50_000:
                self._cache.clear()
            self._cache[key] = known
        return known

    def place(self, hits: Sequence[Hit], text: str, issuer: str | None, date: str | None) -> list[PlaceMention]:
        """The mentions of a text, in order."""
        placed = [Placed(hit, self.rated(hit, issuer)) for hit in hits if hit.entries or hit.role == "issuer"]
        scope: list[str] = []
        last: Placed | None = None
        groups: list[list[Placed]] = []
        for item in placed:
            if item.hit.role == "issuer":
                self._own(item, scope, issuer)
                if item.chosen:
                    groups.append([item])
                continue
            self._choose(item, scope, last, date, text)
            if last is not None and self._chains(last, item, text, issuer):
                groups[-1].append(item)
            else:
                groups.append([item])
            if item.adcode:
                scope = self._scope(item.adcode)
            last = item
        return [self._mention(group, text) for group in groups]

    def _scope(self, adcode: str) -> list[str]:
        return [adcode, *(code for code in self.tree.ancestors(adcode) if code != COUNTRY)]

    def _choose(self, item: Placed, scope: list[str], last: Placed | None, date: str | None, text: str) -> None:
        rated = item.rated
        if len(rated) > 1 and (rated[0].score - rated[1].score < CLOSE or last is not None):
            siblings = (last.adcode,) if last is not None and last.adcode else ()
            context = Context(None, date, (), tuple(scope), siblings)
            bonus = 0.0
            if last is not None and last.adcode and CHAIN_GAP.fullmatch(text, last.hit.end, item.hit.start):
                bonus = 3.0
            rescored = []
            for one in rated:
                score = one.score + context_score(one.entry, context, self.tree)
                if bonus and last and last.adcode and one.adcode != last.adcode:
                    if self.tree.within(one.adcode, last.adcode):
                        score += bonus
                rescored.append(Rated(score, one.entry))
            rated = sorted(rescored, key=lambda r: (-r.score, r.adcode))
        chances = probabilities([one.score for one in rated])
        item.rated, item.chosen, item.probability = rated, rated[0], chances[0]
        if chances[0] < CUTOFF:
            item.chosen = None

    def _chains(self, last: Placed, item: Placed, text: str, issuer: str | None) -> bool:
        if not CHAIN_GAP.fullmatch(text, last.hit.end, item.hit.start):
            return False
        if item.chosen is None and item.rated and last.adcode is None:
            return False
        upward = self._parent_after(last, item, issuer)
        if upward is not None:
            last.chosen = upward
            last.probability = max(last.probability, 0.95)
            return True
        if last.adcode and item.adcode and item.adcode != last.adcode and self.tree.within(item.adcode, last.adcode):
            return True
        return False

    def _parent_after(self, last: Placed, item: Placed, issuer: str | None) -> Rated | None:
        """The reading of `last` that lies in `item` ("Qianshan, Jiangxi")."""
        if not item.adcode:
            return None
        for one in last.rated:
            if one.adcode != item.adcode and self.tree.within(one.adcode, item.adcode):
                return one
        return None

    def _own(self, item: Placed, scope: list[str], issuer: str | None) -> None:
        """The division that "the city" means: the nearest above of that class, else the issuer."""
        chain = scope + ([issuer, *self.tree.ancestors(issuer)] if issuer and issuer != COUNTRY else [])
        for code in chain:
            division = self.tree.get(code)
            if division is not None and division.kind in item.hit.classes:
                for entry_code in (code,):
                    item.chosen = Rated(5.0, _entry(division), ())
                    item.probability = 0.95
                    assert entry_code == code
                return

    def _mention(self, group: list[Placed], text: str) -> PlaceMention:
        start, end = group[0].hit.start, group[-1].hit.end
        chosen = [item for item in group if item.chosen is not None]
        lowest = max(chosen, key=lambda item: len(self.tree.ancestors(item.adcode or "")), default=None)
        surface = text[start:end]
        if lowest is None or lowest.chosen is None:
            return PlaceMention(
                start, end, surface, None, candidates=self._candidates(group[0]), probability=group[0].probability
            )
        entry = lowest.chosen.entry
        division, zone = entry.division, entry.zone
        links = tuple(
            Link(item.hit.start, item.hit.end, text[item.hit.start : item.hit.end], item.chosen.adcode)
            for item in sorted(chosen, key=lambda item: len(self.tree.ancestors(item.adcode or "")))
            if item.chosen is not None
        )
        return PlaceMention(
            start,
            end,
            surface,
            division.adcode,
            division.name,
            division.name_en,
            division.level,
            round(lowest.probability, 4),
            locality=None if zone is None else (zone.name_en if surface.isascii() else zone.name),
            candidates=self._candidates(lowest),
            links=links,
            role=group[0].hit.role,
        )

    def _candidates(self, item: Placed) -> tuple[Candidate, ...]:
        chances = probabilities([one.score for one in item.rated])
        return tuple(
            Candidate(one.adcode, one.entry.division.name, one.entry.division.name_en, round(chance, 4))
            for one, chance in zip(item.rated[:5], chances, strict=False)
        )


def _entry(division):  # type: ignore[no-untyped-def]
    from bulletin_norm.knowledge.gazetteer.index import Entry

    return Entry(division, "short")
