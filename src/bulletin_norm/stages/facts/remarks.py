"""What is said of counts before and behind them, without a number: "all imported", "Of the confirmed cases, ..."."""

from __future__ import annotations

from bulletin_norm.model import PlaceMention
from bulletin_norm.stages.facts.claims import Claim
from bulletin_norm.stages.facts.kinds import INFECTIONS
from bulletin_norm.stages.facts.pairing import Slot
from bulletin_norm.stages.facts.pieces import Piece
from bulletin_norm.stages.facts.state import State

_BROKEN_DOWN = INFECTIONS | {"deaths", "recoveries"}


def set_origin_after(state: State, whole: Claim, origin: str, piece: Piece) -> None:
    """ "29 cases (28 in A and 1 in B), all of them local": the origin of a count and of its parts so far."""
    for claim in state.recent:
        same = claim is whole or (claim.parent is whole and claim.measure == whole.measure)
        if same and claim.origin in (None, "unspecified"):
            claim.origin = origin
            claim.evidence += [("origin", token.start, token.end) for token in piece.all("origin")]


def tell_origin(state: State, piece: Piece) -> None:
    """ "17 new cases were confirmed. All are imported, 5 in A": the origin of the last count, said behind it."""
    whole, origins = state.previous, piece.marks("origin") - {"unspecified"}
    alone = piece.before == "" and not (piece.has("feature") or piece.has("place"))
    if alone and whole is not None and len(origins) == 1 and whole.paragraph == state.paragraph and not whole.dropped:
        set_origin_after(state, whole, origins.pop(), piece)


def tell_origin_of(state: State, whole: Claim, piece: Piece) -> None:
    """ "4 cases (imported, 1 of them from A)": the origin that opens the bracket of a count is its own."""
    if not piece.before and piece.has("origin") and piece.kinds.keys() <= {"origin", "case", "all"}:
        set_origin_after(state, whole, str(piece.all("origin")[0].value), piece)


def reclassify_whole(state: State, whole: Claim, piece: Piece) -> None:
    """ "4 in A (all reclassified from asymptomatic)": the whole count is another measure as well; "4 new cases, all
    asymptomatic": it is that measure, with those joined to it and its parts."""
    measure = state.measures.of(piece.marks("feature"))
    if measure is not None and measure.id == "asymptomatic_infections" and piece.has("all") and _may_be_free(whole):
        wholes = chained(state, whole)
        for claim in state.recent:
            if claim.measure == "confirmed_cases" and (claim in wholes or claim.parent in wholes):
                claim.measure = measure.id
                claim.evidence += [("measure", token.start, token.end) for token in piece.all("feature")]
        return
    turned = measure is not None and measure.id == "conversions" and (piece.has("all") or whole.number == 1)
    if measure is not None and turned and whole.measure != measure.id:
        evidence = [("measure", token.start, token.end) for token in piece.all("feature")]
        state.append(whole.copy(measure=measure.id, parent=whole, evidence=[*whole.evidence, *evidence]))


def _may_be_free(whole: Claim) -> bool:
    """Whether the cases of a count may be without symptoms: no word says that they are confirmed ones."""
    return whole.measure == "confirmed_cases" and ("infected" in whole.features or "confirmed" not in whole.features)


def told_before(state: State, piece: Piece) -> Claim | None:
    """The count that a sentence breaks down which begins with its name: "Of the confirmed cases, 77 were in A"."""
    first = piece.tokens[0].kind if piece.tokens else ""
    if (
        piece.before not in ("", "semi")
        or piece.after != "comma"
        or first not in ("part", "of_the", "the")
        or piece.groups
    ):
        return None
    opens = piece.has("part") or piece.has("of_the")
    measure = state.measures.of(frozenset(piece.marks("feature"))) if opens else None
    if measure is None or measure.id not in _BROKEN_DOWN or piece.marks("drop"):
        return None
    same = (one for one in reversed(state.recent) if one.measure == measure.id and one.parent is None)
    new = "new" in piece.marks("status")
    whole = next((one for one in same if not one.dropped and (not new or one.status == "new")), None)
    return whole if whole is not None and state.paragraph - whole.paragraph <= 1 else None


def told_at_the_end(state: State, slot: Slot, last: Claim) -> bool:
    """Give a count and its parts the place behind them: "9,720 cases, including 165 deaths, had been reported in A"."""
    piece, whole = slot.piece, last.parent or last
    if lies_there(state, piece, whole):
        return True
    verb = bool(piece.tokens) and piece.tokens[0].value == "reported" and piece.before == "comma"
    token = next((token for token in slot.places or piece.all("place") if token.value.role == "place"), None)
    period = next((token.value for token in piece.all("date") if token.value.kind == "period"), None)
    if not verb or (last.parent is not None) != last.part:
        return False
    if period is not None and whole.status == "new" and period.last:
        for claim in (whole, *state.parts_of(whole)):
            claim.first, claim.last = period.first or period.last, period.last
            claim.evidence = [item for item in claim.evidence if item[0] != "date"]
            claim.evidence.append(("date", period.start, period.end))
        return token is None
    if token is None or not last.part or whole.place_token is not None:
        return False
    if whole.status == "current" and not whole.own_status:
        whole.status = "cumulative"
    for claim in (whole, *state.parts_of(whole)):
        if claim.place_token is None:
            claim.place, claim.place_token = token.value, token
            claim.evidence.append(("place", token.start, token.end))
    return True


def lies_there(state: State, piece: Piece, whole: Claim) -> bool:
    """Read a total and its parts as current where "were still under observation" stands behind them all."""
    still = piece.marks("feature") & {"observation", "hospital"} and "current" in piece.marks("status")
    if not still or piece.before != "comma" or whole.status != "cumulative" or whole.measure not in INFECTIONS:
        return False
    for claim in (whole, *state.parts_of(whole)):
        claim.status, claim.first = "current", None
    return True


def says_what(piece: Piece) -> bool:
    """Whether a piece only says of the count before it what it is: 新增疑似病例1例，为境外输入病例."""
    return bool(piece.tokens) and piece.tokens[0].kind == "is" and piece.has("origin") and not piece.has("feature")


def chained(state: State, last: Claim) -> list[Claim]:
    """A count and those that are joined to it: "two confirmed cases and three asymptomatic carriers, all local"."""
    chain = [claim for claim in state.chain if claim.head.kind == last.head.kind]
    return chain if last in chain else [last]


def holds_other(state: State, place: PlaceMention, others: list[PlaceMention]) -> bool:
    """Whether one of the places lies in this one: the city of "Shunde district in Foshan city"."""
    return place.adcode is not None and any(state.within.below(other, place) for other in others if other is not place)


def together(state: State, last: Claim) -> list[Claim]:
    """A count and those before it that a remark on "all" is said of: 新增确诊病例12例，新增无症状感染者9例，均在A市."""
    found = chained(state, last)
    for before in reversed(state.claims[: state.claims.index(found[0])]):
        if found[0].piece.before != "comma" or not _stands_bare(before) or before.piece.after != "comma":
            break
        if before.paragraph != state.paragraph or before.status != last.status or not found[0].features:
            break
        found = [before, *found]
    return found


def _stands_bare(claim: Claim) -> bool:
    """Whether a count is one of the whole that nothing breaks down yet."""
    counts = bool(claim.features and claim.number) and claim.parent is None and not claim.dropped
    broken = any(group[0].start > claim.start for group in claim.piece.groups)
    return counts and not (broken or claim.part or any(token.start > claim.start for token in claim.places))
