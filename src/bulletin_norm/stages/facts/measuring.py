"""What is counted: by its own words, by its list, or something that makes no fact."""

from __future__ import annotations

import itertools

from bulletin_norm.knowledge.measures import Measure
from bulletin_norm.stages.facts.claims import Claim
from bulletin_norm.stages.facts.kinds import CONTACTS, INFECTIONS, KINDS, RISK, TESTS
from bulletin_norm.stages.facts.pairing import Slot
from bulletin_norm.stages.facts.state import Run, State
from bulletin_norm.stages.facts.sums import COMBINED

_NEAR = 30
_BESIDE = 2
_NO_CASES = frozenset({"asymptomatic_infections", "recoveries"})
_LEVELS = ("low_risk", "medium_risk", "high_risk")
_ABROAD = ("local", "imported")
_ASYMPTOMATIC = frozenset({"asymptomatic_infections", "released_from_observation"})
_TURNED = _ASYMPTOMATIC | {"conversions"}
_ALWAYS_DROPPED = frozenset(
    {
        "secondary_contacts",
        "general_contacts",
        "re_positive",
        "withdrawn",
        "notifications",
        "low_risk",
        "doses",
        "combined",
        "person",
        "intensive_care",
        "admissions",
        "backlog",
        "animals",
        "change",
        "quarantined",
        "lowered",
        "several",
        "foreign",
        "told",
        "settings",
        "unsplit",
    }
)


def measure_of(state: State, claim: Claim, slot: Slot, run: Run) -> Measure | None:
    """What is counted by the claim's own words; None where it takes that from its list."""
    measure = state.measures.of(claim.features)
    if claim.same_day and {"confirmed", "asymptomatic"} <= claim.features:
        return state.measures["conversions"]
    if measure is None:
        return unnamed_measure(state, claim, slot, run)
    if measure.id in RISK:
        return risk_measure(state, claim)
    if measure.id == "released_from_observation" and "asymptomatic" not in claim.features:
        if state.chain and claim.piece.before in ("list", "join") and _counts_ill(state.chain[-1]):
            return state.measures["recoveries"]
        traced = None if claim.case or (claim.unit and not claim.person) else state.previous
        if traced is not None and traced.measure in CONTACTS and traced.paragraph == claim.paragraph:
            return state.measures["contacts_released"]
    if measure.id == "severe_cases" and severe_again(state, claim, run.opener):
        return state.measures["critical_cases"]
    return measure


def _counts_ill(claim: Claim) -> bool:
    """Whether a count is one of confirmed cases, or of how they ended, and not of those that became such."""
    return claim.measure != "conversions" and ("confirmed" in claim.features | claim.of_these or _is_end(claim))


def _is_end(claim: Claim) -> bool:
    """Whether a count tells how a part of the confirmed cases ended: 其中11人死亡, 27人解除隔离."""
    whole = claim.parent
    return claim.measure in ("deaths", "recoveries") and whole is not None and whole.measure == "confirmed_cases"


def unnamed_measure(state: State, claim: Claim, slot: Slot, run: Run) -> Measure | None:
    """What is counted where the claim's own words do not name it, but its setting settles it."""
    if "observation" in claim.features:
        people = claim.person and not claim.case
        contacts = people or (state.previous is not None and state.previous.measure in CONTACTS)
        return state.measures["contacts_under_observation" if contacts else "asymptomatic_infections"]
    if slot.turn is not None:
        return _turned_measure(state, claim, slot, *slot.turn)
    statement = run.statement
    if statement is None:
        return None
    if claim.head.kind != "num" and claim.case and statement.measure not in INFECTIONS:
        return state.measures["confirmed_cases"]
    other = claim.diseases or state.scope.disease not in (None, statement.disease)
    other = bool(other and claim.case and statement.measure == "deaths")
    plain = claim.case and claim.diseases and not claim.drops & KINDS
    other = other or bool(plain and statement.measure in _NO_CASES)
    if other or (run.opener is None and _opens_cases(claim, statement)):
        return state.measures["confirmed_cases"]
    if run.opener is None and claim.unit and not claim.person and not claim.places and not claim.part:
        own = claim.statuses & {"current", "cumulative"}
        turned = statement.status not in own or "reported" in claim.statuses
        if own and turned and statement.measure not in INFECTIONS - {"confirmed_cases"}:
            return state.measures["confirmed_cases"]
        if "reported" in claim.statuses and claim.case and (claim.number or 0) > (statement.number or 0):
            return state.measures["confirmed_cases"]
    return None


def _turned_measure(state: State, claim: Claim, slot: Slot, index: int, count: int) -> Measure | None:
    """What is counted by the number in this place of those that are dealt out to the last counts."""
    if index == 0:
        here = [measure for paragraph, measure in state.stated[-count:] if paragraph == state.paragraph]
        state.turns = here if len(here) == count else []
    if index >= len(state.turns):
        return None
    if slot.shared and claim.origin is None:
        same = (one for one in reversed(state.recent) if one.measure == state.turns[index] and one.parent is None)
        claim.origin = next((one.origin for one in same if one.paragraph == state.paragraph), None)
    return state.measures[state.turns[index]]


def _opens_cases(claim: Claim, statement: Claim) -> bool:
    """Whether a sentence counts cases of another origin than the infections before it: "22 new imported cases were"."""
    if claim.piece.before or claim.part or not claim.case or statement.dropped or statement.measure not in _TURNED:
        return False
    if claim.origin not in _ABROAD or claim.origin == statement.origin:
        return False
    return "new" in claim.statuses or (claim.number or 0) > ((statement.parent or statement).number or 0)


def _levels(claim: Claim) -> list[str]:
    """The levels that the words of a claim name, in their order."""
    named = (token.value for token in claim.piece.tokens if token.kind in ("feature", "drop"))
    return [value for value in named if value in _LEVELS]


def is_lowered(claim: Claim) -> bool:
    """Whether areas come down to a lower level."""
    found = _levels(claim)
    return "lowered" in claim.drops or (len(found) > 1 and _LEVELS.index(found[-1]) < _LEVELS.index(found[0]))


def risk_measure(state: State, claim: Claim) -> Measure | None:
    """The level that areas come to; lowering one makes no count of a higher one."""
    found = _levels(claim)
    moved = len(found) > 1 and ("adjusted" in claim.statuses or not claim.piece.has("join"))
    if not found or (len(found) > 1 and not moved and "new" not in claim.statuses):
        return state.measures.of(claim.features)
    if moved and is_lowered(claim):
        claim.drops = {*claim.drops, "lowered"}
    if found[-1] == "low_risk" or (len(found) == 1 and "lowered" in claim.drops):
        return None
    if moved or "adjusted" in claim.statuses:
        claim.statuses = {*claim.statuses, "new"}
    return state.measures[f"{found[-1]}_areas"]


def severe_again(state: State, claim: Claim, opener: Claim | None) -> bool:
    """Whether "severe" stands twice in one bracket or sentence: "2317 severe cases, 744 severe cases"."""
    before = state.claims[-1] if state.claims else None
    twice = (
        before is not None
        and before.measure == "severe_cases"
        and before.head.kind == "num"
        and "severe" in before.features
        and before.parent is opener
        and claim.piece.before in ("comma", "list", "join")
        and not claim.places
        and not claim.statuses & {"new"}
        and before.paragraph == state.paragraph
    )
    if twice and before is not None:
        claim.doubt = (
            "stands as severe a second time and is read as critical, in the usual order; the two may be swapped"
        )
    return twice


def default_measure(state: State, claim: Claim) -> Measure | None:
    """Confirmed cases, for a count of "cases" that says no more than its status or origin; else nothing can be told."""
    told = claim.statuses & {"new", "current", "cumulative", "reported"}
    near = any(abs(token.start - claim.head.end) <= _NEAR for token in claim.piece.all("case"))
    sick = near and (claim.diseases or state.scope.disease)
    if sick or (claim.case and (told or claim.origin)):
        return state.measures["confirmed_cases"]
    claim.dropped = "unattached"
    return None


def converted(state: State, claim: Claim, measure: Measure, owner: Claim | None) -> Measure:
    """Asymptomatic as a part of confirmed, or "N confirmed cases on the same day" after asymptomatic: reclassified."""
    part = (
        owner is not None
        and owner.measure == "confirmed_cases"
        and measure.id == "asymptomatic_infections"
        and "infected" not in owner.features
        and owner.dropped not in COMBINED
    )
    if part and owner is not None and not owner.features and _beside_confirmed(state, owner):
        return measure
    if part and owner is not None and not claim.statuses & {"new", "current"}:
        if not owner.features and "confirmed" not in claim.features and claim.part:
            claim.doubt = "is read as cases that had been without symptoms; it may be infections beside the cases"
        return state.measures["conversions"]
    if measure.id == "confirmed_cases" and "confirmed" in claim.features and _left_free(state, claim, owner):
        return state.measures["conversions"]
    topic = state.scope.paragraph_topic_measure
    if measure.id == "confirmed_cases" and claim.same_day and topic in _ASYMPTOMATIC:
        return state.measures["conversions"]
    return measure


def _left_free(state: State, claim: Claim, owner: Claim | None) -> bool:
    """Whether those confirmed are some of those without symptoms: "22 asymptomatic infections, of which 20 are still
    under observation and 2 were confirmed"."""
    beside = state.chain[-1] if state.chain and claim.piece.before == "join" else None
    whole = owner or (beside.parent if beside is not None and beside.part else None)
    if whole is None or whole.measure != "asymptomatic_infections" or "confirmed" not in claim.features:
        return False
    return (claim.number or 0) <= (whole.number or 0) and not (claim.origin or claim.own_status)


def _beside_confirmed(state: State, owner: Claim) -> bool:
    """Whether the confirmed of "335 new infections (69 confirmed and 266 asymptomatic cases)" are told already."""
    told = (part for part in state.parts_of(owner) if part.place_token is None)
    return any(part.features == frozenset({"confirmed"}) for part in told)


def set_disease(state: State, claim: Claim, owner: Claim | None) -> None:
    """The disease that is counted, where it is not the bulletin's."""
    main = state.scope.main_disease or ""
    named = [disease for disease in claim.diseases if not main.startswith(disease)]
    if claim.piece.has("rest") and not named:
        state.scope.disease = None
    elif named or claim.diseases:
        claim.disease = named[-1] if named else None
    elif owner is not None:
        cases = _cases_of(state, claim)
        claim.disease = (cases.disease if cases is not None else None) or state.scope.disease or owner.disease
    else:
        headed = state.scope.heading_disease
        headed = None if headed and main.startswith(headed) else headed
        cases = _cases_of(state, claim)
        if cases is not None and 0 <= claim.piece.start - cases.piece.end <= _BESIDE:
            claim.disease = cases.disease
        else:
            claim.disease = state.scope.disease or headed or (cases.disease if cases is not None else None)


def _cases_of(state: State, claim: Claim) -> Claim | None:
    """The cases that an outcome beside them is of: 霍乱发病2例，死亡1人."""
    last = state.claims[-1] if state.claims else None
    cases = last if last is not None and last.measure == "confirmed_cases" else state.previous
    if cases is None or claim.diseases or cases.paragraph != claim.paragraph:
        return None
    if claim.piece.before not in ("comma", "list", "join") or not claim.features & {"died", "recovered"}:
        return None
    return cases


def _counted_as(measure: Measure | None, owner: Claim | None) -> set[str | None]:
    return {measure.id if measure is not None else None, owner.measure if owner is not None else None}


def is_dropped(state: State, claim: Claim, measure: Measure | None, owner: Claim | None) -> bool:
    """Whether a count makes no fact for what it counts or belongs to; the reason goes to `claim.dropped`."""
    always = always_dropped(state, claim, measure)
    kind = _kinds(state, claim, owner)
    if always:
        claim.dropped = sorted(always)[0]
        state.late = claim if claim.dropped == "backlog" and not claim.places else state.late
    elif claim.features & {"medium_high_risk", "severe_or_critical"} and measure is None:
        claim.dropped = sorted(claim.features)[0]
    elif claim.piece.has("times") and not claim.features and TESTS not in _counted_as(measure, owner):
        claim.dropped = "unattached"
    elif measure is not None and measure.id == TESTS and (of_cases(claim) or "negative" in kind):
        claim.dropped = "negative" if "negative" in kind else "kinds"
    elif "discovery" in kind and (claim.part or state.part_open is not None or _of_more(state, claim, measure)):
        claim.dropped = "discovery"
    elif (state.scope.positives and claim.person != claim.case and measure is not None and measure.id in CONTACTS) or (
        "positives" in kind and measure is not None and measure.id not in INFECTIONS
    ):
        claim.dropped = "positives"
    elif kind and (
        measure is None
        or (not claim.features and kind & {"kinds", "discovery"})
        or (
            measure.id == "confirmed_cases" and owner is not None and (claim.part or owner.measure == "confirmed_cases")
        )
    ):
        claim.dropped = sorted(kind)[0]
        state.late = claim if claim.dropped == "positives" and not claim.places else state.late
    elif owner is not None and owner.dropped not in ("", "several_places", "elsewhere"):
        claim.dropped = owner.dropped if measure is None or owner.dropped == "kinds" else ""
    return bool(claim.dropped)


def _is_at_part(state: State, claim: Claim, owner: Claim | None) -> bool:
    """Whether a count is of a place, however it was found: "5 cases in A were found in isolation"."""
    after = (token for token in claim.piece.tokens if token.start >= claim.head.end)
    counted = list(itertools.takewhile(lambda token: token.kind in ("case", "unit", "person"), after))
    end = counted[-1].end if counted else claim.head.end
    ahead = [token for token in claim.named if 0 <= token.start - end <= len(" in the ")]
    return owner is not None and any(state.within.below(token.value, owner.place) for token in ahead)


def _of_more(state: State, claim: Claim, measure: Measure | None) -> bool:
    """Whether a total is that of some of those that were told: "A total of 15 cases were found by screening"."""
    if measure is None or "cumulative" not in claim.statuses or claim.places:
        return False
    told = (one for one in state.recent if one.measure == measure.id and one.status == "cumulative")
    return any((one.number or 0) > (claim.number or 0) for one in told)


def always_dropped(state: State, claim: Claim, measure: Measure | None) -> set[str]:
    """The kinds of a count that make no fact, whatever it is a part of."""
    if state.scope.animals and "confirmed" not in claim.features:
        return {"animals"}
    always = claim.drops & _ALWAYS_DROPPED
    if measure is not None and measure.id == "conversions" and claim.features & {"severe", "critical"}:
        always |= {"change"}
    if not claim.features and _with_backlog(state, claim):
        always |= {"combined"}
    return always - {"low_risk"} if measure is not None and measure.id in RISK else always


def _with_backlog(state: State, claim: Claim) -> bool:
    """Whether a count adds those of earlier days, reported late, to that of the day: 总计544例."""
    late, told = state.claims[-1] if state.claims else None, state.previous
    if late is None or told is None or late.dropped != "backlog" or "cumulative" not in claim.statuses:
        return False
    return claim.number in [(late.number or 0) + (one.number or 0) for one in (told, state.before_previous) if one]


def _kinds(state: State, claim: Claim, owner: Claim | None) -> set[str]:
    """The kinds of cases that a count is of, where it says no more: 其中俄罗斯输入3例，本土2例.

    How cases were found tells them from others only where cases have been counted: "2 cases of plague were found in A".
    """
    if not claim.drops:
        return set()
    beside = claim.origin == "imported" and owner is not None and owner.origin != "imported"
    more = {"sources"} if claim.named or beside else set()
    found = {"discovery"} if not state.claims or _is_at_part(state, claim, owner) else set()
    return claim.drops & KINDS - more - found


def of_cases(claim: Claim) -> bool:
    """Whether the number itself counts cases: 148宗經核酸檢測發現."""
    return any(0 <= token.start - claim.head.end <= 1 for token in claim.piece.all("case"))


def drop_echo(state: State, claim: Claim) -> None:
    """ "254 cases were cured and 254 deaths, 5 deaths": the number before came over to the first of the two."""
    echo = state.previous
    before = state.before_previous
    if echo is None or before is None or echo.paragraph != claim.paragraph or echo.places:
        return
    same = (echo.measure, echo.status, echo.origin) == (claim.measure, claim.status, claim.origin)
    if same and echo.number == before.number != claim.number and echo.measure != before.measure:
        echo.dropped = "echo"
