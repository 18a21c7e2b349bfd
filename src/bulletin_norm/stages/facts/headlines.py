"""What a title counts: it says again what the body says in full."""

from __future__ import annotations

from bulletin_norm.stages.facts.claims import Claim
from bulletin_norm.stages.facts.sums import COMBINED
from bulletin_norm.stages.facts.within import Within

_NEAR = 40
_TAKEN = ("measure", "status", "origin", "first", "last", "place", "disease")


def retell(claims: list[Claim], within: Within) -> None:
    """Give each count of a title all that the body says of the same number; one that adds up the infections with and
    without symptoms is of no single measure."""
    body = [claim for claim in claims if not claim.title and not claim.dropped and claim.measure]
    for claim in body:
        if claim.measure == "confirmed_cases" and claim.number and not (claim.features or claim.parent or claim.drops):
            claim.dropped = "combined" if _is_sum_of_kinds(claim, body, within) else claim.dropped
    _restate_whole(body, within)
    titles = [claim for claim in claims if claim.title and not claim.dropped and claim.number and claim.measure]
    if not titles:
        return
    for claim in titles:
        told = next((other for other in body if _is_same(claim, other, within)), None)
        if told is not None:
            for name in _TAKEN:
                setattr(claim, name, getattr(told, name))
        elif not claim.features & {"confirmed", "asymptomatic"} and _is_sum(claim, body):
            claim.dropped = "combined"


def _restate_whole(body: list[Claim], within: Within) -> None:
    """Give the parts of a total of all infections the origin with which they are told again behind its bracket:
    新增感染者82例（确诊24例；无症状58例）。其中，新增本土确诊24例."""
    for number, claim in enumerate(body):
        whole = claim.parent
        if whole is None or whole.dropped not in COMBINED or claim.origin != "unspecified":
            continue
        same = (one for one in body[number + 1 : number + _NEAR] if one.origin in ("local", "imported"))
        told = next((one for one in same if one.measure == claim.measure and _is_same(claim, one, within)), None)
        claim.origin = told.origin if told is not None and told.status == claim.status else claim.origin


def _is_sum_of_kinds(whole: Claim, body: list[Claim], within: Within) -> bool:
    """Whether a count that names no kind adds up one of each kind that is told after it, of its time and place."""
    near = [one for one in body if one.start > whole.start and one.status == whole.status and one.last == whole.last]
    near = [one for one in near if within.same(one.place, whole.place) or within.below(one.place, whole.place)][:_NEAR]
    confirmed = [one for one in near if one.measure == "confirmed_cases" and one.features]
    others = [one for one in near if one.measure == "asymptomatic_infections"]
    sums = {(one.number or 0) + (two.number or 0) for one in confirmed for two in others if one.origin == two.origin}
    return whole.number in sums


def _is_same(title: Claim, other: Claim, within: Within) -> bool:
    """Whether the title may mean a count: of its number, measure and place, as far as it names them."""
    if other.number != title.number or (title.features and other.measure != title.measure):
        return False
    if title.own_status and other.status not in title.own_status:
        return False
    if title.origin not in (None, "unspecified", other.origin):
        return False
    return title.place_token is None or within.same(title.place, other.place)


def _is_sum(title: Claim, body: list[Claim]) -> bool:
    """Whether the new confirmed cases and asymptomatic infections of a place come to the number of the title."""
    new = [claim for claim in body if claim.status == "new" and claim.parent is None and claim.number]
    for one in new:
        if one.measure != "confirmed_cases":
            continue
        for two in new:
            same = two.measure == "asymptomatic_infections" and (one.last, one.origin) == (two.last, two.origin)
            if same and (one.number or 0) + (two.number or 0) == title.number:
                return True
    return False
