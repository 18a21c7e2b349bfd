"""What is kept of each hit while a text is read, and what is known before."""

from __future__ import annotations

import msgspec

from bulletin_norm.knowledge.gazetteer.divisions import Tree
from bulletin_norm.knowledge.gazetteer.hits import Hit
from bulletin_norm.knowledge.gazetteer.scoring import Rated, Rating

# From which chance on a name needs no second look, and no candidates beside it.
SURE = 0.97


class Item(msgspec.Struct):
    """A hit with its candidates, as rated by itself and where it stands, best first; and the one chosen.

    `rivals` are what the words of a known slip of translation mean where they are taken as they stand.
    """

    hit: Hit
    rating: Rating
    rated: list[Rated]
    rivals: list[Rated] = []
    chosen: Rated | None = None
    probability: float = 0.0
    chained: bool = False

    @property
    def adcode(self) -> str | None:
        return self.chosen.adcode if self.chosen is not None else None


class Setting(msgspec.Struct, frozen=True):
    """What is known before a text is read: who speaks, when, what it must lie in, what it may lie near.

    `all_candidates` keeps the candidates of mentions that are sure, too.
    """

    issuer: str | None = None
    date: str | None = None
    parents: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    all_candidates: bool = False


def lowest(group: list[Item], tree: Tree) -> Item | None:
    """The item of a chain that names its lowest division; None where none is chosen."""
    if len(group) == 1:
        return group[0] if group[0].chosen is not None else None
    chosen = [item for item in group if item.chosen is not None]
    return max(chosen, key=lambda item: len(tree.above[item.adcode or ""]), default=None)
