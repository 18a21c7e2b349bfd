"""The words that a language has for dates."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class DateWords(msgspec.Struct, frozen=True, eq=False):
    """How a language says when. All words are in lower case.

    `months` are names of months; `clock_marks` stand between hours and minutes. `units` follow a number, `prefixes`
    stand before one, and say what it is: Y year, M month, D day, H hour, p hour of the afternoon, m minute, U duration
    in hours, V duration in days. In `day_first`
    languages 2/3/2022 is the second of March. `numerals` are the signs of numbers in words before a unit.

    `keywords` say what a date is for: A as of, a (after a date) as of, S since, s (after a date) since, F from,
    B between, O now, b from now on, P the past (P1 the past day), X label of a stamp, p afternoon, and relative days:
    t0 today, t-1 yesterday, =0 the same day, =1 the next, weeks (W0 this week, W-1 the last) and G-1 last year. A
    keyword that says nothing hides shorter ones inside it.

    `tight` words may stand inside a date (the), `of` before its month, `loose` ones between a date and its time
    (on, at), `ranges` and `ands` between two ends. `since_before` and `since_after` may stand farther off.
    A day without a month is read only where no word of `no_day_after` follows and none of `no_day_before` stands before
    it, and where `day_before` is given one of those does; `month_before` does the same for a month alone.
    `announced` words, at most `announced_reach` characters off, make a date that of an announcement; `stamp_after`
    follow a date of posting; a range after one of `other_before` (onset between) is no period of the data. `news` words
    say that the sentence counts what is new; `year_after` words right behind a bare year that it counts all of that
    year, `compared` words before a week that it is only compared with. `weekdays`, from Monday on, may stand beside a
    date, or in `spaced` languages for one.
    """

    months: Mapping[str, int] = msgspec.field(default_factory=dict)
    units: Mapping[str, str] = msgspec.field(default_factory=dict)
    prefixes: Mapping[str, str] = msgspec.field(default_factory=dict)
    numerals: Mapping[str, int] = msgspec.field(default_factory=dict)
    spaced: bool = True
    clock_marks: str = ":："
    day_first: bool = False
    keywords: Mapping[str, str] = msgspec.field(default_factory=dict)
    tight: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    ands: frozenset[str] = frozenset()
    ranges: frozenset[str] = frozenset()
    since_before: tuple[str, ...] = ()
    since_after: tuple[str, ...] = ()
    no_day_before: tuple[str, ...] = ()
    no_day_after: tuple[str, ...] = ()
    day_before: tuple[str, ...] = ()
    month_before: tuple[str, ...] = ()
    announced: tuple[str, ...] = ()
    announced_reach: int = 0
    stamp_after: tuple[str, ...] = ()
    other_before: tuple[str, ...] = ()
    news: tuple[str, ...] = ()
    year_after: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
