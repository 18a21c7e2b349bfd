"""The names of divisions as a language writes them, made by its rule from pinyin or from characters."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from itertools import islice, product

from bulletin_norm.knowledge.gazetteer.divisions import Division
from bulletin_norm.language.names import NameWords

_MANY = 8
_SIGNS = re.compile("['’ -]")
_VOWELS = ("a", "e", "o")
_PROVINCE, _PREFECTURE = 1, 2
_LONG = 3


class Needs(IntEnum):
    """What a name needs in order to be that of a division: nothing, the one above somewhere, or right before it."""

    NOTHING = 0
    ABOVE = 1
    BEFORE = 2


def written(divisions: Iterable[Division], words: NameWords) -> Iterator[tuple[str, str, Needs]]:
    """Each name of each division, with its code and what it needs; higher divisions first."""
    taken: dict[str, int] = {}
    loose = {**words.syllables, **words.loose} if words.loose else {}
    for one in sorted(divisions, key=lambda division: division.level):
        if not one.level:
            continue
        stems = _stems(one, words)
        for stem in stems if one.level <= words.lowest else ():
            bare = words.bare if len(stem) >= words.least else _PROVINCE
            needs = _needs(one, taken.setdefault(stem, one.level), bare)
            if one.level > _PREFECTURE and len(stem) < words.least:
                needs = Needs.BEFORE
            for name in _cases(stem, words):
                yield name, one.adcode, Needs.BEFORE if stem in words.common else needs
        needs = _needs(one, one.level, _PREFECTURE)
        for template in words.generics.get(one.generic, ()):
            for stem in dict.fromkeys((*stems, *_variants(one, words, loose))):
                yield template.replace("{}", stem), one.adcode, needs
        if words.characters is not None:
            yield one.name, one.adcode, Needs.BEFORE if len(one.name) < _LONG else needs


def _needs(one: Division, first: int, bare: int) -> Needs:
    """What a name needs that is first that of a level, and stands by itself down to another."""
    if one.single:
        return Needs.BEFORE
    return Needs.NOTHING if one.level <= min(bare, first) else Needs.ABOVE


def _stems(one: Division, words: NameWords) -> list[str]:
    """The ways to write the name without its generic word."""
    if words.characters is not None:
        return [one.short] if len(one.short) > 1 else []
    if words.syllables:
        return _joined(_syllables(one, words), words.syllables, words)
    return _joined(one.short, words.readings, words)


def _variants(one: Division, words: NameWords, loose: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The ways to write it that are only read in whole names: in other spellings, and in readings beside them."""
    if loose:
        yield from _joined(_syllables(one, words), loose, words)
    for stem in _joined(one.short, words.readings, words) if words.syllables else ():
        yield stem
        if stem[0] in words.initials:
            yield words.initials[stem[0]] + stem[1:]


def _syllables(one: Division, words: NameWords) -> tuple[str, ...]:
    """The syllables of a name in pinyin; none where it is not in pinyin."""
    spelt = (one.roman, *(surface for kind, surface in one.aliases if kind == "pinyin"))
    for roman in spelt:
        pieces = tuple(_SIGNS.split(roman.lower()))
        cut = _cut(pieces, len(one.short), words.syllables.keys())
        if cut is not None:
            return cut
    return ()


def _cut(pieces: tuple[str, ...], count: int, known: Collection[str]) -> tuple[str, ...] | None:
    """The parts of a name cut into syllables, in which a sign stands before a vowel, where one can be cut so."""
    first, *others = pieces
    if not first:
        return _cut(tuple(others), count, known) if others else (None if count else ())
    for size in range(min(6, len(first)), 0, -1):
        if count and first[:size] in known and first[size : size + 1] not in _VOWELS:
            rest = _cut((first[size:], *others), count - 1, known)
            if rest is not None:
                return (first[:size], *rest)
    return None


def _joined(parts: str | Sequence[str], table: Mapping[str, tuple[str, ...]], words: NameWords) -> list[str]:
    if not parts or not all(part in table for part in parts):
        return []
    end, begins, between = words.seam
    stems = []
    for spelt in islice(product(*(table[part] for part in parts)), _MANY):
        stem = ""
        for part in spelt:
            seam = between if end and stem.endswith(end) and part[0] in begins else words.joint if stem else ""
            stem += seam + (part.capitalize() if words.capital == "each" or (words.capital and not stem) else part)
        stems.append(stem)
    return stems


def _cases(stem: str, words: NameWords) -> Iterator[str]:
    for end, cases in words.endings:
        if stem.endswith(end):
            base = stem.removesuffix(end)
            yield from (base + case for case in cases)
            return
    yield stem
