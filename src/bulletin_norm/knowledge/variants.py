"""Traditional and Simplified characters, from the dictionaries of opencc-python-reimplemented.

The dictionaries are read here and not through that package's converter: a stage needs to know each change and
its place, and a mapping from character to character is fifty times as fast.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from bulletin_norm.errors import UsageError


@cache
def _dictionary(name: str) -> dict[str, list[str]]:
    """A dictionary of OpenCC: all forms that each entry offers, the usual one first."""
    spec = find_spec("opencc")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder, "dictionary", name)
        if path.is_file():
            rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line)
            return {row[0]: row[1].split(" ") for row in rows}
    raise UsageError(
        "the dictionaries of opencc-python-reimplemented are not installed (the package opencc hides them: remove it)"
    )


@cache
def simplified_characters() -> dict[str, str]:
    """Each Traditional character, of Taiwan and Hong Kong too, that has another Simplified form.

    >>> [simplified_characters().get(character) for character in "縣衞县"]
    ['县', '卫', None]
    """
    characters = {old: new[0] for old, new in _dictionary("TSCharacters.txt").items()}
    for name in ("TWVariantsRev.txt", "HKVariantsRev.txt"):
        for variant, (standard, *_) in _dictionary(name).items():
            simplified = characters.get(standard, standard)
            if _is_in_gb2312(simplified):
                characters.setdefault(variant, simplified)
            elif _is_in_gb2312(variant):
                characters.setdefault(standard, variant)
    return {old: new for old, new in characters.items() if len(old) == len(new) == 1 and old != new}


@cache
def japanese_characters() -> dict[str, str]:
    """Each character of Japanese or Traditional form that has another Simplified one.

    >>> [japanese_characters()[character] for character in "広廣沢"]
    ['广', '广', '泽']
    """
    simple = simplified_characters()
    japanese = {new: simple.get(old, old) for old, (new, *_) in _dictionary("JPVariants.txt").items()}
    return {old: new for old, new in (japanese | simple).items() if len(old) == len(new) == 1 and old != new}


def _is_in_gb2312(character: str) -> bool:
    """Whether a character is of the mainland's basic set, which leaves out rare old forms (纔 for 才)."""
    return bool(character.encode("gb2312", "ignore"))


def simplified(name: str) -> str:
    """A name in Simplified characters; the dictionaries are only read where one of its characters is of no other set.

    >>> simplified("鳳山區"), simplified("凤山区")
    ('凤山区', '凤山区')
    """
    if name.isascii() or len(name.encode("gb2312", "ignore")) == len(name) + sum(not char.isascii() for char in name):
        return name
    known, phrases = simplified_characters(), simplified_phrases()
    return phrases.get(name) or "".join(known.get(char, char) for char in name)


@cache
def simplified_phrases() -> dict[str, str]:
    """Each Traditional phrase in which a character does not become its usual Simplified form.

    >>> simplified_phrases()["乾隆"]
    '乾隆'
    """
    characters = simplified_characters()
    phrases = {}
    for old, (new, *_) in _dictionary("TSPhrases.txt").items():
        if len(old) == len(new) and new != "".join(characters.get(character, character) for character in old):
            phrases[old] = new
    return phrases


@cache
def traditional_only() -> frozenset[str]:
    """The characters that a Simplified text does not have."""
    simplified = _dictionary("STCharacters.txt")
    offers = _dictionary("TSCharacters.txt")
    found = (old for old in simplified_characters() if old not in simplified and old not in offers.get(old, ()))
    return frozenset(found) - _EITHER


@cache
def simplified_only() -> frozenset[str]:
    """The characters that a Traditional text does not have."""
    traditional = set(_dictionary("TSCharacters.txt"))
    traditional.update(_dictionary("TWVariantsRev.txt"), _dictionary("HKVariantsRev.txt"))
    offers = _dictionary("STCharacters.txt")
    found = (old for old, new in offers.items() if len(old) == 1 and old not in new and old not in traditional)
    return frozenset(found) - _EITHER


_EITHER = frozenset("乾於著瞭藉麼后里干面台系")
