"""Finds lines that a fixed width has cut, and words that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, repeat
from operator import eq

from bulletin_norm.knowledge.characters import Repairs
from bulletin_norm.knowledge.detection import count_wide
from bulletin_norm.text import Edit

NARROWEST, WIDEST = 40, 150
"""The widths, in columns, at which texts are wrapped; a full-width character has two columns."""

FEWEST_WRAPPED = 3
"""How many lines have to be full, at least, for a text to be a wrapped one."""

SHARE_WRAPPED = 0.6
"""The share of the lines without an end of their own, before a line of running text, that have to be full."""

SLACK = 4
"""How many columns a full line may fall short: a sign is not put at the beginning of a line."""

LONGEST_PHRASE = 4
"""The most words of a phrase that is found to stand twice."""

_STOPS = ",.;:!?)]\"'，。；：、）"
_ENDED = re.compile(r"[.!?:;。！？：；…”\"」』】—-]\s*\Z")
_ITEM = re.compile(r"\s|[(（]?[\d一二三四五六七八九十]{1,3}[)）.、．]|[-•*·●■□◆#]")
_COMMAS = (",", "，", "、")
_COMMA = re.compile(r"[,，、]\s*\Z")
_WITHIN = re.compile(r"[a-z]|[(（\[](?!.*[)）\]]\s*\Z)")
_WIDE = "\u2e80"


def find_wraps(text: str, repairs: Repairs) -> Iterator[Edit]:
    """Yield an edit for each line end that only the width of the lines has made."""
    lines = text.split("\n")
    narrow = len(lines) > 1 and max(map(len, lines)) <= WIDEST
    full = _full(lines) if narrow else set()
    if not full:
        yield from _few(text, lines, narrow)
        return
    parted = not all(map(str.strip, lines[:-1])) or any(line[:1].isspace() for line in lines)
    start, indented = 0, False
    for number, line in enumerate(lines[:-1]):
        end = start + len(line)
        indented = line[:1].isspace() or (indented and bool(line))
        ended = _ENDED.search(line)
        if _goes_on(lines[number + 1]) and ((number in full and (parted or not ended)) or (indented and not ended)):
            yield Edit(end, end + 1, "\n", _between(line, lines[number + 1]), "line-wrap")
        start = end + 1


def _few(text: str, lines: list[str], narrow: bool) -> Iterator[Edit]:
    """The line ends of a text of few lines: at a comma, or where each line is full and runs on into the next."""
    if not narrow and not any(line.rstrip().endswith(_COMMAS) for line in lines[:-1]):
        return
    pairs = [number for number in range(len(lines) - 1) if lines[number].strip() and _goes_on(lines[number + 1])]
    widest = max(map(len, lines)) if narrow else 0
    wrapped = widest >= NARROWEST and all(
        _is_full(len(lines[number]), lines[number + 1], widest) and runs_on(lines[number], lines[number + 1])
        for number in pairs
    )
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    for number in pairs:
        if wrapped or _COMMA.search(lines[number]):
            end = starts[number + 1]
            yield Edit(end - 1, end, "\n", _between(lines[number], lines[number + 1]), "line-wrap")


def runs_on(line: str, following: str) -> bool:
    """Whether a line has no end of its own, and what follows no beginning.

    >>> runs_on("12 new cases were added in", "the city"), runs_on("Situation on May 3", "12 new cases were added")
    (True, False)
    """
    if _COMMA.search(line):
        return True
    return not _ENDED.search(line) and bool(_WITHIN.match(following))


def _full(lines: list[str]) -> set[int]:
    """The numbers of the lines that end where the width of the text is reached; none where it has no width."""
    pairs = [number for number in range(len(lines) - 1) if lines[number].strip() and _goes_on(lines[number + 1])]
    characters = list(map(len, lines))
    columns = [len(line) + count_wide(line) for line in lines]
    full: set[int] = set()
    for widths in (columns, characters):
        widest = max(widths)
        found = {number for number in pairs if _is_full(widths[number], lines[number + 1], widest)}
        cut = sum(number in found or not _ENDED.search(lines[number]) for number in pairs)
        enough = len(found) >= max(FEWEST_WRAPPED, SHARE_WRAPPED * cut)
        if enough and NARROWEST <= max(columns) <= WIDEST and len(found) > len(full):
            full = found
    return full


def _goes_on(line: str) -> bool:
    """Whether a line may go on with the sentence of the line before it."""
    return bool(line) and not _ITEM.match(line)


def _is_full(width: int, following: str, full: int) -> bool:
    """Whether a line had no room for what follows: its first word, or character where words have no spaces."""
    if following[0] >= _WIDE:
        return width + SLACK >= full
    word = following.split(maxsplit=1)[0] if not following[0].isspace() else ""
    length = next((at for at, char in enumerate(word) if char >= _WIDE), len(word))
    return width + 1 + length + SLACK > full


def _between(line: str, following: str) -> str:
    """What stands for the line end: a space between words."""
    return "" if line[-1] >= _WIDE or following[0] >= _WIDE or _NUMBER.match(line[-1] + following[0]) else " "


_NUMBER = re.compile(r"\d\d")


def find_doubled_words(text: str, repairs: Repairs) -> Iterator[Edit]:
    """Yield an edit for each lower-case word, or phrase of such words, that stands twice in a row."""
    words = text.split()
    found = [(first, size) for first, size in _doubled(words) if _may_slip(words[first : first + size], repairs)]
    if not found:
        return
    spans = list(_spans(text, words[: found[-1][0] + 2 * LONGEST_PHRASE]))
    free = 0
    for first, size in found:
        start, middle = spans[first][0], spans[first + size - 1][1]
        end = spans[first + 2 * size - 1][0] + len(words[first + size - 1])
        if start >= free and _is_slip(text, words[first : first + size], start, end):
            yield Edit(middle, end, text[middle:end], "", "doubled-word")
            free = end


def _doubled(words: list[str]) -> list[tuple[int, int]]:
    """Where a word or phrase stands twice in a row: the index of its first word, and how many words it has."""
    bare = list(map(str.rstrip, words, repeat(_STOPS)))
    found = []
    for size in range(1, LONGEST_PHRASE + 1):
        same, phrase = bytes(map(eq, words, bare[size:])), b"\1" * size
        first = same.find(phrase)
        while first >= 0:
            found.append((first, size))
            first = same.find(phrase, first + 1)
    return sorted(found, key=lambda place: (place[0], -place[1]))


def _spans(text: str, words: list[str]) -> Iterator[tuple[int, int]]:
    end = 0
    for word in words:
        start = text.index(word, end)
        end = start + len(word)
        yield start, end


def _may_slip(words: list[str], repairs: Repairs) -> bool:
    """Whether words are lower-case, without digits, and have no reason to stand twice."""
    phrase = " ".join(words)
    if not phrase.isascii() or phrase != phrase.lower() or any(map(str.isdigit, phrase)):
        return False
    return len(words) > 1 or (len(phrase) > 1 and phrase not in repairs.may_stand_twice)


def _is_slip(text: str, words: list[str], start: int, end: int) -> bool:
    """Whether words that stand twice are parted by single spaces, and no part of another word."""
    if text[start:end] != " ".join([*words, *words]):
        return False
    return text[start - 1 : start] not in _BOUND and text[end : end + 1] not in _BOUND


_BOUND = ("-", "'", "’")
