"""Shows why each fact of a document reads as it does: its words, what was changed in them, its sum, its rivals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

import msgspec

from bulletin_norm.model import Evidence, Fact
from bulletin_norm.outputs.questions import is_of_all
from bulletin_norm.outputs.schema import Place, Record

CARRIED = ("measure", "status", "origin", "place", "date")
"""What a fact has beside its count, by the role of the words that say it."""

AROUND = "no word of its own, so from what stands around it"


class Spanned(Protocol):
    """What stands somewhere in the source."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


class Change(Spanned, Protocol):
    """An edit traced to the source."""

    @property
    def before(self) -> str:
        """What stood there."""

    @property
    def after(self) -> str:
        """What stands there now."""

    @property
    def rule(self) -> str:
        """The rule that acted."""


_Row = TypeVar("_Row", bound=Spanned)


class Reason(msgspec.Struct, frozen=True):
    """Why a fact reads as it does.

    `fact` is its index in the record; `words` are what says it and where that stands, seen from its count; `without`
    is what no word of its own says; `changes` are the edits of those words; `sums` what it adds up with; `rivals` the
    readings that lost, and `doubts` what is not certain about it.
    """

    fact: int
    words: tuple[str, ...]
    without: tuple[str, ...]
    changes: tuple[str, ...]
    sums: tuple[str, ...]
    rivals: tuple[str, ...]
    doubts: tuple[str, ...]


def reasons_of(record: Record, source: str, changes: Sequence[Change]) -> Iterator[Reason]:
    """Yield the reason of each fact of a record, in its order; `changes` are all edits, traced to the source."""
    parts: dict[int, list[Fact]] = {}
    for fact in record.facts:
        if fact.part_of is not None:
            parts.setdefault(fact.part_of, []).append(fact)
    doubts = [doubt for doubt in record.doubts if not is_of_all(doubt, source)]
    for index, fact in enumerate(record.facts):
        evidence = sorted(fact.evidence, key=lambda one: (one.start, one.end))
        spans = [(one.start, one.end) for one in evidence]
        yield Reason(
            index,
            tuple(_words(evidence, source)),
            tuple(_without(fact, record)),
            tuple(f"{e.before!r} -> {e.after!r} ({e.rule})" for e in _touching(changes, spans)),
            tuple(_sums(fact, index, record, parts)),
            tuple(_rivals(evidence, record.places)),
            tuple(doubt.message for doubt in _touching(doubts, _counts(evidence))),
        )


def _touching(rows: Iterable[_Row], spans: list[tuple[int, int]]) -> Iterator[_Row]:
    """The rows that share a character with one of the spans."""
    return (row for row in rows if any(row.start < end and start < row.end for start, end in spans))


def _counts(evidence: list[Evidence]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in evidence if one.role == "count"]


def _words(evidence: list[Evidence], source: str) -> Iterator[str]:
    """Each piece of evidence, with where it stands where that is not the line of the count."""
    at = next((one.start for one in evidence if one.role == "count"), 0)
    for one in evidence:
        lines = source.count("\n", min(one.start, at), max(one.start, at))
        where = f", {lines} line{'s' * (lines > 1)} {'above' if one.start < at else 'below'}" if lines else ""
        yield f"{one.role} {' '.join(one.text.split())!r} at {one.start}-{one.end}{where}"


def _without(fact: Fact, record: Record) -> Iterator[str]:
    """What no word of its own says, and where it is from then."""
    said = {one.role for one in fact.evidence}
    for role in CARRIED:
        if role in said:
            continue
        if role == "origin":
            if fact.origin != "unspecified":
                yield f"origin {fact.origin}: {AROUND}"
        elif role == "place":
            if fact.adcode and fact.adcode == record.issuer:
                yield "place: the issuer's, as no other is named"
            else:
                yield f"place: {AROUND}" if fact.adcode else "place: none is named"
        elif role == "date":
            yield f"date {fact.end}: {AROUND}" if fact.end else "date: none is said"
        else:
            yield f"{role} {getattr(fact, role)}: {AROUND}"


def _sums(fact: Fact, index: int, record: Record, parts: dict[int, list[Fact]]) -> Iterator[str]:
    if fact.part_of is not None:
        whole = record.facts[fact.part_of]
        yield f"a part of {_named(whole)}"
    groups: dict[tuple[str, str], list[Fact]] = {}
    for part in parts.get(index, ()):
        groups.setdefault((part.measure, part.origin), []).append(part)
    for (measure, origin), found in groups.items():
        counts = [part.count for part in found if part.count is not None]
        kind = measure if origin == "unspecified" else f"{origin} {measure}"
        if len(counts) > 1:
            yield f"its parts ({kind}): {' + '.join(map(str, counts))} = {sum(counts)}"


def _named(fact: Fact) -> str:
    place = fact.locality or fact.place_en or fact.place or ""
    origin = "" if fact.origin == "unspecified" else f" {fact.origin}"
    return f"{fact.count if fact.count is not None else '?'}{origin} {fact.measure}, {place}".rstrip(", ")


def _rivals(evidence: list[Evidence], places: tuple[Place, ...]) -> Iterator[str]:
    """The divisions that the words for its place may also mean, and why the first was taken."""
    spans = [(one.start, one.end) for one in evidence if one.role == "place"]
    for place in _touching(places, spans):
        for row in place.candidates:
            reason = f", {row.reason}" if row.reason else ""
            yield f"{place.surface!r}: {row.name_en} ({row.name}) {row.adcode}, {row.probability:.0%}{reason}"
