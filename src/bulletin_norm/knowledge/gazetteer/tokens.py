"""The words of a text in Latin letters, with their offsets."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

import msgspec

TOKEN = re.compile(r"([a-z\u00c0-\u024f]+)")
_CASES = bytes(2 if 65 <= code <= 90 else 1 if 97 <= code <= 122 else 0 for code in range(256))
_JOINED = b"\1\2"


def _plain_letters() -> dict[str, str]:
    """Letters with marks in the range of TOKEN to the letters without."""
    plain = {}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFKD", chr(code))[0]
        if base.isascii() and base.isalpha():
            plain[chr(code)] = base.lower()
    return plain


_PLAIN = _plain_letters()
_MARKED = frozenset(_PLAIN)


def _lowered(text: str) -> str:
    """A text in small letters, without marks on those of TOKEN; as long as it was."""
    if text.isascii():
        return text.lower()
    text = text.replace("İ", "I").lower()
    for letter in _MARKED.intersection(text):
        text = text.replace(letter, _PLAIN[letter])
    return text


def _joints(text: str) -> Iterator[int]:
    """Where a capital stands right behind a small letter, last first: "HarbinCity"."""
    cases = text.encode("latin-1", "replace").translate(_CASES)
    while (at := cases.rfind(_JOINED)) >= 0:
        yield at + 1
        cases = cases[: at + 1]


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
        parts = TOKEN.split(_lowered(text))
        offsets = list(accumulate(map(len, parts)))
        for joint in _joints(text):
            k = bisect_right(offsets, joint)
            inside = joint - offsets[k]
            parts[k : k + 1] = [parts[k][:inside], "", parts[k][inside:]]
            offsets[k:k] = [joint] * 2
        return Tokens(text, parts[1::2], offsets[:-1:2], offsets[1::2], parts[::2])

    def capital(self, index: int) -> bool:
        """Whether a word begins with a capital."""
        return self.text[self.starts[index]].isupper()
