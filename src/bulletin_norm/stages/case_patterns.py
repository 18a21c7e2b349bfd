"""The patterns of one language's line lists, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bulletin_norm.language.cases import CaseWords, Meaning

DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Patterns:
    """`CaseWords` as compiled patterns; the names are those of the words."""

    words: CaseWords
    numerals: dict[str, int]
    labels: tuple[tuple[re.Pattern[str], str], ...]
    identifier: re.Pattern[str]
    item: re.Pattern[str]
    more: re.Pattern[str]
    stretch: re.Pattern[str]
    described: re.Pattern[str]
    states: re.Pattern[str]
    core: re.Pattern[str]
    sentence_end: re.Pattern[str]
    names: re.Pattern[str]
    label: re.Pattern[str]
    ill: re.Pattern[str]
    dead: re.Pattern[str]
    sexes: tuple[tuple[re.Pattern[str], str], ...]
    relatives: tuple[tuple[re.Pattern[str], str], ...]
    age: re.Pattern[str]
    band: re.Pattern[str]
    residence: tuple[re.Pattern[str], ...]
    resident: tuple[re.Pattern[str], ...]
    residence_end: re.Pattern[str]
    same_residence: re.Pattern[str]
    origin: tuple[re.Pattern[str], ...]
    elsewhere: re.Pattern[str]
    occupations: tuple[tuple[re.Pattern[str], str], ...]
    trades: re.Pattern[str]
    severities: tuple[tuple[re.Pattern[str], str], ...]
    classifications: tuple[tuple[re.Pattern[str], str], ...]
    contacts: tuple[re.Pattern[str], ...]
    references: tuple[tuple[re.Pattern[str], str], ...]
    onset: re.Pattern[str]
    confirmed: re.Pattern[str]
    undated: re.Pattern[str]
    columns: tuple[tuple[re.Pattern[str], str], ...]
    blanks: re.Pattern[str]

    def integer(self, written: str) -> int | None:
        """The value of a whole number in digits or in words."""
        written = written.strip()
        if written[:1].isdecimal():
            digits = DIGITS.match(written)
            return int(digits[0]) if digits and len(digits[0]) < 8 else None
        return self.numerals.get(written.casefold())

    def classification(self, label: str) -> str:
        """The classification that a label states ("" for none)."""
        return first_meaning(self.labels, label) or ""


def first_meaning(meanings: tuple[tuple[re.Pattern[str], str], ...], text: str) -> str | None:
    """The meaning of the first pattern that occurs in `text`."""
    return next((meaning for pattern, meaning in meanings if pattern.search(text)), None)


@cache
def patterns(words: CaseWords) -> Patterns:
    """Compile the words of a language."""
    numerals = sorted((name for name, _ in words.numerals), key=len, reverse=True)
    number = rf"(?:\d{{1,6}}(?:st|nd|rd|th)?|(?:{'|'.join(numerals)}))"
    label = rf"(?:{'|'.join(meaning.pattern for meaning in words.labels)})"
    identifier = "|".join(_numbered(words.forms, number, label))
    sex = rf"(?:{'|'.join(meaning.pattern for meaning in words.sexes)})"
    age = "|".join(words.ages).replace("{number}", number)
    nameless = re.sub(r"\?P<\w+>", "?:", age)
    band = "|".join(words.bands).replace("{number}", number)
    aged = rf"(?:{band}|{nameless})"
    who = rf"(?P<who>{_plain(identifier)}|{label}?\s*{words.names})"

    def compiled(pattern: str) -> re.Pattern[str]:
        filled = pattern.replace("{number}", number).replace("{label}", label).replace("{who}", who)
        return re.compile(filled, re.IGNORECASE | re.MULTILINE)

    def table(meanings: tuple[Meaning, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple((compiled(meaning.pattern), meaning.meaning) for meaning in meanings)

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
        core=compiled(rf"{sex}{words.age_gap}{aged}|{aged}{words.age_gap}{sex}"),
        sentence_end=re.compile(words.sentence_end),
        names=compiled(words.names),
        label=compiled(label),
        ill=compiled(words.ill),
        dead=compiled(words.dead),
        sexes=table(words.sexes),
        relatives=table(words.relatives),
        age=compiled(_distinct(words.ages)),
        band=compiled(band),
        residence=tuple(map(compiled, words.residence)),
        resident=tuple(map(compiled, words.resident)),
        residence_end=re.compile(words.residence_end, re.IGNORECASE),
        same_residence=compiled(words.same_residence),
        origin=tuple(map(compiled, words.origin)),
        elsewhere=compiled(words.elsewhere),
        occupations=table(words.occupations),
        trades=compiled(words.trades),
        severities=table(words.severities),
        classifications=table(words.classifications),
        contacts=tuple(map(compiled, words.contacts)),
        references=table(words.references),
        onset=compiled(words.onset),
        confirmed=compiled(words.confirmed),
        undated=compiled(words.undated),
        columns=table(words.columns),
        blanks=compiled(words.blanks),
    )


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
