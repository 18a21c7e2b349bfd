"""Reads manifest.csv, which says of the files beside it what they do not say themselves."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec

from bulletin_norm.errors import Problem, UsageError
from bulletin_norm.outputs.decode import decode

NAME = "manifest.csv"
COLUMNS = ("id", "path", "published", "language", "issuer", "twin")

IssuerCode = Callable[[str], str | None]
"""Gives the code of an issuer named in any way; None, or an error, where it is unknown."""


class Entry(msgspec.Struct, frozen=True):
    """One row of a manifest: a file, and what is known of it; `line` is its place in the manifest."""

    file: Path
    path: str
    line: int
    id: str = ""
    published: str | None = None
    language: str | None = None
    issuer: str | None = None
    twin: str | None = None


def read_manifest(path: Path, issuer_code: IssuerCode, problems: list[Problem]) -> list[Entry]:
    """The rows of a manifest in order; each fault goes to `problems` with its line."""
    name = path.as_posix()
    try:
        text = decode(path.read_bytes()).text
    except OSError as error:
        problems.append(Problem(name, 0, f"cannot be read: {error.strerror}"))
        return []
    import csv

    reader = csv.reader(io.StringIO(text, newline=""))
    header = [cell.strip().lower() for cell in next(reader, [])]
    if "path" not in header:
        problems.append(Problem(name, 1, f"has no column path (it has {', '.join(header) or 'none'})"))
        return []
    entries, ids = [], []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        line = reader.line_num
        if len(cells) > len(header):
            problems.append(Problem(name, line, f"has {len(cells)} cells, not {len(header)}"))
            continue
        row = dict.fromkeys(header, "") | {column: cell.strip() for column, cell in zip(header, cells, strict=False)}
        ids.append((row.get("id") or Path(row["path"]).stem, line, row.get("twin", "")))
        entry = _entry(path, row, line, issuer_code, problems)
        if entry:
            entries.append(entry)
    _check_ids(name, ids, problems)
    return entries


def _entry(
    manifest: Path, row: dict[str, str], line: int, issuer_code: IssuerCode, problems: list[Problem]
) -> Entry | None:
    name, found = manifest.as_posix(), len(problems)
    file = manifest.parent / row["path"]
    if not row["path"]:
        problems.append(Problem(name, line, "names no path"))
    elif not file.is_file():
        problems.append(Problem(name, line, f"the file {row['path']} is not there"))
    published = day_of(row.get("published"))
    if row.get("published") and not published:
        problems.append(Problem(name, line, f"published {row['published']!r} is no day (YYYY-MM-DD)"))
    issuer = code_of(row.get("issuer"), issuer_code)
    if row.get("issuer") and not issuer:
        problems.append(Problem(name, line, f"the issuer {row['issuer']!r} is no division that the gazetteer knows"))
    if len(problems) > found:
        return None
    language, twin = row.get("language") or None, row.get("twin") or None
    return Entry(file, row["path"], line, row.get("id") or file.stem, published, language, issuer, twin)


def _check_ids(name: str, ids: list[tuple[str, int, str]], problems: list[Problem]) -> None:
    """Report each id, of (id, line, twin), that an earlier line has, and each twin that no line has as its id."""
    lines: dict[str, int] = {}
    for own, line, _ in ids:
        if own in lines:
            problems.append(Problem(name, line, f"has the id {own!r} of line {lines[own]}"))
        lines.setdefault(own, line)
    for _, line, twin in ids:
        if twin and twin not in lines:
            problems.append(Problem(name, line, f"the twin {twin!r} is the id of no row"))


def day_of(value: object) -> str | None:
    """A day as ISO 8601, from a date, a time or one of the usual ways of writing it; None where it is none.

    >>> [day_of(value) for value in ("2022-03-05", "2022/3/5", "20220305", "2022-03-05T10:00:00Z", "2022-13-05")]
    ['2022-03-05', '2022-03-05', '2022-03-05', '2022-03-05', None]
    """
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    found = _DAY.match(str(value).strip())
    if not found:
        return None
    year, month, day = filter(None, found.groups())
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})|(\d{2})(\d{2}))日?(?:$|[T ])")


def code_of(value: object, issuer_code: IssuerCode) -> str | None:
    """The code of an issuer, or None where none is given or it is unknown."""
    name = str(value).strip() if value is not None else ""
    if not name:
        return None
    try:
        return issuer_code(name)
    except UsageError:
        return None
