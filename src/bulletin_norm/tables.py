"""Reads data files (TSV with `#` header lines, TOML), collecting every problem with its file and line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from bulletin_norm.errors import DataError, Problem


class Row(msgspec.Struct, frozen=True):
    """One line of a TSV file: its cells by column name, and where it stands."""

    path: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


class Expression:
    """A regular expression of a data file, compiled when it is first used; `path` and `line` say where it stands.

    >>> Expression("a+", "terms/x.tsv", 3).compiled.sub("b", "caat")
    'cbt'
    """

    def __init__(self, source: str, path: str, line: int, row: str = "") -> None:
        self.source, self.path, self.line, self.row = source, path, line, row

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression ready for use; DataError where it is broken."""
        try:
            return re.compile(self.source)
        except re.error as error:
            raise DataError([self.problem(f"broken regular expression: {error.msg}")]) from error

    def problem(self, message: str) -> Problem:
        """A problem of the row that the expression stands in."""
        return Problem(self.path, self.line, f"{self.row}: {message}" if self.row else message)


def sound(expressions: Iterable[Expression], problems: list[Problem]) -> list[Expression]:
    """Compile expressions now: those that are broken go to `problems`, the others come back."""
    found = []
    for expression in expressions:
        try:
            expression.compiled  # noqa: B018
        except DataError as error:
            problems += error.problems
        else:
            found.append(expression)
    return found


def read_lines(path: Path, name: str, problems: list[Problem]) -> list[str]:
    """The lines of a UTF-8 file in NFC; a file that is neither adds a problem."""
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        problems.append(Problem(name, 0, f"cannot be read: {error.strerror}"))
        return []
    except UnicodeDecodeError as error:
        problems.append(Problem(name, 0, f"is not UTF-8 (byte {error.start})"))
        return []
    if "\r" in text:
        problems.append(Problem(name, 0, "has carriage returns; lines end in LF"))
    lines = text.split("\n")
    if not (text.isascii() or unicodedata.is_normalized("NFC", text)):
        for number, line in enumerate(lines, 1):
            if not unicodedata.is_normalized("NFC", line):
                problems.append(Problem(name, number, "is not in Unicode normal form C"))
    return lines


def read_tsv(path: Path, columns: tuple[str, ...], problems: list[Problem], name: str = "") -> Iterator[Row]:
    """Yield the rows of a TSV file whose first line that is no comment names `columns`; faults go to `problems`."""
    name = name or path.name
    header: list[str] = []
    for number, cells in _cells(path, columns, problems, name, header):
        yield Row(name, number, dict(zip(header, cells, strict=True)))


def read_cells(
    path: Path, columns: tuple[str, ...], problems: list[Problem], name: str = ""
) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of each line of a TSV file that is a row, and its cells in the order of `columns`.

    The same as `read_tsv` where a table is long: no row is made an object of its own.
    """
    header: list[str] = []
    order: list[int] | None = None
    for number, cells in _cells(path, columns, problems, name or path.name, header):
        if order is None:
            order = [header.index(column) for column in columns]
            straight = order == list(range(len(header)))
        yield number, cells if straight else [cells[place] for place in order]


def _cells(
    path: Path, columns: tuple[str, ...], problems: list[Problem], name: str, header: list[str]
) -> Iterator[tuple[int, list[str]]]:
    """The rows as they stand in a file, `header` being filled with the names of its columns first."""
    width = 0
    for number, line in enumerate(read_lines(path, name, problems), 1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if not width:
            width = len(cells)
            header += cells
            missing = [column for column in columns if column not in header]
            if missing:
                problems.append(Problem(name, number, f"has no column {', '.join(missing)}"))
                return
        elif len(cells) != width:
            problems.append(Problem(name, number, f"has {len(cells)} cells, not {width}"))
        else:
            yield number, cells
    if not width:
        problems.append(Problem(name, 0, f"is empty; its first line names the columns {', '.join(columns)}"))


def read_toml(path: Path, problems: list[Problem], name: str = "") -> dict[str, Any]:
    """The tables of a TOML file; a fault goes to `problems` and gives an empty table."""
    import tomllib

    name = name or path.name
    try:
        return tomllib.loads("\n".join(read_lines(path, name, problems)))
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(name, 0, str(error)))
        return {}
