"""Puts standard English terms in place of what machine translation made of them; rewrites English sections only."""

from __future__ import annotations

from operator import attrgetter

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.knowledge.glossary import Glossary, settled
from bulletin_norm.model import Document
from bulletin_norm.pipeline import Stage
from bulletin_norm.text import Edit

NAME = "terms"
LANGUAGE = "en"
_READING = attrgetter("reading")


def terms(knowledge: Knowledge) -> Stage:
    """The stage that rewrites terms by the glossary, round by round until nothing is left to rewrite."""
    glossary = knowledge.glossary

    def stage(document: Document) -> Document:
        return settled(document, rewritten, _READING)

    def rewritten(document: Document) -> Document | None:
        edits = _section_edits(glossary, document)
        return document.with_layer(NAME, edits) if edits else None

    return stage


def _section_edits(glossary: Glossary, document: Document) -> list[Edit]:
    edits: list[Edit] = []
    for section in document.sections:
        if section.language.split("-")[0] == LANGUAGE:
            issuer = section.issuer or document.issuer
            found = glossary.edits(document.reading[section.start : section.end], issuer=issuer)
            edits += [moved(edit, section.start) for edit in found] if section.start else found
    return edits


def moved(edit: Edit, offset: int) -> Edit:
    """The edit, `offset` code points further on."""
    return Edit(edit.start + offset, edit.end + offset, edit.before, edit.after, edit.rule)
