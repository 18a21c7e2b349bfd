"""Writes the tables: UTF-8, LF, NFC, `#` header lines, one row a line, cells parted by tabs."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path


def write_table(path: Path, header: Sequence[str], columns: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write `rows` under `header` comments and a line of column names; returns how many rows were written."""
    lines = [f"# {line}".rstrip() for line in header] + ["\t".join(columns)]
    count = 0
    for row in rows:
        if len(row) != len(columns) or any("\t" in cell or "\n" in cell for cell in row):
            raise ValueError(f"{path.name}: a row that does not fit {columns}: {row}")
        lines.append("\t".join(row))
        count += 1
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(unicodedata.normalize("NFC", "\n".join(lines) + "\n"), encoding="utf-8", newline="\n")
    return count


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a TSV or CSV file by column name; lines that begin with `#` are comments."""
    text = path.read_text("utf-8-sig")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    if path.suffix == ".csv":
        return list(csv.DictReader(lines))
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines[1:]]
