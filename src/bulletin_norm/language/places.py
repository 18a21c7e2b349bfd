"""The words that a language has round names of places."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

Words = frozenset[str]
NONE: Words = frozenset()


class PlaceWords(msgspec.Struct, frozen=True):
    """The words round names of places, all in lower case; a language without spaces gives characters.

    Round the name itself:
    `generics`: generic words and the classes of division that they may stand for, the likeliest first; of these
    `vague` ones are ordinary words too ("area"), `loose` ones may end a name itself ("qi"); `glued`: generic words
    that are written on to a name; `fillers`: words that may stand between a name and its generic word, `autonomous`
    those that say that peoples come before; `of` joins a generic word to the name after it, with `articles` between;
    `possessive`: what ends an owner's name; `small` words keep their small letter; `determiners` before a generic
    word make it the issuer's own division.

    What is no name: `stop` words, `common` words that are names as well, `heads` that make a name part of a street,
    a settlement or a facility, `settlements`: those of towns and villages; `facilities` and `sites` (of which the
    city is still a place); `institution`: an expression for what goes on from a name to that of a hospital, a
    university or the like, each match ending in one of `institutions`; `people`: words that a person follows,
    `beside_person` characters round one; `natives`: what makes a person of a name (宿松人);
    `surnames`; `foreign` countries; `breaks`: characters that the name of a zone does not go past; `before_name`,
    `after_name`: what may stand beside a bare name; `leads`: words that no name begins inside of.

    Other surfaces: `zones`: generic words of zones without a code; `letters`: words that a one-letter name follows,
    `after_letter` those that follow it; `homeward`: words that the name of a country read out of a letter follows;
    `nation`: names of the country. `towns`: generic words of townships and subdistricts; `town_kinds`: what their
    Chinese ones are in this language. `ordinals`: numbers in figures and the words that names have for them.

    Cut names and lists: `linkers` ("in", "of") before the second half, `counted`, `each` and `numbers` before them.

    Sources: expressions for text in lower case, for what stands before (`source_before`, each match ending in one of
    `source_leads`) or after (`source_after`) a place that people came from, or round it (one of `source_through`
    before, `source_onward` after); `joint`: what joins places in a list.
    """

    generics: Mapping[str, tuple[str, ...]]
    vague: Words = NONE
    loose: Words = NONE
    glued: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    fillers: Words = NONE
    autonomous: Words = NONE
    of: Words = NONE
    articles: Words = NONE
    possessive: str = ""
    small: Words = NONE
    determiners: Words = NONE
    stop: Words = NONE
    common: Words = NONE
    heads: Words = NONE
    facilities: Words = NONE
    sites: Words = NONE
    settlements: Words = NONE
    institution: str = ""
    institutions: tuple[str, ...] = ()
    people: Words = NONE
    natives: Words = NONE
    beside_person: Words = NONE
    surnames: Words = NONE
    foreign: Words = NONE
    breaks: Words = NONE
    before_name: Words = NONE
    leads: Words = NONE
    after_name: Words = NONE
    zones: tuple[str, ...] = ()
    letters: Words = NONE
    after_letter: Words = NONE
    homeward: Words = NONE
    nation: Words = NONE
    towns: Words = NONE
    town_kinds: Mapping[str, str] = {}
    ordinals: Mapping[str, str] = {}
    linkers: Words = NONE
    counted: Words = NONE
    each: Words = NONE
    numbers: Words = NONE
    source_before: str = ""
    source_leads: tuple[str, ...] = ()
    source_after: str = ""
    source_through: tuple[str, ...] = ()
    source_onward: str = ""
    joint: str = ", ?"
