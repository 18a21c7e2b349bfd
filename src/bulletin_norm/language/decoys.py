"""The words that a language has for numbers that are no counts."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class DecoyWords(msgspec.Struct, frozen=True, eq=False):
    """What stands beside a number that is no count. All words are in lower case; the keys of mappings are kinds.

    `before` words stand right before the number, `after` words right after it, `nouns` up to three words after it
    (in languages with blanks), unless one of `stops` comes first. Numbers of the kind "area" (2 communities) are decoys
    of the kind headcount, unless one of `risk_words` says in the same clause that they are risk areas.

    A number after one of `case_words` is that of a case, unless one of `counters` follows (after one of `numbered` even
    then), or one of `count_words` stands before the case word; after one of `weak_case_words` it is one only in a range
    or list, before one of `case_tails` or after `related` (an expression for "the wife of"; lower case);
    after one of `number_words` (No. 57) it is one where one of `counters` follows, else an address. `joiners` stand in
    such lists and ranges.

    `falls` and `rises` say that the number after or before them is a difference; `rises` need a word of `compared` in
    the sentence, and words after a number say nothing of it with one of `no_change_before` after or before them.
    `codes` stand near figures such as "14+7" that are rules of isolation. `hotlines` are telephone numbers.
    `list_marks` follow the number of a paragraph.
    """

    before: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    after: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    nouns: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    stops: frozenset[str] = frozenset()
    spaced: bool = True
    number_words: tuple[str, ...] = ()
    case_words: tuple[str, ...] = ()
    weak_case_words: tuple[str, ...] = ()
    case_tails: tuple[str, ...] = ()
    related: str = ""
    numbered: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()
    count_words: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    falls_before: tuple[str, ...] = ()
    falls_after: tuple[str, ...] = ()
    rises_before: tuple[str, ...] = ()
    rises_after: tuple[str, ...] = ()
    no_change_before: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    hotlines: tuple[str, ...] = ()
    list_marks: tuple[str, ...] = ()
    risk_words: tuple[str, ...] = ()
