"""Lists of areas, cut up: by the places that head their parts, and one locality an item."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bulletin_norm.model import PlaceMention
from bulletin_norm.stages.risk_localities import Locality, depth, split_localities
from bulletin_norm.stages.risk_patterns import RiskPatterns
from bulletin_norm.stages.risk_shapes import Region

SEMICOLON = re.compile(r"[;；](?=\s*\S)")
_FOLLOWS = re.compile(r"\s*(\d{1,3})(?=\s+\D)")


def regions(
    text: str, start: int, end: int, places: Sequence[PlaceMention], known: RiskPatterns, count: int | None
) -> list[Region]:
    """The stretches of text[start:end] that belong to one parent each: "Beijing (2) ... Hebei province (1) ...".

    Without sub-headings it is all one, of as many areas as the heading says (`count`).
    """
    marks = [
        (place, found) for place in places if place.start < end and (found := known.subheading.match(text, place.end))
    ]
    if not marks:
        return [Region(start, end, None, count)]
    ends = [place.start for place, _ in marks[1:]] + [end]
    return [
        Region(found.end(), close, place, int(found["count"]))
        for (place, found), close in zip(marks, ends, strict=True)
    ]


def one_each(
    text: str, low: int, end: int, places: Sequence[PlaceMention], parent: PlaceMention | None, known: RiskPatterns
) -> list[Locality]:
    """The locality that the list item text[low:end] is; semicolons make more of it."""
    found = []
    position = low
    for stop in [*(cut.start() for cut in SEMICOLON.finditer(text, low, end)), end]:
        inner = [place for place in places if position <= place.start < stop]
        parts = split_localities(text, position, stop, inner, parent, known)
        if parts:
            words = ", ".join(part.words for part in parts if part.words)
            best = max((part.place for part in parts if part.place), key=depth, default=parent)
            found.append(Locality(position, stop, best, words))
        position = stop + 1
    return found


def under_headings(lines: list[list[Locality]]) -> list[list[Locality]]:
    """The lines of a list without those that only name the county of the lines after them, which then lie there."""
    kept: list[list[Locality]] = []
    county: PlaceMention | None = None
    for at, line in enumerate(lines):
        first, following = line[0], lines[at + 1] if at + 1 < len(lines) else []
        if len(line) == 1 and not first.words and first.place and following and following[0].place is None:
            county = first.place
            continue
        kept.append([one if one.place else one._replace(place=county, certain=county is not None) for one in line])
    return kept


def count_of(text: str, clause: int, match: re.Match[str], known: RiskPatterns) -> int | None:
    """How many areas a heading says that its list has: in it, right before or right behind it."""
    if match["count"]:
        return int(match["count"])
    before = list(known.counted.finditer(text, clause, match.start() + 1))
    if before and before[-1].end() >= match.start() - 1:
        return int(before[-1]["number"])
    after = _FOLLOWS.match(text, match.end())
    return int(after[1]) if after else None
