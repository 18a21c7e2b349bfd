"""Names that translation has cut in two round a count.

"Ding 1 case each in An County", "Beilin 3 cases in Beilin District", "Yongfeng County) 1 case in Feng County",
"Putian) 4 cases in the city", "Heihe 3 cases in Aihui District of the city".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bulletin_norm.knowledge.gazetteer.hits import Hit
from bulletin_norm.knowledge.gazetteer.index import Entry, Index
from bulletin_norm.knowledge.gazetteer.meanings import Glosses
from bulletin_norm.knowledge.gazetteer.scoring import class_score
from bulletin_norm.knowledge.gazetteer.tokens import Tokens
from bulletin_norm.language.places import PlaceWords

COUNT_GAP = re.compile(r"[)\uff09,]*\s*\d[\d,]*\s")
WORD_GAP = re.compile(r"[)\uff09,]*\s")
JOINTS = frozenset(("'", "\u2019", "-"))
INNER_GAPS = frozenset((" ", "", "'", "\u2019", " \u2018"))

LONGEST = 5
"""The most words before the last of a name."""

Forced = dict[int, tuple[int, list[Hit]]]


class Splits:
    """Finds both halves of names cut in two; each half becomes a hit of the whole."""

    def __init__(self, index: Index, words: PlaceWords, glosses: Glosses) -> None:
        self.index, self.words, self.glosses = index, words, glosses

    def hits(self, tokens: Tokens, generics: Sequence[int]) -> Forced:
        """The hits of the halves, by the word that each begins with: where to go on, and the hits.

        `generics` are the numbers of the generic words.
        """
        forced: Forced = {}
        words, linkers = tokens.words, self.words.linkers
        for g in generics:
            if g > 1 and not linkers.isdisjoint(words[max(0, g - 4) : g]):
                self._split(tokens, g, forced)
        return forced

    def _is_name(self, tokens: Tokens, g: int) -> bool:
        """Whether a generic word in pinyin is a name here, with its own generic word: "Qi County", "Xian County"."""
        after = tokens.words[g + 1 : g + 2]
        if after and "'" in tokens.gaps[g + 1].replace("\u2019", "'") and after[0] != self.words.possessive:
            return True
        return (
            bool(after)
            and tokens.gaps[g + 1] == " "
            and after[0] in self.words.generics
            and (tokens.words[g] in self.index.latin and tokens.capital(g))
        )

    def _split(self, tokens: Tokens, g: int, forced: Forced) -> None:
        words, gaps, linkers = tokens.words, tokens.gaps, self.words.linkers
        b = g
        while b > 0 and g - b < 3 and gaps[b] in INNER_GAPS and words[b - 1] not in linkers:
            b -= 1
        if b < 2 or words[b - 1] not in linkers or gaps[b] != " ":
            return
        if b < g and words[b] in self.words.determiners:
            b += 1
        a = self._before_count(tokens, b - 1 if words[b - 1] in linkers else b - 2)
        if a is None or self._is_name(tokens, g):
            return
        second = "".join(words[b:g])
        inside = [word for word in words[b:g] if word in self.words.generics]
        if inside and not (
            self.words.loose.issuperset(inside) and self._joined(tokens, a, second, self.words.generics[words[g]])
        ):
            return
        self._halves(tokens, a, b, g, second, forced)

    def _before_count(self, tokens: Tokens, linker: int) -> int | None:
        """The last word before the count that stands before the linker ("4 cases in")."""
        words, gaps, k = tokens.words, tokens.gaps, linker
        while k > 0 and (words[k - 1] in self.words.counted or words[k - 1] in self.words.each):
            if gaps[k] != " " and COUNT_GAP.fullmatch(gaps[k]):
                break
            k -= 1
        if k > 0 and gaps[k] != " " and COUNT_GAP.fullmatch(gaps[k]):
            return k - 1
        if k > 1 and words[k - 1] in self.words.numbers and WORD_GAP.fullmatch(gaps[k - 1]):
            return k - 2
        return None

    def _halves(self, tokens: Tokens, a: int, b: int, g: int, second: str, forced: Forced) -> None:
        words, classes = tokens.words, self.words.generics[tokens.words[g]]
        last = a
        while last > 0 and words[last] in self.words.generics:
            last -= 1
        joined = self._joined(tokens, last, second, classes) if second else None
        if joined is None and not self._may_go_on(tokens, last, a, g, second):
            return
        first, key = self._name_ending(tokens, last)
        if key == second and last < a and set(self.words.generics[words[a]]).isdisjoint(classes):
            return
        if not second:
            self._own(tokens, (first, last, a), key, (b, g), classes, forced)
            return
        first, whole = joined or (first, key)
        if whole and (whole != key or (key.endswith(second) and self._fits(key, classes))):
            self._force(tokens, (first, a), (b, g), whole, classes, forced)
        elif last == a and tokens.capital(last) and self._translated((words[last], *words[b:g]), classes):
            self._half_translated(tokens, last, (b, g), classes, forced)
        elif key:
            self._tie(tokens, (first, last, a), key, g, forced)

    def _may_go_on(self, tokens: Tokens, last: int, a: int, g: int, second: str) -> bool:
        """Whether halves that make up no known name may still be those of one, or a place and one in it."""
        words = tokens.words
        followed = g + 1 < len(words) and words[g + 1] in self.words.of
        if not second:
            return not (followed and tokens.gaps[g + 1] == " ")
        if followed or "".join(words[max(0, last - LONGEST) : last + 1]).endswith(second):
            return True
        return last == a and words[last] in self.glosses.meanings

    def _joined(self, tokens: Tokens, last: int, second: str, classes: tuple[str, ...]) -> tuple[int, str] | None:
        """The first word of a name that both halves make up, and the name."""
        for start in range(max(0, last - 1), last + 1):
            joined = "".join(tokens.words[start : last + 1]) + second
            if joined in self.index.latin and tokens.gaps[start] not in JOINTS and self._fits(joined, classes):
                return start, joined
        return None

    def _translated(self, stem: tuple[str, ...], classes: tuple[str, ...]) -> bool:
        """Whether the first half of a name is translated, and the second not."""
        if stem[0] not in self.glosses.meanings:
            return False
        fitting = self.glosses.like(stem, None)
        return any(share == 1 and class_score(division, classes) > 0 for division, share in fitting)

    def _half_translated(
        self, tokens: Tokens, first: int, half: tuple[int, int], classes: tuple[str, ...], forced: Forced
    ) -> None:
        """ "New 1 case in Qian County": 新干县 where the issuer has one, else the second half by itself."""
        b, g = half
        stem, second = (tokens.words[first], *tokens.words[b:g]), "".join(tokens.words[b:g])
        key, start, end = "".join(stem), tokens.starts[b], tokens.ends[g]
        entries = tuple(self.index.latin.get(second, ()))
        spare = Hit(start, end, second, classes, entries, stem=() if entries else stem[1:], counted=True)
        hit = Hit(tokens.starts[first], tokens.ends[first], key, classes, stem=stem, whole=True)
        forced[first] = (first + 1, [hit])
        forced[b] = (g + 1, [Hit(start, end, key, classes, role="twin", spare=(spare,))])

    def _tie(self, tokens: Tokens, name: tuple[int, int, int], key: str, g: int, forced: Forced) -> None:
        """ "Heihe 3 cases in Aihui District of the city": the first half is the parent of the second."""
        words, (first, _, a) = tokens.words, name
        end = g + 3
        if end >= len(words) or words[g + 1] not in self.words.of or words[g + 2] not in self.words.determiners:
            return
        classes = self.words.generics.get(words[end], ())
        if classes and self._fits(key, classes):
            entries = tuple(self.index.latin[key])
            hit = Hit(tokens.starts[first], tokens.ends[a], key, classes, entries, tied=True)
            forced[first] = (a + 1, [hit])
            forced[g + 1] = (end + 1, [])

    def _own(
        self,
        tokens: Tokens,
        name: tuple[int, int, int],
        key: str,
        half: tuple[int, int],
        classes: tuple[str, ...],
        forced: Forced,
    ) -> None:
        """ "Putian) 4 cases in the city": the second half is a generic word alone."""
        first, last, a = name
        b, g = half
        start = b - 1 if tokens.words[b - 1] in self.words.determiners else b
        forced[start] = (g + 1, [Hit(tokens.starts[start], tokens.ends[g], "", classes, role="twin")])
        if key and last == a and self._fits(key, classes):
            hit = Hit(tokens.starts[first], tokens.ends[a], key, classes, tuple(self.index.latin[key]))
            forced[first] = (a + 1, [hit])

    def _force(
        self,
        tokens: Tokens,
        one: tuple[int, int],
        two: tuple[int, int],
        key: str,
        classes: tuple[str, ...],
        forced: Forced,
    ) -> None:
        entries = tuple(self.index.latin[key])
        hit = Hit(tokens.starts[one[0]], tokens.ends[one[1]], key, classes, entries)
        twin = Hit(tokens.starts[two[0]], tokens.ends[two[1]], key, classes, entries, role="twin")
        forced[one[0]] = (one[1] + 1, [hit])
        forced[two[0]] = (two[1] + 1, [twin])

    def _name_ending(self, tokens: Tokens, last: int) -> tuple[int, str]:
        """The longest known name that ends with word `last`, and its first word."""
        words, latin, prefixes = tokens.words, self.index.latin, self.index.prefixes
        for first in range(max(0, last - LONGEST), last + 1):
            key = "".join(words[first : last + 1]) if words[first] in prefixes else ""
            if key in latin and all(len(tokens.gaps[k]) <= 2 for k in range(first + 1, last + 1)):
                return first, key
        return last, ""

    def _fits(self, key: str, classes: tuple[str, ...]) -> bool:
        entries: list[Entry] = self.index.latin.get(key, [])
        return any(class_score(entry.division, classes) > 0 for entry in entries)
