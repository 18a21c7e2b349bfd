"""Finds numbers that are no counts, and says what they are: ages, case numbers, telephones, rates, addresses ..."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache

import ahocorasick_rs

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.language.decoys import DecoyWords
from bulletin_norm.language.numbers import NumberWords
from bulletin_norm.model import Decoy, Document, NumberMention
from bulletin_norm.pipeline import Stage
from bulletin_norm.stages.numbers import find_numbers, fold
from bulletin_norm.stages.phrase_scan import whole_words

_RELATED = 60
"""How far before the word for a case what it is to another one is looked for, in characters."""
_PLAIN = DecoyWords()
_NONE: tuple[tuple[str, ...], tuple[tuple[str, str], ...]] = ((), ())
_D = "0-9０-９"
_RULES = " \u3000—-－–"
_DASHES = "—-－–"
_TELEPHONE = re.compile(
    rf"[{_D}]{{3,4}}[-－—][{_D}]{{3,8}}(?: ?[{_D}]+)?[xX×*＊]*|[{_D}]{{3,4}}-(?=[xX×*＊])|[{_D}]{{4,}}[xX×*＊]{{2,}}"
)
_FRACTION = re.compile(rf"[{_D}]+/[{_D}][{_D},]*(?![{_D}])")
_RATIO = re.compile(rf"[{_D}]{{1,3}}[:：][{_D}]{{1,3}}(?![{_D}])")
_TIME = re.compile(rf"[{_D}]{{1,2}}[:：][{_D}]{{2}}(?![{_D}])")
_DATE = re.compile(rf"20[{_D}]{{2}}[-./][{_D}]{{1,2}}[-./][{_D}]{{1,2}}")
_PERCENT = re.compile(rf"[{_D}][{_D},.]*\s?[%％‰]")
_CODE = re.compile(rf"[{_D}]{{1,2}}[+＋][{_D}]{{1,2}}(?![{_D}])")
_SHAPES: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "-": (("date", _DATE), ("telephone", _TELEPHONE)),
    "－": (("telephone", _TELEPHONE),),
    "—": (("telephone", _TELEPHONE),),
    "/": (("rate", _FRACTION), ("date", _DATE)),
    ".": (("date", _DATE),),
    ":": (("time", _TIME), ("rate", _RATIO)),
    "：": (("time", _TIME), ("rate", _RATIO)),
    "%": (("rate", _PERCENT),),
    "％": (("rate", _PERCENT),),
    "‰": (("rate", _PERCENT),),
    "+": (("duration", _CODE),),
    "＋": (("duration", _CODE),),
    **dict.fromkeys("xX×*＊", (("telephone", _TELEPHONE),)),
}
_DOCUMENT = re.compile(rf"[\[〔【［]\s?(20[{_D}]{{2}})\s?[\]〕】］]\s?(?:[Nn][Oo]\.?|第)?\s?([{_D}]+)")
_OUTBREAK = re.compile(rf"[\"“”„'‘’「『]([{_D}]{{4}}|[{_D}]{{1,2}}[.·][{_D}]{{1,2}})[\"“”'‘’」』]")
_WORD = re.compile(r"[ \-]{0,2}([^\W\d_]+(?:-[^\W\d_]+)*)")
_CLAUSE_END = re.compile(r"[.;。；，\n](?!\d)")
_DECIMAL = re.compile(rf"[{_D}]+(?:[.．](?:[{_D}]{{1,2}}|[{_D}]{{4,}})|,[{_D}]{{1,2}})")
_NAMED_YEAR = re.compile(rf"(?:19|20)[{_D}]{{2}}")


def decoys(knowledge: Knowledge) -> Stage:
    """The stage that fills `decoys`; it reads `numbers` where that stage came before it."""

    def stage(document: Document) -> Document:
        found: list[Decoy] = []
        reading = document.reading
        spans: list[tuple[int, int, str | None]]
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


class _Endings:
    """Phrases by their last (or first) character, longest first: alone, and each with what it says."""

    def __init__(self, groups: Mapping[str, Sequence[str]], *, last: bool) -> None:
        by_char: dict[str, list[tuple[str, str]]] = {}
        pairs = [(word, kind) for kind, group in groups.items() for word in group]
        for word, kind in sorted(pairs, key=lambda pair: -len(pair[0])):
            by_char.setdefault(word[-1] if last else word[0], []).append((word, kind))
        self.by_char = {char: (tuple(word for word, _ in found), tuple(found)) for char, found in by_char.items()}


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
        self._before = _Endings({**before, **words.before}, last=True).by_char
        self._after = _Endings(words.after, last=False).by_char
        self._nouns = {word: kind for kind, group in words.nouns.items() for word in group}
        self._related = re.compile(words.related) if words.related else None
        self._tails = tuple(tail for tail in words.case_tails if tail.strip() not in words.joiners)
        joiners = "|".join(re.escape(word) for word in sorted(words.joiners, key=len, reverse=True))
        self._joiner = re.compile(rf"\s*(?:{joiners})\s*") if joiners else None
        afters = [*words.falls_after, *words.rises_after]
        self._change = ahocorasick_rs.AhoCorasick(afters) if afters else None
        self._changes = afters

    def find(self, text: str, spans: list[tuple[int, int]]) -> list[Decoy]:
        """The decoys among the numbers at `spans`, which are in order."""
        lower = fold(text)
        kinds: dict[int, str] = {}
        case = -1
        for index, (start, end) in enumerate(spans):
            if index in kinds:
                continue
            if case >= 0 and index == case + 1 and self._continues(lower, spans[case][1], start, end):
                kinds[index], case = kinds[case], index
                continue
            if index and kinds.get(index - 1) == "telephone" and self._goes_on(lower, spans[index - 1][1], start, end):
                kinds[index] = "telephone"
                continue
            if self._shaped(text, lower, spans, index, kinds):
                continue
            if kind := self._kind(lower, start, end, spans[index + 1] if index + 1 < len(spans) else None):
                kinds[index] = kind
                if kind == "case_number":
                    case = index
        if self._change is not None:
            self._differences(lower, spans, kinds)
        return [Decoy(*spans[index], text[slice(*spans[index])], kinds[index]) for index in sorted(kinds)]

    def _shaped(self, text: str, lower: str, spans: list[tuple[int, int]], index: int, kinds: dict[int, str]) -> bool:
        """Mark the numbers whose own shape, from the one at `index` on, tells what they are."""
        start, end = spans[index]
        before, after = text[start - 1] if start else "\n", text[end : end + 1]
        if " " in text[start:end] or "-" in text[start:end]:
            after = next((char for char in text[start:end] if char in " -－—"), after)
        if after in _SHAPES:
            for kind, pattern in _SHAPES[after]:
                match = pattern.match(text, start)
                if match is not None and (kind != "duration" or self._is_code_rule(lower, match)):
                    return self._mark(spans, index, kinds, match.end(), kind)
        if before in "[〔【［" and (match := _DOCUMENT.match(text, start - 1)):
            return self._mark(spans, index, kinds, match.end(), "document_number")
        if before in "\"“”„'‘’「『" and (match := _OUTBREAK.match(text, start - 1)):
            return self._mark(spans, index, kinds, match.end(), "outbreak_name")
        if after in _RULES and self._is_page(text, start, end):
            return self._mark(spans, index, kinds, end, "list_number")
        if text[start] in "0０" and end - start == 2 and self._begins_line(text, start) and after in " \u3000":
            return self._mark(spans, index, kinds, end, "list_number")
        if end - start <= 2 and lower.startswith(self.words.list_marks, end) and self._begins_line(text, start):
            return not text[end + 1 : end + 2].isdigit() and self._mark(spans, index, kinds, end, "list_number")
        return False

    def _mark(self, spans: list[tuple[int, int]], index: int, kinds: dict[int, str], end: int, kind: str) -> bool:
        while index < len(spans) and spans[index][0] < end:
            kinds.setdefault(index, kind)
            index += 1
        return True

    def _is_code_rule(self, lower: str, match: re.Match[str]) -> bool:
        near = lower[max(0, match.start() - 12) : match.end() + 24]
        return any(word in near for word in self.words.codes)

    @staticmethod
    def _is_page(text: str, start: int, end: int) -> bool:
        """Whether a number stands between dashes on a line of its own: — 2 —."""
        low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        line = text[low : high if high >= 0 else len(text)].strip()
        return len(line) < 12 and line[:1] in _DASHES and line.strip(_DASHES + _RULES) == text[start:end]

    def _begins_line(self, text: str, start: int) -> bool:
        start -= text[start - 1 : start] in ("(", "（")
        while start and text[start - 1] in " \t\u3000":
            start -= 1
        return start == 0 or text[start - 1] in "\n>"

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
        if kind := self._before_kind(lower, start, end, following):
            return kind
        if after:
            return self._area(lower, end) if after == "area" else after
        if _DECIMAL.fullmatch(lower, start, end) and not self._counted(lower, end):
            return "rate"
        if words.spaced and self._nouns and (kind := self._noun(lower, end)):
            return kind
        if end - start == 4 and _NAMED_YEAR.fullmatch(lower, start, end) and not self._counted(lower, end):
            return "date"
        return ""

    def _before_kind(self, lower: str, start: int, end: int, following: tuple[int, int] | None) -> str:
        """What the words before a number make of it, or nothing."""
        left = start
        while left and lower[left - 1] in " \u3000":
            left -= 1
        if not left or lower[left - 1] not in self._before:
            return ""
        phrases, pairs = self._before[lower[left - 1]]
        if not lower.endswith(phrases, 0, left):
            return ""
        for word, kind in pairs:
            if not lower.endswith(word, 0, left):
                continue
            first = left - len(word)
            if self.words.spaced and first and word[0].isalpha() and lower[first - 1].isalnum():
                continue
            if found := self._judged(kind, lower, first, start, end, following):
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
            phrases, pairs = self._after.get(lower[at : at + 1], _NONE)
            for word, kind in pairs if lower.startswith(phrases, at) else ():
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

    def _goes_on(self, lower: str, before: int, start: int, end: int) -> bool:
        """Whether a number goes on a telephone number, or a list of them: 2125 1111或2125 1122."""
        if end - start < 3 or start - before > 3 or self._counted(lower, end):
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
                tail = lower[end : end + 60]
                if not any(word in between + tail for word in self.words.compared):
                    continue
            if lower.startswith(self.words.no_change_before, end) or between.startswith(self.words.no_change_before):
                continue
            kinds[index] = "difference"


@lru_cache(maxsize=64)
def _finder(words: DecoyWords) -> DecoyFinder:
    return DecoyFinder(words)
