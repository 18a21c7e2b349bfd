"""The reading as a stream of tokens: mentions, words of counts, and signs."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable
from operator import attrgetter
from typing import Any, TypeVar

import msgspec
from ahocorasick_rs import AhoCorasick, MatchKind
from msgspec import structs

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.knowledge.gazetteer import Gazetteer
from bulletin_norm.language.counts import CountWords
from bulletin_norm.model import DateMention, Decoy, Document, NumberMention, PlaceMention, Section
from bulletin_norm.stages.speaker import ALL_PROVINCES

Mention = TypeVar("Mention", DateMention, Decoy, NumberMention, PlaceMention)

_NAME_BEFORE = re.compile(r"(?:[A-Z]|[A-Za-z]-|(?<![A-Za-z])[a-z]{1,2})$")
_SIGN_KINDS = {
    **dict.fromkeys("（([【〔〈", "open"),
    **dict.fromkeys("）)]】〕〉", "close"),
    **dict.fromkeys("，,", "comma"),
    "、": "list",
    **dict.fromkeys("；;", "semi"),
    **dict.fromkeys("：:", "colon"),
    **dict.fromkeys("。！？!?.", "stop"),
    "\n": "line",
}
_BLANK = re.compile(r"[^\S\n]")
_SIGNS = AhoCorasick(list(_SIGN_KINDS))

_DASHES = (" - ", " -- ", " – ", " — ")
_DATELINE = re.compile(
    r"^[^\S\n]*(?:(?P<place>[A-Z][A-Z' ]{2,24})(?=[ ,])|\([^()\n]{2,30}\)|[А-ЯЁ][а-яё-]+, \d{1,2} [а-я]+(?=[ .]))"
    r"[^\n.:;]{0,20}\.?[^\n.:;]{0,20} [-–—]{1,2} ",
    re.MULTILINE,
)
_LISTED = re.compile(r"[A-Za-z0-9 ,()-]{0,200}")
_BY_POSITION = attrgetter("start", "end")
_BY_START = attrgetter("start")
_ENDS_COUNT = frozenset({"feature", "unit", "case", "person", "close", "flat"})
_OPENS_COUNT = frozenset({"status", "origin", "date", "zero", "decoy"})
_ENDS_STATEMENT = frozenset({*_SIGN_KINDS.values(), "join", "place"})
_COUNTED = frozenset({"feature", "unit", "case", "person"})
_ENDS_CLAUSE = frozenset({"num", "stop", "line", "semi", "comma", "colon", "open", "close"})
_FIRST_COUNT = ["comma", "place", "num"]
_ENDS_ROLL = frozenset({"num", "stop", "line", "colon", "status", "feature", "zero", "origin"})


class Token(msgspec.Struct, eq=False, gc=False):
    """A stretch of the reading and what it is; `value` is the mention, or the mark of the words."""

    kind: str
    start: int
    end: int
    value: Any = None

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

    def find(self, text: str, shift: int, cover: bytearray) -> list[Token]:
        """The phrases of the language in a text that nothing covers, longest first; offsets move on by `shift`."""
        folded = text.lower()
        if len(folded) != len(text):
            folded = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
        found: list[Token] = []
        spaced, size = self.words.spaced, len(text)
        folded = folded if spaced else _masked(folded, cover)
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            if spaced and start and folded[start - 1].isalnum():
                continue
            if spaced and end < size and folded[end].isalpha():
                shorter = self._shorter(folded, start, end)
                if shorter is None:
                    continue
                index, end = shorter
            if spaced and cover.find(1, start, end) >= 0 and not cover[start]:
                # "from outside the province" where "the province" is a place.
                index, end = self._shorter(folded, start, end) or (index, end)
            if cover.find(1, start, end) < 0:
                for kind, mark in self._marks[index]:
                    if kind == "lost" and text[end : end + 1].isalpha():
                        continue
                    found.append(Token(kind, start + shift, end + shift, mark))
        return found

    def _shorter(self, folded: str, start: int, end: int) -> tuple[int, int] | None:
        """The phrase at `start` that ends with a word before `end`: the "discharged" of "discharged from hospitals"."""
        while (end := folded.rfind(" ", start, end)) > 0:
            for index, first, stop in self._automaton.find_matches_as_indexes(folded[start:end]):
                if not first and start + stop == end:
                    return index, end
        return None


def _masked(text: str, cover: bytearray) -> str:
    """A text in which nothing is left of what is covered: no phrase of a language without blanks begins in it."""
    parts: list[str] = []
    last = 0
    while (start := cover.find(1, last)) >= 0:
        end = cover.find(0, start)
        end = end if end >= 0 else len(cover)
        parts += (text[last:start], "\0" * (end - start))
        last = end
    return "".join((*parts, text[last:])) if parts else text


def tokens(
    document: Document, section: Section, lexicon: Lexicon, knowledge: Knowledge, guests: Iterable[Lexicon] = ()
) -> list[Token]:
    """All tokens of a section, by position; mentions take precedence over words and signs inside them.

    `guests` are the languages of the document's other sections: a bulletin in two languages names what it counts in
    either ("其中 confirmed cases 56例").
    """
    low = section.start
    text = document.reading[low : section.end]
    cover = bytearray(len(text))
    found = _mentions(document, low, section.end, cover, knowledge.gazetteer, lexicon.words)
    words = lexicon.find(text, low, cover)
    for guest in guests:
        words += [one for one in guest.find(text, low, cover) if one.kind == "feature"]
    for one in knowledge.diseases.find(text):
        if one.sure:
            if lexicon.words.spaced and _is_excepted(document.reading, one.start + low, words):
                continue
            found.append(Token("disease", one.start + low, one.end + low, one.disease.name))
            _mark(cover, one.start, one.end)
    # The "and" of "hand, foot and mouth disease" joins no counts.
    found += [word for word in words if word.kind != "join" or not cover[word.start - low]]
    found += _signs(text, low, cover, lexicon.words.abbreviations)
    found.sort(key=_BY_POSITION)
    decoys = {decoy.kind for decoy in between(document.decoys, low, section.end)}
    if "date" in decoys:
        _count_years(found, document)
    if not lexicon.words.spaced and lexicon.words.blanks_part and _BLANK.search(text):
        found = _with_blanks(found, document.reading)
    if any(word.kind == "most" for word in words):
        found = _without_most(found)
    if lexicon.words.pair and ("+" in text or "＋" in text):
        found = _with_pairs(found, document.reading, lexicon.words.pair)
    return _without_roll(found) if "headcount" in decoys else found


def _is_excepted(text: str, start: int, words: list[Token]) -> bool:
    """Whether a disease is in a list of exceptions: "Category B diseases, excluding SARS and polio, had 30 cases"."""
    ends = [word.end for word in words if word.kind == "except" and word.end <= start]
    if not ends or _LISTED.fullmatch(text, ends[-1], start) is None:
        return False
    return not any(word.kind == "status" and ends[-1] <= word.start < start for word in words)


def _signs(text: str, shift: int, cover: bytearray, abbreviations: tuple[str, ...]) -> list[Token]:
    """The signs that nothing covers; lines that follow one another end once."""
    found: list[Token] = []
    line = -1
    for _, start, end in _SIGNS.find_matches_as_indexes(text):
        sign = text[start]
        if cover[start] or (sign == "." and _is_in_word(text, start, abbreviations)):
            continue
        if sign == "\n":
            again, line = start == line, end
            if again:
                continue
        found.append(Token(_SIGN_KINDS[sign], start + shift, end + shift, sign))
    return found


def _is_in_word(text: str, at: int, abbreviations: tuple[str, ...]) -> bool:
    """Whether a dot is part of a number or an abbreviation: "3.5", "No. 4"; it ends a sentence in "in A.5 in B"."""
    if text[at + 1 : at + 2].isdecimal():
        before = text[at - 1] if at else " "
        if not (before in ")）" or (before.isascii() and before.isalpha())):
            return True
    return bool(abbreviations) and text[max(0, at - 4) : at + 1].lower().endswith(abbreviations)


def _with_blanks(tokens: list[Token], text: str) -> list[Token]:
    """In a language without blanks, one before a status or a second number parts statements: 新增12例 累计90例."""
    found = tokens[:1]
    counted = False
    for last, token in itertools.pairwise(tokens):
        counted = (counted and last.kind not in _ENDS_STATEMENT) or last.kind == "num"
        opens = token.kind in _OPENS_COUNT or (counted and token.kind == "num")
        if opens and last.kind in _ENDS_COUNT and text[last.end : token.start].isspace():
            found.append(Token("semi", last.end, token.start))
        found.append(token)
    return found


def _without_most(tokens: list[Token]) -> list[Token]:
    """Drop the places where only most cases are: "22 infections with most of them in A", "43 cases, mainly in A"."""
    kept: list[Token] = []
    most = False
    for token in tokens:
        most = token.kind == "most" or (most and token.kind not in _ENDS_CLAUSE)
        if not (most and token.kind == "place"):
            kept.append(token)
    return kept


def _with_pairs(tokens: list[Token], text: str, pair: tuple[str, ...]) -> list[Token]:
    """Say what the numbers of "28+2 new local infections" count, where no word does; the first of them is in doubt."""
    found = tokens[:1]
    told = False
    for index, (one, two) in enumerate(itertools.pairwise(tokens), 2):
        adds = one.kind == two.kind == "num" and text[one.end : two.start].strip(' "“”') in ("+", "＋")
        if adds and not any(token.kind == "feature" for token in tokens[index : index + 3]):
            if not told:
                why = f"{pair[0]} before the sign and {pair[1]} after it, as such pairs are written"
                one.value = structs.replace(one.value, doubtful=why)
            told = True
            found += [Token("feature", one.end, two.start, pair[0]), Token("join", one.end, two.start, "join")]
            found += [two, Token("feature", two.start, two.end, pair[1])]
            found[-4:-3] = [found[-4], Token("pair", one.end, two.start)]
            found.append(Token("pair", two.start, two.end))
        else:
            if two.kind == "num" and one.kind in _COUNTED and text[one.end : two.start].strip() in ("+", "＋"):
                found.append(Token("join", one.end, two.start, "join"))
            found.append(two)
    return found


def _count_years(tokens: list[Token], document: Document) -> None:
    """Take a bare year before what is counted for the count that it is: "1963 close contacts"."""
    numbers = {number.start: number for number in document.numbers}
    for one, two in itertools.pairwise(tokens):
        if (
            one.kind == "decoy"
            and one.value.kind == "date"
            and two.kind in ("feature", "unit", "status", "origin")
            and not document.reading[one.end : two.start].strip()
        ):
            number = numbers.get(one.start)
            if number is not None and number.end == one.end:
                one.kind, one.value = "num", number


def _without_roll(tokens: list[Token]) -> list[Token]:
    """Drop the places that a number of provinces takes in: "31 provinces (...) and the Xinjiang ... Corps reported"."""
    kept: list[Token] = []
    rolling = False
    for index, token in enumerate(tokens):
        if token.kind == "decoy" and token.value.kind == "headcount":
            rolling = True
            if token.value.surface in ALL_PROVINCES:
                kept.append(Token("nation", token.start, token.end, "nation"))
        elif token.kind in _ENDS_ROLL or [one.kind for one in tokens[index : index + 3]] == _FIRST_COUNT:
            rolling = False
        if not (rolling and token.kind == "place"):
            kept.append(token)
    return kept


def _mentions(
    document: Document, low: int, high: int, cover: bytearray, gazetteer: Gazetteer, words: CountWords
) -> list[Token]:
    """The mentions of a stretch of the reading, marked in `cover`; a number in a date, a decoy or a name is none."""
    datelines = _datelines(document.reading, low, high)
    found = [
        Token("date", date.start, date.end, date)
        for date in between(document.dates, low, high)
        if not _is_inside(date.start, datelines)
    ]
    for date in between(document.dates, low, high):
        if date.kind != "now":
            _mark(cover, date.start - low, date.end - low)
    for decoy in between(document.decoys, low, high):
        found.append(Token("decoy", decoy.start, decoy.end, decoy))
        _mark(cover, decoy.start - low, decoy.end - low)
    for number in between(document.numbers, low, high):
        start, end = number.start - low, number.end - low
        if not _in_word(document.reading, number.start):
            if cover.find(1, start, end) < 0:
                found.append(Token("num", number.start, number.end, number))
            _mark(cover, start, end)
    stamps = {date.start for date in between(document.dates, low, high) if date.kind == "stamp"}
    for place in between(document.places, low, high):
        if place.end in stamps or _is_inside(place.start, datelines) or _is_reached(place, document.reading, words):
            continue  # 新华社北京4月12日电
        for part in _remarked(place, document, gazetteer):
            found.append(Token("place", part.start, part.end, part))
            _mark(cover, part.start - low, part.end - low)
    return found


def _is_inside(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _is_reached(place: PlaceMention, text: str, words: CountWords) -> bool:
    """Whether a place of one character is only where travellers came to: 3宗由印度抵港."""
    return place.end - place.start == 1 and text[place.start - 1 : place.start] in words.reached


def _datelines(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """Where lines begin with place and day of the news: "CHANGSHA, April 21 (Xinhua) -- Hunan Province reported"."""
    if not any(text.find(dash, low, high) >= 0 for dash in _DASHES):
        return []
    return [match.span() for match in _DATELINE.finditer(text, low, high)]


def _remarked(place: PlaceMention, document: Document, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """ "1 in Yunnan, in Dehong Prefecture": a place, and the remark where in it, have the count both."""
    if len(place.links) < 2 or place.role != "place":
        return (place,)
    upper, lower = place.links[-2:]
    between = document.reading[upper.end : lower.start]
    division = gazetteer.get(upper.adcode, document.published) if between[:1] == "," and between[1:].strip() else None
    if division is None:
        return (place,)
    whole = PlaceMention(
        place.start,
        upper.end,
        document.reading[place.start : upper.end],
        division.adcode,
        division.name,
        division.name_en,
        division.level,
    )
    return whole, structs.replace(place, start=lower.start, surface=lower.surface)


def _mark(cover: bytearray, start: int, end: int) -> None:
    cover[start:end] = b"\1" * (end - start)


def between(mentions: tuple[Mention, ...], low: int, high: int) -> tuple[Mention, ...]:
    """The mentions that begin in a stretch of the reading."""
    return mentions[bisect_left(mentions, low, key=_BY_START) : bisect_left(mentions, high, key=_BY_START)]


def _in_word(text: str, start: int) -> bool:
    """Whether the digits belong to a name: COVID-19, H7N9; not where a space is lost: "cases35"."""
    before = text[start - 1 : start]
    return before.isascii() and not before.isspace() and bool(_NAME_BEFORE.search(text, max(0, start - 3), start))
