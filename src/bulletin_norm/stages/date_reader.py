"""Reads the time expressions of a text in order, each in the light of those before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import dropwhile, zip_longest

from msgspec.structs import replace

from bulletin_norm.language.dates import DateWords
from bulletin_norm.model import DateMention
from bulletin_norm.stages.date_calendar import Calendar, Day, day_of, earlier_year
from bulletin_norm.stages.date_context import Context
from bulletin_norm.stages.date_phrases import Phrase, phrases
from bulletin_norm.stages.date_tokens import Lexer, Token
from bulletin_norm.stages.numbers import fold

_TAIL = re.compile(r" ?\d{1,2}(?![\d.,])")


@lru_cache(maxsize=64)
def _lexer(words: DateWords) -> Lexer:
    return Lexer(words)


class DateReader:
    """Reads the time expressions of one text, first to last, and remembers what day it has come to."""

    def __init__(self, words: DateWords, text: str, published: str | None = None, running: Day | None = None) -> None:
        self.words, self.text, self.lower = words, text, fold(text)
        self.context = Context(words, text, self.lower)
        lexer = _lexer(words)
        self._phrases = [phrase for run in lexer.runs(text, self.lower) for phrase in phrases(run)]
        self.calendar = Calendar(day_of(published), list(self._explicit()) if published is None else [])
        self.calendar.running = running
        self._same: DateMention | None = None
        self._data: str | None = None
        self._last_end = self._end = 0

    def mentions(self) -> Iterator[DateMention]:
        """Yield the mentions; "at present" before any day of the data takes the first one after it."""
        found = [mention for phrase in self._phrases if (mention := self._mention(phrase)) is not None]
        first = next((m.last for m in found if m.kind == "as_of" or (m.kind == "period" and m.end_time)), None)
        published = self.calendar.published.isoformat() if self.calendar.published else None
        for mention, following in zip_longest(found, found[1:]):
            if mention.kind == "now" and mention.last is None:
                mention = replace(mention, last=first or published)
            elif mention.kind == "day" and following is not None and self.context.announces(mention, following):
                mention = replace(mention, kind="stamp", rule="announced")
            yield mention

    def _explicit(self) -> Iterator[date]:
        """All days that the text gives with their year."""
        for phrase in self._phrases:
            for part in phrase.parts:
                if part.kind == "x" and part.value[0] and part.value[1] and part.value[2]:
                    try:
                        yield date(*part.value)
                    except ValueError:
                        continue

    def _mention(self, phrase: Phrase) -> DateMention | None:
        parts = phrase.parts
        for part in parts:
            if part.kind == "x" and part.value[1] == 0 and len(parts) < 6 and not self.context.is_day(part, parts):
                return None
        return getattr(self, f"_{phrase.kind}")(parts)  # type: ignore[no-any-return]

    def _make(
        self,
        kind: str,
        parts: list[Token],
        first: Day | None,
        last: Day | None,
        time: tuple[int, ...] | None = None,
        end_time: tuple[int, ...] | None = None,
        rule: str = "",
    ) -> DateMention:
        parts = [part for part in parts if part.kind not in ".|"] or parts
        first, last = self.calendar.of_publication(first, last, bool(end_time or (time and kind == "as_of")))
        start = parts[0].start
        end = start + len(self.text[start : parts[-1].end].rstrip(" ,:：，、"))
        days = [day for day in (first, last) if day is not None]
        mention = DateMention(
            start, end, self.text[start:end], kind,
            first.text() if first else None, last.text() if last else None,
            _hhmm(time), _hhmm(end_time),
            doubtful="; ".join(dict.fromkeys(day.doubtful for day in days if day.doubtful)),
            rule=rule or next((day.rule for day in days if day.rule), ""),
        )  # fmt: skip
        if kind in ("period", "as_of", "day") and rule not in ("long", "week"):
            self._same = mention
        if kind == "as_of" or (kind == "period" and (time or end_time) and rule != "long"):
            self._data = mention.last
        return mention

    def _moment(self, parts: list[Token]) -> tuple[Day | None, tuple[int, ...] | None]:
        """The day and the clock time of a moment; the date beside a "yesterday" says what day that is."""
        found: Day | None = None
        clock: tuple[int, ...] | None = None
        relative, year = False, 0
        for part in parts:
            if part.kind == "c":
                clock = clock or part.value
            elif part.kind == "p" and clock is not None and clock[0] < 12:
                clock = (clock[0] + 12, *clock[1:])
            elif part.kind == "Y":
                year = part.value[0]
            elif part.kind in "xnoz" and (found is None or relative):
                y, month, day = part.value if part.kind == "x" else (0, 0, part.value[0])
                found, relative = self.calendar.resolve(y or year or None, month or None, day), False
            elif part.kind == "t" and found is None:
                found, relative = self.calendar.relative(part.value[0]), True
            elif part.kind == "=" and found is None:
                found = self._same_day().moved(part.value[0])
        if parts:
            self._last_end, self._end = self._end, parts[-1].end
        if found is not None and found.day is not None:
            self.calendar.running = replace(found, doubtful="", rule="")
        return found, clock

    def _same_day(self) -> Day:
        if self._same is not None and self._same.last and self._same.last[0] != "X":
            return Day(date.fromisoformat(self._same.last))
        return self.calendar.running or self.calendar.relative(0)

    @cached_property
    def _recent(self) -> bool:
        """Whether the text names any day that lies shortly before publication, or today."""
        published = self.calendar.published
        parts = [part for phrase in self._phrases for part in phrase.parts]
        if any(part.kind == "t" for part in parts):
            return True
        days = [self.calendar.resolve(*p.value).day for p in parts if p.kind == "x" and p.value[1] and p.value[2]]
        return any(day is not None and -3 <= (published - day).days <= 45 for day in days if published)

    def _data_day(self, day: Day | None, parts: list[Token]) -> Day | None:
        """A day of the data: one far from publication is read by the month of publication."""
        published = self.calendar.published
        if day is None or published is None or day.day is None or day.explicit:
            return day
        if not any(part.kind == "x" and part.value[1] for part in parts):
            return day
        better = self.calendar.slipped(day, self._data) if self.words.spaced else None
        if better is None and (timedelta(-3) <= published - day.day <= timedelta(45) or not self._recent):
            return day
        better = better or self.calendar.in_published_month(day)
        if better is None:
            return day
        self.calendar.running = replace(better, doubtful="", rule="")
        return better

    def _as_of(self, parts: list[Token], whole: list[Token] | None = None) -> DateMention | None:
        if parts[-1].kind == "O":
            return self._now(parts)
        day, clock = self._moment(parts)
        day = self._month_end(parts[-1]) if parts[-1].kind == "m" else self._data_day(day, parts)
        if day is None:
            day = self._same_day()
        if clock is not None and clock[0] == 0 and clock[1] == 0:
            day = day.moved(-1)
        rule = "two_dates" if sum(part.kind == "x" for part in parts) > 1 and all(p.kind != "(" for p in parts) else ""
        return self._make("as_of", whole or parts, None, day, clock, rule=rule)

    def _until(self, parts: list[Token]) -> DateMention | None:
        return self._as_of(parts[:-1] if parts[-1].kind == "a" else parts, whole=parts)

    def _range(self, parts: list[Token]) -> DateMention | None:
        dashes = [index for index, part in enumerate(parts) if part.kind in "-&"]
        dash = dashes[0] if dashes else next(index for index, part in enumerate(parts) if part.kind in "sA")
        left, right = parts[:dash], parts[dash + 1 :]
        if year := next((part.value[0] for part in reversed(right) if part.kind in "Yx" and part.value[0]), 0):
            left, right = _with_year(left, year), _with_year(right, year)
        ends = next((part for part in right if part.kind in "mnoz"), None)
        begun: Day | None
        begin = left[-1]
        if begin.kind == "n" and right[0].kind == "m":
            year = left[0].value[0] if left[0].kind == "Y" else 0
            return self._make("period", parts, *self._months((year, begin.value[0]), right[0].value), rule="long")
        if begin.kind == "n":
            whole = right[0].value
            begun = self.calendar.resolve(whole[0] or None, whole[1] or None, begin.value[0])
            return self._make("period", parts, begun, self._moment(right)[0])
        if begin.kind in "mY":
            if begin.kind == "m" and ends is not None and ends.kind == "m":
                return self._make("period", parts, *self._months(begin.value, ends.value), rule="long")
            last_day = self._month_end(ends) if ends is not None and ends.kind == "m" else self._moment(right)[0]
            return self._make("period", parts, None, last_day, rule="long")
        begun, clock = self._moment(left)
        first = begun if begun is not None else self._same_day()
        if ends is not None and ends.kind in "noz":
            return self._range_to_number(parts, left, first, ends)
        last, end_clock = self._moment(right)
        last = last or first
        return self._period(parts, first, last, clock, end_clock)

    def _range_to_number(self, parts: list[Token], left: list[Token], first: Day, ends: Token) -> DateMention | None:
        """ "March 15, 2022 to 12" names an hour, "August 1 to 10" a day."""
        value = ends.value[0]
        named = next((part for part in left if part.kind == "x"), None)
        if named is not None and named.value[0] and parts[-1] is ends:
            return self._make("period", parts, first, first, (0, 0), (value, 0), rule="hour")
        if first.day is None or not first.day.day < value <= 31 or named is None:
            return self._make("day", left, first, first)
        year = parts[-1].value[0] if parts[-1].kind == "Y" else named.value[0]
        last = self.calendar.resolve(year or (first.day.year if first.known else None), first.day.month, value)
        self.calendar.running = replace(last, doubtful="", rule="") if last.day else self.calendar.running
        return self._make("period", parts, first, last)

    def _period(
        self, parts: list[Token], first: Day, last: Day, clock: tuple[int, ...] | None, end: tuple[int, ...] | None
    ) -> DateMention:
        if first.day and last.day and first.day > last.day and first.known and not first.explicit:
            first = replace(first, day=earlier_year(first.day))
        if end is not None and end[0] == 0 and end[1] == 0 and first.day != last.day:
            last = last.moved(-1)
        if clock is not None and clock[0] == 24 and first.day != last.day:
            first = first.moved(1)
        rule = ""
        if self.words.other_before and self.lower.endswith(self.words.other_before, 0, parts[0].start):
            return self._make("stamp", parts, first, last, clock, end, "other")
        if first.day == last.day and clock is not None and clock[0] in (4, 5) and end is not None and end[0] == 24:
            rule, clock = "whole_day", (0, 0)
        elif first.day and last.day and last.day - first.day > timedelta(40):
            rule = "long"
        return self._make("period", parts, first, last, clock, end, rule)

    def _window(self, parts: list[Token]) -> DateMention | None:
        hours = next(part.value for part in parts if part.kind == "r")
        clock, end = hours[:2], hours[2:]
        day, _ = self._moment([part for part in parts if part.kind not in "rm"])
        day = self._data_day(day, parts)
        if day is None:
            if clock[0] != 0 or end[0] != 24:
                return None
            day = self._same_day() if self._same else self.calendar.relative(-1)
        first, rule = day, ""
        if clock[0] in (4, 5) and end[0] == 24:
            clock, rule = (0, 0), "whole_day"
        elif end <= clock:
            first, rule = day.moved(-1), "overnight"
        return self._make("period", parts, first, day, clock, end, rule)

    def _odd(self, parts: list[Token]) -> DateMention | None:
        """ "0 On January 12th, 04:00": what is left of 0-24 o'clock of a day."""
        day = self._data_day(self._moment([part for part in parts if part.kind == "x"])[0], parts)
        return self._make("period", parts, day, day, (0, 0), (24, 0), "whole_day")

    def _since(self, parts: list[Token]) -> DateMention | None:
        """ "since 2021 From 24:00 on September 21, 2009": the first year is the one that the text had."""
        year = next(part for part in parts if part.kind in "Ym").value[0]
        fixed = _with_year(parts[1:], year, over=True)
        day, clock = self._moment([part for part in fixed if part.kind not in "YmFS"])
        changed = any(part.kind == "x" and part.value[0] not in (0, year) for part in parts)
        if changed and day is not None:
            day = replace(day, doubtful=f"the year is {year} or another")
        return self._make("since", parts, day, None, clock, rule="year" if changed else "")

    def _after(self, parts: list[Token]) -> DateMention | None:
        parts = self.context.with_hour(parts)
        day, clock = self._moment([part for part in parts if part.kind not in "SFsOmY"])
        if day is None:
            if clock is not None:
                return self._make("since", parts, self._same_day(), None, clock) if parts[0].kind in "SF" else None
            month = next(part for part in parts if part.kind in "mY")
            if month.kind == "m" and not self.context.is_month(month) and parts[0].kind != "S":
                return None
            return self._make("since", parts, None, None, rule="month" if month.kind == "m" else "year")
        if self.context.is_whole_day(parts, clock) and parts[0].kind == "F":
            return self._make("period", parts, day, day, (0, 0), (24, 0), "whole_day")
        return self._make("since", parts, day, None, clock)

    def _past(self, parts: list[Token]) -> DateMention | None:
        days = list(dropwhile(lambda part: not part.value[1], (part for part in parts if part.kind == "x")))
        if len(days) == 2:
            first, last = (
                self.calendar.resolve(p.value[0] or None, p.value[1] or days[0].value[1], p.value[2]) for p in days
            )
            if first.day and last.day and last.day < first.day:
                last = self.calendar.resolve(None, first.day.month % 12 + 1, days[1].value[2])
            return self._make("period", parts, first, last)
        amount = parts[1].value[0] if len(parts) > 1 and parts[1].kind in "cUVx" else parts[0].value[0]
        if not amount or amount > 400 or self.lower.startswith(self.words.no_day_after, parts[-1].end):
            return None
        length = parts[1] if len(parts) > 1 else parts[0]
        if length.kind in "cU":
            amount = max(1, amount // 24)
        elif length.kind == "x":
            amount = length.value[2]
        last = self.calendar.relative(-1)
        return self._make("period", parts, last.moved(1 - amount), last, rule="past")

    def _stamp(self, parts: list[Token]) -> DateMention | None:
        before = self.calendar.running
        day, clock = self._moment(parts)
        self.calendar.running = before or self.calendar.running
        return self._make("stamp", parts, day, day, clock)

    def _now(self, parts: list[Token]) -> DateMention | None:
        start, end = parts[0].start, parts[-1].end
        return DateMention(start, end, self.text[start:end], "now", None, self._data)

    def _onward(self, parts: list[Token]) -> DateMention | None:
        return self._make("since", parts, self.calendar.relative(0), None, rule="onward")

    def _month(self, parts: list[Token]) -> DateMention | None:
        if not self.context.is_month(parts[0]):
            return None
        return self._make("period", parts, self._month_start(parts[0]), self._month_end(parts[0]), rule="month")

    def _year(self, parts: list[Token]) -> DateMention | None:
        days = self.calendar.year(parts[0].value[0]) if self.context.is_counted_year(parts[0]) else None
        return self._make("period", parts, *days, rule="long") if days else None

    def _week(self, parts: list[Token]) -> DateMention | None:
        days = self.calendar.week(parts[0].value[0]) if self.context.is_counted_week(parts[0]) else None
        return self._make("period", parts, *days, rule="week") if days else None

    def _day(self, parts: list[Token]) -> DateMention | None:
        parts = self.context.with_hour(parts)
        if parts[0].kind == "=" and self._same is not None and len(parts) == 1 and parts[0].value[0] == 0:
            same = self._same
            start, end = parts[0].start, parts[0].end
            kind = "period" if same.kind == "period" and self._data == same.last else "day"
            first = same.first if kind == "period" else same.last
            return DateMention(start, end, self.text[start:end], kind, first, same.last, rule="same_day")
        before = self.calendar.running
        day, clock = self._moment(parts)
        if self.context.is_whole_day(parts, clock):
            day = self._data_day(day, parts)
            return self._make("period", parts, day, day, (0, 0), (24, 0), "whole_day")
        if parts[0].kind == "x" and self.context.is_far_since(parts[0].start, parts[-1].end):
            return self._make("since", parts, day, None, clock, rule="far")
        day = self._sandwiched(day, parts, before)
        rule = self.context.stamp_rule(parts)
        if rule:
            self.calendar.running = before if before is not None and rule in ("repost", "line") else day
            mention = self._make("stamp", parts, day, day, clock, rule=rule)
            tail = _TAIL.match(self.text, mention.end) if rule == "repost" else None
            end = tail.end() if tail else mention.end
            return replace(mention, end=end, surface=self.text[mention.start : end])
        return self._make("day", parts, day, day, clock)

    def _sandwiched(self, day: Day | None, parts: list[Token], before: Day | None) -> Day | None:
        """A day of a course of events whose month is out of order: the month of the day before it is meant."""
        published = self.calendar.published
        if day is None or day.day is None or day.explicit or before is None or before.day is None or published is None:
            return day
        if not any(part.kind == "x" and part.value[1] for part in parts) or published - day.day < timedelta(60):
            return day
        if "\n" in self.text[self._last_end : parts[0].start] or published - before.day > timedelta(60):
            return day
        if day.day.day < before.day.day or before.day - day.day < timedelta(45):
            return day
        meant = self.calendar.resolve(before.day.year, before.day.month, day.day.day)
        if meant.day is None or meant.day > published:
            return day
        self.calendar.running = meant
        return replace(meant, doubtful=f"{day.day:%m-%d} is out of order", rule="month")

    def _month_start(self, part: Token) -> Day:
        return self.calendar.resolve(part.value[0] or None, part.value[1], 1)

    def _months(self, first: tuple[int, ...], last: tuple[int, ...]) -> tuple[Day, Day]:
        """The first and the last day of a stretch of months; a year that one of them lacks is that of the other."""
        over = int(first[1] > last[1])
        end = self._month_end(Token("m", 0, 0, (last[0] or (first[0] and first[0] + over), last[1])))
        begun = first[0] or (end.day.year - over if end.day else 0)
        return self._month_start(Token("m", 0, 0, (begun, first[1]))), end

    def _month_end(self, part: Token) -> Day:
        first = self._month_start(part)
        if first.day is None:
            return first
        following = first.day.replace(day=28) + timedelta(4)
        return replace(first, day=following - timedelta(following.day))


def _with_year(parts: list[Token], year: int, *, over: bool = False) -> list[Token]:
    """The parts with this year in the dates that name a month but no year (or, with `over`, in all that name one)."""
    return [
        replace(part, value=(year, *part.value[1:]))
        if part.kind == "x" and part.value[1] and (over or not part.value[0])
        else part
        for part in parts
    ]


def _hhmm(clock: tuple[int, ...] | None) -> str | None:
    return f"{clock[0]:02d}:{clock[1]:02d}" if clock is not None else None
