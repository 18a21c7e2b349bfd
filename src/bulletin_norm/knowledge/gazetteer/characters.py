"""Finds names of places in text in Chinese characters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import ahocorasick_rs

from bulletin_norm.knowledge.gazetteer.chains import gap_of
from bulletin_norm.knowledge.gazetteer.divisions import CLASSES
from bulletin_norm.knowledge.gazetteer.hits import Hit
from bulletin_norm.knowledge.gazetteer.index import Entry, Index
from bulletin_norm.knowledge.gazetteer.memo import Memo
from bulletin_norm.language.places import PlaceWords

SIGNS = frozenset("，、。；：（）(),;:“”\n ")


class Known(NamedTuple):
    """A surface that the index has: its readings, whether one of them is of a single character and its generic word,
    whether one has that word, whether all are of county level."""

    entries: tuple[Entry, ...]
    single: bool
    whole: bool
    small: bool


class CharacterFinder:
    """Finds hits in text of one language in Chinese characters (Simplified)."""

    def __init__(self, index: Index, words: PlaceWords) -> None:
        self.words, self.gap = words, gap_of(words)
        strong: list[str] = []
        weak: list[str] = []
        for surface, entries in index.hanzi.items():
            if len(surface) > 1:
                (strong if _strong(surface, entries, words) else weak).append(surface)
        fuller = {surface for surface in weak if _goes_on(surface, index.hanzi)} - words.common
        strong += fuller
        weak = [surface for surface in weak if surface not in fuller]
        self._entries = index.hanzi
        self._known = Memo(self._known_of)
        self._strong, self._weak = _Machine(strong), _Machine(weak)
        self._head = _any_of(words.heads)
        self._estates = tuple(sorted(words.heads))
        self._settlements = tuple(head for head in self._estates if len(head) > 1)
        self._zone_ends = (*self._settlements, *words.leads)
        self._site = _any_of(words.sites)
        self._surnames = words.surnames - words.before_name - words.letters
        self._beside_person = SIGNS | words.beside_person
        self._foreign = tuple(sorted(words.foreign))
        self._abroad = frozenset(word[-1] for word in words.foreign)
        self._people = tuple(sorted(words.people))
        self._posts = tuple(word for word in self._people if len(word) > 1)
        self._institution = re.compile(words.institution or "(?!)")
        self._settlement = _any_of(words.settlements)
        self._generic = _any_of(words.generics)
        self._zone = re.compile(f"(?:{_any_of(words.zones).pattern})")
        determiners = "".join(sorted(words.determiners))
        own = "".join(sorted({generic for generic in words.generics if len(generic) == 1}))
        self._own = re.compile(f"[{determiners}]([{own}])(?![{own}内外])") if determiners else None
        numbers, counted = "".join(sorted(words.numbers | words.each)), "".join(sorted(words.counted))
        self._counted = re.compile(f"\\d|[{numbers}]+(?:\\d|[{counted}])" if counted else r"\d")
        self._local = re.compile(f"[{own}](?={self._counted.pattern}|$)")
        verbs = "".join(sorted(words.letters))
        after = "".join(sorted(words.after_letter))
        self._letter = re.compile(f"[{verbs}](?=([\u4e00-\u9fff])(?:[{verbs}{after}]|$))") if verbs else None

    def hits(self, text: str) -> list[Hit]:
        """All hits, in order, not overlapping."""
        found: list[Hit] = []
        taken = bytearray(len(text) + 1)
        read = text
        for word in (*self.words.leads, *self.words.stop):
            read = read.replace(word, len(word) * "\n")
        strong = self._strong.matches(read)
        weak = self._weak.matches(read)
        begun = {start for _, start, _ in (*strong, *weak)}
        for surface, start, end in strong:
            child = text[end - 1 : end + 2]
            if child in self._entries and surface[:-1] in self._entries and self._below(child, self._entries[surface]):
                self._add(Hit(start, end - 1, surface[:-1], (), self._known[surface[:-1]].entries), found, taken)
                surface, start, end = child, end - 1, end + 2
            self._add(self._name(text, surface, start, end, taken, followed=end in begun), found, taken)
        self._zones(text, found, taken)
        if any(taken[start] != taken[end - 1] for _, start, end in weak):
            weak = self._weak.matches(_without(read, found))
        for surface, start, end in weak:
            if 1 not in taken[start:end]:
                self._add(self._name(text, surface, start, end, taken, small=True), found, taken)
        self._rest(read, found, taken)
        found.sort(key=lambda hit: hit.start)
        return self._outside(text, found) if any(word in text for word in self.words.institutions) else found

    def whole(self, text: str) -> Hit | None:
        """The hit of a mention that is one known name with its generic word."""
        entries = self._entries.get(text)
        if entries is None or len(text) < 2 or text in self.words.common:
            return None
        if any(entry.context for entry in entries) or not any(entry.whole for entry in entries):
            return None
        return Hit(0, len(text), text, (), tuple(entries))

    def _outside(self, text: str, found: list[Hit]) -> list[Hit]:
        """The hits that are no part of an institution's name, nor what that lies in: 西安市莲湖区人民医院."""
        kept: list[Hit] = []
        after: Hit | None = None
        inside = False
        for hit in reversed(found):
            if after is not None and after.start == hit.end:
                inside = inside and _may_hold(hit, after)
            else:
                end = after.start if after is not None else len(text)
                inside = self._institution.match(text, hit.end, end) is not None and not self._called(text, hit.end)
            if hit.role != "place" or not inside:
                kept.append(hit)
            after = hit
        return kept[::-1]

    def _called(self, text: str, start: int) -> bool:
        """Whether the name of a city or province begins here: 历下区山东大学 lies in 历下区."""
        entries = (entry for size in (2, 3) for entry in self._entries.get(text[start : start + size], ()))
        return any(entry.division.level < 3 for entry in entries)

    @staticmethod
    def _add(hit: Hit | None, found: list[Hit], taken: bytearray) -> None:
        if hit is not None:
            found.append(hit)
            taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)

    def _rest(self, text: str, found: list[Hit], taken: bytearray) -> None:
        for match in self._local.finditer(text):
            start, end = match.start() - 2, match.end()
            name = text[start:end] if start >= 0 else ""
            if 1 not in taken[start:end] and _is_written(name[:2]) and not name.endswith(self._estates):
                found.append(Hit(start, end, name, role="local"))
                taken[start:end] = b"\1\1\1"
        for match in self._own.finditer(text) if self._own else ():
            if not any(taken[match.start() : match.end()]):
                found.append(Hit(match.start(), match.end(), match[1], (CLASSES[match[1]],), role="issuer"))
        for match in self._letter.finditer(text) if self._letter else ():
            if not taken[match.start(1)]:
                found.append(Hit(*match.span(1), match[1], role="letter"))

    def _zones(self, text: str, found: list[Hit], taken: bytearray) -> None:
        """Add the zones that have no row of their own."""
        for match in self._zone.finditer(text):
            if not any(taken[match.start() : match.end()]):
                start = self._zone_start(text, match.start(), taken)
                if start == match.start() and not self._stands(text, start, match.end(), taken):
                    continue
                found.append(Hit(start, match.end(), text[start : match.end()], role="zone"))
                taken[start : match.end()] = b"\1" * (match.end() - start)

    @staticmethod
    def _stands(text: str, start: int, end: int, taken: bytearray) -> bool:
        """Whether a zone without a name stands where a place does: after its city, in a list, before a count."""
        after = text[end : end + 1]
        if end - start == len(text):
            return True
        return (
            bool(start and taken[start - 1])
            or after.isdigit()
            or after in ("各", "、")
            or text[start - 1 : start] == "、"
        )

    def _zone_start(self, text: str, start: int, taken: bytearray) -> int:
        """Where the name of a zone begins: after a sign, a number or the last name."""
        first = start
        while first > 0 and start - first < 8 and not taken[first - 1] and text[first - 1] not in self.words.breaks:
            if not "\u4e00" <= text[first - 1] <= "\u9fff" or text.endswith(self._zone_ends, 0, first):
                break
            first -= 1
        return first

    def _name(
        self,
        text: str,
        surface: str,
        start: int,
        end: int,
        taken: bytearray,
        *,
        small: bool = False,
        followed: bool = False,
    ) -> Hit | None:
        """The hit of a known surface, where it is meant as a name.

        `small` for short names of county level; `followed` where the next name begins at its end: 晋城城区.
        """
        known, stop = self._known[surface], end
        entries, classes = known.entries, tuple[str, ...]()
        if known.small and text[start - 1 : start] in self._abroad and text.endswith(self._foreign, 0, start):
            return None
        if known.single and not followed and self._settlement.match(text, end):
            return None
        if not known.whole:
            match = self._generic.match(text, end)
            site = self._site.match(text, end) is not None
            if match and not self._below(match[0], entries):
                stop, classes = match.end(), self.words.generics[match[0]]
            elif (small if site else self._is_headed(text, end, entries, followed)) or self._is_person(
                text, start, end
            ):
                return None
        weak = False
        common = surface in self.words.common and not classes
        if (small and not self._cued(text, start, end)) or (common and not self._listed(text, start, end)):
            before = start - 1 if text[start - 1 : start] != " " else start - 2
            if before < 0 or not taken[before]:
                return None
            weak = True
        counted = self._counted.match(text, stop) is not None
        return Hit(start, stop, surface, classes, entries, weak=weak, counted=counted)

    def _known_of(self, surface: str) -> Known:
        entries = tuple(self._entries[surface])
        return Known(
            entries,
            any(entry.division.single for entry in entries),
            any(entry.whole for entry in entries),
            all(entry.division.level > 2 for entry in entries),
        )

    def _below(self, surface: str, entries: Sequence[Entry]) -> bool:
        """Whether a surface is a name in a city: 矿区 behind 阳泉, 市中区 at the end of 济南市中区."""
        inside = tuple(entry.division.adcode[:4] for entry in entries if entry.division.level == 2)
        below = self._entries.get(surface, ()) if inside else ()
        return any(entry.division.adcode.startswith(inside) for entry in below)

    def _is_person(self, text: str, name: int, end: int) -> bool:
        """Whether a surname and a name stand by themselves, or after what somebody is: 患者王长治，男."""
        start = name - 1
        if start < 0 or text[start] not in self._surnames:
            return False
        beside = self._beside_person
        if text.endswith(self._posts, 0, start):
            return True
        if start and text[start - 1] not in beside and not text.endswith(self._people, 0, start):
            return False
        return end == len(text) or text[end] in beside

    def _is_headed(self, text: str, end: int, entries: tuple[Entry, ...], followed: bool) -> bool:
        """Whether a name is part of a street or the like, and no name of a division in it follows: 宁波镇海."""
        if followed or not self._head.match(text, end):
            return False
        inside = tuple(entry.division.adcode[:4] for entry in entries if entry.division.level == 2)
        below = (entry for size in (2, 3) for entry in self._entries.get(text[end : end + size], ()))
        return not inside or not any(entry.division.adcode.startswith(inside) for entry in below)

    def _listed(self, text: str, start: int, end: int) -> bool:
        """Whether a common word that is a name too stands in a list or before a count, or alone: 均在矿区, （矿区）."""
        before, after = text[start - 1 : start], text[end : end + 1]
        words = self.words
        told = before in words.letters and text[start - 2 : start - 1] in words.breaks | words.before_name
        if (told and after in words.breaks) or (after in ("）", ")") and before in ("（", "(")):
            return text[end - 1] in words.generics
        return after.isdigit() or "、" in (before, after)

    def _cued(self, text: str, start: int, end: int) -> bool:
        """Whether a short name of county level stands where a place does: before a count, a generic word, after 离."""
        after = text[end : end + 1]
        if after.isdigit() or after in self.words.generics:
            return True
        if after in self.words.natives and not "\u4e00" <= text[end + 1 : end + 2] <= "\u9fff":
            return start > 0 and not "\u4e00" <= text[start - 1] <= "\u9fff"
        return start > 0 and text[start - 1] in self.words.letters and text[start:end] not in self.words.common


def _without(text: str, hits: list[Hit]) -> str:
    """A text with line ends where hits stand."""
    for hit in hits:
        text = text[: hit.start] + "\n" * (hit.end - hit.start) + text[hit.end :]
    return text


def _may_hold(hit: Hit, other: Hit) -> bool:
    """Whether a division that a hit may mean is above one that another may mean."""
    above = tuple(entry.division.adcode[: 2 * entry.division.level] for entry in hit.entries)
    return any(entry.division.adcode.startswith(above) for entry in other.entries)


class _Machine:
    """An automaton over surfaces."""

    def __init__(self, surfaces: list[str]) -> None:
        self.surfaces = surfaces
        kind = ahocorasick_rs.MatchKind.LeftmostLongest
        self._machine = ahocorasick_rs.AhoCorasick(surfaces, matchkind=kind)

    def matches(self, text: str) -> list[tuple[str, int, int]]:
        found = self._machine.find_matches_as_indexes(text)
        return [(self.surfaces[which], start, end) for which, start, end in found]


def _is_written(text: str) -> bool:
    """Whether two characters are Chinese ones."""
    return len(text) == 2 and min(text) >= "\u4e00" and max(text) <= "\u9fff"


def _strong(surface: str, entries: list[Entry], words: PlaceWords) -> bool:
    """Whether a surface is a name wherever it stands: it has its generic word, or is that of a city or province."""
    return entries[0].whole or any(
        entry.whole or (entry.division.level < 3 and surface not in words.common) for entry in entries
    )


def _goes_on(surface: str, known: Mapping[str, list[Entry]]) -> bool:
    """Whether a short name begins with another of the same division, which would be read in its place: 二连浩特."""
    if len(surface) < 3:
        return False
    own = {entry.division.adcode for entry in known[surface]}
    return any(
        entry.division.adcode in own and entry.whole
        for size in range(2, len(surface))
        for entry in known.get(surface[:size], ())
    )


def _any_of(surfaces: object) -> re.Pattern[str]:
    ordered = sorted(surfaces, key=len, reverse=True)  # type: ignore[call-overload]
    return re.compile("|".join(map(re.escape, ordered)) or r"(?!)")
