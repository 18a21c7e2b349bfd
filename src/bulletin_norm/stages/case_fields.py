"""Reads what a text says of one person: sex, age, residence, classification, dates, whose contact."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple, TypeVar

from bulletin_norm.model import DateMention, PlaceMention
from bulletin_norm.stages.case_patterns import Meanings, Patterns

Mention = TypeVar("Mention", PlaceMention, DateMention)
_START = attrgetter("start")
FIELD = 12
STORY = ("day", "period", "as_of", "since")
PHRASE = 140
TRIM = " \t\u3000,，、;；:：.。()（）"


class Value(NamedTuple):
    """A field's value with the words that say it."""

    value: str | int | None
    start: int
    end: int


class Home(NamedTuple):
    """Where a person lives, or is said to be from: offsets of the whole phrase and what it resolves to."""

    adcode: str | None
    locality: str | None
    start: int
    end: int
    certain: bool


class Passage(NamedTuple):
    """The words about one person: text[start:end], whose first sentence ends at `zone`."""

    text: str
    start: int
    zone: int
    end: int
    places: Sequence[PlaceMention]
    dates: Sequence[DateMention]


def within(mentions: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """The mentions (sorted by start) that begin in [start, end)."""
    low = bisect_left(mentions, start, key=_START)
    return mentions[low : bisect_left(mentions, end, low, key=_START)] if end > start else mentions[:0]


def find_sex(passage: Passage, known: Patterns) -> Value | None:
    """The person's sex: as said, else from what the person is to another ("之女")."""
    for meanings, end in ((known.sexes, passage.zone), (known.relatives, passage.zone), (known.sexes, passage.end)):
        if found := meanings.find(passage.text, passage.start, end):
            return Value(*found)
    return None


def find_age(passage: Passage, known: Patterns) -> Value | None:
    """The age in whole years, None with its words for a band."""
    for end in (passage.zone, passage.end):
        band = known.band.search(passage.text, passage.start, end)
        found = known.age.search(passage.text, passage.start, end)
        if band and (found is None or band.start() <= found.start()):
            return Value(None, band.start(), band.end())
        if found:
            return Value(_years(found, known), found.start(), found.end())
    return None


def _years(found: re.Match[str], known: Patterns) -> int | None:
    groups = {name: value for name, value in found.groupdict().items() if value}
    years = next((value for name, value in groups.items() if name.startswith("years")), None)
    if years is None:
        return 0 if groups else None
    age = known.integer(years)
    return age if age is not None and age <= 120 else None


def find_occupation(passage: Passage, known: Patterns) -> Value | None:
    """The occupation in standard English, from the first sentence."""
    best = find_meaning(passage._replace(end=passage.zone), known.occupations)
    trade = known.trades.search(passage.text, passage.start, passage.zone)
    if trade and (best is None or trade.start("trade") <= best.start):
        return Value(" ".join(trade["trade"].split()).strip(TRIM).casefold(), trade.start("trade"), trade.end("trade"))
    return best


def find_home(passage: Passage, known: Patterns) -> Home | None:
    """Where the person lives; else the place that the person is from; else the place of the first sentence."""
    for patterns in (known.residence, known.resident):
        if home := next((home for home in _homes(passage, patterns, known) if home.adcode or home.locality), None):
            return home
    if known.same_residence.search(passage.text, passage.start, passage.end):
        return None
    origins = list(_homes(passage, known.origin, known))
    named = next((home for home in origins if home.adcode), None) or _only_place(passage, known)
    return named or next((home for home in origins if known.division.search(home.locality or "")), None)


def _homes(passage: Passage, patterns: tuple[re.Pattern[str], ...], known: Patterns) -> Iterator[Home]:
    for pattern in patterns:
        for cue in pattern.finditer(passage.text, passage.start, passage.end):
            if "place" in pattern.groupindex:
                start, end = cue.span("place")
            else:
                start = cue.end()
                close = known.residence_end.search(passage.text, start, min(passage.end, start + PHRASE))
                end = close.start() if close else min(passage.end, start + PHRASE)
            if home := _home(passage, start, end, cue.start(), known):
                yield home


def _home(passage: Passage, start: int, end: int, cue: int, known: Patterns) -> Home | None:
    """Resolve the address text[start:end]: the lowest division of the places that stand together."""
    found = [place for place in within(passage.places, start, end) if place.role != "facility"]
    if not found:
        locality = _tidy(passage.text[start:end], known)
        named = locality and known.address.search(locality)
        return Home(None, locality, cue, end, certain=False) if named else None
    best = max(found, key=lambda place: (place.adcode is not None, _depth(place.adcode), -place.start))
    rivals = [p for p in found if p.adcode and best.adcode and not _nested(p.adcode, best.adcode)]
    before = passage.text[start : found[0].start]
    after = passage.text[found[-1].end : end]
    locality = " ".join(part for part in (_tidy(before, known), _tidy(after, known), best.locality or "") if part)
    if best.adcode is None:
        locality = _tidy(passage.text[start : max(end, best.end)], known)
    certain = not rivals and best.adcode is not None
    return Home(best.adcode, locality or None, cue, max(end, found[-1].end), certain)


def _tidy(words: str, known: Patterns) -> str:
    """The words of an address without what only joins them to others."""
    parts = words.split()
    while parts and parts[-1].strip(TRIM) in known.words.glue:
        parts.pop()
    while parts and parts[0].strip(TRIM) in known.words.glue:
        parts.pop(0)
    return " ".join(parts).strip(TRIM)


def _depth(adcode: str | None) -> int:
    if adcode is None:
        return 0
    return 1 if adcode.endswith("0000") else 2 if adcode.endswith("00") else 3


def _nested(one: str, other: str) -> bool:
    short, long = sorted((one.rstrip("0"), other.rstrip("0")), key=len)
    return long.startswith(short)


def _only_place(passage: Passage, known: Patterns) -> Home | None:
    """The place of the first sentence, where no word says that the person only went there or came from it."""
    dates = within(passage.dates, passage.start, passage.zone)
    end = min([passage.zone, *(date.start for date in dates)])
    for place in within(passage.places, passage.start, end):
        before = passage.text[max(passage.start, place.start - 24) : place.start]
        if place.adcode and place.role == "place" and not known.elsewhere.search(before):
            return Home(place.adcode, None, place.start, place.end, certain=True)
    return None


def find_meaning(passage: Passage, meanings: Meanings) -> Value | None:
    """The first of these meanings that the passage states."""
    found = meanings.find(passage.text, passage.start, passage.end)
    return Value(*found) if found else None


def find_contact(passage: Passage, known: Patterns) -> Value | None:
    """Whose contact or relative the person is, in standard words ("case 1", "asymptomatic infection Zhang")."""
    for pattern in known.contacts:
        found = pattern.search(passage.text, passage.start, passage.end)
        if found and found["who"].strip(TRIM):
            return Value(standard_reference(found["who"], known), found.start(), found.end())
    return None


def standard_reference(who: str, known: Patterns) -> str:
    """A reference to a case or person in standard words."""
    for pattern, meaning in known.references:
        who = pattern.sub(meaning, who)
    return " ".join(who.split()).strip(TRIM)


def find_date(
    passage: Passage, cue: re.Pattern[str], known: Patterns, *, carry: bool = True, later: re.Pattern[str] | None = None
) -> Value | None:
    """The day of the first word of `cue` that has one.

    It is named beside the word in its sentence (see `_beside`), or, with `carry`, is the last one named before; none
    is where words of `later` say that time went by.
    """
    if not passage.dates:
        return None
    days = [day for day in within(passage.dates, passage.start, passage.end) if day.first or day.last]
    carried: Value | None = None
    for found in cue.finditer(passage.text, passage.start, passage.end):
        if known.undated.search(passage.text[max(passage.start, found.start() - 12) : found.start()]):
            continue
        before = next((day for day in reversed(days) if day.start < found.start() and day.kind in STORY), None)
        after = next((day for day in days if day.start >= found.end() and day.kind != "now"), None)
        if before and _of_another(passage, before, known):
            continue
        if before and later and later.search(passage.text, before.end, found.start()):
            continue
        if value := _beside(passage, found, before, after, known):
            return value
        if carry and before and carried is None:
            carried = Value(before.last or before.first, before.start, found.end())
    return carried


def _beside(
    passage: Passage, word: re.Match[str], before: DateMention | None, after: DateMention | None, known: Patterns
) -> Value | None:
    """The day of a word: the one that the language ties to it most closely, else the one before it, else the next."""
    text, (start, end) = passage.text, word.span()
    if before and known.sentence_end.search(text, before.end, start):
        before = None
    if after and known.sentence_end.search(text, end, after.start):
        after = None
    behind = Value(after.first or after.last, start, after.end) if after else None
    ahead = Value(before.last or before.first, before.start, end) if before else None
    if after and (known.dated.fullmatch(text, end, after.start) or known.dated_later.fullmatch(text, end, after.start)):
        return behind
    return ahead or (behind if after and after.start - end <= FIELD else None)


def _of_another(passage: Passage, day: DateMention, known: Patterns) -> bool:
    """Whether a day is that of another person: 系1月23日第2例确诊患者的同事, 其丈夫8日发病."""
    if known.another.match(passage.text, day.end, passage.end):
        return True
    return known.kin.search(passage.text[max(passage.start, day.start - 6) : day.start]) is not None


def first_date(passage: Passage) -> Value | None:
    """The first day that the passage names."""
    for day in within(passage.dates, passage.start, passage.end):
        if day.first or day.last:
            return Value(day.first or day.last, day.start, day.end)
    return None


def home_of(passage: Passage | None, known: Patterns) -> Home | None:
    """The address that the whole passage is."""
    if passage is None or known.blanks.fullmatch(passage.text[passage.start : passage.end]):
        return None
    return _home(passage, passage.start, passage.end, passage.start, known)


def number_in(written: str, known: Patterns) -> int | None:
    """The first whole number of some words."""
    found = re.search(r"\d+", written)
    return known.integer(found[0] if found else written)
