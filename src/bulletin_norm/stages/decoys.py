"""Finds numbers that are no counts, and says what they are: ages, case numbers, telephones, rates, addresses ..."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from operator import attrgetter

import ahocorasick_rs

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.language.decoys import DecoyWords
from bulletin_norm.language.numbers import NumberWords
from bulletin_norm.model import DateMention, Decoy, Document, NumberMention
from bulletin_norm.pipeline import Stage
from bulletin_norm.stages.decoy_shapes import BLANKS, DASHES, DIGITS, OPENINGS, Shapes
from bulletin_norm.stages.numbers import find_numbers, fold
from bulletin_norm.stages.phrase_scan import Phrases, by_edge, whole_words

_RELATED = 60
"""How far before the word for a case what it is to another one is looked for, in characters."""
_PLAIN = DecoyWords()
_START = attrgetter("start")
_NONE: Phrases = ((), ())
_NEAR = 6
"""How many characters before a number tell whether words that say what it is may stand there."""
_KEPT = 4096
"""How many words beside numbers are remembered, with whether they may say what a number is."""
_WORD = re.compile(r"[ \-]{0,2}([^\W\d_]+(?:-[^\W\d_]+)*)")
_CLAUSE_END = re.compile(r"[.;。；，\n](?!\d)")
_DECIMAL = re.compile(rf"[{DIGITS}]+(?:[.．](?:[{DIGITS}]{{1,2}}|[{DIGITS}]{{4,}})|,[{DIGITS}]{{1,2}})")
_NAMED_YEAR = re.compile(rf"(?:19|20)[{DIGITS}]{{2}}")
_PLAIN_NUMBER = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})*")


def decoys(knowledge: Knowledge) -> Stage:
    """The stage that fills `decoys`; it reads `numbers` where that stage came before it."""

    def stage(document: Document) -> Document:
        found: list[Decoy] = []
        reading = document.reading
        parts: list[tuple[int, int, str | None]]
        parts = [(s.start, s.end, s.language) for s in document.sections] or [(0, len(reading), document.language)]
        for start, end, tag in parts:
            language = knowledge.language(tag)
            whole = start == 0 and end == len(reading)
            text = reading if whole else reading[start:end]
            words = language.decoys if language else _PLAIN
            spans = [(number.start - start, number.end - start) for number in _within(document.numbers, start, end)]
            if not document.numbers:
                mentions = find_numbers(text, language.numbers if language else NumberWords())
                spans = [(mention.start, mention.end) for mention in mentions]
            dated = _dated(spans, document.dates, start)
            found += [
                decoy if not start else Decoy(decoy.start + start, decoy.end + start, decoy.surface, decoy.kind)
                for decoy in _finder(words).find(text, spans, dated)
            ]
        return document.with_(decoys=tuple(found))

    return stage


def find_decoys(text: str, words: DecoyWords, numbers: NumberWords) -> tuple[Decoy, ...]:
    """All numbers of a text in one language that are no counts, in order."""
    spans = [(mention.start, mention.end) for mention in find_numbers(text, numbers)]
    return tuple(_finder(words).find(text, spans))


def _within(numbers: Sequence[NumberMention], start: int, end: int) -> Sequence[NumberMention]:
    return numbers[bisect_left(numbers, start, key=_START) : bisect_left(numbers, end, key=_START)]


def _dated(spans: list[tuple[int, int]], dates: Iterable[DateMention], offset: int) -> set[int]:
    """The numbers, by index, that lie in a date."""
    found = set()
    for date in dates:
        start, end = date.start - offset, date.end - offset
        index = bisect_left(spans, (start, 0))
        while index < len(spans) and spans[index][1] <= end:
            found.add(index)
            index += 1
    return found


def _mark(spans: list[tuple[int, int]], index: int, end: int, kind: str, kinds: dict[int, str]) -> None:
    """Mark the number at `index`, and those after it that begin before `end`, as of a kind."""
    kinds[index] = kind
    while (index := index + 1) < len(spans) and spans[index][0] < end:
        kinds.setdefault(index, kind)


class DecoyFinder:
    """Finds the decoys of one language."""

    def __init__(self, words: DecoyWords) -> None:
        self.words = words
        before = {
            "=number": words.number_words,
            "=case": words.case_words,
            "=weak": words.weak_case_words,
            "=falls": words.falls_before,
            "=rises": words.rises_before,
        }
        self._before = by_edge({**before, **words.before}, last=True)
        self._after = by_edge(words.after, last=False)
        self.shapes = Shapes(words)
        nouns = {word: kind for kind, group in words.nouns.items() for word in group}
        self._nouns = nouns if words.spaced else {}
        self._related = re.compile(words.related) if words.related else None
        self._tails = tuple(tail for tail in words.case_tails if tail.strip() not in words.joiners)
        joiners = "|".join(re.escape(word) for word in sorted(words.joiners, key=len, reverse=True))
        self._joiner = re.compile(rf"\s*(?:{joiners})\s*") if joiners else None
        afters = [*words.falls_after, *words.rises_after]
        self._change = ahocorasick_rs.AhoCorasick(afters) if afters else None
        self._changes = afters
        self._is_said_before, self._is_said_after = map(lru_cache(_KEPT), (self._may_say_before, self._may_say_after))

    def find(self, text: str, spans: list[tuple[int, int]], dated: AbstractSet[int] = frozenset()) -> list[Decoy]:
        """The decoys among the numbers at `spans`, which are in order; those of `dated`, by index, are left out."""
        lower = fold(text)
        kinds: dict[int, str] = {}
        for index, (start, end) in enumerate(spans):
            if index in kinds or index in dated:
                continue
            last = kinds.get(index - 1)
            if last and self._goes_on(last, lower, spans[index - 1][1], start, end):
                kinds[index] = last
            elif not self._is_bare(lower, start, end):
                kind, reach = self.shapes.find(text, lower, start, end)
                if kind := kind or self._kind(lower, spans, index):
                    _mark(spans, index, reach, kind, kinds)
        if self._change is not None:
            self._differences(lower, spans, kinds)
        found = sorted(kinds.keys() - dated)
        return [Decoy(*spans[index], text[slice(*spans[index])], kinds[index]) for index in found]

    def _is_bare(self, lower: str, start: int, end: int) -> bool:
        """Whether a number is a plain one and nothing stands beside it that may say what it is."""
        if start < _NEAR or not _PLAIN_NUMBER.fullmatch(lower, start, end):
            return False
        if self._is_said_before(lower[start - _NEAR : start] if self.words.spaced else lower[start - 3 : start]):
            return False
        word = _WORD.match(lower, end) if self.words.spaced else None
        return not self._is_said_after(lower[end : word.end() + 2 if word else end + 3])

    def _may_say_before(self, before: str) -> bool:
        """Whether what ends with these characters may say what a number after them is."""
        words = before.rstrip(BLANKS)
        if len(words) < 2 or words[-1] in OPENINGS + DASHES:
            return True
        if words == before and words[-1].isascii() and words[-1].isalpha():
            return True
        phrases = self._before.get(words[-2:]) or self._before.get(words[-1:]) or _NONE
        return any(words.endswith(phrase) or phrase.endswith(words) for phrase in phrases[0])

    def _may_say_after(self, after: str) -> bool:
        """Whether what begins with these characters (a whole word, in a language with blanks) may say what a number
        before them is."""
        word = _WORD.match(after) if self._nouns else None
        if after[:1] in self.shapes.marks or (word and word[1] not in self.words.stops):
            return True
        for words in (after, after[1:]) if after[:1] in (" ", "-") else (after,):
            phrases = self._after.get(words[:2]) or self._after.get(words[:1]) or _NONE
            if any(words.startswith(phrase) or phrase.startswith(words) for phrase in phrases[0]):
                return True
        return False

    def _kind(self, lower: str, spans: list[tuple[int, int]], index: int) -> str:
        """What the words beside a number make of it, or nothing."""
        words = self.words
        start, end = spans[index]
        left = start
        while left and lower[left - 1] in BLANKS:
            left -= 1
        before = lower[left - 1 : left]
        if left == start and before.isascii() and before.isalpha() and self._is_code(lower, start):
            return "identifier"
        if end - start >= 5 and lower[start:end] in words.hotlines and not self._counted(lower, end):
            return "telephone"
        after = self._after_word(lower, end)
        if after in ("age", "rate", "money"):
            return after
        if kind := self._before_kind(lower, left, spans, index):
            return kind
        if after:
            return self._area(lower, end) if after == "area" else after
        if not lower[start:end].isdigit() and _DECIMAL.fullmatch(lower, start, end) and not self._counted(lower, end):
            return "rate"
        if self._nouns and (kind := self._noun(lower, end)):
            return kind
        if end - start == 4 and _NAMED_YEAR.fullmatch(lower, start, end) and not self._counted(lower, end):
            return "date"
        return ""

    def _before_kind(self, lower: str, left: int, spans: list[tuple[int, int]], index: int) -> str:
        """What the words that end at `left` make of a number, or nothing."""
        phrases, pairs = self._before.get(lower[left - 2 : left]) or self._before.get(lower[left - 1 : left]) or _NONE
        if not lower.endswith(phrases, 0, left):
            return ""
        following = spans[index + 1] if index + 1 < len(spans) else None
        for word, kind in pairs:
            if not lower.endswith(word, 0, left):
                continue
            first = left - len(word)
            if self.words.spaced and first and word[0].isalpha() and lower[first - 1].isalnum():
                continue
            if found := self._judged(kind, lower, first, *spans[index], following):
                return found
        return ""

    def _judged(
        self, kind: str, lower: str, first: int, start: int, end: int, following: tuple[int, int] | None
    ) -> str:
        """The kind of a number after a word of this kind that begins at `first`."""
        if kind == "=case":
            return "case_number" if self._is_case(lower, first, end, following) else ""
        if kind == "=weak":
            return "case_number" if self._is_weak_case(lower, first, start, end, following) else ""
        if kind == "=falls":
            return "difference"
        if kind == "=rises":
            return "difference" if self._is_compared(lower, start, end) else ""
        counted = self._counted(lower, end)
        if kind == "=number":
            return "case_number" if counted else "address"
        if kind == "telephone" and end - start < 3:
            return ""
        return "" if counted and kind in ("age", "address", "vehicle", "telephone") else kind

    def _is_code(self, lower: str, start: int) -> bool:
        """Whether the letters before a number make a code of it (G1462, H7N9), not a word without its blank."""
        first = start
        while first and start - first < 5 and lower[first - 1].isascii() and lower[first - 1].isalpha():
            first -= 1
        return start - first <= 4 and not (first and lower[first - 1].isalpha() and lower[first - 1].isascii())

    def _after_word(self, lower: str, end: int) -> str:
        skip = lower[end : end + 1] in (" ", "-")
        for at in (end + 1, end) if skip else (end,):
            beside = self._after.get(lower[at : at + 2]) or self._after.get(lower[at : at + 1])
            if beside is None or not lower.startswith(beside[0], at):
                continue
            for word, kind in beside[1]:
                if lower.startswith(word, at):
                    stop = at + len(word)
                    if not (self.words.spaced and lower[stop : stop + 1].isalpha() and word[-1].isalpha()):
                        return kind
        return ""

    def _counted(self, lower: str, end: int) -> bool:
        at = end + lower.startswith(" ", end)
        return lower.startswith(self.words.counters, at) if self.words.counters else False

    def _is_case(self, lower: str, first: int, end: int, following: tuple[int, int] | None) -> bool:
        words = self.words
        if words.spaced:
            return not self._counted(lower, end) or lower.startswith(words.numbered, first)
        if self._counted(lower, end):
            return False
        head = re.split(r"[，。；、：:,;（(\n]", lower[max(0, first - 12) : first])[-1]
        listed = following is not None and self._continues(lower, end, *following)
        return listed or not any(count in head for count in words.count_words)

    def _is_weak_case(self, lower: str, first: int, start: int, end: int, following: tuple[int, int] | None) -> bool:
        if " " in lower[start:end] or "-" in lower[start:end]:
            return not self._counted(lower, end)
        if self._tails and lower.startswith(self._tails, end):
            return True
        if self._related and self._related.search(lower, max(0, first - _RELATED), first):
            return not self._counted(lower, end)
        return following is not None and self._continues(lower, end, *following) and not self._counted(lower, end)

    def _continues(self, lower: str, end: int, start: int, stop: int) -> bool:
        """Whether the number at [start, stop) goes on the list or range that ends at `end`."""
        if start - end > 16 or self._joiner is None:
            return False
        match = self._joiner.match(lower, end, start)
        if match is None or self._counted(lower, stop):
            return False
        return match.end() == start or lower[match.end() : start].strip() in self.words.case_words

    def _goes_on(self, kind: str, lower: str, before: int, start: int, end: int) -> bool:
        """Whether a number goes on a list of cases, or a telephone number or a list of them: 2125 1111或2125 1122."""
        if kind == "case_number":
            return self._continues(lower, before, start, end)
        if kind != "telephone" or end - start < 3 or start - before > 3 or self._counted(lower, end):
            return False
        gap = lower[before:start].strip()
        return not gap or gap in self.words.joiners

    def _is_compared(self, lower: str, start: int, end: int) -> bool:
        stop = _CLAUSE_END.search(lower, end, end + 80)
        sentence = lower[max(0, start - 60) : stop.start() if stop else end + 80]
        sentence = sentence[max(sentence.rfind("。"), sentence.rfind("；"), sentence.rfind("\n")) + 1 :]
        return any(word in sentence for word in self.words.compared)

    def _noun(self, lower: str, end: int) -> str:
        """The kind of a noun up to three words after the number."""
        for _ in range(3):
            match = _WORD.match(lower, end)
            if match is None or match.group(1) in self.words.stops:
                return ""
            if kind := self._nouns.get(match.group(1)):
                return self._area(lower, end) if kind == "area" else kind
            end = match.end()
        return ""

    def _area(self, lower: str, end: int) -> str:
        """The kind of a number of places: none where they are risk areas."""
        stop = _CLAUSE_END.search(lower, end, end + 70)
        clause = lower[end : stop.start() if stop else end + 70]
        return "" if any(word in clause for word in self.words.risk_words) else "headcount"

    def _differences(self, lower: str, spans: list[tuple[int, int]], kinds: dict[int, str]) -> None:
        """Numbers before words such as "were reduced"."""
        assert self._change is not None
        for phrase, start, end in whole_words(self._change, lower, self.words.spaced):
            index = bisect_left(spans, (start, 0)) - 1
            if index < 0 or index in kinds or start - spans[index][1] > 50:
                continue
            between = lower[spans[index][1] : start]
            if any(char in between for char in ".;,，。；()（）、"):
                continue
            if self._changes[phrase] in self.words.rises_after:
                tail = _CLAUSE_END.split(lower[end : end + 60], maxsplit=1)[0]
                if not any(word in between + tail for word in self.words.compared):
                    continue
            if lower.startswith(self.words.no_change_before, end) or between.startswith(self.words.no_change_before):
                continue
            kinds[index] = "difference"


@lru_cache(maxsize=64)
def _finder(words: DecoyWords) -> DecoyFinder:
    return DecoyFinder(words)
