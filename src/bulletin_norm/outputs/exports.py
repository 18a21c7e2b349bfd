"""Tables of a corpus, CSV and Parquet, derived from its records: one row a fact, a change, a case, a doubt ...

Each row begins with its `document_id`; `row` counts the rows of a document from 0, and `part_of` of a fact is such
a `row`. Lists are JSON in a cell. A CSV cell that a spreadsheet would run as a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import types
import typing
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

import msgspec

from bulletin_norm.model import Case, Fact, Intervention, RiskChange
from bulletin_norm.outputs.schema import DoubtRow, LayerEdit, Place, Record

TABLES: dict[str, type[msgspec.Struct]] = {
    "facts": Fact,
    "risk_changes": RiskChange,
    "cases": Case,
    "interventions": Intervention,
    "places": Place,
    "edits": LayerEdit,
    "doubts": DoubtRow,
}
FORMATS = ("csv", "parquet")
BATCH = 5000

_DOCUMENT_TEXTS = ("document_id", "path", "language", "published", "issuer", "disease", "title")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Row = tuple[Any, ...]
Columns = dict[str, type]


def columns() -> dict[str, Columns]:
    """The columns of each table with the Python type of their cells (list for cells that hold JSON)."""
    documents: Columns = {**dict.fromkeys(_DOCUMENT_TEXTS, str), **dict.fromkeys(TABLES, int)}
    keys: Columns = {"document_id": str, "row": int}
    return {"documents": documents, **{name: {**keys, **_columns(kind)} for name, kind in TABLES.items()}}


def export(records: Iterable[Record], folder: Path, formats: Iterable[str] = FORMATS) -> None:
    """Write every table of these records to `folder`, in one pass and without holding them all."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        writers = [_WRITERS[form](folder, columns()) for form in formats]
        for writer in writers:
            stack.enter_context(writer)
        for record in records:
            for name, rows in _tables(record):
                for writer in writers:
                    writer.add(name, rows)


def spreadsheet_safe(cell: object) -> object:
    """The cell, made harmless for a spreadsheet.

    >>> spreadsheet_safe("=1+1"), spreadsheet_safe("a"), spreadsheet_safe(-1)
    ("'=1+1", 'a', -1)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _columns(kind: type[msgspec.Struct]) -> Columns:
    return {field.encode_name: _cell_type(field.type) for field in msgspec.structs.fields(kind)}


def _cell_type(hint: Any) -> type:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    return hint if hint in (str, int, float, bool) else list


def _tables(record: Record) -> Iterator[tuple[str, list[Row]]]:
    texts = [getattr(record, name) for name in _DOCUMENT_TEXTS]
    yield "documents", [(*texts, *(len(getattr(record, name)) for name in TABLES))]
    for name in TABLES:
        rows = getattr(record, name)
        yield name, [(record.document_id, number, *map(_cell, _values(row))) for number, row in enumerate(rows)]


def _values(row: msgspec.Struct) -> tuple[Any, ...]:
    return msgspec.structs.astuple(row)


def _cell(value: Any) -> Any:
    return msgspec.json.encode(value).decode() if isinstance(value, tuple) else value


class _CsvTables:
    """The tables as CSV files, each whole under its name only when all are written."""

    def __init__(self, folder: Path, tables: dict[str, Columns]) -> None:
        self._folder, self._tables = folder, tables
        self._files: dict[str, IO[str]] = {}
        self._writers: dict[str, Any] = {}

    def __enter__(self) -> _CsvTables:
        for name, cells in self._tables.items():
            self._files[name] = (self._folder / f".{name}.csv.tmp").open("w", encoding="utf-8", newline="")
            self._writers[name] = csv.writer(self._files[name], lineterminator="\n")
            self._writers[name].writerow(cells)
        return self

    def add(self, name: str, rows: list[Row]) -> None:
        self._writers[name].writerows([spreadsheet_safe(cell) for cell in row] for row in rows)

    def __exit__(self, kind: object, *_: object) -> None:
        for name, file in self._files.items():
            file.close()
            _settle(self._folder / f".{name}.csv.tmp", self._folder / f"{name}.csv", kind is None)


class _ParquetTables:
    """The tables as Parquet files, written batch by batch."""

    def __init__(self, folder: Path, tables: dict[str, Columns]) -> None:
        import pyarrow
        import pyarrow.parquet

        kinds = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}
        self._arrow, self._folder, self._tables = pyarrow, folder, tables
        self._schemas = {
            name: pyarrow.schema([(column, kinds.get(kind, pyarrow.string())) for column, kind in cells.items()])
            for name, cells in tables.items()
        }
        self._writers: dict[str, Any] = {}
        self._rows: dict[str, list[Row]] = {name: [] for name in tables}

    def __enter__(self) -> _ParquetTables:
        for name, schema in self._schemas.items():
            path = self._folder / f".{name}.parquet.tmp"
            self._writers[name] = self._arrow.parquet.ParquetWriter(path, schema, compression="zstd")
        return self

    def add(self, name: str, rows: list[Row]) -> None:
        self._rows[name] += rows
        if len(self._rows[name]) >= BATCH:
            self._flush(name)

    def _flush(self, name: str) -> None:
        rows, self._rows[name] = self._rows[name], []
        cells = zip(*rows, strict=True) if rows else [()] * len(self._tables[name])
        arrays = [
            self._arrow.array(column, type=field.type) for column, field in zip(cells, self._schemas[name], strict=True)
        ]
        self._writers[name].write_table(self._arrow.Table.from_arrays(arrays, schema=self._schemas[name]))

    def __exit__(self, kind: object, *_: object) -> None:
        for name, writer in self._writers.items():
            if kind is None:
                self._flush(name)
            writer.close()
            _settle(self._folder / f".{name}.parquet.tmp", self._folder / f"{name}.parquet", kind is None)


_WRITERS: dict[str, type[_CsvTables] | type[_ParquetTables]] = {"csv": _CsvTables, "parquet": _ParquetTables}


def _settle(beside: Path, path: Path, whole: bool) -> None:
    if whole:
        beside.replace(path)
    else:
        beside.unlink(missing_ok=True)
