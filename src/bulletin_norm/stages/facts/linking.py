"""From pieces to claims: what each count inherits from its bracket, its list, its sentence and its paragraph."""

from __future__ import annotations

from functools import partial

from bulletin_norm.knowledge.measures import Measure
from bulletin_norm.stages.facts.claims import Claim
from bulletin_norm.stages.facts.kinds import RISK
from bulletin_norm.stages.facts.lists import (
    earlier_total,
    inner_totals,
    left_over,
    mark_dateline,
    open_list,
    places_ahead,
    slots_of,
)
from bulletin_norm.stages.facts.measuring import (
    converted,
    default_measure,
    drop_echo,
    is_dropped,
    measure_of,
    set_disease,
)
from bulletin_norm.stages.facts.naming import name_across
from bulletin_norm.stages.facts.origins import from_home, set_origin
from bulletin_norm.stages.facts.owners import heads_list, named_again, owner_of, restate, spread_over
from bulletin_norm.stages.facts.pairing import Slot, pair
from bulletin_norm.stages.facts.parts import is_listed_turn, is_told, open_part, says_nothing, tells_nothing_new
from bulletin_norm.stages.facts.pieces import Piece
from bulletin_norm.stages.facts.placing import (
    at_facility,
    comes_from_home,
    deal_to_several,
    leave_out_lands,
    nearest,
    of_nation,
    part_at,
    set_place,
    stands_alone,
)
from bulletin_norm.stages.facts.remarks import (
    holds_other,
    reclassify_whole,
    says_what,
    set_origin_after,
    tell_origin,
    tell_origin_of,
    together,
    told_at_the_end,
    told_before,
)
from bulletin_norm.stages.facts.scope import set_dates
from bulletin_norm.stages.facts.standing import own_status, set_status
from bulletin_norm.stages.facts.state import Run, State
from bulletin_norm.stages.speaker import NATION

_LONGEST_CHAIN = 8


def link_sentence(state: State, pieces: list[Piece]) -> None:
    """Link one sentence: its pieces in order, each with the brackets below it."""
    state.part_open = state.lead = None
    note_sentence(state, pieces)
    link_level(state, pieces, None)


def note_sentence(state: State, pieces: list[Piece]) -> None:
    """Whether a sentence counts animals, of which none is a human case, or describes one person."""
    drops: set[str] = set()
    unnamed = person = False
    for piece in pieces:
        kinds = piece.kinds
        if "drop" in kinds:
            drops |= piece.marks("drop")
        if "decoy" in kinds:
            person = person or any(token.value.kind == "age" for token in kinds["decoy"])
        unnamed = unnamed or "unnamed" in kinds
    state.scope.animals, state.scope.positives = "animals" in drops, "positives" in drops
    state.scope.unnamed, state.scope.person = unnamed, person


def link_level(state: State, pieces: list[Piece], opener: Claim | None) -> None:
    """Link the pieces of one depth; `opener` is the claim whose bracket they are in."""
    slots = slots_of(state, pieces)
    if opener is None:
        mark_dateline(slots)
        name_across(state, slots)
        state.scope.alone = sum(slot.claim is not None for slot in slots) == 1
        state.totalled = earlier_total(state, slots)
        state.scope.statement = state.totalled or state.scope.statement
    pair(slots, left_over(state, slots, opener), state.within)
    run = Run(opener, opener or state.scope.statement, opener)
    inner = inner_totals(slots) if opener is not None else {}
    for slot in slots:
        if opener is not None:
            run.listed = inner.get(slot.index)
            run.opener = run.statement = run.listed or opener
        if slot.claim is None:
            run.last = link_loose(state, slot, run)
            continue
        open_list(state, slots, slot, run.last if opener is None else None)
        state.ahead = partial(places_ahead, slots, slot)
        for claim in slot.claims:
            link_claim(state, claim, slot, run)
        for group in slot.piece.groups:
            link_group(state, group, run.last)


def link_claim(state: State, claim: Claim, slot: Slot, run: Run) -> None:
    """Settle one count and put it on the list; what follows refers to it."""
    claim.paragraph, claim.title = state.paragraph, state.title
    if claim.dropped in ("echo", "series"):
        state.claims.append(claim)
        return
    if slot.piece.before in ("semi", "stop", ""):
        state.part_open = None
    leave_out_lands(state, claim)
    stands = settle(state, claim, slot, run)
    if claim.part and claim.features and run.opener is None:
        state.part_open = run.statement
    if stands and (claim.head.kind != "zero" or run.statement is None) and not is_listed_turn(claim, run.statement):
        run.statement = claim
        if run.opener is None:
            state.scope.statement = claim
    elif heads_list(claim, state.owner, run):
        run.statement = state.scope.statement = claim
    made = emit(state, claim, slot, state.owner if not stands else None)
    if claim.whole and stands_alone(claim) and not claim.dropped:
        part_at(state, claim, claim.places, slot.piece)
    run.last = made
    chained = slot.piece.before in ("list", "join") and state.chain and state.chain[-1].features
    state.chain = [*state.chain[-_LONGEST_CHAIN:], made] if chained else [made]
    state.beside = made if made.features and made.place_token is not None else None


def link_group(state: State, group: list[Piece], opener: Claim | None) -> None:
    """Link a bracket below the count that it follows."""
    if opener is None:
        return
    if all(piece.head is None for piece in group):
        link_remark(state, group, opener)
        return
    link_level(state, group, opener)


def link_remark(state: State, group: list[Piece], opener: Claim) -> None:
    """A bracket without a number: "(Xi'an)", "(all imported)", "(mild)"."""
    if any(piece.has("decoy") for piece in group):
        return
    for piece in group:
        if piece.has("num") or piece.has("zero") or piece.marks("drop") - {"discovery", "sources"}:
            continue
        taken_in = piece.has("part")
        places = [token for token in piece.all("place") if token.value.role == "place" and not taken_in]
        origin = next(iter(piece.marks("origin") - {"unspecified"}), None)
        if origin == "imported" and comes_from_home(piece):
            origin = None
        if origin and opener.origin in (None, "unspecified"):
            set_origin_after(state, opener, origin, piece)
        if places:
            part_at(state, opener, places, piece)
            for inner in piece.groups:
                link_group(state, inner, state.claims[-1])
        reclassify_whole(state, opener, piece)


def _names_cases(piece: Piece) -> bool:
    """Whether a piece names cases by their origin alone: 新增本土個案中."""
    return piece.has("case") and piece.has("origin") and not piece.has("feature")


def link_loose(state: State, slot: Slot, run: Run) -> Claim | None:
    """Link a piece without a count, and say which count those after it refer to."""
    piece, last = slot.piece, run.last
    if last is not None and run.opener is None and told_at_the_end(state, slot, last):
        return last
    remark = piece.has("all") or slot.trailing or says_what(piece)
    if last is not None and piece.before in ("comma", "list", "") and remark:
        return remark_on(state, slot, last)
    if run.opener is not None:
        tell_origin_of(state, run.opener, piece)
    else:
        if state.totalled is None and not piece.before and _names_cases(piece):
            run.statement = state.scope.statement = None
        set_scene(state, slot)
        whole = told_before(state, piece) or named_again(state, piece) or spread_over(state, piece)
        if whole is not None:
            run.statement = state.scope.statement = whole
        if piece.has("of_total") and "positives" in piece.marks("drop") and not piece.has("feature"):
            run.statement = state.scope.statement = None
    if piece.marks("feature") & {"hospital", "observation"}:
        state.scope.status = "current"
        state.scope.origin = next(iter(piece.marks("origin")), state.scope.origin)
    for group in piece.groups:
        taken = slot.used and last is not None and last.place_token in piece.tokens
        if last is not None and (taken or any(sub.head is not None for sub in group)):
            link_group(state, group, last)
    return last


def remark_on(state: State, slot: Slot, last: Claim) -> Claim:
    """ "..., all in A", "..., all imported": a remark on the counts just before it."""
    piece = slot.piece
    if piece.has("linked"):
        return last
    inner = [token for token in slot.places if token.value.role == "place"]
    origins = piece.marks("origin") - {"unspecified"}
    if inner:
        for claim in together(state, last) if piece.has("all") else [last]:
            part_at(state, claim, inner, piece)
    elif origins and last.origin in (None, "unspecified") and last.head.kind == "num":
        origin = "local" if origins == {"imported"} and from_home(state, piece) else origins.pop()
        for claim in together(state, last) if piece.has("all") else [last]:
            if claim.origin in (None, "unspecified"):
                set_origin_after(state, claim, origin, piece)
    reclassify_whole(state, last, piece)
    whole = state.claims[-1] if inner else last
    for group in piece.groups:
        link_group(state, group, whole)
    return state.claims[-1] if inner and state.claims else last


def set_scene(state: State, slot: Slot) -> None:
    """Take place, disease, origin and status of a piece that stands before the counts of its sentence."""
    piece, scope = slot.piece, state.scope
    if piece.has("all"):
        tell_origin(state, piece)
    named = piece.all("place") if piece.has("feature") else slot.places
    if piece.has("part"):
        named = [token for token in named if token.value.locality is None]
    places = [token.value for token in named if token.value.role in ("place", "issuer")]
    if places and not slot.used:
        lowest = next((one for one in reversed(places) if not holds_other(state, one, places)), places[-1])
        known = scope.sentence_topic
        goes_up = known is not None and piece.before == "comma" and state.within.below(known, lowest)
        scope.sentence_topic = lowest = known if known is not None and goes_up else lowest
        if scope.statement is None and not scope.person:
            scope.topic = scope.topic or lowest
    if of_nation(state, piece) and not places:
        scope.sentence_topic = NATION
    main = scope.main_disease or ""
    diseases = [token.value for token in piece.all("disease") if not main.startswith(token.value)]
    if len(diseases) == 1:
        scope.disease = diseases[0]
    if piece.has("of_total") and len(piece.marks("origin")) == 1:
        scope.scene_origin = next(iter(piece.marks("origin")))
    if piece.has("status"):
        said = {"cumulative", "current", "new"} if piece.has("of_total") else {"cumulative", "current"}
        scope.status = next(iter(piece.marks("status") & said), scope.status)


def settle(state: State, claim: Claim, slot: Slot, run: Run) -> bool:
    """Decide what is counted, in which status and origin; True where the claim opens a list of its own."""
    measure = measure_of(state, claim, slot, run)
    owner = state.owner = owner_of(state, claim, measure, run)
    state.lead = claim if owner is not None and goes_on(claim, run) else state.lead
    tells_nothing_new(state, claim, measure, owner)
    if is_dropped(state, claim, measure, owner):
        within = owner is not None and (bool(claim.places) or (claim.number or 0) <= (owner.number or 0))
        return carry_on(state, claim, run, known=measure is not None or within)
    set_disease(state, claim, owner)
    if measure is not None and owner is None:
        owner = state.owner = open_part(state, claim)
    if owner is not None and measure is not None and slot.turn is None and is_told(claim, measure, owner, run):
        measure = None
    if run.opener is None and names_again(claim, measure, owner) and restate(state, claim, measure):
        return True
    if measure is None and owner is None:
        measure = default_measure(state, claim)
        if measure is None:
            return False
    stands = measure is not None and run.opener is None and owner is None
    if measure is not None:
        claim.measure = converted(state, claim, measure, owner).id
    elif owner is not None:
        claim.measure = owner.measure
        if says_nothing(state, claim, owner) and not at_facility(state, claim, owner):
            return False
        stands = bool(claim.origin and claim.own_status) and not (claim.places or claim.part or run.opener)
    complete(state, claim, slot, None if stands else owner)
    return stands


def goes_on(claim: Claim, run: Run) -> bool:
    """Whether a sentence begins with a part of what the one before it told: "Among them, there were 5 in A"."""
    return claim.part and claim.piece.before == "" and run.opener is None


def carry_on(state: State, claim: Claim, run: Run, *, known: bool) -> bool:
    """Let the parts of a count that makes no fact itself ("900 positive cases, including ...") take over its words."""
    if run.opener is None and not known:
        state.scope.status = own_status(state, claim) or state.scope.status
        state.scope.paragraph_status = state.scope.paragraph_status or state.scope.status
        state.scope.origin = claim.origin or state.scope.origin
        place = nearest(state, claim)
        state.scope.sentence_topic = place.value if place is not None else state.scope.sentence_topic
    return False


def complete(state: State, claim: Claim, slot: Slot, owner: Claim | None) -> None:
    """Give a claim whose measure is known its status, origin, place and days; `owner` is None for a statement."""
    set_status(state, claim, owner, owner is None)
    set_origin(state, claim, owner, owner is None)
    set_place(state, claim, owner)
    inherit_dates(state, claim, owner)
    if owner is None:
        go_on(state, claim)
        note_statement(state, claim, slot)


def go_on(state: State, claim: Claim) -> None:
    """Give areas of one level, in a line of their own that says no more, all that those of the other had before."""
    before = state.previous
    if before is None or claim.measure not in RISK or before.measure not in RISK or before.measure == claim.measure:
        return
    bare = not (claim.statuses or claim.places or claim.piece.has("date") or claim.piece.before)
    if bare and before.paragraph == state.paragraph - 1 and before.parent is None and not before.dropped:
        for name in ("status", "first", "last", "place", "place_token"):
            setattr(claim, name, getattr(before, name))


def names_again(claim: Claim, measure: Measure | None, owner: Claim | None) -> bool:
    """Whether a count may be one that was told before: "The 113 cases", a heading "Cases (2)", 至于3宗本地个案."""
    said = claim.statuses or claim.places
    bare = bool(claim.piece.bare) and not (said or claim.origin)
    kind = owner is None and claim.origin and claim.case and not (said or claim.features or claim.piece.before)
    return claim.restated or bare or bool(kind) or (measure is not None and measure.id in RISK and not claim.statuses)


def inherit_dates(state: State, claim: Claim, owner: Claim | None) -> None:
    """Give a part the days of its whole, and a statement those of its sentence."""
    joined = state.chain[-1] if state.chain and claim.piece.before == "join" else None
    if owner is None and joined is not None and joined.parent is not None and joined.status == claim.status:
        owner = joined if not state.scope.dates else None
    if owner is None and state.lead is not None and state.lead.status == claim.status and not state.scope.dates:
        owner = state.lead
    if owner is None or claim.dates or claim.status != owner.status:
        set_dates(claim, state.scope)
        return
    claim.first, claim.last = owner.first, owner.last
    claim.evidence += [item for item in owner.evidence if item[0] == "date"]


def note_statement(state: State, claim: Claim, slot: Slot) -> None:
    """Remember a count that opens a list; one for several places, or for all others, makes no fact itself."""
    drop_echo(state, claim)
    state.stated.append((state.paragraph, claim.measure or ""))
    state.before_previous, state.previous = state.previous, claim
    if "elsewhere" in claim.drops:
        claim.dropped = "elsewhere"
    if "regions" in claim.drops or (len(slot.places) > 1 and not slot.share and not claim.each):
        claim.dropped = "several_places"


def _has_ended(claim: Claim, owner: Claim) -> bool:
    """Whether a part of the cases has its outcome said after it: 满洲里市1例已痊愈出院."""
    if owner.measure != "confirmed_cases" or claim.measure not in ("deaths", "recoveries") or claim.part:
        return False
    before = any(token.end <= claim.head.start for token in claim.places)
    return before and all(token.start >= claim.head.end for token in claim.piece.all("feature"))


def _beside(claim: Claim, owner: Claim) -> bool:
    """Whether a count only goes on from another one, of a place like its own: 新增个案中桃园市16例, 台中市9例."""
    if not owner.of_these or owner.place_token is None or claim.place_token is None or claim.place is None:
        return False
    return owner.place is not None and owner.place.level == claim.place.level


def emit(state: State, claim: Claim, slot: Slot, owner: Claim | None) -> Claim:
    """Put the claim on the list: once, or once for each of its places."""
    if claim.dropped:
        state.claims.append(claim)
        return claim
    kinds = claim.piece.kinds
    if "feature" in kinds:
        claim.evidence += [("measure", token.start, token.end) for token in kinds["feature"]]
    if "status" in kinds:
        claim.evidence += [("status", token.start, token.end) for token in kinds["status"]]
    claim.parent = owner.parent if owner is not None and _beside(claim, owner) else owner
    if len(slot.places) > 1 and not slot.share and owner is not None and not claim.features:
        deal_to_several(state, claim, slot)
        return claim
    if slot.share:
        for token in slot.share:
            state.append(claim.copy(place=token.value, place_token=token))
        return state.claims[-1]
    if claim.number == 0 and len(claim.diseases) > 1:
        *others, claim.disease = (None if name == state.scope.main_disease else name for name in claim.diseases)
        for disease in others:
            state.append(claim.copy(disease=disease))
    state.append(claim)
    if owner is not None and _has_ended(claim, owner):
        state.append(claim.copy(measure=owner.measure, features=frozenset()))
    return claim
