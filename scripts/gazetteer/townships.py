"""Compiles glossaries/townships.tsv: townships, towns and subdistricts under the counties of divisions.tsv."""

from __future__ import annotations

from pathlib import Path

from gazetteer.tables import read_table, write_table
from gazetteer.votes import join, with_umlaut

SUFFIXES = ("街道", "镇", "乡", "苏木")
COLUMNS = ["code", "name", "parent", "roman"]
HEADER = [
    "Townships, towns and subdistricts of 2023, used only under a county or prefecture that is already known.",
    "Compiled by scripts/build_gazetteer.py from AreaCity (MIT); its pinyin at this level is a machine's, unchecked.",
    "code: nine digits; name: full Chinese name; parent: adcode of the county (or city); roman: pinyin of the stem.",
]


def compile_townships(sources: Path, table: Path, adcodes: set[str]) -> int:
    """Write the table of townships that lie in a division of `adcodes`; returns how many."""
    rows = []
    for row in read_table(sources / "areacity" / "ok_data_level4.csv"):
        name, code = row["ext_name"], row["ext_id"][:9]
        parent = next((adcode for adcode in (code[:6], code[:4] + "00") if adcode in adcodes), "")
        if row["deep"] != "3" or not name.endswith(SUFFIXES) or not parent or "_" in name:
            continue
        syllables = [with_umlaut(syllable) for syllable in row["pinyin"].split()]
        if all(syllable.isalpha() for syllable in syllables):
            rows.append([code, name, parent, join(syllables)])
    return write_table(table, HEADER, COLUMNS, sorted(rows))
