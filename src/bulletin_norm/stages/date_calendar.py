"""Resolves partial dates: from the date of publication, from the dates named before, from what is possible at all."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
from msgspec.structs import replace

_UNKNOWN = 2000
_AHEAD = 10


class Day(msgspec.Struct, frozen=True):
    """A day, or none; `known` is False where its year is not; `doubtful` and `rule` say how it was mended."""

    day: date | None
    known: bool = True
    doubtful: str = ""
    rule: str = ""
    explicit: bool = False

    def text(self) -> str | None:
        """The day in ISO 8601, or in EDTF where the year is not known."""
        if self.day is None:
            return None
        return self.day.isoformat() if self.known else f"XXXX-{self.day:%m-%d}"

    def moved(self, days: int) -> Day:
        """The day so many days later."""
        if self.day is None:
            return self
        try:
            return replace(self, day=self.day + timedelta(days))
        except OverflowError:
            return self


_RECENT = 3

NO_DAY = Day(None, False, "no date of publication to count from")


class Calendar:
    """What is known of time while a text is read: the day of publication, the last day named, the day of the data."""

    def __init__(self, published: date | None, explicit: list[date]) -> None:
        self.published = published
        self.reference = published or _latest(explicit)
        self.running: Day | None = None

    def relative(self, offset: int) -> Day:
        """Today, yesterday and so on: counted from the day of publication."""
        if self.published is not None:
            return Day(self.published, explicit=True).moved(offset)
        if self.running is not None and self.running.day is not None and offset == 0:
            return replace(self.running, doubtful="today without a date of publication", rule="relative")
        return NO_DAY

    def year(self, year: int) -> tuple[Day, Day] | None:
        """The first and the last day of a year (-1 the last one) that was over at publication."""
        if self.published is None:
            return None
        year += self.published.year if year < 0 else 0
        if not 1900 < year < self.published.year:
            return None
        return Day(date(year, 1, 1)), Day(date(year, 12, 31))

    def week(self, offset: int) -> tuple[Day, Day] | None:
        """Monday and Sunday of the week of publication or one before it, in doubt, and none after publication."""
        if self.published is None or self.published.toordinal() < 14:
            return None
        monday = self.published + timedelta(7 * offset - self.published.weekday())
        last = min(self.published, monday + timedelta(6))
        return Day(monday), Day(last, doubtful="which days the week has is not said")

    def resolve(self, year: int | None, month: int | None, day: int) -> Day:
        """The day that these numbers mean; missing ones are taken from the context."""
        if month is None:
            return self._in_running_month(day)
        if year is None:
            return self._in_nearest_year(month, day)
        doubtful, rule = "", ""
        if self.reference is not None and year > self.reference.year + 1:
            doubtful, rule = f"the year {year} cannot be", "year"
            year = self._nearest(month, day, self.reference)
        elif self.reference is None and year >= 2100:
            doubtful, rule, year = f"the year {year} cannot be", "year", year - 100
        found = _day(year, month, day) if year is not None else None
        if found is None:
            return Day(None, doubtful=f"no such day: {month}-{day}", rule="no_day")
        if self._is_recent_of_another_year(found):
            doubtful = f"the text was published in {self.published:%Y}"
        return Day(found, True, doubtful, rule, explicit=True)

    def _is_recent_of_another_year(self, found: date) -> bool:
        """Whether a day would be right before publication, were it not for its year: "August 19, 2018" in 2022."""
        if self.published is None or abs((self.published - found).days) <= _RECENT:
            return False
        again = _day(self.published.year, found.month, found.day)
        return again is not None and 0 <= (self.published - again).days <= _RECENT

    def of_publication(self, first: Day | None, last: Day | None, timed: bool) -> tuple[Day | None, Day | None]:
        """The days of data, which have an hour, in the year of the text, where only their year is another."""
        if not timed or last is None or last.day is None or self.published is None:
            return first, last
        if not self._is_recent_of_another_year(last.day):
            return first, last
        why = f"{last.day.year} is another year than that of the text"
        meant = Day(last.day.replace(year=self.published.year), True, why, "year", explicit=True)
        return meant if first == last else first, meant

    def in_published_month(self, day: Day) -> Day | None:
        """The same day of the month of publication or of the one before, where that is shortly before publication."""
        if self.published is None or day.day is None:
            return None
        for back in (0, 1):
            found = _shifted(self.published, -back, day.day.day)
            if found is not None and timedelta(0) <= self.published - found <= timedelta(10):
                return Day(found, True, f"{day.day:%m-%d} lies far from the date of publication", "month")
        return None

    def slipped(self, day: Day, data: str | None) -> Day | None:
        """The day of the data so far, or the one before publication, where only the month is another.

        Translation changes months: "From 0:00 to 24:00 on May 24" in a bulletin of June 24."""
        told = date.fromisoformat(data) if data and data[0] != "X" else None
        for meant in (told, self.published - timedelta(1) if self.published else None):
            if meant is None or day.day is None or day.day == meant:
                continue
            if day.day.day == meant.day and self.published and self.published - meant <= timedelta(10):
                return Day(meant, True, f"{day.day:%m-%d} is another month than the rest", "month")
        return None

    def _in_running_month(self, day: int) -> Day:
        base = self.running if self.running is not None and self.running.day is not None else None
        known = base.known if base is not None else True
        anchor = base.day if base is not None else self.reference
        if anchor is None:
            return Day(None, False, f"the month of day {day} is not said", "no_month")
        limit = self.reference + timedelta(3) if self.reference is not None and known else None
        same, after, before = (_shifted(anchor, months, day) for months in (0, 1, -1))
        if same is not None and (limit is None or same <= limit):
            forth = base is not None and anchor.day - day >= 15 and after is not None
            if forth and after is not None and (limit is None or after <= limit):
                same = after
            return Day(same, known)
        if before is not None and limit is not None:
            return Day(before, known)
        return Day(same or after, known) if same or after else Day(None, doubtful=f"no such day: {day}", rule="no_day")

    def _in_nearest_year(self, month: int, day: int) -> Day:
        if self.reference is None:
            if self.running is not None and self.running.day is not None and self.running.known:
                year = self._nearest(month, day, self.running.day)
                found = _day(year, month, day) if year else None
                return Day(found) if found else Day(None, doubtful=f"no such day: {month}-{day}", rule="no_day")
            found = _day(_UNKNOWN, month, day)
            if found is None:
                return Day(None, doubtful=f"no such day: {month}-{day}", rule="no_day")
            return Day(found, False, "the year is not known", "no_year")
        year = self._nearest(month, day, self.reference)
        found = _day(year, month, day) if year else None
        return Day(found) if found else Day(None, doubtful=f"no such day: {month}-{day}", rule="no_day")

    def _nearest(self, month: int, day: int, anchor: date) -> int | None:
        """The year in which that day is nearest to `anchor`; days to come count four times as far."""
        best, cost = None, 0
        for year in (anchor.year - 1, anchor.year, anchor.year + 1):
            found = _day(year, month, day)
            if found is None:
                continue
            distance = (anchor - found).days
            distance = distance if distance >= 0 else -4 * distance if distance < -_AHEAD else -distance
            if best is None or distance < cost:
                best, cost = year, distance
        return best


def _latest(days: list[date]) -> date | None:
    possible = [day for day in days if 2000 <= day.year < 2100]
    return max(possible) if possible else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _shifted(anchor: date, months: int, day: int) -> date | None:
    index = anchor.year * 12 + anchor.month - 1 + months
    return _day(index // 12, index % 12 + 1, day)


def earlier_year(day: date) -> date:
    """The day a year before; the day before it where that is no day (29 February)."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day - timedelta(366)


def day_of(day: str | None) -> date | None:
    """The day that a date of publication says; None where it says none."""
    try:
        found = date.fromisoformat(day) if day else None
    except ValueError:
        return None
    return found if found is not None and 1900 <= found.year < 2200 else None
