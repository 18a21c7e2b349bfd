"""Finds many phrases at once in a text, or those that stand right beside a place in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import ahocorasick_rs

Phrases = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]
"""Some phrases, longest first: alone, and each with what it means."""


def whole_words(scan: ahocorasick_rs.AhoCorasick, lower: str, spaced: bool) -> list[tuple[int, int, int]]:
    """The phrases in a text, leftmost and longest first, without overlaps; in a spaced language whole words only."""
    found = scan.find_matches_as_indexes(lower, overlapping=True)
    if spaced:
        size = len(lower)
        found = [
            (index, start, end)
            for index, start, end in found
            if not (start and lower[start - 1].isalnum())
            and not (end < size and lower[end].isalnum() and lower[end - 1].isalnum())
        ]
    kept, reach = [], 0
    for match in sorted(found, key=_leftmost_longest):
        if match[1] >= reach:
            kept.append(match)
            reach = match[2]
    return kept


def _leftmost_longest(match: tuple[int, int, int]) -> tuple[int, int]:
    return match[1], -match[2]


def by_edge(meanings: Mapping[str, Iterable[str]], *, last: bool) -> dict[str, Phrases]:
    """Phrases, by meaning, put by the two characters that they begin with (or end with, where `last` says so).

    Those of one character are found by it, and with all that have it at that end.

    >>> by_edge({"more": ("or more", "+")}, last=False)["or"]
    (('or more',), (('or more', 'more'),))
    """
    meant = ((word, meaning) for meaning, words in meanings.items() for word in words)
    at: dict[str, list[tuple[str, str]]] = {}
    for pair in sorted(meant, key=lambda pair: -len(pair[0])):
        at.setdefault(pair[0][-2:] if last else pair[0][:2], []).append(pair)
    found: dict[str, Phrases] = {}
    for edge, pairs in at.items():
        alone = at.get(edge[-1:] if last else edge[:1], []) if len(edge) > 1 else []
        fit = (*pairs, *alone)
        found[edge] = tuple(word for word, _ in fit), fit
    return found
