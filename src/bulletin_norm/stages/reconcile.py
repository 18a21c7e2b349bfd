"""Concludes: what the facts of a document say of each other, and the numbers that were read as others than printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, starmap

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
    PlaceMention,
    RiskChange,
)
from bulletin_norm.pipeline import Stage
from bulletin_norm.text import Edit, Span

_DIGITS, _PLAIN_DIGITS = re.compile(r"\d\d*"), re.compile("[0-9][0-9]*")
_OWN_ORIGINS = frozenset({"71", "81", "82"})
"""Taiwan, Hong Kong and Macao: they count further origins than local and imported, and not all current cases."""

_Stretch = Span | Evidence | Doubt | DateMention | Decoy | PlaceMention

_RULES = frozenset({"sum", "thousands_mark", "encoding", "lookalike", "space_group", "broken"})


def reconcile(knowledge: Knowledge) -> Stage:
    """The stage that adds up what must come out even, doubts the numbers left over, and writes numbers right."""

    def stage(document: Document) -> Document:
        known = {(doubt.start, doubt.end) for doubt in document.doubts}
        found = chain(_unequal(document.facts), _contradictions(document.facts), _unplaced(document))
        doubts = {*document.doubts, *[doubt for doubt in found if (doubt.start, doubt.end) not in known]}
        doubts.update(_left_over(document, doubts))
        document = document.with_(doubts=tuple(sorted(doubts)))
        return document.with_layer("numbers", list(_number_edits(document)), reading=False)

    return stage


def _left_over(document: Document, doubts: Iterable[Doubt]) -> list[Doubt]:
    """The numbers that no fact, case, risk change, measure, date, place, decoy or doubt holds."""
    mentions: list[DateMention | Decoy | PlaceMention] = [*document.dates, *document.decoys, *document.places]
    named = _marked(len(document.reading), mentions)
    runs = (_PLAIN_DIGITS if document.reading.isascii() else _DIGITS).finditer(document.reading)
    digits = dict([run.span() for run in runs])
    written = {number.start: number.end for number in document.numbers if number.start not in digits}
    numbers = [span for span in (*digits.items(), *written.items()) if named.find(1, *span) < 0]
    told = _told(document, doubts)
    begun = {one.start for one in told}
    span_of = document.trace.span
    loose = [span for span in starmap(span_of, numbers) if span.start not in begun]
    if loose:
        marks = _marked(len(document.source), told)
        loose = [span for span in loose if marks.find(1, span.start, span.end) < 0]
    if loose:
        # A mention holds all of the source that it is made of, as where an edit changed its words.
        named = _marked(len(document.source), [span_of(mention.start, mention.end) for mention in mentions])
        loose = [span for span in loose if named.find(1, span.start, span.end) < 0]
    return [_unread(span, document.source) for span in loose]


def _unread(span: Span, source: str) -> Doubt:
    surface = source[span.start : span.end]
    return Doubt(span.start, span.end, "unread_number", f"the number {surface!r} is in no fact")


def _told(document: Document, doubts: Iterable[Doubt]) -> list[Evidence | Doubt]:
    """The stretches of the source that claims quote or doubts are about."""
    rows: Iterable[Fact | RiskChange | Case | Intervention]
    rows = chain(document.facts, document.risk_changes, document.cases, document.interventions)
    told: list[Evidence | Doubt] = [*doubts]
    for row in rows:
        told += row.evidence
    return told


def _marked(length: int, stretches: Iterable[_Stretch]) -> bytearray:
    """A byte for each of so many code points: 1 where a stretch holds it."""
    marks = bytearray(length)
    for one in stretches:
        start, end = one.start, one.end
        marks[start:end] = b"\1" * (end - start)
    return marks


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
    kinds = [(_what(fact), _is_dated(fact)) for fact in facts]
    dated: dict[tuple[object, ...], Fact] = {}
    for fact, (what, is_dated) in zip(facts, kinds, strict=True):
        if is_dated:
            dated.setdefault(what, fact)
    for fact, (what, is_dated) in zip(facts, kinds, strict=True):
        other = first.setdefault((what, fact.start), fact)
        if other is fact and not is_dated:
            other = dated.get(what, fact)
        if fact.count != other.count and fact.adcode is not None:
            name = fact.measure.replace("_", " ")
            for one, two in ((other, fact), (fact, other)):
                yield _doubt(one, f"{name}: {one.count} here, {two.count} elsewhere in the text", "contradiction")


def _what(fact: Fact) -> tuple[object, ...]:
    return fact.measure, fact.status, fact.origin, fact.adcode, fact.locality, fact.end, fact.disease


def _is_dated(fact: Fact) -> bool:
    for evidence in fact.evidence:  # noqa: SIM110
        if evidence.role == "date":
            return True
    return False


def _unplaced(document: Document) -> Iterator[Doubt]:
    """Facts at no place whose words no doubt is about: the name was in doubt where it stood first."""
    facts = [fact for fact in document.facts if fact.adcode is None]
    doubted = _marked(len(document.source), document.doubts) if facts else bytearray()
    for fact in facts:
        words = [item for item in fact.evidence if item.role in ("count", "place")]
        if all(doubted.find(1, item.start, item.end) < 0 for item in words):
            yield _doubt(fact, f"where {fact.count} are is not certain", "unplaced")


def _balance(table: dict[tuple[object, ...], dict[str, Fact]]) -> Iterator[Doubt]:
    """Current cases = cumulative cases - recoveries - deaths, at one place, of one origin."""
    for key, origins in table.items():
        if key[0] != "confirmed_cases" or key[1] != "cumulative":
            continue
        _, _, place, start, *rest = key
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
        if number.rule not in _RULES or number.value is None:
            continue
        after = f"{number.value:,}"
        if after == number.surface:
            continue
        start, end = number.start, number.end
        for layer in document.layers[len(document.trace.layers) :]:
            span = layer.to_after(start, end)
            start, end = span.start, span.end
        if document.text[start:end] == number.surface:
            yield Edit(start, end, number.surface, after, f"number:{number.rule}")
