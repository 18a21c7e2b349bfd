"""The diseases that bulletins are about: the rows of glossaries/diseases.tsv."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import msgspec
from ahocorasick_rs import AhoCorasick, MatchKind

from bulletin_norm.errors import Problem
from bulletin_norm.tables import read_tsv

COLUMNS = ("name", "zh", "words", "signs", "example")


class Disease(msgspec.Struct, frozen=True):
    """One disease: its standard names, the words that name it, and those that only go with it."""

    name: str
    zh: str
    words: tuple[str, ...]
    signs: tuple[str, ...]
    example: str


class Named(msgspec.Struct, frozen=True):
    """A disease named in a text, at [start, end); `sure` is False where only a sign of it stands there."""

    start: int
    end: int
    disease: Disease
    sure: bool


class Diseases(msgspec.Struct, frozen=True, dict=True):
    """All diseases, ready for look-up.

    >>> from pathlib import Path
    >>> diseases = Diseases.load(Path("glossaries"), [])
    >>> [named.disease.name for named in diseases.find("2 cases of H7N9 avian influenza, none of flux")]
    ['human infection with avian influenza A(H7N9)', 'human infection with avian influenza']
    """

    rows: tuple[Disease, ...]

    @staticmethod
    def load(glossaries: Path, problems: list[Problem]) -> Diseases:
        """Read diseases.tsv of a folder; faults go to `problems`."""
        name, rows, seen = "diseases.tsv", list[Disease](), dict[str, str]()
        for row in read_tsv(glossaries / name, COLUMNS, problems):
            disease = Disease(row["name"], row["zh"], _split(row["words"]), _split(row["signs"]), row["example"])
            if not (disease.zh and disease.words and disease.example):
                problems.append(Problem(name, row.line, f"{disease.name}: zh, words and example are needed"))
            if rows and disease.name <= rows[-1].name:
                problems.append(Problem(name, row.line, f"{disease.name} stands after {rows[-1].name}"))
            for word in (*disease.words, *disease.signs):
                if seen.setdefault(word, disease.name) != disease.name:
                    problems.append(Problem(name, row.line, f"{disease.name}: {word!r} is also of {seen[word]}"))
            rows.append(disease)
        return Diseases(tuple(rows))

    def find(self, text: str) -> Iterator[Named]:
        """Yield every disease named in a text, the longest words first where they overlap, as whole words."""
        folded = text.lower()
        if len(folded) != len(text):
            folded = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            if _whole(folded, start, end):
                yield Named(start, end, *self._meanings[index])

    @cached_property
    def _patterns(self) -> dict[str, tuple[Disease, bool]]:
        signs = {sign: (row, False) for row in self.rows for sign in row.signs}
        return {**signs, **{word: (row, True) for row in self.rows for word in row.words}}

    @cached_property
    def _meanings(self) -> list[tuple[Disease, bool]]:
        return list(self._patterns.values())

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(list(self._patterns), matchkind=MatchKind.LeftmostLongest)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip().lower() for part in cell.split(" | ") if part.strip()))


def _whole(text: str, start: int, end: int) -> bool:
    """Whether Latin words begin and end where the match does."""
    before, after = text[start - 1 : start], text[end : end + 1]
    cut_left = text[start].isascii() and before.isascii() and before.isalnum()
    last = text[end - 1]
    return not (cut_left or (last.isascii() and last.isalnum() and after.isascii() and after.isalnum()))
