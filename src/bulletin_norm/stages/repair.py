"""Mends damage of single characters: escapes, tags, full-width forms, odd spaces, cut numbers, doubled words.

Nothing is folded that a table does not name: 10³ stays 10³. Passes are repeated until none finds anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.knowledge.characters import Repairs
from bulletin_norm.model import Document
from bulletin_norm.pipeline import Stage
from bulletin_norm.stages.repair_lines import find_doubled_words, find_wraps
from bulletin_norm.stages.repair_markup import find_markup
from bulletin_norm.text import Edit, Layer

ROUNDS = 6
"""How often the passes are repeated at most; two rounds serve any text but one made to need more."""

Pass = Callable[[str, Repairs], Iterator[Edit]]


def repair(knowledge: Knowledge) -> Stage:
    """The stage that mends characters, section by section in the section's language."""

    def stage(document: Document) -> Document:
        known = [section for section in document.sections if knowledge.language(section.language)]
        if not known:
            return document
        document = _mended(document, knowledge)
        return document.with_(title=mend(document.title, knowledge, known[0].language)) if document.title else document

    return stage


def mend(text: str, knowledge: Knowledge, language: str) -> str:
    """A text on its own, mended.

    >>> from bulletin_norm.assembly import load_knowledge
    >>> mend("８0 local COVID – 19 cases&nbsp;in Gu ‘an", load_knowledge(), "en")
    "80 local COVID-19 cases in Gu'an"
    """
    repairs = knowledge.characters.repairs_for(language.split("-")[0])
    for _ in range(ROUNDS):
        before = text
        for found in PASSES:
            edits = list(found(text, repairs))
            if edits:
                text = Layer.of("repair", text, edits).apply(text)
        if text == before:
            break
    return text.strip()


def _mended(document: Document, knowledge: Knowledge) -> Document:
    for _ in range(ROUNDS):
        before = document
        for found in PASSES:
            edits: list[Edit] = []
            for section in document.sections:
                if knowledge.language(section.language) is None:
                    continue
                part = document.text[section.start : section.end]
                repairs = knowledge.characters.repairs_for(section.language.split("-")[0])
                edits += _shifted(found(part, repairs), section.start)
            document = document.with_layer("repair", edits)
        if document is before:
            break
    return document


def _shifted(edits: Iterator[Edit], offset: int) -> Iterator[Edit]:
    if not offset:
        return edits
    return (Edit(edit.start + offset, edit.end + offset, edit.before, edit.after, edit.rule) for edit in edits)


def find_characters(text: str, repairs: Repairs) -> Iterator[Edit]:
    """Yield an edit for each character that the table replaces."""
    for found in repairs.damaged.finditer(text):
        start, character = found.start(), found[0]
        new = repairs.characters[character]
        after = "" if character == "\r" and text[start + 1 : start + 2] == "\n" else new.text
        if new.spacing == "before" and text[start - 1 : start].isalnum():
            after = " " + after
        elif new.spacing == "after" and text[start + 1 : start + 2].isalnum():
            after += " "
        yield Edit(start, start + 1, character, after, "character")


def find_patterns(text: str, repairs: Repairs) -> Iterator[Edit]:
    """Yield an edit for each place where a pattern of the table fits; where two fit, the first in the table acts."""
    taken: list[tuple[int, int]] = []
    for repair in repairs.patterns:
        if not repair.may_fit(text):
            continue
        for found in repair.pattern.finditer(text):
            start, end = found.span()
            after = found.expand(repair.replacement)
            if after == found[0] or any(start < last and first < end for first, last in taken):
                continue
            taken.append((start, end))
            yield Edit(start, end, found[0], after, repair.id)


PASSES: tuple[Pass, ...] = (find_markup, find_characters, find_wraps, find_patterns, find_doubled_words)
