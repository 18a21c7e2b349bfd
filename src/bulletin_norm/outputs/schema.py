"""The record: what leaves the toolkit for one document, and its JSON Schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from bulletin_norm.model import Candidate, Case, Document, Fact, Intervention, PlaceMention, RiskChange

NameOf = Callable[[str], tuple[str, str] | None]
"""The Chinese and the English name of a division code, or None where the code is not known."""

_NAMED_ROLES = ("place", "source")


class Place(msgspec.Struct, frozen=True):
    """A division that the text names; `start` and `end` are offsets into the source."""

    surface: str
    start: int
    end: int
    adcode: str | None
    name: str | None
    name_en: str | None
    score: float
    candidates: tuple[Candidate, ...] = ()


class LayerEdit(msgspec.Struct, frozen=True):
    """One change of the text; `start` and `end` are offsets into the text before that layer."""

    layer: str
    start: int
    end: int
    before: str
    after: str
    rule: str


class DoubtRow(msgspec.Struct, frozen=True):
    """Something that a person should look at; `start` and `end` are offsets into the source."""

    kind: str
    start: int
    end: int
    message: str


class Versions(msgspec.Struct, frozen=True):
    """What made the record: the package, and digests of its data."""

    bulletin_norm: str
    glossary: str
    gazetteer: str
    translator: str | None = None


class Record(msgspec.Struct, frozen=True):
    """All that is known of one document; rows are sorted by their position in the source."""

    document_id: str
    path: str
    language: str | None
    published: str | None
    issuer: str | None
    disease: str | None
    title: str | None
    normalized_text: str
    summary: str
    facts: tuple[Fact, ...]
    risk_changes: tuple[RiskChange, ...]
    cases: tuple[Case, ...]
    interventions: tuple[Intervention, ...]
    places: tuple[Place, ...]
    edits: tuple[LayerEdit, ...]
    doubts: tuple[DoubtRow, ...]
    versions: Versions


def record_of(document: Document, versions: Versions, *, name_of: NameOf, summary: str = "") -> Record:
    """The record of a normalized document, its rows in the order in which the source says them."""
    return Record(
        document_id=document.id,
        path=document.path,
        language=document.language,
        published=document.published,
        issuer=document.issuer,
        disease=document.disease,
        title=document.title,
        normalized_text=document.text,
        summary=summary,
        facts=_sorted_facts(document.facts),
        risk_changes=tuple(sorted(document.risk_changes, key=_position)),
        cases=tuple(sorted(document.cases, key=_position)),
        interventions=tuple(sorted(document.interventions, key=_position)),
        places=tuple(_places(document, name_of)),
        edits=tuple(_edits(document)),
        doubts=tuple(DoubtRow(d.kind, d.start, d.end, d.message) for d in sorted(set(document.doubts))),
        versions=versions,
    )


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record."""
    schema = msgspec.json.schema(Record)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "bulletin-norm record", **schema}


def _position(row: Fact | RiskChange | Case | Intervention) -> tuple[int, int]:
    """Where the source says the row: its count first, else its first words."""
    counts = [e.start for e in row.evidence if e.role == "count"]
    first = min((e.start for e in row.evidence), default=0)
    return (min(counts, default=first), first)


def _sorted_facts(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    order = sorted(range(len(facts)), key=lambda index: (_position(facts[index]), index))
    if order == list(range(len(facts))):
        return facts
    rank = {old: new for new, old in enumerate(order)}
    return tuple(
        facts[old]
        if (whole := facts[old].part_of) is None
        else msgspec.structs.replace(facts[old], part_of=rank[whole])
        for old in order
    )


def _edits(document: Document) -> Iterator[LayerEdit]:
    """Every edit, layer by layer; a second layer of one name gets a number, so that layers can be told apart."""
    seen: Counter[str] = Counter()
    for layer in document.layers:
        seen[layer.name] += 1
        name = layer.name if seen[layer.name] == 1 else f"{layer.name}-{seen[layer.name]}"
        for edit in layer.edits:
            yield LayerEdit(name, edit.start, edit.end, edit.before, edit.after, edit.rule)


def _places(document: Document, name_of: NameOf) -> list[Place]:
    rows = []
    for mention in document.places:
        if mention.role in _NAMED_ROLES and (mention.adcode or mention.candidates):
            rows += _place_rows(document, mention, name_of)
    return sorted(rows, key=lambda row: (row.start, row.end, row.adcode or ""))


def _place_rows(document: Document, mention: PlaceMention, name_of: NameOf) -> list[Place]:
    span = document.source_span(mention.start, mention.end)
    name, name_en, score = mention.name, mention.name_en, round(mention.probability, 4)
    rows = [Place(mention.surface, span.start, span.end, mention.adcode, name, name_en, score, mention.candidates)]
    for link in mention.links:
        if link.adcode != mention.adcode and (names := name_of(link.adcode)):
            span = document.source_span(link.start, link.end)
            rows.append(Place(link.surface, span.start, span.end, link.adcode, *names, score))
    return rows
