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
from bulletin_norm.knowledge.gazetteer.written import Needs, written
from bulletin_norm.knowledge.languages import load_languages
from bulletin_norm.knowledge.variants import japanese_characters, simplified
from bulletin_norm.language.names import NameWords
from bulletin_norm.model import Candidate, Link, PlaceMention
from bulletin_norm.tables import read_cells

COLUMNS = ("surface", "adcode", "language", "example")

_FORMS = " | "
_WITHOUT_SPACES = (("\u1100", "\u11ff"), ("\u3041", "\u30fa"), ("\u3400", "\ud7ff"), ("\uf900", "\ufaff"))
_BESIDE = re.compile(r"[ ,，、の]{0,3}")
_BRACKETED = "[ ]?[(（]([\u4e00-\u9fff]{2,12})[)）]"
_LISTED = re.compile(r"[^\s\d.;:!?。]{0,2}[ ,，、·]?[ ]?")
_NEAR = 30
_GAP = re.compile(r"[^\d.;:!?。；：！？【】「」\n]{0,14}")


class _Hit(NamedTuple):
    start: int
    end: int
    divisions: tuple[Division, ...]
    needs: tuple[Needs, ...]


class Exonyms:
    """The names of one language: found where they do not go on a word, joined where one lies in the other."""

    def __init__(self, tree: Tree, language: str) -> None:
        self._tree, self._language = tree, language
        self._rows: list[tuple[str, str]] = []

    def add(self, surfaces: str, adcode: str) -> None:
        """Make each form of a name, parted by " | ", a way to write the division's; it may be that of several."""
        self._rows.append((surfaces, adcode))

    @cached_property
    def _words(self) -> NameWords | None:
        language = load_languages().get(self._language)
        return language.names if language else None

    @cached_property
    def _apart(self) -> re.Pattern[str] | None:
        """Words between a place and one in it that say that all of its count is there: "đều ở"."""
        language = load_languages().get(self._language)
        words = language.counts.devices.get("all", ()) if language else ()
        return re.compile("|".join(map(re.escape, words))) if words else None

    @cached_property
    def _named(self) -> dict[str, dict[str, Needs]]:
        """Each name with the codes that it stands for, and what it needs for each: rows before rules."""
        named: dict[str, dict[str, Needs]] = {}
        for surfaces, adcode in self._rows:
            for surface in surfaces.split(_FORMS):
                named.setdefault(self._folded(surface), {})[adcode] = Needs.NOTHING
        by_row = frozenset(named)
        for surface, adcode, needs in written(self._tree.divisions, self._words) if self._words else ():
            codes = named.setdefault(surface, {})
            needs = max(needs, Needs.ABOVE) if surface in by_row else needs
            codes[adcode] = min(needs, codes.get(adcode, needs))
        for surface in self._words.none if self._words else ():
            named[surface] = {}
        return named

    @cached_property
    def _folds(self) -> dict[int, str]:
        own = self._words.characters if self._words else None
        if own is None:
            return {}
        return {ord(old): new for old, new in {**japanese_characters(), **own}.items()}

    def _folded(self, text: str) -> str:
        return text.translate(self._folds) if self._folds else text

    def find(self, text: str, issuer: str | None = None, date: str | None = None) -> tuple[PlaceMention, ...]:
        """The places named in a text, in order; one that is open has no code, and all its candidates."""
        hits = [hit for hit in self._hits(text, date) if hit.divisions]
        plain = [[one.adcode for one, need in zip(hit.divisions, hit.needs, strict=True) if not need] for hit in hits]
        certain = {codes[0] for codes in plain if len(codes) == 1}
        near = {*certain, issuer} if issuer else certain
        hits = self._met(text, hits, near)
        found: list[PlaceMention] = []
        index = 0
        while index < len(hits):
            chain, index = self._chain(text, hits, index)
            found.append(self._mention(text, chain, near))
        return tuple(found)

    @cached_property
    def _finder(self) -> AhoCorasick:
        return AhoCorasick(list(self._named), matchkind=MatchKind.LeftmostLongest)

    @cached_property
    def _codes(self) -> list[dict[str, Needs]]:
        return list(self._named.values())

    def _hits(self, text: str, date: str | None) -> Iterator[_Hit]:
        for index, start, end in self._finder.find_matches_as_indexes(self._folded(text)):
            if not _goes_on(text, start, end):
                codes = self._codes[index]
                known = {code: division for code in codes if (division := self._tree.get(code, date))}
                yield self._told(text, _Hit(start, end, tuple(known.values()), tuple(codes[code] for code in known)))

    def _told(self, text: str, hit: _Hit) -> _Hit:
        """A hit with the divisions that the Chinese name in brackets after it leaves: 산시(陝西)성, Суйхуа (绥化市)."""
        match = re.compile(_BRACKETED).match(text, hit.end)
        if match is None:
            return hit
        name = simplified(match[1])
        kept = tuple(one for one in hit.divisions if name in (one.short, one.name))
        return _Hit(hit.start, match.end(), kept, (Needs.NOTHING,) * len(kept)) if kept else hit

    def _met(self, text: str, hits: Sequence[_Hit], near: set[str]) -> list[_Hit]:
        """The hits with the divisions whose needs are met, those in the last place named; hits with none left out."""
        found: list[_Hit] = []
        for index, hit in enumerate(hits):
            if any(hit.needs):
                before = found[-1] if found and _BESIDE.fullmatch(text, found[-1].end, hit.start) else None
                beside = {one.adcode for one in before.divisions} if before else set()
                told = self._is_counted(text, hit.end) or self._is_listed(text, hits, index)
                kept = self._kept(hit, beside, near, told=told)
                hit = hit._replace(divisions=tuple(kept), needs=tuple(kept.values()))
            if hit.divisions:
                found.append(self._nearest(hit, found))
        return found

    def _kept(self, hit: _Hit, beside: set[str], near: set[str], *, told: bool) -> dict[Division, Needs]:
        """The divisions that a name may be here: one that needs nothing gives way only to one of those beside it."""
        needs = dict(zip(hit.divisions, hit.needs, strict=True))
        inside = {one: not beside.isdisjoint(self._tree.ancestors(one.adcode)[:-1]) for one in needs}
        kept = [one for one in needs if inside[one]] or [one for one, need in needs.items() if not need]
        if not kept:
            most = Needs.BEFORE if told else Needs.ABOVE
            met = [one for one, need in needs.items() if need <= most]
            kept = [one for one in met if one.level == 1 or not near.isdisjoint(self._tree.ancestors(one.adcode)[:-1])]
        codes = {one.adcode for one in kept}
        return {one: needs[one] for one in kept if codes.isdisjoint(self._tree.ancestors(one.adcode))}

    def _nearest(self, hit: _Hit, found: Sequence[_Hit]) -> _Hit:
        """A hit with those of its divisions that lie in the last place before it that holds any of them."""
        for last in reversed(found[-_NEAR:]) if len(hit.divisions) > 1 else ():
            above = {one.adcode for one in last.divisions}
            inside = [not above.isdisjoint(self._tree.ancestors(one.adcode)[:-1]) for one in hit.divisions]
            if any(inside):
                kept = [(one, need) for one, need, keep in zip(hit.divisions, hit.needs, inside, strict=True) if keep]
                return hit._replace(divisions=tuple(one for one, _ in kept), needs=tuple(need for _, need in kept))
        return hit

    @staticmethod
    def _is_listed(text: str, hits: Sequence[_Hit], index: int) -> bool:
        """Whether a name stands in a list right beside one of the same level: 저장과 광둥."""
        levels = {one.level for one in hits[index].divisions}
        sides = [(hits[i], hits[i + 1]) for i in (index - 1, index) if 0 <= i < len(hits) - 1]
        return any(
            _LISTED.fullmatch(text, one.end, two.start)
            and any(other.level in levels for hit in (one, two) if hit is not hits[index] for other in hit.divisions)
            for one, two in sides
        )

    def _is_counted(self, text: str, end: int) -> bool:
        return self._counted is not None and self._counted.match(text, end) is not None

    @cached_property
    def _counted(self) -> re.Pattern[str] | None:
        """A number and a counter, which a name that is a word too is told by: 저장 8명."""
        counters = self._words.counters if self._words else ()
        return re.compile(rf" ?\d[^ ]{{0,8}}?(?:{'|'.join(map(re.escape, counters))})") if counters else None

    def _chain(self, text: str, hits: Sequence[_Hit], index: int) -> tuple[list[_Hit], int]:
        """The hits from `index` on that lie in one another: 広東省広州市, в городе Шанцю провинции Хэнань."""
        chain = [hits[index]]
        index += 1
        while index < len(hits) and _GAP.fullmatch(text, chain[-1].end, hits[index].start):
            if self._apart and self._apart.search(text, chain[-1].end, hits[index].start):
                break
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
    """The names of exonyms.tsv by language; a code that no division has, or an empty form, is a fault."""
    found = {code: Exonyms(tree, code) for code in load_languages()}
    for line, (surfaces, adcode, language, _) in read_cells(path, COLUMNS, problems):
        if adcode not in tree.by_code:
            problems.append(Problem(path.name, line, f"adcode {adcode!r} is no division"))
            continue
        names = found.get(language)
        if names is None:
            names = found[language] = Exonyms(tree, language)
        if not surfaces or surfaces != surfaces.strip(_FORMS) or "|  |" in surfaces:
            problems.append(Problem(path.name, line, "has an empty form"))
        else:
            names.add(surfaces, adcode)
    return found
