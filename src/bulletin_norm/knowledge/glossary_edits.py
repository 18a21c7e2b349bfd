"""From what a term matched to the edits that put its standard form there."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from bulletin_norm.knowledge.glossary_rows import Term
from bulletin_norm.knowledge.glossary_text import Folded
from bulletin_norm.text import Edit

_OPENERS = " \t\u00a0\"'“‘([*_>"
_STARTERS = ".!?:;\n。；："
_ARTICLE = re.compile(r"\b([Aa])(n?)(\s)$")


class Hit(NamedTuple):
    """A term found at [start, end) of the folded text, and the edits that put its standard form there.

    There are none where it stands there already; `kept` marks what was found as a standard form, `matched` what an
    expression found.
    """

    start: int
    end: int
    edits: tuple[Edit, ...]
    kept: bool = False
    matched: bool = False

    @staticmethod
    def of_phrase(folded: Folded, start: int, end: int, term: Term, canonical: str, *, kept: bool) -> Hit:
        """The hit of a phrase, or of a standard form of which only the capitals may change."""
        if canonical and folded.source[folded.back(start) : folded.back(end)] == canonical:
            return Hit(start, end, (), kept)
        edit = _edit(folded, start, end, canonical, term.id)
        same = edit.before == edit.after or (kept and edit.before.lower() != edit.after.lower())
        return Hit(start, end, () if same else (edit,), kept)

    @staticmethod
    def of_match(folded: Folded, match: re.Match[str], term: Term) -> Hit:
        """The hit of an expression."""
        return Hit(match.start(), match.end(), tuple(_expression_edits(match, term, folded)), matched=True)


def longest_apart(hits: list[Hit], standing: list[tuple[int, int]], length: int) -> list[Hit]:
    """The hits that do not overlap, longer ones first; `length` is that of the folded text.

    A standard form that stands there already (all of them are at `standing`) keeps out what lies inside of it, but
    not what goes beyond it.
    """
    if not hits:
        return hits
    hits.sort(key=_longest_first)
    spans = _Spans(standing)
    taken = bytearray(length)
    apart = [hit for hit in hits if not hit.kept and not spans.hold(hit.start, hit.end) and _take(hit, taken)]
    return apart + [hit for hit in hits if hit.kept and _take(hit, taken)]


def _longest_first(hit: Hit) -> tuple[int, int, bool]:
    return hit.start - hit.end, hit.start, hit.matched


def _take(hit: Hit, taken: bytearray) -> bool:
    """Take the place of a hit, if it is free."""
    if taken.find(1, hit.start, hit.end) >= 0:
        return False
    taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
    return True


class _Spans:
    """Spans that may overlap, and whether one of them is larger than another span and holds it."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        spans.sort()
        self.largest = dict(spans)
        self.starts = list(self.largest)
        self.reach = list(accumulate(self.largest.values(), max))

    def hold(self, start: int, end: int) -> bool:
        before = bisect_left(self.starts, start)
        return (before > 0 and self.reach[before - 1] >= end) or self.largest.get(start, 0) > end


def with_articles(text: str, edits: list[Edit]) -> list[Edit]:
    """The edits, each taking the article before it along where "a" must become "an" or the other way."""
    agreed, last = [], 0
    for edit in edits:
        article = text[edit.start - 1 : edit.start].isspace() and _ARTICLE.search(
            text, max(last, edit.start - 4), edit.start
        )
        if article:
            old, new = (
                _vowel(text[edit.start : edit.start + 1]),
                _vowel(edit.after[:1] or text[edit.end : edit.end + 1]),
            )
            if old != new and bool(article[2]) == old:
                words = article[1] + ("n" if new else "") + article[3]
                edit = Edit(article.start(), edit.end, article[0] + edit.before, words + edit.after, edit.rule)
        agreed.append(edit)
        last = edit.end
    return agreed


def _expression_edits(match: re.Match[str], term: Term, folded: Folded) -> list[Edit]:
    """One edit for each stretch between the groups that stay."""
    edits, place, words = [], match.start(), ""
    for piece in term.pieces:
        if isinstance(piece, str):
            words += piece
        elif match.start(piece) >= 0:
            edits.append(_edit(folded, place, match.start(piece), words, term.id))
            place, words = match.end(piece), ""
    edits.append(_edit(folded, place, match.end(), words, term.id))
    return [edit for edit in edits if edit.before != edit.after]


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
    head, tail = _same_ends(before, after)
    return Edit(low + head, high - tail, before[head : len(before) - tail], after[head : len(after) - tail], rule)


@lru_cache(maxsize=4096)
def _same_ends(before: str, after: str) -> tuple[int, int]:
    """How many characters of whole words both begin with, and end with."""
    head = _same_words(before, after)
    return head, _same_words(before[head:][::-1], after[head:][::-1])


def _same_words(first: str, second: str) -> int:
    """How many characters of whole words both begin with."""
    word = first[: first.find(" ") + 1]
    if not word or not second.startswith(word):
        return 0
    same = next((at for at, (one, two) in enumerate(zip(first, second, strict=False)) if one != two), None)
    return first.rfind(" ", 0, min(len(first), len(second)) if same is None else same) + 1


def _vowel(letter: str) -> bool:
    return letter.lower() in ("a", "e", "i", "o", "u")


def _opens_sentence(source: str, offset: int) -> bool:
    while offset and source[offset - 1] in _OPENERS:
        offset -= 1
    return not offset or source[offset - 1] in _STARTERS
