"""What is read of changed risk levels on the way: statements, headings of lists, days."""

from __future__ import annotations

import msgspec

from bulletin_norm.model import PlaceMention
from bulletin_norm.stages.risk_localities import Locality


class Statement(msgspec.Struct, frozen=True):
    """Areas whose level changes: text[start:end] says so; `count` is how many there are said to be."""

    start: int
    end: int
    from_: str | None
    to: str
    localities: tuple[Locality, ...]
    date: str | None
    time: str | None
    dated: tuple[int, int] | None
    count: int | None = None
    title: bool = False


class When(msgspec.Struct, frozen=True):
    """A day and perhaps a clock time, with the words that say it."""

    date: str
    time: str | None
    span: tuple[int, int]


class Heading(msgspec.Struct, frozen=True):
    """A heading of a list of areas; `parent` is the place that its sub-heading names."""

    start: int
    end: int
    from_: str | None
    to: str
    count: int | None
    when: When | None
    parent: PlaceMention | None = None


class Region(msgspec.Struct, frozen=True):
    """A stretch of a list in one line: the place that it belongs to, and how many areas it is said to have."""

    start: int
    end: int
    parent: PlaceMention | None
    count: int | None


def joined(line: list[Locality]) -> Locality:
    """The localities of one line as one."""
    words = ", ".join(item.words for item in line if item.words)
    return line[0]._replace(end=line[-1].end, words=words)
