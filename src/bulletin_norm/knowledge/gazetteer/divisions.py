"""The table of divisions: what a division is, where it lies, and from when to when it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import msgspec

from bulletin_norm.errors import Problem
from bulletin_norm.knowledge.gazetteer.memo import Memo
from bulletin_norm.tables import read_cells

COUNTRY = "100000"
COLUMNS = (
    "adcode", "name", "short", "level", "generic", "parent", "province", "roman", "english",
    "aliases", "valid_from", "valid_to", "successors", "population",
)  # fmt: skip

# What a generic word makes of a division, however the word is spelt: the classes that texts are read in.
CLASSES = {
    "省": "province", "自治区": "province", "特别行政区": "province", "国": "country",
    "市": "city", "自治州": "prefecture", "州": "prefecture", "地区": "prefecture", "盟": "league",
    "区": "district", "林区": "district", "特区": "district", "新区": "district",
    "县": "county", "自治县": "county", "旗": "banner", "自治旗": "banner",
}  # fmt: skip


class Division(msgspec.Struct, frozen=True, gc=False):
    """A division as it was in one stretch of time: county level (3) and above, 100000 being the country (0).

    `name` is the full Chinese name, `short` that without the generic word and the peoples; `roman` is the
    romanization of `short`, `name_en` the standard English name. `valid_to` is the first day on which it was
    no more ("" while it lasts); `successors` are adcodes; `population` is that of 2020 (0 where not known).
    """

    adcode: str
    name: str
    short: str
    level: int
    generic: str
    parent: str
    province: str
    roman: str
    name_en: str
    valid_from: str = ""
    valid_to: str = ""
    successors: tuple[str, ...] = ()
    population: int = 0
    aliases: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> str:
        """Its class, by the generic word: province, city, prefecture, league, district, county or banner."""
        return CLASSES.get(self.generic, "district")

    @property
    def single(self) -> bool:
        """Whether the name is one character and its generic word: 献县."""
        return len(self.name) == 1 + len(self.generic)

    @property
    def generic_roman(self) -> str:
        """The generic word in pinyin, where it is one character: it is written on to a name of one character."""
        return {"县": "xian", "区": "qu", "旗": "qi", "州": "zhou", "市": "shi"}.get(self.generic, "")

    def lasts(self, date: str | None) -> bool:
        """Whether it was there on a day (ISO 8601); True for no day."""
        return date is None or (self.valid_from <= date and (not self.valid_to or date < self.valid_to))


def _aliases(cell: str) -> tuple[tuple[str, str], ...]:
    parts = [part.partition(":") for part in cell.split(" | ")]
    return tuple([(kind, surface) for kind, _, surface in parts])


def _division(cells: list[str]) -> Division:
    adcode, name, short, level, generic, parent, province, roman, english, aliases, start, end, successors, people = (
        cells
    )
    return Division(
        adcode,
        name,
        short or name,
        int(level),
        generic,
        parent or (COUNTRY if adcode != COUNTRY else ""),
        province or COUNTRY,
        roman,
        english or roman,
        start,
        end,
        tuple(successors.split()) if successors else (),
        int(people or 0),
        _aliases(aliases) if aliases else (),
    )


def read_divisions(path: Path, problems: list[Problem]) -> Iterator[Division]:
    """Yield the divisions of divisions.tsv; a faulty row adds a problem and is left out."""
    for line, cells in read_cells(path, COLUMNS, problems):
        adcode, level, population = cells[0], cells[3], cells[-1]
        if len(adcode) != 6 or not adcode.isdigit():
            problems.append(Problem(path.name, line, f"adcode {adcode!r} is not six digits"))
        elif not level.isdigit() or not (population or "0").isdigit():
            problems.append(Problem(path.name, line, "level and population are whole numbers"))
        else:
            yield _division(cells)


class Tree:
    """The divisions by code and place: parents, ancestors, the record in force on a day.

    `above` has the codes of all divisions above a code, nearest first, the country last; `lineage` a code and those
    above it below the country.
    """

    def __init__(self, divisions: list[Division]) -> None:
        self.divisions = divisions
        self.by_code: dict[str, list[Division]] = {}
        for division in divisions:
            self.by_code.setdefault(division.adcode, []).append(division)
        for records in self.by_code.values():
            records.sort(key=lambda d: d.valid_from)
        self.above = Memo(self._chain)
        self.lineage = Memo(self._line)

    @cached_property
    def people(self) -> dict[str, int]:
        """The population of each code; above the county that of all in it."""
        people = {code: records[-1].population for code, records in self.by_code.items()}
        counties: Counter[str] = Counter()
        for records in self.by_code.values():
            if records[-1].level == 3 and records[-1].population:
                counties[records[-1].parent] += records[-1].population
        for parent, all_in_it in counties.items():
            for above in (parent, *self.ancestors(parent)):
                people[above] = people.get(above, 0) + all_in_it
        return people

    def get(self, adcode: str, date: str | None = None) -> Division | None:
        """The division of a code on a day (the latest record where no day is given, or none was in force)."""
        records = self.by_code.get(adcode)
        if records is None:
            return None
        if date is not None and len(records) > 1:
            for record in records:
                if record.lasts(date):
                    return record
        return records[-1]

    def ancestors(self, adcode: str) -> tuple[str, ...]:
        """The codes of all divisions above one, nearest first, the country last."""
        return self.above[adcode]

    def _chain(self, adcode: str) -> tuple[str, ...]:
        chain: list[str] = []
        code = adcode
        while (records := self.by_code.get(code)) and (parent := records[-1].parent) and parent not in chain:
            chain.append(parent)
            code = parent
        return tuple(chain)

    def _line(self, adcode: str) -> tuple[str, ...]:
        return (adcode, *[code for code in self.above[adcode] if code != COUNTRY])

    @cached_property
    def parents(self) -> frozenset[str]:
        """The codes of divisions that the table has others below of."""
        return frozenset([one.parent for one in self.divisions])

    def within(self, adcode: str, ancestor: str) -> bool:
        """Whether a division is another or lies in it."""
        return adcode == ancestor or ancestor in self.above[adcode]
