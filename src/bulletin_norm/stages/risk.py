"""Reads changes of risk levels: each locality whose level changes becomes a RiskChange."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.knowledge.languages import ByLanguage
from bulletin_norm.model import Document, Doubt, PlaceMention, RiskChange
from bulletin_norm.pipeline import Stage
from bulletin_norm.stages.risk_patterns import RiskPatterns
from bulletin_norm.stages.risk_shapes import Statement
from bulletin_norm.stages.risk_statements import find_statements
from bulletin_norm.stages.speaker import speaker


def risk(knowledge: Knowledge) -> Stage:
    """Make the stage that fills `Document.risk_changes`, and doubts of kinds "risk_count" and "risk_place"."""

    def patterns(code: str) -> RiskPatterns | None:
        words = knowledge.languages[code].risk
        return RiskPatterns(words) if words else None

    languages = ByLanguage(knowledge.languages, patterns)

    def stage(doc: Document) -> Document:
        changes: list[RiskChange] = []
        doubts: list[Doubt] = []
        for start, end, code, published in _stretches(doc, languages):
            known = languages.get(code)
            if known is None or not any(doc.lowered.find(guard, start, end) >= 0 for guard in known.words.guards):
                continue
            statements = find_statements(doc, start, end, known, _home(doc, start, knowledge))
            if not statements:
                continue
            changes += _changes(doc, statements, published)
            doubts += _doubts(doc, statements)
        if not changes and not doubts:
            return doc
        return doc.with_(risk_changes=tuple(changes), doubts=(*doc.doubts, *doubts))

    return stage


def _home(doc: Document, start: int, knowledge: Knowledge) -> PlaceMention | None:
    """The division that speaks in the section that begins at `start`."""
    return speaker(doc, next((one for one in doc.sections if one.start == start), None), knowledge)


def _stretches(doc: Document, codes: Iterable[str]) -> Iterator[tuple[int, int, str, str | None]]:
    for section in doc.sections:
        yield section.start, section.end, section.language.split("-")[0], section.published or doc.published
    if not doc.sections:
        known = doc.language.split("-")[0] if doc.language else None
        for code in (known,) if known else codes:
            yield 0, len(doc.reading), code, doc.published


def _changes(doc: Document, statements: list[Statement], published: str | None) -> Iterator[RiskChange]:
    """One change for each locality, each once (a title may say what the body lists)."""
    seen: set[tuple[str | None, str, str, str | None]] = set()
    whole = {(s.to, loc.place.adcode) for s in statements for loc in s.localities if loc.place and loc.words}
    quote = cache(doc.evidence)
    for statement in statements:
        date = statement.date or published
        for locality in statement.localities:
            place = locality.place
            adcode = place.adcode if place else None
            if not locality.words and statement.title and _covered(adcode, statement.to, whole):
                continue
            name = " ".join(filter(None, (locality.words, place.locality if place else None))) or None
            key = (adcode, (name or "").casefold(), statement.to, date)
            if key in seen:
                continue
            seen.add(key)
            evidence = [quote("locality", locality.start, locality.end), quote("level", statement.start, statement.end)]
            if place and place.surface and not locality.start <= place.start < locality.end:
                evidence.append(quote("place", place.start, place.end))
            if statement.dated:
                evidence.append(quote("date", *statement.dated))
            yield RiskChange(
                adcode=adcode,
                place=place.name if place else None,
                place_en=place.name_en if place else None,
                locality=name,
                from_=statement.from_,
                to=statement.to,
                date=date,
                time=statement.time,
                evidence=tuple(evidence),
            )


def _covered(adcode: str | None, to: str, whole: set[tuple[str, str | None]]) -> bool:
    stem = (adcode or "").rstrip("0")
    return any(level == to and code and code.startswith(stem) for level, code in whole)


def _doubts(doc: Document, statements: list[Statement]) -> Iterator[Doubt]:
    for statement in statements:
        found = len({(loc.place.adcode if loc.place else None, loc.words.casefold()) for loc in statement.localities})
        if statement.count is not None and statement.localities and found != statement.count:
            message = f"{statement.count} {statement.to}-risk areas are announced, {found} are listed"
            yield doc.doubt("risk_count", statement.start, statement.end, message)
        for locality in statement.localities:
            if locality.place is None or locality.place.adcode is None or not locality.certain:
                yield doc.doubt("risk_place", locality.start, locality.end, "the place of this area is not certain")
