"""Numbers that may be read in two ways, "1,1937" as 11,937 or 1,937: the way that sums and balances leave."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin_norm.stages.facts.claims import Claim
from bulletin_norm.stages.facts.sums import parts_of, read_as

_Key = tuple[object, ...]


def settle(claims: list[Claim]) -> None:
    """Read each number of several readings as the one that its sums ask for, where they ask for one."""
    open_ones = [claim for claim in claims if claim.mention and claim.mention.others and not claim.dropped]
    if not open_ones:
        return
    parts = parts_of(claims)
    table: dict[_Key, Claim] = {}
    for claim in claims:
        if not claim.dropped and claim.place is not None and claim.first is None and claim.number is not None:
            table.setdefault((claim.measure, claim.status, claim.origin, *_where(claim)), claim)
    for claim in open_ones:
        asked = {value for value in (*_summed(claim, parts), *_balanced(claim, table)) if value != claim.number}
        fits = asked & set(claim.mention.others if claim.mention else ())
        if len(fits) == 1:
            value = fits.pop()
            read_as(claim, value, f"the numbers beside it leave {value}")


def _where(claim: Claim) -> _Key:
    return (claim.place.adcode if claim.place else None, claim.last, claim.disease)


def _summed(claim: Claim, parts: dict[int, list[Claim]]) -> Iterator[int]:
    """What the parts of a count come to, and what its whole leaves for it."""
    if listed := parts.get(id(claim)):
        yield sum([part.number or 0 for part in listed])
    whole = claim.parent
    if whole is not None and whole.number is not None and (listed := parts.get(id(whole))):
        yield whole.number - sum([part.number or 0 for part in listed if part is not claim])


def _balanced(claim: Claim, table: dict[_Key, Claim]) -> Iterator[int]:
    """What current cases, recoveries and deaths come to, or what the total leaves for one of them."""
    at = _where(claim)
    for origin in ("unspecified", "local", "imported"):
        total = table.get(("confirmed_cases", "cumulative", origin, *at))
        less = [table.get((measure, "cumulative", origin, *at)) for measure in ("recoveries", "deaths")]
        now = [table.get(("confirmed_cases", "current", origin, *at))]
        if origin == "unspecified" and now[0] is None:
            now = [table.get(("confirmed_cases", "current", one, *at)) for one in ("local", "imported")]
        taken = [one for one in (*less, *now) if one is not None]
        if total is None or len(taken) < len(less) + len(now):
            continue
        if claim is total:
            yield sum([one.number or 0 for one in taken])
        elif claim in taken:
            yield (total.number or 0) - sum([one.number or 0 for one in taken if one is not claim])


def settle_standing(claims: list[Claim]) -> None:
    """Read totals that are smaller than what there is now as new: "A total of 17 imported infections were reported"
    beside 70 that are under observation."""
    now: dict[_Key, int] = {}
    for claim in claims:
        if claim.status == "current" and not claim.dropped and claim.number:
            key = (claim.measure, claim.origin, *_where(claim))
            now[key] = max(now.get(key, 0), claim.number)
    since = {claim.paragraph: claim.first for claim in claims if claim.status == "cumulative" and claim.first}
    parts = parts_of(claims) if now else {}
    for claim in claims:
        there = now.get((claim.measure, claim.origin, *_where(claim)), 0)
        if claim.status != "cumulative" or claim.first or claim.dropped or not 0 < (claim.number or 0) < there:
            continue
        if claim.place is None or claim.place_token is not None:
            continue
        begun = since.get(claim.paragraph)
        for one in (claim, *parts.get(id(claim), [])):
            one.status, one.first = ("cumulative", begun) if begun else ("new", one.last)
        if begun:
            continue
        claim.doubt = f"is read as new: {there} are there now, more than a total of it could be"
