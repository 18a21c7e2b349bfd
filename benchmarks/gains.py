"""What a change of rules gains and loses: the rows of every bulletin before and after, with gold's verdict.

    python benchmarks/gains.py [FOLDER] [--gold GOLD] [--against REVISION]

Runs the last commit (or REVISION) and the working tree over the bulletins of FOLDER (the corpus), and prints each row
that only one of them has: `+` gained, `-` lost, and whether gold has it. Gold is FOLDER/gold or tests/gold/bulletins.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
COLUMNS = {
    "facts": ("measure", "status", "origin", "adcode", "start", "end", "count"),
    "risk_changes": ("adcode", "to", "date"),
    "cases": ("number", "sex", "age", "adcode"),
    "places": ("adcode",),
}
SCORED = {"facts": ("measure", "status", "adcode", "end", "count")}

Row = dict[str, Any]
Results = dict[str, Row]


class Difference(NamedTuple):
    """A row that only one run has; `verdict` is right or wrong, "" where there is no gold."""

    document: str
    table: str
    sign: str
    row: tuple[object, ...]
    verdict: str


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "corpus")
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--against", default="HEAD", metavar="REVISION")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        old = Path(name) / "old"
        _unpack(arguments.against, old)
        before = _results(old / "src", arguments.folder, Path(name) / "before")
        after = _results(ROOT / "src", arguments.folder, Path(name) / "after")
    gold = _gold(arguments.gold or _gold_folder(arguments.folder))
    differences = list(_differences(before, after, gold))
    for one in differences:
        cells = " ".join("-" if cell is None else str(cell) for cell in one.row)
        print(f"{one.sign} {one.verdict:5}  {one.document:32} {one.table:12} {cells}")
    _sum_up(differences, before, after)


def _unpack(revision: str, folder: Path) -> None:
    folder.mkdir()
    command = ["git", "-C", str(ROOT), "archive", revision, "src", "glossaries", "templates"]
    archive = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    packed = folder / "archive.tar"
    packed.write_bytes(archive)
    with tarfile.open(packed) as tar:
        tar.extractall(folder, filter="data")


def _results(source: Path, folder: Path, out: Path) -> Results:
    """The records that the package below `source` makes of the bulletins."""
    command = [sys.executable, "-m", "bulletin_norm", "batch", str(folder), "--out", str(out)]
    run = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(source)}, capture_output=True, text=True)
    if run.returncode == 2:
        sys.exit(f"{source}: {run.stderr}")
    lines = (
        line for part in sorted((out / "records").glob("*.jsonl")) for line in part.read_text("utf-8").splitlines()
    )
    return {record["document_id"]: record for record in map(json.loads, lines)}


def _gold_folder(folder: Path) -> Path:
    return folder / "gold" if (folder / "gold").is_dir() else ROOT / "tests" / "gold" / "bulletins"


def _gold(folder: Path) -> Results:
    return {gold["id"]: gold for gold in (json.loads(path.read_text("utf-8")) for path in folder.glob("*.json"))}


def _differences(before: Results, after: Results, gold: Results) -> Iterator[Difference]:
    for document in sorted({*before, *after}):
        for table, columns in COLUMNS.items():
            old, new = (_rows(results.get(document, {}), table, columns) for results in (before, after))
            for sign, rows in (("-", old - new), ("+", new - old)):
                for row in sorted(rows.elements(), key=str):
                    yield Difference(document, table, sign, row, _verdict(gold.get(document), table, row))


def _rows(record: Row, table: str, columns: tuple[str, ...]) -> Counter[tuple[object, ...]]:
    return Counter(tuple(row.get(column) for column in columns) for row in record.get(table) or [])


def _verdict(gold: Row | None, table: str, row: tuple[object, ...]) -> str:
    """Whether gold has a row (facts: but for origin and start, which gold may leave open)."""
    if gold is None or (table == "cases" and "cases" not in gold):
        return ""
    scored = SCORED.get(table, COLUMNS[table])
    cells = dict(zip(COLUMNS[table], row, strict=True))
    rows = [*gold.get(table, []), *(gold.get("places_also", []) if table == "places" else [])]
    return "right" if any(all(other.get(name) == cells[name] for name in scored) for other in rows) else "wrong"


def _sum_up(differences: list[Difference], before: Results, after: Results) -> None:
    total = Counter((one.sign, one.verdict) for one in differences)
    print(
        f"gained: {total['+', 'right']} right, {total['+', 'wrong']} wrong, {total['+', '']} without gold; "
        f"lost: {total['-', 'right']} right, {total['-', 'wrong']} wrong, {total['-', '']} without gold"
    )
    doubts = [sum(len(record["doubts"]) for record in results.values()) for results in (before, after)]
    print(f"doubts: {doubts[0]} before, {doubts[1]} after, over {len(after)} documents")


if __name__ == "__main__":
    main()
