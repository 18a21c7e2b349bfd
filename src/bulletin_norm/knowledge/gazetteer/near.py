"""Names that are near a damaged one: by letters, by sounds, by a whole name among stray letters, by meaning."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from bulletin_norm.errors import Problem
from bulletin_norm.knowledge.gazetteer.divisions import Division
from bulletin_norm.knowledge.gazetteer.index import Entry, Index
from bulletin_norm.knowledge.gazetteer.spelling import fold, sound, syllables
from bulletin_norm.tables import read_cells

NATION = ""
FLOOR = 0.6
MANY = 8
GLOSS_COLUMNS = ("char", "meanings")


class Near:
    """Looks up names by likeness, inside one province or in the whole country."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def like(self, key: str, province: str) -> list[tuple[Entry, float]]:
        """Entries of a province ("" for the country) whose keys are like `key`, with their likeness (0 to 1)."""
        block = self._blocks.get(province)
        if len(key) < 4 or block is None:
            return []
        extract, similarity, osa = self._measures
        names, sounds, heard = block.names, block.sounds, sound(key)
        floor = max(FLOOR, 1 - 3.01 / len(key)) if province else max(0.72, 1 - 2.01 / len(key))
        places = {hit[2] for hit in extract(key, names, scorer=similarity, limit=MANY, score_cutoff=floor - 0.1)}
        places |= {hit[2] for hit in extract(heard, sounds, scorer=similarity, limit=MANY, score_cutoff=floor - 0.1)}
        found = []
        for place in sorted(places):
            # By letters and by sounds; two letters swapped count as one slip.
            score = (osa(key, names[place]) + osa(heard, sounds[place])) / 2
            if score >= floor - 0.05 and names[place] != key:
                found += [(entry, score) for entry in block.entries[place]]
        found += block.inside(key)
        return sorted(found, key=lambda pair: -pair[1])[:MANY]

    @cached_property
    def _measures(self) -> tuple[Any, Any, Any]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA, Levenshtein

        return process.extract, Levenshtein.normalized_similarity, OSA.normalized_similarity

    @cached_property
    def _blocks(self) -> dict[str, Block]:
        """The names of each province, and of all, in the order of the index."""
        blocks: dict[str, Block] = {}
        for key, entries in self._index.latin.items():
            if len(key) < 3:
                continue
            kept = [entry for entry in entries if _may(entry)]
            heard = sound(key) if kept else ""
            for province in dict.fromkeys((NATION, *(entry.division.province for entry in kept))) if kept else ():
                block = blocks.get(province)
                if block is None:
                    block = blocks[province] = Block()
                block.names.append(key)
                block.sounds.append(heard)
                block.entries.append(
                    [entry for entry in kept if entry.division.province == province] if province else kept
                )
        return blocks


class Block:
    """The names of a province: keys, how they sound, and what each may mean."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.sounds: list[str] = []
        self.entries: list[list[Entry]] = []

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.names)}

    def inside(self, key: str) -> list[tuple[Entry, float]]:
        """Whole names with a few stray letters before them: Suiningde is Ningde."""
        found = []
        for cut in range(1, min(5, len(key) - 4)):
            place = self._places.get(key[cut:])
            if place is not None:
                found += [(entry, 0.84 - 0.02 * cut) for entry in self.entries[place]]
        return found


def _may(entry: Entry) -> bool:
    """Whether an entry may be meant by a name that is only near its own."""
    return entry.division.level > 1 and entry.zone is None and entry.kind not in ("mt_slip", "side", "gloss")


class Glosses:
    """What the characters of names mean in English, and the divisions whose names a translation fits."""

    def __init__(self) -> None:
        self.meanings: dict[str, frozenset[str]] = {}
        self._divisions: tuple[Division, ...] = ()

    @staticmethod
    def read(path: Path, problems: list[Problem]) -> Glosses:
        """Read glosses.tsv: a character and its meanings, parted by ' | '."""
        glosses = Glosses()
        chars: dict[str, set[str]] = {}
        for _, (char, meanings) in read_cells(path, GLOSS_COLUMNS, problems):
            for meaning in meanings.split(" | "):
                chars.setdefault(fold(meaning), set()).add(char)
        glosses.meanings = {word: frozenset(found) for word, found in chars.items()}
        return glosses

    def add(self, divisions: Iterable[Division]) -> None:
        """Make divisions of county and prefecture level known by the meaning of their names."""
        self._divisions = tuple(one for one in divisions if one.level >= 2 and 1 < len(one.short) <= 6)

    @cached_property
    def _names(self) -> list[tuple[Division, tuple[str, ...]]]:
        return [(one, syllables(one.roman, len(one.short))) for one in self._divisions]

    @cached_property
    def _by_char(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, one in enumerate(self._divisions):
            for char in set(one.short):
                found.setdefault(char, []).append(number)
        return found

    def _meant(self, word: str) -> frozenset[str]:
        """The characters that a word translates, in the plural too."""
        return self.meanings.get(word) or self.meanings.get(word.removesuffix("s"), frozenset())

    def _joined(self, words: list[str]) -> list[str]:
        """The words, two that are one meaning together put into one: "ten thousand"."""
        joined: list[str] = []
        for word in words:
            if joined and joined[-1] + word in self.meanings:
                joined[-1] += word
            else:
                joined.append(word)
        return joined

    def like(self, words: list[str], province: str | None) -> list[tuple[Division, float]]:
        """Divisions whose names a word-by-word translation fits, with the share of the name that it says."""
        words = self._joined(words)
        sets = [self._meant(word) for word in words]
        if not any(sets):
            return []
        numbers = {number for chars in sets for char in chars for number in self._by_char.get(char, ())}
        found = []
        for number in numbers:
            division, spelt = self._names[number]
            if province and division.province != province:
                continue
            share = _share(division.short, spelt, words, sets)
            if share >= 0.5:
                found.append((division, share))
        return sorted(found, key=lambda pair: -pair[1])[:MANY]


def _share(name: str, spelt: tuple[str, ...], words: list[str], sets: list[frozenset[str]]) -> float:
    """The share of a name's characters said in order by the words, 0 where a word says none of them."""
    at, said = 0, 0
    for word, chars in zip(words, sets, strict=True):
        best = 0
        for place in range(at, len(name)):
            if name[place] in chars:
                best, at = 1, place + 1
                break
            run = _run(word, spelt, place)
            if run:
                best, at = run, place + run
                break
        if not best:
            return 0.0
        said += best
    return said / len(name)


def _run(word: str, spelt: tuple[str, ...], place: int) -> int:
    """How many syllables from `place` on the word is made of (0 for none)."""
    heard = ""
    for count, syllable in enumerate(spelt[place:], 1):
        heard += syllable
        if heard == word:
            return count
        if len(heard) >= len(word):
            return 0
    return 0
