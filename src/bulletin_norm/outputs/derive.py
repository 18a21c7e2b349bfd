"""Derives from the records of a batch run what people open: tables, a summary a document, the report."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from bulletin_norm.outputs.exports import export
from bulletin_norm.outputs.overview import overview_of
from bulletin_norm.outputs.store import file_name, records, write
from bulletin_norm.outputs.summaries import Summaries


class Totals(NamedTuple):
    """What an output folder holds in all."""

    documents: int
    facts: int
    doubts: int


def derive(out: Path, summaries: Summaries) -> Totals:
    """Write OUT/tables, OUT/summaries and OUT/report.html anew."""
    export(records(out), out / "tables")
    documents = facts = doubts = 0
    for record in records(out):
        name = f"{file_name(record.document_id)}.md"
        write(out / "summaries" / name, record.summary)
        documents, facts, doubts = documents + 1, facts + len(record.facts), doubts + len(record.doubts)
    write(out / "report.html", corpus_text(out, summaries, "report.html"))
    return Totals(documents, facts, doubts)


def corpus_text(out: Path, summaries: Summaries, template: str) -> str:
    """Render a template for a corpus ("report.html", "sitrep.md", or one's own file) over a batch run's records."""
    tag = summaries.templates.language(template, set(summaries.wordings))
    overview = overview_of(records(out), summaries.labels(tag))
    return summaries.templates.render(template, o=overview)
