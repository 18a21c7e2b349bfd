"""What a count is of where the words that name it stand elsewhere in its list: in turn before it, or after it."""

from __future__ import annotations

from bulletin_norm.stages.facts.claims import Claim
from bulletin_norm.stages.facts.kinds import TYPES
from bulletin_norm.stages.facts.pairing import Slot
from bulletin_norm.stages.facts.pieces import Piece
from bulletin_norm.stages.facts.state import State
from bulletin_norm.stages.facts.tokens import Token

_SUBJECT = frozenset({"feature", "case", "person", "unit", "date", "place", "origin", "status"})
_DIED = frozenset({"died"})
_GRAVE = frozenset({"severe", "critical"})
_BARE = frozenset({"num", "unit", "case", "person", "join", "respectively"})


def kinds_in_turn(slots: list[Slot]) -> None:
    """ "The new confirmed cases and deaths were 1923 and 107 respectively": each number is of the kind in its place."""
    for slot in slots:
        claim = slot.claim
        if claim is None or not slot.piece.has("join") or len(slot.piece.all("feature")) < 2:
            continue
        kinds = _kinds_ahead(claim)
        turn = slots[slot.index : slot.index + len(kinds)]
        if len(kinds) < 2 or len(turn) < len(kinds) or not any(one.piece.has("respectively") for one in turn):
            continue
        if all(one is slot or _is_bare(one) for one in turn):
            for one, features in zip(turn, kinds, strict=True):
                for other in one.claims:
                    other.features, other.statuses = features, other.statuses | claim.statuses


def _kinds_ahead(claim: Claim) -> list[frozenset[str]]:
    """What is named before a number, joined by "and"; none where one of them is no kind."""
    runs: list[set[str]] = [set()]
    for token in claim.piece.tokens:
        if token.start > claim.head.start:
            break
        if token.kind == "join":
            runs.append(set())
        elif token.kind == "feature":
            runs[-1].add(token.value)
    return [frozenset(run) for run in runs] if all(runs) else []


def _is_bare(slot: Slot) -> bool:
    """Whether a slot is a number and its unit, and no more."""
    return slot.claim is not None and all(token.kind in _BARE for token in slot.piece.tokens)


def name_at_end(state: State, slots: list[Slot]) -> None:
    """ "A市8人、B市24人、C市11人の無症状感染者": what the numbers of a list count is said after the last."""
    if state.scope.statement is not None:
        return
    first = 0
    for slot in slots:
        claim = slot.claim
        if claim is None or not _is_at_place(slot, claim):
            first = slot.index + 1
        elif claim.features:
            if "converted" not in claim.features and not any(one.claim and one.claim.features for one in slots[:first]):
                _name(slots[first : slot.index], claim)
            return


def total_first(state: State, slots: list[Slot]) -> None:
    """Put a total before its parts where it stands behind them: "A市52人、B市21人など計73人の市中感染者"."""
    told = state.scope.statement is not None
    for index, slot in enumerate(slots):
        total, first, added = slot.claim, index, 0
        if total is None or not total.number or not total.features or (told and "converted" not in total.features):
            told = told or (total is not None and bool(total.features))
            continue
        while first and added < total.number and _is_part(part := slots[first - 1].claim):
            first, added = first - 1, added + (part.number or 0 if part else 0)
        if index - first > 1 and added == total.number and not total.named:
            slots.insert(first, slots.pop(index))
            total.part = total.part or any(claim.part for claim in slots[first + 1].claims)
            slot.piece.before, slots[first + 1].piece.before = slots[first + 1].piece.before, "comma"
            for number, one in enumerate(slots):
                one.index = number
        return


def _is_part(claim: Claim | None) -> bool:
    """Whether a count says no more than where its cases are, or are from."""
    return claim is not None and not claim.features and bool(claim.named or claim.origin) and not claim.own_status


def _name(slots: list[Slot], named: Claim) -> None:
    for slot in slots:
        for claim in slot.claims:
            claim.features, claim.origin = named.features, claim.origin or named.origin
            claim.statuses = claim.statuses | named.statuses


def _is_at_place(slot: Slot, claim: Claim) -> bool:
    """Whether a slot is a place or day, its number and the unit or what it counts, in this order, in a list."""
    places = slot.piece.all("place") or slot.piece.all("date")
    if claim.head.kind != "num" or claim.part or not (claim.unit or claim.features) or not places:
        return False
    if slot.index and slot.piece.before not in ("comma", "list", "join"):
        return False
    named = slot.piece.all("feature")
    return places[-1].end <= claim.head.start and all(token.start > claim.head.start for token in named)


def name_after(one: Slot, two: Slot) -> None:
    """ "354例有症状，列为确诊病例": what the number before counts is said after it."""
    tokens = two.piece.tokens
    if one.claim is None or two.claim is not None or two.piece.before != "comma" or one.claim.features:
        return
    if tokens and tokens[0].value == "adjusted" and (one.claim.case or one.claim.person):
        one.claim.features = frozenset(two.piece.marks("feature"))


def name_diseases(slots: list[Slot]) -> None:
    """Give "no cases" all the diseases of the list that it ends: 鼠疫、霍乱和炭疽无发病、死亡病例报告."""
    names: list[str] = []
    for slot in slots:
        own = _diseases(slot.piece)
        goes_on = slot.piece.before in ("list", "join")
        if slot.claim is None:
            named = own and not slot.piece.has("of_total") and not slot.piece.has("place")
            names = ([*names, *own] if goes_on else own) if named else []
        elif slot.claim.number == 0 and slot.claim.head.kind != "num":
            names = [*names, *own] if goes_on else own
            for claim in slot.claims:
                claim.diseases = tuple(dict.fromkeys(names))
        else:
            names = own


def _diseases(piece: Piece) -> list[str]:
    """The diseases that a piece names, each once where its kind and its name stand together (H7N9禽流感), without those
    that they are among: 乙类传染病中白喉."""
    found: list[Token] = []
    among = {token.start for token in piece.all("of_total")}
    for token in piece.all("disease"):
        if token.end in among:
            continue
        if not (found and token.start - found[-1].end <= 1 and found[-1].value.startswith(token.value)):
            found.append(token)
    return [token.value for token in found]


def name_before(one: Slot, two: Slot) -> None:
    """ "感染者が9日、新たに17人確認された": what the number after a comma counts is said before it."""
    claim, named = two.claim, one.piece.all("feature")
    if one.claim is not None or claim is None or one.piece.after not in ("comma", "list"):
        return
    if not named:
        _origin_before(one.piece, claim)
        return
    if claim.features or claim.part or not claim.unit or claim.head.kind != "num" or one.piece.groups:
        return
    after = [token for token in one.piece.tokens if token.start >= named[0].start]
    statuses = claim.statuses | one.piece.marks("status")
    if "new" in statuses and all(token.kind in _SUBJECT for token in after):
        claim.features, claim.statuses = frozenset(token.value for token in named), statuses
        claim.origin = claim.origin or next(iter(one.piece.marks("origin") - {"unspecified"}), None)


def name_across(state: State, slots: list[Slot]) -> None:
    """ "..., new local confirmed cases were reported in A. 103 cases (24 in B, ...)": the count of a sentence that has
    none is the first of the next one, where that says no more."""
    told, state.unsaid = state.unsaid, None
    claim = slots[0].claim if slots else None
    if claim is None:
        last = slots[-1].piece if slots else None
        if last is not None and last.has("feature") and last.marks("status") >= {"new"} and not last.has("drop"):
            state.unsaid = None if any(slot.claim for slot in slots) else last
        return
    words = claim.features or claim.statuses or claim.places or claim.dates or claim.drops or claim.origin
    if told is not None and not words and claim.unit and claim.piece.groups and not claim.part:
        claim.features, claim.statuses = frozenset(told.marks("feature")), told.marks("status")
        claim.origin = next(iter(told.marks("origin") - {"unspecified"}), None)
        claim.doubt = "is read as the count of the sentence before it, which has none"


def _origin_before(piece: Piece, claim: Claim) -> None:
    """其中本地个案持续上升，有12宗: of which origin the number after a comma is, said before it."""
    origins = piece.marks("origin") - {"unspecified"}
    bare = (
        claim.unit and claim.head.kind == "num" and not (claim.features or claim.origin or claim.places or claim.part)
    )
    if bare and claim.case and len(origins) == 1 and piece.tokens[0].kind == "part":
        claim.origin, claim.part = origins.pop(), True


def turn_round(one: Slot, two: Slot) -> None:
    """ "1272 cases of severe 7 cases", "9581 deaths 38 people", in the order of the original: the word is that of the
    number behind it."""
    first, second = one.claim, two.claim
    if first is None or second is None or not first.features:
        return
    if second.features and not (first.features <= _GRAVE and second.features.isdisjoint(_GRAVE)):
        return
    kinds = [token.kind for token in one.piece.tokens if token.start >= first.head.end]
    alone = not (two.piece.has("join") or second.places or second.origin or second.statuses or second.drops)
    bare = "unit" in kinds[:-1] or (first.features == _DIED and second.person and not second.case)
    turned = kinds[-1:] == ["feature"] and kinds.count("feature") == 1 and bare
    if turned and alone and (second.number or 0) < (first.number or 0):
        first.case = first.case or first.features == _DIED
        second.features, first.features = first.features, second.features
        second.doubt = "is read with the word before it, which may be that of the number before"


def part_types(one: Slot, two: Slot) -> None:
    """ "21 were confirmed as mild and 24 as moderate cases": neither counts the confirmed cases."""
    for first, second in ((one.claim, two.claim), (two.claim, one.claim)):
        if first is None or second is None or second.features or first.features != {"confirmed"}:
            continue
        if first.drops & TYPES and second.drops & TYPES:
            first.features = frozenset()
