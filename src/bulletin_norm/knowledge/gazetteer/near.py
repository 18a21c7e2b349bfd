"""Names that are near a damaged one: by letters, by sounds, by a whole name among stray letters, by meaning."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from bulletin_norm.errors import Problem
from bulletin_norm.knowledge.gazetteer.divisions import Division
from bulletin_norm.knowledge.gazetteer.index import Entry, Index
from bulletin_norm.knowledge.gazetteer.spelling import fold, sound, syllables
from bulletin_norm.tables import read_tsv

NATION = ""
FLOOR = 0.6
MANY = 8
GLOSS_COLUMNS = ("char", "meanings")


class Near:
    """Looks up names by likeness, inside one province or in the whole country."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._blocks: dict[str, dict[str, list[Entry]]] = {}
        self._lists: dict[str, tuple[list[str], list[str]]] = {}

    def like(self, key: str, province: str) -> list[tuple[Entry, float]]:
        """Entries of a province ("" for the country) whose keys are like `key`, with their likeness (0 to 1)."""
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        if len(key) < 4:
            return []
        names, sounds = self._list(province)
        floor = max(FLOOR, 1 - 3.01 / len(key)) if province else max(0.72, 1 - 2.01 / len(key))
        places = set()
        for query, choices in ((key, names), (sound(key), sounds)):
            scorer = Levenshtein.normalized_similarity
            for _, _, place in process.extract(query, choices, scorer=scorer, limit=MANY, score_cutoff=floor - 0.1):
                places.add(place)
        block = self._blocks[province]
        found = []
        for place in places:
            score = self._likeness(key, names[place])
            if score >= floor - 0.05 and names[place] != key:
                found += [(entry, score) for entry in block[names[place]]]
        found += self._inside(key, block)
        return sorted(found, key=lambda pair: -pair[1])[:MANY]

    @staticmethod
    def _inside(key: str, block: dict[str, list[Entry]]) -> list[tuple[Entry, float]]:
        """Whole names with a few stray letters before them: Suiningde is Ningde."""
        found = []
        for cut in range(1, 5):
            if len(key) - cut >= 5 and key[cut:] in block:
                found += [(entry, 0.84 - 0.02 * cut) for entry in block[key[cut:]]]
        return found

    @staticmethod
    def _likeness(key: str, name: str) -> float:
        """How like two keys are, by letters and by sounds; two letters swapped count as one slip."""
        from rapidfuzz.distance import OSA

        plain = OSA.normalized_similarity(key, name)
        heard = OSA.normalized_similarity(sound(key), sound(name))
        return (plain + heard) / 2

    def _list(self, province: str) -> tuple[list[str], list[str]]:
        if province not in self._lists:
            block: dict[str, list[Entry]] = {}
            for key, entries in self._index.latin.items():
                kept = [entry for entry in entries if _may(entry, province)]
                if kept and len(key) >= 3:
                    block[key] = kept
            self._blocks[province] = block
            self._lists[province] = (list(block), [sound(key) for key in block])
        return self._lists[province]


def _may(entry: Entry, province: str) -> bool:
    division = entry.division
    if division.level < 2 or entry.zone is not None or entry.kind in ("mt_slip", "side", "gloss"):
        return False
    return not province or division.province == province


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
        for row in read_tsv(path, GLOSS_COLUMNS, problems):
            for meaning in row["meanings"].split(" | "):
                chars.setdefault(fold(meaning), set()).add(row["char"])
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

    def like(self, words: list[str], province: str | None) -> list[tuple[Division, float]]:
        """Divisions whose names a word-by-word translation fits, with the share of the name that it says."""
        sets = [self.meanings.get(word, frozenset()) for word in words]
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
