"""Where: the place of a count, and counts that are dealt out to several places."""

from __future__ import annotations

from msgspec import structs

from bulletin_norm.model import PlaceMention
from bulletin_norm.stages.facts.claims import Claim
from bulletin_norm.stages.facts.kinds import RISK
from bulletin_norm.stages.facts.pairing import Slot
from bulletin_norm.stages.facts.pieces import Piece
from bulletin_norm.stages.facts.state import State
from bulletin_norm.stages.facts.tokens import Token
from bulletin_norm.stages.speaker import NATION, OWN_NATION


def set_place(state: State, claim: Claim, owner: Claim | None) -> None:
    """Give a claim its place: the one named in its piece, that of the list or owner, else what is spoken of."""
    scope = state.scope
    token = nearest(state, claim)
    if claim.whole and stands_alone(claim) and reported_for(claim) is None:
        token = None
    if claim.place_token is not None and claim.place is not None and claim.place.locality and token is None:
        return
    behind = token is not None and any(token.end <= claim.start < word.start for word in claim.piece.all("mainland"))
    if (token is None or behind) and _is_of_nation(state, claim, owner):
        claim.place = scope.sentence_topic = NATION
        return
    if "elsewhere" in claim.drops:
        claim.place = scope.issuer
    elif token is not None:
        claim.place, claim.place_token = token.value, token
        if owner is None and not _is_beside(state, claim, token):
            scope.sentence_topic = token.value
            if scope.statement is None and token.value.role == "place" and scope.topic is None:
                scope.topic, scope.topic_behind = token.value, scope.alone and token.start > claim.head.end
    elif claim.features and claim.piece.before in ("list", "join") and state.beside is not None:
        claim.place = state.beside.place
        claim.evidence += [item for item in state.beside.evidence if item[0] == "place"]
    elif owner is not None and owner.place is not None:
        claim.place = owner.place
        claim.evidence += [item for item in owner.evidence if item[0] == "place"]
    else:
        _place_by_scope(state, claim)


def _place_by_scope(state: State, claim: Claim) -> None:
    """Give a claim that names no place the one that is spoken of; a heading of areas has that of the areas above."""
    scope, before = state.scope, state.previous
    if claim.measure in RISK and claim.piece.bare and before is not None and before.measure in RISK:
        claim.place = before.place
        return
    behind = claim.head.kind == "zero" and scope.topic_behind and scope.issuer is not None
    topics = (scope.sentence_topic, None if behind else scope.topic, scope.issuer)
    ahead = [place for place in state.ahead() if place.adcode is not None]
    claim.place = next((one for one in topics if one is not None and holds(state, one, ahead)), scope.issuer)
    _name_unnamed(state, claim)


def _is_of_nation(state: State, claim: Claim, owner: Claim | None) -> bool:
    """Whether a count is one of China; "20 in China", as a part of a smaller place's, only says that it is local."""
    return of_nation(state, claim.piece) and (owner is None or claim.origin != "local")


def _name_unnamed(state: State, claim: Claim) -> None:
    """Give a count of "the city" to the city that was counted before it; else it stays with the issuer, in doubt."""
    place = claim.place
    if not state.scope.unnamed or place is not state.scope.issuer:
        return
    told = [one.place for one in reversed(state.recent) if one.place is not None and one.place is not place]
    city = next((one for one in told if one.level > (place.level if place is not None else 1)), None)
    if city is not None and state.within.below(city, place):
        claim.place = city
        alone = all(state.within.same(one, city) or not state.within.below(one, place) for one in told)
        claim.doubt = claim.doubt or ("" if alone else f"is read as one of {city.name_en}, which was named last")
    elif place is not None:
        claim.doubt = claim.doubt or f"is said of a place that is not named; {place.name_en} issues the text"


def _is_beside(state: State, claim: Claim, token: Token) -> bool:
    """Whether a place is that of this count alone, in what is said of a larger one: "1 case in Shenyang; 7 in ..."."""
    known = state.scope.sentence_topic or state.scope.topic or state.scope.issuer
    after = token.start > claim.head.end and claim.piece.after == "semi"
    return after and known is not None and state.within.below(token.value, known)


def comes_from_home(piece: Piece) -> bool:
    """Whether "imported from" goes on with a place of the mainland: "(imported from Urumqi)"."""
    sources = [token.value.adcode for token in piece.all("place") if token.value.role == "source"]
    return bool(sources) and not OWN_NATION.intersection(sources)


def leave_out_lands(state: State, claim: Claim) -> None:
    """Take Hong Kong, Macao and Taiwan in what a province of the mainland counts for where cases came from."""
    issuer = state.scope.issuer
    if issuer is None or issuer.adcode is None or issuer.level == 0 or issuer.adcode in OWN_NATION or not claim.places:
        return
    kept = [token for token in claim.places if (token.value.adcode or "") not in OWN_NATION]
    if len(kept) < len(claim.places):
        claim.places = kept
        claim.drops = claim.drops if kept or claim.features else {*claim.drops, "sources"}


def of_nation(state: State, piece: Piece) -> bool:
    """Whether "nationwide" and the like mean China: not in what Taiwan, Hong Kong and Macao issue."""
    if not (piece.has("nation") or piece.has("mainland")):
        return False
    issuer = state.scope.issuer
    if piece.has("mainland") and (issuer is None or issuer.adcode in OWN_NATION or issuer.level == 0):
        return True
    return piece.has("nation") and (issuer is None or issuer.adcode not in OWN_NATION)


def nearest(state: State, claim: Claim) -> Token | None:
    """The place named in a claim's piece that is its own: of the lowest level, and there nearest to the number."""
    head = claim.head
    places = claim.places
    upper = reported_for(claim)
    if upper is not None:
        return upper
    if head.kind == "only":
        places = [token for token in claim.piece.all("place") if token.start > head.start]
    named = [token for token in places if token.value.role == "place"] or places
    if len(named) < 2:
        return named[0] if named else None
    named = [token for token in named if not takes_in(token, named)] or named
    lowest = max(token.value.level for token in named)
    named = [token for token in named if token.value.level == lowest or lowest == 0] or named
    return min(named, key=lambda token: min(abs(token.start - head.end), abs(head.start - token.end)))


def reported_for(claim: Claim) -> Token | None:
    """The province of "Liaoning Province added 8 cases, reported by Huludao City", where both stand in one piece."""
    if "by" not in claim.piece.kinds or not claim.features:
        return None
    words = [token for token in claim.piece.all("by") if token.start >= claim.head.end]
    if not words:
        return None
    ahead = [token for token in claim.piece.all("place") if token.end <= claim.head.start]
    after = [token for token in claim.piece.all("place") if 0 <= token.start - words[0].end <= 1]
    return ahead[-1] if ahead and after and ahead[-1].value.level < after[0].value.level else None


def at_facility(state: State, claim: Claim, owner: Claim) -> bool:
    """A prison or a port that is counted by itself, in a list of divisions: a locality of the place above."""
    tokens = claim.piece.all("facility")
    if not tokens or owner.place is None:
        return False
    after = tokens[-1].start > claim.head.end
    start, end = (claim.head.end, tokens[-1].end) if after else (claim.piece.start, claim.head.start)
    words = state.text[start:end]
    name = (words[words.find(" in ") + 4 :] if " in " in words else words).strip(" ,、，")
    at = start + words.find(name)
    claim.dropped = ""
    claim.place = structs.replace(owner.place, start=at, end=at + len(name), surface=name, locality=name)
    claim.place_token = Token("place", at, at + len(name), claim.place)
    return True


def takes_in(zone: Token, named: list[Token]) -> bool:
    """Whether a zone is only named with the division that it is counted in: "Xinjiang (including the ... Corps)"."""
    place = zone.value
    if place.locality is None:
        return False
    return any(
        other is not zone
        and other.value.locality is None
        and other.value.adcode == place.adcode
        and abs(zone.start - other.end) > 2
        for other in named
    )


def part_at(state: State, whole: Claim, places: list[Token], piece: Piece) -> None:
    """The whole count is at this place, or at each of these places an equal share that the text states."""
    inner = [token for token in places if state.within.below(token.value, whole.place)]
    if not inner or whole.number is None:
        return
    if len(inner) > 1:
        if whole.number != len(inner) or not piece.has("place"):
            return
        for token in inner:
            state.append(whole.copy(number=1, parent=whole, place=token.value, place_token=token))
        return
    state.append(whole.copy(parent=whole, place=inner[-1].value, place_token=inner[-1]))


def deal_to_several(state: State, claim: Claim, slot: Slot) -> None:
    """One count for several places that nothing deals out: one each where the numbers say so, else no fact."""
    places = [token for token in slot.places if token.value.role == "place"]
    dealt = claim.piece.has("rest") or claim.piece.has("respectively")
    if claim.number == len(places) and dealt and not claim.each:
        for token in places:
            state.append(claim.copy(number=1, place=token.value, place_token=token))
        return
    claim.dropped = "shared" if claim.piece.has("rest") else "unshared"
    state.append(claim)


def stands_alone(claim: Claim) -> bool:
    """Whether "all in A" follows the count in its own piece: the count is that of the whole, and A has all of it."""
    if reported_for(claim) is not None:
        return True
    after = [token for token in claim.piece.tokens if token.kind == "all" and token.start >= claim.head.end]
    return bool(after) and bool(claim.features) and any(token.start > after[0].start for token in claim.places)


def holds(state: State, topic: PlaceMention, ahead: list[PlaceMention]) -> bool:
    """Whether a place that was spoken of before can be that of a count: the parts that follow lie in it."""
    inside = sum(state.within.below(place, topic) or state.within.same(place, topic) for place in ahead)
    return not ahead or inside * 2 >= len(ahead)
