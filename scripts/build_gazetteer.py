"""Compiles glossaries/divisions.tsv from a folder of public sources.

    python scripts/build_gazetteer.py SOURCES
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from gazetteer import history, tables

GLOSSARIES = Path(__file__).parent.parent / "glossaries"
COLUMNS = (
    "adcode name short level generic parent province roman english aliases valid_from valid_to successors population"
).split()
HEADER = [
    "Divisions of China of county level and above in force at any time 2018-2023 (first version: spellings unchecked).",
    "valid_from: first day; valid_to: first day on which it was no more; 12-31 where only the year is known.",
    "aliases: kind:surface, parted by ' | '; successors: adcodes parted by a space.",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path)
    sources = parser.parse_args().sources
    old = {(r["adcode"], r["name_zh"]): r for r in tables.read_table(sources / "derived" / "divisions_2018_2023.tsv")}
    people = {r["CODE"]: r["POPU"] for r in tables.read_table(sources / "tudigong" / "population.csv")}
    rows = []
    for record in history.read_records(sources / "areacodes"):
        lead = old.get((record.adcode, record.name), {})
        rows.append(
            [
                record.adcode,
                record.name,
                lead.get("short_zh", record.name[:-1]),
                str(record.level),
                lead.get("generic", record.name[-1]),
                record.parent,
                record.province,
                lead.get("roman", ""),
                lead.get("english", ""),
                "",
                record.valid_from,
                record.valid_to,
                " ".join(record.successors),
                people.get(record.adcode, ""),
            ]
        )
    print(tables.write_table(GLOSSARIES / "divisions.tsv", HEADER, COLUMNS, rows), "rows")


if __name__ == "__main__":
    main()
