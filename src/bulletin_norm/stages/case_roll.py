"""The persons read so far: adds one, or what is new of one already there; finds one that is referred to."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Mapping

import msgspec

from bulletin_norm.stages.case_fields import Home, Value
from bulletin_norm.stages.case_patterns import Patterns

NAMES_BACK = 40


class Person(msgspec.Struct, frozen=True):
    """What was read of one person, each field with its words; `group` counts the headings before it."""

    number: int | None
    start: int
    end: int
    head_end: int
    group: int
    opens_line: bool
    classification: str
    values: Mapping[str, Value]
    home: Home | None

    def get(self, name: str) -> Value | None:
        """The field's value with its words, if it was said."""
        return self.values.get(name)

    def said(self, name: str) -> str | int | None:
        """The field's value, if it was said."""
        value = self.values.get(name)
        return value.value if value else None


class Roll:
    """The persons of one list, in the order of the text."""

    def __init__(self, text: str, known: Patterns) -> None:
        self.text, self.known = text, known
        self.people: list[Person] = []
        self._by_number: dict[int, list[int]] = defaultdict(list)
        self._starts: list[int] = []

    def add(self, person: Person) -> None:
        """Add a person, or what is new of one already there (the same number said twice)."""
        if person.number is not None:
            for at in self._by_number[person.number][-NAMES_BACK:]:
                if _same(person, self.people[at]):
                    self.people[at] = _merged(self.people[at], person)
                    return
            self._by_number[person.number].append(len(self.people))
        self.people.append(person)
        insort(self._starts, person.start)

    def covers(self, start: int, end: int) -> bool:
        """Whether the description of a person begins in text[start:end]."""
        at = bisect_left(self._starts, start)
        return at < len(self._starts) and self._starts[at] < end

    def referred(self, who: str | None) -> Person | None:
        """The person that some words name, by number or by name."""
        if not who:
            return None
        if found := self.known.identifier.search(who):
            written = next(value for name, value in found.groupdict().items() if value and name.startswith("number"))
            number = self.known.integer(written)
            at = self._by_number.get(number, [])[-1:] if number is not None else []
            return self.people[at[0]] if at else None
        name = self.known.names.search(who)
        if name is None:
            return None
        for person in reversed(self.people[-NAMES_BACK:]):
            own = self.known.names.match(self.text, person.head_end, person.end)
            if own and own[0].strip() == name[0].strip():
                return person
        return None


def _merged(person: Person, again: Person) -> Person:
    home = person.home if person.home and person.home.adcode else again.home or person.home
    return msgspec.structs.replace(person, values={**again.values, **person.values}, home=home)


def _same(person: Person, other: Person) -> bool:
    if person.number != other.number or person.classification != other.classification:
        return False
    for name in ("sex", "age"):
        if name in person.values and name in other.values and person.said(name) != other.said(name):
            return False
    if person.group == other.group or not ("sex" in person.values or "age" in person.values):
        return True
    return person.said("sex") == other.said("sex") and person.said("age") == other.said("age")
