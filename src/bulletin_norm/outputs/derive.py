"""Derives from the records of a batch run what people open: tables, a summary a document, the report."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from bulletin_norm.outputs.compare import compare, render
from bulletin_norm.outputs.exports import export
from bulletin_norm.outputs.overview import overview_of
from bulletin_norm.outputs.schema import Record
from bulletin_norm.outputs.store import file_name, records, twins, write
from bulletin_norm.outputs.summaries import Summaries

TRANSLATED = "en"


class Totals(NamedTuple):
    """What an output folder holds in all."""

    documents: int
    facts: int
    doubts: int
    pairs: int


def derive(out: Path, summaries: Summaries) -> Totals:
    """Write OUT/tables, OUT/summaries and OUT/report.html anew."""
    export(records(out), out / "tables")
    documents = facts = doubts = 0
    for record in records(out):
        name = f"{file_name(record.document_id)}.md"
        write(out / "summaries" / name, record.summary)
        documents, facts, doubts = documents + 1, facts + len(record.facts), doubts + len(record.doubts)
    write(out / "report.html", corpus_text(out, summaries, "report.html"))
    return Totals(documents, facts, doubts, compare_twins(out))


def compare_twins(out: Path) -> int:
    """Write OUT/twins.md, which sets each translation beside its original; the number of pairs."""
    partner = twins(out)
    wanted = {*partner, *partner.values()}
    found = {record.document_id: record for record in records(out) if record.document_id in wanted} if wanted else {}
    pairs = sorted(
        {_pair(found[name], found[twin]) for name, twin in partner.items() if name in found and twin in found}
    )
    if pairs:
        parts = [f"```text\n{render(compare(found[one], found[other]))}```\n" for one, other in pairs]
        write(out / "twins.md", "# Originals and their translations\n\n" + "\n".join(parts))
    return len(pairs)


def _pair(one: Record, other: Record) -> tuple[str, str]:
    """The ids of an original and its translation: the translation is the one in English."""
    first, second = sorted((one, other), key=lambda record: (record.language == TRANSLATED, record.document_id))
    return first.document_id, second.document_id


def corpus_text(out: Path, summaries: Summaries, template: str) -> str:
    """Render a template for a corpus ("report.html", "sitrep.md", or one's own file) over a batch run's records."""
    tag = summaries.templates.language(template, set(summaries.wordings))
    overview = overview_of(records(out), summaries.labels(tag))
    return summaries.templates.render(template, o=overview)
