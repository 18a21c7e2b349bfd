"""Which count another one is a part of."""

from __future__ import annotations

from bulletin_norm.knowledge.measures import Measure
from bulletin_norm.stages.facts.claims import Claim
from bulletin_norm.stages.facts.kinds import CONTACTS, INFECTIONS, KINDS
from bulletin_norm.stages.facts.pieces import Piece
from bulletin_norm.stages.facts.state import Run, State

_WHOLE = {"severe_cases": "confirmed_cases", "critical_cases": "confirmed_cases", "conversions": "confirmed_cases"}
_OUTCOMES = frozenset({"deaths", "recoveries"})
_OPPOSITE = {"local", "imported"}
_JUST_TOLD = 12


def owner_of(state: State, claim: Claim, measure: Measure | None, run: Run) -> Claim | None:
    """The count that this one is a part of, or None where it stands for itself."""
    statement, last, opener = run.statement, run.last, run.opener
    if opener is not None:
        if claim.part and measure is not None and last is not None and not last.dropped:
            return opener if run.listed else inside(state, claim, last, opener)
        return around(state, claim, opener)
    if measure is None and state.listed is not None and claim.places and not claim.origin:
        return state.listed
    if measure is None and statement is not None and statement.measure in CONTACTS:
        return None if claim.case and "new" in claim.statuses else statement
    if measure is None:
        return _total_before(state, claim, run)
    if claim.part and last is not None and last.dropped == "animals":
        claim.drops = {*claim.drops, "animals"}
    if claim.part and last is not None:
        last = counted_once(last)
        if last.dropped in KINDS:
            return statement if statement is None or (statement.number or 0) >= (claim.number or 0) else None
        return (ends_list(state, claim, last) or holding(state, claim, last)) if not last.dropped else None
    if claim.part and claim.piece.before == "" and not claim.own_status:
        return just_told(state, claim, measure)
    return _pair_before(state, measure) if claim.piece.has("pair") and not claim.own_status else None


def _pair_before(state: State, measure: Measure) -> Claim | None:
    """The count of the pair that a list of pairs deals out: "28+12 new infections: A 20+11, B 8+1"."""
    told = (one for one in reversed(state.recent) if one.piece.has("pair") and one.measure == measure.id)
    return next((one for one in told if one.parent is None and one.paragraph == state.paragraph), None)


def _total_before(state: State, claim: Claim, run: Run) -> Claim | None:
    """The statement before a count that does not say what it counts, unless its sentence speaks of another disease:
    "14 clusters of influenza were reported, 2 in A"."""
    statement, last, disease = run.statement, run.last, state.scope.disease
    if claim.places and is_late(state, statement):
        return state.late
    if statement is not None and statement.parent is not None and {statement.origin, claim.origin} == _OPPOSITE:
        statement = statement.parent
    if statement is not None and _opens_a_day(state, claim, statement):
        return None
    if statement is not None and statement.measure in _OUTCOMES and _names_cases(claim):
        return _cases_told(state, claim, statement)
    if statement is not None:
        other = disease is not None and disease != statement.disease and claim.places and not claim.diseases
        return None if other else statement
    return last if last is not None and last.dropped in ("lowered", "low_risk") else None


def _opens_a_day(state: State, claim: Claim, statement: Claim) -> bool:
    """Whether a later sentence tells of cases of a day of its own: 9月10日，台湾新增5例登革热病例."""
    if not (claim.case and claim.own_status) or claim.part:
        return False
    days = (one for one in state.scope.dates if one.kind in ("day", "period", "as_of") and one.rule != "same_day")
    return any(statement.start < mention.start < claim.start for mention in days)


def _names_cases(claim: Claim) -> bool:
    """Whether a count says of what origin cases are: 60例为境外输入病例."""
    origins = [token.end for token in claim.piece.all("origin") if claim.piece.has("is") and not claim.places]
    return any(token.start in (origins[-1], origins[-1] - 2) for token in claim.piece.all("case")) if origins else False


def _cases_told(state: State, claim: Claim, outcome: Claim) -> Claim:
    """The cases, told before their outcomes, that a count is of: 确诊71例，出院63例，60例为境外输入病例."""
    for before in reversed(state.recent[-_JUST_TOLD:]):
        if before.measure == "confirmed_cases" and not before.dropped and before.parent is None:
            same = before.paragraph == outcome.paragraph and before.status == outcome.status
            return before if same and (before.number or 0) >= (claim.number or 0) else outcome
    return outcome


def is_late(state: State, statement: Claim | None) -> bool:
    """Whether cases of earlier days, reported late, are what was counted last in this paragraph."""
    late = state.late
    if late is None or late.paragraph != state.paragraph:
        return False
    return statement is None or statement.start < late.start


def just_told(state: State, claim: Claim, measure: Measure) -> Claim | None:
    """The count that a sentence with "among them" goes on from: of the same measure, and large enough."""
    for before in reversed(state.recent[-_JUST_TOLD:]):
        same = before.measure in (measure.id, _WHOLE.get(measure.id)) and not before.dropped
        if same and state.paragraph - before.paragraph <= 1:
            while before.parent is not None and before.parent.measure == before.measure and not claim.places:
                before = before.parent
            return before if (before.number or 0) >= (claim.number or 0) else None
    return None


def is_dealt(state: State, whole: Claim) -> bool:
    """Whether local and imported counts make up this one: what follows "of which" is of the whole then."""
    parts = [claim for claim in state.parts_of(whole) if claim.origin in ("local", "imported")]
    return len(parts) == 2 and whole.origin == "unspecified" and sum(part.number or 0 for part in parts) == whole.number


def around(state: State, claim: Claim, opener: Claim) -> Claim:
    """The claim whose bracket this really is: one that was never closed still holds the list around it."""
    places = [token.value for token in claim.places if token.value.role == "place" and token.value.adcode]
    while places and opener.parent is not None and opener.place_token is not None:
        if any(state.within.below(place, opener.place) or state.within.same(place, opener.place) for place in places):
            break
        opener = opener.parent
    return opener


def inside(state: State, claim: Claim, last: Claim, opener: Claim) -> Claim:
    """The count that a part told in a bracket is of: the one before it, if that is large enough."""
    if is_dealt(state, opener):
        return opener
    last = counted_once(last) if last is opener else last
    whole = holding(state, claim, last)
    if whole is last and ends_list(state, claim, last):
        claim.doubt = f"is read as a part of the last place alone, not of all {opener.number}"
    return whole


def counted_once(claim: Claim) -> Claim:
    """The whole of which a claim is all, at one place: in "5 cases, all in A, including 2 reclassified" the 5."""
    return claim.parent if claim.parent is not None and claim.head is claim.parent.head else claim


def ends_list(state: State, claim: Claim, last: Claim) -> Claim | None:
    """The whole of a list by place that the count ends: "12 new cases, 7 in A, 5 in B, including 3 reclassified"."""
    whole = last.parent
    if state.measures.of(claim.features) is not state.measures["conversions"]:
        return None
    if whole is None or last.place_token is None or claim.places or claim.piece.before != "comma":
        return None
    siblings = [part for part in state.parts_of(whole) if part.place_token is not None and part.measure == last.measure]
    if len(siblings) < 2 or siblings[-1] is not last or last.piece.before not in ("list", "join", "comma"):
        return None
    if any(part.measure == "conversions" for sibling in siblings for part in state.parts_of(sibling)):
        return None
    claim.doubt = f"is read as a part of all {whole.number}, not of the last place alone"
    return whole


def holding(state: State, part: Claim, whole: Claim) -> Claim:
    """The nearest claim above that is large enough to hold this part."""
    while part.number is not None and whole.parent is not None and (whole.number or 0) < part.number:
        whole = whole.parent
    return whole


def restate(state: State, claim: Claim, measure: Measure | None) -> bool:
    """Take everything from the count that this one names again; False where there is none."""
    main = state.scope.main_disease or ""
    diseases = {disease for disease in claim.diseases if not main.startswith(disease)}
    for before in reversed(state.recent):
        if diseases and before.disease not in diseases:
            continue
        same = before.number == claim.number and not before.dropped and _may_be_at(state, before)
        if same and (measure is None or before.measure == measure.id) and claim.origin in (None, before.origin):
            for name in ("measure", "status", "origin", "first", "last", "place", "place_token"):
                setattr(claim, name, getattr(before, name))
            return True
        if (whole := _rest_of(state, claim, before)) is not None:
            for name in ("measure", "status", "first", "last", "place", "place_token"):
                setattr(claim, name, getattr(whole, name))
            return True
    return False


def _rest_of(state: State, claim: Claim, before: Claim) -> Claim | None:
    """The total of which a count of local cases is what the imported ones told before leave, or the other way."""
    if before.dropped or {claim.origin, before.origin} != _OPPOSITE:
        return None
    added = (before.number or 0) + (claim.number or 0)
    for one in state.recent:
        same = (one.measure, one.status, one.last) == (before.measure, before.status, before.last)
        if same and one.number == added and one.origin == "unspecified" and not one.dropped:
            return one
    return None


def _may_be_at(state: State, before: Claim) -> bool:
    """Whether the place that a sentence speaks of may be that of an earlier count: "Dongfang City, 2 areas" is not."""
    topic = state.scope.sentence_topic
    if topic is None or before.place is None:
        return True
    return state.within.same(topic, before.place) or state.within.below(before.place, topic)


def named_again(state: State, piece: Piece) -> Claim | None:
    """The count that a piece without a number names to break it down: 其中：确诊病例中，郑州市6例."""
    words = piece.all("feature") if "of_total" in piece.kinds else []
    if not words or not any(word.start == words[-1].end for word in piece.all("of_total")):
        return None
    if not all(state.within.same(token.value, state.scope.issuer) for token in piece.all("place")):
        return None
    measure = state.measures.of(piece.marks("feature"))
    told = piece.marks("status") & {"new", "current", "cumulative"}
    for claim in reversed(state.recent):
        far = state.paragraph - claim.paragraph > 1
        if far or (claim.measure, claim.dropped) == (getattr(measure, "id", None), ""):
            return None if far or claim.parent is not None or (told and claim.status not in told) else claim
    return None


def heads_list(claim: Claim, owner: Claim | None, run: Run) -> bool:
    """Whether a list follows that breaks down a part by origin: "There were 980 local cases: 792 in A, ..."."""
    named = claim.origin in _OPPOSITE and owner is not None and owner.origin == "unspecified" and not claim.dropped
    return named and run.opener is None and claim.piece.after == "colon" and not claim.places


def spread_over(state: State, piece: Piece) -> Claim | None:
    """The count that a piece without one deals out: "the local confirmed cases are from 3 provinces: 9 in A, ..."."""
    if not (piece.has("decoy") and piece.has("feature")):
        return None
    if all(token.value.kind != "headcount" for token in piece.all("decoy")):
        return None
    measure, origins = state.measures.of(piece.marks("feature")), piece.marks("origin")
    if measure is None or measure.id not in INFECTIONS or piece.has("place"):
        return None
    for claim in reversed(state.recent):
        same = claim.measure == measure.id and (not origins or claim.origin in origins)
        if same and claim.status == "new" and claim.place_token is None and not claim.dropped:
            return claim
    return None
