"""Populations of the census of 2020-11-01, carried over to divisions that began or ended around it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from gazetteer.history import Record
from gazetteer.tables import read_table

CENSUS_DAY = "2020-11-01"
# Censuses of Taiwan (2020-11-08), Hong Kong and Macao (2021-08): published totals.
OTHER_CENSUSES = {"710000": 23829897, "810000": 7413070, "820000": 682070}


def read_populations(folder: Path, records: list[Record]) -> dict[tuple[str, str], int]:
    """People by (adcode, name): counted, or from predecessors and successors in equal shares, or summed upwards."""
    counted = {row["CODE"]: round(float(row["POPU"])) for row in read_table(folder / "population.csv") if row["POPU"]}
    counted |= OTHER_CENSUSES
    people: dict[tuple[str, str], int] = {}
    heirs: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        for successor in record.successors:
            heirs[successor].append(record)
    for record in records:
        if record.adcode in counted:
            people[record.adcode, record.name] = counted[record.adcode]
    for record in records:
        if record.level == 3 and (record.adcode, record.name) not in people:
            before = [
                people[r.adcode, r.name] // len(r.successors)
                for r in heirs[record.adcode]
                if (r.adcode, r.name) in people
            ]
            after = [counted[code] // max(len(heirs[code]), 1) for code in record.successors if code in counted]
            if total := sum(before) or sum(after):
                people[record.adcode, record.name] = total
    for level in (2, 1):
        for record in (record for record in records if record.level == level):
            below = [r for r in records if r.parent == record.adcode and on_day(r, CENSUS_DAY)]
            if total := sum(people.get((r.adcode, r.name), 0) for r in below):
                people[record.adcode, record.name] = total
    return people


def on_day(record: Record, day: str) -> bool:
    """Whether the division was in force on a day."""
    return record.valid_from <= day and (not record.valid_to or day < record.valid_to)
