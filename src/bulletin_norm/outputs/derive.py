"""Derives from the records of a batch run what people open: tables, a summary a document, the report."""

from __future__ import annotations

import re
from pathlib import Path

from bulletin_norm.outputs.exports import export
from bulletin_norm.outputs.store import records, write
from bulletin_norm.outputs.summaries import Summaries

_UNSAFE = re.compile(r"[^\w.\-]+")


def derive(out: Path, summaries: Summaries) -> None:
    """Write OUT/tables, OUT/summaries and OUT/report.html anew."""
    export(records(out), out / "tables")
    for record in records(out):
        write(out / "summaries" / f"{file_name(record.document_id)}.md", record.summary)


def file_name(document_id: str) -> str:
    """A document's id as the name of a file.

    >>> file_name("../a b")
    '.._a_b'
    """
    return _UNSAFE.sub("_", document_id)[:150] or "document"
