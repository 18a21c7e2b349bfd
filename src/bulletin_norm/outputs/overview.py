"""What a report on many records shows: numbers, a curve, documents, facts and doubts with their words; no layout.

A page that people open cannot hold a million rows: each list ends at a limit, and says how many it leaves out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

import msgspec

from bulletin_norm import __version__
from bulletin_norm.model import ORIGINS, STATUSES, Evidence, Fact
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
HEADLINE = ("confirmed_cases", "asymptomatic_infections", "deaths")


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A stretch of the source as shown beside a claim; `role` says what its words say, "" for context."""

    text: str
    role: str = ""


class DocumentRow(msgspec.Struct, frozen=True, gc=False):
    """One document in a line; `figures` has a cell for each of HEADLINE: the total and its origins, as far as the
    document states them.
    """

    id: str
    file: str
    headline: str
    issuer: str
    disease: str
    day: str
    iso_day: str
    language: str
    path: str
    figures: tuple[tuple[str, ...], ...]
    facts: int
    doubts: int


class FactRow(msgspec.Struct, frozen=True, gc=False):
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


class ChangeRow(msgspec.Struct, frozen=True, gc=False):
    """One change of a risk area, with the words that say it."""

    document: str
    place: str
    change: str
    words: tuple[Piece, ...]


class DoubtShown(msgspec.Struct, frozen=True, gc=False):
    """One doubt with the words that it is about."""

    document: str
    file: str
    headline: str
    kind: str
    message: str
    words: tuple[Piece, ...]


class Overview(msgspec.Struct, frozen=True, gc=False):
    """All that a template for a corpus may show; `totals` only where all is of one issuer and one disease."""

    title: str
    period: str
    numbers: tuple[tuple[str, str], ...]
    totals: tuple[str, ...]
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
    subjects: set[tuple[str, str]] = field(default_factory=set)
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
    daily, alone = _daily(found.figures, labels), len(found.subjects) == 1
    shown = {"documents": len(found.documents), "facts": len(found.facts), "doubts": len(found.doubts)}
    return Overview(
        title=_title(found, labels),
        period=period,
        numbers=tuple((words.say("report", name), words.number(found.total[name])) for name in names),
        totals=tuple(_total(name, counted, labels) for name, counted in daily.items() if counted and alone),
        curves=_curves(daily, labels),
        headings=tuple(labels.counted(measure) for measure in HEADLINE),
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


_Daily = dict[date, dict[str, int]]


def _title(found: _Collected, labels: Labels) -> str:
    """What the report is about, where that is one issuer and one disease."""
    if len(found.subjects) == 1:
        issuer, disease = next(iter(found.subjects))
        if issuer and disease:
            return labels.headline(issuer, disease, None)
    return labels.words.say("report", "title")


def _daily(figures: Figures, labels: Labels) -> dict[str, _Daily]:
    """The counts, day by day, of the disease that the corpus says most of."""
    disease = next(iter(figures.diseases()), "")
    named = f"{labels.disease(disease)}: " if disease else ""
    return {named + labels.counted(measure): figures.daily(disease, measure, labels.ancestors) for measure in CURVES}


def _curves(daily: dict[str, _Daily], labels: Labels) -> tuple[Curve, ...]:
    """The charts, all over the same days; none for less than two days."""
    days = {day for counted in daily.values() for day in counted}
    if len(days) < 2:
        return ()
    return tuple(
        curve_of(name, counted, min(days), max(days), labels.origin) for name, counted in daily.items() if counted
    )


def _total(name: str, counted: _Daily, labels: Labels) -> str:
    """What the days come to, by origin, and the day with most."""
    words = labels.words
    sums: Counter[str] = Counter()
    for origins in counted.values():
        sums.update(origins)
    parts = [_from(words.number(sums[origin]), origin, labels) for origin in ORIGINS if sums[origin]]
    most = max(counted, key=lambda day: (sum(counted[day].values()), day))
    return words.say(
        "report",
        "total",
        name=name,
        count=words.number(sum(sums.values())),
        parts=words.say("summary", "comma").join(parts),
        days=words.number(len(counted)),
        most=words.number(sum(counted[most].values())),
        day=words.day(most.isoformat()),
    )


def _from(count: str, origin: str, labels: Labels) -> str:
    """A count with where it is from: "4 imported"."""
    said = labels.origin(origin) or labels.words.say("report", "unstated")
    return labels.words.say("report", "origin", count=count, origin=said)


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
    found.subjects.add((labels.place_name(record.issuer) if record.issuer else "", labels.disease(record.disease)))
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
        _doubt(doubt, record, day, source, labels) for doubt in record.doubts[: MOST_DOUBTS - len(found.doubts)]
    ]


def _document(record: Record, day: str, labels: Labels) -> DocumentRow:
    issuer = labels.place_name(record.issuer) if record.issuer else ""
    disease = labels.disease(record.disease)
    return DocumentRow(
        id=record.document_id,
        file=_file(record),
        headline=_headline(record, day, labels),
        issuer=issuer,
        disease=disease,
        day=labels.words.day(day) if day else "",
        iso_day=day,
        language=record.language or "",
        path=record.path,
        figures=tuple(tuple(_headline_figures(record, day, measure, labels)) for measure in HEADLINE),
        facts=len(record.facts),
        doubts=len(record.doubts),
    )


def _headline_figures(record: Record, day: str, measure: str, labels: Labels) -> Iterator[str]:
    """The issuer's own new counts of the day as the document states them: in all, then by origin."""
    own = (fact for fact in record.facts if fact.measure == measure and fact.status == "new" and not fact.disease)
    here = (fact for fact in own if fact.end == day and fact.adcode == record.issuer and not fact.locality)
    counts: dict[str, str] = {}
    for fact in here:
        counts.setdefault(fact.origin, labels.words.count(fact))
    if "unspecified" in counts:
        yield counts.pop("unspecified")
    for origin in ORIGINS:
        if origin in counts:
            yield _from(counts[origin], origin, labels)


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


def _doubt(doubt: DoubtRow, record: Record, day: str, source: str, labels: Labels) -> DoubtShown:
    some = doubt.end > doubt.start and not is_of_all(doubt, source)
    evidence = (Evidence("doubt", doubt.start, min(doubt.end, doubt.start + QUOTE_LENGTH), ""),) if some else ()
    return DoubtShown(
        document=record.document_id,
        file=_file(record),
        headline=_headline(record, day, labels),
        kind=doubt.kind,
        message=told(doubt, record, labels),
        words=marked(source, evidence),
    )


def _file(record: Record) -> str:
    return f"summaries/{file_name(record.document_id)}.md"


def _headline(record: Record, day: str, labels: Labels) -> str:
    issuer = labels.place_name(record.issuer) if record.issuer else ""
    return labels.headline(issuer, labels.disease(record.disease), day or None)


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
