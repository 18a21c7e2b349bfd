"""Settles how each division is spelled: a row of spellings.tsv where the sources differ, else what they agree on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gazetteer.history import Record
from gazetteer.names import GENERICS, PEOPLES, SIDES, Parts, take_apart
from gazetteer.tables import read_table
from gazetteer.votes import Dictionary, Sources, areacity_syllables, geonames_votes, join, official_vote, plain

SETTLED = Path(__file__).parent / "spellings.tsv"
MUNICIPALITIES = {"北京市", "天津市", "上海市", "重庆市"}


@dataclass(frozen=True)
class Row:
    """One row of spellings.tsv: romanization, English form, further spellings, reason."""

    roman: str
    english: str
    others: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Spelling:
    """How a division is written: `votes` says which source wrote what, `pinyin` is that of the whole stem."""

    parts: Parts
    roman: str
    english: str
    pinyin: str
    syllables: tuple[str, ...]
    others: tuple[str, ...]
    votes: dict[str, str]
    reason: str


def read_settled() -> dict[tuple[str, str], Row]:
    """The settled spellings by the province's two digits and the Chinese stem."""
    return {
        (row["province"], row["stem"]): Row(
            row["roman"],
            row["english"] or row["roman"],
            tuple(form for form in row["others"].split(" | ") if form),
            row["reason"],
        )
        for row in read_table(SETTLED)
    }


def spell(record: Record, sources: Sources, dictionary: Dictionary, settled: dict[tuple[str, str], Row]) -> Spelling:
    """Spell one division; a difference between the sources that no row settles raises ValueError."""
    parts = take_apart(record.name)
    official = official_vote(record, sources)
    bare, _, bracket = official.partition(" (")
    length = len(parts.stem + parts.side)
    listed, read = areacity_syllables(record, sources)[:length], dictionary.syllables(record.name)[:length]
    votes = {"areacity": join(listed), "libaddressinput": bare, "dictionary": join(read)}
    syllables = listed or read
    pinyin = join(syllables)
    row = settled.get((record.adcode[:2], parts.stem))
    if not row:
        if len({plain(vote) for vote in votes.values() if vote}) > 1:
            raise ValueError(f"{record.adcode} {record.name}: {votes}")
        row = Row(pinyin, pinyin, (), "")
    side = side_words(parts.side)
    others = (*row.others, bracket.rstrip(")")) if bracket and bracket.rstrip(")") not in row.others else row.others
    votes["geonames"] = " | ".join(sorted(geonames_votes(record, sources)))
    return Spelling(
        parts=parts,
        roman=" ".join(filter(None, (row.roman, side))),
        english=english_form(record.name, parts, row.english, side),
        pinyin=pinyin,
        syllables=tuple(syllables),
        others=tuple(others),
        votes=votes,
        reason=row.reason,
    )


def side_words(side: str) -> str:
    """The words for the sides of a banner: 左翼后 is "Left Rear"."""
    return " ".join(SIDES[char] for char in side if char in SIDES and char != "翼")


def english_form(name: str, parts: Parts, stem: str, side: str) -> str:
    """The standard English form of the whole name, as "Yanbian Korean Autonomous Prefecture"."""
    if name in MUNICIPALITIES:
        return f"{stem} Municipality"
    if side and parts.generic == "自治县":
        side += " Wing"
    peoples = [PEOPLES[people] for people in parts.peoples]
    united = peoples[0] if len(peoples) == 1 else ", ".join(peoples[:-1]) + " and " + peoples[-1] if peoples else ""
    return " ".join(filter(None, (stem, side, united, GENERICS[parts.generic])))
