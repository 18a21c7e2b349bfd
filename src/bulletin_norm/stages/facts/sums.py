"""Breakdowns: which count is a part of which, whether parts add up, and the one number that would make them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate, islice
from operator import attrgetter

from msgspec import structs

from bulletin_norm.stages.facts.claims import Claim
from bulletin_norm.stages.facts.within import Within

UNTOLD = frozenset({"unattached", "unplaced", "unshared", "series"})
"""Why a count makes no fact and the reader must be told: nothing says what, or where, it counts."""

COMBINED = frozenset({"positives", "combined"})
"""Why a count of more than one measure makes no fact."""

_NEAR = 80
_FEW, _SLIP = 2, 0.02
"""A list of more than a few parts, introduced by "of which", that comes this near to its total is meant to reach it."""
_START = attrgetter("start")
_TOLD = frozenset({"new", "cumulative"})
_FEW_KINDS = 4
_OF_ANY_KIND = "counts infected people; whether they are confirmed cases or asymptomatic is not said"

REPAIRED = "sum"
"""The rule of a number that is read as another so that every sum comes out right."""


def nest(claims: list[Claim], within: Within) -> None:
    """Hang each part below the nearest earlier count of its list whose place holds its own, level by level.

    A count that a list begins with is no whole of those after it: 病例分布于上海21例、江苏14例."""
    for claim in claims:
        whole = claim.parent
        if whole is None or whole.place_token is None:
            continue
        begins = whole.piece.after == "comma" and whole.place_token.start > whole.head.end
        if not begins and whole.piece.after not in ("list", "join"):
            continue
        if (
            claim.place is not None
            and claim.place.adcode
            and not (within.below(claim.place, whole.place) or within.same(claim.place, whole.place))
        ):
            claim.parent = whole.parent
    while _nest_once(claims, within):
        pass


def _nest_once(claims: list[Claim], within: Within) -> bool:
    moved = False
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        if claim.parent is not None and not claim.dropped and claim.place is not None:
            key = (id(claim.parent), claim.measure, claim.status, claim.origin, claim.first, claim.last)
            groups.setdefault(key, []).append(claim)
    for siblings in groups.values():
        whole = siblings[0].parent
        if whole is not None and whole.number == sum(claim.number or 0 for claim in siblings):
            continue
        last: dict[str, tuple[int, Claim]] = {}
        for number, claim in enumerate(siblings):
            place = claim.place
            if place is None or not place.adcode:
                continue
            above = [last[code] for code in within.holders(place) if code in last] if last else []
            if above:
                claim.parent = max(above)[1]
                moved = True
            last[within.key(place)] = number, claim
    return moved


def parts_of(claims: Iterable[Claim]) -> dict[int, list[Claim]]:
    """The parts by place of each claim (by identity): same measure, status and origin, at a place of their own."""
    found: dict[int, list[Claim]] = {}
    for claim in claims:
        whole = claim.parent
        if whole is None or claim.dropped or whole.dropped not in ("", "several_places") or claim.number is None:
            continue
        same = (claim.measure, claim.status, claim.origin) == (whole.measure, whole.status, whole.origin)
        if same and claim.place_token is not None and claim.place is not whole.place:
            found.setdefault(id(whole), []).append(claim)
    return found


def drop_combined(claims: list[Claim]) -> None:
    """A count that says "cases" alone, whose bracket deals out different measures, counts no single one of them."""
    parts: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.parent is not None and not claim.dropped and claim.features:
            parts.setdefault(id(claim.parent), []).append(claim)
    for claim in claims:
        listed = parts.get(id(claim)) if not claim.features else None
        mixed = listed and len({part.measure for part in listed}) > 1
        if listed and mixed and sum(part.number or 0 for part in listed) == claim.number:
            claim.dropped = "combined"


def repair(claims: list[Claim]) -> None:
    """Read a total as what its parts add up to, where its digits are left over from that and the list above agrees.

    A part that a list lacks is not repaired: any number can be short of the sum by what was not read."""
    parts, untold = parts_of(claims), _untold(claims)
    for claim in claims:
        listed = parts.get(id(claim))
        if not listed or claim.number is None or claim.mention is None or len(listed) < 2:
            continue
        added = sum([part.number or 0 for part in listed])
        if added == claim.number or _has_gaps(listed, untold):
            continue
        larger = any((part.number or 0) > (claim.number or 0) for part in listed)
        if _related(claim.number, added) and (larger or _fits_above(claim, added, parts)):
            read_as(claim, added, f"its parts add up to {added}")


def doubt_undealt(claims: list[Claim]) -> None:
    """Tell the reader of a count of several places, or of no single measure, that nothing deals out: "51 in Shandong
    and Guangdong", "12 new infected people"."""
    dealt = {id(claim.parent) for claim in claims if claim.parent is not None and not claim.dropped}
    alike = {id(claim.parent) for claim in claims if claim.parent is not None and claim.measure == claim.parent.measure}
    for number, claim in enumerate(claims):
        if claim.dropped == "several_places":
            several = "regions" not in claim.drops or len(claim.places) == 1
            claim.dropped = "unshared" if several and id(claim) not in alike else claim.dropped
        elif claim.dropped == "positives" and claim.own_status & _TOLD and id(claim) not in dealt:
            claim.doubt = "" if _follows(claim, claims[number + 1 :]) else _OF_ANY_KIND


def _follows(claim: Claim, after: list[Claim]) -> bool:
    """Whether the next counts, brackets aside, add up to one, or it only says again what a title or a roll does."""
    near = [other.number or 0 for other in after[:_FEW_KINDS]]
    same = (one for one in after if one.parent in (None, claim) and one.dropped not in COMBINED)
    sums = {*accumulate(near), *accumulate([one.number or 0 for one in islice(same, _FEW_KINDS)])}
    return claim.title or claim.approximate or not claim.number or claim.number in sums


def doubt_lonely(claims: list[Claim]) -> None:
    """Doubt "5 cases each" of which one place alone is read, unless the total says that no other is meant."""
    each = [claim for claim in claims if claim.each and claim.place_token is not None and not claim.dropped]
    if not each:
        return
    heads = Counter(claim.start for claim in each)
    parts = parts_of(claims)
    for claim in each:
        whole = claim.parent
        listed = parts.get(id(whole), []) if whole is not None else []
        fits = whole is not None and sum([part.number or 0 for part in listed]) == whole.number
        if heads[claim.start] == 1 and not fits and claim.head.kind == "num":
            claim.doubt = claim.doubt or "is said of each of several places, of which one is read"


def _untold(claims: list[Claim]) -> list[Claim]:
    return sorted([claim for claim in claims if claim.dropped in UNTOLD], key=_START)


def _has_gaps(listed: list[Claim], untold: list[Claim]) -> bool:
    """Whether a number without a place stands inside the list or beside it: its sum says nothing then."""
    low, high = min(map(_START, listed)), max(map(_START, listed))
    first, last = bisect_right(untold, low - _NEAR, key=_START), bisect_left(untold, high + _NEAR, key=_START)
    return any(claim.paragraph == listed[0].paragraph for claim in untold[first:last])


def _fits_above(claim: Claim, value: int, parts: dict[int, list[Claim]]) -> bool:
    whole = claim.parent
    if whole is None or whole.number is None:
        return False
    siblings = parts.get(id(whole), [])
    return sum(value if part is claim else part.number or 0 for part in siblings) == whole.number


def _related(one: int, two: int) -> bool:
    """Whether the digits of one number are left over from the other: 1 of 163, 66 of 566."""
    short, long = sorted((str(one), str(two)), key=len)
    if len(short) == len(long):
        return False
    rest = iter(long)
    return all(digit in rest for digit in short)


def read_as(claim: Claim, value: int, why: str) -> None:
    """Read a count as another than it is printed; the doubt says why."""
    claim.number = value
    claim.doubt = f"is read as {value}: {why}"
    if claim.mention is not None:
        claim.head.value = structs.replace(claim.mention, value=value, rule=REPAIRED)


def mismatches(claims: list[Claim]) -> list[tuple[Claim, int]]:
    """Counts whose parts by place do not add up, with what the parts come to."""
    found = []
    parts, untold = parts_of(claims), _untold(claims)
    for whole in claims:
        listed = parts.get(id(whole)) if whole.number is not None else None
        if listed and len(listed) > 1 and whole.mention is not None:
            added = sum([part.number or 0 for part in listed])
            if added in (0, whole.number) or _has_gaps(listed, untold):
                continue
            rest = any(part.piece.has("rest") for part in listed)
            partial = not rest and (any(part.part for part in listed) or whole.piece.after == "part")
            if partial and len(listed) > _FEW and 0 < (whole.number or 0) - added <= _SLIP * (whole.number or 0):
                partial = False
            if added > (whole.number or 0) or not (partial or whole.dropped):
                found.append((whole, added))
    return found
