"""The patterns of one language's risk-area changes, each compiled once, when it is first needed."""

from __future__ import annotations

import re
from functools import cached_property

from bulletin_norm.language.risk import RiskWords
from bulletin_norm.stages.beginnings import quick

AREAS = "(?P<areas>"
_REST = 12
_REACH = 6000
_BEFORE, _AFTER = 140, 90


def _one(name: str) -> cached_property[re.Pattern[str]]:
    """The words of this name as a pattern, compiled when it is first asked for."""
    return cached_property(lambda known: known.compiled(getattr(known.words, name)))


class RiskPatterns:
    """`RiskWords` as patterns, each compiled when first asked for; `actions` are the changes that hold their areas."""

    area = _one("area")
    object = _one("object")
    aside = _one("aside")
    decided = _one("decided")
    auxiliary = _one("auxiliary")
    new = _one("new")
    current = _one("current")
    heading = _one("heading")
    counted = _one("counted")
    announces = _one("announces")
    other = _one("other")
    conditional = _one("conditional")
    past = _one("past")
    item = _one("item")
    subheading = _one("subheading")
    opens = _one("opens")
    glue = _one("glue")

    def __init__(self, words: RiskWords) -> None:
        self.words = words
        self._level = rf"(?:{'|'.join(pattern for pattern, _ in words.levels)})"
        self.sentence_end = re.compile(words.sentence_end)

    def compiled(self, pattern: str) -> re.Pattern[str]:
        """A pattern of words, with the levels that {level} in it stands for."""
        return quick(pattern.replace("{level}", self._level), re.IGNORECASE | re.MULTILINE)

    @cached_property
    def levels(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """The words for each level, with the level."""
        return tuple((self.compiled(pattern), name) for pattern, name in self.words.levels)

    @cached_property
    def risk(self) -> re.Pattern[str]:
        """Any word for risk."""
        return self.compiled("|".join(map(re.escape, self.words.guards)))

    @cached_property
    def levelled(self) -> re.Pattern[str]:
        """Any level."""
        return self.compiled(self._level)

    @cached_property
    def changes(self) -> tuple[re.Pattern[str], ...]:
        """What is said of areas that stand before it."""
        said = (*self.words.changes, *self.words.lifts)
        return tuple(self.compiled(pattern) for pattern in said if AREAS not in pattern)

    @cached_property
    def actions(self) -> tuple[re.Pattern[str], ...]:
        """What is said of areas in its midst."""
        said = (*self.words.changes, *self.words.lifts)
        return tuple(self.compiled(pattern) for pattern in said if AREAS in pattern)

    @cached_property
    def separator(self) -> re.Pattern[str]:
        """What stands between localities: groups strong, weak and join."""
        words = self.words
        return self.compiled(rf"(?P<strong>{words.strong})|(?P<weak>{words.weak})|(?P<join>{words.joins})")

    @cached_property
    def ranks(self) -> tuple[tuple[re.Pattern[str], int], ...]:
        """The words that localities end with, with how small their kind is."""
        return tuple((self.compiled(rank.pattern), rank.rank) for rank in self.words.ranks)

    def level(self, written: str | None) -> str | None:
        """The level that some words say: high, medium or low."""
        if not written:
            return None
        return next((level for pattern, level in self.levels if pattern.match(written)), None)

    def rank(self, words: str) -> int:
        """How small the kind of locality is that some words end with (0 for none)."""
        words = words.strip(" \t,，、;；").removesuffix(")").removesuffix("）")
        tail = words[-24:]
        return max((rank for pattern, rank in self.ranks if pattern.search(tail)), default=0)

    def only_counts(self, words: str) -> bool:
        """Whether some words only say how many areas there are: 共6栋居民楼."""
        counted = self.counted.match(words)
        return bool(counted and len(words) - counted.end() < _REST)

    def is_locality(self, words: str) -> bool:
        """Whether some words name a locality of any kind."""
        return bool(words) and (self.rank(words) > 0 or any(self.rank(part) for part in re.split(r"[,，(（]", words)))

    def windows(self, text: str, start: int, end: int) -> list[tuple[int, int, int]]:
        """Where a change may be said: around the words for risk, and from the start of their sentence."""
        windows: list[tuple[int, int, int]] = []
        for found in self.risk.finditer(text, start, end):
            low, high = max(start, found.start() - _BEFORE), min(end, found.end() + _AFTER)
            if windows and low <= windows[-1][2]:
                low, sentence, _ = windows.pop()
            else:
                floor = max(start, low - _REACH)
                sentence = max((sign.end() for sign in self.sentence_end.finditer(text, floor, low)), default=floor)
            windows.append((low, sentence, high))
        return windows
