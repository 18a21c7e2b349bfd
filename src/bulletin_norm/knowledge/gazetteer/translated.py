"""Finds names that were translated and stand without a generic word: "2 in Double Duck Mountain", "Qitai River"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bulletin_norm.knowledge.gazetteer.hits import Hit
from bulletin_norm.knowledge.gazetteer.meanings import Glosses
from bulletin_norm.knowledge.gazetteer.tokens import Tokens

if TYPE_CHECKING:
    from bulletin_norm.knowledge.gazetteer.latin import LatinFinder

JOINTS = frozenset((" ", "-"))


class Translated:
    """Adds the hits of translated names to those of names as they are."""

    def __init__(self, finder: LatinFinder, glosses: Glosses) -> None:
        self.finder, self.words, self.glosses = finder, finder.words, glosses

    def added(self, tokens: Tokens, found: list[Hit], meant: Sequence[int]) -> list[Hit]:
        """The hits with those of runs of words that translate the whole name of some division.

        `meant` are the words that may translate a part of one.
        """
        told: list[Hit] = []
        taken: set[int] = set()
        meant = [k for k in meant if tokens.capital(k)]
        if not meant:
            return found
        starts = [hit.start for hit in found]
        named = {hit.end for hit in found if hit.entries and hit.role == "place"}
        for first, last in self._runs(tokens, meant, named):
            start, end = tokens.starts[first], tokens.ends[last]
            low = max(bisect_left(starts, start) - 1, 0)
            near = [k for k in range(low, bisect_left(starts, end)) if found[k].end > start]
            if any(found[k].classes or found[k].role != "place" or found[k].end > end for k in near):
                continue
            if near and found[near[0]].start < start:
                continue
            stem = tuple(tokens.words[first : last + 1])
            if self.glosses.says_whole(stem):
                taken.update(near)
                spare = tuple(found[k] for k in near)
                counted = self.finder.counts(tokens, first) or self.finder.counts(tokens, last)
                told.append(Hit(start, end, "".join(stem), stem=stem, whole=True, counted=counted, spare=spare))
        if not told:
            return found
        kept = [hit for k, hit in enumerate(found) if k not in taken]
        return sorted(kept + told, key=lambda hit: hit.start)

    def _runs(self, tokens: Tokens, meant: Sequence[int], named: set[int]) -> Iterator[tuple[int, int]]:
        """The first and last words of runs with capitals that all mean something, a name being before the first."""
        words, place, told = tokens.words, -1, set(meant)
        for k in meant:
            if k <= place:
                continue
            first = place = k
            while place + 1 in told and tokens.gaps[place + 1] in JOINTS:
                place += 1
            if first and self._goes_on(tokens, first) and self._half(tokens, first - 1):
                first -= 1
            if words[first] not in self.finder.generics and self._stands(tokens, first, place, named):
                yield first, place

    @staticmethod
    def _goes_on(tokens: Tokens, k: int) -> bool:
        return tokens.gaps[k] in JOINTS and tokens.capital(k)

    def _half(self, tokens: Tokens, k: int) -> bool:
        """Whether a word may be the part of a name that was not translated: "Qitai River"."""
        word = tokens.words[k]
        return (
            tokens.capital(k) and len(word) > 2 and word in self.finder.index.prefixes and word not in self.words.stop
        )

    def _stands(self, tokens: Tokens, first: int, last: int, named: set[int]) -> bool:
        """Whether a run is no part of a longer name, has no generic word, and one word by itself a count."""
        if first == last and not self.finder.counts(tokens, first):
            return False
        words, generics = tokens.words, self.finder.generics
        after = last + 1
        if after < len(words) and tokens.gaps[after] in JOINTS and (words[after] in generics or tokens.capital(after)):
            return False
        if (
            first
            and self._goes_on(tokens, first)
            and tokens.capital(first - 1)
            and words[first - 1] not in self.words.stop
            and tokens.ends[first - 1] not in named
        ):
            return False
        return not self.finder.head(tokens, after)[0]
