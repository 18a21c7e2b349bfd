"""The words that a language has for changes of the risk level of an area."""

from __future__ import annotations

from typing import NamedTuple

import msgspec


class Rank(NamedTuple):
    """A pattern of words for a kind of locality, and how small it is (street 3, community 4, building 5)."""

    pattern: str
    rank: int


class RiskWords(msgspec.Struct, frozen=True):
    """The words for risk-area changes; all are regular expressions, of any case.

    `guards`: a text without any of these (lower case) changes no level. `levels`: the words for high, medium and
    low, by level. `area`: a level with the word for an area; `{level}` in it and below stands for the level
    words. `changes`: what is said of areas whose level changes, with groups `to` and `from` or `was` (or none); the
    areas stand before it, or in its group `areas`. `lifts`: the same for a level that ends (group `from`; then low).
    `object`: what the areas follow. `aside`: words before the areas that are no part of them, `decided`: those
    that stand before them even inside the group `areas`. `auxiliary`: words
    between the areas and the change. `new` and `current`: words of headings of lists, that say whether the areas
    change. `heading`: a level at the end of a heading. `count`: a number of areas (group `number`) before
    or after the level. `announces`: an announcement of changes whose lists follow. `other`: areas that
    are not named one by one. `conditional`: rules, no events. `past`: changes that were before.

    `strong` separators are between localities; `weak` ones may be; `joins` are strong only before a place or after
    a locality; `glue`: what a locality neither begins nor ends with; `opens`: what begins a locality after a weak
    separator. `ranks`: kinds of localities. `item`: the number of a list item. `general_first`: the language says the
    province first.
    """

    guards: tuple[str, ...]
    levels: tuple[tuple[str, str], ...]
    area: str
    changes: tuple[str, ...]
    lifts: tuple[str, ...]
    object: str
    aside: str
    auxiliary: str
    new: str
    current: str
    heading: str
    counted: str
    announces: str
    other: str
    conditional: str
    past: str
    sentence_end: str
    strong: str
    weak: str
    joins: str
    ranks: tuple[Rank, ...]
    item: str
    subheading: str
    general_first: bool
    decided: str = r"(?!)"
    opens: str = r"(?!)"
    glue: str = r"(?!)"
