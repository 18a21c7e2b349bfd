"""The words of a text in Latin letters, with their offsets."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

TOKEN = re.compile(r"[A-Za-z\u00c0-\u024f]+")


def _plain_letters() -> dict[int, str]:
    """Letters with marks in the range of TOKEN to the letters without."""
    plain = {}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFKD", chr(code))[0]
        if base.isascii() and base.isalpha():
            plain[code] = base.lower()
    return plain


_PLAIN = _plain_letters()


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text in lower case, with their first and last offsets."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    @staticmethod
    def of(text: str) -> Tokens:
        """Cut a text into words; digits and signs are gaps."""
        spans = [match.span() for match in TOKEN.finditer(text)]
        lowered = text.lower()
        if not text.isascii():
            lowered = lowered.translate(_PLAIN)
        if len(lowered) == len(text):
            words = TOKEN.findall(lowered)
        if len(lowered) != len(text) or len(words) != len(spans):
            words = [text[start:end].lower().translate(_PLAIN) for start, end in spans]
        return Tokens(text, words, [start for start, _ in spans], [end for _, end in spans])

    def gap(self, index: int) -> str:
        """The text between word `index` - 1 and word `index` (from the beginning for the first)."""
        return self.text[self.ends[index - 1] if index else 0 : self.starts[index]]

    def capital(self, index: int) -> bool:
        """Whether a word begins with a capital."""
        return self.text[self.starts[index]].isupper()
