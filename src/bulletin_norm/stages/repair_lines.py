"""Finds lines that a fixed width has cut, and words that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import eq

from bulletin_norm.knowledge.characters import Repairs
from bulletin_norm.text import Edit

NARROWEST, WIDEST = 40, 150
"""The widths, in columns, at which texts are wrapped; a full-width character has two columns."""

LONGEST_PHRASE = 4
"""The most words of a phrase that is found to stand twice."""

_WORD = re.compile(r"[^\W\d_]+")
_ENDED = re.compile(r"[.!?:;。！？：；…”\"」』】—-]\s*\Z")
_ITEM = re.compile(r"\s|[(（]?[\d一二三四五六七八九十]{1,3}[)）.、．]|[-•*·●■□◆#]")
_WIDE = re.compile(r"[ᄀ-ᅟ⺀-힣豈-﫿︰-﹏＀-｠￠-￦]")
_SPACED = re.compile(r"[A-Za-z,;]{2}")
_LOWER = re.compile(r"[a-zà-ÿа-яё]")


def find_wraps(text: str, repairs: Repairs) -> Iterator[Edit]:
    """Yield an edit for each line end that only the width of the lines has made."""
    lines = text.split("\n")
    if len(lines) < 4:
        return
    widths = [len(line) + len(_WIDE.findall(line)) for line in lines]
    full = max(widths)
    if not NARROWEST <= full <= WIDEST:
        return
    wide = bool(_WIDE.search(text))
    cut = [
        number
        for number in range(len(lines) - 1)
        if widths[number] >= full * 0.85 and not _ENDED.search(lines[number]) and _goes_on(lines[number + 1])
    ]
    if len(cut) < 3 or (not wide and sum(bool(_LOWER.match(lines[number + 1])) for number in cut) * 2 < len(cut)):
        return
    start, indented, joins = 0, False, set(cut)
    for number, line in enumerate(lines[:-1]):
        end = start + len(line)
        indented = line[:1].isspace() or (indented and bool(line))
        inside = wide and indented and line and not _ENDED.search(line) and _goes_on(lines[number + 1])
        if number in joins or inside:
            words = not wide or _SPACED.match(line[-1:] + lines[number + 1][:1])
            after = " " if words else ""
            yield Edit(end, end + 1, "\n", after, "line-wrap")
        start = end + 1


def _goes_on(line: str) -> bool:
    """Whether a line may go on with the sentence of the line before it."""
    return bool(line) and not _ITEM.match(line)


def find_doubled_words(text: str, repairs: Repairs) -> Iterator[Edit]:
    """Yield an edit for each lower-case word, or phrase of such words, that stands twice in a row."""
    words = _WORD.findall(text)
    if not any(any(map(eq, words, words[size:])) for size in range(1, LONGEST_PHRASE + 1)):
        return
    spans = [found.span() for found in _WORD.finditer(text)]
    index = 0
    while index < len(words):
        size = next(
            (size for size in range(LONGEST_PHRASE, 0, -1) if _doubled(text, words, spans, index, size, repairs)), 0
        )
        if size:
            start, end = spans[index + size - 1][1], spans[index + 2 * size - 1][1]
            yield Edit(start, end, text[start:end], "", "doubled-word")
            index += size
        index += max(1, size)


def _doubled(
    text: str, words: list[str], spans: list[tuple[int, int]], index: int, size: int, repairs: Repairs
) -> bool:
    """Whether the `size` words at `index` are lower-case Latin words that follow again, parted by single spaces."""
    first, last = index, index + 2 * size - 1
    if last >= len(words) or words[first : first + size] != words[first + size : last + 1]:
        return False
    stretch = text[spans[first][0] : spans[last][1]]
    if stretch != " ".join(words[first : last + 1]) or not stretch.isascii() or stretch != stretch.lower():
        return False
    if text[spans[first][0] - 1 : spans[first][0]] in ("-", "'") or text[spans[last][1] : spans[last][1] + 1] in (
        "-",
        "'",
    ):
        return False
    return size > 1 or (len(words[first]) > 1 and words[first] not in repairs.may_stand_twice)
