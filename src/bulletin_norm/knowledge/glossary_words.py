"""The words that every match of a glossary's expression has, for texts to be passed over that lack them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

HEAD, TAIL = r"(?<!\w)(?:", r")(?!\w)"
"""What stands around an expression of a row: it matches whole words."""

_TOKEN = re.compile(r"(\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]))?|.)((?:[?*+]|\{[^}]*\})[?+]?)?", re.DOTALL)
_SIGNS = frozenset(".^$")
_WITHOUT_WIDTH = ("(?=", "(?!", "(?<=", "(?<!")


class Words(NamedTuple):
    """What each match begins with, and the longest text that is in each; either may be empty."""

    first: str
    needed: str


@cache
def words_of(expression: str) -> Words:
    r"""The words of an expression that are outside of its groups and classes.

    >>> words_of(r"(?<!\w)(?:found (\d+) close contacts?)(?!\w)")
    Words(first='found ', needed=' close contact')
    """
    runs = [""]
    depth = 0
    for token, quantifier in _TOKEN.findall(expression.removeprefix(HEAD).removesuffix(TAIL)):
        if token == "|" and not depth:
            return Words("", "")
        character = _character(token)
        if token[0] == "(":
            if not depth and not (len(runs) == 1 and not runs[0] and token in _WITHOUT_WIDTH):
                runs.append("")
            depth += 1
        elif token == ")":
            depth -= 1
        elif not depth and character and not quantifier:
            runs[-1] += character
        elif not depth:
            runs.append("")
    return Words(runs[0], max(runs, key=len))


def _character(token: str) -> str:
    """The character that a token stands for; none where it stands for several."""
    if token[0] == "\\":
        return "" if token[1].isalnum() else token[1]
    return token if len(token) == 1 and token not in _SIGNS else ""
