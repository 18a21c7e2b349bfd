"""A text as terms are looked up in it: lower case, one space, no hyphens, and the way back to the text itself."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, cached_property

_SPACES = "\u00a0\u2002\u2003\u2009\u202f\u3000\t\r\v\f"
_ALIKE = (
    tuple((char, " ") for char in _SPACES)
    + tuple((char, "-") for char in "‐‑‒–—")
    + tuple((char, "'") for char in "‘’ʼ`´")
    + tuple((char, '"') for char in "“”")
    # İ is the only letter whose lower case has two code points.
    + (("İ", "i"),)
)
_DASH = "\x01"
_LIMIT = re.compile(r"[.!?](?=[ \n]|$)|[;\n；。]")
_SENTENCE = 400


class Folded:
    """A text folded for look-up, with offsets that lead back.

    Runs of spaces and a single line break are one space, as is a hyphen between letters; a blank line stays a
    break, and a dash with a space on both sides stays a dash.

    >>> folded = Folded("Non -symptoms  of\\nHigh-Risk")
    >>> folded.text
    'non symptoms of high risk'
    >>> folded.back(4), folded.back(13)
    (5, 15)
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._ends: list[int] = []
        self._shifts: list[int] = [0]
        text = source
        if not text.isascii() or "\t" in text or "\r" in text or "`" in text:
            for char, plain in _ALIKE:
                text = text.replace(char, plain)
        text = text.lower()
        if "-" in text:
            text = text.replace(" - ", f" {_DASH} ").replace("-", " ").replace(_DASH, "-")
        plain = text.replace("\n", " ")
        parts: list[str] = []
        last = length = 0
        start = plain.find("  ")
        while start >= 0:
            end = start + 2
            while plain.startswith(" ", end):
                end += 1
            parts += (plain[last:start], "\n" if text.count("\n", start, end) > 1 else " ")
            length += start - last + 1
            last = end
            self._ends.append(length)
            self._shifts.append(self._shifts[-1] + end - start - 1)
            start = plain.find("  ", end)
        self.text = "".join([*parts, plain[last:]]) if parts else plain

    def back(self, offset: int) -> int:
        """The offset in the source of an offset in the folded text."""
        return offset + self._shifts[bisect_right(self._ends, offset)] if self._ends else offset

    def sentence(self, start: int, end: int) -> str:
        """The sentence around [start, end), without more than a few lines of it."""
        first, last = bisect_right(self._limits, start), bisect_left(self._limits, end)
        low = self._limits[first - 1] if first else 0
        high = self._limits[last] if last < len(self._limits) else len(self.text)
        return self.text[max(low, start - _SENTENCE) : min(high, end + _SENTENCE)]

    @cached_property
    def _limits(self) -> list[int]:
        """Where sentences end."""
        return [match.end() for match in _LIMIT.finditer(self.text)]


def is_even(phrase: str) -> bool:
    """Whether only the case and the hyphens of a phrase change when it is folded."""
    if not (phrase.isascii() and phrase.isprintable()):
        return False
    return not ("`" in phrase or "  " in phrase or ("-" in phrase and ("- " in phrase or " -" in phrase)))


@cache
def fold(phrase: str) -> str:
    """A phrase as `Folded` has it.

    >>> fold("Medium-High risk")
    'medium high risk'
    """
    if is_even(phrase):
        return phrase.lower().replace("-", " ")
    return Folded(phrase).text


def has_word(text: str, phrase: str) -> bool:
    """Whether `phrase` stands in `text` as whole words.

    >>> has_word("in harbin.", "harbin"), has_word("harbinger", "harbin")
    (True, False)
    """
    start = text.find(phrase)
    while start >= 0:
        end = start + len(phrase)
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            return True
        start = text.find(phrase, start + 1)
    return False
