"""Finds numbers that are no counts, and says what they are: ages, case numbers, telephones, rates, addresses ..."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.language.decoys import DecoyWords
from bulletin_norm.language.numbers import NumberWords
from bulletin_norm.model import Decoy, Document, NumberMention
from bulletin_norm.pipeline import Stage
from bulletin_norm.stages.numbers import find_numbers, fold

_PLAIN = DecoyWords()
_D = "0-9０-９"
_SHAPES = re.compile(
    rf"(?P<telephone>[{_D}]{{3,4}}[-－—][{_D}]{{3,8}}(?: ?[{_D}]+)?[xX×*＊]*|[{_D}]{{4,}}[xX×*＊]{{2,}})"
    rf"|(?P<rate>[{_D}]+/[{_D}][{_D},]*(?![{_D}])|[{_D}][{_D},.]*[%％‰])"
    rf"|(?P<time>[{_D}]{{1,2}}[:：][{_D}]{{2}}(?![{_D}]))"
    rf"|(?P<date>20[{_D}]{{2}}[-./][{_D}]{{1,2}}[-./][{_D}]{{1,2}})"
)
_DOCUMENT = re.compile(rf"[\[〔【［]\s?(20[{_D}]{{2}})\s?[\]〕】］]\s?(?:[Nn][Oo]\.?|第)?\s?([{_D}]+)")
_OUTBREAK = re.compile(rf"[\"“”„'‘’「『]([{_D}]{{4}}|[{_D}]{{1,2}}[.·][{_D}]{{1,2}})[\"“”'‘’」』]")
_LIST = re.compile(rf"(?:^|\n)[ \t\u3000]*[(（]?([{_D}]{{1,2}})(?=([^{_D}\s])(?![{_D}]))")
_CODE = re.compile(rf"(?<![{_D}])([{_D}]{{1,2}})[+＋]([{_D}]{{1,2}})(?![{_D}])")
_WORD = re.compile(r"[ \-]{0,2}([^\W\d_]+(?:-[^\W\d_]+)*)")
_CLAUSE_END = re.compile(r"[.;。；，\n](?!\d)")
_NAMED_YEAR = re.compile(rf"(?:19|20)[{_D}]{{2}}")


def decoys(knowledge: Knowledge) -> Stage:
    """The stage that fills `decoys`; it reads `numbers` where that stage came before it."""

    def stage(document: Document) -> Document:
        found: list[Decoy] = []
        reading = document.reading
        spans = [(s.start, s.end, s.language) for s in document.sections] or [(0, len(reading), document.language)]
        for start, end, tag in spans:
            language = knowledge.language(tag)
            whole = start == 0 and end == len(reading)
            text = reading if whole else reading[start:end]
            words = language.decoys if language else _PLAIN
            numbers = _within(document.numbers, start, end)
            spans_ = [(number.start - start, number.end - start) for number in numbers]
            if not document.numbers:
                mentions = find_numbers(text, language.numbers if language else NumberWords())
                spans_ = [(mention.start, mention.end) for mention in mentions]
            found += [
                decoy if not start else Decoy(decoy.start + start, decoy.end + start, decoy.surface, decoy.kind)
                for decoy in _finder(words).find(text, spans_)
            ]
        dates = [(mention.start, mention.end) for mention in document.dates]
        return document.with_(decoys=tuple(decoy for decoy in found if not _covered(decoy, dates)))

    return stage


def find_decoys(text: str, words: DecoyWords, numbers: NumberWords) -> tuple[Decoy, ...]:
    """All numbers of a text in one language that are no counts, in order."""
    spans = [(mention.start, mention.end) for mention in find_numbers(text, numbers)]
    return tuple(_finder(words).find(text, spans))


def _within(numbers: Sequence[NumberMention], start: int, end: int) -> Sequence[NumberMention]:
    first = bisect_left(numbers, start, key=lambda number: number.start)
    last = bisect_left(numbers, end, key=lambda number: number.start)
    return numbers[first:last]


def _covered(decoy: Decoy, dates: list[tuple[int, int]]) -> bool:
    index = bisect_left(dates, (decoy.start + 1, 0)) - 1
    return index >= 0 and dates[index][1] >= decoy.end


class DecoyFinder:
    """Finds the decoys of one language."""

    def __init__(self, words: DecoyWords) -> None:
        self.words = words
        self._before = {word: kind for kind, group in words.before.items() for word in group}
        self._befores = tuple(sorted(self._before, key=len, reverse=True))
        self._after = {word: kind for kind, group in words.after.items() for word in group}
        self._afters = tuple(sorted(self._after, key=len, reverse=True))
        self._nouns = {word: kind for kind, group in words.nouns.items() for word in group}
        self._cases = tuple(sorted(words.case_words, key=len, reverse=True))
        self._weak = tuple(sorted(words.weak_case_words, key=len, reverse=True))
        self._falls = tuple(sorted(words.falls_before, key=len, reverse=True))
        self._rises = tuple(sorted(words.rises_before, key=len, reverse=True))
        joiners = "|".join(re.escape(word) for word in sorted(words.joiners, key=len, reverse=True))
        self._joiner = re.compile(rf"\s*(?:{joiners})\s*") if joiners else None
        afters = [*words.falls_after, *words.rises_after]
        change = "|".join(re.escape(word) for word in sorted(afters, key=len, reverse=True))
        self._change = re.compile(rf"\b(?:{change})\b" if words.spaced else f"(?:{change})") if change else None

    def find(self, text: str, spans: list[tuple[int, int]]) -> list[Decoy]:
        """The decoys among the numbers at `spans`, which are in order."""
        lower = fold(text)
        kinds: dict[int, str] = {}
        self._shapes(text, lower, spans, kinds)
        case = -1
        for index, (start, end) in enumerate(spans):
            if index in kinds:
                continue
            if case >= 0 and index == case + 1 and self._continues(lower, spans[case][1], start, end):
                kinds[index], case = kinds[case], index
                continue
            kind = self._kind(lower, start, end, spans[index + 1] if index + 1 < len(spans) else None)
            if kind:
                kinds[index] = kind
                if kind == "case_number":
                    case = index
        if self._change is not None:
            self._differences(lower, spans, kinds)
        return [Decoy(*spans[index], text[slice(*spans[index])], kinds[index]) for index in sorted(kinds)]

    def _shapes(self, text: str, lower: str, spans: list[tuple[int, int]], kinds: dict[int, str]) -> None:
        """Numbers whose own shape tells what they are."""
        for match in _SHAPES.finditer(text):
            self._mark(spans, kinds, *match.span(), match.lastgroup or "rate")
        for match in _DOCUMENT.finditer(text):
            self._mark(spans, kinds, *match.span(), "document_number")
        for match in _OUTBREAK.finditer(text):
            self._mark(spans, kinds, *match.span(), "outbreak_name")
        for match in _LIST.finditer(text):
            if lower.startswith(self.words.list_marks, match.end()):
                self._mark(spans, kinds, *match.span(1), "list_number")
        for match in _CODE.finditer(text):
            near = lower[max(0, match.start() - 12) : match.end() + 24]
            if any(word in near for word in self.words.codes):
                self._mark(spans, kinds, *match.span(), "duration")

    def _mark(self, spans: list[tuple[int, int]], kinds: dict[int, str], start: int, end: int, kind: str) -> None:
        index = max(0, bisect_left(spans, (start, 0)) - 1)
        while index < len(spans) and spans[index][0] < end:
            if spans[index][1] > start:
                kinds.setdefault(index, kind)
            index += 1

    def _kind(self, lower: str, start: int, end: int, following: tuple[int, int] | None) -> str:
        """What the words beside a number make of it, or nothing."""
        words = self.words
        if start and lower[start - 1].isascii() and lower[start - 1].isalpha() and self._is_code(lower, start):
            return "identifier"
        if end - start >= 5 and lower[start:end] in words.hotlines and not self._counted(lower, end):
            return "telephone"
        after = self._after_word(lower, end)
        if after in ("age", "rate", "money"):
            return after
        left = start
        while left and lower[left - 1] in " \u3000":
            left -= 1
        if self._is_case(lower, left, start, end, following):
            return "case_number"
        if before := self._ending(lower, self._befores, left):
            kind = self._before[before]
            if kind != "age" or not self._counted(lower, end):
                return "case_number" if kind == "address" and self._case_follows(lower, end) else kind
        if after:
            return self._area(lower, end) if after == "area" else after
        if self._difference(lower, left, start, end):
            return "difference"
        if words.spaced and self._nouns and (kind := self._noun(lower, end)):
            return kind
        if end - start == 4 and _NAMED_YEAR.fullmatch(lower, start, end) and not self._counted(lower, end):
            return "date"
        return ""

    def _is_code(self, lower: str, start: int) -> bool:
        """Whether the letters before a number make a code of it (G1462, H7N9), not a word without its blank."""
        first = start
        while first and start - first < 5 and lower[first - 1].isascii() and lower[first - 1].isalpha():
            first -= 1
        return start - first <= 4 and not (first and lower[first - 1].isalpha() and lower[first - 1].isascii())

    def _after_word(self, lower: str, end: int) -> str:
        at = end + 1 if lower.startswith((" ", "-"), end) and not lower.startswith(self._afters, end) else end
        if not lower.startswith(self._afters, at):
            return ""
        for word in self._afters:
            if lower.startswith(word, at):
                stop = at + len(word)
                glued = self.words.spaced and stop < len(lower) and word[-1].isalpha() and lower[stop].isalpha()
                if not glued:
                    return self._after[word]
        return ""

    def _ending(self, lower: str, phrases: tuple[str, ...], left: int) -> str:
        if not phrases or not lower.endswith(phrases, 0, left):
            return ""
        for word in phrases:
            if lower.endswith(word, 0, left):
                first = left - len(word)
                if not (self.words.spaced and first and word[0].isalpha() and lower[first - 1].isalnum()):
                    return word
        return ""

    def _counted(self, lower: str, end: int) -> bool:
        at = end + lower.startswith(" ", end)
        return lower.startswith(self.words.counters, at) if self.words.counters else False

    def _case_follows(self, lower: str, end: int) -> bool:
        return self.words.spaced and self._counted(lower, end)

    def _is_case(self, lower: str, left: int, start: int, end: int, following: tuple[int, int] | None) -> bool:
        words = self.words
        if word := self._ending(lower, self._cases, left):
            if not words.spaced:
                if self._counted(lower, end):
                    return False
                head = lower[max(0, left - len(word) - 12) : left - len(word)]
                head = re.split(r"[，。；、：:,;（(\n]", head)[-1]
                listed = following is not None and self._continues(lower, end, *following)
                return listed or not any(count in head for count in words.count_words)
            return not (self._counted(lower, end) and lower[end : end + 1] == " ") or word.startswith("numbered")
        if self._ending(lower, self._weak, left):
            if " " in lower[start:end] or "-" in lower[start:end]:
                return not self._counted(lower, end)
            if lower.startswith(tuple(tail for tail in words.case_tails if tail != " and "), end):
                return True
            return following is not None and self._continues(lower, end, *following) and not self._counted(lower, end)
        return False

    def _continues(self, lower: str, end: int, start: int, stop: int) -> bool:
        """Whether the number at [start, stop) goes on the list or range that ends at `end`."""
        if start - end > 16 or self._joiner is None:
            return False
        match = self._joiner.match(lower, end, start)
        if match is None or (match.end() != start and not self._ending(lower, self._cases, start)):
            return False
        if match.end() != start and lower[match.end() : start].strip() not in self._cases:
            return False
        return not self._counted(lower, stop)

    def _difference(self, lower: str, left: int, start: int, end: int) -> bool:
        if self._ending(lower, self._falls, left):
            return True
        if not self._ending(lower, self._rises, left):
            return False
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
        for match in self._change.finditer(lower):
            index = bisect_left(spans, (match.start(), 0)) - 1
            if index < 0 or index in kinds or match.start() - spans[index][1] > 50:
                continue
            between = lower[spans[index][1] : match.start()]
            if any(char in between for char in ".;,，。；()（）、"):
                continue
            if match.group() in self.words.rises_after:
                tail = lower[match.end() : match.end() + 60]
                if not any(word in between + tail for word in self.words.compared):
                    continue
            if lower.startswith((" to ", " from ", " by ") if self.words.spaced else (), match.end()):
                continue
            kinds[index] = "difference"


@lru_cache(maxsize=64)
def _finder(words: DecoyWords) -> DecoyFinder:
    return DecoyFinder(words)
