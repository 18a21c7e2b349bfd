"""Townships and subdistricts: read on demand, and looked for only beside a place whose division is already known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from bulletin_norm.errors import Problem
from bulletin_norm.knowledge.gazetteer.divisions import Tree
from bulletin_norm.knowledge.gazetteer.spelling import fold
from bulletin_norm.knowledge.gazetteer.tokens import Tokens
from bulletin_norm.language.places import PlaceWords
from bulletin_norm.model import PlaceMention
from bulletin_norm.tables import read_cells

COLUMNS = ("code", "name", "parent", "roman")
WINDOW = 64
LONGEST = 4
LIKE = 0.79


class Found(msgspec.Struct, frozen=True):
    """A township beside a place: its name in the script of the text, and where it stands."""

    name: str
    start: int
    end: int


class Townships:
    """The townships of each county, and of each city without counties."""

    def __init__(self, words: Mapping[str, PlaceWords]) -> None:
        self._rows: dict[str, list[tuple[str, str]]] = {}
        self._read: dict[str, dict[str, str]] = {}
        kinds = {kind: english for one in words.values() for kind, english in one.town_kinds.items()}
        self._kinds = sorted(kinds.items(), key=lambda pair: -len(pair[0]))

    @staticmethod
    def read(path: Path, words: Mapping[str, PlaceWords], tree: Tree, problems: list[Problem]) -> Townships:
        """Read townships.tsv; a parent that is no division is a fault."""
        townships = Townships(words)
        rows = townships._rows
        for line, (_, name, parent, roman) in read_cells(path, COLUMNS, problems):
            known = rows.get(parent)
            if known is None:
                if parent not in tree.by_code:
                    problems.append(Problem(path.name, line, f"parent {parent!r} is no division"))
                    continue
                known = rows[parent] = []
            known.append((name, roman))
        return townships

    def __len__(self) -> int:
        return sum(map(len, self._rows.values()))

    def located(self, text: str, mention: PlaceMention, words: PlaceWords, gap: re.Pattern[str]) -> PlaceMention:
        """A mention with the township that stands beside it as its locality, and stretched over it.

        Only a place that has townships of its own (a county, or a city without counties) is looked at.
        """
        if mention.adcode not in self._rows or mention.locality is not None or mention.role != "place":
            return mention
        find = self._in_words if words.towns else self._in_characters
        found = find(text, mention, words, gap)
        if found is None:
            return mention
        start, end = min(mention.start, found.start), max(mention.end, found.end)
        return msgspec.structs.replace(mention, start=start, end=end, surface=text[start:end], locality=found.name)

    def holds(self, adcode: str, locality: str) -> bool:
        """Whether a locality is a township of a division."""
        names = self._of(adcode) if adcode in self._rows else {}
        return locality in names or locality in names.values()

    def _of(self, adcode: str) -> dict[str, str]:
        """The townships of a division: Chinese names to English ones."""
        known = self._read.get(adcode)
        if known is None:
            known = self._read[adcode] = {name: self._english(name, roman) for name, roman in self._rows[adcode]}
        return known

    def _english(self, name: str, roman: str) -> str:
        kind = next((english for kind, english in self._kinds if name.endswith(kind)), "")
        return f"{roman} {kind}".strip()

    def _in_characters(self, text: str, mention: PlaceMention, words: PlaceWords, gap: re.Pattern[str]) -> Found | None:
        """The township whose name goes on from the mention: 铅山县河口镇."""
        names, at = self._of(mention.adcode or ""), mention.end
        for size in range(12, 2, -1):
            name = text[at : at + size]
            if len(name) == size and name in names:
                return Found(name, at, at + size)
        return None

    def _in_words(self, text: str, mention: PlaceMention, words: PlaceWords, gap: re.Pattern[str]) -> Found | None:
        """The township before or after the mention: "Hekou Town, Qianshan County", "Qianshan County Hekou Town"."""
        keys = {fold(english.rpartition(" ")[0]): english for english in self._of(mention.adcode or "").values()}
        low = max(0, mention.start - WINDOW)
        tokens = Tokens.of(text[low : mention.start])
        for g in range(len(tokens.words) - 1, 0, -1):
            if tokens.words[g] in words.towns:
                if gap.fullmatch(text, low + tokens.ends[g], mention.start):
                    return self._named(tokens, g, low, keys)
                break
        tokens = Tokens.of(text[mention.end : mention.end + WINDOW])
        for g, word in enumerate(tokens.words[: LONGEST + 2]):
            if word in words.towns:
                found = self._named(tokens, g, mention.end, keys)
                joined = found is not None and gap.fullmatch(text, mention.end, found.start)
                return found if joined else None
        return None

    @staticmethod
    def _named(tokens: Tokens, g: int, low: int, keys: Mapping[str, str]) -> Found | None:
        """The township that the words before a generic word name, a slip of the pen allowed."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        best = None
        for first in range(max(0, g - LONGEST), g):
            if not tokens.capital(first) or any(len(gap) > 2 for gap in tokens.gaps[first + 1 : g + 1]):
                continue
            key = "".join(tokens.words[first:g])
            like = process.extractOne(key, list(keys), scorer=OSA.normalized_similarity, score_cutoff=LIKE)
            if like is not None and (best is None or like[1] > best[0]):
                best = like[1], Found(keys[like[0]], low + tokens.starts[first], low + tokens.ends[g])
        return best[1] if best else None
