"""The verbs about data: check, list, score."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import typer

import bulletin_norm
from bulletin_norm.normalizer import Normalizer
from bulletin_norm.outputs.evaluate import Scores, read_gold
from bulletin_norm.outputs.evaluate import score as score_records
from bulletin_norm.outputs.store import records


def check(data: Path | None, places: Path | None) -> None:
    """Load everything; the errors of data files say what is wrong."""
    from bulletin_norm.errors import DataError

    try:
        normalizer = bulletin_norm.load(data, places=places, thorough=True)
    except DataError as error:
        print(error)
        raise typer.Exit(1) from error
    knowledge = normalizer.knowledge
    counts = {
        "terms": sum(1 for _ in _terms(normalizer)),
        "divisions": len(knowledge.gazetteer.tree.by_code),
        "measures": len(knowledge.measures.rows),
        "languages": len(knowledge.languages),
        "templates": len(normalizer.summaries.templates.names()),
    }
    print("all well: " + ", ".join(f"{count} {name}" for name, count in counts.items()))


def list_(thing: str, contains: str) -> None:
    """Print rows that hold all of the words."""
    normalizer = bulletin_norm.load()
    words = contains.casefold().split()
    lines = ("\t".join(row) for row in _LISTS[thing](normalizer))
    found = False
    for line in lines:
        if all(word in line.casefold() for word in words):
            print(line)
            found = True
    if not found:
        print(f"none of the {thing} has {contains!r}", file=sys.stderr)


def _terms(normalizer: Normalizer) -> Iterator[tuple[str, ...]]:
    for term in normalizer.knowledge.glossary.rows:
        yield (term.id, term.canonical)


def _places(normalizer: Normalizer) -> Iterator[tuple[str, ...]]:
    for code, rows in sorted(normalizer.places.tree.by_code.items()):
        for row in rows:
            yield (code, row.name, row.name_en, row.valid_from, row.valid_to)


def _measures(normalizer: Normalizer) -> Iterator[tuple[str, ...]]:
    for row in normalizer.knowledge.measures.rows:
        yield (row.id, row.label, row.label_zh)


def _templates(normalizer: Normalizer) -> Iterator[tuple[str, ...]]:
    yield from normalizer.summaries.templates.names().items()


_LISTS = {"terms": _terms, "places": _places, "measures": _measures, "templates": _templates}


def score(gold: Path, out: Path, verbose: bool, as_json: bool) -> None:
    """Print the scores of a run."""
    scores = score_records(read_gold(gold), records(out))
    if as_json:
        sys.stdout.write(msgspec.json.encode(_numbers(scores)).decode() + "\n")
        return
    if verbose:
        print("\n".join(scores.listing))
    for name, tally in scores.tables.items():
        print(
            f"{name:14} gold {tally.hits + tally.missed:5}  precision {tally.precision:.3f}  "
            f"recall {tally.recall:.3f}  F1 {tally.f1:.3f}"
        )
    print(f"documents with every fact right and none spurious: {scores.perfect} of {scores.documents}")
    if scores.read < scores.documents:
        print(f"documents without a record: {scores.documents - scores.read}")
    print(
        f"facts wrong or missing: {scores.errors}, of which in a sentence with a doubt: {scores.doubted_errors} "
        f"(silent: {scores.silent_share:.0%})"
    )
    print(f"expected doubts met: {scores.expected_met} of {scores.expected}")
    print(f"needless doubts: {scores.needless}, {scores.needless_per_document:.2f} a document")


def _numbers(scores: Scores) -> dict[str, object]:
    tables = {
        name: {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
        for name, tally in scores.tables.items()
    }
    return {
        "tables": tables,
        "documents": scores.documents,
        "read": scores.read,
        "perfect": scores.perfect,
        "errors": scores.errors,
        "doubted_errors": scores.doubted_errors,
        "silent_share": scores.silent_share,
        "expected_doubts": scores.expected,
        "expected_doubts_met": scores.expected_met,
        "needless_doubts": scores.needless,
        "needless_doubts_per_document": scores.needless_per_document,
    }
