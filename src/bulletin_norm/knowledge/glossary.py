"""The glossary: standard English for the terms of bulletins, from glossaries/terms/*.tsv."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from bulletin_norm.errors import Problem
from bulletin_norm.knowledge.glossary_conditions import Spot
from bulletin_norm.knowledge.glossary_rows import Term, read_terms
from bulletin_norm.knowledge.glossary_text import Folded
from bulletin_norm.text import Edit, Layer

_OPENERS = " \t\u00a0\"'“‘([*_>"
_ARTICLE = re.compile(r"\b([Aa])(n?)(\s)$")
_STARTERS = ".!?:;\n。；："
ROUNDS = 4
"""Rewriting is done when a round finds nothing; no text needs more rounds than this."""


@dataclass(frozen=True)
class _Hit:
    start: int
    end: int
    rank: int
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class _Entry:
    """What a pattern of the automaton stands for: a phrase of a row and its standard form, the standard form
    itself (`kept`), or the fixed part of a regular expression (None)."""

    term: Term
    canonical: str | None
    kept: bool = False


@dataclass(frozen=True)
class Glossary:
    """All terms, ready for look-up; `rows` by file and id.

    >>> glossary = Glossary.load(Path("glossaries"), [])
    >>> [edit.after for edit in glossary.edits("2 newly diagnosed cases of new crown pneumonia")]
    ['newly confirmed cases', 'COVID-19']
    >>> glossary.english("无症状感染者")
    'asymptomatic infections'
    """

    rows: tuple[Term, ...]

    @staticmethod
    def load(root: Path, problems: list[Problem]) -> Glossary:
        """Read and check `terms/*.tsv` below `root`; every fault goes to `problems` with its file and line."""
        glossary = Glossary(tuple(read_terms(root / "terms", problems)))
        problems += glossary._clashes()
        if not problems:
            problems += glossary._chains()
        return glossary

    def edits(self, text: str, *, issuer: str | None = None) -> list[Edit]:
        """The edits of one round, in order and apart: longest match first, each with the id of its row.

        `issuer` is the adcode of the division that speaks, for rows whose reading depends on it.
        """
        folded = Folded(text)
        free: list[_Hit] = []
        for hit in sorted(self._hits(folded, issuer), key=lambda hit: (hit.start - hit.end, hit.start, hit.rank)):
            if all(hit.end <= other.start or other.end <= hit.start for other in free):
                free.append(hit)
        return _with_articles(text, sorted(edit for hit in free for edit in hit.edits))

    def layers(self, text: str, *, issuer: str | None = None, name: str = "terms") -> list[Layer]:
        """The rounds of edits, until one finds nothing: the last text is changed no more."""
        layers: list[Layer] = []
        for _ in range(ROUNDS):
            edits = self.edits(text, issuer=issuer)
            if not edits:
                break
            layers.append(Layer.of(name, text, edits))
            text = layers[-1].apply(text)
        return layers

    def rewrite(self, text: str, *, issuer: str | None = None) -> str:
        """The text with standard terms."""
        for layer in self.layers(text, issuer=issuer):
            text = layer.apply(text)
        return text

    def english(self, zh: str) -> str | None:
        """The standard English of a Chinese term, or None."""
        return self._by_zh.get(zh)

    @cached_property
    def numeric(self) -> frozenset[str]:
        """The ids of the rows that may change the digits of a text (COVID-19, 24:00)."""
        return frozenset(term.id for term in self.rows if term.numeric)

    @cached_property
    def _by_zh(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for term in self.rows:
            for zh in term.zh:
                if not term.regex:
                    found.setdefault(zh, term.canonical.replace("(s)", "s"))
        return found

    @cached_property
    def _entries(self) -> list[list[_Entry]]:
        return list(self._by_pattern.values())

    @cached_property
    def _by_pattern(self) -> dict[str, list[_Entry]]:
        found: dict[str, list[_Entry]] = defaultdict(list)
        for term in self.rows:
            for phrase in term.phrases:
                found[phrase.folded].append(_Entry(term, phrase.canonical))
            if term.regex:
                found[term.anchor].append(_Entry(term, None))
        for term in self.rows:
            for canonical in sorted({phrase.canonical for phrase in term.phrases}):
                if canonical:
                    found[Folded(canonical).text].append(_Entry(term, canonical, kept=True))
        return dict(found)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(list(self._by_pattern))

    def _hits(self, folded: Folded, issuer: str | None) -> Iterator[_Hit]:
        expressions: dict[str, Term] = {}
        for index, start, end in self._automaton.find_matches_as_indexes(folded.text, overlapping=True):
            for entry in self._entries[index]:
                if entry.canonical is None:
                    expressions[entry.term.id] = entry.term
                elif not folded.whole(start, end):
                    continue
                elif entry.kept:
                    yield _Hit(start, end, 0, _recased(folded, start, end, entry))
                    break
                elif entry.term.condition.holds(Spot(folded, start, end, issuer)):
                    edit = _edit(folded, start, end, entry.canonical, entry.term.id)
                    yield _Hit(start, end, 0, (edit,) if edit.before != edit.after else ())
                    break
        for term in expressions.values():
            yield from _expression_hits(term, folded, issuer)

    def _clashes(self) -> Iterator[Problem]:
        """Rows that share an id, or a phrase under the same condition."""
        ids: dict[str, Term] = {}
        for term in self.rows:
            other = ids.setdefault(term.id, term)
            if other is not term:
                yield term.problem(f"has the id of {other.path}:{other.line}")
        for pattern, entries in self._by_pattern.items():
            seen: dict[str, Term] = {}
            for entry in entries:
                if entry.canonical is not None and not entry.kept:
                    first = seen.setdefault(entry.term.condition_text, entry.term)
                    if first is not entry.term:
                        yield entry.term.problem(
                            f"phrase {pattern!r} is also in {first.path}:{first.line} ({first.id})"
                        )

    def _chains(self) -> Iterator[Problem]:
        """Rows whose result another row would change, and rows whose example comes out otherwise."""
        for term in self.rows:
            for canonical in sorted({phrase.canonical for phrase in term.phrases}):
                for edit in self.edits(canonical):
                    yield term.problem(f"its form {canonical!r} is changed by {edit.rule} to {edit.after!r}")
            for example in term.examples:
                result = self.rewrite(example.text, issuer=example.issuer)
                if result != example.result:
                    yield term.problem(f"example {example.text!r} gives {result!r}, not {example.result!r}")


def load(root: Path, problems: list[Problem]) -> Glossary:
    """Load the glossary of a folder of data files, or of the folder above it."""
    inside = root / "glossaries"
    return Glossary.load(inside if inside.is_dir() else root, problems)


def _expression_hits(term: Term, folded: Folded, issuer: str | None) -> Iterator[_Hit]:
    assert term.regex is not None
    for match in term.regex.finditer(folded.text):
        start, end = match.span()
        if start == end or not term.condition.holds(Spot(folded, start, end, issuer)):
            continue
        edits, place = [], start
        words = ""
        for piece in term.pieces:
            if isinstance(piece, str):
                words += piece
            elif match.start(piece) >= 0:
                edits.append(_edit(folded, place, match.start(piece), words, term.id))
                place, words = match.end(piece), ""
        edits.append(_edit(folded, place, end, words, term.id))
        yield _Hit(start, end, 1, tuple(edit for edit in edits if edit.before != edit.after))


def _recased(folded: Folded, start: int, end: int, entry: _Entry) -> tuple[Edit, ...]:
    """A standard form with capitals in it (COVID-19) is written with them."""
    canonical = entry.canonical or ""
    edit = _edit(folded, start, end, canonical, entry.term.id)
    if canonical.islower() or edit.before.lower() != edit.after.lower() or edit.before == edit.after:
        return ()
    return (edit,)


def _edit(folded: Folded, start: int, end: int, after: str, rule: str) -> Edit:
    """The edit of a folded span, without the words at either end that stay as they are."""
    source = folded.source
    low, high = folded.back(start), folded.back(end)
    if not after and low and source[low - 1] == " " and source[high : high + 1] in ("", " ", "\n"):
        low -= 1
    before = source[low:high]
    if after[:1].islower() and before[:1].isupper() and _opens_sentence(source, low):
        after = after[0].upper() + after[1:]
    if before == after:
        return Edit(low, high, before, after, rule)
    head = _same_words(before, after)
    tail = _same_words(before[head:][::-1], after[head:][::-1])
    return Edit(low + head, high - tail, before[head : len(before) - tail], after[head : len(after) - tail], rule)


def _same_words(first: str, second: str) -> int:
    """How many characters of whole words both begin with."""
    same = next((at for at, (one, two) in enumerate(zip(first, second, strict=False)) if one != two), None)
    return first.rfind(" ", 0, min(len(first), len(second)) if same is None else same) + 1


def _with_articles(text: str, edits: list[Edit]) -> list[Edit]:
    """The edits, each taking the article before it along where "a" must become "an" or the other way."""
    agreed, last = [], 0
    for edit in edits:
        article = _ARTICLE.search(text, max(last, edit.start - 4), edit.start)
        old, new = _vowel(text[edit.start :]), _vowel(edit.after + text[edit.end :])
        if article and old != new and bool(article[2]) == old:
            words = article[1] + ("n" if new else "") + article[3]
            edit = Edit(article.start(), edit.end, article[0] + edit.before, words + edit.after, edit.rule)
        agreed.append(edit)
        last = edit.end
    return agreed


def _vowel(words: str) -> bool:
    return words[:1].lower() in ("a", "e", "i", "o", "u")


def _opens_sentence(source: str, offset: int) -> bool:
    while offset and source[offset - 1] in _OPENERS:
        offset -= 1
    return not offset or source[offset - 1] in _STARTERS
