"""Puts right what a slip of the pen or a narrow column made of the words that facts hang on: "7 asymptoamtic cases"."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin_norm.knowledge.characters import Repairs
from bulletin_norm.text import Edit


def find_misspelt(text: str, repairs: Repairs) -> Iterator[Edit]:
    """Yield an edit for each word of the table with a letter lost, doubled or out of place, or a blank in it."""
    if not repairs.words:
        return
    finder, meant = repairs.misspelt
    folded = text.lower()
    if len(folded) != len(text):
        return
    for index, start, end in finder.find_matches_as_indexes(folded):
        if not folded[start].isascii() or not (folded[start - 1 : start].isalpha() or folded[end : end + 1].isalpha()):
            written = text[start:end]
            yield Edit(start, end, written, _cased(meant[index], written), "spelling")


def _cased(word: str, written: str) -> str:
    """The word with the capitals of what was written."""
    if written.isupper():
        return word.upper()
    return word.capitalize() if written[0].isupper() else word
