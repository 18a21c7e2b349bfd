"""The patterns of one language's risk-area changes, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bulletin_norm.language.risk import RiskWords

AREAS = "(?P<areas>"


@dataclass(frozen=True)
class RiskPatterns:
    """`RiskWords` as compiled patterns; the names are those of the words, but `actions` are changes with areas."""

    words: RiskWords
    levels: tuple[tuple[re.Pattern[str], str], ...]
    risk: re.Pattern[str]
    levelled: re.Pattern[str]
    area: re.Pattern[str]
    changes: tuple[re.Pattern[str], ...]
    actions: tuple[re.Pattern[str], ...]
    object: re.Pattern[str]
    aside: re.Pattern[str]
    auxiliary: re.Pattern[str]
    new: re.Pattern[str]
    current: re.Pattern[str]
    heading: re.Pattern[str]
    counted: re.Pattern[str]
    announces: re.Pattern[str]
    other: re.Pattern[str]
    conditional: re.Pattern[str]
    past: re.Pattern[str]
    sentence_end: re.Pattern[str]
    separator: re.Pattern[str]
    ranks: tuple[tuple[re.Pattern[str], int], ...]
    item: re.Pattern[str]
    subheading: re.Pattern[str]

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

    def is_locality(self, words: str) -> bool:
        """Whether some words name a locality of any kind."""
        return bool(words) and (self.rank(words) > 0 or any(self.rank(part) for part in re.split(r"[,，(（]", words)))


@cache
def risk_patterns(words: RiskWords) -> RiskPatterns:
    """Compile the words of a language."""
    level = rf"(?:{'|'.join(pattern for pattern, _ in words.levels)})"

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern.replace("{level}", level), re.IGNORECASE | re.MULTILINE)

    said = (*words.changes, *words.lifts)
    return RiskPatterns(
        words=words,
        levels=tuple((compiled(pattern), name) for pattern, name in words.levels),
        risk=compiled("|".join(map(re.escape, words.guards))),
        levelled=compiled(level),
        area=compiled(words.area),
        changes=tuple(compiled(pattern) for pattern in said if AREAS not in pattern),
        actions=tuple(compiled(pattern) for pattern in said if AREAS in pattern),
        object=compiled(words.object),
        aside=compiled(words.aside),
        auxiliary=compiled(words.auxiliary),
        new=compiled(words.new),
        current=compiled(words.current),
        heading=compiled(words.heading),
        counted=compiled(words.counted),
        announces=compiled(words.announces),
        other=compiled(words.other),
        conditional=compiled(words.conditional),
        past=compiled(words.past),
        sentence_end=re.compile(words.sentence_end),
        separator=compiled(rf"(?P<strong>{words.strong})|(?P<weak>{words.weak})|(?P<join>{words.joins})"),
        ranks=tuple((compiled(rank.pattern), rank.rank) for rank in words.ranks),
        item=compiled(words.item),
        subheading=compiled(words.subheading),
    )
