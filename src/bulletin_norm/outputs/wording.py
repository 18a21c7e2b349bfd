"""How an output language says dates, counts and the rest: phrases from templates/words/<language>.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from bulletin_norm.errors import DataError, Problem
from bulletin_norm.model import Fact
from bulletin_norm.outputs.remembering import remembered
from bulletin_norm.tables import read_toml

SECTIONS = (
    "date",
    "count",
    "headline",
    "measure",
    "unit",
    "place",
    "status",
    "origin",
    "brief",
    "level",
    "risk",
    "case",
    "category",
    "doubt",
    "summary",
    "report",
)


class Wording(msgspec.Struct, frozen=True, dict=True):
    """The phrases of one output language, from the file at `path`; `tag` is en, zh-Hans, zh-Hant ..."""

    tag: str
    path: Path

    @cached_property
    def phrases(self) -> Mapping[str, Any]:
        """The phrases by section and name; DataError where the file is faulty or has not every section."""
        problems: list[Problem] = []
        name = f"templates/words/{self.path.name}"
        phrases = read_toml(self.path, problems, name)
        problems += [
            Problem(name, 0, f"has no section [{part}]") for part in SECTIONS if phrases and part not in phrases
        ]
        if problems:
            raise DataError(problems)
        return phrases

    def say(self, section: str, phrase: str, **values: object) -> str:
        """A phrase with its braces filled."""
        text: str = self.phrases[section][phrase]
        return text.format(**values)

    def term(self, section: str, value: str | None, *, group: str = "") -> str:
        """The word for a coded value ("imported", "moderate"); the value itself, spaced, where none is listed."""
        if not value:
            return ""
        table = self.phrases[section].get(group, {}) if group else self.phrases[section]
        return str(table.get(value, value.replace("_", " ")))

    def number(self, value: int) -> str:
        """A number with the language's thousands mark."""
        return f"{value:,}".replace(",", self.phrases["count"]["thousands"])

    def count(self, fact: Fact) -> str:
        """How many, as far as the text says: "about 40", "10 to 20", "at least 5".

        A count alone is exact unless it is marked as approximate.
        """
        return self._amount(fact.count, fact.low, fact.high, fact.approximate)

    @remembered
    def _amount(self, count: int | None, low: int | None, high: int | None, approximate: bool) -> str:
        if count is not None:
            return self.say("count", "about" if approximate else "exact", n=self.number(count))
        if low is not None and high is not None:
            return self.say("count", "range", low=self.number(low), high=self.number(high))
        if low is not None:
            return self.say("count", "at_least", low=self.number(low))
        if high is not None:
            return self.say("count", "at_most", high=self.number(high))
        return self.say("count", "unknown")

    def counted(self, fact: Fact) -> str:
        """How many, with the unit that the language gives what is counted: "12例"."""
        units = self.phrases["unit"]
        unit: str = units.get(fact.measure, units["other"])
        return unit.format(n=self.count(fact))

    def clock(self, time: str) -> str:
        """A time of day, from HH:MM."""
        hour, minute = time.split(":")
        return self.say("date", "clock" if int(minute) else "hour", hour=hour, h=int(hour), minute=minute)

    @remembered
    def day(self, date: str | None) -> str:
        """A day written out, from ISO 8601 or EDTF; an unknown year is said to be unknown."""
        if not date:
            return self.say("date", "unknown")
        parts = date.split("-")
        if len(parts) != 3 or not (parts[1].isdigit() and parts[2].isdigit() and 1 <= int(parts[1]) <= 12):
            return date
        month = self.phrases["date"]["months"][int(parts[1]) - 1]
        phrase = "day" if parts[0].isdigit() else "day_only"
        return self.say("date", phrase, day=int(parts[2]), month=month, year=parts[0])

    def period(self, first: str | None, last: str | None) -> str:
        """A stretch of days, both ends included; a single day is said once."""
        if first and last and first != last:
            return self._range(first, last)
        if first and not last:
            return self.say("date", "since", first=self.day(first))
        return self.day(last)

    def _range(self, first: str, last: str) -> str:
        """Two days, with the year and the month that they share said once."""
        days = {"first": self.day(first), "last": self.day(last)}
        whole = all(re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])-\d\d", day) for day in (first, last))
        if not whole or first[:4] != last[:4]:
            return self.say("date", "range", **days)
        phrase = "range_in_month" if first[:7] == last[:7] else "range_in_year"
        months = self.phrases["date"]["months"]
        days |= {"first_month": months[int(first[5:7]) - 1], "last_month": months[int(last[5:7]) - 1]}
        return self.say("date", phrase, **days, first_day=int(first[8:]), last_day=int(last[8:]))


def load_wordings(templates: Path, problems: list[Problem], *, at_once: bool = True) -> dict[str, Wording]:
    """Every output language of templates/words; where `at_once`, all are read now, and faults go to `problems`.

    Else a language is read when something is first said in it.
    """
    wordings = {path.stem: Wording(path.stem, path) for path in sorted((templates / "words").glob("*.toml"))}
    if "en" not in wordings:
        problems.append(Problem("templates/words/en.toml", 0, "is missing"))
    for wording in wordings.values() if at_once else ():
        try:
            wording.phrases  # noqa: B018
        except DataError as error:
            problems += error.problems
    return wordings
