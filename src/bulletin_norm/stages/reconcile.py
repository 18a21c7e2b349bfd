"""Concludes: what the facts of a document say of each other, and the numbers that were read as others than printed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.model import (
    Case,
    DateMention,
    Decoy,
    Document,
    Doubt,
    Evidence,
    Fact,
    Intervention,
    NumberMention,
    PlaceMention,
    RiskChange,
)
from bulletin_norm.pipeline import Stage
from bulletin_norm.text import Edit, Span

_DIGITS = re.compile(r"\d+")
_OWN_ORIGINS = frozenset({"71", "81", "82"})
"""Taiwan, Hong Kong and Macao: they count further origins than local and imported, and not all current cases."""

_RULES = frozenset({"sum", "thousands_mark", "encoding", "lookalike", "space_group", "broken"})


def reconcile(knowledge: Knowledge) -> Stage:
    """The stage that adds up what must come out even, doubts the numbers left over, and writes numbers right."""

    def stage(document: Document) -> Document:
        known = {(doubt.start, doubt.end) for doubt in document.doubts}
        found = chain(_unequal(document.facts), _contradictions(document.facts), _unplaced(document))
        doubts = [doubt for doubt in found if (doubt.start, doubt.end) not in known]
        document = document.with_(doubts=tuple(sorted({*document.doubts, *doubts})))
        document = document.with_(doubts=tuple(sorted({*document.doubts, *_left_over(document)})))
        return document.with_layer("numbers", list(_number_edits(document)), reading=False)

    return stage


def _left_over(document: Document) -> Iterator[Doubt]:
    """The numbers that no fact, case, risk change, measure, date, place, decoy or doubt holds."""
    numbers = {number.start: number.end for number in document.numbers}
    numbers |= {match.start(): match.end() for match in _DIGITS.finditer(document.reading)}
    mentions: list[DateMention | Decoy | PlaceMention] = [*document.dates, *document.decoys, *document.places]
    covered = bytearray(len(document.reading))
    for mention in mentions:
        covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    counted = [(start, numbers[start]) for start in sorted(numbers) if covered.find(1, start, numbers[start]) < 0]
    spans = [document.source_span(start, end) for start, end in counted]
    loose = list(_outside(spans, _told(document)))
    if loose:
        loose = list(_outside(loose, [document.source_span(mention.start, mention.end) for mention in mentions]))
    for span in loose:
        surface = document.source[span.start : span.end]
        yield Doubt(span.start, span.end, "unread_number", f"the number {surface!r} is in no fact")


def _told(document: Document) -> Iterator[Evidence | Doubt]:
    """The stretches of the source that claims quote or doubts are about."""
    rows: Iterable[Fact | RiskChange | Case | Intervention]
    rows = chain(document.facts, document.risk_changes, document.cases, document.interventions)
    for row in rows:
        yield from row.evidence
    yield from document.doubts


def _outside(spans: Iterable[Span], covers: Iterable[Span | Evidence | Doubt]) -> Iterator[Span]:
    """The spans that overlap no cover."""
    ordered = sorted([(cover.start, cover.end) for cover in covers])
    starts = [start for start, _ in ordered]
    reach = list(accumulate((end for _, end in ordered), max))
    for span in spans:
        index = bisect_left(starts, span.end) - 1
        if index < 0 or reach[index] <= span.start:
            yield span


def _unequal(facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """Totals that their local and imported parts do not come to, and current counts that totals do not leave."""
    table: dict[tuple[object, ...], dict[str, Fact]] = {}
    for fact in facts:
        if fact.count is not None and fact.locality is None:
            key = (fact.measure, fact.status, fact.adcode, fact.start, fact.end, fact.disease)
            table.setdefault(key, {})[fact.origin] = fact
    for origins in table.values():
        if len(origins) == 3:
            parts = (origins["local"].count or 0) + (origins["imported"].count or 0)
            whole = origins["unspecified"]
            beside = (whole.adcode or "")[:2] in _OWN_ORIGINS and parts < (whole.count or 0)
            if parts != whole.count and not beside:
                yield _doubt(whole, f"{whole.count} is not what local and imported come to ({parts})")
    yield from _balance(table)


def _contradictions(facts: tuple[Fact, ...]) -> Iterator[Doubt]:
    """Counts of the same thing at the same place and time that differ: the English half says 2, the Chinese 5.

    A count that no words date, as a title's, is of the time of a dated one that ends on its day: it may begin before.
    """
    first: dict[tuple[object, ...], Fact] = {}
    dated = {_what(fact): fact for fact in reversed(facts) if _is_dated(fact)}
    for fact in facts:
        other = first.setdefault((*_what(fact), fact.start), fact)
        if other is fact and not _is_dated(fact):
            other = dated.get(_what(fact), fact)
        if fact.count != other.count and fact.adcode is not None:
            what = fact.measure.replace("_", " ")
            for one, two in ((other, fact), (fact, other)):
                yield _doubt(one, f"{what}: {one.count} here, {two.count} elsewhere in the text", "contradiction")


def _what(fact: Fact) -> tuple[object, ...]:
    return fact.measure, fact.status, fact.origin, fact.adcode, fact.locality, fact.end, fact.disease


def _is_dated(fact: Fact) -> bool:
    return any(evidence.role == "date" for evidence in fact.evidence)


def _unplaced(document: Document) -> Iterator[Doubt]:
    """Facts at no place whose words no doubt is about: the name was in doubt where it stood first."""
    facts = [fact for fact in document.facts if fact.adcode is None]
    for fact in facts:
        spans = [Span(item.start, item.end) for item in fact.evidence if item.role in ("count", "place")]
        if len(list(_outside(spans, document.doubts))) == len(spans):
            yield _doubt(fact, f"where {fact.count} are is not certain", "unplaced")


def _balance(table: dict[tuple[object, ...], dict[str, Fact]]) -> Iterator[Doubt]:
    """Current cases = cumulative cases - recoveries - deaths, at one place, of one origin."""
    for (measure, status, *where), origins in table.items():
        if measure != "confirmed_cases" or status != "cumulative":
            continue
        place, start, *rest = where
        if str(place)[:2] in _OWN_ORIGINS:
            continue
        for origin, total in origins.items():
            at = (place, start, *rest)
            found = [table.get((name, "cumulative", *at), {}).get(origin) for name in ("recoveries", "deaths")]
            now = _current(table.get(("confirmed_cases", "current", place, None, *rest), {}), origin)
            if not now or found[0] is None or start is not None:
                continue
            left = (total.count or 0) - sum(fact.count or 0 for fact in found if fact is not None)
            current = sum(fact.count or 0 for fact in now)
            if left != current and not (found[1] is None and current < left):
                for fact in (*now, total):
                    yield _doubt(fact, f"{current} current cases, but the totals leave {left}")


def _current(origins: dict[str, Fact], origin: str) -> list[Fact]:
    """The current cases of an origin; of all origins, where they are only told apart, the local and imported ones."""
    if origin == "unspecified" and origin not in origins:
        return [origins["local"], origins["imported"]] if len(origins) == 2 else []
    return [origins[origin]] if origin in origins else []


def _doubt(fact: Fact, message: str, kind: str = "sum") -> Doubt:
    where = next(item for item in fact.evidence if item.role == "count")
    return Doubt(where.start, where.end, kind, message)


def _number_edits(document: Document) -> Iterator[Edit]:
    """A number that is read as another than it is printed is written as it is read."""
    for number in document.numbers:
        after = _written(number)
        if after is None or after == number.surface:
            continue
        start, end = number.start, number.end
        for layer in document.layers[len(document.trace.layers) :]:
            span = layer.to_after(start, end)
            start, end = span.start, span.end
        if document.text[start:end] == number.surface:
            yield Edit(start, end, number.surface, after, f"number:{number.rule}")


def _written(number: NumberMention) -> str | None:
    return f"{number.value:,}" if number.rule in _RULES and number.value is not None else None
