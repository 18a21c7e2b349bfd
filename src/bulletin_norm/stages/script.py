"""Turns Traditional characters into Simplified ones, one edit a character; place names keep theirs (乾縣 is 乾县)."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.knowledge.characters import Conversion
from bulletin_norm.model import Document
from bulletin_norm.pipeline import Stage
from bulletin_norm.text import Edit

TRADITIONAL = "zh-Hant"
RULE = "t2s"


def script(knowledge: Knowledge) -> Stage:
    """The stage that gives the sections in Traditional script a Simplified reading."""

    def stage(document: Document) -> Document:
        edits: list[Edit] = []
        for section in document.sections:
            if section.language == TRADITIONAL:
                part = document.text[section.start : section.end]
                edits += find_traditional(part, knowledge.characters.conversion, section.start)
        return document.with_layer("script", edits)

    return stage


def find_traditional(text: str, conversion: Conversion, offset: int = 0) -> Iterator[Edit]:
    """Yield an edit for each character of a Traditional text that has a Simplified form, `offset` added."""
    simplified = conversion.characters
    phrases = {
        start + shift: new
        for index, start, _ in conversion.finder.find_matches_as_indexes(text)
        for shift, new in enumerate(conversion.phrases[conversion.order[index]])
    }
    for position, character in enumerate(text):
        if character in simplified:
            new = phrases.get(position) or simplified[character]
        elif position in phrases:
            new = phrases[position]
        else:
            continue
        if new != character:
            start = offset + position
            yield Edit(start, start + 1, character, new, RULE)
