"""Days of the week that stand without a date: "reported 56 cases on Friday", in a text of a known day."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from msgspec.structs import replace

from bulletin_norm.language.dates import DateWords
from bulletin_norm.model import DateMention

_REACH = 20
_STOP = re.compile(r"[.!?\n](?!\d)")
_BESIDE = re.compile(r"[\s,(（)]{0,3}")


def with_weekdays(
    mentions: Iterable[DateMention], text: str, words: DateWords, published: date | None
) -> list[DateMention]:
    """The mentions and, between them, each weekday without a date: the last one up to the day of publication.

    >>> words = DateWords(weekdays=("monday", "tuesday"), keywords={"as of": "A"})
    >>> [(one.kind, one.last) for one in with_weekdays([], "As of Monday, 3 cases.", words, date(2022, 5, 4))]
    [('as_of', '2022-05-02')]
    """
    found = list(mentions)
    if published is None or published.toordinal() <= 7 or not words.spaced:
        return found
    if not any(map(text.lower().__contains__, words.weekdays)):
        return found
    starts = [one.start for one in found]
    for one in _weekdays(text, words, published):
        at = bisect_left(starts, one.start)
        if not any(_is_beside(one, other, text) for other in found[max(0, at - 1) : at + 1]):
            found.insert(at, one)
            starts.insert(at, one.start)
    return _same_days(found, words)


def _same_days(mentions: list[DateMention], words: DateWords) -> list[DateMention]:
    """The mentions, each "on the same day" that follows a weekday with its day."""
    for index, (one, two) in enumerate(pairwise(mentions), 1):
        if one.rule in ("weekday", "same_day") and words.keywords.get(two.surface.lower()) == "=0":
            mentions[index] = replace(two, first=one.last, last=one.last, rule="same_day")
    return mentions


def _weekdays(text: str, words: DateWords, published: date) -> Iterator[DateMention]:
    last = 0
    for match in _pattern(words.weekdays, tuple(k for k, v in words.keywords.items() if v == "A")).finditer(text):
        back = (published.weekday() - words.weekdays.index(match["day"].lower())) % 7
        kind = "as_of" if match["until"] else "day"
        day = (published - timedelta(back)).isoformat()
        before = text[max(0, match.start() - _REACH) : match.start()].lower().rstrip().removesuffix(" on")
        told = last and not _STOP.search(text, last, match.start()) and before.endswith(words.announced)
        # "reported 3 cases on Sunday, the commission said Monday": the second day is that of the news.
        kind, last = "stamp" if kind == "day" and told else kind, match.end()
        yield DateMention(match.start(), match.end(), match[0], kind, None, day, None, None, rule="weekday")


def _is_beside(one: DateMention, other: DateMention, text: str) -> bool:
    """Whether the weekday is that of a date next to it: "Friday, January 22"."""
    low, high = min(one.end, other.end), max(one.start, other.start)
    return low >= high or _BESIDE.fullmatch(text, low, high) is not None


@cache
def _pattern(weekdays: tuple[str, ...], until: tuple[str, ...]) -> re.Pattern[str]:
    days, words = ("|".join(map(re.escape, sorted(some, key=len, reverse=True))) for some in (weekdays, until))
    return re.compile(rf"\b(?:(?P<until>{words})\s)?(?P<day>{days})\b", re.IGNORECASE)
