"""The words of the source that say a claim, as a reader is shown them: whole words, whole brackets, numbered."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

from bulletin_norm.model import Evidence
from bulletin_norm.outputs.wording import Wording

QUOTE_LENGTH = 160
CONTEXT = 30

_BRACKETS = {")": "(", "）": "（", "]": "[", "】": "【"}
_CLOSING = {opening: closing for closing, opening in _BRACKETS.items()}
_BRACKET = re.compile(r"[()（）\[\]【】]")
_LETTERS = frozenset(string.ascii_letters + string.digits)


class Source(msgspec.Struct, frozen=True):
    """Words of the source that say a claim; offsets in code points."""

    number: int
    quote: str
    place: str
    start: int
    end: int


@dataclass
class Sources:
    """Numbers the quoted words in the order in which they are asked for."""

    source: str
    words: Wording
    found: dict[tuple[tuple[int, int], ...], Source] = field(default_factory=dict)

    def whole(self, evidence: Sequence[Evidence]) -> Source | None:
        """The words from the first that say a claim to the last, with all between them; the middle is cut if long."""
        if not evidence:
            return None
        start, end = min(one.start for one in evidence), max(one.end for one in evidence)
        if end - start <= 2 * QUOTE_LENGTH:
            return self.of([Evidence("words", start, end, "")])
        return self.of(
            [Evidence("words", start, start + QUOTE_LENGTH, ""), Evidence("words", end - QUOTE_LENGTH, end, "")]
        )

    def of(self, evidence: Iterable[Evidence]) -> Source | None:
        """The words that say a claim, not where it is said again; what stands far apart is quoted with an ellipsis."""
        pieces = sorted([(e.start, e.end) for e in evidence if e.role != "repeat"])
        if not pieces:
            return None
        stretches = tuple([_widened(self.source, start, end) for start, end in _joined(pieces)])
        found = self.found.get(stretches)
        if found is None:
            quote = balanced([" ".join(self.source[start:end].split()) for start, end in stretches])
            start, end = stretches[0][0], stretches[-1][1]
            place = self.words.say("summary", "place", start=start, end=end)
            found = self.found[stretches] = Source(len(self.found) + 1, quote, place, start, end)
        return found


def _joined(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces as stretches of words: what stands near one another is quoted as one."""
    stretches = []
    first, last = pieces[0]
    for start, end in pieces:
        if start - last > CONTEXT:
            stretches.append((first, last))
            first, last = start, end
        elif end > last:
            last = end
    stretches.append((first, last))
    return stretches


def _widened(source: str, start: int, end: int) -> tuple[int, int]:
    """A stretch with the whole of its first and last words, and with the brackets right around it."""
    length = len(source)
    while 0 < start < length and source[start] in _LETTERS and source[start - 1] in _LETTERS:
        start -= 1
    while 0 < end < length and source[end] in _LETTERS and source[end - 1] in _LETTERS:
        end += 1
    if not _BRACKET.search(source, start, end):
        return start, end
    opened, closed = _unmatched(source[start:end])
    if closed and source[start - 1 : start] == _BRACKETS[closed[0]]:
        start -= 1
    if opened and source[end : end + 1] == _CLOSING[opened[-1]]:
        end += 1
    return start, end


def _unmatched(text: str, opened: str = "") -> tuple[str, str]:
    """The brackets that a text opens and does not close, after those `opened` before, and those that it closes and did
    not open.
    """
    closed = ""
    for letter in _BRACKET.findall(text):
        if letter in _CLOSING:
            opened += letter
        elif opened and opened[-1] == _BRACKETS[letter]:
            opened = opened[:-1]
        else:
            closed += letter
    return opened, closed


def balanced(pieces: Sequence[str]) -> str:
    """The pieces of a quote as one, in which each bracket has its other half.

    >>> balanced(["8 cases in A (5 in B"]), balanced(["On May 1", "in B) and 3 in C"])
    ('8 cases in A (5 in B …)', 'On May 1 … (in B) and 3 in C')
    """
    whole = " … ".join(pieces)
    if not _BRACKET.search(whole):
        return whole
    parts: list[str] = []
    opened = ""
    for piece in pieces:
        opened, closed = _unmatched(piece, opened)
        missing = "".join(_BRACKETS[letter] for letter in reversed(closed))
        parts.append(f"{missing}{'… ' if missing and not parts else ''}{piece}")
    return " … ".join(parts) + "".join(f" …{_CLOSING[letter]}" for letter in reversed(opened))


def before_words(source: str, end: int) -> str:
    """The words of the same line before an offset, cut between words, with an ellipsis where something is left out."""
    words = source[max(0, end - CONTEXT) : end].rpartition("\n")[2]
    if len(words) < CONTEXT:
        return words
    return "…" + (words.partition(" ")[2] or words)


def after_words(source: str, start: int) -> str:
    """The words of the same line after an offset, cut between words, with an ellipsis where something is left out."""
    words = source[start : start + CONTEXT].partition("\n")[0]
    if len(words) < CONTEXT:
        return words
    return (words.rpartition(" ")[0] or words) + "…"


def shortened(text: str) -> str:
    """A sentence in at most `QUOTE_LENGTH` characters, cut at an inner stop, else between words.

    >>> shortened("Shops close, " * 20)[-14:]
    'Shops close, …'
    """
    text = " ".join(text.split()).rstrip(".;。；")
    if len(text) <= QUOTE_LENGTH:
        return balanced([text])
    head = text[:QUOTE_LENGTH]
    cut = max(head.rfind(stop) for stop in [",", ";", "，", "；", "、"]) + 1
    head = head[: cut if cut > QUOTE_LENGTH // 2 else head.rfind(" ")].rstrip()
    return balanced([f"{head} …"])


def is_chinese(text: str) -> bool:
    """Whether a text is written in Chinese characters, for the most part."""
    if text.isascii():
        return False
    return 2 * sum("\u3400" <= letter <= "\u9fff" for letter in text) > len(text.replace(" ", ""))
