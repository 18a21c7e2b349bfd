"""The grammar of time expressions: runs of tokens become phrases (as of, since, a period, a day)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

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


def phrases(run: list[Token]) -> Iterator[Phrase]:
    """Yield the time expressions of a run of tokens."""
    parts = list(_reduced(run))
    string = "".join(part.kind if len(part.kind) == 1 else "|" for part in parts)
    for match in _PHRASES.finditer(string):
        found = parts[match.start() : match.end()]
        yield Phrase(match.lastgroup or "day", found)


def _reduced(run: list[Token]) -> Iterator[Token]:
    """Put tokens together into days, months, years, clock times and ranges of clock times."""
    string = "".join(token.kind for token in run)
    index = 0
    for match in _PARTS.finditer(string):
        yield from map(_alone, run[index : match.start()])
        tokens = run[match.start() : match.end()]
        index = match.end()
        kind = match.lastgroup or "x"
        yield Token(kind, tokens[0].start, tokens[-1].end, _VALUES[kind](tokens))
    yield from map(_alone, run[index:])


def _alone(token: Token) -> Token:
    """A token that is part of nothing; minutes without an hour ("零分") are then no month, which has their letter."""
    return msgspec.structs.replace(token, kind="'") if token.kind == "m" else token


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
