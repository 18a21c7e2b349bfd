"""The epidemic curve of a corpus: new cases by day, week or month, as the geometry of a bar chart, in percent.

Every place is counted once: where bulletins of a province and of its cities give the same day, the widest place
stands for what lies in it, and of two bulletins on one place the later one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from bulletin_norm.model import ORIGINS, Fact

WHOLE = 100.0
GAP = 0.18
DAYS_BY_DAY, DAYS_BY_WEEK = 100, 740
TICKS = 4
LABELS = 8


class Key(NamedTuple):
    """What one bar adds up: figures of one measure and origin on one day."""

    disease: str
    measure: str
    origin: str
    day: str


@dataclass(frozen=True)
class Bar:
    """One coloured part of a bar; `x` and `y`, its upper left corner, and its size are in percent of the chart."""

    x: float
    y: float
    width: float
    height: float
    origin: str
    title: str


@dataclass(frozen=True)
class Tick:
    """A mark on an axis, in percent from the left or from the foot, and its label."""

    at: float
    label: str


@dataclass(frozen=True)
class Curve:
    """A chart: bars, marks on both axes, and the origins that occur, for the legend.

    `rows` are the counts as a table: the label of each bar with its count for each of `origins`.
    """

    title: str
    bars: tuple[Bar, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    origins: tuple[str, ...]
    unit: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]


class Figures:
    """Collects the daily new counts of a corpus, place by place."""

    def __init__(self) -> None:
        self._counts: dict[Key, dict[str, tuple[str, int]]] = defaultdict(dict)

    def add(self, fact: Fact, disease: str, published: str) -> None:
        """Take a fact, if it is a count of one known day and place; a later publication replaces an earlier one."""
        if fact.status != "new" or fact.count is None or not fact.adcode or fact.locality:
            return
        if not fact.end or fact.start != fact.end or not fact.end[:4].isdigit():
            return
        places = self._counts[Key(fact.disease or disease, fact.measure, fact.origin, fact.end)]
        places[fact.adcode] = max(places.get(fact.adcode, ("", 0)), (published, fact.count))

    def diseases(self) -> list[str]:
        """The diseases counted, that with most days and places first."""
        sizes: Counter[str] = Counter()
        for key, places in self._counts.items():
            sizes[key.disease] += len(places)
        return [disease for disease, _ in sizes.most_common()]

    def daily(
        self, disease: str, measure: str, ancestors: Callable[[str], tuple[str, ...]]
    ) -> dict[date, dict[str, int]]:
        """For each day the count of each origin, every place counted once."""
        days: dict[date, dict[str, int]] = defaultdict(dict)
        for key, places in self._counts.items():
            if (key.disease, key.measure) == (disease, measure):
                widest = (code for code in places if not any(above in places for above in ancestors(code)))
                days[date.fromisoformat(key.day)][key.origin] = sum(places[code][1] for code in widest)
        return {day: settled for day, origins in days.items() if sum((settled := _settled(origins)).values())}


def _settled(origins: dict[str, int]) -> dict[str, int]:
    """A total of unstated origin is not added to the parts whose origin is stated."""
    stated = sum(count for origin, count in origins.items() if origin != "unspecified")
    rest = max(0, origins.get("unspecified", 0) - stated)
    return {**origins, "unspecified": rest}


def curve_of(
    title: str, counted: dict[date, dict[str, int]], first: date, last: date, say_origin: Callable[[str], str]
) -> Curve:
    """The chart of daily counts from `first` to `last`."""
    unit = _unit((last - first).days)
    bins = _bins(counted, unit)
    starts = _starts(first, last, unit)
    top = _round_up(max((sum(origins.values()) for origins in bins.values()), default=1))
    slot = WHOLE / len(starts)
    scale = WHOLE / top
    bars = [
        bar
        for number, start in enumerate(starts)
        for bar in _stack(number * slot, slot, bins.get(start, {}), scale, _label(start, unit), say_origin)
    ]
    step = max(1, -(-len(starts) // LABELS))
    x_ticks = [Tick(round((n + 0.5) * slot, 2), _label(starts[n], unit)) for n in range(0, len(starts), step)]
    values = [top * n // TICKS for n in range(TICKS + 1)] if top >= TICKS else list(range(top + 1))
    y_ticks = [Tick(round(value * scale, 2), f"{value:,}") for value in values]
    used = tuple(origin for origin in ORIGINS if any(origins.get(origin) for origins in bins.values()))
    rows = [
        (_label(start, unit), tuple(f"{bins[start].get(origin, 0):,}" for origin in used))
        for start in starts
        if start in bins
    ]
    return Curve(title, tuple(bars), tuple(x_ticks), tuple(y_ticks), used, unit, tuple(rows))


def _stack(
    x: float, slot: float, origins: dict[str, int], scale: float, label: str, say_origin: Callable[[str], str]
) -> Iterable[Bar]:
    y = WHOLE
    for origin in ORIGINS:
        count = origins.get(origin, 0)
        if count:
            y -= count * scale
            title = " ".join(f"{label}: {count:,} {say_origin(origin)}".split())
            yield Bar(
                round(x + slot * GAP / 2, 2),
                round(y, 2),
                round(slot * (1 - GAP), 2),
                round(count * scale, 2),
                origin,
                title,
            )


def _unit(days: int) -> str:
    return "day" if days <= DAYS_BY_DAY else "week" if days <= DAYS_BY_WEEK else "month"


def _start(day: date, unit: str) -> date:
    if unit == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if unit == "week" else day


def _bins(days: dict[date, dict[str, int]], unit: str) -> dict[date, dict[str, int]]:
    bins: dict[date, dict[str, int]] = defaultdict(lambda: dict.fromkeys(ORIGINS, 0))
    for day, origins in days.items():
        for origin, count in origins.items():
            bins[_start(day, unit)][origin] += count
    return bins


def _starts(first: date, last: date, unit: str) -> list[date]:
    starts = [_start(first, unit)]
    while True:
        near = starts[-1] + timedelta(days={"day": 1, "week": 7, "month": 32}[unit])
        following = _start(near, unit)
        if following > last:
            return starts
        starts.append(following)


def _label(start: date, unit: str) -> str:
    return start.isoformat()[:7] if unit == "month" else start.isoformat()


def _round_up(value: int) -> int:
    """The next round number above, so that the axis ends on one."""
    magnitude = int("1" + "0" * (len(str(value)) - 1))
    for factor in (1, 2, 4, 5, 8, 10):
        if value <= factor * magnitude:
            return factor * magnitude
    return value
