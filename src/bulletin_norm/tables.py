"""Reads data files (TSV with `#` header lines, TOML), collecting every problem with its file and line."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from bulletin_norm.errors import Problem


class Row(msgspec.Struct, frozen=True):
    """One line of a TSV file: its cells by column name, and where it stands."""

    path: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


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
    for number, line in enumerate(lines, 1):
        if not unicodedata.is_normalized("NFC", line):
            problems.append(Problem(name, number, "is not in Unicode normal form C"))
    return lines


def read_tsv(path: Path, columns: tuple[str, ...], problems: list[Problem], name: str = "") -> Iterator[Row]:
    """Yield the rows of a TSV file whose first line that is no comment names `columns`; faults go to `problems`."""
    name = name or path.name
    header: list[str] | None = None
    for number, line in enumerate(read_lines(path, name, problems), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            missing = [column for column in columns if column not in header]
            if missing:
                problems.append(Problem(name, number, f"has no column {', '.join(missing)}"))
                return
        elif len(cells) != len(header):
            problems.append(Problem(name, number, f"has {len(cells)} cells, not {len(header)}"))
        else:
            yield Row(name, number, dict(zip(header, cells, strict=True)))
    if header is None:
        problems.append(Problem(name, 0, f"is empty; its first line names the columns {', '.join(columns)}"))


def read_toml(path: Path, problems: list[Problem], name: str = "") -> dict[str, Any]:
    """The tables of a TOML file; a fault goes to `problems` and gives an empty table."""
    name = name or path.name
    try:
        return tomllib.loads("\n".join(read_lines(path, name, problems)))
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(name, 0, str(error)))
        return {}
