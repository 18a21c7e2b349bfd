"""What parts of a count say of it: that they are of it, that they add nothing, that it is not all of one origin."""

from __future__ import annotations

from bulletin_norm.knowledge.measures import Measure
from bulletin_norm.stages.facts.claims import Claim
from bulletin_norm.stages.facts.state import Run, State


def open_part(state: State, claim: Claim) -> Claim | None:
    """The total that an "of which" before this count is still open for."""
    whole = state.part_open
    if whole is None or claim.own_status:
        return None
    return whole if claim.features <= whole.features or claim.drops else None


def says_nothing(state: State, claim: Claim, owner: Claim) -> bool:
    """Whether a number of a list has no place, origin, disease or status of its own; "39 of which came from A" has."""
    if claim.part and not claim.places:
        claim.places = [token for token in claim.piece.all("place") if state.within.below(token.value, owner.place)]
    other = claim.disease is not None and claim.disease != owner.disease
    if claim.places or claim.origin or other or claim.own_status:
        return False
    claim.dropped = "" if claim.number == owner.number else "unplaced"
    return bool(claim.dropped)


def is_told(claim: Claim, measure: Measure, owner: Claim, run: Run) -> bool:
    """Whether what a part counts is only what its whole does: by fewer words, or, in the bracket of an outcome, cases
    that came to it (出院病例8例（本土确诊病例6例）)."""
    if claim.features < owner.features:
        return True
    outcome = owner.measure in ("deaths", "recoveries") and measure.id == "confirmed_cases"
    return run.opener is not None and outcome and bool(claim.origin) and not claim.own_status


def is_home(claim: Claim) -> bool:
    """Whether a part is of the country, not from abroad: "64 cases (20 in China and 44 imported)"."""
    return claim.piece.has("nation") and not claim.places


def ran_on(state: State, owner: Claim) -> bool:
    """Whether a count has its origin only from one before it: in "411 imported cases ... A total of 499 infections (472
    imported)" the 499 are not all imported."""
    scope = state.scope
    return not owner.piece.has("origin") and not scope.heading_origin and not scope.scene_origin and not owner.parent


def tells_nothing_new(state: State, claim: Claim, measure: Measure | None, owner: Claim | None) -> None:
    """Mark a part that has its total's own origin and no place: a country of origin stood there."""
    if owner is None or measure is not None or claim.named or claim.own_status:
        return
    claim.origin = "local" if claim.origin is None and is_home(claim) else claim.origin
    small = claim.number is not None and owner.number is not None and claim.number < owner.number
    if small and claim.origin == owner.origin in ("local", "imported") and ran_on(state, owner):
        owner.origin = state.scope.origin = "unspecified"
    elif small and claim.origin and claim.origin == owner.origin:
        claim.drops = {*claim.drops, "sources"}


def is_listed_turn(claim: Claim, told: Claim | None) -> bool:
    """Whether reclassified cases stand in a list of all cases by place: 甲市2例，乙市无症状转确诊1例，丙市23例."""
    listed = claim.measure == "conversions" and bool(claim.named) and claim.piece.before in ("comma", "list")
    return listed and told is not None and told.measure == "confirmed_cases"
