"""Names that were translated by what they mean: word by word, or as the word that they also are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from bulletin_norm.errors import Problem
from bulletin_norm.knowledge.gazetteer.divisions import Division
from bulletin_norm.knowledge.gazetteer.memo import Memo
from bulletin_norm.knowledge.gazetteer.spelling import fold, syllables
from bulletin_norm.tables import read_cells

MANY = 8
KEPT = 20_000
LONGEST = 5
HALF = 0.5
COLUMNS = ("word", "meanings")
NOTHING: frozenset[str] = frozenset()


class Said(NamedTuple):
    """A stretch of words taken as one: where it ends, what it translates, and how it sounds."""

    end: int
    units: frozenset[str]
    sound: str


class Name(NamedTuple):
    """A name to be fitted: its characters without the generic word, and the pinyin of some that it is read by."""

    division: Division
    name: str
    romans: tuple[str, ...]
    spelt: str


class Glosses:
    """What the characters and words of names mean in English, and the divisions whose names a translation fits."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, str]] = []
        self._divisions: tuple[Division, ...] = ()
        self._said_whole: dict[tuple[str, ...], bool] = {}
        self._spelt = Memo(self._spell)

    @staticmethod
    def read(path: Path, problems: list[Problem]) -> Glosses:
        """Read glosses.tsv: a word of Chinese and its meanings, parted by ' | '."""
        glosses = Glosses()
        glosses._rows = [(word, meanings) for _, (word, meanings) in read_cells(path, COLUMNS, problems)]
        return glosses

    @cached_property
    def meanings(self) -> dict[str, frozenset[str]]:
        """What each English word, folded, translates; in the plural too."""
        units: dict[str, set[str]] = {}
        for word, meanings in self._rows:
            for meaning in meanings.split(" | "):
                units.setdefault(fold(meaning), set()).add(word)
        found = {meaning: frozenset(words) for meaning, words in units.items()}
        for meaning in units:
            words = found[meaning]
            for many in (meaning + "s", meaning[:-1] + "ies" if meaning.endswith("y") else meaning + "es"):
                found[many] = found[many] | words if many in found else words
        return found

    def add(self, divisions: Iterable[Division]) -> None:
        """Make divisions of county and prefecture level known by the meaning of their names."""
        self._divisions = tuple(one for one in divisions if one.level >= 2 and len(one.short) <= 8)

    @cached_property
    def _names(self) -> list[Name]:
        """Each name to be fitted, as it is read and as it may be heard, and the short ones of banners."""
        names = []
        for one in self._divisions:
            name = one.short[:1] if one.single else one.short
            if not one.aliases:
                names.append(Name(one, name, (one.roman,), name))
                continue
            romans = (one.roman, *[surface for kind, surface in one.aliases if kind == "pinyin"])
            names.append(Name(one, name, romans, name))
            for kind, surface in one.aliases:
                if kind == "heteronym":
                    names.append(Name(one, name, (surface,), name))
                elif kind == "short_zh" and surface[-1] == "旗" and len(surface) > 2:
                    names.append(Name(one, surface[:-1], romans, name))
        return names

    def _spell(self, number: int) -> tuple[str, ...]:
        """How the characters of a name are read; () where that is not known."""
        name = self._names[number]
        spelt = next((read for roman in name.romans if (read := syllables(roman, len(name.spelt)))), ())
        if name.name == name.spelt:
            return spelt
        sounds = dict(zip(name.spelt, spelt, strict=True)) if spelt else {}
        return tuple(sounds.get(char, "") for char in name.name)

    @cached_property
    def _by_char(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, one in enumerate(self._names):
            for char in set(one.name):
                found.setdefault(char, []).append(number)
        return found

    @cached_property
    def _starts(self) -> frozenset[str]:
        """All beginnings of all names."""
        return frozenset([one.name[:size] for one in self._names for size in range(1, len(one.name) + 1)])

    @cached_property
    def _wholes(self) -> frozenset[str]:
        return frozenset([one.name for one in self._names if len(one.name) > 1])

    def says_whole(self, words: tuple[str, ...]) -> bool:
        """Whether words, by their meanings (one of them may be spelt out), say all of some division's name."""
        known = self._said_whole.get(words)
        if known is None:
            if len(self._said_whole) > KEPT:
                self._said_whole.clear()
            if words[0] == "mount" or (len(words) > 1 and not self.meanings.keys() >= set(words)):
                known = any(share > 1 - 1e-9 for _, share in self.like(words, None))
            else:
                known = not self._wholes.isdisjoint(self._translations(words))
            self._said_whole[words] = known
        return known

    def _translations(self, words: Sequence[str]) -> set[str]:
        """What words may translate together, as far as names begin so."""
        made: list[set[str]] = [{""}, *(set() for _ in words)]
        for first in range(len(words)):
            for said in self._steps(words, first) if made[first] else ():
                for before in made[first]:
                    made[said.end] |= {before + unit for unit in said.units if before + unit in self._starts}
        return made[-1]

    def like(self, words: Sequence[str], province: str | None) -> list[tuple[Division, float]]:
        """Divisions whose names a word-by-word translation fits, with the share of the name that it says."""
        if words and words[0] == "mount":
            words = [*words[1:], "mountain"]
        steps = [self._steps(words, first) for first in range(len(words))]
        units = {unit for step in steps for said in step for unit in said.units}
        if not units:
            return []
        found: dict[str, tuple[Division, float]] = {}
        for number in {number for unit in units for number in self._by_char.get(unit[0], ())}:
            division, name = self._names[number][:2]
            if province and division.province != province:
                continue
            share = max(_said(name, self._spelt[number], steps, 0, 0), 0) / len(name)
            if share >= HALF and share > found.get(division.adcode, (division, 0.0))[1]:
                found[division.adcode] = division, share
        return sorted(found.values(), key=lambda pair: (-pair[1], pair[0].adcode))[:MANY]

    def _steps(self, words: Sequence[str], first: int) -> list[Said]:
        """The stretches that begin with a word: it alone, by meaning or by sound, or what is one meaning with it."""
        steps = [Said(first + 1, self.meanings.get(words[first], NOTHING), words[first])]
        joined = words[first]
        for end in range(first + 2, min(first + LONGEST, len(words)) + 1):
            joined += words[end - 1]
            units = self.meanings.get(joined)
            if units:
                steps.append(Said(end, units, ""))
        return steps


def _said(name: str, spelt: tuple[str, ...], steps: list[list[Said]], first: int, at: int) -> int:
    """How many characters of a name from `at` on the words from `first` on say, in order; below 0 where one says none.

    A word that only says again what was said counts nothing: "Heihe River".
    """
    if first == len(steps):
        return 0
    best = -len(name) - 1
    for said in steps[first]:
        for unit in said.units:
            place = name.find(unit, at)
            if place >= 0:
                best = max(best, len(unit) + _said(name, spelt, steps, said.end, place + len(unit)))
            elif unit in name[:at]:
                best = max(best, _said(name, spelt, steps, said.end, at))
        for place in range(at, len(spelt)) if said.sound else ():
            run = _run(said.sound, spelt, place)
            if run:
                best = max(best, run + _said(name, spelt, steps, said.end, place + run))
                break
    return best


def _run(word: str, spelt: tuple[str, ...], place: int) -> int:
    """How many syllables from `place` on the word is made of (0 for none)."""
    heard = ""
    for count, syllable in enumerate(spelt[place:], 1):
        heard += syllable
        if heard == word and syllable:
            return count
        if len(heard) >= len(word):
            return 0
    return 0
