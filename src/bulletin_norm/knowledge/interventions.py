"""Public-health and social measures: WHO's categories and the words that say them (glossaries/interventions.toml)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import ahocorasick_rs
import msgspec

from bulletin_norm.errors import Problem
from bulletin_norm.tables import read_toml

FILE = "interventions.toml"
GATES = ("order", "advice", "act")
"""The notions that make a sentence one that orders, advises or does something."""
HIDDEN = "none"
"""The notion of words that only hide a shorter word in them."""
MOST_KNOWN = 10_000
"""For how many sets of notions the rules are kept that they fit."""

Rule = tuple[int, tuple[str, ...]]
"""The place of a category, and the notions that say it together."""


class Category(msgspec.Struct, frozen=True):
    """One category of WHO's taxonomy; `when` lists alternatives, each a set of notions near each other."""

    code: str
    path: str
    when: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...] = ()
    bare: bool = False
    examples: Mapping[str, str] = {}


class Hit(msgspec.Struct, frozen=True, order=True):
    """Words found in a text, and the notions that they may say."""

    start: int
    end: int
    notions: frozenset[str]


class Lexicon:
    """The words of one language; whole words where the language parts them by spaces.

    >>> lexicon = Lexicon({"close contacts": {"none"}, "close": {"stop"}, "suspend*": {"stop"}})
    >>> [(hit.start, sorted(hit.notions)) for hit in lexicon.find("Close contacts; suspended, closer")]
    [(16, ['stop'])]
    """

    def __init__(self, words: Mapping[str, set[str]]) -> None:
        patterns = [word.rstrip("*").lower() for word in words]
        self._meant = [
            (frozenset(() if HIDDEN in notions else notions), word[0].isascii(), word[-1].isascii() and word[-1] != "*")
            for word, notions in words.items()
        ]
        self._matcher = ahocorasick_rs.AhoCorasick(patterns, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def find(self, text: str, offset: int = 0) -> Iterator[Hit]:
        """Yield the hits in order, moved by `offset`; they do not overlap, nor begin or end within Latin words."""
        lowered = text.lower()
        if len(lowered) != len(text):
            lowered = "".join(letter if len(letter.lower()) != 1 else letter.lower() for letter in text)
        for index, start, end in self._matcher.find_matches_as_indexes(lowered):
            notions, begins_latin, ends_latin = self._meant[index]
            if not notions:
                continue
            if begins_latin and start and (sign := lowered[start - 1]).isascii() and sign.isalnum():
                continue
            if ends_latin and (sign := lowered[end : end + 1]).isascii() and sign.isalnum():
                continue
            yield Hit(start + offset, end + offset, notions)


class Interventions(msgspec.Struct, frozen=True, dict=True):
    """All categories, and the words of each language: gate words (order, advice, act) and notions apart."""

    categories: tuple[Category, ...]
    words: Mapping[str, Mapping[str, tuple[str, ...]]]
    near: Mapping[str, int]

    @staticmethod
    def load(path: Path, problems: list[Problem]) -> Interventions:
        """Read interventions.toml; faults go to `problems`."""
        table = read_toml(path, problems, FILE)
        words = {
            name: {language: tuple(part.strip() for part in cell.split(" | ")) for language, cell in cells.items()}
            for name, cells in table.get("words", {}).items()
        }
        categories = []
        for row in table.get("category", []):
            faults = list(_faults(row, words))
            problems += [Problem(FILE, 0, f"category {row.get('code', '?')}: {fault}") for fault in faults]
            if not faults:
                categories.append(_category(row))
        problems += [Problem(FILE, 0, f"there is no [words.{gate}]") for gate in GATES if table and gate not in words]
        return Interventions(tuple(categories), words, table.get("near", {}))

    @cached_property
    def gates(self) -> dict[str, Lexicon]:
        """By language, the words that make a sentence order, advise or do something."""
        return self._lexicons(lambda name: name in GATES)

    @cached_property
    def notions(self) -> dict[str, Lexicon]:
        """By language, the words that say what is ordered."""
        return self._lexicons(lambda name: name not in GATES)

    @cached_property
    def rules(self) -> dict[str, list[Rule]]:
        """The rules by their first notion."""
        found: dict[str, list[Rule]] = {}
        for index, category in enumerate(self.categories):
            for rule in category.when:
                found.setdefault(rule[0], []).append((index, rule))
        return found

    def rules_of(self, notions: frozenset[str]) -> Sequence[Rule]:
        """The rules that texts with these notions fit, in the order of their categories; what was asked is known."""
        found = self._rules_of.get(notions)
        if found is None:
            found = sorted(
                [rule for notion in notions for rule in self.rules.get(notion, ()) if notions.issuperset(rule[1])]
            )
            if len(self._rules_of) < MOST_KNOWN:
                self._rules_of[notions] = found
        return found

    @cached_property
    def _rules_of(self) -> dict[frozenset[str], list[Rule]]:
        return {}

    def _lexicons(self, wanted: Any) -> dict[str, Lexicon]:
        found: dict[str, dict[str, set[str]]] = {}
        for name, cells in self.words.items():
            if not wanted(name) and name != HIDDEN:
                continue
            for language, words in cells.items():
                for word in words:
                    found.setdefault(language, {}).setdefault(word, set()).add(name)
        return {language: Lexicon(words) for language, words in found.items()}


def load(root: Path, problems: list[Problem]) -> Interventions:
    """The measures of the data folder `root`."""
    return Interventions.load(root / "glossaries" / FILE, problems)


def _faults(row: dict[str, Any], words: Mapping[str, object]) -> Iterator[str]:
    for key in ("code", "path", "when", "example"):
        if not row.get(key):
            yield f"{key} is missing"
    used = [name for rule in row.get("when", []) for name in rule.split(" + ")] + row.get("unless", [])
    for name in used:
        if name not in words:
            yield f"there is no [words.{name}]"
    for language in ("en", "zh"):
        if language not in (row.get("example") or {}):
            yield f"has no example in {language}"


def _category(row: dict[str, Any]) -> Category:
    return Category(
        code=row["code"],
        path=row["path"],
        when=tuple(tuple(rule.split(" + ")) for rule in row["when"]),
        unless=tuple(row.get("unless", ())),
        bare=bool(row.get("bare", False)),
        examples=row["example"],
    )
