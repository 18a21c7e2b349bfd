"""Finds many phrases at once in a text."""

from __future__ import annotations

import ahocorasick_rs


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
