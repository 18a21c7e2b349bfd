"""The words that a language has round names of places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class PlaceWords:
    """The words round names of places, all in lower case.

    `generics`: generic words and the classes of division that they may stand for ("county": county), most likely
    first; `fillers`: words that may stand between a name and its generic word; `linkers`: words that join a generic
    word or a part to the name of the whole ("city of X", "X in Y"); `zones`: generic words of zones without a
    code; `heads`: what makes a name part of a facility, a street or a settlement below the county;
    `determiners` before a generic word: the issuer's own division; `stop`: words that are no part of a name;
    `common`: names that are words as well; `cues`: words that a place follows; `people`: words that a person
    follows; `surnames`; `foreign`: countries and their like; `counted`: what a number counts between two halves of a
    split name; `each`; `numbers`: number words; `letters`: verbs that a one-letter name follows.
    """

    generics: Mapping[str, tuple[str, ...]]
    fillers: frozenset[str] = frozenset()
    linkers: frozenset[str] = frozenset()
    zones: tuple[str, ...] = ()
    heads: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    stop: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    cues: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    each: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()
    nation: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    autonomous: frozenset[str] = frozenset()
    homeward: frozenset[str] = frozenset()
    source_before: str = ""
    source_leads: tuple[str, ...] = ()
    source_after: str = ""
    source_through: str = ""
    source_onward: str = ""
    joint: str = ", ?"
    small: frozenset[str] = frozenset()
    vague: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    after_letter: frozenset[str] = frozenset()
    breaks: frozenset[str] = frozenset()
    facilities: frozenset[str] = frozenset()
    before_name: frozenset[str] = frozenset()
    after_name: frozenset[str] = frozenset()
