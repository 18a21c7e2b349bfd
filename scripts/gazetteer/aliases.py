"""Makes the aliases of a division: what else it is called, each with its kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gazetteer.history import Record
from gazetteer.names import GENERICS
from gazetteer.spelling import MUNICIPALITIES, Spelling
from gazetteer.tables import read_table
from gazetteer.votes import join, plain
from gazetteer.wade_giles import wade_giles

SHORT_FORMS = Path(__file__).parent / "short_forms.tsv"
READINGS = Path(__file__).parent / "readings.tsv"
KINDS = [
    "official", "pinyin", "heteronym", "ethnic", "postal", "wade_giles", "gloss", "old_name", "short_zh",
    "letter", "side",
]  # fmt: skip

ONE_SYLLABLE: dict[str, tuple[str, dict[str, str]]] = {
    "区": (
        "qu",
        {
            "城": "Urban District",
            "郊": "Suburban District",
            "矿": "Mining District",
            "东": "East District",
            "西": "West District",
        },
    ),
    "县": ("xian", {}),
    "市": ("shi", {}),
}
SIDE_PINYIN = {"左": "Zuo", "右": "You", "前": "Qian", "中": "Zhong", "后": "Hou", "翼": "yi"}


def heteronyms(stem: str, syllables: list[str], readings: dict[str, list[str]]) -> Iterator[str]:
    """The stem with one syllable read in another way: 长子 Zhangzi gives Changzi."""
    for index, char in enumerate(stem):
        for reading in readings.get(char, ()):
            if reading != syllables[index]:
                yield join([*syllables[:index], reading, *syllables[index + 1 :]])


def side_forms(side: str) -> Iterator[str]:
    """What translators make of the sides of a banner with its generic word: Youyi Houqi, Right-wing Rear Banner."""
    pinyin = "".join(SIDE_PINYIN[char] for char in side)
    words = {"左": "Left", "右": "Right", "前": "Front", "中": "Middle", "后": "Rear"}
    if "翼" in side:
        first, last = words[side[0]], words.get(side[-1], "")
        if last:
            yield f"{SIDE_PINYIN[side[0]]}yi {SIDE_PINYIN[side[-1]]}qi"
            for wing in (f"{first} Wing", f"{first}-wing"):
                yield f"{wing} {last} Banner"
                yield f"{wing} {SIDE_PINYIN[side[-1]]}qi"
            yield f"{first} {last} Banner"
    else:
        yield pinyin + "qi"
        yield f"{words[side]} Banner"
        yield f"{words[side]} Flag"
        if side == "后":
            yield "Back Banner"


def short_chinese(spelling: Spelling) -> Iterator[str]:
    """Short forms that follow from the name: 河口瑶族自治县 is 河口县, 延边朝鲜族自治州 延边州."""
    generic = spelling.parts.generic
    if generic in ("自治县", "自治州", "自治旗"):
        yield spelling.parts.stem + spelling.parts.side + generic[-1]
    elif spelling.parts.peoples:
        yield spelling.parts.stem + generic


def read_short_forms() -> dict[str, list[tuple[str, str]]]:
    """The short forms of short_forms.tsv as (kind, surface), by adcode."""
    forms: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in read_table(SHORT_FORMS):
        forms[row["adcode"]] += [(row["kind"], surface) for surface in row["surfaces"].split(" | ")]
    return forms


@dataclass(frozen=True)
class Lists:
    """What the files beside this module say: listed short forms by adcode, and readings by character."""

    short_forms: dict[str, list[tuple[str, str]]]
    readings: dict[str, list[str]]


def read_lists() -> Lists:
    """Read short_forms.tsv and readings.tsv."""
    forms: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in read_table(SHORT_FORMS):
        forms[row["adcode"]] += [(row["kind"], surface) for surface in row["surfaces"].split(" | ")]
    return Lists(forms, {row["char"]: row["readings"].split() for row in read_table(READINGS)})


def candidates(record: Record, spelling: Spelling, syllables: list[str], lists: Lists) -> Iterator[tuple[str, str]]:
    """Every alias as (kind, surface), with repetitions; those that come first win."""
    parts = spelling.parts
    if record.name in MUNICIPALITIES:
        yield "official", f"{spelling.roman} City"
    if parts.generic == "特别行政区":
        yield "official", spelling.english.removesuffix(" " + GENERICS[parts.generic])
    if spelling.reason.startswith(("Mongol", "Tibetan", "Uygur", "Kazak", "Kirgiz")):
        yield "official", spelling.votes["libaddressinput"]
    if len(parts.stem) == 1 and parts.generic in ONE_SYLLABLE:
        yield "pinyin", spelling.pinyin + ONE_SYLLABLE[parts.generic][0]
        yield "gloss", ONE_SYLLABLE[parts.generic][1].get(parts.stem, "")
    yield "pinyin", spelling.pinyin
    yield from (("ethnic", form) for form in spelling.others)
    yield from lists.short_forms.get(record.adcode, ())
    yield from (("short_zh", form) for form in short_chinese(spelling))
    if plain(spelling.roman) == plain(spelling.pinyin):
        yield from (("heteronym", form) for form in heteronyms(parts.stem, syllables, lists.readings))
    if record.level < 3 and record.adcode[:2] not in ("81", "82"):
        yield "wade_giles", wade_giles(syllables)
    if parts.side and parts.generic == "旗":
        yield from (("side", form) for form in side_forms(parts.side))


def aliases_of(
    record: Record, spelling: Spelling, short: str, syllables: list[str], lists: Lists, extra: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    """The aliases of one division in the order of KINDS; what it is called anyway, or twice, is left out."""
    taken = {record.name, short, "", plain(spelling.roman), plain(spelling.english)}
    found = []
    for kind, surface in (*candidates(record, spelling, syllables, lists), *extra):
        key = plain(surface) or surface
        if key in taken or surface in taken:
            continue
        taken.add(surface if kind == "letter" else key)
        found.append((kind, surface))
    return sorted(found, key=lambda pair: KINDS.index(pair[0]))
