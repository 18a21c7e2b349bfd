"""Closes names of places that a blank or a line end has cut, in text without blanks: 东 莞市, 合肥市肥\\n西县."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletin_norm.knowledge.gazetteer import Gazetteer
from bulletin_norm.text import Edit

LONGEST = 7
"""The most characters of a name on one side of a cut."""

SHORTEST = 3
"""The fewest characters of a name, its generic word included."""

_CUT = r"(?<=[\u4e00-\u9fff])[ \u3000\n](?=[\u4e00-\u9fff])"
_WORD = r"[\u4e00-\u9fff]+"


def find_cut_names(text: str, gazetteer: Gazetteer, generics: frozenset[str]) -> Iterator[Edit]:
    """Yield an edit for each blank or line end between two characters that are parts of one name.

    `generics` are the words that names end with; what is a name by itself before the cut stays apart from what follows.
    """
    word = re.compile(_WORD)
    for cut in re.finditer(_CUT, text):
        start, end = cut.span()
        before, after = text[max(0, start - LONGEST) : start], word.match(text, end, end + LONGEST)
        if after is not None and _is_name(before, after[0], gazetteer, generics):
            yield Edit(start, end, cut[0], "", "cut-name")


def _is_name(before: str, after: str, gazetteer: Gazetteer, generics: frozenset[str]) -> bool:
    ends = [size for size in range(1, len(after) + 1) if after[size - 1] in generics]
    for size in range(1, len(before) + 1) if ends else ():
        head = before[-size:]
        names = (head + after[:end] for end in ends if size + end >= SHORTEST)
        if any(map(gazetteer.knows, names)) and not gazetteer.knows(head):
            return True
    return False
