"""Finds names of places in text in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import ascii_lowercase
from typing import NamedTuple

from msgspec.structs import replace

from bulletin_norm.knowledge.gazetteer.chains import gap_of
from bulletin_norm.knowledge.gazetteer.hits import Hit
from bulletin_norm.knowledge.gazetteer.index import AS_WRITTEN, Entry, Index
from bulletin_norm.knowledge.gazetteer.lexicon import Lexicon
from bulletin_norm.knowledge.gazetteer.meanings import Glosses
from bulletin_norm.knowledge.gazetteer.memo import Memo
from bulletin_norm.knowledge.gazetteer.scoring import class_score
from bulletin_norm.knowledge.gazetteer.spelling import SYLLABLES
from bulletin_norm.knowledge.gazetteer.splits import Splits
from bulletin_norm.knowledge.gazetteer.tokens import Tokens
from bulletin_norm.knowledge.gazetteer.translated import Translated
from bulletin_norm.knowledge.gazetteer.unknown import UnknownNames
from bulletin_norm.knowledge.gazetteer.zones import Zones
from bulletin_norm.language.places import PlaceWords, Words

INNER_GAP = re.compile(r"\. ?|[ \n]?['\u2018\u2019\u02bc`\u00b4-]?[ ]?")
JOINTS = frozenset(("'", "\u2019"))
APOSTROPHES = frozenset(("'", "\u2018", "\u2019", " '", " \u2018"))
GENERIC_GAPS = frozenset((" ", "-", "\n", ""))
NUMBERED = re.compile(r"\. ?\d+ ?")
LONGEST, LONGEST_PEOPLES = 7, 8


def with_slips(generics: Mapping[str, tuple[str, ...]], loose: Words) -> dict[str, tuple[str, ...]]:
    """The generic words, and the long ones with a letter lost, two swapped or one too many at the end ("Distrct").

    `loose` ones are taken as they are.
    """
    slips: dict[str, tuple[str, ...]] = {}
    for word, classes in generics.items():
        if word in loose:
            continue
        for k in range(1, len(word)) if len(word) >= 6 else ():
            for slip in (word[:k] + word[k + 1 :], word[: k - 1] + word[k] + word[k - 1] + word[k + 1 :]):
                slips.setdefault(slip, classes)
        for stray in (*ascii_lowercase, "uff") if len(word) >= 4 else "":
            slips.setdefault(word + stray, classes)
    return slips | dict(generics)


class Name(NamedTuple):
    """A key of the index: its readings, and whether it is right in what some issuers say only."""

    entries: tuple[Entry, ...]
    bound: bool


class LatinFinder:
    """Finds hits in text of one language in Latin letters."""

    def __init__(self, index: Index, words: PlaceWords, glosses: Glosses) -> None:
        self.index, self.words, self.glosses, self.meanings = index, words, glosses, glosses.meanings
        self.generics = with_slips(words.generics, words.loose)
        self.gap = gap_of(words)
        self.unknown = UnknownNames(self, index, glosses.meanings)
        self.splits = Splits(index, words, glosses)
        self._counted = words.counted - words.fillers
        self._glued = tuple(sorted(words.glued, key=len, reverse=True))
        self.telling = frozenset(self.meanings.keys() - words.stop - self.generics.keys())
        self.leading = self.telling | (self.meanings.keys() & words.stop - words.linkers - words.letters)
        self.zones = Zones(words)
        self.translated = Translated(self, glosses)
        self.names = Memo(self._name_of)
        self.lexicon = Lexicon(index, words, self.generics, self.zones.ends, self.telling)

    def hits(self, text: str) -> list[Hit]:
        """All hits, in order, not overlapping."""
        tokens = Tokens.of(text)
        spots = self.lexicon.spots(tokens.words)
        forced = self.splits.hits(tokens, spots.generics)
        found: list[Hit] = []
        step = floor = 0
        for i in sorted({*spots.begins, *forced}) if forced else spots.begins:
            if i < step or (i and tokens.gaps[i] in JOINTS):
                continue
            if i in forced:
                step, hits = forced[i]
                found += hits
                floor = step
                continue
            if i in spots.glued:
                hit = self._glued_hit(tokens, i)
                if hit is not None:
                    found.append(hit)
                    step = floor = i + 1
                continue
            step, hit = self._at(tokens, i, floor)
            if hit is not None:
                if hit.entries and hit.entries[0].kind == "side":
                    step, hit = self.unknown.sided(tokens, step, hit)
                led = i > 0 and tokens.words[i - 1] in self.leading
                if led or hit.stem or (hit.entries and hit.entries[0].kind in AS_WRITTEN):
                    hit = self.unknown.wider(tokens, hit, found)
                found.append(hit)
                floor = step
        found = self.zones.added(tokens, found, spots.zones)
        return self.translated.added(tokens, found, spots.meant)

    def whole(self, text: str) -> Hit | None:
        """The hit of a mention that is one known word and its generic word, where nothing else is to be weighed."""
        name, _, generic = text.partition(" ")
        key, word = name.lower(), generic.lower()
        classes, entries = self.generics.get(word), self.index.latin.get(key)
        if not classes or not entries or not key.isalpha() or not text.isascii() or key + word in self.index.prefixes:
            return None
        if key in self.words.stop or key in self.words.foreign or any(entry.context for entry in entries):
            return None
        return Hit(0, len(text), key, classes, tuple(entries), capital=name[0].isupper())

    def _glued_hit(self, tokens: Tokens, i: int) -> Hit | None:
        """A name and its generic word written as one word: "Heihecity", "Wangkuixian"."""
        word = tokens.words[i]
        for suffix in self._glued:
            key = word.removesuffix(suffix)
            entries = self.index.latin.get(key, []) if key != word and len(key) > 3 else []
            classes = self.words.glued[suffix] if entries else ()
            if any(class_score(entry.division, classes) > 0 for entry in entries):
                stop, more = self.generics_after(tokens, i + 1)
                start, end = tokens.starts[i], tokens.ends[stop - 1]
                return Hit(start, end, key, (*classes, *more), tuple(entries), capital=tokens.capital(i))
        return None

    def _at(self, tokens: Tokens, i: int, floor: int) -> tuple[int, Hit | None]:
        """The hit that begins at (or, for an unknown name, has its generic word at) word `i`, and where to go on."""
        word = tokens.words[i]
        step, hit = i + 1, None
        if word in self.index.prefixes:
            step, hit = self._name(tokens, i, floor)
        if hit is None and word in self.generics:
            step, hit = self.unknown.at(tokens, i, floor)
        if hit is None and i and tokens.words[i - 1] in self.words.letters and word in self.index.letters:
            step, hit = self._letter(tokens, i)
        return step, hit

    def _name(self, tokens: Tokens, i: int, floor: int) -> tuple[int, Hit | None]:
        """A name that the index knows, with the generic words round it."""
        ends = self._ends(tokens, i)
        if not ends:
            return i + 1, None
        end, key = ends[-1]
        if not self.names[key].bound:
            return self._known(tokens, i, end, key, floor)
        if end == i + 1 and not tokens.capital(i) and not self.counts(tokens, i):
            return self._known(tokens, i, *ends[-2], floor) if len(ends) > 1 else (i + 1, None)
        step, hit = self._known(tokens, i, end, key, floor)
        return step, hit and replace(hit, weak=False, spare=self._spare(tokens, i, step, ends[:-1], floor))

    def _known(self, tokens: Tokens, i: int, end: int, key: str, floor: int) -> tuple[int, Hit | None]:
        """The hit of the known name from word `i` to `end`, where it is meant as one."""
        words, capital = tokens.words, tokens.capital(i)
        stop, classes = self.generics_after(tokens, end)
        if stop - end > 1 and (cut := self._cut(tokens, key, end, stop)) is not None:
            stop, classes = cut, tuple(one for word in words[end:cut] for one in self.generics[word])
        start = i
        if i >= floor + 2 and words[i - 1] in self.words.of and (before := self._generic_before(tokens, i)):
            start, classes = i - 2, (*classes, *before)
        if not self._plausible(tokens, i, end, key, classes, capital=capital):
            return i + 1, None
        weak = apart = False
        if classes:
            if words[stop - 1] in self.words.vague and self.head(tokens, stop)[0]:
                return i + 1, None
        else:
            head, apart = self.head(tokens, end)
            weak = bool(head) or self._small(tokens, i, end, key)
            if head in self.words.facilities or (weak and not head and not self._beside_name(tokens, i, end)):
                return i + 1, None
        hit = Hit(
            tokens.starts[start],
            tokens.ends[stop - 1],
            key,
            classes,
            self.names[key].entries,
            parts=end - i,
            capital=capital,
            weak=weak,
            apart=apart,
            counted=self.counted(tokens, i),
            inner=tuple(words[end:stop]) if len(classes) > 1 and stop - end > 1 else (),
        )
        return stop, hit

    def _name_of(self, key: str) -> Name:
        entries = tuple(self.index.latin[key])
        return Name(entries, all(entry.context for entry in entries))

    def _spare(self, tokens: Tokens, i: int, stop: int, ends: list[tuple[int, str]], floor: int) -> tuple[Hit, ...]:
        """The hits of a stretch that a bound spelling takes up, without it."""
        found: list[Hit] = []
        free = [one for one in ends if not self.names[one[1]].bound]
        if free:
            _, hit = self._known(tokens, i, *free[-1], floor)
            return (hit,) if hit is not None else ()
        step = i
        for k in range(i, stop):
            if k < step:
                continue
            ends = self._ends(tokens, k) if k > i else []
            ends = [one for one in ends if one[0] <= stop and not self.names[one[1]].bound]
            hit = None
            if ends:
                step, hit = self._known(tokens, k, *ends[-1], floor)
            elif tokens.words[k] in self.generics:
                step, hit = self.unknown.at(tokens, k, floor)
            if hit is not None:
                found.append(hit)
                floor = step
        return tuple(found)

    def _ends(self, tokens: Tokens, i: int) -> list[tuple[int, str]]:
        """The known names that begin with word `i`, shortest first: where each ends, and its key."""
        words, gaps, prefixes, latin = tokens.words, tokens.gaps, self.index.prefixes, self.index.latin
        key, stopped = words[i], False
        found = [(i + 1, key)] if key in latin else []
        for j in range(i + 1, min(i + LONGEST, len(words))):
            key += words[j]
            if key not in prefixes or not (gaps[j] == " " or INNER_GAP.fullmatch(gaps[j])):
                break
            stopped = stopped or "." in gaps[j]
            if key in latin and not (stopped and not self.names[key].bound):
                found.append((j + 1, key))
        return found

    def generics_after(self, tokens: Tokens, end: int) -> tuple[int, tuple[str, ...]]:
        """The end of the generic words that follow a name, and their classes."""
        words, fillers = tokens.words, self.words.fillers
        own = self.generics.get(words[end]) if end < len(words) else None
        if own is None and (end == len(words) or words[end] not in fillers):
            return end, ()
        if own is not None and (end + 1 == len(words) or words[end + 1] not in self.generics):
            follows = tokens.gaps[end] in GENERIC_GAPS and self._joined(tokens, end) in ("", self.words.possessive)
            return (end + 1, own) if follows else (end, ())
        classes: tuple[str, ...] = ()
        stop = k = end
        while k < len(words) and k - stop < LONGEST_PEOPLES:
            word, gap = words[k], tokens.gaps[k]
            if gap not in GENERIC_GAPS and not (
                gap == ", " and k > end and word in fillers and words[k - 1] in fillers and self._peoples(tokens, k)
            ):
                break
            if word in self.generics:
                if self._joined(tokens, k) not in ("", self.words.possessive):
                    break
                own = self.generics[word]
                classes = (*classes, *(one for one in own if one not in classes)) if classes else own
                stop = k + 1
            elif word not in fillers or classes:
                break
            k += 1
        return stop, classes

    def _peoples(self, tokens: Tokens, k: int) -> bool:
        """Whether peoples are named from a word on: "Yi, Hui and Miao Autonomous County"."""
        return not self.words.autonomous.isdisjoint(tokens.words[k : k + LONGEST_PEOPLES])

    @staticmethod
    def _joined(tokens: Tokens, k: int) -> str:
        """The word that an apostrophe joins to a word: "Xian'an", "People's"; "" for none."""
        joined = k + 1 < len(tokens.words) and tokens.gaps[k + 1] in APOSTROPHES
        return tokens.words[k + 1] if joined else ""

    def _cut(self, tokens: Tokens, key: str, end: int, stop: int) -> int | None:
        """Where the words between a name and a generic word are themselves a name in it: "Handan City She County"."""
        own = [entry.division for entry in self.index.latin[key]]
        above = tuple(one.adcode[: 2 * one.level] for one in own if one.level in (1, 2))
        classes = self.generics[tokens.words[stop - 1]]
        inner = [word for word in tokens.words[end : stop - 1] if word not in self.words.autonomous]
        generic = all(word in self.generics for word in inner)
        if not above or any(one.kind in classes and (generic or "自治" in one.name) for one in own):
            return None
        for cut in range(end, stop - 1):
            found = (entry.division for entry in self.index.latin.get("".join(inner[cut - end :]), ()))
            if tokens.capital(cut) and any(one.kind in classes and one.adcode.startswith(above) for one in found):
                return cut
            if tokens.words[cut] not in self.generics:
                return None
        return None

    def _generic_before(self, tokens: Tokens, i: int) -> tuple[str, ...]:
        """The classes of a generic word that "of" joins to the name after it."""
        word = tokens.words[i - 2]
        if word in self.words.vague or tokens.gaps[i] != " " or tokens.gaps[i - 1] != " ":
            return ()
        return self.generics.get(word, ())

    def _plausible(
        self, tokens: Tokens, i: int, end: int, key: str, classes: tuple[str, ...], *, capital: bool
    ) -> bool:
        """Whether a known name is meant as one: no facility, no person, no common word."""
        words = self.words
        if end < len(tokens.words) and tokens.gaps[end] in APOSTROPHES and tokens.words[end] != words.possessive:
            return False
        if key in words.foreign and not (i and tokens.words[i - 1] in words.homeward):
            return False
        if classes:
            if len(key) < 4 and i and tokens.gaps[i] == " " and self.unknown.named(tokens, i - 1):
                return False
            return capital or key not in words.stop
        if self._hyphened(tokens, i, end) or self._settled(tokens, i):
            return False
        if i and tokens.gaps[i] == " ":
            before = tokens.words[i - 1]
            if before in words.people:
                return False
            if before in words.surnames and capital and tokens.capital(i - 1):
                return False
        return True

    def counted(self, tokens: Tokens, i: int) -> bool:
        """Whether a count stands before: "8 cases in", "six in"."""
        words, gap = tokens.words, tokens.gaps[i - 1]
        if not i or words[i - 1] not in self.words.linkers:
            return False
        if gap != " " and any(map(str.isdigit, gap)):
            return True
        return i > 1 and (words[i - 2] in self.words.counted or words[i - 2] in self.words.numbers)

    def counts(self, tokens: Tokens, i: int) -> bool:
        """Whether a count stands before or after a word: "35 in lacey", "colleagues 2 cases"."""
        after = tokens.text[tokens.ends[i] : tokens.ends[i] + 2]
        return self.counted(tokens, i) or after[1:].isdigit()

    def _small(self, tokens: Tokens, i: int, end: int, key: str) -> bool:
        """Whether a name without a generic word is too short or too common to stand by itself."""
        if len(key) < 4:
            entries = self.index.latin[key]
            broad = any(entry.division.level == 2 and entry.kind in ("official", "short") for entry in entries)
            return not (broad and end == i + 1 and tokens.capital(i))
        if end > i + 1:
            return False
        if key in self.words.common or key in self.words.stop:
            return True
        if key not in SYLLABLES:
            return False
        return not tokens.capital(i) or all(entry.division.single for entry in self.index.latin[key])

    def _beside_name(self, tokens: Tokens, i: int, end: int) -> bool:
        """Whether a small name may be one beside its parent: it has a capital, and a name after it or before it."""
        if not tokens.capital(i) or tokens.words[i] in self.words.stop:
            return False
        after = end < len(tokens.words) and tokens.gaps[end] in (", ", " ") and tokens.capital(end)
        before = i > 0 and tokens.gaps[i] == " " and tokens.capital(i - 1)
        return after or before

    def _hyphened(self, tokens: Tokens, i: int, end: int) -> bool:
        return bool(i and tokens.gaps[i] == "-") or (end < len(tokens.words) and tokens.gaps[end] == "-")

    def _settled(self, tokens: Tokens, i: int) -> bool:
        """Whether a head word with "of" stands before: "the town of Guizhou"."""
        words = tokens.words
        return i > 1 and words[i - 1] in self.words.of and words[i - 2] in self.words.heads and tokens.gaps[i] == " "

    def head(self, tokens: Tokens, end: int) -> tuple[str, bool]:
        """The word after a name that makes it a part of another, and whether words stand between.

        "Shanghai road", "Jinzhong sea view building"; but not "Hangzhou West Lake District".
        """
        words = self.words
        for k in range(end, min(end + 5, len(tokens.words))):
            gap = tokens.gaps[k]
            if gap not in (" ", "-", "'", "\u2019") and not NUMBERED.fullmatch(gap):
                break
            word = tokens.words[k]
            if word in words.heads:
                generic = (
                    k + 1 < len(tokens.words) and tokens.words[k + 1] in self.generics and tokens.gaps[k + 1] == " "
                )
                return ("", False) if generic else (word, k > end)
            if word in words.stop and word not in words.fillers and not NUMBERED.match(tokens.text, tokens.ends[k]):
                break
            if word in self.generics or (word in self._counted and self._joined(tokens, k) != self.words.possessive):
                break
        return "", False

    def _letter(self, tokens: Tokens, i: int) -> tuple[int, Hit | None]:
        gap = tokens.gaps[i + 1] if i + 1 < len(tokens.words) else ""
        if not tokens.capital(i) or tokens.gaps[i] != " " or gap in APOSTROPHES or gap == "-":
            return i + 1, None
        after = tokens.words[i + 1] if i + 1 < len(tokens.words) and tokens.gaps[i + 1] == " " else ""
        if after and tokens.capital(i + 1):
            return i + 1, None
        return i + 1, Hit(tokens.starts[i], tokens.ends[i], tokens.words[i], role="letter")
