"""Checks a translated sentence against its source: every number, day and place, and what the counts are of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

import msgspec

from bulletin_norm.model import Document, Fact

NameOf = Callable[[str], tuple[str, str] | None]
"""The Chinese and the English name of a division code."""

_NUMBER = re.compile(r"(?<![\w.-])\d+(?:,\d{3})*(?:\.\d+)?")
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b")
_DIGITS = re.compile(r"\d+")
_HAN = re.compile(r"[㐀-鿿豈-﫿]")
_WORD = re.compile(r"\w+")


class Needs(msgspec.Struct, frozen=True):
    """What the translation of a sentence has to say."""

    numbers: tuple[int, ...]
    days: tuple[tuple[int, int], ...]
    places: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]
    allowed: frozenset[int]


def needs_of(document: Document, start: int, end: int) -> Needs:
    """What [start, end) of a document's reading says: counts, days (month, day), places (code, surface), facts."""
    dates = [date for date in document.dates if start <= date.start < end]
    spans = [(date.start, date.end) for date in dates]
    numbers = [
        number
        for number in document.numbers
        if start <= number.start < end and not any(low <= number.start < high for low, high in spans)
    ]
    values = [value for number in numbers for value in (number.value, number.low, number.high) if value is not None]
    written = [int(digits) for digits in _DIGITS.findall(document.reading[start:end])]
    days = [_month_day(date.last or date.first) for date in dates if _DIGITS.search(date.surface)]
    places = dict.fromkeys(
        (place.adcode, place.surface)
        for place in document.places
        if place.adcode and start <= place.start < end and place.role in ("place", "source")
    )
    source = document.source_span(start, end)
    facts = [fact for fact in document.facts if _says(fact, source.start, source.end)]
    named = frozenset(value for day in days if day for value in day)
    return Needs(
        numbers=tuple(number.value for number in numbers if number.value is not None),
        days=tuple(day for day in days if day),
        places=tuple(places),
        facts=tuple(facts),
        allowed=frozenset(values) | frozenset(written) | named,
    )


def faults_of(needs: Needs, source: str, raw: str, target: Document, name_of: NameOf) -> tuple[str, ...]:
    """What is wrong with the translation `raw`, which is read as `target`; nothing where it passes."""
    if not _WORD.search(raw):
        return ("the model gave nothing",)
    if _HAN.search(raw):
        return ("Chinese characters are left in it",)
    if repeats(raw):
        return ("it repeats itself",)
    if len(raw) > 12 * len(source) + 40 or 4 * len(raw) < len(source):
        return ("its length does not fit that of the source",)
    found = _wrong_numbers(needs, raw, target)
    found += [
        f"the day {month:02}-{day:02} is missing" for month, day in needs.days if not _has_day(target, month, day)
    ]
    found += [
        f"the place {surface} is missing" for code, surface in needs.places if not _has_place(target, code, name_of)
    ]
    found += _wrong_sense(needs.facts, target.facts)
    return tuple(dict.fromkeys(found))


def repeats(text: str) -> bool:
    """Whether a text says the same run of four words, or the same word, again and again.

    >>> repeats("Come on, come on, come on, come on, come on, come on"), repeats("2 in Heihe and 2 in Suihua")
    (True, False)
    """
    words = _WORD.findall(text.casefold())
    if len(words) < 8:
        return False
    if max(Counter(words).values()) > 6 + len(words) // 4:
        return True
    runs = Counter(zip(words, words[1:], words[2:], words[3:], strict=False))
    return len(runs) < 0.5 * (len(words) - 3)


def _wrong_numbers(needs: Needs, raw: str, target: Document) -> list[str]:
    written = [_value(text) for text in _NUMBER.findall(_CLOCK.sub(" ", raw))]
    read = Counter(number.value for number in target.numbers if number.value is not None)
    there = Counter(value for value in written if value is not None) | read
    # "1 case each in A and B" says a number once that the source may say twice: the facts show that it is right.
    known = Counter(fact.count for fact in target.facts if fact.count is not None)
    missing = Counter(needs.numbers) - (there | known)
    found = [f"the number {value} is missing" for value in sorted(missing)]
    strange = {value for value in written if value is not None and value not in needs.allowed}
    return found + [f"the number {value} is not in the source" for value in sorted(strange)]


def _wrong_sense(facts: Iterable[Fact], found: tuple[Fact, ...]) -> list[str]:
    """Counts that the translation gives to another measure, origin or place than the source does."""
    wrong = []
    for fact in facts:
        same = [other for other in found if fact.count is not None and other.count == fact.count]
        if not same:
            continue
        measure = [other for other in same if other.measure == fact.measure]
        origins = {other.origin for other in measure} - {"unspecified"}
        if not measure:
            wrong.append(f"{fact.count} is of {fact.measure}, not of {same[0].measure}")
        elif fact.origin != "unspecified" and origins and fact.origin not in origins:
            wrong.append(f"{fact.count} {fact.measure} are {fact.origin}, not {min(origins)}")
        elif _named(fact) and all(_named(other) and other.adcode != fact.adcode for other in measure):
            wrong.append(f"{fact.count} {fact.measure} are those of {fact.place}, not of {measure[0].place}")
    return wrong


def _named(fact: Fact) -> bool:
    return fact.adcode is not None and any(evidence.role == "place" for evidence in fact.evidence)


def _says(fact: Fact, start: int, end: int) -> bool:
    return any(evidence.role == "count" and start <= evidence.start < end for evidence in fact.evidence)


def _value(text: str) -> int | None:
    plain = text.replace(",", "")
    return int(plain) if plain.isdigit() else None


def _month_day(date: str | None) -> tuple[int, int] | None:
    parts = (date or "").split("-")
    if len(parts) != 3 or not (parts[1].isdigit() and parts[2].isdigit()):
        return None
    return int(parts[1]), int(parts[2])


def _has_day(target: Document, month: int, day: int) -> bool:
    days = {_month_day(date) for mention in target.dates for date in (mention.first, mention.last)}
    return (month, day) in days


def _has_place(target: Document, adcode: str, name_of: NameOf) -> bool:
    if any(adcode == link.adcode for place in target.places for link in place.links):
        return True
    if any(adcode == place.adcode for place in target.places):
        return True
    names = name_of(adcode)
    if not names:
        return False
    text = target.text.casefold()
    return re.search(rf"\b{re.escape(names[1].casefold())}\b", text) is not None
