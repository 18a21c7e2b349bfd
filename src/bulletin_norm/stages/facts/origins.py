"""Where cases come from: the origin that a count says, inherits or carries on."""

from __future__ import annotations

from collections.abc import Iterable

from bulletin_norm.model import PlaceMention
from bulletin_norm.stages.facts.claims import Claim
from bulletin_norm.stages.facts.kinds import CONTACTS, INFECTIONS, TESTS
from bulletin_norm.stages.facts.pieces import Piece, Stretch
from bulletin_norm.stages.facts.placing import comes_from_home
from bulletin_norm.stages.facts.state import State
from bulletin_norm.stages.facts.sums import COMBINED
from bulletin_norm.stages.speaker import OWN_NATION

_BEHIND = len(" from the ")
_UNSPLIT = frozenset({*CONTACTS, TESTS, "high_risk_areas", "medium_risk_areas"})


def settle_outside(lines: Iterable[Stretch], speaker: PlaceMention | None) -> None:
    """Read "from outside", in place: imported in what Hong Kong, Macao and Taiwan issue, else from another province."""
    origin = "imported" if speaker is not None and speaker.adcode in OWN_NATION else "local"
    for line in lines:
        for token in line.all("origin"):
            token.value = origin if token.value == "outside" else token.value


def set_origin(state: State, claim: Claim, owner: Claim | None, stands: bool) -> None:
    """Give a claim its origin, its own or its owner's or the one carried on, and let what follows take it over."""
    scope = state.scope
    if claim.origin is None and owner is not None and not stands:
        claim.origin = owner.origin
        claim.evidence += [item for item in owner.evidence if item[0] == "origin"]
    elif claim.origin is None:
        claim.origin = carried_origin(state, claim)
    else:
        claim.origin = "local" if _is_from_home(state, claim) else claim.origin
        claim.evidence += [("origin", token.start, token.end) for token in claim.piece.all("origin")]
    if stands:
        said = claim.origin if claim.piece.has("origin") else None
        if said:
            scope.paragraph_origins.add(said if claim.status != "new" else "")
            scope.origin = said
        elif claim.piece.before in ("semi", "stop") or claim.status == "new":
            scope.origin = claim.origin
    claim.origin = claim.origin or scope.scene_origin or scope.heading_origin or "unspecified"
    if claim.measure in _UNSPLIT:
        claim.origin = "unspecified"


def _is_from_home(state: State, claim: Claim) -> bool:
    """Whether cases are imported from another province: "2 cases imported from Hubei", 湖北输入2例."""
    if claim.origin != "imported" or not from_home(state, claim.piece):
        return False
    words = [token for token in claim.piece.all("origin") if token.value == "imported"]
    sources = [token for token in claim.piece.all("place") if token.value.role == "source"]
    return any(0 <= one.start - word.end <= _BEHIND or one.end == word.start for one in sources for word in words)


def from_home(state: State, piece: Piece) -> bool:
    """Whether words name the mainland as a source, in what Hong Kong, Macao and Taiwan do not issue."""
    issuer = state.scope.issuer
    return (issuer is None or issuer.adcode not in OWN_NATION) and comes_from_home(piece)


def _opens_new(claim: Claim) -> bool:
    """Whether "new" stands before what is counted, not behind it: "1 imported case and 3 infections were added"."""
    ends = [token.start for token in claim.piece.all("feature")]
    return any(token.value == "new" and (not ends or token.start < ends[-1]) for token in claim.piece.all("status"))


def _origin_of_all(state: State, claim: Claim) -> str | None:
    """The origin of infections of all kinds that a count makes up with others told since."""
    sums = [claim.number or 0]
    for before in reversed(state.recent):
        if before.paragraph != claim.paragraph or not claim.number:
            return None
        if before.dropped in COMBINED and before.number in sums:
            return before.origin
        if before.parent is None and not before.named:
            sums.append(sums[-1] + (before.number or 0))
    return None


def carried_origin(state: State, claim: Claim) -> str | None:
    """The origin that a count without one takes from the counts before it, in its sentence or its paragraph."""
    scope = state.scope
    if claim.status == "new":
        same_kind = claim.measure in INFECTIONS and (
            scope.statement is None or scope.statement.dropped != "" or scope.statement.measure in INFECTIONS
        )
        coordinated = claim.piece.before in ("join", "list", "comma")
        behind = "new" not in claim.statuses or (claim.piece.before == "join" and not _opens_new(claim))
        if same_kind and coordinated and behind:
            return scope.origin or _origin_of_all(state, claim)
        return _origin_of_all(state, claim) if same_kind and behind else None
    if scope.origin is not None:
        return scope.origin
    if scope.of_kind("as_of", "since", "period") is not None:
        return None
    known = scope.paragraph_origins
    alone = not claim.places and not claim.drops and not scope.paragraph_dates
    if not known and claim.status == "cumulative" and alone and scope.status_before == "current":
        known = scope.origins_before
    return next(iter(known)) if len(known) == 1 and "" not in known else None
