"""The reading as a stream of tokens: mentions, words of counts, and signs."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from bulletin_norm.knowledge.diseases import Diseases
from bulletin_norm.language.counts import CountWords
from bulletin_norm.model import DateMention, Decoy, Document, NumberMention, PlaceMention, Section

Mention = TypeVar("Mention", DateMention, Decoy, NumberMention, PlaceMention)

_NAME_BEFORE = re.compile(r"(?:[A-Z]|[A-Za-z]-|(?<![A-Za-z])[a-z]{1,2})$")
_SIGNS = re.compile(r"[（(\[【〔]|[）)\]】〕]|[，,]|、|[；;]|[：:]|[。！？!?]|\.(?!\d)|(?<=[A-Za-z)）])\.(?=\d)|\n+")
_SIGN_KINDS = {
    **dict.fromkeys("（([【〔", "open"),
    **dict.fromkeys("）)]】〕", "close"),
    **dict.fromkeys("，,", "comma"),
    "、": "list",
    **dict.fromkeys("；;", "semi"),
    **dict.fromkeys("：:", "colon"),
    **dict.fromkeys("。！？!?.", "stop"),
}


_BY_POSITION = attrgetter("start", "end")
_BY_START = attrgetter("start")
_ALL_PROVINCES = frozenset({"31", "三十一"})
_ENDS_COUNT = frozenset({"feature", "unit", "case", "person", "group", "close"})
_ENDS_ROLL = frozenset({"num", "stop", "line", "status", "feature", "zero", "origin"})


class Token:
    """A stretch of the reading and what it is; `value` is the mention, or the mark of the words."""

    __slots__ = ("end", "kind", "start", "value")

    def __init__(self, kind: str, start: int, end: int, value: Any = None) -> None:
        self.kind, self.start, self.end, self.value = kind, start, end, value

    def __repr__(self) -> str:
        return f"{self.kind}@{self.start}:{getattr(self.value, 'surface', self.value)}"


class Lexicon:
    """The count words of a language, ready to be found in a text."""

    def __init__(self, words: CountWords) -> None:
        self.words = words
        marks: dict[str, list[tuple[str, str]]] = {}
        for kind, table in (
            ("feature", words.features),
            ("status", words.statuses),
            ("origin", words.origins),
            ("drop", words.drops),
        ):
            for mark, phrases in table.items():
                for phrase in phrases:
                    marks.setdefault(phrase.lower(), []).append((kind, mark))
        for mark, phrases in words.devices.items():
            for phrase in phrases:
                marks.setdefault(phrase, []).append((mark, mark))
        self._marks = list(marks.values())
        self._automaton = AhoCorasick(list(marks), matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str, shift: int = 0) -> Iterator[Token]:
        """Every phrase of the language in `text`, longest first at each place; offsets move on by `shift`."""
        folded = text.lower()
        if len(folded) != len(text):
            folded = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
        spaced, size = self.words.spaced, len(text)
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            if spaced and ((start and folded[start - 1].isalnum()) or (end < size and folded[end].isalpha())):
                continue
            for kind, mark in self._marks[index]:
                yield Token(kind, start + shift, end + shift, mark)


def tokens(
    document: Document, section: Section, lexicon: Lexicon, diseases: Diseases, guests: Iterable[Lexicon] = ()
) -> list[Token]:
    """All tokens of a section, by position; mentions take precedence over words and signs inside them.

    `guests` are the languages of the document's other sections: a bulletin in two languages names what it counts in
    either ("其中 confirmed cases 56例").
    """
    low, high = section.start, section.end
    mentions = list(_mentions(document, low, high))
    covers = _merged(token for token in mentions if token.kind != "date" or token.value.kind != "now")
    starts = [start for start, _ in covers]

    def free(start: int, end: int) -> bool:
        index = bisect_right(starts, end - 1) - 1
        return index < 0 or covers[index][1] <= start

    found = [token for token in mentions if token.kind != "cover"]
    text = document.reading[low:high]
    named = [
        Token("disease", one.start + low, one.end + low, one.disease.name) for one in diseases.find(text) if one.sure
    ]
    firsts = [token.start for token in named]
    found += named
    found += [token for token in lexicon.find(text, low) if free(token.start, token.end)]
    for guest in guests:
        found += [one for one in guest.find(text, low) if one.kind == "feature" and free(one.start, one.end)]
    for match in _SIGNS.finditer(text):
        start, end = match.start() + low, match.end() + low
        if (at := bisect_right(firsts, start) - 1) >= 0 and named[at].end > start:
            continue
        if free(start, end) and not _abbreviated(text, match, lexicon.words):
            kind = _SIGN_KINDS.get(match[0][0], "line")
            found.append(Token(kind, start, end, match[0]))
    found.sort(key=_BY_POSITION)
    _counts_like_years(found, document)
    if not lexicon.words.spaced:
        found = _with_blanks(found, document.reading)
    return _without_roll(found)


def _with_blanks(tokens: list[Token], text: str) -> list[Token]:
    """In a language without blanks, one before the word for a status parts statements: 新增12例本土病例 新增7例."""
    found: list[Token] = []
    for token in tokens:
        last = found[-1] if found else None
        ends = token.kind == "status" and last is not None and last.kind in _ENDS_COUNT
        if ends and last is not None and text[last.end : token.start].isspace():
            found.append(Token("comma", last.end, token.start))
        found.append(token)
    return found


def _counts_like_years(tokens: list[Token], document: Document) -> None:
    """Take a bare year before what is counted for the count that it is: "1963 close contacts"."""
    if not any(token.kind == "decoy" and token.value.kind == "date" for token in tokens):
        return
    numbers = {number.start: number for number in document.numbers}
    for one, two in itertools.pairwise(tokens):
        if (
            one.kind == "decoy"
            and one.value.kind == "date"
            and two.kind in ("feature", "unit", "status", "origin")
            and two.start - one.end <= 1
        ):
            number = numbers.get(one.start)
            if number is not None and number.end == one.end:
                one.kind, one.value = "num", number


def _without_roll(tokens: list[Token]) -> list[Token]:
    """Drop the places that a number of provinces takes in: "31 provinces (...) and the Xinjiang ... Corps reported"."""
    kept: list[Token] = []
    rolling = False
    for token in tokens:
        if token.kind == "decoy" and token.value.kind == "headcount":
            rolling = True
            if token.value.surface in _ALL_PROVINCES:
                kept.append(Token("nation", token.start, token.end, "nation"))
        elif token.kind in _ENDS_ROLL:
            rolling = False
        if not (rolling and token.kind == "place"):
            kept.append(token)
    return kept


def _abbreviated(text: str, match: re.Match[str], words: CountWords) -> bool:
    if match[0] != "." or not words.abbreviations:
        return False
    head = text[max(0, match.start() - 4) : match.end()].lower()
    return head.endswith(words.abbreviations)


def _mentions(document: Document, low: int, high: int) -> Iterator[Token]:
    """The mentions of a stretch of the reading; a number in a date, a decoy or a name is only a cover."""
    taken: list[tuple[int, int]] = []
    for date in between(document.dates, low, high):
        taken.append((date.start, date.end))
        yield Token("date", date.start, date.end, date)
    for decoy in between(document.decoys, low, high):
        taken.append((decoy.start, decoy.end))
        yield Token("decoy", decoy.start, decoy.end, decoy)
    taken.sort()
    starts = [start for start, _ in taken]
    for number in between(document.numbers, low, high):
        if not _in_word(document.reading, number.start):
            index = bisect_right(starts, number.end - 1) - 1
            free = index < 0 or taken[index][1] <= number.start
            yield Token("num" if free else "cover", number.start, number.end, number)
    for place in between(document.places, low, high):
        yield Token("place", place.start, place.end, place)


def between(mentions: tuple[Mention, ...], low: int, high: int) -> tuple[Mention, ...]:
    """The mentions that begin in a stretch of the reading."""
    return mentions[bisect_left(mentions, low, key=_BY_START) : bisect_left(mentions, high, key=_BY_START)]


def _in_word(text: str, start: int) -> bool:
    """Whether the digits belong to a name: COVID-19, H7N9; not where a space is lost: "cases35"."""
    return _NAME_BEFORE.search(text, max(0, start - 3), start) is not None


def _merged(mentions: Iterable[Token]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((token.start, token.end) for token in mentions):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
