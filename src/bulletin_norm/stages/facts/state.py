"""What linking knows while it goes through a section."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from bulletin_norm.knowledge.measures import Measures
from bulletin_norm.model import PlaceMention
from bulletin_norm.stages.facts.claims import Claim
from bulletin_norm.stages.facts.pieces import Piece
from bulletin_norm.stages.facts.scope import Scope
from bulletin_norm.stages.facts.tokens import Token
from bulletin_norm.stages.facts.within import Within

_NEAR = 12
LOOK_BACK = 400
"""Claims that a list or a restated total is looked for among: those of a long bulletin, not of a corpus in one file."""


class Run(msgspec.Struct, eq=False):
    """The pieces of one depth: the claim whose bracket they are in, the last statement, the last claim, and the total
    beside them that they are a part of."""

    opener: Claim | None
    statement: Claim | None
    last: Claim | None
    listed: Claim | None = None


class State(msgspec.Struct, eq=False):
    """The claims of a section so far, in the order of the text, and what the next ones are linked to; `lost` are the
    brackets without a partner."""

    measures: Measures
    within: Within
    scope: Scope
    text: str = ""
    claims: list[Claim] = []
    paragraph: int = 0
    title: bool = False
    previous: Claim | None = None
    before_previous: Claim | None = None
    stated: list[tuple[int, str]] = []
    part_open: Claim | None = None
    lead: Claim | None = None
    unsaid: Piece | None = None
    beside: Claim | None = None
    chain: list[Claim] = []
    turns: list[str] = []
    owner: Claim | None = None
    ahead: Callable[[], list[PlaceMention]] = list
    listed: Claim | None = None
    totalled: Claim | None = None
    late: Claim | None = None
    parts: dict[Claim, list[Claim]] = {}
    lost: list[Token] = []

    def append(self, claim: Claim) -> None:
        token = claim.place_token
        if token is not None:
            claim.evidence = [item for item in claim.evidence if item[0] != "place"]
            claim.evidence.append(("place", token.start, token.end))
        self.claims.append(claim)
        if claim.parent is not None:
            self.parts.setdefault(claim.parent, []).append(claim)

    def parts_of(self, whole: Claim) -> list[Claim]:
        """The last claims that are a part of this one."""
        return self.parts.get(whole, [])[-LOOK_BACK:]

    @property
    def chained_new(self) -> list[Claim]:
        """The last counts of this paragraph that say outright that they are new, and stand for themselves."""
        near = self.claims[-_NEAR:]
        return [one for one in near if one.paragraph == self.paragraph and "new" in one.statuses and not one.parent]

    @property
    def recent(self) -> list[Claim]:
        """The last claims."""
        return self.claims[-LOOK_BACK:]
