"""Reads documents out of tables: CSV, TSV, JSON lines and Parquet, each with a text column."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from bulletin_norm.errors import UsageError
from bulletin_norm.outputs.decode import MARKING, SAMPLE, decode, settled

TEXT_COLUMNS = ("text", "content", "body", "source", "source_text", "bulletin")
COLUMNS = {
    "id": ("id", "document_id", "doc_id"),
    "published": ("published", "published_at", "publication_date", "date"),
    "language": ("language", "lang"),
    "issuer": ("issuer",),
    "twin": ("twin",),
    "title": ("title",),
}
LARGEST_COUNTED = 1 << 26
"""The size in bytes above which the rows of a CSV file are not counted beforehand."""

BATCH = 256

Row = dict[str, Any] | str
"""A row by the names of `COLUMNS` and text, or why it cannot be read."""


def rows(path: Path) -> Iterator[tuple[int, Row]]:
    """The rows of a table, numbered from 1; UsageError where it has no text column."""
    try:
        yield from _READERS[path.suffix.lower()](path)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}") from error


def count(path: Path) -> int | None:
    """The number of rows of a table, None where counting would be as long as reading."""
    suffix = path.suffix.lower()
    try:
        if suffix == ".parquet":
            import pyarrow.parquet

            return int(pyarrow.parquet.ParquetFile(path).metadata.num_rows)
        if suffix in (".jsonl", ".ndjson"):
            with path.open("rb") as file:
                return sum(1 for line in file if line.strip())
        if path.stat().st_size > LARGEST_COUNTED:
            return None
        return sum(1 for _ in rows(path))
    except Exception:
        return None


def _named(columns: list[str], path: Path) -> dict[str, str]:
    """Which column is which; UsageError where none is the text."""
    lower = {column.strip().lower(): column for column in reversed(columns)}
    text = next((lower[name] for name in TEXT_COLUMNS if name in lower), None)
    if text is None:
        has = ", ".join(columns) or "none"
        raise UsageError(f"{path} has no text column: one of {', '.join(TEXT_COLUMNS)} (it has {has})")
    named = {key: next((lower[name] for name in names if name in lower), "") for key, names in COLUMNS.items()}
    return {"text": text} | {key: column for key, column in named.items() if column and column != text}


def _read_csv(path: Path) -> Iterator[tuple[int, Row]]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    with path.open("rb") as file:
        encoding = decode(file.read(SAMPLE).rsplit(b"\n", 1)[0]).encoding
    said = {} if encoding == "utf-8" else {"encoding": encoding}
    encoding = "utf-8-sig" if encoding == "utf-8" else encoding
    with path.open(encoding=encoding, errors=MARKING, newline="") as file:
        reader = csv.reader(file, delimiter="\t" if path.suffix.lower() == ".tsv" else ",")
        header = next(reader, [])
        named = _named([cell.lstrip("\ufeff") for cell in header], path)
        places = {key: [cell.lstrip("\ufeff") for cell in header].index(column) for key, column in named.items()}
        for number, cells in enumerate(reader, 1):
            if len(cells) > places["text"]:
                row = {key: settled(cells[place]) if place < len(cells) else "" for key, place in places.items()}
                yield number, row | said
            elif cells:
                yield number, f"the row has {len(cells)} cells, and none is its text"


def _read_lines(path: Path) -> Iterator[tuple[int, Row]]:
    decoder = msgspec.json.Decoder()
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                row = decoder.decode(line.lstrip(b"\xef\xbb\xbf"))
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                yield number, f"the line is no JSON ({error})"
                continue
            yield number, _object(row, path)


def _object(row: object, path: Path) -> Row:
    if not isinstance(row, dict):
        return "the line is no JSON object"
    try:
        named = _named([str(key) for key in row], path)
    except UsageError as error:
        return str(error)
    text = row[named["text"]]
    if not isinstance(text, str):
        return "its text is no string"
    return {key: row[column] for key, column in named.items()}


def _read_parquet(path: Path) -> Iterator[tuple[int, Row]]:
    import pyarrow
    import pyarrow.parquet

    number = 0
    try:
        file = pyarrow.parquet.ParquetFile(path)
        named = _named(list(file.schema_arrow.names), path)
        for batch in file.iter_batches(BATCH, columns=list(named.values())):
            for row in batch.to_pylist():
                number += 1
                known = {key: row[column] for key, column in named.items()}
                yield number, known if isinstance(known["text"], str) else "its text is no string"
    except pyarrow.ArrowException as error:
        raise UsageError(f"{path} is no Parquet file: {error}") from error


_READERS = {
    ".csv": _read_csv,
    ".tsv": _read_csv,
    ".jsonl": _read_lines,
    ".ndjson": _read_lines,
    ".parquet": _read_parquet,
}
