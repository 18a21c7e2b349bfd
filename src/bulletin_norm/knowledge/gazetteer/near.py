"""Names that are near a damaged one: by letters, by sounds, by a whole name among stray letters."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import Any

from bulletin_norm.knowledge.gazetteer.index import Entry, Index
from bulletin_norm.knowledge.gazetteer.spelling import sound

NATION = ""
FLOOR = 0.6
MANY = 8


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
        blocks: defaultdict[str, Block] = defaultdict(Block)
        nation = blocks[NATION]
        for key, entries in self._index.latin.items():
            kept = [entry for entry in entries if _may(entry)] if len(key) > 2 else []
            if not kept:
                continue
            nation.add(key, kept)
            provinces = {entry.division.province for entry in kept}
            for province in provinces:
                own = kept if len(provinces) == 1 else [one for one in kept if one.division.province == province]
                blocks[province].add(key, own)
        return dict(blocks)


class Block:
    """The names of a province: keys, how they sound, and what each may mean."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.entries: list[list[Entry]] = []

    def add(self, name: str, entries: list[Entry]) -> None:
        """Add a key and what it may mean here."""
        self.names.append(name)
        self.entries.append(entries)

    @cached_property
    def sounds(self) -> list[str]:
        """How each name sounds."""
        return list(map(sound, self.names))

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
