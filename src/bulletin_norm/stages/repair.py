"""Mends damage of single characters: escapes, tags, full-width forms, odd spaces, cut numbers, doubled words.

Nothing is folded that a table does not name: 10³ stays 10³. Passes are repeated until none finds anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, islice

import msgspec

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.knowledge.characters import Repairs, shape_of
from bulletin_norm.knowledge.languages import ByLanguage
from bulletin_norm.model import Document
from bulletin_norm.pipeline import Stage
from bulletin_norm.stages.repair_lines import find_doubled_words, find_wraps
from bulletin_norm.stages.repair_markup import find_markup, is_break
from bulletin_norm.stages.repair_names import find_cut_names
from bulletin_norm.stages.repair_spelling import find_misspelt
from bulletin_norm.text import Edit, Layer, compose

ROUNDS = 6
"""How often the passes are repeated at most; two rounds serve any text but one made to need more."""

Pass = Callable[[str, Repairs], Iterator[Edit]]


def repair(knowledge: Knowledge) -> Stage:
    """The stage that mends characters, section by section in the section's language."""

    passes = ByLanguage(knowledge.languages, partial(_passes, knowledge))

    def stage(document: Document) -> Document:
        edits: list[Edit] = []
        for section in document.sections:
            if knowledge.language(section.language):
                part = document.text[section.start : section.end]
                code = section.language.split("-")[0]
                layer = find_damage(part, _repairs(knowledge, code), passes[code])
                edits += _shifted(
                    _parted(layer.edits, section.end - section.start, document, section.end), section.start
                )
        mended = document.with_layer("repair", edits)
        if not document.title or not edits:
            return mended
        language = document.language or document.sections[0].language
        return mended.with_(title=mend(document.title, _repairs(knowledge, language)))

    return stage


def find_damage(text: str, repairs: Repairs, passes: tuple[Pass, ...] | None = None) -> Layer:
    """One layer with all repairs of a text: `passes` (all) one after the other, until none finds anything."""
    passes = passes or PASSES
    layer = Layer("repair", ())
    now, clean = text, 0
    for pass_ in islice(cycle(passes), ROUNDS * len(passes)):
        edits = list(pass_(now, repairs))
        clean = 0 if edits else clean + 1
        if edits:
            further = Layer.of("repair", now, edits)
            layer = compose(text, layer, further) if layer.edits else further
            now = further.apply(now)
        elif clean == len(passes):
            break
    return layer


def mend(text: str, repairs: Repairs) -> str:
    """A text on its own, repaired, without spaces at its ends."""
    return find_damage(text, repairs).apply(text).strip()


def _repairs(knowledge: Knowledge, language: str) -> Repairs:
    return knowledge.characters.repairs_for(language.split("-")[0])


def _passes(knowledge: Knowledge, code: str) -> tuple[Pass, ...]:
    """All passes; where words are not parted by blanks, one for the names of places too."""
    words = knowledge.gazetteer.words.get(code)
    if words is None or knowledge.languages[code].counts.spaced:
        return PASSES
    generics = frozenset(words.generics)
    return (*PASSES, lambda text, _: find_cut_names(text, knowledge.gazetteer, generics))


def _parted(edits: tuple[Edit, ...], length: int, document: Document, end: int) -> tuple[Edit, ...]:
    """The edits of a section; a tag at its end that parts it from the next one leaves a line end there."""
    if not edits or edits[-1].end < length or end == len(document.text):
        return edits
    last = edits[-1]
    if last.after.strip() or "\n" in last.after or not is_break(last.before) or document.text[end] == "\n":
        return edits
    return (*edits[:-1], msgspec.structs.replace(last, after=last.after + "\n"))


def _shifted(edits: tuple[Edit, ...], offset: int) -> Iterator[Edit]:
    for edit in edits:
        yield Edit(edit.start + offset, edit.end + offset, edit.before, edit.after, edit.rule)


def find_characters(text: str, repairs: Repairs) -> Iterator[Edit]:
    """Yield an edit for each character that the table replaces."""
    if text.isascii() and not text.encode().translate(None, repairs.sound):
        return
    for found in repairs.damaged.finditer(text):
        start, character = found.start(), found[0]
        after = repairs.characters[character].between(text[start - 1 : start], text[start + 1 : start + 5])
        if character == "\r" and text[start + 1 : start + 2] == "\n":
            after = ""
        yield Edit(start, start + 1, character, after, "character")


def find_patterns(text: str, repairs: Repairs) -> Iterator[Edit]:
    """Yield an edit for each place where a pattern of the table fits; where two fit, the first in the table acts."""
    taken, shape = bytearray(), shape_of(text)
    for repair in repairs.patterns:
        if not repair.may_fit(text, shape):
            continue
        for found in repair.pattern.compiled.finditer(text):
            start, end = found.span()
            after = found.expand(repair.replacement) if "\\" in repair.replacement else repair.replacement
            if after == found[0] or taken.find(1, start, end) >= 0:
                continue
            taken = taken or bytearray(len(text))
            taken[start:end] = b"\1" * (end - start)
            yield Edit(start, end, found[0], after, repair.id)


PASSES: tuple[Pass, ...] = (find_markup, find_characters, find_wraps, find_patterns, find_misspelt, find_doubled_words)
