"""The surfaces under which divisions are known, and how a surface is folded to a key."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import msgspec

from bulletin_norm.errors import Problem
from bulletin_norm.knowledge.gazetteer.divisions import Division, Tree
from bulletin_norm.knowledge.gazetteer.spelling import SYLLABLES, fold, is_latin, syllables
from bulletin_norm.language.places import PlaceWords
from bulletin_norm.tables import read_cells

ZONE_COLUMNS = ("id", "name", "name_hant", "english", "parent", "aliases", "example")
PLACE_COLUMNS = ("surface", "adcode", "kind", "context", "note", "example")

# How far a spelling of a kind is to be believed, against the official one (0): the logarithm of its odds.
KINDS = {
    "official": 0.0, "full": 0.0, "short": 0.0, "zone": 0.0, "user": 2.0, "pinyin": -0.1, "ethnic": -0.1,
    "short_zh": -0.1, "postal": -0.4, "wade_giles": -0.8, "old_name": -0.6, "old": -0.6, "exonym": -0.3, "side": -1.0,
    "sideless": -2.5,
    "gloss": -1.2, "heteronym": -1.5, "mt_slip": 1.0,
}  # fmt: skip


# Kinds of spelling that are known with their generic word only; kinds that spell a name.
AS_WRITTEN = frozenset(("side", "gloss", "mt_slip"))
SPELT = frozenset(("official", "pinyin", "ethnic"))


class Zone(msgspec.Struct, frozen=True, gc=False):
    """A place without a code of its own; `parent` is the code that it is counted under."""

    name: str
    name_en: str
    parent: str


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One reading of a key: a record of the table (or a zone), how it is spelt there, and where only."""

    division: Division
    kind: str
    context: str = ""
    zone: Zone | None = None
    whole: bool = False


class Index:
    """Keys to entries, one table for Latin letters (folded names without their generic word), one for characters."""

    def __init__(self, words: dict[str, PlaceWords]) -> None:
        self.latin: dict[str, list[Entry]] = {}
        self.hanzi: dict[str, list[Entry]] = {}
        self.letters = frozenset(key for key in SYLLABLES if len(key) > 1)
        self.first_words: set[str] = set()
        self._fillers = frozenset(fold(word) for language in words.values() for word in language.fillers)
        self._autonomous = frozenset(fold(word) for language in words.values() for word in language.autonomous)
        self._generic = frozenset(
            fold(word)
            for language in words.values()
            for word in language.generics
            if is_latin(word) and word not in language.loose
        )

    def add(self, surface: str, entry: Entry) -> None:
        """Make `surface` a way to name the entry's division."""
        if surface.isascii() and surface.isalpha():
            _put(self.latin, surface.lower(), entry)
            return
        if not is_latin(surface):
            _put(self.hanzi, surface, entry)
            return
        if not surface.isascii() and "ü" in surface:
            for other in ("v", "yu"):
                self.add(surface.replace("ü", other), entry)
        key = fold(surface) if entry.kind in AS_WRITTEN else self.stem(surface)
        if key:
            _put(self.latin, key, entry)
            if " " in surface:
                self.first_words.add(fold(surface.split(" ", 1)[0]))

    def stem(self, surface: str) -> str:
        """The key of a Latin surface without its generic words (and, of an autonomous one, its peoples) at the end."""
        if "-" in surface:
            surface = surface.replace("-", " ")
        if " " not in surface:
            return fold(surface)
        folded = list(map(fold, surface.split()))
        while len(folded) > 1 and folded[-1] in self._generic:
            folded.pop()
        if folded[-1] in self._autonomous:
            while len(folded) > 1 and folded[-1] in self._fillers:
                folded.pop()
        return "".join(folded)

    def add_division(self, division: Division) -> None:
        """Add all the names and spellings of a division."""
        name, short, roman, hanzi = division.name, division.short, division.roman, self.hanzi
        _put(hanzi, name, Entry(division, "full", "", None, True))
        if len(short) > 1 and short != name:
            _put(hanzi, short, Entry(division, "short"))
            middle = short + division.generic[-1:]
            if middle != name:
                _put(hanzi, middle, Entry(division, "short", "", None, True))
        official = Entry(division, "official")
        self.add(roman, official)
        stem, _, last = division.name_en.rpartition(" ")
        if stem == roman and stem.isalpha() and last.lower() in self._generic:
            self.first_words.add(stem.lower() if stem.isascii() else fold(stem))
        else:
            self.add(division.name_en, official)
        if division.aliases:
            self._add_aliases(division)

    def _add_aliases(self, division: Division) -> None:
        """Add the other spellings of a division, and those that follow from them."""
        sides = tuple(dict.fromkeys(self.stem(surface) for kind, surface in division.aliases if kind == "side"))
        shorts: list[str] = []
        for kind, surface in division.aliases:
            latin = is_latin(surface)
            if kind == "letter" and (latin or len(surface) == 1):
                continue
            if sides and kind in SPELT and not self.stem(surface).endswith(sides):
                kind = "sideless"
            self.add(surface, Entry(division, kind, "", None, not latin and surface != division.short))
            if kind == "heteronym" and division.single:
                self.add(surface + division.generic_roman, Entry(division, kind))
            if kind == "short_zh" and surface[-1] in "旗州":
                shorts.append(surface)
        if sides:
            self._add_sides(division, sides)
        if shorts:
            self._add_short(division, shorts)

    def _add_sides(self, division: Division, known: tuple[str, ...]) -> None:
        """Add each spelling of a banner's name with each form of its side: Sunite Right, Sonid Youqi."""
        sides = dict.fromkeys((*known, *(side.removesuffix("qi") for side in known)))
        ordered = sorted(sides, key=len, reverse=True)
        names = {division.roman: False, division.name_en: False}
        names |= {surface: kind == "ethnic" for kind, surface in division.aliases if kind in SPELT}
        bases: dict[str, None] = {}
        for name, bare in names.items():
            stem = self.stem(name)
            side = next((side for side in ordered if stem.endswith(side) and len(stem) > len(side) + 2), "")
            if side or bare:
                bases[stem.removesuffix(side)] = None
        for side in sides:
            if len(side) > 8 and not side.endswith("qi"):
                _put(self.latin, side, Entry(division, "side"))
        for base in bases:
            for side in sides:
                _put(self.latin, base + side, Entry(division, "ethnic"))

    def _add_short(self, division: Division, shorts: list[str]) -> None:
        """Add the Chinese short forms of a banner or prefecture in pinyin: Tuzuo (土左旗), Bazhou (巴州)."""
        spelt = [division.roman, *(surface for kind, surface in division.aliases if kind == "pinyin")]
        read = next((cut for name in spelt if (cut := syllables(name, len(division.short)))), ())
        sounds = dict(zip(division.short, read, strict=True)) if read else {}
        for surface in shorts:
            if not all(char in sounds for char in surface[:-1]):
                continue
            stem = "".join(sounds[char] for char in surface[:-1])
            if surface[-1] == "州" and len(surface) == 2:
                _put(self.latin, stem + "zhou", Entry(division, "short_zh"))
            elif len(surface) == 2:
                _put(self.latin, stem + "qi", Entry(division, "short_zh", division.province))
            else:
                _put(self.latin, stem, Entry(division, "short_zh"))
                _put(self.latin, stem + "qi", Entry(division, "short_zh"))

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """All beginnings of all keys: a name written in several words is looked up word by word."""
        found: set[str] = set()
        for key in self.latin:
            while key and key not in found:
                found.add(key)
                key = key[:-1]
        return frozenset(found)


def _put(table: dict[str, list[Entry]], key: str, entry: Entry) -> None:
    entries = table.get(key)
    if entries is None:
        table[key] = [entry]
        return
    for known in entries:
        if known.division is entry.division and known.zone == entry.zone and known.context in ("", entry.context):
            return
    entries.append(entry)


def read_zones(path: Path, tree: Tree, index: Index, problems: list[Problem]) -> dict[str, Zone]:
    """Add the zones of zones.tsv to the index; give them by their ids."""
    zones: dict[str, Zone] = {}
    for line, (ident, name, _, english, parent, aliases, _) in read_cells(path, ZONE_COLUMNS, problems):
        division = tree.get(parent)
        if division is None:
            problems.append(Problem(path.name, line, f"parent {parent!r} is no division"))
            continue
        zone = zones[ident] = Zone(name, english, parent)
        entry = Entry(division, "zone", zone=zone, whole=True)
        for surface in dict.fromkeys((name, english, *_surfaces(aliases))):
            if surface:
                latin = is_latin(surface)
                table, key = (index.latin, fold(surface)) if latin else (index.hanzi, surface)
                entries = table.setdefault(key, [])
                if not entries or entries[-1] is not entry:
                    entries.append(entry)
    return zones


def _surfaces(cell: str) -> list[str]:
    return [part.partition(":")[2] if ":" in part else part for part in cell.split(" | ")] if cell else []


def read_places(path: Path, tree: Tree, index: Index, problems: list[Problem]) -> None:
    """Add the spellings of a places.tsv (the package's or a user's) to the index."""
    for line, (surface, adcode, kind, context, _, _) in read_cells(path, PLACE_COLUMNS, problems):
        division = tree.get(adcode)
        if division is None:
            problems.append(Problem(path.name, line, f"adcode {adcode!r} is no division"))
        elif kind not in KINDS:
            problems.append(Problem(path.name, line, f"kind {kind!r} is none of {', '.join(sorted(KINDS))}"))
        else:
            index.add(surface, Entry(division, kind, context=context))
