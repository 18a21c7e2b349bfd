"""Numbers of risk areas in lists: the level that one word says for several, and areas that are named after them."""

from __future__ import annotations

import itertools

from bulletin_norm.stages.facts.measuring import is_lowered
from bulletin_norm.stages.facts.pairing import Slot

LEVELS = frozenset({"high_risk", "medium_risk"})


def name_areas(slots: list[Slot]) -> None:
    """Mark the areas that are named after their number, not dealt out to them: 新增中风险地区3个，为A、B、C."""
    named = False
    for one, two in itertools.pairwise(slots):
        if two.claim is not None:
            named = False
        elif two.piece.before == "comma":
            counted = one.claim is not None and bool(one.claim.features & LEVELS)
            named = counted and two.piece.tokens[:1] != [] and two.piece.tokens[0].kind == "is"
        elif two.piece.before not in ("list", "join"):
            named = False
        two.named = named


def lower_before(slots: list[Slot]) -> None:
    """Mark the areas that are said behind them to be of low risk: "Three medium-risk areas, including A, were adjusted
    to low-risk areas"."""
    lowered = False
    for slot in reversed(slots):
        if slot.claim is None:
            marks = slot.piece.marks("drop") if "adjusted" in slot.piece.marks("status") else set[str]()
            lowered = lowered or "low_risk" in marks
        elif lowered:
            slot.claim.drops = {*slot.claim.drops, "lowered"} if slot.claim.features & LEVELS else slot.claim.drops
            lowered = False


def share_levels(slots: list[Slot]) -> None:
    """Give numbers of areas in a list the level behind the last of them: 甲市5个、乙市3个中风险地区调整为低风险."""
    for two, one in itertools.pairwise(reversed(slots)):
        first, second = one.claim, two.claim
        if first is None or second is None or first.features or two.piece.before not in ("list", "join"):
            continue
        if second.features & LEVELS and not (first.case or first.person) and one.piece.has("unit"):
            first.features = second.features & LEVELS
            first.drops = {*first.drops, "lowered"} if is_lowered(second) else first.drops
