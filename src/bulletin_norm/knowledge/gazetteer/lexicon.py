"""What each word of a text in Latin letters may be in the name of a place, looked up once for all who ask."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import compress
from typing import NamedTuple

from bulletin_norm.knowledge.gazetteer.index import Index
from bulletin_norm.knowledge.gazetteer.memo import Memo
from bulletin_norm.language.places import PlaceWords

SHORTEST_GLUED = 7

_BEGINS, _JOINED, _GLUED, _GENERIC, _ZONE, _MEANS = 1, 2, 4, 8, 16, 32


class Spots(NamedTuple):
    """The words of a text, by their numbers, that a name may begin at, of these those that may be a name and its
    generic word in one; and the generic words, those that end the name of a zone, and those that may be translated."""

    begins: list[int]
    glued: list[int]
    generics: list[int]
    zones: list[int]
    meant: list[int]


class Lexicon:
    """Tells words by what they may be; `generics` with their slips, `meant` words that translate parts of names."""

    def __init__(
        self,
        index: Index,
        words: PlaceWords,
        generics: Collection[str],
        zones: Collection[str],
        meant: Collection[str],
    ) -> None:
        self.index, self.words, self.generics, self.zones, self.meant = index, words, generics, zones, meant
        self._glued = tuple(words.glued)
        self._kinds = Memo(self._kind)

    def spots(self, words: Sequence[str]) -> Spots:
        """What the words of a text, in small letters, may be."""
        kinds, prefixes, last = bytes(map(self._kinds.__getitem__, words)), self.index.prefixes, len(words) - 1
        spots = Spots([], [], [], [], [])
        for k in compress(range(last + 1), kinds):
            kind = kinds[k]
            if kind & _BEGINS or (kind & _JOINED and k < last and words[k] + words[k + 1] in prefixes):
                spots.begins.append(k)
            if kind & _GENERIC:
                spots.generics.append(k)
            if kind & _MEANS:
                spots.meant.append(k)
            if kind & _GLUED:
                spots.glued.append(k)
            if kind & _ZONE:
                spots.zones.append(k)
        return spots

    def _kind(self, word: str) -> int:
        index, words = self.index, self.words
        generic = word in self.generics or word in index.letters
        begun = word in index.prefixes
        named = generic or (begun and word not in words.stop) or word in index.first_words
        glued = not named and len(word) >= SHORTEST_GLUED and word.endswith(self._glued)
        kind = _GLUED if glued else 0
        if named or glued:
            kind += _BEGINS if generic or not begun or word in index.latin else _JOINED
        kind += _GENERIC if word in words.generics else 0
        kind += _ZONE if word in self.zones else 0
        return kind + (_MEANS if word in self.meant else 0)
