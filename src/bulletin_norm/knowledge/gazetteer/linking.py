"""Resolves the hits of a text together: chains of names, lists under a province, words for the issuer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bulletin_norm.knowledge.gazetteer.chains import best_chains, cut_runs
from bulletin_norm.knowledge.gazetteer.divisions import COUNTRY, Tree
from bulletin_norm.knowledge.gazetteer.hits import Hit
from bulletin_norm.knowledge.gazetteer.index import Entry, Zone
from bulletin_norm.knowledge.gazetteer.rating import Rater
from bulletin_norm.knowledge.gazetteer.scoring import Context, Rated, chance, context_score, cutoff, probabilities
from bulletin_norm.knowledge.gazetteer.spelling import is_latin
from bulletin_norm.model import Candidate, Link, PlaceMention

SURE = 0.97
WIDE = 9.0
COUNTED = 1.5
ABROAD = 4.5
ELSEWHERE = 6.0
BRACKETS = re.compile(r"[(（\[)）\]]|\n\s*\n|[;；]")


@dataclass(slots=True)
class Item:
    """A hit with its candidates, as rated by themselves and where it stands, best first; and the one chosen."""

    hit: Hit
    base: list[Rated] = field(default_factory=list)
    rated: list[Rated] = field(default_factory=list)
    chosen: Rated | None = None
    probability: float = 0.0
    chained: bool = False
    likely: float = 0.0

    @property
    def adcode(self) -> str | None:
        return self.chosen.adcode if self.chosen is not None else None


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a text is: the divisions spoken of last, nearest first, and the name before."""

    near: tuple[str, ...] = ()
    last: str | None = None
    spoken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known before a text is read: who speaks, when, what it must lie in, what it may lie near.

    `all_candidates` keeps the candidates of mentions that are sure, too.
    """

    issuer: str | None = None
    date: str | None = None
    parents: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    all_candidates: bool = False


class Reading:
    """One text being read from left to right, and once more with what all of it says."""

    def __init__(self, tree: Tree, rater: Rater, text: str, setting: Setting) -> None:
        self.tree, self.rater = tree, rater
        self.text, self.setting = text, setting
        self.issuer, self.date = setting.issuer, setting.date
        self.scope = Scope(near=setting.near, spoken=setting.near)
        self._open: list[Scope] = []
        self._signs = [(match.start(), match[0]) for match in BRACKETS.finditer(text)]
        self._next = self._at = 0

    def mentions(self, hits: Sequence[Hit]) -> list[PlaceMention]:
        """Read all hits and give their mentions, in order."""
        items = [item for hit in hits for item in self._items(hit)]
        items = [item for item in items if item.rated or item.hit.role != "place"]
        groups: list[list[Item]] = []
        for run in cut_runs(items, self.text):
            self._walk(run[0].hit.start)
            groups += self._run(run, groups)
        if len(groups) > 1:
            self._again(groups)
        return self._told(groups)

    def _items(self, hit: Hit) -> list[Item]:
        rated, likely = self.rater.rated(hit, self.issuer, self.date)
        if not rated and hit.spare:
            return [item for spare in hit.spare for item in self._items(spare)]
        if hit.weak and hit.apart and self._at_home(rated):
            hit = replace(hit, weak=False)
        if rated and not self.setting.all_candidates and all(self._apart(one) for one in rated):
            hit = replace(hit, weak=True)
        return [Item(hit, rated, rated, likely=likely)]

    def _at_home(self, rated: list[Rated]) -> bool:
        """Whether the best candidate lies in the issuer's own land."""
        if not rated or not self.issuer or self.issuer == COUNTRY:
            return False
        return self.tree.within(rated[0].adcode, self.issuer)

    def _apart(self, one: Rated) -> bool:
        """Whether a candidate is a zone counted beside the provinces: a place only where its province speaks."""
        if one.entry.zone is None or one.entry.division.level != 1:
            return False
        return not self.issuer or not self.tree.within(self.issuer, one.adcode)

    def _walk(self, to: int) -> None:
        """Follow the brackets between the last hit and the next."""
        signs = self._signs
        while self._next < len(signs) and signs[self._next][0] < to:
            at, sign = signs[self._next]
            self._next += 1
            if at < self._at:
                continue
            if sign in "(（[":
                self._open.append(self.scope)
            elif sign not in ")）]":
                self.scope = Scope(spoken=self.scope.spoken)
            elif self._open:
                before = self._open.pop()
                self.scope = Scope(before.near, before.last, self.scope.spoken)
        self._at = to

    def _run(self, run: list[Item], groups: list[list[Item]]) -> list[list[Item]]:
        first = run[0]
        if first.hit.role == "twin" and len(run) > 1:
            self._twin(first, groups)
            if first.chosen is None:
                return self._run(run[1:], groups)
            first.base = first.rated = [first.chosen]
            first.likely = first.probability
        if first.hit.role == "place" or len(run) > 1:
            scores = [self._scores(item) for item in run]
            found = best_chains(run, scores, self.text, self.tree, self.issuer) if len(run) > 1 else [run]
            self._at = run[-1].hit.end
            found = [group for group in found if len(group) > 1 or not group[0].hit.weak]
            for number, group in enumerate(found):
                if number and len(group) == 1:
                    self._scores(group[0])
                self._settle(group)
                self._enter(group)
            return found
        self._special(first, groups)
        self._at = first.hit.end
        return [[first]] if first.chosen is not None else []

    def _scores(self, item: Item) -> list[Rated]:
        rated = item.base
        bound = any(one.entry.context for one in rated) or self._abroad(item)
        if not self.setting.parents and not bound and (len(rated) < 2 or rated[0].score - rated[1].score > WIDE):
            return rated
        siblings = (self.scope.last,) if self.scope.last else ()
        context = Context(self.issuer, self.date, self.setting.parents, self.scope.near, siblings)
        scored = []
        for one in rated:
            score = one.score + context_score(one.entry, item.hit.classes, context, self.tree)
            if item.hit.counted and self.issuer and self.issuer != COUNTRY:
                score += self._counts(one.adcode)
            if one.entry.context and not self._speaks_of(one.entry.context):
                score -= ELSEWHERE
            scored.append(Rated(score, one.entry, one.likeness))
        item.rated = sorted(scored, key=lambda one: (-one.score, one.adcode))
        return item.rated

    def _abroad(self, item: Item) -> bool:
        """Whether an issuer counts cases in what looks like a place of another province."""
        return item.hit.counted and bool(item.base) and self._counts(item.base[0].adcode) < 0

    def _counts(self, code: str) -> float:
        """What a count of cases says for a place: issuers count those of their own, not of other provinces."""
        if not self.issuer or self.issuer == COUNTRY or code.endswith("0000"):
            return 0.0
        if self.tree.within(code, self.issuer):
            return COUNTED
        return 0.0 if code[:2] == self.issuer[:2] else -ABROAD

    def _speaks_of(self, place: str) -> bool:
        """Whether the text is of a place: by its issuer, or by what it speaks of just now."""
        if place == COUNTRY or (self.issuer and self.issuer != COUNTRY):
            return True
        return any(self.tree.within(code, place) for code in self.scope.near)

    def _settle(self, group: list[Item]) -> None:
        for item in group:
            if item.chosen is None and item.rated and not item.chained:
                item.probability = item.likely if item.rated is item.base else chance(item.rated)
                if item.probability >= cutoff(item.rated[0]):
                    item.chosen = item.rated[0]

    def _enter(self, group: list[Item]) -> None:
        lowest = self.lowest(group)
        if lowest is not None and lowest.chosen is not None:
            code = lowest.chosen.adcode
            near = self.tree.lineage(code)
            self.scope = Scope(near, code, near)

    def lowest(self, group: list[Item]) -> Item | None:
        """The item of a chain that names its lowest division."""
        if len(group) == 1:
            return group[0] if group[0].chosen is not None else None
        chosen = [item for item in group if item.chosen is not None]
        return max(chosen, key=lambda item: len(self.tree.ancestors(item.adcode or "")), default=None)

    def _special(self, item: Item, groups: list[list[Item]]) -> None:
        role = item.hit.role
        if role == "twin":
            self._twin(item, groups)
        elif role == "issuer":
            self._own(item)
        elif role == "zone":
            self._zone(item)
        elif role == "letter":
            self._letter(item)
        elif role == "local":
            self._local(item)

    def _twin(self, item: Item, groups: list[list[Item]]) -> None:
        before = self.lowest(groups[-1]) if groups else None
        if before is not None and before.chosen is not None and groups[-1][-1].hit.end + 60 > item.hit.start:
            kind = before.chosen.entry.division.kind
            if item.hit.entries or kind in item.hit.classes:
                item.chosen, item.rated, item.probability = before.chosen, before.rated, before.probability
                return
        self._own(item)

    def _own(self, item: Item) -> None:
        """The division that "the city" means: the issuer of that class, else the nearest above of that class."""
        issuer = [self.issuer, *self.tree.ancestors(self.issuer)] if self.issuer and self.issuer != COUNTRY else []
        for code in (*issuer, *self.scope.spoken):
            division = self.tree.get(code, self.date) if code else None
            if division is not None and division.kind in item.hit.classes:
                item.chosen = Rated(9.0, Entry(division, "full"))
                item.probability = 0.95
                return

    def _zone(self, item: Item) -> None:
        """A zone without a row: in the city spoken of, else in the issuer's."""
        codes = [*self.scope.spoken]
        if self.issuer and self.issuer != COUNTRY:
            codes += [self.issuer, *self.tree.ancestors(self.issuer)]
        divisions = [division for code in codes if (division := self.tree.get(code, self.date))]
        for level in (2, 1):
            for division in divisions:
                if division.level == level and (level == 2 or division.kind == "city"):
                    zone = Zone(item.hit.key, item.hit.key, division.adcode)
                    item.chosen = Rated(5.0, Entry(division, "zone", zone=zone))
                    item.probability = 0.9
                    return

    def _local(self, item: Item) -> None:
        """A name that no row has, where the issuer is a division that the table goes no deeper into: 板桥区46例."""
        division = self.tree.get(self.issuer, self.date) if self.issuer else None
        if division is not None and division.adcode not in self.tree.parents:
            zone = Zone(item.hit.key, "", division.adcode)
            item.chosen = Rated(5.0, Entry(division, "zone", zone=zone))
            item.probability = 0.85

    def _letter(self, item: Item) -> None:
        """A one-letter name: of the issuer or above it, of a place spoken of, of a city of the issuer's, a province."""
        for number, code in enumerate(self._letter_codes(item.hit.key)):
            division = self.tree.get(code, self.date)
            if division is not None:
                item.chosen = Rated(5.0, Entry(division, "letter"))
                item.probability = 0.95 if not number else 0.9
                return

    def _letter_codes(self, key: str) -> list[str]:
        issuer = self.issuer if self.issuer and self.issuer != COUNTRY else None
        codes = [issuer, *self.tree.ancestors(issuer)] if issuer else []
        for code in (*codes, *self.scope.spoken):
            division = self.tree.get(code, self.date)
            if division is not None and key in self.rater.letters(division):
                return [code]
        named = self.rater.lettered(key)
        if issuer:
            near = [code for code in named if self.tree.within(code, issuer[:2] + "0000")]
            if len(near) == 1:
                return near
        provinces = [code for code in named if code.endswith("0000")]
        return provinces if len(provinces) == 1 and not is_latin(key) else []

    def _again(self, groups: list[list[Item]]) -> None:
        """Settle what one place left open by what the rest of the text says."""
        sure: set[str] = set()
        told: set[str] = set()
        for group in groups:
            for item in group:
                if item.chosen is not None and (item.chained or item.probability >= SURE):
                    code = item.chosen.adcode
                    if code not in told:
                        told.add(code)
                        sure.update(self.tree.ancestors(code))
        for group in groups:
            for item in group:
                if item.probability < SURE and item.hit.role == "place" and not item.chained and len(item.rated) > 1:
                    self._rescore(item, told, sure | told)

    def _rescore(self, item: Item, told: set[str], sure: set[str]) -> None:
        if self._nested(item):
            return
        scored = []
        for one in item.rated:
            bonus = 3.0 if one.adcode in told else 0.0
            for weight, code in zip((2.0, 1.0), self.tree.ancestors(one.adcode), strict=False):
                if code in sure and code != COUNTRY:
                    bonus += weight
            scored.append(Rated(one.score + bonus, one.entry, one.likeness))
        item.rated = sorted(scored, key=lambda one: (-one.score, one.adcode))
        item.chosen = None
        self._settle([item])

    def _nested(self, item: Item) -> bool:
        """Whether one of the two best lies in the other, or is a province named bare ("Jilin", "Hainan")."""
        if not item.hit.classes and any(two.entry.division.level == 1 for two in item.rated[:2]):
            return True
        one, other = item.rated[0].adcode, item.rated[1].adcode
        return self.tree.within(one, other) or self.tree.within(other, one)

    def _told(self, groups: list[list[Item]]) -> list[PlaceMention]:
        mentions: list[PlaceMention] = []
        for number, group in enumerate(groups):
            target = groups[number + 1] if group[-1].hit.tied and number + 1 < len(groups) else group
            mention = self._mention(group, target)
            if mention is not None:
                mentions.append(mention)
        return mentions

    def _mention(self, group: list[Item], target: list[Item]) -> PlaceMention | None:
        start, end = group[0].hit.start, group[-1].hit.end
        surface = self.text[start:end]
        lowest = self.lowest(target)
        if lowest is None or lowest.chosen is None:
            item = group[0]
            doubtful = not item.hit.capital or item.probability < 0.2
            if item.hit.stem and doubtful and not self.setting.all_candidates:
                return None
            return PlaceMention(
                start, end, surface, None, probability=round(item.probability, 4), candidates=self._candidates(item)
            )
        entry = lowest.chosen.entry
        division, zone = entry.division, entry.zone
        role = "issuer" if group[0].hit.role == "issuer" else "place"
        return PlaceMention(
            start,
            end,
            surface,
            division.adcode,
            division.name,
            division.name_en,
            division.level,
            round(lowest.probability, 4),
            locality=_locality(zone, self.text[lowest.hit.start : lowest.hit.end]),
            candidates=self._candidates(lowest),
            links=self._links(group),
            role=role,
        )

    def _links(self, group: list[Item]) -> tuple[Link, ...]:
        chosen = [item for item in group if item.chosen is not None]
        if len(chosen) > 1:
            chosen.sort(key=lambda item: len(self.tree.ancestors(item.adcode or "")))
        return tuple(
            Link(item.hit.start, item.hit.end, self.text[item.hit.start : item.hit.end], item.chosen.adcode)
            for item in chosen
            if item.chosen is not None
        )

    def _candidates(self, item: Item) -> tuple[Candidate, ...]:
        if (
            item.chosen is not None
            and (len(item.rated) < 2 or item.probability >= SURE)
            and not self.setting.all_candidates
        ):
            return ()
        if not item.rated:
            return ()
        shares = probabilities([one.score for one in item.rated])
        best = chance(item.rated) / (shares[0] or 1.0)
        return tuple(
            Candidate(one.adcode, one.entry.division.name, one.entry.division.name_en, round(share * best, 4))
            for one, share in zip(item.rated[:5], shares, strict=False)
        )


def told(surface: str, rated: list[Rated], likely: float) -> PlaceMention:
    """The mention that is one name with these ratings, `likely` being the chance of the best."""
    if not rated:
        return PlaceMention(0, len(surface), surface, None, probability=0.0)
    best, end = rated[0], len(surface)
    division = best.entry.division
    probability = round(likely, 4)
    shares = probabilities([one.score for one in rated[:5]]) if len(rated) > 1 else [1.0]
    scale = likely / shares[0]
    candidates = tuple(
        Candidate(one.adcode, one.entry.division.name, one.entry.division.name_en, round(share * scale, 4))
        for one, share in zip(rated, shares, strict=False)
    )
    if likely < cutoff(best):
        return PlaceMention(0, end, surface, None, probability=probability, candidates=candidates)
    return PlaceMention(
        0,
        end,
        surface,
        division.adcode,
        division.name,
        division.name_en,
        division.level,
        probability,
        locality=_locality(best.entry.zone, surface),
        candidates=candidates,
        links=(Link(0, end, surface, division.adcode),),
    )


def _locality(zone: Zone | None, surface: str) -> str | None:
    """The name of a zone: the standard one in English, else as it stands in the text."""
    if zone is None:
        return None
    return (zone.name_en or surface) if surface.isascii() else surface


__all__ = ["Item", "Reading", "Setting", "told"]
