"""A text as terms are looked up in it: lower case, one space, no hyphens, and the way back to the text itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

_SPACES = "\u00a0\u2002\u2003\u2009\u202f\u3000\t\r\v\f"
_ALIKE = (
    tuple((char, " ") for char in _SPACES)
    + tuple((char, "-") for char in "‐‑‒–—")
    + tuple((char, "'") for char in "‘’ʼ`´")
    + tuple((char, '"') for char in "“”")
    # İ is the only letter whose lower case has two code points.
    + (("İ", "i"),)
)
_DASH, _BREAK = "\x01", "\x02"
_RUN = re.compile(r"[ \n]{2,}")
_LIMIT = re.compile(r"[.!?](?=[ \n]|$)|[;\n；。]")
_WORD = re.compile(r"\b\w")
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
        parts: list[str] = []
        last = length = 0
        for match in _RUN.finditer(text):
            start, end = match.span()
            parts += (text[last:start], _BREAK if text.count("\n", start, end) > 1 else " ")
            length += start - last + 1
            last = end
            self._ends.append(length)
            self._shifts.append(self._shifts[-1] + end - start - 1)
        if parts:
            text = "".join([*parts, text[last:]])
        self.text = text.replace("\n", " ").replace(_BREAK, "\n")

    def back(self, offset: int) -> int:
        """The offset in the source of an offset in the folded text."""
        return offset + self._shifts[bisect_right(self._ends, offset)] if self._ends else offset

    def whole(self, start: int, end: int) -> bool:
        """Whether [start, end), which is not empty, is made of whole words."""
        text = self.text
        if text[start - 1 : start].isalnum() and text[start].isalnum():
            return False
        return not (text[end : end + 1].isalnum() and text[end - 1].isalnum())

    def word_starts(self, start: int, end: int) -> list[int]:
        """Where words begin in [start, end)."""
        return [match.start() for match in _WORD.finditer(self.text, max(0, start), end)]

    def sentence(self, start: int, end: int) -> str:
        """The sentence around [start, end), without more than a few lines of it."""
        low = max(0, start - _SENTENCE)
        left = [match.end() for match in _LIMIT.finditer(self.text, low, start)]
        right = _LIMIT.search(self.text, end, end + _SENTENCE)
        return self.text[left[-1] if left else low : right.start() if right else end + _SENTENCE]


@cache
def fold(phrase: str) -> str:
    """A phrase as `Folded` has it.

    >>> fold("Medium-High risk")
    'medium high risk'
    """
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
