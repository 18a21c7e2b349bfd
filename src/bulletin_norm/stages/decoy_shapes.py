"""Tells what a number is by its own shape and the signs that it stands between: telephones, rates, times, pages ..."""

from __future__ import annotations

import re

from bulletin_norm.language.decoys import DecoyWords

DIGITS = _D = "0-9０-９"
BLANKS = " \u3000"
DASHES = "—-－–"
_RULES = BLANKS + DASHES
ZEROS = "0０"
_BRACKETS, _QUOTES = "[〔【［", "\"“”„'‘’「『"
OPENINGS = _BRACKETS + _QUOTES
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


class Shapes:
    """The shapes of one language."""

    def __init__(self, words: DecoyWords) -> None:
        self.words = words
        self.marks = frozenset({*_SHAPES, *(mark[0] for mark in words.list_marks)})
        """The signs that tell something where they stand right after a number."""

    def find(self, text: str, lower: str, start: int, end: int) -> tuple[str, int]:
        """What the number at [start, end) is by its shape, and where the shape ends; "" where it does not tell."""
        before, after = text[start - 1] if start else "\n", text[end : end + 1]
        if " " in text[start:end] or "-" in text[start:end]:
            after = next((char for char in text[start:end] if char in " -－—"), after)
        for kind, pattern in _SHAPES.get(after, ()):
            match = pattern.match(text, start)
            if match is not None and (kind != "duration" or self._is_code_rule(lower, match)):
                return kind, match.end()
        if before in _BRACKETS and (match := _DOCUMENT.match(text, start - 1)):
            return "document_number", match.end()
        if before in _QUOTES and (match := _OUTBREAK.match(text, start - 1)):
            return "outbreak_name", match.end()
        return ("list_number" if self._is_of_list(text, lower, start, end, after) else ""), end

    def _is_of_list(self, text: str, lower: str, start: int, end: int, after: str) -> bool:
        """Whether a number is that of a page or, at the beginning of a line, that of a paragraph."""
        if after in _RULES and self._is_page(text, start, end):
            return True
        if end - start > 2 or not self._begins_line(text, start):
            return False
        if text[start] in ZEROS and end - start == 2 and after in BLANKS:
            return True
        return lower.startswith(self.words.list_marks, end) and not text[end + 1 : end + 2].isdigit()

    def _is_code_rule(self, lower: str, match: re.Match[str]) -> bool:
        near = lower[max(0, match.start() - 12) : match.end() + 24]
        return any(word in near for word in self.words.codes)

    @staticmethod
    def _is_page(text: str, start: int, end: int) -> bool:
        """Whether a number stands between dashes on a line of its own: — 2 —."""
        low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        line = text[low : high if high >= 0 else len(text)].strip()
        return len(line) < 12 and line[:1] in DASHES and line.strip(DASHES + _RULES) == text[start:end]

    def _begins_line(self, text: str, start: int) -> bool:
        start -= text[start - 1 : start] in ("(", "（")
        while start and text[start - 1] in " \t\u3000":
            start -= 1
        return start == 0 or text[start - 1] in "\n>"
