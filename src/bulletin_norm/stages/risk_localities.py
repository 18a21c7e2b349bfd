"""Splits a list of areas into localities, each with the division that it lies in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

from bulletin_norm.model import PlaceMention
from bulletin_norm.stages.case_fields import within
from bulletin_norm.stages.risk_patterns import RiskPatterns

NAME = 60
_NAMED = 4
PREFECTURE = 2
TRIM = " \t\u3000,，、;；:：.。"
BRACKET = re.compile(r"[(（][^()（）\n]*[)）]")


class Locality(NamedTuple):
    """One locality: its words, and the division that it lies in (None, or not `certain`, where none is named)."""

    start: int
    end: int
    place: PlaceMention | None
    words: str
    certain: bool = True


class Piece(NamedTuple):
    """A stretch between separators, or a place in it; `glued` where no separator stands before it."""

    start: int
    end: int
    place: PlaceMention | None
    rank: int
    glued: bool
    strong: bool


def split_localities(
    text: str,
    start: int,
    end: int,
    places: Sequence[PlaceMention],
    parent: PlaceMention | None,
    known: RiskPatterns,
    count: int | None = None,
) -> list[Locality]:
    """The localities that text[start:end] lists; one without a place of its own lies where the one before does.

    Where the text says how many there are (`count`), the first way of splitting that gives so many is taken.
    """
    known_places = [place for place in places if place.adcode]
    pieces = _pieces(text, start, end, known_places or places, known)
    first = _named(text, _by_item(pieces, text) if known.words.general_first else _by_chain(pieces), parent, known)
    if count is None or len(first) == count:
        return first
    for split in (partial(_by_item, text=text), _by_chain, _by_rank, _by_strong, _by_separator):
        localities = _named(text, split(pieces), parent, known)
        if len(localities) == count:
            return localities
    return first


def _cuts(
    text: str, start: int, end: int, places: Sequence[PlaceMention], known: RiskPatterns
) -> list[tuple[int, int, bool]]:
    """The separators (start, end, strong) outside brackets and places."""
    closed = [found.span() for found in BRACKET.finditer(text, start, end)]
    place_starts = {place.start for place in places}
    cuts = []
    for found in known.separator.finditer(text, start, end):
        bracket = bisect_right(closed, (found.start(), end)) - 1
        if bracket >= 0 and found.start() < closed[bracket][1]:
            continue
        before = within(places, found.start() - NAME, found.start())
        if any(found.end() < place.end for place in before):
            continue
        if text[found.start() - 1].isnumeric() and text[found.end() : found.end() + 1].isnumeric():
            continue  # 宿舍二、三单元
        strong = found.lastgroup == "strong" or bool(known.opens.match(text, found.end(), end))
        if found.lastgroup == "join":
            after = (
                found.end()
                + len(text[found.end() : found.end() + 9])
                - len(text[found.end() : found.end() + 9].lstrip())
            )
            ends = known.rank(text[max(start, found.start() - NAME) : found.start()])
            if known.words.general_first and after not in place_starts and ends == 0:
                continue
            strong = True
        if found.end() > found.start():
            cuts.append((found.start(), found.end(), strong))
    return cuts


def _pieces(text: str, start: int, end: int, places: Sequence[PlaceMention], known: RiskPatterns) -> list[Piece]:
    pieces: list[Piece] = []
    position, strong = start, True
    for low, high, next_strong in [*_cuts(text, start, end, places, known), (end, end, True)]:
        glued = False
        at = position
        for place in within(places, position, low):
            if text[at : place.start].strip(TRIM):
                pieces.append(_piece(text, at, place.start, None, glued, strong, known))
                glued = True
            pieces.append(Piece(place.start, place.end, place, 0, glued, strong))
            glued, at = True, max(at, place.end)
        if text[at:low].strip(TRIM):
            pieces.append(_piece(text, at, low, None, glued, strong, known))
        position, strong = high, next_strong
    return pieces


def _piece(
    text: str, start: int, end: int, place: PlaceMention | None, glued: bool, strong: bool, known: RiskPatterns
) -> Piece:
    return Piece(start, end, place, known.rank(text[start:end]), glued, strong)


def _by_item(pieces: Iterable[Piece], text: str = "") -> list[list[Piece]]:
    """One group for each item; what a comma cuts off without a place belongs to the item before, unless it is named by
    itself and no smaller: 新山社区林化楼，怡星小区6号楼."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        own = groups and 0 < piece.rank <= groups[-1][-1].rank and _is_named(text[piece.start : piece.end])
        if groups and (piece.glued or not (piece.strong or piece.place or own)):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _is_named(words: str) -> bool:
    """Whether some words begin with a name, not with the number of a building."""
    return words.strip(TRIM)[:_NAMED].isalpha() and len(words.strip(TRIM)) > _NAMED


def _by_rank(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """One group for each time that the words come back to as large a kind as the group began with ("A Town, Building
    3, B Town, Building 4")."""
    groups: list[list[Piece]] = []
    first = 0
    for piece in pieces:
        if groups and (piece.glued or not 0 < piece.rank <= first):
            groups[-1].append(piece)
            first = first or piece.rank
        else:
            groups.append([piece])
            first = piece.rank
    return groups


def _by_strong(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """One group for each stretch between strong separators."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and (piece.glued or not piece.strong):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _by_separator(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """One group for each stretch between separators of any kind."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and piece.glued:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _by_chain(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """One group for each chain of divisions with the words before it ("Building 3, A Town, B County, C City") or
    after it ("C City B County A Town, Building 3"), whichever way the text goes, even where it changes its mind."""
    groups: list[list[Piece]] = []
    group: list[Piece] = []
    for at, piece in enumerate(pieces):
        if group and _opens(group, piece):
            closes = at + 1 == len(pieces) or not pieces[at + 1].glued
            head, tail = _carried(group, piece, closes)
            groups.append(head)
            group = [*tail, piece]
        else:
            group.append(piece)
    if group:
        groups.append(group)
    return groups


def _opens(group: list[Piece], piece: Piece) -> bool:
    """Whether `piece` belongs to a new locality."""
    last = group[-1]
    has_place = any(each.place for each in group)
    has_words = any(each.place is None for each in group)
    if piece.place is None:
        if not has_place or piece.glued or not has_words:
            return False
        if last.place is not None:
            return True
        return piece.strong and _places_first(group)
    if piece.glued or not has_place:
        return False
    if not has_words:
        return not _above(piece.place, last.place)
    if last.place is not None:
        return not _above(piece.place, last.place)
    return True


def _places_first(group: list[Piece]) -> bool:
    return group[0].place is not None


def _above(place: PlaceMention, other: PlaceMention | None) -> bool:
    """Whether `place` is a division above `other` (so the chain goes on)."""
    if other is None or place.adcode is None or other.adcode is None:
        return True
    stem = place.adcode.rstrip("0")
    return other.adcode.startswith(stem) and place.adcode != other.adcode


def _carried(group: list[Piece], piece: Piece, closes: bool) -> tuple[list[Piece], list[Piece]]:
    """Split a group of which the last words belong to the place that comes now."""
    first_place = next(at for at, each in enumerate(group) if each.place)
    last_place = max(at for at, each in enumerate(group) if each.place)
    if piece.place is None or last_place == len(group) - 1:
        return group, []
    tail = range(max(last_place, first_place) + 1, len(group))
    floor = next((at for at in tail if not group[at].glued), len(group))
    start = len(group)
    for at in range(len(group) - 1, floor, -1):
        if group[at].strong or 0 < group[at - 1].rank < group[at].rank:
            start = at
            break
    else:
        if floor < len(group) and (closes or group[floor].strong or not _places_first(group)):
            start = floor
    return group[:start], group[start:]


def _named(text: str, groups: list[list[Piece]], parent: PlaceMention | None, known: RiskPatterns) -> list[Locality]:
    found: list[Locality] = []
    for group in groups:
        own = [piece.place for piece in group if piece.place]
        resolved = [place for place in own if place.adcode] or own
        place = max(resolved, key=lambda each: (depth(each), -each.start), default=None)
        parts = [_tidy(text[piece.start : piece.end], known) for piece in group if piece.place is None]
        words = ", ".join(part for part in parts if part and not (len(parts) > 1 and known.only_counts(part)))
        if place is None and not (known.is_locality(words)):
            continue
        if any(known.other.match(part.lstrip("的之")) for part in words.split(", ")):
            continue
        certain = place is not None or parent is None or depth(parent) >= PREFECTURE
        parent = place or parent
        found.append(Locality(group[0].start, group[-1].end, parent, words, certain))
    return found


def _tidy(words: str, known: RiskPatterns) -> str:
    words = " ".join(words.split()).strip(TRIM)
    return known.glue.sub("", words).strip(TRIM)


def depth(place: PlaceMention) -> int:
    """How low a division stands: 1 province, 2 prefecture, 3 county, 0 unknown."""
    adcode = place.adcode
    if adcode is None:
        return 0
    return 1 if adcode.endswith("0000") else 2 if adcode.endswith("00") else 3
