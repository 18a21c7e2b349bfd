"""What linking knows while it goes through a section."""

from __future__ import annotations

from dataclasses import dataclass, field

from bulletin_norm.knowledge.measures import Measures
from bulletin_norm.stages.facts.claims import Claim
from bulletin_norm.stages.facts.scope import Scope
from bulletin_norm.stages.facts.within import Within


@dataclass(eq=False)
class State:
    """The claims of a section so far, in the order of the text, and what the next ones are linked to."""

    measures: Measures
    within: Within
    scope: Scope
    text: str = ""
    claims: list[Claim] = field(default_factory=list)
    paragraph: int = 0
    title: bool = False
    previous: Claim | None = None
    before_previous: Claim | None = None
    stated: list[str] = field(default_factory=list)
    part_open: Claim | None = None
    beside: Claim | None = None
    chain: list[Claim] = field(default_factory=list)
    turns: list[str] = field(default_factory=list)
    owner: Claim | None = None
    listed: Claim | None = None

    def append(self, claim: Claim) -> None:
        token = claim.place_token
        if token is not None:
            claim.evidence = [item for item in claim.evidence if item[0] != "place"]
            claim.evidence.append(("place", token.start, token.end))
        self.claims.append(claim)
