"""Turns pinyin syllables into Wade-Giles, the romanization of older maps and of Taiwan."""

from __future__ import annotations

import re

WHOLE = {
    "zi": "tzu", "ci": "tz'u", "si": "ssu", "zhi": "chih", "chi": "ch'ih", "shi": "shih", "ri": "jih", "er": "erh",
    "e": "o", "ge": "ko", "ke": "k'o", "he": "ho", "yi": "i", "you": "yu", "yan": "yen", "ye": "yeh", "yong": "yung",
    "yu": "yü", "yue": "yüeh", "yuan": "yüan", "yun": "yün", "gui": "kuei", "kui": "k'uei", "guo": "kuo", "kuo": "k'uo",
    "huo": "huo", "shuo": "shuo",
}  # fmt: skip
INITIALS = {
    "zh": "ch", "ch": "ch'", "b": "p", "p": "p'", "d": "t", "t": "t'", "g": "k", "k": "k'", "j": "ch", "q": "ch'",
    "x": "hs", "z": "ts", "c": "ts'", "r": "j",
}  # fmt: skip
FINALS = {"ian": "ien", "ie": "ieh", "ong": "ung", "iong": "iung", "uo": "o", "üe": "üeh"}
SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxzcsrwy]?)(.+)")


def wade_giles(syllables: list[str]) -> str:
    """Write toneless pinyin syllables in Wade-Giles.

    >>> wade_giles(["chong", "qing"]), wade_giles(["si", "chuan"]), wade_giles(["xu", "zhou"])
    ("Ch'ung-ch'ing", "Ssu-ch'uan", 'Hsü-chou')
    """
    return "-".join(_syllable(syllable) for syllable in syllables).capitalize()


def _syllable(syllable: str) -> str:
    if syllable in WHOLE:
        return WHOLE[syllable]
    initial, final = SYLLABLE.fullmatch(syllable).groups()  # type: ignore[union-attr]
    if initial in ("j", "q", "x"):
        final = re.sub("^u", "ü", final)
    return INITIALS.get(initial, initial) + FINALS.get(final, final)
