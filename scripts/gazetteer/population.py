"""Populations of the census of 2020-11-01, carried over to divisions that began or ended around it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from gazetteer.history import Record
from gazetteer.tables import read_table

CENSUS_DAY = "2020-11-01"
# Published census totals: Taiwan (2020-11-08), Hong Kong and Macao (2021-08), the new district of Hangzhou.
OTHER_CENSUSES = {"330113": 1175841, "710000": 23829897, "810000": 7413070, "820000": 682070}


def read_populations(folder: Path, records: list[Record]) -> dict[tuple[str, str], int]:
    """People by (adcode, name): counted, or from predecessors and successors in equal shares, or summed upwards."""
    counted = {row["CODE"]: round(float(row["POPU"])) for row in read_table(folder / "population.csv") if row["POPU"]}
    counted |= OTHER_CENSUSES
    people = {(record.adcode, record.name): counted[record.adcode] for record in records if record.adcode in counted}
    people |= shared(records, counted)
    for level in (2, 1):
        for record in (record for record in records if record.level == level):
            below = [other for other in records if other.parent == record.adcode and on_day(other, CENSUS_DAY)]
            if total := sum(people.get((other.adcode, other.name), 0) for other in below):
                people[record.adcode, record.name] = total
    return people


def shared(records: list[Record], counted: dict[str, int]) -> dict[tuple[str, str], int]:
    """People of counties that were not counted, from those that they came of, else from those that they became."""
    heirs: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        for successor in record.successors:
            heirs[successor].append(record)
    people = {}
    for record in (record for record in records if record.level == 3 and record.adcode not in counted):
        before = sum(counted.get(old.adcode, 0) // len(old.successors) for old in heirs[record.adcode])
        after = sum(counted.get(code, 0) // len(heirs[code]) for code in record.successors)
        if before or after:
            people[record.adcode, record.name] = before or after
    return people


def on_day(record: Record, day: str) -> bool:
    """Whether the division was in force on a day."""
    return record.valid_from <= day and (not record.valid_to or day < record.valid_to)
