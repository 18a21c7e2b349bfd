"""Rates the candidates of a hit by itself: names that are known, else names that are near."""

from __future__ import annotations

from msgspec.structs import replace

from bulletin_norm.knowledge.gazetteer.divisions import COUNTRY, Division, Tree
from bulletin_norm.knowledge.gazetteer.hits import Hit
from bulletin_norm.knowledge.gazetteer.index import Entry, Index
from bulletin_norm.knowledge.gazetteer.meanings import Glosses
from bulletin_norm.knowledge.gazetteer.memo import Memo
from bulletin_norm.knowledge.gazetteer.near import NATION, Near
from bulletin_norm.knowledge.gazetteer.scoring import (
    CUTOFF,
    SAME_CLASS,
    Rated,
    Rating,
    Scope,
    chance,
    class_score,
    cutoff,
    static_score,
)
from bulletin_norm.knowledge.gazetteer.spelling import syllables

KEPT = 20_000
LIKENESS = 16.0
ONLY_ONE = 0.8
NEARLY = 0.99
HALF = 0.5
UNLIKE = 3
ALIKE = 0.7
SURELY = 0.97
RIVALS = 3
FAR = 0.15
LATEST = "9999-12-31"
NO_RATING = Rating([])

Asked = tuple[str, tuple[str, ...], str | None, str | None, tuple[str, ...] | int, tuple[str, ...], int]


class Rater:
    """Rates hits, and keeps the ratings that do not hang on the text."""

    def __init__(self, tree: Tree, index: Index, near: Near, glosses: Glosses) -> None:
        self.tree, self.index, self.near, self.glosses = tree, index, near, glosses
        self.scopes = Memo(self._scope)
        self._kept: dict[Asked, Rating] = {}
        self._letters: dict[str, frozenset[str]] = {}
        self._lettered: dict[str, list[str]] | None = None

    def _scope(self, code: str) -> Scope:
        """Where a text is that has just named a division."""
        near = self.tree.lineage[code]
        return Scope(near, code, near)

    def rating(self, hit: Hit, issuer: str | None, date: str | None) -> Rating:
        """The candidates of a hit with their scores, best first, one for each place; and the chance of the best."""
        if hit.role != "place":
            return NO_RATING
        key = (
            hit.key,
            hit.classes,
            issuer,
            date,
            hit.stem or hit.parts,
            hit.inner,
            hit.whole + hit.counted * hit.whole,
        )
        known = self._kept.get(key)
        if known is None:
            if len(self._kept) > KEPT:
                self._kept.clear()
            rated = self._known(hit, issuer, date) if hit.entries else self._unknown(hit, issuer, date)
            known = Rating(rated, chance(rated) if rated else 0.0)
            if hit.entries and known.likely < SURELY and (more := self._else_here(hit, known, issuer, date)):
                known = Rating(more, chance(more))
            self._kept[key] = known
        return known

    def _else_here(self, hit: Hit, known: Rating, issuer: str | None, date: str | None) -> list[Rated]:
        """What a known name is in the issuer's province where that has none such: a translation, or near."""
        if hit.inner and known.likely < CUTOFF:
            return self._unknown(replace(hit, stem=(hit.key,), whole=True), issuer, date)
        if not issuer or issuer == COUNTRY or not known.rated or not hit.classes:
            return []
        best = known.rated[0].entry.division
        if best.province[:2] == issuer[:2] or best.level == 1 or class_score(best, hit.classes) >= SAME_CLASS:
            return []
        found = self._unknown(replace(hit, stem=hit.stem or (hit.key,)), issuer, date)
        here = [one for one in found if one.entry.division.province[:2] == issuer[:2] and one.likeness > ALIKE]
        fitting = [one for one in here if class_score(one.entry.division, hit.classes) >= SAME_CLASS]
        return sorted([*known.rated, *fitting], key=lambda one: (-one.score, one.adcode)) if fitting else []

    def readings(self, hit: Hit, issuer: str | None, date: str | None) -> list[Hit]:
        """A hit of words that may be one name, or what they are one by one where no division is called so."""
        if hit.spare and issuer and self._stands_here(hit, issuer):
            return list(hit.spare)
        if hit.entries or not hit.spare or hit.role != "place":
            return [hit]
        rating = self.rating(hit, issuer, date)
        return [hit] if rating.rated and rating.likely >= cutoff(rating.rated[0]) else list(hit.spare)

    def _stands_here(self, hit: Hit, issuer: str) -> bool:
        """Whether a slip of translation that means a place elsewhere is the name of one in the issuer's own city."""
        if issuer == COUNTRY or issuer.endswith("0000") or not self._is_slip(hit):
            return False
        own = {entry.division.adcode for entry in hit.entries}
        named = {entry.division.adcode for spare in hit.spare for entry in spare.entries}
        return not any(self.tree.within(one, issuer) for one in own) and any(
            self.tree.within(one, issuer) for one in named
        )

    def as_it_stands(self, hit: Hit, issuer: str | None, date: str | None) -> list[Rated]:
        """What the words of a slip of translation mean in the issuer's own province, where they are no slip."""
        if not hit.spare or not issuer or issuer == COUNTRY or not self._is_slip(hit):
            return []
        province = issuer[:2] + "0000"
        own = {entry.division.adcode for entry in hit.entries}
        found: dict[str, Rated] = {}
        for spare in hit.spare:
            known = [Rated(0.0, entry) for entry in spare.entries if self.tree.within(entry.division.adcode, province)]
            like = known or [Rated(0.0, entry, like) for entry, like in self.near.like(spare.key, province)]
            like = like or self._half_meant(spare, province)
            least = max([ALIKE, *(one.likeness for one in like if one.adcode in own)])
            for one in like:
                if one.adcode not in own and one.likeness >= least and one.entry.division.lasts(date or LATEST):
                    found.setdefault(one.adcode, one)
        return sorted(found.values(), key=lambda one: (-one.likeness, one.adcode))[:RIVALS]

    def _half_meant(self, hit: Hit, province: str) -> list[Rated]:
        """Divisions of a province and of the class of a hit whose name some of its words translate."""
        words = [word for word in hit.stem if word in self.glosses.meanings]
        found = [one for one, _ in self.glosses.like(words, province) if one.kind in hit.classes]
        return [Rated(0.0, Entry(one, "gloss"), ALIKE) for one in found]

    @staticmethod
    def _is_slip(hit: Hit) -> bool:
        return bool(hit.entries) and all(entry.kind == "mt_slip" for entry in hit.entries)

    def _known(self, hit: Hit, issuer: str | None, date: str | None) -> list[Rated]:
        best: dict[tuple[str, str], Rated] = {}
        for entry in hit.entries:
            score = static_score(entry, hit.classes, issuer, date, self.tree)
            if entry.context and not self._in_context(entry.context, issuer):
                continue
            if hit.parts > 1 and entry.division.single:
                score -= 4.0
            place = (entry.division.adcode, entry.zone.name if entry.zone else "")
            if place not in best or score > best[place].score:
                best[place] = Rated(score, entry)
        rated = sorted(best.values(), key=lambda one: (-one.score, one.adcode))
        return self._in_force(rated, date or LATEST) if len(rated) > 1 else rated

    @staticmethod
    def _in_force(rated: list[Rated], date: str) -> list[Rated]:
        """The candidates without those that are no more and whose successor is a candidate too."""
        codes = {one.adcode for one in rated if one.entry.division.lasts(date)}
        return [one for one in rated if one.adcode in codes or codes.isdisjoint(one.entry.division.successors)]

    def _in_context(self, context: str, issuer: str | None) -> bool:
        """Whether a spelling that is right in one place only may stand in what an issuer says."""
        if not issuer or COUNTRY in (issuer, context):
            return True
        return self.tree.within(issuer, context) or self.tree.within(context, issuer)

    def _unknown(self, hit: Hit, issuer: str | None, date: str | None) -> list[Rated]:
        province = issuer[:2] + "0000" if issuer and issuer != COUNTRY else None
        found: dict[str, Rated] = {}
        for entry, likeness in self._like(hit, province) if not hit.whole else self._fully_meant(hit, province):
            score = static_score(entry, hit.classes, issuer, date, self.tree) - LIKENESS * (1.0 - likeness)
            code = entry.division.adcode
            if code not in found or score > found[code].score:
                found[code] = Rated(score, entry, likeness)
        return sorted(found.values(), key=lambda one: (-one.score, one.adcode))[:8]

    def _like(self, hit: Hit, province: str | None) -> list[tuple[Entry, float]]:
        found: list[tuple[Entry, float]] = []
        for place in (province, None) if province else (None,):
            found += self._meant(hit, place, province)
            if place is None and found and max(like for _, like in found) > 0.8:
                break
            if place is not None or province is None:
                found += self.near.like(hit.key, place or NATION)
            if found and max(like for _, like in found) > 0.75:
                break
        return found

    def _meant(self, hit: Hit, province: str | None, home: str | None) -> list[tuple[Entry, float]]:
        """Divisions whose name the words translate: whole, or in part where it is the only one of its class."""
        meant = self.glosses.like(hit.stem, province)
        translated = not self.glosses.meanings.keys().isdisjoint(hit.stem)
        if translated and (not meant or meant[0][1] < NEARLY):
            whole = [pair for pair in self._with_generics(hit, province) if pair[1] > NEARLY]
            meant = whole + [pair for pair in meant if pair[0] not in {one for one, _ in whole}]
        fitting = {one.adcode for one, _ in meant if hit.classes and one.kind in hit.classes}
        found = []
        for division, share in meant:
            likeness = 0.75 + 0.2 * share if share > NEARLY else 0.4 + 0.3 * share
            telling = len(hit.stem) > 1 or share > HALF
            if share < NEARLY and province and fitting == {division.adcode} and telling and hit.capital:
                likeness = ONLY_ONE
            elsewhere = FAR if province is None and home else 0.0
            found.append((Entry(division, "gloss"), likeness - elsewhere))
        return found

    def _with_generics(self, hit: Hit, province: str | None) -> list[tuple[Division, float]]:
        """Divisions whose names the words translate with the generic words after them: "White City"."""
        for size in range(len(hit.inner) if hit.capital else len(hit.inner) - 1, 0, -1):
            found = self.glosses.like((*hit.stem, *hit.inner[:size]), province)
            if found and found[0][1] > NEARLY:
                return found
        return []

    def _fully_meant(self, hit: Hit, province: str | None) -> list[tuple[Entry, float]]:
        """Divisions of the issuer's province whose whole name the words translate."""
        meant = self.glosses.like(hit.stem, province) or self._with_generics(hit, province)
        if not (meant and meant[0][1] > NEARLY):
            meant = self._with_generics(hit, province)
        found = [one for one, share in meant if share > NEARLY]
        if not hit.classes and not hit.counted:
            found = [one for one in found if one.level < 3 or len(one.short) >= UNLIKE]
        return [(Entry(division, "gloss"), 0.95) for division in found]

    def letters(self, division: Division) -> frozenset[str]:
        """The one-letter names of a division, as characters and in pinyin."""
        known = self._letters.get(division.adcode)
        if known is None:
            found = set()
            if division.level == 3:
                found = set(division.short[:1]) | set(syllables(division.roman, len(division.short))[:1])
            found.update(_letters_of(division))
            known = self._letters[division.adcode] = frozenset(found)
        return known

    def lettered(self, key: str) -> list[str]:
        """The codes of the divisions that a listed letter stands for."""
        if self._lettered is None:
            self._lettered = {}
            for division in self.tree.divisions:
                for letter in _letters_of(division):
                    self._lettered.setdefault(letter, []).append(division.adcode)
        return self._lettered.get(key, [])


def _letters_of(division: Division) -> set[str]:
    """The listed one-letter names of a division, and how those are read that its own name has."""
    listed = {surface.lower() for kind, surface in division.aliases if kind == "letter"}
    name = division.short
    if listed.isdisjoint(name):
        return listed
    spelt = syllables(division.roman, len(name))
    return listed.union(sound for char, sound in zip(name, spelt, strict=False) if char in listed)
