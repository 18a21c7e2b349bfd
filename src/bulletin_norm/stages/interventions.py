"""Finds public-health and social measures, sentence by sentence: WHO's category, and the day from which they hold."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import TypeVar

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.knowledge.interventions import Category, Hit, Interventions
from bulletin_norm.model import DateMention, Document, Evidence, Intervention, Section
from bulletin_norm.pipeline import Stage

_Found = TypeVar("_Found", Hit, DateMention)

_START = attrgetter("start")
_STOP = re.compile(r"[。！？!?；;\n.\"“”]")
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


def find_interventions(document: Document, table: Interventions) -> Iterator[Intervention]:
    """Yield the measures of a document in the order of its sentences."""
    seen: set[tuple[str, str]] = set()
    persons = _starts(evidence for case in document.cases for evidence in case.evidence)
    data_day = _data_day(document)
    days = sorted((date for date in document.dates if date.kind in _DAY), key=_START)
    counts = _starts(e for fact in document.facts for e in fact.evidence if e.role == "count")
    for section in document.sections or (Section(0, len(document.reading), document.language or ""),):
        language = section.language.split("-")[0]
        if language not in table.notions:
            continue
        since = section.published or document.published or data_day
        for start, end, gates, hits in _sentences(
            document, section, language, table, _between(days, section.start, section.end)
        ):
            date = next(iter(_between(days, start, end)), None)
            own = (date.first or date.last) if date else None
            if gates and own and document.reading[end - 1] in ":：":
                since = own
            span = document.source_span(start, end)
            if not hits or _within(persons, span.start, span.end):
                continue
            if _within(counts, span.start, span.end) and "order" not in gates:
                continue
            text = document.reading[start:end]
            for category, words in _categories(hits, gates, table, table.near.get(language, 80)):
                if (category.path, text) not in seen:
                    seen.add((category.path, text))
                    yield Intervention(category.path, own or since, text, _evidence(document, start, end, words, date))


def _data_day(document: Document) -> str | None:
    """The last day that a bulletin without a date of its own reports on."""
    return max((date.last for date in document.dates if date.last and date.kind in ("period", "as_of")), default=None)


def _sentences(
    document: Document, section: Section, language: str, table: Interventions, days: Sequence[DateMention]
) -> Iterator[tuple[int, int, set[str], Sequence[Hit]]]:
    """Each sentence that has a hit or a day in it, with its gate notions; list marks ("1.", 二、) stand before it."""
    text = document.reading
    part = text[section.start : section.end] if section.start or section.end < len(text) else text
    hits = [_shifted(hit, section.start) for hit in table.notions[language].find(part)]
    wanted = sorted({hit.start for hit in hits}.union(date.start for date in days))
    if not hits:
        return
    gates = [_shifted(hit, section.start) for hit in table.gates[language].find(part)]
    ends = [*_ends(text, section.start, section.end), section.end]
    done = section.start - 1
    for offset in wanted:
        if offset <= done or not section.start <= offset < section.end:
            continue
        index = bisect_right(ends, offset)
        low, done = ends[index - 1] if index else section.start, ends[index] - 1
        mark = _MARK.match(text, low, done + 1)
        start = mark.end() if mark else low
        end = low + len(text[low : done + 1].rstrip())
        if start < end:
            said = {notion for hit in _between(gates, start, end) for notion in hit.notions}
            yield start, end, said, _between(hits, start, end)


def _ends(text: str, start: int, end: int) -> list[int]:
    """Where sentences end; not within quotation marks (“stay at home; services delivered”), nor at "No. 5"."""
    ends: list[int] = []
    opened, before = -1, 0
    for stop in _STOP.finditer(text, start, end):
        sign, at = stop[0], stop.end()
        if sign in '"“”':
            if opened < 0 or sign == "“":
                opened, before = at, len(ends)
            else:
                if at - opened <= _QUOTED and "\n" not in text[opened:at] and text[at - 2] not in "。！？!?.":
                    del ends[before:]
                opened = -1
        elif sign != "." or _is_full_stop(text, at):
            ends.append(at)
    return ends


def _is_full_stop(text: str, after: int) -> bool:
    following = text[after : after + 1]
    if following and not (following.isspace() or following.isupper() or following in "（("):
        return False
    word = text[max(0, after - 4) : after].lower()
    return not (word.endswith("no.") and not word[:-3].isalpha())


def _between(hits: Sequence[_Found], start: int, end: int) -> Sequence[_Found]:
    return hits[bisect_left(hits, start, key=_START) : bisect_left(hits, end, key=_START)]


def _shifted(hit: Hit, by: int) -> Hit:
    return Hit(hit.start + by, hit.end + by, hit.notions) if by else hit


def _categories(
    hits: Sequence[Hit], gates: set[str], table: Interventions, near: int
) -> Iterator[tuple[Category, list[Hit]]]:
    """The categories that the hits of a sentence say, each with its words."""
    there = {notion for hit in hits for notion in hit.notions}
    rules = sorted(rule for notion in there for rule in table.rules.get(notion, ()))
    last = -1
    for index, rule in rules:
        category = table.categories[index]
        if index == last or not (gates or category.bare) or not there.issuperset(rule):
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
