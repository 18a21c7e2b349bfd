"""Finds names of places in text in Latin letters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bulletin_norm.knowledge.gazetteer.index import Entry, Index
from bulletin_norm.language.places import PlaceWords

TOKEN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
INNER_GAP = re.compile(r"[ \n]?['\u2018\u2019\u02bc`\u00b4-]?[ ]?")
LONGEST = 7


@dataclass(frozen=True)
class Hit:
    """A stretch of text that may name a place: the name itself, the classes of its generic words, its readings."""

    start: int
    end: int
    key: str
    classes: tuple[str, ...]
    entries: tuple[Entry, ...]
    role: str = "place"
    name_start: int = 0
    name_end: int = 0


@dataclass(frozen=True)
class Tokens:
    """The words of a text: lower case, first and last offsets."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    @staticmethod
    def of(text: str) -> Tokens:
        words, starts, ends = [], [], []
        for match in TOKEN.finditer(text):
            words.append(match[0].lower())
            starts.append(match.start())
            ends.append(match.end())
        return Tokens(text, words, starts, ends)

    def gap(self, index: int) -> str:
        """The text between word `index` - 1 and word `index`."""
        return self.text[self.ends[index - 1] : self.starts[index]]

    def capital(self, index: int) -> bool:
        """Whether a word begins with a capital."""
        return self.text[self.starts[index]].isupper()


class LatinFinder:
    """Finds hits in text of one language in Latin letters."""

    def __init__(self, index: Index, words: PlaceWords) -> None:
        self.index, self.words = index, words

    def hits(self, text: str) -> list[Hit]:
        """All hits, in order, not overlapping."""
        tokens = Tokens.of(text)
        found: list[Hit] = []
        prefixes, generics, i = self.index.prefixes, self.words.generics, 0
        while i < len(tokens.words):
            word = tokens.words[i]
            step, hit = i + 1, None
            if word in prefixes:
                step, hit = self._name(tokens, i)
            if hit is None and word in generics:
                hit = self._own(tokens, i)
            if hit is not None:
                found.append(hit)
            i = max(step, i + 1)
        return found

    def _name(self, tokens: Tokens, i: int) -> tuple[int, Hit | None]:
        key, best, n = "", (0, ""), len(tokens.words)
        for j in range(i, min(i + LONGEST, n)):
            if j > i and not INNER_GAP.fullmatch(tokens.gap(j)):
                break
            key += tokens.words[j]
            if key not in self.index.prefixes:
                break
            if key in self.index.latin:
                best = (j + 1, key)
        end, key = best
        if not end:
            return i + 1, None
        stop, classes = self._generics_after(tokens, end)
        start, before = self._generics_before(tokens, i)
        classes = (*classes, *before)
        if not self._plausible(tokens, i, end, stop, key, classes):
            return i + 1, None
        hit = Hit(
            tokens.starts[start],
            tokens.ends[stop - 1],
            key,
            classes,
            tuple(self.index.latin[key]),
            name_start=tokens.starts[i],
            name_end=tokens.ends[end - 1],
        )
        return stop, hit

    def _generics_after(self, tokens: Tokens, end: int) -> tuple[int, tuple[str, ...]]:
        classes: list[str] = []
        stop = k = end
        while k < len(tokens.words) and k - stop < 6 and tokens.gap(k) in (" ", "-", "\n"):
            word = tokens.words[k]
            if word in self.words.generics:
                if not classes:
                    classes += self.words.generics[word]
                stop = k + 1
            elif word not in self.words.fillers or classes:
                break
            k += 1
        return stop, tuple(classes)

    def _generics_before(self, tokens: Tokens, i: int) -> tuple[int, tuple[str, ...]]:
        if i >= 2 and tokens.words[i - 1] == "of" and tokens.words[i - 2] in self.words.generics:
            if tokens.gap(i) == " " and tokens.gap(i - 1) == " ":
                return i - 2, self.words.generics[tokens.words[i - 2]]
        return i, ()

    def _plausible(self, tokens: Tokens, i: int, end: int, stop: int, key: str, classes: tuple[str, ...]) -> bool:
        words = self.words
        if classes:
            return not (len(key) < 3 and not tokens.capital(i) and key in words.stop)
        if end < len(tokens.words) and tokens.words[end] in words.heads and tokens.gap(end) in (" ", "-"):
            return False
        if key in words.common or key in words.stop or len(key) < 4:
            return False
        if i and tokens.gap(i) == " ":
            before = tokens.words[i - 1]
            if before in words.people:
                return False
            if before in words.surnames and tokens.capital(i - 1) and i > 1 and tokens.words[i - 2] in words.people:
                return False
        return True

    def _own(self, tokens: Tokens, i: int) -> Hit | None:
        """A generic word with a determiner: "the province", "the whole city"."""
        if not i or tokens.gap(i) != " " or tokens.words[i - 1] not in self.words.determiners:
            return None
        first = i - 1
        while first and tokens.gap(first) == " " and tokens.words[first - 1] in self.words.determiners:
            first -= 1
        if i + 1 < len(tokens.words) and tokens.gap(i + 1) == " " and tokens.words[i + 1] in ("of", "level", "and"):
            return None
        return Hit(tokens.starts[first], tokens.ends[i], "", self.words.generics[tokens.words[i]], (), role="issuer")
