"""The patterns of one language's line lists, each compiled once, when it is first needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

import msgspec

from bulletin_norm.language.cases import CaseWords, Meaning
from bulletin_norm.stages.beginnings import one_of, quick
from bulletin_norm.text import Span

NEAR = 40
BOUND = r"\b"
DIGITS = re.compile(r"\d+")


class Meanings(msgspec.Struct, frozen=True):
    """Patterns with a meaning each, as one."""

    pattern: re.Pattern[str]
    meanings: tuple[str, ...]

    def find(self, text: str, start: int, end: int) -> tuple[str, int, int] | None:
        """The first that occurs in text[start:end]: its meaning and span."""
        found = self.pattern.search(text, start, end)
        return (self.meaning(found), *found.span()) if found else None

    def meaning(self, found: re.Match[str]) -> str:
        """The meaning of a match."""
        return self.meanings[int((found.lastgroup or "m0")[1:])]


def _one(name: str) -> cached_property[re.Pattern[str]]:
    """The words of this name as a pattern, compiled when it is first asked for."""
    return cached_property(lambda known: known.compiled(getattr(known.words, name)))


def _several(name: str) -> cached_property[tuple[re.Pattern[str], ...]]:
    return cached_property(lambda known: tuple(map(known.compiled, getattr(known.words, name))))


def _table(name: str) -> cached_property[Meanings]:
    return cached_property(lambda known: known.meanings(getattr(known.words, name)))


class Patterns:
    """`CaseWords` as patterns, each compiled when it is first asked for; the names are those of the words."""

    item = _one("items")
    described = _one("described")
    states = _one("states")
    names = _one("names")
    ill = _one("ill")
    dead = _one("dead")
    same_residence = _one("same_residence")
    division = _one("division")
    address = _one("address")
    elsewhere = _one("elsewhere")
    trades = _one("trades")
    onset = _one("onset")
    confirmed = _one("confirmed")
    tested = _one("tested")
    undated = _one("undated")
    dated = _one("dated")
    dated_later = _one("dated_later")
    another = _one("another")
    later = _one("later")
    kin = _one("kin")
    blanks = _one("blanks")
    residence = _several("residence")
    resident = _several("resident")
    origin = _several("origin")
    contacts = _several("contacts")
    labels = _table("labels")
    sexes = _table("sexes")
    cell_sexes = _table("cell_sexes")
    relatives = _table("relatives")
    occupations = _table("occupations")
    severities = _table("severities")
    classifications = _table("classifications")
    columns = _table("columns")

    def __init__(self, words: CaseWords) -> None:
        self.words = words
        self.numerals = dict(words.numerals)
        firsts = "".join(sorted({name[0] for name in self.numerals}))
        self._number = rf"(?:\d{{1,6}}(?:st|nd|rd|th)?|{one_of(self.numerals)})"
        self._label = _any(tuple(meaning.pattern for meaning in words.labels))
        self._identifier = "|".join(_numbered(words.forms, self._number, self._label))
        self._band = "|".join(words.bands).replace("{number}", self._number)
        age = "|".join(words.ages).replace("{number}", self._number)
        self._aged = rf"(?:{self._band}|{_plain(age)})"
        self.digit = re.compile(rf"[\d{firsts}]")
        self.sentence_end = re.compile(words.sentence_end)
        self.residence_end = re.compile(words.residence_end, re.IGNORECASE)

    def compiled(self, pattern: str) -> re.Pattern[str]:
        """A pattern of words, with what {number}, {label} and {who} in it stand for."""
        who = rf"(?P<who>{_plain(self._identifier)}|{self._label}?\s*{self.words.names})"
        filled = pattern.replace("{number}", self._number).replace("{label}", self._label).replace("{who}", who)
        return quick(filled, re.IGNORECASE | re.MULTILINE)

    def meanings(self, meanings: tuple[Meaning, ...]) -> Meanings:
        """Words with a meaning each, as one pattern."""
        parts = tuple(f"(?P<m{at}>{meaning.pattern})" for at, meaning in enumerate(meanings))
        if all(meaning.pattern.startswith(BOUND) for meaning in meanings):
            parts = tuple(f"{BOUND}{part.replace(BOUND, '', 1)}" for part in parts)
        return Meanings(self.compiled(_any(parts)), tuple(meaning.meaning for meaning in meanings))

    @cached_property
    def identifier(self) -> re.Pattern[str]:
        """The number or name of a case, with groups number0, label0, number1 ..."""
        return quick(self._identifier, re.IGNORECASE | re.MULTILINE)

    @cached_property
    def label(self) -> re.Pattern[str]:
        """Any label."""
        return self.compiled(self._label)

    @cached_property
    def named(self) -> re.Pattern[str]:
        """A person's name where it says that a person follows."""
        return self.compiled(self.words.named.replace("{names}", self.words.names))

    @cached_property
    def more(self) -> re.Pattern[str]:
        """A further number after one: "and 5"."""
        return self.compiled(rf"{self.words.links}(?:{self._label}\s*)?(?P<number>{self._number})(?!\d)")

    @cached_property
    def stretch(self) -> re.Pattern[str]:
        """The last number of a range after its first: "to 9"."""
        return self.compiled(rf"{self.words.ranges}(?:{self._label}\s*)?(?P<number>{self._number})(?!\d)")

    @cached_property
    def references(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """Words that refer to another case, with what that one is to this."""
        return tuple((self.compiled(pattern), meaning) for pattern, meaning in self.words.references)

    @cached_property
    def sex(self) -> re.Pattern[str]:
        """Any word for a sex."""
        return self.compiled(_any(tuple(meaning.pattern for meaning in self.words.sexes)))

    @cached_property
    def age(self) -> re.Pattern[str]:
        """An age, with groups years0, months0, years1 ..."""
        return self.compiled(_distinct(self.words.ages))

    @cached_property
    def band(self) -> re.Pattern[str]:
        """An age that is only said roughly ("in his 60s")."""
        return self.compiled(self._band)

    @cached_property
    def age_after(self) -> re.Pattern[str]:
        """An age right after a sex."""
        return self.compiled(rf"{self.words.age_gap}{self._aged}")

    @cached_property
    def age_before(self) -> re.Pattern[str]:
        """An age right before a sex."""
        return self.compiled(rf"{self._aged}{self.words.age_gap}\Z")

    def integer(self, written: str) -> int | None:
        """The value of a whole number in digits or in words."""
        written = written.strip()
        if written[:1].isdecimal():
            digits = DIGITS.match(written)
            return int(digits[0]) if digits and len(digits[0]) < 8 else None
        return self.numerals.get(written.casefold())

    def sex_with_age(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield each stretch of text[start:end] that says a sex and, beside it, an age."""
        for sex in self.sex.finditer(text, start, end):
            low = max(start, sex.start() - NEAR)
            if after := self.age_after.match(text, sex.end(), end):
                yield Span(sex.start(), after.end())
            elif self.digit.search(text, low, sex.start()) and (
                before := self.age_before.search(text, low, sex.start())
            ):
                yield Span(before.start(), sex.end())

    def classification(self, label: str) -> str:
        """The classification that a label states ("" for none)."""
        found = self.labels.pattern.search(label)
        return self.labels.meaning(found) if found else ""


def _any(patterns: tuple[str, ...]) -> str:
    """One pattern for all; a word boundary that all begin with is looked for once."""
    if not patterns:
        return "(?!)"
    if all(pattern.startswith(BOUND) for pattern in patterns):
        return rf"{BOUND}(?:{'|'.join(pattern.removeprefix(BOUND) for pattern in patterns)})"
    return rf"(?:{'|'.join(patterns)})"


def _numbered(forms: tuple[str, ...], number: str, label: str) -> list[str]:
    return [
        form.replace("{number}", f"(?P<number{at}>{number})").replace("{label}", f"(?P<label{at}>{label})")
        for at, form in enumerate(forms)
    ]


def _plain(pattern: str) -> str:
    return re.sub(r"\?P<\w+>", "?:", pattern)


def _distinct(ages: tuple[str, ...]) -> str:
    """One pattern of all, with groups years0, months0, years1 ... as names must differ."""
    return "|".join(
        age.replace("(?P<years>", f"(?P<years{at}>").replace("(?P<months>", f"(?P<months{at}>")
        for at, age in enumerate(ages)
    )
