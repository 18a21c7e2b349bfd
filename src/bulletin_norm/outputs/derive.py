"""Derives from the records of a batch run what people open: tables, a summary a document, the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bulletin_norm.outputs.compare import compare, render
from bulletin_norm.outputs.exports import Tables, exporting
from bulletin_norm.outputs.overview import Overview, overview_of
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
    """Write OUT/tables, OUT/summaries and OUT/report.html anew, from records read once."""
    counts: Counter[str] = Counter()
    found = records(out)
    with exporting(out / "tables") as tables:
        written = _written(found, tables, out / "summaries", counts)
        overview = _overview(written, summaries, "report.html")
    write(out / "report.html", summaries.templates.render("report.html", o=overview))
    return Totals(counts["documents"], counts["facts"], counts["doubts"], compare_twins(out))


def _written(found: Iterable[Record], tables: Tables, folder: Path, counts: Counter[str]) -> Iterator[Record]:
    """The records, each put into the tables, written as a summary and counted on its way."""
    for record in found:
        tables.add(record)
        write(folder / f"{file_name(record.document_id)}.md", record.summary)
        counts.update(documents=1, facts=len(record.facts), doubts=len(record.doubts))
        yield record


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
    return summaries.templates.render(template, o=_overview(records(out), summaries, template))


def _overview(found: Iterable[Record], summaries: Summaries, template: str) -> Overview:
    """What a template shows of records, in the language that it is of."""
    tag = summaries.templates.language(template, set(summaries.wordings))
    return overview_of(found, summaries.labels(tag))
