"""Reads numerals in words: one evaluator for every language, driven by its NumberWords."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import ahocorasick_rs

from bulletin_norm.language.numbers import NumberWords
from bulletin_norm.stages.phrase_scan import whole_words


class Numeral(NamedTuple):
    """A numeral in words: [start, end), its value, or its bounds where it is vague."""

    start: int
    end: int
    value: int | None
    low: int | None = None
    high: int | None = None


class _Sum:
    """Adds up a numeral part by part: 2, hundred, 31, thousand gives 231,000."""

    def __init__(self) -> None:
        self.total = 0
        self.section = 0
        self.digit = -1
        self.bare = True

    def unit(self, value: int) -> None:
        self.digit = value + max(self.digit, 0)
        self.bare = False

    def multiply(self, factor: int) -> None:
        self.section += (1 if self.digit < 0 else self.digit) * factor
        self.digit = -1

    def scale(self, factor: int) -> None:
        section = self.section + max(self.digit, 0)
        self.total += (section or 1) * factor
        self.section, self.digit = 0, -1

    def value(self) -> int:
        return self.total + self.section + max(self.digit, 0)


class JoinedNumerals:
    """Numerals of a language that writes without blanks (二百三十一)."""

    def __init__(self, words: NumberWords) -> None:
        self.words = words
        numerals = "".join((*words.units, *words.multipliers, *words.scales))
        chars = "".join(dict.fromkeys(numerals + "".join(words.vague)))
        self._run = re.compile(f"[{re.escape(chars)}][{re.escape(chars)}]*") if chars else None
        self._numeral = re.compile(f"[{re.escape(numerals)}]+") if numerals else None

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where all numerals are, whether or not a counter follows: they are not read yet."""
        if self._run is None or self._numeral is None:
            return
        for run in self._run.finditer(text):
            start, end = run.span()
            if end - start > 24 or (start and text[start - 1].isdigit()):
                continue
            if run[0] in self.words.vague:
                yield start, end
            elif found := self._numeral.search(text, start, end):
                yield found.span()

    def read(self, text: str, start: int, end: int) -> Numeral:
        """The numeral at [start, end)."""
        surface, words = text[start:end], self.words
        if vague := words.vague.get(surface):
            return Numeral(start, end, None, *vague)
        if len(surface) > 1 and all(char in words.units for char in surface):
            digits = [words.units[char] for char in surface]
            if len(digits) == 2 and digits[1] == digits[0] + 1 and digits[0]:
                return Numeral(start, end, None, digits[0], digits[1])
            return Numeral(start, end, int("".join(map(str, digits))))
        total = _Sum()
        for char in surface:
            if char in words.units:
                total.digit = max(total.digit, 0) * 10 + words.units[char]  # 一萬七○七○: 17070
            elif char in words.multipliers:
                total.multiply(words.multipliers[char])
            else:
                total.scale(words.scales[char])
        return Numeral(start, end, total.value())


class SpacedNumerals:
    """Numerals of a language that parts its words (two hundred and thirty-one)."""

    def __init__(self, words: NumberWords) -> None:
        self.words = words
        self._skip = frozenset(words.no_numbers)
        self._phrases = [*words.units, *words.multipliers, *words.scales, *words.vague, *words.no_numbers]
        self._scan = ahocorasick_rs.AhoCorasick(self._phrases)

    def find(self, lower: str) -> Iterator[Numeral]:
        """Yield all numerals in words of a text in lower case."""
        parts: list[tuple[int, int, str]] = []
        for index, start, end in whole_words(self._scan, lower, True):
            word = self._phrases[index]
            if parts and not self._continues(lower, parts, start, word):
                yield from self._read(lower, parts)
                parts = []
            if word in self.words.vague:
                yield Numeral(start, end, None, *self.words.vague[word])
            elif word not in self._skip:
                parts.append((start, end, word))
        if parts:
            yield from self._read(lower, parts)

    def _continues(self, lower: str, parts: list[tuple[int, int, str]], start: int, word: str) -> bool:
        words, (_, end, last) = self.words, parts[-1]
        gap = lower[end:start] if start - end < 8 else "no"
        gap = "-" if gap == " - " else gap
        if gap not in (" ", "-") and not (gap.strip() in words.joiners and gap != gap.strip()):
            return False
        joined = gap not in (" ", "-")
        if word in words.multipliers or word in words.scales:
            return not joined
        if word not in words.units:
            return False
        if last in words.units:
            tens, ones = words.units[last], words.units[word]
            return not joined and tens >= 20 and tens % 10 == 0 and 0 < ones < 10
        return True

    def _read(self, lower: str, parts: list[tuple[int, int, str]]) -> Iterator[Numeral]:
        words, total = self.words, _Sum()
        start = parts[0][0]
        if parts[0][2] not in words.units:
            before = lower[max(0, start - 8) : start].split(" ")
            article = before[-2] if len(before) > 1 and not before[-1] else ""
            if article not in words.articles:
                return
            start -= len(article) + 1
        for _, _, word in parts:
            if word in words.units:
                total.unit(words.units[word])
            elif word in words.multipliers:
                total.multiply(words.multipliers[word])
            else:
                total.scale(words.scales[word])
        end = parts[-1][1]
        if not (words.ordinals and lower[end : end + 1] in ("-", " ") and lower.startswith(words.ordinals, end + 1)):
            yield Numeral(start, end, total.value())
