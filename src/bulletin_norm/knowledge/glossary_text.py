"""A text as terms are looked up in it: lower case, one space, no hyphens, and the way back to the text itself."""

from __future__ import annotations

import re
from bisect import bisect_right

_SAME_LENGTH = str.maketrans(
    dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\u3000\t\r\v\f", " ")
    | dict.fromkeys("‐‑‒–", "-")
    | dict.fromkeys("‘’ʼ`´", "'")
    | dict.fromkeys("“”", '"')
    | {"İ": "i"}
)
_JOINTS = re.compile(r"[ \n]{2,}|\n|(?<! )-[ \n]*| -(?! )")
_LIMIT = re.compile(r"[.!?](?=[ \n]|$)|[;\n；。]")
SENTENCE = 400


class Folded:
    """A text folded for look-up, with offsets that lead back.

    Runs of spaces and a single line break are one space, as is a hyphen between letters; a blank line stays a
    break, and a dash with a space on both sides stays a dash.

    >>> folded = Folded("Non -symptoms  of\\nHigh-Risk")
    >>> folded.text
    'non symptoms of high risk'
    >>> folded.back(13), folded.back(16)
    (15, 18)
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._ends: list[int] = []
        self._shifts: list[int] = [0]
        # `lower` first would lengthen İ, the only letter whose lower case is two code points.
        text = source.translate(_SAME_LENGTH).lower()
        parts: list[str] = []
        last = length = shift = 0
        for match in _JOINTS.finditer(text):
            start, end = match.span()
            parts.append(text[last:start])
            parts.append("\n" if match[0].count("\n") > 1 else " ")
            length += start - last + 1
            last = end
            if end - start > 1:
                shift += end - start - 1
                self._ends.append(length)
                self._shifts.append(shift)
        parts.append(text[last:])
        self.text = "".join(parts)

    def back(self, offset: int) -> int:
        """The offset in the source of an offset in the folded text."""
        return offset + self._shifts[bisect_right(self._ends, offset)] if self._ends else offset

    def whole(self, start: int, end: int) -> bool:
        """Whether [start, end) is made of whole words."""
        text = self.text
        if start and text[start].isalnum() and text[start - 1].isalnum():
            return False
        return not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())

    def sentence(self, start: int, end: int) -> str:
        """The sentence around [start, end), without more than a few lines of it, words set off by spaces."""
        low = max(0, start - SENTENCE)
        left = [match.end() for match in _LIMIT.finditer(self.text, low, start)]
        right = _LIMIT.search(self.text, end, end + SENTENCE)
        return self.text[left[-1] if left else low : right.start() if right else end + SENTENCE]


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
