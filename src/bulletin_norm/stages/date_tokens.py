"""Cuts a text into the tokens of time expressions: numbers with their units, names of months, words that say when.

A token's kind is one letter, so that the grammar in date_phrases.py can be regular expressions over a string of kinds:

I whole date, J month/day, Y M D H numbers with a unit, m minutes, k clock time, N name of a month, U V durations in
hours and days (h where the hours may be a time of day),
o the number 0, z 24, n another number below 100, y a bare year; A S F s O b P X p t = as DateWords says;
W a week, G a year so many before; . words between a date and its time, ~ "of", & "and", - a range, ( and ) brackets,
| anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

import ahocorasick_rs
import msgspec

from bulletin_norm.language.dates import DateWords
from bulletin_norm.stages.beginnings import one_of
from bulletin_norm.stages.phrase_scan import whole_words

_D = "0-9０-９"
_NUMBER = re.compile(f"[{_D}][{_D}]*")
_ISO = re.compile(rf"([{_D}]{{4}})\s?[-./]\s?([{_D}]{{1,2}})\s?[-./]\s?([{_D}]{{1,2}})(?![{_D}])")
_YEAR_LAST = re.compile(rf"([{_D}]{{1,2}})[-./]([{_D}]{{1,2}})[-./]([{_D}]{{4}})(?![{_D}])")
_SLASH = re.compile(rf"([{_D}]{{1,2}})/([{_D}]{{1,2}})(?![{_D}/])")
_PREFIXED = re.compile(rf"\s?([{_D}]{{1,4}})(?:/([{_D}]{{1,4}}))?(?![{_D}])")
_CLUSTER = re.compile(rf"[{_D}]*(?:[,.，．][{_D}]+)+")
_LEXEME = re.compile(r"[^\W\d_]+|[^\s\w]")
_LONGEST_GAP = 28
_WORD_END = r"(?:(?<![^\W\d_])|(?![^\W_]))"

# how far before and after a token of each kind a number without a unit may belong to it
_SPACED_WINDOWS = {
    "N": (24, 24),
    "H": (12, 4),
    "h": (12, 4),
    "k": (8, 8),
    "D": (16, 12),
    "t": (0, 8),
    "Y": (0, 6),
    "M": (4, 6),
    "S": (0, 8),
}
_JOINED_WINDOWS = {"D": (4, 0), "H": (7, 0), "h": (7, 0), "k": (7, 0), "t": (0, 6), "M": (4, 4)}
_NO_DAY = ("%", "％", "+")
_BIG = 1 << 62
_CLOSING = (")", "）", "]", "】")


class Token(msgspec.Struct, frozen=True):
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
        self._windows = _SPACED_WINDOWS if words.spaced else _JOINED_WINDOWS
        chars = _D + "".join(words.numerals)
        units = one_of(words.units)
        unit = rf"[\s-]?(?P<unit>{units}){_WORD_END if words.spaced else ''}" if words.units else "(?!)"
        heads = re.escape("".join(dict.fromkeys(unit[0] for unit in words.units)))
        self._shapes = re.compile(
            rf"(?P<number>[{chars}](?<![{chars}].)[{chars}]{{0,3}}+)(?=[\s-]?[{heads}]|\s?[:：./-])"
            rf"(?:{unit}|\s?[{words.clock_marks}]\s?(?P<minute>[{_D}]{{2}})(?:[:：][{_D}]{{2}})?(?![{_D}]|[./][{_D}])|\s?[-./](?=\s?[{_D}]{{1,2}}\s?[-./]))"
        )
        self._after_clock = re.compile(unit) if units else None
        self._codes = dict.fromkeys("(（[【", "(") | dict.fromkeys(_CLOSING, ")") | dict.fromkeys(words.weekdays, ".")
        for code, lexemes in (
            (".", words.loose),
            ("&", words.ands),
            ("~", words.of),
            ("", words.tight),
            ("-", words.ranges),
        ):
            self._codes.update(dict.fromkeys(lexemes, code))
        self._gaps: dict[str, str] = {}

    def runs(self, text: str, lower: str) -> Iterator[list[Token]]:
        """Yield runs of tokens with nothing but glue between them."""
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
                    yield run
                    run = []
                else:
                    run += [Token(kind, last, token.start) for kind in gap]
            run.append(token)
        if run and lower[run[-1].end : run[-1].end + 1] in _CLOSING:
            run.append(Token(")", run[-1].end, run[-1].end + 1))
        if run:
            yield run

    def _tokens(self, text: str, lower: str) -> list[Token]:
        tokens = self._keywords(lower)
        if self.words.prefixes:
            tokens = self._prefixed(tokens, text)
        tokens += self._shaped(text, lower)
        tokens += self._plain(text, tokens)
        tokens.sort(key=_order)
        return tokens

    def _keywords(self, lower: str) -> list[Token]:
        tokens = []
        for index, start, end in whole_words(self._scan, lower, self.words.spaced):
            kinds = self._phrases[index][1]
            for place, (kind, value) in enumerate(kinds):
                tokens.append(Token(kind, start if place == 0 else end, end, (value,)))
        return tokens

    def _prefixed(self, tokens: list[Token], text: str) -> list[Token]:
        """Units that stand before their numbers: "ngày 2 tháng 3", "ngày 2/3"."""
        kept = []
        for token in tokens:
            if not token.kind.endswith("^"):
                kept.append(token)
                slash = _SLASH.match(text, token.end + 1) if token.kind in "FAS" else None
                kept += _slashed(slash) if slash else ()
            elif match := _PREFIXED.match(text, token.end):
                kind, first, second = token.kind[0].upper(), int(match.group(1)), match.group(2)
                if second is None:
                    low, high = _LIMITS[kind]
                    if low <= first <= high:
                        kept.append(Token(kind, token.start, match.end(), (first,)))
                elif kind in "DM" and not text.startswith("/", match.end()):
                    day, month = (first, int(second)) if kind == "D" else (0, first)
                    parts = (day, month) if kind == "D" else (month, int(second))
                    kept.append(Token(kind, token.start, match.start(2), parts[:1]))
                    kept.append(Token("M" if kind == "D" else "Y", match.start(2), match.end(), parts[1:]))
        return kept

    def _shaped(self, text: str, lower: str) -> list[Token]:
        """Numbers that are times by their shape or their unit: 2022-06-15, 0:00, 27th, 24时, 十二月."""
        tokens: list[Token] = []
        reach = 0
        for match in self._shapes.finditer(lower):
            start, end = match.span()
            if start < reach:
                continue
            token = None
            if match.lastgroup == "unit":
                number = match.group("number")
                token = _with_unit(self.words.units[match.group("unit")], start, end, self._value(number), len(number))
            elif match.lastgroup == "minute":
                token = self._clock(match)
            elif shape := _ISO.match(text, start):
                token = _whole_date(shape, *map(int, shape.groups()))
            elif shape := _YEAR_LAST.match(text, start):
                first, second, year = map(int, shape.groups())
                day, month = (first, second) if self.words.day_first or first > 12 else (second, first)
                token = _whole_date(shape, year, month, day)
            if token is not None:
                tokens.append(token)
                reach = token.end
        return tokens

    def _value(self, number: str) -> int:
        if number.isdecimal():
            return int(number)
        digits = {char: int(char) for char in number if char.isdecimal()}
        known = {**digits, **self.words.numerals}
        return _worded_value([known[char] for char in number if char in known])

    def _clock(self, match: re.Match[str]) -> Token | None:
        number = match.group("number")
        if len(number) > 2 or number[0] in self.words.numerals:
            return None
        hour, minute = int(number), int(match.group("minute"))
        if hour > 24 or minute > 59:
            return None
        end = match.end()
        after = self._after_clock.match(match.string, end) if self._after_clock else None
        if after is not None:
            unit = self.words.units[after.group("unit")]
            if unit in "Hp":
                end, hour = after.end(), hour + 12 if unit == "p" and 0 < hour < 12 else hour
        return Token("k", match.start(), end, (hour, minute))

    def _plain(self, text: str, anchors: list[Token]) -> list[Token]:
        """Numbers without a unit near tokens of a date: the day beside the name of a month, the 0 of 0-24时."""
        tokens: list[Token] = []
        low = high = 0
        known = {token.start for token in anchors}
        for anchor in sorted([token for token in anchors if token.kind in self._windows], key=_order):
            before, after = self._windows[anchor.kind]
            if anchor.start - before > high:
                tokens += self._bare(text, low, high, known)
                low = anchor.start - before
            high = max(high, anchor.end + after)
            while text[high : high + 1].isdigit():
                high += 1
        return [*tokens, *self._bare(text, low, high, known)]

    def _bare(self, text: str, low: int, high: int, known: AbstractSet[int]) -> Iterator[Token]:
        """The numbers of a stretch; those where a token begins already are `known`, but for 1/13."""
        size, skip = len(text), low
        for match in _NUMBER.finditer(text, low, high):
            start, end = match.span()
            if start < skip or end - start > 4 or (start and (text[start - 1].isdigit() or _in_code(text, start))):
                continue
            after = text[end] if end < size else ""
            if start in known and after != "/":
                continue
            if after == "/" and (slash := _SLASH.match(text, start)):
                skip = slash.end()
                if self.words.prefixes:
                    yield from _slashed(slash)
                else:
                    yield Token("J", start, skip, (int(slash.group(1)), int(slash.group(2))))
            elif after and after in ",.，．" and (cluster := _CLUSTER.match(text, start)):
                skip = cluster.end()
            elif (after.isascii() and after.isalpha()) or after in _NO_DAY:
                continue
            elif kind := _bare_kind(int(match.group()), end - start):
                yield Token(kind, start, end, (int(match.group()),))

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
        stripped, codes = gap.strip(), ""
        if stripped in self.words.ranges and stripped not in self.words.loose:
            return "-"
        for lexeme in _LEXEME.findall(gap):
            code = self._codes.get(lexeme)
            if code is None and not (")" in codes and lexeme in self.words.units):
                return "|"
            codes += code or ""
        return re.sub(r"\.+", ".", re.sub(r"-+", "-", codes)).replace(".-", "-").replace("-.", "-")


def _slashed(slash: re.Match[str]) -> tuple[Token, ...]:
    """The day and the month of a language that need no word for either: "từ 17/10 đến 2/11"."""
    day, month = int(slash[1]), int(slash[2])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return ()
    return Token("D", *slash.span(1), (day,)), Token("M", slash.end(1), slash.end(), (month,))


def _kinds(spec: str) -> Iterator[tuple[str, int]]:
    for match in re.finditer(r"([A-Za-z=])(-?\d+)?", spec):
        yield match.group(1), int(match.group(2) or 0)


def _worded_value(digits: list[int]) -> int:
    """The value of numerals in words: 二〇二一, 十二, 三十一."""
    if 10 not in digits:
        return int("".join(map(str, digits)))
    index = digits.index(10)
    tens = digits[index - 1] if index else 1
    ones = digits[index + 1] if index + 1 < len(digits) else 0
    return tens * 10 + ones


def _whole_date(match: re.Match[str], year: int, month: int, day: int) -> Token | None:
    return Token("I", *match.span(), (year, month, day)) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _order(token: Token) -> tuple[int, int]:
    return token.start, -token.end if token.end > token.start else -_BIG


def _in_code(text: str, start: int) -> bool:
    """Whether the number at `start` goes on a code: G1462, COVID-19, no. 1.2."""
    last = text[start - 1]
    if (last.isascii() and last.isalpha()) or last == "#":
        return True
    before = text[start - 2] if start > 1 else ""
    return last in "-." and before.isascii() and before.isalpha()


_LIMITS = {"Y": (1900, 2999), "M": (1, 12), "D": (1, 31), "H": (0, 24), "m": (0, 59), "U": (1, 999), "V": (1, 999)}


def _with_unit(unit: str, start: int, end: int, value: int, digits: int) -> Token | None:
    """A number with its unit; "2400 hours" and "24 hours" are clock times as well as durations."""
    if unit == "p":
        return Token("H", start, end, (value + 12 if 0 < value < 12 else value, 0)) if value <= 24 else None
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


def _bare_kind(value: int, digits: int) -> str:
    if digits == 4:
        return "y" if 2000 <= value <= 2199 else ""
    if digits > 2:
        return ""
    return "o" if value == 0 else "z" if value == 24 else "n"
