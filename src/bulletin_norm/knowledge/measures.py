"""What is counted: the measures of glossaries/measures.toml."""

from __future__ import annotations

from collections.abc import Set
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from bulletin_norm.errors import Problem
from bulletin_norm.model import STATUSES
from bulletin_norm.tables import read_toml

_TEXTS = ("id", "label", "label_zh")
_LISTS = ("features", "statuses", "unit", "examples")


class Measure(msgspec.Struct, frozen=True):
    """One thing that is counted; the fields are those of a table of measures.toml."""

    id: str
    label: str
    label_zh: str
    features: tuple[frozenset[str], ...]
    statuses: tuple[str, ...]
    unit: tuple[str, str]
    examples: tuple[str, ...]


class Measures(msgspec.Struct, frozen=True, dict=True):
    """All measures, in the order in which they are tried.

    >>> from pathlib import Path
    >>> Measures.load(Path("glossaries"), []).of({"contacts", "released"}).id
    'contacts_released'
    """

    rows: tuple[Measure, ...]

    @staticmethod
    def load(root: Path, problems: list[Problem]) -> Measures:
        """Read measures.toml below `root`; faults go to `problems`."""
        name = "measures.toml"
        rows: list[Measure] = []
        for table in read_toml(root / name, problems, name).get("measure", []):
            faults = list(_faults(table, {row.id for row in rows}))
            problems += [Problem(name, 0, f"measure {table.get('id', '?')}: {fault}") for fault in faults]
            if not faults:
                rows.append(_measure(table))
        return Measures(tuple(rows))

    def of(self, features: Set[str]) -> Measure | None:
        """The measure that these features make, or None."""
        if not features:
            return None
        return next((row for wanted, row in self._wanted if wanted <= features), None)

    def __getitem__(self, measure_id: str) -> Measure:
        return self._by_id[measure_id]

    @cached_property
    def _wanted(self) -> list[tuple[frozenset[str], Measure]]:
        return [(features, row) for row in self.rows for features in row.features]

    @cached_property
    def _by_id(self) -> dict[str, Measure]:
        return {row.id: row for row in self.rows}


def _faults(table: dict[str, Any], known: set[str]) -> list[str]:
    faults = [f"{key} is missing" for key in _TEXTS if not isinstance(table.get(key), str)]
    faults += [f"{key} is no list" for key in _LISTS if not isinstance(table.get(key), list)]
    if table.get("id") in known:
        faults.append("stands twice")
    if not faults:
        faults += [f"status {status!r} is not known" for status in table["statuses"] if status not in STATUSES]
        faults += [f"example {text!r} has no =>" for text in table["examples"] if " => " not in text]
    return faults


def _measure(table: dict[str, Any]) -> Measure:
    return Measure(
        id=table["id"],
        label=table["label"],
        label_zh=table["label_zh"],
        features=tuple(frozenset(words) for words in table["features"]),
        statuses=tuple(table["statuses"]),
        unit=(table["unit"][0], table["unit"][1]),
        examples=tuple(table["examples"]),
    )
