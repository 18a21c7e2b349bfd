"""Dated records of divisions, from yescallop/areacodes: which code bore which name from when to when."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

FIRST_YEAR, LAST_YEAR = 2018, 2023
FIRST_FORMER_YEAR = 2009
LEVELS = {"省级": 1, "地级": 2, "县级": 3}
DIFF_YEARS = range(2015, LAST_YEAR + 1)
DOCUMENT_DATE = re.compile(r"^#\s*(?:日期|时间)：(\d{4})年(\d{1,2})月(\d{1,2})日")
CHANGE = re.compile(r"^([-+])(\d{6}) ([^<>]+)")
CODE_WITH_YEAR = re.compile(r"(\d{6})(?:\[(\d{4})\])?")


@dataclass(frozen=True)
class Record:
    """One division under one name: `valid_to` is the first day on which it was no more, "" while it lasts."""

    adcode: str
    name: str
    level: int
    parent: str
    province: str
    valid_from: str
    valid_to: str
    successors: tuple[str, ...]


def document_dates(folder: Path) -> dict[tuple[int, str, str, str], str]:
    """Map (year, "+" or "-", adcode, name) to the date of the document that made the change."""
    dates: dict[tuple[int, str, str, str], str] = {}
    for year in DIFF_YEARS:
        date, after_change = "", False
        for line in (folder / "diff" / f"{year - 1}-{year}.diff").read_text("utf-8").splitlines():
            if line.startswith("#"):
                if after_change:
                    date, after_change = "", False
                if (found := DOCUMENT_DATE.match(line)) and not date:
                    date = f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}"
            elif line.strip():
                after_change = True
                if date and (found := CHANGE.match(line)):
                    dates[year, found[1], found[2], found[3].strip()] = date
    return dates


def read_records(folder: Path) -> list[Record]:
    """Every division in force on any day from 2018 to 2023, sorted by code and first day.

    A change is dated to the day where its document is dated, else to the last day of its year.
    """
    dates = document_dates(folder)
    rows = read_rows(folder)
    live = [row for row in rows if int(row[6]) <= LAST_YEAR and (not row[7] or int(row[7]) >= FIRST_YEAR)]
    codes = {row[0] for row in live}
    records = []
    for code, _, _, name, level, _, start, end, successors in live:
        ended = bool(end) and int(end) <= LAST_YEAR
        records.append(
            Record(
                adcode=code,
                name=name,
                level=LEVELS[level],
                parent=parent_of(code, codes),
                province=code[:2] + "0000",
                valid_from=dates.get((int(start), "+", code, name), f"{start}-12-31"),
                valid_to=dates.get((int(end), "-", code, name), f"{end}-12-31") if ended else "",
                successors=final_successors(successors, end) if ended else (),
            )
        )
    return sorted(records, key=lambda record: (record.adcode, record.valid_from))


def read_rows(folder: Path) -> list[list[str]]:
    """The rows of areacodes' list; where only the name of the division above changed, two rows become one."""
    with (folder / "result.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = sorted(list(csv.reader(file))[1:], key=lambda row: (row[0], row[6]))
    merged: list[list[str]] = []
    for row in rows:
        last = merged[-1] if merged else [""] * 9
        if (last[0], last[3], last[7]) == (row[0], row[3], row[6]):
            merged[-1] = [*row[:6], last[6], *row[7:]]
        else:
            merged.append(row)
    return merged


def parent_of(code: str, codes: set[str]) -> str:
    """The code of the next division above: the prefecture where the list has one, else the province."""
    if code.endswith("0000"):
        return ""
    prefecture = code[:4] + "00"
    return prefecture if prefecture != code and prefecture in codes else code[:2] + "0000"


def final_successors(text: str, year: str) -> tuple[str, ...]:
    """The codes that took over at the end, out of "371203[2006];370116" (a bracketed year is an earlier cession)."""
    return tuple(sorted({found[1] for found in CODE_WITH_YEAR.finditer(text) if found[2] in (None, year)}))


def read_former_names(folder: Path) -> dict[str, list[str]]:
    """What divisions were called before they were renamed or turned into another kind from 2009 to 2017, by code.

    A division that was one of several merged into another is not its former name.
    """
    rows = read_rows(folder)
    began = {(row[0], row[6]) for row in rows}
    former: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if row[7] and FIRST_FORMER_YEAR <= int(row[7]) < FIRST_YEAR and row[3][-1] in "市区县旗盟州":
            heirs = (row[0],) if row[5] == "变更" else final_successors(row[8], row[7])
            if len(heirs) == 1 and (heirs[0], row[7]) in began:
                former[heirs[0], row[7]].append(row[3])
    only = [(code, names[0]) for (code, _), names in former.items() if len(names) == 1]
    return {code: [name for heir, name in only if heir == code] for code, _ in only}
