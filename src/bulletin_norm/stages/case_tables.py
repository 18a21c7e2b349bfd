"""Finds tables of persons: a row of column names, then rows of cells (tab, pipe, wide spaces, or one a line)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bulletin_norm.stages.case_patterns import Patterns

SPLIT = re.compile(r"\t+|\s*\|\s*|  +|\u3000+")
COMMAS = re.compile(r"\s*[,，;；]\s*")
RULE = re.compile(r"[\s|:+=_\-—]*\Z")
LONGEST_NAME = 24


class Row(NamedTuple):
    """One row of a table: the span of each cell by what its column holds."""

    start: int
    end: int
    cells: dict[str, tuple[int, int]]


class Line(NamedTuple):
    """A line with the spans of its cells."""

    start: int
    end: int
    cells: list[tuple[int, int]]


def find_tables(text: str, start: int, end: int, known: Patterns) -> Iterator[Row]:
    """Yield the rows of all tables in text[start:end] that have a column for sex or age."""
    lowered = text[start:end].lower()
    if not any(guard in lowered for guard in known.words.table_guards):
        return
    for split in (SPLIT, COMMAS):
        lines = [line for line in _lines(text, start, end, split) if line.cells]
        yield from _rows(text, lines, known)
    yield from _columns(text, [line for line in _lines(text, start, end, SPLIT) if line.cells], known)


def _lines(text: str, start: int, end: int, split: re.Pattern[str]) -> Iterator[Line]:
    position = start
    while position < end:
        close = text.find("\n", position, end)
        close = end if close < 0 else close
        if not RULE.match(text, position, close):
            yield Line(position, close, _cells(text, position, close, split))
        position = close + 1


def _cells(text: str, start: int, end: int, split: re.Pattern[str]) -> list[tuple[int, int]]:
    cells = []
    position = start
    for found in split.finditer(text, start, end):
        cells.append((position, found.start()))
        position = found.end()
    cells.append((position, end))
    while cells and not text[slice(*cells[0])].strip():
        cells.pop(0)
    while cells and not text[slice(*cells[-1])].strip():
        cells.pop()
    return cells


def _column(text: str, cell: tuple[int, int], known: Patterns) -> str | None:
    name = text[slice(*cell)].strip(" *:：|")
    if not 0 < len(name) <= LONGEST_NAME or ":" in name or "：" in name:
        return None
    found = known.columns.pattern.match(name)
    return known.columns.meaning(found) if found else None


def _header(text: str, cells: list[tuple[int, int]], known: Patterns) -> list[str] | None:
    columns = [_column(text, cell, known) for cell in cells]
    said = {column for column in columns if column}
    if len(columns) < 3 or len(said) < 3 or not said & {"sex", "age"} or columns.count(None) > len(columns) // 3:
        return None
    return [column or "other" for column in columns]


def _rows(text: str, lines: list[Line], known: Patterns) -> Iterator[Row]:
    columns: list[str] | None = None
    for line in lines:
        header = _header(text, line.cells, known)
        if header:
            columns = header
        elif columns and len(line.cells) == len(columns):
            yield Row(line.start, line.end, _named(columns, line.cells))
        elif len(line.cells) == 1:
            columns = None


def _columns(text: str, lines: list[Line], known: Patterns) -> Iterator[Row]:
    """Tables that lost their cells' borders: each cell on a line of its own, the names first."""
    at = 0
    while at < len(lines):
        width = 0
        while at + width < len(lines) and len(lines[at + width].cells) == 1:
            if _column(text, lines[at + width].cells[0], known) is None:
                break
            width += 1
        header = _header(text, [line.cells[0] for line in lines[at : at + width]], known) if width >= 3 else None
        if header is None:
            at += max(1, width)
            continue
        at += width
        while at + width <= len(lines):
            group = lines[at : at + width]
            if any(len(line.cells) != 1 for line in group):
                break
            row = Row(group[0].start, group[-1].end, _named(header, [line.cells[0] for line in group]))
            if not _plausible(text, row, known):
                break
            yield row
            at += width


def _plausible(text: str, row: Row, known: Patterns) -> bool:
    sex, age = row.cells.get("sex"), row.cells.get("age")
    said_sex = sex and known.sexes.find(text, *sex)
    said_age = age and re.search(r"\d", text[slice(*age)])
    return bool(said_sex or said_age)


def _named(columns: list[str], cells: list[tuple[int, int]]) -> dict[str, tuple[int, int]]:
    named: dict[str, tuple[int, int]] = {}
    for column, cell in zip(columns, cells, strict=True):
        named.setdefault(column, cell)
    return named
