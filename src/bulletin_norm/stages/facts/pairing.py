"""Which place belongs to which count of a list: the assignment under which the parts add up to their total.

Translation moves numbers away from their places: "5 in A, and B). 3 cases", "3 cases in A and B" (3 each),
"quanzhou city 84 cases, 4 cases, xiamen zhangzhou city in 2 cases".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

import msgspec

from bulletin_norm.stages.facts.claims import Claim
from bulletin_norm.stages.facts.pieces import Piece
from bulletin_norm.stages.facts.tokens import Token
from bulletin_norm.stages.facts.within import Within

_MOST_READINGS = 256
_LONGEST_RUN = 400
_NEAR = 40


class Slot(msgspec.Struct, eq=False):
    """A piece with its claims, the first of which is `claim`.

    `share` are the places that each have the count; `used` tells that a place found one; `named` that the places are
    those of areas that were counted before.
    """

    piece: Piece
    claims: list[Claim]
    claim: Claim | None
    index: int
    share: list[Token] = []
    places: list[Token] = []
    used: bool = False
    settled: bool = False
    trailing: bool = False
    shared: list[Token] = []
    turn: tuple[int, int] | None = None
    plain: bool = False
    named: bool = False


def pair(slots: list[Slot], total: int | None, within: Within) -> None:
    """Settle the places of every claim of a level, in place; `total` is what is left for its parts to add up to."""
    for slot in slots:
        named = slot.piece.kinds.get("place", ())
        slot.places = slot.shared or [token for token in named if token.value.role != "source"]
        if slot.claim is None and (slot.named or slot.piece.has("feature")):
            slot.places = []
    if not any(slot.places for slot in slots):
        return
    _deal_out(slots)
    for run in list(_runs(slots)):
        first = run[0].claim
        _pair_run(run, first.number if first is not None and _states(run[0]) else total, within)


def _deal_out(slots: list[Slot]) -> None:
    """Places named first and dealt out by words: "A and B reported 7 and 2 respectively", "in A and B 1 each"."""
    ahead: list[Slot] = []
    names: list[Token] = []
    turns = any("respectively" in slot.piece.kinds for slot in slots)
    for index, slot in enumerate(slots):
        claim, own = slot.claim, _named(slot)
        if claim is None:
            if own and not slot.piece.has("all") and not slot.used:
                ahead.append(slot)
                names += own
            else:
                ahead, names = [], []
            continue
        if turns and (turn := _turn_back(slots, index)) is not None:
            _in_turn(slots[turn[0] :], turn[1], [])
        elif slot.piece.has("respectively"):
            first = _first_of_turn(slots, index, len(own)) if not (names or _ahead(slot)) else index
            if not _in_turn(slots[first:], [*names, *own], ahead) and _is_alone(slots, index, len(names)):
                slot.places = slot.share = [*names, *own]
                _use(ahead)
        elif (
            (names or (claim.each and _ahead(slot) == own))
            and len(names) + len(own) > 1
            and not slot.share
            and (claim.head.kind == "zero" or (claim.each and claim.features))
        ):
            slot.share = [*names, *own]
            slot.places = slot.share
            _use(ahead)
        elif claim.each and own and index and slot.piece.before in ("list", "join"):
            _take_back(slots[index - 1], slot)
        if not (slot.share and not own):
            ahead, names = [], []


def _turn_back(slots: list[Slot], index: int) -> tuple[int, list[Token]] | None:
    """Where the numbers of a turn begin whose places stand before the first of them, and those places: "A, B and C
    reported 12, 7 and 3 new cases respectively"."""
    claim = slots[index].claim
    if claim is None or not any(token.start > claim.head.end for token in slots[index].piece.all("respectively")):
        return None
    first = index
    while first > 0 and not _ahead(slots[first]) and slots[first].piece.before in ("comma", "list", "join"):
        first -= 1
        if slots[first].claim is None:
            return None
    names = _ahead(slots[first])
    count, at = index - first + 1, first
    while at > 0 and len(names) < count and slots[at].piece.before in ("comma", "list", "join"):
        at -= 1
        if slots[at].claim is not None or not _named(slots[at]):
            break
        names = [*_named(slots[at]), *names]
    if count < 2 or len(names) != count:
        return None
    _use(slots[at:first] if slots[at].claim is None else slots[at + 1 : first])
    return first, names


def _ahead(slot: Slot) -> list[Token]:
    """The places before the number of a slot."""
    claim = slot.claim
    return [token for token in _named(slot) if claim is not None and token.end <= claim.head.start]


def _first_of_turn(slots: list[Slot], index: int, count: int) -> int:
    """Where the numbers begin that are dealt out to places after them: "12 and 1 cases in A and B respectively"."""
    first = index
    while first > 0 and index - first + 1 < count:
        before = slots[first - 1]
        if before.claim is None or before.places or slots[first].piece.before not in ("join", "list", "comma"):
            break
        first -= 1
    return first if index - first + 1 == count else index


def _is_alone(slots: list[Slot], index: int, ahead: int) -> bool:
    """Whether the one count of a turn is that of each of its places: 北京、辽宁及四川分别新增一宗确诊病例."""
    piece, claim = slots[index].piece, slots[index].claim
    if claim is None or claim.head.kind != "num":
        return False
    following = next((slot for slot in slots[index + 1 :] if slot.claim is not None), None)
    if following is not None and not _named(following):
        return False
    dealt = [token for token in piece.all("respectively") if token.end <= claim.start]
    before = [token for token in piece.all("place") if token.end <= claim.start]
    return bool(dealt) and ahead + len(before) > 1


def _in_turn(slots: list[Slot], places: list[Token], ahead: list[Slot]) -> bool:
    """Give the numbers their places in turn; False where they are not as many."""
    numbers = [slot for slot in slots[: len(places)] if slot.claim is not None]
    strays = [token for slot in numbers[1:] for token in _named(slot) if token not in places]
    if len(places) < 2 or len(numbers) != len(places) or strays:
        return False
    features = frozenset().union(*(slot.claim.features for slot in numbers if slot.claim))
    origin = next((slot.claim.origin for slot in numbers if slot.claim and slot.claim.origin), None)
    bare = [slot.claim for slot in numbers if slot.claim and not features]
    for slot, token in zip(numbers, places, strict=True):
        slot.places = [token]
        for claim in slot.claims:
            claim.places = [token]
            claim.features = features
            claim.origin, claim.case = claim.origin or origin, claim.case or any(one.case for one in bare)
            claim.statuses = claim.statuses.union(*(one.statuses for one in bare))
        slot.settled = True
    _use(ahead)
    return True


def _take_back(before: Slot, slot: Slot) -> None:
    """ "2 infections in A and B 1 each": the place at the end of the piece before is the first of the list."""
    tokens = before.piece.tokens
    if before.claim is None or not before.claim.features or not tokens or tokens[-1].kind not in ("place", "join"):
        return
    last = [token for token in before.places if token.value.role == "place"][-1:]
    if last and before.claim.head.start < last[0].start:
        slot.places = [*last, *slot.places]
        slot.share = slot.places
        before.places = [token for token in before.places if token is not last[0]]
        for claim in before.claims:
            claim.places = before.places


def _use(ahead: list[Slot]) -> None:
    for slot in ahead:
        slot.used = True
        slot.places = []


def _states(slot: Slot) -> bool:
    return slot.claim is not None and bool(slot.claim.features) and not slot.claim.part


def _runs(slots: list[Slot]) -> Iterator[list[Slot]]:
    """Stretches of a list: a claim that says what is counted opens a new one."""
    run: list[Slot] = []
    for slot in slots:
        if run and (_states(slot) or len(run) >= _LONGEST_RUN):
            yield run
            run = []
        run.append(slot)
    if run:
        yield run


def _named(slot: Slot) -> list[Token]:
    if not slot.places:
        return []
    return _distinct([token for token in slot.places if token.value.role == "place"])


def _distinct(tokens: list[Token]) -> list[Token]:
    """Places of a piece without those that only name the parent of another, or name it again."""
    if len(tokens) < 2:
        return tokens
    found: list[Token] = []
    for token in tokens:
        same = [
            other
            for other in found
            if other.value.adcode == token.value.adcode and other.value.locality == token.value.locality
        ]
        if not same or token.value.adcode is None:
            found.append(token)
    return found


def _pair_run(run: list[Slot], total: int | None, within: Within) -> None:
    listed = any(slot.claim is not None and not slot.claim.features for slot in run)
    loose = any(slot.claim is None and _named(slot) and not slot.piece.has("all") for slot in run)
    _spread_stated(run, within)
    if not listed and not loose:
        return
    _attach_loose(run, within)
    _share_places([slot for slot in run if slot.claim is not None], total, within)


def _spread_stated(run: list[Slot], within: Within) -> None:
    """Places of a claim: keep the lowest of a chain apart from real siblings."""
    for slot in run:
        if slot.places and slot.claim is not None and not slot.share and not slot.settled:
            slot.places = _siblings(_named(slot), within) or slot.places
            for claim in slot.claims:
                claim.places = slot.places


def _siblings(tokens: list[Token], within: Within) -> list[Token]:
    if len(tokens) < 2:
        return tokens
    return [t for t in tokens if not any(o is not t and within.below(o.value, t.value) for o in tokens)]


def _attach_loose(run: list[Slot], within: Within) -> None:
    """Give loose places to the number that lacks one: the next, else the one before."""
    for index, slot in enumerate(run):
        if slot.claim is not None or slot.used or not _named(slot) or slot.piece.has("all"):
            continue
        tokens = _siblings(_named(slot), within)
        after = next((other for other in run[index + 1 : index + _NEAR] if other.claim or other.piece.has("all")), None)
        before = next((other for other in reversed(run[max(0, index - _NEAR) : index]) if other.claim), None)
        if after is not None and _said_again(tokens, after):
            slot.used, slot.places = True, []
            continue
        taker = _taker(slot, tokens, before, after, within, beside=index > 0 and run[index - 1] is before)
        if taker is None:
            near = run[max(0, index - 1) : index] + run[index + 1 : index + 2]
            alone = not any(other.claim is None and _named(other) for other in near)
            dealt = slot.piece.has("part")
            slot.trailing = alone and not dealt and before is not None and slot.piece.before == "comma"
            continue
        if len(_distinct([*taker.places, *tokens])) > len(taker.places):
            taker.places = [*tokens, *taker.places] if taker is after else [*taker.places, *tokens]
        slot.used = True
        for claim in taker.claims:
            claim.places = taker.places


def _said_again(tokens: list[Token], after: Slot) -> bool:
    """Whether a place only stutters: "5 cases in Shanghai, Henan, Henan Two cases"."""
    first = _named(after)[:1]
    return bool(first) and len(_distinct([*first, *tokens])) == 1


def _taker(
    slot: Slot, tokens: list[Token], before: Slot | None, after: Slot | None, within: Within, *, beside: bool
) -> Slot | None:
    """The slot whose count has these loose places; None where they only say where the count before them is."""
    joins = slot.piece.before in ("comma", "list", "join")
    onward = after is not None and after.claim is not None and slot.piece.after in ("comma", "list", "join", "")
    if after is not None and onward and _deals(after):
        return after
    if before is not None and before.claim is not None and joins:
        stated = bool(before.claim.features)
        if stated and before.places and beside and _touches(before, tokens[0]):
            return before
        inner = bool(before.places) and all(within.below(token.value, before.places[-1].value) for token in tokens)
        if (inner or stated) and slot.piece.before == "comma" and _needs_none(after):
            return None
        if not before.places and not slot.piece.has("part"):
            return before
    if after is not None and onward and not after.places and after.claim is not None and not after.claim.features:
        return after
    if before is not None and joins and before.places and not slot.piece.has("part"):
        return before
    return None


def _deals(after: Slot) -> bool:
    """Whether a count is one of each of the places before it: "A, B and C 1 case each", not "1 case each in C"."""
    claim = after.claim
    if claim is None or not claim.each or _states(after):
        return False
    return all(token.start < claim.head.start for token in after.places)


def _needs_none(after: Slot | None) -> bool:
    """Whether the next count has places of its own, or opens a list of its own."""
    return after is None or bool(after.places) or _states(after)


def _touches(before: Slot, token: Token) -> bool:
    """Whether a place goes on with the list of the piece before it: "from Hong Kong, Macao and Taiwan"."""
    last = before.piece.tokens[-1]
    return last.kind == "place" and token.start - last.end <= len(", and ")


def _share_places(slots: list[Slot], total: int | None, within: Within) -> None:
    """Decide for each claim with several places whether each has the count, or one of them goes to a neighbour."""
    many = [
        slot
        for slot in slots
        if len(slot.places) > 1 and not slot.share and slot.claim is not None
        if not _states(slot) and len(_named(slot)) > 1
    ]
    for slot in many:
        slot.places = _named(slot)
    if not many:
        return
    bare = [s for s in slots if not s.places and s.claim is not None and not s.claim.features and not s.claim.origin]
    best: tuple[int, list[tuple[Slot, list[Token]]]] | None = None
    for reading in islice(_readings(slots, many, bare), _MOST_READINGS):
        gap = _gap(slots, {id(slot): tokens for slot, tokens in reading}, total, within)
        if best is None or gap < best[0]:
            best = (gap, reading)
        if gap == 0:
            break
    if best is None:
        return
    fits = best[0] == 0 and total is not None
    for slot, tokens in best[1]:
        slot.places = tokens
        for claim in slot.claims:
            claim.places = tokens
        if len(tokens) > 1 and slot.claim is not None and (slot.claim.each or fits):
            slot.share = tokens


def _readings(slots: list[Slot], many: list[Slot], bare: list[Slot]) -> Iterator[list[tuple[Slot, list[Token]]]]:
    """Ways to deal out the places: all to their own count, or the last (first) one to a neighbour that has none."""
    options: list[list[list[tuple[Slot, list[Token]]]]] = []
    for slot in many:
        choices = [[(slot, slot.places)]]
        if slot.claim is not None and slot.claim.each:
            options.append(choices)
            continue
        index = slots.index(slot)
        if index + 1 < len(slots) and slots[index + 1] in bare:
            choices.insert(0, [(slot, slot.places[:-1]), (slots[index + 1], slot.places[-1:])])
        if index and slots[index - 1] in bare:
            choices.insert(0, [(slot, slot.places[1:]), (slots[index - 1], slot.places[:1])])
        options.append(choices)
    for combination in product(*options):
        yield [pairing for choice in combination for pairing in choice]


def _gap(slots: list[Slot], dealt: dict[int, list[Token]], total: int | None, within: Within) -> int:
    """How far the parts of a reading are from the total that they belong to."""
    if total is None:
        return 0
    added = 0
    for slot in slots:
        claim = slot.claim
        if claim is None or claim.features or claim.number is None or _states(slot):
            continue
        places = dealt.get(id(slot), slot.places)
        upper = [t for t in places if not _inside_another(t, slots, slot, within)]
        added += claim.number * len(upper)
    return abs(total - added)


def _inside_another(token: Token, slots: list[Slot], own: Slot, within: Within) -> bool:
    for slot in slots:
        if slot is own:
            return False
        named = (other.value for other in slot.places if other.value.role == "place")
        if any(within.below(token.value, other) for other in named) and not _states(slot):
            return True
    return False
