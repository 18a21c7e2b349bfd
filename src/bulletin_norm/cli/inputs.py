"""Reads what the command line names as documents."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from bulletin_norm.model import Document


def read_inputs(inputs: list[str], given: Document) -> Iterator[Document]:
    """The documents of all inputs; `given` has what the options say of those that say nothing themselves."""
    for name in inputs:
        folder = Path(name)
        with (folder / "manifest.csv").open() as file:
            for row in csv.DictReader(file):
                yield Document.of(
                    (folder / row["path"]).read_text(),
                    id=row["id"],
                    path=row["path"],
                    published=row.get("published") or None,
                    issuer=row.get("issuer") or given.issuer,
                    language=row.get("language") or given.language,
                )


def read_input(name: str) -> Document:
    """The one document of a file or of standard input."""
    return Document.of(sys.stdin.read() if name == "-" else Path(name).read_text())
