"""Numbers of areas that stand over the lists of changes: they are those that change, from the day that they do."""

from __future__ import annotations

from bulletin_norm.model import Document
from bulletin_norm.stages.facts.claims import Claim
from bulletin_norm.stages.facts.kinds import RISK


def date_changes(claims: list[Claim], document: Document) -> None:
    """Give the numbers in headings of changed areas their status and day, in place: 以下区域划为高风险区（8个）."""
    changes = [
        (one.start, one.end, change.to, change.date)
        for change in document.risk_changes
        for one in change.evidence
        if one.role == "level"
    ]
    for claim in claims if changes else ():
        if claim.measure not in RISK or claim.status != "current" or claim.dropped or claim.own_status:
            continue
        span = document.trace.span(claim.head.start, claim.head.end)
        for start, end, level, day in changes:
            if start <= span.start and span.end <= end and claim.measure == f"{level}_risk_areas":
                claim.status, claim.first, claim.last = "new", day, day
                break
