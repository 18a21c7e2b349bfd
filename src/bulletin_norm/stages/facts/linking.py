"""From pieces to claims: what each count inherits from its bracket, its list, its sentence and its paragraph."""

from __future__ import annotations

from bulletin_norm.stages.facts.claims import Claim, claims_of
from bulletin_norm.stages.facts.kinds import RISK
from bulletin_norm.stages.facts.lists import earlier_total, left_over, mark_dateline, open_list, slots_of
from bulletin_norm.stages.facts.measuring import (
    converted,
    default_measure,
    drop_echo,
    is_dropped,
    measure_of,
    set_disease,
)
from bulletin_norm.stages.facts.origins import set_origin
from bulletin_norm.stages.facts.owners import owner_of, restate
from bulletin_norm.stages.facts.pairing import Slot, pair
from bulletin_norm.stages.facts.pieces import Piece
from bulletin_norm.stages.facts.placing import at_facility, deal_to_several, part_at, set_place, stands_alone
from bulletin_norm.stages.facts.scope import set_dates
from bulletin_norm.stages.facts.standing import set_status
from bulletin_norm.stages.facts.state import State


def link_sentence(state: State, pieces: list[Piece]) -> None:
    """Link one sentence: its pieces in order, each with the brackets below it."""
    note_sentence(state, pieces)
    link_level(state, pieces, None)


def note_sentence(state: State, pieces: list[Piece]) -> None:
    """Whether a sentence counts animals: what it counts without saying so is no human case."""
    state.scope.animals = any("animals" in piece.marks("drop") for piece in pieces)
    state.scope.positives = any("positives" in piece.marks("drop") for piece in pieces)


def link_level(state: State, pieces: list[Piece], opener: Claim | None) -> None:
    """Link the pieces of one depth; `opener` is the claim whose bracket they are in."""
    slots = slots_of(state, pieces, opener)
    if opener is None:
        mark_dateline(state, slots)
        state.scope.statement = earlier_total(state, slots) or state.scope.statement
    pair(slots, left_over(state, slots, opener), state.within)
    statement = opener
    if opener is None and state.scope.statement is not None:
        statement = state.scope.statement
    last = opener
    for slot in slots:
        if slot.claim is None:
            last = link_loose(state, slot, statement, last, opener)
            continue
        open_list(state, slots, slot, last if opener is None else None)
        for claim in slot.claims:
            if claim.dropped == "echo":
                state.claims.append(claim)
                continue
            if slot.piece.before in ("semi", "stop", ""):
                state.part_open = None
            stands = settle(state, claim, slot, statement, last, opener)
            if claim.part and claim.features and opener is None:
                state.part_open = statement
            if stands:
                statement = claim
                if opener is None:
                    state.scope.statement = claim
            made = emit(state, claim, slot, state.owner if not stands else None)
            if claim.whole and stands_alone(claim) and not claim.dropped:
                part_at(state, claim, claim.places, slot.piece)
            last = made
            chained = slot.piece.before in ("list", "join") and state.chain and state.chain[-1].features
            state.chain = [*state.chain, made] if chained else [made]
            state.beside = made if made.features and made.place_token is not None else None
        for group in slot.piece.groups:
            link_group(state, group, last)


def link_group(state: State, group: list[Piece], opener: Claim | None) -> None:
    if opener is None:
        return
    if not any(claims_of(piece, False) for piece in group):
        link_remark(state, group, opener)
        return
    link_level(state, group, opener)


def link_remark(state: State, group: list[Piece], opener: Claim) -> None:
    """A bracket without a number: "(Xi'an)", "(all imported)", "(mild)"."""
    for piece in group:
        if piece.has("decoy") or piece.has("num") or piece.marks("drop") - {"discovery"}:
            continue
        places = [token for token in piece.all("place") if token.value.role == "place"]
        origin = next(iter(piece.marks("origin") - {"unspecified"}), None)
        if places:
            part_at(state, opener, places, piece)
        elif origin and opener.origin in (None, "unspecified"):
            opener.origin = origin
            opener.evidence += [("origin", token.start, token.end) for token in piece.all("origin")]
        reclassify_whole(state, opener, piece)


def reclassify_whole(state: State, whole: Claim, piece: Piece) -> None:
    """ "4 in A (all reclassified from asymptomatic)": the whole count is another measure as well."""
    measure = state.measures.of(piece.marks("feature"))
    if measure is not None and measure.id == "conversions" and whole.measure != measure.id and piece.has("all"):
        evidence = [("measure", token.start, token.end) for token in piece.all("feature")]
        state.append(whole.copy(measure=measure.id, parent=whole, evidence=[*whole.evidence, *evidence]))


def link_loose(
    state: State, slot: Slot, statement: Claim | None, last: Claim | None, opener: Claim | None
) -> Claim | None:
    """A piece without a count: a remark on the one before it, or the scene of those after it."""
    piece = slot.piece
    places = [token for token in slot.places if token.value.role in ("place", "issuer")]
    if last is not None and piece.before in ("comma", "list", "") and (piece.has("all") or slot.trailing):
        inner = [token for token in places if token.value.role == "place"]
        origins = piece.marks("origin") - {"unspecified"}
        if inner:
            for claim in state.chain if piece.has("all") and last in state.chain else [last]:
                part_at(state, claim, inner, piece)
        elif origins and last.origin in (None, "unspecified") and last.head.kind == "num":
            last.origin = origins.pop()
            last.evidence += [("origin", token.start, token.end) for token in piece.all("origin")]
        reclassify_whole(state, last, piece)
        for group in piece.groups:
            link_group(state, group, state.claims[-1] if inner else last)
        return state.claims[-1] if inner and state.claims else last
    if opener is None and places and not slot.used:
        state.scope.sentence_topic = places[-1].value
        if state.scope.statement is None:
            state.scope.topic = state.scope.topic or places[-1].value
    diseases = [token.value for token in piece.all("disease") if token.value != state.scope.main_disease]
    if opener is None and len(diseases) == 1:
        state.scope.disease = diseases[0]
    if opener is None and piece.has("of_total") and len(piece.marks("origin")) == 1:
        state.scope.scene_origin = next(iter(piece.marks("origin")))
    if opener is None:
        state.scope.status = next(iter(piece.marks("status") & {"cumulative", "current"}), state.scope.status)
    if piece.has("feature") and piece.marks("feature") & {"hospital", "observation"}:
        state.scope.status = "current"
        state.scope.origin = next(iter(piece.marks("origin")), state.scope.origin)
    for group in piece.groups:
        if last is not None and any(claims_of(sub, False) for sub in group):
            link_group(state, group, last)
    return last


def settle(
    state: State, claim: Claim, slot: Slot, statement: Claim | None, last: Claim | None, opener: Claim | None
) -> bool:
    """Decide what is counted, in which status and origin; True where the claim opens a list of its own."""
    claim.paragraph, claim.title = state.paragraph, state.title
    measure = measure_of(state, claim, slot, statement, opener)
    owner = state.owner = owner_of(state, claim, measure, statement, last, opener)
    if owner is not None and claim.origin and claim.origin == owner.origin and measure is None and not claim.places:
        small = claim.number is not None and owner.number is not None and claim.number < owner.number
        if small and not claim.statuses & {"new", "current", "cumulative"}:
            claim.drops = {*claim.drops, "sources"}
    if is_dropped(state, claim, measure, owner):
        return False
    set_disease(state, claim, owner)
    if (
        measure is not None
        and owner is None
        and state.part_open is not None
        and not claim.statuses & {"new", "current", "cumulative"}
    ):
        owner = state.owner = state.part_open if claim.features <= state.part_open.features or claim.drops else None
    if owner is not None and measure is not None and claim.features < owner.features:
        measure = None
    stands = measure is not None and opener is None and owner is None
    bare = claim.piece.bare and not (claim.statuses or claim.origin or claim.places)
    again = claim.restated or bare or (measure is not None and measure.id in RISK and not claim.statuses)
    if again and opener is None and restate(state, claim, measure):
        return True
    if measure is None and owner is None:
        measure = default_measure(state, claim)
        stands = measure is not None
        if measure is None:
            claim.dropped = "unattached"
            return False
    if measure is None and owner is not None:
        claim.measure = owner.measure
        other = claim.disease is not None and claim.disease != owner.disease
        if (
            not claim.places
            and not claim.origin
            and not other
            and not claim.statuses & {"new", "current", "cumulative"}
        ):
            claim.dropped = "" if claim.number == owner.number else "unplaced"
            if claim.dropped and not at_facility(state, claim, owner):
                return False
        if (
            claim.origin
            and not claim.places
            and opener is None
            and not claim.part
            and claim.statuses & {"new", "current", "cumulative"}
        ):
            stands = True
    elif measure is not None:
        claim.measure = converted(state, claim, measure, owner).id
    set_status(state, claim, owner, stands)
    set_origin(state, claim, owner, stands, slot)
    set_place(state, claim, owner, slot)
    if owner is not None and not stands and not claim.dates:
        claim.first, claim.last = owner.first, owner.last
        if claim.status != owner.status:
            set_dates(claim, state.scope)
        else:
            claim.evidence += [item for item in owner.evidence if item[0] == "date"]
    else:
        set_dates(claim, state.scope)
    if stands:
        drop_echo(state, claim)
        state.stated.append(claim.measure or "")
        state.before_previous, state.previous = state.previous, claim
        if "elsewhere" in claim.drops:
            claim.dropped = "elsewhere"
        if "regions" in claim.drops or (len(slot.places) > 1 and not slot.share and not claim.each):
            claim.dropped = "several_places"
    return stands


def emit(state: State, claim: Claim, slot: Slot, owner: Claim | None) -> Claim:
    """Put the claim on the list: once, or once for each of its places."""
    if claim.dropped:
        state.claims.append(claim)
        return claim
    claim.evidence += [("measure", token.start, token.end) for token in claim.piece.all("feature")]
    claim.evidence += [("status", token.start, token.end) for token in claim.piece.all("status")]
    claim.parent = owner
    if len(slot.places) > 1 and not slot.share and owner is not None and not claim.features:
        deal_to_several(state, claim, slot)
        return claim
    if slot.share:
        for token in slot.share:
            state.append(claim.copy(place=token.value, place_token=token))
        return state.claims[-1]
    state.append(claim)
    return claim
