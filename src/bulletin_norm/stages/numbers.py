"""Finds numbers: one reader for all languages, driven by their NumberWords."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter

from msgspec.structs import replace

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.language.numbers import NumberWords
from bulletin_norm.model import Document, NumberMention, PlaceMention
from bulletin_norm.pipeline import Stage
from bulletin_norm.stages.number_digits import DigitReader
from bulletin_norm.stages.number_words import JoinedNumerals, Numeral, SpacedNumerals

_WIDEST = 100
"""How many times as large as its lower bound the upper one of a range is at most: not so in "since Dec. 9 to 1,883"."""

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
        return document.with_(numbers=tuple(_unnamed(found, document.places)))

    return stage


def _unnamed(numbers: list[NumberMention], places: tuple[PlaceMention, ...]) -> Iterator[NumberMention]:
    """The numbers without numerals that are letters of a name: 五家渠市."""
    for number in numbers:
        if number.rule == "words" and places:
            index = bisect_right(places, number.start, key=_START) - 1
            if index >= 0 and places[index].role == "place" and number.end <= places[index].end:
                continue
        yield number


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
        self._before = _by_char(
            (
                ("more", words.more_before),
                ("less", words.less_before),
                ("about", words.about_before),
                ("", words.plain_before),
            ),
            last=True,
        )
        self._after = _by_char(
            (("more", words.more_after), ("less", words.less_after), ("about", words.about_after)), last=False
        )
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
        found.sort(key=lambda mention: mention.start)
        return tuple([self._bounded(text, lower, mention) for mention in self._ranges(text, lower, found)])

    def _counted(self, text: str) -> Iterator[NumberMention]:
        """Numerals in words that a counter follows, or that a word such as 近 makes a rough count."""
        assert self._joined is not None
        words = self.words
        for numeral in self._joined.find(text):
            if text.endswith(words.ordinals, 0, numeral.start) if words.ordinals else False:
                continue
            surface = text[numeral.start : numeral.end]
            bare = numeral.value is not None and not any(char in words.units for char in surface)
            end = numeral.end
            if text.startswith(words.more_after, end):
                bare, end = False, end + 1
            end += text.startswith(" ", end)
            if not text.startswith(words.counters, end):
                continue
            if bare and surface not in words.multipliers:
                continue
            if bare and words.multipliers[surface] > 10 and not text.endswith(self._befores, 0, numeral.start):
                continue
            if text.startswith(words.no_numbers, numeral.start) if words.no_numbers else False:
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
        left, end, value = mention.start, mention.end, mention.value
        while left and lower[left - 1] == " ":
            left -= 1
        kind = ""
        if left and lower[left - 1] in self._before:
            for word, meaning in self._before[lower[left - 1]]:
                first = left - len(word)
                if lower.endswith(word, 0, left) and not (self.words.spaced and first and lower[first - 1].isalnum()):
                    kind = meaning
                    break
        at = end + 1 if self.words.spaced and lower[end : end + 1] == " " else end
        if (char := lower[at : at + 1]) in self._after:
            for word, meaning in self._after[char]:
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

    def _ranges(self, text: str, lower: str, found: list[NumberMention]) -> Iterator[NumberMention]:
        """Join "3 to 5" into one mention with bounds."""
        held: NumberMention | None = None
        for mention in found:
            if held is None:
                held = mention
                continue
            gap = mention.start - held.end
            if gap < 0:
                continue
            if 0 < gap <= 5 and self._is_range(lower, held, mention):
                held = NumberMention(
                    held.start, mention.end, text[held.start : mention.end], None, held.value, mention.value,
                    approximate=True, rule="range",
                )  # fmt: skip
                continue
            yield held
            held = mention
        if held is not None:
            yield held

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


def _by_char(groups: tuple[tuple[str, tuple[str, ...]], ...], *, last: bool) -> dict[str, tuple[tuple[str, str], ...]]:
    """Words with their meaning by their last (or first) character, longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for meaning, words in groups:
        for word in words:
            found.setdefault(word[-1 if last else 0], []).append((word, meaning))
    return {char: tuple(sorted(pairs, key=lambda pair: -len(pair[0]))) for char, pairs in found.items()}


@lru_cache(maxsize=64)
def _reader(words: NumberWords) -> NumberReader:
    return NumberReader(words)
