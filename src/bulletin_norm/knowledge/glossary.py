"""The glossary: standard English for the terms of bulletins, from glossaries/terms/*.tsv."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
from ahocorasick_rs import AhoCorasick

from bulletin_norm.errors import Problem
from bulletin_norm.knowledge.glossary_edits import Hit, longest_apart, with_articles
from bulletin_norm.knowledge.glossary_rows import GROUPS, Term, read_terms
from bulletin_norm.knowledge.glossary_text import Folded, fold
from bulletin_norm.knowledge.glossary_words import words_of
from bulletin_norm.knowledge.variants import simplified
from bulletin_norm.tables import sound
from bulletin_norm.text import Edit, Layer

State = TypeVar("State")

ROUNDS = 32
"""Rewriting is done when a round finds nothing, mostly the second; repeated words are halved in each round."""
_SAME_DASH = str.maketrans("-–－~～至", "——————", "“”‘’ \n")
_REACH = 120
"""How far from its anchor an expression may begin and end, in characters."""


def settled(state: State, rewritten: Callable[[State], State | None], text: Callable[[State], str]) -> State:
    """What a state is when it is rewritten until nothing is left to rewrite (`rewritten` gives None).

    Where two rows undo one another, the same texts come round again: the first of them in the order of their characters
    is the result, so that rewriting it once more gives it again.
    """
    states = [state]
    while len(states) <= ROUNDS and (following := rewritten(states[-1])) is not None:
        again = next((at for at, one in enumerate(states) if text(one) == text(following)), None)
        if again is not None:
            return min(states[again:], key=text)
        states.append(following)
    return states[-1]


class _Entry(NamedTuple):
    """What a pattern of the automaton stands for: a phrase of a row, its standard form (`kept`), or an anchor."""

    term: Term
    canonical: str
    kept: bool = False
    anchor: bool = False


class Glossary(msgspec.Struct, frozen=True, dict=True):
    """All terms, ready for look-up; `rows` by file and id.

    >>> glossary = Glossary.load(Path("glossaries"), [])
    >>> glossary.rewrite("2 newly diagnosed cases of new crown pneumonia")
    '2 newly confirmed cases of COVID-19'
    >>> glossary.english("无症状感染者"), glossary.english("解除醫學觀察")
    ('asymptomatic infections', 'released from medical observation')
    """

    rows: tuple[Term, ...]

    @staticmethod
    def load(root: Path, problems: list[Problem], *, compiled: bool = True, thorough: bool = False) -> Glossary:
        """Read and check `terms/*.tsv` below `root`; every fault goes to `problems` with its file and line.

        Where `compiled` says so, expressions are compiled and rows held against one another now, else expressions are
        compiled when a text first needs them; `thorough` also runs every example and looks for chains (`check`).
        """
        before = len(problems)
        glossary = Glossary(tuple(read_terms(root / "terms", problems)))
        if compiled:
            problems += [*glossary._clashes(), *glossary._chinese_clashes()]
            glossary._compile(problems)
        if thorough and len(problems) == before:
            problems += glossary.check()
        return glossary

    def _compile(self, problems: list[Problem]) -> None:
        terms = {term.expression: term for term in self.rows if term.expression}
        for expression in sound(terms, problems):
            groups = expression.compiled.groups
            if any(isinstance(piece, int) and piece > groups for piece in terms[expression].pieces):
                problems.append(expression.problem(GROUPS))

    def check(self) -> list[Problem]:
        """Rows whose result another row would change, and rows whose example comes out otherwise."""
        return [problem for term in self.rows for problem in self._chains(term)]

    def edits(self, text: str, *, issuer: str | None = None) -> list[Edit]:
        """The edits of one round, in order and apart: longest match first, each with the id of its row.

        `issuer` is the adcode of the division that speaks, for rows whose reading depends on it.
        """
        folded = Folded(text)
        hits, standing = self._hits(folded, issuer)
        if not any(hit.edits for hit in hits):
            return []
        hits = longest_apart(hits, standing + self._standing(folded.text), len(folded.text))
        return with_articles(text, sorted(edit for hit in hits for edit in hit.edits))

    def layers(self, text: str, *, issuer: str | None = None, name: str = "terms") -> list[Layer]:
        """The rounds of edits, until one finds nothing: the last text is changed no more."""

        def rewritten(state: tuple[str, list[Layer]]) -> tuple[str, list[Layer]] | None:
            text, layers = state
            edits = self.edits(text, issuer=issuer)
            layer = Layer.of(name, text, edits) if edits else None
            return (layer.apply(text), [*layers, layer]) if layer else None

        first: tuple[str, list[Layer]] = (text, [])
        return settled(first, rewritten, itemgetter(0))[1]

    def rewrite(self, text: str, *, issuer: str | None = None) -> str:
        """The text with standard terms."""
        for layer in self.layers(text, issuer=issuer):
            text = layer.apply(text)
        return text

    def english(self, zh: str, *, many: bool = True) -> str | None:
        """The standard English of a Chinese term in either script, in the plural unless not `many`; or None."""
        term = self._by_zh.get(simplified(zh).translate(_SAME_DASH))
        if term is None:
            return None
        return term.plural if many else term.canonical.replace("(s)", "")

    @cached_property
    def numeric(self) -> frozenset[str]:
        """The ids of the rows that may change the digits of a text (COVID-19, 24:00)."""
        return frozenset(term.id for term in self.rows if term.numeric)

    @cached_property
    def _by_zh(self) -> dict[str, Term]:
        found: dict[str, Term] = {}
        for term in self.rows:
            if term.speaks_for_itself:
                for zh in term.zh:
                    found.setdefault(zh.translate(_SAME_DASH), term)
        return found

    @cached_property
    def _by_pattern(self) -> dict[str, list[_Entry]]:
        found: dict[str, list[_Entry]] = defaultdict(list)
        forms: list[list[str]] = []
        for term in self.rows:
            entries: dict[str, _Entry] = {}
            for folded, canonical in term.phrases:
                if canonical not in entries:
                    entries[canonical] = _Entry(term, canonical)
                found[folded].append(entries[canonical])
            forms.append([] if "{" in term.canonical else sorted(entries))
        for term, canonicals in zip(self.rows, forms, strict=True):
            for canonical in canonicals:
                if canonical:
                    found[fold(canonical)].append(_Entry(term, canonical, kept=True))
            for anchor in term.anchors:
                found[anchor].append(_Entry(term, "", anchor=True))
        return dict(found)

    @cached_property
    def _acting(self) -> tuple[AhoCorasick, list[list[_Entry]]]:
        """Finds the patterns at which a text may change, and what they stand for."""
        acting = {pattern: entries for pattern, entries in self._by_pattern.items() if not _only_stands(entries)}
        return AhoCorasick(list(acting)), list(acting.values())

    @cached_property
    def _kept(self) -> AhoCorasick:
        """Finds the standard forms that are right however they are written."""
        return AhoCorasick([pattern for pattern, entries in self._by_pattern.items() if _only_stands(entries)])

    def _hits(self, folded: Folded, issuer: str | None) -> tuple[list[Hit], list[tuple[int, int]]]:
        """What may be rewritten, and where standard forms stand that may be too (where capitals may be wrong)."""
        finder, entries = self._acting
        hits: list[Hit] = []
        standing: list[tuple[int, int]] = []
        for index, start, end in _whole_words(finder, folded.text):
            found = False
            for term, canonical, kept, anchor in entries[index]:
                if anchor:
                    if (hit := _match(term, folded, start, end, issuer)) is not None:
                        hits.append(hit)
                elif not found and (kept or term.holds(folded, start, end, issuer)):
                    found = True
                    if kept:
                        standing.append((start, end))
                    if not kept or not canonical.islower():
                        hits.append(Hit.of_phrase(folded, start, end, term, canonical, kept=kept))
        return hits, standing

    def _standing(self, text: str) -> list[tuple[int, int]]:
        """Where the other standard forms stand."""
        return [(start, end) for _, start, end in _whole_words(self._kept, text)]

    def _clashes(self) -> Iterator[Problem]:
        """Rows that share an id, or a phrase under the same condition."""
        ids: dict[str, Term] = {}
        for term in self.rows:
            other = ids.setdefault(term.id, term)
            if other is not term:
                yield term.problem(f"has the id of {other.path}:{other.line}")
        for pattern, entries in self._by_pattern.items():
            if len(entries) == 1:
                continue
            seen: dict[str, Term] = {}
            for entry in entries:
                if not entry.kept and not entry.anchor:
                    first = seen.setdefault(entry.term.condition_text, entry.term)
                    if first is not entry.term:
                        yield entry.term.problem(
                            f"phrase {pattern!r} is also in {first.path}:{first.line} ({first.id})"
                        )

    def _chinese_clashes(self) -> Iterator[Problem]:
        """Rows that give a Chinese term other English than a row before them."""
        for term in self.rows:
            for zh in term.zh if term.speaks_for_itself else ():
                first = self._by_zh[zh.translate(_SAME_DASH)]
                if first.plural != term.plural:
                    yield term.problem(f"{zh} is {first.plural!r} in {first.path}:{first.line} ({first.id})")

    def _chains(self, term: Term) -> Iterator[Problem]:
        for canonical in sorted({phrase.canonical for phrase in term.phrases}):
            for edit in self.edits(canonical):
                yield term.problem(f"its form {canonical!r} is changed by {edit.rule} to {edit.after!r}")
        for example in term.examples:
            result = self.rewrite(example.text, issuer=example.issuer)
            if result != example.result:
                yield term.problem(f"example {example.text!r} gives {result!r}, not {example.result!r}")


def _only_stands(entries: list[_Entry]) -> bool:
    """Whether a pattern is nothing but a standard form without capitals."""
    return entries[0].kept and all(entry.kept and entry.canonical.islower() for entry in entries)


def _whole_words(finder: AhoCorasick, text: str) -> list[tuple[int, int, int]]:
    """The number and the place of each pattern that stands in a text and does not cut a word."""
    padded = f" {text} "
    return [
        found
        for found in finder.find_matches_as_indexes(text, overlapping=True)
        if not (padded[found[1]].isalnum() and padded[found[1] + 1].isalnum())
        and not (padded[found[2] + 1].isalnum() and padded[found[2]].isalnum())
    ]


def load(root: Path, problems: list[Problem], *, thorough: bool = False) -> Glossary:
    """Load the glossary of a folder of data files, or of the folder above it."""
    inside = root / "glossaries"
    return Glossary.load(inside if inside.is_dir() else root, problems, thorough=thorough)


def _match(term: Term, folded: Folded, start: int, end: int, issuer: str | None) -> Hit | None:
    """The first match of an expression that has the words at [start, end), where its condition holds."""
    assert term.expression is not None
    text, place = folded.text, max(0, start - _REACH)
    stop = min(len(text), end + _REACH)
    first, needed = words_of(term.expression.source)
    if text.find(needed, place, stop) < 0:
        return None
    regex = term.expression.compiled
    while True:
        if first:
            place = text.find(first, place, stop)
            match = regex.match(text, place, stop) if 0 <= place < end else None
        else:
            match = regex.search(text, place, stop)
            place = match.start() if match else -1
        if not 0 <= place < end:
            return None
        # A match that ends where the search was stopped has not seen what follows it.
        if match and match.end() > max(start, place) and (match.end() < stop or stop == len(text)):
            return Hit.of_match(folded, match, term) if term.holds(folded, place, match.end(), issuer) else None
        place += 1
