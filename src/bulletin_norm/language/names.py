"""How a language writes the names of divisions, by rule."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

_READING = "([^\u4e00-\u9fff\\s]+)([\u4e00-\u9fff]+)"


class NameWords(msgspec.Struct, frozen=True, eq=False):
    """How the names of divisions are made in a language.

    The stem of a name is made of its pinyin (`syllables`: each syllable without tones, and its spellings; `loose`:
    those read only with a generic word) or of its characters (`readings`: each character and its readings; beside
    syllables only with a generic word, where a first character may change as `initials` say). The parts are joined by
    `joint`; between one that ends in the first string of `seam` and one that begins with a character of the second
    stands the third. Or the language writes the `characters` themselves: each of its own forms and
    the Simplified one, beside those of Traditional script.

    `generics` are templates of whole names ("{} City"; "{}" is the stem) by Chinese generic word. `endings`: the end of
    a stem, the longest first, and the ends that its cases have. Names have `capital` letters in each part ("each"), in
    the first ("first") or none (""). A stem of at least `least` characters stands for divisions down to level `bare` by
    itself; a shorter one, or one of a division down to level `lowest`, where the text names the division above.
    `common` stems are words too: they need that right before them, a name of the same level beside them, or a number
    and one of `counters` after them. What is in `none` holds a name and is no place itself.
    """

    syllables: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    loose: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    readings: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    characters: Mapping[str, str] | None = None
    joint: str = ""
    seam: tuple[str, str, str] = ("", "", "")
    initials: Mapping[str, str] = msgspec.field(default_factory=dict)
    generics: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    endings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    capital: str = ""
    bare: int = 2
    lowest: int = 3
    least: int = 1
    counters: tuple[str, ...] = ()
    common: frozenset[str] = frozenset()
    none: tuple[str, ...] = ()


def readings(table: str) -> dict[str, tuple[str, ...]]:
    """The readings of characters, from a table of each reading and the characters that have it.

    >>> readings("hà河荷 hạ荷 giang江")["荷"]
    ('hà', 'hạ')
    """
    found: dict[str, tuple[str, ...]] = {}
    for reading, characters in re.findall(_READING, table):
        for character in characters:
            found[character] = (*found.get(character, ()), reading)
    return found


def spellings(initials: str, finals: str, whole: str) -> dict[str, tuple[str, ...]]:
    """The spellings of syllables of pinyin: each initial with each final, but those that `whole` spells as they are.

    All are pairs of pinyin and spelling, or spellings parted by "/"; "-" is no initial.

    >>> spellings("b:б h:х", "ui:уй an:ань", "hui:хуэй/хой")["hui"]
    ('хуэй', 'хой')
    """
    found = {
        f"{first}{last}".removeprefix("-"): tuple(f"{one}{two}" for one in head.split("/") for two in tail.split("/"))
        for first, _, head in (part.partition(":") for part in initials.split())
        for last, _, tail in (part.partition(":") for part in finals.split())
    }
    return found | {one: tuple(spelt.split("/")) for one, _, spelt in (part.partition(":") for part in whole.split())}
