"""Lists: what a piece claims, which count a list breaks down, and numbers that went astray in it."""

from __future__ import annotations

import itertools

from bulletin_norm.model import PlaceMention
from bulletin_norm.stages.facts.claims import Claim, claims_of
from bulletin_norm.stages.facts.kinds import KINDS
from bulletin_norm.stages.facts.levels import LEVELS, lower_before, name_areas, share_levels
from bulletin_norm.stages.facts.naming import (
    kinds_in_turn,
    name_after,
    name_at_end,
    name_before,
    name_diseases,
    part_types,
    total_first,
    turn_round,
)
from bulletin_norm.stages.facts.owners import around
from bulletin_norm.stages.facts.pairing import Slot
from bulletin_norm.stages.facts.pieces import Piece
from bulletin_norm.stages.facts.state import State

_SHARED = frozenset({"current", "adjusted", "new", "reported"})
_HELD = ("positives", "combined", "backlog")
"""Counts that make no fact and are broken down all the same."""

_PREDICATES = frozenset({"released", "recovered", "observation", "hospital"})
"""What is said of cases after the noun: "4 local infections and 2 imported infections were released"."""

_THERE = frozenset({"present", "reported"})

_BOTH = {frozenset({"confirmed"}), frozenset({"asymptomatic"})}
_NEAR = 40
_AHEAD = 12


def slots_of(state: State, pieces: list[Piece]) -> list[Slot]:
    """Each piece with the counts that it claims, after what neighbours in a list take from one another."""
    slots: list[Slot] = []
    zero_open = False
    for piece in pieces:
        zero_open = zero_open and piece.before in ("list", "join", "comma")
        claims = claims_of(piece, zero_open)
        zero_open = bool(claims) and claims[-1].head.kind != "num"
        slots.append(Slot(piece, claims, claims[0] if claims else None, len(slots)))
    seen = set[str]().union(*[piece.kinds for piece in pieces])
    if "respectively" in seen:
        kinds_in_turn(slots)
        take_turns(slots)
    total_first(state, slots)
    name_at_end(state, slots)
    mark_combined(slots)
    mark_bracketed(slots)
    if "disease" in seen:
        name_diseases(slots)
    if "others" in seen:
        mark_examples(slots)
    if len(slots) > 1:
        _compare(state, slots)
    for slot in slots:
        slot.plain = slot.claim is not None and not slot.claim.features and not slot.claim.origin
    return slots


def _compare(state: State, slots: list[Slot]) -> None:
    """What neighbours take from one another."""
    if any(slot.claim is not None and slot.claim.features & LEVELS for slot in slots):
        name_areas(slots)
        lower_before(slots)
        share_levels(slots)
    for one, two in itertools.pairwise(slots):
        if one.claim is None or two.claim is None:
            name_after(one, two)
            name_before(one, two)
            continue
        share_after(one, two)
        part_types(one, two)
        if one.piece.after == "join":
            move_echo(state, one, two)
            turn_round(one, two)
            drop_stutter(one, two)


def mark_examples(slots: list[Slot]) -> None:
    """Mark places without a count that are only some of many: 广州、湛江等地都有个案."""
    for index, last in enumerate(slots):
        if last.claim is not None or not last.piece.has("others") or last.piece.after in ("comma", "list", "join"):
            continue
        run = [last, *itertools.takewhile(lambda one: one.piece.after == "list", reversed(slots[:index]))]
        for slot in run if all(one.claim is None for one in run) else []:
            slot.used = True


def mark_combined(slots: list[Slot]) -> None:
    """ "56 new cases, including 53 confirmed cases and 3 asymptomatic infections": the 56 are of no single measure."""
    for index, slot in enumerate(slots[:-2]):
        whole = slot.claim
        if whole is None or not whole.number or (whole.features and "infected" not in whole.features):
            continue
        parts = [other.claim for other in slots[index + 1 : index + 3]]
        signs = ("colon", "comma") if whole.features else ("colon", "comma", "list")
        if parts[0] is None or not (parts[0].part or parts[0].piece.before in signs):
            continue
        kinds = {frozenset(part.features) for part in parts if part is not None and part.features}
        if len(kinds) == 2 and sum(part.number or 0 for part in parts if part is not None) == whole.number:
            whole.drops, whole.features = {*whole.drops, "positives"}, frozenset()


def mark_bracketed(slots: list[Slot]) -> None:
    """新增8例本土病例（6例确诊病例+2例无症状感染者）: the number before a bracket of two kinds counts both."""
    for slot in slots:
        whole, groups = slot.claim, slot.piece.groups
        if whole is None or whole.features or not whole.number or len(groups) != 1:
            continue
        counts = [piece for piece in groups[0] if piece.head is not None]
        added = sum(piece.head.value.value or 0 for piece in counts if piece.head and piece.head.kind == "num")
        kinds = {frozenset(piece.marks("feature")) for piece in counts}
        if len(counts) == 2 and added == whole.number and kinds == _BOTH:
            whole.drops = {*whole.drops, "positives"}


def move_echo(state: State, one: Slot, two: Slot) -> None:
    """ "326 cases. There were 326 cases of severe 11 cases": the first number is that of the sentence before."""
    first, second, before = one.claim, two.claim, state.previous
    if first is None or second is None or before is None or two.piece.has("join"):
        return
    if first.number != before.number or not first.features or second.features or second.places:
        return
    if first.number is not None and second.number is not None and second.number < first.number:
        second.features, second.statuses = first.features, first.statuses | second.statuses
        first.dropped = "echo"


def drop_stutter(one: Slot, two: Slot) -> None:
    """ "2 2 cases in A", "1 case of 1 case of A": a number that stands twice without a sign between counts once."""
    first, second = one.claim, two.claim
    if first is None or second is None or first.number != second.number:
        return
    stutters = all(token.kind in ("num", "case", "unit", "person") for token in one.piece.tokens)
    if stutters and second.places and not two.piece.has("join"):
        first.dropped = "echo"


def take_turns(slots: list[Slot]) -> None:
    """ "imported 6 and 11 respectively": the measures of the counts before, in their order."""
    bare = [slot for slot in slots if slot.claim and not slot.claim.features and not slot.claim.drops & KINDS]
    last = next(slot for slot in reversed(slots) if slot.piece.has("respectively"))
    told = last.claim is not None and (last.claim.features or "new" in last.claim.statuses)
    if told and not any(slot.piece.has("place") for slot in bare[1:]):
        _drop_series(slots[: last.index + 1])
    if len(bare) > 1:
        origins = {slot.claim.origin for slot in bare if slot.claim and slot.claim.origin}
        stated = bare[0].piece.has("respectively") or bare[-1].piece.has("respectively")
        if stated and len(origins) < 2 and _in_one_place(slots, bare):
            origin = next((slot.claim.origin for slot in bare if slot.claim and slot.claim.origin), None)
            for index, slot in enumerate(bare):
                slot.turn = (index, len(bare))
                slot.shared = bare[0].piece.all("place") if index else []
                for claim in slot.claims:
                    claim.origin = claim.origin or origin
                    claim.places = claim.places or slot.shared


def _in_one_place(slots: list[Slot], bare: list[Slot]) -> bool:
    """Whether only the first of some numbers has a place, one, before it: 其中成都市分别为106例和51例."""
    places = [token for slot in bare for token in slot.piece.all("place")]
    first = bare[0]
    listed = first.index and first.piece.before in ("list", "join") and not slots[first.index - 1].claim
    alone = len(places) == 1 and not listed
    return not places or (alone and first.claim is not None and places[0].end <= first.claim.start)


def _drop_series(slots: list[Slot]) -> None:
    """Drop the last count of a series of days: "reported 408, 362 and 312 confirmed cases respectively"."""
    *before, last = slots[-_AHEAD:]
    if last.claim is None or last.piece.has("place") or last.piece.before not in ("comma", "list", "join"):
        return
    series = [slot for slot in before if slot.claim and slot.claim.head.kind == "num"][-2:]
    if len(series) == 2 and series[-1].claim and not series[-1].claim.features and not series[-1].piece.has("unit"):
        last.claim.dropped = "series"


def left_over(state: State, slots: list[Slot], opener: Claim | None) -> int | None:
    """What the parts of this level should come to, where places are dealt out: the total, less what it has already."""
    if sum([len(slot.piece.kinds["place"]) for slot in slots if "place" in slot.piece.kinds]) < 2:
        return None
    total = opener or state.scope.statement
    parts = [slot.claim for slot in slots if slot.claim is not None and slot.claim.places and not slot.claim.features]
    if opener is not None and parts:
        owners = [around(state, part, opener) for part in parts]
        total = max(owners, key=owners.count)
    if total is None or total.number is None:
        return None
    same = [claim for claim in state.parts_of(total) if claim.measure == total.measure]
    known = [claim for claim in same if claim.place_token is not None and claim.origin == total.origin]
    return total.number - sum(claim.number or 0 for claim in known if not claim.dropped)


def mark_dateline(slots: list[Slot]) -> None:
    """Mark the place of a dateline ("Beijing, April 12 (Reporter ..."): it is no scene."""
    for one, two in itertools.pairwise(slots):
        alone = len(one.piece.tokens) == 1 and one.piece.tokens[0].kind == "place"
        if alone and two.claim is None and two.piece.tokens and two.piece.tokens[0].kind == "date":
            one.used = two.piece.tokens[0].value.kind in ("day", "stamp")


def earlier_total(state: State, slots: list[Slot]) -> Claim | None:
    """The count, further up, that a list without words of its own breaks down: the one that it adds up to."""
    parts = [slot.claim for slot in slots if slot.claim is not None]
    if len(parts) < 2 or any(part.number is None for part in parts) or any(part.features for part in parts[1:]):
        return None
    first = parts[0]
    if first.features and (first.part or first.statuses - _THERE or not first.places):
        return None
    if first.statuses - _THERE - {"new"} or any(part.statuses - _THERE for part in parts[1:]):
        return None
    if sum(bool(part.places) for part in parts) < 2:
        return None
    added = sum((slot.claim.number or 0) * _dealt(slots, slot) for slot in slots if slot.claim is not None)
    if not parts[0].places and (parts[0].number or 0) * 2 == added:
        added = parts[0].number or 0
    parts = [part for part in parts if part.places]
    for claim in reversed(state.recent):
        same = first.origin in (None, claim.origin) and ("new" not in first.statuses or claim.status == "new")
        named = state.measures.of(first.features)
        same = same and (not first.features or (named is not None and named.id == claim.measure))
        if same and claim.number == added and claim.dropped in ("", *_HELD):
            inside = sum(state.within.below(part.places[-1].value, claim.place) for part in parts)
            if inside * 5 >= len(parts) * 4:
                first.features = frozenset()
                return claim
    return _headed_by(state, slots, added)


def _headed_by(state: State, slots: list[Slot], added: int) -> Claim | None:
    """The statement of the paragraph before, where a line without a count leads from it to the list: "The distribution
    of cases by province is as follows:"."""
    whole, line = state.previous, slots[0]
    leads = line.claim is None and line.piece.after == "colon" and line.piece.has("case")
    if not leads or line.piece.has("place") or whole is None or whole.dropped or whole.paragraph != state.paragraph - 1:
        return None
    return whole if (whole.number or 0) >= added and not state.parts_of(whole) else None


def _dealt(slots: list[Slot], slot: Slot) -> int:
    """How many places a count is one of each of: "1 case each in A, B and C", A、B、C各1例."""
    if slot.claim is None or not slot.claim.each:
        return 1
    if any(token.end <= slot.claim.start for token in slot.claim.places):
        before = itertools.takewhile(lambda other: other.claim is None, slots[: slot.index][: -_AHEAD - 1 : -1])
        return len(slot.claim.places) + sum(len(other.piece.all("place")) for other in before)
    behind = itertools.takewhile(lambda other: other.claim is None, slots[slot.index + 1 : slot.index + 1 + _AHEAD])
    return max(1, len(slot.claim.places) + sum(len(other.piece.all("place")) for other in behind))


def open_list(state: State, slots: list[Slot], slot: Slot, last: Claim | None) -> None:
    """See what the list that starts here adds up to, if not the last statement: "9 of them local: 5 in A, 4 in B"."""
    if not _is_listed(slot):
        state.listed = None
        return
    if last is None or (slot.index and slots[slot.index - 1].plain):
        return
    added = parts = 0
    for other in slots[slot.index :]:
        if other.claim is None and other.used:
            continue
        if not _is_listed(other) or other.claim is None:
            break
        parts += 1
        added += (other.claim.number or 0) * max(1, len(other.share))
    statement = state.scope.statement
    if parts > 1 and (statement is None or statement.number != added):
        state.listed = _total(state, added, last)


def _is_listed(slot: Slot) -> bool:
    return slot.plain and bool(slot.places)


def _total(state: State, added: int, last: Claim) -> Claim | None:
    """The count that a list adds up to: the last one, or a combined one of the paragraph that makes no fact."""
    if last.number == added and last.place_token is None and not last.dropped:
        return last
    for claim in reversed(state.recent[-_NEAR:]):
        combined = claim.paragraph == state.paragraph and claim.dropped in _HELD
        if combined and claim.number == added and claim.place_token is None:
            return claim
    return None


def inner_totals(slots: list[Slot]) -> dict[int, Claim]:
    """The total of each slot that goes on after one without a bracket of its own, in a bracket: "(11 imported cases, 7
    in A and 4 in B, including 2 converted; 3 local cases, 2 in C ...)", where the parts add up."""
    found: dict[int, Claim] = {}
    whole: Claim | None = None
    for slot in slots:
        claim = slot.claim
        if slot.piece.before == "semi":
            whole = None
        if claim is None or slot.index in found:
            continue
        if claim.places or not (claim.origin or claim.features) or (claim.part and not claim.features):
            continue
        parts = _parts_after(slots, slot)
        if claim.part and whole is not None:
            found[slot.index] = whole
        if parts:
            found |= dict.fromkeys(parts, claim)
            whole = whole if claim.part else claim
    return found


def _parts_after(slots: list[Slot], slot: Slot) -> list[int]:
    """The slots right after this one whose places add up to it."""
    left = slot.claim.number or 0 if slot.claim else 0
    parts: list[int] = []
    for other in slots[slot.index + 1 :]:
        if left <= 0 or other.piece.before not in ("comma", "join", "list"):
            break
        if other.claim is None:
            continue
        if not _is_listed(other) or other.claim.part:
            break
        left -= (other.claim.number or 0) * max(1, len(other.share))
        parts.append(other.index)
    return parts if left == 0 else []


def places_ahead(slots: list[Slot], slot: Slot) -> list[PlaceMention]:
    """The places of the parts that follow a statement: in its brackets, and in the list after it, up to those that
    open the next statement."""
    pieces = [piece for group in slot.piece.groups for piece in group]
    loose: list[Piece] = []
    for other in slots[slot.index + 1 : slot.index + 1 + _AHEAD]:
        if other.claim is not None and other.claim.features and not other.claim.part:
            loose = []
            break
        loose.append(other.piece)
        if other.claim is not None:
            pieces, loose = pieces + loose, []
    pieces += loose
    return [token.value for piece in pieces for token in piece.all("place") if token.value.role == "place"]


def share_after(one: Slot, two: Slot) -> None:
    """What stands after the second of two joined counts governs both: "9 confirmed cases and 6 infections imported"."""
    if (
        two.piece.before not in ("join", "list")
        or one.claim is None
        or two.claim is None
        or two.claim.head.kind != "num"
    ):
        return
    first, second = one.claim, two.claim
    if (
        not first.features
        and first.case
        and not any(t.value.role == "place" for t in first.places)
        and second.features & {"died"}
        and not second.part
    ):
        first.features = frozenset({"confirmed"})
    if not first.features and second.features and _is_shared_noun(one, two):
        first.features = second.features
    if not first.features or not second.features or not two.piece.has("feature"):
        return
    if first.features < second.features and second.features - first.features <= _PREDICATES and _ends_bare(one):
        first.features = second.features
    last_feature = max(token.end for token in two.piece.all("feature"))
    after = [token for token in two.piece.tokens if token.start >= last_feature]
    origins = [token.value for token in after if token.kind == "origin"]
    if origins and first.origin is None:
        first.origin = origins[-1]
    if not first.statuses & {"new", "current", "cumulative"}:
        first.statuses = first.statuses | {token.value for token in after if token.kind == "status"} & _SHARED
        if "hospital" in second.features and not first.statuses & {"new"}:
            first.statuses = {*first.statuses, "current"}
    places = [token for token in after if token.kind == "place" and token.value.role != "source"]
    if places and not first.places:
        first.places = places
        one.shared = places
    first.drops |= second.drops & {"discovery"}
    first.dates = first.dates or [token.value for token in after if token.kind == "date"]


def _is_shared_noun(one: Slot, two: Slot) -> bool:
    """Whether the noun after the second number is that of the first: "78 local and five imported infections"."""
    if one.claim is None or one.piece.has("unit") or one.claim.places or two.piece.before != "join":
        return False
    after = [token.kind for token in one.piece.tokens if token.start >= one.claim.head.end]
    return after == ["origin"] and two.piece.has("origin")


def _ends_bare(one: Slot) -> bool:
    """Whether a piece ends with what it counts, without saying more of it."""
    last = one.piece.tokens[-1]
    return not one.piece.groups and last.kind in ("feature", "case", "unit") and not one.piece.has("part")
