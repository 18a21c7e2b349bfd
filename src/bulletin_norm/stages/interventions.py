"""Finds public-health and social measures, sentence by sentence: WHO's category, and the day from which they hold."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.knowledge.interventions import Category, Hit, Interventions
from bulletin_norm.model import DateMention, Document, Evidence, Intervention, Section
from bulletin_norm.pipeline import Stage

_END = re.compile(r"[。！？!?；;\n]|(?<!\b[Nn]o)\.(?=\s|$|[A-Z（(])")
_MARK = re.compile(r"\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[A-Z])(?:[)）]\s*[、.．]?|[、.．])\s*)?")
_DAY = ("since", "period", "day")
"""The kinds of dates that can say from when a measure holds."""


def interventions(knowledge: Knowledge) -> Stage:
    """The stage that adds `Document.interventions`: at most one for a sentence and category."""
    table = knowledge.interventions

    def stage(document: Document) -> Document:
        found = list(find_interventions(document, table))
        return document.with_(interventions=tuple(found)) if found else document

    return stage


def find_interventions(document: Document, table: Interventions) -> Iterator[Intervention]:
    """Yield the measures of a document in the order of its sentences."""
    seen: set[tuple[str, str]] = set()
    persons = _spans(evidence for case in document.cases for evidence in case.evidence)
    counts = _spans(e for fact in document.facts for e in fact.evidence if e.role == "count")
    for section in document.sections or (Section(0, len(document.reading), document.language or ""),):
        language = section.language.split("-")[0]
        if language not in table.notions:
            continue
        since: str | None = None
        for start, end, gates, hits in _sentences(document.reading, section, language, table):
            date = _date(document.dates, start, end)
            if date and document.reading[end - 1 : end + 1].rstrip("\n")[-1:] in (":", "："):
                since = date.first or date.last
            span = document.source_span(start, end) if hits else None
            if not span or _within(persons, span.start, span.end):
                continue
            if _within(counts, span.start, span.end):
                gates = gates & {"order"}
                if not gates:
                    continue
            day = (date and (date.first or date.last)) or since or section.published or document.published
            for category, words in _categories(hits, gates, table, language):
                text = document.reading[start:end].strip()
                if (category.path, text) not in seen:
                    seen.add((category.path, text))
                    yield Intervention(category.path, day, text, _evidence(document, start, end, words, date))


def _sentences(
    text: str, section: Section, language: str, table: Interventions
) -> Iterator[tuple[int, int, set[str], list[Hit]]]:
    """Each sentence with its gate notions and its hits; list marks ("1.", 二、) stand before it."""
    part = text[section.start : section.end]
    hits = list(table.notions[language].find(part))
    gates = list(table.gates[language].find(part))
    starts, gate_starts = [hit.start for hit in hits], [hit.start for hit in gates]
    low = 0
    for end in [*(stop.end() for stop in _END.finditer(part)), len(part)]:
        mark = _MARK.match(part, low, end)
        first = mark.end() if mark else low
        last = low + len(part[low:end].rstrip())
        if first < last:
            inside = hits[bisect_left(starts, first) : bisect_left(starts, last)]
            acts = gates[bisect_left(gate_starts, first) : bisect_left(gate_starts, last)]
            said = {notion for hit in acts for notion in hit.notions}
            yield section.start + first, section.start + last, said, [_shifted(hit, section.start) for hit in inside]
        low = end


def _shifted(hit: Hit, by: int) -> Hit:
    return Hit(hit.start + by, hit.end + by, hit.notions) if by else hit


def _categories(
    hits: Sequence[Hit], gates: set[str], table: Interventions, language: str
) -> Iterator[tuple[Category, list[Hit]]]:
    """The categories that the hits of a sentence say, each with its words."""
    near = table.near.get(language, 80)
    there = {notion for hit in hits for notion in hit.notions}
    for category in table.categories:
        if not gates and not category.bare:
            continue
        for rule in category.when:
            if there.issuperset(rule):
                words = _together(hits, rule, category.unless, near)
                if words:
                    yield category, words
                    break


def _together(hits: Sequence[Hit], rule: tuple[str, ...], unless: tuple[str, ...], near: int) -> list[Hit]:
    """Hits that say each notion of a rule close to the first, with no other notion that forbids it close by."""
    for first in (hit for hit in hits if rule[0] in hit.notions):
        around = [hit for hit in hits if abs(hit.start - first.start) <= near]
        if any(notion in hit.notions for hit in around for notion in unless):
            continue
        words = [next((hit for hit in around if notion in hit.notions), None) for notion in rule[1:]]
        if all(words):
            return sorted({first, *(word for word in words if word)})
    return []


def _date(dates: Sequence[DateMention], start: int, end: int) -> DateMention | None:
    """The first day that a sentence names from which something may hold."""
    return next((date for date in dates if start <= date.start < end and date.kind in _DAY), None)


def _evidence(
    document: Document, start: int, end: int, words: Sequence[Hit], date: DateMention | None
) -> tuple[Evidence, ...]:
    found = [document.evidence("category", word.start, word.end) for word in words]
    if date:
        found.append(document.evidence("date", date.start, date.end))
    for place in document.places:
        if start <= place.start < end and place.adcode:
            found.append(document.evidence("place", place.start, place.end))
    return tuple(sorted(found, key=lambda evidence: (evidence.start, evidence.end, evidence.role)))


def _spans(evidence: Iterator[Evidence]) -> list[int]:
    return sorted({item.start for item in evidence})


def _within(starts: list[int], low: int, high: int) -> bool:
    """Whether one of the sorted offsets lies in [low, high)."""
    index = bisect_left(starts, low)
    return index < len(starts) and starts[index] < high
