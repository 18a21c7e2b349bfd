"""What a report on many records shows: numbers, a curve, documents, facts and doubts with their words; no layout.

A page that people open cannot hold a million rows: each list ends at a limit, and says how many it leaves out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from bulletin_norm import __version__
from bulletin_norm.model import STATUSES, Evidence, Fact
from bulletin_norm.outputs.curve import Curve, Figures, curve_of
from bulletin_norm.outputs.labels import Labels
from bulletin_norm.outputs.questions import Doubted, is_of_all, told
from bulletin_norm.outputs.quotes import QUOTE_LENGTH
from bulletin_norm.outputs.schema import DoubtRow, Record
from bulletin_norm.outputs.store import file_name
from bulletin_norm.outputs.summaries import source_of
from bulletin_norm.outputs.view import data_day

MOST_DOCUMENTS, MOST_FACTS, MOST_DOUBTS = 2000, 4000, 1000
CONTEXT = 60
CURVES = ("confirmed_cases", "asymptomatic_infections")
HEADLINE = (
    ("confirmed_cases", "unspecified"),
    ("confirmed_cases", "local"),
    ("confirmed_cases", "imported"),
    ("asymptomatic_infections", "unspecified"),
    ("asymptomatic_infections", "local"),
    ("asymptomatic_infections", "imported"),
    ("deaths", "unspecified"),
)


@dataclass(frozen=True)
class Piece:
    """A stretch of the source as shown beside a claim; `role` says what its words say, "" for context."""

    text: str
    role: str = ""


@dataclass(frozen=True)
class DocumentRow:
    """One document in a line; `figures` has a cell for each of HEADLINE, "" where the document gives none."""

    id: str
    file: str
    headline: str
    issuer: str
    disease: str
    day: str
    iso_day: str
    language: str
    path: str
    figures: tuple[str, ...]
    facts: int
    doubts: int


@dataclass(frozen=True)
class FactRow:
    """One fact in a line, with the words that say it."""

    document: str
    day: str
    place: str
    measure: str
    status: str
    origin: str
    count: str
    doubtful: bool
    words: tuple[Piece, ...]


@dataclass(frozen=True)
class ChangeRow:
    """One change of a risk area, with the words that say it."""

    document: str
    place: str
    change: str
    words: tuple[Piece, ...]


@dataclass(frozen=True)
class DoubtShown:
    """One doubt with the words that it is about."""

    document: str
    kind: str
    message: str
    words: tuple[Piece, ...]


@dataclass(frozen=True)
class Overview:
    """All that a template for a corpus may show."""

    title: str
    period: str
    numbers: tuple[tuple[str, str], ...]
    curves: tuple[Curve, ...]
    headings: tuple[str, ...]
    documents: tuple[DocumentRow, ...]
    facts: tuple[FactRow, ...]
    changes: tuple[ChangeRow, ...]
    doubts: tuple[DoubtShown, ...]
    doubt_kinds: tuple[tuple[str, int], ...]
    left_out: dict[str, int]
    measures: tuple[str, ...]
    statuses: tuple[str, ...]
    version: str


@dataclass
class _Collected:
    documents: list[DocumentRow] = field(default_factory=list)
    facts: list[FactRow] = field(default_factory=list)
    changes: list[ChangeRow] = field(default_factory=list)
    doubts: list[DoubtShown] = field(default_factory=list)
    total: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    issuers: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    figures: Figures = field(default_factory=Figures)


def overview_of(records: Iterable[Record], labels: Labels) -> Overview:
    """What a corpus template shows of these records, read once."""
    found = _Collected()
    for record in records:
        _collect(record, labels, found)
    words = labels.words
    period = words.period(min(found.days), max(found.days)) if found.days else ""
    names = ("documents", "issuers", "facts", "risk_changes", "cases", "doubts")
    found.total["issuers"] = len(found.issuers)
    shown = {"documents": len(found.documents), "facts": len(found.facts), "doubts": len(found.doubts)}
    return Overview(
        title=words.say("report", "title"),
        period=period,
        numbers=tuple((words.say("report", name), words.number(found.total[name])) for name in names),
        curves=_curves(found.figures, labels),
        headings=tuple(labels.counted(measure, origin) for measure, origin in HEADLINE),
        documents=tuple(sorted(found.documents, key=lambda row: (row.iso_day, row.id))),
        facts=tuple(found.facts),
        changes=tuple(found.changes),
        doubts=tuple(found.doubts),
        doubt_kinds=tuple(found.kinds.most_common()),
        left_out={name: found.total[name] - count for name, count in shown.items()},
        measures=tuple(dict.fromkeys(row.measure for row in found.facts)),
        statuses=tuple(words.say("brief", status) for status in STATUSES),
        version=__version__,
    )


def _curves(figures: Figures, labels: Labels) -> tuple[Curve, ...]:
    """The charts of the disease that the corpus says most of, all over the same days; none for less than two days."""
    disease = next(iter(figures.diseases()), "")
    counts = {measure: figures.daily(disease, measure, labels.ancestors) for measure in CURVES}
    days = {day for counted in counts.values() for day in counted}
    if len(days) < 2:
        return ()
    named = f"{labels.disease(disease)}: " if disease else ""
    return tuple(
        curve_of(named + labels.counted(measure), counted, min(days), max(days), labels.origin)
        for measure, counted in counts.items()
        if counted
    )


def _collect(record: Record, labels: Labels, found: _Collected) -> None:
    source = source_of(record)
    found.total.update(
        documents=1,
        facts=len(record.facts),
        risk_changes=len(record.risk_changes),
        cases=len(record.cases),
        doubts=len(record.doubts),
    )
    found.kinds.update(doubt.kind for doubt in record.doubts)
    day = data_day(record) or record.published or ""
    found.days.update([day] if day[:4].isdigit() else [])
    found.issuers.update([record.issuer] if record.issuer else [])
    for fact in record.facts:
        found.figures.add(fact, record.disease or "", record.published or fact.end or "")
    if len(found.documents) < MOST_DOCUMENTS:
        found.documents.append(_document(record, day, labels))
    doubted = Doubted(record.doubts, source)
    found.facts += [
        _fact(fact, record, source, labels, doubted) for fact in record.facts[: MOST_FACTS - len(found.facts)]
    ]
    found.changes += [
        ChangeRow(record.document_id, labels.place(change), labels.risk(change), marked(source, change.evidence))
        for change in record.risk_changes[: MOST_FACTS - len(found.changes)]
    ]
    found.doubts += [
        _doubt(doubt, record, source, labels) for doubt in record.doubts[: MOST_DOUBTS - len(found.doubts)]
    ]


def _document(record: Record, day: str, labels: Labels) -> DocumentRow:
    issuer = labels.place_name(record.issuer) if record.issuer else ""
    disease = labels.disease(record.disease)
    return DocumentRow(
        id=record.document_id,
        file=f"summaries/{file_name(record.document_id)}.md",
        headline=labels.headline(issuer, disease, day or None),
        issuer=issuer,
        disease=disease,
        day=labels.words.day(day) if day else "",
        iso_day=day,
        language=record.language or "",
        path=record.path,
        figures=tuple(_headline_figure(record, day, measure, origin, labels) for measure, origin in HEADLINE),
        facts=len(record.facts),
        doubts=len(record.doubts),
    )


def _headline_figure(record: Record, day: str, measure: str, origin: str, labels: Labels) -> str:
    """The issuer's own new count of the day and origin as the document states it, "" where it gives none."""
    for fact in record.facts:
        fits = fact.measure == measure and fact.status == "new" and fact.end == day and not fact.disease
        if fits and fact.origin == origin and fact.adcode == record.issuer and not fact.locality:
            return labels.words.count(fact)
    return ""


def _fact(fact: Fact, record: Record, source: str, labels: Labels, doubted: Doubted) -> FactRow:
    return FactRow(
        document=record.document_id,
        day=fact.end or "",
        place=labels.place(fact),
        measure=labels.counted(fact.measure),
        status=labels.words.say("brief", fact.status),
        origin=labels.origin(fact.origin),
        count=labels.words.count(fact),
        doubtful=doubted.holds(fact),
        words=marked(source, fact.evidence),
    )


def _doubt(doubt: DoubtRow, record: Record, source: str, labels: Labels) -> DoubtShown:
    some = doubt.end > doubt.start and not is_of_all(doubt, source)
    evidence = (Evidence("doubt", doubt.start, min(doubt.end, doubt.start + QUOTE_LENGTH), ""),) if some else ()
    return DoubtShown(record.document_id, doubt.kind, told(doubt, record, labels), marked(source, evidence))


def marked(source: str, evidence: Iterable[Evidence]) -> tuple[Piece, ...]:
    """The words of the source that say a claim, marked, with what stands around them.

    >>> [piece.text for piece in marked("there were 3 cases", [Evidence("count", 11, 12, "3")])]
    ['there were ', '3', ' cases']
    """
    pieces: list[Piece] = []
    last: int | None = None
    for one in sorted(evidence, key=lambda e: (e.start, -e.end)):
        start = one.start if last is None else max(one.start, last)
        if one.end <= start:
            continue
        pieces.append(Piece(_between(source, last, start)))
        pieces.append(Piece(_flat(source[start : one.end]), one.role))
        last = one.end
    if last is not None:
        pieces.append(Piece(_between(source, last, None)))
    return tuple(piece for piece in pieces if piece.text)


def _between(source: str, last: int | None, start: int | None) -> str:
    """What stands between two marked stretches, or before the first, or after the last; its middle left out if long."""
    first, end = last or 0, len(source) if start is None else start
    after = "" if last is None else source[first : first + CONTEXT]
    before = "" if start is None else source[max(first, end - CONTEXT) : end]
    if end - first <= len(after) + len(before):
        return _flat(source[first:end])
    after, before = after.rpartition(" ")[0] or after, before.partition(" ")[2] or before
    return _flat(f"{after} … {before}")


def _flat(text: str) -> str:
    return text.replace("\n", " ")
