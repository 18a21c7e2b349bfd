"""Conditions of glossary rows: where a phrase has the reading that its row gives it."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from bulletin_norm.knowledge.glossary_text import Folded, fold, has_word

_NUMBER_END = re.compile(r"\d[\"')\]]? ?$")
_NUMBER_START = re.compile(r" ?\d")
_FAR = 4000
_ADCODE = re.compile(r"\d{1,6}\*|\d{6}|unknown")


class Spot(msgspec.Struct, frozen=True):
    """A place in a text where a row might act."""

    folded: Folded
    start: int
    end: int
    issuer: str | None


class Test(msgspec.Struct, frozen=True):
    """One test of a condition: a name, its values (any of them will do), and whether it is turned round."""

    name: str
    values: tuple[str, ...]
    negated: bool

    def holds(self, spot: Spot) -> bool:
        """Whether the test holds at a spot."""
        if self.name == "nearest":
            return _nearest(self.values, spot) is not self.negated
        judge = _JUDGES[self.name]
        for value in self.values:
            if judge(value, spot):
                return not self.negated
        return self.negated


class Condition(msgspec.Struct, frozen=True):
    """Alternatives, each a list of tests that must all hold; none at all always holds.

    `issuer:230100,23*,unknown` is about the division that speaks, `mentions:` about the document, `sentence:`
    XX
    >>> condition = Condition.parse("issuer:2301* | issuer:23*,unknown ; mentions:harbin")
    >>> condition.holds(Spot(Folded("back in Harbin"), 0, 4, None))
    True
    >>> condition.holds(Spot(Folded("back in Harbin"), 0, 4, "440000"))
    False
    """

    alternatives: tuple[tuple[Test, ...], ...] = ()

    @staticmethod
    def parse(text: str) -> Condition:
        """Read a condition; ValueError, in plain words, where it is none."""
        if not text:
            return Condition()
        return Condition(tuple(tuple(_test(part) for part in group.split(" ; ")) for group in text.split(" | ")))

    def holds(self, spot: Spot) -> bool:
        """Whether the condition holds at a spot."""
        for group in self.alternatives:
            for test in group:
                if not test.holds(spot):
                    break
            else:
                return True
        return not self.alternatives


def _test(text: str) -> Test:
    name, colon, values = text.strip().partition(":")
    negated = name.startswith("!")
    name = name.lstrip("!")
    if not colon or name not in _JUDGES:
        raise ValueError(f"unknown condition {text.strip()!r}; known are {', '.join(_JUDGES)}")
    parts = tuple(part.strip() for part in values.split(","))
    if not all(parts):
        raise ValueError(f"condition {text.strip()!r} has an empty value")
    if name == "issuer" and not all(_ADCODE.fullmatch(part) for part in parts):
        raise ValueError(f"condition {text.strip()!r}: an issuer is a code, a code's beginning with *, or unknown")
    return Test(name, tuple(part if name in ("issuer", "nearest") else fold(part) for part in parts), negated)


def _issuer(value: str, spot: Spot) -> bool:
    if spot.issuer is None or value == "unknown":
        return spot.issuer is None and value == "unknown"
    return spot.issuer.startswith(value[:-1]) if value.endswith("*") else spot.issuer == value


def _mentions(value: str, spot: Spot) -> bool:
    return has_word(spot.folded.text, value)


def _sentence(value: str, spot: Spot) -> bool:
    return has_word(spot.folded.sentence(spot.start, spot.end), value)


def _before(value: str, spot: Spot) -> bool:
    text, end = spot.folded.text, spot.start
    if value == "#":
        return bool(_NUMBER_END.search(text, max(0, end - 60), end))
    while end and text[end - 1] == " ":
        end -= 1
    start = end - len(value)
    return text.endswith(value, 0, end) and not (value[0].isalnum() and text[start - 1 : start].isalnum())


def _after(value: str, spot: Spot) -> bool:
    text, start = spot.folded.text, spot.end
    if value == "#":
        return bool(_NUMBER_START.match(text, start))
    while text.startswith(" ", start):
        start += 1
    end = start + len(value)
    return text.startswith(value, start) and not (value[-1].isalnum() and text[end : end + 1].isalnum())


def _nearest(values: tuple[str, ...], spot: Spot) -> bool:
    left = spot.folded.text[max(0, spot.start - _FAR) : spot.start]
    last = max(values, key=lambda value: left.rfind(fold(value.lstrip("-"))))
    return not last.startswith("-") and fold(last) in left


def _never(value: str, spot: Spot) -> bool:
    return False


_JUDGES: dict[str, Callable[[str, Spot], bool]] = {
    "issuer": _issuer,
    "mentions": _mentions,
    "sentence": _sentence,
    "before": _before,
    "after": _after,
    "nearest": _never,
}
