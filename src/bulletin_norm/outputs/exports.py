"""Tables of a corpus, CSV and Parquet, derived from its records: one row a fact, a change, a case, a doubt ...

Each row begins with its `document_id`; `row` counts the rows of a document from 0, and `part_of` of a fact is such
a `row`. Lists are JSON in a cell. A CSV cell that a spreadsheet would run as a formula gets an apostrophe in front.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Protocol

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

Columns = dict[str, type]


@cache
def columns() -> dict[str, Columns]:
    """The columns of each table with the Python type of their cells (list for cells that hold JSON)."""
    documents: Columns = {**dict.fromkeys(_DOCUMENT_TEXTS, str), **dict.fromkeys(TABLES, int)}
    keys: Columns = {"document_id": str, "row": int}
    return {"documents": documents, **{name: {**keys, **_columns(kind)} for name, kind in TABLES.items()}}


def export(records: Iterable[Record], folder: Path, formats: Iterable[str] = FORMATS) -> None:
    """Write every table of these records to `folder`, in one pass and without holding them all."""
    with exporting(folder, formats) as tables:
        for record in records:
            tables.add(record)


@contextmanager
def exporting(folder: Path, formats: Iterable[str] = FORMATS) -> Iterator[Tables]:
    """Tables that take one record after the other; each file is whole under its name only when all are written."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        tables = Tables([stack.enter_context(_WRITERS[form](folder, columns())) for form in formats])
        yield tables
        tables.flush()


def csv_cell(cell: object) -> str:
    """The cell as it stands in a CSV file, harmless for a spreadsheet, and quoted where it has to be.

    A bare carriage return has to be: the csv module of Python 3.11 and 3.12 leaves it as it is, and cannot read
    that again.

    >>> csv_cell("=1+1"), csv_cell("a, b"), csv_cell(-1), csv_cell(None)
    ("'=1+1", '"a, b"', '-1', '')
    """
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    if cell[:1] in _FORMULA:
        cell = f"'{cell}"
    if '"' in cell:
        return '"' + cell.replace('"', '""') + '"'
    return f'"{cell}"' if "," in cell or "\n" in cell or "\r" in cell else cell


def _columns(kind: type[msgspec.Struct]) -> Columns:
    return {field.encode_name: _cell_type(field.type) for field in msgspec.structs.fields(kind)}


def _cell_type(hint: Any) -> type:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    return hint if hint in (str, int, float, bool) else list


class _Writer(AbstractContextManager["_Writer"], Protocol):
    """The tables in one format, opened for writing."""

    def write(self, name: str, cells: list[tuple[Any, ...]]) -> None:
        """Add rows to a table, given column by column."""


class Tables:
    """Makes rows of records and hands them on a few thousand at a time, column by column."""

    def __init__(self, writers: list[_Writer]) -> None:
        self._writers = writers
        self._rows: dict[str, list[list[Any]]] = {name: [] for name in columns()}
        self._lists = {
            name: [at for at, kind in enumerate(cells.values()) if kind is list] for name, cells in columns().items()
        }
        self._encode = msgspec.json.Encoder().encode

    def add(self, record: Record) -> None:
        """Take all rows of a record."""
        texts = [getattr(record, name) for name in _DOCUMENT_TEXTS]
        self._rows["documents"].append([*texts, *(len(getattr(record, name)) for name in TABLES)])
        for name in TABLES:
            lists, rows = self._lists[name], self._rows[name]
            for number, row in enumerate(getattr(record, name)):
                cells = [record.document_id, number, *msgspec.structs.astuple(row)]
                for at in lists:
                    cells[at] = self._encode(cells[at]).decode()
                rows.append(cells)
        for name, rows in self._rows.items():
            if len(rows) >= BATCH:
                self._flush(name)

    def flush(self) -> None:
        """Write what was taken."""
        for name in self._rows:
            self._flush(name)

    def _flush(self, name: str) -> None:
        rows, self._rows[name] = self._rows[name], []
        cells = list(zip(*rows, strict=True)) or [()] * len(columns()[name])
        for writer in self._writers:
            writer.write(name, cells)


class _CsvTables:
    """The tables as CSV files."""

    def __init__(self, folder: Path, tables: dict[str, Columns]) -> None:
        self._folder, self._tables = folder, tables
        self._files = {name: (folder / f".{name}.csv.tmp").open("w", encoding="utf-8", newline="\n") for name in tables}
        for name, cells in tables.items():
            self._files[name].write(",".join(cells) + "\n")

    def __enter__(self) -> _CsvTables:
        return self

    def write(self, name: str, cells: list[tuple[Any, ...]]) -> None:
        kinds = self._tables[name].values()
        written = [_column(column, kind) for column, kind in zip(cells, kinds, strict=True)]
        self._files[name].writelines([",".join(row) + "\n" for row in zip(*written, strict=True)])

    def __exit__(self, kind: object, *_: object) -> None:
        for name, file in self._files.items():
            file.close()
            _settle(self._folder / f".{name}.csv.tmp", self._folder / f"{name}.csv", kind is None)


def _column(cells: tuple[Any, ...], kind: type) -> list[str]:
    """A column as it stands in a CSV file; each cell is made once, but for lists, of which few are alike."""
    if kind is list:
        return [csv_cell(cell) for cell in cells]
    known = {cell: csv_cell(cell) for cell in set(cells)}
    return [known[cell] for cell in cells]


class _ParquetTables:
    """The tables as Parquet files."""

    def __init__(self, folder: Path, tables: dict[str, Columns]) -> None:
        import pyarrow
        import pyarrow.parquet

        kinds = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}
        self._arrow, self._folder = pyarrow, folder
        self._schemas = {
            name: pyarrow.schema([(column, kinds.get(kind, pyarrow.string())) for column, kind in cells.items()])
            for name, cells in tables.items()
        }
        self._writers: dict[str, Any] = {}

    def __enter__(self) -> _ParquetTables:
        for name, schema in self._schemas.items():
            path = self._folder / f".{name}.parquet.tmp"
            self._writers[name] = self._arrow.parquet.ParquetWriter(path, schema, compression="zstd")
        return self

    def write(self, name: str, cells: list[tuple[Any, ...]]) -> None:
        schema = self._schemas[name]
        arrays = [self._arrow.array(column, type=field.type) for column, field in zip(cells, schema, strict=True)]
        self._writers[name].write_table(self._arrow.Table.from_arrays(arrays, schema=schema))

    def __exit__(self, kind: object, *_: object) -> None:
        for name, writer in self._writers.items():
            writer.close()
            _settle(self._folder / f".{name}.parquet.tmp", self._folder / f"{name}.parquet", kind is None)


_WRITERS: dict[str, Callable[[Path, dict[str, Columns]], _Writer]] = {"csv": _CsvTables, "parquet": _ParquetTables}


def _settle(beside: Path, path: Path, whole: bool) -> None:
    if whole:
        beside.replace(path)
    else:
        beside.unlink(missing_ok=True)
