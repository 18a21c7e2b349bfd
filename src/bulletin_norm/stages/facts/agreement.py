"""Bulletins in two languages: the original is the authority, its translation a check."""

from __future__ import annotations

from bulletin_norm.model import Document, Doubt
from bulletin_norm.stages.facts.claims import Claim

CONTRADICTED = "contradicted"
"""Why a count of a translation makes no fact: the original counts another number of the same."""


def yield_to_original(claims: list[Claim], translated: list[Claim], document: Document) -> list[Doubt]:
    """Drop those of the translated claims that the original contradicts, with a doubt at both."""
    in_translation = {id(claim) for claim in translated}
    told: dict[tuple[object, ...], tuple[list[Claim], list[Claim]]] = {}
    for claim in claims:
        if claim.dropped or claim.number is None or claim.mention is None or claim.place is None:
            continue
        what = (claim.measure, claim.status, claim.origin, claim.place.adcode, claim.place.locality)
        both = told.setdefault((*what, claim.first, claim.last, claim.disease), ([], []))
        both[id(claim) in in_translation].append(claim)
    doubts = []
    for original, repeated in told.values():
        numbers = {claim.number for claim in original}
        if len(numbers) != 1 or not repeated or numbers & {claim.number for claim in repeated}:
            continue
        for one, others in ((original[0], repeated), (repeated[0], original)):
            message = f"{one.number} here, {others[0].number} in the other language"
            doubts.append(document.doubt("contradiction", one.head.start, one.head.end, message))
        for claim in repeated:
            claim.dropped = CONTRADICTED
    return doubts
