"""Finds numbers: one reader for all languages, driven by their NumberWords."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter

import ahocorasick_rs
from msgspec.structs import replace

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.language.numbers import NumberWords
from bulletin_norm.model import Document, NumberMention, PlaceMention
from bulletin_norm.pipeline import Stage
from bulletin_norm.stages.number_digits import DigitReader
from bulletin_norm.stages.number_words import JoinedNumerals, Numeral, SpacedNumerals

_WIDEST = 100
"""How many times as large as its lower bound the upper one of a range is at most: not so in "since Dec. 9 to 1,883"."""

_WIDEST_GAP = 5
"""How many characters stand between the two numbers of a range at most."""

_PLAIN = NumberWords()
_START = attrgetter("start")
_CLOCK = (":", "：")


def numbers(knowledge: Knowledge) -> Stage:
    """The stage that fills `numbers`, section by section, each by the words of its language."""

    def stage(document: Document) -> Document:
        found: list[NumberMention] = []
        sections = document.sections
        spans: list[tuple[int, int, str | None]]
        spans = [(s.start, s.end, s.language) for s in sections] or [(0, len(document.reading), document.language)]
        for start, end, tag in spans:
            language = knowledge.language(tag)
            words = language.numbers if language else _PLAIN
            whole = start == 0 and end == len(document.reading)
            mentions = find_numbers(document.reading if whole else document.reading[start:end], words)
            found += mentions if not start else [_moved(mention, start) for mention in mentions]
        places = document.places
        return document.with_(numbers=tuple([one for one in found if one.rule != "words" or not _names(one, places)]))

    return stage


def _names(number: NumberMention, places: tuple[PlaceMention, ...]) -> bool:
    """Whether a number in words is letters of a name: 五家渠市."""
    index = bisect_right(places, number.start, key=_START) - 1
    return index >= 0 and places[index].role == "place" and number.end <= places[index].end


def find_numbers(text: str, words: NumberWords = _PLAIN) -> tuple[NumberMention, ...]:
    """All numbers of a text in one language, in order: counts, dates, ages and the rest alike.

    >>> [mention.value for mention in find_numbers("1,024 of 21")]
    [1024, 21]
    """
    return _reader(words).find(text)


def free_numbers(document: Document) -> tuple[NumberMention, ...]:
    """The numbers of a document that lie in no date and in no decoy."""
    taken = [(date.start, date.end) for date in document.dates]
    taken = sorted(taken + [(decoy.start, decoy.end) for decoy in document.decoys])
    free, index, reach = [], 0, 0
    for mention in document.numbers:
        while index < len(taken) and taken[index][0] < mention.end:
            reach = max(reach, taken[index][1])
            index += 1
        if reach <= mention.start:
            free.append(mention)
    return tuple(free)


def _moved(mention: NumberMention, by: int) -> NumberMention:
    start, end = mention.start + by, mention.end + by
    return replace(mention, start=start, end=end)


def fold(text: str) -> str:
    """The text in lower case, of the same length."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class NumberReader:
    """Reads the numbers of one language."""

    def __init__(self, words: NumberWords) -> None:
        self.words = words
        self._digits = DigitReader(words)
        self._joined = None if words.spaced else JoinedNumerals(words)
        self._spaced = SpacedNumerals(words) if words.spaced and words.units else None
        before = {"more": words.more_before, "less": words.less_before, "about": words.about_before}
        after = {"more": words.more_after, "less": words.less_after, "about": words.about_after}
        self._before = _longest_first({**before, "": words.plain_before})
        self._after = _longest_first(after)
        self._bounds = ahocorasick_rs.AhoCorasick([word for word, _ in (*self._before, *self._after)])
        self._single = re.compile(words.single) if words.single else None
        self._befores = (*words.more_before, *words.less_before, *words.about_before)
        self._ranges_by = frozenset(words.ranges)

    def find(self, text: str) -> tuple[NumberMention, ...]:
        lower = fold(text)
        found = self._digits.find(text, lower)
        if self._joined:
            found += self._counted(lower)
        elif self._spaced:
            found += [
                self._mention(text, numeral) for numeral in self._spaced.find(lower) if self._is_counted(lower, numeral)
            ]
        if self._single:
            found += [
                NumberMention(one.start(), one.end(), text[one.start() : one.end()], 1, rule="words")
                for one in self._single.finditer(lower)
                if not lower.endswith(self.words.no_single_after, 0, one.start())
            ]
        found.sort(key=_START)
        starts, ends = self._beside_bounds(lower)
        return tuple(
            [
                self._bounded(text, lower, mention) if mention.start in starts or mention.end in ends else mention
                for mention in self._ranges(text, lower, found)
            ]
        )

    def _beside_bounds(self, lower: str) -> tuple[set[int], set[int]]:
        """Where numbers may begin after a word such as "about", and where they may end before one."""
        starts, ends = set(), set()
        for index, start, end in self._bounds.find_matches_as_indexes(lower, overlapping=True):
            if index < len(self._before):
                while lower.startswith(" ", end):
                    end += 1
                starts.add(end)
            else:
                ends |= {start, start - lower.startswith(" ", start - 1)}
        return starts, ends

    def _counted(self, text: str) -> Iterator[NumberMention]:
        """Numerals in words that a counter follows, or that a word such as 近 makes a rough count."""
        assert self._joined is not None
        words = self.words
        for first, last in self._joined.find(text):
            end = last + text.startswith(words.more_after, last)
            if not text.startswith(words.counters, end + text.startswith(" ", end)):
                continue
            if words.ordinals and text.endswith(words.ordinals, 0, first):
                continue
            if words.no_numbers and text.startswith(words.no_numbers, first):
                continue
            numeral, surface = self._joined.read(text, first, last), text[first:last]
            if end == last and numeral.value is not None and not any(char in words.units for char in surface):
                if surface not in words.multipliers:
                    continue
                if words.multipliers[surface] > 10 and not text.endswith(self._befores, 0, first):
                    continue
            yield self._mention(text, numeral)

    def _is_counted(self, lower: str, numeral: Numeral) -> bool:
        words = self.words
        return not words.counted_words or lower.startswith(words.counters, numeral.end + 1)

    def _mention(self, text: str, numeral: Numeral) -> NumberMention:
        surface = text[numeral.start : numeral.end]
        approximate = numeral.value is None
        return NumberMention(
            numeral.start, numeral.end, surface, numeral.value, numeral.low, numeral.high, approximate, rule="words"
        )

    def _bounded(self, text: str, lower: str, mention: NumberMention) -> NumberMention:
        """The mention with what "more than", 余 or "about" beside it makes of its value."""
        left, end, value, kind = mention.start, mention.end, mention.value, ""
        while left and lower[left - 1] == " ":
            left -= 1
        for word, meaning in self._before:
            first = left - len(word)
            if lower.endswith(word, 0, left) and not (self.words.spaced and first and lower[first - 1].isalnum()):
                kind = meaning
                break
        at = end + 1 if self.words.spaced and lower[end : end + 1] == " " else end
        for word, meaning in self._after:
            if lower.startswith(word, at) and not self._runs_on(lower, at + len(word)):
                kind, end = kind or meaning, at + len(word)
                if value and (scale := self._digits.scale_at(lower, end)):
                    end, value = scale[0], value * scale[1]
                break
        if not kind or value is None:
            return mention
        return NumberMention(
            mention.start, end, text[mention.start : end], value if kind == "about" else None,
            value if kind == "more" else None, value if kind == "less" else None, True, mention.doubtful, mention.rule,
            mention.others,
        )  # fmt: skip

    def _runs_on(self, lower: str, end: int) -> bool:
        after = lower[end : end + 1]
        return after.isdigit() or (self.words.spaced and after.isalpha() and lower[end - 1].isalpha())

    def _ranges(self, text: str, lower: str, found: list[NumberMention]) -> list[NumberMention]:
        """Join "3 to 5" into one mention with bounds."""
        joined = found[:1]
        for mention in found[1:]:
            held = joined[-1]
            gap = mention.start - held.end
            if 0 < gap <= _WIDEST_GAP and self._is_range(lower, held, mention):
                joined[-1] = NumberMention(
                    held.start, mention.end, text[held.start : mention.end], None, held.value, mention.value,
                    approximate=True, rule="range",
                )  # fmt: skip
            elif gap >= 0:
                joined.append(mention)
        return joined

    def _is_range(self, lower: str, first: NumberMention, last: NumberMention) -> bool:
        if first.value is None or last.value is None or first.value >= last.value:
            return False
        gap = lower[first.end : last.start].strip()
        if gap.isalpha() and first.value and last.value > _WIDEST * first.value:
            return False
        if gap in self._ranges_by:
            return lower[first.start - 1 : first.start] not in _CLOCK and lower[last.end : last.end + 1] not in _CLOCK
        before = lower[max(0, first.start - 12) : first.start].rstrip()
        return any(gap == inside and before.endswith(word) for word, inside in self.words.between.items())


def _longest_first(meanings: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Words, each with its meaning."""
    pairs = ((word, meaning) for meaning, words in meanings.items() for word in words)
    return sorted(pairs, key=lambda pair: -len(pair[0]))


@lru_cache(maxsize=64)
def _reader(words: NumberWords) -> NumberReader:
    return NumberReader(words)
