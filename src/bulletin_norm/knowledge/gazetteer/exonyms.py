"""Names of divisions in languages whose texts are not read with rules of their own: looked up as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from bulletin_norm.errors import Problem
from bulletin_norm.knowledge.gazetteer.divisions import Division, Tree
from bulletin_norm.model import Candidate, Link, PlaceMention
from bulletin_norm.tables import read_cells

COLUMNS = ("surface", "adcode", "language", "example")

_FORMS = " | "
_WITHOUT_SPACES = (("\u1100", "\u11ff"), ("\u3041", "\u30fa"), ("\u3400", "\ud7ff"), ("\uf900", "\ufaff"))
_GAP = re.compile(r"[^\d.;:!?。；：！？【】「」\n]{0,14}")


class _Hit(NamedTuple):
    start: int
    end: int
    divisions: tuple[Division, ...]


class Exonyms:
    """The names of one language: found where they do not go on a word, joined where one lies in the other."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._rows: list[tuple[str, str]] = []

    def add(self, surfaces: str, adcode: str) -> None:
        """Make each form of a name, parted by " | ", a way to write the division's; it may be that of several."""
        self._rows.append((surfaces, adcode))

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        named: dict[str, list[str]] = {}
        for surfaces, adcode in self._rows:
            for surface in surfaces.split(_FORMS):
                codes = named.setdefault(surface, [])
                if adcode not in codes:
                    codes.append(adcode)
        return named

    def find(self, text: str, issuer: str | None = None, date: str | None = None) -> tuple[PlaceMention, ...]:
        """The places named in a text, in order; one that is open has no code, and all its candidates."""
        hits = [hit for hit in self._hits(text, date) if hit.divisions]
        certain = {hit.divisions[0].adcode for hit in hits if len(hit.divisions) == 1}
        found: list[PlaceMention] = []
        index = 0
        while index < len(hits):
            chain, index = self._chain(text, hits, index)
            found.append(self._mention(text, chain, {*certain, issuer} if issuer else certain))
        return tuple(found)

    @cached_property
    def _finder(self) -> AhoCorasick:
        return AhoCorasick(list(self._named), matchkind=MatchKind.LeftmostLongest)

    @cached_property
    def _codes(self) -> list[list[str]]:
        return list(self._named.values())

    def _hits(self, text: str, date: str | None) -> Iterator[_Hit]:
        for index, start, end in self._finder.find_matches_as_indexes(text):
            if not _goes_on(text, start, end):
                known = (self._tree.get(code, date) for code in self._codes[index])
                yield _Hit(start, end, tuple(division for division in known if division))

    def _chain(self, text: str, hits: Sequence[_Hit], index: int) -> tuple[list[_Hit], int]:
        """The hits from `index` on that lie in one another: 広東省広州市, в городе Шанцю провинции Хэнань."""
        chain = [hits[index]]
        index += 1
        while index < len(hits) and _GAP.fullmatch(text, chain[-1].end, hits[index].start):
            if not self._nested(chain[-1], hits[index]):
                break
            chain.append(hits[index])
            index += 1
        return chain, index

    def _nested(self, one: _Hit, two: _Hit) -> bool:
        within = self._tree.within
        return any(
            a.adcode != b.adcode and (within(a.adcode, b.adcode) or within(b.adcode, a.adcode))
            for a in one.divisions
            for b in two.divisions
        )

    def _mention(self, text: str, chain: list[_Hit], near: set[str]) -> PlaceMention:
        ordered = sorted(chain, key=lambda hit: hit.divisions[0].level)
        lowest = ordered[-1]
        beside = {one.adcode for hit in ordered[:-1] for one in hit.divisions}
        divisions = self._likely(lowest.divisions, beside, near)
        start, end = chain[0].start, chain[-1].end
        if len(divisions) > 1:
            candidates = tuple(
                Candidate(one.adcode, one.name, one.name_en, 1 / len(divisions), "written alike") for one in divisions
            )
            return PlaceMention(start, end, text[start:end], None, candidates=candidates)
        one = divisions[0]
        links = tuple(
            Link(hit.start, hit.end, text[hit.start : hit.end], code)
            for hit in ordered
            if (code := self._link(hit, one.adcode)) is not None
        )
        return PlaceMention(start, end, text[start:end], one.adcode, one.name, one.name_en, one.level, links=links)

    def _link(self, hit: _Hit, lowest: str) -> str | None:
        return next((one.adcode for one in hit.divisions if self._tree.within(lowest, one.adcode)), None)

    def _likely(self, divisions: tuple[Division, ...], beside: set[str], near: set[str]) -> tuple[Division, ...]:
        """The divisions that lie in what stands beside the name, else in what the text or its issuer names."""
        for codes in (beside, near):
            inside = tuple(one for one in divisions if any(self._below(one.adcode, code) for code in codes))
            if len(divisions) > 1 and inside:
                divisions = inside
        return divisions

    def _below(self, code: str, other: str) -> bool:
        """Whether two divisions lie in one another, the country apart, which tells nothing."""
        within, ancestors = self._tree.within, self._tree.ancestors
        return bool(ancestors(other)) and (within(code, other) or within(other, code))


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a stretch is a part of a word: letters beside letters, Katakana beside Katakana, Hangul before Hangul."""
    before, after = text[start - 1 : start], text[end : end + 1]
    first, last = text[start], text[end - 1]
    if _script(first) == "hangul":
        return _script(before) == "hangul"
    return (_script(first) == _script(before) != "none") or (_script(last) == _script(after) in ("letters", "katakana"))


def _script(char: str) -> str:
    """Whether a character is of Hangul, of Katakana, of a script that parts its words ("letters"), or none of these."""
    if "\uac00" <= char <= "\ud7a3":
        return "hangul"
    if "\u30a1" <= char <= "\u30fa" or char == "ー":
        return "katakana"
    if not char.isalnum() or char.isdecimal() or any(low <= char <= high for low, high in _WITHOUT_SPACES):
        return "none"
    return "letters"


def read_exonyms(path: Path, tree: Tree, problems: list[Problem]) -> dict[str, Exonyms]:
    """The names of exonyms.tsv by language; a code that no division has, or a name given twice, is a fault."""
    found: dict[str, Exonyms] = {}
    for line, (surfaces, adcode, language, _) in read_cells(path, COLUMNS, problems):
        if adcode not in tree.by_code:
            problems.append(Problem(path.name, line, f"adcode {adcode!r} is no division"))
            continue
        names = found.get(language)
        if names is None:
            names = found[language] = Exonyms(tree)
        if not surfaces or surfaces != surfaces.strip(_FORMS) or "|  |" in surfaces:
            problems.append(Problem(path.name, line, "has an empty form"))
        else:
            names.add(surfaces, adcode)
    return found
