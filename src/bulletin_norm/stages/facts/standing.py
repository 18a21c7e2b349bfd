"""In which status a count stands: new in a period, current, or cumulative."""

from __future__ import annotations

from bulletin_norm.knowledge.measures import Measure
from bulletin_norm.stages.facts.claims import Claim
from bulletin_norm.stages.facts.kinds import INFECTIONS, RISK, TESTS
from bulletin_norm.stages.facts.scope import is_report_of_a_stretch
from bulletin_norm.stages.facts.state import State

_MANY = 5
_ON_A_DAY = frozenset({"contacts_released", "released_from_observation"})
"""What is new where its own words name a day, whatever is added up around it: 2月1日已解除观察1263人."""

_LEFT = frozenset({"recoveries", "released_from_observation", "contacts_released"})
_STILL = frozenset({"severe_cases", "critical_cases", "suspected_cases"})
"""What "at present" counts as it is now, not so far."""


def set_status(state: State, claim: Claim, owner: Claim | None, stands: bool) -> None:
    """Give a claim its status, among those that its measure can have, and let what follows take it over."""
    scope = state.scope
    explicit = own_status(state, claim)
    status = explicit or (owner.status if owner is not None and not stands else None)
    if owner is not None and not stands and not explicit and (_is_there(claim) or _lies(claim)):
        status = "current"
    status = status or usual_status(state, claim, stands) or running_status(state, claim)
    if explicit == "cumulative" and of_past_days(state, claim):
        status = "new"
    if (
        (owner is None or stands)
        and of_a_stretch(state)
        and not _adds_up(state, claim)
        and status != "new"
        and not (status == "current" and explicit)
    ):
        status = "new"
    if status == "cumulative" and claim.head.kind == "zero" and claim.measure == "suspected_cases" and explicit is None:
        status = "current"
    measure = state.measures[claim.measure or "confirmed_cases"]
    if status == "new" and not explicit and owner is None and _is_of_all(state, claim):
        status = "current" if "current" in measure.statuses else "cumulative"
        claim.doubt = f"is read as {status}: beside the new ones it is too many to be new, and no word says what it is"
    if measure.id == "close_contacts" and explicit == "current" and "traced" not in claim.features:
        measure = state.measures["contacts_under_observation"]
        claim.measure = measure.id
    if measure.id in RISK and owner is None and status == "cumulative":
        status = "current"
    claim.status = status if status in measure.statuses else _usual(state, claim, measure)
    if stands:
        scope.status = explicit or scope.status or claim.status
        scope.paragraph_status = explicit or scope.paragraph_status or claim.status
        scope.paragraph_topic_measure = scope.paragraph_topic_measure or claim.measure
    if claim.measure in RISK and claim.status == "new":
        scope.risk_status = "new"


def _usual(state: State, claim: Claim, measure: Measure) -> str:
    """The status of a measure that cannot have the one that runs on: that of a count that it is joined to, if any."""
    near = reversed(state.claims[-_MANY:] if claim.piece.before in ("join", "list", "comma") else [])
    told = (one.status for one in near if one.paragraph == state.paragraph and one.status in measure.statuses)
    return next((status for status in told if status), measure.statuses[0])


def _lies(claim: Claim) -> bool:
    """Whether people are counted who are in hospital or under observation."""
    lying = claim.features & {"observation", "hospital"} and "released" not in claim.features
    return bool(lying) and "discovery" not in claim.drops


def _is_there(claim: Claim) -> bool:
    """Whether cases are said to be severe or suspected now: "there is one critical case", 另有疑似病例6例."""
    severe = claim.measure in _STILL
    return severe and "present" in claim.statuses and claim.head.kind == "num"


def usual_status(state: State, claim: Claim, stands: bool) -> str | None:
    """The status that what is counted has by itself: people in hospital are there now, contacts are traced so far."""
    if _lies(claim) or _are_left(state, claim):
        return "current"
    if stands and claim.piece.before in ("join", "list") and state.chain and state.chain[-1].features:
        return state.chain[-1].status
    if _is_there(claim):
        return "current"
    if "present" in claim.statuses and _is_beyond_new(state, claim):
        return "current"
    if claim.measure in RISK:
        present = claim.statuses & {"present", "reported"}
        return "current" if present else state.scope.status or state.scope.risk_status
    if claim.measure in ("close_contacts", TESTS):
        reported = "reported" in claim.statuses and any(mention.kind == "day" for mention in claim.dates)
        return "new" if reported else "cumulative"
    return None


def _are_left(state: State, claim: Claim) -> bool:
    """Whether "there are" cases beside those that left: "1 case was discharged, and there are 12 confirmed cases"."""
    if claim.head.kind != "num" or "present" not in claim.statuses or claim.measure not in INFECTIONS:
        return False
    last = state.chain[-1] if state.chain else None
    near = last is not None and last.paragraph == state.paragraph and last.status == "new" and last.measure in _LEFT
    if near and claim.piece.before == "":
        same = (one for one in state.recent if one.measure == claim.measure and one.origin == claim.origin)
        return any(one.status == "new" and (claim.number or 0) > (one.number or 0) > 0 for one in same)
    return near and claim.piece.before in ("join", "comma")


def _is_beyond_new(state: State, claim: Claim) -> bool:
    """Whether "there are" more cases than were told as new before: "2 new imported cases. There are 37 imported"."""
    if claim.head.kind != "num":
        return False
    same = (one for one in state.chained_new if one.measure == claim.measure and one.origin in (claim.origin, None))
    return any((claim.number or 0) > (one.number or 0) > 0 for one in same)


def of_a_stretch(state: State) -> bool:
    """Whether the counts are those of a whole month or week, in which "a total of" adds up what was new."""
    period = state.scope.of_kind("period") or state.scope.period
    if period is None or not is_report_of_a_stretch(period) or state.scope.of_kind("as_of", "since", "now"):
        return False
    dates, first = state.scope.paragraph_dates, state.scope.first_period
    if first is not None and first.first == first.last and first is not period:
        return False
    return all(mention.kind != "period" or is_report_of_a_stretch(mention) for mention in dates)


def of_past_days(state: State, claim: Claim) -> bool:
    """Whether the counts are those of the past days, which is what "a total of" adds up: 过去14天累计报告76宗."""
    period = state.scope.of_kind("period")
    if period is None or period.rule != "past" or any(m.kind == "now" for m in claim.dates):
        return False
    if period.start > claim.piece.end:
        return False
    return state.previous is None or state.previous.start < period.start


def _adds_up(state: State, claim: Claim) -> bool:
    """Whether a count is that of all days so far, after one of what is new: 新增469例, 累计1579例."""
    new = state.previous
    if new is None or "new" in claim.statuses:
        return False
    if new.paragraph != claim.paragraph:
        return "cumulative" in claim.statuses and _of_another_week(state, claim)
    more = "cumulative" in claim.statuses and (claim.number or 0) > (new.number or 0)
    return new.status == "cumulative" or (new.status == "new" and more)


def _of_another_week(state: State, claim: Claim) -> bool:
    """Whether a count is far more than that of a week in a paragraph before: 本流感季累计529例."""
    period = state.scope.period
    if period is None or period.rule == "month" or state.scope.dates:
        return False
    before = (one for one in state.recent if one.status == "new" and one.measure == claim.measure)
    return any((claim.number or 0) > _MANY * (one.number or 0) > 0 for one in before)


def own_status(state: State, claim: Claim) -> str | None:
    """The status that a claim's own words state; "new" yields to "cumulative" where no infections are counted."""
    if claim.piece.has("brought"):
        return "cumulative"
    for status in ("new", "current", "cumulative"):
        if status in claim.statuses:
            if status == "new" and "cumulative" in claim.statuses and claim.measure not in INFECTIONS:
                if claim.measure is None and _is_beside_new(claim):
                    return "new"
                continue
            if status == "cumulative" and (_lies_there(claim) or (claim.part and claim.measure == "conversions")):
                continue
            return status
    if "regions" in claim.drops:
        return "cumulative"
    return "new" if claim.same_day else None


def _is_beside_new(claim: Claim) -> bool:
    """Whether "new" stands right behind the number: "a total of 191 new infections"."""
    news = [token for token in claim.piece.all("status") if token.value == "new"]
    return any(0 <= token.start - claim.head.end <= 1 for token in news)


def _lies_there(claim: Claim) -> bool:
    """Whether "a total of" only adds up who is under observation or in hospital now."""
    if "released" in claim.features or not claim.features & {"observation", "hospital"}:
        return False
    return len(claim.piece.all("sum")) == len([one for one in claim.piece.all("status") if one.value == "cumulative"])


def _is_of_all(state: State, claim: Claim) -> bool:
    """Whether a lost "existing" is likely: "13 new confirmed cases, 22 new deaths and 15671 confirmed cases"."""
    if claim.places or claim.head.kind != "num" or claim.piece.before not in ("comma", "join", "list"):
        return False
    same = (one for one in state.chained_new if one.measure == claim.measure and claim.origin in (None, one.origin))
    return any((claim.number or 0) > _MANY * (one.number or 0) > 0 for one in same)


def running_status(state: State, claim: Claim) -> str:
    """The status that runs on: from the claim's own dates, its sentence, the sentence's dates, its paragraph."""
    scope = state.scope
    usual = state.measures[claim.measure or "confirmed_cases"].statuses[0]
    if (timed := _timed_status(state, claim, usual)) is not None:
        return timed
    if scope.default_status is not None:
        return scope.default_status
    if scope.as_of is not None and not (scope.period or scope.first_period or scope.dates or scope.paragraph_status):
        return "cumulative" if "reported" in claim.statuses else dated_status(claim, {"as_of"}, usual)
    dated = scope.of_kind("period", "day") is not None
    if dated or scope.paragraph_status is None:
        if not dated and _is_untold(state, claim):
            claim.doubt = "is read as new, though no word and no day of its paragraph says so"
        return "new"
    if "present" in claim.statuses and claim.head.kind == "num":
        before = state.previous
        same = before is not None and before.paragraph == claim.paragraph and before.status == "current"
        if same or scope.paragraph_status == "cumulative":
            return "current"
    return scope.paragraph_status


def _timed_status(state: State, claim: Claim, usual: str) -> str | None:
    """The status that the days of a claim and its sentence, and the words before it, give it."""
    scope = state.scope
    own = {mention.kind for mention in claim.dates}
    if "day" in own and claim.measure in _ON_A_DAY:
        return "new"
    if own & {"since", "now", "as_of"}:
        return "cumulative" if "reported" in claim.statuses and "as_of" in own else dated_status(claim, own, usual)
    since = scope.of_kind("since")
    behind = since is not None and since.start > claim.piece.end and scope.of_kind("as_of", "now") is None
    as_of = scope.of_kind("as_of", "since", "now") is not None and scope.of_kind("period") is None and not behind
    if "had" in claim.statuses and scope.of_kind("period", "day") is None:
        return "cumulative"
    if own & {"day", "period"} and as_of and max(m.start for m in scope.dates) > claim.piece.end:
        return "new"
    if "reported" in claim.statuses and as_of:
        return "new" if _is_told_as_new(state, claim) else "cumulative"
    if scope.status == "cumulative" and any(mention.rule == "past" for mention in claim.dates):
        return "new"
    if scope.status is not None:
        return "current" if "present" in claim.statuses and scope.status == "cumulative" else scope.status
    return dated_status(claim, set(scope.dated), usual) if as_of else None


def _is_told_as_new(state: State, claim: Claim) -> bool:
    """Whether a count says again, of other words, what was new before: 再多50人离世 ... 呈报50宗死亡个案."""
    same = (one for one in state.recent if one.measure == claim.measure and one.number == claim.number)
    return bool(claim.number) and any(one.status == "new" and not one.dropped for one in same)


def _is_untold(state: State, claim: Claim) -> bool:
    """Whether a count of a later paragraph says no more than that "there are" so many."""
    later = state.paragraph > 0 and not state.title
    return later and claim.statuses == {"present"} and claim.head.kind == "num"


def dated_status(claim: Claim, kinds: set[str], usual: str) -> str:
    """The status that "since", "so far" and "as of" give to a count without one."""
    so_far = "now" in kinds and "as_of" not in kinds and "present" not in claim.statuses
    if claim.measure in _STILL and "since" not in kinds:
        return usual
    return "cumulative" if "since" in kinds or so_far else usual
