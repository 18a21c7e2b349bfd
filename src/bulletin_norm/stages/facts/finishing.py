"""From linked claims to facts: what stands twice becomes one, what cannot be told becomes a doubt."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cache

from bulletin_norm.model import Decoy, Document, Doubt, Evidence, Fact, NumberMention
from bulletin_norm.stages.facts.claims import Claim
from bulletin_norm.stages.facts.sums import COMBINED, UNTOLD, mismatches
from bulletin_norm.stages.facts.tokens import Token
from bulletin_norm.stages.facts.within import Within

_TITLE = 120
_NEAR = 160
_DEEPEST = 8
_OPPOSITE = {"local", "imported"}
_UNSPLIT = {"medium_high_risk": "medium-risk and high-risk areas", "unsplit": "cases of more than one kind"}
_CLAUSE = re.compile(r"[^\d,;:.()\n、，；：。（）]{0,40}(?<!\s)")


def facts_of(claims: list[Claim], document: Document, within: Within) -> tuple[Fact, ...]:
    """Facts in the order of the text, each once."""
    said = [claim for claim in claims if _says_something(claim)]
    first = _merged(said)
    kept = [claim for claim in said if first[id(claim)] is claim]
    kept.sort(key=lambda claim: (claim.start, claim.place_token.start if claim.place_token else 0))
    numbers = {id(claim): number for number, claim in enumerate(kept)}
    index = {twin: numbers[id(claim)] for twin, claim in first.items()}
    quote = cache(document.evidence)
    return tuple([_fact(claim, _whole(claim, index, within), quote) for claim in kept])


def _whole(claim: Claim, index: dict[int, int], within: Within) -> int | None:
    """The number of the nearest fact above a claim that it can be a part of."""
    whole = claim.parent
    for _ in range(_DEEPEST):
        if whole is None or id(whole) not in index or _holds(whole, claim, within):
            break
        whole = whole.parent
    return index.get(id(whole))


def _holds(whole: Claim, claim: Claim, within: Within) -> bool:
    """Whether a count can be a part of another: no larger, of no other origin, in the same place or one inside it."""
    if (claim.number or 0) > (whole.number or 0) or {claim.origin, whole.origin} == _OPPOSITE:
        return False
    if claim.place is None or claim.place.adcode is None:
        return True
    return within.below(claim.place, whole.place) or within.same(claim.place, whole.place)


def _says_something(claim: Claim) -> bool:
    return not claim.dropped and claim.measure is not None and claim.number is not None and not claim.approximate


def _merged(claims: list[Claim]) -> dict[int, Claim]:
    """The claim that stands for each: a title repeats the body, a second paragraph the first."""
    merged: dict[int, Claim] = {}
    found: dict[tuple[object, ...], Claim] = {}
    loose: dict[tuple[object, ...], Claim] = {}
    for claim in sorted(claims, key=lambda item: item.title):
        place = claim.place
        code = place.adcode if place else None
        key = (
            claim.measure,
            claim.status,
            claim.origin,
            code,
            place.locality if place else None,
            claim.first,
            claim.last,
            claim.number,
            claim.disease,
        )
        core = (claim.measure, claim.status, claim.number)
        known = found.get(key) or (loose.get(core) if claim.title else None)
        merged[id(claim)] = known or claim
        if known is not None:
            known.evidence += _repeats(claim)
            continue
        found[key] = claim
        if not claim.title:
            loose.setdefault(core, claim)
    return merged


def _repeats(claim: Claim) -> list[tuple[str, int, int]]:
    """The evidence of a fact that is said again: the number, without its surroundings."""
    return [("repeat", claim.head.start, claim.head.end)]


def set_aside(
    claims: list[Claim], loose: list[Token], roll: list[Token], references: list[Token], document: Document
) -> tuple[Decoy, ...]:
    """The numbers that are read and make no fact, each with what it is: a part by severity, an echo, a sum."""
    told = {claim.number for claim in claims if not claim.dropped and not claim.title}
    kinds = {claim.start: claim for claim in claims if not claim.dropped}
    facts = {claim.start for claim in claims if _says_something(claim)}
    found = {token.start: _decoy(token.value, "roll") for token in roll if token.start not in facts}
    found |= {token.start: _decoy(token.value, "reference") for token in references}
    for claim in claims:
        echo = claim.title and claim.number in told
        if claim.dropped and (claim.dropped not in UNTOLD or echo) and claim.mention and claim.start not in kinds:
            found[claim.start] = _decoy(claim.mention, "echo" if echo else claim.dropped)
    for token in loose:
        if _in_title(token, told, document):
            found[token.start] = _decoy(token.value, "echo")
    return tuple(found[start] for start in sorted(found))


def _decoy(mention: NumberMention, kind: str) -> Decoy:
    return Decoy(mention.start, mention.end, mention.surface, kind)


def _in_title(token: Token, told: set[int | None], document: Document) -> bool:
    return token.value.value in told and token.start < document.sections[0].start + _TITLE


def _fact(claim: Claim, part_of: int | None, quote: Callable[[str, int, int], Evidence]) -> Fact:
    place = claim.place
    adcode = place.adcode if place else None
    return Fact(
        measure=claim.measure or "",
        status=claim.status or "new",
        origin=claim.origin or "unspecified",
        adcode=adcode,
        place=place.name or place.surface if place else None,
        place_en=place.name_en if place else None,
        locality=place.locality if place else None,
        start=claim.first,
        end=claim.last,
        count=claim.number,
        part_of=part_of,
        disease=claim.disease,
        evidence=tuple(sorted([quote(*item) for item in _evidence(claim)])),
    )


def _evidence(claim: Claim) -> set[tuple[str, int, int]]:
    """What says a fact: the role and the place in the reading of each of its words, once."""
    items = {("count", claim.head.start, claim.head.end), *claim.evidence}
    if claim.place_token is not None:
        items.add(("place", claim.place_token.start, claim.place_token.end))
    elif claim.place is not None and claim.place.end > claim.place.start:
        items.add(("place", claim.place.start, claim.place.end))
    return items


def doubts_of(claims: list[Claim], loose: list[Token], roll: list[Token], document: Document) -> list[Doubt]:
    """Doubts about numbers that no fact holds, and about those that cannot be read for certain."""
    doubts = []
    listed = {token.start for token in roll}
    told = {claim.number for claim in claims if not claim.dropped and not claim.title}
    for claim in claims:
        mention = claim.mention
        if claim.head.kind == "lost" and not claim.dropped:
            message = "the number before this unit is lost"
            doubts.append(document.doubt("lost_number", claim.head.start, claim.head.end, message))
        if mention is None or (claim.title and mention.value in told):
            continue
        why = _why_doubted(claim, mention)
        if claim.dropped in UNTOLD and claim.start in listed:
            continue
        if why is not None:
            end = _clause(document.reading, mention.end) if claim.dropped in UNTOLD else mention.end
            doubts.append(document.doubt(why[0], mention.start, end, why[1]))
    for whole, added in mismatches(claims):
        if whole.mention is not None:
            message = f"the parts of {whole.mention.surface!r} by place add up to {added}"
            doubts.append(document.doubt("sum", whole.mention.start, whole.mention.end, message))
    doubts += _rough_units(document)
    for token in loose:
        if _in_title(token, told, document) or token.start in listed:
            continue
        message = f"the number {token.value.surface!r} is in no fact"
        doubts.append(document.doubt("unread_number", token.start, token.end, message))
    return doubts


def bracket_doubts(lost: list[Token], claims: list[Claim], document: Document) -> Iterator[Doubt]:
    """Doubts about brackets without a partner, where counts that they may hold stand near."""
    starts = sorted(claim.start for claim in claims if _says_something(claim)) if lost else []
    for token in lost:
        low, high = (token.start - _NEAR, token.end) if token.kind == "close" else (token.start, token.end + _NEAR)
        if bisect_left(starts, high) > bisect_left(starts, low):
            message = "this bracket has no partner: which counts belong in it is a guess"
            yield document.doubt("bracket", token.start, token.end, message)


def _rough_units(document: Document) -> Iterator[Doubt]:
    """Doubts about numbers of people or things that are of no measure, and only rough: 約40名院友."""
    units = {decoy.start for decoy in document.decoys if decoy.kind == "unit"}
    for number in document.numbers:
        if number.approximate and number.start in units:
            message = f"{number.surface!r} is approximate and of no measure"
            yield document.doubt("approximate_number", number.start, number.end, message)


def _clause(text: str, start: int) -> int:
    """Where the words that belong to a number end: "8 in A area" is in doubt with the place that cannot be read."""
    found = _CLAUSE.match(text, start)
    return found.end() if found else start


def _why_doubted(claim: Claim, mention: NumberMention) -> tuple[str, str] | None:
    """The kind of doubt that a claim raises and what to tell, or None."""
    surface = mention.surface
    if claim.dropped in UNTOLD:
        return "unread_number", f"the number {surface!r} is in no fact: what it counts, or where, is not said"
    if claim.approximate and claim.dropped in COMBINED:
        return "approximate_number", f"{surface!r} is approximate and of no single measure"
    if claim.dropped in _UNSPLIT:
        return "unsplit_number", f"{surface!r} counts {_UNSPLIT[claim.dropped]} together"
    if claim.dropped == "backlog" and "backlog" in claim.drops:
        return "unread_number", f"{surface!r} counts cases of earlier days, reported late, and makes no fact"
    if claim.dropped:
        return (
            ("unsplit_number", f"{surface!r} {claim.doubt}") if claim.dropped == "positives" and claim.doubt else None
        )
    if mention.value is None:
        return "unreadable_number", f"{surface!r} cannot be read as a number: {mention.doubtful}"
    if claim.approximate:
        return "approximate_number", f"{surface!r} is approximate and makes no fact"
    if claim.doubt:
        return "doubtful_reading", f"{surface!r} {claim.doubt}"
    if mention.doubtful:
        return "doubtful_number", f"{surface!r} is read as {mention.value}: {mention.doubtful}"
    return None
