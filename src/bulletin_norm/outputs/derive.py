"""Derives from the records of a batch run what people open: tables, a summary a document, the report."""

from __future__ import annotations

from pathlib import Path

from bulletin_norm.outputs.exports import export
from bulletin_norm.outputs.overview import overview_of
from bulletin_norm.outputs.store import file_name, records, write
from bulletin_norm.outputs.summaries import Summaries


def derive(out: Path, summaries: Summaries) -> None:
    """Write OUT/tables, OUT/summaries and OUT/report.html anew."""
    export(records(out), out / "tables")
    for record in records(out):
        write(out / "summaries" / f"{file_name(record.document_id)}.md", record.summary)
    write(out / "report.html", corpus_text(out, summaries, "report.html"))


def corpus_text(out: Path, summaries: Summaries, template: str) -> str:
    """Render a template for a corpus ("report.html", "sitrep.md", or one's own file) over a batch run's records."""
    tag = summaries.templates.language(template, set(summaries.wordings))
    overview = overview_of(records(out), summaries.labels(tag))
    return summaries.templates.render(template, o=overview)
