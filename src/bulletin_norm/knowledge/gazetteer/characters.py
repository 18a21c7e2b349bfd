"""Finds names of places in text in Chinese characters."""

from __future__ import annotations

import re
from collections.abc import Mapping

import ahocorasick_rs

from bulletin_norm.knowledge.gazetteer.divisions import CLASSES
from bulletin_norm.knowledge.gazetteer.index import Entry, Index
from bulletin_norm.knowledge.gazetteer.latin import Hit
from bulletin_norm.language.places import PlaceWords


class CharacterFinder:
    """Finds hits in text of one language in Chinese characters (Simplified)."""

    def __init__(self, index: Index, words: PlaceWords) -> None:
        self.words = words
        self.surfaces = list(index.hanzi)
        self.entries: list[tuple[Entry, ...]] = [tuple(index.hanzi[surface]) for surface in self.surfaces]
        self.machine = ahocorasick_rs.AhoCorasick(self.surfaces, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
        heads = sorted(words.heads, key=len, reverse=True)
        self._head = re.compile("|".join(map(re.escape, heads))) if heads else None
        tails = sorted(words.generics, key=len, reverse=True)
        self._generic = re.compile("|".join(map(re.escape, tails)))
        self._own = re.compile("[" + "".join(sorted(words.determiners)) + "]([省市县区州盟旗])")

    def hits(self, text: str) -> list[Hit]:
        """All hits, in order, not overlapping."""
        found = []
        for which, start, end in self.machine.find_matches_as_indexes(text):
            hit = self._hit(text, start, end, self.surfaces[which], self.entries[which])
            if hit is not None:
                found.append(hit)
        taken = {hit.start for hit in found}
        for match in self._own.finditer(text):
            if match.start() not in taken:
                classes = (CLASSES[match[1]],)
                found.append(Hit(match.start(), match.end(), "", classes, (), role="issuer"))
        return sorted(found, key=lambda hit: hit.start)

    def _hit(self, text: str, start: int, end: int, surface: str, entries: tuple[Entry, ...]) -> Hit | None:
        bare = not any(entry.whole for entry in entries)
        if len(surface) == 1:
            return None
        classes: tuple[str, ...] = ()
        stop = end
        if bare:
            match = self._generic.match(text, end)
            if match:
                stop, classes = match.end(), self.words.generics[match[0]]
            elif (self._head is not None and self._head.match(text, end)) or (all(entry.division.level == 3 for entry in entries) and not self._cued(text, start, end)):
                return None
        return Hit(start, stop, surface, classes, entries, name_start=start, name_end=end)

    def _cued(self, text: str, start: int, end: int) -> bool:
        after = text[end : end + 1]
        return after.isdigit() or (start > 0 and text[start - 1] in self.words.letters)


def finders(index: Index, words: Mapping[str, PlaceWords]) -> dict[str, CharacterFinder]:
    """A finder for each language whose generic words are characters."""
    return {code: CharacterFinder(index, w) for code, w in words.items() if not any(k.isascii() for k in w.generics)}
