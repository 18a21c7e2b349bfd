"""The words that a language has for numbers."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class NumberWords(msgspec.Struct, frozen=True, eq=False):
    """How a language writes numbers. All words are in lower case.

    `units` add up (one, twenty, 二), `multipliers` multiply what stands before them within a thousand or ten thousand
    (hundred, 十), `scales` multiply all of it and may follow digits (million, 万). `spaced` languages part their words
    with blanks; in the others, and where `counted_words` says so, a numeral in words is a number only where one of
    `counters` follows; blanks or line ends between the digits of languages without blanks are faults.

    `group_marks` and `decimal_marks` stand inside digits; `space_groups` says that a blank is a thousands mark of the
    language. `more_before` and the like make a number a bound, `plain_before` only look as if they did; `vague` words
    are bounds by themselves; `ranges` stand between two numbers, `between` maps the word before a range to the one
    inside it. A numeral in words is none before or after one of `ordinals`, nor inside one of `no_numbers`. `single` is
    an expression, over lower case, for an article that stands for one: the "a" of "a new local case", unless after
    one of `no_single_after` ("a contact of a new case").
    """

    units: Mapping[str, int] = msgspec.field(default_factory=dict)
    multipliers: Mapping[str, int] = msgspec.field(default_factory=dict)
    scales: Mapping[str, int] = msgspec.field(default_factory=dict)
    articles: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    spaced: bool = True
    counters: tuple[str, ...] = ()
    counted_words: bool = False
    ordinals: tuple[str, ...] = ()
    group_marks: str = ","
    decimal_marks: str = "."
    space_groups: bool = False
    more_before: tuple[str, ...] = ()
    more_after: tuple[str, ...] = ()
    less_before: tuple[str, ...] = ()
    less_after: tuple[str, ...] = ()
    about_before: tuple[str, ...] = ()
    about_after: tuple[str, ...] = ()
    plain_before: tuple[str, ...] = ()
    between: Mapping[str, str] = msgspec.field(default_factory=dict)
    vague: Mapping[str, tuple[int | None, int | None]] = msgspec.field(default_factory=dict)
    ranges: tuple[str, ...] = ()
    no_numbers: tuple[str, ...] = ()
    single: str = ""
    no_single_after: tuple[str, ...] = ()
