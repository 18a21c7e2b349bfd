"""The words that a language has for counts: what is counted, in which status, from where, and how lists are built."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class CountWords(msgspec.Struct, frozen=True):
    """Phrases by the mark that they make; longer phrases win over shorter ones inside them.

    `features` are what measures are defined by (glossaries/measures.toml): asymptomatic, died, released ...;
    infected marks words for infections that may be without symptoms as well.
    `statuses` are new, current, cumulative, reported (cumulative after "as of", else as its sentence), had ("had
    reported": cumulative where no day is told) and
    present ("there are": current after "as of"). `origins` are local, imported, unspecified and outside (imported in
    what Taiwan, Hong Kong and Macao issue, else local).
    `drops` are kinds of counts that make no fact (clinical types, secondary contacts ...).
    `devices` build lists: zero ("no", 无), each, respectively, all, part ("of which"), rest, join ("and"), unit
    ("cases"), is ("are", 为, before what a count is), same_day, of_total (the 中 of 75例中), apart (words after which
    numbers stand for themselves), others ("and others", before a number of places), told (报告的, before a number) and
    lost (words that end with the unit of a number that is not
    there: 确诊病例例), comma (endings of verbs that end a clause as that sign does),
    earlier: of cases reported before, only ("the only high-risk area": one), flat ("the same as", which ends a
    statement), plain (words that only hide shorter ones inside them), whose (contacts "of", before the cases that they
    are of), unnamed ("the city", where none is known), linked ("linked to" an outbreak elsewhere), most ("mostly",
    before where not all are), by (reported "by", before who reports), of_the (after a number that is a part), brought
    ("the new cases brought the total to"), mainland (of China, for those outside it), national (commissions of the
    whole country), sum (what adds up without saying since when: "a total of").
    `reached` are the signs before a place of one character that people only came to or left: 抵蓉.
    `pair` are the features that the two numbers of "28+2" count.
    `spaced` says that words are set off by spaces; `number_first` that a count stands before its place; `blanks_part`
    that in a language that sets off no words a blank before a status parts statements (新增12例 累计90例).
    """

    features: Mapping[str, tuple[str, ...]]
    statuses: Mapping[str, tuple[str, ...]]
    origins: Mapping[str, tuple[str, ...]]
    drops: Mapping[str, tuple[str, ...]]
    devices: Mapping[str, tuple[str, ...]]
    spaced: bool
    number_first: bool
    blanks_part: bool = True
    abbreviations: tuple[str, ...] = ()
    reached: frozenset[str] = frozenset()
    pair: tuple[str, ...] = ()
