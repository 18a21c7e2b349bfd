"""The surfaces under which divisions are known, and how a surface is folded to a key."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from bulletin_norm.errors import Problem
from bulletin_norm.knowledge.gazetteer.divisions import Division, Tree
from bulletin_norm.knowledge.gazetteer.spelling import SYLLABLES, fold, is_latin
from bulletin_norm.language.places import PlaceWords
from bulletin_norm.tables import read_tsv

ZONE_COLUMNS = ("id", "name", "name_hant", "english", "parent", "aliases", "example")
PLACE_COLUMNS = ("surface", "adcode", "kind", "context", "note", "example")

# How far a spelling of a kind is to be believed, against the official one (0): the logarithm of its odds.
KINDS = {
    "official": 0.0, "full": 0.0, "short": 0.0, "zone": 0.0, "user": 2.0, "pinyin": -0.1, "ethnic": -0.1,
    "short_zh": -0.1, "postal": -0.4, "wade_giles": -0.8, "old_name": -0.6, "exonym": -0.3, "side": -1.0,
    "gloss": -1.2, "heteronym": -1.5, "mt_slip": 1.0,
}  # fmt: skip


class Zone(msgspec.Struct, frozen=True):
    """A place without a code of its own; `parent` is the code that it is counted under."""

    name: str
    name_en: str
    parent: str


class Entry(msgspec.Struct, frozen=True):
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
        self.prefixes: set[str] = set()
        self.letters: set[str] = set()
        self.first_words: set[str] = set()
        self._generic = {fold(word) for language in words.values() for word in language.generics if is_latin(word)} - {
            "qi",
            "xian",
            "state",
            "union",
            "market",
        }

    def add(self, surface: str, entry: Entry) -> None:
        """Make `surface` a way to name the entry's division."""
        if not is_latin(surface):
            _put(self.hanzi, surface, entry)
            return
        stem = self.stem(surface)
        if stem:
            _put(self.latin, stem, entry)
            if " " in surface:
                self.first_words.add(fold(surface.split(" ", 1)[0]))

    def stem(self, surface: str) -> str:
        """The key of a Latin surface without its generic words at the end."""
        words = surface.split()
        while len(words) > 1 and fold(words[-1]) in self._generic:
            words.pop()
        return fold(" ".join(words))

    def add_division(self, division: Division) -> None:
        """Add all the names and spellings of a division."""
        self.add(division.name, Entry(division, "full", whole=True))
        if len(division.short) > 1 and division.short != division.name:
            self.add(division.short, Entry(division, "short"))
            tail = division.generic[-1]
            if division.short + tail != division.name:
                self.add(division.short + tail, Entry(division, "short", whole=True))
        self.add(division.roman, Entry(division, "official"))
        for kind, surface in division.aliases:
            if kind != "letter" or (len(surface) > 1 and not is_latin(surface)):
                self.add(surface, Entry(division, kind, whole=not is_latin(surface) and surface != division.short))
        if any(kind == "side" for kind, _ in division.aliases):
            self._add_sides(division)

    def _add_sides(self, division: Division) -> None:
        """Add each spelling of a banner's name with each form of its side: Sunite Right, Sonid Youqi."""
        sides = {self.stem(surface).removesuffix("qi") for kind, surface in division.aliases if kind == "side"}
        names = [
            division.roman,
            *(surface for kind, surface in division.aliases if kind in ("pinyin", "ethnic", "official")),
        ]
        for name in names:
            stem = self.stem(name)
            base = next(
                (stem.removesuffix(side) for side in sorted(sides, key=len, reverse=True) if stem.endswith(side)), ""
            )
            for side in sides if len(base) > 2 else ():
                for key in (base + side, base + side + "qi"):
                    _put(self.latin, key, Entry(division, "ethnic"))

    def finish(self) -> None:
        """Prepare the look-up of names that are written in several words."""
        prefixes = set()
        for key in self.latin:
            for size in range(1, len(key) + 1):
                prefixes.add(key[:size])
        self.prefixes = prefixes
        self.letters = {key for key in SYLLABLES if len(key) > 1}


def _put(table: dict[str, list[Entry]], key: str, entry: Entry) -> None:
    entries = table.setdefault(key, [])
    for known in entries:
        if known.division is entry.division and known.zone == entry.zone and known.context == entry.context:
            return
    entries.append(entry)


def read_zones(path: Path, tree: Tree, index: Index, problems: list[Problem]) -> None:
    """Add the zones of zones.tsv to the index."""
    for row in read_tsv(path, ZONE_COLUMNS, problems):
        division = tree.get(row["parent"])
        if division is None:
            problems.append(Problem(row.path, row.line, f"parent {row['parent']!r} is no division"))
            continue
        zone = Zone(row["name"], row["english"], row["parent"])
        surfaces: Iterable[str] = (row["name"], row["english"], *_surfaces(row["aliases"]))
        for surface in surfaces:
            if not surface:
                continue
            entry = Entry(division, "zone", zone=zone, whole=True)
            _put(
                index.latin if is_latin(surface) else index.hanzi,
                fold(surface) if is_latin(surface) else surface,
                entry,
            )


def _surfaces(cell: str) -> list[str]:
    return [part.partition(":")[2] if ":" in part else part for part in cell.split(" | ") if part]


def read_places(path: Path, tree: Tree, index: Index, problems: list[Problem]) -> None:
    """Add the spellings of a places.tsv (the package's or a user's) to the index."""
    for row in read_tsv(path, PLACE_COLUMNS, problems):
        division = tree.get(row["adcode"])
        if division is None:
            problems.append(Problem(row.path, row.line, f"adcode {row['adcode']!r} is no division"))
        elif row["kind"] not in KINDS:
            problems.append(Problem(row.path, row.line, f"kind {row['kind']!r} is none of {', '.join(sorted(KINDS))}"))
        else:
            index.add(row["surface"], Entry(division, row["kind"], context=row["context"]))
