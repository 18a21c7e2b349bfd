"""Districts below zones, without codes of their own: read where their land speaks, or beside what they lie in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from bulletin_norm.errors import Problem
from bulletin_norm.knowledge.gazetteer.divisions import Division, Tree
from bulletin_norm.knowledge.gazetteer.index import Zone
from bulletin_norm.knowledge.gazetteer.spelling import is_latin
from bulletin_norm.model import Link, PlaceMention
from bulletin_norm.tables import read_cells

COLUMNS = ("parent", "name", "name_hant", "english")
SURE = 0.95
REACH = 16
JOINTS = re.compile(r"\b(?:of|in)\b|^[\s,，()（）]+|[\s,，()（）]+$")


class District(NamedTuple):
    """A district: its name, the zone that it lies in, and the division that both are counted under."""

    name: str
    english: str
    zone: Zone
    land: Division


class Districts:
    """The districts of one land, found by their full names, with their generic word."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, District]] = []

    @staticmethod
    def read(path: Path, zones: Mapping[str, Zone], tree: Tree, problems: list[Problem]) -> Districts:
        """Read districts.tsv; a parent that is no zone is a fault."""
        found = Districts()
        for line, (parent, name, traditional, english) in read_cells(path, COLUMNS, problems):
            zone = zones.get(parent)
            land = tree.get(zone.parent) if zone else None
            if zone is None or land is None:
                problems.append(Problem(path.name, line, f"parent {parent!r} is no zone"))
                continue
            found._rows.append((traditional, District(name, english, zone, land)))
        return found

    @cached_property
    def lands(self) -> frozenset[str]:
        """The codes of the divisions that have districts."""
        return frozenset([district.land.adcode for _, district in self._rows])

    @cached_property
    def _cities(self) -> AhoCorasick:
        """Finds what the districts lie in, without generic words, in Chinese and English."""
        zones = dict.fromkeys(district.zone for _, district in self._rows)
        english = [zone.name_en.partition(",")[0].rpartition(" ")[0] for zone in zones]
        return AhoCorasick([*english, *(zone.name[:-1] for zone in zones)])

    def is_told_of(self, text: str) -> bool:
        """Whether a text names what a district lies in."""
        return bool(self._cities.find_matches_as_indexes(text))

    @cached_property
    def _named(self) -> dict[str, list[District]]:
        """Each surface, in small letters, with the districts that are called so."""
        named: dict[str, list[District]] = {}
        for traditional, district in self._rows:
            for surface in {traditional, district.name, district.english.lower()}:
                named.setdefault(surface, []).append(district)
        return named

    @cached_property
    def _finder(self) -> AhoCorasick:
        return AhoCorasick(list(self._named), matchkind=MatchKind.LeftmostLongest)

    def alone(self, mention: str) -> District | None:
        """The district that a mention names, by itself or with its city."""
        return next(self._called(mention), None)

    def _called(self, mention: str) -> Iterator[District]:
        """The districts that a mention may name, by themselves or with their city."""
        for start, end, districts in self._hits(mention):
            rest = JOINTS.sub("", mention[:start] + mention[end:])
            yield from (district for district in districts if not rest or _calls(rest, district))

    def zone(self, land: str, name: str) -> Zone | None:
        """The district of a land that a name is that of, alone or with its city, as a zone."""
        district = self.alone(name) if land in self.lands else None
        return Zone(district.name, district.english, land) if district else None

    def holders(self, land: str, locality: str) -> frozenset[str]:
        """The names, Chinese and English, of the cities that a district of a land lies in; none for what is no
        district."""
        zones = [one.zone for one in self._called(locality)] if land in self.lands else []
        return frozenset(name for zone in zones for name in (zone.name, zone.name_en)) - {locality}

    def added(
        self, text: str, mentions: Sequence[PlaceMention], issuer: str | None, gap: re.Pattern[str]
    ) -> list[PlaceMention]:
        """The mentions with those of districts: where their land is the issuer's, else where their city is beside."""
        starts, ends = [one.start for one in mentions], [one.end for one in mentions]
        found: list[PlaceMention] = []
        gone: set[int] = set()
        for start, end, districts in self._hits(text):
            first, last = bisect_right(ends, start), bisect_left(starts, end)
            low, high, district = start, end, None
            if (city := self._city_before(text, start, districts)) is not None:
                low, district = city
                first = bisect_right(ends, low)
            elif first and first - 1 not in gone and gap.fullmatch(text, ends[first - 1], start):
                district = self._in(mentions[first - 1], districts)
                if district is not None:
                    first -= 1
                    low = starts[first]
            if district is None and last < len(mentions) and gap.fullmatch(text, end, starts[last]):
                district = self._in(mentions[last], districts)
                last += district is not None
                high = ends[last - 1] if district is not None else end
            here = issuer is not None and issuer[:2] == districts[0].land.adcode[:2]
            if district is None and (here or self._follows(text[start:end], found, start, mentions[first:last])):
                district = districts[0]
            if district is not None:
                gone.update(range(first, last))
                found.append(_mention(text, low, high, district, (start, end)))
        kept = [one for number, one in enumerate(mentions) if number not in gone]
        return sorted(kept + found, key=lambda one: one.start)

    @staticmethod
    def _follows(surface: str, found: Sequence[PlaceMention], start: int, rivals: Sequence[PlaceMention]) -> bool:
        """Whether a name goes on what was said of a land, and is that of no division: 凤山区3例，其中安平区1例."""
        near = bool(found) and start - found[-1].end < REACH
        return near and all(surface not in (one.name, one.name_en) for one in rivals)

    @staticmethod
    def _city_before(text: str, start: int, districts: Sequence[District]) -> tuple[int, District] | None:
        """The district whose city's name ends where its own begins: 高雄市凤山区; and where that name begins."""
        for district in districts:
            for city in (district.zone.name, district.zone.name[:-1]):
                if text.endswith(city, 0, start):
                    return start - len(city), district
        return None

    def _hits(self, text: str) -> list[tuple[int, int, list[District]]]:
        lowered = text.lower()
        if len(lowered) != len(text):
            return []
        named = list(self._named.values())
        return [
            (start, end, named[which])
            for which, start, end in self._finder.find_matches_as_indexes(lowered)
            if not _goes_on(lowered, start, end)
        ]

    @staticmethod
    def _in(mention: PlaceMention, districts: Sequence[District]) -> District | None:
        """The district that lies in what a mention names."""
        land = mention.adcode == districts[0].land.adcode
        if land and mention.locality is None:
            return districts[0]
        return next((one for one in districts if land and _calls(mention.locality or "", one)), None)


def _calls(name: str, district: District) -> bool:
    """Whether a name, whole or without its generic word, is that of what a district lies in, or of its land."""
    zone, land = district.zone, district.land
    return any(whole.startswith(name) for whole in (zone.name, zone.name_en, land.name, land.name_en))


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a stretch in Latin letters is a part of a longer word."""
    if not text[start].isascii():
        return False
    return text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()


def _mention(text: str, start: int, end: int, district: District, own: tuple[int, int]) -> PlaceMention:
    land, surface = district.land, text[start:end]
    locality = surface
    if is_latin(surface):
        locality = district.english if (start, end) == own else f"{district.english}, {district.zone.name_en}"
    links = (Link(start, end, surface, land.adcode),)
    return PlaceMention(
        start, end, surface, land.adcode, land.name, land.name_en, land.level, SURE, locality=locality, links=links
    )


__all__ = ["District", "Districts"]
