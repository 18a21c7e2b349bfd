"""Finds the disease that a bulletin is about."""

from __future__ import annotations

from collections import Counter

from bulletin_norm.knowledge import Knowledge
from bulletin_norm.model import Document
from bulletin_norm.pipeline import Stage

HEAD = 200
"""Code points at the beginning of a text in which a name weighs more: the title and the first sentence."""

HEAD_WEIGHT = 5

FIRST_WEIGHT = 5
"""What the first name weighs more: a report on many diseases begins with the word for all of them."""


def diseases(knowledge: Knowledge) -> Stage:
    """The stage that says what a document is about, unless that is known: the disease named first and most."""

    def stage(document: Document) -> Document:
        if document.disease:
            return document
        weights: Counter[str] = Counter()
        signs: Counter[str] = Counter()
        for named in knowledge.diseases.find(document.reading):
            weight = HEAD_WEIGHT if named.start < HEAD else 1
            weight += 0 if weights or not named.sure else FIRST_WEIGHT
            (weights if named.sure else signs)[named.disease.name] += weight
        found = weights or signs
        return document.with_(disease=_sharpest(found)) if found else document

    return stage


def _sharpest(weights: Counter[str]) -> str:
    """The disease that weighs most; a kind of it that is named too says it more sharply."""
    name = weights.most_common(1)[0][0]
    kinds = [other for other, _ in weights.most_common() if other.startswith(f"{name} ")]
    return kinds[0] if kinds else name
