"""Compiles glossaries/divisions.tsv and the list of votes that the tests read."""

from __future__ import annotations

from pathlib import Path

from gazetteer.aliases import aliases_of, read_lists
from gazetteer.history import Record, read_former_names, read_records
from gazetteer.names import take_apart
from gazetteer.population import read_populations
from gazetteer.spelling import Spelling, read_settled, spell
from gazetteer.tables import write_table
from gazetteer.votes import Dictionary, join, plain, read_sources

COLUMNS = [
    "adcode", "name", "short", "level", "generic", "parent", "province", "roman", "english", "aliases", "valid_from",
    "valid_to", "successors", "population",
]  # fmt: skip
HEADER = """\
Divisions of China of county level and above in force on any day of 2018-2023: a row for each code, name and period.
Compiled by scripts/build_gazetteer.py from areacodes (CC0), AreaCity (MIT), libaddressinput (CC BY 4.0), GeoNames
(CC BY 4.0) and tudigong (MIT); see NOTICE. State: areacodes of the end of 2024, AreaCity of 2023, libaddressinput of
2025. Change the script and its lists, not this file.
adcode: code of GB/T 2260. name: full Chinese name. short: name without its generic word (kept after one character).
level: 1 province, 2 prefecture, 3 county. generic: the Chinese generic word. parent, province: adcodes.
roman: official romanization of the stem, sides of banners in English. english: standard English of the whole name.
aliases: kind:surface, parted by " | ". Kinds: official (other official form), pinyin (where roman is none), heteronym
  (a polyphone read otherwise), ethnic (other spellings of a Mongol, Tibetan or Uygur name), postal, wade_giles, gloss,
  old_name, short_zh (Chinese short form), letter (one character and its pinyin: valid only with context), side (how the
  sides of a banner are put, with its generic word and without the stem: "Youyi Houqi", "Left Banner").
valid_from: first day in force. valid_to: first day no more in force, empty while it lasts. Both to the day of the
  document that made the change since 2015; a 12-31 is a year of which only the year is known (1981-12-31: or earlier).
successors: adcodes parted by a space. population: census of 2020, sums and shares where it was not counted itself.\
""".splitlines()
VOTE_COLUMNS = ["adcode", "name", "roman", "areacity", "libaddressinput", "dictionary", "geonames", "reason"]
VOTE_HEADER = [
    "How each source spells the stem of a division: = for the letters of the table (roman), empty where it has none.",
    "Where one differs, reason says why the table has what it has. Facts of AreaCity, libaddressinput, pypinyin with",
    "its large dictionary, and GeoNames (only whether one of its names agrees).",
]


def compile_divisions(sources: Path, table: Path, votes: Path) -> int:
    """Write the table of divisions and the list of settled votes; returns the number of divisions.

    Raises ValueError with every difference between the sources that spellings.tsv does not settle.
    """
    records = read_records(sources / "areacodes")
    former = read_former_names(sources / "areacodes")
    people = read_populations(sources / "tudigong", records)
    spelled = spell_all(records, sources)
    lists, dictionary = read_lists(), Dictionary()
    stems = {(record.adcode[:2], spelling.parts.stem) for record, spelling in zip(records, spelled, strict=True)}
    rows = []
    for record, spelling in zip(records, spelled, strict=True):
        parts = spelling.parts
        short = record.name if len(parts.stem) == 1 else parts.stem + parts.side
        extra = [
            ("old_name", form)
            for name in former.get(record.adcode, ())
            for form in old_forms(name, record, stems, dictionary)
        ]
        aliases = aliases_of(record, spelling, short, list(spelling.syllables[: len(parts.stem)]), lists, extra)
        rows.append(
            [
                record.adcode,
                record.name,
                short,
                str(record.level),
                parts.generic,
                record.parent,
                record.province if record.level > 1 else record.adcode,
                spelling.roman,
                spelling.english,
                " | ".join(f"{kind}:{surface}" for kind, surface in aliases),
                record.valid_from,
                record.valid_to,
                " ".join(record.successors),
                str(people.get((record.adcode, record.name), "")),
            ]
        )
    write_table(votes, VOTE_HEADER, VOTE_COLUMNS, vote_rows(records, spelled))
    return write_table(table, HEADER, COLUMNS, rows)


def spell_all(records: list[Record], folder: Path) -> list[Spelling]:
    """Spell every division, or raise ValueError with all that is not settled."""
    sources, dictionary, settled = read_sources(folder), Dictionary(), read_settled()
    spelled, unsettled = [], []
    for record in records:
        try:
            spelled.append(spell(record, sources, dictionary, settled))
        except ValueError as error:
            unsettled.append(str(error))
    if unsettled:
        raise ValueError("differences without a row in spellings.tsv:\n" + "\n".join(unsettled))
    return spelled


def old_forms(name: str, record: Record, stems: set[tuple[str, str]], dictionary: Dictionary) -> list[str]:
    """A former name in Chinese and in pinyin, unless another division of the province bears its stem today."""
    stem, now = take_apart(name).stem, take_apart(record.name).stem
    if stem in now or now in stem or not 2 <= len(stem) <= 3 or (record.adcode[:2], stem) in stems:
        return []
    return [name, join(dictionary.syllables(name)[: len(stem)])]


def vote_rows(records: list[Record], spelled: list[Spelling]) -> list[list[str]]:
    """One row for each division: what each source spells, "=" for what the table has, "" where it has none."""
    rows = []
    for record, spelling in zip(records, spelled, strict=True):
        settled = plain(spelling.roman)
        votes = [
            "=" if vote and plain(vote) == settled else vote
            for vote in (spelling.votes[source] for source in ("areacity", "libaddressinput", "dictionary"))
        ]
        heard = any(plain(name) == settled for name in spelling.votes["geonames"].split(" | "))
        rows.append(
            [record.adcode, record.name, spelling.roman, *votes, "=" if heard else "", spelling.reason],
        )
    return rows
