"""What the words around a date make of it: a day or an ordinal, a date of the data, of posting or of announcing."""

from __future__ import annotations

import re

from bulletin_norm.language.dates import DateWords
from bulletin_norm.model import DateMention
from bulletin_norm.stages.date_tokens import Token

_DIGIT_OR_END = re.compile(r"[\d。；;\n]|\. ")
_CLAUSE = re.compile(r"[.,;:，。；：（(\n]")
_SENTENCE_END = re.compile(r"[.;。；!！?？\n](?!\d)")
_CLAUSE_PART = re.compile("[，,:：]")
_WORD = re.compile(r"[^\W\d_][^\W\d_]*")
_NEWS_REACH = 200
_WEEK_REACH = 14
_WRAPPING = " \t\r\u3000()（）【】[]。.,，"
_AFTER_DATELINE = ("(", ",", ":", "/", "（", "，", "—")


class Context:
    """A text and the words of its language, as dates ask for them."""

    def __init__(self, words: DateWords, text: str, lower: str) -> None:
        self.words, self.text, self.lower = words, text, lower

    def is_day(self, part: Token, parts: list[Token]) -> bool:
        """Whether a day without a month is one: not "the 3rd round", 连续4日, 7日内."""
        words, lower = self.words, self.lower
        if any(other.kind in "crP" for other in parts):
            return True
        if any(other.kind == "-" for other in parts) and any(other.kind == "x" and other.value[1] for other in parts):
            return True
        if not lower[part.start].isdigit() or lower[part.start] == "0":
            return bool(words.prefixes)
        first = parts[0].start if parts[0].kind == "n" else part.start
        if words.no_day_before and lower.endswith(words.no_day_before, 0, first):
            return False
        after = part.end + lower.startswith(" ", part.end)
        if lower.startswith(words.no_day_after, after):
            word = next(word for word in words.no_day_after if lower.startswith(word, after))
            end = after + len(word)
            if not words.spaced or end >= len(lower) or not lower[end].isalpha():
                return False
        return (
            not words.day_before
            or any(p.kind in "(=t-" for p in parts)
            or lower.endswith(words.day_before, 0, part.start)
        )

    def is_far_since(self, start: int, end: int) -> bool:
        """Whether "since" stands farther off in the clause: "since the outbreak on", 6月10日发生疫情以来."""
        words = self.words
        before = self.lower[max(0, start - 120) : start]
        said = [word for word in words.since_before if word in before]
        before = _CLAUSE.split(before)[-1] if said else ""
        if any(re.search(rf"\b{re.escape(word)}\b", before) for word in said if word in before):
            return True
        after = self.lower[end : end + 40]
        said = [word for word in words.since_after if word in after]
        return any(map(_CLAUSE.split(after, maxsplit=1)[0].__contains__, said)) if said else False

    def with_hour(self, parts: list[Token]) -> list[Token]:
        """The parts with a bare hour after a full date as a clock time ("August 8, 2022, 10:"), or without it."""
        if parts[-1].kind != "n" or parts[-2].kind != ".":
            return parts
        hour, parts = parts[-1], parts[:-2]
        after = self.text[hour.end : hour.end + 1]
        if after in (":", "：", ")", "\n", "") and parts[-1].kind == "x" and parts[-1].value[0] and hour.value[0] < 24:
            return [*parts, Token("c", hour.start, hour.end, (hour.value[0], 0))]
        return parts

    def is_whole_day(self, parts: list[Token], clock: tuple[int, ...] | None) -> bool:
        """Whether "at 04:00 on" a day, before news, is what a translator made of 0-24 o'clock."""
        if clock is None or clock[:2] not in ((4, 0), (0, 24)) or not self.words.spaced:
            return False
        end = parts[-1].end
        stop = _SENTENCE_END.search(self.lower, end, end + _NEWS_REACH)
        sentence = self.lower[end : stop.start() if stop else end + _NEWS_REACH]
        return any(word in sentence for word in self.words.news)

    def stamp_rule(self, parts: list[Token]) -> str:
        """Why a plain date is one of posting or announcing: "repost", "line", "dateline", "announced"; "" where not."""
        start, end, lower = parts[0].start, parts[-1].end, self.lower
        if lower.startswith(self.words.stamp_after, end):
            return "repost"
        if parts[0].kind != "x":
            return ""
        line, stop = lower.rfind("\n", 0, start) + 1, lower.find("\n", end)
        stop = len(lower) if stop < 0 else stop
        after = lower[end : min(stop, end + 40)].strip(_WRAPPING)
        before = self.text[line:start] if start - line <= 60 else "x."
        if not before.strip(_WRAPPING) and (not after or after in self.words.weekdays):
            return "line"
        following = self.text[end : end + 2].strip()[:1]
        if self.words.spaced and following in _AFTER_DATELINE and self._is_dateline(before):
            return "dateline"
        return "announced" if self._is_announced(start, end) else ""

    def _is_dateline(self, before: str) -> bool:
        """Whether only names stand before a date on its line ("China News Service, Harbin, March 6")."""
        words = self.words
        if not before.strip() or not before.rstrip().endswith((",", "，")):
            return False
        for word in before.replace(",", " ").replace("，", " ").split():
            glue = len(word) <= 3 and (word.lower() in words.loose or word.lower() in words.tight)
            if not word[0].isupper() or glue or word.lower() in words.keywords:
                return False
        return True

    def _is_announced(self, start: int, end: int) -> bool:
        words, lower = self.words, self.lower
        if not words.announced_reach:
            return False
        window = lower[end : end + words.announced_reach]
        if words.spaced:
            before = _WORD.findall(lower, max(0, start - 40), start)
            while before and (before[-1] in words.loose or before[-1] in words.tight):
                before.pop()
            if before and before[-1] in words.announced:
                return True
            head, colon, _ = window.partition(":")
            return bool(colon) and not _SENTENCE_END.search(head) and any(word in head for word in words.announced)
        if not any(word in window for word in words.announced):
            return False
        window = _CLAUSE_PART.split(_SENTENCE_END.split(window, maxsplit=1)[0], maxsplit=1)[0]
        return any(word in window for word in words.announced) and not any(word in window for word in words.news)

    def is_counted_year(self, part: Token) -> bool:
        """Whether a bare year stands right before what was counted in it: 2024年共录得161宗; 2024年，全省报告161例."""
        if self.lower.startswith(self.words.year_after, part.end):
            return not self.lower.endswith(self.words.compared, 0, part.start)
        comma = self.lower.startswith(("，", ","), part.end)
        return (comma or part.kind == "G") and bool(self.words.year_after) and self._tells_news(part.end + comma)

    def is_counted_week(self, part: Token) -> bool:
        """Whether a week without its days stands before what is new in it, and is not only compared with."""
        return self._tells_news(part.end) and not self.lower.endswith(self.words.compared, 0, part.start)

    def _tells_news(self, start: int) -> bool:
        """Whether the clause from a position on tells of what is new."""
        clause = _CLAUSE.split(self.lower[start : start + _WEEK_REACH], maxsplit=1)[0]
        return any(word in clause for word in self.words.news)

    def announces(self, mention: DateMention, following: DateMention) -> bool:
        """Whether a day is that on which the news of the period or day after it was given: later, and before it."""
        between = self.text[mention.end : following.start]
        if not mention.last or not following.last:
            return False
        if following.kind == "day":
            if not any(word in between for word in self.words.announced):
                return False
        elif following.kind != "period" or not following.end_time:
            return False
        return mention.last > following.last and len(between) <= 120 and not _DIGIT_OR_END.search(between)

    def is_month(self, part: Token) -> bool:
        """Whether the name of a month stands for one: not the verb "may"."""
        if part.value[0] or not self.words.month_before:
            return True
        return self.lower.endswith(self.words.month_before, 0, part.start) and not self.text[part.start].islower()
