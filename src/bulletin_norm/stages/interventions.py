"""Finds public-health and social measures, sentence by sentence: WHO's category, and the day from which they hold."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple, TypeVar

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.knowledge.interventions import Category, Hit, Interventions, Rule
from bulletin_norm.model import DateMention, Document, Evidence, Intervention, Section
from bulletin_norm.pipeline import Stage

_Found = TypeVar("_Found", Hit, DateMention)

_START = attrgetter("start")
_FULL = r"(?<!(?<![^\W\d_])[Nn][Oo]\.)(?!(?<=\.)[^\s(（A-Z\u00c0-\u00de\u0410-\u042f])"
_STOP = re.compile(rf"[。！？!?；;\n.\"“”]{_FULL}")
"""The end of a sentence, or a quotation mark; a full stop stands before a blank, capital or bracket, not in "No. 5"."""
_COLON = re.compile(r"[:：]\s*(?:\n|\Z)")
_MARKS = '"“”'
_QUOTED = 120
"""The longest stretch within quotation marks that is kept together."""
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


class _Sentence(NamedTuple):
    """A sentence, text[start:end], whose words may say a measure; list marks ("1.", 二、) stand before it."""

    start: int
    end: int
    hits: Sequence[Hit]
    rules: Sequence[Rule]


def find_interventions(document: Document, table: Interventions) -> Iterator[Intervention]:
    """Yield the measures of a document in the order of its sentences."""
    seen: set[tuple[str, str]] = set()
    days: list[DateMention] | None = None
    for section in document.sections or (Section(0, len(document.reading), document.language or ""),):
        language = section.language.split("-")[0]
        sentences = list(_sentences(document, section, language, table)) if language in table.notions else []
        if not sentences:
            continue
        if days is None:
            days = sorted([date for date in document.dates if date.kind in _DAY], key=_START)
            persons = _starts(evidence for case in document.cases for evidence in case.evidence)
            counts = _starts(e for fact in document.facts for e in fact.evidence if e.role == "count")
        gates = list(table.gates[language].find(document.reading[section.start : section.end], section.start))
        headed = _headings(document, section, _between(days, section.start, section.end), gates)
        since = section.published or document.published or _data_day(document)
        for start, end, hits, rules in sentences:
            said = _notions(_between(gates, start, end))
            span = document.source_span(start, end)
            if _within(persons, span.start, span.end):
                continue
            if _within(counts, span.start, span.end) and "order" not in said:
                continue
            date = next(iter(_between(days, start, end)), None)
            day = (date.first or date.last) if date else None
            day = day or next((own for place, own in reversed(headed) if place < end), since)
            text = document.reading[start:end]
            for category, words in _categories(hits, rules, bool(said), table, table.near.get(language, 80)):
                if (category.path, text) not in seen:
                    seen.add((category.path, text))
                    yield Intervention(category.path, day, text, _evidence(document, start, end, words, date))


def _data_day(document: Document) -> str | None:
    """The last day that a bulletin without a date of its own reports on."""
    return max((date.last for date in document.dates if date.last and date.kind in ("period", "as_of")), default=None)


def _sentences(document: Document, section: Section, language: str, table: Interventions) -> Iterator[_Sentence]:
    """Each sentence with the words of a measure in it."""
    text = document.reading
    part = text[section.start : section.end] if section.start or section.end < len(text) else text
    hits = list(table.notions[language].find(part, section.start))
    if not table.rules_of(_notions(hits)):
        return
    ends = _ends(text, section.start, section.end)
    at = 0
    while at < len(hits):
        index = bisect_right(ends, hits[at].start)
        first, close = at, ends[index]
        while at < len(hits) and hits[at].start < close:
            at += 1
        if not table.rules_of(_notions(hits[first:at])):
            continue
        start, end = _trimmed(text, ends[index - 1] if index else section.start, close)
        found = _between(hits[first:at], start, end)
        if rules := table.rules_of(_notions(found)):
            yield _Sentence(start, end, found, rules)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A sentence without the list mark and the blanks at its ends."""
    mark = _MARK.match(text, start, end)
    return mark.end() if mark else start, start + len(text[start:end].rstrip())


def _notions(hits: Sequence[Hit]) -> frozenset[str]:
    return hits[0].notions if len(hits) == 1 else frozenset().union(*[hit.notions for hit in hits])


def _headings(
    document: Document, section: Section, days: Sequence[DateMention], gates: Sequence[Hit]
) -> list[tuple[int, str]]:
    """Where sentences begin that give, before a colon, a day from which what follows holds; with the day."""
    text, found = document.reading, list[tuple[int, str]]()
    if not (days and gates and _COLON.search(text, section.start, section.end)):
        return found
    ends = _ends(text, section.start, section.end)
    for index in sorted({bisect_right(ends, day.start) for day in days}):
        start, end = _trimmed(text, ends[index - 1] if index else section.start, ends[index])
        date = next(iter(_between(days, start, end)), None)
        own = (date.first or date.last) if date else None
        if own and text[end - 1] in ":：" and _between(gates, start, end):
            found.append((start, own))
    return found


def _ends(text: str, start: int, end: int) -> list[int]:
    """Where sentences end; not within quotation marks (“stay at home; services delivered”), nor at "No. 5"."""
    stops = [stop.end() for stop in _STOP.finditer(text, start, end)]
    if not any(text.find(mark, start, end) >= 0 for mark in _MARKS):
        return [*stops, end]
    ends: list[int] = []
    opened, before = -1, 0
    for at in stops:
        sign = text[at - 1]
        if sign not in _MARKS:
            ends.append(at)
        elif opened < 0 or sign == "“":
            opened, before = at, len(ends)
        else:
            if at - opened <= _QUOTED and "\n" not in text[opened:at] and text[at - 2] not in "。！？!?.":
                del ends[before:]
            opened = -1
    return [*ends, end]


def _between(hits: Sequence[_Found], start: int, end: int) -> Sequence[_Found]:
    return hits[bisect_left(hits, start, key=_START) : bisect_left(hits, end, key=_START)]


def _categories(
    hits: Sequence[Hit], rules: Sequence[Rule], gated: bool, table: Interventions, near: int
) -> Iterator[tuple[Category, list[Hit]]]:
    """The categories that the hits of a sentence say by these rules, each with its words."""
    last = -1
    for index, rule in rules:
        category = table.categories[index]
        if index == last or not (gated or category.bare):
            continue
        words = _together(hits, rule, category.unless, near)
        if words:
            last = index
            yield category, words


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


def _starts(evidence: Iterator[Evidence]) -> list[int]:
    return sorted({item.start for item in evidence})


def _within(starts: list[int], low: int, high: int) -> bool:
    """Whether one of the sorted offsets lies in [low, high)."""
    index = bisect_left(starts, low)
    return index < len(starts) and starts[index] < high
