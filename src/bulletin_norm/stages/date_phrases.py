"""The grammar of time expressions: runs of tokens become phrases (as of, since, a period, a day)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bulletin_norm.stages.date_tokens import Token

_PARTS = re.compile(
    r"(?P<r>(?:(?:p\.?)?[oznhHk]m?)-(?:p\.?)?[hHk]m?|(?:p\.?)?[Hk]m?s(?:p\.?)?[Hk]m?|o-[ozn]|(?<=B)[oznhHk]m?&[hHk]m?)"
    r"|(?P<c>(?:p\.?)?[Hk]m?|h|z(?=N[Dnzo])|[nz](?=ND))"
    r"|(?P<x>I|[Yy]?\.?MD|[Yy]?M[noz](?=[-&]M?D)|DM[Yy]?|N[Dnz](?:\.?[yY])?|[yY]\.?N[Dnz]|[Dn]~?N(?![Dnz])(?:\.?[yY])?|zN(?![Dnz])(?:\.?[yY])?|D|(?<=t\()J)"
    r"|(?P<m>[Yy]M|M[Yy]?|N\.?[yY]|N)"
    r"|(?P<Y>[Yy])"
)
_UNIT = r"(?:t\(Y\)x|[xt=](?:\([xtnoz]\))?)"
_WHEN = rf"(?:c[.~]?(?:m|p~?)?\.?{_UNIT}|{_UNIT}\.?c|{_UNIT})"
_PHRASES = re.compile(
    rf"(?P<since>[SF]\.?[Ym]\.?F\.?{_WHEN})"
    rf"|(?P<range>[FS]?\.?(?:{_WHEN}|[mY])s?-F?\.?(?:{_WHEN}|[cmnoz](?!\.?c))(?:\.?Y)?s?|(?:[FS]\.?)?n-x|(?:Y\.?)?(?:[FS]\.?)?n-m|F\.?c-{_WHEN}|B\.?{_WHEN}&{_WHEN}"
    rf"|{_WHEN}s{_WHEN}a?|F\.?{_WHEN}A{_WHEN})"
    rf"|(?P<window>[FSAB]?\.?(?:{_UNIT}\.?r|r\.?m?\.?{_UNIT}|r))"
    rf"|(?P<odd>o\.?x\.?c)"
    rf"|(?P<as_of>A\.?m|A\.?(?:(?:c\.?m?\.?)?{_UNIT}(?:\.?A?\.?c(?:\.?x)?)?|c|O))"
    rf"|(?P<until>{_WHEN}\.?a)"
    rf"|(?P<after>(?:[SF]\.?)?(?:{_WHEN}|m|Y)(?:\.?s|O)|[SF]\.?(?:{_WHEN}|m|Y|c)s?(?:\.n)?)"
    rf"|(?P<past>P(?:\.?[cUVx](?:\.?\(x-x\))?)?)"
    rf"|(?P<stamp>X\.?{_WHEN})"
    rf"|(?P<now>O)|(?P<onward>b)"
    rf"|(?P<day>{_WHEN}(?:\.n)?)"
    rf"|(?P<month>m)|(?P<year>Y|G)|(?P<week>W)"
)


class Phrase(NamedTuple):
    """One time expression: its kind and its parts (x day, m month, Y year, c clock, r clock range, t = relative)."""

    kind: str
    parts: list[Token]


_SAID_ONLY_WITH_OTHERS = frozenset("noz-.~&()ASFBaspXP")
"""The kinds of tokens that are no time expression by themselves, nor together; a P is one that says how many."""


class Group(NamedTuple):
    """Tokens of a run, run[start:end], that are one part of a time expression; "" for one that stays as it is."""

    kind: str
    start: int
    end: int


def phrases(run: list[Token]) -> Iterator[Phrase]:
    """Yield the time expressions of a run of tokens."""
    kinds = "".join([token.kind for token in run])
    if "P" in kinds and _SAID_ONLY_WITH_OTHERS.issuperset(kinds):
        kinds = kinds if any(token.kind == "P" and token.value[0] for token in run) else ""
    for kind, groups in _plan(kinds):
        yield Phrase(kind, [_part(group, run) for group in groups])


@lru_cache(maxsize=10_000)
def _plan(kinds: str) -> list[tuple[str, list[Group]]]:
    """The time expressions of a run with tokens of these kinds, each with its parts."""
    if "P" not in kinds and _SAID_ONLY_WITH_OTHERS.issuperset(kinds):
        return []
    groups = _grouped(kinds)
    string = "".join([group.kind or kinds[group.start] for group in groups])
    return [(found.lastgroup or "day", groups[slice(*found.span())]) for found in _PHRASES.finditer(string)]


def _grouped(kinds: str) -> list[Group]:
    """Which tokens go together as days, months, years, clock times and ranges of clock times.

    Minutes without an hour ("零分") are no month, which has their letter.
    """
    groups, last = list[Group](), 0
    for found in _PARTS.finditer(kinds):
        groups += [Group(_ALONE.get(kinds[at], ""), at, at + 1) for at in range(last, found.start())]
        groups.append(Group(found.lastgroup or "x", *found.span()))
        last = found.end()
    return groups + [Group(_ALONE.get(kinds[at], ""), at, at + 1) for at in range(last, len(kinds))]


_ALONE = {"m": "'"}


def _part(group: Group, run: list[Token]) -> Token:
    kind, start, end = group
    first = run[start]
    if not kind:
        return first
    value = _VALUES[kind](run[start:end]) if kind in _VALUES else first.value
    return Token(kind, first.start, run[end - 1].end, value)


def _day(tokens: list[Token]) -> tuple[int, ...]:
    """Year, month and day of a date; 0 for what it does not say."""
    year = month = day = 0
    for token in tokens:
        if token.kind == "I":
            return token.value
        if token.kind == "J":
            return (0, *token.value)
        if token.kind in "Yy":
            year = token.value[0]
        elif token.kind in "MN":
            month = token.value[0]
        elif token.kind in "Dnz":
            day = token.value[0]
    return year, month, day


def _month(tokens: list[Token]) -> tuple[int, ...]:
    year, month, _ = _day(tokens)
    return year, month


def _year(tokens: list[Token]) -> tuple[int, ...]:
    return tokens[0].value


def _clock(tokens: list[Token]) -> tuple[int, ...]:
    hour = minute = afternoon = 0
    for token in tokens:
        if token.kind == "p":
            afternoon = 12
        elif token.kind == "m":
            minute = token.value[0]
        elif token.kind in "Hkhnoz":
            hour, minute = token.value[0], token.value[1] if len(token.value) > 1 else 0
    return hour + afternoon if hour < 12 else hour, minute


def _clock_range(tokens: list[Token]) -> tuple[int, ...]:
    dash = next(index for index, token in enumerate(tokens) if token.kind in "-s&")
    return *_clock(tokens[:dash]), *_clock(tokens[dash + 1 :])


_VALUES = {"x": _day, "m": _month, "Y": _year, "c": _clock, "r": _clock_range}
