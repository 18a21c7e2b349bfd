"""What a person should look at, in words: what is in doubt, where it stands, and what to do about it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

import msgspec

from bulletin_norm.model import Fact
from bulletin_norm.outputs.labels import Labels
from bulletin_norm.outputs.quotes import QUOTE_LENGTH, after_words, before_words
from bulletin_norm.outputs.schema import DoubtRow, Record

PLACE = "ambiguous_place"


class Question(msgspec.Struct, frozen=True):
    """A doubt: the words that it is about (none where it is about the whole), their surroundings, the message."""

    kind: str
    quote: str
    before: str
    after: str
    message: str
    start: int
    end: int


def questions_of(record: Record, source: str, labels: Labels) -> tuple[Question, ...]:
    """The doubts of a record as a reader is told them, in their order; what is told twice is told once."""
    found: dict[tuple[int, int, str], Question] = {}
    for doubt in record.doubts:
        question = _question(doubt, record, source, labels)
        found.setdefault((question.start, question.end, question.message), question)
    return tuple(found.values())


def told(doubt: DoubtRow, record: Record, labels: Labels) -> str:
    """What is in doubt and what to do about it, as one or two sentences.

    A language that has a sentence for the kind of doubt says that one; the messages of records are English.
    """
    phrases = labels.words.phrases["doubt"]
    message = str(phrases["kinds"].get(doubt.kind, doubt.message))
    if doubt.kind == PLACE:
        message = _rivals(doubt, record, labels) or message
    if not message.endswith((".", "。", "!", "?")):
        message += phrases["stop"]
    todo = phrases["todo"].get(doubt.kind, "")
    return f"{message[:1].upper()}{message[1:]}{phrases['between'] if todo else ''}{todo}"


def _rivals(doubt: DoubtRow, record: Record, labels: Labels) -> str:
    """Which divisions a name may mean, by their names; "" where none is known."""
    place = next((one for one in record.places if one.start == doubt.start and one.end == doubt.end), None)
    if place is None or not place.candidates:
        return ""
    others = [labels.division(one.adcode) for one in place.candidates if one.adcode != place.adcode]
    if not others:
        return ""
    words = labels.words
    several = words.say("doubt", "comma").join(others[:-1])
    names = words.say("doubt", "or", one=several, other=others[-1]) if several else others[-1]
    if place.adcode is None:
        return words.say("doubt", "rivals", words=place.surface, names=names)
    return words.say("doubt", "taken", words=place.surface, name=labels.division(place.adcode), names=names)


def _question(doubt: DoubtRow, record: Record, source: str, labels: Labels) -> Question:
    start, end = doubt.start, min(doubt.end, doubt.start + QUOTE_LENGTH)
    if is_of_all(doubt, source):
        end = start = 0
    return Question(
        kind=doubt.kind,
        quote=" ".join(source[start:end].split()),
        before=before_words(source, start) if end else "",
        after=after_words(source, end) if end else "",
        message=told(doubt, record, labels),
        start=doubt.start,
        end=doubt.end,
    )


class Doubted:
    """Where in the source doubts lie, those about a document as a whole left out."""

    def __init__(self, doubts: Iterable[DoubtRow], source: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted((doubt.start, doubt.end) for doubt in doubts if not is_of_all(doubt, source)):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def holds(self, fact: Fact) -> bool:
        """Whether a doubt is about the very number of a fact."""
        for one in fact.evidence:
            if one.role == "count":
                at = bisect_right(self._ends, one.start)
                if at < len(self._ends) and self._starts[at] < one.end:
                    return True
        return False


def is_of_all(doubt: DoubtRow, source: str) -> bool:
    """Whether a doubt is about a document as a whole, not about some words of it."""
    return doubt.start == 0 and doubt.end >= len(source)
