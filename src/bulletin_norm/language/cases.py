"""The words that a language has for line lists: people described one by one.

Every pattern is a regular expression (any case); `{number}` and `{label}` stand for the language's numbers and
for its words for a case, `{who}` for a case or person that is referred to.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec


class Meaning(NamedTuple):
    """A pattern and the standard word for what it says."""

    pattern: str
    meaning: str


class CaseWords(msgspec.Struct, frozen=True):
    """The words for line lists.

    Who: `guards` (a text without any of these, in lower case, describes nobody), `numerals`, `labels` (words for a
    case with the classification that they state, "" for none, "unstated" where it may be any), `unlabelled` (that of
    a case without any), `forms` (label and number as one identifier), `items` (the number of a list item), `links`
    (join identifiers one by one), `ranges` (join the ends of a stretch), `described` (what follows an identifier that
    opens a sentence and describes somebody), `states` (what follows one in mid-sentence), `names`, `name_marks`
    (signs of which each name has one, where there are such), `named` (a name that opens a description), `ill` and
    `dead` (words near a person without a number), `sentence_end`.

    What: `sexes`, `cell_sexes` (in tables), `relatives` (their sex), `ages` (with groups `years`, or `months` for
    infants), `bands` (ages that are no number), `age_gap` (between sex and age), `residence` (before the address),
    `resident` (a whole address, group `place`), `residence_end`, `same_residence`, `origin` (before a place, or with
    a group `place`), `division` (the phrase names one, known or not), `address` (a residence that is not resolved has
    one of these words), `glue` (words at the ends of an address that are no part of it), `elsewhere`
    (before a place that is neither), `occupations`, `trades` (an occupation without an
    entry, group `trade`), `severities`, `classifications`, `contacts` (group `who`), `references` (words of `who` and
    their standard form), `onset`, `confirmed`, `tested` (instead of it), `undated` (what these must not follow);
    `another` (after a day) and `kin` (before it) say that the day is that of another person, `later` (after it) that
    time went by before the diagnosis. What may lie between such a word and the day after it that is its own: `dated`
    ("diagnosed on"), `dated_later` ("diagnosed as a case on").

    Tables: `table_guards` (a text without any of these has none), `columns`, `blanks`.
    """

    guards: tuple[str, ...]
    numerals: tuple[tuple[str, int], ...]
    labels: tuple[Meaning, ...]
    unlabelled: str
    forms: tuple[str, ...]
    items: str
    links: str
    ranges: str
    described: str
    states: str
    names: str
    named: str
    ill: str
    dead: str
    sentence_end: str
    sexes: tuple[Meaning, ...]
    cell_sexes: tuple[Meaning, ...]
    relatives: tuple[Meaning, ...]
    ages: tuple[str, ...]
    bands: tuple[str, ...]
    age_gap: str
    residence: tuple[str, ...]
    resident: tuple[str, ...]
    residence_end: str
    same_residence: str
    origin: tuple[str, ...]
    division: str
    elsewhere: str
    occupations: tuple[Meaning, ...]
    trades: str
    severities: tuple[Meaning, ...]
    classifications: tuple[Meaning, ...]
    contacts: tuple[str, ...]
    references: tuple[Meaning, ...]
    onset: str
    confirmed: str
    tested: str
    undated: str
    table_guards: tuple[str, ...]
    columns: tuple[Meaning, ...]
    blanks: str = r"[-—–/\s]*"
    address: str = ""
    glue: tuple[str, ...] = ()
    another: str = r"(?!)"
    later: str = r"(?!)"
    kin: str = r"(?!)"
    dated: str = r"(?!)"
    dated_later: str = r"(?!)"
    name_marks: tuple[str, ...] = ()
