"""A pipeline is a tuple of stages; a stage takes a document and gives a new one."""

from __future__ import annotations

from collections.abc import Callable

from bulletin_norm.model import Document

Stage = Callable[[Document], Document]


def run(stages: tuple[Stage, ...], document: Document) -> Document:
    """The document after all `stages`, first to last."""
    for stage in stages:
        document = stage(document)
    return document
