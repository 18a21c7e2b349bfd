"""Names that the index does not have, told by the generic word after them; and words that mean the issuer's own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bulletin_norm.knowledge.gazetteer.hits import Hit
from bulletin_norm.knowledge.gazetteer.index import AS_WRITTEN, Index
from bulletin_norm.knowledge.gazetteer.meanings import LONGEST
from bulletin_norm.knowledge.gazetteer.tokens import Tokens

if TYPE_CHECKING:
    from bulletin_norm.knowledge.gazetteer.latin import LatinFinder

JOINED = frozenset(("", "'", "\u2018", "\u2019", "-", " '", " \u2018", " \u2019", "' ", "\u2018 ", "\u2019 "))


class UnknownNames:
    """Makes hits of generic words and of what stands before them; `meanings` are words that may translate a name."""

    def __init__(self, finder: LatinFinder, index: Index, meanings: Mapping[str, frozenset[str]]) -> None:
        self.finder, self.index, self.words, self.generics = finder, index, finder.words, finder.generics
        self.meanings = meanings

    def wider(self, tokens: Tokens, hit: Hit, found: list[Hit]) -> Hit:
        """A hit with the words before it, where they may be one name: "Alu Kerqin flag", "Bahrain Left Banner"."""
        if hit.role != "place":
            return hit
        entries = hit.entries
        if entries and hit.classes and (wide := self._translated(tokens, hit, found)):
            return wide
        sided = bool(entries) and entries[0].kind in AS_WRITTEN and all(one.kind in AS_WRITTEN for one in entries)
        if not sided and not (hit.stem and hit.classes):
            return hit
        last = bisect_left(tokens.starts, hit.start)
        first, floor = last, found[-2].end if len(found) > 1 else 0
        while first and last - first < 3 and tokens.gaps[first] == " " and tokens.starts[first - 1] >= floor:
            if not self.named(tokens, first - 1, known=True):
                break
            first -= 1
        start, spare = tokens.starts[first], [hit]
        if found and found[-1].end > start:
            before = found[-1]
            if before.classes or before.start < start or before.role != "place" or before.spare:
                return hit
            spare.insert(0, found.pop())
        elif not sided:
            return hit
        if first == last:
            return hit
        stop = bisect_left(tokens.starts, hit.end)
        stem = tuple(word for word in tokens.words[first:stop] if word not in self.generics)
        classes = hit.classes or tuple(dict.fromkeys(entry.division.kind for entry in hit.entries))
        return Hit(start, hit.end, "".join(stem), classes, stem=stem, spare=tuple(spare))

    def sided(self, tokens: Tokens, stop: int, hit: Hit) -> tuple[int, Hit]:
        """A banner told by its side, with the name after it: "Right Front Banner of Horqin"; and where to go on."""
        words, gaps = tokens.words, tokens.gaps
        if stop + 1 >= len(words) or words[stop] not in self.words.of or gaps[stop] != " " or gaps[stop + 1] != " ":
            return stop, hit
        own = {entry.division.adcode for entry in hit.entries}
        for generic in self.words.generics:
            side = hit.key.removesuffix(generic)
            entries = self.index.latin.get(words[stop + 1] + side, []) if side != hit.key else []
            if any(entry.division.adcode in own for entry in entries):
                key, end = words[stop + 1] + side, tokens.ends[stop + 1]
                return stop + 2, Hit(hit.start, end, key, self.generics[generic], tuple(entries), capital=hit.capital)
        return stop, hit

    def at(self, tokens: Tokens, i: int, floor: int) -> tuple[int, Hit | None]:
        """A generic word without a known name: the issuer's own ("the city"), or a name that is not known."""
        classes = self.generics[tokens.words[i]]
        if i > floor and tokens.gaps[i] == " " and tokens.words[i - 1] in self.words.determiners:
            own = self._own(tokens, i, floor)
            joined = own is None and i + 2 < len(tokens.words) and tokens.words[i + 1] in self.words.of
            if not (joined and tokens.gaps[i + 1] == " "):
                return i + 1, own
            stop, hit = self._generic_of(tokens, i, classes)
            return stop, replace(hit, start=tokens.starts[i - 1]) if hit is not None else None
        first = i
        while first > floor and i - first < 4 and self._stem_word(tokens, first):
            first -= 1
        first = self._phrase(tokens, first, i, floor)
        if first < i:
            stem = tuple(tokens.words[first:i])
            if not self.words.autonomous.isdisjoint(stem):
                stem = tuple(word for word in stem if word not in self.words.fillers) or stem
            stop, classes = self.finder.generics_after(tokens, i)
            start, end = tokens.starts[first], tokens.ends[stop - 1]
            if self.finder.head(tokens, stop)[0] and not self.meanings.keys().isdisjoint(stem):
                return stop, None
            hit = Hit(start, end, "".join(stem), classes, stem=stem, inner=tuple(tokens.words[i:stop]))
            return stop, self._led(tokens, first, floor, replace(hit, capital=tokens.capital(first)))
        if i > floor and tokens.words[i - 1] in self.words.stop and tokens.words[i - 1] in self.meanings:
            stop, classes = self.finder.generics_after(tokens, i)
            bare = Hit(tokens.starts[i], tokens.ends[stop - 1], "", classes, inner=tuple(tokens.words[i:stop]))
            hit = self._led(tokens, i, floor, bare)
            if hit is not bare:
                return stop, hit
        if i + 2 < len(tokens.words) and tokens.words[i + 1] in self.words.of and tokens.gaps[i + 1] == " ":
            return self._generic_of(tokens, i, classes)
        return i + 1, None

    def _phrase(self, tokens: Tokens, first: int, i: int, floor: int) -> int:
        """The first word of a name before word `i` that has common words in it: "Rivers and Mountains City"."""
        if first - floor < 2 or tokens.words[first - 1] not in self.words.stop:
            return first
        joined = "".join(tokens.words[first:i])
        for start in range(first - 1, max(floor, i - LONGEST) - 1, -1):
            if tokens.gaps[start + 1] != " ":
                break
            joined = tokens.words[start] + joined
            if joined in self.meanings and tokens.capital(start):
                return start
        return first

    def _translated(self, tokens: Tokens, hit: Hit, found: list[Hit]) -> Hit | None:
        """A known name that is the end of a translated one: "River Song County", "Great Feng District"."""
        last = bisect_left(tokens.starts, hit.start)
        if not last or tokens.gaps[last] != " " or tokens.words[last - 1] not in self.meanings:
            return None
        if not tokens.capital(last - 1) or (found and found[-1].end > tokens.starts[last - 1]):
            return None
        stem = (tokens.words[last - 1], hit.key)
        if hit.parts > 1 or not self.finder.glosses.says_whole(stem):
            return None
        return Hit(tokens.starts[last - 1], hit.end, "".join(stem), hit.classes, stem=stem, whole=True, spare=(hit,))

    def _led(self, tokens: Tokens, first: int, floor: int, hit: Hit) -> Hit:
        """A hit with the common words before its name that may be part of it: "New City District"."""
        start = first
        if not hit.stem and first > floor + 1 and not tokens.capital(first - 1):
            start -= 1
        while start > floor and first - start < 3 and tokens.gaps[start] == " " and tokens.capital(start - 1):
            if tokens.words[start - 1] not in self.meanings:
                break
            start -= 1
        if start == first or tokens.gaps[first] != " " or not tokens.capital(start):
            return hit
        stem, spare = (*tokens.words[start:first], *hit.stem), (hit,) if hit.stem else ()
        return replace(hit, start=tokens.starts[start], key="".join(stem), stem=stem, whole=True, spare=spare)

    def _generic_of(self, tokens: Tokens, i: int, classes: tuple[str, ...]) -> tuple[int, Hit | None]:
        """ "county of Juning", "City of Shjiazhuang City": a name that is not known after its generic word."""
        j = i + 2
        if not tokens.capital(j) or tokens.words[j] in self.words.stop or tokens.words[j] in self.index.prefixes:
            return i + 1, None
        stem = (tokens.words[j],)
        stop, more = self.finder.generics_after(tokens, j + 1)
        classes = tuple(dict.fromkeys((*more, *classes)))
        return stop, Hit(tokens.starts[i], tokens.ends[stop - 1], stem[0], classes, stem=stem)

    def _stem_word(self, tokens: Tokens, first: int) -> bool:
        """Whether the word before `first` may belong to the unknown name that ends there."""
        word = tokens.words[first - 1]
        if (
            word in self.words.stop
            or word in self.words.determiners
            or (word in self.words.heads and word not in self.meanings)
        ):
            return False
        gap = tokens.gaps[first]
        return (gap == " " or gap in JOINED) and not any(c.isdigit() for c in gap)

    def _own(self, tokens: Tokens, i: int, floor: int) -> Hit | None:
        """A generic word with a determiner: "the province", "the whole city"."""
        first = i - 1
        while first > floor and tokens.gaps[first] == " " and tokens.words[first - 1] in self.words.determiners:
            first -= 1
        after = tokens.words[i + 1] if i + 1 < len(tokens.words) and tokens.gaps[i + 1] == " " else ""
        if after in self.words.of or after in self.words.heads or tokens.words[i] in self.words.vague:
            return None
        return Hit(tokens.starts[first], tokens.ends[i], "", self.generics[tokens.words[i]], role="issuer")

    def named(self, tokens: Tokens, k: int, *, known: bool = False) -> bool:
        """Whether a word with a capital may be the first part of a name that is not known (`known`: by itself)."""
        word = tokens.words[k]
        plain = (word in self.words.stop and not known) or word in self.words.linkers or word in self.words.determiners
        if not tokens.capital(k) or plain or word in self.generics:
            return False
        return word in self.meanings or word not in self.words.stop if known else word not in self.index.latin
