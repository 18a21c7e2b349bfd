"""The patterns of one language's line lists, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bulletin_norm.language.cases import CaseWords, Meaning
from bulletin_norm.text import Span

NEAR = 40
BOUND = r"\b"
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Meanings:
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


@dataclass(frozen=True)
class Patterns:
    """`CaseWords` as compiled patterns; the names are those of the words."""

    words: CaseWords
    numerals: dict[str, int]
    labels: Meanings
    identifier: re.Pattern[str]
    item: re.Pattern[str]
    more: re.Pattern[str]
    stretch: re.Pattern[str]
    described: re.Pattern[str]
    states: re.Pattern[str]
    sex: re.Pattern[str]
    digit: re.Pattern[str]
    age_after: re.Pattern[str]
    age_before: re.Pattern[str]
    sentence_end: re.Pattern[str]
    names: re.Pattern[str]
    named: re.Pattern[str]
    label: re.Pattern[str]
    ill: re.Pattern[str]
    dead: re.Pattern[str]
    sexes: Meanings
    cell_sexes: Meanings
    relatives: Meanings
    age: re.Pattern[str]
    band: re.Pattern[str]
    residence: tuple[re.Pattern[str], ...]
    resident: tuple[re.Pattern[str], ...]
    residence_end: re.Pattern[str]
    same_residence: re.Pattern[str]
    origin: tuple[re.Pattern[str], ...]
    division: re.Pattern[str]
    elsewhere: re.Pattern[str]
    occupations: Meanings
    trades: re.Pattern[str]
    severities: Meanings
    classifications: Meanings
    contacts: tuple[re.Pattern[str], ...]
    references: tuple[tuple[re.Pattern[str], str], ...]
    onset: re.Pattern[str]
    confirmed: re.Pattern[str]
    tested: re.Pattern[str]
    undated: re.Pattern[str]
    columns: Meanings
    blanks: re.Pattern[str]

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


@cache
def patterns(words: CaseWords) -> Patterns:
    """Compile the words of a language."""
    numerals = sorted((name for name, _ in words.numerals), key=len, reverse=True)
    firsts = "".join(sorted({name[0] for name in numerals}))
    number = rf"(?:\d{{1,6}}(?:st|nd|rd|th)?|(?=[{firsts}])(?:{'|'.join(numerals)}))"
    label = _any(tuple(meaning.pattern for meaning in words.labels))
    identifier = "|".join(_numbered(words.forms, number, label))
    sex = _any(tuple(meaning.pattern for meaning in words.sexes))
    age = "|".join(words.ages).replace("{number}", number)
    nameless = re.sub(r"\?P<\w+>", "?:", age)
    band = "|".join(words.bands).replace("{number}", number)
    aged = rf"(?:{band}|{nameless})"
    who = rf"(?P<who>{_plain(identifier)}|{label}?\s*{words.names})"

    def compiled(pattern: str) -> re.Pattern[str]:
        filled = pattern.replace("{number}", number).replace("{label}", label).replace("{who}", who)
        return re.compile(filled, re.IGNORECASE | re.MULTILINE)

    def table(meanings: tuple[Meaning, ...]) -> Meanings:
        parts = tuple(f"(?P<m{at}>{meaning.pattern})" for at, meaning in enumerate(meanings))
        if all(meaning.pattern.startswith(BOUND) for meaning in meanings):
            parts = tuple(f"{BOUND}{part.replace(BOUND, '', 1)}" for part in parts)
        return Meanings(compiled(_any(parts)), tuple(meaning.meaning for meaning in meanings))

    return Patterns(
        words=words,
        numerals=dict(words.numerals),
        labels=table(words.labels),
        identifier=re.compile(identifier, re.IGNORECASE | re.MULTILINE),
        item=compiled(words.items),
        more=compiled(rf"{words.links}(?:{label}\s*)?(?P<number>{number})(?!\d)"),
        stretch=compiled(rf"{words.ranges}(?:{label}\s*)?(?P<number>{number})(?!\d)"),
        described=compiled(words.described),
        states=compiled(words.states),
        sex=compiled(sex),
        digit=re.compile(rf"[\d{firsts}]"),
        age_after=compiled(rf"{words.age_gap}{aged}"),
        age_before=compiled(rf"{aged}{words.age_gap}\Z"),
        sentence_end=re.compile(words.sentence_end),
        names=compiled(words.names),
        named=compiled(words.named.replace("{names}", words.names)),
        label=compiled(label),
        ill=compiled(words.ill),
        dead=compiled(words.dead),
        sexes=table(words.sexes),
        cell_sexes=table(words.cell_sexes),
        relatives=table(words.relatives),
        age=compiled(_distinct(words.ages)),
        band=compiled(band),
        residence=tuple(map(compiled, words.residence)),
        resident=tuple(map(compiled, words.resident)),
        residence_end=re.compile(words.residence_end, re.IGNORECASE),
        same_residence=compiled(words.same_residence),
        origin=tuple(map(compiled, words.origin)),
        division=compiled(words.division),
        elsewhere=compiled(words.elsewhere),
        occupations=table(words.occupations),
        trades=compiled(words.trades),
        severities=table(words.severities),
        classifications=table(words.classifications),
        contacts=tuple(map(compiled, words.contacts)),
        references=tuple((compiled(pattern), meaning) for pattern, meaning in words.references),
        onset=compiled(words.onset),
        confirmed=compiled(words.confirmed),
        tested=compiled(words.tested),
        undated=compiled(words.undated),
        columns=table(words.columns),
        blanks=compiled(words.blanks),
    )


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
