"""Cuts a text into the tokens of time expressions: numbers with their units, names of months, words that say when.

A token's kind is one letter, so that the grammar in dates.py can be regular expressions over a string of kinds:

I whole date, J month/day, Y M D H numbers with a unit, m minutes, k clock time, N name of a month, U V durations in
hours and days (h where the hours may be a time of day),
o the number 0, z 24, n another number below 100, y a bare year; A S F s O b P X p t = as DateWords says;
. words between a date and its time, - a range, ( and ) brackets, | anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import ahocorasick_rs

from bulletin_norm.language.dates import DateWords
from bulletin_norm.stages.phrase_scan import whole_words

_D = "0-9０-９"
_NUMBER = re.compile(f"[{_D}][{_D}]*")
_ISO = re.compile(rf"([{_D}]{{4}})\s?[-./]\s?([{_D}]{{1,2}})\s?[-./]\s?([{_D}]{{1,2}})(?![{_D}])")
_CLOCK = re.compile(rf"([{_D}]{{1,2}})\s?[:：]\s?([{_D}]{{2}})(?![{_D}])")
_SLASH = re.compile(rf"([{_D}]{{1,2}})/([{_D}]{{1,2}})(?![{_D}/])")
_CLUSTER = re.compile(rf"[{_D}]*(?:[,.，．][{_D}]+)+")
_LEXEME = re.compile(r"[^\W\d_]+|[^\s\w]")
_TO_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_LONGEST_GAP = 28
_CLOSING = (")", "）", "]", "】")


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a time expression: its kind, its place, its numbers (year, month, day, or hour and minute)."""

    kind: str
    start: int
    end: int
    value: tuple[int, ...] = ()


class Lexer:
    """Finds the tokens of one language."""

    def __init__(self, words: DateWords) -> None:
        self.words = words
        self._phrases: list[tuple[str, tuple[tuple[str, int], ...]]] = []
        for word, month in words.months.items():
            self._phrases.append((word, (("N", month),)))
        for word, kinds in words.keywords.items():
            self._phrases.append((word, tuple(_kinds(kinds))))
        for word, kind in words.prefixes.items():
            self._phrases.append((word, ((kind.lower() + "^", 0),)))
        self._scan = ahocorasick_rs.AhoCorasick([word for word, _ in self._phrases])
        self._units = tuple(sorted(words.units, key=len, reverse=True))
        self._heads = frozenset(unit[0] for unit in self._units)
        numerals = "".join(words.numerals)
        self._numerals = re.compile(f"[{numerals}][{numerals}]*") if numerals else None
        self._gaps: dict[str, str] = {}

    def runs(self, text: str, lower: str) -> Iterator[list[Token]]:
        """Yield runs of tokens with nothing but glue between them, each with at least one that is no plain number."""
        tokens = self._tokens(text, lower)
        run: list[Token] = []
        for token in tokens:
            if run:
                last = run[-1].end
                if token.start < last:
                    continue
                gap = self._gap(lower, last, token.start)
                if gap == "|":
                    if lower[last : last + 1] in _CLOSING:
                        run.append(Token(")", last, last + 1))
                    if any(t.kind not in "noz-.()" for t in run):
                        yield run
                    run = []
                else:
                    run += [Token(kind, last, token.start) for kind in gap]
            run.append(token)
        if run and lower[run[-1].end : run[-1].end + 1] in _CLOSING:
            run.append(Token(")", run[-1].end, run[-1].end + 1))
        if any(t.kind not in "noz-.()" for t in run):
            yield run

    def _tokens(self, text: str, lower: str) -> list[Token]:
        tokens = self._keywords(lower)
        if self.words.prefixes:
            tokens = self._prefixed(tokens, text)
        tokens += self._numbers(text, lower)
        if self._numerals is not None:
            tokens += self._worded(lower)
        tokens.sort(key=lambda token: (token.start, -token.end))
        return tokens

    def _keywords(self, lower: str) -> list[Token]:
        tokens = []
        for index, start, end in whole_words(self._scan, lower, self.words.spaced):
            kinds = self._phrases[index][1]
            for place, (kind, value) in enumerate(kinds):
                tokens.append(Token(kind, start if place == 0 else end, end, (value,)))
        return tokens

    def _prefixed(self, tokens: list[Token], text: str) -> list[Token]:
        """Units that stand before their numbers: "ngày 2"."""
        kept = []
        for token in tokens:
            if not token.kind.endswith("^"):
                kept.append(token)
            elif match := re.compile(rf"\s?([{_D}]{{1,4}})(?![{_D}])").match(text, token.end):
                kept.append(Token(token.kind[0].upper(), token.start, match.end(), (_int(match.group(1)),)))
        return kept

    def _numbers(self, text: str, lower: str) -> Iterator[Token]:
        size, heads, reach = len(text), self._heads, 0
        for match in _NUMBER.finditer(text):
            start, end = match.span()
            if start < reach or end - start > 4:
                continue
            after = text[end] if end < size else ""
            if start and text[start - 1].isascii() and (text[start - 1].isalpha() or text[start - 1] in "-.#"):
                before = text[start - 2] if start > 1 else ""
                if text[start - 1].isalpha() or text[start - 1] == "#" or before.isascii() and before.isalpha():
                    continue
            if after in "-./:： ,，．" and after:
                token = self._shaped(text, lower, start)
                if token is not None:
                    reach = token.end
                    yield token
                    continue
                if after in ",.，．" and (cluster := _CLUSTER.match(text, start)):
                    reach = cluster.end()
                    continue
            value = _int(match.group())
            unit = self._unit(lower, end) if (lower[end : end + 1] in heads or after == " ") else None
            if unit is not None:
                reach = unit[1]
                if token := _with_unit(unit[0], start, unit[1], value, end - start):
                    yield token
            elif not (after.isascii() and after.isalpha()) and after not in ("%", "％", "+"):
                if kind := _bare(value, end - start):
                    yield Token(kind, start, end, (value,))

    def _shaped(self, text: str, lower: str, start: int) -> Token | None:
        """A date or a clock time in digits: 2022-06-15, 0:00, 3/4."""
        if match := _ISO.match(text, start):
            year, month, day = (_int(group) for group in match.groups())
            return Token("I", start, match.end(), (year, month, day)) if 1 <= month <= 12 else None
        if match := _CLOCK.match(text, start):
            hour, minute = _int(match.group(1)), _int(match.group(2))
            if hour > 24 or minute > 59:
                return None
            unit = self._unit(lower, match.end())
            end = match.end()
            if unit and unit[0] in "Hp":
                end, hour = unit[1], hour + 12 if unit[0] == "p" and hour < 12 else hour
            return Token("k", start, end, (hour, minute))
        if match := _SLASH.match(text, start):
            return Token("J", start, match.end(), (_int(match.group(1)), _int(match.group(2))))
        return None

    def _unit(self, lower: str, end: int) -> tuple[str, int] | None:
        at = end
        if lower.startswith((" ", "-", "\u00a0"), at):
            at += 1
        if not lower.startswith(self._units, at):
            return None
        unit = next(unit for unit in self._units if lower.startswith(unit, at))
        after = at + len(unit)
        if self.words.spaced and after < len(lower) and lower[after].isalnum() and lower[after - 1].isalnum():
            return None
        return self.words.units[unit], after

    def _worded(self, lower: str) -> Iterator[Token]:
        """Numbers in words before a unit: 十二月八日."""
        assert self._numerals is not None
        for match in self._numerals.finditer(lower):
            start, end = match.span()
            if end - start > 4 or (unit := self._unit(lower, end)) is None or lower[end : end + 1] == " ":
                continue
            value = _worded_value([self.words.numerals[char] for char in match.group()])
            if token := _with_unit(unit[0], start, unit[1], value, end - start):
                yield token

    def _gap(self, lower: str, start: int, end: int) -> str:
        if start == end:
            return ""
        if end - start > _LONGEST_GAP:
            return "|"
        gap = lower[start:end]
        if gap == " ":
            return ""
        found = self._gaps.get(gap)
        if found is None:
            found = self._classify(gap)
            if len(self._gaps) < 5000:
                self._gaps[gap] = found
        return found

    def _classify(self, gap: str) -> str:
        if "\n\n" in gap or (gap.strip(" \u3000\r\t") == "\n" and self.words.spaced):
            return "|"
        words, kinds = self.words, ""
        stripped = gap.strip()
        if stripped in words.ranges and stripped not in words.loose:
            return "-"
        for lexeme in _LEXEME.findall(gap):
            if lexeme in words.ranges:
                kinds += "-"
            elif lexeme in words.tight:
                continue
            elif lexeme in words.loose or lexeme in words.weekdays:
                kinds += "."
            elif lexeme in "(（[【":
                kinds += "("
            elif lexeme in _CLOSING:
                kinds += ")"
            elif not (")" in kinds and lexeme in words.units):
                return "|"
        return re.sub(r"\.+", ".", re.sub(r"-+", "-", kinds)).replace(".-", "-").replace("-.", "-")


def _kinds(spec: str) -> Iterator[tuple[str, int]]:
    for match in re.finditer(r"([A-Za-z=])(-?\d+)?", spec):
        yield match.group(1), int(match.group(2) or 0)


def _int(digits: str) -> int:
    return int(digits.translate(_TO_DIGITS))


def _worded_value(digits: list[int]) -> int:
    """The value of numerals in words: 二〇二一, 十二, 三十一."""
    if 10 not in digits:
        return int("".join(map(str, digits)))
    index = digits.index(10)
    tens = digits[index - 1] if index else 1
    ones = digits[index + 1] if index + 1 < len(digits) else 0
    return tens * 10 + ones


_LIMITS = {"Y": (1900, 2999), "M": (1, 12), "D": (1, 31), "H": (0, 24), "m": (0, 59), "U": (1, 999), "V": (1, 999)}


def _with_unit(unit: str, start: int, end: int, value: int, digits: int) -> Token | None:
    """A number with its unit; "2400 hours" and "24 hours" are clock times as well as durations."""
    if unit == "p":
        return Token("H", start, end, (value + 12 if value < 12 else value, 0)) if value <= 24 else None
    if unit == "U":
        if digits == 4 and value <= 2400 and value % 100 < 60:
            return Token("H", start, end, (value // 100, value % 100))
        return Token("h" if value <= 24 and digits <= 2 else "U", start, end, (value, 0))
    low, high = _LIMITS[unit]
    if unit == "Y" and value < 100 and digits == 2:
        return None
    if not low <= value <= high:
        return None
    return Token(unit, start, end, (value, 0) if unit == "H" else (value,))


def _bare(value: int, digits: int) -> str:
    if digits == 4:
        return "y" if 2000 <= value <= 2199 else ""
    if digits > 2:
        return ""
    return "o" if value == 0 else "z" if value == 24 else "n"
