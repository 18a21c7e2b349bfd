"""The words of a text in Latin letters, with their offsets."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate

import msgspec

TOKEN = re.compile(r"([A-Za-z\u00c0-\u024f]+)")
JOINED = re.compile("[A-Z](?<=[a-z].)")


def _plain_letters() -> dict[int, str]:
    """Letters with marks in the range of TOKEN to the letters without."""
    plain = {}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFKD", chr(code))[0]
        if base.isascii() and base.isalpha():
            plain[code] = base.lower()
    return plain


_PLAIN = _plain_letters()


class Tokens(msgspec.Struct, frozen=True):
    """The words of a text in lower case, with their first and last offsets and what stands before each of them."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[str]

    @staticmethod
    def of(text: str) -> Tokens:
        """Cut a text into words, those too that lost the space between them; digits and signs are gaps."""
        parts = TOKEN.split(text)
        offsets = list(accumulate(map(len, parts)))
        for match in reversed(list(JOINED.finditer(text))):
            k = bisect_right(offsets, match.start())
            inside = match.start() - offsets[k]
            parts[k : k + 1] = [parts[k][:inside], "", parts[k][inside:]]
            offsets[k:k] = [match.start()] * 2
        lowered = "\n".join(parts[1::2]).lower()
        if not lowered.isascii():
            lowered = lowered.translate(_PLAIN)
        words = lowered.split("\n") if lowered else []
        return Tokens(text, words, offsets[:-1:2], offsets[1::2], parts[::2])

    def capital(self, index: int) -> bool:
        """Whether a word begins with a capital."""
        return self.text[self.starts[index]].isupper()
