"""Folds names in Latin letters to keys: marks, spaces and signs dropped, pinyin cut into syllables, sounds merged."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_FINALS = {
    "": "a ai an ang ao e en eng er o ou yi ya yan yang yao ye yin ying yo yong you yu yuan yue yun "
    "wa wai wan wang wei wen weng wo wu",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo ue",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo ue",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
}
SYLLABLES = frozenset(initial + final for initial, finals in _FINALS.items() for final in finals.split())

_SOUNDS = re.compile("([zcs])h|(n)g|hs|ts|v|w")
_LATIN = re.compile("[A-Za-z]")
_OTHERS = re.compile("[^a-z]+")
_ALIKE = {"hs": "x", "ts": "z", "v": "u", "w": "u"}


def fold(surface: str) -> str:
    """The key of a surface in Latin letters: lower case, no marks, spaces or signs.

    >>> fold("Xi ‘an"), fold("Ürümqi"), fold("Lüliang")
    ('xian', 'urumqi', 'luliang')
    """
    lowered = surface.lower()
    if lowered.isascii():
        if lowered.isalpha():
            return lowered
    else:
        lowered = unicodedata.normalize("NFKD", lowered)
    return _OTHERS.sub("", lowered)


def is_latin(surface: str) -> bool:
    """Whether a surface is written in Latin letters."""
    return (surface.isascii() and surface.isalpha()) or _LATIN.search(surface) is not None


@lru_cache(maxsize=16384)
def sound(key: str) -> str:
    """A key in which sounds that are easily taken for each other are one: zh and z, ng and n.

    >>> sound("zhangzhou") == sound("zanzou")
    True
    """
    return _SOUNDS.sub(lambda m: m[1] or m[2] or _ALIKE[m[0]], key)


_VOWELS = "aeo"
_PARTS = re.compile(r"['’ -]")


def syllables(roman: str, count: int) -> tuple[str, ...]:
    """The syllables of a name in pinyin that has `count` characters; () where it cannot be cut so.

    A syllable that begins with a vowel has an apostrophe before it, unless there is no other way.

    >>> syllables("Xi'an", 2), syllables("Xian", 1), syllables("Hohhot", 4)
    (('xi', 'an'), ('xian',), ())
    >>> syllables("Xingan", 2), syllables("Xian", 2)
    (('xin', 'gan'), ('xi', 'an'))
    """
    pieces = [fold(piece) for piece in _PARTS.split(roman)]
    key = "".join(pieces)
    cuts, at = set(), 0
    for piece in pieces[:-1]:
        at += len(piece)
        cuts.add(at)
    return _cut(key, 0, count, frozenset(cuts), _VOWELS) or _cut(key, 0, count, frozenset(cuts)) or ()


def _cut(key: str, start: int, count: int, cuts: frozenset[int], barred: str = "") -> tuple[str, ...] | None:
    if not count:
        return () if start == len(key) else None
    for size in range(min(6, len(key) - start), 0, -1):
        end = start + size
        if key[start:end] in SYLLABLES and not (cuts and any(start < cut < end for cut in cuts)):
            if end < len(key) and key[end] in barred and end not in cuts:
                continue
            rest = _cut(key, end, count - 1, cuts, barred)
            if rest is not None:
                return (key[start:end], *rest)
    return None
